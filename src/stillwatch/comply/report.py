"""Ask every control, and gather what a report says: the same for HTML, PDF and JSON."""

from __future__ import annotations

from collections import Counter
from typing import Any

from stillwatch.comply.base import CANNOT_TELL, MET, NOT_ASKED, NOT_MET, Control
from stillwatch.comply.facts import Facts
from stillwatch.comply.sources import CERTAINTY, Source, sources
from stillwatch.core.registry import discover

FOLDER = "stillwatch.comply.frameworks"
"""Package that holds one framework a file; also the entry point group."""
NOTICE = (
    "This is not legal advice, and no certificate. It lays a firm's own configuration, "
    "declarations and traffic beside frameworks and laws, for people who decide. “Met” means that "
    "the evidence named was found; the source's own words count, and whether a law is for a firm "
    "is for its lawyers."
)


def controls() -> list[Control]:
    """Return all controls, by source and place in it."""
    found = [cls() for cls in discover(FOLDER, Control).values()]
    known = sources()
    return sorted(found, key=lambda c: (known[c.source].order, c.source, c.order, c.name))


def gather(facts: Facts) -> dict[str, Any]:
    """Return the whole report as JSON: same facts, same report."""
    known = sources()
    rows: dict[str, list[dict[str, Any]]] = {}
    for control in controls():
        rows.setdefault(control.source, []).append(_row(control, facts))
    counts = Counter(row["status"] for part in rows.values() for row in part)
    return {
        "version": 1,
        "notice": NOTICE,
        "firm": facts.firm.name if facts.firm is not None else "",
        "declared_by": facts.firm.by if facts.firm is not None else "",
        "as_of": facts.as_of.isoformat(),
        "counts": {status: counts[status] for status in (NOT_MET, CANNOT_TELL, MET, NOT_ASKED)},
        "inputs": _inputs(facts),
        "warnings": _warnings(facts, known),
        "frameworks": [
            {**_source(source, facts), "controls": rows[source.id]}
            for source in known.values()
            if source.id in rows
        ],
        "no_duty": [_source(source, facts) for source in known.values() if source.id not in rows],
        "certainty": CERTAINTY,
    }


def _row(control: Control, facts: Facts) -> dict[str, Any]:
    answer = control.answer(facts)
    return {
        "control": control.name,
        "title": control.title,
        "asks": control.asks,
        "status": answer.status,
        "because": answer.because,
        "basis": answer.basis or None,
        "evidence": [citation._asdict() for citation in answer.evidence],
        "needs": list(answer.needs),
    }


def _source(source: Source, facts: Facts) -> dict[str, Any]:
    return {
        "id": source.id,
        "title": source.title,
        "source_version": source.version or None,
        "kind": source.kind,
        "jurisdiction": source.jurisdiction or None,
        "status": source.status,
        "applies_from": source.applies_from.isoformat() if source.applies_from else None,
        "url": source.url or None,
        "as_of": source.as_of.isoformat(),
        "certainty": source.certainty,
        "overdue": source.overdue(facts.as_of),
        "note": source.note or None,
        "milestones": [
            {"day": m.day.isoformat(), "what": m.what, "certainty": m.certainty}
            for m in source.milestones
        ],
    }


def _inputs(facts: Facts) -> list[dict[str, str]]:
    """Return what was read, with digests: by these the report can be made again."""
    found = []
    if facts.audit is not None:
        found += [
            {"what": "audit", "file": name, "sha256": digest}
            for name, digest in sorted(facts.audit.outputs.items())
        ]
    if facts.firm is not None:
        found.append({"what": "declaration", "file": facts.firm.file, "sha256": facts.firm.sha256})
        behind = {part.basis for part in facts.firm.sections.values() if part.basis is not None}
        found += [
            {"what": "basis", "file": basis.file, "sha256": basis.sha256}
            for basis in sorted(behind)
            if basis.sha256
        ]
    for document in facts.documents:
        # rules answer, too, and the digests of versions are over clauses alone
        found.append({"what": "terms file", "file": document.file, "sha256": document.sha256})
        found += [
            {"what": "terms", "file": f"{document.id} {v.version}", "sha256": v.sha256}
            for v in document.versions
        ]
    found += [
        {"what": what, "file": file.name, "sha256": file.sha256}
        for what, file in sorted(facts.files.items())
    ]
    for what, part in (("screening", facts.screening), ("evidence log", facts.evidence)):
        if part is not None:
            found.append({"what": what, "file": part.file, "sha256": part.sha256})
    return found


def _warnings(facts: Facts, known: dict[str, Source]) -> list[str]:
    found = [
        f"{source.title}: this entry was last read on {source.as_of.isoformat()}, more than a year "
        "before this report. Laws and frameworks change: read the source."
        for source in known.values()
        if source.overdue(facts.as_of)
    ]
    log = facts.evidence
    if log is not None and log.wrong:
        found.append(f"The evidence log does not hold, and counts for nothing: {log.wrong}.")
    elif log is not None and not log.trusted:
        found.append(
            "The evidence log agrees with itself; whose it is was not checked: give --trust."
        )
    if facts.firm is None:
        found.append("No declaration was given (--config): most controls cannot be answered.")
    if facts.audit is None:
        found.append("No audit was given: nothing is answered from traffic.")
    return found
