"""Template families.

Items are wrapped in one instruction, or in paraphrases of it.
"""

from __future__ import annotations

from stillwatch.detect.detectors._sharing import SharingDetector


class TemplateFamily(SharingDetector):
    """Members wrap varied items in the same instructions, beyond prevalence.

    Source: validated projections of bipartite networks (Tumminello et al. 2011); arXiv 2605.07383.
    """

    name = "template_family"
    family = "content"
    types = ("system_template", "head_template", "tail_template", "frame")
    sentence = "Members wrap the same instructions around varied questions"
