"""What others shared and an audit sees: found by value, told, and never counted."""

from __future__ import annotations

import gzip
import json
from collections import defaultdict
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pytest

from stillwatch.audit.run import Request, run
from stillwatch.audit.watched import _keys, _rekeyed, digest
from stillwatch.contract.exchange import SCHEMA
from stillwatch.features.context import Settings
from stillwatch.features.extract import extract
from stillwatch.ingest.pseudonyms import pseudonymise_batch
from stillwatch.proof.share import watch
from stillwatch.proof.share.bundle import Origin, Watched
from stillwatch.proof.share.observables import TEMPLATES

KEY = b"a key of 16 bytes or more"
FIELDS = {"ip_prefix": ("ip", "8.8.8.77"), "asn": ("asn", 15169),
          "user_agent": ("user_agent", "a/1"),
          "ja4": ("ja4", "t13d1516h2_8daaf6152771_b0da82dd1658"),
          "email_domain": ("email_domain", "example.org")}  # fmt: skip
VALUES = {"ip_prefix": "8.8.8.0/24", "asn": "15169", "user_agent": "a/1",
          "ja4": "t13d1516h2_8daaf6152771_b0da82dd1658", "email_domain": "example.org"}  # fmt: skip
TEXT = "Solve the problem below and explain every step of your reasoning in detail. " * 3


def exchange(secret: bytes) -> dict[str, Any]:
    """Feature row of one exchange that holds every value."""
    given = {"id": "1", "account": "a", "model": "m", "time": 0, "text": TEXT, "system": TEXT,
             "content_state": "full", **dict(FIELDS.values())}  # fmt: skip
    arrays = [pa.array([given.get(f.name)], f.type) for f in SCHEMA]
    batch = pa.RecordBatch.from_arrays(arrays, schema=SCHEMA)
    batch = pseudonymise_batch(batch, secret) if secret else batch
    (row,) = extract(batch, Settings(key=secret)).rows.to_pylist()
    return row


@pytest.mark.parametrize("secret", [b"", KEY], ids=["plain", "pseudonyms"])
@pytest.mark.parametrize("kind", list(FIELDS))
def test_a_value_is_looked_for_under_the_key_that_a_log_gives_it(kind, secret):
    number, keys = _keys(kind, [VALUES[kind]], secret)
    assert number.tolist() == [0]
    assert keys.tolist() == [exchange(secret)[f"obs_{kind}"]]


@pytest.mark.parametrize("kind", ["head_template", "tail_template", "system_template"])
def test_a_template_has_one_digest_whatever_the_key(kind):
    plain, keyed = (exchange(secret)[f"obs_{kind}"] for secret in (b"", KEY))
    assert plain and plain != keyed
    assert digest(kind, plain, b"") == digest(kind, keyed, KEY) == f"{plain:016x}"
    _, keys = _keys(kind, [f"{plain:016x}"], KEY)
    assert keys.tolist() == [keyed]


def test_only_templates_have_digests_and_keys_come_back():
    assert digest("asn", 5, b"") == ""
    keys = np.random.default_rng(1).integers(1, 2**64, 1000, np.uint64)
    there = _rekeyed(keys, TEMPLATES[0], b"", KEY)
    assert (there != keys).all()
    assert (_rekeyed(there, TEMPLATES[0], KEY, b"") == keys).all()


def test_wide_and_narrow_networks():
    number, keys = _keys("ip_prefix", ["8.8.0.0/16", "8.8.8.9/32"], b"")
    assert np.bincount(number).tolist() == [256, 1]
    assert keys[-1] in keys[:256].tolist()


def lines_of(folder: Path) -> list[dict]:
    data = b"".join(gzip.decompress(p.read_bytes()) for p in sorted(folder.glob("log-*.gz")))
    return [json.loads(line) for line in data.split(b"\n") if line]


