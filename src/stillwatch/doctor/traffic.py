"""Fields that are there and yet do not say what they are taken for."""

from __future__ import annotations

import ipaddress
from collections import Counter

import pyarrow as pa
import pyarrow.compute as pc

from stillwatch.doctor.findings import Finding
from stillwatch.features.signals.error import has_failed
from stillwatch.report.lopsided import lopsided

FEW = 50
"""Exchanges below which shares say too little to warn."""
MOST = 0.9
"""Share of exchanges from which one address of many accounts is taken for a proxy's own."""
SAME_TEXT = 0.2
"""Share of texts that are one and the same from which it is taken for a placeholder."""
STATUSES = 3
"""Statuses of requests that failed which are named."""
ALONE = 0.95
"""Accounts for each exchange from which an account id is taken for the id of a request."""


def look(table: pa.Table, duplicates: int) -> list[Finding]:
    """Judge some distinct exchanges.

    Parameters
    ----------
    table
        Columns of `exchange.SCHEMA`.
    duplicates
        Exchanges whose id had come before, which are not in the table.
    """
    rows = table.num_rows
    out = []
    if duplicates:
        many = duplicates > 0.1 * (rows + duplicates)
        out.append(
            Finding(
                "log", "duplicates", "warning" if many else "note",
                f"{duplicates:,} of {rows + duplicates:,} have an id that came before; the first "
                "counts",
                "give each request its own id (retries too), or leave out files read twice"
                if many else "",
            )
        )  # fmt: skip
    out += _failures(table)
    if rows < FEW:
        return out
    return [*out, *_accounts(table), *_clients(table), *_texts(table)]


def _failures(table: pa.Table) -> list[Finding]:
    """Say how many requests failed, by what their status says; nothing for none."""
    counts = Counter(table["status"].drop_null().to_pylist())
    failed = {status: times for status, times in counts.items() if has_failed(status)}
    if not failed:
        return []
    ranked = sorted(failed.items(), key=lambda one: (-one[1], one[0]))
    named = [f"{_short(status)} ({times:,})" for status, times in ranked[:STATUSES]]
    more = f" and {len(ranked) - STATUSES:,} other statuses" if len(ranked) > STATUSES else ""
    said = f"{sum(failed.values()):,} of {table.num_rows:,} exchanges failed, by their status: "
    return [Finding("log", "failed", "ok", f"{said}{', '.join(named)}{more}")]


def _short(status: str) -> str:
    return "".join(c if c.isprintable() else "?" for c in status[:40])


def _accounts(table: pa.Table) -> list[Finding]:
    rows, accounts = table.num_rows, pc.count_distinct(table["account"]).as_py()
    if accounts == 1:
        return [
            Finding(
                "log", "account", "warning",
                "every exchange that was looked at has the same account.id: groups of accounts "
                "cannot be judged",
                "account.id has to be the customer, not the gateway or the model's provider",
            )
        ]  # fmt: skip
    # end users are judged apart: of a service that names them it is no one's log
    units = table.group_by(["account", "end_user"]).aggregate([([], "count_all")])
    most = pc.max(units["count_all"]).as_py()
    if lopsided(most, rows, accounts):
        return [
            Finding(
                "log", "account", "warning",
                f"{most / rows:.0%} of the exchanges that were looked at have one and the same "
                f"account.id, of {accounts:,}: groups of accounts cannot be judged",
                "account.id has to be the customer, not the gateway, a service's own identity or "
                "the model's provider: name the field that holds it with --account-field (with "
                "--accounts FILE doctor looks for it)",
            )
        ]  # fmt: skip
    if accounts > ALONE * rows:
        return [
            Finding(
                "log", "account", "warning",
                f"{accounts:,} accounts in {rows:,} exchanges: nearly each has an account of its "
                "own",
                "account.id has to be the customer, not the request, session or end user",
            )
        ]  # fmt: skip
    return []


def _clients(table: pa.Table) -> list[Finding]:
    """Find addresses and clients that are a proxy's and not the customers'."""
    out = []
    accounts = pc.count_distinct(table["account"]).as_py()
    for column, field in (
        ("ip", "client.ip"), ("ja4", "client.ja4"), ("user_agent", "client.user_agent"),
    ):  # fmt: skip
        _, share = _commonest(table[column])
        if share >= MOST and accounts >= 10:
            out.append(
                Finding(
                    # one client program may be all that a firm offers; one address cannot
                    "log", field, "note" if column == "user_agent" else "warning",
                    f"{share:.0%} of exchanges have one and the same {field}: it is probably your "
                    "proxy's own",
                    "log what the edge saw (X-Forwarded-For, PROXY protocol), or leave it out",
                )
            )  # fmt: skip
        elif column == "ip" and (inner := _private(table[column])) >= 0.5:
            out.append(
                Finding(
                    "log", field, "warning",
                    f"{inner:.0%} of addresses are private (such as 10.0.0.0/8): they are probably "
                    "your own network's",
                    "log the address that the edge saw",
                )
            )  # fmt: skip
    return out


def _texts(table: pa.Table) -> list[Finding]:
    text = table["text"].filter(pc.equal(table["content_state"], "full"))
    value, share = _commonest(text)
    if share < SAME_TEXT or len(text.drop_null()) < FEW:
        return []
    return [
        Finding(
            "log", "placeholder", "warning",
            f"{share:.0%} of texts are one and the same ({len(value):,} characters)",
            "if your logger put it in place of text, set content_state to redacted; it would pass "
            "for a template that accounts share",
        )
    ]  # fmt: skip


def _commonest(column: pa.ChunkedArray) -> tuple[str, float]:
    """Return the most frequent value that is not null, and its share of those that are not."""
    known = column.drop_null()
    if not len(known):
        return "", 0.0
    counts = pc.value_counts(known)
    best = pc.index(counts.field("counts"), pc.max(counts.field("counts"))).as_py()
    top = counts[best]
    return str(top["values"].as_py()), top["counts"].as_py() / len(known)


def _private(column: pa.ChunkedArray) -> float:
    """Return the share of addresses that no network outside can have."""
    known = column.drop_null().to_pylist()
    inner = sum(_is_private(address) for address in known)
    return inner / len(known) if known else 0.0


_INNER = [ipaddress.ip_network(n) for n in ("10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16",
               "127.0.0.0/8", "100.64.0.0/10", "fc00::/7", "::1/128")]  # fmt: skip


def _is_private(address: str) -> bool:
    try:
        found = ipaddress.ip_address(address.strip("[] "))
    except ValueError:
        return False
    return any(found in network for network in _INNER if network.version == found.version)
