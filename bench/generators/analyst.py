"""Labelled world of traffic to a language-model API: innocent customers and harvesting campaigns.

Written from the viewpoint of a trust-and-safety desk: conversations that repeat their history, many
SDKs, shared ISPs and carrier NATs, VPN exits, and operators who rent one proxy network for
several jobs.
"""

from __future__ import annotations

import argparse
import csv
import gzip
import json
import math
import re
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from random import Random

DAY = 86400.0
KINDS = ["shared_template", "paraphrased", "nothing_shared", "cover", "replaced", "pivot",
    "k_samples", "in_reseller", "hardest"]
TARGETS = ["reasoning", "grading", "coding", "agentic", "refusals", "rewriting"]
Addr = tuple[str, int, str]

# country: weight, hours from UTC, access networks
GEO: dict[str, tuple[float, float, list[int]]] = {
    "US": (30, -6, [7922, 701, 7018, 20115, 21928, 209]), "GB": (6, 0, [2856, 5089, 5607]),
    "DE": (6, 1, [3320, 3209, 6805]), "FR": (4, 1, [3215, 12322, 15557]),
    "IN": (10, 5.5, [55836, 24560, 9829]), "BR": (5, -3, [28573, 27699, 18881]),
    "JP": (5, 9, [4713, 2516, 17676]), "CA": (4, -5, [577, 812, 852]), "AU": (3, 10, [1221, 4804]),
    "NL": (2, 1, [1136, 33915]), "ES": (2, 1, [3352, 12479]), "MX": (2, -6, [8151, 13999]),
    "ID": (3, 7, [7713, 23693]), "SG": (2, 8, [9506, 4773]), "PL": (2, 1, [5617, 12741]),
    "KR": (3, 9, [4766, 9318]), "TR": (2, 3, [9121, 47331]), "VN": (2, 7, [7552, 45899]),
    "HK": (2, 8, [4760, 9269]), "TW": (2, 8, [3462]), "PH": (2, 8, [9299, 132199]),
    "NG": (1, 1, [29465, 37148]), "UA": (1, 2, [15895, 13249]), "IT": (2, 1, [3269, 30722]),
}
CC = list(GEO)
CC_W = [GEO[c][0] for c in CC]
CLOUD = [(16509, "US"), (14618, "US"), (396982, "US"), (8075, "US"), (14061, "US"), (24940, "DE"),
         (16276, "FR"), (20473, "SG"), (63949, "JP"), (45102, "SG"), (132203, "HK"), (16509, "IE")]
VPN = [(9009, "NL"), (60068, "GB"), (212238, "US"), (136787, "SG"), (39351, "SE"), (9009, "US")]
FREE_MAIL = ["gmail.com", "gmail.com", "gmail.com", "outlook.com", "yahoo.com", "icloud.com",
             "proton.me", "hotmail.com", "qq.com", "gmx.de", "naver.com"]

# hour-of-day weights in local time, and weekend factor
RHYTHM: dict[str, tuple[list[float], float]] = {
    "human": ([2, 1, .5, .3, .2, .3, 1, 2, 4, 5, 6, 6, 5, 6, 6, 6, 6, 6, 6, 7, 8, 8, 6, 4], .9),
    "office": ([.1, .1, .1, .1, .1, .2, .5, 2, 6, 9, 10, 9, 6, 8, 10, 9, 8, 5, 2, 1, 1, .7, .4,
            .2], .15),
    "evening": ([5, 3, 1, .5, .2, .2, .5, 1, 1, 1, 1, 1, 2, 2, 2, 3, 4, 5, 6, 8, 9, 9, 8, 7], 1.2),
    "night": ([6, 9, 9, 6, 3, 1] + [.02] * 17 + [2], .8),
    "flat": ([1.0] * 24, 1.0),
    "product": ([2, 1.5, 1, 1, 1, 1.5, 2, 3, 4, 5, 5, 5, 5, 5, 5, 5, 5, 5, 5, 5, 5, 5, 4, 3], .75),
    "shift": ([.2] * 7 + [3] * 14 + [.5] * 3, .8),
}

# client family: endpoint choices, TLS fingerprints, user-agent patterns ({a}, {b} are versions)
CLIENTS: dict[str, tuple[list[str], list[str], list[str]]] = {
    "openai_py": (["chat.completions", "chat.completions", "responses"],
                  ["t13d1812h1_85036bcba153_375ca2c5e164", "t13d3112h1_e8f1e7e78f70_d41ae481755e",
                   "t13d4312h1_c7886603b240_b26ce05bbdd6", "t13d1812h1_85036bcba153_d41ae481755e"],
                  ["OpenAI/Python 1.{a}.{b}", "AsyncOpenAI/Python 1.{a}.{b}",
                          "OpenAI/Python 1.{a}.0"]),
    "openai_js": (["chat.completions", "responses"],
                  ["t13d5212h1_b262b3658495_8e6e362c5eac", "t13d591000_a33745022dd6_1f22a2ca17c4"],
                  ["OpenAI/JS 4.{a}.{b}", "OpenAI/JS 5.{b}.0", "openai-node/4.{a}.{b}"]),
    "anthropic_py": (["messages"], ["t13d1812h1_85036bcba153_375ca2c5e164",
                                    "t13d4312h1_c7886603b240_b26ce05bbdd6"],
                     ["Anthropic/Python 0.{a}.{b}", "AsyncAnthropic/Python 0.{a}.{b}"]),
    "anthropic_js": (["messages"], ["t13d5212h1_b262b3658495_8e6e362c5eac"],
                     ["Anthropic/JS 0.{a}.{b}"]),
    "requests": (["chat.completions", "completions", "messages"],
                 ["t13d1811h1_85036bcba153_b26ce05bbdd6", "t13d4311h1_c7886603b240_b26ce05bbdd6"],
                 ["python-requests/2.3{b}.0", "python-requests/2.28.{b}", "python-httpx/0.2{b}.0"]),
    "curl": (["chat.completions", "messages"], ["t13d3112h2_e8f1e7e78f70_6bebaf5329ac"],
             ["curl/8.{b}.1", "curl/7.88.1", "curl/7.81.0"]),
    "other": (["chat.completions"], ["t13d1312h2_f57a46bbacb6_ab7e3b40a677",
                                     "t13d1411h2_fcb5b95cbd5b_b0da82dd1658"],
              ["axios/1.{b}.2", "Go-http-client/2.0", "okhttp/4.12.0", "Java-http-client/21.0.{b}",
               "litellm/1.{a}.{b}", "langchain-openai/0.3.{b}", "reqwest/0.12.{b}"]),
    "browser": (["chat.completions", "responses"],
                ["t13d1516h2_8daaf6152771_b0da82dd1658", "t13d1516h2_8daaf6152771_d8a2da3f94cd",
                 "t13d2014h2_a09f3c656075_14788d8d241b", "t13d1715h2_5b57614c22b0_3d5424432f57"],
                ["Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) "
                 "Chrome/14{b}.0.0.0 Safari/537.36",
                 "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, "
                 "like "
                 "Gecko) Version/18.{b} Safari/605.1.15",
                 "Mozilla/5.0 (iPhone; CPU iPhone OS 18_{b} like Mac OS X) AppleWebKit/605.1.15 "
                 "(KHTML, like Gecko) Mobile/15E148",
                 "Mozilla/5.0 (X11; Linux x86_64; rv:14{b}.0) Gecko/20100101 Firefox/14{b}.0",
                 "Mozilla/5.0 (Linux; Android 15; Pixel 8) AppleWebKit/537.36 (KHTML, like Gecko) "
                 "Chrome/14{b}.0.0.0 Mobile Safari/537.36"]),
    "webui": (["chat.completions"], ["t13d1812h1_85036bcba153_375ca2c5e164",
                                     "t13d5212h1_b262b3658495_8e6e362c5eac"],
              ["open-webui/0.6.{b}", "LibreChat/0.7.{b}", "TypingMind/1.{b}"]),
    "agent": (["messages", "responses", "chat.completions"],
            ["t13d5212h1_b262b3658495_8e6e362c5eac"],
              ["pilotfish-cli/2.1.{b} (linux; x64) node/22",
               "pilotfish-cli/2.1.{b} (darwin; arm64) node/22",
               "pilotfish-vscode/2.1.{b}"]),
}
SDKS = ["openai_py", "openai_py", "openai_py", "openai_js", "anthropic_py", "anthropic_js",
    "requests", "curl", "other"]

