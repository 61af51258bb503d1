"""The account that reading gives of itself: what was there, what was dropped and why.

Blocks may be parsed in any process; the ledger takes their marks in order, decides which rows
are new, and keeps the tallies. Memory grows only with the number of distinct ids (24 to 48
bytes each).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from stillwatch.contract.exchange import SCHEMA
from stillwatch.core.errors import InputError
from stillwatch.ingest.base import CONTENT_STATES, Malformed, ParsedBlock
from stillwatch.ingest.bytesource import LogFile, breaks_off
from stillwatch.ingest.hashing import IdSet
from stillwatch.ingest.shipped import hint

QUOTED = 100
"""Malformed lines that are named; the rest are only counted."""
REASONS = 100
"""Reasons of malformed lines that are counted apart; more fall under `OTHERS`: some name fields of
the record."""
NAMES = 1000
"""Unknown field names that are kept apart; more fall under `OTHERS`."""
OTHERS = "(others)"

_REMEDY = (
    "see the exchange log reference, or name its format with --format, a map of its fields with "
    "--map, or the field that tells accounts apart with --account-field (of one format's records "
    "alone: --account-field FORMAT:PATH)"
)

_OPTIONAL = [
    (bit, name)
    for bit, name in enumerate(SCHEMA.names)
    if name not in ("id", "time", "account", "model", "content_state")
]


@dataclass(frozen=True)
class IngestReport:
    """What was read."""

    files: tuple[LogFile, ...]
    """Files read to their end, in order, with the digest of their raw bytes."""
    exchanges: int
    """Distinct exchanges."""
    malformed: int
    """Lines that are not exchanges."""
    malformed_lines: tuple[Malformed, ...]
    """The first 100 of them."""
    duplicates: int
    """Exchanges whose id had come before; the first counts."""
    differing: int
    """Those of them that differ from the first in account, time, model or size of the text: an id
    that is not unique, which loses exchanges."""
    unknown_fields: dict[str, int]
    """Fields that the schema does not know, or that are not read of another program's records: in
    how many of `sampled` lines."""
    unreadable_fields: dict[str, int]
    """Optional fields left null because their value was of an impossible type."""
    sampled: int
    """Lines searched for unknown fields: the first 2,000 of a file, then every 64th."""
    content_states: dict[str, int]
    """Exchanges by `full`, `redacted`, `hashed`, `absent`."""
    fields_present: dict[str, float]
    """Share of exchanges that carry each optional column of `SCHEMA`, 0 to 1."""
    skipped_records: dict[str, int] = field(default_factory=dict)
    """Records of other programs' logs that are no model calls, by what they are."""
    malformed_reasons: dict[str, int] = field(default_factory=dict)
    """Malformed lines by why they are no exchanges."""
    broken_off: tuple[Malformed, ...] = ()
    """Where files break off, the first 100: what follows in them was not read."""
    sampled_of: dict[str, int] = field(default_factory=dict)
    """Exchanges that their log says are a sample, by how many each stands for."""
    apart: int = 0
    """Requests whose body is null, or stands in a file of its own that was not found."""
    apart_replies: int = 0
    """Replies whose body is null, or whose text is not where the log counts or names it."""


def lacks_a_field(reason: str) -> bool:
    """Tell whether a line is malformed for want of a field alone.

    Object stores hold a file for each request: one that names no account is no reason to stop.
    """
    return reason.startswith("required field ")


