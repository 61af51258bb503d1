"""A campaign as a STIX 2.1 bundle.

Ids are UUIDv5 of what an object is about and of its TLP level, and times are those of the events:
exporting the same audit again gives the same bytes, an audit of a longer log newer versions of the
same objects (`modified` is the end of the log), and another level other objects, since an object
must not change without a newer `modified`.
Wording is neutral: accounts are *consistent with* a coordinated harvest, and nobody is named.
The finished bundle is passed through the `stix2` library (OASIS), which knows the standard's rules,
without leave for custom properties: what it would not read is not written.
"""

from __future__ import annotations

import json
import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from stillwatch.contract.records import Target
from stillwatch.contract.results import UNCLEAR, harvest
from stillwatch.core.errors import StillwatchError
from stillwatch.proof.share import vocabulary
from stillwatch.proof.share.observables import Value
from stillwatch.proof.share.pattern import written
from stillwatch.proof.share.source import Indicator, Shareable
from stillwatch.report.wording import neutralise, shorten

NAMESPACE = uuid.UUID("1929cf1e-d8a6-58ca-89bc-5d61e28f3d81")
"""Namespace of our ids."""

VALID_DAYS = 90
"""Days after it was last seen for which an indicator holds: prefixes and clients change hands."""

MOST_COUNT = 999_999_999
"""Largest count of a sighting that STIX knows."""

Object = dict[str, Any]


@dataclass(frozen=True)
class Choices:
    """What the sharer decides."""

    identity: str
    """Name of the sharing firm."""
    tlp: str = "amber"
    """Level of `vocabulary.TLP`."""
    accounts: bool = False
    """Name the accounts."""
    valid_days: int = VALID_DAYS


def bundle(shared: Shareable, choices: Choices) -> bytes:
    """Return a bundle as JSON, validated.

    Raises
    ------
    StillwatchError
        The standard's library refuses it.
    ModuleNotFoundError
        The extra `share` is not installed.
    """
    objects = list(_Writer(shared, choices).objects())
    made = {
        "type": "bundle",
        "id": _id("bundle", choices.identity, shared.campaign.id, *(o["id"] for o in objects)),
        "objects": objects,
    }
    data = json.dumps(made, indent=1, ensure_ascii=True)
    validate(data)
    return data.encode() + b"\n"


def validate(text: str) -> None:
    """Hold a bundle of ours against the `stix2` library, custom content refused.

    Not for what comes from outside: its parser of patterns has no bound on time.
    """
    import stix2
    from stix2.exceptions import STIXError

    try:
        stix2.parse(text, allow_custom=False, version="2.1")
    except (STIXError, ValueError) as error:
        raise StillwatchError(
            f"the bundle is not valid STIX 2.1: {shorten(neutralise(str(error)), 300)}"
        ) from error


