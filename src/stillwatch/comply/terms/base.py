"""What a usage rule is, and what it is asked."""

from __future__ import annotations

import re
from abc import ABC, abstractmethod
from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any, ClassVar, NamedTuple, Self

from stillwatch.comply.terms.audited import Campaign
from stillwatch.comply.terms.files import Table
from stillwatch.ingest.accounts import AccountTable


class Case(NamedTuple):
    """An account, the campaign it is in if any, and when its exchanges were."""

    account: str
    """As the audit names it."""
    campaign: Campaign | None
    since: datetime
    until: datetime
    severity: str
    """The account's own level: `none`, `watch`, `likely`, `confirmed`."""
    table: AccountTable
    """What the firm knows of its accounts; empty without `--accounts`."""
    known_as: str
    """The account as the table names it: other than `account` under pseudonyms."""


class Touch(NamedTuple):
    """Why a rule's clause is worth reading beside a case. No verdict: a person reads it."""

    what: str
    """One plain sentence."""
    values: Mapping[str, Any]
    """What it rests on."""
    certain: bool = True
    """False where something that the rule needs is not known."""
    blank: bool = False
    """True where nothing at all is known: such accounts are counted, not listed."""


class Rule(ABC):
    """A usage rule: which findings or facts touch which clause.

    A kind of rule is one file in `terms/rules`, found by its `name`.
    """

    name: ClassVar[str]
    """The `kind` by which a file asks for it."""

    def __init__(self, id: str, clause: str, moved: Mapping[str, str], about: str) -> None:
        self.id, self.clause, self.about = id, clause, about
        self._moved = dict(moved)

    @classmethod
    @abstractmethod
    def read(cls, table: Table) -> Self:
        """Read a rule of this kind.

        Raises
        ------
        InputError
            The table makes no such rule.
        """

    @abstractmethod
    def touch(self, case: Case) -> Touch | None:
        """Say why the clause is worth reading beside the case, or nothing."""

    def odd(self) -> list[str]:
        """Say which of its values are likely misspelt: such a rule would never speak."""
        return []

    @property
    def moved(self) -> tuple[str, ...]:
        """Versions for which it names another clause."""
        return tuple(self._moved)

    def clause_in(self, version: str) -> str:
        """Return the id of the clause in a version: clauses move."""
        return self._moved.get(version, self.clause)


COMMON = ("id", "kind", "clause", "clause_in", "about")
"""Names that every rule may have."""


def common(table: Table) -> tuple[str, str, dict[str, str], str]:
    """Return id, clause, the clause in other versions, and what the rule is about."""
    moved = {}
    for version, clause in table.table("clause_in").items():
        if not isinstance(clause, str) or not clause:
            raise table.wrong(f"clause_in: the clause of version {version} is not a text")
        moved[version] = clause
    return table.text("id"), table.text("clause"), moved, table.text("about", "")


def uncoded(codes: Iterable[str]) -> list[str]:
    """Say which of these are no code of two letters, as account tables hold them."""
    plain = re.compile("[A-Z]{2}")
    return [f"{c!r} is no code of two letters" for c in sorted(codes) if not plain.fullmatch(c)]
