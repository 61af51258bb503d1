"""What an audit leaves in the evidence log, and what text it has sealed."""

from __future__ import annotations

import hashlib
import json
import secrets
import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from stillwatch.contract.plain import documents
from stillwatch.contract.results import SEVERITIES, Campaign
from stillwatch.core.errors import InputError, UsageError
from stillwatch.ingest.mapping import Mapping as FieldMap
from stillwatch.ingest.read import open_logs
from stillwatch.proof.evidence.home import Home
from stillwatch.proof.evidence.log import Entry, EvidenceLog
from stillwatch.proof.evidence.stamps import stamp_note
from stillwatch.proof.evidence.vault import Kept, Vault

CHUNK = 5_000
"""Handles in one entry."""
FILES = 500
"""Names of files in one entry: the longest that there are still fit."""
AUDITED = ("campaigns.json", "accounts.parquet", "end_users.parquet", "summary.json")
"""Files of an audit whose hashes are entered."""
LIKELY = SEVERITIES.index("likely")
TEXT = ("system", "text", "output")
"""Columns of an exchange that are sealed as text."""

_Since = Mapping[tuple[str, str | None], int]
"""From which moment a member's text is kept, µs since 1970."""


def begin(log: EvidenceLog, files: Iterable[Path], options: Mapping[str, Any]) -> str:
    """Enter that an audit begins, before anything is read; return the name of the run.

    Parameters
    ----------
    log
        An open log.
    files
        What will be read.
    options
        All that the outcome depends on besides, to run the audit again.
    """
    run = f"run_{secrets.token_hex(8)}"
    told = [{"name": path.name, "bytes": path.stat().st_size} for path in files]
    first = {"run": run, "files": told[:FILES], "options": dict(options)}
    rest = [told[at : at + FILES] for at in range(FILES, len(told), FILES)]
    log.append(
        [Entry("audit.begin", first)]
        + [Entry("audit.files", {"run": run, "files": part}) for part in rest]
    )
    return run


def finish(
    log: EvidenceLog,
    vault: Vault,
    run: str,
    campaigns: Sequence[Campaign],
    summary: Mapping[str, Any],
    out: Path,
) -> None:
    """Enter what an audit read and found.

    Inputs are named by their SHA-256, taken before parsing; outputs too; accounts by their
    handles in the vault.
    """
    entries = [
        Entry(
            "input",
            {
                "run": run,
                "name": Path(row["path"]).name,
                "bytes": row["bytes"],
                "sha256": row["sha256"],
                "format": row["format"],
            },
        )
        for row in summary["generated_from"]
    ]
    said = {told["id"]: told for told in documents(campaigns)}
    for campaign in campaigns:
        entries += _campaign(vault, run, campaign, said[campaign.id])
    entries.append(
        Entry(
            "audit.end",
            {
                "run": run,
                "outputs": {name: sha256((out / name).read_bytes()) for name in AUDITED},
                "versions": summary["versions"],
                "counts": summary["counts"],
            },
        )
    )
    log.append(entries)


def _campaign(
    vault: Vault, run: str, campaign: Campaign, told: Mapping[str, Any]
) -> Iterator[Entry]:
    """Entries on a campaign, by what `campaigns.json` says of it."""
    yield Entry(
        "campaign",
        {
            "run": run,
            "campaign": campaign.id,
            "severity": told["severity"],
            "status": told["status"],
            "accounts": len(told["accounts"]),
            "detected_at": told["detected_at"],
            "log_e": told["log_e"],
            "sha256": sha256(canonical(told)),
        },
    )
    handles = vault.handles((m.account, m.end_user) for m in campaign.members)
    for at in range(0, len(handles), CHUNK):
        yield Entry(
            "members",
            {"run": run, "campaign": campaign.id, "handles": handles[at : at + CHUNK]},
        )
    for row in told["evidence"]:
        yield Entry(
            "evidence",
            {
                "run": run,
                "campaign": campaign.id,
                "detector": row["detector"],
                "family": row["family"],
                "log_e": row["log_e"],
                "exchange_digest": row["exchange_digest"],
                "sha256": sha256(canonical(row)),
            },
        )


