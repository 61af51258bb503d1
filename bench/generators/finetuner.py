#!/usr/bin/env python3
"""Traffic of a mid-size firm that sells a fine-tuned insurance model ("actuaris") by API."""
import argparse, csv, gzip, hashlib, json, math, os, random, re
from datetime import datetime, timedelta, timezone

T0 = datetime(2026, 10, 5, tzinfo=timezone.utc)
RELEASE_DAY = 9.6           # actuaris-2.5 is released

# ---------------------------------------------------------------- text
SP = re.compile(r"\{([^{}]*)\}")
def spin(r, s, **kw):
    for k, v in kw.items():
        s = s.replace("<" + k + ">", str(v))
    while True:
        m = SP.search(s)
        if not m:
            return re.sub(r"  +", " ", s).strip()
        s = s[:m.start()] + r.choice(m.group(1).split("|")) + s[m.end():]

LINES = """commercial property|general liability|professional indemnity|cyber|marine cargo|hull and machinery|motor fleet|private motor|homeowners|landlord|workers compensation|employers liability|directors and officers|product liability|product recall|business interruption|crop|livestock|trade credit|surety bonds|travel|private medical|income protection|term life|annuities|title|environmental liability|construction all risks|inherent defects|event cancellation|fine art|aviation hull|kidnap and ransom|legal expenses|pet|parametric weather|excess of loss reinsurance|quota share reinsurance""".split("|")
TOPICS = """duty of fair presentation|non-disclosure remedies|late notification|reinstatement value|average clause|aggregation of claims|proximate cause|concurrent causes|waiver and estoppel|subrogation rights|contribution between insurers|double insurance|warranty breach|conditions precedent|claims-made triggers|retroactive dates|extended reporting periods|deductible erosion|sublimits|co-insurance penalties|salvage|betterment|loss adjuster appointment|reservation of rights|fraudulent claims|expert evidence|quantum of business income|indemnity period|increased cost of working|denial of access|wear and tear exclusion|pollution exclusion|war exclusion|silent cyber|ransom payments|supplier failure|underinsurance|mid-term adjustment|cancellation refunds|premium audit|reserving method|IBNR estimation|loss ratio trends|experience rating|catastrophe modelling|sanctions clause|data protection in claims|complaints handling|ombudsman referrals|delegated authority""".split("|")
JUR = """England and Wales|Scotland|Ireland|New York|California|Texas|Florida|Illinois|Ontario|Quebec|New South Wales|Victoria|New Zealand|Singapore|Hong Kong|India|South Africa|Germany|France|Spain|Italy|the Netherlands|Belgium|Switzerland|Austria|Poland|Sweden|Denmark|Brazil|Mexico|Japan|UAE""".split("|")
PERIL = "escape of water|a kitchen fire|storm damage|subsidence|theft of tools|a rear-end collision|hail|a ransomware attack|a burst pipe|an electrical fire|flood|vandalism|a slip on a wet floor|a falling branch|machinery breakdown|a forklift accident|contaminated stock|a data breach|a lorry overturning|roof collapse|a dog bite|food poisoning|a cracked slab|missing cargo|a cancelled wedding".split("|")
FIRST = "James Maria Ahmed Sofia Liam Chen Priya Tomasz Anna Lucas Fatima David Emma Noah Olga Pedro Grace Ivan Leila Hugo Ines Karl Mei Nadia Oscar Paula Quentin Rosa Samir Tara Ursula Victor Wanda Yusuf Zoe Ben Clara Dmitri Elena Felix".split()
LAST = "Smith Garcia Khan Novak Murphy Wei Patel Kowalski Schmidt Rossi Ali Jones Brown Silva Ivanov Costa Walsh Petrov Haddad Martin Lopez Fischer Lin Saleh Berg Santos Roy Greco Shah Byrne Keller Moreau Lewis Demir Clark Hill Weber Popov Diaz Braun".split()
TRADE = "bakery|dental surgery|garage|joinery workshop|restaurant|haulage firm|vineyard|print shop|care home|hair salon|software firm|gym|brewery|farm|hotel|nursery school|pharmacy|roofing contractor|warehouse|bookshop|law firm|scaffolder|florist|laundry|dairy".split("|")
TOWN = "Leeds|Cork|Austin|Lyon|Porto|Malmo|Graz|Perth|Durban|Pune|Tampa|Utrecht|Gdansk|Bilbao|Turin|Ghent|Boston|Quebec City|Auckland|Osaka|Leipzig|Bergen|Bristol|Galway|Denver|Nantes|Seville|Bari|Aarhus|Basel".split("|")
LANGS = "Python|TypeScript|Go|Java|C#|Rust|SQL|PHP|Kotlin|Ruby|Bash|Swift|Scala|R".split("|")
LIBS = "pandas|FastAPI|Django|React|Next.js|Spring Boot|SQLAlchemy|Celery|Kafka|Terraform|Kubernetes|Redis|Postgres|Prisma|Express|Flask|NumPy|PyTorch|Airflow|dbt|GitHub Actions|nginx|Playwright|gRPC|Stripe webhooks|S3 uploads|OAuth login|WebSockets".split("|")
SYMPT = "times out under load|returns an empty list|throws a null pointer|deadlocks now and then|leaks memory|ignores the time zone|duplicates rows|fails only in CI|is slow on large files|drops the last page|gives a 403|rounds money wrongly|breaks on unicode names|retries forever|loses the session|writes half a file|shows stale data|hangs on shutdown".split("|")
THING = "invoice parser|claims importer|quote calculator|login flow|nightly export|policy PDF renderer|search endpoint|rate table loader|webhook consumer|report builder|upload form|queue worker|CSV reader|premium calendar|audit trail|email sender|cache layer|document splitter|mobile sync|address lookup".split("|")

def money(r): return f"{r.choice(['£','$','€'])}{int(r.lognormvariate(8.8,1.2)):,}"
def person(r): return r.choice(FIRST) + " " + r.choice(LAST)
def date(r): return f"{r.randint(1,28)} {r.choice('January February March April May June July August September October'.split())} {r.choice([2024,2025,2026])}"
def pol(r): return f"{r.choice('ABCDEHKLMPRT')}{r.choice('ABCDEHKLMPRT')}{r.randint(10**5,10**7)}"

def case(r):
    a = spin(r, r.choice([
        "{Insured|Policyholder|Client}: <p>, a <tr> in <to>. {Loss|Incident} on <d>: <pe>. {Estimate|Claimed}: <m>. Policy <po>, <l>, {excess|deductible} <m2>.",
        "<p> {reported|notified us of} <pe> at the <tr> in <to> on <d>. {They say|He says|She says} the damage is {about|around|} <m>. The <l> policy (<po>) has {a deductible of|an excess of} <m2>.",
        "Claim <po>/<n>: <pe>, <to>, <d>. <tr>. {Amount|Reserve} <m>. Cover: <l>. {Notes|Remarks}: {call back pending|photos received|adjuster booked|police report missing|contractor quote attached|tenant moved out}.",
        "The {risk|account} is a <tr> in <to> run by <p> since <y>, turnover <m>, <n> staff, {no losses|one loss|two losses} in five years, last one <pe> for <m2>. {Expiring|Current} cover <l>."]),
        p=person(r), tr=r.choice(TRADE), to=r.choice(TOWN), d=date(r), pe=r.choice(PERIL), m=money(r), m2=money(r), po=pol(r), l=r.choice(LINES), n=r.randint(2,90), y=r.randint(1980,2023))
    if r.random() < .5:
        a += " " + spin(r, r.choice([
            "{The wording says|Clause <n> reads} '{we will not pay for gradual deterioration|loss must be notified within <n> days|the sum insured is the full value|cover ceases when the premises are unoccupied for <n> days}'.",
            "{Contractor|Surveyor} <p> {visited|inspected} on <d> and {found|noted} {old corrosion|no forced entry|rot in the joists|faulty wiring|a missing seal|blocked gutters}.",
            "The {broker|agent} {thinks|argues} that <t> {matters here|does not apply}."]),
            n=r.randint(3,60), p=person(r), d=date(r), t=r.choice(TOPICS))
    return a

def domain_q(r):
    return spin(r, r.choice([
        "{hi, |hello |}{can you|could you} {tell me|explain} {if|whether} <t> {applies|matters} {here|in this case}? <c>",
        "<c> {What should I do next?|Is this covered?|How would you reserve this?|Draft a short note to the client.|What documents am I missing?|anything odd here?}",
        "{quick question on|question about} <t> {for|in} a <l> policy: {who pays if|what happens when} the {client|insured|tenant} {moved|sold the business|missed a premium|did not tell us about <pe>}?",
        "{Write|Draft} {an email|a letter} to <p> {declining|accepting|asking for more on} the claim for <pe>. {Keep it short.|Be polite.|Mention <t>.|} {amount|total} <m>",
        "{what does|whats} '<t>' mean for a <tr>? we {have|buy} <l>",
        "Compare {these two|our} {quotes|renewals} for a <tr> in <to>: <m> with {excess|deductible} <m2>, or <m3> {without flood|with wider BI|excluding <pe>}."]),
        t=r.choice(TOPICS), c=case(r), l=r.choice(LINES), pe=r.choice(PERIL), p=person(r), m=money(r), m2=money(r), m3=money(r), tr=r.choice(TRADE), to=r.choice(TOWN))

