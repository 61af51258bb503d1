"""Command line: write one author's world, or list the authors."""

from __future__ import annotations

import argparse
import ast
import json
from collections.abc import Sequence
from pathlib import Path

from worlds import AUTHORS, FOLDER, Options, write


def main(argv: Sequence[str] | None = None) -> None:
    """Write the world that is asked for.

    Parameters
    ----------
    argv
        Arguments; None: those of the command line.
    """
    asked = _parser().parse_args(argv)
    name = asked.author
    del asked.author
    try:
        write(name, Options(**vars(asked)))
    except ValueError as error:
        raise SystemExit(f"worlds: {error}") from None
    truth = json.loads((asked.out / "truth.json").read_text(encoding="utf-8"))
    told = f"{len(truth['accounts'])} accounts, {len(truth['campaigns'])} campaigns"
    print(f"{asked.out}: {told}")


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m worlds",
        description="Write labelled traffic by one author: a log, accounts.csv and truth.json.",
        epilog="authors:\n" + "\n".join(f"  {name:14} {_about(name)}" for name in AUTHORS),
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("author", choices=AUTHORS, metavar="AUTHOR")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--benign", type=int, help="accounts that harvest nothing")
    parser.add_argument("--attack", type=int, help="accounts in campaigns")
    parser.add_argument("--days", type=int, default=21)
    parser.add_argument("--scenario", choices=("mix", "none", "small"), default="mix")
    parser.add_argument(
        "--prompts", type=Path, required=True, help="folder of <kind>/<source>.jsonl.gz"
    )
    parser.add_argument("--out", type=Path, required=True)
    return parser


def _about(name: str) -> str:
    """First line of the author's docstring."""
    text = (FOLDER / f"{name}.py").read_text(encoding="utf-8")
    return (ast.get_docstring(ast.parse(text)) or "").partition("\n")[0]


if __name__ == "__main__":
    main()
