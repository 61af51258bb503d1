"""A provider of agents and coding: public agents, fleets, start-ups, CI, campaigns of agents."""
import csv, gzip, heapq, json, math, os, random
from collections import Counter
from datetime import datetime, timezone
from types import SimpleNamespace as NS

SIZE = (3000, 360)
SCENARIOS = ("mix", "none")
START = datetime(2026, 9, 7, tzinfo=timezone.utc).timestamp()   # a Monday
DAY, H = 86400.0, 3600.0
NEW = "kestrel-4"
OLD = ["kestrel-3", "kestrel-3", "kestrel-3-code", "kestrel-3-code", "kestrel-3-mini"]
W = lambda s: s.split()

# ---------------------------------------------------------------- vocabulary
ENT = W("invoice order cart shipment tenant session token webhook payload ledger quota tariff booking reservation patient claim policy "
        "voucher coupon refund subscription seat license device sensor reading alarm route vehicle driver parcel manifest playlist track "
        "episode thumbnail avatar comment thread mention reaction snapshot backup replica shard partition segment cursor offset migration "
        "schema column index query plan cache lease lock semaphore worker job batch pipeline stage artifact release changelog commit "
        "branch diff patch glyph font layout widget panel tooltip locale currency timezone holiday calendar event attendee transcript "
        "caption embedding chunk document corpus tokenizer prompt feature label dataset fold metric gauge histogram trace span log "
        "certificate keyring secret role permission group audit consent cookie banner form field validator captcha lot auction bid quote "
        "tick candle position portfolio loan rate deposit mortgage payslip shift roster candidate interview course lesson quiz grade")
VERB = W("parse load fetch resolve merge split validate normalize encode decode serialize flush retry schedule dispatch enqueue drain "
         "rotate expire refresh revoke render paginate sort group dedupe aggregate convert round format match index rebuild sync upload "
         "download compress stream sanitize escape clamp interpolate project align backfill reconcile settle archive restore lookup")
ADJ = W("tiny rapid quiet amber lunar nordic plain open solid brisk silent hollow copper velvet sharp lazy async static pure micro hyper "
        "fluent gentle rusty dusty silver polar urban wild frozen blue red green atomic elastic modular rugged humble")
NOUN = W("falcon otter cedar harbor comet lantern anvil prism beacon quarry walrus maple delta canyon pebble saddle compass kiln ferry "
         "mosaic thistle bramble orchard cobalt raven tundra lagoon turbine piston rivet trellis gantry ledge summit basin meadow spindle "
         "loom shuttle hinge socket relay cog flint ember")
LANGS = {"python": (".py", "src/{m}/{f}.py", "tests/test_{f}.py", "pytest -x tests/test_{f}.py", "pyproject.toml"),
         "typescript": (".ts", "src/{m}/{f}.ts", "src/{m}/{f}.test.ts", "pnpm vitest run {f}", "package.json"),
         "go": (".go", "internal/{m}/{f}.go", "internal/{m}/{f}_test.go", "go test ./internal/{m}/...", "go.mod"),
         "rust": (".rs", "crates/{m}/src/{f}.rs", "crates/{m}/tests/{f}.rs", "cargo test -p {m} {f}", "Cargo.toml"),
         "java": (".java", "src/main/java/com/{m}/{f}.java", "src/test/java/com/{m}/{f}Test.java", "./gradlew test --tests *{f}*", "build.gradle"),
         "ruby": (".rb", "app/{m}/{f}.rb", "spec/{m}/{f}_spec.rb", "bundle exec rspec spec/{m}/{f}_spec.rb", "Gemfile"),
         "php": (".php", "src/{m}/{f}.php", "tests/{f}Test.php", "vendor/bin/phpunit --filter {f}", "composer.json"),
         "csharp": (".cs", "src/{m}/{f}.cs", "test/{m}.Tests/{f}Tests.cs", "dotnet test --filter {f}", "App.csproj"),
         "cpp": (".cc", "src/{m}/{f}.cc", "test/{f}_test.cc", "ctest -R {f}", "CMakeLists.txt")}
LW = [30, 26, 10, 8, 9, 4, 4, 5, 4]
ERRS = ["KeyError: '{e}'", "TypeError: Cannot read properties of undefined (reading '{e}')", "panic: runtime error: index out of range [{n}] with length {k}",
        "NullPointerException at {F}.{fn}", "AssertionError: expected {n}, got {k}", "ValueError: invalid {e} {n}", "deadlock detected while waiting on {e}",
        "timeout after {n}ms in {fn}", "UnicodeDecodeError: 'utf-8' codec can't decode byte 0x{k:02x}", "duplicate key value violates unique constraint \"{e}_pkey\"",
        "RangeError: Maximum call stack size exceeded", "thread 'main' panicked at 'called `Option::unwrap()` on a `None` value'", "segmentation fault in {fn}"]

class Repo:
    def __init__(s, r):
        s.lang = r.choices(list(LANGS), LW)[0]; L = LANGS[s.lang]
        s.name = r.choice([f"{r.choice(ADJ)}-{r.choice(NOUN)}", f"{r.choice(ENT)}-{r.choice(NOUN)}", f"{r.choice(NOUN)}{r.choice(['js','kit','db','hub','d','-core','-api','-web','lib'])}", f"{r.choice(ENT)}-{r.choice(['service','gateway','ui','sdk','worker','cli'])}"])
        s.mods = r.sample(ENT, r.randint(3, 6)); s.ents = r.sample(ENT, r.randint(5, 9))
        s.fs = [(r.choice(s.mods), r.choice([f"{r.choice(VERB)}_{r.choice(s.ents)}", r.choice(s.ents), r.choice(s.ents) + "_" + r.choice(W("utils store service handler model view client manager helper"))])) for _ in range(r.randint(6, 14))]
        s.src, s.tst, s.cmd, s.man = L[1:]
    def slots(s, r):
        m, f = r.choice(s.fs); e, e2 = r.choice(s.ents), r.choice(s.ents)
        fn = f"{r.choice(VERB)}_{e}" if s.lang in ("python", "ruby", "rust", "cpp") else r.choice(VERB) + e.capitalize()
        d = dict(m=m, f=f, e=e, e2=e2, fn=fn, fn2=r.choice(VERB) + "_" + e2, F=f.title().replace("_", ""), n=r.randint(2, 9000), k=r.randint(0, 250), repo=s.name, lang=s.lang,
                 v=f"{r.randint(0,6)}.{r.randint(0,20)}.{r.randint(0,9)}")
        d["file"] = s.src.format(**d); d["test"] = s.tst.format(**d); d["cmd"] = s.cmd.format(**d); d["err"] = r.choice(ERRS).format(**d)
        return d

T_TERSE = ["fix {fn} in {file}, it throws {err}", "why does {test} fail on main? please fix", "add a {e2} filter to the {e} endpoint", "rename {fn} to {fn2} everywhere and update tests",
           "the {e} page shows the wrong {e2} after refresh, can you look", "write tests for {file}", "make {fn} async", "bump deps and fix whatever breaks", "{err}\n\nhappens when i call {fn}, what's going on",
           "refactor {file} – too long, split out the {e} stuff", "add pagination to list of {e}s ({k} per page)", "implement the TODO in {file}", "explain how {fn} gets called and by whom",
           "cli flag --{e} is ignored", "ok now do the same for {e2}", "remove the old {e} code path, we dropped it in {v}", "type errors in {f}, fix all", "can u make the {e} {m} faster? takes {n} ms",
           "please add logging around {fn}", "the dark mode {e} looks off, padding + colours", "docker build fails at step {k}: {err}", "convert {file} to use the new {e2} client", "commit this with a decent message",
           "add docs for {fn} incl. example", "we need a migration that adds {e}_id to {e2}s", "continue", "there's a race in {fn} when two {e}s come in at once", "set up github actions for this repo"]
T_ISSUE = ["{fn} returns a stale {e} after {e2} is updated\n\n### Steps to reproduce\n1. create a {e} with {n} entries\n2. update the {e2}\n3. call `{fn}`\n\n### Expected\nThe new {e2}.\n\n### Actual\n`{err}`\n\nVersion: {v}",
           "**Describe the bug**\nSince {v}, `{fn}` in `{file}` silently drops a {e} when the {e2} is empty.\n\n**To Reproduce**\nRun `{cmd}`.\n\n```\n{err}\n```",
           "`{F}` ignores the `{e}` option\n\nI pass `{e}={n}` but the default {k} is used. Looks like `{fn}` never forwards it to `{fn2}`.",
           "Support {e2} in {fn}\n\nAt present {fn} only accepts a single {e}. It would help to accept a list, keep the order, and raise a clear error if one is invalid.",
           "Crash in {m}: {err}\n\nTraceback points at `{file}` line {k}. Only happens with more than {n} {e}s.", "{e} rounding is off by one for negative {e2} values\n\n`{fn}(-{k})` should give -{k} and gives -{n}.",
           "Memory grows without bound when {fn} is called in a loop. After {n} iterations the {e} cache holds every {e2} ever seen.", "Regression in {v}: `{fn}` no longer accepts None for `{e}`; the docstring says it is optional.",
           "Feature: export {e}s as CSV\n\nUsers want a `{e} export` command. Columns: id, {e2}, created. Quote fields that hold a separator.",
           "Timezone bug in {fn}: a {e} created at 23:{k:02d} local time is filed under the next day's {e2}.", "Inconsistent behaviour between `{fn}` and `{fn2}` when the {e} contains unicode. One normalises, the other does not."]
LOC = {"de": ["Bitte behebe den Fehler in {file}: {err}", "Schreib Tests für {fn}, auch Randfälle", "Die {e}-Liste lädt nach dem Update nicht mehr, woran liegt das?", "{fn} soll auch {e2} unterstützen, bitte umbauen"],
       "es": ["arregla el error en {file}: {err}", "agrega pruebas para {fn}", "¿por qué falla {test}? corrígelo por favor", "necesito un endpoint nuevo para {e} con filtro por {e2}"],
       "fr": ["corrige {fn} dans {file}, ça plante avec {err}", "ajoute la pagination sur les {e}s", "peux-tu écrire les tests de {file} ?", "refactorise {f}, c'est illisible"],
       "pt": ["corrige o bug em {file}: {err}", "cria testes pra {fn}", "adiciona campo {e2} na tela de {e}", "o build quebrou depois da versão {v}, dá uma olhada"],
       "zh": ["修复 {file} 里的报错：{err}", "给 {fn} 写单元测试", "{e} 列表刷新后数据不对，帮我查一下原因", "把 {f} 重构一下，拆成两个模块", "为什么 {test} 跑不过？"],
       "ja": ["{file} のエラーを直して: {err}", "{fn} のテストを書いてください", "{e} 画面の表示がおかしいので調査して修正お願いします", "{fn} を {e2} にも対応させたい"],
       "ko": ["{file} 에러 고쳐줘: {err}", "{fn} 테스트 코드 작성해줘", "{e} 목록이 새로고침 후 안 나와요"], "ru": ["почини {fn} в {file}, падает с {err}", "напиши тесты для {file}", "добавь фильтр по {e2} в список {e}"]}
