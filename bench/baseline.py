"""The cheap baseline: a rate limit, an exact template with an address group, content drift.

What an engineer would put together in an afternoon, to be scored beside the audit. It shares
no code with the product: one DuckDB scan of the log, four numbers an account, one threshold
each. It judges accounts, not the end users of a reseller.

| score | of an account |
| --- | --- |
| `rate` | most exchanges on one UTC day |
| `address_template` | most accounts that share one exact template and one /24 (IPv6: /48) with it |
| `template` | most accounts that share one exact template with it |
| `content` | chi-square distance of its text from everybody's, over hashed byte pairs |

A template is the system message, or the first or last 40 characters of what is new, that at
least half of an account's exchanges carry. Thresholds are set on a world simulated with the
`tune` sources, for each of these variants:

| variant | flags what exceeds | thresholds |
| --- | --- | --- |
| `combined` | any of the four | best F1 of accounts together |
| `rate`, `template`, `content` | that score (`template`: or `address_template`) | best F1 |
| `strict` | any of the four | each at most exceeded by 0.1 % of benign accounts |

`python bench/baseline.py LOG --tune TRUTH` writes them to `bench/results/baseline.json` (DIR in
the command there is the folder of the simulated world), and `python bench/baseline.py LOG --out
DIR` a folder of verdicts for each variant.
"""

from __future__ import annotations

import argparse
import json
import shlex
import tempfile
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import duckdb
import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.parquet as pq

SCORES = ("rate", "address_template", "template", "content")
VARIANTS: dict[str, tuple[str, ...]] = {
    "combined": SCORES,
    "rate": ("rate",),
    "template": ("address_template", "template"),
    "content": ("content",),
    "strict": SCORES,
}
"""Variants and the scores that each uses."""
BUDGET = 0.001
"""Share of benign accounts that each score of `strict` may flag on the world tuned on."""
_THRESHOLDS = Path(__file__).parent / "results" / "baseline.json"
_TEXTS = 32  # texts of an account that its content is judged by
_FEWEST = 8  # texts below which it is not
_BUCKETS = 512

_JSON = """read_json([{files}], format='newline_delimited', ignore_errors=true,
    maximum_object_size=67108864, columns={{id: 'VARCHAR', time: 'VARCHAR', account: 'JSON',
    client: 'JSON', request: 'JSON'}})"""
_PARQUET = """(SELECT id, time::VARCHAR AS time, to_json(account) AS account,
    {client} AS client, to_json(request) AS request FROM read_parquet([{files}]))"""
_SEEN = """
CREATE TABLE seen AS
WITH fields AS (
    SELECT id, time, account->>'$.id' AS account, client->>'$.ip' AS ip,
        coalesce(request->>'$.messages[#-1].content[0].text',
                 request->>'$.messages[#-1].content', request->>'$.prompt', '') AS text,
        CASE WHEN request->>'$.messages[0].role' = 'system'
             THEN request->>'$.messages[0].content' END AS system
    FROM {source})
SELECT account,
    make_timestamp(coalesce(epoch_us(TRY_CAST(time AS TIMESTAMPTZ)),
        (TRY_CAST(time AS DOUBLE) * 1e6)::BIGINT)) AS moment,
    CASE WHEN ip LIKE '%:%' THEN array_to_string(string_split(ip, ':')[1:3], ':')
         ELSE array_to_string(string_split(ip, '.')[1:3], '.') END AS prefix,
    CASE WHEN length(system) > 0 THEN hash('s' || system) END AS system,
    CASE WHEN length(text) >= 60 THEN hash('h' || text[1:40]) END AS head,
    CASE WHEN length(text) >= 60 THEN hash('t' || text[-40:]) END AS tail,
    text[1:160] AS snippet, hash(id) AS draw
FROM fields WHERE account IS NOT NULL
"""
_ACCOUNTS = """
CREATE TABLE totals AS
SELECT account, count(*) AS exchanges, max(moment) AS last FROM seen GROUP BY account
"""
# a template that half of the exchanges carry is one that the account works with
_SHARED = """
CREATE TABLE shared AS
WITH keys AS (
    SELECT account, prefix, moment, unnest([system, head, tail]) AS key FROM seen),
own AS (
    SELECT account, key, any_value(exchanges) AS exchanges, min(moment) AS since
    FROM keys JOIN totals USING (account) WHERE key IS NOT NULL
    GROUP BY account, key HAVING count(*) >= 5 AND 2 * count(*) >= any_value(exchanges)),
placed AS (
    SELECT account, key, prefix, min(moment) AS since
    FROM keys SEMI JOIN own USING (account, key) WHERE prefix IS NOT NULL
    GROUP BY account, key, prefix)
SELECT 'template' AS score, account, format('{:x}', key) AS value, since FROM own
UNION ALL
SELECT 'address_template', account, format('{:x} {}', key, prefix), since FROM placed
"""
_SCORED = """
WITH daily AS (
    SELECT account, max(n) AS rate
    FROM (SELECT account, moment::DATE AS day, count(*) AS n FROM seen GROUP BY ALL)
    GROUP BY account),
sizes AS (
    SELECT score, account, size FROM shared
    JOIN (SELECT score, value, count(*) AS size FROM shared GROUP BY ALL) USING (score, value))
SELECT account, exchanges, rate::DOUBLE AS rate,
    coalesce(max(size) FILTER (score = 'address_template'), 0)::DOUBLE AS address_template,
    coalesce(max(size) FILTER (score = 'template'), 0)::DOUBLE AS template
FROM totals JOIN daily USING (account) LEFT JOIN sizes USING (account)
GROUP BY account, exchanges, rate ORDER BY account
"""


