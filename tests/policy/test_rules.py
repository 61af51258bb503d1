"""A policy file: what is wrong is one line with file, line and remedy; and its tests."""

from __future__ import annotations

import hashlib

import pytest

from stillwatch.core.errors import InputError, UsageError
from stillwatch.respond.decisions.model import Action
from stillwatch.respond.policy.reason import filled
from stillwatch.respond.policy.rules import DEFAULT, load, loaded
from stillwatch.respond.policy.trials import beside, run

from .made import rule, text


def test_the_shipped_policy_is_careful_and_passes_its_tests():
    found = load(DEFAULT)
    assert not found.document.enforce
    assert {do.action for one in found.rules for do in one.do} == {
        "tag", "throttle", "harden", "review",
    }, "nothing is refused outright but by hand"  # fmt: skip
    assert all("watch" not in one.condition.text for one in found.rules)
    outcomes = run(found, DEFAULT)
    assert len(outcomes) >= 5 and all(one.passed for one in outcomes)
    assert {e.rule for t, *_ in found.trials for e in t.expect} == {r.name for r in found.rules}


def test_the_version_is_the_digest_of_the_file(tmp_path):
    path = tmp_path / "p.yaml"
    path.write_text(text())
    found = load(path)
    assert found.version == hashlib.sha256(path.read_bytes()).hexdigest()[:16]
    assert loaded(found.text, "kept").version == found.version
    path.write_text(text() + "# a remark\n")
    assert load(path).version != found.version


@pytest.mark.parametrize("bad, why, line", [
    (rule(when="campaign.levl == 'x'"), "rule slow: nothing is called campaign.levl", 6),
    (rule(when="true ||"), "rule slow: it ends", 6), (rule(hold="for ever"), "no duration", 8),
    (rule(hold="400d"), "no duration", 8), (rule(hold="1m30s"), "no duration", 8),
    (rule(reason="{campaign.nobody} did"), "no fact", 9), (rule(reason="a } b"), "not closed", 9),
    (rule(reason="{account.id}"), "no fact", 9), (rule(name="Slow!"), "regex", 5),
    (rule(when="account.plan == 'x'"), "one account", 6), (rule() + rule(), "two rules", 10),
    (rule(do="{scope: campaign, action: throttle}"), "without limits", 7),
    (rule(do="{scope: campaign, action: throttle, limits: {burst: 3}}"), "without limits", 7),
    (rule(do="{scope: campaign, action: throttle, limits: {requests_per_minute: 0}}"), ">", 7),
    (rule(do="{scope: campaign, action: throttle, limits: {pace: 0.5, requests_per_minute: 1}}"),
     "pace and requests", 7),
    (rule(do="{scope: end_user, action: throttle, limits: {pace: 0.5}}"), "end user", 7),
    (rule(do="{scope: campaign, action: tag, limits: {pace: 1}}"), "limits of tag", 7),
    (rule(do="{scope: campaign, action: tag, hardening: {}}"), "hardening of tag", 7),
    (rule(do="{scope: campaign, action: harden, hardening: {logprob: true}}"), "logprob", 7),
    (rule(do="{scope: campaign, action: allow}"), "allow", 7), (rule(do="[]"), "nothing to do", 7),
    (rule(do="{scope: org, action: tag}"), "org", 7),
    (rule(do="[{scope: campaign, action: tag}, {scope: campaign, action: tag}]"), "twice", 7),
    (rule().replace("when", "whenn"), "when", 5), (rule().replace("    for: 24h\n", ""), "for", 5),
])  # fmt: skip
def test_what_is_wrong_is_one_line_with_its_place(bad, why, line):
    with pytest.raises(InputError) as refused:
        loaded(text(bad), "p.yaml")
    assert why in refused.value.reason and refused.value.remedy, refused.value
    assert (refused.value.path, refused.value.line) == ("p.yaml", line), refused.value
    assert "\n" not in str(refused.value)