SAY = ["I'll start by looking at {file}.", "Let me search for where {fn} is used.", "", "", "The problem seems to be in how {e} is handled.", "Now let me run the tests.", "Let me check the existing tests first.",
       "That confirms it: {fn} never sees the {e2}.", "The test still fails, so I need to handle the {e} case too.", "Next I'll update the call site.", "Let me look at the directory structure.", "I see the issue. I'll fix it now.", "", "Checking {test}."]
FIN = ["I fixed `{fn}` in `{file}`: the {e} is now checked before the {e2} is read. All tests in `{test}` pass.", "Done. Changes:\n- `{file}`: `{fn}` handles an empty {e}\n- `{test}`: {k2} new cases\n\nThe suite passes.",
       "The root cause was that `{fn}` cached the {e} across calls. I removed the cache and added a regression test.", "I've added {e2} support to `{fn}` and updated the docs. Note that `{fn2}` has the same pattern; I left it alone.",
       "`{fn}` is called from {k2} places. I changed the signature and every caller; nothing else in `{m}` needed edits.", "I couldn't reproduce the failure exactly, but the {err} path is now guarded and covered by a test."]
def fill(r, bank, d):
    return r.choice(bank).format(**d)

def code_snip(r, d, n=None):
    out = []
    for _ in range(n or r.randint(3, 9)):
        out.append(r.choice(["def {a}({b}, {c}):", "    if not {b}:", "        return {c}", "    {b} = {a}({c})", "    for {b} in {c}s:", "    # {a} the {b}", "const {b} = await {a}({c});", "  if ({b} === null) return;",
                             "    {c}.append({b}.id)", "    raise ValueError(f'bad {b}')", "  return {c}.map(x => x.{b})", "    with {b}_lock:", "    log.debug('{a} %s', {b})"]).format(a=r.choice(VERB) + "_" + r.choice(ENT), b=r.choice([d["e"], d["e2"], r.choice(ENT)]), c=d["e2"]))
    return "\n".join(out)

# ---------------------------------------------------------------- conversations: list of steps (new_messages, text, call|None)
def code_steps(r, d, task, T, n):
    """T maps role -> (tool, argument). n model calls in all; the last is the answer."""
    steps, new, d = [], [("user", task)], dict(d, k2=r.randint(2, 9))
    order = ["ls"] * (r.random() < .35) + ["search"] * (r.random() < .7) + ["read"] * r.randint(1, 3)
    while len(order) < n - 1:
        order += r.choice([["edit", "run"], ["edit", "run"], ["edit"], ["read", "edit"], ["run"], ["search", "read"], ["edit", "edit", "run"]])
    for i, role in enumerate(order[:n - 1]):
        role = role if role in T else "run"
        name, arg = T[role]
        path = r.choice([d["file"], d["file"], d["test"]]) if i else d["file"]
        val = {"ls": lambda: "." if r.random() < .5 else os.path.dirname(d["file"]), "search": lambda: r.choice([d["fn"], d["e"] + "_", d["F"], "def " + d["fn"], d["fn2"]]), "read": lambda: path, "edit": lambda: path,
               "run": lambda: r.choice([d["cmd"]] * 4 + ["git diff --stat", "git log --oneline -5", f"grep -rn {d['fn']} .", f"sed -n {r.randint(1,200)},{r.randint(200,320)}p {path}"])}[role]()
        args = {arg: val}
        if role == "edit": args["diff" if arg == "path" else "new_str"] = code_snip(r, d, r.randint(2, 6))
        if role == "read" and r.random() < .3: args["limit"] = r.choice([100, 200, 400])
        out = {"ls": lambda: "\n".join(sorted({os.path.dirname(d["file"]), d["test"], d["file"], "README.md", r.choice(NOUN) + ".md"} | {r.choice(ENT) + os.path.splitext(d["file"])[1] for _ in range(r.randint(2, 7))})),
               "search": lambda: "\n".join(f"{r.choice([d['file'], d['test']])}:{r.randint(3, 600)}: {code_snip(r, d, 1).strip()}" for _ in range(r.randint(1, 6))) if r.random() > .1 else "No matches found",
               "read": lambda: code_snip(r, d, r.randint(5, 14)), "edit": lambda: r.choice(["ok", f"The file {path} has been edited.", f"Applied 1 hunk to {path}", "Edit applied successfully."]),
               "run": lambda: r.choice([f"FAILED {d['test']} - {d['err']}\n1 failed, {r.randint(2,80)} passed in {r.random()*20:.2f}s", f"{r.randint(3,99)} passed in {r.random()*20:.2f}s", f"Exit code 1\n{d['err']}", f" {d['file']} | {r.randint(1,40)} +-\n 1 file changed"])}[role]()
        steps.append((new, fill(r, SAY, d) if r.random() < .6 else "", (name, args))); new = [("tool", out)]
    steps.append((new, fill(r, FIN, d), None))
    return steps

def tool_steps(r, task, calls, answer, ask=None):
    """calls: [(tool, args, result)]"""
    steps, new = [], [("user", task)]
    if ask: steps.append((new, ask[0], None)); new = [("user", ask[1])]
    for t, a, res in calls:
        steps.append((new, r.choice(["", "", "", "Let me check that.", f"I'll use {t} for this.", "One moment.", "Now the next step."]), (t, a))); new = [("tool", res)]
    return steps + [(new, answer, None)]

SENT = ["Overall, {a} depends on {b}, so start there.", "The main point is that {a} and {b} pull in different directions.", "First, consider {a}.", "A common mistake is to ignore {b}.", "In short: {a}.", "For example, a {c} with {n} units behaves this way.",
        "You could also try {b} instead.", "Here is a version that keeps {a}.", "This holds as long as {b} is small.", "I would suggest three steps: define {a}, measure {b}, and review the {c}.", "Note the {c} in the second part."]
def words(t): return [w.strip(".,?!:;()\"'") for w in t.split()[:60] if len(w) > 5] or ["this", "the rest"]
def answer(r, t, lo=2, hi=7):
    w = words(t)
    if len(w) < 4: w = w + r.sample(ENT, 4)
    return " ".join(r.choice(SENT).format(a=r.choice(w[::2]), b=r.choice(w[1::2]), c=r.choice(ENT), n=r.randint(2, 99)) for _ in range(r.randint(lo, hi)))
def cot(r, t, lo=3, hi=8):
    x, out = r.randint(2, 90), []
    for i in range(r.randint(lo, hi)):
        y = r.randint(2, 40); op = r.choice("+-*"); z = {"+": x + y, "-": x - y, "*": x * y}[op]
        out.append(r.choice(["Step {i}: ", "{i}. ", "", "Next, ", "So ", "Then "]).format(i=i + 1) + r.choice([f"{x} {op} {y} = {z}", f"from the {r.choice(words(t))} we get {x} {op} {y} = {z}", f"the {r.choice(words(t))} gives {z}"])); x = z
    return "\n".join(out) + f"\n\nFinal answer: {x}"

def val(r, p):
    if p.endswith("_id"): return f"{p.split('_')[0][:3].upper()}-{r.randint(1000, 99999)}"
    if p in ("date", "start", "end", "due"): return f"2026-{r.randint(1,12):02d}-{r.randint(1,28):02d}"
    if p in ("limit", "count", "days", "amount", "page"): return r.randint(1, 400)
    return r.choice(ENT + CITY + NAMES)
CITY = W("Lisbon Osaka Denver Lyon Pune Oslo Quito Cairo Leeds Kraków Austin Perth Turin Busan Hanoi Graz Bergen Recife Nairobi Toronto")
NAMES = W("Maya Tom Aisha Luca Wei Priya Jonas Elif Carlos Hana Olga Sam Noor Pierre Kofi Ingrid Diego Yuki Fatima Ben")
PARAMS = W("query date limit city status amount days name start end due count page currency region category note priority email")
def make_tool(r, dom=None):
    e = dom or r.choice(ENT)
    return (f"{r.choice(W('get list create update cancel search check send find compute book track'))}_{e}{r.choice(['', '', 's', '_status', '_details', '_history', '_by_id', '_summary'])}", r.sample(PARAMS, r.randint(1, 3)) + ([e + "_id"] if r.random() < .5 else []))
def call_of(r, tool):
    n, ps = tool
    a = {p: val(r, p) for p in ps}
    e = r.choice(ENT)
    res = json.dumps(r.choice([{"status": "ok", "id": val(r, "x_id"), e: val(r, "name"), "total": r.randint(1, 9999)}, {"results": [{"id": val(r, "q_id"), "name": val(r, "n"), "score": round(r.random(), 2)} for _ in range(r.randint(1, 4))]},
                               {"error": f"{r.choice(ps)} not found"}, {"success": True, "updated_at": val(r, "date")}]))
    return n, a, res

API_ASK = ["I need to {v} my {e} for {c} before {d}. Can you also check the {e2}?", "Hi, this is {p}. Please {v} the {e} and tell me the total.", "What's the status of {e} {i}?", "Find all {e}s in {c} from last week and {v} any that lack a {e2}.",
           "{p} wants to move their {e} to {d}; if that is not possible, cancel it and send a note.", "Could you compare the {e} options for {c} and {v} the cheapest?", "We got a complaint about {e} {i}. Look into it, {v} the {e2} if needed.", "Set up a {e} for {p}, {c}, starting {d}, and share the {e2} with the team.",
           "My {e} shows the wrong {e2}. Fix it please", "List open {e}s, then {v} the oldest one.", "How many {e}s did we {v} since {d}?", "Please {v} {e} {i} and notify {p}."]
def api_task(r, e=None):
    return r.choice(API_ASK).format(v=r.choice(VERB), e=e or r.choice(ENT), e2=r.choice(ENT), c=r.choice(CITY), d=val(r, "date"), p=r.choice(NAMES), i=val(r, "ref_id"))
def api_steps(r, task, tools, lo=1, hi=5, ask=.15):
    calls = [call_of(r, r.choice(tools)) for _ in range(r.randint(lo, hi))]
    q = (f"Sure. Which {r.choice(ENT)} do you mean?", f"The one for {r.choice(NAMES)}, {val(r, 'ref_id')}") if r.random() < ask else None
    return tool_steps(r, task, calls, answer(r, task, 1, 3), q)

def schema(r):
    return r.choice(ENT) + "s", r.sample(ENT, r.randint(3, 7))
DQ = ["Which {a} has the highest average {b}?", "Plot {a} by {b} and describe the trend.", "Is there a correlation between {a} and {b}? Test it.", "Clean missing {a} values, then report the top {n} {b}s.", "How did {a} change month over month, split by {b}?", "Find outliers in {a} and say what they have in common.",
      "Fit a simple model predicting {a} from the other columns; report the error.", "Share of rows where {a} exceeds {n}, per {b}.", "Build a pivot of {a} x {b} and comment on the largest cell.", "Join with last year's file on {a} and list what's new in {b}."]
