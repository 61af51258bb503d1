"""What alerts are raised on, and which of them are news."""

from __future__ import annotations

import json
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from stillwatch.console.alerts import forms
from stillwatch.console.alerts.ledger import MOST, Book, Ledger
from stillwatch.console.alerts.model import KINDS, Alert, Condition
from stillwatch.console.alerts.rules import Rules, Seen
from stillwatch.console.alerts.samples import samples, trial
from stillwatch.console.found import Campaign, Found
from stillwatch.console.look import Look
from stillwatch.console.numbers import Numbers
from stillwatch.gateway.operating import Alerts
from stillwatch.gateway.settings import Enforce, Settings
from stillwatch.respond.decisions.changes import Switch


def condition(key: str, kind: str = "tap_lost", **changes: Any) -> Condition:
    made = Condition(kind, key, "warning", f"title of {key}", "text", {}, settles=True)
    return made._replace(**changes)


def seen(*conditions: Condition, unknown: tuple[str, ...] = ()) -> Seen:
    return Seen(conditions, frozenset(unknown))


def ledger(**settings: Any) -> Ledger:
    return Ledger(Alerts(**settings), "gw", Book())


def states(alerts: list[Alert]) -> list[tuple[str, str]]:
    return [(one.key, one.state) for one in alerts]


def test_what_comes_back_soon_is_the_same_trouble() -> None:
    made = ledger(settle_minutes=5, repeat_minutes=60)
    assert states(made.news(seen(condition("a")), 0)) == [("a", "firing")]
    assert made.news(seen(condition("a")), 5) == []
    assert made.news(seen(), 200) == []
    assert made.news(seen(condition("a")), 290) == []
    assert states(made.news(seen(), 590)) == [("a", "resolved")]
    assert made.news(seen(), 600) == []
    assert states(made.news(seen(condition("a")), 700)) == [("a", "firing")]


def test_what_lasts_is_told_again_and_what_is_told_once_is_not() -> None:
    made = ledger(repeat_minutes=60)
    once = condition("c", "campaign", lasts=False)
    assert len(made.news(seen(condition("a"), once), 0)) == 2
    assert made.news(seen(condition("a"), once), 3599) == []
    assert states(made.news(seen(condition("a"), once), 3600)) == [("a", "firing")]
    assert states(made.news(seen(), 90_000)) == [("a", "resolved")]


def test_what_is_not_known_is_not_over() -> None:
    made = ledger()
    of = condition("kill_switch", "kill_switch", settles=False)
    assert len(made.news(seen(of), 0)) == 1
    assert made.news(seen(unknown=("kill_switch",)), 1) == []
    assert states(made.news(seen(), 2)) == [("kill_switch", "resolved")]


def test_many_of_a_kind_are_told_together() -> None:
    several = [condition(f"c{n}", "campaign", lasts=False, facts={"campaign": f"c{n}"})
               for n in range(40)]  # fmt: skip
    made = ledger()
    (one,) = made.news(seen(*several), 0)
    assert one.title == "40 campaigns are new" and one.facts["count"] == 40
    assert len(one.facts["names"]) == 20 and made.news(seen(*several), 1) == []


def test_no_more_than_so_many_in_an_hour_and_none_is_forgotten() -> None:
    made = ledger(per_hour=3)
    told = [made.news(seen(condition(f"k{n}", f"kind{n}")), float(n)) for n in range(10)]
    assert [len(one) for one in told] == [1, 1, 1] + [0] * 7
    (first, *rest) = made.news(seen(*(condition(f"k{n}", f"kind{n}") for n in range(10))), 3700)
    assert first.kind == "held_back" and first.facts == {"alerts": 7} and rest == []


@given(st.lists(st.tuples(st.booleans(), st.floats(0, 4000)), max_size=60), st.integers(1, 5))
def test_the_bound_holds_whatever_happens(steps: list[tuple[bool, float]], most: int) -> None:
    made, now, times = ledger(per_hour=most, settle_minutes=0.1), 0.0, []
    for on, pause in steps:
        now += pause
        times += [now] * len(made.news(seen(*([condition("a")] if on else [])), now))
        assert sum(now - 3600 < at for at in times) <= most


def test_a_book_that_was_kept_goes_on() -> None:
    made = ledger()
    made.news(seen(condition("a")), 0)
    book = msgspec.json.decode(msgspec.json.encode(made.book), type=Book)
    again = Ledger(Alerts(), "gw", book)
    assert again.news(seen(condition("a")), 10) == []
    assert states(again.news(seen(), 1000)) == [("a", "resolved")]


def test_a_book_is_bounded() -> None:
    made = ledger(per_hour=3600)
    for n in range(0, MOST + 2000, 500):
        several = [condition(f"c{n + k}", "campaign", lasts=False) for k in range(500)]
        made.news(seen(*several), float(n))
    assert len(made.book.entries) <= MOST and f"c{MOST + 1999}" in made.book.entries


SETTINGS = Settings(alerts=Alerts(upstream_errors=10, upstream_share=0.5))


def raised(*looks: Look) -> list[set[str]]:
    rules = Rules(SETTINGS)
    return [{one.kind for one in rules.conditions(look).conditions} for look in looks]


def test_losses_are_of_the_moment() -> None:
    calm, lost = Numbers(lost=4), Numbers(lost=6)
    assert raised(Look(0, calm), Look(5, lost), Look(10, lost)) == [set(), {"tap_lost"}, set()]


