#!/usr/bin/env python3
"""Labelled traffic of an invented large model provider ("Juno"): chat app, API, IDE plug-ins, coding agents,
companion apps. Deterministic for a seed. Standard library only."""
import argparse, csv, gzip, hashlib, json, math, os, random, re, glob
from collections import Counter, defaultdict
from datetime import datetime, timezone

T0 = int(datetime(2026, 10, 5, tzinfo=timezone.utc).timestamp())  # a Monday
J = lambda o: json.dumps(o, ensure_ascii=False, separators=(",", ":"))
iso = lambda t: datetime.fromtimestamp(round(t, 3), timezone.utc).isoformat(timespec="milliseconds").replace("+00:00", "Z")

ap = argparse.ArgumentParser()
ap.add_argument("--seed", type=int, default=1)
ap.add_argument("--benign", type=int, default=0)
ap.add_argument("--attack", type=int, default=0)
ap.add_argument("--days", type=int, default=21)
ap.add_argument("--scenario", choices=["mix", "none", "small"], default="mix")
ap.add_argument("--prompts", required=True)
ap.add_argument("--out", required=True)
A = ap.parse_args()
SMALL = A.scenario == "small"
B = A.benign or (190 if SMALL else 2000)
NATT = 0 if A.scenario == "none" else (A.attack or (0 if SMALL else 260))
DAYS = A.days
R = random.Random(f"companion-{A.seed}-{A.scenario}")
END = T0 + DAYS * 86400
REL = T0 + int(R.uniform(.45, .62) * DAYS) * 86400 + 16 * 3600  # release of juno-3, 16:00 UTC

# ---------------------------------------------------------------- texts
SRC = {}
def src(name):
    if name not in SRC:
        f = glob.glob(os.path.join(A.prompts, "*", name + ".jsonl.gz"))[0]
        SRC[name] = [json.loads(l) for l in gzip.open(f, "rt")]
    return [r["text"] for r in SRC[name]]

def chain(texts):
    d, starts = defaultdict(list), []
    for x in texts:
        w = x.split()
        if len(w) < 5: continue
        starts.append((w[0], w[1]))
        for a, b, c in zip(w, w[1:], w[2:]): d[a, b].append(c)
    return d, starts
def gen(ch, r, n):
    d, st = ch
    a, b = st[int(r.random() * len(st))]
    o = [a, b]
    while len(o) < n:
        c = d.get((a, b))
        if not c:
            a, b = st[int(r.random() * len(st))]; o += [a, b]; continue
        a, b = b, c[int(r.random() * len(c))]; o.append(b)
    return " ".join(o)

chat_ch = chain([x[:1500] for s in ("arena_hard_v01", "autoj_real_queries", "mt_bench", "vicuna_bench", "self_instruct_user_oriented") for x in src(s)])
rp_ch = chain([x[:1500] for x in src("awesome_chatgpt_prompts")] + [x[:1500] for x in src("writingbench")])
doc_ch = chain(src("spec_bench_summarization") + src("imdb_sentiment_tenant"))
src("llamafactory_alpaca_en_demo")
resp = [r["response"] for r in SRC["llamafactory_alpaca_en_demo"] if r.get("response")]
rep_ch = chain(resp)
sup_ch = chain(src("clinc150_raw"))
sup_raw = [x.rsplit("\n", 1)[-1] for x in src("banking77_classifier_tenant")] + src("clinc150_raw")
popular = src("arena_hard_v01") + src("autoj_real_queries") + src("vicuna_bench")
mathp = src("math_test") + src("gsm8k_train")
easy = src("asdiv") + src("svamp") + src("mawps")
hard = src("math_test") + src("ocw_minerva") + src("bbh")
apis = src("apibench"); glaive = src("glaive_toolcall")
biggen = [x for x in src("biggen_bench") if len(x) < 2500]
edge = src("do_not_answer") + src("hh_rlhf_harmless") + src("ccp_sensitive")
t0t = src("t0_templates"); sqls = src("bfcl_sql_tenant")
mkpool = random.Random(7)
REP = [gen(rep_ch, mkpool, mkpool.randint(8, 26)).rstrip(".,;:") + "." for _ in range(16000)]
RPS = [gen(rp_ch, mkpool, mkpool.randint(7, 22)).rstrip(".,;:") + "." for _ in range(8000)]
DOC = [gen(doc_ch, mkpool, mkpool.randint(10, 28)).rstrip(".,;:") + "." for _ in range(9000)]
pick = lambda r, l: l[int(r.random() * len(l))]
def sents(r, pool, n): return " ".join(pick(r, pool) for _ in range(n))
def reply(r, k=None): return sents(r, REP, k or 1 + int(r.expovariate(.3)))

W = ("parser cache queue router token session schema index worker buffer batch cursor lock ledger invoice order user tenant metric event stream page "
     "upload asset theme widget form field column query plan graph node edge tree path config loader plugin hook signal timer retry limiter proxy "
     "cookie header cipher digest shard replica snapshot migration fixture mock adapter client server agent probe tracer span codec locale calendar "
     "currency tax cart stock sensor device firmware driver kernel tensor layer optimizer sampler dataset label mask crop tile mesh shader sprite scene "
     "player quest level score chat thread mail inbox filter rule policy grant role scope audit report chart export import sync diff merge patch").split()
ADJ = ("lazy async nested empty stale unicode negative duplicate missing concurrent large partial expired read-only legacy optional recursive "
       "cached signed remote default malformed truncated shared frozen pending").split()
ERR = "KeyError ValueError TypeError IndexError TimeoutError PermissionError AttributeError AssertionError OverflowError RuntimeError NullPointerException panic EPIPE segfault".split()
LANGX = [("py", "pytest -q"), ("ts", "npm test"), ("go", "go test ./..."), ("rs", "cargo test"), ("java", "mvn -q test"), ("rb", "bundle exec rspec"), ("cpp", "ctest"), ("php", "vendor/bin/phpunit")]
FAMOUS = "django flask sympy requests astropy matplotlib scikit-learn sphinx pytest xarray pylint seaborn".split()
VERBS = "fix plan write choose clean repair explain compare cook learn draw record store sell name start improve organise shorten translate summarise practise decorate build paint price pack train check test measure grow".split()
NOUNS = ("bicycle garden essay speech budget wedding kitchen laptop holiday resume cover-letter playlist sourdough wardrobe podcast flat-share dog cat guitar novel recipe "
         "spreadsheet presentation birthday interview lease tax-return visa workout marathon diet router phone-plan logo poem bedtime-story garage sofa balcony newsletter survey "
         "logbook thesis allotment fishtank telescope drone camera quilt jumper boat tent campsite").split()
CTX = ("on a small budget", "before the weekend", "for my mother", "with two toddlers", "for a beginner", "in a rented flat", "without special tools", "for a team of five", "in winter",
       "after the move", "as a surprise", "for a job in healthcare", "in under an hour", "for somebody who hates mornings", "with what is left over", "near the coast", "for school",
       "when it rains", "on a train", "for an 80-year-old", "with bad knees", "with a friend abroad", "in plain words", "for the local paper", "with my old phone")
OPEN = ("how do i", "can you help me", "what is the best way to", "I need to", "give me ideas to", "Is it worth it to", "hey, how would you", "pls help me", "Could you show me how to", "Any tips to")
def prompt(r):
    u = r.random()
    if u < .07: return popular[min(int(r.paretovariate(.5)) - 1, len(popular) - 1)][:3000] if r.random() < .4 else pick(r, popular)[:3000]
    if u < .5:
        s = f"{pick(r, OPEN)} {pick(r, VERBS)} a {pick(r, NOUNS)} {pick(r, CTX)}"
        if r.random() < .5: s += f"{pick(r, (', and also ', '? we have ', '. Last time ', '; mind that '))}{gen(chat_ch, r, r.randint(4, 14))}"
        return s + pick(r, ("?", "", ".", " thanks", "?"))
    return gen(chat_ch, r, 6 + int(r.expovariate(1 / 22)))
FOLL = ("make it shorter", "and in a table?", "why?", "no, I meant the other one", "continue", "thanks! what about the second point", "can you be more specific", "rewrite in a friendlier tone", "is that true?", "give an example", "ok and then", "that does not work")
def follow(r): return pick(r, FOLL) if r.random() < .45 else gen(chat_ch, r, r.randint(4, 18))
NAMES = "Ana Ben Carla Dmitri Elif Femi Greta Hugo Ines Jonas Kofi Lena Marek Nadia Oleg Priya Quinn Rosa Samir Tomas Uma Viktor Wei Yara Zoe Anouk Bruno Chidi Dana Emre".split()
def perturb(r, x):
    x = re.sub(r"\b\d{1,4}\b", lambda m: str(max(1, int(int(m[0]) * r.uniform(.5, 1.9)) + r.randint(0, 3))), x)
    return re.sub(r"\b(James|John|Mary|Tom|Sarah|Natalia|Julie|Betty|Mark|Ken|Tina|Joy|Weng|Alexis|Bob|Jason|Paul|Joan|Mike|Sam|Sally|Dan|Fred)\b", lambda m: pick(r, NAMES), x)
def mathreply(r):
    a, b = r.randint(2, 90), r.randint(2, 60)
    return f"Step 1: we set up {a} and {b}. {pick(r, REP)} Step 2: {a} * {b} = {a*b}. {pick(r, REP)} Step 3: {a*b} - {a} = {a*b-a}. The answer is {a*b-a}."