def data_steps(r, sc, task, tool, lo=2, hi=6):
    t, cols = sc; calls = []
    for i in range(r.randint(lo, hi)):
        a, b = r.sample(cols, 2)
        code = r.choice([f"df = pd.read_csv('{t}.csv')\ndf.head()", f"df.groupby('{a}')['{b}'].mean().sort_values()", f"df['{a}'].describe()", f"df.pivot_table('{a}', '{b}')", f"df.isna().sum()", f"stats.pearsonr(df['{a}'], df['{b}'])", f"df[df['{a}'] > {r.randint(2,900)}].shape", f"sns.lineplot(df, x='{a}', y='{b}')",
                         f"SELECT {a}, avg({b}) FROM {t} GROUP BY 1 ORDER BY 2 DESC LIMIT 10"])
        if tool[1] == "query" or tool[0].endswith("_sql"): code = r.choice([f"SELECT {a}, avg({b}) FROM {t} GROUP BY 1 ORDER BY 2 DESC LIMIT {r.randint(5,50)}", f"SELECT count(*) FROM {t} WHERE {a} > {r.randint(2,900)}", f"SELECT DISTINCT {b} FROM {t}", f"SELECT corr({a}, {b}) FROM {t}"])
        calls.append((tool[0], {tool[1]: code}, r.choice(["\n".join(f"{r.choice(CITY)}  {r.random()*900:.2f}" for _ in range(r.randint(3, 7))), f"({r.random():.3f}, {r.random():.4f})", f"NameError: name '{a}' is not defined", f"count {r.randint(90,9000)}\nmean {r.random()*99:.2f}", "<Figure size 640x480>"])))
    return tool_steps(r, task, calls, f"The {r.choice(cols)} is highest where {r.choice(cols)} is {r.choice(CITY)} ({r.random()*900:.1f}). " + answer(r, task, 1, 2))
def data_task(r, sc):
    a, b = r.sample(sc[1], 2); return r.choice(DQ).format(a=a, b=b, n=r.randint(3, 50))
def chat_steps(r, texts, n, cont=("Can you make it shorter?", "thanks! and what about {w}?", "why {w}?", "give me an example", "rewrite that in a friendlier tone", "are you sure?", "translate to {l}", "now as a table")):
    steps = []
    t = texts[0]
    for i in range(n):
        q = texts[i] if i < len(texts) else r.choice(cont).format(w=r.choice(words(t)), l=r.choice(["Spanish", "German", "Hindi", "French"]))
        steps.append(([("user", q)], answer(r, q), None))
    return steps

# ---------------------------------------------------------------- infrastructure
CLOUD = {"aws": 16509, "gcp": 396982, "azure": 8075, "hetzner": 24940, "ovh": 16276, "do": 14061, "worker": 13335, "tencent": 132203}
LAND = {"US": (30, -6, [7922, 7018, 701, 20115], "en"), "DE": (8, 2, [3320, 3209], "de"), "IN": (10, 5.5, [55836, 24560, 45609], "en"), "BR": (6, -3, [28573, 18881], "pt"), "FR": (5, 2, [3215, 12322], "fr"), "GB": (7, 1, [2856, 5089], "en"),
        "JP": (6, 9, [4713, 17676], "ja"), "KR": (4, 9, [4766, 9318], "ko"), "ES": (4, 2, [3352, 12479], "es"), "CA": (4, -5, [577, 6327], "en"), "SG": (3, 8, [9506, 4773], "en"), "PL": (3, 2, [5617], "en"), "RU": (2, 3, [12389], "ru"),
        "NL": (3, 2, [1136], "en"), "VN": (3, 7, [45899], "en"), "AU": (3, 10, [1221], "en"), "MX": (3, -6, [8151], "es"), "TW": (2, 8, [3462], "zh"), "HK": (3, 8, [9269, 4760], "zh"), "ID": (2, 7, [7713], "en"), "NG": (2, 1, [29465], "en")}
def ip(r, asn, narrow=None):
    a, b = asn * 7 % 190 + 11, asn * 13 % 250
    return (f"{a}.{b}.{narrow if narrow is not None else r.randint(0, 255)}.{r.randint(1, 254)}", asn)
def ja4(rt, v):
    q = random.Random(f"ja4{rt}{v}"); return f"t13d{q.choice([15,17,19,31])}{q.choice(['16','12','10'])}h{q.choice('12')}_{q.getrandbits(48):012x}_{q.getrandbits(48):012x}"
def client(r, rt, name=None):
    v = r.randint(0, 3)
    ua = {"py": [f"OpenAI/Python 2.{r.randint(1,14)}.{r.randint(0,3)}", f"python-httpx/0.2{r.randint(6,8)}.{r.randint(0,2)}", f"AsyncOpenAI/Python 1.{r.randint(60,109)}.0", "python-requests/2.32.3", f"litellm/1.{r.randint(70,80)}.{r.randint(0,9)}", "aiohttp/3.11"],
          "node": [f"OpenAI/JS 6.{r.randint(0,9)}.0", "node", f"ai-sdk/5.0.{r.randint(1,90)}", f"axios/1.{r.randint(6,11)}.0"], "go": ["Go-http-client/2.0", f"openai-go/2.{r.randint(0,9)}.0"], "java": ["okhttp/4.12.0", "Java-http-client/21.0.4", "Spring-AI/1.0"], "rust": ["reqwest/0.12", "async-openai/0.29"],
          "web": ["Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) Chrome/14%d.0" % r.randint(0, 4), "Mozilla/5.0 (Windows NT 10.0; Win64; x64) Chrome/14%d.0" % r.randint(0, 4), "Mozilla/5.0 (X11; Linux x86_64; rv:14%d.0) Firefox" % r.randint(0, 4)]}[rt]
    return (name.format(v=r.randint(0, 9), w=r.randint(10, 31)) if name else r.choice(ua), ja4(rt, v))

AGENTS = [  # popular open-source agents: public prompt, tools, runtime, wire format, task wrapper
    ("patchbay-cli/0.{w}.{v}", "node", "messages", "You are Patchbay, an interactive command line agent that helps with software engineering. Use the tools below to help the user. Be concise: fewer than four lines of text unless asked for detail. Never commit unless told to. Follow the conventions of the code base, look at neighbouring files first, and run the lint and test commands when you are done. Before you edit a file, read it. Do not guess URLs.",
     {"read": ("Read", "path"), "ls": ("List", "path"), "search": ("Grep", "pattern"), "edit": ("Edit", "path"), "run": ("Bash", "command")}, "{t}", ["WebFetch", "TodoWrite", "Task"]),
    ("rookery-vscode/3.{w}.{v}", "node", "chat.completions", "You are Rook, a highly skilled software engineer with knowledge of many languages, frameworks and best practices. You have access to tools that run upon the user's approval. Use one tool per message and wait for its result. When the task is finished call attempt_completion. Each step should be informed by the result of the step before. Do not end with a question. MODE: act.",
     {"read": ("read_file", "path"), "ls": ("list_files", "path"), "search": ("search_files", "regex"), "edit": ("replace_in_file", "path"), "run": ("execute_command", "command")}, "<task>\n{t}\n</task>", ["attempt_completion", "ask_followup_question", "browser_action"]),
    ("openforge/0.{w}.{v}", "py", "chat.completions", "You are the OpenForge agent, a helpful assistant that can interact with a computer to solve tasks. Explore before you change anything, reproduce the problem, make minimal changes, and verify with tests. If the user asks a question, answer it and do not change code. Keep commits small. Always use absolute paths.",
     {"read": ("str_replace_editor", "path"), "edit": ("str_replace_editor", "path"), "run": ("execute_bash", "command"), "search": ("execute_bash", "command")}, "{t}", ["finish", "think", "execute_ipython_cell"]),
    ("kodo-rs/0.{w}.{v}", "rust", "responses", "You are Kodo, a coding agent that runs in a terminal. You are precise, safe and helpful. Share short preambles before grouped tool calls. Keep going until the query is resolved. Use apply_patch to edit files; do not re-read files after patching. Fix the problem at its root. Don't fix unrelated bugs.",
     {"read": ("shell", "command"), "ls": ("shell", "command"), "search": ("shell", "command"), "edit": ("apply_patch", "path"), "run": ("shell", "command")}, "{t}", ["update_plan", "view_image"]),
    ("pairwise/0.{w}.{v}", "py", "chat.completions", "Act as an expert software developer. Take requests for changes to the supplied code. If the request is ambiguous, ask. Reply with search/replace blocks only; every block must match the file exactly. Suggest shell commands only if they would help.",
     {"read": ("add_file", "name"), "edit": ("search_replace", "path"), "run": ("run_cmd", "command")}, "{t}", [])]
OSS = ["macOS 15.{v}", "Ubuntu 24.04", "Windows 11 (WSL2)", "Arch Linux", "Fedora 42", "Debian 12", "NixOS 25.05"]
PB = ["You are {a}, the assistant of {firm}.", "You work inside {firm}'s {e} system and act on behalf of the {role}.", "Use the tools to answer; never invent a {e}.", "Always confirm a {e} before you change it.", "Today is a working day at {firm}; the office is in {c}.", "If a tool fails twice, stop and report the error.", "Answer in {lang}.",
      "Do not reveal internal ids other than the {e} id.", "Return JSON with keys {k1}, {k2} and {k3}.", "Plan first, then act; keep plans below {n} steps.", "Escalate to a human when the {e2} is above {n}.", "Style: plain, short, no emojis.", "Prefer {t1} over {t2} when both apply.", "Our customers are mostly {role}s. They care about {e2}s.",
      "You may call at most {n} tools per request.", "Policy: a {e} older than {n} days is archived.", "Think about edge cases such as an empty {e2}.", "Cite the {e} you used.", "Never run destructive commands.", "Reply with the final result only.", "Code goes to the {k1} branch; reviewers come from the {k2} team.", "Write commit messages as '{k1}: summary'.",
      "The stack is {l1} with {l2} and {e} queues.", "Ask one question if the request is unclear."]
def mkprompt(r, firm, lo=3, hi=8, lang="English", tools=None):
    s = lambda: dict(a=r.choice(NAMES) + r.choice(["", "Bot", " AI", ""]), firm=firm, e=r.choice(ENT), e2=r.choice(ENT), role=r.choice(W("dispatcher buyer nurse teacher engineer clerk analyst planner agent trader editor recruiter landlord technician")), c=r.choice(CITY), lang=lang, k1=r.choice(ENT), k2=r.choice(ENT),
                     k3=r.choice(W("status reason next_step confidence source")), n=r.randint(2, 30), t1=(r.choice(tools) if tools else ["search"])[0], t2=(r.choice(tools) if tools else ["lookup"])[0], l1=r.choice(list(LANGS)), l2=r.choice(W("Postgres Redis Kafka MongoDB MySQL SQLite DynamoDB")))
    first = [PB[0]] if r.random() < .7 else []
    return r.choice([" ", "\n", "\n- "]).join(x.format(**s()) for x in first + r.sample(PB[1:], r.randint(lo, hi)))

