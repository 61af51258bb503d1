#!/usr/bin/env python3
"""A regulated-sector provider ("Lexara": law, tax, finance, medicine).
Of one size: --benign, --attack, --days and --scenario are passed over."""
import argparse, sys, os, json, gzip, random, math, hashlib, datetime as dt, re, glob
ASK = argparse.ArgumentParser()
for _o in ("--seed", "--prompts", "--out"): ASK.add_argument(_o, required=True)
ASKED, _ = ASK.parse_known_args()
OUT, SEED = ASKED.out, int(ASKED.seed); os.makedirs(OUT, exist_ok=True)
R = random.Random(SEED); D = ASKED.prompts
T0 = dt.datetime(2026, 3, 16, tzinfo=dt.timezone.utc).timestamp(); DAY = 86400; NDAY = 28; RELEASE = T0 + 11*DAY + 16*3600
NEW, OLD, MINI = "lexara-3", "lexara-2", "lexara-3-mini"
SRC = {}
for f in sorted(glob.glob(D + "/*/*.jsonl.gz")):
    SRC[os.path.basename(f)[:-9]] = [x for x in (json.loads(l) for l in gzip.open(f, "rt")) if x.get("text")]
TX = {k: [r["text"] for r in v] for k, v in SRC.items()}
def short(k, n=700): return [t for t in TX[k] if 15 < len(t) < n]
ORD = sum((short(k) for k in ("autoj_real_queries", "arena_hard_v01", "mt_bench", "vicuna_bench", "self_instruct_user_oriented")), [])
WRI = short("writingbench", 1200); ACP = short("awesome_chatgpt_prompts", 900)
FINLAW = [r["text"][:900] for r in SRC["writingbench"] if re.search("Finance|Law|Politic|Business", str(r["meta"]))] or WRI
DOCS = [t[:700] for t in TX["t0_templates"] + TX["spec_bench_summarization"] + TX["imdb_sentiment_tenant"] if len(t) > 120]
SENT = []
for t in DOCS + TX["writingbench"] + ORD:
    SENT += [s.strip() for s in re.split(r"(?<=[.!?])\s+", t) if 30 < len(s) < 180]
SENT = SENT[:20000]
# ---------- words
FIRST = "Ana Ben Carla Dmitri Elena Farid Grace Hugo Ines Jonas Kavya Liam Mei Noor Omar Priya Quentin Rosa Samir Tara Uma Viktor Wendy Xavier Yusuf Zoe Martha Colin Nadia Pierre Harold Simone Travis Ingrid Bartosz Chidi".split()
LAST = "Abbott Bauer Castillo Dufour Eriksen Farrow Gupta Hollis Ivanov Jansen Kowalski Lindqvist Moreau Nakamura Okafor Patel Quigley Reyes Schultz Tanaka Underhill Vargas Whitfield Xu Yilmaz Zielinski Mbeki Oyelaran Stratton Pemberton".split()
CO = "Holdings Logistics Foods Partners Textiles Dental Realty Motors Freight Bakery Software Clinics Marine Roofing Energy Orchards Studio".split()
JUR = "New York,California,Texas,Florida,Illinois,Delaware,Ohio,Georgia,England and Wales,Scotland,Ontario,Quebec,Germany,France,Spain,Ireland,the Netherlands,Singapore,New South Wales,India,Kenya,Washington,Massachusetts,Virginia".split(",")
DOC = ("adverse possession,promissory estoppel,negligent misrepresentation,piercing the corporate veil,anticipatory repudiation,constructive dismissal,"
 "fraudulent conveyance,specific performance,the parol evidence rule,res ipsa loquitur,unjust enrichment,tortious interference,forum non conveniens,"
 "attorney-client privilege,spoliation of evidence,the business judgment rule,insider trading,qualified small business stock,like-kind exchanges,"
 "passive activity losses,estimated tax penalties,transfer pricing,withholding on dividends,stepped-up basis,net operating losses,home office deductions,"
 "informed consent,duty to warn,HIPAA authorisations,off-label prescribing,involuntary commitment,telehealth licensing,scope of practice of nurse practitioners,"
 "bond duration,convexity hedging,goodwill impairment,lease accounting,revenue recognition,deferred tax assets,hedge accounting,risk-weighted assets,"
 "liquidity coverage,beneficial ownership reporting,suspicious activity reports,customer due diligence,best execution,market manipulation,proxy solicitation,"
 "easements by necessity,liquidated damages,non-compete covenants,wage and hour exemptions,spousal maintenance,child relocation,guardianship,testamentary capacity").split(",")
CL = "indemnity,limitation of liability,governing law,arbitration,confidentiality,termination for convenience,assignment,force majeure,non-solicitation,data protection,earn-out,warranty,audit rights,most favoured customer".split(",")
DRUG = "metformin,lisinopril,warfarin,sertraline,amoxicillin,prednisone,levothyroxine,apixaban,gabapentin,atorvastatin".split(",")
def person(r): return r.choice(FIRST) + " " + r.choice(LAST)
def firm(r): return r.choice(LAST) + " " + r.choice(CO)
def money(r): return "%s%s" % (r.choice("$€£"), format(r.randrange(12, 9900)*r.choice([10, 50, 100, 1000]), ","))
def date(r): return "%d %s %d" % (r.randrange(1, 29), r.choice("January February March April May June July August September October November".split()), r.randrange(2019, 2026))
def docfrag(r, n=400):
    s = r.sample(SENT, 3); return " ".join(s)[:n]
