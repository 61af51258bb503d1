#!/usr/bin/env python3
"""Labelled traffic of an invented boutique firm that sells one fine-tuned model for insurance claims."""
import argparse, csv, gzip, hashlib, json, math, os, random, glob
from datetime import datetime, timezone, timedelta

T0 = datetime(2026, 9, 14, tzinfo=timezone.utc).timestamp()   # a Monday; the quarter ends on day 16
H, D = 3600.0, 86400.0

# ------------------------------------------------------------------ words of the trade
PLACES = "Ghent Leeds Augsburg Graz Lyon Utrecht Malmö Porto Cork Turin Poznań Basel Liège Bremen Reims Bristol Aarhus Linz Padua Bilbao Nantes Halle Ulm Trier Derby Exeter Kiel Metz Dijon Toledo Tampa Boise Reno Tulsa Hobart Geelong Mysuru Pune Galway Tallinn Brno Gdynia Split".split()
NAMES = "Keller Osei Novak Lindqvist Marchetti Dubois Hughes Baumann Santos Petersen Kowalczyk Ferrari Janssen Moreau Weber Singh Okafor Byrne Huber Schmid Laurent Vidal Costa Horvat Nilsen Ward Carver Iyer Tanaka Morgan Reyes Fontaine Albrecht Zhou Haddad Meyer Grant Patel Sørensen Rossi".split()
CO = "Nordmark Helvia Castellan Rivergate Altus Brigg Concordat Meridor Pannonia Silvanus Tessel Ostara Lakeshore Verano Quorum Ardent Sable Marlow Kestrel Fjord Umbria Boreal Calder Hansea Solway Pinecrest Vantage Dorset Eiger Lumen Tarn Redoubt Wexcombe Orvia Galen Thorne Mistral Zephyr Corvin Abbot".split()
CO2 = ["Versicherung", "Mutual", "Assurance", "Claims Services", "Brokers", "Adjusters", "Insurance", "Risk", "Re", "Underwriting", "Legal", "Makler", "Expertise", "Loss Control", "Partners", "Courtage"]
LOB = {
 "motor": (["a 2019 {b}", "the insured's {b} estate", "a leased {b} van", "an electric {b} with 41,000 km", "a hired {b}", "a {b} motorcycle", "an articulated lorry", "the fleet vehicle {n3}"],
   ["was struck from behind at a red light near {p}", "left the carriageway on black ice outside {p}", "hit a deer on the road to {p}", "was scratched along the offside in a car park in {p}", "was stolen from a driveway in {p} with both keys still in the house", "caught fire while charging at {p}", "collided with a cyclist who came out of a side street in {p}", "was flooded in an underpass at {p}", "reversed into a loading dock at {p}", "lost its trailer on the ring road of {p}"],
   "collision own-damage theft third-party windscreen".split()),
 "household": (["the kitchen of a terraced house", "a second-floor flat", "a holiday home", "the cellar", "a thatched cottage", "a rented maisonette", "the conservatory"],
   ["was soaked when the hose of a dishwasher burst in {p}", "was damaged by smoke after a pan was left on the hob in {p}", "was broken into through a patio door in {p}", "suffered mould after a slow leak behind the tiles in {p}", "lost part of its roof in the storm over {p}", "was flooded when the sewer backed up in {p}", "was cracked by subsidence near {p}", "was damaged by a neighbour's falling tree in {p}"],
   "escape-of-water fire burglary storm subsidence".split()),
 "property": (["a cold store", "a joinery workshop", "the roof of a logistics hall", "a bakery with two ovens", "an office block", "a hotel of 46 rooms", "a printing works", "a disused mill"],
   ["burned after roofing work with a torch at {p}", "lost its stock when the compressor failed at {p}", "was hit by hail at {p}", "was closed for nine days after a burst main at {p}", "was vandalised while empty at {p}", "was damaged when racking collapsed at {p}", "lost power after lightning struck a substation at {p}", "was flooded by the river at {p}"],
   "fire business-interruption stock machinery natural-hazard".split()),
 "liability": (["a visitor", "a delivery driver", "a tenant's child", "a neighbour", "a subcontractor's worker", "a customer of the gym", "a passer-by"],
   ["slipped on a wet floor in {p} and broke a wrist", "was hit by a falling sign in {p}", "alleges an allergic reaction to a meal served in {p}", "tripped over a hose on a site in {p}", "was bitten by the insured's dog in {p}", "claims for a cable that the insured's digger cut in {p}", "says that a defective ladder sold in {p} gave way"],
   "premises product employers public property-damage".split()),
 "cargo": (["forty pallets of coffee", "a container of garments", "a consignment of pharmaceuticals", "two CNC machines", "12 t of frozen prawns", "a crate of instruments", "a load of steel coil"],
   ["arrived wet at {p}", "was above 8 °C for 31 hours before {p}", "was missing from the depot at {p}", "was crushed when the lashing failed on the way to {p}", "was seized by customs at {p}", "was rusted on discharge at {p}", "was delivered to the wrong consignee at {p}"],
   "wet-damage reefer theft stowage general-average".split()),
 "travel": (["the insured", "a couple", "a school group", "a business traveller", "a family of five", "an insured aged 79"],
   ["cancelled a trip to {p} after a fall", "was flown home from {p} with appendicitis", "lost two suitcases on the way to {p}", "missed the connection in {p} by twenty minutes", "was treated in a private clinic in {p} without calling the helpline", "had a camera stolen in a hostel in {p}"],
   "cancellation medical baggage delay repatriation".split()),
 "cyber": (["an accounting practice", "a dental clinic", "a machine builder", "a municipal utility", "a web shop", "a freight forwarder"],
   ["found its servers encrypted on a Sunday in {p}", "paid a forged invoice from a supplier in {p}", "lost the records of 18,000 patients in {p}", "was offline for four days after a failed update in {p}", "received a demand in bitcoin at {p}", "had its mailbox taken over in {p}"],
   "ransomware payment-fraud data-breach outage extortion".split()),
 "crop": (["31 ha of winter wheat", "a vineyard", "a plantation of apples", "18 ha of rape", "the polytunnels", "a hop garden"],
   ["were beaten down by hail near {p}", "froze in the night of 22 April at {p}", "stood under water for six days at {p}", "dried out in the summer at {p}", "were eaten by voles at {p}"],
   "hail frost flood drought pests".split()),
 "pi": (["an architect", "a tax adviser", "a surveyor", "a recruitment agency", "a structural engineer", "an IT contractor"],
   ["missed a filing date for a client in {p}", "specified too thin a slab in {p}", "overlooked damp in a survey in {p}", "placed an unlicensed driver with a firm in {p}", "deleted a client's database in {p}", "gave wrong advice on a lease in {p}"],
   "negligence deadline design survey data-loss".split()),
 "health": (["a member", "a dependant aged 9", "a retired member", "a member on the dental plan", "a new joiner"],
   ["had a knee replaced in a clinic in {p}", "claims twelve sessions of physiotherapy in {p}", "was fitted with an implant in {p}", "was admitted in {p} for chest pain and discharged next day", "had varifocal glasses made in {p}", "received an infusion not on the list in {p}"],
   "inpatient therapy dental optical pharmacy".split()),
}
LN = list(LOB)
BR = "Volvo Škoda Fiat Ford Renault Opel Toyota Kia Seat BMW Dacia Mazda".split()
WHEN = ["on {d}", "in the night to {d}", "some time between {d} and the Monday after", "on {d} around {h}", "reported on {d}, a week after the event", "on {d}, a public holiday"]
AMT = ["The estimate is {c} {a}.", "Invoice over {c} {a} attached.", "Claimed: {c} {a}, of which {c} {a2} is proven by receipts.", "The repairer asks {c} {a} net.", "Reserve so far {c} {a}.", "No estimate yet; comparable cases ran to {c} {a}.", "Total {c} {a}; excess {c} {e}."]
COMP = ["The premium for the third quarter was not paid until a week later.", "Notice came {w} after the loss.", "There was prior damage at the same spot, settled in {y}.", "The proposal form says that nobody under 25 drives.", "The insured kept no inventory.", "A subcontractor did the work, without a written contract.", "The sublimit for this item is {c} {a2}.", "The alarm was out of order that week.", "The insured had begun repairs before our adjuster came.", "The other party's insurer denies fault.", "The policy was changed {w} before the loss.", "The insured lives abroad for half of the year.", "A witness, {nm}, contradicts the insured on the time.", "There is a waiver of recourse in the lease.", "The building was empty for more than 60 days.", "The policyholder is not the owner.", "Two policies cover the same item.", "The insured refuses to hand over the phone records.", "The photographs have no metadata.", "The expert, {nm}, finds wear and tear in part.", "The insured had been warned by letter of {d}.", "The driver had a licence for six weeks.", "The police closed the file.", "The claimant has a lawyer, {nm} & Partners.", "The insured turned down our panel garage.", "An exclusion for gradual damage is agreed.", "The retroactive date is 1 January {y}.", "Nobody called the helpline before treatment.", "The broker had asked for higher cover in {y}; it was not placed.", "The loss adjuster could not reach the site for nine days."]
EVID = ["Photos {k} to {k2} attached.", "Police reference {n6}.", "Report of {nm} enclosed.", "Statement of {nm} on file.", "See invoice {n6}.", "Weather data show gusts of {k2}0 km/h.", "No police report.", "CCTV is kept for ten days only.", "The meter stood at {n6}.", "Call note {n6}.", "File {n6}, page {k}."]
DEOBJ = ["Der Pkw {b}", "Die Küche der Versicherungsnehmerin", "Das Dach der Lagerhalle", "Der Keller", "Ein Gehweg vor dem Objekt", "Die Ladung (Kaffee, 40 Paletten)", "Der Weinberg", "Die Heizungsanlage", "Ein gemieteter Transporter", "Das Ferienhaus"]
DEEV = ["wurde in {p} durch Hagel beschädigt", "brannte nach Dacharbeiten in {p}", "wurde in {p} von hinten angefahren", "stand nach einem Rohrbruch in {p} unter Wasser", "wurde in {p} aufgebrochen", "kam durchnässt in {p} an", "fiel in {p} während der Frostperiode aus", "wurde bei einer Kollision in {p} total beschädigt", "ist in {p} abgesackt"]
DECO = ["Die Prämie war erst verspätet bezahlt.", "Die Anzeige kam {k} Tage nach dem Schaden.", "Ein Vorschaden von {y} ist bekannt.", "Die Gegenseite bestreitet die Schuld.", "Der Sachverständige {nm} sieht teilweise Abnutzung.", "Fotos {k} bis {k2} liegen bei.", "Es gibt keinen Polizeibericht.", "Kostenvoranschlag {a} EUR.", "Das Gebäude stand seit über 60 Tagen leer.", "Der VN hat bereits repariert.", "Aktenzeichen {n6}.", "Die Entschädigungsgrenze beträgt {a2} EUR.", "Zeuge {nm} widerspricht dem VN.", "Selbstbehalt {e} EUR."]
FROBJ = ["Le véhicule {b}", "La cave de l'assuré", "L'entrepôt frigorifique", "Un visiteur", "Le toit de la grange", "Un lot de vêtements", "La vigne", "L'appartement du deuxième étage"]
FREV = ["a été endommagé par la grêle à {p}", "a été percuté à un feu rouge à {p}", "a subi un dégât des eaux à {p}", "a glissé sur un sol mouillé à {p}", "a brûlé après des travaux à {p}", "a été volé à {p}", "est resté trois jours sans courant à {p}"]
FRCO = ["La prime a été payée en retard.", "Déclaration faite {k} jours après.", "L'expert {nm} retient une usure partielle.", "Devis de {a} EUR.", "La partie adverse conteste.", "Dossier {n6}.", "Pas de rapport de police.", "Franchise de {e} EUR.", "Le témoin {nm} confirme.", "Un sinistre antérieur de {y} est connu."]