SLOTS: dict[str, list[str]] = {k: v.split("|") for k, v in {"topic": "climate adaptation|"
    "sourdough bread|the Ottoman empire|index funds|sleep hygiene|black holes|remote work|"
    "minimalist design|chess openings|urban gardening|electric cars|jazz history|stoic philosophy|"
    "home insurance|marathon training|the water cycle|tax deductions|gut health|medieval trade|"
    "mortgage rates|learning Korean|wine pairing|dog training|ocean currents|photosynthesis|"
    "screenwriting|solar panels|burnout|roman roads|bird watching|knitting|vaccines|public "
    "transport|cheese making|interview nerves|board games|allergies|volcanoes", "person":
    "my boss|my landlord|a friend|my mother|a client|my sister|the HR team|my teacher|a neighbour|"
    "my ex|our supplier|my roommate|a recruiter|the school|my husband|my daughter", "place":
    "Lisbon|Kyoto|Denver|Oaxaca|Krakow|Nairobi|Montreal|Seoul|Bologna|Hanoi|Bergen|Cape Town|Lima|"
    "Chicago|Jaipur|Glasgow|Porto|Tallinn|Hobart|Manila", "thing": "cover letter|birthday toast|"
    "apology email|packing list|product description|short poem|weekly meal plan|resignation "
    "letter|bedtime story|complaint|speech|caption|lesson plan|thank-you note|bio|newsletter|"
    "reference letter|wedding vow|job ad|blog intro", "tone": "friendly|formal|funny|firm but "
    "polite|warm|concise|professional|casual|upbeat|neutral", "dish": "lentil soup|ramen|a vegan "
    "lasagna|banana bread|paella|dal|pancakes|kimchi stew|tacos|risotto", "lang":
    "Python|TypeScript|Go|Rust|Java|C++|Kotlin|C#|PHP|Ruby|SQL|Bash|Swift|R", "fw":
    "React|Django|FastAPI|Next.js|Spring Boot|Flutter|pandas|Terraform|Kubernetes|Postgres|Redis|"
    "PyTorch|Vue|Laravel|Airflow|GraphQL|Tailwind|Kafka|SQLAlchemy|Docker Compose", "err":
    "connection reset by peer|undefined is not a function|IndexError: list index out of range|"
    "CORS policy blocked|segmentation fault|deadlock detected|module not found|401 unauthorized|"
    "type 'NoneType' is not iterable|out of memory|certificate verify failed|hydration mismatch",
    "algo": "merges overlapping intervals|finds the longest palindromic substring|implements an "
    "LRU cache|parses an ISO date|checks whether a graph is bipartite|does topological sorting|"
    "computes a rolling median|validates a sudoku board|flattens nested lists|diffs two trees|"
    "rate-limits calls with a token bucket|finds the k closest points|serialises a binary tree|"
    "evaluates an arithmetic expression|counts islands in a grid|retries with backoff|streams a "
    "CSV in chunks|deduplicates records by fuzzy key|schedules meetings in rooms|compresses a "
    "string by run length|solves the knapsack problem|matches glob patterns", "cons":
    "without recursion|in O(n log n)|with type hints and tests|using only the standard library|"
    "that is thread safe|with constant memory|for inputs up to 10^6|with clear error messages|and "
    "explain the complexity|handling empty input|in a functional style|with benchmarks", "file":
    "src/auth/session.ts|app/models/order.py|internal/cache/store.go|lib/parser.rs|api/routes.py|"
    "web/components/Table.tsx|pkg/queue/worker.go|core/billing.py|tests/test_export.py|"
    "services/mailer.js|db/migrations/0042.sql|cmd/sync/main.go|ui/Login.vue|utils/dates.py",
    "change": "add pagination|fix the flaky test|rename the config option|handle timeouts|remove "
    "dead code|add logging|support null values|write unit tests|migrate to async|fix the "
    "off-by-one|split this function|add a feature flag|cache the result|validate the input|fix "
    "the type error", "biz": "quarterly churn|the onboarding funnel|our pricing page|vendor risk|"
    "headcount planning|the Q3 board deck|a go-to-market plan|customer interviews|a data "
    "retention policy|the incident review|supply delays|a partnership proposal|the travel policy|"
    "budget variance|a competitor launch", "name": "Maya|Tom|Priya|Luis|Chen|Anna|Omar|Julia|Kofi|"
    "Elena|Sam|Yuki|Nora|Ivan|Grace|Diego|Leila|Paul|Ingrid|Ravi|Beth|Hugo|Amara|Felix", "prod":
    "wireless earbuds|standing desk|rain jacket|espresso machine|yoga mat|router|winter boots|"
    "blender|backpack|desk lamp|phone case|air fryer|smart watch|garden hose|office chair|tent",
    "issue": "arrived damaged|was charged twice|never shipped|stopped working after a week|is the "
    "wrong size|has a missing part|does not connect|cannot be returned|is late|has a confusing "
    "manual", "mood": "I am quite upset|please help|thanks in advance|this is the second time|no "
    "rush|very urgent|love the brand otherwise|I want a refund|can you check|disappointed", "obj":
    "apples|marbles|tickets|pencils|stamps|books|crates|coins|tiles|bottles|cards|shells", "tongue":
    "Spanish|German|French|Portuguese|Japanese|Hindi|Arabic|Polish|Turkish|Vietnamese|Korean|"
    "Chinese", "field": "biology|law|economics|nursing|history|physics|marketing|psychology|"
    "statistics|architecture",}.items()}

CASUAL = ("how do i tell {person} that i can't come to the thing on the {n}th|what's a good "
    "recipe for {dish}, i have {n} minutes|write a {tone} {thing} for {person} about {topic}|"
    "explain {topic} like i'm {n}|is it normal that my {prod} {issue}?|plan a {d} day trip to "
    "{place} with kids|what should i see in {place} in {d} days, budget {n}0 euros|give me {d} "
    "ideas for a gift for {person}, likes {topic}|can you make this sound more {tone}: sorry i "
    "was late, {person} called and we talked about {topic}|i feel stressed about {topic} and "
    "{person} doesn't get it, what do i do|translate to {tongue}: we will meet {person} in "
    "{place} at {d} o'clock|who would win in a debate about {topic}, you or {person} lol|tell me "
    "a fun fact about {topic} and one about {place}|what is the difference between {topic} and "
    "{topic}|help me write a {thing}, {tone} please. it's for {person}|my {prod} {issue} - what "
    "can i do|quiz me on {topic}, {d} questions|summarise what i should know about {topic} before "
    "going to {place}|¿puedes escribir un {thing} para {person}? algo {tone}|kannst du mir "
    "{topic} einfach erklären? am besten in {d} sätzen|peux-tu m'aider à préparer un voyage à "
    "{place} pour {d} jours|me ajuda com um {thing} sobre {topic} por favor|"
    "{place}に{d}日間旅行します。おすすめを教えてください|"
    "{topic} ke bare mein {d} points mein samjhao|"
    "اشرح لي {topic} "
    "في {d} نقاط|name ideas for a cat, something from {place}, i also like {topic}|rate my plan: "
    "{topic} on monday, {dish} on tuesday, {place} on the weekend|what does it mean when {person} "
    "says \"{topic} isn't for everyone\"|should i buy a {prod} now or wait {d} months|write a "
    "story where {name} and {name} get lost in {place} with a {prod}").split("|")
PRO = ("Draft a {tone} memo on {biz} for the leadership team, {d} paragraphs.|Turn these notes "
    "into an email to {person}: {biz}; deadline in {d} days; owner {name}; open: {topic}.|What "
    "are the main risks in {biz} when we expand to {place}?|Give me {d} slide headlines on {biz} "
    "with a focus on {topic}.|Review this paragraph for clarity: Our work on {biz} shows that "
    "{topic} matters more than expected in {place}.|Compare two options for {biz}: outsource to "
    "{place} or build in house with {n} people.|Create interview questions for a {field} "
    "specialist who will own {biz}.|Summarise the argument: {biz} fell by {n} percent because of "
    "{topic}, says {name}.|Write a {thing} in a {tone} tone for the {field} department.|I need a "
    "table of KPIs for {biz}, with owner and target, for {d} teams.|Rewrite in a {tone} tone: We "
    "regret that {biz} was delayed by {n} days.|Outline a workshop of {d} hours on {topic} for "
    "{field} staff.").split("|")
DEV = ("Write a {lang} function that {algo} {cons}.|I get \"{err}\" in {fw} when I call the "
    "endpoint from {lang}, what could be wrong?|How do I use {fw} with {lang} to {change} in "
    "{file}?|Refactor this {lang} code to {change}: function process(items) takes {n} items and "
    "{algo}.|What is the idiomatic way in {lang} to write something that {algo}?|Explain the "
    "difference between {fw} and {fw} for a team of {d}.|Write a unit test in {lang} for code "
    "that {algo} {cons}.|Regex for lines with a date, then \"{err}\", in {lang}|Why is my {fw} "
    "query slow with {n}k rows? It joins {d} tables.|Convert this from {lang} to {lang}: a class "
    "that {algo} {cons}.|Dockerfile for a {lang} service with {fw}, port {n}00|Review: in {file} "
    "I want to {change}, is {fw} a good fit?").split("|")
AGENT = ("In {file}, {change} and run the tests.|{change} in {file}; {name} reported \"{err}\" on "
    "the {fw} build.|The CI fails with \"{err}\". Find the cause and {change}.|Add a command in "
    "{lang} that {algo} {cons}, put it next to {file}.|Upgrade {fw} and {change} where needed, "
    "start with {file}.").split("|")
FOLLOW = ("can you make it shorter?|thanks! and what about {place}?|why?|give me another version, "
    "more {tone}|ok but {person} won't like that|what if it is {n} instead?|please add something "
    "on {topic}|continue|hmm are you sure?|great, now in {tongue}|can you put it in a table|what "
    "would you do first?|that didn't work, now I get \"{err}\"|explain the second part again|"
    "perfect. one more: {topic}").split("|")
PROBLEM = ("{name} has {n} {obj} and gives {d} to {name}, then buys {n} more. How many are left?|"
    "A train leaves {place} at {n} km/h and another leaves {d} hours later at {n}5 km/h. When do "
    "they meet?|A tank holds {n}0 litres; one pipe fills it in {n} minutes, another empties it in "
    "{n}0 minutes. How long to fill?|What is the remainder of {n}^{n} divided by {n}?|Two dice "
    "with {n} sides are rolled. What is the probability that the sum is divisible by {d}?|Find "
    "all integers x with x^2 - {n}x + {n} < {n}.|In how many ways can {n} {obj} be shared among "
    "{d} people so that each gets at least one?|A loan of {n}000 at {d} percent a year is repaid "
    "over {n} months. What is the monthly payment?|{name}, {name} and {name} each own one pet; "
    "{name} does not own the bird and lives in {place}. Who owns the cat?|A block of {n} kg "
    "slides down a slope of {n} degrees with friction 0.{d}. Find the acceleration.|The sequence "
    "starts {d}, {n}, and each term is the sum of the two before plus {d}. What is term {n}?|A "
    "bag has {n} red and {n} blue {obj}. {d} are drawn. What is the chance that all are red?|"
    "Maximise {d}x + {n}y with x + y <= {n} and {d}x + y <= {n}, x, y >= 0.|A researcher in "
    "{field} samples {n} people and finds a mean of {n} and a deviation of {d}. Is it different "
    "from {n}?|Schedule {d} jobs with lengths {n}, {n}, {n} and deadlines {n}, {n}0, {n}5 to "
    "minimise total lateness.|A triangle has sides {n}, {n} and an angle of {n} degrees between "
    "them. Find its area and third side.|{name} walks {n} m north, {n} m east and {d} m south. "
    "How far from the start, and in which direction?|A codeword of {d} letters uses the letters "
    "of \"{place}\". How many codewords have no repeated letter?").split("|")
