"""Operators as post-training teams with job queues; the same work done legitimately."""
import csv, gzip, io, json, math, os, random, re, shutil, zlib
from collections import deque, defaultdict, Counter
from datetime import datetime, timezone, timedelta

SIZE = (8000, 900)
DAY, HOUR = 86400.0, 3600.0
ENC = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode
ALNUM = "ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz0123456789"


def R(*parts):
    return random.Random(":".join(str(p) for p in parts))


def rid(r, n):
    return "".join(r.choices(ALNUM, k=n))


def pois(r, lam):
    if lam <= 0:
        return 0
    if lam > 40:
        return max(0, int(r.gauss(lam, math.sqrt(lam)) + .5))
    l, k, p = math.exp(-lam), 0, 1.0
    while True:
        p *= r.random()
        if p <= l:
            return k
        k += 1


def logn(r, med, s):
    return med * math.exp(r.gauss(0, s))


def wchoice(r, d):
    return r.choices(list(d), list(d.values()))[0]


def rfc(t, ms=False):
    s = datetime.fromtimestamp(math.floor(t), timezone.utc).strftime("%Y-%m-%dT%H:%M:%S")
    return s + (".%03dZ" % int((t % 1) * 1000) if ms else "Z")


# ---------------------------------------------------------------- places, networks, clients
# weight, offsets from UTC, language, share of native-language prompts, residential ASNs, mobile ASNs
COUNTRIES = {
    "US": (30, [-5, -5, -6, -7, -8], "en", 0, [7922, 7018, 701, 20115, 22773, 209], [21928, 6167, 20057]),
    "GB": (6, [0], "en", 0, [2856, 5089, 5607, 13285], [12576, 25135]),
    "DE": (6, [1], "de", .6, [3320, 3209, 6805, 8881], [3320, 6805]),
    "FR": (4, [1], "fr", .6, [3215, 12322, 15557, 5410], [51207, 15557]),
    "ES": (3, [1], "es", .65, [3352, 12479, 12430], [12430, 16299]),
    "IN": (12, [5.5], "en", 0, [24560, 9829, 55836, 17488], [55836, 45609, 38266]),
    "BR": (5, [-3], "pt", .7, [28573, 18881, 27699], [26599, 26615]),
    "MX": (2, [-6], "es", .7, [8151, 13999, 17072], [28403]),
    "CA": (4, [-5, -8], "en", 0, [812, 577, 852, 6327], [577, 852]),
    "AU": (3, [10], "en", 0, [1221, 7545, 4739], [133612, 1221]),
    "JP": (4, [9], "ja", .75, [4713, 2516, 17676, 2518], [9605, 17676]),
    "KR": (3, [9], "ko", .75, [4766, 3786, 9318], [9644]),
    "SG": (2, [8], "en", 0, [9506, 4773, 3758], [45143]),
    "HK": (2, [8], "zh", .6, [9304, 4760, 9269], [9231]),
    "TW": (2, [8], "zh", .7, [3462, 9924], [24158]),
    "CN": (3, [8], "zh", .8, [4134, 4837, 9808], [9808, 4134]),
    "ID": (3, [7], "en", 0, [7713, 17451, 23700], [23693, 139994]),
    "VN": (3, [7], "en", 0, [7552, 45899, 18403], [45543]),
    "PH": (2, [8], "en", 0, [9299, 17639], [132199]),
    "PL": (3, [1], "en", 0, [5617, 12741, 29314], [8374]),
    "NL": (3, [1], "en", 0, [1136, 33915], [15480]),
    "UA": (2, [2], "ru", .5, [13188, 25229, 6849], [15895]),
    "TR": (2, [3], "en", 0, [9121, 34984, 12735], [16135]),
    "NG": (2, [1], "en", 0, [37148, 29465], [29465, 36873]),
    "KE": (1, [3], "en", 0, [37061, 15399], [33771]),
    "PK": (2, [5], "en", 0, [17557, 23674], [45669]),
    "IL": (1, [2], "en", 0, [8551, 12400], [378]),
    "SE": (2, [1], "en", 0, [3301, 1257, 8473], [44034]),
    "AR": (2, [-3], "es", .7, [7303, 22927, 10318], [22927]),
    "AE": (1, [4], "en", 0, [5384, 15802], [5384]),
}
CLOUDS = {16509: "US", 14618: "US", 396982: "US", 8075: "US", 14061: "US", 24940: "DE", 16276: "FR", 63949: "US",
          20473: "US", 45102: "SG", 132203: "SG", 31898: "US", 51167: "DE", 13335: "US"}
VPNS = {9009: "GB", 212238: "US", 60068: "GB", 136787: "SG", 62240: "NL", 206092: "US", 141039: "SG"}
_PFX = {}


def asn_ip(asn, r):
    p = _PFX.get(asn)
    if p is None:
        q = R("pfx", asn)
        p = _PFX[asn] = [(q.choice([5, 24, 31, 46, 58, 61, 71, 77, 81, 89, 93, 99, 101, 113, 118, 122, 151, 176, 178, 185,
                                    187, 189, 201, 213, 217]), q.randrange(256)) for _ in range(9)]
    a, b = p[int(r.random() ** 1.5 * 9)]
    return "%d.%d.%d.%d" % (a, b, r.randrange(256), r.randrange(1, 255))


STACKS = {"py": 3, "node": 3, "go": 2, "java": 3, "chrome": 4, "curl": 3, "rust": 2, "php": 3, "dotnet": 2, "okhttp": 2}


def ja4(stack, v):
    q = R("ja4", stack, v)
    return "t13d%02d%02dh%s_%s_%s" % (q.choice([15, 16, 17, 31, 30, 49]), q.choice([8, 9, 10, 11, 12, 16]),
                                      q.choice("122"), "%012x" % q.getrandbits(48), "%012x" % q.getrandbits(48))


# family: (user agent pattern, versions, TLS stack, keeps session, stream probability, temperatures, content parts)
FAM = {
    "sdk-py": ("{B}/Python {v}", ["1.30.5", "1.42.0", "1.55.3", "1.61.0", "1.66.1", "1.70.0", "2.1.0"], "py", 0, .25, [None, None, 0, .2, .7, 1], 0),
    "sdk-py-async": ("Async{B}/Python {v}", ["1.42.0", "1.55.3", "1.61.0", "1.66.1", "2.1.0"], "py", 0, .15, [None, 0, .7, 1], 0),
    "sdk-node": ("{B}/JS {v}", ["4.52.0", "4.67.1", "4.77.0", "4.86.2", "5.0.1"], "node", 0, .5, [None, None, .3, .7], 0),
    "openai-py": ("OpenAI/Python {v}", ["1.12.0", "1.35.10", "1.51.2", "1.68.2", "1.75.0", "2.3.0"], "py", 0, .2, [None, 0, .7, 1], 0),
    "openai-node": ("OpenAI/JS {v}", ["4.20.1", "4.68.4", "4.90.0", "5.8.2"], "node", 0, .4, [None, .5, .7], 0),
    "requests": ("python-requests/{v}", ["2.28.2", "2.31.0", "2.32.3"], "py", 0, 0, [None, 0, .7, 1], 0),
    "httpx": ("python-httpx/{v}", ["0.25.2", "0.27.0", "0.28.1"], "py", 0, .1, [None, 0, .7, 1], 0),
    "aiohttp": ("Python/3.11 aiohttp/{v}", ["3.8.6", "3.9.5", "3.11.11"], "py", 0, .05, [None, .7, 1], 0),
    "curl": ("curl/{v}", ["7.81.0", "7.88.1", "8.4.0", "8.7.1"], "curl", 0, 0, [None, None, .7], 0),
    "go": ("Go-http-client/{v}", ["1.1", "2.0"], "go", 0, .4, [None, .2, .7], 0),
    "axios": ("axios/{v}", ["1.6.8", "1.7.9", "0.27.2"], "node", 0, .2, [None, .5, .7], 0),
    "java": ("Java-http-client/{v}", ["17.0.10", "21.0.2", "11.0.22"], "java", 0, .1, [None, 0, .3], 0),
    "okhttp": ("okhttp/{v}", ["4.9.3", "4.12.0"], "okhttp", 1, .6, [None, .7], 0),
    "dotnet": ("azsdk-net-{b}/{v} (.NET 8.0.4)", ["2.0.0", "2.1.0"], "dotnet", 0, .2, [None, 0, .7], 0),
    "langchain": ("langchain-{b}/{v}", ["0.1.23", "0.2.14", "0.3.1"], "py", 0, .2, [0, .7, .7], 0),
    "litellm": ("litellm/{v}", ["1.40.9", "1.52.16", "1.63.2", "1.72.6"], "py", 0, .5, [None, .7, 1], 0),
    "llamaindex": ("llama-index-core/{v}", ["0.10.55", "0.11.20", "0.12.9"], "py", 0, .1, [.1, .1, None], 0),
    "openwebui": ("Python/3.11 aiohttp/3.11.11 Open-WebUI/{v}", ["0.5.20", "0.6.5", "0.6.18"], "py", 1, .97, [None, None, .8], 0),
    "librechat": ("LibreChat/{v} node", ["0.7.5", "0.7.7", "0.7.8"], "node", 1, .98, [None, 1], 1),
    "chatbox": ("Mozilla/5.0 Chatbox/{v} Electron/31", ["1.9.8", "1.10.4", "1.12.2"], "chrome", 1, .97, [.7, None], 0),
    "cherry": ("Mozilla/5.0 CherryStudio/{v} Electron/33", ["1.0.6", "1.2.10", "1.4.2"], "chrome", 1, .98, [None, .7, 1], 1),
    "sillytavern": ("SillyTavern/{v}", ["1.12.6", "1.12.14", "1.13.1"], "node", 1, .95, [.9, 1, 1.1], 0),
    "playground": ("Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/{v} Safari/537.36", ["124.0.0.0", "131.0.0.0", "134.0.0.0", "137.0.0.0"], "chrome", 1, 1, [1, 1, .7], 1),
    "playground-mac": ("Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 Version/{v} Safari/605.1.15", ["17.4", "18.1", "18.3"], "chrome", 1, 1, [1, 1, .7], 1),
    "cline": ("Cline/{v}", ["3.4.2", "3.8.5", "3.14.0", "3.17.9"], "node", 1, .99, [0, 0], 1),
    "roo": ("RooCode/{v}", ["3.8.6", "3.15.3", "3.20.0"], "node", 1, .99, [0, 0], 1),
    "continue": ("continue/{v} vscode", ["0.8.66", "0.9.211", "1.0.3"], "node", 0, .99, [None, .01], 0),
    "aider": ("aider/{v} litellm", ["0.60.1", "0.74.1", "0.82.0"], "py", 0, .95, [0], 0),
    "codecli": ("{b}-code/{v} (cli)", ["0.2.30", "0.2.67", "1.0.4", "1.0.21"], "node", 1, .99, [1, None], 1),
    "openhands": ("openhands/{v} litellm", ["0.20.0", "0.31.0", "0.38.0"], "py", 0, .1, [0, None], 0),
    "sweagent": ("swe-agent/{v} litellm", ["1.0.0", "1.0.1", "1.1.0"], "py", 0, 0, [0, 1], 0),
    "n8n": ("n8n/{v} langchain-js", ["1.62.1", "1.80.3", "1.94.0"], "node", 0, 0, [None, .7], 0),
    "zapier": ("Zapier", [""], "py", 0, 0, [None, .7], 0),
    "make": ("Make/production", [""], "node", 0, 0, [None, 1], 0),
    "wordpress": ("WordPress/{v}; PHP/8.1", ["6.4.3", "6.5.5", "6.7.1"], "php", 0, 0, [.7, .8], 0),
    "postman": ("PostmanRuntime/{v}", ["7.37.3", "7.43.0"], "node", 0, 0, [None, .7], 0),
    "lmeval": ("lm-eval/{v} aiohttp", ["0.4.3", "0.4.5", "0.4.8"], "py", 0, 0, [0], 0),
    "inspect": ("inspect_ai/{v} httpx", ["0.3.58", "0.3.80", "0.3.99"], "py", 0, 0, [None, 0], 0),
    "promptfoo": ("promptfoo/{v} node", ["0.103.5", "0.110.1", "0.114.5"], "node", 0, 0, [0, None], 0),
    "mobileapp": ("Dart/3.3 (dart:io)", [""], "rust", 1, .8, [None, .7], 0),
    "rust": ("reqwest/{v}", ["0.11.27", "0.12.4"], "rust", 0, .5, [None, .2], 0),
}
HUMAN_CL = {"openwebui": 3, "librechat": 2, "chatbox": 3, "cherry": 2, "playground": 6, "playground-mac": 2, "mobileapp": 2,
            "sdk-py": 3, "openai-py": 2, "curl": 1, "requests": 1, "sdk-node": 1}
DEV_CL = {"sdk-py": 6, "openai-py": 5, "sdk-node": 4, "openai-node": 2, "requests": 2, "httpx": 1.5, "aiohttp": 1, "curl": .7,
          "langchain": 3, "litellm": 2, "go": 1.2, "axios": 1.2, "java": .8, "sdk-py-async": 2, "llamaindex": 1, "dotnet": .7, "rust": .4}
IDE_CL = {"cline": 4, "roo": 2, "continue": 2, "aider": 2, "codecli": 5}
AGENT_CL = {"codecli": 3, "openhands": 2, "sweagent": 1, "litellm": 2, "sdk-py": 3, "langchain": 2, "aider": 1}
AUTO_CL = {"n8n": 4, "zapier": 4, "make": 3}

# ---------------------------------------------------------------- words
DOM = {
    "law": ["a residential lease", "GDPR data requests", "a non-compete clause", "small claims court", "trademark registration", "an NDA between startups", "a contractor agreement", "inheritance tax", "consumer refunds", "liability waivers", "unfair dismissal", "a share purchase agreement"],
    "health": ["type 2 diabetes", "migraine prevention", "knee rehabilitation", "iron deficiency", "sleep hygiene", "asthma inhalers", "blood pressure readings", "allergy testing", "postpartum recovery", "statin side effects", "vitamin D", "triage of chest pain"],
    "finance": ["index funds", "a cash flow forecast", "mortgage refinancing", "options pricing", "VAT returns", "credit risk models", "bond duration", "startup valuation", "invoice factoring", "currency hedging", "a DCF model", "dividend taxation"],
    "code": ["a React dashboard", "PostgreSQL indexes", "Docker networking", "a Flask API", "Kubernetes probes", "regex for dates", "async in Python", "Terraform modules", "a Swift widget", "memory leaks in C++", "GraphQL pagination", "a Redis cache", "CSS grid", "Rust lifetimes", "git rebase", "unit tests with mocks", "an ETL in Airflow", "pandas groupby"],
    "science": ["photosynthesis", "black holes", "CRISPR", "plate tectonics", "entropy", "superconductors", "the carbon cycle", "enzyme kinetics", "quantum tunnelling", "neural plasticity", "ocean acidification", "orbital mechanics"],
    "maths": ["eigenvalues", "Bayes' rule", "integration by parts", "modular arithmetic", "linear programming", "the chain rule", "combinatorics", "conic sections", "Markov chains", "proof by induction", "Fourier series", "confidence intervals"],
    "writing": ["a fantasy novel", "a cover letter", "a wedding speech", "a product launch post", "a short horror story", "a poem about rain", "a grant proposal", "a LinkedIn post", "a screenplay scene", "a eulogy", "a newsletter", "a children's story"],
    "business": ["customer churn", "a go-to-market plan", "employee onboarding", "a SWOT analysis", "pricing tiers", "meeting notes", "a supplier negotiation", "quarterly OKRs", "a pitch deck", "warehouse logistics", "a job description", "an incident review"],
    "home": ["sourdough bread", "a leaking tap", "balcony gardening", "a weekly meal plan", "painting a wall", "a puppy's training", "a birthday party", "second-hand cars", "solar panels", "a budget for two", "vegan lasagna", "moving house"],
    "travel": ["a weekend in Lisbon", "Japan by rail", "visa for Canada", "hiking in Norway", "a road trip in Utah", "Istanbul food", "a honeymoon in Bali", "backpacking in Peru", "Paris with kids", "cheap flights", "Iceland in winter", "Rome in three days"],
    "history": ["the fall of Rome", "the Silk Road", "the Meiji era", "the Marshall Plan", "the Black Death", "the space race", "the Ottoman navy", "the printing press", "Bronze Age trade", "the Congress of Vienna"],
    "play": ["a D&D one-shot", "chess openings", "a Minecraft farm", "guitar chords", "a fantasy football team", "speedrunning", "a pub quiz", "board game rules", "a workout plan", "marathon training"],
    "learn": ["German cases", "IELTS speaking", "SQL interviews", "the SAT", "Spanish subjunctive", "kanji", "music theory", "public speaking", "a PhD proposal", "flash cards for anatomy"],
    "ops": ["a firewall alert", "nginx 502 errors", "an AWS bill", "backup rotation", "a Windows update loop", "DNS propagation", "log retention", "SSO with SAML", "a phishing mail", "printer drivers"],
}
TOPICS = [(d, t) for d in DOM for t in DOM[d]]
INTENT = ["Explain {t} {m}.", "How do I start with {t}?", "What are the pros and cons of {t}{c}?", "Can you help me with {t}{c}", "Write {n} ideas about {t}{c}.",
          "Give me a checklist for {t} {m}.", "I'm confused about {t}. {q}", "Compare {t} and {u} {m}.", "What should I know about {t}{c}?", "Draft a short text on {t}{c}, {m}.",
          "Make a plan for {t} over {n} days.", "What is the most common mistake with {t}?", "Summarise what matters about {t} {m}.", "{q} It's about {t}.", "Why does {t} matter{c}?",
          "Create a table of {n} facts on {t}.", "Act as an expert and review my thinking on {t}: {s}", "Improve this paragraph on {t}: {s} {s2}", "Is this right? {s} I think it relates to {t}.",
          "Write an email about {t} to my {p}.", "Give {n} examples of {t}, {m}", "what's the best way to do {t}{c}", "Turn this into bullet points: {s} {s2}", "Translate to plain words: {s}",
          "My {p} asked me about {t}. {q}", "Quiz me on {t} with {n} questions.", "List resources to learn {t} {m}.", "Outline a {n}-part article on {t}{c}.", "need help with {t} asap, {q}", "tell me something surprising about {t}"]
MOD = ["in simple words", "for a beginner", "in under 200 words", "with an example", "for a ten-year-old", "in detail", "with sources if possible", "step by step", "from a European angle", "as a table", "for my team", "in a friendly tone",
       "for an exam", "without jargon", "like a professional would", "in three paragraphs", "with numbers", "for a blog", "with the trade-offs", "briefly"]
CTX = ["", "", "", " for a small business", " on a tight budget", " in 2026", " for someone with no time", " when working remotely", " for a family of four", " at my age", " in a small town", " before Friday", " for my class", " as a nurse", " for a startup of five"]
QS = ["What would you do?", "Where do I begin?", "Any advice?", "Is it worth it?", "What am I missing?", "Can you walk me through it?", "How long does it take?", "What does it cost roughly?", "Which option is better?", "Am I overthinking this?"]
PEOPLE = ["boss", "landlord", "professor", "client", "sister", "colleague", "accountant", "neighbour", "customer", "investor", "teacher", "doctor", "partner", "manager"]
FOLLOW = ["Can you make it shorter?", "Give me one more example.", "ok and what about {t}?", "Why?", "Rewrite that {m}.", "I don't get the second part.", "Thanks! Now do the same for {t}.", "Are you sure? {s}", "Make it sound less formal.", "continue",
          "Can you put this in a table?", "what if I have only {n} days", "That's not what I meant, I mean {t}.", "Add a conclusion.", "Use British spelling.", "And how does it relate to {t}?", "Great. Next, {m}.", "expand point {n}", "hm, simpler please", "What are the risks?",
          "could you check this: {s}", "no, shorter", "Which of these would you pick?", "Please cite where that comes from."]
