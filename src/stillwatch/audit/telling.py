"""The facts that weigh on a legitimate common cause: what each reads, and how it is told."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import NamedTuple

from stillwatch.detect.detectors._words import counted, most, percent, spell


def times(value: float) -> str:
    """Show a factor."""
    return f"{value:.1f}" if value < 9.95 else f"{value:,.0f}"


def many(value: float) -> str:
    """Show a count that may be a mean."""
    return f"{value:,.0f}" if value >= 9.95 or value == round(value) else f"{value:.1f}"


def since(value: float) -> str:
    """Show days after a day: of sign-up, the hour is not known."""
    return counted(math.floor(value), "day")


class Told(NamedTuple):
    """How a fact is told."""

    figure: str
    """Name in `audit.figures`."""
    effects: tuple[str, ...]
    """What the cause model reads of it."""
    show: Callable[[float], str]
    here: str
    """What the members show; `{here}`, `{members}`."""
    others: str = ""
    """What other accounts as active show; `{others}`."""
    none: str = ""
    """What is said instead of `here` of a figure of at most `upto`."""
    upto: float = 0.0
    sign: int = 0
    """1 where more speaks for a harvest, -1 where less does, 0 where it may be either."""


FACTS: dict[str, Told] = {
    "content read alone": Told(
        "alone",
        ("suspicion", "suspicion_spread", "level_harvest", "level_elicitation"),
        most,
        "Judged by its own requests alone, the typical member looks more like a harvest than "
        "{here} of the accounts that are as active",
        sign=1,
    ),
    "share of harvest-like requests": Told(
        "harvest_share", ("share", "level_harvest_share", "spread_harvest_share"), percent,
        "{here} of the typical member's requests read like a harvest", "{others}",
        sign=1,
    ),
    "load": Told(
        "load_ratio", ("load_spread", "spread_load"), times,
        "From the quieter to the busier members (lower to upper quartile) the daily number of "
        "harvest-like requests differs by a factor of {here}", "by a factor of {others}",
        sign=-1,
    ),
    "start": Told(
        "onset_hours", ("onset_days",), spell,
        "The middle half of the members sent their first harvest-like request within {here} of "
        "each other", "within {others}",
        sign=-1,
    ),
    "day of the first": Told(
        "began_days", ("level_onset",), lambda v: spell(24 * v),
        "The typical member sent its first harvest-like request {here} after the log begins",
        "{others}",
        sign=1,
    ),
    "end": Told(
        "offset_hours", ("offset_days", "still_active"), spell,
        "The middle half of the members sent their latest harvest-like request within {here} of "
        "each other", "within {others}",
        sign=-1,
    ),
    "duration": Told(
        "span_days", ("span_days",), lambda v: spell(24 * v),
        "From a member's first to its latest harvest-like request it is typically {here}",
        "{others}",
    ),
    "requests that begin anew": Told(
        "one_shot", ("one_shot_share", "level_one_shot", "level_single", "spread_one_shot"),
        percent,
        "Of the typical member's harvest-like requests {here} begin anew, from nothing it had "
        "asked before", "{others}",
        sign=1,
    ),
    "own repeats": Told(
        "repeats", ("level_repeats",), percent,
        "On average {here} of a member's requests repeat one that it had made before", "{others}",
        sign=-1,
    ),
    "questions others had asked": Told(
        "overlap", ("level_overlap",), percent,
        "On average {here} of a member's requests had been made by another account before (not "
        "counting tasks for tools that several accounts run)", "{others}",
        sign=-1,
    ),
    "one capability": Told(
        "focus", ("level_focus",), percent,
        "Of the typical member's harvest-like requests {here} aim at one and the same capability",
        "{others}",
    ),
    "settings of requests": Told(
        "settings", ("profile",), percent,
        "{here} of the members began with the request settings that are most common among them",
        none="None of the members began with request settings that three or more accounts use",
        sign=1,
    ),
    "length of requests": Told(
        "length_ratio", ("spread_length",), times,
        "The mean length of harvest-like requests differs from shorter to longer members (lower to "
        "upper quartile) by a factor of {here}", "by a factor of {others}",
        sign=-1,
    ),
    "length of replies": Told(
        "reply_ratio", ("spread_output",), times,
        "The mean length of the replies differs from shorter to longer members (lower to upper "
        "quartile) by a factor of {here}", "by a factor of {others}",
        sign=-1,
    ),
    "pace": Told(
        "per_hour", ("level_spacing", "spread_spacing"), times,
        "In an hour in which it is active, the typical member sends {here} requests", "{others}",
        sign=-1,
    ),
    "time of day": Told(
        "day_hours", ("level_rhythm", "spread_rhythm"), many,
        "The typical member's requests fall into {here} of the 24 hours of the day", "{others}",
        sign=1,
    ),
    "ups and downs": Told(
        "unevenness", ("level_regularity", "spread_regularity"), times,
        "From day to day the typical member's number of harvest-like requests varies {here} times "
        "as much as pure chance would have it", "{others} times",
    ),
    "one network": Told(
        "network", ("one_network", "shared_networks"), percent,
        "{here} of the members began from the range of network addresses that is most common among "
        "them",
        none="None of the members began from a range of addresses that three or more accounts use",
        sign=-1,
    ),
    "one organisation": Told(
        "organisation", ("one_org",), percent,
        "{here} of the members belong to the declared organisation that is most common among them",
        none="None of the members belongs to a declared organisation of three or more accounts",
        sign=-1,
    ),
    "one e-mail domain": Told(
        "domain", ("one_domain",), percent,
        "{here} of the members signed up with the e-mail domain that is most common among them",
        "{others} that have the same one",
        none="None of the members signed up with an e-mail domain of three or more accounts",
        sign=-1,
    ),
    "payment": Told(
        "per_card", ("shared_cards",), times,
        "{here} members, on average, use the same means of payment",
        none="Hardly any two members use the same means of payment", upto=1.05,
        sign=1,
    ),
    "age of accounts": Told(
        "age_days", ("level_age", "age_days_spread"), since,
        "The typical member was first seen {here} after the day on which it signed up", "{others}",
        sign=-1,
    ),
    "one mixture of content": Told(
        "apart", ("content_apart", "style_shift"), percent,
        "What members ask about differs from one member to another by {here} of what it differs "
        "between unrelated people (a variance; sampling taken off)",
        sign=-1,
    ),
    "variety of content": Told(
        "breadth", ("breadth", "level_breadth", "spread_breadth"), times,
        "The content of a member's own requests is {here} times as varied as that of the usual "
        "account", "{others} times",
        sign=1,
    ),
    "what a crowd asks": Told(
        "crowd", ("crowd",), percent,
        "On average {here} of a member's requests had been sent by five other accounts or more "
        "before, as a course's sheet is", "{others}",
        sign=-1,
    ),
    "own tools": Told(
        "own_tools", ("own_tools",), percent,
        "On average {here} of a member's requests offer a list of tools that it sends again and "
        "again, and at most one other account does", "{others}",
        sign=-1,
    ),
    "exchanges": Told(
        "exchanges", ("volume", "ordinary"), many,
        "The typical member sent {here} exchanges, harvest-like or not", "{others}",
        sign=1,
    ),
    "reasoning asked for": Told(
        "reasoning", ("reasoning",), percent,
        "On average {here} of a member's requests have the model's reasoning turned on in their "
        "settings, whatever their text asks for", "{others}",
        sign=1,
    ),
    "silent days": Told(
        "silent", ("silent",), percent,
        "Between a member's first harvest-like request and its latest, on average {here} of the "
        "days have none", "{others}",
        sign=-1,
    ),
    "countries": Told(
        "abroad", ("abroad",), percent,
        "{here} of the members began from another country than accounts that declared the same "
        "one mostly do",
        "{others}",
        sign=1,
    ),
    "size": Told(
        "each", ("slice_size", "log_size"), many,
        "There are {members}, with {here} harvest-like requests each (median)",
        sign=1,
    ),
}  # fmt: skip
"""Facts in the order in which equals are told."""
