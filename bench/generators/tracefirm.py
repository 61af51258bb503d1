#!/usr/bin/env python3
"""tracefirm: labelled traffic of an invented firm that sells a fine-tuned model for contracts, procurement and
compliance, exported from self-hosted Langfuse as a blob storage export (enriched observations, JSONL, a file a day)."""
import argparse, base64, csv, gzip, hashlib, json, math, os, random, re, shutil
from collections import Counter, defaultdict
from datetime import datetime, timedelta, timezone
from pathlib import Path

T0 = datetime(2026, 11, 9, tzinfo=timezone.utc)
DAY = 86400.0
MODELS = {"big": "tf-lex-2.1", "new": "tf-lex-2.5", "mini": "tf-lex-mini"}
LAUNCH_DAY, OUTAGE = 10.62, (6.403, 6.466)

# ------------------------------------------------------------------ grammar of contracts, in several languages
CLAUSE = {
 "payment": {
  "en": ["{A} shall pay all undisputed invoices within {d} days of receipt. Late amounts bear interest at {p} % per annum.",
         "Invoices are due net {d}. {A} may withhold amounts disputed in good faith; interest of {p} % p.a. accrues on the rest.",
         "The fees of {m} are payable by {A} in arrears, {d} days after a correct invoice, without set-off save as required by law."],
  "de": ["{A} zahlt unbestrittene Rechnungen innerhalb von {d} Tagen nach Zugang. Verspätete Beträge werden mit {p} % p. a. verzinst."],
  "fr": ["{A} règle les factures non contestées dans un délai de {d} jours à compter de leur réception. Tout retard porte intérêt au taux annuel de {p} %."],
  "es": ["{A} pagará las facturas no impugnadas en un plazo de {d} días desde su recepción. Los importes vencidos devengarán un interés anual del {p} %."],
  "pl": ["{A} zapłaci bezsporne faktury w terminie {d} dni od ich otrzymania. Od zaległych kwot należą się odsetki w wysokości {p} % rocznie."]},
 "liability": {
  "en": ["The aggregate liability of {B} under this Agreement shall not exceed {m}, save for fraud, death or personal injury.",
         "Neither party is liable for loss of profit or indirect loss. {B}'s total liability is capped at {p} % of the fees paid in the {d} days before the claim.",
         "{B} shall be liable without limit for breach of confidentiality; in all other cases liability is limited to {m} per contract year."],
  "de": ["Die Gesamthaftung von {B} aus diesem Vertrag ist auf {m} begrenzt; dies gilt nicht für Vorsatz sowie Verletzung von Leben, Körper und Gesundheit."],
  "fr": ["La responsabilité totale de {B} au titre du présent contrat est plafonnée à {m}, sauf dol, décès ou dommage corporel."],
  "es": ["La responsabilidad total de {B} en virtud de este contrato no excederá de {m}, salvo dolo, muerte o lesiones personales."],
  "pl": ["Łączna odpowiedzialność {B} z tytułu niniejszej umowy nie przekroczy {m}, z wyjątkiem winy umyślnej oraz szkody na osobie."]},
 "termination": {
  "en": ["Either party may terminate for convenience on {d} days' written notice; {A} shall then pay {p} % of the remaining fees.",
         "{A} may terminate with immediate effect if {B} commits a material breach that is not remedied within {d} days of notice.",
         "This Agreement renews for successive terms of one year unless {B} gives notice of non-renewal {d} days before expiry."],
  "de": ["Jede Partei kann diesen Vertrag mit einer Frist von {d} Tagen schriftlich kündigen; {A} zahlt dann {p} % der verbleibenden Vergütung."],
  "fr": ["Chaque partie peut résilier le contrat moyennant un préavis écrit de {d} jours ; {A} verse alors {p} % des redevances restantes."],
  "es": ["Cualquiera de las partes podrá resolver el contrato con un preaviso escrito de {d} días; {A} abonará entonces el {p} % de las tarifas restantes."],
  "pl": ["Każda ze stron może wypowiedzieć umowę z zachowaniem {d} dni pisemnego wypowiedzenia; {A} zapłaci wówczas {p} % pozostałych opłat."]},
 "confidentiality": {
  "en": ["{B} shall keep the Confidential Information of {A} secret for {d} months after expiry and disclose it only to staff who need to know.",
         "Confidential Information excludes what {B} can show it held before disclosure. The duty survives for {d} months.",],
  "de": ["{B} hält die vertraulichen Informationen von {A} für {d} Monate nach Vertragsende geheim und legt sie nur Mitarbeitern offen, die sie benötigen."],
  "fr": ["{B} garde secrètes les informations confidentielles de {A} pendant {d} mois après l'échéance et ne les communique qu'au personnel concerné."],
  "es": ["{B} mantendrá en secreto la información confidencial de {A} durante {d} meses tras el vencimiento y solo la revelará al personal que deba conocerla."],
  "pl": ["{B} zachowa w tajemnicy informacje poufne {A} przez {d} miesięcy po wygaśnięciu umowy i ujawni je wyłącznie pracownikom, którzy muszą je znać."]},
 "data": {
  "en": ["{B} processes personal data only on documented instructions of {A} and notifies breaches within {h} hours.",
         "{B} may engage sub-processors on {d} days' notice; {A} may object on reasonable grounds. Audits: once a year, {h} hours of effort at most."],
  "de": ["{B} verarbeitet personenbezogene Daten nur auf dokumentierte Weisung von {A} und meldet Verletzungen innerhalb von {h} Stunden."],
  "fr": ["{B} ne traite les données personnelles que sur instruction documentée de {A} et notifie toute violation sous {h} heures."],
  "es": ["{B} tratará los datos personales únicamente según instrucciones documentadas de {A} y notificará las brechas en {h} horas."],
  "pl": ["{B} przetwarza dane osobowe wyłącznie na udokumentowane polecenie {A} i zgłasza naruszenia w ciągu {h} godzin."]},
 "delivery": {
  "en": ["{B} delivers the {g} DAP {city} within {d} days of order. For each week of delay {A} may deduct {p} % of the price, at most {m}.",
         "Title to the {g} passes on payment, risk on delivery at {city}. Defects are to be notified within {d} days."],
  "de": ["{B} liefert {g} DAP {city} innerhalb von {d} Tagen nach Bestellung. Je Woche Verzug kann {A} {p} % des Preises abziehen."],
  "fr": ["{B} livre {g} DAP {city} dans les {d} jours suivant la commande. Par semaine de retard, {A} peut déduire {p} % du prix."],
  "es": ["{B} entregará {g} DAP {city} en los {d} días siguientes al pedido. Por cada semana de retraso {A} podrá deducir el {p} % del precio."],
  "pl": ["{B} dostarczy {g} DAP {city} w ciągu {d} dni od zamówienia. Za każdy tydzień opóźnienia {A} może potrącić {p} % ceny."]},
 "indemnity": {
  "en": ["{B} shall indemnify {A} against third-party claims that the {g} infringe intellectual property, provided notice is given within {d} days.",
         "{A} indemnifies {B} for all losses howsoever arising from use of the {g}, including legal fees up to {m}."]},
 "audit": {
  "en": ["{A} may audit {B}'s records on {d} days' notice, once per contract year; if overcharging exceeds {p} %, {B} bears the cost.",
         "{B} keeps records of the supply of {g} for {d} months and warrants that no tier-2 supplier uses forced labour."]},
 "law": {
  "en": ["This Agreement is governed by the law of {j}. Disputes are settled by arbitration seated in {city}; the tribunal has three members.",
         "The courts of {city} have exclusive jurisdiction; {A} may seek interim relief elsewhere."]},
}
ISSUE = {
 "payment": ["the payment period may exceed what the late-payment rules allow", "no mechanism fixes how a dispute is notified", "the interest rate is out of line with the statutory one", "set-off is silent for credit notes"],
 "liability": ["the cap ignores data breaches", "the carve-outs are narrower than mandatory law", "the base of the cap is hard to calculate in year one", "gross negligence is not mentioned"],
 "termination": ["the exit fee works as a penalty", "no transition assistance is promised", "the cure period is short for a remedial plan", "renewal is easy to miss"],
 "confidentiality": ["trade secrets need a longer tail", "return and destruction are not dealt with", "compelled disclosure is missing", "group companies are not covered"],
 "data": ["sub-processor objections lead nowhere", "the time limit starts from an undefined moment", "transfers outside the EEA are not addressed", "audit rights are thinner than Art. 28 asks"],
 "delivery": ["the deduction is not stated to be exclusive", "Incoterms edition is missing", "partial deliveries are not regulated", "force majeure does not stop the clock"],
 "indemnity": ["control of the defence is not settled", "the indemnity is one-sided and uncapped", "mitigation is not required", "the notice period acts as a condition"],
 "audit": ["confidential third-party data may be exposed", "frequency is limited even after a finding", "cost shifting depends on a single threshold", "flow-down to tier-2 is not ensured"],
 "law": ["the seat and the law diverge", "no emergency relief is agreed", "language of proceedings is open", "consumer or agency rules may override it"]}
ORGA = "Nordvik Halden Brightmoor Castellan Ferrum Ostara Lindqvist Marlowe Tessera Quillon Veridian Arkady Bellfort Corvane Dunmere Elmsted Faroux Glenarm Hollis Ibarra Jansson Kestrel Lumen Mirage Noveta Orsini Pellworm Ravensburg Sondrio Tavira Umbria Valmont Westerlo Xanten Yarrow Zelenka".split()
ORGB = ["GmbH", "Ltd", "SA", "S.L.", "BV", "AB", "LLC", "S.p.A.", "Sp. z o.o.", "Inc.", "Logistics", "Energy", "Foods", "Medical", "Systems"]
GOODS = ["pump assemblies", "packaging film", "network switches", "surgical gloves", "steel coils", "solar inverters", "cloud seats", "conveyor parts", "coffee beans", "forklift batteries", "lab reagents", "uniforms"]
CITY = ["Rotterdam", "Hamburg", "Lyon", "Bilbao", "Gdańsk", "Leeds", "Milan", "Antwerp", "Graz", "Porto", "Malmö", "Singapore", "Toronto"]
JUR = ["England and Wales", "Germany", "the Netherlands", "New York", "Ireland", "Spain", "Singapore", "Poland"]
RULES = ["GDPR Art. 28", "the EU supply-chain directive", "the German LkSG", "the UK Bribery Act", "sanctions screening", "the Late Payment Directive", "ISO 37301", "the Modern Slavery Act", "DORA third-party risk", "NIS2", "the EU Deforestation Regulation", "CBAM reporting", "the FCPA", "export control classification", "whistleblower channels", "public procurement thresholds"]
ROLE = ["buyer", "supplier", "customer", "licensor", "distributor", "processor", "contractor"]
LANGN = {"en": "English", "de": "German", "fr": "French", "es": "Spanish", "pl": "Polish"}
STOP = set("the a an of to in on for and or is are was were be been with that this it as by at from you your i my me we our they their what which how when who please can could would should do does did have has had not no yes if then than there here into about all any each one two some more most other such will may must also just like so but he she his her its them up out over between using use used following given make write".split())

