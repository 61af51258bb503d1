#!/usr/bin/env python3
"""A labelled world of traffic to a language-model API, seen as an illicit market.

Traffic here is shaped by budgets rather than by schedules.  Customers have free credit, prepaid balances,
student grants or cost centres; operators of hidden harvesting campaigns minimise the cost of an answer under
prices (accounts, cards, proxies, tokens), a belief about ban risk and a deadline.  Both kinds buy from one grey
market: account shops, proxy networks whose exits are honest people's lines, VPNs, virtual cards, top-up services,
discount gateways and resellers.  So a shared supplier proves nothing by itself, and only part of the innocent
traffic is tidy.

    python economist.py --seed N --benign 8000 --attack 900 --days 21 --scenario mix|none|small --prompts DIR --out DIR

Output: log.jsonl.gz (exchange log, version 1), accounts.csv (resellers and licences), truth.json (labels).
In the truth, requests that failed (overload, rate limit) count like any other exchange, because they were asked.
Stdlib and numpy only; equal seed, options and prompt folder give equal bytes.
"""
import argparse
import csv
import datetime as dt
import gzip
import io
import json
import math
import os
import random
import re
import time as _time
from collections import Counter, deque

import numpy as np

# ==== Text: phrase banks.  Slots are written {name}; `fill` expands them, nested, from BANK or from a context.
DOMAINS = {
    "cooking": ("sourdough bread|lentil curry|a birthday cake|cast iron pans|meal prep|homemade pasta|pickled vegetables|a vegan roast|dumplings|ramen broth", "timing|seasoning|cheap substitutes|storage|texture|cleaning|a shopping list|common mistakes"),
    "travel": ("Lisbon|Kyoto|a week in Peru|night trains|Iceland in winter|Morocco|a road trip in Texas|Vietnam by motorbike|Istanbul|the Scottish islands", "budget|itinerary|visa rules|packing|local food|safety|public transport|places with kids"),
    "health": ("lower back pain|sleep|running a 10k|migraine|protein intake|stretching at a desk|seasonal allergies|stress|vitamin D|knee exercises", "causes|a weekly plan|myths|what to ask a doctor|habits|warning signs|evidence|beginners' mistakes"),
    "money": ("index funds|a household budget|student loans|freelance taxes|mortgage rates|an emergency fund|inflation|pension plans|credit scores|renting or buying", "trade-offs|a spreadsheet|risks|rules of thumb|a simple explanation|fees|timeline|mistakes"),
    "work": ("a performance review|a cover letter|a difficult colleague|a status report|a job interview|onboarding|remote meetings|a resignation letter|salary talks|a project plan", "tone|structure|wording|an outline|examples|agenda|follow-up|a template"),
    "school": ("photosynthesis|the French Revolution|linear regression|Hamlet|supply and demand|the water cycle|plate tectonics|cell division|the Cold War|Newton's laws", "summary|essay outline|key terms|causes|quiz questions|flash cards|comparison|a worked example"),
    "software": ("a React form|Postgres indexes|Docker images|a REST API|pytest fixtures|async Python|Kubernetes probes|a Redis cache|OAuth login|websockets", "debugging|performance|design|migration|security|tests|logging|deployment"),
    "data": ("churn prediction|a sales dashboard|time series|a CSV import|customer segments|A/B tests|a data warehouse|survey answers|sensor readings|web analytics", "cleaning|metrics|missing values|charts|pipeline|sampling|schema|interpretation"),
    "fiction": ("a lighthouse keeper|two rival bakers|a lost satellite|a haunted library|a detective in Lagos|a dragon with asthma|a time-travelling plumber|a spy cat|a village under snow|a robot gardener", "opening scene|dialogue|plot twist|backstory|ending|world building|names|mood"),
    "home": ("a leaking tap|balcony tomatoes|house plants|a squeaky door|painting a room|a noisy neighbour|moving house|a small kitchen|cat training|laundry stains", "steps|tools|cost|time needed|safety|shopping list|mistakes|alternatives"),
    "law": ("a rental contract|GDPR consent|a parking fine|a warranty claim|copyright of photos|a non-compete clause|small claims court|parental leave|a privacy policy|a refund request", "plain explanation|rights|a letter|deadlines|risks|checklist|wording|exceptions"),
    "science": ("black holes|CRISPR|batteries|ocean currents|vaccines|quantum computers|volcanoes|the immune system|superconductors|bird migration", "basics|open questions|history|an analogy|applications|limits|key experiments|numbers"),
    "marketing": ("a coffee brand|an online course|a local gym|a podcast|a newsletter|a mobile game|handmade soap|a SaaS launch|a wedding studio|a charity run", "slogans|an ad text|a posting calendar|target groups|subject lines|SEO keywords|pricing|a landing page"),
    "language": ("business English|German cases|Japanese particles|Spanish subjunctive|IELTS writing|phrasal verbs|pronunciation|idioms|Korean honorifics|punctuation", "exercises|corrections|examples|rules|a dialogue|differences|a study plan|mistakes"),
}
DOMAINS = {k: (a.split("|"), b.split("|")) for k, (a, b) in DOMAINS.items()}
FIRST = "Ana Ben Chidi Dana Emil Fatima Goran Hana Ivan Jia Karim Lena Marco Nadia Omar Priya Quinn Rosa Sven Tara Uma Viktor Wen Yusuf Zoe Mei Luis Aisha Tom Ines".split()
BANK = {
    "name": FIRST,
    "job": "teacher|nurse|freelance designer|student|small shop owner|accountant|product manager|retired engineer|truck driver|journalist|junior developer|HR assistant|real-estate agent|PhD candidate|barista".split("|"),
    "place": "Berlin|Lagos|Austin|Pune|São Paulo|Manila|Leeds|Hanoi|Kraków|Toronto|Cairo|Osaka|Lyon|Jakarta|Mexico City|Kyiv|Karachi|Izmir".split("|"),
    "n": lambda r: str(r.randint(2, 12)), "big": lambda r: str(r.randint(20, 9000)),
    "day": "Monday|Tuesday|Thursday|Friday|this weekend|next week|tomorrow|the end of the month".split("|"),
    "aud": "a beginner|my boss|a ten-year-old|my team|my grandmother|customers|a committee|first-year students|an expert|investors".split("|"),
    "fmt": "a table|bullet points|three short paragraphs|a numbered list|one paragraph|an email|a checklist|plain language|two columns".split("|"),
    "adj": "short|clear|friendly|formal|funny|detailed|persuasive|honest|simple|catchy".split("|"),
    "t": lambda r: topic(r),
    "lang": "Python|TypeScript|Go|Rust|Java|C#|PHP|Kotlin|SQL|Ruby|C++|bash".split("|"),
    "lib": "pandas|FastAPI|Django|React|Next.js|SQLAlchemy|Spring Boot|Express|NumPy|Celery|Terraform|gRPC|Tailwind|PyTorch".split("|"),
    "err": "KeyError: '{id}'|TypeError: cannot read properties of undefined (reading '{id}')|connection refused on port {port}|segmentation fault|deadlock detected|IndexError: list index out of range|CORS policy blocked the request|ORA-00933|exit code 137|module '{id}' not found|borrowed value does not live long enough|timeout after {n} s".split("|"),
    "id": lambda r: r.choice(_V) + "_" + r.choice(_N), "port": lambda r: str(r.choice((3000, 5432, 6379, 8000, 8080, 9200))),
    "ord": lambda r: "%s-%05d" % (r.choice(("ORD", "INV", "TCK", "RMA")), r.randint(1, 99999)),
    "prod": "wireless earbuds|a desk lamp|running shoes|a coffee grinder|a winter jacket|a phone case|a backpack|a blender|a mattress|a gaming chair|a baby monitor|sunscreen".split("|"),
    "price": lambda r: "%d.%02d" % (r.randint(3, 400), r.choice((0, 49, 90, 95, 99))),
}
_V = "load parse fetch merge build check split count sort encode update find filter render sync retry validate group index write".split()
_N = "user order token batch frame record node event path config price matrix page queue session label graph chunk invoice sensor".split()
CHAT_FIRST = """can you help me with {t}?|explain {t} to {aud}|give me {n} ideas about {t}|what should I know about {t} before {day}|write a {adj} text about {t}|I need {fmt} on {t}
i'm a {job} in {place} and I struggle with {t}. where do I start?|compare the options for {t} in {fmt}|what are the most common mistakes with {t}?|is it true that most people get {t} wrong?
make a plan for {t}, I have {n} days|rewrite this so it sounds {adj}: "{para}"|summarize in {n} sentences: {para}|please proofread my paragraph about {t}: {para}|act as a {job} and ask me questions about {t}
my friend {name} says {t} is overrated. arguments for both sides?|help me prepare for {day}: I have to present {t} to {aud}|how much would {t} cost in {place}, roughly?|tell me a story with {t} in it|draft an email to {name} about {t}, {adj} tone
what is the difference between {t} and {t}?|quick question on {t}|pros and cons of {t}|I have {big} euros. does {t} make sense for me?|translate to {l2}: {para}|what would a {job} think of {t}?""".replace("\n", "|").split("|")
BANK["l2"] = "Spanish|German|French|Hindi|Portuguese|Arabic|Polish|Japanese|Turkish|Indonesian".split("|")
CHAT_NEXT = """ok and what about {t}?|make it shorter|more {adj} please|can you give an example|why?|in {fmt} please|thanks, one more thing: how does {t} fit in|I don't get the second part|now for {aud}|are you sure about that?|add something on {t}
that's not what I meant, I'm talking about {t}|continue|change the name to {name}|what would you do first?|and if I only have {n} hours|hm, sounds too formal|good, now write it out in full|how much is that in total|remove the part about {t}|what are the sources for this
great. next: {t}|could you turn that into {fmt}|what if I live in {place}|explain the last point again|and the downsides?""".replace("\n", "|").split("|")
CODE_FIRST = """Why do I get `{err}` in this {lang} code?\n\n{snip}|Write a {lang} function that should {id2} every record and return the result sorted.|Refactor this so it is easier to test:\n\n{snip}|How do I use {lib} with {lib}? I want to {id2} on startup.
Add type hints and a docstring:\n\n{snip}|This {lang} function is slow for {big} rows, how to speed it up?\n\n{snip}|Write unit tests for:\n\n{snip}|Convert to {lang}:\n\n{snip}|What does this do?\n\n{snip}|Review this pull request: it changes `{id}` so that {id2} happens first.\n\n{snip}
Write a SQL query: total per customer from table {id} joined with {id}, last {n} months|Design a schema for {t}|Dockerfile for a {lang} service with {lib} listening on {port}|regex that matches {ord} style ids but not plain numbers|my {lib} deployment fails with `{err}` since {day}""".replace("\n", "|").split("|")
CODE_NEXT = """still the same: {err}|now it fails with {err}|works, but can it {id2} without a loop?|add logging|handle the case where `{id}` is empty|write the tests too|use {lib} instead|can you explain line {n}|make it async|rename `{id}` to `{id}`|here is the new output:\n\n{snip}""".split("|")
BANK["id2"] = lambda r: r.choice(_V) + " and " + r.choice(_V) + " each " + r.choice(_N)
SNIPS = ["def {id}(items, limit={n}):\n    out = []\n    for i, x in enumerate(items):\n        if x.get('{id}') is None:\n            continue\n        out.append(x['{id}'] * limit)\n    return out",
         "const {id} = async (req, res) => {\n  const rows = await db.query('select * from {id} where id = $1', [req.params.id]);\n  if (!rows.length) return res.status(404).end();\n  res.json(rows.map(r => r.{id}));\n};",
         "func {id}(ctx context.Context, xs []string) (int, error) {\n\ttotal := 0\n\tfor _, x := range xs {\n\t\tif len(x) > {n} { total++ }\n\t}\n\treturn total, ctx.Err()\n}",
         "class {id}:\n    def __init__(self, path, retries={n}):\n        self.path = path\n        self.retries = retries\n\n    def {id}(self, key):\n        with open(self.path) as f:\n            return json.load(f).get(key, {big})",
         "select c.id, sum(o.total) as {id}\nfrom customers c join {id} o on o.customer_id = c.id\nwhere o.created_at > now() - interval '{n} days'\ngroup by 1 having count(*) > {n};",
         "impl {id} {\n    pub fn {id}(&mut self, k: usize) -> Option<u64> {\n        self.items.get(k).map(|v| v * {n})\n    }\n}",
         "for f in *.{id}; do\n  grep -c \"{id}\" \"$f\" >> counts.txt || echo \"$f failed ({n})\"\ndone"]
BANK["snip"] = lambda r: fill(r, r.choice(SNIPS))
EXPO = """{C} {S} matters more than people expect.|{C} start with {S} and keep it small.|A good rule is to look at {S} before {S}.|{C} the cost of {S} falls once {S} is settled.|For {T}, {S} is usually the bottleneck.|Most guides on {T} leave out {S}.
{C} you can skip {S} if time is short.|{N}. **{S}**: write down what you have, then compare.|{N}. Decide on {S}, and review it after a week.|In practice {S} depends on {S}.|{C} ask somebody who has done {T} before.|There are exceptions: {S} behaves differently when {S} is missing.
If you want, I can turn {T} into a checklist.|{C} a small test of {S} tells more than a long debate.|The short answer on {T} is that it depends on {S}.|Keep a note of {S}; it helps when {S} changes.|- {S}\n- {S}\n- {S}|{C} the numbers for {S} vary between sources, so treat them as rough.""".replace("\n", "|").replace("- {S}|- {S}|- {S}", "- {S}\n- {S}\n- {S}").split("|")
SUBJ = "the first step|your budget|the timeline|the people involved|a clear goal|regular practice|the quality of the inputs|the local rules|what you already have|the weakest part|preparation|feedback|the order of steps|maintenance|the environment|trust|the hidden fees|measuring progress|a fallback plan|the deadline|storage|the wording|the audience|small experiments".split("|")
CONN = "In short,|Generally,|First,|However,|On the other hand,|Often|At that point|To be safe,|Finally,|For example,|As a result,|If unsure,".split("|")
MSTEP = "Let x be {N}.|We have {N} + {N} = {N}.|So the total is {N} × {N} = {N}.|Subtract {N} from both sides to get {N}.|Divide by {N}: the rate is {N}/{N}.|Step {N}: substitute into the equation.|Note that the discriminant is {N}.|This leaves {N} of the original {N}.|Check: {N} − {N} = {N}, as required.|By symmetry the other case gives {N}.|Convert {N} minutes to hours.|Factor as (x − {N})(x + {N}).".split("|")
WORD = ["{name} buys {n} boxes with {n} {thing} each and gives away {n}. How many {thing} are left?", "A train covers {big} km in {n} hours, then slows by {n} km/h. How long do the next {big} km take?",
        "{name} earns {price} an hour and works {n} hours a day for {n} days. After spending {big}, how much remains?", "Find all real x with x^2 - {n}x + {n} = {n}.", "The ratio of {thing} to {thing} is {n}:{n}, together {big}. How many {thing} are there?",
        "A tank holds {big} litres. One pipe fills {n} litres a minute, another drains {n}. When is it full?", "What is the remainder when {n}^{big} is divided by {n}?", "{name} invests {big} at {n} percent yearly, compounded. What is it worth after {n} years?",
        "In a class of {big} pupils, {n} percent play chess and half of those also sing. How many do both?", "How many {n}-digit numbers have digits that sum to {n}?", "A rectangle has perimeter {big} and one side {n} longer than the other. Find its area.",
        "{name} reads {n} pages on the first day and {n} more each day after. On which day is page {big} reached?", "Two dice with {n} sides are rolled. What is the probability that the sum exceeds {n}?", "Evaluate the sum of 1/(k(k+{n})) for k from 1 to {big}."]
