"""How fast each format is parsed, as a ratio to the native exchange log, in one process and run.

    python bench/adapters.py                 # 50,000 records a format
    python bench/adapters.py --records 5000 --no-record

Records of simulated traffic, written in the shape of each format with the same texts. Formats are
taken in turn, `--repeat` times, so that whatever else the machine does falls on all of them.
Reading is from memory-cached, uncompressed files, blocks and duplicates included, features not.
"""

from __future__ import annotations

import argparse
import csv
import io
import json
import shlex
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent))

from _record import record

from stillwatch.ingest.mapping import Mapping
from stillwatch.ingest.read import open_logs
from stillwatch.simulate.litellm import payload
from stillwatch.simulate.run import simulate
from stillwatch.simulate.world import World, named

MAP = {
    "fields": {
        "id": "req", "time": {"path": "at", "zone": "UTC"}, "account.id": "who", "client.ip": "ip",
        "request.model": "model", "request.messages": "messages", "response.content": "reply",
        "usage.input_tokens": "n_in", "usage.output_tokens": "n_out",
    }
}  # fmt: skip


def otlp(line: dict[str, Any]) -> dict[str, Any]:
    """Return an exchange as an OTLP request of one span; real exporters batch many."""
    asked, said, usage = line["request"], line.get("response", {}), line.get("usage", {})
    start = round(litellm(line)["startTime"] * 1e9)

    def parts(message: dict[str, Any]) -> dict[str, Any]:
        part = {"type": "text", "content": message.get("content")}
        return {"role": message["role"], "parts": [part]}

    attributes = {
        "gen_ai.operation.name": "chat", "gen_ai.request.model": asked["model"],
        "user.id": line["account"]["id"], "client.address": line.get("client", {}).get("ip", ""),
        "gen_ai.input.messages": json.dumps([parts(m) for m in asked.get("messages", [])]),
        "gen_ai.output.messages": json.dumps(
            [parts({"role": "assistant", "content": said.get("content")})]),
        "gen_ai.usage.input_tokens": usage.get("input_tokens", 0),
        "gen_ai.usage.output_tokens": usage.get("output_tokens", 0),
    }  # fmt: skip
    listed = [
        {"key": k, "value": {"stringValue": v} if isinstance(v, str) else {"intValue": str(v)}}
        for k, v in attributes.items()
    ]
    span = {"traceId": "0" * 32, "spanId": line["id"], "startTimeUnixNano": str(start),
            "endTimeUnixNano": str(start + 10**9), "attributes": listed}  # fmt: skip
    return {"resourceSpans": [{"resource": {}, "scopeSpans": [{"spans": [span]}]}]}


def bedrock(line: dict[str, Any]) -> dict[str, Any]:
    """Return an exchange as a Converse invocation."""
    asked, said, usage = line["request"], line.get("response", {}), line.get("usage", {})
    system = [{"text": m["content"]} for m in asked.get("messages", []) if m["role"] == "system"]
    messages = [
        {"role": m["role"], "content": [{"text": m["content"]}]}
        for m in asked.get("messages", [])
        if m["role"] != "system"
    ]
    reply = {"role": "assistant", "content": [{"text": said.get("content") or ""}]}
    return {
        "schemaType": "ModelInvocationLog", "timestamp": line["time"], "accountId": "123456789012",
        "identity": {"arn": line["account"]["id"]}, "requestId": line["id"],
        "operation": "Converse", "modelId": asked["model"],
        "input": {"inputBodyJson": {"messages": messages, "system": system},
                  "inputTokenCount": usage.get("input_tokens")},
        "output": {"outputBodyJson": {"output": {"message": reply}, "stopReason": "end_turn"},
                   "outputTokenCount": usage.get("output_tokens")},
    }  # fmt: skip


def langfuse(line: dict[str, Any]) -> dict[str, Any]:
    """Return an exchange as an observation of the blob storage export."""
    asked, said, usage = line["request"], line.get("response", {}), line.get("usage", {})
    return {
        "id": line["id"], "trace_id": line["id"], "type": "GENERATION", "start_time": line["time"],
        "user_id": line["account"]["id"], "provided_model_name": asked["model"],
        "input": json.dumps(asked.get("messages")), "output": said.get("content"),
        "usage_details": {"input": usage.get("input_tokens"), "output": usage.get("output_tokens")},
    }  # fmt: skip


def litellm(line: dict[str, Any]) -> dict[str, Any]:
    """Return an exchange as LiteLLM logs it."""
    return payload(line)