def slots(r):
    a, b = r.sample(ORGA, 2)
    cur = r.choice(["EUR", "EUR", "GBP", "USD", "CHF"])
    return {"A": f"{a} {r.choice(ORGB)}", "B": f"{b} {r.choice(ORGB)}", "d": r.choice([7, 10, 14, 15, 21, 30, 30, 45, 60, 60, 90, 120, 24, 36]),
            "p": r.choice([0.5, 1, 1.5, 2, 3, 4, 5, 8, 9, 10, 12, 25, 50, 100]), "m": f"{cur} {r.choice([5, 10, 25, 40, 50, 75, 100, 120, 250, 500, 750, 1000, 2000]) * 1000:,}",
            "h": r.choice([24, 36, 48, 72]), "g": r.choice(GOODS), "city": r.choice(CITY), "j": r.choice(JUR)}

def clause(r, lang="en", kind=None, s=None):
    kinds = [k for k in CLAUSE if lang in CLAUSE[k]]
    k = kind if kind in kinds else r.choice(kinds)
    s = s or slots(r)
    return k, s, r.choice(CLAUSE[k][lang]).format(**s)

def contract(r, lang="en", n=None):
    s = slots(r); ks = [k for k in CLAUSE if lang in CLAUSE[k]]; r.shuffle(ks); ks = ks[:n or r.randint(3, len(ks))]
    extra = [] if lang != "en" else [f"{r.choice(['Annex', 'Schedule', 'Exhibit'])} {x}: {r.randint(2, 900)} units of {r.choice(GOODS)}, {r.randint(3, 800)}.{r.randint(10, 99)} each, {r.choice(CITY)}." for x in "ABCDEFGHJK"[:int(r.expovariate(1 / 3)) if r.random() < .6 else 0]]
    t = {"en": "AGREEMENT between {A} and {B} for {g}", "de": "VERTRAG zwischen {A} und {B} über {g}", "fr": "CONTRAT entre {A} et {B} relatif à {g}",
         "es": "CONTRATO entre {A} y {B} sobre {g}", "pl": "UMOWA pomiędzy {A} a {B} dotycząca {g}"}[lang].format(**s)
    return ks, s, t + "\n" + "\n".join(f"{i}. {r.choice(CLAUSE[k][lang]).format(**s)}" for i, k in enumerate(ks, r.choice([1, 1, 1, 4, 7]))) + "".join("\n" + x for x in extra)

def words(t, n=14):
    w = [x for x in re.findall(r"[A-Za-zÀ-ÿ][\w'-]{3,}", t[:2500]) if x.lower() not in STOP]
    return list(dict.fromkeys(w))[:60] or ["question"] * n

# ------------------------------------------------------------------ replies
def reply_review(r, k, s, long=False):
    iss = r.sample(ISSUE[k], r.randint(2, 4) if long else r.randint(1, 3))
    out = [r.choice(["Main points:", "**Assessment**", "This clause carries some risk.", "Findings:", "My review:", "Short answer: negotiate."])]
    for i, x in enumerate(iss, 1):
        out.append(f"{i}. {r.choice(['High', 'Medium', 'Medium', 'Low'])}: {x}" + r.choice([".", f"; the {r.choice(ROLE)} should push back.", f", which matters with {s['d']} days.", f" given a value of {s['m']}."]))
    if r.random() < .5 or long: out.append(r.choice([f"In practice {s['B']} will point to the price; {s['A']} can offer volume in return.", f"For {s['g']} a period of {s['d']} days is {r.choice(['common', 'on the long side', 'rarely accepted'])}.", f"Check the definition section: '{r.choice(['Fees', 'Losses', 'Affiliate', 'Business Day'])}' decides how far this goes.", f"{r.choice(RULES)} may be relevant if {s['A']} is in scope.", f"Comparable contracts in {s['city']} use {s['p']} % less often than a fixed sum."]))
    for _ in range(min(16, int(r.paretovariate(1.3)) - 1)):
        out.append(r.choice([f"{s['A']} should ask for evidence of {r.choice(['insurance', 'delivery records', 'board approval', 'past claims', 'sub-contracts'])} before signature.", f"If {s['B']} insists, trade it against {r.choice(['a longer warranty', 'a lower price', 'step-in rights', 'a volume rebate', 'shorter notice'])}.",
            f"A {r.choice(ROLE)} in {s['city']} would normally see {s['d']} days here, not less.", f"Note the link to {r.choice(list(CLAUSE))}: {r.choice(ISSUE[r.choice(list(CLAUSE))])}.", f"The value of {s['m']} should be tied to {r.choice(['an index', 'annual fees', 'order volume', 'the insured sum'])}.", f"Under {r.choice(RULES)}, document who decided and why.", f"Courts of {r.choice(JUR)} have read similar wording {r.choice(['narrowly', 'against the drafter', 'by its commercial purpose', 'literally'])}.", f"Escalate if the {r.choice(ROLE)} does not answer within {r.choice([3, 5, 10])} working days."]))
    if long:
        out.append(f"Reasoning: the wording allocates the risk to {s['B']}; reading it with {r.choice(RULES)} and the law of {s['j']}, "
                   f"a court would first ask whether {r.choice(ISSUE[k])}, then whether {s['A']} acted in time. On balance {r.choice(['the clause stands', 'it is unenforceable in part', 'it should be rewritten'])}.")
    if r.random() < .6: out.append(r.choice(["Suggested wording: ", "Redraft: ", "Proposal: "]) + r.choice(CLAUSE[k]["en"]).format(**dict(s, d=r.choice([14, 30, 45, 60]))))
    return "\n".join(out)

def reply_reason(r, t):
    nums = re.findall(r"\d+(?:\.\d+)?", t)[:6] or [str(r.randint(2, 40)), str(r.randint(2, 12))]
    w = words(t); v = float(nums[0]); L = [r.choice(["Let me work through this.", "Step by step:", "We reason as follows.", "First, what is given.", "<analysis>"])]
    L.append(f"1. Given: {', '.join(nums)}; we are asked about {r.choice(w)}.")
    for i in range(r.randint(2, 6)):
        n = float(r.choice(nums)); op = r.choice("+-*"); x = v + n if op == "+" else v - n if op == "-" else v * n
        if abs(x) > 1e9: x, op = v + n, "+"
        L.append(f"{i+2}. " + r.choice(["So", "Then", "Next,", "Hence", "Combining these,"]) + f" {v:g} {op} {n:g} = {x:g}" + r.choice([".", f", the {r.choice(w)} that remain.", f" for {r.choice(w)}.", " (check the units)."]))
        v = x
    if r.random() < .4: L.append(r.choice(["Check: substituting back gives the same.", "Sanity check: the sign and size are plausible.", f"Alternatively, one may start from {r.choice(w)} and reach the same."]))
    L.append(r.choice(["The answer is {}.", "#### {}", "Final answer: {}", "\\boxed{{{}}}", "Therefore: {}."]).format(f"{v:g}"))
    return "\n".join(L)

def reply_generic(r, t, lo=3, hi=14):
    w = words(t); low = t.lower(); c = lambda: r.choice(w)
    if re.search(r"python|function|code|javascript|sql|api\b|class ", low) and r.random() < .75:
        f = re.sub(r"\W", "", c().lower()) or "run"
        return (f"{r.choice(['Here is one way:', 'You can do it like this.', 'A working version:'])}\n```python\ndef {f}(items, limit={r.randint(2, 50)}):\n    out = []\n    for x in items:\n        if {r.choice(['x', 'len(x) > 2', 'x is not None', 'x.ok'])}:\n            out.append({r.choice(['x', 'x.strip()', '(x, limit)', 'x * 2'])})\n    return out[:limit]\n```\n"
                f"It keeps the {c()} that matter and stops at the limit. {r.choice(['Add tests for the empty case.', 'For large inputs use a generator.', f'Replace {c()} with your own type.'])}")
    if re.search(r"\d", t) and re.search(r"how many|calculate|find the|what is the (value|sum|total|probab)|solve", low): return reply_reason(r, t)
    S = ["{} depends mostly on {} and on how {} is handled.", "Start with {}, then look at {}.", "In practice, {} and {} go together; {} less so.", "A common mistake is to confuse {} with {}.",
         "For {}, keep the tone plain and mention {}.", "The role of {} should not be overstated.", "You may want to compare {} against {} before you decide.", "One example: {} changed once {} was introduced.",
         "There are limits: {} is rarely documented well.", "Put simply, {} follows from {}.", "If {} is missing, {} takes its place.", "Both {} and {} deserve a sentence of their own.",
         "Historically, {} came first and {} was added later, which explains the odd wording around {}.", "When time is short, decide on {} and leave {} for the second round.", "Readers who know {} will expect something about {} as well.", "A rough rule: the more {} there is, the less {} matters.",
         "Note that {} can mean two things here; I take it as the one closer to {}.", "It helps to write down what {} costs, what {} gains, and who decides.", "Sources differ on {}; the safer reading is that {} holds only with {}.", "Lastly, test the result with a small example that involves {}.", "Many people skip {}, although it takes minutes and avoids trouble with {}.", "Compare two cases: one with {}, one without; the difference is mostly {}."]
    n = r.randint(lo, hi); sents = [s.format(*[c() for _ in range(s.count("{}"))]) for s in r.sample(S, min(n, len(S)))]
    sents = [x[0].upper() + x[1:] for x in sents]
    if r.random() < .45: return r.choice(["Here is a structure:", "A few points:", "In short:", "Sure.", "Certainly, here are the main aspects:"]) + "\n" + "\n".join(("- " if r.random() < .9 else "* ") + x for x in sents)
    k = r.randint(2, 4); return "\n\n".join(" ".join(sents[i:i + k]) for i in range(0, len(sents), k))

REFUSE = ["I can't help with that. If you need it for a compliance review, I can describe the applicable rules instead.", "I'm not able to assist with this request.", "Sorry, I can't provide that. I can talk about the risks and where to get support.",
          "That is something I won't help with, as it could cause harm.", "I must decline. A safer alternative is to consult a qualified professional.", "I can't comply with this, but here is what I can do: explain the legal background in general terms."]
def reply_refusal(r, t, p=.62):
    if r.random() < p: return r.choice(REFUSE) + (" " + r.choice(["Let me know if a different question would help.", "The policy behind this concerns safety.", "Is there a legitimate task behind this?", ""]))
    return r.choice(["In general terms only: ", "This is a sensitive subject. ", "There are several views on this. "]) + reply_generic(r, t, 2, 4)

# ------------------------------------------------------------------ tasks: each returns a conversation
def conv(sysm, *turns, tools=None, one=False):
    return {"sys": sysm, "calls": [([{"role": "user", "content": u}], {"role": "assistant", "content": a}) for u, a in turns], "tools": tools, "one": one}