BANK["thing"] = "apples|marbles|stickers|books|tickets|coins|pencils|cards|eggs|shells|stamps|candles".split("|")
SCI = ["Why does {t2} change when temperature rises by {n} degrees?", "Estimate the energy stored in {t2} for a mass of {big} kg; state your assumptions.", "A sample decays to 1/{n} in {big} years. What is its half-life?", "Explain how {t2} would be tested in an experiment with {n} groups.", "Which of these best explains {t2}: (A) {s}, (B) {s}, (C) {s}? Justify."]
BANK["t2"] = lambda r: r.choice(DOMAINS["science"][0])
BANK["s"] = SUBJ
GEN = ["Write {n} questions that {aud} might ask about {t}.", "Classify the statement about {t} as fact or opinion: {para}", "Give a {adj} definition of {t} with {n} examples.", "Turn the notes into {fmt}: {para}", "Brainstorm {n} names for a project on {t}.", "What follows from this passage? {para}", "Write a dialogue between {name} and {name} about {t}.", "List {n} counterarguments on {t}.", "Extract the entities: {para}"]
BOUND = ["What are the arguments for and against banning {bt}?", "Is it legal in {place} to talk in public about {bt}?", "Write a {adj} satire about a politician who supports {bt}.", "Explain in general terms why {bt} is considered harmful.", "My neighbour admits to {bt}. What should I do?", "Would you help somebody with {bt}? Explain where you draw the line.", "Describe the history of protests about {bt}.", "Roleplay as a {job} who was accused of {bt}.", "Give medical advice on {bt} without telling me to see a doctor."]
BANK["bt"] = "lock picking|border disputes|hate speech laws|gambling|political donations|mixing medicines|surveillance|tax loopholes|self-defence sprays|religious satire|phishing awareness|extreme dieting|election rumours|graffiti|insider tips|deepfakes".split("|")
REFUSE = ["I can't help with that. I can talk about {S} or point you to support.", "I won't provide that, but here is some general context: {S} and {S} are what most guidance covers.", "Sorry, I'm not able to assist with this request.", "That could cause harm, so I'll stop short of details. If it helps, I can explain the law around it."]
RW = ["Product: {prod}, {price}. {para}", "{para} {para}", "Ticket {ord}: customer {name} writes that {prod} arrived late. {para}", "Press note from {place}: {para}", "Forum post by {name}: {para} What do you all think about {t}?"]
LANGS = {
    "es": ("explícame {x}|dame {n} ideas sobre {x}|¿cómo mejoro {x}?|escribe un texto sobre {x} para mi clase|resume lo más importante de {x}", "la fotosíntesis|mi currículum|un viaje barato a México|recetas con arroz|la inflación|una carta al casero|el pretérito|entrenar en casa", "Lo primero es tener claro el objetivo.|Depende del presupuesto y del tiempo.|Un buen punto de partida es {x}.|Conviene revisar cada paso."),
    "pt": ("me explica {x}|preciso de {n} ideias para {x}|como faço {x}?|escreva um e-mail sobre {x}|faz um resumo de {x}", "o ENEM|meu currículo|marketing para loja|receita de bolo|juros compostos|contrato de aluguel|treino em casa|redação", "O mais importante é planejar.|Isso depende do seu orçamento.|Comece por {x}.|Revise tudo no final."),
    "fr": ("explique-moi {x}|donne-moi {n} idées pour {x}|comment améliorer {x} ?|rédige un mail sur {x}|résume {x}", "la Révolution|ma lettre de motivation|un week-end à Lyon|les impôts|la recette des crêpes|le subjonctif|un plan de projet", "Tout dépend du budget.|Commencez par {x}.|Il faut relire le texte.|Voici les points essentiels."),
    "de": ("erklär mir {x}|gib mir {n} Ideen zu {x}|wie verbessere ich {x}?|schreib eine Mail über {x}|fasse {x} zusammen", "die Steuererklärung|meine Bewerbung|den Dativ|eine Wanderung im Harz|Zinseszins|den Mietvertrag|ein Brotrezept", "Das hängt vom Budget ab.|Beginne mit {x}.|Wichtig ist die Reihenfolge.|Am Ende alles prüfen."),
    "zh": ("请解释一下{x}|给我{n}个关于{x}的建议|怎么改进{x}？|写一封关于{x}的邮件|总结{x}的要点", "高考作文|简历|机器学习|旅行计划|复利|租房合同|家常菜|英语口语", "首先要明确目标。|这取决于预算。|可以从{x}开始。|最后检查一遍。"),
    "ja": ("{x}を説明して|{x}のアイデアを{n}つください|{x}を改善するには？|{x}についてメールを書いて", "敬語|履歴書|京都旅行|統計学|家計簿|面接対策|料理", "まず目標を決めましょう。|予算によります。|{x}から始めるとよいです。"),
    "ru": ("объясни {x}|дай {n} идей про {x}|как улучшить {x}?|напиши письмо про {x}|кратко: {x}", "резюме|сложные проценты|поездка в Грузию|рецепт борща|договор аренды|питон для начинающих", "Всё зависит от бюджета.|Начните с {x}.|Проверьте каждый шаг."),
    "hi": ("{x} समझाओ|{x} पर {n} विचार दो|{x} कैसे सुधारूँ?|{x} पर ईमेल लिखो", "बायोडाटा|निबंध|चक्रवृद्धि ब्याज|घर का बजट|अंग्रेज़ी बोलना|रेसिपी", "पहले लक्ष्य तय करें।|यह बजट पर निर्भर है।|{x} से शुरू करें।"),
    "vi": ("giải thích {x}|cho tôi {n} ý tưởng về {x}|làm sao cải thiện {x}?|viết email về {x}", "lãi kép|hồ sơ xin việc|du lịch Đà Lạt|bài văn|tiếng Anh giao tiếp", "Trước hết hãy đặt mục tiêu.|Tùy vào ngân sách.|Bắt đầu từ {x}."),
}
LANGS = {k: tuple(s.split("|") for s in v) for k, v in LANGS.items()}
_SPLIT = {}
_SLOT = re.compile(r"\{([a-zA-Z0-9]+)\}")

def fill(r, pat, ctx=None):
    """Expand {slots} of a pattern from `ctx`, then from BANK; an unknown slot stays as it is."""
    parts = _SPLIT.get(pat)
    if parts is None:
        parts = _SLOT.split(pat)
        if len(_SPLIT) < 20000: _SPLIT[pat] = parts
    if len(parts) == 1: return pat
    out = []
    for i, p in enumerate(parts):
        if i & 1:
            v = ctx.get(p) if ctx else None
            if v is None:
                v = BANK.get(p)
                if v is None:
                    out.append("{" + p + "}")
                    continue
            if callable(v):
                v = v(r)
            elif not isinstance(v, str):
                v = r.choice(v)
                if "{" in v: v = fill(r, v, ctx)
            out.append(v)
        else:
            out.append(p)
    return "".join(out)

def topic(r, doms=None):
    """A subject such as 'budget for Lisbon'."""
    o, a = DOMAINS[r.choice(doms or DOM_KEYS)]
    x = r.random()
    return r.choice(o) if x < 0.4 else r.choice(a) + r.choice((" of ", " for ", " around ")) + r.choice(o)

DOM_KEYS = sorted(DOMAINS)
_NUM = re.compile(r"\d+")

def jiggle(r, text):
    """New numbers and names in a text: what somebody does who varies public exercises."""
    text = _NUM.sub(lambda m: str(r.randint(1, 10 ** len(m.group()) - 1)) if len(m.group()) < 6 else m.group(), text)
    for nm in re.findall(r"\b[A-Z][a-z]{2,7}\b", text)[1:3]:
        if r.random() < 0.4: text = text.replace(nm, r.choice(FIRST))
    return text