class Ledger:
    """Decides which rows count, and keeps the tallies.

    Parameters
    ----------
    strict
        Stop at the first malformed line.
    known
        Marks of exchanges that were counted before, elsewhere: columns `id`, `body`.
    """

    def __init__(self, *, strict: bool = False, known: pa.Table | None = None) -> None:
        self._strict = strict
        self._seen = IdSet()
        self._known = 0
        if known is not None:
            self._seen.add(known["id"].to_numpy(), known["body"].to_numpy())
            self._known = self._seen.count
        self._present = np.zeros(len(SCHEMA), np.int64)
        self._states = np.zeros(len(CONTENT_STATES), np.int64)
        self._malformed, self._lines = 0, list[Malformed]()
        self._reasons, self._broken = Counter[str](), list[Malformed]()
        self._unknown, self._unreadable = Counter[str](), Counter[str]()
        self._sampled = self._duplicates = self._differing = 0
        self._apart = self._apart_replies = 0
        self._skipped, self._sampled_of = Counter[str](), Counter[str]()
        self._by_file = Counter[str]()
        self._first_bad: dict[str, Malformed] = {}
        self._bad_by_file = Counter[str]()

    def admit(self, block: ParsedBlock) -> npt.NDArray[np.bool_]:
        """Take the next block, in the order of the log; its `batch` is not looked at.

        Returns
        -------
        numpy.ndarray
            True for rows that count, false for duplicates; shape ``(rows,)``.

        Raises
        ------
        InputError
            A line is malformed, and reading is strict.
        """
        if block.malformed:
            self._note(block)
        fresh, differing = self._seen.add(block.marks.id_hash, block.marks.body)
        self._differing += differing
        count = int(np.count_nonzero(fresh))
        self._duplicates += len(fresh) - count
        self._by_file[block.path] += len(fresh)
        all_fresh = count == len(fresh)
        present = block.marks.present if all_fresh else block.marks.present[fresh]
        state = block.marks.state if all_fresh else block.marks.state[fresh]
        for bit in range(len(SCHEMA)):
            self._present[bit] += np.count_nonzero(present & np.uint64(1 << bit))
        self._states += np.bincount(state, minlength=len(CONTENT_STATES))
        for name, times in block.unknown.items():
            known = name in self._unknown or len(self._unknown) < NAMES
            self._unknown[name if known else OTHERS] += times
        self._unreadable.update(block.unreadable)
        self._sampled += block.sampled
        self._skipped.update(block.skipped)
        self._sampled_of.update(block.sampled_of)
        self._apart += block.apart
        self._apart_replies += block.apart_replies
        return fresh

    def _note(self, block: ParsedBlock) -> None:
        first = block.malformed[0]
        if self._strict:
            raise InputError(first.reason, path=first.path, line=first.line)
        self._malformed += len(block.malformed)
        self._lines += block.malformed[: QUOTED - len(self._lines)]
        self._first_bad.setdefault(block.path, first)
        self._bad_by_file[block.path] += len(block.malformed)
        for line in block.malformed:
            known = line.reason in self._reasons or len(self._reasons) < REASONS
            self._reasons[line.reason if known else OTHERS] += 1
            if breaks_off(line.reason) and len(self._broken) < QUOTED:
                self._broken.append(line)

    def report(self, files: tuple[LogFile, ...]) -> IngestReport:
        """Close the account.

        Raises
        ------
        InputError
            A file gave nothing but malformed lines, or no exchange is known at all.
        """
        some = any(self._by_file.values())
        unmapped = {file.path for file in files if file.format == "jsonl"}
        for path, first in self._first_bad.items():
            lone = self._bad_by_file[path] == 1 and lacks_a_field(first.reason)
            if not self._by_file[path] and not (some and lone):
                raise InputError(
                    f"no line is an exchange: {first.reason}",
                    path=path,
                    line=first.line,
                    remedy=(hint(Path(path)) if path in unmapped else "") or _REMEDY,
                )
        total = self._seen.count - self._known
        if not self._seen.count:
            seen = ", ".join(f"{times:,} {what}" for what, times in self._skipped.most_common(3))
            raise InputError(
                "the log holds no exchange" + (f": skipped {seen}" if seen else ""),
                path=files[0].path if files else "no files",
            )
        return IngestReport(
            files=files,
            exchanges=total,
            malformed=self._malformed,
            malformed_lines=tuple(self._lines),
            duplicates=self._duplicates,
            differing=self._differing,
            unknown_fields=dict(sorted(self._unknown.items())),
            unreadable_fields=dict(sorted(self._unreadable.items())),
            sampled=self._sampled,
            content_states=dict(zip(CONTENT_STATES, self._states.tolist(), strict=True)),
            fields_present={
                name: float(self._present[bit] / max(total, 1)) for bit, name in _OPTIONAL
            },
            skipped_records=dict(sorted(self._skipped.items())),
            malformed_reasons=dict(sorted(self._reasons.items())),
            broken_off=tuple(self._broken),
            sampled_of=dict(sorted(self._sampled_of.items())),
            apart=self._apart,
            apart_replies=self._apart_replies,
        )


def merge(reports: Sequence[IngestReport]) -> IngestReport:
    """Return one account of several readings, each of which knew the ids of those before it."""
    total = sum(r.exchanges for r in reports)
    lines = tuple(line for r in reports for line in r.malformed_lines)
    present = {
        # shares are counts over counts: rounding gives the counts back
        name: sum(round(r.fields_present[name] * r.exchanges) for r in reports) / max(total, 1)
        for _, name in _OPTIONAL
    }
    return IngestReport(
        files=tuple(file for r in reports for file in r.files),
        exchanges=total,
        malformed=sum(r.malformed for r in reports),
        malformed_lines=lines[:QUOTED],
        duplicates=sum(r.duplicates for r in reports),
        differing=sum(r.differing for r in reports),
        unknown_fields=_sum(r.unknown_fields for r in reports),
        unreadable_fields=_sum(r.unreadable_fields for r in reports),
        sampled=sum(r.sampled for r in reports),
        content_states={s: sum(r.content_states[s] for r in reports) for s in CONTENT_STATES},
        fields_present=present,
        skipped_records=_sum(r.skipped_records for r in reports),
        malformed_reasons=_sum(r.malformed_reasons for r in reports),
        broken_off=tuple(line for r in reports for line in r.broken_off)[:QUOTED],
        sampled_of=_sum(r.sampled_of for r in reports),
        apart=sum(r.apart for r in reports),
        apart_replies=sum(r.apart_replies for r in reports),
    )


def _sum(counts: Iterable[dict[str, int]]) -> dict[str, int]:
    total = Counter[str]()
    for some in counts:
        total.update(some)
    return dict(sorted(total.items()))