@pytest.mark.parametrize("head, why", [
    ("enforce: 'yes'", "bool"), ("breaker: {accounts: 1.5}", "<= 1"), ("breker: {}", "breker"),
    ("breaker: {account: 0.5}", "account"), ("canary: {share: 0}", ">"), ("name: again", "twice"),
    ("canary: {of: keys}", "keys"), ("tests: [{name: a}]", "expect"),
])  # fmt: skip
def test_heads_that_are_wrong(head, why):
    with pytest.raises(InputError, match=why):
        loaded(text(head=head), "p.yaml")


def test_a_version_of_the_format_that_is_not_known():
    with pytest.raises(InputError, match="enum value 2"):
        loaded(text().replace("version: 1", "version: 2"), "p.yaml")


def test_one_thing_to_do_needs_no_list_and_hardening_has_bounds():
    found = loaded(text(rule(do="{scope: campaign, action: harden, hardening: {max_choices: 2}}")),
                   "p.yaml")  # fmt: skip
    (do,) = found.rules[0].do
    assert do.action == Action.HARDEN.name.lower() and do.hardening.max_choices == 2


TEST = """
tests:
  - name: it is slowed
    given: {campaign: {level: confirmed}}
    expect: [{rule: slow, scope: campaign, action: throttle}]
  - name: it is left alone
    expect: []
"""


def test_tests_pass_and_fail_and_tell_their_line(tmp_path):
    path = tmp_path / "p.yaml"
    path.write_text(text() + TEST)
    assert [one.passed for one in run(load(path), path)] == [True, True]
    path.write_text(text(rule(when="campaign.size > 2")) + TEST)
    failed = run(load(path), path)
    assert [one.passed for one in failed] == [True, False]
    assert failed[1].surplus == ("slow: throttle of campaign",) and failed[1].line == 15
    path.write_text(text(rule(when="campaign.size > 99")) + TEST)
    assert run(load(path), path)[0].missing == ("slow: throttle of campaign",)


def test_tests_may_stand_beside_the_policy(tmp_path):
    path = tmp_path / "p.yaml"
    path.write_text(text())
    with pytest.raises(UsageError, match="no tests"):
        run(load(path), path)
    beside(path).write_text("version: 1\n" + TEST)
    assert [one.passed for one in run(load(path), path)] == [True, True]
    assert run(load(path), path)[0].file.endswith("p.test.yaml")


@pytest.mark.parametrize("given, why", [
    ("{campaign: {levl: likely}}", "nothing is called campaign.levl"),
    ("{campaign: {level: sure}}", "one of watch, likely"), ("{campaign: {size: '5'}}", "is a int"),
    ("{campaign: {size: true}}", "is a int"), ("{campaign: {log_e: true}}", "is a double"),
    ("{campaign: {families: content}}", "is a list"), ("{campain: {}}", "'campain'"),
    ("{campaign: {families: [contents]}}", "one of behaviour"),
    ("{campaign: {reviewed: 1}}", "bool"),
])  # fmt: skip
def test_a_test_that_gives_what_is_no_fact_is_refused(given, why):
    body = f"tests:\n  - {{name: a, given: {given}, expect: []}}\n"
    with pytest.raises(InputError) as refused:
        run(loaded(text() + body, "p.yaml"))
    assert why in refused.value.reason and refused.value.line == 11


def test_a_test_that_expects_a_rule_that_is_not_there():
    body = "tests:\n  - {name: a, expect: [{rule: x, scope: campaign, action: tag}]}\n"
    with pytest.raises(InputError, match="no rule 'x'"):
        run(loaded(text() + body, "p.yaml"))


def test_a_member_is_an_account_or_an_end_user():
    both = rule(do="[{scope: account, action: tag}, {scope: end_user, action: review}]")
    body = (
        "tests:\n  - {name: a, given: {campaign: {level: confirmed}}, "
        "expect: [{rule: slow, scope: account, action: tag}]}\n"
        "  - {name: b, end_user: true, given: {campaign: {level: confirmed}}, "
        "expect: [{rule: slow, scope: end_user, action: review}]}\n"
    )
    assert all(one.passed for one in run(loaded(text(both) + body, "p.yaml")))


def test_what_names_say_is_cut_in_a_reason():
    said = filled("{account.id}: {account.plan}", {"account": {"id": "x" * 500}})
    assert len(said) < 100 and said.endswith(": unknown")