class Repo:
    def __init__(s, r, name=None):
        s.ext, s.test = pick(r, LANGX) if not name else LANGX[0]
        s.name = name or f"{pick(r, W)}-{pick(r, W)}" + (f"-{pick(r, ('api','core','ui','kit','service','app','tools','web'))}" if r.random() < .5 else "")
        s.mods = r.sample(W, 14)
        s.files = [f"{pick(r, ('src','lib','pkg','app','tests'))}/{m}{pick(r, ('','_'+pick(r, W)))}.{s.ext}" for m in s.mods]
        s.notes = " ".join(gen(doc_ch, r, r.randint(8, 16)) for _ in range(r.randint(0, 3)))
        s.sha = f"{r.getrandbits(28):07x}"
    def line(s, r):
        m, k = pick(r, s.mods), pick(r, s.mods)
        return pick(r, ("def {m}_{k}(self, {k}=None):", "    return self.{m}.{k}({n})", "    if {k} is None: raise {e}('{m}')", "import {m}.{k}", "const {m} = new {k}({n});", "    {m} = {k}[{n}]",
            "func ({m} *{k}) get() error {{", "    assert {m}({n}) == {k}", "  // TODO {m} when {k} is {a}", "    for {k} in {m}[{n}:]:", "    self.{m} = {k} or {n}", "  }} else {{ {m}.{k} = {n}; }}")).format(m=m, k=k, n=r.randint(0, 999), e=pick(r, ERR), a=pick(r, ADJ))
    def code(s, r, n): return "\n".join(s.line(r) for _ in range(n))
    def issue(s, r):
        m, k, a = pick(r, s.mods), pick(r, s.mods), pick(r, ADJ)
        t = pick(r, (f"{m} raises {pick(r, ERR)} when {k} is {a}", f"{a} {k} is ignored by {m}", f"Add an option to {m} for {a} {k}", f"{m}: wrong result with {a} {k} after {r.randint(1,9)}.{r.randint(0,20)}",
                     f"Flaky test in {pick(r, s.files)}", f"Support {a} {k}s in {m}", f"Memory grows in {m} with {a} {k}", f"Refactor {m} so that {k} can be {a}"))
        b = f"### Description\n{sents(r, DOC, r.randint(1, 3))}\n\n```\n{s.code(r, r.randint(2, 6))}\n```\n{pick(r, ('### Expected', 'Expected behaviour:', 'What I would expect:'))} {gen(chat_ch, r, r.randint(8, 20))}"
        return t, b
    def ask(s, r):  # how a person at the keyboard asks
        t, b = s.issue(r)
        u = r.random()
        if u < .4: return t.lower() + pick(r, (" - can you fix?", ", please look", "", " ??", ". run the tests after"))
        if u < .75: return f"{gen(chat_ch, r, r.randint(5, 16))} in {pick(r, s.files)}"
        return f"{t}\n{b}"

# ---------------------------------------------------------------- agent kits
def para(seed, n):
    q = random.Random(seed); return " ".join(gen(doc_ch, q, q.randint(10, 20)).rstrip(".") + "." for _ in range(n))
KITS = {
 "kestrel": dict(style="anth", tools=["Bash", "Read", "Edit", "Write", "Grep", "Glob", "TodoWrite", "WebFetch"], ua=["kestrel-cli/1.8.%d (external, cli)" % i for i in range(12, 22)], ja4=["t13d1717h1_5b57614c22b0_3d5424432f57"],
    sys="You are Kestrel, an interactive command line tool that helps users with software engineering tasks. Use the instructions below and the tools available to you. Be concise. Never commit unless asked. Follow existing conventions of the code base. " + para("k", 6)),
 "harrow": dict(style="oai", tools=["execute_bash", "str_replace_editor", "browser", "think", "finish"], ua=["harrow/0.%d python-httpx/0.27" % i for i in (39, 40, 41, 42)], ja4=["t13d1516h2_8daaf6152771_e5627efa2ab1", "t13i3112h2_e8f1e7e78f70_b26ce05bbdd6"],
    sys="You are Harrow agent, a helpful AI assistant that can interact with a computer to solve tasks. Explore, reproduce, edit, verify. Prefer minimal changes. " + para("h", 6)),
 "junocode": dict(style="oai", tools=["shell", "apply_patch", "update_plan", "view_image"], ua=["juno-code/0.%d.0 (rust)" % i for i in (44, 45, 46)], ja4=["t13d1011h2_61a7ad8aa9b6_3fcd1a44f3e3"],
    sys="You are a coding agent running in the Juno Code CLI, a terminal-based coding assistant. Juno Code is open source. You are expected to be precise, safe and helpful. " + para("j", 6)),
 "pipwren": dict(style="oai", tools=["read_file", "list_dir", "edit_file", "run_terminal_cmd", "codebase_search", "grep_search"], ua=["Pipwren/0.50.%d vscode/1.9%d" % (i, i % 6) for i in range(5, 11)], ja4=["t13d1516h2_8daaf6152771_02713d6af862"],
    sys="You are an AI coding assistant, powered by Juno, operating inside Pipwren. You pair program with a USER to solve their coding task. " + para("p", 5)),
 "tinyagent": dict(style="oai", tools=["bash"], ua=["OpenAI/Python 1.51.0", "OpenAI/Python 1.54.2", "litellm/1.50.2"], ja4=["t13d181200_85036bcba153_d41ae481755e"],
    sys="You are a helpful assistant that can interact multiple times with a computer shell to solve programming tasks. Your response must contain exactly ONE bash code block with ONE command. "),
}
MCP = [f"mcp__{p}__{v}_{n}" for p in ("jira", "slack", "postgres", "figma", "sentry", "notion", "github", "linear") for v in ("get", "list", "create") for n in ("item", "page", "thread")]
toolcache = {}
def tooljson(names, style):
    k = (tuple(names), style)
    if k not in toolcache:
        toolcache[k] = J([{"name": n, "input_schema": {"type": "object"}} if style == "anth" else {"type": "function", "function": {"name": n}} for n in names])
    return toolcache[k]

# ---------------------------------------------------------------- networks
RES = [(a, c) for c, n in (("US", 8), ("GB", 4), ("DE", 5), ("FR", 3), ("IN", 6), ("BR", 4), ("JP", 3), ("PL", 2), ("NL", 2), ("ID", 3), ("VN", 2), ("TR", 2), ("MX", 2), ("KR", 2), ("CA", 3), ("ES", 2), ("SG", 1), ("HK", 2), ("NG", 2), ("UA", 2)) for a in range(64600 + 17 * (ord(c[0]) * 3 + ord(c[1])), 64600 + 17 * (ord(c[0]) * 3 + ord(c[1])) + n)]
BYC = defaultdict(list)
for a, c in RES: BYC[c].append(a)
DC = [(65500 + i, c) for i, c in enumerate(("US", "US", "US", "DE", "IE", "SG", "JP", "NL", "US", "FR", "HK"))]
TZ = dict(US=-6, GB=1, DE=2, FR=2, IN=5.5, BR=-3, JP=9, PL=2, NL=2, ID=7, VN=7, TR=3, MX=-6, KR=9, CA=-5, ES=2, SG=8, HK=8, NG=1, UA=3)
CW = dict(US=30, GB=8, DE=8, FR=5, IN=13, BR=6, JP=4, PL=2, NL=2, ID=4, VN=2, TR=2, MX=3, KR=3, CA=4, ES=2, SG=1, HK=2, NG=2, UA=2)
CL, CWT = list(CW), list(CW.values())
def net24(asn, i): # deterministic /24 of an AS
    h = hashlib.md5(f"{asn}-{i}".encode()).digest(); return f"{20 + h[0] % 180}.{h[1]}.{h[2]}"
def res_ip(r, c):
    a = pick(r, BYC[c]); return f"{net24(a, r.randint(0, 400))}.{r.randint(1, 254)}", a, c
def dc_ip(r, fix=None):
    a, c = DC[fix] if fix is not None else pick(r, DC); return f"{net24(a, r.randint(0, 900))}.{r.randint(1, 254)}", a, c
VPN = [(f"{net24(65500 + i % 11, 5000 + i // 6)}.{R.randint(1, 254)}", DC[i % 11][0], DC[i % 11][1]) for i in range(70)]
BROW = [(f"Mozilla/5.0 ({p}) {b}/{v}", j) for p in ("Windows NT 10.0; Win64; x64", "Macintosh; Intel Mac OS X 10_15_7", "X11; Linux x86_64", "iPhone; CPU iPhone OS 18_0", "Linux; Android 14") for b, vs, j in (("Chrome", (128, 129, 130), "t13d1516h2_8daaf6152771_02713d6af862"), ("Firefox", (130, 131), "t13d1715h2_5b57614c22b0_7121afd63204"), ("Safari", (17, 18), "t13d2014h2_a09f3c656075_14788d8d241b")) for v in vs]
SDK = [("OpenAI/Python 1.%d.%d" % (a, b), "t13d181200_85036bcba153_d41ae481755e") for a, b in ((12, 0), (35, 7), (40, 3), (47, 0), (51, 0), (51, 2), (52, 1), (54, 3))] + [("OpenAI/JS 4.%d.0" % a, "t13d311200_e8f1e7e78f70_6bebaf5329ac") for a in (29, 52, 67, 68, 70)] + [
      ("python-requests/2.32.3", "t13d1812h1_85036bcba153_375ca2c5e164"), ("axios/1.7.7", "t13d311200_e8f1e7e78f70_6bebaf5329ac"), ("Go-http-client/2.0", "t13d190900_9dc949149365_97f8aa674fd9"), ("litellm/1.50.2", "t13d181200_85036bcba153_d41ae481755e"), ("langchain/0.3 python-httpx/0.27", "t13d181100_85036bcba153_d41ae481755e")]
FREE = ["gmail.com"] * 11 + ["outlook.com"] * 4 + ["icloud.com"] * 2 + ["yahoo.com", "proton.me", "qq.com", "gmx.de", "hotmail.com", "naver.com"]
SYL = "bri mor tel van kor lum ast nor fen dal rix oba qui sol ter wen hal jut pel zan cri vox mer tal".split()
def domain(r): return "".join(pick(r, SYL) for _ in range(r.randint(2, 3))) + pick(r, (".com", ".io", ".ai", ".co", ".dev", ".net"))
HUM = dict(eve=[2, 1, .5, .3, .2, .3, 1, 2, 3, 3, 3, 3, 4, 4, 4, 4, 5, 6, 7, 9, 10, 9, 7, 4], work=[.3, .2, .1, .1, .1, .2, .6, 2, 6, 9, 10, 9, 6, 8, 10, 9, 8, 6, 3, 2, 2, 1.5, 1, .6], flat=[1] * 24, night=[6, 5, 4, 2, 1, .5, .5, .5, 1, 1, 1, 2, 2, 2, 2, 3, 3, 4, 5, 6, 7, 8, 9, 8])

# ---------------------------------------------------------------- accounts
ACC, TRUTH, CSVROWS, CAMP = [], [], [], []
used = set()
def hid(r, p, n=12):
    while True:
        x = p + f"{r.getrandbits(4*n):0{n}x}"
        if x not in used: used.add(x); return x
class Acct:
    def __init__(s, r, pop, camp=None, **k):
        s.r = random.Random(r.getrandbits(64)); q = s.r
        s.id, s.pop, s.camp = hid(q, "acc_"), pop, camp
        s.country = k.get("country") or q.choices(CL, CWT)[0]
        s.tz = TZ[s.country]
        age = k["age"] if "age" in k else (q.uniform(-DAYS * .8, 0) if q.random() < .12 else q.lognormvariate(5, 1.1))
        s.created = T0 - age * 86400 + q.uniform(0, 86400)
        s.plan = k.get("plan", "payg"); s.verified = k.get("verified", q.random() < .35)
        s.payment = k.get("payment", None if s.plan == "free" else "pm_" + f"{q.getrandbits(64):016x}")
        s.email = k.get("email") or pick(q, FREE); s.org = k.get("org")
        s.keys = [f"key_{q.getrandbits(48):012x}" for _ in range(k.get("nkeys", 1))]
        s.legal = k.get("legal")
        s.ipf = k.get("ipf") or (home(q, s.country) if k.get("net", "home") == "home" else fixed(q))
        s.ua, s.ja4 = k.get("ua") or pick(q, SDK)
        s.hours = k.get("hours", "work"); s.end = "chat.completions"; s.style = "oai"; s.sess = k.get("sess", .5)
        s.model = k.get("model") or adopter(q, k.get("base", "juno-2"), k.get("eager", .5))
        s.set = k.get("set", {}); s.effort = k.get("effort"); s.end_user = None; s.jobs = []; s.first = None; s.last = None; s.n = 0; s.extra = ""
        ACC.append(s)
    def add(s, t, fn, harvest=False, eu=None):
        if T0 <= t < END and t > s.created: s.jobs.append((t, fn, harvest, eu))
