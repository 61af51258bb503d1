"""Length of replies.

Traces are long: a harvest is paid in output tokens, alike over its accounts.
"""

from __future__ import annotations

from stillwatch.detectors.base import RankDetector


class ReplyLength(RankDetector):
    """Members take replies of like length.

    Source: Harvests ask for step-by-step reasoning, reported 2026.
    """

    name = "reply_length"
    family = "behaviour"
    needs = ("usage.output_tokens",)
    statistic = "output"
    sentence = (
        "The log of the members' mean reply length in tokens has a median of {median:.2f} and a spread "
        "of {spread:.2f}, against {others_median:.2f} and {others_spread:.2f} among other accounts."
    )
