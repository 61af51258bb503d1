"""Keep proof: a log that shows changes, sealed text, bundles for others."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from stillwatch.cli import (
    _evidence_bundles,
    _evidence_keys,
    _evidence_provenance,
    _evidence_record,
    _evidence_vault,
)
from stillwatch.cli._command import Command, Number
from stillwatch.core.errors import UsageError

GROUP = "Keep and share proof"

HOME = click.argument("home", type=click.Path(path_type=Path, file_okay=False))
JSON = click.option("--json", "as_json", is_flag=True, help="Print JSON.")


@click.group()
def command() -> None:
    """Keep proof: a log that shows changes, sealed text, bundles for others.

    HOME is the folder that `stillwatch evidence init` makes; `stillwatch audit --evidence HOME`
    enters there what was read and found.
    """


@command.command(
    cls=Command,
    examples={
        "stillwatch evidence init proof --origin example.com/stillwatch --json": "Keep proof.",
    },
)
@HOME
@click.option("--origin", required=True, help="Name of the log, such as example.com/stillwatch.")
@click.option(
    "--keys", type=click.Path(path_type=Path, file_okay=False),
    help="Folder for the keys; by default HOME/keys. Better on another medium.",
)  # fmt: skip
@click.option(
    "--master", default="", metavar="SOURCE",
    help="Master key: file:PATH, env:NAME, command:PROGRAM or pkcs11:LABEL; else one is made.",
)  # fmt: skip
@click.option(
    "--keep-text", type=click.Choice(["never", "on_likely"]), default="never", show_default=True,
    help="Seal the text of members from the moment of `likely`.",
)  # fmt: skip
@click.option(
    "--retain-days", type=Number(min=0, min_open=True), default=365.0, show_default=True,
    help="Days after which sealed text is destroyed, unless a legal hold stands.",
)  # fmt: skip
@click.option("--timestamp-url", default="", metavar="URL", help="RFC 3161 authority.")
@JSON
def init(
    home: Path,
    origin: str,
    keys: Path | None,
    master: str,
    keep_text: str,
    retain_days: float,
    timestamp_url: str,
    as_json: bool,
) -> None:
    """Make the folder, its keys and an empty log."""
    from stillwatch.proof.evidence.home import Home

    if timestamp_url:
        from stillwatch.proof.evidence.stamps import usable

        usable(timestamp_url)

    made = Home.make(
        home,
        origin,
        keys=keys,
        master_key=master,
        keep_text=keep_text,
        retain_days=retain_days,
        timestamp_url=timestamp_url,
    )
    with made.log() as log:
        key = str(log.keys()[0])
    if as_json:
        return echo({"home": str(home), "key": key})
    click.echo(f"Evidence is kept in {home}.\nGive readers this key, by another way:\n{key}")
    if keys is None:
        click.echo(
            f"The keys lie in {home / 'keys'}: move them to another medium, and name it in "
            f"{home / 'evidence.toml'}. Whoever has the signing key can write another history; "
            "whoever loses the master key loses all sealed text."
        )


@command.command(
    "log",
    cls=Command,
    examples={"stillwatch evidence log proof --json": "Everything that was entered."},
)
@HOME
@click.option("--from", "start", type=click.IntRange(min=0), default=0, help="First entry.")
@JSON
def show(home: Path, start: int, as_json: bool) -> None:
    """Print the entries, a line each."""
    import json

    from stillwatch.proof.evidence.home import Home

    with Home.open(home).log() as log:
        for index, line in enumerate(log.lines(start), start):
            if as_json:
                click.echo(line.decode())
                continue
            entry = json.loads(line)
            told = " ".join(f"{k}={_short(v)}" for k, v in sorted(entry["data"].items()))
            kind = _short(entry["kind"])
            click.echo(f"{index:>8} {_short(entry['time'])[:19]}Z {kind:<12} {told}")


@command.command(
    cls=Command,
    examples={"stillwatch evidence checkpoint proof --json": "Sign, and keep the note elsewhere."},
)
@HOME
@JSON
def checkpoint(home: Path, as_json: bool) -> None:
    """Sign all entries; have that time-stamped where an authority is set.

    Keep a copy of what it prints where nobody can change it: it is what shows, later, that the
    log was not written anew.
    """
    from stillwatch.proof.evidence.home import Home
    from stillwatch.proof.evidence.record import checkpoint as sign

    opened = Home.open(home)
    with opened.log() as log:
        path, remark = sign(opened, log)
    if as_json:
        return echo({"file": str(path), "note": path.read_text(), "remark": remark})
    click.echo(path.read_text(), nl=False)
    if remark:
        click.echo(remark, err=True)


@command.command(
    cls=Command,
    examples={
        "stillwatch evidence verify proof --json": "Was anything changed, dropped or put in?"
    },
    statuses={1: "it does not hold"},
)
@click.argument("path", type=click.Path(path_type=Path, exists=True))
@click.option(
    "--trust", multiple=True, metavar="KEY",
    help="A key known from elsewhere (name+id+key), or a file with one; may be repeated.",
)  # fmt: skip
@click.option(
    "--checkpoint", "kept", multiple=True,
    type=click.Path(path_type=Path, dir_okay=False, exists=True),
    help="A checkpoint that was kept elsewhere; may be repeated.",
)  # fmt: skip
@click.option(
    "--roots", type=click.Path(path_type=Path, dir_okay=False, exists=True),
    help="Certificates (PEM) of the time stamp authorities that are trusted.",
)  # fmt: skip
@click.option("--sealed", is_flag=True,
              help="Also open all sealed text of HOME, and compare it with the log.")  # fmt: skip
@JSON
def verify(
    path: Path, trust: tuple[str, ...], kept: tuple[Path, ...], roots: Path | None, sealed: bool,
    as_json: bool,
) -> None:  # fmt: skip
    """Check a log, or a bundle, offline; exit status 1 if it does not hold.

    PATH is HOME, the folder of a log, or the file of a bundle.
    """
    from stillwatch.proof.evidence.words import plain

    if path.is_file() and (kept or sealed):
        which = "--checkpoint" if kept else "--sealed"
        raise UsageError(f"{which} is for a log: a bundle cannot be compared with it")
    keys = _evidence_bundles.trusted_keys(trust)
    told = (
        _evidence_bundles.check_bundle(path, keys, roots)
        if path.is_file()
        else _check_log(path, keys, list(kept), roots)
    )
    if sealed and told["holds"]:
        _check_sealed(path, told)
    if as_json:
        echo(told)
    else:
        for line in told["says"]:
            click.echo(plain(line))
        for line in told["remarks"]:
            click.echo(plain(f"note: {line}"))
        for line in told["errors"]:
            click.echo(plain(f"WRONG: {line}"))
        whole = "It holds." if keys else "It agrees with itself; whose it is was not checked."
        click.echo(whole if told["holds"] else "It does not hold.")
    if not told["holds"]:
        raise SystemExit(1)


def _check_log(path: Path, trusted: Any, kept: list[Path], roots: Path | None) -> dict[str, Any]:
    from stillwatch.core.errors import InputError
    from stillwatch.proof.evidence.stamps import check_stamp, readable
    from stillwatch.proof.evidence.verify import verify as check

    folder = path / "log" if (path / "log").is_dir() else path
    found = check(folder, trusted, kept)
    says = [
        f"{found.entries:,} entries of {found.origin or 'an unknown origin'}, {found.signed:,} of "
        f"them under {found.checkpoints:,} checkpoints"
    ]
    papers = sorted((folder / "checkpoints").glob("*.note"))
    stamped = [note for note in papers if note.with_suffix(".tsr").exists()]
    if stamped and roots is None and not readable():
        found.remarks.append(_evidence_bundles.UNSTAMPED)
        stamped = []
    for note in stamped:
        try:
            at = check_stamp(note, roots)
        except InputError as error:
            found.errors.append(str(error))
            continue
        if at is not None:
            sure = "" if roots else " (signature not checked: give --roots)"
            says.append(f"{note.stem.lstrip('0')} entries were there at {at.isoformat()}{sure}")
    return {
        "holds": found.holds,
        "entries": found.entries,
        "signed": found.signed,
        "root": found.root,
        "keys": found.keys,
        "says": says,
        "remarks": found.remarks,
        "errors": found.errors,
    }


def _check_sealed(path: Path, told: dict[str, Any]) -> None:
    """Add what a check of the sealed text came to."""
    from stillwatch.proof.evidence.home import Home
    from stillwatch.proof.evidence.sealed import check_sealed

    opened = Home.open(path)
    with opened.log() as log, opened.vault() as vault:
        found = check_sealed(log, vault)
    told["sealed"] = found.texts
    told["says"].append(
        f"{found.texts:,} sealed texts open as they were sealed; {found.gone:,} are gone by an "
        "entry that says so"
    )
    told["remarks"] += found.remarks
    told["errors"] += found.errors
    told["holds"] = not told["errors"]


def _short(value: object) -> str:
    text = "".join(c if c.isprintable() else "?" for c in str(value))
    return text if len(text) <= 60 else text[:57] + "..."


def echo(told: Any) -> None:
    """Print JSON."""
    import json

    click.echo(json.dumps({"version": 1, **told}, indent=1, ensure_ascii=True))


_evidence_keys.add(command)
_evidence_record.add(command)
_evidence_bundles.add(command)
_evidence_vault.add(command)
command.add_command(_evidence_provenance.command, "provenance")
