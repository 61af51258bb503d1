"""Which observables that other firms shared are seen here: by how many, and in which campaigns.

What is seen is told, and changes nothing: no level, no evidence, no member. Anybody can share the
network of a competitor or of a university; if being on a list counted, whoever writes lists would
choose whom the audit accuses.

The keys of observables (`features.observables`) are hashes of values, so values that are watched
are keyed by the same code that keys a log's own, and looked up in the feature rows: one pass for
each type that is watched, over whole relations, at the end of the audit.
"""

from __future__ import annotations

import ipaddress
from collections.abc import Sequence
from typing import Any

import ibis
import numpy as np
import numpy.typing as npt
import pyarrow as pa

from stillwatch.audit.population import Store
from stillwatch.audit.rounding import stamp
from stillwatch.contract.exchange import SCHEMA
from stillwatch.contract.results import Campaign
from stillwatch.detect.campaigns.track import Tracked
from stillwatch.detect.engine import Engine
from stillwatch.features.context import Context, Settings
from stillwatch.features.extract import observables
from stillwatch.features.hashing import join_keys, seed_of, unjoined
from stillwatch.ingest.pseudonyms import pseudonymise_batch
from stillwatch.proof.share.bundle import Watched
from stillwatch.proof.share.observables import TEMPLATES, stored
from stillwatch.proof.share.watch import WatchList
from stillwatch.report.wording import instant, neutralise, shorten

Keys = npt.NDArray[np.uint64]

SHOWN = 500
"""Observables told, those in campaigns first."""

NAMED = 200
"""Characters of the longest name told."""

_COLUMNS = {"ip_prefix": "ip"}
"""Column of the exchange log that an observable is read from, where it is called otherwise."""


def digest(type: str, key: int, secret: bytes) -> str:
    """Return what other firms call the template with this key; empty for other types.

    The key as it would be without a secret: such a key is a bijection of the hash of the masked
    words, whatever the secret.
    """
    if type not in TEMPLATES:
        return ""
    return f"{int(_rekeyed(np.array([key], np.uint64), type, secret, b'')[0]):016x}"


def summary(
    watch: WatchList,
    store: Store,
    told: Sequence[tuple[Tracked, Campaign]],
    engine: Engine,
    secret: bytes,
) -> dict[str, Any]:
    """Return what `summary.json` says of a list: `{"watch": {…}}`.

    Parameters
    ----------
    watch
        The list.
    store
        Feature rows.
    told
        Campaigns, as tracked and as told.
    engine
        After its last evaluation.
    secret
        Key of the pseudonyms; empty without.
    """
    members = _members(told, engine)
    seen: list[dict[str, Any]] = []
    known = set(store.rows.columns)
    types = sorted({row.type for row in watch.observables if f"obs_{row.type}" in known})
    for kind in types:
        rows = [row for row in watch.observables if row.type == kind]
        seen += _seen(kind, rows, store, members, secret)
    seen.sort(key=_telling)
    return {
        "watch": {
            "observables": len(watch.observables),
            "not_understood": len(watch.unread),
            "seen": len(seen),
            "origins": [
                {
                    "name": shorten(neutralise(part.name), NAMED),
                    "sha256": part.sha256[:64],
                    "indicators": part.indicators,
                }
                for part in watch.origins[:SHOWN]
            ],
            "note": "Told by others and not checked. It changes no level and is no evidence: "
            "whoever writes such a list must not choose who is accused.",
            "rows": seen[:SHOWN],
        }
    }


def _seen(
    kind: str, rows: list[Watched], store: Store, members: pa.Table, secret: bytes
) -> list[dict[str, Any]]:
    number, keys = _keys(kind, [row.value for row in rows], secret)
    until = np.array([_hour(row.valid_until) for row in rows], np.int64)
    wanted = ibis.memtable(pa.table({"number": number, "wanted": keys, "until": until[number]}))
    here = store.rows.select("account", "epoch", wanted=store.rows[f"obs_{kind}"])
    joined = here.join(wanted, "wanted")
    pairs = (
        joined.filter(joined.epoch < joined.until)
        .group_by("number", "account")
        .agg(first=joined.epoch.min(), last=joined.epoch.max())
    )
    totals = pairs.group_by("number").agg(
        accounts=pairs.account.nunique(), first=pairs["first"].min(), last=pairs["last"].max()
    )
    inside = (
        pairs.join(ibis.memtable(members), "account")
        .group_by("number", "campaign")
        .agg(accounts=lambda t: t.account.nunique())
    )
    found: dict[int, dict[str, int]] = {}
    for row in store.backend.to_pyarrow(inside).to_pylist():
        found.setdefault(row["number"], {})[row["campaign"]] = row["accounts"]
    return [
        _told(rows[row["number"]], row, found.get(row["number"], {}))
        for row in store.backend.to_pyarrow(totals).to_pylist()
    ]


