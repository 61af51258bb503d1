"""Length of replies.

Traces are long: a harvest is paid in output tokens, alike over its accounts.
"""

from __future__ import annotations

from stillwatch.detect.detectors.base import RankDetector


class ReplyLength(RankDetector):
    """Members take replies of like length.

    Source: Harvests ask for step-by-step reasoning, reported 2026.
    """

    name = "reply_length"
    family = "behaviour"
    needs = ("usage.output_tokens",)
    statistic = "output"
    shown = "size"
    sentence = (
        "The replies to harvest-like requests are {range} tokens (pieces of words, those of "
        "hidden reasoning included) long on average for the middle half of the members, and "
        "{others_range} for the middle half of comparable accounts."
    )
