"""Rule kind `campaign`: a campaign at or above a level, aiming at a target or shown by a test."""

from __future__ import annotations

from typing import Self

from stillwatch.comply.terms.audited import LEVELS
from stillwatch.comply.terms.base import COMMON, Case, Rule, Touch, common
from stillwatch.comply.terms.files import Table
from stillwatch.core.registry import discover
from stillwatch.report.wording import TARGETS


class CampaignRule(Rule):
    """An account in a campaign of at least `severity`.

    Parameters
    ----------
    severity
        Lowest level: `watch`, `likely` (without it) or `confirmed`.
    targets
        Capabilities, any of which the campaign aims at; empty: whichever.
    detectors
        Tests, any of which speaks for the campaign; empty: whichever.
    unless_licensed
        Whether a declared licence to train on outputs, at the time, takes the clause away.
    """

    name = "campaign"

    def __init__(
        self,
        *about: object,
        severity: str,
        targets: tuple[str, ...],
        detectors: tuple[str, ...],
        unless_licensed: bool,
    ) -> None:
        super().__init__(*about)  # type: ignore[arg-type]
        self.severity, self.targets, self.detectors = severity, targets, detectors
        self.unless_licensed = unless_licensed

    @classmethod
    def read(cls, table: Table) -> Self:
        """Read the rule."""
        table.only(*COMMON, "severity", "targets", "detectors", "unless_licensed")
        severity = table.text("severity", "likely")
        if severity not in LEVELS[1:]:
            raise table.wrong(f"no severity {severity!r}", f"known: {', '.join(LEVELS[1:])}")
        return cls(
            *common(table),
            severity=severity,
            targets=table.texts("targets"),
            detectors=table.texts("detectors"),
            unless_licensed=bool(table.flag("unless_licensed")),
        )

    def odd(self) -> list[str]:
        """Name targets and detectors that there are not."""
        found = [f"no target is called {name!r}" for name in self.targets if name not in TARGETS]
        if self.detectors:
            from stillwatch.detect.detectors.base import Detector

            known = discover("stillwatch.detect.detectors", Detector)
            found += [f"no detector is called {n!r}" for n in self.detectors if n not in known]
        return found

    def touch(self, case: Case) -> Touch | None:
        """Look at the campaign, and at the account's licence."""
        campaign = case.campaign
        if campaign is None or LEVELS.index(campaign.severity) < LEVELS.index(self.severity):
            return None
        targets = [
            t.target for t in campaign.targets if not self.targets or t.target in self.targets
        ]
        tests = {e.detector for e in campaign.evidence}
        if (self.targets and not targets) or (self.detectors and not tests & set(self.detectors)):
            return None
        said = f"in campaign {campaign.id} ({campaign.severity}), itself at {case.severity}"
        values = {
            "campaign": campaign.id,
            "severity": campaign.severity,
            "account_severity": case.severity,
            "targets": targets,
        }
        if self.unless_licensed:
            at = (case.table.licensed(case.known_as, m) for m in (case.since, case.until))
            held = [licence for licence in at if licence is not None]
            if len(held) == 2:
                return None
            if held:
                document = held[0].document or "no document named"
                said += f", and a licence ({document}) covered only part of the time"
                return Touch(said, values, certain=False)
            if not len(case.table):
                return Touch(f"{said}; without --accounts no licence is known", values, False)
        return Touch(said, values)