LANGP = {
    "es": (["Explícame {t} de forma sencilla.", "¿Cómo puedo mejorar {t}?", "Escribe un correo sobre {t}.", "¿Qué opinas de {t}?", "Dame {n} ideas sobre {t}.", "Resume lo más importante de {t} en {n} puntos.", "Necesito ayuda con {t} para mañana."],
           ["la gestión del tiempo", "un plan de negocio", "las ecuaciones de segundo grado", "mi currículum", "la declaración de la renta", "una receta de paella", "Python para principiantes", "la guerra civil", "un contrato de alquiler", "el marketing digital", "la ansiedad", "una base de datos"],
           ["Claro, aquí tienes una explicación paso a paso.", "En primer lugar, conviene definir el objetivo con claridad.", "Además, es importante revisar los datos antes de decidir.", "Por ejemplo, puedes dividir la tarea en partes pequeñas.", "En resumen, la clave está en la constancia.", "Si necesitas más detalles, dímelo y lo amplío.", "También puedes comparar varias opciones y anotar los costes."]),
    "pt": (["Explique {t} de forma simples.", "Como faço para melhorar {t}?", "Escreva um e-mail sobre {t}.", "Me dê {n} ideias sobre {t}.", "Quais são as vantagens de {t}?", "Faça um resumo de {t} em {n} tópicos.", "preciso de ajuda com {t}"],
           ["um plano de estudos", "o imposto de renda", "uma loja virtual", "meu currículo", "a fotossíntese", "um contrato de serviço", "JavaScript", "um roteiro de viagem", "legendas para Instagram", "matemática financeira", "um TCC"],
           ["Claro, vamos por partes.", "Primeiro, é importante entender o contexto.", "Em seguida, organize as informações em uma lista.", "Por exemplo, comece com metas pequenas.", "Isso ajuda a evitar erros comuns.", "Em resumo, o mais importante é a prática.", "Se quiser, posso detalhar cada etapa."]),
    "de": (["Erkläre mir {t} einfach.", "Wie verbessere ich {t}?", "Schreibe eine E-Mail zum Thema {t}.", "Gib mir {n} Ideen zu {t}.", "Was muss ich bei {t} beachten?", "Fasse {t} in {n} Punkten zusammen.", "Ist das richtig? Es geht um {t}."],
           ["die Steuererklärung", "ein Bewerbungsschreiben", "einen Mietvertrag", "die Relativitätstheorie", "eine Excel-Formel", "meine Masterarbeit", "den Datenschutz", "einen Trainingsplan", "ein Angebot an einen Kunden", "Kubernetes", "Bruchrechnung"],
           ["Gerne, hier ist eine kurze Erklärung.", "Zunächst sollte das Ziel klar sein.", "Danach werden die einzelnen Schritte geprüft.", "Ein Beispiel macht es anschaulich.", "Wichtig ist, dass die Angaben vollständig sind.", "Zusammengefasst ist der Aufwand überschaubar.", "Bei Bedarf kann ich das weiter ausführen."]),
    "fr": (["Explique-moi {t} simplement.", "Comment améliorer {t} ?", "Rédige un mail à propos de {t}.", "Donne-moi {n} idées sur {t}.", "Quels sont les avantages de {t} ?", "Résume {t} en {n} points.", "J'ai besoin d'aide pour {t}."],
           ["une lettre de motivation", "le droit du travail", "un plan marketing", "les dérivées", "la Révolution française", "une recette sans gluten", "mon mémoire", "un bail commercial", "une requête SQL", "la photosynthèse"],
           ["Bien sûr, voici une réponse détaillée.", "Tout d'abord, il faut préciser le contexte.", "Ensuite, on peut examiner chaque point.", "Par exemple, commencez par une liste courte.", "Il est conseillé de vérifier les chiffres.", "En conclusion, l'essentiel est la régularité.", "Je peux développer si besoin."]),
    "zh": (["请用简单的话解释{t}。", "怎么提高{t}？", "帮我写一封关于{t}的邮件。", "给我{n}个关于{t}的建议。", "{t}有哪些优缺点？", "请把{t}总结成{n}点。", "我想了解{t}，从哪里开始？"],
           ["时间管理", "机器学习", "英语写作", "股票投资", "毕业论文", "产品文案", "二次方程", "数据库优化", "健康饮食", "面试准备", "跨境电商", "租房合同"],
           ["好的，下面分步骤说明。", "首先，需要明确目标和条件。", "其次，可以把问题拆成几个部分。", "例如，先列出已知的信息。", "需要注意的是，数据要核对清楚。", "总之，关键在于坚持练习。", "如果需要，我可以继续展开说明。"]),
    "ja": (["{t}をわかりやすく説明してください。", "{t}について{n}個のアイデアをください。", "{t}のメールを書いてください。", "{t}を改善するには？", "{t}の要点を{n}つにまとめて。", "{t}で困っています。"],
           ["履歴書", "会議の議事録", "英会話", "Excelの関数", "確定申告", "プレゼン資料", "二次関数", "旅行計画", "商品説明文", "データ分析"],
           ["はい、順番に説明します。", "まず、目的をはっきりさせます。", "次に、必要な情報を整理します。", "例えば、小さな作業に分けると良いでしょう。", "注意点として、数字の確認が大切です。", "まとめると、継続が重要です。", "必要であれば詳しく説明します。"]),
    "ko": (["{t}에 대해 쉽게 설명해 주세요.", "{t}에 관한 아이디어 {n}개 알려줘", "{t} 메일을 써 주세요.", "{t}을 개선하려면 어떻게 하나요?", "{t}을 {n}가지로 요약해 주세요."],
           ["자기소개서", "회의록", "영어 공부", "엑셀 함수", "연말정산", "마케팅 문구", "미분", "여행 계획", "상품 설명", "데이터 분석"],
           ["네, 순서대로 설명드리겠습니다.", "먼저 목표를 분명히 하세요.", "다음으로 필요한 정보를 정리합니다.", "예를 들어 작은 단계로 나누면 좋습니다.", "숫자를 다시 확인하는 것이 중요합니다.", "정리하면 꾸준함이 핵심입니다."]),
    "ru": (["Объясни {t} простыми словами.", "Как улучшить {t}?", "Напиши письмо про {t}.", "Дай {n} идей о {t}.", "Сделай краткое резюме: {t}, {n} пунктов.", "Помоги разобраться: {t}"],
           ["тайм-менеджмент", "резюме", "дипломная работа", "налоги", "SQL-запросы", "бизнес-план", "интегралы", "договор аренды", "тренировки", "машинное обучение"],
           ["Конечно, вот подробное объяснение.", "Сначала нужно определить цель.", "Затем стоит проверить исходные данные.", "Например, разбейте задачу на части.", "Важно учитывать сроки и бюджет.", "Итак, главное — регулярность.", "Если нужно, могу раскрыть подробнее."]),
}
LNAME = {"es": "Spanish", "pt": "Portuguese", "de": "German", "fr": "French", "zh": "Chinese", "ja": "Japanese", "ko": "Korean", "ru": "Russian", "en": "English"}
DICT = {
    "es": dict(zip("the a of and in to is how many much does have has she he they each for with what if from".split(), "el un de y en a es cuántos muchos cuánto hace tienen tiene ella él ellos cada para con qué si de".split())),
    "de": dict(zip("the a of and in to is how many much does have has she he they each for with what if from".split(), "die ein von und in zu ist wie viele viel tut haben hat sie er sie jede für mit was wenn von".split())),
    "fr": dict(zip("the a of and in to is how many much does have has she he they each for with what if from".split(), "le un de et dans à est combien de beaucoup fait ont a elle il ils chaque pour avec quoi si de".split())),
    "pt": dict(zip("the a of and in to is how many much does have has she he they each for with what if from".split(), "o um de e em para é quantos muitos muito faz têm tem ela ele eles cada para com que se de".split())),
    "ru": dict(zip("the a of and in to is how many much does have has she he they each for with what if from".split(), "эта один из и в к есть как много сколько делает имеют имеет она он они каждый для с что если от".split())),
}
LPRE = {"zh": ["请用中文逐步回答：", "请用中文写出解题过程：", "用中文回答下面的问题，写出思路。"], "ja": ["日本語で、順を追って解答してください。", "次の問題を日本語で説明しながら解いてください。"], "ko": ["한국어로 단계별로 답해 주세요.", "다음 문제를 한국어로 풀이해 주세요."],
        "es": ["Responde en español, paso a paso.", "Resuelve y explica en español:"], "de": ["Antworte auf Deutsch, Schritt für Schritt.", "Löse und erkläre auf Deutsch:"], "fr": ["Réponds en français, étape par étape.", "Résous en français :"], "pt": ["Responda em português, passo a passo.", "Resolva em português:"], "ru": ["Ответь по-русски, по шагам.", "Реши задачу по-русски:"]}
NAMES = "Ana Ben Carla Dev Elif Femi Grace Hugo Ines Jonas Kira Liam Mei Noor Omar Priya Quinn Rosa Sven Tara Uma Viktor Wen Yara Zoe Marta Paul Ravi Sofia Tom".split()
NAME_RE = re.compile(r"\b(Natalia|Betty|Julie|James|Mark|Weng|Ken|Alexis|Tina|Joan|Sam|Edward|Frank|Wes|Janet|Susan|John|Mary|Tom|Sarah|Bob|Mike|Jack|Tim|Emily|Lisa|Alice|Amy|Jerry|Josh|Carl|Anna|Peter|Maria|Dan|Kyoko)\b")
NUM_RE = re.compile(r"(?<![\w.,/^{\\])\d{1,4}(?![\w.,/^}\\%])")
CT_VERB = ["parses", "validates", "merges", "sorts", "deduplicates", "streams", "caches", "serialises", "compares", "indexes", "rotates", "partitions", "samples", "retries", "counts", "flattens", "normalises", "schedules", "searches", "compresses"]
CT_OBJ = ["log lines", "CSV records", "a binary tree", "nested JSON", "time intervals", "user sessions", "a linked list", "matrix rows", "URL paths", "bank transactions", "sensor readings", "graph edges", "word frequencies", "IP ranges", "a priority queue", "date strings", "image tiles", "shopping carts", "a suffix array", "HTTP headers", "event streams", "polygons", "DNA strings", "calendar events", "bitmaps"]
CT_CON = ["in O(n log n)", "without extra libraries", "with type hints", "and handles empty input", "with unit tests", "in constant memory", "and is thread safe", "with a docstring", "using recursion", "iteratively", "and reports progress", "with input validation", "and logs errors", "for very large files", "with a command-line interface", "and supports undo"]
CT_LANG = ["Python", "Python", "Python", "JavaScript", "TypeScript", "Go", "Rust", "Java", "C++", "C#", "Ruby", "Kotlin", "SQL", "Bash"]
MODS = ["auth", "billing", "parser", "cache", "router", "schema", "worker", "models", "serializer", "scheduler", "client", "storage", "metrics", "export", "search", "tokens", "upload", "queue", "config", "report", "session", "notify", "forms", "tasks"]
ERRS = ["KeyError: '{a}'", "AssertionError: expected {n}, got {m}", "TypeError: unsupported operand for {a}", "ValueError: invalid {a}", "IndexError: list index out of range", "TimeoutError after {n}s", "AttributeError: 'NoneType' has no attribute '{a}'", "off-by-one in {a}", "race condition in {a}", "wrong timezone in {a}"]
REPO_A = ["py", "fast", "open", "tiny", "net", "data", "geo", "web", "auto", "neo", "micro", "graph", "async", "smart"]
REPO_B = ["flow", "store", "mail", "grid", "bench", "plot", "forms", "sched", "queue", "lint", "auth", "scan", "sheet", "wiki", "cart", "chat", "feed", "maps", "calc", "sync"]
# composable instruction phrases, shared by everybody who writes templates
PH = {
    "reason": (["", "Solve the following problem.", "Please work through this problem carefully.", "Question:", "Here is a problem.", "You will be given a question.", "Problem:", "Answer the question below."],
               ["Think step by step.", "Show all your reasoning before the answer.", "Explain each step, then give the final answer on the last line.", "Put the final answer in \\boxed{}.", "Write out the full chain of thought.", "Reason carefully and check the result.", "Let's think step by step.", "Give a detailed solution and finish with 'Answer:'.", "Work it out in numbered steps."]),
    "chat": (["", "", "Answer the user's request.", "Please respond to the following instruction.", "Instruction:", "Task:", "Request:"],
             ["", "", "Be thorough and precise.", "Give a complete, well structured answer.", "Answer in detail.", "Respond as helpfully as you can.", "Explain your choices."]),
    "grade": (["You are an impartial judge.", "Evaluate the answers below.", "Act as an expert grader.", "Compare two responses to the same prompt.", "Rate the quality of the responses."],
              ["Explain your reasoning, then output [[A]], [[B]] or [[C]] for a tie.", "Score each from 1 to 10 and justify the score.", "Give a rubric-based critique, then a JSON with the scores.", "State which is better and why, then a verdict on the last line.", "Assess correctness, helpfulness and clarity separately, then give the preferred response."]),
    "code": (["", "Write a solution to this programming task.", "You are an expert programmer.", "Coding task:", "Implement the following."],
             ["Explain the approach first, then give the code.", "Return only the code.", "Include tests.", "Think about edge cases before coding.", "Provide the final code in one block.", "Reason about complexity, then write the code."]),
    "rewrite": (["Rewrite the text below.", "Improve the following passage.", "Rephrase this.", "Edit the text for clarity.", "Turn the following into better prose."],
                ["Keep all the facts.", "Make it read like a textbook.", "Use a clear and neutral style.", "Write it as a question and its answer.", "Keep the length about the same.", "Make it more engaging."]),
    "domain": (["You are a domain expert.", "Answer as a professional would.", "", "Consider this case.", "Question from a practitioner:"],
               ["Explain the reasoning and cite the principles used.", "Give a careful, complete answer.", "State assumptions, analysis and conclusion.", "Differentiate the options and justify your choice."]),
    "refuse": (["", "", "", "Please answer:", "User message:", "How would you respond to this?"],
               ["", "", "", "If you decline, explain why.", "Answer directly.", "Say whether you can help and why."]),
    "tool": (["", "Use the tools to fulfil the request.", "You have access to functions.", "Pick the right function for the request.", "Select an API and call it."],
             ["", "Call the function with correct arguments.", "Explain which tool you choose and why.", "Return the call as JSON."]),
    "selfi": (["Come up with new tasks like the examples.", "Here are sample instructions.", "Generate a diverse list of instructions."],
              ["Write {n} new ones, all different.", "List {n} more, varied in topic and difficulty.", "Produce {n} original instructions, one a line."]),
}
DOMQ = ["A {r} presents {a} with respect to {t}. What is the best next step?", "How should {t} be handled when {a}?", "Which factors decide {t} if {a}, and how do they weigh against each other?", "A {r} asks about {t}; {a}. What do you advise?", "Explain the difference between {t} and {u} for a {r}, given that {a}.", "What are the risks in {t} when {a}?", "Calculate or estimate the effect on {t} if {a}."]
DOMA = ["the deadline has passed", "the records are incomplete", "there are two conflicting reports", "the person is over 65", "the amount exceeds 50,000", "a prior agreement exists", "costs rose by 12 %", "the first treatment failed", "the parties are in two countries", "there is no written contract", "interest rates fall by one point", "symptoms lasted three weeks", "the audit is next month", "a minor is involved"]
DOMR = ["patient", "tenant", "client", "small company", "trainee", "bank", "clinic", "manufacturer", "freelancer", "school", "retailer", "charity"]