def code_q(r):
    return spin(r, r.choice([
        "{my|our} <th> in <la> {using|with} <li> <sy>, {any idea|why|what am I missing}? {it started after <d>|only for customer <n>|happens <n> times a day|}",
        "{Write|give me} a <la> function {that|to} {merges|validates|parses|groups|reconciles} {policy rows|claims|premium schedules|bordereaux|payments} {by|per} {broker|month|risk code|currency} and {skips|logs|flags} rows {over|below} <m>. {Use <li>.|no dependencies|with tests|}",
        "```<la>\n{def|func|public|fn} {load|sync|calc}_<n>(x):\n  {# <th>|// TODO <th>}\n  {return x[<n>]|for i in range(<n>): x.pop()|await x.fetch(<n>)}\n```\n{it <sy>|make this faster|add types|refactor please|what is wrong here?}",
        "{how do I|best way to} {test|mock|deploy|debug|speed up} a <th> {built on|using} <li> {when it <sy>|on a small server|with <n> users}",
        "{convert|port} this <th> from <la> to <lb>, {keep the logging|without <li>|same names}: {rates|rows|items}.{map|filter}(x => x.{amount|year|code} > <n>)"]),
        th=r.choice(THING), la=r.choice(LANGS), lb=r.choice(LANGS), li=r.choice(LIBS), sy=r.choice(SYMPT), n=r.randint(2,9000), d=date(r), m=money(r))

def biz_q(r):
    return spin(r, r.choice([
        "{Rewrite|polish|shorten} this {email|message|LinkedIn post}: {Dear|Hi} <p>, {regarding|about} the {meeting|invoice|renewal|offer} on <d>, we {would like|need} to {move it|confirm|cancel|discuss} {because|since} {the budget of <m> is not approved|<q> is away|the <th> is late}. {Make it warmer.|more formal|under 60 words|}",
        "{Give me|suggest} <n> {names|taglines|subject lines} for a {newsletter|campaign|webinar} {for|aimed at} {every|} <tr> {owners|managers} in <to>",
        "{Summarise|bullet points please}: {yesterday|on <d>} we met <p> and <q> about the <th>. {They want|Agreed} <m> {by|until} {Friday|month end|Q<k>}. {Open|Risk}: <sy>. <c>",
        "{translate to|in} {German|French|Spanish|Polish|Dutch|Italian|Portuguese}: '{we have received|please send us} the {documents|photos|report} for {claim|policy} <po> {before|by} <d>. {Kind regards|Thank you}, <p>'",
        "{plan|agenda for} a {training day|team offsite|client workshop} about <t> for <n> people in <to>, budget <m>",
        "{is it ok to|should I} {ask|tell} {my boss|a client|HR} {about|that} {the <m> bonus|<p> leaving|the <th>}? {how would you word it|}"]),
        p=person(r), q=person(r), d=date(r), m=money(r), th=r.choice(THING), tr=r.choice(TRADE), to=r.choice(TOWN), n=r.randint(3,40), k=r.randint(1,4), sy=r.choice(SYMPT), c=case(r) if r.random()<.4 else "", po=pol(r), t=r.choice(TOPICS))

FOLLOW = ["{thanks, |ok, |}{and|but what} {if|when} the amount is <m>?", "{can you|please} {shorten|expand|reword} {that|the second part}", "{are you sure|really}? {the wording|my colleague} says {otherwise|the opposite}", "{now|and} {the same|do it} for <tr> in <to>", "{hmm |}that {does not work|still fails|<sy>}", "{give me|add} {an example|a table|the source|numbers}", "{great|perfect}, {now draft the email|put it in one paragraph}", "why {not|is that}?", "{use|change} {the date|it} to <d>", "what about <t>?"]
def follow(r): return spin(r, r.choice(FOLLOW), m=money(r), tr=r.choice(TRADE), to=r.choice(TOWN), sy=r.choice(SYMPT), d=date(r), t=r.choice(TOPICS))

class Pools:
    def __init__(s, d, r):
        def ld(p, f=None):
            out = [json.loads(l) for l in gzip.open(os.path.join(d, p + ".jsonl.gz"), "rt")]
            return [x["text"][:1800] for x in out if f is None or f(x)]
        s.math = ld("distillation/gsm8k_train") + ld("distillation/math_test") + ld("distillation/asdiv") + ld("distillation/svamp")
        s.hard = ld("distillation/ocw_minerva") + ld("distillation/gsm_hard") + ld("distillation/bbh")
        s.api = ld("distillation/apibench")
        s.os = ld("distillation/agentbench_os")
        s.tool = ld("distillation/glaive_toolcall")
        s.instr = ld("distillation/self_instruct_user_oriented") + ld("distillation/biggen_bench") + ld("distillation/llamafactory_alpaca_en_demo")
        s.judge = ld("distillation/fastchat_judge_templates")
        s.arena = ld("benign/arena_hard_v01"); s.chat = s.arena + ld("benign/autoj_real_queries") + ld("benign/mt_bench") + ld("benign/vicuna_bench") + ld("benign/writingbench")
        s.act = ld("benign/awesome_chatgpt_prompts")
        s.refuse = ld("refusal_boundary/do_not_answer") + ld("refusal_boundary/promptfoo_redteam") + ld("refusal_boundary/ccp_sensitive") + ld("refusal_boundary/hh_rlhf_harmless")
        s.t0 = ld("enterprise_template/t0_templates"); s.utt = ld("enterprise_template/clinc150_raw")
        resp = [json.loads(l).get("response", "") for l in gzip.open(os.path.join(d, "distillation/llamafactory_alpaca_en_demo.jsonl.gz"), "rt")]
        s.sent = [x.strip() for t in resp for x in re.split(r"(?<=[.!?])\s+", t) if 25 < len(x) < 220]
        for v in (s.math, s.hard, s.api, s.tool, s.instr, s.chat, s.refuse, s.t0): r.shuffle(v)

DSENT = ["The {starting point|first question} is the wording: <t> {turns on|depends on} {what the insured knew|the date of loss|the schedule}.", "{Under|In} <l> {policies|cover} the {insurer|carrier} {usually|normally} {has to show|must prove} {the exclusion|prejudice|intent}.", "{I would|You should} {ask for|collect} {the survey|photos|invoices|a statement from <p>} {before|and then} {reserving <m>|replying}.", "{That said|However}, <t> {may|might} {reduce|limit} the {payment|recovery} {to|by} {some|roughly} <m>.", "{In practice|Often}, {adjusters|underwriters} {look at|weigh} {the timing|maintenance records|earlier losses} first.", "{This|The position} {differs|is stricter} in <j>.", "{Therefore|So} the {better|safer} view is that the {claim|loss} is {covered|not covered|covered in part}."]

class World:
    def __init__(s, a):
        s.r = random.Random(f"mid-{a.seed}"); s.days = a.days; s.P = Pools(a.prompts, s.r)
        s.rows = []; s.acc = {}; s.truth = []; s.camps = []; s.n = 0; s.nets = 0
    def reply(s, r, kind, prompt):
        if kind == "label": return spin(r, r.choice(["card_arrival", "{positive|negative|neutral}", "{\"label\": \"{water|fire|theft|motor|liability}\"}".replace("{\"", "\x01").replace("\"}", "\x02"), "{low|medium|high}"])).replace("\x01", "{\"").replace("\x02", "\"}")
        if kind == "refuse" and r.random() < .62: return spin(r, "{I'm sorry, but I can't|I can't|I won't} help with {that|this request}. {If you are|Should you be} {worried about safety|interested in the legal side}, {I can|happy to} {point you to resources|discuss it in general}.")
        if kind == "math":
            k = r.randint(2, 7); out = []
            for i in range(k): out.append(spin(r, "{Step <i>: |<i>. |First, |Then |Next, |}{we compute|this gives|so|take} <a> {*|+|-|/} <b> = <c>.", i=i+1, a=r.randint(2,400), b=r.randint(2,60), c=r.randint(3,9000)))
            return " ".join(out) + f" The answer is {r.randint(1,5000)}."
        if kind == "judge": return spin(r, "{Answer A|Assistant A|The first response} {is more accurate|covers more ground|is clearer}, {but|while} {B|the other} {omits|misstates} <t>. {Scores|Rating}: A <x>, B <y>. {Verdict|Winner}: {A|B|tie}.", t=r.choice(TOPICS), x=r.randint(3,10), y=r.randint(2,9))
        if kind == "code": return "```" + r.choice(LANGS).lower() + "\n" + "\n".join(spin(r, "{x|rows|data|out|res} = {load|fetch|parse|sum}({path|items|cfg}, <n>)", n=r.randint(0,99)) for _ in range(r.randint(3,9))) + "\n```\n" + r.choice(s.P.sent)
        k = max(1, min(9, int(r.lognormvariate(1.1, .6))))
        pool = (lambda: spin(r, r.choice(DSENT), t=r.choice(TOPICS), l=r.choice(LINES), p=person(r), m=money(r), j=r.choice(JUR))) if kind == "dom" else (lambda: r.choice(s.P.sent))
        return " ".join(pool() for _ in range(k))

