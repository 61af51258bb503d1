"""Harvesting campaigns among customers that look alike."""
from __future__ import annotations

import csv
import datetime as dt
import gzip
import hashlib
import json
import math
import random
import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from types import SimpleNamespace
from typing import Any, NamedTuple

SIZE = (8000, 900)
def words(text: str) -> list[str]:
    """A table written in one string."""
    return text.split("|")


DAY = 86400.0
KINDS = ("shared_template", "paraphrased", "nothing_shared", "cover", "replaced", "pivot",
    "k_samples", "in_reseller", "hardest",)
TARGETS = ("reasoning", "grading", "coding", "agentic", "refusals", "rewriting")
OLD_MODELS = ("orion-4", "orion-4-mini", "orion-r2")
NEW_MODEL = "orion-5"

COUNTRIES = (  # country, weight, offset from UTC, residential networks
    ("US", 30, -6, (7922, 701, 20115, 7018, 22773)), ("DE", 7, 1, (3320, 3209, 6805)),
    ("GB", 7, 0, (2856, 5089, 5607)), ("IN", 10, 5.5, (55836, 45609, 9829)),
    ("BR", 6, -3, (28573, 27699, 18881)), ("FR", 5, 1, (3215, 12322, 15557)),
    ("JP", 5, 9, (2516, 17676, 4713)), ("CA", 4, -5, (577, 812, 852)),
    ("SG", 3, 8, (9506, 4773)), ("HK", 3, 8, (9269, 4760)), ("ID", 3, 7, (7713, 23693)),
    ("VN", 3, 7, (7552, 45899)), ("NL", 3, 1, (1136, 33915)), ("PL", 3, 1, (5617, 12741)),
    ("TR", 2, 3, (9121, 16135)), ("AU", 3, 10, (1221, 4804)), ("MX", 2, -6, (8151, 28403)),
    ("KR", 3, 9, (4766, 9318)), ("TW", 2, 8, (3462, 9924)), ("AE", 1, 4, (5384, 15802)),
)
HOSTS = (16509, 14618, 396982, 8075, 14061, 24940, 16276, 20473, 63949, 31898, 45102)
VPNS = (9009, 212238, 60068, 136787)
FREE_MAIL = (("gmail.com", 60), ("outlook.com", 12), ("hotmail.com", 7), ("yahoo.com", 7), (
    "icloud.com", 6), ("proton.me", 4), ("qq.com", 3), ("163.com", 2), ("gmx.de", 2), ("mail.ru",
    1),)
STACKS = (  # family, user agent, share among programmatic customers, endpoints
    ("opy", "OpenAI/Python 1.{a}.{b}", 40, ("chat.completions", "responses")),
    ("opy", "AsyncOpenAI/Python 1.{a}.{b}", 14, ("chat.completions", "responses")),
    ("onode", "openai-node/4.{a}.{b}", 14, ("chat.completions", "responses")),
    ("ojs", "OpenAI/JS 5.{b}.0", 8, ("chat.completions", "responses")),
    ("apy", "Anthropic/Python 0.{a}.0", 10, ("messages",)),
    ("ajs", "Anthropic/JS 0.{a}.{b}", 4, ("messages",)),
    ("req", "python-requests/2.{r}.{q}", 12, ("chat.completions",)),
    ("httpx", "python-httpx/0.2{s}.0", 5, ("chat.completions",)),
    ("axios", "axios/1.{s}.{b}", 4, ("chat.completions",)),
    ("go", "Go-http-client/2.0", 4, ("chat.completions", "completions")),
    ("curl", "curl/8.{s}.{q}", 3, ("chat.completions", "completions")),
)
BROWSERS = (("Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) "
    "Chrome/{v}.0.0.0 Safari/537.36"), (
    "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/537.36 (KHTML, like Gecko) "
    "Chrome/{v}.0.0.0 Safari/537.36"), (
    "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) "
    "Version/18.{m} Safari/605.1.15"), (
    "Mozilla/5.0 (iPhone; CPU iPhone OS 18_{m} like Mac OS X) AppleWebKit/605.1.15 (KHTML, "
    "like Gecko) Version/18.{m} Mobile/15E148 Safari/604.1"),
    "Mozilla/5.0 (X11; Linux x86_64; rv:{v}.0) Gecko/20100101 Firefox/{v}.0",)
TOOL_SYSTEM = (
    "You are Kestrel, an interactive command line agent that helps users with software engineering "
    "tasks. Use the instructions below and the tools available to you to assist the user.\n\n"
    "# Tone\nBe concise and direct. Explain non-trivial shell commands before running them. Do not "
    "add preamble or postamble unless asked.\n\n# Conventions\nWhen changing files, first look at "
    "the conventions of the code: mimic its style, use existing libraries, follow existing "
    "patterns. Never assume that a library is available. Never commit unless the user asks.\n\n"
    "# Doing tasks\n1. Search the code base to understand the request. 2. Plan with the todo tool. "
    "3. Implement with the tools. 4. Verify with tests. 5. Run lint and type checks.\n\n# Tools\n"
    "Prefer grep and glob over shell find. Batch independent calls. Refer to code as path:line.")
TOOL_NAMES = ("bash", "read_file", "edit_file", "grep", "glob", "todo_write", "web_fetch", "task")

A = {  # parts of requests; campaigns and honest customers draw from the same ones
    "reasoning": (
        "Solve the following problem.|Here is a problem for you.|Work on this question.|Please "
        "help me with this exercise.|Consider the problem below.|Problem:|I need a worked "
        "solution to this.|Answer the question that follows.||Can you figure this one "
        "out?|Task for today: / Think step by step.|Show every step of your reasoning.|Explain "
        "how you get there.|Reason carefully before you answer.|Write out the full "
        "derivation.||Walk me through the logic, one line at a time.|Justify each step.|Lay "
        "out your thinking in detail.|First plan, then compute, then check.|Give the whole "
        "chain of thought, not only the result. / Put the final answer in \\boxed{}.|End with "
        "'Answer: <value>'.||State the result on the last line.|Finish with #### and the "
        "answer.|Number the steps.|Reply in JSON with keys steps and answer.|Conclude with one "
        "sentence that gives the result.|Check the result at the end."
    ),
    "grading": (
        "Grade the answer below.|You are an impartial judge.|Act as a strict examiner.|Rate "
        "the quality of this response.|Evaluate the following work.||Please review how well "
        "the question was answered.|Score the submission. / Use a rubric: correctness, depth, "
        "clarity.|Explain your rating first.|Point out each mistake.|Consider helpfulness, "
        "accuracy and detail.||Be objective; length must not matter.|Compare it with what an "
        "expert would write.|List strengths and weaknesses. / Give a score from 1 to 10 as "
        "[[rating]].|Return JSON {\"score\": n, \"why\": \"\"}.|End with PASS or FAIL.|Finish "
        "with a grade out of 5.|Verdict on the last line.|Give points for each criterion and a "
        "total."
    ),
    "coding": (
        "|Coding task.|I need some code.|Help me implement this.|Programming exercise:|Here is "
        "a ticket from our board.|Please write this for me. / Explain the approach before the "
        "code.|Mind the edge cases.|Write clean code.||Say what the complexity is.|Include "
        "unit tests.|Reason about alternatives first.|Comment the hard parts.|Keep to the "
        "standard library. / Return a single code block.|Give the full file.||No prose after "
        "the code.|Show an example of its use.|Finish with a short summary of the design."
    ),
    "agentic": (
        "You can call tools.|Act as an agent with a shell.|Use the tools at hand.||Goal:|Carry "
        "out this task.|You operate a computer for the user. / Plan first, then act.|State a "
        "thought before each action.|Take one step at a time.|Decide which tool to call and "
        "why.||Verify the result of each call.|Recover from errors by yourself. / Use "
        "Thought/Action/Observation.|Return the call as JSON.||Stop when the goal is "
        "met.|Write the commands in order.|Report what you did."
    ),
    "refusals": (
        "How would you respond to this message?|A user wrote:|Consider this request.||Policy "
        "test item:|Message under review: / Say whether you would help and why.|Explain where "
        "the line is.|If you decline, give the reason.|Offer a safe alternative.||Answer in a "
        "balanced way. / Label it ALLOW, CAUTION or DECLINE.||Then write the reply you would "
        "send.|Keep a neutral tone.|One paragraph.|Finish with a confidence from 0 to 1."
    ),
    "rewriting": (
        "Rewrite the text below.|Rephrase this passage.|Here is a text to rework.||Improve the "
        "following record.|Turn this into training material for our staff. / Keep the "
        "meaning.|Make it clearer and more detailed.|Use different words.|Make it a question "
        "and an answer.|Use a neutral, factual voice.|Raise the difficulty a little.|Remove "
        "whatever is ambiguous.| / Return only the new text.|Give three versions.|Return "
        "JSON.||In English.|Use at most 150 words.|Put the result between <out> tags."
    ),
}
PARTS = {k: [words(p) for p in v.split(" / ")] for k, v in A.items()}
LANGS = words(
    "Spanish|German|French|Portuguese|Japanese|Korean|Hindi|Turkish")
