#!/usr/bin/env python3
"""Labelled API traffic for a fair benchmark of detectors of distillation campaigns.

Every parameter is drawn in two steps: a world (the seed) draws the parameters of each population and of each
campaign from wide priors, and each account then draws its own from those.  Innocents and campaigns share one
engine, one set of clients, networks, calendars and text grammars: they differ only in the draws.
"""
import argparse
import bisect
import csv
import datetime as dt
import gzip
import hashlib
import json
import math
import os
import random

HOUR, DAY = 3600.0, 86400.0
GRID = [4, 6, 9, 14, 20, 30, 45, 70, 120]            # accounts of a campaign

# ---- The world's constants: countries, networks, client software
# country: (zone in hours, weight, language, carriers' ASNs: fixed lines first, the last one mobile)
COUNTRIES = {"US": (-6, 26, "en", [7922, 701, 20115, 7018, 21928]), "GB": (0, 7, "en", [2856, 5089, 5607, 12576]), "CA": (-5, 4, "en", [577, 812, 852, 36522]), "AU": (10, 3, "en", [1221, 4804, 7545, 133612]),
    "IN": (5.5, 10, "en", [9829, 24560, 45609, 55836]), "DE": (1, 6, "de", [3320, 3209, 6805, 29562]), "FR": (1, 4, "fr", [3215, 12322, 15557, 5410]), "ES": (1, 3, "es", [3352, 12479, 12430, 15704]),
    "NL": (1, 2, "en", [1136, 33915, 50266]), "PL": (1, 2, "en", [5617, 12741, 39603]), "SE": (1, 1, "en", [3301, 2119, 44034]), "BR": (-3, 6, "pt", [28573, 18881, 26599, 26615]),
    "MX": (-6, 3, "es", [8151, 13999, 28403]), "AR": (-3, 2, "es", [7303, 22927, 10481]), "JP": (9, 4, "ja", [4713, 17676, 2516, 9605]), "KR": (9, 3, "ko", [4766, 9318, 17858, 36183]),
    "SG": (8, 2, "en", [9506, 4773, 45143]), "HK": (8, 2, "zh", [4760, 9269, 9304, 137872]), "TW": (8, 2, "zh", [3462, 4780, 24158]), "VN": (7, 2, "vi", [7552, 45899, 18403]),
    "ID": (7, 3, "id", [7713, 17451, 23693]), "TR": (3, 2, "en", [9121, 34984, 16135]), "UA": (2, 1, "ru", [13188, 15895, 21497]), "NG": (1, 1, "en", [36873, 37148, 29465]),
    "ZA": (2, 1, "en", [3741, 37457, 29975]), "AE": (4, 1, "en", [5384, 15802]),}
CLOUDS = {"aws": (16509, ["US", "DE", "IE", "SG", "JP"]), "gcp": (396982, ["US", "BE", "TW", "NL"]), "azure": (8075, ["US", "NL", "IE", "SG"]), "hetzner": (24940, ["DE", "FI"]),
          "ovh": (16276, ["FR", "CA", "PL"]), "do": (14061, ["US", "NL", "SG", "IN"]), "vultr": (20473, ["US", "JP", "SG", "GB"]), "linode": (63949, ["US", "JP", "GB"]),
          "alibaba": (45102, ["SG", "HK", "US"]), "tencent": (132203, ["SG", "HK", "US"]), "oracle": (31898, ["US", "DE", "JP"]), "cloudflare": (13335, ["US", "DE", "SG"])}
CLOUD_WEIGHT = {"aws": 30, "gcp": 18, "azure": 20, "hetzner": 8, "ovh": 5, "do": 7, "vultr": 3, "linode": 3, "alibaba": 2, "tencent": 1.5, "oracle": 2, "cloudflare": 6}
VPNS = [(9009, ["US", "GB", "NL", "DE", "SG"]), (212238, ["US", "JP", "HK", "SG", "DE"]), (60068, ["US", "GB", "FR", "CA"]), (136787, ["US", "SG", "NL"])]
# stack: (user agent with {v}, versions newest last, TLS builds, keeps a session id, weight of use by developers)
STACKS = {"openai-py": ("OpenAI/Python {v}", ["1.40.6", "1.52.0", "1.59.9", "1.68.2", "1.75.0", "1.82.1", "1.99.3", "2.2.0", "2.6.1"], 5, 0.1, 30),
    "openai-py-async": ("AsyncOpenAI/Python {v}", ["1.52.0", "1.68.2", "1.82.1", "1.99.3", "2.6.1"], 5, 0.1, 12), "openai-js": ("OpenAI/JS {v}", ["4.52.0", "4.67.3", "4.86.1", "5.3.0", "5.20.2", "6.1.0"], 4, 0.2, 17),
    "requests": ("python-requests/{v}", ["2.28.2", "2.31.0", "2.32.3", "2.32.5"], 5, 0.05, 8), "httpx": ("python-httpx/{v}", ["0.25.2", "0.27.0", "0.28.1"], 4, 0.05, 5),
    "aiohttp": ("Python/3.{m} aiohttp/{v}", ["3.9.5", "3.10.11", "3.11.18", "3.12.15"], 4, 0.05, 4), "axios": ("axios/{v}", ["1.6.8", "1.7.9", "1.9.0", "1.12.2"], 4, 0.1, 6),
    "go": ("Go-http-client/{v}", ["1.1", "2.0"], 3, 0.1, 6), "okhttp": ("okhttp/{v}", ["4.9.3", "4.12.0", "5.1.0"], 3, 0.2, 3), "java": ("Java-http-client/{v}", ["17.0.9", "21.0.4"], 2, 0.1, 3),
    "curl": ("curl/{v}", ["7.88.1", "8.5.0", "8.7.1"], 3, 0.0, 3), "litellm": ("litellm/{v}", ["1.52.16", "1.61.20", "1.67.4", "1.74.9"], 3, 0.3, 5),
    "langchain": ("langchain-openai/{v}", ["0.1.25", "0.2.14", "0.3.16", "0.3.33"], 4, 0.1, 6), "n8n": ("n8n/{v}", ["1.70.3", "1.91.2", "1.110.1"], 2, 0.1, 3),
    "cline": ("Cline/{v}", ["3.4.9", "3.12.3", "3.17.5", "3.28.0"], 2, 0.9, 0), "continue": ("Continue/{v}", ["0.9.256", "1.0.14", "1.2.2"], 2, 0.7, 0),
    "aider": ("aider/{v} litellm/1.67.4", ["0.74.2", "0.82.0", "0.86.1"], 3, 0.4, 0), "promptfoo": ("promptfoo/{v}", ["0.103.5", "0.112.7", "0.118.0"], 2, 0.1, 0),
    "lm-eval": ("lm-evaluation-harness/{v} python-requests/2.32.3", ["0.4.5", "0.4.8", "0.4.9"], 4, 0.0, 0), "inspect": ("inspect_ai/{v} AsyncOpenAI/Python 1.82.1", ["0.3.60", "0.3.98", "0.3.130"], 4, 0.1, 0),
    "librechat": ("LibreChat/{v}", ["0.7.6", "0.7.8", "0.8.0"], 2, 0.9, 0), "openwebui": ("OpenWebUI/{v}", ["0.5.20", "0.6.5", "0.6.30"], 2, 0.8, 0),
    "cherry": ("CherryStudio/{v} Electron/35.2.2", ["1.1.19", "1.3.12", "1.5.9"], 2, 0.7, 0), "chrome": ("Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/{v}.0.0.0"
               " Safari/537.36", ["138", "139", "140", "141"], 2, 0.9, 0), "chrome-mac": ("Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/"
                   "{v}.0.0.0 Safari/537.36", ["139", "140", "141"], 2, 0.9, 0), "firefox": ("Mozilla/5.0 (X11; Linux x86_64; rv:{v}.0) Gecko/20100101 Firefox/{v}.0", ["141", "142", "143"], 1, 0.9, 0),
    "safari": ("Mozilla/5.0 (iPhone; CPU iPhone OS 18_6 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) " "Version/{v} Mobile/15E148 Safari/604.1", ["18.5", "18.6", "26.0"], 1, 0.9, 0),}
CHAT_STACKS = {"chrome": 30, "chrome-mac": 14, "firefox": 7, "safari": 15, "librechat": 8, "openwebui": 10, "cherry": 7, "openai-py": 4, "openai-js": 5}
DEV_STACKS = {k: v[4] for k, v in STACKS.items() if v[4]}
# hour-of-day weights, local time
PROFILES = {"work": [.1, .1, .1, .1, .1, .2, .5, 1.5, 5, 9, 10, 9, 6, 8, 10, 9, 8, 5, 2.5, 1.5, 1, .8, .5, .3], "evening": [2, 1, .6, .4, .3, .3, .5, 1, 1.5, 2, 2.2, 2.5, 3, 3, 3, 3.2, 3.5, 4.5, 6, 7.5, 8.5, 8, 6.5, 4],
    "day": [1, .6, .4, .3, .3, .5, 1.2, 2.5, 4, 5, 5.5, 5.5, 5.5, 5.5, 5.5, 5.5, 5.5, 5.5, 5.2, 5, 5, 4.5, 3, 2], "student": [4, 2, 1, .4, .2, .2, .3, .6, 1.5, 3, 4, 4, 4, 5, 5.5, 6, 6, 5, 5, 6, 7.5, 8, 8, 6],
    "dev": [3, 1.5, .8, .4, .3, .3, .4, 1, 2.5, 5, 7, 7.5, 5, 6, 7.5, 8, 7, 6, 4.5, 4, 4.5, 5, 5, 4], "flat": [1.0] * 24,}
WEEKEND = {"work": .12, "evening": 1.25, "day": .75, "student": .8, "dev": .6, "flat": 1.0}

# ---- Text grammars, shared by all
STEP = {"open": ["Solve the following problem.", "Work through this problem.", "Here is a question.", "Answer the question below.", "You are given a math problem.", "Please help me with this exercise.",
             "Consider the task below carefully.", "Read the problem and find the answer.", "Question for you:", "Let's do another one."],
    "how": ["Think step by step.", "Show every step of your reasoning.", "Explain your reasoning before the answer.", "Write out the full chain of thought, including checks.", "Break it into numbered steps.",
            "Reason carefully, then verify the result.", "Show your work in detail.", "Explain as you would to a student who is stuck.", "State what is known, what is asked, then solve.",
            "Walk me through it slowly.", "Try two approaches and compare them before you conclude."], "end": ["Finish with 'Answer: <value>'.", "Put the final answer in \\boxed{{}}.", "End with the final number only.",
            "Give the final answer on the last line.", "Return JSON with keys steps and answer.", "Put the reasoning inside <think> tags and the result inside <answer> tags.", "", "", "",
            "Use LaTeX for formulas.", "Keep it under 300 words."],}
JUDGE = {"open": ["You are a strict grader.", "Evaluate the response to the instruction below.", "Act as an expert reviewer.",
             "Rate the following answer.", "You will score a model's reply.", "Grade the submission against the rubric.", "As quality assurance reviewer, assess this reply."],
    "how": ["Score helpfulness, correctness and clarity from 1 to 5.", "Give a score from 1 to 10 with a short reason.", "Use the rubric: accuracy 40%, depth 30%, style 30%.", "List defects first, then give one overall score.",
            "Judge only factual accuracy.", "Explain each criterion before you score it.", "Decide whether it meets the bar: PASS or FAIL, and why."],
    "end": ["Return JSON {{\"score\": n, \"reason\": \"...\"}}.", "Output: Rating: [[n]].", "End with 'Score: n'.", "Finish with the score on its own line.", "Answer in a table.", ""],}
CODE = {"open": ["Write", "Implement", "I need", "Please write", "Create", "Can you write", "Give me"], "lang": ["a Python function", "a TypeScript function", "a Go function", "a Rust function", "a C++ function",
             "a SQL query", "a bash script", "a Java class", "a Kotlin function", "a Python class", "a React component"], "task": ["that parses ISO dates and returns the next business day", "that merges overlapping intervals",
             "that retries an HTTP call with exponential backoff", "that computes the longest common subsequence", "to stream a large CSV and aggregate by key", "that implements an LRU cache with TTL",
             "that validates an email address without a regex", "for topological sort with cycle detection", "that diffs two nested JSON objects", "that finds duplicate files by hash", "for a token bucket limiter",
             "that converts a tree to a flat table", "that renders a paginated list with search", "that schedules jobs with dependencies", "for a trie with prefix search", "that reads a config from env vars",
             "that computes a rolling median", "to rotate log files older than {n} days", "that finds the k = {n} most frequent words", "to migrate a table with {n} million rows without downtime",
             "that balances load over {n} workers", "that packs items into bins of size {n}", "that simulates {n} rounds of a queue", "for matrix multiplication in blocks of {n}",
             "that detects anomalies in a series with window {n}", "to deduplicate customers by fuzzy name"], "end": ["", "", "Add unit tests.", "Explain the complexity.", "No external libraries.", "Include type hints.",
            "Explain the design before the code.", "Handle errors properly.", "Think through edge cases first, then code.", "Return only code.", "Then refactor it for readability."],}
REWRITE = {"open": ["Rewrite the text below", "Rephrase the following", "Please reword this", "Edit this passage", "Produce a new version of the text", "Paraphrase"],
    "how": ["so that it is neutral and balanced", "in a formal tone", "so that it is safe for a general audience",
            "for a public platform with strict content rules", "in plain language", "keeping the facts but softening the wording", "so that it avoids sensitive wording", "as a short neutral answer", "for our newsletter",
            "for a regional audience", "in the brand voice: warm and brief"], "end": ["Keep the length similar.", "Give three versions.", "Return only the rewrite.", "Explain what you changed.", "", ""],}
SUMM = {"open": ["Summarize", "Summarise the text below", "Give the key points of this document", "Extract the main facts from", "Write an abstract of"],
        "how": ["in two sentences", "as five bullets", "for an executive", "in one paragraph", "with names and dates"], "end": ["", "Return JSON.", "No preamble.", "Use simple words."]}
