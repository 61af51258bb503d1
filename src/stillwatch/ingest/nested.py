"""Fields of nested Arrow data by their dotted path, whether nested or flat with dots in names."""

from __future__ import annotations

import pyarrow as pa
import pyarrow.compute as pc


class Fields:
    """Finds `account.id` in a struct column `account`, or in a column named `account.id`.

    Parameters
    ----------
    schema
        Names and types of the columns.
    data
        A batch, or a struct array, with that schema; without it only `has` works.
    """

    def __init__(self, schema: pa.Schema, data: pa.RecordBatch | pa.Array | None = None) -> None:
        self._schema, self._data = schema, data

    def has(self, path: str) -> bool:
        """Tell whether there is such a field."""
        if path in self._schema.names:
            return True
        top, dot, rest = path.partition(".")
        if not dot or top not in self._schema.names:
            return False
        kind = self._schema.field(top).type
        return bool(pa.types.is_struct(kind)) and kind.get_field_index(rest) >= 0

    def get(self, path: str) -> pa.Array | None:
        """Return a field's values, null where an object around it is; None without the field."""
        if not self.has(path):
            return None
        if path in self._schema.names:
            values = self._top(path)
        else:
            top, _, rest = path.partition(".")
            values = pc.struct_field(self._top(top), rest)
        if pa.types.is_dictionary(values.type):
            values = values.dictionary_decode()
        return values

    def _top(self, name: str) -> pa.Array:
        if isinstance(self._data, pa.RecordBatch):
            return self._data.column(name)
        return pc.struct_field(self._data, name)


def is_text(kind: pa.DataType) -> bool:
    """Tell whether a type holds strings."""
    return bool(
        pa.types.is_string(kind) or pa.types.is_large_string(kind) or pa.types.is_string_view(kind)
    )
