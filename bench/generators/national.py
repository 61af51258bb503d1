#!/usr/bin/env python3
"""Labelled traffic of an invented, publicly funded national AI cloud ("Oblak").  numpy, pyarrow, standard library."""
import argparse, bisect, csv, datetime as dt, glob, gzip, hashlib, json, os, re
import numpy as np
import pyarrow as pa

ap = argparse.ArgumentParser()
ap.add_argument("--seed", type=int, default=1)
ap.add_argument("--benign", type=int, default=None)
ap.add_argument("--attack", type=int, default=None)
ap.add_argument("--days", type=int, default=21)
ap.add_argument("--scenario", choices=["mix", "none", "small"], default="mix")
ap.add_argument("--prompts", required=True)
ap.add_argument("--out", required=True)
A = ap.parse_args()
SMALL = A.scenario == "small"
NB = A.benign or (200 if SMALL else 2000)
NA = A.attack or 260
DAYS = A.days
R = np.random.default_rng([A.seed, {"mix": 1, "none": 2, "small": 3}[A.scenario], 77])
T0 = dt.datetime(2026, 9, 13, 22, 0, tzinfo=dt.timezone.utc).timestamp()   # Mon 14 Sep, 00:00 local (+02:00)
H = DAYS * 24
END = T0 + H * 3600
f = DAYS / 21
TERM = int(round(7 * f)) * 24            # hours from T0
OUT0, OUT1 = TERM + 13.3, TERM + 15.7    # outage on the first day of term
HOLIDAY = int(round(11 * f))             # day
LAUNCH = int(round(10 * f)) * 24 + 10    # new model
BUDGET = int(round(17 * f)) * 24         # end of the budget year
def ri(a, b): return int(R.integers(a, b))
def ch(x): return x[int(R.integers(len(x)))]
def pr(p): return R.random() < p
def hx(n=8): return R.bytes(n).hex()
def wch(xs, ws):
    c = np.cumsum(ws); return xs[int(np.searchsorted(c, R.random() * c[-1]))]

# ------------------------------------------------------------------ prompts
def load(kind, src):
    p = f"{A.prompts}/{kind}/{src}.jsonl.gz"
    if not os.path.exists(p): return ["Explain this."]
    with gzip.open(p, "rt", encoding="utf-8") as fh:
        return [json.loads(l)["text"][:2200] for l in fh if l.strip()]
D = {}
for k, ss in {"benign": "arena_hard_v01 autoj_real_queries awesome_chatgpt_prompts mt_bench vicuna_bench writingbench",
              "distillation": "gsm8k_train math_test asdiv svamp mawps gsm_hard ocw_minerva bbh apibench glaive_toolcall gpteacher_toolformer llamafactory_alpaca_en_demo self_instruct_user_oriented biggen_bench fastchat_judge_templates agentbench_os",
              "refusal_boundary": "do_not_answer ccp_sensitive hh_rlhf_harmless promptfoo_redteam",
              "enterprise_template": "t0_templates clinc150_raw imdb_sentiment_tenant spec_bench_qa spec_bench_summarization banking77_classifier_tenant bfcl_sql_tenant"}.items():
    for s in ss.split(): D[s] = load(k, s)
CHAT = D["arena_hard_v01"] + D["autoj_real_queries"] * 2 + D["mt_bench"] + D["vicuna_bench"] + [x[:900] for x in D["writingbench"]] + D["llamafactory_alpaca_en_demo"][:300]
PERS = D["awesome_chatgpt_prompts"]

# ------------------------------------------------------------------ languages
L = {}
L["sr"] = dict(
 n="захтев,дозволу,пријаву,решење,уговор,рачун,план,извештај,буџет,пројекат,превод,текст,закон,правилник,састанак,позив,термин,лекцију,задатак,рад,чланак,наслов,образац,списак,оглас,конкурс,воз,рецепт,ручак,врт,песму,причу,путовање,стан,кирију,посао,писмо,програм,базу,табелу,скрипту,сајт".split(","),
 a="нови,кратак,јасан,хитан,стари,општински,школски,јаван,дугачак,службени,једноставан,локални,годишњи,детаљан,лични,заједнички,исправан,последњи".split(","),
 p="Нови Сад,Ниш,Крагујевац,Суботицу,Зрењанин,Ужице,Чачак,Лозницу,Врање,Пирот,Сомбор,Панчево,Шабац,Бор,Зајечар,Кикинду".split(","),
 w="јуче,данас,следеће недеље,у петак,пре рока,до краја месеца,ове године,сутра ујутру,после празника,у септембру".split(","),
 s=["Треба ми {a} {n} за {p}, {w}.", "Како да напишем {n} и {n2} за {p}?", "Објасни ми шта значи {n} у овом случају и зашто је {a}.", "Да ли {n} мора да буде {a} ако је поднет {w}?", "Направи ми {a} {n} од {num} реченица о теми „{n2} и {p}“.", "Шта да радим ако {n} није стигао {w}, а имам {n2}?", "Предложи {num} идеја за {n} у месту {p}.", "Исправи грешке: {n} је {a} и {n2} је био {w}.", "Упореди {n} и {n2} и реци шта је боље за {p}.", "Молим те скрати {n} на {num} речи и задржи {n2}.", "Грађани питају за {n} {w}, како да одговоримо?", "Који {n} вреди {num} динара и где је {n2} за {p}?"],
 r=["Пре свега, {n} треба да буде {a}, па се тек онда подноси {n2}.", "У овом случају {n} важи {num} дана од пријема.", "Препоручујем да {n} припремите {w}.", "Према правилима, {n2} се прилаже уз {n}.", "То значи да је {n} {a}, а {n2} није обавезан.", "Ево предлога: {n}, затим {n2}, па {a} завршетак.", "За {p} рок је {num} дана.", "Обратите пажњу да {n} буде потписан {w}."])
CYR = dict(zip("абвгдђежзијклљмнњопрстћуфхцчџш", "a b v g d đ e ž z i j k l lj m n nj o p r s t ć u f h c č dž š".split()))
def lat(s): return "".join(CYR.get(c, CYR[c.lower()].capitalize() if c.lower() in CYR else c) for c in s)
L["hu"] = dict(
 n="kérelmet,engedélyt,levelet,számlát,szerződést,jelentést,tervet,fordítást,cikket,feladatot,dolgozatot,programot,receptet,menetrendet,verset,órarendet,pályázatot".split(","), a="új,rövid,hivatalos,sürgős,régi,helyi,egyszerű,pontos,éves".split(","),
 p="Szabadka,Zenta,Újvidék,Topolya,Óbecse,Magyarkanizsa".split(","), w="tegnap,ma,jövő héten,pénteken,a határidő előtt".split(","),
 s=["Kérlek, írj egy {a} {n} {p} részére {w}.", "Hogyan készítsek {n} és {n2}?", "Javítsd ki ezt a mondatot: {w} beadtam a {n}, de nem volt {a}.", "Magyarázd el, miért kell {n} {p} városában.", "Foglald össze {num} mondatban a {n}."],
 r=["Először a {n} kell elkészíteni, majd a {n2}.", "A határidő {num} nap {p} városában.", "Ez {a} megoldás, {w} beadható.", "Javaslom, hogy a {n} legyen {a}."])
L["de"] = dict(
 n="Antrag,Bescheid,Vertrag,Bericht,Brief,Text,Plan,Rechnung,Artikel,Aufgabe,Termin,Kurs,Auftrag,Angebot".split(","), a="neuen,kurzen,amtlichen,dringenden,alten,einfachen".split(","), p="Belgrad,Wien,Novi Sad,Berlin,Graz".split(","), w="gestern,heute,nächste Woche,am Freitag,vor der Frist".split(","),
 s=["Schreib mir einen {a} {n} für {p} bis {w}.", "Korrigiere den Satz: ich habe {w} die {n} und der {n2} geschickt.", "Was ist der Unterschied zwischen {n} und {n2}?", "Erkläre den {a} {n} in {num} Sätzen.", "Übersetze: Der {n} wurde {w} nach {p} gesandt."],
 r=["Der {n} ist in {num} Tagen fertig.", "Zuerst kommt der {n}, dann der {n2}.", "Richtig heißt es: den {a} {n} habe ich {w} gesandt."])
L["rue"] = dict(
 n="письмо,школу,газету,писню,приповедку,роботу,хижу,задаток,язик,кнїжку,валал,вечар,права,просьбу,розлуку,цифри,учителя,дзеци,шпиваня,гуторку,театер,жимо,польо,жито,фамелию".split(","), a="нову,стару,кратку,красну,нашу,вельку,малу,тежку,руску,школску".split(","), p="Керестур,Коцур,Нови Сад,Дюрдьов,Вербас,Шид".split(","), w="вчера,нєшка,на рок,ютре,вєшенї,пред войну,в нєдзелю".split(","),
 s=["Напиш ми {a} {n} о валалє {p} и о тим же було {w}.", "Толкуй ми {n} по руски, най дзеци розумя {n2}.", "Як ше гутори {n} кед {w} придземе до {p}?", "Дай ми {num} виреченя зоз словом {n} и {n2}.", "Преложи на руски: {n} и {n2} {w}.", "Наведз прецо {n} важна за {p}, розложи крочай по крочай.", "Поправ виреченє: {n} бул {a} {w} у {p}.", "Одповедз як учитель: цо то {n} и прецо {a}?"],
 r=["Перше треба повесц же {n} {a}.", "У {p} людзе {w} мали {n2}.", "Крочай {num}: патриме на {n}, та потим на {n2}.", "Так ше по руски гутори {n}.", "Понеже {n} {a}, гоч {n2} остал {w}."])
L["rom"] = dict(
 n="lil,škola,gili,paramiči,buti,kher,čhib,pustik,gav,raćin,zakono,mangin,sikavno,čhavore,giliben,vorba,romipen,phuv,grast,familija,bijav".split(","), a="nevo,purano,šukar,baro,tikno,pharo,romano,lačho".split(","), p="Niš,Beogrado,Leskovco,Vranje,Prokuplje,Novo Sado".split(","), w="araći,ađive,tajsa,pal o berš,ano kurko,angla o marimos".split(","),
 s=["Ramo mange {a} {n} katar o {p} thaj so sas {w}.", "Phen mange pe romani čhib so si {n} thaj {n2}.", "Sar motholpe {n} kana džas {w} ano {p}?", "De man {num} lava e lavesa {n} thaj {n2}.", "Bolde pe romani: {n} thaj {n2} {w}.", "Sikav mange soske {n} si {a}, korako pe korako.", "Lačhar i vorba: {n} sas {a} {w} ano {p}.", "Irin sar sikavno: so si {n} thaj soske si {a}?"],
 r=["Angluno trubul te phenas kaj {n} si {a}.", "Ano {p} e manuša {w} sas len {n2}.", "Korako {num}: dikhas o {n}, thaj palal o {n2}.", "Gija motholpe pe romani {n}."])
