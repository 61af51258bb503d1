"""The page of `bench/sizes.py`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from _tables import percent, table

Row = Mapping[str, Any]
FEW = 12
"""Campaigns up to which each has a row of its own."""
MEANT = {
    "country": "Country of the account; an end user has its reseller's.",
    "language": "Language of most of the account's first five requests, guessed by script and, in "
    "Latin script, by frequent words (`none`: formulas, code, other languages).",
    "script": "Writing system of most letters of the account's first five requests, by the names "
    "that Unicode gives them. It is read here, from the log, for this table alone.",
    "plan": "Plan of the account; an end user has its reseller's.",
}


def page(figures: Row, command: str) -> str:
    """Write what was measured as a page of the documentation."""
    lines = [
        "# Small firms and rare campaigns",
        f"Made by `{command}`; figures, machine and versions are in `bench/results/sizes.json`. "
        "Intervals are exact 95 % ones over accounts; accounts of one campaign are flagged "
        "together, so that the true uncertainty is larger.",
        "*Planned* is what the generator was asked for. *Harvested* are the accounts, or end users "
        "of a reseller, that sent a request of the campaign's in the log; rates are of these. *To "
        "look at* is what a person is shown: campaigns at `watch` or above, groups below that, and "
        "accounts that stand out alone.",
    ]
    for part in figures["parts"]:
        lines += _part(part)
    lines += ["## What the reports say when they cannot know",
              "Counted over the audits above; the report has these sentences under *What could not "
              "be judged*, `summary.json` under `notes`. Sentences that differ in their numbers "
              "alone are counted together, and quoted as one of the audits has them."]  # fmt: skip
    for part in figures["parts"]:
        lines += _said(part)
    lines += ["## Who is flagged wrongly", *_wrong(figures)]
    for trait, rows in figures["groups"].items():
        lines += [f"### By {trait}", MEANT[trait]]
        if told := figures["disparity"].get(trait):
            lines.append(_disparity(told))
        lines.append(_groups(trait, rows))
    return "\n\n".join(line.rstrip("\n") for line in lines) + "\n"


def _part(part: Row) -> list[str]:
    heads = ("planned size", "campaigns", "anybody named", "planned", "harvested", "end users",
             "`likely`", "95 %", "to look at", "kinds")  # fmt: skip
    rows = [
        (str(r["size"]), str(r["campaigns"]), str(r["named"]), f"{r['planned']:,}",
         f"{r['seen']:,}", f"{r['end_users']:,}", *_rate(r["likely"]),
         percent(r["to_look_at"]["rate"]) if r["seen"] else "–", _kinds(r["each"]))
        for r in part["sizes"]
    ]  # fmt: skip
    lines = [f"## {part['name']}", part["what"], table(heads, rows)]
    each = [(r["size"], c) for r in part["sizes"] for c in r["each"]]
    if 1 < len(each) <= FEW:
        heads = ("campaign", "planned", "harvested", "their requests of the harvest", "`likely`",
                 "`watch` or above", "to look at")  # fmt: skip
        lines += ["Campaign by campaign:", table(heads, [
            (c["kind"].replace("_", " ") + (", end users" if c["end_users"] else ""), str(size),
             *(f"{c[name]:,}" for name in ("seen", "exchanges", "likely", "watch", "to_look_at")))
            for size, c in each])]  # fmt: skip
    return [*lines, f"{_false(part['accounts'], 'accounts')} {_false(part['end_users'], '')}"]


def _rate(told: Row) -> tuple[str, str]:
    if not told["of"]:
        return "–", "–"
    return percent(told["rate"]), f"{percent(told['low'])} – {percent(told['high'])}"


def _kinds(each: Sequence[Row]) -> str:
    kinds = sorted({c["kind"].replace("_", " ") for c in each})
    return ", ".join(kinds) if len(kinds) < 5 else f"{len(kinds)} kinds"


def _false(wrong: Row, what: str) -> str:
    who = "Ordinary accounts" if what else "Apart from them, end users in no campaign"
    if not wrong["innocents"]:
        return f"{who}: there are none."
    kinds = f" ({_counted(wrong['populations'])})" if wrong["populations"] else ""
    return (
        f"{who} flagged: {wrong['flagged']:,} of {wrong['innocents']:,}{kinds}: "
        f"{wrong['per_100000']:,.1f} per 100,000, at most {wrong['per_100000_upper']:,.1f} with "
        f"95 %; `confirmed`: {wrong['confirmed']}. In the queue to look at: "
        f"{percent(wrong['to_look_at'])} of them."
    )


def _counted(kinds: Mapping[str, int]) -> str:
    return ", ".join(f"{n:,} {kind.replace('_', ' ')}" for kind, n in kinds.items())


def _said(part: Row) -> list[str]:
    told, of = part["said"], part["said"]["audits"]
    missed = [
        f"{r['campaigns'] - r['named']} of the {r['campaigns']} planned with {r['size']}"
        for r in part["sizes"]
    ]
    small = f"{told['say_how_small']} of {of}"
    lines = [
        f"### Said in: {part['name']}",
        f"Campaigns of which nobody is named: {', '.join(missed)}. Reports that say below which "
        f"size no campaign is named: {small}.",
    ]
    quoted = [f"- {row['audits']} of {of}: “{row['sentence']}”" for row in told["notes"]]
    lines.append("\n".join(quoted) if quoted else "No note.")
    for words, n in told["controlled"].items():
        lines.append(f"What is controlled, by the guarantee of the audit: {n} of {of}: “{words}”.")
    if alone := told["alone"]["campaigns"]:
        lines.append(
            f"Named groups whose own guarantee says that nothing is controlled: {alone}, in "
            f"{told['alone']['audits']} of {of} audits. Controlled: "
            + "; ".join(f"“{words}” ({n})" for words, n in told["alone"]["controlled"].items())
            + ". Measured: "
            + "; ".join(f"“{words}” ({n})" for words, n in told["alone"]["measured"].items())
            + "."
        )
    return lines


def _wrong(figures: Row) -> list[str]:
    found = [(part["name"], group) for part in figures["parts"] for group in part["wrong_groups"]]
    all_, usual = sum(group["innocents"] for _, group in found), figures["all"]
    lines = [
        "Accounts and end users in no campaign, of all the worlds above together: "
        f"{usual['count']:,} of {usual['of']:,} flagged ({percent(usual['rate'], 3)}, 95 % "
        f"{_bounds(usual)})."
    ]
    if not found:
        return [*lines, "Nobody is flagged wrongly, so that no group's rate is the higher one. "
                "What is known of each is the upper end of its interval."]  # fmt: skip
    most = max(group["innocents"] for _, group in found)
    lines += [
        f"They are in {len(found)} group{'s' * (len(found) > 1)} that an audit named:",
        "\n".join(_group(name, group) for name, group in found),
        f"The largest is {most:,} of the {all_:,}. Who is in one named group was judged together: "
        "it is one error, not as many as it has accounts. "
        + ("With so few groups no test can tell whether country, language, script or plan has a "
           "part in it: a high rate below says where such a group is. " if len(found) < 6 else "")
        + "The upper ends of the intervals say what can be excluded, as if accounts were "
        "judged singly.",
        "In the tables a group whose interval leaves out the rate of all is set in bold.",
    ]  # fmt: skip
    return lines


def _group(name: str, group: Row) -> str:
    also = group["members_of_campaigns"]
    traits = [f"{trait} {_counted(group[trait])}" for trait in ("country", "language", "script",
                                                                "plan")]  # fmt: skip
    beside = f", beside {also:,} true members of a campaign" if also else ""
    return f"- {name}: {_counted(group['populations'])}{beside}; {'; '.join(traits)}."


def _bounds(told: Row) -> str:
    return f"{percent(told['low'], 3)} – {percent(told['high'], 3)}"


def _disparity(told: Row) -> str:
    top, others, ratio = told["top"], told["others"], told["ratio"]
    times = "no finite ratio" if ratio["ratio"] is None else f"{ratio['ratio']:,.1f} times as often"
    ends = f"{ratio['low']:,.1f} to {ratio['high']:,.1f}" if ratio["high"] is not None else (
        f"at least {ratio['low']:,.1f}")  # fmt: skip
    behind, here, there = told["behind"], told["alike_here"], told["alike_elsewhere"]
    without = [f"without those of the largest wrong group {told['differ_without'][0]}"]
    without += [f"without the {n} largest {count}"
                for n, count in enumerate(told["differ_without"][1:], 2)]  # fmt: skip
    return (
        f"Highest: **{top['group']}**, {top['count']:,} of {top['of']:,} ({percent(top['rate'], 3)}"
        f", 95 % {_bounds(top)}), beside {others['count']:,} of {others['of']:,} elsewhere "
        f"({percent(others['rate'], 3)}): {times} (95 % {ends}). "
        f"Cause: these are {_counted(top['populations'])}, from {len(behind)} named "
        f"group{'s' * (len(behind) > 1)} ({' + '.join(map(str, behind))}). Of innocents of the "
        f"same populations {here['flagged']:,} of {here['of']:,} are flagged there, and "
        f"{there['flagged']:,} of {there['of']:,} elsewhere. "
        f"Rates that differ from that of all: {told['differ']} of {told['groups']}; "
        f"{', '.join(without)}. "
        f"Test by named groups: {told['mostly_here']} of {told['wrong_groups']} "
        f"{'is' if told['mostly_here'] == 1 else 'are'} mostly of it, where "
        f"{percent(told['share_of_innocents'])} of all innocents are: p = {told['p_group']:.2g} "
        f"for it, {told['p_any_group']:.2g} for any of {told['groups']} (Bonferroni)."
    )


def _groups(trait: str, rows: Sequence[Row]) -> str:
    heads = (trait, "accounts", "flagged", "rate", "95 %", "flagged are")
    return table(heads, [
        (f"**{row['group']}**" if row["differs"] else row["group"], f"{row['of']:,}",
         str(row["count"]), percent(row["rate"], 3), _bounds(row),
         _counted(row["populations"]) or "–")
        for row in rows
    ])  # fmt: skip
