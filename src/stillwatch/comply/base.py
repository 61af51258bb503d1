"""A control, its answer, and what an answer rests on."""

from __future__ import annotations

from abc import ABC, abstractmethod
from datetime import date
from typing import ClassVar, NamedTuple

from stillwatch.comply.facts import Facts

MET, NOT_MET, CANNOT_TELL, NOT_ASKED = "met", "not met", "cannot tell", "not asked"
STATUSES = (NOT_MET, CANNOT_TELL, MET, NOT_ASKED)
"""All statuses, what needs work first. `not asked`: the firm declares that a law is not for it, or
it does not apply yet."""


class Citation(NamedTuple):
    """What an answer rests on."""

    kind: str
    """`measured` (an audit's output, a log), `document` (a file, by digest) or `declared` (the
    firm's own word)."""
    file: str
    figure: str
    """What of the file."""
    value: str
    date: str
    """Day for which it holds, ISO 8601."""
    sha256: str = ""


class Answer(NamedTuple):
    """The answer to one control."""

    status: str
    because: str
    """One plain sentence."""
    evidence: tuple[Citation, ...] = ()
    needs: tuple[str, ...] = ()
    """What would meet it, or what is missing to tell."""

    @property
    def basis(self) -> str:
        """Strongest kind of evidence: `measured`, `document`, `declared`, or nothing."""
        kinds = {citation.kind for citation in self.evidence}
        return next((k for k in ("measured", "document", "declared") if k in kinds), "")


class Control(ABC):
    """One control of a framework or law.

    A framework is one file in `compliance/frameworks`; each control is a class there, found by its
    `name`.
    """

    name: ClassVar[str]
    """As the framework numbers it."""
    source: ClassVar[str]
    """Id of its file in `compliance/data`."""
    order: ClassVar[int] = 0
    """Place within its source."""
    title: ClassVar[str]
    asks: ClassVar[str]
    """What it asks, in our words: the source has its own, which count."""

    @abstractmethod
    def answer(self, facts: Facts) -> Answer:
        """Answer from the facts; never `met` without evidence."""


def met(because: str, *evidence: Citation) -> Answer:
    """Return that a control is met.

    Raises
    ------
    ValueError
        Nothing is cited, or something without a date.
    """
    if not evidence or not all(citation.date for citation in evidence):
        raise ValueError("met without dated evidence")
    return Answer(MET, because, evidence)


def not_met(because: str, needs: str | tuple[str, ...], *evidence: Citation) -> Answer:
    """Return that a control is not met, and what would meet it."""
    return Answer(NOT_MET, because, evidence, (needs,) if isinstance(needs, str) else needs)


def cannot_tell(because: str, needs: str | tuple[str, ...], *evidence: Citation) -> Answer:
    """Return that nobody can tell from what there is, and what is missing."""
    return Answer(CANNOT_TELL, because, evidence, (needs,) if isinstance(needs, str) else needs)


def all_of(*parts: Answer) -> Answer:
    """Join answers: not met if one is not, cannot tell if one cannot, else met."""
    worst = next(s for s in (*STATUSES[:2], MET) if any(p.status == s for p in parts))
    held = [part for part in parts if part.status == worst] if worst != MET else list(parts)
    return Answer(
        worst,
        " ".join(dict.fromkeys(part.because for part in held)),
        tuple(dict.fromkeys(c for part in parts for c in part.evidence)),
        tuple(dict.fromkeys(need for part in held for need in part.needs)),
    )


def measured(facts: Facts, name: str, figure: str, value: str) -> Citation:
    """Cite an audit's output."""
    assert facts.audit is not None
    return Citation("measured", name, figure, value, facts.audit_day, facts.audit.sha256[name])


def days_between(earlier: date, later: date) -> int:
    """Return the days from one date to another."""
    return (later - earlier).days
