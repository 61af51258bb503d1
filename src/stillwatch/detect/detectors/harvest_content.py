"""Content read as harvest.

Harvest prompts read like public harvest corpora, whatever the accounts share.
"""

from __future__ import annotations

from stillwatch.detect.detectors.base import RankDetector


class HarvestContent(RankDetector):
    """Members' requests read like harvest corpora to a like degree.

    Source: ArXiv 2605.07383; the content prior of this package.
    """

    name = "harvest_content"
    family = "content"
    needs = ("request.messages",)
    statistic = "harvest"
    sentence = (
        "On a scale from 0 to 1 for reading like public collections of prompts that models are "
        "trained with, the requests of the middle half of the members stand at {range}, and those "
        "of the middle half of comparable accounts at {others_range}."
    )
