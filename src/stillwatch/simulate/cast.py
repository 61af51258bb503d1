"""The cast: accounts and their streams, and the means that populations build them with."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import msgspec
import numpy as np

from stillwatch.simulate import network as net
from stillwatch.simulate import people
from stillwatch.simulate.grammar import Grammar
from stillwatch.simulate.ranges import Range
from stillwatch.simulate.rhythm import Rhythms, fit
from stillwatch.simulate.stream import Actor, Fragment, Stream, Style
from stillwatch.simulate.workqueue import WorkQueue
from stillwatch.simulate.world import START, World

DAY = 86_400.0
NEVER = math.inf


@dataclass(frozen=True, slots=True)
class Beat:
    """When a stream is active and how its load goes up and down."""

    rate: float
    start: float
    end: float
    rhythm: int
    gap_shape: float
    day_shape: float


class Cast:
    """Collects actors, streams and queues; offers the draws that populations share."""

    def __init__(self, world: World, grammar: Grammar, ranges: dict[str, dict[str, Range]]) -> None:
        self.world, self.grammar, self._ranges = world, grammar, ranges
        self.rng = np.random.default_rng(0)
        self.network, self.rhythms = net.Network(), Rhythms()
        self.actors: list[Actor] = []
        self.streams: list[Stream] = []
        self.queues: list[WorkQueue] = []
        self.licences: list[dict[str, str]] = []
        """Rows of the account table: declared licences and resellers."""
        self.release = people.RELEASE * world.end

    def reseed(self, label: str, number: int = 0) -> None:
        """Begin an independent run of draws, so that populations do not disturb each other."""
        self.rng = np.random.default_rng([self.world.seed, *label.encode(), number])

    def draw(self, side: str, name: str) -> float:
        """Draw one parameter of a side (`campaign` or `lookalike`)."""
        return self._ranges[side][name].draw(self.rng)

    # --- accounts -----------------------------------------------------------------------------

    def country(self) -> str:
        """Draw a country by its weight."""
        return net.COUNTRIES[int(self.rng.integers(len(net.COUNTRIES)))]

    def identity(
        self,
        *,
        created: float,
        country: str | None = None,
        mail: str | None = None,
        card: str | None = None,
        business: bool = False,
        org: str | None = None,
    ) -> people.Identity:
        """Draw an account; `created` is in seconds since the world's begin."""
        rng = self.rng
        fields: dict[str, Any] = {
            "org": org,
            "key": f"key_{people.token(rng, 8)}",
            "created": people.stamp(START + created),
            "country": country or self.country(),
            "plan": people.plan(rng, business),
            "verified": bool(rng.random() < (0.8 if business else 0.45)),
            "payment": card or (f"pay_{people.token(rng)}" if rng.random() < 0.9 else None),
            "email_domain": mail or people.mail_domain(rng),
        }
        return people.Identity(f"acct_{people.token(rng)}", None, fields)

    def old_date(self) -> float:
        """Draw a sign-up before the log, seconds since the world's begin: most are months old."""
        return -DAY * (5 + self.rng.exponential(260))

    def add(self, who: people.Identity, population: str, campaign: str | None = None) -> int:
        """Add an account (or end user); returns the actor's number."""
        lost = ("signup" in self.world.lacks) and (
            "created", "country", "plan", "verified", "payment", "email_domain",
        )  # fmt: skip
        fields = {k: v for k, v in who.fields.items() if v is not None and k not in (lost or ())}
        whole = {"id": who.account} | ({"end_user": who.end_user} if who.end_user else {}) | fields
        actor = Actor(who.account, who.end_user, population, campaign, msgspec.json.encode(whole))
        self.actors.append(actor)
        return len(self.actors) - 1

    # --- clients ------------------------------------------------------------------------------

    def software(self, browser: float = 0.5) -> net.Software:
        """Draw popular client software; `browser` is the chance that it is a browser."""
        among = net.BROWSERS if self.rng.random() < browser else net.LIBRARIES
        return among[min(int(self.rng.exponential(4.0)), len(among) - 1)]

    def client(self, place: net.Place, software: net.Software) -> Fragment:
        """Return a `client` object."""
        return msgspec.json.encode(
            {
                "ip": place.ip,
                "asn": place.asn,
                "country": place.country,
                "user_agent": software.user_agent,
                "ja4": software.ja4,
            }
        )

    def home(self, country: str, browser: float = 0.6) -> tuple[Fragment, ...]:
        """Return the clients of a person: at home, another lease, often a phone, seldom a VPN."""
        rng, software = self.rng, self.software(browser)
        if rng.random() < 0.07:
            country = self.country()  # lives elsewhere than the account says
        home = self.network.place(rng, "residential", country)
        found = [self.client(home, software)]
        if rng.random() < 0.5:
            found.append(self.client(self.network.same_provider(rng, home), software))
        if rng.random() < 0.35:
            found.append(
                self.client(self.network.place(rng, "mobile", country), self.software(0.9))
            )
        if rng.random() < 0.06:
            found.append(self.client(self.network.place(rng, "vpn", country), software))
        return tuple(found)

    def server(self, country: str, kind: str = "hosting") -> tuple[Fragment, ...]:
        """Return the clients of a program on one to three machines near each other."""
        place, software = self.network.place(self.rng, kind, country), self.software(0.02)
        near = [self.network.near(self.rng, place) for _ in range(int(self.rng.integers(0, 3)))]
        return tuple(self.client(p, software) for p in (place, *near))

    # --- behaviour ----------------------------------------------------------------------------

    def rhythm(self, country: str, depth: float, human: bool = True) -> int:
        """Return the rhythm of a country's day."""
        zone = net.ZONES.get(country, 0)
        return self.rhythms.human(depth, zone) if human else self.rhythms.office(depth, zone)

    def burst(self) -> float:
        """Draw a Gamma gap shape from the fitted coefficients of variation."""
        cv = float(np.interp(self.rng.random(), fit()["quantiles"], fit()["burstiness"]["gap_cv"]))
        return float(np.clip(cv**-2, 0.08, 2.0))

    def adopts(self, mean_days: float = 7.0) -> float:
        """Draw when an account moves to the new model: some at once, most slowly, some never."""
        u = self.rng.random()
        if u < 0.1:
            return self.release + self.rng.uniform(0, DAY)
        if u > 0.75:
            return NEVER
        return self.release + DAY * float(self.rng.exponential(mean_days))

    def model(self) -> str:
        """Draw a model that is out before the log begins."""
        return people.MODELS[int(self.rng.choice(5, p=[0.42, 0.3, 0.15, 0.05, 0.08]))]

    def stream(
        self,
        actor: int,
        style: Style,
        beat: Beat,
        clients: tuple[Fragment, ...],
        models: tuple[str, str, float] | None = None,
        **more: Any,
    ) -> None:
        """Add a stream; `models` is before, after, and when it moves (default: like a person)."""
        before, after, adopts = models or (self.model(), people.NEW_MODEL, self.adopts())
        rate = beat.rate * self.world.rate
        self.streams.append(
            Stream(
                actor,
                style,
                rate,
                beat.start,
                beat.end,
                beat.rhythm,
                beat.gap_shape,
                beat.day_shape,
                clients,
                (before, after),
                adopts,
                **more,
            )
        )

    def heavy_rate(self, median: float, sigma: float) -> float:
        """Draw a lognormal rate (exchanges a day), cut at 60 times its median."""
        return min(60.0, math.exp(sigma * self.rng.standard_normal())) * median

    def params(self, business: bool = False) -> Fragment:
        """Draw request settings as people and programs send them, beginning with a comma."""
        rng = self.rng
        endpoint = ("chat.completions", "responses", "messages")[
            int(rng.choice(3, p=[0.6, 0.2, 0.2]))
        ]
        sent: dict[str, Any] = {"endpoint": endpoint}
        if rng.random() < 0.6:
            sent["temperature"] = float(rng.choice([0, 0, 0.2, 0.3, 0.5, 0.7, 0.7, 0.8, 1.0, 1.0]))
        if rng.random() < 0.25:
            sent["top_p"] = float(rng.choice([0.8, 0.9, 0.95, 0.95, 1.0]))
        if rng.random() < 0.65:
            sent["max_tokens"] = int(rng.choice([256, 512, 1024, 2048, 4096, 4096, 8192, 16384]))
        if rng.random() < (0.1 if business else 0.4):
            sent["stream"] = True
        if rng.random() < 0.06:
            sent["seed"] = int(rng.integers(1, 100))
        if rng.random() < 0.02:
            sent["logprobs"] = True
        if rng.random() < 0.22:
            sent["reasoning"] = {"effort": ("low", "medium", "high")[int(rng.integers(3))]}
            if rng.random() < 0.3:
                sent["reasoning"]["summary"] = "auto"
        return b"," + msgspec.json.encode(sent)[1:-1]

    def presets(self, n: float, business: bool = False) -> tuple[Fragment, ...]:
        """Draw `n` request settings in use."""
        return tuple(self.params(business) for _ in range(max(1, round(n))))

    # --- words --------------------------------------------------------------------------------

    def wraps(self, rule: str, n: int) -> tuple[tuple[bytes, bytes], ...]:
        """Draw `n` instructions around an item, each as what stands before and after it."""
        parts = [text.partition(b"<<>>") for text in self.phrases(rule, n)]
        return tuple((before, after) for before, _, after in parts)

    def phrases(self, rule: str, n: int) -> tuple[bytes, ...]:
        """Draw `n` texts of a rule, escaped for a JSON string."""
        return tuple(self.grammar.texts(rule, self.rng.integers(1 << 62, size=n).astype(np.uint64)))

    def seed(self) -> int:
        """Draw a seed for a set of items."""
        return int(self.rng.integers(1 << 62))

    def choose(self, among: Sequence[Any]) -> Any:
        """Draw one of a sequence, all alike."""
        return among[int(self.rng.integers(len(among)))]