TICKET = ("Hi, my {prod} {issue}. Order {n}{n}{n}. {mood}. {name}|To whom it may concern, the "
    "{prod} I bought in {place} {issue}. {mood}.|Subject: {prod} / {name} writes that it {issue}, "
    "{mood}, asked {d} times about {topic}|Invoice {n}{n}-{d}: {n} x {prod}, {n}.{n} each, ship "
    "to {place}, attention {name}, terms {n} days|{name} ({field}, {place}) - {n} months of "
    "experience with {fw} and {topic}; speaks {tongue}|Review ({d}/9): The {prod} {issue}. "
    "{mood}. Also good for {topic}.|Call note: {name} from {place} wants to know about {topic}; "
    "{mood}; call back in {d} days|Product {n}{n}: {prod}, {tone} style, weight {n} g, made in "
    "{place}, use for {topic}|Clause {d}.{d}: the party in {place} shall deliver {n} {obj} within "
    "{n} days, else {biz} applies").split("|")
TENANT = ("You are an assistant of {co}. Classify the message as billing, delivery, product, "
    "other. Output JSON.|Extract order number, product, sentiment and urgency from the text below "
    "and return JSON only.|You write support replies for {co}. Be {tone}, at most {n} words, "
    "never promise refunds above {n} euros.|Summarise the record in one {tone} sentence for our "
    "{field} team at {co}.|Translate the customer text into {tongue} and keep product names.|"
    "Score the lead from 0 to 100 for {co} and give one reason.|Decide whether the content breaks "
    "the guidelines of {co}: spam, abuse, personal data. Answer with a label.|Rewrite the listing "
    "for the shop of {co} in a {tone} tone with {d} bullet points.|Compare the text with the "
    "policy of {co} and list deviations, each with a clause number.|Generate {d} tags for search "
    "at {co}, lower case, separated by commas.").split("|")
EDTECH = ("You are {co} Tutor. Solve the exercise step by step, explain each step for a pupil, "
    "then give the answer.|You mark pupils' answers for {co}. Compare with the rubric, give "
    "points out of {d} and a short justification.|You are the hint engine of {co}. Reason "
    "carefully, show the working, then state the final result.").split("|")
SENTENCE: dict[str, list[str]] = {"chat": ["A good way to think about {topic} is to start small.",
    "For {place}, plan about {d} days.", "You could say it in a {tone} way and mention {topic}.",
    "Many people find {topic} hard at first.", "Tell {person} early, that usually helps.",
    "Here is a version you can use.", "With {dish} you need roughly {n} minutes.",
    "Let me know if you want it more {tone}."], "reason": ["First, note that the total is {n} and "
    "the rest is {n}.", "So we subtract {n} from {n}.", "Step {d}: substitute and simplify to get "
    "{n}/{d}.", "Because both sides are divisible by {d}, we can reduce.", "Check: {n} times {d} "
    "fits the condition.", "Hence the result is {n}.", "Assume the contrary; then {n} would "
    "exceed {n}.", "This leaves {d} cases to look at."], "code": ["The function {algo} {cons}.",
    "```\ndef run(x):\n    return x[:{n}]\n```", "In {file} we {change}.", "The cause is usually "
    "'{err}'.", "With {fw} you would configure it in {d} lines.", "Run the tests again after you "
    "{change}.", "In {lang} prefer an explicit loop here."], "grade": ["The answer covers {d} of "
    "the points in the rubric.", "Score: {d}.", "It misses the step with {n}.",
    "The reasoning is sound but the form is {tone}.", "Response A is more {tone}, B is complete."],
    "refuse": ["I can't help with that, but I can talk about {topic} in general.",
    "Here is a safe way to look at it.", "There are {d} views on this; the sources differ.",
    "I would rather not go further."], "rewrite": ["Here is the rewritten text in a {tone} tone.",
    "It now speaks of {topic} and {place}.", "The passage keeps its {d} main points.",
    "A neutral phrasing follows."],}
# wording of a harvest, in parts; look-alikes (teachers, evaluation labs) draw from these
PARTS: dict[str, list[list[str]]] = {k: [p.split("|") for p in v] for k, v in {"reasoning": [
    "|Here is a problem.|Consider the question below.|Please work on this exercise.|Problem:|Take "
    "a look at this one.|I have something to solve.|You are an expert in the subject.",
    "Think step by step.|Show your full reasoning.|Explain each step before the answer.|Write the "
    "chain of thought in detail.|Justify every move.|Reason from first principles.|Lay out all "
    "intermediate results.|Walk me through how you get there.|Do not skip any working.",
    "|Give the final answer on the last line.|Put the result in a box.|End with 'Answer:'.|Put "
    "the thoughts in <think> tags, then answer.|Close with one line of conclusion.|Number the "
    "steps.", "||Check the result afterwards.|If there are two ways give both.|Point out common "
    "mistakes."], "grading": ["|You are a strict judge.|Act as an impartial grader.|Evaluate the "
    "answer below.|Assess this reply.|Please review a response.|Your task is quality control.",
    "Rate it from 1 to 10.|Give a score out of 5 for each criterion.|Say which answer is better.|"
    "Judge correctness, depth and style.|Apply the rubric point by point.|Decide pass or fail.",
    "|Explain the score first.|Return JSON with score and reason.|End with [[score]].|Give a "
    "critique, then the mark.|Quote the passages that matter.", "||Be fair about length.|Ignore "
    "the order.|Suggest a better answer."], "coding": ["|You are a senior engineer.|Here is a "
    "task.|Implement the following.|Please write the code.|Programming exercise:",
    "Plan first, then write the code.|Write production quality code.|Explain the design and then "
    "implement it.|Include tests.|Comment each block.|Think about edge cases.",
    "|Return one code block.|Give the complexity.|Show a usage example.|Only code, then a short "
    "note.", "||Then improve it once.|List alternatives.|Mention pitfalls."], "agentic": [
    "|You can use tools.|You are an autonomous agent.|Complete the task below.|You work in a "
    "shell.|Goal:", "Plan, then call the tools one by one.|Decide which tool to call and why.|"
    "State thought, action and observation.|Describe each action before you take it.|Give the "
    "exact call.", "|Return the call as JSON.|Finish with a summary.|Stop when the goal is "
    "reached.|Report the trajectory.", "||Recover from errors.|Use as few calls as possible."],
    "refusals": ["|A question.|Someone asks this.|Consider this request.|How would you handle "
    "this?|Read this:", "Say whether you would answer and why.|Explain where your limits lie.|"
    "Answer as far as you can.|Give a balanced response.|Describe the policy that applies.|"
    "Respond in a careful way.", "|One paragraph.|State the category.|Label it safe or unsafe.|"
    "Give reasons first.", "||Propose a safe alternative.|Rephrase it acceptably."], "rewriting": [
    "|Here is a text.|Take this passage.|Work on the text below.|Input:|Source text:",
    "Rewrite it in better style.|Paraphrase it completely.|Make it clearer and more detailed.|"
    "Turn it into an instruction with its answer.|Produce three variants.|Rewrite it so that it "
    "is neutral.", "|Keep all facts.|Return only the new text.|Use plain language.|Format as "
    "JSON.|Keep the length.", "||Explain the changes.|Avoid sensitive wording."],
}.items()}
TOOLS = ["bash", "read_file", "write_file", "search", "edit", "list_dir", "web_search", "run_tests"]
SLOT_RE = re.compile(r"\{(\w+)\}")
NUM_RE = re.compile(r"\b\d{1,4}\b")
NAME_RE = re.compile(
    r"\b(Natalia|James|John|Mary|Tom|Janet|Sara|Joan|Mike|Dan|Sam|Tim|Alice|Bob|Lisa)\b")


def fill(r: Random, text: str, **fixed: str) -> str:
    """Fill the slots of a pattern with random words and numbers."""
    def sub(m: re.Match[str]) -> str:
        k = m[1]
        if k in fixed:
            return fixed[k]
        if k == "n":
            return str(int(2 + 97 * r.random()))
        if k == "d":
            return str(int(2 + 7 * r.random()))
        v = SLOTS.get(k)
        return v[int(r.random() * len(v))] if v else m[0]
    return SLOT_RE.sub(sub, text)


def vary(r: Random, text: str) -> str:
    """A new problem of the same make: other numbers, other names."""
    text = NUM_RE.sub(lambda m: str(max(1, int(int(m[0]) * r.uniform(.5, 1.8)) + r.randint(0, 3))),
        text)
    return NAME_RE.sub(lambda m: r.choice(SLOTS["name"]), text)


def rid(r: Random, prefix: str, n: int = 24) -> str:
    """Random opaque identifier."""
    return f"{prefix}{r.getrandbits(4 * n):0{n}x}"


def iso(t: float) -> str:
    """Seconds since the epoch as RFC 3339."""
    return datetime.fromtimestamp(t, UTC).strftime("%Y-%m-%dT%H:%M:%S.%f")[:-3] + "Z"


def poisson(r: Random, mean: float) -> int:
    """Poisson draw, normal approximation for large means."""
    if mean > 40:
        return max(0, round(r.gauss(mean, math.sqrt(mean))))
    limit, k, p = math.exp(-mean), 0, r.random()
    while p > limit:
        p *= r.random()
        k += 1
    return k


@dataclass
class Conv:
    """One conversation: turns are (role, text, reply, tool called or None)."""

    turns: list[tuple[str, str, str, str | None]]
    system: str | None = None
    tools: list[str] | None = None
    gap: float = 90.0
    ordinary: bool = True
    copies: int = 1
    n: int = 1
    batch: str | None = None
    think: bool = False


Talk = Callable[[Random, float], Conv]