def fill(r, s, cur="EUR"):
    if "{" not in s: return s
    a = int(round(math.exp(r.gauss(8.2, 1.2)), -1)) + r.randrange(10)
    return s.format(b=r.choice(BR), p=r.choice(PLACES), n3=r.randrange(100, 999), d="%d %s" % (r.randrange(1, 29), r.choice("January February March April May June July August".split())), h="%02d:%02d" % (r.randrange(24), r.choice((0, 5, 10, 15, 20, 30, 40, 50))), c=cur, a=f"{a:,}", a2=f"{max(50, a // r.randrange(2, 6)):,}", e=r.choice((150, 250, 300, 500, 1000, 2500)), w=r.choice(["three weeks", "nine days", "four months", "eleven days", "two days"]), y=r.randrange(2017, 2026), nm=r.choice(NAMES), k=r.randrange(1, 9), k2=r.randrange(9, 24), n6=r.randrange(10**5, 10**6))

def narrative(r, lob, style, lang="en", cur="EUR", size=None):
    if lang == "de":
        b = [fill(r, r.choice(DEOBJ)) + " " + fill(r, r.choice(DEEV)) + "."] + [fill(r, s) for s in r.sample(DECO, size or r.randrange(2, 6))]
    elif lang == "fr":
        b = [fill(r, r.choice(FROBJ)) + " " + fill(r, r.choice(FREV)) + "."] + [fill(r, s) for s in r.sample(FRCO, size or r.randrange(2, 5))]
    else:
        o, e, _ = LOB[lob]
        s = fill(r, r.choice(o)) + " " + fill(r, r.choice(e))
        n = size or r.randrange(2, 6)
        b = [s[0].upper() + s[1:] + " " + fill(r, r.choice(WHEN)) + ".", fill(r, r.choice(AMT), cur)] + [fill(r, x, cur) for x in r.sample(COMP, max(1, n - 1))] + ([fill(r, r.choice(EVID))] if r.random() < .6 else [])
        if r.random() < .4: b[1:] = r.sample(b[1:], len(b) - 1)
    if style == "kv":
        return "line=%s; claim=%d; country=%s\nfacts: %s\nnotes: %s" % (lob, r.randrange(10**7, 10**8), r.choice(["DE", "FR", "GB", "NL", "AT"]), b[0], " ".join(b[1:]))
    if style == "json":
        return json.dumps({"claimNo": str(r.randrange(10**8, 10**9)), "lob": lob, "peril": r.choice(LOB[lob][2]), "description": b[0], "remarks": b[1:]}, ensure_ascii=False)
    if style == "mail":
        return r.choice(["Hello, ", "Good morning, ", "Dear Sir or Madam, ", "To whom it may concern: "]) + "I want to report a loss. " + " ".join(b) + " Kind regards, " + r.choice(NAMES)
    if style == "notes":
        return "- " + "\n- ".join(x.rstrip(".") for x in b)
    return " ".join(b)

ASK = {
 "coverage": ["Is this covered?", "Check cover under the attached terms.", "Does the policy respond? Name the clause.", "Please give a view on cover and on the excess.", "Coverage yes/no, and the main reason.", "Would you accept this claim?", "Assess indemnity and say which exclusion might bite."],
 "reserve": ["Suggest a reserve.", "What reserve would you set, and the range?", "Estimate the likely settlement.", "Propose an initial reserve in whole hundreds."],
 "letter": ["Draft a letter to the policyholder.", "Write a polite request for the missing papers.", "Draft the declinature, two paragraphs.", "Write to the garage and ask for an itemised invoice."],
 "summary": ["Summarise the file in five lines.", "Give me a short summary for the committee.", "What happened, in two sentences?", "Timeline of the claim, please."],
 "fraud": ["Any fraud indicators?", "List the points that a special investigator should look at.", "Rate the suspicion low, medium or high."],
 "extract": ["Extract date, place, amount and parties as JSON.", "Return the fields of our schema.", "Pull out all amounts with what they are for."],
 "triage": ["Which queue: fast track, desk, field, SIU?", "Classify the line and the peril.", "Route this notice of loss.", "Assign complexity 1 to 5."],
 "subro": ["Can we recover from a third party?", "Subrogation potential?", "Is recourse worth it?"],
 "clause": ["How is this clause read by the courts?", "Does 'sudden and accidental' include this?", "Compare this wording with the standard one."],
}
ASKX = {"de": ["Besteht Deckung? Bitte Klausel nennen.", "Bitte Reserve vorschlagen.", "Entwurf eines Schreibens an den VN.", "Kurze Zusammenfassung für den Ausschuss.", "Gibt es Regressmöglichkeiten?", "Sparte und Gefahr zuordnen.", "Auffälligkeiten?"],
        "fr": ["La garantie est-elle acquise ? Citez la clause.", "Proposez une provision.", "Rédigez une lettre à l'assuré.", "Résumez le dossier.", "Un recours est-il possible ?", "Classez le sinistre."]}
FOLLOW = ["And if notice had come in time?", "Make it shorter.", "Which clause exactly?", "Please put that in German.", "What papers are still missing?", "And the excess?", "Explain the second point.", "Can you say it more kindly?", "What if the driver was 24?", "Thanks. And the reserve?", "Is there case law on that?", "Add our reference."]
ROLE = ["a claims handler", "an assistant to loss adjusters", "a coverage analyst", "the first-notice desk", "a motor claims expert", "a desk adjuster", "a paralegal in coverage disputes", "the triage service", "a bordereau checker"]
RULES = ["Answer in at most 120 words.", "Quote the clause number where there is one.", "Use the house style, without adjectives.", "Never promise payment.", "Return valid JSON only.", "If in doubt, refer to a person.", "Use amounts net of tax.", "Give the reason for each decision, as the regulator asks.", "Write in the language of the claim.", "Mark anything uncertain with a question mark.", "Do not mention the reserve in letters.", "Fields: decision, clause, reason, amount.", "List at most three points.", "State facts before opinions.", "Say which document each fact is from.", "Ignore signatures and disclaimers.", "Keep names out.", "Use the glossary of the market."]
def sysprompt(r, company, extra=None):
    x = r.sample(RULES, r.randrange(1, 5))
    h = r.choice(["You are {0} at {1}.", "You work as {0} for {1}.", "Act as {0} of {1}.", "{1}: {0}.", "Role: {0}. Company: {1}.", "You support {1} as {0}."]).format(r.choice(ROLE), company)
    return " ".join([h] + ([extra] if extra else []) + x)
REA = ["The facts point to {p} as the proximate cause.", "The burden lies with the insured for the trigger, and with the insurer for the exclusion.", "Late notice matters only if it hindered the inquiry; nothing says that it did.", "The exclusion for gradual damage needs proof of duration.", "The sublimit caps the item.", "The excess comes off last.", "The prior damage reduces the quantum.", "The lease waives recourse against the tenant.", "A cover for contents does not reach the building.", "The duty to mitigate was met by the first repairs.", "Non-disclosure would have to be causal.", "The statement of the witness leaves the time open.", "Depreciation is not due under new-for-old.", "Contributory fault of a quarter seems fair.", "The retroactive date is before the act.", "The second insurer owes half.", "Premium default suspends cover only after a reminder.", "The amounts are within the usual range.", "The wear found by the expert speaks for a deduction.", "Proof of ownership is missing for two items."]
def reply(r, form, lob, lang):
    p = r.choice(LOB[lob][2]); dec = r.choice(["covered", "covered in part", "covered", "not covered", "refer"]); cl = "%d.%d" % (r.randrange(2, 19), r.randrange(1, 9))
    n = r.randrange(300, 30000)
    if form == "label": return r.choice([json.dumps({"label": dec, "peril": p, "confidence": round(r.uniform(.5, .99), 2)}), f"{p} / {dec}", json.dumps({"queue": r.choice(["fast", "desk", "field", "siu"]), "line": lob, "complexity": r.randrange(1, 6)})])
    if form == "grade": return "Score: %d/10. " % r.randrange(2, 11) + " ".join(x.format(p=p) for x in r.sample(REA, r.randrange(2, 5))) + " The weaker answer overlooks clause " + cl + "."
    if form == "letter": return "Dear %s,\n\nthank you for your notice. %s\n\n%s We will write again as soon as the papers are here.\n\nYours sincerely" % (r.choice(NAMES), " ".join(x.format(p=p) for x in r.sample(REA, 2)), r.choice(["Please send the invoice and two photographs.", "We can pay %d EUR on account." % n, "Clause %s does not reach this loss." % cl]))
    k = {"short": r.randrange(1, 4), "long": r.randrange(6, 12)}.get(form, 3)
    s = [x.format(p=p) for x in r.sample(REA, k)]
    if form == "long": s = ["%d. %s" % (i + 1, x) for i, x in enumerate(s)]
    head = {"de": "Ergebnis: ", "fr": "Conclusion : "}.get(lang, r.choice(["", "Decision: ", "View: "]))
    return head + f"{dec} ({p}, clause {cl}). " + ("\n" if form == "long" else " ").join(s) + r.choice(["", f" Reserve {n} EUR.", " Ask for the policy schedule.", f" Payable: {n} EUR."])
