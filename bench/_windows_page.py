"""The page of the windows benchmark, for `out/results`."""

from __future__ import annotations

from typing import Any

from _tables import percent, table
from _windows_round import LEVEL, STRUCTURED

HEADLINE = 0.05


def page(result: dict[str, Any], command: str) -> str:
    """Return the page of `bench/windows.py`."""
    parts = [
        "# Windows with a share of a harvest",
        f"Made by `{command}` (and `bench/embed.py` before it); the figures, with every cell and "
        "interval, are in `bench/results/windows.json`. What the test does is told in "
        "[The window test](../explanation/guard.md#the-window-test).",
        "A window is that many queries of one stream: all ordinary, or with a share from one "
        "attack source. Every method sees the same windows. Peers see embeddings "
        f"({result['embedding']}), ours the window test on content alone, with a content prior "
        "that has seen neither the attack source (nor its relatives) nor the population. In each "
        f"of {result['rounds']} rounds the prompts of a population are dealt anew into reference, "
        "calibration and evaluation. Intervals are 95 %, over rounds; of means also over "
        "groups of related sources.",
        "Windows are random draws of prompts. Real traffic comes in bursts and drifts, which costs "
        "every method: these figures compare methods, and promise no rate on a real stream. The "
        "priors here, which leave the source and the population out, are not taught "
        "[other languages](../../docs/design/content.md), which count in texts of these "
        "alone.",
        *_summary(result["sizes"]),
    ]
    for size, of in result["sizes"].items():
        parts += [f"## Windows of {int(size):,}", *_size(of)]
    return "\n\n".join(part.rstrip("\n") for part in parts) + "\n"


def _summary(sizes: dict[str, Any]) -> list[str]:
    """Say what compares methods, and what a user gets."""
    rows = []
    told = False
    for size, of in sizes.items():
        means, populations = of["together"][str(HEADLINE)]["mean"], of["populations"]
        for method in ("ours", "MMD"):
            false = [p["false_positives"][method] for p in populations.values()]
            published = _mean(populations, "published", method)
            told |= published is not None
            rows.append(
                [
                    f"{int(size):,}",
                    method,
                    percent(means[method][0]),
                    percent(_mean(populations, "calibrated", method)),
                    " and ".join(percent(rates["calibrated"][0]) for rates in false),
                    percent(published),
                    " and ".join(
                        percent(r["published"][0]) if "published" in r else "-" for r in false
                    ),
                ]
            )
    names = " and ".join(f"`{name}`" for name in next(iter(sizes.values()))["populations"])
    parts = [
        "## Summary",
        f"At a share of {percent(HEADLINE, 0)}, in the mean over sources and populations. "
        "*Compared*: each method's threshold is set on the very windows that are judged, so that "
        f"at most {percent(LEVEL, 0)} of the ordinary ones are flagged. That is the same for every "
        "method and compares them; nobody has such a threshold beforehand. *As a user has it*: "
        "the threshold comes from the round's calibration windows, and is meant to flag "
        f"{percent(LEVEL, 0)}. *As published*: the threshold that the method's authors give, meant "
        f"to flag 5 %. Ordinary windows flagged: of {names}.",
        table(
            ["windows of", "method", "found, compared", "found, as a user has it",
             "ordinary flagged by that", "found, as published", "ordinary flagged by that"],
            rows,
        ),
    ]  # fmt: skip
    if not told:
        parts.append(
            "How much of a harvest the peers find at the thresholds that their authors give was "
            "not recorded: it is measured when this page is made anew."
        )
    parts.append(
        "So a threshold that is meant to flag 1 % flags more, the more of the calibration prompts "
        "a window takes up. "
        "[What to do about it](../how-to/guard-requests.md#how-many-ordinary-windows-are-flagged)."
    )
    return parts


