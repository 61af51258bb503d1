"""Whether it is declared, recently, with a document that is there behind it."""

from __future__ import annotations

from typing import Any

from stillwatch.comply.base import Answer, Citation, cannot_tell, days_between
from stillwatch.comply.facts import DECLARED_DAYS, Facts
from stillwatch.comply.firm import Section


def said(facts: Facts, section: Section, name: str, value: Any = None) -> Citation:
    """Cite one value of the declaration."""
    assert facts.firm is not None
    shown = section.get(name) if value is None else value
    if isinstance(shown, bool):
        shown = "yes" if shown else "no"
    if isinstance(shown, tuple):
        shown = ", ".join(shown)
    if isinstance(shown, float):
        shown = f"{shown:g}" if shown < 1e6 else f"{shown:,.0f}"
    return Citation(
        "declared",
        facts.firm.file,
        f"{section.name}.{name}",
        str(shown),
        section.on.isoformat(),
        facts.firm.sha256,
    )


def document(section: Section) -> tuple[Citation, ...]:
    """Cite the document that a section rests on, if it names one that is there."""
    if section.basis is None or not section.basis.sha256:
        return ()
    return (
        Citation(
            "document",
            section.basis.file,
            f"basis of {section.name}",
            "present",
            section.on.isoformat(),
            section.basis.sha256,
        ),
    )


def usable(facts: Facts, name: str, *, basis: bool = False) -> Section | Answer:
    """Return a section of the declaration, or the answer that it cannot be relied on.

    Parameters
    ----------
    facts
        Everything.
    name
        Section.
    basis
        Whether a document has to stand behind it.
    """
    section = facts.section(name)
    if section is None:
        return cannot_tell(
            f"The firm declares nothing under [{name}].", f"[{name}] in the file of --config"
        )
    age = days_between(section.on, facts.as_of)
    if age < 0:
        return cannot_tell(
            f"[{name}] is dated {section.on.isoformat()}, after the day of this report.",
            "the right date",
        )
    if age > DECLARED_DAYS:
        return cannot_tell(
            f"[{name}] was last gone over on {section.on.isoformat()}, more than a year ago.",
            f"go over [{name}] again and renew its date",
        )
    if section.basis is not None and not section.basis.sha256:
        return cannot_tell(
            f"[{name}] names {section.basis.file} as its basis, and no such file is there.",
            f"{section.basis.file}, beside the file of --config",
        )
    if basis and section.basis is None:
        return cannot_tell(
            f"[{name}] names no document that it rests on.", f"basis in [{name}]: a document"
        )
    return section
