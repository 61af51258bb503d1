"""California SB 53 and SB 942."""

from __future__ import annotations

from typing import ClassVar

from stillwatch.comply.laws import Law


class Framework(Law):
    """SB 53: the published frontier framework."""

    name = "SB 53 framework"
    source = "ca_sb_53"
    order = 0
    title = "A frontier AI framework is published"
    asks = "A large frontier developer publishes how it handles catastrophic risk, and keeps to it."
    scope = "ca_sb_53"
    section = "frontier"
    wants: ClassVar[dict[str, str]] = {
        "framework": "where it is published",
        "published": "when",
    }


class Incidents(Law):
    """SB 53: transparency reports and incidents."""

    name = "SB 53 reports"
    source = "ca_sb_53"
    order = 1
    title = "Transparency reports, and reports of critical safety incidents"
    asks = "New models come with a transparency report; critical safety incidents are reported."
    scope = "ca_sb_53"
    section = "frontier"
    wants: ClassVar[dict[str, str]] = {
        "reports": "where transparency reports are",
        "incidents": "how incidents are reported",
    }


class Provenance(Law):
    """SB 942: latent and manifest disclosure."""

    name = "SB 942 disclosures"
    source = "ca_sb_942"
    order = 0
    title = "Latent and manifest disclosures in image, video and audio"
    asks = "Content carries a latent disclosure of its origin; users may add a visible one."
    scope = "ca_sb_942"
    section = "marking"
    wants: ClassVar[dict[str, str]] = {
        "machine_readable": "the latent disclosure",
        "manifest": "the visible one",
    }


class DetectionTool(Law):
    """SB 942: a tool by which anybody can check."""

    name = "SB 942 detection tool"
    source = "ca_sb_942"
    order = 1
    title = "A free detection tool"
    asks = "Anybody can check, at no cost, whether content is of the provider's system."
    scope = "ca_sb_942"
    section = "marking"
    wants: ClassVar[dict[str, str]] = {"detection_tool": "where it is"}
