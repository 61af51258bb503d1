"""What `stillwatch audit --follow` says, and how it stops."""

from __future__ import annotations

import json
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

import click

from stillwatch.audit.detection import Detection
from stillwatch.audit.follow import HOUR, Judged, Pace, follow
from stillwatch.audit.run import Audit, Request, further
from stillwatch.cli._applied import Applier, Done
from stillwatch.cli._entered import entered
from stillwatch.cli._interrupt import interrupts
from stillwatch.cli._store import Where
from stillwatch.contract.results import Campaign
from stillwatch.report.wording import neutralise


class Response(NamedTuple):
    """What follows each judgement."""

    policy: Path | None
    """Policy that is applied; null: the shipped one."""
    decisions: Where | None
    """Store that the policy writes to; null: no policy is applied."""
    accounts: Path | None
    """Account table that the policy reads."""
    evidence: Path | None
    """Folder of the evidence log that everything is entered in."""
    map_files: tuple[Path, ...]
    account_field: str | None


def follow_logs(request: Request, pace: Pace, response: Response, as_json: bool) -> None:
    """Judge logs as they grow until interrupted, and report each judgement."""

    def judge(request: Request, detection: Detection) -> Audit | None:
        if response.evidence is None:
            return further(request, detection)
        return entered(
            request, response.evidence, None, response.map_files, response.account_field, detection
        )

    tell, applier = Teller(as_json), None
    if response.decisions is not None:
        applier = Applier(
            response.policy, response.decisions, response.accounts, response.evidence, tell.note
        )
        if request.pseudonymise is not None:
            from stillwatch.cli._policy_said import unknown_names

            unknown_names(request.out)
        applier.check()
    with stopping(quiet=as_json):
        for judged in follow(request, pace, tell.note, judge):
            tell.judged(judged, None if applier is None else applier.apply(request.out))


class Teller:
    """Tells of judgements: in full what is new, and else that nothing is.

    Parameters
    ----------
    as_json
        Whether lines are for machines.
    """

    def __init__(self, as_json: bool) -> None:
        self._json = as_json
        self._levels: dict[str, str] = {}

    def note(self, text: str) -> None:
        """Say something beside."""
        # names of files are anybody's: no control codes reach the terminal
        click.echo(f"stillwatch: {neutralise(' '.join(text.split()))}", err=True)

    def judged(self, of: Judged, done: Done | None = None) -> None:
        """Tell of a judgement, and of what was decided then."""
        changed = [c for c in of.audit.campaigns if self._levels.get(c.id) != c.severity]
        gone = sorted(self._levels.keys() - {c.id for c in of.audit.campaigns})
        self._levels = {c.id: c.severity for c in of.audit.campaigns}
        until = datetime.fromtimestamp(of.until * HOUR, UTC)
        if self._json:
            told = {
                "version": 1, "judged_until": until.isoformat(), "seconds": round(of.seconds, 3),
                "exchanges": of.audit.summary["counts"]["exchanges"], "late": of.late,
                "anew": of.anew, "campaigns": [_told(c) for c in of.audit.campaigns],
                "changed": [c.id for c in changed], "withdrawn": gone,
                "decisions": None if done is None else done._asdict(),
            }  # fmt: skip
            click.echo(json.dumps(told, ensure_ascii=False))
            return
        click.echo(
            f"{until:%Y-%m-%d %H:%M} UTC: {len(of.audit.campaigns)} campaigns"
            f"{'' if changed or gone else ', as before'} ({of.seconds:.0f} s"
            f"{f', {of.late:,} exchanges too late' if of.late else ''})"
        )
        for campaign in changed:
            click.echo(f"  {campaign.id}: {campaign.severity}, {len(campaign.members):,} accounts")
        for name in gone:
            click.echo(f"  {name}: withdrawn")
        if done is not None and (done.put or done.ended):
            click.echo(f"  decisions: {done.put:,} put, {done.ended:,} ended")


def _told(campaign: Campaign) -> dict[str, object]:
    return {
        "id": campaign.id, "severity": campaign.severity, "members": len(campaign.members),
        "detected_at": campaign.detected_at,
    }  # fmt: skip


@contextmanager
def stopping(quiet: bool) -> Iterator[None]:
    """End at SIGINT and SIGTERM: what was read is kept, and nothing is half written."""
    before = signal.signal(signal.SIGTERM, signal.default_int_handler)
    try:
        with interrupts():
            yield
    except KeyboardInterrupt:
        if not quiet:
            click.echo("stillwatch: stopped; what was read is in the state", err=True)
    finally:
        signal.signal(signal.SIGTERM, before)
