#!/usr/bin/env python3
"""Labelled traffic of an invented hosting firm that serves one fine-tuned model for search and research assistants."""
import argparse, csv, gzip, hashlib, json, math, os, random, sys, uuid
from bisect import bisect
from datetime import datetime, timezone
import pyarrow as pa

T0 = int(datetime(2026, 10, 5, tzinfo=timezone.utc).timestamp())  # a Monday
DAY = 86400
OLD, NEW, RELEASE = "meridian-2", "meridian-2.1", 9.4  # day of release

# ------------------------------------------------------------------ language
FIRST = "Amara Bjorn Celia Dmitri Esther Farid Greta Hugo Ines Jonas Katya Liam Marta Nadia Oskar Petra Quentin Rosa Stefan Tamsin Umar Vera Willem Xenia Yusuf Zofia Ayo Brigid Carlos Deepa Eamon Freya".split()
LAST = "Aldous Brandt Corvino Delacroix Eriksen Farouk Grimaldi Haverford Ivanova Jansen Kowalczyk Lindqvist Moreau Nakagawa Okafor Pellegrini Quist Rasmussen Sorensen Takahashi Ustinov Valdez Whitlock Yamane Zeller Abernathy Castellan Dorsey Ferreira Holloway".split()
PLACE = "Aberfeld Brockhaven Caldera Bay,Dunmore,Eastmarch,Fenwick,Gallowhead,Harrowgate,Isle of Sarn,Juniper Falls,Kestrel Point,Lindholm,Marrow Bridge,Northwold,Ostrava,Port Calder,Quillan,Rosmere,Saltash,Thornby,Umber Valley,Vasterby,Westerleigh,Yarrow,Zandvoort,Leiden,Porto,Tampere,Graz,Cork".split(",")
ORGH = "Northgate Halcyon Veridian Larkspur Bluefin Cobalt Summit Tideway Ironbark Pinecrest Redwater Silverline Meridale Foxglove Granite Harbor Juniper Kingfisher Lakeland Monarch".split()
ORGT = "Holdings,Logistics,Biotech,Partners,Energy,Systems,Foundation,Press,Shipping,Insurance,Materials,Foods,Analytics,Rail,Water".split(",")
DRUG = "atorvelin,bexatrol,corviprant,dalofenac,emtiroban,fluvexin,gadoprine,heparexin,ibutrolimus,jantavir,metoprazid,oxalutide".split(",")
COND = "atrial fibrillation,chronic kidney disease,type 2 diabetes,community-acquired pneumonia,rheumatoid arthritis,major depression,migraine,sepsis,COPD,heart failure,postoperative delirium,venous thromboembolism".split(",")
PROD = "trail jacket,espresso machine,standing desk,e-bike battery,noise-cancelling headset,robot mower,induction hob,camping stove,air purifier,office chair,smart lock,water filter".split(",")
COMP = "the ingest worker,the token cache,the replication daemon,the query planner,the billing hook,the session store,the index builder,the webhook relay,the rate limiter,the schema registry".split(",")
TOPIC = "coastal erosion,battery recycling,coral bleaching,gene drives,soil microbes,urban heat islands,dark matter halos,graphene membranes,sleep spindles,river deltas,permafrost methane,quantum sensing".split(",")
EVENT = "harbour strike,canal treaty,grain riots,telegraph reform,railway merger,cholera outbreak,land survey,printers' lockout,bridge collapse,election of the reform council".split(",")

SENT = {
"law": ["Under clause {n} of the agreement dated {d} {mon} {y}, {org} was to deliver the materials to {org2} at {place}.",
 "{name}, then general counsel, wrote to {name2} that the indemnity in section {n} did not survive termination.",
 "The tribunal at {place} held that notice given {n} days late was nevertheless effective.",
 "On {d} {mon} {y} {org} paid {m} million into escrow pending the outcome of the audit.",
 "{org2} disputes that {name} had authority to amend the schedule of deliveries.",
 "The privilege log lists {n} items exchanged between {name} and outside counsel.",
 "Exhibit {n} shows that the board of {org} approved the settlement by a majority of {k} to 2.",
 "Clause {k} requires that any variation be made in writing and signed by both parties.",
 "The respondent argued that the limitation period began in {mon} {y} and not at the date of discovery.",
 "An e-mail of {d} {mon} from {name2} asks whether the {place} site could be kept out of the disclosure.",
 "The claimant seeks damages of {m} million, interest from {y}, and costs.",
 "The lease of the warehouse in {place} was assigned to {org2} without consent of the landlord."],
"medicine": ["In a randomised trial of {n}0 patients with {cond}, {drug} reduced the primary outcome by {k} per cent.",
 "Participants were recruited at {k} hospitals in {place} between {y} and {y2}.",
 "Adverse events occurred in {n} of those given {drug}, most often nausea and dizziness.",
 "Allocation was concealed, and outcome assessors were blinded to the treatment.",
 "The hazard ratio for death from any cause was 0.{n} (95% CI 0.{k}1 to 1.0{k}).",
 "Patients with {cond} and an eGFR below {n} were excluded.",
 "{name} and colleagues had reported no difference between {drug} and placebo in {y}.",
 "Median follow-up was {k} months, and {n} patients were lost.",
 "The study was funded by the {place} health board; {org} supplied the drug.",
 "A subgroup analysis suggested a larger effect in women over {n}.",
 "Screening for {cond} was done with a questionnaire at baseline and at {k} weeks.",
 "Heterogeneity was moderate (I2 = {n} per cent) across the {k} pooled cohorts."],
"news": ["The {event} of {y} began in {place}, when {n} workers refused to unload the cargo.",
 "{name}, who edited the paper until {y2}, called it the end of an age.",
 "According to the {mon} edition, the mayor of {place} met {name2} behind closed doors.",
 "Prices of bread rose by {k} per cent within {n} days.",
 "The council voted {k} to 3 in favour of the plan drawn up by {org}.",
 "A letter signed by {name2} appeared on page {k} on {d} {mon} {y}.",
 "Witnesses said that the fire at the {org} depot had started before dawn.",
 "The governor sent {n} constables to {place} on the following day.",
 "No casualties were reported, although {n} families lost their homes.",
 "{org2} denied that it had been warned of the risk in {y}.",
 "The inquiry led by {name} sat for {k} weeks and heard {n} witnesses.",
 "Photographs from {place} show the crowd in front of the exchange."],
"finance": ["{org} reported revenue of {m} million for the quarter ended {mon} {y}, up {k} per cent.",
 "Operating margin fell to {k}.{k} per cent because of freight costs at {place}.",
 "The company repurchased {n} thousand shares at an average price of {k}.{n}.",
 "{name}, chief financial officer, expects capital expenditure of {m} million.",
 "Net debt stood at {n} million, with covenants tested every {k} months.",
 "The acquisition of {org2} closed on {d} {mon} {y} for {m} million in cash.",
 "Deferred revenue increased as {n} customers renewed multi-year contracts.",
 "The auditor drew attention to the impairment of goodwill in the {place} unit.",
 "Guidance for {y2} assumes an exchange rate of 1.{n}.",
 "A provision of {k} million was booked for the recall.",
 "Same-store sales in {place} declined by {k} per cent.",
 "{name2} was appointed to the board and chairs the risk committee."],
"tech": ["Since version {k}.{n}, {comp} retries a failed write {k} times before giving up.",
 "Set `MAX_{K}_CONN` to {n} if {comp} runs on more than {k} nodes.",
 "The timeout of {comp} is {n} seconds and can't be changed at run time.",
 "If {comp} reports E{n}0, restart it with the flag --rebuild-{k}.",
 "Backups of {org} tenants are taken every {k} hours and kept for {n} days.",
 "{comp} needs read access to the bucket in {place}.",
 "A change in {mon} {y} moved authentication out of {comp}.",
 "Logs older than {n} days are compacted, which may delay {comp} by {k} minutes.",
 "The error budget for {comp} is {n} minutes a month.",
 "Incident {n}{k} was traced by {name} to a stale certificate.",
 "Rolling upgrades must keep at least {k} replicas in quorum.",
 "Clients that send more than {n} requests a second receive status 429."],
"history": ["{place} was granted a charter in {y0} after the petition of {name}.",
 "The {event} changed who could own land around {place}.",
 "By {y0} the town had {n} mills, of which {k} were driven by steam.",
 "{name2} published the first map of the estuary in {y0}.",
 "The archive holds {n} letters from {name} to the guild.",
 "Historians disagree whether the {event} or the failed harvest came first.",
 "A census counted {n}00 households, {k} per cent of them headed by widows.",
 "The chapel at {place}, built by {name2}, burned in {y0}.",
 "Trade with {place2} was suspended for {k} years.",
 "The {event} is described in three chronicles, none of them by a witness.",
 "Coins struck under {name} have been found as far away as {place2}.",
 "The abbey lost its rights of toll in {y0}."],
"science": ["Measurements of {topic} near {place} show a trend of {k}.{n} per decade.",
 "{name} et al. ({y}) found no correlation between {topic} and sampling depth.",
 "The model reproduces {n} per cent of the variance when {topic} is included.",
 "Samples were taken every {k} days at {n} stations.",
 "An independent group led by {name2} replicated the effect on {topic} in {y2}.",
 "The authors caution that {topic} was inferred from a proxy.",
 "Error bars reflect the {k} runs that converged.",
 "At {n} kelvin the signal vanishes, which rules out a thermal origin.",
 "Two mechanisms for {topic} have been put forward; neither explains the {place} data.",
 "The data set of {n} thousand records is held in {place}.",
 "A later correction reduced the estimate by {k} per cent.",
 "The instrument was recalibrated in {mon} {y}."],
"retail": ["The {prod} by {org} weighs {k}.{n} kg and comes with a {k}-year guarantee.",
 "Returns of the {prod} are accepted within {n} days if the seal is unbroken.",
 "Customers in {place} receive orders before noon within {k} days.",
 "Spare parts for the {prod} are stocked until {y2}.",
 "The {prod} was recalled in {mon} {y} for a loose connector; units after serial {n}{n}0 are not affected.",
 "Refunds are paid to the original card within {k} working days.",
 "The loyalty scheme gives {k} points for every {n} spent.",
 "Gift cards can't be used for the {prod}.",
 "The app pairs with the {prod} over Bluetooth {k}.0.",
 "Installation in {place} costs {n} and must be booked {k} days ahead.",
 "A review by {name} praises the battery and criticises the manual.",
 "The {prod} isn't shipped to islands."]}