def _mean(populations: dict[str, Any], threshold: str, method: str) -> float | None:
    """Mean rate over cells of the headline share, at a kind of threshold, if it was recorded."""
    found = [
        cell[threshold][method]
        for population in populations.values()
        for cell in population["cells"]
        if cell["share"] == HEADLINE and method in cell.get(threshold, {})
    ]
    return sum(found) / len(found) if found else None


def _size(of: dict[str, Any]) -> list[str]:
    parts = [
        f"Mean true positive rate over sources and populations, at a realised false positive rate "
        f"of at most {percent(LEVEL, 0)}: each threshold is set on these very windows, for every "
        "method alike. Two times MMD: in how many pairs of source and "
        "population ours finds at least twice as many as MMD. `ours, e-value` flags at an e-value "
        f"of {1 / LEVEL:.0f}, with no threshold set on ordinary windows.",
        _means(of["together"]),
        "Share of ordinary windows flagged by thresholds from the round's own calibration "
        f"windows, meant to be {percent(LEVEL, 0)}; by the e-value alone; by the threshold and "
        "null of the publication, meant to be 5 %. Calibration windows of one deal share many of "
        "their prompts, the more the larger they are, and so say little of how deals differ: that "
        "is why calibrated rates exceed what they are meant to be, of every method.",
        _false(of["populations"]),
    ]
    for name, population in of["populations"].items():
        reference, calibration, evaluation = population["pools"]
        parts += [
            f"### Population `{name}`, {percent(HEADLINE, 0)} share",
            f"{reference:,} prompts for reference, {calibration:,} for calibration, {evaluation:,} "
            f"for evaluation; {population['ordinary_windows']:,} ordinary windows, "
            f"{population['windows_a_cell']} a cell. Worst source of ours first.",
            _cells([c for c in population["cells"] if c["share"] == HEADLINE]),
        ]
        structured = [c for c in population["cells"] if set(STRUCTURED) & set(c["matched"])]
        if structured:
            parts += [
                "The same windows with accounts. Ordinary ones keep to one subject; the harvest "
                "comes from one account, from five, or from as many as send three queries each. A "
                "window is flagged by content or by accounts, at half of the false positives each.",
                _structure([c for c in structured if c["share"] == HEADLINE]),
            ]
    return parts


def _means(together: dict[str, Any]) -> str:
    methods = list(dict.fromkeys(m for of in together.values() for m in of["mean"]))
    rows = []
    for share, of in together.items():
        low, high = of["ours_over_mmd"][1:]
        rows.append(
            [
                percent(float(share), 0),
                str(of["sources"]),
                *(_rate(of["mean"].get(method)) for method in methods),
                f"{of['ours_over_mmd'][0]:.1f} ({low:.1f} to {high:.1f})",
                f"{of['cells_at_least_twice_mmd']} of {of['cells']}",
            ]
        )
    return table(["share", "sources", *methods, "ours over MMD", "two times MMD"], rows)


def _false(populations: dict[str, Any]) -> str:
    rows = []
    for name, population in populations.items():
        for method, rates in population["false_positives"].items():
            row = [name, method]
            rows.append(
                row + [_rate(rates.get(kind)) for kind in ("calibrated", "e_value", "published")]
            )
    return table(["population", "method", "calibrated", "e-value", "as published"], rows)


def _cells(cells: list[dict[str, Any]]) -> str:
    methods = [m for m in cells[0]["matched"] if m not in STRUCTURED]
    rows = [
        [c["source"], *(_rate(c["matched"][m]) for m in methods), percent(c["calibrated"]["ours"])]
        for c in cells
    ]
    return table(["source", *methods, "ours, calibrated"], rows)


def _structure(cells: list[dict[str, Any]]) -> str:
    methods = ["ours", *STRUCTURED]
    heads = ["source", "content alone", *STRUCTURED]
    return table(heads, [[c["source"], *(_rate(c["matched"][m]) for m in methods)] for c in cells])


def _rate(found: list[float] | None) -> str:
    if found is None:
        return "-"
    rate, low, high = found
    return f"{percent(rate)} ({100 * low:.0f} to {100 * high:.0f})"
