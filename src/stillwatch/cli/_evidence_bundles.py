"""`stillwatch evidence export` and `reproduce`."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from stillwatch.cli._command import Command
from stillwatch.cli._evidence_said import BY
from stillwatch.cli._map import MapFile
from stillwatch.core.errors import InputError, UsageError

if TYPE_CHECKING:
    from stillwatch.proof.evidence.again import Inputs

UNSTAMPED = (
    "time stamps were not looked at: that needs the extra (pip install 'stillwatch[timestamp]')"
)
"""Remark where they cannot be read, and nobody has asked for them to be checked."""


@click.command(
    cls=Command,
    examples={
        "stillwatch audit examples/sample/*.zst --accounts examples/sample/accounts.csv "
        "--out proved --evidence proof --quiet": "An audit that is entered in the log.",
        "stillwatch evidence export proof c-381df1f231f0 --audit proved --out c.evidence "
        "--by analyst --json": "One campaign of it, for others.",
    },
)
@click.argument("home", type=click.Path(path_type=Path, file_okay=False))
@click.argument("campaign")
@click.option(
    "--audit", required=True, type=click.Path(path_type=Path, file_okay=False),
    help="Folder that the audit wrote.",
)  # fmt: skip
@click.option(
    "--out", required=True, type=click.Path(path_type=Path, dir_okay=False),
    help="File of the bundle.",
)  # fmt: skip
@BY
@click.option(
    "--with-input", "inputs", multiple=True, type=click.Path(path_type=Path, dir_okay=False),
    help="A raw file of the audit to put in, for `reproduce`; may be repeated.",
)  # fmt: skip
@click.option(
    "--terms", multiple=True, type=click.Path(path_type=Path, dir_okay=False),
    help="Terms document (TOML), whose versions and digests the manifest names; may be repeated.",
)  # fmt: skip
@click.option("--open-text", is_flag=True, help="Put sealed text in, readable.")
@click.option("--json", "as_json", is_flag=True, help="Print the manifest as JSON.")
def export(
    home: Path,
    campaign: str,
    audit: Path,
    out: Path,
    by: str,
    inputs: tuple[Path, ...],
    terms: tuple[Path, ...],
    open_text: bool,
    as_json: bool,
) -> None:
    """Write all that is known of one campaign into one file that others can check.

    The receiver runs `stillwatch evidence verify FILE --trust KEY`, or follows the documentation
    with public tools. The bundle names accounts, and with --open-text what they asked: send it
    only where you may.
    """
    from stillwatch.proof.evidence.bundle import export as write
    from stillwatch.proof.evidence.home import Home

    told = write(
        Home.open(home), audit, campaign, out,
        by=by, inputs=inputs, open_text=open_text, terms=_versions(terms),
    )  # fmt: skip
    if as_json:
        click.echo(json.dumps(told, indent=1))
        return
    click.echo(f"{out}: {len(told['files'])} files on campaign {campaign}, signed.")


@click.command(
    cls=Command,
    examples={
        "stillwatch evidence reproduce c.evidence examples/sample/*.zst "
        "--accounts examples/sample/accounts.csv --json": "Does the audit come to the same?",
    },
    statuses={1: "it does not hold, or campaigns.json differs"},
)
@click.argument("bundle", type=click.Path(path_type=Path, dir_okay=False, exists=True))
@click.argument("logs", nargs=-1, type=click.Path(path_type=Path, dir_okay=False, exists=True))
@click.option("--accounts", type=click.Path(path_type=Path, dir_okay=False, exists=True),
              help="The account table of the audit.")  # fmt: skip
@click.option("--edge", multiple=True, metavar="FILE",
              type=click.Path(path_type=Path, dir_okay=False, exists=True),
              help="An edge log of the audit; may be repeated.")  # fmt: skip
@click.option("--map", "map_files", metavar="FILE", type=MapFile(exists=True), multiple=True,
              help="A map of the audit: its file, or its name; may be repeated.")  # fmt: skip
@click.option("--pseudonymise", type=click.Path(path_type=Path, dir_okay=False), metavar="KEYFILE",
              help="The key of the audit, if it wrote pseudonyms.")  # fmt: skip
@click.option(
    "--trust", multiple=True, metavar="KEY",
    help="A key of the sender that is known from elsewhere, or a file with one.",
)  # fmt: skip
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
def reproduce(
    bundle: Path,
    logs: tuple[Path, ...],
    accounts: Path | None,
    edge: tuple[Path, ...],
    map_files: tuple[Path, ...],
    pseudonymise: Path | None,
    trust: tuple[str, ...],
    as_json: bool,
) -> None:
    """Run the audit of a bundle again; exit status 1 unless campaigns.json is identical.

    LOGS are the raw files, where the bundle does not hold them.
    """
    from stillwatch.proof.evidence.again import reproduce as again
    from stillwatch.proof.evidence.examine import examine
    from stillwatch.proof.evidence.words import plain

    checked = examine(bundle, trusted_keys(trust))
    if not checked.holds:
        told: dict[str, Any] = {"same": False, "errors": checked.errors, "remarks": []}
    else:
        besides = [*map_files, *([accounts] if accounts is not None else [])]
        found = again(checked, [*logs, *edge, *besides], _audit(pseudonymise))
        told = {
            "same": found.same, "expected": found.expected, "got": found.got,
            "remarks": checked.remarks + found.remarks, "errors": [],
        }  # fmt: skip
    if as_json:
        click.echo(json.dumps({"version": 1, **told}, indent=1))
    else:
        for line in told["errors"]:
            click.echo(plain(f"WRONG: {line}"))
        for line in told["remarks"]:
            click.echo(plain(f"note: {line}"))
        click.echo(
            "campaigns.json is identical, byte for byte."
            if told["same"]
            else "campaigns.json differs."
        )
    if not told["same"]:
        raise SystemExit(1)


def _versions(paths: tuple[Path, ...]) -> list[dict[str, str]]:
    """Return the versions of terms documents, each with the digest of its clauses."""
    from stillwatch.comply.terms.document import read_document

    return [
        {"document": found.id, "version": one.version, "sha256": one.sha256,
         "effective_from": one.since.date().isoformat()}
        for found in map(read_document, paths)
        for one in found.versions
    ]  # fmt: skip


def _audit(keyfile: Path | None) -> Any:
    from msgspec import convert

    from stillwatch.audit.opening import KEEP_DAYS
    from stillwatch.audit.run import Request, run
    from stillwatch.cli._map import mapping_of
    from stillwatch.cli.audit import _key
    from stillwatch.contract.settings import Settings

    def call(inputs: Inputs, out: Path, options: Mapping[str, Any]) -> None:
        try:
            chosen = dict(options["settings"])
            convert(chosen, Settings)  # a bundle is anybody's: their kinds are looked at alone
            chosen["without"] = tuple(chosen["without"])
            days = options.get("keep_days")
            request = Request(
                logs=inputs.logs, out=out, accounts=inputs.accounts, edge=inputs.edge,
                settings=Settings(**chosen), strict=options["strict"], format=options["format"],
                mapping=mapping_of(inputs.maps, options.get("account_field")),
                pseudonymise=_key(keyfile),
                keep_days=days or (KEEP_DAYS if options.get("state") else None),
            )  # fmt: skip
        except (KeyError, TypeError, ValueError) as error:
            raise InputError(
                f"the bundle's audit had options that this version does not know: {error}",
                path="audit.begin",
            ) from error
        run(request)

    return call


def trusted_keys(words: tuple[str, ...]) -> Any:
    """Return the keys that `--trust` names, itself or in a file; None if there are none."""
    from stillwatch.proof.evidence.notes import Verifier

    keys = []
    for word in words:
        try:
            if "+" not in word and not Path(word).exists():
                raise ValueError("neither a file nor a verifier key of the form name+id+key")
            text = Path(word).read_text(encoding="utf-8") if Path(word).is_file() else word
            keys += [Verifier.parse(line) for line in text.split("\n") if line.strip()]
        except (ValueError, OSError) as error:
            raise UsageError(f"--trust {word}: {error}") from error
    if words and not keys:
        raise UsageError("--trust names no key")
    return keys or None


def check_bundle(path: Path, trusted: Any, roots: Path | None) -> dict[str, Any]:
    """Check a bundle; return what to print."""
    from stillwatch.proof.evidence.examine import examine
    from stillwatch.proof.evidence.stamps import check_response, readable

    found = examine(path, trusted)
    campaign = found.manifest.get("campaign", "an unknown campaign")
    says = []
    stamp = found.files.get("log/checkpoint.tsr")
    if stamp is not None and roots is None and not readable():
        found.remarks.append(UNSTAMPED)
    elif stamp is not None:
        try:
            note = found.files["log/checkpoint.note"]
            at = check_response("log/checkpoint.tsr", note, stamp, roots)
            sure = "" if roots else " (signature not checked: give --roots)"
            says.append(f"its checkpoint was there at {at.isoformat()}{sure}")
        except InputError as error:
            found.errors.append(str(error))
    return {
        "holds": found.holds,
        "campaign": campaign,
        "entries": found.entries,
        "texts": found.texts,
        "says": [
            f"{len(found.manifest.get('files', {}))} files on campaign {campaign}, "
            f"{found.entries:,} entries of the log proved, {found.texts:,} texts opened",
            *says,
        ],
        "remarks": found.remarks,
        "errors": found.errors,
    }


def add(group: click.Group) -> None:
    """Add the commands of this file."""
    group.add_command(export)
    group.add_command(reproduce)