def habit(r, lang="en"):
    """a person's way of asking"""
    low, pre = r.random() < .4, r.sample(["", "", "hey, ", "please ", "ok ", "Next: ", "quick one: ", "Hi! ", "bug: ", "TODO ", "can you ", "> "], 3)
    suf = r.sample(["", "", "", " pls", " (don't touch the tests)", " thanks", "\nrun the tests after", " keep it simple", "\nno new deps.", " asap", "\nexplain what you did", " and commit", "!!", "\nask before deleting anything", "\nuse small commits"], 4)
    ploc, piss, typo = (r.choice([.2, .6, .95]) if lang in LOC else 0), r.choice([.03, .1, .4]), r.choice([0, 0, .15, .4])
    def ask(q, d):
        if q.random() < ploc: t = fill(q, LOC[lang], d)
        elif q.random() < piss: return fill(q, T_ISSUE, d)
        else: t = q.choice(pre) + fill(q, T_TERSE, d) + q.choice(suf)
        if low: t = t[:1].lower() + t[1:]
        if len(t) > 12 and q.random() < typo: i = q.randint(3, len(t) - 3); t = t[:i] + t[i + 1] + t[i] + t[i + 2:]
        return t
    return ask

def coder(r, ag, repo, ask, mean=6, extra="", prompt=None, plain=None):
    """repo: function rng, idx -> Repo. Returns make()."""
    T, more = ag[4], ag[6]; names = list(dict.fromkeys([v[0] for v in T.values()])) + more
    def make(q, idx):
        rp = repo(q, idx); d = rp.slots(q); n = max(2, min(14, int(q.lognormvariate(math.log(mean), .45))))
        sysm = (prompt or ag[3]) + (plain if plain is not None else f"\n\n<env>\ncwd: {extra.split('|')[0]}/{rp.name}\nos: {extra.split('|')[1]}\n</env>{extra.split('|')[2]}")
        return sysm, names, code_steps(q, d, ag[5].format(t=ask(q, d)), T, n), {}
    return make

# ---------------------------------------------------------------- the firm's customers
class World:
    def __init__(s, seed, days, D):
        s.r, s.days, s.D, s.seed, s.acc, s.camps, s.used = random.Random(seed), days, D, seed, [], [], set()
        s.end, s.rel, s.scale = START + days * DAY, START + days * DAY * .47 + 16 * H, days / 21
        q = random.Random(seed + 5)
        s.pool = {k: [ip(q, a, q.randint(0, 60)) for _ in range(220)] for k, a in CLOUD.items()}
        s.resi = []                                            # exits that people and residential proxies both use
        s.gha = [ip(q, 8075, 70 + i % 9) for i in range(260)]
    def hexa(s, n): return f"{s.r.getrandbits(4 * n):0{n}x}"
    def pm(s): return "pm_" + s.hexa(16)
    def mail(s, r): return r.choices(["gmail.com", "outlook.com", "icloud.com", "proton.me", "qq.com", "naver.com", "gmx.de", "yahoo.co.jp", s.dom(r)], [45, 11, 6, 5, 3, 2, 3, 2, 23])[0]
    def dom(s, r):
        while True:
            d = r.choice([r.choice(ADJ) + r.choice(NOUN), r.choice(NOUN) + r.choice(ENT), r.choice(ENT) + r.choice(W("ly ify labs hq works tech soft")), r.choice(NOUN) + "-" + r.choice(ENT)]) + r.choice([".com"] * 5 + [".io", ".dev", ".ai", ".co", ".de", ".xyz", ".net"])
            if d not in s.used or r.random() < .01: s.used.add(d); return d
    def land(s, r, only=None): return only or r.choices(list(LAND), [v[0] for v in LAND.values()])[0]
    def home(s, r, cc):
        asn = r.choice(LAND[cc][2])
        if s.resi and r.random() < .04:                        # CGNAT, shared flats, VPN
            c = [x for x in s.resi[-400:] if x[1] == asn]
            if c: return r.choice(c)
        x = ip(r, asn); s.resi.append(x); return x
    def add(s, pop, make, r, **k):
        cc = k.get("cc") or s.land(r); age = k.get("age") or min(1400, r.expovariate(1 / 260) + 1)
        t0, t1 = k.get("t0", START), k.get("t1", s.end)
        born = k.get("born", START - age * DAY)
        if not k.get("born") and r.random() < k.get("fresh", .18): t0 = START + r.random() * s.days * DAY * .8; born = t0 - r.expovariate(1 / (2 * H)) - 300   # joins in mid-log
        n = k.get("budget", 24) * s.scale * math.exp(r.gauss(0, k.get("sg", .9)) - k.get("sg", .9) ** 2 / 2)
        cl = k.get("client") or client(r, k.get("rt", "py"))
        mv = s.rel + r.expovariate(1 / (k.get("lag", 3.5) * DAY)) if r.random() < k.get("moves", .5) else None
        a = NS(id="acct_" + s.hexa(12), keys=["key_" + s.hexa(10) for _ in range(r.choice([1, 1, 1, 2, 3]))], org=k.get("org"), created=born, country=cc, plan=k.get("plan") or r.choices(["payg", "build", "team", "scale"], [50, 30, 15, 5])[0],
               verified=r.random() < k.get("ver", .35), payment=k.get("pay") or s.pm(), email=k.get("email") or s.mail(r), reseller=k.get("reseller", False), legal=k.get("legal", ""),
               tz=k.get("tz", LAND[cc][1]), hours=k.get("hours", "office"), nets=k.get("nets") or [s.home(r, cc) for _ in range(r.choice([1, 1, 2, 3]))], cl=cl, cl2=(cl[0].rsplit(".", 1)[0] + f".{r.randint(1, 30)}" if "." in cl[0] else cl[0], cl[1]), upd=START + r.random() * s.days * DAY,
               api=k.get("api") or r.choices(["chat.completions", "messages", "responses"], [6, 4, 2])[0], temp=k.get("temp", r.choice([None, None, 0, 0.2, 0.3, 0.7, 1.0])), maxt=k.get("maxt", r.choice([None, 1024, 2048, 4096, 8192])), stream=k.get("stream", r.random() < .6),
               reason=k.get("reason", r.choice([None, None, None, {"effort": "medium"}, {"effort": "high"}])), model=k.get("model") or r.choice(OLD), mv=k.get("mv", mv), part=k.get("part", 1.0 if r.random() < .8 else .6), budget=max(2, min(n, 420 * s.scale)), t0=t0, t1=t1, make=make,
               mean=k.get("mean", 6), gap=k.get("gap", r.uniform(5, 40)), pop=pop, camp=k.get("camp"), idx=k.get("idx"), tag=r.uniform(-1, 1), eus=k.get("eus"), ctx=r.randint(0, 9000), rota=k.get("rota"), peak=r.randint(0, 23), sess=r.random() < .3)
        s.acc.append(a); return a

def pick(D, r, names, clip=1400): return r.choice(D[r.choice(names)])[:clip]
CHAT = ["arena_hard_v01", "writingbench", "awesome_chatgpt_prompts", "autoj_real_queries", "mt_bench", "vicuna_bench", "self_instruct_user_oriented", "clinc150_raw"]

