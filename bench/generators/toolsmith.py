#!/usr/bin/env python3
"""Labelled traffic of an invented provider whose customers mostly build agents and coding assistants."""
import argparse, csv, gzip, hashlib, json, math, os, random, re
from bisect import bisect
from datetime import datetime, timezone
from json.encoder import encode_basestring as q   # C string escaper, keeps unicode

DAY = 86400.0
# ------------------------------------------------------------------ words
NOUN = """invoice cart session token webhook scheduler parser cache migration ledger tenant payload cursor queue worker shard
replica snapshot bucket upload thumbnail avatar profile role policy quota meter plan coupon refund payout order shipment label
warehouse picker route vehicle sensor reading alert channel digest template mailer inbox thread comment mention badge feed story
timeline graph node edge matrix tensor kernel batch epoch dataset loader sampler metric gauge span trace log sink filter mapper
reducer codec frame packet socket stream pipe buffer arena pool lease lock mutex latch barrier clock timer ticker calendar booking
slot room guest tariff rate fee tax region locale currency amount balance statement account branch teller card device gateway
firewall rule zone record domain resolver proxy balancer probe canary rollout flag variant cohort funnel event visitor referrer
recipe pantry menu dish table ticket venue seat player match score league fixture lesson quiz grade syllabus chapter glossary
patient visit dosage chart scan report claim policyholder vault secret cipher nonce digest signer issuer audience scope grant""".split()
ADJ = """stale nested partial duplicate empty expired pending archived remote local async signed raw compressed rolling weekly lazy eager
strict loose legacy shared default inherited orphaned cached merged split bulk inline hidden public private temporary""".split()
VERB = """load save merge split fetch render validate parse encode decode resolve dispatch schedule cancel retry flush drain rotate
compact index search rank score group sort dedupe export import sync reconcile archive restore refresh revoke grant assign""".split()
LIB = """pydantic sqlalchemy redis celery httpx zod prisma drizzle tokio serde axum express fastify gin cobra spring hibernate jest
vitest pytest playwright tailwind svelte vue react nextjs django flask fastapi rails sidekiq ecto phoenix polars pandas numpy torch
kafka nats rabbitmq graphql grpc protobuf terraform ansible helm docker nginx postgres sqlite duckdb s3 stripe twilio sentry""".split()
SYM = ["raises a {err}", "returns None", "hangs forever", "silently drops the last {n1}", "returns the {n1} twice", "ignores the timezone",
 "loses precision", "leaks file handles", "times out", "shows the wrong {n1}", "crashes with a {err}", "keeps a {a1} {n1} around",
 "double-counts the {n1}", "returns an empty list", "is off by one", "swallows the exception", "mutates its input", "deadlocks",
 "returns {n1}s in the wrong order", "accepts a negative {n1}", "writes the {n1} before the {n2} is committed", "never retries"]
COND = ["when the {n1} is empty", "if two {n1}s share the same {n2}", "after a restart", "on Windows paths", "with python 3.13",
 "when {lib} is upgraded", "for {a1} {n1}s", "when called from {fn2}", "under load", "if the {n1} has a trailing slash",
 "when the {n2} is larger than 2 GB", "on the first of the month", "with a non-ASCII {n1}", "once the {n1} has expired",
 "if {fn2} was called before", "for users without a {n1}", "when the {n2} is {a1}", "in debug builds", "behind a proxy"]
ERR = ["KeyError", "TypeError", "ValueError", "AttributeError", "IndexError", "NullPointerException", "panic", "RecursionError",
 "UnicodeDecodeError", "IntegrityError", "TimeoutError", "segfault", "borrow checker error", "TS2345", "ECONNRESET", "404", "500"]
ASK = ["fix {fn}, it {sym} {cond}", "why does {fn} in {f} {sym2}?", "add a {a1} {n1} option to {f}", "write tests for {f}",
 "refactor {f} so that {fn} doesn't depend on {n2}", "can you move {fn} out of {f} into its own module", "the build is broken, have a look",
 "implement {fn2} like {fn} but for {n1}s", "{f} is too slow {cond}, profile it", "upgrade {lib} and fix whatever breaks",
 "add pagination to the {n1} endpoint", "explain how {fn} works", "rename {fn} to {fn2} everywhere", "make the {n1} page look nicer",
 "remove all the dead code around {n1}", "add a migration that adds {n1}_{n2} to the {n2} table", "{err} in {f}:{ln} pls fix",
 "users report that {fn} {sym} {cond}. find out why and fix it", "set up {lib} for the {n1} service", "document {f}",
 "there's a flaky test for {fn}, make it stable", "convert {f} to typescript", "add logging to {fn} so we see when it {sym}",
 "what would it take to support {a1} {n1}s?", "port {fn} from {lib} to {lib2}", "add a cli command to {v1} {n1}s",
 "the {n1} dropdown doesn't update {cond}", "review my last commit", "split {f}, it's gotten huge", "dockerize this",
 "cache the result of {fn} in {lib}", "I get {err} {cond}, here is the stack:\n  {f}:{ln} in {fn}\n  {f2}:{ln2} in {fn2}",
 "look at {f} and {f2}: they duplicate the {n1} logic. Merge them.", "make {fn} idempotent", "add dark mode", "bump version and update changelog",
 "where is the {n1} {v1}d?", "hook up {fn} to the {n2} form", "replace the regex in {fn} by a real parser", "wire {n1} into CI",
 "Please add rate limiting to {fn}; 20 per minute per {n1}", "can we drop {lib}? only {f} uses it", "add retries with backoff to {fn}"]
FOLLOW = ["ok now add tests", "yes", "continue", "no, revert that", "commit it", "still fails: {err} in {f}", "use {lib} instead", "go on",
 "that broke {fn}", "looks good, now do the same for {f2}", "why did you touch {f2}?", "hmm that's not what I meant, I want the {n1} to stay",
 "run the tests", "can you simplify this", "push", "also handle {a1} {n1}s", "don't change the signature of {fn}", "what about {cond}?",
 "wait, the {n1} must be {a1}", "nice. next: {fn2}", "add a comment why", "undo the last edit", "do option 2", "the linter complains about {f}",
 "shorter please", "ok and the docs", "make it configurable", "I changed {f} by hand, re-read it", "explain that again", "1"]
FOLLOW_L = {"de": ["ja", "mach weiter", "nein, nimm {lib}", "der Test schlägt noch fehl", "bitte auch für {f2}", "passt, committen"],
 "es": ["sí", "sigue", "ahora los tests", "no, deshaz eso", "sigue fallando {fn}", "vale, haz commit"],
 "zh": ["继续", "好的", "不对，改回去", "再加个测试", "{fn} 还是报错", "提交吧"], "fr": ["oui", "continue", "ajoute les tests", "non, annule ça", "ça casse {fn}"]}
ASK_L = {"de": ["{fn} wirft {err} {cond}, bitte fixen", "schreib Tests für {f}", "wie funktioniert {fn}?", "baue {lib} in {f} ein", "räum {f} auf"],
 "es": ["arregla {fn}, da {err}", "escribe pruebas para {f}", "explica {f}", "añade {n1} a {f}", "refactoriza {fn}"],
 "zh": ["修一下 {fn}，报 {err}", "给 {f} 写测试", "解释一下 {fn}", "把 {lib} 换成 {lib2}", "{f} 太慢了，优化一下"],
 "fr": ["corrige {fn} ({err})", "écris des tests pour {f}", "comment marche {fn} ?", "ajoute {lib} à {f}", "nettoie {f}"]}
SAY = ["Let me look at {f}.", "I'll search for {fn} first.", "Now I'll check where {fn} is called.", "The problem seems to be in {f}.", "Let me run the tests.",
 "I see: {fn} {sym} {cond}.", "Let me update {f}.", "I'll add a guard for the {a1} {n1}.", "One test still fails; checking {f2}.", "Let me verify the fix.",
 "Looking at how {lib} handles this.", "I'll create a small script that reproduces it.", "Next, the caller in {f2}.", "That matches the report.", "",
 "", "", "", "Reading the configuration.", "The {n1} is built in {fn2}, so I'll start there."]
DONE = ["Done. {fn} no longer {sym3}; I changed {f} and added a test in {f2}.", "I've updated {f}: the {n1} is now checked before {fn} runs. All tests pass.",
 "The cause was that {fn} kept a {a1} {n1}. Fixed in {f}.", "Changes:\n- {f}: handle {a1} {n1}s\n- {f2}: new test\nLet me know if you'd like it split.",
 "{fn} works like this: it {v1}s the {n1}, then hands the {n2} to {fn2}. The {a1} case is in {f}.", "I couldn't reproduce it {cond}; with the change in {f} it should be safe either way.",
 "Renamed everywhere ({ln} occurrences). The build passes.", "Added. You can try it with `{v1}-{n1}`.", "I recommend keeping {lib} here: {f2} depends on it."]
CMD = ["ls -la", "git status", "git diff", "grep -rn '{fn}' .", "pytest -q", "npm test", "cargo test", "cat {f}", "sed -n '{ln},{ln2}p' {f}", "find . -name '*{ext}'",
 "git log --oneline | head", "python -m pytest {f2} -x", "go test ./...", "rg {n1} --files-with-matches", "make lint", "python repro.py"]
CODE = ["def {fn}({n1}, {n2}=None):", "    if not {n1}:\n        return {n2}", "    {n1} = {fn2}({n2})", "    for {n1} in {n2}s:\n        {v1}({n1})", "    raise {err}(\"{a1} {n1}\")",
 "class {N1}{N2}:\n    {n1}: str\n    {n2}: int = {ln}", "    return {n1}.{v1}({n2})", "export async function {fn}({n1}) {{\n  return await {v1}({n1}.{n2});\n}}", "// TODO: {a1} {n1}s",
 "    with {lib}.open({n1}) as {n2}:\n        yield {n2}", "assert {fn}({ln}) == {ln2}", "fn {fn}({n1}: &str) -> Option<u32> {{\n    {n1}.{v1}().ok()\n}}", "{f}:{ln}: {fn}({n1})",
 "FAILED {f2}::test_{fn} - {err}: {n1}", "{ln} passed, {k} failed in {k}.{ln}s", " M {f}", "?? {f2}", "@@ -{ln},7 +{ln},9 @@\n-    {n1} = {fn}({n2})\n+    {n1} = {fn2}({n2}, {a1}=True)"]
REPOS = """astrolabe pyquill django-harbor requestly flaskette seabream sphinxter matplotty scikit-loam xarrow pylintel sympathy pytesto
astropod mwparser sqlfluent dvcx moto-lite pandera-x monai-kit hydra-cfg dask-lite bokehlike modinx conanet pydicomm pvlibre marshmal briefcase-x
geokit tornadox celerite paramikon scrapion twistedly gunicart wagtailor pelicanx jinjit clickr typerly attrset toolzy lxmlike""".split()

class P:
    """a project: paths and names"""
    __slots__ = ("name", "ext", "f", "fn", "n", "lib")
    def __init__(s, r, name=None):
        s.ext = r.choice([".py", ".py", ".ts", ".ts", ".tsx", ".rs", ".go", ".java", ".rb", ".js", ".cs", ".php"])
        s.n = r.sample(NOUN, 12)
        s.name = name or r.choice(["-".join(r.sample(s.n, 2)), r.choice(s.n) + r.choice(["ly", "hub", "-api", "-web", "-app", "kit", ""])])
        d = r.choice(["src", "lib", "app", "pkg", "internal", s.name.replace("-", "_"), "packages/" + s.n[0]])
        s.f = [f"{d}/{a}{b}{s.ext}" for a, b in zip(r.sample(s.n, 9), [r.choice(["", "_" + x, "s"]) for x in r.sample(NOUN, 9)])]
        s.fn = [f"{r.choice(VERB)}_{r.choice(s.n)}" + (f"_{r.choice(NOUN)}" if r.random() < .3 else "") for _ in range(12)]
        s.lib = r.sample(LIB, 6)

def fill(r, t, p):
    if "{" not in t: return t
    c = r.choice
    if "{sym" in t:
        sy = c(SYM); t = t.replace("{sym2}", sy.replace("raises", "raise").replace("returns", "return").replace("s ", " ", 1) if 0 else "do that: it " + sy).replace("{sym3}", sy).replace("{sym}", sy)
    if "{cond}" in t: t = t.replace("{cond}", c(COND))
    n = p.n if r.random() < .8 else NOUN
    got = {}
    def sub(m):
        k = m.group(1); v = got.get(k)
        if v is None:
            g = GET.get(k)
            if g is None: return m.group(0)
            v = got[k] = g(r, p, n)
        return v
    o = SLOT.sub(sub, t)
    return o.replace("{{", "{").replace("}}", "}") if "{{" in t else o