# ---------------------------------------------------------------- networks
CC = ["US"]*9 + ["GB"]*7 + ["DE"]*4 + ["FR"]*3 + ["IE"]*2 + ["NL"]*2 + ["ES"]*2 + ["IT"]*2 + ["PL","SE","CA","CA","AU","IN","IN","SG","ZA","CH","BR"]
TZ = dict(US=-6, GB=1, DE=2, FR=2, IE=1, NL=2, ES=2, IT=2, PL=2, SE=2, CA=-5, AU=10, IN=5.5, SG=8, ZA=2, CH=2, BR=-3, CN=8, VN=7, RO=3)
ISP = dict(US=[(7922,"73."),(701,"71."),(7018,"99."),(20115,"24.")], GB=[(2856,"86."),(5089,"82."),(5607,"90.")], DE=[(3320,"87."),(3209,"178."),(6805,"95.")], FR=[(3215,"92."),(12322,"78.")], IE=[(5466,"86.4"),(6830,"89.1")], NL=[(33915,"84."),(1136,"77.")], ES=[(3352,"83."),(12479,"85.")], IT=[(3269,"79."),(30722,"93.")], PL=[(5617,"83.2")], SE=[(3301,"81.")], CA=[(577,"70."),(812,"99.2")], AU=[(1221,"101."),(4804,"122.")], IN=[(45609,"106."),(55836,"49.")], SG=[(4773,"116.")], ZA=[(37457,"105.")], CH=[(3303,"85.1")], BR=[(28573,"177.")], CN=[(4134,"114.")], VN=[(7552,"27.")], RO=[(8708,"86.1")])
CLOUD = [(16509,"52.","US"),(16509,"3.","IE"),(16509,"18.","US"),(14618,"54.","US"),(15169,"34.","US"),(396982,"35.","BE"),(8075,"20.","NL"),(8075,"40.","US"),(24940,"65.","DE"),(24940,"88.","DE"),(14061,"159.","US"),(16276,"51.","FR"),(20473,"45.","US"),(63949,"172.","US"),(13335,"104.","US"),(132203,"43.","SG"),(45102,"47.","SG")]
def v4(r, p):
    parts = [x for x in p.split(".") if x]
    if p[-1] != ".": parts = parts[:-1] + [str(min(255, int(parts[-1])*10 + r.randint(0,9)))]
    while len(parts) < 4: parts.append(str(r.randint(1,254)))
    return ".".join(parts)
def v6(r, pre): return pre + "::" + ":".join(f"{r.randint(1,65535):x}" for _ in range(4)) if pre.count(":") < 4 else pre + ":" + ":".join(f"{r.randint(1,65535):x}" for _ in range(4))
UAS = ["OpenAI/Python 1.51.2","OpenAI/Python 1.54.0","OpenAI/Python 1.58.1","OpenAI/Python 1.40.3","OpenAI/Python 1.61.0","AsyncOpenAI/Python 1.54.0","AsyncOpenAI/Python 1.58.1","OpenAI/JS 4.67.3","OpenAI/JS 4.73.0","OpenAI/JS 4.52.0","python-requests/2.31.0","python-requests/2.32.3","python-httpx/0.27.2","aiohttp/3.10.5","axios/1.7.2","axios/1.6.8","node-fetch/3.3","Go-http-client/1.1","Go-http-client/2.0","okhttp/4.12.0","Java-http-client/17.0.9","curl/8.5.0","litellm/1.52.0","langchain-openai/0.2.5","PostmanRuntime/7.42","Apache-HttpClient/5.2","Dart/3.4","ruby-openai/7.1","GuzzleHttp/7","dotnet/8.0 OpenAI/2.0"]
def ja4(r, ua):
    h = hashlib.sha1(ua.split("/")[0].encode()).hexdigest(); h2 = hashlib.sha1(ua.encode()).hexdigest()
    return f"t13d{1500+int(h[:2],16)%20}{'h2' if int(h2[0],16)%3 else 'h1'}_{h[:12]}_{h2[:12]}"
