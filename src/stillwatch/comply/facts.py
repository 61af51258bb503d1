"""What answers rest on: audit, declaration, terms, acceptances, screening, evidence log."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

from stillwatch.comply.firm import Firm, Section
from stillwatch.comply.proof import LogOfEvidence
from stillwatch.comply.terms.acceptances import Acceptances
from stillwatch.comply.terms.audited import Audit
from stillwatch.comply.terms.document import Document
from stillwatch.comply.terms.files import text_of
from stillwatch.core.errors import InputError, shown
from stillwatch.ingest.accounts import AccountTable

FRESH_DAYS = 31
"""Days after its end for which an audit still speaks, unless the firm declares `every_days`."""
DECLARED_DAYS = 365
"""Days for which a declaration speaks."""


class File(NamedTuple):
    """A file that was read, to be cited."""

    name: str
    sha256: str


class Screening(NamedTuple):
    """A screening of `stillwatch comply screen --out`."""

    file: str
    sha256: str
    as_of: date
    told: dict[str, Any]


@dataclass(frozen=True)
class Facts:
    """What answers may rest on; null for what was not given."""

    as_of: date
    audit: Audit | None = None
    firm: Firm | None = None
    evidence: LogOfEvidence | None = None
    documents: tuple[Document, ...] = ()
    acceptances: Acceptances | None = None
    accounts: AccountTable | None = None
    screening: Screening | None = None
    files: Mapping[str, File] = field(default_factory=dict)
    """Of `acceptances` and `accounts`: which file it was."""
    known_as: Mapping[str, str] = field(default_factory=dict)
    """The name in `acceptances` of an account that the audit has under a pseudonym."""

    @property
    def audit_day(self) -> str:
        """Last day of the audited traffic, or nothing where the audit does not say."""
        until = self.audit.until if self.audit is not None else None
        return until.date().isoformat() if until is not None else ""

    def section(self, name: str) -> Section | None:
        """Return a section of the declaration, or nothing."""
        return self.firm.sections.get(name) if self.firm is not None else None

    def file(self, what: str) -> File:
        """Return which file acceptances or accounts were read from."""
        return self.files.get(what, File(what, ""))

    @property
    def audit_age(self) -> int | None:
        """Days from the audited traffic's end to the day of the report."""
        until = self.audit.until if self.audit is not None else None
        return (self.as_of - until.date()).days if until is not None else None

    @property
    def every_days(self) -> float:
        """Days for which an audit speaks."""
        traffic = self.section("traffic")
        declared = traffic.get("every_days") if traffic is not None else None
        return float(FRESH_DAYS) if declared is None else float(declared)


def cited(path: Path) -> File:
    """Return a file's name and digest."""
    return File(shown(Path(path.name)), hashlib.sha256(path.read_bytes()).hexdigest())


def read_screening(path: Path) -> Screening:
    """Read what `stillwatch comply screen --out` wrote.

    Raises
    ------
    InputError
        It cannot be read, or is something else.
    """
    text = text_of(path)
    try:
        told = json.loads(text)
        day = date.fromisoformat(told["as_of"])
        if not (isinstance(told["matches"], list) and isinstance(told["lists"], list)):
            raise ValueError
        if not all(isinstance(row, dict) for row in (*told["matches"], *told["lists"])):
            raise ValueError
        if not isinstance(told["names"], int) or not isinstance(told["accounts"], int):
            raise ValueError
    except (ValueError, KeyError, TypeError, RecursionError):
        raise InputError(
            "not a screening",
            path=shown(path),
            remedy="give what `stillwatch comply screen --out` wrote",
        ) from None
    return Screening(
        path.name, hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest(), day, told
    )