class Facts:
    """What one scan of a log leaves behind: a small database and four scores an account."""

    def __init__(self, logs: Sequence[Path], folder: Path) -> None:
        self.db = duckdb.connect(str(folder / "baseline.duckdb"))
        self.db.execute("SET threads = 2; SET memory_limit = '2GB'; SET TimeZone = 'UTC'")
        self.db.execute("SET enable_progress_bar = false")
        self.db.execute(f"SET temp_directory = '{folder}'")
        self.db.execute(_SEEN.format(source=_source(self.db, logs)))
        for statement in (_ACCOUNTS, _SHARED):
            self.db.execute(statement)
        table = self.db.execute(_SCORED).to_arrow_table()
        self.table = table.append_column("content", pa.array(_content(self.db, table)))


def _source(db: duckdb.DuckDBPyConnection, logs: Sequence[Path]) -> str:
    files = ", ".join("'" + str(log).replace("'", "''") + "'" for log in logs)
    if logs[0].suffix != ".parquet":
        return _JSON.format(files=files)
    names = pq.ParquetFile(logs[0]).schema_arrow.names
    return _PARQUET.format(
        files=files, client="to_json(client)" if "client" in names else "NULL::JSON"
    )


def _content(db: duckdb.DuckDBPyConnection, table: pa.Table) -> npt.NDArray[np.float64]:
    """Distance of each account's text from everybody's: shape (accounts,), 0 for little text."""
    query = f"""SELECT account, arg_min(snippet, draw, {_TEXTS}) AS texts FROM seen
        WHERE length(snippet) > 1 GROUP BY account"""
    texts = dict(db.execute(query).fetchall())
    counts = np.zeros((table.num_rows, _BUCKETS), np.float32)
    for row, account in enumerate(table["account"].to_pylist()):
        mine = texts.get(account, ())
        if len(mine) >= _FEWEST:
            raw = np.frombuffer("\n".join(mine).encode(), np.uint8).astype(np.uint32)
            pairs = (raw[:-1] * 31 + raw[1:] * 7) % _BUCKETS
            counts[row] = np.bincount(pairs, minlength=_BUCKETS)
    everybody = counts.sum(axis=0, dtype=np.float64) + 1
    everybody /= everybody.sum()
    n = counts.sum(axis=1)
    shares = counts / np.maximum(n, 1)[:, None]
    distance = ((shares - everybody) ** 2 / everybody).sum(axis=1)
    # chance alone makes a short text distant
    return np.where(n > 0, distance - _BUCKETS / np.maximum(n, 1), 0.0).astype(np.float64)


Thresholds = dict[str, dict[str, float]]
"""Variant, and the threshold of each score that it uses."""