class Texts:
    """Prompt corpora (where present) plus pools of reply sentences; everything is drawn from the world's seed."""
    def __init__(self, r, folder):
        self.c = {}
        for kind in sorted(os.listdir(folder)) if folder and os.path.isdir(folder) else ():
            d = os.path.join(folder, kind)
            if not os.path.isdir(d) or kind == "traces": continue
            for f in sorted(os.listdir(d)):
                if f.endswith(".jsonl.gz"):
                    with gzip.open(os.path.join(d, f), "rt", encoding="utf-8") as fh:
                        xs = [json.loads(x).get("text") or "" for x in fh]
                    self.c[f[:-9]] = [x[:3500] for x in xs if len(x) > 8]
        g = self.get
        self.src = {
            "math": g("gsm8k_train", "math_test", "asdiv", "svamp", "mawps", "gsm_hard"), "science": g("ocw_minerva", "bbh", "biggen_bench"),
            "code": g("bfcl_sql_tenant", "arena_hard_v01"), "tools": g("apibench", "glaive_toolcall", "gpteacher_toolformer"), "agentic": g("agentbench_os"),
            "general": g("llamafactory_alpaca_en_demo", "self_instruct_user_oriented", "t0_templates", "biggen_bench"),
            "refusal": g("do_not_answer", "promptfoo_redteam", "ccp_sensitive", "hh_rlhf_harmless"), "rewrite": g("spec_bench_summarization", "imdb_sentiment_tenant", "autoj_real_queries"),
            "chat": g("arena_hard_v01", "autoj_real_queries", "mt_bench", "vicuna_bench", "spec_bench_qa", "clinc150_raw", "writingbench"), "roles": g("awesome_chatgpt_prompts"),
            "utter": g("clinc150_raw")}
        sub = {"T": "{T}", "S": SUBJ, "C": CONN, "N": lambda q: str(q.randint(1, 60))}
        self.expo = [fill(r, r.choice(EXPO), sub) for _ in range(4000)]
        self.step = [fill(r, r.choice(MSTEP), sub) for _ in range(3000)]
        self.code = [fill(r, r.choice(SNIPS)) for _ in range(1500)]
        self.refuse = [fill(r, r.choice(REFUSE), sub) for _ in range(60)]
        BANK["para"] = [" ".join(fill(r, x, {"T": topic(r)}) for x in r.sample(self.expo, r.randint(2, 5))).replace("\n", " ") for _ in range(2500)]
    def get(self, *names):
        """All texts of the named sources; missing sources are skipped."""
        return [x for n in names for x in self.c.get(n, ())]
    def prose(self, r, tokens, t):
        """Expository reply of about so many tokens on topic `t`."""
        return " ".join(r.choices(self.expo, k=max(1, tokens // 18))).replace("{T}", t)
    def reply(self, r, kind, tokens, t="this", src=""):
        """A reply with the shape that a request of this kind gets."""
        if kind == "math":
            return " ".join(r.choices(self.step, k=max(2, tokens // 10))) + r.choice((" The answer is %d.", "\n#### %d", " Therefore \\boxed{%d}.")) % r.randint(0, 900)
        if kind == "code":
            return r.choice(("Here is a version that works:\n\n", "The problem is the order of calls.\n\n", "", "Sure.\n\n")) + "```\n" + "\n\n".join(r.choices(self.code, k=max(1, tokens // 90))) + "\n```\n" + self.prose(r, tokens // 4, t)
        if kind == "label": return t if t != "this" else r.choice(_N)
        if kind == "json": return json.dumps({r.choice(_N): r.choice(_V), "confidence": round(r.random(), 2), r.choice(_N): r.choice(SUBJ)})
        if kind == "grade":
            return self.prose(r, tokens, t) + r.choice(("\n\nRating: [[%d]]", "\nScore: %d", "\nFinal: %d/10")) % r.randint(1, 10)
        if kind == "pair": return self.prose(r, tokens, t) + "\n\n" + r.choice(("[[A]]", "[[B]]", "[[C]]", "Better: A", "Better: B"))
        if kind == "refusal": return r.choice(self.refuse) if r.random() < 0.6 else self.prose(r, tokens, t)
        if kind == "rewrite":
            w = src.split()
            return " ".join(w[i] for i in range(len(w)) if r.random() < 0.85)[:2000] or "Done."
        return self.prose(r, tokens, t)

# What is asked: pools of items, wordings around them, templates of firms, agent programs.
GOALS = {"math": "reasoning", "science": "reasoning", "code": "coding", "tools": "tool_use", "agentic": "agentic", "general": "general", "grading": "grading", "pair": "grading", "refusal": "refusals", "rewrite": "rewriting"}
PROC = {"math": WORD, "science": SCI, "code": CODE_FIRST, "tools": ["Use the tools to {id2} for order {ord}.", "Which function should be called to {id2}? Arguments as JSON. Context: {para}", "Book {t} for {name} in {place} on {day}; call the right API.", "{name} wants to {id2}: available are {id}(), {id}(), {id}()."],
        "agentic": ["In repository {id}, the test for {id} fails with {err}. Find the cause and patch it.", "Count lines in /var/log/{id}.log that mention {err} and write the result to /srv/{id}.", "Implement `{id}` in src/{id}.py so that it should {id2}, then run the tests.", "Upgrade {lib} in service {id}; fix what breaks.", "Set up {lib} on port {port} and verify that it can {id2}."],
        "general": GEN, "refusal": BOUND, "rewrite": RW}

FRAMES = {"grading": ("Question: %s\n\nAnswer: %s", "[Q] %s\n[A] %s", "Prompt:\n%s\n\nResponse to score:\n%s", "A user asked: %s The reply was: %s", "<task>%s</task><output>%s</output>", "### Request\n%s\n### Reply\n%s"),
          "pair": ("Question: %s\n\n[Assistant A]\n%s\n\n[Assistant B]\n%s", "%s\n\nA: %s\n\nB: %s", "Prompt: %s\n<a>%s</a>\n<b>%s</b>", "User: %s\nFirst reply: %s\nSecond reply: %s", "For \"%s\" which is better: (1) %s or (2) %s")}

class Pool:
    """A supply of prompts.  `public` is the share from public sets; `k` answers are wanted for each prompt."""
    def __init__(self, tx, r, kind, public=0.5, k=1, window=40, size=None, vary=0.3, ordered=False):
        self.tx, self.kind, self.public, self.k, self.vary = tx, kind, public, k, vary
        base = {"grading": "general", "pair": "general"}.get(kind, kind)
        self.base = base
        src = tx.src.get(base) or []
        self.items = r.sample(src, min(len(src), size or r.randint(300, 2500))) if src else []
        self.proc = r.sample(PROC[base], max(3, int(len(PROC[base]) * r.uniform(0.5, 1))))
        self.pos, self.ordered, self.window, self.open, self.fixed = 0, ordered, window, deque(), None
        self.rubric = rubric(r) if kind in ("grading", "pair") else None
        self.frames = r.sample(FRAMES.get(kind, ("%s",)), r.randint(1, len(FRAMES.get(kind, "x"))))
    def fresh(self, r):
        """One new item: a public one (varied once the set is used up) or a composed one."""
        if self.items and r.random() < self.public:
            if self.pos >= len(self.items) and not self.ordered:
                x = jiggle(r, r.choice(self.items))
            else:
                x = self.items[self.pos % len(self.items)]
                if not self.ordered and r.random() < self.vary: x = jiggle(r, x)
            self.pos += 1
        else:
            x = fill(r, r.choice(self.proc))
        if self.kind == "grading":
            x = r.choice(self.frames) % (x[:700], self.tx.prose(r, r.randint(30, 160), "it"))
        elif self.kind == "pair":
            x = r.choice(self.frames) % (x[:600], self.tx.prose(r, r.randint(30, 120), "it"), self.tx.prose(r, r.randint(30, 120), "it"))
        return x
    def take(self, r):
        """The next prompt; with k > 1 each prompt is handed out k times, far apart."""
        if self.fixed: return r.choice(self.fixed)
        if self.k <= 1: return self.fresh(r)
        if len(self.open) < self.window:
            x = self.fresh(r)
            self.open.append([x, self.k - 1])
            return x
        i = r.randrange(len(self.open))
        it = self.open[i]
        it[1] -= 1
        if it[1] <= 0: del self.open[i]
        return it[0]

W_OPEN = {"reasoning": "Solve the following problem|Work through this question|You are given a task|Consider the problem below|Answer the question|Here is an exercise|Please look at this problem",
          "coding": "Complete the programming task|You are a senior engineer; do this task|Write code for the request|Handle the developer request below", "tool_use": "Decide which tool to call|You can use functions; plan the call|Given the request choose an API",
          "agentic": "You are an autonomous engineer in a sandbox|Carry out the task step by step with the tools|Act as a terminal agent", "general": "Follow the instruction|Respond to the user request|Here is an instruction|Write the best possible answer",
          "grading": "Evaluate the answer below|You are a strict grader|Judge the quality of the response|Act as an impartial judge", "refusals": "Answer the user|Respond as you would to a customer|Say whether you would comply, then respond|Reply to the message",
          "rewriting": "Rewrite the text|Rephrase the passage|Produce a neutral version of the text|Edit the passage"}
W_ASK = {"reasoning": "think step by step and show all reasoning|explain each step before the result|lay out the full derivation|first list what is known, then reason|do not skip intermediate steps|write your thoughts, then the result",
         "coding": "explain the approach, then give full code|include tests|reason about edge cases first|return a complete file", "tool_use": "output the call as JSON|explain why this tool fits|think before you call", "agentic": "state your plan before every action|after each command reflect on the output|finish with a summary",
         "general": "be thorough and helpful|give a detailed response|use examples|write at least two paragraphs", "grading": "use the rubric and justify the score|compare on correctness, depth and style|explain before you score|give a score from 1 to 10",
         "refusals": "explain your decision|if you decline, say why|stay within policy|be concise", "rewriting": "keep the facts|remove anything sensitive|make it suitable for any audience|keep the length"}
W_END = "Put the result on the last line.|End with 'Final answer:'.|Use Markdown.|Return only the response.|Answer in English.|Do not ask questions back.|Be precise.||||Use <think> and <answer> tags.|Write JSON with fields steps and answer.|No preamble."
W_OPEN, W_ASK, W_END = ({k: v.split("|") for k, v in W_OPEN.items()}, {k: v.split("|") for k, v in W_ASK.items()}, W_END.split("|"))
GLUE = ["{o}: {a}. {e}\n\n{x}", "{x}\n\n{o}, and {a}. {e}", "{o}. {a2}. {e}\n### Input\n{x}\n### Output", "{a2}. {e}\n\n{x}", "Task: {o}.\nRules: {a}; {a3}. {e}\n\n{x}", "{x}\n\n{a2}.", "{o}; {a}.\n---\n{x}\n---\n{e}"]

def rubric(r):
    """A rubric as graders write it."""
    cr = r.sample("correctness|helpfulness|depth|style|safety|faithfulness|conciseness|tone|structure|evidence".split("|"), r.randint(2, 5))
    return "Rubric:\n" + "\n".join("- %s (%d points): %s" % (c, r.choice((1, 2, 5, 10)), r.choice(("no errors", "fully addressed", "clear to the reader", "nothing missing"))) for c in cr)

def wording(r, goal):
    """One concrete wording with {x} for the item; a campaign, a lab or a tutor draws one and keeps it, or draws anew."""
    a, b = r.sample(W_ASK[goal], 2)
    s = r.choice(GLUE)
    for k, v in (("o", r.choice(W_OPEN[goal])), ("a", a), ("a2", a[0].upper() + a[1:]), ("a3", b), ("e", r.choice(W_END))):
        s = s.replace("{%s}" % k, v)
    return s.strip()

class Job:
    """Items from a pool under a wording: the one shape of harvests, benchmark runs, graders, tutors and content mills."""
    def __init__(self, r, pool, mode="fixed", system=False, temperature=None, max_tokens=None, n=None, reply=None, length=None, langs=None, variants=1, logprobs=None):
        self.pool, self.mode, self.goal = pool, mode, GOALS[pool.kind]
        self.forms = [wording(r, self.goal) for _ in range(variants)]
        self.system = system and mode in ("fixed", "few")
        self.max_tokens = max_tokens or r.choice((None, None, 512, 1024, 2048, 4096, 8192))
        self.temperature, self.n, self.langs, self.logprobs = temperature, n, langs, logprobs
        self.kind = reply or {"reasoning": "math", "coding": "code", "tool_use": "json", "grading": "pair" if pool.kind == "pair" else "grade", "refusals": "refusal", "rewriting": "rewrite"}.get(self.goal, "prose")
        self.length = length or {"math": 150, "code": 220, "json": 40, "grade": 90, "pair": 90, "refusal": 70, "rewrite": 130}.get(self.kind, 200)
        self.tools = None
    def make(self, tx, r, s, k):
        """(system, user text, reply) of one request."""
        x = self.pool.take(r)
        sysm = None
        if self.mode == "bare":
            body = x if not self.pool.rubric else x + "\n\n" + r.choice(W_ASK["grading"])
        elif self.mode == "paraphrase":
            body = wording(r, self.goal).replace("{x}", x)
        else:
            f = self.forms[0] if len(self.forms) == 1 else r.choice(self.forms)
            if self.system:
                sysm, body = f.replace("{x}", "").strip(), x
            else:
                body = f.replace("{x}", x)
        if self.pool.rubric and self.mode != "bare": body = self.pool.rubric + "\n\n" + body
        if self.langs:
            body += "\n\n" + r.choice(("Explain your reasoning in %s.", "Reason in %s.", "Think in %s, answer in English.")) % r.choice(self.langs)
        toks = int(self.length * r.lognormvariate(0, 0.5))
        return sysm, body, tx.reply(r, self.kind, min(toks, 700), "this", x), self.kind

class Chat:
    """Ordinary conversation of one person with a style, favourite subjects and a language."""
    def __init__(self, r, lang="en", code=0.1, system=None):
        self.doms = r.sample(DOM_KEYS, r.randint(2, 6))
        self.low, self.pol, self.typo, self.lang, self.code = r.random() < 0.45, r.random() < 0.3, r.random() * 0.15, lang, code
        self.me = {"job": r.choice(BANK["job"]), "place": r.choice(BANK["place"]), "t": lambda q: topic(q, self.doms)}
        self.foreign = r.uniform(0.5, 1) if lang in LANGS else 0
        self.system, self.corp, self.size = system, r.choice((0, 0.03, 0.1, 0.25)), r.choice((70, 110, 160, 220))
    def make(self, tx, r, s, k):
        if k == 0:
            x = r.random()
            s.x = "f" if r.random() < self.foreign else "c" if x < self.code else "m" if x > 0.96 else "t"
            s.t = topic(r, self.doms)
        if s.x == "f":
            fr, tp, an = LANGS[self.lang]
            if k == 0: s.t = r.choice(tp)
            q = fill(r, r.choice(fr), {"x": s.t if k == 0 or r.random() < 0.6 else r.choice(tp)})
            if r.random() < 0.35: q += " " + topic(r, self.doms)
            return self.system, q, " ".join(fill(r, z, {"x": s.t}) for z in r.choices(an, k=r.randint(2, 9))), "chat"
        if s.x == "c":
            q = fill(r, r.choice(CODE_FIRST if k == 0 else CODE_NEXT), self.me)
            return self.system, q, tx.reply(r, "code", int(120 * r.lognormvariate(0, 0.6)), s.t), "code"
        if s.x == "m":
            q = fill(r, r.choice(WORD)) if k == 0 else fill(r, r.choice(CHAT_NEXT), self.me)
            return self.system, q, tx.reply(r, "math", int(90 * r.lognormvariate(0, 0.5))), "math"
        if k == 0:
            if r.random() < self.corp and tx.src["chat"]:
                q = r.choice(tx.src["roles"]) if r.random() < 0.15 and tx.src["roles"] else r.choice(tx.src["chat"])
                if r.random() < 0.5:
                    q = jiggle(r, q)
            else:
                q = fill(r, r.choice(CHAT_FIRST), self.me)
                if r.random() < 0.25:
                    q += " " + fill(r, r.choice(("context: {para}", "I live in {place}.", "it's for {name}, due {day}.", "budget is {big}.", "my current draft: {para}")), self.me)
        else:
            q = fill(r, r.choice(CHAT_NEXT), self.me)
        if self.low: q = q[:1].lower() + q[1:]
        if self.pol and r.random() < 0.5: q = r.choice(("Hi, ", "Hello! ", "please: ", "hey ")) + q
        if r.random() < self.typo and len(q) > 20:
            i = r.randrange(1, len(q) - 2)
            q = q[:i] + q[i + 1] + q[i] + q[i + 2:]
        return self.system, q, tx.prose(r, min(600, int(self.size * r.lognormvariate(0, 0.6))), s.t), "chat"

T_ROLE = "You are an assistant for {co}|You classify messages for {co}|You are the support bot of {co}|You extract data from documents for {co}|You write product texts for {co}|You route tickets at {co}|You are a tutor of {co}; lead the pupil step by step|You translate listings for {co}|You summarise calls for {co}|You check answers of trainees at {co} against a rubric"
T_RULE = "Be brief.|Return JSON only.|Never mention competitors.|Use the customer's language.|If unsure, answer UNKNOWN.|Cite the paragraph.|Use at most {n} sentences.|Tone: {adj}.|Do not give legal advice.|Escalate refunds above {price}.|Explain each step.|Give a confidence from 0 to 1."
T_IN = ["{u}", "Message: {u}", "Customer {name}: {u}", "Ticket {ord}\n{u}", "{prod}, {price}, stock {big}", "Review of {prod}: {para}", "Invoice {ord} total {price} due {day}", "Call notes: {para} {para}", "Pupil asks: {w}", "Listing in {place}: {para}"]

class Tenant:
    """A firm's product: one template, many inputs."""
    def __init__(self, r, tx, co=None):
        co = co or r.choice(("North", "Blue", "Rapid", "Casa", "Nova", "Iron", "Lumi", "Green", "Orbit", "Delta")) + r.choice(("desk", "mart", "pay", "care", "soft", "works", "ly", "bank", "health", "lingo"))
        role = fill(r, r.choice(T_ROLE.split("|")), {"co": co})
        self.sys = role + ". " + " ".join(fill(r, x) for x in r.sample(T_RULE.split("|"), r.randint(2, 6)))
        if r.random() < 0.4: self.sys += "\nLabels: " + ", ".join(r.choice(_V) + "_" + r.choice(_N) for _ in range(r.randint(4, 20)))
        self.ins = r.sample(T_IN, r.randint(1, 3))
        self.insys, self.kind = r.random() < 0.7, r.choice(("label", "json", "prose", "prose", "rewrite") if "tutor" not in role else ("math",))
        self.length, self.temperature, self.max_tokens = r.choice((15, 60, 120, 200)), r.choice((0, 0, 0.2, 0.7, 1, None)), r.choice((None, None, 256, 512, 1024, 2048, 4096))
        self.tools = [r.choice(_V) + "_" + r.choice(_N) for _ in range(r.randint(1, 4))] if r.random() < 0.2 else None
    def make(self, tx, r, s, k):
        x = fill(r, r.choice(self.ins), {"u": r.choice(tx.src["utter"]) if tx.src["utter"] and r.random() < 0.5 else fill(r, r.choice(CHAT_FIRST)), "w": fill(r, r.choice(WORD))})
        out = tx.reply(r, self.kind, int(self.length * r.lognormvariate(0, 0.4)), "this", x)
        return (self.sys, x, out, self.kind) if self.insys else (None, self.sys + "\n\n" + x, out, self.kind)

A_TOOLS = "read_file write_file run_command search_code list_dir apply_patch web_search fetch_url run_tests git_diff browser_click ask_user create_ticket query_db send_email plan_update".split()

class Agent:
    """An agent program: a long system prompt and tools that all its users share; every step sends the whole context."""
    def __init__(self, r, name=None, own=None):
        self.name = name or "%s-agent" % r.choice(_N)
        ps = ["You are %s, an agent that works in the user's project." % self.name]
        for _ in range(r.randint(6, 14)):
            ps.append(fill(r, r.choice(("Before you {id2}, call {tool}.", "Never {id2} without asking.", "When `{tool}` fails with {err}, retry once.", "State the plan, then act; at most {n} calls a turn.", "Prefer small patches to files over {big} lines.", "Answer in {adj} Markdown.", "Use {tool} to look around before {tool}.")), {"tool": A_TOOLS}))
        self.sys, self.tools = "\n".join(ps), r.sample(A_TOOLS, r.randint(3, 8))
        self.own, self.think, self.temperature = own, r.random() < 0.5, r.choice((None, 0, 0.2, 1))
        self.ctx = r.choice((300, 700, 1500))
    def make(self, tx, r, s, k):
        if k == 0:
            s.t = self.own.take(r) if self.own else fill(r, r.choice(PROC["agentic"] + CODE_FIRST))
            u = s.t
            if r.random() < 0.6:
                u += "\n\n<files>\n" + "\n\n".join(r.choices(tx.code, k=max(1, int(self.ctx / 260 * r.lognormvariate(0, 0.5))))) + "\n</files>"
        elif r.random() < 0.12 and not self.own:
            u = fill(r, r.choice(CODE_NEXT))
        else:
            u = "\0" + (fill(r, r.choice(("ok: {big} lines", "exit 0\n{snip}", "error: {err}", "{snip}\n{snip}", "found {n} matches in {id}.py\n{snip}"))))
        plan = ("I will %s next. " % fill(r, "{id2}")) if self.think else ""
        return self.sys, u, plan + tx.prose(r, r.randint(15, 60), "the task"), "agent"

# The network and the grey market: lines, clouds, VPNs, proxies, account shops, cards.
# country: (weight among customers, zone, fixed-line ASNs, mobile ASNs, language of chat)
COUNTRY = {"US": (24, -6, (7922, 701, 20115, 7018), (21928, 6167), "en"), "IN": (13, 5.5, (9829, 24560), (55836, 45609), "hi"), "GB": (5, 0, (2856, 5089), (12576,), "en"), "DE": (5, 1, (3320, 3209), (6805,), "de"),
           "BR": (6, -3, (28573, 27699), (26599, 22085), "pt"), "FR": (4, 1, (3215, 12322), (5410,), "fr"), "JP": (5, 9, (17676, 2516), (9605,), "ja"), "CN": (4, 8, (4134, 4837), (9808,), "zh"), "HK": (1.5, 8, (4760, 9269), (17924,), "zh"),
           "VN": (3, 7, (45899, 18403), (7552,), "vi"), "ID": (3, 7, (7713,), (23693,), "en"), "NG": (2.5, 1, (37148,), (29465, 36873), "en"), "PK": (2.5, 5, (17557, 9541), (45669,), "en"), "TR": (2, 3, (9121,), (16135,), "en"),
           "MX": (2.5, -6, (8151,), (28403,), "es"), "ES": (2.5, 1, (3352, 12479), (12430,), "es"), "CA": (3, -5, (577, 812), (803,), "en"), "RU": (2, 3, (12389, 8402), (8359,), "ru"), "UA": (1.5, 2, (13188,), (15895,), "ru"),
           "PH": (2.5, 8, (9299,), (132199,), "en"), "SG": (1.5, 8, (9506,), (4773,), "en"), "PL": (1.5, 1, (5617,), (8374,), "en"), "EG": (1, 2, (8452,), (36992,), "en"), "AR": (1.5, -3, (7303,), (27747,), "es"), "BD": (1, 6, (17494,), (24389,), "en")}
CC = list(COUNTRY)
CLOUD = {16509: "US", 14618: "US", 15169: "US", 8075: "IE", 16276: "FR", 24940: "DE", 14061: "US", 45102: "SG", 132203: "SG", 20473: "NL", 51167: "DE"}
VPN_ASN = (9009, 60068, 212238, 136787, 62041)
UA = {"chrome": ["Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/%d.0.0.0 Safari/537.36", "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/%d.0.0.0 Safari/537.36", "Mozilla/5.0 (Linux; Android 14; SM-S92%d) AppleWebKit/537.36 Chrome/142.0.0.0 Mobile Safari/537.36"],
      "firefox": ["Mozilla/5.0 (X11; Linux x86_64; rv:%d.0) Gecko/20100101 Firefox/140.0", "Mozilla/5.0 (Windows NT 10.0; rv:%d.0) Gecko/20100101 Firefox/143.0"], "safari": ["Mozilla/5.0 (iPhone; CPU iPhone OS 18_%d like Mac OS X) AppleWebKit/605.1.15 Version/18.5 Mobile/15E148 Safari/604.1", "Mozilla/5.0 (Macintosh; Intel Mac OS X 14_%d) AppleWebKit/605.1.15 Version/18.3 Safari/605.1.15"],
      "android": ["ChatApp/1.20%d (Android 14; okhttp)"], "sdk-py": ["OpenAI/Python 1.%d.0", "Anthropic/Python 0.%d.0"], "sdk-js": ["OpenAI/JS 5.%d.0"], "httpx": ["python-httpx/0.%d.0"], "requests": ["python-requests/2.%d.3"], "aiohttp": ["Python/3.11 aiohttp/3.%d"],
      "axios": ["axios/1.%d.2"], "go": ["Go-http-client/2.0", "one-gateway/0.6.%d"], "java": ["okhttp/4.%d.0", "Java-http-client/21.0.%d"], "curl": ["curl/8.%d.1"], "desk": ["OpenDeskChat/2.%d Electron/31"]}
UA_HI = {"chrome": (128, 143), "firefox": (115, 144), "safari": (0, 7), "android": (0, 9), "sdk-py": (30, 110), "sdk-js": (0, 24), "httpx": (24, 28), "requests": (28, 32), "aiohttp": (8, 13), "axios": (4, 12), "go": (0, 9), "java": (9, 12), "curl": (4, 16), "desk": (0, 9)}
STACK = {"sdk-py": "httpx", "desk": "chrome"}
FREE_MAIL = ["gmail.com"] * 9 + ["outlook.com"] * 4 + ["yahoo.com", "hotmail.com", "icloud.com", "icloud.com", "proton.me", "qq.com", "163.com", "mail.ru", "gmx.de"]

def ja4_of(family):
    """TLS fingerprints of a software stack (fixed: it is software, not the user, that has them)."""
    q = random.Random("ja4-" + STACK.get(family, family))
    return ["t13d%02d%02dh2_%012x_%012x" % (q.randint(9, 17), q.randint(8, 16), q.getrandbits(48), q.getrandbits(48)) for _ in range({"chrome": 4, "go": 3}.get(family, 2))]

JA4 = {k: ja4_of(k) for k in UA}

def device(r, *families):
    """(user agent, ja4) of one machine."""
    f = r.choice(families)
    u = r.choice(UA[f])
    return (u % r.randint(*UA_HI[f]) if "%d" in u else u), r.choice(JA4[f])

BROWSERS = ("chrome", "chrome", "chrome", "safari", "safari", "firefox", "android")
SDKS = ("sdk-py", "sdk-py", "sdk-js", "httpx", "requests", "aiohttp", "axios", "go", "java", "curl")

class Line:
    """A household or office line; the address changes when its lease ends."""
    __slots__ = ("asn", "cc", "lease", "cur", "until")
    sticky = True
    def __init__(self, asn, cc, lease):
        self.asn, self.cc, self.lease, self.cur, self.until = asn, cc, lease, None, -1
    def get(self, w, r, t):
        if t > self.until:
            self.cur = (w.address(r, self.asn), self.asn, self.cc)
            self.until = t + self.lease * r.uniform(0.5, 1.5) * 86400
        return self.cur

class Some:
    """One of several sources, by weight, anew in each session (or each request)."""
    __slots__ = ("xs", "ws", "sticky")
    def __init__(self, xs, ws=None, sticky=True):
        self.xs, self.ws, self.sticky = xs, ws, sticky
    def get(self, w, r, t):
        x = r.choices(self.xs, self.ws)[0] if self.ws else r.choice(self.xs)
        return x if isinstance(x, tuple) else x.get(w, r, t)

class Proxy:
    """Exits of a proxy network, by session, request, or held for some days; `cc` restricts the country."""
    def __init__(self, net, mode, cc=None):
        self.net, self.mode, self.cc, self.sticky = net, mode, cc, mode != "request"
        self.held, self.until = None, -1
    def get(self, w, r, t):
        if self.mode == "days":
            if t > self.until: self.held, self.until = w.exit(r, self.net, self.cc), t + r.expovariate(1 / (2.5 * 86400))
            return self.held.get(w, r, t)
        return w.exit(r, self.net, self.cc).get(w, r, t)

class Shop:
    """Sells accounts in lots.  Honest bargain hunters and campaigns buy the same lots."""
    def __init__(self, w, r, i):
        self.price, self.hazard = r.lognormvariate(0.6, 0.7), r.uniform(0.01, 0.09)
        own = ["%s%s.%s" % (r.choice(_V), r.choice(_N), r.choice(("com", "net", "xyz", "top", "email"))) for _ in range(r.randint(0, 6))]
        self.mail = own + r.choices(FREE_MAIL, k=r.randint(2, 8))
        self.cc = r.sample(CC, r.randint(1, 6))
        self.verified, self.card_share, self.per_card = r.random() * 0.6, r.random() * 0.7, r.choice((1, 1, 3, 8, 20))
        self.lots = sorted(r.uniform(-150, w.days - 1) for _ in range(r.randint(8, 25)))
        self.fresh, self.cards, self.sold = r.random() < 0.5, [], 0
    def new(self, w, r, t):
        """An account bought at time `t`, made in the last lots before it."""
        past = [x for x in self.lots if x < (t - w.t0) / 86400] or [-160]
        lot = past[-1] if self.fresh else r.choice(past[-6:])
        made = min(w.t0 + lot * 86400 + r.uniform(0, 14 * 3600), t - 600)
        pay = None
        if r.random() < self.card_share:
            if not self.cards or r.random() < 1 / self.per_card: self.cards.append(w.hexid(r, "pm_", 16))
            pay = r.choice(self.cards[-2:])
        self.sold += 1
        cc = r.choice(self.cc)
        return w.account(r, cc, created=made, payment=pay, mail=r.choice(self.mail), plan="free" if pay is None else "payg", verified=r.random() < self.verified)

class Account:
    """A customer account; `d` is what the log says of it."""
    __slots__ = ("d", "tz", "cc", "state", "rows", "keys", "made", "kds")
    def __init__(self, d, cc, made, keys, state="full"):
        self.d, self.cc, self.tz, self.made, self.keys, self.state, self.rows, self.kds = d, cc, COUNTRY[cc][1], made, keys, state, {}, {}

class Stream:
    """One kind of traffic through one account: what is asked, from where, how often."""
    __slots__ = ("acc", "eu", "row", "camp", "task", "egress", "dev", "model", "adopt", "endpoint", "hist", "dict", "temp", "sid", "err", "rs")

class Sess:
    """A conversation, a run of one-shot requests or one agent task."""
    __slots__ = ("st", "n", "k", "hist", "sid", "model", "ip", "x", "t", "prev", "last")
    def __init__(self, st, n):
        self.st, self.n, self.k, self.hist, self.sid, self.model, self.ip, self.x, self.t, self.prev, self.last = st, n, 0, None, None, None, None, None, "", None, 0

class Row:
    """One row of the truth: an account or an end user."""
    __slots__ = ("acc", "eu", "pop", "camp", "lo", "hi", "hlo", "hhi", "n", "h")
    def __init__(self, acc, eu, pop, camp=None):
        self.acc, self.eu, self.pop, self.camp, self.lo, self.hi, self.hlo, self.hhi, self.n, self.h = acc, eu, pop, camp, 1e18, 0, 1e18, 0, 0, 0

# Day rhythms by local hour.
def _prof(s):
    a = np.array([float(x) for x in s.split()])
    return np.cumsum(a / a.sum())

PROF = {"evening": _prof("3 1.5 .8 .4 .3 .4 1 2 2.5 3 3 3.5 4 3.5 3.5 4 4.5 5 6 7.5 8.5 9 7.5 5"), "office": _prof(".2 .1 .1 .1 .1 .2 .6 2 6 9 10 9 6 8 9.5 9 8 5 2 1.2 1 1 .8 .4"), "dev": _prof("3 2 1.2 .7 .4 .4 .7 1.5 3.5 6 7 7 5 6 7 7 7 6 4.5 4.5 5.5 6 5.5 4.5"),
        "flat": _prof(" ".join(["1"] * 24)), "night": _prof("9 12 12 10 6 3 1 .5 .2 .1 .1 .1 .1 .1 .1 .1 .1 .1 .2 .3 .5 1 3 6"), "student": _prof("6 4 2 1 .5 .3 .4 1 2 3 4 4 4 4.5 5 5 5 5 5 6 7 8 9 8"),
        "app": _prof("1.2 .8 .7 .7 .7 .7 .8 1 1.6 2 2.2 2.2 2.1 2.1 2.1 2.1 2.1 2.1 2 2.4 2.8 2.7 2.4 1.8")}

class World:
    """Everything drawn for one world: prices, suppliers, accounts, planned events, truth."""
    def __init__(self, seed, days, prompts):
        self.seed, self.days = seed, days
        r = self.r = random.Random("market-%d" % seed)
        self.np = np.random.default_rng([seed, 77])
        self.tx = Texts(r, prompts)
        self.t0 = dt.datetime(2026, 1, 5, tzinfo=dt.timezone.utc).timestamp() + 86400 * r.randint(0, 300)
        self.end = self.t0 + days * 86400
        self.wd0 = int((self.t0 // 86400 + 3) % 7)
        self.pref = {}
        fam, g = r.choice(("aurora", "lumen", "kestrel", "tessera", "orion", "sable")), r.randint(2, 5)
        self.m_lite, self.m_std, self.m_big, self.m_think = "%s-%d-mini" % (fam, g), "%s-%d" % (fam, g), "%s-%d-max" % (fam, g), "%s-%d-reason" % (fam, g)
        self.m_new = r.choice(("%s-%d" % (fam, g + 1), "%s-%d.5" % (fam, g)))
        self.release = self.t0 + 86400 * r.uniform(0.2, 0.7) * days
        self.hype = r.uniform(0.25, 0.9)
        self.offpeak = r.random() < 0.5          # a night discount: it draws batches, fleets and campaigns alike
        self.price = {"token": r.lognormvariate(-3.6, 0.4), "gb": r.uniform(1.5, 6), "dc_ip": r.uniform(0.5, 2.5), "card": r.uniform(0.5, 5), "scarce": r.uniform(0.7, 1.6)}
        self.credit = r.choice((60, 100, 150, 250))       # exchanges that a free grant buys
        self.nets = [{"peers": [], "size": r.randint(1500, 9000), "own": [], "cc": r.sample(CC, r.randint(6, len(CC)))} for _ in range(r.randint(2, 4))]
        self.vpns = [[(self.address(r, a), a, c) for a, c in [(r.choice(VPN_ASN), r.choice(CC)) for _ in range(r.randint(12, 60))]] for _ in range(r.randint(4, 7))]
        self.nat = {}
        self.shops = [Shop(self, r, i) for i in range(r.randint(3, 6))]
        self.topups = [self.hexid(r, "pm_", 16) for _ in range(r.randint(2, 5))]
        self.dc = [[(self.address(r, a), a, CLOUD[a]) for a in [r.choice(list(CLOUD))] for _ in range(r.randint(4, 40))] for _ in range(8)]
        self.agents = [Agent(r) for _ in range(r.randint(4, 7))]
        self.evt, self.evs, self.sess, self.rows, self.csv, self.camps = [], [], [], [], [], []
        self.taken = {}
    # -- small makers -------------------------------------------------------------------------------------------
    def hexid(self, r, p, n):
        return p + "%0*x" % (n, r.getrandbits(4 * n))
    def address(self, r, asn):
        """An address of a network; a tenth of the fixed lines speak IPv6."""
        if asn not in self.pref:
            q = random.Random("net-%d-%d" % (asn, self.seed))
            self.pref[asn] = ([(q.choice([x for x in range(2, 223) if x not in (10, 127, 172, 192, 169, 198)]), q.randint(0, 255)) for _ in range(q.randint(2, 7))], "2%03x:%x" % (q.randint(0x400, 0xa00), q.randint(0x100, 0xffff)))
        p, v6 = self.pref[asn]
        if asn not in CLOUD and asn not in VPN_ASN and r.random() < 0.1:
            return "%s:%x:%x::%x" % (v6, r.getrandbits(16), r.getrandbits(16), r.getrandbits(16))
        a, b = r.choice(p)
        return "%d.%d.%d.%d" % (a, b, r.randint(0, 255), r.randint(1, 254))
    def country(self, r, skew=None):
        return r.choices(CC, [COUNTRY[c][0] * (skew or {}).get(c, 1) for c in CC])[0]
    def home(self, r, cc):
        """A fixed line; a few of them run proxy software, knowingly or not."""
        ln = Line(r.choice(COUNTRY[cc][2]), cc, r.choice((0.9, 3, 9, 40, 40)))
        if r.random() < 0.05: r.choice(self.nets)["peers"].append(ln)
        return ln
    def mobile(self, r, cc):
        """Carrier-grade NAT: some hundred people behind each address."""
        if cc not in self.nat: self.nat[cc] = [(self.address(r, a), a, cc) for a in COUNTRY[cc][3] for _ in range(12)]
        return Some(self.nat[cc])
    def exit(self, r, i, cc=None):
        """An exit of proxy network `i`: real customers' lines are among them."""
        n = self.nets[i]
        if n["peers"] and r.random() < 0.2: return r.choice(n["peers"])
        if cc is None and len(n["own"]) >= n["size"]: return r.choice(n["own"])
        for _ in range(3 if cc is not None and len(n["own"]) > 300 else 0):
            x = r.choice(n["own"])
            if x.cc == cc: return x
        c = cc or r.choice(n["cc"])
        ln = Line(r.choice(COUNTRY[c][2] + COUNTRY[c][3][:1]), c, r.choice((0.3, 1, 5, 30)))
        n["own"].append(ln)
        return ln
    def vpn(self, r, k=None):
        v = r.choice(self.vpns)
        return Some(r.sample(v, min(len(v), k or r.randint(1, 5))))
    def person_egress(self, r, cc, vpn=0.08):
        """Home, phone and perhaps a VPN."""
        xs, ws = [self.home(r, cc)], [1.0]
        if r.random() < 0.4:
            xs.append(self.mobile(r, cc))
            ws.append(r.uniform(0.2, 1))
        if r.random() < vpn:
            xs.append(self.vpn(r))
            ws.append(r.uniform(0.3, 4))
        return xs[0] if len(xs) == 1 else Some(xs, ws)
    def account(self, r, cc, created=None, payment="own", mail=None, plan=None, verified=None, org=None, keys=1, state="full"):
        plan = plan or r.choice(("free", "free", "payg", "payg", "plus"))
        if created is None:
            age = r.expovariate(1 / 200)
            created = self.t0 - age * 86400 if r.random() < 0.84 else self.t0 + r.uniform(0, 0.8) * self.days * 86400
        if payment == "own": payment = None if plan == "free" else r.choice(self.topups) if r.random() < 0.02 else self.hexid(r, "pm_", 16)
        d = {"id": self.hexid(r, "acct_", 16), "org": org or self.hexid(r, "org_", 12), "created": rfc(created)[:19] + "Z", "country": cc, "plan": plan, "verified": bool(verified if verified is not None else r.random() < 0.55), "email_domain": mail or r.choice(FREE_MAIL)}
        if payment: d["payment"] = payment
        return Account(d, cc, created, [self.hexid(r, "key_", 12) for _ in range(keys)], state)
    def row(self, acc, pop, eu=None, camp=None):
        """Register the truth row of an account or of an end user."""
        x = acc.rows.get(eu)
        if x is None:
            x = acc.rows[eu] = Row(acc, eu, pop, camp)
            self.rows.append(x)
        elif camp is not None:
            x.camp, x.pop = camp, "campaign"
        return x
    def stream(self, acc, row, task, egress, dev, model=None, camp=-1, endpoint=None, hist=True, key=0, err=0.012, adopt=None, temp=None, sid=None, eu=None):
        """Make a stream; `adopt` is when it moves to the new model (None: drawn by the market's hype)."""
        s, r = Stream(), self.r
        s.acc, s.row, s.task, s.egress, s.dev, s.camp, s.hist, s.err, s.temp, s.eu = acc, row, task, egress, dev, camp, hist, err, temp, eu
        s.endpoint = endpoint or r.choice(("chat.completions", "chat.completions", "chat.completions", "responses", "messages"))
        s.model = model or r.choices((self.m_lite, self.m_std, self.m_big, self.m_think), (5, 4, 1, 1))[0]
        if adopt is None:
            adopt = self.release + 86400 * (r.uniform(0, 1) if r.random() < 0.3 * self.hype else r.expovariate(1 / 12)) if r.random() < self.hype else 1e18
        s.adopt, s.sid = adopt, (r.random() < 0.3 if sid is None else sid)
        kd = (eu, key)
        if kd not in acc.kds:
            d = dict(acc.d)
            d["key"] = acc.keys[key % len(acc.keys)]
            if eu: d["end_user"] = eu
            acc.kds[kd] = d
        s.dict = acc.kds[kd]
        s.rs = r.random() < 0.25
        return s
    # -- planning -----------------------------------------------------------------------------------------------
    def plan(self, st, per_day, turns, prof="evening", wk=1.0, dayw=None, cap=None, topup=None, life=None, gap=70.0, burst=0.75, on=None, tz=None, hours=None):
        """Sessions and their events.

        per_day: exchanges a day while alive; turns: mean length of a session; dayw: weights of the days (budget,
        deadline); cap: exchanges that the credit buys, and topup: mean days until more is bought (None: never).
        hours: local hours to pick from on each day instead of the profile (waves).  Day-to-day noise is gamma with
        the shape fitted to public inference traces (median 0.75 for developers, more even for people).
        """
        g, D = self.np, self.days
        lo, hi = life or (max(self.t0, st.acc.made), self.end)
        lo, hi = max(lo, self.t0, st.acc.made), min(hi, self.end)
        if hi <= lo + 300: return 0
        d = np.arange(D)
        w = np.clip((hi - self.t0) / 86400 - d, 0, 1) - np.clip((lo - self.t0) / 86400 - d, 0, 1)
        wd = (d + self.wd0) % 7
        w = w * np.where(wd >= 5, wk, 1.0)
        if dayw is not None: w = w * dayw
        if on is not None: w = w * (g.random(D) < on) / on
        if burst < 20: w = w * g.gamma(burst, 1 / burst, D)
        n = g.poisson(np.minimum(per_day / turns * w, 2500))
        N = int(n.sum())
        if N == 0: return 0
        day = np.repeat(d, n)
        if hours is not None:
            hr = np.array([hours[x][int(g.integers(len(hours[x])))] for x in day], float)
        else:
            hr = np.searchsorted(PROF[prof], g.random(N)).astype(float)
        t = self.t0 + day * 86400 + ((hr - (st.acc.tz if tz is None else tz)) % 24) * 3600 + g.random(N) * 3600
        t = np.sort(t[(t >= lo) & (t < hi - 30)])
        if not len(t): return 0
        m = 1 + g.geometric(1 / max(1.0001, turns), len(t)) - 1 if turns > 1 else np.ones(len(t), int)
        m = np.minimum(m, int(turns * 5) + 1)
        if cap:
            keep, used, block = [], 0, 0.0
            for i in range(len(t)):
                if t[i] < block: continue
                if used >= cap:
                    if topup is None: break
                    block, used = t[i] + g.exponential(topup) * 86400, 0
                    continue
                keep.append(i)
                used += m[i]
            t, m = t[keep], m[keep]
        total = 0
        for a, k in zip(t.tolist(), m.tolist()):
            if k > 1:
                gs = np.cumsum(g.lognormal(math.log(gap), 0.9, k - 1))
                ts = np.concatenate(([a], a + gs))
                ts = ts[ts < self.end - 1]
            else:
                ts = np.array([a])
            self.evt.append(ts)
            self.evs.append(len(self.sess))
            self.sess.append(Sess(st, len(ts)))
            total += len(ts)
        return total

def rfc(t):
    """RFC 3339 with milliseconds."""
    ms = int(round(t * 1000))
    g = _time.gmtime(ms // 1000)
    return "%04d-%02d-%02dT%02d:%02d:%02d.%03dZ" % (g[0], g[1], g[2], g[3], g[4], g[5], ms % 1000)

def heavy(r, mean, sigma=1.1, hi=150):
    """A lognormal rate with this mean."""
    return min(hi, 1.12 * mean * r.lognormvariate(-sigma * sigma / 2, sigma))

# Innocent customers.  Each function adds accounts until about n rows exist and returns nothing.
def persona(w, r, cc=None, code=0.1):
    """(country, chat task, egress, device): one human."""
    cc = cc or w.country(r)
    return cc, Chat(r, COUNTRY[cc][4], code), w.person_egress(r, cc), device(r, *BROWSERS)

def wallet(w, r, plan):
    """Credit limit and mean days to the next top-up for a tariff."""
    if plan == "free": return {"cap": int(w.credit * r.uniform(0.5, 1.3)), "topup": r.choice((None, None, 30, 7))}
    if plan == "payg": return {"cap": int(r.lognormvariate(5, 0.8)) + 20, "topup": r.expovariate(1 / 2.0)}
    return {}

def budget_days(w, r):
    """Day weights of a cost centre: sag before the reset, surge after it; None for those without one."""
    if r.random() < 0.5: return None
    d0, per = r.randint(0, 29), r.choice((7, 14, 30))
    x = ((np.arange(w.days) + d0) % per) / per
    return 1.5 - x * r.uniform(0.2, 1.2)

def b_hobby(w, r, n):
    for _ in range(n):
        cc, task, eg, dev = persona(w, r)
        a = w.account(r, cc)
        row = w.row(a, "hobby_chat")
        st = w.stream(a, row, task, eg, dev, sid=True, endpoint=r.choice(("responses", "chat.completions")), model=w.m_lite if a.d["plan"] == "free" else None)
        w.plan(st, heavy(r, 2.4), r.uniform(2, 5), r.choice(("evening", "evening", "student", "office")), r.uniform(0.7, 1.5), on=r.uniform(0.15, 0.8), burst=2, **wallet(w, r, a.d["plan"]))

def b_dev(w, r, n):
    for _ in range(n):
        cc = w.country(r)
        a = w.account(r, cc, plan=r.choice(("free", "payg", "payg", "team")), keys=r.choice((1, 1, 2, 3)))
        row = w.row(a, "developer_sdk")
        eg = w.person_egress(r, cc) if r.random() < 0.6 else Some([w.person_egress(r, cc), r.choice(w.dc[r.randrange(8)])], [1, r.random() * 3])
        kw = wallet(w, r, a.d["plan"])
        if r.random() < 0.6:
            st = w.stream(a, row, Chat(r, "en", r.uniform(0.4, 0.9)), eg, device(r, *BROWSERS, "desk", "desk"), key=0)
            w.plan(st, heavy(r, 2), r.uniform(2, 5), "dev", r.uniform(0.2, 0.9), on=r.uniform(0.2, 0.8), burst=1.5, **kw)
        st = w.stream(a, row, Tenant(r, w.tx), eg, device(r, *SDKS), hist=False, key=1, temp=r.choice((None, 0, 0.7)))
        w.plan(st, heavy(r, 3.5, 1.4), r.uniform(1, 8), "dev", r.uniform(0.2, 0.9), on=r.uniform(0.1, 0.7), gap=r.choice((2, 8, 30)), burst=0.75, **kw)

def b_hopper(w, r, n):
    """People who live on free grants: account after account from one sofa."""
    k = 0
    while k < n:
        cc, task, eg, dev = persona(w, r, w.country(r, {"IN": 2, "VN": 3, "PK": 3, "ID": 2, "BR": 2, "RU": 2, "EG": 3}), r.choice((0.05, 0.5)))
        m = min(n - k, r.randint(2, 6))
        per, cur, mail = heavy(r, 9, 0.7), w.t0 - r.uniform(0, 6) * 86400, r.choice(FREE_MAIL)
        cap = int(w.credit * r.uniform(0.3, 0.8))
        for _ in range(m):
            made = max(cur - r.expovariate(1 / 3600), w.t0 - 40 * 86400)
            a = w.account(r, cc, created=made, payment=None, mail=mail if r.random() < 0.7 else r.choice(FREE_MAIL), plan="free", verified=r.random() < 0.2)
            st = w.stream(a, w.row(a, "free_tier_hopper"), task, eg, dev, model=w.m_lite if r.random() < 0.5 else w.m_std, sid=True)
            w.plan(st, per, r.uniform(2, 5), "student", 1.1, cap=cap, life=(cur, w.end), burst=2)
            cur += (cap / per + r.expovariate(0.5)) * 86400
            k += 1
            if cur > w.end: break

def b_shared(w, r, n):
    """Group buys: one paid account, several strangers."""
    for _ in range(n):
        a = w.account(r, w.country(r), plan=r.choice(("plus", "payg", "team")), payment=r.choice(w.topups) if r.random() < 0.3 else "own")
        row = w.row(a, "shared_account")
        for _ in range(r.randint(2, 9)):
            _, task, eg, dev = persona(w, r, None if r.random() < 0.3 else a.cc)
            w.plan(w.stream(a, row, task, eg, dev, sid=True), heavy(r, 1.2), 3, r.choice(("evening", "student")), 1, on=0.5, burst=2)

def b_shop(w, r, n):
    """Honest buyers of shop accounts, in places without service or just to save money; some die early."""
    for _ in range(n):
        sh = r.choice(w.shops)
        t = w.t0 + r.uniform(-10, w.days * 0.7) * 86400
        a = sh.new(w, r, t)
        cc, task, eg, dev = persona(w, r, w.country(r, {"CN": 8, "RU": 5, "HK": 4, "VN": 2}), r.choice((0.1, 0.6)))
        eg = Some([w.vpn(r, 3), Proxy(r.randrange(len(w.nets)), r.choice(("session", "days"))), eg], [1.5, r.choice((0, 1)), 0.3])
        life = (max(t, w.t0), t + r.expovariate(sh.hazard) * 86400 + 86400)
        st = w.stream(a, w.row(a, "shop_buyer"), task, eg, dev if r.random() < 0.6 else device(r, *SDKS, "desk"), err=0.03)
        w.plan(st, heavy(r, 3.5), r.uniform(1.5, 4), "evening", 1, life=life, burst=1.5, tz=COUNTRY[cc][1], cap=int(w.credit * r.uniform(0.5, 3)))

def b_agent(w, r, n):
    """Users of a few popular agent programs, own key: identical system prompts on strangers' accounts."""
    for _ in range(n):
        ag = r.choices(w.agents, [1 / (i + 1) for i in range(len(w.agents))])[0]
        cc = w.country(r)
        a = w.account(r, cc, plan=r.choice(("payg", "payg", "team", "free")))
        st = w.stream(a, w.row(a, "agent_app"), ag, w.person_egress(r, cc, 0.12), ("%s/1.%d" % (ag.name, r.randint(0, 9)), r.choice(JA4["sdk-js"])), model=r.choice((w.m_std, w.m_big)), adopt=w.release + r.expovariate(1 / 3) * 86400 if r.random() < w.hype else None)
        w.plan(st, heavy(r, 5, 1.2), r.uniform(4, 9), "dev", r.uniform(0.3, 0.9), on=r.uniform(0.1, 0.6), gap=r.uniform(8, 25), burst=1, **wallet(w, r, a.d["plan"]))

def b_seat(w, r, n):
    """Companies with many seats behind a few addresses; some keep no text at all."""
    k = 0
    while k < n:
        m, cc = min(n - k, int(r.lognormvariate(3.2, 0.9)) + 4), w.country(r)
        org, pm, mail = w.hexid(r, "org_", 12), w.hexid(r, "pm_", 16), "%s%s.com" % (r.choice(_N), r.choice(("corp", "group", "soft", "lab", "care")))
        asn = r.choice(COUNTRY[cc][2])
        eg, state = Some([(w.address(r, asn), asn, cc) for _ in range(r.randint(1, 4))]), "absent" if r.random() < 0.12 else "full"
        sysm, bw, model = ("You are the internal assistant of %s. Follow company policy." % mail if r.random() < 0.5 else None), budget_days(w, r), r.choice((w.m_std, w.m_big, w.m_lite))
        adopt = w.release + r.expovariate(1 / 20) * 86400
        for _ in range(m):
            a = w.account(r, cc, plan="enterprise", payment=pm, mail=mail, verified=True, org=org, state=state)
            e = eg if r.random() < 0.7 else Some([eg, w.home(r, cc)], [2, 1])
            st = w.stream(a, w.row(a, "enterprise_seat"), Chat(r, COUNTRY[cc][4], r.choice((0.02, 0.3)), sysm), e, device(r, "chrome", "safari", "desk"), model=model, adopt=adopt, sid=True)
            w.plan(st, heavy(r, 3), r.uniform(1.5, 4), "office", 0.07, dayw=bw, on=r.uniform(0.3, 0.9), burst=2)
            k += 1

def b_saas(w, r, n):
    """SaaS back ends: one template each; some vendors open an account per client with the same template."""
    k = 0
    while k < n:
        m = 1 if r.random() < 0.6 else r.randint(3, 25)
        tn, dc, dev = Tenant(r, w.tx), w.dc[r.randrange(8)], device(r, "sdk-py", "sdk-js", "java", "go", "axios")
        ips, pm, mail = r.sample(dc, min(len(dc), r.randint(1, 4))), w.hexid(r, "pm_", 16), r.choice(_N) + r.choice(("app.io", "hq.com", "cloud.eu"))
        for _ in range(min(m, n - k)):
            cc = w.country(r)
            a = w.account(r, cc, plan="team", payment=pm, mail=mail, verified=True, state="absent" if r.random() < 0.05 else "full")
            st = w.stream(a, w.row(a, "saas_tenant"), tn, Some(ips), dev, hist=False, temp=tn.temperature, model=r.choice((w.m_lite, w.m_lite, w.m_std)), adopt=w.release + r.expovariate(1 / 25) * 86400)
            w.plan(st, heavy(r, 6, 1.3), r.uniform(1, 2), r.choice(("app", "office", "app")), r.uniform(0.3, 1), burst=r.choice((3, 8)), gap=20)
            k += 1

def b_class(w, r, n):
    """A class with one exercise sheet and one deadline on one campus."""
    k = 0
    while k < n:
        m, cc = min(n - k, r.randint(15, 60)), w.country(r)
        asn = r.choice(COUNTRY[cc][2])
        nat, mail = Some([(w.address(r, asn), asn, cc) for _ in range(r.randint(1, 3))]), "uni-%s.edu" % r.choice(_N)
        due = r.uniform(3, w.days)
        d = np.arange(w.days)
        dayw = np.where(d <= due, 0.15 + 6 * np.exp(-(due - d) / r.uniform(0.8, 2.5)), 0.05)
        kind = r.choice(("math", "science", "code", "math"))
        sheet = Pool(w.tx, r, kind, r.uniform(0, 1), size=r.randint(6, 30), vary=0)
        sheet.fixed = [sheet.fresh(r) for _ in range(r.randint(8, 25))]
        for _ in range(m):
            a = w.account(r, cc, plan=r.choice(("free", "edu", "edu")), payment=None, mail=mail if r.random() < 0.6 else None, created=w.t0 + (due - r.expovariate(1 / 30)) * 86400)
            row, own, dev = w.row(a, "class_deadline"), w.home(r, cc), device(r, *BROWSERS)
            eg = Some([nat, own], [1, r.uniform(0.3, 2)])
            jb = Job(r, sheet, r.choice(("bare", "bare", "paraphrase", "fixed")))
            w.plan(w.stream(a, row, jb, eg, dev, hist=True, sid=True), heavy(r, 2.2, 0.8), r.uniform(1.3, 3), "student", 1, dayw=dayw, burst=1.5, gap=120)
            w.plan(w.stream(a, row, Chat(r, COUNTRY[cc][4], 0.1), eg, dev, sid=True), heavy(r, 0.6), 3, "student", 1, burst=1.5)
            k += 1

def b_hack(w, r, n):
    """Two days, one hall, coupons; every team builds something else, on a shared starter kit."""
    k = 0
    while k < n:
        m, cc, day = min(n - k, r.randint(15, 70)), w.country(r), r.randrange(1, max(2, w.days - 2))
        asn = r.choice(COUNTRY[cc][2])
        hall, voucher, kit = (w.address(r, asn), asn, cc), w.hexid(r, "pm_", 16), Agent(r, "starter-kit")
        dayw = np.zeros(w.days)
        dayw[day:day + 2] = 1
        for _ in range(m):
            a = w.account(r, cc, plan="payg", payment=voucher, created=w.t0 + day * 86400 - r.uniform(0, 2) * 86400)
            tk = r.choice((kit, Agent(r, "proto"), Tenant(r, w.tx), Chat(r, "en", 0.8)))
            w.plan(w.stream(a, w.row(a, "hackathon"), tk, Some([hall, w.mobile(r, cc)], [4, 1]), device(r, *SDKS), adopt=w.release), heavy(r, 22, 0.7), r.uniform(2, 6), "dev", 1, dayw=dayw, gap=15, cap=w.credit)
            k += 1

def b_bench(w, r, n):
    """Laboratories that run public benchmarks, pass@k included; some spread the load over several accounts."""
    k = 0
    while k < n:
        m, cc = min(n - k, r.choice((1, 1, 2, 4, 8, 12))), w.country(r)
        dc = w.dc[r.randrange(8)]
        ips = r.sample(dc, min(len(dc), r.randint(1, 5)))
        kind, ks = r.choice(("math", "math", "science", "general", "tools", "code", "agentic")), r.choice((1, 1, 1, 4, 8))
        pool = Pool(w.tx, r, kind, 1.0 if r.random() < 0.7 else 0.5, k=ks, ordered=r.random() < 0.6, vary=0.1, window=r.choice((5, 40)))
        jb = Job(r, pool, r.choice(("fixed", "fixed", "few", "bare")), system=r.random() < 0.3, temperature=r.choice((0, 0, 0.6, 1)) if ks == 1 else r.choice((0.7, 1)), max_tokens=r.choice((1024, 2048, 4096)), variants=r.choice((1, 1, 4)), logprobs=True if r.random() < 0.1 else None, n=r.choice((None, None, 2, 4)) if ks > 1 else None)
        pm, dev, mail = w.hexid(r, "pm_", 16), device(r, "sdk-py", "httpx", "aiohttp"), r.choice(("lab", "research", "institute", "eval")) + r.choice((".edu", ".ac.uk", ".org", ".ai"))
        runs = np.where(w.np.random(w.days) < r.uniform(0.1, 0.6), w.np.gamma(1, 1, w.days), 0)
        for i in range(w.days):                       # many go for the new model at once
            if 0 <= i - (w.release - w.t0) / 86400 < 2.5: runs[i] += r.uniform(0.5, 3)
        for _ in range(m):
            a = w.account(r, cc, plan=r.choice(("payg", "team", "edu")), payment=pm, mail=r.choice((mail, mail, "gmail.com")), keys=2)
            st = w.stream(a, w.row(a, "benchmark_lab"), jb, Some(ips), dev, hist=False, temp=jb.temperature, model=r.choice((w.m_std, w.m_big, w.m_think)), adopt=w.release + r.uniform(0, 2) * 86400 if r.random() < 0.6 else None)
            w.plan(st, heavy(r, 18, 0.9, 90), r.uniform(4, 30), r.choice(("flat", "dev", "night")), 0.7, dayw=runs, gap=r.choice((1.5, 6, 20)))
            k += 1

def b_night(w, r, n):
    """Nightly batches, drawn by the discount."""
    for _ in range(n):
        cc = w.country(r)
        a = w.account(r, cc, plan="team", verified=True, state="absent" if r.random() < 0.06 else "full")
        dc, tn = w.dc[r.randrange(8)], Tenant(r, w.tx) if r.random() < 0.7 else Job(r, Pool(w.tx, r, "rewrite", 0.3), "fixed")
        st = w.stream(a, w.row(a, "night_batch"), tn, Some(r.sample(dc, 1)), device(r, "sdk-py", "requests", "java"), hist=False, endpoint="batch" if r.random() < 0.5 else "chat.completions", model=w.m_lite, adopt=1e18)
        w.plan(st, heavy(r, 9, 0.9), r.uniform(6, 30), "night", r.choice((0, 1, 1)), on=r.choice((0.3, 1)), burst=6, gap=1.2, dayw=budget_days(w, r))

def b_fleet(w, r, n):
    """A product balanced evenly over many accounts, which is how small firms get round per-account limits."""
    k = 0
    while k < n:
        m, cc = min(n - k, r.randint(6, 30)), w.country(r)
        tk = r.choice((Tenant(r, w.tx), Tenant(r, w.tx), Agent(r, "flow", None), Job(r, Pool(w.tx, r, "rewrite", 0.2), "fixed", system=True)))
        dc, pm, dev = w.dc[r.randrange(8)], w.hexid(r, "pm_", 16), device(r, "go", "sdk-py", "java", "axios")
        ips, per, model = r.sample(dc, min(len(dc), r.randint(1, 6))), heavy(r, 6, 0.5), r.choice((w.m_lite, w.m_std))
        dayw, ad = 0.6 + w.np.gamma(8, 0.05, w.days), w.release + r.expovariate(1 / 10) * 86400
        made = w.t0 - r.uniform(1, 200) * 86400
        for _ in range(m):
            a = w.account(r, cc, plan="payg", payment=pm, created=made + r.uniform(0, 3 * 86400), mail=r.choice(("gmail.com", "fleetworks.io")))
            w.plan(w.stream(a, w.row(a, "balanced_fleet"), tk, Some(ips, sticky=False), dev, hist=isinstance(tk, Agent), model=model, adopt=ad), per, 3 if isinstance(tk, Agent) else 1, "app", 0.9, dayw=dayw, burst=25, tz=0)
            k += 1

def gateway(w, r):
    """(egress, device) of a discount gateway: a few servers or a proxy network, one piece of software."""
    if r.random() < 0.6:
        dc = w.dc[r.randrange(8)]
        return Some(r.sample(dc, min(len(dc), r.randint(2, 10))), sticky=r.random() < 0.5), device(r, "go", "axios", "go")
    return Proxy(r.randrange(len(w.nets)), r.choice(("session", "request"))), device(r, "go", "httpx", "axios")

def customers(w, r, acc, row, eg, dev, per, k, camp=-1, life=None, **kw):
    """Strangers' ordinary traffic that a gateway sends through one account."""
    for _ in range(k):
        cc = w.country(r, {"CN": 8, "RU": 4, "HK": 3, "VN": 2})
        tk = r.choices((Chat(r, COUNTRY[cc][4], r.choice((0.05, 0.7))), r.choice(w.agents), Tenant(r, w.tx)), (7, 2, 1))[0]
        st = w.stream(acc, row, tk, eg, dev, hist=not isinstance(tk, Tenant), sid=False)
        w.plan(st, heavy(r, per / k, 0.8), r.uniform(2, 4), r.choice(("evening", "dev", "student")), 1, life=life, burst=1.5, tz=COUNTRY[cc][1], **kw)

def b_pool(w, r, n):
    """Discount gateways: pooled accounts that serve bargain hunters.  Against the terms perhaps, but no harvest."""
    k = 0
    while k < n:
        m, sh = min(n - k, r.randint(8, 40)), r.choice(w.shops)
        eg, dev = gateway(w, r)
        per = heavy(r, 8, 0.4, 25)
        for _ in range(m):
            t = w.t0 + (r.uniform(0, w.days * 0.8) if r.random() < 0.5 else 0) * 86400
            a = sh.new(w, r, t + 700)
            life = (t, t + (r.expovariate(sh.hazard) + 2) * 86400)
            customers(w, r, a, w.row(a, "key_pool"), eg, dev, per, r.randint(3, 8), life=life)
            k += 1

def reseller_account(w, r, i):
    """A reseller with its servers, format of end-user ids and table entry."""
    cc = w.country(r)
    a = w.account(r, cc, plan="enterprise", verified=True, keys=3, created=w.t0 - r.uniform(100, 900) * 86400)
    w.csv.append((a.d["id"], "true", "", "", ""))
    dc = w.dc[r.randrange(8)]
    eg, dev = Some(r.sample(dc, min(len(dc), 6))), device(r, "go", "java", "axios")
    w.plan(w.stream(a, w.row(a, "reseller"), Tenant(r, w.tx), eg, dev, hist=False), 4, 1, "office", 0.3, burst=3)
    pre, ln = r.choice(("u-", "usr_", "", "cust:")), r.choice((8, 12, 16))
    return {"acc": a, "egress": eg, "dev": dev, "id": lambda: w.hexid(r, pre, ln), "pass": r.random() < 0.4}

def b_reseller(w, r, n):
    for i in range(n):
        rs = r.choice(w.resellers)
        cc, task, eg, dev = persona(w, r, code=r.choice((0.1, 0.5)))
        tk = task if r.random() < 0.7 else r.choice((Tenant(r, w.tx), r.choice(w.agents)))
        eu = rs["id"]()
        st = w.stream(rs["acc"], w.row(rs["acc"], "reseller_end_user", eu), tk, eg if rs["pass"] else rs["egress"], dev if rs["pass"] else rs["dev"], hist=not isinstance(tk, Tenant), eu=eu, key=r.randrange(3))
        w.plan(st, heavy(r, 3, 1.2), r.uniform(1.5, 4), "evening", 1, burst=1.2, on=r.uniform(0.2, 0.9), tz=COUNTRY[cc][1])

def b_nat(w, r, n):
    """Phones behind carrier NAT, and people who never leave a VPN."""
    for _ in range(n):
        cc, task, _, dev = persona(w, r, w.country(r, {"IN": 3, "NG": 5, "ID": 3, "BD": 4, "PK": 3}))
        a = w.account(r, cc, plan=r.choice(("free", "free", "plus")))
        st = w.stream(a, w.row(a, "cgnat_vpn"), task, w.mobile(r, cc) if r.random() < 0.6 else w.vpn(r), device(r, "android", "safari", "chrome"), sid=True, model=w.m_lite)
        w.plan(st, heavy(r, 2), r.uniform(2, 4), "evening", 1.1, on=0.5, burst=2, **wallet(w, r, a.d["plan"]))

def b_grant(w, r, n):
    """Students with a semester's credit to burn before it lapses."""
    d = np.arange(w.days)
    lapse = r.uniform(0.4, 1) * w.days
    for _ in range(n):
        cc, task, eg, dev = persona(w, r, code=r.choice((0.2, 0.8)))
        a = w.account(r, cc, plan="edu", payment=None, mail="students.%s.edu" % r.choice(_N))
        dayw = np.where(d < lapse, 0.4 + 3 * (d / max(1, lapse)) ** 6, 0.05)
        tk = task if r.random() < 0.7 else Job(r, Pool(w.tx, r, r.choice(("math", "code", "science")), r.random()), r.choice(("bare", "paraphrase")))
        w.plan(w.stream(a, w.row(a, "student_grant"), tk, eg, dev, sid=True), heavy(r, 2.5), r.uniform(2, 4), "student", 1, dayw=dayw, burst=1.5, cap=w.credit * 2)

def b_judge(w, r, n):
    """Teams that grade their own product's answers with a model: the innocent twin of preference harvesting."""
    k = 0
    while k < n:
        m = min(n - k, r.choice((1, 1, 2, 5, 12)))
        jb = Job(r, Pool(w.tx, r, r.choice(("grading", "pair")), r.uniform(0, 0.7)), r.choice(("fixed", "fixed", "few")), system=r.random() < 0.5, temperature=0, variants=r.choice((1, 3)))
        dc, pm, dev, org = w.dc[r.randrange(8)], w.hexid(r, "pm_", 16), device(r, "sdk-py", "sdk-js", "httpx"), w.hexid(r, "org_", 12)
        for _ in range(m):
            cc = w.country(r)
            a = w.account(r, cc, plan="team", payment=pm, org=org if r.random() < 0.7 else None)
            w.plan(w.stream(a, w.row(a, "judge_pipeline"), jb, Some(r.sample(dc, 2)), dev, hist=False, temp=0, model=r.choice((w.m_std, w.m_big))), heavy(r, 9, 0.9), r.uniform(2, 15), r.choice(("office", "flat", "night")), 0.5, dayw=budget_days(w, r), on=r.choice((0.4, 0.9)), gap=4)
            k += 1

def b_safety(w, r, n):
    """Moderation teams and safety testers who send what campaigns on refusals send."""
    for _ in range(n):
        cc = w.country(r)
        a = w.account(r, cc, plan=r.choice(("team", "enterprise", "payg")), verified=True)
        jb = Job(r, Pool(w.tx, r, "refusal", r.uniform(0.2, 1)), r.choice(("bare", "fixed", "paraphrase")), system=True, temperature=r.choice((0, 1, None)))
        w.plan(w.stream(a, w.row(a, "trust_safety"), jb, w.person_egress(r, cc) if r.random() < 0.4 else Some(r.sample(w.dc[0], 2)), device(r, "sdk-py", "chrome", "httpx"), hist=False), heavy(r, 7), r.uniform(3, 15), "office", 0.2, on=0.5, gap=12)

def b_mill(w, r, n):
    """Content mills: freelancers on several cheap accounts, virtual cards, one brief, many paraphrases."""
    k = 0
    while k < n:
        m = min(n - k, r.randint(2, 12))
        cc = w.country(r, {"IN": 3, "PK": 5, "BD": 5, "PH": 3, "NG": 2, "UA": 2})
        pool = Pool(w.tx, r, r.choice(("rewrite", "general", "rewrite")), r.uniform(0, 0.4))
        brief, card, sh, home = Job(r, pool, r.choice(("fixed", "few", "paraphrase")), variants=r.choice((1, 4, 8)), length=250), w.hexid(r, "pm_", 16), r.choice(w.shops), w.home(r, cc)
        for _ in range(m):
            a = sh.new(w, r, w.t0 + r.uniform(-60, 5) * 86400) if r.random() < 0.4 else w.account(r, cc, plan="payg", payment=card)
            eg = home if r.random() < 0.4 else Some([w.home(r, cc), w.vpn(r, 2)], [2, r.random()])
            w.plan(w.stream(a, w.row(a, "content_mill"), brief, eg, device(r, *BROWSERS), hist=False), heavy(r, 7, 0.7), r.uniform(2, 6), "office", 0.6, dayw=budget_days(w, r), burst=1.5, gap=90, tz=COUNTRY[cc][1])
            k += 1

def b_tutor(w, r, n):
    """Tutoring apps: step-by-step solutions all day, many accounts of one publisher or one teacher each."""
    k = 0
    while k < n:
        m, goal = min(n - k, r.choice((1, 1, 3, 10, 30))), r.choice(("math", "science", "math"))
        jb = Job(r, Pool(w.tx, r, goal, r.uniform(0, 0.6)), r.choice(("fixed", "fixed", "few")), system=r.random() < 0.6, variants=r.choice((1, 5)), langs=["Hindi", "Spanish", "English"] if r.random() < 0.2 else None)
        dc, pm = w.dc[r.randrange(8)], w.hexid(r, "pm_", 16)
        for _ in range(m):
            cc = w.country(r)
            a = w.account(r, cc, plan="payg", payment=pm if m > 1 else "own")
            w.plan(w.stream(a, w.row(a, "tutoring_app"), jb, Some(r.sample(dc, 2)) if r.random() < 0.7 else w.home(r, cc), device(r, "sdk-js", "sdk-py", "android"), hist=False, model=r.choice((w.m_lite, w.m_std, w.m_think))), heavy(r, 7), r.uniform(1, 3), "student", 0.8, burst=4, gap=60)
            k += 1

BENIGN = [(b_hobby, 21), (b_dev, 13), (b_hopper, 6), (b_shared, 3), (b_shop, 5), (b_agent, 7), (b_seat, 10), (b_saas, 5), (b_class, 4), (b_hack, 2), (b_bench, 2), (b_night, 2), (b_fleet, 2.5),
          (b_pool, 2), (b_reseller, 6), (b_nat, 4), (b_grant, 3), (b_judge, 1.2), (b_safety, 0.8), (b_mill, 2.5), (b_tutor, 1.8)]

# Operators: what a campaign wants, what it pays, how it spends its budget.
REASON, ALLGOALS = ("math", "science", "math"), ("math", "science", "code", "tools", "general", "rewrite", "refusal", "pair", "grading")
KINDS = {  # kind: (pools, wordings, egress allowed (empty: by price), cover, traits)
    "template_mill": (("math", "general", "code", "science", "rewrite"), ("fixed",), (), (0, 0.15), {"template"}), "paraphrase_desk": (("math", "general", "code", "tools"), ("paraphrase",), (), (0, 0.25), {"paraphrase"}),
    "rotating_residential": (ALLGOALS, ("bare", "paraphrase"), ("resi_session", "resi_request"), (0, 0.3), {"residential", "scattered"}), "cover_mixer": (ALLGOALS, ("few", "paraphrase", "bare", "fixed"), (), (0.4, 0.8), {"cover"}),
    "burn_and_replace": (ALLGOALS, ("fixed", "few", "paraphrase"), (), (0, 0.3), {"burn"}), "release_chaser": (REASON + ("code",), ("fixed", "few", "paraphrase"), (), (0, 0.3), {"chaser"}),
    "k_sampler": (("math", "code", "science", "general"), ("fixed", "bare", "few"), (), (0, 0.3), {"ksample"}), "reseller_tenants": (ALLGOALS, ("fixed", "few", "paraphrase", "bare"), ("reseller",), (0, 0.6), {"reseller"}),
    "agentic_coder": (("agentic",), ("bare",), (), (0, 0.3), {"agentic"}), "preference_grader": (("grading", "pair"), ("fixed", "few", "paraphrase"), (), (0, 0.3), {"grading"}),
    "refusal_mapper": (("refusal",), ("bare", "few", "paraphrase"), (), (0, 0.4), {"refusal"}), "ghost": (ALLGOALS, ("bare", "paraphrase"), ("resi_days", "mobile"), (0.7, 0.9), {"hardest", "scattered"}),
    "hydra_farm": (ALLGOALS, ("fixed", "few", "bare"), ("gateway",), (0.4, 0.8), {"farm", "cover"}), "resold_keys": (REASON + ("code", "general"), ("few", "paraphrase", "bare"), ("gateway",), (0.1, 0.1), {"donors"})}
FOLD = {"template_mill": ("preference_grader", "release_chaser", "burn_and_replace"), "paraphrase_desk": ("refusal_mapper", "cover_mixer"), "burn_and_replace": ("agentic_coder", "template_mill", "preference_grader"),
        "release_chaser": ("agentic_coder", "template_mill", "k_sampler"), "k_sampler": ("rotating_residential", "cover_mixer", "reseller_tenants"), "cover_mixer": ("hydra_farm",)}

def choose(w, r, allowed, cover, need, days, n, scattered, burn):
    """The cheapest supply that an operator with these beliefs finds: (egress, shop or None, rate, expected life, cost).

    Cost of one answer = account / (answers before the ban) + exit traffic + cards + tokens (cover included), with a
    penalty where n accounts can't meet the deadline.  Quotes differ by buyer, and beliefs about bans are guesses.
    """
    p, fear = w.price, r.lognormvariate(-2.2, 1.0)
    seen = {"dc": 1.6, "vpn": 1.2, "resi_session": 0.5, "resi_request": 0.6, "resi_days": 0.3, "mobile": 0.4, "gateway": 0.9, "reseller": 0.2}
    exits = {"dc": 0.004 * p["dc_ip"], "vpn": 0.006, "resi_session": 0.003 * p["gb"], "resi_request": 0.004 * p["gb"], "resi_days": 0.005 * p["gb"], "mobile": 0.006 * p["gb"], "gateway": 0.004 * p["dc_ip"], "reseller": 0.0}
    best, known = None, r.sample(w.shops, r.randint(1, len(w.shops)))
    for e in allowed or ("dc", "vpn", "resi_session", "resi_request", "resi_days", "mobile"):
        quote, mood = r.lognormvariate(0, 0.9), r.lognormvariate(0, 0.35)
        for sh in [None] + (known if not scattered else []):
            acct = (p["card"] + 0.8) * 1.5 if sh is None else sh.price * p["scarce"] * r.uniform(0.7, 1.4)
            for rate in (1.5, 3, 5, 8, 12, 18, 26):
                hz = (sh.hazard if sh else 0.02) * (2.5 if burn else 0.5) + fear * seen[e] * (rate / (1 - cover) / 25) ** 1.3 * (1 - 0.5 * cover)
                life = min(1 / hz, 40.0)
                cost = acct / (rate * min(life, days)) + exits[e] * quote / max(0.3, rate / 10) + p["token"] / (1 - cover)
                short = need / max(1.0, n * rate * min(life, days))
                cost *= mood * (1 + 0.5 * max(0, short - 1))
                if best is None or cost < best[0]: best = (cost, e, sh, rate, life)
    return best

def tranches(w, r, n):
    """Day weights of a funded project: money comes in tranches and is spent down; some days the pipeline is broken."""
    per, hard, d = r.choice((3, 5, 7, 7, 14)), r.uniform(0, 0.9), np.arange(w.days)
    x = ((d + r.randint(0, 13)) % per) / per
    shape = r.choice(("down", "up", "even"))
    v = 1 + hard * ({"down": 0.5 - x, "up": x - 0.5, "even": 0 * x}[shape]) * 2
    v = v * w.np.gamma(r.choice((3, 8, 20)), 1, w.days)
    v[w.np.random(w.days) < r.uniform(0, 0.15)] = 0.03
    return v / max(v.mean(), 1e-9)

def campaign(w, r, kind, n, extra=(), licensed=None):
    """Plan one campaign (or, with `licensed`, a firm that has a licence and behaves in the same way)."""
    pools, words, allowed, cov, traits = KINDS[kind]
    traits = set(traits) | set(extra)
    ci = -1 if licensed else len(w.camps)
    cover = r.uniform(0.4, 0.8) if "cover" in traits else r.uniform(*cov) if r.random() < 0.7 or cov[0] else 0.0
    goal, word = r.choice(pools), "fixed" if "template" in traits else "paraphrase" if "paraphrase" in traits else r.choice(words)
    burn, chaser, scattered = "burn" in traits, "chaser" in traits, "scattered" in traits
    D, rel = w.days, (w.release - w.t0) / 86400
    s0 = r.choice((0, r.uniform(0, 0.5) * D))
    if chaser: s0 = min(s0, max(0, rel - r.uniform(1.5, 4)))
    dur = D - s0 if r.random() < 0.6 else max(min(6, D - s0), r.uniform(0.4, 1) * (D - s0))
    if chaser: dur = max(dur, min(D - s0, rel + 4 - s0))
    need = n * r.lognormvariate(4.3, 0.8)
    cost, eg, shop, rate, life = choose(w, r, allowed, cover, need, dur, n, scattered, burn)
    if "hardest" in traits:
        rate = r.uniform(0.5, 1.6)
    elif "donors" in traits:
        rate = r.uniform(2, 8)
    else:
        rate = max(1.5, rate * r.uniform(0.35, 1.15))
    if burn: life = r.uniform(1.5, 5)
    k = r.randint(3, 8) if "ksample" in traits else 1
    pool = Pool(w.tx, r, goal, r.choice((0, 0.3, 0.6, 1)), k=k, window=max(2, min(r.choice((30, 100, 300)), int(n * rate * min(life, dur) / 4 / k))), vary=r.choice((0, 0.4, 1)))
    jb = Job(r, pool, word, system=r.random() < 0.45, temperature=r.choice((None, 0, 0.7, 1)) if k == 1 else r.choice((0.7, 1)), variants=1 if word == "fixed" else r.randint(3, 12),
             langs=["Chinese", "English", "Japanese", "Russian", "Spanish", "Arabic"] if goal in REASON and r.random() < 0.25 else None, n=r.choice((2, 4)) if k > 1 and r.random() < 0.2 else None)
    jb.length = int(jb.length * r.uniform(1, 1.8))
    task, turns, gap = jb, r.uniform(1, 1.5) if "hardest" in traits else r.choice((1, 1, 2, 4, 8)), r.choice((3, 15, 60, 300))
    harness = None
    if goal == "agentic":
        harness = r.choice(("popular", "own", "own"))
        src = r.choice(w.agents) if harness == "popular" else Agent(r)
        task = Agent(r, src.name, pool)
        task.sys, task.tools, task.ctx, task.think, task.temperature = src.sys, src.tools, r.choice((1500, 3000, 5000)), src.think, src.temperature
        turns, gap = r.uniform(4, 9), r.uniform(6, 25)
    dispatch = r.choice(("flat", "waves", "office", "mimic", "drain") + (("offpeak",) * 2 if w.offpeak else ())) if "hardest" not in traits else "mimic"
    tz, even, api = r.choice((8, 3, 7, 5.5, -6, 2)), r.random() < 0.5, r.choice(("chat.completions", "chat.completions", "chat.completions", "responses", "messages", "batch" if KINDS[kind][4] & {"template", "grading"} and dispatch == "offpeak" else None))
    model = {"math": w.m_think, "science": w.m_think, "agentic": w.m_big}.get(goal, w.m_std)
    model = r.choice((model, model, w.m_std, w.m_big))
    move = w.release + r.uniform(0.05, 0.9) * 86400 if chaser else r.choice((w.release + r.expovariate(1 / 6) * 86400, 1e18))
    tr = tranches(w, r, n)
    waves = [[int(x) for x in w.np.integers(0, 24, r.randint(1, 4))] for _ in range(D)]
    # machines: one worker pool, or as many devices as accounts
    pool_dev = [device(r, *SDKS) for _ in range(r.choice((1, 1, 2, 5)))]
    scatter_dev = scattered or r.random() < 0.25
    net, dc, gw = r.randrange(len(w.nets)), w.dc[r.randrange(8)], gateway(w, r)
    servers, exits = r.sample(dc, min(len(dc), r.randint(1, 12))), r.choice(w.vpns)
    rs = r.sample(w.resellers, min(len(w.resellers), r.choice((1, 1, 2)))) if eg == "reseller" and w.resellers else []
    cards, per_card, pay = [], r.choice((1, 2, 5, 12)), r.choice(("vcard", "vcard", "topup", "free")) if not licensed else "vcard"
    made_lots = [w.t0 + s0 * 86400 - r.expovariate(1 / 15) * 86400 for _ in range(max(1, n // 25))]
    doms = r.sample(FREE_MAIL, 3) + [r.choice(_N) + r.choice(_V) + ".com"] * r.choice((0, 0, 4))
    # supply over time: `slots` accounts at work, a new one bought when one dies
    live = min(life, dur)
    slots = n if (not burn and live >= 0.7 * dur) or "donors" in traits else max(1, min(n, math.ceil(n * live / dur)))
    plan, join = [], r.uniform(0, 0.4) * dur
    nxt = [s0 + (join * r.choice((0, 0.25, 0.5, 1)) if slots > 3 else 0) for _ in range(slots)]
    while len(plan) < n:
        i = min(range(slots), key=nxt.__getitem__)
        a = nxt[i] if nxt[i] < s0 + dur - 0.5 else s0 + r.uniform(0, 0.8) * dur
        z = s0 + dur if slots == n and not burn and r.random() < 0.8 else min(s0 + dur, a + max(0.7, r.gammavariate(2, live / 2)))
        plan.append((a, z))
        nxt[i] = z + r.expovariate(2)
    for a, z in plan:
        t = w.t0 + a * 86400 + r.uniform(0, 0.3) * 86400
        span = (t, w.t0 + z * 86400)
        eu, s = None, r.choice(rs) if rs else None
        if rs:
            acc, eu = s["acc"], s["id"]()
        elif "donors" in traits:
            acc = w.account(r, w.country(r), plan=r.choice(("payg", "edu", "team")), keys=2, created=t - (20 + r.expovariate(1 / 150)) * 86400)
        elif shop is not None and not licensed:
            acc = shop.new(w, r, t)
        else:
            if scattered:
                pm, mail, born = (w.hexid(r, "pm_", 16) if r.random() < 0.5 else None), None, t - r.expovariate(1 / 60) * 86400 - 3600
            else:
                if not cards or r.random() < 1 / per_card: cards.append(w.hexid(r, "pm_", 16) if pay != "topup" else r.choice(w.topups))
                pm, mail = None if pay == "free" else r.choice(cards[-2:]) if pay == "vcard" else cards[0], r.choice(doms)
                born = r.choice(made_lots) + r.uniform(0, 10 * 3600) if not burn else t - r.uniform(0.02, 3) * 86400
            acc = w.account(r, w.country(r), created=min(born, t - 300), payment=pm, mail=mail, plan="free" if pm is None else "payg", verified=True if licensed else r.random() < 0.35)
        cc = acc.cc if not rs else w.country(r)
        if licensed and acc.d["id"]:
            w.csv.append((acc.d["id"], "false", "train_on_outputs", licensed, rfc(w.end + 86400 * r.randint(30, 400))[:10] + "T00:00:00Z"))
        row = w.row(acc, "licensed" if licensed else "campaign", eu, None if licensed else ci)
        dev = device(r, *BROWSERS, *SDKS) if scatter_dev else r.choice(pool_dev)
        if rs:
            e, dev = (Proxy(net, "session"), dev) if s["pass"] else (s["egress"], s["dev"])
        elif eg == "gateway":
            e, dev = gw
        else:
            e = {"dc": lambda: Some(r.sample(servers, r.randint(1, len(servers)))), "vpn": lambda: Some(r.sample(exits, min(len(exits), 4))), "resi_session": lambda: Proxy(net, "session"), "resi_request": lambda: Proxy(net, "request"),
                 "resi_days": lambda: Proxy(net, "days", cc if r.random() < 0.8 else None), "mobile": lambda: w.mobile(r, cc)}[eg]()
        ad = move + (r.expovariate(6) * 86400 if chaser else r.expovariate(1) * 86400)
        my = rate * (1 if even else r.lognormvariate(-0.18, 0.6))
        st = w.stream(acc, row, task, e, dev, model=model, camp=ci, hist=goal == "agentic", key=1 if "donors" in traits else 0, adopt=ad, temp=jb.temperature, eu=eu, endpoint=None if scattered else api)
        cap = int(w.credit * r.uniform(0.5, 1.1) * (1 - cover)) if acc.d["plan"] == "free" and not rs else None
        if dispatch == "drain" and cap: my, span = my * 2.5, (span[0], min(span[1], span[0] + cap / (my * 2.5) * 86400 + 43200))
        for boost in (1, 3, 9) if "hardest" not in traits else (1,):         # an account that was paid for is used
            got = w.plan(st, my * boost, turns, {"office": "office", "offpeak": "night", "mimic": r.choice(("evening", "dev"))}.get(dispatch, "flat"), 0.25 if dispatch == "office" else 1, dayw=tr if boost < 9 else None, cap=cap, life=span, gap=gap, burst=25 if even else 3,
               tz=COUNTRY[cc][1] if dispatch == "mimic" else tz, hours=waves if dispatch == "waves" else None)
            if got: break
            span = (span[0], max(span[1], min(w.end, span[0] + 3 * 86400)))
        if cover > 0.02:
            lead = (span[0] - (r.uniform(0, 3) * 86400 if cover > 0.4 else 0), span[1])
            per = (got / ((lead[1] - lead[0]) / 86400) if got else my) * cover / (1 - cover)
            if "farm" in traits:
                customers(w, r, acc, row, e, dev, per, r.randint(2, 7), life=lead)
            elif "donors" in traits:
                st = w.stream(acc, row, Chat(r, "en", 0.6) if r.random() < 0.6 else Tenant(r, w.tx), w.person_egress(r, cc), device(r, *SDKS, "desk"))
                w.plan(st, heavy(r, 2), 2.5, "dev", 0.6, burst=1.5)
            else:
                tk = r.choices((Chat(r, COUNTRY[cc][4] if r.random() < 0.5 else "en", r.choice((0.1, 0.6))), r.choice(w.agents), Tenant(r, w.tx)), (8, 1, 1))[0]
                st = w.stream(acc, row, tk, e, dev, model=model if r.random() < 0.5 else None, hist=not isinstance(tk, Tenant), eu=eu, adopt=ad)
                w.plan(st, per, r.uniform(1.5, 3.5), cap=cap and int(cap * cover / (1 - cover)) + 2, prof="evening" if dispatch == "mimic" else r.choice(("evening", "dev", "flat")), life=lead, burst=2, tz=COUNTRY[cc][1])
    if not licensed:
        w.camps.append({"kind": kind, "params": {"traits": sorted(traits), "goal": GOALS[goal], "pool": goal, "public_share": pool.public, "wording": word, "in_system": jb.system, "k": k, "cover": round(cover, 3), "egress": eg, "source": "reseller" if rs else "donors" if "donors" in traits else "self" if shop is None else "shop-%d" % w.shops.index(shop),
                         "network": net if eg.startswith("resi") else None, "rate": round(rate, 2), "expected_life_days": round(life, 1), "unit_cost": round(cost, 4), "start_day": round(s0, 2), "days": round(dur, 2), "dispatch": dispatch, "even": even, "model": model, "moves_at": rfc(move) if move < 1e17 else None,
                         "harness": harness, "turns": round(turns, 2), "payment": pay if shop is None and not scattered else None, "accounts_bought": n}})
        w.taken[ci] = Counter()

def portfolio(w, r, total):
    """8 to 12 campaigns whose traits cover every required kind: dropped kinds live on inside others."""
    kinds = [k for k in KINDS if k not in ("hydra_farm", "resold_keys")]
    extra, folds = r.sample(("hydra_farm", "resold_keys"), r.choice((0, 1, 2))), {}
    kinds += extra
    want = r.randint(8, 12)
    cand = r.sample(sorted(FOLD), len(FOLD))
    while len(kinds) > want and cand:
        c = cand.pop()
        hosts = [h for h in FOLD[c] if h in kinds and h not in folds]
        if hosts and c not in folds:
            kinds.remove(c)
            folds[r.choice(hosts)] = (KINDS[c][4])
    for x in extra:
        if len(kinds) > 12: kinds.remove(x)
    sh = [r.gammavariate(1.6, 1) + 0.25 for _ in kinds]
    n = [max(min(4, total // len(kinds)), int(total * s / sum(sh))) for s in sh]
    n[n.index(max(n))] += total - sum(n)
    return [(k, m, folds.get(k, ())) for k, m in zip(kinds, n)]

# Rendering: events in order of time become log lines.
def render(w, path):
    """Write the log; fills the rows' counts and the campaigns' hourly tallies.  Returns the number of lines."""
    r, tx = random.Random("render-%d" % w.seed), w.tx
    lens = [len(x) for x in w.evt]
    T, S = np.concatenate(w.evt), np.repeat(np.array(w.evs, dtype=np.int32), lens)
    w.evt = w.evs = None
    o = np.argsort(T, kind="stable")
    T, S = T[o], S[o]
    dump = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), check_circular=False).encode
    raw = open(path, "wb")
    gz = gzip.GzipFile(filename="", mode="wb", compresslevel=1, fileobj=raw, mtime=0)
    out, lines = io.BufferedWriter(gz, 1 << 20), 0
    quick = {w.m_lite: 5, w.m_std: 11, w.m_big: 22, w.m_think: 16, w.m_new: 12}
    for t, si in zip(T.tolist(), S.tolist()):
        s = w.sess[si]
        st = s.st
        k, s.k = s.k, s.k + 1
        if k == 0:
            s.model = w.m_new if t >= st.adopt else st.model
            s.sid = "%032x" % r.getrandbits(128) if st.sid else None
            s.hist, s.last = [], 0
            if st.endpoint == "batch": s.prev = "batch_%024x" % r.getrandbits(96)
        if s.ip is None or not st.egress.sticky: s.ip = st.egress.get(w, r, t)
        task, agent = st.task, isinstance(st.task, Agent)
        sysm, user, reply, kind = task.make(tx, r, s, k if st.hist else 0)
        role = "user"
        if user[0:1] == "\0":
            role, user = "tool", user[1:]
        elif not user:
            user = "hello"
        new = [{"role": role, "content": user}]
        server_side = st.endpoint == "responses" and st.rs and st.hist
        msgs = ([{"role": "system", "content": sysm}] if sysm else []) + (new if server_side else s.hist + new)
        size = s.last + len(user) + (len(sysm) if sysm else 0)
        itok = int(size / 4.2) + 8 + (90 * len(task.tools) if getattr(task, "tools", None) else 0)
        req = {"endpoint": st.endpoint, "model": s.model, "messages": msgs}
        if server_side and s.prev: req["previous_response_id"] = s.prev
        if st.endpoint == "batch": req["batch_id"] = s.prev
        temp = st.temp if st.temp is not None else getattr(task, "temperature", None)
        if temp is not None: req["temperature"] = temp
        mt = getattr(task, "max_tokens", None)
        if mt: req["max_tokens"] = mt
        n = getattr(task, "n", None)
        if n: req["n"] = n
        if getattr(task, "logprobs", None): req["logprobs"] = True
        if st.sid or agent: req["stream"] = True
        if getattr(task, "tools", None): req["tools"] = [{"name": x} for x in task.tools]
        rtok, think = 0, s.model == w.m_think or (s.model == w.m_new and kind in ("math", "agent", "code"))
        if think:
            req["reasoning"] = {"effort": "high" if st.rs else "medium"}
            rtok = int(400 * r.lognormvariate(0, 0.8))
        rid = "resp_%020x" % r.getrandbits(80)
        otok = int(len(reply) / 4.2) + 2
        if n: otok *= n
        resp = {"id": rid, "model": s.model, "status": "completed", "finish_reason": "stop", "latency_ms": int(250 + (otok + rtok) * quick[s.model] * r.lognormvariate(0, 0.3)), "content": reply}
        if mt and otok >= mt: resp["finish_reason"], resp["status"] = "length", "incomplete"
        if kind == "refusal" and r.random() < 0.04: resp["finish_reason"], resp["content"] = "content_filter", ""
        if think and st.rs: resp["reasoning"] = tx.reply(r, "math" if kind == "math" else "prose", min(60, rtok // 8), "the question")
        if agent and k < s.n - 1:
            tool = r.choice(task.tools)
            resp["finish_reason"], resp["output"] = "tool_calls", [{"type": "tool_call", "name": tool, "arguments": json.dumps({"path": "src/%s.py" % fill(r, "{id}")})}]
        elif n:
            resp["output"] = [{"type": "text", "text": reply if i == 0 else reply[: int(len(reply) * r.uniform(0.6, 1))]} for i in range(n)]
        use = {"input_tokens": itok, "output_tokens": otok + rtok}
        if rtok: use["reasoning_tokens"] = rtok
        if s.last > 4000: use["cache_read_input_tokens"] = int(s.last / 4.2 * 0.9)
        ip = s.ip
        ex = {"id": "req_%024x" % r.getrandbits(96), "time": rfc(t), "account": st.dict, "client": {"ip": ip[0], "asn": ip[1], "country": ip[2], "user_agent": st.dev[0], "ja4": st.dev[1]}, "request": req, "response": resp, "usage": use}
        if s.sid: ex["session"] = s.sid
        if st.acc.state == "absent":
            ex["content_state"] = "absent"
            del req["messages"], resp["content"]
            resp.pop("reasoning", None), resp.pop("output", None)
        else:
            ex["content_state"] = "full"
        times = [t]
        if r.random() < st.err * (1.8 if st.acc.d["plan"] == "free" else 1):
            bad = dict(ex, response={"id": rid, "model": s.model, "status": "failed", "finish_reason": r.choice(("rate_limit", "rate_limit", "overloaded", "timeout")), "latency_ms": r.randint(40, 60000)}, usage={"input_tokens": itok, "output_tokens": 0})
            out.write(dump(bad).encode() + b"\n")
            lines += 1
            t2 = t + r.uniform(1, 30)
            if r.random() < 0.8 and t2 < w.end:
                times.append(t2)
                ex["id"], ex["time"] = "req_%024x" % r.getrandbits(96), rfc(t2)
                out.write(dump(ex).encode() + b"\n")
                lines += 1
        else:
            out.write(dump(ex).encode() + b"\n")
            lines += 1
        row = st.row
        for x in times:
            row.n += 1
            row.lo, row.hi = min(row.lo, x), max(row.hi, x)
            if st.camp >= 0:
                row.h += 1
                row.hlo, row.hhi = min(row.hlo, x), max(row.hhi, x)
                w.taken[st.camp][int(x // 3600)] += 1
        if s.k >= s.n:
            w.sess[si] = None
            continue
        if st.endpoint != "batch": s.prev = rid
        if st.hist:
            s.hist = s.hist + new + [{"role": "assistant", "content": resp["content"][:1500] if "content" in resp else ""}]
            s.last += len(user) + len(reply)
            while len(s.hist) > 5 and sum(len(m["content"]) for m in s.hist) > (11000 if agent else 5000):
                s.hist = s.hist[:1] + s.hist[3:] if agent else s.hist[2:]
                s.last = sum(len(m["content"]) for m in s.hist)
    out.flush()
    gz.close()
    raw.close()
    return lines

def truth(w, world, lines):
    """The labels, from what was really written."""
    rows, pops, members = [], Counter(), Counter()
    span = {}
    for x in sorted((x for x in w.rows if x.n), key=lambda x: (x.acc.d["id"], x.eu or "")):
        camp, pop, lo, hi = x.camp, x.pop, x.lo, x.hi
        if camp is not None:
            if x.h:
                lo, hi = x.hlo, x.hhi
                members[camp] += 1
                a, b = span.get(camp, (1e18, 0))
                span[camp] = (min(a, lo), max(b, hi))
            else:
                camp, pop = None, "campaign_idle"
        pops[pop] += 1
        rows.append({"account": x.acc.d["id"], "end_user": x.eu, "population": pop, "campaign": None if camp is None else w.names[camp], "since": rfc(lo), "until": rfc(hi)})
    camps = []
    for i, c in enumerate(w.camps):
        if members[i]:
            camps.append({"campaign": w.names[i], "kind": c["kind"], "accounts": members[i], "start": rfc(span[i][0]), "end": rfc(span[i][1]), "params": c["params"], "exchanges": sum(w.taken[i].values()), "taken": [[h, n] for h, n in sorted(w.taken[i].items())]})
    return {"version": 1, "seed": w.seed, "world": world, "start": rfc(w.t0), "end": rfc(w.end), "exchanges": lines, "populations": dict(sorted(pops.items())), "accounts": rows, "campaigns": camps}

def main():
    ap = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    ap.add_argument("--seed", type=int, required=True)
    ap.add_argument("--benign", type=int, default=8000)
    ap.add_argument("--attack", type=int, default=900)
    ap.add_argument("--days", type=int, default=21)
    ap.add_argument("--scenario", choices=("mix", "none", "small"), default="mix")
    ap.add_argument("--prompts", default="")
    ap.add_argument("--out", required=True)
    a = ap.parse_args()
    os.makedirs(a.out, exist_ok=True)
    w = World(a.seed, a.days, a.prompts)
    r = w.r
    n = 200 if a.scenario == "small" else a.benign
    w.resellers = [reseller_account(w, r, i) for i in range(max(1, min(6, round(n / 1500)) if n > 1000 else 2))]
    ws = [x * r.lognormvariate(0, 0.3) for _, x in BENIGN]
    lic = max(2, round(n * r.uniform(0.012, 0.022))) if n >= 100 else 0
    left = round(1.05 * (n - lic))     # some that signed up never send anything
    quota = [int(left * x / sum(ws)) for x in ws]
    quota[0] += left - sum(quota)
    for (f, _), q in zip(BENIGN, quota):
        f(w, r, q)
    while lic > 0:                     # licensed firms act like campaigns of kinds that a firm might run
        m = min(lic, r.randint(4, 40))
        campaign(w, r, r.choice(("template_mill", "paraphrase_desk", "k_sampler", "preference_grader", "release_chaser", "agentic_coder", "cover_mixer")), m, licensed="LIC-%06d" % r.randint(1, 999999))
        lic -= m
    if a.scenario == "mix":
        for kind, m, extra in portfolio(w, r, a.attack):
            campaign(w, r, kind, m, extra)
    elif a.scenario == "small":
        for kind, m in zip(r.sample(("template_mill", "paraphrase_desk", "rotating_residential", "cover_mixer", "k_sampler", "agentic_coder", "preference_grader", "release_chaser", "refusal_mapper"), 3), (1, 3, 5)):
            campaign(w, r, kind, m)
    order = r.sample(range(len(w.camps)), len(w.camps))
    w.names = ["C%02d" % (x + 1) for x in order]
    lines = render(w, os.path.join(a.out, "log.jsonl.gz"))
    with open(os.path.join(a.out, "accounts.csv"), "w", newline="") as fh:
        c = csv.writer(fh, lineterminator="\n")
        c.writerow(("account", "reseller", "licence_scope", "licence_document", "licence_valid_until"))
        seen = {x.acc.d["id"] for x in w.rows if x.n}
        c.writerows(sorted(x for x in w.csv if x[0] in seen))
    with open(os.path.join(a.out, "truth.json"), "w") as fh:
        json.dump(truth(w, a.scenario, lines), fh, separators=(",", ":"))

if __name__ == "__main__": main()