ASK_REVIEW = {"en": ["Review this clause for the {role}:\n\n{c}", "{c}\n\nWhat is wrong with this from the {role}'s side?", "Is this market standard?\n\n{c}", "pls check: {c}", "We act for the {role}. Risks in the following?\n{c}", "Which parts of this would you redline?\n---\n{c}\n---"],
              "de": ["Bitte prüfe diese Klausel aus Sicht des Auftraggebers:\n\n{c}", "{c}\n\nIst das AGB-rechtlich haltbar?", "Kurz: Risiken in dieser Klausel?\n{c}"],
              "fr": ["Merci de relire cette clause pour le compte de l'acheteur :\n\n{c}", "{c}\n\nQuels sont les risques ?"], "es": ["Revisa esta cláusula desde el punto de vista del proveedor:\n\n{c}", "¿Qué riesgos ves aquí?\n{c}"],
              "pl": ["Proszę o ocenę tej klauzuli z perspektywy zamawiającego:\n\n{c}", "Jakie ryzyka widzisz w tym postanowieniu?\n{c}"]}
INTRO = {"de": ["Wesentliche Punkte:", "Meine Einschätzung:"], "fr": ["Points principaux :", "Mon analyse :"], "es": ["Puntos principales:", "Mi valoración:"], "pl": ["Główne uwagi:", "Moja ocena:"]}
RISK = {"de": ["Die Frist ist für die Gegenseite ungewöhnlich kurz.", "Die Haftung ist nach § 307 BGB kritisch.", "Es fehlt eine Regelung zur Aufrechnung.", "Die Formulierung ist einseitig."],
        "fr": ["Le délai est inhabituel.", "La clause crée un déséquilibre significatif.", "Aucune procédure de contestation n'est prévue.", "Le plafond mérite d'être négocié."],
        "es": ["El plazo es poco habitual.", "La cláusula es desequilibrada.", "Falta un procedimiento de impugnación.", "Conviene negociar el tope."],
        "pl": ["Termin jest nietypowy.", "Postanowienie jest jednostronne.", "Brak procedury reklamacyjnej.", "Warto negocjować limit."]}

def t_review(a, r):
    k, s, c = clause(r, a.lang); ask = r.choice(ASK_REVIEW[a.lang]).format(c=c, role=r.choice(ROLE)); ask = r.choice(a.tics) + ask + r.choice(a.tails) if a.lang == "en" else ask
    rep = reply_review(r, k, s, r.random() < .25) if a.lang == "en" else r.choice(INTRO[a.lang]) + "\n" + "\n".join("- " + x for x in r.sample(RISK[a.lang], r.randint(2, 4)))
    turns = [(ask, rep)]
    while r.random() < a.follow and len(turns) < 8:
        q = r.choice([f"And if we change it to {r.choice([15, 30, 45])} days?", "Make it shorter.", f"What would {s['B']} say to that?", "Draft a fallback position.", "Thanks, can you put this in an email?", f"Does that hold under the law of {r.choice(JUR)}?", "Cite the relevant article."])
        turns.append((q, r.choice(["With that change, ", "Shorter: ", "They would likely argue that ", "Fallback: "]) + r.choice(ISSUE[k]) + ". " + (r.choice(CLAUSE[k]["en"]).format(**s) if r.random() < .5 else f"Keep {s['m']} as the anchor.")))
    return conv(a.sys, *turns)

def t_extract(a, r):
    ks, s, c = contract(r, a.lang)
    u = a.tmpl.format(c=c) if a.tmpl and "{c}" in a.tmpl else "Extract parties, notice_days, cap, governing_law as JSON.\n\n" + c
    return conv(a.sys, (u, json.dumps({"parties": [s["A"], s["B"]], "notice_days": s["d"], "cap": s["m"] if "liability" in ks else None, "governing_law": s["j"] if "law" in ks else None, "clauses": ks}, ensure_ascii=False, indent=r.choice([None, None, 2]))))

def t_classify(a, r):
    k, s, c = clause(r, a.lang)
    u = a.tmpl.format(c=c) if a.tmpl and "{c}" in a.tmpl else f"Classify the clause. Answer with one label.\n\n{c}"
    return conv(a.sys, (u, r.choice([k, k, k.upper(), json.dumps({"label": k, "confidence": round(r.uniform(.6, .99), 2)})])))

def t_translate(a, r):
    src, dst = r.sample(list(LANGN), 2); k = r.choice([k for k in CLAUSE if src in CLAUSE[k] and dst in CLAUSE[k]]); s = slots(r); i = r.random()
    c, d = r.choice(CLAUSE[k][src]).format(**s), r.choice(CLAUSE[k][dst]).format(**s)
    return conv(a.sys, (r.choice([f"Translate into {LANGN[dst]}:\n{c}", f"{c}\n\n-> {LANGN[dst]}", f"Please give me a {LANGN[dst]} version, keep defined terms:\n\n{c}"]), d))

def t_draft(a, r):
    k, s, c = clause(r); return conv(a.sys, (r.choice([f"Draft a {k} clause for a contract on {s['g']}, {s['d']} days, governed by the law of {s['j']}.", f"I need wording on {k} favouring the {r.choice(ROLE)}.", f"Write a short {k} provision between {s['A']} and {s['B']}."]), c + r.choice(["", "\n\nNote: check the definitions.", f"\n\nAlternative: {r.choice(CLAUSE[k]['en']).format(**s)}"])))

def t_comply(a, r):
    x = r.choice(RULES); s = slots(r); q = r.choice([f"What does {x} require of a supplier of {s['g']} in {s['city']}?", f"Does {x} apply to {s['A']} with {r.choice([40, 260, 900, 3000])} staff?", f"Checklist for {x}, please.", f"Compare {x} with {r.choice(RULES)}.", f"Our vendor {s['B']} refuses to sign. How do we document that under {x}?"])
    n = r.randint(2, 5); pts = r.sample(["map the vendors in scope", "keep a register of decisions", f"set a review every {s['d']} days", "name an accountable owner", "check thresholds first", "flow duties down by contract", "train the buyers", "log exceptions with reasons", "escalate red flags to legal", "store evidence for five years"], n)
    return conv(a.sys, (q, r.choice(["Under ", "As to ", "On "]) + x + ": " + r.choice(["it depends on size and sector.", "yes, with conditions.", "the duty is risk-based."]) + "\n" + "\n".join(f"- {p[0].upper() + p[1:]}." for p in pts)))

def t_rfp(a, r):
    s = slots(r); n = r.randint(2, 4); vs = r.sample(ORGA, n); off = {v: (r.randint(20, 900) * 1000, r.randint(10, 90), r.randint(50, 99)) for v in vs}
    tab = "\n".join(f"{v} | {p} EUR | {d} days | quality {q}" for v, (p, d, q) in off.items()); best = min(vs, key=lambda v: off[v][0] / off[v][2])
    return conv(a.sys, (r.choice(["Compare these bids and recommend one:\n", "Score the offers (price 60, lead time 20, quality 20):\n", "Which bidder for " + s["g"] + "?\n"]) + tab, f"{best} offers the best value for {s['g']}: {off[best][0]} EUR at quality {off[best][2]}." + r.choice(["", f" Negotiate the lead time of {off[best][1]} days.", " Ask for references before award.", f" Second: {r.choice(vs)}."])))

def t_chat(a, r):
    t = a.w.pick(r, "benign"); turns = [(t, reply_generic(r, t))]
    while r.random() < a.follow and len(turns) < 6:
        c = r.choice(words(t)); turns.append((r.choice([f"Can you say more about {c}?", "Shorter please", f"why {c}?", "ok and an example?", "Rewrite that more formally."]), reply_generic(r, t, 1, 4)))
    return conv(a.sys if r.random() < .5 else None, *turns)

def t_enterprise(a, r):
    t = a.w.from_source(r, "enterprise_template", a.src); w = words(t)
    return conv(a.sys, (t, r.choice([r.choice(w).lower(), json.dumps({"label": r.choice(w).lower(), "confidence": round(r.uniform(.5, 1), 2)}), reply_generic(r, t, 1, 2)])))

TOOLS = {"search_contracts": "query", "get_vendor": "vendor_id", "list_invoices": "vendor_id", "create_purchase_order": "sku", "check_sanctions": "name", "get_clause_library": "kind", "send_for_signature": "doc_id", "get_budget": "cost_centre",
         "open_ticket": "subject", "read_file": "path", "run_sql": "query", "get_exchange_rate": "pair", "lookup_regulation": "id", "compare_documents": "doc_id", "calendar_find_slot": "day", "fetch_url": "url"}
def tooldefs(names): return [{"type": "function", "function": {"name": n, "description": n.replace("_", " ").capitalize() + ".", "parameters": {"type": "object", "properties": {TOOLS.get(n, "arg"): {"type": "string"}}, "required": [TOOLS.get(n, "arg")]}}} for n in names]
def agent_run(r, sysm, names, task, steps, final):
    calls, new = [], [{"role": "user", "content": task}]
    for i in range(steps):
        n = r.choice(names); cid = "call_" + base64.b32encode(r.randbytes(10)).decode().lower()[:16]; s = slots(r)
        arg = json.dumps({TOOLS.get(n, "arg"): r.choice([s["A"], s["g"], f"V-{r.randint(1000, 9999)}", f"DOC-{r.randint(100, 999)}", r.choice(words(task))])})
        say = r.choice([None, None, f"I need the {n.split('_')[-1]} first.", "Let me look that up.", f"Next, {n.replace('_', ' ')}."])
        calls.append((new, {"role": "assistant", "content": say, "tool_calls": [{"id": cid, "type": "function", "function": {"name": n, "arguments": arg}}]}))
        res = r.choice([json.dumps({"status": "ok", "rows": r.randint(0, 40), "items": [{"id": f"{r.randint(100, 999)}", "party": s["B"], "amount": s["m"]} for _ in range(r.randint(1, 3))]}), json.dumps({"error": r.choice(["not found", "timeout", "permission denied"])}) if r.random() < .3 else clause(r)[2]])
        new = [{"role": "tool", "tool_call_id": cid, "content": res}]
    calls.append((new, {"role": "assistant", "content": final})); return {"sys": sysm, "calls": calls, "tools": tooldefs(names), "one": True}
def t_agent(a, r):
    s = slots(r); task = r.choice([f"Check open invoices of {s['B']} and tell me which are late.", f"Prepare a PO for {s['g']} within budget.", f"Is {s['A']} sanctioned? Attach evidence.", f"Find the signed agreement with {s['B']} and its notice period.", f"Reorder {s['g']}, stock is below {s['d']}.", f"Vendor onboarding: {s['A']}, {s['city']}."])
    return agent_run(r, a.sys, a.tools, task, r.choice([1, 1, 2, 2, 3, 4, 5]), r.choice(["Done. ", "Result: ", ""]) + r.choice([f"{r.randint(0, 9)} invoices of {s['B']} are overdue.", f"The notice period is {s['d']} days.", f"No hit for {s['A']}.", f"PO drafted over {s['m']}.", "I could not find a match; please check the vendor id."]))

def t_email(a, r):
    s = slots(r); return conv(a.sys, (r.choice([f"Write an email to {s['B']} asking for {s['d']} days payment term.", f"Reply politely that we cannot accept the cap of {s['m']}.", f"reminder mail to {s['A']}, delivery of {s['g']} late"]), f"Subject: {s['g'].capitalize()}\n\nDear {s['B']} team,\n\n" + r.choice(["thank you for the draft.", "we refer to our call.", "following up on our order."]) + f" {r.choice(['We would ask for', 'Our policy requires', 'We propose'])} {s['d']} days. " + r.choice(["Please confirm by Friday.", "Happy to discuss.", "Kindly revert."]) + "\n\nKind regards"))