class Net:
    """static: list of (ip, asn, country); fn: called per session"""
    def __init__(s, r, kind, cc, fixed=None):
        s.kind, s.cc = kind, cc
        s.ips = fixed or []
        if fixed: return
        if kind == "office":
            asn, p = r.choice(ISP[cc])
            s.ips = [(v4(r, p), asn, cc) for _ in range(r.choice([1,1,1,2,3]))]
            if r.random() < .2:
                pre = f"2a{r.randint(0,15):x}{r.randint(0,15):x}:{r.randint(1,65535):x}:{r.randint(1,65535):x}:{r.randint(1,255):x}"; s.ips += [(v6(r, pre), asn, cc) for _ in range(5)]
        elif kind == "cloud":
            asn, p, c = r.choice(CLOUD[:14]); s.ips = [(v4(r, p), asn, c) for _ in range(r.choice([1,1,2,3,5]))]
        elif kind == "serverless":
            s.ips = [(lambda c: (v4(r, c[1]), c[0], c[2]))(r.choice([x for x in CLOUD if x[0] in (16509,8075,13335)])) for _ in range(r.randint(15,60))]
        elif kind == "home":
            asn, p = r.choice(ISP[cc]); s.ips = [(v4(r, p), asn, cc) for _ in range(r.randint(1,5))]
            if r.random() < .4:
                pre = f"2a0{r.randint(0,15):x}:{r.randint(1,65535):x}:{r.randint(1,65535):x}:{r.randint(1,65535):x}"; s.ips += [(v6(r, pre), asn, cc) for _ in range(6)]
    def pick(s, r, t):
        if s.kind == "resi":
            asn, p = r.choice(ISP[s.cc]); return (v4(r, p), asn, s.cc)
        if s.kind == "home":
            return s.ips[(int(t.timestamp() // 86400 // 3) * 7 + int(r.random() * 2)) % len(s.ips)]
        return r.choice(s.ips)

# ---------------------------------------------------------------- accounts
COMP = ["North","Blue","Harbor","Clear","Stone","Vela","Lumen","Orbit","Quill","Cedar","Apex","Nimbus","Tern","Ridge","Argo","Poly","Fern","Halo","Delta","Crest","Juno","Kite","Mira","Onyx","Pine","Solo","Umbra","Wren","Zephyr","Atlas"]
COMP2 = ["sure","cover","risk","desk","labs","works","soft","claims","logic","bridge","point","cloud","data","mutual","brokers","systems","flow","ware","partners","digital","studio","care","path","shift"]
def mk(w, pop, cc=None, net=None, created=None, email=None, pay=None, org=None, ua=None, plan=None, verified=None, campaign=None, reseller=False, name=None):
    r = w.r
    while True:
        i = "acct_" + "%08x" % r.getrandbits(32)
        if i not in w.acc: break
    cc = cc or r.choice(CC)
    comp = name or r.choice(COMP) + r.choice(COMP2) + (str(r.randint(2,99)) if r.random() < .25 else "")
    a = type("A", (), {})()
    a.id, a.pop, a.cc, a.tz = i, pop, cc, TZ.get(cc, 0)
    a.net = net or Net(r, r.choice(["office","cloud","cloud","home","serverless"]), cc)
    a.created = created or T0 - timedelta(days=min(900, r.expovariate(1/220)) - (r.random()*18 if r.random() < .13 else 0), seconds=r.randint(0,86000))
    a.email = email or comp.lower() + r.choice([".com",".io",".co",".eu","." + cc.lower()]); a.pay = pay or hashlib.sha1(f"{i}{r.random()}".encode()).hexdigest()[:20]
    a.org, a.plan, a.verified, a.name = org, plan or r.choice(["free","payg","payg","payg","team","team","business"]), (r.random() < .55 if verified is None else verified), comp
    a.ua = ua or r.choice(UAS); a.ja4 = ja4(r, a.ua); a.keys = ["key_%07x" % r.getrandbits(28) for _ in range(r.choice([1,1,1,2,3]))]
    a.no_ua, a.no_ja4, a.keep_sess = r.random() < .05, r.random() < .12, r.random() < .4
    a.redact = r.random() < .02 and not campaign
    a.model = r.choice(["actuaris-2","actuaris-2","actuaris-2","actuaris-2-mini"]); a.adopt = RELEASE_DAY + r.expovariate(1/6) if r.random() < .5 else 99
    a.temp = r.choice([None,None,None,0,.2,.3,.7,1.0]); a.maxtok = r.choice([None,None,512,800,1000,1024,1500,2048,4096]); a.stream = r.random() < .45
    a.endpoint = r.choice(["chat.completions"]*6 + ["responses","messages"]); a.err = r.choice([.005,.01,.02,.04])
    a.campaign, a.reseller = campaign, reseller; a.count = 0
    w.acc[i] = a
    return a

def emit(w, a, t, msgs, kind, sess=None, end_user=None, client=None, tools=None, temp="d", maxtok="d", n=None, batch=None, endpoint=None, reasoning=None, model=None, toolcall=None, retry=0, stream=None):
    """one exchange, returns (reply, end time)"""
    r = w.r
    day = (t - T0).total_seconds() / 86400
    if day < 0 or day >= w.days: return ("", t)
    if t < a.created: a.created = t - timedelta(minutes=r.randint(5, 4000))
    ip, asn, ccc = client or a.net.pick(r, t)
    m = model or (a.model if day < a.adopt or a.model.endswith("mini") else "actuaris-2.5")
    w.n += 1; a.count += 1
    ex = {"id": "ex_%016x" % r.getrandbits(64), "time": t.strftime("%Y-%m-%dT%H:%M:%S.") + f"{t.microsecond//1000:03d}Z",
          "account": {"id": a.id, "key": r.choice(a.keys)}, "client": {"ip": ip, "asn": asn, "country": ccc}}
    if a.org: ex["account"]["org"] = a.org
    if end_user: ex["account"]["end_user"] = end_user
    if not a.no_ua: ex["client"]["user_agent"] = a.ua
    if not a.no_ja4: ex["client"]["ja4"] = a.ja4
    if sess and a.keep_sess: ex["session"] = sess
    rq = {"endpoint": endpoint or a.endpoint, "model": m, "messages": msgs}
    tp = a.temp if temp == "d" else temp; mt = a.maxtok if maxtok == "d" else maxtok
    if tp is not None: rq["temperature"] = tp
    if mt is not None: rq["max_tokens"] = mt
    if n: rq["n"] = n
    if a.stream if stream is None else stream: rq["stream"] = True
    if batch: rq["batch_id"] = batch; rq["endpoint"] = "batch"
    if tools: rq["tools"] = tools
    if reasoning: rq["reasoning"] = {"effort": reasoning}
    ex["request"] = rq
    text = " ".join(x["content"] if isinstance(x["content"], str) else json.dumps(x["content"]) for x in msgs)
    if r.random() < a.err and retry < 3:
        st = r.choice([429,429,429,500,503,408])
        ex["response"] = {"status": st, "latency_ms": int(r.expovariate(1/300))}; ex["usage"] = {"input_tokens": len(text)//4, "output_tokens": 0}
        ex["content_state"] = "full"; w.rows.append((t, ex))
        if r.random() < .8: return emit(w, a, t + timedelta(seconds=1 + 2**retry * r.random() * 4), msgs, kind, sess, end_user, client, tools, temp, maxtok, n, batch, endpoint, reasoning, model, toolcall, retry + 1, stream)
        return ("", t)
    rep = w.reply(r, kind, text)
    ot = max(1, len(rep)//4); rt = 0
    if reasoning or (kind == "math" and r.random() < .2): rt = int(r.lognormvariate(6, .7))
    lat = int(300 + (ot + rt) * r.uniform(8, 25))
    rs = {"id": "resp_%012x" % r.getrandbits(48), "model": m, "status": 200, "finish_reason": "length" if mt and ot > mt else "stop", "latency_ms": lat, "content": rep}
    if toolcall:
        rs["finish_reason"] = "tool_calls"; rs["output"] = [{"type": "function_call", "name": toolcall[0], "arguments": json.dumps(toolcall[1])}]
    ex["response"] = rs; ex["usage"] = {"input_tokens": max(1, len(text)//4), "output_tokens": ot + rt}
    if rt: ex["usage"]["reasoning_tokens"] = rt
    if a.redact:
        rq["messages"] = []; del rs["content"]; rs.pop("output", None); ex["content_state"] = "redacted"
    else: ex["content_state"] = "full"
    if r.random() < .01: ex.pop("client")
    if r.random() < .01: ex.pop("usage")
    w.rows.append((t, ex))
    return rep, t + timedelta(milliseconds=lat)

WORK = [0,0,0,0,0,.05,.2,.5,1,1.3,1.3,1.1,.8,1.1,1.3,1.2,1,.7,.4,.25,.2,.15,.1,.05]
EVE = [.3,.15,.1,.05,.05,.1,.2,.4,.6,.7,.8,.9,1,.9,.8,.8,.9,1,1.1,1.3,1.4,1.3,1,.6]
FLAT = [1]*24
def times(w, n, prof, tz, weekend=.15, lo=0.0, hi=None):
    r = w.r; hi = hi or w.days; ds = []
    for d in range(int(lo), math.ceil(hi)):
        f = (weekend if (T0 + timedelta(days=d)).weekday() >= 5 else 1) * r.gammavariate(1.2, 1)
        ds.append((d, f))
    tot = sum(f for _, f in ds) or 1; out = []
    for _ in range(n):
        x = r.random() * tot
        for d, f in ds:
            x -= f
            if x <= 0: break
        h = r.choices(range(24), prof)[0]
        t = T0 + timedelta(days=d, hours=h - tz, seconds=r.random()*3600)
        q = (t - T0).total_seconds()/86400
        if lo <= q < hi: out.append(t)
    return sorted(out)

def chat(w, a, t, first, kind, system=None, turns=1, end_user=None, follow_fn=None, tools=None, wrap=None, **kw):
    r = w.r; sess = "s_%010x" % r.getrandbits(40); cl = a.net.pick(r, t)
    msgs = [{"role": "system", "content": system}] if system else []
    for k in range(turns):
        u = first if k == 0 else (follow_fn or follow)(r)
        msgs = msgs + [{"role": "user", "content": [{"type": "text", "text": u}] if a.endpoint == "messages" else u}]
        rep, t2 = emit(w, a, t, msgs, kind, sess, end_user, cl, tools, **kw)
        msgs = msgs + [{"role": "assistant", "content": rep}]
        t = t2 + timedelta(seconds=r.lognormvariate(3.6, .9))
    return t

def vol(r, med, sig, cap): return max(1, min(cap, int(r.lognormvariate(math.log(med), sig))))

TONE = ["{Be|Stay|Remain} {concise|brief|friendly|formal|neutral|precise}.", "{Never|Do not} {give legal advice|promise cover|mention competitors|invent figures}.", "{Answer|Reply|Respond} in {plain English|the user's language|at most <n> sentences|markdown|short paragraphs}.", "If {unsure|in doubt}, {say so|ask|refer to <p>}.", "{Today is|Use} {the attached context|the policy data below}.", "{Escalate|Hand over} {complaints|claims over <m>} to {a human|the desk|<p>}."]
def sysprompt(r, name, job):
    fr = r.choice(["You are {<c>'s|the <c>} {assistant|helper|agent|copilot}, {helping|serving|working for} <au>. You <j>.", "<c> {internal|customer} {tool|bot}. {Task|Role}: <j> {for|on behalf of} <au>.", "# Role\n{Assistant|Specialist} at <c>\n# {Job|Goal}\n<j> ({users|audience}: <au>)", "{Act as|Behave as} {a senior|an experienced|the} {adviser|analyst|clerk} at <c>; <j>. {Users are|You talk to} <au>.", "Context: <c>, <au>.\nYou {must|should} <j>."])
    s = spin(r, fr, c=name, au=r.choice(["brokers","policyholders","our claims team","small businesses","drivers","landlords","back office staff","new joiners","call-centre agents","freight forwarders","clinics","farmers","students","auditors","IT support"]), j=job)
    for _ in range(r.randint(0,4)): s += " " + spin(r, r.choice(TONE), n=r.randint(2,8), p=person(r), m=money(r))
    return s
JOBS = [("answer questions about {cover|policies|claims}","dom",domain_q),("triage incoming {claims|losses|emails}","label",case),("{summarise|condense} {claim files|call notes|surveys}","dom",case),("draft {replies|letters} to {customers|clients}","dom",domain_q),("extract {fields|names and amounts} from {notes|emails} as JSON","label",case),("help {developers|engineers} with {code|scripts}","code",code_q),("{polish|translate|rewrite} business {emails|texts}","gen",biz_q),("write underwriting {notes|memos}","dom",case),("{classify|route} {messages|tickets}","label",biz_q),("help with everyday office {tasks|writing}","gen",biz_q)]

def app(w, a, n, prof, weekend, eu=0, turns=(1,1,1,2,3), lo=0, hi=None, job=None, marker=None, sys=None):
    """an account with its own job: system prompt or template of its own"""
    r = w.r; job = job or r.choice(JOBS); s = sys if sys is not None else sysprompt(r, a.name, spin(r, job[0])); style = r.random()
    pre = spin(r, r.choice(["{Input|Text|Message|Note|Document}:\n","### {Request|Item|Case} ###\n","{Process|Handle|Work on} the following {item|entry|record}.\n","[{task|job}=" + r.choice(["a","b","triage","reply","sum","extract"]) + "]\n","<{doc|msg|note}>\n","{Ticket|Case} #"]))
    post = spin(r, r.choice(["","","\n\n{Output|Answer|Result}:","\n{Return only JSON|Return JSON with keys type, amount|One label only}.","\n</end>","\n{Language|Lang}: " + r.choice(["en","de","fr","es"])]))
    users = [f"u_{r.getrandbits(30):x}" for _ in range(eu)]
    own = r.sample(w.P.chat, 6)
    if hi is None: hi = w.days
    lo = max(lo, min(w.days - .5, (a.created - T0).total_seconds()/86400))
    k = 0
    for t in times(w, n, prof, a.tz, weekend, lo, hi):
        if k >= n: break
        body = job[2](r) if r.random() < .93 else (r.choice(own) if r.random() < .5 else r.choice(w.P.utt))
        if style < .45: u = pre + (str(r.randint(1000,99999)) + " " if pre.endswith("#") else "") + body + post; tn = 1
        else: u = body; tn = r.choice(turns)
        e = users[min(len(users)-1, int(r.paretovariate(1.1))-1)] if users else None
        chat(w, a, t, u, job[1], s if style < .9 else None, tn, e); k += tn

def dev(w, a, n):
    r = w.r; k = 0; tune = r.choice([code_q, code_q, domain_q, biz_q]); own = r.sample(w.P.chat, 5) + [r.choice(w.P.act)]
    lo = max(0, min(w.days - .5, (a.created - T0).total_seconds()/86400))
    for t in times(w, n, r.choice([WORK,EVE]), a.tz, r.choice([.1,.4,.9]), lo):
        if k >= n: break
        f = tune if r.random() < .75 else r.choice([code_q, domain_q, biz_q])
        u = f(r) if r.random() < .9 else r.choice(own)
        tn = min(8, 1 + int(r.expovariate(.7))); chat(w, a, t, u, {"code_q":"code","domain_q":"dom"}.get(f.__name__,"gen"), r.choice([None,None,"You are a helpful assistant."]), tn); k += tn

def batchjob(w, a, n, hour=None, tmpl=None, lo=0, hi=None, weekend=True, use_batch=True, kind="label", body=case, sys=None):
    r = w.r; hour = r.randint(0,23) if hour is None else hour; hi = hi or w.days
    days = [d for d in range(int(lo), int(hi)) if weekend or (T0 + timedelta(days=d)).weekday() < 5]
    if r.random() < .4 and tmpl is None: days = sorted(r.sample(days, max(1, len(days)//r.randint(2,6))))
    tm = tmpl or spin(r, r.choice(["{Classify|Label|Tag} {this|the} {claim|note|record} {into|as} {water, fire, theft, motor, other|low, medium, high|open, closed}.\n\n<x>","{Extract|Pull out} {date, amount, peril|name, policy, sum} {as JSON|as CSV}.\n---\n<x>\n---","{Summarise|Give a one-line summary of} {the record|this file}: <x>","{Translate|Render} {into|to} {German|French|Spanish}:\n<x>","{Rate|Score} the {severity|fraud risk} 1-5. {Record|Text}: <x>"]))
    for d in days:
        k = max(1, int(r.gauss(n/len(days), n/len(days)*.3))); t = T0 + timedelta(days=d, hours=hour, seconds=r.gauss(120, 60)); bid = "batch_%09x" % r.getrandbits(36) if use_batch else None
        for _ in range(k):
            emit(w, a, t, ([{"role":"system","content":sys}] if sys else []) + [{"role":"user","content":tm.replace("<x>", body(r))}], kind, batch=bid, temp=0, stream=False)
            t += timedelta(seconds=r.expovariate(1/4) + .4)

TOOLSETS = [["read_file","write_file","run_shell","list_dir","grep"],["search_policies","get_claim","update_claim","send_email"],["bash","edit","view","submit"],["sql_query","plot","http_get"],["browser_open","click","type","screenshot"],["lookup_rate","calc_premium","create_quote","get_weather"]]
def toolobs(r): return spin(r, r.choice(["exit 0\n<n> files","{\"ok\":true,\"rows\":<n>}".replace("{","\x01").replace("}","\x02"),"{error|warning}: {no such file|timeout|permission denied} <n>","{total|found} <n> {lines|matches} in <th>.py","HTTP 200 <n> bytes"]), n=r.randint(0,9999), th=r.choice(THING).replace(" ","_")).replace("\x01","{").replace("\x02","}")
def agent(w, a, t, task, system, tools, steps, kind="code", gap=3.0, **kw):
    r = w.r; sess = "s_%010x" % r.getrandbits(40); cl = a.net.pick(r, t)
    td = [{"type":"function","function":{"name":x,"description":x.replace("_"," ")}} for x in tools]
    msgs = ([{"role":"system","content":system}] if system else []) + [{"role":"user","content":task}]
    for k in range(steps):
        last = k == steps-1; nm = r.choice(tools); args = {"x": r.choice(THING), "n": r.randint(0,99)}
        rep, t2 = emit(w, a, t, msgs, kind, sess, None, cl, td, toolcall=None if last else (nm, args), **kw)
        cid = "call_%06x" % r.getrandbits(24)
        msgs = msgs + [{"role":"assistant","content":rep,"tool_calls":[{"id":cid,"type":"function","function":{"name":nm,"arguments":json.dumps(args)}}]},{"role":"tool","tool_call_id":cid,"content":toolobs(r)}]
        t = t2 + timedelta(seconds=r.expovariate(1/gap))
    return t
def agent_task(r): return spin(r, r.choice(["{Fix|Investigate} the <th>: it <sy>. {Repo|Code} is in /src/<th2>. {Run the tests after.|}","{Find|Count} {claims|policies} {for|of} <p> {over|above} <m> and {update|export} them","{Add|Implement} {logging|caching|retries|validation} {to|in} the <th> ({uses|with} <li>)","{Prepare a quote|Renew the policy} for <c>","{Check|Compare} {rates|records} for <tr> in <to>, {then|and} {email|report to} <p>"]), th=r.choice(THING), th2=r.choice(THING).replace(" ","-"), sy=r.choice(SYMPT), p=person(r), m=money(r), li=r.choice(LIBS), c=case(r), tr=r.choice(TRADE), to=r.choice(TOWN))

# ---------------------------------------------------------------- the innocent
FREE = ["gmail.com","gmail.com","gmail.com","outlook.com","hotmail.com","proton.me","yahoo.com","icloud.com"]
def D(d, h=0): return T0 + timedelta(days=d, hours=h)
def benign(w, B):
    r = w.r; f = B / 650; g = lambda n: max(1, round(n * f)); done = 0
    def course():
        net4 = [(f"147.83.{r.randint(8,11)}.{r.randint(2,250)}", 13041, "ES") for _ in range(8)]
        ks = r.sample(w.P.hard, 10); sheet = ks + [spin(r, "{Exercise|Task} <i>. {A|Consider a} <l> portfolio with <n> policies. {Estimate|Discuss|Derive} <t> {and justify each step|showing your working}.", i=i+1, l=r.choice(LINES), n=r.randint(50,5000), t=r.choice(TOPICS)) for i in range(12)]
        dl = [6.8, 13.8]
        for _ in range(g(28)):
            home = Net(r, "home", "ES"); net = Net(r, "x", "ES", fixed=net4 + home.ips[:3]); a = mk(w, "course", "ES", net, D(r.uniform(-6, 1)), r.choice(["alumnos.uni-lleida.es","gmail.com","alumnos.uni-lleida.es"]), plan="student", ua=r.choice(["OpenAI/Python 1.54.0","OpenAI/Python 1.54.0","OpenAI/Python 1.58.1","python-requests/2.32.3"]))
            for half in (0, 1):
                items = sheet[half*11:half*11+11]; hi = dl[half]; days = sorted(max(0.1, hi - r.expovariate(1/1.6)) for _ in range(r.randint(1,3)))
                for q in items:
                    if r.random() < .15: continue
                    d = r.choice(days); t = D(d) + timedelta(hours=r.uniform(-3, 3))
                    u = q if r.random() < .5 else spin(r, "{can you help me with this|I am stuck here|explain how to start}: ") + q[: int(len(q) * r.uniform(.5, 1))]
                    chat(w, a, t, u, "math", r.choice([None, "You are a helpful assistant."]), 1 + int(r.expovariate(.7)))
    def hackathon():
        venue = [(f"193.0.{r.randint(10,12)}.{r.randint(2,250)}", 3333, "NL") for _ in range(5)]
        kit = "You are the ClaimHack starter agent. Use the tools to inspect a claim and propose a settlement. Reply with JSON {decision, amount, reasons}."
        for _ in range(g(24)):
            a = mk(w, "hackathon", r.choice(["NL","DE","BE" if False else "NL","GB"]), Net(r, "x", "NL", fixed=venue), D(10.6) + timedelta(hours=r.uniform(0, 16)), r.choice(FREE), plan="credits", verified=False)
            s = kit if r.random() < .5 else kit + " " + spin(r, "{Team|Project} <p>: <j>.", p=r.choice(COMP), j=r.choice(TOPICS)); tl = TOOLSETS[1]
            t = D(11.3) + timedelta(hours=r.uniform(0,6)); n = vol(r, 70, .8, 400); k = 0
            while k < n and t < D(13.2):
                st = r.randint(1,5); t = agent(w, a, t, case(r) if r.random() < .7 else code_q(r), s, tl, st, "dom", 4) + timedelta(seconds=r.lognormvariate(5.3, 1.1)); k += st
                if 0 <= t.hour < 5 and r.random() < .3: t += timedelta(hours=5)
    def evalteam():
        net = Net(r, "cloud", "DE"); pay = "pay_eval"; ps = r.sample(w.P.math, 90) + r.sample(w.P.instr, 60) + [domain_q(r) for _ in range(90)]
        for i in range(max(3, g(5))):
            a = mk(w, "evaluation_team", "DE", net, D(-r.randint(20,300)), "allmerica-re.de", pay, org="org_allmerica", plan="business", verified=True, ua="AsyncOpenAI/Python 1.58.1")
            for run in sorted(r.uniform(0, w.days-1) for _ in range(r.randint(1,3))):
                t = D(int(run)) + timedelta(hours=r.uniform(7,17)); mo = "actuaris-2.5" if run > RELEASE_DAY else "actuaris-2"
                for p in r.sample(ps, 40):
                    for _ in range(5):
                        emit(w, a, t, [{"role":"user","content":"Question: " + p + "\nAnswer:"}], "math", temp=.8, maxtok=1024, model=mo, stream=False); t += timedelta(seconds=r.expovariate(1/1.5))
    def annotation():
        net = Net(r, "office", "IN"); form = "Rate the two draft replies for the customer below on helpfulness (1-5) and correctness (1-5) and say which one our agent should send.\n\nCustomer: {q}\n\nDraft 1: {a}\n\nDraft 2: {b}"
        for _ in range(g(10)):
            a = mk(w, "annotation_firm", "IN", net, D(-r.randint(5,200)), "labelworks.in", "pay_label", plan="team", verified=True)
            for t in times(w, vol(r, 110, .5, 350), WORK, a.tz, 0):
                chat(w, a, t, form.format(q=domain_q(r), a=w.reply(r,"dom",""), b=w.reply(r,"dom","")) if r.random() < .85 else domain_q(r), "judge", None, 1)
    def publictool():
        s = "You are reviewbot, an open source code review assistant. You receive a diff. Think about correctness, security and style, then list findings as bullet points with severity. Use tools when you need more context."
        for _ in range(g(30)):
            a = mk(w, "public_tool", ua="reviewbot/" + r.choice(["1.4.0","1.4.2","1.5.0"])); a.temp, a.maxtok, a.stream = .2, 4096, False
            for t in times(w, vol(r, 25, 1.0, 250), WORK, a.tz, .2):
                agent(w, a, t, "Review this diff:\n" + "\n".join(code_q(r) for _ in range(r.randint(1,3))), s, TOOLSETS[0], r.choice([1,1,2,3,5]), "code", 1.5)
    def integrator(n, name, own, recent):
        s = f"You are the {name} desk assistant for <c>. Summarise the file, list missing documents and propose the next step. Use the house style."
        cn = Net(r, "cloud", "IE"); cn2 = Net(r, "cloud", "GB"); ua = r.choice(UAS)
        for _ in range(g(n)):
            a = mk(w, "integrator_customer", r.choice(["GB","IE","GB"]), Net(r,"office","GB") if own else r.choice([cn,cn2]), D(r.uniform(-40,8)) if recent else None, ua=ua, plan="payg"); a.temp, a.maxtok = .2, 1024; k = vol(r, 60, .9, 500)
            for t in times(w, k, WORK, a.tz, .1, max(0, (a.created-T0).total_seconds()/86400)):
                chat(w, a, t, "File:\n" + case(r) + " " + (case(r) if r.random() < .3 else ""), "dom", s.replace("<c>", a.name), r.choice([1,1,1,2]))
    def nightly():
        tm = "Night audit. Read each open claim and give: status, reserve change (yes/no), and reason in one sentence.\nClaim: <x>"; ua = "Java-http-client/17.0.9"
        for _ in range(g(15)):
            a = mk(w, "vendor_nightly", created=D(r.uniform(-35,6)), ua=ua, plan="payg", net=Net(r, r.choice(["office","office","cloud"]), "US"), cc="US"); a.model = "actuaris-2"
            lo = max(0, math.ceil((a.created-T0).total_seconds()/86400)); batchjob(w, a, vol(r, 130, .6, 500), 7, tm, lo, None, True, False, "dom")
    def agency(i):
        net = Net(r, "office", "GB"); pay = f"pay_agency{i}"; sk = spin(r, "{Write|Create} {a|one} {blog post|newsletter item|social post} for our client <c> ({tone|voice}: <v>). {Topic|Brief}: <x>")
        for _ in range(g(9)):
            a = mk(w, "agency_client", "GB", net, None, f"agency{i}.co.uk", pay, plan="team"); v = r.choice(["dry","warm","bold","expert","playful"])
            for t in times(w, vol(r, 45, .7, 250), WORK, a.tz, .05):
                chat(w, a, t, sk.replace("<c>", a.name).replace("<v>", v).replace("<x>", spin(r, "{how|why} <t> {matters|changes} for {a|every} <tr> in <to>", t=r.choice(TOPICS), tr=r.choice(TRADE), to=r.choice(TOWN))) if r.random() < .8 else biz_q(r), "gen", None, r.choice([1,1,2,3]))
    def redteam():
        net = Net(r, "office", "GB")
        for _ in range(3):
            a = mk(w, "redteam_consultancy", "GB", net, D(-r.randint(30,200)), "greypeak.co.uk", "pay_grey", plan="business", verified=True)
            for t in times(w, 120, WORK, a.tz, 0, 3, 12): chat(w, a, t, r.choice(w.P.refuse) if r.random() < .7 else domain_q(r), "refuse", r.choice([None, "You are a customer bot of a bank."]), r.choice([1,1,2]))
    def reseller(i):
        a = mk(w, "reseller", reseller=True, plan="business", verified=True, net=Net(r,"cloud","US")); app(w, a, vol(r, 1100, .4, 2500), EVE, .7, eu=r.randint(30,80), job=r.choice([JOBS[0], JOBS[9], JOBS[5]]))
    def accelerator():
        net = Net(r, "office", "DE")
        for _ in range(g(12)):
            a = mk(w, "accelerator_startup", "DE", Net(r,"x","DE",fixed=net.ips + (Net(r,"cloud","DE").ips if r.random()<.5 else [])), D(r.uniform(-9,-4)), plan="credits"); app(w, a, vol(r, 70, .9, 500), WORK, .3, job=r.choice(JOBS))
    def franchise():
        s = "You are a patient maths tutor of BrightPath centres. Explain every step of the solution in simple words, then give the final answer and one practice question."
        for _ in range(g(16)):
            a = mk(w, "tutoring_franchise", r.choice(["US","US","CA"]), Net(r, r.choice(["office","home"]), "US"), D(-r.randint(10,400)), "brightpath-centres.com", plan="team", ua="OpenAI/JS 4.67.3"); a.temp, a.maxtok = .3, 1200
            for t in times(w, vol(r, 90, .7, 400), EVE, a.tz, .6):
                q = r.choice(w.P.math) if r.random() < .35 else spin(r, "<p> {has|buys|shares|loses} <a> {apples|cards|pencils|stickers} {and|then} {gets <b> more|gives away <b>|splits them among <b> friends}. {How many|What} {are left|does each get|in total}?", p=r.choice(FIRST), a=r.randint(5,400), b=r.randint(2,30))
                chat(w, a, t, q, "math", s, r.choice([1,1,2,3,4]))
    n0 = len(w.acc)
    course(); hackathon(); evalteam(); annotation(); publictool(); integrator(20,"ClaimDesk",False,False); integrator(14,"BrokerSuite",True,True); nightly()
    for i in range(3): agency(i); reseller(i)
    redteam(); accelerator(); franchise()
    rest = max(20, B - (len(w.acc) - n0))
    for i in range(rest):
        x = i / rest
        if x < .24:
            a = mk(w, "startup_app", net=Net(r, r.choice(["cloud","cloud","serverless","office"]), r.choice(CC))); app(w, a, vol(r, 110, 1.15, 2500), EVE, .6, eu=r.choice([0,0,5,40]))
        elif x < .43: a = mk(w, "internal_tool", plan=r.choice(["team","business"]), net=None); a.net = Net(r, r.choice(["office","office","cloud"]), a.cc); app(w, a, vol(r, 70, 1.0, 900), WORK, .06)
        elif x < .75: a = mk(w, "developer", email=r.choice(FREE) if r.random() < .6 else None); a.net = Net(r, r.choice(["home","home","office"]), a.cc); dev(w, a, vol(r, 28, 1.1, 500))
        elif x < .82: a = mk(w, "batch_job"); a.net = Net(r,"cloud",a.cc); batchjob(w, a, vol(r, 260, .9, 1500), use_batch=r.random()<.6)
        elif x < .86:
            a = mk(w, "agent_developer"); s = sysprompt(r, a.name, "use the tools to finish the task"); tl = r.sample(r.choice(TOOLSETS), 3)
            for t in times(w, vol(r, 25, .9, 150), WORK, a.tz, .2): agent(w, a, t, agent_task(r), s, tl, 1 + min(11, int(r.expovariate(.3))))
        else: a = mk(w, "tiny", email=r.choice(FREE) if r.random()<.7 else None, plan="free"); a.net = Net(r, "home", a.cc); dev(w, a, r.randint(1,8))

# ---------------------------------------------------------------- the harvesters
DOMT = ["{Explain|Set out|Describe} how <t> {works|is applied|is treated} in <l> insurance under the law of <j>. {Reason step by step|Give your full reasoning} and {end with|finish with} a practical recommendation{ for an underwriter| for a claims handler|}.",
  "{You are|Take the view of} {a coverage lawyer|a senior adjuster|a chief underwriter} in <j>. {Discuss|Analyse} <t> for a <l> policy: {rule, exceptions, example|principles, leading cases, worked example}.",
  "{In|Under the rules of} <j>, {what|which} {are the consequences of|issues arise from} <t> {in|for} <l>? {Write|Give} a {detailed|thorough|complete} answer with {reasoning|analysis} and {three|two} examples.",
  "{Create|Construct|Invent} a realistic <l> claim in <j> that {turns on|raises} <t>, then {resolve|decide} it, {showing|explaining} every step.",
  "<l> / <j>: {write an exam-style question|pose a hard question} on <t> and {a model answer|its full solution} {with reasoning|}.",
  "{Compare|Contrast} how <t> {is handled|operates} {in|for} <l> {between|in} <j> and <j2>. {Think it through|Go step by step}, then {summarise|conclude}."]
COTT = ["{Solve|Work out|Answer} the {problem|question} below. {Think step by step|Reason carefully|Show all reasoning}, then {give|state} the {final answer|result}{ on the last line| after '####'|}.\n\n<x>",
  "<x>\n\n{Let's|Please} {think|reason} {step by step|through this in detail} {before|prior to} {answering|giving the answer}.",
  "{Write|Give} a {complete|detailed} {chain of reasoning|derivation|worked solution} for: <x>",
  "{Here is a task.|Task:} <x>\n{First|Start with} {your thoughts|the analysis}, {check|verify} it, {then|finally} the {answer|solution}.",
  "{Q|Question}: <x>\n{I want|Give me} {the whole|every step of the} {reasoning|thought process}, not {just|only} the {answer|result}.",
  "{As a|You are a} {careful|patient} {tutor|expert}, {solve|explain} <x> {Number each step|List each inference}. {Double-check at the end.|}"]
JUDT = ["{Score|Grade|Evaluate} {the|both} answers {to the question|below} {for|on} {accuracy, completeness and clarity|correctness, depth, tone} from 1 to 10 {and|, then} {explain|justify} {each score|why}. {Finish|End} with {a verdict|'A', 'B' or 'tie'}.\n\n[Question]\n<q>\n\n[A]\n<a>\n\n[B]\n<b>",
  "{Which|Decide which} {reply|response} {is better|would an expert prefer}? {Reason first|Give a critique of each}, {then|and} {output|return} JSON {\"winner\", \"score_a\", \"score_b\"}.\nQ: <q>\nA: <a>\nB: <b>",
  "{Act as|You are} {a strict|an impartial} {reviewer|judge}. {Rubric|Criteria}: {facts 40, reasoning 40, style 20|law, logic, usefulness}. {Rate|Mark} {the two|these} {candidates|outputs}.\nPrompt: <q>\nCandidate 1: <a>\nCandidate 2: <b>",
  "<q>\n---\n{Response|Option} A: <a>\n---\n{Response|Option} B: <b>\n---\n{Write|Give} {a preference|your preference} with {a rationale|detailed reasons} and a {confidence|margin}."]
REFT = ["<x>", "{Hypothetically|For a training module}, <x>", "{A customer|Someone} {asked|wrote}: \"<x>\" {How would you respond|What is the right reply}?", "<x> {Answer fully|Explain why or why not}.", "{Is it acceptable to answer|Would you answer} this: <x> {State the policy|Give the reason}."]
SCAF = ["You are an autonomous agent. {Think|Reason} before every {action|tool call}: write Thought, then call {one|a single} tool. {Finish|End} with a summary of what you did.", "{Solve|Complete} the {task|job} with the {tools|functions} given. {Explain|State} your plan, act, {observe|check}, repeat. {Report|Return} the final result.", "Agent mode. {Plan|Outline} first. {Use tools|Call functions} {step by step|one at a time}. {Reflect|Comment} on each observation."]

def campaign(w, cid, kind, skill, size, lo, hi):
    r = w.r; P = w.P
    fixed_ua = r.choice(["python-requests/2.31.0","AsyncOpenAI/Python 1.54.0","aiohttp/3.10.5","python-httpx/0.27.2"])
    # ---- plumbing
    accs = []; card = hashlib.sha1(cid.encode()).hexdigest()[:20]; dc = r.choice(CLOUD[10:]); base = v4(r, dc[1]).rsplit(".", 1)[0]
    pool = []
    for _ in range(max(6, size)):
        c = r.choice(CLOUD[9:]); pool.append((v4(r, c[1]), c[0], c[2]))
    dom = r.choice(["mailbox" + str(r.randint(10,99)) + ".xyz", "gmail.com"])
    for i in range(size):
        if skill == "sloppy":
            net = Net(r, "x", dc[2], fixed=[(f"{base}.{r.randint(2,250)}", dc[0], dc[2]) for _ in range(2)])
            a = mk(w, "harvester", r.choice(["CN","SG","US"]), net, D(lo) + timedelta(hours=r.uniform(-40, -2)), dom, card, ua=fixed_ua, plan="payg", verified=False, campaign=cid)
        elif skill == "middling":
            net = Net(r, "x", "US", fixed=r.sample(pool, r.choice([1,2,3])))
            a = mk(w, "harvester", r.choice(["US","SG","GB","VN","RO"]), net, D(lo) - timedelta(days=r.expovariate(1/4)), r.choice(FREE + ["tutamail.com","zohomail.com"]), None, ua=fixed_ua if r.random() < .6 else r.choice(UAS[:14]), plan="payg", verified=False, campaign=cid)
        else:
            cc = r.choice(["US","US","GB","DE","CA","NL","FR"]); a = mk(w, "harvester", cc, Net(r, "resi", cc), D(lo) + timedelta(days=r.uniform(-25, (hi-lo)*.45)), None if r.random() < .6 else r.choice(FREE), None, plan=r.choice(["payg","team"]), campaign=cid)
        a.model = "actuaris-2"; a.adopt = RELEASE_DAY + r.uniform(.1, 1.2); a.keep_sess = False if skill != "expert" else a.keep_sess
        a.w8 = r.gammavariate(3, 1); a.t0 = max(lo, (a.created - T0).total_seconds()/86400 + r.uniform(.1, 2)) if skill == "expert" else lo + r.uniform(0, .8 if skill == "sloppy" else 2.5)
        if skill == "sloppy": a.temp, a.maxtok, a.stream, a.endpoint = .7, 4096, False, "chat.completions"
        if skill == "middling": a.temp, a.maxtok, a.stream, a.endpoint = r.choice([.7,.7,1.0,.6]), r.choice([2048,4096,4096]), False, "chat.completions"
        if skill == "expert": a.persona = sysprompt(r, a.name, spin(r, r.choice(JOBS)[0])); a.frames = None; a.job = r.choice(JOBS)
        accs.append(a)
    per = dict(sloppy=(40, 90), middling=(18, 42), expert=(9, 20))[skill]
    rate = r.uniform(*per); total = int(size * rate * (hi - lo) * .8)
    # ---- work queue
    tms = dict(domain_coverage=DOMT, cot_math_code=COTT, judge_preference=JUDT, refusal_edges=REFT, k_samples=COTT, mixed=DOMT + COTT).get(kind, [""])
    def item_text(a, src):
        if skill == "sloppy": tm = tms[0]; rr = random.Random(cid)          # one frozen wording
        elif skill == "middling": tm = r.choice(tms); rr = r
        else:
            if a.frames is None: a.frames = [r.choice(tms) for _ in range(2)]; a.fs = r.getrandbits(30)
            tm = r.choice(a.frames) if r.random() < .8 else r.choice(tms); rr = r
        if kind == "mixed": tm = (r.choice(DOMT) if src[0] == "g" else r.choice(COTT))
        s = tm
        for k, v in src[1].items(): s = s.replace("<" + k + ">", v.replace("{","\x01").replace("}","\x02").replace("|","\x03"))
        s = s.replace("{\"winner\", \"score_a\", \"score_b\"}", "\x01\"winner\", \"score_a\", \"score_b\"\x02")
        return spin(rr, s).replace("\x01","{").replace("\x02","}").replace("\x03","|")
    grid = [("g", dict(t=t, l=l, j=j)) for t in r.sample(TOPICS, 26) for l in r.sample(LINES, 16) for j in r.sample(JUR, 9)]
    r.shuffle(grid)
    for _, d in grid: d["j2"] = r.choice(JUR)
    cots = [("c", dict(x=x)) for x in r.sample(P.math, min(len(P.math), 2600)) + P.hard + [x for x in P.arena]]
    r.shuffle(cots)
    if kind == "domain_coverage": q = grid[:total]
    elif kind == "cot_math_code": q = [cots[i % len(cots)] for i in range(total)]
    elif kind == "mixed": q = grid[:total//2] + cots[:total - total//2]; r.shuffle(q)
    elif kind == "judge_preference":
        q = []
        while len(q) < total:
            qq = (domain_q(r) if r.random() < .6 else r.choice(P.instr)[:400]); x, y = w.reply(r,"dom",""), w.reply(r,"dom",""); q.append(("j", dict(q=qq, a=x, b=y)))
            if r.random() < .5: q.append(("j", dict(q=qq, a=y, b=x)))        # swapped, against position bias
        r.shuffle(q)
    elif kind == "k_samples":
        k = r.choice([4,6,8]); src = r.sample(cots, max(5, total//k//2)) + r.sample(grid, max(5, total//k//2)); q = [s for s in src for _ in range(k)]
        # the workers pull in order: samples of one prompt fall near each other
    elif kind == "refusal_edges": q = [("r", dict(x=x)) for x in r.sample(P.refuse, min(total, len(P.refuse)))]
    else:
        tk = [x for x in P.os + P.tool + P.api]; q = []
        while len(q) < total//5: q.append(("a", dict(x=r.choice(tk) if r.random() < .5 else agent_task(r))))
    # ---- when
    outs = [(o, o + r.uniform(.25, .7)) for o in (r.uniform(lo+1, hi-1) for _ in range(2))]
    prof = FLAT if skill == "sloppy" else [.15]*7 + [1]*16 + [.3]
    scaf = [spin(r, s) for s in SCAF]; tl = r.choice(TOOLSETS[:3]); fixed_items = {}
    def put(a, t, src):
        if kind == "k_samples" and skill != "sloppy":
            key = id(src); txt = fixed_items.setdefault(key, None) or item_text(a, src); fixed_items[key] = txt
        else: txt = item_text(a, src) if kind != "agent_trajectories" else src[1]["x"]
        s = a.persona if skill == "expert" and r.random() < .7 else (None if skill == "expert" or kind in ("refusal_edges",) else ("You are a helpful assistant." if skill == "sloppy" else None))
        kd = {"g":"dom","c":"math","j":"judge","r":"refuse","a":"code"}[src[0]]
        if kind == "agent_trajectories":
            ss = scaf[0] if skill == "sloppy" else (r.choice(scaf) if skill == "middling" else a.persona + " " + spin(r, r.choice(SCAF)))
            agent(w, a, t, txt, ss, tl if skill != "expert" else (a.__dict__.setdefault("tl", r.sample(sum(TOOLSETS, []), 5))), r.randint(2, 9), "code", 1.2)
        else:
            emit(w, a, t, ([{"role":"system","content":s}] if s else []) + [{"role":"user","content":txt}], kd, temp=1.0 if kind == "k_samples" else "d", reasoning="high" if kind in ("cot_math_code",) and r.random() < .5 and skill != "expert" else None)
            if skill == "expert" and r.random() < .12:
                emit(w, a, t + timedelta(seconds=r.uniform(15,90)), [{"role":"user","content":txt},{"role":"assistant","content":"ok"},{"role":"user","content":spin(r,"{continue|go on|more detail please|can you check that again?}")}], kd)
    ts = []
    if skill == "expert":
        cover = 1.2
        for a in accs:                                        # cover: a persona's ordinary work
            app(w, a, max(3, int(rate * (hi - a.t0) * .8 * cover * r.uniform(.6, 1.3) * .55)), WORK, .2, lo=max(0, a.t0 - 1), hi=hi, job=a.job, sys=a.persona, turns=(1,1,2))
        for src in q:
            a = r.choices(accs, [x.w8 for x in accs])[0]; t = D(0)
            for _ in range(40):
                d = r.uniform(a.t0, hi); h = r.choices(range(24), WORK)[0]; t = D(int(d)) + timedelta(hours=h - a.tz, seconds=r.random()*3600); x = (t-T0).total_seconds()/86400
                if a.t0 <= x < hi and not any(o <= x < e for o, e in outs) and (t.weekday() < 5 or r.random() < .25): put(a, t, src); break
    else:
        off = 0 if skill == "sloppy" else 8; ts = []
        while len(ts) < len(q):
            d = r.uniform(lo, hi); h = r.choices(range(24), prof)[0]; t = D(int(d)) + timedelta(hours=h - off, seconds=r.random()*3600); x = (t-T0).total_seconds()/86400
            if lo <= x < hi and not any(o <= x < e for o, e in outs): ts.append(t)
        ts.sort(); rest = {a.id: set(r.sample(range(w.days), 3 if skill == "middling" else 0)) for a in accs}
        for t, src in zip(ts, q):
            x = (t-T0).total_seconds()/86400
            av = [a for a in accs if a.t0 <= x and int(x) not in rest[a.id]] or accs[:2]
            put(r.choices(av, [z.w8 for z in av])[0], t, src)
        if skill == "middling":                               # a little testing by hand
            for a in accs:
                for _ in range(r.randint(1,4)): chat(w, a, D(a.t0) + timedelta(hours=r.uniform(-8,3)), r.choice(["hi","test","hello, which model is this?", domain_q(r)]), "gen", None, 1)
    w.camps.append({"id": cid, "campaign": cid, "kind": kind, "skill": skill, "size": size, "start": D(lo).isoformat().replace("+00:00","Z"), "end": D(hi).isoformat().replace("+00:00","Z")})

def attacks(w, K):
    r = w.r
    kinds = [("cot_math_code", 12), ("domain_coverage", 18), ("judge_preference", 12), ("agent_trajectories", 14), ("k_samples", 8), ("mixed", 22), ("refusal_edges", 4)]
    while True:
        sk = {k: r.choices(["sloppy","middling","expert"], dict(cot_math_code=(4,4,2), domain_coverage=(1,5,4), judge_preference=(2,5,3), agent_trajectories=(1,5,4), k_samples=(4,5,1), refusal_edges=(2,6,2)).get(k, (0,0,1)))[0] for k, _ in kinds}; sk["mixed"] = "expert"
        c = list(sk.values())
        if 1 <= c.count("sloppy") <= 2 and c.count("expert") in (2,3): break
    f = K / 90
    for i, (k, n) in enumerate(kinds):
        n = max(3, round(n * f * r.uniform(.85, 1.15))); lo = r.uniform(.5, 8); hi = min(w.days - .05, lo + r.uniform(8, 14) + (3 if sk[k] == "expert" else 0))
        campaign(w, f"camp_{i+1}_{k}", k, sk[k], n, lo, hi)

def main():
    p = argparse.ArgumentParser()
    p.add_argument("--prompts", required=True); p.add_argument("--seed", type=int, default=1); p.add_argument("--benign", type=int, default=650); p.add_argument("--attack", type=int, default=90)
    p.add_argument("--days", type=int, default=21); p.add_argument("--scenario", choices=["mix","none"], default="mix"); p.add_argument("--out", required=True)
    a = p.parse_args(); w = World(a); os.makedirs(a.out, exist_ok=True)
    benign(w, a.benign)
    if a.scenario == "mix": attacks(w, a.attack)
    w.rows.sort(key=lambda x: x[0])
    r = w.r; late = [x for x in w.rows]
    with gzip.open(os.path.join(a.out, "log.jsonl.gz"), "wt", compresslevel=4) as fh:
        for t, ex in late:
            ac = w.acc[ex["account"]["id"]]; ex["account"]["created"] = ac.created.strftime("%Y-%m-%dT%H:%M:%SZ"); ex["account"]["country"] = ac.cc; ex["account"]["plan"] = ac.plan
            fh.write(json.dumps(ex, ensure_ascii=False) + "\n")
            if r.random() < .001: fh.write(json.dumps(ex, ensure_ascii=False) + "\n")
    live = [x for x in w.acc.values() if x.count]
    with open(os.path.join(a.out, "accounts.csv"), "w", newline="") as fh:
        c = csv.writer(fh); c.writerow("account created country plan verified payment email_domain legal_name reseller".split())
        for x in live: c.writerow([x.id, x.created.strftime("%Y-%m-%dT%H:%M:%SZ"), x.cc, x.plan, str(x.verified).lower(), x.pay, x.email, x.name, str(x.reseller).lower()])
    json.dump({"version": 1, "seed": a.seed, "accounts": [{"account": x.id, "end_user": None, "population": x.pop, "campaign": x.campaign} for x in live], "campaigns": w.camps}, open(os.path.join(a.out, "truth.json"), "w"), indent=1)
    from collections import Counter
    print(len(w.rows), "exchanges", len(live), "accounts"); pc = Counter(); pe = Counter()
    for x in live: pc[x.campaign or x.pop] += 1; pe[x.campaign or x.pop] += x.count
    for k in pc: print(f"  {k:28s} {pc[k]:4d} {pe[k]:7d}")
    for c in w.camps: print(c)
main()