Q1 = {
"law": ["Did {org} give notice on time under the agreement?", "Who had authority to amend the schedule between {org} and {org2}?", "What did {name} say about the indemnity?", "is the {place} lease assignment valid without landlord consent?", "How much is claimed from {org} and on what basis?", "What does the record show about the escrow payment of {y}?"],
"medicine": ["What is the effect of {drug} in {cond}?", "Which patients were excluded from the {drug} trial?", "How many participants were lost to follow-up in the {place} study?", "Is {drug} safe in older people with {cond}?", "What was the risk of bias of the trial by {name}?", "does {drug} lower mortality in {cond}"],
"news": ["What caused the {event} in {place}?", "Who led the inquiry after the {event} of {y}?", "What did {name} write about {place} in {y}?", "how did {org} respond to the accusations", "How many families were affected in {place}?", "When did the council vote on the plan by {org}?"],
"finance": ["What drove {org}'s margin this quarter?", "How much did {org} pay for {org2}?", "What guidance did {name} give for capex?", "is {org} at risk of breaching its covenants?", "Summarise the debt position of {org} in {y}.", "Why was goodwill impaired in {place}?"],
"tech": ["How do I fix the timeout of {comp}?", "What changed in {comp} in {mon} {y}?", "How many replicas are needed during an upgrade?", "why does {comp} return 429", "How long are backups of {org} kept?", "What caused the incident that {name} traced?"],
"history": ["When did {place} receive its charter, and on whose petition?", "Did the {event} precede the failed harvest?", "What do the letters of {name} tell about trade?", "how big was {place} around {y0}", "Which sources describe the {event}?", "Why was trade between {place} and {place2} suspended?"],
"science": ["Is there evidence that {topic} varies with depth?", "What did {name} find about {topic}?", "How robust is the {place} trend in {topic}?", "which mechanisms have been proposed for {topic}", "Was the effect on {topic} replicated?", "How was {topic} measured near {place}?"],
"retail": ["Can I return the {prod} after opening it?", "how long is the guarantee on the {prod}", "Do you deliver to {place}?", "Is my {prod} part of the recall?", "Which app works with the {prod}?", "Where can I get spare parts for the {prod}?"]}
QM = ["How do the accounts of {name} and {name2} differ, and which is better supported?", "Which of {place} and {place2} was affected first, and how can one tell from the documents?", "If the figure given for {org} is right, is the statement about {org2} still possible?", "What links {name} to {org2}, and through which intermediate fact?", "Put the events around {place} in order and say where the documents contradict one another.", "Compare the numbers given for {org} and {org2}; what explains the gap?", "Which claim about {place} rests on a single source, and what would change if it were wrong?", "Between {y} and {y2}, what changed for {org}, and who decided it?"]
MON = "January February March April May June July August September October November December".split()
CONN = ["", "", "", "However, ", "In addition, ", "By contrast, ", "Later, ", "Notably, "]

class Lang:
    def __init__(s, rng): s.r = rng
    def slots(s):
        r = s.r
        return dict(name=r.choice(FIRST)+" "+r.choice(LAST), name2=r.choice(FIRST)+" "+r.choice(LAST), place=r.choice(PLACE), place2=r.choice(PLACE),
            org=r.choice(ORGH)+" "+r.choice(ORGT), org2=r.choice(ORGH)+" "+r.choice(ORGT), drug=r.choice(DRUG), cond=r.choice(COND), prod=r.choice(PROD),
            comp=r.choice(COMP), topic=r.choice(TOPIC), event=r.choice(EVENT), y=r.randint(1998, 2025), y2=r.randint(2026, 2029), y0=r.randint(1340, 1890), mon=r.choice(MON))
    def passage(s, dom, lo=3, hi=7):
        r = s.r; sl = s.slots(); out = []
        for t in r.sample(SENT[dom], min(r.randint(lo, hi), 12)):
            if r.random() < .25: sl = dict(sl, name2=r.choice(FIRST)+" "+r.choice(LAST), org2=r.choice(ORGH)+" "+r.choice(ORGT))
            x = t.format(n=r.randint(11, 97), k=r.randint(3, 9), m=r.randint(2, 480), d=r.randint(1, 28), K=r.choice("ABCDEF")+str(r.randint(1, 9)), **sl)
            out.append(r.choice(CONN)+x if out else x)
        return dom, sl, out
    def corpus(s, dom, n, **k): return [s.passage(dom, **k) for _ in range(n)]
    def q1(s, p): return s.r.choice(Q1[p[0]]).format(**p[1])
    def qm(s, ps):
        sl = dict(ps[0][1]); o = ps[-1][1]; sl.update(name2=o["name"], place2=o["place"], org2=o["org"])
        return s.r.choice(QM).format(**sl)
    def answer(s, ps, cites=True, cot=False, n=None, style=0):
        r = s.r; out = []
        if cot:
            out.append(r.choice(["Let me work through the documents one by one.", "First I look at what each source states.", "Step 1: find the passages that bear on the question."]))
        k = n or r.randint(2, 5)
        for i in range(k):
            j = r.randrange(len(ps)); x = r.choice(ps[j][2])
            if cot: x = r.choice(["Step %d: " % (i+2), "Next, ", "From this it follows that ", "Checking against the other source: "])+x
            out.append(x[:-1]+(" [%d]." % (j+1)) if cites else x)
        if cot: out.append(r.choice(["Therefore the better supported reading is the first.", "So the answer follows from documents %d and %d." % (1, len(ps)), "Hence the two can't both hold; the later source prevails."]))
        return " ".join(out)

def text(p): return " ".join(p[2])
def title(p): return p[1]["place"]+" "+p[0]+" record: "+p[1]["name"]+", "+str(p[1]["y"])

# ------------------------------------------------------------------ plumbing
class Net:
    RES = {"US": (7922, 701, 20115), "DE": (3320, 3209, 8881), "GB": (2856, 5089, 13285), "FR": (3215, 12322), "IN": (45609, 55836, 9829), "BR": (28573, 27699), "PL": (5617, 12741),
           "NL": (1136, 33915), "ES": (3352, 12479), "JP": (4713, 17676), "SG": (9506, 4773), "VN": (7552, 45899), "UA": (15895, 6849), "CA": (812, 577), "HK": (9304, 4760)}
    CLOUD = {"US": (16509, 15169, 8075, 14061), "DE": (24940, 51167), "FR": (16276, 12876), "NL": (60781, 14061), "SG": (16509, 45102), "GB": (20473, 16509), "HK": (45102, 132203)}
    TZ = {"US": -6, "DE": 1, "GB": 0, "FR": 1, "IN": 5.5, "BR": -3, "PL": 1, "NL": 1, "ES": 1, "JP": 9, "SG": 8, "VN": 7, "UA": 2, "CA": -5, "HK": 8}
    def __init__(s, rng): s.r = rng; s.pre = {}
    def ip(s, asn, block=None):
        p = s.pre.setdefault(asn, [(s.r.randint(11, 222), s.r.randint(0, 255)) for _ in range(6)])
        if block: return block+str(s.r.randint(2, 254))
        a, b = s.r.choice(p); return "%d.%d.%d.%d" % (a, b, s.r.randint(0, 255), s.r.randint(2, 254))
    def block(s, asn): return s.ip(asn).rsplit(".", 1)[0]+"."
    def res(s, c): a = s.r.choice(s.RES[c]); return a, c
    def cloud(s, c=None):
        c = c or s.r.choice(list(s.CLOUD)); return s.r.choice(s.CLOUD[c]), c

UAS = [("openai-python/1.52.0", "t13d1516h2_8daaf6152771_02713d6af862"), ("openai-python/1.61.1", "t13d1516h2_8daaf6152771_02713d6af862"), ("OpenAI/JS 4.73.0", "t13d1717h2_5b57614c22b0_7baf387fc6ff"),
       ("python-requests/2.32.3", "t13d181100_e8a523a41297_ef7df7f74e48"), ("langchain/0.3.9", "t13d1516h2_8daaf6152771_02713d6af862"), ("llama-index/0.12.1", "t13d1516h2_8daaf6152771_02713d6af862"),
       ("axios/1.7.9", "t13d1717h2_5b57614c22b0_7baf387fc6ff"), ("Go-http-client/2.0", "t13d1312h2_f57a46bbacb6_ab7e3b40a677"), ("curl/8.9.1", "t13d3112h2_e8f1e7e78f70_375ca2c5e164"), ("aiohttp/3.10.5", "t13d181100_e8a523a41297_ef7df7f74e48")]
WEB = [("Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/129.0 Safari/537.36", "t13d1516h2_8daaf6152771_d8a2da3f94cd"), ("Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 Version/18.0 Safari/605.1.15", "t13d2014h2_a09f3c656075_14788d8d241b"),
       ("Mozilla/5.0 (X11; Linux x86_64; rv:131.0) Gecko/20100101 Firefox/131.0", "t13d1715h2_5b57614c22b0_5c2c66f702b0")]
FREE = ["gmail.com"]*10+["outlook.com"]*4+["yahoo.com"]*2+["proton.me", "icloud.com", "gmx.de", "mail.ru", "qq.com", "163.com", "hotmail.com", "web.de"]
RHY = {"office": [1]*7+[4, 9, 13, 14, 12, 9, 12, 14, 13, 11, 7, 4, 3, 2, 2, 1, 1], "evening": [4, 2, 1, 1, 1, 1, 2, 4, 5, 6, 6, 6, 6, 6, 6, 7, 8, 9, 10, 12, 13, 13, 11, 7], "flat": [10]*24,
       "night": [1, 14, 20, 14, 6]+[.1]*19, "app": [4, 3, 2, 2, 2, 3, 5, 8, 10, 12, 12, 12, 12, 12, 12, 12, 12, 11, 10, 9, 9, 8, 7, 5], "shift": [5, 5, 5, 4, 4, 6, 9, 11, 12, 12, 11, 9, 11, 12, 12, 11, 11, 10, 9, 8, 8, 7, 6, 6]}