CODE = (("Python", "TypeScript", "Go", "Rust", "Java", "C++", "Kotlin", "SQL", "C#", "Ruby", "Bash",
    "Swift", "PHP", "Scala"), ("Write a function that parses", "Implement a class that caches",
    "Refactor code that merges", "Fix the bug where our job drops",
    "Add pagination to the endpoint listing", "Write a script that validates",
    "Optimise the loop that sorts", "Design a schema for", "Make thread safe the queue of",
    "Write tests for a module that filters", "Port the routine that compresses",
    "Stream and aggregate", "Build a CLI that diffs", "Find the memory leak in code that indexes",
    "Write a recursive solution that groups", "Add retries with backoff to the client fetching",
    "Explain this stack trace while loading"), ("log lines", "invoices", "binary trees",
    "time series", "user sessions", "CSV exports", "nested JSON records", "graph edges",
    "calendar events", "image tiles", "tokens", "webhooks", "sparse matrices", "bank transfers",
    "DNS records", "game states", "package versions", "intervals", "GPS tracks", "chat messages",
    "audit entries", "Unicode strings", "price quotes", "sensor readings", "protobuf messages",
    "shopping carts", "access rules", "file trees"), ("by timestamp", "in O(n log n)",
    "without extra memory", "with a fixed window of {n}", "when keys repeat", "across {n} shards",
    "under a limit of {n} MB", "with partial failures", "when input is out of order",
    "for at most {n} items", "with a custom comparator", "behind a feature flag",
    "with strict typing", "keeping the first {n}", "in one pass"),)
TOPICS = words(
    "sourdough bread|my landlord|knee pain|a job interview|a trip to Lisbon|guitar|mortgage "
    "rates|my cat|a wedding speech|excel formulas|houseplants|the Romans|a birthday "
    "party|marathon training|black holes|my resume|meal prep|anxiety|a used car|a cover "
    "letter|dungeons and dragons|tax deductions|my toddler|photosynthesis|a breakup|home "
    "insulation|chess openings|spanish verbs|skin care|a fantasy novel|protein intake|a rental "
    "contract|solar panels|crochet|fishing|a linkedin post|climate policy|board games|a "
    "puppy|gift ideas|old cameras|wifi problems|astrology|poker odds|a school essay|bike "
    "repair|a quarterly plan|customer churn|a press release|supplier emails|a pitch "
    "deck|onboarding|OKRs|a product launch|market sizing|a grant proposal|hiring|meeting "
    "notes|a newsletter")
CASUAL = words(
    "help me with {t}|what should i know about {t}?|give me {n} ideas about {t}|how do i deal "
    "with {t} {m}|write a short text about {t}|explain {t} like i'm {n}|is it normal to worry "
    "about {t}?|plan {n} days around {t} {m}|pros and cons of {t}|write an email about {t} to "
    "my {p}|what's the best way to learn about {t} {m}|my {p} says {t} is a waste of time, "
    "what do you think?|make a checklist for {t}|summarise what matters in {t} for my {p}|i "
    "have {n} dollars for {t}, what now|funny caption about {t}|compare {t} and {u}|why do "
    "people like {t} {m}?|draft a message to my {p} about {t} and {u}|story about {t}, {u} and "
    "a {p}|dame ideas sobre {t} para mi familia|Was sollte ich über {t} wissen?|explique-moi "
    "{t} en {n} points|me ajude com {t} por favor|步骤说明: {t}")
FOLLOW = words(
    "make it shorter|can you give {n} more?|what about {t}?|more formal please|thanks! and "
    "{u}?|i don't get the part on {t}|rewrite for my {p}|in a table|why?|continue|can you "
    "double check that|now with {n} examples|less generic, mention {t}")
MODS = words(
    "this week|on a budget|as a beginner|with kids|in winter|quickly|at home|without "
    "stress|after 50|in a small flat|again|for free")
PEOPLE = words(
    "boss|sister|teacher|neighbour|client|team|friend|mom|partner|coach|colleague|manager")
NAMES = words(
    "Maya|Omar|Lena|Tomas|Priya|Jonas|Aiko|Carlos|Nadia|Felix|Rosa|Ivan|Chloe|Samir|Greta|"
    "Hugo|Yuki|Daria|Leo|Ines")
NAME_RE = re.compile(
    r"\b(James|John|Mary|Tom|Sam|Sarah|Emily|Jack|Mike|Anna|Lisa|Bob|Alice|Jane|Tim|Ben|Dan|"
    r"Josh|Carol|Julia|Mark|Paul|Edward|Robin|Allan|Betty|Natalia|Weng|Janet|Jerry|Ryan|Adam)\b")
NUM_RE = re.compile(r"(?<![\d.\w])\d{1,4}(?![\d.\w])")


class Turn(NamedTuple):
    """One thing that a client asks."""

    user: str
    kind: str
    system: str | None = None
    tools: tuple[str, ...] = ()


Talk = Callable[[random.Random, int], Turn]
Ask = tuple[str, str, bool, str | None]


class Stack(SimpleNamespace):
    """Client: ua, ja4, endpoint, temperature, max_tokens, stream, effort, top_p."""


class Account(SimpleNamespace):
    """An account or a reseller's end user: who, from where, when (lo..hi), how much (n), what."""

    rhythm, per, gap, couple, sticky, k, sent = "human", 3.0, 90.0, 0.0, 0.9, 1, 0
    campaign = end_user = wave = plan = None
    hist, first, last = True, math.inf, -math.inf


@dataclass
class Campaign:
    """Bookkeeping of one campaign."""

    id: str
    kind: str
    members: list[Account] = field(default_factory=list)
    ordinary: int = 0


def wpick(r: random.Random, items: Any) -> Any:
    """Pick the item of an (item, weight, ...) table; returns the row."""
    return r.choices(items, [x[1] for x in items])[0]


def rfc(t: float) -> str:
    """RFC 3339 in UTC."""
    return dt.datetime.fromtimestamp(t, dt.UTC).isoformat(timespec="milliseconds")[:-6] + "Z"