def keep(
    home: Home,
    log: EvidenceLog,
    vault: Vault,
    run: str,
    campaigns: Sequence[Campaign],
    logs: list[Path],
    *,
    format: str | None = None,
    mapping: FieldMap | None = None,
    pseudonymise: bytes | None = None,
) -> int:
    """Seal the text of campaigns' members from the moment of `likely`, and enter it.

    Of what came before that moment, the exchanges that the evidence names are sealed. The logs
    are read a second time.

    Returns
    -------
    int
        Texts that are sealed now and were not before.
    """
    now = time.time()
    expires = now + home.config.retain_days * 86_400
    since, named = _wanted(campaigns)
    if not since:
        return 0
    total = 0
    for batch in open_logs(logs, format=format, mapping=mapping, pseudonymise=pseudonymise):
        rows = list(_chosen(batch, since, named))
        if not rows:
            continue
        with vault.together():  # entered, then sealed for good: what is sealed is always entered
            kept = vault.seal(rows, now, expires)
            if kept:
                log.append(list(_kept(run, kept)))
        total += len(kept)
    return total


def _wanted(campaigns: Sequence[Campaign]) -> tuple[dict[tuple[str, str | None], int], set[str]]:
    since: dict[tuple[str, str | None], int] = {}
    named: set[str] = set()
    for campaign in campaigns:
        if SEVERITIES.index(campaign.severity) < LIKELY:
            continue
        moment = int(datetime.fromisoformat(campaign.detected_at).timestamp() * 1e6)
        for member in campaign.members:
            who = (member.account, member.end_user)
            since[who] = min(moment, since.get(who, moment))
        for evidence in campaign.evidence:
            named.update(evidence.exchange_ids)
    return since, named


def _chosen(
    batch: pa.RecordBatch, since: _Since, named: set[str]
) -> Iterator[tuple[str, str, str | None, bytes]]:
    accounts = pa.array(sorted({account for account, _ in since}))
    batch = batch.filter(pc.is_in(batch.column("account"), accounts))
    shown = batch.select(["id", "account", "end_user", "model", "content_state", *TEXT])
    times = batch.column("time").cast(pa.int64()).to_pylist()
    for row, at in zip(shown.to_pylist(), times, strict=True):
        who = (row["account"], row["end_user"])
        from_then = since.get(who, since.get((row["account"], None)))
        if from_then is None or (at < from_then and row["id"] not in named):
            continue
        if row["content_state"] != "full":
            continue
        moment = datetime.fromtimestamp(at / 1e6, UTC).isoformat()
        data = canonical({**row, "time": moment})
        yield row["id"], row["account"], row["end_user"], data


def _kept(run: str, kept: Sequence[Kept]) -> Iterator[Entry]:
    for at in range(0, len(kept), CHUNK):
        rows = [[k.handle, k.commitment] for k in kept[at : at + CHUNK]]
        yield Entry("kept", {"run": run, "texts": rows})


def checkpoint(home: Home, log: EvidenceLog) -> tuple[Path, str]:
    """Sign all entries, have that time-stamped where an authority is set, return file and remark.

    An authority that does not answer, or cannot be asked from here, is no reason to lose the
    checkpoint: the remark says so.
    """
    path, _ = log.checkpoint(home.key())
    if not home.config.timestamp_url or path.with_suffix(".tsr").exists():
        return path, ""
    try:
        at = stamp_note(path, home.config.timestamp_url)
    except (InputError, UsageError) as error:
        return path, str(error)
    return path, f"time-stamped at {at.isoformat()}"


def operator(log: EvidenceLog, action: str, by: str, data: Mapping[str, Any] | None = None) -> int:
    """Enter what a person did; return the entry's index."""
    return log.append([Entry("operator", {"action": action, "by": by, **(data or {})})])[0]


def canonical(value: Any) -> bytes:
    """Return the one JSON text of a value: keys sorted, no spaces, UTF-8.

    Half a surrogate pair, which UTF-8 has no bytes for, is written as its escape.

    Raises
    ------
    ValueError
        A number is infinite or none: JSON has no word for it.
    """
    return json.dumps(
        value,
        ensure_ascii=False,
        allow_nan=False,
        sort_keys=True,
        separators=(",", ":"),
        default=list,
    ).encode("utf-8", "backslashreplace")


def sha256(data: bytes) -> str:
    """Return the SHA-256 of bytes in hexadecimal."""
    return hashlib.sha256(data).hexdigest()