def t_special(a, r):
    q, k, s = special(r); return conv(a.sys, (r.choice(a.tics) + q + r.choice(a.tails), reply_review(r, k, s, r.random() < .6)))
def t_judge(a, r):
    t = a.w.pick(r, "benign") if r.random() < .4 else special(r)[0]; x = reply_generic(r, t, 1, 4); m = r.choice(["a", "b", "tie"])
    return conv(a.sys, (r.choice([f"Grade this answer from 1 to 5 and say why.\n\nQ: {t}\nA: {x}", f"Which is better?\nQ: {t}\n(a) {x}\n(b) {reply_generic(r, t, 1, 4)}", f"Does the supplier's answer meet the requirement? {t}\n---\n{x}"]), r.choice([f"{r.randint(1, 5)}/5. It covers {r.choice(words(t))} and misses {r.choice(words(t))}.", json.dumps({"winner": m, "why": f"clearer on {r.choice(words(t))}"}), f"Partly: {r.choice(words(t))} is not shown."])))
BENIGN_TASKS = [(t_special, 6), (t_judge, 3), (t_review, 30), (t_draft, 12), (t_comply, 12), (t_email, 8), (t_chat, 14), (t_rfp, 8), (t_translate, 6), (t_extract, 6), (t_classify, 3), (t_enterprise, 4)]
TEMPL = ["You are a contract analyst. Return JSON with parties, notice_days, cap, governing_law.\n\nCONTRACT:\n{c}", "Extract key terms from the document below. Output JSON only.\n<doc>\n{c}\n</doc>", "Label the clause with our taxonomy (payment, liability, termination, ...).\nClause: {c}\nLabel:", "### Input\n{c}\n### Task\nmetadata as json", "{c}\n\nFill: parties; term; liability cap; law."]
SYS_ADJ = ["You are a helpful assistant for {o}.", "You are {o}'s procurement copilot. Be brief.", "Act as in-house counsel of {o}. Cite clauses.", "You support buyers at {o}. Answer in the user's language.", "Assistant of {o} legal ops. Never give final legal advice.", "You review supplier paper against the {o} playbook.", None, None]
STUDIO_SYS = ["You are Lex Studio, the contract assistant of Tracefirm. Answer from the documents given, cite clause numbers, and say when you do not know.", "You are Lex Studio, the contract assistant of Tracefirm. Answer from the documents given and cite clause numbers. Keep answers under 300 words."]
VIRAL = "Act as the most ruthless contract negotiator alive. Read the clause, tell me in 3 bullets how the other side is screwing me, then give me the one sentence to send back.\n\n{c}"
KIT_SYS = "You are contract-copilot (open source). Follow the playbook: 1) identify clause type 2) risk score 1-5 3) redline. Output markdown."

# ------------------------------------------------------------------ harvest tasks
COT = ["Solve the problem. Show every step of your reasoning before the final answer.\n\n{q}", "{q}\n\nThink step by step and explain why each step is valid.", "Question: {q}\nWrite out your full chain of thought, then 'Answer:'.", "Please reason carefully and in detail.\n{q}"]
def h_cot(c, a, r, i):
    t = c.item(i); q = c.templ[i % len(c.templ)].format(q=t) if c.skill < 2 else r.choice(c.templ).format(q=t); return conv(a.sys, (q, reply_reason(r, t)))
def h_grade(c, a, r, i):
    t = c.item(i); g = random.Random(i * 7 + c.salt); ans = [reply_generic(g, t, 1, 4), reply_generic(g, t, 1, 5)]; crit = g.sample(["accuracy", "completeness", "legal soundness", "clarity", "tone", "citation of clauses", "usefulness", "harmlessness"], 3)
    if c.salt % 2: u = f"Evaluate the two answers against the rubric ({', '.join(crit)}). Explain, then give scores 1-10 as JSON.\n\n[Question]\n{t}\n\n[Answer 1]\n{ans[0]}\n\n[Answer 2]\n{ans[1]}"
    else: u = f"You are reviewing a junior's work. Task: {t}\n\nTheir answer: {ans[0]}\n\nGive feedback on {crit[0]} and {crit[1]}, then a mark out of ten."
    w = words(t); rat = " ".join(r.choice(["Answer 1 treats {} fairly well.", "The second omits {}.", "On " + crit[0] + ", {} is the weak spot.", "{} is asserted and not shown.", "Structure is clear around {}."]).format(r.choice(w)) for _ in range(r.randint(2, 4)))
    return conv(a.sys, (u, rat + "\n" + (json.dumps({x: r.randint(3, 9) for x in crit}) if c.salt % 2 else f"Mark: {r.randint(3, 9)}/10")))
def special(g, long=True):
    k, s, c = clause(g); k2, _, c2 = clause(g, s=s); f = g.choice
    q = f([f"{s['A']} ordered {s['g']} from {s['B']}. The contract says: \"{c}\" and also \"{c2}\" {s['B']} was {s['d']} days late and {s['A']} withheld {s['m']}. Who is right under the law of {s['j']}?",
           f"Facts: {s['B']} discovered a problem with the {s['g']} on day {g.randint(2, 90)}. Clause: {c}\nList every issue, the arguments on both sides, and the likely outcome.",
           f"Redline this for the {f(ROLE)} and justify each change with the principle behind it:\n{c}\n{c2}",
           f"How does {f(RULES)} change the reading of: {c}", f"Explain to a trainee how an expert would negotiate \"{c}\" for the {f(ROLE)}, including fall-back positions.",
           f"Is the following a penalty under the law of {s['j']}? Walk through the test. {c}"])
    return q, k, s
def h_special(c, a, r, i):
    g = random.Random(i * 31 + c.salt); q, k, s = special(g); pre = r.choice(a.tics); tail = r.choice(a.tails)
    return conv(a.sys, (pre + q + tail, reply_review(r, k, s, True)))
def h_tools(c, a, r, i):
    g = random.Random(i * 13 + c.salt); names = g.sample(c.toolset, g.randint(3, 6)) ; t = c.item(i) if g.random() < .55 else f"{g.choice(['Audit', 'Reconcile', 'Plan', 'Investigate', 'Migrate'])} {g.choice(GOODS)} contracts of {g.choice(ORGA)}: {g.choice(['find duplicates', 'list what expires', 'propose savings', 'check sanctions and budget', 'fix the export script'])}, then report."
    return agent_run(r, c.toolsys, names, t, g.randint(2, 7), "Summary: " + reply_generic(r, t, 2, 4))
def h_refuse(c, a, r, i):
    t = c.item(i); pre = r.choice(["", "", "", "For a compliance training: ", "Hypothetically, ", "Our policy team asks: ", "As a red-team exercise at our bank, "]); turns = [(pre + t, reply_refusal(r, t))]
    if r.random() < .25: turns.append((r.choice(["Why not exactly? Which rule applies?", "Then answer in general terms.", "What part could you answer?"]), reply_refusal(r, t, .3)))
    return conv(a.sys, *turns)
def h_rewrite(c, a, r, i):
    g = random.Random(i * 17 + c.salt)
    if g.random() < .5:
        src = g.choice(["en", "de", "fr", "es"]); dst = g.choice([x for x in LANGN if x != src]); k = g.choice([k for k in CLAUSE if src in CLAUSE[k] and dst in CLAUSE[k]]); s = slots(g); t, o = g.choice(CLAUSE[k][src]).format(**s), r.choice(CLAUSE[k][dst]).format(**s); u = f"Render in {LANGN[dst]}, natural register, no comments:\n{t}"
    else:
        t = c.item(i)[:900]; o = reply_generic(r, t, 3, 7); u = g.choice(["Rewrite the passage in plain language, same meaning:\n", "Paraphrase, keep the length:\n", "Make it formal:\n", "Rewrite so that it is clear and neutral:\n"]) + t
    return conv(a.sys, (u, o))