def home(r, c):
    base = [res_ip(r, c) for _ in range(1 + (r.random() < .6) + (r.random() < .3))]
    vpn = r.random() < .05
    st = dict(t=0)
    def f(q, t):
        if vpn and q.random() < .7: return VPN[(int(t // 43200) + len(base) * 13) % 70]
        if t - st["t"] > 9 * 86400 and q.random() < .3:
            st["t"] = t; i, a, cc = base[0]; base[0] = (i.rsplit(".", 1)[0] + f".{q.randint(1,254)}", a, cc)
        return base[0] if q.random() < .75 else pick(q, base)
    return f
def fixed(r):
    x = [dc_ip(r) for _ in range(1 + (r.random() < .25))]
    return lambda q, t: pick(q, x)
def among(ips): return lambda q, t: pick(q, ips)
def proxypool(r, countries, n, sticky):
    pool = [res_ip(r, pick(r, countries)) for _ in range(n)]
    def mk(q, c=None):
        loc = [p for p in pool if p[2] == c] or pool
        def f(q2, t):
            k = int(t // sticky) if sticky else q2.getrandbits(20)
            return loc[(k * 7919 + hash_(q_id) ) % len(loc)]
        q_id = q.getrandbits(30)
        return f
    return mk
def hash_(x): return (x * 2654435761) & 0xffffffff
def adopter(r, base, eager):
    u = r.random()
    lag = r.lognormvariate(math.log(5 * 86400), 1) if u < eager else 1e12
    if r.random() < .15: base = base + "-mini"
    part = r.uniform(.4, 1)
    return lambda q, t: "juno-3" if t > REL + lag and q.random() < part else base
def times(a, n, d0=0, d1=None, hours=None, wk=None):
    r = a.r; d1 = DAYS if d1 is None else d1; w = HUM[hours or a.hours]
    days = list(range(max(0, int(d0)), max(int(d0) + 1, int(math.ceil(d1)))))
    wknd = {"work": .25, "eve": 1.25}.get(hours or a.hours, 1) if wk is None else wk
    dw = [r.gammavariate(1.2, 1) * (wknd if d % 7 >= 5 else 1) for d in days]
    out = []
    for d in r.choices(days, dw, k=n):
        h = r.choices(range(24), w)[0]
        t = T0 + d * 86400 + (h - a.tz) % 24 * 3600 + r.random() * 3600
        if d0 <= (t - T0) / 86400 < d1: out.append(t)
    return sorted(out)

# ---------------------------------------------------------------- writer
os.makedirs(A.out, exist_ok=True)
for f in glob.glob(os.path.join(A.out, "log-*.jsonl.gz")): os.remove(f)
FILES = [gzip.GzipFile(os.path.join(A.out, f"log-{datetime.fromtimestamp(T0 + d*86400, timezone.utc):%Y-%m-%d}.jsonl.gz"), "wb", 1, mtime=0) for d in range(DAYS + 1)]
BUF = [[] for _ in FILES]; BSZ = [0] * len(FILES)
NEX = 0
TAKEN = defaultdict(Counter); UNIT = {}; AGENTIC = Counter(); HARV = Counter()
def emit(a, t, msgs, rep, *, calls=None, tools=None, session=None, eu=None, harvest=False, model=None, sett=None, endpoint=None, reason=None, effort=None, kind="chat", prompt_=None, end="stop", out_extra=0):
    global NEX
    if t >= END: return
    r = a.r; ip, asn, cc = a.ipf(r, t)
    st = sett if sett is not None else a.set
    m = model or a.model(r, t)
    if m == "juno-3" and t < REL: m = "juno-2"
    body = "[" + ",".join(msgs) + "]" if prompt_ is None else None
    nin = (len(body) if body else len(prompt_)) // 4 + (len(tools) // 5 if tools else 0) + 8
    ef = effort or a.effort
    rt = int(r.lognormvariate(5.2, .9) * {"low": .5, "medium": 1, "high": 2.6}.get(ef, 0)) if ef else 0
    no = max(1, len(rep) // 4 + (len(calls) // 4 if calls else 0) + out_extra + r.randint(0, 9))
    ok = r.random() > .006
    req = f'"endpoint":"{endpoint or a.end}","model":"{m}"'
    if body: req += ',"messages":' + body
    else: req += ',"prompt":' + J(prompt_)
    for k, v in st.items(): req += f',"{k}":{J(v)}'
    if ef: req += ',"reasoning":{"effort":"%s"}' % ef
    if tools: req += ',"tools":' + tools
    res = f'"id":"resp_{r.getrandbits(56):014x}","model":"{m}-2026","status":{200 if ok else 529}'
    if ok:
        res += f',"finish_reason":"{"tool_calls" if calls else end}","latency_ms":{int(300 + (no + rt) * r.uniform(7, 16))},"content":{J(rep)}'
        if calls: res += ',"output":' + calls
        if reason: res += ',"reasoning":' + J(reason)
    else: no = rt = 0; res += ',"finish_reason":"error","latency_ms":%d' % r.randint(90, 900)
    cached = nin * 3 // 4 if len(msgs) > 4 and r.random() < .8 else 0
    us = f'"input_tokens":{nin},"output_tokens":{no + rt}' + (f',"reasoning_tokens":{rt}' if rt else "") + (f',"cache_read_input_tokens":{cached}' if cached else "")
    acct = f'"id":"{a.id}","key":"{pick(r, a.keys)}","created":"{iso(a.created)}","country":"{a.country}","plan":"{a.plan}","verified":{"true" if a.verified else "false"},"email_domain":"{a.email}"'
    if a.payment: acct += f',"payment":"{a.payment}"'
    if a.org: acct += f',"org":"{a.org}"'
    if eu: acct += f',"end_user":"{eu}"'
    line = f'{{"id":"ex_{r.getrandbits(72):018x}","time":"{iso(t)}","account":{{{acct}}},"client":{{"ip":"{ip}","asn":{asn},"country":"{cc}","user_agent":{J(a.ua)},"ja4":"{a.ja4}"}},' + (f'"session":"{session}",' if session else "") + f'"request":{{{req}}},"response":{{{res}}},"usage":{{{us}}}}}\n'
    b = line.encode(); d = int((t - T0) // 86400)
    BUF[d].append(b); BSZ[d] += len(b)
    if BSZ[d] > 1 << 21: FILES[d].write(b"".join(BUF[d])); BUF[d].clear(); BSZ[d] = 0
    NEX += 1
    u = UNIT.setdefault((a.id, eu), [None, None, None, None])
    u[0] = t if u[0] is None else min(u[0], t); u[1] = t if u[1] is None else max(u[1], t)
    if harvest:
        TAKEN[harvest][int(t // 3600)] += 1; HARV[kind] += 1
        u[2] = t if u[2] is None else min(u[2], t); u[3] = t if u[3] is None else max(u[3], t)
    AGENTIC[kind] += 1
def M(role, c): return J({"role": role, "content": c})

# ---------------------------------------------------------------- job bodies
def conv(turns, sys=None, gap=45, rep=reply, kind="chat", **kw):
    """turns: list of texts or a function r -> list of texts"""
    def f(a, t, h, eu):
        r = a.r; ts = turns(r) if callable(turns) else turns
        ms = [M("system", sys)] if sys else []
        sid = f"{r.getrandbits(64):016x}" if r.random() < a.sess else None
        for u in ts:
            ms.append(M("user", u)); y = rep(r)
            emit(a, t, ms, y, session=sid, eu=eu, harvest=h, kind=kind, **kw)
            ms.append(M("assistant", y)); t += r.lognormvariate(math.log(gap), .8)
    return f
def toolres(r, repo, tool):
    u = r.random()
    if u < .35: return f"{pick(r, repo.files)}\n" + repo.code(r, r.randint(5, 18))
    if u < .5: return "\n".join(f"{f}:{r.randint(1, 900)}: {repo.line(r)}" for f in r.sample(repo.files, r.randint(2, 8)))
    if u < .65: return f"$ {repo.test}\n{r.randint(0, 3)} failed, {r.randint(3, 240)} passed in {r.uniform(.4, 60):.2f}s\n" + (f"E   {pick(r, ERR)}: {pick(r, repo.mods)}" if r.random() < .5 else "")
    if u < .75: return "\n".join(r.sample(repo.files, r.randint(4, 12)))
    if u < .9: return f"The file {pick(r, repo.files)} has been edited.\n" + repo.code(r, r.randint(2, 7))
    return f"On branch main\nchanges not staged:\n  modified: {pick(r, repo.files)}"
THINK = ("Let me look at the {m} module first.", "Now I'll check where {m} is used.", "The problem seems to be in {f}.", "I'll run the tests to see.", "Let me fix {f}.", "Next, the edge case with {m}.", "I see. {m} is never reset.", "Let me verify that.", "I'll write a small script to reproduce this.", "Now update the tests for {m}.")
def agent(repo, first, kit, steps, sys=None, env=None, tools=None, gap=9, sett=None, cwd=None, more=None, model=None, effort=None, image=False, style=None):
    K = KITS[kit]; style = style or K["style"]; tl = tools or K["tools"]; tj = tooljson(tl, style)
    def f(a, t, h, eu):
        r = a.r; fst = first(r) if callable(first) else first
        n = steps(r) if callable(steps) else steps
        s = (sys if sys is not None else K["sys"]) + (env(r) if callable(env) else env or f"\n<env>\ncwd: {cwd or '/home/' + a.id[4:8] + '/' + repo.name}\nbranch: main {repo.sha}\n</env>\n{repo.notes}")
        ms = [M("system", s), M("user", fst)]
        sid = f"{r.getrandbits(64):016x}" if r.random() < max(a.sess, .6) else None
        nq = 0
        for i in range(n):
            th = pick(r, THINK).format(m=pick(r, repo.mods), f=pick(r, repo.files)) if r.random() < .75 else ""
            if i == n - 1 or (more and nq < 3 and r.random() < .06):
                y = f"{th} {reply(r, 2)} I changed {pick(r, repo.files)}.\n```\n{repo.code(r, r.randint(2, 8))}\n```"
                emit(a, t, ms, y, tools=tj, session=sid, eu=eu, harvest=h, kind="agentic", sett=sett, endpoint="messages" if style == "anth" else None, model=model, effort=effort)
                if i < n - 1:
                    nq += 1; ms.append(M("assistant", y)); ms.append(M("user", more(r))); t += r.lognormvariate(math.log(120), 1)
                continue
            tool = pick(r, tl); cid = f"call_{r.getrandbits(40):010x}"
            arg = {"command": pick(r, (f"cat {pick(r, repo.files)}", f"grep -rn {pick(r, repo.mods)} .", repo.test, "git diff", "ls -la", f"sed -n 1,80p {pick(r, repo.files)}"))} if not image else {"action": pick(r, ("click", "type", "screenshot", "scroll", "key")), "x": r.randint(0, 1279), "y": r.randint(0, 799)}
            if "dit" in tool or "patch" in tool or "rite" in tool: arg = {"path": pick(r, repo.files), "new": repo.code(r, r.randint(2, 6))}
            tr = toolres(r, repo, tool) if not image else None
            if style == "anth":
                call = {"type": "tool_use", "id": cid, "name": tool, "input": arg}
                emit(a, t, ms, th, calls=J([call]), tools=tj, session=sid, eu=eu, harvest=h, kind="agentic", sett=sett, endpoint="messages", model=model, effort=effort)
                ms.append(M("assistant", ([{"type": "text", "text": th}] if th else []) + [call]))
                body = tr if not image else [{"type": "image", "source": {"type": "file", "file_id": f"file_{r.getrandbits(40):010x}"}}]
                ms.append(M("user", [{"type": "tool_result", "tool_use_id": cid, "content": body}]))
            else:
                call = {"id": cid, "type": "function", "function": {"name": tool, "arguments": J(arg)}}
                emit(a, t, ms, th, calls=J([call]), tools=tj, session=sid, eu=eu, harvest=h, kind="agentic", sett=sett, model=model, effort=effort)
                ms.append(J({"role": "assistant", "content": th or None, "tool_calls": [call]}))
                ms.append(J({"role": "tool", "tool_call_id": cid, "content": tr or "screenshot taken"}))
            t += r.lognormvariate(math.log(gap), .7)
    return f
FUNC = {d: [f"{v}_{n}" for v in ("get", "search", "create", "update", "cancel", "list") for n in ns] for d, ns in dict(airline=("flight", "booking", "seat"), shop=("order", "refund", "product"), bank=("account", "transfer", "card"), hotel=("room", "reservation"), clinic=("appointment", "patient", "prescription"), telecom=("plan", "device", "ticket"), hr=("leave", "payslip", "employee"), crm=("lead", "contact", "deal"), iot=("sensor", "scene"), lib=("loan", "book"), cargo=("shipment", "route", "customs_form"), energy=("meter", "tariff"), edu=("course", "grade"), city=("permit", "parking"), media=("track", "playlist"), farm=("field", "harvest_plan"), legal=("case_file", "clause"), events=("venue", "ticket")).items()}
def toolchat(dom, tools, sys, ask, steps, sett=None, style="oai", effort=None, model=None):
    tj = tooljson(tools, style)
    def f(a, t, h, eu):
        r = a.r; ms = [M("system", sys(r) if callable(sys) else sys), M("user", ask(r) if callable(ask) else ask)]
        sid = f"{r.getrandbits(64):016x}" if r.random() < a.sess else None
        n = steps(r)
        for i in range(n):
            if i == n - 1: emit(a, t, ms, reply(r, 2), tools=tj, session=sid, eu=eu, harvest=h, kind="tool", sett=sett, effort=effort, model=model); break
            fn = pick(r, tools); cid = f"call_{r.getrandbits(40):010x}"
            call = {"id": cid, "type": "function", "function": {"name": fn, "arguments": J({"id": r.randint(100, 99999), "q": gen(sup_ch, r, 3)})}}
            emit(a, t, ms, "", calls=J([call]), tools=tj, session=sid, eu=eu, harvest=h, kind="tool", sett=sett, effort=effort, model=model)
            ms.append(J({"role": "assistant", "content": None, "tool_calls": [call]})); ms.append(J({"role": "tool", "tool_call_id": cid, "content": J({"status": "ok", "items": [{"id": r.randint(1, 9999), "name": gen(sup_ch, r, 3)} for _ in range(r.randint(1, 4))]})}))
            t += r.lognormvariate(1.6, .6)
            if r.random() < .25 and i < n - 2:
                emit(a, t, ms, reply(r, 1), tools=tj, session=sid, eu=eu, harvest=h, kind="tool", sett=sett, effort=effort, model=model)
                ms.append(M("assistant", reply(r, 1))); ms.append(M("user", gen(sup_ch, r, r.randint(5, 14)))); t += r.lognormvariate(3, .7)
    return f
def nsteps(m, sd=.6): return lambda r: max(2, min(45, int(r.lognormvariate(math.log(m), sd))))
def heavy(r, med, sd=1.0, mx=1500): return max(1, min(mx, int(r.lognormvariate(math.log(med), sd))))

CARDN = "Seraphine Morrow,Captain Idris Vale,Nox the Librarian,Kaede Amano,Sir Aldous Brack,MIRA-7,Professor Thistle,Bastian Crowe,Lady Ves,Old Tam,Ruka,Detective Harlow,Empress Sio,Juniper,The Ferryman,Dr. Ilse Wren,Corvin,Mother Ash,Pip,Valeria Quist,Yorick,Unit 12,Sabine,Takeshi Arai".split(",")
def card(r, name=None):
    n = name or f"{pick(r, NAMES)} {pick(r, SYL).title()}{pick(r, SYL)}"
    return f"Write {n}'s next reply in a fictional chat between {n} and {{{{user}}}}. {n} is {gen(rp_ch, r, r.randint(18, 50))}. Personality: {', '.join(r.sample(ADJ, 4))}. Scenario: {gen(doc_ch, r, r.randint(12, 36))}. Stay in character, never speak for the user."
CARDS = [card(R, n) for n in CARDN]  # public cards
def rpturns(r, lo=3, hi=14): return [("*" + gen(rp_ch, r, r.randint(3, 8)) + "* " if r.random() < .5 else "") + gen(rp_ch, r, r.randint(4, 22)) for _ in range(r.randint(lo, hi))]
def rprep(r): return "*" + pick(r, RPS) + "* " + sents(r, RPS, r.randint(1, 4))
LANGS = "German French Spanish Polish Japanese Korean Turkish Italian Dutch Portuguese Czech Arabic".split()
SLANGS = "Welsh Basque Yoruba Quechua Icelandic Tatar Lao Maltese Zulu Kyrgyz Faroese Guarani Samoan Sindhi Hausa Breton Khmer Nepali".split()

# ---------------------------------------------------------------- ordinary customers
def consumer(r):
    free = r.random() < .6
    a = Acct(r, "chat_app", plan="free" if free else "plus", ua=pick(r, BROW), hours=pick(r, ("eve", "eve", "night", "work")), sess=1, eager=.9, effort=None)
    if r.random() < .3: a.extra = "mob"
    for t in times(a, heavy(r, 9, 1.0, 220)): a.add(t, conv(lambda q: [prompt(q)] + [follow(q) for _ in range(int(q.expovariate(.6)))], gap=70, effort="medium" if r.random() < .12 else None))
def student(r):
    a = Acct(r, "student", plan=pick(r, ("free", "plus")), ua=pick(r, BROW), hours="eve", sess=1, eager=.9)
    stem = r.random() < .6
    for t in times(a, heavy(r, 12, .9, 160)):
        a.add(t, conv(lambda q: [(pick(q, ("", "help: ", "i don't get this: ", "Explain step by step. ", "check my answer. ")) + perturb(q, pick(q, mathp if q.random() < .5 else easy)))[:1200] if stem and q.random() < .75 else prompt(q)] + [follow(q) for _ in range(int(q.expovariate(.7)))], rep=mathreply if stem else reply, gap=80))
def hobby(r):
    a = Acct(r, "api_hobby", net=pick(r, ("home", "fixed")), hours=pick(r, ("eve", "work", "flat")), sess=.3, nkeys=r.randint(1, 3), set=pick(r, ({}, {"temperature": .7}, {"temperature": 0}, {"temperature": 1, "max_tokens": 1024}, {"max_tokens": 512}, {"stream": True})))
    sys = pick(r, (None, "You are a helpful assistant.", "You are a helpful assistant.", f"You are {gen(chat_ch, r, 8)}", gen(chat_ch, r, r.randint(10, 40))))
    if r.random() < .3:  # tries own tools
        dom = pick(r, list(FUNC)); tl = r.sample(FUNC[dom], 3)
        for t in times(a, heavy(r, 8, .8, 90)): a.add(t, toolchat(dom, tl, sys or "You are a helpful assistant.", lambda q: gen(sup_ch, q, q.randint(6, 16)), nsteps(4, .4)))
    for t in times(a, heavy(r, 25, 1.1, 500)): a.add(t, conv(lambda q: [prompt(q)] + [follow(q) for _ in range(int(q.expovariate(1.3)))], sys=sys, gap=30))
def agentdev(r, kit=None, pop="agent_dev", **k):
    kit = kit or pick(r, ("kestrel",) * 5 + ("harrow",) * 3 + ("junocode",) * 4 + ("pipwren",) * 3)
    K = KITS[kit]
    a = Acct(r, pop, ua=(pick(r, K["ua"]), pick(r, K["ja4"])), hours=k.pop("hours", None) or pick(r, ("work", "work", "eve", "night")), sess=.95, base="juno-2-code" if r.random() < .4 else "juno-2", eager=.75, **k)
    rs = [Repo(r) for _ in range(1 + int(r.expovariate(.9)))]
    tl = K["tools"] + (r.sample(MCP, r.randint(1, 6)) if r.random() < .3 else [])
    for t in times(a, heavy(r, 11, .8, 70)):
        rp = rs[min(int(r.expovariate(1.2)), len(rs) - 1)]
        a.add(t, agent(rp, rp.ask, kit, nsteps(9, .7), tools=tl, more=rp.ask, gap=11, effort=None if kit != "junocode" else "medium"))
    if kit == "pipwren":
        for t in times(a, heavy(r, 25, .8, 160)):
            rp = rs[0]
            a.add(t, lambda a, t, h, eu, rp=rp: emit(a, t, [], rp.code(a.r, 2), prompt_=f"# {pick(a.r, rp.files)}\n" + rp.code(a.r, a.r.randint(6, 20)), endpoint="completions", eu=eu, harvest=h, kind="fim", sett={"max_tokens": 128, "temperature": .2}))
    return a
def business(r):
    dom = domain(r); a = Acct(r, "business", plan=pick(r, ("payg", "team", "enterprise")), email=dom, org="org_" + f"{r.getrandbits(32):08x}" if r.random() < .5 else None, net="fixed", hours=pick(r, ("work", "flat", "work")), verified=r.random() < .7, nkeys=r.randint(1, 4), sess=.1, set=pick(r, ({"temperature": 0}, {"temperature": .2, "max_tokens": 256}, {"temperature": 0, "seed": 7})), eager=.35, legal=dom.split(".")[0].title() + " Ltd")
    k = r.random(); name = dom.split(".")[0].title()
    if k < .3:
        labs = r.sample(W, r.randint(4, 12)); sys = f"You classify {pick(r, ('tickets', 'mails', 'reviews', 'calls', 'products'))} of {name} as one of: {', '.join(labs)}. Answer with the label only."
        mk = conv(lambda q: [(pick(q, sup_raw) if q.random() < .3 else gen(sup_ch, q, q.randint(6, 20)))], sys=sys, rep=lambda q: pick(q, labs))
    elif k < .5:
        sys = f"Extract {', '.join(r.sample(W, 5))} from the document as JSON. Use null when unknown."
        mk = conv(lambda q: [sents(q, DOC, q.randint(3, 10))], sys=sys, rep=lambda q: J({pick(q, W): q.randint(1, 999), pick(q, W): pick(q, W)}))
    elif k < .65:
        sys = f"Summarise the text for {name}'s {pick(r, ('newsletter', 'analysts', 'agents', 'board'))} in at most {r.randint(2, 6)} sentences."
        mk = conv(lambda q: [sents(q, DOC, q.randint(6, 16))], sys=sys)
    elif k < .78:  # judges its own bot's answers
        sys = f"You check answers of {name}'s assistant. Rate helpfulness and tone from 1 to 5, and give a reason in one sentence. Reply as JSON."
        mk = conv(lambda q: [f"Customer: {gen(sup_ch, q, 12)}\nAssistant: {reply(q, 2)}"], sys=sys, rep=lambda q: J({"helpfulness": q.randint(1, 5), "tone": q.randint(2, 5), "reason": pick(q, REP)}))
    else:
        d = pick(r, list(FUNC)); tl = r.sample(FUNC[d], min(len(FUNC[d]), r.randint(4, 9)))
        mk = toolchat(d, tl, f"You are the assistant of {name}. Help customers with {d} requests; use the tools; never invent data. {gen(doc_ch, r, 30)}", lambda q: gen(sup_ch, q, q.randint(6, 20)), nsteps(4, .4))
    for t in times(a, heavy(r, 60, 1.0, 900)): a.add(t, mk)
def support(r):
    dom = domain(r); name = dom.split(".")[0].title()
    a = Acct(r, "support_bot", plan="team", email=dom, org="org_" + f"{r.getrandbits(32):08x}" if r.random() < .5 else None, net="fixed", hours="work", verified=r.random() < .7, sess=.9, set={"temperature": .3, "stream": True}, eager=.3, legal=name + " Inc")
    kb = [sents(r, DOC, 4) for _ in range(25)]
    for t in times(a, heavy(r, 45, .8, 400)):
        a.add(t, conv(lambda q: [f"Context:\n{pick(q, kb)}\n\nQuestion: {pick(q, sup_raw) if q.random() < .4 else gen(sup_ch, q, q.randint(6, 18))}"] + [gen(sup_ch, q, q.randint(4, 14)) for _ in range(int(q.expovariate(.9)))], sys=f"You are {name}'s customer support assistant. Answer from the context. If unsure offer a human.", gap=50))
def translator(r):
    a = Acct(r, "translator", ua=pick(r, BROW + SDK), hours="work", sess=.6, eager=.5, plan=pick(r, ("plus", "payg")))
    ls = r.sample(LANGS + SLANGS[:6], 2)
    for t in times(a, heavy(r, 25, .9, 300)): a.add(t, conv(lambda q: [f"{pick(q, ('Translate to', 'translate into', 'Please translate this text into', 'into'))} {ls[q.random() < .3]}: {sents(q, DOC, q.randint(1, 6))}"] + (["more formal please"] if q.random() < .2 else []), gap=60))
def roleplayer(r, cards=None, pop="roleplay", **k):
    ua = pick(r, (("LanternTavern/1.12.6 node-fetch", "t13d311200_e8f1e7e78f70_6bebaf5329ac"), ("LanternTavern/1.12.5 node-fetch", "t13d311200_e8f1e7e78f70_6bebaf5329ac"), ("Agnaistic/1.0", "t13d311200_e8f1e7e78f70_6bebaf5329ac"), pick(r, BROW)))
    a = Acct(r, pop, ua=ua, hours=pick(r, ("night", "eve")), sess=.2, eager=.6, set={"temperature": pick(r, (.8, .9, 1, 1.1)), "max_tokens": pick(r, (300, 400, 600)), "top_p": pick(r, (.9, .95, 1))}, **k)
    own = [card(r) for _ in range(r.randint(0, 2))] + (cards or r.sample(CARDS, r.randint(1, 4)))
    for t in times(a, heavy(r, 11, .8, 70)): a.add(t, conv(rpturns, sys=pick(r, own), rep=rprep, gap=90, kind="roleplay"))
    return a
def researcher(r):
    a = Acct(r, "researcher", email=pick(r, ("cs.uniburg.edu", "lab-nord.org", domain(r))), net="home", ua=pick(r, SDK), sess=0, set={"temperature": 0, "max_tokens": 1024})
    pool = r.sample(pick(r, (hard, easy, biggen, mathp)), 150)
    d = r.uniform(0, DAYS - 3)
    for t in times(a, heavy(r, 150, .5, 500), d, d + r.uniform(1, 5)): a.add(t, conv(lambda q: [pick(q, pool)], rep=mathreply))

# ---------------------------------------------------------------- innocent groups that act together
def g_bootcamp(r, n):
    start = r.randint(0, 6); repo = Repo(r, "starter-agent-" + pick(r, W)); vouch = ["pm_" + f"{r.getrandbits(64):016x}" for _ in range(2)]
    weeks = [[repo.issue(r) for _ in range(5)] for _ in range(3)]
    hall = [res_ip(r, "PL") for _ in range(2)]
    for i in range(n):
        h = home(r, "PL")
        a = Acct(r, "bootcamp", country=r.choices(["PL", "DE", "UA"], [8, 1, 1])[0], age=-start + r.uniform(-1.2, 2), payment=pick(r, vouch) if r.random() < .7 else "pm_" + f"{r.getrandbits(64):016x}", ua=(KITS["kestrel"]["ua"][6], KITS["kestrel"]["ja4"][0]), sess=.95, base="juno-2-code", eager=.5,
                 ipf=lambda q, t, h=h: pick(q, hall) if 7 <= t % 86400 / 3600 < 15 and (t // 86400 + 4) % 7 < 5 else h(q, t))
        mine = Repo(r)
        for w in range(3):
            for t, b in weeks[w]:
                if r.random() < .85:
                    for tt in times(a, r.randint(1, 2), start + w * 7, min(DAYS, start + w * 7 + 5)): a.add(tt, agent(repo, f"{t}\n{b}" if r.random() < .6 else f"help me with the exercise: {t}", "kestrel", nsteps(8), more=repo.ask, cwd="/home/" + "student/" + repo.name))
        for tt in times(a, heavy(r, 5), start, DAYS): a.add(tt, agent(mine, mine.ask, "kestrel", nsteps(7), more=mine.ask))
def g_ci(r, n):
    pay = "pm_" + f"{r.getrandbits(64):016x}"; dom = domain(r); org = "org_" + f"{r.getrandbits(32):08x}"; ips = [dc_ip(r, 0) for _ in range(4)]
    hooks = [T0 + d * 86400 + 2 * 3600 for d in range(DAYS)]
    base = T0 - r.uniform(30, 200) * 86400
    for i in range(n):
        a = Acct(r, "ci_fleet", age=(T0 - base) / 86400 + r.uniform(0, 20), payment=pay, email=dom, org=org if r.random() < .5 else None, plan="enterprise", verified=True, ipf=among(ips), ua=("harrow/0.41 python-httpx/0.27", KITS["harrow"]["ja4"][0]), hours="work", sess=1, base="juno-2-code", set={"temperature": 0}, country="US", nkeys=3, legal=dom.split(".")[0].title() + " Corp")
        rp = Repo(r); sysx = KITS["harrow"]["sys"]
        for t in times(a, heavy(r, 18, .4)): a.add(t, agent(rp, lambda q, rp=rp: f"Review pull request #{q.randint(100, 9999)} and fix what CI reports.\n" + rp.code(q, q.randint(4, 10)), "harrow", nsteps(7), cwd="/runner/_work/" + rp.name))
        for t in hooks:
            if r.random() < .7: a.add(t + r.uniform(0, 900), agent(rp, "Nightly: update dependencies, run the tests, repair what broke, and write a summary.", "harrow", nsteps(6), cwd="/runner/_work/" + rp.name))
def g_oss(r, n):
    repo = Repo(r, pick(r, FAMOUS)); repo.notes = "Contribution guide: " + para(f"oss{A.seed}", 5)
    opened = [repo.issue(r) for _ in range(70)]
    for i in range(n):
        a = Acct(r, "oss_maintainer", ua=(pick(r, KITS["kestrel"]["ua"][-3:]), KITS["kestrel"]["ja4"][0]), hours=pick(r, ("eve", "work", "night")), sess=.95, eager=.9)
        other = Repo(r)
        for t in times(a, heavy(r, 8, .7, 40)):
            it = pick(r, opened)
            a.add(t, agent(repo, f"Fix issue #{1000 + opened.index(it)}: {it[0]}\n\n{it[1]}", "kestrel", nsteps(11), more=repo.ask) if r.random() < .6 else agent(other, other.ask, "kestrel", nsteps(8), more=other.ask))
def g_eval(r, n):
    ips = [dc_ip(r, 3) for _ in range(3)]; dom = domain(r); pay = ["pm_" + f"{r.getrandbits(64):016x}" for _ in range(2)]
    fam = [(rp, rp.issue(r)) for rp in [Repo(r, f) for f in FAMOUS for _ in range(5)]]
    rub = biggen[:120]; prb = hard[:300]
    for i in range(n):
        a = Acct(r, "eval_lab", age=r.uniform(60, 400), payment=pick(r, pay), email=dom, ipf=among(ips), ua=("litellm/1.50.2", "t13d181200_85036bcba153_d41ae481755e"), sess=.2, set={"temperature": 0, "seed": 1}, hours="flat", country="GB", verified=True)
        for d in (2, int((REL - T0) / 86400), int((REL - T0) / 86400) + 1):
            for k in range(r.randint(14, 26)):
                rp, it = pick(r, fam); t = T0 + d * 86400 + r.uniform(9, 30) * 3600
                a.add(t, agent(rp, f"<issue>\n{it[0]}\n{it[1]}\n</issue>\nSolve the issue.", "tinyagent", nsteps(9), cwd="/testbed", model="juno-3" if t > REL else None))
            for k in range(60):
                t = T0 + d * 86400 + r.uniform(9, 30) * 3600
                a.add(t, conv([pick(r, prb) + "\nPut the final answer in \\boxed{}."], rep=mathreply, model="juno-3" if t > REL else None))
            for k in range(20): a.add(T0 + d * 86400 + r.uniform(20, 34) * 3600, conv([f"Grade the response from 1 to 5 by the rubric.\n### Task\n{pick(r, rub)}\n### Response\n{reply(r, 3)}"], rep=lambda q: f"{pick(q, REP)} [RESULT] {q.randint(1,5)}"))
def g_agency(r, n):
    dom = domain(r); ips = [res_ip(r, "ES")] + [dc_ip(r, 9)]; pay = "pm_" + f"{r.getrandbits(64):016x}"
    docs = [sents(r, DOC, r.randint(2, 6)) for _ in range(500)]; gl = ", ".join(f"{w}={pick(r, SYL)}{pick(r, SYL)}" for w in r.sample(W, 8))
    for i in range(n):
        a = Acct(r, "translation_agency", country="ES", age=r.uniform(20, 500), payment=pay if r.random() < .8 else "pm_" + f"{r.getrandbits(64):016x}", email=dom if r.random() < .8 else "gmail.com", ipf=among(ips) if r.random() < .7 else None, ua=("python-requests/2.32.3", "t13d1812h1_85036bcba153_375ca2c5e164"), hours="work", sess=0, set={"temperature": .2})
        ls = r.sample(LANGS + SLANGS, 4)
        for t in times(a, heavy(r, 110, .35)): a.add(t, conv(lambda q, ls=ls: [f"Translate the segment into {pick(q, ls)}. Keep tags and numbers. Glossary: {gl}\n---\n{pick(q, docs)}"]))
def g_cards(r, n):
    cs = [card(r) for _ in range(5)]; d0 = r.randint(2, 9)
    for i in range(n):
        roleplayer(r, cards=cs[: r.randint(2, 5)], pop="roleplay_community", age=(-d0 + r.uniform(-3, 1)) if r.random() < .35 else r.uniform(10, 500))
def g_startups(r, n):
    tmpl = f"You are {{n}}, the AI co-pilot. {para('tmpl' + str(A.seed), 4)} Always answer in the user's language."
    rel_d = (REL - T0) / 86400
    for i in range(n):
        dom = domain(r); name = dom.split(".")[0].title()
        a = Acct(r, "startup_template", age=-rel_d + r.uniform(-2, 25), email=dom, net="fixed", ua=("OpenAI/JS 4.68.0", "t13d311200_e8f1e7e78f70_6bebaf5329ac"), hours="work", sess=.7, set={"temperature": .7, "stream": True}, model=lambda q, t: "juno-3" if t > REL else "juno-2", legal=name + " Inc")
        d = pick(r, list(FUNC)); tl = ["search_docs", "create_ticket"] + r.sample(FUNC[d], 2)
        for t in times(a, heavy(r, 12, .7, 60), 0, rel_d): a.add(t, toolchat(d, tl, tmpl.replace("{n}", name), lambda q: gen(sup_ch, q, q.randint(5, 15)), nsteps(3, .4)))
        for t in times(a, heavy(r, 35, .7, 160), rel_d, DAYS): a.add(t, toolchat(d, tl, tmpl.replace("{n}", name), lambda q: gen(sup_ch, q, q.randint(5, 15)), nsteps(4, .4)))
def g_class(r, n):
    d0 = r.randint(0, 8); sheets = [r.sample(mathp, 8) for _ in range(4)]; nat = [res_ip(r, "IN") for _ in range(2)]
    for i in range(n):
        h = home(r, "IN")
        a = Acct(r, "maths_camp", country="IN", age=-d0 + r.uniform(-1, 30), plan=pick(r, ("free", "plus")), ua=pick(r, BROW), hours="eve", sess=1, ipf=lambda q, t, h=h: pick(q, nat) if q.random() < .4 else h(q, t))
        for s in range(4):
            for p in sheets[s]:
                if r.random() < .6:
                    for t in times(a, 1, d0 + s * 3, min(DAYS, d0 + s * 3 + 3)): a.add(t, conv([(pick(r, ("Solve and show every step: ", "", "explain: ", "hint please: ")) + p)[:1500]] + [follow(r) for _ in range(int(r.expovariate(.8)))], rep=mathreply, gap=90))
def g_redteam(r, n):
    dom = domain(r); org = "org_" + f"{r.getrandbits(32):08x}"; pay = "pm_" + f"{r.getrandbits(64):016x}"; ips = [dc_ip(r, 1)]
    own = r.sample(edge, 400)
    for i in range(n):
        a = Acct(r, "trust_safety_firm", email=dom, org=org, payment=pay, ipf=among(ips), age=r.uniform(100, 500), plan="enterprise", verified=True, sess=0, set={"temperature": 0}, legal=dom.split(".")[0].title() + " Safety")
        for t in times(a, heavy(r, 130, .3)): a.add(t, conv(lambda q: [pick(q, own)], sys="You are the moderated assistant of a children's app."))
def app_reseller(r, kind, neu, declared, extra_members=()):
    dom = domain(r)
    ua = dict(companion=("OpenAI/JS 4.67.0", "t13d311200_e8f1e7e78f70_6bebaf5329ac"), ide=("Brambleide-Gateway/2.3", "t13d190900_9dc949149365_97f8aa674fd9"), hub=("Go-http-client/2.0", "t13d190900_9dc949149365_97f8aa674fd9"))[kind]
    a = Acct(r, "reseller", email=dom, net="fixed", plan="enterprise", verified=True, age=r.uniform(100, 700), ua=ua, hours="eve", sess=.9, nkeys=3, legal=dom.split(".")[0].title() + " Ltd", set={"temperature": .9} if kind == "companion" else {}, model=lambda q, t: "juno-3" if t > REL + 2 * 86400 and q.random() < .6 else "juno-2")
    a.reseller = declared; cs = [card(r) for _ in range(30)]
    a.cards = cs; a.eus = {}
    for i in range(neu):
        eu = hid(r, "u_", 10); a.eus[eu] = ("reseller_user", None)
        rep_ = Repo(r); w = r.random()
        for t in times(a, heavy(r, 7, .9, 60), hours=pick(r, ("eve", "night", "work"))):
            if kind == "companion": a.add(t, conv(lambda q: rpturns(q, 2, 9), sys=pick(r, cs), rep=rprep, gap=60, kind="roleplay"), eu=eu)
            elif kind == "ide": a.add(t, agent(rep_, rep_.ask, "pipwren", nsteps(7), more=rep_.ask, cwd="/w/" + rep_.name), eu=eu)
            else: a.add(t, conv(lambda q: [prompt(q)] + [follow(q) for _ in range(int(q.expovariate(.8)))]), eu=eu)
    return a
def g_licensed(r, n):
    pay = "pm_" + f"{r.getrandbits(64):016x}"; dom = domain(r)
    for i in range(n):
        a = Acct(r, "licensed", email=dom, payment=pay, plan="enterprise", verified=True, net="fixed", age=r.uniform(50, 300), sess=0, set={"temperature": 1}); a.lic = True
        for t in times(a, heavy(r, 200, .2), hours="flat"): a.add(t, conv(lambda q: ["Think aloud, then answer.\n" + pick(q, hard)], rep=mathreply))

# ---------------------------------------------------------------- campaigns
def card_pool(r, per):  # prepaid cards, one for some accounts
    st = dict(c=None, n=0)
    def f():
        if st["n"] <= 0: st["c"] = "pm_" + f"{r.getrandbits(64):016x}"; st["n"] = max(1, round(r.gauss(per, per / 3)))
        st["n"] -= 1; return st["c"]
    return f
def window(r, early=.25): s = r.uniform(0, DAYS * early); return s, min(DAYS, s + r.uniform(.65, 1) * DAYS)
def camp(r, kind, start, end, **params):
    c = dict(campaign=f"c{len(CAMP)+1:02d}", kind=kind, accounts=0, start=iso(T0 + start * 86400), end=iso(T0 + end * 86400), params=params, exchanges=0, taken=[]); CAMP.append(c); return c["campaign"]
def deal(r, members, jobs, s, e, hours=None, skew=.3, peak=None):
    """one work queue to many accounts; jobs: list of makers fn"""
    w = [r.gammavariate(1 / skew ** 2, skew ** 2) if skew else 1 for _ in members]
    bag = r.choices(range(len(members)), w, k=len(jobs)); cnt = Counter(bag)
    slots = {}
    for i, n in cnt.items():
        a = members[i]; lo, hi = getattr(a, "span", (s, e))
        ts = []
        while len(ts) < n and hi - lo > .1:
            x = times(a, n - len(ts), lo, hi, hours=hours, wk=1 if hours == "flat" else None)
            ts += x
            if not x: break
        slots[i] = sorted(ts)
    pos = Counter()
    for i, fn in zip(bag, jobs):
        k = pos[i]; pos[i] += 1
        if k < len(slots.get(i, ())): yield members[i], slots[i][k], fn
def cover(a, r, n, s, e):
    for t in times(a, n, s, e): a.add(t, conv(lambda q: [prompt(q)] + [follow(q) for _ in range(int(q.expovariate(.8)))], gap=60))

def c_swefarm(r, n, rate):
    s, e = window(r, .15); k = r.randint(4, 8); cn = ["US", "DE", "BR", "IN", "VN", "ID"]; px = proxypool(r, cn, n * 12, r.choice((0, 1800, 7200))); cp = card_pool(r, r.uniform(2, 5)); kit = pick(r, ("tinyagent", "harrow"))
    c = camp(r, "swe_farm", s, e, reruns=k, kit=kit); ms = []
    for i in range(n):
        co = pick(r, cn); a = Acct(r, "campaign", c, country=co, age=-s + r.uniform(.2, 9) if r.random() < .7 else r.uniform(30, 400), payment=cp(), ipf=px(r, co), ua=pick(r, [(u, pick(r, KITS[kit]["ja4"])) for u in KITS[kit]["ua"]]), set={"temperature": 1.0, "max_tokens": 8192}, sess=.1, base="juno-2-code", eager=1); ms.append(a)
    tot = int(n * (e - s) * rate / 10); repos = [Repo(r, pick(r, FAMOUS) if r.random() < .15 else None) for _ in range(max(6, tot // 25))]
    jobs = []
    while len(jobs) < tot:
        rp = pick(r, repos); t, b = rp.issue(r)
        box = f"\n<env>\ncontainer: {r.getrandbits(48):012x}\nworkdir: /testbed\nrepo: {rp.name}@{rp.sha}\n</env>\nYou can edit files; do not edit tests. Think step by step before each command."
        jobs += [agent(rp, f"<pr_description>\n{t}\n{b}\n</pr_description>", kit, nsteps(10, .5), env=box, effort="high" if r.random() < .8 else None)] * k
    # near order with reruns spread
    jobs = [j for _, j in sorted((i + r.uniform(0, 60), j) for i, j in enumerate(jobs))] if False else [jobs[i] for i in sorted(range(len(jobs)), key=lambda i: i + r.uniform(0, 60))]
    for a, t, fn in deal(r, ms, jobs, s, e, "flat", .25): a.add(t, fn, c)
def c_shopfront(r, n, rate):
    s, e = window(r); c = camp(r, "shopfronts", s, e); ms = []; tot = int(n * (e - s) * rate / 6)
    jobs = []
    for i in range(n):
        dom = domain(r); nm = dom.split(".")[0].title(); d = pick(r, list(FUNC))
        a = Acct(r, "campaign", c, age=r.uniform(-s, 150) if r.random() < .6 else -s + r.uniform(.5, 8), email=dom, net="fixed", hours="work", sess=.6, set=pick(r, ({}, {"temperature": .7}, {"temperature": 1}, {"temperature": .8, "stream": True})), eager=.8, plan=pick(r, ("payg", "team")), verified=r.random() < .5, legal=nm + " LLC"); ms.append(a)
        a.co = f"You are {pick(r, ('the operations assistant', 'an AI agent', 'the virtual clerk', 'the help desk'))} of {nm}, {gen(doc_ch, r, r.randint(8, 16))}. "
    pol = [gen(doc_ch, r, 30) for _ in range(40)]
    for i in range(tot):
        d = pick(r, list(FUNC)); base = r.sample(FUNC[d], min(len(FUNC[d]), r.randint(3, 7)))
        tl = [x + pick(r, ("", "", "_v2", "_by_id", "_details")) for x in base]
        ask = f"{gen(sup_ch, r, r.randint(8, 20))}. {gen(sup_ch, r, r.randint(6, 16))}"; p = pick(r, pol)
        jobs.append((d, tl, ask, p))
    for a, t, (d, tl, ask, p) in deal(r, ms, jobs, s, e, None, .45):
        a.add(t, toolchat(d, tl, a.co + f"Policy: {p}. Plan which calls are needed before you act, and verify results.", ask, nsteps(6, .5)), c)
    for a in ms: cover(a, r, heavy(r, 4, .7), s, e)
def c_terminal(r, n, rate):
    s, e = window(r, .3); k = r.randint(3, 6); c = camp(r, "terminal_computer", s, e, reruns=k); ms = []
    px = proxypool(r, ["US", "GB", "CA", "NL"], n * 5, 86400)
    for i in range(n):
        old = pick(r, ("US", "GB", "CA", "IN", "NL"))
        kit = pick(r, ("kestrel", "harrow", "junocode"))
        a = Acct(r, "campaign", c, country=old, age=r.lognormvariate(5.4, .7), ua=(pick(r, KITS[kit]["ua"]), pick(r, KITS[kit]["ja4"])), sess=.9, hours=pick(r, ("work", "eve", "night")), eager=.9); a.kit = kit; ms.append(a)
        h = home(a.r, old); p = px(r, old); sw = T0 + s * 86400
        a.ipf = lambda q, t, h=h, p=p, sw=sw: h(q, t) if t < sw else p(q, t)
        if r.random() < .6 and s > 1:  # what the account did before it was sold
            for t in times(a, heavy(r, 6, .8, 40), 0, s * .9): a.add(t, conv(lambda q: [prompt(q)], gap=60))
    tot = int(n * (e - s) * rate / 10); tasks = []
    while len(tasks) < tot:
        rp = Repo(r); gui = r.random() < .3
        x = (rp, f"{pick(r, ('Task', 'Goal', 'Objective'))}: {gen(chat_ch, r, r.randint(10, 24))}. The machine has {pick(r, W)} and {pick(r, W)} installed; leave the result in {pick(r, ('/app', '/root', '/output', '/work'))}/{pick(r, W)}.{pick(r, ('json', 'txt', 'csv', 'sql'))}.", gui, f"{r.getrandbits(48):012x}")
        tasks += [x] * k
    tasks = [tasks[i] for i in sorted(range(len(tasks)), key=lambda i: i + r.uniform(0, 90))]
    for a, t, (rp, txt, gui, cid) in deal(r, ms, tasks, s, e, None, .4):
        a.add(t, agent(rp, txt, a.kit, nsteps(12, .5), cwd="/app", tools=["computer", "bash"] if gui else None, image=gui, env=f"\n<env>\nhost: {cid}\ncwd: /app\nplatform: linux\n</env>"), c)
STY = ("Show your full reasoning before the answer.", "Think step by step and write down each thought.", "Explain how you got there, every step.", "Reason carefully; do not skip steps.", "Write a detailed solution.", "First plan, then solve, then check.", "Derive the result.", "Walk me through the complete thought process.", "Work it out in full.", "")
def c_dayone(r, n, rate):
    s, e = window(r, .2); e = max(e, min(DAYS, (REL - T0) / 86400 + 5)); k = r.randint(1, 3); c = camp(r, "day_one_reasoning", s, e, asked=k); ms = []
    px = proxypool(r, ["SG", "HK", "JP", "US"], n * 8, 3600); waves = [r.uniform(-6, 0) for _ in range(3)]
    lag = r.uniform(2, 14) * 3600
    for i in range(n):
        co = pick(r, ("SG", "HK", "JP", "US"))
        a = Acct(r, "campaign", c, country=co, age=-(s + pick(r, waves)) + r.uniform(0, .6) - .9, payment="pm_" + f"{r.getrandbits(64):016x}", email=pick(r, FREE), ipf=px(r, co), set=pick(r, ({"temperature": 1}, {"temperature": .8}, {}, {"max_tokens": 4096})), sess=.1, effort="high", ua=pick(r, SDK),
                 model=(lambda l: lambda q, t: "juno-3" if t > REL + l and q.random() < .93 else "juno-2")(lag + r.expovariate(1 / 14400))); ms.append(a)
    tot = int(n * (e - s) * rate); jobs = []
    while len(jobs) < tot:
        p = pick(r, hard) if r.random() < .5 else perturb(r, pick(r, hard))
        for _ in range(k):
            st = pick(r, STY); jobs.append(conv([f"{st}\n{p}" if r.random() < .5 else f"{p}\n\n{st}"], rep=mathreply, kind="reasoning"))
    r.shuffle(jobs)
    for a, t, fn in deal(r, ms, jobs, s, e, "flat" if r.random() < .5 else "work", .3): a.add(t, fn, c)
    for a in ms: cover(a, r, heavy(r, 5, .6), s, e)
CRIT = "factuality,helpfulness,instruction following,depth,clarity,safety,creativity,logical consistency,tone,completeness,conciseness,code quality".split(",")
def c_graders(r, n, rate):
    s, e = window(r); c = camp(r, "graders", s, e); ms = []; px = proxypool(r, ["US", "DE", "FR", "GB"], n * 3, 43200); cp = card_pool(r, 2)
    T = (lambda q, x, y, z: f"You are an impartial judge. Compare two answers by {z}. Explain, then output [[A]] or [[B]].\n[Question]\n{x}\n[Answer A]\n{y}\n[Answer B]\n{reply(q, 3)}",
         lambda q, x, y, z: f"### Task\n{x}\n### Response\n{y}\n### Rubric ({z})\n1: poor ... 5: excellent\nWrite feedback, then the score.",
         lambda q, x, y, z: J({"instruction": x, "output": y, "criterion": z, "want": "critique and score 1-10"}),
         lambda q, x, y, z: f"Which is better with regard to {z}, the first or the second, and why?\n{x}\n1) {y}\n2) {reply(q, 3)}",
         lambda q, x, y, z: f"Score this for {z} (0-100), list the flaws and a better version.\nQ: {x}\nA: {y}")
    for i in range(n):
        co = pick(r, ("US", "DE", "FR", "GB")); a = Acct(r, "campaign", c, country=co, age=r.uniform(-s, 60), payment=cp(), ipf=px(r, co), set={"temperature": pick(r, (0, 0, .2))}, sess=0, eager=.8, hours="work"); ms.append(a)
    tot = int(n * (e - s) * rate); jobs = []
    for _ in range(tot):
        x = (pick(r, biggen) if r.random() < .35 else pick(r, apis + mathp) if r.random() < .4 else gen(chat_ch, r, r.randint(10, 40)))[:1500]
        jobs.append(conv([pick(r, T)(r, x, reply(r, 3), pick(r, CRIT))], rep=lambda q: f"{sents(q, REP, 3)} [[{pick(q, ('A', 'B', '3', '4', '5', '7'))}]]", kind="grading"))
    for a, t, fn in deal(r, ms, jobs, s, e, None, .35): a.add(t, fn, c)
def c_inapp(r, n, rate):
    s, e = window(r, .3); c = camp(r, "in_app_persona", s, e)
    app = app_reseller(r, "companion", 30 if SMALL else 130, False); us = [hid(r, "u_", 10) for _ in range(n)]
    for u in us: app.eus[u] = ("campaign", c)
    per = [card(r) for _ in range(60)]
    for _ in range(int(n * (e - s) * rate / 3)):
        u = pick(r, us); ts = times(app, 1, s, e, hours="eve")
        for t in ts:
            if r.random() < .75:
                p = pick(r, per); app.add(t, conv(lambda q: [gen(rp_ch, q, q.randint(8, 24)) + " Say what you think before you speak." for _ in range(q.randint(2, 4))], sys=p, rep=rprep, gap=30, kind="roleplay"), c, u)
            else: app.add(t, conv([f"Stay in your role and reason aloud: {perturb(r, pick(r, mathp))}"[:1500]], sys=pick(r, app.cards), rep=mathreply, kind="reasoning"), c, u)
    for u in us:
        for t in times(app, heavy(r, 2, .6)): app.add(t, conv(lambda q: rpturns(q, 2, 5), sys=pick(r, app.cards), rep=rprep, kind="roleplay"), False, u)
def c_hydra(r, n, rate):
    s, e = 0.0, float(DAYS); c = camp(r, "hydra", s, e); slots = max(3, round(n * .36)); ms = []; px = proxypool(r, CL[:12], n * 20, 900); cp = card_pool(r, 3)
    life = DAYS * slots / n
    left = n
    for k in range(slots):
        t = -r.uniform(0, life) ; 
        while t < DAYS - .5 and left > 0:
            L = max(1.0, r.gammavariate(3, life / 3)); lo, hi = max(0, t), min(DAYS, t + L)
            if hi - lo > .6:
                co = pick(r, CL[:12]); a = Acct(r, "campaign", c, country=co, age=-t + r.uniform(.3, 3) - .5 if r.random() < .7 else r.uniform(60, 500), payment=cp(), email=pick(r, FREE + ["inboxly.net", "mailcove.org"] * 2), ipf=px(r), set={}, sess=.2, eager=.9, ua=pick(r, SDK)); a.span = (lo, hi); ms.append(a); left -= 1
            t += L + r.uniform(.05, .6)
    jobs = []; wsum = sum(a.span[1] - a.span[0] for a in ms); k = r.randint(2, 4); repos = [Repo(r) for _ in range(60)]
    tot = int(wsum * rate / 8)
    while len(jobs) < tot:
        if r.random() < .6:
            rp = pick(r, repos); t, b = rp.issue(r); jobs += [agent(rp, f"{t}\n\n{b}\n\nResolve this in the repository at /workspace.", pick(r, ("harrow", "tinyagent", "kestrel")), nsteps(9, .5), cwd="/workspace", env=f"\n<env>\nid: {r.getrandbits(32):08x}\n</env>", effort="medium")] * k
        else: jobs.append(conv([f"{pick(r, STY)}\n{perturb(r, pick(r, hard))}"], rep=mathreply, kind="reasoning"))
    jobs = [jobs[i] for i in sorted(range(len(jobs)), key=lambda i: i + r.uniform(0, 40))]
    # weight members by their life; give each its share of the queue in order of time
    for fn in jobs:
        a = r.choices(ms, [m.span[1] - m.span[0] for m in ms])[0]
        for t in times(a, 1, *a.span, hours="flat"): a.add(t, fn, c)
    for a in ms:  # the proxy's honest customers behind the same accounts
        for _ in range(r.randint(1, 4)):
            sysx = pick(r, (None, "You are a helpful assistant.", gen(chat_ch, r, 14)))
            for t in times(a, int((a.span[1] - a.span[0]) * r.uniform(.5, 5)) + 1, *a.span, hours="eve"): a.add(t, conv(lambda q: [prompt(q)] + [follow(q) for _ in range(int(q.expovariate(1)))], sys=sysx, gap=60))
def c_polyglot(r, n, rate):
    s, e = window(r); c = camp(r, "polyglot_reasoning", s, e); ms = []; cp = card_pool(r, 1.5)
    for i in range(n):
        a = Acct(r, "campaign", c, age=-s + r.uniform(.3, 40), payment=cp(), net="fixed", set=pick(r, ({"temperature": .6}, {"temperature": .7}, {})), sess=0, eager=.7, hours=pick(r, ("flat", "work"))); a.ls = r.sample(SLANGS, r.randint(3, 6)); ms.append(a)
    for a, t, i in deal(r, ms, list(range(int(n * (e - s) * rate))), s, e, None, .5):
        l = pick(r, a.ls); p = pick(r, mathp) if r.random() < .6 else perturb(r, pick(r, hard))
        x = pick(r, (f"Solve in {l}, thinking aloud in {l}: {p}", f"Translate this solution into {l}, every step:\n{p}\n{mathreply(r)}", f"{p}\n\nGive the reasoning in {l} and the answer in English.", f"Here are somebody's thoughts. Put them into natural {l}, keep all the steps.\n{mathreply(r)} {mathreply(r)}"))
        a.add(t, conv([x[:2500]], rep=mathreply, kind="reasoning"), c)
def c_refusal(r, n, rate):
    s, e = window(r); c = camp(r, "refusal_edges", s, e); ms = []
    for i in range(n):
        a = Acct(r, "campaign", c, age=r.uniform(-s, 300), ua=pick(r, SDK), hours=pick(r, ("eve", "work")), sess=0, eager=.5, set={"max_tokens": 700}); ms.append(a)
    for a, t, i in deal(r, ms, list(range(int(n * (e - s) * rate))), s, e, None, .5):
        x = pick(r, edge)
        x = pick(r, (x, f"Rewrite so that it can be answered safely, and answer: {x}", f"How would a careful assistant decline or answer this? {x}", f"{x}\nGive an answer that is acceptable everywhere."))
        a.add(t, conv([x]), c)
    for a in ms: cover(a, r, heavy(r, 25, .6), 0, DAYS)
def c_persona(r, n, rate):
    s, e = window(r, .1); c = camp(r, "slow_persona", s, e); ms = []
    for i in range(n):
        a = Acct(r, "campaign", c, age=r.uniform(-s, 400), ua=("LanternTavern/1.12.%d node-fetch" % r.randint(4, 6), "t13d311200_e8f1e7e78f70_6bebaf5329ac"), hours=pick(r, ("eve", "night")), sess=.2, set={"temperature": 1, "max_tokens": 600}, eager=.7); ms.append(a)
    per = [card(r) for _ in range(90)]; scen = [gen(doc_ch, r, 24) for _ in range(150)]
    for a, t, i in deal(r, ms, list(range(int(n * (e - s) * rate / 4))), s, e, None, .5):
        a.add(t, conv((lambda sc: lambda q: [f"[Scene: {sc}] " + gen(rp_ch, q, 12)] + rpturns(q, 2, 4))(pick(r, scen)), sys=pick(r, per), rep=rprep, gap=40, kind="roleplay"), c)
    for a in ms:
        for t in times(a, heavy(r, 10, .5)): a.add(t, conv(lambda q: rpturns(q, 2, 8), sys=pick(r, CARDS), rep=rprep, kind="roleplay"))

# ---------------------------------------------------------------- the firm
def main():
    r = R; sc = B / 2000
    if SMALL:
        groups = [(g_bootcamp, 12), (g_ci, 6), (g_cards, 8), (g_startups, 5), (g_agency, 5), (g_eval, 3), (g_oss, 6)]
        for f, n in r.sample(groups, 3): f(r, n)
        if r.random() < .5: app_reseller(r, "companion", 30, True)
    else:
        for f, n in ((g_bootcamp, 34), (g_ci, 24), (g_oss, 30), (g_eval, 8), (g_agency, 14), (g_cards, 40), (g_startups, 18), (g_class, 22), (g_redteam, 5), (g_licensed, 5)):
            f(r, max(3, round(n * r.uniform(.8, 1.2) * min(1.3, sc))))
        app_reseller(r, "companion", 90, True); app_reseller(r, "ide", 70, True); app_reseller(r, "hub", 110, False)
    mixw = [(consumer, 34), (student, 7), (hobby, 14), (agentdev, 17), (business, 11), (support, 5), (translator, 5), (roleplayer, 6), (researcher, 1)]
    while sum(1 for a in ACC) < B: r.choices([m[0] for m in mixw], [m[1] for m in mixw])[0](r)
    if A.scenario == "small":
        f = r.choice((c_swefarm, c_shopfront, c_terminal, c_dayone, c_graders, c_polyglot, c_persona, c_hydra, c_inapp)); n = A.attack or r.randint(3, 12)
        f(r, n, r.uniform(9, 22))
    elif NATT:
        for f, w, lo, hi in ((c_swefarm, 40, 20, 30), (c_shopfront, 30, 12, 20), (c_terminal, 28, 15, 25), (c_dayone, 30, 8, 16), (c_graders, 24, 7, 14), (c_inapp, 22, 6, 11), (c_hydra, 40, 30, 45), (c_polyglot, 20, 6, 12), (c_refusal, 10, 2, 5), (c_persona, 16, 4, 8)):
            f(r, max(3, round(w * NATT / 260 * r.uniform(.85, 1.15))), r.uniform(lo, hi))
    order = sorted(ACC, key=lambda a: a.id)
    for a in order:
        a.jobs.sort(key=lambda j: j[0])
        for t, fn, h, eu in a.jobs: fn(a, t, h, eu)
    for i, f in enumerate(FILES): f.write(b"".join(BUF[i])); f.close()
    # truth
    rows, pops = [], Counter(); mem = Counter()
    for a in order:
        if hasattr(a, "eus"):
            ks = [k for k in UNIT if k[0] == a.id]
            if ks: rows.append((a.id, None, "reseller", None, min(UNIT[k][0] for k in ks), max(UNIT[k][1] for k in ks)))
            for eu, (pop, c) in a.eus.items():
                u = UNIT.get((a.id, eu))
                if u: rows.append((a.id, eu, pop, c, *(u[2:] if c and u[2] else u[:2])) if not c or u[2] else (a.id, eu, "campaign_idle", None, u[0], u[1]))
        else:
            u = UNIT.get((a.id, None))
            if u: rows.append((a.id, None, a.pop, a.camp, *(u[2:] if a.camp else u[:2])) if not a.camp or u[2] else (a.id, None, "campaign_idle", None, u[0], u[1]))
    for x in rows: pops[x[2]] += 1; mem[x[3]] += 1
    for c in CAMP:
        k = c["campaign"]; c["accounts"] = mem[k]; c["taken"] = sorted([h, n] for h, n in TAKEN[k].items()); c["exchanges"] = sum(TAKEN[k].values())
    truth = dict(version=1, seed=A.seed, world="companion-" + A.scenario, settings=dict(benign=B, attack=NATT, days=DAYS, scenario=A.scenario, release=iso(REL)), start=iso(T0), end=iso(END), exchanges=NEX, populations=dict(sorted(pops.items())),
        accounts=[dict(account=x[0], end_user=x[1], population=x[2], campaign=x[3], since=iso(x[4]), until=iso(x[5])) for x in rows], campaigns=CAMP)
    with open(os.path.join(A.out, "truth.json"), "w") as f: json.dump(truth, f)
    with open(os.path.join(A.out, "accounts.csv"), "w", newline="") as f:
        w = csv.writer(f); w.writerow("account,reseller,licence_scope,licence_document,licence_valid_until,legal_name".split(","))
        for a in order:
            lic = getattr(a, "lic", False); rs = getattr(a, "reseller", False)
            if lic or rs or a.legal: w.writerow([a.id, "true" if rs else "", "train on outputs" if lic else "", "MSA-2026-31" if lic else "", "2027-12-31" if lic else "", a.legal or ""])
    print(f"{NEX} exchanges, {len(rows)} units; campaigns: " + "; ".join(f"{c['campaign']} {c['kind']} {c['accounts']}u {c['exchanges']}x" for c in CAMP))
    print("kinds of harvest", dict(HARV), "all", dict(AGENTIC), "release", iso(REL))
main()
