"""Which attribute of spans may name the customer."""

from __future__ import annotations

import json

import pytest

from stillwatch.doctor.names import guess

from .test_command import run

CALL = {"gen_ai.operation.name": "chat", "gen_ai.request.model": "m", "gen_ai.prompt": "Q?"}


def span(number, own, attributes, parent="", kind=3):
    return {
        "traceId": f"{number:032x}", "spanId": own, "parentSpanId": parent, "kind": kind,
        "startTimeUnixNano": str(1772359200000000000 + number * 10**9),
        "endTimeUnixNano": str(1772359201000000000 + number * 10**9),
        "attributes": [{"key": k, "value": {"stringValue": v}} for k, v in attributes.items()],
    }  # fmt: skip


def written(path, many=60, *, root=None, call=None, together=True):
    """Write requests of a server's span and its call; of each a value with the number in it."""
    with path.open("w") as file:
        for number in range(many):
            made = [
                {name: value.format(number % 20) for name, value in (held or {}).items()}
                for held in (root, call)
            ]
            spans = [span(number, "r", made[0], kind=2), span(number, "c", CALL | made[1], "r")]
            for group in [spans] if together else [[one] for one in spans]:
                file.write(json.dumps({"resourceSpans": [{"scopeSpans": [{"spans": group}]}]}))
                file.write("\n")
    return path


def told(path, *options):
    findings = json.loads(run(path, *options, "--json").stdout)["findings"]
    return [(f["level"], f["said"], f["remedy"]) for f in findings if f["name"] == "accounts"]


def test_calls_that_name_nobody_and_an_attribute_above_them_that_may(tmp_path):
    root = {"app.tenant": "t{}", "app.request": "r{}", "app.tenant.tier": "gold"}
    path = written(tmp_path / "a.jsonl", root=root)
    ((level, said, remedy),) = told(path)
    assert level == "warning" and said.startswith("60 of 60 model calls name no account")
    assert said.endswith("the customer: parent.app.tenant (20 values, in 100% of calls)")
    assert remedy == "if it is: --account-field 'parent.app.tenant'"
    assert told(path, "--account-field", "parent.app.tenant") == []


def test_calls_whose_parents_are_in_other_lines_are_told_with_what_to_do(tmp_path):
    path = written(tmp_path / "a.jsonl", root={"app.tenant": "t{}"})
    apart = written(tmp_path / "b.jsonl", 5, root={"app.tenant": "t{}"}, together=False)
    path.write_text(path.read_text() + apart.read_text())
    findings = json.loads(run(path, "--account-field", "parent.app.tenant", "--json").stdout)
    (found,) = (f for f in findings["findings"] if f["name"] == "malformed")
    assert found["said"].startswith("5 of 70 lines are skipped") and "groupby" in found["remedy"]


def test_an_attribute_beside_the_account_is_a_note(tmp_path):
    root, call = {"enduser.id": "u{}", "team.id": "x{}"}, {"shop.customer_id": "c{}"}
    ((level, said, _),) = told(written(tmp_path / "a.jsonl", root=root, call=call))
    assert level == "note" and said == (
        "attributes that may name the customer, beside account.id: parent.team.id (20 values, in "
        "100% of calls), shop.customer_id (20 values, in 100% of calls)"
    )


def test_where_nothing_may_name_the_customer_it_is_said_what_to_do(tmp_path):
    ((level, said, remedy),) = told(
        written(tmp_path / "a.jsonl", root={"enduser.id": "u{}"}, together=False)
    )
    assert level == "warning" and said.endswith("may name the customer: none")
    assert "user.id" in remedy and "groupbytrace" in remedy
    assert told(written(tmp_path / "b.jsonl", root={"enduser.id": "u{}"})) == []


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("app.tenant", "account.id"), ("resource.tenant.id", "account.id"),
        ("metadata.user_api_key_hash", "account.key"), ("gen_ai.response.id", None),
        ("host.id", None),
        ("parent.http.client_ip", None), ("app.weather", None), ("org.id", "account.org"),
    ],
)  # fmt: skip
def test_what_a_name_may_mean(name, expected):
    assert guess(name) == expected


def test_of_long_lines_fewer_are_looked_at(tmp_path):
    path = tmp_path / "a.jsonl"
    held = CALL | {"note": "x" * 900}
    spans = [span(n, f"{n:016x}", held | {"user.id": f"u{n}"}) for n in range(500)]
    line = json.dumps({"resourceSpans": [{"scopeSpans": [{"spans": spans}]}]}) + "\n"
    path.write_text(line * 40)
    (file,) = json.loads(run(path, "--lines", 40, "--json").stdout)["log"]["files"]
    assert 2 <= file["lines"] < 10
