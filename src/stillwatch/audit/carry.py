"""Campaigns that began before the days that are judged go on under the identity that was told.

As long as nothing has left the window, campaigns are those of one audit of all logs. Once days
have left it, a campaign that began before them is found later, in what is left, under another id.
"""

from __future__ import annotations

import msgspec

from stillwatch.audit.describe import stamp
from stillwatch.audit.told import HOUR_US, Results, Told
from stillwatch.contract.results import Campaign
from stillwatch.detect.campaigns.track import Tracked, Tracker


def carry_on(earlier: Results, tracker: Tracker) -> dict[str, Told]:
    """Give campaigns the identity that they were told under; return what was told, by id.

    One continues another if more than half of the accounts of either are in both. It was raised
    when it was first told to be, and keeps its level as if its earlier days still counted for
    the tracker's memory.
    """
    for account, key in enumerate(tracker.keys.tolist()):
        if (hour := earlier.named.get(key)) is not None:
            tracker.named[account] = min(hour, tracker.named.get(account, hour))
    keys = {id(c): {int(k) for k in tracker.keys[c.members]} for c in tracker.campaigns}
    free = {c.id: c for c in tracker.in_order()}
    carried = {}
    for told in earlier.told:  # those that are still found under their id first
        if told.id in free:
            carried[told.id] = told
            _resume(free.pop(told.id), told, tracker)
    for told in sorted(earlier.told, key=lambda t: (not t.raised, t.started, t.id)):
        members = set(told.units)
        if told.id in carried:
            continue
        for campaign in free.values():
            own = keys[id(campaign)]
            if 2 * len(own & members) > max(len(own), len(members)):
                del free[campaign.id]
                _resume(campaign, told, tracker)
                carried[told.id] = told
                break
    return carried


def _resume(campaign: Tracked, told: Told, tracker: Tracker) -> None:
    campaign.id, campaign.started = told.id, min(campaign.started, told.started)
    place = {int(tracker.keys[m]): int(m) for m in campaign.members}
    for unit, hour in told.joined.items():
        if unit in place:
            at = place[unit]
            campaign.joined[at] = min(hour, campaign.joined.get(at, hour))
    if told.detected is not None:
        campaign.tested |= told.tested
        campaign.confirmed |= told.severity == "confirmed"
        campaign.detected = min(told.detected, campaign.detected or told.detected)
        if campaign.severity == "watch" and told.raised and tracker.holds(campaign):
            campaign.severity = "likely"


def continued(campaign: Campaign, told: Told, since: int) -> Campaign:
    """Add the days before day `since`, which are known from what was told, to a campaign."""
    first = stamp(since * 24 * HOUR_US)[:10]
    gone = tuple(day for day in told.timeline if day.day < first)
    exchanges = sum(day.exchanges for day in gone)
    taken = campaign.exchanges_at_detection + exchanges
    # states of earlier versions do not tell it
    like = [campaign.harvest_like, *(day.harvest_like for day in gone)]
    then = campaign.at_detection
    if campaign.detected_at < first:
        # when members began is not known of days that have left the window
        taken, then = told.exchanges_at_detection, None
    return msgspec.structs.replace(
        campaign,
        first_seen=min(campaign.first_seen, told.first_seen),
        began_at=told.first_seen if told.first_seen < first else campaign.began_at,
        exchanges=campaign.exchanges + exchanges,
        exchanges_at_detection=taken,
        at_detection=then,
        harvest_like=None if None in like else sum(filter(None, like)),
        output_tokens=campaign.output_tokens + sum(day.output_tokens for day in gone),
        timeline=gone + campaign.timeline,
    )