FORM = {"coverage": "mid", "reserve": "short", "letter": "letter", "summary": "short", "fraud": "mid", "extract": "label", "triage": "label", "subro": "mid", "clause": "mid"}

# ------------------------------------------------------------------ clients and networks
CLIENTS = [("openai-python/1.52.2", "t13d1714h1_5b57614c22b0_43ade6aba3df", 20), ("openai-python/1.40.6", "t13d1714h1_5b57614c22b0_43ade6aba3df", 9), ("openai-node/4.67.1", "t13d1515h1_a09f3c656075_e42f34c56612", 12), ("axios/1.7.7", "t13d1515h1_a09f3c656075_e42f34c56612", 5), ("okhttp/4.12.0", "t13d1512h2_9b887d9acb53_3c2d0e7a1f60", 8), ("Java-http-client/21.0.3", "t13d3112h1_f1b2c0aa9d11_0b6ed9a2c4e7", 6), ("python-requests/2.32.3", "t13d1714h1_5b57614c22b0_8f6d9a0b2c11", 10), ("langchain/0.3.4 openai-python/1.51.0", "t13d1714h1_5b57614c22b0_43ade6aba3df", 7), ("RestSharp/110.2", "t13d1909h1_7c1a5e0f4a44_9e7c55d10b23", 6), ("PowerAutomate/1.0", "t13d1909h1_7c1a5e0f4a44_9e7c55d10b23", 4), ("curl/8.5.0", "t13d3112h2_e8f1e7e78f70_b26ce05bbdd6", 4), ("n8n/1.62", "t13d1515h1_a09f3c656075_e42f34c56612", 3), ("Go-http-client/2.0", "t13d1311h2_f57a46bbacb6_e7c285222651", 4), ("claimcenter-connector/3.1", "t13d3112h1_f1b2c0aa9d11_0b6ed9a2c4e7", 4)]
BROWSER = [("Mozilla/5.0 (Windows NT 10.0; Win64; x64) Chrome/128.0", "t13d1516h2_8daaf6152771_b0da82dd1658"), ("Mozilla/5.0 (Windows NT 10.0; Win64; x64) Edg/128.0", "t13d1516h2_8daaf6152771_b0da82dd1658"), ("Mozilla/5.0 (Macintosh; Intel Mac OS X 14_6) Safari/17.6", "t13d2014h2_a09f3c656075_14788d8d241b"), ("Mozilla/5.0 (X11; Linux x86_64) Firefox/130.0", "t13d1715h2_5b57614c22b0_5c2c66f702b0")]
CLOUD = {16509: ["3.120", "18.196", "52.29", "35.157", "54.93"], 8075: ["20.79", "51.116", "20.113", "40.113"], 15169: ["34.89", "35.198", "34.141"], 24940: ["88.198", "116.203", "168.119"], 16276: ["51.91", "54.37"], 14061: ["138.68", "165.22"]}
ISP = {"DE": {3320: ["87.140", "91.12", "80.142"], 6805: ["77.22", "93.130"], 31334: ["95.88"]}, "AT": {8447: ["62.46", "91.115"]}, "CH": {3303: ["85.0", "178.195"]}, "FR": {3215: ["86.192", "90.3"], 12322: ["82.64"]}, "GB": {2856: ["86.128", "81.132"], 5089: ["82.16"]}, "IE": {5466: ["86.40"]}, "NL": {1136: ["77.160"], 33915: ["84.24"]}, "ES": {3352: ["83.32"]}, "IT": {3269: ["79.16"]}, "PL": {5617: ["83.0"]}, "US": {7922: ["73.12", "98.200"], 701: ["71.160"]}, "CA": {812: ["99.224"]}, "AU": {1221: ["58.160"]}, "IN": {9829: ["117.192"], 45609: ["106.192"]}, "SG": {9506: ["116.86"]}, "CZ": {5610: ["90.176"]}, "RO": {8708: ["86.120"]}, "VN": {45899: ["113.160"]}, "PH": {9299: ["112.198"]}}
TZ = {"DE": 2, "AT": 2, "CH": 2, "FR": 2, "GB": 1, "IE": 1, "NL": 2, "ES": 2, "IT": 2, "PL": 2, "US": -5, "CA": -4, "AU": 10, "IN": 5.5, "SG": 8, "CZ": 2, "RO": 3, "VN": 7, "PH": 8}
CTY = ["DE"] * 22 + ["GB"] * 12 + ["FR"] * 10 + ["AT"] * 7 + ["CH"] * 7 + ["NL"] * 7 + ["US"] * 10 + ["IE"] * 3 + ["ES"] * 4 + ["IT"] * 5 + ["PL"] * 3 + ["CA"] * 3 + ["AU"] * 3 + ["IN"] * 3 + ["SG"] * 1
FREE = ["gmail.com", "outlook.com", "gmx.de", "proton.me", "yahoo.com", "web.de", "icloud.com", "orange.fr"]

class World:
    def __init__(s, a):
        s.r = random.Random(f"boutique/{a.seed}/{a.scenario}"); s.days = a.days; s.seed = a.seed
        s.rows = []; s.truth = {}; s.camps = []; s.table = []; s.n = 0; s.used = set(); s.release = 11 + s.r.randrange(3); s.cokeys = {}
        s.texts = {}
        for k, src in [("benign", "arena_hard_v01 autoj_real_queries mt_bench vicuna_bench writingbench"), ("enterprise_template", "t0_templates spec_bench_summarization spec_bench_qa clinc150_raw"), ("distillation", "biggen_bench bbh")]:
            for x in src.split():
                p = os.path.join(a.prompts, k, x + ".jsonl.gz")
                if os.path.exists(p): s.texts[x] = [json.loads(l)["text"][:2500] for l in gzip.open(p, "rt")]
        s.chat = [t for x in ("arena_hard_v01", "autoj_real_queries", "mt_bench", "vicuna_bench") for t in s.texts.get(x, [])] or ["Please help me write a mail."]
        s.public = [t for x in ("spec_bench_summarization", "t0_templates") for t in s.texts.get(x, []) if len(t) > 500] or [narrative(s.r, "motor", "plain") for _ in range(300)]
    def ip(s, asn, pre, r=None): r = r or s.r; return f"{pre}.{r.randrange(1, 255)}.{r.randrange(1, 255)}"
    def cloudip(s, r=None):
        r = r or s.r; asn = r.choices(list(CLOUD), [30, 24, 10, 18, 8, 6])[0]; return (s.ip(asn, r.choice(CLOUD[asn]), r), asn, {16509: "DE", 8075: "NL", 15169: "DE", 24940: "DE", 16276: "FR", 14061: "US"}[asn])
    def ispip(s, c, r=None):
        r = r or s.r; asn = r.choice(list(ISP[c])); return (s.ip(asn, r.choice(ISP[c][asn]), r), asn, c)
    def hexid(s, n=10): return "%0*x" % (n, s.r.getrandbits(4 * n))

