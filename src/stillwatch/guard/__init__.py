"""Guard: judges a single request for what it tries to coax out of the model."""

from stillwatch.guard.judge import LEVELS, Guard, Verdict, Verdicts

__all__ = ["LEVELS", "Guard", "Verdict", "Verdicts"]
