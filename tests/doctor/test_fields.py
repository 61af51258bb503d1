"""The preview shows what a log holds, and nothing of what people wrote, or where they are."""

from __future__ import annotations

import re

import pyarrow as pa
from hypothesis import given
from hypothesis import strategies as st

from stillwatch.contract.exchange import SCHEMA
from stillwatch.doctor.fields import EXAMPLE, detectors, mask, preview
from stillwatch.doctor.show import _feeds

ROW = {
    "id": "r1", "time": 1_772_000_000_000_000, "account": "acct-1", "model": "m",
    "text": "my private words", "system": "secret orders", "output": "an answer",
    "key": "sk-live-abcdefgh12345678", "payment": "pay_0123456789abcdef",
    "ip": "203.0.113.77", "email_domain": "corp.example", "end_user": "jane@corp.example",
    "user_agent": "app/1 (from 198.51.100.23)", "content_state": "full", "temperature": 0.2,
}  # fmt: skip


def table(*rows: dict[str, object]) -> pa.Table:
    return pa.Table.from_pylist(list(rows), SCHEMA)


def test_every_field_has_a_row_with_its_share():
    rows = {f.column: f for f in preview(table(ROW, ROW | {"id": "r2", "ip": None}))}
    assert list(rows) == SCHEMA.names
    assert (rows["ip"].field, rows["ip"].share) == ("client.ip", 0.5)
    assert rows["ip"].detectors == ["shared_infrastructure"]
    assert "ip_prefix" in rows["ip"].groups
    assert rows["temperature"].example == "0.2"
    assert (rows["ja4"].share, rows["ja4"].example) == (0.0, "")


def test_nothing_private_is_shown():
    shown = " ".join(f.example for f in preview(table(ROW)))
    for private in ("private", "orders", "answer", "abcdefgh", "0123456789", "113.77", "100.23",
                    "jane@"):  # fmt: skip
        assert private not in shown
    assert "j…@corp.example" in shown and "acct-1" in shown and "203.0.x.x" in shown


@given(st.sampled_from(["text", "system", "output"]), st.text(min_size=4))
def test_no_text_is_ever_shown(column, text):
    assert re.fullmatch(r"[\d,]+ characters", mask(column, text))


@given(st.sampled_from(SCHEMA.names), st.text(max_size=80))
def test_an_example_is_short_and_printable(column, text):
    shown = mask(column, text)
    assert len(shown) <= EXAMPLE + 20
    assert shown.isprintable()


@given(st.sampled_from(["account", "org", "user_agent", "session"]), st.ip_addresses(v=4))
def test_an_address_is_masked_wherever_it_stands(column, address):
    assert str(address) not in mask(column, f"via {address}")


@given(st.text("abcdefghijklmnopqrstuvwxyz0123456789", min_size=12, max_size=60))
def test_a_secret_is_masked_wherever_it_stands(tail):
    for column in ("key", "account", "user_agent"):
        assert tail not in mask(column, f"sk-{tail}")


def test_detectors_are_those_of_an_audit():
    told = {d.name: d for d in detectors(preview(table(ROW)))}
    assert told["harvest_content"].ran
    assert not told["account_age"].ran and told["account_age"].reason


def test_a_key_that_nothing_reads_is_not_said_to_feed_what_a_proven_one_does():
    told = {row.field: _feeds(row) for row in preview(table(ROW))}
    assert told["account.key"] == "nothing in an audit"
    assert told["client.holder"] == "shared_infrastructure"
