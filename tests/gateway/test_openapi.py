"""The description of the operators' listener: whole, as it is routed, and for operators alone."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

from stillwatch.console.openapi import OPERATIONS
from stillwatch.console.pages import METHODS
from stillwatch.gateway.admin import PATHS
from stillwatch.gateway.openapi import OWN, document
from stillwatch.respond.decisions.model import Action, Decision

from .operated import TOKEN, audit, decision, operated, store
from .test_page import BEARER, log_in


def test_it_is_told_to_operators_alone(tmp_path: Path) -> None:
    db = store(tmp_path / "d.db", decision(1, Action.BLOCK, "acct_1", rule="a-rule"))
    found = audit(tmp_path / "found", {"id": "c-1", "severity": "likely"})
    with operated(admin={"token": TOKEN, "report": str(found)},
                  enforce={"decisions": str(db)}) as page:  # fmt: skip
        for headers in ({}, log_in(page), {"authorization": f"Bearer {TOKEN}x"}):
            answer = page.get("/openapi.json", **headers)
            assert answer.status == 401 and answer.text == "Unauthorized\n"
            assert answer.headers["www-authenticate"] == "Bearer"
        answer = page.get("/openapi.json", **BEARER)
        assert answer.headers["content-type"] == "application/json"
        for kept in (TOKEN, page.api.url, str(tmp_path), "acct_1", "a-rule", "c-1"):
            assert kept not in answer.text, "it is the same for every gateway"
    assert json.loads(answer.text) == plain(document((*OWN, *OPERATIONS), locked=True))


def test_without_a_token_it_is_told_to_this_machine() -> None:
    with operated(admin={"page": False}) as page:
        assert page.get("/openapi.json", host="evil.example").status == 421
        told = json.loads(page.get("/openapi.json").text)
    assert set(told["paths"]) == set(PATHS), "what is not answered is not described"
    assert told == plain(document(OWN, locked=False))
    assert not any(one["security"] for path in told["paths"].values() for one in path.values())


def test_a_foreign_name_is_answered_by_health_alone() -> None:
    with operated() as page:
        told = json.loads(page.get("/openapi.json").text)["paths"]
        for path, methods in told.items():
            for method, one in methods.items():
                send = page.get if method == "get" else lambda path, **of: page.post(path, {}, **of)
                status = send(path, host="evil.example").status
                assert (status == 421) == ("421" in one["responses"]), (method, path)
                assert status == 421 or path in ("/healthz", "/readyz")


def test_what_is_routed_is_described() -> None:
    told = document((*OWN, *OPERATIONS), locked=True)
    routed = METHODS | dict.fromkeys(PATHS, ("GET", "HEAD"))
    assert {path: set(of) for path, of in told["paths"].items()} == {
        path: {method.lower() for method in of if method != "HEAD"} for path, of in routed.items()
    }
    names = [one["operationId"] for of in told["paths"].values() for one in of.values()]
    assert len(names) == len(set(names))
    for path, of in told["paths"].items():
        for method, one in of.items():
            if one["security"]:
                assert {"401", "303"} & set(one["responses"]), path
            if method == "post":
                assert {"403", "413", "421"} <= set(one["responses"]), path


def test_schemas_are_those_of_the_code() -> None:
    schemas = document((*OWN, *OPERATIONS), locked=True)["components"]["schemas"]
    assert set(schemas["Decision"]["properties"]) == {
        *Decision.__struct_fields__, "holds", "accounts", "requests",
    }  # fmt: skip
    assert schemas["Decision"]["properties"]["action"]["enum"] == sorted(
        one.name.lower() for one in Action
    )
    assert schemas["End"]["additionalProperties"] is False
    assert ">>>" not in json.dumps(schemas), "docstrings' examples are for those who read code"


def test_nothing_of_it_is_imported_before_it_is_asked_for() -> None:
    code = (
        "import sys, stillwatch.gateway.serve, stillwatch.console.pages\n"
        "print([n for n in sys.modules if n.endswith(('openapi', 'console.shapes'))])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=60)
    assert done.stdout == "[]\n", done.stderr


def plain(of: Any) -> Any:
    """Return what JSON makes of it."""
    return json.loads(json.dumps(of))