class Acc:
    def __init__(s, W, pop, **k):
        r = W.r
        s.id = "acct_"+hashlib.sha256(b"%d" % r.getrandbits(80)).hexdigest()[:14]
        s.pop, s.camp, s.eu = pop, k.get("camp"), None
        c = s.country = k.get("country") or r.choice(W.ctry)
        s.tz = W.net.TZ[c]+k.get("tzshift", 0)
        s.rhythm = k.get("rhythm", "app"); s.weekend = k.get("weekend", .5)
        ua = k.get("ua") or r.choice(UAS); s.ua, s.ja4 = ua
        s.created = k.get("created", T0-int(r.expovariate(1/200)*DAY)-3600)
        s.plan = k.get("plan", "payg"); s.verified = k.get("verified", r.random() < .4)
        s.payment = k.get("payment", W.card() if s.plan != "free" else None)
        s.email = k.get("email") or r.choice(FREE)
        s.org = k.get("org")
        s.keys = ["key_"+hashlib.sha256(b"k%d" % r.getrandbits(80)).hexdigest()[:12] for _ in range(1 if r.random() < .8 else 2)]
        s.ips = k.get("ips") or W.homeips(c)
        s.sticky = k.get("sticky", DAY)
        s.win = k.get("win", (0., float(W.days)))
        if s.created > T0+s.win[0]*DAY: s.win = ((s.created-T0)/DAY+.01, s.win[1])
        s.upg = r.choices([0, RELEASE+r.expovariate(1/1.), RELEASE+r.uniform(2, 12), 99], k.get("upgw", [0, 12, 33, 55]))[0]
        s.temp = k["temp"] if "temp" in k else r.choice([None, None, 0, .1, .2, .3, .7, 1.0])
        s.top_p = k.get("top_p", r.choice([None, None, None, .9, .95, 1])); s.maxtok = k.get("maxtok", r.choice([None, None, 512, 800, 1024, 2048, 4096]))
        s.stream = k.get("stream", r.random() < .4); s.reason = k.get("reason"); s.ep = k.get("ep", r.choices(["chat.completions", "responses", "messages"], [7, 2, 1])[0])
        s.hashed = k.get("hashed", False); s.ses = k.get("ses", r.random() < .6)
        dw = []
        for d in range(W.days):
            lo, hi = max(s.win[0], d), min(s.win[1], d+1)
            dw.append(max(0, hi-lo)*(s.weekend if d % 7 >= 5 else 1)*r.gammavariate(2.5, .4))
        s.dw = dw; s.cd = [sum(dw[:i+1]) for i in range(W.days)]
        h = RHY[s.rhythm]; s.ch = [sum(h[:i+1]) for i in range(24)]
        s.first = s.last = None; s.n = 0
        W.accs.append(s)