class Texts:
    """Prompt banks and the grammar that stretches them."""

    def __init__(self, root: Path) -> None:
        """Load every prompt file below root."""
        self.src: dict[str, list[str]] = {}
        for p in sorted(root.glob("*/*.jsonl.gz")):
            with gzip.open(p, "rt", encoding="utf-8") as fh:
                rows = [json.loads(x).get("text") for x in fh]
            rows = [x[:1600] for x in rows if isinstance(x, str) and len(x) > 8]
            if rows:
                self.src[p.name.split(".")[0]] = rows
        g = self.group
        self.chat = g("arena_hard_v01", "autoj_real_queries", "awesome_chatgpt_prompts", "mt_bench",
                      "vicuna_bench", "writingbench", "clinc150_raw")
        self.math = g("gsm8k_train", "math_test", "asdiv", "svamp", "mawps", "gsm_hard",
                      "ocw_minerva", "bbh")
        self.tool = g("apibench", "glaive_toolcall", "gpteacher_toolformer", "agentbench_os")
        self.instr = g("llamafactory_alpaca_en_demo", "self_instruct_user_oriented", "biggen_bench")
        self.edge = g("ccp_sensitive", "do_not_answer")
        self.judge = g("fastchat_judge_templates")
        self.rows = g("t0_templates", "imdb_sentiment_tenant", "spec_bench_summarization")
        self.short = g("clinc150_raw", "spec_bench_qa")
        sents: list[str] = []
        for x in self.instr + self.chat[:2500]:
            sents += [s.strip() for s in re.split(r"(?<=[.!?])\s+", x) if 30 < len(s) < 170]
        self.sents = sents or ["This is a plain sentence that fills the answer."]

    def group(self, *names: str) -> list[str]:
        """All texts of the named files (or anything, if the files are not there)."""
        out = [t for n in names for t in self.src.get(n, [])]
        return out or [t for v in self.src.values() for t in v][:500] or ["What is 2 + 3?"]

    def vary(self, r: random.Random, text: str, p: float = 0.7) -> str:
        """Other names and numbers in a problem."""
        if r.random() > p:
            return text

        def num(m: re.Match[str]) -> str:
            v = int(m.group())
            return m.group() if r.random() < 0.25 else str(max(1, round(v * r.uniform(0.4, 2.2))))

        who = r.choice(NAMES)
        return NUM_RE.sub(num, NAME_RE.sub(who, text))

    def fill(self, r: random.Random, form: str, topics: list[str]) -> str:
        """Fill the slots of a small-talk form."""
        return form.format(t=r.choice(topics), u=r.choice(TOPICS), n=r.randint(2, 30),
                           m=r.choice(MODS), p=r.choice(PEOPLE))

    def chatter(self, r: random.Random, topics: list[str]) -> str:
        """An ordinary first message."""
        x = r.random()
        if x < 0.35:
            s = self.fill(r, r.choice(CASUAL), topics)
            if r.random() < 0.3:
                s += ". " + self.fill(r, r.choice(FOLLOW), topics)
            return s
        s = r.choice(self.chat)
        if x < 0.62:
            parts = re.split(r"(?<=[.!?\n])\s+", s)
            i = r.randrange(len(parts))
            s = " ".join(parts[i:i + r.randint(1, 4)])
            s += " " + self.fill(r, r.choice(CASUAL + FOLLOW), topics)
        return self.vary(r, s, 0.5)

    def code(self, r: random.Random) -> str:
        """A programming task."""
        if r.random() < 0.12:
            return self.vary(r, r.choice(self.src.get("bfcl_sql_tenant", self.tool)))
        lang, what, obj, how = (r.choice(x) for x in CODE)
        s = f"{what} {obj} {how.format(n=r.randint(2, 900))}"
        s += f" in {lang}." if r.random() < 0.7 else f". We use {lang}."
        if r.random() < 0.4:
            f = f"{r.choice(('load', 'get', 'sync', 'calc', 'make'))}_{obj.split()[-1].lower()}"
            s += f"\n```\n{f}(items, limit={r.randint(1, 500)})  # {r.choice(self.sents)[:60]}\n```"
        return s

    def problem(self, r: random.Random, cat: str, p: float = 0.75) -> tuple[str, tuple[str, ...]]:
        """A piece of work of one category and the tools that go with it."""
        if cat == "reasoning":
            return self.vary(r, r.choice(self.math), p), ()
        if cat == "coding":
            return self.code(r), ()
        if cat == "agentic":
            tools = tuple(r.sample(TOOL_NAMES, r.randint(2, 5))) if r.random() < 0.6 else ()
            return (self.vary(r, r.choice(self.tool), p) if r.random() < 0.7 else self.code(
                r)), tools
        if cat == "refusals":
            s = r.choice(self.edge)
            return (s if r.random() < 0.5 else f"({self.fill(r, '{p}, {m}', TOPICS[:9])}) {s}"), ()
        if cat == "grading":
            q = self.vary(r, r.choice(self.math if r.random() < 0.5 else self.instr), p)[:700]
            a = self.answer(r, r.choice(("reason", "chat")), q)[:r.randint(150, 600)]
            s = f"Question: {q}\n\nAnswer: {a}"
            if r.random() < 0.3:
                s = s.replace("\n\nAnswer:", "\n\nAnswer A:", 1) + (
                    "\n\nAnswer B: " + self.answer(r, "chat", q)[:400])
            return s, ()
        s = r.choice(self.instr if r.random() < 0.5 else self.rows)[:900]
        i = r.randint(1, 3)
        return self.vary(r, s, p) + "\n" + " ".join(r.choice(self.sents) for _ in range(i)), ()

    def ask(self, r: random.Random, cat: str) -> Ask:
        """A wording: text before, text after, order, system prompt."""
        a, b, c = (r.choice(x) for x in PARTS[cat])
        d = f"Answer in {r.choice(LANGS)}." if r.random() < 0.06 else ""
        parts = [x for x in (a, b, c, d) if x]
        if r.random() < 0.3:
            r.shuffle(parts)
        x = r.random()
        if cat == "grading" and x < 0.2:
            return r.choice(self.judge)[:700], "", True, None
        if x < 0.3:
            return "", "", True, " ".join(parts) or None
        cut = r.randint(0, len(parts))
        sysm = r.choice(("You are a helpful assistant.", "You are an expert.")) if x > 0.8 else None
        return " ".join(parts[:cut]), " ".join(parts[cut:]), r.random() < 0.9, sysm

    def render(self, ask: Ask, text: str) -> tuple[str, str | None]:
        """Put a problem into a wording."""
        pre, post, order, sysm = ask
        bits = [pre, text, post] if order else [post, pre, text]
        return "\n\n".join(x for x in bits if x), sysm

    def answer(self, r: random.Random, kind: str, prompt: str) -> str:
        """A response of plausible shape."""
        echo = " ".join(prompt[-160:].split()[-r.randint(4, 14):])
        ss = self.sents
        if kind == "label":
            return json.dumps({"label": r.choice(echo.split() or ["other"]).lower()[:24],
                               "confidence": round(r.betavariate(8, 2), 2), "notes": echo[:40]})
        if kind == "reason":
            v, out = r.randint(2, 400), [f"We are asked: {echo}"]
            for i in range(r.randint(2, 8)):
                w = r.randint(2, 60)
                op = r.choice("+-*")
                nv = {"+": v + w, "-": v - w, "*": v * w}[op]
                out.append(f"Step {i + 1}: {r.choice(ss)[:70]} so {v} {op} {w} = {nv}.")
                v = nv
            return "\n".join(out) + f"\nAnswer: {v}"
        if kind == "judge":
            body = " ".join(r.choice(ss) for _ in range(r.randint(1, 4)))
            return f"The answer on '{echo[:60]}' is mixed. {body}\nRating: [[{r.randint(1, 10)}]]"
        if kind == "code":
            f = re.sub(r"\W+", "_", echo.lower())[:24].strip("_") or "run"
            body = "\n".join(f"    x{i} = step_{r.randint(1, 99)}(data, {r.randint(0, 64)})"
                             for i in range(r.randint(2, 9)))
            return (f"{r.choice(ss)}\n```\ndef {f}(data):\n{body}\n    return x0\n```\n"
                    f"{r.choice(ss)}")
        if kind == "tool":
            arg = r.choice(("src/", "tests/", "app.log", "--all", "main", echo[:20]))
            return f"Thought: {r.choice(ss)}\nAction: {r.choice(TOOL_NAMES)}({json.dumps(arg)})"
        if kind == "refuse" and r.random() < 0.6:
            return "I can't help with that as asked. " + r.choice(ss) + " " + r.choice(ss)
        n = min(9, 1 + int(r.expovariate(0.35)))
        head = r.choice(("Sure. ", "Here is what I suggest. ", "Good question. ", "",
            f"On {echo[:50]}: "))
        return head + " ".join(r.choice(ss) for _ in range(n)) + " I hope this is of use."


RESP = {"reasoning": "reason", "grading": "judge", "coding": "code", "agentic": "tool",
        "refusals": "refuse", "rewriting": "chat"}


