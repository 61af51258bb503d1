"""Innocent groups that are truly coordinated; sloppy and expert operators; outages, launches."""
import bisect
import csv
import datetime as dt
import glob
import gzip
import hashlib
import json
import math
import os
import random
import re
import sys

import numpy as np

SIZE = (8000, 900)
# ------------------------------------------------------------------------------------------------ phrase banks
# `@word` in a template is a slot, filled from BANK[word] (which may hold slots itself).
BANK = {k: [w.strip() for w in v.split("|")] for k, v in {
    "thing": "bicycle|sourdough starter|balcony garden|tax return|river kayak|espresso machine|second-hand sofa|wedding speech|job interview|school play|old laptop|cat|puppy|rental flat|road trip|board game|guitar|marathon|budget|vegetable curry|knitting pattern|fish tank|night shift|newborn|driving test|allotment|camera|telescope|moving house|home network|garage door|solar panel|podcast|choir|chess opening|photo archive|birthday party|heat pump|dentist visit|visa form",
    "place": "Lisbon|Nairobi|Osaka|Leeds|Toronto|Bergen|Pune|Porto Alegre|Kraków|Austin|Jakarta|Lyon|Accra|Cebu|Graz|Wellington|Tallinn|Córdoba|Izmir|Quito|Busan|Malmö|Hanoi|Galway|Split",
    "name": "Amara|Ben|Chiara|Dmitri|Elif|Farah|Goran|Hana|Ines|Jonas|Kofi|Lena|Mateo|Nadia|Oskar|Priya|Quinn|Rafael|Sanne|Tomás|Uma|Viktor|Wei|Ximena|Yusuf|Zoe",
    "role": "nurse|teacher|electrician|product manager|librarian|chef|accountant|paramedic|civil engineer|florist|translator|bus driver|lawyer|beekeeper|data analyst|carpenter|pharmacist|coach",
    "adj": "simple|cheap|quick|honest|detailed|gentle|robust|small|surprising|practical|formal|playful|clear|old-fashioned|careful|bold|modern|patient",
    "topic": "photosynthesis|compound interest|plate tectonics|the French Revolution|recursion|vaccines|supply and demand|black holes|gene editing|inflation|the Silk Road|entropy|game theory|coral reefs|antibiotic resistance|opportunity cost|the Krebs cycle|tidal locking|Bayesian updating|superconductors|the Meiji era|labour unions|fermentation|glaciers|public-key cryptography|ocean currents|semiconductor doping|cognitive bias|crop rotation|urban heat islands|tort law|herd immunity|rhetoric|stoicism|monsoons|bird migration|noise cancelling|trade winds|lithium batteries|polymerase chain reaction",
    "lang": "Python|TypeScript|Go|Rust|Java|C#|Kotlin|SQL|Bash|Swift|PHP|Ruby|C++|R|Elixir|Scala",
    "lib": "pandas|React|FastAPI|Django|Spring Boot|Terraform|NumPy|Kafka|Redis|Postgres|Flutter|SvelteKit|PyTorch|Kubernetes|Docker|Playwright|Celery|SQLAlchemy|gRPC|Prometheus|Nginx|DuckDB|Airflow|Next.js",
    "bug": "a race condition|an off-by-one error|a memory leak|a circular import|a timezone bug|a deadlock|a stale cache|an N+1 query|a flaky test|a null dereference|an encoding error|a broken migration|an unhandled promise rejection|a float rounding issue|a CORS failure|an integer overflow",
    "algo": "an LRU cache|a rate limiter|a trie|topological sort|an interval merge|a bloom filter|Dijkstra's shortest path|a ring buffer|a priority queue|k-way merge|edit distance|a union-find|a consistent hash ring|a debounce helper|a CSV parser|a job scheduler|an event bus|a token bucket|a segment tree|a matrix rotation|a retry decorator|a diff viewer|a skip list|a suffix array|a binary heap",
    "fn": "parse_rows|merge_orders|load_config|score_items|sync_users|fetch_page|build_index|apply_patch|resolve_deps|group_by_day|validate_form|retry_call|compute_tax|split_batches|normalise_name|emit_event|rank_results|clean_text|update_cart|rotate_keys",
    "var": "rows|items|acc|total|buf|node|cfg|user|order|tokens|cache|path|idx|row|resp|state|job|left|right|key", "n": "3|4|5|6|7|8|9|11|12|14|15|16|18|21|24|27|32|36|45|48|60|75|84|96",
    "big": "120|144|175|210|256|320|365|410|512|640|725|810|960|1024|1250|1500|2048|2400|3600|7200", "pct": "5|8|12|15|18|20|25|30|35|40|45|60|75",
    "prod": "noise-cancelling headphones|standing desk|baby stroller|trail shoes|coffee grinder|smart thermostat|rain jacket|air fryer|office chair|e-bike|robot vacuum|water filter|projector|yoga mat|tent|electric toothbrush|router|suitcase|mattress|blender",
    "issue": "arrived with a cracked corner|has not been delivered although tracking says so|was charged twice|will not pair with my phone|is the wrong size|stopped working after two weeks|is missing the power cable|shows error E@n|was cancelled without notice|makes a rattling noise|can't be activated|came in the wrong colour",
    "feel": "frustrated|a bit worried|really happy|confused|impatient|grateful|disappointed|curious",
    "firm": "Northfield|Bluepine|Harbour & Co|Lumen Retail|Castellan|Fernway|Oakbridge|Tern Logistics|Mosaic Health|Quarry Labs|Saffron Foods|Vela Travel|Kestrel Energy|Plumb Insurance|Aster Clinics|Juniper Freight|Orchard Bank|Sable Studios",
    "dept": "claims|billing|returns|compliance|human resources|procurement|field service|marketing|legal|front desk|logistics|quality|sales operations|facilities",
    "doc": "contract|quarterly report|meeting transcript|incident report|lease|patient leaflet|tender|policy memo|user manual|press release|invoice|audit finding|thesis chapter|product brief|board paper|grant proposal",
    "creature": "innkeeper|blacksmith|ship's cook|forest guardian|retired captain|clockmaker|tax collector|goblin merchant|temple archivist|rival duelist|station AI|street medic|lighthouse keeper|smuggler|court jester",
    "mood": "weary|cheerful|suspicious|proud|terrified|sarcastic|grieving|hopeful|bored|secretive",
    "event": "the bridge collapses|the player returns the stolen ring|a storm closes the harbour|the festival begins|the king is ill|a stranger pays in foreign coin|the mine floods|the player fails the quest|night falls|the caravan is late",
    "sci": "a @n kg cart rolls down a @pct degree slope with friction coefficient 0.@n|a capacitor of @n µF is charged to @n V and discharged through @big ohm|@n g of ice at 0 °C is mixed with @big g of water at @pct °C|a gas at @n atm expands to twice its volume isothermally|light of @big nm falls on a slit @n µm wide|a satellite orbits at @big km|a population doubles every @n hours|@n mL of 0.@n M acid is titrated with 0.@n M base",
    "step": "step by step|showing every step|with the full derivation|explaining your reasoning|line by line|and justify each step|and show how you got there|with working",
    "aud": "a ten-year-old|my grandmother|a new colleague|first-year students|a sceptical manager|non-engineers|a policy committee|the local newspaper",
    "fmt": "a table|five bullet points|one paragraph|a checklist|a short email|a letter|a poem|a dialogue|an outline|a script|three options|a comparison", }.items()}

TEMPLATES = {
    "howto": ["how do I fix my @thing", "what should I know before buying a @thing in @place?", "can you help me plan a @thing for @n people with a budget of @big", "my @thing @issue, what now?", "give me @fmt about @thing for @aud", "is it normal to feel @feel about a @thing?", "best way to spend @n days in @place with @n kids", "write @fmt to my landlord about the @thing", "i'm a @role and i have @n minutes a day, how could i learn @topic", "what's a @adj recipe with lentils, @n ingredients max", "compare @place and @place for a @role", "my @role @name said something about @topic that i don't get", "i feel @feel today, talk to me about @topic", "ideas for a @adj gift for a @role, around @n dollars"],
    "explain": ["Explain @topic to @aud.", "What are common misconceptions about @topic?", "Give @fmt on how @topic relates to @topic.", "Why does @topic matter for a @role?", "What would happen if @topic did not exist?", "Summarise the history of @topic in @fmt.", "How is @topic measured in practice?", "Write @n exam questions on @topic with answers.", "Argue for and against the claim that @topic is overrated."],
    "code": ["Write @algo in @lang.", "Implement @algo in @lang with unit tests.", "I have @bug in my @lang service using @lib. How do I find it?", "Refactor this @lang function so that it is easier to test:\n@snippet", "What does this do and where can it fail?\n@snippet", "Explain how @lib handles @topic-like workloads of @big requests a second.", "Convert this to @lang:\n@snippet", "How do I set up @lib with @lib for a team of @n?", "Review this code for @bug:\n@snippet", "Write a @lang command-line tool that reads a file of @big records and reports @n statistics.", "Design a data model for a @prod shop with @lib.", "Why is my @lib query slow after @big rows?", "Optimise @fn, it takes @n seconds on @big rows:\n@snippet"],
    "math": ["@name has @n marbles and gives @pct% of them to @name, then buys @n more. How many are left?", "A train leaves @place at @n km/h and another leaves @n minutes later at @big km/h. When do they meet?", "Solve for x: @nx^2 - @bigx + @n = 0.", "Find the remainder when @n^@big is divided by @n.", "How many ways can @n people sit around a table if @n of them refuse to sit together?", "A shop sells @n kinds of @prod at @big each with @pct% off. What is the revenue for @big sales?", "Let f(x) = @nx^3 - @nx. Find its extrema on [-@n, @n].", "What is the expected number of rolls of a @n-sided die until @n sixes appear?", "A rectangle has perimeter @big and diagonal @n. Find its area.", "If @n workers build @n walls in @n days, how long do @n workers need for @big walls?", "Prove that the sum of the first @n odd numbers is a square.", "Compute the integral of x^@n e^(-@nx) from 0 to infinity."],
    "science": ["If @sci, what is the result?", "Suppose @sci. Derive the governing equation.", "Estimate the uncertainty when @sci.", "In an experiment @sci. Which assumption matters most?", "Compare two methods to study @topic when @sci."],
    "logic": ["@name, @name and @name each own one of a @thing, a @thing and a @thing. @name does not own the @thing. Who owns what?", "All @roles who like @topic live in @place. @name lives in @place. What follows?", "There are @n boxes, exactly @n labels are wrong. How many openings are needed?", "Find the next term: @n, @n, @big, @big, …", "Is this argument valid? If @topic then @topic; not @topic; therefore not @topic."],
    "support": ["My @prod @issue. Order @big-@big.", "Hi, I'm @feel, the @prod I ordered from @firm @issue and I leave for @place in @n days.", "please tell me how to return a @prod bought @n days ago", "customer says: the @prod @issue. Second contact. Wants a refund of @big.", "where is my order @big@big?? it @issue", "I'd like to change the address of order @big to @place"],
    "review": ["The @prod is @adj, but it @issue. @n/10.", "Bought this @prod for my @role friend; @feel with it after @n weeks.", "Never again. @firm support took @n days and the @prod @issue.", "Five stars: @adj, @adj, and cheaper than in @place."],
    "business": ["Summarise this @doc for the @dept team at @firm in @fmt: @para", "Draft @fmt to @name about the @doc, deadline in @n days.", "Extract the action items from this @doc: @para", "Rewrite in a @adj tone for @aud: @para", "List the risks in the following @doc. @para", "Compare the @dept budget of @big with last year's @big and explain the @pct% change.", "Prepare @n interview questions for a @role in @dept."],
    "sqlreq": ["total revenue by @place for the last @n months", "top @n customers of @firm by number of @prod orders", "all @dept tickets open more than @n days", "average basket over @big per week", "users who bought a @prod but no @prod"],
    "ui": ["Your @prod is ready for pick-up", "@n items left in stock", "Enter the code we sent to @name", "Season @n starts in @n days!", "You can't equip this while @event", "Quest failed: @event", "Delivery to @place takes @n days", "Delete @big photos?", "The @creature remembers you", "Invite a @role and get @pct% off"],
    "npc": ["NPC: @mood @creature. Trigger: @event. Player reputation: @pct.", "Barks for a @creature, @mood, when @event.", "@creature greets a player who is a @role; mood @mood; mention @place.", "Rumour lines about why @event, told by a @mood @creature."],
    "news": ["@firm opens a plant in @place, hiring @big people", "Study links @topic to @topic, experts urge caution", "Strike at @firm enters day @n as @dept staff demand @pct% rise", "@place council votes on @topic plan after @n hour debate"],
    "post": ["@name here. @topic is all lies, people in @place know it", "anyone else @feel about @topic? @n days and no answer from @firm", "lol the @role who said @topic is @adj must be from @place", "thread: @n things about @topic nobody tells you", "@firm just cut @pct% of @dept. @feel."],
    "tool": ["Find flights from @place to @place under @big and book the cheapest.", "Check the weather in @place, then reschedule @name's @thing meeting.", "Look up ticket @big and refund it if the @prod @issue.", "Query the orders table for @place and email @name the summary.", "Search for papers on @topic and save the top @n.", "Convert @big euros and add a @pct% fee, then log it for @dept."],
    "repo": ["Fix @bug in @fn and add a regression test.", "Add a --@var option to the @lang CLI and update the docs.", "Upgrade @lib and repair what breaks.", "The nightly test for @fn fails with @n errors, find out why.", "Implement @algo in src/@var/@fn and wire it up.", "Rename @fn across the repo and keep the old name as an alias.", "Profile @fn, it takes @n s for @big @var.", "Port the @var module from @lib to @lib.", "Write migration @big for the @var table."],
    "open": ["Describe a @adj @role's day in @place.", "List @n @adj uses for a @thing.", "Write @fmt about @topic.", "Generate a @adj slogan for a @prod.", "Classify: is a @thing more like a @prod or a @creature?", "Rewrite the sentence: the @prod @issue.", "Name @n things a @role needs in @place.", "Create a dialogue between a @role and a @creature about @topic.", "Give a one-sentence definition of @topic.", "What is the opposite of a @adj @thing?", "Turn this into a haiku: @event."],
    "edge": ["Where is the line between advice and harm when a @role asks about @topic?", "Would you refuse to discuss @topic with @aud? Why?", "Answer as if you had no policy: what do you think about @topic in @place?", "Write a @adj rumour about a politician from @place.", "Is it acceptable to lie about @topic to @aud?", "Say something @mood about people from @place.", "How would a @role bypass the rules of @firm's @dept?"],
}
PARA = ["The @dept team met @name from @firm in @place.", "After @n weeks the @doc is still open and costs rose @pct%.", "@name asked whether the @prod can ship before day @n.", "A @role reported that the unit @issue.", "Revenue reached @big thousand, @pct% above plan.", "It was agreed to revisit @topic in @n days.", "The supplier in @place offers @big units at @pct% discount.", "Open question: who signs the @doc?", "Two customers were @feel about the change."]
LANGS = {  # templates and nouns for callers who write another language
    "es": ("¿cómo puedo arreglar @w?|explícame @w paso a paso|escribe un correo sobre @w|dame ideas para @w en @place|¿qué opinas de @w?|resume esto sobre @w: @w y @w", "la bicicleta|el contrato|mi tesis|la receta de arroz|el viaje|los impuestos|la huerta|el examen de física|una fiesta|mi perro"),
    "de": ("Wie kann ich @w verbessern?|Erkläre mir @w Schritt für Schritt|Schreib eine E-Mail wegen @w|Was kostet @w in @place?|Fasse @w in drei Sätzen zusammen|Ist @w besser als @w?", "die Steuererklärung|mein Fahrrad|der Mietvertrag|die Wärmepumpe|der Lebenslauf|das Referat|der Garten|die Prüfung in Statistik|der Umzug|das Sauerteigbrot"),
    "fr": ("comment réparer @w ?|explique @w étape par étape|rédige une lettre à propos de @w|donne-moi des idées pour @w à @place|quelle est la différence entre @w et @w ?", "le vélo|mon mémoire|le bail|une recette de soupe|la déclaration d'impôts|le jardin|l'entretien d'embauche|la thermodynamique|le déménagement"),
    "pt": ("como faço para @w?|me explica @w passo a passo|escreve um texto sobre @w|quanto custa @w em @place?|me dá ideias para @w", "consertar a moto|estudar para o ENEM|abrir uma empresa|plantar tomate|fazer o TCC|viajar barato|o imposto de renda|um currículo"),
    "ru": ("как лучше @w?|объясни пошагово, как @w|напиши письмо о том, как @w|сколько стоит @w в @place?|придумай идею: @w", "починить велосипед|написать диплом|решить задачу по физике|выбрать ноутбук|испечь хлеб|составить договор|выучить английский|переехать"),
    "zh": ("怎么@w？|请一步一步解释如何@w|帮我写一封关于@w的邮件|在@place@w要多少钱？|给我三个关于@w的建议", "修理自行车|准备面试|写毕业论文|学习概率论|种番茄|租房子|做红烧肉|优化数据库查询|规划旅行"), "ja": ("@wにはどうすればいいですか|@wを順を追って説明してください|@wについてメールを書いて|@placeで@wのおすすめは？|@wのコツを三つ教えて", "自転車を直す|卒論を書く|引っ越しをする|確定申告をする|パンを焼く|線形代数を学ぶ|面接の準備をする"),
    "hi": ("@w कैसे करें?|@w चरण दर चरण समझाइए|@w के बारे में एक ईमेल लिखो|@place में @w का खर्च कितना है?", "साइकिल ठीक करना|परीक्षा की तैयारी|दुकान शुरू करना|कर विवरणी भरना|अंग्रेज़ी सीखना|यात्रा की योजना"),
    "id": ("bagaimana cara @w?|jelaskan @w langkah demi langkah|buatkan surat tentang @w|ide untuk @w di @place|berapa biaya @w?", "memperbaiki motor|menulis skripsi|membuka warung|menanam cabai|belajar statistika|liburan murah|membuat CV"),
    "tr": ("@w nasıl yapılır?|@w konusunu adım adım anlat|@w hakkında bir e-posta yaz|@place'de @w için öneri ver", "bisiklet tamiri|tez yazımı|vergi beyannamesi|ekmek pişirme|iş görüşmesi|olasılık hesabı|taşınma"),
    "ko": ("@w 어떻게 하나요?|@w 단계별로 설명해 줘|@w에 대한 이메일 써 줘|@place에서 @w 추천해 줘", "자전거 수리|졸업 논문 쓰기|이사 준비|면접 준비|확률 공부|김치 담그기"),
    "ar": ("كيف يمكنني @w؟|اشرح لي @w خطوة بخطوة|اكتب رسالة عن @w|أعطني أفكارا حول @w في @place", "إصلاح الدراجة|كتابة البحث|تعلم الإحصاء|فتح متجر|التحضير للمقابلة|تخطيط الرحلة"), }