SLOT = re.compile(r"\{(\w{1,4})\}")
_n = lambda r, p, n: r.choice(n)
GET = {"f": lambda r, p, n: r.choice(p.f), "f2": lambda r, p, n: r.choice(p.f), "fn": lambda r, p, n: r.choice(p.fn), "fn2": lambda r, p, n: r.choice(p.fn), "n1": _n, "n2": _n,
       "N1": lambda r, p, n: r.choice(n).title(), "N2": lambda r, p, n: r.choice(n).title(), "a1": lambda r, p, n: r.choice(ADJ), "v1": lambda r, p, n: r.choice(VERB), "lib": lambda r, p, n: r.choice(p.lib),
       "lib2": lambda r, p, n: r.choice(LIB), "err": lambda r, p, n: r.choice(ERR), "ln": lambda r, p, n: str(r.randrange(3, 400)), "ln2": lambda r, p, n: str(r.randrange(400, 900)), "k": lambda r, p, n: str(r.randrange(1, 9)), "ext": lambda r, p, n: p.ext}

def code(r, p, lo=1, hi=5):
    return "\n".join(fill(r, r.choice(CODE), p) for _ in range(r.randint(lo, hi)))

# ------------------------------------------------------------------ pools of texts
class Texts:
    def __init__(s, root):
        s.d = {}
        for kind in sorted(os.listdir(root)):
            k = os.path.join(root, kind)
            if not os.path.isdir(k) or kind == "traces": continue
            for fn in sorted(os.listdir(k)):
                if fn.endswith(".jsonl.gz"):
                    with gzip.open(os.path.join(k, fn), "rt", encoding="utf-8", errors="replace") as fh:
                        s.d[fn[:-9]] = [x for x in ((json.loads(l).get("text") or "").encode("utf-8", "replace").decode() for l in fh) if x]
    def __call__(s, *names, cut=1500):
        return [t[:cut] for n in names for t in s.d.get(n, [])]

def issue(r, style=0, repo=None):
    """a software task as pools hold them: returns (repo project, text)"""
    p = P(r, repo or r.choice(REPOS))
    t = fill(r, r.choice(["{fn} {sym} {cond}", "{fn} should support {a1} {n1}s", "{err} in {fn} {cond}", "Regression: {fn} {sym}", "Add {a1} mode to {n1} {n2}", "`{fn}` and `{fn2}` disagree about the {n1}"]), p)
    parts = [fill(r, r.choice(["Calling `{fn}` with a {a1} {n1} {sym} {cond}.", "Since the last release {fn} {sym} {cond}.", "It would help if {fn} could {v1} {n1}s {cond}.",
        "We noticed that {fn} {sym}. In {f} the {n1} is never {v1}ed.", "The documentation of {fn} says that the {n1} is {a1}, but it {sym}."]), p)]
    if r.random() < .6: parts.append("Steps to reproduce:\n```\n" + code(r, p, 2, 4) + "\n```")
    if r.random() < .5: parts.append(fill(r, r.choice(["Expected: the {n1} is {a1}. Actual: it {sym}.", "I would expect {fn2} to be called once for each {n1}.", "Expected behaviour: no {err}."]), p))
    if r.random() < .4: parts.append("Traceback:\n" + fill(r, "  File \"{f}\", line {ln}, in {fn}\n  File \"{f2}\", line {ln2}, in {fn2}\n{err}: {n1}", p))
    if r.random() < .3: parts.append(fill(r, r.choice(["This may be related to the {n2} change in {lib}.", "Workaround: {v1} the {n1} by hand.", "Happens on all versions since {k}.{k}."]), p))
    if style == 0: body = t + "\n\n" + "\n\n".join(parts)
    elif style == 1: body = f"## Context\n{parts[0]}\n\n## Task\n{t}\n\n" + "\n".join(parts[1:]) + "\n\n## Acceptance\n- " + fill(r, "`{fn}` handles {a1} {n1}s\n- tests in {f2} pass", p)
    else: body = " ".join(parts[:2])
    return p, body

# ------------------------------------------------------------------ clients
def tools_json(style, names):
    D = {"bash": "Run a shell command", "read_file": "Read a file", "edit_file": "Replace text in a file", "write_file": "Write a file", "grep": "Search files", "glob": "List files", "todo_write": "Keep the plan",
         "web_fetch": "Fetch a page", "task": "Start a sub-agent", "apply_patch": "Apply a patch", "submit": "Submit the result", "python": "Run python", "str_replace_editor": "View, create and edit files", "finish": "End the task"}
    o = []
    for n in names:
        d = D.get(n, n.replace("_", " "))
        if style == "messages": o.append({"name": n, "description": d, "input_schema": {"type": "object", "properties": {}}})
        elif style == "responses": o.append({"type": "function", "name": n, "description": d})
        else: o.append({"type": "function", "function": {"name": n, "description": d, "parameters": {"type": "object"}}})
    return json.dumps(o, ensure_ascii=False)

class Prof:
    """client software of one kind"""
    def __init__(s, name, ua, ja4, style="chat", sysf=None, tools=(), params="", sess=True, effort=None, stream=True, prev=False, title=False, cap=None, stepgap=(2.0, .6)):
        s.name, s.ua, s.ja4, s.style, s.sysf, s.tools, s.params, s.sess, s.effort, s.prev, s.title, s.cap, s.stepgap = name, ua, ja4, style, sysf, list(tools), params, sess, effort, prev, title, cap, stepgap
        s.endpoint = {"chat": "chat.completions", "messages": "messages", "responses": "responses"}[style]
        s.tj = tools_json(style, tools) if tools else ""
        s.stream = stream

def ja4(r): return f"t13d{r.randrange(10,19)}{r.randrange(10,17)}h{r.choice('12')}_{r.getrandbits(48):012x}_{r.getrandbits(48):012x}"

SYS_PATCH = """You are Patchwork, an interactive CLI agent that helps users with software engineering tasks.
Use the tools available to you. Be concise, direct and to the point; answer in fewer than 4 lines unless asked for detail.
Do not add comments unless asked. Follow the conventions of the code base. Never commit unless the user asks you to.
Use todo_write to plan larger tasks. Run lint and type checks when you are done. If you do not know, say so."""
SYS_KEST = """You are Kestrel, a terminal coding assistant. You work in the user's repository with their permission.
Prefer small, reviewable edits. Search before you edit. Explain risky commands before running them. Keep going until the request is resolved,
then end your turn. Use task for independent searches. Never print secrets."""
SYS_SABLE = """You are an agent running in the Sable CLI on a user's computer. Sandbox: workspace-write. Approval: on-request.
Use apply_patch to edit files. Do not use python to print files. Keep the plan up to date. Final answers are short and plain."""
SYS_AIDR = """Act as an expert software developer. Always use best practices when coding. Take requests for changes to the supplied code.
Return every change as a SEARCH/REPLACE block. Only ever reply to code in the chat; ask for files that you need."""
SYS_INK = """You are Inkwell, an AI programming assistant inside an editor. The user's open file and selection are given.
Answer with code first. Follow the user's requirements carefully and to the letter. Keep your answers short and impersonal."""
SYS_SWE = """You are a helpful assistant that can interact with a computer to solve software engineering tasks.
SETTING: you work in a shell in the root of a repository. Each turn issue exactly one command and wait for its output.
When you are satisfied with your changes run submit. You cannot ask questions."""
SYS_TITLE = "Summarise this coding conversation in under 50 characters. Capture the main task, key files, errors addressed. Reply with the title only."

# ------------------------------------------------------------------ network
class Net:
    def __init__(s, r):
        C = ["US", "US", "US", "DE", "GB", "FR", "IN", "IN", "BR", "JP", "CN", "SG", "NL", "CA", "AU", "ES", "PL", "KR", "VN", "TR", "ID", "UA", "MX", "IT", "SE"]
        s.isp = [(11000 + i * 37, c, f"{r.randrange(24, 190)}.{r.randrange(1, 250)}") for i, c in enumerate(C * 2)]
        s.cloud = [(60100 + i, c, f"{r.randrange(3, 60)}.{r.randrange(1, 250)}") for i, c in enumerate(["US", "US", "US", "DE", "IE", "SG", "JP", "NL"])]
        s.host = [(60900 + i, c, f"{r.randrange(140, 200)}.{r.randrange(1, 250)}") for i, c in enumerate(["NL", "US", "FI", "HK", "SG", "RO"])]
        s.ci = (8075, "US", ["20.%d.%d" % (r.randrange(1, 200), r.randrange(1, 250)) for _ in range(40)])
        s.vpn = [(64800 + i, c, [f"{r.randrange(80, 110)}.{r.randrange(1,250)}.{r.randrange(1,250)}.{r.randrange(2,250)}" for _ in range(6)]) for i, c in enumerate(["CH", "SE", "NL", "US"])]
    def home(s, r, country=None):
        o = [x for x in s.isp if x[1] == country] or s.isp if country else s.isp
        a, c, pre = r.choice(o); return (f"{pre}.{r.randrange(0,255)}.{r.randrange(2,254)}", a, c)
    def dc(s, r, where=None):
        a, c, pre = where or r.choice(s.cloud); return (f"{pre}.{r.randrange(0,255)}.{r.randrange(2,254)}", a, c)
    def cirun(s, r): return (f"{r.choice(s.ci[2])}.{r.randrange(2,254)}", s.ci[0], s.ci[1])
    def vp(s, r):
        a, c, ips = r.choice(s.vpn); return (r.choice(ips), a, c)

FREE = ["gmail.com"] * 9 + ["outlook.com"] * 3 + ["proton.me", "icloud.com", "yahoo.com", "qq.com", "163.com", "hey.com", "fastmail.com", "hotmail.com"]
TZ = {"US": -6, "CA": -5, "BR": -3, "MX": -6, "GB": 0, "DE": 1, "FR": 1, "NL": 1, "ES": 1, "PL": 1, "IT": 1, "SE": 1, "UA": 2, "TR": 3, "IN": 5, "VN": 7, "ID": 7, "CN": 8, "SG": 8, "JP": 9, "KR": 9, "AU": 10, "FI": 2, "HK": 8, "RO": 2, "IE": 0, "CH": 1}
LANG = {"DE": "de", "ES": "es", "MX": "es", "CN": "zh", "SG": "en", "FR": "fr"}
W_DAY = [1, .6, .4, .2, .2, .3, .8, 2, 5, 8, 9, 8, 6, 8, 9, 9, 8, 6, 4, 3, 3, 3, 2.5, 1.5]
W_EVE = [3, 2, 1.2, .6, .3, .2, .4, 1, 2, 3, 3.5, 3.5, 3, 3.5, 4, 4, 4, 4.5, 5, 7, 9, 9, 8, 5]
W_FLAT = [1] * 24
def cum(w):
    o, t = [], 0.0
    for x in w: t += x; o.append(t)
    return o
CUM = {"day": cum(W_DAY), "eve": cum(W_EVE), "flat": cum(W_FLAT)}

class Acc:
    __slots__ = ("id", "js", "pop", "camp", "ips", "keys", "r", "country", "tz", "created", "first", "last", "prof", "proj", "lang", "eu", "pin", "move", "sysx", "hid", "plan", "hf", "hl", "rot", "org", "jcache", "effort")

