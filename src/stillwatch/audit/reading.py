"""How much of a log is written so that the content model reads it less surely, or hardly.

It learned from English, and was taught some thirty other languages, which it reads less surely;
others it hardly reads. The script of a text is known. Which language it is is not: what is known
of one in Latin letters is how many of its words are common ones (`features/lexicon.txt`). A trade's
own shorthand, codes and tables have as few of these as a language that it hardly knows.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import ibis.expr.types as ir

from stillwatch.detect.detectors._words import percent
from stillwatch.report.wording import listed

COMMON, CODE = 0.25, 0.05
"""Share of common words below which a text in Latin letters is of these, and share of the marks
of code from which on it is code, which has few of them in English too."""

TOLD, SHOWN = 0.05, 0.01
"""Share of such texts from which on that is said; share of one kind."""

NAMES = {
    "arabic": "Arabic", "cyrillic": "Cyrillic", "greek": "Greek", "han": "Chinese characters",
    "hangul": "Korean", "hebrew": "Hebrew", "indic": "Indic scripts", "kana": "Japanese kana",
    "other": "others", "thai": "Thai, Lao, Khmer or Burmese",
}  # fmt: skip
"""Scripts (`features.unicode.SCRIPTS`) in words."""


def reading(rows: ir.Table, values: ir.Table) -> dict[str, Any]:
    """Count texts by how they are written.

    Parameters
    ----------
    rows
        Feature rows (`features.schema`).
    values
        Columns `key`, `type`, `value`: what keys of observables stand for.

    Returns
    -------
    `texts`, how many there are, and `kinds`: `{kind, share, harvest_like}`, the commonest first.
    `kind` is `latin` (and what has no letters), `latin_uncommon` (few common words) or another
    script; `harvest_like` is the share of it that reads so.
    """
    texts = rows.filter(rows.has_text)
    uncommon = (texts.sig_frame_share < COMMON) & (texts.sig_code_share < CODE)
    folded = texts.group_by(key=texts.obs_script, uncommon=uncommon.fill_null(False)).agg(
        n=texts.count(), like=(texts["slice"] > 0).sum()
    )
    scripts = values.filter(values["type"] == "script").select("key", "value").distinct()
    found = scripts.to_pyarrow()
    script = dict(zip(found["key"].to_pylist(), found["value"].to_pylist(), strict=True))
    counts: dict[str, tuple[int, int]] = {}
    for row in folded.to_pyarrow().to_pylist():
        kind = script.get(row["key"], "latin")
        if kind == "latin" and row["key"] and row["uncommon"]:
            kind = "latin_uncommon"
        n, like = counts.get(kind, (0, 0))
        counts[kind] = n + row["n"], like + row["like"]
    every = sum(n for n, _ in counts.values())
    return {
        "texts": every,
        "kinds": [
            {"kind": kind, "share": round(n / every, 4), "harvest_like": round(like / n, 4)}
            for kind, (n, like) in sorted(counts.items(), key=lambda row: (-row[1][0], row[0]))
        ],
    }


def notes(told: Mapping[str, Any], *, marked: bool = True) -> list[str]:
    """Say how much is read less surely, and what follows; nothing where that is little.

    Parameters
    ----------
    told
        What `reading` says.
    marked
        Whether harvest-like texts are known as an audit knows them.
    """
    share = {row["kind"]: row["share"] for row in told["kinds"]}
    poor = {kind: part for kind, part in share.items() if kind != "latin"}
    if sum(poor.values()) < TOLD:
        return []
    uncommon = poor.pop("latin_uncommon", 0.0)
    scripts = [
        f"{NAMES.get(kind, kind)} {percent(part)}" for kind, part in poor.items() if part >= SHOWN
    ]
    said = []
    if sum(poor.values()) >= SHOWN:
        which = f" ({listed(scripts)})" if scripts else ""
        said.append(f"{percent(sum(poor.values()))} are in other scripts than Latin{which}")
    if uncommon >= SHOWN:
        said.append(
            f"{percent(uncommon)} are in Latin letters with few common words (other languages, "
            "jargon, codes, tables)"
        )
    like = ""
    if marked:
        like = (
            f". Of these {percent(_like(told, latin=False))} read like a harvest, of the others "
            f"{percent(_like(told, latin=True))}"
        )
    return [
        f"Of the texts of requests {listed(said)}: the content model reads some thirty languages "
        f"less surely than English, and others hardly{like}. Groups form, by what accounts share "
        "and when they act alike, only around accounts of which some requests read like a harvest: "
        "where none do nothing is found, whatever is shared."
    ]


def _like(told: Mapping[str, Any], *, latin: bool) -> float:
    """Share of harvest-like texts among those that are read less surely, or the others."""
    rows = [row for row in told["kinds"] if (row["kind"] == "latin") == latin]
    every = sum(row["share"] for row in rows)
    return float(sum(row["share"] * row["harvest_like"] for row in rows) / max(every, 1e-9))
