#!/usr/bin/env python3
"""Labelled traffic of an invented general provider (chat and API): some 2,000 accounts, many innocent groups, 8-10 campaigns."""
import argparse, gzip, hashlib, json, math, os, random, csv, datetime as dt
from collections import defaultdict, Counter
DAY = 86400
START = int(dt.datetime(2026, 9, 7, tzinfo=dt.timezone.utc).timestamp())   # a Monday
R = random.Random
def W(s): return s.split()
def P(s): return [x.strip() for x in s.strip().split('|') if x.strip()]

# ------------------------------------------------------------------ words
NAMES = W("Anna Ben Carla David Elif Farid Grace Hugo Ines Jonas Kofi Laura Mateo Nina Omar Paula Quinn Rosa Sven Tariq Uma Viktor Wanda Xenia Yusuf Zoe Marek Priya Chen Lucia Pierre Aisha Tom Elena Diego")
CITY = W("Lisbon Hamburg Osaka Toronto Nairobi Lyon Porto Graz Leeds Austin Denver Kraków Turin Bergen Gdansk Seville Utrecht Lima Bogotá Hanoi Pune Cork Malmö Basel Zagreb Tampere Ghent Nantes")
TOPIC = P("""sourdough bread|a leaking tap|house plants that drop leaves|a marathon in spring|knee pain after running|a toddler who won't sleep|moving abroad|a used car|electricity bills|solar panels on a balcony|a cheap holiday|a birthday party for a ten year old|a wedding speech|learning the guitar|a noisy neighbour|a rental deposit|tax on freelance income|a pension plan|a job interview|a cover letter|an awkward colleague|burnout|migraine|vegetarian dinners|meal prep|a dog that pulls on the leash|a cat with allergies|home insulation|a heat pump|damp walls|wall paint|a bike gear that slips|night photography|board games for six|a book club|a school project on volcanoes|the French revolution|black holes|vaccines|inflation|interest rates|a mortgage|a budget in a spreadsheet|a small online shop|shipping costs|a customer who will not pay|GDPR and newsletters|a logo|a slogan for a bakery|search ranking of my site|an app idea|a newsletter on gardening|composting|bees|birds in winter|chess openings|old phones|a slow laptop|wifi in the attic|backing up photos|passwords|a scam mail|a visa|travel insurance|jet lag|hay fever|back exercises|cold showers|sleep trackers|a love letter|a eulogy|a poem about autumn|a short story about a lighthouse|a screenplay scene|a rap about maths|baby names|a family tree|Spanish verbs|German cases|Japanese particles|small talk in English|an email to a landlord|a complaint to an airline|a thank-you note|minutes of a meeting|a quarterly report|a pitch for investors|a survey on commuting|a lesson plan on fractions|a quiz about rivers|football tactics|swimming technique|yoga for beginners|a capsule wardrobe|perfume|curly hair|acne|coffee grinders|wine with fish|ramen broth|gluten free cakes|Christmas presents|a treasure hunt|camping with children|a garden pond|a shed roof|a wood stove|a dishwasher that smells|limescale|moths|ants in the kitchen""")
ASK = P("""How do I deal with {t}?|what should i know about {t}|Can you help me with {t}? {d}|Give me some ideas for {t}.|I need advice on {t}. {d}|explain {t} to me like I am new to this|{t} - where do I start|Is it normal that {t} costs so much?|Write a short text about {t} for my {who}.|Please list pros and cons regarding {t}.|hey, quick question about {t}: {d}|My {who} asked me about {t} and I had no answer. {d}|what are common mistakes with {t}|Make me a plan for {t} in {n} days|How long does it take to sort out {t}?|I tried everything with {t}. {d} any other idea?|Could you write something funny about {t} and {t2}?|compare {t} and {t2}|I live in {city}. Who can help me there with {t}?|draft a message to my {who} about {t}. {d}""")
DET = P("""I only have {n} euros.|We are {n} people.|It started {n} days ago.|I'm in {city}.|My {who} thinks otherwise.|it has to be done by {wd}.|I have done it {n} times before.|keep it short pls.|Not too formal.|I am {n} years old.|{name} said it would be easy.|I don't want to spend much time on it.|We did that last {wd} already.|And please no emojis.|it's for {name}.|There is also the matter of {t2}.""")
WHO = W("boss mother neighbour sister teacher class team landlord friend husband wife daughter uncle flatmate coach doctor")
WD = W("Monday Tuesday Wednesday Thursday Friday Saturday Sunday")
FOLLOW = P("""thanks! and what about {t2}?|make it shorter|can you put that in a table|ok but {d}|Why?|More informal please.|that is not what I meant. {d}|And if it's for {n} people?|translate that into German|please give me {n} more|great, now a version for my {who}|could you explain the second point|sounds good. anything about {t2}?|hm, are you sure?|rewrite the last part, {name} won't like it""")
LANGS = {
 'de': (P("Wie gehe ich mit dem Thema {x} um? {d}|Kannst du mir bei {x} helfen?|Schreib mir bitte einen kurzen Text über {x} für {name}.|Was muss ich bei {x} beachten? {d}|Erkläre mir {x} in einfachen Worten.|Ich brauche {n} Ideen zu {x}."),
        W("Steuererklärung Mietvertrag Garten Elternabend Bewerbung Kündigung Heizung Urlaub Hochzeit Rückenschmerzen Vereinssatzung Kuchen Fahrrad Photovoltaik Rente Kita Umzug Hund Klassenarbeit Bewässerung Versicherung"), P("Es eilt.|Ich wohne in {city}.|Wir sind {n} Personen.|Bitte kurz.|{name} meint nein.|Es ist für {wd}.")),
 'es': (P("¿Cómo puedo resolver lo de {x}? {d}|Ayúdame con {x}, por favor.|Escribe un texto breve sobre {x} para {name}.|¿Qué debo saber sobre {x}? {d}|Explícame {x} con palabras sencillas.|Dame {n} ideas sobre {x}."),
        W("alquiler hipoteca jardín boda entrevista factura viaje bicicleta receta vacaciones impuestos perro mudanza seguro cumpleaños guitarra examen oposición marca tienda"), P("Es urgente.|Vivo en {city}.|Somos {n} personas.|Que sea corto.|{name} dice que no.|Es para {wd}.")),
 'fr': (P("Comment gérer {x} ? {d}|Peux-tu m'aider pour {x} ?|Écris un petit texte sur {x} pour {name}.|Que faut-il savoir sur {x} ? {d}|Explique-moi {x} simplement.|Donne-moi {n} idées sur {x}."),
        W("le-loyer le-jardin le-mariage un-entretien la-facture le-voyage le-vélo la-recette les-impôts le-chien le-déménagement l'assurance l'anniversaire la-guitare l'examen la-boutique"), P("C'est urgent.|J'habite à {city}.|Nous sommes {n}.|Fais court.|{name} n'est pas d'accord.")),
}
LIB = W("pandas numpy requests flask django fastapi react vue express sqlalchemy pytest docker kubernetes terraform redis postgres mongo kafka spark airflow pydantic asyncio celery nginx webpack vite tailwind rust-tokio gin spring-boot kotlin swiftui flutter opencv matplotlib scikit-learn pytorch")
OBJ = W("user order invoice session payment token event ticket message report file image product cart coupon login webhook schedule metric tenant sensor route booking review shipment")
VERB = W("parse validate cache paginate sort merge export import retry encrypt upload stream filter group dedupe migrate rename index batch lock")
CODE = P("""Write a {lib} function to {v} {o}s.|I get '{err}' when I {v} the {o} with {lib}. Here's the code:\n```\n{c}\n```|refactor this:\n```\n{c}\n```\nit should {v} every {o} once|how do I {v} {o}s in {lib} without blocking|Add unit tests for `{f}`:\n```\n{c}\n```|What is wrong here?\n```\n{c}\n```|Explain what `{f}` does and whether it handles an empty {o}.\n```\n{c}\n```|SQL: for each {o} the latest {o2}, last {n} days|Convert this to async:\n```\n{c}\n```|our CI fails with {err} since we upgraded {lib}; {d}|regex for a {o} id like {o}-{n}-{n2}|write a Dockerfile for a {lib} service with {o} worker""")
ERR = P("KeyError: '{o}'|TypeError: cannot unpack NoneType|ECONNRESET|502 Bad Gateway|IntegrityError on {o}_id|CORS preflight failed|segmentation fault|deadlock detected|ImportError: {lib}|undefined is not a function|borrow of moved value|timeout after {n}s")
SUBJ = P("quadratic equations|conditional probability|Newton's laws|enzymes|the Treaty of Versailles|supply and demand|sorting algorithms|electrochemistry|Shakespeare's sonnets|derivatives|matrix multiplication|photosynthesis|the water cycle|binary search|cell division|vectors|linear regression|trigonometry|thermodynamics|hypothesis testing")
STUDY = P("""Explain {s} with an example. {d}|I have an exam on {s} on {wd}, quiz me|Summarise {s} in {n} bullet points|I don't get {s}. {d}|difference between {s} and {s2}?|Check my answer: {mp} I got {n}.|{mp}|{mp} can you show the steps?|essay outline about {s}, {n} hundred words|solve and explain: {mp}""")
BIZ = P("""Summarise this mail thread and list actions:\n{mail}|Draft a reply to this customer:\n{mail}|Classify the ticket (billing, shipping, technical, other):\n{mail}|Translate into German:\n{mail}|Write a product text for a {prod}, {n} words, {tone}.|Extract name, date and amount as JSON:\n{mail}|Turn these notes into minutes:\n{mail}|Rewrite more politely:\n{mail}""")
PROD = P("oak shelf|wool blanket|bike lamp|espresso cup|travel adapter|desk mat|hiking sock|rain jacket|plant pot|candle|bread knife|phone case|yoga mat|toy train|garden hose|water bottle|notebook|rug|lamp shade|tent")
TONE = W("friendly formal playful plain elegant technical warm crisp")
MAIL = P("""Dear team, my {prod} (order {n2}) came {wd} and it is broken. Please send another one.|Hello, I was charged twice for invoice {n2}, {n} euros each.|Hi {name}, can we move the meeting with {name2} to {wd}? {n} people will join from {city}.|To whom it may concern: I ordered a {prod} {n} days ago and never heard of you again.|Good morning, is the {prod} available in blue? I need {n} by {wd}. Regards {name}|We talked about the {prod} range, {name} wants a price for {n2} pieces, delivery to {city}.|I can't log in since {wd}. My customer number is {n2}.|Please cancel my subscription {n2} and confirm.|{name} reports {n} complaints about the {prod}; {name2} will call {city} on {wd}.""")
MATHP = P("""{name} has {n} boxes with {m} pencils each and gives {k} pencils to {name2}. How many are left?|A train leaves {city} at {k} o'clock at {n2} km/h, another {m} hours later at twice the speed. When does it catch up?|The sum of {k} consecutive numbers is {n2}. Which are they?|A tank fills in {k} hours and drains in {n} hours. How long if both are open?|{name} buys {m} apples at {k} cents and {n} pears at {m} cents. What is the change from {n2} cents?|If x + {k} y = {n2} and x - y = {m}, find x and y.|In how many ways can {k} of {n} children be chosen for a team?|A rectangle's length is {k} more than its width and its area is {n2}. Find the sides.|What is the probability of at least {k} heads in {m} tosses?|Find the derivative of x^{k} times sin({m}x).|How many integers below {n2} are divisible by {k} or {m}?""")
class Mk:
    """text made by grammar"""
    def __init__(s, r): s.r = r
    def fill(s, tpl, depth=0):
        r = s.r; out = []; i = 0
        while True:
            j = tpl.find('{', i)
            if j < 0: out.append(tpl[i:]); break
            k = tpl.find('}', j); out.append(tpl[i:j]); out.append(s.slot(tpl[j+1:k])); i = k+1
        return ''.join(out)
    def slot(s, k):
        r = s.r
        if k in ('t', 't2'): return r.choice(TOPIC)
        if k == 'd': return s.fill(r.choice(DET)) if r.random() < .6 else ''
        if k == 'n': return str(r.randint(2, 40))
        if k == 'n2': return str(r.randint(100, 99999) if r.random() < .5 else r.randint(50, 900))
        if k == 'm': return str(r.randint(2, 30))
        if k == 'k': return str(r.randint(2, 9))
        if k == 'who': return r.choice(WHO)
        if k in ('name', 'name2'): return r.choice(NAMES)
        if k == 'city': return r.choice(CITY)
        if k == 'wd': return r.choice(WD)
        if k == 'lib': return r.choice(LIB)
        if k in ('o', 'o2'): return r.choice(OBJ)
        if k == 'v': return r.choice(VERB)
        if k == 'err': return s.fill(r.choice(ERR))
        if k == 'f': return r.choice(VERB) + '_' + r.choice(OBJ)
        if k == 'c': return s.snippet()
        if k in ('s', 's2'): return r.choice(SUBJ)
        if k == 'mp': return s.fill(r.choice(MATHP))
        if k == 'mail': return ' '.join(s.fill(r.choice(MAIL)) for _ in range(r.randint(1, 3)))
        if k == 'prod': return r.choice(PROD)
        if k == 'tone': return r.choice(TONE)
        return k
    def snippet(s):
        r = s.r; v, o, o2 = r.choice(VERB), r.choice(OBJ), r.choice(OBJ)
        L = [f"def {v}_{o}({o}s, {o2}=None, limit={r.randint(1,99)}):", "    out = []", f"    for x in {o}s:"]
        for _ in range(r.randint(1, 5)):
            L.append(r.choice([f"        if x.{o2} > {r.randint(1,50)}: continue", f"        out.append({v}(x, {r.randint(0,9)}))", f"        {o2} = x.get('{r.choice(OBJ)}')", f"        log.info('{r.choice(OBJ)} %s', x)", f"        x['{r.choice(OBJ)}'] = {r.choice(VERB)}_{o2}(x)"]))
        L.append("    return out"); return '\n'.join(L)
    def chat(s): return s.fill(s.r.choice(ASK))
    def follow(s): return s.fill(s.r.choice(FOLLOW))
    def code(s): return s.fill(s.r.choice(CODE))
    def study(s): return s.fill(s.r.choice(STUDY))
    def biz(s): return s.fill(s.r.choice(BIZ))
    def math(s): return s.fill(s.r.choice(MATHP))
    def lang(s, l):
        a, x, d = LANGS[l]; r = s.r; t = r.choice(a).replace('{x}', r.choice(x).replace('-', ' '))
        return s.fill(t.replace('{d}', r.choice(d) if r.random() < .6 else ''))