class _Writer:
    """Writes the objects of one campaign."""

    def __init__(self, shared: Shareable, choices: Choices) -> None:
        self.campaign, self.indicators, self.choices = shared.campaign, shared.indicators, choices
        self.first, self.last = (
            _moment(shared.campaign.first_seen),
            _moment(shared.campaign.last_seen),
        )
        self.created = min(_moment(shared.campaign.detected_at), self.last)
        self.modified = max(self.created, self.last)
        if shared.known:
            self.modified = max(self.modified, _moment(shared.known))
        try:
            self.until = max(self.last, self.first) + timedelta(days=choices.valid_days)
        except OverflowError:
            raise StillwatchError("campaigns.json has a time at the end of all years") from None
        self.identity = _id("identity", choices.identity)
        self.confidence = vocabulary.CONFIDENCE[shared.campaign.severity]

    def objects(self) -> Iterator[Object]:
        """Yield every object; whatever refers to others comes after them."""
        yield vocabulary.marking(self.choices.tlp)
        yield self._identity()
        campaign = self._campaign()
        yield campaign
        for technique in self._techniques():
            attack = self._attack(technique)
            yield attack
            yield self._relation(campaign, "uses", attack)
        if self.indicators:
            infrastructure = self._infrastructure()
            yield infrastructure
            yield self._relation(campaign, "uses", infrastructure)
        if any(i.type in vocabulary.EXTENDED for i in self.indicators):
            yield self._extension()
        for found in self.indicators:
            indicator = self._indicator(found)
            yield indicator
            yield self._relation(indicator, "indicates", campaign)
            yield self._sighting(indicator, found.members)
        yield from self._accounts(campaign)

    def _made(self, type: str, *about: str, **properties: Any) -> Object:
        """Return an object with the properties that all of ours have."""
        return {
            "type": type,
            "spec_version": "2.1",
            "id": _id(type, self.choices.identity, self.choices.tlp, *about),
            "created_by_ref": self.identity,
            "created": _stamp(self.created),
            "modified": _stamp(self.modified),
            "confidence": self.confidence,
            "object_marking_refs": [vocabulary.TLP[self.choices.tlp]],
            **properties,
        }

    def _identity(self) -> Object:
        return {
            "type": "identity", "spec_version": "2.1", "id": self.identity,
            "created": _FIXED, "modified": _FIXED,
            "name": neutralise(self.choices.identity), "identity_class": "organization",
        }  # fmt: skip

    def _extension(self) -> Object:
        return {
            "type": "extension-definition", "spec_version": "2.1", "id": vocabulary.EXTENSION,
            "created_by_ref": self.identity, "created": _FIXED, "modified": _FIXED,
            "name": "Requests to a language model", "schema": vocabulary.DEFINITION,
            "version": "1.0.0", "extension_types": ["property-extension"],
        }  # fmt: skip

    def _campaign(self) -> Object:
        given = self.campaign
        targets = ", ".join(f"{t.target} {t.share:.0%}" for t in _targets(given.targets))
        return self._made(
            "campaign", given.id,
            name=f"Campaign {shorten(neutralise(given.id), 80)}",
            description=(
                f"Exchanges of {len(given.accounts):,} accounts with a language model's API that "
                f"are consistent with {harvest(given.parts)} of its outputs. Level of evidence: "
                f"{given.severity}. Found from traffic alone; it names nobody, and it proves no "
                "intent." + (f" Asked for: {targets}." if targets else "")
            ),
            first_seen=_stamp(self.first), last_seen=_stamp(self.last),
            objective="Consistent with collecting a model's outputs to train another model.",
        )  # fmt: skip

    def _techniques(self) -> Iterator[vocabulary.Technique]:
        yield vocabulary.EXTRACT
        yield vocabulary.INFERENCE
        if len(self.campaign.accounts) > 1:
            yield vocabulary.ACCOUNTS
        if any(e.family == "infrastructure" for e in self.campaign.evidence):
            yield vocabulary.PROXIES

    def _attack(self, technique: vocabulary.Technique) -> Object:
        """Return the same object whoever shares it."""
        return {
            "type": "attack-pattern", "spec_version": "2.1",
            "id": _id("attack-pattern", technique.id), "created": _FIXED, "modified": _FIXED,
            "name": technique.name,
            "external_references": [
                {"source_name": "mitre-atlas", "external_id": technique.id,
                 "url": f"https://atlas.mitre.org/techniques/{technique.id}"}
            ],
        }  # fmt: skip

    def _infrastructure(self) -> Object:
        return self._made(
            "infrastructure", self.campaign.id,
            name=f"What the accounts of campaign {shorten(neutralise(self.campaign.id), 80)} share",
            description="Networks, clients and instructions that its indicators find. Each may "
            "belong to somebody who has no part in it.",
            infrastructure_types=["unknown"],
            first_seen=_stamp(self.first), last_seen=_stamp(self.last),
        )  # fmt: skip

    def _indicator(self, found: Indicator) -> Object:
        size = len(self.campaign.accounts)
        return self._made(
            "indicator", self.campaign.id, found.type, found.value,
            name=f"{found.type.replace('_', ' ')} shared by accounts of a campaign",
            description=f"Shown by {found.members:,} of {size:,} accounts that are consistent with "
            f"{harvest(self.campaign.parts)}, and by {found.outside:,} other accounts here. A "
            "reason to look, and no evidence by itself.",
            indicator_types=["anomalous-activity"],
            pattern=written(Value(found.type, found.value)),
            pattern_type="stix", pattern_version="2.1",
            valid_from=_stamp(self.first),
            valid_until=_stamp(self.until),
        )  # fmt: skip

    def _sighting(self, of: Object, count: int, **properties: Any) -> Object:
        """Return a sighting; what was counted are accounts."""
        return self._made(
            "sighting", of["id"],
            sighting_of_ref=of["id"], where_sighted_refs=[self.identity],
            first_seen=_stamp(self.first), last_seen=_stamp(max(self.first, self.last)),
            count=min(count, MOST_COUNT), summary=False,
            description="The count is of accounts.", **properties,
        )  # fmt: skip

    def _relation(self, source: Object, verb: str, target: Object) -> Object:
        return self._made(
            "relationship", source["id"], verb, target["id"],
            relationship_type=verb, source_ref=source["id"], target_ref=target["id"],
        )  # fmt: skip

    def _accounts(self, campaign: Object) -> Iterator[Object]:
        """Yield the sighting of the campaign, and before it, where asked for, its accounts."""
        refs = {}
        if self.choices.accounts:
            named = [
                {"type": "user-account", "spec_version": "2.1",
                 "id": _id("user-account", self.choices.identity, self.choices.tlp, name),
                 "user_id": name,
                 "object_marking_refs": [vocabulary.TLP[self.choices.tlp]]}
                for name in self.campaign.accounts
            ]  # fmt: skip
            yield from named
            data = self._made(
                "observed-data", self.campaign.id,
                first_observed=_stamp(self.first),
                last_observed=_stamp(max(self.first, self.last)),
                number_observed=max(1, min(self.campaign.exchanges, MOST_COUNT)),
                object_refs=[row["id"] for row in named],
            )  # fmt: skip
            yield data
            refs = {"observed_data_refs": [data["id"]]}
        yield self._sighting(campaign, len(self.campaign.accounts), **refs)


_FIXED = "2026-01-01T00:00:00.000Z"
"""Moment of objects that do not depend on a campaign."""


def _targets(given: tuple[Target, ...]) -> list[Target]:
    """Return what is told as asked for; not what was not told apart."""
    return [
        t for t in given
        if t.target.replace("_", "").isalpha() and t.target != UNCLEAR
    ][:4]  # fmt: skip


def _id(type: str, *about: str) -> str:
    # lengths keep ("ab", "c") and ("a", "bc") apart
    name = "".join(f"{len(part)}:{part}" for part in (type, *about))
    return f"{type}--{uuid.uuid5(NAMESPACE, name)}"


def _moment(text: str) -> datetime:
    try:
        return datetime.fromisoformat(text).astimezone(UTC)
    except (ValueError, OverflowError) as error:
        raise StillwatchError(f"campaigns.json has no time where one belongs: {error}") from None


def _stamp(moment: datetime) -> str:
    return moment.strftime("%Y-%m-%dT%H:%M:%S.") + f"{moment.microsecond // 1000:03d}Z"
