"""Show what alerts would say, and try whether they arrive."""

from __future__ import annotations

import os
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from stillwatch.cli._command import Command
from stillwatch.cli._evidence_said import say
from stillwatch.core.errors import UsageError

if TYPE_CHECKING:
    from stillwatch.console.alerts.channels import Channel
    from stillwatch.console.alerts.forms import Message
    from stillwatch.gateway.settings import Settings

GROUP = "Respond"

CONFIG = click.option("--config", type=click.Path(path_type=Path, dir_okay=False), metavar="FILE",
                      help="TOML file of `stillwatch serve`; STILLWATCH_SERVE_* count more.",
                      )  # fmt: skip
JSON = click.option("--json", "as_json", is_flag=True, help="Print JSON.")


@click.group()
def command() -> None:
    """Show what alerts would say, and try whether they arrive.

    Alerts are raised by `stillwatch serve`, and set under [alerts] of its settings.
    """


@click.command(
    cls=Command,
    examples={
        "stillwatch alerts preview": "Each kind of alert in each form.",
        "stillwatch alerts preview --kind kill_switch --config examples/gateway/gateway.toml "
        "--json": "One kind, as the receivers of these settings would get it.",
    },
)
@CONFIG
@click.option("--kind", metavar="KIND", help="Only alerts of this kind.")
@JSON
def preview(config: Path | None, kind: str | None, as_json: bool) -> None:
    """Print what would be sent, byte for byte, and send nothing.

    Without receivers in the settings each form is shown, unsigned.
    """
    from stillwatch.console.alerts.channels import channels_of, unset
    from stillwatch.console.alerts.model import KINDS
    from stillwatch.console.alerts.names import gateway_name
    from stillwatch.console.alerts.samples import samples, trial

    settings, now = _settings(config), time.time()
    name = gateway_name(settings)
    alerts = [*samples(settings, name, now), trial(name, now)]
    known = [one for one in KINDS if any(alert.kind == one for alert in alerts)]
    if kind is not None and kind not in known:
        raise UsageError(f"--kind {kind[:40]}: known are {', '.join(known)}")
    chosen = [alert for alert in alerts if kind in (None, alert.kind)]
    channels = channels_of(settings.alerts) or unset()
    messages = [
        _told(channel, alert.kind, channel.write(alert, now))
        for alert in chosen
        for channel in channels
    ]
    lines = []
    for one in messages:
        lines.append(f"{one['kind']}: {one['channel']} to {one['to']}")
        lines += [f"  {name}: {value}" for name, value in one["headers"].items()]
        lines += [f"  {one['body']}", ""]
    say({"messages": messages}, as_json, "\n".join(lines).rstrip())


@click.command(
    cls=Command,
    examples={
        "STILLWATCH_SERVE_ALERTS_SYSLOG_TO=udp://127.0.0.1:5514 stillwatch alerts test --json":
            "Send a test to the receivers that are set.",
    },
    statuses={0: "all took it, as far as that can be known", 3: "one did not"},
)  # fmt: skip
@CONFIG
@JSON
@click.pass_context
def test(ctx: click.Context, config: Path | None, as_json: bool) -> None:
    """Send a test to every receiver that is set, once, and say whether it arrived.

    Over UDP nobody can know. Needs the extra: pip install 'stillwatch[gateway]'.
    """
    import asyncio

    from stillwatch.console.alerts.channels import channels_of
    from stillwatch.console.alerts.names import gateway_name
    from stillwatch.console.alerts.samples import trial

    settings = _settings(config)
    channels = channels_of(settings.alerts)
    if not channels:
        raise UsageError("no receiver is set: give [alerts.webhook], [alerts.slack] or "
                         "[alerts.syslog] in --config FILE")  # fmt: skip
    try:
        from stillwatch.console.alerts.send import Undelivered, send
    except ModuleNotFoundError as error:
        raise UsageError(
            f"test needs {error.name}: install it with pip install 'stillwatch[gateway]'"
        ) from None
    now = time.time()
    alert = trial(gateway_name(settings), now)

    async def tried(channel: Channel) -> str | None:
        try:
            await send(channel, channel.write(alert, now))
        except Undelivered as error:
            return str(error)
        return None

    async def all_of_them() -> list[str | None]:
        return await asyncio.gather(*map(tried, channels))

    problems = asyncio.run(all_of_them())
    rows = [
        {"channel": channel.name, "to": channel.shown, "problem": problem}
        for channel, problem in zip(channels, problems, strict=True)
    ]
    lines = [f"{row['channel']} to {row['to']}: {row['problem'] or 'sent'}" for row in rows]
    say({"alert": alert.id, "sent": rows}, as_json, "\n".join(lines))
    if any(problems):
        ctx.exit(3)


def _settings(config: Path | None) -> Settings:
    from stillwatch.gateway.configure import given_settings

    return given_settings(config, os.environ, {})


def _told(channel: Channel, kind: str, message: Message) -> dict[str, Any]:
    return {
        "channel": channel.name, "to": channel.shown, "kind": kind, "headers": message.headers,
        "body": message.body.decode("utf-8", "replace"),
    }  # fmt: skip


for each in (preview, test):
    command.add_command(each)