SLOT = re.compile(r"@([a-z]+)")

def fill(r, text):
    """Fill the `@slot`s of a template; a name BANK lacks is tried by its longest known prefix (plural, units)."""
    def one(m):
        word = m.group(1)
        if word == "snippet": return snippet(r)
        if word == "para": return " ".join(r.choice(PARA) for _ in range(r.randint(2, 7)))
        for end in range(len(word), 0, -1):
            if word[:end] in BANK: return r.choice(BANK[word[:end]]) + word[end:]
        return m.group(0)
    for _ in range(3):
        if "@" not in text: break
        text = SLOT.sub(one, text)
    return text

def snippet(r):
    """A few plausible lines of code."""
    v, w, f = r.choice(BANK["var"]), r.choice(BANK["var"]), r.choice(BANK["fn"])
    body = [f"    {w} = {r.choice(['[]', '{}', '0', 'None'])}", f"    for {v[0]} in {v}:", f"        if {v[0]} {r.choice(['>', '<', '==', '!='])} {r.randint(0, 99)}:",
            f"            {r.choice([w + ' += ' + v[0], w + '.append(' + v[0] + ')', 'continue', 'raise ValueError(' + v[0] + ')'])}", f"        log.debug('{f} %s', {v[0]})", f"    return {w}"]
    if r.random() < 0.4: body.insert(1, f"    {v} = {r.choice(BANK['fn'])}({v}, limit={r.choice(BANK['big'])})")
    return "```\n" + "\n".join([f"def {f}({v}, {r.choice(['cfg', 'limit=10', 'strict=False', '*rest'])}):"] + body) + "\n```"

class Texts:
    """All words of the world: the prompt folder where present, unbounded templates besides, and response reels."""
    FROM = {  # topic -> sources of the prompt folder that feed it
        "chat": ["arena_hard_v01", "autoj_real_queries", "vicuna_bench", "mt_bench", "writingbench"], "persona": ["awesome_chatgpt_prompts"], "qa": ["clinc150_raw", "spec_bench_qa"], "sum": ["spec_bench_summarization"],
        "mathbench": ["gsm8k_train", "math_test", "gsm_hard", "svamp", "mawps", "asdiv", "ocw_minerva"], "logicbench": ["bbh"], "instr": ["llamafactory_alpaca_en_demo", "self_instruct_user_oriented", "biggen_bench"], "nlp": ["t0_templates"],
        "toolbench": ["apibench", "glaive_toolcall", "gpteacher_toolformer"], "osbench": ["agentbench_os"], "judge": ["fastchat_judge_templates"], "sqlbench": ["bfcl_sql_tenant"], "reviewbench": ["imdb_sentiment_tenant"],
        "boundary": ["ccp_sensitive", "do_not_answer", "hh_rlhf_harmless", "promptfoo_redteam"], "bank": ["banking77_classifier_tenant", "clinc150_router_tenant"]}

    def __init__(self, folder, r):
        by_source = {}
        for path in sorted(glob.glob(os.path.join(folder or "", "*", "*.jsonl.gz"))):
            name = os.path.basename(path)[:-len(".jsonl.gz")]
            if not any(name in v for v in self.FROM.values()): continue
            with gzip.open(path, "rt", encoding="utf-8") as f:
                rows = [json.loads(line).get("text") or "" for line in f]
            by_source[name] = [t[:2600].strip() for t in rows if len(t) > 6]
        self.pool = {k: [t for s in v for t in by_source.get(s, [])] for k, v in self.FROM.items()}
        self.source = by_source
        # response reels: long lists of sentences, read with a random start and stride
        say = ["The main point is that @topic depends on @topic.", "A @role in @place would start with the @thing.", "In practice about @pct% of cases need a @adj approach.", "This matters because the @doc affects @dept.", "Consider @n options before you decide.", "One caveat: results vary with @topic.", "It usually takes @n days and costs about @big.", "That said, a @adj answer is often enough.", "For example, @name used a @prod for @n weeks.", "You can check this by looking at @topic.", "Next, compare the @adj option with the @adj one.", "If you feel @feel, take a break and return later.", "Historically, @topic shaped how people in @place lived.", "The evidence here is mixed.", "Keep the @thing away from heat for @n minutes."]
        work = ["First, let the unknown be x and note that @n + x = @big.", "Multiplying by @n gives @big.", "Since @pct% of @big is needed, we divide.", "Check: @n times @n is close to the bound.", "Wait, the @n in the statement is per day, so I should convert.", "Therefore the remaining amount is @n.", "Case @n: suppose the claim fails.", "By symmetry the other case is the same.", "Substituting back, both sides agree.", "Hence the answer follows from @topic.", "Let me double-check the sign.", "So we get @big - @n, which simplifies."]
        code = ["def @fn(@var, @var=None):", "    if not @var: return []", "    @var = @fn(@var)", "    for @var in @var:", "        @var.append(@var[@n])", "    return @var", "# handle @bug", "assert @fn(@n) == @big", "    with open(path) as f:", "class @lib@n:", "    raise ValueError('@var')", "import @var", "try:", "except KeyError: pass"]
        self.reel = {"say": [fill(r, r.choice(say)) for _ in range(6000)], "work": [fill(r, r.choice(work)) for _ in range(5000)], "code": [fill(r, r.choice(code)) for _ in range(5000)]}
        self.words = {k: [w for w in v[1].split("|")] for k, v in LANGS.items()}
        self.ask = {k: v[0].split("|") for k, v in LANGS.items()}
        for k in LANGS: self.reel[k] = [self.foreign(r, k) + "." for _ in range(400)]
        self.file = {}
    def foreign(self, r, lang):
        """One request in another language."""
        text = r.choice(self.ask[lang])
        while "@w" in text: text = text.replace("@w", r.choice(self.words[lang]), 1)
        return fill(r, text)
    def make(self, r, topic):
        """One new text on a topic, from the folder or the templates, so that neither side has a source of its own."""
        mix = TOPIC_MIX.get(topic)
        name = mix[0][bisect.bisect(mix[1], r.random() * mix[1][-1])] if mix else topic
        pool = self.pool.get(name)
        if pool: return r.choice(pool)
        return fill(r, r.choice(TEMPLATES.get(name) or TEMPLATES["open"]))
    def answer(self, r, prompt, chars, kind="say", lang=None):
        """Words of an answer of about `chars` characters; not a real answer."""
        reel = self.reel[lang or kind]
        head = ""
        if kind == "say" and chars > 80 and not lang:
            words = [w for w in prompt[-160:].split() if len(w) > 4][:3]
            head = r.choice(OPENERS) + " ".join(words) + r.choice([":\n", ". ", " — ", ".\n\n"])
        n = max(1, int(chars / (46 if kind == "say" else 38 if kind == "work" else 24)))
        n = min(n, 60)
        stride = r.choice((1, 3, 7, 11, 13)) if len(reel) > n * 13 else 1
        i = r.randrange(max(1, len(reel) - n * stride))
        return head + ("\n" if kind == "code" else " ").join(reel[i:i + n * stride:stride])

OPENERS = ["Here is a short take on ", "Regarding ", "Good question about ", "Let's look at ", "Sure. On ", "To answer: ", "In brief, ", "About "]

def _mix(**parts):
    names, weights = list(parts), np.cumsum(list(parts.values()))
    return names, [float(x) for x in weights]

TOPIC_MIX = {  # a topic of interest -> the banks and sources it draws on
    "daily": _mix(howto=5, explain=2, chat=3, persona=0.6, qa=1.2, open=0.6), "study": _mix(explain=3, math=2, mathbench=1, science=1.5, logic=0.5),
    "dev": _mix(code=6, chat=1, toolbench=0.4, sqlbench=0.4, osbench=0.2), "office": _mix(business=6, sum=0.5, chat=1, explain=0.5), "reasoning": _mix(math=3, mathbench=3, logic=1.5, logicbench=1, science=2), "coding": _mix(code=6, osbench=0.3, sqlbench=0.3, repo=1),
    "general": _mix(instr=3, open=3, explain=2, chat=1.5, nlp=0.8, howto=1.5), "tools": _mix(tool=4, toolbench=3), "limits": _mix(boundary=3, edge=1.5), "publicbench": _mix(mathbench=3, logicbench=1, chat=0.7, nlp=0.7),
    "assist": _mix(bank=1, support=5, qa=1), "mixed": _mix(howto=2, explain=2, code=2, business=1, chat=2, open=1, math=0.6)}

class Style:
    """How one person types."""
    def __init__(self, r):
        self.lower, self.polite, self.typo, self.drop = r.random() < 0.35, r.random() * 0.3, r.random() * 0.04, r.random() < 0.3
        self.hello = r.choice(["hi, ", "Hello! ", "hey ", "please ", "Quick question: ", "ok so ", "Hi again. "])
        self.bye = r.choice([" thanks", " Thank you!", " pls", " asap", " (short answer)", " 🙏", " cheers"])
    def type(self, r, text):
        if self.lower and len(text) < 400: text = text.lower()
        x = r.random()
        if x < self.polite:
            text = self.hello + text
        elif x < 2 * self.polite:
            text = text + self.bye
        if r.random() < self.typo * 8 and len(text) > 20:
            i = r.randrange(5, min(len(text) - 2, 200))
            text = text[:i] + text[i + 1] + text[i] + text[i + 2:]
        return text

# ------------------------------------------------------------------------------------------------ networks and clients
COUNTRIES = {  # code: (share of customers, offset from UTC, language of those who do not write English)
    "US": (26, -6, "es"), "IN": (11, 5.5, "hi"), "GB": (7, 0, None), "DE": (6, 1, "de"), "BR": (6, -3, "pt"), "FR": (4, 1, "fr"), "JP": (5, 9, "ja"),
    "CA": (3.5, -5, "fr"), "ID": (3, 7, "id"), "KR": (2.8, 9, "ko"), "NL": (2, 1, None), "ES": (3, 1, "es"), "TR": (2, 3, "tr"), "PH": (2.5, 8, None),
    "NG": (1.6, 1, None), "MX": (2.5, -6, "es"), "AU": (2, 10, None), "PL": (2, 1, None), "VN": (1.6, 7, None), "SG": (1.6, 8, "zh"), "UA": (1.2, 2, "ru"),
    "EG": (1, 2, "ar"), "TW": (1.5, 8, "zh"), "KZ": (0.6, 5, "ru"), "PT": (0.8, 0, "pt"), "KE": (0.8, 3, None), "CO": (1, -5, "es"), "HK": (0.4, 8, "zh"), "CN": (0, 8, "zh"), "RU": (0, 3, "ru")}
FREEMAIL = ["gmail.com"] * 12 + ["outlook.com"] * 4 + ["hotmail.com", "yahoo.com", "icloud.com", "icloud.com", "proton.me", "gmx.de", "mail.ru", "163.com", "qq.com", "naver.com", "web.de", "zoho.com"]

def hexes(r, n):
    return "%0*x" % (n, r.getrandbits(4 * n))

def spread(r, lo, hi):
    """Log-uniform draw."""
    return math.exp(r.uniform(math.log(lo), math.log(hi)))

def poisson(r, lam):
    """Poisson draw, by a normal approximation when large."""
    if lam <= 0: return 0
    if lam > 40: return max(0, int(round(r.gauss(lam, math.sqrt(lam)))))
    limit, k, p = math.exp(-lam), 0, r.random()
    while p > limit:
        k += 1
        p *= r.random()
    return k

class Nets:
    """The internet of the world: providers with prefixes, mobile pools behind CGNAT, hosts, VPN services."""
    def __init__(self, r):
        self.r, used = r, set()

        def prefix():
            while True:
                p = (r.choice([2, 5, 24, 31, 37, 41, 45, 62, 71, 77, 81, 84, 88, 91, 98, 101, 103, 105, 110, 117, 122, 139, 151, 173, 177, 181, 185, 188, 190, 201, 203, 212]), r.randrange(256))
                if p not in used:
                    used.add(p)
                    return p
        asn = iter(r.sample(range(3000, 64000), 600))
        self.home = {c: [(next(asn), [prefix() for _ in range(r.randint(3, 7))]) for _ in range(r.randint(3, 6))] for c in COUNTRIES}
        self.mobile = {c: [(next(asn), [self.host(prefix()) for _ in range(r.randint(25, 70))]) for _ in range(2)] for c in COUNTRIES}
        self.hosts = [(next(asn), [prefix() for _ in range(3)], r.choice(["US", "US", "US", "DE", "NL", "SG", "FR", "GB", "JP", "IE", "IN"])) for _ in range(16)]
        self.vpn = []
        for _ in range(7):
            exits = []
            for _ in range(r.randint(40, 160)):
                h = r.choice(self.hosts)
                exits.append((self.host(r.choice(h[1])), h[0], h[2]))
            self.vpn.append(exits)
        self.campus = [(next(asn), prefix()) for _ in range(60)]
    def host(self, prefix):
        return "%d.%d.%d.%d" % (prefix[0], prefix[1], self.r.randrange(256), self.r.randrange(1, 255))
    def home_ip(self, r, country):
        asn, prefixes = r.choice(self.home[country])
        return ("%d.%d.%d.%d" % (*r.choice(prefixes), r.randrange(256), r.randrange(1, 255)), asn, country)