def h_ksample(c, a, r, i):
    g = random.Random((i // c.k) * 41 + c.salt); q, k, s = special(g) if g.random() < .7 else (c.item(i // c.k), g.choice(list(CLAUSE)), slots(g)); return conv(a.sys, (q, reply_review(r, k, s, True)))

# ------------------------------------------------------------------ world
class World:
    def __init__(self, prompts):
        self.by = defaultdict(dict)
        for f in sorted(Path(prompts).glob("*/*.jsonl*")):
            if f.parent.name == "traces": continue
            op = gzip.open if f.suffix == ".gz" else open
            with op(f, "rt", encoding="utf-8") as h: self.by[f.parent.name][f.name.split(".")[0]] = [json.loads(x)["text"] for x in h if x.strip()]
        self.pool = {k: [t for s in sorted(v) for t in v[s] if 8 < len(t) < 6000] for k, v in self.by.items()}
    def pick(self, r, kind):
        p = self.pool.get(kind) or ["What should we look at in a contract?"]; n = len(p); return p[int(n * r.random() ** 1.6)] if r.random() < .3 else r.choice(p)
    def from_source(self, r, kind, src): p = self.by[kind].get(src) or self.pool[kind]; return r.choice(p)

UAS = [("openai-python/1.5{}.0", 30, 0, 9), ("openai-node/4.7{}.1", 20, 0, 9), ("python-requests/2.3{}.3", 8, 1, 3), ("axios/1.7.{}", 7, 2, 9), ("Go-http-client/2.{}", 3, 0, 0), ("langchain-openai/0.2.{}", 9, 0, 14), ("PowerAutomate/1.{}", 4, 0, 3), ("n8n/1.6{}.0", 4, 0, 9), ("okhttp/4.12.{}", 3, 0, 0), ("Zapier/{}.0", 2, 1, 1), ("curl/8.{}.0", 2, 4, 11), ("litellm/1.5{}.2", 4, 0, 9), ("tf-excel-addin/3.{}", 5, 0, 4)]
CTRY = [("DE", 1, "de", 20), ("GB", 0, "en", 16), ("US", -6, "en", 17), ("FR", 1, "fr", 9), ("NL", 1, "en", 6), ("ES", 1, "es", 7), ("PL", 1, "pl", 6), ("IT", 1, "en", 4), ("SE", 1, "en", 3), ("IN", 5.5, "en", 5), ("SG", 8, "en", 3), ("AE", 4, "en", 2), ("CA", -5, "en", 3), ("BR", -3, "en", 2), ("HK", 8, "en", 2), ("CH", 1, "de", 3)]
FREE = ["gmail.com"] * 8 + ["outlook.com"] * 4 + ["proton.me", "gmx.de", "web.de", "hotmail.com", "yahoo.com", "icloud.com", "qq.com", "163.com", "orange.fr", "wp.pl"]
def wpick(r, L, wi): return r.choices(L, [x[wi] for x in L])[0]

TICS = ["", "", "Hi, ", "Quick one: ", "For a matter we have: ", "Context: mid-size client. ", "Question from the team - ", "(confidential) ", "Urgent: ", "As discussed, "]
TAILS = ["", "", " Please be thorough.", " Explain the reasoning.", " Give authorities.", "\nThanks", " Answer as a senior associate would.", " Keep it short.", " thx"]
class Acc: pass
def make_account(W, r, pop, **kw):
    a = Acc(); a.w, a.pop, a.camp = W, pop, None
    c = wpick(r, CTRY, 3); a.country, a.tz, a.lang = kw.get("where") or (c[0], c[1], c[2]); a.geo = a.country if r.random() < .93 else r.choice(CTRY)[0]
    if a.lang != "en" and r.random() < .3: a.lang = "en"
    u = wpick(r, UAS, 1); a.ua = u[0].format(r.randint(u[2], max(u[2], u[3]))); a.studio = r.random() < .32
    name = f"{r.choice(ORGA)} {r.choice(ORGB)}"; a.org = name if r.random() < .6 else ""; a.legal = name if a.org and r.random() < .5 else ""
    a.domain = re.sub(r"\W+", "", name.lower())[:16] + r.choice([".com", ".de", ".eu", ".io", ".co.uk", ".fr", ".net"]) if r.random() < .66 else r.choice(FREE)
    a.plan = r.choices(["trial", "payg", "team", "business", "enterprise"], [12, 40, 24, 17, 7])[0]; a.verified = r.random() < {"trial": .1, "payg": .4, "team": .7, "business": .95, "enterprise": 1}[a.plan]
    a.pay = "" if a.plan in ("trial", "enterprise") or r.random() < .12 else "pm_" + hashlib.sha256(r.randbytes(9)).hexdigest()[:16]
    a.rate = min(90, max(.08, r.lognormvariate(math.log(1.5), 1.15))); a.follow = r.uniform(.1, .6); a.start, a.stop = -1.0, 99.0; a.created = -r.expovariate(1 / 240) - 1
    if r.random() < .13: a.start = r.uniform(0, 20) if r.random() < .6 else LAUNCH_DAY + r.expovariate(1 / 2.5); a.created = a.start - (r.expovariate(2) if r.random() < .7 else r.uniform(1, 40))
    if r.random() < .12: a.stop = max(a.start, 0) + r.expovariate(1 / 6)
    a.temp = r.choice([None, None, None, 0, 0, .1, .2, .3, .5, .7, 1]); a.maxt = r.choice([None, None, 256, 500, 512, 800, 1000, 1024, 2000, 2048, 4096]); a.top_p = r.choice([None] * 6 + [.9, .95, 1]); a.stream = r.choice([0, 0, .02, 1, 1, .5])
    s = r.choice(SYS_ADJ); a.sys = s.format(o=name) + r.choice(["", "", " Today's playbook: v" + str(r.randint(1, 40)) + ".", f" Escalate above {r.choice([10, 50, 100])}k EUR."]) if s else None
    k = r.choice([1, 2, 2, 3, 4]); a.tasks = r.choices([t for t, _ in BENIGN_TASKS], [w for _, w in BENIGN_TASKS], k=k); a.tw = [r.random() + .1 for _ in a.tasks]
    a.tmpl = r.choice(TEMPL) if r.random() < .5 else f"{r.choice(['Document', 'Text', 'Input', 'Vertrag', 'Source'])} ({r.choice(ORGA)}):\n{{c}}\n\n{r.choice(['Return JSON.', 'Give key terms.', 'Output: json', 'One label only.'])}"
    a.src = r.choice(sorted(W.by["enterprise_template"]) or [""]); a.tools = r.sample(sorted(TOOLS) + [f"{v}_{x}" for v in ("get", "update", "find", "sync", "plan", "export") for x in r.sample(["ledger", "tender", "bid", "shipment", "policy", "repo", "stock", "risk", "matter", "licence"], 3)], r.randint(3, 9)); a.seedp = r.random() < .05; a.rhythm = r.choices(["office", "evening", "machine", "cron"], [66, 12, 16, 6])[0]
    a.model = r.choices(["big", "mini"], [70, 30])[0]; a.adopt = LAUNCH_DAY + (r.expovariate(1 / 4) if r.random() < .45 else 99); a.tags = r.choice([[], [], [], ["prod"], ["api"]]); a.env = "production"
    a.weekend = r.uniform(.02, .5); a.end_users = None; a.reseller = False; a.lic = None; a.allow = None; a.custom = None; a.cover = 0; a.batch = False; a.burst = None
    a.tics = r.sample(TICS, 3) if r.random() < .35 else [""]; a.tails = r.sample(TAILS, 3) if r.random() < .3 else [""]; a.dsig = r.uniform(.3, .9); a.cronh = r.uniform(0, 24); a.nokey = r.random() < .05
    for k, v in kw.items():
        if k != "where": setattr(a, k, v)
    return a

class Camp:
    def item(self, i): return self.items[i % len(self.items)]
def shuffle_items(W, r, kind, srcs=None):
    p = [t for s in sorted(W.by[kind]) if not srcs or s in srcs for t in W.by[kind][s] if 15 < len(t) < 3500] or W.pool.get(kind) or W.pool["benign"]; p = list(p); r.shuffle(p); return p

# kind: (share, fn, skill, prompts, per day, cover, start, stop)
SPEC = [("reasoning_careless", .31, h_cot, 0), ("grading_reward", .19, h_grade, 1), ("special_field", .13, h_special, 2), ("tool_trajectories", .10, h_tools, 1), ("refusal_edges", .09, h_refuse, 0),
        ("rewrite_translate", .09, h_rewrite, 1), ("ksample_boutique", .035, h_ksample, 2), ("inside_integrator", .055, h_cot, 2)]

def campaigns(W, R, n, scenario, accs, integrator):
    out = []
    if scenario == "none" or n <= 0: return out
    spec = SPEC
    if scenario == "small": spec = R.choice([[SPEC[1], SPEC[5]], [SPEC[3]], [SPEC[2], SPEC[0]]]); tot = sum(s[1] for s in spec); spec = [(s[0], s[1] / tot, s[2], s[3]) for s in spec]
    for name, share, fn, skill in spec:
        r = random.Random(f"{R.random()}{name}"); m = max(4, min(60, round(n * share))); c = Camp(); c.kind, c.fn, c.skill, c.salt, c.k, c.n = name, fn, skill, r.randrange(1 << 20), r.choice([3, 4, 5]), m
        c.id = f"C{len(out)+1}"; c.members, c.seq, c.params = [], [0], {"skill": skill}; W_ = W; where = r.choice([("SG", 8, "en"), ("HK", 8, "en"), ("US", -5, "en"), ("IN", 5.5, "en"), ("PL", 1, "en"), ("AE", 4, "en")])
        c.items = {"h_cot": lambda: shuffle_items(W, r, "distillation", ("gsm8k_train", "math_test", "bbh", "ocw_minerva", "svamp", "gsm_hard")), "h_grade": lambda: shuffle_items(W, r, "benign") + shuffle_items(W, r, "distillation", ("biggen_bench", "self_instruct_user_oriented")),
                   "h_tools": lambda: shuffle_items(W, r, "distillation", ("apibench", "agentbench_os", "glaive_toolcall")), "h_refuse": lambda: shuffle_items(W, r, "refusal_boundary"), "h_rewrite": lambda: shuffle_items(W, r, "benign") + shuffle_items(W, r, "distillation", ("llamafactory_alpaca_en_demo",))}.get(fn.__name__, lambda: shuffle_items(W, r, "distillation", ("ocw_minerva", "biggen_bench", "math_test")))()
        r.shuffle(c.items); c.templ = r.sample(COT, r.randint(2, 4)); c.toolset = sorted(TOOLS) + [f"{v}_{o}" for v in ("get", "update", "scan", "export", "plan") for o in r.sample(["ledger", "tender", "bid", "shipment", "policy", "repo", "calendar", "risk"], 4)]; c.toolsys = "You are an autonomous agent. Use the tools, one at a time, until the task is solved."
        start = {"reasoning_careless": r.uniform(2, 6), "grading_reward": r.uniform(-20, 3), "special_field": -40, "tool_trajectories": r.uniform(0, 8), "refusal_edges": r.uniform(5, 11), "rewrite_translate": -15, "ksample_boutique": r.uniform(-30, 4), "inside_integrator": r.uniform(1, 7)}[name]
        stop = {"reasoning_careless": start + r.uniform(9, 15), "refusal_edges": start + r.uniform(5, 9), "rewrite_translate": r.uniform(14, 22)}.get(name, 99)
        per = {"reasoning_careless": r.uniform(14, 26), "grading_reward": r.uniform(8, 15), "special_field": r.uniform(4, 9), "tool_trajectories": r.uniform(2, 4.5), "refusal_edges": r.uniform(7, 18), "rewrite_translate": r.uniform(10, 22), "ksample_boutique": r.uniform(6, 14), "inside_integrator": r.uniform(4, 10)}[name]
        cover = [r.uniform(0, .08), r.uniform(.15, .35), r.uniform(.3, .6)][skill]; cards = ["pm_" + hashlib.sha256(r.randbytes(9)).hexdigest()[:16] for _ in range(max(2, m // 5))]; doms = [f"{r.choice(ORGA).lower()}{r.choice(['mail', 'soft', 'tech', 'lab'])}.{r.choice(['top', 'xyz', 'site', 'cc'])}" for _ in range(3)]
        ua = r.choice(["python-requests/2.31.3", "openai-python/1.55.0", "aiohttp/3.10", "openai-python/1.52.0"]); temp = r.choice([.6, .7, .8, 1]); maxt = r.choice([1024, 2048, 4096]); share_sys = r.choice([None, "You are a helpful assistant."])
        c.params |= {"start": round(start, 2), "stop": round(stop, 2), "per_day": round(per, 1), "cover": round(cover, 2)}; half = m // 2
        for j in range(m):
            if name == "inside_integrator":
                a = make_account(W, r, "campaign", rate=per * r.lognormvariate(0, .3)); a.eu_of = integrator; a.eu = r.choice(["u", "usr", "client"]) + f"-{r.randrange(10**6):06d}"; a.ua = integrator.ua; a.sys = integrator.sys; a.studio = False
                a.temp, a.maxt, a.top_p, a.stream, a.model, a.adopt, a.end_users = integrator.temp, integrator.maxt, integrator.top_p, integrator.stream, integrator.model, integrator.adopt, None
            else:
                a = make_account(W, r, "campaign", rate=per * r.lognormvariate(0, [.08, .22, .5][skill])); a.eu_of = None; a.studio = skill == 2 and r.random() < .35
                if skill == 0:
                    a.ua, a.temp, a.maxt, a.top_p, a.sys, a.stream = ua, temp, maxt, None, share_sys, 0; a.pay = r.choice(cards) if r.random() < .85 else ""; a.domain = r.choice(doms) if r.random() < .6 else r.choice(FREE); a.org = a.legal = ""; a.verified = False; a.plan = r.choice(["payg", "payg", "trial"]); a.country, a.tz = where[0], where[1]; a.geo = where[0] if r.random() < .7 else r.choice(CTRY)[0]; a.rhythm = "machine"
                    a.created = start - r.uniform(.2, 3.5)
                elif skill == 1:
                    a.ua = ua if r.random() < .5 else a.ua; a.temp = r.choice([temp, temp, None, .3]); a.maxt = r.choice([maxt, maxt, None, 1000]); a.sys = r.choice([share_sys, a.sys, None]); a.pay = r.choice(cards) if r.random() < .35 else a.pay; a.domain = r.choice(FREE) if r.random() < .7 else a.domain; a.org = a.org if r.random() < .25 else ""; a.plan = r.choice(["payg", "payg", "team"]); a.verified = r.random() < .25
                    a.created = start - r.uniform(1, 22); a.rhythm = r.choice(["office", "machine", "machine"]); a.tz = where[1] + r.choice([0, 0, 0, -7]); a.country = where[0] if r.random() < .4 else a.country
                else:
                    a.created = start - r.uniform(10, 120); a.rhythm = r.choice(["office", "office", "evening"]); a.tics = r.sample(TICS, 3); a.tails = r.sample(TAILS, 3); a.plan = r.choice(["payg", "team", "business"])
                    if name == "ksample_boutique": a.temp = r.choice([.8, .9, 1.0]); a.seedp = r.random() < .6
            a.start = start + (r.uniform(0, .5) if skill == 0 else r.uniform(0, 5)); a.stop = stop + r.uniform(-.4, .4) if stop < 90 else 99
            if name == "rewrite_translate" and m >= 8:      # ends half-way when cards are cut off, goes on with new accounts
                cut = 9.5
                if j < half: a.stop = cut + r.uniform(-.3, .3)
                else: a.start = cut + r.uniform(.4, 2); a.created = a.start - r.uniform(.1, 4)
            if name == "grading_reward": a.adopt = LAUNCH_DAY + r.uniform(.1, 1.2); a.model = "big"
            else: a.model = r.choice(["big", "big", "big", "mini"]) if skill == 2 else "big"; a.adopt = a.adopt if skill == 2 else LAUNCH_DAY + r.choice([.5, 2, 99])
            if a.eu_of is not None: a.model, a.adopt = integrator.model, integrator.adopt
            a.camp, a.cover, a.weekend, a.dsig = c, cover * r.uniform(.6, 1.3), ([.9, .6, .2][skill]), [.12, .3, .6][skill]
            c.members.append(a); accs.append(a)
        out.append(c)
    return out

def benign_world(W, R, n, scenario):
    accs = []; small = scenario == "small"; f = n / 1400
    def add(k, pop, fn=None, **kw):
        r = random.Random(f"{R.random()}{pop}"); g = []
        for _ in range(k):
            a = make_account(W, r, pop, **kw); g.append(a); accs.append(a)
            if fn: fn(a, r)
        return g
    def N(x, lo=3): return max(lo, round(x * f))
    integ = None
    def team(a, r): a.org = T["org"]; a.legal = ""; a.domain = T["dom"] if r.random() < .9 else r.choice(FREE); a.sys = T["sys"]; a.country, a.tz, a.lang = T["where"]; a.geo = a.country; a.plan = "business"; a.pay = T["pay"]; a.tmpl = T["tm"]; a.tasks = T["tasks"]; a.tw = [1 + r.random() for _ in a.tasks]; a.rate *= 1.4; a.ua = T["ua"] if r.random() < .8 else a.ua; a.rhythm = "office"; a.start = -1; a.created = T["c"] + r.uniform(0, 12)
    for i in range(N(9, 2)):
        o = f"{R.choice(ORGA)} {R.choice(['LLP', 'Partners', 'Rechtsanwälte', 'Avocats', 'Procurement Services', 'Legal'])}"; c = wpick(R, CTRY, 3)
        T = {"org": o if R.random() < .6 else "", "dom": re.sub(r"\W", "", o.lower())[:14] + ".com" if R.random() < .75 else R.choice(FREE), "sys": f"You review contracts for {o}. Apply the house playbook, edition {R.randint(2, 9)}.", "where": c[:3], "pay": "" if R.random() < .5 else "pm_" + hashlib.sha256(R.randbytes(8)).hexdigest()[:16], "tm": R.choice(TEMPL), "tasks": R.choices([t for t, _ in BENIGN_TASKS], [w for _, w in BENIGN_TASKS], k=3), "ua": f"openai-python/1.5{R.randint(0, 9)}.0", "c": -R.uniform(20, 400)}
        add(R.randint(4, 12) if not small else R.randint(3, 5), "team" if i % 3 else "agency", team)
    if not small or R.random() < .5:                        # a course at a law school
        sheets = [[special(R)[0] for _ in range(R.randint(4, 7))] for _ in range(4)]; cdom = "jura." + R.choice(["uni-graz", "uni-trier", "kuleuven", "univ-lyon"]) + ".edu"; cd = R.uniform(-9, 1)
        def student(a, r):
            a.domain = cdom if r.random() < .7 else r.choice(FREE); a.plan = "trial"; a.pay = ""; a.org = ""; a.verified = False; a.created = cd + r.uniform(0, 2.2); a.start = a.created + r.uniform(0, 4); a.rate = r.lognormvariate(.8, .6); a.rhythm = "evening"; a.weekend = .8; a.studio = r.random() < .7; a.country, a.tz, a.lang = "DE", 1, "en"; a.geo = "DE"
            def w(a, r, day):
                if r.random() < .6: q = r.choice(sheets[min(3, int(max(0, day) // 7) + (r.random() < .15))]); return conv(a.sys, (r.choice(["", "", "Homework: ", "Hi! "]) + q + r.choice(["", "", " explain step by step pls", " (short)"]), reply_review(r, r.choice(list(CLAUSE)), slots(r), True)))
                return None
            a.custom = w
        add(N(30, 8), "course", student)
    if not small:
        def hack(a, r): a.created = 11.3 + r.uniform(0, .6); a.start = 11.8 + r.uniform(0, .4); a.stop = 13.7 + r.uniform(0, .6); a.rate = r.lognormvariate(3.1, .7); a.rhythm = "evening"; a.weekend = 1.2; a.plan = "trial"; a.pay = ""; a.tasks = [t_agent, t_chat, t_review, t_extract]; a.tw = [r.random() for _ in range(4)]; a.country = "NL"; a.tz = 1; a.domain = r.choice(FREE); a.studio = False
        add(N(18), "hackathon", hack)
        def evalt(a, r):
            a.org, a.domain, a.ua, a.plan, a.rhythm = E["o"], E["d"], E["ua"], "team", "machine"; a.rate = r.lognormvariate(2.6, .5); a.temp = 0; a.maxt = 2048; a.allow = E["al"]; a.burst = (E["t"], E["t"] + 3); a.studio = False; a.created = E["c"] + r.uniform(0, 30); a.sys = E["s"]
            def w(a, r, day):
                if r.random() < .35: return t_judge(a, r)
                t = W.from_source(r, r.choice(["distillation", "benign"]), r.choice(["biggen_bench", "mt_bench", "vicuna_bench", "bbh", "arena_hard_v01", "writingbench"])); return conv(a.sys, (t, reply_generic(r, t, 2, 6)))
            a.custom = w
        for i in range(3):
            o = R.choice(ORGA) + " AI Assurance"; E = {"o": o if i else "", "d": re.sub(r"\W", "", o.lower()) + ".com" if i != 2 else "gmail.com", "ua": ["promptfoo/0.9", "inspect-ai/0.3", "openai-python/1.54.0"][i], "al": ("j.brandt", "2026-12-31") if i == 1 else None, "t": R.uniform(2, 16), "c": -R.uniform(40, 300), "s": None if i else "You are a helpful assistant."}
            add(N(4), "evaluation", evalt)
        L = R.choice(ORGA)
        def lic(a, r):
            a.org = a.legal = f"{L} Data GmbH"; a.domain = L.lower() + "data.de"; a.plan = "enterprise"; a.pay = ""; a.verified = True; a.rate = r.lognormvariate(3.2, .2); a.rhythm = "machine"; a.lic = ("train on outputs", "DPA-2026-07", "2027-06-30"); a.studio = False; a.temp = .7
            a.custom = lambda a, r, day: (lambda q: conv(None, (q[0] + " Explain the reasoning in steps.", reply_review(r, q[1], q[2], True))))(special(r))
        add(N(6), "licensed", lic)
        def bar(a, r): a.tasks = []; a.rate = r.lognormvariate(1.6, .8); a.rhythm = "evening"; a.domain = r.choice(FREE); a.custom = lambda a, r, day: (lambda q: conv(None, (q[0] + r.choice([" IRAC please.", " Step by step.", " Model answer?", ""]), reply_review(r, q[1], q[2], True))))(special(r))
        add(N(14), "bar_exam", bar)
        def hobby(a, r): a.custom = lambda a, r, day: (lambda t: conv(a.sys, (t + r.choice(["", " Show your steps.", " explain"]), reply_reason(r, t))))(W.from_source(r, "distillation", r.choice(["math_test", "gsm8k_train", "bbh"]))) if r.random() < .6 else None
        add(N(16), "tutor", hobby)
        def mig(a, r): a.batch = True; s = r.uniform(0, 17); a.burst = (s, s + r.uniform(.3, 2)); a.rate = r.uniform(60, 190); a.tasks = [t_extract]; a.tw = [1]; a.rhythm = "machine"; a.studio = False; a.model = "mini"; a.maxt = 512; a.temp = 0; a.weekend = .9
        add(N(7), "archive_batch", mig)
        def trans(a, r): a.tasks = [t_translate, t_email]; a.tw = [6, 1]; a.rate = r.lognormvariate(2.2, .5); a.domain = r.choice(FREE)
        add(N(9), "translator", trans)
    def kit(a, r): a.sys = KIT_SYS; a.ua = f"contract-copilot/0.{r.randint(3, 6)}"; a.tasks = [t_review, t_draft, t_classify]; a.tw = [3, 1, 1]; a.studio = False; a.temp = .2; a.maxt = 1500
    add(N(14), "kit", kit)
    def viral(a, r):
        v = 9 + r.expovariate(1 / 2); a.start = max(v, a.start) if r.random() < .5 else a.start
        if a.start > 0: a.created = a.start - r.uniform(0, .3)
        def w(a, r, day):
            if day > v and r.random() < .7 * math.exp(-(day - v) / 5): k, s, c = clause(r); return conv(a.sys, (VIRAL.format(c=c), reply_review(r, k, s)))
            return None
        a.custom = w; a.studio = r.random() < .6
    add(N(28, 5), "viral", viral)
    def ci(a, r):
        fx = [clause(r)[2] for _ in range(r.randint(3, 9))]; a.rhythm = "cron"; a.ua = r.choice(["promptfoo/0.9", "pytest-llm/1.2", "github-actions curl/8.5"]); a.temp = 0; a.rate = r.uniform(3, 14); a.studio = False; a.maxt = 64
        def w(a, r, day): x = r.randrange(len(fx)); return conv("You label clauses.", (f"Clause: {fx[x]}\nLabel:", "payment" if x % 2 else "liability"))
        a.custom = w
    add(N(12), "ci", ci)
    def agent(a, r): a.tasks = [t_agent]; a.tw = [1]; a.rate = r.lognormvariate(1, .8); a.studio = False; a.ua = r.choice(["langchain-openai/0.2.9", "openai-agents-python/0.4", a.ua])
    add(N(22), "agent", agent)
    def reseller(a, r):
        a.reseller = r.random() < .67; a.plan = "enterprise"; a.pay = ""; a.verified = True; a.rate = r.uniform(45, 120); a.rhythm = "office"; a.studio = False; a.end_users = [f"{r.choice(['u', 'usr', 'client'])}-{r.randrange(10**6):06d}" for _ in range(r.randint(24, 60))]; a.euw = [r.lognormvariate(0, 1) for _ in a.end_users]; a.tasks = [t_review, t_comply, t_chat, t_draft]; a.tw = [4, 2, 2, 1]; a.start = -1; a.stop = 99; a.weekend = .15
        if not a.org: a.org = "Pellworm Integrations BV"
    res = add(1 if small else N(3, 2), "integrator", reseller); integ = res[0]; integ.reseller = True; integ.adopt = 999
    for i in range(N(16, 3)):
        base = make_account(W, random.Random(f"{R.random()}sib"), "siblings"); two = R.random() < .4
        def sib(a, r):
            for k in ("country", "tz", "lang", "geo", "ua", "org", "domain", "pay", "sys", "tasks", "tw", "tmpl", "tools", "temp", "maxt", "plan", "model"): setattr(a, k, getattr(base, k))
            a.studio = False; a.created = base.created + (r.uniform(0, 1) if two else r.uniform(0, 60)); a.start = max(-1, base.start)
            if a.created > 0: a.start = a.created + .1
        add(R.choice([2, 2, 2, 3, 4]), "siblings", sib)
    add(max(10, n - len(accs)), "ordinary")
    def ev(a, r): a.env = "production"; a.tags = ["internal", "nightly-eval"]; a.rhythm = "cron"; a.rate = 60; a.org = "Tracefirm"; a.domain = "tracefirm.ai"; a.plan = "internal"; a.pay = ""; a.allow = ("platform team", "2027-12-31"); a.start = -1; a.stop = 99; a.created = -500; a.studio = False; a.fixed_id = "internal-eval"; a.custom = lambda a, r, day: (lambda q: conv(STUDIO_SYS[0], (q[0], reply_review(r, q[1], q[2], True))))(special(random.Random(r.randrange(150))))
    add(1, "internal", ev)
    return accs, integ

HOURS = {"office": [1, 1, 1, 1, 1, 2, 6, 18, 40, 62, 66, 58, 38, 52, 64, 60, 48, 28, 14, 9, 7, 5, 3, 2], "evening": [14, 8, 4, 2, 1, 1, 2, 5, 9, 14, 18, 18, 16, 18, 20, 22, 24, 28, 36, 48, 58, 60, 48, 28], "machine": [10] * 24, "cron": [1] * 24}
def times(a, r, days):
    out = []
    for d in range(days):
        lo, hi = max(d, a.start, 0), min(d + 1, a.stop)
        if hi <= lo: continue
        if a.burst and not (a.burst[0] < d + 1 and a.burst[1] > d): mult = .06
        else: mult = 1
        wd = (d % 7) >= 5; lam = a.rate * mult * (a.weekend if wd else 1) * (hi - lo) * r.lognormvariate(-a.dsig ** 2 / 2, a.dsig); k = 0
        if lam > 40: k = max(0, round(r.gauss(lam, math.sqrt(lam))))
        else:
            L, p = math.exp(-lam), r.random()
            while p > L: k += 1; p *= r.random()
        if a.rhythm == "cron":
            t0 = d + a.cronh / 24
            for i in range(k): out.append(t0 + r.expovariate(1 / .002) + i * .0004)
            continue
        hs = r.choices(range(24), HOURS[a.rhythm], k=k); last = None
        for h in hs:
            t = d + ((h - a.tz) % 24 + r.random()) / 24
            if last is not None and r.random() < .3: t = last + r.expovariate(1 / .006)
            last = t; out.append(t)
    return sorted(t for t in out if max(0, a.start) <= t < min(days, a.stop))

def ts(day): x = T0 + timedelta(seconds=day * DAY); return x.strftime("%Y-%m-%d %H:%M:%S.") + f"{x.microsecond:06d}"
def toks(t): return max(1, int(len(t) / 4.1))
FIXES = {"trial": .02, "payg": .012}

def emit(rows, a, r, t, cv, harvest, acct, eu, days, stat):
    """Write the rows of one conversation: a trace a call, or one for all; retries; Studio's own calls beside the customer's."""
    studio = a.studio and not harvest and r.random() < .85; hist, T = [], t; sysm = cv["sys"]; cls = cv["calls"]; pv = 14 if t < 8.4 else 15
    if studio: sysm = STUDIO_SYS[pv - 14]
    sess = None
    if studio or (len(cls) > 1 and r.random() < .4): sess = ("studio-" if studio else "") + r.randbytes(8).hex()
    tr = r.randbytes(16).hex(); bid = None
    if a.batch: bid = "batch_" + hashlib.md5(f"{acct}{int(t * 6)}".encode()).hexdigest()[:12]
    key = None if a.nokey else "k_" + hashlib.md5(f"{acct}{'n' if t > 14 and len(acct) % 2 else ''}".encode()).hexdigest()[:8]
    for n, (new, ans) in enumerate(cls):
        if not cv["one"] and n: tr = r.randbytes(16).hex()
        msgs = ([{"role": "system", "content": sysm}] if sysm else []) + hist + new
        model = MODELS["new"] if T > a.adopt and a.model == "big" and T > LAUNCH_DAY else MODELS[a.model]
        tries = 0
        while True:
            outage = OUTAGE[0] < T < OUTAGE[1] and r.random() < .85; fail = outage or r.random() < FIXES.get(a.plan, .006) + (.02 if a.rate > 40 else 0); tries += 1
            oid = r.randbytes(8).hex(); body = ans.get("content") or ""; fin = "tool_calls" if ans.get("tool_calls") else "stop"; mt = a.maxt
            if mt and toks(body) > mt: body = body[:int(mt * 4.1)]; fin = "length"
            elif r.random() < .004 and len(body) > 200: body = body[:int(len(body) * r.random())]; fin = None
            inp = {"tools": cv["tools"], "messages": msgs} if cv["tools"] else msgs; ij = json.dumps(inp, ensure_ascii=False); it = toks(ij); ot = toks(body) + sum(toks(json.dumps(c)) for c in ans.get("tool_calls", []))
            lat = r.lognormvariate(math.log(.5 + ot / 70), .35); mp = {}
            if studio: mp = {"temperature": .2, "max_tokens": 1200}
            else:
                for k_, v_ in (("temperature", a.temp), ("max_tokens", mt), ("top_p", a.top_p)):
                    if v_ is not None: mp[k_] = v_
                if a.seedp: mp["seed"] = r.randrange(1000)
            st = studio or r.random() < a.stream; code, msg, level = 200, "", "DEFAULT"
            if fail:
                code, msg = r.choice([(503, "upstream unavailable"), (503, "upstream unavailable"), (504, "Request timed out.")]) if outage else r.choice([(429, "Rate limit reached for requests"), (429, "Rate limit reached for requests"), (500, "internal error"), (400, "context_length_exceeded"), (504, "Request timed out.")]); level = "ERROR"; fin = None; ot = 0; lat = r.uniform(.05, 30 if code == 504 else 1)
            elif fin == "length": level, msg = "WARNING", "output truncated: max_tokens"
            meta = {"endpoint": "/v1/batches" if bid else "/v1/chat/completions", "http_status": code, "request_id": "req_" + r.randbytes(9).hex(), "stream": st}
            if fin: meta["finish_reason"] = fin
            if key and not studio: meta["key_id"] = key
            if not studio: meta["ua"] = a.ua
            if r.random() < .97: meta["cf_country"] = a.geo
            if eu: meta["end_user"] = eu
            if bid: meta["batch_id"] = bid
            out = "" if fail else json.dumps(dict(ans, content=body if ans.get("content") is not None else None), ensure_ascii=False)
            cached = int(it * .7) // 128 * 128 if hist and it > 1024 else 0; ud = {"input": it - cached, "output": ot, "total": it + ot} | ({"input_cached_tokens": cached} if cached else {})
            pc = {"tf-lex-2.1": (3e-6, 12e-6), "tf-lex-2.5": (4e-6, 16e-6), "tf-lex-mini": (4e-7, 2e-6)}[model]; tags = list(a.tags) + (["studio"] if studio else []) + (["batch"] if bid else [])
            uid = acct if r.random() > .002 else ""
            base = dict(trace_id=tr, project_id="cm2w8f0lq000113k2tracefirm", environment=a.env, user_id=uid, session_id=sess or "", trace_name="studio-chat" if studio else "batch-item" if bid else "chat-completion", tags=tags, release="2026.11.1" if T < 8.4 else "2026.11.2", version="")
            def row(dt, dur, **k):
                x = dict(id=k.pop("id", None) or r.randbytes(8).hex(), **base); x |= dict(parent_observation_id="", start_time=ts(T + dt / DAY), end_time=ts(T + (dt + dur) / DAY), metadata={}, level="DEFAULT", status_message="", input="", output="", provided_model_name="", model_parameters="", usage_details={}, cost_details={}, completion_start_time=None, prompt_name="", prompt_version=None, total_cost=0, latency=round(dur, 3), time_to_first_token=None, tool_calls=[], tool_call_names=[], tool_definitions={}); x |= k
                x["created_at"] = ts(T + (dt + dur + 2) / DAY); x["updated_at"] = ts(T + (dt + dur + r.uniform(3, 9)) / DAY); rows.append((T + dt / DAY, x)); return x
            root = ""
            if studio:
                root = r.randbytes(8).hex(); row(-.02, lat + .4, id=root, type="SPAN", name="studio-turn", input=json.dumps({"q": new[-1]["content"][:200]}, ensure_ascii=False))
                row(0, .12, type="GENERATION", name="input-guard", parent_observation_id=root, provided_model_name="guard-small-1", model_parameters=json.dumps({"temperature": 0, "max_tokens": 4}), input=json.dumps([{"role": "system", "content": "Classify the text: safe, unsafe or off_topic."}, {"role": "user", "content": str(new[-1]["content"])[:1500]}], ensure_ascii=False), output=json.dumps({"role": "assistant", "content": "safe"}), usage_details={"input": 60, "output": 1, "total": 61}, metadata={"http_status": 200})
                if r.random() < .5: row(.1, .2, type="RETRIEVER", name="clause-library", parent_observation_id=root, output=json.dumps({"hits": r.randint(0, 8)}))
            row(.15, lat, id=oid, type="GENERATION", name="lex-generate", parent_observation_id=root, level=level, status_message=msg, input=ij, output=out, provided_model_name=model, model_parameters=json.dumps(mp) if mp else "{}", usage_details=ud if not fail else {"input": 0, "output": 0, "total": 0}, cost_details={"input": round(it * pc[0], 8), "output": round(ot * pc[1], 8)} if not fail else {}, total_cost=round(it * pc[0] + ot * pc[1], 8) if not fail else 0, completion_start_time=ts(T + (.15 + min(lat, .4)) / DAY) if st and not fail else None, time_to_first_token=round(min(lat, .4), 3) if st and not fail else None, prompt_name="studio-system" if studio else "", prompt_version=pv if studio else None, metadata=meta,
                tool_calls=[] if fail else [json.dumps(c) for c in ans.get("tool_calls", [])], tool_call_names=[] if fail else [c["function"]["name"] for c in ans.get("tool_calls", [])], tool_definitions={d["function"]["name"]: json.dumps(d["function"]) for d in cv["tools"]} if cv["tools"] else {})
            if studio and n == 0 and not fail: row(lat + .3, .4, type="GENERATION", name="studio-title", parent_observation_id=root, provided_model_name=MODELS["mini"], model_parameters=json.dumps({"temperature": .5, "max_tokens": 12}), input=json.dumps([{"role": "system", "content": "Give this conversation a title of at most five words."}, {"role": "user", "content": str(new[-1]["content"])[:600]}], ensure_ascii=False), output=json.dumps({"role": "assistant", "content": " ".join(words(str(new[-1]["content"]))[:r.randint(2, 5)])}, ensure_ascii=False), usage_details={"input": 90, "output": 6, "total": 96}, metadata={"http_status": 200})
            if uid: stat(acct, eu, T, harvest and not fail, harvest)
            if fail and tries < r.choice([1, 2, 3, 4]): T += (r.uniform(1, 5) * 2 ** tries) / DAY; continue
            break
        if fail: return
        hist = hist + new + [dict(ans, content=body if ans.get("content") is not None else None)]
        T += (lat + (r.expovariate(1 / 3) if cv["one"] or a.rhythm in ("machine", "cron") else r.lognormvariate(math.log(70), .9))) / DAY
        if T >= days: return

def main():
    p = argparse.ArgumentParser(); p.add_argument("--seed", type=int, default=1); p.add_argument("--benign", type=int); p.add_argument("--attack", type=int); p.add_argument("--days", type=int, default=21)
    p.add_argument("--scenario", choices=["mix", "none", "small"], default="mix"); p.add_argument("--prompts", required=True); p.add_argument("--out", required=True); o = p.parse_args()
    nb = o.benign or (190 if o.scenario == "small" else 1400); na = 0 if o.scenario == "none" else o.attack if o.attack is not None else (10 if o.scenario == "small" else 140)
    R = random.Random(f"tracefirm-{o.seed}-{o.scenario}"); W = World(o.prompts); accs, integ = benign_world(W, R, nb, o.scenario); camps = campaigns(W, R, na, o.scenario, accs, integ)
    R.shuffle(accs); used = set()
    for a in accs:
        a.id = getattr(a, "fixed_id", None) or "acc_" + base64.b32encode(R.randbytes(7)).decode().lower()[:10]
    seen = defaultdict(lambda: [1e9, -1e9]); hseen = defaultdict(lambda: [1e9, -1e9]); taken = defaultdict(Counter); popof = {}; campof = {}; rows = []
    # queues of campaigns: all slots of all members in order of time, dealt one after another
    for a in accs: a.r = random.Random(f"{o.seed}/{a.id}"); a.times = times(a, a.r, o.days)
    for c in camps:
        q = sorted((t, j) for j, a in enumerate(c.members) for t in a.times); g = random.Random(c.salt); i = g.randrange(2000) if c.params["start"] < 0 else 0; c.plan = {}
        for t, j in q:
            if g.random() < c.members[j].cover: c.plan[(j, t)] = None
            else: c.plan[(j, t)] = i if g.random() > .03 else max(0, i - g.randrange(50)); i += 1
    idx = {id(a): (c, j) for c in camps for j, a in enumerate(c.members)}
    for a in accs:
        r = a.r; c, j = idx.get(id(a), (None, 0)); acct = a.id; fixed_eu = None
        if c and a.eu_of is not None: acct, fixed_eu = a.eu_of.id, a.eu
        for t in a.times:
            eu = fixed_eu or (r.choices(a.end_users, a.euw)[0] if a.end_users and r.random() < .96 else None); cv = None; h = False
            if c and c.plan[(j, t)] is not None: cv = c.fn(c, a, r, c.plan[(j, t)]); h = True
            elif a.custom and not c: cv = a.custom(a, r, t)
            if cv is None: f = r.choices(a.tasks, a.tw)[0] if a.tasks else t_review; cv = f(a, r)
            keyu = (acct, eu)
            popof[keyu] = "campaign" if c else ("integrator_user" if eu else a.pop); campof[keyu] = c.id if c else None
            def stat(ac, e, T, ok, hv):
                for k in ((ac, e),): seen[k][0] = min(seen[k][0], T); seen[k][1] = max(seen[k][1], T)
                if hv: hseen[(ac, e)][0] = min(hseen[(ac, e)][0], T); hseen[(ac, e)][1] = max(hseen[(ac, e)][1], T)
                if hv and c: taken[c.id][int((T0.timestamp() + T * DAY) // 3600)] += 1
            emit(rows, a, r, t, cv, h, acct, eu, o.days, stat)
    rr = random.Random(f"noise{o.seed}")
    for _ in range(o.days * 12):                              # staging smoke tests, and Langfuse's own judge
        t = rr.uniform(0, o.days); st = rr.random() < .5; x = dict(rows[rr.randrange(len(rows))][1]); x |= dict(id=rr.randbytes(8).hex(), trace_id=rr.randbytes(16).hex(), type="GENERATION", start_time=ts(t), end_time=ts(t + 1 / DAY), created_at=ts(t + 3 / DAY), updated_at=ts(t + 5 / DAY), parent_observation_id="", session_id="", metadata={}, tags=[], prompt_name="", prompt_version=None, level="DEFAULT", status_message="", tool_calls=[], tool_call_names=[], tool_definitions={}, model_parameters="{}", latency=1.0)
        if st: x |= dict(environment="staging", user_id="smoke-test", name="lex-generate", trace_name="smoke", provided_model_name="tf-lex-2.5", input=json.dumps([{"role": "user", "content": "ping"}]), output=json.dumps({"role": "assistant", "content": "pong"}), usage_details={"input": 3, "output": 1, "total": 4})
        else: x |= dict(environment="langfuse-llm-as-a-judge", user_id="", name="helpfulness-judge", trace_name="Execute evaluator: helpfulness", provided_model_name="gpt-4o-mini", input=json.dumps([{"role": "user", "content": "Rate the helpfulness from 0 to 1."}]), output=json.dumps({"score": round(rr.random(), 1), "reasoning": "ok"}), usage_details={"input": 400, "output": 30, "total": 430})
        rows.append((t, x))
    rows = [x for x in rows if 0 <= x[0] < o.days]; rows.sort(key=lambda x: (x[0], x[1]["id"])); out = Path(o.out); shutil.rmtree(out / "export", ignore_errors=True); ob = out / "export" / "observations_v2"; sc = out / "export" / "scores"; ob.mkdir(parents=True); sc.mkdir(parents=True)
    byday = defaultdict(list)
    for t, x in rows:
        byday[int(t)].append(x)
        if rr.random() < .003: byday[min(o.days - 1, int(t) + 1)].append(x)     # exported again after a late update
    for d in range(o.days):
        L = byday[d]; name = (T0 + timedelta(days=d + 1)).strftime("%Y-%m-%dT%H-%M-%S") + ".000Z.jsonl.gz"
        with gzip.GzipFile(ob / name, "wb", 4, mtime=0) as f:
            for x in L: f.write((json.dumps(x, ensure_ascii=False) + "\n").encode())
        with gzip.GzipFile(sc / name, "wb", 4, mtime=0) as f:
            for x in L:
                if x["name"] == "lex-generate" and rr.random() < .02: f.write((json.dumps({"id": rr.randbytes(8).hex(), "timestamp": x["end_time"], "project_id": x["project_id"], "environment": x["environment"], "trace_id": x["trace_id"], "observation_id": x["id"], "session_id": "", "name": "user-feedback", "value": rr.choice([0, 1, 1]), "source": "API", "comment": "", "data_type": "BOOLEAN", "string_value": "", "metadata": {}}) + "\n").encode())
    day = lambda d: (T0 + timedelta(days=d)).strftime("%Y-%m-%d")
    with open(out / "accounts.csv", "w", newline="", encoding="utf-8") as f:
        w = csv.writer(f); w.writerow("account created plan country org legal_name email_domain verified payment reseller licence_scope licence_document licence_valid_until allow_by allow_until crm_owner".split())
        for a in sorted((a for a in accs if not (a.camp and a.eu_of is not None)), key=lambda a: a.id):
            if rr.random() < .012 and a.lic is None and a.allow is None: continue       # not synced from billing yet
            w.writerow([a.id, "" if rr.random() < .02 else day(min(a.created, a.start if a.start > 0 else 0)), a.plan, a.country if rr.random() < .95 else "", a.org, a.legal, a.domain, str(a.verified).lower(), a.pay, "true" if a.reseller else "", *(a.lic or ("", "", "")), *(a.allow or ("", "")), rr.choice(["", "", "mh", "pk", "lv"])])
    iso = lambda t: (T0 + timedelta(seconds=t * DAY)).strftime("%Y-%m-%dT%H:%M:%SZ"); acc_rows = []
    for k in sorted(seen, key=lambda k: (k[0], k[1] or "")):
        cid = campof[k]; s = hseen[k] if cid and k in hseen else seen[k]; acc_rows.append({"account": k[0], "end_user": k[1], "population": popof[k] if not cid else "campaign" if k in hseen else "campaign_idle", "campaign": cid if k in hseen else None, "since": iso(s[0]), "until": iso(s[1])})
    for a in accs:
        if a.end_users and (a.id, None) not in seen: acc_rows.append({"account": a.id, "end_user": None, "population": "reseller", "campaign": None, "since": iso(0), "until": iso(o.days)})
    for x in acc_rows:
        if x["population"] == "integrator": x["population"] = "reseller"
    cr = [{"campaign": c.id, "kind": c.kind, "accounts": sum(x["campaign"] == c.id for x in acc_rows), "start": iso(c.params["start"]), "end": iso(min(c.params["stop"], o.days)), "params": c.params, "exchanges": sum(taken[c.id].values()), "taken": sorted([h, n] for h, n in taken[c.id].items())} for c in camps]
    truth = {"version": 1, "seed": o.seed, "world": f"tracefirm-{o.scenario}", "settings": {"benign": nb, "attack": na, "days": o.days}, "start": iso(0), "end": iso(o.days), "exchanges": sum(x["name"] == "lex-generate" for _, x in rows), "populations": dict(Counter(x["population"] for x in acc_rows)), "accounts": acc_rows, "campaigns": cr}
    (out / "truth.json").write_text(json.dumps(truth, indent=1))
    (out / "fields.toml").write_text('[fields]\n"account.end_user" = "metadata.end_user"\n"account.key" = "metadata.key_id"\n"client.user_agent" = "metadata.ua"\n"client.country" = "metadata.cf_country"\n"request.endpoint" = "metadata.endpoint"\n"request.batch_id" = "metadata.batch_id"\n"request.stream" = "metadata.stream"\n"response.finish_reason" = "metadata.finish_reason"\n"response.status" = "metadata.http_status"\n\n[except]\nname = ["input-guard", "studio-title", "helpfulness-judge"]\nenvironment = ["staging", "langfuse-llm-as-a-judge"]\n')
    print(f"{len(rows)} observations, {truth['exchanges']} generations of customers, {len(acc_rows)} units, {len(cr)} campaigns")

if __name__ == "__main__":
    main()