class World:
    def __init__(W, a):
        W.a = a; W.r = r = random.Random("relay/%s/%d" % (a.scenario, a.seed)); W.days = a.days
        W.net = Net(r); W.L = Lang(r); W.accs = []; W.rows = []; W.units = {}; W.camps = []; W.table = []
        W.ctry = [c for c, w in [("US", 30), ("DE", 10), ("GB", 9), ("FR", 6), ("IN", 9), ("BR", 5), ("PL", 4), ("NL", 4), ("ES", 4), ("JP", 3), ("SG", 3), ("VN", 3), ("UA", 2), ("CA", 5), ("HK", 3)] for _ in range(w)]
        W.src = {}
        for d, _, fs in sorted(os.walk(a.prompts)):
            for f in sorted(fs):
                if f.endswith(".jsonl.gz") and "traces" not in d:
                    with gzip.open(os.path.join(d, f), "rt") as fh: W.src[f[:-9]] = [x for x in (json.loads(l).get("text") for l in fh) if x]
        s = W.src
        W.chatq = s["arena_hard_v01"]+s["autoj_real_queries"]*2+s["mt_bench"]+s["vicuna_bench"]+[x for x in s["awesome_chatgpt_prompts"] if len(x) < 1500][:350]+[x[:2500] for x in s["writingbench"]]+s["llamafactory_alpaca_en_demo"][:400]
        W.longt = [x[:3500] for x in s["spec_bench_summarization"]]
        W.ncard = 0
        W.pub = {d: W.L.corpus(d, 900) for d in SENT}  # what is on the public web: everybody may paste it
        W.popular = [W.L.q1(r.choice(W.pub[r.choice(list(SENT))])) for _ in range(300)]
    def card(W): return "pm_"+hashlib.sha256(b"c%d" % W.r.getrandbits(80)).hexdigest()[:16]
    def homeips(W, c):
        asn, c = W.net.res(c); b = W.net.block(asn)
        return [(W.net.ip(asn, b) if W.r.random() < .6 else W.net.ip(asn), asn, c) for _ in range(W.r.choice([1, 1, 2, 3, 4]))]
    def cloudips(W, n=1, c=None):
        asn, c = W.net.cloud(c); b = W.net.block(asn); return [(W.net.ip(asn, b if W.r.random() < .4 else None), asn, c) for _ in range(n)]
    def when(W, s):
        r = W.r
        for _ in range(40):
            d = min(bisect(s.cd, r.random()*s.cd[-1]), W.days-1); h = bisect(s.ch, r.random()*s.ch[-1])
            t = T0+d*DAY+((h-s.tz) % 24)*3600+r.random()*3600
            if T0+s.win[0]*DAY <= t <= T0+s.win[1]*DAY and t > s.created: return t
        return T0+r.uniform(*s.win)*DAY
    def model(W, s, t): return NEW if (t-T0)/DAY > s.upg else OLD
    def emit(W, s, t, msgs, reply, sess=None, eu=None, harvest=False, **k):
        r = W.r
        if t >= T0+W.days*DAY: return
        ip, asn, ic = s.ips[(hash_i(s.id, int(t//s.sticky))) % len(s.ips)]
        inch = sum(len(m["content"]) if isinstance(m["content"], str) else 40 for m in msgs); it = int(inch/4.2)+r.randint(3, 12)
        fail = r.random() < .013
        acc = {"id": s.id, "key": s.keys[0] if len(s.keys) < 2 or r.random() < .7 else s.keys[1], "created": iso(s.created, 0), "country": s.country, "plan": s.plan, "verified": s.verified, "email_domain": s.email}
        if s.payment: acc["payment"] = s.payment
        if s.org: acc["org"] = s.org
        if eu: acc["end_user"] = eu
        m = W.model(s, t)
        req = {"endpoint": k.get("ep", s.ep), "model": m, "messages": msgs}
        for n, v in (("temperature", k.get("temp", s.temp)), ("top_p", s.top_p), ("max_tokens", k.get("maxtok", s.maxtok)), ("stream", s.stream or None), ("reasoning", k.get("reason", s.reason)),
                     ("tools", k.get("tools")), ("batch_id", k.get("batch")), ("custom_id", k.get("cid")), ("n", k.get("n")), ("logprobs", k.get("logprobs")), ("seed", k.get("seed"))):
            if v is not None: req[n] = v
        resp = {"id": "resp_%024x" % r.getrandbits(96), "model": m, "status": 200, "finish_reason": k.get("fin", "stop")}
        rt = 0
        if fail: resp.update(status=r.choice([429, 429, 500, 503]), finish_reason=None, latency_ms=r.randint(20, 400)); ot = 0
        else:
            ot = len(reply)//4+r.randint(4, 12); resp["content"] = reply
            if k.get("out"): resp["output"] = k["out"]
            if k.get("think"): resp["reasoning"] = k["think"]; rt = len(k["think"])//4; ot += rt
            resp["latency_ms"] = int(300+ot*r.uniform(9, 22)+it*.05)
        us = {"input_tokens": it, "output_tokens": ot}
        if rt: us["reasoning_tokens"] = rt
        if it > 1500 and r.random() < .4: us["cache_read_input_tokens"] = it//2
        row = {"id": "ex_%028x" % r.getrandbits(112), "time": iso(t), "account": acc, "client": {"ip": ip, "asn": asn, "country": ic, "user_agent": s.ua, "ja4": s.ja4}}
        if sess and s.ses: row["session"] = sess
        row.update(request=req, response=resp, usage=us, content_state="full")
        if s.hashed:
            row["content_state"] = "redacted"; req["messages"] = [{"role": x["role"], "content": "[REDACTED]"} for x in msgs]; resp["content"] = "[REDACTED]"; resp.pop("reasoning", None)
        b = json.dumps(row, ensure_ascii=False, separators=(",", ":")).encode()
        W.rows.append((t, b))
        if r.random() < .0006: W.rows.append((t, b))
        u = W.units.setdefault((s.id, eu), {"acc": s, "first": t, "last": t, "hf": None, "hl": None, "n": 0})
        u["first"] = min(u["first"], t); u["last"] = max(u["last"], t); u["n"] += 1
        if harvest is not False:
            u["hf"] = t if u["hf"] is None else min(t, u["hf"]); u["hl"] = t if u["hl"] is None else max(t, u["hl"]); harvest.append(t)
    def talk(W, s, t, turns, sys=None, **k):
        """turns: [(user, reply, think)]"""
        msgs = [{"role": "system", "content": sys}] if sys else []
        sess = "s_%016x" % W.r.getrandbits(64)
        for u, a, th in turns:
            msgs = msgs+[{"role": "user", "content": u}]
            W.emit(s, t, msgs, a, sess, think=th, **k)
            msgs = msgs+[{"role": "assistant", "content": a}]; t += 12+W.r.lognormvariate(3.9, .9)
        return len(turns)
    def agent(W, s, t, sys, tools, q, ps, steps, think=False, **k):
        r = W.r; sess = "s_%016x" % r.getrandbits(64)
        msgs = ([{"role": "system", "content": sys}] if sys else [])+[{"role": "user", "content": q}]
        for i in range(steps):
            tool = tools[0 if i == 0 else r.randrange(len(tools))]; p = ps[i % len(ps)]; cid = "call_%010x" % r.getrandbits(40)
            arg = json.dumps({r.choice(["query", "q"]) if "search" in tool else "id": " ".join(q.split()[:r.randint(3, 7)]) if i == 0 else p[1]["name"]+" "+p[1]["place"]})
            say = r.choice(["", "", "I'll look that up.", "The first source is incomplete, so I check another."])
            W.emit(s, t, msgs, say, sess, tools=[{"type": "function", "function": {"name": n}} for n in tools], fin="tool_calls", out=[{"type": "function_call", "name": tool, "call_id": cid, "arguments": arg}],
                   think=("I need "+tool+" for "+p[1]["name"]+". "+W.L.answer(ps, False, False, 1)) if think else None, **k)
            res = json.dumps([{"title": title(x), "snippet": text(x)[:420]} for x in (p, r.choice(ps))])
            msgs = msgs+[{"role": "assistant", "content": say, "tool_calls": [{"id": cid, "type": "function", "function": {"name": tool, "arguments": arg}}]}, {"role": "tool", "tool_call_id": cid, "content": res}]
            t += 3+r.lognormvariate(1.8, .7)
        W.emit(s, t, msgs, W.L.answer(ps, True, think), sess, tools=[{"type": "function", "function": {"name": n}} for n in tools], think=W.L.answer(ps, False, True) if think else None, **k)
        return steps+1
    def run(W, s, n, conv):
        done = 0
        while done < n: done += conv(s, W.when(s)) or 1

def hash_i(*a): return int.from_bytes(hashlib.blake2b(repr(a).encode(), digest_size=6).digest(), "big")
def iso(t, ms=3):
    d = datetime.fromtimestamp(t, timezone.utc); return d.strftime("%Y-%m-%dT%H:%M:%S")+((".%03d" % (d.microsecond//1000)) if ms else "")+"Z"
def logn(r, med, sg, cap=1e9): return max(1, int(min(cap, r.lognormvariate(math.log(med), sg))))

FOLLOW = ["Can you shorten that?", "and what is the source for the second point?", "Are you sure? please check again", "Now in bullet points.", "Translate into German please.", "What about the other document?", "ok, and who decided it?", "Give me a one sentence version.", "Could you explain the third point in more detail?", "thanks! and is this still current?"]
PASTE = ["Summarise this for me:\n\n{t}", "{q}\n\n{t}", "Here is an article I found. {q}\n\n\"{t}\"", "tl;dr\n{t}", "Please list the main claims of the following text.\n\n{t}", "What's missing in this argument?\n{t}", "Fasse den Text in drei Sätzen zusammen:\n{t}", "Resume este texto:\n\n{t}", "Rewrite this so that a teenager understands it:\n{t}", "turn into a search query: {q}", "{t}\n\n{q} Quote the sentence you rely on.", "I'm preparing a talk. {q} Explain step by step. Material:\n{t}"]
RAGSYS = ["You are the assistant of {o}. Answer the question using only the context. If the answer isn't there, say so.", "Use the following pieces of context to answer. Cite sources as [n].", "You help employees of {o} find information in our {d} documents. Be brief and cite the passage.",
          "Answer from the sources below. Never invent. Output JSON with fields answer and sources.", "You are {o}'s research copilot. Think about which passages matter, then answer with citations.", "Given the retrieved chunks, produce a grounded answer for the customer. Tone: friendly. Company: {o}."]
RAGUSR = ["Context:\n{c}\n\nQuestion: {q}", "<docs>\n{c}\n</docs>\n{q}", "{q}\n\nSources:\n{c}", "### Passages\n{c}\n### User query\n{q}\n### Answer"]
def ctx(ps, st=0): return "\n".join("[%d] %s%s" % (i+1, title(p)+"\n" if st else "", text(p)) for i, p in enumerate(ps))

# ------------------------------------------------------------------ ordinary customers
def chatter(W, s, t, **k):
    r, L = W.r, W.L; x = r.random()
    if x < .5: u = r.choice(W.chatq); a = L.answer([L.passage(r.choice(list(SENT)))], False)
    elif x < .56: u = r.choice(W.popular); a = L.answer([L.passage(r.choice(list(SENT)))], False)
    else:
        p = r.choice(W.pub[r.choice(list(SENT))]) if r.random() < .3 else L.passage(r.choice(list(SENT)), 4, 9)
        u = r.choice(PASTE).format(t=text(p) if r.random() < .9 else r.choice(W.longt), q=L.q1(p)); a = L.answer([p], r.random() < .4)
    turns = [(u, a, None)]
    while r.random() < .42 and len(turns) < 6: turns.append((r.choice(FOLLOW), L.answer([L.passage(r.choice(list(SENT)))], False, n=2), None))
    return W.talk(s, t, turns, **k)

def rag_profile(W, org, doms=None):
    r, L = W.r, W.L; d = r.choice(doms or list(SENT))
    return dict(d=d, corp=L.corpus(d, r.randint(15, 90)), sys=r.choice(RAGSYS).format(o=org or "our team", d=d)+" "+r.choice(["", "Language: English.", "Max 120 words.", "Version %d." % r.randint(2, 30), "Today is a weekday; offices close at 18:00."]), usr=r.choice(RAGUSR), k=r.randint(1, 4),
                rew=r.random() < .25, cot=r.random() < .12, rr=r.random() < .12, cites=r.random() < .6)
def rag(W, s, t, P, **k):
    r, L = W.r, W.L; ps = r.sample(P["corp"], P["k"]); q = L.q1(ps[0]) if r.random() < .8 else L.qm(ps)
    if P["rew"] and r.random() < .5:
        return W.talk(s, t, [("Rewrite as a standalone search query.\nChat: "+q+"\nQuery:", " ".join(q.split()[-6:]), None)], temp=0, maxtok=64, **k)
    if P["rr"] and r.random() < .6:
        return W.talk(s, t, [("Query: "+q+"\nPassage: "+text(ps[0])+"\nRelevance from 0 to 3, number only:", str(r.randint(0, 3)), None)], temp=0, maxtok=8, **k)
    turns = [(P["usr"].format(c=ctx(ps), q=q), L.answer(ps, P["cites"], P["cot"]), None)]
    if r.random() < .2: turns.append((r.choice(FOLLOW), L.answer(ps, P["cites"], n=2), None))
    return W.talk(s, t, turns, sys=P["sys"], **k)

def spread(r, n, tot): return max(0, int(round(n*tot)))

def benign(W, B, small):
    r, L = W.r, W.L; f = B/2000
    def N(x): return max(1, round(x*f))
    skip = set()
    grp = ["newspaper", "ediscovery", "review", "hackathon", "labs", "course", "nightly", "integrator", "licensed", "keyshop", "reseller"]
    if small: skip = set(grp)-set(r.sample(grp, 4))
    def G(name, x):
        if name in skip: return 0
        return r.randint(4, 14) if small else N(x)
    firm = lambda: r.choice(ORGH)+" "+r.choice(ORGT)+" "+r.choice(["GmbH", "Ltd", "Inc", "BV", "SA", "Oy"])
    dom = lambda o: "".join(c for c in o.lower() if c.isalpha())[:14]+r.choice([".com", ".io", ".de", ".co.uk", ".net"])

    for _ in range(N(620)):
        s = Acc(W, "free", plan="free", rhythm=r.choice(["evening", "app", "office"]), weekend=r.uniform(.4, 1.3), ua=r.choice(WEB+UAS[:4]), created=T0+int(r.uniform(-300, 19)*DAY) if r.random() < .5 else T0-int(r.expovariate(1/120)*DAY)-900)
        W.run(s, logn(r, 16, 1.0, 260), lambda s, t: chatter(W, s, t))
    for _ in range(N(250)):
        s = Acc(W, "prepaid", plan="prepaid", rhythm=r.choice(["evening", "office", "app"]), weekend=r.uniform(.3, 1.2), ua=r.choice(WEB+UAS), reason={"effort": r.choice(["low", "medium", "high"])} if r.random() < .2 else None, created=T0+int(r.uniform(-200, 15)*DAY))
        P = rag_profile(W, None)
        W.run(s, logn(r, 45, 1.0, 700), lambda s, t: chatter(W, s, t) if r.random() < .7 else rag(W, s, t, P))
    left = N(330)
    while left > 0:  # firms with one to six accounts
        n = min(left, r.choice([1, 1, 1, 1, 2, 2, 3, 6])); left -= n; o = firm(); d = dom(o); c = r.choice(W.ctry); pay = W.card(); ips = W.cloudips(r.randint(1, 3)) if r.random() < .7 else W.homeips(c); ua = r.choice(UAS); P0 = rag_profile(W, o); cr = T0-int(r.expovariate(1/260)*DAY)-DAY
        hashed = r.random() < .03
        for i in range(n):
            s = Acc(W, "business", org="org_"+hashlib.md5(o.encode()+str(left).encode()).hexdigest()[:8], email=d, country=c, payment=pay, plan=r.choice(["payg", "enterprise", "payg"]), verified=True, ua=ua if r.random() < .7 else r.choice(UAS), ips=ips, rhythm=r.choice(["office", "app", "app"]), weekend=r.uniform(.1, .9), created=cr+int(r.random()*40*DAY) if cr < T0-41*DAY else cr, hashed=hashed, win=(r.choice([0, 0, 0, r.uniform(0, 14)]), float(W.days)), reason={"effort": "medium"} if r.random() < .1 else None)
            P = P0 if r.random() < .6 else rag_profile(W, o)
            W.run(s, logn(r, 90, 1.1, 1500) if i < 3 else logn(r, 20, 1), lambda s, t: rag(W, s, t, P))
    # people who use one browser extension with their own key
    for _ in range(N(120)):
        s = Acc(W, "extension", plan=r.choice(["free", "prepaid", "payg"]), rhythm=r.choice(["evening", "office"]), ua=("CiteLens/2.4 (chrome-extension)", WEB[0][1]), temp=.2, top_p=None, maxtok=700, ep="chat.completions", ses=False)
        fav = r.choice(list(SENT))
        def conv(s, t):
            p = r.choice(W.pub[fav]) if r.random() < .25 else L.passage(fav if r.random() < .6 else r.choice(list(SENT)), 4, 9)
            return W.talk(s, t, [(r.choice(["Summarise the page in five bullet points and cite the sentence for each.\n\nPAGE:\n%s", "Which claims on this page need a source? Page text:\n%s", "Answer from the page only. Q: "+L.q1(p).replace("%", "")+"\nPAGE:\n%s"]) % text(p), L.answer([p]), None)], sys="You are CiteLens. Work only from the page the reader is on. Cite every claim.")
        W.run(s, logn(r, 28, .9, 250), conv)
    # users of open agent frameworks with search tools
    kits = [(["web_search", "fetch_page"], "You are a research agent. Use tools until you can answer with citations."), (["search", "open_url", "find_in_page"], "Answer the user's question. You may search the web. Stop after at most 8 tool calls."), (["tavily_search", "read_pdf"], "You are DeepScout, an autonomous research assistant. Plan, search, read, then write.")]
    for _ in range(N(140)):
        tools, sy = r.choice(kits); own = r.random() < .4
        if own: tools = tools+[r.choice(["crm_lookup", "calendar", "sql_query", "jira_search", "send_mail", "vector_search", "python"])]; sy += " You work for "+firm()+"."
        d = r.choice(list(SENT)); corp = L.corpus(d, r.randint(20, 60))
        s = Acc(W, "agents", plan=r.choice(["prepaid", "payg", "payg"]), rhythm=r.choice(["office", "app", "flat"]), ua=r.choice(UAS[:6]+[("deepscout/0.9", UAS[0][1])]), ips=W.cloudips(1) if r.random() < .5 else None, reason={"effort": "medium"} if r.random() < .3 else None)
        W.run(s, logn(r, 90, .9, 900), lambda s, t: (lambda ps: W.agent(s, t, sy, tools, L.qm(ps) if r.random() < .5 else L.q1(ps[0]), ps, r.randint(1, 5), think=bool(s.reason)))(r.sample(corp, 3)))
    # small search products that rank in bulk
    for _ in range(N(40)):
        o = firm(); d = r.choice(list(SENT)); corp = L.corpus(d, r.randint(60, 160)); bt = r.random() < .5
        s = Acc(W, "ranker", org=None, email=dom(o), plan="payg", ips=W.cloudips(r.randint(1, 2)), temp=0, rhythm="night" if bt else "app", maxtok=r.choice([4, 8, 16, 64]))
        form = r.choice(["Query: {q}\nDocument: {t}\nIs the document relevant? yes/no", "Rate 0-3 how well the passage answers the query.\nq: {q}\np: {t}", "Which passage answers the query better, A or B?\n{q}\nA: {t}\nB: {u}\nGive one letter and a short reason.", "Rank the passages for: {q}\n[1] {t}\n[2] {u}\nReturn ids, best first."])
        def conv(s, t):
            n = r.randint(8, 50) if bt else 1; bid = "batch_%010x" % r.getrandbits(40)
            for i in range(n):
                p, u = r.choice(corp), r.choice(corp)
                W.talk(s, t+i*.05 if bt else t, [(form.format(q=L.q1(p), t=text(p), u=text(u)), r.choice(["yes", "no", "2", "3", "A, it names the date.", "[2] > [1]"]), None)], **(dict(ep="batch", batch=bid, cid="r%d" % i) if bt else {}))
            return n
        W.run(s, logn(r, 250, .8, 1500), conv)
    # integrators: one template, many shops
    for size in ((60, 34) if not small else (1,)):
        n = G("integrator", size); asn, c = W.net.cloud(); pool = [(W.net.ip(asn, W.net.block(asn)), asn, c) for _ in range(3)]; ua = ("shopdesk-connector/%d.%d" % (r.randint(1, 4), r.randint(0, 9)), UAS[2][1]); st = r.uniform(-220, -20)
        for _ in range(n):
            o = firm(); s = Acc(W, "integrator", org=None, email=dom(o), plan="payg", ips=pool, ua=ua, temp=.3, top_p=None, maxtok=600, ep="chat.completions", rhythm="app", weekend=1, created=T0+int((st+r.expovariate(1/60))*DAY) if r.random() < .8 else T0+int(r.uniform(0, 12)*DAY), upgw=[0, 0, 100, 0] if size == 60 else [0, 0, 0, 100])
            P = dict(d="retail", corp=L.corpus("retail", r.randint(12, 40)), sys="You are the shop assistant of %s. Answer customers from the shop's pages. Cite the page number. If unsure, offer a human." % o, usr=RAGUSR[0], k=3, rew=True, cot=False, rr=False, cites=True)
            W.run(s, logn(r, 95, .8, 600), lambda s, t: rag(W, s, t, P))
    # one firm's nightly pipelines, many keys as accounts
    for size in ((24, 16) if not small else (1,)):
        n = G("nightly", size); o = firm(); pay = W.card(); ips = W.cloudips(2); d = r.choice(["finance", "news", "tech"]); corp = L.corpus(d, 400)
        for i in range(n):
            s = Acc(W, "nightly", org="org_"+hashlib.md5(o.encode()).hexdigest()[:8], email=dom(o) if i == 0 else "", country="DE", payment=pay, plan="enterprise", verified=True, ips=ips, ua=UAS[0], rhythm="night", weekend=.3, temp=0, maxtok=512, ep="batch" if r.random() < .5 else "chat.completions", upgw=[0, 0, 0, 100])
            s.email = dom(o) if i == 0 else W.accs[-2].email
            def conv(s, t):
                bid = "batch_%010x" % r.getrandbits(40); n = r.randint(5, 18)
                for j in range(n):
                    p = r.choice(corp)
                    W.talk(s, t+j*r.uniform(.2, 3), [("Extract the entities, dates and amounts as JSON and write a two-sentence abstract with the paragraph it rests on.\n\n"+text(p), L.answer([p], True, n=2), None)], sys="Nightly enrichment job %d." % (i % 5), **(dict(batch=bid, cid=str(j)) if s.ep == "batch" else {}))
                return n
            W.run(s, logn(r, 230, .4), conv)
    # newspaper archive team
    n = G("newspaper", 14); o = "The "+r.choice(PLACE)+" Courier"; d0 = dom(o); pay = W.card(); asn, c = W.net.res("GB"); blk = W.net.block(asn); st = r.uniform(3, 6); en = st+r.uniform(8, 12); corp = L.corpus("news", 700)+L.corpus("history", 200); qi = [0]
    for i in range(n):
        s = Acc(W, "newspaper", org=None if r.random() < .4 else "org_courier", email=d0 if r.random() < .8 else "gmail.com", country="GB", plan="payg", payment=pay if r.random() < .6 else W.card(), created=T0+int((st-r.uniform(.2, 6))*DAY), ips=[(W.net.ip(asn, blk), asn, "GB") for _ in range(2)]+W.homeips("GB")[:1], rhythm="office", weekend=.15, ua=UAS[1], temp=.2, top_p=None, maxtok=1024, win=(st+r.random()*.6, en-r.random()*1.5), ep="chat.completions")
        def conv(s, t):
            p = corp[qi[0] % len(corp)]; qi[0] += 1
            return W.talk(s, t, [(r.choice(["Write a catalogue entry with headline, persons, places and a 60-word abstract; cite the line.\n\n", "Modernise the spelling and rewrite the article for the web edition, keeping every fact:\n\n", "List what a fact checker must verify in this clipping and why, step by step:\n\n"])+text(p), L.answer([p], True), None)], sys="You assist the archive desk of "+o+".")
        W.run(s, logn(r, 260, .4), conv)
    # e-discovery week of a law firm, contract reviewers
    n = G("ediscovery", 28); o = r.choice(LAST)+" "+r.choice(LAST)+" LLP"; pay = [W.card() for _ in range(2)]; st = r.uniform(6, 12); corp = L.corpus("law", 1500, lo=3, hi=9); qi = [0]; asn, c = W.net.res("US"); blk = W.net.block(asn)
    order = list(range(len(corp)))*4; r.shuffle(order); fd = []
    def onedom(o): fd.append(dom(o)); return fd[0]  # mended after the first audit: the firm has one domain, not one per account drawn anew
    for i in range(n):
        s = Acc(W, "ediscovery", org="org_"+o[:6].lower() if i < n*.5 else None, email=onedom(o) if i < n*.7 else r.choice(FREE), country="US", plan="payg", payment=r.choice(pay) if r.random() < .8 else W.card(), created=T0+int((st-r.uniform(.1, 2.5))*DAY), ips=[(W.net.ip(asn, blk), asn, "US")] if r.random() < .6 else W.homeips("US"), rhythm="shift", weekend=.9, ua=("reviewbench/3.1", UAS[0][1]), temp=0, top_p=None, maxtok=400, win=(st+r.random()*.4, st+6+r.random()*.5), ep="messages", reason={"effort": "low"})
        def conv(s, t):
            p = corp[order[qi[0] % len(order)]]; qi[0] += 1
            return W.talk(s, t, [("Request for production no. %d.\nDecide: responsive / not responsive, privileged / not privileged. Explain your reasoning step by step and quote the words relied on.\n\nDOCUMENT\n%s" % (r.randint(1, 14), text(p)), L.answer([p], False, True), L.answer([p], False, True, 2))], sys="First-level document review. Matter "+o[:3].upper()+"-441.")
        W.run(s, logn(r, 340, .35), conv)
    # systematic review: two reviewers and a third for conflicts
    n = G("review", 18); corp = L.corpus("medicine", 1300, lo=4, hi=8); order = list(range(len(corp)))*2; r.shuffle(order); asn, c = W.net.res("NL"); blk = W.net.block(asn); st = r.uniform(1, 4); pay = W.card(); qi = [0]
    for i in range(n):
        s = Acc(W, "review", email="umc-leiderdorp.nl" if r.random() < .75 else r.choice(FREE), country="NL", plan="prepaid", payment=pay if r.random() < .5 else W.card(), created=T0+int((st-r.uniform(0, 12))*DAY), ips=[(W.net.ip(asn, blk), asn, "NL") for _ in range(2)], rhythm="office", weekend=.4, ua=r.choice([UAS[1], UAS[3]]), temp=0, maxtok=700, win=(st+r.random()*2, st+r.uniform(12, 16)), reason={"effort": "medium"} if r.random() < .7 else None)
        def conv(s, t):
            p = corp[order[qi[0] % len(order)]]; qi[0] += 1
            return W.talk(s, t, [("PICO: adults with %s; any drug; placebo; mortality.\nTitle/abstract screening. Go through each criterion step by step, then answer include/exclude/unclear with a score 1-5.\n\n%s" % (COND[i % 3], text(p)), L.answer([p], False, True), None)], sys="You are second reviewer in a Cochrane-style systematic review.")
        W.run(s, logn(r, 250, .5), conv)
    # hackathon
    n = G("hackathon", 55); st = r.choice([4.7, 11.7]); asn, c = W.net.res("PL"); blk = W.net.block(asn); venue = [(W.net.ip(asn, blk), asn, "PL") for _ in range(3)]; promo = W.card(); q = 0
    while q < n:
        k = min(n-q, r.randint(2, 4)); q += k; d = r.choice(list(SENT)); corp = L.corpus(d, 30); mine = r.random()
        for i in range(k):
            s = Acc(W, "hackathon", plan="prepaid", payment=promo if r.random() < .85 else W.card(), country=r.choice(["PL", "PL", "DE", "UA"]), created=T0+int((st-r.expovariate(1/.8))*DAY), ips=venue+W.homeips("PL")[:1], rhythm="flat", weekend=1.4, ua=("ragathon-starter/1.0", UAS[0][1]) if mine < .7 else r.choice(UAS), win=(st, st+2.1), sticky=7200)
            P = rag_profile(W, None, [d]); P["corp"] = corp
            if mine < .7: P.update(sys="You are a RAG starter bot. Answer with citations from the context.", usr=RAGUSR[1], cot=r.random() < .3)
            W.run(s, logn(r, 45, .8, 240), lambda s, t: rag(W, s, t, P) if r.random() < .8 else chatter(W, s, t))
    # evaluation labs with one public harness
    harness = [W.L.passage(r.choice(list(SENT)), 4, 7) for _ in range(500)]; hq = [L.q1(p) for p in harness]; extra = r.sample(W.src["bbh"], 150)+r.sample(W.src["gsm8k_train"], 100)
    for lab in range(3 if not small else 1):
        n = G("labs", 8); o = firm(); pay = W.card(); st = r.uniform(0, 10); kk = r.choice([3, 5, 8]); ips = W.cloudips(2); items = list(range(len(harness)+len(extra))); r.shuffle(items); items = [x for x in items for _ in range(kk)]; qi = [0]
        for i in range(n):
            s = Acc(W, "labs", org="org_lab%x" % r.getrandbits(20), email=dom(o), plan="payg", payment=pay if r.random() < .7 else W.card(), ips=ips, ua=("ragbench-harness/0.7", UAS[0][1]), temp=r.choice([0, .7]), maxtok=1024, rhythm="flat", weekend=1, win=(st, min(W.days, st+r.uniform(4, 9))), upgw=[0, 60, 0, 40], ep="chat.completions", ses=False)
            if i: s.email, s.org = W.accs[-2].email, W.accs[-2].org
            def conv(s, t):
                j = items[qi[0] % len(items)]; qi[0] += 1
                if j < len(harness): ps = [harness[j], harness[(j*7+1) % 500], harness[(j*3+5) % 500]]; return W.talk(s, t, [("Documents:\n"+ctx(ps)+"\n\nQuestion: "+hq[j]+"\nThink step by step, then give the final answer after 'Answer:'.", L.answer(ps, True, True), None)], seed=r.randint(0, 7))
                return W.talk(s, t, [(extra[j-len(harness)], L.answer([L.passage("science")], False, True), None)])
            W.run(s, logn(r, 320, .4), conv)
    # a course
    n = G("course", 60); asn, c = W.net.res("IN"); blks = [W.net.block(asn) for _ in range(3)]; sheet = [W.pub["history"][i] for i in range(6)]; sq = [L.qm([sheet[i], sheet[(i+1) % 6]]) for i in range(6)]+r.sample(W.src["ocw_minerva"], 6); st = r.choice([2, 8, 13])
    for i in range(n):
        s = Acc(W, "course", plan="free" if r.random() < .7 else "prepaid", email="stud.northwold.ac.in", country="IN", created=T0+int((st-r.uniform(-1, 20))*DAY), ips=[(W.net.ip(asn, r.choice(blks)), asn, "IN")]+W.homeips("IN")[:1], rhythm="evening", weekend=1, ua=r.choice(WEB), win=(st, min(W.days, st+7)))
        def conv(s, t):
            if r.random() < .45: return chatter(W, s, t)
            j = r.randrange(12); u = sq[j]+("\n\n"+text(sheet[j])+"\n\n"+text(sheet[(j+1) % 6]) if j < 6 else "")
            return W.talk(s, t, [(r.choice(["", "", "please explain step by step. ", "homework: "])+u, L.answer([r.choice(sheet)], False, True), None)]+([(r.choice(FOLLOW), L.answer([r.choice(sheet)]), None)] if r.random() < .5 else []))
        W.run(s, logn(r, 18, .7, 100), conv)
    # declared resellers with end users
    W.resell = []
    for i, size in enumerate((110, 70, 40) if "reseller" not in skip else ()):
        n = max(4, N(size)); o = firm()
        s = Acc(W, "reseller", org="org_r%d" % i, email=dom(o), plan="enterprise", verified=True, ips=W.cloudips(3), ua=("relaydesk/%d" % (i+2), UAS[7][1]), rhythm="app", weekend=.8, temp=None)
        W.table.append({"account": s.id, "reseller": "true"}); W.resell.append(s)
        for _ in range(n):
            eu = "u_%010x" % r.getrandbits(40); P = rag_profile(W, None); W.eupop = "reseller_user"; x = r.random()
            for _ in range(logn(r, 10, .9, 160)): (chatter(W, s, W.when(s), eu=eu) if r.random() < x else rag(W, s, W.when(s), P, eu=eu))
    # a shop that opens accounts in bulk and sells the keys on (undeclared); most buyers are ordinary
    W.shopcards = [W.card() for _ in range(9)]; W.shopdom = ["mailbox-%s.top" % "".join(r.choice("abcdefgh") for _ in range(4)) for _ in range(3)]
    for _ in range(G("keyshop", 80)):
        s = shopacc(W, "keyshop"); P = rag_profile(W, None)
        W.run(s, logn(r, 35, .9, 400), lambda s, t: chatter(W, s, t) if r.random() < .65 else rag(W, s, t, P))
    # licensed partner
    n = G("licensed", 12); o = firm(); pay = W.card(); ips = W.cloudips(3); corp = L.corpus("science", 900)
    for i in range(n):
        s = Acc(W, "licensed", org="org_lic", email=dom(o) if i == 0 else W.accs[-1].email, plan="enterprise", verified=True, payment=pay, ips=ips, temp=.8, rhythm="flat", weekend=1, ua=UAS[9], win=(2, 18))
        W.table.append({"account": s.id, "licence_scope": "train on outputs", "licence_document": "MSA-2026-77", "licence_valid_until": "2027-06-30"})
        W.run(s, logn(r, 260, .3), lambda s, t: (lambda ps: W.talk(s, t, [("Documents:\n"+ctx(ps)+"\n\nWrite a hard question that needs both, then answer it with detailed reasoning and citations.", L.answer(ps, True, True), None)]))(r.sample(corp, 2)))

def shopacc(W, pop, **k):
    r = W.r
    kw = dict(plan="prepaid", payment=r.choice(W.shopcards) if r.random() < .8 else W.card(), email=r.choice(W.shopdom) if r.random() < .6 else r.choice(FREE), created=T0+int(r.uniform(-80, 6)*DAY), country=r.choice(["HK", "VN", "SG", "IN", "UA"]), verified=False, rhythm="evening")
    kw.update(k); return Acc(W, pop, **kw)

# ------------------------------------------------------------------ campaigns
def campaign(W, kind, n):
    r, L, D = W.r, W.L, W.days; tag = "camp_%02d_%s" % (len(W.camps), kind); taken = []; params = {}
    eus = []
    def finish(accs, st, en): W.camps.append(dict(tag=tag, kind=kind, accs=accs, eus=eus, start=st, end=en, taken=taken, params=params))
    def queue(accs, per, item, cv, gap=0):
        """deal one queue to the accounts in the order of time"""
        slots = []
        for s in accs:
            k = max(3, int(per*r.gammavariate(1/cv**2, cv**2)*min(1, (s.win[1]-s.win[0])/max(.5, params["span"]))))
            slots += [(W.when(s), i, s) for i in range(k)]
        slots.sort(key=lambda x: x[0])
        for t, _, s in slots: item(s, t)
        return len(slots)
    mid = lambda: r.uniform(.8, 1.25)
    H = dict(harvest=taken)
    if kind == "cited_answers":
        st = r.uniform(2, 6); en = st+r.uniform(8, 12); params["span"] = en-st; cards = [W.card() for _ in range(max(1, n//7))]; doms = ["%s.xyz" % "".join(r.choice("klmnoprst") for _ in range(7)) for _ in range(2)]; ips = W.cloudips(4, "NL")+W.cloudips(3, "SG")
        accs = []
        for i in range(n):
            late = r.random() < .22; a0 = st+r.random()*.5 if not late else r.uniform(st+2, en-2); a1 = en-r.random()*.5 if r.random() < .75 else r.uniform(a0+1, en)
            accs.append(Acc(W, "campaign", camp=tag, plan="prepaid", payment=r.choice(cards), email=r.choice(doms) if r.random() < .5 else r.choice(FREE[:14]), created=T0+int((a0-r.uniform(.05, 3))*DAY), ips=r.sample(ips, 3), country=r.choice(["HK", "SG", "VN", "US"]), ua=r.choice(UAS[:2]), temp=.7, top_p=.95, maxtok=2048, rhythm="flat", weekend=1, win=(a0, max(a1, a0+1)), stream=False, ep="chat.completions", upgw=[0, 100, 0, 0], ses=False, sticky=3600, verified=False))
        doms_ = list(SENT)
        def item(s, t):
            ps = [L.passage(r.choice(doms_), 3, 6) for _ in range(r.randint(2, 4))]
            W.talk(s, t, [("Documents:\n"+ctx(ps)+"\n\nQuestion: "+L.q1(r.choice(ps))+"\n\nAnswer in detail. After every sentence put the id of the document that supports it in square brackets. If documents disagree, say which you trust and why.", L.answer(ps, True, False, r.randint(4, 7)), None)], sys="You are an expert research assistant that gives grounded, well cited answers.", **H)
        queue(accs, 260*mid(), item, .22)
    elif kind == "multidoc_cot":
        st = r.uniform(1, 5); en = st+r.uniform(11, 15); params["span"] = en-st; K = r.choice([2, 3, 4]); params["k"] = K; cards = [W.card() for _ in range(max(2, n//3))]
        blocks = [(lambda a: (W.net.block(a[0]), a[0], a[1]))(W.net.res(r.choice(["BR", "VN", "PL", "UA", "IN"]))) for _ in range(max(3, n//3))]
        accs = [Acc(W, "campaign", camp=tag, plan="prepaid", payment=r.choice(cards), created=T0+int((st-r.uniform(.5, 16))*DAY), ips=[(W.net.ip(b[1], b[0]), b[1], b[2]) for b in r.sample(blocks, min(3, len(blocks)))], country=r.choice(["BR", "VN", "PL", "UA", "IN"]), ua=r.choice(UAS), temp=r.choice([.6, .7, .8, 1.0]), maxtok=r.choice([2048, 4096]), rhythm="flat", weekend=1, win=(st+r.random()*2.5, en-r.random()*2), reason={"effort": "high"}, ep="chat.completions", upgw=[0, 70, 30, 0]) for _ in range(n)]
        wr = ["{c}\n\n{q}\nThink it through step by step before you answer.", "Read these sources.\n{c}\nNow: {q} Show all your reasoning.", "{q}\n\nMaterial:\n{c}\n\nLay out the chain of inference in numbered steps, then conclude.", "I have these notes:\n{c}\n{q} Walk me through how you get there, in detail.", "Sources\n{c}\nTask: {q}\nFirst write down what each source implies, then combine, then answer.", "{c}\nUsing the above, {q} Explain every intermediate deduction.", "You will see several documents.\n{c}\nQ: {q}\nReason carefully; do not skip steps.", "{q}\n{c}\nDerive the answer and double check it against each document."]
        pend = []
        def item(s, t):
            if not pend:
                blk = []
                for _ in range(60):
                    if r.random() < .15: q = r.choice(W.src["bbh"]); ps = [L.passage("science")]; blk.append((q, ps))
                    else: ps = [L.passage(d, 3, 6) for d in [r.choice(list(SENT))]*r.randint(2, 3)]; blk.append((None, ps, L.qm(ps)))
                pend.extend([b for b in blk for _ in range(K)]); r.shuffle(pend)
            b = pend.pop(); ps = b[1]; u = b[0]+r.choice(["\nLet's think step by step.", "\nShow your reasoning."]) if b[0] else r.choice(wr).format(c=ctx(ps, r.random() < .4), q=b[2])
            W.talk(s, t, [(u, L.answer(ps, r.random() < .5, True, r.randint(4, 7)), L.answer(ps, False, True, 4))], **H)
        queue(accs, 230*mid(), item, .35)
    elif kind == "rerank_bulk":
        st = r.uniform(0, 5); en = st+r.uniform(10, 15); params["span"] = en-st; cards = [W.card() for _ in range(max(1, n//5))]; ips = W.cloudips(3, "US")
        accs = [Acc(W, "campaign", camp=tag, plan="payg", payment=r.choice(cards), email=("".join(r.choice("abdeilnorst") for _ in range(8))+".com"), created=T0-int(r.uniform(2, 45)*DAY), ips=r.sample(ips, 2)+W.cloudips(1), ua=r.choice([UAS[0], UAS[9]]), temp=0, maxtok=r.choice([256, 300]), rhythm="shift", weekend=.9, win=(st+r.random()*3, en-r.random()*3), ep="batch", verified=r.random() < .5) for _ in range(n)]
        qs = [[L.passage(d, 3, 5) for _ in range(8)] for d in [r.choice(list(SENT)) for _ in range(420)]]
        form = ["Query: {q}\n\nPassage A: {a}\n\nPassage B: {b}\n\nWhich passage is the better evidence? First give reasons for and against each, then a verdict A or B and your confidence from 0 to 100.", "Judge two search results for \"{q}\".\nA) {a}\nB) {b}\nWrite a short rationale, then JSON {{\"better\":..., \"margin\":1-5}}.", "For the question below, grade each passage 0 to 10 on relevance, completeness and trust, and justify each grade.\nQ: {q}\n1. {a}\n2. {b}"]
        def item(s, t):
            bid = "batch_%010x" % r.getrandbits(40)
            for j in range(r.randint(12, 40)):
                g = r.choice(qs); a, b = r.sample(g, 2)
                W.talk(s, t+j*.04, [(r.choice(form).format(q=L.q1(g[0]), a=text(a), b=text(b)), r.choice(["A is more specific. ", "Both are on topic. ", "B gives the date. "])+L.answer([a, b], False, n=2)+r.choice([" Verdict: A (80)", " Verdict: B (65)", " {\"better\":\"A\",\"margin\":3}"]), None)], batch=bid, cid="p-%06d" % r.randint(0, 999999), **H)
        queue(accs, 16*mid(), item, .45)
    elif kind == "agent_runs":
        st = r.uniform(3, 7); en = st+r.uniform(9, 13); params["span"] = en-st; cards = [W.card() for _ in range(max(2, n//2))]; ips = [W.cloudips(1, c)[0] for c in r.choices(["DE", "FR", "US", "NL", "GB"], k=max(2, n//3))]
        accs = [Acc(W, "campaign", camp=tag, plan=r.choice(["prepaid", "payg"]), payment=r.choice(cards), created=T0+int((st-r.uniform(.5, 11))*DAY), ips=[r.choice(ips), r.choice(ips)], ua=r.choice(UAS[:2]+[UAS[4]]), temp=r.choice([.7, 1.0]), maxtok=4096, rhythm="shift", weekend=.8, tzshift=0, country=r.choice(["DE", "FR", "US", "SG"]), win=(st+r.random()*2, en-r.random()*2), reason={"effort": "high"}, ep=r.choice(["chat.completions", "responses"]), upgw=[0, 80, 20, 0]) for _ in range(n)]
        pool = ["web_search", "open_page", "search_corpus", "find_in_page", "get_section", "lookup_entity", "search_news", "fetch_pdf", "list_citations", "table_query"]
        per = ["You are a careful analyst. Use the tools to find out.", "Act as a research librarian with access to tools.", "You are an autonomous search agent. Plan first.", "Solve the task with the tools, verify with a second source.", "You are an investigative assistant. Reflect after each tool result."]
        def item(s, t):
            ps = [L.passage(r.choice(list(SENT)), 3, 5) for _ in range(r.randint(3, 5))]
            W.agent(s, t, r.choice(per), [r.choice(pool[:1]+pool[2:3]+pool[6:7])]+r.sample(pool[3:6]+pool[7:], r.randint(1, 4)), L.qm(ps)+r.choice(["", " Verify each claim.", " Cite the documents you used.", " Think before every tool call."]), ps, r.randint(3, 6), think=True, **H)
        queue(accs, 38*mid(), item, .3)
    elif kind == "rewrites":
        st = r.uniform(4, 8); en = st+r.uniform(7, 11); params["span"] = en-st; ips = [W.net.res(r.choice(["UA", "VN", "BR", "IN"])) for _ in range(8)]; ips = [(W.net.ip(a), a, c) for a, c in ips for _ in range(3)]
        accs = [Acc(W, "campaign", camp=tag, plan="free", email=r.choice(FREE[:16]+["tempr.email", "inboxkit.cc", "tempr.email"]), created=T0+int((st+r.choice([0, 0, 3.1])-r.uniform(.1, 1.6))*DAY), ips=r.sample(ips, 3), country=r.choice(["UA", "VN", "BR", "IN"]), ua=r.choice([UAS[3], UAS[9], UAS[1]]), temp=r.choice([.8, .9, 1.0]), maxtok=1500, rhythm="flat", weekend=1, win=(st+r.random()*1.2, en-r.random()*1.2), ep="chat.completions", ses=False, verified=False, sticky=14400) for _ in range(n)]
        docs = [L.passage(r.choice(list(SENT)), 5, 9) for _ in range(700)]; sty = ["a textbook section", "a question and answer list", "an encyclopaedia entry", "a lecture for beginners", "a dialogue between two experts", "a blog post", "a press release", "a set of flash cards"]
        order = [(i, j) for i in range(700) for j in range(8)]; r.shuffle(order); qi = [0]
        def item(s, t):
            i, j = order[qi[0] % len(order)]; qi[0] += 1
            W.talk(s, t, [(r.choice(["Rewrite the text below as %s. Keep all facts, use your own words.\n\n%s", "Turn this into %s:\n%s", "%s\n\n---\nRephrase the above as %s, at least as long as the original."][:2]) % (sty[j], text(docs[i])), L.answer([docs[i]], False, n=r.randint(4, 7)), None)], **H)
        queue(accs, 130*mid(), item, .3)
    elif kind == "resold_keys":
        st = r.uniform(2, 7); en = st+r.uniform(10, 14); params["span"] = en-st; ips = W.cloudips(2, "HK")+[(W.net.ip(a), a, c) for a, c in [W.net.res("HK"), W.net.res("SG")]]
        accs = [shopacc(W, "campaign", camp=tag, ips=[r.choice(ips), r.choice(ips)], ua=r.choice([UAS[9], UAS[9], UAS[3]]), temp=r.choice([.3, .5, .7]), rhythm="shift", weekend=.8, win=(st+r.random()*4, en-r.random()*4), maxtok=r.choice([1024, 2048]), created=T0-int(r.uniform(1, 80)*DAY), upgw=[0, 70, 30, 0]) for _ in range(n)]
        wr = ["Question: {q}\nWrite five different search queries that together would find everything needed, and say what each is for.", "Decompose into sub-questions, then give for each the ideal passage that would answer it:\n{q}", "A user asks: {q}\nWrite the hypothetical document that answers it in full, with the reasoning behind it."]
        def item(s, t):
            ps = [L.passage(r.choice(list(SENT)), 3, 6) for _ in range(2)]; q = L.qm(ps) if r.random() < .6 else L.q1(ps[0])
            x = r.random()
            if x < .6: u = r.choice(wr).format(q=q)
            else: u = "Context:\n"+ctx(ps)+"\n\n"+q+" Answer with reasons."
            W.talk(s, t, [(u, L.answer(ps, x >= .6, True), None)], **H)
        queue(accs, 170*mid(), item, .5)
    elif kind == "aged_cover":
        st = r.uniform(2, 6); en = D-r.uniform(0, 2); params["span"] = en-st; params["cover"] = .6
        accs = [Acc(W, "campaign", camp=tag, plan=r.choice(["payg", "prepaid", "prepaid"]), created=T0-int(r.uniform(170, 620)*DAY), rhythm=r.choice(["evening", "office", "app"]), weekend=r.uniform(.5, 1), ua=r.choice(UAS+WEB[:1]), win=(st+r.random()*5, en-r.random()*2), reason={"effort": "high"} if r.random() < .5 else None, country=r.choice(["US", "DE", "GB", "CA", "FR"]), upgw=[0, 50, 50, 0]) for _ in range(n)]
        if n > 4:  # bought from two sellers: some share an exit
            ex = [W.homeips("US") for _ in range(3)]
            for s in accs:
                if r.random() < .35: s.ips = s.ips+r.choice(ex)[:1]
        wr = ["{q}\n\n{c}\n\nExplain how you decide, weigh the sources against each other.", "Here's what I have:\n{c}\n\n{q} I'd like to see the thinking, not just the result.", "{c}\n\n{q}", "Help me understand this. {q}\n{c}\nGo slowly please and cite.", "{q} Use:\n{c}\nThen criticise your own answer and improve it."]
        for s in accs:
            full = s.win; s.win = (0, float(D)); sv = s.cd; s.cd = [i+1 for i in range(D)]
            W.run(s, int(logn(r, 110, .4, 300)), lambda s, t: chatter(W, s, t)); s.win, s.cd = full, sv
        def item(s, t):
            if r.random() < .25: u = r.choice(W.src["biggen_bench"])[:3000]; ps = [L.passage("science")]
            else: ps = [L.passage(d, 3, 6) for d in [r.choice(list(SENT))]*r.randint(2, 3)]; u = r.choice(wr).format(c=ctx(ps), q=L.qm(ps))
            tu = [(u, L.answer(ps, True, True), L.answer(ps, False, True, 3) if s.reason else None)]
            if r.random() < .3: tu.append((r.choice(FOLLOW), L.answer(ps), None))
            W.talk(s, t, tu, **H)
        queue(accs, 80*mid(), item, .4)
    elif kind == "slow_careful":
        st = r.uniform(0, 3); en = float(D); params["span"] = en-st
        accs = [Acc(W, "campaign", camp=tag, plan=r.choice(["payg", "prepaid", "free"]), created=T0+int((st-r.uniform(3, 190))*DAY), rhythm=r.choice(["evening", "office"]), weekend=r.uniform(.4, .9), ua=r.choice(UAS+WEB), win=(st+r.random()*3, en), reason=r.choice([None, {"effort": "medium"}, {"effort": "high"}])) for _ in range(n)]
        for s in accs:
            s.fav = r.sample(list(SENT), 3); s.wr = [r.choice(["{q}\n\n{c}", "{c}\n\n{q}", "Sources:\n{c}\nMy question: {q}", "I'm writing an essay. {q}\n{c}"]), r.choice(["", " Please reason carefully.", " Show the steps.", " Where do they contradict each other?", " Cite."])]
        def item(s, t):
            if r.random() < .25: return chatter(W, s, t)
            ps = [L.passage(r.choice(s.fav), 4, 7) for _ in range(2)]
            tu = [(s.wr[0].format(c=ctx(ps), q=L.qm(ps))+s.wr[1], L.answer(ps, r.random() < .6, True), None)]
            if r.random() < .45: tu.append((r.choice(FOLLOW), L.answer(ps), None))
            W.talk(s, t, tu, **H)
        queue(accs, 90*mid(), item, .5)
    elif kind == "reseller_users":
        s = W.resell[0] if W.resell else Acc(W, "reseller", org="org_r0", email="relaydesk.example", plan="enterprise", ips=W.cloudips(3), ua=("relaydesk/2", UAS[7][1]))
        if not W.resell: W.table.append({"account": s.id, "reseller": "true"}); W.resell.append(s)
        st = r.uniform(3, 7); en = st+r.uniform(8, 12); params["span"] = en-st; sl = []
        for _ in range(n):
            eu = "u_%010x" % r.getrandbits(40); eus.append((s.id, eu)); a, b = st+r.random()*1.5, en-r.random()*1.5
            sl += [(T0+r.uniform(a, b)*DAY, eu) for _ in range(max(10, int(120*mid()*r.gammavariate(8, 1/8))))]
        for t, eu in sorted(sl):
            ps = [L.passage(r.choice(list(SENT)), 3, 6) for _ in range(3)]
            W.talk(s, t, [(r.choice(["Use the sources to answer and explain why each citation supports it.\n{c}\nQ: {q}", "{c}\n\nGive a thorough, fully cited answer: {q}", "Sources:\n{c}\n\n{q}\nReason first (tag <why>), then the cited answer (tag <ans>)."]).format(c=ctx(ps), q=L.qm(ps)), L.answer(ps, True, True, 5), None)], eu=eu, temp=.7, maxtok=2048, **H)
        accs = []
    elif kind == "judge_pivot":
        st = r.uniform(2, 6); en = D-r.uniform(1, 4); params["span"] = en-st; params["moved"] = 1
        blocks = [(lambda a: (W.net.block(a[0]), a[0], a[1]))(W.net.res(r.choice(["US", "CA", "GB"]))) for _ in range(max(2, n//3))]
        accs = [Acc(W, "campaign", camp=tag, plan="prepaid", created=T0+int((st-r.uniform(1, 24))*DAY), country=r.choice(["US", "CA", "GB"]), ips=[(W.net.ip(b[1], b[0]), b[1], b[2]) for b in [r.choice(blocks), r.choice(blocks)]], ua=r.choice(UAS[:3]+[UAS[6]]), temp=r.choice([0, .2, .5]), maxtok=1024, rhythm="shift", weekend=.8, win=(st+r.random()*3, en-r.random()*2), ep="chat.completions", upgw=[0, 100, 0, 0]) for _ in range(n)]
        rub = ["Grade the answer from 1 to 10 for faithfulness to the sources, then for completeness, with one sentence of reasons each.", "Is every claim supported? List each claim, the supporting document or 'none', and a final score 0-5.", "Act as an impartial judge. Compare the two answers, explain, and end with [[A]], [[B]] or [[C]].", "Evaluate helpfulness, grounding and style on a 5-point rubric and write the critique that would most improve it."]
        # own judge prompts
        def item(s, t):
            ps = [L.passage(r.choice(list(SENT)), 3, 5) for _ in range(2)]; rb = r.choice(rub); q = L.qm(ps) if r.random() < .8 else r.choice(W.src["arena_hard_v01"])[:600]
            u = rb+"\n\nSources:\n"+ctx(ps)+"\n\nQuestion: "+q+"\n\nAnswer"+(" A" if "[[A]]" in rb else "")+": "+L.answer(ps, True)+("\n\nAnswer B: "+L.answer(ps, True) if "[[A]]" in rb else "")
            W.talk(s, t, [(u, "The first claim is supported by [1]. "+L.answer(ps, True, n=2)+r.choice([" Score: 7", " 4/5", " [[A]]", " [[B]]"]), None)], **H)
        queue(accs, 210*mid(), item, .4)
    finish(accs, T0+st*DAY, T0+en*DAY)

KINDS = [("cited_answers", 48), ("multidoc_cot", 36), ("rerank_bulk", 18), ("agent_runs", 32), ("rewrites", 40), ("resold_keys", 26), ("aged_cover", 24), ("slow_careful", 14), ("reseller_users", 18), ("judge_pivot", 22)]

def main():
    ap = argparse.ArgumentParser()
    ap.add_argument("--seed", type=int, default=0); ap.add_argument("--benign", type=int); ap.add_argument("--attack", type=int); ap.add_argument("--days", type=int, default=21)
    ap.add_argument("--scenario", choices=["mix", "none", "small"], default="mix"); ap.add_argument("--prompts", required=True); ap.add_argument("--out", required=True)
    a = ap.parse_args(); small = a.scenario == "small"; W = World(a); r = W.r
    benign(W, a.benign or (200 if small else 2000), small)
    if a.scenario == "mix":
        tot = a.attack or 278
        for kd, n in KINDS: campaign(W, kd, max(3, round(n*tot/278)))
    elif small: campaign(W, r.choice(KINDS)[0], a.attack or r.randint(3, 12))
    W.rows.sort(key=lambda x: x[0]); os.makedirs(a.out, exist_ok=True)
    with pa.CompressedOutputStream(os.path.join(a.out, "log.jsonl.zst"), "zstd") as fh:
        for i in range(0, len(W.rows), 500): fh.write(b"\n".join(b for _, b in W.rows[i:i+500])+b"\n")
    cols = ["account", "reseller", "licence_scope", "licence_document", "licence_valid_until"]
    with open(os.path.join(a.out, "accounts.csv"), "w", newline="") as fh:
        w = csv.DictWriter(fh, cols, restval=""); w.writeheader(); w.writerows(W.table)
    eu2c = {e: c["tag"] for c in W.camps for e in c["eus"]}; rows = []; pops = {}; have = {}
    for (aid, eu), u in sorted(W.units.items(), key=lambda x: (x[0][0], x[0][1] or "")):
        s = u["acc"]; camp = eu2c.get((aid, eu)) if eu else s.camp; pop = ("campaign" if camp else "reseller_user") if eu else s.pop
        f, l = (u["hf"], u["hl"]) if camp and u["hf"] else (u["first"], u["last"])
        if camp and not u["hf"]: pop, camp = "campaign_idle", None
        rows.append({"account": aid, "end_user": eu, "population": pop, "campaign": camp, "since": iso(f, 0), "until": iso(l, 0)}); pops[pop] = pops.get(pop, 0)+1
        if camp: have[camp] = have.get(camp, 0)+1
    for s in W.resell:  # the reseller's own row
        us = [u for (x, e), u in W.units.items() if x == s.id]
        rows.append({"account": s.id, "end_user": None, "population": "reseller", "campaign": None, "since": iso(min(u["first"] for u in us), 0), "until": iso(max(u["last"] for u in us), 0)}); pops["reseller"] = pops.get("reseller", 0)+1
    camps = []
    for c in W.camps:
        h = {}
        for t in c["taken"]: h[int(t//3600)] = h.get(int(t//3600), 0)+1
        camps.append({"campaign": c["tag"], "kind": c["kind"], "accounts": have.get(c["tag"], 0), "start": iso(c["start"], 0), "end": iso(c["end"], 0), "params": {k: float(v) for k, v in c["params"].items()}, "exchanges": len(c["taken"]), "taken": sorted(h.items())})
    with open(os.path.join(a.out, "truth.json"), "w") as fh:
        json.dump({"version": 1, "seed": a.seed, "world": "relay_"+a.scenario, "settings": {"benign": a.benign, "attack": a.attack, "days": a.days}, "start": iso(T0, 0), "end": iso(T0+a.days*DAY, 0), "exchanges": len(W.rows), "populations": pops, "accounts": rows, "campaigns": camps}, fh)
    print(a.out, len(W.rows), "exchanges", len(rows), "units", {c["campaign"]: (c["accounts"], c["exchanges"]) for c in camps})

if __name__ == "__main__": main()
