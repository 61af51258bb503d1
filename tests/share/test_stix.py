"""Campaigns as STIX: valid, repeatable, neutral, and without what is nobody else's business."""

from __future__ import annotations

import json

import pytest

from stillwatch.core.errors import InputError, StillwatchError, UsageError
from stillwatch.proof.share import source
from stillwatch.proof.share.bundle import Watched, parse
from stillwatch.proof.share.observables import Value
from stillwatch.proof.share.vocabulary import TLP
from tests.share.conftest import campaign

stix2 = pytest.importorskip("stix2", reason="needs the extra: pip install 'stillwatch[share]'")
from stillwatch.proof.share.stix import Choices, bundle, validate  # noqa: E402

PRIVATE = ("pay_55c1e09d", "Acme Holdings", "acct_", "10.1.2", "the secret", "mail_0123", "\\u001b")


def made(folder, *, addresses=False, **choices) -> bytes:
    shared = source.shareable(source.campaign(folder, "c-1"), addresses=addresses)
    return bundle(shared, Choices("Example AI", **choices))


def objects(data: bytes, type: str) -> list[dict]:
    return [o for o in json.loads(data)["objects"] if o["type"] == type]


@pytest.mark.parametrize("tlp", list(TLP))
@pytest.mark.parametrize("open", [False, True])
def test_a_bundle_is_valid_and_every_reference_leads_somewhere(audit, tlp, open):
    data = made(audit(), addresses=open, accounts=open, tlp=tlp)
    parsed = stix2.parse(data.decode(), allow_custom=False, version="2.1")
    ids = {o["id"] for o in parsed.objects}
    assert len(ids) == len(parsed.objects)
    for item in json.loads(data)["objects"]:
        refs = [v for k, v in item.items() if k.endswith("_ref")]
        refs += [r for k, v in item.items() if k.endswith("_refs") for r in v]
        assert set(refs) <= ids, item["type"]
        if item["type"] in ("campaign", "indicator", "sighting", "infrastructure", "relationship"):
            assert item["object_marking_refs"] == [TLP[tlp]]


def test_it_has_what_a_partner_needs(audit):
    data = made(audit(), addresses=True)
    patterns = {o["pattern"] for o in objects(data, "indicator")}
    assert "[ipv4-addr:value ISSUBSET '8.8.8.0/24']" in patterns
    assert "[ipv6-addr:value ISSUBSET '2600:1f18:77::/48']" in patterns
    assert "[autonomous-system:number = 15169]" in patterns
    assert "[email-addr:value LIKE '%@mail.example.org']" in patterns
    assert len(patterns) == 7
    atlas = {o["external_references"][0]["external_id"] for o in objects(data, "attack-pattern")}
    assert atlas == {"AML.T0024.002", "AML.T0040", "AML.T0021", "AML.T0008.005"}
    (told,) = objects(data, "campaign")
    assert (told["first_seen"], told["confidence"]) == ("2026-03-02T00:00:00.000Z", 50)
    counts = sorted(o["count"] for o in objects(data, "sighting"))
    assert counts == [9, 9, 9, 12, 12, 12, 12, 12]
    for indicator in objects(data, "indicator"):
        assert indicator["valid_until"] == "2026-06-03T10:00:00.250Z"


def test_a_watcher_reads_back_what_was_shared(audit):
    folder = audit()
    shared = source.shareable(source.campaign(folder, "c-1"), addresses=True)
    _, rows = parse(made(folder, addresses=True, tlp="green"), "b")
    assert all(isinstance(row, Watched) for row in rows)
    assert [Value(r.type, r.value) for r in rows] == [
        Value(i.type, i.value) for i in shared.indicators
    ]
    assert {(r.source, r.tlp, r.confidence) for r in rows} == {("Example AI", "green", 50)}


def test_the_same_audit_gives_the_same_bytes_and_another_firm_other_ids(audit, one):
    folder = audit()
    assert made(folder) == made(folder)
    shared = source.shareable(source.campaign(folder, "c-1"))
    other = bundle(shared, Choices("Other AI"))
    mine, theirs = ({o["id"] for o in json.loads(d)["objects"]} for d in (made(folder), other))
    common = {id.partition("--")[0] for id in mine & theirs}
    assert common == {"marking-definition", "attack-pattern", "extension-definition"}
    later = audit(one(last_seen="2026-03-09T00:00:00Z"), name="later")
    assert {o["id"] for o in json.loads(made(later))["objects"]} == mine
    assert (
        objects(made(later), "campaign")[0]["modified"]
        > objects(made(folder), "campaign")[0]["modified"]
    )