def _told(row: Watched, total: dict[str, Any], campaigns: dict[str, int]) -> dict[str, Any]:
    return {
        "type": row.type,
        "value": row.value,
        # an audit keeps networks, not addresses
        "matched_as": _wider(row),
        # harmless as they were made, but anybody may have written the list
        "source": shorten(neutralise(row.source), NAMED),
        "origin": shorten(neutralise(row.origin), NAMED),
        "indicator": shorten(neutralise(row.indicator), NAMED),
        "tlp": row.tlp,
        "confidence": row.confidence,
        "valid_until": row.valid_until,
        "accounts": total["accounts"],
        "first_seen": stamp(total["first"] * 3_600_000_000),
        "last_seen": stamp((total["last"] + 1) * 3_600_000_000),
        "campaigns": [{"campaign": c, "accounts": n} for c, n in sorted(campaigns.items())],
    }


def _telling(row: dict[str, Any]) -> tuple[Any, ...]:
    """Order: most accounts in campaigns first, then fewest outside them."""
    inside = max((part["accounts"] for part in row["campaigns"]), default=0)
    return -inside, row["accounts"], row["type"], row["value"], row["origin"], row["indicator"]


def _wider(row: Watched) -> str | None:
    if row.type != "ip_prefix":
        return None
    kept = stored(row.value)
    return kept[0] if len(kept) == 1 and kept[0] != row.value else None


def _members(told: Sequence[tuple[Tracked, Campaign]], engine: Engine) -> pa.Table:
    units = [engine.population.keys[tracked.members] for tracked, _ in told]
    ids = [campaign.id for _, campaign in told]
    return pa.table(
        {
            "account": pa.array(np.concatenate([*units, np.zeros(0, np.uint64)]), pa.uint64()),
            "campaign": pa.array(
                [id for id, part in zip(ids, units, strict=True) for _ in part], pa.string()
            ),
        }
    )


def _keys(kind: str, values: list[str], secret: bytes) -> tuple[npt.NDArray[np.int64], Keys]:
    """Return the number of a value, and one of the keys under which it is found, row by row."""
    if kind in TEMPLATES:
        digests = np.array([int(value, 16) for value in values], np.uint64)
        return np.arange(len(values)), _rekeyed(digests, kind, b"", secret)
    logged: list[Any] = []
    number: list[int] = []
    for n, value in enumerate(values):
        as_logged = _as_logged(kind, value)
        logged += as_logged
        number += [n] * len(as_logged)
    batch = _batch(_COLUMNS.get(kind, kind), logged)
    if secret:
        batch = pseudonymise_batch(batch, secret)
    found = observables()[kind]().compute(Context(batch, Settings(key=secret)))
    return np.array(number, np.int64), found.keys


def _as_logged(kind: str, value: str) -> list[Any]:
    """Return what a log would hold for a value: an address of each network of it, for one."""
    if kind == "ip_prefix":
        return [str(ipaddress.ip_network(net).network_address) for net in stored(value)]
    return [int(value)] if kind == "asn" else [value]


def _batch(column: str, values: list[Any]) -> pa.RecordBatch:
    """Return exchanges that hold nothing but a column."""
    given = {
        "id": [""] * len(values), "account": [""] * len(values), "model": [""] * len(values),
        "time": [0] * len(values), column: values,
    }  # fmt: skip
    arrays = [
        pa.array(given[field.name], field.type)
        if field.name in given
        else pa.nulls(len(values), field.type)
        for field in SCHEMA
    ]
    return pa.RecordBatch.from_arrays(arrays, schema=SCHEMA)


def _rekeyed(keys: Keys, purpose: str, old: bytes, new: bytes) -> Keys:
    """Turn keys that `Context.rekey` made under one secret into those under another."""
    seeds = [np.full(len(keys), seed_of(secret, purpose), np.uint64) for secret in (old, new)]
    return np.maximum(join_keys(seeds[1], unjoined(seeds[0], keys)), np.uint64(1))


def _hour(until: str | None) -> int:
    """Return the first hour in which an exchange is too late, in hours since 1970."""
    moment = instant(until) if until else None
    return _EVER if moment is None else int(moment.timestamp() // 3600)


_EVER = 1 << 40
