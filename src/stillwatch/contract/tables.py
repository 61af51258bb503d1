"""The tables of an audit: a row for each account, and for each end user judged apart."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from stillwatch.core.errors import InputError, shown

FOLDER = "give the folder that stillwatch audit --out wrote"
"""What helps where a file of an audit is missing."""

ACCOUNTS = pa.schema(
    [
        ("account", pa.string()),
        ("exchanges", pa.int64()),
        ("harvest_like", pa.int64()),
        ("with_text", pa.int64()),
        ("log_e", pa.float64()),
        ("p_value", pa.float64()),
        ("flagged", pa.bool_()),
        ("severity", pa.string()),
        ("campaign", pa.string()),
        ("campaigns", pa.list_(pa.string())),
        ("reasons", pa.list_(pa.string())),
        ("against", pa.list_(pa.string())),
        ("first_flagged_at", pa.string()),
        ("end_users", pa.int64()),
        ("end_users_flagged", pa.int64()),
        ("goes_on", pa.int64()),
        ("goes_on_from_others", pa.int64()),
        ("tool_requests", pa.int64()),
        ("tool_lists", pa.int64()),
        ("groups", pa.int64()),
        (
            "shares",
            pa.list_(
                pa.struct(
                    [
                        ("type", pa.string()),
                        ("accounts", pa.list_(pa.string())),
                        ("one_org", pa.bool_()),
                    ]
                )
            ),
        ),
    ]
)
"""Columns of `accounts.parquet`."""

END_USERS = pa.schema(
    [
        ACCOUNTS.field("account"),
        ("end_user", pa.string()),
        *(
            field
            for field in ACCOUNTS
            if field.name not in ("account", "end_users", "end_users_flagged", "shares")
            and not field.name.startswith("goes_on")
        ),
    ]
)
"""Columns of `end_users.parquet`."""


def read_table(
    path: Path, schema: pa.Schema, columns: Sequence[str] = (),
    needed: Sequence[str] = ("account",), where: tuple[str, str] | None = None,
) -> pa.Table:  # fmt: skip
    """Read a table of an audit, with the types of the contract.

    Columns that the contract does not know are kept as they are; those that the file lacks are
    left out, so that a reader sees what an older release did not write.

    Parameters
    ----------
    path
        The file.
    schema
        `ACCOUNTS` or `END_USERS`.
    columns
        Columns to read; none: all.
    needed
        Columns without which the table is refused.
    where
        A column, and the value that rows must have in it; None: all rows.

    Raises
    ------
    InputError
        It is missing, cannot be read, lacks a column, or holds something else.
    """
    try:
        with path.open("rb") as opened:  # Arrow itself opens no path that is no UTF-8
            file = pq.ParquetFile(opened)
            there = file.schema_arrow.names
            if lacking := [name for name in needed if name not in there]:
                raise InputError(
                    f"lacks the column {lacking[0]}, which this release reads", path=shown(path),
                    remedy="audit the logs again with this release",
                )  # fmt: skip
            some = [name for name in columns if name in there] if columns else None
            if where is None:
                # threads of Arrow that outlive a short program can abort it
                return _typed(file.read(some, use_threads=some is None), schema)
            opened.seek(0)
            rows = [(where[0], "=", where[1])]
            return _typed(pq.read_table(opened, columns=some, filters=rows), schema)
    except OSError as error:
        why = "missing" if isinstance(error, FileNotFoundError) else error.strerror
        why = (why or "cannot be read").lower()
        raise InputError(why, path=shown(path), remedy=FOLDER) from None
    except (pa.ArrowException, ValueError, KeyError, OverflowError) as error:
        said = " ".join(str(error).split())[:160]
        raise InputError(f"cannot be read: {said}", path=shown(path), remedy=FOLDER) from None


def _typed(table: pa.Table, schema: pa.Schema) -> pa.Table:
    for at, name in enumerate(table.column_names):
        place = schema.get_field_index(name)
        if place >= 0 and table.schema.field(at).type != schema.field(place).type:
            table = table.set_column(at, name, table[name].cast(schema.field(place).type))
    return table