L["en"] = dict(
 n="form,permit,contract,report,budget,schedule,recipe,trip,server,cover letter,essay,dataset,invoice,meeting,garden,phone plan,story,policy,website,spreadsheet,club,exam,thesis,flat,loan,train ticket,speech,plugin,router,diet".split(","), a="short,new,simple,formal,friendly,cheap,detailed,old,urgent,better,local".split(","), p="Belgrade,Nis,my town,the office,Vienna,our village,the faculty".split(","), w="yesterday,next week,before Friday,this autumn,after the holiday,in October".split(","),
 s=["Can you help me write a {a} {n} for {p}?", "What is the best way to plan a {n} and a {n2} {w}?", "Explain the difference between a {n} and a {n2} in {num} sentences.", "Give me {num} ideas for a {a} {n} in {p}.", "My {n} was rejected {w}, how do I fix the {n2}?", "Rewrite this to sound {a}: the {n} will be sent {w} together with the {n2}.", "Is a {a} {n} worth {num} euros in {p}?"],
 r=["First, prepare the {n} and check that it is {a}.", "The {n2} should follow {w}.", "In {p} this usually takes {num} days.", "A {a} {n} works best when the {n2} is ready.", "Here is a version that you can adapt: the {n} is {a} and the {n2} is attached.", "Note that the {n} depends on the {n2}.", "To sum up, choose the {a} {n}.", "You may want to ask {p} about the {n2} {w}."])
def fill(lang, tpl):
    b = L[lang]
    return (tpl.replace("{n2}", ch(b["n"])).replace("{n}", ch(b["n"])).replace("{a}", ch(b["a"])).replace("{p}", ch(b["p"])).replace("{w}", ch(b["w"])).replace("{num}", str(ri(2, 90))))
def sent(lang):
    if lang == "srl": return lat(fill("sr", ch(L["sr"]["s"])))
    return fill(lang, ch(L[lang]["s"]))
RP = {}
for l in L: RP[l] = [fill(l, ch(L[l]["r"])) for _ in range(1500)]
RP["srl"] = [lat(x) for x in RP["sr"]]
MATHS = []
for _ in range(2500):
    a, b, c = ri(2, 400), ri(2, 90), ri(2, 20)
    MATHS.append(ch([f"First we note that {a} items are split among {b} groups, so each step uses {a}/{b}.", f"Let x be the unknown; then {c}x + {b} = {a}, hence x = ({a} - {b})/{c}.", f"Substituting gives {a} * {c} = {a*c}.", f"Step {c}: subtract {b} from {a} to get {a-b}.", f"Since the total is {a}, the remainder after {b} is {a % b}.", f"Check: {b} + {c} = {b+c}, which agrees.", f"By the assumption, f({c}) = {b} and therefore f'({c}) is bounded by {a}.", f"Wait, the second case counts {c} twice, so we remove it.", f"Therefore the answer is {a-b}."]))
IDN = "user order cache token item path index session queue record buffer config route batch node event frame parser handler report client price slot field graph".split()
VRB = "load parse merge fetch build check split flush update resolve encode render count filter sync retry save bind map apply".split()
def code(n):
    out = []
    for _ in range(n):
        v, a, b = ch(VRB), ch(IDN), ch(IDN)
        out.append(ch([f"def {v}_{a}({b}, limit={ri(2,99)}):\n    return [x for x in {b} if x.{a} < limit]", f"for {a} in {b}s:\n    {v}_{b}({a}, {ri(1,50)})", f"if not {a}.{b}:\n    raise ValueError('{v} {a}')", f"{a} = {v}_{b}(self.{a}, key='{b}{ri(1,40)}')", f"assert {v}_{a}({ri(1,9)}) == {ri(1,99)}"]))
    return "\n".join(out)
CODES = [code(1) for _ in range(2500)]
def run(pool, n):
    i = ri(0, len(pool) - n) if len(pool) > n else 0
    return pool[i:i + n]
def reply(kind, lang="en", n=None):
    if kind == "prose": return " ".join(run(RP[lang], n or 2 + int(R.gamma(1.6, 3))))
    if kind == "short": return ch(RP[lang])[:ri(12, 80)]
    if kind == "math": return " ".join(run(MATHS, n or 3 + int(R.gamma(2, 3))))
    if kind == "code": return "```python\n" + "\n".join(run(CODES, n or 3 + int(R.gamma(2, 3)))) + "\n```\n" + " ".join(run(RP["en"], ri(0, 4)))
    if kind == "json": return json.dumps({ch(IDN): ch(RP[lang])[:60], ch(IDN): ri(1, 999), "ok": bool(ri(0, 2))}, ensure_ascii=False)
    if kind == "grade": return " ".join(run(RP["en"], ri(1, 5))) + ch([f" Score: {ri(1,11)}/10", f" [[{ch('AB')}]]", json.dumps({"score": ri(1, 11), "better": ch("AB")})])
    return ""

# ------------------------------------------------------------------ networks
ISP = [64601, 64602, 64603, 64604]
GOV, NREN, HOST1, HOST2 = 64610, 64611, 64620, 64621
FCLOUD = [64701, 64702, 64703, 64704, 64705]
FRES = list(range(64800, 64836))
FCC = {a: ch(["DE", "PL", "RO", "BG", "US", "VN", "TR", "HU", "AT", "ID", "NG", "UA", "KZ", "HR", "BA"]) for a in FRES}
PFX = {}
for i, a in enumerate(ISP + [GOV, NREN, HOST1, HOST2] + FCLOUD + FRES):
    PFX[a] = [(ri(31, 220), ri(0, 256)) for _ in range(4 if a in ISP else 2)]
def ip(asn, net=None):
    p = PFX[asn][ri(0, len(PFX[asn]))] if net is None else PFX[asn][net % len(PFX[asn])]
    return f"{p[0]}.{p[1]}.{ri(0,256) if net is None else net % 256}.{ri(1,255)}"
def cc(asn): return FCC.get(asn) or ({64701: "US", 64702: "DE", 64703: "NL", 64704: "SG", 64705: "FI"}.get(asn, "RS"))
JA = {}
def ja(fam):
    if fam not in JA:
        h = hashlib.sha256(fam.encode()).hexdigest()
        JA[fam] = [f"t13d{int(h[:2],16)%30+10:02d}{j+10}h2_{h[4:16]}_{h[16+j*4:28+j*4]}" for j in range(3)]
    return JA[fam][min(2, int(R.geometric(.7)) - 1)]
UAS = ["openai-python/1.%d.0", "openai-node/4.%d.1", "python-httpx/0.2%d.0", "langchain/0.3.%d", "okhttp/4.1%d", "LibreChat/0.7.%d", "Cherry-Studio/1.%d", "OpenWebUI/0.6.%d", "curl/8.%d", "oblak-sdk/2.%d.0", "python-requests/2.3%d"]
UAW = [30, 14, 5, 9, 3, 6, 6, 12, 3, 16, 6]
def ua():
    u = wch(UAS, UAW)
    return u % ri(1, 9), ja("requests" if "requests" in u else u.split("/")[0])

# ------------------------------------------------------------------ rhythms
def grid(hours, wk, hol=1.0, rush=1.0, term=1.0):
    """weights by hour of the log; `hours` 24 weights, `wk` weight of Sat, Sun"""
    g = np.zeros(H)
    for h in range(H):
        d, x = divmod(h, 24); w = hours[x]
        if d % 7 >= 5: w *= wk[d % 7 - 5]
        if d == HOLIDAY: w *= hol
        if BUDGET - 72 <= h < BUDGET and d % 7 < 5: w *= rush
        if h < TERM: w *= term
        g[h] = w
    return g
def bump(*cs):
    return [0.01 + sum(a * np.exp(-.5 * (min(abs(x - c), 24 - abs(x - c)) / s) ** 2) for a, c, s in cs) for x in range(24)]
G = {"office": grid(bump((1, 10, 1.7), (.8, 14, 1.6)), (.06, .03), .08), "gov": grid(bump((1, 9.5, 1.5), (.8, 13, 1.5)), (.02, .01), .03, 2.6),
     "student": grid(bump((.5, 12, 2.5), (1, 20, 2.3)), (.7, 1.0), .8, 1, .35), "cons": grid(bump((.5, 11, 3), (1, 20, 2.8)), (1.1, 1.1), 1.2),
     "night": grid(bump((1, 2.5, 1.3)), (.5, .5), .6, 1.5), "flat": grid(bump((.25, 12, 8), (.5, 3, 12)), (.95, .95)), "dev": grid(bump((.7, 11, 2.5), (.5, 16, 2.5), (.8, 22, 2)), (.8, .9), 1.1),
     "school": grid(bump((1, 9, 1.3), (.7, 11.5, 1.2), (.2, 18, 1.5)), (.05, .2), .02, 1, .6), "call": grid(bump((1, 10, 2), (1, 15, 2.5), (.4, 18.5, 1.5)), (.5, .1), .3),
     "east": grid(bump((1, 4, 2), (.9, 9, 2), (.3, 14, 2)), (.35, .25)), "news": grid(bump((1, 7, 1.5), (.7, 12, 3), (.8, 17, 2)), (.6, .6), .9), "shift": grid(bump((1, 10, 3), (.9, 17, 3), (.4, 0, 3)), (.8, .6), .7)}
CUM = {}
def times(prof, n, a=0.0, b=None):
    """n sorted moments (s from T0) in hours [a, b) with the rhythm"""
    b = H if b is None else b
    if n <= 0 or b <= a: return np.zeros(0)
    g = G[prof].copy(); i, j = int(a), min(H, int(np.ceil(b)))
    g[:i] = 0; g[j:] = 0
    g *= np.repeat(R.gamma(4, .25, DAYS), 24)[:H]
    c = np.cumsum(g)
    if c[-1] <= 0: return np.zeros(0)
    h = np.searchsorted(c, R.random(n) * c[-1], side="right")
    t = (np.minimum(h, H - 1) + R.random(n)) * 3600
    return np.sort(t[(t >= a * 3600) & (t < b * 3600)])