def listed(tmp_path: Path, *rows: dict[str, Any]) -> Path:
    made = [
        Watched(source="B", origin="b", indicator=f"i{n}", tlp="green", **row)
        for n, row in enumerate(rows)
    ]
    part = Origin(name="b", sha256="", indicators=len(made)), list(made)
    watch.write(tmp_path / "w.json", watch.merged([part]))
    return tmp_path / "w.json"


@pytest.fixture(scope="module")
def seen(world, audited, tmp_path_factory):
    """An audit with a list, and what the log itself says of each value."""
    lines = lines_of(world())
    accounts: dict[str, set[str]] = defaultdict(set)
    for line in lines:
        accounts[line["client"]["user_agent"]].add(line["account"]["id"])
    agent = max(accounts, key=lambda value: len(accounts[value]))
    days = sorted({str(line["time"])[:10] for line in lines})
    half = f"{days[len(days) // 2]}T00:00:00Z"
    early = {line["account"]["id"] for line in lines
             if line["client"]["user_agent"] == agent and str(line["time"]) < half}  # fmt: skip
    plain, _ = audited()
    campaigns = json.loads((plain / "campaigns.json").read_bytes())["campaigns"]
    template = next(
        o for c in campaigns for o in c["observables"] if o["digest"] and o["members"] >= 3
    )
    folder = tmp_path_factory.mktemp("watched")
    path = listed(
        folder,
        {"type": "user_agent", "value": agent},
        {"type": "user_agent", "value": agent, "valid_until": half},
        {"type": "user_agent", "value": agent, "valid_until": "2001-01-01T00:00:00Z"},
        {"type": "user_agent", "value": "nobody's/9"},
        {"type": template["type"], "value": template["digest"]},
    )
    out = folder / "out"
    audit = run(Request([world()], out, world() / "accounts.csv", watch=path))
    rows = {row["indicator"]: row for row in audit.summary["watch"]["rows"]}
    return plain, out, audit, rows, accounts[agent], early, template


def test_what_is_seen_is_told_with_its_accounts(seen):
    _, _, audit, rows, everyone, early, template = seen
    assert set(rows) == {"i0", "i1", "i4"}
    assert rows["i0"]["accounts"] == len(everyone)
    assert 0 < rows["i1"]["accounts"] == len(early)
    assert rows["i4"]["accounts"] == template["members"] + template["outside"]
    assert template["members"] in [part["accounts"] for part in rows["i4"]["campaigns"]]
    assert {part["campaign"] for row in rows.values() for part in row["campaigns"]} <= {
        campaign.id for campaign in audit.campaigns
    }
    assert audit.summary["watch"]["seen"] == 3


def test_a_list_changes_no_campaign_and_no_account(seen):
    plain, out, *_ = seen
    for name in ("campaigns.json", "accounts.parquet"):
        assert (plain / name).read_bytes() == (out / name).read_bytes(), name


def test_the_report_says_it(seen):
    plain, out, *_ = seen
    assert "Seen here, as told by others" in (out / "report.html").read_text()
    assert "Seen here, as told by others" not in (plain / "report.html").read_text()


def test_a_hostile_list_is_harmless_in_the_report(world, tmp_path):
    evil = "<script>alert(1)</script>\x1b[31m\u202e"
    path = listed(tmp_path, {"type": "asn", "value": "15169"})
    given = json.loads(path.read_bytes())
    for row in given["observables"]:
        row |= {"source": evil, "origin": evil, "indicator": evil}
    path.write_text(json.dumps(given))
    loaded = watch.load(path).observables[0]
    from stillwatch.report.html import render

    row = {"type": "asn", "value": "15169", "source": loaded.source, "origin": loaded.origin,
           "tlp": loaded.tlp, "accounts": 3, "campaigns": [{"campaign": evil, "accounts": 1}],
           "matched_as": evil}  # fmt: skip
    told = {"observables": 1, "seen": 1, "not_understood": 1, "rows": [row, {}, {"tlp": 5}]}
    page = render({"campaigns": [], "summary": {"watch": told}, "accounts": None, "options": {}})
    assert "Seen here, as told by others" in page
    assert "<script>alert" not in page and "\x1b" not in page and "\u202e" not in page