ROLE = ["support assistant", "writing assistant", "study companion", "coding helper", "data analyst", "marketing copywriter",
        "legal intake assistant", "travel planner", "recipe guide", "HR assistant", "research assistant", "math tutor", "product expert", "shopping guide", "translator", "financial explainer"]
BRAND = ["Nordlys", "Quillo", "Bramble", "Helio", "Tandem", "Mosaic", "Pinto", "Verda", "Lumen", "Kestrel", "Orchard", "Cobalt",
         "Juniper", "Saffron", "Polder", "Aster", "Fathom", "Marlow", "Sable", "Tern", "Ridge", "Opal", "Cedar", "Wren"]
MANNER = ["Be concise and friendly.", "Answer in the user's language.", "Never invent facts; say when unsure.", "Use markdown.",
          "Keep answers below 120 words.", "Ask one clarifying question when needed.", "Do not mention competitors.", "Cite the section you rely on.", "Reply in plain text.", "Follow the house style guide v{n}.",
          "Escalate billing issues to a human.", "Explain terms a beginner may not know."]
FOLLOW = ["Can you make it shorter?", "Thanks! And what about the second part?", "Why is that?", "Give me an example please.",
          "ok now in a more formal tone", "That is not quite what I meant, can you try again?", "Can you expand on the last point?",
          "What would you change?", "Is there a simpler way?", "Please put that in a table.", "hmm are you sure?",
          "Great. Translate it to Spanish.", "How long would that take?", "What are the risks?", "continue", "Can you list sources?",
          "Now do the same for a smaller budget.", "What if I only have one day?", "I get an error when I run it", "Add comments please",
          "Which option do you recommend?", "Could you double check the numbers?", "Explain step 2 in more detail.", "next one"]
LANGS = {"es": (["Resuelve el problema paso a paso.", "Explica tu razonamiento con detalle.", "Piensa paso a paso y responde en español."],
           "{a} tiene {x} manzanas y compra {y} más cada día durante {z} días. ¿Cuántas tiene al final?",
           ["¿Puedes ayudarme a escribir un correo para mi jefe?", "Dame ideas para cenar esta noche", "¿Qué me recomiendas visitar en Lima?"]),
    "fr": (["Résous ce problème étape par étape.", "Explique ton raisonnement en détail.", "Raisonne pas à pas et réponds en français."],
           "{a} achète {x} livres à {y} euros et en revend {z}. Combien a-t-elle dépensé par livre restant ?",
           ["Corrige ce texte s'il te plaît", "Propose un plan de cours sur la Révolution", "Quelle est la différence entre imparfait et passé composé ?"]),
    "de": (["Löse die Aufgabe Schritt für Schritt.", "Erkläre deinen Gedankengang ausführlich.", "Denke schrittweise und antworte auf Deutsch."],
           "{a} fährt {x} km in {y} Stunden und danach {z} km in zwei Stunden. Wie hoch ist die Durchschnittsgeschwindigkeit?",
           ["Formuliere eine höfliche Absage", "Was ist beim Mietvertrag zu beachten?", "Erkläre mir den Unterschied zwischen GmbH und UG"]),
    "pt": (["Resolva o problema passo a passo.", "Explique o raciocínio em detalhe.", "Pense passo a passo e responda em português."], "{a} tinha {x} reais, gastou {y} e ganhou {z} por semana durante um mês. Quanto tem agora?",
           ["Escreva uma legenda para o Instagram", "Como faço um currículo simples?", "Me explique juros compostos"]), "zh": (["请一步一步地推理。", "请详细写出你的思考过程。", "先分析题意,再逐步求解。"], "{a}有{x}个苹果,每天买{y}个,连续{z}天后一共有多少个?",
           ["帮我写一封请假邮件", "推荐几本适合初学者的书", "这句话翻译成英文怎么说?"]), "ja": (["段階的に考えて答えてください。", "推論の過程を詳しく書いてください。", "まず条件を整理し、順に解いてください。"], "{a}さんは{x}円持っていて、{y}円の本を{z}冊買いました。残りはいくらですか。", ["丁寧なメールに直してください", "京都のおすすめを教えて", "この文を要約して"]),
    "ko": (["단계별로 풀이 과정을 설명해 주세요.", "추론 과정을 자세히 적어 주세요."], "{a}는 사과 {x}개를 가지고 있고 매일 {y}개씩 {z}일 동안 삽니다. 모두 몇 개입니까?", ["자기소개서를 다듬어 주세요", "이번 주말 여행지를 추천해 줘"]),
    "ru": (["Реши задачу шаг за шагом.", "Подробно объясни ход рассуждений."], "У {a} было {x} рублей, каждый день тратилось {y} в течение {z} дней. Сколько осталось?",
           ["Напиши короткое поздравление", "Объясни простыми словами, что такое инфляция"]),
    "vi": (["Hãy giải từng bước.", "Giải thích chi tiết cách suy luận."], "{a} có {x} quả táo, mỗi ngày mua thêm {y} quả trong {z} ngày. Hỏi có bao nhiêu quả?", ["Viết giúp tôi một email xin nghỉ phép", "Gợi ý món ăn tối"]),
    "id": (["Selesaikan langkah demi langkah.", "Jelaskan penalaranmu secara rinci."], "{a} punya {x} apel dan membeli {y} apel setiap hari selama {z} hari. Berapa jumlahnya?",
           ["Buatkan caption untuk toko saya", "Apa perbedaan PT dan CV?"]),}
NAMES = ["Ana", "Li Wei", "Omar", "Sofia", "Jonas", "Yuki", "Min-jun", "Olga", "Lan", "Budi", "Emma", "Lucas", "Aisha", "Noah"]
TOOLS = {"coder": ["read_file", "write_file", "list_dir", "run_command", "search_code", "apply_patch"], "coder2": ["bash", "str_replace_editor", "finish"], "shell": ["bash_action", "answer_action", "finish_action"],
    "web": ["browser_open", "browser_click", "browser_extract", "search_web"], "crm": ["get_customer", "update_ticket", "issue_refund", "send_email"],
    "data": ["run_sql", "describe_table", "plot_chart"], "ops": ["kubectl", "get_logs", "page_oncall", "get_metrics"],
    "shop": ["search_products", "get_order", "track_parcel", "create_return"], "misc": ["search_recipes", "get_weather", "calculate", "send_message"],}
TOOL_OUT = ["total {n}\n-rw-r--r-- 1 app app {m} config.yaml\n-rw-r--r-- 1 app app {n} main.py\ndrwxr-xr-x 2 app app 4096 tests", "def handler(event):\n    items = event['items'][:{n}]\n    return sum(i['qty'] for i in items)",
            "FAILED tests/test_core.py::test_case_{n} - AssertionError: {m} != {n}\n1 failed, {m} passed",
            "{{\"rows\": {n}, \"status\": \"ok\", \"elapsed_ms\": {m}}}", "exit code 0\n{n}", "error: file not found: src/module_{n}.ts",
            "id,total\n1,{n}\n2,{m}", "{m} matches in {n} files", "HTTP 200 {{\"order\": \"A{m}\", \"state\": \"shipped\"}}", "warning: unused variable `x{n}`\nFinished in {m} ms"]
AGENT_SYS = ["You are an autonomous software engineer. Work in small steps: inspect, edit, run the tests. Use the tools; stop when the task is done.",
             "You are a careful assistant with access to tools. Decide which tool to call, wait for its result, then go on.",
             "You operate a Linux shell to answer the user's question. Think before each action; end with answer_action.", "You help customers of our shop. Use the tools to look up orders before you answer.",
             "You are a coding agent in the user's editor. Read files before you change them. Explain each change in one line.", "You control a browser. Plan, act, observe, and report what you find."]
AGENT_TASK = ["Fix the failing test in tests/test_core.py (case {n}).", "Add pagination to the endpoint /v{n}/orders.", "Rename module_{n} and update imports.",
              "Why does the build fail after commit {m}?", "Upgrade the dependency to {n}.{m} and repair what breaks.", "Write a migration that adds column c{n}.",
              "Profile the slow query on table t{n} and suggest an index.", "Refactor the class in src/module_{n}.ts into smaller functions.",
              "Add logging around job {n}.", "Find where config key k{m} is read and document it.", "Implement the TODO in main.py line {m}."]
PHRASES = ["Here is a version that keeps the main idea.", "There are a few things to consider first.", "In short, it depends on the goal.", "The main point is this.",
           "A good way to start is with a small example.", "This works because the parts fit together.", "You could also try a simpler option.", "Below is a draft.",
           "First, decide what matters most.", "Note that the details may vary.", "Let me know if you want it shorter.", "Historically, this was done differently.",
           "The second option costs less but takes longer.", "I would recommend the first.", "Here are the key points.", "One caveat applies."]

def weighted(rng, table):
    keys = list(table)
    return rng.choices(keys, [table[k] for k in keys])[0]

def lognormal(rng, median, sigma):
    return median * math.exp(rng.gauss(0.0, sigma))

def clamp(x, lo, hi):
    return lo if x < lo else hi if x > hi else x

def hexa(rng, n):
    return "%0*x" % (n, rng.getrandbits(4 * n))

def base32(rng, n):
    return "".join(rng.choices("abcdefghjkmnpqrstuvwxyz23456789", k=n))

def iso(t):
    whole = int(t)
    stamp = dt.datetime.fromtimestamp(whole, dt.timezone.utc).strftime("%Y-%m-%dT%H:%M:%S")
    return "%s.%03dZ" % (stamp, int((t - whole) * 1000))

def sizes(rng, n, lo, hi, shape=1.1):
    """Splits n units into groups of heavy-tailed sizes between lo and hi."""
    out = []
    while n > 0:
        k = int(clamp(lo * rng.paretovariate(shape), lo, hi))
        if n - k < lo: k = n if n <= hi or n - k <= 0 else k
        k = min(k, n)
        out.append(k)
        n -= k
    return out

def numbers(rng, text):
    return text.replace("{n}", str(rng.randint(2, 99))).replace("{m}", str(rng.randint(100, 9999))).replace("{{", "{").replace("}}", "}")

# ---- Prompt files
class Library:
    """The given prompts, cut to length; `more` remembers how many characters were cut, for the token counts."""

    def __init__(self, root, cap=850):
        self.pools, self.more, self.answers = {}, {}, []
        for kind in ("benign", "distillation", "reasoning_extraction", "refusal_boundary", "enterprise_template"):
            folder = os.path.join(root, kind)
            for name in sorted(os.listdir(folder)) if os.path.isdir(folder) else []:
                if not name.endswith(".jsonl.gz"): continue
                pool = []
                with gzip.open(os.path.join(folder, name), "rt", encoding="utf-8") as f:
                    for line in f:
                        row = json.loads(line)
                        text = (row.get("text") or "").strip()
                        if not text: continue
                        cut = text if name.startswith("fastchat") else text[:cap]
                        if len(cut) < len(text): self.more[cut] = len(text) - len(cut)
                        pool.append(cut)
                        if row.get("response"): self.answers.append(row["response"][:330])
                self.pools[name[:-len(".jsonl.gz")]] = pool

    def get(self, *names):
        out = []
        for n in names: out += self.pools.get(n, [])
        return out or ["Write a short note about the weather."]

MATH = ["gsm8k_train", "math_test", "asdiv", "svamp", "mawps", "gsm_hard", "ocw_minerva"]
CHAT = ["autoj_real_queries", "arena_hard_v01", "mt_bench", "vicuna_bench", "awesome_chatgpt_prompts"]
INSTR = ["llamafactory_alpaca_en_demo", "self_instruct_user_oriented", "biggen_bench"]
REFUSE = ["do_not_answer", "promptfoo_redteam", "ccp_sensitive", "hh_rlhf_harmless"]

# ---- The world
class Account:
    """One judged unit: an account, or an end user inside a reseller's account."""

    def __init__(self, **kw):
        self.__dict__.update(kw)

