"""Records as the files of an audit hold them: the fields, their order, and what is left out."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

import msgspec
from msgspec import UNSET

from stillwatch.contract.records import Record
from stillwatch.contract.results import Campaign
from stillwatch.contract.settings import Settings
from stillwatch.contract.summary import Summary

VERSION = 1
"""Version of the contract that this release writes, in `campaigns.json` and `summary.json`."""

KEYED = (
    "at_detection", "guarantee", "targets", "models", "timeline", "apart", "leads", "ties", "parts",
    "related", "goes_on",
)  # fmt: skip
"""Fields of a campaign whose keys stand in alphabetical order in `campaigns.json`."""


def plain(value: Any) -> Any:
    """Return a record, or several, as plain data; fields of `absent` that are None are left out."""
    if isinstance(value, Record):
        told = ((name, getattr(value, name)) for name in value.in_file())
        return {
            name: plain(one)
            for name, one in told
            if one is not UNSET and not (one is None and name in value.absent)
        }
    if isinstance(value, Settings):
        return value.as_dict()
    if isinstance(value, dict):
        return {name: plain(one) for name, one in value.items()}
    if isinstance(value, tuple | list):
        return [plain(one) for one in value]
    if isinstance(value, msgspec.Struct):
        return {name: plain(getattr(value, name)) for name in value.__struct_fields__}
    return value


def campaigns_json(campaigns: Sequence[Campaign]) -> bytes:
    """Return the text of `campaigns.json`."""
    told = {"version": VERSION, "campaigns": [_keyed(one) for one in campaigns]}
    return msgspec.json.format(msgspec.json.encode(told, order="deterministic"), indent=1) + b"\n"


def summary_json(summary: Summary) -> bytes:
    """Return the text of `summary.json`."""
    return json.dumps(plain(summary), indent=1, ensure_ascii=False).encode() + b"\n"


def documents(campaigns: Sequence[Campaign]) -> list[dict[str, Any]]:
    """Return campaigns as plain data, as `campaigns.json` holds them."""
    return [msgspec.json.decode(msgspec.json.encode(_keyed(one), order="deterministic"))
            for one in campaigns]  # fmt: skip


def _keyed(campaign: Campaign) -> Campaign:
    """Return a campaign whose fields of `KEYED` are encoded."""
    told = {
        name: msgspec.Raw(msgspec.json.encode(plain(getattr(campaign, name)), order="sorted"))
        for name in KEYED
    }
    return msgspec.structs.replace(campaign, **told)
