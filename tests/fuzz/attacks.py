"""What hostile or broken input does to every command: a table of attacks and their outcomes.

The tests run each one; `python -m tests.fuzz.attacks` writes the table as the page
`docs/reference/hostile-input.md`, and a test holds the page against it.
"""

from __future__ import annotations

import gzip
import json
import os
import socket
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

import pyarrow as pa
import pyarrow.parquet as pq

Make = Callable[[Path], list[Any]]


class Attack(NamedTuple):
    """One attack."""

    what: str
    make: Make
    """Writes what is needed into a folder; returns the arguments of `stillwatch`."""
    outcome: str
    """`refused` (status 2, one line), `counted` (passed over and counted), or `read`."""
    says: str
    """Words of the error line, of the notes or malformed lines of `summary.json`, or of the
    output."""
    peak_mb: int = 0
    """With a bound on memory, the attack is large: it runs with the slow tests, by itself."""


def exchange(number: int = 0, account: str = "a", **fields: Any) -> dict[str, Any]:
    """Return an exchange of a log."""
    return {
        "id": f"x{number}", "time": 1_772_409_600 + 977 * number, "account": {"id": account},
        "request": {"model": "m", "messages": [{"role": "user", "content": f"What is {number}?"}]},
    } | fields  # fmt: skip


GOOD = [exchange(i, f"a{i % 7}") for i in range(60)]


def dump(rows: list[Any]) -> bytes:
    """Return rows as JSON lines; bytes stand as they are."""
    lines = [row if isinstance(row, bytes) else json.dumps(row).encode() for row in rows]
    return b"".join(line + b"\n" for line in lines)


def audit(data: bytes | list[Any], *more: str, name: str = "log.jsonl") -> Make:
    """Audit a log of these bytes, or of these lines among good ones."""

    def make(folder: Path) -> list[Any]:
        path = folder / name
        path.write_bytes(data if isinstance(data, bytes) else dump([*GOOD, *data]))
        return ["audit", path, "--out", folder / "out", "--quiet", *more]

    return make


def with_file(name: str, data: bytes, *arguments: str) -> Make:
    """Run a command with the name of a file, and of a folder, in its arguments."""

    def make(folder: Path) -> list[Any]:
        (folder / name).write_bytes(data)
        (folder / "good.jsonl").write_bytes(dump(GOOD))
        return [a.replace("FILE", str(folder / name)).replace("DIR", str(folder))
                for a in arguments]  # fmt: skip

    return make


def table(data: bytes, name: str = "accounts.csv") -> Make:
    """Audit a good log with this account table."""
    return with_file(
        name, data, "audit", "DIR/good.jsonl", "--out", "DIR/out", "--quiet", "--accounts", "FILE"
    )


def guard(data: bytes, name: str = "requests.jsonl") -> Make:
    """Judge these lines."""
    return with_file(name, data, "guard", "requests", "FILE", "--json")


def parquet(columns: dict[str, Any], **options: Any) -> Make:
    """Audit a Parquet file with these columns beside the required ones."""

    def make(folder: Path) -> list[Any]:
        rows = len(next(iter(columns.values())))
        held = {
            "id": [f"x{i}" for i in range(rows)], "time": [1_772_409_600 + i for i in range(rows)],
            "account.id": ["a"] * rows, "request.model": ["m"] * rows,
        }  # fmt: skip
        path = folder / "log.parquet"
        pq.write_table(pa.table(held | columns), path, **options)
        return ["audit", path, "--out", folder / "out", "--quiet"]

    return make


def _special(kind: str) -> Make:
    def make(folder: Path) -> list[Any]:
        path = folder / "special"
        if kind == "fifo":
            os.mkfifo(path)
        elif kind == "socket":
            # its name is short: sockets of long paths cannot be made
            held = os.open(folder, os.O_RDONLY)
            with socket.socket(socket.AF_UNIX) as server:
                server.bind(f"/proc/self/fd/{held}/special")
            os.close(held)
        elif kind == "loop":
            path.symlink_to(path)
        return ["audit", "/dev/zero" if kind == "device" else path, "--out", folder / "out"]

    return make


