"""Receive OpenTelemetry traces and write them as exchange logs."""

from __future__ import annotations

import json
from pathlib import Path

import click

from stillwatch.cli._command import Command
from stillwatch.cli._map import MapFile

GROUP = "Set up"


@click.command(
    cls=Command,
    examples={
        "timeout --signal INT 5 stillwatch collect --out received || true": "For five seconds.",
    },
    writes={"OUT/exchanges-*.jsonl": "segments of the exchange log, each once it is whole"},
    statuses={0: "it was told to stop, and what came is written"},
)
@click.option("--out", required=True, type=click.Path(path_type=Path, file_okay=False),
              help="Folder for the segments of the exchange log.")  # fmt: skip
@click.option("--http", default="127.0.0.1:4318", show_default=True, metavar="HOST:PORT",
              help="Where to listen for OTLP over HTTP; none for nowhere.")  # fmt: skip
@click.option("--grpc", default="127.0.0.1:4317", show_default=True, metavar="HOST:PORT",
              help="Where to listen for OTLP over gRPC; none for nowhere.")  # fmt: skip
@click.option("--token-file", type=click.Path(path_type=Path, dir_okay=False),
              help="Bearer token that senders must show; needed off loopback.")  # fmt: skip
@click.option("--tls-cert", type=click.Path(path_type=Path, dir_okay=False, exists=True),
              help="Certificate (PEM) to serve TLS with.")  # fmt: skip
@click.option("--tls-key", type=click.Path(path_type=Path, dir_okay=False, exists=True),
              help="Its private key (PEM).")  # fmt: skip
@click.option("--map", "map_files", type=MapFile(), metavar="FILE", multiple=True,
              help="TOML or JSON file: which attribute is which of our fields; may be repeated: "
              "what a later one says goes before what earlier ones say.")  # fmt: skip
@click.option(
    "--account-field", metavar="NAME",
    help="Attribute that tells accounts apart; a resource's as resource.NAME.",
)  # fmt: skip
@click.option("--segment-mb", default=64, show_default=True, type=click.IntRange(1, 4096),
              help="Size at which a segment is closed.")  # fmt: skip
@click.option("--segment-seconds", default=300, show_default=True, type=click.IntRange(1, 86_400),
              help="Age at which a segment is closed.")  # fmt: skip
@click.option("--request-mb", default=16, show_default=True, type=click.IntRange(1, 256),
              help="Largest request.")  # fmt: skip
@click.option(
    "--json", "as_json", is_flag=True, help="Print where it listens, and the counts, as JSON."
)
def command(
    out: Path, http: str, grpc: str, token_file: Path | None, tls_cert: Path | None,
    tls_key: Path | None, map_files: tuple[Path, ...], account_field: str | None, segment_mb: int,
    segment_seconds: int, request_mb: int, as_json: bool,
) -> None:  # fmt: skip
    """Receive OpenTelemetry traces and write them as exchange logs.

    Model calls among the spans that OTLP exporters send are written to OUT in segments, which
    `stillwatch audit OUT` reads; other spans are counted. Runs until it is interrupted. Needs
    the extra: pip install 'stillwatch[otlp]'.
    """
    from stillwatch.cli._map import mapping_of
    from stillwatch.core.errors import UsageError
    from stillwatch.gateway.receiver.limits import Limits, read_token

    if (tls_cert is None) != (tls_key is None):
        raise UsageError("--tls-cert and --tls-key belong together")
    try:
        from stillwatch.gateway.receiver.serve import Request, serve
    except ModuleNotFoundError as error:
        raise UsageError(
            f"collect needs {error.name}: install it with pip install 'stillwatch[otlp]'"
        ) from None
    limits = Limits(
        token=read_token(token_file) if token_file else None,
        tls=(tls_cert, tls_key) if tls_cert and tls_key else None,
        request_bytes=request_mb << 20,
    )
    request = Request(
        out, None if http == "none" else http, None if grpc == "none" else grpc, limits,
        mapping_of(map_files, account_field), segment_mb << 20,
        float(segment_seconds),
    )  # fmt: skip

    def listening(where: dict[str, str]) -> None:
        if as_json:
            click.echo(json.dumps({"listening": where}))
        else:
            click.echo("Listening: " + ", ".join(f"{k} {v}" for k, v in where.items()))

    counts = serve(request, listening)
    if as_json:
        click.echo(json.dumps({"counts": counts}))
    else:
        click.echo(
            f"{counts.get('exchanges', 0):,} exchanges written to {out}; "
            f"{counts.get('skipped', 0):,} other spans, {counts.get('refused', 0):,} refused"
        )