def own(line: dict[str, Any]) -> dict[str, Any]:
    """Return an exchange as a firm might log it."""
    asked, said, usage = line["request"], line.get("response", {}), line.get("usage", {})
    return {
        "req": line["id"], "at": line["time"], "who": line["account"]["id"],
        "ip": line.get("client", {}).get("ip"), "model": asked["model"],
        "messages": asked.get("messages"), "reply": said.get("content"),
        "n_in": usage.get("input_tokens"), "n_out": usage.get("output_tokens"),
    }  # fmt: skip


def main() -> None:
    """Measure, print and record."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--records", type=int, default=50_000)
    parser.add_argument("--repeat", type=int, default=3)
    parser.add_argument("--no-record", action="store_true")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        rows = measure(Path(folder), asked.records, asked.repeat)
    print(table(rows))
    if not asked.no_record:
        command = shlex.join(["python", "bench/adapters.py", *sys.argv[1:]])
        print(
            record(
                "adapters",
                {"records": asked.records, "repeat": asked.repeat, "formats": rows},
                command,
            )
        )


def lines(folder: Path, records: int) -> list[dict[str, Any]]:
    """Return exchanges of simulated traffic."""
    out, accounts = folder / "traffic", max(50, records // 60)
    simulate(
        named(World(accounts=accounts, campaign_accounts=0, name="none", days=10)),
        out,
        form="jsonl",
    )
    found: list[dict[str, Any]] = []
    for path in sorted(out.glob("log-*.jsonl")):
        with path.open(encoding="utf-8") as file:
            for line in file:
                found.append(json.loads(line))
                if len(found) == records:
                    return found
    return found


def measure(folder: Path, records: int, repeat: int) -> list[dict[str, Any]]:
    """Return what was measured of each format."""
    exchanges = lines(folder, records)
    shapes: dict[str, Callable[[dict[str, Any]], dict[str, Any]]] = {
        "jsonl": lambda line: line, "litellm": litellm, "otlp": otlp, "langfuse": langfuse,
        "bedrock": bedrock, "json --map": own, "csv --map": own, "litellm --account-field": litellm,
    }  # fmt: skip
    logs: dict[str, tuple[Path, Mapping | None]] = {}
    for name, shape in shapes.items():
        form = "csv" if name.startswith("csv") else "jsonl"
        path = folder / f"{name.replace(' ', '')}.{form}"
        made = map(shape, exchanges)
        path.write_text(
            as_csv(made) if form == "csv" else "".join(json.dumps(x) + "\n" for x in made)
        )
        mapping = Mapping.of(MAP) if name.endswith("--map") else None
        if name.endswith("--account-field"):
            mapping = Mapping().with_account("metadata.user_api_key_hash")
        logs[name] = path, mapping
    seconds: dict[str, list[float]] = {name: [] for name in logs}
    for _ in range(repeat):
        for name, (path, mapping) in logs.items():
            seconds[name].append(timed(path, mapping, len(exchanges)))
    native = seconds["jsonl"]
    return [
        {
            "format": name,
            "bytes": logs[name][0].stat().st_size // len(exchanges),
            "exchanges_per_cpu_s": round(len(exchanges) / statistics.median(took)),
            "of_native": [round(b / a, 2) for a, b in zip(took, native, strict=True)],
        }
        for name, took in seconds.items()
    ]


def timed(path: Path, mapping: Mapping | None, expected: int) -> float:
    """Return the processor seconds of reading a log whole."""
    began = time.process_time()
    reader = open_logs([path], mapping=mapping)
    rows = sum(batch.num_rows for batch in reader)
    took = time.process_time() - began
    assert rows == expected and reader.report.malformed == 0, (path.name, rows, expected)
    return took


def as_csv(records: Iterator[dict[str, Any]]) -> str:
    """Return records as CSV, lists as JSON."""
    out = io.StringIO()
    writer: csv.DictWriter[str] | None = None
    for row in records:
        if writer is None:
            writer = csv.DictWriter(out, list(row))
            writer.writeheader()
        writer.writerow({k: json.dumps(v) if isinstance(v, list) else v for k, v in row.items()})
    return out.getvalue()


def table(rows: list[dict[str, Any]]) -> str:
    """Return the figures as a table."""
    head = "| format | bytes a record | exchanges a processor second | of the native log's rate |"
    body = [
        f"| `{r['format']}` | {r['bytes']:,} | {r['exchanges_per_cpu_s']:,} | "
        f"{min(r['of_native']):.2f} to {max(r['of_native']):.2f} |"
        for r in rows
    ]
    return "\n".join([head, "| --- | ---: | ---: | ---: |", *body])


if __name__ == "__main__":
    main()