# ------------------------------------------------------------------ accounts and the emitter
ACCTS, EV, ROWS = [], [], []
class Acct: pass
def day(ts): return dt.datetime.fromtimestamp(ts, dt.timezone.utc).strftime("%Y-%m-%dT%H:%M:%SZ")
FREE = ["gmail.com", "gmail.com", "outlook.com", "yahoo.com", "proton.me", "tutanota.com", "mailbox-24.net", "eunet.rs", "mts.rs", "sbb.rs", "icloud.com"]
def acct(pop, plan, org=None, dom=None, pay=None, created=None, country="RS", verified=True, asn=None, net=None, static=False, client=None, camp=None, home=None):
    a = Acct(); a.id = "ob-" + hx(5); a.pop, a.camp = pop, camp
    a.f = {"id": a.id, "key": "k_" + hx(5), "country": country, "plan": plan, "verified": bool(verified), "email_domain": dom or ch(FREE),
           "created": day(T0 - 86400 * (5 + R.gamma(1.3, 200)) if created is None else created)}
    if org: a.f["org"] = org
    if pay != 0: a.f["payment"] = pay or "pm_" + hx(6)
    a.asn = asn or ch(ISP); a.net = net; a.static = static
    a.ips = [ip(a.asn, net) for _ in range(1 if static else ri(2, 7))]
    a.home = None
    if home: a.home = (home, [ip(home) for _ in range(ri(1, 4))])
    a.ua = client or ua(); a.eu = None
    a.adopt = None; a.first = a.last = None; a.hf = a.hl = None; a.n = 0; a.taken = {}
    a.ep = wch(["chat.completions", "responses", "messages"], [70, 18, 12]) if a.ua[0][0] not in "eDdzc" else "chat.completions"; a.wantr = R.random() < .3; a.effort = {"effort": ch(["low", "medium", "medium", "high"]), **({"summary": ch(["auto", "detailed"])} if R.random() < .6 else {})}
    a.model = wch(MODELS, [50, 25, 10, 6]); a.since = max(0.0, (created - T0) / 3600) if created else 0.0
    ACCTS.append(a); return a