RS = P("""Here is one way to look at it: {a} depends mostly on {b}, so begin there.|Start small with {a}, and keep {b} for later.|A common mistake is to forget {a}.|If {b} matters to you, check it first.|You might also want to ask about {a}.|In short: {a} first, then {b}.|There are {n} things to keep in mind, of which {a} is the most important.|That depends on your situation, but {b} is usually fine.|Let me know if {a} has changed, and I'll adjust this.|For most people {a} works well with {b}.|Be careful with {b}; it takes about {n} days.|An alternative would be {a} without {b}.|It is worth writing down what {a} means to you.|I would leave out {b}.""")
RM = P("""First, note that {a} is given as {n}.|Next we substitute this into the expression for {b}.|This gives {n} times {m}, which is {p}.|Subtracting {m} leaves {q}.|Let x be the unknown {a}.|Then x + {m} = {p}.|We check: {n} + {m} = {s}, as required.|So the number of {b} is {p}.|By symmetry the case of {b} is the same.|Dividing both sides by {m} we obtain {n}.""")
RC = P("""```python\ndef {f}({a}):\n    return [{b} for {b} in {a} if {b}]\n```|The error comes from `{a}` being None when `{b}` is empty.|Here is a corrected version.|Add an index on `{a}_id`, and call `{f}` once.|You can test it with `pytest -k {f}`.|```python\ntry:\n    {f}({a})\nexcept KeyError:\n    log.warning('{b}')\n```|The loop visits each `{a}` twice; use a set.""")
STOP = set("the and for that with this have from are was you your what how can please about into when which them they will would could should just write explain list give make there their been each".split())
def reply(r, kind, text, size):
    w = [x.strip('.,;:!?()"`\'') for x in text[-400:].split()]; w = [x for x in w if 3 < len(x) < 16 and x.lower() not in STOP and x.replace('-', '').isalpha()] or ['it', 'that']
    bank = RM if kind == 'math' else RC if kind == 'code' else RS
    out = []; L = 0
    while L < size:
        b = bank if r.random() < .75 else RS
        t = r.choice(b); n, m = r.randint(2, 60), r.randint(2, 30)
        for k, v in (('{a}', r.choice(w)), ('{b}', r.choice(w)), ('{n}', str(n)), ('{m}', str(m)), ('{p}', str(n*m)), ('{q}', str(n*m-m)), ('{s}', str(n+m)), ('{f}', r.choice(VERB)+'_'+r.choice(OBJ))):
            if k in t: t = t.replace(k, v)
        out.append(t); L += len(t)+1
    if kind == 'math': out.append(f"The answer is {r.randint(1,999)}.")
    return (' ' if kind == 'plain' else '\n').join(out)

# ------------------------------------------------------------------ networks, clients
CC = dict(DE=1, US=-5, GB=0, FR=1, ES=1, IN=5, BR=-3, NL=1, PL=1, JP=9, KE=3, PH=8, CA=-5, MX=-6, VN=7, PT=0)
CW = [14, 26, 11, 8, 7, 8, 6, 4, 4, 3, 2, 2, 4, 3, 2, 2]
class Nets:
    def __init__(s, r):
        s.isp = {}; asn = 64000
        for c in CC:
            for i in range(4):
                asn += 7; s.isp.setdefault(c, []).append((asn, [f"{r.randint(20,195)}.{r.randint(0,255)}" for _ in range(8)]))
        s.cloud = [(16509, [f"3.{r.randint(0,255)}" for _ in range(7)]), (15169, [f"34.{r.randint(0,255)}" for _ in range(6)]), (8075, [f"20.{r.randint(0,255)}" for _ in range(6)]), (24940, [f"88.{r.randint(0,255)}" for _ in range(4)]), (14061, [f"159.{r.randint(0,255)}" for _ in range(4)])]
        s.vpn = [(f"185.{r.randint(1,250)}.{r.randint(1,250)}.{k}", 60068 + j % 2, c) for j, c in enumerate(['NL', 'US', 'GB', 'DE', 'FR', 'US']) for k in r.sample(range(2, 250), 6)]
        s.nat = {c: [(f"{p[0]}.{r.randint(0,9)}.{r.randint(2,250)}", a, c) for a, p in s.isp[c] for _ in range(6)] for c in CC}
    def home(s, r, c):
        a, p = r.choice(s.isp[c]); return (f"{r.choice(p)}.{r.randint(0,255)}.{r.randint(2,253)}", a, c)
    def mobile(s, r, c): return r.choice(s.nat[c])
    def server(s, r, c=None):
        a, p = r.choices(s.cloud, [5, 3, 3, 2, 2])[0]; return (f"{r.choice(p)}.{r.randint(0,255)}.{r.randint(2,253)}", a, c or r.choice(['US', 'DE', 'NL', 'US']))
    def lan(s, r, c, n=2):
        a, p = r.choice(s.isp[c]); b = f"{r.choice(p)}.{r.randint(0,255)}"; return [(f"{b}.{r.randint(2,253)}", a, c) for _ in range(n)]
def h(*a): return hashlib.sha256('|'.join(map(str, a)).encode()).hexdigest()
def ua_browser(r):
    v = r.choices([137, 138, 139, 140], [1, 2, 5, 4])[0]
    return r.choice([f"Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/{v}.0.0.0 Safari/537.36", f"Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 Version/18.{r.randint(0,5)} Safari/605.1.15", f"Mozilla/5.0 (X11; Linux x86_64; rv:{v}.0) Gecko/20100101 Firefox/{v}.0", f"Mozilla/5.0 (iPhone; CPU iPhone OS 18_{r.randint(0,5)} like Mac OS X) AppleWebKit/605.1.15 Mobile/15E148", f"Mozilla/5.0 (Linux; Android 1{r.randint(3,6)}) AppleWebKit/537.36 Chrome/{v}.0.0.0 Mobile Safari/537.36"])
