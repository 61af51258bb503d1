"""What speaks for and against one account: facts of its own beside its campaign and others.

What an account shows counts for belonging as far as it is likelier among the other members than
among everybody else: the log of the ratio of two normal densities of its score, one statistic
at a time. That orders what is told; it decides nothing.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt

from stillwatch.audit.customer import customer_names
from stillwatch.audit.figures import FEWEST, Others, Scene, known
from stillwatch.audit.measures import WORDS, Half, Spread, amount, counts, textless
from stillwatch.detect import effects
from stillwatch.detect.detectors._sharing import PHRASES, shared
from stillwatch.detect.detectors._words import among, counted, most

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]

SAID = 7
"""Most facts told on either side."""

LEAST_WEIGHT = 0.3
"""Natural logarithm of a ratio of densities from which on a fact is told."""

RARE = 3.0
"""How many times commoner a value is among members than outside to be worth telling."""

LOOKED_AT = 200
"""Shared values, the most telling first, among which an account's are looked for."""

TELLING = 10
"""Most telling shared values, among which one is looked for that an account lacks."""

OPEN = {
    "org": "declared organisation",
    "email_domain": "e-mail domain",
    "ip_prefix": "range of network addresses",
}
MOSTLY = 0.8
"""Observables by which the accounts of one customer, a class or an office show themselves, and the
share of the members from which on they do: that speaks against a harvest, not for it."""

POOL = 4
"""Ranges of addresses that most members come from, from which on they may as well be a pool that
is rented: the accounts of most customers sit behind one or two."""

COMMON = 0.25
"""Share of the members that share a value whose absence is told of an account without any."""

LOW, HIGH = 0.8, 0.95
"""Share of accounts as active that look less like a harvest: below the first that speaks against
an account, above the second for it."""

NEAR = 0.5
"""How near the members a figure that neither they nor others show must lie, beside how near the
others, to be told for an account: what is far from both is like neither.
"""

WEAK = 0.2
"""Share of the members with the weakest evidence of their own, which is told of them."""

MORE = frozenset({"harvest_share", "load"})
"""Statistics of which only much speaks for a harvest: less than other accounts show speaks against
it, however like the other members' it is."""

FEW = 8
"""Harvest-like requests below which an account's figures rest on little."""