class Acc:
    def __init__(s, w, pop, country=None, plan=None, age=None, domain=None, pay="own", org="own", client=None, nets=None, lang=None, eus=0, company=None, verified=None):
        r = w.r; s.w = w; s.r = random.Random(r.getrandbits(64)); s.pop = pop; s.id = "acc-" + w.hexid(); s.country = country or r.choice(CTY)
        s.company = company or r.choice(CO) + " " + r.choice(CO2)
        s.plan = plan or r.choices(["trial", "starter", "business", "enterprise"], [12, 30, 42, 16])[0]
        age = age if age is not None else (r.uniform(-12, 45) if s.plan == "trial" else min(1100, math.exp(r.gauss(5.3, .9))))   # days before the log; negative: opened in it
        if age < 0 and pop not in ("x",): age = max(age, -(w.days - 3))
        s.created = T0 - age * D; s.first = max(T0, s.created)
        s.verified = (s.plan in ("business", "enterprise") and r.random() < .93) or r.random() < .25 if verified is None else verified
        dom = s.company.lower().replace(" ", "-") + r.choice([".com", ".de", ".eu", ".net", ".co.uk", ".io"])
        if dom in w.used: dom = "%s%d.com" % (dom.split(".")[0], r.randrange(2, 99))
        w.used.add(dom)
        s.domain = domain or (r.choice(FREE) if s.plan in ("trial", "starter") and r.random() < .4 else dom)
        s.pay = ("pm_" + w.hexid(14) if s.plan != "trial" or r.random() < .3 else None) if pay == "own" else pay
        s.org = ("org_" + w.hexid(8) if s.plan in ("business", "enterprise") else None) if org == "own" else org
        s.keys = ["k_" + w.hexid(8) for _ in range(1 + (s.plan == "enterprise") * r.randrange(3))]
        s.client = client; s.nets = nets; s.lang = lang or {"DE": "de", "AT": "de", "FR": "fr"}.get(s.country, "en")
        if s.lang != "en" and r.random() < .3: s.lang = "en"
        s.cur = {"GB": "GBP", "US": "USD", "CH": "CHF", "AU": "AUD", "IN": "INR"}.get(s.country, "EUR")
        s.eus = ["u_" + w.hexid(8) for _ in range(eus)]; s.eumode = "fix"
        if eus and r.random() < .12: s.eumode = "session"
        s.lobs = r.sample(LN, r.randrange(1, 5)); s.style = r.choice(["plain", "kv", "json", "mail", "notes", "plain"])
        s.params = {}
        if r.random() < .55: s.params["temperature"] = r.choice([0, 0, 0.1, 0.2, 0.3, 0.7, 1])
        if r.random() < .4: s.params["max_tokens"] = r.choice([256, 300, 512, 800, 1000, 1024, 2000, 4096])
        if r.random() < .12: s.params["top_p"] = r.choice([.9, .95, 1])
        if r.random() < .05: s.params["seed"] = r.choice([1, 7, 42, 1234])
        if r.random() < .05: s.params["logprobs"] = True
        if r.random() < .14: s.params["reasoning"] = {"effort": r.choice(["low", "medium", "high"])}
        s.model = r.choices(["adjuster-3", "adjuster-3-mini"], [7, 3])[0]; s.moves = T0 + (w.release + abs(r.gauss(0, 6))) * D if r.random() < .5 else 9e18
        s.keeps = r.random() < .65; s.decl = s.country; s.sent = 0
    def go_interactive(s):
        r = s.r; s.client = s.client or (r.choice(BROWSER) if r.random() < .7 else r.choices(CLIENTS, [c[2] for c in CLIENTS])[0][:2])
        s.nets = s.nets or [s.w.ispip(s.country, r)] * 4 + [s.w.ispip(s.country, r) for _ in range(r.randrange(0, 3))]; s.rhythm = "office"
    def go_server(s):
        r = s.r; s.client = s.client or r.choices(CLIENTS, [c[2] for c in CLIENTS])[0][:2]
        s.nets = s.nets or [s.w.cloudip(r) for _ in range(r.randrange(1, 4))]; s.rhythm = r.choice(["server", "server", "office", "nightly"]); s.nh = r.randrange(0, 6); s.burst = r.random() < .5

def emit(acc, t, user, form, lob, sysp=None, eu=None, hist=None, session=None, harvest=None, endpoint="chat.completions", batch=None, params=None, lang=None, net=None, model=None, reas=None, tools=None, content=None, client=None):
    w, r = acc.w, acc.r
    if t < max(T0, acc.created + 300) or t >= T0 + w.days * D: return None
    net = net or r.choice(acc.nets); client = client or acc.client
    msgs = ([{"role": "system", "content": sysp}] if sysp else []) + (hist or []) + [{"role": "user", "content": user}]
    ans = content or reply(r, form, lob, lang or acc.lang)
    mdl = model or ("adjuster-4" if t >= acc.moves else acc.model)
    p = acc.params if params is None else params
    rt = None; rtok = 0
    if p.get("reasoning") or reas:
        rtok = int(r.lognormvariate(5.6, .5)); rt = " ".join(x.format(p=r.choice(LOB[lob][2])) for x in r.sample(REA, 4))
    st = "completed"; fin = "stop"
    x = r.random()
    if x < .004: st, fin, ans, rt = "error", None, None, None
    elif x < .02 and p.get("max_tokens", 9999) <= 300: fin = "length"
    it = sum(len(m["content"]) for m in msgs) // 4 + 8; ot = (len(ans) // 4 + 3 + rtok) if ans else 0
    a = {"id": acc.id}
    if eu: a["end_user"] = eu
    if acc.org: a["org"] = acc.org
    a["key"] = acc.keys[0] if len(acc.keys) == 1 else r.choice(acc.keys)
    a["created"] = iso(acc.created); a["country"] = acc.decl; a["plan"] = acc.plan; a["verified"] = bool(acc.verified)
    if acc.pay: a["payment"] = acc.pay
    a["email_domain"] = acc.domain
    q = {"endpoint": endpoint, "model": mdl, "messages": msgs, **p}
    if tools: q["tools"] = tools
    if batch: q["batch_id"] = batch
    if client[0].startswith("Mozilla"): q["stream"] = True
    o = {"id": None, "time": None, "account": a, "client": {"ip": net[0], "asn": net[1], "country": net[2], "user_agent": client[0], "ja4": client[1]}, "request": q,
         "response": {"model": mdl + "-2026" + ("09" if mdl == "adjuster-4" else "02"), "status": st, "latency_ms": int(250 + ot * r.uniform(9, 16))}, "usage": {"input_tokens": it, "output_tokens": ot}}
    if fin: o["response"]["finish_reason"] = fin
    if ans: o["response"]["content"] = ans
    if rt: o["response"]["reasoning"] = rt; o["usage"]["reasoning_tokens"] = rtok
    if session: o["session"] = session
    w.rows.append((t, o)); acc.sent += 1
    key = (acc.id, eu if acc.__dict__.get("split") else None)
    f = w.truth.setdefault(key, [t, t, None, None]); f[0] = min(f[0], t); f[1] = max(f[1], t)
    if harvest is not None:
        harvest["taken"].append(t); h = harvest["m"].setdefault(key, [t, t]); h[0] = min(h[0], t); h[1] = max(h[1], t)
    return ans
def iso(t): return datetime.fromtimestamp(t, timezone.utc).strftime("%Y-%m-%dT%H:%M:%SZ")
def isoms(t): return datetime.fromtimestamp(t, timezone.utc).strftime("%Y-%m-%dT%H:%M:%S.%f")[:-3] + "Z"

OFF = [0, 0, 0, 0, 0, 0, .3, 2, 6, 9, 9, 8, 5, 7, 8, 7, 6, 3, 1.5, .8, .6, .4, .2, .1]
SRV = [2, 1.5, 1, 1, 1, 1.5, 3, 5, 8, 9, 9, 9, 8, 8, 9, 8, 7, 6, 5, 4, 4, 3, 3, 2]
EVE = [.4, .1, 0, 0, 0, 0, .2, .5, 1, 1, 1.5, 1.5, 1, 1.5, 2, 2, 2, 3, 5, 8, 9, 8, 5, 2]
FLAT = [5, 5, 5, 4.5, 4.5, 5, 5, 5, 5, 5, 5, 5, 5, 5, 5, 5, 5, 5, 5, 5, 5, 5, 5, 5]
def pois(r, m):
    if m <= 0: return 0
    if m > 40: return max(0, int(r.gauss(m, math.sqrt(m)) + .5))
    L, k, p = math.exp(-m), 0, 1.0
    while True:
        p *= r.random()
        if p <= L: return k
        k += 1
def times(acc, rate, rhythm=None, d0=0, d1=None, boost=None, wk=None, noise=.7):
    r, w = acc.r, acc.w; rhythm = rhythm or acc.rhythm; out = []; tz = TZ[acc.country] * H
    H24 = {"office": OFF, "server": SRV, "nightly": OFF, "eve": EVE, "flat": FLAT}[rhythm]
    for d in range(int(d0), int(math.ceil(d1 if d1 is not None else w.days))):
        we = d % 7 >= 5
        f = (wk if wk is not None else {"office": .06, "server": .45, "nightly": .5, "eve": .9, "flat": 1}[rhythm]) if we else 1
        f *= r.gammavariate(1 / noise ** 2, noise ** 2) if noise else 1
        if boost: f *= boost(d)
        n = pois(r, rate * f)
        if rhythm == "nightly":
            b = T0 + d * D + acc.nh * H - tz + r.uniform(0, 1200); out += [b + i * r.uniform(1, 9) for i in range(n)]
        else:
            for h in r.choices(range(24), H24, k=n): out.append(T0 + d * D + h * H + r.random() * H - tz)
    lo, hi = T0 + d0 * D, T0 + (d1 if d1 is not None else w.days) * D
    return sorted(x for x in out if lo <= x < hi)

def eu_of(acc, session):
    if not acc.eus: return None
    if acc.eumode == "session": return "s_" + hashlib.md5(f"{acc.id}{session}".encode()).hexdigest()[:10]
    i = min(int(acc.r.expovariate(1 / (len(acc.eus) / 3))), len(acc.eus) - 1); return acc.eus[i]

def ask_text(acc, task, nar, lang):
    r = acc.r; q = r.choice(ASKX[lang]) if lang in ASKX else r.choice(ASK[task])
    return r.choice([f"{nar}\n\n{q}", f"{q}\n\n{nar}", f"{q} {nar}", f"{nar} {q}", f"Case: {nar}\n{q}"])

def interactive(acc, rate, rhythm=None, tasks=None, chat=.06, lobs=None, boost=None, d0=0, d1=None, eu=None, lang=None, gen=None):
    """People at a desk: conversations with some turns."""
    r, w = acc.r, acc.w; tasks = tasks or r.sample(list(ASK), r.randrange(2, 6)); sysp = sysprompt(r, acc.company) if r.random() < .35 else None
    pend = []
    for t in times(acc, rate / 1.7, rhythm, d0, d1, boost):
        ses = "c_" + "%010x" % r.getrandbits(40); u = eu or eu_of(acc, ses); lob = r.choice(lobs or acc.lobs); L = lang or acc.lang
        task = r.choice(tasks)
        if r.random() < chat: user = r.choice(w.chat)
        elif pend and r.random() < .05: user = r.choice(pend)
        else: user = ask_text(acc, task, narrative(r, lob, r.choice([acc.style, "plain"]), L, acc.cur), L)
        if len(pend) < 40: pend.append(user)
        hist = []; k = 1 + min(4, int(r.expovariate(1.2)))
        for i in range(k):
            a = emit(acc, t, user, FORM[task], lob, sysp, u, list(hist), ses if acc.keeps else None)
            if not a: break
            hist += [{"role": "user", "content": user}, {"role": "assistant", "content": a}]; user = r.choice(FOLLOW); t += r.lognormvariate(4.2, .6)

