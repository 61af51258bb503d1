"""Content read as harvest.

Harvest prompts read like public harvest corpora, whatever the accounts share.
"""

from __future__ import annotations

from stillwatch.detectors.base import RankDetector


class HarvestContent(RankDetector):
    """Members' requests read like harvest corpora to a like degree.

    Source: ArXiv 2605.07383; the content prior of this package.
    """

    name = "harvest_content"
    family = "content"
    needs = ("request.messages",)
    statistic = "harvest"
    sentence = (
        "The members' requests read like public distillation corpora with a median probability of "
        "{median:.2f}, against {others_median:.2f} among other accounts."
    )