@dataclass(frozen=True)
class Crowd:
    """The members of one campaign, and those whom they are compared with."""

    scene: Scene
    members: Ints
    log_lr: Floats
    """Shape (members,): evidence of their own."""

    @cached_property
    def others(self) -> Others:
        """Whom the members are compared with."""
        return self.scene.others(self.members)

    @cached_property
    def halves(self) -> dict[str, tuple[Half, Half]]:
        """Middle halves of members and of others, by statistic, where both are known."""
        out = {}
        for name, words in WORDS.items():
            held = [known(self.scene.natural[words.natural], who)
                    for who in (self.members, self.others.who)]  # fmt: skip
            if min(len(values) for values in held) >= 2:
                mine, theirs = (Half.of(values, words.show) for values in held)
                out[name] = mine, theirs
        return out

    @cached_property
    def rows(self) -> list[tuple[str, int, int, int]]:
        """Shared values that set the members apart: (type, code, members, outside)."""
        view = self.scene.view
        links, seen = view.links, int(view.accounts.seen.sum())
        out: list[tuple[str, int, int, int]] = []
        for kind, key, here, there, _ in shared(view, self.members, tuple(PHRASES)):
            base = (there + 1) / max(seen - len(self.members), 1)
            if here >= 3 and here / len(self.members) > RARE * base:
                number = links.types.index(kind)
                low, high = np.searchsorted(links.kind, [number, number + 1])
                code = int(low + np.searchsorted(links.key[low:high], np.uint64(key)))
                out.append((kind, code, here, there))
        return out[:LOOKED_AT]

    @cached_property
    def holders(self) -> dict[int, frozenset[int]]:
        """Members that show each of those values, by its code."""
        links = self.scene.view.links
        inside = set(self.members.tolist())
        out = {}
        for _, code, _, _ in self.rows:
            low, high = np.searchsorted(links.code, [code, code + 1])
            out[code] = frozenset(links.account[low:high].tolist()) & inside
        return out

    @cached_property
    def named(self) -> frozenset[int]:
        """Values by which most members may be one customer's people: told against a harvest."""
        view = self.scene.view
        found = customer_names(view.links, view.links.inside(self.members))
        return frozenset(name.code for name in found)

    @cached_property
    def ranges(self) -> int:
        """Ranges of addresses that most members come from: of several they may be a pool."""
        size = len(self.members)
        return sum(kind == "ip_prefix" and here >= MOSTLY * size for kind, _, here, _ in self.rows)

    @cached_property
    def spread(self) -> dict[str, Spread]:
        """How the scores of members, and of others, lie, by statistic."""
        out = {}
        for name in WORDS:
            scores = self.scene.view.accounts.scores.get(name)
            if scores is None or effects.untold(self.scene.view.accounts, name):
                continue
            mine, theirs = known(scores, self.members), known(scores, self.others.who)
            if len(mine) >= 3 and len(theirs) >= FEWEST:
                out[name] = Spread(len(mine), float(mine.sum()), float((mine**2).sum()),
                                   float(theirs.mean()), max(float(theirs.std()), 0.3))  # fmt: skip
        return out

    def told(self, number: int) -> tuple[list[str], list[str]]:
        """Return what speaks for and against member `number`, weightiest first.

        Against it comes first what it alone shows, then what nearly all members do, as one
        customer's accounts would, and last that its evidence is weak.
        """
        unit = int(self.members[number])
        speaks, against, alike = self._shared(unit)
        speaks.insert(0, amount(self.scene, unit))
        alone = float(self.scene.alone[unit])
        if np.isfinite(alone) and not textless(self.scene, unit):
            if alone >= HIGH:
                speaks.append(
                    "Judged by its own requests alone, it looks more like a harvest than "
                    f"{most(alone)} of the accounts as active"
                )
            elif alone < LOW:
                against.append(
                    f"Judged by its own requests alone, {most(1 - alone)} of the accounts as "
                    "active look as much like a harvest or more"
                )
        alike += self._weak(number)
        for weight, words in self._statistics(unit):
            (speaks if weight > 0 else against).append(words)
        return speaks[:SAID], [*against[: max(SAID - len(alike), 0)], *alike][:SAID]

    def _shared(self, unit: int) -> tuple[list[str], list[str], list[str]]:
        """Say what it shares that tells for it, against it, and what shows one customer."""
        outside = int(self.scene.view.accounts.seen.sum()) - len(self.members)
        said: list[str] = []
        plainly: list[str] = []
        kinds: set[str] = set()
        for kind, code, here, there in self.rows:
            if unit not in self.holders[code] or kind in kinds:
                continue
            kinds.add(kind)
            others = among(here - 1, len(self.members) - 1, "other member")
            if kind in OPEN and (here >= MOSTLY * len(self.members) or code in self.named):
                pool = kind == "ip_prefix" and self.ranges >= POOL
                plainly.append(
                    f"It shares one {OPEN[kind]} with {others}, as the accounts of one customer, "
                    "class or office do" + (", and those behind a rented pool" if pool else "")
                )
                continue
            many = "none does" if not there else "1 does" if there == 1 else f"{there:,} do"
            weak = ": more than members do, a weak tie" if there > here else ""
            said.append(
                f"It shares {PHRASES[kind]} with {others}; of {outside:,} others that were judged "
                f"{many}{weak}"
            )
            if len(said) == 3:
                break
        common = [row for row in self.rows if row[2] >= COMMON * len(self.members)]
        if said or not common:
            return said, self._lacks(unit, kinds) + self._common(unit), plainly
        kind, _, here, _ = common[0]
        nothing = [
            f"It shares nothing that sets the members apart: not {PHRASES[kind]}, for instance, "
            f"that {here:,} of {counted(len(self.members), 'member')} share"
        ]
        return [], [] if plainly else nothing, plainly

    def _common(self, unit: int) -> list[str]:
        """Say where it shares only what is commoner outside than among the members."""
        held = [(here, there) for _, code, here, there in self.rows if unit in self.holders[code]]
        if not held or any(there <= here for here, there in held):
            return []
        return ["It shares with the members only what more accounts outside share than members do"]

    def _lacks(self, unit: int, kinds: set[str]) -> list[str]:
        """Say the most telling value that most others share and this one does not.

        Of `kinds` it shares another value, which is told.
        """
        common = [row for row in self.rows[:TELLING] if row[2] > 0.5 * len(self.members)]
        for kind, code, here, there in common:
            if kind not in kinds and unit not in self.holders[code]:
                others = among(here, len(self.members) - 1, "other member")
                outside = (
                    f"{there:,} others" if there > 1 else "1 other" if there else "nobody else"
                )
                return [
                    f"It does not share {PHRASES[kind]} that {others} and {outside} in the log "
                    "share"
                ]
        return []

    def _weak(self, number: int) -> list[str]:
        """Say when its evidence is among the weakest, or rests on little."""
        out = []
        own = self.log_lr[number]
        place = int((self.log_lr < own).sum())
        # where the scale ends many are equal: who is weaker than nobody is not weak
        weaker = bool((self.log_lr > own).any())
        if len(self.members) >= 10 and place < WEAK * len(self.members) and weaker:
            some = f"only {place:,} {'has' if place == 1 else 'have'}" if place else "none has"
            whose = "their" if place > 1 else "its"
            out.append(
                f"Of the {len(self.members):,} members {some} weaker evidence of {whose} own"
            )
        unit = int(self.members[number])
        few = int(self.scene.view.accounts.n_slice[unit])
        if few < FEW:
            out.append(f"Only {counted(few, 'harvest-like request')} of it {_are(few)} known")
        return out

    def _statistics(self, unit: int) -> list[tuple[float, str]]:
        """Say its statistics with their weights, weightiest first."""
        accounts = self.scene.view.accounts
        amounts = counts(self.scene, unit)
        out = []
        for name, spread in self.spread.items():
            words = WORDS[name]
            value = float(self.scene.natural[words.natural][unit])
            score = float(accounts.scores[name][unit])
            if not np.isfinite(value + score) or name not in self.halves:
                continue
            mine, theirs = self.halves[name]
            weight = spread.weight(score)
            here = words.show(value)
            # what a reader cannot see in the figures is not told
            inside, outside = mine.holds(value, here), theirs.holds(value, here)
            if abs(weight) < LEAST_WEIGHT or (inside and outside) or mine.words == theirs.words:
                continue
            if inside != outside and inside != (weight > 0):
                continue
            far = mine.gap(value) > NEAR * theirs.gap(value)
            if mine.nearly(value, here) if weight < 0 else far:
                continue
            if name in MORE and value < theirs.low:
                weight = -abs(weight)
            said = words.said.format(here=here, **amounts)
            beside = f"(middle half of the members {mine.words}, of {self.others.words} "
            out.append((weight, f"{said} {beside}{theirs.words})"))
        return sorted(out, key=lambda pair: (-abs(pair[0]), pair[1]))


def _are(count: int) -> str:
    return "is" if count == 1 else "are"