def ua_sdk(r): return r.choices([f"OpenAI/Python 1.{r.randint(40,99)}.{r.randint(0,3)}", f"OpenAI/JS 4.{r.randint(50,99)}.0", f"python-requests/2.{r.randint(28,32)}.{r.randint(0,3)}", f"axios/1.{r.randint(4,9)}.{r.randint(0,4)}", f"langchain-python/0.3.{r.randint(1,20)}", "Go-http-client/2.0", f"node-fetch/3.{r.randint(1,3)}.0"], [6, 3, 2, 1, 2, 1, 1])[0]
def ja4(ua):
    f = ua.split('/')[0] + ('Chrome' if 'Chrome' in ua else 'Safari' if 'Safari' in ua else '') + ua.rsplit('.', 1)[0][-4:-2]
    x = h('ja4', f); return f"t13d{15 + int(x[0],16)%4}{12 + int(x[1],16)%5}h2_{x[2:14]}_{x[14:26]}"
FREE = [('mailhub.example', 40), ('postbox.example', 22), ('inbox.example', 12), ('quickmail.example', 8), ('securepost.example', 4), ('webpost.example', 5), ('onemail.example', 3)]
HOURS = dict(work=[.1]*7+[.5, 2, 5, 6, 6, 4, 5, 6, 6, 5, 3, 1, .6, .6, .5, .3, .2], evening=[.6, .2, .1, .1, .1, .2, .6, 1, 1, 1, 1, 1.2, 1.5, 1.3, 1.2, 1.3, 2, 3, 4, 5, 6, 6, 4, 2],
    student=[1.5, .8, .3, .1, .1, .1, .2, .5, 1, 2, 3, 3, 2.5, 3, 3.5, 4, 4, 3.5, 3, 4, 5, 5, 4, 3], flat=[1]*24, night=[5, 6, 6, 5, 3, .2]+[.1]*16+[.5, 2], long=[1, .7, .5, .4, .4, .5, .8, 1.5, 2.5, 3.5, 4, 4, 3.5, 3.5, 4, 4, 4, 3.5, 3, 3, 3, 2.5, 2, 1.5])
M3, MINI, REA, M4 = 'lumen-3', 'lumen-3-mini', 'lumen-3-reason', 'lumen-4'
RELEASE = START + 12*DAY + 16*3600

