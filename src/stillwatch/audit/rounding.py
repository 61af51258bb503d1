"""Moments and figures as the outputs hold them."""

from __future__ import annotations

from datetime import UTC, datetime

import numpy as np


def stamp(micros: int) -> str:
    """Microseconds since 1970 as RFC 3339 in UTC."""
    moment = datetime.fromtimestamp(micros / 1e6, tz=UTC)
    return moment.isoformat(timespec="seconds").replace("+00:00", "Z")


def finite(value: float) -> float:
    """Round to four decimals; what is not finite becomes 0 or a million."""
    return round(float(np.clip(np.nan_to_num(value), -1e6, 1e6)), 4)
