#!/usr/bin/env python3
"""Blind author "logistician": a labelled log of traffic to a language model provider.

Written from the view of somebody who runs operations: work is a flow of items over
people and machines, with shifts, cut-off times, seasons, outsourced desks and suppliers.
Innocents and campaigns are sent through the same four engines (chat, agent, machine,
batch) so that nothing but what they do, where, when and how tells them apart.
"""
import argparse
import csv
import gzip
import hashlib
import json
import math
import os
import random
import time

DAY, HOUR = 86400.0, 3600.0
CLIP, SYSCLIP, RESPCLIP = 640, 600, 290

def hx(*parts, n=16):
    return hashlib.sha256("|".join(str(p) for p in parts).encode()).hexdigest()[:n]

def rfc(t, ms=True):
    g = time.gmtime(int(t))
    frac = ".%03d" % int((t - int(t)) * 1000) if ms else ""
    return "%04d-%02d-%02dT%02d:%02d:%02d%sZ" % (g[0], g[1], g[2], g[3], g[4], g[5], frac)

def pick_w(rng, table):
    """table: list of (weight, value)."""
    x = rng.random() * sum(w for w, _ in table)
    for w, v in table:
        x -= w
        if x <= 0: return v
    return table[-1][1]

def logn(rng, median, sigma, lo=1, hi=10 ** 9):
    return max(lo, min(hi, median * math.exp(rng.gauss(0, sigma))))

def split(rng, total, lo, hi):
    """Cut `total` into groups of lo..hi (skewed to small), last one may be smaller."""
    out = []
    while total > 0:
        k = min(total, int(lo * (hi / lo) ** (rng.random() ** 1.4)))
        out.append(max(1, k))
        total -= max(1, k)
    return out

# ------------------------------------------------------------------ geography and networks
# country: (offset from UTC, weight, fixed-line ASNs, mobile ASNs that share addresses)
GEO = {
    "US": (-6, 26, [7922, 7018, 701, 20115, 22773], [21928, 6167]), "CA": (-5, 4, [812, 577, 6327], [852]),
    "MX": (-6, 2, [8151, 28548], [28403]), "BR": (-3, 5, [28573, 27699, 18881], [26599]),
    "GB": (0, 7, [2856, 5089, 5607], [12576]), "DE": (1, 6, [3320, 3209, 31334], [6805]),
    "FR": (1, 5, [3215, 12322, 5410], [15557]), "NL": (1, 3, [1136, 33915], [50266]),
    "ES": (1, 3, [3352, 12479], [12430]), "IT": (1, 2, [3269, 12874], [30722]),
    "PL": (1, 3, [5617, 12741], [8374]), "UA": (2, 2, [15895, 13188], [21497]),
    "TR": (3, 2, [9121, 12735], [16135]), "NG": (1, 2, [37148, 36873], [29465]),
    "KE": (3, 2, [33771, 15399], [36926]), "ZA": (2, 1, [3741, 37457], [29975]),
    "AE": (4, 1, [5384], [15802]), "IN": (5.5, 9, [9829, 24560, 17488], [55836, 45609]),
    "PK": (5, 2, [17557, 9541], [59257]), "BD": (6, 1, [17494, 63526], [24389]),
    "VN": (7, 3, [7552, 45899, 18403], [131429]), "ID": (7, 3, [7713, 17451], [23693]),
    "PH": (8, 3, [9299, 6648], [132199]), "SG": (8, 3, [9506, 4657], [3758]),
    "HK": (8, 2, [4760, 9269], [9231]), "TW": (8, 2, [3462, 9924], [17421]),
    "CN": (8, 2, [4134, 4837], [9808]), "JP": (9, 4, [4713, 2516, 17676], [9605]),
    "KR": (9, 3, [4766, 9318], [17858]), "AU": (10, 3, [1221, 7545], [4804]),
}
CLOUDS = [(30, 16509, "US"), (12, 396982, "US"), (12, 8075, "US"), (9, 24940, "DE"), (7, 16276, "FR"),
          (8, 14061, "US"), (4, 20473, "US"), (4, 63949, "US"), (4, 45102, "SG"), (3, 132203, "HK"), (5, 13335, "US")]
CAMPUS = {"US": 26, "GB": 786, "DE": 680, "NL": 1103, "FR": 2200, "PL": 8501, "CN": 4538, "JP": 2907, "AU": 7575, "TW": 1659}
VPN_ASNS = [9009, 212238, 60068, 136787, 51852]

class Net:
    """The address space of one world: prefixes an ASN, NAT pools, VPN exits, homes seen."""
    def __init__(self, seed):
        self.seed, self.prefix, self.cache = seed, {}, {}
        self.homes = []
        r = random.Random("net%d" % seed)
        self.vpn = [(self.addr(r, a), a, r.choice(list(GEO))) for a in VPN_ASNS for _ in range(r.randint(8, 25))]
        self.serverless = [(self.addr(r, a), a, "US") for a in (16509, 13335, 396982) for _ in range(r.randint(6, 14))]
    def addr(self, r, asn, v6=False):
        if asn not in self.prefix:
            q = random.Random("pre%d.%d" % (self.seed, asn))
            self.prefix[asn] = [(q.choice([23, 31, 45, 58, 62, 77, 82, 89, 91, 101, 103, 113, 118, 124, 138, 151, 177, 185, 188, 201, 212, 217]), q.randrange(256)) for _ in range(5)]
        a, b = r.choice(self.prefix[asn])
        if v6: return "2a%02x:%x:%x:%x::%x" % (b, asn % 65536, r.randrange(65536), r.randrange(65536), r.randrange(1, 65536))
        return "%d.%d.%d.%d" % (a, b, r.randrange(256), r.randrange(1, 255))
    def home(self, r, cc):
        asn = r.choice(GEO[cc][2])
        h = (self.addr(r, asn, r.random() < 0.13), asn, cc)
        self.homes.append(h)
        return h
    def nat(self, cc, asn=None):
        asn = asn or GEO[cc][3][0]
        if asn not in self.cache:
            r = random.Random("nat%d.%d" % (self.seed, asn))
            self.cache[asn] = [(self.addr(r, asn), asn, cc) for _ in range(r.randint(5, 30))]
        return self.cache[asn]
    def cloud(self, r, asn=None):
        if asn is None: asn, cc = pick_w(r, [(w, (a, c)) for w, a, c in CLOUDS])
        else: cc = next((c for _, a, c in CLOUDS if a == asn), "US")
        return (self.addr(r, asn), asn, cc)

class Access:
    """How an account reaches the provider: a weighted list of ways; a way is a fixed
    place, a list to choose from for each session, or a residential pool."""
    def __init__(self, *ways, per_request=False):
        self.ways, self.per_request = list(ways), per_request
    def pick(self, r, t):
        way = pick_w(r, self.ways)
        if callable(way): return way(r, t)
        return way if isinstance(way, tuple) else r.choice(way)