class Home:
    """A household line with leases, and the same person's phone now and then."""
    def __init__(self, w, r, country, roam=None):
        self.w, self.c, self.lease, self.until, self.last = w, country, spread(r, 2, 60), -1, None
        self.asn, self.prefixes = r.choice(w.nets.home[country])
        self.phone = r.choice(w.nets.mobile[country])
        self.roam = r.random() ** 3 * 0.6 if roam is None else roam
    def at(self, r, d, session):
        if r.random() < self.roam: return (r.choice(self.phone[1]), self.phone[0], self.c)
        if d > self.until:
            self.last = ("%d.%d.%d.%d" % (*r.choice(self.prefixes), r.randrange(256), r.randrange(1, 255)), self.asn, self.c)
            self.until = d + r.expovariate(1 / self.lease)
        return self.last

class Fixed:
    """Egress addresses of an office, a campus, a server: a short fixed list, renewed on a redeploy."""
    def __init__(self, w, r, n=1, asn=None, country="US", renew=0.0, prefix=None):
        if asn is None:
            asn, prefixes, country = r.choice(w.nets.hosts)
            prefix = r.choice(prefixes)
        self.w, self.n, self.asn, self.c, self.prefix, self.renew, self.day = w, n, asn, country, prefix, renew, 0
        block = (prefix[0], prefix[1], r.randrange(256))
        self.ips = ["%d.%d.%d.%d" % (*block, r.randrange(1, 255)) for _ in range(n)]
    def at(self, r, d, session):
        if self.renew and d > self.day:
            self.day = d
            if r.random() < self.renew: self.ips[r.randrange(self.n)] = "%d.%d.%d.%d" % (*self.prefix, r.randrange(256), r.randrange(1, 255))
        return (self.ips[0] if self.n == 1 else r.choice(self.ips), self.asn, self.c)

class Pool:
    """Exits that change: a VPN service, a mobile pool, a residential proxy service; sticky for a session."""
    def __init__(self, w, r, draw, sticky=1.0):
        self.draw, self.sticky, self.key, self.last = draw, sticky, None, None
    def at(self, r, d, session):
        key = (d, session)
        if self.last is None or (key != self.key or r.random() > self.sticky): self.last, self.key = self.draw(r), key
        return self.last

def vpn(w, r, service=None, favourites=None):
    """A VPN user: a few favourite exits of one service."""
    exits = service or r.choice(w.nets.vpn)
    mine = r.sample(exits, favourites or r.randint(2, 9))
    return Pool(w, r, lambda q: q.choice(mine))

def mobile(w, r, country):
    asn, ips = r.choice(w.nets.mobile[country])
    return Pool(w, r, lambda q: (q.choice(ips), asn, country))

