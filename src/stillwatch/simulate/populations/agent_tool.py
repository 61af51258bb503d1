"""Thousands of unrelated accounts that run one popular open-source coding agent."""

from __future__ import annotations

from stillwatch.simulate.cast import DAY, Beat, Cast
from stillwatch.simulate.kinds import Population
from stillwatch.simulate.network import AGENT
from stillwatch.simulate.stream import Style

_TOOLS = b',"endpoint":"messages","max_tokens":8192,"stream":true,"tools":[' + b",".join(
    b'{"name":"%s"}' % name
    for name in (b"read_file", b"edit_file", b"run_command", b"search", b"list_files", b"finish")
) + b"]"  # fmt: skip


class AgentTool(Population):
    """Claim: a shared system prompt, tools, user agent and JA4 are no guilt."""

    name = "agent_tool"
    share = 0.10
    lookalike = True

    def build(self, cast: Cast, n: int) -> None:
        """Add the accounts; the tool itself is the same in every world."""
        rng, end = cast.rng, cast.world.end
        # one program: one system prompt, whoever runs it
        system = (cast.grammar.texts("system.agent", cast.rng.integers(1, 2, 1).astype("u8"))[0],)
        styles = [
            Style(
                content=(("agentic.en", float(rng.uniform(0.2, 1))), ("coding.en", 1.0)),
                one_shot=float(rng.uniform(0.05, 0.6)),
                turns=float(rng.uniform(3, 7)),
                think_s=float(rng.uniform(4, 30)),
                systems=system,
                params=(_TOOLS, _TOOLS + b',"temperature":0'),
                repeat=float(rng.uniform(0, 0.2)),
                tool_turns=float(rng.uniform(0.5, 0.9)),
                session=bool(rng.random() < 0.5),
            )
            for _ in range(min(n, 300))
        ]
        for _ in range(n):
            fresh = rng.random() < 0.25
            start = rng.uniform(0, end) if fresh else -DAY
            who = cast.identity(
                created=start - rng.exponential(0.3 * DAY) - 60 if fresh else cast.old_date()
            )
            country = who.fields["country"]
            place = cast.network.place(rng, "residential", country)
            office = cast.network.place(rng, "corporate", country)
            used = (place, office) if rng.random() < 0.3 else (place,)
            clients = tuple(cast.client(p, AGENT) for p in used)
            beat = Beat(
                cast.heavy_rate(3.2, 1.2), start, 2 * end,
                cast.rhythm(country, float(rng.uniform(0.0, 1.5)), rng.random() < 0.6),
                cast.burst(), float(rng.uniform(0.4, 6)),
            )  # fmt: skip
            models = (cast.choose(("aster-2-code", "aster-2-pro")), "aster-3-pro", cast.adopts(3.0))
            cast.stream(cast.add(who, self.name), cast.choose(styles), beat, clients, models)
