"""Give outputs receipts, and check one."""

from __future__ import annotations

from pathlib import Path

import click

from stillwatch.cli._command import Command, spare

BATCH = 4096
"""Outputs under one signature."""


@click.group()
def command() -> None:
    """Give outputs receipts, and check one.

    A receipt says which model made an output when and for which pseudonym, and is signed. It shows
    nothing about text that bears none.
    """


@command.command(
    cls=Command,
    examples={
        "stillwatch evidence provenance sign proof examples/sample/*.zst --out receipts.jsonl "
        "--secret pseudonyms.key --json": "A receipt for every output.",
    },
)
@click.argument("home", type=click.Path(path_type=Path, file_okay=False))
@click.argument("logs", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--out", required=True, type=click.Path(path_type=Path, dir_okay=False),
              help="File for the receipts, one a line.")  # fmt: skip
@click.option("--secret", required=True, type=click.Path(path_type=Path, dir_okay=False),
              help="Key of pseudonyms (16 to 64 bytes); made unless it exists.")  # fmt: skip
@click.option("--format", help="Format of the logs; by default each is recognised.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
def sign(
    home: Path, logs: tuple[Path, ...], out: Path, secret: Path, format: str | None, as_json: bool
) -> None:
    """Write a receipt for every output in logs that has its text."""
    import json
    import os
    import secrets

    import pyarrow as pa

    from stillwatch.cli.audit import _key
    from stillwatch.core.errors import InputError, shown
    from stillwatch.ingest.read import expand, open_logs
    from stillwatch.proof.evidence.home import Home
    from stillwatch.proof.provenance import Output, moment, receipts

    opened = Home.open(home)
    key = opened.key()
    if not out.parent.is_dir():
        raise InputError("there is no such folder", path=shown(out.parent), remedy="make it first")
    files = expand(list(logs))
    spare(out, files)  # of a folder of logs, too
    made = _made(secret)
    pseudonyms = _key(secret)
    assert pseudonyms is not None
    count = passed = 0
    # not by the process's number: a container gives the same one again to whoever comes next
    aside = out.with_name(f".{out.name[:200]}.{secrets.token_hex(8)}.tmp")
    columns = ["id", "account", "model", "response_model", "output", "content_state"]
    try:
        with aside.open("x", encoding="utf-8") as file:
            aside.chmod(0o600)
            for batch in open_logs(files, format=format, batch_rows=BATCH):
                rows = batch.select(columns).to_pylist()
                times = batch.column("time").cast(pa.int64()).to_pylist()
                chosen = [
                    (row, at)
                    for row, at in zip(rows, times, strict=True)
                    if row["output"] and row["content_state"] == "full"
                ]
                passed += len(rows) - len(chosen)
                outputs = [
                    Output(
                        row["output"].encode(), row["response_model"] or row["model"],
                        moment(at / 1e6), row["account"],
                    )
                    for row, at in chosen
                ]  # fmt: skip
                for (row, _), receipt in zip(
                    chosen, receipts(outputs, opened.config.origin, key, pseudonyms), strict=True
                ):
                    file.write(f'{{"id":{json.dumps(row["id"])},"receipt":{receipt}}}\n')
                    count += 1
            file.flush()
            os.fsync(file.fileno())
        os.replace(aside, out)
    except OSError as error:  # a full disk names no file, and nobody knows the one aside
        named = error.filename if error.filename != str(aside) else None
        raise OSError(error.errno, error.strerror, named or str(out)) from error
    finally:
        aside.unlink(missing_ok=True)
    told = {"version": 1, "receipts": count, "without_text": passed, "secret_made": made}
    words = f"{count:,} receipts in {out}; {passed:,} exchanges without text have none."
    if made:
        words += (
            f"\nA new key of pseudonyms was made: {secret}. Other receipts have other pseudonyms."
        )
    click.echo(json.dumps(told) if as_json else words)


def _made(secret: Path) -> bool:
    """Make a key of pseudonyms unless there is one; of several that do so at once, one does."""
    import secrets

    from stillwatch.core.errors import InputError, shown
    from stillwatch.proof.evidence.log import write_aside

    if secret.exists():
        return False
    try:
        write_aside(secret, secrets.token_hex(16).encode(), new=True)
    except FileExistsError:
        return False
    except OSError as error:
        raise InputError(
            f"no key can be kept here: {error.strerror}",
            path=shown(secret),
            remedy="name a file that can be made",
        ) from error
    return True


@command.command(
    cls=Command,
    examples={
        "stillwatch evidence provenance verify receipts.jsonl --trust proof/public.keys "
        "--json": "Is the first of these ours?",
        "stillwatch evidence provenance verify receipts.jsonl --trust proof/public.keys "
        "--id ex_9080e9078208a8de --json": "Is that of this exchange?",
    },
    statuses={1: "it does not hold"},
)
@click.argument("receipt", type=click.Path(path_type=Path, dir_okay=False, exists=True))
@click.argument("text", required=False,
                type=click.Path(path_type=Path, dir_okay=False, exists=True))  # fmt: skip
@click.option("--trust", required=True, multiple=True, metavar="KEY",
              help="Key of the provider (name+id+key), or a file with one.")  # fmt: skip
@click.option("--id", "exchange", metavar="EXCHANGE",
              help="Take the receipt of this exchange out of what `sign` wrote.")  # fmt: skip
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
def verify(
    receipt: Path, text: Path | None, trust: tuple[str, ...], exchange: str | None, as_json: bool
) -> None:
    """Check a receipt, and whether it is that of TEXT; exit status 1 if it does not hold.

    RECEIPT is a file with one receipt, or what `sign` writes: its first line, unless --id says
    which.
    """
    import json

    from stillwatch.cli._evidence_bundles import trusted_keys
    from stillwatch.proof.provenance import LIMIT, check

    line = _line(receipt, exchange, 2 * LIMIT)
    try:
        outer = json.loads(line)
        line = json.dumps(outer["receipt"]) if "receipt" in outer else line
    except (ValueError, TypeError, KeyError, RecursionError):
        pass  # the check says what is wrong
    found = check(line, text.read_bytes() if text else None, trusted_keys(trust))
    if as_json:
        told = {"version": 1, "holds": found.holds, "record": found.record, "errors": found.errors,
                "signer": found.signer, "text_checked": text is not None}  # fmt: skip
        click.echo(json.dumps(told, indent=1))
    else:
        for name in ("time", "model", "account", "mark"):
            if found.record.get(name):
                value = "".join(c for c in str(found.record[name]) if c.isprintable())
                click.echo(f"{name}: {value}")
        for error in found.errors:
            click.echo(f"WRONG: {error}")
        words = "It holds." if found.holds else "It does not hold."
        click.echo(words + ("" if text else " No text was given to compare."))
    if not found.holds:
        raise SystemExit(1)


def _line(path: Path, exchange: str | None, limit: int) -> str:
    """Return the first line of receipts, or that of an exchange."""
    import json

    from stillwatch.core.errors import InputError, shown

    mark = json.dumps(exchange) if exchange is not None else ""
    with path.open(encoding="utf-8", errors="replace") as file:
        while line := file.readline(limit):
            if exchange is None:
                return line.strip()
            if mark not in line:
                continue
            try:
                if json.loads(line)["id"] == exchange:
                    return line.strip()
            except (ValueError, TypeError, KeyError, RecursionError):
                continue
    if exchange is None:
        return ""
    raise InputError(
        "no receipt of that exchange", path=shown(path), remedy="give the id as the log has it"
    )
