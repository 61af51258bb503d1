"""What the account table declares: licences and clearances with their ends, and resellers."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar

from stillwatch.report.base import Section
from stillwatch.report.model import Report
from stillwatch.report.values import whole
from stillwatch.report.wording import ending, minute, plural

SHOWN = 200
"""Rows of each table; `summary.json` has them all."""

STATES = {
    "holds": "holds to the end of the log",
    "ended": "ended in the log",
    "earlier": "had ended before the log",
    "later": "begins after the log",
}
"""How a licence or clearance lies to the time of the log."""

_ORDER = ("ended", "holds", "later", "earlier")


class Declared(Section):
    """Who is not judged, until when, and whose end users are judged apart."""

    name: ClassVar[str] = "declared"
    order: ClassVar[int] = 77
    title: ClassVar[str] = "Licences, clearances and resellers"
    short: ClassVar[str] = "Declared"

    def context(self, report: Report) -> dict[str, Any] | None:
        """Return the rows, or None where nothing is declared and nobody passes on requests."""
        exempt = [r for r in report.summary.get("exempt") or () if isinstance(r, Mapping)]
        resellers = [r for r in report.summary.get("resellers") or () if isinstance(r, Mapping)]
        if not exempt and not resellers:
            return None
        ordered = sorted(exempt, key=lambda r: (_place(r), str(r.get("until") or "~")))
        passing = sorted(
            resellers,
            key=lambda r: (-whole(r.get("end_users_flagged")), -whole(r.get("end_users"))),
        )
        return {
            "exempt": [_exempt(row, report) for row in ordered[:SHOWN]],
            "resellers": [_reseller(row) for row in passing[:SHOWN]],
            "left": max(len(exempt) - SHOWN, 0) + max(len(resellers) - SHOWN, 0),
            "said": _sum_up(exempt, resellers),
        }


def _place(row: Mapping[str, Any]) -> int:
    state = str(row.get("state"))
    return _ORDER.index(state) if state in _ORDER else len(_ORDER)


def _exempt(row: Mapping[str, Any], report: Report) -> dict[str, Any]:
    licence = row.get("kind") == "licence"
    what = [str(row[k]) for k in ("scope", "document", "by") if row.get(k)]
    return {
        "account": str(row.get("account") or "–"),
        "kind": "Licence to train on outputs" if licence else "Reviewed and cleared",
        "what": report.redactor.line(", ".join(what)) or "–",
        "since": minute(row["since"]) if row.get("since") else "always",
        "until": ending(row["until"]) if row.get("until") else "no end",
        "state": STATES.get(str(row.get("state")), "–"),
        "ended": row.get("state") == "ended",
        "left_out": whole(row.get("exchanges_not_judged")),
        "judged": whole(row.get("exchanges_judged")),
    }


def _reseller(row: Mapping[str, Any]) -> dict[str, Any]:
    users = whole(row.get("end_users"))
    return {
        "account": str(row.get("account") or "–"),
        "declared": bool(row.get("declared")),
        "users": users,
        "flagged": whole(row.get("end_users_flagged")),
        "together": whole(row.get("end_users_together")),
        "how": "end user by end user" if users else "as one account",
    }


def _sum_up(exempt: list[Mapping[str, Any]], resellers: list[Mapping[str, Any]]) -> str:
    said = []
    held = {str(r.get("account")) for r in exempt if r.get("state") in ("holds", "ended")}
    if held:
        said.append(f"{plural(len(held), 'account')} not judged for as long as the table says.")
    if resellers:
        users = sum(whole(r.get("end_users")) for r in resellers)
        said.append(
            f"{plural(len(resellers), 'account')} passing on requests of others: "
            f"{plural(users, 'end user')} judged one by one."
        )
        if told := len(resellers) - sum(bool(r.get("declared")) for r in resellers):
            whose = "one of these does" if told == 1 else f"{told:,} of these do"
            said.append(f"That {whose} so is taken from what requests say of end users.")
    return " ".join(said)
