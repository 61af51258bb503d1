"""`stillwatch policy replay`: who would have been touched by past traffic, and when."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from stillwatch.cli._command import Command, Number
from stillwatch.cli._evidence_said import say
from stillwatch.cli._policy_said import (
    JSON,
    POLICY,
    beside_options,
    lined,
    policy_of,
    some,
    stamp,
)  # fmt: skip

if TYPE_CHECKING:
    from stillwatch.respond.policy.audited import Audit
    from stillwatch.respond.policy.replay import Replay

PATH = click.Path(path_type=Path)
UNKNOWN = (
    "levels and sizes are those at the end of each audit: a rule for confirmed may have held later",
    "nobody tries again, moves elsewhere or changes how they ask",
    "decisions stand from when they are made to the end of the log",
)
"""What a replay cannot know."""


@click.command(
    cls=Command,
    examples={
        "stillwatch policy replay audit --policy policy.yaml --accounts "
        "examples/sample/accounts.csv": "Who, and from when.",
        "stillwatch policy replay audit --policy policy.yaml --accounts "
        "examples/sample/accounts.csv --truth examples/sample/truth.json --log "
        "examples/sample/log-0001.jsonl.zst --json": "Request by request, and honest users' share.",
    },
)
@click.argument("folders", metavar="DIR...", nargs=-1, required=True, type=PATH)
@POLICY
@beside_options
@click.option(
    "--truth",
    type=PATH,
    help="truth.json of `stillwatch simulate`, its folder, or labels as `score` takes.",
)
@click.option("--log", "logs", multiple=True, type=PATH,
              help="Log that was audited, to keep limits exactly; may be repeated, and files that "
              "follow it (--log LOGS/*) are logs too.")  # fmt: skip
@click.option("--delay", default=5.0, show_default=True, type=Number(0, 1440),
              help="Minutes from detection to the decision.")  # fmt: skip
@JSON
def replay(
    folders: tuple[Path, ...], policy_file: Path | None, accounts: Path | None,
    terms: Path | None, screening: Path | None, truth: Path | None, logs: tuple[Path, ...],
    delay: float, as_json: bool,
) -> None:  # fmt: skip
    """Say who would have been touched by past traffic, from when, and what that would have saved.

    DIR are folders of `stillwatch audit --out`, of the same traffic: several, such as one a day,
    tell more of when. Without --log it is known who is touched, and how much came after detection;
    with --truth alone, harvest by the hour is estimated.
    """
    from stillwatch.core.errors import UsageError
    from stillwatch.respond.policy.audited import read_audit
    from stillwatch.respond.policy.beside import beside
    from stillwatch.respond.policy.replay import replay as replayed

    policy = policy_of(policy_file)
    if logs:  # a shell puts the rest of a pattern among the folders
        logs += tuple(path for path in folders if path.is_file())
        folders = tuple(path for path in folders if not path.is_file())
    if files := [path for path in folders if path.is_file()]:
        raise UsageError(f"{files[0]} is a file: give the folder of an audit, and logs after --log")
    if not folders:
        raise UsageError("give the folder of an audit (stillwatch audit --out)")
    audits = [read_audit(folder) for folder in folders]
    found = replayed(audits, policy, beside(accounts, terms, screening), delay * 60)
    said: dict[str, Any] = {
        "name": policy.name, "policy": policy.version, "delay_minutes": delay,
        "touches": [
            t._asdict()
            | {"since": stamp(t.since), "action": t.action.name.lower(), "limits": _of(t)}
            for t in found.touches
        ],
        "touched": found.touched._asdict(),
        "breaker": [one._asdict() for one in found.tripped],
        "campaigns": {"exchanges": found.harvest, "after_detection": found.after},
        "not_known": [*_lost(audits), *UNKNOWN],
    }  # fmt: skip
    lines = _lines(found)
    if truth is not None or logs:
        said, lines = _measured(found, said, lines, truth, logs, audits)
    lines += [f"Not known: {what}" for what in said["not_known"]]
    say(said, as_json, lined(lines))


def _lost(audits: Sequence[Audit]) -> list[str]:
    """Say how many accounts a live run would have touched of whom the end of a log tells nothing.

    Campaigns are withdrawn, and members leave those that stand.
    """
    lost = max(audits, key=lambda audit: audit.until or 0.0).lost
    if not lost:
        return []
    what = (
        f"{lost:,} accounts were named at some time, and are not at the end"
        if lost > 1
        else "one account was named at some time, and is not at the end"
    )
    if len(audits) > 1:
        return [f"{what}: of these only what one of these audits named counts"]
    return [f"{what}: nothing counts that a live run would have done to "
            f"{'them' if lost > 1 else 'it'} (audit the log day by day with --state, into a "
            "folder each, and give all of them)"]  # fmt: skip


def _of(touch: Any) -> dict[str, Any] | None:
    import msgspec

    return msgspec.to_builtins(touch.limits) if touch.limits is not None else None


def _begins(since: list[float]) -> str:
    """Say from when: members that are known later are touched later; the end is the log's."""
    first, last = stamp(min(since)), stamp(max(since))
    if first == last:
        return f"{len(since):,} from {first} on"
    return f"{len(since):,}, the first from {first} on, the last from {last} on"


