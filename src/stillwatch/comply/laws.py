"""What laws have in common: whom they are for, from when, and what the firm can show."""

from __future__ import annotations

from datetime import date
from typing import ClassVar

from stillwatch.comply.base import (
    NOT_ASKED,
    Answer,
    Control,
    cannot_tell,
    days_between,
    met,
    not_met,
)
from stillwatch.comply.checks.declared import document, said, usable
from stillwatch.comply.facts import DECLARED_DAYS, Facts
from stillwatch.comply.sources import sources


class Law(Control):
    """A duty of a law, answered from what the firm declares and the documents behind it.

    Whether a law is for a firm is for its lawyers: they say it under [scope], with the date.
    """

    scope: ClassVar[str]
    """Name under [scope]."""
    section: ClassVar[str]
    """Section of the declaration that answers."""
    wants: ClassVar[dict[str, str]]
    """Values of the section that have to be there, and what each is."""

    def starts(self, facts: Facts) -> date | None:
        """Return the first day on which the duty stands."""
        return sources()[self.source].applies_from

    def answer(self, facts: Facts) -> Answer:
        """Answer from the declaration."""
        scope = facts.section("scope")
        holds = scope.get(self.scope) if scope is not None else None
        if scope is None or holds is None:
            return cannot_tell(
                "Whether this law is for the firm is undeclared.",
                f"{self.scope} in [scope], as the firm's lawyers see it",
            )
        bound = said(facts, scope, self.scope)
        if not 0 <= days_between(scope.on, facts.as_of) <= DECLARED_DAYS:
            return cannot_tell(
                "What is declared under [scope] is not of the last year.",
                "go over [scope] again and renew its date",
                bound,
            )
        if not holds:
            return Answer(NOT_ASKED, "The firm declares that this law is not for it.", (bound,))
        start = self.starts(facts)
        if start is not None and facts.as_of < start:
            return Answer(NOT_ASKED, f"It applies from {start.isoformat()}.", (bound,))
        section = usable(facts, self.section, basis=True)
        if isinstance(section, Answer):
            return cannot_tell(section.because, section.needs, bound)
        missing = [name for name in self.wants if not section.get(name)]
        cited = tuple(said(facts, section, n) for n in self.wants if n not in missing)
        if missing:
            return not_met(
                f"The declaration has no {', '.join(missing)}.",
                tuple(f"{name} in [{self.section}]: {self.wants[name]}" for name in missing),
                bound,
                *cited,
                *document(section),
            )
        began = section.get("since") or section.get("published")
        if began is not None and began > facts.as_of:
            return not_met(
                f"It is declared only from {began.isoformat()} on.",
                "what holds today",
                bound,
                *cited,
            )
        return met("Declared, with a document behind it.", bound, *cited, *document(section))