class Text:
    """Corpora, grammars, prompts and answers. One code for everybody."""

    def __init__(self, root):
        self.c = {}
        for kind in ("benign", "distillation", "enterprise_template", "refusal_boundary", "reasoning_extraction"):
            d = os.path.join(root, kind)
            for f in sorted(os.listdir(d)):
                if f.endswith(".jsonl.gz"):
                    with gzip.open(os.path.join(d, f), "rt", encoding="utf-8") as h:
                        rows = [json.loads(x) for x in h]
                    self.c[f[:-9]] = [x["text"] for x in rows]
                    if f.startswith("llamafactory"):
                        self.alpaca_resp = [x["response"] for x in rows]
        c = self.c
        bank = []
        for src in (self.alpaca_resp, c["spec_bench_summarization"], c["imdb_sentiment_tenant"], c["writingbench"], c["t0_templates"]):
            for x in src:
                for s in re.split(r"(?<=[.!?])\s+|\n+", x):
                    s = s.strip()
                    if 35 <= len(s) <= 230 and s[0].isupper() and s.isascii():
                        bank.append(s)
        self.S, self.N = bank, len(bank)
        self.words = sorted({w for s in bank[:4000] for w in re.findall(r"[a-z]{5,9}", s)})
        self.chat = [x for k in ("arena_hard_v01", "autoj_real_queries", "mt_bench", "vicuna_bench", "self_instruct_user_oriented", "llamafactory_alpaca_en_demo", "glaive_toolcall") for x in c[k] if len(x) < 1500]
        self.short = c["clinc150_raw"] + c["spec_bench_qa"]
        self.math = {k: c[k] for k in ("gsm8k_train", "math_test", "asdiv", "svamp", "mawps", "gsm_hard", "ocw_minerva", "bbh")}
        self.refuse = {k: c[k] for k in ("do_not_answer", "hh_rlhf_harmless", "ccp_sensitive", "promptfoo_redteam")}
        self.acts = c["awesome_chatgpt_prompts"]
        self.docs = c["writingbench"] + [x[11:] for x in c["spec_bench_summarization"]] + [x for x in c["t0_templates"] if len(x) > 700] + [x for x in c["autoj_real_queries"] if len(x) > 1200]
        self.clinc, self.bank77, self.sql = c["clinc150_raw"], [x.split('"')[1] if '"' in x else x for x in c["banking77_classifier_tenant"]], [x.split("Request: ", 1)[-1] for x in c["bfcl_sql_tenant"]]

    # -- pieces
    def sents(self, r, n):
        i = r.randrange(self.N)
        return " ".join(self.S[(i + j) % self.N] for j in range(n)) if r.random() < .6 else " ".join(self.S[r.randrange(self.N)] for _ in range(n))

    def doc(self, r, L):
        if r.random() < .3:
            d = r.choice(self.docs)
            o = r.randrange(max(1, len(d) - L // 2))
            return d[o:o + L]
        return self.sents(r, max(2, L // 105))

    def slots(self, r, tmpl, topics=None, lang="en"):
        if lang != "en":
            p = LANGP[lang]
            return tmpl.replace("{t}", r.choice(p[1])).replace("{n}", str(r.randrange(3, 9)))
        if "{t}" in tmpl:
            tmpl = tmpl.replace("{t}", r.choice(topics or TOPICS)[1])
        if "{u}" in tmpl:
            tmpl = tmpl.replace("{u}", r.choice(topics or TOPICS)[1])
        for k, v in (("{m}", MOD), ("{c}", CTX), ("{q}", QS), ("{p}", PEOPLE)):
            if k in tmpl:
                tmpl = tmpl.replace(k, r.choice(v))
        if "{n}" in tmpl:
            tmpl = tmpl.replace("{n}", str(r.randrange(3, 12)))
        if "{s2}" in tmpl:
            tmpl = tmpl.replace("{s2}", self.S[r.randrange(self.N)])
        if "{s}" in tmpl:
            tmpl = tmpl.replace("{s}", self.S[r.randrange(self.N)])
        return tmpl

    def perturb(self, r, x):
        m = {}
        x = NUM_RE.sub(lambda g: str(max(2, int(int(g.group()) * r.uniform(.5, 1.9)) + r.randrange(3))), x)

        def nm(g):
            if g.group() not in m:
                m[g.group()] = r.choice(NAMES)
            return m[g.group()]
        return NAME_RE.sub(nm, x)

    def mutate(self, r, x):
        y = r.random()
        if y < .2:
            x = x[:1].lower() + x[1:].rstrip(".")
        elif y < .3 and len(x) > 20:
            i = r.randrange(1, len(x) - 2)
            x = x[:i] + x[i + 1] + x[i] + x[i + 2:]
        elif y < .45:
            x = r.choice(["Hi, ", "hey ", "Please: ", "Quick question. ", "Hello! ", "ok so ", "I need this for work. "]) + x
        elif y < .6:
            x = x + " " + r.choice(["Thanks", "keep it short", "in bullet points please", "Thank you!", "I'm using it for my " + r.choice(["blog", "class", "job", "team", "kid"]), r.choice(MOD)])
        elif y < .8:
            x = self.perturb(r, x)
        elif y < .9:
            x = re.split(r"(?<=[.?!])\s", x)[0]
        return x

    def human(self, r, topics, lang="en", native=0):
        if native and r.random() < native:
            p = self.slots(r, r.choice(LANGP[lang][0]), lang=lang)
            if r.random() < .25:
                p += " " + " ".join(r.sample(LANGP[lang][2], 3))
            return p
        x = r.random()
        if x < .5:
            return self.mutate(r, self.slots(r, r.choice(INTENT), topics))
        if x < .68:
            p = r.choice(self.chat)
            return self.mutate(r, p) if r.random() < .85 else p
        if x < .82:
            return self.slots(r, r.choice(["Summarise this", "Fix the grammar in this", "What do you think of this", "Shorten this to {n} lines", "Reply to this mail from my {p}", "Explain this to me {m}", "proofread"]), topics) + ":\n\n" + self.doc(r, int(logn(r, 500, .7)))
        if x < .9:
            return self.mutate(r, r.choice(self.short))
        if x < .95:
            return self.codetask(r)
        return self.perturb(r, r.choice(self.math["gsm8k_train"]))

    def codetask(self, r):
        x = r.random()
        l = r.choice(CT_LANG)
        if x < .6:
            return "%s %s %s that %s %s %s." % (r.choice(["Write", "Implement", "Create", "I need", "Please write", "Give me"]), r.choice(["a", "one", "a small"]), l + r.choice([" function", " class", " script", " module"]), r.choice(CT_VERB), r.choice(CT_OBJ), r.choice(CT_CON))
        if x < .75:
            return "Fix this %s code, it fails with %s:\n```\n%s\n```" % (l, self.err(r), self.code(r, r.randrange(6, 16)))
        if x < .9:
            return "Design a data structure in %s that %s %s and %s %s, %s. %s" % (l, r.choice(CT_VERB), r.choice(CT_OBJ), r.choice(CT_VERB), r.choice(CT_OBJ), r.choice(CT_CON), r.choice(["Constraints: n ≤ %d." % 10 ** r.randrange(3, 7), "Example input: %s" % [r.randrange(99) for _ in range(5)], ""]))
        return "Given %s and an integer k ≤ %d, return the %s after each operation %s. Input: %s" % (r.choice(CT_OBJ), r.randrange(10, 10 ** 5), r.choice(["minimum", "maximum", "number of groups", "longest run", "median", "k-th item"]), r.choice(CT_CON), [r.randrange(200) for _ in range(r.randrange(4, 9))])

    def err(self, r):
        return r.choice(ERRS).replace("{a}", r.choice(self.words)).replace("{n}", str(r.randrange(2, 90))).replace("{m}", str(r.randrange(2, 90)))

    def mathq(self, r, srcs=None, pert=.7):
        x = r.choice(self.math[r.choice(srcs) if srcs else r.choices(list(self.math), [6, 4, 2, 2, 1.5, 1, 1, 2])[0]])
        return self.perturb(r, x) if r.random() < pert else x

    def domq(self, r, dom):
        x = r.choice(DOMQ)
        t = DOM[dom]
        return x.replace("{t}", r.choice(t)).replace("{u}", r.choice(t)).replace("{a}", r.choice(DOMA)).replace("{r}", r.choice(DOMR)) + (" " + r.choice(DOMA).capitalize() + "." if r.random() < .4 else "")

    def code(self, r, n):
        w = self.words
        out = []
        f = r.choice(w)
        out.append("def %s_%s(%s, %s=None):" % (f, r.choice(MODS), r.choice(w), r.choice(w)))
        while len(out) < n:
            a, b = r.choice(w), r.choice(w)
            out.append(r.choice(["    %s = %s.get('%s', %d)" % (a, b, f, r.randrange(99)), "    for %s in %s:" % (a, b) + "\n        yield %s(%s)" % (f, a), "    if not %s:\n        raise ValueError('%s')" % (a, b),
                                 "    %s = [%s for %s in %s if %s > %d]" % (b, a[0], a[0], a, a[0], r.randrange(50)), "    %s.append(%s[%d])" % (a, b, r.randrange(9)), "    # %s the %s before %s" % (r.choice(CT_VERB), a, b),
                                 "    return {'%s': %s, '%s': len(%s)}" % (a, a, b, b), "    with open(%s) as %s:\n        %s = json.load(%s)" % (a, b[0], b, b[0]), "    assert %s != %s, '%s'" % (a, b, f), "    log.info('%s %%s', %s)" % (a, b)]))
        return "\n".join(out)

    def listing(self, r, n):
        return "\n".join("%s/%s_%s.py" % (r.choice(["src", "tests", "lib", "app"]), r.choice(MODS), r.choice(self.words)) for _ in range(n))

    # -- answers
    def answer(self, r, kind, L, prompt, lang="en"):
        """Text of an answer: about L characters, mostly decided by the prompt, partly by the draw."""
        h = zlib.crc32(prompt[-400:].encode("utf-8", "replace"))
        if isinstance(kind, tuple):
            return kind[1]
        if kind == "label":
            return self.words[(h >> 3) % len(self.words)] + ("_" + self.words[(h >> 13) % len(self.words)] if h & 1 else "")
        if kind == "json":
            w = self.words
            return '{"%s": "%s", "%s": %d, "confidence": %.2f}' % (w[h % 40], w[(h >> 5) % len(w)], w[h % 90], h % 1000, .5 + (h % 50) / 100)
        if kind == "refusal":
            return r.choice(["I'm sorry, but I can't help with that.", "I can't assist with this request.", "I won't be able to help with that, but I can offer general information.", "That is something I have to decline."]) + " " + self.S[h % self.N][:int(L)]
        if kind == "sql":
            return "SELECT %s FROM %s WHERE %s = %d;" % (self.words[h % 99], self.words[h % 777], self.words[h % 333], h % 999)
        if lang != "en":
            b = LANGP[lang][2]
            n = max(1, int(L / (16 if lang in ("zh", "ja", "ko") else 60)))
            return " ".join(b[(h + r.randrange(3) + i) % len(b)] for i in range(n))
        if kind == "code":
            q = random.Random(h + r.randrange(4))
            pre = self.S[h % self.N] + "\n\n" if L > 500 else ""
            return pre + "```python\n" + self.code(q, max(4, int(L / 42))) + "\n```" + ("\n" + self.S[(h + 7) % self.N] if L > 700 else "")
        if kind == "math":
            nums = [int(x) for x in re.findall(r"\d{1,4}", prompt)[:8]] or [h % 90 + 2, h % 17 + 2]
            acc, out, i = nums[0], [], 0
            while sum(map(len, out)) < L and i < 40:
                b = nums[(i + 1) % len(nums)] + (i // len(nums))
                op = (h >> i % 20) & 3
                acc2 = acc + b if op == 0 else abs(acc - b) if op == 1 else (acc * b) % 9973 if op == 2 else acc // max(1, b)
                out.append("%s %d %s %d = %d." % (r.choice(["Step %d:" % (i + 1), "Next,", "Then", "So", "We get"]), acc, "+-*/"[op], b, acc2) + (" " + self.S[(h + i * 31) % self.N] if r.random() < .5 else ""))
                acc, i = acc2, i + 1
            return "\n".join(out) + "\n" + ("The answer is \\boxed{%d}." if h & 1 else "Answer: %d") % acc
        if kind == "grade":
            n = max(1, int(L / 110))
            return " ".join(self.S[(h + i + (r.random() < .3) * r.randrange(50)) % self.N] for i in range(n)) + r.choice([" [[A]]", " [[B]]", " [[C]]", ' {"score_a": %d, "score_b": %d}' % (r.randrange(3, 11), r.randrange(3, 11)), " Rating: %d" % r.randrange(3, 11)])
        n = max(1, int(L / 108))
        lead = " ".join(prompt.split()[:7]) if kind == "chat" and r.random() < .3 else ""
        body = [self.S[(h + i) % self.N] if r.random() < .72 else self.S[r.randrange(self.N)] for i in range(n)]
        if kind == "list":
            return "\n".join("%d. %s" % (i + 1, s) for i, s in enumerate(body))
        sep = "\n\n" if n > 6 and r.random() < .5 else " "
        if sep == " ":
            return (lead + ": " if lead else "") + " ".join(body)
        return (lead + "\n\n" if lead else "") + "\n\n".join(" ".join(body[i:i + 3]) for i in range(0, n, 3))


# length of answers by kind: median characters, sigma
ALEN = {"chat": (900, .7), "code": (1100, .6), "math": (800, .5), "grade": (750, .5), "rewrite": (800, .4), "list": (700, .5), "story": (1600, .5), "short": (180, .5),
        "label": (12, .1), "json": (60, .1), "refusal": (120, .5), "sql": (70, .2), "translate": (300, .6), "email": (700, .4), "summary": (420, .4)}


# ---------------------------------------------------------------- the firm
class World:
    def __init__(self, a, text):
        self.a, self.T = a, text
        r = self.r = R("world", a.seed, a.scenario)
        self.days = a.days
        self.t0 = datetime(2026, 1, 5, tzinfo=timezone.utc).timestamp() + r.randrange(0, 290) * DAY
        self.t1 = self.t0 + a.days * DAY
        self.brand = r.choice(["Lumen", "Orrery", "Kestrel", "Halden", "Meridian", "Sabre", "Quillon", "Tessera", "Northwind", "Ibex"])
        b = self.brand.lower()
        g = r.randrange(2, 6)
        self.m_big, self.m_mini, self.m_code, self.m_old = "%s-%d-%s" % (b, g, r.choice(["large", "pro", "opus", "max"])), "%s-%d-%s" % (b, g, r.choice(["mini", "flash", "small"])), "%s-%d-%s" % (b, g, r.choice(["code", "dev", "coder"])), "%s-%d" % (b, g - 1)
        self.m_new = "%s-%d.5" % (b, g) + r.choice(["", "-preview", "-large", "-thinking"])
        self.alias = b + "-latest"
        self.release = self.t0 + (r.uniform(.25, .75) * a.days) // 1 * DAY + r.uniform(15, 19) * HOUR
        self.speed = {self.m_big: 62, self.m_mini: 150, self.m_code: 80, self.m_old: 75, self.m_new: 70}
        self.plans = r.choice([["free", "payg", "team", "enterprise"], ["trial", "tier1", "tier2", "tier3"], ["starter", "pro", "business", "enterprise"]])
        self.fin = r.choice([("stop", "length", "tool_calls"), ("end_turn", "max_tokens", "tool_use")])
        self.endpoints = r.choice([{"chat.completions": 8, "responses": 3}, {"messages": 1}, {"chat.completions": 6, "messages": 3, "responses": 2}, {"chat.completions": 1}])
        self.shape = r.choice(["req_", "ex_", "chatcmpl-", "log-", "x"])
        self.ashape = r.choice(["acct_", "cus_", "a-", "org-u"])
        self.f = {k: r.random() < p for k, p in dict(ja4=.75, asn=.85, ua=.95, ccountry=.8, key=.85, pay=.85, dom=.9, created=.95, verified=.8, acc_in_log=.7, session=.85, reason_vis=.7, resp_id=.6, latency=.9, cache=.7).items()}
        if a.scenario == "small":
            self.f["pay"] = self.f["pay"] or r.random() < .5
        self.err = r.uniform(.002, .008)
        self.own_org = r.random() < .5
        self.outages = [(t, t + r.uniform(600, 7200), r.uniform(.2, .8)) for t in sorted(r.uniform(self.t0, self.t1) for _ in range(r.randrange(0, 4)))]
        self.wd0 = datetime.fromtimestamp(self.t0, timezone.utc).weekday()
        # a seed's own mix of countries
        self.cw = {c: v[0] * logn(r, 1, .5) for c, v in COUNTRIES.items()}
        self.cgnat = {}
        self.serverless = {n: [asn_ip(n, r) for _ in range(160)] for n in CLOUDS}
        self.vpn = {n: [asn_ip(n, r) for _ in range(r.randrange(20, 60))] for n in VPNS}
        self.platform = {k: (r.choice(list(CLOUDS)), None) for k in ("n8n", "zapier", "make", "wordpress", "ide")}
        self.platform = {k: (n, [asn_ip(n, r) for _ in range(r.randrange(6, 25))]) for k, (n, _) in self.platform.items()}
        self.home_ips = []
        self.accounts, self.seen, self.truth_rows, self.camps = [], {}, [], []
        self.used_ids = set()
        self.taken = defaultdict(Counter)
        self.dayfiles, self.count, self.tmp = None, 0, None
        self.daystr = {}
        self.freemail = ["gmail.com"] * 11 + ["outlook.com"] * 4 + ["hotmail.com", "yahoo.com", "icloud.com", "proton.me", "proton.me", "gmx.de", "qq.com", "163.com", "mail.ru", "naver.com", "duck.com"]
        self.throw = ["%s.%s" % ("".join(r.choices("bcdfgklmnprstvz", k=2)) + r.choice(["mail", "box", "post", "inbox"]), r.choice(["com", "xyz", "top", "site", "net"])) for _ in range(6)]
        self.nclient = {}

    def country(self, r):
        return wchoice(r, self.cw)

    def open(self, out):
        self.tmp = os.path.join(out, "spill")
        shutil.rmtree(self.tmp, ignore_errors=True)
        os.makedirs(self.tmp)
        self.dayfiles = [open(os.path.join(self.tmp, "%03d" % d), "w", encoding="utf-8", errors="replace", newline="\n", buffering=1 << 17) for d in range(self.days)]

    # ---- networks: a function (r, t) -> (ip, asn, country)
    def net(self, kind, r, country, shared=None):
        C = COUNTRIES.get(country) or COUNTRIES["US"]
        if kind == "home":
            asn, mob = r.choice(C[4]), r.choice(C[5])
            lease = r.choice([1, 3, 7, 30, 30, 365]) * DAY
            salt = r.getrandbits(40)
            pm = r.choice([0, 0, 0, .1, .3])
            pv = r.choice([0] * 12 + [.5, 1.0])
            vp = r.choice(list(VPNS))
            v6 = r.random() < .14
            cache = {}

            def f(q, t):
                if pm and q.random() < pm:
                    return self.mobile(q, mob, country)
                if pv and q.random() < pv:
                    return q.choice(self.vpn[vp]), vp, VPNS[vp]
                k = int((t + salt % 86400) // lease)
                if k not in cache:
                    z = random.Random(salt + k)
                    if v6:
                        cache[k] = "2a%02x:%x:%x:%x::%x" % (asn % 256, asn & 0xffff, z.getrandbits(16), z.getrandbits(16), z.getrandbits(16))
                    else:
                        cache[k] = asn_ip(asn, z)
                        if len(self.home_ips) < 6000:
                            self.home_ips.append((cache[k], asn, country))
                return cache[k], asn, country
            return f
        if kind == "mobile":
            mob = r.choice(C[5])
            return lambda q, t: self.mobile(q, mob, country)
        if kind in ("office", "campus"):
            if shared is None:
                asn = r.choice(C[4]) if kind == "office" else r.randrange(2000, 60000)
                n = r.choice([1, 1, 2, 3]) if kind == "office" else r.randrange(12, 60)
                shared = (asn, [asn_ip(asn, r) for _ in range(n)])
            asn, ips = shared
            wfh, hf = r.choice([0, .1, .3, .5]) if kind == "office" else r.choice([.2, .5]), self.net("home", r, country)
            mine = r.choice(ips) if kind == "office" else None
            return lambda q, t: hf(q, t) if q.random() < wfh else ((mine if mine and q.random() < .8 else q.choice(ips)), asn, country)
        if kind == "cloud":
            if shared is None:
                asn = r.choices(list(CLOUDS), [9, 4, 6, 6, 3, 3, 2, 1, 1.5, 1, 1, .6, .5, 1])[0]
                shared = (asn, [asn_ip(asn, r) for _ in range(r.choice([1, 1, 2, 3, 4, 8]))])
            asn, ips = shared
            return lambda q, t: (q.choice(ips), asn, CLOUDS[asn])
        if kind == "serverless":
            asn = shared[0] if shared else r.choices(list(CLOUDS), [9, 6, 6, 6, 1, 0, 0, 0, 0, 1, 1, 0, 0, 4])[0]
            return lambda q, t: (q.choice(self.serverless[asn]), asn, CLOUDS[asn])
        if kind == "vpn":
            asn = r.choice(list(VPNS))
            ips = self.vpn[asn]
            salt = r.getrandbits(30)
            return lambda q, t: (ips[(salt + int(t // (6 * HOUR)) * 7) % len(ips)], asn, VPNS[asn])
        if kind.startswith("platform:"):
            asn, ips = self.platform[kind[9:]]
            return lambda q, t: (q.choice(ips), asn, CLOUDS[asn])
        if kind == "resi_rot":
            pool = shared or [country]

            def g(q, t):
                if self.home_ips and q.random() < .3:
                    return q.choice(self.home_ips)
                c = q.choice(pool)
                asn = q.choice(COUNTRIES[c][4])
                return asn_ip(asn, q), asn, c
            return g
        if kind == "resi_sticky":
            asn, lease, salt, cache = r.choice(C[4]), r.choice([.5, 1, 1, 3]) * DAY, r.getrandbits(40), {}

            def s(q, t):
                k = int((t + salt % 86400) // lease)
                if k not in cache:
                    z = random.Random(salt + k)
                    cache[k] = z.choice(self.home_ips) if self.home_ips and z.random() < .15 else (asn_ip(asn, z), asn, country)
                return cache[k]
            return s
        raise ValueError(kind)

    def mobile(self, q, asn, country):
        if asn not in self.cgnat:
            z = R("cgnat", self.a.seed, asn)
            self.cgnat[asn] = [asn_ip(asn, z) for _ in range(90)]
        return q.choice(self.cgnat[asn]), asn, country

    def client(self, r, fam):
        ua, vs, stack, sess, stream, temps, parts = FAM[fam]
        i = min(len(vs) - 1, int(len(vs) * r.random() ** .6))
        osv = r.randrange(STACKS[stack])
        mk = lambda v: ua.replace("{B}", self.brand).replace("{b}", self.brand.lower()).replace("{v}", v)
        up = r.uniform(self.t0, self.t1) if i + 1 < len(vs) and r.random() < .3 else 1e18
        return {"fam": fam, "ua": mk(vs[i]), "ua2": mk(vs[min(i + 1, len(vs) - 1)]), "up": up, "ja4": ja4(stack, osv), "sess": sess, "stream": r.random() < stream if .05 < stream < .9 else stream > .5,
                "temp": r.choice(temps), "parts": bool(parts), "topp": r.choice([None] * 8 + [.9, .95, 1]), "maxt": r.choice([None, None, 256, 512, 1024, 2048, 4096, 4096, 8192, 8192, 16384]), "seed": r.choice([None] * 14 + [42, 0]),
                "reas": {"effort": r.choice(["low", "medium", "medium", "high"]), "summary": "auto"} if r.random() < (.35 if fam in IDE_CL or fam in HUMAN_CL and sess else .13) else None}

    # ---- accounts
    def account(self, r, pop, **k):
        while True:
            i = self.ashape + "%010x" % r.getrandbits(40)
            if i not in self.used_ids:
                self.used_ids.add(i)
                break
        c = k.get("country") or self.country(r)
        C = COUNTRIES[c]
        plan = k.get("plan") or self.plans[r.choices(range(4), [4, 5, 1.2, .3])[0]]
        pay = k.get("pay") or ("pm_%016x" % r.getrandbits(64) if plan != self.plans[0] or r.random() < .5 else None)
        if not k.get("org") and (self.own_org or r.random() < .12):
            k["org"] = "org_" + rid(r, 9)
            k["legal"] = k.get("legal") or (r.choice(REPO_A) + r.choice(REPO_B)).capitalize() + r.choice(["", " Ltd", " LLC", " GmbH"]) if r.random() < .25 else ""
        a = {"id": i, "pop": pop, "country": c, "tz": k.get("tz", r.choice(C[1])), "lang": C[2], "native": C[3] if r.random() < .8 else 0, "org": k.get("org"), "plan": plan,
             "created": k.get("created") or self.created(r), "verified": k.get("verified", r.random() < .45), "pay": pay, "dom": k.get("dom") or (r.choice(self.freemail) if r.random() < .96 else r.choice(self.throw)),
             "keys": ["key_" + rid(r, 12) for _ in range(k.get("keys", 1))], "r": r, "campaign": None, "licensed": False, "reseller": False, "licence": "", "legal": k.get("legal", ""),
             "topics": r.sample(TOPICS, r.choice([2, 3, 4, 6, 8, 12])), "g": {}, "ban": 1e18, "retry": r.random() < .7, "ep": wchoice(r, self.endpoints), "eu": None, "multi": r.random(), "fresh": True}
        if r.random() < (.3 if pop in ("credit_abuse", "grey_resale") else .012) and not k.get("noban"):
            a["ban"] = r.uniform(self.t0, self.t1)
        self.accounts.append(a)
        return a

    def created(self, r, lo=None):
        """Most accounts are older; a firm that grows opens some each day of the log."""
        x = r.random()
        if x < .22:
            return r.uniform(self.t0, self.t1 - DAY)
        return self.t0 - min(r.expovariate(1 / 160) * DAY, 900 * DAY)

    def set_models(self, a, r, base=None, adopt="mixed", share=1.0, at=None):
        base = base or r.choices([self.m_big, self.m_mini, self.m_old, self.m_code, self.alias], [5, 5, 1.5, .6, 1.5])[0]
        if at is None:
            x = r.random()
            if adopt == "fast":
                at = self.release + r.uniform(.3, 22) * HOUR
            elif adopt == "mixed":
                at = 1e18 if x < .55 else self.release + r.expovariate(1 / (4 * DAY))
            elif adopt == "never":
                at = 1e18
            else:
                at = self.release + r.uniform(.2, 3) * DAY if x < .6 else 1e18
        a["m"] = (base, at, share, r.choice([None, None, self.m_mini, self.m_big]), r.choice([0, 0, .1, .3]))

    def model(self, a, q, t):
        base, at, share, second, p2 = a["m"]
        if t > at and q.random() < share:
            return self.m_new
        return second if second and q.random() < p2 else base

    # ---- one exchange after another of a conversation; returns (time of the end, ok)
    def emit(self, a, t, conv, camp=None, harvest=False, net=None, cl=None, eu=None):
        q = a["r"]
        T, F = self.T, self.f
        sysm, tools, turns, opt = conv
        cl = cl or a["cl"]
        net = net or a["net"]
        ip = net(q, t)
        model = opt.get("model") or self.model(a, q, t)
        real = (self.m_new if t > self.release else self.m_big) if model == self.alias else model
        if real == self.m_new and t < self.release:
            model = real = self.m_big
        sess = ("s_" + rid(q, 14)) if cl["sess"] and F["session"] else None
        ep = a["ep"]
        prev, hist = None, []
        if sysm:
            hist.append({"role": "system", "content": sysm})
        served = ep == "responses" and a["multi"] < .4 and len(turns) > 1
        key = a["keys"][0] if len(a["keys"]) == 1 else q.choice(a["keys"])
        lang = opt.get("lang", "en")
        temp, maxt = opt.get("temp", cl["temp"]), opt.get("maxt", cl["maxt"])
        reas = opt.get("reasoning") or (cl["reas"] if turns and turns[0][1] not in ("label", "json", "sql") else None)
        stream = bool(cl["stream"]) if "stream" not in opt else opt["stream"]
        ok_all = True
        last_resp = None
        chars = sum(len(m["content"]) for m in hist)
        toolchars = 90 * len(tools) if tools else 0
        for n, (new, kind, L, gap) in enumerate(turns):
            if n:
                t += max(.3, gap)
            hist.extend(new)
            fresh = sum(len(m["content"]) for m in new)
            chars += fresh
            if opt.get("keep") and len(hist) > opt["keep"]:
                hist = hist[:1] + hist[-opt["keep"]:]
                chars = sum(len(m["content"]) for m in hist)
            tries = 0
            while True:
                if t >= self.t1 or t < self.t0:
                    return t, False
                p = self.err * (3 if opt.get("burst") else 1)
                for o0, o1, pp in self.outages:
                    if o0 < t < o1:
                        p = max(p, pp)
                status = 200
                if t > a["ban"]:
                    status = a.get("banst") or a.setdefault("banst", q.choice([403, 403, 401, 402]))
                elif a["fresh"] and q.random() < .06:
                    status, a["fresh"] = q.choice([401, 401, 404, 400]), False
                elif q.random() < p:
                    status = q.choices([500, 529, 429, 408, 400], [2, 2, 6 if opt.get("burst") else 2, 1, 1])[0]
                ptxt = new[-1]["content"] if new else ""
                mnow = model
                req = {"endpoint": ep if not opt.get("batch") else "batch", "model": mnow}
                msgs = (new if (served and n) else hist)
                if cl["parts"]:
                    msgs = [dict(m, content=[{"type": "text", "text": m["content"]}]) if m["role"] == "user" else m for m in msgs]
                req["messages"] = msgs
                if served and prev:
                    req["previous_response_id"] = prev
                if opt.get("batch"):
                    req["batch_id"] = opt["batch"]
                if temp is not None:
                    req["temperature"] = temp
                if cl["topp"]:
                    req["top_p"] = cl["topp"]
                if maxt:
                    req["max_tokens"] = maxt
                if opt.get("n", 1) > 1:
                    req["n"] = opt["n"]
                if cl["seed"] is not None:
                    req["seed"] = cl["seed"]
                req["stream"] = stream
                if reas:
                    req["reasoning"] = reas
                if tools:
                    req["tools"] = tools
                isnew = 1.25 if real == self.m_new else 1
                resp = {"model": real, "status": status}
                tf = q.gauss(4.0, .15)
                usage = None
                txt = ""
                calls = None
                if status == 200:
                    fin = self.fin[0]
                    if isinstance(kind, tuple) and kind[0] == "tool":
                        txt = kind[3]
                        calls = [{"type": "tool_call", "id": "call_" + rid(q, 10), "name": kind[1], "arguments": ENC(kind[2])}]
                        fin = self.fin[2]
                    else:
                        LL = L * isnew * math.exp(q.gauss(0, .22)) if L else 0
                        if maxt and LL > maxt * 4:
                            LL, fin = maxt * 4, self.fin[1]
                        txt = T.answer(q, kind, LL, ptxt, lang)
                        if maxt and len(txt) > maxt * 4.2:
                            txt, fin = txt[:maxt * 4], self.fin[1]
                    resp["finish_reason"] = fin
                    resp["content"] = txt
                    if calls:
                        resp["output"] = calls
                    elif opt.get("n", 1) > 1:
                        resp["output"] = [txt] + [T.answer(q, kind, L, ptxt, lang) for _ in range(opt["n"] - 1)]
                    rt = 0
                    if reas:
                        rt = int(logn(q, 500 if reas.get("effort") != "high" else 1300, .6))
                        if F["reason_vis"] and reas.get("summary"):
                            resp["reasoning"] = T.answer(q, "chat", min(1200, rt * 1.2), ptxt[::-1])
                    it = int((chars if not (served and n) else chars) / tf) + toolchars // 4 + 6
                    ot = max(1, int((len(txt) + (len(calls[0]["arguments"]) + 30 if calls else 0)) / tf) if lang not in ("zh", "ja", "ko") else int(len(txt) / 1.6)) * opt.get("n", 1) + rt
                    usage = {"input_tokens": it, "output_tokens": ot}
                    if rt:
                        usage["reasoning_tokens"] = rt
                    if F["cache"] and n and q.random() < .7:
                        usage["cache_read_input_tokens"] = max(0, it - int(fresh / tf) - 8) // 64 * 64
                    lat = (q.gauss(420, 90) + ot / self.speed.get(real, 70) * 1000) * math.exp(q.gauss(0, .18)) + it * .03
                    if F["resp_id"]:
                        resp["id"] = "resp_" + rid(q, 16)
                    prev = resp.get("id") or "resp_" + rid(q, 16)
                    if served:
                        resp["id"] = prev
                else:
                    lat = logn(q, 180 if status in (401, 402, 403, 429, 400) else 4000, .6)
                if F["latency"]:
                    resp["latency_ms"] = max(40, int(lat))
                self.write(a, t, ip, cl, sess, key, req, resp, usage, eu if eu is not None else a["eu"])
                if harvest and status == 200:
                    self.taken[camp][int(t // HOUR)] += 1
                if opt.get("rot"):
                    ip = net(q, t)
                t += lat / 1000
                if status == 200:
                    a["fresh"] = False
                    break
                tries += 1
                if status in (401, 402, 403, 400) or tries > 3 or not a["retry"]:
                    ok_all = False
                    break
                t += q.uniform(.5, 2) * 3 ** tries
            if not ok_all:
                return t, False
            am = {"role": "assistant", "content": txt}
            if calls:
                am["tool_calls"] = [{"id": calls[0]["id"], "type": "function", "function": {"name": calls[0]["name"], "arguments": calls[0]["arguments"]}}]
            hist.append(am)
            chars += len(txt) + (len(calls[0]["arguments"]) if calls else 0)
        return t, True

    def write(self, a, t, ip, cl, sess, key, req, resp, usage, eu):
        F, q = self.f, a["r"]
        d = int((t - self.t0) // DAY)
        if not 0 <= d < self.days:
            return
        ds = self.daystr.get(d)
        if ds is None:
            ds = self.daystr[d] = datetime.fromtimestamp(self.t0 + d * DAY, timezone.utc).strftime("%Y-%m-%dT")
        ms = int((t - self.t0 - d * DAY) * 1000)
        s, m3 = divmod(ms, 1000)
        m, s = divmod(s, 60)
        h, m = divmod(m, 60)
        i = self.shape + "%022x" % q.getrandbits(88)
        acc = {"id": a["id"]}
        if eu is not None:
            acc["end_user"] = eu
        if a["org"]:
            acc["org"] = a["org"]
        if F["key"]:
            acc["key"] = key
        if F["acc_in_log"]:
            acc.update(a["pub"])
        c = {"ip": ip[0]}
        if F["asn"]:
            c["asn"] = ip[1]
        if F["ccountry"]:
            c["country"] = ip[2]
        if F["ua"]:
            c["user_agent"] = cl["ua"] if t < cl["up"] else cl["ua2"]
        if F["ja4"]:
            c["ja4"] = cl["ja4"]
        o = {"id": i, "time": "%s%02d:%02d:%02d.%03dZ" % (ds, h, m, s, m3), "account": acc, "client": c}
        if sess:
            o["session"] = sess
        o["request"] = req
        o["response"] = resp
        if usage:
            o["usage"] = usage
        o["content_state"] = "full"
        self.dayfiles[d].write("%09d\t%s\t%s\n" % (ms, i, ENC(o)))
        self.count += 1
        k = (a["id"], eu) if a["reseller"] else (a["id"], None)
        self.seen[k] = self.seen.get(k, 0) + 1

    def finish_account(self, a):
        """The fields that go into the log, once all of the account is settled."""
        F, p = self.f, {}
        if F["created"]:
            p["created"] = rfc(a["created"])
        p["country"] = a["country"]
        p["plan"] = a["plan"]
        if F["verified"]:
            p["verified"] = bool(a["verified"])
        if F["pay"] and a["pay"]:
            p["payment"] = a["pay"]
        if F["dom"]:
            p["email_domain"] = a["dom"]
        a["pub"] = p

    def close(self, out):
        for f in self.dayfiles:
            f.close()
        raw = open(os.path.join(out, "log.jsonl.gz"), "wb")
        with gzip.GzipFile(filename="", mode="wb", fileobj=raw, compresslevel=3, mtime=0) as z:
            for d in range(self.days):
                p = os.path.join(self.tmp, "%03d" % d)
                with open(p, "rb") as f:
                    rows = f.read().split(b"\n")
                rows.pop()
                rows.sort()
                for i in range(0, len(rows), 2000):
                    z.write(b"".join(x.split(b"\t", 2)[2] + b"\n" for x in rows[i:i + 2000]))
                del rows
                os.remove(p)
        raw.close()
        os.rmdir(self.tmp)


# ---------------------------------------------------------------- conversations (benign and harvest build them alike)
def L(r, kind, m=1.0):
    a, s = ALEN.get(kind, (900, .6))
    return a * m * math.exp(r.gauss(0, s))


def U(x):
    return [{"role": "user", "content": x}]


def one(r, text, kind, sysm=None, m=1.0, opt=None, tools=None):
    return (sysm, tools, [(U(text), kind, L(r, kind if isinstance(kind, str) else "chat", m), 0)], opt or {})


def make_tpl(r, kind):
    """A template as people write them: where the instruction stands, what is before and what after the material."""
    pre, suf = r.choice(PH[kind][0]), r.choice(PH[kind][1])
    if r.random() < .25:
        suf = (suf + " " + r.choice(PH[kind][1])).strip()
    n = str(r.choice([5, 8, 10, 20]))
    return r.choice(["user", "user", "sys", "tail"]), pre.replace("{n}", n), suf.replace("{n}", n), r.choice(["\n\n", "\n", " "])


def fill(tpl, x):
    w, pre, suf, sep = tpl
    if w == "sys":
        return (" ".join(p for p in (pre, suf) if p) or None), x
    if w == "tail":
        return None, sep.join(p for p in (x, pre, suf) if p)
    return None, sep.join(p for p in (pre, x, suf) if p)


def c_chat(W, r, a, t):
    T, turns = W.T, []
    nat = a["native"] if a["lang"] in LANGP else 0
    k = min(14, 1 + int(r.expovariate(1 / (.6 + 2 * a["multi"]))))
    native = nat and r.random() < nat
    opt = {"lang": a["lang"] if native else "en"}
    for i in range(k):
        if i == 0:
            x = T.human(r, a["topics"], a["lang"], 1 if native else 0)
        elif native:
            x = T.slots(r, r.choice(LANGP[a["lang"]][0]), lang=a["lang"])
        else:
            x = T.slots(r, r.choice(FOLLOW), a["topics"]) if r.random() < .7 else T.human(r, a["topics"])
        turns.append((U(x), r.choice(["chat", "chat", "chat", "list", "short", "email"]), L(r, "chat"), logn(r, 55, 1)))
    return a["g"].get("sys"), None, turns, opt


def c_homework(W, r, a, t):
    T = W.T
    sub = a["g"].get("sub") or r.choice(["math", "math", "dom", "code", "essay"])
    if sub == "math":
        x, k = T.mathq(r), "math"
        x = r.choice(["", "", "", "solve: ", "how do i do this? ", "help me understand, ", "i got a different answer. "]) + x + r.choice(["", "", "", " show work", " explain step by step pls", " just the answer"])
        if a["native"] and r.random() < a["native"] * .6:
            if a["lang"] in DICT:
                x = re.sub(r"[A-Za-z]+", lambda g: DICT[a["lang"]].get(g.group().lower(), g.group()), x)
            return None, None, [(U(r.choice(LPRE[a["lang"]]) + "\n" + x), k, L(r, k), 0)], {"lang": a["lang"]}
    elif sub == "dom":
        x, k = T.domq(r, r.choice(["science", "history", "law", "health", "finance"])), "chat"
    elif sub == "code":
        x, k = T.codetask(r), "code"
    else:
        x, k = T.slots(r, r.choice(["Write an essay on {t} in {n}00 words", "Give me a thesis statement about {t}.", "Outline an essay: {t} {m}", "Check my paragraph: {s} {s2}"]), a["topics"]), "chat"
    turns = [(U(x), k, L(r, k), 0)]
    while r.random() < .4 and len(turns) < 6:
        turns.append((U(T.slots(r, r.choice(FOLLOW + ["I got %d instead" % r.randrange(200), "why did you divide?", "next one: " + T.mathq(r)]), a["topics"])), k, L(r, k), logn(r, 70, .9)))
    return None, None, turns, {}


def c_code(W, r, a, t):
    T = W.T
    turns = [(U(T.mutate(r, T.codetask(r)) if r.random() < .75 else T.slots(r, r.choice(INTENT), [x for x in TOPICS if x[0] in ("code", "ops")])), "code", L(r, "code"), 0)]
    while r.random() < .5 and len(turns) < 8:
        x = r.choice(["now I get %s" % T.err(r), "can you add a test", "make it %s" % r.choice(CT_CON), "use %s instead" % r.choice(CT_LANG), "here's my file:\n```\n%s\n```" % T.code(r, 9), T.slots(r, r.choice(FOLLOW), a["topics"])])
        turns.append((U(x), "code", L(r, "code", .8), logn(r, 80, 1)))
    return a["g"].get("sys"), None, turns, {}


def c_roleplay(W, r, a, t):
    T = W.T
    sysm = a["g"].setdefault("cards", {}).setdefault(a["id"], [r.choice(T.acts)[:1400] for _ in range(r.randrange(1, 4))])
    turns = []
    for i in range(min(25, 2 + int(r.expovariate(1 / 6)))):
        turns.append((U(r.choice(["*looks up* ", "", "", '"', "(ooc: slower) "]) + T.S[r.randrange(T.N)]), "story", L(r, "story", .5), logn(r, 70, .8)))
    return r.choice(sysm), None, turns, {"keep": 16}


def c_translate(W, r, a, t):
    T = W.T
    l = a["g"].get("lang") or a["topics"][0][0] and r.choice(list(LNAME)[:-1])
    x = T.doc(r, int(logn(r, 450, .7)))
    tpl = a["g"].get("line") or r.choice(["Translate into %s:", "Please translate this text to %s, keep the tone.", "%s translation please"])
    return None, None, [(U((tpl % LNAME[l]) + "\n\n" + x), "translate", len(x), 0)], {"lang": l}


SCAFFOLD = [("You are %s, a highly skilled software engineer with extensive knowledge of many languages, frameworks and best practices. You work in tool calls, one per message, and wait for the result before the next step. Never guess file contents. When the task is done, call attempt_completion.", ["execute_command", "read_file", "write_to_file", "replace_in_file", "search_files", "list_files", "attempt_completion"]),
            ("You are a coding agent working in the user's repository. Use the tools to explore, edit and verify. Keep answers short. Run the tests after each change. %s", ["Bash", "Read", "Edit", "Grep", "Glob", "TodoWrite"]),
            ("You are a helpful assistant that can interact with a computer to solve tasks. %s * If a path is given, do not assume it is relative. * Explore, reproduce, fix, verify.", ["execute_bash", "str_replace_editor", "finish", "browser"]),
            ("SETTING: You are an autonomous programmer working directly in the command line with a special interface. %s Issue one command at a time. Submit when finished.", ["bash", "open", "edit", "submit"]),
            ("Act as an expert software developer. Always use best practices. Output edits as search/replace blocks. %s", [])]


def agent_conv(W, r, task, scaff, path, steps, opt, rules="", gap=(.4, 6)):
    """A trajectory in a scaffold: task, calls, results of the environment, an end."""
    T = W.T
    sysm, tools = scaff
    sysm = sysm % rules if "%s" in sysm else sysm
    env = "%s\n\n<environment>\ncwd: %s\nfiles:\n%s\n</environment>" % (task, path, T.listing(r, r.randrange(3, 9)))
    turns, new = [], U(env)
    for i in range(steps):
        if not tools:
            turns.append((new, "code", L(r, "code", .8), r.uniform(*gap)))
            new = U(r.choice(["Tests fail:\n%s" % T.err(r), "Now lint:\n%s" % T.err(r), "ok, next: %s" % T.slots(r, r.choice(["simplify it", "add a test {m}", "rename things"]))]))
            continue
        if i == steps - 1:
            turns.append((new, "short", L(r, "short", 1.5), r.uniform(*gap)))
            break
        name = r.choice(tools)
        f = "%s/%s_%s.py" % (r.choice(["src", "tests", "lib"]), r.choice(MODS), r.choice(T.words))
        args = {"path": path + "/" + f} if "ead" in name or "open" in name else {"command": r.choice(["pytest -q tests/", "grep -rn %s src" % r.choice(T.words), "ls -la", "git diff", "python -m %s" % r.choice(MODS), "sed -n 1,80p " + f])} if "ash" in name or "command" in name else {"path": path + "/" + f, "old": T.code(r, 3), "new": T.code(r, 4)}
        turns.append((new, ("tool", name, args, T.S[r.randrange(T.N)] if r.random() < .6 else ""), 0, r.uniform(*gap)))
        out = r.choice([lambda: T.code(r, r.randrange(5, 22)), lambda: "%d passed, %d failed\nE   %s" % (r.randrange(40), r.randrange(4), T.err(r)), lambda: T.listing(r, r.randrange(2, 10)), lambda: "ok", lambda: "Traceback (most recent call last):\n  File \"%s\", line %d\n%s" % (f, r.randrange(300), T.err(r))])()
        new = [{"role": "tool", "content": out}]
    return sysm, tools or None, turns, opt


def issue(T, r, repo):
    return r.choice(["Fix the failing test in %s.%s: %s" % (repo, r.choice(MODS), T.err(r)), "In %s, %s" % (repo, T.codetask(r)), "The %s module of %s should also %s %s %s. Add tests." % (r.choice(MODS), repo, r.choice(CT_VERB).rstrip("s"), r.choice(CT_OBJ), r.choice(CT_CON)),
                     "Issue #%d: %s when calling %s.%s()\n\n%s" % (r.randrange(20, 4000), T.err(r), r.choice(MODS), r.choice(T.words), T.sents(r, 2)), "Refactor %s/%s.py so that it %s %s." % (repo, r.choice(MODS), r.choice(CT_VERB), r.choice(CT_OBJ)), "Why does %s give %s? Investigate and fix." % (r.choice(MODS), T.err(r))])


def repo_name(r):
    return r.choice(REPO_A) + r.choice(REPO_B) + r.choice(["", "", "-api", "-web", "2", "-core"])


def c_agent(W, r, a, t):
    g = a["g"]
    me = g.setdefault("repos", {}).setdefault(g.get("repokey") or a["id"], [repo_name(r) for _ in range(r.choice([1, 1, 2, 3]))])
    repo = r.choice(me)
    fam = a["cl"]["fam"]
    sc = g.get("scaff") or {"cline": SCAFFOLD[0], "roo": SCAFFOLD[0], "codecli": SCAFFOLD[1], "openhands": SCAFFOLD[2], "sweagent": SCAFFOLD[3], "aider": SCAFFOLD[4]}.get(fam, SCAFFOLD[1])
    home = g.get("path") or a.setdefault("path", r.choice(["/Users/%s/dev", "/home/%s/src", "c:/Users/%s/code"]) % r.choice(NAMES).lower())
    return agent_conv(W, r, issue(W.T, r, repo), sc, home + "/" + repo, 2 + min(11, int(r.expovariate(1 / 4))), {}, a.setdefault("rules", r.choice(["", "", "Follow the project's style guide.", "Prefer small commits.", "Use pnpm."])), (.5, 9) if not g.get("repokey") else (.3, 3))


def src(T, r, a, s):
    """The material of an application: what its own customers or systems send through it."""
    if s == "bank":
        return T.mutate(r, r.choice(T.bank77))
    if s == "clinc":
        return T.mutate(r, r.choice(T.clinc))
    if s == "ticket":
        return "Ticket %d (%s): %s %s" % (r.randrange(10 ** 5, 10 ** 6), r.choice(["new", "open", "urgent"]), r.choice(T.bank77 + T.clinc), T.S[r.randrange(T.N)])
    if s.startswith("doc"):
        return T.doc(r, int(logn(r, int(s[3:] or 900), .6)))
    if s == "rag":
        return "Context:\n" + "\n---\n".join(T.doc(r, r.randrange(250, 700)) for _ in range(r.randrange(2, 5))) + "\n\nQuestion: " + T.mutate(r, r.choice(T.short))
    if s == "product":
        return "Product: %s %s\nFeatures: %s\nPrice: %d.%02d" % (r.choice(T.words), r.choice(["lamp", "jacket", "blender", "tent", "notebook", "serum", "backpack", "keyboard", "rug", "bike light"]), ", ".join(r.sample(T.words, 4)), r.randrange(5, 400), r.randrange(100))
    if s == "log":
        return "\n".join("%s %s[%d]: %s from %d.%d.%d.%d" % (r.choice(["Jan", "Feb", "Mar"]) + " %02d" % r.randrange(1, 28), r.choice(["sshd", "kernel", "nginx", "auditd"]), r.randrange(9999), T.err(r), r.randrange(1, 223), r.randrange(255), r.randrange(255), r.randrange(255)) for _ in range(r.randrange(3, 9)))
    if s == "transcript":
        return "\n".join("%s: %s" % (r.choice(NAMES), T.S[r.randrange(T.N)]) for _ in range(r.randrange(6, 18)))
    if s == "math":
        return T.mathq(r, ["gsm8k_train", "asdiv", "svamp", "math_test"], .9)
    if s == "sql":
        return T.perturb(r, r.choice(T.sql))
    if s.startswith("dom:"):
        return T.domq(r, s[4:])
    if s == "fixture":
        return "Generate %d realistic %s records as JSON with fields %s. Locale %s, seed %d." % (r.randrange(3, 30), r.choice(["customer", "order", "invoice", "patient", "sensor", "flight", "loan", "ticket"]), ", ".join(r.sample(T.words, 5)), r.choice(["en_US", "de_DE", "fr_FR", "pt_BR"]), r.randrange(10 ** 6))
    if s == "persona":
        return "You are %s, %d, %s from %s. On a scale from 1 to 7: %s" % (r.choice(NAMES), r.randrange(18, 80), r.choice(DOMR), r.choice(["Ohio", "Leeds", "Lyon", "Pune", "Porto", "Osaka"]), r.choice(a["g"].setdefault("items", [T.S[r.randrange(T.N)] for _ in range(12)])))
    if s == "game":
        return '{"player": "%s", "hp": %d, "place": "%s", "says": "%s"}' % (r.choice(NAMES), r.randrange(100), r.choice(T.words), T.S[r.randrange(T.N)])
    if s == "pair":
        x = T.slots(r, r.choice(INTENT), a["topics"])
        return "[Question]\n%s\n\n[Answer A]\n%s\n\n[Answer B]\n%s" % (x, T.answer(r, "chat", logn(r, 350, .5), x), T.answer(r, "chat", logn(r, 350, .5), x))
    if s == "single":
        x = T.slots(r, r.choice(INTENT), a["topics"])
        return "Question: %s\nBot answer: %s\nReference: %s" % (x, T.answer(r, "chat", logn(r, 300, .5), x), T.S[r.randrange(T.N)])
    if s == "news":
        return "%s %s %.1f%%\n%s" % (r.choice(["NVX", "ALT", "BRK", "QNT", "SOL", "EURUSD", "WTI"]), r.choice(["up", "down"]), r.uniform(0, 6), T.sents(r, 3))
    if s == "ugc":
        return r.choice(T.refuse["hh_rlhf_harmless"]) if r.random() < .3 else T.mutate(r, T.S[r.randrange(T.N)])
    return T.S[r.randrange(T.N)]


def c_app(W, r, a, t):
    g, T = a["g"], W.T
    x = src(T, r, a, g["src"])
    s, x = fill(g["tpl"], x)
    opt = dict(g.get("opt") or {})
    if g.get("eus"):
        a["eu"] = r.choices(g["eus"], cum_weights=g["euw"])[0]
    kind = g["kind"]
    turns = [(U(x), kind, L(r, kind, g.get("mult", 1)), 0)]
    while g.get("talk", 0) > r.random() and len(turns) < 8:
        y = T.slots(r, r.choice(FOLLOW), a["topics"]) if r.random() < .5 else src(T, r, a, g["src"])
        turns.append((U(y), kind, L(r, kind, g.get("mult", 1)), logn(r, 50, .8)))
    return g.get("sys") or s, g.get("tools"), turns, opt


def c_trial(W, r, a, t):
    T = W.T
    x = r.choice(["Hello", "Hello, world!", "Say this is a test", "hi", "Write a haiku about recursion in programming.", "ping", "What model are you?", "Tell me a joke.", "test", "Explain quantum computing in simple terms."]) if r.random() < .55 else T.human(r, a["topics"])
    return r.choice([None, None, "You are a helpful assistant."]), None, [(U(x), r.choice(["short", "chat"]), L(r, "short"), 0)], {}


def c_list(W, r, a, t):
    """Coursework, benchmark runs, quick starts: the same fixed items for all of a group, each does all of them."""
    g = a["g"]
    i = a.get("n", 0)
    a["n"] = i + 1
    items = g["items_fixed"]
    x = items[i % len(items)]
    if g.get("own") and r.random() < g["own"]:
        x = W.T.mutate(r, x)
    s, x = fill(g["tpl"], x)
    o = dict(g.get("opt") or {})
    if g.get("models"):
        o["model"] = g["models"][(i // len(items)) % len(g["models"])]
    return s, None, [(U(x), g["kind"], L(r, g["kind"], g.get("mult", 1)), 0)], o


def c_red(W, r, a, t):
    T, g = W.T, a["g"]
    x = r.choice(T.refuse[r.choice(g["sets"])])
    if r.random() < .3:
        x = T.mutate(r, x)
    return g.get("sys"), None, [(U(x), "refusal" if r.random() < .6 else "short", L(r, "short"), 0)], {}


CONTENT = {"chat": c_chat, "homework": c_homework, "code": c_code, "roleplay": c_roleplay, "translate": c_translate, "agent": c_agent, "app": c_app, "trial": c_trial, "list": c_list, "red": c_red}

# ---------------------------------------------------------------- when people and machines ask
PROF = {"office": [1, 1, 0, 0, 0, 0, 1, 3, 9, 14, 15, 13, 8, 11, 14, 13, 11, 8, 4, 2, 2, 2, 1, 1], "evening": [3, 1, 1, 0, 0, 0, 1, 2, 3, 4, 4, 4, 5, 5, 5, 5, 6, 8, 9, 11, 13, 13, 10, 6],
        "student": [5, 3, 2, 1, 0, 0, 0, 1, 3, 5, 7, 7, 5, 7, 8, 8, 7, 6, 6, 9, 12, 13, 12, 8], "allday": [2, 1, 1, 1, 1, 1, 3, 5, 7, 8, 9, 9, 9, 9, 9, 9, 9, 8, 8, 8, 7, 6, 5, 3], "flat": [1] * 24,
        "night": [9, 9, 8, 6, 4, 2, 1, 0, 0, 0, 1, 1, 1, 1, 1, 1, 2, 3, 4, 5, 6, 8, 9, 9]}
WEEK = {"office": [1, 1.05, 1.05, 1, .85, .12, .1], "evening": [.9, .9, .9, .95, 1, 1.2, 1.2], "student": [1.1, 1.1, 1.1, 1, .7, .8, 1.2], "allday": [1, 1, 1, 1, 1, .85, .85], "flat": [1] * 7, "night": [.9, .9, .9, .9, 1, 1.2, 1.2]}


def local(W, d, h, tz):
    return W.t0 + d * DAY + (h - tz) * HOUR


def times(W, r, a, spec, rate, g):
    kind, D, out = spec["sched"], W.days, []
    prof = spec.get("prof", "allday")
    lo = max(W.t0, a["created"])
    hw, ww = PROF[prof], WEEK[prof]
    if kind in ("human", "service"):
        # a user's own hours are narrower than those of the crowd; people come and go over the weeks
        if kind == "human":
            c = r.choices(range(24), hw)[0]
            hw = [v * math.exp(-((((h - c + 12) % 24) - 12) / 6.0) ** 2) + .02 * v for h, v in enumerate(hw)]
        b0, b1 = (r.randrange(-D, D), 0) if kind == "human" else (-D, 0)
        b1 = b0 + r.choice([1, 3, 7, 21, 60, 60]) if kind == "human" else D + D
        if kind == "human" and b1 < 0:
            b0, b1 = 0, D
        act = spec.get("act", .35) * r.uniform(.4, 1.7)
        for d in range(-1, D + 1):
            if not b0 <= d <= b1:
                continue
            w = ww[(W.wd0 + d) % 7]
            n = pois(r, rate * w) if kind == "service" else (pois(r, rate) + 1 if r.random() < act * w else 0)
            last = None
            for h in r.choices(range(24), hw, k=n):
                last = local(W, d, h + r.random(), a["tz"]) if last is None or kind == "service" or r.random() > .5 else last + logn(r, 420, 1)
                out.append(last)
    elif kind == "cron":
        hs = g.get("hours") or [r.randrange(24) for _ in range(r.choice([1, 1, 2, 4]))]
        per, jit, off = g.get("gap", r.choice([.8, 2, 5])), r.choice([2, 20, 300]), r.choice([0, 0, 0, .25, .5])
        wk = r.random() < .4
        for d in range(-1, D + 1):
            if wk and (W.wd0 + d) % 7 > 4:
                continue
            for h in hs:
                t = local(W, d, h + off, a["tz"]) + r.random() * jit
                for _ in range(pois(r, rate)):
                    out.append(t)
                    t += r.expovariate(1 / per)
    elif kind == "interval":
        step = 24 * HOUR / max(.2, rate)
        t = W.t0 + r.random() * step
        down = r.uniform(W.t0, W.t1 * 1.0)
        while t < W.t1:
            if not down < t < down + 20 * HOUR:
                out.append(t + r.random() * 2)
            t += step
    elif kind == "burst":
        for _ in range(1 + pois(r, spec.get("runs", 3))):
            d = r.randrange(D)
            t = local(W, d, r.choices(range(24), hw)[0] + r.random(), a["tz"])
            conc = r.choice([.3, 1, 3, 8])
            for _ in range(max(3, int(logn(r, rate, .8)))):
                out.append(t)
                t += r.expovariate(1 / conc)
    elif kind == "trial":
        t = a["created"] + r.expovariate(1 / 1800) if a["created"] > W.t0 and r.random() < .8 else r.uniform(lo, W.t1)
        for _ in range(1 + min(12, int(r.expovariate(1 / 2)))):
            out.append(t)
            t += logn(r, 120, 1.3)
    elif kind == "class":
        for s0, dur in g["slots"]:
            if r.random() < .12:
                continue
            late = r.random() < .25
            t = s0 + (r.uniform(0, .15 * dur) if not late else dur + r.uniform(0, 2 * DAY))
            for _ in range(max(1, int(logn(r, rate, .4)))):
                out.append(t)
                t += logn(r, dur / max(3, rate) / 1.3, .6)
    elif kind == "release":
        for lag in ([0] if r.random() < .6 else [0, r.uniform(1, 5) * DAY]):
            t = W.release + lag + logn(r, g.get("lag", 10) * HOUR, .7)
            conc = r.choice([.5, 2, 5])
            for _ in range(int(logn(r, rate, .3))):
                out.append(t)
                t += r.expovariate(1 / conc)
        if r.random() < .5:
            t = W.t0 + r.random() * 4 * DAY
            for _ in range(int(rate * r.uniform(.2, .8))):
                out.append(t)
                t += r.expovariate(1 / 2)
    elif kind == "shift":
        h0, ln, wdays = g["shift"]
        off = r.random() < .1
        for d in range(-1, D + 1):
            if (W.wd0 + d) % 7 >= wdays or r.random() < .1 or off:
                continue
            for _ in range(pois(r, rate)):
                x = r.random() * ln
                out.append(local(W, d, h0 + (x if not 3.7 < x < 4.4 else x + .8), a["tz"]) + r.gauss(0, 120))
    elif kind == "market":
        for d in range(D):
            if (W.wd0 + d) % 7 > 4:
                continue
            for _ in range(pois(r, rate)):
                out.append(local(W, d, g["open"] + r.choice([0, 0, 0, 6.4]) + r.expovariate(3), g["mtz"]))
    cap = 3500
    out = sorted(t for t in out if lo <= t < W.t1)
    return out[:cap] if len(out) > cap else out


# ---------------------------------------------------------------- innocent populations
# name: share of accounts, group size, rate (median, sigma), schedule, content, network, clients, shared within a group, …
def P(w, gsz, rate, sched, content, net, cl, share="", **k):
    return dict(w=w, gsz=gsz, rate=rate, sched=sched, content=content, net=net, cl=cl, share=set(share.split()), **k)


POPS = {
    "trial": P(20, 1, (1, .1), "trial", "trial", "home", DEV_CL, created="new"),
    "casual_chat": P(20, 1, (1.2, .8), "human", "chat", "home", HUMAN_CL, prof="evening", act=.3),
    "mobile_chat": P(4, 1, (1.4, .7), "human", "chat", "mobile", {"mobileapp": 3, "chatbox": 1, "playground": 1}, prof="evening", act=.35),
    "vpn_privacy": P(1.2, 1, (1.2, .8), "human", "chat", "vpn", HUMAN_CL, prof="night", act=.3),
    "students": P(6, 1, (2, .7), "human", "homework", "home", HUMAN_CL, prof="student", act=.3),
    "writers": P(3.5, 1, (2, .8), "human", "app", "home", HUMAN_CL, prof="allday", act=.4),
    "translators": P(1.6, 1, (4, .7), "human", "translate", "home", HUMAN_CL, prof="office", act=.5),
    "roleplay": P(2.5, 1, (1.2, .6), "human", "roleplay", "home", {"sillytavern": 6, "openwebui": 1}, prof="night", act=.4),
    "hobby_code": P(6, 1, (1.5, .8), "human", "code", "home", {**DEV_CL, **HUMAN_CL}, prof="evening", act=.35),
    "ide_agents": P(7, 1, (1.2, .7), "human", "agent", "home", IDE_CL, prof="office", act=.45, adopt="fast?"),
    "agency_devs": P(1.5, (4, 40), (1.5, .6), "human", "agent", "office", IDE_CL, "org net domain payment client? scaff", prof="office", act=.5, adopt="fast?"),
    "ci_agents": P(1.0, (1, 3), (1.2, .6), "service", "agent", "serverless", AGENT_CL, "org payment domain repo", prof="office", adopt="mixed"),
    "support_bots": P(2, 1, (10, 1.1), "service", "app", "cloud", DEV_CL, prof="allday", src="bank", kind="short", talk=.55),
    "intent_router": P(1, 1, (22, 1), "service", "app", "cloud", DEV_CL, prof="allday", src="clinc", kind="label", adopt="never"),
    "etl_batch": P(1, 1, (25, .9), "cron", "app", "serverless", DEV_CL, src="ticket", kind="json", adopt="never"),
    "rag_firms": P(1.8, 1, (10, 1.1), "service", "app", "cloud", {"langchain": 4, "llamaindex": 4, "sdk-py": 2, "dotnet": 1}, prof="office", src="rag", kind="chat", mult=.6),
    "summarisers": P(1.2, 1, (10, 1), "service", "app", "cloud", DEV_CL, prof="office", src="transcript", kind="summary"),
    "isv_fleet": P(3, (15, 220), (3, .9), "service", "app", "cloud", {"sdk-node": 2, "sdk-py": 2, "go": 1, "java": 1}, "org? net client payment? template created plan model", prof="office", src="ticket", kind="email"),
    "plugin_shops": P(3, (20, 260), (2.2, .9), "service", "app", "platform:wordpress", {"wordpress": 1}, "client template model", prof="allday", src="product", kind="chat", mult=.8),
    "byok_ext": P(3, (30, 300), (1.5, .8), "human", "app", "home", {"playground": 2, "axios": 1, "okhttp": 1}, "client template model", prof="allday", act=.4, src="doc600", kind="summary", adopt="sameday?"),
    "research_lab": P(.9, (1, 5), (40, .8), "burst", "list", "campus", DEV_CL, "org? domain net template", prof="student", runs=2, kind="math"),
    "eval_vendor": P(.3, (1, 4), (150, .5), "release", "list", "cloud", {"inspect": 2, "lmeval": 2, "sdk-py-async": 2}, "org domain payment net template", kind="math", adopt="fast"),
    "harness_runners": P(1.2, (20, 80), (45, .6), "release", "list", "home", {"lmeval": 4, "inspect": 1}, "template client?", kind="math", adopt="fast"),
    "judge_ci": P(1, 1, (18, .8), "cron", "app", "serverless", {"promptfoo": 3, "sdk-py": 3, "langchain": 1}, src="single", kind="grade"),
    "arena_startup": P(.15, (2, 8), (20, .8), "service", "app", "cloud", {"sdk-py-async": 1, "litellm": 1}, "org domain payment net template client", prof="allday", src="pair", kind="grade"),
    "redteam_firm": P(.35, (1, 6), (40, .7), "burst", "red", "office", {"promptfoo": 4, "sdk-py": 2}, "org domain payment net", prof="office", runs=4),
    "moderation": P(.7, 1, (18, 1), "service", "app", "cloud", DEV_CL, prof="evening", src="ugc", kind="label", adopt="never"),
    "labelling_firm": P(1.3, (15, 120), (9, .5), "shift", "app", "office", {"playground": 2, "librechat": 1, "requests": 1}, "org net domain payment template client created tz model", src="single", kind="grade", mult=.5),
    "test_data": P(.9, (1, 6), (9, .8), "burst", "app", "office", DEV_CL, "org domain payment net", prof="office", src="fixture", kind="json", mult=8, runs=4),
    "npc_games": P(.4, 1, (22, 1), "service", "app", "serverless", {"go": 1, "rust": 1, "okhttp": 1}, prof="evening", src="game", kind="short", talk=.3, eus=60),
    "bpo_seats": P(2, (30, 200), (10, .5), "shift", "app", "office", {"playground": 2, "axios": 1, "java": 1}, "org net domain payment template client created tz model", src="bank", kind="email", mult=.6),
    "legal_review": P(.7, (2, 12), (10, .7), "shift", "app", "office", {"dotnet": 1, "sdk-py": 1, "playground": 1}, "org net domain payment template tz", src="doc1600", kind="chat"),
    "clinic_scribe": P(.7, (3, 30), (9, .7), "shift", "app", "office", {"dotnet": 2, "java": 1}, "org? domain template client tz model", src="transcript", kind="summary", mult=1.5),
    "domain_desk": P(.8, (1, 8), (4, .7), "human", "app", "office", HUMAN_CL, "org domain net", prof="office", act=.6, src="dom:law", kind="chat", talk=.3),
    "market_desks": P(.7, 1, (8, .7), "market", "app", "serverless", DEV_CL, src="news", kind="summary"),
    "seo_agency": P(1.2, (1, 10), (12, .8), "cron", "app", "office", {**DEV_CL, **AUTO_CL}, "org domain template net", src="doc900", kind="rewrite"),
    "localisation": P(.6, (1, 6), (20, .8), "burst", "translate", "office", DEV_CL, "org domain net lang", prof="office", runs=6),
    "edtech_tutor": P(.8, 1, (14, 1), "service", "app", "cloud", DEV_CL, prof="student", src="math", kind="math", talk=.4, eus=120),
    "hobby_bots": P(2, 1, (5, 1), "service", "chat", "home", {"sdk-py": 2, "aiohttp": 2, "sdk-node": 3, "curl": 1}, prof="evening"),
    "mooc": P(2, (30, 200), (7, .4), "class", "list", "home", {"sdk-py": 5, "openai-py": 3}, "template created?", kind="math"),
    "classroom": P(2.2, (18, 90), (9, .4), "class", "list", "campus", {"sdk-py": 4, "playground": 2}, "net domain template client created tz country", kind="math"),
    "hackathon": P(1.2, (15, 90), (6, .7), "class", "chat", "campus", DEV_CL, "net created tz country payment?", kind="chat"),
    "nocode_flows": P(3, 1, (7, 1), "interval", "app", "platform:zapier", AUTO_CL, src="ticket", kind="json", mult=2),
    "flow_template": P(1.5, (15, 120), (6, .7), "cron", "app", "platform:n8n", {"n8n": 1}, "template client hours", src="news", kind="summary"),
    "secops": P(.5, (1, 4), (30, .9), "burst", "app", "cloud", {"sdk-py": 2, "go": 2}, "org domain payment net template", prof="flat", src="log", kind="json", mult=4, runs=7),
    "rollout": P(2.5, (30, 260), (1.6, .7), "human", "chat", "office", {"librechat": 1, "openwebui": 1, "dotnet": 1}, "org net domain payment created client plan model tz", prof="office", act=.5, adopt="sameday"),
    "uptime": P(.6, 1, (24, .8), "interval", "trial", "cloud", {"curl": 2, "requests": 2, "go": 2}),
    "paper_mining": P(.4, (1, 4), (60, .7), "burst", "app", "campus", DEV_CL, "org? domain net template", prof="office", src="doc1400", kind="json", mult=4, runs=3),
    "survey_sim": P(.4, (1, 4), (60, .7), "burst", "app", "campus", {"sdk-py": 3, "requests": 1}, "domain net template", prof="student", src="persona", kind="label", runs=3),
    "sql_assist": P(.8, 1, (8, 1), "service", "app", "cloud", DEV_CL, prof="office", src="sql", kind="sql"),
    "grey_resale": P(.9, (12, 90), (3, .5), "service", "chat", "resi", {"requests": 1, "go": 1, "okhttp": 1, "litellm": 1}, "payment? created client? grey", prof="allday"),
    "credit_abuse": P(1, (10, 70), (1.5, .4), "human", "chat", "vpn", {"playground": 1, "chatbox": 1, "requests": 1}, "created payment? throw", prof="night", act=.6),
    "reseller": P(.25, 1, (30, .5), "service", "chat", "cloud", {"litellm": 3, "sdk-node": 2, "go": 1}, prof="allday"),
    "licensed": P(0, 1, (1, 1), "service", "chat", "cloud", DEV_CL),
}
SYS_CHAT = [None, None, None, "You are a helpful assistant.", "Answer briefly.", "You are a friendly companion. Today is a good day.", "Be concise and accurate."]


def app_sys(r, T, name):
    co = (r.choice(REPO_A) + r.choice(REPO_B)).capitalize()
    return r.choice(["You are the assistant of %s, %s. ", "You work for %s (%s). ", "%s assistant. Product: %s. "]) % (co, r.choice(["an online shop", "a bank", "a clinic network", "a logistics firm", "a school", "an insurer", "a media house", "a SaaS vendor"])) + T.sents(r, r.randrange(1, 6))


TPL_OF = {"math": "reason", "grade": "grade", "rewrite": "rewrite", "chat": "chat", "code": "code"}


def group_ctx(W, r, name, sp, n):
    """What a group of accounts has in common: the product, the course, the office."""
    T, g = W.T, {}
    sh = sp["share"]
    has = lambda k: k in sh or (k + "?" in sh and r.random() < .5)
    g["country"] = W.country(r)
    g["tz"] = r.choice(COUNTRIES[g["country"]][1])
    g["has"] = {k.rstrip("?"): True for k in sorted(sh) if has(k.rstrip("?"))}
    base = r.choice(REPO_A) + r.choice(REPO_B)
    g["domname"] = "%s.%s" % (base, r.choice(["com", "com", "io", "co", "net", "ai", "org", "de", "fr", "xyz", "site", "top"])) if sp["net"] != "campus" else "%s.%s" % (base[:6], r.choice(["edu", "ac.uk", "edu.au", "uni.de", "edu.br"]))
    g["orgid"] = "org_" + rid(r, 9)
    g["pay"] = "pm_%016x" % r.getrandbits(64)
    g["fam"] = wchoice(r, sp["cl"])
    g["created0"] = W.t0 - r.expovariate(1 / 90) * DAY if r.random() < .7 else r.uniform(W.t0, W.t1 - 4 * DAY)
    g["shift"] = (r.choice([7, 8, 9, 9, 14, 22]), r.choice([7, 8, 8.5]), r.choice([5, 5, 6, 7]))
    g["sys"] = None
    if sp["content"] == "chat" and name not in ("reseller", "grey_resale"):
        g["sys"] = r.choice(SYS_CHAT)
    kind = sp.get("kind", "chat")
    g["kind"], g["mult"], g["talk"], g["src"] = kind, sp.get("mult", 1) * logn(r, 1, .25), sp.get("talk", 0), sp.get("src", "x")
    if name == "domain_desk":
        g["src"] = "dom:" + r.choice(["law", "health", "finance"])
    if name == "isv_fleet":
        g["src"], g["kind"] = r.choice([("ticket", "email"), ("rag", "chat"), ("product", "chat"), ("transcript", "summary"), ("bank", "short"), ("math", "math"), ("single", "grade")])
    if name == "byok_ext":
        g["src"], g["kind"] = r.choice([("doc600", "summary"), ("doc400", "rewrite"), ("x", "short"), ("math", "math")])
    if name == "labelling_firm":
        g["src"], g["kind"] = r.choice([("single", "grade"), ("ugc", "label"), ("doc500", "json"), ("pair", "grade")])
    if name == "writers":
        g["src"], g["kind"] = r.choice([("doc700", "rewrite"), ("x", "story"), ("doc400", "chat")])
    tk = TPL_OF.get(g["kind"])
    g["tpl"] = make_tpl(r, tk) if tk else ("user", r.choice(["Classify:", "Extract the key fields as JSON.", "Summarise in {n} bullet points.", "Return the best label only.", "Write a reply.", "Process this input.", "Answer using the data below."]).replace("{n}", str(r.randrange(2, 7))), r.choice(["", "", "Be brief.", "Use the customer's language.", "No preamble."]), "\n\n")
    if sp["content"] == "app" and name not in ("writers",) and r.random() < .75:
        g["sys"] = app_sys(r, T, name)
    if sp["content"] == "list":
        if name in ("mooc", "classroom"):
            q = r.random()
            pool = T.mathq if q < .4 else None
            g["items_fixed"] = [T.mathq(r, None, .3) if pool else T.codetask(r) if q < .6 else T.slots(r, r.choice(INTENT)) if q < .85 else r.choice(T.c["bbh"]) for _ in range(r.randrange(12, 60))]
            g["kind"] = "math" if q < .4 else "code" if q < .6 else "chat"
            g["tpl"], g["own"] = make_tpl(r, {"math": "reason", "code": "code", "chat": "chat"}[g["kind"]]), r.choice([0, .2, .6])
        else:
            b = r.choice(["gsm8k_train", "math_test", "bbh", "biggen_bench", "mt_bench", "arena_hard_v01", "ocw_minerva", "do_not_answer"] if name != "harness_runners" else ["gsm8k_train", "bbh", "math_test", "svamp"])
            it = [x for x in T.c[b] if len(x) < 2500]
            g["items_fixed"] = it[:r.choice([80, 150, 200, 250, 500])]
            g["kind"] = "math" if b in T.math else "short" if b == "do_not_answer" else "chat"
            g["tpl"] = make_tpl(r, "reason") if g["kind"] == "math" else ("user", "", "", "\n")
            if name == "harness_runners":
                sh_ = "Question: %s\nAnswer: %s\n\n" % (it[-1], "The answer is 18.")
                g["tpl"] = ("user", sh_ * r.choice([0, 1, 2]) + "Question:", "Answer:", " ")
            if name == "research_lab" and r.random() < .5:
                g["opt"] = {"n": r.choice([1, 4, 8]), "temp": r.choice([.6, .7, 1])}
            g["own"] = 0
    if sp["sched"] == "class":
        if name == "hackathon":
            d = r.choice([x for x in range(W.days) if (W.wd0 + x) % 7 == 5] or [0])
            g["slots"] = [(local(W, d, 10, g["tz"]), 5 * HOUR), (local(W, d, 16, g["tz"]), 6 * HOUR), (local(W, d + 1, 9, g["tz"]), 6 * HOUR)]
            g["created0"] = g["slots"][0][0] - 3 * HOUR
        else:
            wd, hh = r.randrange(5), r.choice([9, 10, 13, 14, 16])
            g["slots"] = [(local(W, d, hh, g["tz"]), 2 * HOUR) for d in range(W.days) if (W.wd0 + d) % 7 == wd]
            if name == "mooc":
                g["slots"] = [(s, 40 * HOUR) for s, _ in g["slots"]]
            g["created0"] = (g["slots"][0][0] if g["slots"] else W.t0) - r.choice([1, 3, 8, 30]) * DAY
    if sp["content"] == "red":
        g["sets"] = r.sample(list(W.T.refuse), r.choice([1, 2, 3]))
    g["open"], g["mtz"] = r.choice([(9.5, -5), (8, 0), (9, 9)])
    if "hours" in sh:
        g["hours"] = [r.randrange(6, 10)]
    if g["has"].get("scaff"):
        g["scaff"] = r.choice(SCAFFOLD[:4]) if r.random() < .5 else None
    if "repo" in sh:
        g["repokey"], g["path"] = g["orgid"], r.choice(["/workspace", "/builds", "/github/workspace"])
        g["scaff"] = r.choice(SCAFFOLD[:4])
    if "lang" in sh:
        g["line"] = r.choice(["Translate the UI string to %s. Keep placeholders.", "Localise into %s for our app:"])
    if r.random() < .3 and sp["sched"] == "cron":
        g["opt"] = {"batch": "batch_" + rid(r, 12)}
    if sp["sched"] in ("burst", "release"):
        g["opt"] = dict(g.get("opt") or {}, burst=True)
    if r.random() < .12 and g["kind"] in ("math", "chat", "grade", "code"):
        g["opt"] = dict(g.get("opt") or {}, reasoning={"effort": r.choice(["low", "medium", "high"]), "summary": "auto"})
    g["tools"] = r.sample(["lookup_order", "search_kb", "create_ticket", "get_balance", "refund", "get_weather", "book_slot"], 3) if name in ("support_bots", "edtech_tutor") and r.random() < .5 else None
    return g


def benign(W, n):
    """All innocent accounts: populations and how many are drawn by the seed."""
    r = R("benign", W.a.seed, W.a.scenario)
    small = W.a.scenario == "small"
    w = {k: v["w"] * logn(r, 1, .45 if not small else .9) * (r.random() > (.1 if not small else .35)) for k, v in POPS.items()}
    for k in ("trial", "casual_chat", "ide_agents", "students", "reseller"):
        w[k] = max(w[k], POPS[k]["w"] * .5)
    tot = sum(w.values())
    W.resellers = []
    for name, sp in POPS.items():
        want = w[name] / tot * n
        left = int(want) + (r.random() < want % 1)
        if name == "reseller":
            left = max(left, 2 if n >= 100 else 1)
        if isinstance(sp["gsz"], tuple) and left and left < sp["gsz"][0]:
            left = sp["gsz"][0] if r.random() < left / sp["gsz"][0] else 0
        gi = 0
        while left > 0:
            q = R("g", W.a.seed, name, gi)
            size = min(left, int(math.exp(q.uniform(math.log(sp["gsz"][0]), math.log(sp["gsz"][1] + .99))))) if isinstance(sp["gsz"], tuple) else 1
            if small:
                size = min(size, 14)
            make_group(W, q, name, sp, size, gi)
            left -= size
            gi += 1


def make_group(W, q, name, sp, size, gi):
    g = group_ctx(W, q, name, sp, size)
    has = g["has"]
    netkind = sp["net"]
    if netkind == "resi":
        netkind = "cloud"
    shared = None
    if has.get("net") and netkind in ("office", "campus", "cloud"):
        # draw the common addresses once
        if netkind == "cloud":
            asn = q.choice(list(CLOUDS))
            shared = (asn, [asn_ip(asn, q) for _ in range(q.choice([1, 2, 4, 8]))])
        else:
            asn = q.choice(COUNTRIES[g["country"]][4]) if netkind == "office" else q.randrange(2000, 60000)
            shared = (asn, [asn_ip(asn, q) for _ in range(q.choice([1, 2, 3]) if netkind == "office" else q.randrange(12, 50))])
    gcl = W.client(q, g["fam"])
    gmodel = q.choice([W.m_big, W.m_mini, W.m_mini, W.alias])
    adopt = sp.get("adopt", "mixed")
    if adopt.endswith("?"):
        adopt = adopt[:-1] if q.random() < .6 else "mixed"
    gat = W.release + q.uniform(1, 20) * HOUR if adopt == "sameday" else (W.release + q.uniform(.1, 6) * DAY if q.random() < .4 else 1e18)
    gplan = q.choice(W.plans[1:])
    cspan = q.choice([.05, .3, 1, 4]) * DAY
    grate = sp["rate"][0] * logn(q, 1, sp["rate"][1] * .7)
    grey = "grey" in has
    gpool = {}
    for i in range(size):
        r = R("a", W.a.seed, name, gi, i)
        k = {"country": g["country"] if (has.get("tz") or has.get("country") or has.get("net") or size == 1) else None}
        if has.get("org"):
            k["org"] = g["orgid"]
        elif netkind in ("cloud", "serverless", "office") and r.random() < .7:
            k["org"] = "org_" + rid(r, 9)
        if has.get("domain") and r.random() < .93:
            k["dom"] = g["domname"]
        elif netkind in ("cloud", "serverless", "office") and not grey and r.random() < .75:
            k["dom"] = (r.choice(REPO_A) + r.choice(REPO_B) + r.choice(["", "hq", "app", "labs"]) + r.choice([".com", ".com", ".io", ".co", ".ai", ".dev", ".net", ".xyz", ".site", ".top"]))
        elif "throw" in has or (grey and r.random() < .4):
            k["dom"] = W.throw[gi % len(W.throw)] if r.random() < .8 else None
        if has.get("payment"):
            k["pay"] = g["pay"] if not grey else gpool.setdefault(i // 9, "pm_%016x" % r.getrandbits(64))
        if has.get("created"):
            k["created"] = min(g["created0"] + r.random() * cspan, W.t1 - DAY)
        elif sp.get("created") == "new" and r.random() < .6:
            k["created"] = r.uniform(W.t0 - 2 * DAY, W.t1 - .1 * DAY)
        if has.get("plan"):
            k["plan"] = gplan
        if netkind in ("cloud", "serverless", "office"):
            k["keys"] = r.choice([1, 1, 1, 2, 3])
            k["plan"] = k.get("plan") or r.choice(W.plans[1:])
        a = W.account(r, name, **k)
        if has.get("tz") or has.get("net"):
            a["tz"] = g["tz"]
        a["g"] = g
        a["org_name"] = g["domname"].split(".")[0].capitalize() if k.get("org") else ""
        if sp["net"] == "resi":
            a["net"] = W.net(r.choice(["resi_sticky", "cloud", "vpn"]) if i % 3 else "resi_rot", r, a["country"])
        else:
            nk = netkind
            if nk == "platform:wordpress":
                nk = r.choice(["cloud", "platform:wordpress", "serverless"])
            if nk == "platform:n8n":
                nk = r.choice(["cloud", "platform:n8n", "home"])
            a["net"] = W.net(nk, r, a["country"], shared if nk == netkind else None)
        a["cl"] = gcl if has.get("client") and r.random() < .97 else W.client(r, g["fam"] if has.get("client") else wchoice(r, sp["cl"]))
        if sp["net"] == "platform:zapier":
            a["net"] = W.net("platform:" + a["cl"]["fam"], r, a["country"])
        if has.get("model"):
            a["m"] = (gmodel, gat if adopt == "sameday" or gat < 1e17 else 1e18, 1.0, None, 0)
        else:
            W.set_models(a, r, adopt=adopt, base=W.m_code if sp["content"] == "agent" and r.random() < .35 else None)
        if name == "eval_vendor" or (name == "research_lab" and r.random() < .5):
            g["models"] = [W.m_new, W.m_big, W.m_mini] if name == "eval_vendor" else [W.m_big, W.m_mini]
        if grey or name == "hobby_bots":
            a["multi"] = .3
        if sp.get("eus") and "eus" not in g:
            ne = max(5, int(logn(r, sp["eus"], .8)))
            g["eus"], g["euw"], s = ["u%07x" % r.getrandbits(28) for _ in range(ne)], [], 0
            for j in range(ne):
                s += logn(r, 1, 1.2)
                g["euw"].append(s)
        W.finish_account(a)
        if name == "reseller":
            run_reseller(W, r, a, sp)
            continue
        scale = {"service": .27, "interval": .27, "cron": .3, "burst": .5}.get(sp["sched"], .9) if name != "isv_fleet" else .5
        rate = scale * (grate if len(has) > 2 else sp["rate"][0]) * logn(r, 1, sp["rate"][1] if size == 1 else sp["rate"][1] * .7)
        fn = CONTENT[sp["content"]]
        free = 0
        for t in times(W, r, a, sp, rate, g):
            if t < free and sp["sched"] in ("human", "shift", "trial", "class"):
                t = free + r.uniform(1, 20)
            if grey:
                a["topics"] = r.sample(TOPICS, 3)
                a["lang"] = r.choice(["zh", "zh", "en", "ru"])
                a["native"] = .7 if a["lang"] != "en" else 0
            free, ok = W.emit(a, t, fn(W, r, a, t))
            if t > a["ban"] + 6 * HOUR and r.random() < .3:
                break


def reseller_user(W, a, r):
    c = W.country(r)
    u = dict(a, r=r, topics=r.sample(TOPICS, r.choice([2, 3, 6])), eu=r.choice(["u-", "u-", "usr_"]) + "%09x" % r.getrandbits(36), country=c, tz=r.choice(COUNTRIES[c][1]), lang=COUNTRIES[c][2], native=COUNTRIES[c][3], multi=r.random(), g={"sys": a["g"].get("rsys")}, created=W.t0 - 1)
    if u["lang"] not in LANGP:
        u["lang"] = "en"
    W.set_models(u, r, adopt="mixed")
    return u


def run_reseller(W, r, a, sp):
    a["reseller"] = True
    a["g"] = dict(a["g"], rsys=r.choice([None, None, "You are a helpful assistant.", app_sys(r, W.T, "reseller")]))
    W.resellers.append(a)
    n = max(8, int(logn(r, 60, .7))) if W.a.scenario != "small" else r.randrange(8, 40)
    mixfn = r.choice([[c_chat], [c_chat, c_code], [c_chat, c_homework, c_code, c_roleplay], [c_chat, c_agent]])
    for j in range(n):
        q = R("ru", W.a.seed, a["id"], j)
        u = reseller_user(W, a, q)
        fn = q.choice(mixfn)
        s2 = dict(sched="human", prof=q.choice(["evening", "allday", "office"]), act=.35)
        for t in times(W, q, u, s2, logn(q, 1, .8), {}):
            W.emit(u, t, fn(W, q, u, t))


# ---------------------------------------------------------------- campaigns
KINDS = {"reason_kbest": "reason", "sft_seeds": "sft", "agent_rollouts": "agent", "judge_pairs": "grade", "refusal_map": "refuse", "self_instruct": "selfi", "rewrite_corpus": "rewrite",
         "multilingual": "multi", "code_curriculum": "code", "domain_qa": "domain", "tool_calls": "tool", "pipeline": "pipe", "reseller_hidden": "any", "hydra_proxy": "any"}
SKILLS = ["sloppy", "ordinary", "skilled", "expert"]


class Harvest:
    """An operator: a data recipe, a job queue, quotas per account, and the means to hide."""

    def __init__(self, W, cid, kind, n, licensed=False):
        self.W, self.cid, self.kind, self.n, self.lic = W, cid, kind, n, licensed
        r = self.r = R("camp", W.a.seed, W.a.scenario, cid)
        small = W.a.scenario == "small"
        sk = self.sk = r.choices(range(4), [.22, .36, .28, .14])[0] if n < 200 else r.choices(range(4), [.1, .4, .35, .15])[0]
        if licensed:
            sk = self.sk = 0
        lv = lambda: sk if licensed else min(3, max(0, sk + r.choice([-1, 0, 0, 0, 0, 1])))
        T = W.T
        tgt = KINDS[kind]
        if tgt == "any":
            tgt = r.choice(["reason", "sft", "grade", "code", "domain", "rewrite", "pipe", "multi"])
        self.tgt = tgt
        self.mix = None
        if tgt == "pipe":
            st = r.sample(["sft", "reason", "grade", "code", "agent", "tool", "rewrite", "refuse", "domain"], r.choice([2, 3, 3, 4]))
            self.mix = (st, r.choice(["phases", "parallel"]))
        x = {"skill": SKILLS[sk], "target": tgt if not self.mix else "+".join(self.mix[0]) + ":" + self.mix[1]}
        x["net"] = r.choice([["cloud", "vpn"], ["cloud_multi", "vpn", "serverless", "dcproxy"], ["resi_rot", "resi_sticky", "mobile", "serverless"], ["resi_sticky", "resi_sticky", "mixed"]][lv()])
        x["pay"] = r.choice([[1, 3], [4, 10], [2, 3], [1, 1]][lv()])           # accounts a card, or few cards
        x["mail"] = r.choice([["catchall"], ["domains", "free1", "throw"], ["free", "free1"], ["free"]][lv()])
        x["created"] = r.choice([["one_batch"], ["batches"], ["batches", "aged"], ["aged", "natural"]][lv()])
        x["clients"] = [1, r.choice([1, 2]), r.randrange(2, 6), r.randrange(5, 12)][lv()]
        x["templates"] = [1, r.randrange(2, 7), r.randrange(8, 40), 0][lv()]    # 0: composed afresh, or none at all
        x["cover"] = round([0, r.choice([0, .05, .1]), r.uniform(.1, .3), r.uniform(.3, .55)][lv()], 2)
        x["schedule"] = r.choice([["round_robin", "flat"], ["shift", "windows", "flat"], ["shift", "mimic", "mimic"], ["mimic"]][lv()])
        x["stagger_d"] = round([.05, r.uniform(.3, 2), r.uniform(2, 7), r.uniform(5, 12)][lv()] * min(1, W.days / 21), 2)
        x["spread"] = r.choice([["same", "parallel", "n_param"], ["same", "parallel", "spread"], ["parallel", "spread"], ["spread"]][lv()])
        x["k"] = {"reason": r.choice([2, 4, 4, 8, 16]), "code": r.choice([1, 2, 4]), "agent": r.choice([1, 2, 4]), "grade": r.choice([1, 2, 2, 3]), "refuse": r.choice([1, 1, 2, 4]), "pipe": r.choice([1, 2, 4])}.get(tgt, r.choice([1, 1, 1, 2]))
        x["models_h"] = round([r.uniform(1, 8), r.uniform(1, 22), r.uniform(2, 24), r.uniform(6, 80)][lv()], 1)
        x["move_share"] = r.choice([1, 1, .9, .5])
        x["moves"] = r.random() < .8
        x["quota"] = round(min(45, max(3, logn(r, 10, .55))), 1) if n >= 25 else round(min(90, max(4, logn(r, 18, .6))), 1)
        if small:
            x["quota"] = round(min(500, max(25, logn(r, 90, .8))), 1)
        if n >= 200:
            x["quota"] = round(min(22, max(3, logn(r, 8, .4))), 1)
        if licensed:
            x["quota"] = round(logn(r, 90, .6), 1)
        x["tight_quota"] = lv() == 0 or r.random() < .25
        x["ban_mean_d"] = r.choice([None, 40, 20, 10]) if not licensed else None
        x["replace"] = x["ban_mean_d"] is not None and r.random() < .8
        x["rented"] = lv() == 3 and r.random() < .4
        x["pert"] = r.choice([0, .2, .6, .9, 1])
        x["temp"] = r.choice([None, None, .7, .8, 1, "varied"])
        x["maxt"] = r.choice([None, None, 2048, 4096, 8192, 16384])
        x["reasoning"] = r.choice([None, None, "medium", "high"]) if tgt in ("reason", "code", "domain", "pipe", "agent") else None
        x["langs"] = r.sample(list(LPRE), r.randrange(3, 8)) if tgt == "multi" else r.sample(list(LPRE), 2) if r.random() < .25 else []
        x["multi_turn"] = r.choice([0, 0, .1, .3]) if tgt in ("sft", "reason", "code", "domain") else 0
        x["sys"] = r.choice(["none", "none", "one", "personas"])
        x["weekend"] = r.choice([1, 1, .3, .05]) if x["schedule"] in ("shift", "windows") else r.choice([1, 1, .8])
        x["crunch"] = r.random() < .25
        x["warmup_d"] = r.choice([0, 1, 3]) if sk >= 2 and x["cover"] > 0 else 0
        x["budget"] = r.choice([None, None, r.uniform(.4, .9)])
        if kind == "hydra_proxy":
            x["cover"] = round(r.uniform(.4, .75), 2)
        if kind == "reseller_hidden":
            x["ban_mean_d"], x["replace"] = None, False
        self.x = x
        # the window of the work
        D = W.days
        long = r.random() < .45
        s = 0 if long else r.uniform(0, .45) * D
        e = D if long else min(D, s + max(min(4, D * .5), r.uniform(.25, .9) * D))
        self.s, self.e = W.t0 + s * DAY, W.t0 + e * DAY
        self.optz = r.choice([8, 8, 8, 5.5, 3, 1, -5, 7])
        self.h0, self.hl = r.randrange(24), r.choice([3, 6, 9, 12])
        self.base = r.choice([W.m_big, W.m_big, W.m_big, W.m_code if tgt in ("code", "agent") else W.m_big, W.alias])
        self.countries = ["US", "GB", "DE", "CA", "SG", "HK"] if sk < 2 else list(COUNTRIES)
        if x["net"] in ("cloud", "vpn") and sk == 0:
            self.countries = [r.choice(list(COUNTRIES))]
        self.recipe()

    # ---- the data recipe
    def recipe(self):
        r, T = self.r, self.W.T
        c = T.c
        pick = lambda names, k: r.sample(names, min(k, len(names)))
        pools = {"reason": [v for n in pick(list(T.math), r.choice([1, 2, 3, 5])) for v in T.math[n]],
                 "sft": [v for n in pick(["llamafactory_alpaca_en_demo", "self_instruct_user_oriented", "arena_hard_v01", "autoj_real_queries", "writingbench", "biggen_bench", "t0_templates", "awesome_chatgpt_prompts", "vicuna_bench"], r.choice([1, 2, 3, 5])) for v in c[n] if len(v) < 2500],
                 "tool": [v for n in pick(["apibench", "glaive_toolcall", "gpteacher_toolformer"], r.choice([1, 2, 3])) for v in c[n] if len(v) < 1200],
                 "refuse": [v for n in pick(list(T.refuse), r.choice([2, 3, 4])) for v in T.refuse[n]]}
        for k in sorted(pools):
            if self.sk > 0 or r.random() < .5:
                r.shuffle(pools[k])
        self.pools = pools
        self.share_synth = r.choice([.2, .5, .8, 1]) if self.sk else r.choice([0, .2, .5])
        self.doms = r.sample(["law", "health", "finance", "science", "ops"], r.choice([1, 2, 3]))
        m = self.x["templates"]
        tk = {"sft": "chat", "agent": "code", "multi": "reason", "selfi": "selfi", "refuse": "refuse", "domain": "domain", "tool": "tool"}
        self.tpl = {}
        for tg in (self.mix[0] if self.mix else [self.tgt]):
            kind = tk.get(tg, tg)
            self.tpl[tg] = (kind, [make_tpl(r, kind) for _ in range(m)])
        self.syslist = [None] if self.x["sys"] == "none" else [r.choice(["You are a helpful assistant.", "You are an expert.", T.sents(r, 2)])] if self.x["sys"] == "one" else [x[:500] for x in r.sample(T.acts, 30)]
        own = ("You are an agent in a sandbox. %s Act in steps; each message is one tool call; finish with a summary.", r.sample(["shell", "read_file", "edit_file", "run_tests", "search", "browser", "submit"], 5))
        self.scaff = [own] if r.random() < .45 else r.sample(SCAFFOLD[:4], r.choice([1, 1, 2]))
        self.root = r.choice(["/testbed", "/workspace", "/srv/env", "/srv/user", "/repo"])
        self.tools = r.sample(["get_weather", "search_flights", "convert_currency", "create_event", "send_email", "query_db", "get_stock", "translate", "find_recipe", "book_hotel", "calc", "web_search"], r.randrange(4, 10))
        self.cover_pool = [T.human(r, TOPICS) for _ in range(60)] if self.sk < 2 else None
        self.tiers = r.random() < .6

    def material(self, tg, i):
        """Item i of the prompt set: (text, kind of answer, language). Every item is wanted once (times k)."""
        T, x = self.W.T, self.x
        m = R(self.W.a.seed, self.cid, tg, i)
        lang = "en"
        if tg == "multi":
            nl = len(x["langs"]) + 1
            lang = (["en"] + x["langs"])[i % nl]
            i //= nl
            m = R(self.W.a.seed, self.cid, tg, i)
            tg = "reason" if self.sk % 2 else "sft"
        p = self.pools.get(tg)
        if tg == "reason":
            t = p[i % len(p)] if i < len(p) or m.random() > .2 else T.mathq(m)
            t = T.perturb(m, t) if i >= len(p) or m.random() < x["pert"] else t
            out = (t, "math")
        elif tg == "sft":
            if i < len(p) and m.random() > self.share_synth:
                t = p[i]
                t = T.mutate(m, t) if m.random() < x["pert"] else t
            else:
                t = T.slots(m, m.choice(INTENT)) if m.random() < .75 else T.slots(m, m.choice(["Summarise", "Explain {m}", "Rewrite {m}", "Answer three questions about this"])) + ":\n\n" + T.doc(m, int(logn(m, 600, .6)))
                if m.random() < .3:
                    t = m.choice(["As a %s, " % m.choice(DOMR + PEOPLE), "Suppose you advise a %s. " % m.choice(DOMR), "Harder: "]) + t
            out = (t, m.choice(["chat", "chat", "list", "code" if "code" in t else "chat", "story"]))
        elif tg == "grade":
            q = m.choice(self.pools["sft"])[:900] if m.random() < .5 else T.slots(m, m.choice(INTENT))
            la = logn(m, 450, .5)
            A, B = T.answer(m, "chat", la, q), T.answer(m, m.choice(["chat", "list", "math"]), la, q + "b")
            out = (("[Question]\n%s\n\n[Answer A]\n" % q, A, B), "grade")
        elif tg == "refuse":
            t = p[i % len(p)] if m.random() > .3 else T.slots(m, m.choice(INTENT))
            if i >= len(p) or m.random() < x["pert"]:
                t = T.mutate(m, t)
            out = (t, "refusal" if m.random() < .5 else "chat")
        elif tg == "rewrite":
            out = (T.doc(m, int(logn(m, 850, .5))), "rewrite")
        elif tg == "code":
            t = T.codetask(m)
            lvl = min(4, int(i / 250)) if self.tiers else m.randrange(4)
            for _ in range(lvl):
                t += " It also %s %s." % (m.choice(CT_VERB), m.choice(CT_OBJ)) if m.random() < .6 else " %s." % m.choice(CT_CON).capitalize()
            out = (t, "code")
        elif tg == "domain":
            out = (T.domq(m, m.choice(self.doms)) + (" " + T.S[m.randrange(T.N)] if m.random() < .25 else ""), "chat")
        elif tg == "tool":
            t = p[i % len(p)]
            out = (T.mutate(m, t) if i >= len(p) or m.random() < .5 else t, "toolcall")
        elif tg == "agent":
            out = (issue(T, m, repo_name(m)), "agent")
        else:
            out = (T.slots(m, m.choice(INTENT)), "chat")
        if lang == "en" and x["langs"] and self.tgt != "multi" and m.random() < .15:
            lang = m.choice(x["langs"])
        return out + (lang,)

    def conv(self, job, a, t):
        T, x, W = self.W.T, self.x, self.W
        tg, i, s = job
        q = a["r"]
        opt = {"stream": False} if x["templates"] and self.sk < 2 else {}
        if x["temp"] is not None and (self.sk < 2 or i % 2):
            opt["temp"] = q.choice([.6, .7, .8, 1, 1.1]) if x["temp"] == "varied" else x["temp"]
        if x["maxt"] and self.sk < 3:
            opt["maxt"] = x["maxt"]
        if x["reasoning"]:
            opt["reasoning"] = {"effort": x["reasoning"], "summary": "auto"}
        if x["spread"] == "n_param" and x["k"] > 1:
            opt["n"] = min(8, x["k"])
        if tg == "selfi":
            m = R(W.a.seed, self.cid, "selfi", i)
            new = [T.slots(m, m.choice(INTENT)) for _ in range(6)]
            if s == 0:
                ex = [T.slots(m, m.choice(INTENT)) for _ in range(4)]
                kind, tl = self.tpl["selfi"]
                tpl = q.choice(tl) if tl else make_tpl(q, kind)
                sy, txt = fill(tpl, "\n".join("%d. %s" % (j + 1, e) for j, e in enumerate(ex)))
                return sy, None, [(U(txt), ("fixed", "\n".join("%d. %s" % (j + 1, e) for j, e in enumerate(new))), 0, 0)], opt
            txt = new[(s - 1) % 6]
            return q.choice(self.syslist), None, [(U(txt), "chat", L(q, "chat", 1.2), 0)], opt
        mat, kind, lang = self.material(tg, i)
        if kind == "agent":
            return agent_conv(W, q, mat, self.scaff[i % len(self.scaff)], self.root + ("" if self.root == "/testbed" else "/" + repo_name(R(self.cid, "repo", i))), 4 + min(9, int(q.expovariate(1 / 3.5))), opt, "", (.3, 4))
        if kind == "grade":
            A, B = (mat[1], mat[2]) if s % 2 == 0 else (mat[2], mat[1])
            mat = mat[0] + A + "\n\n[Answer B]\n" + B
        kt, tl = self.tpl[tg if tg in self.tpl else self.tgt]
        tpl = q.choice(tl) if tl else make_tpl(q, kt)
        if not tl and q.random() < .45 and kt not in ("grade", "rewrite"):
            tpl = ("user", "", "", "\n")
            if q.random() < .5:
                mat = T.mutate(q, mat)
        if lang != "en":
            if lang in DICT:
                mat = re.sub(r"[A-Za-z]+", lambda g: DICT[lang].get(g.group().lower(), g.group()), mat)
            mat = R(self.cid, i).choice(LPRE[lang]) + "\n" + mat
            opt["lang"] = lang
            tpl = ("user", "", "", "\n") if tl == [] or q.random() < .7 else tpl
        sy, txt = fill(tpl, mat)
        sy = sy or q.choice(self.syslist)
        if kind == "toolcall":
            name = q.choice(self.tools)
            if q.random() < .75:
                turns = [(U(txt), ("tool", name, {"query": " ".join(mat.split()[-6:]), "limit": q.randrange(1, 20)}, ""), 0, 0)]
                if q.random() < .5:
                    turns.append(([{"role": "tool", "content": T.answer(q, "json", 60, mat)}], "short", L(q, "short"), q.uniform(.3, 3)))
            else:
                turns = [(U(txt), "short", L(q, "short"), 0)]
            return sy, self.tools, turns, opt
        turns = [(U(txt), kind, L(q, kind, 1.15 if kind in ("math", "chat", "grade") else 1), 0)]
        while q.random() < x["multi_turn"] and len(turns) < 4:
            turns.append((U(T.slots(q, q.choice(FOLLOW + ["Check your answer.", "Give another way to solve it.", "Make it harder and solve that."]))), kind, L(q, kind, .8), q.uniform(2, 25) if self.sk < 2 else logn(q, 50, .7)))
        return sy, None, turns, opt

    def jobs(self, H):
        """The queue: H jobs that cover the set with k samples an item in the operator's order."""
        x, r = self.x, self.r
        out = []
        if self.tgt == "selfi":
            n = max(1, H // 7)
            chunk = r.choice([15, 40, 120])
            for c0 in range(0, n + chunk, chunk):
                ids = range(c0, c0 + chunk)
                out += [("selfi", i, 0) for i in ids]
                b = [("selfi", i, s) for i in ids for s in range(1, 7)]
                r.shuffle(b)
                out += b
            return out[:H]
        k = x["k"] if x["spread"] != "n_param" else 1
        st = self.mix[0] if self.mix else [self.tgt]
        per = [H // len(st)] * len(st)
        seqs = []
        for tg, h in zip(st, per):
            kk = k if tg in ("reason", "code", "agent", "grade", "refuse") or not self.mix else 1
            n = max(1, math.ceil(h / kk))
            ids = list(range(n))
            if not (self.tgt in ("code",) and self.tiers) and self.sk > 0:
                r.shuffle(ids)
            seq = []
            if x["spread"] in ("same", "parallel", "n_param"):
                for i in ids:
                    # rejection sampling stops early when a sample is accepted
                    m = kk if kk == 1 or r.random() < .6 else r.randrange(1, kk + 1)
                    seq += [(tg, i, s) for s in range(m)]
            else:
                chunk = r.choice([100, 400, 1500])
                for c0 in range(0, n, chunk):
                    ch = ids[c0:c0 + chunk]
                    for s in range(kk):
                        r.shuffle(ch)
                        seq += [(tg, i, s) for i in ch if s < 2 or r.random() < .75]
            seqs.append(seq)
        if self.mix and self.mix[1] == "parallel":
            its = [deque(s) for s in seqs]
            while any(its):
                d = r.choices(its, [len(s) for s in its])[0]
                out.append(d.popleft())
        else:
            for s in seqs:
                out += s
        if self.sk == 0 and out:
            out += [r.choice(out) for _ in range(len(out) // 40)]
        return out

    # ---- accounts
    def nets(self):
        W, r, k = self.W, self.r, self.x["net"]
        if k == "cloud":
            asn = r.choice(list(CLOUDS))
            sh = (asn, [asn_ip(asn, r) for _ in range(r.choice([1, 2, 4, 8]))])
            return lambda q, c: W.net("cloud", q, c, sh)
        if k == "cloud_multi":
            pool = [(n, asn_ip(n, r)) for n in r.choices(list(CLOUDS), k=max(3, self.n // 6))]
            return lambda q, c: (lambda n: W.net("cloud", q, c, (n[0], [n[1]])))(q.choice(pool))
        if k == "dcproxy":
            asns = r.sample(list(VPNS) + list(CLOUDS), 4)
            pool = [(n, "%s.%d" % (b.rsplit(".", 1)[0], j)) for n in asns for b in [asn_ip(n, r)] for j in r.sample(range(1, 255), 30)]
            return lambda q, c: (lambda: (lambda mine: (lambda z, t: mine[z.randrange(3)] + (CLOUDS.get(mine[0][0]) or VPNS.get(mine[0][0]),)))(q.sample(pool, 3)))()
        if k == "resi_rot":
            pool = r.choice([["US"], ["US", "GB", "DE", "CA"], list(COUNTRIES)])
            return lambda q, c: W.net("resi_rot", q, c, pool)
        if k == "mixed":
            return lambda q, c: W.net(q.choice(["resi_sticky", "home", "home", "mobile", "vpn", "serverless"]), q, c)
        return lambda q, c: W.net(k, q, c)

    def make_accounts(self):
        W, r, x = self.W, self.r, self.x
        netf = self.nets()
        fams = r.sample(["sdk-py", "openai-py", "sdk-py-async", "httpx", "aiohttp", "requests", "litellm", "langchain", "sdk-node", "openai-node", "go", "openwebui", "chatbox", "curl", "axios"], min(15, x["clients"] + (2 if self.sk == 3 else 0)))
        if self.tgt == "agent" and r.random() < .6:
            fams = r.sample(["codecli", "cline", "openhands", "sweagent", "litellm", "roo"], min(6, x["clients"]))
        cls = [W.client(r, f) for f in fams]
        day0 = self.s - r.uniform(.5, 25) * DAY
        batches = [self.s - r.uniform(0, 60) * DAY for _ in range(max(1, self.n // r.choice([8, 20, 50])))]
        cards = ["pm_%016x" % r.getrandbits(64) for _ in range(max(1, self.n // 7))]
        doms = [(r.choice(REPO_A) + r.choice(REPO_B) + r.choice([".com", ".top", ".xyz", ".net", ".site"])) for _ in range(max(1, self.n // 12) if x["mail"] == "domains" else 1)]
        free1 = r.sample(["gmail.com", "outlook.com", "hotmail.com", "proton.me", "gmx.de", "mail.ru"], 2)
        onecard = cards[:r.choice([1, 2, 3])]
        plan = r.choice(W.plans[:2])
        nnext = [0]

        def new(t):
            j = nnext[0]
            nnext[0] += 1
            q = R("ca", W.a.seed, self.cid, j)
            c = q.choices(list(COUNTRIES), [W.cw[c] for c in COUNTRIES])[0] if self.sk >= 2 else q.choice(self.countries)
            cr = {"one_batch": day0 + q.random() * .15 * DAY, "batches": q.choice(batches) + q.random() * .3 * DAY, "aged": self.s - q.uniform(20, 500) * DAY, "natural": W.created(q)}[x["created"]]
            if t > self.s + DAY and x["created"] in ("one_batch", "batches") and q.random() < .7:
                cr = t - q.uniform(.01, 1.5) * DAY                        # bought when the last one was lost
            cr = min(cr, t - 300)
            pay = {1: None, 2: None, 3: q.choice(onecard), 4: cards[j // 7 % len(cards)], 10: q.choice(cards)}.get(x["pay"])
            if x["pay"] == 2 and q.random() < .15 or (x["pay"] == 1 and self.sk == 0):
                pay = q.choice(cards)
            dom = {"catchall": doms[0], "domains": q.choice(doms), "throw": q.choice(W.throw), "free1": q.choice(free1), "free": None}[x["mail"]]
            kw = dict(country=c, created=cr, pay=pay, dom=dom, plan=plan if self.sk < 2 else None, noban=True, verified=q.random() < (.1 if self.sk < 2 else .4))
            if self.lic:
                kw.update(self.lic)
            a = W.account(q, "licensed" if self.lic else "campaign:" + self.kind, **kw)
            a["campaign"] = None if self.lic else self.cid
            a["net"] = netf(q, c)
            a["cl"] = q.choice(cls) if self.sk < 2 else W.client(q, q.choice(fams))
            if self.sk == 3 and x["net"] in ("resi_sticky", "mixed") and q.random() < .4:
                a["cl"] = W.client(q, wchoice(q, HUMAN_CL))
            at = W.release + x["models_h"] * HOUR * (1 if self.sk < 2 else q.uniform(.3, 1.7)) + q.random() * HOUR
            a["m"] = (self.base, at if x["moves"] else 1e18, x["move_share"], None, 0)
            a["cover_fn"] = q.choice([c_chat, c_chat, c_code, c_homework])
            a["alt"] = (W.net("home", q, c), W.client(q, wchoice(q, HUMAN_CL))) if x["rented"] else (None, None)
            a["rate"] = logn(q, 1, .5) if not x["tight_quota"] else 1
            a["prof"] = q.choice(["office", "evening", "student", "allday", "night"])
            if self.lic:
                a["licensed"] = True
                a["licence"] = json.dumps({"scope": "train-on-outputs", "document": "LIC-%s-%d" % (W.brand[:3].upper(), 1000 + zlib.crc32(self.cid.encode()) % 9000), "valid_until": rfc(W.t1 + 200 * DAY)})
            W.finish_account(a)
            return a
        return new

    # ---- the work
    def run(self):
        W, r, x = self.W, self.r, self.x
        n, eus = self.n, None
        if self.kind == "reseller_hidden":
            hosts = r.sample(W.resellers, min(len(W.resellers), r.choice([1, 1, 2]) if n < 60 else r.choice([1, 2, 3])))
            spans = []
            for j in range(n):
                q = R("ce", W.a.seed, self.cid, j)
                h = hosts[j % len(hosts)]
                u = reseller_user(W, h, q)
                u["campaign"], u["cover_fn"], u["alt"], u["rate"], u["prof"] = self.cid, c_chat, (None, None), logn(q, 1, .4), "allday"
                u["m"] = (self.base, W.release + x["models_h"] * HOUR if x["moves"] else 1e18, x["move_share"], None, 0)
                W.eu_camp[(u["id"], u["eu"])] = (self.cid, self.kind)
                st = self.s + q.random() * x["stagger_d"] * DAY
                spans.append((u, st, self.e))
        else:
            new = self.make_accounts()
            slots = n if not x["replace"] else max(2, int(n * .65)) if n > 3 else n
            spans, reserve, heap = [], n - slots, []
            for j in range(slots):
                heap.append((self.s + r.random() * x["stagger_d"] * DAY, j))
            while heap:
                st, j = heap.pop(0)
                a = new(max(st, W.t0 + 1))
                en = self.e
                if x["ban_mean_d"]:
                    b = st + r.expovariate(1 / x["ban_mean_d"]) * DAY + .3 * DAY
                    if b < self.e:
                        a["ban"], en = b, b + r.uniform(.02, .3) * DAY
                        if reserve > 0:
                            reserve -= 1
                            heap.append((b + r.uniform(.05, 2.2) * DAY, j))
                            heap.sort()
                spans.append((a, max(st, W.t0), en))
        ev = []
        per = 6.5 if self.tgt == "agent" else 1.35 if self.tgt == "tool" else 2.2 if self.mix and "agent" in self.mix[0] else 1 + x["multi_turn"] * 1.2
        # cover comes in conversations: its share is meant by exchange
        p_cov = x["cover"] * per / (x["cover"] * per + (1 - x["cover"]) * 2.6) if self.kind != "hydra_proxy" else x["cover"]
        per = p_cov * 2.6 + (1 - p_cov) * per
        for d in range(-1, W.days + 1):
            wd = (W.wd0 + d) % 7
            f = (x["weekend"] if wd > 4 else 1) * (0 if r.random() < .04 else 1) * math.exp(r.gauss(0, .15))
            if x["crunch"]:
                f *= .5 + 1.3 * max(0, (W.t0 + d * DAY - self.s) / max(DAY, self.e - self.s))
            day = []
            for a, st, en in spans:
                d0 = W.t0 + d * DAY
                if en < d0 or st > d0 + DAY * 1.5:
                    continue
                q = a["r"]
                lam = x["quota"] * a["rate"] * f / per
                if x["tight_quota"]:
                    m = int(lam + q.random()) if self.sk else int(lam + .5)
                else:
                    m = pois(q, lam) if q.random() > (.1 if self.sk < 2 else .25) else 0
                sc = x["schedule"]
                hs = []
                if sc == "flat" or sc == "round_robin":
                    hs = [(q.random() * 24, 0) for _ in range(m)]
                elif sc == "shift":
                    hs = [(h + q.random() - self.optz, 0) for h in q.choices(range(24), PROF["office"], k=m)]
                elif sc == "windows":
                    hs = [(self.h0 + q.random() * self.hl, 0) for _ in range(m)]
                else:
                    while m > 0:
                        h = q.choices(range(24), PROF[a["prof"]])[0] + q.random() - a["tz"]
                        b = min(m, 1 + int(q.expovariate(1 / 2.5)))
                        for _ in range(b):
                            hs.append((h, 0))
                            h += logn(q, 150, .8) / 3600
                        m -= b
                for h, _ in hs:
                    t = d0 + h * HOUR
                    if st <= t < en:
                        day.append((t, a))
            if x["schedule"] == "round_robin" and day:
                day.sort(key=lambda v: (v[0], v[1]["id"]))
                who = sorted({v[1]["id"]: v[1] for v in day}.items())
                t_a, step = day[0][0], (day[-1][0] - day[0][0]) / max(1, len(day))
                day = [(t_a + i * step + r.random() * min(20, step), who[i % len(who)][1]) for i in range(len(day))]
            ev += day
        ev.sort(key=lambda v: (v[0], v[1]["id"], v[1]["eu"] or ""))
        start = {(a["id"], a["eu"]): st for a, st, _ in spans}
        plan = []
        for t, a in ev:
            cov = r.random() < p_cov or t < start[(a["id"], a["eu"])] + x["warmup_d"] * DAY
            plan.append((t, a, cov))
        H = sum(1 for p in plan if not p[2])
        if x["budget"] and not self.lic:
            H = int(H * x["budget"]) + 1
        queue, pend, first, last = deque(self.jobs(H)), {}, None, None
        free = {}
        for t, a, cov in plan:
            key = (a["id"], a["eu"])
            t = max(t, free.get(key, 0) + .5)
            if cov:
                if self.kind == "hydra_proxy":
                    a["topics"], a["lang"] = a["r"].sample(TOPICS, 3), a["r"].choice(["en", "en", "zh", "ru", "es"])
                    a["native"] = 0 if a["lang"] == "en" else .7
                if self.cover_pool and a["r"].random() < .6:
                    cv = (None, None, [(U(a["r"].choice(self.cover_pool)), "chat", L(a["r"], "chat"), 0)], {})
                else:
                    cv = a["cover_fn"](W, a["r"], a, t)
                free[key], _ = W.emit(a, t, cv, net=a["alt"][0], cl=a["alt"][1])
                continue
            if not queue and not pend.get(key):
                break
            if pend.get(key):
                job = pend[key].pop(0)
            else:
                job = queue.popleft()
                if x["spread"] == "same":
                    mine = []
                    while queue and queue[0][:2] == job[:2]:
                        mine.append(queue.popleft())
                    pend[key] = mine
            free[key], ok = W.emit(a, t, self.conv(job, a, t), camp=self.cid, harvest=True)
            if not ok and a["r"].random() < .85 and W.t0 <= t < W.t1 - HOUR:
                queue.append(job)
            if W.t0 <= t < W.t1:
                first = first or t
                last = t
        if self.lic:
            W.taken.pop(self.cid, None)
            return
        W.camps.append({"campaign": self.cid, "kind": self.kind, "start": rfc(first or self.s), "end": rfc(last or self.e), "accounts": 0, "taken": [], "params": {"traits": x}})


def campaigns(W, total):
    r = R("camps", W.a.seed, W.a.scenario)
    W.eu_camp = {}
    small = W.a.scenario == "small"
    names = [k for k in KINDS]
    r.shuffle(names)
    jobs = []
    if small:
        if r.random() > 1 / 3:
            jobs = [(r.choice([k for k in names if k != "hydra_proxy"]), r.choice([1, 1, 2, 2, 3, 4, 5, 6, 8]))]
    elif W.a.scenario == "mix" and total > 0:
        m = max(1, min(len(names) + r.randrange(0, 5), total // 16)) if total < 16 * len(names) else len(names) + r.randrange(0, 6)
        kinds = names[:m] + [r.choice(names) for _ in range(max(0, m - len(names)))]
        ws = [logn(r, 1, 1.15) for _ in kinds]
        sizes = [8 + (total - 8 * m) * w / sum(ws) for w in ws]
        if total >= 8 * m:
            jobs = [(k, int(s)) for k, s in zip(kinds, sizes)]
        else:
            jobs = [(kinds[0], total)]
    for i in range(r.choice([1, 2, 3]) if not small else r.random() < .25):
        q = R("lic", W.a.seed, i)
        base = r.choice(REPO_A) + r.choice(REPO_B)
        lic = {"org": "org_" + rid(q, 9), "dom": base + ".ai", "plan": W.plans[3], "verified": True, "pay": "pm_%016x" % q.getrandbits(64), "created": W.t0 - q.uniform(40, 500) * DAY, "legal": base.capitalize() + " Ltd"}
        Harvest(W, "licence_%d" % i, r.choice(["reason_kbest", "sft_seeds", "agent_rollouts", "judge_pairs", "rewrite_corpus", "pipeline", "code_curriculum"]), r.choice([1, 2, 3, 6]) if not small else 1, lic).run()
    for i, (k, n) in enumerate(jobs):
        Harvest(W, "camp_%02d" % (i + 1), k, n).run()


def main(a):
    os.makedirs(a.out, exist_ok=True)
    W = World(a, Text(a.prompts))
    nb = a.benign
    if a.scenario == "small":
        nb = min(a.benign, R("small", a.seed).randrange(150, 260))
    W.open(a.out)
    benign(W, nb)
    campaigns(W, a.attack if a.scenario == "mix" else 0)
    W.close(a.out)
    acc = {x["id"]: x for x in W.accounts}
    rows, per = [], Counter()
    for (i, eu) in sorted(W.seen, key=lambda k: (k[0], k[1] or "")):
        x = acc[i]
        camp, pop = x["campaign"], x["pop"]
        if x["reseller"]:
            c = W.eu_camp.get((i, eu))
            camp, pop = (c[0], "campaign:" + c[1]) if c else (None, "reseller_user")
        rows.append({"account": i, "population": pop, "end_user": eu, "campaign": camp, "licensed": x["licensed"]})
        per[camp] += 1
    for c in W.camps:
        c["accounts"] = per[c["campaign"]]
        c["taken"] = [[h, n] for h, n in sorted(W.taken[c["campaign"]].items())]
    W.camps = [c for c in W.camps if c["accounts"]]
    F = W.f
    with open(os.path.join(a.out, "accounts.csv"), "w", newline="", encoding="utf-8") as f:
        w = csv.writer(f, lineterminator="\n")
        w.writerow(["account", "valid_from", "org", "legal_name", "created", "country", "plan", "verified", "payment", "email_domain", "reseller", "licence"])
        for i in sorted({k[0] for k in W.seen}):
            x = acc[i]
            w.writerow([i, rfc(x["created"]), x["org"] or "", x["legal"] or x.get("org_name", ""), rfc(x["created"]) if F["created"] else "", x["country"], x["plan"], str(bool(x["verified"])).lower() if F["verified"] else "",
                        x["pay"] or "" if F["pay"] else "", x["dom"] if F["dom"] else "", str(x["reseller"]).lower(), x["licence"]])
    settings = {"benign": nb, "attack": a.attack, "days": a.days, "scenario": a.scenario, "start": rfc(W.t0), "release": rfc(W.release), "new_model": W.m_new, "fields": F, "exchanges": W.count}
    with open(os.path.join(a.out, "truth.json"), "w", encoding="utf-8") as f:
        f.write(json.dumps({"version": 1, "seed": a.seed, "world": "trainer:" + a.scenario, "settings": settings, "accounts": rows, "campaigns": W.camps}, ensure_ascii=False, indent=0, sort_keys=True) + "\n")
