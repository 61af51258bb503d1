"""Run the gateway in front of a model API and log what passes."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

import click

from stillwatch.cli._command import Command
from stillwatch.cli._store import STORE, Where

GROUP = "Set up"


@click.command(
    cls=Command,
    examples={
        "timeout --signal INT 5 stillwatch serve --upstream http://127.0.0.1:8000 || true":
            "For five seconds, in front of a model server on this machine.",
    },
    writes={"OUT/exchanges-*.jsonl.zst": "segments of the exchange log, each once it is whole"},
    statuses={0: "it was told to stop, and what passed is written"},
)  # fmt: skip
@click.option("--upstream", metavar="URL", help="API that is served, such as https://HOST/PATH.")
@click.option(
    "--listen", metavar="HOST:PORT", help="Where clients come in.  [default: 127.0.0.1:8080]"
)
@click.option("--out", type=click.Path(path_type=Path, file_okay=False),
              help="Folder for the exchange log; without, nothing is logged.")  # fmt: skip
@click.option("--text", is_flag=True, default=None,
              help="Keep prompts and replies, too, in the log; without, an audit of it names "
              "nobody.")  # fmt: skip
@click.option("--decisions", type=STORE, metavar="STORE",
              help="Decisions about accounts, looked up for each request: a file, or a store at "
              "postgresql://USER@HOST/DATABASE.")  # fmt: skip
@click.option("--enforce", is_flag=True, default=None,
              help="Do what is decided; without, it is only counted and noted.")  # fmt: skip
@click.option("--config", type=click.Path(path_type=Path, dir_okay=False), metavar="FILE",
              help="TOML file of settings; STILLWATCH_SERVE_* and options count more.")  # fmt: skip
@click.option("--admin", metavar="HOST:PORT",
              help="Listener for operators: page, numbers, health.")  # fmt: skip
@click.option("--report", type=click.Path(path_type=Path, file_okay=False), metavar="DIR",
              help="Folder of an audit: its campaigns are shown and alerted.")  # fmt: skip
@click.option("--workers", type=click.IntRange(1, 256), metavar="N",
              help="Processes that serve.  [default: 1]")  # fmt: skip
@click.option("--json", "as_json", is_flag=True,
              help="Print where it listens, and the counts, as JSON.")  # fmt: skip
def command(
    upstream: str | None, listen: str | None, out: Path | None, text: bool | None,
    decisions: Where | None, enforce: bool | None, config: Path | None, workers: int | None,
    as_json: bool, admin: str | None, report: Path | None,
) -> None:  # fmt: skip
    """Run the gateway in front of a model API and log what passes.

    Clients use it in place of the API (OpenAI's or Anthropic's), with the keys that they have.
    Replies come as the API sent them; what passes is written to OUT in segments, which
    `stillwatch audit OUT` reads. What is decided about accounts is only noted, and nothing is
    refused, until --enforce. Runs until it is interrupted. Needs the extra:
    pip install 'stillwatch[gateway]'.
    """
    from stillwatch.core.errors import UsageError
    from stillwatch.gateway.configure import configure
    from stillwatch.gateway.settings import Settings
    from stillwatch.gateway.telemetry.said import saying
    from stillwatch.respond.decisions._address import address_of, is_address

    options: dict[str, dict[str, Any]] = {
        "upstream": {"url": upstream},
        "listen": {"at": listen, "workers": workers},
        "tap": {"out": str(out) if out else None, "text": text},
        "enforce": {
            "decisions": str(decisions) if decisions else None,
            "mode": "enforce" if enforce else None,
        },
        "admin": {"at": admin, "report": str(report) if report else None},
    }

    def read() -> Settings:
        return configure(config, os.environ, options)

    settings = read()
    try:
        from stillwatch.gateway.operator import Made, wanted
        from stillwatch.gateway.serve import serve
        from stillwatch.gateway.workers import serve_with_workers
    except ModuleNotFoundError as error:
        raise UsageError(
            f"serve needs {error.name}: install it with pip install 'stillwatch[gateway]'"
        ) from None

    def listening(url: str, admin: str | None) -> None:
        if as_json:
            click.echo(json.dumps({"listening": url} | ({"admin": admin} if admin else {})))
            return
        of = settings.tap
        kept = "with text" if of.text else "without text: an audit of it names nobody (see --text)"
        log = f"log in {of.out}, {kept}" if of.out else "no log"
        click.echo(f"Listening: {url}, for {settings.upstream.url}; {log}")
        if admin:
            what = "Page, numbers and health" if settings.admin.page else "Numbers and health"
            click.echo(f"{what}: {admin}")
        if settings.enforce.decisions:
            done = "enforced" if settings.enforce.mode == "enforce" else "only noted (shadow mode)"
            where = settings.enforce.decisions
            where = str(address_of(where)) if is_address(where) else where
            click.echo(f"Decisions in {where} are {done}")

    say = saying(settings.log.format)
    console: Made | None = None
    if wanted(settings):
        from stillwatch.console.console import Console

        console = Console
    if settings.listen.workers > 1:
        counts = serve_with_workers(settings, listening, say, read, console)
    else:
        counts = serve(settings, listening, say, read, console)
    if as_json:
        click.echo(json.dumps({"counts": counts}))
    else:
        written, lost = (
            sum(counts.get(name, 0) for name in names)
            for names in (("exchanges", "batch_exchanges"), ("not_written", "dropped"))
        )
        click.echo(
            f"{counts.get('requests', 0):,} requests, {counts.get('passed', 0):,} of them passed "
            f"on unread; {written:,} exchanges written, {lost:,} lost"
        )