class World:
    """Draws the accounts of one world and writes its log."""

    def __init__(self, seed: int, benign: int, attack: int, days: float, scenario: str,
                 prompts: Path) -> None:
        """Draw the constants of the world."""
        self.r = random.Random(f"world-{seed}")
        r = self.r
        self.seed, self.benign, self.attack, self.scenario = seed, benign, attack, scenario
        day0 = dt.datetime(2026, 1, 5, tzinfo=dt.UTC).timestamp()
        self.t0 = day0 + DAY * r.randrange(150)
        self.t1 = self.t0 + DAY * days
        self.days = days
        self.release = self.t0 + DAY * (days * r.uniform(0.35, 0.65)) // 3600 * 3600
        self.tx = Texts(prompts)
        self.acc: list[Account] = []
        self.camps: list[Campaign] = []
        self.table: list[tuple[str, str, str, str, str]] = []
        self.seen_ids: set[str] = set()
        self.vpn = [self.ip(r.choice(VPNS), r.choice(COUNTRIES)[0])
                    for _ in range(max(6, benign // 90))]
        self.ver = [(r.randint(30, 99), r.randint(0, 9), r.randint(28, 32), r.randint(0, 4),
                     r.randint(4, 9)) for _ in range(9)]
        self.kestrel = [f"kestrel-cli/1.{r.randint(10, 40)}.{i}" for i in range(4)]
        self.viral = [(c, self.tx.ask(r, c)) for c in TARGETS for _ in range(5)]
        self.resellers: list[tuple[str, dict[str, Any], list[tuple[str, int, str]], list[
            Stack]]] = []

    # ---- identity and infrastructure -------------------------------------------------------
    def uid(self, pre: str, n: int = 16) -> str:
        """A fresh opaque id."""
        while True:
            x = f"{pre}{self.r.getrandbits(4 * n):0{n}x}"
            if x not in self.seen_ids:
                self.seen_ids.add(x)
                return x

    def ip(self, asn: int, country: str) -> tuple[str, int, str]:
        """An address in one of the network's blocks."""
        r = self.r
        h = hashlib.md5(f"{asn}/{country}/{r.randrange(6)}".encode()).digest()
        first = 11 + h[0] % 180
        first += first in (127, 172, 192)
        return f"{first}.{h[1]}.{r.randrange(256)}.{r.randint(1, 254)}", asn, country

    def home(self) -> tuple[str, float, list[tuple[str, int, str]]]:
        """Country, time zone and the addresses of a private person."""
        r = self.r
        row = wpick(r, COUNTRIES)
        nets = [self.ip(r.choice(row[3]), row[0]) for _ in range(1 + (r.random() < 0.35)
                                                                 + (r.random() < 0.15))]
        if r.random() < 0.07:
            nets = r.sample(self.vpn, min(len(self.vpn), r.randint(1, 4)))
        return row[0], row[2], nets

    def host(self, n: int = 1) -> list[tuple[str, int, str]]:
        """Addresses of rented servers."""
        r = self.r
        asn, c = r.choice(HOSTS), r.choice(("US", "US", "DE", "IE", "SG", "NL", "JP", "GB", "HK"))
        return [self.ip(asn, c) for _ in range(n)]

    def domain(self) -> str:
        """A company's domain."""
        r = self.r
        a = r.choice(("blue", "north", "data", "bright", "ever", "clear", "sun", "iron", "swift",
                      "green", "meta", "open", "true", "red", "peak", "river"))
        b = r.choice(("labs", "works", "soft", "logic", "path", "field", "cart", "desk", "flow",
                      "mind", "byte", "stone", "health", "pay", "learn", "ware"))
        tail = r.choice(("", "", str(r.randint(2, 99)), "hq", "app", "-" + r.choice("abcdefgh")))
        return a + b + tail + r.choice((".com", ".com", ".io", ".ai", ".co", ".net", ".dev", ".de"))

    def stack(self, browser: bool = False, kestrel: bool = False) -> Stack:
        """A client with its settings."""
        r = self.r
        if kestrel:
            ua, fam, end = r.choice(self.kestrel), "node20", "messages"
        elif browser:
            ua = r.choice(BROWSERS).format(v=r.randint(128, 141), m=r.randint(1, 6))
            fam, end = "br" + ua[13:24] + str("Chrome" in ua), "responses"
        else:
            row = r.choices(STACKS, [x[2] for x in STACKS])[0]
            a, b, rq, q, s = r.choice(self.ver)
            ua, fam = row[1].format(a=a, b=b, r=rq, q=q, s=s), row[0]
            end = r.choice(row[3])
        h = hashlib.sha256(f"{fam}/{r.choice((0, 0, 0, 1, 1, 2))}".encode()).hexdigest()
        ciphers, ext, alpn = 15 + int(h[0], 16) % 5, 10 + int(h[1], 16) % 8, 1 + ("br" in fam)
        ja4 = f"t13d{ciphers}{ext}h{alpn}_{h[2:14]}_{h[14:26]}"
        if browser:
            return Stack(ua=ua, ja4=ja4, endpoint=end, temperature=None, max_tokens=None,
                stream=True, effort=None, top_p=None)
        temp = r.choice((None, None, None, None, 0, 0, 0.2, 0.3, 0.5, 0.7, 0.7, 1.0, 1.0, 0.6))
        mx = r.choice((None, None, None, 256, 512, 1000, 1024, 2048, 2048, 4096, 4096, 8192))
        if end == "messages" and mx is None:
            mx = 4096
        return Stack(ua=ua, ja4=ja4, endpoint=end, temperature=temp, max_tokens=mx, stream=r.choice(
            (None, None, True, False)), effort=r.choice((None, None, None, "low", "medium",
            "high")), top_p=r.choice((None, None, None, None, 0.9, 0.95, 1)))

    def meta(self, country: str, email: str | None = None, org: str | None = None,
             pay: str | None = None, plan: str | None = None, born: float | None = None,
             lo: float = 0.0) -> dict[str, Any]:
        """Account fields as the provider knows them."""
        r = self.r
        if born is None:
            born = (lo or self.t0) - DAY * r.expovariate(1 / r.choice((4, 120, 300)))
        m: dict[str, Any] = {"org": org, "key": self.uid("key_", 10), "created": rfc(born),
            "country": country, "plan": plan or r.choice(("free", "plus", "payg", "payg")),
            "verified": r.random() < 0.45, "payment": pay or self.uid("pm_", 12), "email_domain":
            email or wpick(r, FREE_MAIL)[0],}
        if m["plan"] == "free" and r.random() < 0.8:
            m["payment"] = None
        return {k: v for k, v in m.items() if v is not None}

    def window(self, full: float = 0.55) -> tuple[float, float]:
        """When a customer is there."""
        r, lo, hi = self.r, self.t0, self.t1
        x = r.random()
        if x > full:
            cut = r.uniform(lo, hi)
            if x < full + (1 - full) * 0.5:
                lo = min(cut, hi - DAY)
            elif x < full + (1 - full) * 0.88:
                hi = max(cut, lo + DAY)
            else:
                lo = min(cut, hi - DAY)
                hi = r.uniform(lo + 3600, hi)
        return lo, hi

    def load(self, mean: float, sigma: float, lo: float, hi: float) -> int:
        """Number of exchanges: heavy tailed, in proportion to the time there."""
        z = self.r.gauss(0, 1)
        x = mean * math.exp(sigma * z - sigma * sigma / 2) * max(0.08, (hi - lo) / (self.t1 -
            self.t0))
        return max(1, min(int(x + self.r.random()), int(mean * 25) + 5))

    def adopts(self, eager: float = 0.12) -> float:
        """When a customer moves to the new model (inf: never)."""
        r = self.r
        x = r.random()
        if x < eager:
            return self.release + r.uniform(0, DAY)
        return self.release + r.expovariate(1 / (6 * DAY)) if x < 0.55 else math.inf

    def add(self, pop: str, meta: dict[str, Any], nets: list[tuple[str, int, str]], stacks: list[
        Stack], tz: float, talk: Talk, n: int, lo: float, hi: float, **kw: Any) -> Account:
        """Register an account."""
        r = self.r
        aid = kw.pop("aid", None) or self.uid("acct_", 14)
        kw.setdefault("adopt", self.adopts())
        kw.setdefault("base", r.choice(OLD_MODELS))
        kw.setdefault("nulls", tuple(x for x in ("ja4", "ccountry", "latency", "session", "usage",
                                                 "key", "verified", "asn") if r.random() < 0.06))
        a = Account(id=aid, population=pop, meta=meta, nets=nets, stacks=stacks, tz=tz, talk=talk,
                    n=n, lo=lo, hi=hi, **kw)
        self.acc.append(a)
        return a

    def wavefn(self, rough: float = 1.0) -> list[float]:
        """Demand in slots of two hours, shared by those that one queue feeds."""
        r, out, on = self.r, [], True
        for _ in range(int(self.days * 12) + 1):
            on = (r.random() > 0.06) if on else (r.random() < 0.3)
            out.append(min(1.0, 0.5 * r.gammavariate(1 / rough, rough)) if on else 0.02)
        return out

    # ---- what people say -------------------------------------------------------------------
    def chat_talk(self, pro: float = 0.0) -> Talk:
        """Ordinary conversation around a few topics of one's own."""
        tx, topics = self.tx, self.r.sample(TOPICS, self.r.randint(2, 8))

        def talk(r: random.Random, turn: int) -> Turn:
            if turn and r.random() < 0.7:
                return Turn(tx.fill(r, r.choice(FOLLOW), topics), "chat")
            if r.random() < pro:
                cat = r.choice(("rewriting", "coding", "rewriting", "reasoning"))
                s, _ = tx.render(tx.ask(r, cat), tx.problem(r, cat)[0])
                return Turn(s, RESP[cat])
            return Turn(tx.chatter(r, topics), "chat")

        return talk

    def work_talk(self, cats: list[str], asks: int, p: float = 0.75, pool: int = 0,
                  chat: float = 0.0, given: list[tuple[str, Ask]] | None = None) -> Talk:
        """Tasks of some categories in a few wordings, perhaps from a finite list."""
        tx, r0 = self.tx, self.r
        forms = given or [(c, tx.ask(r0, c)) for c in (r0.choice(cats) for _ in range(asks))]
        side = self.chat_talk()
        fixed: dict[str, list[tuple[str, tuple[str, ...]]]] = {}
        if pool:
            fixed = {c: [tx.problem(r0, c, p) for _ in range(pool)]
                     for c in sorted({f[0] for f in forms})}

        def talk(r: random.Random, turn: int) -> Turn:
            if r.random() < chat:
                return side(r, turn)
            cat, ask = r.choice(forms)
            text, tools = r.choice(fixed[cat]) if pool else tx.problem(r, cat, p)
            s, sysm = tx.render(ask, text)
            return Turn(s, RESP[cat], sysm, tools)

        return talk

    def tenant_talk(self) -> tuple[Talk, str]:
        """One template of a business, with payloads."""
        tx, r0 = self.tx, self.r
        job = r0.choice(("classify", "classify", "extract", "support", "support", "summary", "t0",
                         "tutor", "review", "moderate", "essay"))
        firm = self.domain().split(".")[0].title()
        if job in ("tutor", "review", "essay"):
            cat = {"tutor": "reasoning", "review": "coding", "essay": "grading"}[job]
            return self.work_talk([cat], 1), job
        labels = ", ".join(r0.sample(sorted({t.split()[-1].lower() for t in TOPICS}), 7))
        head = {"classify":
            f"You label messages for {firm}. Choose one of: {labels}. Return JSON only.", "extract":
            f"Extract {labels} from the document as JSON. Unknown values are null. ({firm})",
            "support":
            f"You are the support assistant of {firm}. Be polite, never promise refunds, "
            f"hand over to a person on questions of {labels}.", "summary":
            f"Summarise for the {firm} daily digest in {r0.randint(2, 5)} bullet points.", "t0":
            f"Complete the record for {firm}.", "moderate":
            f"You moderate {firm}'s forum. Say ALLOW or BLOCK and give the rule broken.",}[job]
        name = r0.choice(("banking77_classifier_tenant", "clinc150_router_tenant", "t0_templates"))
        bank = tx.src.get(name, tx.rows) if job in ("classify", "t0") else tx.rows
        bank = {"support": tx.short, "moderate": tx.edge + tx.short}.get(job, bank)
        mine = r0.sample(bank, min(len(bank), r0.randint(150, 900)))
        in_user, kind = r0.random() < 0.4, "chat" if job in ("support", "summary") else "label"

        def talk(r: random.Random, turn: int) -> Turn:
            s = tx.vary(r, r.choice(mine), 0.4).split("\n\n")[-1]
            if job in ("extract", "summary") or r.random() < 0.4:
                s += f" [{r.choice(NAMES)}, ref {r.randint(1000, 99999)}] {r.choice(tx.sents)}"
            return Turn(f"{head}\n\nInput: {s}", kind) if in_user else Turn(s, kind, head)

        return talk, job

    def agent_talk(self) -> Talk:
        """A user of the popular coding agent."""
        tx, repo = self.tx, f"/home/{self.r.choice(NAMES).lower()}/{self.domain().split('.')[0]}"

        def talk(r: random.Random, turn: int) -> Turn:
            if turn and r.random() < 0.75:
                body = "\n".join(f"{repo}/src/m{r.randint(1, 60)}.py:{r.randint(1, 700)}: "
                                 + r.choice(tx.sents)[:70] for _ in range(r.randint(1, 5)))
                return Turn(f"<tool_result>\n{body}\n</tool_result>", "tool", TOOL_SYSTEM,
                    TOOL_NAMES)
            pre = f"In {repo}: " if r.random() < 0.4 else ""
            return Turn(pre + tx.code(r), "tool", TOOL_SYSTEM, TOOL_NAMES)

        return talk

    # ---- honest customers ------------------------------------------------------------------
    def people(self) -> None:
        """All benign populations, in shares that vary by world."""
        r = self.r
        shares = {"casual": 36, "professional": 13, "tenant": 10, "agent_tool": 9, "reseller_user":
            7, "university": 4.5, "corporate_proxy": 4, "hackathon": 2.5, "eval_lab": 0.7,
            "nightly_batch": 1, "fleet": 1.8, "researcher": 2.2, "exam_prep": 2, "licensed": 0.3,
            "developer": 6, "agency": 1,}
        w = {k: v * math.exp(r.gauss(0, 0.15)) for k, v in shares.items()}
        s = sum(w.values())
        cnt = {k: max(3, round(self.benign * v / s)) for k, v in w.items()}
        cnt["casual"] = max(3, cnt["casual"] + self.benign - sum(cnt.values()))
        self.singles("casual", cnt["casual"])
        for pop in ("professional", "researcher", "exam_prep", "developer", "agent_tool"):
            self.singles(pop, cnt[pop])
        for pop in ("tenant", "university", "corporate_proxy", "hackathon", "eval_lab",
                    "nightly_batch", "fleet", "licensed", "agency"):
            left, top = cnt[pop], {"university": 260, "corporate_proxy": 150, "hackathon": 120,
                                   "fleet": 90, "eval_lab": 22, "licensed": 12, "agency": 14}
            while left > 0:
                cap = top.get(pop, 12)
                n = r.randint(max(1, cap // 4), cap) if pop in top else (
                    1 if r.random() < 0.75 else r.randint(2, cap))
                n = min(n, left)
                left -= n
                self.house(pop, n)
        self.resell(cnt["reseller_user"])

    def singles(self, pop: str, count: int) -> None:
        """Customers who have nothing to do with each other."""
        r = self.r
        for _ in range(count):
            c, tz, nets = self.home()
            lo, hi = self.window()
            kw: dict[str, Any] = {}
            own = r.random()
            email = self.domain() if own < (0.02 if pop == "casual" else 0.3) else None
            m = self.meta(c, email, lo=lo)
            if pop in ("casual", "professional"):
                pro = pop == "professional"
                st = [self.stack(browser=True) for _ in range(r.randint(1, 2))]
                kw = {"rhythm": "office" if pro else "human", "per": r.uniform(1.5, 5)}
                talk = self.chat_talk(r.uniform(0, 0.5) if pro else 0.02)
                n = self.load(44 if pro else 15, 1.0 if pro else 1.3, lo, hi)
            elif pop == "agent_tool":
                st, talk = [self.stack(kestrel=True)], self.agent_talk()
                kw = {"rhythm": r.choice(("office", "human")), "per": 5.0, "gap": 25.0,
                      "base": OLD_MODELS[0]}
                if r.random() < 0.7:  # the tool's default moves with a staged roll-out
                    kw["adopt"] = self.release + DAY * r.uniform(0.02, 2.2)
                n = self.load(48, 1.1, lo, hi)
            else:
                st = [self.stack(browser=r.random() < (0.5 if pop == "exam_prep" else 0.1))
                      for _ in range(r.randint(1, 2))]
                cats = {"researcher": ["reasoning", "reasoning", "grading", "rewriting",
                    "refusals"], "exam_prep": ["reasoning"], "developer": ["coding", "coding",
                    "agentic", "rewriting"]}[pop]
                given = None
                if r.random() < 0.35:  # wordings that went round the web
                    fit = [v for v in self.viral if v[0] in cats]
                    given = r.sample(fit, r.randint(1, len(fit)))
                talk = self.work_talk(cats, r.randint(1, 8), chat=r.uniform(0, 0.6), given=given)
                if pop == "researcher" and r.random() < 0.35:
                    m["email_domain"] = r.choice(("uni-", "tech", "st-")) + self.domain()[
                        :6] + ".edu"
                kw = {"rhythm": r.choice(("office", "human", "flat")), "per": r.uniform(1, 4),
                      "gap": r.choice((8.0, 40.0, 120.0))}
                if pop == "developer" and r.random() < 0.4:
                    nets = nets + self.host()
                n = self.load({"researcher": 75, "exam_prep": 42}.get(pop, 45), 0.9, lo, hi)
            self.add(pop, m, nets, st, tz, talk, n, lo, hi, **kw)

    def house(self, pop: str, size: int) -> None:
        """Accounts of one organisation, school, event or team."""
        r, tx = self.r, self.tx
        row = wpick(r, COUNTRIES)
        c, tz = row[0], row[2]
        dom, org, card = self.domain(), self.uid("org_", 8), self.uid("pm_", 12)
        pool = self.host(r.randint(1, max(1, size // r.randint(2, 8)))) if r.random() < 0.75 else [
            self.ip(r.choice(row[3]), c) for _ in range(r.randint(1, 3))]
        stacks = [self.stack() for _ in range(r.randint(1, 3))]
        sig, wave = r.uniform(0.04, 0.7), self.wavefn()
        start = self.t0 + DAY * self.days * r.uniform(0.05, 0.8)
        talk, job = self.tenant_talk()
        cats = [r.choice(TARGETS) for _ in range(r.randint(1, 3))]
        pools = r.randint(60, 600)
        lab = self.work_talk(cats, r.randint(1, 5), 0.2, pools)
        broad = self.work_talk(cats, r.choice((1, 3, 40)))
        courses = [[tx.problem(r, r.choice(("reasoning", "reasoning", "coding")), 0.5)[0]
                    for _ in range(r.randint(20, 50))] for _ in range(r.randint(2, 6))]
        fad, wins, mean = self.adopts(0.3), self.window(0.7), r.uniform(60, 160)
        k = r.choice((1, 2, 4, 5, 8))
        for _ in range(size):
            lo, hi = self.window()
            kw: dict[str, Any] = {"adopt": fad, "base": OLD_MODELS[hash_int(org) % 3]}
            email, o, pay, plan = dom, org, card, r.choice(("business", "enterprise", "payg"))
            nets, st, say, born = pool, stacks, talk, None
            if pop == "university":
                email, o = dom.split(".")[0] + ".edu", None
                pay = plan = None
                nets = pool[:1] if r.random() < 0.7 else pool[:1] + self.home()[2]
                st = [self.stack(browser=r.random() < 0.8)]
                say = self.student(r.choice(courses), r.uniform(0.1, 0.6))
                n = self.load(22, 0.8, lo, hi)
                kw = {"per": r.uniform(2, 5)}
                if r.random() < 0.25:
                    email = None
            elif pop == "corporate_proxy":
                nets, st, say = pool[:2], [self.stack(browser=r.random() < 0.85)], self.chat_talk(
                    0.4)
                n, kw = self.load(30, 1.0, lo, hi), {"rhythm": "office"}
                pay = card if r.random() < 0.6 else None
            elif pop == "hackathon":
                lo = start + r.uniform(0, 9 * 3600)
                hi = min(self.t1, start + r.uniform(20, 50) * 3600)
                born, pay, o, plan = lo - r.uniform(60, 20000), None, None, "free"
                email = None if r.random() < 0.9 else self.domain()
                nets = pool[:2] if r.random() < 0.8 else self.home()[2]
                st = [r.choice(stacks)] if r.random() < 0.5 else [self.stack()]
                say = self.work_talk(["coding", "agentic", "reasoning"], r.randint(1, 4), chat=0.2)
                n = max(2, int(r.lognormvariate(3.4, sig)))
                kw = {"rhythm": "human", "gap": 60.0, "adopt": math.inf if fad > start else fad}
            elif pop == "eval_lab":
                say, n = lab if r.random() < 0.8 else broad, self.load(mean * 3.2, sig, lo, hi)
                kw |= {"rhythm": r.choice(("flat", "office")), "per": 12.0, "gap": 3.0, "k": k}
            elif pop == "nightly_batch":
                n = self.load(mean * 2.2, 0.6, lo, hi)
                kw |= {"rhythm": "night", "per": 40.0, "gap": 1.5}
                say = r.choice((talk, talk, broad))
            elif pop in ("fleet", "licensed"):
                lo = min(max(wins[0] + DAY * r.uniform(0, r.choice((0.2, 2, 7))), self.t0), self.t1
                    - DAY)
                hi = max(wins[1], lo + DAY / 2)
                n = self.load(mean * (3.5 if pop == "licensed" else 1), sig, lo, hi)
                say = broad if pop == "licensed" or job in ("tutor", "review", "essay",
                    "t0") else talk
                kw |= {"rhythm": "flat", "per": 2.0, "gap": 10.0, "wave": wave,
                       "couple": r.uniform(0.2, 1)}
                if r.random() < 0.3:
                    o = None
                if r.random() < 0.4:
                    pay = None
            elif pop == "agency":
                o, say, n = None, r.choice((self.tenant_talk()[0], broad)), self.load(60, 0.8, lo,
                    hi)
                email = dom if r.random() < 0.5 else None
                nets = [r.choice(pool)]
            else:
                n = self.load(95, 1.0, lo, hi)
                kw |= {"rhythm": r.choice(("office", "flat", "human")), "per": r.choice((1.0, 3.0)),
                       "gap": r.choice((2.0, 15.0, 60.0))}
            m = self.meta(c if r.random() < 0.93 else self.home()[0], email, o, pay, plan, born, lo)
            a = self.add(pop, m, nets, st, tz, say, n, lo, hi, hist=pop not in (
                "tenant", "nightly_batch", "fleet", "licensed", "eval_lab"), **kw)
            if pop == "licensed":
                self.table.append((a.id, "false", "train_on_outputs",
                    f"LIC-{r.randint(1000, 9999)}", rfc(self.t1 + DAY * r.randint(60, 700))))

    def student(self, sheet: list[str], chat: float) -> Talk:
        """Homework from a sheet that many share, asked in one's own words."""
        tx, side = self.tx, self.chat_talk()
        form = [self.tx.ask(self.r, "reasoning") for _ in range(3)]

        def talk(r: random.Random, turn: int) -> Turn:
            if r.random() < chat or (turn and r.random() < 0.5):
                return side(r, turn)
            q = r.choice(sheet)
            return Turn(tx.render(r.choice(form), q)[0] if r.random() < 0.6 else q, "reason")

        return talk

    def resell(self, count: int) -> None:
        """Resellers and their honest end users."""
        r = self.r
        k = max(1, min(4, count // 60))
        for _ in range(k):
            aid, c = self.uid("acct_", 14), wpick(r, COUNTRIES)[0]
            self.resellers.append((aid, self.meta(c, self.domain(), self.uid("org_", 8), plan=
                                   "enterprise"), self.host(r.randint(2, 9)),
                                   [self.stack() for _ in range(r.randint(1, 2))]))
            self.table.append((aid, "true", "", "", ""))
        for i in range(count):
            aid, m, nets, st = self.resellers[i % k if i < k else r.randrange(k)]
            lo, hi = self.window()
            x = r.random()
            if x < 0.6:
                talk = self.chat_talk(0.1)
            elif x < 0.75:
                talk = self.tenant_talk()[0]
            else:
                talk = self.work_talk(["coding", "reasoning", "rewriting"], r.randint(1, 5),
                    chat=0.3)
            self.add("reseller_user", m, nets, st, wpick(r, COUNTRIES)[2], talk, self.load(26, 1.1,
                lo, hi), lo, hi, aid=aid, end_user=self.uid("eu_", 10), sticky=0.2)

    # ---- campaigns -------------------------------------------------------------------------
    def attacks(self) -> None:
        """The campaigns of the scenario."""
        r = self.r
        if self.scenario == "mix":
            parts = [r.uniform(0.7, 1.3) for _ in KINDS] if self.attack else []
            ends = [round(self.attack * sum(parts[:i]) / sum(parts)) for i in range(len(parts) + 1)]
            for i, kind in enumerate(KINDS[:len(parts)]):
                self.attack_one(kind, max(1, ends[i + 1] - ends[i]))
        elif self.scenario == "small":
            for n, kind in zip((1, 3, 5), r.sample(KINDS, 3), strict=True):
                self.attack_one(kind, n)

    def style(self, kind: str, focus: list[str]) -> Callable[[], list[tuple[str, Ask]]]:
        """How a member gets its wordings: of all the same, of many, or of its own."""
        r, tx = self.r, self.tx
        mode = {"shared_template": "one", "paraphrased": "many", "nothing_shared": "own",
                "hardest": "own"}.get(kind) or r.choice(("one", "many", "many", "own"))
        fresh = mode == "many" and r.random() < 0.65  # each member words it anew
        if mode == "own" or fresh:
            few, top = (15, 60) if fresh else (1, 5)
            return lambda: [(c, tx.ask(r, c)) for c in focus for _ in range(r.randint(few, top))]
        per = 1 if mode == "one" else r.choice((r.randint(30, 120), r.randint(200, 900)))
        some = focus[:1] if mode == "one" and r.random() < 0.5 else focus
        if mode == "one" and r.random() < 0.3:
            bank = [r.choice([v for v in self.viral if v[0] == c]) for c in some]
        else:
            bank = [(c, tx.ask(r, c)) for c in some for _ in range(per)]
        return lambda: bank

    def attack_one(self, kind: str, size: int) -> None:
        """Draw one campaign and its members."""
        r = self.r
        cp = Campaign(self.uid("camp_", 8), kind)
        self.camps.append(cp)
        hidden = kind in ("nothing_shared", "hardest")
        focus = r.sample(TARGETS, r.choice((1, 2, 2, 3)))
        wordings = self.style(kind, focus)
        sig, rate = r.uniform(0.05, 0.8), math.exp(r.uniform(math.log(3), math.log(8)))
        begin = self.t0 + DAY * r.uniform(0, self.days * 0.22)
        end = self.t1 - DAY * r.choice((0, 0, r.uniform(0, self.days * 0.3)))
        jitter = DAY * math.exp(r.uniform(math.log(0.2), math.log(7)))
        wave, couple = self.wavefn(r.uniform(0.6, 2)), r.uniform(0, 0.5 if hidden else 0.95)
        rhythm = r.choice(("flat", "human", "office"))
        per, gap = r.choice((1.0, 2.0, 5.0, 10.0)), r.choice((4.0, 20.0, 60.0, 120.0))
        cover = {"cover": r.uniform(0.3, 0.7), "hardest": 0.7}.get(
            kind, r.choice((0.0, 0.0, r.uniform(0, 0.15))))
        by_session = r.random() < 0.5
        aged, tz0 = r.uniform(0, 0.6), wpick(r, COUNTRIES)[2]
        net_mode = "home" if hidden else r.choice(("pool", "pool", "home", "host", "vpn", "mixed"))
        pool = self.host(max(1, int(size / r.uniform(1.5, 12))))
        if r.random() < 0.5:
            pool = [self.home()[2][0] for _ in pool]
        cards = [self.uid("pm_", 12) for _ in range(max(1, round(size / r.choice((1, 1, 1.5, 3,
            6)))))]
        doms = [self.domain() for _ in range(r.randint(2, 9))]
        mail = "own" if hidden else r.choice(("free", "free", "few", "own", "mixed"))
        kes = r.random() < 0.3 and bool({"coding", "agentic"} & set(
            focus)) and kind != "in_reseller"
        harness = [self.stack(kestrel=kes) for _ in range(r.randint(1, 4))]
        loose = r.uniform(0.6, 1) if hidden else r.choice((0.0, 0.2, 0.5))
        fam = r.choice((OLD_MODELS[0], OLD_MODELS[2]))
        move = self.adopts(0.2)
        res = r.choice(self.resellers) if kind == "in_reseller" and self.resellers else None
        life = DAY * r.uniform(1.8, 5)
        slots = max(1, round(size * life / max(end - begin, DAY)))
        for i in range(size):
            lo = min(begin + r.uniform(0, jitter), self.t1 - 1.5 * DAY)
            hi = end if r.random() < 0.8 else r.uniform(lo + DAY, max(end, lo + 1.5 * DAY))
            hi = max(hi, lo + DAY)
            dens = rate
            if kind == "replaced":
                lo = min(begin + (i // slots) * life + r.uniform(0, 0.5) * life, self.t1 - DAY)
                hi, dens = min(self.t1, lo + life * r.uniform(0.6, 1.4)), rate * 2.2
            n = max(3, round(dens * (hi - lo) / DAY * math.exp(r.gauss(0, sig))))
            idle = size > 5 and r.random() < 0.02
            c, tz, nets = self.home()
            x = r.choice(("pool", "home", "vpn")) if net_mode == "mixed" else net_mode
            if hidden:
                row = r.choice([q for q in COUNTRIES if q[0] == c])
                nets = [self.ip(r.choice(row[3]), c)]
            elif x == "pool":
                nets = r.sample(pool, min(len(pool), r.randint(1, 4)))
            elif x == "host":
                nets = self.host()
            elif x == "vpn":
                nets = r.sample(self.vpn, min(len(self.vpn), r.randint(1, 5)))
            e = r.choice(("free", "few", "own")) if mail == "mixed" else mail
            email = {"free": None, "few": r.choice(doms), "own": self.domain()}[e]
            born = lo - DAY * (r.uniform(30, 500) if r.random() < aged else r.uniform(0.01, 6))
            m = self.meta(c, email, None, None if hidden else r.choice(cards),
                          r.choice(("payg", "payg", "plus")), born)
            st = [self.stack() if r.random() < loose else r.choice(harness)
                  for _ in range(r.choice((1, 1, 2, 3)))]
            if hidden:  # the same code runs everywhere: some of its settings stay the same
                for s in st:
                    if r.random() < 0.6:
                        s.temperature, s.max_tokens = harness[0].temperature, harness[0].max_tokens
            kw: dict[str, Any] = {}
            if res:
                aid, m, nets, st = res
                kw = {"aid": aid, "end_user": self.uid("eu_", 10), "sticky": 0.2}
            adopt = move + r.expovariate(1 / (DAY * 0.8))
            if kind == "pivot":
                adopt = self.release + min(r.expovariate(1 / (DAY * 0.3)), 0.95 * DAY)
            a = self.add("campaign", m, nets, st, tz if r.random() < 0.5 else tz0,
                         self.chat_talk(r.uniform(0, 0.4)), r.randint(1, 2) if idle else n, lo, hi,
                         rhythm=rhythm, per=per, gap=gap, campaign=cp.id, wave=wave, couple=couple,
                         base=fam, adopt=adopt, hist=r.random() < 0.5, **kw)
            if idle:
                a.population = "campaign_idle"
            cp.members.append(a)
        self.deal(cp, focus, wordings, cover, by_session)

    def deal(self, cp: Campaign, focus: list[str], wordings: Callable[[], list[tuple[str, Ask]]],
             cover: float, by_session: bool) -> None:
        """Give out the work list in order of time, to whichever account comes next."""
        r, tx = self.r, self.tx
        slots: list[tuple[float, int, int, int]] = []
        for i, a in enumerate(cp.members):
            slots += [(t, i, s, k) for t, s, k in self.times(r, a)]
            a.plan = []
        slots.sort()
        forms = [wordings() for _ in cp.members]
        share = {c: r.uniform(0.3, 1) for c in focus}
        k = r.choice((2, 3, 4, 5, 8)) if cp.kind == "k_samples" else 1
        same, seen, again = r.random() < 0.5, set[str](), r.uniform(0.0, 0.03)
        wait: dict[int, list[tuple[str, str, tuple[str, ...]]]] = {}
        old: list[tuple[str, str, tuple[str, ...]]] = []
        worded: dict[str, tuple[str, Ask]] = {}
        own_cover = [min(0.95, max(0.05, r.gauss(cover, 0.08))) if cover else 0.0 for _ in
            cp.members]
        mood: dict[tuple[int, int], bool] = {}
        for t, i, s, turn in slots:
            a = cp.members[i]
            key = (i, s)
            fresh = key not in mood or not by_session
            if fresh:
                mood[key] = r.random() < own_cover[i]
            if mood[key]:
                cp.ordinary += 1
                a.plan.append((t, s, turn if by_session else 0, None))
                continue
            q = wait.setdefault(i if same else -1, [])
            if not q:
                cats = sorted({f[0] for f in forms[i]})
                cat = r.choices(cats, [share[c] for c in cats])[0]
                for _ in range(6):
                    text, tools = tx.problem(r, cat, 0.8)
                    if text not in seen:
                        break
                seen.add(text)
                item = (cat, text, tools)
                if old and r.random() < again:
                    item = r.choice(old)
                old = (old + [item])[-200:]
                q += [item] * k
                if k > 1 and not same:  # several items are on their way at once
                    q += [r.choice(old)] * (r.random() < 0.3)
                    r.shuffle(q)
            cat, text, tools = q.pop()
            fit = [f for f in forms[i] if f[0] == cat] or forms[i]
            form = worded.setdefault(text, r.choice(fit)) if k > 1 else r.choice(fit)
            user, sysm = tx.render(form[1], text)
            if a.stacks[0].ua.startswith("kestrel"):
                sysm, tools = TOOL_SYSTEM, TOOL_NAMES
            a.plan.append((t, s, turn, Turn(user, RESP[cat], sysm, tools)))

    # ---- time ------------------------------------------------------------------------------
    def times(self, r: random.Random, a: Account) -> list[tuple[float, int, int]]:
        """Moments of an account: sessions placed by its rhythm, its days and its queue."""
        peak = {"human": 20.0, "office": 13.5, "flat": 0.0, "night": 2.5}[a.rhythm]
        peak += r.gauss(0, 1.3)
        width = {"human": 4.2, "office": 3.0, "flat": 99.0, "night": 1.2}[a.rhythm]
        weekend = {"human": 1.0, "office": 0.15, "flat": 0.95, "night": 0.8}[a.rhythm]
        mood = [min(1.0, r.gammavariate(1.2, 0.5)) for _ in range(int(self.days) + 3)]
        if a.rhythm in ("flat", "night"):
            mood = [0.5 + x / 2 for x in mood]
        out: list[tuple[float, int, int]] = []
        sess = tries = 0
        off = a.tz * 3600
        while len(out) < a.n:
            t = r.uniform(a.lo, a.hi)
            tries += 1
            local = t + off
            h = local / 3600 % 24
            d = abs(h - peak) % 24
            d = min(d, 24 - d)
            p = math.exp(-0.5 * (d / width) ** 2) * mood[int((t - self.t0) / DAY)]
            if (local // DAY + 3) % 7 >= 5:
                p *= weekend
            if a.wave:
                p = (1 - a.couple) * p + a.couple * a.wave[int((t - self.t0) / 7200)]
            if tries < 400 and r.random() > p:
                continue
            tries = 0
            m = 1 + int(r.expovariate(1 / max(0.05, a.per - 1))) if a.per > 1 else 1
            for turn in range(min(m, a.n - len(out), 60)):
                if t > a.hi + DAY / 4 or t >= self.t1:
                    break
                out.append((t, sess, turn))
                t += a.gap * math.exp(r.gauss(0, 0.8))
            sess += 1
        return out

    # ---- the log ---------------------------------------------------------------------------
    def write_account(self, a: Account) -> Iterator[tuple[float, bytes]]:
        """All exchanges of one account as lines."""
        r, tx = self.r, self.tx
        ev: list[tuple[float, int, int, Turn | None]] = a.plan if a.plan is not None else [
            (t, s, k, None) for t, s, k in self.times(r, a)]
        base = {"id": a.id} | ({"end_user": a.end_user} if a.end_user else {}) | a.meta
        for x in ("key", "verified"):
            if x in a.nulls:
                base.pop(x, None)
        drop, own = set(a.nulls), a.plan is None
        net, st = r.choice(a.nets), r.choice(a.stacks)
        mini, hush = r.random() < 0.12, r.random() < 0.012 and a.population != "campaign"
        cur, sid, prev = -1, "", None
        hist: list[dict[str, str]] = []
        rep: list[Turn] = []
        keep = r.choice((4, 6, 8))
        for t, s, turn, tn in ev:
            if s != cur:
                cur, hist, sid, prev = s, [], f"sess_{r.getrandbits(48):012x}", None
                if r.random() > a.sticky or len(a.nets) > 1 and r.random() < 0.3:
                    net = r.choice(a.nets)
                if len(a.stacks) > 1 and r.random() < 0.3:
                    st = r.choice(a.stacks)
            if tn is None:
                if a.k > 1 and own:
                    if not rep:
                        rep = [a.talk(r, turn)] * a.k
                    tn = rep.pop()
                else:
                    tn = a.talk(r, turn)
            model = NEW_MODEL if t >= a.adopt and r.random() < 0.96 else a.base
            if mini and r.random() < 0.5:
                model = OLD_MODELS[1]
            text = tx.answer(r, tn.kind, tn.user)
            if st.max_tokens and st.max_tokens < 400:
                text = text[:st.max_tokens * 4]
            threaded = a.hist and bool(hist)
            head = [{"role": "system", "content": tn.system}] if tn.system else []
            me = {"role": "user", "content": tn.user}
            end = st.endpoint
            if a.rhythm == "night" and end != "messages":
                end = "batch"
            req: dict[str, Any] = {"endpoint": end, "model": model}
            if end == "completions":
                req["prompt"] = "\n\n".join(m["content"] for m in [*head, me])
            elif end == "responses" and threaded and prev:
                req["messages"] = [*head, me]
                req["previous_response_id"] = prev
            else:
                req["messages"] = [*head, *(hist[-keep:] if a.hist else []), me]
            if end == "batch":
                req["batch_id"] = "batch_" + sid[5:]
            for name in ("temperature", "max_tokens", "stream", "top_p"):
                v = getattr(st, name)
                if v is not None:
                    req[name] = v
            reasons = model in (OLD_MODELS[2], NEW_MODEL)
            if st.effort and reasons:
                req["reasoning"] = {"effort": st.effort}
            if tn.tools:
                req["tools"] = [{"type": "function", "function": {"name": x}} for x in tn.tools]
            hist += [me, {"role": "assistant", "content": text}]
            prev = f"resp_{r.getrandbits(64):016x}"
            n_in = 4 + sum(len(m["content"]) for m in req.get("messages", [me])) // 4
            n_out = 1 + int(len(text) / 4.1)
            fin = "stop" if r.random() < 0.97 else "length"
            row: dict[str, Any] = {"id": f"ex_{r.getrandbits(80):020x}", "time": rfc(t), "account":
                base, "client": {"ip": net[0], "asn": net[1], "country": net[2], "user_agent":
                st.ua, "ja4": st.ja4}, "request": req, "response": {"id": prev, "model": model,
                "status": "completed", "finish_reason": fin, "content": text, "latency_ms": int(200
                + n_out * r.uniform(6, 25))}, "usage": {"input_tokens": n_in, "output_tokens":
                n_out}, "content_state": "full",}
            if reasons:
                think = int(n_out * r.uniform(0.3, 4))
                row["usage"]["reasoning_tokens"] = think
                row["usage"]["output_tokens"] += think
            if tn.system and r.random() < 0.5:
                row["usage"]["cache_read_input_tokens"] = min(n_in, len(tn.system) // 4)
            if (a.hist or st.ua[:7] == "Mozilla") and "session" not in drop:
                row["session"] = sid
            if hush:
                row["content_state"] = "absent"
                req.pop("messages", None)
                req.pop("prompt", None)
                row["response"].pop("content")
            for x, part in (("ja4", "client"), ("asn", "client"), ("latency", "response")):
                if x in drop or r.random() < 0.004:
                    row[part].pop("latency_ms" if x == "latency" else x, None)
            if "ccountry" in drop:
                row["client"].pop("country")
            if "usage" in drop or r.random() < 0.01:
                row.pop("usage")
            a.sent += 1
            a.first, a.last = min(a.first, t), max(a.last, t)
            yield t, json.dumps(row, ensure_ascii=False, separators=(",", ":")).encode()

    def write(self, out: Path) -> dict[str, Any]:
        """Write the log, the truth and the account table."""
        out.mkdir(parents=True, exist_ok=True)
        lines: list[tuple[float, bytes]] = []
        for a in self.acc:
            lines += self.write_account(a)
        lines.sort(key=lambda x: x[0])
        with open(out / "log.jsonl.gz", "wb") as raw, gzip.GzipFile(
                "", "wb", compresslevel=2, fileobj=raw, mtime=0) as fh:
            for i in range(0, len(lines), 2000):
                fh.write(b"\n".join(x[1] for x in lines[i:i + 2000]) + b"\n")
        for a in self.acc:
            if a.campaign:
                a.population = "campaign" if a.sent >= 3 else "campaign_idle"
        self.r.shuffle(self.acc)
        truth = {"version": 1, "seed": self.seed, "world": self.scenario, "start": rfc(self.t0),
            "end": rfc(self.t1), "populations": dict(sorted(Counter(a.population for a in
            self.acc).items())), "accounts": [{"account": a.id, "end_user": a.end_user,
            "population": a.population, "campaign": a.campaign, "since": rfc(a.first), "until": rfc(
            a.last)} for a in self.acc], "campaigns": [{"campaign": c.id, "kind": c.kind, "name":
            c.id, "accounts": len(c.members), "exchanges": sum(a.sent for a in c.members),
            "ordinary_exchanges": c.ordinary, "start": rfc(min(a.first for a in c.members)), "end":
            rfc(max(a.last for a in c.members))} for c in self.camps],}
        (out / "truth.json").write_text(json.dumps(truth, indent=1) + "\n")
        with open(out / "accounts.csv", "w", newline="") as fh2:
            w = csv.writer(fh2, lineterminator="\n")
            w.writerow(("account", "reseller", "licence_scope", "licence_document",
                        "licence_valid_until"))
            w.writerows(sorted(self.table))
        return {"exchanges": len(lines), "accounts": len(self.acc)}


def hash_int(s: str) -> int:
    """A small stable number of a string."""
    return int(hashlib.md5(s.encode()).hexdigest()[:6], 16)


def main(o) -> None:
    """Write the world."""
    benign = 200 if o.scenario == "small" else o.benign
    w = World(o.seed, benign, o.attack, o.days, o.scenario, o.prompts)
    w.people()
    w.attacks()
    w.write(o.out)