def test_a_burst_is_many_errors_and_many_of_all() -> None:
    few = Look(30, Numbers(requests=12, errors=9))
    most = Look(35, Numbers(requests=22, errors=19))
    assert raised(Look(0), few, most) == [set(), set(), {"upstream_errors"}]
    busy = Look(5, Numbers(requests=10_000, errors=100))
    assert raised(Look(0), busy) == [set(), set()], "one in a hundred"
    slow = [Look(60.0 * n, Numbers(requests=9 * n, errors=9 * n)) for n in range(5)]
    assert raised(*slow) == [set()] * 5, "nine a minute, for ever"


def test_stores_and_switch() -> None:
    rules = Rules(SETTINGS)
    down = Look(0, Numbers(), None, "d.db: locked")
    found = rules.conditions(down)
    assert {one.kind for one in found.conditions} == {"decisions_store"}
    assert found.unknown == {"kill_switch"}
    more = Numbers(counts={"limits_down": 4, "decisions_failed": 1})
    after = rules.conditions(Look(5, more, Switch(False, "a", "b", 0.0))).conditions
    assert {one.kind for one in after} == {"limits_store", "decisions_store", "kill_switch"}
    limits = next(one for one in after if one.kind == "limits_store")
    assert "when_down = local" in limits.text and limits.facts["requests"] == 4
    assert Rules(SETTINGS).conditions(Look(0, found=Found(problem="x"))).unknown == {"breaker"}


def test_requests_that_are_refused_for_want_of_decisions_are_told_by_themselves() -> None:
    """They are refused a while after decisions could not be read, which was told by then."""
    of = Enforce(mode="enforce", decisions="d.db", when_down="closed", stale_seconds=60.0)
    rules, book = Rules(Settings(enforce=of)), ledger()
    rules.conditions(Look(0))

    def told(at: float, failed: int, closed: int) -> list[str]:
        counts = {"decisions_failed": failed, "decisions_closed": closed}
        return [
            one.text for one in book.news(rules.conditions(Look(at, Numbers(counts=counts))), at)
        ]

    (first,) = told(5, 2, 0)
    assert "for 60 s; then requests are refused" in first
    assert told(60, 50, 0) == []
    (then,) = told(65, 60, 9)
    assert "503" in then and "until decisions can be read" in then
    assert told(70, 70, 40) == []
    assert len(told(800, 70, 40)) == 2, "both are over"


def test_there_is_a_sample_of_every_kind_and_the_runbook_has_it() -> None:
    from pathlib import Path

    made = [*samples(SETTINGS, "gw", 1e9), trial("gw", 1e9)]
    assert {one.kind for one in made} | {"held_back"} == set(KINDS)
    page = Path(__file__).parents[2] / "docs" / "how-to" / "watch-the-gateway.md"
    headings = [line[4:] for line in page.read_text("utf-8").splitlines() if line[:4] == "### "]
    assert set(KINDS) <= set(headings)
    assert all(one.runbook.endswith(f"#{one.kind}") for one in made)


@pytest.mark.parametrize("form", ["webhook", "slack", "syslog"])
def test_forms_hold_what_is_hostile(form: str) -> None:
    name = "<!here>\n\u202e\x1b[31m]" + "x" * 5000
    look = Look(0, found=Found((Campaign(name, "likely"),)))
    (one,) = Rules(SETTINGS).conditions(look).conditions
    from stillwatch.console.alerts.ledger import alert_of

    alert = alert_of(one, "gw\n<1>", 0.0)
    if form == "syslog":
        body = forms.syslog(alert, "daemon").body
        assert len(body) < 2400 and not set(body.decode()) & set("\n\x1b\u202e")
    else:
        body = getattr(forms, form)(alert, b"k" * 16, 0.0).body
        assert json.loads(body) and len(body) < 8000 and b"\n" not in body


def test_a_history_counts_once_and_survives_a_clock_that_goes_back() -> None:
    from stillwatch.console.history import BARS, History

    made = History()
    for n in range(2000):
        made.add(1e9 + n, Numbers(requests=n, errors=n // 2))
    bars = made.bars(1e9 + 1999)
    assert len(bars) == BARS and 880 <= sum(bar.requests for bar in bars) <= 900
    made.add(5.0, Numbers(requests=7))
    assert sum(bar.requests for bar in made.bars(5.0)) == 0


def test_a_fault_of_ours_loses_one_alert_and_no_others() -> None:
    import asyncio

    from stillwatch.console.alerts.channels import Channel
    from stillwatch.console.alerts.forms import Message
    from stillwatch.console.alerts.outbox import ROOM, Outbox
    from stillwatch.gateway.notes import Notes

    notes: list[str] = []
    sent: list[bytes] = []

    def write(alert: Alert, now: float) -> Message:
        if alert.kind == "breaker":
            raise RuntimeError("a secret prompt")
        return Message(alert.id.encode(), {})

    async def deliver(channel: Channel, message: Message) -> None:
        sent.append(message.body)

    async def run() -> Outbox:
        box = Outbox(Channel("webhook", "", "", write), 60.0, Notes(notes.append), deliver)
        for alert in samples(SETTINGS, "gw", 1e9)[:3]:
            box.put(alert)
        box.start()
        while box.waiting:
            await asyncio.sleep(0.01)
        await box.stop()
        for _ in range(ROOM + 5):
            box.put(trial("gw", 1e9))
        return box

    box = asyncio.run(run())
    assert len(sent) == 2 and len(box.waiting) == ROOM and box.dropped == 1 + 5
    assert "RuntimeError in test_alert_rules.py" in notes[0] and "secret" not in notes[0]