def home_line(net, r, cc):
    """A home line whose address is re-leased now and then."""
    lease, places = r.choice([2, 5, 9, 30, 60, 60]) * DAY, {}
    base = net.home(r, cc)
    def way(_, t):
        k = int(t // lease)
        if k not in places: places[k] = base if not places else (net.addr(r, base[1]), base[1], cc)
        return places[k]
    return way

def person_access(net, r, cc):
    ways = [(r.uniform(0.5, 1), home_line(net, r, cc))]
    if r.random() < 0.4: ways.append((r.uniform(0.1, 0.6), net.nat(cc, r.choice(GEO[cc][3]))))
    if r.random() < 0.12: ways.append((r.uniform(0.2, 1.2), r.sample(net.vpn, r.randint(1, 4))))
    return Access(*ways)

def cloud_access(net, r, k=None, asn=None):
    asn = asn or pick_w(r, [(w, a) for w, a, _ in CLOUDS])
    return Access((1, [net.cloud(r, asn) for _ in range(k or pick_w(r, [(5, 1), (3, 2), (2, 4), (1, 8)]))]))

def proxy_pool(net, r, ccs, size):
    """Residential exits for hire: fresh consumer addresses, some of them homes of other customers."""
    pool = []
    for _ in range(size):
        same = [h for h in r.sample(net.homes, min(6, len(net.homes))) if h[2] in ccs]
        if same and r.random() < 0.2: pool.append(same[0])
        else:
            cc = r.choice(ccs)
            asn = r.choice(GEO[cc][2] + GEO[cc][3])
            pool.append((net.addr(r, asn), asn, cc))
    return pool

# ------------------------------------------------------------------ client software
OSES = ["Linux", "Linux", "Linux", "MacOS", "Windows"]
BROWSERS = [(6, "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/{v}.0.0.0 Safari/537.36", "chrome", (136, 142)),
            (3, "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/{v}.1 Safari/605.1.15", "safari", (17, 19)),
            (2, "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:{v}.0) Gecko/20100101 Firefox/{v}.0", "firefox", (138, 144)),
            (2, "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/{v}.0.0.0 Safari/537.36 Edg/{v}.0.0.0", "chrome", (136, 142)),
            (3, "Mozilla/5.0 (Linux; Android 14; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/{v}.0.0.0 Mobile Safari/537.36", "chrome-m", (136, 142))]
# name: (user agent, TLS family, endpoint, versions oldest..newest)
STACKS = {
    "py-openai": ("OpenAI/Python {v}", "openssl-httpx", "chat.completions", ["1.40.6", "1.55.3", "1.66.2", "1.78.0", "1.97.1", "2.3.0", "2.8.1"]),
    "py-openai-async": ("AsyncOpenAI/Python {v}", "openssl-httpx", "chat.completions", ["1.52.0", "1.66.2", "1.78.0", "1.97.1", "2.3.0", "2.8.1"]),
    "py-responses": ("OpenAI/Python {v}", "openssl-httpx", "responses", ["1.78.0", "1.97.1", "2.3.0", "2.8.1"]),
    "py-messages": ("Anthropic/Python {v}", "openssl-httpx", "messages", ["0.39.0", "0.49.0", "0.57.1", "0.71.0", "0.74.1"]),
    "js-openai": ("OpenAI/JS {v}", "node", "chat.completions", ["4.52.0", "4.77.0", "5.8.2", "6.1.0", "6.9.0"]),
    "js-messages": ("Anthropic/JS {v}", "node", "messages", ["0.33.1", "0.52.0", "0.65.0"]),
    "ai-sdk": ("ai/{v} runtime/node.js/22", "node", "responses", ["4.3.16", "5.0.15", "5.0.89"]),
    "requests": ("python-requests/{v}", "openssl-urllib3", "chat.completions", ["2.28.1", "2.31.0", "2.32.3", "2.32.5"]),
    "aiohttp": ("Python/{v} aiohttp/3.11.11", "openssl-aiohttp", "chat.completions", ["3.10", "3.11", "3.12"]),
    "litellm": ("litellm/{v}", "openssl-httpx", "chat.completions", ["1.52.0", "1.61.7", "1.74.3", "1.79.1"]),
    "go": ("Go-http-client/{v}", "go", "chat.completions", ["1.1", "2.0"]),
    "okhttp": ("okhttp/{v}", "boringssl-okhttp", "chat.completions", ["4.9.3", "4.12.0", "5.1.0"]),
    "axios": ("axios/{v}", "node", "chat.completions", ["1.6.8", "1.7.9", "1.12.2"]),
    "n8n": ("n8n/{v}", "node", "chat.completions", ["1.70.1", "1.98.0", "1.118.2"]),
    "php": ("GuzzleHttp/{v}", "openssl-curl", "chat.completions", ["7", "7.8"]),
    "dotnet": ("OpenAI/{v} (.NET 8.0.11; Microsoft Windows 10.0.20348)", "schannel", "chat.completions", ["2.1.0", "2.2.0"]),
    "curl": ("curl/{v}", "openssl-curl", "chat.completions", ["7.88.1", "8.5.0", "8.14.1"]),
    "codecli": ("harbor-code/{v} (cli)", "node", "messages", ["1.0.88", "1.0.113", "2.0.1", "2.0.14", "2.0.31"]),
    "ideplug": ("tern-ide/{v}", "electron", "chat.completions", ["0.44.11", "0.47.8", "0.50.4", "1.2.0"]),
    "webui": ("Python/3.11 aiohttp/3.12.15", "openssl-aiohttp", "chat.completions", ["0.6.5", "0.6.22", "0.6.34"]),
    "harness": ("AsyncOpenAI/Python {v}", "openssl-httpx", "chat.completions", ["1.66.2", "1.97.1"]),
    "app-android": ("PierChat/{v} (Android 14)", "boringssl-okhttp", "responses", ["3.2.0", "3.4.1", "3.5.0"]),
    "app-ios": ("PierChat/{v} (iOS 18.6; CFNetwork/1568.100.1)", "apple", "responses", ["3.2.0", "3.4.1", "3.5.0"]),
    "browser": (None, None, "chat.completions", []),
}
CODER = [(6, "py-openai"), (3, "py-openai-async"), (2, "py-responses"), (4, "py-messages"), (5, "js-openai"), (2, "js-messages"),
         (3, "ai-sdk"), (3, "requests"), (1, "aiohttp"), (2, "litellm"), (2, "go"), (1, "okhttp"), (2, "axios"), (1, "n8n"), (1, "php"), (1, "dotnet"), (1, "curl")]
PERSON = [(8, "browser"), (4, "app-android"), (4, "app-ios"), (2, "webui"), (1, "py-openai")]

def ja4(family, salt):
    h = hashlib.sha256(("%s/%s" % (family, salt)).encode()).hexdigest()
    n = 10 + int(h[:2], 16) % 8
    alpn = "h2" if family in ("chrome", "chrome-m", "safari", "firefox", "apple", "go", "electron", "boringssl-okhttp") else "h1"
    return "t13d%02d%02d%s_%s_%s" % (n, 8 + int(h[2:4], 16) % 9, alpn, h[4:16], h[16:28])

class Stack:
    """One installation: user agent and TLS fingerprint; `build` is the machine image behind it."""
    def __init__(self, r, name, build=None, version=None):
        self.name = name
        if name == "browser":
            ua, fam, (lo, hi) = pick_w(r, [(w, (u, f, v)) for w, u, f, v in BROWSERS])
            v = max(lo, hi - int(r.expovariate(0.8)))
            self.ua, self.endpoint = ua.format(v=v), "chat.completions"
            self.ja4 = ja4(fam, v // 4)
        else:
            ua, fam, self.endpoint, vs = STACKS[name]
            v = version or vs[max(0, len(vs) - 1 - int(r.expovariate(0.7)))]
            self.ua = ua.format(v=v)
            self.ja4 = ja4(fam, build if build is not None else r.randrange(4))

# ------------------------------------------------------------------ rhythms
def hours(spec, weekend):
    """spec: 24 local hourly weights; weekend: factor of Saturday and Sunday -> 168 weights, max 1."""
    w = [x * (weekend[d - 5] if d >= 5 else 1) for d in range(7) for x in spec]
    m = max(w)
    return [x / m for x in w]

def ramp(base, **peaks):
    out = [base] * 24
    for k, v in peaks.items():
        a, b = k[1:].split("_")
        for h in range(int(a), int(b)): out[h % 24] += v
    return out

RHYTHM = {
    "office": hours(ramp(0.02, h8_9=0.5, h9_12=1, h12_13=0.5, h13_17=1, h17_19=0.35), (0.08, 0.06)),
    "dev": hours(ramp(0.06, h9_10=0.4, h10_19=0.9, h19_24=0.4), (0.35, 0.35)),
    "evening": hours(ramp(0.08, h7_9=0.3, h9_17=0.35, h17_24=0.9, h20_23=0.4), (1.15, 1.2)),
    "student": hours(ramp(0.1, h0_2=0.5, h10_17=0.5, h17_24=1.0), (0.7, 1.3)),
    "shop": hours(ramp(0.1, h8_22=0.8, h11_14=0.3, h18_21=0.5), (1.3, 1.1)),
    "flat": hours(ramp(1.0), (1.0, 1.0)),
    "public": hours(ramp(0.25, h8_22=0.75), (0.85, 0.85)),
    "cutoff": hours(ramp(0.03, h7_12=0.5, h12_13=0.3, h13_17=0.8, h15_17=1.6), (0.25, 0.03)),
    "shift2": hours(ramp(0.03, h6_10=1, h10_11=0.6, h11_14=1, h14_18=1, h18_19=0.5, h19_22=0.9), (0.6, 0.25)),
    "shift3": hours(ramp(0.9, h6_7=-0.5, h14_15=-0.5, h22_23=-0.5), (0.85, 0.7)),
    "night": hours(ramp(0.0, h1_5=1), (0.7, 0.7)),
}

# ------------------------------------------------------------------ words for own templates
LANGS = ["German", "French", "Spanish", "Polish", "Vietnamese", "Japanese", "Korean", "Turkish", "Arabic", "Swahili", "Hindi", "Portuguese", "Indonesian", "Chinese", "Ukrainian", "Thai"]
GOODS = ["stainless steel pump housings", "cotton knitted T-shirts", "lithium battery packs", "frozen shrimp", "ceramic floor tiles",
         "LED street lamps", "children's bicycles", "polyethylene film rolls", "roasted coffee beans", "hydraulic cylinders",
         "office chairs with castors", "tyres for light trucks", "printed circuit assemblies", "glass storage jars", "work gloves",
         "solar inverters", "wooden pallets", "veterinary vaccines", "garden hoses", "dried apricots"]
PORTS = ["Rotterdam", "Hamburg", "Felixstowe", "Gdansk", "Valencia", "Singapore", "Haiphong", "Ningbo", "Nhava Sheva", "Long Beach",
         "Savannah", "Santos", "Mombasa", "Jebel Ali", "Busan", "Manila"]
BRANDS = ["Nordlight", "Kettle & Co", "Alvero", "Tidemark", "Basecamp Goods", "Mirabel", "Oakline", "Voltera", "Petalo", "Zephyr Home"]
FIRSTN = ["Ana", "Tom", "Priya", "Lukas", "Mei", "Omar", "Julia", "Kofi", "Elena", "Sam", "Linh", "Marek"]
FOLLOW = ["Can you make it shorter?", "Why is that?", "Give me another example please", "and what about {k}?", "Could you explain the part about {k}?",
          "thanks, now turn it into a table", "That's not quite what I meant, I was asking about {k}", "ok. what would you change?", "continue",
          "Is there a simpler way?", "Rewrite it in a friendlier tone", "Are you sure? check again", "Put that in bullet points",
          "How does {k} compare with the alternatives?", "what are the risks", "Great, next step?", "can you give sources for {k}", "in plain english?",
          "what if {k} changes", "Please translate your answer to {l}", "Summarise what we have so far", "hmm, I don't get {k}"]
ANSWER = ["Here is a concise answer: the main point about {a} is that it depends on {b}.", "Sure. First consider {a}; then {b} follows from the details you gave.",
          "Short version: {a} matters most, while {b} is secondary.", "There are three things to note about {a}. The first concerns {b}.",
          "Good question. In practice {a} and {b} are linked, so start with the former.", "Let me lay this out. {a} comes first because it limits {b}.",
          "I'd suggest the following draft, which keeps {a} and brings {b} to the front."]
MATHA = ["Let me work through it. We set up the quantities from {a} and {b}, then compute each part in turn. The answer is {n}.",
         "Step 1: read off {a}. Step 2: relate it to {b}. Step 3: simplify. Final answer: {n}.", "We need {a}. Using {b} this gives {n}."]
CODEA = ["```python\ndef solve(data):\n    # {a}\n    result = [x for x in data if x]\n    return result[:{n}]\n```\nThis handles {b}.",
         "The bug comes from {a}. Replace the loop with a guard on {b} and add a test for the empty case.",
         "```ts\nexport const run = async (input) => {{\n  // {a}\n  return input.slice(0, {n});\n}};\n```"]
GRADEA = ["Score: {s}/10. The answer covers {a} but is thin on {b}.", "Rating: [[{s}]]. Assistant A addresses {a}; B omits {b}.",
          "{{\"score\": {s}, \"reason\": \"correct on {a}, weak on {b}\"}}", "Verdict: A is better, mostly for how it treats {a}."]
REFUSE = ["I can't help with that.", "I'm sorry, but I can't assist with this request.", "I won't provide that, but I can talk about safety in this area.",
          "That isn't something I can help with. If you're in difficulty, please contact local support services."]
OUT_TOK = {"chat": (260, 0.7), "math": (520, 0.6), "code": (650, 0.7), "classify": (9, 0.4), "grade": (210, 0.6), "tool": (120, 0.6),
           "rewrite": (320, 0.6), "refuse": (110, 0.8), "summ": (170, 0.4), "extract": (90, 0.4)}
TOOLSETS = {
    "code": ["read_file", "write_file", "edit_file", "run_shell", "grep", "list_dir"],
    "code2": ["Bash", "Read", "Edit", "Glob", "Grep", "WebFetch", "TodoWrite"],
    "ops": ["get_shipment", "list_containers", "update_eta", "send_email", "lookup_tariff"],
    "web": ["search", "open_url", "calculator", "python"],
    "shop": ["get_order", "refund", "search_catalog", "create_ticket"],
    "mcp": ["browser_navigate", "browser_click", "browser_snapshot", "fs_read", "sql_query"],
}
TOOLOUT = ["ok", "3 passed, 1 failed: test_{k}", "total 24\n-rw-r--r-- 1 app app 1832 {k}.py", "Error: no such file or directory: {k}", "{{\"status\": \"in_transit\", \"ref\": \"{k}\"}}",
           "no results for '{k}'", "line 41: {k} = None", "{{\"rows\": 12, \"first\": \"{k}\"}}"]
CODEASK = ["Refactor the {k} module so that it can be tested without the network", "Why does {k} fail with a timeout under load? Look at the retry code",
           "Add pagination to the {k} endpoint", "Write unit tests for {k}", "Migrate {k} from callbacks to async", "Fix the type errors in {k}",
           "Make the {k} build reproducible in CI", "Find where {k} gets mutated and document it", "Implement rate limiting for {k} with a token bucket"]
CODETHING = ["billing", "inventory sync", "label printer", "auth middleware", "order import", "route planner", "webhook", "CSV parser", "cache layer",
             "notification queue", "search index", "report export", "user settings", "image resize", "scheduler", "geocoder"]
STOP = set("the a an of to in for and or is are was were be with that this it on as at by from you your i my we please what how which who when where can do does has have had will would not if there their its into".split())

def keywords(text):
    ws = [w.strip(".,:;?!\"'()[]{}*#`") for w in text[:400].split()]
    ws = [w for w in ws if 3 < len(w) < 16 and w.isalpha() and w.lower() not in STOP]
    return ws or ["details", "context"]

class Task:
    __slots__ = ("text", "kind", "answer")
    def __init__(self, text, kind="chat", answer=None):
        self.text, self.kind, self.answer = text, kind, answer

# ------------------------------------------------------------------ prompt library
class Library:
    def __init__(self, root):
        self.d, self.meta = {}, {}
        for kind in sorted(os.listdir(root)):
            p = os.path.join(root, kind)
            if kind == "traces" or not os.path.isdir(p): continue
            for f in sorted(os.listdir(p)):
                if f.endswith(".jsonl.gz"):
                    with gzip.open(os.path.join(p, f), "rt", encoding="utf-8") as fh:
                        rows = [json.loads(x) for x in fh]
                    rows = [x for x in rows if x.get("text")]
                    self.d[f[:-9]] = [x["text"] for x in rows]
                    self.meta[f[:-9]] = [x.get("meta") or {} for x in rows]
        self.open_chat = self.join("arena_hard_v01", "autoj_real_queries", "mt_bench", "vicuna_bench", "self_instruct_user_oriented", "spec_bench_qa", "llamafactory_alpaca_en_demo")
        self.code = [x for x in self.open_chat if any(w in x.lower() for w in ("python", "function", "code", "javascript", "sql", "c++", "bug", "api"))]
        self.math = self.join("gsm8k_train", "math_test", "asdiv", "svamp", "mawps", "gsm_hard", "ocw_minerva")
        self.essay = self.join("writingbench") + [x for x in self.open_chat if any(w in x.lower() for w in ("write", "essay", "story", "poem"))]
        self.t0 = {}
        for x, m in zip(self.d["t0_templates"], self.meta["t0_templates"]): self.t0.setdefault(m.get("tenant", "t0"), []).append(x)
        self.t0 = [v for _, v in sorted(self.t0.items()) if len(v) >= 4]
        self.edge = self.join("do_not_answer", "promptfoo_redteam", "ccp_sensitive", "hh_rlhf_harmless")
    def join(self, *names):
        return [x for n in names for x in self.d[n]]

# ------------------------------------------------------------------ the world
class Account:
    def __init__(self, w, r, pop, campaign=None, **kw):
        self.r = random.Random("acct%d.%d" % (w.seed, len(w.accounts)))
        self.id = "acct_" + hx("a", w.seed, len(w.accounts), n=18)
        self.pop, self.campaign, self.end_user = pop, campaign, None
        self.country = kw.get("country") or w.country(r)
        self.created = kw.get("created") or w.created(r)
        self.plan = kw.get("plan") or pick_w(r, [(3, "free"), (6, "payg"), (2, "pro")])
        self.email = kw.get("email") or w.email(r, self.country)
        pay = kw.get("payment")
        self.payment = (pay or "pm_" + hx("pay", self.id)) if self.plan != "free" or pay else None
        v = kw.get("verified")
        self.verified = v if v is not None else r.random() < {"free": 0.15, "payg": 0.4, "pro": 0.5}.get(self.plan, 0.9)
        self.org = kw.get("org") or (("org_" + hx("org", self.id, n=12)) if self.plan in ("team", "enterprise") else None)
        self.keys = ["key_" + hx("key", self.id, i, n=12) for i in range(pick_w(r, [(8, 1), (2, 2), (1, 4)]))]
        self.reseller, self.licence, self.legal = kw.get("reseller", False), kw.get("licence"), kw.get("legal")
        self.absent = self.plan == "enterprise" and r.random() < 0.12
        self.tz = kw.get("tz", GEO[self.country][0]) * HOUR + r.gauss(0, 0.8) * HOUR
        self.access = kw.get("access") or person_access(w.net, r, self.country)
        self.stacks = kw.get("stacks") or [Stack(r, pick_w(r, PERSON))]
        self.a = max(w.t0, self.created + r.uniform(60, 5 * HOUR))
        self.b = w.t1
        if kw.get("churn", True) and r.random() < 0.22:      # many come and go
            x = r.uniform(self.a, self.b)
            if r.random() < 0.6: self.b = max(self.a + HOUR, x)
            elif self.created < w.t0: self.a = x
        self.model = kw.get("model") or w.base_model(r)
        self.adopt = kw.get("adopt", w.adopt(r))
        self.new_share = kw.get("new_share", r.uniform(0.3, 1.0))
        self.params = kw.get("params")
        if self.params is None: self.params = w.params(r)
        self.has_session = r.random() < 0.35
        w.accounts.append(self)
        w.truth.append((self.id, None, pop, campaign))
    def seat(self, w, user, pop, campaign=None, **kw):
        """A view of this account for one of its own users."""
        s = Account.__new__(Account)
        s.__dict__.update(self.__dict__)
        s.r = random.Random("seat%d.%s.%s" % (w.seed, self.id, user))
        s.end_user, s.pop, s.campaign = user, pop, campaign
        s.__dict__.update(kw)
        w.truth.append((self.id, user, pop, campaign))
        return s

class World:
    def __init__(self, a):
        self.seed, self.days = a.seed, a.days
        self.r = r = random.Random("world%d" % a.seed)
        self.lib = Library(a.prompts)
        self.net = Net(a.seed)
        self.t0 = 1767225600 + r.randrange(0, 300) * DAY
        self.t1 = self.t0 + a.days * DAY
        fam = r.choice(["halyard", "meridian", "quay", "corvus", "lumen"])
        g = r.randint(2, 5)
        self.models = [(3, "%s-%d-mini" % (fam, g)), (5, "%s-%d" % (fam, g)), (1.5, "%s-%d-pro" % (fam, g)), (1.5, "%s-%d.5" % (fam, g - 1))]
        self.new = "%s-%d" % (fam, g + 1) if r.random() < 0.5 else "%s-%d.5" % (fam, g)
        self.launch = self.t0 + (r.uniform(0.2, 0.8) * a.days // 1) * DAY + r.choice([15, 16, 17, 18]) * HOUR
        self.peak = (self.t0 + r.uniform(0, a.days) * DAY, r.uniform(1, 4) * DAY, r.uniform(1.2, 3.0))  # peak season
        self.outages = [(t, t + r.uniform(0.2, 1.5) * HOUR) for t in (r.uniform(self.t0, self.t1) for _ in range(r.randint(1, 4)))]
        self.err = r.uniform(0.004, 0.02)
        self.accounts, self.truth, self.campaigns, self.lines = [], [], [], []
        self.scale = 1.0
        self.jids = 0
    # --- draws that any account makes
    def country(self, r, among=None):
        return pick_w(r, [(GEO[c][1], c) for c in (among or GEO)])
    def created(self, r, recent=None):
        p = self.new_rate if recent is None else recent
        if r.random() < p: return r.uniform(self.t0 - 2 * DAY, self.t1 - 1.5 * DAY)
        return self.t0 - min(900, r.expovariate(1 / 170) + 1) * DAY

    new_rate = 0.22
    def email(self, r, cc):
        loc = {"CN": ["qq.com", "163.com"], "DE": ["gmx.de", "web.de"], "JP": ["yahoo.co.jp"], "KR": ["naver.com"], "FR": ["orange.fr"], "PL": ["wp.pl"],
               "UA": ["ukr.net"]}.get(cc, ["hotmail.com"])
        return pick_w(r, [(12, "gmail.com"), (4, "outlook.com"), (2, "icloud.com"), (1, "proton.me"), (1, "yahoo.com"), (3, r.choice(loc)),
                          (4, self.domain(r)), (0.4, r.choice(["mailto.plus", "tmpbox.net", "inboxkitten.com", "duck.com"]))])
    def domain(self, r):
        s = r.choice(["nor", "kar", "vel", "tri", "opal", "han", "del", "mar", "sto", "lin", "bex", "fal"]) + r.choice(["dex", "mont", "lane", "soft", "wick", "field", "ra", "tek", "port", "via"])
        return s + str(r.choice(["", "", "", r.randrange(2, 99)])) + r.choice([".com", ".com", ".io", ".co", ".net", ".eu", ".dev"])
    def base_model(self, r):
        return pick_w(r, self.models)
    def adopt(self, r):
        x = r.random()
        if x < 0.45: return None
        return self.launch + (r.expovariate(1 / (0.6 * DAY)) if x < 0.6 else r.expovariate(1 / (6 * DAY)))
    def params(self, r):
        p = {}
        if r.random() < 0.5: p["temperature"] = r.choice([0, 0, 0.2, 0.3, 0.5, 0.7, 0.7, 0.7, 1, 1, 1.0, 0.9])
        if r.random() < 0.12: p["top_p"] = r.choice([0.9, 0.95, 1])
        if r.random() < 0.5: p["max_tokens"] = r.choice([256, 512, 1024, 1024, 2048, 4096, 4096, 8192, 16384])
        if r.random() < 0.5: p["stream"] = r.random() < 0.7
        if r.random() < 0.12:
            p["reasoning"] = {"effort": r.choice(["low", "medium", "high"])}
            if r.random() < 0.4: p["reasoning"]["summary"] = "auto"
        return p
    def when(self, r, rhythm, a, b, tz):
        w = RHYTHM[rhythm]
        for _ in range(60):
            t = r.uniform(a, b)
            k = int(((t + tz) // HOUR + 72) % 168)          # the epoch was a Thursday
            f = w[k]
            if rhythm in ("shop", "cutoff", "shift2", "shift3"): f *= self.peak[2] / 3 if abs(t - self.peak[0]) < self.peak[1] else 1 / 3
            if r.random() < f: return t
        return t
    def reply(self, r, task, text):
        ks = keywords(text)
        f = {"a": r.choice(ks), "b": r.choice(ks), "n": r.randrange(2, 400), "s": r.randrange(3, 11)}
        if task.answer is not None: return task.answer
        k = task.kind
        if k == "refuse" and r.random() < 0.55: return r.choice(REFUSE)
        bank = {"math": MATHA, "code": CODEA, "grade": GRADEA, "tool": CODEA}.get(k, ANSWER)
        s = r.choice(bank).format(**f)
        if k in ("chat", "rewrite", "summ", "math") and r.random() < 0.6: s += " " + r.choice(ANSWER).format(a=r.choice(ks), b=r.choice(ks))
        return s[:RESPCLIP]
    # --- one exchange
    def emit(self, A, t, place, stack, msgs, task, session=None, tools=None, calls=None, batch=None, prev=None, final=None, extra=None, resp_id=None):
        """msgs: list of (role, text, tokens of the whole text). Returns the reply and its end time."""
        r = A.r
        if t >= self.t1 or t < self.t0: return None, t
        if A.access.per_request: place = A.access.pick(r, t)
        last = msgs[-1][1]
        model = A.model
        if A.adopt is not None and t >= max(A.adopt, self.launch) and r.random() < A.new_share: model = self.new
        out = int(logn(r, OUT_TOK[task.kind][0], OUT_TOK[task.kind][1], 1, 16000))
        req = {"endpoint": "batch" if batch else stack.endpoint, "model": model}
        p = dict(A.params)
        if extra: p.update(extra)
        if p.get("max_tokens"): out = min(out, p["max_tokens"])
        absent = A.absent
        if not absent: req["messages"] = [{"role": m[0], "content": m[1]} for m in msgs]
        req.update((k, p[k]) for k in ("temperature", "top_p", "max_tokens", "stream", "reasoning") if k in p)
        if tools: req["tools"] = [{"type": "function", "name": x} for x in tools]
        if batch: req["batch_id"] = batch
        if prev: req["previous_response_id"] = prev
        tin = int(sum(m[2] for m in msgs) * r.uniform(0.95, 1.08)) + 6 + 40 * len(tools or ())
        acc = {"id": A.id, "key": A.keys[0] if len(A.keys) == 1 else r.choice(A.keys)}
        if A.org: acc["org"] = A.org
        if A.end_user: acc["end_user"] = A.end_user
        elif getattr(A, "users", None): acc["end_user"] = r.choice(A.users)
        cl = {"ip": place[0], "asn": place[1], "country": place[2], "user_agent": stack.ua, "ja4": stack.ja4}
        if r.random() < 0.015: del cl["ja4"]
        rid = "req_" + "%024x" % r.getrandbits(96)
        head = {"id": rid, "time": rfc(t), "account": acc, "client": cl}
        if session: head["session"] = session
        head["content_state"] = "absent" if absent else "full"
        head["request"] = req
        bad = any(x <= t <= y for x, y in self.outages) and r.random() < 0.5
        if bad or r.random() < self.err:
            st = r.choice([500, 503, 529]) if bad else r.choice([429, 429, 429, 500, 400, 408])
            e = dict(head, response={"status": st, "latency_ms": int(r.uniform(30, 900))}, usage={"input_tokens": 0, "output_tokens": 0})
            self.put(t, e)
            if st == 400 or r.random() < 0.25: return None, t + 1
            t += logn(r, 6, 1.0, 0.5, 300)
            if t >= self.t1: return None, t
            head = dict(head, id="req_" + "%024x" % r.getrandbits(96), time=rfc(t))
        text = final if final is not None else ("" if calls else self.reply(r, task, last))
        resp = {"id": resp_id or "resp_" + "%020x" % r.getrandbits(80), "model": model, "status": 200,
                "finish_reason": "tool_calls" if calls else ("length" if p.get("max_tokens") == out else "stop")}
        usage = {"input_tokens": tin, "output_tokens": out}
        reas = p.get("reasoning")
        if reas or model.endswith("pro"):
            usage["reasoning_tokens"] = int(out * r.uniform(0.5, 4))
            usage["output_tokens"] = out + usage["reasoning_tokens"]
            if reas and reas.get("summary") and not absent:
                resp["reasoning"] = "Considering %s and how it bears on the request." % r.choice(keywords(last))
        if len(msgs) > 3 and tin > 700 and r.random() < 0.5: usage["cache_read_input_tokens"] = int(tin * r.uniform(0.4, 0.9))
        lat = (300 + usage["output_tokens"] * r.uniform(8, 22)) * (0.6 if "mini" in model else 1)
        resp["latency_ms"] = int(lat)
        if not absent:
            resp["content"] = text
            if calls: resp["output"] = calls
        self.put(t, dict(head, response=resp, usage=usage))
        return text, t + lat / 1000
    def put(self, t, e):
        self.lines.append((t, json.dumps(e, ensure_ascii=False, separators=(",", ":"))))
    def load(self, A, n):
        return max(1, int(round(n * (0.9 if A.campaign is None else getattr(A, "pace", 1)))))
    def span(self, A, a, b):
        a, b = A.a if a is None else a, A.b if b is None else b
        return a, b if b > a else a + 2 * HOUR
    # --- engine 1: conversations that resend their history
    def chat(self, A, n, rhythm, source, turns=2.0, think=75, sysmsg=None, a=None, b=None, session_items=1):
        r, made, n = A.r, 0, self.load(A, n)
        a, b = self.span(A, a, b)
        while made < n:
            t = self.when(r, rhythm, a, b, A.tz)
            stack, place = r.choice(A.stacks), A.access.pick(r, t)
            for _ in range(1 if session_items == 1 else max(1, int(r.expovariate(1 / session_items)))):
                k = min(n - made, 8, 1 + int(r.expovariate(1 / max(0.01, turns - 1)))) if turns > 1 else 1
                made += max(1, k)
                t = self.talk(A, t, stack, place, source(r), max(1, k), think, sysmsg) + logn(r, think, 0.9, 2)
                if made >= n: break
    def talk(self, A, t, stack, place, task, k, think, sysmsg=None):
        r = A.r
        msgs = [("system", sysmsg[:SYSCLIP], len(sysmsg) / 4)] if sysmsg else []
        sid = "conv_%012x" % r.getrandbits(48) if A.has_session else None
        held = stack.endpoint == "responses" and A.has_session
        prev, ks = None, keywords(task.text)
        for j in range(k):
            u = r.choice(FOLLOW).format(k=r.choice(ks), l=r.choice(LANGS)) if j else task.text
            msgs.append(("user", u[:CLIP], len(u) / 4))
            rid = "resp_" + "%020x" % r.getrandbits(80)
            rep, t = self.emit(A, t, place, stack, msgs[-1:] if held and prev else msgs, task, session=sid, prev=prev, resp_id=rid)
            if rep is None: break
            prev = rid if held else None
            msgs.append(("assistant", rep, OUT_TOK[task.kind][0] * 0.9))
            t += logn(r, think, 0.9, 1.5, 5400)
        return t
    # --- engine 2: agents with tools
    def agent(self, A, n, rhythm, source, tools, sysmsg=None, steps=4, a=None, b=None):
        r, made, n = A.r, 0, self.load(A, n)
        a, b = self.span(A, a, b)
        while made < n:
            t = self.when(r, rhythm, a, b, A.tz)
            made += self.trajectory(A, t, r.choice(A.stacks), A.access.pick(r, t), source(r), tools, sysmsg, min(n - made, 9, 1 + int(r.expovariate(1 / steps))))
    def trajectory(self, A, t, stack, place, task, tools, sysmsg, k):
        r = A.r
        msgs = [("system", sysmsg[:SYSCLIP], len(sysmsg) / 4 + 900)] if sysmsg else []
        msgs.append(("user", task.text[:CLIP], len(task.text) / 4))
        sid = "run_%012x" % r.getrandbits(48) if A.has_session else None
        ks = keywords(task.text)
        for j in range(k):
            calls = None
            if j < k - 1:
                calls = [{"type": "function_call", "call_id": "call_%08x" % r.getrandbits(32), "name": r.choice(tools),
                          "arguments": json.dumps({r.choice(["path", "query", "cmd", "id"]): r.choice(ks).lower()})}]
            kind = Task(task.text, "tool" if calls else task.kind)
            rep, t = self.emit(A, t, place, stack, msgs, kind, session=sid, tools=tools, calls=calls)
            if rep is None: return j + 1
            if calls:
                msgs.append(("assistant", "Calling %s." % calls[0]["name"], 60))
                o = r.choice(TOOLOUT).format(k=r.choice(ks).lower())
                msgs.append(("tool", o, logn(r, 250, 1, 5, 6000)))
            t += logn(r, 3, 0.8, 0.3, 120)
        return k
    # --- engine 3: programs, one request an item, in runs
    def machine(self, A, n, rhythm, source, sysmsg=None, run=1, gap=2.0, a=None, b=None, tools=None, extra=None):
        r, made, n = A.r, 0, self.load(A, n)
        a, b = self.span(A, a, b)
        while made < n:
            t = self.when(r, rhythm, a, b, A.tz)
            stack, place = r.choice(A.stacks), A.access.pick(r, t)
            for _ in range(min(n - made, max(1, int(r.expovariate(1 / run))) if run > 1 else 1)):
                self.single(A, t, stack, place, source(r), sysmsg, tools, extra)
                made += 1
                t += r.expovariate(1 / gap)
    def single(self, A, t, stack, place, task, sysmsg=None, tools=None, extra=None, batch=None):
        msgs = [("system", sysmsg[:SYSCLIP], len(sysmsg) / 4)] if sysmsg else []
        msgs.append(("user", task.text[:CLIP], len(task.text) / 4))
        return self.emit(A, t, place, stack, msgs, task, tools=tools, extra=extra, batch=batch)
    # --- engine 4: batch jobs at a cut-off
    def batch(self, A, n, hour, source, sysmsg=None, jobs=None):
        r = A.r
        days = range(max(0, int((A.b - A.a) / DAY)) + 1)
        jobs, n = min(len(days), jobs or len(days)), self.load(A, n)
        for d in sorted(r.sample(days, jobs)):
            t = (A.a // DAY + d) * DAY + hour * HOUR - A.tz % DAY + r.uniform(0, 600)
            t += DAY * max(0, math.ceil((A.a - t) / DAY))
            bid = "batch_%012x" % r.getrandbits(48)
            stack, place = r.choice(A.stacks), A.access.pick(r, t)
            for _ in range(max(1, int(n / jobs * r.uniform(0.6, 1.4)))):
                t += r.uniform(0.001, 0.3)
                self.single(A, t, stack, place, source(r), sysmsg, batch=bid)

# ------------------------------------------------------------------ task sources
def from_list(xs, kind="chat", wrap=None):
    def f(r):
        x = r.choice(xs)
        return Task(wrap(r, x) if wrap else x, kind)
    return f

def mixed(*ws):
    return lambda r: pick_w(r, ws)(r)

def homework(W):
    asks = ["{x}", "{x}", "{x}\n\nexplain step by step pls", "I'm stuck on this: {x}", "{x} show your working", "Can you check? {x}", "help with q{n}: {x}"]
    return from_list(W.lib.math, "math", lambda r, x: r.choice(asks).format(x=x, n=r.randint(1, 12)))

def personal(W, r):
    """What one person likes to ask: a mix of a few things."""
    lib = W.lib
    return mixed((r.uniform(2, 6), from_list(lib.open_chat)), (r.uniform(0, 1.5), from_list(lib.code, "code")), (r.uniform(0, 1.2), from_list(lib.essay, "rewrite")),
                 (r.uniform(0, 0.5), homework(W)), (r.uniform(0, 1), from_list(lib.d["clinc150_raw"])), (r.uniform(0, 0.06), from_list(lib.edge, "refuse")),
                 (r.uniform(0, 0.7), lambda q: Task(q.choice(CODEASK).format(k=q.choice(CODETHING)), "code")))

def freight(r, style):
    g, p, q = r.choice(GOODS), r.choice(PORTS), r.choice(PORTS)
    ref = "%s%07d" % (r.choice(["MSKU", "TGHU", "HLXU", "CMAU"]), r.randrange(10 ** 7))
    if style == 0:
        return Task("Shipper's description: %d cartons %s, gross %d kg, origin %s.\nGive the 6-digit HS code and duty notes." % (r.randint(4, 900), g, r.randint(80, 22000), p), "extract", "%06d; no special measures" % r.randrange(10 ** 6))
    if style == 1:
        return Task("Draft a delay notice to %s. Container %s, %s to %s, new ETA +%d days, reason: %s." % (r.choice(FIRSTN), ref, p, q, r.randint(1, 9), r.choice(["port congestion", "customs hold", "rolled booking", "weather", "missed cut-off"])), "rewrite")
    return Task("Extract shipper, consignee, terms, weight as JSON:\nB/L %s %s -> %s, %s, %s, FOB, %d kgs, freight prepaid" % (ref, p, q, r.choice(BRANDS), g, r.randint(100, 24000)), "extract", '{"terms":"FOB"}')

def judge_text(lib, r, style, student=None):
    q = r.choice(student or lib.open_chat)[:260]
    ks = keywords(q)
    A = r.choice(ANSWER).format(a=r.choice(ks), b=r.choice(ks))
    B = r.choice(ANSWER).format(a=r.choice(ks), b=r.choice(ks))
    if style == 0:
        t = r.choice(lib.d["fastchat_judge_templates"])
        for key, v in (("{question}", q), ("{answer_a}", A), ("{answer_b}", B), ("{answer}", A), ("{question_1}", q), ("{question_2}", "")):
            t = t.replace(key, v)
        return t[-CLIP:]
    if style == 1: return "Rate the reply from 1 to 5 for accuracy, tone and completeness. JSON only.\nCustomer: %s\nReply: %s" % (q, A)
    if style == 2:
        return "Which of the two answers follows the guideline better? Say A or B, then one line why.\nTask: %s\nA: %s\nB: %s" % (q, A, B)
    return "[Rubric]\n%s\n[Task]\n%s\n[Response]\n%s\nGive a critique against every rubric line, then a score 1-10." % (
        "\n".join("- " + x for x in r.sample(["factual", "complete", "well reasoned", "concise", "safe", "follows format", "cites evidence"], 4)), q, A)

# ------------------------------------------------------------------ innocents
def pop_hobby(W, r, n):
    for _ in range(n):
        A = Account(W, r, "hobby_chat", plan=pick_w(r, [(6, "free"), (2, "payg"), (4, "pro")]), stacks=[Stack(r, pick_w(r, PERSON)) for _ in range(r.choice([1, 1, 2]))])
        W.chat(A, logn(r, 14, 1.0, 1, 500), r.choice(["evening", "evening", "dev", "student"]), personal(W, r), turns=r.uniform(1.2, 4))

def pop_mobile(W, r, n):
    """One popular app behind carrier NAT: hundreds of strangers share addresses, client and system prompt."""
    sysm = "You are Pier, a friendly assistant. Keep answers short enough for a phone screen. Today is a working day."
    for cc in r.sample(["IN", "NG", "PH", "ID", "BD", "PK", "BR"], 3):
        for _ in range(n // 3):
            A = Account(W, r, "mobile_app_shared_nat", country=cc, plan=pick_w(r, [(7, "free"), (2, "payg")]), access=Access((1, W.net.nat(cc, r.choice(GEO[cc][3])))),
                        stacks=[Stack(r, "app-android", build=0)], params={"stream": True})
            W.chat(A, logn(r, 15, 0.9, 1, 300), r.choice(["evening", "student", "public"]), mixed((3, from_list(W.lib.open_chat)), (1, from_list(W.lib.d["clinc150_raw"])), (r.random(), homework(W))), turns=2, sysmsg=sysm)

def pop_coders(W, r, n):
    """Users of the same coding tool: identical system prompt, tools and client, adopted in haste when a model comes."""
    cli = "You are Harbor, an interactive command line tool that helps with software engineering tasks. Use the tools available. Follow the conventions of the repository. Never commit unless asked."
    ide = "You are a pair programmer inside the editor. Output only the edit."
    for _ in range(n):
        kind = r.random()
        st = "codecli" if kind < 0.6 else "ideplug"
        A = Account(W, r, "coding_tool_users", plan=pick_w(r, [(1, "payg"), (3, "pro"), (1, "team")]), stacks=[Stack(r, st) for _ in range(r.choice([1, 1, 2]))],
                    adopt=W.launch + r.expovariate(1 / (1.2 * DAY)) if r.random() < 0.7 else None, params={"stream": True, "max_tokens": 8192 if st == "codecli" else 2048})
        src = mixed((3, lambda q: Task(q.choice(CODEASK).format(k=q.choice(CODETHING)), "code")), (1, from_list(W.lib.code, "code")))
        if st == "codecli": W.agent(A, logn(r, 45, 1.0, 3, 900), "dev", src, TOOLSETS["code2"], cli, steps=r.uniform(3, 7))
        else: W.chat(A, logn(r, 30, 1.0, 2, 500), "dev", src, turns=1.5, think=40, sysmsg=ide)

def pop_freight(W, r, n):
    """Outsourced desks of forwarders: a seat an account, one card, one office, one template book, shifts and cut-offs."""
    for size in split(r, n, 4, 24):
        cc = r.choice(["IN", "PH", "PL", "MX", "ZA", "VN", "GB", "NL"])
        ip = [W.net.home(r, cc) for _ in range(r.choice([1, 1, 2]))]
        pay, org, dom = "pm_" + hx("desk", r.random()), "org_" + hx("desk", r.random(), n=12), W.domain(r)
        built = W.created(r)
        style = r.sample([0, 1, 2], r.choice([1, 2]))
        sysm = "You assist the %s desk of a freight forwarder. Answer in the house style. Cut-off for today's filing is %d:00." % (r.choice(["export", "import", "customs", "claims"]), r.randint(14, 18))
        stk = r.choice(["browser", "webui", "py-openai", "axios", "dotnet"])
        shift, tz = r.choice(["cutoff", "shift2", "shift3", "cutoff"]), r.choice([GEO[cc][0], GEO[cc][0], 0, -6])
        per = logn(r, 45, 0.6, 8, 200)
        machine = Stack(r, stk)
        for _ in range(size):
            A = Account(W, r, "outsourced_freight_desk", country=cc, plan=pick_w(r, [(4, "team"), (1, "payg")]), payment=pay, org=org, email=dom, tz=tz,
                        created=built + r.uniform(0, 3) * DAY if built < W.t1 - 5 * DAY else built, access=Access((9, ip), (1, [W.net.home(r, cc)])), stacks=[machine if r.random() < 0.7 else Stack(r, stk)],
                        params={"temperature": 0.2}, model=W.models[r.randrange(2)][1])
            W.chat(A, per * r.uniform(0.4, 1.5), shift, lambda q: freight(q, q.choice(style)), turns=1.25, think=50, sysmsg=sysm, session_items=4)

def pop_sellers(W, r, n):
    """Market-place sellers with the same plug-in: one template, the plug-in's own exits, waves of sign-ups after a promotion."""
    for size in split(r, n, 15, 60):
        promo = r.uniform(W.t0 - 20 * DAY, W.t1 - 4 * DAY)
        tmpl = r.choice(["Write a product listing with 5 bullet points for: {p}. Brand: {b}. Keywords: {k}.", "Title (max 80 chars), description and tags for the item below.\nItem: {p}\nBrand: {b}\nNotes: {k}",
                         "Answer this buyer question about {p} ({b}) politely in {l}: when will it be delivered and is it {k}?"])
        exits = r.sample(W.net.serverless, 4)
        st = Stack(r, r.choice(["ai-sdk", "js-openai", "php", "n8n"]))
        par = {"temperature": 0.7, "max_tokens": 700}
        sysm = "You are the copy assistant of the %s seller plug-in." % r.choice(["Shelfie", "ListRight", "Cartwheel", "SkuPilot"])
        def src(q):
            return Task(tmpl.format(p=q.choice(GOODS), b=q.choice(BRANDS), k=", ".join(q.sample(["gift", "waterproof", "EU plug", "eco", "heavy duty", "new", "kids", "large"], 2)), l=q.choice(LANGS)), "rewrite")
        for _ in range(size):
            cr = min(W.t1 - DAY, promo + r.expovariate(1 / (1.5 * DAY))) if r.random() < 0.7 else W.created(r)
            A = Account(W, r, "seller_plugin_wave", plan="payg", created=cr, access=Access((1, exits)), stacks=[st], params=par, model=W.models[0][1], adopt=None)
            W.machine(A, logn(r, 16, 1.0, 1, 300), "shop", src, sysmsg=sysm, run=r.choice([1, 4, 10]), gap=4)

def pop_course(W, r, n):
    """Courses: a sign-up wave in the first lab, campus NAT, one problem sheet for all, a deadline."""
    for size in split(r, n, 12, 55):
        cc = W.country(r)
        asn = CAMPUS.get(cc) or r.choice(GEO[cc][2])
        campus = [(W.net.addr(r, asn), asn, cc)] + [W.net.home(r, cc) for _ in range(2)]
        lab = r.uniform(W.t0 - 10 * DAY, W.t1 - 4 * DAY)
        dl = lab + r.uniform(3, 8) * DAY
        pool = W.lib.math if r.random() < 0.6 else W.lib.join("bbh", "agentbench_os") + W.lib.code
        sheet, dom = r.sample(pool, r.randint(8, 30)), r.choice(["uni", "tech", "college"]) + "-" + W.domain(r).split(".")[0] + ".edu"
        colab = r.random() < 0.4
        st = Stack(r, r.choice(["py-openai", "requests"]))
        asks = ["{x}", "{x}\nThink step by step and explain your reasoning.", "Explain how to solve: {x}", "{x}\n\nShow all steps."]
        for _ in range(size):
            A = Account(W, r, "university_course", country=cc, plan=pick_w(r, [(4, "free"), (1, "payg")]), created=lab + abs(r.gauss(0, 1.2)) * HOUR if r.random() < 0.8 else W.created(r), email=dom if r.random() < 0.7 else None, churn=False,
                        access=Access((3, campus), (2, home_line(W.net, r, cc))) if not colab else Access((1, [W.net.cloud(r, 396982) for _ in range(3)])), stacks=[st] if colab else [Stack(r, pick_w(r, PERSON))])
            b = min(W.t1, max(dl, A.a + DAY))
            fn = from_list(sheet, "math", lambda q, x: q.choice(asks).format(x=x))
            W.chat(A, logn(r, 18, 0.7, 2, 120), "student", mixed((4, fn), (1, personal(W, r))), turns=1.6, a=max(A.a, b - 6 * DAY), b=b, session_items=3)

def pop_hack(W, r, n):
    """Hackathons and boot camps: new accounts in one venue, the starter kit's client, prompts and tools; bursts over a weekend."""
    for size in split(r, n, 10, 45):
        cc = W.country(r)
        venue = [W.net.home(r, cc)]
        day = r.uniform(W.t0, W.t1 - 3 * DAY)
        kit = Stack(r, r.choice(["py-openai", "ai-sdk", "js-openai", "py-messages"]), build=1)
        tools = TOOLSETS[r.choice(["web", "ops", "shop", "mcp"])]
        sysm = "You are a helpful agent. Use the tools to complete the task. Team starter kit v%d." % r.randint(1, 9)
        promo = "pm_" + hx("credit", r.random()) if r.random() < 0.4 else None
        for _ in range(size):
            A = Account(W, r, "hackathon_wave", country=cc, created=day - r.expovariate(1 / (0.3 * DAY)), plan="payg" if promo else pick_w(r, [(3, "free"), (2, "payg")]), payment=promo, access=Access((4, venue), (1, W.net.nat(cc))),
                        stacks=[kit if r.random() < 0.7 else Stack(r, pick_w(r, CODER))], churn=False, adopt=W.launch)
            idea = W.lib.join("apibench", "glaive_toolcall", "agentbench_os")
            mine = r.sample(idea, 12)
            W.agent(A, logn(r, 24, 0.8, 2, 200), "dev", from_list(mine, "tool"), tools, sysm, steps=3, a=max(A.a, day), b=min(W.t1, day + r.uniform(1.5, 3) * DAY))

def pop_classifiers(W, r, n):
    """Firms' pipelines: one fixed template each, at volume."""
    lib = W.lib
    for _ in range(n):
        kind = r.choice(["bank", "route", "imdb", "sql", "t0", "t0", "t0", "summ"])
        name = {"bank": "banking77_classifier_tenant", "route": "clinc150_router_tenant", "imdb": "imdb_sentiment_tenant", "sql": "bfcl_sql_tenant", "summ": "spec_bench_summarization"}.get(kind)
        xs = lib.d[name] if name else r.choice(lib.t0)
        A = Account(W, r, "enterprise_pipeline", plan=pick_w(r, [(2, "payg"), (3, "team"), (3, "enterprise")]), email=W.domain(r), access=cloud_access(W.net, r), stacks=[Stack(r, pick_w(r, CODER))], model=W.models[r.choice([0, 0, 1, 3])][1], adopt=None if r.random() < 0.7 else W.adopt(r), params={"temperature": 0, "max_tokens": r.choice([16, 64, 256, 1024])})
        k = logn(r, 50, 1.1, 5, 3500) * (0.3 if kind in ("imdb", "summ") else 1)
        k = r.uniform(1200, 4500) if r.random() < 0.03 and kind not in ("imdb", "summ") else k     # a few whales
        W.machine(A, k, r.choice(["public", "office", "flat", "shop", "night"]), from_list(xs, "summ" if kind == "summ" else "code" if kind == "sql" else "classify"), run=r.choice([1, 1, 5, 40]), gap=logn(r, 2, 1))

def pop_harness(W, r, n):
    """Teams that run the same public evaluation harness: same prompts, same client, temperature 0, in runs after releases."""
    sets = ["gsm8k_train", "math_test", "bbh", "mt_bench", "arena_hard_v01", "biggen_bench", "ocw_minerva"]
    shot = {"gsm8k_train": "Solve the problem. End with 'Answer: <number>'.\n\n", "bbh": "Let's think step by step.\n\nQ: ", "math_test": "Solve. Put the final answer in \\boxed{}.\n\n"}
    for _ in range(n):
        s = r.choice(sets)
        A = Account(W, r, "evaluation_harness", plan=pick_w(r, [(3, "payg"), (2, "team")]), email=W.domain(r) if r.random() < 0.6 else None, access=cloud_access(W.net, r) if r.random() < 0.6 else None, stacks=[Stack(r, "harness", build=2)],
                    adopt=W.launch + r.expovariate(1 / (0.7 * DAY)), params={"temperature": 0, "max_tokens": r.choice([512, 1024, 2048])})
        size = int(logn(r, 40, 0.8, 8, 400))
        for _ in range(r.choice([1, 1, 2, 4])):
            t = W.when(A.r, "dev", A.a, A.b, A.tz)
            if r.random() < 0.4 and A.a < W.launch < A.b: t = W.launch + r.expovariate(1 / (0.5 * DAY))
            place = A.access.pick(r, t)
            for x in W.lib.d[s][:size] if r.random() < 0.6 else r.sample(W.lib.d[s], min(size, len(W.lib.d[s]))):
                W.single(A, t, A.stacks[0], place, Task(shot.get(s, "") + x, "math" if s in shot else "chat"))
                if r.random() < 0.15 and s in ("mt_bench", "arena_hard_v01"):
                    W.single(A, t + 5, A.stacks[0], place, Task(judge_text(W.lib, r, 0), "grade"))
                t += r.expovariate(1 / 1.5)

def pop_annot(W, r, n):
    """Annotation bureaus: shifts in one office, people grade their clients' chat bots with a rubric."""
    for size in split(r, n, 5, 25):
        cc = r.choice(["PH", "KE", "IN", "VN", "NG", "MX"])
        office = [W.net.home(r, cc)] + W.net.nat(cc)[:2]
        org, pay, dom, style = "org_" + hx("an", r.random(), n=12), "pm_" + hx("an", r.random()), W.domain(r), r.choice([1, 2, 3])
        topic = r.sample(W.lib.open_chat, 150)
        wave = W.created(r)
        st = Stack(r, r.choice(["browser", "js-openai", "webui"]))
        for _ in range(size):
            A = Account(W, r, "annotation_bureau", country=cc, plan="team", org=org, payment=pay, email=dom, created=min(W.t1 - DAY, wave + r.uniform(0, 2) * DAY), access=Access((5, office)), stacks=[st if r.random() < 0.5 else Stack(r, "browser")],
                        params={"temperature": 0}, tz=r.choice([GEO[cc][0], -5]))
            W.chat(A, logn(r, 40, 0.6, 3, 250), r.choice(["shift2", "office", "shift3"]), lambda q: Task(judge_text(W.lib, q, style, topic), "grade"), turns=1.1, think=100, session_items=6)

def pop_translate(W, r, n):
    for _ in range(n):
        l = r.choice(LANGS)
        A = Account(W, r, "translators", plan=pick_w(r, [(2, "payg"), (2, "pro")]))
        tm = r.choice(["Translate into %s, keep the register:\n{x}", "Proofread this %s text after translating it:\n{x}", "%s please:\n{x}", "Rewrite for a %s audience, keep names:\n{x}"]) % l
        xs = r.sample(W.lib.essay + W.lib.d["spec_bench_summarization"] + W.lib.open_chat, 200)
        W.chat(A, logn(r, 22, 0.9, 1, 300), "office", from_list(xs, "rewrite", lambda q, x: tm.format(x=x)), turns=1.7, session_items=3)

def pop_bots(W, r, n):
    """Customer service bots with users of their own; traffic follows the shop's season."""
    for _ in range(n):
        b = r.choice(BRANDS)
        sysm = "You are the %s customer assistant of %s. %s Never discuss competitors." % (r.choice(["delivery", "returns", "shop", "bank", "travel"]), b, r.choice(["Be brief.", "Ask for the order number first.", "Offer a human when unsure."]))
        A = Account(W, r, "customer_service_bot", plan=pick_w(r, [(2, "payg"), (3, "team"), (2, "enterprise")]), email=W.domain(r), access=cloud_access(W.net, r), stacks=[Stack(r, pick_w(r, CODER))], params={"temperature": 0.3, "max_tokens": 500, "stream": True}, adopt=None if r.random() < 0.6 else W.adopt(r))
        A.users = ["u_" + hx(A.id, i, n=10) for i in range(r.randint(10, 80))] if r.random() < 0.5 else None
        ask = ["where is my order %d?", "i want to return item %d, it arrived broken", "can I change the address for order %d", "invoice for %d please", "discount code not working, cart %d"]
        src = mixed((2, lambda q: Task(q.choice(ask) % q.randrange(10 ** 5, 10 ** 7))), (1, from_list(W.lib.d["clinc150_raw"])))
        if r.random() < 0.3: W.agent(A, logn(r, 50, 1, 5, 900), "shop", src, TOOLSETS["shop"], sysm, steps=2)
        else: W.chat(A, logn(r, 60, 1.1, 5, 1500), "shop", src, turns=2.5, think=45, sysmsg=sysm)

def pop_viral(W, r, n):
    """A prompt pack or a viral post: strangers paste the same texts within days; some sign up for it."""
    packs = [(r.uniform(W.t0, W.t1 - 3 * DAY), r.sample(W.lib.d["awesome_chatgpt_prompts"], r.randint(1, 12))) for _ in range(r.randint(2, 5))]
    for _ in range(n):
        t, pk = r.choice(packs)
        late = min(W.t1 - DAY, t + r.expovariate(1 / (2 * DAY)))
        A = Account(W, r, "viral_prompt_pack", created=late - r.uniform(0, 3) * HOUR if r.random() < 0.5 else None)
        W.chat(A, logn(r, 6, 0.7, 1, 60), "evening", from_list(pk), turns=2.2, a=max(A.a, late), b=min(W.t1, max(A.a, late) + 3 * DAY))
        W.chat(A, logn(r, 9, 1, 1, 200), "evening", personal(W, r), turns=2)

def pop_etl(W, r, n):
    for _ in range(n):
        A = Account(W, r, "nightly_batch", plan=pick_w(r, [(2, "payg"), (3, "team"), (2, "enterprise")]), email=W.domain(r), access=cloud_access(W.net, r, 1), stacks=[Stack(r, pick_w(r, CODER))], params={"temperature": 0}, adopt=None)
        xs = r.choice(W.lib.t0)
        src = from_list(xs, "extract") if r.random() < 0.6 else (lambda q: freight(q, 2))
        W.batch(A, logn(r, 70, 1.0, 5, 1200), r.choice([1, 2, 3, 22]), src, jobs=r.choice([3, 10, None]))

def pop_sites(W, r, n):
    """Warehouses with voice picking: one account a site, one device image, one template, three shifts."""
    for size in split(r, n, 4, 20):
        st, dom, pay, org = Stack(r, r.choice(["okhttp", "go"]), build=9), W.domain(r), "pm_" + hx("site", r.random()), "org_" + hx("site", r.random(), n=12)
        roll = r.uniform(W.t0 - 60 * DAY, W.t1 - 3 * DAY)
        cc = W.country(r, ["US", "GB", "DE", "PL", "ES", "NL", "AU"])
        sysm = "Voice assistant for pickers. Map the utterance to one command and its slots. Reply with JSON."
        for i in range(size):
            A = Account(W, r, "warehouse_sites", country=cc, plan="enterprise" if r.random() < 0.5 else "team", org=org, payment=pay, email=dom, created=min(W.t1 - DAY, roll + i * r.uniform(0.3, 4) * DAY), access=Access((1, [W.net.home(r, cc)])),
                        stacks=[st], params={"temperature": 0, "max_tokens": 64}, model=W.models[0][1], adopt=None, churn=False)
            W.machine(A, logn(r, 60, 0.7, 5, 500), "shift3" if r.random() < 0.6 else "shift2", mixed((1, from_list(W.lib.d["clinc150_raw"], "classify")), (2, lambda q: Task("%s %d aisle %d slot %d" % (q.choice(["picked", "short", "skip", "repeat"]), q.randint(1, 40), q.randint(1, 60), q.randint(1, 99)), "classify", '{"cmd":"ok"}'))), sysmsg=sysm, run=3, gap=25)

def pop_schools(W, r, n):
    """Tutoring firms: an account a school, one card, one back end, worked solutions step by step for all; schools join at term start."""
    for size in split(r, n, 4, 25):
        cc, org, dom, pay = W.country(r), "org_" + hx("edu", r.random(), n=12), W.domain(r), "pm_" + hx("edu", r.random())
        acc, st, term = cloud_access(W.net, r, 3), Stack(r, pick_w(r, CODER)), r.uniform(W.t0 - 90 * DAY, W.t1 - 5 * DAY)
        sysm = "You are a patient maths tutor. Show every step of the solution, name the rule used in each step and finish with the answer on a line of its own."
        pool, par = r.sample(W.lib.math, 1200), W.params(r)
        for _ in range(size):
            A = Account(W, r, "tutoring_schools", country=cc, plan=pick_w(r, [(3, "team"), (2, "payg")]), org=org, payment=pay, email=dom, access=acc, stacks=[st], params=par, created=min(W.t1 - DAY, term + r.expovariate(1 / (4 * DAY))), model=W.models[1][1], adopt=W.launch + DAY)
            W.chat(A, logn(r, 35, 0.8, 3, 500), r.choice(["student", "office"]), from_list(pool, "math"), turns=1.3, sysmsg=sysm, session_items=2)

def pop_safety(W, r, n):
    """Safety testers and moderators: edge texts for a good reason."""
    for _ in range(n):
        A = Account(W, r, "safety_testing", plan=pick_w(r, [(2, "payg"), (2, "team")]), stacks=[Stack(r, pick_w(r, CODER))], access=cloud_access(W.net, r) if r.random() < 0.4 else None, params={"temperature": 0})
        xs = r.sample(W.lib.edge, 400)
        mod = r.random() < 0.5
        W.machine(A, logn(r, 45, 0.9, 5, 600), "office", from_list(xs, "classify" if mod else "refuse", (lambda q, x: "Label this user message as allowed, review or block.\n\n" + x) if mod else None), run=20, gap=6)

def pop_indie(W, r, n):
    """Developers of all sorts who build something of their own."""
    for _ in range(n):
        A = Account(W, r, "indie_developer", plan=pick_w(r, [(2, "free"), (5, "payg"), (1, "pro")]), stacks=[Stack(r, pick_w(r, CODER)) for _ in range(r.choice([1, 1, 2]))], access=cloud_access(W.net, r) if r.random() < 0.35 else None)
        sysm = r.choice([None, W.lib.d["awesome_chatgpt_prompts"][r.randrange(300)][:350], "You are a helpful assistant."])
        src = personal(W, r)
        if r.random() < 0.2:
            W.agent(A, logn(r, 20, 1.1, 1, 700), "dev", from_list(r.sample(W.lib.join("glaive_toolcall", "apibench", "gpteacher_toolformer"), 40), "tool"), TOOLSETS[r.choice(sorted(TOOLSETS))], sysm, steps=3)
        else: W.chat(A, logn(r, 18, 1.2, 1, 1200), r.choice(["dev", "public", "evening"]), src, turns=r.uniform(1, 2.5), think=30, sysmsg=sysm)

def pop_reseller(W, r, n):
    """Resellers and aggregators: one account, many users of their own passed on."""
    for _ in range(max(1, min(n, 6))):
        A = Account(W, r, "reseller", plan="enterprise", reseller=True, email=W.domain(r), access=cloud_access(W.net, r, 4), stacks=[Stack(r, r.choice(["litellm", "go", "js-openai"]))], verified=True, churn=False, created=W.t0 - r.uniform(60, 600) * DAY)
        A.absent = False
        for u in range(int(logn(r, 25, 0.6, 8, 90))):
            S = A.seat(W, "eu_" + hx(A.id, "eu", u, n=12), "reseller_user", tz=r.choice([-6, 0, 1, 5.5, 8]) * HOUR, model=W.base_model(r), adopt=W.adopt(r), params=W.params(r))
            W.chat(S, logn(r, 12, 1.0, 1, 300), r.choice(["evening", "dev", "public"]), personal(W, r), turns=2)
        W.chat(A, logn(r, 12, 0.8, 2, 60), "office", personal(W, r))      # the reseller's own trials, no user passed on
        W.resellers.append(A)

def pop_licensed(W, r, n):
    """Trainers with a licence in the table: they look like harvesters and are allowed to be."""
    for _ in range(max(2, n // 6)):
        org, dom, pay = "org_" + hx("lic", r.random(), n=12), W.domain(r), "pm_" + hx("lic", r.random())
        lic = {"scope": r.choice(["train:own-models", "train:research", "train:small-models"]), "document": "LIC-%05d" % r.randrange(10 ** 5), "valid_until": rfc(W.t1 + r.uniform(30, 400) * DAY, False)}
        pool = W.lib.math + W.lib.code if r.random() < 0.6 else W.lib.join("llamafactory_alpaca_en_demo", "biggen_bench", "apibench")
        wrap = make_wrapper(r, r.choice(["reason", "general"]))
        acad = r.random() < 0.4
        asn = r.choice([16509, 396982, 8075])
        for _ in range(max(1, min(6, int(n / max(2, n // 6))))):
            A = Account(W, r, "licensed_academic" if acad else "licensed_trainer", plan="enterprise" if not acad else "payg", org=org, payment=pay, email=dom, licence=lic, access=cloud_access(W.net, r, 2, asn), stacks=[Stack(r, "py-openai-async")], created=W.t0 - r.uniform(10, 300) * DAY, adopt=W.launch + r.uniform(0, 2) * DAY)
            W.machine(A, logn(r, 180, 0.7, 30, 800), r.choice(["flat", "night", "public"]), from_list(pool, "math", wrap), run=30, gap=3)

POPS = [(30, pop_hobby), (14, pop_mobile), (15, pop_coders), (9, pop_freight), (9, pop_sellers), (11, pop_course), (6, pop_hack), (9, pop_classifiers), (4, pop_harness), (6, pop_annot), (6, pop_translate), (6, pop_bots), (8, pop_viral),
        (3, pop_etl), (5, pop_sites), (5, pop_schools), (2, pop_safety), (16, pop_indie), (1, pop_reseller), (1.2, pop_licensed)]

# ------------------------------------------------------------------ campaigns
OPEN = {"reason": ["Solve the problem and show every step of your reasoning.", "Think aloud before you answer; number each step.", "Explain your full chain of thought, then the result.", "Work carefully from first principles and justify each line.", "First plan, then derive, then verify.", "Act as a tutor who writes out complete worked solutions."],
        "general": ["Follow the instruction below as well as you can.", "Give a complete, high-quality answer.", "You are an expert. Respond in detail.", "Answer thoroughly and with examples."],
        "code": ["Write production-quality code with comments and tests.", "Explain the approach, then give the full program.", "Implement it; discuss edge cases and complexity.", "You are a senior engineer reviewing and then solving this task."],
        "rewrite": ["Rewrite the answer so that it is clearer and more correct.", "Improve this draft, keep the meaning, and list what changed.", "Rephrase in neutral wording suitable for a general audience."],
        "multi": ["Answer in {l}, with all reasoning in {l} as well.", "Reason step by step in {l}.", "Respond only in {l}; show your thinking."]}
CLOSE = {"reason": ["End with 'Final answer:'.", "Put the answer in \\boxed{}.", "Check the result at the end.", "", "Wrap the reasoning in <think> tags."], "general": ["", "Be specific.", "Use markdown."], "code": ["", "Return one file.", "Include usage."], "rewrite": ["", "Only output the new text."], "multi": ["", "Final line: the answer."]}

def make_wrapper(r, what, n=1):
    """One fixed template (n=1) or a rotating set of n; joins differ too."""
    forms = [(r.choice(OPEN[what]), r.choice(CLOSE[what]), r.choice(["{o}\n\n{x}\n\n{c}", "{x}\n\n{o} {c}", "### Task\n{x}\n\n### Requirements\n{o} {c}", "{o} {c}\n---\n{x}", "{x}\n({o})"])) for _ in range(n)]
    def wrap(q, x):
        o, c, f = q.choice(forms)
        return f.format(o=o.format(l=q.choice(LANGS)) if "{l}" in o else o, c=c, x=x).strip()
    return wrap

VARY = ["Assume the input may be empty.", "Use an example about {g}.", "Do it in Go.", "Do it in Rust.", "Keep memory use low.", "The setting is a {k} service.", "Answer in {l}.", "Give two different ways.", "Explain to a beginner.", "Consider the worst case.", "Limit yourself to 150 words.", "Apply it to {k}."]

class Work:
    """The list of items to be worked off: a common queue, shards by account, or each item to `copies` accounts."""
    def __init__(self, r, items, mode, accounts, copies=1):
        self.r, self.items, self.mode, self.copies = r, list(items), mode, copies
        r.shuffle(self.items)
        self.next, self.n, self.at, self.deals = 0, max(1, accounts), {}, {}
    def take(self, k):
        i = self.at.get(k, 0)
        self.at[k] = i + 1
        if self.copies > 1:                                       # small groups share an item; groups are dealt anew every ten items
            if i // 10 not in self.deals: self.deals[i // 10] = self.r.sample(range(self.n), self.n)
            k, parts = self.deals[i // 10][k % self.n] // self.copies, -(-self.n // self.copies)
        elif self.mode == "shard":
            k, parts = k % self.n, self.n
        else:
            k, i, parts = 0, self.next, 1
            self.next += 1
        size = max(1, len(self.items) // parts)
        return self.vary(self.items[(k * size + i % size) % len(self.items)], i // size)
    def vary(self, x, lap):
        """On later laps the list is stretched: other numbers, another constraint."""
        if not lap or self.r.random() < 0.1: return x
        if self.r.random() < 0.7 and any(c.isdigit() for c in x):
            return "".join(self.r.choice("123456789") if c.isdigit() and self.r.random() < 0.6 else c for c in x)
        return x + " " + self.r.choice(VARY).format(l=self.r.choice(LANGS), g=self.r.choice(GOODS), k=self.r.choice(CODETHING))

class Ring:
    """What the operator of a campaign bought and how well he hides it. skill in 0..1."""
    def __init__(self, W, r, kind, n, skill):
        self.W, self.r, self.kind, self.n, self.skill = W, r, kind, n, skill
        self.id = "c%02d" % (len(W.campaigns) + 1)
        pre = r.random() < 0.45                                 # already running when the log begins
        self.start = W.t0 if pre else W.t0 + r.uniform(0.05, 0.5) * (W.t1 - W.t0)
        self.before = r.uniform(0, 50) * DAY if pre else 0
        self.end = W.t1 if r.random() < 0.5 else min(W.t1, self.start + r.uniform(0.4, 0.95) * (W.t1 - W.t0))
        self.lead = (r.uniform(5, 60) if skill > 0.4 else r.uniform(0.3, 8)) * DAY   # how long stock ages before use
        self.cards = max(1, round(n / (r.uniform(1, 2.5) if skill > 0.6 else r.uniform(2, 8) if skill > 0.3 else r.uniform(6, 30))))
        self.paid = ["pm_" + hx("ring", W.seed, self.id, i) for i in range(self.cards)]
        self.cc = [W.country(r) for _ in range(r.randint(1, 3) if skill < 0.5 else r.randint(3, 8))]
        self.dom = [W.domain(r) for _ in range(r.randint(1, 4))]
        self.move = W.launch + (r.uniform(0.5, 20) * HOUR if r.random() < 0.65 else r.uniform(1, 6) * DAY)
        self.moved = r.uniform(0.4, 1.0)
        self.model = W.models[r.choice([1, 1, 2])][1]
        self.perday = logn(r, 8, 0.55, 3, 30) * W.scale
        self.mail = r.choice(["own", "gmail", "mixed", "bought"]) if skill < 0.7 else "mixed"
        self.stock = []
        self.uneven, self.losses = r.uniform(0.05, 0.6), r.uniform(0, 0.3)
        self.params = W.params(r)
        if skill < 0.5:
            self.params.setdefault("temperature", r.choice([0, 0.6, 0.7, 1.0]))
            self.params.setdefault("max_tokens", r.choice([2048, 4096, 8192]))
        c = r.random()
        asn = r.choice([16509, 24940, 16276, 14061, 45102, 20473, 132203])
        self.hosts = [W.net.cloud(r, asn) for _ in range(max(2, int(n * r.uniform(0.1, 0.6))))]
        self.pool = proxy_pool(W.net, r, self.cc, max(20, int(n * r.uniform(2, 8))))
        self.route = "hosts" if skill < 0.3 else ("sticky" if skill > 0.55 or c < 0.4 else "rotating")
        self.build = r.randrange(4)
        self.stackname = pick_w(r, CODER)
        W.campaigns.append(self)
    def access(self, cc, route=None):
        W, r, route = self.W, self.r, route or self.route
        if route == "hosts": return Access((1, r.sample(self.hosts, min(len(self.hosts), r.choice([1, 1, 2])))))
        if route == "all_hosts": return Access((1, self.hosts))
        if route == "rotating": return Access((1, self.pool), per_request=r.random() < 0.4)
        if route == "sticky":                                    # one exit an account, replaced from time to time
            return Access((1, home_line(W.net, r, cc))) if r.random() < 0.6 else Access((1, r.sample(self.pool, min(3, len(self.pool)))))
        return person_access(W.net, r, cc)
    def email(self, cc):
        r = self.r
        return {"own": r.choice(self.dom), "gmail": r.choice(["gmail.com", "gmail.com", "outlook.com"]), "bought": r.choice(["outlook.com", "hotmail.com", "gmx.de", "gmail.com"])}.get(self.mail) or self.W.email(r, cc)
    def open(self, first=None, stack=None, access=None, params=None, **kw):
        """Open (or buy) one account that goes to work at `first`."""
        W, r = self.W, self.r
        first = self.start if first is None else first
        if first == self.start: first -= self.before
        cc = r.choice(self.cc)
        if self.skill < 0.35 and r.random() < 0.8:               # bulk sign-ups in a few sittings
            born = first - self.lead + r.choice([0, 0, 0.5, 1]) * DAY * (self.lead > 2 * DAY) + r.uniform(0, 5) * HOUR
        elif r.random() < 0.25 * self.skill:                     # bought second-hand
            born = W.t0 - r.uniform(60, 700) * DAY
        else: born = first - self.lead * r.uniform(0.2, 1.8)
        born = min(born, first - 600)
        plan = kw.pop("plan", None) or pick_w(r, [(0.5, "free"), (6, "payg"), (2 + 2 * self.skill, "pro")])
        pay = r.choice(self.paid) if plan != "free" and r.random() > 0.3 * self.skill else None
        if stack is None:
            if self.skill < 0.4: stack = [Stack(random.Random("%s%d" % (self.id, W.seed)), self.stackname, build=self.build)]
            elif self.skill < 0.7: stack = [Stack(r, self.stackname)]
            else: stack = [Stack(r, pick_w(r, CODER + PERSON))]
        p = dict(self.params) if self.skill < 0.6 else W.params(r)
        A = Account(W, r, self.kind, campaign=self.id, country=cc, created=born, plan=plan, payment=pay, email=self.email(cc), churn=False, model=self.model if self.skill < 0.7 or r.random() < 0.5 else W.base_model(r),
                    adopt=max(self.move, W.launch) + r.expovariate(1 / (3 + 40 * self.skill) / HOUR), new_share=self.moved, access=access or self.access(cc), stacks=stack, params=params if params is not None else p, **kw)
        A.a, A.b = max(W.t0, first), self.end
        A.pace = math.exp(r.gauss(0, self.uneven))
        if r.random() < self.losses and A.b > A.a + DAY:          # blocked or given up
            A.b = r.uniform(A.a + 0.5 * DAY, A.b)
        self.stock.append(A)
        return A
    def cover(self, A, share, harvest):
        """Ordinary looking use beside the harvest."""
        n = harvest * share / max(0.05, 1 - share)
        if n >= 1 and A.b > A.a: self.W.chat(A, n, self.r.choice(["evening", "dev", "office"]), personal(self.W, A.r), turns=2)
    def days(self, A):
        return max(0.3, (A.b - A.a) / DAY)

def camp_assembly(W, g):
    """Plain: one program deals a work list to all accounts in turn, day and night, with stops for repairs."""
    r = g.r
    accts = [g.open(route_ok(g)) for _ in range(g.n)]
    work = Work(r, W.lib.math + W.lib.d["bbh"], r.choice(["queue", "shard"]), g.n)
    wrap = make_wrapper(r, "reason", 1 if g.skill < 0.2 else r.randint(2, 5))
    total, t, i = int(g.n * g.perday * 1.5 * (g.end - g.start) / DAY), g.start, 0
    gap = (g.end - g.start) / total
    up = r.uniform(0.6, 1)
    turn, loads = r.choice(["round", "random"]), [A.pace for A in accts]
    while t < g.end and i < total:
        if r.random() < 0.002: t += r.uniform(1, 14) * HOUR                          # the line stops
        k = i % g.n if turn == "round" else r.choices(range(g.n), loads)[0]
        A = accts[k]
        if A.a < t < A.b: W.single(A, t, r.choice(A.stacks), A.access.pick(A.r, t), Task(wrap(r, work.take(k)), "math"))
        i += 1
        t += r.expovariate(1 / gap) * up

def route_ok(g):
    late = g.r.expovariate(1 / (0.15 * (g.end - g.start))) if g.r.random() < 0.4 else 0
    return min(g.start + late, max(g.start, g.end - 0.5 * DAY))

def camp_desk(W, g):
    """Hired hands: operators in shifts, each with a drawer of accounts, pasting rubric and rewrite tasks by hand into web clients."""
    r = g.r
    cc = r.choice(["VN", "PH", "IN", "PK", "KE", "CN", "UA"])
    tz = GEO[cc][0]
    office = [W.net.home(r, cc) for _ in range(2)] + W.net.nat(cc)[:3]
    drawer = r.randint(3, 8)
    seed_q = r.sample(W.lib.open_chat, min(500, len(W.lib.open_chat)))
    style = r.choice([2, 3, 3])
    rw = make_wrapper(r, "rewrite", 4)
    share = r.uniform(0.4, 0.9)
    shift0 = [r.choice([6, 8, 14, 22]) for _ in range(math.ceil(g.n / drawer))]
    for op in range(math.ceil(g.n / drawer)):
        mine = []
        stack = [Stack(r, "browser"), Stack(r, "webui")][: r.choice([1, 1, 2])]
        line = office if g.skill < 0.5 else [W.net.home(r, cc) for _ in range(2)]
        for _ in range(min(drawer, g.n - op * drawer)):
            mine.append(g.open(route_ok(g), stack=stack if g.skill < 0.6 else [Stack(r, "browser")], access=Access((4, line), (g.skill * 3 + 0.1, g.pool)), params={}))
        d = int((g.start + tz * HOUR) // DAY)
        while d * DAY - tz * HOUR < g.end:
            local = (d + 3) % 7
            t = d * DAY + shift0[op] * HOUR - tz * HOUR + r.gauss(0, 15) * 60
            d += 1
            if local == 6 or (local == 5 and r.random() < 0.5) or r.random() < 0.06:
                continue                                          # day off
            r.shuffle(mine)
            for A in mine[: max(1, int(len(mine) * r.uniform(0.5, 1)))]:
                place, stk = A.access.pick(r, t), r.choice(A.stacks)
                for _ in range(max(1, int(g.perday * A.pace * r.uniform(0.6, 1.8)))):
                    if A.a < t < A.b:
                        if r.random() < share: task = Task(judge_text(W.lib, r, style, seed_q), "grade")
                        else: task = Task(rw(r, r.choice(seed_q)[:300] + "\nDraft: " + r.choice(ANSWER).format(a="this", b="that")), "rewrite")
                        W.talk(A, t, stk, place, task, r.choice([1, 1, 1, 2]), 50)
                    t += logn(r, 75, 0.6, 15, 900)
                t += r.uniform(1, 12) * 60 + (40 * 60 if r.random() < 0.15 else 0)

def camp_hydra(W, g):
    """A proxy shop: paying strangers' chats and the harvest pass over the same accounts; lost accounts are replaced from stock."""
    r = g.r
    share = r.uniform(0.55, 0.88)
    gw = Stack(r, r.choice(["go", "aiohttp", "litellm", "okhttp"]))
    wrap = make_wrapper(r, r.choice(["general", "reason", "code"]), r.randint(2, 8))
    work = Work(r, W.lib.join("llamafactory_alpaca_en_demo", "biggen_bench", "self_instruct_user_oriented") + W.lib.code + W.lib.math[:1500], "queue", g.n)
    pas = r.random() < 0.4                                        # passes the customer's client through
    for k in range(g.n):
        life = r.uniform(2, 12) * DAY
        first = g.start if r.random() < 0.35 else r.uniform(g.start, g.end - 0.5 * DAY)
        A = g.open(first, stack=[Stack(r, pick_w(r, CODER + PERSON)) for _ in range(3)] + [gw] if pas else [gw], access=g.access(g.cc[0], "rotating" if r.random() < 0.7 else "all_hosts"), params={})
        A.b = min(g.end, first + life)
        n = g.perday * g.days(A) * 1.6
        A.tz = r.choice(list(GEO.values()))[0] * HOUR
        W.chat(A, n * share, r.choice(["public", "evening", "flat"]), personal(W, A.r), turns=2.4)
        W.machine(A, n * (1 - share), "flat", lambda q: Task(wrap(q, work.take(k)), "code"), run=r.choice([1, 3]), gap=8, extra={"temperature": r.choice([0.7, 1.0])} if r.random() < 0.5 else None)

def camp_relay(W, g):
    """Agentic trajectories: accounts work one after the other, each to its quota and then parked; a copy of a coding tool is the client."""
    r = g.r
    tools = TOOLSETS[r.choice(["code", "code2", "mcp", "web"])]
    sysm = r.choice(["You are an autonomous software engineer. Work on the task in the sandbox with the tools and stop when the tests pass.", "You are a helpful agent with access to tools. Plan, act, observe, repeat.",
                     "You are Harbor, an interactive command line tool that helps with software engineering tasks. Use the tools available. Follow the conventions of the repository. Never commit unless asked."])
    items = W.lib.join("agentbench_os", "apibench", "glaive_toolcall") + [x.format(k=k) for x in CODEASK for k in CODETHING]
    work = Work(r, items, "queue", g.n, copies=r.choice([1, 1, 2, 4]))
    teams = max(1, g.n // r.randint(3, 8))
    span = (g.end - g.start) / max(1, g.n / teams)
    st = r.choice(["codecli", "py-openai-async", "litellm", "js-messages"])
    for k in range(g.n):
        first = g.start + (k // teams) * span * r.uniform(0.85, 1.0)
        A = g.open(min(first, g.end - 0.3 * DAY), stack=[Stack(r, st, build=g.build if g.skill < 0.5 else None)])
        A.b = min(g.end, A.a + span * r.uniform(0.9, 1.6))
        n = min(420, g.perday * r.uniform(2, 4) * g.days(A))
        W.agent(A, n, r.choice(["flat", "public", "dev"]), lambda q: Task(work.take(k), "code"), tools, sysm, steps=r.uniform(3, 6))
        if g.skill > 0.5: g.cover(A, r.uniform(0.05, 0.3), n)

def camp_inside(W, g):
    """A consolidator's parcels: users inside resellers who collect reasoning in many languages."""
    r = g.r
    hosts = W.resellers or [None]
    wrap = make_wrapper(r, "multi", r.randint(1, 5))
    ls = r.sample(LANGS, r.randint(2, 8))
    work = Work(r, W.lib.math + W.lib.d["biggen_bench"], "queue", g.n)
    use = r.sample(hosts, min(len(hosts), r.choice([1, 2])))
    for k in range(g.n):
        A0 = r.choice(use)
        S = A0.seat(W, "eu_" + hx(A0.id, g.id, k, n=12), g.kind, g.id, tz=r.choice([0, 8, 8, 5.5]) * HOUR, model=g.model, adopt=g.move, new_share=g.moved, params=dict(g.params) if g.skill < 0.6 else W.params(r))
        S.a, S.b = route_ok(g), g.end
        if S.b <= S.a: S.a = g.start
        S.pace = math.exp(r.gauss(0, g.uneven))
        g.stock.append(S)
        n = g.perday * g.days(S)
        W.machine(S, n, r.choice(["flat", "public", "office"]), lambda q: Task(wrap(q, work.take(k)).replace("{l}", q.choice(ls)), "math"), run=r.choice([2, 5, 12]), gap=r.uniform(3, 30))
        g.cover(S, g.skill * 0.3, n)

def camp_slow(W, g):
    """Careful: every account its own card, line, client and hours, small daily quota, persona chat beside; the work list is common."""
    r = g.r
    items = W.lib.math[:2500] + W.lib.code + W.lib.join("bbh", "arena_hard_v01")
    r.shuffle(items)
    work = Work(r, items, "queue", g.n)
    share = r.uniform(0.25, 0.6)
    quota = r.uniform(3, 11) * W.scale
    for k in range(g.n):
        cc = r.choice(g.cc)
        A = g.open(g.start + r.uniform(-0.3 if g.before else 0, 0.35) * (g.end - g.start), access=g.access(cc, r.choice(["sticky", "person"])))
        mine = make_wrapper(r, r.choice(["reason", "reason", "code", "general"]), r.randint(3, 9))
        n = quota * g.days(A) * r.uniform(0.7, 1.3)
        def src(q):
            x = work.take(k)
            return Task(mine(q, x) if q.random() < 0.7 else x, "math")
        W.chat(A, n, r.choice(["office", "dev", "evening"]), src, turns=r.uniform(1, 1.6), think=r.uniform(40, 120), session_items=r.choice([2, 4]))
        g.cover(A, share, n)

def camp_surge(W, g):
    """Stock-up and surge: accounts aged in a warehouse, some idling, all thrown at the new model for a few days after its launch."""
    r = g.r
    g.start = min(W.t1 - 2 * DAY, W.launch + r.uniform(1, 30) * HOUR)
    g.end = min(W.t1, g.start + r.uniform(2, 5) * DAY)
    g.lead, g.moved = r.uniform(8, 45) * DAY, r.uniform(0.9, 1.0)
    wraps = make_wrapper(r, r.choice(["general", "reason", "code"]), r.randint(2, 6))
    work = Work(r, W.lib.join("llamafactory_alpaca_en_demo", "biggen_bench", "arena_hard_v01", "mt_bench", "writingbench") + W.lib.math[2000:3500], r.choice(["queue", "shard"]), g.n)
    idle = r.uniform(0, 4)
    for k in range(g.n):
        A = g.open(g.start + r.expovariate(1 / (0.3 * DAY)))
        A.b, A.adopt = g.end, g.start
        if A.b <= A.a: A.a = g.start
        if idle > 0.5 and A.created < W.t0 + 4 * DAY:             # kept warm with small talk before
            a, b = A.a, A.b
            W.chat(A, idle, "public", from_list(W.lib.open_chat), a=max(W.t0, A.created), b=max(W.t0 + DAY, a))
        W.machine(A, g.perday * 3 * g.days(A), r.choice(["flat", "flat", "public"]), lambda q: Task(wraps(q, work.take(k)), "chat"), run=r.choice([4, 12, 30]), gap=r.uniform(2, 20))

def camp_returns(W, g):
    """A returns desk: outputs of the student are graded, compared and repaired; each item goes to several accounts for a vote."""
    r = g.r
    items = r.sample(W.lib.open_chat, 900)
    work = Work(r, items, "queue", g.n, copies=r.choice([1, 2, 3]))
    style = r.choice([0, 1, 2, 3])
    accts = [g.open(route_ok(g)) for _ in range(g.n)]
    rw = make_wrapper(r, "rewrite", 3)
    rounds = r.randint(3, 9)                                     # a round follows each checkpoint of the student
    for i in range(rounds):
        t0 = g.start + (i + r.uniform(0, 0.5)) * (g.end - g.start) / rounds
        length = min(r.uniform(4, 30) * HOUR, (g.end - g.start) / rounds)
        for k, A in enumerate(accts):
            if r.random() < 0.15 or A.a > t0: continue
            n = g.perday * (g.end - g.start) / DAY / rounds * r.uniform(0.7, 1.3)
            def src(q):
                x = work.take(k)
                if q.random() < 0.7: return Task(judge_text(W.lib, q, style, [x]), "grade")
                return Task(rw(q, "Question: %s\nAnswer: %s" % (x[:300], q.choice(ANSWER).format(a="it", b="the rest"))), "rewrite")
            W.machine(A, n, "flat" if g.skill < 0.6 else "dev", src, run=8, gap=r.uniform(3, 25), a=max(t0, A.a), b=min(W.t1, max(t0, A.a) + length))
    if g.skill > 0.5:
        for A in accts: g.cover(A, r.uniform(0.1, 0.4), g.perday * g.days(A) * 0.6)

def camp_gleaners(W, g):
    """Gleaners of free credit: each account lives for a day or two, until its credit is gone; the next is opened just in time."""
    r = g.r
    g.lead = r.uniform(0.02, 0.6) * DAY
    wrap = make_wrapper(r, "general", r.randint(1, 6)) if r.random() < 0.6 else (lambda q, x: x)
    work = Work(r, W.lib.join("llamafactory_alpaca_en_demo", "self_instruct_user_oriented", "biggen_bench") + W.lib.d["gsm8k_train"][:1200], "queue", g.n)
    credit = r.uniform(14, 60) * W.scale
    for k in range(g.n):
        A = g.open(g.start + (k + r.random()) / g.n * (g.end - g.start) * 0.97, plan=pick_w(r, [(4, "free"), (1, "payg")]))
        A.b = min(W.t1, A.a + r.uniform(0.1, 2.5) * DAY)
        W.machine(A, credit * r.uniform(0.7, 1.1), r.choice(["flat", "public"]), lambda q: Task(wrap(q, work.take(k)), "chat"), run=r.choice([3, 10]), gap=r.uniform(4, 40))

def camp_edges(W, g):
    """A survey of refusals: edge texts with harmless neighbours, and rewrites in safe words, spread thin."""
    r = g.r
    work = Work(r, W.lib.edge, "queue", g.n, copies=r.choice([1, 1, 2]))
    rw = make_wrapper(r, "rewrite", 3)
    mix, base = r.uniform(0.35, 0.8), r.uniform(0.1, 0.4)
    for k in range(g.n):
        A = g.open(route_ok(g))
        if A.b <= A.a: A.a = g.start
        def src(q):
            if q.random() < mix:
                x = work.take(k)
                return Task(rw(q, x) if q.random() < base else x, "refuse")
            return from_list(W.lib.open_chat)(q)
        n = g.perday * g.days(A) * 0.8
        W.machine(A, n, r.choice(["flat", "office", "public"]), src, run=r.choice([2, 6]), gap=r.uniform(5, 60), extra={"temperature": 0} if g.skill < 0.4 else None)
        if g.skill > 0.4: g.cover(A, r.uniform(0.1, 0.4), n)

def camp_depot(W, g):
    """A night depot: code and maths in batch jobs or dense runs after the cut-off, from a few hosts, few accounts with big loads."""
    r = g.r
    work = Work(r, W.lib.code + W.lib.join("bfcl_sql_tenant", "apibench") + [x.format(k=k) for x in CODEASK for k in CODETHING], "shard", g.n)
    wrap = make_wrapper(r, "code", r.randint(1, 4))
    use_batch = r.random() < 0.5
    hour = r.choice([0, 1, 2, 20, 23])
    for k in range(g.n):
        A = g.open(route_ok(g), access=g.access(g.cc[0], "hosts" if g.skill < 0.6 else None))
        if A.b <= A.a: A.a = g.start
        n = g.perday * g.days(A) * 1.7
        src = lambda q, k=k: Task(wrap(q, work.take(k)), "code")
        if use_batch and r.random() < 0.8: W.batch(A, n, hour, src, jobs=max(1, int(g.days(A) * r.uniform(0.4, 1))))
        else: W.machine(A, n, "night", src, run=15, gap=r.uniform(2, 20))

CAMPS = [("assembly_line_reasoning", camp_assembly, (0.0, 0.45)), ("shift_desk_grading", camp_desk, (0.2, 0.8)), ("hydra_proxy_mixed", camp_hydra, (0.3, 0.85)), ("relay_agentic", camp_relay, (0.1, 0.8)),
         ("inside_reseller_multilingual", camp_inside, (0.1, 0.8)), ("slow_boat_careful", camp_slow, (0.72, 1.0)), ("launch_surge", camp_surge, (0.1, 0.7)), ("returns_desk_preference", camp_returns, (0.1, 0.85)),
         ("free_credit_gleaners", camp_gleaners, (0.1, 0.7)), ("refusal_survey", camp_edges, (0.1, 0.8)), ("night_depot_code", camp_depot, (0.05, 0.75))]

def run_campaign(W, r, spec, n):
    name, fn, (lo, hi) = spec
    g = Ring(W, random.Random("camp%d.%s" % (W.seed, name)), name, n, r.uniform(lo, hi))
    first = len(W.lines)
    fn(W, g)
    ts = [x[0] for x in W.lines[first:]]
    g.first, g.last = (min(ts), max(ts)) if ts else (g.start, g.end)

# ------------------------------------------------------------------ put together
def build(a):
    W = World(a)
    W.resellers = []
    r = random.Random("mix%d" % a.seed)
    small = a.scenario == "small"
    benign = r.randint(185, 215) if small else a.benign
    W.new_rate = r.uniform(0.12, 0.32)
    pops = [(w * math.exp(r.gauss(0, 0.45)), f) for w, f in POPS]
    if small:                                                    # a small firm has a few niches
        keep = set(r.sample(range(len(pops) - 1), 9))
        pops = [(w if i in keep else 0, f) for i, (w, f) in enumerate(pops)]
        pops.append((W.r.uniform(20, 40), pop_hobby))
    tot = sum(w for w, _ in pops)
    for w, f in pops:
        n = int(round(benign * w / tot))
        if n or (w and not small): f(W, random.Random("pop%d.%s.%d" % (a.seed, f.__name__, w * 1000)), max(n, 1))
    short = benign - len(W.accounts)
    if short > 0: pop_hobby(W, random.Random("fill%d" % a.seed), short)
    if a.scenario != "none":
        total = r.randint(3, 12) if small else a.attack
        specs = [s for s in CAMPS if W.resellers or s[0] != "inside_reseller_multilingual"]
        if small: run_campaign(W, r, r.choice(specs), total)
        elif total:
            count = min(max(1, total // 8), r.randint(6, 9))
            chosen = r.sample(specs, count)
            ws = [r.gammavariate(1.6, 1) + 0.25 for _ in chosen]
            sizes = [max(4, int(total * x / sum(ws))) for x in ws]
            sizes[sizes.index(max(sizes))] += total - sum(sizes)
            for s, n in zip(chosen, sizes): run_campaign(W, r, s, max(1, n))
    return W

def write(W, a):
    os.makedirs(a.out, exist_ok=True)
    W.lines.sort(key=lambda x: x[0])
    with open(os.path.join(a.out, "log.jsonl.gz"), "wb") as raw:
        with gzip.GzipFile(filename="", mode="wb", fileobj=raw, mtime=0, compresslevel=5) as z:
            for i in range(0, len(W.lines), 2000): z.write(("\n".join(x[1] for x in W.lines[i:i + 2000]) + "\n").encode("utf-8"))
    cols = ["account", "valid_from", "created", "country", "plan", "verified", "payment", "email_domain", "org", "reseller", "licence"]
    with open(os.path.join(a.out, "accounts.csv"), "w", newline="", encoding="utf-8") as f:
        c = csv.writer(f, lineterminator="\n")
        c.writerow(cols)
        for A in sorted(W.accounts, key=lambda x: x.id):
            cr = rfc(A.created, False)
            c.writerow([A.id, cr, cr, A.country, A.plan, "true" if A.verified else "false", A.payment or "", A.email, A.org or "", "true" if A.reseller else "",
                        json.dumps(A.licence, sort_keys=True) if A.licence else ""])
    truth = {"version": 1, "seed": a.seed, "scenario": a.scenario,
             "accounts": [{"account": x[0], "end_user": x[1], "population": x[2], "campaign": x[3]} for x in sorted(W.truth, key=lambda x: (x[0], x[1] or ""))],
             "campaigns": [{"campaign": g.id, "kind": g.kind, "start": rfc(g.first, False), "end": rfc(g.last, False), "accounts": len(g.stock), "skill": round(g.skill, 2)} for g in W.campaigns],
             "launch": {"model": W.new, "time": rfc(W.launch, False)}}
    with open(os.path.join(a.out, "truth.json"), "w", encoding="utf-8") as f:
        json.dump(truth, f, indent=1, sort_keys=True)
        f.write("\n")

def main():
    p = argparse.ArgumentParser(description=__doc__)
    p.add_argument("--seed", type=int, default=1)
    p.add_argument("--benign", type=int, default=3000)
    p.add_argument("--attack", type=int, default=360)
    p.add_argument("--days", type=int, default=21)
    p.add_argument("--scenario", choices=["mix", "none", "small"], default="mix")
    p.add_argument("--prompts", required=True)
    p.add_argument("--out", required=True)
    a = p.parse_args()
    write(build(a), a)

if __name__ == "__main__": main()
