"""Counts of enforcement that the operator is shown and alerted by."""

from __future__ import annotations

WOULD = "would_be_"
"""Begins the name of what shadow mode would have done."""

REFUSED = ("blocked", "challenged", "throttled", "limits_closed", "decisions_closed", "elicitation",
           "unread")  # fmt: skip
"""What requests were refused for, the hardest first."""

PASSED = ("hardened", "limited", "proved", "reviewed", "tagged", "allowed")
"""What was done about requests that passed."""

FAULTS = ("limits_down", "decisions_failed", "decisions_refused", "enforce_failed", "paused",
          "elicitation_unchecked", "batch_unchecked", "unwatched", "failed")  # fmt: skip
"""What is wrong with enforcement, or with the log."""

TOLD = frozenset((*REFUSED, *PASSED, *FAULTS))
