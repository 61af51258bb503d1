"""Enrichment of harvest content.

Weak signals of single requests, summed over the members of a group, become strong.
"""

from __future__ import annotations

from stillwatch.detect.detectors.base import RankDetector


class Enrichment(RankDetector):
    """The share of harvest-like requests is raised among members alike.

    Source: ArXiv 2605.07383: 16 % precision a signal, 91 % precision summed.
    """

    name = "enrichment"
    family = "content"
    needs = ("request.messages",)
    statistic = "harvest_share"
    shown = "percent"
    sentence = (
        "Requests that read like a harvest are {range} of all requests for the middle half of the "
        "members, and {others_range} for the middle half of comparable accounts."
    )