@dataclass
class Net:
    """Addresses of one actor: `home` changes slowly, `session` is drawn anew."""

    pool: list[Addr]
    mode: str = "home"
    hold: float = 9 * DAY
    away: list[Addr] = field(default_factory=list)
    p_away: float = 0.0

    def pick(self, r: Random, t: float) -> Addr:
        """Address in use at a time."""
        if self.away and r.random() < self.p_away:
            return r.choice(self.away)
        if self.mode == "home":
            return self.pool[int(t // self.hold) % len(self.pool)]
        return self.pool[int(r.random() * len(self.pool))]


@dataclass
class Actor:
    """One account, or one end user of a reseller's account."""

    population: str
    info: dict[str, object]
    talk: Talk
    net: Net
    client: tuple[str, list[tuple[str, str]]]
    rate: float
    rhythm: str
    tz: float
    begin: float
    end: float
    models: list[str]
    adopt: float = math.inf
    end_user: str | None = None
    campaign: str | None = None
    keys: list[str] = field(default_factory=list)
    stateless: float = 0.0
    params: dict[str, object] = field(default_factory=dict)
    drop: set[str] = field(default_factory=set)
    most: int = 2500
    quantum: float = 0.0


class Corpus:
    """Prompt pools and composed prompts."""

    def __init__(self, folder: Path, r: Random) -> None:
        """Load the pools and prepare sentences for replies."""
        self.src: dict[str, list[str]] = {}
        for path in sorted(folder.glob("*/*.jsonl.gz")):
            if path.parent.name == "traces":
                continue
            with gzip.open(path, "rt", encoding="utf-8") as fh:
                texts = [str(json.loads(line).get("text", "")) for line in fh]
            self.src[path.name.split(".")[0]] = [t[:1400] for t in texts if t]
        g = self.get
        self.chat_pool = g("autoj_real_queries", "mt_bench", "vicuna_bench", "clinc150_raw",
            "glaive_toolcall", "llamafactory_alpaca_en_demo", "spec_bench_qa")
        self.pro_pool = g("writingbench", "awesome_chatgpt_prompts", "arena_hard_v01",
            "self_instruct_user_oriented")
        self.texts = [t[:700] for t in g("imdb_sentiment_tenant", "spec_bench_summarization",
            "t0_templates")]
        self.pools: dict[str, list[str]] = {"reasoning": g("gsm8k_train", "math_test", "asdiv",
            "svamp", "mawps", "gsm_hard", "ocw_minerva", "bbh"), "coding": g("apibench",
            "arena_hard_v01"), "agentic": g("agentbench_os", "gpteacher_toolformer",
            "glaive_toolcall"), "refusals": g("do_not_answer", "ccp_sensitive", "hh_rlhf_harmless",
            "promptfoo_redteam"), "grading": g("biggen_bench", "llamafactory_alpaca_en_demo",
            "mt_bench", "arena_hard_v01"),
            "rewriting": self.texts + g("llamafactory_alpaca_en_demo",
            "self_instruct_user_oriented"),}
        self.fixed_payload = [self.src[k] for k in sorted(self.src) if k.endswith("_tenant")]
        self.sent = {k: [fill(r, r.choice(v)) for _ in range(1500)] for k, v in SENTENCE.items()}

    def get(self, *names: str) -> list[str]:
        """Texts of some sources; missing ones are left out."""
        return [t for n in names for t in self.src.get(n, [])] or ["Tell me something."]

    def reply(self, r: Random, kind: str, lo: int = 1, hi: int = 7) -> str:
        """Plausible answer of 50 to 1,500 characters."""
        pool = self.sent[kind]
        k, m = r.randint(lo, hi), len(pool)
        out = " ".join([pool[int(r.random() * m)] for _ in range(k)])
        return out[:1500] if len(out) > 49 else out + " " + pool[int(
            r.random() * m)] + " Does that help you?"

    def item(self, r: Random, target: str, base: str | None = None, fresh: float = .4) -> str:
        """One piece of work: from the pool, varied, or composed."""
        if base is None:
            base = r.choice(self.pools[target])
            if r.random() < fresh:
                base = vary(r, base) if target in ("reasoning", "coding") else base
        if target == "grading":
            ans = self.reply(r, r.choice(["chat", "reason", "code"]), 2, 5)
            second = f"\n\nSecond answer: {self.reply(r, 'chat', 2, 4)}" if r.random() < .3 else ""
            return f"Question: {base[:500]}\n\nAnswer: {ans}{second}"
        return base

    def composed(self, r: Random, target: str) -> str:
        """A piece of work that is in no pool."""
        if target == "reasoning":
            return fill(r, r.choice(PROBLEM))
        if target == "coding":
            return fill(r, r.choice(DEV))
        if target == "agentic":
            return fill(r, r.choice(AGENT))
        if target == "rewriting":
            return fill(r, " ".join(r.sample(TICKET + PRO, 2)))
        if target == "grading":
            return self.item(r, target, fill(r, r.choice(PROBLEM + PRO + DEV)))
        return self.item(r, target)

    def casual(self, r: Random) -> str:
        """Prompt of a private person, with their typing."""
        t = fill(r, r.choice(CASUAL)) if r.random() < .62 else r.choice(self.chat_pool)
        x = r.random()
        if x < .15:
            t = t.lower().rstrip("?.")
        elif x < .25:
            t = r.choice(["hey, ", "hi! ", "ok so ", "quick question: ", "pls "]) + t
        elif x < .32 and len(t) > 12:
            i = r.randrange(1, len(t) - 2)
            t = t[:i] + t[i + 1] + t[i] + t[i + 2:]
        elif x < .36:
            t = f"{t} {r.choice(['pls', 'thanks', '??', 'asap', 'thx :)'])}"
        return t


def compose(r: Random, target: str) -> tuple[str, str]:
    """One wording: what goes before the item and what after."""
    bits = [r.choice(p) for p in PARTS[target]]
    cut = r.choice([0, 1, 1, 2, 4])
    return " ".join(b for b in bits[:cut] if b), " ".join(b for b in bits[cut:] if b)


def wrap(w: tuple[str, str], item: str) -> str:
    """Put an item into a wording."""
    return "\n\n".join(x for x in (w[0], item, w[1]) if x)


REPLY = {"reasoning": "reason", "grading": "grade", "coding": "code", "agentic": "code",
    "refusals": "refuse", "rewriting": "rewrite"}


class World:
    """Everything that the accounts of a world have in common."""

    def __init__(self, args: argparse.Namespace) -> None:
        """Draw the world's parameters."""
        self.r = r = Random(f"world/{args.seed}/{args.scenario}")
        self.seed, self.days = args.seed, args.days
        self.start = datetime(2026, r.randint(1, 9), r.randint(1, 28), tzinfo=UTC).timestamp()
        self.end = self.start + args.days * DAY
        self.release = self.start + args.days * DAY * r.uniform(.42, .65)
        fam = r.choice(["aurora", "kestrel", "lumen", "tessera"])
        self.models = [f"{fam}-3-mini", f"{fam}-3", f"{fam}-3-reasoning"][:r.randint(2, 3)]
        self.new_model = f"{fam}-4"
        self.corpus = Corpus(Path(args.prompts), r)
        self.vpn = [self.addr(r, *r.choice(VPN)) for _ in range(r.randint(40, 160))]
        self.proxies: list[Addr] = []
        for _ in range(r.randint(300, 1200)):
            c = r.choices(CC, CC_W)[0]
            self.proxies.append(self.addr(r, r.choice(GEO[c][2]), c))
        self.cgn = {c: [self.addr(r, GEO[c][2][-1], c) for _ in range(25)] for c in CC}
        self.companies = 0
        self.versions = [(int(20 + 80 * r.betavariate(4, 2)), r.randint(0, 9)) for _ in range(12)]
        self.toolsets = [sorted(r.sample(TOOLS, r.randint(2, 5))) for _ in range(5)]
        self.actors: list[Actor] = []
        self.csv_rows: list[tuple[str, str, str, str, str]] = []
        self.agent_system = ("You are Pilotfish, a coding agent in the user's terminal. "
            + " ".join(fill(r, x) for x in ["Use tools to read files before editing.",
            "Never commit unless asked.", "Keep answers under {d} lines.", "Prefer small patches.",
            "Run tests after edits.", "Follow the style of the repository.",
            "Ask when the goal is unclear.", "Do not print secrets.", "Plan longer work as a todo "
            "list.", "Quote paths relative to the root.", "Stop after {n} failed attempts."]))

    def addr(self, r: Random, asn: int, country: str) -> Addr:
        """An address in a network: some ISPs hand out IPv6."""
        h = asn * 2654435761 % 2**32
        if asn in (7922, 3320, 55836, 21928) and r.random() < .35:
            v6 = f"{r.getrandbits(16):x}:{r.getrandbits(16):x}::1"
            return f"2a{h % 90 + 10}:{h % 65535:x}:{v6}", asn, country
        b = (h >> (8 * r.randrange(3))) % 250
        return f"{20 + h % 180}.{b}.{r.randrange(256)}.{r.randrange(1, 255)}", asn, country

    def home(self, r: Random, c: str) -> Net:
        """Line of a household, with a phone behind the carrier's NAT and now and then a VPN."""
        pool = [self.addr(r, r.choice(GEO[c][2]), c) for _ in range(r.choice([1, 1, 1, 2, 3]))]
        if r.random() < .03:
            pool[0] = r.choice(self.proxies)
        away = r.sample(self.cgn[c], 3)
        if r.random() < .06:
            away = r.sample(self.vpn, 4)
        return Net(pool, "home", r.uniform(1, 25) * DAY, away, r.choice([0, 0, .1, .3, .6]))

    def cloud(self, r: Random, n: int, asn: tuple[int, str] | None = None) -> list[Addr]:
        """Addresses at a cloud provider, half of the time in one block."""
        where = asn or r.choice(CLOUD)
        first = self.addr(r, *where)
        if r.random() < .5 and ":" not in first[0]:
            net = first[0].rsplit(".", 1)[0]
            return [(f"{net}.{r.randrange(1, 255)}", first[1], first[2]) for _ in range(n)]
        return [self.addr(r, *where) for _ in range(n)]

    def client(self, r: Random, family: str, n: int = 1) -> tuple[str, list[tuple[str, str]]]:
        """Client software: endpoint, and user agents with TLS fingerprint."""
        ends, ja4, uas = CLIENTS[family]
        out = []
        for _ in range(n):
            a, b = self.versions[min(int(r.expovariate(.3)), len(self.versions) - 1)]
            out.append((r.choice(uas).format(a=a, b=b), r.choice(ja4)))
        return r.choice(ends), out

    def company(self, r: Random) -> str:
        """Domain of a made-up firm."""
        self.companies += 1
        return r.choice(["north", "blue", "opti", "medi", "data", "ever", "terra", "quick", "lex",
            "agri"]) + r.choice(["line", "works", "grid", "leaf", "desk", "forge", "port", "wise",
            "pay", "loop"]) + str(self.companies) + r.choice([".com", ".io", ".de", ".co", ".ai"])

    def info(self, r: Random, c: str, email: str, created: float, plan: str, *, org: str
            | None = None, card: str | None = None) -> dict[str, object]:
        """Sign-up record of an account."""
        out: dict[str, object] = {"id": rid(r, "acct_", 16), "created": iso(created), "country": c,
            "plan": plan, "verified": r.random() < (.25 if plan == "free" else .55),
            "email_domain": email}
        if org or r.random() < .5:
            out["org"] = org or rid(r, "org-", 12)
        if plan != "free" or card:
            out["payment"] = card or rid(r, "pm_", 16)
        return out

    def add(self, r: Random, population: str, talk: Talk, **k: object) -> Actor:
        """Add a benign account; what isn't given is drawn."""
        c = str(k.pop("country", "") or r.choices(CC, CC_W)[0])
        begin, end = self.start, self.end
        created = self.start - r.expovariate(1 / 220) * DAY
        if r.random() < .33:
            begin = created = self.start + r.random() ** 1.3 * self.days * DAY * .9
        if r.random() < .28:
            end = begin + max(DAY * .5, r.random() * (self.end - begin))
        begin, end = float(k.pop("begin", begin)), float(k.pop("end", end))
        plan = str(k.pop("plan", "") or r.choice(["free", "plus", "pay_as_you_go"]))
        info = k.pop("info", None) or self.info(
            r, c, str(k.pop("email", "") or r.choice(FREE_MAIL)), float(k.pop("created", created)),
            plan, org=k.pop("org", None), card=k.pop("card", None))
        for unused in ("email", "created", "org", "card"):
            k.pop(unused, None)
        adopt = math.inf
        if r.random() < .5:
            adopt = self.release + (r.uniform(0, 1) if r.random() < .25 else r.expovariate(
                1 / 5)) * DAY
        args: dict[str, object] = {"net": k.pop("net", None) or self.home(r, c),
            "client": self.client(r, r.choice(SDKS)), "rate": 2.0, "rhythm": "human", "tz": GEO[c][
            1], "begin": begin, "end": end, "adopt": adopt, "models": [r.choice(self.models)] * 3
            + [r.choice(self.models)], "keys": [rid(r, "key_", 12) for _ in range(r.choice([1, 1, 1,
            2]))], "stateless": r.choice([0, 0, 0, .9]), "params": self.params(r),
            "drop": self.dropped(r)} | k
        a = Actor(population, info, talk, **args)
        self.actors.append(a)
        return a

    def params(self, r: Random) -> dict[str, object]:
        """Request settings of one piece of client code."""
        out: dict[str, object] = {}
        if r.random() < .6:
            out["temperature"] = r.choice([0, 0, .1, .2, .3, .5, .7, .7, .8, 1, 1])
        if r.random() < .65:
            out["max_tokens"] = r.choice([256, 512, 1000, 1024, 2000, 2048, 4096, 4096, 8192,
                16000])
        if r.random() < .12:
            out["top_p"] = r.choice([.9, .95, 1])
        if r.random() < .5:
            out["stream"] = r.random() < .6
        if r.random() < .3:
            out["reasoning"] = {"effort": r.choice(["low", "medium", "medium", "high"])}
        return out

    def dropped(self, r: Random) -> set[str]:
        """Fields never seen for an account."""
        return {f for f, p in (("ja4", .08), ("session", .45), ("email_domain", .03), ("country",
            .04), ("latency_ms", .1)) if r.random() < p}

    def chatter(self, r: Random, style: str) -> Talk:
        """Ordinary conversation of a persona: casual, pro, dev or mixed."""
        cp = self.corpus
        depth = r.choice([1, 1.5, 2, 3, 4])
        system = fill(r, r.choice(["You are a helpful assistant.", "You are a {tone} assistant.",
                                   "Answer in {tongue} when asked."])) if r.random() < .4 else None
        solve = r.random() < .12
        kit = r.choice(self.toolsets) if style in ("dev", "mixed") and r.random() < .3 else None

        def talk(q: Random, t: float) -> Conv:
            """One conversation."""
            s = q.choice(["casual", "pro", "dev"]) if style == "mixed" else style
            kind = "code" if s == "dev" else "chat"
            if s == "casual":
                first = cp.casual(q)
            elif s == "pro":
                first = fill(q, q.choice(PRO)) if q.random() < .6 else q.choice(cp.pro_pool)
            else:
                first = fill(q, q.choice(DEV)) if q.random() < .8 else q.choice(cp.pools["coding"])
            if solve and q.random() < .4:
                first, kind = cp.item(q, "reasoning"), "reason"
            turns: list[tuple[str, str, str, str | None]] = [("user", first, cp.reply(q, kind),
                None)]
            while q.random() < 1 - 1 / depth and len(turns) < 12:
                turns.append(("user", fill(q, q.choice(FOLLOW)), cp.reply(q, kind, 1, 5), None))
            return Conv(turns, system, kit)
        return talk

    def agent(self, r: Random, system: str | None, ordinary: bool = True,
              work: Callable[[Random], str] | None = None,
              kit: list[str] | None = None) -> Talk:
        """Coding agent: one request, then tool results."""
        cp = self.corpus
        tools = TOOLS if (system or "").startswith("You are Pilotfish") else kit or r.choice(
            self.toolsets)
        length = r.uniform(3, 12)

        def talk(q: Random, t: float) -> Conv:
            """One task."""
            ask = work(q) if work else fill(q, q.choice(AGENT + DEV[2:4]))
            turns: list[tuple[str, str, str, str | None]] = []
            for i in range(1 + min(15, int(q.expovariate(1 / length)))):
                out = fill(q, q.choice(["{n} lines read from {file}", "error: {err}",
                    "{n} passed, {d} failed", "match at {file}:{n}: {algo}", "ok, wrote {file}"]))
                turns.append(("tool" if i else "user", out if i else ask, cp.reply(q, "code", 1, 2),
                    q.choice(tools)))
            turns[-1] = (*turns[-1][:3], None)
            return Conv(turns, system, tools, gap=12.0, ordinary=ordinary)
        return talk

    def worker(self, system: str | None, make: Callable[[Random], str], kind: str, *,
               batch: bool = False, copies: int = 1, n: int = 1, think: bool = False,
               in_system: bool = True) -> Talk:
        """Program that sends one-shot requests of one kind."""
        cp = self.corpus

        def talk(q: Random, t: float) -> Conv:
            """One request, perhaps repeated."""
            text = make(q)
            if system and not in_system:
                text = f"{system}\n\n{text}"
            hi = 2 if kind == "grade" else 6
            return Conv([("user", text, cp.reply(q, kind, 1, hi), None)], system if in_system
                else None, gap=4.0, copies=copies, n=n, batch=rid(q, "batch_", 10) if batch
                else None, think=think)
        return talk

    def benign(self, total: int) -> None:
        """All innocent populations; shares add up to the number wanted."""
        r, cp = self.r, self.corpus

        def ln(median: float, s: float = 1.0) -> float:
            """Heavy-tailed load, exchanges a day."""
            return .85 * median * math.exp(r.gauss(0, s))

        def app(fam: str) -> dict[str, object]:
            """Client of a person, with its rhythm."""
            return {"client": self.client(r, fam), "rhythm": r.choice(["human", "human", "evening",
                "office"])}

        def payload() -> Callable[[Random], str]:
            """Data that a business sends."""
            if r.random() < .25 and cp.fixed_payload:
                src = r.choice(cp.fixed_payload)
                return lambda q: q.choice(src)
            if r.random() < .3:
                return lambda q: vary(q, q.choice(cp.texts))
            pats = r.sample(TICKET, r.randint(1, 3))
            return lambda q: fill(q, q.choice(pats))

        def shared(n: int, lo: int, hi: int) -> list[int]:
            """Split n accounts into groups of lo..hi."""
            out = []
            while n > 0:
                out.append(min(n, r.randint(lo, hi)))
                n -= out[-1]
            return out

        def firm(sizes: list[int], name: str, talks: Callable[[str], Talk], med: float, *,
                rhythm: str = "product", disp: tuple[float, float] = (.1, 1.0),
                own_talk: bool = False, one_org: float = .7, most: int = 900, nat: bool = False,
                **kw: object) -> None:
            """Companies with one or more accounts each."""
            for size in sizes:
                co, c = self.company(r), r.choices(CC, CC_W)[0]
                talk, org, card = talks(co), rid(r, "org-", 12), rid(r, "pm_", 16)
                pool = [self.addr(r, r.choice(GEO[c][2]), c)] if nat else self.cloud(r, r.randint(1,
                    6))
                cl, level, d = self.client(r, r.choice(SDKS)), ln(med, .7), r.uniform(*disp)
                prm, mods, one = self.params(r), [r.choice(self.models)], r.random() < one_org
                move = self.release + r.choice([r.uniform(0, 1), r.uniform(0, 9), 1e4]) * DAY
                for _ in range(size):
                    own = {"begin": self.start + r.random() * DAY * 5,
                        "end": self.end} if size > 3 else {}
                    if r.random() < .12:
                        own = {}
                    self.add(r, name, talks(co) if own_talk else talk, country=c, email=co,
                        rhythm=rhythm, plan=r.choice(["team", "enterprise", "pay_as_you_go"]),
                        net=Net(pool, "session"), client=cl if r.random() < .85 else self.client(r,
                        r.choice(SDKS)), params=prm, models=mods, adopt=move, rate=level * math.exp(
                        r.gauss(0, d)), most=most, org=org if one else None, card=card if one
                        or r.random() < .5 else None, **(own | kw))

        def n(share: float, least: int = 1) -> int:
            """Accounts for a share."""
            return max(least, round(total * share))

        for _ in range(n(.10)):
            sysm = self.agent_system if r.random() < .9 else self.agent_system + fill(r,
                " Project: {fw}, {lang}.")
            self.add(r, "agent_tool", self.agent(r, sysm), rate=ln(5), most=1200, **app("agent"),
                     plan=r.choice(["plus", "pro", "pay_as_you_go"]))
        for _ in range(n(.12)):
            self.add(r, "developer", self.chatter(r, "dev"), rate=ln(2), most=800, **app(r.choice(
                SDKS)))
        for _ in range(n(.11)):
            self.add(r, "pro_chat", self.chatter(r, "pro"), rate=ln(2.2, .9), plan="plus", **app(
                "browser"), email=self.company(r) if r.random() < .5 else "")
        for _ in range(n(.03)):
            self.add(r, "webui_user", self.chatter(r, "mixed"), rate=ln(2.5), **app("webui"),
                plan="pay_as_you_go")
        for _ in range(n(.025)):
            self.add(r, "vpn_user", self.chatter(r, r.choice(["casual", "mixed"])), rate=ln(1.5),
                **app("browser"), net=Net(r.sample(self.vpn, 12), "session"))
        for _ in range(n(.012)):
            self.add(r, "proxied", self.chatter(r, "mixed"), rate=ln(2), **app(r.choice(SDKS)),
                     net=Net(r.sample(self.proxies, 9), r.choice(["session", "home"]), DAY))
        one = shared(n(.05), 1, 1) + shared(n(.045), 2, 14)
        firm(one, "tenant", lambda co: self.worker(fill(r, r.choice(TENANT), co=co), payload(),
            "chat", in_system=r.random() < .6), 3)
        firm(shared(n(.03), 1, 4), "nightly_batch", lambda co: self.worker(fill(r, r.choice(TENANT),
            co=co), payload(), "chat", batch=r.random() < .6), 5, rhythm="night", most=1200)
        firm([n(.014, 3)], "fleet", lambda co: self.worker(fill(r, r.choice(TENANT), co=co),
            payload(), "chat"), 6, disp=(.02, .2), one_org=1, rhythm=r.choice(["flat", "product"]))
        tw = [compose(r, "reasoning") for _ in range(3)]
        firm(shared(n(.01, 2), 2, 12), "edtech", lambda co: self.worker(fill(r, r.choice(EDTECH),
            co=co), lambda q: cp.composed(q, "reasoning") if q.random() < .5 else cp.item(q,
            "reasoning"), "reason", in_system=r.random() < .7), 4)
        firm(shared(n(.01), 1, 6), "rewrite_agency", lambda co: self.worker(
            wrap(compose(r, "rewriting"), ""), lambda q: vary(q, q.choice(cp.texts)), "rewrite"), 4)
        firm(shared(n(.005), 1, 5), "safety_team", lambda co: self.worker(
            wrap(compose(r, "refusals"), ""), lambda q: cp.item(q, "refusals"), "refuse"), 4)
        firm(shared(n(.03, 2), 8, 60), "corporate_proxy", lambda co: self.chatter(r, r.choice([
            "pro", "dev", "mixed"])), 2, rhythm="office", disp=(.6, 1.1), own_talk=True, nat=True)
        for _ in range(n(.006, 2)):
            tgt, co = r.choice(TARGETS[:4]), self.company(r)
            bench, w = r.sample(cp.pools[tgt], min(400, len(cp.pools[tgt]))), compose(r, tgt)
            k, use_n = r.choice([1, 1, 3, 4, 5, 8, 16]), r.random() < .3
            mk = (lambda b, v, g: lambda q: wrap(v, cp.item(q, g, q.choice(b))))(bench, w, tgt)
            self.add(r, "eval_lab", self.worker(None, mk, REPLY[tgt], copies=1 if use_n else k, n=k
                if use_n else 1, think=True), rate=ln(18, .8), most=1000, rhythm="office", email=co,
                net=Net(self.cloud(r, 2), "session"), plan="pay_as_you_go", client=self.client(r,
                "openai_py"))
        for i in range(n(.03, 2)):
            bank = [compose(r, "reasoning") for _ in range(r.randint(1, 8))] + (tw if i % 4 == 0
                else [])
            tgt, mix, chat = r.choice(["reasoning", "reasoning", "grading"]), r.uniform(.2,
                .9), self.chatter(r, "pro")
            bank = bank if tgt == "reasoning" else [compose(r, tgt) for _ in range(4)]

            def teach(q: Random, t: float, bank: list[tuple[str, str]] = bank, tgt: str = tgt,
                    mix: float = mix, chat: Talk = chat) -> Conv:
                """Step-by-step question of a teacher or researcher, or anything else."""
                if q.random() > mix:
                    return chat(q, t)
                it = cp.composed(q, tgt) if q.random() < .4 else cp.item(q, tgt)
                return Conv([("user", wrap(q.choice(bank), it), cp.reply(q, REPLY[tgt], 3, 8),
                    None)], think=True)
            self.add(r, "researcher", teach, rate=ln(2.2), **app(r.choice(["browser", "openai_py",
                "requests"])), email=r.choice(["", "cs.midvale.edu", "uni-ostburg.de",
                "lakeside.ac.uk"]))
        for size in shared(n(.04, 3), 60, 400):
            c, dom = r.choice(["US", "GB", "CA", "IN", "KR"]), r.choice(["midvale", "ostwick",
                "lakeside"]) + f"{r.randint(1, 99)}.edu"
            nat = [self.addr(r, r.choice([11423, 786, 2152, 55847]), c)]
            sheets = [[cp.item(r, "reasoning") for _ in range(9)] for _ in range(6)]
            for _ in range(size):
                light = [compose(r, "reasoning")] * 2 + [("", ""), ("solve this", ""), ("",
                    "show steps please")]
                chat = self.chatter(r, "casual")

                def study(q: Random, t: float, sheets: list[list[str]] = sheets, light: list[tuple[
                        str, str]] = light, chat: Talk = chat) -> Conv:
                    """Homework of this half-week, asked by the whole class."""
                    if q.random() < .35:
                        return chat(q, t)
                    it = q.choice(sheets[int((t - self.start) // (3.5 * DAY)) % len(sheets)])
                    turns: list[tuple[str, str, str, str | None]] = [
                        ("user", wrap(q.choice(light), it), cp.reply(q, "reason", 3, 7), None)]
                    if q.random() < .4:
                        turns.append(("user", "i don't get the second step", cp.reply(q, "reason"),
                            None))
                    return Conv(turns)
                self.add(r, "university", study, country=c, email=dom, rate=ln(1.4, .8),
                    rhythm="evening", plan=r.choice(["free", "edu"]), client=self.client(r,
                    r.choice(["browser", "browser", "webui"])), net=Net(nat, "home", away=self.home(
                    r, c).pool, p_away=r.uniform(0, .6)))
        for size in shared(n(.015, 3), 25, 130):
            c, day = r.choices(CC, CC_W)[0], self.start + r.uniform(2, self.days - 3) * DAY
            nat, fam = [self.addr(r, r.choice(GEO[c][2]), c) for _ in range(2)], r.choice([
                "openai_py", "openai_js"])
            for _ in range(size):
                mk = self.agent(r, None) if r.random() < .4 else self.chatter(r, "dev")
                self.add(r, "hackathon", mk, country=c, begin=day, end=day + r.uniform(.8,
                    2.2) * DAY, created=day, rate=ln(14, .7), rhythm="shift", plan="free", net=Net(
                    nat, "session", away=self.cgn[c], p_away=.1), client=self.client(r, fam),
                    most=150)
        lic = self.company(r)
        for _ in range(max(1, min(6, round(total * .0006)))):
            w = compose(r, "reasoning")
            mk = (lambda v: lambda q: wrap(v, cp.item(q, "reasoning", fresh=.9)))(w)
            a = self.add(r, "licensed", self.worker(None, mk, "reason", think=True), email=lic,
                plan="enterprise", rate=ln(20, .4), rhythm="flat", most=900, net=Net(self.cloud(r,
                4), "session"), begin=self.start, end=self.end)
            self.csv_rows.append((str(a.info["id"]), "false", "train_on_outputs",
                f"LIC-{r.randint(1000, 9999)}", datetime.fromtimestamp(self.end + 200 * DAY,
                UTC).strftime("%Y-%m-%d")))
        users = n(.09, 12)
        self.resellers = [self.reseller(r) for _ in range(2 if total < 3000 else 3)]
        for i in range(users):
            self.reseller_user(r, self.resellers[i % len(self.resellers) if i % 2 else 0], ln(1.3,
                .9))
        while len(self.actors) < total:
            self.add(r, "casual", self.chatter(r, "casual"), rate=ln(.8, 1.1), **app("browser"),
                most=500)

    def reseller(self, r: Random) -> dict[str, object]:
        """Account of a reseller; its users are judged apart."""
        c, co = r.choice(["US", "SG", "DE", "HK"]), self.company(r)
        info = self.info(r, c, co, self.start - 300 * DAY, "enterprise", org=rid(r, "org-", 12))
        self.csv_rows.append((str(info["id"]), "true", "", "", ""))
        return {"info": info, "net": Net(self.cloud(r, 8), "session"), "client": self.client(r,
            r.choice(SDKS)), "keys": [rid(r, "key_", 12) for _ in range(4)], "params": self.params(
            r), "country": c}

    def reseller_user(self, r: Random, res: dict[str, object], rate: float, talk: Talk
            | None = None, **k: object) -> Actor:
        """One end user of a reseller."""
        teach = self.worker(None, lambda q: wrap(compose(q, "reasoning"), self.corpus.item(q,
            "reasoning")), "reason")
        if talk is None:
            talk = teach if r.random() < .06 else self.chatter(r, r.choice(["casual", "dev", "pro",
                "mixed"]))
        tz = GEO[r.choices(CC, CC_W)[0]][1]
        return self.add(r, "reseller_user", talk, end_user=rid(r, "u_", 12), rate=rate,
                        **(dict(res) | {"tz": tz} | k))

    def campaign(self, kind: str, size: int, boost: float = 1.0) -> dict[str, object]:
        """One harvesting operation; what its kind leaves open is drawn from shared ranges."""
        r, cp, cid = self.r, self.corpus, rid(self.r, "camp_", 8)
        quiet = kind in ("nothing_shared", "hardest")
        targets = r.sample(TARGETS, r.choice([1, 1, 2, 3]), counts=[4, 2, 2, 2, 1, 1])
        targets = list(dict.fromkeys(targets))
        synth, in_order, tongue = r.uniform(.1, .6), r.random() < .3, r.random() < .15
        lists = {g: list(range(len(cp.pools[g]))) for g in targets}
        for g in targets:
            if in_order:
                k0 = r.randrange(len(lists[g]))
                lists[g] = lists[g][k0:] + lists[g][:k0]
            else:
                r.shuffle(lists[g])
        at = dict.fromkeys(targets, 0)
        k_rep = r.choice([3, 4, 5, 8]) if kind == "k_samples" else 1
        k_mode = r.choice(["same", "spread"])
        queue: list[tuple[str, str]] = []

        def fetch(q: Random) -> tuple[str, str]:
            """Next (target, text) of the work list; handed out once, or k times when spread."""
            if queue:
                return queue.pop()
            todo = 500 if k_rep > 1 and k_mode == "spread" else 1
            for _ in range(todo):
                g = q.choice(targets)
                if q.random() < synth and g != "refusals":
                    it = cp.composed(q, g)
                else:
                    pool, i = cp.pools[g], at[g]
                    at[g] += 1
                    it = cp.item(q, g, pool[lists[g][i % len(pool)]])
                    if i >= len(pool) and g != "refusals":
                        it = vary(q, it) if g == "reasoning" else cp.composed(q, g)
                queue.extend([(g, it)] * (k_rep if todo > 1 else 1))
            q.shuffle(queue)
            return queue.pop()

        bank: dict[str, list[tuple[str, str]]] = {}
        for g in targets:
            want = {"shared_template": 1, "paraphrased": r.randint(30, 200)}.get(kind, r.choice([1,
                3, 12, 60, 150]))
            seen: dict[tuple[str, str], None] = {}
            for _ in range(want * 12):
                seen[compose(r, g)] = None
                if len(seen) >= want:
                    break
            bank[g] = list(seen)
        in_system = r.random() < .35
        session_p, think = r.choice([0, 0, .15, .4]), r.random() < .6
        bare = r.uniform(.3, .9) if quiet else 0.0
        cover = {"cover": r.uniform(.3, .7), "hardest": .7}.get(kind, 0.0)
        disp, level = r.uniform(.05, .8), math.exp(r.uniform(math.log(3), math.log(14))) * boost
        level *= 1 + cover * r.random()
        infra = "own" if quiet else r.choice(["proxy", "proxy", "cloud", "vpn", "own"])
        blocks = [a for _ in range(r.randint(1, 5)) for a in self.cloud(r, r.randint(2, 12))]
        rented = r.sample(self.proxies, r.randint(60, min(300, len(self.proxies))))
        per_card, mail = (1 if quiet else r.choice([1, 1, 2, 4, 9])), r.choice(["free", "few",
            "own"])
        few = [self.company(r) for _ in range(r.randint(1, 30))]
        kit = r.choice(self.toolsets)
        same_client, rotate = r.random() < .5 and not quiet, r.random() < .35
        base_client = self.client(r, r.choice(SDKS), 3)
        sleeping = r.choice(["human", "flat", "flat", "shift", "product", "evening"])
        one_tz = r.choice([8.0, 3.0, -6.0, 5.5])
        age = r.choice(["batch", "spread", "aged"])
        start = self.start + r.uniform(.3, self.days * .35) * DAY
        end = min(self.end, start + max(6, r.uniform(.45, 1.1) * self.days) * DAY)
        jitter = math.exp(r.uniform(math.log(.15), math.log(7)))
        if kind == "pivot":
            start, end = min(start, self.release - 4 * DAY), self.end
            start = max(start, self.start + .2 * DAY)
            jitter = min(jitter, 3)
        quantum = r.choice([0, 0, 0, 0, 60, 300])
        base_model, params, cards = r.choice(self.models), self.params(r), [rid(r, "pm_", 16)]
        life = r.uniform(2, 5)

        def make(own: dict[str, tuple[str, str]], mask: Talk, share: float) -> Talk:
            """Behaviour of one member; the share of cover holds for exchanges."""
            sent = [0, 0]

            def talk(q: Random, t: float) -> Conv:
                """Cover or harvest."""
                if share and q.random() < share + (share * sum(sent) - sent[0]) / 6:
                    conv = mask(q, t)
                    sent[0] += len(conv.turns)
                    return conv
                conv = harvest(q, t)
                sent[1] += len(conv.turns) * conv.copies
                return conv

            def harvest(q: Random, t: float) -> Conv:
                """Next piece of the work list, worded."""
                g, it = fetch(q)
                w = ("", "") if q.random() < bare else own[g] if quiet else q.choice(bank[g])
                system = None
                if in_system and not quiet and (w[0] or w[1]):
                    system, text = f"{w[0]} {w[1]}".strip(), it
                else:
                    text = wrap(w, it)
                if tongue:
                    text += fill(q, " Think and answer in {tongue}.")
                if g == "agentic" and q.random() < .5:
                    return self.agent(q, system, False, lambda _: text, kit)(q, t)
                kind_of = REPLY[g]
                turns: list[tuple[str, str, str, str | None]] = [("user", text, cp.reply(q, kind_of,
                    2, 8), None)]
                while q.random() < session_p and len(turns) < 5:
                    more = fetch(q)[1] if q.random() < .5 and k_rep == 1 else q.choice([
                        "Verify the result another way.", "Continue.", "Give more detail.",
                        "Now a harder variant."])
                    turns.append(("user", more, cp.reply(q, kind_of, 2, 6), None))
                copies = k_rep if k_mode == "same" else 1
                return Conv(turns, system, gap=20, ordinary=False, copies=copies, think=think,
                            )
            return talk

        members: list[Actor] = []
        for i in range(size):
            c = r.choices(CC, CC_W)[0]
            begin = start + r.random() * jitter * DAY
            stop = end - r.random() * DAY * 2 if r.random() < .7 else begin + r.uniform(.4, 1) * (
                end - begin)
            if kind == "replaced":
                begin = start + r.random() * max(1.0, (end - start) / DAY - 3) * DAY
                stop = begin + life * r.uniform(.5, 1.5) * DAY
            if kind == "pivot":
                stop = max(stop, self.release + 2 * DAY)
            stop = min(self.end, max(stop, begin + DAY))
            made = {"batch": start - r.uniform(0, 3) * DAY, "spread": begin - r.expovariate(
                1 / 12) * DAY, "aged": begin - r.uniform(30, 400) * DAY}[age if not quiet
                else r.choice(["spread", "aged"])]
            if kind == "replaced":
                made = begin - r.uniform(0, 1.5) * DAY
            if i % per_card == 0:
                cards.append(rid(r, "pm_", 16))
            email = self.company(r) if quiet or mail == "own" else r.choice(few if mail == "few"
                else FREE_MAIL)
            pool = {"proxy": r.sample(rented, min(12, len(rented))), "cloud": r.sample(blocks, min(
                3, len(blocks))), "vpn": r.sample(self.vpn, 6), "own": [self.addr(r, r.choice(GEO[
                c][2]), c)]}[infra]
            net = Net(pool, "home" if infra == "own" else r.choice(["session", "home"]), r.uniform(
                .5, 4) * DAY)
            own_client = self.client(r, r.choice(SDKS), 3)
            ends, uas = base_client if same_client else own_client
            share = min(.95, max(0, r.gauss(cover, .06))) if kind == "cover" else cover
            talk = make({g: compose(r, g) for g in targets}, self.chatter(r, r.choice(
                ["casual", "dev", "pro", "mixed"])), share)
            rate = level * math.exp(r.gauss(0, disp) - disp * disp / 2)
            if kind == "replaced":
                rate *= 3
            k: dict[str, object] = {"begin": begin, "end": stop, "models": [base_model] * 5 + [
                r.choice(self.models)], "campaign": cid, "rhythm": sleeping, "tz": GEO[c][1]
                if quiet else one_tz, "most": 1500, "quantum": quantum, "adopt": math.inf
                if r.random() < .5 else self.release + r.expovariate(1 / 3) * DAY,
                "params": self.params(r) if quiet or r.random() < .1 else params}
            if kind == "pivot":
                k |= {"adopt": self.release + r.uniform(0, .8) * DAY, "models": [base_model]}
            if kind == "k_samples":
                k["params"] = params | {"temperature": r.choice([.7, .8, 1])}
            if kind == "in_reseller":
                a = self.reseller_user(r, self.resellers[0], rate, talk, **k)
            else:
                a = self.add(r, "campaign", talk, country=c, email=email, created=made, rate=rate,
                    net=net, card=cards[-1], client=(ends, uas if rotate else uas[:1]),
                    plan=r.choice(["pay_as_you_go", "plus", "pay_as_you_go", "free"]), **k)
            a.population = "campaign"
            members.append(a)
        return {"campaign": cid, "kind": kind, "name": cid, "members": members}


class Writer:
    """Turns conversations into exchanges, sorted into one file a day and then into one log."""

    def __init__(self, world: World, out: Path) -> None:
        """Open a part for each day."""
        self.w, self.out = world, out
        self.parts = [open(out / f".part{i:03d}", "w", encoding="utf-8") for i in range(world.days
            + 1)]
        self.enc = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode
        self.count = 0

    def put(self, t: float, obj: dict[str, object]) -> None:
        """Keep one exchange."""
        i = min(len(self.parts) - 1, max(0, int((t - self.w.start) // DAY)))
        self.parts[i].write(f"{t:.3f}\t{self.enc(obj)}\n")
        self.count += 1

    def run(self, a: Actor, index: int) -> tuple[int, int, float, float]:
        """All traffic of an actor: exchanges, ordinary ones, first and last time."""
        r = Random(f"{self.w.seed}/actor/{index}")
        hours, weekend = RHYTHM[a.rhythm]
        cum, s = [], 0.0
        for h in hours:
            s += h
            cum.append(s)
        first_day, last_day = int((a.begin - self.w.start) // DAY), int((
            a.end - self.w.start - 1) // DAY)
        days = list(range(max(0, first_day), max(0, last_day) + 1))
        dow0 = datetime.fromtimestamp(self.w.start, UTC).weekday()
        spread = 1.2 if a.campaign is None else 3.0
        weights = [(weekend if (dow0 + d) % 7 > 4 else 1.0) * r.gammavariate(spread, 1) + 1e-6
            for d in days]
        span = max(.3, (a.end - a.begin) / DAY)
        goal = min(a.most, max(1, poisson(r, a.rate * span * (5 + 2 * weekend) / 7)))
        done = ordinary = 0
        first, last = math.inf, -math.inf
        hour_of = range(24)
        for _ in range(goal * 3):
            if done >= goal:
                break
            t = a.begin
            for _try in range(12):
                d = r.choices(days, weights)[0]
                h = r.choices(hour_of, cum_weights=cum)[0]
                t = self.w.start + d * DAY + ((h + r.random() - a.tz) % 24) * 3600
                if a.begin <= t < a.end:
                    break
            else:
                t = a.begin + r.random() * (a.end - a.begin)
            if a.quantum:
                t = max(a.begin, t - t % a.quantum + r.expovariate(1 / 4))
            conv = a.talk(r, t)
            times = self.converse(a, r, conv, t, goal - done)
            if times:
                done += len(times)
                ordinary += len(times) if conv.ordinary else 0
                first, last = min(first, times[0]), max(last, times[-1])
        return done, ordinary, first, last

    def converse(self, a: Actor, r: Random, conv: Conv, t: float, left: int) -> list[float]:
        """Write one conversation; returns the times."""
        endpoint, uas = a.client
        ua, ja4 = uas[0] if len(uas) == 1 else r.choice(uas)
        ip = a.net.pick(r, t)
        session = rid(r, "sess_", 12) if "session" not in a.drop else None
        key = a.keys[0] if len(a.keys) == 1 else r.choice(a.keys)
        model = self.w.new_model if t >= a.adopt and r.random() < .93 else r.choice(a.models)
        if a.adopt < math.inf and t >= a.adopt and len(set(a.models)) == 1:
            model = self.w.new_model
        server_side = endpoint == "responses" and a.stateless > .5
        sysm = [{"role": "system", "content": conv.system}] if conv.system else []
        times: list[float] = []
        for copy in range(conv.copies):
            history: list[dict[str, object]] = []
            prev = None
            if copy and a.net.mode != "home":
                ip = a.net.pick(r, t)
            for role, text, reply, tool in conv.turns:
                if len(times) >= left or t >= self.w.end:
                    return times
                if copy:
                    reply = self.w.corpus.reply(r, "reason", 2, 6)
                msg: dict[str, object] = {"role": role, "content": text}
                if endpoint == "messages" and len(text) % 3 == 0:
                    msg["content"] = [{"type": "text", "text": text}]
                req: dict[str, object] = {"endpoint": "batch" if conv.batch else endpoint,
                    "model": model}
                if endpoint == "completions" and len(conv.turns) == 1 and not conv.tools:
                    req["prompt"] = f"{conv.system}\n\n{text}" if conv.system else text
                else:
                    req["messages"] = sysm + ([msg] if server_side else [*history, msg])
                if server_side and prev:
                    req["previous_response_id"] = prev
                if conv.batch:
                    req["batch_id"] = conv.batch
                req |= a.params
                if conv.n > 1:
                    req["n"] = conv.n
                if conv.tools:
                    req["tools"] = [{"name": x} for x in conv.tools]
                prev = rid(r, "resp_", 16)
                out_tok = 12 + len(reply) // 4 * conv.n
                res: dict[str, object] = {"id": prev, "model": model, "status": 200,
                    "content": reply, "finish_reason": "tool_calls" if tool else "stop"}
                if "latency_ms" not in a.drop:
                    res["latency_ms"] = int(300 + out_tok * r.uniform(8, 30))
                if tool:
                    res["output"] = [{"type": "tool_call", "name": tool, "arguments": "{}"}]
                elif r.random() < .01:
                    res["finish_reason"] = "length"
                size = sum(len(str(m["content"])) for m in req.get("messages", ()))
                use: dict[str, int] = {"input_tokens": 8 + (size or len(text)) // 4,
                    "output_tokens": out_tok}
                if conv.think or "reasoning" in a.params:
                    use["reasoning_tokens"] = int(out_tok * r.uniform(.3, 3))
                    use["output_tokens"] += use["reasoning_tokens"]
                    if conv.think and r.random() < .3:
                        res["reasoning"] = reply[:300]
                if size > 4000:
                    use["cache_read_input_tokens"] = use["input_tokens"] // 2
                cli: dict[str, object] = {"ip": ip[0], "asn": ip[1], "country": ip[2],
                    "user_agent": ua, "ja4": ja4}
                acc = dict(a.info, key=key)
                if a.end_user:
                    acc["end_user"] = a.end_user
                for f in a.drop:
                    cli.pop(f, None)
                    if f == "email_domain":
                        acc.pop(f, None)
                x = r.random()
                obj: dict[str, object] = {"id": rid(r, "req_", 24), "time": iso(t), "account": acc,
                    "client": cli, "session": session, "content_state": "full", "request": req,
                    "response": res, "usage": use}
                if session is None or copy:
                    obj.pop("session")
                if x < .01:
                    cli.pop("ja4", None)
                elif x < .02:
                    cli.pop("user_agent", None)
                elif x < .028:
                    obj.pop("usage")
                elif x < .033:
                    obj.pop("client")
                elif x < .036:
                    res.update(status=r.choice([429, 500, 529]), content="", finish_reason="error")
                self.put(t, obj)
                times.append(t)
                asst: dict[str, object] = {"role": "assistant", "content": reply}
                if tool:
                    asst["tool_calls"] = [{"name": tool}]
                history += [msg, asst]
                t += (2 + r.expovariate(1 / conv.gap)) * (1 if conv.gap < 30 else math.exp(r.gauss(
                    0, .6)))
            if conv.copies > 1:
                t += r.expovariate(1 / 5)
        return times

    def close(self) -> None:
        """Sort each day and write the log."""
        with open(self.out / "log.jsonl.gz", "wb") as raw, \
                gzip.GzipFile("", "wb", 1, raw, mtime=0) as gz:
            for fh in self.parts:
                fh.close()
                path = Path(fh.name)
                with open(path, encoding="utf-8", newline="\n") as day:
                    rows = [line.split("\t", 1) for line in day]
                rows.sort(key=lambda x: float(x[0]))
                for i in range(0, len(rows), 2000):
                    gz.write("".join([x[1] for x in rows[i:i + 2000]]).encode())
                path.unlink()


def main() -> None:
    """Command line."""
    p = argparse.ArgumentParser(description=__doc__)
    p.add_argument("--seed", type=int, default=1)
    p.add_argument("--benign", type=int, default=8000)
    p.add_argument("--attack", type=int, default=900)
    p.add_argument("--days", type=int, default=21)
    p.add_argument("--scenario", choices=["mix", "none", "small"], default="mix")
    p.add_argument("--prompts", required=True)
    p.add_argument("--out", required=True)
    args = p.parse_args()
    out = Path(args.out)
    out.mkdir(parents=True, exist_ok=True)
    w = World(args)
    w.benign(200 if args.scenario == "small" else args.benign)
    camps: list[dict[str, object]] = []
    if args.scenario == "mix":
        sizes = [w.r.uniform(.7, 1.3) for _ in KINDS]
        for kind, s in zip(KINDS, sizes, strict=True):
            camps.append(w.campaign(kind, max(2, round(args.attack * s / sum(sizes)))))
    elif args.scenario == "small":
        for kind, size in zip(w.r.sample(KINDS, 3), (1, 3, 5), strict=True):
            camps.append(w.campaign(kind, size, boost=w.r.uniform(1.5, 6) if size < 4 else 2))
    order = list(range(len(w.actors)))
    writer = Writer(w, out)
    stats = [writer.run(w.actors[i], i) for i in order]
    writer.close()
    rows: list[dict[str, object]] = []
    for a, (n, _, first, last) in zip(w.actors, stats, strict=True):
        pop = "campaign_idle" if a.campaign and n < 3 else a.population
        if n:
            rows.append({"account": a.info["id"], "end_user": a.end_user, "population": pop,
                "campaign": a.campaign, "since": iso(first), "until": iso(last)})
    Random(w.seed).shuffle(rows)
    table = []
    for c in camps:
        st = [s for a, s in zip(w.actors, stats, strict=True) if a.campaign == c["campaign"] and s[
            0]]
        table.append({"campaign": c["campaign"], "kind": c["kind"], "name": c["name"],
            "accounts": sum(s[0] >= 3 for s in st), "exchanges": sum(s[0] for s in st),
            "ordinary_exchanges": sum(s[1] for s in st), "start": iso(min(s[2] for s in st)),
            "end": iso(max(s[3] for s in st))})
    truth = {"version": 1, "seed": args.seed, "world": args.scenario, "start": iso(w.start),
        "end": iso(w.end), "populations": dict(sorted(Counter(str(x["population"])
        for x in rows).items())), "accounts": rows, "campaigns": table}
    (out / "truth.json").write_text(json.dumps(truth, indent=1))
    with open(out / "accounts.csv", "w", newline="", encoding="utf-8") as fh:
        cw = csv.writer(fh)
        cw.writerow(["account", "reseller", "licence_scope", "licence_document",
            "licence_valid_until"])
        cw.writerows(w.csv_rows)
    print(f"{writer.count} exchanges, {len(rows)} accounts, {len(table)} campaigns")


if __name__ == "__main__":
    main()