class Firm:
    def __init__(s, seed, days, texts, out):
        s.seed, s.days, s.T, s.out = seed, days, texts, out
        s.r = random.Random(f"{seed}/firm")
        s.t0 = datetime(2026, 8, 3, tzinfo=timezone.utc).timestamp() + (seed % 9) * 7 * DAY
        s.t1 = s.t0 + days * DAY
        s.net = Net(random.Random(f"{seed}/net"))
        s.release = s.t0 + (days * s.r.uniform(.5, .66) // 1) * DAY + 16.5 * 3600
        s.accs, s.bins, s.n = [], [[] for _ in range(days + 1)], 0
        s.camps, s.table, s.taken = [], {}, {}
        s.users = {}
        r = s.r
        env = lambda a, p, t: f"\n\n<env>\nWorking directory: {a.hid}/{p.name}\nPlatform: {a.sysx}\nToday's date: {datetime.fromtimestamp(t, timezone.utc):%Y-%m-%d}\n</env>"
        s.pub = {
         "patchwork": Prof("patchwork", "patchwork-cli/{v} (external, cli)", [ja4(r), ja4(r)], "chat", lambda a, p, t: SYS_PATCH + env(a, p, t), ["bash", "read_file", "edit_file", "write_file", "grep", "glob", "todo_write", "web_fetch"], '"temperature":1,"max_tokens":32000,"stream":true', title=True),
         "kestrel": Prof("kestrel", "kestrel/{v} node/22", [ja4(r)], "messages", lambda a, p, t: SYS_KEST + env(a, p, t), ["bash", "read_file", "edit_file", "glob", "grep", "task"], '"max_tokens":16384,"stream":true', title=True),
         "sable": Prof("sable", "sable_cli_rs/{v}", [ja4(r), ja4(r)], "responses", lambda a, p, t: SYS_SABLE + env(a, p, t), ["bash", "apply_patch", "web_fetch"], '"stream":true', effort="medium"),
         "aidr": Prof("aidr", "litellm/1.7{v}", [ja4(r)], "chat", lambda a, p, t: SYS_AIDR, [], '"temperature":0,"stream":true', sess=False),
         "inkwell": Prof("inkwell", "Inkwell/{v} VSCode", [ja4(r), ja4(r), ja4(r)], "chat", lambda a, p, t: SYS_INK, ["read_file", "edit_file", "grep"], '"temperature":0.1,"max_tokens":4096,"stream":true')}
        s.pyja = [ja4(r) for _ in range(6)]
        s.fams = {n: (r.randrange(0, 4), r.randrange(3, 60)) for n in s.pub}
        s.swebench = [issue(random.Random(f"pub{i}"), 0) for i in range(260)]       # public benchmark: the same for every seed

    # ---- accounts
    def acc(s, pop, prof=None, country=None, created=None, org=None, domain=None, payment="own", plan=None, ips=None, verified=None, camp=None, proj=None, keys=None, end_user=None, of=None):
        a = Acc(); i = len(s.accs); a.r = r = random.Random(f"{s.seed}/a{i}/{pop}")
        a.pop, a.camp, a.prof, a.eu, a.org = pop, camp, prof, end_user, org
        a.country = country or r.choice([x[1] for x in s.net.isp]); a.tz = TZ.get(a.country, 0) * 3600 + r.gauss(0, 2400)
        a.first = a.last = a.hf = a.hl = None; a.pin = None; a.rot = None; a.jcache = {}
        a.id = of.id if of else "org-" + hashlib.sha256(f"{s.seed}|{i}|id".encode()).hexdigest()[:14]
        if created is None:
            created = s.t0 - r.expovariate(1 / (150 * DAY)) if r.random() < .82 else s.t0 + r.uniform(-5, max(1, s.days - 5)) * DAY
        a.created = created if created <= s.t1 - 1.5 * DAY else s.t0 + (i * .6180339 % 1) * (s.days - 1.5) * DAY   # bug mended after the first audit: was min(), one false common moment of sign-up
        a.plan = plan or r.choice(["payg", "payg", "payg", "pro", "free"])
        pay = hashlib.sha256(f"{s.seed}|{i}|pay".encode()).hexdigest()[:16] if payment == "own" else payment
        if a.plan == "free" and payment == "own": pay = None
        domain = domain or r.choice(FREE)
        a.keys = keys or ["key_" + hashlib.sha256(f"{s.seed}|{i}|k{j}".encode()).hexdigest()[:10] for j in range(1 if r.random() < .75 else 2)]
        d = {"id": a.id}
        if end_user: d["end_user"] = end_user
        if org: d["org"] = org
        d["created"] = datetime.fromtimestamp(a.created, timezone.utc).strftime("%Y-%m-%dT%H:%M:%SZ")
        d["country"] = a.country; d["plan"] = a.plan; d["verified"] = bool(verified if verified is not None else r.random() < .35)
        if pay: d["payment"] = "pm_" + pay
        d["email_domain"] = domain
        if of: a.js, a.created = of.js + ',"end_user":' + q(end_user), of.created
        else: a.js = json.dumps(d)[:-1].replace('": ', '":').replace(', "', ',"')
        a.ips = ips or [s.net.home(r, a.country) for _ in range(r.choice([1, 1, 2, 3]))] + ([s.net.vp(r)] if r.random() < .06 else [])
        a.lang = LANG.get(a.country, "en") if r.random() < .5 else "en"
        u = r.choice(["alex", "sam", "dev", "mika", "jo", "lena", "ravi", "wei", "tom", "nina", "kai", "root", "user", "ana", "leo", "max"]) + r.choice(["", "", str(r.randrange(99))])
        a.sysx = r.choice(["darwin", "darwin", "linux", "linux", "linux (WSL2)", "win32"])
        a.hid = (f"/Users/{u}" if a.sysx == "darwin" else f"C:/Users/{u}" if a.sysx == "win32" else f"/home/{u}") + r.choice(["", "/code", "/projects", "/src", "/work", "/dev"])
        a.proj = proj or [P(r) for _ in range(r.choice([1, 1, 2, 3]))]
        if r.random() < .35: a.move = s.release + r.expovariate(1 / (2.5 * DAY))
        else: a.move = s.release + r.uniform(2, 40) * DAY
        a.effort = r.choice([None, None, "medium", "high", "low"])
        s.accs.append(a); return a

    def model(s, a, t, base=None):
        if base: return base
        return "forge-3" if t > a.move else "forge-2"

    # ---- one exchange
    def emit(s, a, t, prof, msgs, model, text, calls=None, ip=None, sid=None, params=None, tools=None, reasoning=None, prev=None, rid=None, effort="_", nin=0, harvest=False, finish=None, ua=None, n=1, endpoint=None, alts=None, eu=None):
        if t < a.created or t >= s.t1 or t < s.t0: return
        r = a.r; s.n += 1
        ip = ip or a.ips[0]
        day = int((t - s.t0) // DAY)
        v = s.ver(prof, t, a)
        eff = prof.effort if effort == "_" else effort
        outc = len(text or "") + (len(calls) if calls else 0) + (len(reasoning) if reasoning else 0)
        ot = max(2, int(outc / 3.9 * n)); rt = int(r.lognormvariate(5.2 if eff == "high" else 4.3, .7)) if eff or model.endswith("think") else 0
        it = 8 + int((len(msgs) + len(tools if tools is not None else prof.tj)) / 4.1)
        cr = int(it * .8) if nin else 0
        lat = int(350 + ot * r.uniform(9, 16) + rt * 10)
        out = []
        if reasoning: out.append('{"type":"reasoning","summary":[{"type":"summary_text","text":' + q(reasoning) + '}]}')
        if calls: out.append(calls)
        if alts: out = ['{"type":"message","index":%d,"content":%s}' % (k, q(x)) for k, x in enumerate([text] + alts)]
        tj = tools if tools is not None else prof.tj
        pp = params if params is not None else prof.params
        l = ['{"id":"req_', hashlib.md5(f"{s.seed}|{s.n}".encode()).hexdigest()[:20], '","time":"', datetime.fromtimestamp(t, timezone.utc).isoformat(timespec="milliseconds").replace("+00:00", "Z"),
             '","account":', a.js + (',"end_user":"' + eu + '"' if eu else ''), ',"key":"', a.keys[0] if len(a.keys) == 1 else r.choice(a.keys), '"},"client":{"ip":"', ip[0], '","asn":', str(ip[1]), ',"country":"', ip[2], '","user_agent":', q(ua or prof.ua.format(v=v)), ',"ja4":"', r.choice(prof.ja4) if a.pin is None else prof.ja4[a.pin % len(prof.ja4)], '"}']
        if sid and prof.sess: l += [',"session":"', sid, '"']
        l += [',"request":{"endpoint":"', endpoint or prof.endpoint, '","model":"', model, '","messages":[', msgs, ']']
        if pp: l += [",", pp]
        if tj: l += [',"tools":', tj]
        if eff: l += [',"reasoning":{"effort":"', eff, '"', ',"summary":"auto"' if reasoning else "", "}"]
        if prev: l += [',"previous_response_id":"', prev, '"']
        l += ['},"response":{"id":"', rid or f"resp_{r.getrandbits(64):016x}", '","model":"', model, '-2026","status":200,"finish_reason":"', finish or ("tool_calls" if calls else "stop"), '","latency_ms":', str(lat), ',"content":', q(text or "")]
        if reasoning: l += [',"reasoning":', q(reasoning)]
        if out: l += [',"output":[', ",".join(out), "]"]
        l += ['},"usage":{"input_tokens":', str(it), ',"output_tokens":', str(ot + rt), ',"reasoning_tokens":', str(rt)]
        if cr: l += [',"cache_read_input_tokens":', str(cr)]
        l.append("}}")
        s.bins[day].append((t, "".join(l).encode("utf-8", "replace")))
        if a.first is None or t < a.first: a.first = t
        if a.last is None or t > a.last: a.last = t
        if harvest:
            if a.hf is None or t < a.hf: a.hf = t
            if a.hl is None or t > a.hl: a.hl = t
            h = s.taken.setdefault(a.camp, {}); k = int(t // 3600); h[k] = h.get(k, 0) + 1

    def ver(s, prof, t, a):
        if prof.name not in s.fams: return "1.0"
        ma, mi = s.fams[prof.name]
        if a.rot is not None: return f"{ma}.{mi}.{a.rot}"
        lag = a.jcache.get("lag")
        if lag is None: lag = a.jcache["lag"] = a.r.choice([0, 0, .5, 1, 2, 5, 30]) * DAY
        return f"{ma}.{mi}.{max(0, int((t - lag - s.t0) / (2.6 * DAY)) + 4)}"

    # ---- an agent at work. asks: list of user turns; steps(k) tool steps per turn
    def agent(s, a, t, prof, p, asks, steps, human=(240, 1.0), harvest=False, ip=None, model=None, wr=None, tools=None, toolnames=None, params=None, effort="_", think=False, sysx=None, endtool=None, compact=22, usertools=None, abort=0.0, sayf=None, ua=None):
        r = a.r; wr = wr or r
        ip = ip or a.ips[0] if len(a.ips) == 1 else ip or r.choice(a.ips)
        m = s.model(a, t, model)
        sid = f"{r.getrandbits(64):016x}"
        sy = sysx if sysx is not None else (prof.sysf(a, p, t) if prof.sysf else "")
        st = prof.style
        names = toolnames or prof.tools
        head = '{"role":"system","content":' + q(sy) + "}" if sy else ""
        hist, turn, prev = head, 0, None
        if prof.title and r.random() < .8:
            s.emit(a, t + .3, prof, '{"role":"system","content":' + q(SYS_TITLE) + '},{"role":"user","content":' + q(asks[0][:400]) + "}", "forge-2-mini", fill(r, r.choice(["{fn} fix", "{n1} {n2} work", "Refactor {n1}", "{lib} setup", "Tests for {fn}"]), p), ip=ip, params='"max_tokens":64', tools="", effort=None, harvest=harvest, ua=ua)
        for ai, ask in enumerate(asks):
            nt = steps(ai)
            new = '{"role":"user","content":' + (q(ask) if st != "messages" else '[{"type":"text","text":' + q(ask) + "}]") + "}"
            hist = hist + "," + new if hist else new
            delta = new
            for k in range(nt + 1):
                last = k == nt
                turn += 1
                rid = f"resp_{r.getrandbits(64):016x}"
                text = fill(r, r.choice(DONE if last else SAY), p) if sayf is None else sayf(r, p, last)
                rs = None
                if think: rs = fill(r, r.choice(["The {n1} is {a1}, so {fn} {sym}. I should check {f} before {f2}.", "Plan: reproduce, then look at {fn}. It may be that it {sym} {cond}.", "{f} calls {fn2}; if the {n1} is {a1} then it {sym}. Next step: {v1} the {n2}."]), p)
                if last and not endtool:
                    call = None; am = '{"role":"assistant","content":' + q(text) + "}"
                else:
                    nm = endtool if (last and endtool) else (r.choice(names) if names else None)
                    if nm is None:
                        call = None; am = '{"role":"assistant","content":' + q(text or "ok") + "}"
                    else:
                        arg = s.args(r, nm, p); cid = f"call_{r.getrandbits(40):010x}"
                        aj = q(json.dumps(arg, ensure_ascii=False)); 
                        call = '{"type":"function_call","call_id":"' + cid + '","name":"' + nm + '","arguments":' + aj + "}"
                        if st == "messages":
                            am = '{"role":"assistant","content":[' + ('{"type":"text","text":' + q(text) + "}," if text else "") + '{"type":"tool_use","id":"' + cid + '","name":"' + nm + '","input":' + json.dumps(arg, ensure_ascii=False) + "}]}"
                        else:
                            am = '{"role":"assistant","content":' + (q(text) if text else "null") + ',"tool_calls":[{"id":"' + cid + '","type":"function","function":{"name":"' + nm + '","arguments":' + aj + "}}]}"
                body = hist
                if prof.prev: body = (head + "," + delta if head and turn == 1 else delta)
                s.emit(a, t, prof, body, m, text, call, ip=ip, sid=sid, rid=rid, prev=prev if prof.prev else None, nin=turn - 1, harvest=harvest, reasoning=rs, params=params, tools=tools, effort=effort, ua=ua)
                prev = rid
                if abort and r.random() < abort: return t
                if last: hist += "," + am; t += r.lognormvariate(math.log(3), .5); break
                res = (usertools(wr, nm, p) if usertools else s.result(wr, nm, p)) if call else fill(r, r.choice(FOLLOW), p)
                if call:
                    tm = '{"role":"user","content":[{"type":"tool_result","tool_use_id":"' + cid + '","content":' + q(res) + "}]}" if st == "messages" else '{"role":"tool","tool_call_id":"' + cid + '","content":' + q(res) + "}"
                else: tm = '{"role":"user","content":' + q(res) + "}"
                hist += "," + am + "," + tm; delta = tm
                t += r.lognormvariate(prof.stepgap[0], prof.stepgap[1])
                if turn % compact == 0 and not prof.prev:
                    su = '{"role":"user","content":' + q("Summary of the conversation so far: " + fill(r, "{fn} {sym}. Files read: {f}, {f2}. Next: {v1} the {n1}.", p) + "\nContinue.") + "}"
                    hist = head + "," + su if head else su
            t += r.lognormvariate(math.log(human[0]), human[1])
        return t

    def args(s, r, nm, p):
        if nm in ("bash", "python"): return {"command": fill(r, r.choice(CMD), p)}
        if nm in ("read_file", "glob", "grep"): return {"path": r.choice(p.f)} if nm == "read_file" else {"pattern": r.choice(p.fn)}
        if nm in ("edit_file", "apply_patch", "write_file", "str_replace_editor"): return {"path": r.choice(p.f), "new": code(r, p, 1, 2)}
        if nm in ("submit", "finish"): return {}
        return {r.choice(["id", "query", "name", "text"]): fill(r, "{a1} {n1}", p)}
    def result(s, r, nm, p):
        if nm in ("edit_file", "apply_patch", "write_file"): return "The file " + r.choice(p.f) + " has been updated."
        if nm == "todo_write": return "Todos saved"
        return code(r, p, 1, 5)

    # ---- times
    def when(s, r, a, n, kind="day", weekend=.35, lo=None, hi=None):
        lo = max(lo or s.t0, s.t0, a.created); hi = min(hi or s.t1, s.t1)
        if hi - lo < 3600: return []
        c, o = CUM[kind], []
        while len(o) < n:
            d = r.uniform(lo, hi); d0 = math.floor((d - s.t0) / DAY) * DAY + s.t0
            wd = datetime.fromtimestamp(d, timezone.utc).weekday()
            if wd >= 5 and r.random() > weekend: continue
            h = bisect(c, r.random() * c[-1]); t = d0 + h * 3600 + r.random() * 3600 - a.tz
            if lo <= t < hi: o.append(t)
            elif r.random() < .02: o.append(d)
        return sorted(o)

    def chat(s, a, t, prof, prompts, turns=None, sysx="", harvest=False, ip=None, model=None, params=None, effort="_", person=True):
        r = a.r; ip = ip or r.choice(a.ips); m = s.model(a, t, model)
        hist = '{"role":"system","content":' + q(sysx) + "}" if sysx else ""
        sid = f"{r.getrandbits(64):016x}"; p = r.choice(a.proj)
        for k in range(turns or min(6, 1 + int(r.expovariate(.9)))):
            if k == 0:
                ask = r.choice(prompts)[:1200]
                if person:
                    x = r.random()
                    if x < .3: ask = fill(r, r.choice(["For our {n1} {n2} project: ", "I run a small {n1} shop. ", "quick question, ", "Context: {a1} {n1}s in {lib}. ", "hey, "]), p) + ask
                    elif x < .55: ask += fill(r, r.choice([" Keep it short.", " It is about {n1}s.", " I'm using {lib}.", " thanks", " The audience is {a1} {n1} people.", " (use the {n2} example)"]), p)
                    elif x < .7: ask = fill(r, r.choice(ASK), p)
            else: ask = fill(r, r.choice(["can you make that shorter", "and for {n1}s?", "why?", "give an example with {lib}", "thanks, what about the {n2}", "rewrite it for a {a1} {n1}", "no, I meant the {n1}", "more detail on the second point", "put this in a table"]), p)
            hist += ("," if hist else "") + '{"role":"user","content":' + q(ask) + "}"
            text = s.answer(r, p, ask)
            s.emit(a, t, prof, hist, m, text, ip=ip, sid=sid, nin=k, harvest=harvest, params=params, tools="", effort=effort)
            hist += ',{"role":"assistant","content":' + q(text) + "}"
            t += r.lognormvariate(math.log(75), .9)

    def answer(s, r, p, ask):
        w = [x for x in ask.split()[:40] if len(x) > 4] or ["this"]
        o = [r.choice(["Here is a way to think about ", "In short: ", "Sure. ", "There are several aspects of ", "First, "]) + " ".join(r.sample(w, min(3, len(w)))) + "."]
        for _ in range(r.randint(1, 5)): o.append(fill(r, r.choice(["The {a1} {n1} matters most, since it shapes the {n2}.", "You can {v1} the {n1} first and {v1} the {n2} later.", "With {lib} this is one call.", "A common mistake is a {a1} {n1}.", "Consider " + r.choice(w) + " before the {n2}.", "```\n{fn}({n1})\n```"]), p))
        return " ".join(o)

# ------------------------------------------------------------------ ordinary customers
def nsess(r, mean, sd=1.0, cap=70): return max(1, min(cap, int(r.lognormvariate(math.log(mean) - sd * sd / 2, sd) + .5)))

def asks_of(f, a, p, heavy=1.0):
    r = a.r; o = []
    n = 1 + min(7, int(r.expovariate(1 / (1.1 * heavy))))
    for i in range(n):
        if i == 0:
            if r.random() < .06: o.append(r.choice(["", "fix this:\n", "Issue from our tracker:\n\n", "pls look into "]) + issue(r, r.choice([0, 1, 2]), p.name)[1])
            elif a.lang in ASK_L and r.random() < .8: o.append(fill(r, r.choice(ASK_L[a.lang]), p))
            else:
                x = fill(r, r.choice(ASK), p)
                if r.random() < .25: x += ". " + fill(r, r.choice(ASK), p)
                if r.random() < .15: x = r.choice(["hi, ", "please ", "ok so ", "hey ", "@" + p.f[0] + " ", "/plan "]) + x
                o.append(x)
        else: o.append(fill(r, r.choice(FOLLOW_L[a.lang]) if a.lang in FOLLOW_L and r.random() < .8 else r.choice(FOLLOW), p))
    return o

def steps_of(r, mean=4): return lambda i: min(14, int(r.expovariate(1 / mean)))

class World(Firm):
    def coder(s, a, mean=8, sd=1.0, projects=None, kind=None, lo=None, hi=None, n=None, weekend=None, sysadd=""):
        r = a.r; kind = kind or r.choice(["day", "eve", "eve", "day", "day"])
        for t in s.when(r, a, n or nsess(r, mean, sd), kind, weekend if weekend is not None else (.25 if kind == "day" else .9), lo, hi):
            p = r.choice(projects or a.proj); pr = a.prof
            sx = pr.sysf(a, p, t) + sysadd if sysadd else None
            if pr.name == "patchwork" and r.random() < .04:     # headless one-off
                s.agent(a, t, pr, p, asks_of(s, a, p)[:1], steps_of(r, 4), effort=a.effort if pr.style == "chat" else "_", sysx=sx)
            else:
                s.agent(a, t, pr, p, asks_of(s, a, p), steps_of(r, r.choice([1.5, 3, 5]) if pr.tools else 0.01), human=(r.choice([60, 150, 400]), 1.1), effort=a.effort if pr.style == "chat" else "_", sysx=sx, think=pr.name == "sable" and a.plan == "pro" and a.effort == "high")

    def pub_prof(s, r): return s.pub[r.choice(["patchwork"] * 5 + ["kestrel"] * 3 + ["sable"] * 3 + ["aidr"])]

    def pyprof(s, r, name, sysf=None, tools=(), style="chat", sess=None, prev=False, params=None, **k):
        ua = r.choice(["openai-python/1.{a}.{b}", "openai-python/1.{a}.{b}", "AsyncOpenAI/Python 1.{a}.{b}", "openai-node/5.{b}.0", "python-httpx/0.28.1", "langgraph/0.{b}", "loom-sdk/0.{b}.{c}"]).format(a=r.randrange(60, 110), b=r.randrange(0, 12), c=r.randrange(9))
        return Prof(name, ua, [r.choice(s.pyja)], style, sysf, tools, params if params is not None else '"temperature":%s' % r.choice(["0", "0.2", "0.7", "1"]), r.random() < .4 if sess is None else sess, prev=prev, **k)

    def company(s, r):
        p = P(r); nm = "".join(x.title() for x in r.sample(p.n, 2))[:14]
        dom = nm.lower() + r.choice([".com", ".io", ".ai", ".dev", ".co", ".de"])
        role = r.choice(["back-office agent", "data analyst", "research assistant", "scheduling agent", "procurement agent", "QA engineer", "SRE agent", "document processor", "lead researcher", "claims handler", "code migrator"])
        v = [f"{r.choice(VERB)}_{r.choice(p.n)}" for _ in range(r.randint(3, 8))]
        sy = f"You are {nm}'s {role}. " + " ".join(fill(r, r.choice(["Always {v1} the {n1} before the {n2}.", "Never reveal a {a1} {n1}.", "Use {fn} for {n1}s and {fn2} for {n2}s.", "If the {n1} is {a1}, stop and ask.", "Answer in JSON with keys {n1} and {n2}.", "The {n1} is {a1} unless told otherwise.", "You have at most {k} steps.", "Be polite and brief."]), p) for _ in range(r.randint(3, 8)))
        tpl = [fill(r, r.choice(["New {n1} #ID arrived: DATA. {v1} it and report the {n2}.", "Process the {a1} {n1} below.\n\nDATA", "Task ID: DATA", "A customer wrote:\nDATA\nDecide what to do with the {n1}.", "Here is today's {n1}: DATA", "[job ID] {v1} {n1}\nDATA"]), p) for _ in range(r.randint(1, 4))]
        return p, nm, dom, sy, v, tpl

    def job_text(s, r, tpl, p):
        d = " ".join(fill(r, r.choice(["{a1} {n1} {ln}", "the {n1} {sym}", "{n1}={ln2}", "{n2} for {lib}", "we need the {n1} {cond}", "{n1}/{n2}/{k}"]), p) for _ in range(r.randint(1, 7)))
        return r.choice(tpl).replace("ID", str(r.randrange(10**5))).replace("DATA", d)

    def startup(s, r, size, pop="startup_fleet", org=True, nightly=None, mean=11):
        p, nm, dom, sy, tools, tpl = s.company(r)
        wh = r.choice(s.net.cloud); nat = [s.net.dc(r, wh) for _ in range(r.choice([1, 2, 4]))]
        style = r.choice(["chat", "chat", "chat", "responses"]); pr = s.pyprof(r, "startup", lambda a, p, t: sy, tools, style, prev=style == "responses" and r.random() < .6)
        pay = hashlib.sha256(f"{nm}{r.random()}".encode()).hexdigest()[:16]; nightly = r.random() < .35 if nightly is None else nightly
        cr = s.t0 - r.expovariate(1 / (200 * DAY)); c = r.choice(s.net.isp)[1]
        out = []
        mv = s.release + r.choice([.3, 1, 3, 8, 40, 40]) * DAY
        for i in range(size):
            a = s.acc(pop, pr, c, cr + (r.expovariate(1 / (30 * DAY)) if i else 0), "org_" + pay[:8] if org else None, dom, pay, "scale", nat, True, proj=[p]); a.move = mv
            n = nsess(a.r, mean, .8)
            ts = [t for d in range(s.days) for t in [s.t0 + d * DAY + 2 * 3600 + a.r.expovariate(1 / 5000) for _ in range(max(1, n // 10))]] if nightly else s.when(a.r, a, n, r.choice(["day", "flat"]), .4)
            for t in ts:
                s.agent(a, t, pr, p, [s.job_text(a.r, tpl, p)], steps_of(a.r, 3.5), effort=None)
            out.append(a)
        return out

    def benign(s, B, small):
        r = s.r; T = s.T; left = B
        chatp = T("arena_hard_v01", "autoj_real_queries", "mt_bench", "vicuna_bench", "writingbench", "awesome_chatgpt_prompts", "self_instruct_user_oriented", cut=900)
        g = max(.22, min(1, (B / 2000) ** .55))
        k = lambda lo, hi: max(3, int(r.randint(lo, hi) * g))
        need = lambda x: B * x
        made = lambda: len([1 for a in s.accs if a.eu is None])
        want = B
        def near(ips):   # bug mended after the second audit: the egress addresses of one place are of one network (two /24 of one operator)
            p = ips[0][0].split("."); return [(f"{p[0]}.{p[1]}.{(int(p[2]) + i % 2) % 255}.{10 + int(x[0].split('.')[3]) // 2 + i}", ips[0][1], ips[0][2]) for i, x in enumerate(ips)]
        # --- groups with a reason to act together
        def enterprise(n, org=True, pop="enterprise_devs"):
            rr = random.Random(r.random()); p, nm, dom, sy, *_ = s.company(rr); pr = s.pub[rr.choice(["patchwork", "patchwork", "kestrel", "sable"])]
            ips = [s.net.home(rr)] * 3 + [s.net.home(rr)]; pay = "own" if not org else f"{rr.getrandbits(64):016x}"
            mono = [P(rr) for _ in range(4)]; c = ips[0][2]; add = "\n\n# " + nm + " engineering rules\n" + sy[:400]
            base = s.t0 - rr.uniform(10, 250) * DAY; mv = s.release + rr.uniform(.5, 12) * DAY
            mig = rr.random() < .6; mt = s.t0 + rr.uniform(3, s.days - 5) * DAY; l1, l2 = rr.sample(LIB, 2)
            for i in range(n):
                a = s.acc(pop, pr, c, base + rr.expovariate(1 / (9 * DAY)), "org_" + f"{hash((nm)) & 0}" + dom.split(".")[0] if org else None, dom if org else None, pay, "team" if org else None, ips, org or None, proj=mono); a.move = mv + rr.expovariate(1 / DAY)
                s.coder(a, 9, .8, kind="day", weekend=.05, sysadd=add)
                if mig and a.r.random() < .7:
                    for t in s.when(a.r, a, a.r.randint(3, 10), "day", .05, mt, mt + 4 * DAY):
                        pj = P(a.r)
                        s.agent(a, t, pr, pj, [f"Migrate {pj.name} from {l1} to {l2} following MIGRATION.md. Work through the checklist, run the tests after each step, and open a draft PR with the summary table."], steps_of(a.r, 6), sysx=pr.sysf(a, pj, t) + add)
        def course(n, pop="course"):
            rr = random.Random(r.random()); ips = near([s.net.home(rr) for _ in range(4)]); c = ips[0][2]; dom = rr.choice(["uni", "tech", "state"]) + rr.choice(["-north", "-delta", "ville"]) + ".edu"
            p0 = P(rr); pr = s.pyprof(rr, "course", lambda a, p, t: "You are a ReAct agent. Use the tools to answer. Write Thought, then call a tool, until you can answer. (lab starter v2)", ["search", "calculator", "python", "lookup"], sess=False, params='"temperature":0')
            st = s.t0 + rr.uniform(-4, 4) * DAY; labs = [(st + (4 + 6 * j) * DAY, [issue(rr, rr.choice([1, 2]), p0.name) for _ in range(5)] + [(p0, x) for x in rr.sample(T("gsm8k_train", "bbh", "gpteacher_toolformer"), 6)]) for j in range(3)]
            for i in range(n):
                own = s.net.home(rr, c)
                a = s.acc(pop, pr, c, st + rr.uniform(0, 2) * DAY, None, dom if rr.random() < .8 else None, None, "edu", ips + [own], False, proj=[P(rr)])
                for due, tasks in labs:
                    for _ in range(a.r.randint(2, 9)):
                        t = due - a.r.expovariate(1 / (1.1 * DAY)); pj, tx = a.r.choice(tasks)
                        if t > a.created: s.agent(a, t, pr, pj, [tx] if a.r.random() < .8 else [fill(a.r, "test: " + a.r.choice(ASK), a.proj[0])], steps_of(a.r, 2.5), effort=None, ip=a.r.choice(a.ips))
                if a.r.random() < .4: a.prof = s.pub["patchwork"]; s.coder(a, 2)
        def hackathon(n):
            rr = random.Random(r.random()); d = rr.choice([4, 11]); st = s.t0 + d * DAY + 17 * 3600; hall = near([s.net.home(rr), s.net.home(rr)]); spons = P(rr)
            ch = [fill(rr, "Build an agent that {v1}s {n1}s with {lib} and shows the {n2} on a map", spons) for _ in range(4)]
            for i in range(n):
                a = s.acc("hackathon", s.pub_prof(rr) if rr.random() < .7 else s.pyprof(rr, "hk", lambda a, p, t: "You are a helpful agent.", ["search", "book", "notify"]), hall[0][2], st + rr.gauss(0, 5400), None, None, None if rr.random() < .8 else "own", "free", hall, False)
                for t in s.when(a.r, a, a.r.randint(3, 9), "flat", 1, st + 7200, st + 50 * 3600):
                    s.agent(a, t, a.prof, a.proj[0], [a.r.choice(ch) if a.r.random() < .3 else fill(a.r, a.r.choice(ASK), a.proj[0])] + asks_of(s, a, a.proj[0])[1:], steps_of(a.r, 4), effort=None)
        swe = Prof("repogauge", "repogauge/0.9.4 litellm/1.71", [s.pyja[0]], "chat", lambda a, p, t: SYS_SWE, ["bash", "submit"], '"temperature":1.0,"max_tokens":8192', False, stepgap=(1.8, .6))
        s.swe = swe
        def swerun(a, t, task, params=None, harvest=False, **kw):
            p, tx = task
            s.agent(a, t, swe, p, [f"We're currently solving the following issue within our repository. Here's the issue text:\nISSUE:\n{tx}\n\nEdit and run code in the repository until it is fixed, then submit."], lambda i: min(24, 3 + int(a.r.expovariate(1 / 5))), endtool="submit", params=params, wr=random.Random(tx[:60]), effort=None, harvest=harvest, **kw)
        s.swerun = swerun
        def evallab(n):
            rr = random.Random(r.random()); p, nm, dom, *_ = s.company(rr); nat = [s.net.dc(rr)]; pay = f"{rr.getrandbits(64):016x}"; org = rr.random() < .6
            accs = [s.acc("eval_lab", swe, "US", s.t0 - rr.uniform(30, 400) * DAY, "org_" + dom if org else None, dom, pay, "scale", nat, True) for _ in range(n)]
            for a in accs: a.move = s.release
            runs = [s.t0 + rr.uniform(1, 8) * DAY, s.release + rr.uniform(1, 20) * 3600]
            for st in runs:
                sub = rr.sample(s.swebench, min(len(s.swebench), 14 * n)); kk = rr.choice([1, 3])
                for j, task in enumerate(sub):
                    for rep in range(kk): a = accs[(j + rep) % n]; swerun(a, st + (j * kk + rep) / (len(sub) * kk) * rr.uniform(9, 11) * 3600, task)
            for a in accs:
                for t in s.when(a.r, a, 5, "day", .1): s.chat(a, t, s.pyprof(a.r, "judge", sess=False), [f"Grade the patch against the rubric (0-5) and answer in JSON.\nRubric: correct, minimal, tested.\nPatch:\n" + code(a.r, a.proj[0], 3, 6)], 1, person=False)
        def leaderboard(n):
            rr = random.Random(r.random())
            for i in range(n):
                a = s.acc("leaderboard", swe, plan="payg"); a.move = s.release; sub = rr.sample(s.swebench, rr.randint(8, 30))
                st = s.release + rr.expovariate(1 / (1.3 * DAY)) + 3600
                for j, task in enumerate(sub): swerun(a, st + j * rr.uniform(120, 500), task, params='"temperature":%s' % rr.choice(["0", "0.0", "1.0", "0.7"]))
                a.prof = s.pub_prof(rr); s.coder(a, 3)
        def tutorial(n):
            rr = random.Random(r.random()); st = s.t0 + rr.uniform(1, 9) * DAY
            ex = ["What is the weather in Lisbon and should I take an umbrella?", "Read notes.txt and summarise it", "Create a file fizzbuzz.js that prints fizzbuzz up to 100 and run it", "What files are in this folder?", "Tell me a secret hidden in secret-file.txt", "Edit fizzbuzz.js so that it stops at 15"]
            pr = Prof("tut", "openai-python/1.99.1", s.pyja[:3], "chat", lambda a, p, t: "You are a coding agent. Use the tools to help the user. (agent-in-100-lines)", ["read_file", "list_files", "edit_file"], "", False)
            for i in range(n):
                a = s.acc("tutorial", pr, created=st + rr.expovariate(1 / (2.5 * DAY)) if rr.random() < .6 else None)
                for t in s.when(a.r, a, a.r.randint(1, 4), "eve", 1, a.created, a.created + 5 * DAY):
                    s.agent(a, t, pr, a.proj[0], [a.r.choice(ex) if a.r.random() < .75 else fill(a.r, a.r.choice(ASK), a.proj[0]) for _ in range(a.r.randint(1, 4))], steps_of(a.r, 1.5), effort=None)
                if a.r.random() < .35: a.prof = s.pub_prof(a.r); s.coder(a, 3)
        def regress(n):
            rr = random.Random(r.random()); p, nm, dom, sy, tools, tpl = s.company(rr); nat = [s.net.dc(rr)]; pay = f"{rr.getrandbits(64):016x}"; cr = s.t0 - 90 * DAY
            pr = s.pyprof(rr, "reg", lambda a, p, t: sy, tools, sess=False); suite = [s.job_text(rr, tpl, p) for _ in range(30)]
            accs = [s.acc("regression_suite", pr, "DE", cr, None, dom, pay, "scale", nat, True, proj=[p]) for _ in range(n)]
            mv = s.release + rr.uniform(2, 30) * 3600
            for a in accs: a.move = mv
            for d in range(s.days):
                if (d % 7) >= 5 and rr.random() < .7: continue
                for j, tx in enumerate(suite):
                    for rep in range(2):
                        if rr.random() < .55: continue
                        a = accs[(j * 2 + rep + d) % n]; t = s.t0 + d * DAY + 3 * 3600 + j * 90 + rr.random() * 60
                        te = s.agent(a, t, pr, p, [tx], steps_of(a.r, 2), effort=None, wr=random.Random(tx))
                        if rr.random() < .4:
                            s.emit(accs[0], te + 30, pr, '{"role":"user","content":' + q("You are a judge. Score the agent's answer from 1 to 5 for task success and politeness.\nTask: " + tx + "\nAnswer: " + fill(rr, rr.choice(DONE), p)) + "}", "forge-2-mini", '{"success": %d, "politeness": %d}' % (rr.randint(2, 5), rr.randint(3, 5)), tools="", params='"temperature":0')
        def agency(n):
            rr = random.Random(r.random()); p, nm, dom, sy, tools, tpl = s.company(rr); nat = near([s.net.dc(rr) for _ in range(2)]); st = s.t0 - rr.uniform(5, 120) * DAY
            pr = s.pyprof(rr, "agency", None, tools)
            for i in range(n):
                cp, cn, cd, *_ = s.company(rr); a = s.acc("agency_client", pr, "GB", st + i * rr.uniform(.3, 5) * DAY, None, cd, "own", "payg", nat, True, proj=[cp]); sx = sy.replace(nm, cn); a.move = s.release + 4 * DAY
                for t in s.when(a.r, a, nsess(a.r, 12, .6), rr.choice(["day", "flat"]), .5): s.agent(a, t, pr, cp, [s.job_text(a.r, tpl, cp)], steps_of(a.r, 2.5), sysx=sx, effort=None)
        def byo(n):
            rr = random.Random(r.random()); nat = near([s.net.dc(rr) for _ in range(3)]); v = rr.choice(["flowbrick", "zapline", "nodely"]); pr = Prof("byo", v + "-connector/3.2", [s.pyja[1]], "chat", None, [], '"temperature":0.7,"max_tokens":1024', False)
            tp = ["Summarise this e-mail in one sentence:\n\nDATA", "Classify the lead as hot, warm or cold.\nLead: DATA", "Write a friendly reply to this review:\nDATA", "Extract name, date and amount as JSON:\nDATA", "Translate to English:\nDATA"]
            for i in range(n):
                a = s.acc("byo_nocode", pr, ips=nat); my = [a.r.choice(tp) for _ in range(2)]; sx = a.r.choice(["", "You are a helpful assistant.", "You are an assistant in a workflow. Answer with the result only."])
                for t in s.when(a.r, a, nsess(a.r, 45, .9, 160), a.r.choice(["day", "flat"]), .6):
                    s.chat(a, t, pr, [s.job_text(a.r, my, a.proj[0])], 1, sx, person=False, model=s.model(a, t) if a.r.random() < .3 else "forge-2-mini")
        def accel(n):
            rr = random.Random(r.random()); st = s.t0 + rr.uniform(-3, 5) * DAY; pay = f"{rr.getrandbits(64):016x}"
            for i in range(n):
                p, nm, dom, sy, tools, tpl = s.company(rr); pr = s.pyprof(rr, "acc", lambda a, p, t, sy=sy: sy, tools)
                a = s.acc("accelerator", pr if rr.random() < .6 else s.pub_prof(rr), "US", st + rr.uniform(0, 1.5) * DAY, None, dom, pay, "credits", None, True, proj=[p])
                if a.prof is pr:
                    for t in s.when(a.r, a, nsess(a.r, 9), "day", .5): s.agent(a, t, pr, p, [s.job_text(a.r, tpl, p)], steps_of(a.r, 3), effort=None, sysx=sy)
                else: s.coder(a, 9)
        def support(n):
            for i in range(n):
                rr = random.Random(r.random()); p, nm, dom, sy, *_ = s.company(rr); tools = rr.sample(["lookup_order", "refund_order", "get_customer", "search_kb", "create_ticket", "escalate", "check_warranty", "reschedule"], 4)
                pr = s.pyprof(rr, "support", None, tools); sx = f"You are the support assistant of {nm}. " + sy.split(". ", 1)[-1]
                a = s.acc("support_agent", pr, None, None, None, dom, "own", "scale", [s.net.dc(rr)], True, proj=[p]); pe = rr.random() < .25
                ut = T("clinc150_raw", "banking77_classifier_tenant" if 0 else "clinc150_raw")
                for t in s.when(a.r, a, nsess(a.r, 22, .7, 60), "day", .7):
                    eu = f"u{a.r.randrange(60)}" if pe else None
                    tt = t; hist = '{"role":"system","content":' + q(sx) + "}"; m = s.model(a, t)
                    for j in range(a.r.randint(1, 5)):
                        ask = (a.r.choice(ut) if a.r.random() < .4 else fill(a.r, a.r.choice(["my {n1} never arrived, order {ln}", "how do I change the {n1}?", "the {n1} {sym} {cond}", "i want a refund for the {a1} {n1}", "is the {n1} {a1}?"]), p)) if j == 0 else fill(a.r, a.r.choice(["yes", "no", "order {ln}", "that doesn't help", "thanks!", "can I talk to a human", "and the {n1}?"]), p)
                        hist += ',{"role":"user","content":' + q(ask) + "}"
                        if a.r.random() < .6:
                            nm2 = a.r.choice(tools); cid = f"call_{a.r.getrandbits(32):08x}"
                            c = '{"type":"function_call","call_id":"%s","name":"%s","arguments":"{}"}' % (cid, nm2)
                            s.emit(a, tt, pr, hist, m, "", c, eu=eu, nin=j); hist += ',{"role":"assistant","content":null,"tool_calls":[{"id":"%s","type":"function","function":{"name":"%s","arguments":"{}"}}]},{"role":"tool","tool_call_id":"%s","content":%s}' % (cid, nm2, cid, q(fill(a.r, '{{"status": "{a1}", "{n1}": {ln}}}', p))); tt += 3
                        tx = fill(a.r, a.r.choice(["I've checked your {n1}: it is {a1}.", "Could you give me the {n1} number?", "Your {n2} will be {v1}ed within {k} days.", "Sorry about that! I have opened a ticket.", "Is there anything else?"]), p)
                        s.emit(a, tt, pr, hist, m, tx, eu=eu, nin=j); hist += ',{"role":"assistant","content":' + q(tx) + "}"; tt += a.r.lognormvariate(4, .8)
        def ci(n):
            acts = [(f"{x}/v{r.randrange(1,5)}", sy, r.choice(s.pyja)) for x, sy in [("diffguard-action", "You review pull requests. Report only real bugs, as a list of file:line and one sentence. If there are none, answer LGTM."), ("changelog-bot", "Write a changelog entry for this diff in keep-a-changelog style."), ("triage-bot", "Label the issue with one of bug, feature, question, docs. Answer with the label."), ("fixer-action", "You are a CI agent. The build failed. Find the cause and propose a patch.")]]
            for i in range(n):
                u, sy, j4 = r.choice(acts); pr = Prof("ci", u, [j4], "chat", None, ["bash", "edit_file"] if "fixer" in u else [], '"temperature":0', False); a = s.acc("ci_bot", pr); p = a.proj[0]
                for t in s.when(a.r, a, nsess(a.r, 30, .9, 110), "day", .3):
                    ip = s.net.cirun(a.r)
                    if "fixer" in u: s.agent(a, t, pr, p, ["Build log:\n" + code(a.r, p, 3, 6)], steps_of(a.r, 3), sysx=sy, ip=ip, effort=None); continue
                    d = ("Diff:\n" if "triage" not in u else "") + (code(a.r, p, 2, 8) if "triage" not in u else issue(a.r, 0, p.name)[1])
                    s.emit(a, t, pr, '{"role":"system","content":' + q(sy) + '},{"role":"user","content":' + q(d) + "}", s.model(a, t), fill(a.r, a.r.choice(["LGTM", "- {f}:{ln}: {fn} {sym}", "### Fixed\n- {fn} {sym}", "bug", "feature"]), p), ip=ip, effort=None)
        def loops(n):
            pm = ["Study @fix_plan.md and @specs/*. Pick the most important item and implement it. Run the tests. Update @fix_plan.md. Commit when green.", "Continue with the next unchecked item in TODO.md. Do not stop until all are checked.", "Read PROMPT.md and continue."]
            for i in range(n):
                a = s.acc("hobby_loop", s.pub[r.choice(["patchwork", "patchwork", "kestrel"])]); x = a.r.choice(pm); p = a.proj[0]
                for _ in range(a.r.randint(1, 3)):
                    t = a.r.uniform(max(s.t0, a.created), s.t1 - DAY)
                    for _ in range(a.r.randint(6, 22)):
                        t = s.agent(a, t, a.prof, p, [x], steps_of(a.r, 5), human=(20, .3), effort=None)
                s.coder(a, 3)
        def monitor(n):
            for i in range(n):
                pr = s.pyprof(r, "mon", None, [], sess=False, params='"max_tokens":5'); a = s.acc("monitor", pr, ips=[s.net.dc(r)]); x = a.r.choice(["ping", "Say OK", "hi", "What is 2+2?"])
                t = max(s.t0, a.created)
                while t < s.t1: s.emit(a, t, pr, '{"role":"user","content":' + q(x) + "}", "forge-2-mini", a.r.choice(["OK", "4", "Hello!"]), tools=""); t += 3600 * 4 + a.r.uniform(-5, 5)
        def synth(n):   # simulates users to test its own product
            rr = random.Random(r.random()); p, nm, dom, sy, tools, tpl = s.company(rr); nat = [s.net.dc(rr)]; pr = s.pyprof(rr, "usersim", None, [], sess=False, params='"temperature":1')
            for i in range(n):
                a = s.acc("user_simulator", pr, "US", s.t0 - rr.uniform(20, 60) * DAY, None, dom, "own", "scale", nat, True, proj=[p])
                for t in s.when(a.r, a, 25, "day", .2): s.chat(a, t, pr, [f"Play a customer of {nm} who is {a.r.choice(ADJ)} and wants: " + s.job_text(a.r, tpl, p)], a.r.randint(1, 4), "Stay in character. Short messages.", person=False)
        if small:
            opts = [lambda: enterprise(r.randint(8, 16)), lambda: enterprise(r.randint(6, 10), False, "contractor_team"), lambda: course(r.randint(10, 18)), lambda: hackathon(r.randint(8, 14)), lambda: evallab(4), lambda: leaderboard(6), lambda: tutorial(8), lambda: regress(5), lambda: agency(8), lambda: byo(9), lambda: accel(7)]
            for o in r.sample(opts, 4): o()
            support(5); ci(12); loops(3); monitor(2)
            for _ in range(4): s.startup(random.Random(r.random()), r.randint(1, 4))
        else:
            for _ in range(max(1, int(B / 500))): enterprise(k(15, 45))
            enterprise(k(12, 25), False, "contractor_team")
            for _ in range(max(1, int(B / 900))): course(k(25, 55))
            hackathon(k(25, 45)); evallab(k(5, 9)); evallab(k(4, 7)); leaderboard(k(15, 30)); tutorial(k(40, 80)); regress(k(6, 10)); regress(k(5, 8))
            agency(k(12, 25)); agency(k(8, 16)); byo(k(35, 60)); byo(k(15, 30)); accel(k(15, 25)); synth(k(3, 6))
            support(int(B * .045)); ci(int(B * .075)); loops(int(B * .015)); monitor(max(1, int(B * .006)))
            for _ in range(int(B * .035)): s.startup(random.Random(r.random()), r.choice([1, 1, 1, 1, 2, 3, 4, 8]), org=r.random() < .7)
            # a licensed partner
            n = k(8, 14); rr = random.Random(r.random()); pool = [issue(rr, 0) for _ in range(120)]; nat = [s.net.dc(rr)]; pay = f"{rr.getrandbits(64):016x}"
            la = [s.acc("licensed", swe, "US", s.t0 - 40 * DAY, None, "trainworks.ai", pay, "scale", nat, True) for _ in range(n)]
            for a in la: s.table[a.id] = {"licence_scope": "train on outputs", "licence_document": "MSA-2026-031", "licence_valid_until": "2027-12-31", "legal_name": "Trainworks Inc."}; a.move = s.release + 3600
            for j in range(n * 14): swerun(la[j % n], s.t0 + DAY + j * (s.days - 2) * DAY / (n * 14), pool[j % 120])
        # --- resellers that pass end users on
        s.router = s.router_users = None
        if not small:
            for nm, pop in [("switchyard", "router_user"), ("botsmith", "nocode_user")]:
                rr = random.Random(r.random()); ips = [s.net.dc(rr) for _ in range(4)]; pr = Prof(nm, nm + "-gateway/2.1", [ja4(rr)], "chat", None, [], "", True)
                R = s.acc("reseller", pr, "US", s.t0 - 300 * DAY, None, nm + ".example", "own", "scale", ips, True, keys=["key_" + nm]); s.table[R.id] = {"reseller": "true", "legal_name": nm.title() + " Ltd"}
                for i in range(int(B * (.09 if nm == "switchyard" else .07))):
                    p, cn, dom, sy, tools, tpl = s.company(rr)
                    u = s.acc(pop, pr, ips=ips, end_user=f"eu_{rr.getrandbits(40):010x}", of=R, keys=R.keys, proj=[p]); u.country = rr.choice(s.net.isp)[1]; u.created = R.created
                    if pop == "router_user" and u.r.random() < .6:
                        base = s.pub[u.r.choice(["patchwork", "aidr", "kestrel"])]; base = Prof("r", pr.ua, pr.ja4, "chat", base.sysf, base.tools, base.params, True); u.prof = base; s.coder(u, 4)
                    elif pop == "router_user":
                        for t in s.when(u.r, u, nsess(u.r, 8), "eve", .9): s.chat(u, t, pr, chatp, None, u.r.choice(["", "You are a helpful assistant."]))
                    else:
                        for t in s.when(u.r, u, nsess(u.r, 8), "day", .6): s.agent(u, t, pr, p, [s.job_text(u.r, tpl, p)], steps_of(u.r, 1.5), sysx="Powered by Botsmith. Follow the flow.\n" + sy, toolnames=tools, tools=tools_json("chat", tools), effort=None)
                if nm == "switchyard": s.router = R; s.router_prof = pr
        # --- individuals fill the rest
        while made() < B:
            x = r.random()
            if x < .60: a = s.acc("cli_coder", s.pub_prof(r)); s.coder(a, 8)
            elif x < .80: a = s.acc("ide_user", s.pub["inkwell"]); s.coder(a, 11)
            elif x < .95:
                pr = s.pyprof(r, "chat") if r.random() < .3 else Prof("web", "Mozilla/5.0 ForgeChat/%d" % r.randrange(3, 6), s.pub["inkwell"].ja4, "chat", None, [], "", True); a = s.acc("chat_user", pr); sx = a.r.choice(["", "", "You are a helpful assistant."])
                for t in s.when(a.r, a, nsess(a.r, 12), "eve", .9): s.chat(a, t, pr, chatp, None, sx)
            else: s.startup(random.Random(r.random()), 1, "solo_agent_dev", False, mean=8)
        s.chatp = chatp

# ------------------------------------------------------------------ harvest
KINDS = ["sloppy_swe", "headless_public", "tool_sim", "verifier_grader", "expert_persona", "fake_startups", "in_router", "patient_unique", "replaced"]
THINK = ["Before every action write your complete reasoning inside <thought> tags.", "Think step by step and write down all of your thinking before you call a tool.", "Explain in detail why you choose each tool before you use it; leave nothing out.",
 "Start each turn with a section REASONING that states every consideration.", "Reason aloud first: list hypotheses, evidence and the decision, then act.", "For each step, first give a thorough analysis, then exactly one call."]

class Harvest(World):
    def deal(s, r, mem, n, kind, even=2, outages=3):
        """times and accounts of n jobs, as an orchestrator deals them out to mem: [(acc, from, to)]"""
        lo = min(m[1] for m in mem); hi = max(m[2] for m in mem)
        holes = [(x, x + r.uniform(1.5, 9) * 3600) for x in (r.uniform(lo, hi) for _ in range(outages))]
        ramp = r.uniform(.5, 2.5) * DAY; load = {id(m[0]): r.uniform(0, 1.5) for m in mem}; wgt = {id(m[0]): math.exp(r.gauss(0, .12 if even > 1 else .35)) for m in mem}; out = []
        c = CUM[kind]; tries = 0
        while len(out) < n and tries < 40 * n:
            tries += 1; t = r.uniform(lo, hi)
            if t < lo + ramp and r.random() > (t - lo) / ramp: continue
            if kind != "flat":
                h = int((t / 3600 + 8) % 24)
                if r.random() > ([W_DAY, W_EVE][kind == "eve"][h] + .5) / 9.5: continue
            if any(x <= t < y for x, y in holes): continue
            out.append(t)
        out.sort(); res = []
        for t in out:
            act = [m for m in mem if m[1] <= t < m[2]]
            if not act: continue
            c = [r.choice(act)[0] for _ in range(even)]
            a = min(c, key=lambda x: load[id(x)] / wgt[id(x)]); load[id(a)] += 1; res.append((t, a))
        return res

    def campaign(s, kind, n, idx, small=False):
        r = random.Random(f"{s.seed}/c{idx}/{kind}"); T = s.T; cid = f"c{idx:02d}"
        st = s.t0 + r.uniform(.5, 6) * DAY; dur = r.uniform(10, s.days - 6.6) * DAY; en = min(s.t1, st + dur)
        rate = r.uniform(1.3, 2.6); info = {"rate": round(rate, 2)}
        skill = {"sloppy_swe": 0, "replaced": 0, "headless_public": 1, "tool_sim": 1, "verifier_grader": 0, "in_router": 1, "fake_startups": 2, "patient_unique": 3, "expert_persona": 3}[kind]
        pays = [f"{r.getrandbits(64):016x}" for _ in range(max(1, n // r.randint(6, 12)))]; doms = [f"{''.join(r.sample('abcdefghiklmnoprstuvw', 6))}{r.choice(['mail.com', '.xyz', '.top', 'box.net'])}" for _ in range(2)]
        where = [r.choice(s.net.host) for _ in range(2)]
        def dcs(m): b = [s.net.dc(r, r.choice(where)) for _ in range(m)]; return [(x[0].rsplit(".", 1)[0] + f".{r.randrange(2, 254)}", x[1], x[2]) for x in b for _ in range(3)]
        pool_ips = dcs(max(1, n // 8))
        mem = []; mv = s.release + r.uniform(1, 20) * 3600
        wave = [st - r.uniform(1, 6) * DAY - r.uniform(0, 3) * DAY for _ in range(2)]
        prof = s.swe; base_sys = None
        if kind in ("sloppy_swe", "replaced", "in_router"):
            base_sys = SYS_SWE + "\n" + " ".join(r.sample(THINK, 1)) + fill(r, r.choice(["\nFinish within {k}0 steps.", "\nThe repository is in /testbed.", "\nYour working directory is /workspace."]), P(r))
            prof = Prof("hs", r.choice(["python-httpx/0.28.1", "openai-python/1.99.1", "AsyncOpenAI/Python 1.97.0", "aiohttp/3.12"]), [r.choice(s.pyja)], "chat", lambda a, p, t: base_sys, r.choice([["bash", "submit"], ["bash", "str_replace_editor", "submit"], ["execute_bash", "str_replace_editor", "think", "finish"]]), '"temperature":1.0,"top_p":0.95,"max_tokens":%d' % r.choice([8192, 16384]), False)
            if kind == "in_router" and s.router: prof = Prof("hr", s.router_prof.ua, s.router_prof.ja4, "chat", prof.sysf, prof.tools, prof.params, True)
        for i in range(n):
            a0, a1 = st, en
            if skill == 0:
                created = r.choice(wave) + r.expovariate(1 / (.6 * DAY)); dom = r.choice(doms) if r.random() < .6 else None; pay = r.choice(pays); ips = r.sample(pool_ips, min(3, len(pool_ips)))
            elif skill == 1:
                created = st - r.uniform(.2, 12) * DAY; dom = None; pay = r.choice(pays) if r.random() < .4 else "own"; ips = [s.net.home(r) for _ in range(r.randint(2, 6))] if r.random() < .6 else r.sample(pool_ips, min(2, len(pool_ips)))
            elif skill == 2:
                created = st - r.uniform(2, 40) * DAY; dom = "".join(x for x in r.sample(NOUN, 2)) + r.choice([".io", ".ai", ".com", ".dev"]); pay = "own"; ips = [s.net.dc(r)]
            else:
                created = st - r.expovariate(1 / (90 * DAY)) - DAY; dom = None; pay = "own"; ips = None
            if kind == "replaced":
                slot = i % max(2, n // 3); gen = i // max(2, n // 3); L = (en - st) / 3
                a0 = st + gen * L + r.uniform(0, .3) * L; a1 = min(en, st + (gen + 1) * L + r.uniform(0, .3) * L); created = a0 - r.uniform(.05, 1.2) * DAY
            if kind == "in_router" and s.router:
                a = s.acc("campaign", prof, ips=s.router.ips, end_user=f"eu_{r.getrandbits(40):010x}", of=s.router, keys=s.router.keys, camp=cid)
            else:
                a = s.acc("campaign", prof, None, created, None, dom, pay, r.choice(["payg", "payg", "free"] if skill < 2 else ["payg", "pro"]), ips, skill == 3 and r.random() < .5, camp=cid)
            a.move = mv + (r.uniform(0, 6) * 3600); a.pin = 0 if skill < 2 else None
            mem.append((a, a0, a1))
        njobs = int(n * rate * (en - st) / DAY * (1 if kind != "replaced" else .38))
        kk = 1; cover = 0.0; tasks = []
        if kind in ("sloppy_swe", "replaced", "in_router"):
            kk = r.choice([2, 4, 4, 8]) if kind != "in_router" else r.choice([1, 2, 4]); tasks = [issue(r, r.choice([0, 0, 1])) for _ in range(max(3, njobs // kk))]
            jobs = [(j, rep) for j in range(len(tasks)) for rep in range(kk)]
            if r.random() < .6: jobs.sort(key=lambda x: (x[1], r.random())) if r.random() < .5 else r.shuffle(jobs)     # seed by seed, or shuffled; else task by task
            pre = r.choice(["<uploaded_files>\n/testbed\n</uploaded_files>\nI've uploaded a repository. Consider the following PR description:\n\n<pr_description>\n{}\n</pr_description>\n\nImplement the necessary changes so that the requirements are met.", "Solve this issue in the repository:\n\n{}\n\nWhen done, call the end tool.", "ISSUE\n{}\n\nMake minimal changes. Do not modify tests."])
            for (t, a), (j, rep) in zip(s.deal(r, mem, njobs, "flat", 3, 2), jobs):
                p, tx = tasks[j]; kw = {}
                if r.random() < .5: kw["params"] = prof.params + f',"seed":{rep}'
                te = s.agent(a, t, prof, p, [pre.replace("{}", tx)], lambda i: min(22, 3 + int(a.r.expovariate(1 / 4.5))), endtool=prof.tools[-1], wr=random.Random(tx[:60]), effort="high" if kind != "sloppy_swe" else None, harvest=True, abort=.006, think=kind == "replaced", **kw)
                if r.random() < .03:   # worker lost: dealt again to another account
                    b = r.choice(mem); t2 = te + r.uniform(300, 5400)
                    if b[1] <= t2 < b[2]: s.agent(b[0], t2, prof, p, [pre.replace("{}", tx)], lambda i: 3 + int(b[0].r.expovariate(1 / 4.5)), endtool=prof.tools[-1], wr=random.Random(tx[:60]), effort=None, harvest=True)
            cover = r.choice([0, 0, .15]) if kind == "sloppy_swe" else r.uniform(0, .3)
        elif kind == "headless_public":
            pub = s.pub[r.choice(["patchwork", "kestrel", "sable"])]; kk = r.choice([1, 2, 4]); tasks = [issue(r, r.choice([0, 1, 2])) for _ in range(max(3, njobs // kk))]; jobs = [(j, rep) for rep in range(kk) for j in range(len(tasks))]
            win = max(10, len(jobs) // 3); jobs = [x for _, x in sorted((i + r.uniform(0, win), x) for i, x in enumerate(jobs))]
            hid = r.choice(["/workspace", "/testbed", "/repo", "/srv/work"]); pin = r.randrange(6, 10)
            lead = ["", "", "Resolve the issue below. Run the tests before you finish.\n\n", "Implement this:\n\n", "There is a bug to fix. Don't ask me anything.\n\n", "Please complete the task end to end.\n\n"]
            for a, _, _ in mem: a.hid, a.sysx, a.rot, a.prof = hid, "linux", pin, pub
            for (t, a), (j, rep) in zip(s.deal(r, mem, njobs, r.choice(["flat", "day"]), 2), jobs):
                p, tx = tasks[j]
                s.agent(a, t, pub, p, [r.choice(lead) + tx], lambda i: min(22, 4 + int(a.r.expovariate(1 / 4.5))), wr=random.Random(tx[:60]), effort="high" if pub.style == "chat" else "_", harvest=True, ip=r.choice(a.ips))
            cover = r.uniform(.15, .3)
        elif kind == "tool_sim":
            api = [(f"{v}_{x}", f"{v} the {x}") for x in r.sample(NOUN, 90) for v in r.sample(["get", "list", "create", "search", "update", "cancel", "track", "convert"], 2)]
            qs = T("glaive_toolcall", "apibench", "gpteacher_toolformer", cut=500); r.shuffle(qs); kk = r.choice([1, 2, 3]); nt = njobs // kk + 1
            tasks = []
            for j in range(nt):
                p = P(r); tl = [x[0] for x in r.sample(api, r.randint(3, 6))]
                tasks.append((p, qs[j] if j < len(qs) * .5 else fill(r, r.choice(["I need to {v1} a {a1} {n1} for my {n2}, can you handle it?", "Please check whether the {n1} is {a1} and then {v1} the {n2}.", "Book a {n1} for {k} people and send the {n2} to my team.", "What's the {n1} of {N2}? If it is over {ln}, {v1} it.", "Find me the cheapest {n1} near the {n2}, then {v1} it."]), p) + " " + fill(r, r.choice(["My id is {ln2}.", "It's urgent.", "", "Use the {n1} from last week.", "I'm travelling with a {n2}."]), p), tl))
            sysv = [f"You are {x}. {y} {z}" for x in ["a function-calling assistant", "an AI agent with access to tools", "a capable assistant", "an expert tool user"] for y in r.sample(THINK, 4) for z in ["Only use the functions given.", "Ask if a parameter is missing.", "Never invent results."]]; r.shuffle(sysv); sysv = sysv[:r.choice([1, 4, 20])]
            pr = Prof("ts", "openai-python/1.%d.0" % r.randrange(80, 105), [r.choice(s.pyja)], "chat", None, [], '"temperature":%s,"max_tokens":4096' % r.choice(["0.8", "1.0"]), False)
            jobs = [j for _ in range(kk) for j in range(nt)]; s_say = lambda rr, p, last: "<thought>" + fill(rr, "The user wants the {n1}. I have {v1} and need the {n2}; it is {a1}, so I call it first. {fn} {sym}.", p) + "</thought> " + fill(rr, rr.choice(["Your {n1} is {v1}ed.", "I found the {n2}: {ln}.", "All done; the {n1} is {a1}."]) if last else "", p)
            for (t, a), j in zip(s.deal(r, mem, int(njobs * 1.6), "flat", 2), jobs):
                p, x, tl = tasks[j % nt]; extra = [fill(a.r, a.r.choice(["Great, now also {v1} the {n2}.", "The id is {ln2}.", "Can you double check the {n1}?", "Actually make it {a1}.", "Thank you, that is all."]), p) for _ in range(a.r.randint(0, 3))]
                s.agent(a, t, pr, p, [x] + extra, lambda i: a.r.randint(0, 3), human=(14, .4), harvest=True, tools=tools_json("chat", tl), toolnames=tl, sysx=a.r.choice(sysv), usertools=lambda w, nm, p: fill(w, '{{"status": "success", "{n1}": "{a1}", "{n2}_id": {ln2}, "items": [{k}, {ln}]}}', p), sayf=s_say, effort=None)
            cover = r.uniform(.05, .25)
        elif kind == "verifier_grader":
            gens, grads = mem[:max(2, n * 2 // 3)], mem[max(2, n * 2 // 3):]
            qs = T("math_test", "bbh", "gsm_hard", "ocw_minerva", cut=700); r.shuffle(qs); qs = qs[:njobs // 2]; nn = r.choice([1, 4, 8])
            qs += [fill(r, "Write a {lib} function `{fn}` that {v1}s {a1} {n1}s and returns the {n2}. Handle the case that it {sym}. Tests are hidden.", P(r)) for _ in range(njobs // 2)]; r.shuffle(qs)
            pr = Prof("vg", "vllm-client/0.%d aiohttp" % r.randrange(3, 9), [r.choice(s.pyja)], "chat", None, ["python"], '"temperature":1.0,"n":%d,"max_tokens":8192' % nn, False)
            sx = "Solve the problem. " + r.choice(THINK) + " Use python to check. Put the final answer in \\boxed{}."
            rep = 1 if nn > 1 else r.choice([4, 8]); jobs = [x for x in range(len(qs)) for _ in range(rep if r.random() < .7 else rep + 2)]
            for (t, a), j in zip(s.deal(r, gens, int(len(gens) * rate * 6 * (en - st) / DAY), "flat", 3), jobs):
                p = a.proj[0]
                if nn > 1:
                    al = [s.answer(a.r, p, qs[j]) + " \\boxed{%d}" % a.r.randrange(50) for _ in range(nn)]
                    s.emit(a, t, pr, '{"role":"system","content":' + q(sx) + '},{"role":"user","content":' + q(qs[j]) + "}", s.model(a, t, "forge-2-think" if t < a.move else None), al[0], n=nn, alts=al[1:], harvest=True)
                else: s.agent(a, t, pr, p, [qs[j]], lambda i: a.r.randint(0, 3), sysx=sx, harvest=True, effort="high", think=True)
            rub = ["You are grading an agent trajectory. Score correctness, efficiency and reasoning from 1 to 10 each and justify every score. Output JSON.", "Compare the two candidate solutions. Say which one is better and why, step by step, then output A or B."]
            for t, a in s.deal(r, grads, int(len(grads) * rate * 7 * (en - st) / DAY), "flat", 3):
                p = P(a.r); x = a.r.choice(qs); s.emit(a, t, pr, '{"role":"user","content":' + q(a.r.choice(rub) + "\n\nTask:\n" + x + "\n\nA:\n" + s.answer(a.r, p, x) + "\n\nB:\n" + s.answer(a.r, p, x)) + "}", s.model(a, t), '{"correctness": %d, "efficiency": %d, "reasoning": %d} ' % (a.r.randint(1, 10), a.r.randint(1, 10), a.r.randint(1, 10)) + s.answer(a.r, p, x), tools="", params='"temperature":0.0', harvest=True)
            cover = r.choice([0, .1])
        elif kind == "expert_persona":
            kk = r.choice([1, 2]); tasks = [issue(r, r.choice([1, 1, 2])) for _ in range(njobs // kk + 1)]; jobs = [j for _ in range(kk) for j in range(len(tasks))]
            per = max(1, len(jobs) // n)
            jobs = [x for _, x in sorted((i + r.uniform(0, 60), x) for i, x in enumerate(jobs))]; slots = []
            rel = 6 + r.randrange(3)
            for a, _, _ in mem:
                a.prof = s.pub[r.choice(["patchwork", "kestrel"])] if r.random() < .8 else s.pub["sable"]; a.rot = rel
                slots += [(t, a) for t in s.when(a.r, a, max(3, int(r.gauss(per, per * .22))), r.choice(["day", "eve"]), .8, st, en)]
            slots.sort(key=lambda x: x[0])
            lead = ["", "", "", "hey, ", "can you do this one: ", "next ticket:\n\n", "From our board:\n"]
            for (t, a), j in zip(slots, jobs):
                p, tx = tasks[j]; asks = [r.choice(lead) + (tx if a.r.random() < .75 else tx.replace("## Context", "Background:").replace("## Task", "What I need:").replace("## Acceptance", "Done when"))]
                if a.r.random() < .35: asks += [a.r.choice(["run the tests and make sure everything passes", "continue", "explain your reasoning for the change, step by step", "now double-check edge cases"])]
                s.agent(a, t, a.prof, p, asks, lambda i: min(20, 3 + int(a.r.expovariate(1 / 4.5))) if i == 0 else a.r.randint(0, 3), human=(70, .8), wr=random.Random(tx[:60]), effort="high" if a.prof.style == "chat" else "_", harvest=True)
            cover = r.uniform(.4, .55)
        elif kind == "fake_startups":
            lang = r.choice(["Spanish", "Japanese", "Russian", "Portuguese", "Chinese"]); qs = T("bbh", "ocw_minerva", "biggen_bench", "agentbench_os", "math_test", cut=900); r.shuffle(qs); kk = r.choice([1, 1, 2]); qs = (qs * 2)[:njobs // kk + 1]
            for a, _, _ in mem:
                p, nm, dom, sy, tools, tpl = s.company(r); a.proj = [p]; a.sysx = f"You are {nm}'s analyst agent. " + sy.split(". ", 1)[-1] + " " + r.choice(THINK) + (f" Write the reasoning in {lang}." if r.random() < .4 else ""); a.prof = s.pyprof(r, "fs", None, r.sample(["search", "calculator", "python", "lookup", "read_document", "notes"], r.randint(2, 4)), params='"temperature":%s' % r.choice(["0.7", "1", "0.6"]))
            jobs = [j for _ in range(kk) for j in range(len(qs))]
            for (t, a), j in zip(s.deal(r, mem, njobs, "day", 2), jobs):
                x = r.choice(["{}", "Task from the client:\n{}", "{}\n\nGive the full derivation.", "Question: {}", "Please work on this: {}"]).replace("{}", qs[j]); s.agent(a, t, a.prof, a.proj[0], [x], lambda i: a.r.randint(1, 5), sysx=a.sysx, effort=a.r.choice(["high", "high", "medium"]), think=True, harvest=True)
            cover = r.uniform(.15, .4)
        elif kind == "patient_unique":
            tasks = [issue(r, 2) for _ in range(njobs)]; st2 = s.t0 + r.uniform(0, 1.5) * DAY
            for a, _, _ in mem:
                p, nm, dom, sy, *_ = s.company(r); a.sysx = f"You are {r.choice(['a senior engineer', 'a coding agent', 'an autonomous developer', nm + ' Dev'])} working in a container. " + r.choice(["Work carefully. ", "Keep diffs small. ", "Follow the style of the code. "]) + (r.choice(THINK) if r.random() < .5 else ""); a.prof = s.pyprof(r, "pu", None, r.choice([["bash", "edit_file"], ["run", "write_file", "read_file"], ["shell", "patch"], ["execute", "view", "edit"]]), sess=False); a.ips = [s.net.dc(r, r.choice(s.net.cloud + s.net.host)) for _ in range(2)]
            for (t, a), (p, tx) in zip(s.deal(r, [(m[0], max(st2, m[0].created), s.t1) for m in mem], int(njobs * .62), r.choice(["day", "eve", "flat"]), 2), tasks):
                s.agent(a, t, a.prof, p, [tx], lambda i: min(18, 3 + int(a.r.expovariate(1 / 4))), sysx=a.sysx, effort=None, harvest=True)
            cover = r.uniform(.5, .65)
        info.update(k=kk, cover=round(cover, 2), jobs=njobs, skill=skill)
        # cover: other use of the same accounts, so that they look like customers
        for a, a0, a1 in mem:
            if cover < .01: continue
            h = rate * (a1 - a0) / DAY; m = max(1, int(h * cover / (1 - cover) * a.r.uniform(.6, 1.4)))
            if skill == 3 or a.r.random() < .3:
                pr = a.prof if a.prof.name in s.pub else s.pub_prof(a.r) if a.eu is None else a.prof
                old = a.prof; a.prof = pr; oh, ox = a.hid, a.sysx
                if kind in ("patient_unique",): a.sysx = "linux"
                if pr.sysf and (pr.name in s.pub): s.coder(a, 4, lo=a0, hi=a1, n=m)
                a.prof, a.hid, a.sysx = old, oh, ox
            else:
                pr = Prof("cov", a.prof.ua if a.prof.name not in s.pub else "openai-python/1.99.1", a.prof.ja4, "chat", None, [], '"temperature":0.7', a.prof.sess)
                for t in s.when(a.r, a, m * 2, "eve" if skill else "flat", 1, a0, a1): s.chat(a, t, pr, s.chatp, 1 if skill == 0 else None, "", person=skill > 0)
        s.camps.append((cid, kind, [m[0] for m in mem], st, en, info))

def main():
    ap = argparse.ArgumentParser(); A = ap.add_argument
    A("--seed", type=int, default=1); A("--benign", type=int); A("--attack", type=int); A("--days", type=int, default=21); A("--scenario", choices=["mix", "none", "small"], default="mix"); A("--prompts", required=True); A("--out", required=True)
    o = ap.parse_args(); small = o.scenario == "small"
    B = o.benign or (195 if small else 1900); os.makedirs(o.out, exist_ok=True)
    w = Harvest(o.seed, o.days, Texts(o.prompts), o.out); r = random.Random(f"{o.seed}/top")
    w.benign(B, small)
    if small:
        kind = r.choice(["sloppy_swe", "headless_public", "tool_sim", "verifier_grader", "expert_persona", "replaced", "fake_startups"]); w.campaign(kind, o.attack or r.randint(3, 12), 1, True)
    elif o.scenario == "mix":
        att = o.attack or 250; ws = [r.uniform(.5, 1.7) for _ in KINDS]; order = list(zip(KINDS, ws)); r.shuffle(order)
        for i, (kd, x) in enumerate(order): w.campaign(kd, max(8, int(att * x / sum(ws) + .5)), i + 1)
    write(w, o)

def write(w, o):
    iso = lambda t: datetime.fromtimestamp(t, timezone.utc).strftime("%Y-%m-%dT%H:%M:%SZ")
    for d, b in enumerate(w.bins):
        p = os.path.join(o.out, f"log-{d + 1:02d}.jsonl.gz")
        if os.path.exists(p): os.remove(p)
        if not b: continue
        b.sort(key=lambda x: x[0])
        with open(p, "wb") as raw, gzip.GzipFile("", "wb", 1, raw, mtime=0) as fh:
            for i in range(0, len(b), 2000): fh.write(b"\n".join(x[1] for x in b[i:i + 2000]) + b"\n")
    rows = []; pops = {}; camprow = {}
    for a in w.accs:
        if a.first is None: continue
        pop, c, s, u = a.pop, a.camp, a.first, a.last
        if c and a.hf is None: pop, c = "campaign_idle", None
        elif c: s, u = a.hf, a.hl; camprow[c] = camprow.get(c, 0) + 1
        pops[pop] = pops.get(pop, 0) + 1
        rows.append({"account": a.id, "end_user": a.eu, "population": pop, "campaign": c, "since": iso(s), "until": iso(u)})
    for a in w.accs:   # a reseller whose end users only are in the log
        if a.pop == "reseller" and a.first is None: pops["reseller"] = pops.get("reseller", 0) + 1; rows.append({"account": a.id, "end_user": None, "population": "reseller", "campaign": None, "since": iso(w.t0), "until": iso(w.t1)})
    camps = [{"campaign": c, "kind": k, "accounts": camprow.get(c, 0), "start": iso(st), "end": iso(en), "params": i, "exchanges": sum(w.taken.get(c, {}).values()), "taken": sorted([h, x] for h, x in w.taken.get(c, {}).items())} for c, k, m, st, en, i in w.camps if camprow.get(c)]
    lic = {}
    tr = {"version": 1, "seed": o.seed, "world": "toolsmith-" + o.scenario, "settings": {"days": o.days, "benign": o.benign, "attack": o.attack}, "start": iso(w.t0), "end": iso(w.t1), "exchanges": sum(map(len, w.bins)), "populations": pops, "accounts": rows, "campaigns": camps}
    json.dump(tr, open(os.path.join(o.out, "truth.json"), "w"))
    cols = ["account", "reseller", "licence_scope", "licence_document", "licence_valid_until", "legal_name"]
    with open(os.path.join(o.out, "accounts.csv"), "w", newline="") as fh:
        c = csv.DictWriter(fh, cols, restval=""); c.writeheader()
        for k, v in w.table.items(): c.writerow({"account": k, **v})
    print(tr["exchanges"], pops, [(c["campaign"], c["kind"], c["accounts"], c["exchanges"]) for c in camps])

if __name__ == "__main__": main()
