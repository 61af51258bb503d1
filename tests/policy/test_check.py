"""Conditions: what is refused at load, and that what is not can always be evaluated."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from stillwatch.respond.policy.check import DEEPEST, check
from stillwatch.respond.policy.condition import Condition
from stillwatch.respond.policy.facts import FACTS, OF_SCOPE
from stillwatch.respond.policy.lexer import LONGEST, MOST, Wrong

ALL = OF_SCOPE["account"]


@pytest.mark.parametrize("text", [
    'campaign.level == "likely"', "campaign.level in ['likely', 'confirmed']",
    '"content" in campaign.families && size(campaign.families) >= 2', "campaign.size > 3.5",
    "campaign.targets.size() > 0", "has(account.plan) && account.plan == 'free'",
    "!campaign.reviewed", "campaign.size / 2 + 1 > 3 && campaign.size % 2 == 0",
    "double(campaign.size) * 0.5 < campaign.log_e", "-campaign.log_e < -1.0",
    "account.id.startsWith('acct_') ? account.exchanges > 5 : member.log_e > 2.0",
    "(campaign.size > 3) == true", "account.id + 'x' == 'ax'", 'account.org != "a\\"b"',
    "1e3 > 2.5e-1", "campaign.size in [1, 2]", "true",
])  # fmt: skip
def test_what_is_taken(text):
    condition = Condition(text, ALL).compiled()
    assert condition.ask(full()).unknown == ""


@pytest.mark.parametrize("text, why", [
    ("campaign.levl == 'x'", "nothing is called campaign.levl"),
    ("true || campaign.levl == 'x'", "nothing is called campaign.levl"),
    ("campain.level == 'x'", "nothing is called 'campain'"),
    ("campaign.level == 'likly'", "never 'likly'"),
    ("campaign.level in ['likely', 'sure']", "never 'sure'"),
    ("'contents' in campaign.families", "never 'contents'"),
    ("campaign.level == 3", "a string is never a int"),
    ("campaign.level > 'likely'", "compares their letters"),
    ("campaign.size + 1.5 > 2", "does not mix"), ("campaign.size", "no condition"),
    ("campaign.size / firm.accounts > 1", "may be zero"), ("campaign.size / 0 > 1", "may be zero"),
    ("campaign.size % 2.0 == 1.0", "does not mix"),
    ("campaign.log_e % 2.0 == 1.0", "double beside"),
    ("campaign.families == ['a']", "two of list"),
    ("campaign.reviewed > true", "between two of bool"),
    ("campaign.families.exists(f, f == 'content')", "cost is not bounded"),
    ("campaign.id.matches('(a+)+$')", "cost is not bounded"),
    ("[1, 2, 3].map(x, [1, 2, 3].map(y, x))", "cost is not bounded"),
    ("campaign.families[0] == 'content'", "not asked for by number"),
    ("campaign['level'] == 'likely'", "'.' was expected"),
    ("size == 3", "nothing is called 'size'"),
    ("campaign.size && true", "a int before &&"), ("!campaign.size", "a int after !"),
    ("1 < 2 < 3", "two comparisons"), ("[] == []", "of none"), ("['a', 1] == 'a'", "different"),
    ("campaign.size == 99999999999999999999", "no number"), ("campaign.size == 0x1F", "no number"),
    ("campaign.size == 3u", "no number"), ("campaign.size == 007", "no number"), ("", "ends"),
    ("campaign.reviewed // yes", "'/'"), ("campaign.id == 'a", "not understood"),
    ("campaign.id == '\\u0041'", "not understood"), ("campaign.id == \"\"\"a\"\"\"", "expected"),
    ("b'a' == b'a'", "nothing is called 'b'"), ("{'a': 1}.a == 1", "not understood"),
    ("int(campaign.log_e) > 1", "nothing is called 'int'"), ("true true", "expected to end"),
    ("campaign.reviewed ? 1 : 'a'", "a choice between"), ("has(campaign)", "'.' was expected"),
    ("campaign.status == campaign.targets", "never a list"), ("timestamp('x') > 1", "nothing is"),
])  # fmt: skip
def test_what_is_refused_says_why(text, why):
    with pytest.raises(Wrong) as refused:
        check(text, ALL)
    assert why in refused.value.reason and refused.value.remedy


def test_a_whole_campaign_has_no_account():
    with pytest.raises(Wrong, match="one account"):
        check("account.plan == 'free'", OF_SCOPE["campaign"])


@pytest.mark.parametrize("bomb", [
    "(" * 5_000 + "true" + ")" * 5_000, "!" * 10_000 + "true", "true" + " && true" * 5_000,
    "-" * 100 + "1 == 1", "[" * 60 + "1" + "]" * 60 + " == 1", "has(" * 60, "a." * 3_000,
    "true ? " * 80 + "true" + " : true" * 80, "'" + "x" * 1_000_000 + "' == 'x'", "9" * 1_900,
    "size(" * 60 + "'a'" + ")" * 60 + " > 1", "double(" * 99 + "1", '"\\' * 900, "((((((((" * 250,
])  # fmt: skip
def test_bombs_are_refused_before_they_reach_cel(bomb):
    with pytest.raises(Wrong):
        check(bomb, ALL)


def test_the_bounds_are_those_that_are_told():
    inside = "(" * (DEEPEST - 1) + "true" + ")" * (DEEPEST - 1)
    assert Condition(inside, ALL).compiled().ask({}).holds
    with pytest.raises(Wrong, match="deep"):
        check(f"({inside})", ALL)
    wide = "true" + "||true" * ((MOST - 1) // 2)
    assert Condition(wide, ALL).compiled().ask({}).holds
    assert len(wide) < LONGEST


def full() -> dict:
    values = {"bool": False, "int": 3, "double": 0.5, "string": "a", "list": ["a"]}
    return {of: {n: values[f.kind] for n, f in facts.items()} for of, facts in FACTS.items()}


def _expressions():
    facts = {kind: [] for kind in ("bool", "int", "double", "string", "list")}
    for of, known in FACTS.items():
        for name, fact in known.items():
            facts[fact.kind].append(f"{of}.{name}")
    free = [f"{of}.{n}" for of, k in FACTS.items() for n, f in k.items()
            if f.kind == "string" and not f.words]  # fmt: skip
    ints = st.one_of(st.sampled_from(facts["int"]), st.integers(0, 10**12).map(str))
    doubles = st.one_of(
        st.sampled_from(facts["double"]), st.floats(0, 1e9).map(lambda v: f"{v:.4f}")
    )
    strings = st.one_of(
        st.sampled_from(free),
        st.text(st.characters(codec="utf-8", exclude_characters="\\\r\n'\""), max_size=9).map(
            lambda v: f"'{v}'"
        ),
    )
    lists = st.one_of(
        st.sampled_from([n for n in facts["list"] if not n.endswith(("families", "targets"))]),
        st.lists(strings, min_size=1, max_size=3).map(lambda v: f"[{', '.join(v)}]"),
    )
    plain = st.one_of(
        st.sampled_from([*facts["bool"], "true", "false"]),
        st.tuples(ints, st.sampled_from(("<", "==", ">=", "!=")), doubles).map(" ".join),
        st.tuples(strings, st.just("in"), lists).map(" ".join),
        st.tuples(strings, st.sampled_from(("<", "==")), strings).map(" ".join),
        st.tuples(strings, strings).map(lambda p: f"{p[0]}.contains({p[1]})"),
        st.tuples(ints, ints, ints).map(lambda p: f"{p[0]} + {p[1]} > {p[2]}"),
        st.tuples(lists, ints).map(lambda p: f"size({p[0]}) < {p[1]}"),
        st.sampled_from(free).map(lambda n: f"has({n})"),
    )
    return st.recursive(
        plain,
        lambda inner: st.one_of(
            st.tuples(inner, st.sampled_from(("&&", "||")), inner).map(
                lambda p: f"({p[0]} {p[1]} {p[2]})"
            ),
            inner.map(lambda v: f"!({v})"),
            st.tuples(inner, inner, inner).map(lambda p: f"({p[0]}) ? ({p[1]}) : ({p[2]})"),
        ),
        max_leaves=6,
    )


@given(text=_expressions())
@settings(max_examples=300)
def test_what_passes_the_check_is_a_truth_value_in_cel(text):
    """The check and CEL agree: no expression that passes fails for its types when it is asked."""
    condition = Condition(text, ALL)
    answer = condition.compiled().ask(full())
    assert answer.unknown == "" and isinstance(answer.holds, bool)


@given(text=st.one_of(
    st.text(max_size=200),
    st.text("camping.level='\"()[]&|!<>=?:+-*/%0123456789 \n\\", max_size=80),
))  # fmt: skip
@settings(max_examples=300)
def test_any_text_is_taken_or_refused(text):
    try:
        condition = Condition(text, ALL).compiled()
    except Wrong as wrong:
        assert wrong.reason
    else:
        assert isinstance(condition.ask(full()).holds, bool)


def test_what_is_not_known_never_holds_and_is_told():
    facts = full()
    del facts["account"]["plan"]
    for text in ("account.plan != 'free'", "account.plan == 'free'", "!(account.plan == 'free')"):
        answer = Condition(text, ALL).ask(facts)
        assert (answer.holds, answer.unknown) == (False, "not known: account.plan")
    guarded = Condition("has(account.plan) && account.plan != 'free'", ALL).ask(facts)
    assert (guarded.holds, guarded.unknown) == (False, "")


def test_a_sum_that_overflows_never_holds_and_is_told():
    facts = full()
    facts["campaign"]["size"] = 2**62
    answer = Condition("campaign.size * campaign.size > 0", ALL).ask(facts)
    assert not answer.holds and "Overflow" in answer.unknown
