"""What goes into a bundle: entries of the log with their proofs, sealed text, raw files."""

from __future__ import annotations

import base64
import json
from collections.abc import Iterable, Iterator, Sequence, Set
from pathlib import Path
from typing import Any

from stillwatch.core.errors import InputError
from stillwatch.proof.evidence.log import EvidenceLog
from stillwatch.proof.evidence.record import canonical, sha256
from stillwatch.proof.evidence.vault import Vault


def run_of(log: EvidenceLog, audit: Path) -> str:
    """Name of the newest run that wrote these campaigns and this summary."""
    found = ""
    wrote = {n: sha256((audit / n).read_bytes()) for n in ("campaigns.json", "summary.json")}
    for line in log.lines():
        if wrote["campaigns.json"].encode() in line:
            entry = json.loads(line)
            if entry["kind"] == "audit.end" and entry["data"]["outputs"].items() >= wrote.items():
                found = entry["data"]["run"]
    if not found:
        raise InputError(
            "the evidence log knows no audit that wrote these campaigns",
            path=str(audit / "campaigns.json"),
            remedy="run the audit with --evidence, and leave its output as it is",
        )
    return found


def raw_files(log: EvidenceLog, run: str, paths: Sequence[Path]) -> dict[str, bytes]:
    """Raw files by the names that they have in the bundle."""
    known = []
    if paths:
        known = read_files(json.loads(x) for x in log.lines() if run.encode() in x)
    found: dict[str, bytes] = {}
    for path in paths:
        try:
            data = path.read_bytes()
        except OSError as error:
            raise InputError(f"cannot be read: {error.strerror}", path=str(path)) from error
        digest = sha256(data)
        if digest not in known:
            raise InputError(
                "not a file that the audit read, or changed since",
                path=str(path),
                remedy="name the file as it was when the audit ran",
            )
        name = "".join(c if c.isprintable() and c not in "/\\" else "_" for c in path.name)
        if found.get(f"inputs/{name}", data) != data:
            name = f"{digest[:16]}-{name}"
        found[f"inputs/{name}"] = data
    return found


def read_files(entries: Iterable[dict[str, Any]]) -> list[Any]:
    """Return the SHA-256 of each file that entries say a run has read; among it what is none."""
    found = []
    for entry in entries:
        data = entry["data"]
        if entry["kind"] == "input":
            found.append(data.get("sha256"))
        elif entry["kind"] == "audit.begin" and isinstance(data.get("options"), dict):
            options = data["options"]
            found += [options.get("accounts"), options.get("map_file")]
            more = options.get("more_maps")
            found += more if isinstance(more, list) else []
    return found


About = tuple[int, bytes, dict[str, Any]]
"""Index of an entry, its bytes, and what it says."""


def about(log: EvidenceLog, run: str, campaign: str, kept: Set[str]) -> Iterator[About]:
    """Yield what the log has on a campaign.

    Entries on its run and on itself, on commitments, those that name keys, and what people did to
    it and to its accounts: decisions, holds, their end, erasures.
    """
    accounts = _handles(log, run, campaign)
    matters: set[str] = set()
    for index, line in enumerate(log.lines()):
        if b'"kind":"kept"' in line:
            entry = json.loads(line)
            if entry["kind"] == "kept" and any(c in kept for _, c in entry["data"]["texts"]):
                yield index, line, entry
        elif not index or run.encode() in line or b'"kind":"key"' in line:
            entry = json.loads(line)
            if entry["data"].get("campaign", campaign) == campaign:
                yield index, line, entry
        elif b'"kind":"operator"' in line:
            entry = json.loads(line)
            if entry["kind"] == "operator" and (
                (entry["data"].get("campaign") == campaign and "run" not in entry["data"])
                or _touches(entry["data"], accounts, matters)
            ):
                yield index, line, entry


def _handles(log: EvidenceLog, run: str, campaign: str) -> set[str]:
    """Return the handles of a campaign's accounts."""
    found: set[str] = set()
    for line in log.lines():
        if run.encode() in line and b'"kind":"members"' in line:
            entry = json.loads(line)
            if entry["kind"] == "members" and entry["data"]["campaign"] == campaign:
                found.update(entry["data"]["handles"])
    return found


def _touches(data: dict[str, Any], accounts: Set[str], matters: set[str]) -> bool:
    """Whether something was done to one of the accounts; adds to the matters that hold them."""
    named = {data.get("handle"), *(data.get("handles") or ())}
    if data.get("action") == "release":
        return data.get("matter") in matters
    if not accounts.isdisjoint(named):
        if data.get("action") == "hold":
            matters.add(data["matter"])
        return True
    return False


def entry_lines(log: EvidenceLog, chosen: Iterable[About]) -> Iterator[bytes]:
    """Yield lines of entries with their proofs."""
    for index, line, _ in chosen:
        proof = [step.hex() for step in log.inclusion(index)]
        row = {"index": index, "leaf": base64.b64encode(line).decode(), "proof": proof}
        yield canonical(row) + b"\n"


def custody(chosen: Iterable[About]) -> Iterator[dict[str, Any]]:
    """Who did what to it when, by the log."""
    for index, _, entry in chosen:
        if entry["kind"] in ("audit.begin", "input", "audit.end", "operator", "key", "log"):
            data = entry["data"]
            what = data.get("action") or data.get("name") or ""
            row = {"entry": index, "time": entry["time"], "kind": entry["kind"], "what": what}
            yield row | ({"by": data["by"]} if "by" in data else {})


def exchanges(vault: Vault, campaign: dict[str, Any], open_text: bool) -> Iterator[dict[str, Any]]:
    """Exchanges that the evidence names: id, commitment, and text if it is opened."""
    ids = sorted({id for evidence in campaign["evidence"] for id in evidence["exchange_ids"]})
    for id in ids:
        row: dict[str, Any] = {"id": id}
        kept = vault.open(id)
        if kept is not None:
            commitment, salt, data = kept
            row["commitment"] = commitment
            if open_text:
                row |= {"salt": salt.hex(), "text": base64.b64encode(data).decode()}
        yield row