class World:
    TLDS = [".com", ".net", ".xyz", ".site", ".online", ".top", ".dev", ".me"]
    def __init__(self, seed, days, lib):
        self.seed, self.days, self.lib = seed, days, lib
        rng = self.rng("world")
        first = dt.datetime(2026, 1, 5, tzinfo=dt.timezone.utc).timestamp()
        self.t0 = first + DAY * rng.randint(0, 250)
        self.t1 = self.t0 + DAY * days
        self.launch = self.t0 + DAY * days * rng.uniform(.25, .75)
        self.launch -= (self.launch % DAY) - HOUR * rng.uniform(15, 19)
        fam = rng.choice(["orion", "atlas", "vega", "sable", "lumen"])
        gen = rng.randint(3, 6)
        self.models = {"large": "%s-%d-large" % (fam, gen), "mid": "%s-%d" % (fam, gen), "small": "%s-%d-mini" % (fam, gen), "nano": "%s-%d-nano" % (fam, gen), "reason": "%s-%d-think" % (fam, gen), "old": "%s-%d" % (fam, gen - 1),
                       "new": "%s-%d" % (fam, gen + 1)}
        self.snap = {m: "%s-%d%02d%02d" % (m, 2025, rng.randint(1, 12), rng.randint(1, 28)) for m in self.models.values()}
        d = dt.datetime.fromtimestamp(self.launch, dt.timezone.utc)
        self.snap[self.models["new"]] = self.models["new"] + d.strftime("-%Y%m%d")
        self.incident = self.t0 + DAY * rng.uniform(1, days - 1)
        self.incident_len = HOUR * rng.uniform(.5, 3)
        self.mismatch = rng.uniform(.01, .05)       # innocents behind a TLS-inspecting middlebox
        self.vpn_share = rng.uniform(.03, .12)
        self.keys_logged = rng.random() < .7
        self.throwaway = [base32(rng, 6) + rng.choice(["mail.com", "box.net", "inbox.org"]) for _ in range(6)]
        self.accounts, self.truth, self.resellers, self.campaigns, self.tables = [], [], [], [], {}
        self.more = 0
        self.build_networks(rng)
    def rng(self, *names):
        return random.Random("/".join(map(str, (self.seed,) + names)))

    # -- networks ------------------------------------------------------------------------------------------------
    def build_networks(self, rng):
        used, self.blocks = set(), {}

        def block(asn, count):
            out = []
            while len(out) < count:
                b = (rng.choice([a for a in range(3, 223) if a not in (10, 127, 169, 172, 192)]), rng.randint(0, 255))
                if b not in used:
                    used.add(b)
                    out.append(b)
            self.blocks[asn] = out
        for cc in COUNTRIES:
            for asn in COUNTRIES[cc][3]: block(asn, 4)
        for asn, _ in list(CLOUDS.values()) + VPNS: block(asn, 6)
        self.gateways = {cc: [self.address(rng, v[3][-1]) for _ in range(6 + int(v[1]))] for cc, v in COUNTRIES.items()}
        self.exits = {asn: [(self.address(rng, asn), c) for c in ccs for _ in range(9)] for asn, ccs in VPNS}
        self.serverless = {n: [self.address(rng, CLOUDS[n][0]) for _ in range(25)] for n in ("aws", "gcp", "cloudflare")}
        self.homes = []                             # addresses of innocent homes: residential proxies come out there too
    def address(self, rng, asn):
        a, b = rng.choice(self.blocks[asn])
        return "%d.%d.%d.%d" % (a, b, rng.randint(0, 255), rng.randint(1, 254))
    def net_home(self, rng, cc, mobile=None):
        """A home line whose address changes now and then, and a phone behind the carrier's shared NAT."""
        cs = COUNTRIES[cc][3]
        asn, share = rng.choice(cs[:-1] or cs), rng.betavariate(.5, 1.5) if mobile is None else mobile
        lease, ips = rng.choice([2, 5, 10, 40]), {}
        seed = rng.getrandbits(32)

        def net(r, t, sid):
            if r.random() < share: return r.choice(self.gateways[cc]), cs[-1], cc
            k = int((t - self.t0) / DAY / lease)
            if k not in ips:
                ips[k] = self.address(random.Random(seed + k), asn)
                self.homes.append((ips[k], asn, cc))
            return ips[k], asn, cc
        return net
    def net_static(self, rng, cc=None, cloud=None, count=1):
        """An office line or the egress of a cloud deployment."""
        if cloud:
            asn, ccs = CLOUDS[cloud]
            cc = rng.choice(ccs)
        else: asn = rng.choice(COUNTRIES[cc][3][:-1])
        ips = [self.address(rng, asn) for _ in range(count)]
        return lambda r, t, sid: (r.choice(ips), asn, cc)
    def net_serverless(self, rng):
        n = rng.choice(sorted(self.serverless))
        asn, ccs = CLOUDS[n]
        cc = rng.choice(ccs)
        return lambda r, t, sid: (r.choice(self.serverless[n]), asn, cc)
    def net_vpn(self, rng, width=3, asn=None):
        asn = asn or rng.choice(VPNS)[0]
        mine = rng.sample(self.exits[asn], min(width, len(self.exits[asn])))

        def net(r, t, sid):
            ip, cc = r.choice(mine)
            return ip, asn, cc
        return net
    def net_proxy(self, rng, countries, sticky):
        """Residential proxy: another household's line for each conversation, or one that stays for hours."""
        base, cache = rng.getrandbits(40), {}

        def net(r, t, sid):
            k = int(t / (sticky * HOUR)) if sticky else r.getrandbits(30)
            if k not in cache:
                q = random.Random(base + k)
                cc = q.choice(countries)
                cs = COUNTRIES[cc][3]
                if q.random() < .3: cache[k] = (q.choice(self.gateways[cc]), cs[-1], cc)
                else:
                    near = [h for h in self.homes[-400:] if h[2] == cc] if q.random() < .15 else []
                    asn = q.choice(cs[:-1])
                    cache[k] = q.choice(near) if near else (self.address(q, asn), asn, cc)
            return cache[k]
        return net
    def net_mix(self, *parts):
        """parts: (net, share)"""
        nets, w = [p[0] for p in parts], [p[1] for p in parts]
        return lambda r, t, sid: r.choices(nets, w)[0](r, t, sid)
    def net_person(self, rng, cc):
        home = self.net_home(rng, cc)
        if rng.random() < self.vpn_share: return self.net_mix((home, .4), (self.net_vpn(rng, rng.randint(1, 4)), .6))
        return home
    def net_server(self, rng):
        x = rng.random()
        if x < .3: return self.net_serverless(rng)
        return self.net_static(rng, cloud=weighted(rng, CLOUD_WEIGHT), count=rng.choice([1, 1, 2, 4]))

    # -- clients -------------------------------------------------------------------------------------------------
    def stack(self, rng, name, fixed=None, spoof=None):
        """[(from, user agent, ja4, keeps session)]: a client and, perhaps, its update during the log."""
        ua, versions, builds, sess, _ = STACKS[name]
        i = len(versions) - 1 - min(int(rng.expovariate(.7)), len(versions) - 1) if fixed is None else fixed[0]
        b = rng.randrange(builds) if fixed is None else fixed[1]
        tls = spoof or name
        if spoof is None and fixed is None and rng.random() < self.mismatch: tls, b = "middlebox", rng.randrange(3)
        minor = 9 + b % 5

        def entry(t, j):
            return (t, ua.replace("{v}", versions[j]).replace("{m}", str(minor)), ja4(tls, b), sess)
        out = [entry(0, i)]
        if i + 1 < len(versions) and rng.random() < (.25 if fixed is None else .1): out.append(entry(rng.uniform(self.t0, self.t1), i + 1))
        return out
    def fixed_stack(self, rng, name):
        """A version and build that a whole group shares."""
        return (max(0, len(STACKS[name][1]) - 1 - int(rng.expovariate(.8))), rng.randrange(STACKS[name][2]))

    # -- accounts ------------------------------------------------------------------------------------------------
    def country(self, rng):
        return rng.choices(list(COUNTRIES), [v[1] for v in COUNTRIES.values()])[0]
    def created(self, rng, fresh=None):
        """Sign-up: most long ago, some during the log."""
        if rng.random() < (.14 if fresh is None else fresh): return rng.uniform(self.t0 - 3 * DAY, self.t1 - 1.5 * DAY)
        return self.t0 - DAY * min(900, 2 + rng.expovariate(1 / 210))
    def email(self, rng, cc, kind="person"):
        if kind == "firm":
            tld = {"US": "com", "GB": "co.uk", "IN": "in", "DE": "de", "FR": "fr", "BR": "com.br", "JP": "co.jp"}.get(cc, "com")
            return "%s%s.%s" % (rng.choice(BRAND).lower(), rng.choice(["", "-labs", "tech", "hq", "-group", "data", "works", "soft"])
                                + (str(rng.randint(2, 99)) if rng.random() < .15 else ""), rng.choice([tld, tld, "io", "ai", "com"]))
        if kind == "uni": return "%s.%s" % (base32(rng, rng.randint(3, 5)), {"US": "edu", "GB": "ac.uk", "IN": "ac.in", "AU": "edu.au"}.get(cc, "edu." + cc.lower()))
        local = {"HK": "qq.com", "TW": "yahoo.com.tw", "KR": "naver.com", "JP": "yahoo.co.jp", "DE": "gmx.de", "FR": "orange.fr", "BR": "uol.com.br", "UA": "ukr.net", "SG": "163.com"}.get(cc)
        x = rng.random()
        if x > .96: return rng.choice(self.throwaway) if x > .975 else base32(rng, rng.randint(5, 9)) + rng.choice(self.TLDS)
        if x < .58 or (x < .68 and not local): return "gmail.com"
        return local if x < .68 else rng.choices(["outlook.com", "hotmail.com", "icloud.com", "proton.me", "yahoo.com", "firm"], [10, 4, 5, 3, 4, 6])[0]
    def account(self, rng, pop, **kw):
        cc = kw.get("cc") or self.country(rng)
        a = Account(id="acct_" + base32(rng, 16), pop=pop, cc=cc, tz=COUNTRIES[cc][0], campaign=None, end_user=None, created=self.created(rng),
                    plan=rng.choices(["free", "payg", "pro", "team"], [3, 5, 2, 1])[0], payment=hexa(rng, 16), domain=self.email(rng, cc), org=None,
                    verified=rng.random() < .25, reseller=False, licence=None, name=None, prof="day", shift=rng.gauss(0, 1.2), burst=1.5, gap=900.0, cron=None,
                    win=None, n=10.0, turns=1.0, model="mid", adopt=None, adopt_share=.8, knobs={}, tagged=None,
                    err=rng.betavariate(1.2, 70), retry=rng.random() < .4, day_shape=1.3, server=None, keeps=rng.random(), pulse=None, weights=None, stacks=None, batch=False)
        a.keys = ["key_" + hexa(rng, 10) for _ in range(rng.choice([1, 1, 1, 2, 3]))]
        a.__dict__.update(kw)
        if a.domain == "firm": a.domain = self.email(rng, cc, "firm")
        if a.plan == "free" or (a.plan == "enterprise" and "payment" not in kw and rng.random() < .7): a.payment = None
        a.uid = a.id + (a.end_user or "")
        self.accounts.append(a)
        self.truth.append({"account": a.id, "end_user": a.end_user, "population": a.pop, "campaign": a.campaign})
        return a
    def adoption(self, rng, p, median_hours):
        return self.launch + HOUR * lognormal(rng, median_hours, 1.1) if rng.random() < p else None

def ja4(stack, build):
    h = hashlib.sha256(("%s#%d" % (stack, build)).encode()).hexdigest()
    browser = stack in ("chrome", "chrome-mac", "firefox", "safari", "cherry")
    if browser: h = hashlib.sha256(("chrome#%d" % build if stack in ("chrome-mac", "cherry") else "%s#%d" % (stack, build)).encode()).hexdigest()
    return "t13d%02d%02dh%d_%s_%s" % (15 + int(h[0], 16) % 4 if browser else 17 + int(h[0], 16) % 14, 7 + int(h[1], 16) % 10, 2 if browser or int(h[2], 16) > 5 else 1, h[3:15], h[20:32])

# ---- What is asked: sources of texts, wrappers, contents
def grammar(rng, g, order=None):
    """A wrapper with {x}, drawn from one of the grammars above."""
    parts = [rng.choice(g["open"]), rng.choice(g["how"]), rng.choice(g["end"])]
    head = " ".join(p for p in parts[:2] if p)
    if g is SUMM or g is REWRITE: head = head + (". " if parts[2] else ":") + parts[2]
    sep = rng.choice(["\n\n", "\n", "\n\nProblem: ", "\n\n---\n"]) if g is STEP else "\n\n"
    kind = rng.random() if order is None else order
    if g is STEP and kind < .35: return "{x}" + "\n\n" + " ".join(p for p in (parts[1], parts[2]) if p)
    return (head + sep + "{x}" + ("\n\n" + parts[2] if parts[2] and g is STEP else "")).replace("{{}}", "{}")

def fill(wrapper, text):
    return wrapper.replace("{x}", text)

def persona(rng, role=None):
    s = "You are the %s of %s. %s" % (role or rng.choice(ROLE), rng.choice(BRAND), " ".join(rng.sample(MANNER, rng.randint(1, 3))))
    return s.replace("{n}", str(rng.randint(2, 9)))

def agent_kit(rng, only=None):
    """A system prompt and the tools that go with it; half of the users add a line of their own."""
    i = rng.choice(only or range(len(AGENT_SYS)))
    names = [["coder", "coder2"], ["crm", "data", "misc", "ops"], ["shell"], ["shop"], ["coder", "coder2"], ["web"]][i]
    extra = " " + rng.choice(MANNER).replace("{n}", str(rng.randint(2, 9))) if rng.random() < .5 else ""
    return AGENT_SYS[i] + extra, TOOLS[rng.choice(names)]

def iid(pool):
    return lambda r, i: r.choice(pool)

def favourites(rng, pool, k):
    """A person's or an app's own corner of a pool, used unevenly."""
    mine = rng.sample(pool, min(k, len(pool)))
    w = [1 / (j + 1) ** .7 for j in range(len(mine))]
    return lambda r, i: r.choices(mine, w)[0]

def walk(items, start=0, stride=1):
    return lambda r, i: items[(start + i * stride) % len(items)]

def code_task(rng):
    t = "%s %s %s. %s" % (rng.choice(CODE["open"]), rng.choice(CODE["lang"]), rng.choice(CODE["task"]), rng.choice(CODE["end"]))
    return t.replace("{n}", str(rng.randint(2, 64))).strip()

def lang_problem(rng, lang):
    return LANGS[lang][1].format(a=rng.choice(NAMES), x=rng.randint(3, 90), y=rng.randint(2, 12), z=rng.randint(2, 9))