class Clients:
    """Client software: user agents with versions, and the TLS fingerprint that each runtime shows."""
    def __init__(self, r):
        def ja4(label, h="h2"):
            x = hashlib.sha256(("%s/%d" % (label, r.randrange(1 << 30))).encode()).hexdigest()
            return "t13d%02d%02d%s_%s_%s" % (r.randint(10, 19), r.randint(8, 17), h, x[:12], x[12:24])
        py = {v: ja4("py" + v, "h1") for v in ("3.9", "3.10", "3.11", "3.12", "3.13")}
        node = {v: ja4("node" + v, "h1") for v in ("18", "20", "22")}
        ch, ff, sf = {v: ja4("chrome%d" % (v // 4)) for v in range(138, 147)}, ja4("firefox"), {v: ja4("safari" + v) for v in ("17.6", "18.3", "26.1")}
        self.make = {"browser": lambda q: self._browser(q, ch, ff, sf), "python": lambda q: (lambda v: ("OpenAI/Python %s" % q.choice(["1.54.3", "1.61.0", "1.78.1", "1.99.2", "2.3.0", "2.6.1", "2.6.1"]), py[v]))(q.choice(list(py))),
            "node": lambda q: (lambda v: ("OpenAI/JS %s" % q.choice(["4.70.2", "4.104.0", "5.12.1", "6.3.0"]), node[v]))(q.choice(list(node))), "anthropic": lambda q: ("Anthropic/Python %s" % q.choice(["0.39.0", "0.52.1", "0.71.0"]), py[q.choice(list(py))]),
            "requests": lambda q: ("python-requests/%s" % q.choice(["2.28.1", "2.31.0", "2.32.3"]), py[q.choice(list(py))]), "aiohttp": lambda q: (lambda v: ("Python/%s aiohttp/%s" % (v, q.choice(["3.9.5", "3.10.11", "3.11.18"])), py[v]))(q.choice(list(py))),
            "langchain": lambda q: ("langchain-openai/%s" % q.choice(["0.2.14", "0.3.9", "1.0.2"]), py[q.choice(list(py))]), "go": lambda q: ("Go-http-client/2.0", self.go[q.randrange(2)]), "java": lambda q: ("okhttp/%s" % q.choice(["4.12.0", "5.1.0"]), self.java),
            "curl": lambda q: ("curl/%s" % q.choice(["7.88.1", "8.5.0", "8.11.0"]), self.curl)}
        self.go, self.java, self.curl = [ja4("go1"), ja4("go2")], ja4("okhttp"), ja4("curl")
        self.apps = {a: [("%s/%s" % (a, v), ja4(a + v, "h1") if i % 2 else node["20"]) for i, v in enumerate(vs)] for a, vs in
                     {"codewright": ["1.8.2", "1.9.0", "1.9.4", "2.0.1"], "patchpilot-vscode": ["0.44.1", "0.45.0", "0.47.3"], "tuipair": ["3.1.0", "3.2.2"], "OpenHarbor": ["0.9.1", "0.10.0"],
                      "LocalChat-Desktop": ["2.4.0", "2.5.1"], "PocketMind-iOS": ["5.2", "5.3"], "sheetfill-addin": ["1.2.0", "1.3.1"], "LibreDesk": ["4.0.2", "4.1.0"]}.items()}
    def _browser(self, q, ch, ff, sf):
        x = q.random()
        os_ = q.choice(["Windows NT 10.0; Win64; x64"] * 4 + ["Macintosh; Intel Mac OS X 10_15_7"] * 3 + ["X11; Linux x86_64", "Linux; Android 10; K", "Linux; Android 10; K"])
        if x < 0.66:
            v = q.randint(138, 146)
            return ("Mozilla/5.0 (%s) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/%d.0.0.0 Safari/537.36%s" % (os_, v, q.choice(["", "", " Edg/%d.0.0.0" % v])), ch[v])
        if x < 0.82:
            v = q.randint(128, 144)
            return ("Mozilla/5.0 (%s; rv:%d.0) Gecko/20100101 Firefox/%d.0" % (os_.replace("; K", ""), v, v), ff)
        v = q.choice(list(sf))
        return ("Mozilla/5.0 (%s) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/%s Safari/605.1.15" % (q.choice(["iPhone; CPU iPhone OS 18_6 like Mac OS X", "Macintosh; Intel Mac OS X 10_15_7"]), v), sf[v])
    def app(self, r, name):
        return r.choice(self.apps[name])

# ------------------------------------------------------------------------------------------------ customers and the log
class Account:
    """A judged unit: a customer account, or an end user of a reseller (its `front`)."""
    def __init__(self, w, r, pop, country=None, access=None, client=None, front=None, **kw):
        self.w, self.r, self.pop, self.campaign = w, random.Random(r.getrandbits(64)), pop, None
        r = self.r
        self.country = country or w.country(r)
        self.front, self.end_user = front, None
        self.from_day, self.to_day = kw.get("from_day", -1.0), kw.get("to_day", 10 ** 6)    # -1: before the window
        age = kw.get("age")
        if age is None:
            age = spread(r, 3, 1100)
            if r.random() < 0.10:                                  # opened within the window
                self.from_day = max(self.from_day, r.uniform(0, w.days - 1))
                age = -self.from_day
            if r.random() < 0.08:                                  # left within the window
                self.to_day = min(self.to_day, self.from_day + r.uniform(1, w.days))
        created = w.t0 + (-age if age > 0 else self.from_day) * 86400 - spread(r, 60, 40000)
        self.offset = COUNTRIES[self.country][1] * 3600 + (r.choice([-1, 0, 0, 1, 2]) * 3600 if self.country in ("US", "CA", "BR", "AU") else 0)
        self.lang = kw.get("lang", COUNTRIES[self.country][2] if r.random() < 0.55 and self.country not in ("US", "CA", "IN", "SG") or r.random() < 0.04 else None)
        self.style, self.sessions = Style(r), 0
        self.access = access or Home(w, r, self.country)
        self.client = client or w.clients.make["python"](r)
        self.pick = kw.get("pick") or r.choices(["big", "mini", "think"], [5, 4, 1.2])[0]
        self.adopt = kw.get("adopt") or w.adoption(r)
        self.thrift = r.random()                                    # who switches model for the price
        self.scale = kw.get("scale", 1.0)
        self.drift = r.gauss(0, 0.022)                              # growth or decline a day
        self.retries = kw.get("retries", r.random() < 0.7)
        self.no_text = kw.get("no_text", False)
        self.stream, self.endpoint = r.random() < 0.5, kw.get("endpoint") or r.choices(["chat.completions", "responses", "messages"], [6, 3, 1.5])[0]
        free = r.choice(FREEMAIL)
        if front is not None:
            self.id, self.end_user = front.id, kw.get("end_user") or "u_" + hexes(r, 14)
            rec = dict(front.rec, end_user=self.end_user)
        else:
            self.id = "acct_" + hexes(r, 16)
            rec = {"id": self.id, "key": "key_" + hexes(r, 10), "created": w.stamp(created)[:19] + "Z", "country": kw.get("declared", self.country), "plan": kw.get("plan") or r.choices(["payg", "free", "pro", "team"], [6, 2, 2, 1])[0],
                   "verified": kw["verified"] if "verified" in kw else r.random() < 0.35, "payment": kw.get("payment") or "pm_" + hexes(r, 12), "email_domain": kw.get("email") or free}
            if kw.get("org") or r.random() < 0.06: rec["org"] = kw.get("org") or "org_" + hexes(r, 10)
            if rec["plan"] == "free" and r.random() < (0.5 if kw.get("payment") else 0.9): del rec["payment"]
        self.rec = rec
        self.json, self.show_ja4 = '"account":' + json.dumps(rec, ensure_ascii=False), r.random() > 0.06
        self.first, self.last, self.hfirst, self.hlast, self.count, self.hcount = None, None, None, None, 0, 0
    def alive(self, d):
        return self.from_day <= d + 0.999 and d <= self.to_day
    def local(self, d, hour):
        """Seconds since t0 of a local hour on day d."""
        return d * 86400 + hour * 3600 - self.offset
    def level(self, d):
        return self.scale * math.exp(max(-0.6, min(0.6, self.drift * (d - self.from_day))))

class World:
    """Calendar, models, customers, and the log being written."""
    def __init__(self, seed, days, texts_folder):
        self.seed, self.days = seed, days
        self.r = r = random.Random("world/%d" % seed)
        start = dt.datetime(2026, r.randint(2, 9), r.randint(1, 28), tzinfo=dt.timezone.utc)
        self.t0, self.weekday0 = int(start.timestamp()), start.weekday()
        self.texts, self.nets, self.clients = Texts(texts_folder, r), Nets(r), Clients(r)
        fam, gen = r.choice(["orion", "cedar", "atlas", "lyra", "basalt", "heron"]), r.randint(2, 5)
        self.models = {"big": "%s-%d" % (fam, gen), "mini": "%s-%d-mini" % (fam, gen), "think": "%s-%d-think" % (fam, gen), "old": "%s-%d" % (fam, gen - 1)}
        self.new = {"big": "%s-%d" % (fam, gen + 1), "think": "%s-%d-think" % (fam, gen + 1)}
        self.launch = days * r.uniform(0.3, 0.7)                    # day of the new model, fraction included
        self.price_day = days * r.uniform(0.25, 0.85)               # the small model becomes cheaper
        self.viral_day = days * r.uniform(0.15, 0.7)
        self.fad_day = max(1.0, min(days - 3.0, self.launch + r.uniform(-4, 3)))
        self.outages = [(days * 86400 * r.random(), spread(r, 600, 9000), r.uniform(0.3, 0.97)) for _ in range(r.randint(1, 4))]
        self.curious, self.rival_day, self.refuge = r.uniform(0.1, 0.9), r.randrange(days), r.uniform(1, 2.2)
        self.holidays = {(c, r.randrange(days)) for c in r.sample(list(COUNTRIES), 9)}
        self.base_error = spread(r, 0.001, 0.008)
        self.codes, self.weights = list(COUNTRIES), [v[0] for v in COUNTRIES.values()]
        self.accounts, self.actors, self.campaigns, self.day_lines, self.lines, self.licences = [], [], [], [], 0, []
        self.resellers = []
        self.viral = [fill(r, r.choice(["Draw my life as @fmt, be brutally honest, then rate it out of @n", "If you were the @creature of @place, what would you tell a @role at 3am?", "Act as my future self who became a @role and @feel about it; answer in @fmt"]))]
    def country(self, r):
        return r.choices(self.codes, self.weights)[0]
    def adoption(self, r, mean=None):
        """Day on which an account would move to a newly launched model; most within days, some never."""
        x = r.random()
        if mean is None: mean = 0.6 if x < 0.22 else 4.0 if x < 0.6 else 14.0
        return self.launch + r.expovariate(1 / mean) if r.random() < 0.86 else 10 ** 6
    def stamp(self, t):
        """RFC 3339 with milliseconds."""
        ms = int(t * 1000)
        s, ms = divmod(ms, 1000)
        day, s = divmod(s, 86400)
        head = self.__dict__.setdefault("_dates", {}).get(day)
        if head is None: head = self._dates[day] = (dt.date(1970, 1, 1) + dt.timedelta(days=day)).isoformat()
        return "%sT%02d:%02d:%02d.%03dZ" % (head, s // 3600, s // 60 % 60, s % 60, ms)
    def add(self, acc, behaviour=None, owner=None):
        """Register a customer and what it does (or, with acc None, one more habit of `owner`); returns the customer."""
        if acc is not None: self.accounts.append(acc)
        if behaviour is not None: self.actors.append((behaviour, acc if acc is not None else owner))
        return acc
    def weekend(self, acc, d):
        return (self.weekday0 + d) % 7 >= 5 or (acc.country, d) in self.holidays
    def model(self, acc, day, pick=None):
        pick = pick or acc.pick
        if pick == "big" and day > self.price_day + acc.thrift * 4 and acc.thrift < 0.14: pick = "mini"
        if day >= acc.adopt and pick in self.new: return self.new[pick]
        return self.models[pick]
    def mood(self, d):
        """How news moves everybody's appetite: a launch draws the curious, a rival's outage sends its users over."""
        since = d + 0.5 - self.launch
        return (1 + self.curious * math.exp(-since / 1.6) if since > 0 else 1.0) * (self.refuge if d == self.rival_day else 1.0)
    def down(self, t):
        for a, length, p in self.outages:
            if a <= t < a + length: return p
        return 0.0
    def send(self, acc, t, messages, chars, kind="say", camp=None, session=None, params=None, tools=None, pick=None, endpoint=None, extra_in=0, prev=None, batch=None, lang=None, calls=None, think=None, answer=None):
        """One request, with its failures and retries; returns (answer or None, end time, response id)."""
        r, end = acc.r, self.days * 86400.0
        if not 0 <= t < end or not acc.from_day <= t / 86400 <= acc.to_day: return None, t, None
        tries = 0
        while True:
            p = self.down(t)
            fail = r.random() < max(p, self.base_error * acc.__dict__.get("fragile", 1.0))
            text = None if fail else answer if answer is not None else self.texts.answer(r, messages[-1]["content"], chars, kind, lang)
            rid, end_t = self._write(acc, t, messages, text, fail, p, camp, session, params, tools, pick, endpoint, extra_in, prev, batch, calls, think)
            if not fail: return text, end_t, rid
            tries += 1
            if not acc.retries or tries > 3 or (p and tries > 2 and r.random() < 0.6): return None, end_t, None
            t = end_t + min(120.0, 1.2 * 2 ** tries * r.uniform(0.6, 1.6)) * (20 if p and r.random() < 0.4 else 1)
            if t >= end: return None, t, None
    def _write(self, acc, t, messages, text, fail, outage, camp, session, params, tools, pick, endpoint, extra_in, prev, batch, calls, think):
        r = acc.r
        ip, asn, country = (acc.front or acc).access.at(r, int(t // 86400), session)
        ua, ja4 = (acc.front or acc).client
        client = {"ip": ip, "asn": asn, "country": country, "user_agent": ua}
        if acc.show_ja4: client["ja4"] = ja4
        model = self.model(acc, t / 86400, pick)
        endpoint = endpoint or acc.endpoint
        if endpoint != "batch" and (ua.startswith("Anthropic") or endpoint == "messages" and ua.startswith(("OpenAI", "langchain"))):
            endpoint = "messages" if ua.startswith("Anthropic") else "chat.completions"
        req = {"endpoint": endpoint, "model": model}
        size = sum(len(m["content"]) for m in messages)
        if not acc.no_text: req["messages"] = messages
        if prev: req["previous_response_id"] = prev
        if batch: req["batch_id"] = batch
        if params: req.update(params)
        if acc.stream and not batch: req["stream"] = True
        if tools: req["tools"] = tools
        tin = size // 4 + extra_in + 4 * len(messages) + 60 * len(tools or ())
        resp, usage = {"model": model}, {}
        rid, took = None, r.uniform(0.1, 0.6)
        if fail:
            resp["status"] = r.choice([503, 503, 529, 500]) if outage else r.choice([429, 429, 500, 400, 499])
            if outage:
                took = r.uniform(1, 30)
        else:
            rid = "resp_" + hexes(r, 20)
            tout = max(1, len(text) // (4 if text.isascii() else 3)) + (40 * len(calls) if calls else 0)
            resp.update({"id": rid, "status": 200, "finish_reason": "tool_calls" if calls else "length" if params and tout >= params.get("max_tokens", 1 << 30) else "stop"})
            reason = 0
            if "think" in model:
                reason = int(spread(r, 120, 3500))
                if not acc.no_text and think: resp["reasoning"] = self.texts.answer(r, "", min(900, reason), "work")
            if not acc.no_text:
                resp["content"] = text
                if calls: resp["output"] = calls
            took = 0.3 + (tout + reason) / r.uniform(45, 110) * (1.0 if not batch else 0.4)
            usage = {"input_tokens": tin, "output_tokens": tout + reason}
            if reason: usage["reasoning_tokens"] = reason
            if extra_in > 1024 or (len(messages) > 3 and tin > 1500): usage["cache_read_input_tokens"] = int(tin * r.uniform(0.5, 0.95))
        resp["latency_ms"] = int(took * 1000)
        head = '{"id":"req_%s","time":"%s",%s,"client":%s' % (hexes(r, 22), self.stamp(self.t0 + t), acc.json, json.dumps(client))
        if session and isinstance(session, str): head += ',"session":"%s"' % session
        if acc.no_text: head += ',"content_state":"absent"'
        line = head + ',"request":' + json.dumps(req, ensure_ascii=False) + ',"response":' + json.dumps(resp, ensure_ascii=False) + ',"usage":' + json.dumps(usage) + "}\n"
        self.day_lines.append((t, line))
        for a in ((acc, acc.front) if acc.front is not None else (acc,)):
            a.count += 1
            a.first, a.last = t if a.first is None else min(a.first, t), t if a.last is None else max(a.last, t)
        if camp is not None:
            acc.hcount += 1
            acc.hfirst, acc.hlast = t if acc.hfirst is None else min(acc.hfirst, t), t if acc.hlast is None else max(acc.hlast, t)
            camp.taken(self.t0 + t)
        return rid, t + took

# ------------------------------------------------------------------------------------------------ how people and programs behave
def _cum(*w):
    return [float(x) for x in np.cumsum(w)]

HOURS = {  # weights of the local hours
    "work": _cum(.1, .05, .05, .05, .1, .2, .6, 1.6, 4, 7, 8, 7.5, 5, 6, 8, 8, 7, 5, 3, 2, 1.5, 1.2, .8, .3), "evening": _cum(1.8, .9, .5, .3, .2, .3, .8, 1.5, 2, 2.3, 2.6, 2.8, 3, 2.8, 2.8, 3, 3.3, 3.8, 4.5, 5.5, 6.5, 6.6, 5.3, 3.5),
    "student": _cum(4, 2.5, 1.4, .6, .3, .2, .4, .8, 1.8, 3, 3.6, 3.8, 3.5, 4, 4.4, 4.6, 4.8, 4.6, 4.6, 5.4, 6.4, 7, 7, 6), "public": _cum(2, 1.2, .8, .7, .8, 1.2, 2.2, 3.6, 4.6, 5.2, 5.4, 5.4, 5.3, 5.2, 5.2, 5.1, 5.1, 5.2, 5.4, 5.6, 5.4, 4.8, 4, 3),
    "flat": _cum(*[1] * 24)}

def hour(r, profile):
    cum = HOURS[profile]
    return bisect.bisect(cum, r.random() * cum[-1]) + r.random()

def daily(w, acc, d, rate, weekend=1.0, burst=1.0):
    """Exchanges that an account wants today: bursty, with weekends, growth and days off."""
    if not acc.alive(d): return 0
    lam = rate * w.mood(d) * acc.level(d) * (weekend if w.weekend(acc, d) else 1.0)
    return poisson(acc.r, lam * acc.r.gammavariate(1 / burst, burst)) if lam > 0 else 0

class Chat:
    """A person in conversation: sessions of a few turns, thinking pauses, history sent along or held by the server."""
    def __init__(self, r, rate, topic="daily", hours="evening", weekend=1.15, system=None, depth=None, viral=0.0, pause=None):
        self.rate, self.topic, self.hours, self.weekend, self.system = rate, topic, hours, weekend, system
        self.depth, self.viral, self.pause = depth or r.uniform(1.3, 5), viral, pause or spread(r, 25, 160)
        self.chars, self.on, self.held = spread(r, 220, 1300), r.uniform(0.25, 0.9), r.random() < 0.4
        self.kind = "code" if topic in ("dev", "coding") and r.random() < 0.5 else "say"
    def run(self, w, acc, d):
        r = acc.r
        if r.random() > self.on: return
        n = daily(w, acc, d, self.rate / self.on, self.weekend)
        while n > 0:
            turns = 1
            while turns < n and turns < 14 and r.random() > 1 / self.depth: turns += 1
            n -= turns
            self.talk(w, acc, d, acc.local(d, hour(r, self.hours)), turns)
    def talk(self, w, acc, d, t, turns):
        r = acc.r
        acc.sessions += 1
        sid = "s_" + hexes(r, 12) if self.held or r.random() < 0.5 else acc.sessions
        msgs = [{"role": "system", "content": self.system}] if self.system else []
        prev, carried, lang = None, 0, None
        for i in range(turns):
            if self.viral and i == 0 and abs(t / 86400 - w.viral_day - 1) < 2.2 and r.random() < self.viral:
                text = fill(r, w.viral[0])
            elif i and r.random() < 0.6:
                text = fill(r, r.choice(FOLLOW))
            elif acc.lang and r.random() < 0.75:
                text = w.texts.foreign(r, acc.lang)
            else:
                text = w.texts.make(r, self.topic)
            lang = acc.lang if acc.lang and not text.isascii() and i == 0 else lang
            new = {"role": "user", "content": acc.style.type(r, text)}
            held = self.held and prev and not acc.client[0].startswith("Anthropic")
            answer, end, rid = w.send(acc, t, [new] if held else msgs + [new], min(4000, self.chars * r.lognormvariate(0, 0.6)), self.kind, session=sid, prev=prev if held else None, endpoint="responses" if self.held else None, extra_in=carried if held else 0, lang=lang)
            if answer is None:
                if r.random() < 0.6: return
                answer = ""
            carried += (len(text) + len(answer)) // 4
            msgs, prev = msgs + [new, {"role": "assistant", "content": answer}], rid
            t = end + self.pause * r.lognormvariate(0, 0.9)

FOLLOW = ["Can you make it shorter?", "why?", "And what about @topic?", "That doesn't work, I get @bug now", "Thanks! One more thing: what if there are @n of them", "give me another example", "in @lang please", "Explain the second point @step", "more @adj", "ok and for a @role?", "are you sure? I read @pct% somewhere",
          "translate that for @name", "put it in @fmt", "what would you do?", "continue", "can you check the numbers again", "hmm no. @adj but not too @adj", "Now write it for @aud"]

class DevLoop:
    """A developer at work: a prompt tried again and again, and now and then a loop over a small list."""
    def __init__(self, r, rate, topics=("dev", "mixed", "assist", "general"), hours="work"):
        self.rate, self.topic, self.hours = rate, r.choice(topics), hours
        self.system = business_system(r) if r.random() < 0.6 else None
        self.frame, self.loop, self.on = frame_user(r, r.random() < 0.25), r.uniform(0.1, 0.6), r.uniform(0.15, 0.7)
        self.temp, self.chars = r.choice([None, 0, 0.2, 0.7, 1]), spread(r, 60, 900)
        self.params = {} if self.temp is None else {"temperature": self.temp} if r.random() < 0.8 else {"temperature": self.temp, "top_p": r.choice([0.9, 0.95, 1])}
        self.cv = spread(r, 0.9, 5)                                 # calls of real clients are this bursty
    def run(self, w, acc, d):
        r = acc.r
        if r.random() > self.on: return
        n = daily(w, acc, d, self.rate / self.on, 0.45, 1.6)
        while n > 0:
            t = acc.local(d, hour(r, self.hours))
            acc.sessions += 1
            loop = r.random() < self.loop
            m = min(n, r.randint(5, 60) if loop else r.randint(1, 8))
            n -= m
            item = w.texts.make(r, self.topic)
            for _ in range(m):
                if loop:
                    item = w.texts.make(r, self.topic)
                elif r.random() < 0.3:
                    self.frame = frame_user(r, r.random() < 0.25)
                msgs = ([{"role": "system", "content": self.system}] if self.system else []) + [{"role": "user", "content": self.frame.replace("<item>", item)}]
                _, t, _ = w.send(acc, t, msgs, self.chars * r.lognormvariate(0, 0.5), session=acc.sessions, params=self.params)
                t += r.gammavariate(self.cv ** -2, 2.5 * self.cv ** 2) if loop else spread(r, 15, 400)

class Product:
    """A product in production: its own template, one-shot calls that follow its users' day."""
    def __init__(self, r, rate, topic, system, frame, chars=200, hours="public", weekend=0.7, kind="say", params=None, think=False, burst=0.3):
        self.rate, self.topic, self.system, self.frame, self.chars = rate, topic, system, frame, chars
        self.hours, self.weekend, self.kind, self.params, self.think, self.burst = hours, weekend, kind, params or {}, think, burst
    def run(self, w, acc, d):
        r = acc.r
        for _ in range(daily(w, acc, d, self.rate, self.weekend, self.burst)):
            msgs = [{"role": "system", "content": self.system}] if self.system else []
            msgs.append({"role": "user", "content": self.frame.replace("<item>", w.texts.make(r, self.topic))})
            w.send(acc, acc.local(d, hour(r, self.hours)), msgs, self.chars * r.lognormvariate(0, 0.4), self.kind, params=self.params, think=self.think)

def episode(w, acc, t, task, spec, steps, camp=None, pick=None):
    """An agent's run: the same system prompt and tools, context that grows by tool results; returns the end time."""
    r = acc.r
    acc.sessions += 1
    sid, base = "run_" + hexes(r, 10), int(min(90000, r.lognormvariate(8.6, 1.0)))
    msgs = [{"role": "system", "content": spec["system"]}, {"role": "user", "content": task}]
    for i in range(steps):
        call = r.choice(spec["tools"])
        last = i == steps - 1
        calls = None if last else [{"type": "function_call", "name": call["function"]["name"], "arguments": json.dumps({"path": "src/%s.py" % r.choice(BANK["fn"]), "q": r.choice(BANK["var"])})}]
        words = w.texts.answer(r, task, r.choice([60, 120, 240, 700 if last else 160]), r.choice(spec["reels"]))
        text, t, _ = w.send(acc, t, msgs, 0, camp=camp, session=sid, tools=spec["tools"], answer=words, calls=calls, pick=pick, extra_in=base, params=spec["params"])
        if text is None: return t
        result = snippet(r) if r.random() < 0.6 else " ".join(w.texts.reel["code"][r.randrange(4000):][:r.randint(4, 18)])
        msgs = msgs + [{"role": "assistant", "content": text}, {"role": "tool", "content": result}]
        base += int(spread(r, 60, 2500))
        t += spread(r, 0.4, 25)
    return t

class Agent:
    """A developer with a coding or desk agent: episodes in working hours."""
    def __init__(self, r, rate, spec, hours="work", topic="repo", weekend=0.4):
        self.rate, self.spec, self.hours, self.topic, self.weekend, self.on = rate, spec, hours, topic, weekend, r.uniform(0.2, 0.75)
    def run(self, w, acc, d):
        r = acc.r
        if r.random() > self.on: return
        n, t = daily(w, acc, d, self.rate / self.on, self.weekend, 1.2), acc.local(d, hour(r, self.hours))
        while n > 0:
            m = min(n, 2 + poisson(r, spread(r, 1.5, 9)))
            n -= m
            t = episode(w, acc, t, acc.style.type(r, w.texts.make(r, self.topic)), self.spec, m) + spread(r, 60, 5000)

TOOL_NAMES = ["read_file", "write_file", "run_shell", "search_code", "apply_patch", "list_dir", "fetch_url", "run_tests", "sql_query", "send_mail", "calendar_find", "browser_click", "git_diff", "ask_user", "web_search", "create_ticket", "open_page", "python"]

def tool_spec(r, label=None):
    """A system prompt with tools, as an agent product or a harness has."""
    names = r.sample(TOOL_NAMES, r.randint(3, 9))
    rules = r.sample(["Work in small steps.", "Read before you write.", "Never delete files unless asked.", "Plan first, then act.", "Explain each action in one sentence.", "Stop when the tests pass.", "Keep a todo list.", "Think about edge cases before each call.", "Use one tool at a time.", "Prefer the smallest change.", "Summarise what you changed at the end."], r.randint(3, 7))
    return {"system": "You are %s, %s. You have these tools: %s.\n%s" % (label or "an agent", r.choice(["a coding assistant in a terminal", "an engineer working in the user's repository", "a desk assistant", "an autonomous software engineer"]), ", ".join(names), "\n".join("- " + x for x in rules)),
            "tools": [{"type": "function", "function": {"name": n}} for n in names], "reels": r.choice([["say", "code"], ["say"], ["say", "work"]]), "params": r.choice([{}, {"temperature": 0}, {"temperature": 0.2, "max_tokens": 8192}, {"max_tokens": 4096}])}

def business_system(r, firm=None):
    """The system prompt of some firm's feature; unbounded."""
    firm = firm or r.choice(BANK["firm"]) + r.choice(["", " " + r.choice(BANK["place"]), " Group", " Online"])
    return fill(r, r.choice(["You are the @dept assistant of %s.", "You help the @dept team at %s.", "%s @dept bot. Audience: @aud.", "Act as a @adj @role working for %s."]) % firm) + " " + " ".join(
        fill(r, x) for x in r.sample(["Be @adj and @adj.", "Answer in at most @n sentences.", "Never promise refunds above @big.", "If unsure, hand over to a human.", "Use the customer's language.", "Return JSON only.", "Do not mention competitors.", "Cite the paragraph you used.", "Keep a @mood but professional tone.", "Write @fmt.", "Mention opening hours of the @place branch when useful.", "Ask one question back if the @doc is missing."], r.randint(1, 5)))

def frame_user(r, reasoned=False):
    """How an item is put to the model: plain, wrapped, and sometimes with a request to reason."""
    head = r.choice(["", "", "Input:\n", "Task: ", "Text: ", "Question: ", "Here is the item.\n", "### Request\n", "Please handle the following.\n\n", "Q: "])
    tail = fill(r, r.choice(["", "", "\n\nAnswer in @fmt.", "\n\nReply briefly.", "\n\nReturn JSON with keys answer and confidence.", "\nA:", "\n\nKeep it under @big words.", "\n\n### Response"]))
    return head + "<item>" + (reason_line(r) if reasoned else "") + tail

def reason_line(r):
    """One of very many ways to ask for worked reasoning, used by teachers, evaluators and harvesters alike."""
    verb = r.choice(["Solve", "Work through", "Think about", "Reason through", "Answer", "Go through", "Analyse", "Handle"])
    what = r.choice(["this", "the problem", "it", "the question", "the task", "the above"])
    mid = fill(r, r.choice([" @step", " carefully", " in numbered steps", ", and say why each step holds", ", writing down intermediate results", ", checking yourself on the way", " like a @adj @role would", " as if for @aud"]))
    end = r.choice(["", " Give the final answer on the last line.", " Put the result in \\boxed{}.", " Finish with 'Answer: ...'.", " Mark the result with ####.", " Use <think> and <answer> tags.", " End with a one-line check.", " Name the assumption you used."])
    order = r.random()
    return ("\n\n" if order < 0.7 else " ") + verb + " " + what + mid + "." + end

# ------------------------------------------------------------------------------------------------ coordinated work
class Job:
    """Work handed out over a group of accounts: a harvest, a labelling consortium, a migration, a fad.

    Settings: `rate` tasks an account a day; `k` samples an item (over accounts or on one); `pace` even, burst, work,
    own (each account's own day) or chain (runs of tasks with pauses); `share` even, skew or chunk; `duty` the
    share of accounts at work a day; `days`; `act` how a task is carried out; `item` and `frame` what is asked.
    """

    def __init__(self, w, r, workers, item, act, rate, camp=None, days=None, k=1, k_same=False, pace="own", share="skew", duty=0.7, weekend=1.0, offset=0.0, ramp="flat", hours="evening", gap=None, fixed=None, chunk=40):
        self.w, self.r, self.workers, self.item, self.act, self.rate, self.camp = w, random.Random(r.getrandbits(64)), workers, item, act, rate, camp
        self.days = days or (0.0, float(w.days))
        self.k, self.k_same, self.pace, self.share, self.duty, self.weekend, self.offset = k, k_same, pace, share, duty, weekend, offset
        self.ramp, self.hours, self.gap, self.chunk = ramp, hours, gap or spread(r, 3, 200), chunk
        self.fixed, self.queue, self.cv = fixed, [], spread(r, 0.8, 4)
        self.start = r.uniform(0, 24)
        for a in workers: a.__dict__.setdefault("weight", r.lognormvariate(0, 0.8))
    def volume(self, d, n):
        a, b = self.days
        if not a - 0.999 < d <= b or n == 0: return 0
        x = (d - a) / max(1.0, b - a)
        shape = {"flat": 1.0, "up": 0.35 + 1.3 * x, "down": 1.6 - 1.2 * x, "deadline": 0.3 + 2.4 * x ** 3, "waves": 1 + 0.8 * math.sin(d * 1.9 + self.start)}[self.ramp]
        slack = self.weekend if (self.w.weekday0 + d) % 7 >= 5 else 1.0
        return poisson(self.r, max(0.0, self.rate * n * shape * slack * self.r.lognormvariate(0, 0.2)))
    def next_items(self, n):
        """The next n tasks; an item drawn once is asked k times."""
        out = []
        while len(out) < n:
            if not self.queue:
                if self.fixed is not None:
                    self.queue = [i for i in self.r.sample(self.fixed, len(self.fixed))]
                else:
                    self.queue = [self.item(self.r) for _ in range(40)]
            item = self.queue.pop()
            out += [item] * self.k
        if not self.k_same:
            for i in range(0, len(out), 400):
                part = out[i:i + 400]
                self.r.shuffle(part)
                out[i:i + 400] = part
        return out
    def run(self, w, _, d):
        r = self.r
        staff = [a for a in self.workers if a.alive(d)]
        if not staff: return
        n = self.volume(d, len(staff))
        if not n: return
        today = [a for a in staff if r.random() < self.duty] or [r.choice(staff)]
        tasks = self.next_items(n)
        plan = {}
        if self.share == "even":
            for i, x in enumerate(tasks):
                plan.setdefault(today[i % len(today)], []).append(x)
        elif self.share == "chunk":
            for i in range(0, len(tasks), self.chunk):
                plan.setdefault(r.choice(today), []).extend(tasks[i:i + self.chunk])
        else:
            for a, x in zip(r.choices(today, [a.weight for a in today], k=len(tasks)), tasks): plan.setdefault(a, []).append(x)
        for a in today:
            work = plan.get(a)
            if work: self.perform(w, a, d, work)
    def perform(self, w, a, d, work):
        r = a.r
        if self.pace == "even":
            step = 86400.0 / len(work)
            begin = r.uniform(0, step)
            times = [d * 86400 + begin + i * step * (1 + r.uniform(-0.02, 0.02)) for i in range(len(work))]
        elif self.pace == "burst":
            t, times = d * 86400 + self.start * 3600 + r.uniform(0, 240), []
            for _ in work:
                times.append(t)
                t += r.gammavariate(self.cv ** -2, self.gap / 4 * self.cv ** 2)
        elif self.pace == "work":
            times = sorted(d * 86400 + hour(r, "work") * 3600 - self.offset for _ in work)
        elif self.pace == "chain":
            t, times = a.local(d, hour(r, self.hours)), []
            for _ in work:
                times.append(t)
                t += self.gap * r.lognormvariate(0, 0.8) * (1 if r.random() < 0.9 else r.uniform(20, 120))
        else:
            times = sorted(a.local(d, hour(r, self.hours)) for _ in work)
        free = -1e9
        for t, x in zip(times, work):
            if t / 86400 < a.from_day or t / 86400 > a.to_day or not self.days[0] <= t / 86400 <= self.days[1]: continue
            free = self.act(w, a, max(t, free), x, self.camp)

def single(frame=None, system=None, chars=500, kind="say", params=None, pick=None, think=False, paraphrase=None, human=0.0):
    """An act: one question, one answer. `paraphrase` draws a new wrapper each time."""
    def act(w, a, t, item, camp):
        r = a.r
        sys_, fr = (paraphrase(r) if paraphrase else (system, frame))
        text = fr.replace("<item>", item) if fr else item
        if human and r.random() < human: text = a.style.type(r, text)
        a.sessions += 1
        msgs = ([{"role": "system", "content": sys_}] if sys_ else []) + [{"role": "user", "content": text}]
        return w.send(a, t, msgs, min(4500, chars * r.lognormvariate(0, 0.5)), kind, camp=camp, session=a.sessions, params=params, pick=pick, think=think)[1]
    return act

def dialogue(turns, follow, system=None, chars=600, kind="say", pick=None):
    """An act: a short conversation that deepens the item."""
    def act(w, a, t, item, camp):
        r = a.r
        a.sessions += 1
        msgs, sid = ([{"role": "system", "content": system}] if system else []), "s_" + hexes(r, 12)
        for i in range(r.randint(1, turns)):
            new = {"role": "user", "content": a.style.type(r, item if i == 0 else fill(r, r.choice(follow)))}
            text, t, _ = w.send(a, t, msgs + [new], chars * r.lognormvariate(0, 0.5), kind, camp=camp, session=sid, pick=pick)
            if text is None: return t
            msgs = msgs + [new, {"role": "assistant", "content": text}]
            t += spread(r, 15, 200)
        return t
    return act

def agentic(spec, lo=3, hi=10, vary=None, pick=None):
    """An act: an agent episode; `vary` draws the harness anew."""
    return lambda w, a, t, item, camp: episode(w, a, t, item, vary(a.r) if vary else spec, a.r.randint(lo, hi), camp, pick)

def grading(w, r, rubric=None, vary=False):
    """An act: two answers and a rubric; the judge explains and scores."""
    def words(q):
        return rubric or fill(q, q.choice(["Rate both answers from 1 to @n for @adj, @adj style and say which is better.", "You are a judge. Compare A and B for correctness, depth and safety; explain, then output [[A]], [[B]] or [[C]].", "Score the reply against the rubric: accuracy (0-5), tone (0-5), completeness (0-5). JSON.", "Which reply would @aud prefer? Give reasons first."]))
    fixed = words(r)
    def act(w, a, t, item, camp):
        q = a.r
        x, y = w.texts.answer(q, item, spread(q, 150, 700)), w.texts.answer(q, item, spread(q, 150, 700))
        a.sessions += 1
        text = (words(q) if vary else fixed) + "\n\n" + q.choice(["[Question]\n", "User: "]) + item[:800] + "\n\n[A]\n" + x + "\n\n[B]\n" + y
        return w.send(a, t, [{"role": "user", "content": text}], q.choice([60, 200, 500]), camp=camp, session=a.sessions, params={"temperature": 0})[1]
    return act

# ------------------------------------------------------------------------------------------------ the innocent
def rate(r, median, sigma=1.2, cap=160.0):
    """Exchanges a day of one account: heavy-tailed."""
    return min(cap, median * r.lognormvariate(0, sigma))

def groups(r, n, draw):
    """Sizes of groups that make up `n` customers."""
    while n > 0:
        m = min(n, int(draw()))
        n -= m
        yield m

def word(r):
    """A made-up name for domains and products."""
    return "".join(r.choice(["ba", "lo", "ri", "ne", "ka", "to", "mi", "su", "ve", "do", "pra", "len", "gor", "vi", "tel", "ox", "um", "fra"]) for _ in range(r.randint(2, 4)))

def domain(r, tld=None):
    return word(r) + r.choice(["", "", "-" + r.choice(["labs", "ai", "group", "tech", "care", "works"])]) + "." + (tld or r.choice(["com"] * 5 + ["io", "ai", "co", "de", "co.uk", "in", "com.br", "fr", "dev", "app"]))

def hobby_chat(w, r, n):
    for _ in range(n):
        c = w.country(r)
        app = r.random()
        client = w.clients.make["browser"](r) if app < 0.7 else w.clients.app(r, r.choice(["OpenHarbor", "LocalChat-Desktop", "PocketMind-iOS"]))
        a = Account(w, r, "hobby_chat", c, client=client, plan=r.choice(["free", "free", "pro", "payg"]))
        w.add(a, Chat(r, rate(r, 0.75, 1.25), r.choice(["daily", "daily", "daily", "study", "mixed"]), viral=0.5 if r.random() < 0.3 else 0))

def sdk_developers(w, r, n):
    for _ in range(n):
        a = Account(w, r, "sdk_developers", client=w.clients.make[r.choice(["python", "python", "node", "requests", "langchain", "anthropic", "go", "curl"])](r))
        if r.random() < 0.25: a.access = Fixed(w, r, renew=0.1)
        w.add(a, DevLoop(r, rate(r, 1.7, 1.3)))
        if r.random() < 0.25: w.add(None, Chat(r, rate(r, 0.6), "dev", "work", 0.6), a)

def tenant(r):
    """What one product asks: topic, frame, length."""
    topic = r.choice(["support", "review", "business", "assist", "news", "sqlreq", "sum", "reviewbench", "nlp", "post", "math", "study", "howto", "code"])
    return topic, frame_user(r, r.random() < (0.6 if topic in ("math", "study") else 0.15)), r.choice([20, 60, 150, 400, 900])

def saas_tenants(w, r, n):
    for _ in range(n):
        a = Account(w, r, "saas_tenants", access=Fixed(w, r, r.choice([1, 1, 2, 4]), renew=0.05), client=w.clients.make[r.choice(["python", "node", "java", "go", "aiohttp", "langchain"])](r),
                    email=domain(r), plan=r.choice(["payg", "team"]), verified=r.random() < 0.6, pick=r.choice(["mini", "mini", "big", "think"]))
        topic, frame, chars = tenant(r)
        w.add(a, Product(r, rate(r, 4, 1.25), topic, business_system(r), frame, chars, params=r.choice([{}, {"temperature": 0}, {"temperature": 0.3, "max_tokens": 800}, {"temperature": 0.7, "top_p": 0.95}])))

def agent_tools(w, r, n):
    tools = [(name, tool_spec(r, name)) for name in ["codewright", "patchpilot-vscode", "tuipair", "sheetfill-addin"]]
    for _ in range(n):
        name, spec = r.choices(tools, [5, 3, 2, 1])[0]
        a = Account(w, r, "agent_tools", client=w.clients.app(r, name), pick=r.choice(["big", "big", "think", "mini"]), adopt=w.adoption(r, 1.5))
        w.add(a, Agent(r, rate(r, 3.2, 1.1), spec, r.choice(["work", "work", "evening", "student"])))

def enterprise_seats(w, r, n):
    for m in groups(r, n, lambda: spread(r, 6, 90)):
        c, org, dom, pay = w.country(r), "org_" + hexes(r, 10), domain(r), "pm_" + hexes(r, 12)
        asn, prefixes = r.choice(w.nets.home[c])
        egress = Fixed(w, r, r.choice([1, 1, 2, 6]), asn, c, 0, r.choice(prefixes))
        client, system, dark = r.choice([w.clients.make["node"](r), w.clients.make["browser"](r), w.clients.app(r, "LibreDesk")]), business_system(r), r.random() < 0.2
        batch, topic = spread(r, 20, 500), r.choice(["office", "office", "dev", "mixed"])
        for _ in range(m):
            a = Account(w, r, "enterprise_seats", c, egress if r.random() < 0.85 else Home(w, r, c), client if r.random() < 0.9 else w.clients.make["browser"](r), org=org, email=dom, payment=pay,
                        plan="enterprise", verified=True, age=batch * r.uniform(0.9, 1) if r.random() < 0.7 else None, no_text=dark, lang=None)
            w.add(a, Chat(r, rate(r, 1.6, 1.1), topic, "work", 0.06, system if r.random() < 0.9 else None))

def vpn_cgnat(w, r, n):
    """Privacy-minded, travelling, or from where the service is not sold; some bought their account from a dealer."""
    for _ in range(n):
        x = r.random()
        if x < 0.35:
            s, c = r.choice(w.suppliers), r.choice(["CN", "CN", "RU", "HK"])
            a = s.account(w, r, "vpn_cgnat", c, r.random() * w.days * 0.8 if r.random() < 0.3 else None)
            a.lang = COUNTRIES[c][2] if r.random() < 0.7 else None
            a.access = vpn(w, r) if r.random() < 0.7 else Pool(w, r, r.choice(w.proxies)[1], 0.97)
            a.client = w.clients.make[r.choice(["browser", "browser", "python", "node"])](r)
        else:
            c = w.country(r)
            a = Account(w, r, "vpn_cgnat", c, vpn(w, r) if x < 0.7 else mobile(w, r, c), w.clients.make["browser"](r) if r.random() < 0.7 else w.clients.make["python"](r))
        w.add(a, Chat(r, rate(r, 1, 1.3), r.choice(["daily", "study", "mixed", "dev"])) if r.random() < 0.7 else DevLoop(r, rate(r, 2, 1.2)))

def students_class(w, r, n):
    for m in groups(r, n, lambda: r.randint(12, 60)):
        c, (asn, prefix), dom = w.country(r), r.choice(w.nets.campus), word(r) + r.choice([".edu", ".ac.uk", ".edu.in", "-uni.de", ".edu.br"])
        campus, topic = Fixed(w, r, r.randint(2, 12), asn, c, 0, prefix), r.choice(["reasoning", "coding", "science", "study", "logic"])
        tasks, due = [w.texts.make(r, topic) for _ in range(r.randint(8, 40))], r.uniform(4, w.days + 3)
        group = []
        for _ in range(m):
            home = Home(w, r, c)
            a = Account(w, r, "students_class", c, campus if r.random() < 0.5 else home, w.clients.make["browser"](r), email=dom if r.random() < 0.6 else None, plan=r.choice(["free", "edu"]), from_day=max(0, due - r.uniform(6, 15)) if r.random() < 0.3 else -1.0)
            w.add(a, Chat(r, rate(r, 0.6, 1.0), "study", "student", 0.8))
            group.append(a)
        act = dialogue(4, FOLLOW + ["explain @step", "is my answer right? I got @n"], chars=spread(r, 300, 1000)) if r.random() < 0.7 else single(chars=700, human=0.9)
        w.actors.append((Job(w, r, group, None, act, spread(r, 0.6, 2.5), None, (due - r.uniform(4, 10), due), fixed=tasks, ramp="deadline", duty=0.5, hours="student", pace="own"), None))

def reseller_users(w, r, n):
    """Aggregators, chat apps and a tutoring app; their end users are judged apart."""
    while n > 1:
        m = min(n - 1, int(spread(r, 25, 320)))
        n -= m + 1
        front = Account(w, r, "reseller", access=Fixed(w, r, r.randint(1, 6), renew=0.03), client=w.clients.make[r.choice(["node", "go", "python", "java"])](r), email=domain(r), plan="enterprise", verified=True, age=spread(r, 90, 900))
        kind, system = r.choice(["aggregator", "chat", "chat", "tutor", "coder"]), business_system(r)
        w.resellers.append((front, kind, m))
        w.add(front)
        for _ in range(m):
            a = Account(w, r, "reseller_users", front=front)
            q = rate(r, 1.2, 1.2)
            if kind == "aggregator":
                w.add(a, r.choice([Chat(r, q, "mixed"), DevLoop(r, q * 1.5), DevLoop(r, q * 1.5), Product(r, q * 2, *tenant(r)[:1], business_system(r), frame_user(r))]))
            elif kind == "tutor":
                w.add(a, Chat(r, q, "reasoning", "student", 0.8, system + " " + reason_line(r).strip(), depth=2))
            else:
                w.add(a, Chat(r, q, "dev" if kind == "coder" else "daily", system=system))

def franchise_vendor(w, r, n):
    """Branches that all run one vendor's tool: one template, one client, opened in roll-out waves, own cards and lines."""
    for m in groups(r, n, lambda: spread(r, 12, 110)):
        kind = r.choice(["tutoring", "tutoring", "restaurant", "clinic", "estate"])
        topic, hours, weekend = {"tutoring": ("reasoning", "student", 0.9), "restaurant": ("review", "evening", 1.2), "clinic": ("business", "work", 0.1), "estate": ("howto", "work", 0.5)}[kind]
        system, frame = business_system(r), frame_user(r, kind == "tutoring")
        c, own = w.country(r), r.random() < 0.3
        waves, client = [r.uniform(-200, w.days * 0.7) for _ in range(r.randint(1, 3))], r.choice([w.clients.make["java"](r), w.clients.make["node"](r), ("%s-pos/%d.%d" % (word(r), r.randint(1, 5), r.randint(0, 9)), w.clients.java)])
        hub, dom, picked = Fixed(w, r, r.randint(1, 3), renew=0.02), domain(r), r.choice(["mini", "big", "think"])
        act = single(frame, system, spread(r, 80, 1200), "work" if kind == "tutoring" else "say", pick=picked, think=True)
        group = []
        for _ in range(m):
            at = r.choice(waves) + r.uniform(0, 4)
            a = Account(w, r, "franchise_vendor", c, hub if own else Home(w, r, c, 0), client, email=dom if r.random() < 0.5 else None, plan="payg",
                        from_day=at if at > 0 else -1.0, age=-at if at < 0 else 0, verified=r.random() < 0.6, adopt=10 ** 6 if r.random() < 0.98 else None, pick=picked)
            if r.random() < 0.4:
                group.append(a)
                w.accounts.append(a)
            else:
                w.add(a, Product(r, rate(r, 4, 0.7), topic, system, frame, spread(r, 80, 900), hours, weekend, "work" if kind == "tutoring" else "say", think=True))
        if group:                                                   # the end-of-day run at closing time
            w.actors.append((Job(w, r, group, lambda q, t=topic: w.texts.make(q, t), act, spread(r, 3, 10), pace=r.choice(["burst", "burst", "own"]), hours=hours, share=r.choice(["even", "skew"]), weekend=weekend, duty=0.9), None))

def benchmark_fad(w, r, n):
    """A set of prompts everybody tries on the new model that week, many with the script of one blog post."""
    bench = [w.texts.make(r, r.choice(["publicbench", "reasoning", "logic", "coding"])) for _ in range(r.randint(25, 140))]
    frame, post = frame_user(r, True), w.clients.make["python"](r)
    a0, span = w.fad_day, r.uniform(2.5, 6)
    groups = {}
    for _ in range(n):
        mine = r.random() < 0.5
        a = Account(w, r, "benchmark_fad", client=post if mine else w.clients.make[r.choice(["python", "node", "browser", "curl"])](r), adopt=w.launch + r.uniform(0, 1.2), pick=r.choice(["big", "big", "think"]), from_day=max(0, a0 - r.uniform(0, 1)) if r.random() < 0.35 else -1.0)
        w.add(a, r.choice([Chat(r, rate(r, 0.8), "mixed"), DevLoop(r, rate(r, 1.2))]))
        groups.setdefault((mine, r.randrange(max(1, n // 60 + 1))), []).append(a)
    for (mine, _), g in groups.items():
        act = single(frame, chars=700, kind="work", think=True, params={"temperature": 0}) if mine else single(paraphrase=lambda q: (None, frame_user(q, q.random() < 0.5)), chars=600, human=0.4)
        w.actors.append((Job(w, r, g, None, act, spread(r, 2, 9), None, (a0 + r.uniform(-1, 1), a0 + span), k=r.choice([1, 1, 3, 5]), k_same=r.random() < 0.5, fixed=bench, ramp=r.choice(["down", "flat"]), duty=0.45, pace=r.choice(["chain", "burst", "own"])), None))

def viral_newcomers(w, r, n):
    for _ in range(n):
        day = max(0, w.viral_day + r.gammavariate(2, 0.6) - 0.4)
        a = Account(w, r, "viral_newcomers", client=w.clients.make["browser"](r), from_day=day, age=0, plan="free", to_day=day + spread(r, 0.4, 12))
        c = Chat(r, spread(r, 2, 9), "daily", viral=0.9, depth=2.5)
        c.on = 0.8
        w.add(a, c)

def localisation_agency(w, r, n):
    """Freelancers translating one client's strings under a shared style guide, over several languages, job by job."""
    for m in groups(r, n, lambda: r.randint(8, 55)):
        guide = fill(r, r.choice(["You translate UI strings for a game. Keep placeholders.", "Localise for @firm. Style guide v@n:", "Translate with terminology of @firm; keep length under @pct chars."])) + " " + business_system(r)
        group, dom, corp = [], domain(r), r.random() < 0.5
        tool = w.clients.make[r.choice(["java", "node", "requests"])](r)
        for _ in range(m):
            c = r.choice(list(COUNTRIES))
            group.append(w.add(Account(w, r, "localisation_agency", c, vpn(w, r) if r.random() < 0.25 else Home(w, r, c), tool if r.random() < 0.8 else w.clients.make["browser"](r), email=dom if corp else None, from_day=r.uniform(0, w.days / 2) if r.random() < 0.2 else -1.0, lang=None)))
        src = r.choice(["ui", "npc", "ui", "review", "business"])
        frame = "Source (en): <item>\nTarget: " + r.choice(list(LANGS))
        for _ in range(r.randint(1, 3)):
            b = r.uniform(0, w.days * 0.7)
            act = single(frame, guide, 90, params={"temperature": 0.2}) if r.random() < 0.7 else single(paraphrase=lambda q, g=guide: (g, "Source: <item>\nTarget language: " + q.choice(list(LANGS))), chars=110)
            w.actors.append((Job(w, r, r.sample(group, max(1, int(m * r.uniform(0.4, 1)))), lambda q: w.texts.make(q, src), act, spread(r, 4, 16), None, (b, b + r.uniform(3, 10)), k=r.choice([1, 1, 2]), share=r.choice(["chunk", "skew"]), ramp="deadline", pace=r.choice(["work", "own", "chain"]), hours="work", weekend=0.6), None))

def call_centre(w, r, n):
    """Agents on shifts behind one address, one assistant prompt, around the clock, synchronised at shift starts."""
    for m in groups(r, n, lambda: r.randint(15, 90)):
        c = r.choice(["PH", "IN", "CO", "EG", "PT", "US", "TR", "MX"])
        asn, prefixes = r.choice(w.nets.home[c])
        site, client, system, org = Fixed(w, r, r.choice([1, 2]), asn, c, 0, r.choice(prefixes)), w.clients.make[r.choice(["browser", "node", "java"])](r), business_system(r), "org_" + hexes(r, 10)
        group, pay, dom = [], "pm_" + hexes(r, 12), domain(r)
        for _ in range(m):
            group.append(w.add(Account(w, r, "call_centre", c, site if r.random() < 0.93 else Home(w, r, c), client, org=org if r.random() < 0.5 else None, payment=pay, email=dom, age=spread(r, 5, 400), verified=True, lang=None, pick="mini")))
        frame, shifts = frame_user(r), r.choice([1, 2, 3])
        for s in range(shifts):
            part = group[s::shifts]
            if part:
                j = Job(w, r, part, lambda q: w.texts.make(q, "assist"), single(frame, system, spread(r, 80, 400), human=0.2), spread(r, 3, 12), pace="burst", duty=r.uniform(0.55, 0.8), weekend=r.uniform(0.5, 1), share="skew", gap=spread(r, 1500, 6000))
                j.start = (6 + 8 * s - COUNTRIES[c][1]) % 24
                w.actors.append((j, None))

def hackathon(w, r, n):
    for m in groups(r, n, lambda: r.randint(20, 120)):
        day = next((d for d in range(r.randrange(w.days), w.days + 7) if (w.weekday0 + d) % 7 == 5), 5)
        if day >= w.days - 1: day = max(0, (5 - w.weekday0) % 7)
        c, coupon, system, kit = w.country(r), "pm_" + hexes(r, 12), business_system(r), w.clients.make[r.choice(["python", "node"])](r)
        asn, prefixes = r.choice(w.nets.home[c])
        venue, spec = Fixed(w, r, r.randint(1, 3), asn, c, 0, r.choice(prefixes)), tool_spec(r)
        for _ in range(m):
            a = Account(w, r, "hackathon", c, venue if r.random() < 0.8 else mobile(w, r, c), kit if r.random() < 0.6 else w.clients.make["node"](r), payment=coupon if r.random() < 0.7 else None, from_day=max(0, day - r.uniform(0, 1.2)), age=0, to_day=day + (2 if r.random() < 0.7 else 20), plan="free")
            b = DevLoop(r, rate(r, 14, 0.7), hours="public")
            b.system, b.on = (system if r.random() < 0.5 else b.system), 0.9
            w.add(a, b if r.random() < 0.7 else Agent(r, rate(r, 14, 0.6), spec, "public", weekend=1.5))

def nightly_batch(w, r, n):
    """Cron jobs: classification and enrichment at a fixed hour, often through the batch endpoint."""
    for _ in range(n):
        a = Account(w, r, "nightly_batch", access=Fixed(w, r, renew=0.08), client=w.clients.make[r.choice(["python", "aiohttp", "go", "java"])](r), email=domain(r), endpoint="batch" if r.random() < 0.5 else None, pick=r.choice(["mini", "mini", "big"]))
        topic, frame, chars = tenant(r)
        w.add(a, None)
        w.actors.append((Job(w, r, [a], lambda q, t=topic: w.texts.make(q, t), single(frame, business_system(r) if r.random() < 0.7 else None, chars, params={"temperature": 0}), rate(r, 9, 1.1), pace="burst", duty=r.choice([1, 1, 0.3]), weekend=r.choice([1, 1, 0]), gap=r.uniform(2, 40), ramp=r.choice(["flat", "up", "waves"])), None))

def research_consortium(w, r, n):
    """Labs of several universities label text for their own small classifier: split lists, k votes an item, reasons asked."""
    for m in groups(r, n, lambda: spread(r, 6, 60)):
        labs, group = [(r.choice(w.nets.campus), w.country(r), word(r) + r.choice([".edu", ".ac.uk", "-uni.de", ".edu.in", ".edu.au"])) for _ in range(r.randint(2, 7))], []
        kit = w.clients.make[r.choice(["python", "requests", "aiohttp"])](r)
        for _ in range(m):
            (asn, prefix), c, dom = r.choice(labs)
            x = r.random()
            access = Fixed(w, r, r.randint(1, 4), asn, c, 0, prefix) if x < 0.55 else Home(w, r, c) if x < 0.8 else Fixed(w, r, renew=0.1)
            a = w.add(Account(w, r, "research_consortium", c, access, kit if r.random() < 0.6 else w.clients.make["python"](r), email=dom if r.random() < 0.75 else None, from_day=r.uniform(0, 5) if r.random() < 0.3 else -1.0, pick=r.choice(["big", "big", "think"]), lang=None))
            group.append(a)
            if r.random() < 0.4: w.add(None, DevLoop(r, rate(r, 0.7), ("nlp", "mixed", "study")), a)
        topic = r.choice(["post", "news", "reviewbench", "nlp", "post", "limits"])
        labels = fill(r, r.choice(["hateful / offensive / neutral", "stance on @topic: for, against, none", "claim, evidence, neither", "sarcastic or sincere", "urgency 1-5"]))
        book = fill(r, "You annotate text for a study on @topic. Labels: ") + labels + ". " + r.choice(["Give one sentence of reasoning, then the label.", "Think step by step about the codebook, then output JSON {\"label\":, \"why\":}.", "Explain your decision in detail so that coders can compare.", "Label only."])
        act = single(frame_user(r), book, spread(r, 60, 700), params={"temperature": r.choice([0, 0.7, 1.0])}, think=True) if r.random() < 0.75 else single(paraphrase=lambda q: (None, book + "\n\n" + frame_user(q)), chars=250)
        b = r.uniform(0, w.days * 0.5)
        w.actors.append((Job(w, r, group, lambda q: w.texts.make(q, topic), act, spread(r, 4, 20), None, (b, b + r.uniform(4, 14)), k=r.choice([1, 3, 3, 5]), k_same=r.random() < 0.3, pace=r.choice(["burst", "work", "chain", "even"]), share=r.choice(["even", "chunk", "skew"]), duty=r.uniform(0.4, 0.9), weekend=r.uniform(0.3, 1), ramp=r.choice(["flat", "deadline", "up"]), hours="work"), None))

def steady_fleet(w, r, n):
    """One customer's fleet with a key a region: load-balanced, even around the clock."""
    for m in groups(r, n, lambda: r.randint(4, 40)):
        org, pay, dom, client = "org_" + hexes(r, 10), "pm_" + hexes(r, 12), domain(r), w.clients.make[r.choice(["go", "python", "java", "aiohttp"])](r)
        group = []
        for _ in range(m):
            a = Account(w, r, "steady_fleet", "US", Fixed(w, r, r.choice([1, 2]), renew=0.04), client, org=org if r.random() < 0.6 else None, payment=pay if r.random() < 0.7 else None, email=dom, plan="payg", pick="mini", age=spread(r, 10, 300), lang=None)
            a.weight = r.uniform(0.95, 1.05)
            group.append(a)
            w.accounts.append(a)
        topic, frame, chars = tenant(r)
        w.actors.append((Job(w, r, group, lambda q, t=topic: w.texts.make(q, t), single(frame, business_system(r), chars, params={"temperature": 0}), spread(r, 4, 16), pace="even", share="even", duty=1.0, ramp=r.choice(["flat", "up"])), None))

def game_studio(w, r, n):
    """Writers, contractors and a build farm that fill a game with lines: high temperature, many takes of one cue."""
    for m in groups(r, n, lambda: r.randint(6, 40)):
        bible, dom, org, c = fill(r, "You write dialogue for a @adj game set near @place. Never break character. Tone: @mood. ") + business_system(r), domain(r), "org_" + hexes(r, 10), w.country(r)
        farm, group, client = Fixed(w, r, 2), [], w.clients.make[r.choice(["python", "node", "go"])](r)
        for _ in range(m):
            x = r.random()
            a = Account(w, r, "game_studio", c if x < 0.7 else None, farm if x < 0.3 else Home(w, r, c), client if r.random() < 0.7 else w.clients.make["browser"](r), email=dom if x < 0.7 else None, org=org if x < 0.5 else None, pick=r.choice(["big", "mini"]), lang=None)
            group.append(a)
            w.add(a, Chat(r, rate(r, 0.6), "npc", "work", 0.3, bible))
        b = r.uniform(0, w.days * 0.6)
        act = single("<item>\nReturn @n lines as JSON.".replace("@n", r.choice(BANK["n"])), bible, spread(r, 150, 700), params={"temperature": 1.0}) if r.random() < 0.6 else dialogue(4, ["angrier", "shorter, less modern", "as if @event", "another take", "@mood version"], bible)
        w.actors.append((Job(w, r, group, lambda q: w.texts.make(q, "npc"), act, spread(r, 4, 14), None, (b, b + r.uniform(4, 12)), k=r.choice([1, 3, 4, 8]), k_same=r.random() < 0.5, pace=r.choice(["work", "burst", "chain"]), share="skew", ramp="deadline", weekend=r.choice([0.2, 0.9])), None))

def migrating_startup(w, r, n):
    """Customers leaving another provider: keys opened on one day, months of logged prompts replayed, a judge compares, then production."""
    for m in groups(r, n, lambda: r.randint(1, 24)):
        day, dom, org, pay = r.uniform(-3, w.days * 0.8), domain(r), "org_" + hexes(r, 10), "pm_" + hexes(r, 12)
        system, (topic, frame, chars), client = business_system(r), tenant(r), w.clients.make[r.choice(["python", "node", "langchain"])](r)
        topic, group = r.choice([topic, "general", "mixed", "coding"]), []
        for _ in range(m):
            a = Account(w, r, "migrating_startup", None, Fixed(w, r, r.choice([1, 3]), renew=0.1), client, email=dom, org=org if r.random() < 0.5 else None, payment=pay if r.random() < 0.8 else None, from_day=max(0, day + r.uniform(0, 1)), age=0, plan="payg", pick=r.choice(["big", "think", "mini"]))
            group.append(a)
            b = Product(r, rate(r, 4, 0.8), topic, system, frame, chars)
            w.add(a, b)
        d0 = max(0.0, day + 0.3)
        w.actors.append((Job(w, r, group, lambda q, t=topic: w.texts.make(q, t), single(frame, system, chars, params={"temperature": 0}), spread(r, 10, 60), None, (d0, d0 + r.uniform(1, 4)), pace=r.choice(["burst", "even"]), share="even", duty=1.0, gap=6), None))
        if r.random() < 0.6:
            w.actors.append((Job(w, r, group, lambda q, t=topic: w.texts.make(q, t), grading(w, r), spread(r, 2, 12), None, (d0 + 0.5, d0 + r.uniform(2, 5)), pace="burst", share="chunk"), None))

def eval_labs(w, r, n):
    for m in groups(r, n, lambda: r.randint(1, 9)):
        dom, pay, harness, kit = domain(r, r.choice(["org", "ai", "edu"])), "pm_" + hexes(r, 12), frame_user(r, r.random() < 0.7), w.clients.make[r.choice(["python", "aiohttp", "anthropic"])](r)
        group = []
        for _ in range(m):
            group.append(w.add(Account(w, r, "eval_labs", None, Fixed(w, r, r.choice([1, 4]), renew=0.2), kit, email=dom, payment=pay if r.random() < 0.6 else None, adopt=w.launch + r.expovariate(2), pick=r.choice(["big", "think", "mini"]), lang=None)))
        names = [s for v in ("mathbench", "logicbench", "toolbench", "nlp", "chat") for s in w.texts.FROM[v] if w.texts.source.get(s)]
        for _ in range(r.randint(1, 3)):
            bench = w.texts.source[r.choice(names)] if names else [w.texts.make(r, "reasoning") for _ in range(300)]
            b = r.choice([r.uniform(0, w.days - 2), w.launch + r.uniform(0, 1)])
            act = single(harness, None, 600, "work", {"temperature": 0, "max_tokens": 4096}, think=True) if r.random() < 0.8 else grading(w, r)
            w.actors.append((Job(w, r, group, None, act, spread(r, 10, 70), None, (b, b + r.uniform(0.5, 4)), k=r.choice([1, 1, 4, 8]), k_same=r.random() < 0.4, fixed=bench, pace=r.choice(["burst", "even"]), share="even", gap=10), None))

def safety_research(w, r, n):
    """Red teams and moderation vendors: prompts at the edge, for the record and not for a copy."""
    for m in groups(r, n, lambda: r.randint(1, 14)):
        dom, group = domain(r, r.choice(["org", "ai", "edu"])), []
        for _ in range(m):
            a = Account(w, r, "safety_research", None, None, w.clients.make[r.choice(["python", "browser", "requests"])](r), email=dom if r.random() < 0.6 else None, verified=r.random() < 0.6, lang=None)
            if r.random() < 0.4: a.access = vpn(w, r)
            group.append(a)
            w.add(a, Chat(r, rate(r, 0.6), "limits", "work"))
        w.actors.append((Job(w, r, group, lambda q: w.texts.make(q, "limits"), single(chars=250) if r.random() < 0.5 else single(paraphrase=lambda q: (None, r_play(q)), chars=300), spread(r, 3, 16), pace=r.choice(["burst", "work", "chain"]), k=r.choice([1, 1, 5]), duty=0.4, weekend=0.4), None))

def r_play(q):
    """A wrapper of red teams and of boundary probes alike."""
    return fill(q, q.choice(["<item>", "For a policy review at @firm: <item>", "A user wrote: \"<item>\" How should an assistant reply?", "Is this allowed? <item>", "Rewrite so that it is acceptable: <item>", "<item>\n\nIf you decline, say which rule applies."]))

def quality_graders(w, r, n):
    """Firms that score their own agents' replies with a rubric."""
    for m in groups(r, n, lambda: r.randint(1, 20)):
        dom, client, group = domain(r), w.clients.make[r.choice(["python", "java", "node"])](r), []
        for _ in range(m): group.append(w.add(Account(w, r, "quality_graders", None, Fixed(w, r, renew=0.05), client, email=dom, verified=r.random() < 0.7, lang=None)))
        topic = r.choice(["assist", "support", "general", "daily"])
        w.actors.append((Job(w, r, group, lambda q: w.texts.make(q, topic), grading(w, r, vary=r.random() < 0.15), spread(r, 3, 14), pace=r.choice(["burst", "even", "own"]), share=r.choice(["even", "skew"]), hours="public", weekend=0.7), None))

BENIGN = [(hobby_chat, 24), (sdk_developers, 13), (saas_tenants, 9), (agent_tools, 9), (enterprise_seats, 7), (reseller_users, 6), (vpn_cgnat, 5), (students_class, 4), (franchise_vendor, 4), (benchmark_fad, 3),
          (viral_newcomers, 2.5), (localisation_agency, 2.5), (call_centre, 2.5), (hackathon, 2), (nightly_batch, 2), (research_consortium, 2), (steady_fleet, 1.5), (game_studio, 1.5), (migrating_startup, 1.5), (eval_labs, 1), (safety_research, 1), (quality_graders, 1)]

# ------------------------------------------------------------------------------------------------ the harvests
class Supplier:
    """A dealer in accounts: batches, mail domains, cards. Several campaigns and some innocent buyers use the same."""
    def __init__(self, w, r):
        own = [domain(r, r.choice(["com", "xyz", "top", "site", "online", "net"])) for _ in range(r.randint(1, 7))]
        self.domains = own * r.randint(0, 2) + r.sample(FREEMAIL, r.randint(4, 12)) * r.randint(1, 3)
        self.batches = [r.uniform(2, 240) for _ in range(r.randint(3, 14))]
        self.declared = r.sample(["US", "SG", "GB", "JP", "DE", "CA", "NL", "TW", "KR", "IN", "BR", "AU", "VN", "ID"], r.randint(3, 9))
        self.plan = r.choice([["payg"], ["payg", "pro"], ["payg", "free", "pro", "team"]])
    def account(self, w, r, pop, country, from_day=None, pay=None, match=0.0, **kw):
        age = r.choice(self.batches) + r.uniform(0, 3) if from_day is None or r.random() < 0.35 else 0
        return Account(w, r, pop, country, declared=country if r.random() < match else r.choice(self.declared), email=r.choice(self.domains), payment=pay, plan=r.choice(self.plan), age=age,
                       from_day=-1.0 if from_day is None else from_day, verified=r.random() < 0.2, **kw)

class Campaign:
    """The truth about one harvest: who took part, and what was taken when."""
    def __init__(self, w, r, kind):
        self.id, self.kind, self.members, self.hours, self.params = "camp_" + hexes(r, 8), kind, [], {}, {}
    def taken(self, t):
        self.hours[int(t // 3600)] = self.hours.get(int(t // 3600), 0) + 1

# kind -> (share of the accounts, harvest tasks an account a day, topics, skills)
KINDS = {"shared_template": (1.2, (4, 15), ["reasoning", "coding", "general"], ["sloppy", "competent"]), "paraphrased_templates": (1.1, (4, 13), ["reasoning", "general", "coding"], ["competent", "expert"]),
    "residential_rotation": (1.2, (3, 10), ["reasoning", "general", "coding", "study"], ["competent", "expert"]), "cover_mixed": (1.2, (2, 8), ["reasoning", "coding", "general", "tongues"], ["competent", "expert"]),
    "account_churn": (1.5, (5, 18), ["reasoning", "general", "tongues"], ["sloppy", "competent"]), "model_follower": (1.1, (3, 13), ["reasoning", "coding", "tools"], ["sloppy", "competent", "expert"]),
    "k_samples_spread": (0.9, (4, 15), ["reasoning", "coding"], ["competent", "sloppy"]), "reseller_end_users": (0.9, (2.5, 9), ["general", "reasoning", "tongues"], ["competent"]),
    "agentic_traces": (1.0, (0.5, 2.0), ["repo", "tools", "osbench"], ["competent", "expert"]), "preference_grading": (0.8, (3, 10), ["general", "daily", "reasoning"], ["competent"]), "boundary_probe": (0.6, (2, 8), ["limits"], ["sloppy", "competent"]),
    "quiet_scattered": (1.0, (0.5, 1.8), ["general", "reasoning", "study", "tongues"], ["expert"])}
MERGES = [("model_follower", "paraphrased_templates"), ("account_churn", "shared_template"), ("k_samples_spread", "residential_rotation"), ("cover_mixed", "preference_grading"), ("residential_rotation", "account_churn")]
DEEPEN = ["Make the problem harder and solve it again.", "Check your reasoning and correct any slip.", "Give a second way to do it.", "Now with @n instead, @step.", "Explain the part that people get wrong.", "Rewrite your answer so that @aud can follow.", "What did you rule out, and why?", "Add a constraint and redo it."]

def harvest_act(w, r, kinds, topic, quiet):
    """How a harvest puts its tasks: by trait, else one of several habits engineers have."""
    chars = spread(r, 180, 1400)
    think = r.random() < 0.6
    kind = "work" if topic in ("reasoning", "study") else "code" if topic == "coding" and r.random() < 0.6 else "say"
    params = r.choice([None, None, {"temperature": 1.0}, {"temperature": 0.7, "top_p": 0.95}, {"temperature": 0.6, "max_tokens": 4096}, {"max_tokens": 8192}])
    if "agentic_traces" in kinds:
        lo = r.randint(2, 4)
        one = tool_spec(r, r.choice([None, "codewright", "patchpilot-vscode"]))
        varied = r.random() < 0.5
        pool = [tool_spec(r, r.choice([None, None, "codewright"])) for _ in range(r.randint(3, 40))]
        return agentic(one, lo, lo + r.randint(3, 9), (lambda q: q.choice(pool)) if varied else None), "agent, harness %s" % ("varied" if varied else "fixed")
    if "preference_grading" in kinds:
        varied = r.random() < 0.6
        return grading(w, r, vary=varied), "grading, rubric %s" % ("varied" if varied else "fixed")
    if "boundary_probe" in kinds: return single(paraphrase=lambda q: (None, r_play(q)), chars=chars * 0.4, params=params), "boundary wrappers"
    if "shared_template" in kinds:
        system = fill(r, r.choice(["You are an expert in @topic and teaching.", "You are a helpful, careful assistant.", "You are a @adj problem solver.", "Act as a senior engineer and teacher."])) + reason_line(r) if r.random() < 0.7 else None
        return single(frame_user(r, True), system, chars, kind, params, think=think), "one template"
    if "paraphrased_templates" in kinds:
        return single(paraphrase=lambda q: (fill(q, q.choice(["You are a @adj @role.", "Act as @aud would like their tutor to be.", "You answer for a reader: @aud.", "@adj, @adj and exact: that is you."])) if q.random() < 0.5 else None, frame_user(q, q.random() < 0.9)), chars=chars, kind=kind, think=think), "new wrapper each time"
    if quiet: return (dialogue(2, FOLLOW + DEEPEN, chars=chars, kind=kind) if r.random() < 0.5 else single(chars=chars, kind=kind, human=0.9)), "bare, typed like a person"
    habit = r.choice(["bare", "evolve", "own"] if "residential_rotation" in kinds else ["rotate", "bare", "evolve", "own"])
    if habit == "rotate":
        pool = [(business_system(r) if r.random() < 0.3 else None, frame_user(r, r.random() < 0.7)) for _ in range(r.randint(3, 40))]
        return single(paraphrase=lambda q: q.choice(pool), chars=chars, kind=kind, params=params, think=think), "%d templates in rotation" % len(pool)
    if habit == "evolve": return dialogue(r.randint(2, 5), DEEPEN, chars=chars, kind=kind), "deepening dialogues"
    if habit == "own":
        def act(w_, a, t, item, camp):
            mine = a.__dict__.setdefault("mine", frame_user(a.r, a.r.random() < 0.6))
            return single(mine, None, chars, kind, params, think=think)(w_, a, t, item, camp)
        return act, "one template an account"
    return single(chars=chars, kind=kind, params=params, human=0.3), "bare prompts"

def cover_for(w, r, a, wanted):
    """Ordinary traffic on a member's account: a person, a small product, a developer, or strangers served by a proxy."""
    x = r.random()
    if x < 0.4:
        b = Chat(r, wanted, r.choice(["daily", "mixed", "study", "dev"]), r.choice(["evening", "work", "student"]))
        b.on = max(b.on, 0.6)
        return [b]
    if x < 0.6:
        topic, frame, chars = tenant(r)
        return [Product(r, wanted, topic, business_system(r), frame, chars)]
    if x < 0.8:
        b = DevLoop(r, wanted)
        b.on = max(b.on, 0.5)
        return [b]
    return [Chat(r, wanted / 3, r.choice(["daily", "mixed", "dev", "study"]), r.choice(["evening", "public"])) for _ in range(3)]

def access_for(w, r, skill, kinds, shared):
    """Where a member connects from."""
    country = r.choices(shared["countries"], shared["cweights"])[0]
    x, targeted = r.random(), r.random() < (0.8 if skill == "expert" else 0.4)
    draw = (lambda q: w.nets.home_ip(q, country)) if targeted else shared["proxy"]     # exits asked for in the declared country, or any
    if "residential_rotation" in kinds or "quiet_scattered" in kinds:
        if skill == "expert" and x < shared["settled"]:
            return country, Home(w, r, country, 0.05)              # a sticky line for each account
        return country, Pool(w, r, draw, shared["sticky"])
    if skill == "sloppy": return country, r.choice(shared["servers"]) if x < 0.75 else vpn(w, r, shared["vpn"])
    if skill == "competent":
        if x < 0.3: return country, r.choice(shared["servers"])
        return country, vpn(w, r, shared["vpn"]) if x < 0.5 else Pool(w, r, draw, shared["sticky"]) if x < 0.8 else Fixed(w, r, renew=0.15)
    return country, Home(w, r, country, 0.05) if x < 0.4 else Pool(w, r, draw, 0.99) if x < 0.75 else Fixed(w, r, renew=0.05) if x < 0.9 else mobile(w, r, country)

def build_campaign(w, r, kinds, size, boost=1.0, licence=None):
    """Draw one campaign and set it up; with `licence` the same thing by permission (population `licensed`)."""
    kind = kinds[0]
    camp = None if licence else Campaign(w, r, kind)
    pop = "licensed" if licence else "campaign"
    share, pace_range, topics, skills = KINDS[kind]
    skill, topic = r.choice(skills), r.choice(topics)
    for k in kinds[1:]:
        if k in ("preference_grading", "agentic_traces", "boundary_probe"): topic = r.choice(KINDS[k][2])
    quiet = "quiet_scattered" in kinds
    supplier, proxy = r.choice(w.suppliers), r.choice(w.proxies)
    begin = 0.0 if r.random() < 0.25 else r.uniform(0, w.days * 0.45)
    end = min(float(w.days), begin + w.days * r.uniform(0.3, 0.95))
    if "model_follower" in kinds: begin, end = min(begin, max(0.0, w.launch - r.uniform(1.5, 6))), max(end, min(float(w.days), w.launch + r.uniform(3, 10)))
    if quiet: begin, end = 0.0 if r.random() < 0.5 else begin * 0.5, float(w.days)
    countries = r.sample(w.codes[:26], r.randint(2, 12))
    shared = {"countries": countries, "cweights": [spread(r, 1, 10) for _ in countries], "proxy": proxy[1], "sticky": r.uniform(0.5, 1), "settled": r.random(),
              "servers": [Fixed(w, r, r.randint(1, 6), renew=r.choice([0, 0.1, 0.4])) for _ in range(r.randint(1, 1 + size // 6))], "vpn": r.choice(w.nets.vpn)}
    stacks = [w.clients.make[r.choice(["python", "python", "aiohttp", "requests", "node", "go", "langchain", "anthropic"])](r) for _ in range(1 if skill == "sloppy" else r.randint(2, 9))]
    cards = 1 if kind == "residential_rotation" else {"sloppy": r.randint(3, 14), "competent": r.choice([1, 2, 4]), "expert": 1}[skill]
    item = (lambda q: w.texts.foreign(q, q.choice(tongues)) if q.random() < 0.85 else w.texts.make(q, "reasoning")) if topic == "tongues" else (lambda q: w.texts.make(q, topic))
    tongues = r.sample(list(LANGS), r.randint(2, len(LANGS)))
    act, habit = harvest_act(w, r, kinds, topic, quiet)
    tasks = spread(r, *pace_range) * boost
    cover_share = r.uniform(0.7, 0.88) if quiet else r.uniform(0.4, 0.8) if "cover_mixed" in kinds else r.choice([0, 0, 0, r.uniform(0.05, 0.35)])
    if kind == "reseller_end_users": cover_share = r.uniform(0.1, 0.5)
    moved = r.uniform(0.5, 1.0) if "model_follower" in kinds else 0.0
    front = max(w.resellers, key=lambda x: (x[2], x[0].id))[0] if "reseller_end_users" in kinds and w.resellers else None
    fronts = [x[0] for x in w.resellers if x[2] > 20] or [front]
    several = r.random() < 0.35
    life = r.uniform(2, 6) if "account_churn" in kinds else None
    slots = max(1, int(size / max(1.0, (end - begin) / life))) if life else size
    group, idle, pay, openly = [], int(size * r.choice([0, 0, 0.04, 0.1])) if size > 12 and not front and not licence else 0, None, r.random() < 0.5
    dom, base, match = domain(r), r.choice(["big", "think", "big"]), {"sloppy": 0.1, "competent": r.choice([0.3, 0.8]), "expert": 0.95}[skill]
    for i in range(size):
        (country, access), at, until = access_for(w, r, skill, kinds, shared), None, 10 ** 6
        if life:                                                    # generations, each fresh account in place of a worn one
            at = begin + (i // slots) * life * r.uniform(0.85, 1.15) + r.uniform(0, 1)
            until = at + life * r.uniform(0.7, 1.4)
            if at >= end:
                at = r.uniform(begin, max(begin + 0.5, end - 2))
                until = at + life
        elif r.random() < (0.6 if skill == "sloppy" else 0.3):
            at = max(-1.0, begin - spread(r, 0.05, 8) * (1 if r.random() < 0.7 else -1))
        if i % cards == 0: pay = "pm_" + hexes(r, 12)
        adopt = w.launch + r.uniform(0.04, 0.95) if r.random() < moved else w.adoption(r) if skill != "sloppy" else 10 ** 6
        kw = dict(adopt=adopt, pick=base if skill != "expert" or r.random() < 0.6 else r.choice(["big", "think", "mini"]), retries=r.random() < (0.5 if skill == "sloppy" else 0.9), to_day=until)
        if front is not None:
            a = Account(w, r, pop, country, front=r.choice(fronts) if several else front, from_day=-1.0 if at is None else max(-1.0, at), **kw)
        elif licence:
            a = Account(w, r, pop, country, email=dom if openly else None, payment=pay, plan="enterprise" if openly else "payg", from_day=-1.0 if at is None else max(-1.0, at), **kw)
        else:
            a = supplier.account(w, r, pop, country, at, pay, match, **kw)
        a.access = access
        a.client = r.choice(stacks) if skill != "expert" or r.random() < 0.3 else w.clients.make[r.choice(["python", "node", "browser", "browser", "anthropic", "curl", "langchain"])](r)
        if "agentic_traces" in kinds and r.random() < 0.5: a.client = w.clients.app(r, r.choice(["codewright", "patchpilot-vscode"]))
        a.drift = r.gauss(0, 0.01)
        a.camp = camp
        w.accounts.append(a)
        if i < size - idle: group.append(a)
        per = {"agentic_traces": 6.0}.get(kinds[0], 1.0)
        want = tasks * per * cover_share / (1 - cover_share) * r.lognormvariate(0, 0.4)
        if i >= size - idle: want = max(want, rate(r, 1.5))
        if cover_share or i >= size - idle:
            for b in cover_for(w, r, a, want): w.actors.append((b, a))
    alone = quiet or kind == "residential_rotation"
    k = r.choice([4, 5, 8, 10, 16]) if "k_samples_spread" in kinds else 1 if alone else r.choice([1, 1, 1, 2])
    pace = {"sloppy": ["burst", "even", "chain"], "competent": ["work", "chain", "own", "even"], "expert": ["own", "own", "chain"]}[skill]
    even = {"sloppy": ["even", "chunk"], "competent": ["even", "chunk", "skew"], "expert": ["skew"]}[skill]
    pace, even, duty = r.choice(pace), r.choice(even), r.uniform(0.8, 1) if skill == "sloppy" else r.uniform(0.3, 0.85)
    weekend, ramp, hours = r.choice([1.0, r.uniform(0.2, 1)]), r.choice(["flat", "up", "waves", "flat", "down"]), r.choice(["evening", "public", "work", "student"])
    offset = r.choice([-5, 1, 3, 8, 8, 9, 5.5]) * 3600
    fixed = [item(r) for _ in range(int(spread(r, 150, 3000)))] if r.random() < (0 if alone else 0.5 if skill == "sloppy" else 0.25) else None
    job = Job(w, r, group, item, act, tasks, camp, (begin, end), k, pace=pace, share=even, duty=duty, weekend=weekend, offset=offset, ramp=ramp, hours=hours, fixed=fixed)
    w.actors.append((job, None))
    if camp:
        camp.group = group
        camp.params = {"traits": list(kinds), "skill": skill, "topic": topic, "habit": habit, "tasks_per_account_day": round(tasks, 2), "samples_per_prompt": k, "pace": pace, "sharing": even, "duty": round(duty, 2),
                       "cover_share": round(cover_share, 2), "weekend": round(weekend, 2), "ramp": ramp, "utc_offset_h": offset / 3600, "supplier": w.suppliers.index(supplier), "proxy": proxy[0], "accounts_per_card": cards,
                       "account_life_days": round(life, 1) if life else None, "share_moved_to_new_model": round(moved, 2), "list_length": len(fixed) if fixed else None, "idle_planned": idle, "first_day": round(begin, 2), "last_day": round(end, 2)}
        w.campaigns.append(camp)
    elif licence:
        for a in group: w.licences.append((a, licence))

def sizes(r, total, shares, least):
    """Split `total` over campaigns, unevenly, none below `least`."""
    raw = [s * r.lognormvariate(0, 0.45) for s in shares]
    free = max(0, total - least * len(raw))
    out = [least + int(free * x / sum(raw)) for x in raw]
    out[raw.index(max(raw))] += total - sum(out)
    return out

def populate(w, scenario, benign, attack):
    """Everybody in the world."""
    r = w.r
    w.suppliers = [Supplier(w, r) for _ in range(5)]
    w.proxies = []
    for i in range(3):
        codes = r.sample(w.codes[:26], r.randint(6, 22))
        weights = [COUNTRIES[c][0] * spread(r, 0.5, 3) for c in codes]
        w.proxies.append((i, lambda q, c=codes, x=weights: w.nets.home_ip(q, q.choices(c, x)[0])))
    licensed = max(4, int(benign * 0.015))
    shares = [s * r.lognormvariate(0, 0.2) for _, s in BENIGN]
    for (make, _), s in zip(BENIGN, shares): make(w, r, max(1, int(round((benign - licensed) * s / sum(shares)))))
    groups = [g for g in (licensed // 2, licensed - licensed // 2) if g] if licensed < 60 else sizes(r, licensed, [1, 1, 1], 8)
    for g in groups:
        kind = r.choice(["shared_template", "paraphrased_templates", "k_samples_spread", "agentic_traces", "preference_grading", "cover_mixed", "model_follower"])
        build_campaign(w, r, (kind,), g, licence=("DPA-%d" % r.randint(1000, 9999), (dt.datetime.fromtimestamp(w.t0, dt.timezone.utc) + dt.timedelta(days=w.days + r.randint(40, 900))).date().isoformat() + "T00:00:00Z"))
    if scenario == "mix":
        kinds = [(k,) for k in KINDS]
        merges = r.sample(MERGES, 5)
        for a, b in merges[:r.choice([0, 1, 2, 2, 3, 3])]:
            if (a,) in kinds and (b,) in kinds:
                kinds.remove((a,))
                kinds[kinds.index((b,))] = (a, b)
        r.shuffle(kinds)
        for k, n in zip(kinds, sizes(r, attack, [KINDS[k[0]][0] for k in kinds], max(1, min(12, attack // 14)))):
            build_campaign(w, r, k, n)
    elif scenario == "small":
        for n, k in zip((1, 3, 5), r.sample([k for k in KINDS if k not in ("reseller_end_users", "quiet_scattered", "account_churn")], 3)):
            build_campaign(w, r, (k,), n, boost=spread(r, 8, 25) / math.sqrt(n))

def main(o):
    os.makedirs(o.out, exist_ok=True)
    w = World(o.seed, o.days, o.prompts)
    populate(w, o.scenario, 200 if o.scenario == "small" else o.benign, o.attack)
    with open(os.path.join(o.out, "log.jsonl.gz"), "wb") as raw, gzip.GzipFile("", "wb", 3, raw, 0) as f:
        for d in range(-1, o.days + 1):                             # local days reach over the edges of the window
            for actor, acc in w.actors: actor.run(w, acc, d)
            done = (d + 1) * 86400 - 13 * 3600 if d < o.days else 1e18
            lines = sorted(x for x in w.day_lines if x[0] < done)
            w.day_lines = [x for x in w.day_lines if x[0] >= done]
            for i in range(0, len(lines), 2000): f.write("".join(x[1] for x in lines[i:i + 2000]).encode())
            w.lines += len(lines)
    write_truth(w, o)

def write_truth(w, o):
    """accounts.csv and truth.json, sorted by id so that no order tells anything."""
    def iso(t):
        return w.stamp(w.t0 + t)
    rows, pops = [], {}
    for a in w.accounts:
        if not a.count: continue
        pop, camp, since, until = a.pop, None, a.first, a.last
        if pop == "campaign":
            if a.hcount:
                camp, since, until = a.camp.id, a.hfirst, a.hlast
                a.camp.members.append(a)
            else:
                pop = "campaign_idle"
        pops[pop] = pops.get(pop, 0) + 1
        rows.append({"account": a.id, "end_user": a.end_user, "population": pop, "campaign": camp, "since": iso(since), "until": iso(until)})
    rows.sort(key=lambda x: (x["account"], x["end_user"] or ""))
    camps = []
    for c in sorted((c for c in w.campaigns if c.members), key=lambda c: c.id):
        camps.append({"campaign": c.id, "kind": c.kind, "accounts": len(c.members), "start": iso(min(a.hfirst for a in c.members)), "end": iso(max(a.hlast for a in c.members)),
                      "params": c.params, "exchanges": sum(c.hours.values()), "taken": [[h, n] for h, n in sorted(c.hours.items())]})
    truth = {"version": 1, "seed": o.seed, "world": o.scenario, "start": iso(0), "end": iso(o.days * 86400), "exchanges": w.lines, "populations": dict(sorted(pops.items())), "accounts": rows, "campaigns": camps}
    with open(os.path.join(o.out, "truth.json"), "w", encoding="utf-8") as f:
        json.dump(truth, f, ensure_ascii=False)
    listed = [(f[0].id, "true", "", "", "") for f in w.resellers if f[0].count] + [(a.id, "false", "train_on_outputs", lic[0], lic[1]) for a, lic in w.licences if a.count and a.front is None]
    with open(os.path.join(o.out, "accounts.csv"), "w", newline="", encoding="utf-8") as f:
        out = csv.writer(f, lineterminator="\n")
        out.writerow(["account", "reseller", "licence_scope", "licence_document", "licence_valid_until"])
        out.writerows(sorted(listed))