def test_what_is_private_stays_here(audit):
    text = made(audit()).decode()
    for word in (*PRIVATE, "8.8.8", "2600:1f18", "popular/2"):
        assert word not in text, word
    with_addresses = made(audit(), addresses=True).decode()
    for word in PRIVATE:
        assert word not in with_addresses, word


def test_accounts_are_named_only_when_asked(audit):
    data = made(audit(), accounts=True)
    assert {o["user_id"] for o in objects(data, "user-account")} == {
        f"acct_{i:04d}" for i in range(12)
    }
    assert len(objects(data, "observed-data")) == 1
    assert not objects(made(audit()), "user-account")


@pytest.mark.parametrize("last", ["9999-12-01T00:00:00Z", "0001-01-01T00:00:00+14:00", "once"])
def test_a_time_that_cannot_be_is_told(audit, one, last):
    with pytest.raises(StillwatchError, match=r"campaigns\.json has"):
        made(audit(one(last_seen=last)))


def test_wording_is_neutral(audit, one):
    for severity in ("watch", "likely", "confirmed"):
        text = made(audit(one(severity=severity), name=severity)).decode().lower()
        assert "consistent with" in text and "no evidence by itself" in text
        for word in ("malicious", "attacker", "stole", "theft", "guilty", "fraud", "criminal"):
            assert word not in text


def test_hostile_names_are_harmless_in_it(audit, one):
    with pytest.raises(InputError, match="not the campaigns of an audit"):
        source.campaign(audit(one(targets=[{"target": "coding", "share": "x"}])), "c-1")
    folder = audit(one(targets=[{"target": "<script>", "share": 1}]))
    shared = source.shareable(source.campaign(folder, "c-1"))
    data = bundle(shared, Choices("<b>\x1b]0;x\x07\u202eEvil'\"", "red"))
    (identity,) = objects(data, "identity")
    assert identity["name"] == "<b>[U+001B]]0;x[U+0007][U+202E]Evil'\""
    assert data.isascii() and b"<script>" not in data


def test_a_campaign_without_anything_to_share_is_still_told(audit, one):
    data = made(audit(one(observables=[], evidence=[], accounts=["a"])))
    assert not objects(data, "indicator") and not objects(data, "infrastructure")
    assert len(objects(data, "campaign")) == 1


def test_what_was_held_back_is_said(audit):
    held = source.shareable(source.campaign(audit(), "c-1")).held_back
    assert sum(held.values()) == 14 - 5
    assert held["an address: only with --addresses"] == 3


def test_an_unknown_campaign_is_one_line(audit):
    with pytest.raises(UsageError, match="known are c-1"):
        source.campaign(audit(), "c-2")


def test_what_the_library_refuses_is_not_written():
    broken = {"type": "bundle", "id": "bundle--1", "objects": [{"type": "x-other", "id": "x"}]}
    with pytest.raises(StillwatchError, match="not valid STIX"):
        validate(json.dumps(broken))


def test_a_longer_log_gives_newer_versions(audit):
    folder = audit()
    (folder / "summary.json").write_text('{"counts": {"last": "2026-04-01T00:00:00Z"}, "x": []}')
    known = source.known_until(folder)
    shared = source.shareable(source.campaign(folder, "c-1"), known=known)
    longer = bundle(shared, Choices("Example AI"))
    assert objects(longer, "campaign")[0]["modified"] == "2026-04-01T00:00:00.000Z"
    assert objects(longer, "campaign")[0]["id"] == objects(made(folder), "campaign")[0]["id"]
    assert source.known_until(folder.parent) == ""


def test_what_may_be_several_operators_is_not_called_one_harvest(audit):
    part = {"accounts": [], "end_users": [], "members": 6, "statement": "they share a card"}
    for parts, one in ([], True), ([part, part], False):
        text = made(audit(campaign(parts=parts))).decode()
        assert ("one coordinated harvest" in text) is one
        assert ("one or several coordinated harvests" in text) is not one


@pytest.mark.parametrize("target", ["refusals", "unclear"])
def test_what_was_not_told_apart_is_not_shared_as_asked_for(audit, target):
    targets = [{"target": target, "share": 0.51, "refused": 0.0}]
    targets.append({"target": "general", "share": 0.24})
    (campaign_,) = objects(made(audit(campaign(targets=targets))), "campaign")
    assert ("51%" in campaign_["description"]) is (target == "refusals")
    assert "general 24%" in campaign_["description"]