def tune(facts: Facts, guilty: set[str], benign: set[str], budget: float = BUDGET) -> Thresholds:
    """Set the thresholds of every variant; accounts in neither set are left out."""
    names = facts.table["account"].to_pylist()
    known = np.array([name in guilty or name in benign for name in names], bool)
    label = np.array([name in guilty for name in names], bool)[known]
    values = {name: facts.table[name].to_numpy()[known] for name in SCORES}
    found = {
        variant: _best_f1({name: values[name] for name in names}, label)
        for variant, names in VARIANTS.items()
    }
    # the lowest values that no more than the budget of benign accounts exceeds
    found["strict"] = {
        name: float(np.quantile(values[name][~label], 1 - budget, method="higher"))
        for name in SCORES
    }
    return found


def _best_f1(
    values: Mapping[str, npt.NDArray[np.float64]], label: npt.NDArray[np.bool_]
) -> dict[str, float]:
    """Set one threshold after the other so that F1 is largest, until none helps."""
    levels = np.linspace(0, 1, 401)
    candidates = {n: np.unique(np.quantile(v, levels, method="higher")) for n, v in values.items()}
    chosen = {name: float(value.max()) for name, value in values.items()}
    best = -1.0
    while True:
        before = best
        for name in values:
            others = np.zeros(len(label), bool)
            for other in values.keys() - {name}:
                others |= values[other] > chosen[other]
            for threshold in candidates[name]:
                f1 = _f1(others | (values[name] > threshold), label)
                if f1 > best:
                    best, chosen[name] = f1, float(threshold)
        if best <= before:
            return chosen


def _f1(flagged: npt.NDArray[np.bool_], label: npt.NDArray[np.bool_]) -> float:
    return float(2 * (flagged & label).sum() / max(1, flagged.sum() + label.sum()))


def judge(facts: Facts, thresholds: Mapping[str, float], out: Path) -> None:
    """Write `accounts.parquet`, `campaigns.json` and `summary.json` of the output contract.

    Parameters
    ----------
    facts
        What the log holds.
    thresholds
        Score and threshold: an account is flagged when it exceeds any of them.
    out
        Folder to write to.
    """
    reasons: dict[str, dict[str, datetime]] = {}
    campaigns: dict[str, dict[str, datetime]] = {}
    for name, threshold in thresholds.items():
        for account, group, at in _hits(facts, name, threshold):
            found = reasons.setdefault(account, {})
            found[name] = min(at, found.get(name, at))
            members = campaigns.setdefault(group, {})
            members[account] = min(at, members.get(account, at))
    out.mkdir(parents=True, exist_ok=True)
    _write_campaigns(out, campaigns)
    _write_accounts(out, facts.table, reasons, campaigns)
    summary = {"version": 1, "settings": dict(thresholds)}
    (out / "summary.json").write_text(json.dumps(summary, indent=2) + "\n")


def _hits(facts: Facts, name: str, threshold: float) -> list[tuple[str, str, datetime]]:
    """Accounts above a threshold, the group that each is put in, and since when that is known."""
    if name == "rate":
        query = """SELECT account, 'rate', min(day) + INTERVAL 1 DAY
            FROM (SELECT account, moment::DATE AS day, count(*) AS n FROM seen GROUP BY ALL)
            WHERE n > ? GROUP BY account"""
        return facts.db.execute(query, [threshold]).fetchall()
    if name == "content":
        account = facts.table["account"].to_numpy()[facts.table["content"].to_numpy() > threshold]
        query = "SELECT account, 'content', last FROM totals WHERE account IN (SELECT unnest(?))"
        return facts.db.execute(query, [account.tolist()]).fetchall()
    # a group is known once one account more than the threshold has used its value
    query = """WITH ordered AS (
            SELECT account, value, since, row_number() OVER w AS rank, count(*) OVER v AS size
            FROM shared WHERE score = $score
            WINDOW w AS (PARTITION BY value ORDER BY since, account), v AS (PARTITION BY value)),
        known AS (
            SELECT value, min(since) AS known_at FROM ordered WHERE rank > $threshold
            GROUP BY value)
        SELECT account, $score || ' ' || arg_max(value, (size, value)),
            min(greatest(since, known_at)) FROM ordered JOIN known USING (value) GROUP BY account"""
    return facts.db.execute(query, {"score": name, "threshold": threshold}).fetchall()