def _out(kind: str) -> Make:
    def make(folder: Path) -> list[Any]:
        (folder / "log.jsonl").write_bytes(dump(GOOD))
        out = folder / "out"
        if kind == "file":
            out.write_text("")
        elif kind == "link":
            out.symlink_to(folder / "nowhere" / "at" / "all")
        elif kind == "full":
            out = Path("/dev/full")
        elif kind == "system":
            out = Path("/proc/stillwatch")
        return ["audit", folder / "log.jsonl", "--out", out, "--quiet"]

    return make


def _damaged(file: str, data: bytes, *command: str) -> Make:
    """Run a command on the folder of an audit with one of its files replaced."""

    def make(folder: Path) -> list[Any]:
        from .targets import _audit

        truth = b'{"version": 1, "accounts": [], "campaigns": []}'
        for name, held in (_audit() | {"truth.json": truth}).items():
            (folder / name).write_bytes(data if name == file else held)
        return [a.replace("DIR", str(folder)) for a in command]

    return make


def _bomb(folder: Path) -> list[Any]:
    path = folder / "log.jsonl.gz"
    with gzip.open(path, "wb", compresslevel=1) as file:
        for _ in range(200):
            file.write(bytes(10 << 20))
    return ["audit", path, "--out", folder / "out", "--quiet"]


def _many_members(folder: Path) -> list[Any]:
    path = folder / "log.jsonl.gz"
    path.write_bytes(gzip.compress(b"") * 50_000 + gzip.compress(dump(GOOD)))
    return ["audit", path, "--out", folder / "out", "--quiet"]


def _run_lengths(folder: Path) -> list[Any]:
    path, zeros = folder / "log.parquet", pa.array(memoryview(bytes(9_000_000)).cast("b"))
    values = {"id": ["x"], "time": [1_772_409_600], "account.id": ["a"], "request.model": ["m"]}
    columns = {n: pa.DictionaryArray.from_arrays(zeros, v) for n, v in values.items()}
    pq.write_table(pa.table(columns), path)
    return ["audit", path, "--out", folder / "out", "--quiet"]


def edge_parquet(address: Any) -> Make:
    """Audit a good log with an edge log of these addresses, or of so many equal rows."""

    def make(folder: Path) -> list[Any]:
        log, path = folder / "log.jsonl", folder / "edge.parquet"
        log.write_bytes(dump(GOOD))
        if isinstance(address, int):
            zeros = pa.array(memoryview(bytes(address)).cast("b"))
            held = {n: pa.DictionaryArray.from_arrays(zeros, ["x"]) for n in ("id", "ip")}
        else:
            held = {"id": [f"x{i}" for i in range(len(address))], "ip": address}
        pq.write_table(pa.table(held), path, compression="zstd")
        return ["audit", log, "--edge", path, "--out", folder / "out", "--quiet"]

    return make


HEAD = b'{"id":"q","time":1772409600,"account":{"id":"a"},"request":{"model":"m","messages":['
EXPLAIN, SCORE = ("review", "explain", "DIR", "acct_relay_00003"), ("score", "DIR", "DIR")
SHARED = pa.DictionaryArray.from_arrays(pa.array([0] * 4096, pa.int32()), ["y" * 1_000_000])
LISTS = [{"messages": [{"role": "user", "content": "a"}] * 50_000}] * 64
ESCAPES = "\x1b[31m\x1b]0;title\x07=cmd|' /C calc'!A0<script>alert(1)</script>\u202e"
LONG = {"messages": [{"role": "user", "content": "x y " * 12_500_000}]}