def benign(w, B):
    r, D = w.r, w.D
    N = lambda f: max(1, round(B * f))
    def groups(n, lo, hi):
        while n > 0: k = min(n, r.randint(lo, hi)); n -= k; yield k
    def own_repos(k): rs = [Repo(r) for _ in range(k)]; return lambda q, i: q.choice(rs)
    vmail = [w.dom(r) for _ in range(40)]
    # 1. users of open-source coding agents
    for _ in range(N(.23)):
        ag = r.choices(AGENTS, [34, 26, 12, 18, 10])[0]; cc = w.land(r); user = r.choice(NAMES).lower()
        rules = "" if r.random() < .55 else "\n\n# User rules\n" + mkprompt(r, r.choice(NOUN), 1, 4)
        ex = f"{r.choice(['/Users/' + user, '/home/' + user + '/code', '/workspace', '/' 'home/dev/src', 'C:/Users/' + user])}|{r.choice(OSS).format(v=r.randint(1, 6))}|{rules}"
        w.add("oss_agent_user", coder(r, ag, own_repos(r.choice([1, 1, 2, 3, 5])), habit(r, LAND[cc][3]), r.choice([4, 6, 8]), ex), r, cc=cc, client=client(r, ag[1], ag[0]), api=ag[2], hours=r.choice(["office", "office", "evening", "wide"]), budget=32, mean=6.5, moves=.75, lag=1.6, stream=True, temp=r.choice([None, 0]), model=r.choice(["kestrel-3", "kestrel-3-code"]))
    # 2. firms' own agent fleets, several accounts each
    for k in groups(N(.13), 3, 22):
        dm = w.dom(r); firm = dm.split(".")[0].title(); cc = w.land(r); pay = [w.pm() for _ in range(1 if r.random() < .7 else 2)]; pre = r.choice(NOUN)
        nat = [ip(r, r.choice(LAND[cc][2] + list(CLOUD.values())), 200) for _ in range(r.randint(1, 4))]; kind = r.choice(["code", "api", "api", "data", "mixed"])
        tools = [(f"{pre}_{t}", p) for t, p in (make_tool(r) for _ in range(r.randint(4, 9)))]; ag = list(r.choice(AGENTS))
        if r.random() < .6: ag[4] = {x: (f"{pre}.{v[0].lower()}", v[1]) for x, v in ag[4].items()}; ag[6] = [f"{pre}.submit"]
        prompts = [mkprompt(r, firm, 4, 9, tools=tools) for _ in range(r.randint(1, 3))]; rp = own_repos(r.randint(3, 12)); mv = w.rel + r.uniform(.1, 9) * DAY if r.random() < .6 else None; cl = client(r, r.choice(["py", "node", "go", "java"])); scs = [schema(r) for _ in range(4)]; es = r.sample(ENT, 4); org = "org_" + w.hexa(8)
        for i in range(k):
            pr = r.choice(prompts); ct = coder(r, ag, rp, habit(r), r.choice([5, 7, 9]), prompt=pr, plain=""); dt = (pre + "_sql", "code")
            def make(q, idx, pr=pr, ct=ct, kind=kind, tools=tools, es=es, scs=scs, dt=dt):
                z = kind if kind != "mixed" else q.choice(["code", "api"])
                if z == "code": return ct(q, idx)
                if z == "api": return pr, tools, api_steps(q, api_task(q, q.choice(es)), tools, 1, 5, .1), {}
                sc = q.choice(scs); return pr, [dt[0], pre + "_chart"], data_steps(q, sc, f"Table {sc[0]}({', '.join(sc[1])}). {data_task(q, sc)}", dt), {}
            w.add("firm_fleet", make, r, cc=cc, pay=r.choice(pay), email=dm, org=org, nets=nat, client=cl if r.random() < .8 else None, api=ag[2], mv=mv, budget=30, hours=r.choice(["office", "office", "flat"]), plan="scale" if r.random() < .5 else "team", ver=.8, legal=firm + " Ltd", mean=5, fresh=.06)
    # 3. agent start-ups on serverless clouds (some work over thousands of repos of their customers)
    for k in groups(N(.09), 1, 5):
        dm = w.dom(r); firm = dm.split(".")[0].title(); cc = w.land(r); cloud = r.choice(list(CLOUD)); kind = r.choice(["api", "api", "code", "bump", "review", "data"]); tools = [make_tool(r) for _ in range(r.randint(3, 10))]; pay = w.pm(); mv = w.rel + r.expovariate(1 / (2.5 * DAY)) if r.random() < .7 else None
        T = {"read": (r.choice(["open_file", "cat", "view"]), "path"), "edit": (r.choice(["patch", "write_file", "apply"]), "path"), "run": (r.choice(["shell", "exec", "sandbox_run"]), "command"), "search": (r.choice(["rg", "code_search", "semantic_search"]), "query")}
        ag = ("", "py", "chat.completions", "", T, "{t}", [r.choice(["open_pr", "finish", "report"])]); pr = mkprompt(r, firm, 3, 10); cl = client(r, r.choice(["py", "node"])); t3 = [mkprompt(r, firm, 2, 5) for _ in range(3)]
        bump = r.sample(["Upgrade {e}-{e2} to {v} and fix what breaks in {repo}.", "Security advisory for {e}-lib < {v}: patch {repo}. Entry point {file}.", "Repository {repo} ({lang}). CI fails with:\n{err}\nOpen a pull request that repairs it.", "Nightly check of {repo}: find flaky tests around {fn} and stabilise them."], 2)
        for i in range(k):
            if kind in ("code", "bump"): make = coder(r, ag, (lambda q, i: Repo(q)) if kind == "bump" else own_repos(20), (lambda q, d, b=bump: fill(q, b, d)) if kind == "bump" else habit(r), r.choice([4, 7]), prompt=pr, plain="")
            elif kind == "review": make = lambda q, i, pr=pr: (pr, [], [([("user", f"Review this diff from {(x := Repo(q)).name}:\n```diff\n" + code_snip(q, x.slots(q), 9).replace("\n", "\n+ ") + "\n```")], answer(q, "review correctness naming concurrency", 2, 6), None)], {})
            elif kind == "data": make = lambda q, i, pr=pr, t=t3: (pr, ["run_python"], data_steps(q, (sc := schema(q)), f"The user uploaded {sc[0]}.csv with columns {', '.join(sc[1])}.\n{data_task(q, sc)}", ("run_python", "code")), {})
            else: make = lambda q, i, pr=pr, t=tools, t3=t3: (q.choice([pr] + t3), t, api_steps(q, api_task(q), t, 1, 6), {})
            w.add("startup_serverless", make, r, cc=cc, pay=pay, email=dm, nets=r.sample(w.pool[cloud], r.randint(5, 40)), client=cl, mv=mv, hours=r.choice(["flat", "wide", "flat"]), budget=60, sg=1.1, plan=r.choice(["team", "scale", "payg"]), mean=5, ver=.6, legal=firm + " Inc")
    # 4. research agents with web search
    for _ in range(N(.07)):
        pr = mkprompt(r, r.choice(NOUN).title(), 1, 5) if r.random() < .6 else "You are a research agent. Break the question into sub-questions, search the web, read the sources and write a cited report."
        st, ft = r.choice([("web_search", "open_url"), ("search", "fetch"), ("tavily_search", "scrape"), ("browse.search", "browse.read"), ("serp", "get_page")]); topics = r.sample(ENT, 5)
        def make(q, i, pr=pr, st=st, ft=ft, tp=topics):
            t = q.choice([pick(D, q, ["writingbench", "arena_hard_v01"], 500), q.choice(["Compare {a} {b} vendors in {c}", "What changed in {a} regulation since {n}?", "Market size of {a} {b} software in {c}, with sources", "who makes the best {a} {b}?", "Write a brief on {a} and {b} for the board", "latest research on {a} {b} degradation"]).format(a=q.choice(tp), b=q.choice(ENT), c=q.choice(CITY), n=q.randint(2015, 2025))])
            cs = [(st, {"query": " ".join(q.sample(words(t) + tp, 3))}, "\n".join(f"[{j}] {q.choice(ADJ)}-{q.choice(NOUN)}.com - {answer(q, t, 1, 1)}" for j in range(3))) if q.random() < .55 else (ft, {"url": f"https://{q.choice(NOUN)}{q.choice(ENT)}.org/{q.randint(1, 9999)}"}, answer(q, t, 2, 5)) for _ in range(q.randint(2, 8))]
            return pr, [st, ft], tool_steps(q, t, cs, answer(q, t, 4, 9)), {}
        w.add("research_agent", make, r, nets=r.sample(w.pool[r.choice(list(CLOUD))], 3) if r.random() < .4 else None, hours=r.choice(["office", "evening", "wide"]), budget=24, mean=6.5, rt=r.choice(["py", "node"]))
    # 5. CI bots and evaluation harnesses: the owner's product, the same cases every night
    for _ in range(N(.08)):
        kind = r.choice(["repo", "cases", "judge", "sim"]); cc = w.land(r); firm = r.choice(NOUN).title(); rp = own_repos(r.choice([1, 2])); ag = r.choice(AGENTS); pr = mkprompt(r, firm, 2, 6); tools = [make_tool(r) for _ in range(r.randint(3, 7))]
        cases = [(api_task(r) if kind != "judge" else pick(D, r, CHAT, 400), r.getrandbits(32)) for _ in range(r.randint(6, 40))]
        rub = r.choice(["Grade the assistant's answer against our checklist. Reply PASS or FAIL with one reason.", "Score 0-5 for tone, accuracy and policy. JSON only.", "You are a strict reviewer of {f} support replies. Which checklist items are missed?", "Does the answer contain the expected facts? yes/no per fact."]).replace("{f}", firm)
        def make(q, i, kind=kind, cases=cases, pr=pr, tools=tools, rub=rub):
            t, sd = q.choice(cases); z = random.Random(sd + (q.random() < .3))
            if kind == "judge": return rub, [], [([("user", f"Question: {t}\nAnswer: {answer(q, t, 1, 4)}")], q.choice(["PASS", "FAIL", '{"score": %d}' % q.randint(0, 5)]) + " - " + answer(q, t, 1, 1), None)], {}
            return pr, tools, api_steps(z, t, tools, 1, 4, 0), {}
        if kind == "repo": make = coder(r, ag, rp, lambda q, d: fill(q, ["CI run {n} of {repo} failed:\n{err}\nFix it.", "Review PR #{n}: touches {file} and {test}.", "Update the changelog for {v}."], d), 4, prompt=pr if r.random() < .5 else ag[3], plain="\nYou run unattended in CI.")
        w.add("ci_eval", make, r, cc=cc, nets=r.sample(w.gha, r.randint(6, 30)) if r.random() < .65 else r.sample(w.pool[r.choice(list(CLOUD))], 2), hours=r.choice(["cron", "cron", "office"]), budget=34, mean=2 if kind == "judge" else 4, temp=0, rt=r.choice(["py", "node", "py"]), email=r.choice([None, r.choice(vmail)]))
    # 6. no-code automation: customers of one vendor share templates, tools, egress and client
    for v in range(3):
        nm = r.choice(NOUN); eg = [ip(r, CLOUD[r.choice(["aws", "gcp"])], 90 + v) for _ in range(8)]; mv = w.rel + r.uniform(.3, 6) * DAY; cl = client(r, "node", nm + "flow/{v}.{w}"); tools = [make_tool(r) for _ in range(12)]
        tpl = [r.choice(["Summarise this {e} for the {e2} channel: {x}", "Classify the incoming {e} as urgent, normal or spam.\n\n{x}", "Draft a reply to this {e}: {x}", "Extract {e}, {e2} and date as JSON from: {x}", "New row in {e}s: {x}\nUpdate the {e2} and tell the owner.", "When a {e} arrives, create a {e2}. Input: {x}"]).replace("{e}", r.choice(ENT)).replace("{e2}", r.choice(ENT)) for _ in range(14)]
        for _ in range(N(.037)):
            mine = r.sample(tpl, r.randint(1, 3)); ts = r.sample(tools, r.randint(1, 4)); biz = r.choice(NAMES) + "'s " + r.choice(ENT) + " " + r.choice(W("shop studio clinic agency school garage bakery office")); extra = mkprompt(r, biz, 0, 2)
            def make(q, i, mine=mine, ts=ts, nm=nm, extra=extra):
                t = q.choice(mine).replace("{x}", q.choice([pick(D, q, ["clinc150_raw"], 200), api_task(q), pick(D, q, ["autoj_real_queries", "spec_bench_summarization"], 700)]))
                return f"You are an automation step in {nm}flow. Be brief. {extra}", ts, api_steps(q, t, ts, 0, 2, 0), {}
            w.add("nocode", make, r, nets=eg, client=cl, api="chat.completions", mv=mv + r.uniform(0, 2 * H), hours=r.choice(["office", "wide", "cron"]), budget=16, mean=2, temp=.7, maxt=1024, model="kestrel-3-mini" if r.random() < .6 else "kestrel-3")
    # 7. a course and 8. a hackathon
    for pop, f, d0, d1, what in (("course", .03, .28, .64, "edu"), ("hackathon", .022, .57, .68, "hack")):
        nat = [ip(r, 1221 if what == "edu" else 7018, 44) for _ in range(3)]; coupon = w.pm(); starter = [make_tool(r, e) for e in ("event", "quiz", "attendee")]; cl = client(r, "py"); base = "You are a helpful agent. Use the tools to answer the question. Think before each call."; cc = "AU" if what == "edu" else "US"; rp = [Repo(r) for _ in range(4)]
        for _ in range(N(f)):
            t0 = START + w.days * DAY * (d0 + r.random() * .06); ts = starter + [make_tool(r) for _ in range(r.randint(0, 3))]; pr = base if r.random() < .6 else base + " " + mkprompt(r, r.choice(NOUN), 1, 3)
            mk = coder(r, r.choice(AGENTS), (lambda q, i, x=r.choice(rp) if what == "edu" else Repo(r): x), habit(r), 5, "/" "home/student|Ubuntu 24.04|")
            w.add(pop, lambda q, i, pr=pr, ts=ts, mk=mk: mk(q, i) if q.random() < .35 else (pr, ts, api_steps(q, api_task(q, q.choice(["event", "quiz", "course", "attendee"])), ts, 1, 4, .05), {}), r, cc=cc, nets=nat + [w.home(r, cc)], t0=t0, t1=START + w.days * DAY * d1, born=t0 - r.random() * 5 * H, pay=coupon if r.random() < .7 else None,
                  email="uni-" + ("perth" if what == "edu" else "x") + ".edu" if what == "edu" and r.random() < .85 else None, client=cl if r.random() < .6 else None, hours="office" if what == "edu" else "flat", budget=22, mean=4, api="chat.completions", plan="build", ver=.05)
    # 9. support bots with tools
    for _ in range(N(.075)):
        tools = [make_tool(r) for _ in range(r.randint(2, 6))]; cc = w.land(r); dm = w.dom(r); pr = mkprompt(r, dm.split(".")[0].title(), 4, 10, r.choice(["English", "English", "the customer's language"]), tools); es = r.sample(ENT, 3); pe = r.random() < .35; src = r.choice([["banking77_classifier_tenant"], ["clinc150_raw"], None, None, ["glaive_toolcall"]])
        def make(q, i, pr=pr, tools=tools, es=es, src=src, pe=pe):
            t = pick(D, q, src, 500).split("Customer message:")[-1].replace("Intent:", "").strip() if src and q.random() < .8 else api_task(q, q.choice(es))
            return pr, tools, api_steps(q, t, tools, 0, 3, .4), {"eu": f"u{q.randint(1, 99999)}" if pe else None}
        w.add("support_bot", make, r, cc=cc, email=dm, nets=r.sample(w.pool[r.choice(list(CLOUD))], r.randint(1, 4)), hours=r.choice(["wide", "flat", "office"]), budget=34, mean=3, rt=r.choice(["py", "node", "java", "go"]), ver=.6)
    # 10. an eval lab (openly benchmarks models; no campaign)
    lab = dict(org="org_" + w.hexa(8), pay=w.pm(), email="openbench-institute.org", nets=[ip(r, 16276, 12) for _ in range(4)], client=client(r, "py"))
    for _ in range(N(.008)):
        sets = r.sample(["gsm8k_train", "math_test", "bbh", "agentbench_os", "apibench", "biggen_bench", "arena_hard_v01"], 3); h = r.choice(["Answer the question. End with 'ANSWER: X'.", "Solve the problem step by step, then give the final answer.", ""])
        w.add("eval_lab", lambda q, i, sets=sets, h=h: (h, [], [([("user", pick(D, q, sets))], cot(q, "question"), None)], {}) if q.random() < .7 else ("You are an agent in a Linux shell.", ["bash", "submit"], tool_steps(q, pick(D, q, ["agentbench_os"]), [("bash", {"cmd": q.choice(["ls -la", "cat /etc/os-release", "wc -l stock.log", "grep -c Bob stock.log"])}, str(q.randint(1, 900))) for _ in range(q.randint(1, 3))], "Submitted."), {}),
              r, cc="NL", hours="flat", budget=90, mean=1.6, temp=0, plan="scale", ver=1, legal="OpenBench Institute", fresh=0, mv=w.rel + 5 * H, rota=r.sample(range(w.days), max(1, w.days // 3)), **lab)
    # 11. plain apps: chat, RAG, extraction, tutors, graders
    for _ in range(N(.09)):
        kind = r.choice(["t0", "rag", "sql", "imdb", "router", "tutor", "judge"]); one = r.choice(sorted(D["_t0"])); pr = mkprompt(r, r.choice(NOUN).title(), 1, 6); ts = D["_t0"][one]
        lead = r.choice(["", "Explain each step for a pupil: ", "Show your working. ", "Hint only, then the solution: "]); rub = r.choice(["Which reply is better for our customer, A or B?", "Rank the drafts.", "Rate the draft 1-10 and say why."])
        def make(q, i, kind=kind, pr=pr, ts=ts, lead=lead, rub=rub):
            t = {"t0": lambda: q.choice(ts)[:1200], "rag": lambda: "Context:\n" + answer(q, pick(D, q, ["autoj_real_queries"]), 4, 9) + "\n\nQuestion: " + pick(D, q, ["spec_bench_qa", "clinc150_raw"], 200), "sql": lambda: pick(D, q, ["bfcl_sql_tenant"]), "imdb": lambda: pick(D, q, ["imdb_sentiment_tenant"], 900), "router": lambda: pick(D, q, ["clinc150_router_tenant"]),
                 "tutor": lambda: lead + pick(D, q, ["asdiv", "mawps", "svamp", "gsm8k_train"]), "judge": lambda: f"{rub}\n\nRequest: {api_task(q)}\nA: {answer(q, 'delivery account', 1, 3)}\nB: {answer(q, 'refund address', 1, 3)}"}[kind]()
            return pr, [], [([("user", t)], cot(q, t) if kind == "tutor" else answer(q, t, 1, 4), None)], {}
        w.add("plain_app", make, r, nets=r.sample(w.pool[r.choice(list(CLOUD))], r.randint(1, 6)), hours=r.choice(["wide", "flat", "office", "cron"]), budget=22, mean=1, rt=r.choice(["py", "node", "java", "go"]), email=w.dom(r) if r.random() < .7 else None)
    # 12. resellers with end users
    for _ in range(N(.0017)):
        users = [(f"eu_{w.hexa(8)}", person(w, r)) for _ in range(r.randint(40, 90))]; dm = w.dom(r)
        def make(q, i, users=users): u, m = users[min(len(users) - 1, int(len(users) * q.random() ** 1.7))]; x = m(q, i); return *x[:3], {"eu": u}
        w.add("reseller", make, r, email=dm, reseller=True, nets=r.sample(w.pool["aws"], 8), hours="flat", budget=390, sg=.2, mean=4, plan="scale", ver=1, legal=dm.split(".")[0].title() + " Gateway", eus=[u for u, _ in users], fresh=0)
    # 13. ordinary individuals
    while len(w.acc) < B:
        cc = w.land(r); w.add("individual", person(w, r, LAND[cc][3]), r, cc=cc, hours=r.choice(["evening", "wide", "office", "evening"]), budget=12, sg=1.1, mean=3, rt=r.choice(["web", "py", "node", "web"]))
    w.acc[:] = w.acc[:B]

def person(w, r, lang="en"):
    D = w.D; srcs = r.sample(CHAT, 3); sysm = r.choice(["", "", "You are a helpful assistant.", mkprompt(r, r.choice(NAMES), 0, 3)]); ask = habit(r, lang); rp = Repo(r); pc = r.choice([0, .3, .8])
    def make(q, i):
        if q.random() < pc: d = rp.slots(q); return sysm, [], chat_steps(q, [ask(q, d)] + ([] if q.random() < .5 else [ask(q, rp.slots(q))]), q.randint(1, 4)), {}
        return sysm, [], chat_steps(q, [pick(D, q, srcs)], q.choice([1, 1, 2, 3, 5])), {}
    return make

# ---------------------------------------------------------------- campaigns
RSN = ["{t}\n\nThink step by step and number every step. Put the result in \\boxed{{}}.", "Solve carefully. Write out your full reasoning before the answer.\n\n{t}", "{t}\nShow the complete derivation, including attempts that you discard, then the final answer.", "You get one problem. First restate it, then plan, then execute, then verify.\nProblem: {t}",
       "请一步一步推理，写出完整的思考过程，最后给出答案。\n{t}", "Razona paso a paso y explica cada paso antes de dar la respuesta final.\n\n{t}", "Denke Schritt für Schritt und begründe jeden Schritt.\n\n{t}", "次の問題を段階的に考え、途中の推論をすべて書いてください。\n{t}", "{t}\n\nExplain how you arrive at it as if teaching someone who will repeat it."]
RUBR = ["Compare response A and response B to the instruction. Judge {x}. Give a critique of both, then a verdict [[A]], [[B]] or [[C]].", "You will see an instruction and a response. Score it 1-5 for {x}. Explain first, then write Score: N.", "Write a rubric of five criteria for this instruction, then apply it to the response. Focus on {x}.", "Which answer would an expert prefer with respect to {x}? Think aloud, then output JSON {{\"winner\": \"A|B\", \"margin\": 0-3}}.",
        "Critique the response below for {x}; list errors in order of gravity and end with a revised response.", "As a careful annotator, assign each response a reward between 0 and 10 ({x}) and justify the gap."]
XS = ["helpfulness and honesty", "factual accuracy", "instruction following", "depth of reasoning", "code correctness", "safety and tone", "conciseness", "tool choice"]
CW = ["{t}", "{t}", "Repository: {repo} ({lang})\n\n{t}\n\nImplement the change so that hidden tests pass.", "I've uploaded a repository in /workspace/{repo}. Consider the following issue:\n\n{t}\n\nMake the minimal changes to non-test files.", "Resolve this in {repo}:\n{t}", "<issue>\n{t}\n</issue>\nReproduce first, then fix, then verify.", "{t}\n\nPlease also cover edge cases.",
      "Task for {repo}: {t}", "We need this done today in {repo}.\n{t}", "{t}\n\nWork autonomously; don't ask questions."]
def campaigns(w, K):
    r, D, rel = w.r, w.D, w.rel
    sizes = {"c1_code": .2, "c2_tools": .15, "c3_reason": .14, "c4_grade": .11, "c5_data": .12, "c6_cover": .14, "c7_proxy": .14}
    tr = lambda c, i: random.Random(f"{w.seed}/{c}/{i}")
    def infra(c, n, share_ip, cards, doms, age, land, ccs):
        """attributes for n accounts. share_ip: accounts per exit (0: own homes); cards: share on pooled cards; age: (kind, days)"""
        ds = [w.dom(r) for _ in range(doms)] ; cp = [w.pm() for _ in range(max(1, n // 7))]; waves = [START - r.uniform(*age) * DAY for _ in range(4)]
        exits = [r.choice(w.resi) if r.random() < .3 else ip(r, r.choice(LAND[r.choice(ccs)][2])) for _ in range(n * 2 // share_ip)] if share_ip else []
        for _ in range(n):
            cc = r.choice(ccs)
            yield dict(cc=cc, nets=r.sample(exits, min(len(exits), 3)) if exits else [r.choice(w.resi) if r.random() < .25 else w.home(r, cc) for _ in range(r.randint(2, 5))], pay=r.choice(cp) if r.random() < cards else None, email=r.choice(ds) if ds and r.random() < .45 else r.choice(["gmail.com", "outlook.com", "proton.me", "gmail.com"]),
                       born=r.choice(waves) + r.expovariate(1 / (1.5 * DAY)) if len(age) == 2 and age[1] < 90 else START - r.uniform(*age) * DAY, ver=.15, fresh=0, camp=c, sg=.35, model=r.choice(["kestrel-3", "kestrel-3", "kestrel-3-code"]), tz=LAND[cc][1], mv=rel + r.uniform(.3, 22) * H if r.random() < land else None, rota=[d for d in range(w.days) if r.random() < .72] or [0])
    ns = {c: max(1, round(K * f)) for c, f in sizes.items()}; ns["c1_code"] = max(1, ns["c1_code"] + K - sum(ns.values()))
    for c, n in ns.items():
        s0 = START
        if c == "c1_code":        # SWE-style queue over synthetic repositories, dressed as open-source agents; began before the log
            kind = "coding"
            for k in infra(c, n, 2, .5, 3, (10, 45), .9, ["US", "GB", "SG", "CA", "NL"]):
                ag = r.choices(AGENTS, [30, 25, 35, 10, 0])[0]; own = r.random() < .35; cl = client(r, ag[1] if r.random() < .6 else "py", ag[0]) if not own else client(r, "py"); env = f"\n\n<env>\ncwd: /workspace\nos: {r.choice(['Ubuntu 24.04', 'Debian 12', 'macOS 15.2'])}\n</env>"
                pr = "You are an autonomous software engineer. " + mkprompt(r, r.choice(NOUN), 1, 3) if own else None
                def make(q, i, ag=ag, pr=pr, env=env, c=c):
                    z = tr(c, i); rp = Repo(z); d = rp.slots(z); t = z.choice(CW).format(t=fill(z, T_ISSUE if z.random() < .75 else T_TERSE, d), **d)
                    return coder(q, ag, lambda *_: rp, lambda *_: t, 7, prompt=pr, plain=env)(q, i)
                w.add(c, make, r, client=cl, api=ag[2], idx=c, budget=62, mean=6.5, hours=r.choice(["flat", "wide", "shift"]), temp=r.choice([None, 0.7, 1.0]), **k)
        elif c == "c2_tools":     # tool use over synthetic APIs; bought aged accounts, own exits, starts on day 3
            kind = "tool_use"; s0 = START + w.days * DAY * .15
            for k in infra(c, n, 0, 0, 0, (120, 900), .85, ["US", "IN", "BR", "DE", "VN", "ID", "PL"]):
                heads = r.sample(["You are a function calling assistant.", "You have access to the following tools. Call them when needed.", "Act as the {e} agent for the user; follow the policy.", "Complete the user's request with the tools. Do not make up values.", "{e} desk assistant. Ask if a required argument is missing.", "", "You help {p} with {e} matters."], 4)
                def make(q, i, heads=heads, c=c):
                    z = tr(c, i); e = z.choice(ENT); ts = [make_tool(z, e if z.random() < .6 else None) for _ in range(z.randint(3, 8))]; x = z.random()
                    t = pick(D, z, ["apibench", "glaive_toolcall"], 500) if x < .2 else api_task(z, e) if x < .7 else f"{api_task(z, e)} {api_task(z, e)}"
                    return q.choice(heads).format(e=e, p=z.choice(NAMES)), ts, api_steps(q, t, ts, 2, 6, .2), {}
                w.add(c, make, r, client=client(r, r.choice(["py", "py", "node"])), idx=c, budget=58, mean=5.3, hours=r.choice(["wide", "shift", "office"]), t0=s0 + r.expovariate(1 / (1.2 * DAY)), temp=r.choice([None, .8, 1.0]), **k)
        elif c == "c3_reason":    # step-by-step reasoning, nine templates in five languages, shared /24s, starts day 2
            kind = "reasoning"; s0 = START + w.days * DAY * .1; nets = r.sample(range(61), 4); cls = [client(r, "py") for _ in range(3)]
            for k in infra(c, n, 0, .6, 2, (5, 30), .8, ["HK", "SG", "TW", "US"]):
                k["nets"] = [ip(r, 132203, r.choice(nets)) for _ in range(3)]; tp = r.sample(RSN, 4)
                def make(q, i, tp=tp, c=c):
                    z = tr(c, i); t = pick(D, z, ["gsm8k_train", "math_test", "math_test", "ocw_minerva", "bbh", "gsm_hard"])
                    return "", [], [([("user", q.choice(tp).format(t=t))], cot(q, "the equation gives another quantity", 4, 12), None)], {}
                w.add(c, make, r, client=r.choice(cls) if r.random() < .7 else client(r, "py"), idx=c, budget=46, mean=1, hours=r.choice(["flat", "wide"]), t0=s0 + r.random() * 2 * DAY, reason=r.choice([{"effort": "high", "summary": "detailed"}, {"effort": "high"}, None]), **k)
        elif c == "c4_grade":     # grading and preference data; began before the log, ends after two thirds
            kind = "grading"
            for k in infra(c, n, 3, .35, 1, (30, 80), .5, ["US", "DE", "FR", "KR"]):
                tp = r.sample(RUBR, 3)
                def make(q, i, tp=tp, c=c):
                    z = tr(c, i); t = pick(D, z, ["llamafactory_alpaca_en_demo", "arena_hard_v01", "biggen_bench", "self_instruct_user_oriented"], 700); a, b = (z.choice(D["_resp"])[:500] if z.random() < .3 else answer(z, t, 2, 5) for _ in "ab"); h = q.choice(tp).format(x=z.choice(XS))
                    two = ("A" in h and "B" in h) or "each response" in h; top = z.random() < .5
                    return (h if top else ""), [], [([("user", (h + "\n\n") * (not top) + f"Instruction: {t}\n\n" + (f"Response A: {a}\n\nResponse B: {b}" if two else f"Response: {a}"))], answer(q, "accuracy coverage clarity reasoning", 3, 7) + (q.choice([" [[A]]", " [[B]]"]) if two else f" Score: {q.randint(1,5)}"), None)], {}
                w.add(c, make, r, client=client(r, r.choice(["py", "py", "go"])), idx=c, budget=40, mean=1, hours=r.choice(["office", "wide", "flat"]), t1=START + w.days * DAY * r.uniform(.62, .7), temp=r.choice([0, .3, None]), **k)
        elif c == "c5_data":      # data-analysis agents over invented tables, starts day 7; cloud exits among start-ups
            kind = "data_analysis"; s0 = START + w.days * DAY * .32
            for k in infra(c, n, 0, .3, 4, (3, 60), .95, ["US", "IN", "GB", "DE"]):
                k["nets"] = r.sample(w.pool[r.choice(["aws", "hetzner", "gcp", "ovh"])], r.randint(2, 5)); tool = r.choice([("python", "code"), ("run_python", "code"), ("execute_sql", "query"), ("jupyter", "cell")]); h = r.sample(["You are a data analyst. Use the tool, then answer.", "Analyse the data set with code. Reflect on each result before you go on.", "Data agent. Tools: {t}. Finish with a short report.", "Answer questions about tables. Verify with a second computation."], 2) + [mkprompt(r, w.dom(r).split(".")[0].title(), 2, 4)]
                def make(q, i, tool=tool, h=h, c=c):
                    z = tr(c, i); sc = schema(z); t = f"{z.choice(['File', 'Table', 'Dataset', 'Sheet'])} {sc[0]}.csv, columns: {', '.join(sc[1])}; {z.randint(90, 90000)} rows.\n" + data_task(z, sc) + z.choice(["", "", " " + data_task(z, sc), " Explain your reasoning."])
                    return q.choice(h).replace("{t}", tool[0]), [tool[0]], data_steps(q, sc, t, tool, 3, 7), {}
                w.add(c, make, r, client=client(r, "py"), idx=c, budget=54, mean=6, hours=r.choice(["flat", "wide", "shift"]), t0=s0 + r.random() * 3 * DAY, **k)
        elif c == "c6_cover":     # half ordinary traffic of a plausible person or app, half queue work; nothing hard shared
            kind = "mixed_cover"
            for k in infra(c, n, 0, .15, 0, (20, 400), .7, list(LAND)):
                pp = person(w, r, LAND[k["cc"]][3]); ag = r.choice(AGENTS); cm = coder(r, ag, (lambda q, i, x=Repo(r): x), habit(r, LAND[k["cc"]][3]), 5, f"/home/{r.choice(NAMES).lower()}|{r.choice(OSS).format(v=4)}|")
                def make(q, i, pp=pp, cm=cm, ag=ag, c=c):
                    if q.random() < .5: return (cm if q.random() < .5 else pp)(q, None)
                    z = tr(c, i); d = (rp := Repo(z)).slots(z); x = z.random()
                    if x < .55: t = z.choice(CW).format(t=fill(z, T_ISSUE, d), **d); return coder(q, ag, lambda *_: rp, lambda *_: t, 6, prompt=ag[3], plain="")(q, i)
                    return "", [], [([("user", z.choice(RSN[:4]).format(t=pick(D, z, ["math_test", "biggen_bench", "bbh"])))], cot(q, "the claim follows from the premise", 4, 9), None)], {}
                w.add(c, make, r, client=client(r, ag[1], ag[0]) if r.random() < .7 else client(r, "py"), api=ag[2], idx=c, budget=48, mean=4.2, hours=r.choice(["office", "evening", "wide"]), **k)
        else:                     # a proxy's many accounts: resold ordinary traffic with agentic harvest mixed in
            kind = "proxy_agentic"; egress = [ip(r, CLOUD["ovh"], 14 + i % 3) for i in range(10)] + [ip(r, CLOUD["do"], 20) for _ in range(6)] + r.sample(w.pool["ovh"] + w.pool["do"], 6); cust = [person(w, r, r.choice(["en", "zh", "en", "ru", "ko"])) for _ in range(max(8, 4 * n))]
            def harvest(q, i, c=c):
                z = tr(c, i); x = z.random()
                if x < .6: rp = Repo(z); d = rp.slots(z); t = z.choice(CW[2:]).format(t=fill(z, T_ISSUE, d), **d); ag = z.choice(AGENTS[:3]); return coder(q, ag, lambda *_: rp, lambda *_: t, 6, prompt=ag[3], plain="")(q, i)
                e = z.choice(ENT); ts = [make_tool(z, e) for _ in range(z.randint(3, 6))]; return "Use the tools to complete the task. State your plan before each call.", ts, api_steps(q, api_task(z, e) + " " + api_task(z, e), ts, 2, 5, 0), {}
            for j, k in enumerate(infra(c, n, 0, .5, 4, (15, 85), .8, ["HK", "SG", "US", "VN"])):
                k["nets"] = r.sample(egress, 5); mine = r.sample(cust, 6); eu = j % 3 == 0; hv = {f"pu{w.hexa(6)}": 1 for _ in range(2)}; cv = [f"pu{w.hexa(6)}" for _ in mine]; sh = r.uniform(.3, .6)
                def make(q, i, mine=mine, hv=sorted(hv), cv=cv, sh=sh, eu=eu):
                    if q.random() < sh: return *harvest(q, i)[:3], ({"eu": q.choice(hv)} if eu else {})
                    u = q.randrange(6); return *mine[u](q, None)[:3], ({"eu": cv[u]} if eu else {})
                a = w.add(c, make, r, client=client(r, r.choice(["go", "go", "py"]), "new-gateway/{v}.{w}" if r.random() < .4 else None), idx=c, budget=70, mean=4, hours="flat", t0=s0 + (r.random() * 6 * DAY if j % 2 else 0), reseller=False, api="chat.completions", eus=(sorted(hv) + cv) if eu else None, **k)
                a.bad = set(hv)
        w.camps.append({"campaign": c, "kind": kind, "begin": s0})
    # a few end users of honest resellers who forward work for c7
    for a in [a for a in w.acc if a.pop == "reseller"]:
        bad = a.bad = {f"eu_{w.hexa(8)}" for _ in range(max(1, K // 120))}; a.eus += sorted(bad); old = a.make; a.idx = "c7_proxy"
        a.make = lambda q, i, old=old, bad=sorted(bad): (*harvest(q, i)[:3], {"eu": q.choice(bad)}) if q.random() < .07 else old(q, i)

# ---------------------------------------------------------------- when, and the wire
def plan(w):
    out, queue, down = [], {}, {}
    for a in w.acc:
        r = random.Random(f"{w.seed}/{a.id}")
        n = max(1, round(a.budget * max(.1, (a.t1 - a.t0) / (w.end - START)) ** .5 / a.mean)); d0, d1 = int((a.t0 - START) // DAY), int((min(a.t1, w.end) - 1 - START) // DAY)
        ds = [d for d in range(d0, d1 + 1) if a.rota is None or d in a.rota] or [max(d0, 0)]
        wk = {"office": .12, "cron": .8, "evening": 1.5, "wide": .8, "flat": .95, "shift": .5}[a.hours]
        ws = [(wk if (d % 7) > 4 else 1) * (r.lognormvariate(0, .9) if a.camp is None else r.lognormvariate(0, .4)) for d in ds]
        if a.camp and a.camp not in down: q = random.Random(f"{w.seed}/down/{a.camp}"); down[a.camp] = [(t := START + q.random() * w.days * DAY, t + q.uniform(2, 9) * H) for _ in range(3)]
        if a.camp is None and a.hours != "cron" and r.random() < .5: n = max(1, n // 2); burst = 2        # people work in bursts
        else: burst = 1
        for _ in range(n):
            d = r.choices(ds, ws)[0]
            h = {"office": lambda: r.choice([10.2, 11, 14.5, 16]) + a.tag + r.gauss(0, 1.3) - a.tz, "evening": lambda: 20 + a.tag + r.gauss(0, 2.2) - a.tz, "wide": lambda: r.triangular(6, 25, 14) - a.tz, "cron": lambda: a.peak + r.random() * .4, "flat": lambda: r.choice([r.uniform(0, 24), r.triangular(0, 24, 14)]), "shift": lambda: a.peak + r.uniform(0, 9)}[a.hours]()
            t = START + d * DAY + (h % 24) * H
            for b in range(burst):
                tt = t + b * r.uniform(2, 50) * 60
                if tt < a.t0: tt = a.t0 + r.random() * 6 * H
                if tt >= min(a.t1, w.end): continue
                if a.camp and any(x < tt < y and r.random() < .93 for x, y in down[a.camp]): tt += r.uniform(9, 14) * H
                if tt < min(a.t1, w.end): out.append([tt, a, r.getrandbits(52), None])
    out.sort(key=lambda x: (x[0], x[1].id, x[2])); q = random.Random(w.seed + 9)
    for x in out:                                              # one queue per campaign; some tasks are dealt twice or thrice (rejection sampling)
        c = x[1].idx
        if c: k = queue.setdefault(c, [0]); x[3] = q.randint(max(0, k[0] - 60), k[0]) if k[0] > 20 and q.random() < .1 else k[0]; k[0] += 1
    return out

def wire(api, msgs, cid):
    """internal (role, text, call) -> messages of the API's shape"""
    out = []
    for role, text, call in msgs:
        if role == "tool":
            out.append({"role": "user", "content": [{"type": "tool_result", "tool_use_id": call, "content": text}]} if api == "messages" else {"role": "tool", "tool_call_id": call, "content": text})
        elif role == "assistant" and call:
            if api == "messages": out.append({"role": "assistant", "content": ([{"type": "text", "text": text}] if text else []) + [{"type": "tool_use", "id": call[2], "name": call[0], "input": call[1]}]})
            else: out.append({"role": "assistant", "content": text, "tool_calls": [{"id": call[2], "type": "function", "function": {"name": call[0], "arguments": json.dumps(call[1], ensure_ascii=False)}}]})
        else: out.append({"role": role, "content": text})
    return out

def rfc(t): return datetime.fromtimestamp(t, timezone.utc).isoformat(timespec="milliseconds").replace("+00:00", "Z")
def tooldefs(api, tools):
    out = []
    for t in tools:
        n, ps = t if isinstance(t, tuple) else (t, None); sch = {"type": "object", "properties": {p: {"type": "string"} for p in ps}} if ps else None
        f = {"name": n} | ({"description": n.replace("_", " ").strip().capitalize() + "."} if ps else {})
        out.append(f | ({"input_schema": sch} if sch else {}) if api == "messages" else {"type": "function", "function": f | ({"parameters": sch} if sch else {})} if api == "chat.completions" else {"type": "function"} | f | ({"parameters": sch} if sch else {}))
    return out

def exchanges(w, t, a, seed, idx, seen):
    r = random.Random(seed); sysm, tools, steps, meta = a.make(r, idx)
    x, asn = r.choice(a.nets); cl = a.cl2 if t > a.upd else a.cl; hist, prev, last = [], None, None; eu = meta.get("eu"); td = tooldefs(a.api, tools)
    if eu: seen.setdefault(a.id, set()).add(eu)
    else: seen.setdefault(a.id, set()).add(None)
    model = NEW if a.mv and t > a.mv and r.random() < a.part else a.model
    sid = f"s_{r.getrandbits(56):014x}" if a.sess else None; key = r.choice(a.keys); cc = next((c for c, v in LAND.items() if asn in v[2]), ["US", "US", "DE", "US", "SG", "NL"][int(x.split(".")[2]) % 6]); held = a.api == "responses" and r.random() < .5
    for new, text, call in steps:
        fresh = [(ro, tx, last if ro == "tool" else None) for ro, tx in new]; hist += fresh
        body = fresh if held and prev else hist if len(hist) <= 8 else hist[:1] + hist[-6:] if hist[-6][0] != "tool" else hist[:1] + hist[-5:]
        msgs = ([{"role": "system", "content": sysm}] if sysm else []) + wire(a.api, body, None)
        if call: last = ("toolu_" if a.api == "messages" else "call_") + f"{r.getrandbits(64):016x}"; call = (*call, last)
        rid = f"resp_{r.getrandbits(64):016x}"; args = json.dumps(call[1], ensure_ascii=False) if call else ""
        itok = int(sum(len(m[1]) for m in hist) / 3.7 + len(sysm) / 4 + 40 * len(tools)) + (a.ctx if tools else 0); otok = int((len(text) + len(args)) / 3.6) + r.randint(8, 60); lat = int(400 + otok * r.uniform(9, 22) + itok * .02)
        req = {"endpoint": a.api, "model": model, "messages": msgs}
        for k, v in (("temperature", a.temp), ("max_tokens", a.maxt), ("reasoning", a.reason)):
            if v is not None: req[k] = v
        if a.stream: req["stream"] = True
        if tools: req["tools"] = td
        if held and prev: req["previous_response_id"] = prev
        bad = r.random() < .006
        res = {"id": rid, "model": model, "status": 529 if bad else 200, "finish_reason": None if bad else ("tool_calls" if call else "stop") if a.api != "messages" else ("tool_use" if call else "end_turn"), "latency_ms": lat}
        use = {"input_tokens": itok, "output_tokens": 0 if bad else otok}
        if len(hist) > 2: use["cache_read_input_tokens"] = int(itok * r.uniform(.5, .95))
        if not bad:
            res["content"] = text
            if call: res["output"] = ([{"type": "text", "text": text}] if text else []) + [{"type": "tool_use", "id": last, "name": call[0], "input": call[1]} if a.api == "messages" else {"type": "function_call", "call_id": last, "name": call[0], "arguments": args}]
            if a.reason:
                use["reasoning_tokens"] = int(r.lognormvariate(5.5, .8)); use["output_tokens"] += use["reasoning_tokens"]
                if a.reason.get("summary"): res["reasoning"] = cot(r, text or "tool result", 1, 3)
        acct = {"id": a.id, "key": key} | ({"org": a.org} if a.org else {}) | ({"end_user": eu} if eu else {})
        rec = {"id": f"x_{r.getrandbits(72):018x}", "time": rfc(t), "account": acct, "client": {"ip": x, "asn": asn, "country": cc, "user_agent": cl[0], "ja4": cl[1]}} | ({"session": sid} if sid else {}) | {"request": req, "response": res, "usage": use, "content_state": "full"}
        yield t, rec
        if bad: return
        hist.append(("assistant", text, call)); prev = rid
        t += lat / 1000 + (r.lognormvariate(0, .8) * (a.gap * (.35 if call else 1)) if call else r.lognormvariate(4.3, .8))
        if t >= w.end: return

def load(root):
    D = {}
    for sub in sorted(os.listdir(root)):
        p = os.path.join(root, sub)
        for f in sorted(os.listdir(p)) if os.path.isdir(p) and sub != "traces" else []:
            if f.endswith(".jsonl.gz"):
                with gzip.open(os.path.join(p, f), "rt", encoding="utf-8") as h: rows = [json.loads(l) for l in h]
                D[f[:-9]] = [x["text"] for x in rows if x.get("text")]
                if f.startswith("llamafactory"): D["_resp"] = [x["response"] for x in rows if x.get("response")]
                if f.startswith("t0_"):
                    D["_t0"] = {}
                    for x in rows: D["_t0"].setdefault(x["meta"]["template"], []).append(x["text"])
    return D

def main(o):
    w = World(o.seed, o.days, load(o.prompts)); os.makedirs(o.out, exist_ok=True)
    benign(w, o.benign)
    if o.scenario == "mix" and o.attack: campaigns(w, o.attack)
    todo, heap, seen, n, i, seq = plan(w), [], {}, 0, 0, 0
    stat = Counter()
    with open(os.path.join(o.out, "log.jsonl.gz"), "wb") as fh, gzip.GzipFile("", "wb", 1, fh, mtime=0) as z:
        enc = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode; buf = []
        while i < len(todo) or heap:
            if i < len(todo) and (not heap or todo[i][0] <= heap[0][0]):
                g = exchanges(w, *todo[i], seen); stat[todo[i][1].pop, "s"] += 1; i += 1
            else:
                t, _, rec, g = heapq.heappop(heap); buf.append(enc(rec)); n += 1
                if len(buf) > 500: z.write(("\n".join(buf) + "\n").encode()); buf = []
            nx = next(g, None)
            if nx: seq += 1; heapq.heappush(heap, (nx[0], seq, nx[1], g))
        if buf: z.write(("\n".join(buf) + "\n").encode())
    order = sorted(w.acc, key=lambda a: a.id)
    with open(os.path.join(o.out, "accounts.csv"), "w", newline="", encoding="utf-8") as fh:
        c = csv.writer(fh); c.writerow(W("account valid_from created country plan verified payment email_domain org legal_name reseller"))
        for a in order: c.writerow([a.id, rfc(a.created), rfc(a.created), a.country, a.plan, str(a.verified).lower(), a.payment, a.email, a.org or "", a.legal, str(a.reseller).lower()])
    truth = []
    for a in order:
        truth.append({"account": a.id, "end_user": None, "population": a.pop, "campaign": a.camp}); bad = getattr(a, "bad", set())
        for u in sorted(x for x in seen.get(a.id, ()) if x):
            hv = u in bad
            truth.append({"account": a.id, "end_user": u, "population": "c7_proxy" if hv else "proxy_customer" if a.camp else a.pop, "campaign": "c7_proxy" if hv else None})
    with open(os.path.join(o.out, "truth.json"), "w", encoding="utf-8") as fh: json.dump({"version": 1, "seed": o.seed, "accounts": truth, "campaigns": [{**c, "start": rfc(c["begin"]), "end": rfc(START + o.days * DAY)} for c in w.camps], "new_model": {"model": NEW, "released": rfc(w.rel)}}, fh, ensure_ascii=False, indent=0)