def _lines(found: Replay) -> list[str]:
    felt = found.touched
    lines = [
        f"Touched: {len(felt.names):,} accounts ({100 * felt.accounts:.2f} %), "
        f"{100 * felt.exchanges:.2f} % of exchanges"
    ]
    rows: dict[tuple[str, str, str], list[float]] = {}
    for t in found.touches:
        rows.setdefault((t.campaign, t.rule, t.action.name.lower()), []).append(t.since)
    lines += some(
        [f"  {campaign}: {rule}: {action}: {_begins(since)}"
         for (campaign, rule, action), since in rows.items()], "rows",
    )  # fmt: skip
    if found.harvest:
        lines.append(
            f"Of {found.harvest:,} exchanges of these campaigns, {found.after:,} "
            f"({100 * found.after / found.harvest:.1f} %) came after detection"
        )
    lines += [
        f"The breaker would have stopped it: {100 * t.share:.3g} % of {t.what}, at most "
        f"{100 * t.most:.3g} %" for t in found.tripped
    ]  # fmt: skip
    return lines


def _measured(
    found: Replay, said: dict[str, Any], lines: list[str], truth: Path | None,
    logs: tuple[Path, ...], audits: Any,
) -> tuple[dict[str, Any], list[str]]:  # fmt: skip
    from stillwatch.cli._known import read_known
    from stillwatch.respond.policy import honest

    known = read_known(truth) if truth is not None else None
    passed = None
    if logs:
        from stillwatch.ingest.read import open_logs
        from stillwatch.respond.policy.traffic import send

        harvest = honest.harvesters(known) if known else {
            (t.account, t.end_user) for t in found.touches
        }  # fmt: skip
        passed = send(open_logs(list(logs)), found.touches, harvest)
    if known is not None:
        rows = honest.populations(known, found.touches, passed)
        said["populations"] = [one._asdict() for one in rows]
        lines += _honest(rows)
    if passed is not None:
        hours: list[dict[str, Any]] = [
            {"hour": stamp(hour * 3600), "harvest": c.requests, "prevented": c.refused,
             "hardened": c.altered}
            for hour, c in sorted(passed.hours.items())
        ]  # fmt: skip
        basis = "log and truth" if known else "log; campaigns are taken at the audit's word"
    else:
        assert known is not None
        hours = [row | {"hour": stamp(row["hour"] * 3600)} for row in honest.estimate(known, found)]
        basis = "estimated from the truth"
        if not any(one.taken for one in known.campaigns.values()):
            basis = "not known"
            lines.append("Harvest: what is known does not say when it was taken: give --log, too")
    said |= {"hours": hours, "basis": basis}
    total = sum(row["harvest"] for row in hours)
    stopped = sum(row["prevented"] for row in hours)
    if total:
        lines.append(
            f"Harvest: {total:,.0f} requests, {stopped:,.0f} prevented "
            f"({100 * stopped / total:.1f} %; {basis})"
        )
    return said, lines


def _honest(rows: Any) -> list[str]:
    benign = [r for r in rows if r.name not in ("harvest", "licensed", "not in the truth")]
    units, hit = sum(r.units for r in benign), sum(r.touched for r in benign)
    lines = [f"Honest: {hit:,} of {units:,} accounts and end users touched"]
    asked = sum(r.requests or 0 for r in benign)
    if asked:
        refused = sum(r.refused or 0 for r in benign)
        altered = sum(r.altered or 0 for r in benign)
        lines[0] += (
            f"; of {asked:,} requests {refused:,} refused ({100 * refused / asked:.4f} %), "
            f"{altered:,} hardened"
        )
    lines += [
        f"  {r.name}: {r.touched:,} of {r.units:,}"
        + (f"; {r.refused:,} of {r.requests:,} requests refused" if r.requests is not None else "")
        for r in rows
    ]
    return lines