class Contents:
    """Factories of contents: content(rng, account, i) -> (system, tools, [(new messages, response kind)])."""
    def __init__(self, w):
        self.w, lib = w, w.lib
        self.chat, self.math, self.instr = lib.get(*CHAT), lib.get(*MATH), lib.get(*INSTR)
        self.writing, self.refuse = lib.get("writingbench"), lib.get(*REFUSE)
        self.docs = lib.get("spec_bench_summarization", "imdb_sentiment_tenant", "writingbench")
        self.tool_tasks = lib.get("apibench", "glaive_toolcall", "gpteacher_toolformer")
        self.shell = lib.get("agentbench_os")
        self.judges = [j for j in lib.get("fastchat_judge_templates") if "{question}" in j and "{answer" in j]
        self.code = [t for t in lib.get("arena_hard_v01", "autoj_real_queries") if any(k in t.lower() for k in ("code", "python", "function", "sql", "script"))]
        self.codes = [code_task(random.Random("code%d" % i)) for i in range(1800)] + self.code * 2
        self.answers = lib.answers or PHRASES
    def take(self, src, r, i):
        text = src(r, i)
        self.w.more += self.w.lib.more.get(text, 0)
        return text
    def talk(self, src, system=None, follow=.4, kind="chat", cap=6, wraps=None, systems=None):
        """Conversation by hand."""
        def content(r, a, i):
            first = self.take(src, r, i)
            if wraps: first = fill(r.choice(wraps), first)
            turns = [([("user", first)], kind)]
            while len(turns) < cap and r.random() < follow: turns.append(([("user", r.choice(FOLLOW) if r.random() < .8 else self.take(src, r, i + 1)[:300])], kind))
            return (r.choice(systems) if systems else system), None, turns
        return content
    def shot(self, src, wraps, system=None, kind="chat", systems=None):
        """One request, no history, text set into a template."""
        def content(r, a, i):
            return (r.choice(systems) if systems else system), None, [([("user", fill(r.choice(wraps), self.take(src, r, i)))], kind)]
        return content
    def agent(self, src, system, tools, steps, cap=7, systems=None):
        """Tool loop: task, calls, results, answer; at times the user says more."""
        def content(r, a, i):
            turns = [([("user", self.take(src, r, i))], "tool")]
            n = min(cap, 1 + int(r.expovariate(1 / steps)))
            for j in range(n): turns.append(([("tool", numbers(r, r.choice(TOOL_OUT)))], "tool" if j < n - 1 else "done"))
            if r.random() < .2: turns.append(([("user", r.choice(FOLLOW))], "done"))
            return (r.choice(systems) if systems else system), tools, turns
        return content
    def judge(self, src, wraps, system=None):
        """Question and answer to be graded."""
        def content(r, a, i):
            q, wrap = self.take(src, r, i)[:350], r.choice(wraps)
            if "{question}" in wrap:
                text = wrap.replace("{question}", q)
                for k in ("answer_a", "answer_b", "answer", "ref_answer_1", "question_1", "question_2"): text = text.replace("{%s}" % k, r.choice(self.answers)[:200])
            else: text = fill(wrap, "Instruction: %s\n\nResponse: %s" % (q, r.choice(self.answers)))
            return system, None, [([("user", text)], "judge")]
        return content
    def lingual(self, langs, step, pool=None, follow=.0):
        """Problems or talk in other languages."""
        def content(r, a, i):
            lang = r.choice(langs)
            if step:
                body = r.choice(pool) if pool and r.random() < .5 else lang_problem(r, lang)
                text = body + "\n" + r.choice(LANGS[lang][0]) if r.random() < .5 else r.choice(LANGS[lang][0]) + "\n\n" + body
                return None, None, [([("user", text)], "math")]
            body = r.choice(LANGS[lang][2]) if r.random() < .6 or not pool else r.choice(pool)[:300]
            turns = [([("user", body)], "chat")]
            while len(turns) < 5 and r.random() < follow: turns.append(([("user", r.choice(FOLLOW))], "chat"))
            return None, None, turns
        return content
    def mix(self, *parts):
        made, w = [p[0] for p in parts], [p[1] for p in parts]
        return lambda r, a, i: r.choices(made, w)[0](r, a, i)
    def cover(self, rng, cc):
        """What an ordinary customer of that country would ask."""
        lang = COUNTRIES[cc][2]
        x = rng.random()
        if lang != "en" and x < .5: return self.lingual([lang], False, self.chat, rng.uniform(.2, .6))
        if x < .72: return self.talk(favourites(rng, self.chat, 60), None if rng.random() < .6 else persona(rng), rng.uniform(.2, .6))
        if x < .88: return self.talk(favourites(rng, self.codes, 80), None, rng.uniform(.2, .6), "code")
        return self.talk(favourites(rng, self.writing, 40), None, rng.uniform(.1, .5), "rewrite")

# ---- What is answered
def respond(r, kind, prompt, tools):
    """(text shown, true output tokens): the text is cut to under 300 characters, the count is of the whole answer."""
    words = [x for x in prompt[:240].split() if 2 < len(x) < 16] or ["it"]
    some = lambda n: " ".join(r.choice(words) for _ in range(n))
    if kind == "math":
        a, b, c = r.randint(2, 60), r.randint(2, 60), r.randint(2, 9)
        s = r.choice(["Let's work through it. ", "Step 1: identify what is given. ", "We start from what we know: ", ""])
        s += "%s. First, %d + %d = %d. Then %d × %d = %d. " % (some(5), a, b, a + b, a + b, c, (a + b) * c)
        s += r.choice(["So the answer is %d.", "Answer: %d", "\\boxed{%d}", "#### %d"]) % ((a + b) * c)
        return s[:290], int(lognormal(r, 260, .6))
    if kind == "code":
        s = "```\ndef %s(%s):\n    %s\n    return %s\n```\n%s" % (r.choice(["solve", "run", "merge", "parse", "build"]), r.choice(["items", "data", "xs", "path"]),
                                                                 r.choice(["result = []", "seen = set()", "cache = {}", "n = len(items)"]), r.choice(["result", "sorted(seen)", "cache", "n"]), r.choice(PHRASES))
        return s[:290], int(lognormal(r, 380, .8))
    if kind == "judge":
        n = r.choices([1, 2, 3, 4, 5, 7, 8, 9], [1, 2, 4, 6, 5, 3, 3, 1])[0]
        s = r.choice(["The response addresses %s but misses %s. ", "It is mostly correct on %s; weak on %s. ", "Strength: %s. Weakness: %s. "]) % (some(3), some(2))
        return s[:240] + r.choice(["Score: %d", "Rating: [[%d]]", "{\"score\": %d}"]) % n, int(lognormal(r, 140, .6))
    if kind == "label": return r.choice(words).strip('".,:{}').lower()[:30] or "other", r.randint(3, 14)
    if kind == "tool": return "", int(lognormal(r, 70, .6))
    if kind == "done": return "Done. I changed %s and checked %s. %s" % (some(2)[:60], some(2)[:60], r.choice(PHRASES)), int(lognormal(r, 180, .7))
    if kind == "edge":
        if r.random() < .62:
            return r.choice(["I can't help with that. ", "I'm not able to assist with this request. ", "Sorry, I can't provide that. "]) + r.choice(
                ["If you are in danger, please contact local services.", "I can offer general safety information instead.", "Is there something else I can do?"]), int(lognormal(r, 70, .6))
        return "This is a sensitive topic. " + " ".join(r.sample(PHRASES, 3)), int(lognormal(r, 240, .6))
    s = " ".join(r.sample(PHRASES, r.randint(2, 4)))
    if kind == "rewrite": return (some(14) + ". " + s)[:280], int(lognormal(r, 220, .7))
    return (s + " " + some(8))[:280], int(lognormal(r, 290, .9))