if SMALL: MODELS, NEW = ["gradski-1", "gradski-1-mini", "gradski-1", "gradski-1"], "gradski-2"
else: MODELS, NEW = ["vila-2-large", "vila-2-mini", "vila-2-code", "vila-2-reason"], "vila-3"
def client_of(a, t):
    if a.home and R.random() < .45: asn, x = a.home[0], ch(a.home[1])
    elif a.static: asn, x = a.asn, a.ips[0]
    else: asn, x = a.asn, a.ips[int(t // 86400) * 7919 % len(a.ips)]
    return asn, x
NEV = 0
def emit(a, t, messages, rep, params, endpoint=None, model=None, tools=None, session=None, reasoning=None, harvest=False, cl=None, output=None, batch=None, eu=None):
    if t < 0 or t >= H * 3600: return False
    h = t / 3600
    err = OUT0 <= h < OUT1
    if err and R.random() < .7: return False
    if model is None:
        model = NEW if a.adopt is not None and h >= a.adopt else a.model
    endpoint = endpoint or a.ep
    if not harvest and a.wantr and (model == NEW or model == MODELS[3]) and R.random() < .7:
        params = {**params, "reasoning": a.effort}; reasoning = " ".join(run(RP["en"], ri(1, 4)) + run(MATHS, ri(0, 4)))
    asn, x = cl[0] if cl else client_of(a, t)
    u, j = cl[1] if cl else a.ua
    ac = a.f if (eu is None and a.eu is None) else {**a.f, "end_user": eu or a.eu}
    ilen = sum(len(m["content"]) if isinstance(m.get("content"), str) else 60 for m in messages)
    it = int(ilen / 3.7 * R.normal(1, .04)) + 4
    req = {"endpoint": endpoint, "model": model, "messages": messages, **params}
    if tools: req["tools"] = tools
    if batch: req["batch_id"] = batch
    o = {"id": "", "time": "", "account": ac, "client": {"ip": x, "asn": asn, "country": cc(asn), "user_agent": u, "ja4": j}}
    if session: o["session"] = session
    o["request"] = req
    if err or R.random() < .004:
        o["response"] = {"status": "error" if not err else "503", "latency_ms": ri(30, 9000)}
        o["usage"] = {"input_tokens": it if not err else 0, "output_tokens": 0}
    else:
        ot = max(1, int((len(rep or "") + (sum(len(json.dumps(z)) for z in output) if output else 0)) / 3.4 * R.normal(1, .05)))
        fin = "tool_calls" if output else "stop"
        mt = params.get("max_tokens")
        if mt and ot > mt: ot, fin = mt, "length"; rep = rep[:int(mt * 3.4)] if rep else rep
        us = {"input_tokens": it, "output_tokens": ot}
        rs = {"id": "r_" + hx(6), "model": model, "status": "completed", "finish_reason": fin, "latency_ms": int(250 + ot * R.gamma(8, 1.6))}
        if rep is not None: rs["content"] = rep
        if output: rs["output"] = output
        if reasoning:
            rs["reasoning"] = reasoning; us["reasoning_tokens"] = int(len(reasoning) / 3.5); us["output_tokens"] += us["reasoning_tokens"]
        o["response"] = rs; o["usage"] = us
    o["time"] = dt.datetime.fromtimestamp(T0 + t, dt.timezone.utc).strftime("%Y-%m-%dT%H:%M:%S.") + "%03dZ" % ri(0, 1000)
    EV.append((t, json.dumps(o, ensure_ascii=False, separators=(",", ":")).encode()))
    us = USERS.setdefault((a.id, eu or a.eu), [a, eu or a.eu, t, t, None, None, 0, None])
    us[2] = min(us[2], t); us[3] = max(us[3], t)
    if harvest:
        us[4] = t if us[4] is None else min(us[4], t); us[5] = t if us[5] is None else max(us[5], t); us[6] += 1
        k = int((T0 + t) // 3600); TAKEN.setdefault(harvest, {}); TAKEN[harvest][k] = TAKEN[harvest].get(k, 0) + 1
    return True
USERS, TAKEN, UPOP = {}, {}, {}

# ------------------------------------------------------------------ sessions of people
FOLLOW = {"en": ["Can you make it shorter?", "Thanks, and what about the second point?", "Please give an example.", "I don't understand the last part.", "Now as a table.", "Continue.", "Are you sure?"],
          "sr": ["Може краће?", "Хвала, а шта је са другом тачком?", "Дај пример.", "Не разумем последњи део.", "Настави.", "Сигурно?"], "hu": ["Rövidebben?", "Köszönöm, adj példát.", "Folytasd."], "de": ["Kürzer bitte.", "Gib ein Beispiel."], "rue": ["Кратше, прошим.", "Дай приклад."], "rom": ["Po harno, mangav.", "De misal."]}
FOLLOW["srl"] = [lat(x) for x in FOLLOW["sr"]]
UISYS = ["You are a helpful assistant.", "Ти си користан помоћник. Одговарај на језику корисника.", None, None, "You are Oblak Chat, the national assistant. Today is {d}. Answer briefly.", "Format answers in Markdown."]
def chat_session(a, t, langs, params=None, deep=1.7, harvest=False, first=None, cl=None, kind=None, eu=None):
    lang = wch(*langs); sys = a.sys if hasattr(a, "sys") else None
    msgs = []
    if sys: msgs.append({"role": "system", "content": sys.replace("{d}", day(T0 + t)[:10])})
    n = 1 + (int(R.geometric(1 / deep)) - 1)
    sid = "s-" + hx(6) if getattr(a, "keeps", True) else None
    p = params if params is not None else a.params
    for i in range(min(n, 6)):
        if i == 0: u = first or human_text(lang)
        else: u = ch(FOLLOW[lang]) if R.random() < .5 else (human_text(lang) if R.random() < .3 else sent(lang))
        msgs.append({"role": "user", "content": u})
        k = kind or ("code" if "```" in u or "def " in u or "python" in u.lower() else "prose")
        rep = reply(k, lang)
        if not emit(a, t, list(msgs), rep, p, session=sid, harvest=harvest, cl=cl, eu=eu): break
        msgs.append({"role": "assistant", "content": rep})
        t += R.lognormal(4.0, .8)
def human_text(lang):
    if lang == "en":
        x = R.random()
        if x < .45: return ch(CHAT)
        if x < .52: return ch(PERS)[:1200]
        return sent("en") + (" " + sent("en") if pr(.4) else "")
    if R.random() < .12: return sent(lang) + "\n\n" + ch(CHAT)[:700]
    return " ".join(sent(lang) for _ in range(1 + (pr(.5)) + (pr(.25))))
REPOS = [f"{ch(VRB)}-{ch(IDN)}{ch(['', '-py', 'lib', '-ui', '-cli'])}" for _ in range(140)]
def issue(repo=None):
    r = repo or ch(REPOS)
    return ch([f"In {r}, {ch(VRB)}_{ch(IDN)}() raises {ch(['KeyError','ValueError','TimeoutError','TypeError'])} when {ch(IDN)} is empty. Fix it and add a test.", f"Add an option --{ch(VRB)}-{ch(IDN)} to the command line of {r}; default {ri(1,99)}.", f"The {ch(IDN)} {ch(IDN)} in {r}/{ch(IDN)}.py is slow for more than {ri(2,99)}000 {ch(IDN)}s. Make it faster without changing its results.", f"Refactor {ch(IDN)}.py of {r} so that {ch(VRB)}_{ch(IDN)} does not depend on {ch(IDN)}.", f"Tests of {r} fail: {ch(VRB)}_{ch(IDN)} returns {ri(1,50)}, expected {ri(50,99)}. Find out why."])
HARNESS = {"mini-agent": "You are a software engineering agent. You work in a shell. Think about the next step, then call exactly one tool. When you are done, call submit.",
           "forge": "You are Forge, an interactive coding assistant that runs in the terminal. Use the tools to read and change files. Keep answers short. Never commit unless asked.",
           "padre": "You pair-program with the user inside the editor. Propose edits as unified diffs through apply_diff; ask before running commands."}
TOOLS = {"mini-agent": [{"name": "bash"}, {"name": "submit"}], "forge": [{"name": "Read"}, {"name": "Edit"}, {"name": "Grep"}, {"name": "Bash"}, {"name": "Todo"}], "padre": [{"name": "open_file"}, {"name": "apply_diff"}, {"name": "terminal"}]}
def agent_session(a, t, har, task=None, turns=None, params=None, harvest=False, cl=None, extra="", reasoning=False, model=None):
    msgs = [{"role": "system", "content": HARNESS[har] + extra}, {"role": "user", "content": task or (issue() if pr(.6) else sent("en"))}]
    sid = "s-" + hx(6); tl = TOOLS[har]; k = turns or ri(2, 9)
    for i in range(k):
        last = i == k - 1
        th = " ".join(run(RP["en"], 1)) if pr(.5) else ""
        call = {"type": "function", "id": "c" + hx(3), "function": {"name": ch(tl)["name"], "arguments": json.dumps({"cmd": ch(["ls", "grep -rn", "pytest -q", "sed -n 1,80p", "cat", "git diff"]) + " " + ch(IDN) + ".py"})}}
        rep = reply("code", n=ri(2, 6)) if last else th
        if not emit(a, t, list(msgs), rep, ({**(a.params if params is None else params), "reasoning": {"effort": "medium", "summary": "auto"}} if reasoning else a.params if params is None else params), tools=tl, session=sid, harvest=harvest, cl=cl, output=None if last else [{"type": "tool_call", **call}], reasoning=(" ".join(run(MATHS, ri(2, 5)) + run(RP["en"], 3)) if reasoning else None), model=model): break
        msgs.append({"role": "assistant", "content": th, "tool_calls": [call]})
        msgs.append({"role": "tool", "tool_call_id": call["id"], "content": code(ri(1, 4))[:ri(60, 500)]})
        t += R.lognormal(2.6, .7)
        if not last and pr(.08): msgs.append({"role": "user", "content": ch(["continue", "no, use the other function", "also update the docs", "why?"])}); t += R.lognormal(4, .5)

# ------------------------------------------------------------------ ordinary customers
def pers_params():
    p = {}
    if pr(.45): p["temperature"] = ch([.7, .7, 1.0, .2, 0.0, .5, .3])
    if pr(.3): p["max_tokens"] = ch([512, 1024, 2048, 4096, 800, 3072, 8192])
    if pr(.5): p["stream"] = True
    if pr(.08): p["n"] = 1
    if pr(.06): p["top_p"] = ch([.9, .95, 1.0])
    return p
def rate(mean, sd=1.0): return float(R.lognormal(np.log(mean) - sd * sd / 2, sd))
def sess_n(mean, sd=1.0, days=None): return int(R.poisson(rate(mean, sd) * (days if days is not None else DAYS)))
LANGS = (["sr", "srl", "en", "hu", "de"], [40, 22, 30, 5, 3])
def langs_of():
    m = wch(*LANGS); o = ch(["sr", "en", "srl"])
    return ([m, o], [8, 2])
def adopt(p): return LAUNCH + R.gamma(1, 60) if pr(p) else None
def person(pop, plan, n, prof, **kw):
    if pop in ("citizen", "hobby_dev", "professional") and pr(.12):
        kw["asn"] = ch(FRES + FCLOUD * 3); kw["country"] = ch(["RS", "RS", "RS", "BA", "ME", "MK", "HU", "RO", cc(kw["asn"])])
    a = acct(pop, plan, **kw); a.params = pers_params(); a.langs = langs_of(); a.sys = ch(UISYS); a.keeps = pr(.6); a.adopt = adopt(.25); a.prof = prof
    a.since = max(a.since, 0 if pr(.8) else R.random() * H * .6); a.nn = n
    return a
def live_person(a, prof=None, n=None, since=None, until=None, deep=1.8):
    for t in times(prof or a.prof, a.nn if n is None else n, a.since if since is None else since, until): chat_session(a, t, a.langs, deep=deep)

def scale(n): return max(1, int(round(n * NB / (2000 if not SMALL else 200))))
def citizens(n):
    for _ in range(n):
        live_person(person("citizen", ch(["free", "free", "payg"]), sess_n(1.1, 1.2), "cons", verified=pr(.85), created=(T0 + R.random() * H * 3000 if pr(.15) else None)))
def professionals(n):
    for _ in range(n):
        live_person(person("professional", "payg", sess_n(2.0, 1.1), "office", dom=f"{ch(IDN)}{ri(1,999)}.rs", home=ch(ISP)))
def hobby(n):
    for _ in range(n):
        a = person("hobby_dev", ch(["payg", "free"]), sess_n(1.2, 1.2), "dev", created=(T0 + R.random() * H * 2500 if pr(.2) else None)); a.adopt = adopt(.55)
        a.model = wch(MODELS, [30, 20, 40, 10])
        har = ch(list(HARNESS)) if pr(.5) else None
        if har and pr(.6): a.ua = ({"mini-agent": "mini-agent/0.9", "forge": "forge-cli/1.12", "padre": "padre-vscode/3.2"}[har], ja(har))
        for t in times("dev", a.nn, a.since):
            if har and pr(.4): agent_session(a, t, har)
            elif pr(.25): chat_session(a, t, (["en"], [1]), first=ch(D["apibench"] + D["bfcl_sql_tenant"]) if pr(.4) else issue() + "\n```python\n" + code(ri(2, 6)) + "\n```", kind="code")
            else: chat_session(a, t, a.langs)
# --- programs that many customers run
SURN = "Јовановић Петровић Николић Марковић Ђорђевић Стојановић Илић Павловић Kovács Nagy Тот Hodžić Ristić Савић".split()
FORM = ["грађевинска дозвола", "социјална помоћ", "промена пребивалишта", "подстицај у пољопривреди", "накнада за комуналије", "упис у вртић", "легализација објекта", "порез на имовину", "прикључак на водовод", "родитељски додатак"]
def doc():
    return f"Број: {ri(100,9999)}-{ri(1,99)}/26\nПодносилац: {ch(SURN)} {ch('АБВГДЈМНСТ')}.\nПредмет: {ch(FORM)}\nМесто: {ch(L['sr']['p'])}\nИзнос: {ri(1,400)}00 дин.\nОбразложење: " + " ".join(run(RP["sr"], ri(2, 9))) + (f"\nПрилог: {sent('sr')}" if pr(.5) else "")
def callt():
    o = []
    for i in range(ri(4, 12)): o.append(("Агент: " if i % 2 == 0 else "Корисник: ") + (ch(RP["sr"]) if i % 2 == 0 else sent("sr")))
    return "\n".join(o)
def note():
    return f"Пацијент [ИМЕ_{ri(1,9)}], рођен [ДАТУМ], {ri(1,98)} год. Дијагноза {ch('IJKMEGCN')}{ri(10,99)}.{ri(0,9)}. " + " ".join(f"{ch(['РР','Хб','CRP','глукоза','креатинин','пулс','SpO2'])} {ri(3,180)}" for _ in range(ri(2, 7))) + ". " + " ".join(run(RP["sr"], ri(1, 5)))
PROG = {  # vendor program: system text, payload, reply kind, params, user agent, rhythm
 "ePisarnica": ("Ти си модул еПисарница. Из приспелог поднеска извуци: број, подносиоца, предмет, рок, надлежно одељење. Врати само JSON.", doc, "json", {"temperature": 0.0, "max_tokens": 400}, "ePisarnica/3.1", "gov"),
 "DocFlow": ("DocFlow Public Sector 7. Summarise the citizen's submission for the case officer in Serbian, at most five sentences, then list missing attachments.", doc, "prose", {"temperature": .2}, "docflow-worker/7.4", "night"),
 "Zakonko": ("Провери нацрт решења у односу на ЗУП. Образложи корак по корак, наведи чланове, на крају дај оцену усклађености од 1 до 5.", doc, "prose", {"temperature": .1, "max_tokens": 1500}, "zakonko-api/1.9", "gov"),
 "CallSum": ("Сажми разговор позивног центра: разлог позива, исход, расположење корисника (1-5), следећи корак. JSON.", callt, "json", {"temperature": 0.0, "max_tokens": 300}, "callsum/2.2 Java/17", "call"),
 "DeId": ("Remove or replace every remaining identifier in the clinical note with its placeholder. Return the note unchanged otherwise.", note, "prose", {"temperature": 0.0}, "deid-pipeline/0.8", "night"),
 "PravnaPomoc": ("Помажеш клиници за бесплатну правну помоћ. Из чињеница утврди правно питање, наведи прописе, размотри аргументе обе стране корак по корак и напиши нацрт савета.", lambda: " ".join(sent("sr") for _ in range(ri(2, 6))), "prose", {"temperature": .3}, "pp-klinika/1.2", "office")}
def program(pop, prog, n, plan, mean, dom, orgp=True, asn=GOV, hosted=None, contractor=None, sd=.8):
    sysm, pay, rk, par, u, prof = PROG[prog]
    c = (u, ja(u)); hostip = [ip(HOST1, 40 + len(prog)) for _ in range(3)]
    for i in range(n):
        nm = f"{dom}{i}" if orgp else dom
        a = acct(pop, plan, org=(f"org-{nm}" if orgp else f"org-{dom}"), dom=f"{nm}.{'gov.rs' if asn == GOV else 'org.rs'}", pay=0 if plan == "gov-frame" else None, asn=asn, net=ri(0, 250), static=True, client=c)
        if hosted and pr(hosted): a.asn = HOST1; a.ips = [ch(hostip)]
        if contractor and pr(.6): a.f["payment"] = contractor
        a.params = par; a.model = MODELS[0] if pr(.8) else MODELS[1]; a.adopt = BUDGET + 24 if pr(.04) else None
        local = f" Орган: {nm}." if pr(.5) else ""
        start = 0 if pr(.9) else R.random() * H * .5
        extra = sess_n(.4, .8)
        for t in times(prof, sess_n(mean, sd), start):
            emit(a, t, [{"role": "system", "content": sysm + local}, {"role": "user", "content": pay()}], reply(rk, "sr"), par, endpoint="batch" if prof == "night" and pr(.5) else None)
        if pr(.3):
            a.langs = (["sr"], [1]); a.sys = None
            for t in times("gov", extra): chat_session(a, t, a.langs, params={})
UNI = ["uns.edu.rs", "ni.edu.rs", "bg.edu.rs", "kg.edu.rs"]
COURSES = []
def courses(k, size):
    """students with vouchers; the sheet of a week is the same for all"""
    for c in range(k):
        dom = ch(UNI); topic = ch(["math", "nlp", "prog", "writing", "law", "econ"])
        pool = {"math": D["math_test"] + D["gsm8k_train"][:400], "nlp": D["clinc150_raw"] + D["t0_templates"][:600], "prog": D["apibench"] + D["bfcl_sql_tenant"], "writing": [x[:700] for x in D["writingbench"]], "law": [sent("sr") for _ in range(200)], "econ": [sent("srl") for _ in range(200)]}[topic]
        sheets = [[ch(pool) for _ in range(ri(6, 14))] for _ in range(4)]
        pay = "vc_" + hx(5) if pr(.45) else None             # a bulk voucher of the course
        lead = T0 + (TERM + ri(8, 18)) * 3600 if pr(.75) else T0 - 86400 * ri(3, 40)
        sysm = ch([None, None, "You are the teaching assistant of the course. Do not give the solution, give hints.", "Објасни поступак корак по корак."])
        campus = ri(0, 250); n = max(5, int(size * R.uniform(.6, 1.4)))
        group = []
        for i in range(n):
            a = person("course_student", "voucher-edu", 0, "student", dom=f"student.{dom}", org=None if pr(.5) else f"org-{dom}", pay=pay or "vs_" + hx(6), created=lead + R.exponential(1.2) * 36000, asn=NREN, net=campus, home=ch(ISP))
            a.ips = [ip(NREN, campus) for _ in range(3)]
            a.course = (sheets, sysm); a.since = max(0, (dt.datetime.strptime(a.f["created"], "%Y-%m-%dT%H:%M:%SZ").replace(tzinfo=dt.timezone.utc).timestamp() - T0) / 3600)
            a.work = rate(9, .8); group.append(a)
            student_life(a)
        COURSES.append((dom, group))
def student_life(a, x=1.0):
    sheets, sysm = a.course
    for w in range(int(a.since // 168), DAYS // 7 + 1):
        lo, hi = max(a.since, w * 168), min(H, w * 168 + 168)
        if hi - lo < 3: continue
        for t in times("student", int(R.poisson(a.work * x)), lo, hi):
            if pr(.6):
                q = ch(sheets[w % 4]); q = q if pr(.7) else ch(["help: ", "како се ради ", "explain ", "is this right? "]) + q
                s0 = getattr(a, "sys", None); a.sys = sysm or s0; chat_session(a, t, (["en"], [1]), first=q, deep=2.0, kind="math" if "math" in q or any(c.isdigit() for c in q) else None); a.sys = s0
            else: chat_session(a, t, a.langs)
def schools(k, size):
    """school and language classes: drills in school hours"""
    for c in range(k):
        lang = ch(["de", "en", "sr", "hu", "rue", "rom"]); net = ri(0, 250); egress = ip(NREN, net)
        ask = {"en": "Correct my sentence and explain the mistake: ", "de": "Korrigiere und erkläre: ", "sr": "Исправи и објасни: ", "hu": "Javítsd ki: ", "rue": "Поправ и толкуй: ", "rom": "Lačhar thaj sikav: "}[lang]
        u = ua(); org = f"org-skola{ri(1,900)}"; les = [[sent(lang) for _ in range(12)] for _ in range(DAYS)]
        cr = T0 - 86400 * ri(2, 60) if pr(.5) else T0 + (TERM + 9) * 3600
        slots = sorted(ri(0, 5) for _ in range(2))
        for i in range(max(4, int(size * R.uniform(.6, 1.3)))):
            a = acct("school_class", "voucher-edu", org=org if pr(.7) else None, dom=f"ucenik{org[9:]}.edu.rs", pay="vc_" + org, created=cr + R.random() * 5400, asn=NREN, net=net, static=True, client=u, home=ch(ISP) if pr(.4) else None)
            a.ips = [egress]; a.params = {"temperature": .5}; a.langs = ([lang, "sr"], [3, 1]); a.sys = "You are a patient language tutor for pupils." if pr(.8) else None
            s = max(0, a.since + .2)
            for d in range(int(np.ceil((s - 8.8) / 24)) if s else 0, DAYS):
                if d % 7 in slots and d != HOLIDAY:
                    for j in range(ri(1, 7)): chat_session(a, d * 86400 + 3600 * (9 + slots.index(d % 7)) + R.random() * 2700, a.langs, first=ask + ch(les[d]) if pr(.75) else None, deep=1.4)
                elif pr(.08): chat_session(a, d * 86400 + 3600 * R.uniform(16, 21), a.langs)
def teachers(n):
    """a ministry's programme: rubric grading of essays, one program, many schools"""
    rub = "Ви сте помоћник наставнику. Оцените састав по рубрици: садржај (1-5), структура (1-5), језик (1-5). Наведите образложење и предлог оцене."
    for i in range(n):
        a = acct("teacher_grading", "gov-frame", org=f"org-skola{ri(1,900)}", dom="skole.gov.rs", pay=0, asn=ch([NREN] + ISP), client=("ocenko-web/1.4", ja("ocenko"))); a.params = {"temperature": 0.0, "max_tokens": 700}
        for e in times("school", sess_n(.9, .7), TERM - 30):
            th = sent("sr")
            for k in range(ri(3, 14)):
                emit(a, e + k * R.uniform(20, 90), [{"role": "system", "content": rub}, {"role": "user", "content": f"Тема: {th}\nСастав ученика:\n" + " ".join(sent("sr") for _ in range(ri(3, 9)))}], reply("prose", "sr", ri(2, 6)) + f" Оцена: {ri(1,6)}", a.params)
def startups(k, size):
    for c in range(k):
        cr = T0 - 86400 * ri(3, 90) if pr(.5) else T0 + R.random() * H * 1500
        pay0 = "vg_" + hx(5); kit = ch([None, "You are {x}, the assistant of a young company. Answer from the context below and say when you do not know.\nContext:\n{c}"])
        for i in range(size):
            nm = f"{ch(VRB)}{ch(IDN)}{ri(1,99)}"; a = acct("startup", "voucher-startup", org=f"org-{nm}", dom=f"{nm}.io" if pr(.6) else f"{nm}.rs", pay=pay0 if pr(.3) else "vp_" + hx(5), created=cr + R.exponential(1) * 40000, asn=ch([HOST1, HOST2, 64702, 64703]), static=True, home=ch(ISP))
            a.params = pers_params(); a.adopt = adopt(.6); a.sys = None; a.langs = langs_of()
            s = max(0, a.since + ri(1, 30))
            sysm = (kit or ch(["You write product descriptions for {x}.", "Classify the support ticket for {x} and draft an answer.", "Extract line items from invoices for {x}. JSON only.", "Ти си продавац у радњи {x}. Одговарај љубазно.", "{x}: rewrite the job advert so that it is inclusive."])).replace("{x}", nm).replace("{c}", " ".join(run(RP[ch(["en", "sr"])], 8)))
            rk = "json" if "JSON" in sysm else "prose"; lg = ch(["en", "sr", "srl"])
            for t in times(ch(["cons", "shift", "office"]), sess_n(4, 1.1, (H - s) / 24), s):
                emit(a, t, [{"role": "system", "content": sysm}, {"role": "user", "content": sent(lg) if pr(.7) else ch(D["clinc150_raw"])}], reply(rk, lg), a.params)
            if pr(.3):      # tests of their own product, with made-up users
                for t in times("office", ri(5, 60), s): emit(a, t, [{"role": "user", "content": f"Generate {ch([5,10,20])} realistic customer messages about {ch(L['en']['n'])} for testing our bot {nm}. JSON list."}], reply("json", lg), {"temperature": 1.0})
            for t in times("dev", sess_n(.5, 1), s): chat_session(a, t, a.langs)
def bureaus(n):
    tms = ("Translate the segment from {s} to {d}. Keep tags. Use the glossary.\nGlossary: {g}")
    for i in range(n):
        nm = f"prevod{i}"; a = acct("translation", "payg", org=f"org-{nm}", dom=f"{nm}.rs", client=(ch(["CatTool/11.2", "memoCloud/24", "OmegaTM/6"]), ja("cat")), home=ch(ISP))
        a.params = {"temperature": 0.0}; s, d = ch([("English", "Serbian"), ("Serbian", "Hungarian"), ("German", "Serbian"), ("Serbian", "Rusyn"), ("Serbian", "Romani"), ("Serbian", "English")])
        src = {"English": "en", "Serbian": "sr", "German": "de"}[s]; dst = {"Serbian": "sr", "Hungarian": "hu", "Rusyn": "rue", "Romani": "rom", "English": "en"}[d]
        for e in times("office", sess_n(.6, .8)):
            g = "; ".join(f"{ch(L[src]['n'])} = {ch(L[dst]['n'])}" for _ in range(4)); sysm = tms.format(s=s, d=d, g=g)
            for k in range(ri(4, 25)): emit(a, e + k * R.uniform(3, 40), [{"role": "system", "content": sysm}, {"role": "user", "content": " ".join(run(RP[src], ri(1, 4)))}], reply("prose", dst, ri(1, 4)), a.params)
def newspapers(n):
    wire = [[" ".join(run(RP["sr"], ri(4, 10))) + " " + sent("sr") for _ in range(8)] for _ in range(DAYS)]
    for i in range(n):
        lang = wch(["sr", "srl", "hu", "rue", "rom"], [10, 8, 4, 2, 2]); a = acct("newspaper", "media-fund", org=f"org-list{i}", dom=f"list{i}.rs", client=("wp-redakcija/2.0", ja("wp-r")), static=True); a.params = {"temperature": .4}
        for d in range(DAYS):
            for st in wire[d]:
                if pr(.35):
                    t = d * 86400 + 3600 * R.uniform(6, 9) + R.exponential(5000)
                    for task in ["Предложи пет наслова за вест.", "Сажми вест у две реченице за друштвене мреже."] + ([{"hu": "Fordítsd magyarra.", "rue": "Преложи на руски.", "rom": "Bolde pe romani."}[lang]] if lang in ("hu", "rue", "rom") else []):
                        emit(a, t, [{"role": "system", "content": "Уреднички помоћник."}, {"role": "user", "content": task + "\n\n" + st}], reply("prose", lang if lang in RP else "sr", ri(1, 5)), a.params); t += R.uniform(5, 60)
def labs(k, per):
    """university and public evaluation labs with grant codes: suites, several samples of an item, judges"""
    suites = {"gsm8k": (D["gsm8k_train"], "Solve the problem. End with 'Answer: <number>'."), "bbh": (D["bbh"], "Answer the question. Think step by step."), "math": (D["math_test"], "Solve. Put the final answer in \\boxed{}."), "safety": (D["do_not_answer"] + D["hh_rlhf_harmless"], None), "mt": (D["mt_bench"] + D["vicuna_bench"], None), "sr-eval": ([sent("sr") + " Одговори са А, Б, В или Г." for _ in range(500)], "Одговори само словом.")}
    for c in range(k):
        dom = ch(UNI + ["ivi.ac.rs", "evalcenter.rs"]); pay = "gr_" + hx(5); nm = ch(list(suites)); q, sysm = suites[nm]; u = (ch(["lm-eval/0.4", "inspect-ai/0.3", "openai-python/1.5.0"]), ja("eval"))
        fresh = pr(.5)
        for i in range(per):
            a = acct("evaluation_lab", "grant", org=f"org-{dom}" if pr(.6) else None, dom=dom, pay=pay if pr(.7) else "gr_" + hx(5), created=T0 - 86400 * ri(1, 300), asn=ch([NREN, NREN, HOST2]), net=60 + c, static=True, client=u)
            a.sys = None; a.langs = langs_of(); a.params = {"temperature": 0.0, "max_tokens": 1024}
            for rn in range(ri(1, 4)):
                st = (LAUNCH + R.exponential(14) if pr(.6) else R.uniform(0, H * .9)) * 3600; ks = ch([1, 1, 4, 8]) ; sub = [ch(q) for _ in range(ri(15, 90))] if not fresh else q[(i * 40) % len(q):][:ri(15, 60)]
                p = {"temperature": .7, "seed": 1234} if ks > 1 else a.params
                m = NEW if st >= LAUNCH * 3600 else ch(MODELS)
                for x in sub:
                    for s in range(min(ks, 4)):
                        st += R.exponential(9); emit(a, st, ([{"role": "system", "content": sysm}] if sysm else []) + [{"role": "user", "content": x}], reply("math" if nm in ("gsm8k", "math", "bbh") else "prose", "en"), p, model=m, reasoning=None)
                if nm == "mt" or pr(.25):
                    for _ in range(ri(20, 80)):
                        st += R.exponential(6); x = ch(D["mt_bench"]); emit(a, st, [{"role": "system", "content": "Please act as an impartial judge and evaluate the quality of the response. Rate it from 1 to 10: [[rating]]."}, {"role": "user", "content": f"[Question]\n{x[:500]}\n\n[Answer]\n{reply('prose')}"}], reply("grade"), {"temperature": 0.0, "max_tokens": 512}, model=MODELS[0])
            for t in times("office", sess_n(.8, 1)): chat_session(a, t, a.langs, params={})
def hackathon(n):
    d = int(round(12 * f)); egress = [ip(ISP[2], 77) for _ in range(2)]; kit = "You are an agent in the Civic Hack starter kit. Use open data of the city. Answer with JSON {\"answer\":…, \"steps\":[…]}."
    for i in range(n):
        a = acct("hackathon", "voucher-event", dom=ch(FREE), pay="ve_civic26", created=T0 + d * 86400 - 3600 * R.uniform(-9, 30), asn=ISP[2], net=77, home=ch(ISP)); a.ips = egress; a.params = {"temperature": ch([.2, .7])}; a.sys = None; a.langs = langs_of(); a.adopt = LAUNCH
        for t in times("dev", ri(15, 70), d * 24 + 9, d * 24 + 42):
            x = R.random()
            if x < .5: emit(a, t, [{"role": "system", "content": kit}, {"role": "user", "content": sent(ch(["sr", "en"]))}], reply("json"), a.params)
            elif x < .8: agent_session(a, t, "forge", turns=ri(2, 5))
            else: chat_session(a, t, a.langs)
def bootcamp(n):
    tasks = [issue(ch(REPOS[:6])) for _ in range(14)]; cr = T0 + (TERM + 10) * 3600
    for i in range(n):
        a = acct("bootcamp", "voucher-edu", dom=ch(FREE), pay="vc_kamp", created=cr + R.random() * 9000, asn=ch(ISP), client=("mini-agent/0.9", ja("mini-agent"))); a.params = {"temperature": 0.0}; a.sys = None; a.langs = langs_of(); a.model = MODELS[2]
        for t in times("office", sess_n(1.6, .6, 13), a.since + .2):
            agent_session(a, t, "mini-agent", task=ch(tasks[:int(4 + (t / 3600 - TERM) / 30)][-5:]))
        for t in times("student", ri(0, 20), a.since + .2): chat_session(a, t, a.langs)
def safety_institute(n):
    for i in range(n):
        a = acct("safety_institute", "gov-frame", org="org-isb", dom="isb.gov.rs", pay=0, asn=GOV, net=9, static=True); a.params = {"temperature": 1.0}
        for e in times("office", ri(3, 9)):
            for k in range(ri(10, 60)): e += R.exponential(15); emit(a, e, [{"role": "user", "content": ch(D["promptfoo_redteam"] + D["do_not_answer"])}], reply("short" if pr(.6) else "prose"), a.params)
def licensed(n):
    """an annotation vendor with a contract: may train on outputs"""
    for i in range(n):
        a = acct("licensed", "enterprise", org="org-anota", dom="anota.rs", pay="pm_anota", asn=HOST2, net=33, static=True, client=("anota-pipe/1.0", ja("anota"))); a.params = {"temperature": .8}; ROWS.append(dict(account=a.id, licence_scope="train on outputs", licence_document="UG-2026-031", licence_valid_until="2027-06-30"))
        for t in times("flat", ri(500, 900)):
            x = ch(D["self_instruct_user_oriented"] + D["biggen_bench"] + D["t0_templates"]); emit(a, t, [{"role": "system", "content": "Answer the instruction. Show your reasoning before the answer."}, {"role": "user", "content": x}], reply("prose") + " " + reply("math"), a.params)
RES = {}
def reseller(n):
    a = acct("reseller", "enterprise", org="org-telko", dom="telko.rs", asn=ISP[0], static=True, client=("telko-asistent/5", ja("telko"))); a.ips = [ip(ISP[0], 5)]; ROWS.append(dict(account=a.id, reseller="true"))
    a.sys = "Ти си Телко Асистент у апликацији оператера. Буди љубазан и кратак."; a.params = {"temperature": .6, "max_tokens": 900}; RES["a"] = a
    for i in range(n):
        e = "u" + hx(4); UPOP[(a.id, e)] = "reseller_user"; a.langs = langs_of()
        for t in times("cons", sess_n(.9, 1)): chat_session(a, t, a.langs, eu=e)
def integrator(n):
    """firms whose integrator moves them all to the new model in one evening"""
    for i in range(n):
        nm = f"firma{i}"; a = acct("integrator_customer", "payg", org=f"org-{nm}", dom=f"{nm}.co.rs", pay="pm_integ" if pr(.5) else None, asn=HOST1, net=12, static=True, client=("integrix/4", ja("integrix"))); a.params = {"temperature": .2, "max_tokens": 600}; a.adopt = LAUNCH + 31; a.sys = None
        if pr(.7): a.ips = [ip(HOST1, 12)]
        for t in times("office", sess_n(5, .7), 0 if pr(.7) else R.random() * H * .4): emit(a, t, [{"role": "system", "content": f"Integrix copilot for ERP. Answer questions about stock, invoices and orders of {nm}. If data is missing, say so."}, {"role": "user", "content": sent(ch(["srl", "sr"]))}], reply("prose", "srl", ri(1, 5)), a.params)

if not SMALL:
    citizens(scale(470)); professionals(scale(230)); hobby(scale(270)); newspapers(scale(34)); bureaus(scale(38))
    program("council", "ePisarnica", scale(95), "gov-frame", 6, "opstina"); program("council", "DocFlow", scale(60), "gov-frame", 5, "grad", hosted=.7, contractor="pm_docflow")
    program("ministry", "Zakonko", scale(26), "gov-frame", 7, "min"); program("call_centre", "CallSum", scale(26), "payg", 9, "kol", asn=HOST1, contractor="pm_callsum", hosted=.4)
    program("hospital", "DeId", scale(22), "gov-frame", 14, "bolnica", sd=.6); program("legal_aid", "PravnaPomoc", scale(26), "grant", 2.2, "klinika", asn=ISP[1])
    courses(max(1, scale(9)), 30); schools(max(1, scale(10)), 15); teachers(scale(40)); startups(max(1, scale(4)), 16); labs(max(1, scale(9)), 4)
    hackathon(scale(45)); bootcamp(scale(26)); safety_institute(scale(5)); licensed(scale(3)); reseller(scale(70)); integrator(scale(22))
else:
    citizens(scale(45)); professionals(scale(20)); hobby(scale(24)); newspapers(scale(6)); bureaus(scale(6))
    program("city_department", "ePisarnica", scale(16), "gov-frame", 6, "grad"); program("city_department", "Zakonko", scale(6), "gov-frame", 5, "sekr"); program("call_centre", "CallSum", scale(3), "payg", 9, "kol", asn=HOST1)
    courses(1, 16); schools(2, 9); teachers(scale(9)); startups(1, scale(8)); labs(1, 3); hackathon(scale(10)); safety_institute(1); integrator(scale(5))

# ------------------------------------------------------------------ campaigns
CAMPS = []
def mutate(x):
    return re.sub(r"\b\d{1,3}\b", lambda m: str(max(1, int(m.group()) + ri(-9, 40))), x)
def deal(name, accts, prof, per_day, start, stop, items, build, load_sd=.15, jitter=10, k=1, cover=None, cover_n=0.0, workers=None, params=None, kind="", burst=None):
    """one queue, dealt over the accounts in the order of time; build(a, t, item)"""
    slots = []
    for a in accts:
        a.h0 = max(start + R.exponential(jitter), a.since + 1 if a.since > start else 0); a.h1 = stop - R.exponential(jitter)
        n = int(R.poisson(max(.1, per_day * R.lognormal(-load_sd ** 2 / 2, load_sd)) * max(0, a.h1 - a.h0) / 24))
        ts = times(prof, n, a.h0, a.h1)
        if burst and len(ts):                      # a worker takes a handful at a time
            ts = np.sort(np.concatenate([t + np.cumsum(R.exponential(burst[1], burst[0])) for t in ts[::burst[0]]]))
        slots += [(t, a) for t in ts]
    slots.sort(key=lambda z: z[0])
    q = []
    while len(q) < len(slots) + 50:
        w = [items() for _ in range(400)]; w = [x for x in w for _ in range(k)]
        if k > 1: w = [w[i] for i in R.permutation(len(w))]
        q += w
    for (t, a), it in zip(slots, q): build(a, t, it)
    if cover:
        for a in accts: cover(a)
    CAMPS.append((name, kind, T0 + start * 3600, T0 + stop * 3600, dict(accounts=len(accts), per_day=per_day, samples=k, start_h=start, stop_h=stop)))
def ids(n): return int(max(3, round(n * NA / 260)))
W1 = ["Solve the task. Reason step by step, check the result, then state it after '###'.", "Реши задатак. Размишљај корак по корак, провери, па резултат напиши после '###'.", "Write a complete worked solution for a student, with every intermediate step, and finish with the final answer after '###'."]
PA = ["Work through this carefully", "Think it over in detail", "Please reason it out", "Take it one step at a time", "Walk me through this", "Lay out your thinking", "Derive this thoroughly", "Explain how you would get there"]
PB = [" and show every step", ", including dead ends", " before you answer", " and justify each move", ", then verify", " as if teaching a colleague", " with all the intermediate results", ""]
PC = [". Finish with the result.", ". Put the conclusion last.", "; the answer goes on the final line.", ". Then sum up.", ". Close with a short check.", "."]
def para(): return ch(PA) + ch(PB) + ch(PC)
def pm(): return "pm_" + hx(6)
def hv_items_reason():
    x = R.random()
    if x < .55: return mutate(ch(D["math_test"] + D["ocw_minerva"] + D["gsm_hard"]))
    if x < .8: return mutate(ch(D["bbh"]))
    return mutate(ch(D["asdiv"] + D["mawps"] + D["gsm8k_train"]))
def hv_general():
    x = R.random()
    if x < .4: return mutate(ch(D["biggen_bench"]))
    if x < .7: return mutate(ch(D["self_instruct_user_oriented"] + D["llamafactory_alpaca_en_demo"]))
    return ch(D["t0_templates"])
def reas(n=8): return " ".join(run(MATHS, ri(3, n)) + run(RP["en"], ri(1, 4)))

def c_vouchers(n):
    """a domestic laboratory with the vouchers of students who go on to do their homework"""
    name = "voucher_lab"; pool = [a for dom, g in COURSES for a in g]; pick = [pool[i] for i in R.permutation(len(pool))[:n]]
    nets = [(HOST2, 101), (NREN, 180)]; egress = [(x, ip(x, m)) for x, m in nets for _ in range(4)]; cl = ("openai-python/1.6.0", ja("openai-python"))
    def build(a, t, it):
        w, x = it; emit(a, t, [{"role": "system", "content": W1[w]}, {"role": "user", "content": x}], reply("math", n=ri(6, 16)), {"temperature": .7, "max_tokens": 3072}, harvest=name, cl=(egress[hash_(a.id) % len(egress)] if pr(.8) else ch(egress), cl), model=NEW if t / 3600 > LAUNCH + 20 and pr(.8) else MODELS[3])
    for a in pick: a.camp = name
    deal(name, pick, "flat", 11, TERM + 20, H - 30, lambda: (ri(0, 3), hv_items_reason()), build, load_sd=.25, jitter=20, k=2, kind="voucher_lab")
def hash_(s): return int(hashlib.md5(s.encode()).hexdigest()[:6], 16)
def c_foreign(n):
    """a foreign shop: hired identities, own cards, residential exits, reworded asks, a work queue"""
    name = "hired_identities"; ac = []
    for i in range(n):
        asn = ch(FRES + ISP * 3); a = acct("campaign", ch(["payg", "payg", "free"]), created=T0 + (R.uniform(-9, 6) * f) * 86400, country="RS" if pr(.7) else FCC.get(asn, "RS"), pay=pm(), asn=asn, camp=name); a.params = {**pers_params()}; a.langs = langs_of(); a.sys = ch(UISYS); a.adopt = LAUNCH + R.exponential(8); ac.append(a)
    def build(a, t, it):
        x = it; u = ch([f"{para()}\n\n{x}", f"{x}\n\n{para()}", f"{para()} {x}"]) if pr(.85) else x
        p = dict(a.params)
        if pr(.5): p["temperature"] = ch([.6, .7, .8, 1.0])
        emit(a, t, ([{"role": "system", "content": a.sys.replace("{d}", "2026")}] if a.sys and pr(.6) else []) + [{"role": "user", "content": u}], reply(ch(["math", "math", "prose", "code"]), n=ri(6, 14)), p, harvest=name, session="s-" + hx(6) if pr(.5) else None)
    def cover(a): live_person(a, "cons", int(R.poisson(3.0 / 1.8 * DAYS * .6)))
    deal(name, ac, "east", 9, 48 * f, H, lambda: hv_items_reason() if pr(.55) else hv_general(), build, load_sd=.3, jitter=30, cover=cover, kind="hired_identities")
def c_startup(n=4):
    """a start-up's own accounts: product traffic, and training data for its own model"""
    name = "own_model_startup"; nm = "govorko"; ac = []
    for i in range(n):
        a = acct("campaign", "voucher-startup" if i else "payg", org=f"org-{nm}" if i < 2 else None, dom=f"{nm}.rs" if i < 3 else "gmail.com", pay="vp_" + nm if i in (0, 1) else None, created=T0 - 86400 * ri(20, 90), asn=ch([HOST2, 64702]), net=14, static=True, client=("openai-node/4.5.1", ja("openai-node")), home=ISP[1], camp=name); a.params = {"temperature": .5}; a.sys = None; a.langs = (["srl", "sr"], [1, 1]); ac.append(a)
    topics = [f"{ch(L['sr']['n'])} — {ch(FORM)}" for _ in range(160)]
    def build(a, t, it):
        v = ch(["Napiši {k} različitih pitanja građana o temi „{x}“ i za svako idealan, potpun odgovor. Format: JSONL {{\"instruction\":…, \"output\":…}}.", "Tema: {x}. Generiši {k} dijaloga korisnika i asistenta (3 do 6 replika), različiti tonovi, JSONL."]).format(k=ch([5, 8, 10]), x=it)
        emit(a, t, [{"role": "user", "content": v}], "\n".join(json.dumps({"instruction": sent("srl"), "output": reply("prose", "srl")}, ensure_ascii=False) for _ in range(4)), {"temperature": 1.0, "max_tokens": 4096}, harvest=name)
    def cover(a):
        for t in times("shift", int(30 * DAYS)): emit(a, t, [{"role": "system", "content": "Ti si Govorko, glasovni asistent opština. Odgovaraj kratko."}, {"role": "user", "content": sent("srl")}], reply("prose", "srl", ri(1, 3)), a.params)
    deal(name, ac, "office", 55, 24 * f, H, lambda: ch(topics), build, cover=cover, kind="own_model_startup")
def c_cover(n):
    """ordinary people's use for three quarters, and no wording that members share"""
    name = "ordinary_cover"; ac = []
    for i in range(n):
        a = acct("campaign", ch(["payg", "free"]), created=T0 - 86400 * R.gamma(1.5, 40), pay=pm(), asn=ch(ISP + FRES[:6]), camp=name); a.params = pers_params(); a.langs = langs_of(); a.sys = ch(UISYS); a.adopt = adopt(.5); ac.append(a)
    subj = [f"{ch(L['en']['a'])} {ch(L['en']['n'])}" for _ in range(90)]; task = ["explain to a beginner how one decides on", "argue for and against", "find the hidden assumption in advice about", "design a small study about", "write a dialogue in which two experts disagree on", "estimate, with your working, the yearly cost of", "list what could go wrong with, and why,", "derive a rule of thumb for"]
    who = ["a nurse", "a farmer", "a town clerk", "a pupil", "an engineer", "a shopkeeper", "a lawyer", "a retired teacher"]
    def item(): return ch([f"I am {ch(who)} and need you to {ch(task)} a {ch(subj)}; think it through properly.", f"{ch(task).capitalize()} a {ch(subj)}, for {ch(who)}. Go into the reasons.", f"Could you {ch(task)} a {ch(subj)}? My reader is {ch(who)}, so spell out why each step follows."]) if pr(.7) else ch(D["biggen_bench"])[:900]
    def build(a, t, it): chat_session(a, t, (["en"], [1]), first=it, deep=1.2, harvest=name)
    def cover(a): live_person(a, "cons", int(R.poisson(rate(9, .5) / 1.8 * DAYS)), max(0, a.h0 - 60))
    deal(name, ac, "cons", 3.0, 60 * f, H - 20, item, build, load_sd=.5, jitter=40, cover=cover, kind="ordinary_cover")
def c_pref(n):
    """preference pairs and grades"""
    name = "preference_pairs"; ac = []; nets = [(ch(FCLOUD), ri(0, 250)) for _ in range(6)]
    for i in range(n):
        x = ch(nets); a = acct("campaign", "payg", created=T0 + R.uniform(-14, 3) * 86400, country=ch(["RS", "BA", "ME", "MK"]), verified=pr(.7), asn=x[0], net=x[1], pay=None, dom=ch(["tutanota.com", "gmail.com", "outlook.com", "proton.me"]), camp=name); a.params = {}; a.langs = langs_of(); a.sys = None; ac.append(a)
    rub = ["helpfulness", "truthfulness", "depth", "harmlessness", "clarity", "following the instruction"]; ask = ["Which reply would an expert prefer? Grade each from 1 to 10 on {r} and explain the difference.", "Compare the two candidates on {r}. Give both a mark out of ten, with reasons, then the better one.", "Rate A and B (0-10) for {r}. Write the critique first, then JSON with score_a, score_b, better."]
    qs = [ch(CHAT + D["biggen_bench"])[:600] for _ in range(700)]
    def build(a, t, it):
        q, r1, r2, r, v = it; emit(a, t, [{"role": "user", "content": f"{ask[v].format(r=r)}\n\nPrompt: {q}\n\nA: {r1}\n\nB: {r2}"}], reply("grade"), {"temperature": 0.0, "max_tokens": 600}, harvest=name, model=MODELS[0] if pr(.7) else NEW if t / 3600 > LAUNCH else MODELS[1])
    def cover(a): live_person(a, "cons", ri(0, 14), a.h0)
    deal(name, ac, "flat", 14, 70 * f, H - 60 * f, lambda: (ch(qs), reply("prose"), reply("prose"), f"{ch(rub)} and {ch(rub)}", ri(0, 3)), build, load_sd=.2, jitter=8, cover=cover, kind="preference_pairs")
def c_agent(n):
    """agentic coding traces through an open harness that hobby developers and a bootcamp use too"""
    name = "agent_traces"; ac = []; cards = [pm() for _ in range(max(3, n // 2))]
    for i in range(n):
        a = acct("campaign", "payg", created=T0 + R.uniform(-20, 5) * 86400, pay=ch(cards), asn=ch(FCLOUD + FRES[:8]), country=ch(["RS", "HU", "RO"]), camp=name, client=("mini-agent/0.9", ja("mini-agent")) if pr(.7) else None); a.params = {"temperature": .8}; a.sys = None; a.langs = (["en"], [1]); a.model = MODELS[2]; a.adopt = LAUNCH + R.exponential(10); ac.append(a)
    har = "mini-agent"
    def build(a, t, it): agent_session(a, t, har, task=it, turns=ri(4, 11), harvest=name, reasoning=pr(.6))
    def cover(a):
        for t in times("dev", ri(0, 10), a.h0): agent_session(a, t, ch(["forge", "padre"]))
    deal(name, ac, "flat", 2.6, 90 * f, H, lambda: issue(), build, load_sd=.2, jitter=12, k=4, cover=cover, kind="agent_traces")
def c_smalllang(n):
    """two small languages only, from a place that has no speakers"""
    name = "small_languages"; ac = []
    for i in range(n):
        a = acct("campaign", ch(["payg", "free"]), created=T0 + R.uniform(-30, 4) * 86400, asn=ch([64704, 64705, FRES[2], FRES[3]]), country="RS", camp=name); a.params = {"temperature": ch([.7, .5])} if pr(.6) else {}; a.langs = langs_of(); a.sys = None; a.adopt = adopt(.6); ac.append(a)
    def item():
        l = ch(["rue", "rom"]); return l, " ".join(sent(l) for _ in range(ri(1, 3)))
    def build(a, t, it): chat_session(a, t, ([it[0]], [1]), first=it[1], deep=1.25, harvest=name)
    deal(name, ac, "east", 8, 40 * f, H - 24, item, build, load_sd=.3, jitter=24, kind="small_languages")
def c_crude(n):
    """cheap: one mail provider, an afternoon of sign-ups, one text"""
    name = "crude_script"; ac = []; cards = [pm() for _ in range(max(1, n // 6))]; c0 = T0 + (5 * f) * 86400; net = (64703, 66)
    for i in range(n):
        a = acct("campaign", "free", created=c0 + R.random() * 9000, verified=False, dom="mailbox-24.net", pay=ch(cards), asn=net[0], net=net[1], camp=name, client=("python-requests/2.32", ja("requests"))); a.params = {}; ac.append(a)
    def build(a, t, it): emit(a, t, [{"role": "user", "content": "Below is a question. Write the full chain of thought inside <think></think> and then the answer.\n\n" + it}], "<think>" + reas(14) + "</think> " + reply("math", n=2), {"temperature": 1.0, "max_tokens": 4096, "n": 1}, harvest=name, model=MODELS[3])
    deal(name, ac, "flat", 22, 5 * 24 * f + 6, 14 * 24 * f, lambda: mutate(ch(D["gsm8k_train"] + D["svamp"])), build, load_sd=.1, jitter=2, kind="crude_script")
def c_reseller(n):
    """among the end users of a telephone company's assistant"""
    name = "in_reseller"; a = RES["a"]; us = ["u" + hx(4) for _ in range(n)]
    for e in us: UPOP[(a.id, e)] = name
    s0 = 50 * f; ts = []
    for e in us: ts += [(t, e) for t in times("flat", int(R.poisson(10 * (H - s0) / 24 * R.lognormal(0, .15))), s0 + R.exponential(9))]
    ts.sort()
    for t, e in ts:
        emit(a, t, [{"role": "system", "content": a.sys}, {"role": "user", "content": f"{para()}\n\n{hv_items_reason() if pr(.5) else hv_general()}"}], reply("math", n=ri(4, 10)), a.params, harvest=name, eu=e)
    for e in us:
        for t in times("cons", ri(0, 20)): chat_session(a, t, langs_of(), eu=e)
    CAMPS.append((name, "in_reseller", T0 + s0 * 3600, END, dict(accounts=n)))
def c_bought(n):
    """accounts of real people, bought; after the launch they ask the new model for its reasoning"""
    name = "bought_accounts"; ac = []; cl = ("openai-python/1.8.0", ja("openai-python")); s0 = LAUNCH + 5
    for i in range(n):
        a = person("campaign", ch(["payg", "free"]), 0, ch(["cons", "office"]), camp=name); a.sold = s0 - R.exponential(40); ac.append(a)
        live_person(a, n=int(R.poisson(1.3 * a.sold / 24)), since=0, until=max(2, a.sold)); a.since = 0
    vps = [(ch(FCLOUD), ri(0, 250)) for _ in range(n // 2 + 2)]
    for a in ac: v = ch(vps); a.cl = ((v[0], ip(v[0], v[1])), cl)
    dom = ["contract law", "organic chemistry", "queueing theory", "medieval history", "tax rules", "control theory", "genetics", "macroeconomics", "compilers", "epidemiology", "optics", "set theory"]
    hard = ["Pose and solve a graduate-level problem in {d} about {x}.", "A tricky question of {d}: what follows if the {x} is doubled? Prove it.", "Find the error in the usual argument of {d} concerning the {x}, and repair it."]
    def build(a, t, it): emit(a, t, [{"role": "user", "content": it}], reply("prose", n=ri(4, 10)), {"reasoning": {"effort": "high", "summary": "detailed"}, "max_tokens": 8192}, endpoint="responses", reasoning=reas(18), harvest=name, model=NEW, cl=a.cl)
    deal(name, ac, "flat", 13, s0, H, lambda: ch(hard).format(d=ch(dom), x=ch(L["en"]["n"]) + " " + ch(IDN)) if pr(.6) else hv_items_reason(), build, load_sd=.25, jitter=14, kind="bought_accounts")

if A.scenario == "mix":
    c_vouchers(ids(45)); c_foreign(ids(60)); c_startup(4); c_cover(ids(36)); c_pref(ids(28)); c_agent(ids(24)); c_smalllang(ids(14)); c_crude(ids(20)); c_reseller(ids(12)); c_bought(ids(18))
elif SMALL:
    k = ri(3, 13)
    if A.attack: k = A.attack
    kinds = [lambda: c_vouchers(min(k, 12)), lambda: c_startup(min(k, 5)), lambda: c_pref(k), lambda: c_smalllang(k), lambda: c_foreign(k), lambda: c_bought(k), lambda: c_agent(k)]
    kinds[ri(0, len(kinds))]()

# ------------------------------------------------------------------ write
os.makedirs(A.out, exist_ok=True)
EV.sort(key=lambda z: z[0])
salt = str(A.seed).encode()
with pa.CompressedOutputStream(pa.OSFile(f"{A.out}/log.jsonl.zst", "wb"), "zstd") as fh:
    for i, (t, b) in enumerate(EV):
        e = hashlib.blake2b(salt + i.to_bytes(5, "big"), digest_size=9).hexdigest().encode()
        fh.write(b'{"id":"x' + e + b'"' + b[len('{"id":""'):] + b"\n")
with open(f"{A.out}/accounts.csv", "w", newline="") as fh:
    w = csv.DictWriter(fh, ["account", "reseller", "licence_scope", "licence_document", "licence_valid_until"]); w.writeheader(); w.writerows(ROWS)
rows = []
for (aid, eu), (a, e, lo, hi, h0, h1, hn, _) in USERS.items():
    if eu is not None: pop = UPOP.get((aid, eu), "reseller_user"); camp = pop if pop == "in_reseller" else None; pop = "campaign" if camp else pop
    else: camp, pop = a.camp, a.pop
    if camp and hn == 0: camp, pop = None, "campaign_idle"
    if camp: pop = "campaign"
    r = dict(account=aid, end_user=eu, population=pop, campaign=camp, since=day(T0 + (h0 if camp else lo)), until=day(T0 + (h1 if camp else hi)))
    if pop == "licensed": r["licensed"] = True
    rows.append(r)
if RES: rows.append(dict(account=RES["a"].id, end_user=None, population="reseller", campaign=None, since=day(T0), until=day(END)))
pops = {}
for r in rows: pops[r["population"]] = pops.get(r["population"], 0) + 1
json.dump({"version": 1, "seed": A.seed, "world": A.scenario, "settings": vars(A), "start": day(T0), "end": day(END), "exchanges": len(EV), "populations": dict(sorted(pops.items())), "accounts": rows,
           "campaigns": [dict(campaign=n, kind=k, accounts=sum(r["campaign"] == n for r in rows), start=day(s), end=day(e), params=p, exchanges=sum(TAKEN.get(n, {}).values()), taken=sorted(map(list, TAKEN.get(n, {}).items()))) for n, k, s, e, p in CAMPS]}, open(f"{A.out}/truth.json", "w"), indent=0)
print(f"{len(EV)} exchanges, {len(rows)} units, campaigns: " + ", ".join(f"{n} {sum(r['campaign'] == n for r in rows)} ({sum(TAKEN.get(n, {}).values())})" for n, *_ in CAMPS))
print(dict(sorted(pops.items())))