ATTACKS: dict[str, Attack] = {
    # files
    "empty file": Attack("0 bytes", audit(b""), "refused", "the file is empty"),
    "blank lines alone": Attack("newlines", audit(b"\n\n"), "refused", "holds no exchange"),
    "a pipe": Attack("a FIFO as the log", _special("fifo"), "refused", "not a regular file"),
    "a socket": Attack("a socket as the log", _special("socket"), "refused", "not a regular file"),
    "a device": Attack("/dev/zero as the log", _special("device"), "refused", "regular file"),
    "a link to itself": Attack("a symlink loop", _special("loop"), "refused", "special"),
    "hostile name": Attack(
        "newline, escape codes and bytes that are no UTF-8 in the name of a file",
        audit(b"", name=os.fsdecode(b"a\n\x1b[31m\xff.jsonl")), "refused", "[U+001B][31m",
    ),
    "hostile name, read": Attack(
        "the same, of a good log", audit([], name=os.fsdecode(b"a\n\x1b[31m\xff.jsonl")), "read", ""
    ),
    # encodings
    "UTF-16": Attack("a log in UTF-16", audit("{}".encode("utf-16")), "refused", "is UTF-16"),
    "byte order mark": Attack("UTF-8 with one", audit(b"\xef\xbb\xbf" + dump(GOOD)), "read", ""),
    "CRLF": Attack("lines that end so", audit(dump(GOOD).replace(b"\n", b"\r\n")), "read", ""),
    "Latin-1 within": Attack("a byte E9", audit([b'{"id":"\xe9"}']), "counted", "valid UTF-8"),
    "NUL bytes": Attack("a run of them", audit([bytes(1000)]), "counted", "not valid JSON"),
    "lone surrogates": Attack(
        "half an emoji in an escape, in an identifier and in text",
        audit([exchange(100, "\ud800", request={"model": "m", "prompt": "\udfff"})]), "read", "",
    ),
    "hostile values": Attack(
        "escape codes, markup, formulas and reordering marks in every field",
        audit([exchange(100 + i, ESCAPES, session=ESCAPES, client={"user_agent": ESCAPES},
                        request={"model": ESCAPES, "prompt": ESCAPES}) for i in range(9)]),
        "read", "",
    ),
    # values
    "deep nesting": Attack(
        "100,000 brackets", audit([b"[" * 100_000, HEAD + b"[" * 100_000]), "counted", "too deeply"
    ),
    "numbers beyond a double": Attack(
        "1e999, 99999999999999999999999, negative tokens",
        audit([HEAD + b']},"usage":{"input_tokens":1e999,"output_tokens":-5},"session":1e999}']),
        "read", "",
    ),
    "NaN as time": Attack("NaN", audit([exchange(99, time=float("nan"))]), "counted", "valid JSON"),
    "negative time": Attack("-5", audit([exchange(99, time=-5)]), "counted", "time is neither"),
    "year 1 and 9999": Attack(
        "times at the ends of the calendar",
        audit([exchange(98, time="0001-01-01T00:00:00Z"),
               exchange(99, time="9999-12-31T23:59:59Z")]),
        "counted", "time is neither",
    ),
    "milliseconds": Attack(
        "a log in milliseconds", audit(dump([exchange(0, time=1_772_409_600_000)])), "refused",
        "looks like milliseconds since 1970: divide by 1,000",
    ),
    "nanoseconds within": Attack(
        "some lines in nanoseconds", audit([exchange(99, time=1_772_409_600 * 10**9)]), "counted",
        "looks like nanoseconds",
    ),
    "no zone": Attack(
        "a time without one", audit([exchange(99, time="2026-03-02T10:00:00")]), "counted",
        "append Z if it is UTC",
    ),
    "ids of 1 MB": Attack(
        "identifiers longer than 4 KiB", audit([exchange(99, "A" * 1_000_000)]), "counted",
        "account.id is longer than 4,096 bytes",
    ),
    # clocks and ids
    "a clock in 2001": Attack(
        "one exchange of 300 is dated 25 years back",
        audit([exchange(i, f"a{i % 7}") for i in range(60, 300)]
              + [exchange(999, time=978_307_205)]),
        "read", "1 of 301 exchanges are dated between 2001-01-01T00:00:00Z",
    ),
    "a clock in 2099": Attack(
        "one exchange of 300 is dated 73 years ahead",
        audit([exchange(i, f"a{i % 7}") for i in range(60, 300)]
              + [exchange(999, time=4_102_444_000)]),
        "read", "their clock was taken for wrong",
    ),
    "two epochs": Attack(
        "half of the log is dated 2001: too much to be a wrong clock",
        audit([exchange(100 + i, time=978_307_200 + 977 * i) for i in range(60)]), "read", "",
    ),
    "one id, many bodies": Attack(
        "other exchanges under ids that were there", audit([exchange(i, "b") for i in range(9)]),
        "read", "9 exchanges carry the id of an earlier one and differ from it",
    ),
    "one account": Attack("a log of one account", audit(dump(GOOD[::7])), "read", ""),
    "one exchange": Attack("a log of one line", audit(dump(GOOD[:1])), "read", ""),
    "one instant": Attack(
        "every exchange at one time",
        audit([exchange(i, f"a{i % 20}", time=1_772_409_600) for i in range(100, 900)]), "read", "",
    ),
    # compression
    "cut gzip": Attack(
        "a gzip file that ends early",
        audit(gzip.compress(dump(GOOD * 50), mtime=0)[:-20], name="log.jsonl.gz"), "counted",
        "the gzip data ends early",
    ),
    "damaged zstd": Attack(
        "a zstd header and noise", audit(b"\x28\xb5\x2f\xfd" + b"noise" * 9), "refused", "zstd data"
    ),
    "many gzip members": Attack("50,000 empty ones, then a log", _many_members, "read", ""),
    "gzip bomb": Attack(
        "2 GB of zeros in 9 MB", _bomb, "refused", "the line is longer than 64 MiB", 700
    ),
    # large lines
    "a line of 50 MB": Attack(
        "one prompt of 50 MB", audit([exchange(99, request={"model": "m"} | LONG)]), "read", "",
        1000,
    ),
    "a line of 68 MB": Attack(
        "longer than is read", audit([b"x" * 68_000_000]), "counted", "longer than 64 MiB", 800
    ),
    "a line of 20 million messages": Attack(
        "`{},` again and again: 24 times the memory when decoded",
        audit([HEAD + b"{}," * 20_000_000 + b"{}]}}"]), "counted", "more than 1,000,000 values",
        800,
    ),
    # Parquet
    "Parquet, footer cut": Attack(
        "the last bytes are missing", audit(b"PAR1" + bytes(99), name="log.parquet"), "refused",
        "not a readable Parquet file",
    ),
    "Parquet, encrypted": Attack(
        "an encrypted footer", audit(b"PAR1" + bytes(99) + b"\x10\0\0\0PARE", name="log.parquet"),
        "refused", "not a readable Parquet file",
    ),
    "Parquet, run lengths": Attack(
        "9 million equal rows in some kilobytes",
        _run_lengths,
        "refused", "taken for a decompression bomb",
    ),
    "Parquet, nested lists": Attack(
        "3.2 million messages in 3 kB",
        parquet({"request": LISTS}, compression="zstd"), "refused", "a decompression bomb",
    ),
    "Parquet, dictionary": Attack(
        "a prompt of 1 MB, 4,096 times, in 20 kB",
        parquet({"request.prompt": SHARED}, compression="zstd"), "counted",
        "the file expands more than 500-fold", 1500,
    ),
    "edge log, Parquet, dictionary": Attack(
        "an address of 1 MB, 4,096 times, in 20 kB", edge_parquet(SHARED), "refused",
        "the file expands more than 500-fold", 1500,
    ),
    "edge log, Parquet, run lengths": Attack(
        "9 million equal rows in some kilobytes", edge_parquet(9_000_000), "refused",
        "taken for a decompression bomb",
    ),
    # tables, keys, other files
    "account table, cut row": Attack(
        "fewer fields than the header", table(b"account,plan\na\n"), "refused", "fewer fields"
    ),
    "account table, 300 MB": Attack(
        "a gzip file that unpacks to 300 MB", table(gzip.compress(bytes(300 << 20)), "a.csv.gz"),
        "refused", "larger than 256 MiB", 900,
    ),
    "account table, Latin-1": Attack(
        "a byte E9", table(b"account\nJos\xe9\n"), "refused", "not valid UTF-8"
    ),
    "key file, 1 byte": Attack(
        "a key that is too short",
        with_file("key", b"x", "audit", "DIR/good.jsonl", "--out", "DIR/out", "--pseudonymise",
                  "FILE"),
        "refused", "openssl rand",
    ),
    "truth, deep": Attack(
        "100,000 brackets",
        _damaged("truth.json", b"[" * 100_000, "score", "DIR/truth.json", "DIR"),
        "refused", "not a truth file",
    ),
    "labels that an audit wrote": Attack(
        "the audit's own accounts as what is known",
        _damaged("", b"", "score", "DIR/accounts.parquet", "DIR"), "refused",
        "what an audit wrote",
    ),
    "explain, damaged": Attack(
        "campaigns.json nested 100,000 deep",
        _damaged("campaigns.json", b"[" * 100_000, *EXPLAIN), "refused", "nested too deeply",
    ),
    "explain, wrong shapes": Attack(
        "numbers where lists should be",
        _damaged("campaigns.json", b'{"campaigns":[{"members":5,"evidence":3,"models":1e999}]}',
                 *EXPLAIN),
        "read", "acct_relay_00003",
    ),
    "explain, hostile account": Attack(
        "escape codes in the name asked for",
        _damaged("", b"", "review", "explain", "DIR", "\x1b[31mx"), "refused", "[U+001B][31mx",
    ),
    "score, damaged": Attack(
        "accounts.parquet is text", _damaged("accounts.parquet", b"no", *SCORE), "refused",
        "accounts.parquet: cannot be read",
    ),
    "windows, one log twice": Attack(
        "the reference is what is judged",
        with_file("x.jsonl", dump(GOOD), "guard", "windows", "FILE", "--reference", "FILE"),
        "refused",
        "both judged and the reference",
    ),
    # the guard
    "guard, UTF-16": Attack(
        "requests in UTF-16", guard("hi".encode("utf-16")), "refused", "is UTF-16"
    ),
    "guard, Parquet": Attack("a Parquet file", guard(b"PAR1" + bytes(9)), "refused", "Parquet"),
    "guard, cut gzip": Attack(
        "a gzip file that ends early", guard(gzip.compress(b"a\nb\n", mtime=0)[:-4], "a.gz"),
        "counted", "ends early",
    ),
    "guard, nested requests": Attack(
        "`request` within `request`, 900 deep",
        guard(b'{"request":' * 900 + b'{"prompt":"hi"}' + b"}" * 900), "read", "allow",
    ),
    "guard, a line of 50 MB": Attack(
        "6 million objects on a line", guard(b'{"messages":[' + b'{"a":1},' * 6_000_000 + b"{}]}"),
        "counted", "more than 1,000,000 values", 700,
    ),
    "guard, a line of 68 MB": Attack(
        "longer than is read", guard(b"x" * 68_000_000), "counted", "longer than 64 MiB", 700
    ),
    # outputs
    "output folder is a file": Attack("--out FILE", _out("file"), "refused", "out"),
    "output link to nowhere": Attack("a dangling symlink", _out("link"), "refused", "--out"),
    "output device": Attack("--out /dev/full", _out("full"), "refused", "/dev/full"),
    "output cannot be made": Attack("--out /proc/x", _out("system"), "refused", "--out"),
}  # fmt: skip


FRAME = Path(__file__).with_name("hostile-input.md")
"""The page without its table."""
PAGE = Path(__file__).parents[2] / "docs" / "reference" / "hostile-input.md"


def page() -> str:
    """Return the page."""
    rows = ["| attack | what is tried | outcome | what it says | memory |", "| --- " * 5 + "|"]
    for name, attack in ATTACKS.items():
        says = f"… {attack.says} …".replace("|", "\\|") if attack.says else ""
        peak = f"≤ {attack.peak_mb:,} MB" if attack.peak_mb else ""
        what = attack.what.replace("|", "\\|")
        rows.append(f"| {name} | {what} | {attack.outcome} | {says} | {peak} |")
    return FRAME.read_text(encoding="utf-8").replace("TABLE\n", "\n".join(rows) + "\n")


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
