"""One budget, as the gateway keeps it: the generic cell rate algorithm over event time.

Source: ITU-T I.371 (2004), annex A, the virtual scheduling form of GCRA.
"""

from __future__ import annotations

from stillwatch.respond.decisions.model import Limits


class Budget:
    """Requests and tokens of one decision.

    Parameters
    ----------
    limits
        What is allowed.

    Examples
    --------
    >>> budget = Budget(Limits(requests_per_minute=6, burst=10))
    >>> [budget.admits(float(second)) and budget.take(float(second)) for second in (0, 1, 10)]
    [True, False, True]
    """

    def __init__(self, limits: Limits) -> None:
        self._rates = tuple(
            None if rate is None else rate / 60.0
            for rate in (limits.requests_per_minute, limits.tokens_per_minute)
        )
        self._burst = limits.burst
        self._due = [float("-inf"), float("-inf")]

    def admits(self, now: float) -> bool:
        """Whether a request at a moment would pass; tokens count once they are known."""
        for place, rate in enumerate(self._rates):
            if rate is not None:
                room = max(self._burst, 1.0 / rate if place == 0 else 0.0)
                step = 1.0 / rate if place == 0 else 0.0
                if max(self._due[place], now) + step - now > room + 1e-9:
                    return False
        return True

    def take(self, now: float, tokens: int = 0) -> bool:
        """Take a request that passes, and its tokens; return true."""
        for place, (rate, cost) in enumerate(zip(self._rates, (1, tokens), strict=True)):
            if rate is not None:
                self._due[place] = max(self._due[place], now) + cost / rate
        return True
