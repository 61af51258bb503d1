"""Decisions found for a request, and their actions taken: for real, or only to be noted."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable, Sequence
from typing import NamedTuple

from stillwatch.gateway.answers import Refused
from stillwatch.gateway.enforce.actions.base import Measure, Passes
from stillwatch.gateway.enforce.actions.block import Block
from stillwatch.gateway.enforce.actions.challenge import Challenge
from stillwatch.gateway.enforce.actions.harden import Harden
from stillwatch.gateway.enforce.actions.throttle import Throttle
from stillwatch.gateway.enforce.asked import Asked, Mark
from stillwatch.gateway.enforce.elicitation import Elicitation
from stillwatch.gateway.enforce.known import Known
from stillwatch.gateway.enforce.ledger import Ledger
from stillwatch.gateway.enforce.lines import OF_LINES, Lines, Total
from stillwatch.gateway.enforce.tally import Tally
from stillwatch.gateway.enforce.tell import Teller, overloaded
from stillwatch.gateway.enforce.tokens import Meter, true_cost
from stillwatch.gateway.limits.base import Limiter
from stillwatch.gateway.limits.gcra import Receipt
from stillwatch.gateway.notes import Notes, place_of
from stillwatch.gateway.reading import end_user
from stillwatch.gateway.routes import Routes
from stillwatch.gateway.settings import Enforce
from stillwatch.respond.decisions.index import NOTHING, Caller, Index, ordered
from stillwatch.respond.decisions.model import Action, Decision

# marks first, as a refusal ends the rest; limits last, so that what is refused takes nothing
_ORDER = (Action.ALLOW, Action.TAG, Action.REVIEW, Action.BLOCK, Action.CHALLENGE, Action.HARDEN,
          Action.THROTTLE)  # fmt: skip
_PASSED = {
    Action.ALLOW: "allowed", Action.TAG: "tagged", Action.REVIEW: "reviewed",
    Action.CHALLENGE: "proved", Action.HARDEN: "hardened", Action.THROTTLE: "limited",
}  # fmt: skip


class Judged(NamedTuple):
    """What becomes of a request."""

    marks: tuple[Mark, ...] = ()
    """For the log."""
    refused: Refused | None = None


PASSED = Judged()


class Enforcer:
    """Judges requests by the decisions that are known.

    Every decision that holds is heeded: the hardest says whether a request passes, and a limit
    stays a limit where a harder action lets requests pass. One that clears (`ALLOW`) ends that.

    Parameters
    ----------
    settings
        Of enforcement.
    known
        The decisions.
    limiter
        Budgets.
    secret
        Key of the references that clients quote.
    counts, notes
        Take what was done and what would have been (`would_be_…`), and faults.
    clock
        Seconds since 1970.
    ledger
        What is reserved for batches; null: one in memory.
    """

    def __init__(
        self, settings: Enforce, known: Known, limiter: Limiter, secret: bytes,
        counts: Counter[str], notes: Notes, clock: Callable[[], float] = time.time,
        ledger: Ledger | None = None,
    ) -> None:  # fmt: skip
        self.ledger = ledger or Ledger(None)
        """What is reserved for batches."""
        self.enforces, self._known, self._limiter = settings.mode == "enforce", known, limiter
        self.counts, self._notes, self._clock = counts, notes, clock
        self.tally = Tally()
        self._teller = teller = Teller(settings.tell, secret)
        self.elicitation = Elicitation(counts, notes)
        self.assumed = settings.limits.assume_tokens
        """Tokens of a reply that has no bound."""
        self._throttle = Throttle(limiter, teller, self.assumed)
        passes = Passes()
        self._measures: dict[Action, Measure] = {
            Action.ALLOW: passes, Action.TAG: passes, Action.REVIEW: passes,
            Action.BLOCK: Block(teller),
            Action.CHALLENGE: Challenge(settings.challenge, teller, clock),
            Action.HARDEN: Harden(teller, self.elicitation),
            Action.THROTTLE: self._throttle,
        }  # fmt: skip

    def load(self) -> None:
        """Load the decisions once, before `start`. Raises `StillwatchError` as that does."""
        self._known.load()

    async def start(self) -> None:
        """Load the decisions. Raises `StillwatchError` where they cannot be read."""
        await self._known.start()
        if Action.HARDEN in self._known.index.actions():
            self.elicitation.prepare()

    async def close(self) -> None:
        """Stop, and write what is to be written of limits."""
        await self._known.close()
        await self.elicitation.close()
        await self._limiter.close()
        self.ledger.close()

    def idle(self, callers: Sequence[Caller]) -> bool:
        """Whether nothing is decided about a request, as about most, and nothing is to be asked."""
        known = self._known
        index = known.index
        if known.lost:
            return False
        try:
            now, users = self._clock(), index.of_users
            for caller in callers:
                if users and self._asks_user(index, caller):
                    return False
                if index.find(caller, now) is not NOTHING:
                    return False
        except Exception:  # whoever judges it says so
            return False
        return True

    async def judge(self, asked: Asked, *without: Action) -> Judged:
        """Look up and do what is decided about a request.

        Parameters
        ----------
        asked
            The request; its `rewritten` body and its `receipts` are set. Whatever happens next,
            it is to be settled.
        without
            Actions that are not taken: they are on each request that this one carries.
        """
        index = self._known.index
        if self._known.lost and not index.paused:
            self.counts["decisions_closed" if self.enforces else "would_be_decisions_closed"] += 1
            if self.enforces:
                return Judged((), overloaded("decisions_closed"))
        if not len(index):
            return PASSED
        try:
            return await self._judge(index, asked, without)
        except Exception as error:
            self.failed(error)
            if self.enforces:
                raise  # the request is not served: a fault must be no way around a decision
            return PASSED

    async def _judge(self, index: Index, asked: Asked, without: tuple[Action, ...]) -> Judged:
        held, noted = await self.found(index, asked)
        if not held and not noted:
            return PASSED
        if self.enforces and index.paused:
            self.counts["paused"] += 1
            self._notes.say("paused", "enforcement is paused: decisions are only noted")
        marks, refused = await self.take(asked, held, True, *without)
        if refused is None and noted:
            try:
                more, _ = await self.take(asked, noted, False, *without)
                marks += more
            except Exception as error:  # what is only noted must not touch what is done
                self.failed(error)
        return Judged(tuple(marks), refused)

    def lines(self, asked: Asked, inline: bool, routes: Routes) -> Lines | None:
        """Return what judges the requests of a batch; null where nothing is decided about them.

        Parameters
        ----------
        asked
            What carries the batch.
        inline, routes
            As for `Lines`.
        """
        index = self._known.index
        if not len(index):
            return None
        try:
            held, noted = self._found(index, asked)  # no body is read for what carries them
            users = any(index.tells_users(caller.account) for caller in asked.callers)
            real = users and self.enforces and not index.paused
            real = real or any(one.action in OF_LINES for one in held)
            if real or users or any(one.action in OF_LINES for one in noted):
                return Lines(self, index, asked, inline, routes, real)
        except Exception as error:
            self.failed(error)
            if self.enforces:
                raise
        return None

    async def found(
        self, index: Index, asked: Asked
    ) -> tuple[tuple[Decision, ...], tuple[Decision, ...]]:
        """Return the decisions that are done about a request, and those that are only noted."""
        if asked.dialect and any(self._asks_user(index, caller) for caller in asked.callers):
            await asked.aside(asked.whole)
        return self._found(index, asked)

    def _found(
        self, index: Index, asked: Asked
    ) -> tuple[tuple[Decision, ...], tuple[Decision, ...]]:
        real, simulated = self._find(index, asked)
        if not real and not simulated:
            return (), ()
        every = ordered((*real, *simulated))
        held = ordered(real) if self.enforces and not index.paused else ()
        done = {d.id for d in held}
        return held, tuple(d for d in every if d.id not in done)

    async def take_totals(self, asked: Asked, totals: Sequence[Total], real: bool) -> None:
        """Take what the requests of a batch need of limits.

        Raises
        ------
        Refused
            There is no room, and that is not only noted.
        """
        refusal = await self._throttle.take_totals(
            asked, [(one.decision, one.requests, one.tokens) for one in totals], real
        )
        for one in totals if refusal is None else ():
            self.tally.count(one.decision, "throttle", False, real, int(one.requests))
        if refusal is not None:
            # all of them or none: what there was no room for is the batch
            self.tally.count(refusal.decision, "throttle", True, real)
            if real:
                raise refusal.answer
        of = f"{refusal.answer.counted if refusal else 'limited'}"
        self.counts[of if real else f"would_be_{of}"] += 1

    def unchecked(self) -> None:
        """Count and say that a batch passes unread in shadow mode."""
        self.counts["batch_unchecked"] += 1
        self._notes.say("batches", "what would be done about a batch could not be found out")

    def failed(self, error: Exception) -> None:
        """Count and say a fault of ours."""
        self.counts["enforce_failed"] += 1
        self._notes.say("enforce", f"a request could not be judged: {place_of(error)}")

    def settle(self, asked: Asked, meter: Meter | None, how: str) -> None:
        """Put the true cost of a request in place of what was reserved. Never raises.

        Parameters
        ----------
        asked
            The request.
        meter
            Has seen the reply; null: the request was not sent.
        how
            How it ended, as `Relayed.how`.
        """
        if not asked.receipts:
            return
        receipts, asked.receipts = asked.receipts, ()
        cost = 0.0 if meter is None else true_cost(meter, how, asked.prompt, asked.reserved)
        if cost is not None:
            self._limiter.settle(receipts, cost)

    def give_back(self, receipts: Sequence[Receipt], units: float) -> None:
        """Put what a batch has cost in place of what was reserved for it."""
        if receipts:
            self._limiter.settle(receipts, units)

    def _find(self, index: Index, asked: Asked) -> tuple[list[Decision], list[Decision]]:
        """Return what is decided about each caller; what clears one does not clear another."""
        now = self._clock()
        real: list[Decision] = []
        simulated: list[Decision] = []
        for caller in asked.callers:
            if asked.dialect and self._asks_user(index, caller):
                body = asked.whole()
                if body is not None:
                    user = end_user(asked.dialect.request(body))
                    caller = caller._replace(end_user=user)
            found = index.find(caller, now)
            real += found.real
            simulated += found.simulated
        if len(asked.callers) > 1 and any(d.action != Action.ALLOW for d in real):
            real = [d for d in real if d.action != Action.ALLOW]
        return real, simulated

    @staticmethod
    def _asks_user(index: Index, caller: Caller) -> bool:
        """Whether the body must say which of a caller's users a request is from."""
        return caller.end_user is None and index.tells_users(caller.account)

    async def take(
        self, asked: Asked, decisions: Sequence[Decision], real: bool, *without: Action
    ) -> tuple[list[Mark], Refused | None]:
        """Take the actions of decisions about a request; return its marks, and a refusal.

        Parameters
        ----------
        asked
            The request.
        decisions
            That hold.
        real
            Whether they are done, or only noted.
        without
            Actions that are not taken.
        """
        marks: list[Mark] = []
        for action in _ORDER:
            of = [d for d in decisions if d.action == action]
            if not of or action in without:
                continue
            name = action.name.lower()
            refusal = await self._measures[action].take(asked, of, real)
            if refusal is not None:
                decision, answer = refusal
                reference = self._teller.reference(decision, asked.account) if real else None
                marks.append(Mark(decision.id, name, real, True, reference))
                self.tally.count(decision, name, True, real)
                if not real:
                    self.counts[f"would_be_{answer.counted}"] += 1
                return marks, answer
            for d in of:
                marks.append(Mark(d.id, name, real, False))
                self.tally.count(d, name, False, real)
            counted = _PASSED[action]
            self.counts[counted if real else f"would_be_{counted}"] += 1
        return marks, None