def pipeline(acc, rate, task=None, boost=None, d0=0, d1=None, sysp=None, tmpl=None, rationale=None, endpoint=None, lobs=None, form=None, repeat=.02):
    """A program: one template, a record a request."""
    r, w = acc.r, acc.w; task = task or r.choice(["coverage", "triage", "triage", "extract", "extract", "summary", "fraud", "reserve", "subro"])
    ex = None
    if rationale is None: rationale = r.random() < .3
    if rationale: ex = r.choice(["Give the reasons step by step, so that an auditor can follow.", "State your reasoning for each element of cover.", "Explain the decision: trigger, exclusion, condition, amount.", "Add a short rationale and a confidence."])
    sysp = sysp or sysprompt(r, acc.company, ex); pre = tmpl if tmpl is not None else r.choice(["", "Record:\n", "Claim file\n----------\n", "INPUT: ", r.choice(ASK[task]) + "\n\n", "Notice of loss received:\n"])
    form = form or ("long" if rationale else FORM[task]); past = []
    tools = [{"type": "function", "function": {"name": n}} for n in r.sample(["get_policy", "find_clause", "book_adjuster", "set_reserve", "lookup_vehicle", "send_letter"], 2)] if r.random() < .12 else None
    style = acc.style if acc.style != "mail" or r.random() < .5 else "json"
    for t in times(acc, rate, None, d0, d1, boost):
        lob = r.choice(lobs or acc.lobs); x = past[r.randrange(len(past))] if past and r.random() < repeat else pre + narrative(r, lob, style, acc.lang, acc.cur)
        if len(past) < 200: past.append(x)
        emit(acc, t, x, form, lob, sysp, eu_of(acc, int(t)), endpoint=endpoint or "chat.completions", tools=tools)

def mark_camp(w, name, kind, **params):
    h = {"campaign": name, "kind": kind, "taken": [], "m": {}, "params": params}; w.camps.append(h); return h

# ------------------------------------------------------------------ ordinary customers
def ordinary(w, n):
    r = w.r; hail = r.randrange(4, 10)
    def quarter(d): return 2.6 if 13 <= d <= 16 else 1
    for _ in range(n):
        kind = r.choices(["insurer", "tpa", "broker", "law", "insurtech", "consultant", "garage", "idle", "evaluator"], [17, 13, 22, 8, 9, 9, 6, 13, 3])[0]
        eus = (r.choice([0, 3, 6, 12, 30]) if kind in ("insurer", "tpa") else r.choice([0, 0, 0, 4, 15, 40]) if kind == "insurtech" else r.choice([0, 0, 0, 2, 5]))
        a = Acc(w, kind, plan={"insurer": r.choice(["business", "enterprise"]), "idle": r.choice(["trial", "starter"]), "consultant": r.choice(["trial", "starter", "starter"])}.get(kind), eus=eus, age=r.uniform(-8, 60) if kind == "evaluator" else None)
        a.split = len(a.eus) >= 20 and a.eumode == "fix"
        b = None; q = kind in ("insurer", "tpa") and r.random() < .35; h = kind in ("insurer", "broker", "tpa") and a.country in ("DE", "AT", "CH") and r.random() < .4
        if q: b = quarter
        if h: b = (lambda d, hl=hail: 3.2 if hl <= d <= hl + 3 else 1); a.lobs = ["motor", "crop", "property"]
        f = r.lognormvariate(0, .8)
        if kind == "idle": a.go_interactive(); interactive(a, .35 * f, chat=.25)
        elif kind in ("broker", "law", "consultant", "garage"):
            if r.random() < .25 and kind != "law": a.go_server(); pipeline(a, 5 * f, boost=b)
            else: a.go_interactive(); interactive(a, 3.4 * f, boost=b, chat=.12 if kind == "consultant" else .05, tasks=["clause", "coverage", "subro", "letter"] if kind == "law" else None)
        elif kind == "evaluator":       # compares vendors on a golden set, a few times, asks for reasons and sometimes grades
            a.go_server(); gs = [narrative(a.r, a.r.choice(LN), "plain", a.lang, a.cur) for _ in range(a.r.randrange(25, 90))]; s = sysprompt(a.r, a.company, "Give reasons.")
            for _ in range(a.r.randrange(2, 6)):
                t = T0 + (max(0, a.first - T0) / D + a.r.uniform(0, 17)) * D
                for g in gs:
                    t += a.r.lognormvariate(1.6, .6); emit(a, t, a.r.choice(["", "Assess: "]) + g, "long", "motor", s)
            interactive_ok = a.r.random() < .5
            if interactive_ok: interactive(a, 1.0, "office")
        else:
            if r.random() < (.6 if kind != "tpa" else .4): a.go_server(); pipeline(a, 13 * f, boost=b)
            else: a.go_interactive(); interactive(a, 7 * f, boost=b)

# ------------------------------------------------------------------ innocents with reasons to act alike
def g_integrator(w, n):
    r = w.r; cl = ("tideway-suite/5.4 openai-node/4.67.1", CLIENTS[2][1]); nets = [w.cloudip() for _ in range(3)]
    tm = {t: sysprompt(r, "the client of Tideway", r.choice(["Give the reasons step by step, so that an auditor can follow.", "Explain the decision: trigger, exclusion, condition, amount."]) if t == "coverage" else None) for t in ("coverage", "triage", "extract")}
    for i in range(n):
        a = Acc(w, "integrator_client", plan=r.choice(["business", "starter"]), client=cl, nets=nets, eus=r.choice([0, 3, 8]), age=r.choice([None, None, r.uniform(-9, 10)])); a.go_server(); a.rhythm = "server"; a.params = {"temperature": 0.1, "max_tokens": 900}
        for t in r.sample(list(tm), r.randrange(1, 3)): pipeline(a, 5 * r.lognormvariate(0, .6), t, sysp=tm[t], tmpl="Claim file\n----------\n", rationale=t == "coverage", d0=max(0, (a.first - T0) / D))
def g_association(w, n):
    r = w.r; day = r.randrange(5, 12); s = sysprompt(r, "the member", "Classify each line of the bordereau and give a one-line reason."); cl = ("python-requests/2.32.3 avb-bordereau/1.0", CLIENTS[6][1])
    for i in range(n):
        a = Acc(w, "association", plan=r.choice(["starter", "business", "trial"]), age=r.choice([None, day * -1 + r.uniform(0, 25)]), country=r.choice(["DE", "DE", "AT", "CH"])); own = r.random() < .5
        a.go_interactive(); net = a.nets
        if own: interactive(a, 2.5 * r.lognormvariate(0, .6))
        for j in range(r.randrange(40, 140)):
            d = day + min(6, r.expovariate(.7)); t = T0 + (int(d) + .3 + .4 * r.random()) * D
            emit(a, t, "Zeile %d: " % (j + 1) + narrative(a.r, a.r.choice(a.lobs), "kv", "de"), "label", "motor", s, client=cl, params={"temperature": 0})
def g_course(w, n):
    r = w.r; sheets = [[narrative(r, r.choice(LN), "plain", "en", "GBP", 5) for _ in range(r.randrange(6, 11))] for _ in range(4)]; dom = "cii-academy-%d.org" % r.randrange(9); d0 = r.randrange(0, 4)
    asks = ["Work through cover step by step, as in the unit: trigger, exclusions, conditions, quantum.", "Set out the reasoning in full, then the decision.", "Mark my answer out of 10 and explain: "]
    for i in range(n):
        a = Acc(w, "course", plan=r.choice(["trial", "starter"]), age=-(d0) + r.uniform(0, 6), domain=r.choice([dom, dom, None, "gmail.com"]), country="GB" if r.random() < .8 else "IE", lang="en"); a.go_interactive()
        late = r.gauss(0, .5)
        for k, sh in enumerate(sheets):
            d = d0 + 2 + k * 4 + late
            for q in sh:
                if a.r.random() < .25: continue
                t = T0 + (int(d + a.r.expovariate(1.1))) * D + (17 + a.r.uniform(0, 5)) * H; an = a.r.choice(asks)
                if an.startswith("Mark"): an += " ".join(x.format(p="the peril") for x in a.r.sample(REA, 3))
                emit(a, t, q + "\n" + an, "grade" if "Mark" in an else "long", "property", None, session="c_%x" % a.r.getrandbits(40))
                if a.r.random() < .3: emit(a, t + 90, a.r.choice(FOLLOW), "short", "property", None)
        interactive(a, .5, "eve")