class World:
    def __init__(s, a):
        s.a = a; s.seed = a.seed; s.days = a.days; s.end = START + a.days*DAY; r = s.r = R(h('world', a.seed)); s.nets = Nets(R(h('nets', a.seed)))
        s.acc = []; s.lines = []; s.camps = {}; s.n = 0; s.table = []
        s.pool = {}
        for k in ('benign', 'distillation', 'enterprise_template', 'reasoning_extraction', 'refusal_boundary'):
            for f in sorted(os.listdir(os.path.join(a.prompts, k))):
                if f.endswith('.jsonl.gz'):
                    with gzip.open(os.path.join(a.prompts, k, f), 'rt') as fh: t = [json.loads(l)['text'][:1400] for l in fh]
                    R(h('sh', a.seed, f)).shuffle(t); s.pool[f[:-9]] = t
    def rnd(s, *k): return R(h(s.seed, *k))
    # accounts
    def new(s, r, pop, country=None, created=None, org=None, email=None, pay='own', ips=None, uas=None, plan=None, api=None, verified=None, style=None, camp=None, tz=None):
        c = country or r.choices(list(CC), CW)[0]; s.n += 1
        api = (r.random() < .45) if api is None else api
        if created is None: created = START - int(min(900, r.expovariate(1/160)) * DAY) - r.randint(0, DAY) if r.random() < .72 else START + r.randint(0, s.days*DAY - DAY)
        plan = plan or r.choices(['free', 'plus', 'payg', 'team'], [3, 4, 4, 1] if not api else [1, 1, 7, 2])[0]
        if pay == 'own': pay = None if plan == 'free' else 'pm_' + h(s.seed, 'pay', s.n)[:14]
        if email is None: email = r.choices([f[0] for f in FREE], [f[1] for f in FREE])[0] if r.random() < .72 else h(s.seed, 'dom', s.n)[:8] + '.example'
        if ips is None:
            ips = [s.nets.home(r, c)]
            if r.random() < .4: ips.append(s.nets.mobile(r, c))
            if r.random() < .05: ips = [r.choice(s.nets.vpn)]
            if api and r.random() < .55: ips = [s.nets.server(r)]
        if uas is None: uas = [ua_sdk(r)] if api else [ua_browser(r)] + ([ua_browser(r)] if r.random() < .3 else [])
        A = dict(id='ac-' + h(s.seed, 'acc', s.n)[:12], pop=pop, country=c, created=created, org=org, email=email, pay=pay, ips=ips, uas=uas, plan=plan, api=api,
            verified=(r.random() < .35 if verified is None else verified), style=style or ('long' if api else r.choice(['evening', 'work', 'student', 'evening'])), tz=CC[c] if tz is None else tz, camp=camp,
            key='k-' + h(s.seed, 'key', s.n)[:10] if api else None, rate=r.lognormvariate(math.log(2.6), .95), model=r.choices([M3, MINI, REA], [5, 4, 2])[0], mv=r.random() < .45, mvd=r.expovariate(1/4.)*DAY,
            temp=r.choice([None, None, None, .7, 1.0, .2, 0]) if api else None, mx=r.choice([None, None, 1024, 2048, 4096, 800]) if api else None, stream=(r.random() < .4) if api else True, since={}, until={}, hs={}, hu={}, hc=0, lang=r.choice([None, None, c.lower()]) if c in ('DE', 'ES', 'FR', 'MX') else None)
        if A['lang'] == 'mx': A['lang'] = 'es'
        s.acc.append(A); return A
    def iso(s, t, ms=True):
        d = dt.datetime.fromtimestamp(t, dt.timezone.utc); return d.strftime('%Y-%m-%dT%H:%M:%S') + (f".{int((t%1)*1000):03d}Z" if ms else 'Z')
    def at(s, r, A, day, style=None):
        """a time on a local day by rhythm"""
        w = HOURS[style or A['style']]; return START + day*DAY + (r.choices(range(24), w)[0] - A['tz'])*3600 + r.random()*3600
    def modelat(s, A, t): return M4 if t > RELEASE and A['mv'] and t > RELEASE + A['mvd'] else A['model']
    def emit(s, r, A, t, text, kind='plain', sysm=None, hist=None, model=None, temp='acc', mx='acc', tools=None, size=None, user=None, camp=None, ip=None, ua=None, sess=None, n=None, seed=None, logprobs=None, effort=None, endpoint=None, batch=None, image=False, out=None, stream=None):
        if not (max(START, A['created'] + 60) <= t < s.end): return None
        if size is None: size = min(2200, r.lognormvariate(math.log({'plain': 330, 'math': 430, 'code': 380}[kind]), .6))
        rep = out or reply(r, kind, text, size)
        model = model or s.modelat(A, t)
        msgs = ([{'role': 'system', 'content': sysm}] if sysm else []) + (hist or []) + [{'role': 'user', 'content': [{'type': 'text', 'text': text}, {'type': 'image_url', 'image_url': {'url': 'omitted'}}] if image else text}]
        ip = ip or r.choice(A['ips']); ua = ua or A['uas'][0 if r.random() < .8 else -1]
        it = sum(len(m['content']) if isinstance(m['content'], str) else 1900 for m in msgs)//4 + 8; ot = max(2, int(len(rep)/4.1 * r.uniform(.92, 1.1)))
        acc = {'id': A['id'], 'created': s.iso(A['created'], False), 'country': A['country'], 'plan': A['plan'], 'verified': A['verified'], 'email_domain': A['email']}
        if A['pay']: acc['payment'] = A['pay']
        if A['org']: acc['org'] = A['org']
        if A['key']: acc['key'] = A['key']
        if user: acc['end_user'] = user
        q = {'model': model, 'endpoint': endpoint or ('chat.completions' if A['api'] else 'responses'), 'messages': msgs, 'stream': A['stream'] if stream is None else stream}
        tp = A['temp'] if temp == 'acc' else temp; m = A['mx'] if mx == 'acc' else mx
        if tp is not None: q['temperature'] = tp
        if m is not None: q['max_tokens'] = m
        for k, v in (('n', n), ('seed', seed), ('logprobs', logprobs), ('batch_id', batch)):
            if v is not None: q[k] = v
        if effort: q['reasoning'] = {'effort': effort}
        if tools: q['tools'] = tools
        us = {'input_tokens': it, 'output_tokens': ot}
        if model in (REA, M4): us['reasoning_tokens'] = int(ot*r.uniform(.3, 2.5)); us['output_tokens'] += us['reasoning_tokens']
        bad = r.random() < .008
        res = {'model': model, 'status': 'error' if bad else 'ok', 'finish_reason': 'error' if bad else 'length' if m and ot > m else 'stop', 'latency_ms': int(300 + us['output_tokens']*r.uniform(8, 22))}
        if not bad: res['content'] = rep
        e = {'id': 'rq_' + h(s.seed, 'ex', len(s.lines))[:20], 'time': s.iso(t), 'account': acc, 'client': {'ip': ip[0], 'asn': ip[1], 'country': ip[2], 'user_agent': ua, 'ja4': ja4(ua)}, 'request': q, 'response': res, 'usage': us}
        if sess: e['session'] = sess
        s.lines.append((t, json.dumps(e, ensure_ascii=False, separators=(',', ':'))))
        u = user; A['since'][u] = min(A['since'].get(u, t), t); A['until'][u] = max(A['until'].get(u, t), t)
        if camp:
            A['hs'][u] = min(A['hs'].get(u, t), t); A['hu'][u] = max(A['hu'].get(u, t), t); c = s.camps[camp]; c['taken'][int(t//3600)] += 1
        return rep
    def mut(s, r, t):
        """a found prompt as another person would put it"""
        se = [x for x in t.replace('\n', ' \n').split('. ') if x.strip()]
        if len(se) > 3: i = r.randint(0, len(se)-3); se = se[i:i+r.randint(2, 4)]
        w = '. '.join(se).split(' ')
        for _ in range(1 + len(w)//14):
            i = r.randrange(len(w))
            if w[i].isdigit(): w[i] = str(r.randint(2, 99))
            elif r.random() < .4: w[i] = ''
            elif r.random() < .3: w[i] = r.choice(OBJ)
        return (r.choice(['', '', '', 'Hi, ', 'please: ', 'I wonder: ', 'For work: ']) + ' '.join(x for x in w if x))[:1100]
    def ask(s, r, A, mk, flavour=None):
        f = flavour or A.get('fl')
        if f == 'chat':
            if A['lang'] and r.random() < .7: return mk.lang(A['lang']), 'plain'
            if r.random() < .25: return s.mut(r, r.choice(s.pool[r.choice(['autoj_real_queries', 'vicuna_bench', 'mt_bench', 'clinc150_raw', 'self_instruct_user_oriented', 'writingbench'])])), 'plain'
            return mk.chat(), 'plain'
        if f == 'dev':
            if r.random() < .18: return s.mut(r, r.choice(s.pool[r.choice(['arena_hard_v01', 'apibench', 'agentbench_os'])])), 'code'
            return mk.code(), 'code'
        if f == 'study':
            if r.random() < .25: return s.mut(r, r.choice(s.pool[r.choice(['math_test', 'ocw_minerva', 'asdiv', 'biggen_bench'])])), 'math'
            x = mk.study(); return x, 'math' if any(c.isdigit() for c in x) else 'plain'
        if f == 'write':
            return (s.mut(r, r.choice(s.pool[r.choice(['writingbench', 'awesome_chatgpt_prompts', 'autoj_real_queries'])])) if r.random() < .5 else mk.chat()), 'plain'
        return mk.biz(), 'plain'
    def session(s, r, A, t, mk, flavour=None, turns=None, **k):
        n = turns or min(8, 1 + int(r.expovariate(1/1.1))); hist = []; sid = 's-' + h(s.seed, A['id'], t)[:12]; sy = k.pop('sysm', A.get('sys'))
        for i in range(n):
            x, kd = s.ask(r, A, mk, flavour) if i == 0 else (mk.follow(), 'plain')
            rep = s.emit(r, A, t, x, kd, sysm=sy, hist=list(hist), sess=sid, **k)
            if rep is None: break
            hist += [{'role': 'user', 'content': x}, {'role': 'assistant', 'content': rep[:500]}]; hist = hist[-6:]; t += 15 + r.expovariate(1/70)
    def ordinary(s, r, A, share=1., days=None, flavour=None):
        mk = Mk(r); rate = A['rate']*share/2.1
        for d in (days if days is not None else range(s.days)):
            wk = (d % 7) >= 5; m = rate*(.25 if wk and A['style'] == 'work' else 1)*r.lognormvariate(-.2, .65)
            k = int(m) + (r.random() < m % 1)
            for _ in range(min(k, 60)): s.session(r, A, s.at(r, A, d), mk, flavour)

# ------------------------------------------------------------------ innocents
def solo(w, r, n):
    for i in range(n):
        fl = r.choices(['chat', 'dev', 'study', 'write', 'biz'], [40, 24, 12, 12, 12])[0]
        A = w.new(r, 'solo_' + fl, api={'chat': False, 'study': False, 'write': r.random() < .1, 'dev': r.random() < .7, 'biz': r.random() < .75}[fl]); A['fl'] = fl
        if fl in ('dev', 'biz') and r.random() < .4:
            A['sys'] = Mk(r).fill(r.choice(["You are the assistant of a shop for {prod}s. Be {tone}.", "Answer in {n} sentences at most. Be {tone}.", "You are a senior engineer who knows {lib} and {lib}.", "You help {name}'s team in {city} with {t}."]))
        if A['api'] and r.random() < .12:                                        # a nightly pipeline of a small firm
            mk = Mk(r); tpl = Mk(r).fill(r.choice(["Label the sentiment of this message about our {prod} as positive, neutral or negative. Message: ", "Extract the order number. Text: ", "Summarise for the {city} desk in one line: ", "Which department ({o}, {o2}, other)? "]))
            hr = r.randint(0, 23); k = r.randint(4, 30)
            for d in range(w.days):
                for j in range(int(k*r.uniform(.6, 1.4))): w.emit(r, A, START + d*DAY + hr*3600 + j*r.uniform(2, 9), tpl + mk.fill(r.choice(MAIL)), sysm=A.get('sys'), size=r.randint(8, 60), temp=0)
        else: w.ordinary(r, A)
def course(w, r, n):
    mk = Mk(r); lan = w.nets.lan(r, 'DE', 5); mail = 'stud.uni-' + h(w.seed, 'uni')[:5] + '.example'; wk1 = R(h(w.seed, 'sheet')).sample(w.pool['math_test'] + w.pool['ocw_minerva'], 20); dl = 9*DAY
    for i in range(n):
        A = w.new(r, 'course', 'DE', created=START + int(r.triangular(0, 3, .6)*DAY) + r.randint(7, 17)*3600, email=mail if r.random() < .8 else None, api=r.random() < .15, plan=r.choice(['free', 'free', 'plus']), style='student', ips=[w.nets.home(r, 'DE')] + [r.choice(lan)]*r.randint(1, 2)); A['fl'] = 'study'; A['rate'] *= .35
        own = r.choice(["", "can you show all steps? ", "Explain step by step: ", "please solve, I need to understand every step: ", "Task from the sheet: "])
        for k, x in enumerate(wk1[:10]):
            if r.random() < .75:
                t = START + dl - r.expovariate(1/2.2)*DAY + r.randint(-5, 2)*3600; y = x if r.random() < .6 else w.mut(r, x)
                hist = []
                for q in [own + y] + ([r.choice(["why is the second step allowed?", "I got something else, where is my mistake?", "and without that theorem?", "shorter please"])] if r.random() < .5 else []):
                    rep = w.emit(r, A, t, q, 'math', hist=list(hist), mx=None);  t += 90
                    if not rep: break
                    hist += [{'role': 'user', 'content': q}, {'role': 'assistant', 'content': rep}]
        if r.random() < .3:                                                       # re-sit
            for x in wk1[10:]:
                if r.random() < .8: w.emit(r, A, START + 18*DAY - r.expovariate(1/1.2)*DAY, own + x, 'math')
        w.ordinary(r, A)
def labelling(w, r, n):
    org, pay = 'org-' + h(w.seed, 'lab')[:8], 'pm_' + h(w.seed, 'lab')[:14]; lan = w.nets.lan(r, 'KE', 2); mk = Mk(r)
    rub = "You assist annotators of the cooperative. Compare answer A and answer B to the customer's question by the rubric: correctness (0-4), tone (0-3), completeness (0-3). Give both totals and one sentence for the reviewer."
    for i in range(n):
        A = w.new(r, 'labelling_coop', 'KE' if r.random() < .7 else 'PH', created=START - r.randint(20, 200)*DAY, org=org if r.random() < .8 else None, pay=pay if r.random() < .8 else 'own', email='fairlabel-' + h(w.seed)[:4] + '.example' if r.random() < .7 else None, api=False, plan='team', style='work', uas=[ua_browser(r)])
        A['ips'] = [r.choice(lan)] if r.random() < .6 else [w.nets.home(r, A['country'])]
        for d in range(w.days):
            if d % 7 < 5:
                for _ in range(r.randint(6, 12)):
                    q = mk.fill(r.choice(MAIL)); w.emit(r, A, w.at(r, A, d), f"Question: {q}\nA: {reply(r,'plain',q,120)}\nB: {reply(r,'plain',q,120)}", sysm=rub, size=180, model=M3)
def hackathon(w, r, n, tail=0):
    lan = w.nets.lan(r, 'US', 3); v = 'pm_' + h(w.seed, 'voucher')[:14]; d0 = 4; out = []
    theme = Mk(r).fill("Build a working prototype of a {o} assistant for {t}.")
    for i in range(n + tail):
        A = w.new(r, 'hackathon', r.choice(['US', 'US', 'US', 'CA', 'IN']), created=START + d0*DAY + int(r.triangular(14, 30, 17)*3600), api=True, plan='payg', pay=v if r.random() < .75 else 'own', uas=[ua_sdk(r)], ips=[r.choice(lan)]*3 + [w.nets.home(r, 'US')], style='flat', tz=-5); A['fl'] = 'dev'
        A['sys'] = r.choice([None, theme, f"You are a coding agent. {theme} Think through the design first, then write complete files.", "You are a senior full-stack engineer at a hackathon."])
        mk = Mk(r)
        for _ in range(r.randint(8, 32)): w.session(r, A, START + d0*DAY + r.triangular(18, 66, 40)*3600, mk, turns=r.choice([1, 1, 2, 4]))
        A['ips'] = A['ips'][-1:]
        if r.random() < .25: w.ordinary(r, A, .4, range(7, w.days))
        out.append(A)
    return out
def olympiad(w, r, n):
    lan = w.nets.lan(r, 'PL', 2); sheet = R(h(w.seed, 'oly')).sample(w.pool['math_test'], 60)
    for i in range(n):
        A = w.new(r, 'olympiad_camp', 'PL', created=START + 7*DAY + r.randint(6, 20)*3600, api=False, plan='free', style='student', ips=[r.choice(lan)] * 3 + [w.nets.mobile(r, 'PL')]); A['fl'] = 'study'
        for d in range(7, 14):
            day = sheet[(d-7)*8:(d-7)*8+8]
            for x in day:
                if r.random() < .7: w.emit(r, A, START + d*DAY + r.choice([9, 10, 14, 15, 19])*3600 + r.random()*4000 - 3600, r.choice(["Give a full solution with proof: ", "hint only please: ", "Show every step and justify it. ", ""]) + x, 'math', model=REA, size=r.randint(500, 1500))
        A['ips'] = [R(h('home', A['id'])).choice([w.nets.home(R(h('home', A['id'])), 'PL')])]
        if r.random() < .5: w.ordinary(r, A, .3, range(14, w.days))
def langschool(w, r, n):
    lan = w.nets.lan(r, 'ES', 1); sy = "You are a patient teacher of English at our school. Correct the learner's text, explain each correction in simple words, then give a better version."
    for i in range(n):
        ev = r.choice([(0, 2), (1, 3)]); hr = r.choice([16, 17, 18]); A = w.new(r, 'language_school', 'ES', created=START - r.randint(-3, 25)*DAY, api=False, plan='free', style='evening'); A['ips'] = [lan[0], A['ips'][0]]; A['fl'] = 'chat'; A['lang'] = 'es'; A['rate'] *= .4; mk = Mk(r)
        for d in range(w.days):
            if d % 7 in ev:
                for _ in range(r.randint(2, 7)): w.emit(r, A, START + d*DAY + hr*3600 + r.random()*5200, mk.chat().replace(' the ', ' ').replace('I am', 'I'), sysm=sy, ip=lan[0] if r.random() < .8 else None, model=MINI)
        w.ordinary(r, A)
def translators(w, r, n):
    pay = ['pm_' + h(w.seed, 'tr', k)[:14] for k in range(3)]; T = "Translate the segment into {L}. Keep tags and numbers. Use the glossary. Explain doubtful terms after the translation.\nGlossary: {g}\nSegment: "
    g = ', '.join(R(h(w.seed, 'gl')).sample(OBJ, 9))
    for i in range(n):
        A = w.new(r, 'translation_agency', r.choice(['DE', 'FR', 'ES', 'PT', 'PL', 'BR']), created=START - r.randint(5, 400)*DAY, pay=r.choice(pay), plan='team', api=True, style='work', uas=[f"OmniCAT/9.{2 + i % 2} plugin"], ips=None); A['ips'] = [w.nets.home(r, A['country'])]; mk = Mk(r); L = r.choice(['German', 'French', 'Spanish', 'Polish', 'Portuguese'])
        for d in range(w.days):
            if d % 7 < 5 and r.random() < .8:
                for _ in range(r.randint(3, 16)): w.emit(r, A, w.at(r, A, d), T.format(L=L, g=g) + mk.fill(r.choice(MAIL)), temp=.2, mx=1500, size=160)
def newsroom(w, r, n):
    lan = w.nets.lan(r, 'GB', 2); org = 'org-' + h(w.seed, 'news')[:8]; mail = 'daily-' + h(w.seed, 'n')[:4] + '.example'; ev = [(d, Mk(r).fill("{city} and {t}")) for d in r.sample(range(w.days), min(5, w.days))]
    for i in range(n):
        A = w.new(r, 'newsroom', 'GB', created=START - r.randint(30, 600)*DAY, org=org, email=mail, api=False, plan='team', pay='pm_' + h(w.seed, 'news')[:14], style='long', ips=[r.choice(lan)] * 2 + [w.nets.mobile(r, 'GB')]); A['fl'] = r.choice(['biz', 'write']); mk = Mk(r)
        for d, x in ev:
            if r.random() < .7:
                for _ in range(r.randint(1, 4)): w.emit(r, A, START + d*DAY + 13*3600 + r.expovariate(1/5400), r.choice(["Five headlines, under 60 characters, on: ", "Background in 150 words, neutral: ", "Questions to ask the minister about ", "Check this paragraph for errors: "]) + x + '. ' + mk.fill(r.choice(MAIL)))
        w.ordinary(r, A, .7)
def lawfirm(w, r, n):
    lan = w.nets.lan(r, 'US', 2); org = 'org-' + h(w.seed, 'law')[:8]
    lib = [f"You are an associate of the {x} group. Apply IRAC: state the issue, the rule, the analysis in numbered steps, and the conclusion. Show your reasoning in full so that a partner can check it." for x in ('employment', 'tax', 'real estate', 'M&A')] + ["Summarise the clause, list risks for our client by severity, and propose wording.", "Draft a letter to the opposing counsel. Firm but courteous.", "Compare the two clauses and grade each from 1 to 5 for our client, with reasons."]
    for i in range(n):
        A = w.new(r, 'law_firm', 'US', created=START - r.randint(10, 300)*DAY, org=org, email='lex-' + h(w.seed, 'l')[:4] + '.example', api=False, plan='team', pay='pm_' + h(w.seed, 'law')[:14], style='work', verified=True, ips=[r.choice(lan)] * 3 + [w.nets.home(r, 'US')]); mk = Mk(r); my = r.sample(lib, 3)
        for d in range(w.days):
            if d % 7 < 5 and r.random() < .7:
                for _ in range(r.randint(1, 8)): w.emit(r, A, w.at(r, A, d), mk.fill("Facts: {mail}\nMatter {n2}, {name} v. {name2}. " + "{d}"), sysm=r.choice(my), model=REA if r.random() < .6 else M3, size=r.randint(400, 1500))
def evalteam(w, r, n):
    org = 'org-' + h(w.seed, 'ev')[:8]; ip = w.nets.server(r); items = R(h(w.seed, 'bench')).sample(w.pool['bbh'] + w.pool['mt_bench'] + w.pool['gsm_hard'] + w.pool['math_test'], 150)
    for i in range(n):
        A = w.new(r, 'eval_team', 'NL', created=START - r.randint(60, 300)*DAY, org=org, email='modelcheck-' + h(w.seed, 'e')[:4] + '.example', pay='pm_' + h(w.seed, 'ev')[:14], api=True, plan='payg', ips=[ip, w.nets.home(r, 'NL')], uas=['lm-harness/0.4.8'], temp=0) if False else w.new(r, 'eval_team', 'NL', created=START - r.randint(60, 300)*DAY, org=org, email='modelcheck-' + h(w.seed, 'e')[:4] + '.example', pay='pm_' + h(w.seed, 'ev')[:14], api=True, plan='payg', ips=[ip], uas=['lm-harness/0.4.8'])
        mod = [M3, MINI, REA][i % 3]
        for d in range(1 + i % 2, w.days, 7):
            for j, x in enumerate(items):
                if r.random() < .8: w.emit(r, A, START + d*DAY + (1 + i)*3600 + j*r.uniform(6, 14), x + "\nThink step by step and end with 'Answer:'.", 'math', model=M4 if d > 12 and i % 3 == 0 else mod, temp=0, mx=1024, seed=1234, logprobs=True)
def reseller(w, r, n, ins=0):
    A = w.new(r, 'reseller', 'US', created=START - 400*DAY, org='org-' + h(w.seed, 'res')[:8], api=True, plan='team', ips=[w.nets.server(r, 'US') for _ in range(3)], uas=['chatdesk-backend/3.1'], verified=True); w.table.append((A['id'], 'true', '', '', ''))
    A['users'] = {}
    for i in range(n):
        u = 'u' + h(w.seed, 'eu', i)[:9]; A['users'][u] = ('reseller_user', None); mk = Mk(r); rate = r.lognormvariate(math.log(1.6), .8); fl = r.choice(['chat', 'biz', 'write', 'study', 'dev'])
        for d in range(w.days):
            for _ in range(int(rate) + (r.random() < rate % 1)): w.session(r, A, w.at(r, A, d, r.choice(['work', 'evening'])), mk, fl, turns=r.choice([1, 1, 2]), user=u, sysm="You are ChatDesk, a helpful assistant.")
    return A
def msp(w, r, n):
    pay = 'pm_' + h(w.seed, 'msp')[:14]; net = w.nets.lan(r, 'NL', 4)
    for i in range(n):                                                           # small shops set up by one IT house, which pays and hosts
        A = w.new(r, 'msp_customers', 'NL', created=START + r.choice([-40, -12, 2, 5])*DAY + r.randint(0, 6)*3600, pay=pay, api=True, plan='payg', ips=[r.choice(net)], uas=['ShopBot/2.4 (php)'], style='work'); A['sys'] = Mk(r).fill("You answer customers of a web shop that sells {prod}s in {city}. Be {tone}. If unsure, say that a colleague will call back."); mk = Mk(r)
        k = r.lognormvariate(math.log(3), .6)
        for d in range(w.days):
            for _ in range(int(k*r.uniform(.3, 1.7))): w.emit(r, A, w.at(r, A, d, 'long'), mk.fill(r.choice(MAIL)), sysm=A['sys'], temp=.3, mx=500, size=150, model=MINI)
def extension(w, r, n):
    up = START + 8*DAY
    for i in range(n):
        A = w.new(r, 'browser_extension', api=True, plan=r.choice(['free', 'payg']), style='evening'); A['ips'] = [w.nets.home(r, A['country'])]; mk = Mk(r); lag = r.expovariate(1/1.5)*DAY; rate = r.lognormvariate(math.log(2), .7)
        for d in range(w.days):
            for _ in range(int(rate) + (r.random() < rate % 1)):
                t = w.at(r, A, d); v2 = t > up + lag; x = w.mut(r, r.choice(w.pool[r.choice(['spec_bench_summarization', 'writingbench'])]))
                w.emit(r, A, t, ("Summarize the page below in 5 bullets, then list open questions. Reason about what matters to the reader first.\n---\n" if v2 else "TL;DR of this page in three sentences:\n---\n") + x, ua=f"PageWise/{'2.0' if v2 else '1.8'} Chrome/139", temp=.5, mx=600, size=300, model=MINI)
def callcentre(w, r, n):
    lan = w.nets.lan(r, 'PH', 2); org = 'org-' + h(w.seed, 'cc')[:8]; sy = "Draft an answer to the caller's case for the agent to read out. Follow policy 7 and 12. List the steps the agent must take, in order."
    for i in range(n):
        sh = r.choice([0, 8, 16]); A = w.new(r, 'call_centre', 'PH', created=START - r.choice([90, 40, 4])*DAY + r.randint(0, 3)*3600, org=org, email='answerhub-' + h(w.seed, 'cc')[:4] + '.example', pay='pm_' + h(w.seed, 'cc')[:14], api=False, plan='team', ips=[r.choice(lan)], uas=[f"Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/138.0.0.0 Safari/537.36"]); off = set(r.sample(range(7), 2)); mk = Mk(r)
        for d in range(w.days):
            if d % 7 not in off:
                for _ in range(r.randint(4, 9)): w.emit(r, A, START + d*DAY + sh*3600 + r.random()*8*3600, mk.fill("Case {n2}: {mail}"), sysm=sy, size=220, model=MINI)
def accessibility(w, r, n):
    for i in range(n):
        A = w.new(r, 'accessibility_app', api=True, plan='free', style='long'); A['ips'] = [w.nets.home(r, A['country']), w.nets.mobile(r, A['country'])]; mk = Mk(r); rate = r.lognormvariate(math.log(2.5), .7)
        for d in range(w.days):
            for _ in range(int(rate) + (r.random() < rate % 1)): w.emit(r, A, w.at(r, A, d), "Describe this image for a person who cannot see it: what is in it, where, any text, anything dangerous." + r.choice(["", "", " " + mk.fill("I look for the {prod}."), " " + mk.fill("Is {name} in it?")]), ua='SeeForMe/5.2 (Android)', image=True, mx=400, size=200, model=M3)
def viral(w, r, n):
    v = "Based on everything you know, act as a board of five experts who argue about my life. Let each expert reason step by step, rate me from 1 to 10 with reasons, then agree on a 30 day plan. My facts: "
    old = [a for a in w.acc if a['pop'] in ('solo_chat', 'solo_write')]; r.shuffle(old)
    for A in old[:int(n*2)]:
        mk = Mk(r)
        for _ in range(r.randint(1, 3)): w.emit(r, A, START + 10*DAY + r.gammavariate(2, 14)*3600, v + mk.fill("{d} {t}, {t2}. {d}"), size=1200)
    for i in range(n):
        A = w.new(r, 'viral', api=False, plan='free', created=START + int(10*DAY + r.gammavariate(2, 14)*3600)); A['fl'] = 'chat'; mk = Mk(r)
        for _ in range(r.randint(1, 4)): w.emit(r, A, A['created'] + r.expovariate(1/4000) + 120, v + mk.fill("{d} {t}, {t2}. {d}"), size=1200)
        if r.random() < .4: w.ordinary(r, A, .3)
def household(w, r, n):
    k = 0
    while k < n:
        c = r.choices(list(CC), CW)[0]; m = r.randint(2, 4); ip = w.nets.home(r, c); pay = 'pm_' + h(w.seed, 'fam', k)[:14]
        for _ in range(m):
            A = w.new(r, 'household', c, api=False, pay=pay if r.random() < .7 else 'own', plan='plus'); A['ips'] = [ip]; A['fl'] = r.choice(['chat', 'study', 'write']); w.ordinary(r, A)
        k += m
def dorm(w, r, n):
    lan = w.nets.lan(r, 'US', 1)
    for _ in range(n):
        A = w.new(r, 'dormitory', 'US', api=False, style='student', created=START + r.randint(-25, 3)*DAY + r.randint(0, DAY)); A['ips'] = [lan[0], lan[0], w.nets.mobile(r, 'US')]; A['fl'] = r.choice(['study', 'study', 'chat', 'dev']); w.ordinary(r, A)
def charity(w, r, n):
    tp = "You help volunteers of the river relief fund. Write a personal letter to a donor. Thank them, tell one true story from the notes, and ask gently for another gift."; v = 'pm_' + h(w.seed, 'char')[:14]
    for _ in range(n):
        A = w.new(r, 'charity', r.choice(['GB', 'IN', 'US', 'FR']), created=START + int(r.triangular(5, 9, 6)*DAY), api=False, plan='plus', pay=v, style='evening'); mk = Mk(r)
        for d in range(6, w.days):
            if r.random() < .6:
                for _ in range(r.randint(1, 7)): w.emit(r, A, w.at(r, A, d), mk.fill("Donor {name} of {city}, {n2} euros last year. Notes: {mail}"), sysm=tp, size=500)
def microtask(w, r, n):
    for i in range(n):
        A = w.new(r, 'microtask', r.choice(['IN', 'PH', 'KE', 'VN', 'BR', 'MX']), api=False, plan=r.choice(['free', 'plus']), created=START - int(r.expovariate(1/40)*DAY)); mk = Mk(r); own = r.choice(["", "Follow the brief. ", "Brief: "]); q = r.randint(6, 12); A['ips'] = [w.nets.home(r, A['country'])] if r.random() < .7 else [w.nets.mobile(r, A['country'])]
        for d in range(w.days):                                                   # the platform deals tasks evenly, up to a daily cap
            if r.random() < .65:
                for _ in range(min(q, r.randint(3, 12))): w.emit(r, A, w.at(r, A, d, 'long'), own + mk.fill("Task {n2}. Write a unique product description of 120-150 words for: {prod}. Tone: {tone}. Audience: " + r.choice(WHO) + "s. Do not mention price. Then rate its originality from 1 to 5 and justify."), size=700, model=M3)
def migration(w, r, n):
    for i in range(n):
        A = w.new(r, 'migration', created=START + int(6*DAY + r.gammavariate(2, 5)*3600), api=r.random() < .6); A['fl'] = r.choice(['dev', 'dev', 'chat', 'biz', 'write']); A['rate'] *= 1.4
        if A['api'] and r.random() < .5: A['sys'] = Mk(r).fill("You are {name}, a {tone} assistant for {t}.")
        w.ordinary(r, A)
def training(w, r, n):
    lan = w.nets.lan(r, 'FR', 1); ex = [Mk(r).fill(x) for x in ("Summarise this text for my manager: {mail}", "Write a formula that counts every {o} by month. Explain each step.", "Act as a critical customer and grade my mail from 1 to 10: {mail}", "List {n} risks of {t} and rank them. Explain your reasoning.", "Rewrite politely: {mail}", "Make a quiz of five questions on {t}.")]
    for i in range(n):
        A = w.new(r, 'training_day', 'FR', created=START + 2*DAY + 7*3600 + r.randint(0, 2400), email='acier-' + h(w.seed, 'tr')[:4] + '.example', org='org-' + h(w.seed, 'tra')[:8] if r.random() < .5 else None, api=False, plan='team', pay='pm_' + h(w.seed, 'tra')[:14], ips=[lan[0]] * 3 + [w.nets.home(r, 'FR')], style='work'); A['fl'] = 'biz'
        for k, x in enumerate(ex):
            for _ in range(r.randint(1, 2)): w.emit(r, A, START + 2*DAY + (8 + k)*3600 + r.random()*2400, x if r.random() < .7 else w.mut(r, x))
        A['ips'] = A['ips'][-1:] if r.random() < .5 else A['ips'][:1]
        if r.random() < .45: w.ordinary(r, A, .5, range(3, w.days))
TOOLS = [{'type': 'function', 'function': {'name': x}} for x in W("read_file write_file run_shell search_web grep apply_patch list_dir http_get sql_query")]
def framework(w, r, n):
    sy = "You are an autonomous agent. Break the goal into steps. For each step think about which tool to use, then call it. Finish with a summary."
    for i in range(n):
        A = w.new(r, 'agent_framework', api=True, plan='payg', uas=[f"crewmate/0.{r.choice([7,8,8,9])} OpenAI/Python 1.{r.randint(60,99)}.0"]); mk = Mk(r); rate = r.lognormvariate(math.log(.9), .8); tl = TOOLS[:r.randint(3, 8)]
        for d in range(w.days):
            for _ in range(int(rate) + (r.random() < rate % 1)): agent(w, r, A, w.at(r, A, d), mk.code(), sy, tl, r.randint(2, 5))
def agent(w, r, A, t, goal, sy, tl, steps, **k):
    hist = []; sid = 's-' + h(w.seed, A['id'], t)[:12]; x = goal
    for i in range(steps):
        rep = w.emit(r, A, t, x, 'code', sysm=sy, hist=list(hist), tools=tl, sess=sid, size=r.randint(120, 500), **k)
        if rep is None: return
        hist += [{'role': 'user', 'content': x}, {'role': 'assistant', 'content': rep}]; x = Mk(r).fill("Tool result: {o} ok, {n} rows. {err}" if r.random() < .4 else "Tool result:\n{c}"); t += r.uniform(4, 30)
def promptpack(w, r, n):
    pk = ["Act as a world-class expert in {t}. Think step by step, show your full reasoning, then give the final answer. My goal: {d} {t2}", "Use first principles. List assumptions, reason through each, rate your confidence 1-10. Topic: {t}. {d}", "You are my strategist. Write a complete plan with chain of thought for {t}, then criticise and rewrite it."]
    for i in range(n):
        A = w.new(r, 'prompt_pack', api=False); A['fl'] = 'chat'; mk = Mk(r)
        for d in range(w.days):
            for _ in range(int(r.expovariate(1/1.1))): w.emit(r, A, w.at(r, A, d), mk.fill(r.choice(pk)), size=r.randint(500, 1600), model=REA if r.random() < .5 else None)
        w.ordinary(r, A, .5)
def contest(w, r, n):
    items = R(h(w.seed, 'kag')).sample(w.pool['gsm8k_train'] + w.pool['math_test'] + w.pool['mawps'], 120)
    for i in range(n):
        A = w.new(r, 'ml_contest', api=True, plan='payg', created=START + int(r.uniform(-5, 9)*DAY), uas=[f"OpenAI/Python 1.{r.choice([88,88,91,95])}.0"]); tw = r.choice(["Solve the problem. Put the final integer in \\boxed{}.\n\n", "Solve the problem. Put the final integer in \\boxed{}.\n\n", "Reason step by step, final answer in \\boxed{}.\n\n", "You are a math olympian. Answer in \\boxed{}.\n\n"]); temp = r.choice([.6, .7, 1.0, 0])
        for d in sorted(r.sample(range(w.days), min(w.days, r.randint(2, 7)))):
            t = w.at(r, A, d, 'student')
            for x in r.sample(items, r.randint(8, 40)):
                w.emit(r, A, t, tw + x, 'math', temp=temp, mx=4096, model=r.choice([REA, M3])); t += r.uniform(2, 20)
def licensed(w, r, n):
    ip = w.nets.server(r)
    for i in range(n):
        A = w.new(r, 'licensed', 'US', org='org-' + h(w.seed, 'lic')[:8], created=START - 100*DAY, api=True, plan='team', ips=[ip]); w.table.append((A['id'], '', 'train on outputs', 'MSA-2026-%d' % i, '2027-12-31'))
        for d in range(w.days):
            for j in range(r.randint(20, 40)): w.emit(r, A, w.at(r, A, d, 'flat'), r.choice(w.pool['llamafactory_alpaca_en_demo'] + w.pool['gsm8k_train'][:800]), 'math', temp=1.0, mx=2048)

GROUPS = dict(course=(course, 60), labelling=(labelling, 24), olympiad=(olympiad, 22), langschool=(langschool, 38), translators=(translators, 18), newsroom=(newsroom, 28), lawfirm=(lawfirm, 32), evalteam=(evalteam, 6), msp=(msp, 24), extension=(extension, 80), callcentre=(callcentre, 42), accessibility=(accessibility, 45), viral=(viral, 40), household=(household, 70), dorm=(dorm, 40), charity=(charity, 20), microtask=(microtask, 44), migration=(migration, 95), training=(training, 40), framework=(framework, 45), promptpack=(promptpack, 45), contest=(contest, 34), licensed=(licensed, 3))

# ------------------------------------------------------------------ campaigns
COT = P("Solve the problem and show your complete reasoning before the final answer.|Work through this carefully, step by step, and explain every decision.|Think out loud. Number your steps and finish with the result.|Give a detailed derivation, then the answer on its own line.|Please reason in full; do not skip any intermediate step.|First plan, then carry out the plan, then verify the result.")
CLANG = P("Bitte denke Schritt für Schritt und zeige alle Zwischenschritte: |Razona paso a paso y muestra todo el proceso: |Raisonne étape par étape et montre tout : |Step by step, please: |Explain your thinking in detail: |Pokaż pełne rozumowanie krok po kroku: ")
PERS = P("I'm preparing notes for my study group.|This is for my blog.|I want to understand this properly.|I teach evening classes.|My kid asked me this.|I'm writing a book on it.|Need this for a workshop.|Practising for interviews.")
class Camp:
    def __init__(s, w, kind, n, start, end):
        s.w, s.kind, s.n = w, kind, n; s.name = f"c{len(w.camps)+1:02d}_{kind}"; s.r = w.rnd('camp', s.name); s.a, s.b = START + start*DAY, START + min(end, w.days)*DAY; s.start, s.end = start, min(end, w.days)
        w.camps[s.name] = dict(campaign=s.name, kind=kind, taken=Counter(), members=[], start=s.a, end=s.b)
    def acct(s, **k):
        A = s.w.new(s.r, 'campaign', camp=s.name, **k); s.w.camps[s.name]['members'].append((A, None)); return A
    def say(s, A, t, x, kind='plain', **k): return s.w.emit(s.r, A, t, x, kind, camp=s.name, **k)
def sub(w, r, srcs, n):
    p = [x for k in srcs for x in w.pool[k]]
    return [r.choice(p) for _ in range(n)] if n > len(p) else r.sample(p, n)
def c_mill(w, n):
    c = Camp(w, 'mill', n, 3, 17); r = c.r; pays = ['pm_' + h(w.seed, 'mill', i)[:14] for i in range(max(1, n//6))]; net = [w.nets.server(r, 'DE') for _ in range(max(2, n//4))]
    accs = [c.acct(country=r.choice(['US', 'DE', 'VN']), created=START + int(r.uniform(1.5, 3.5)*DAY), pay=r.choice(pays), email='quickmail.example' if r.random() < .8 else None, api=True, plan='payg', ips=[r.choice(net), r.choice(net)], uas=['OpenAI/Python 1.82.0'], verified=False) for _ in range(n)]
    items = sub(w, r, ['gsm8k_train', 'math_test', 'asdiv', 'svamp', 'mawps'], n*14*17)
    tpl = "You are a helpful tutor. " + COT[0] + "\n\nProblem: "
    for i, x in enumerate(items):
        c.say(r.choice(accs), r.uniform(c.a, c.b), tpl + x, 'math', temp=1.0, mx=4096, model=REA, size=r.randint(350, 1500), stream=False)
def c_rotator(w, n):
    c = Camp(w, 'rotator', n, 4, 21); r = c.r
    accs = [c.acct(created=START + int(r.uniform(-12, 6)*DAY), pay='own', api=True, plan='payg', uas=[ua_sdk(r)]) for _ in range(n)]
    for A in accs: A['pool'] = [w.nets.home(r, A['country']) for _ in range(5)]; A['load'] = r.uniform(.7, 1.3); A['fl'] = r.choice(['chat', 'dev', 'write']); A['rate'] = 1.0
    mk = Mk(r)
    for A in accs:
        A['ips'] = A['pool']
        for d in range(4, w.days):
            for _ in range(int(9*A['load'] + r.random())):
                x = r.choice(w.pool[r.choice(['llamafactory_alpaca_en_demo', 'bbh', 'math_test', 'biggen_bench', 'self_instruct_user_oriented'])]) if r.random() < .6 else mk.study()
                f = r.choice(COT + CLANG); x = f + ' ' + x if r.random() < .6 else x + '\n' + f
                c.say(A, w.at(r, A, d, 'long'), x, 'math', temp=r.choice([.7, .8, 1.0]), mx=r.choice([2048, 3000, 4096]), size=r.randint(400, 1700))
        w.ordinary(r, A, .6)
def c_grader(w, n):
    """beside the labelling cooperative: same country, same kind of request, its own employer"""
    c = Camp(w, 'grader', n, 2, 21); r = c.r; cards = ['pm_' + h(w.seed, 'gr', i)[:14] for i in range(max(1, n//4))]; mk = Mk(r)
    accs = [c.acct(country=r.choice(['KE', 'KE', 'PH']), created=START + int(r.uniform(-20, 2)*DAY), pay=r.choice(cards), api=True, plan='payg', style='work', uas=[ua_sdk(r)]) for _ in range(n)]
    for A in accs: A['ips'] = [w.nets.home(r, A['country'])]
    tpls = ["You are a strict judge. Score both responses from 1 to 10 on helpfulness, accuracy and depth. Reason before you score. Output [[A]] or [[B]] at the end.", "Compare the responses by the rubric (accuracy 0-5, style 0-3, safety 0-2). Explain the totals, then say which is better.", "Grade the response from 1 to 5 against the reference. Give the reasoning first, then 'Score: n'."]
    items = sub(w, r, ['biggen_bench', 'mt_bench', 'autoj_real_queries', 'llamafactory_alpaca_en_demo'], 900)
    for d in range(2, w.days):
        for A in accs:
            for _ in range(r.randint(7, 15)):
                q = r.choice(items)[:600]; c.say(A, w.at(r, A, d, 'long'), f"Question: {q}\nA: {reply(r,'plain',q,200)}\nB: {reply(r,'plain',q,200)}", sysm=r.choice(tpls), size=r.randint(250, 700), temp=r.choice([.7, 1.0]), model=M3)
def c_agentic(w, n):
    """aged developers' accounts; a pivot to the new model"""
    c = Camp(w, 'agentic', n, 5, 21); r = c.r; net = [w.nets.server(r, 'US') for _ in range(max(2, n//2))]
    for i in range(n):
        A = c.acct(created=START - r.randint(20, 250)*DAY, pay='own', api=True, plan='payg', uas=[f"crewmate/0.{r.choice([7,8,9])} OpenAI/Python 1.{r.randint(60,99)}.0"], ips=[r.choice(net), r.choice(net)]); A['fl'] = 'dev'; A['rate'] = 1.5; A['mv'] = True; A['mvd'] = r.uniform(0, DAY); A['model'] = M3
        sy = r.choice(["You are an autonomous software engineer. Explain your plan before each tool call, and why you reject alternatives.", "You are an autonomous agent. Break the goal into steps. For each step think about which tool to use, then call it. Finish with a summary.", "Act as a coding agent. State your hypothesis, act, observe, and reflect in writing after every step."]); tl = r.sample(TOOLS, 6); mk = Mk(r)
        for d in range(5, w.days):
            for _ in range(r.randint(2, 5)):
                g = r.choice(w.pool[r.choice(['agentbench_os', 'apibench', 'glaive_toolcall', 'gpteacher_toolformer'])]) if r.random() < .6 else mk.code()
                agent(w, r, A, w.at(r, A, d, 'long'), g, sy, tl, r.randint(2, 4), camp=c.name, temp=.8, mx=8192)
        w.ordinary(r, A, .5)
def c_inhack(w, n, accs):
    """entered with the hackathon's vouchers and goes on when it is over"""
    c = Camp(w, 'hackathon_tail', n, 7, 19); r = c.r; mk = Mk(r)
    for A in accs:
        A['pop'] = 'campaign'; A['camp'] = c.name; w.camps[c.name]['members'].append((A, None)); A['ips'] = [w.nets.home(r, A['country']) for _ in range(2)]; pre = r.choice(COT[:4])
        for d in range(7, min(19, w.days)):
            for _ in range(r.randint(8, 15)):
                x = r.choice(w.pool[r.choice(['apibench', 'glaive_toolcall', 'biggen_bench', 'math_test'])]) if r.random() < .55 else mk.code()
                c.say(A, w.at(r, A, d, 'flat'), x + '\n\n' + pre, 'code', sysm="You are a senior full-stack engineer at a hackathon." if r.random() < .5 else None, temp=.9, mx=4096, size=r.randint(400, 1400))
def c_hydra(w, n):
    """a proxy shop: honest customers' traffic and the harvest through the same accounts"""
    c = Camp(w, 'hydra', n, 0, 21); r = c.r; exits = [w.nets.server(r) for _ in range(max(3, n//2))]; ks = [r.choice(['chat', 'dev', 'write', 'biz', 'study']) for _ in range(60)]; items = sub(w, r, ['llamafactory_alpaca_en_demo', 'self_instruct_user_oriented', 'biggen_bench', 'gsm8k_train', 'bbh'], 1500)
    for i in range(n):
        A = c.acct(created=START - r.randint(1, 60)*DAY, pay='own', api=True, plan='payg', uas=[r.choice(['one-api/0.6.10', 'OpenAI/Python 1.75.0', ua_sdk(r)])], ips=r.sample(exits, min(3, len(exits)))); mk = Mk(r); A['rate'] = 2
        for d in range(w.days):
            for _ in range(r.randint(6, 13)): w.session(r, A, w.at(r, A, d, 'flat'), mk, r.choice(ks), turns=r.choice([1, 1, 1, 2]))
            for _ in range(r.randint(3, 8)): c.say(A, w.at(r, A, d, 'flat'), (r.choice(COT) + '\n' if r.random() < .4 else '') + r.choice(items), 'math', temp=.7, mx=4096, size=r.randint(300, 1500))
def c_expert(w, n):
    """aged, own cards, own addresses, own wording, mostly ordinary use, human hours"""
    c = Camp(w, 'expert', n, 2, 20); r = c.r
    for i in range(n):
        A = c.acct(created=START - r.randint(25, 400)*DAY, pay='own', api=r.random() < .4, uas=None); A['ips'] = [w.nets.home(r, A['country'])] + ([w.nets.mobile(r, A['country'])] if r.random() < .4 else []); A['fl'] = r.choice(['chat', 'dev', 'study', 'write']); A['rate'] = r.uniform(4, 10); mk = Mk(r); p = r.choice(PERS)
        st = r.randint(0, 3); tail = [Mk(r).fill(x) for x in r.sample(["How would you work it out, {tone} and in order?", "Take me through your thinking.", "I want the why of each step, for my {who}.", "Don't just answer, argue.", "What would a careful person do first, second, third?", "Answer as you would in class."], 3)]
        for d in range(2 + st, min(20, w.days)):
            m = A['rate']*.55*r.lognormvariate(-.1, .4)
            for _ in range(int(m) + (r.random() < m % 1)):
                x = w.mut(r, r.choice(w.pool[r.choice(['biggen_bench', 'llamafactory_alpaca_en_demo', 'math_test', 'bbh', 'apibench'])]))
                x = (p + ' ' if r.random() < .3 else '') + x + (' ' + r.choice(tail) if r.random() < .7 else ''); t = w.at(r, A, d)
                rep = c.say(A, t, x, 'math' if r.random() < .5 else 'plain', size=r.randint(300, 1300))
                if rep and r.random() < .3: c.say(A, t + r.uniform(20, 120), r.choice(["Can you explain in more detail how you got there?", "And why not the other way?", "Check that once more, step by step."]), 'plain', hist=[{'role': 'user', 'content': x}, {'role': 'assistant', 'content': rep}], size=800)
        w.ordinary(r, A, .8)
def c_relay(w, n):
    """five at a time; each lives some four days and is replaced"""
    c = Camp(w, 'relay', n, 1, 21); r = c.r; mk = Mk(r); lanes = max(1, round(n/4)); items = sub(w, r, ['math_test', 'ocw_minerva', 'apibench', 'bbh', 'gsm_hard'], 3000)
    for i in range(n):
        s0 = 1 + (i//lanes)*4.6 + r.uniform(-.4, .4); ip = w.nets.lan(r, 'VN', 2) if r.random() < .5 else [w.nets.home(r, 'VN')]
        A = c.acct(country=r.choice(['VN', 'US', 'IN']), created=int(START + (s0 - r.uniform(.1, .6))*DAY), pay='own', email=r.choice(['onemail.example', 'quickmail.example']), api=True, plan='payg', ips=ip, uas=[r.choice(['python-requests/2.31.0', 'OpenAI/Python 1.70.0'])]); pre = r.choice(COT)
        for _ in range(r.randint(110, 180)): c.say(A, START + (s0 + r.random()*4.3)*DAY, pre + '\n' + r.choice(items), 'math', temp=.8, mx=3000, size=r.randint(400, 1500), model=REA)
def c_edge(w, n):
    """answers to touchy questions, each three times by different accounts, for a chat model's manners"""
    c = Camp(w, 'edge', n, 6, 18); r = c.r; it = sub(w, r, ['ccp_sensitive', 'do_not_answer', 'hh_rlhf_harmless'], max(60, n*22))
    accs = [c.acct(created=START - r.randint(-5, 90)*DAY, pay='own', api=r.random() < .6) for _ in range(n)]
    for A in accs: A['ips'] = [w.nets.home(r, A['country']) for _ in range(2)]; A['fl'] = 'chat'; A['rate'] = 2; w.ordinary(r, A)
    for x in it:
        t0 = r.uniform(c.a, c.b)
        for A in r.sample(accs, min(3, n)): c.say(A, t0 + r.uniform(0, 9*3600), r.choice(["Rewrite so that it can be answered politely, then answer: ", "Answer neutrally and without offence: ", "How would a careful assistant respond to this? ", ""]) + x, size=r.randint(200, 700), temp=.7 if A['api'] else None)
def c_drip(w, n):
    """a dozen people in an office far away, by hand, in working hours"""
    c = Camp(w, 'drip', n, 0, 21); r = c.r
    for i in range(n):
        A = c.acct(created=START - r.randint(3, 40)*DAY, country=r.choice(['US', 'GB', 'CA']), tz=8, pay='own', api=False, plan='plus', style='work', uas=[ua_browser(r)]); A['ips'] = [w.nets.home(r, A['country']) for _ in range(3)]; mk = Mk(r)
        for d in range(w.days):
            if d % 7 < 5:
                for _ in range(r.randint(4, 10)):
                    x = r.choice(w.pool[r.choice(['biggen_bench', 'writingbench', 'arena_hard_v01', 'awesome_chatgpt_prompts'])]) if r.random() < .7 else mk.study()
                    c.say(A, w.at(r, A, d, 'work'), x[:1000] + r.choice(['', ' ' + r.choice(COT)]), 'plain', size=r.randint(500, 1900), model=REA if r.random() < .7 else M3)
        w.ordinary(r, A, .3)
SHARE = dict(mill=.15, rotator=.13, grader=.10, agentic=.11, hackathon_tail=.07, hydra=.15, expert=.11, relay=.08, edge=.06, drip=.04)
FN = dict(mill=c_mill, rotator=c_rotator, grader=c_grader, agentic=c_agentic, hydra=c_hydra, expert=c_expert, relay=c_relay, edge=c_edge, drip=c_drip)

def main():
    p = argparse.ArgumentParser(); p.add_argument('--seed', type=int, default=1); p.add_argument('--benign', type=int, default=1900); p.add_argument('--attack', type=int, default=265); p.add_argument('--days', type=int, default=21)
    p.add_argument('--scenario', choices=['mix', 'none', 'small'], default='mix'); p.add_argument('--prompts', required=True); p.add_argument('--out', required=True); a = p.parse_args()
    w = World(a); B = a.benign; groups = dict(GROUPS)
    if a.scenario == 'small':
        if B == 1900: B = 190
        rs = w.rnd('small'); keep = set(rs.sample(sorted(set(GROUPS) - {'viral', 'licensed', 'evalteam'}), 6)); groups = {k: (f, max(4, int(n*.28))) for k, (f, n) in GROUPS.items() if k in keep}
        kind = rs.choice(['mill', 'rotator', 'grader', 'agentic', 'hydra', 'relay', 'edge', 'drip', 'expert']); size = rs.randint(3, 12)
        solo(w, w.rnd('solo'), max(40, B - sum(n for _, n in groups.values())))
        for k, (f, n) in groups.items(): f(w, w.rnd(k), n)
        FN[kind](w, size)
    else:
        sc = B/1900; groups = {k: (f, max(3, int(round(n*sc)))) for k, (f, n) in GROUPS.items()}
        nh, nr = max(6, int(48*sc)), max(8, int(40*sc)); solo(w, w.rnd('solo'), max(50, B - nh - nr - 1 - sum(n for _, n in groups.values())))
        for k, (f, n) in groups.items(): f(w, w.rnd(k), n)
        tail = max(3, int(round(a.attack*SHARE['hackathon_tail']))) if a.scenario == 'mix' else 0
        ha = hackathon(w, w.rnd('hack'), nh, tail); reseller(w, w.rnd('res'), nr)
        if a.scenario == 'mix':
            for k in SHARE:
                n = max(3, int(round(a.attack*SHARE[k])))
                if k == 'hackathon_tail': c_inhack(w, tail, ha[-tail:])
                else: FN[k](w, n)
    os.makedirs(a.out, exist_ok=True); w.lines.sort()
    with gzip.open(os.path.join(a.out, 'log-0001.jsonl.gz'), 'wb', compresslevel=1) as f:
        for i in range(0, len(w.lines), 2000): f.write(('\n'.join(x[1] for x in w.lines[i:i+2000]) + '\n').encode())
    rows = []; pops = Counter()
    for A in w.acc:
        if not A['since']: continue
        cm = A['camp'] if A['hs'] else None; pop = A['pop'] if (cm or not A['camp']) else 'campaign_idle'
        s_, u_ = (A['hs'], A['hu']) if cm else (A['since'], A['until'])
        rows.append(dict(account=A['id'], end_user=None, population=pop, campaign=cm, since=w.iso(min(s_.values()), False), until=w.iso(max(u_.values()), False)))
        for u in A.get('users', {}):
            if u in A['since']: rows.append(dict(account=A['id'], end_user=u, population='reseller_user', campaign=None, since=w.iso(A['since'][u], False), until=w.iso(A['until'][u], False)))
    for x in rows: pops[x['population']] += 1
    cs = [dict(campaign=c['campaign'], kind=c['kind'], accounts=sum(x['campaign'] == c['campaign'] for x in rows), start=w.iso(c['start'], False), end=w.iso(c['end'], False), params={}, exchanges=sum(c['taken'].values()), taken=sorted(map(list, c['taken'].items()))) for c in w.camps.values()]
    json.dump(dict(version=1, seed=a.seed, world=a.scenario, settings=vars(a), start=w.iso(START, False), end=w.iso(w.end, False), exchanges=len(w.lines), populations=dict(sorted(pops.items())), accounts=rows, campaigns=cs), open(os.path.join(a.out, 'truth.json'), 'w'))
    with open(os.path.join(a.out, 'accounts.csv'), 'w', newline='') as f:
        cw = csv.writer(f); cw.writerow(['account', 'reseller', 'licence_scope', 'licence_document', 'licence_valid_until']); cw.writerows(w.table)
    print(a.scenario, 'seed', a.seed, len(w.lines), 'exchanges', len(w.acc), 'accounts', dict(pops), [(c['campaign'], c['accounts'], c['exchanges']) for c in cs])
if __name__ == '__main__': main()