def domain(r, area):
    j, d = r.choice(JUR), r.choice(DOC)
    k = r.randrange(11)
    if area == "med": k = r.choice([9, 10, 4, 9, 10])
    if area == "tax": k = r.choice([5, 6, 7, 5, 6, 4])
    if k == 0: return f"Draft a {r.choice(CL)} clause for an agreement between {firm(r)} and {firm(r)}, value {money(r)}, governed by the law of {j}. Keep it under {r.randrange(8,30)*10} words."
    if k == 1: return f"My client {person(r)} signed on {date(r)} with {firm(r)}. They say {r.choice(SENT)[:120]} Is {d} arguable in {j}?"
    if k == 2: return f"Tighten this paragraph of a letter to {person(r)} and keep the tone firm:\n{docfrag(r)}"
    if k == 3: return f"Chronology please. Matter {r.randrange(1000,99999)}, {firm(r)} v {person(r)}. Notes: {date(r)}: {r.choice(SENT)} {date(r)}: {r.choice(SENT)}"
    if k == 4: return f"quick check - {d}, {j}, any deadline after {date(r)}? client is {person(r)}"
    if k == 5: return f"Client {person(r)}, income {money(r)}, {r.randrange(0,5)} dependants, sold shares of {firm(r)} for {money(r)} (bought {date(r)}). What do I report and where?"
    if k == 6: return f"Explain to a client in plain English why {d} costs them {money(r)} this year. Name: {person(r)}."
    if k == 7: return f"Reconcile: invoice {r.randrange(1000,99999)} {money(r)}, paid {money(r)} on {date(r)}, credit note {money(r)}. Ledger says {money(r)}. Where is the difference?"
    if k == 8: return f"Summarise for the file, three bullets:\n{docfrag(r, 500)}"
    if k == 9: return f"Patient {r.randrange(19,91)}{r.choice('MF')}, on {r.choice(DRUG)} and {r.choice(DRUG)}, creatinine {r.randrange(60,240)}. {r.choice(['dose adjust?','interaction?','can I add '+r.choice(DRUG)+'?','what to monitor?'])}"
    return f"Write a discharge note. {r.randrange(19,91)} y, seen {date(r)} for {r.choice(['chest pain','fall','cellulitis','UTI','asthma','AF','hypoglycaemia'])}, started {r.choice(DRUG)}. {r.choice(SENT)}"
OPEN = ["", "", "", "", "Hi, ", "Please help: ", "ok next. ", "Question. ", "Need this by noon: ", "hey ", "For a client: "]
def ordinary(r):
    t = r.choice(r.choice([ORD, ORD, ORD, FINLAW, WRI, ACP]))
    if r.random() < .7:
        t = r.choice(OPEN) + t; t = re.sub(r"\b\d{2,4}\b", lambda m: str(r.randrange(10, 2000)), t)
        if r.random() < .5: t += f" It is for {r.choice([person, firm])(r)}."
    return t
def solo_prompt(r, area): return domain(r, area) if r.random() < .68 else ordinary(r)
def reply(r, mu=250, reason=False):
    n = max(20, min(900, int(r.lognormvariate(math.log(mu), .6)))); s = ""
    while len(s) < n: s += (" " if s else "") + r.choice(SENT)
    return s[:n]
FOLLOW = ["shorter please", "and in {j}?", "what about {d}?", "cite the rule", "make it less formal", "thanks - now for {p}", "that is not right, the date was {t}", "and if the amount is {m}?", "translate to Spanish", "add a paragraph on {d}", "why?", "use bullets"]
def follow(r): return r.choice(FOLLOW).format(j=r.choice(JUR), d=r.choice(DOC), p=person(r), t=date(r), m=money(r))
# ---------- network
ISP = {"US": [7922, 701, 7018, 20115, 22773, 21928], "GB": [2856, 5089, 5607], "DE": [3320, 3209], "FR": [3215, 12322], "CA": [812, 577], "IN": [55836, 24560, 9829], "KE": [37061, 36926], "PH": [9299, 4775], "ES": [3352], "NL": [1136], "SG": [9506], "AU": [1221], "CN": [4134, 4837], "BR": [28573], "VN": [7552], "PL": [5617]}
BIZ = {"US": [7018, 701, 3356, 6461], "GB": [2856, 8220], "DE": [3320], "FR": [3215], "CA": [577], "IN": [9498], "KE": [36926], "PH": [4775]}
CLOUD = [16509, 14618, 396982, 8075, 14061, 16276, 24940, 20473, 63949]
VPN = [9009, 212238, 60068]
TZ = {"US": -5, "GB": 0, "DE": 1, "FR": 1, "CA": -5, "IN": 5.5, "KE": 3, "PH": 8, "ES": 1, "NL": 1, "SG": 8, "AU": 10, "CN": 8, "BR": -3, "VN": 7, "PL": 1}
def ip(r, asn, pool=None):
    h = int(hashlib.sha1(str(asn).encode()).hexdigest(), 16)
    a, b = 20 + h % 180, (h >> 8) % 250
    if pool is not None: return f"{a}.{b}.{pool % 250}.{r.randrange(2, 250)}"
    return f"{a}.{(b + r.randrange(6)) % 250}.{r.randrange(250)}.{r.randrange(2, 250)}"
