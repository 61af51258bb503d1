"""The firm's own terms and customers: accepted, and screened."""

from __future__ import annotations

from stillwatch.comply.base import (
    Answer,
    Citation,
    Control,
    cannot_tell,
    days_between,
    met,
    not_met,
)
from stillwatch.comply.facts import Facts
from stillwatch.comply.terms.files import moment_of


class TermsAccepted(Control):
    """Acceptances on record."""

    name = "Terms accepted"
    source = "own"
    order = 0
    title = "Every account accepted a version of the terms"
    asks = "For each account there is a record of which version it accepted, and when."

    def answer(self, facts: Facts) -> Answer:
        """Count the accounts of the audit that accepted something by its end."""
        if not facts.documents or facts.acceptances is None or facts.audit is None:
            return cannot_tell(
                "Terms, acceptances or an audit are missing.",
                "--terms, --acceptances and the folder of an audit",
            )
        until = facts.audit.until
        if until is None or not facts.audit.accounts:
            return cannot_tell("The audit names no time or no accounts.", "a whole audit")
        parts, lacking, any_ = [], 0, False
        for document in facts.documents:
            known = {v.version for v in document.versions}
            held = 0
            for account in facts.audit.accounts:
                name = facts.known_as.get(account, account)
                row = facts.acceptances.at(name, document.id, until)
                held += row is not None and row.version in known
            any_ |= held > 0
            lacking += len(facts.audit.accounts) - held
            parts.append(
                Citation(
                    "measured",
                    facts.file("acceptances").name,
                    f"accounts that accepted {document.id}",
                    f"{held:,} of {len(facts.audit.accounts):,}",
                    facts.audit_day,
                    facts.file("acceptances").sha256,
                )
            )
        if lacking:
            needs = ["record who accepted which version, and when"]
            if not any_:
                needs.append("--pseudonymise KEYFILE, if the audit replaced identifiers")
            return not_met(
                "Some accounts used the service with no acceptance on record.",
                tuple(needs),
                *parts,
            )
        return met("Each account had accepted a version on record.", *parts)


class TermsSpeak(Control):
    """A clause on outputs."""

    name = "Terms on outputs"
    source = "own"
    order = 1
    title = "A clause and a rule say what outputs may be used for"
    asks = "The terms in force have a clause on the use of outputs, tied to what is detected."

    def answer(self, facts: Facts) -> Answer:
        """Look for a rule of kind `campaign` whose clause stands in the version offered now."""
        if not facts.documents:
            return cannot_tell("No terms document was given.", "--terms FILE")
        now = moment_of(facts.as_of)
        assert now is not None
        for document in facts.documents:
            version = document.offered(now)
            for rule in document.rules:
                if version is None or rule.name != "campaign":
                    continue
                clause = rule.clause_in(version.version)
                if clause in version.clauses:
                    day = version.since.date().isoformat()
                    return met(
                        "The terms offered now tie a clause to what is detected.",
                        Citation(
                            "document",
                            document.id,
                            f"version {version.version}",
                            f"clause {clause}, rule {rule.id}",
                            day,
                            version.sha256,
                        ),
                    )
        return not_met(
            "No rule ties a clause of the version offered now to what is detected.",
            "a [[rule]] of kind campaign in the terms document",
        )


class Screened(Control):
    """Restricted parties."""

    name = "Parties screened"
    source = "own"
    order = 2
    title = "Customers and owners are screened against dated lists"
    asks = "Names are compared with lists of restricted parties, and each match is looked at."

    def answer(self, facts: Facts) -> Answer:
        """Look at the screening's date, its lists' dates, and names that were missing."""
        part = facts.screening
        if part is None:
            return cannot_tell(
                "No screening was given.", "--screening FILE, of `stillwatch comply screen`"
            )
        day = part.as_of.isoformat()
        matches, names = len(part.told["matches"]), part.told["names"]
        cited = (
            Citation("measured", part.file, "names compared", f"{names:,}", day, part.sha256),
            Citation("measured", part.file, "matches for review", f"{matches:,}", day, part.sha256),
        )
        if not 0 <= days_between(part.as_of, facts.as_of) <= 31:
            return cannot_tell(f"The screening is of {day}.", "one of the last month", *cited)
        if names <= 0:
            return cannot_tell(
                "The screening compared no name.", "an account table with names", *cited
            )
        undated = [row for row in part.told["lists"] if not row.get("date")]
        without = part.told.get("accounts_without_names")
        if undated or part.told.get("warnings"):
            return cannot_tell(
                "A list is old, or of no known date.",
                "screen against current lists, with --list-date",
                *cited,
            )
        if not isinstance(without, int) or without:
            return not_met(
                "Some accounts have no name that could be screened.",
                "legal_name and owners in the account table",
                *cited,
            )
        if matches:
            return cannot_tell(
                "Whether people looked at the matches is not on record here.",
                "the outcome of each review",
                *cited,
            )
        return met("All accounts' names were compared, with no match to review.", *cited)
