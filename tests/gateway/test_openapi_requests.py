"""Requests that schemathesis makes of the description, to a gateway that runs."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest

from stillwatch.console import changes
from stillwatch.respond.decisions.model import Action, Membership

from .operated import TOKEN, Operated, audit, decision, operated, store
from .test_page import BEARER, csrf, log_in

schemathesis = pytest.importorskip("schemathesis", reason="comes with scripts/setup")

SHOWN = {"Authorization": BEARER["authorization"]}
STANDING = 40
IDS = tuple(f"d-{n:016x}" for n in range(STANDING))
EXAMPLES = 10
"""Of each operation for those who may use it, beside those that cover its fields one by one."""
REFUSED = ["400", "401", "403", "404", "405"]
"""Not 409: what is asked wrongly is not tried."""
CHANGED = ("/login", "/decisions/end", "/switch", "/api/decisions/end", "/api/switch")


@pytest.fixture(autouse=True)
def _impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(changes, "_PAUSE", 0.0)  # after each wrong token


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "token").write_text(TOKEN)
    store(
        tmp_path / "decisions.db",
        *(decision(n, Action.BLOCK, f"acct_{n}", campaign="c-1") for n in range(STANDING)),
        members=(Membership("c-1", "a"), Membership("c-1", "b")),
    )
    audit(tmp_path / "found", {"id": "c-1", "severity": "confirmed"})
    return tmp_path


def watched(folder: Path, **admin: str) -> Any:
    """Run a gateway that has something to show."""
    return operated(
        admin={"report": str(folder / "found")} | admin,
        enforce={"decisions": str(folder / "decisions.db"), "mode": "enforce"},
    )


@pytest.fixture
def page(folder: Path) -> Iterator[Operated]:
    with watched(folder, token_file=str(folder / "token")) as made:
        yield made


def described(page: Operated, ids: tuple[str, ...] = (), **secrets: str) -> dict[str, Any]:
    """Return the description, with what somebody knows who uses it.

    Parameters
    ----------
    page
        Describes itself.
    ids
        Decisions that they can name, beside those that nobody has heard of.
    secrets
        Fields of forms that nothing else may stand in.
    """
    made: dict[str, Any] = json.loads(page.get("/openapi.json", **BEARER).text)
    for name, schema in made["components"]["schemas"].items():
        of = schema.get("properties", {})
        if ids and name in ("End", "EndForm"):
            of["id"] = {"anyOf": [{"enum": list(ids)}, of["id"]]}
        of |= {field: {"enum": [secrets[field]]} for field in secrets if field in of}
    return made


@schemathesis.check
def kept_to_itself(ctx: Any, response: Any, case: Any) -> None:
    """Nothing is cached or guessed at, and strangers are told nothing."""
    assert response.headers.get("cache-control") == ["no-store"]
    assert response.headers.get("x-content-type-options") == ["nosniff"]
    guarded = case.operation.definition.raw["security"]
    if guarded and not {"Authorization", "Cookie"} & set(response.request.headers):
        told = (b"acct_", b"stillwatch_gateway", b"c-1", b"openapi")
        assert not any(word in response.content for word in told)


def asked(
    page: Operated, description: Mapping[str, Any], headers: Mapping[str, str] = {},
    accepts: tuple[str, ...] = ("2xx", "3xx", "401", "403", "404", "409"),
) -> dict[str, Counter[int]]:  # fmt: skip
    """Have requests made and every reply checked; return the statuses of each operation.

    Parameters
    ----------
    page
        Is asked.
    description
        What is asked, and how.
    headers
        Of who may; none: of strangers.
    accepts
        Statuses of what is asked rightly.
    """
    from schemathesis.engine import events, from_schema

    config = schemathesis.Config.from_dict({
        "base-url": page.admin, "headers": dict(headers), "seed": 1, "workers": 1,
        "generation": {
            "deterministic": True, "database": "none", "max-examples": EXAMPLES,
            "with-security-parameters": not headers,
        },
        "phases": {"stateful": {"enabled": False}, "fuzzing": {"enabled": bool(headers)}},
        "checks": {
            "positive_data_acceptance": {"expected-statuses": [*accepts]},
            "negative_data_rejection": {"expected-statuses": REFUSED},
        },
    })  # fmt: skip
    schema = schemathesis.openapi.from_dict(description, config=config)
    schema.validate()
    statuses: dict[str, Counter[int]] = {}
    wrong, every = [], from_schema(schema).execute()
    for event in every:
        if isinstance(event, events.ScenarioFinished):
            of = event.recorder
            found = statuses.setdefault(of.label, Counter())
            found.update(i.response.status_code for i in of.interactions.values() if i.response)
            wrong += [
                f"{of.label}: {check.name}: {check.failure_info.failure}\n"
                f"{of.cases[number].value.as_curl_command()}"
                for number, checks in of.checks.items()
                for check in checks
                if check.failure_info is not None
            ]
        elif isinstance(event, events.NonFatalError | events.FatalError):
            wrong.append(str(event))
    assert not wrong, "\n\n".join(wrong)
    assert set(statuses) == {
        f"{method.upper()} {path}" for path, of in description["paths"].items() for method in of
    }
    return statuses


def test_programs(page: Operated) -> None:
    found = asked(page, described(page, IDS, token=TOKEN), SHOWN)
    for operation, statuses in found.items():
        assert statuses[200] or statuses[303] or operation in (
            "POST /decisions/end", "POST /switch",
        ), (operation, statuses)  # fmt: skip
    assert not found["POST /switch"][303], "the token alone sends no form"
    assert page.twin("decisions")["standing"] < STANDING


def test_browsers(page: Operated) -> None:
    browser = log_in(page)
    known = described(page, IDS, csrf=csrf(page, browser, "/switch"), token=TOKEN)
    del known["paths"]["/logout"]
    for path, of in list(known["paths"].items()):
        for one in of.values():
            one["security"] = [way for way in one["security"] if "session" in way]
        if not all(one["security"] for one in of.values()):
            del known["paths"][path]
    found = asked(page, known, {"Cookie": browser["cookie"]}, ("2xx", "3xx", "404", "409"))
    assert found["POST /decisions/end"][303] and found["POST /switch"][303]
    assert page.twin("decisions")["standing"] < STANDING


def test_strangers(page: Operated) -> None:
    found = asked(page, described(page))
    for operation, statuses in found.items():
        path = operation.partition(" ")[2]
        if path not in ("/healthz", "/readyz", "/login", "/logout") and "assets" not in path:
            assert not statuses[200], operation
    assert page.twin("decisions")["standing"] == STANDING
    assert page.twin("switch")["by"] is None


def test_without_a_token(folder: Path) -> None:
    with watched(folder) as page:
        known = described(page)
        del known["paths"]["/login"]  # leads on, whatever is sent
        found = asked(page, known)
        for path in CHANGED[1:]:
            assert set(found[f"POST {path}"]) <= {400, 403, 405}, path
        assert found["GET /api/decisions"][200] and found["GET /metrics"][200]
        assert json.loads(page.get("/api/decisions").text)["standing"] == STANDING