def ctry(r): return r.choices(["US", "GB", "CA", "DE", "FR", "IN", "ES", "NL", "SG", "AU", "PL", "BR"], [52, 14, 8, 6, 5, 4, 2, 2, 1, 3, 1, 2])[0]
WEB = [("Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/%d.0.0.0 Safari/537.36" % v, "t13d1516h2_8daaf6152771_%s" % hashlib.md5(str(v//2).encode()).hexdigest()[:12]) for v in (131, 132, 133, 134)] + \
      [("Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 Version/%s Safari/605.1.15" % v, "t13d2014h2_a09f3c656075_14788d8d241b") for v in ("17.6", "18.1", "18.3")] + \
      [("Mozilla/5.0 (Windows NT 10.0; rv:%d.0) Gecko/20100101 Firefox/%d.0" % (v, v), "t13d1715h2_5b57614c22b0_3d5424432f57") for v in (134, 135)] + [("LexaraDesktop/4.%d" % v, "t13d1516h2_8daaf6152771_02713d6af862") for v in (1, 2, 3)]
SDK = [("OpenAI/Python %s" % v, "t13d1812h1_85036bcba153_%s" % j) for v, j in (("1.40.2", "375ca2c5e164"), ("1.51.0", "375ca2c5e164"), ("1.58.1", "b26ce05bbdd6"), ("1.61.0", "b26ce05bbdd6"))] + \
      [("OpenAI/JS %s" % v, "t13d5911h1_a33745022dd6_1f22a2ca17c4") for v in ("4.68.1", "4.77.0")] + [("langchain-openai/0.2.9 python-httpx/0.27", "t13d1812h1_85036bcba153_375ca2c5e164"), ("python-requests/2.32.3", "t13d1713h1_5b57614c22b0_eca864cca44a"), ("axios/1.7.7", "t13d5911h1_a33745022dd6_1f22a2ca17c4")]
MAIL = ["gmail.com"]*10 + ["outlook.com"]*4 + ["yahoo.com"]*2 + ["icloud.com"]*2 + ["proton.me", "hotmail.com"]
ROWS, LOG, CAMP = [], [], {}
class Acc: pass
seq = [0]
def hsh(x): return hashlib.sha256((str(SEED) + x).encode()).hexdigest()[:16]
def acc(pop, camp=None, c=None, org=None, mail=None, pay=None, created=None, verified=.75, plan="professional", web=.75, ua=None, legal=None, asn=None, ips=None, reseller=False):
    r = random.Random(R.getrandbits(64)); a = Acc(); seq[0] += 1
    a.id = "acc_" + hsh("a%d" % seq[0])[:10]; a.r = r; a.pop, a.camp = pop, camp; a.c = c or ctry(r); a.org = org
    a.mail = mail or (r.choice(MAIL) if r.random() < .45 else re.sub("[^a-z]", "", (r.choice(LAST)+r.choice(LAST)).lower()) + str(r.randrange(99)) + r.choice([".com", ".law", ".co", ".net"]))
    a.pay = hsh(pay) if pay else (None if pay == "" else hsh("p" + a.id)); a.created = created if created is not None else T0 - r.expovariate(1/260)*DAY - DAY
    if a.created < T0 - 900*DAY: a.created = T0 - r.uniform(100, 900)*DAY
    a.verified = r.random() < verified; a.plan = plan; a.asn = asn or r.choice(ISP[a.c]); a.ua = ua or (r.choice(WEB) if r.random() < web else r.choice(SDK))
    a.ips = ips or [(ip(r, a.asn), a.asn, a.c)]
    if not ips and r.random() < .5: a.ips.append((lambda s: (ip(r, s), s, a.c))(r.choice(ISP[a.c])))
    if not ips and r.random() < .05: a.ips.append((lambda s: (ip(r, s, r.randrange(4)), s, a.c))(r.choice(VPN)))
    a.tz = TZ[a.c]; a.key = "k_" + hsh("k" + a.id)[:8]; a.mig = RELEASE + r.expovariate(1/6)*DAY; a.temp = r.choice([None, None, None, None, 0.2, 0.7, 1.0]) if a.ua in SDK else None
    row = dict(account=a.id, created=iso(a.created), country=a.c, plan=plan, verified=a.verified, email_domain=a.mail)
    if a.pay: row["payment"] = a.pay
    if org: row["org"] = org
    if legal: row["legal_name"] = legal
    if reseller: row["reseller"] = True
    ROWS.append((row, pop, camp)); return a
def iso(t): return dt.datetime.fromtimestamp(t, dt.timezone.utc).strftime("%Y-%m-%dT%H:%M:%S.%f")[:-3] + "Z"
def when(a, prof="office", d0=0, d1=NDAY, wt=None):
    r = a.r
    for _ in range(50):
        d = r.choices(range(d0, d1), wt[d0:d1])[0] if wt else r.randrange(d0, d1); wd = d % 7  # T0 is a Monday
        if prof == "office" and wd >= 5 and r.random() > .12: continue
        h = {"office": lambda: min(22, max(6, r.gauss(r.choice([10.5, 15]), 1.9))), "evening": lambda: r.gauss(20.3, 1.7) if wd < 5 else r.gauss(15, 3.5), "flat": lambda: r.uniform(0, 24), "night": lambda: r.gauss(2.3, .3), "shift": lambda: r.uniform(7, 21)}[prof]()
        t = T0 + d*DAY + (h - a.tz)*3600
        if max(T0, a.created) < t < T0 + NDAY*DAY: return t
    return max(T0, a.created) + r.uniform(60, 3600)
def model(a, t, mini=.1):
    if a.r.random() < mini and t > RELEASE: return MINI
    return NEW if t > a.mig else OLD
def emit(a, t, msgs, m=None, rep=None, mu=250, sess=None, tools=None, end=None, endpoint="chat.completions", net=None, ua=None, temp="x", reason=None, batch=None, maxtok=None, calls=None, rt=0):
    if not (T0 <= t < T0 + NDAY*DAY): return None
    r = a.r; n = net or r.choice(a.ips); u = ua or a.ua; rep = reply(r, mu) if rep is None else rep
    it = sum(len(x["content"]) for x in msgs)//4 + 8; ot = max(1, len(rep)//4 + (rt or 0)); m = m or model(a, t)
    e = {"id": "x%07d%s" % (len(LOG), hsh(str(len(LOG)))[:4]), "time": iso(t), "account": {"id": a.id, "key": a.key}, "client": {"ip": n[0], "asn": n[1], "country": n[2], "user_agent": u[0], "ja4": u[1]},
         "request": {"endpoint": endpoint, "model": m, "messages": msgs}, "response": {"id": "r" + hsh("r%d" % len(LOG)), "model": m, "status": "ok", "finish_reason": "tool_calls" if calls else "stop", "latency_ms": int(400 + ot*r.uniform(9, 22)), "content": rep},
         "usage": {"input_tokens": it, "output_tokens": ot}, "content_state": "full"}
    if a.org: e["account"]["org"] = a.org
    if end: e["account"]["end_user"] = end
    if sess: e["session"] = sess
    tp = a.temp if temp == "x" else temp
    if tp is not None: e["request"]["temperature"] = tp
    if maxtok: e["request"]["max_tokens"] = maxtok
    if u in WEB: e["request"]["stream"] = True
    if tools: e["request"]["tools"] = [{"type": "function", "function": {"name": x}} for x in tools]
    if reason: e["request"]["reasoning"] = {"effort": reason}; e["usage"]["reasoning_tokens"] = rt or ot
    if batch: e["request"]["batch_id"] = batch
    if calls: e["response"]["output"] = [{"type": "tool_call", "name": calls, "arguments": "{}"}]
    LOG.append((t, e)); return rep
def U(s): return {"role": "user", "content": s}
def S(s): return {"role": "system", "content": s}
def Asst(s): return {"role": "assistant", "content": s}
def chat(a, n, gen, prof="office", sysm=None, turns=(1, 1, 1, 2, 3), d0=0, d1=NDAY, wt=None, mu=250, **kw):
    while n > 0:
        t = when(a, prof, d0, d1, wt); k = min(n, a.r.choice(turns)); ms = [S(sysm)] if sysm else []; ss = "s_" + hsh("%s%f" % (a.id, t))[:10]; net = a.r.choice(a.ips)
        p = gen(a.r)
        for i in range(k):
            ms = ms + [U(p)]; rp = emit(a, t, ms, sess=ss if a.ua in WEB or k > 1 else None, mu=mu, net=net, **kw)
            if rp is None: break
            ms = ms + [Asst(rp)]; t += a.r.lognormvariate(math.log(90), .8) + 15; p = follow(a.r) if a.r.random() < .6 else gen(a.r)
        n -= k
def vol(r, med, s=.8, hi=600): return max(1, min(hi, int(r.lognormvariate(math.log(med), s))))
AREA = ["law", "law", "law", "tax", "tax", "fin", "med"]
# ---------- innocents
cowork = [[(ip(R, s, 7), s, c)] for c, s in (("US", 6461), ("GB", 8220), ("US", 7018))]
for i in range(560):                                                     # solo professionals
    a = acc("solo", ips=R.choice(cowork) if i < 30 else None); ar = a.r.choice(AREA); chat(a, vol(a.r, 22, 1, 300), lambda r: solo_prompt(r, ar), prof=a.r.choice(["office"]*4 + ["evening"]))
for i in range(240):                                                     # trials, hobby
    a = acc("trial", plan="free", verified=.2, pay="", created=T0 + R.uniform(-20, 27)*DAY, mail=R.choice(MAIL)); chat(a, a.r.choice([1, 1, 2, 3, 5, 8]), lambda r: ordinary(r), prof="evening", d0=max(0, int((a.created - T0)/DAY)))
for f in range(52):                                                      # firms with seats
    c = R.choices(["US", "GB", "CA", "DE", "FR"], [5, 2, 1, 1, 1])[0]; nm = firm(R) + " LLP"; s = R.choice(BIZ[c]); nat = [(ip(R, s), s, c)]; dom = "firm%d-%s.com" % (f, hsh("f%d" % f)[:4]); ar = R.choice(AREA)
    sysm = None if R.random() < .5 else f"You assist {nm}. House style: {R.choice(SENT)} Never give final advice. Use {R.choice(['US','UK'])} spelling."
    cr = T0 - R.uniform(20, 700)*DAY; ua = R.choice(WEB) if R.random() < .6 else None
    for k in range(R.choice([3, 3, 4, 5, 6, 8, 12])):
        a = acc("firm_seats", c=c, org="org_" + hsh(dom)[:8], mail=dom, pay=dom, created=cr + (R.uniform(0, .1) if R.random() < .7 else R.uniform(0, 15))*DAY, plan="team", verified=.97, legal=nm, ua=ua, ips=nat if R.random() < .6 else None)
        if R.random() < .5: a.ips = a.ips + nat
        a.mig = RELEASE + (hash((f, SEED)) % 9)*DAY + a.r.uniform(0, .5)*DAY; chat(a, vol(a.r, 30, .8, 250), lambda r: solo_prompt(r, ar), sysm=sysm)
def course(pop, n, bank, city, isps, handout, share_handout, start, cr0, pernight, tails):
    sheets = [R.sample(bank, 24) for _ in range(4)]
    for i in range(n):
        a = acc(pop, c=city, mail=R.choice(MAIL), plan="student", verified=.35, created=T0 + cr0*DAY + abs(R.gauss(0, 4))*DAY, asn=R.choice(isps), web=.95, pay="" if R.random() < .35 else None)
        use = a.r.random() < share_handout; dil = a.r.betavariate(3, 2); a.tz = TZ[city]
        for w, sh in enumerate(sheets):
            items = [q for q in sh if a.r.random() < dil]
            if a.r.random() < .3: a.r.shuffle(items)
            nights = sorted(a.r.choices(range(7), [1, 1, 1, 2, 2, 3, 4], k=a.r.choice([1, 2, 2, 3])))
            for j, q in enumerate(items):
                d = w*7 + start + nights[min(len(nights)-1, j*len(nights)//max(1, len(items)))]
                if d >= NDAY: continue
                t = T0 + d*DAY + (a.r.gauss(20.4, .5) - a.tz)*3600 + (j % 9)*a.r.uniform(120, 420)
                if t < a.created: continue
                p = (handout + "\n\n" + q) if use else a.r.choice(tails).replace("{q}", q); sid = "s_" + hsh("%s%d" % (a.id, d))[:10]
                rp = emit(a, t, [U(p)], sess=sid, mu=330)
                if rp and a.r.random() < .3: emit(a, t + a.r.uniform(40, 300), [U(p), Asst(rp), U(a.r.choice(["I still don't get the second step", "why not the other answer", "so the answer is %d?" % a.r.randrange(200), "shorter", "is there a trick for this kind of question", "ok thx, another example?"]))], sess=sid)
        chat(a, a.r.randrange(0, 14), lambda r: domain(r, "law") if r.random() < .3 else ordinary(r), prof="evening", d0=max(0, int((a.created-T0)/DAY)+1) if a.created > T0 else 0)
bar = []                                                                  # bar questions by grammar
for i in range(140):
    p1, p2 = R.choice(FIRST), R.choice(FIRST)
    bar.append(f"{p1} agreed on {date(R)} to sell a lot to {p2} for {money(R)}. {R.choice(SENT)} {p2} sues. Which doctrine gives the best result for {p1}? (A) {R.choice(DOC)} (B) {R.choice(DOC)} (C) {R.choice(DOC)} (D) {R.choice(DOC)}")
course("bar_course", 58, bar, "US", [7922, 701, 20115], "Act as my bar tutor. Use IRAC: state the issue, the rule, apply it step by step to the facts, then conclude and say why each other option is wrong.", .45, 0, -9, 2, ["{q}", "{q}\nwhich one and why", "Is it B? {q}", "Explain this one please: {q}", "{q} explain step by step"])
course("cfa_course", 72, [t for k in ("ocw_minerva", "gsm_hard", "math_test") for t in short(k, 500)], "GB", [2856, 5089, 5607], "Solve this exam problem. Show every step of the working, name the formula you use, and finish with the answer on its own line.", .4, 1, -24, 2, ["{q}", "{q}\n\nshow working", "step by step: {q}", "what formula is this? {q}", "{q} I got it wrong, why?"])
def grade_item(r):
    q = r.choice(TX["biggen_bench"])[:260]; return q, reply(r, 170), reply(r, 170)
JT = [t for t in TX["fastchat_judge_templates"] if len(t) > 100]
# annotation bureaus: office one and home-working one
for b, (n, c, home, vmed) in enumerate(((28, "KE", False, 170), (22, "PH", True, 120))):
    s = R.choice(BIZ[c]); nat = [(ip(R, s, 3), s, c), (ip(R, s, 3), s, c)]; dom = ["tajirilabel.co.ke", "manilatasks.ph"][b]; cr = T0 - [140, 6][b]*DAY
    tmpl = ["You check answers of our client's claims assistant. Rubric: accuracy 1-5, tone 1-5, completeness 1-5. Give scores and one line of reason.\nQUESTION: {q}\nANSWER: {a}", "Compare two draft replies to a policyholder. Say which is better (A or B) by our guideline v7: correct, polite, no advice beyond policy.\nQ: {q}\nA: {a}\nB: {b}"][b]
    queue = [grade_item(R) for _ in range(1600)]
    for k in range(n):
        a = acc("bureau_home" if home else "bureau_office", c=c, org="org_" + hsh(dom)[:8], mail=dom, pay=dom, created=cr + R.uniform(0, 2)*DAY, plan="team", verified=.9, legal=["Tajiri Label Ltd", "Manila Tasks Inc"][b], ips=None if home else nat, ua=R.choice(WEB[:4])); a.mig = RELEASE + 3*DAY
        for _ in range(vol(a.r, vmed, .3, 300)):
            q, x, y = a.r.choice(queue); emit(a, when(a, "office" if not home else "shift"), [U(tmpl.format(q=q, a=x, b=y))], mu=110)
# consultancy bake-off
suite = {k: R.sample(ORD + short("biggen_bench", 600) + short("math_test", 300) + bar + [domain(R, "tax") for _ in range(100)], 130) for k in range(3)}; core = R.sample(short("arena_hard_v01", 500), 60)
s = 396982; bn = [(ip(R, s, 9), s, "US") for _ in range(3)]
for cl in range(3):
    for k in range(4):
        a = acc("bakeoff", c="US", org="org_" + hsh("bake")[:8], mail="northgate-advisory.com", pay="northgate", created=T0 - (30 - 4*cl + R.random())*DAY, plan="team", verified=1, legal="Northgate Advisory LLC", ips=bn, ua=SDK[2]); st = T0 + (3 + 8*cl)*DAY + 14*3600
        for m in (OLD, NEW, MINI):
            if st < RELEASE and m != OLD: continue
            for j, q in enumerate((core + suite[cl])[k::4]*2): emit(a, st + j*a.r.uniform(6, 14) + {OLD: 0, NEW: 7200, MINI: 14400}[m], [S("Answer the question as accurately as you can. If a calculation is needed show it."), U(q)], m=m, temp=0.0, maxtok=1024)
# plug-in vendor: one prompt template, customers with own keys
PL = "You are ContractLens, a review assistant inside Word. Read the clause below. Return: 1) risk level (low, medium, high); 2) the reason in one sentence; 3) a suggested rewrite."
ven = [(ip(R, 8075, 11), 8075, "US") for _ in range(4)]
for i in range(115):
    own = R.random() < .4; a = acc("plugin_customers", verified=.85, ua=("ContractLens/3.%d" % R.choice([1, 2, 2, 2]), "t13d1516h2_8daaf6152771_e5627efa2ab1"), ips=None if own else ven, created=T0 - R.uniform(1, 500)*DAY)
    for _ in range(vol(a.r, 35, .7, 250)): emit(a, when(a), [S(PL), U("CLAUSE:\n" + (f"{firm(a.r)} shall {a.r.choice(SENT)} " + docfrag(a.r, 350)))], temp=.1, maxtok=600, mu=240)
    if own: a.ua = a.r.choice(WEB); chat(a, vol(a.r, 8), lambda r: solo_prompt(r, "law"))
# call centres
for b, (n, c, src) in enumerate(((22, "PH", "banking77_classifier_tenant"), (16, "IN", "clinc150_router_tenant"), (18, "GB", "clinc150_raw"))):
    s = R.choice(BIZ[c]); nat = [(ip(R, s, 5), s, c) for _ in range(2)]; dom = "cc%d-%s.com" % (b, hsh("cc%d" % b)[:5]); sysm = ["Suggest a reply to the caller in two sentences. Never promise a refund.", "You support agents of an insurance help line.", "Rewrite the agent's note into a ticket: subject, issue, next step."][b]
    for k in range(n):
        a = acc("call_centre", c=c, org="org_" + hsh(dom)[:8], mail=dom, pay=dom, created=T0 - 210*DAY + R.uniform(0, 60)*DAY, plan="team", verified=.95, ips=nat, ua=WEB[b]); a.tz = -5 if c == "PH" else a.tz
        for _ in range(vol(a.r, 120, .35, 260)): emit(a, when(a, "shift"), [S(sysm), U(a.r.choice(TX[src])[:500] + f" Ref {a.r.randrange(10**6)}, {person(a.r)}.")], mu=130)
# seasonal tax preparers with three vendors' templates, spike to day 28 (mid April)
TV = ["TaxPilot: prepare the explanation for the client's return. Facts: ", "You are a tax preparation assistant. Given the facts, list forms needed and questions still open.\n", None]
wt = [1 + .6*d + (8 if d > 20 else 0) for d in range(NDAY)]
for i in range(150):
    v = R.choice([0, 0, 1, 1, 2]); a = acc("tax_season", c="US", created=T0 + R.choice([R.uniform(-60, 0), R.uniform(0, 14)])*DAY, verified=.7, ua=[("TaxPilot/2026.1", "t13d5911h1_a33745022dd6_1f22a2ca17c4"), ("PrepDesk/9.4", "t13d1516h2_8daaf6152771_02713d6af862"), None][v]); d0 = max(0, int((a.created - T0)/DAY) + 1); pre = TV[v]
    for _ in range(vol(a.r, 30, .7, 200)): emit(a, when(a, "office", min(d0, 26), NDAY, wt), [U((pre or "") + domain(a.r, "tax"))], mu=230)
# resellers with end users
for b in range(3):
    a = acc("reseller", c="US", org="org_" + hsh("rs%d" % b)[:8], mail="resell%d.ai" % b, plan="enterprise", verified=1, reseller=True, legal="Reseller %d Inc" % b, ips=[(ip(R, CLOUD[b], 2), CLOUD[b], "US") for _ in range(5)], ua=SDK[b], created=T0 - 400*DAY)
    for u in range(R.choice([40, 60, 80])):
        ar = R.choice(AREA); eu = "eu_" + hsh("%d%d" % (b, u))[:8]; chat(a, vol(a.r, 18, .9, 160), lambda r: solo_prompt(r, ar), prof=a.r.choice(["office", "evening"]), sysm=[None, "You are LegalBuddy.", "You are a concise finance helper."][b], end=eu)
# hackathon
venue = [(ip(R, 11537, 1), 11537, "US")]; hd = 12
for t_ in range(24):
    idea = R.sample(ORD, 6); tl = R.sample(["search_statutes", "get_filing", "calc_tax", "send_email", "ocr", "lookup_icd", "plot", "sql"], 3)
    for k in range(R.choice([2, 2, 3])):
        a = acc("hackathon", c="US", mail=R.choice(MAIL[:14] + ["stateu.edu"]*6), pay="hackvoucher", created=T0 + (hd - R.choice([0, 0, 0, 1, 3]))*DAY + R.uniform(14, 20)*3600, plan="free", verified=.2, ua=R.choice(SDK[2:8])); a.mig = RELEASE
        for _ in range(vol(a.r, 40, .6, 200)):
            t = max(a.created + 600, T0 + hd*DAY + a.r.choice([a.r.uniform(17, 33), a.r.uniform(36, 48)])*3600); emit(a, t, [S("You are a helpful legal assistant built at LexHack 2026. Use the tools when needed."), U(a.r.choice(idea)[:400] + " " + follow(a.r) if a.r.random() < .6 else domain(a.r, a.r.choice(AREA)))], tools=tl, net=venue[0] if a.r.random() < .65 else a.ips[0], mu=180)
        if a.r.random() < .3: chat(a, a.r.randrange(1, 15), lambda r: domain(r, "law"), prof="evening", d0=hd + 2)
# pipelines with own templates (nightly or flat), CI canaries
tn = {}
for r_ in SRC["t0_templates"]: tn.setdefault(r_["meta"]["tenant"], []).append(r_["text"][:600])
tk = [k for k in sorted(tn) if len(tn[k]) > 5]
for i in range(85):
    k = R.choice(tk); s = R.choice(CLOUD); a = acc("pipelines", verified=.85, plan="enterprise", ips=[(ip(R, s, R.randrange(40)), s, "US") for _ in range(R.choice([1, 1, 2, 4]))], ua=R.choice(SDK)); sysm = R.choice(["Extract the fields as JSON.", "Classify the document.", "Answer from the text only.", "Redact names."]) + " " + R.choice(SENT); pf = R.choice(["night", "flat", "office"]); ent = firm(R)
    for _ in range(vol(a.r, 110, .8, 500)): emit(a, when(a, pf), [S(sysm), U(a.r.choice(tn[k]) + f"\n[{ent} doc {a.r.randrange(10**6)}] {a.r.choice(SENT)}")], temp=0.0, mu=90, batch=("b_" + hsh("%s%d" % (a.id, i))[:6]) if pf == "night" else None)
for i in range(18):
    a = acc("ci_canary", plan="enterprise", ua=R.choice(SDK), asn=R.choice(CLOUD)); a.ips = [(ip(R, a.asn, 21), a.asn, "US")]; q = R.sample(ORD, 8)
    for h in range(0, NDAY*24, R.choice([2, 3, 6])): emit(a, T0 + h*3600 + a.r.uniform(0, 90), [U(q[h % 8][:300])], temp=0.0, mu=120)
# agent startups: half on one open-source framework's prompt
REACT = "Answer the following questions as best you can. You have access to the tools below. Use the format Thought / Action / Action Input / Observation and end with Final Answer."
for i in range(38):
    s = R.choice(CLOUD); a = acc("agent_startups", verified=.8, ips=[(ip(R, s, R.randrange(60)), s, "US") for _ in range(2)], ua=R.choice(SDK)); sysm = REACT if R.random() < .5 else "You are the agent of %s. %s" % (firm(R), R.choice(SENT)); tl = R.sample(["search", "calculator", "python_repl", "retriever", "crm_lookup", "calendar", "docket_search", "edgar", "wikipedia", "send_mail"], 4)
    for _ in range(vol(a.r, 16, .7, 80)):
        t = when(a, a.r.choice(["office", "flat"])); ms = [S(sysm), U(domain(a.r, a.r.choice(AREA)) if a.r.random() < .7 else a.r.choice(TX["apibench"]))]; ss = "s_" + hsh("%s%f" % (a.id, t))[:10]
        for k in range(a.r.choice([2, 3, 3, 5])):
            c_ = a.r.choice(tl); rp = emit(a, t, ms, sess=ss, tools=tl, mu=80, calls=c_); t += a.r.uniform(3, 20)
            if rp is None: break
            ms = ms + [Asst(rp), {"role": "tool", "content": a.r.choice(SENT)}]
for i in range(7):                                                        # compliance red team
    a = acc("compliance_redteam", c="US", org="org_" + hsh("rt")[:8], mail="sentinel-assurance.com", pay="sentinel", verified=1, plan="team", legal="Sentinel Assurance Ltd", created=T0 - 60*DAY + R.random()*DAY, ua=SDK[1], ips=[(ip(R, 7018, 8), 7018, "US")])
    for _ in range(120): emit(a, when(a, "office", 7, 19), [U(a.r.choice(TX[a.r.choice(["promptfoo_redteam", "do_not_answer", "hh_rlhf_harmless", "promptfoo_prompt_extraction"])])[:500])], mu=90)
nat = [(ip(R, 3356, 4), 3356, "US") for _ in range(2)]
for i in range(42):                                                       # hospital group
    a = acc("hospital", c="US", org="org_" + hsh("hosp")[:8], mail="stlukes-regional.org", pay="hosp", verified=1, plan="enterprise", legal="St Luke's Regional", created=T0 - 90*DAY + R.uniform(0, 1)*DAY, ips=nat, ua=WEB[0]); chat(a, vol(a.r, 28, .7, 150), lambda r: domain(r, "med") if r.random() < .85 else ordinary(r), prof=a.r.choice(["shift", "flat", "office"]), sysm="You are the St Luke's clinical assistant. Not a substitute for judgement.")
# webinar cohort: an accountants' association's members who joined on one day and tried its five sample prompts
samp = [domain(R, "tax") for _ in range(5)] + ["Draft an engagement letter for a new bookkeeping client.", "Make a checklist for year-end close."]
for i in range(60):
    a = acc("webinar_cohort", c="US", created=T0 + 8*DAY + 18*3600 + abs(R.gauss(0, 7))*3600, plan="free", verified=.4, pay="", web=.97); t = a.created
    for q in samp[:a.r.randrange(2, 8)]: t += a.r.uniform(30, 400); emit(a, t, [U(q if a.r.random() < .8 else q.lower())])
    if a.r.random() < .45: chat(a, vol(a.r, 10), lambda r: solo_prompt(r, "tax"), d0=9)
# ---------- campaigns
def camp(cid, **k): CAMP[cid] = dict(id=cid, **k)
def spread(n, d0, d1, fn):  # n dispatch times from a dispatcher's rhythm
    return sorted(fn() for _ in range(n))
# A template harvest: unskilled, cloud, throw-away mail, one template
tA = "You are an expert tutor. Think step by step and write out your complete reasoning before the answer.\n\nQuestion: {q}\n\nReasoning:"
A = []; subs = [(s, p) for s in (14061, 20473, 24940) for p in (31, 32)]
for i in range(40):
    s, p = R.choice(subs); a = acc("campaign_A", "A", c=R.choice(["US", "SG", "VN", "NL"]), mail=R.choice(["mailnestr.com", "quickinbx.net", "tmpost.org"]), pay="A%d" % R.randrange(6), created=T0 + 4*DAY + R.uniform(0, 60)*3600, verified=0, plan="payg", ua=SDK[3], ips=[(ip(R, s, p), s, "US") for _ in range(2)]); a.temp = 1.0; a.mig = RELEASE + 2*DAY; A.append(a)
qs = short("gsm8k_train", 600) + short("math_test", 400) + short("bbh", 500); R.shuffle(qs); qs = qs[:5600]
for q in qs:
    a = R.choice(A); t = T0 + R.uniform(7.3, 19)*DAY; emit(a, t, [U(tA.format(q=q))], mu=420, maxtok=2048)
camp("A", skill="low", kind="reasoning template harvest")
# B grading/preference harvest with paraphrase
B = []
for i in range(30):
    cl = R.random() < .35; c = R.choice(["US", "GB", "SG", "DE"]); s = R.choice(CLOUD) if cl else R.choice(ISP[c])
    a = acc("campaign_B", "B", c=c, mail=R.choice(MAIL), pay="B%d" % (i//2) if i < 14 else None, created=T0 - R.uniform(2, 45)*DAY, verified=.1, plan="payg", ua=R.choice(SDK[1:4]), ips=[(ip(R, s), s, c) for _ in range(2)] + ([(ip(R, 9009, 2), 9009, c)] if R.random() < .4 else [])); a.mig = RELEASE + R.uniform(1, 20)*3600; a.temp = R.choice([0, .3, .7]); B.append(a)
V1 = ["Assess", "Evaluate", "Judge", "Rate", "Score", "Mark", "Appraise"]; V2 = ["the two answers", "both candidate replies", "responses 1 and 2", "the pair of completions", "these two drafts"]; V3 = ["accuracy, depth and tone", "helpfulness, correctness and style", "how correct, complete and clear they are", "legal soundness, clarity and safety"]; V4 = ["Give each a mark from 1 to 10 and name the winner.", "Say which is preferable and by how much (1-10).", "Output scores out of ten, then the better one.", "End with [[1]] or [[2]] and the two scores.", "State your preference with a number from 1 to 10 for both."]; V5 = ["Explain your reasons first.", "Reason before you decide.", "Justify briefly.", "Write a critique, then decide.", ""]
pool = short("llamafactory_alpaca_en_demo", 400) + short("biggen_bench", 400) + [domain(R, R.choice(AREA)) for _ in range(600)]
for _ in range(4000):
    a = R.choice(B); d = R.randrange(2, NDAY)
    if d % 7 == 6: continue
    t = T0 + d*DAY + (R.uniform(9.5, 21) - 8)*3600; q = a.r.choice(pool); b1, b2 = reply(a.r, 160), reply(a.r, 160); lab = a.r.choice([("1", "2"), ("A", "B"), ("First", "Second"), ("X", "Y")])
    ins = [f"{a.r.choice(V1)} {a.r.choice(V2)} for {a.r.choice(V3)}.", a.r.choice(V5), a.r.choice(V4)]
    if a.r.random() < .4: a.r.shuffle(ins)
    body = f"{a.r.choice(['Prompt','Question','Task','User'])}: {q}\n{lab[0]}: {b1}\n{lab[1]}: {b2}"; ins = " ".join(x for x in ins if x)
    emit(a, t, [U(ins + "\n" + body if a.r.random() < .6 else body + "\n" + ins)], mu=200)
for a in B: chat(a, a.r.randrange(0, 10), lambda r: ordinary(r), prof="flat")
camp("B", skill="medium", kind="grading / preference harvest, paraphrased")
# C domain Q&A harvest, residential proxies, 50 % cover
Cc = ["US", "US", "US", "GB", "DE", "CA", "BR", "FR"]
def proxy(r): c = r.choice(Cc); s = r.choice(ISP[c]); return (ip(r, s), s, c)
PX = [proxy(R) for _ in range(1500)]
C = []
for i in range(52):
    a = acc("campaign_C", "C", c=R.choice(["US", "US", "GB", "CA", "DE"]), mail=R.choice(MAIL), pay="C%d" % (i//2) if i < 16 else None, created=T0 - R.uniform(-4, 30)*DAY, verified=.25, plan="professional", ua=R.choice([WEB[2], WEB[3], WEB[3]]), ips=[PX[0]]); a.mig = RELEASE + R.uniform(0, 30)*3600; C.append(a)
QF = ["What are the elements of {d} in {j}?", "Explain {d} under the law of {j}.", "How do courts or regulators in {j} treat {d}?", "What are the main exceptions to {d} in {j}?", "Give a worked example of {d} in {j}.", "Compare {d} in {j} with the position in {j2}.", "What defences or remedies apply to {d} in {j}?", "What recent changes affect {d} in {j}?", "Which documents prove {d} in {j}, and why?", "Common mistakes practitioners make on {d} in {j}"]
PRE = ["", "", "", "Could you tell me: ", "I need a thorough answer. ", "As a practitioner, ", "Please be detailed. ", "For a memo: "]; SUF = ["", "", " Explain the reasoning.", " Please cover the exceptions.", " In detail.", " With authority."]
grid = [(d, j, f) for d in DOC for j in JUR for f in QF]; R.shuffle(grid)
bank = short("llamafactory_alpaca_en_demo", 350) + short("bbh", 400) + short("spec_bench_qa", 300); R.shuffle(bank); gi = bi = 0
for a in C:
    ar = a.r.choice(AREA); n = vol(a.r, 85, .35, 160)
    for _ in range(n):
        t = when(a, a.r.choice(["office", "office", "evening", "flat"]), max(1, int((a.created-T0)/DAY)+1)); net = a.r.choice(PX)
        if a.r.random() < .5: p = solo_prompt(a.r, ar)
        elif a.r.random() < .8:
            d, j, f = grid[gi]; gi += 1; p = a.r.choice(PRE) + f.format(d=d, j=j, j2=a.r.choice(JUR)) + a.r.choice(SUF)
        else: p = bank[bi % len(bank)]; bi += 1
        emit(a, t, [U(p)], net=net, mu=330, sess="s_" + hsh("%s%f" % (a.id, t))[:10])
camp("C", skill="high", kind="domain Q&A harvest, residential proxies, half cover")
# D agentic trajectories, began before the log
TD = ["bash", "read_file", "write_file", "http_get", "run_tests", "search_code", "submit"]; sysD = ["You are an autonomous agent working in a Linux container. Use the tools until the task is solved, then call submit. Write out your plan before every action.", "You are an autonomous software and data agent. Plan before each action, use the tools provided, and call submit when the task is done."]
doms = ["brightforge-labs.com", "ovalmetrics.io", "teal-harbor.dev", "nimbus-audit.co", "parsec-works.com"]; Dd = []
for i in range(22):
    k = i % 5; s = [16509, 396982, 16276, 63949, 14061][k]; a = acc("campaign_D", "D", c=["US", "SG", "DE", "US", "NL"][k], mail=doms[k], pay="D%d" % (i % 7), created=T0 - R.uniform(60, 130)*DAY, verified=.6, plan="payg", ua=SDK[2] if R.random() < .7 else SDK[6], ips=[(ip(R, s, 41 + k), s, "US") for _ in range(3)]); a.mig = RELEASE + R.uniform(.5, 16)*3600; a.temp = .8; Dd.append(a)
tasks = TX["agentbench_os"] + short("apibench", 400) + short("gpteacher_toolformer", 500) + short("glaive_toolcall", 300)
for _ in range(1300):
    a = R.choice(Dd); t = T0 + R.uniform(0, NDAY)*DAY; task = a.r.choice(tasks); task = a.r.choice(["", "Task: ", "Goal: "]) + re.sub(r"\b\d{2,4}\b", lambda m: str(a.r.randrange(10, 900)), task); ms = [S(a.r.choice(sysD)), U(task)]; ss = "s_" + hsh("%s%f" % (a.id, t))[:10]
    for k in range(a.r.choice([3, 4, 5, 6])):
        c_ = a.r.choice(TD); rp = emit(a, t, ms, sess=ss, tools=TD, mu=100, calls=c_); t += a.r.uniform(4, 25)
        if rp is None: break
        ms = ms + [Asst(rp), {"role": "tool", "content": a.r.choice(["exit 0", "total 12\n" + a.r.choice(SENT)[:80], "error: not found", a.r.choice(SENT)])}]
camp("D", skill="high", kind="agentic / tool trajectories, started before the log")
# ---------- write
LOG.sort(key=lambda x: x[0]); tot = 0
seen = set(e["account"]["id"] for _, e in LOG)
with gzip.open(OUT + "/log.jsonl.gz", "wt", compresslevel=4) as f:
    for _, e in LOG:
        l = json.dumps(e, ensure_ascii=False); tot += len(l); f.write(l + "\n")
with open(OUT + "/accounts.jsonl", "w") as f:
    for r_, _, _ in ROWS: f.write(json.dumps(r_) + "\n")
from collections import Counter
fs, ls, ex, eus = {}, {}, Counter(), {}; pc = {r_["account"]: (p, c) for r_, p, c in ROWS}; tk_ = {c: Counter() for c in CAMP}
for t, e in LOG:
    x, eu = e["account"]["id"], e["account"].get("end_user"); ex[pc[x][0]] += 1
    for k in ((x, None), (x, eu)):
        fs.setdefault(k, t); ls[k] = t
    if eu: eus[(x, eu)] = 1
    if pc[x][1]: tk_[pc[x][1]][int(t//3600)] += 1
rows = [dict(account=r_["account"], end_user=None, population=p, campaign=c, since=iso(fs[(r_["account"], None)]), until=iso(ls[(r_["account"], None)])) for r_, p, c in ROWS if r_["account"] in seen]
rows += [dict(account=x, end_user=u, population="reseller_user", campaign=None, since=iso(fs[(x, u)]), until=iso(ls[(x, u)])) for x, u in eus]
cs = []
for cid, c in CAMP.items():
    m = [r for r in rows if r["campaign"] == cid]
    cs.append(dict(campaign=cid, kind=c["kind"], accounts=len(m), start=min(r["since"] for r in m), end=max(r["until"] for r in m), params=dict(skill=c["skill"]), exchanges=sum(tk_[cid].values()), taken=sorted([h, n] for h, n in tk_[cid].items())))
json.dump(dict(version=1, seed=SEED, world="world_b1", settings={}, start=iso(T0), end=iso(T0 + NDAY*DAY), exchanges=len(LOG), populations=dict(Counter(r["population"] for r in rows)), accounts=rows, campaigns=cs), open(OUT + "/truth.json", "w"))
print("exchanges", len(LOG), "accounts", len(seen), "MB", tot/1e6); print(ex); print(Counter(p for _, p, _ in ROWS))