def _write_campaigns(out: Path, campaigns: Mapping[str, Mapping[str, datetime]]) -> None:
    rows = [
        {
            "id": name,
            "severity": "likely",
            "accounts": sorted(members),
            "detected_at": _text(min(members.values())),
        }
        for name, members in sorted(campaigns.items(), key=lambda item: (-len(item[1]), item[0]))
    ]
    (out / "campaigns.json").write_text(json.dumps({"version": 1, "campaigns": rows}))


def _write_accounts(
    out: Path,
    table: pa.Table,
    reasons: Mapping[str, Mapping[str, datetime]],
    campaigns: Mapping[str, Mapping[str, datetime]],
) -> None:
    accounts = table["account"].to_pylist()
    member: dict[str, list[str]] = {}
    for name, members in campaigns.items():
        for account in members:
            member.setdefault(account, []).append(name)
    first = [min(reasons[a].values()) if a in reasons else None for a in accounts]
    columns: dict[str, list[Any]] = {
        "flagged": [a in reasons for a in accounts],
        "severity": ["likely" if a in reasons else "none" for a in accounts],
        "campaign": [member.get(a, [None])[0] for a in accounts],
        "campaigns": [member.get(a, []) for a in accounts],
        "reasons": [sorted(reasons.get(a, ())) for a in accounts],
        "first_flagged_at": [None if at is None else _text(at) for at in first],
    }
    for name, values in columns.items():
        table = table.append_column(name, pa.array(values))
    pq.write_table(table, out / "accounts.parquet")


def _text(moment: datetime) -> str:
    return moment.replace(tzinfo=UTC).isoformat().replace("+00:00", "Z")


def read_thresholds() -> Thresholds:
    """Return the thresholds that the tune world gave."""
    try:
        thresholds: Thresholds = json.loads(_THRESHOLDS.read_text())["figures"]["thresholds"]
    except FileNotFoundError as error:
        raise SystemExit(f"{_THRESHOLDS} is absent: tune first, with --tune TRUTH") from error
    return thresholds


def labels(truth: Path) -> tuple[set[str], set[str]]:
    """Return the accounts of a truth file that harvest, and those that are benign.

    An account of which some end users harvest is in neither set, nor is a licensed one.
    """
    file = truth / "truth.json" if truth.is_dir() else truth
    rows = json.loads(file.read_text())["accounts"]
    guilty = {r["account"] for r in rows if r.get("campaign")}
    innocent = {r["account"] for r in rows if not r.get("campaign")}
    licensed = {
        r["account"] for r in rows if r.get("licensed") or r["population"].startswith("licensed")
    }
    return guilty - innocent, innocent - guilty - licensed


def as_recorded(logs: Sequence[Path], truth: Path) -> str:
    """Return the command that tunes, with DIR for the folder of the world: it is on one disk."""
    file = f"DIR/{truth.name}" if truth.suffix == ".json" else "DIR"
    names = (f"DIR/{log.name}" for log in logs)
    return shlex.join(["python", "bench/baseline.py", *names, "--tune", file])


def main(argv: Sequence[str] | None = None) -> None:
    """Judge a log, or set the thresholds on one."""
    form = argparse.RawDescriptionHelpFormatter
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=form)
    parser.add_argument("logs", nargs="+", type=Path, metavar="LOG")
    target = parser.add_mutually_exclusive_group(required=True)
    target.add_argument("--out", type=Path, help="folder for the verdicts")
    target.add_argument("--tune", type=Path, metavar="TRUTH", help="set the thresholds instead")
    options = parser.parse_args(argv)
    near = (options.out or options.tune).absolute().parent
    near.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=near) as folder:
        if options.out:
            thresholds = read_thresholds()
            facts = Facts(options.logs, Path(folder))
            for variant, values in thresholds.items():
                judge(facts, values, options.out / variant)
            return
        from _record import record

        figures = {"thresholds": tune(Facts(options.logs, Path(folder)), *labels(options.tune))}
        command = as_recorded(options.logs, options.tune)
        print(json.dumps(figures, indent=2), record("baseline", figures, command), sep="\n")


if __name__ == "__main__":
    main()
