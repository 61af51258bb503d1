"""What the page says in sentences: how things stand, and what is wrong."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

from stillwatch.report.wording import listed, number, percent, plural


class Trouble(NamedTuple):
    """Something that needs a look."""

    words: str
    bad: bool = True


def sentence(now: Mapping[str, Any], switch: Mapping[str, Any]) -> str:
    """Return how things stand, in one sentence.

    Parameters
    ----------
    now, switch
        Of `twins.now_of` and `twins.switch_of`.
    """
    minutes, last = now["last"]["minutes"], now["last"]
    if now["not_ready"]:
        return f"No requests are taken: {now['not_ready']}."
    if now["mode"] == "none":
        return "Requests are passed on and logged; nothing is decided about them."
    if not switch["enforcing"]:
        return "Enforcement is paused: decisions are only noted."
    if now["mode"] == "shadow":
        of = plural(last["would_refuse"], "request")
        return f"Nothing is refused: in shadow mode {of} of the last {minutes} minutes are noted."
    if not last["refused"]:
        return f"Enforcing; nothing was refused in the last {minutes} minutes."
    return f"Enforcing: {plural(last['refused'], 'request')} refused in the last {minutes} minutes."


def troubles(now: Mapping[str, Any], campaigns: Mapping[str, Any]) -> list[Trouble]:
    """Return what is wrong, the worst first.

    Parameters
    ----------
    now, campaigns
        Of `twins.now_of` and `twins.campaigns_of`.
    """
    faults, last, limits = now["faults"], now["last"], now["limits"]
    found = []
    if (policy := campaigns["policy"]) and policy["breaker"]:
        bounds = listed([
            f"{percent(b['share'])} of {b['what']} (at most {percent(b['most'])})"
            for b in policy["breaker"]
        ])  # fmt: skip
        found.append(Trouble(f"The breaker stopped the policy: it would have touched {bounds}."))
    if last["requests"] and last["errors"] / last["requests"] >= 0.1:
        found.append(Trouble(
            f"The API fails: {number(last['errors'])} of {plural(last['requests'], 'request')} in "
            f"the last {last['minutes']} minutes."
        ))  # fmt: skip
    if last["lost"]:
        found.append(Trouble(
            f"The log does not keep up: {plural(last['lost'], 'exchange')} lost or torn in the "
            f"last {last['minutes']} minutes."
        ))  # fmt: skip
    if limits["store_down"]:
        found.append(Trouble(
            f"The store of limits did not answer {plural(limits['store_down'], 'time')} since the "
            f"gateway began; meanwhile the rule is: {limits['when_down']}."
        ))  # fmt: skip
    for name, words in _FAULTS.items():
        if faults.get(name):
            found.append(Trouble(f"{words}: {plural(faults[name], 'time')} since it began.", False))
    return found


_FAULTS = {
    "decisions_failed": "Decisions could not be read",
    "decisions_refused": "Decisions of no use here, whose scope names nothing that a request tells",
    "enforce_failed": "A request could not be judged",
    "batch_unchecked": "What would be done about a batch could not be found out",
    "unwatched": "An exchange could not be logged",
    "failed": "A request failed within the gateway",
}
