"""`stillwatch share match` and `share keyed`: what two firms both have, and nothing else."""

from __future__ import annotations

import json
from pathlib import Path

import click

from stillwatch.cli._command import Command

PATH = click.Path(path_type=Path)
FILE = click.Path(path_type=Path, dir_okay=False)

LIMIT = click.option(
    "--limit", default=10_000, show_default=True, type=click.IntRange(1, 100_000),
    help="Most values of one side, padding included; agree on it with the partner.",
)  # fmt: skip
JSON = click.option("--json", "as_json", is_flag=True, help="Print JSON.")


@click.group("match")
def match() -> None:
    """Find out with another firm which indicators both have, and nothing else.

    Private set intersection. Each firm runs `start` and sends the offer, runs `answer` on the
    other's offer and sends the answer, and runs `finish` on the answer that it got.
    """


@click.command(
    "start",
    cls=Command,
    examples={
        "stillwatch share match start audit --key a.key --out a-offer.json": "Ours: send "
        "a-offer.json to the partner, and keep a.key.",
        "stillwatch share match start watch.json --pad 100 --key b.key --out b-offer.json "
        "--json": "The partner's, from a list to watch, its number hidden.",
    },
    writes={"KEY": "the secret of this match: for you alone", "OUT": "the offer: for the partner"},
)
@click.argument("source", metavar="DIR|FILE", type=PATH)
@click.option("--key", required=True, type=FILE, help="Key to make; good for one match.")
@click.option("--out", required=True, type=FILE, help="Offer to write, for the partner.")
@click.option("--pad", default=0, type=click.IntRange(0, 100_000), metavar="N",
              help="Fill up with random points to N, to hide the number of values.")  # fmt: skip
@LIMIT
@JSON
def start(source: Path, key: Path, out: Path, pad: int, limit: int, as_json: bool) -> None:
    """Blind our values and write the offer.

    DIR is the folder of an audit: the values of its campaigns from `likely` on. FILE is a list made
    by `stillwatch share watch`, of which what was shared as TLP:RED or TLP:AMBER+STRICT is left
    out.
    """
    from stillwatch.proof.share import private
    from stillwatch.proof.share.source import values

    found, kept = values(source, addresses=True)
    digest = private.start(found, key, out, pad=pad, limit=limit)
    told = {"version": 1, "values": len(found), "points": max(len(found), pad), "left_out": kept,
            "offer": str(out), "sha256": digest}  # fmt: skip
    lines = [f"{out}: {len(found):,} values blinded"]
    if kept:
        lines.append(f"Left out: {kept:,} that may not travel by their TLP")
    lines.append(f"SHA-256 to tell the partner before offers are sent: {digest}")
    tell(told, lines, as_json)


@click.command(
    "answer",
    cls=Command,
    examples={
        "stillwatch share match answer b-offer.json --key a.key --out a-answer.json": "Ours to "
        "the partner's offer.",
        "stillwatch share match answer a-offer.json --key b.key --out b-answer.json --json": "The "
        "partner's to ours.",
    },
    writes={"OUT": "the answer: for the partner"},
)
@click.argument("offer", type=FILE)
@click.option("--key", required=True, type=FILE, help="Our key, made by start.")
@click.option("--out", required=True, type=FILE, help="Answer to write, for the partner.")
@click.option("--expect", metavar="SHA256", help="What the partner said that its offer's is.")
@LIMIT
@JSON
def answer(
    offer: Path, key: Path, out: Path, expect: str | None, limit: int, as_json: bool
) -> None:
    """Blind the partner's values once more."""
    from stillwatch.proof.share import private

    digest = private.answer(offer, key, out, limit=limit, expect=expect)
    told = {"version": 1, "answer": str(out), "offer_sha256": digest}
    tell(told, [f"{out}: send it to the partner", f"It answers the offer {digest}"], as_json)


@click.command(
    "finish",
    cls=Command,
    examples={
        "stillwatch share match finish b-answer.json --key a.key": "What both have.",
        "stillwatch share match finish a-answer.json --key b.key --json": "The same at the "
        "partner's, for programs.",
    },
)
@click.argument("answered", metavar="ANSWER", type=FILE)
@click.option("--key", required=True, type=FILE, help="Our key, made by start; it is used up.")
@JSON
def finish(answered: Path, key: Path, as_json: bool) -> None:
    """Say which values both firms have."""
    from stillwatch.proof.share import private

    found = private.finish(answered, key)
    rows = [row._asdict() for row in found.both]
    told = {"version": 1, "both": rows, "mine": found.mine, "theirs": found.theirs}
    lines = [f"Both have {len(rows):,} of our {found.mine:,} and their {found.theirs:,}, padding "
             "counted"]  # fmt: skip
    tell(told, lines + [f"{row['type']}: {row['value']}" for row in rows], as_json)


@click.command(
    "keyed",
    cls=Command,
    examples={
        "stillwatch share keyed audit --secret <(head -c 64 /dev/urandom) --out hashes.json": "Try "
        "it, under a secret that is thrown away: both firms need the same, in a file.",
        "stillwatch share keyed watch.json --secret <(head -c 64 /dev/urandom) --out hashes.json "
        "--json": "The same from a list to watch, for programs.",
    },
    writes={"OUT": "the hashes: for the partner"},
)
@click.argument("source", metavar="DIR|FILE", type=PATH)
@click.option("--secret", required=True, type=FILE, help="File with the common secret.")
@click.option("--out", type=FILE, help="Hashes to write, for the partner.")
@click.option("--against", type=FILE, metavar="FILE", help="Hashes that the partner sent.")
@click.option("--addresses", is_flag=True,
              help="Network prefixes, too: whoever has the secret can read them all.")  # fmt: skip
@JSON
def keyed(
    source: Path, secret: Path, out: Path | None, against: Path | None, addresses: bool,
    as_json: bool,
) -> None:  # fmt: skip
    """Match by hashes under a common secret: simpler than match, and weaker.

    Whoever has the secret, the partner too, can try all values that there may be. Use match where
    that matters.
    """
    from stillwatch.core.errors import UsageError
    from stillwatch.proof.share import keyed as hashes
    from stillwatch.proof.share.source import values

    if (out is None) == (against is None):
        raise UsageError("give either --out, to write hashes, or --against, to compare with some")
    found, kept = values(source, addresses=addresses)
    key = hashes.secret(secret)
    told: dict[str, object] = {"version": 1, "values": len(found), "left_out": kept}
    if out is not None:
        count = hashes.write(found, key, out)
        tell(told | {"hashes": str(out)}, [f"{out}: {count:,} hashes"], as_json)
        return
    assert against is not None
    both = [row._asdict() for row in hashes.both(found, key, against)]
    lines = [f"Both have {len(both):,} of our {len(found):,}"]
    tell(told | {"both": both}, lines + [f"{r['type']}: {r['value']}" for r in both], as_json)


def tell(told: dict[str, object], lines: list[str], as_json: bool) -> None:
    """Print JSON for programs, or lines for people with nothing in them that moves a cursor."""
    if as_json:
        click.echo(json.dumps(told, indent=1))
        return
    from stillwatch.report.wording import neutralise

    for line in lines:
        click.echo(neutralise(line))


for each in (start, answer, finish):
    match.add_command(each)
