"""Guard: judges requests, and accounts by theirs, for what they try to coax out of the model."""

from stillwatch.guard.accounts import Accounts, Standing
from stillwatch.guard.judge import LEVELS, Guard, Verdict, Verdicts

__all__ = ["LEVELS", "Accounts", "Guard", "Standing", "Verdict", "Verdicts"]
