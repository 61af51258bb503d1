"""The page of what tells requests in the answers of tools."""

from __future__ import annotations

from typing import Any

Rows = list[dict[str, Any]]


def page(found: dict[str, Any], command: str) -> str:
    """Return the page in Markdown."""
    held, never = found["held_out"], found["never"]
    parts = [
        "# Requests in the answers of tools\n",
        f"Made by `{command}`, CORPORA being public prompts as `KIND/SOURCE.jsonl.gz`; the "
        "figures are in `bench/results/requests.json`. Outputs of tools are made by running tools "
        "on the machine, so that they differ a little from one machine to another.\n",
        "An answer of a tool that reads like a request is one ([why]"
        "(../../docs/design/content.md)). What tells it is a linear model of "
        f"{found['features']:,} words and pairs of words in {found['kilobytes']:.0f} kB, fitted on "
        f"{found['texts']:,} texts. Its threshold is where at most 0.3 % of what tools returned "
        "reads like a request, by models without that kind of tool.\n",
        "## What tools return\n",
        "Each kind judged by a model without it and without a fifth of the other kinds. All "
        f"together {held['tools_share']:.2%}, mean over kinds {held['tools_mean_over_kinds']:.2%}. "
        "Worst first.\n",
        _table("kind of tool", held["tools"], "reads like a request"),
        "\n## Prompts, as they are and dressed as data\n",
        "Each source judged by a model without it; *dressed*: in dressings that the model did not "
        "see either, with other lines from tools that it did not see. Worst first.\n",
        _beside(held["bare"], held["dressed"]),
        "\nThe same of sources that the weights as shipped never saw (dressings seen):\n",
        _beside(never["bare"], never["dressed"]),
        "\n## By dressing\n",
        "*Unseen*: sources and dressing held out together. *Seen*: only the sources.\n",
        _dressings(held["dressings"], held["dressings_seen"]),
    ]
    if found["worlds"]:
        parts += [
            "\n## In invented logs\n",
            "Share of the answers of tools in logs of others' making that read like a request. "
            "None was trained on; they had been looked at when kinds of tool were added. "
            "`lexara`'s agents get questions from their tools, by its author's design.\n",
            _worlds(found["worlds"]),
        ]
    return "\n".join(parts).rstrip() + "\n"


def _table(what: str, rows: Rows, share: str) -> str:
    lines = [f"| {what} | texts | {share} |", "| --- | ---: | ---: |"]
    return "\n".join(lines + [f"| {r['name']} | {r['texts']} | {r['share']:.1%} |" for r in rows])


def _beside(bare: Rows, dressed: Rows) -> str:
    other = {row["name"]: row for row in dressed}
    lines = ["| source | texts | as they are | dressed |", "| --- | ---: | ---: | ---: |"]
    for row in bare:
        more = other.get(row["name"])
        said = f"{more['share']:.0%}" if more else "–"
        lines.append(f"| {row['name']} | {row['texts']} | {row['share']:.0%} | {said} |")
    return "\n".join([*lines, f"| mean over sources | | {_mean(bare)} | {_mean(dressed)} |"])


def _mean(rows: Rows) -> str:
    return f"{sum(row['share'] for row in rows) / max(len(rows), 1):.0%}"


def _dressings(unseen: Rows, seen: Rows) -> str:
    other = {row["name"].removesuffix(" (seen)"): row["share"] for row in seen}
    lines = ["| dressing | unseen | seen |", "| --- | ---: | ---: |"]
    for row in unseen:
        lines.append(f"| {row['name']} | {row['share']:.0%} | {other.get(row['name'], 0):.0%} |")
    return "\n".join(lines)


def _worlds(rows: Rows) -> str:
    lines = ["| log | answers in campaigns | ask | other answers | ask |",
             "| --- | ---: | ---: | ---: | ---: |"]  # fmt: skip
    for row in rows:
        cells = [row["name"]]
        for who in ("campaign", "others"):
            share = row[f"{who}_share"]
            cells += [f"{row[f'{who}_answers']:,}", "–" if share is None else f"{share:.1%}"]
        lines.append(f"| {' | '.join(cells)} |")
    return "\n".join(lines)