# ---- The engine: when an account calls, and the lines it leaves
class Engine:
    def __init__(self, w):
        self.w, self.lines = w, []

    def starts(self, r, a, count):
        """Start times: hours weighted by the calendar of the zone, by overdispersed days, inside the windows."""
        w = self.w
        wins = a.win or [(max(a.created + 60, w.t0), w.t1)]
        wins = [(max(x, w.t0, a.created + 60), min(y, w.t1 - 60)) for x, y in wins]
        wins = [(x, y) for x, y in wins if y - x > 300]
        if not wins: return []
        if a.cron:
            hour, minute, jitter, every, weekdays = a.cron
            slots = [s for d in range(int(w.days)) for s in [w.t0 - w.t0 % DAY + d * DAY + (hour - a.tz) % 24 * HOUR + minute * 60] if d % every == 0 and any(x <= s <= y for x, y in wins)
                     and not (weekdays and dt.datetime.fromtimestamp(s, dt.timezone.utc).weekday() > 4)]
            if not slots: return [r.uniform(*wins[0]) for _ in range(min(count, 3))]
            out, per = [], max(1, count // len(slots))
            for s in slots:
                t = s + abs(r.gauss(0, jitter))
                for _ in range(per):
                    out.append(t)
                    t += lognormal(r, a.gap, .6)
            return [t for t in out if t < w.t1]
        prof, cells, cum, total = PROFILES[a.prof], [], [], 0.0
        day_mult = {}
        for x, y in wins:
            h = x - x % HOUR
            while h < y:
                local = h + (a.tz + a.shift) * HOUR
                d = int(local // DAY)
                if d not in day_mult: day_mult[d] = (self.w.rng(a.pulse, d) if a.pulse else r).gammavariate(a.day_shape, 1 / a.day_shape) + .02
                wd = (d + 3) % 7
                lo, hi = max(h, x), min(h + HOUR, y)
                total += prof[int(local % DAY // HOUR)] * (WEEKEND[a.prof] if wd > 4 else 1.0) * day_mult[d] * (hi - lo)
                cells.append((lo, hi))
                cum.append(total)
                h += HOUR
        out = []
        while len(out) < count:
            j = min(bisect.bisect(cum, r.random() * total), len(cells) - 1)
            t = r.uniform(*cells[j])
            for _ in range(1 + int(r.expovariate(1 / a.burst)) if a.burst > 0 else 1):
                if t < w.t1 and t < wins[-1][1] + HOUR: out.append(t)
                t += lognormal(r, a.gap, .9)
                if len(out) >= count: break
        return sorted(out)

    def run(self, a):
        w, r = self.w, self.w.rng("run", a.uid)
        count = max(1, int(a.n / a.turns + r.random()))
        sessions = self.starts(r, a, min(count, 3000))
        for i, t in enumerate(sessions): self.session(r, a, i, t)

    def session(self, r, a, i, t):
        w = self.w
        w.more = 0
        system, tools, turns = a.content(r, a, i)
        stack = a.stacks[0] if len(a.stacks) == 1 else r.choices(a.stacks, a.weights)[0]
        entry = stack[0]
        for e in stack[1:]:
            if t >= e[0]: entry = e
        sid = hexa(r, 12)
        ip, asn, cc = a.net(r, t, sid)
        key = r.choice(a.keys)
        model = w.models[a.model]
        if a.adopt and t >= max(a.adopt, w.launch) and r.random() < a.adopt_share: model = w.models["new"]
        elif a.model == "mid" and r.random() < .06: model = w.models["small"]
        keep = a.keeps < entry[3]
        chained = a.knobs.get("endpoint") == "responses" and a.knobs.get("chain")
        history = [{"role": "system", "content": system}] if system else []
        tagged = a.end_user or (a.tagged(r) if a.tagged else None)
        previous, lines = None, []
        batch = "batch_" + hashlib.sha256(("%s%d" % (a.uid, int(t / (6 * HOUR)))).encode()).hexdigest()[:16] if a.batch else None
        for new, kind in turns:
            if t >= w.t1: break
            msgs = [{"role": role, "content": text} for role, text in new]
            sent = history + msgs
            text, tokens = respond(r, kind, new[-1][1], tools)
            if not chained: history = sent + [{"role": "assistant", "content": text or "(tool call)"}]
            else: history = history[:1] if system else []
            tries = 2 if r.random() < a.err + (.3 if 0 <= t - w.incident < w.incident_len else 0) else 1
            for attempt in range(tries):
                failed = tries == 2 and attempt == 0
                lines.append(self.line(r, a, t, tagged, key, ip, asn, cc, entry, sid if keep else None, model, sent, tools, kind, text, tokens, failed, previous if chained else None, batch))
                t += lines[-1][2]
                if failed and not a.retry: break
                t += r.uniform(.5, 4) if failed else 0
            previous = lines[-1][3]
            think = r.uniform(.2, 3) if kind == "tool" or a.knobs.get("machine") else lognormal(r, 45, .9)
            t += think
        self.lines.append((a, [(x[0], x[1]) for x in lines]))

    def line(self, r, a, t, tagged, key, ip, asn, cc, entry, sid, model, sent, tools, kind, text, tokens, failed, previous, batch):
        w, k = self.w, a.knobs
        request = {"endpoint": "batch" if batch else k.get("endpoint", "chat.completions"), "model": model, "messages": sent}
        for name in ("temperature", "top_p", "max_tokens", "n", "seed", "stream", "logprobs", "reasoning"):
            if k.get(name) is not None: request[name] = k[name]
        if tools: request["tools"] = [{"name": n} for n in tools]
        if previous: request["previous_response_id"] = previous
        if batch: request["batch_id"] = batch
        thinks = model == w.models["reason"] or (model == w.models["new"] and k.get("reasoning") is not None)
        reasoning = int(lognormal(r, 700 if kind in ("math", "tool", "code") else 300, .7)) if thinks else 0
        if k.get("n"): tokens *= k["n"]
        limit, finish = k.get("max_tokens"), "tool_calls" if kind == "tool" else "stop"
        if limit and tokens > limit * (k.get("n") or 1): tokens, finish = limit * (k.get("n") or 1), "length"
        latency = 250 + r.expovariate(1 / 300) + (tokens / (k.get("n") or 1) + reasoning) * r.uniform(8, 18)
        rid = "resp_" + hexa(r, 14)
        if failed:
            response = {"id": rid, "status": "failed", "latency_ms": int(r.uniform(40, 1500))}
            usage = {"input_tokens": 0, "output_tokens": 0}
        else:
            response = {"id": rid, "model": w.snap[model], "status": "incomplete" if finish == "length" else "completed", "finish_reason": finish, "latency_ms": int(latency), "content": text}
            if kind == "tool":
                response["output"] = [{"type": "tool_call", "name": r.choice(tools or ["tool"]), "arguments": "{\"q\": \"%s\"}" % sent[-1]["content"][:24].replace('"', "").replace("\n", " ")}]
            if thinks and (k.get("reasoning") or {}).get("summary"): response["reasoning"] = "I should check what is asked, then " + r.choice(PHRASES).lower()
            chars = sum(len(m["content"]) if m["content"].isascii() else 2.2 * len(m["content"]) for m in sent) + w.more
            usage = {"input_tokens": int(chars / 4.1) + 4 * len(sent) + 3 + 60 * len(tools or ()), "output_tokens": max(1, tokens) + reasoning}
            if len(sent) > 3 and chars > 4200: usage["cache_read_input_tokens"] = int(chars / 4.1 * .7)
            if reasoning: usage["reasoning_tokens"] = reasoning
        acct = {"id": a.id}
        if tagged: acct["end_user"] = tagged
        if w.keys_logged: acct["key"] = key
        client = {"ip": ip, "asn": asn, "country": cc, "user_agent": entry[1]}
        if r.random() > .02: client["ja4"] = entry[2]
        row = {"id": "req_" + hexa(r, 16), "time": iso(t), "account": acct, "client": client}
        if sid: row["session"] = sid
        row.update(request=request, response=response, usage=usage)
        return t, json.dumps(row, ensure_ascii=False, separators=(",", ":")), latency / 1000.0, rid

# ---- Parameters sent with the request
def knobs(rng, style):
    k = {}
    if style == "chat": k = {"stream": True if rng.random() < .75 else None, "temperature": rng.choice([None, None, None, .7, 1.0])}
    elif style == "dev":
        k = {"temperature": rng.choice([None, None, 0, .2, .3, .7, 1.0]), "max_tokens": rng.choice([None, None, 512, 1000, 1024, 2000, 2048, 4096]), "stream": True if rng.random() < .3 else None}
    elif style == "label": k = {"temperature": rng.choice([0, 0, None, .1]), "max_tokens": rng.choice([None, 16, 32, 64, 100, 256]), "machine": True}
    elif style == "sample":
        k = {"temperature": rng.choice([None, 0, .3, .6, .7, .8, 1.0, 1.0]), "max_tokens": rng.choice([None, None, 1024, 2048, 2048, 4096, 8192]),
             "top_p": rng.choice([None, None, None, .9, .95]), "stream": True if rng.random() < .15 else None, "n": rng.choice([None] * 7 + [2, 4]), "seed": rng.choice([None] * 6 + [42, 1234]), "machine": True}
    elif style == "agent":
        k = {"temperature": rng.choice([None, 0, 0, .2, 1.0]), "max_tokens": rng.choice([None, 4096, 8192]), "stream": True if rng.random() < .6 else None}
    k["chain"] = rng.random() < .5
    k["endpoint"] = rng.choice(["chat.completions"] * 6 + ["responses", "responses", "messages"])
    if rng.random() < .15: k["reasoning"] = rng.choice([{"effort": "high"}, {"effort": "medium"}, {"effort": "high", "summary": "auto"}, {"effort": "low"}])
    return k

def pick_model(rng, style):
    table = {"chat": {"mid": 50, "small": 20, "large": 12, "reason": 10, "old": 8}, "dev": {"mid": 40, "small": 28, "large": 12, "reason": 8, "nano": 6, "old": 6},
             "label": {"small": 45, "nano": 30, "mid": 18, "old": 7}, "top": {"large": 40, "mid": 30, "reason": 25, "small": 5}}
    return weighted(rng, table[style])

# ---- Innocents.  Each function draws the population's parameters from the world, then groups, then accounts.
class Innocents:
    def __init__(self, w, c, vol):
        self.w, self.c, self.vol = w, c, vol
    def amount(self, rng, median, sigma, cap=260):
        return clamp(lognormal(rng, median, sigma) * self.vol, 1, cap * self.vol)
    def person(self, rng, pop, cc=None, **kw):
        cc = cc or self.w.country(rng)
        a = self.w.account(rng, pop, cc=cc, **kw)
        if "net" not in kw: a.net = self.w.net_person(rng, cc)
        return a

    # -- each on its own -----------------------------------------------------------------------------------------
    def hobby_chat(self, rng, n):
        """People at home with a chat program."""
        med, fol, adopt = rng.uniform(3, 7), rng.uniform(.35, .65), rng.betavariate(2, 4)
        for _ in range(n):
            a = self.person(rng, "hobby_chat", prof=rng.choice(["evening", "evening", "day", "student"]), n=self.amount(rng, med, 1.1), turns=1 / (1 - fol), burst=.6, gap=600,
                            knobs=knobs(rng, "chat"), model=pick_model(rng, "chat"), adopt=self.w.adoption(rng, adopt, 40))
            if rng.random() < .03 and len(self.w.accounts) > 3:          # a second account on the same card
                a.payment = a.payment and self.w.accounts[-2].payment
            a.content = self.c.cover(rng, a.cc)
            a.stacks = [self.w.stack(rng, weighted(rng, CHAT_STACKS))]
            if rng.random() < .25:
                a.stacks.append(self.w.stack(rng, weighted(rng, CHAT_STACKS)))
                a.weights = [.7, .3]
    def indie_dev(self, rng, n):
        """Developers on their own: scripts, trials, small services."""
        med, adopt = rng.uniform(4, 9), rng.betavariate(3, 3)
        for _ in range(n):
            a = self.person(rng, "indie_dev", prof="dev", n=self.amount(rng, med, 1.2), burst=rng.uniform(.5, 5), gap=rng.uniform(15, 400), knobs=knobs(rng, "dev"), model=pick_model(rng, "dev"),
                            adopt=self.w.adoption(rng, adopt, 30), plan=rng.choice(["free", "payg", "payg", "pro"]))
            if rng.random() < .35: a.net = self.w.net_mix((a.net, .4), (self.w.net_server(rng), .6))
            x = rng.random()
            if x < .4: a.content = self.c.talk(favourites(rng, self.c.codes, 50), persona(rng, "coding helper") if rng.random() < .3 else None, .25, "code")
            elif x < .7:
                wraps = [fill(rng.choice(["{x}", "Text: {x}\nReturn JSON.", grammar(rng, SUMM), grammar(rng, REWRITE)]), "{x}")]
                a.content = self.c.shot(favourites(rng, rng.choice([self.c.docs, self.c.instr, self.c.chat]), 30), wraps, persona(rng))
            elif x < .85:
                a.content = self.c.agent(favourites(rng, self.c.tool_tasks, 40), *agent_kit(rng), 2)
                a.turns = 3.2
            else: a.content = self.c.shot(favourites(rng, self.c.math, 40), [grammar(rng, STEP)], None, "math")
            a.stacks = [self.w.stack(rng, weighted(rng, DEV_STACKS))]
    def freelance_lingual(self, rng, n):
        """Translators and writers in their own languages."""
        med = rng.uniform(5, 10)
        ccs = [c for c in COUNTRIES if COUNTRIES[c][2] in LANGS]
        for _ in range(n):
            a = self.person(rng, "freelance_lingual", cc=rng.choice(ccs), prof=rng.choice(["work", "day", "evening"]), n=self.amount(rng, med, 1.0), burst=1.5, gap=500, knobs=knobs(rng, "chat"), model=pick_model(rng, "chat"),
                            adopt=self.w.adoption(rng, .3, 60))
            lang = COUNTRIES[a.cc][2]
            own = ["Translate into %s:\n\n{x}" % lang, "Translate to English, keep the tone:\n\n{x}", grammar(rng, REWRITE)]
            a.content = self.c.mix((self.c.lingual([lang], False, None, .4), .5), (self.c.shot(favourites(rng, self.c.docs + self.c.chat, 50), own[:rng.randint(1, 3)], None, "rewrite"), .4),
                                   (self.c.lingual([lang], True), rng.choice([0, .1, .3])))
            a.turns = 1.3
            a.stacks = [self.w.stack(rng, weighted(rng, CHAT_STACKS))]
    def tenant_classifier(self, rng, n):
        """A firm's fixed template over its own messages, from its servers."""
        pools = ["banking77_classifier_tenant", "clinc150_router_tenant", "bfcl_sql_tenant", "imdb_sentiment_tenant", "clinc150_raw", "t0_templates"]
        for _ in range(n):
            pool = self.w.lib.get(rng.choice(pools))
            cc = self.w.country(rng)
            a = self.w.account(rng, "tenant_classifier", cc=cc, domain=self.w.email(rng, cc, "firm"), plan=rng.choice(["payg", "team", "enterprise"]), prof=rng.choice(["day", "work", "day", "flat"]), n=self.amount(rng, 14, 1.1),
                               burst=rng.uniform(0, 3), gap=40, knobs=knobs(rng, "label"), model=pick_model(rng, "label"), day_shape=6, verified=rng.random() < .6, adopt=self.w.adoption(rng, .12, 120))
            a.content = self.c.shot(iid(pool), [rng.choice(["{x}", "{x}", "Ticket:\n{x}\n\nLabel:", "Classify: {x}"])], persona(rng) if rng.random() < .5 else None, "label")
            a.net, a.stacks = self.w.net_server(rng), [self.w.stack(rng, weighted(rng, DEV_STACKS))]
            if rng.random() < .4:
                salt = hexa(rng, 6)
                a.tagged = lambda r, s=salt: hashlib.sha256(("%s%d" % (s, int(r.paretovariate(.8)) % 400)).encode()).hexdigest()[:16]
    def batch_enterprise(self, rng, n):
        """Nightly jobs; many start on the hour."""
        for _ in range(n):
            cc = self.w.country(rng)
            a = self.w.account(rng, "batch_enterprise", cc=cc, domain=self.w.email(rng, cc, "firm"), plan=rng.choice(["team", "enterprise", "payg"]), n=self.amount(rng, 22, .9), gap=rng.uniform(1, 9), knobs=knobs(rng, "label"),
                               model=pick_model(rng, "label"), verified=rng.random() < .6, cron=(rng.choice([0, 0, 1, 2, 3, 4, 6, 22]), rng.choice([0, 0, 0, 5, 15, 30]), rng.uniform(5, 240), rng.choice([1, 1, 1, 2, 7]), rng.random() < .4))
            a.batch = rng.random() < .35
            a.content = self.c.shot(iid(rng.choice([self.c.docs, self.w.lib.get("t0_templates"), self.c.writing])), [grammar(rng, rng.choice([SUMM, SUMM, REWRITE]))], persona(rng) if rng.random() < .3 else None, "rewrite")
            a.net, a.stacks = self.w.net_server(rng), [self.w.stack(rng, weighted(rng, DEV_STACKS))]

    # -- together, for good reasons -----------------------------------------------------------------------------
    def coding_agent_users(self, rng, n):
        """Users of a few coding agents: same client, same system prompt, same tools, heavy use."""
        kits = [(s,) + agent_kit(rng, [0, 4]) for s in ("cline", "cline", "continue", "aider")]
        med, adopt = rng.uniform(12, 20), rng.betavariate(4, 2)
        for _ in range(n):
            s, system, tools = rng.choice(kits)
            a = self.person(rng, "coding_agent_users", prof=rng.choice(["dev", "work", "dev"]), n=self.amount(rng, med, 1.0), turns=4.6, burst=1, gap=400, knobs=knobs(rng, "agent"), model=pick_model(rng, "top"),
                            adopt=self.w.adoption(rng, adopt, 14), plan=rng.choice(["payg", "pro", "pro"]), adopt_share=rng.uniform(.5, 1))
            if rng.random() < .3: a.net = self.w.net_mix((a.net, .4), (self.w.net_static(rng, a.cc), .6))
            src = favourites(rng, [numbers(rng, t) for t in AGENT_TASK * 4] + self.c.code, 40)
            a.content = self.c.agent(src, system, tools, rng.uniform(2, 4))
            a.stacks = [self.w.stack(rng, s)]
    def byok_app(self, rng, n):
        """An app into which users put their own key: one template, one client, the app's servers; users come after its launch."""
        for k in sizes(rng, n, 8, 110):
            brand, day0 = rng.choice(BRAND), rng.uniform(-40, .6 * self.w.days)
            kind = rng.choice(["rewrite", "math", "code", "summ", "agent"])
            system = persona(rng, {"math": "math tutor", "code": "coding helper"}.get(kind))
            s = rng.choice(["openai-js", "axios", "go", "openai-py", "litellm"])
            fix, net = self.w.fixed_stack(rng, s), (self.w.net_static(rng, cloud=weighted(rng, CLOUD_WEIGHT), count=rng.randint(1, 6)) if rng.random() < .7 else self.w.net_serverless(rng))
            wraps = [grammar(rng, {"math": STEP, "summ": SUMM, "rewrite": REWRITE}.get(kind, REWRITE)) if kind not in ("code", "agent") else "{x}"]
            pool = {"rewrite": self.c.writing, "math": self.c.math, "code": self.c.codes, "summ": self.c.docs, "agent": self.c.tool_tasks}[kind]
            kn, model, wave, med = knobs(rng, "dev"), pick_model(rng, "dev"), rng.uniform(2, 20), rng.uniform(4, 12)
            move = self.w.adoption(rng, .5, 30)                             # the app, not its user, chooses the model
            tools = rng.choice(sorted(TOOLS.values()))
            for _ in range(k):
                born = self.w.t0 + DAY * min(self.w.days - 1.2, day0 + rng.expovariate(1 / wave))
                a = self.person(rng, "byok_app", created=born if rng.random() < .7 else self.w.created(rng), prof=rng.choice(["day", "evening", "work"]), n=self.amount(rng, med, .9), burst=1.2, gap=200, knobs=kn, model=model, adopt=move, net=net)
                a.content = self.c.agent(favourites(rng, pool, 30), system, tools, 1.5) if kind == "agent" else self.c.shot(favourites(rng, pool, 60), wraps, system, {"summ": "rewrite"}.get(kind, kind))
                a.turns = 2.7 if kind == "agent" else 1
                a.stacks = [self.w.stack(rng, s, fix)]
    def course(self, rng, n):
        """A class: sign-ups within days, one university domain, campus NAT, one sheet of exercises with a deadline."""
        for k in sizes(rng, n, 9, 90):
            cc = self.w.country(rng)
            dom, campus = self.w.email(rng, cc, "uni"), self.w.net_static(rng, cc, count=rng.randint(1, 4))
            begin = self.w.t0 + DAY * rng.uniform(-10, .55 * self.w.days)
            subject = rng.choice(["math", "math", "code", "judge", "chat", "lang"])
            pool = {"math": self.c.math, "code": self.c.codes, "chat": self.c.chat, "judge": self.c.instr, "lang": self.c.math}[subject]
            sheet = rng.sample(pool, min(len(pool), rng.randint(5, 25)))
            wrap = [grammar(rng, STEP) if subject in ("math", "lang") else "{x}" for _ in range(rng.randint(1, 2))] + ["{x}"]
            s, credit = rng.choice(["openai-py", "requests", "chrome", "openwebui"]), hexa(rng, 16) if rng.random() < .5 else None
            due, med = begin + DAY * rng.uniform(4, 12), rng.uniform(6, 16)
            fix = self.w.fixed_stack(rng, s) if rng.random() < .5 else None
            for _ in range(k):
                a = self.person(rng, "course", cc=cc, domain=dom if rng.random() < .85 else "gmail.com", created=begin + DAY * abs(rng.gauss(0, .7)), prof="student", n=self.amount(rng, med, .7), burst=4, gap=90, knobs=knobs(rng, "dev"),
                                plan="payg" if credit else "free", payment=credit, win=[(begin, due - 2 * DAY), (due - 2 * DAY, due), (due - 1.2 * DAY, due), (due, due + 3 * DAY)], model=pick_model(rng, "dev"))
                a.net = self.w.net_mix((campus, rng.uniform(.3, .8)), (self.w.net_home(rng, cc), .4))
                src = favourites(rng, sheet, len(sheet)) if rng.random() < .6 else walk(sheet)
                a.content = self.c.judge(src, [grammar(rng, JUDGE)]) if subject == "judge" else self.c.talk(src, None, .2, "math" if subject in ("math", "lang") else subject, wraps=wrap)
                a.stacks = [self.w.stack(rng, s, fix) if rng.random() < .8 else self.w.stack(rng, weighted(rng, DEV_STACKS))]
    def hackathon(self, rng, n):
        """A weekend: one venue, a starter kit, the sponsor's card, accounts opened the same morning, busy for two days."""
        for k in sizes(rng, n, 8, 70):
            cc = self.w.country(rng)
            begin = self.w.t0 + DAY * rng.uniform(.5, self.w.days - 3)
            venue, s, card = self.w.net_static(rng, cc, count=rng.randint(1, 2)), rng.choice(["openai-py", "openai-js", "langchain"]), hexa(rng, 16)
            fix, (kit, tools) = self.w.fixed_stack(rng, s), agent_kit(rng)
            newest = begin > self.w.launch and rng.random() < .7
            for _ in range(k):
                a = self.person(rng, "hackathon", cc=cc, created=begin - HOUR * rng.uniform(-4, 30), payment=card, plan="payg", prof="dev", n=self.amount(rng, 18, .8), turns=2.2, burst=3, gap=120, knobs=knobs(rng, "dev"),
                                win=[(begin, begin + DAY * rng.uniform(1.5, 2.6))], adopt=self.w.launch if newest else None, model=pick_model(rng, "dev"))
                a.net = self.w.net_mix((venue, .8), (self.w.net_home(rng, cc, .8), .2))
                a.content = self.c.mix((self.c.agent(favourites(rng, self.c.tool_tasks + self.c.shell, 25), kit, tools, 2), .5), (self.c.talk(favourites(rng, self.c.codes, 25), None, .3, "code"), .3),
                                       (self.c.shot(favourites(rng, self.c.instr, 15), ["{x}"], persona(rng)), .2))
                a.stacks = [self.w.stack(rng, s, fix) if rng.random() < .7 else self.w.stack(rng, weighted(rng, DEV_STACKS))]
    def office_team(self, rng, n):
        """A firm with an account for each team or person: one domain, one card, one office line."""
        for k in sizes(rng, n, 3, 40):
            cc = self.w.country(rng)
            dom, card, office = self.w.email(rng, cc, "firm"), hexa(rng, 16), self.w.net_static(rng, cc, count=rng.randint(1, 3))
            org, name, s = "org_" + base32(rng, 10), rng.choice(BRAND) + rng.choice([" Ltd", " GmbH", " Inc", " SA"]), rng.choice(["librechat", "openwebui", "openai-py", "chrome"])
            fix, born, med = self.w.fixed_stack(rng, s), self.w.created(rng), rng.uniform(6, 14)
            for _ in range(k):
                a = self.person(rng, "office_team", cc=cc, domain=dom, payment=card, org=org, name=name, plan="team", created=min(self.w.t1 - 2 * DAY, born + DAY * rng.expovariate(1 / 9)), prof="work", n=self.amount(rng, med, 1.0), turns=1.6,
                                burst=1.2, gap=400, knobs=knobs(rng, "chat"), model=pick_model(rng, "chat"), adopt=self.w.adoption(rng, .4, 50), verified=rng.random() < .6)
                a.net = self.w.net_mix((office, .75), (self.w.net_home(rng, cc), .25))
                a.content = self.c.mix((self.c.talk(favourites(rng, self.c.writing + self.c.chat, 40), None, .4), .7), (self.c.shot(favourites(rng, self.c.docs, 20), [grammar(rng, SUMM)], None, "rewrite"), .3))
                a.stacks = [self.w.stack(rng, s, fix) if rng.random() < .75 else self.w.stack(rng, weighted(rng, CHAT_STACKS))]
    def agency_fleet(self, rng, n):
        """A marketing agency: an account for each of its clients, one card, one server, one set of rewriting templates."""
        for k in sizes(rng, n, 4, 45):
            cc = self.w.country(rng)
            card, net, dom, s = hexa(rng, 16), self.w.net_static(rng, cloud=weighted(rng, CLOUD_WEIGHT), count=rng.randint(1, 3)), self.w.email(rng, cc, "firm"), weighted(rng, DEV_STACKS)
            fix, wraps, prof = self.w.fixed_stack(rng, s), [grammar(rng, REWRITE) for _ in range(rng.randint(2, 8))], rng.choice(["work", "flat", "day"])
            kn, model, rush, move = knobs(rng, "dev"), pick_model(rng, "dev"), self.w.t0 + DAY * rng.uniform(-60, 8), self.w.adoption(rng, .5, 40)
            pulse = hexa(rng, 6) if rng.random() < .5 else None
            for _ in range(k):
                a = self.w.account(rng, "agency_fleet", cc=cc, payment=card if rng.random() < .9 else hexa(rng, 16), domain=dom if rng.random() < .8 else self.w.email(rng, cc, "firm"), created=rush + DAY * rng.expovariate(1 / 4), plan="payg",
                                   prof=prof, n=self.amount(rng, 18, .5), burst=2, gap=30, knobs=kn, model=model, adopt=move, day_shape=4, pulse=pulse)
                a.content = self.c.shot(iid(rng.choice([self.c.writing, self.c.docs, self.c.instr])), wraps, persona(rng, "marketing copywriter"), "rewrite")
                a.net, a.stacks = net, [self.w.stack(rng, s, fix)]
    def edtech_school(self, rng, n):
        """A tutoring platform deployed school by school: one template of step-by-step maths, one image in one cloud, term time."""
        for k in sizes(rng, n, 5, 60):
            cc = self.w.country(rng)
            s, cloud = weighted(rng, DEV_STACKS), weighted(rng, CLOUD_WEIGHT)
            fix, wraps, system = self.w.fixed_stack(rng, s), [grammar(rng, STEP) for _ in range(rng.randint(1, 4))], persona(rng, "math tutor")
            lang, dom, med = COUNTRIES[cc][2], self.w.email(rng, cc, "firm"), rng.uniform(14, 34)
            term, kn, model, move = self.w.t0 + DAY * rng.uniform(-80, 9), knobs(rng, "sample" if rng.random() < .3 else "dev"), pick_model(rng, "dev"), self.w.adoption(rng, .4, 60)
            pulse = hexa(rng, 6) if rng.random() < .5 else None
            for _ in range(k):
                a = self.w.account(rng, "edtech_school", cc=cc, domain=dom if rng.random() < .5 else self.w.email(rng, cc, "uni"), created=term + DAY * rng.gauss(0, 2.5), plan=rng.choice(["payg", "team"]), prof="student", n=self.amount(rng, med, .8),
                                   burst=2, gap=60, knobs=kn, model=model, adopt=move, day_shape=3, pulse=pulse, verified=rng.random() < .5)
                src = iid(self.c.math) if rng.random() < .6 else favourites(rng, self.c.math, 200)
                main = self.c.talk(src, system, .2, "math", 3, wraps)
                a.content = self.c.mix((main, .6), (self.c.lingual([lang], True, self.c.math), .4)) if lang in LANGS else main
                a.net, a.stacks, a.turns = self.w.net_static(rng, cloud=cloud), [self.w.stack(rng, s, fix)], 1.2
                a.tagged = lambda r, q=hexa(rng, 5): "u" + hashlib.sha256(("%s%d" % (q, r.randint(1, 90))).encode()).hexdigest()[:12]
    def eval_lab(self, rng, n):
        """Research groups that run the same public benchmarks with the same harness, and grade with a judge."""
        decks = [rng.sample(self.w.lib.get(x), min(500, len(self.w.lib.get(x)))) for x in ("gsm8k_train", "math_test", "bbh", "mt_bench", "arena_hard_v01", "biggen_bench")]
        std = [grammar(rng, STEP) for _ in range(3)]
        for k in sizes(rng, n, 2, 14):
            cc = self.w.country(rng)
            dom = self.w.email(rng, cc, rng.choice(["uni", "uni", "firm"]))
            net = self.w.net_static(rng, cc, count=2) if rng.random() < .5 else self.w.net_server(rng)
            s, paper = rng.choice(["lm-eval", "lm-eval", "inspect", "openai-py-async", "litellm"]), self.w.t0 + DAY * rng.uniform(0, self.w.days)
            for _ in range(k):
                a = self.w.account(rng, "eval_lab", cc=cc, domain=dom, plan="payg", prof=rng.choice(["dev", "flat", "student"]), n=self.amount(rng, 34, .8), burst=rng.uniform(5, 40), gap=rng.uniform(1, 8), knobs=dict(knobs(rng, "sample"), temperature=rng.choice([0, 0, None])),
                                   model=pick_model(rng, "top"), adopt=self.w.adoption(rng, .75, 10), adopt_share=.7, win=[(paper - 6 * DAY, paper + 4 * DAY), (self.w.t0, self.w.t1)])
                deck = rng.choice(decks)
                wraps = [rng.choice(std)] if rng.random() < .7 else [grammar(rng, STEP)]
                a.content = self.c.judge(walk(deck, rng.randrange(20)), self.c.judges[:3] or [grammar(rng, JUDGE)]) if rng.random() < .3 else self.c.shot(walk(deck, 0 if rng.random() < .6 else rng.randrange(200)), wraps, None, "math")
                a.net, a.stacks = net, [self.w.stack(rng, s)]
    def ci_judge(self, rng, n):
        """Product teams whose build runs a fixed set of prompts and grades the answers with a rubric at each commit."""
        stock = [grammar(rng, JUDGE) for _ in range(4)]
        for _ in range(n):
            cc = self.w.country(rng)
            a = self.w.account(rng, "ci_judge", cc=cc, domain=self.w.email(rng, cc, "firm"), plan=rng.choice(["payg", "team"]), prof="work", n=self.amount(rng, 24, .8), burst=rng.uniform(6, 20), gap=3, knobs=knobs(rng, "label"), model=pick_model(rng, "dev"),
                               adopt=self.w.adoption(rng, .5, 30))
            cases = rng.sample(self.c.instr + self.c.chat, rng.randint(6, 40))
            a.content = self.c.mix((self.c.judge(walk(cases), [rng.choice(stock) if rng.random() < .5 else grammar(rng, JUDGE)]), .6), (self.c.shot(walk(cases), ["{x}"], persona(rng)), .4))
            a.net, a.stacks = self.w.net_serverless(rng) if rng.random() < .5 else self.w.net_server(rng), [self.w.stack(rng, rng.choice(["promptfoo", "promptfoo", "openai-js", "openai-py"]))]
    def red_team(self, rng, n):
        """Safety testers and moderation vendors: the same public attack sets, the same tool."""
        sets = [self.w.lib.get(x) for x in REFUSE]
        for k in sizes(rng, n, 2, 10):
            cc, s = self.w.country(rng), rng.choice(["promptfoo", "promptfoo", "inspect", "openai-py"])
            dom, net, fix = self.w.email(rng, cc, "firm"), self.w.net_server(rng), self.w.fixed_stack(rng, s)
            for _ in range(k):
                a = self.w.account(rng, "red_team", cc=cc, domain=dom, plan=rng.choice(["payg", "team"]), prof="work", n=self.amount(rng, 26, .9), burst=8, gap=5, knobs=knobs(rng, "dev"), model=pick_model(rng, "dev"), adopt=self.w.adoption(rng, .8, 14), verified=rng.random() < .7)
                a.content = self.c.shot(walk(rng.choice(sets), rng.randrange(60)), ["{x}"], persona(rng) if rng.random() < .6 else None, "edge")
                a.net, a.stacks = net, [self.w.stack(rng, s, fix)]
    def integrator_bots(self, rng, n):
        """An integrator installs one bot for many customers: one image, one cloud, one prompt skeleton with tools."""
        for k in sizes(rng, n, 5, 60):
            s, cloud, skeleton = weighted(rng, DEV_STACKS), weighted(rng, CLOUD_WEIGHT), " ".join(rng.sample(MANNER, 3))
            fix, tools, kn, model, move = self.w.fixed_stack(rng, s), TOOLS[rng.choice(["crm", "shop", "data", "ops"])], knobs(rng, "dev"), pick_model(rng, "dev"), self.w.adoption(rng, .4, 80)
            roll = self.w.t0 + DAY * rng.uniform(-150, 5)
            pulse = hexa(rng, 6) if rng.random() < .5 else None
            shared = self.w.net_static(rng, cloud=cloud, count=3) if rng.random() < .4 else None
            for _ in range(k):
                cc = self.w.country(rng)
                a = self.w.account(rng, "integrator_bots", cc=cc, domain=self.w.email(rng, cc, "firm"), created=roll + DAY * rng.expovariate(1 / 20), plan=rng.choice(["payg", "team", "enterprise"]), prof="day", n=self.amount(rng, 20, .9), turns=2.8, burst=.5, gap=200,
                                   knobs=kn, model=model, adopt=move, day_shape=4, pulse=pulse)
                system = "You are the assistant of %s. %s" % (rng.choice(BRAND), skeleton.replace("{n}", "3"))
                a.content = self.c.agent(favourites(rng, self.w.lib.get("clinc150_raw", "glaive_toolcall"), 200), system, tools, 1.4, 4)
                a.net, a.stacks = shared or self.w.net_static(rng, cloud=cloud), [self.w.stack(rng, s, fix)]
    def viral_wave(self, rng, n):
        """Newcomers after a video: sign-ups within hours, the same few prompts, then most leave."""
        for k in sizes(rng, n, 15, 140):
            start = self.w.launch + HOUR * rng.uniform(0, 30) if rng.random() < .5 else self.w.t0 + DAY * rng.uniform(.5, self.w.days - 3)
            kit = rng.sample(rng.choice([self.c.chat, self.c.math, self.c.codes, self.w.lib.get("awesome_chatgpt_prompts")]), rng.randint(2, 9))
            ccs = rng.choice([[self.w.country(rng)], list(COUNTRIES)[:12], [self.w.country(rng) for _ in range(3)]])
            new = start >= self.w.launch and rng.random() < .8
            wraps = [grammar(rng, STEP), "{x}"] if rng.random() < .4 else ["{x}"]
            for _ in range(k):
                cc = rng.choice(ccs)
                born = start + HOUR * lognormal(rng, 7, 1.0)
                a = self.person(rng, "viral_wave", cc=cc, created=min(born, self.w.t1 - 4 * HOUR), plan=rng.choice(["free", "free", "payg"]), prof="evening", n=self.amount(rng, 5, .9), turns=1.3, burst=1.5, gap=300, knobs=knobs(rng, "chat"),
                                win=[(born, min(self.w.t1, born + DAY * lognormal(rng, 1.5, 1.0)))], adopt=self.w.launch if new else None, model=pick_model(rng, "chat"))
                a.content = self.c.mix((self.c.talk(favourites(rng, kit, len(kit)), None, .25, "chat", 4, wraps), .75), (self.c.cover(rng, cc), .25))
                a.stacks = [self.w.stack(rng, weighted(rng, CHAT_STACKS))]
    def launch_testers(self, rng, n):
        """Developers and bloggers who try every new model at once with their well-known test questions."""
        known = rng.sample(self.c.math, 8) + rng.sample(self.c.codes, 8) + rng.sample(self.w.lib.get("bbh"), 6)
        for _ in range(n):
            a = self.person(rng, "launch_testers", prof="dev", n=self.amount(rng, 16, .8), burst=6, gap=60, knobs=knobs(rng, "sample" if rng.random() < .4 else "dev"), model=pick_model(rng, "top"), adopt=self.w.launch + 60 * lognormal(rng, 90, 1.2), adopt_share=.95,
                            win=[(self.w.launch, self.w.launch + DAY * lognormal(rng, 1.5, .5)), (self.w.launch, self.w.launch + .6 * DAY), (self.w.t0, self.w.t1)])
            if rng.random() < .3: a.net = self.w.net_server(rng)
            a.content = self.c.mix((self.c.shot(favourites(rng, known, len(known)), ["{x}", grammar(rng, STEP)], None, "math"), .7), (self.c.cover(rng, a.cc), .3))
            a.stacks = [self.w.stack(rng, weighted(rng, DEV_STACKS))]
    def licensed_trainer(self, rng, n):
        """Customers whose contract lets them train on outputs: fleets that look like campaigns, because they do the same."""
        for k in sizes(rng, n, 3, 16):
            cc = self.w.country(rng)
            camp = Campaigns(self.w, self.c, self.vol)
            goal = rng.choice(sorted(camp.GOALS))
            s, dom, card, net = weighted(rng, DEV_STACKS), self.w.email(rng, cc, "firm"), hexa(rng, 16), self.w.net_static(rng, cloud=weighted(rng, CLOUD_WEIGHT), count=rng.randint(1, 5))
            fix, make, name = self.w.fixed_stack(rng, s), camp.goal(rng, goal, rng.random(), k), rng.choice(BRAND) + " AI"
            lic = {"scope": "train_on_outputs", "document": "MSA-%d-%03d" % (2025, rng.randint(1, 999)), "valid_until": iso(self.w.t1 + DAY * rng.uniform(60, 500))}
            med, move = rng.uniform(25, 70), self.w.adoption(rng, .7, 20)
            for j in range(k):
                a = self.w.account(rng, "licensed_trainer", cc=cc, domain=dom, payment=card, org=None, name=name, plan="enterprise", verified=True, licence=lic, created=self.w.t0 - DAY * rng.uniform(20, 300), prof=rng.choice(["flat", "work"]),
                                   n=self.amount(rng, med, .5), burst=6, gap=8, day_shape=4, knobs=knobs(rng, "sample"), model=pick_model(rng, "top"), adopt=move)
                a.content, a.turns = make(j)
                a.net, a.stacks = net, [self.w.stack(rng, s, fix)]
    def reseller_user(self, rng, n):
        """End users of resellers: one account each for the reseller, many unrelated people behind it."""
        for k in sizes(rng, n, 25, max(60, n // 2)):
            cc = self.w.country(rng)
            s = rng.choice(["litellm", "go", "openai-py-async", "axios", "okhttp"])
            fix, net = self.w.fixed_stack(rng, s), self.w.net_static(rng, cloud=weighted(rng, CLOUD_WEIGHT), count=rng.randint(2, 8))
            base = dict(cc=cc, id="acct_" + base32(rng, 16), domain=self.w.email(rng, cc, "firm"), payment=hexa(rng, 16), plan="enterprise", created=self.w.t0 - DAY * rng.uniform(60, 600), reseller=True, name=rng.choice(BRAND) + " Gateway", verified=True,
                        keys=["key_" + hexa(rng, 10) for _ in range(rng.randint(1, 5))])
            style = rng.choice(["u_%s", "%s", "cust-%s"])
            self.w.resellers.append((base, s, fix, net, style))
            for _ in range(k):
                a = self.w.account(rng, "reseller_user", end_user=style % hexa(rng, 10), **base)
                home = self.w.country(rng) if rng.random() < .5 else cc
                a.tz, a.prof, a.n = COUNTRIES[home][0], rng.choice(["day", "evening", "work", "dev"]), self.amount(rng, 6, 1.2)
                a.burst, a.gap, a.turns, a.knobs, a.model = 1.2, 300, 1.5, knobs(rng, rng.choice(["chat", "dev"])), pick_model(rng, "dev")
                a.adopt = self.w.adoption(rng, .35, 40)
                a.win = [(self.w.t0 + (DAY * rng.uniform(0, .8 * self.w.days) if rng.random() < .3 else 0), self.w.t1)]
                a.content = self.c.cover(rng, home) if rng.random() < .8 else self.c.shot(favourites(rng, self.c.math, 60), [grammar(rng, STEP)], None, "math")
                a.net, a.stacks = net, [self.w.stack(rng, s, fix)]

    WEIGHTS = {"hobby_chat": 20, "indie_dev": 14, "freelance_lingual": 5, "tenant_classifier": 6, "batch_enterprise": 4, "coding_agent_users": 7, "byok_app": 7, "course": 6, "hackathon": 3, "office_team": 6,
               "agency_fleet": 3, "edtech_school": 4, "eval_lab": 2, "ci_judge": 3, "red_team": 1.2, "integrator_bots": 4, "viral_wave": 5, "launch_testers": 2.5, "licensed_trainer": 1.2, "reseller_user": 9}
    def populate(self, n, only=None):
        """Shares of the populations: a lognormal factor around the weights, per world."""
        rng = self.w.rng("shares")
        names = [k for k in self.WEIGHTS if only is None or k in only]
        share = {k: self.WEIGHTS[k] * math.exp(rng.gauss(0, .4)) for k in names}
        total = sum(share.values())
        count = {k: max(4, int(n * share[k] / total)) for k in names}
        count["hobby_chat"] = max(1, count["hobby_chat"] + n - sum(count.values()))
        for k in names: getattr(self, k)(self.w.rng("population", k), count[k])

# ---- Campaigns
class Campaigns:
    """A campaign is a goal, a size and a skill.  Skill moves the chance of the careful choice in each aspect, with noise
    of its own for each: no campaign is careful, or careless, in everything."""

    GOALS = ["cot_harvest", "reward_grading", "agent_trajectories", "code_synthesis", "polyglot_reasoning", "safe_rewrite", "refusal_map", "general_instruct", "dialogue_sim"]

    def __init__(self, w, c, vol):
        self.w, self.c, self.vol = w, c, vol

    # -- what is asked -------------------------------------------------------------------------------------------
    def goal(self, rng, goal, skill, members):
        """make(j) -> (content of member j, mean turns).  Work is split by shard, round robin, topic, or not at all."""
        c = self.c
        n_wrap = max(1, int(math.exp(rng.uniform(0, .6) + 3.3 * skill)))            # 1 .. ~50 templates
        per = rng.random() < .35                                                   # each member has its own templates
        bare = rng.uniform(0, .5) * skill
        split = rng.choice(["robin", "shard", "topic", "random", "random", "samples"])
        systems = [None] if rng.random() < .45 else [persona(rng) for _ in range(1 + int(skill * rng.uniform(0, 8)))] + ([None] if rng.random() < .5 else [])

        def wraps(g):
            return [grammar(rng, g) for _ in range(n_wrap)] + (["{x}"] * int(1 + n_wrap * bare) if bare > .1 else [])

        def source(pool):
            items = list(pool)
            rng.shuffle(items)
            items = items[:rng.choice([300, 700, 1500, 4000])]
            few = items[:max(20, int(len(items) * .1))]

            def make(j):
                if split == "robin": return walk(items, j, members)
                if split == "shard": return walk(items, j * len(items) // members)
                if split == "samples": return walk(few, rng.randrange(len(few)))
                if split == "topic":
                    lo = (j % 6) * len(items) // 6
                    part = sorted(items)[lo:lo + max(10, len(items) // 6)]
                    return iid(part)
                return iid(items)
            return make

        def shots(pool, g, kind, follow=0.0):
            src, all_wraps = source(pool), wraps(g)

            def make(j):
                mine = rng.sample(all_wraps, max(1, len(all_wraps) // 4)) if per else all_wraps
                if follow: return c.talk(src(j), None, follow, kind, 3, mine, systems), 1 / (1 - follow)
                return c.shot(src(j), mine, None, kind, systems), 1.0
            return make

        if goal == "cot_harvest":
            names = rng.sample(MATH + ["bbh"], rng.randint(2, 6))
            return shots(self.w.lib.get(*names), STEP, "math", rng.choice([0, 0, .12]))
        if goal == "reward_grading":
            g, src = wraps(JUDGE) + (rng.sample(c.judges, min(2, len(c.judges))) if rng.random() < .5 else []), source(c.instr + c.chat)
            return lambda j: (c.judge(src(j), rng.sample(g, max(1, len(g) // 4)) if per else g, rng.choice(systems)), 1.0)
        if goal == "agent_trajectories":
            kits = [agent_kit(rng) for _ in range(1 + int(5 * skill))]
            src, steps = source(rng.choice([c.shell, c.tool_tasks, c.shell + c.tool_tasks, [numbers(rng, t) for t in AGENT_TASK * 30]])), rng.uniform(1.5, 3.5)

            def make_agent(j):
                system, tools = kits[j % len(kits)]
                return c.agent(src(j), system, tools, steps), 2.2 + steps * .8
            return make_agent
        if goal == "code_synthesis":
            plain = {"open": ["", "Task:", "Please solve this task.", "You are a senior engineer."], "how": ["Explain the plan, then give the code.", "Think step by step before you write code.", "Give complete, tested code.", "Write the solution and unit tests."],
                     "end": CODE["end"]}
            return shots(c.codes, plain, "code", rng.choice([0, .15, .3]))
        if goal == "polyglot_reasoning":
            langs = rng.sample(sorted(LANGS), rng.randint(3, 8))
            own, pool = rng.random() < .6, source(c.math)
            return lambda j: (c.lingual([langs[j % len(langs)]] if own else langs, True, [pool(j)(rng, i) for i in range(60)]), 1.0)
        if goal == "safe_rewrite": return shots(self.w.lib.get("ccp_sensitive") + rng.choice([c.docs, c.writing, []]), REWRITE, "rewrite", rng.choice([0, .15]))
        if goal == "refusal_map":
            pool = self.w.lib.get(*rng.sample(REFUSE, rng.randint(2, 4)))
            soft = {"open": ["", "User message:", "Respond to this as you normally would."], "how": ["", "", "Answer briefly."], "end": [""]}
            return shots(pool, soft, "edge", rng.choice([0, .1]))
        if goal == "dialogue_sim":
            src = source(c.chat + c.instr)
            fol = rng.uniform(.45, .65)
            return lambda j: (c.talk(src(j), None, fol, "chat", 6, None, systems), 1 / (1 - fol))
        plain = {"open": ["", "Instruction:", "Follow the instruction.", "Please answer in detail."], "how": ["", "Be thorough.", "Explain why.", "Give a complete answer."], "end": [""]}
        return shots(c.instr + (c.chat if rng.random() < .5 else []), plain, "chat")

    # -- how it is run -------------------------------------------------------------------------------------------
    def build(self, cid, kind, goal, size, skill):
        w, c = self.w, self.c
        rng = w.rng("campaign", cid)
        lvl = lambda: clamp(skill + rng.gauss(0, .22), 0, 1)                        # care taken in one aspect
        hidden, hydra, sprint = kind == "hidden_in_reseller" and bool(w.resellers), kind == "hydra_proxy", kind == "launch_sprint"
        make = self.goal(rng, goal, lvl(), size)

        # time: life of the campaign, calendar, relays
        start = w.t0 + DAY * (rng.uniform(-1, .62 * w.days) if rng.random() < .8 else rng.uniform(-12, 0))
        start = w.launch + HOUR * rng.uniform(1, 40) if sprint else start
        end = start + DAY * lognormal(rng, 9, .6)
        end = clamp(end, w.t0 + 4 * DAY, w.t1) if end < w.t1 else w.t1
        start = min(max(start, w.t0), end - 3 * DAY) if not sprint else start
        care = lvl()
        calendar = "flat" if care < .35 else rng.choice(["flat", "work", "dev"]) if care < .65 else "local"
        nightly = (rng.randrange(24), rng.randrange(60), rng.uniform(60, 3000), 1, False) if care < .5 and rng.random() < .2 else None
        pulse = hexa(rng, 6) if care < .7 and rng.random() < .5 else None
        operator_tz = rng.choice([8, 8, 3, 0, -6, 5.5, 9])
        life = rng.choice(["whole", "whole", "relay", "churn"])
        burst, gap, shape = rng.uniform(0, 12) * (1.2 - skill), lognormal(rng, 30, 1.2), rng.uniform(1.2, 8)

        # load: plain campaigns push hard and evenly, careful ones less and unevenly
        load, spread = lognormal(rng, 56 - 28 * skill, .45) * self.vol, .12 + .8 * lvl() * rng.uniform(.4, 1.1)
        care = lvl()
        cover = 0.0 if care < .3 else rng.uniform(0, .25) if care < .6 else rng.uniform(.15, .6)
        if hydra: cover = rng.uniform(.45, .75)

        # network
        care = lvl()
        home_ccs = [w.country(rng) for _ in range(rng.randint(1, 5))]
        clouds = [weighted(rng, CLOUD_WEIGHT) for _ in range(rng.randint(2, 5))]
        one, vpn_asn, sticky = w.net_static(rng, cloud=clouds[0], count=rng.randint(1, 8)), rng.choice(VPNS)[0], rng.choice([0, .5, 6, 24, 72])
        exits = [w.net_static(rng, cloud=rng.choice(clouds), count=rng.randint(1, 3)) for _ in range(max(2, size // rng.randint(2, 6)))]

        def network(j, cc):
            if care < .3: return one
            if care < .5: return exits[j % len(exits)] if rng.random() < .7 else w.net_static(rng, cloud=rng.choice(clouds))
            if care < .62: return w.net_vpn(rng, rng.randint(2, 9), vpn_asn)
            if care < .85: return w.net_proxy(rng, [cc] if rng.random() < .6 else home_ccs + [cc], sticky)
            return w.net_proxy(rng, [cc], 24 * rng.randint(2, 9)) if rng.random() < .6 else w.net_static(rng, cloud=weighted(rng, CLOUD_WEIGHT))

        # client software
        care_client = lvl()
        names = [weighted(rng, DEV_STACKS) for _ in range(1 + int(4 * care_client))]
        pins = [w.fixed_stack(rng, s) for s in names]
        spoof = .4 < care_client < .75 and rng.random() < .5

        def client():
            if care_client < .75 and not spoof:
                k = rng.randrange(len(names))
                return w.stack(rng, names[k], pins[k] if rng.random() < 1.1 - care_client else None)
            if spoof: return w.stack(rng, weighted(rng, CHAT_STACKS if rng.random() < .5 else DEV_STACKS), (0 if rng.random() < .3 else 1, pins[0][1] % 2), names[0])
            return w.stack(rng, weighted(rng, CHAT_STACKS if rng.random() < .3 else DEV_STACKS))

        # sign-up, mail, payment
        care_sign, care_mail, care_pay = lvl(), lvl(), lvl()
        bulk, waves = start - DAY * rng.uniform(.2, 12), rng.randint(1, 4)
        domains = [rng.choice([base32(rng, rng.randint(5, 9)) + rng.choice(w.TLDS), w.email(rng, "US", "firm"), rng.choice(w.throwaway)]) for _ in range(rng.randint(1, 5))]
        free = rng.choice(["gmail.com", "outlook.com", "hotmail.com", "proton.me", "163.com", "yahoo.com"])
        cards, per_card = [], max(1, int(lognormal(rng, 12 * (1 - care_pay) + 1, .5)))

        def created():
            if care_sign < .35: return bulk + HOUR * rng.expovariate(1 / 9)
            if care_sign < .65: return start - DAY * rng.uniform(0, 6 * waves + 3)
            return min(w.created(rng, .1), start) if rng.random() < .8 else start - DAY * rng.uniform(1, 60)

        def mail(cc):
            if care_mail < .3: return rng.choice(domains)
            if care_mail < .6: return free if rng.random() < .6 else rng.choice(["gmail.com", "outlook.com"])
            return w.email(rng, cc, "firm" if rng.random() < .2 else "person")

        # model and launch
        top = rng.choice(["large", "reason", "mid", "mid", "large"])
        react = rng.choice(["all", "half", "slow", "none", "none"]) if not sprint else "all"
        kn = [knobs(rng, "agent" if goal == "agent_trajectories" else rng.choice(["sample", "sample", "dev"])) for _ in range(1 + int(4 * lvl()))]
        batch = lvl() < .25 and rng.random() < .4 and goal != "agent_trajectories"
        hosts = rng.sample(w.resellers, min(len(w.resellers), rng.randint(1, 3))) if hidden else []
        for j in range(size):
            cc = rng.choice(home_ccs) if rng.random() < .6 else w.country(rng)
            if len(cards) <= j // per_card: cards.append(hexa(rng, 16))
            content, turns = make(j)
            share = clamp(cover * rng.uniform(.5, 1.5), 0, .85) if cover else 0
            if share > .02:
                content = c.mix((content, 1 - share), *[(c.cover(rng, cc), share / (3 if hydra else 1)) for _ in range(3 if hydra else 1)])
                turns = turns * (1 - share) + 1.5 * share
            a0, a1 = start, end
            if life == "relay":
                seg = (end - start) / rng.choice([2, 3, 4])
                a0 = start + (j % 3) * (end - start - seg) / 2
                a1 = a0 + seg
            elif life == "churn":
                a0 = start + (end - start) * rng.uniform(0, .5) if rng.random() < .5 else start
                a1 = min(end, a0 + DAY * lognormal(rng, 6, .5))
            a1 = max(a1, a0 + 1.5 * DAY)
            kw = dict(campaign=cid, n=clamp(load * math.exp(rng.gauss(0, spread)) * (1.5 if cover > .3 else 1), 4, 320 * self.vol), turns=turns, burst=burst, gap=gap, day_shape=shape, knobs=rng.choice(kn), batch=batch and rng.random() < .8, model=top if rng.random() < .8 else
                      pick_model(rng, "top"), prof=calendar if calendar != "local" else rng.choice(["day", "dev", "evening", "work"]))
            if react == "all" or (react == "half" and rng.random() < .55): kw["adopt"] = w.launch + HOUR * lognormal(rng, 6, .8)
            elif react == "slow" and rng.random() < .6: kw["adopt"] = w.launch + HOUR * lognormal(rng, 90, .8)
            kw.update(cron=nightly, pulse=pulse, adopt_share=rng.uniform(.6, 1), content=content)
            if hidden:
                base, s, fix, net, style = hosts[j % len(hosts)]
                a = w.account(rng, kind, end_user=style % hexa(rng, 10), **dict(base, **kw))
                a.net, a.stacks, a.batch = net, [w.stack(rng, s, fix)], False
            else:
                born = min(created(), max(a0, w.t0) + 12 * HOUR)
                a = w.account(rng, kind, cc=cc, created=born, domain=mail(cc), payment=cards[-1], plan=rng.choice(["payg", "payg", "pro", "team"]) if rng.random() < .9 else "free", **kw)
                a.net = network(j, cc)
                a.stacks = [client()]
                if hydra or rng.random() < .25 * care_client:
                    a.stacks += [w.stack(rng, weighted(rng, CHAT_STACKS)), w.stack(rng, weighted(rng, DEV_STACKS))]
                    a.weights = [.6, .2, .2]
            a.win = [(a0, a1)]
            a.tz = operator_tz if calendar != "local" else COUNTRIES[cc][0]
            if rng.random() < .06 * (1 + care_client): a.tagged = lambda r, q=hexa(rng, 5): hashlib.sha256(("%s%d" % (q, r.randint(1, 30))).encode()).hexdigest()[:16]
        w.campaigns.append({"campaign": cid, "kind": kind, "start": iso(max(start, w.t0)), "end": iso(min(end, w.t1)), "accounts": size, "skill": round(skill, 3)})

    def plan(self, total, small=False):
        """Sizes from the grid, skills spread evenly over the campaigns, kinds in turn."""
        rng = self.w.rng("plan")
        if small: grid = [total]
        else:
            grid, left = [], total
            deck = []
            while left > 0:
                if not deck:
                    deck = [g for g in GRID if g <= max(4, total // 2 if total < 250 else 120)]
                    rng.shuffle(deck)
                g = deck.pop()
                if g > left: g = left if left < 8 else max([x for x in GRID if x <= left])
                if g < 3 and grid: grid[grid.index(min(grid))] += g
                else: grid.append(g)
                left -= g
        kinds = self.GOALS + ["hydra_proxy", "hidden_in_reseller", "launch_sprint"]
        rng.shuffle(kinds)
        skills = [(i + rng.random()) / len(grid) for i in range(len(grid))]
        rng.shuffle(skills)
        used = set()
        for i, size in enumerate(grid):
            cid = "c" + base32(rng, 6)
            while cid in used: cid = "c" + base32(rng, 6)
            used.add(cid)
            kind = kinds[i % len(kinds)]
            goal = kind if kind in self.GOALS else rng.choice([g for g in self.GOALS if g != "refusal_map"])
            self.build(cid, kind, goal, size, skills[i])

# ---- Output
COLUMNS = ["account", "valid_from", "created", "country", "plan", "verified", "payment", "email_domain", "org", "legal_name", "reseller", "licence"]

def write(w, engine, out, scenario, budget):
    rng = w.rng("output")
    sessions = engine.lines
    total = sum(len(l.encode()) + 1 for _, s in sessions for _, l in s)
    if total > budget:                              # a sample of conversations, the same share of everyone's
        keep = budget / total
        sessions = [s for s in sessions if rng.random() < keep]
    rows = sorted(row for _, s in sessions for row in s)
    os.makedirs(out, exist_ok=True)
    for old in os.listdir(out):
        if old.startswith("log-") and old.endswith(".jsonl"): os.remove(os.path.join(out, old))
    per = 30000
    for k in range(0, max(1, len(rows)), per):
        with open(os.path.join(out, "log-%03d.jsonl" % (k // per)), "w", encoding="utf-8", newline="\n") as f:
            for _, l in rows[k:k + per]: f.write(l + "\n")
    table = {}
    for a in w.accounts: table.setdefault(a.id, a)
    with open(os.path.join(out, "accounts.csv"), "w", encoding="utf-8", newline="") as f:
        f.write(",".join(COLUMNS) + "\n")
        writer = csv.writer(f, lineterminator="\n")
        for key in sorted(table):
            a = table[key]
            writer.writerow([a.id, iso(a.created), iso(a.created), a.cc, a.plan, "true" if a.verified else "false", a.payment or "", a.domain, a.org or "", a.name or "",
                             "true" if a.reseller else "false", json.dumps(a.licence) if a.licence else ""])
    seen = {(a.id, a.end_user) for a, s in sessions if s}    # an end user without traffic is unknown to the provider
    w.truth = [x for x in w.truth if not x["end_user"] or (x["account"], x["end_user"]) in seen]
    for c in w.campaigns:
        times = [t for a, s in sessions if a.campaign == c["campaign"] for t, _ in s]
        c["accounts"] = sum(x["campaign"] == c["campaign"] for x in w.truth)
        if times: c["start"], c["end"] = iso(min(times)), iso(max(times))
    truth = {"version": 1, "seed": w.seed, "scenario": scenario, "accounts": sorted(w.truth, key=lambda x: (x["account"], x["end_user"] or "")), "campaigns": sorted(w.campaigns, key=lambda c: c["campaign"])}
    with open(os.path.join(out, "truth.json"), "w", encoding="utf-8") as f:
        json.dump(truth, f, ensure_ascii=False, indent=0)
    return len(rows)

def main():
    p = argparse.ArgumentParser(description=__doc__)
    p.add_argument("--seed", type=int, required=True)
    p.add_argument("--benign", type=int, default=3000)
    p.add_argument("--attack", type=int, default=360)
    p.add_argument("--days", type=int, default=21)
    p.add_argument("--scenario", choices=["mix", "none", "small"], default="mix")
    p.add_argument("--prompts", required=True)
    p.add_argument("--out", required=True)
    o = p.parse_args()
    w = World(o.seed, o.days, Library(o.prompts))
    c = Contents(w)
    rng = w.rng("scenario", o.scenario)
    benign, attack, only = o.benign, o.attack, None
    if o.scenario == "small":
        benign, attack = rng.randint(170, 230), rng.randint(3, 12)
        names = list(Innocents.WEIGHTS)
        only = set(["hobby_chat", "indie_dev", "reseller_user"] + rng.sample(names, rng.randint(8, 12)))
    vol = clamp(40000 / (20.0 * benign + 50.0 * attack), .2, 2.0)
    Innocents(w, c, vol).populate(benign, only)
    if o.scenario != "none" and attack > 0: Campaigns(w, c, vol).plan(attack, o.scenario == "small")
    engine = Engine(w)
    for a in w.accounts: engine.run(a)
    n = write(w, engine, o.out, o.scenario, 56e6)
    print("%d exchanges, %d units, %d campaigns" % (n, len(w.truth), len(w.campaigns)))

if __name__ == "__main__":
    main()
