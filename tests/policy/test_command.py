"""`stillwatch policy` and `stillwatch decisions` as their users meet them."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from click.testing import CliRunner

from stillwatch.cli.main import cli
from stillwatch.respond.decisions.sqlite import SqliteStore
from stillwatch.respond.decisions.store import Filter
from stillwatch.respond.policy.rules import DEFAULT

from .made import campaign, member, row, rule, text, write

AT = "2026-03-12T00:00:00Z"


@pytest.fixture
def here(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    write(tmp_path / "audit", [campaign(), campaign("c-2", "watch", 2)])
    (tmp_path / "p.yaml").write_text(text())
    return tmp_path


def call(*args: object, status: int = 0):
    result = CliRunner().invoke(cli, [str(one) for one in args])
    assert result.exit_code == status, (result.output, result.stderr, result.exception)
    return result


def told(*args: object, status: int = 0):
    found = json.loads(call(*args, "--json", status=status).stdout)
    assert found["version"] == 1
    return found


def refused(*args: object) -> str:
    result = call(*args, status=2)
    assert result.stdout == "" and len(result.stderr.splitlines()) == 1, result.output
    assert "Traceback" not in result.stderr
    return result.stderr


APPLY = ("policy", "apply", "audit", "--policy", "p.yaml", "--decisions", "d.db", "--at", AT)


def test_a_dry_run_writes_nothing_and_says_who(here):
    before = sorted(here.rglob("*"))
    found = told(*APPLY)
    assert not found["applied"] and found["simulated"] and len(found["put"]) == 1
    assert found["touched"]["names"] == [f"c-1-a{i}" for i in range(5)]
    assert [one["why"] for one in found["left_out"]] == ["below likely"] * 2
    words = call(*APPLY).stdout
    assert "Dry run" in words and "c-1-a4" in words and "Left out: 2 below likely" in words
    assert sorted(here.rglob("*")) == before


def test_applied_again_and_listed_and_undone_and_paused(here):
    first = told(*APPLY, "--apply", "--by", "cron")
    assert first["applied"] and len(first["joined"]) == 5
    assert told(*APPLY, "--apply", "--by", "cron")["put"] == []
    id = first["put"][0]["id"]
    assert "no decision" in refused(
        "decisions", "end", "d.db", "d-1", "--by", "me", "--because", "x"
    )
    listed = told("decisions", "list", "d.db", "--all", "--campaign", "c-1")
    assert [one["id"] for one in listed["decisions"]] == [id] and len(listed["members"]) == 5
    assert listed["policies"][0]["by"] == "cron"
    ended = told("decisions", "end", "d.db", id, "--by", "me", "--because", "a mistake")
    assert ended["ended"] == [id]
    again = told(*APPLY, "--apply", "--by", "cron")
    assert again["put"] == [] and again["undone"][0]["by"] == "me"
    call("decisions", "pause", "d.db", "--by", "me", "--because", "tickets")
    assert "PAUSED by me: tickets" in call("decisions", "list", "d.db").stdout
    assert "paused" in call(*APPLY).stdout
    assert told("decisions", "resume", "d.db", "--by", "me", "--because", "over")["enforcing"]


def test_who_does_it_is_needed(here):
    assert "--by" in refused(*APPLY, "--apply")
    assert "--by" in refused(*APPLY, "--apply", "--by", "policy"), "that is what rules are told by"
    call(*APPLY, "--apply", "--by", "me")
    assert "--because" in refused("decisions", "pause", "d.db", "--by", "me")
    assert "--by" in refused("decisions", "end", "d.db", "--rule", "slow", "--because", "x")
    asked = ("decisions", "end", "d.db", "--by", "me", "--because", "x")
    assert "ids, or one" in refused(*asked)
    assert "ids, or one" in refused(*asked, "d-0", "--account", "a"), "which is meant?"


def test_the_breaker_stops_it_with_a_status_of_its_own(here):
    (here / "p.yaml").write_text(text(head="breaker: {accounts: 0.001}"))
    result = call(*APPLY, "--apply", "--by", "me", status=3)
    assert "breaker" in result.stderr and "Stopped" in result.stdout
    with SqliteStore(here / "d.db") as store:
        assert store.kept() == [] and store.applied() == []
    assert told(*APPLY, status=3)["breaker"][0]["what"] == "accounts"


def test_what_became_of_it_stands_in_the_audit(here):
    """The store holds nothing of a breaker: who looks from outside learns of it here."""
    file = here / "audit" / "policy.json"
    told(*APPLY)
    assert not file.exists(), "a dry run leaves no word"
    (here / "p.yaml").write_text(text(head="breaker: {accounts: 0.001}"))
    call(*APPLY, "--apply", "--by", "cron", status=3)
    found = json.loads(file.read_text())
    assert (found["version"], found["by"], found["put"]) == (1, "cron", 0)
    assert found["breaker"][0]["what"] == "accounts" and found["breaker"][0]["most"] == 0.001
    assert file.stat().st_mode & 0o777 == 0o600
    (here / "p.yaml").write_text(text())
    told(*APPLY, "--apply", "--by", "cron")
    found = json.loads(file.read_text())
    assert (found["put"], found["breaker"]) == (1, [])
    (here / "audit").chmod(0o500)
    try:
        told(*APPLY, "--apply", "--by", "cron")  # an audit that cannot be written to is no fault
    finally:
        (here / "audit").chmod(0o700)


def test_a_policy_is_rolled_back(here):
    call(*APPLY, "--apply", "--by", "me")
    old = told(*APPLY)["policy"]
    (here / "p.yaml").write_text(text(rule(hold="48h")))
    assert told(*APPLY, "--apply", "--by", "me")["policy"] != old
    back = told("policy", "rollback", "audit", "--decisions", "d.db", "--at", AT, "--apply",
                "--by", "me")  # fmt: skip
    assert back["policy"] == old and back["applied"]
    assert len(told("decisions", "list", "d.db", "--all", "--policy", old)["decisions"]) == 2


def test_why_a_decision_exists(here):
    id = told(*APPLY, "--apply", "--by", "me")["put"][0]["id"]
    (here / "p.yaml").unlink()  # the store has the version that made it
    found = told("policy", "explain", "audit", id, "--decisions", "d.db")
    (one,) = found["rules"]
    assert (one["rule"], one["line"], one["holds"]) == ("slow", 5, True)
    assert one["values"] == {"campaign.level": "confirmed"}
    words = call("policy", "explain", "audit", "c-1-a0", "--at", AT).stdout
    assert "confirmed-slow holds" in words and "campaign.quiet_hours = 12" in words
    words = call("policy", "explain", "audit", "c-2", "--at", AT).stdout
    assert "Left out of c-2: c-2-a0 : below likely" in words
    assert "nothing in audit is about" in refused("policy", "explain", "audit", "nobody")
    assert "--decisions" in refused("policy", "explain", "audit", id)


def test_check_test_and_show(here):
    assert told("policy", "check", "p.yaml")["rules"][0]["line"] == 5
    assert "no tests" in refused("policy", "test", "p.yaml")
    (here / "p.test.yaml").write_text("version: 1\ntests: [{name: a, expect: []}]\n")
    assert told("policy", "test", "p.yaml")["failed"] == 0
    (here / "p.yaml").write_text(text(rule(when="true")))
    result = call("policy", "test", "p.yaml", status=3)
    assert "p.test.yaml:2: failed: a" in result.stdout and "0 of 1" in result.stdout
    (here / "mine.yaml").write_text(call("policy", "show").stdout)
    assert (here / "mine.yaml").read_bytes() == DEFAULT.read_bytes()
    assert told("policy", "test", "mine.yaml")["failed"] == 0
    (here / "p.yaml").write_text(text(rule(do="{scope: account, action: block}")))
    assert "blocks without a person" in call("policy", "check", "p.yaml").stdout


@pytest.mark.parametrize("body, why", [
    ("a: &a [*a]\n", "alias"), ("[" * 9_000, "deep"), ("\x00", "control"), ("", "Expected"),
    (text(rule(when="(" * 1_500)), "words"),
    (text(rule(when="campaign.\x1b[31mx == 1")), "not under"),
    (text(rule(when="'\u202e' == 'x' &&")), "ends"), ("x" * 300_000, "larger"),
])  # fmt: skip
def test_hostile_policies_are_one_line(here, body, why):
    (here / "p.yaml").write_text(body)
    said = refused("policy", "check", "p.yaml")
    assert "p.yaml" in said and why in said and "\x1b" not in said
    error = json.loads(call("policy", "check", "p.yaml", "--json", status=2).stderr)["error"]
    assert error["file"] == "p.yaml"


@pytest.mark.parametrize("name", ["campaigns.json", "accounts.parquet", "summary.json"])
def test_a_damaged_audit_is_one_line(here, name):
    (here / "audit" / name).write_bytes(b"{\xff")
    assert name in refused(*APPLY)
    (here / "audit" / name).unlink()
    assert name in refused(*APPLY)


def test_decided_by_hand(here):
    base = ("decisions", "add", "d.db", "--by", "me", "--because", "resold keys", "--for", "2h")
    one = told(*base, "--account", "a", "--action", "block")["decision"]
    assert one["simulated"] and one["by"] == "me" and one["rule"] == "by hand"
    assert not told(*base, "--account", "a", "--action", "block", "--enforce")["decision"][
        "simulated"
    ]
    assert not told(*base, "--account", "b", "--action", "allow")["decision"]["simulated"]
    user = told(*base, "--account", "shop", "--end-user", "u", "--action", "tag")["decision"]
    assert user["scope"] == {"kind": "end_user", "value": "u", "within": "shop"}
    seen = told(*base, "--observable", "ja4=t13d", "--action", "challenge")["decision"]
    assert seen["scope"]["within"] == "ja4"
    whole = told(*base, "--campaign", "c-1", "--audit", "audit", "--action", "throttle",
                 "--requests-per-minute", "3")  # fmt: skip
    assert whole["joined"] == 5
    for wrong, why in (
        (("--action", "block"), "name one"), (("--account", "a", "--org", "b", "--action", "tag"),
         "name one"), (("--end-user", "u", "--action", "tag"), "name one"),
        (("--account", "a", "--action", "tag", "--requests-per-minute", "3"), "limits belong"),
        (("--observable", "ja4", "--action", "tag"), "TYPE=VALUE"),
        (("--observable", "ja5=abc", "--action", "tag"), "ip_prefix, ja4, user_agent, client"),
        (("--observable", "ip_prefix=here", "--action", "tag"), "no range such as"),
        (("--account", "a", "--action", "throttle"), "--requests-per-minute or"),
        (("--account", " ", "--action", "tag"), "no value"),
    ):  # fmt: skip
        assert why in refused(*base, *wrong)
    assert "no duration" in refused(*base[:-1], "for ever", "--account", "a", "--action", "tag")
    ended = told("decisions", "end", "d.db", "--account", "shop", "--by", "me", "--because", "x")
    assert len(ended["ended"]) == 1
    call(*APPLY, "--apply", "--by", "cron")
    with SqliteStore(here / "d.db") as store:
        assert len(store.kept(Filter(rule="by hand", standing_at=0.0))) == 5, "rules end none"


def test_what_names_hold_does_not_reach_the_terminal(here):
    write(here / "evil", [campaign("c-\x1b[31m\u202ered", members=1)])
    words = call("policy", "apply", "evil", "--policy", "p.yaml", "--decisions", "d.db", "--at", AT)
    assert "\x1b" not in words.stdout and "\u202e" not in words.stdout


def test_decisions_are_entered_in_the_evidence_log(here):
    call("evidence", "init", "proof", "--origin", "example.com/x")
    found = told(*APPLY, "--apply", "--by", "cron", "--evidence", "proof")
    assert found["evidence"] == {"entries": 1, "signed": True}
    call("decisions", "add", "d.db", "--account", "c-1-a0", "--action", "block", "--enforce",
         "--for", "1h", "--by", "me", "--because", "secret-words",
         "--evidence", "proof")  # fmt: skip
    call("decisions", "end", "d.db", "--account", "c-1-a0", "--by", "me", "--because", "x",
         "--evidence", "proof")  # fmt: skip
    call("decisions", "pause", "d.db", "--by", "me", "--because", "x", "--evidence", "proof")
    held = json.loads(call("evidence", "verify", "proof", "--json").stdout)
    assert held["signed"] == held["entries"], "the switch is signed at once, too"
    lines = call("evidence", "log", "proof", "--json").stdout
    rows = [json.loads(line) for line in lines.splitlines()]
    done = [one["data"] for one in rows if one["kind"] == "operator"]
    assert [one["action"] for one in done] == ["simulate", "block", "end", "pause"]
    assert len(done[0]["handles"]) == 5 and done[0]["does"] == "throttle"
    assert "c-1-a0" not in lines and "secret-words" not in lines, "handles, and no words of people"


def test_what_is_entered_where_the_key_is_not_is_said_to_be_unsigned(here):
    call(*APPLY, "--apply", "--by", "cron")
    call("evidence", "init", "proof", "--origin", "example.com/x")
    (here / "proof" / "keys" / "signing.pem").rename(here / "signing.pem")
    about = ("d.db", "--account", "c-1-a0", "--by", "me", "--because", "x", "--evidence", "proof")
    for words in (
        ("decisions", "add", *about, "--action", "block", "--for", "1h"),
        ("decisions", "end", *about),
        ("decisions", "pause", "d.db", "--by", "me", "--because", "x", "--evidence", "proof"),
    ):
        assert "not signed yet" in call(*words).stderr, words


def test_nothing_is_applied_where_evidence_cannot_be_entered(here):
    assert "nowhere" in refused(*APPLY, "--apply", "--by", "me", "--evidence", "nowhere")
    assert not (here / "d.db").exists()


def test_no_name_begins_a_line_of_its_own(here):
    name = "a\nd-0000000000000001  allow  account b"
    why = "what it is,\nin two lines\n"
    about = ("--account", name, "--by", "me", "--because", why)
    said = call("decisions", "add", "d.db", *about, "--action", "tag", "--for", "1h").stdout
    said += call("decisions", "list", "d.db").stdout
    said += call("decisions", "end", "d.db", *about).stdout
    assert said.count("account a[U+000A]d-0000000000000001") == 3
    assert "\nd-0000000000000001" not in said
    assert "    what it is, in two lines\n" in said, "reasons are sentences"


def test_a_pause_that_no_evidence_log_has_is_told_as_a_pause(here):
    call("decisions", "prepare", "d.db")
    about = ("d.db", "--by", "me", "--because", "x", "--evidence", "nowhere")
    assert "enforcement is paused, but the evidence log" in refused("decisions", "pause", *about)
    assert told("decisions", "list", "d.db")["enforcing"] is False
    assert "what stands is enforced again, but" in refused("decisions", "resume", *about)
    assert told("decisions", "list", "d.db")["enforcing"] is True


def test_replay_says_what_is_not_known(here):
    found = told("policy", "replay", "audit", "--policy", "p.yaml")
    assert len(found["touches"]) == 5 and found["campaigns"]["after_detection"] == 1800
    assert found["not_known"] and "hours" not in found
    said = call("policy", "replay", "audit", "--policy", "p.yaml").stdout
    assert "88.2 %" in said
    since = found["touches"][0]["since"]
    assert f"throttle: 5 from {since} on\n" in said, "a decision stands to the end of the log"


def test_replay_says_of_how_many_the_end_of_the_log_tells_nothing(here):
    """A live run acts on who is named then; withdrawn campaigns are in no figure of one audit."""
    path = here / "audit" / "accounts.parquet"
    rows = pq.read_table(path)
    before = told("policy", "replay", "audit", "--policy", "p.yaml")["not_known"]
    lost = rows.to_pylist()
    some = [one for one in lost if one["severity"] in ("none", "watch")]
    for one in some:
        one["first_flagged_at"] = "2026-03-01T00:00:00Z"
    pq.write_table(pa.Table.from_pylist(lost, rows.schema), path)
    found = told("policy", "replay", "audit", "--policy", "p.yaml")
    assert f"{len(some)} accounts were named at some time" in found["not_known"][0]
    assert found["not_known"][1:] == before
    assert len(found["touches"]) == 5
    shutil.copytree(here / "audit", here / "later")
    two = told("policy", "replay", "audit", "later", "--policy", "p.yaml")
    assert "only what one of these audits named counts" in two["not_known"][0]


def test_labels_do_not_tell_when_a_harvest_was_taken(here):
    (here / "known.csv").write_text("account,campaign\nc-1-a0,ring\nother1,\n")
    asked = ("policy", "replay", "audit", "--policy", "p.yaml", "--truth", "known.csv")
    found = told(*asked)
    assert found["basis"] == "not known" and found["hours"] == []
    assert [row["touched"] for row in found["populations"] if row["name"] == "innocent"] == [0]
    assert "does not say when it was taken: give --log" in call(*asked).stdout


def test_a_pattern_of_logs_may_follow_the_option(here):
    line = {"id": "r", "time": "2026-03-01T00:00:00Z", "account": {"id": "c-1-a0"},
            "request": {"model": "m"}}  # fmt: skip
    for name in ("a.jsonl", "b.jsonl"):
        (here / name).write_text(json.dumps(line | {"id": name}) + "\n")
    apart = ("audit", "--log", "a.jsonl", "--log", "b.jsonl")
    together = ("audit", "--log", "a.jsonl", "b.jsonl")
    found = [told("policy", "replay", *logs, "--policy", "p.yaml") for logs in (apart, together)]
    assert found[0] == found[1]
    said = refused("policy", "replay", "--log", "a.jsonl", "b.jsonl", "--policy", "p.yaml")
    assert "give the folder of an audit" in said
    assert "is a file" in refused("policy", "replay", "a.jsonl", "--policy", "p.yaml")


def test_terms_and_screening_are_facts(here):
    lines = {"version": 1, "lines": [{"account": "c-1-a0", "rule": "no-training"}]}
    (here / "terms.json").write_text(json.dumps(lines))
    (here / "screening.json").write_text(json.dumps(
        {"version": 1, "matches": [{"account": "c-1-a1"}, {"account": "c-1-a1"}]}
    ))  # fmt: skip
    both = rule("t", "'no-training' in account.terms", "{scope: account, action: tag}") + rule(
        "s", "account.screened >= 2", "{scope: account, action: review}"
    )
    (here / "p.yaml").write_text(text(both))
    found = told(*APPLY, "--terms", "terms.json", "--screening", "screening.json")
    assert {(d["rule"], d["scope"]["value"]) for d in found["put"]} == {
        ("t", "c-1-a0"), ("s", "c-1-a1"),
    }  # fmt: skip
    assert told(*APPLY)["put"] == [] and "not known" in call(*APPLY).stdout
    (here / "terms.json").write_text("{}")
    assert "terms.json" in refused(*APPLY, "--terms", "terms.json")


def test_a_moment_has_to_be_one_that_has_been(here):
    for wrong in ("tomorrow", "2999-01-01T00:00:00Z", "2026-03-12T00:00:00"):
        assert "past moment" in call(*APPLY[:-1], wrong, status=2).stderr


def test_the_store_is_private(here):
    call(*APPLY, "--apply", "--by", "me")
    assert Path("d.db").stat().st_mode & 0o777 == 0o600


def _add(name: str, *more: object) -> tuple[object, ...]:
    return ("decisions", "add", "d.db", "--campaign", name, "--audit", "audit", "--for", "24h",
            "--by", "ann", "--because", "reviewed",
            *(more or ("--action", "throttle", "--requests-per-minute", 6)))  # fmt: skip


def _members_of(name: str) -> set[tuple[str, str | None]]:
    with SqliteStore(Path("d.db")) as store:
        return {(m.account, m.end_user) for m in store.members(name)}


def test_what_stands_below_likely_is_touched_by_hand_once_a_person_found_a_harvest(here):
    units = [{"account": "other1", "end_user": None}, {"account": "shop", "end_user": "u 1"}]
    group = {"group": "g-1", "accounts": ["other1", "shop"], "units": units, "members": 2}
    summary = json.loads((here / "audit" / "summary.json").read_text())
    (here / "audit" / "summary.json").write_text(json.dumps(summary | {"review": [group]}))
    for name, members in (
        ("c-2", {("c-2-a0", None), ("c-2-a1", None)}),
        ("g-1", {("other1", None), ("shop", "u 1")}),
    ):
        why = refused(*_add(name))
        assert f"nobody of {name} stands at likely" in why and f"verdict audit {name} true" in why
        call("review", "verdict", "audit", name, "false")
        assert f"{name} was found to be no harvest" in refused(*_add(name))
        call(*_add(name, "--action", "allow"))  # whoever is cleared may stand anywhere
        assert _members_of(name) == members
        call("review", "verdict", "audit", name, "true")
        assert told(*_add(name))["joined"] == 2
        assert _members_of(name) == members
    assert "no campaign or group g-2 in audit" in refused(*_add("g-2"))
    # of what stands at likely, those who are drawn in are left out, whatever a person found
    assert told(*_add("c-1"))["joined"] == 5


def _watched(here: Path, *members: dict[str, Any]) -> None:
    write(here / "audit", [campaign(), campaign("c-2", "watch", list(members))])


def test_who_is_drawn_in_after_a_verdict_is_not_touched_by_hand(here):
    ann, bob = member("shop", "u 1"), member("shop", "u 2")
    _watched(here, ann)
    call("review", "verdict", "audit", "c-2", "true")
    _watched(here, ann, bob)
    assert "c-2 has other members now than when it was found to be a harvest" in refused(
        *_add("c-2")
    )
    call("review", "verdict", "audit", "c-2", "true")
    assert told(*_add("c-2"))["joined"] == 2


def test_a_verdict_on_a_group_counts_when_it_comes_to_be_a_campaign(here):
    group = {"group": "g-1", "accounts": ["b"], "units": [{"account": "b"}], "members": 1}
    summary = json.loads((here / "audit" / "summary.json").read_text())
    (here / "audit" / "summary.json").write_text(json.dumps(summary | {"review": [group]}))
    call("review", "verdict", "audit", "g-1", "true")
    _watched(here, member("b"))
    assert told(*_add("c-2"))["joined"] == 1


def test_whom_a_campaign_only_drew_in_is_no_member_once_it_was_allowed(here):
    """A decision of a policy about the campaign would reach them as soon as the other ends."""
    write(here / "audit", [campaign()], [row("c-1-a4", "watch", ["c-1"])])
    sure = {(f"c-1-a{n}", None) for n in range(4)}
    for said in ("true", "false"):
        call("review", "verdict", "audit", "c-1", said)
        assert told(*_add("c-1", "--action", "allow"))["joined"] == 4
        assert _members_of("c-1") == sure


def test_who_may_be_touched_is_asked_anew_where_it_was_allowed(here):
    """Allowed are all members of what is watched, whom nobody has looked at."""
    call(*_add("c-2", "--action", "allow"))
    block = ("decisions", "add", "d.db", "--campaign", "c-2", "--action", "block", "--for", "24h",
             "--by", "ann", "--because", "so")  # fmt: skip
    assert "name --audit DIR" in refused(*block)
    one, two = campaign("c-2", "likely", 2), row("c-2-a1", "watch", ["c-2"])
    write(here / "audit", [campaign(), one], [two])
    assert told(*block, "--audit", "audit")["joined"] == 1
    assert _members_of("c-2") == {("c-2-a0", None)}
    assert told(*block)["joined"] == 0, "who is touched is known by now"


def test_decisions_from_pseudonyms_are_said_to_match_nobody(here):
    summary = json.loads((here / "audit" / "summary.json").read_text())
    assert "pseudonyms" not in call(*APPLY).stderr
    (here / "audit" / "summary.json").write_text(json.dumps(summary | {"pseudonymised": True}))
    for asked in (APPLY, _add("c-1")):
        said = call(*asked).stderr
        assert said.startswith("stillwatch: note: audit names pseudonyms"), said
        assert len(said.splitlines()) == 1