def g_consultancy(w, n):
    """A firm that tests vendors for a buyer, with several accounts on one card."""
    r = w.r; pay = "pm_" + w.hexid(14); dom = r.choice(CO).lower() + "-advisory.com"; gold = [narrative(r, r.choice(LN), "plain", "en", "EUR", 4) for _ in range(r.randrange(120, 260))]; s0 = r.randrange(3, 10)
    nets = [w.ispip("GB"), w.cloudip()]; rub = "Rate your confidence 1 to 10 and give reasons."
    for i in range(n):
        a = Acc(w, "consultancy", plan="business", age=-s0 + r.uniform(1, 3), domain=dom, pay=pay, country="GB", lang="en", nets=nets, client=CLIENTS[0][:2]); s = sysprompt(r, "the buyer", "Give reasons.")
        for run in range(r.randrange(2, 4)):
            t = T0 + (s0 + 1 + run * 2.5 + r.random()) * D + 8 * H
            for g in gold[i::n] if r.random() < .6 else r.sample(gold, len(gold) // 2):
                t += a.r.lognormvariate(2.5, .8); emit(a, t, g + "\n" + rub, "long", "property", s, params={"temperature": 0, "max_tokens": 1500})
def g_migration(w, n):
    """Sister companies load their archives after a merger."""
    r = w.r; s0 = r.randrange(3, 9); s = sysprompt(r, "the group", "Re-code each closed claim to the new peril codes and give the reason."); grp = r.choice(CO).lower() + "-gruppe.eu"
    for i in range(n):
        a = Acc(w, "migration", plan="enterprise", domain=grp if r.random() < .6 else None, eus=0); a.go_server(); a.rhythm = "server"
        if r.random() < .6: pipeline(a, 6 * r.lognormvariate(0, .5))
        t = T0 + (s0 + r.gauss(0, .7)) * D + 20 * H; bid = "batch_" + w.hexid(10)
        for j in range(int(r.lognormvariate(6.3, .45))):
            t += a.r.expovariate(1 / 40.); 
            if j % 250 == 0: bid = "batch_%010x" % a.r.getrandbits(40)
            emit(a, t, narrative(a.r, a.r.choice(a.lobs), "json", a.lang, a.cur), "label", "property", s, endpoint="batch", batch=bid, params={"temperature": 0, "max_tokens": 300})
def g_franchise(w, n):
    r = w.r; s = sysprompt(r, "Ardent Adjusters, an independent office", "Write the inspection report in the order: cause, extent, cover, reserve."); 
    for i in range(n):
        a = Acc(w, "franchise", plan=r.choice(["starter", "business"]), domain="ardent-adjusters.eu" if r.random() < .5 else None, eus=r.choice([0, 2, 4])); a.go_interactive(); pipeline(a, 4 * r.lognormvariate(0, .5), "coverage", sysp=s, rationale=True)
        interactive(a, 1.5)
def g_lab(w, n):
    """A university lab: the same case with one fact changed, to study fairness."""
    r = w.r; dom = "jur.uni-%s.edu" % r.choice(PLACES).lower().encode("ascii", "ignore").decode(); s0 = r.randrange(1, 7); nets = [w.ispip("NL"), w.ispip("NL")]
    base = [narrative(r, r.choice(LN), "plain", "en", "EUR", 4) for _ in range(60)]; grid = [(b, nm, ag) for b in base for nm in NAMES[:4] for ag in (24, 58)]; r.shuffle(grid)
    for i in range(n):
        a = Acc(w, "university", plan="starter", age=r.uniform(5, 200), domain=dom, org=None, country="NL", lang="en", nets=nets, client=CLIENTS[6][:2]); 
        for b, nm, ag in grid[i::n]:
            t = T0 + (s0 + r.uniform(0, 9)) * D
            emit(a, t, f"{b} The policyholder, {nm}, is {ag}. Decide and give the reasons.", "long", "motor", None, params={"temperature": 0, "seed": 1})
def g_testers(w, n):
    """A panel that the firm itself recruited, with the firm's own manual."""
    r = w.r; man = docs(w, r, 90)
    for i in range(n):
        a = Acc(w, "tester", plan="starter", age=r.uniform(0, 40), domain=r.choice(FREE), eus=0); a.go_interactive()
        for j in range(r.randrange(60, 160)):
            t = T0 + (2 + r.uniform(0, 16)) * D; m = r.choice(man)
            emit(a, t, r.choice(["According to the manual: ", "Check this passage: ", "Is this right? ", "Manual says: "]) + m[:400] + " " + a.r.choice(["Do you agree?", "Give an example case.", "What would you answer to a customer who asks about it?", "Explain why."]), "mid", "motor", None)
        if i < n - 2: w.table.append({"account": a.id, "allow_by": "qa-team", "allow_until": "2026-12-31T00:00:00Z"})
def g_fleet(w, n):
    r = w.r; org = "org_" + w.hexid(8); dom = r.choice(CO).lower() + "-direct.com"; pay = "pm_" + w.hexid(14); nets = [w.cloudip() for _ in range(3)]; cl = r.choice(CLIENTS)[:2]
    for i in range(n):
        a = Acc(w, "fleet", plan="enterprise", org=org, domain=dom, pay=pay, nets=nets, client=cl, eus=r.choice([0, 5])); a.go_server(); pipeline(a, 9 * r.lognormvariate(0, .5))
def g_reseller(w, n, declared=True):
    r = w.r; a = Acc(w, "reseller", plan="enterprise", age=r.uniform(200, 900)); a.split = True; a.nets = [w.cloudip() for _ in range(4)]; a.client = ("claimdesk-cloud/2.%d okhttp/4.12.0" % r.randrange(9), CLIENTS[4][1]); a.rhythm = "office"; a.keys = a.keys[:1]; a.params = {"temperature": .2}
    if declared: w.table.append({"account": a.id, "reseller": "true"})
    a.members = []
    a.sys = sysprompt(r, "ClaimDesk users")
    for i in range(n):
        u = "cd-%07d" % r.randrange(10**7); a.members.append(u); a.company = r.choice(CO); a.country = r.choice(CTY); a.lang = {"DE": "de", "AT": "de", "FR": "fr"}.get(a.country, "en"); a.lobs = r.sample(LN, r.randrange(1, 4)); a.style = r.choice(["plain", "mail", "notes"])
        interactive(a, 1.8 * r.lognormvariate(0, .8), eu=u)
    a.country = "DE"
    w.resellers.append(a)

# ------------------------------------------------------------------ operators
def docs(w, r, n):
    out = []
    sub = ["The field `coverage`", "The parameter `line`", "The endpoint /v2/assess", "A clause reference", "The reserve estimate", "A rationale", "The `siu` flag", "Batch upload", "The peril code {k}{k2}", "The glossary entry '{x}'", "The rate limit", "The audit trail"]
    vb = ["holds one of the values covered, part, refer and declined", "is computed after the excess", "is drawn from the policy wording that the caller sent", "follows the market glossary of {y}", "may be empty where the facts are disputed", "is meant for adjusters and not for policyholders", "is stable over versions 2 and 3", "counts towards the monthly quota", "needs the field `jurisdiction`", "is calibrated on closed claims of {y}"]
    for i in range(n):
        xs = [fill(r, r.choice(sub).replace("{x}", r.choice([p for l in LN for p in LOB[l][2]]))) + " " + fill(r, r.choice(vb)) + r.choice([".", ", unless the wording says otherwise.", " (see section %d)." % r.randrange(2, 30)]) for _ in range(r.randrange(4, 9))]
        out.append("%d.%d " % (i // 12 + 1, i % 12 + 1) + " ".join(xs))
    return out

SYN = ["Scenario {i}. {n}", "Consider the following claim. {n}", "{n}", "Hypothetical: {n}", "Facts: {n}", "Claim #{i}\n{n}"]
STEP = ["Reason step by step about trigger, exclusions, conditions and quantum, citing the clause at each step, then give the decision.", "Show the complete chain of reasoning before the final decision; do not skip intermediate steps.", "Think aloud: list every consideration in order, with the weight you give it, and only then conclude.", "Explain in detail how you arrive at the decision, numbered, one inference a line.", "First the analysis, in full; then the decision, the amount and your confidence.", "Derive the outcome from the wording, step after step, and state why alternatives fail.", "Give a thorough rationale that a junior could learn from, then the label.", "Detail your thought process, including what you considered and rejected."]
FMT = ['Return JSON: {"reasoning": [...], "decision": "...", "clauses": [...]}.', "Format: <analysis>…</analysis><decision>…</decision>", "", "", "End with DECISION: <label>."]
def cand(r): return r.choice(["covered", "declined", "part"]) + ": " + " ".join(x.format(p="the event") for x in r.sample(REA, r.randrange(2, 5)))
GRD = ["Grade the answer below from 1 to 10 for correctness, completeness and tone, and justify each score.", "Two adjusters answered. Which is better? Score both 0-10 by the rubric (cover, quantum, tone) and explain.", "Act as examiner: award marks out of 10 per criterion with a sentence of reason.", "Compare A and B. Preferred answer, margin 1-5, reasons.", "Score against the rubric: accuracy 40 %, clause use 40 %, clarity 20 %. Output the scores and why."]

def deal(w, h, accs, items, d0, d1, rates, rhythm, mk, repeats=1, shuffle=True, wk=None, noise=.35, cover=None):
    """One queue for all; each takes the next item when its turn comes."""
    r = w.r; q = [x for x in items for _ in range(repeats)]
    if repeats > 1 and shuffle:   # copies come some time after each other
        q = [x for _, x in sorted((i + r.uniform(0, len(q) * .15), x) for i, x in enumerate(q))]
    ev = []
    for a, rt in zip(accs, rates):
        s = max(d0 + abs(r.gauss(0, .35)), (a.created - T0) / D + .05); e = d1 - abs(r.gauss(0, .5))
        ev += [(t, a) for t in times(a, rt, rhythm, s, e, None, wk, noise)]
    ev.sort(key=lambda x: x[0]); n = 0
    for t, a in ev:
        if n >= len(q): break
        mk(a, t, q[n], n); n += 1
    return n

def synth(r, n, lang=("en",)):
    return [(l, narrative(r, l, "plain", r.choice(lang), "EUR", r.randrange(3, 6))) for l in (LN[i % len(LN)] for i in range(n))]

def c_rival(w, name, n):
    """A start-up: its own staff, by day, with scripts of their own around one plan."""
    r = w.r; h = mark_camp(w, name, "rival_startup"); d0, d1 = r.uniform(1, 5), w.days - r.uniform(0, 4); off = w.ispip("DE"); pays = ["pm_" + w.hexid(14) for _ in range(max(2, n // 2))]; A = []
    for i in range(n):
        a = Acc(w, "campaign", plan=r.choice(["starter", "starter", "business"]), age=-d0 + r.uniform(0, 20), domain=r.choice(FREE + [None, None]), pay=r.choice(pays), org=None, country="DE", lang="en", client=r.choice(CLIENTS[:4])[:2], eus=r.choice([0, 0, 3])); a.nets = [off, off, w.ispip("DE"), w.cloudip()]; a.sysx = sysprompt(r, r.choice(CO)) if r.random() < .6 else None; a.ask = r.sample(STEP, 2); a.p = {"temperature": r.choice([.7, .8, 1.0])}; A.append(a)
    items = synth(r, 6000, ("en", "en", "de"))
    def mk(a, t, it, k):
        if a.r.random() < .3: u = a.r.choice(GRD) + "\n\n" + it[1] + "\n\nAnswer: " + cand(a.r); f = "grade"
        else: u = a.r.choice(SYN).format(i=k, n=it[1]) + "\n\n" + a.r.choice(a.ask); f = "long"
        emit(a, t, u, f, it[0], a.sysx, eu_of(a, k), harvest=h, params=a.p, lang="en")
    deal(w, h, A, items, d0, d1, [r.uniform(22, 42) for _ in A], "office", mk, repeats=r.choice([1, 2, 3]), wk=.3)
    for a in A:
        a.rhythm = "office"; interactive(a, 1.2, "office", chat=.3, d0=d0)
def c_vendor(w, name, n):
    """A data vendor with bought accounts behind residential proxies, in shifts, with ordinary-looking cover."""
    r = w.r; h = mark_camp(w, name, "data_vendor"); d0, d1 = r.uniform(1, 4), w.days - r.uniform(0, 3); ja = r.choice(["t13d1517h2_8daaf6152771_b6f405a00624", "t13d1812h1_85036bcba153_375ca2c5e164"]); pays = ["pm_" + w.hexid(14) for _ in range(max(2, int(n / 1.6)))]; A = []
    rng = [(c, as_, p + "." + str(r.randrange(1, 255))) for c in r.sample(["DE", "RO", "PL", "ES", "IT", "FR", "GB", "CZ"], 4) for as_ in ISP[c] for p in ISP[c][as_][:1]]
    tem = [(r.choice(SYN[:5]), x, r.choice(FMT)) for x in r.sample(STEP, 6)] + [(None, x, "") for x in r.sample(GRD, 2)]
    for i in range(n):
        a = Acc(w, "campaign", plan=r.choice(["starter", "starter", "business"]), age=r.choice([r.uniform(30, 400), r.uniform(2, 20)]), pay=r.choice(pays), client=(r.choice(CLIENTS)[0], ja), lang="en", eus=r.choice([0, 0, 2, 5])); a.sysx = sysprompt(r, a.company) if r.random() < .5 else None
        a.nets = [(f"{p}.{r.randrange(1, 255)}", as_, c) for c, as_, p in r.choices(rng, k=6)]; a.day = {}; a.tem = r.sample(tem, 4); a.rhythm = "server"; A.append(a)
    items = synth(r, 12000, ("en", "en", "fr", "de"))
    def mk(a, t, it, k):
        d = int((t - T0) / D); net = a.day.setdefault(d, a.r.choice(a.nets)); s, q, f = a.r.choice(a.tem)
        u = (q + "\n\n" + it[1] + "\nA: " + cand(a.r) + "\nB: " + cand(a.r)) if s is None else s.format(i=a.r.randrange(9999), n=it[1]) + "\n" + q + " " + f
        emit(a, t, u, "grade" if s is None else "long", it[0], a.sysx, eu_of(a, k), harvest=h, net=net)
    deal(w, h, A, items, d0, d1, [r.uniform(13, 19)] * n, "server", mk, repeats=r.choice([1, 1, 2]), wk=.95, noise=.3)
    for a in A: interactive(a, r.uniform(3, 7), "server", chat=.08, d0=d0)
def c_excustomer(w, name, n):
    """A subsidiary of a customer that left runs the old archive through new accounts, in batches."""
    r = w.r; h = mark_camp(w, name, "ex_customer"); d0, d1 = r.uniform(2, 6), w.days - r.uniform(1, 6); old = Acc(w, "insurer", plan="enterprise", age=700, country="AT", lang="de"); old.go_server(); old.rhythm = "server"; old.style = "kv"; s = sysprompt(r, old.company, "Explain the decision: trigger, exclusion, condition, amount."); pipeline(old, 25, "coverage", d1=min(4, d0), sysp=s, tmpl="Schadenakte\n", rationale=True)
    A = []
    for i in range(n):
        a = Acc(w, "campaign", plan=r.choice(["business", "starter"]), age=-d0 + r.uniform(.5, 4), country=r.choice(["AT", "CZ", "DE"]), client=old.client if r.random() < .7 else r.choice(CLIENTS)[:2], lang="de", eus=0); a.nets = [(w.ip(0, r.choice(CLOUD[24940])), 24940, "DE")] * 2; a.sysx = sysprompt(r, a.company, r.choice(STEP)); a.bt = r.random() < .7; A.append(a)
    items = [(l, narrative(r, l, "kv", r.choice(["de", "de", "en"]))) for l in (r.choice(old.lobs + LN[:4]) for _ in range(7000))]
    def mk(a, t, it, k): emit(a, t, "Schadenakte\n" + it[1] + "\n" + r.choice(["", "", "Alle Erwägungen der Reihe nach, dann das Ergebnis."]), "long", it[0], a.sysx, harvest=h, endpoint="batch" if a.bt else "chat.completions", batch="batch_" + hashlib.md5(f"{a.id}{int(t // D)}".encode()).hexdigest()[:10] if a.bt else None, params={"temperature": 0, "max_tokens": 2000}, lang="de")
    deal(w, h, A, items, d0, d1, [r.uniform(40, 60)] * n, "flat", mk, repeats=1, wk=.9, noise=.25)
def c_grader(w, name, n):
    """Wants nothing but grades, for a reward model."""
    r = w.r; h = mark_camp(w, name, "grading_only"); d0, d1 = r.uniform(0, 6), w.days - r.uniform(0, 3); A = []; pays = ["pm_" + w.hexid(14) for _ in range(n)]
    if n > 4: pays[1] = pays[0]
    cl = [r.choice(CLIENTS)[:2] for _ in range(2)]
    for i in range(n):
        a = Acc(w, "campaign", plan=r.choice(["starter", "business"]), age=r.choice([r.uniform(1, 30), -d0 + r.uniform(0, 2)]), pay=pays[i], client=r.choice(cl), lang="en", eus=r.choice([0, 0, 1])); a.go_server(); a.rhythm = "server"; a.p = {"temperature": 0, "max_tokens": r.choice([300, 400, 512])}; a.g = r.sample(GRD, 2); A.append(a)
    items = synth(r, 5000)
    def mk(a, t, it, k): emit(a, t, a.r.choice(a.g) + "\n\nClaim: " + it[1] + "\n\n[A] " + cand(a.r) + "\n\n[B] " + cand(a.r), "grade", it[0], None, eu_of(a, k), harvest=h, params=a.p)
    deal(w, h, A, items, d0, d1, [r.uniform(14, 26)] * n, "flat", mk, repeats=r.choice([2, 3]), wk=1, noise=.3)
def c_docs(w, name, n):
    """Replays the manual and public documents, chunk by chunk, and has questions and answers made of them."""
    r = w.r; h = mark_camp(w, name, "doc_replay"); d0, d1 = r.uniform(1, 7), w.days - r.uniform(0, 4); A = []; base = r.choice(list(CLOUD))
    for i in range(n):
        a = Acc(w, "campaign", plan=r.choice(["trial", "starter", "starter"]), age=-d0 + r.uniform(0, 9), client=CLIENTS[r.choice([0, 1, 6])][:2], lang="en", org=None); a.nets = [(w.ip(base, r.choice(CLOUD[base])), base, "DE") for _ in range(2)]; a.rhythm = "server"; A.append(a)
    ch = docs(w, r, 700) + r.sample(w.public, min(len(w.public), 1400)); 
    q = ["Write three questions that this passage answers for an adjuster, with full answers.", "From the text, make a question and a reasoned answer.", "Turn this into training examples: question, thinking, answer.", "What would a claims handler ask here? Answer with the reasons."]
    def mk(a, t, it, k): emit(a, t, (it[:1600] + "\n\n" + a.r.choice(q)) if a.r.random() < .7 else a.r.choice(q) + "\n---\n" + it[:1600], "long", "property", None, harvest=h, params={"temperature": .7} if a.r.random() < .8 else {})
    deal(w, h, A, ch, d0, d1, [r.uniform(20, 32)] * n, "flat", mk, repeats=2, wk=1, noise=.4)
def c_reseller(w, name, n):
    """End users of a reseller; the reseller knows nothing."""
    r = w.r; h = mark_camp(w, name, "behind_reseller"); d0, d1 = r.uniform(1, 5), w.days - r.uniform(0, 3); a = r.choice(w.resellers); us = ["cd-%07d" % r.randrange(10**7) for _ in range(n)]; items = synth(r, 6000, ("en", "en", "de")); asks = {u: r.sample(STEP, 3) for u in us}; ev = []; a.country = "DE"
    for u in us:
        s = d0 + abs(r.gauss(0, .4)); ev += [(t, u) for t in times(a, r.uniform(9, 14), "eve", s, d1 - abs(r.gauss(0, .5)), None, .8, .3)]
        interactive(a, 1.5, "office", eu=u, d0=d0, lang="en")
    rep = r.choice([1, 2]); q = [x for x in items for _ in range(rep)]
    q = [x for _, x in sorted((i + r.uniform(0, 300), x) for i, x in enumerate(q))]
    for k, (t, u) in enumerate(sorted(ev)):
        it = q[k]; emit(a, t, a.r.choice(SYN[:5]).format(i=k, n=it[1]) + "\n" + a.r.choice(asks[u]), "long", it[0], a.sys if a.r.random() < .6 else None, u, harvest=h, lang="en")
def c_expert(w, name, n):
    """Patient and careful: behind each account an invented firm with its own program, cards, nets and office hours."""
    r = w.r; h = mark_camp(w, name, "patient_expert"); d0, d1 = r.uniform(0, 3), w.days - r.uniform(0, 2); A = []; langs = ["en", "en", "de"]
    for i in range(n):
        a = Acc(w, "campaign", plan=r.choice(["starter", "business", "business"]), age=r.uniform(20, 260), eus=r.choice([0, 2, 4])); a.go_server() if r.random() < .6 else a.go_interactive(); a.rhythm = "office"; a.sysx = sysprompt(r, a.company, r.choice(["Give the reasons step by step, so that an auditor can follow.", "State your reasoning for each element of cover.", "Explain the decision: trigger, exclusion, condition, amount."])); a.pre = r.choice(["", "Record:\n", "INPUT: ", "File:\n", "Please assess.\n\n"]); A.append(a)
    items = synth(r, 5000, langs)
    def mk(a, t, it, k): emit(a, t, a.pre + it[1], "long", it[0], a.sysx, eu_of(a, k), harvest=h)
    deal(w, h, A, items, d0, d1, [r.lognormvariate(2.2, .3) for _ in A], "office", mk, repeats=1, wk=.15, noise=.5)
    for a in A: interactive(a, r.uniform(3, 8), "office")
def c_amateur(w, name, n):
    """One person with some accounts and a script from the web."""
    r = w.r; h = mark_camp(w, name, "amateur"); d0 = r.uniform(2, 10); d1 = min(w.days, d0 + r.uniform(5, 10)); home = w.ispip(r.choice(["PL", "DE", "GB"])); pay = "pm_" + w.hexid(14); A = []
    for i in range(n):
        a = Acc(w, "campaign", plan=r.choice(["trial", "starter"]), age=-d0 + r.uniform(0, 1.5), domain="gmail.com", pay=pay if i % 2 == 0 else None, org=None, client=CLIENTS[0][:2], lang="en"); a.nets = [home, home, w.cloudip()]; A.append(a)
    items = synth(r, 4000); st = r.choice(STEP)
    def mk(a, t, it, k): emit(a, t, f"### Instruction:\n{it[1]}\n{st}\n### Response:", "long", it[0], "You are an expert claims adjuster.", harvest=h, params={"temperature": 1.0, "max_tokens": 2048})
    deal(w, h, A, items, d0, d1, [r.uniform(50, 90)] * n, "flat", mk, repeats=1, wk=1, noise=.6)
def c_labels(w, name, n):
    """Labels and their confidence for a public set of short texts."""
    r = w.r; h = mark_camp(w, name, "labels_only"); d0, d1 = r.uniform(1, 6), w.days - r.uniform(0, 5); A = []; pays = ["pm_" + w.hexid(14) for _ in range(max(2, n // 2))]
    for i in range(n):
        a = Acc(w, "campaign", plan="starter", age=r.uniform(-d0, 40), pay=r.choice(pays), lang="en", org=None); a.go_server(); a.sysx = r.choice(["Classify the complaint. Labels: covered, part, declined, refer. Give a probability for each.", "Label the text with line, peril and outcome; add your confidence.", "Output label and likelihood, nothing else."]); A.append(a)
    pub = [("household", x) for x in w.texts.get("clinc150_raw", [])] ; items = [x for x in synth(r, 3000)] + pub; r.shuffle(items)
    def mk(a, t, it, k): emit(a, t, it[1], "label", it[0], a.sysx, harvest=h, params={"temperature": 0, "logprobs": True, "max_tokens": 60})
    deal(w, h, A, items, d0, d1, [r.uniform(28, 45)] * n, "flat", mk, repeats=r.choice([1, 2]), wk=1, noise=.3)

KINDS = {"rival_startup": (c_rival, 3, 8), "data_vendor": (c_vendor, 12, 25), "ex_customer": (c_excustomer, 3, 7), "grading_only": (c_grader, 5, 11), "doc_replay": (c_docs, 6, 12), "behind_reseller": (c_reseller, 8, 16), "patient_expert": (c_expert, 8, 18), "amateur": (c_amateur, 3, 5), "labels_only": (c_labels, 5, 11)}

def main():
    p = argparse.ArgumentParser(); p.add_argument("--seed", type=int, default=1); p.add_argument("--benign", type=int); p.add_argument("--attack", type=int); p.add_argument("--days", type=int, default=21)
    p.add_argument("--scenario", choices=["mix", "none", "small"], default="mix"); p.add_argument("--prompts", required=True); p.add_argument("--out", required=True); a = p.parse_args()
    w = World(a); r = w.r; w.resellers = []
    B = a.benign or (600 if a.scenario != "small" else r.randrange(150, 251)); A = 0 if a.scenario == "none" else a.attack or (70 if a.scenario == "mix" else r.randrange(3, 9))
    f = B / 600; used = 0
    if a.scenario == "small":
        g = r.sample([g_integrator, g_association, g_course, g_consultancy, g_migration, g_franchise, g_lab, g_testers, g_fleet], 4)
        for x in g: k = r.randrange(4, 10); x(w, k); used += k
        g_reseller(w, 22 + r.randrange(12)); used += 1
    else:
        for x, k in ((g_integrator, 18), (g_association, 14), (g_course, 17), (g_consultancy, 5), (g_consultancy, 4), (g_migration, 5), (g_franchise, 9), (g_lab, 4), (g_testers, 6), (g_fleet, 6)):
            k = max(3, round(k * f)); x(w, k); used += k
        for i in range(3): g_reseller(w, int((26 + r.randrange(40)) * max(.8, f)), declared=i < 2); used += 1
        lic = Acc(w, "licensed", plan="enterprise"); lic.go_server(); lic.rhythm = "server"; w.table.append({"account": lic.id, "licence_scope": "train on outputs", "licence_document": "DL-2025-%d" % r.randrange(99), "licence_valid_until": "2027-06-30T00:00:00Z"}); pipeline(lic, 90, "coverage", rationale=True); used += 1
    ordinary(w, B - used)
    if a.scenario == "small":
        order = ["rival_startup", "grading_only", "ex_customer", "behind_reseller", "doc_replay", "data_vendor", "labels_only", "amateur"]
        k = order[a.seed % len(order)]; KINDS[k][0](w, "c1_" + k, A)
    elif A:
        nk = r.randrange(5, 9); ks = r.sample(list(KINDS), nk); sz = [r.uniform(KINDS[k][1], KINDS[k][2]) for k in ks]; tot = sum(sz)
        for i, (k, z) in enumerate(zip(ks, sz)): KINDS[k][0](w, "c%d_%s" % (i + 1, k), min(25, max(3, round(z * A / tot))))
    # write
    os.makedirs(a.out, exist_ok=True); w.rows.sort(key=lambda x: x[0]); rid = random.Random(f"ids{a.seed}")
    with gzip.open(os.path.join(a.out, "log-0001.jsonl.gz"), "wt", compresslevel=3, encoding="utf-8") as fo:
        for t, o in w.rows:
            o["id"] = "req_%020x" % rid.getrandbits(80); o["time"] = isoms(t); o["response"]["id"] = "resp_%012x" % rid.getrandbits(48); fo.write(json.dumps(o, ensure_ascii=False, separators=(",", ":")) + "\n")
    with open(os.path.join(a.out, "accounts.csv"), "w", newline="") as fo:
        c = csv.DictWriter(fo, ["account", "reseller", "licence_scope", "licence_document", "licence_valid_until", "allow_by", "allow_until"]); c.writeheader(); c.writerows(w.table)
    return w, a, B, A
def truth(w, a, B, A):
    mem = {}
    for h in w.camps:
        for k, (s, u) in h["m"].items(): mem[k] = (h["campaign"], s, u)
    pops = {x: y for x, y in w.pops.items()}; rows = []; cnt = {}
    resid = {k[0] for k in w.truth if k[1]}
    for k, (s, u, _, _) in w.truth.items():
        m = mem.get(k); pop = "campaign" if m else pops[k[0]] if not k[1] else ("reseller_user" if pops[k[0]] == "reseller" else pops[k[0]] + "_user")
        if not m and pops[k[0]] == "campaign" and not k[1]: pop = "campaign_idle"
        rows.append({"account": k[0], "end_user": k[1], "population": pop, "campaign": m[0] if m else None, "since": iso(m[1] if m else s), "until": iso(m[2] if m else u)}); cnt[pop] = cnt.get(pop, 0) + 1
    for x in resid:
        if (x, None) not in w.truth:
            ks = [v for k, v in w.truth.items() if k[0] == x]; rows.append({"account": x, "end_user": None, "population": pops[x], "campaign": None, "since": iso(min(v[0] for v in ks)), "until": iso(max(v[1] for v in ks))}); cnt[pops[x]] = cnt.get(pops[x], 0) + 1
    rows.sort(key=lambda x: (x["account"], x["end_user"] or "")); cs = []
    for h in w.camps:
        hr = {}
        for t in h["taken"]: hr[int(t // 3600)] = hr.get(int(t // 3600), 0) + 1
        cs.append({"campaign": h["campaign"], "kind": h["kind"], "accounts": len(h["m"]), "start": iso(min(h["taken"])), "end": iso(max(h["taken"])), "params": h["params"], "exchanges": len(h["taken"]), "taken": [[k, v] for k, v in sorted(hr.items())]})
    t = {"version": 1, "seed": a.seed, "world": "boutique-" + a.scenario, "settings": {"benign": B, "attack": A, "days": a.days}, "start": iso(T0), "end": iso(T0 + a.days * D), "exchanges": len(w.rows), "populations": dict(sorted(cnt.items())), "accounts": rows, "campaigns": cs}
    json.dump(t, open(os.path.join(a.out, "truth.json"), "w"), indent=0)
    print(a.out, "exchanges", len(w.rows), "rows", len(rows), "accounts", len({k[0] for k in w.truth}), {c["campaign"]: (c["accounts"], c["exchanges"]) for c in cs}, cnt)
if __name__ == "__main__":
    _init = Acc.__init__
    POPS = {}
    def init(s, w, pop, *x, **k): _init(s, w, pop, *x, **k); POPS[s.id] = pop
    Acc.__init__ = init
    w, a, B, A = main(); w.pops = POPS; truth(w, a, B, A)
