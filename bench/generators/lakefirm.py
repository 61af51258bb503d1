#!/usr/bin/env python3
"""Labelled traffic of an invented firm, lakefirm: a model for technical support and industrial maintenance,
served on Databricks Model Serving. Writes the AI-Gateway-enabled inference table as Spark's JSON lines."""
import argparse, csv, datetime as dt, gzip, json, math, os, random, re, uuid
from collections import defaultdict

START = dt.datetime(2026, 9, 28, tzinfo=dt.timezone.utc).timestamp()      # a Monday
DAY = 86400.0
SP = "5d0f3c1e-7b52-4f0a-9d37-a1c0de77be21"                               # the service principal that calls for all
ENT = {"lf-maint-70b-v3": "9c1b7e50f4a84d1c8e2f60b3d7a9154e", "lf-maint-70b-v4": "e07a4d2b91c64f35a8d05b7c3f12e866",
       "lf-maint-8b": "41f3c8d7a2b94e06b5d9f07e8c6a1b23", "gte-multi": "b7d2906ce15f4a3d9c84e1f7a05b6d38"}

# ---------------------------------------------------------------- words
EN = dict(
 machine=["centrifugal pump", "screw compressor", "CNC lathe", "belt conveyor", "water chiller", "steam boiler", "hydraulic press", "gearbox", "air handling unit", "palletising robot", "injection moulding machine", "packaging line", "overhead crane", "vacuum pump", "servo drive", "variable frequency drive", "diesel generator", "bottle filler", "extruder", "dust collector", "cooling tower", "forklift charger", "laser cutter", "industrial oven", "labeller", "agitator", "bucket elevator", "plate heat exchanger", "wind turbine pitch drive", "surface grinder", "PLC rack", "checkweigher"],
 part=["drive end bearing", "mechanical seal", "coupling", "suction strainer", "contactor", "encoder", "pressure transmitter", "pilot valve", "V-belt", "gear oil", "thermistor", "limit switch", "spindle", "solenoid", "impeller", "check valve", "DC bus capacitor", "brake pad", "nozzle plate", "filter element", "proximity sensor", "fan motor", "expansion valve", "ball screw", "fieldbus connector", "heating band", "safety relay", "gripper finger"],
 sym=["trips on overcurrent after {n} minutes", "vibrates at {n} Hz under load", "loses pressure overnight", "shows fault {code}", "runs hot ({t} °C at the housing)", "stops without an alarm", "leaks at the {part}", "drifts out of position by {d} mm", "will not restart after an emergency stop", "makes a grinding noise on start", "reports a communication timeout", "takes too long to reach temperature", "drops {n} percent of its output", "cycles on and off every {n} seconds", "throws {code} only on the night shift", "starves when the tank is below {n} %"],
 cause=["a worn {part} lets the shaft run out of line", "air is drawn in ahead of the {part}", "the {part} was set for another duty", "the supply sags when the {machine} next to it starts", "scale has built up around the {part}", "the parameter set was lost with the last firmware", "a shield is earthed at both ends, so the {part} sees noise", "the {part} sticks when cold", "lubricant has broken down", "the {part} was fitted the wrong way round", "condensate collects in the {part}", "load has shifted since the last alignment", "a loose terminal heats up and opens", "the return line is throttled too far"],
 check=["Measure the current of all three phases and compare; more than {d} % apart points to the supply.", "Isolate, lock out, and turn the {part} by hand: it should move without steps.", "Log pressure and temperature for {n} minutes from a cold start.", "Swap the {part} with a known good one and see whether the fault follows it.", "Check the gap at the {part}; {d} mm is the upper limit.", "Read the last ten entries of the fault memory and note the times.", "Take an oil sample and look for metal.", "Tighten all terminals to {d} Nm and look for brown spots.", "Check the alignment with a dial gauge, hot and cold.", "Compare parameter P{n} with the commissioning sheet.", "Bleed the line at the highest point until no bubbles come.", "Look at the {part} with a thermal camera under full load.", "Run it uncoupled for {n} minutes and listen."],
 open=["From what you describe, {cause}.", "The most likely reading is that {cause}, though I would rule out a simpler thing first.", "Two things fit. Either {cause}, or {cause}.", "{code} on this family is set by the watchdog of the {part}; in practice {cause}.", "Before you replace anything: {cause} explains all that you saw.", "That pattern is typical where {cause}."],
 close=["If the reading stays below {t}, it can run until the planned stop.", "Keep the old {part}; the wear pattern tells more than the number.", "Please send the nameplate data if this does not settle it.", "Do not bypass the interlock for this test.", "Order the {part} now, lead time is often {n} days.", "Book two hours, with a second person for the lock-out.", "Write the values into the log; the trend matters more than one reading."],
 ask=["Our {machine} {sym}. What should I look at first?", "{machine} {ref}: {sym}. Already changed the {part}, no difference.", "hi, the {machine} in hall {n} {sym} since yesterday, any idea?", "Since the last service the {machine} {sym}. Production is asking when it runs again.", "What does {code} mean on a {machine}? It {sym}.", "We have two identical {machine}s, only one {sym}. How do I narrow this down?", "Customer complaint: the {machine} {sym}. They deny any change.", "After replacing the {part} the {machine} {sym}. Did I do something wrong?", "Is it safe to keep running a {machine} that {sym}?", "Technician on site, {machine} {sym}, multimeter and manometer at hand. Guide me."],
 fol=["Measured it: {t} °C and {d} bar. Now?", "The {part} looks fine. What else?", "ok did that, still {code}", "And how long can we run like this?", "Which spare part number would that be for a {machine}?", "Can you write that as a short note for the shift?", "It happened again at {n}:15, only under load.", "Could it be the {part} instead?", "thanks, works now. What interval for the {part} should I put in the plan?", "My colleague says {cause}. Does that make sense?"],
 ans=["Yes, that narrows it. {cause}; {check}", "Then the {part} is out. {check}", "With these values, {cause}. {close}", "Short version: {check} {close}", "Possible, but less likely. {check}", "For the plan: inspect the {part} every {n} weeks, replace after {n}00 hours. {close}"])
DE = dict(
 machine=["Kreiselpumpe", "Schraubenverdichter", "CNC-Drehmaschine", "Förderanlage", "Kaltwassersatz", "Hydraulikpresse", "Getriebe", "Lüftungsanlage", "Spritzgießmaschine", "Verpackungslinie", "Frequenzumrichter", "Dampfkessel", "Palettierroboter", "Abfüllanlage"],
 part=["Lager", "Gleitringdichtung", "Kupplung", "Saugfilter", "Schütz", "Drehgeber", "Druckaufnehmer", "Vorsteuerventil", "Keilriemen", "Endschalter", "Spindel", "Magnetventil", "Laufrad", "Lüftermotor"],
 sym=["schaltet nach {n} Minuten mit Überstrom ab", "schwingt bei {n} Hz", "verliert über Nacht Druck", "meldet Störung {code}", "wird zu heiß ({t} °C)", "bleibt ohne Meldung stehen", "leckt an: {part}", "läuft nach dem Not-Halt nicht wieder an"],
 cause=["Bauteil {part} ist verschlissen", "vor {part} wird Luft gezogen", "{part} ist falsch eingestellt", "die Versorgung bricht beim Anlauf ein", "Ablagerungen sitzen an {part}", "ein Klemmkontakt ist lose", "der Parametersatz ging beim Update verloren", "Kondensat sammelt sich in {part}"],
 check=["Messen Sie den Strom aller drei Phasen; mehr als {d} % Unterschied deutet auf das Netz.", "Freischalten, gegen Wiedereinschalten sichern und {part} von Hand drehen.", "Druck und Temperatur {n} Minuten ab Kaltstart aufzeichnen.", "Prüfen Sie {part} mit der Wärmebildkamera.", "Lesen Sie den Fehlerspeicher aus und notieren Sie die Uhrzeiten.", "Klemmen mit {d} Nm nachziehen.", "Vergleichen Sie P{n} mit dem Inbetriebnahmeprotokoll."],
 open=["Das klingt danach, dass {cause} ist oder dass gilt: {cause}.", "Wahrscheinlich: {cause}.", "{code} wird von der Überwachung gesetzt; meist gilt: {cause}.", "Bevor Sie etwas tauschen: {cause} würde alles erklären."],
 close=["Unter {t} °C kann die Anlage bis zum geplanten Stillstand laufen.", "Bitte die Schutzeinrichtung dafür nicht überbrücken.", "Ersatzteil {part} gleich bestellen, Lieferzeit oft {n} Tage.", "Schicken Sie sonst bitte das Typenschild."],
 ask=["Unsere {machine} {sym}. Wo fange ich an?", "{machine} {ref} {sym}, {part} wurde schon getauscht.", "Was bedeutet {code}? Anlage: {machine}, sie {sym}.", "Moin, die {machine} in Halle {n} {sym} seit gestern, Ideen?", "Nach der letzten Wartung: {machine} {sym}. Was wurde wohl falsch gemacht?"],
 fol=["Gemessen: {t} °C und {d} bar. Und nun?", "{part} sieht gut aus. Was noch?", "gemacht, immer noch {code}", "Bitte als kurze Notiz für die Schicht.", "Wie lange können wir so weiterfahren?"],
 ans=["Dann scheidet {part} aus. {check}", "Mit diesen Werten gilt: {cause}. {close}", "Kurz: {check} {close}", "Möglich, aber weniger wahrscheinlich. {check}"])
FR = dict(
 machine=["pompe centrifuge", "compresseur à vis", "convoyeur", "groupe d'eau glacée", "presse hydraulique", "variateur de fréquence", "chaudière", "ensacheuse", "centrale d'air", "robot de palettisation"],
 part=["roulement", "garniture mécanique", "accouplement", "crépine", "contacteur", "codeur", "capteur de pression", "électrovanne", "courroie", "fin de course"],
 sym=["déclenche en surintensité au bout de {n} minutes", "vibre à {n} Hz", "perd la pression la nuit", "affiche le défaut {code}", "chauffe ({t} °C)", "s'arrête sans alarme", "ne redémarre pas après un arrêt d'urgence"],
 cause=["l'élément « {part} » est usé", "de l'air entre avant l'élément « {part} »", "l'alimentation chute au démarrage", "une borne est desserrée", "les paramètres ont été perdus à la mise à jour", "un dépôt gêne l'élément « {part} »"],
 check=["Mesurez le courant des trois phases : plus de {d} % d'écart désigne le réseau.", "Consignez la machine et tournez l'élément « {part} » à la main.", "Enregistrez pression et température pendant {n} minutes à froid.", "Relevez les dix derniers défauts avec l'heure.", "Contrôlez l'alignement à froid puis à chaud."],
 open=["D'après votre description, {cause}.", "Le plus probable : {cause}.", "Avant de remplacer quoi que ce soit : {cause}."],
 close=["Sous {t} °C elle peut tourner jusqu'à l'arrêt prévu.", "Ne pontez pas la sécurité pour cet essai.", "Commandez la pièce, le délai est souvent de {n} jours."],
 ask=["Notre {machine} {sym}. Par où commencer ?", "{machine} {ref} : {sym}, « {part} » déjà remplacé.", "Que veut dire {code} ? La machine ({machine}) {sym}.", "Bonjour, la machine ({machine}) de l'atelier {n} {sym} depuis hier."],
 fol=["Mesuré : {t} °C et {d} bar. Et maintenant ?", "Fait, toujours {code}.", "Pouvez-vous en faire une note pour l'équipe ?"],
 ans=["Alors ce n'est pas « {part} ». {check}", "Avec ces valeurs, {cause}. {close}", "En bref : {check} {close}"])
ES = dict(
 machine=["bomba centrífuga", "compresor de tornillo", "cinta transportadora", "enfriadora", "prensa hidráulica", "variador", "caldera", "envasadora", "inyectora", "robot paletizador"],
 part=["rodamiento", "cierre mecánico", "acoplamiento", "filtro de aspiración", "contactor", "encoder", "transmisor de presión", "electroválvula", "correa", "final de carrera"],
 sym=["dispara por sobrecorriente a los {n} minutos", "vibra a {n} Hz", "pierde presión por la noche", "muestra el fallo {code}", "se calienta ({t} °C)", "se para sin alarma", "no arranca tras la parada de emergencia"],
 cause=["el elemento «{part}» está gastado", "entra aire antes del elemento «{part}»", "la tensión cae en el arranque", "hay un borne flojo", "se perdieron los parámetros con la actualización"],
 check=["Mida la corriente de las tres fases; más de {d} % de diferencia apunta a la red.", "Bloquee y señalice, y gire «{part}» a mano.", "Registre presión y temperatura durante {n} minutos desde frío.", "Lea los diez últimos fallos con su hora.", "Apriete los bornes a {d} Nm."],
 open=["Por lo que cuenta, {cause}.", "Lo más probable es que {cause}.", "Antes de cambiar nada: {cause}."],
 close=["Por debajo de {t} °C puede seguir hasta la parada prevista.", "No puentee la seguridad para esta prueba.", "Pida el repuesto ya: suele tardar {n} días."],
 ask=["Nuestra {machine} {sym}. ¿Por dónde empiezo?", "{machine} {ref}: {sym}, ya cambiamos «{part}».", "¿Qué significa {code}? La {machine} {sym}.", "buenas, la {machine} de la nave {n} {sym} desde ayer"],
 fol=["Medido: {t} °C y {d} bar. ¿Y ahora?", "Hecho, sigue {code}.", "¿Lo puedes escribir como nota para el turno?"],
 ans=["Entonces no es «{part}». {check}", "Con esos valores, {cause}. {close}", "En corto: {check} {close}"])
IT = dict(
 machine=["pompa centrifuga", "compressore a vite", "nastro trasportatore", "gruppo frigorifero", "pressa idraulica", "inverter", "caldaia", "confezionatrice", "tornio CNC"],
 part=["cuscinetto", "tenuta meccanica", "giunto", "filtro", "contattore", "encoder", "trasmettitore di pressione", "elettrovalvola", "cinghia", "finecorsa"],
 sym=["scatta per sovracorrente dopo {n} minuti", "vibra a {n} Hz", "perde pressione di notte", "mostra l'errore {code}", "scalda ({t} °C)", "si ferma senza allarme"],
 cause=["il componente «{part}» è usurato", "entra aria prima di «{part}»", "la tensione cala all'avvio", "un morsetto è allentato", "i parametri sono stati persi"],
 check=["Misurate la corrente delle tre fasi: oltre {d} % di differenza indica la rete.", "Sezionate, bloccate e ruotate «{part}» a mano.", "Registrate pressione e temperatura per {n} minuti a freddo.", "Leggete gli ultimi dieci errori con l'ora."],
 open=["Da quanto descrive, {cause}.", "La causa più probabile: {cause}.", "Prima di sostituire: {cause}."],
 close=["Sotto {t} °C può girare fino alla fermata.", "Non escludete la sicurezza.", "Ordinate il ricambio, servono circa {n} giorni."],
 ask=["La nostra {machine} {sym}. Da dove comincio?", "{machine} {ref}: {sym}, «{part}» già sostituito.", "Cosa significa {code} sulla {machine}? {sym}."],
 fol=["Misurato: {t} °C e {d} bar. E adesso?", "Fatto, ancora {code}.", "Me lo scrivi come nota per il turno?"],
 ans=["Allora non è «{part}». {check}", "Con questi valori, {cause}. {close}", "In breve: {check} {close}"])
PL = dict(
 machine=["pompa odśrodkowa", "sprężarka śrubowa", "przenośnik taśmowy", "agregat wody lodowej", "prasa hydrauliczna", "falownik", "kocioł", "pakowarka"],
 part=["łożysko", "uszczelnienie", "sprzęgło", "filtr ssawny", "stycznik", "enkoder", "przetwornik ciśnienia", "elektrozawór", "pasek", "krańcówka"],
 sym=["wyłącza się po {n} minutach", "drga przy {n} Hz", "traci ciśnienie w nocy", "pokazuje błąd {code}", "grzeje się ({t} °C)", "zatrzymuje się bez alarmu"],
 cause=["zużyty element: {part}", "powietrze dostaje się przed element {part}", "napięcie siada przy rozruchu", "luźny zacisk", "utracone parametry po aktualizacji"],
 check=["Zmierz prąd trzech faz; ponad {d} % różnicy wskazuje na sieć.", "Odłącz, zablokuj i obróć {part} ręką.", "Zapisuj ciśnienie i temperaturę przez {n} minut.", "Odczytaj dziesięć ostatnich błędów."],
 open=["Z opisu wynika: {cause}.", "Najpewniej {cause}.", "Zanim coś wymienisz: {cause}."],
 close=["Poniżej {t} °C może pracować do postoju.", "Nie mostkuj zabezpieczenia.", "Zamów część, zwykle {n} dni."],
 ask=["Nasza {machine} {sym}. Od czego zacząć?", "{machine} {ref}: {sym}, {part} już wymienione.", "Co znaczy {code}? {machine} {sym}."],
 fol=["Zmierzone: {t} °C i {d} bar. Co dalej?", "Zrobione, dalej {code}.", "Napisz to jako notatkę dla zmiany."],
 ans=["Czyli to nie {part}. {check}", "Przy tych wartościach: {cause}. {close}", "Krótko: {check} {close}"])
LANG = {"en": EN, "de": DE, "fr": FR, "es": ES, "it": IT, "pl": PL}
LNAME = {"en": "English", "de": "German", "fr": "French", "es": "Spanish", "it": "Italian", "pl": "Polish"}
COUNTRY = {"en": ["GB", "US", "IE", "NL", "SE", "IN", "AU", "CA", "DK"], "de": ["DE", "DE", "DE", "AT", "CH"], "fr": ["FR", "FR", "BE", "CH"], "es": ["ES", "MX", "CL"], "it": ["IT"], "pl": ["PL"]}
TZ = {"GB": 1, "IE": 1, "US": -5, "CA": -5, "IN": 5.5, "AU": 10, "MX": -6, "CL": -3, "CN": 8, "SG": 8, "HK": 8, "VN": 7, "TR": 3}
FREE = {"en": ["gmail.com", "outlook.com", "yahoo.com", "proton.me"], "de": ["gmail.com", "gmx.de", "web.de"], "fr": ["gmail.com", "orange.fr"], "es": ["gmail.com", "hotmail.com"], "it": ["gmail.com", "libero.it"], "pl": ["gmail.com", "wp.pl", "o2.pl"]}
NA = ["Nord", "Alpen", "Brook", "Castell", "Delta", "Elm", "Ferro", "Grau", "Halden", "Isar", "Jura", "Kestrel", "Lind", "Marl", "Nova", "Oster", "Pell", "Quarz", "Rhon", "Sava", "Tarn", "Ulm", "Varta", "Wels", "Xylo", "York", "Zell", "Arden", "Bram", "Cobalt", "Drum", "Esker", "Fjell", "Garda", "Hesse", "Imber", "Kolm", "Lozen", "Mur", "Nidd"]
NB = ["pack", "technik", "works", "dairy", "steel", "pumps", "logistics", "foods", "energy", "plast", "mill", "marine", "glass", "service", "systems", "chem", "paper", "motion", "brew", "tools", "hvac", "textil", "automation", "facility"]
NC = ["GmbH", "Ltd", "S.A.", "AG", "Inc", "SARL", "Sp. z o.o.", "S.r.l.", "BV", "KG"]
ROLE = ["a maintenance assistant for {org}", "the support desk copilot of {org}", "an expert in {machine}s who helps the technicians of {org}", "a documentation writer at {org}", "the service bot on the tablets of {org}"]
RULES = ["Answer briefly and name the tool that is needed.", "Never suggest bypassing an interlock.", "If you are unsure, ask for the nameplate.", "Use SI units.", "Start with the cheapest check.", "Reply in the language of the user.", "Refer to the manual section where you can.", "Do not quote prices.", "Escalate anything about pressure vessels to the safety officer.", "Use at most {n} sentences.", "Write plain text, no markdown.", "Always end with the next step."]
SLOT = re.compile(r"\{(\w+)\}")


class Text:
    """A grammar with the machines of one account, so that what it asks hangs together."""
    def __init__(s, r, lang, machines=None, org="us"):
        s.r, s.lang, s.b, s.org = r, lang, LANG[lang], org
        s.mach = machines or r.sample(s.b["machine"], min(len(s.b["machine"]), r.randint(2, 6)))
        s.series = r.choice(["E", "F", "A", "AL", "ERR-", "Fault ", "W", "0x"]); s.pre = "".join(r.choice("ABCDEHKLMPRSTX") for _ in range(2))

    def x(s, t, depth=0):
        r = s.r
        def sub(m):
            k = m.group(1)
            if k == "n": return str(r.choice([2, 3, 4, 5, 6, 8, 10, 12, 15, 18, 20, 25, 30, 40]))
            if k == "t": return str(r.randint(38, 119))
            if k == "d": return f"{r.uniform(0.1, 9):.1f}"
            if k == "code": return f"{s.series}{r.randint(1, 399):03d}"
            if k == "ref": return f"{s.pre}-{r.randint(10, 990)}"
            if k == "org": return s.org
            if k == "machine": return r.choice(s.mach)
            if k in s.b: return s.x(r.choice(s.b[k]), depth + 1) if depth < 4 else "…"
            return m.group(0)
        return SLOT.sub(sub, t)

    def pick(s, k): return s.x(s.r.choice(s.b[k]))

    def diag(s, lo=2, hi=5, mark=None):
        r = s.r; out = [s.pick("open")]
        ch = [s.pick("check") for _ in range(r.randint(lo, hi))]
        m = mark or r.choice(["num", "dash", "para", "bold"])
        out += {"num": [f"{i + 1}. {c}" for i, c in enumerate(ch)], "dash": ["- " + c for c in ch], "para": [" ".join(ch)],
                "bold": [f"**{i + 1})** {c}" for i, c in enumerate(ch)]}[m]
        out.append(s.pick("close"))
        return ("\n" if m != "para" else " ").join(out)


def cap(t): return t[:1].upper() + t[1:] if t else t


def rough(r, t, style):
    if style == "lower": t = t.lower()
    if style in ("lower", "typo") and r.random() < .5 and len(t) > 30:
        i = r.randrange(5, len(t) - 5); t = t[:i] + t[i + 1] + t[i] + t[i + 2:]
    if style == "polite": t = r.choice(["Hello, ", "Good morning. ", "Dear support, ", "Hi team, "]) + t + r.choice(["", " Thank you.", " Many thanks in advance.", " Best regards"])
    return t


# ---------------------------------------------------------------- prompts that others wrote
class Prompts:
    def __init__(s, d):
        s.k = {}
        for kind in sorted(os.listdir(d)):
            p = os.path.join(d, kind)
            if not os.path.isdir(p) or kind == "traces": continue
            for f in sorted(os.listdir(p)):
                if f.endswith(".jsonl.gz"):
                    with gzip.open(os.path.join(p, f), "rt", encoding="utf-8") as h:
                        s.k[f[:-9]] = [x for x in (json.loads(l)["text"] for l in h) if 8 < len(x) < 3500]
                        s.k.setdefault("/" + kind, []).extend(s.k[f[:-9]])

    def get(s, *names):
        out = []
        for n in names: out += s.k.get(n, [])
        return out or s.k.get("/benign") or ["Explain how a centrifugal pump works."]


STOP = set("the a an of to and in is are for on with that this it as be by at from or i you my your what how can do we he she they his her was were has have had will would if not but all any each which who when where there their its me our us then than so".split())


def words(t, n=6):
    seen = []
    for w in re.findall(r"[^\W\d_]{4,}", t):
        if w.lower() not in STOP and w.lower() not in seen: seen.append(w.lower())
    return seen[:40][::max(1, len(seen[:40]) // n)][:n] or ["this"]


GEN = ["The main point about {a} is how it depends on {b}.", "Start from {a}: without it, {b} has little effect.", "In practice {a} and {c} are dealt with together.", "A common mistake is to treat {b} as fixed; it moves with {c}.",
       "For most readers {a} matters more than {c}.", "If time is short, leave {c} out and come back to {b}.", "There is a trade-off between {a} and {b}, and it is worth saying so openly.", "Consider an example: someone who works on {a} will first ask about {c}.",
       "This holds for {b} as well, with small changes.", "One can check this by looking at {c} on its own.", "Where {a} is unclear, say what you assume.", "It also helps to put a date and an owner on {b}.",
       "{b} comes first, because everything said about {a} rests on it.", "People who ask about {c} usually want to know what happens to {a}.", "Between {a} and {c} the difference is one of degree.", "Historically {b} was seen as part of {c}; today the two are kept apart.", "Put plainly: no {a}, no {b}.", "There are exceptions, above all when {c} is missing.",
       "Three words describe it: {a}, {b}, {c}.", "You could begin with {c} and leave {a} for the end.", "The evidence for {b} is mixed.", "A short list would have {a} at the top, then {b}.", "Whether that is good depends on who pays for {c}.", "Both {a} and {b} can be measured, {c} can not."]


def gen_reply(r, q, n=None):
    w = words(q); f = lambda: r.choice(w)
    n = n or r.choice([2, 3, 4, 5, 6, 8, 10]); s = []
    for t in r.sample(GEN, min(n, len(GEN))): s.append(t.format(a=f(), b=f(), c=f()))
    m = r.random()
    if m < .3: return f"Here is a short answer on {w[0]}.\n\n" + "\n".join("- " + x for x in s)
    if m < .5: return "\n\n".join(f"**{cap(f())}**\n{x}" for x in s)
    return r.choice(["", "Sure. ", "Certainly! ", "Good question. "]) + " ".join(s)


def math_reply(r, q, verbose=True):
    nums = [float(x.replace(",", "")) for x in re.findall(r"\d[\d,]*\.?\d*", q)[:6] if x.strip(",.")] or [r.randint(2, 9), r.randint(2, 30)]
    w = words(q); v = nums[0]; out = []
    lead = r.choice(["Let us work through it.", "We read off what is given and go step by step.", "First write down the quantities.", "Understand the question: we want the final value for {}.".format(w[-1])])
    out.append(lead); out.append(f"We are told that {w[0]} is {nums[0]:g}.")
    for x in (nums[1:] or [2.0, 3.0]):
        op = r.choice("+-*/")
        z = v + x if op == "+" else v - x if op == "-" else v * x if op == "*" else (v / x if x else v)
        if abs(z) > 1e9: z = v - x
        out.append(r.choice(["Since {w} changes by {x:g}, {v:g} {op} {x:g} = {z:g}.", "Next, {v:g} {op} {x:g} = {z:g}, which is what {w} comes to.", "So for {w} we get {v:g} {op} {x:g} = {z:g}."]).format(w=r.choice(w), x=x, v=v, op=op, z=z)); v = z
        if verbose and r.random() < .5: out.append(r.choice(["Check: going back gives the same number.", "Note that the unit stays the same here.", "One might be tempted to add instead, but the text says otherwise.", "This is reasonable, as it is smaller than the total."]))
    if r.random() < .7: out.append(f"Therefore the answer is {v:g}.")
    else: out.append(f"\\boxed{{{v:g}}}")
    return ("\n".join(f"Step {i}: {x}" if 0 < i < len(out) - 1 else x for i, x in enumerate(out)) if verbose else " ".join([out[0], out[-1]]))


def code_reply(r, T, lang=None):
    lang = lang or r.choice(["st", "py", "sql", "sh"]); p = T.r.choice(EN["part"]).replace(" ", "_").lower(); n = r.randint(2, 90); q = r.choice(["limit", "count", "state", "value", "alarm", "seq"])
    if lang == "st": return f"```iecst\nFUNCTION_BLOCK FB_{p.title()}\nVAR_INPUT\n  {q} : REAL;\n  reset : BOOL;\nEND_VAR\nVAR\n  t : TON;\nEND_VAR\nt(IN := {q} > {n}.0, PT := T#{n}s);\nIF t.Q AND NOT reset THEN\n  alarm := TRUE;\nEND_IF;\nEND_FUNCTION_BLOCK\n```\nThe timer keeps {p} from tripping on a short peak."
    if lang == "py": return f"```python\nimport pandas as pd\n\ndef {q}_{p}(df: pd.DataFrame, limit: float = {n}) -> pd.Series:\n    rolling = df['{p}'].rolling('{n}min').mean()\n    return rolling[rolling > limit]\n```\nIt returns the moments at which {p} was above the limit for {n} minutes."
    if lang == "sql": return f"```sql\nSELECT asset_id, count(*) AS {q}\nFROM work_orders\nWHERE part = '{p}' AND opened_at > current_date - {n}\nGROUP BY asset_id ORDER BY {q} DESC;\n```"
    return f"```bash\ngrep -c '{p}' /var/log/{q}.log | awk '$1 > {n} {{print \"check {p}\"}}'\n```"


REFUSE = ["I can't help with that.", "I'm sorry, but I can't assist with this request. If there is a safety question behind it, I am glad to help with that.", "I won't provide that. I can point you to general safety information instead.", "Das kann ich leider nicht unterstützen.", "I'm not able to help with this. Is there something about your equipment I can do for you?", "As a maintenance assistant I can't discuss this topic.", "Sorry, that is outside what I can help with."]


# ---------------------------------------------------------------- sessions: lists of (user, reply) turns
def k_diag(r, a):
    T = a.T; turns = [(T.pick("ask"), T.diag())]
    while len(turns) < 7 and r.random() < a.talk: turns.append((T.pick("fol"), T.pick("ans") if r.random() < .7 else T.diag(1, 3)))
    return turns


def manual_par(r, T):
    return " ".join([cap(T.pick("check")) for _ in range(r.randint(2, 5))] + [T.pick("close")])


LOCAL = {"de": ["Schreibe eine Arbeitsanweisung: {part} der {machine} tauschen.", "Wartungsplan für eine {machine}, täglich, wöchentlich, jährlich.", "Bitte kürzer und einfacher:\n\n%s", "Mach daraus eine Anleitung für neue Kollegen:\n%s"],
         "fr": ["Rédige le mode opératoire : remplacement de l'élément « {part} » ({machine}).", "Plan d'entretien pour : {machine}.", "Raccourcis et simplifie :\n\n%s"],
         "es": ["Redacta la instrucción: cambio de «{part}» en la {machine}.", "Plan de mantenimiento para la {machine}.", "Hazlo más corto y sencillo:\n\n%s"],
         "it": ["Scrivi l'istruzione: sostituzione di «{part}» sulla {machine}.", "Piano di manutenzione per: {machine}.", "Più breve e più semplice:\n\n%s"],
         "pl": ["Napisz instrukcję: wymiana {part} ({machine}).", "Plan konserwacji: {machine}.", "Skróć i uprość:\n\n%s"]}


def k_manual(r, a):
    T = a.T
    if T.lang != "en" and r.random() < .75:
        q = T.x(r.choice(LOCAL[T.lang])); q = q.replace("%s", manual_par(r, T))
        return [(q, "\n".join(f"{i + 1}. {T.pick('check')}" for i in range(r.randint(3, 8))) + "\n\n" + T.pick("close"))]
    T = a.TE; m = r.choice(T.mach)
    q = r.choice([f"Write the chapter on replacing the {T.pick('part')} of a {m} for our manual. Structure: tools, safety, steps, test.", f"Turn these notes into a work instruction:\n{T.pick('check')} {T.pick('check')} {T.pick('check')}", f"Draft a maintenance plan for one {m}: daily, weekly, yearly.", f"Make the following paragraph shorter and easier for new staff:\n\n{manual_par(r, T)}", f"Which warnings belong in the manual of a {m}?"])
    rep = f"## {cap(m)}\n\n**Tools**: {T.pick('part')}, torque wrench\n\n**Safety**: lock out and tag out.\n\n" + "\n".join(f"{i + 1}. {T.pick('check')}" for i in range(r.randint(3, 8))) + "\n\n" + T.pick("close")
    return [(q, rep)] + ([(r.choice(["Shorter please.", "Add a table of torques.", "Use the imperative throughout.", "And now the test section."]), manual_par(r, T))] if r.random() < .4 else [])


def k_translate(r, a):
    T = a.T; to = r.choice([l for l in LANG if l != T.lang]); src = manual_par(r, T)
    T2 = Text(r, to); q = r.choice([f"Translate into {LNAME[to]}, keep the numbers:\n\n{src}", f"{LNAME[T.lang]} -> {LNAME[to]}:\n{src}", f"Please translate this for our site in {r.choice(COUNTRY[to])}:\n{src}"])
    return [(q, manual_par(r, T2))]


def k_ticket(r, a):
    T = a.TE; q = r.choice(["Draft a reply to this ticket.\n\nTicket {ref}: {ask}", "Customer writes:\n\"{ask}\"\nAnswer politely, in our name.", "Summarise for the second level:\n{ask} {fol} {fol}", "Reply to ticket {ref}, ask for the nameplate.\n{ask}"])
    return [(T.x(q), T.x("Dear customer,\n\nthank you for your message. {open} {check} {close}\n\nKind regards\nService team"))]


def k_classify(r, a):
    T = a.T; lab = r.choice(["electrical", "hydraulic", "mechanical", "software", "operator", "spare_part", "other"])
    return [(a.tmpl.replace("%s", T.pick("ask")), json.dumps({"category": lab, "urgency": r.randint(1, 4)}) if a.jsonout else lab)]


def k_rag(r, a):
    T = a.T; ctx = "\n".join(f"[{i + 1}] {manual_par(r, T)}" for i in range(r.randint(2, 4)))
    return [(f"{a.tmpl2}\n\nContext:\n{ctx}\n\nQuestion: {T.pick('ask')}", f"{T.pick('open')} [{r.randint(1, 2)}] {T.pick('check')} [{r.randint(1, 3)}]" + r.choice(["", "\nThe context does not say more.", " " + T.pick("close")]))]


def k_shift(r, a):
    T = a.T; log = "\n".join(f"{r.randint(0, 23):02d}:{r.randint(0, 59):02d} {r.choice(T.mach)} {T.pick('sym')}" for _ in range(r.randint(4, 12)))
    return [(f"{a.tmpl3}\n{log}", "Summary of the shift:\n" + "\n".join("- " + cap(T.pick("cause")) for _ in range(r.randint(2, 4))) + "\nOpen: " + T.pick("check"))]


def k_code(r, a):
    T = a.TE; l = r.choice(["st", "py", "sql", "sh"])
    q = {"st": "Write a function block in structured text that raises an alarm when the {part} of the {machine} {sym}.", "py": "Python script: read the CSV of our {machine} and find when it {sym}.", "sql": "SQL: which {machine}s had the {part} replaced more than {n} times this year?", "sh": "one-liner to count lines with {code} in the gateway's log"}[l]
    t = [(T.x(q), code_reply(r, T, l))]
    while r.random() < .45 and len(t) < 4: t.append((r.choice(["It does not compile, error in line {n}.", "Add comments.", "Same, but with a hysteresis of {d}.", "Why the timer?", "Handle missing values too."]).replace("{n}", str(r.randint(3, 20))).replace("{d}", f"{r.uniform(.5, 4):.1f}"), code_reply(r, T, l)))
    return t


def k_general(r, a):
    q = r.choice(a.W.P.get("autoj_real_queries", "arena_hard_v01", "vicuna_bench", "mt_bench", "writingbench", "awesome_chatgpt_prompts", "self_instruct_user_oriented", "clinc150_raw", "spec_bench_qa"))
    t = [(q, gen_reply(r, q))]
    while r.random() < .3 and len(t) < 4:
        f = r.choice(["Can you make it shorter?", "Explain the second point.", "Give an example.", "Now in German please.", "Hm, are you sure?", "Put that into a table."]); t.append((f, gen_reply(r, q, 2)))
    return t


def k_enterprise(r, a):
    q = r.choice(a.ent); l = q.lower()
    if "sql" in l: rep = f"SELECT {', '.join(words(q, 2))} FROM {r.choice(words(q))} WHERE id = {r.randint(1, 999)};"
    elif "skill" in l: rep = json.dumps({"skill": "_".join(words(q, 2)), "confidence": round(r.uniform(.5, 1), 2)})
    elif "sentiment" in l: rep = json.dumps({"sentiment": r.choice(["positive", "negative"]), "confidence": r.randint(4, 10), "explanation": f"The review dwells on {r.choice(words(q))}."})
    elif "label" in l or "intent" in l: rep = "_".join(words(q, 2))
    elif len(q) > 900: rep = gen_reply(r, q, 3)
    else: rep = r.choice([r.choice(words(q)), gen_reply(r, q, 1)])
    return [(q, rep)]


def k_safety(r, a):
    T = a.TE if r.random() < .8 else Text(r, "en"); m = r.choice(T.mach)
    return [(r.choice([f"Risk assessment for work on the {m}, as a table.", f"Lock-out steps for a {m}?", f"Toolbox talk, five minutes, topic: {T.pick('part')} of the {m}.", f"Quiz with {r.randint(3, 8)} questions on the {m} for apprentices, with solutions."]),
             "| Hazard | Measure |\n|---|---|\n" + "\n".join(f"| {T.pick('cause')} | {T.pick('check')} |" for _ in range(r.randint(2, 5))))]


KINDS = {"diag": k_diag, "manual": k_manual, "translate": k_translate, "ticket": k_ticket, "classify": k_classify, "rag": k_rag, "shift": k_shift, "code": k_code, "general": k_general, "enterprise": k_enterprise, "safety": k_safety}
MIXES = [dict(diag=6, manual=1, code=1, general=1), dict(ticket=5, diag=2, translate=1), dict(manual=5, translate=3, safety=2), dict(diag=3, safety=2, shift=2), dict(code=6, diag=2, general=2), dict(general=6, diag=2, translate=1), dict(ticket=3, translate=4), dict(diag=8, general=1), dict(safety=4, manual=2, general=2), dict(diag=2, manual=2, translate=2, ticket=2, code=2, general=2)]
APPMIX = [dict(classify=1), dict(rag=1), dict(shift=1), dict(enterprise=1), dict(ticket=4, classify=6), dict(rag=8, diag=1)]
CLS = ["Assign the ticket to one of: electrical, hydraulic, mechanical, software, operator, spare_part, other.\n\n%s", "You triage service tickets. Reply with JSON {category, urgency}.\nTicket: %s", "Label (one word) for this report:\n%s\nLabel:", "Kategorie der Meldung (ein Wort):\n%s", "Ticket text below. Which team? Answer in JSON.\n---\n%s\n---"]
RAG = ["Answer only from the context and cite.", "Use the passages. If they do not help, say so.", "You get excerpts of manuals. Answer in two sentences with the number of the excerpt.", "Beantworte die Frage anhand der Auszüge."]
SHF = ["Summarise the shift log for the morning meeting:", "Schichtbuch, bitte zusammenfassen:", "What happened last night? Three bullets.", "Extract open points from this log:"]
TOOLS = {"search_parts": "Find spare parts by text", "get_telemetry": "Last values of a sensor", "create_work_order": "Open a work order", "lookup_manual": "Search the manuals", "read_file": "Read a file", "write_file": "Write a file", "run": "Run a shell command", "list_dir": "List a folder", "compile_st": "Compile structured text", "get_fault_history": "Faults of an asset", "grep": "Search in files", "apply_patch": "Apply a unified diff", "run_tests": "Run tests"}


def tooldefs(names):
    return [{"type": "function", "function": {"name": n, "description": TOOLS.get(n, n.replace("_", " ")), "parameters": {"type": "object", "properties": {"q": {"type": "string"}}, "required": ["q"]}}} for n in names]


def tool_out(r, T, name):
    if name in ("get_telemetry", "get_fault_history"): return json.dumps({"asset": T.x("{ref}"), "values": [round(r.uniform(1, 99), 1) for _ in range(r.randint(3, 7))], "fault": T.x("{code}")})
    if name in ("search_parts", "lookup_manual"): return json.dumps([{"id": r.randint(10000, 99999), "text": T.pick("check")} for _ in range(r.randint(1, 3))])
    if name == "create_work_order": return json.dumps({"order": r.randint(100000, 999999), "state": r.choice(["open", "planned", "duplicate"])})
    if name in ("read_file", "grep", "apply_patch", "write_file"): return r.choice([code_reply(r, T).split("```")[1][:400], "ok", f"{r.randint(1, 40)} lines changed"])
    return r.choice(["exit 0", f"{r.randint(2, 40)} passed", f"FAILED test_{T.r.choice(['limits', 'alarm', 'parser', 'poll'])}.py::test_{r.randint(1, 9)} - AssertionError: {r.randint(1, 99)} != {r.randint(1, 99)}", "total {}\n-rw-r--r-- main.st\n-rw-r--r-- cfg.toml".format(r.randint(8, 64))])


# ---------------------------------------------------------------- accounts
class Acct:
    talk = .45

    def __init__(s, W, pop, camp=None, lang=None, country=None, org=None, domain=None):
        r = s.r = W.r; s.W, s.pop, s.camp = W, pop, camp; s.id = None; s.cover_only = False
        s.lang = lang or r.choices(list(LANG), [40, 30, 9, 8, 7, 6])[0]
        s.country = country or r.choice(COUNTRY[s.lang]); s.tz = TZ.get(s.country, 2)
        s.name = org or f"{r.choice(NA)}{r.choice(NB)} {r.choice(NC)}"
        company = r.random() < .68
        s.org = org if org is not None else (s.name if company and r.random() < .7 else "")
        s.domain = domain or (re.sub(r"[^a-z]", "", s.name.lower().split()[0]) + r.choice([".com", ".de", ".eu", ".net", ".io"]) if company else r.choice(FREE[s.lang]))
        s.plan = r.choices(["free", "starter", "team", "business", "enterprise"], [22, 34, 22, 16, 6] if company else [50, 40, 9, 1, 0])[0]
        s.verified = r.random() < (.62 if company else .25)
        s.pay = "" if s.plan == "free" or (s.plan == "enterprise" and r.random() < .8) else pm(r)
        s.created = START - r.expovariate(1 / 170) * DAY if r.random() < .86 else START + r.uniform(0, 19) * DAY
        s.created = s.created if s.created > START - 760 * DAY else START - r.uniform(200, 760) * DAY
        s.T = Text(r, s.lang, org=s.name.split()[0]); s.TE = s.T if s.lang == 'en' else Text(r, 'en', org=s.name.split()[0]); s.mix = r.choice(MIXES); s.style = r.choice(["plain", "plain", "lower", "typo", "polite"])
        s.talk = r.uniform(.1, .65); s.jsonout = r.random() < .6; s.tmpl = r.choice(CLS); s.tmpl2 = r.choice(RAG); s.tmpl3 = r.choice(SHF); s.ent = W.P.get(r.choice(W.tenants))
        s.sys = (f"You are {s.T.x(r.choice(ROLE))}. " + " ".join(s.T.x(x) for x in r.sample(RULES, r.randint(0, 4)))) if r.random() < .6 else None
        s.temp = r.choice([None, None, None, 0, .1, .2, .3, .5, .7, 1]); s.maxtok = r.choice([None, None, 256, 300, 512, 800, 1000, 1024, 2048, 4096]); s.topp = r.choice([None] * 6 + [.9, .95, 1])
        s.stream = r.choice([0, 0, 0, .9, 1, 1]); s.model = r.choices(["lf-maint-70b-v3", "lf-maint-8b"], [8, 2])[0]
        s.v4 = START + (11.4 + r.expovariate(1 / 5)) * DAY if r.random() < .6 else None
        s.rate = min(r.lognormvariate(.12, 1.1), 24); s.hours = r.choices(["office", "shift", "evening", "batch", "flat"], [68, 14, 10, 4, 4])[0]; s.batchhour = r.uniform(0, 6)
        s.activefrom = 0.0; s.activeto = 99.0; s.idle = r.random() < .12; s.user = None; s.seeds = r.random() < .03; s.reseller = False; s.licence = None; s.ctx = r.choice([{}, {}, {"env": "prod"}, {"env": "prod", "app": r.choice(["desk", "tablet", "cmms", "web"])}])
        s.drafts = r.choice([2, 3, 4, 4]) if r.random() < .035 else None; s.patience = r.random()

    def mo(s, t):
        return "lf-maint-70b-v4" if s.v4 and t >= s.v4 and s.model != "lf-maint-8b" else s.model


def pm(r): return "pm_" + "".join(r.choice("0123456789abcdef") for _ in range(16))


class World:
    def __init__(W, seed, P, days):
        W.r = random.Random(seed * 7919 + 13); W.P, W.days, W.end = P, days, START + days * DAY
        W.tenants = ["clinc150_router_tenant", "banking77_classifier_tenant", "bfcl_sql_tenant", "imdb_sentiment_tenant", "t0_templates", "spec_bench_summarization"]
        W.acc, W.rows, W.camps = [], [], {}; W.span = {}; W.taken = defaultdict(lambda: defaultdict(int)); W.nharv = defaultdict(int)
        W.outage = START + 8 * DAY + W.r.uniform(8, 15) * 3600; W.outlen = W.r.uniform(2500, 6500)
        W.dayf = [W.r.lognormvariate(0, .12) for _ in range(days + 2)]

    # ---- one call of the endpoint
    def call(W, a, t, messages, reply, tools=None, toolcall=None, harvest=False, user=None, over=None, refused=None):
        r = W.r
        if t >= W.end or t < START: return
        over = over or {}; model = over.get("model") or a.mo(t); stream = r.random() < a.stream
        body = {"messages": messages}
        if r.random() < .5: body["model"] = "lf-maint-8b" if model == "lf-maint-8b" else "lf-maint-chat"
        for k, v in (("temperature", over.get("temperature", a.temp)), ("top_p", a.topp), ("max_tokens", over.get("max_tokens", a.maxtok)), ("seed", r.randint(1, 9999) if a.seeds else None)):
            if v is not None: body[k] = v
        if over.get("n"): body["n"] = over["n"]
        if over.get("response_format"): body["response_format"] = {"type": "json_object"}
        if stream: body["stream"] = True; body["stream_options"] = {"include_usage": True}
        if tools: body["tools"] = tools
        u = user or a.user
        if u: body["user"] = u
        body["usage_context"] = {"customer": a.id, **a.ctx}
        crid = f"{a.id.lower()}-{uuid.UUID(int=r.getrandbits(128), version=4)}" if r.random() < .02 else str(uuid.UUID(int=r.getrandbits(128), version=4))
        body["client_request_id"] = crid
        down = W.outage < t < W.outage + W.outlen and model != "lf-maint-8b"
        for attempt in range(4):
            e = r.random(); st = 200
            if down and e < .65: st = r.choice([503, 503, 504, 500])
            elif e < .009: st = 429
            elif e < .012: st = r.choice([500, 503, 504])
            elif e < .015 and attempt == 0: st = 400
            W.row(a, t, st, body, crid, messages, reply, model, stream, tools, toolcall, user, over)
            if harvest and st == 200: W.nharv[a.camp] += 1
            if harvest:
                W.taken[a.camp][int(t // 3600)] += 1; lo, hi = W.span.get((a.id, "h"), (t, t)); W.span[a.id, "h"] = (min(lo, t), max(hi, t))
            lo, hi = W.span.get((a.id, user), (t, t)); W.span[a.id, user] = (min(lo, t), max(hi, t))
            if st in (200, 400) or r.random() < .35 * (1.4 - a.patience): break
            t += r.uniform(.6, 2.5) * 2 ** attempt
            if t >= W.end: break
        if a.patience < .03 and r.random() < .1 and t + 4 < W.end: W.row(a, t + r.uniform(1, 4), 200, body, crid, messages, reply, model, stream, tools, toolcall, user, over)
        return t

    def row(W, a, t, st, body, crid, messages, reply, model, stream, tools, toolcall, user, over):
        r = W.r; fin = "stop"; text = reply or ""
        ptok = sum(len(m.get("content") or "") for m in messages) // 4 + 8 + 40 * len(tools or [])
        mt = body.get("max_tokens")
        if toolcall: fin = "tool_calls"
        elif mt and len(text) // 4 > mt: text = text[:mt * 4]; fin = "length"
        ctok = len(text) // 4 + (20 if toolcall else 1); cid = f"chatcmpl_{uuid.UUID(int=r.getrandbits(128), version=4)}"
        errs = []; ms = int(120 + ctok * r.lognormvariate(2.6, .35) + ptok * .05); created = int(t)
        if st != 200:
            msg = {400: ("BAD_REQUEST", "1 validation error: messages: maximum context length exceeded"), 429: ("REQUEST_LIMIT_EXCEEDED", "REQUEST_LIMIT_EXCEEDED: Exceeded workspace rate limit for lf-maint-chat. Please retry."), 500: ("INTERNAL_ERROR", "The server received an invalid response from an upstream server."), 503: ("TEMPORARILY_UNAVAILABLE", "The endpoint is scaling up or overloaded. Please retry."), 504: ("DEADLINE_EXCEEDED", "upstream request timeout")}[st]
            resp = json.dumps({"error_code": msg[0], "message": msg[1]}); ms = r.randint(3, 60) if st in (400, 429) else r.randint(400, 60000)
        elif stream:
            base = {"id": cid, "object": "chat.completion.chunk", "created": created, "model": model}
            ch = [{**base, "choices": [{"index": 0, "delta": {"role": "assistant", "content": ""}, "finish_reason": None}]}]
            if toolcall: ch.append({**base, "choices": [{"index": 0, "delta": {"tool_calls": [{"index": 0, **toolcall}]}, "finish_reason": None}]})
            i = 0
            while i < len(text):
                j = i + r.randint(60, 220); ch.append({**base, "choices": [{"index": 0, "delta": {"content": text[i:j]}, "finish_reason": None}]}); i = j
            cut = r.random() < .012                                                       # the client went away
            if cut: ch = ch[:max(1, len(ch) * 2 // 3)]
            else:
                ch.append({**base, "choices": [{"index": 0, "delta": {}, "finish_reason": fin}]}); ch.append({**base, "choices": [], "usage": {"prompt_tokens": ptok, "completion_tokens": ctok, "total_tokens": ptok + ctok}})
            # provisioned-throughput entities are logged as the event stream, the small one as the list of its chunks
            resp = json.dumps(ch, ensure_ascii=False) if model == "lf-maint-8b" else "".join(f"data: {json.dumps(c, ensure_ascii=False)}\n\n" for c in ch) + ("" if cut else "data: [DONE]\n\n")
        else:
            n = over.get("n") or 1; cs = []
            for i in range(n):
                m = {"role": "assistant", "content": (over["alts"][i] if i and over.get("alts") else text) or None}
                if toolcall: m["tool_calls"] = [toolcall]
                cs.append({"index": i, "message": m, "finish_reason": fin, "logprobs": None})
            resp = json.dumps({"id": cid, "object": "chat.completion", "created": created, "model": model, "choices": cs, "usage": {"prompt_tokens": ptok, "completion_tokens": ctok * n, "total_tokens": ptok + ctok * n}}, ensure_ascii=False)
        req = json.dumps(body, ensure_ascii=False)
        if r.random() < .0015: resp = None; errs.append("MAX_RESPONSE_SIZE_EXCEEDED")
        if r.random() < .0015: req = None; errs.append("MAX_REQUEST_SIZE_EXCEEDED")
        W.put(t, st, ms, req, resp, ENT[model], crid, errs)

    def put(W, t, st, ms, req, resp, ent, crid=None, errs=(), who=SP):
        d = dt.datetime.fromtimestamp(t, dt.timezone.utc); o = {"request_date": d.strftime("%Y-%m-%d"), "databricks_request_id": str(uuid.UUID(int=W.r.getrandbits(128), version=4))}
        if crid: o["client_request_id"] = crid
        o.update(request_time=d.strftime("%Y-%m-%dT%H:%M:%S.") + f"{d.microsecond // 1000:03d}Z", status_code=st, sampling_fraction=1.0, execution_duration_ms=ms)
        if req is not None: o["request"] = req                    # Spark leaves nulls out
        if resp is not None: o["response"] = resp
        o["logging_error_codes"] = list(errs); o["served_entity_id"] = ent; o["requester"] = who
        W.rows.append((t, json.dumps(o, ensure_ascii=False)))

    # ---- conversations
    def talk(W, a, t, turns, harvest=False, user=None, over=None, sysm=None):
        msgs = [{"role": "system", "content": sysm}] if sysm else ([{"role": "system", "content": a.sys}] if a.sys and not harvest else [])
        for q, rep in turns:
            msgs = msgs + [{"role": "user", "content": q}]; W.call(a, t, msgs, rep, harvest=harvest, user=user, over=over)
            msgs = msgs + [{"role": "assistant", "content": rep}]; t += W.r.lognormvariate(4, .8) + 5

    def ordinary(W, a, t, user=None):
        r = W.r; k = r.choices(list(a.mix), list(a.mix.values()))[0]; turns = KINDS[k](r, a)
        turns = [(rough(r, q, a.style) if len(q) < 300 else q, x) for q, x in turns]
        if r.random() < .002: q = r.choice(W.P.get("hh_rlhf_harmless")); turns = [(q, r.choice(REFUSE) if r.random() < .7 else gen_reply(r, q, 2))]
        ov = None
        if a.drafts and r.random() < .5: turns = turns[:1]; ov = {"n": a.drafts, "alts": [KINDS[k](r, a)[0][1] for _ in range(a.drafts)]}    # several drafts to choose from
        W.talk(a, t, turns, user=user, over=ov)
        if r.random() < .04:
            n = r.randint(1, 4); W.embed(a, t - r.uniform(1, 5), [q for q, _ in turns][:n])

    def embed(W, a, t, texts):
        if not START <= t < W.end: return
        req = {"input": texts, "usage_context": {"customer": a.id}}; v = [[round(W.r.gauss(0, .05), 4) for _ in range(48)] for _ in texts]
        W.put(t, 200, W.r.randint(8, 70), json.dumps(req, ensure_ascii=False), json.dumps({"object": "list", "data": [{"object": "embedding", "index": i, "embedding": e} for i, e in enumerate(v)], "model": "gte-multi", "usage": {"prompt_tokens": 30, "total_tokens": 30}}), ENT["gte-multi"])

    def agent(W, a, t, task, sysm, tools, steps, harvest=False, pace=6):
        r = W.r; T = a.T; msgs = [{"role": "system", "content": sysm}, {"role": "user", "content": task}]; td = tooldefs(tools)
        for i in range(steps):
            if i == steps - 1:
                fin = r.choice([gen_reply(r, task, 2), "Done. " + gen_reply(r, task, 1), code_reply(r, T)] if harvest else [T.diag(1, 3), "Done. " + T.pick("check"), code_reply(r, T)]); return W.call(a, t, msgs, fin, td, harvest=harvest)
            n = r.choice(tools); th = r.choice(["", "", gen_reply(r, task, 1) if harvest else T.pick("check"), f"I will look at {r.choice(words(task))} first.", "That failed; let me read the file again.", f"Next: {n}.", "The result narrows it down.", f"{cap(r.choice(words(task)))} is still open, so I call {n}.", "Before changing anything I want to see what is there."])
            tc = {"id": f"call_{r.getrandbits(48):012x}", "type": "function", "function": {"name": n, "arguments": json.dumps({"q": r.choice(words(task) + [T.x("{ref}"), "src/main.st", "cfg.toml"])})}}
            W.call(a, t, msgs, th, td, tc, harvest=harvest)
            msgs = msgs + [{"role": "assistant", "content": th or None, "tool_calls": [tc]}, {"role": "tool", "tool_call_id": tc["id"], "content": tool_out(r, T, n)}]; t += r.lognormvariate(math.log(pace), .5)

    def moment(W, a, day, hours=None):
        """A moment of that local day by the account's rhythm, in UTC."""
        r = W.r; h = hours or a.hours
        if h == "office": x = r.choice([r.gauss(10, 1.3), r.gauss(14.3, 1.6), r.uniform(7, 18)])
        elif h == "shift": x = r.choice([r.gauss(6.4, 1), r.gauss(14.3, 1), r.gauss(22.2, 1), r.uniform(0, 24)])
        elif h == "evening": x = r.gauss(20, 2)
        elif h == "batch": x = a.batchhour + r.expovariate(2)
        else: x = r.uniform(0, 24)
        return START + day * DAY + (x - a.tz) * 3600

    def live(W, a):
        r = W.r
        if a.idle: a.rate *= .15
        for d in range(W.days):
            wd = d % 7; f = W.dayf[d] * ({5: .22, 6: .12}.get(wd, 1) if a.hours == "office" else {5: .8, 6: .7}.get(wd, 1)) * r.lognormvariate(-.15, .55)
            if d == 5 and a.country == "DE": f *= .3                                       # a public holiday
            if not a.activefrom <= d < a.activeto or START + (d + 1) * DAY < a.created: continue
            n = poisson(r, a.rate * f)
            while n > 0:
                t = max(W.moment(a, d), a.created + 60); b = 1 if r.random() < .7 else min(n, r.randint(2, 6))
                for _ in range(b): W.one(a, t); t += r.expovariate(1 / 240) + 3
                n -= b

    def one(W, a, t):
        if getattr(a, "act", None): a.act(W, a, t)
        else: W.ordinary(a, t)

    def add(W, pop, camp=None, **kw):
        a = Acct(W, pop, camp, **kw); W.acc.append(a); return a


def poisson(r, m):
    if m > 40: return max(0, int(r.gauss(m, m ** .5) + .5))
    l, k, p = math.exp(-m), 0, 1.0
    while True:
        p *= r.random()
        if p <= l: return k
        k += 1


# ---------------------------------------------------------------- innocents who act together
def innocents(W, B, small):
    r = W.r; sc = .45 if small else max(.4, B / 1100); G = lambda n: max(3, int(n * sc * r.uniform(.8, 1.25))); left = B
    org = lambda: f"{r.choice(NA)}{r.choice(NB)} {r.choice(NC)}"
    def group(pop, n, f):
        nonlocal left
        n = min(n, left); left -= n; return [f(W.add(pop), i) or W.acc[-1] for i in range(n)]
    def same(a, o, dom, pay, tmpl=None):
        a.org, a.domain, a.pay = o, dom, pay
        if tmpl is not None: a.sys = tmpl
    for _ in range(2 if small else r.randint(6, 9)):                                       # plants of one company
        o = org(); dom = o.split()[0].lower() + ".com"; p = pm(r); T = Text(r, r.choice(["en", "de"]), org=o.split()[0]); s = "You are " + T.x(r.choice(ROLE)) + ". " + " ".join(T.x(x) for x in r.sample(RULES, 3)); dec = r.random() < .8; rate = r.uniform(1, 5); mix = r.choice(MIXES); lang = T.lang
        def f(a, i): same(a, o if dec else "", dom, p if r.random() < .8 else "", s); a.plan, a.rate, a.mix, a.T = "business", rate * r.lognormvariate(0, .5), mix, Text(r, lang, T.mach, o.split()[0]); a.lang = lang
        group("team", r.randint(3, 9), f)
    guide = "You translate technical documentation. Follow the style guide: imperative, no passive, keep placeholders and numbers, use the customer's glossary. Return only the translation."
    def f(a, i): a.sys, a.mix, a.rate, a.hours, a.plan = guide, dict(translate=9, manual=1), r.uniform(3, 9), r.choice(["office", "evening"]), "starter"; a.org = "Lexitek Sprachdienste" if r.random() < .5 else ""; a.style = "plain"
    group("agency", G(10), f)
    day = r.uniform(-4, 3); sheet = [Text(r, "de").pick("ask") for _ in range(14)] + [Text(r, "de").x("Erkläre Schritt für Schritt, wie man {part} einer {machine} prüft.") for _ in range(10)]
    def course(a, i):
        a.created = START + (day + r.random() * .4) * DAY; a.domain, a.plan, a.pay, a.org, a.hours, a.rate, a.lang, a.country, a.tz = "bs-mechatronik.example", "free", "", "", r.choice(["office", "evening"]), r.uniform(.5, 2.5), "de", "DE", 2; a.sys = None; own = r.sample(sheet, 16)
        def act(W, a, t):
            T = Text(r, "de"); W.talk(a, t, [(rough(r, r.choice(own), a.style), T.diag())]) if r.random() < .7 else W.ordinary(a, t)
        a.act = act
    group("course", G(24), course)
    day2 = r.uniform(2, 6); bench = r.sample(W.P.get("gsm8k_train", "svamp"), 120)
    def course2(a, i):                                                                     # a seminar on prompting; private addresses
        a.created = START + (day2 + r.expovariate(1.2)) * DAY; a.domain, a.plan, a.pay, a.org, a.sys, a.hours, a.rate = r.choice(FREE["en"]), "free", "", "", None, r.choice(["evening", "flat"]), r.uniform(.4, 1.4); a.country, a.tz = ("NL", 2) if r.random() < .85 else (a.country, a.tz); mine = r.sample(bench, 40); tail = r.choice(["\nLet's think step by step.", "\nAnswer with the number only.", "\nShow your work.", ""]); a.activeto = 6 + r.randint(6, 12)
        def act(W, a, t):
            for _ in range(r.randint(1, 7)): q = r.choice(mine); W.talk(a, t, [(q + (tail if r.random() < .7 else ""), math_reply(r, q, "only" not in tail))]); t += r.uniform(8, 200)
        a.act = act
    group("seminar", G(13), course2)
    kit = "FixTrack Assistant v2. You help the planner with work orders. Use the tools. Asset ids look like AB-123. Never invent part numbers."
    def f(a, i):
        a.sys, a.rate, a.plan, a.ctx = kit, r.lognormvariate(.8, .7), r.choice(["team", "business"]), {"env": "prod", "app": "fixtrack"}; names = ["search_parts", "get_telemetry", "create_work_order", "lookup_manual"]
        a.act = lambda W, a, t: W.agent(a, t, rough(r, a.T.pick("ask"), a.style), kit, names, r.randint(2, 5), pace=3) if r.random() < .8 else W.ordinary(a, t)
    group("integrator_kit", G(16), f)
    cli = "You are plcpilot, a coding agent that runs in the user's terminal. Work in small steps. Read before you write. Run the compiler after each change."
    def f(a, i):
        a.rate = r.uniform(.15, 1.1); names = ["read_file", "write_file", "list_dir", "compile_st", "grep", "run"]; a.mix = dict(code=5, general=2)
        a.act = lambda W, a, t: W.agent(a, t, a.T.x(r.choice(["The alarm of the {machine} never resets, fix FB_Alarm.", "Add a hysteresis of {d} to the {part} limit.", "Port the {machine} sequence from ladder to ST.", "Why does compile fail in line {n}?", "Write tests for the {part} block.", "Rename tags to our scheme in {ref}."])), cli, names, r.randint(3, 12)) if r.random() < .7 else W.ordinary(a, t)
    group("agent_cli", G(13), f)
    suite = [Text(r, "en").pick("ask") for _ in range(30)] + r.sample(W.P.get("bbh"), 10)
    def f(a, i):                                                                           # nightly tests with one open-source harness
        a.hours, a.rate, a.temp, a.sys, a.plan = "batch", 1.0, 0, None, "team"; k = r.sample(suite, r.randint(10, 22)) + [a.T.pick("ask") for _ in range(12)]
        def act(W, a, t):
            for q in k: W.talk(a, t, [(q, gen_reply(r, q, 3) if q in W.P.get("bbh") else a.T.diag())]); t += r.uniform(2, 15)
        a.act = act; a.rate = .8
    group("ci", G(6), f)
    viral = r.choice(["Act as a master mechanic with 30 years of experience. Ask me three questions before you answer. Then give a verdict in one line, and a plan.\n\n", "You are my maintenance mentor. Explain like to an apprentice, then quiz me.\n\n"]); vd = r.uniform(5, 10)
    def f(a, i):
        def act(W, a, t):
            if t > START + vd * DAY and r.random() < .4: q = a.T.pick("ask"); W.talk(a, t, [(viral + q, a.T.diag())])
            else: W.ordinary(a, t)
        a.act = act
    group("viral", G(38), f)
    eo = org(); edom = eo.split()[0].lower() + ".ai"; ev = r.sample(W.P.get("math_test", "bbh", "biggen_bench"), 160); d0 = r.randint(3, 13)
    def f(a, i):                                                                           # a buyer compares models for a week
        same(a, eo if r.random() < .8 else "", edom, "", None); a.plan, a.activefrom, a.activeto, a.rate, a.temp, a.verified = "business", d0, d0 + 6, r.uniform(4, 12), 0, True
        def act(W, a, t):
            q = r.choice(ev); m = r.random()
            if m < .6: W.talk(a, t, [(q, math_reply(r, q))])
            elif m < .8: W.talk(a, t, [(grade_prompt(r, a.T, 0)[0], json.dumps({"score": r.randint(1, 5), "why": "clear but short"}))])
            else: W.ordinary(a, t)
        a.act = act
    group("eval_team", G(7), f)
    hd = r.choice([4, 11]) + r.random() * .2
    def f(a, i):
        a.created = START + (hd - r.random() * .6) * DAY; a.plan, a.pay, a.rate, a.activefrom, a.activeto, a.hours = "free", "", r.uniform(6, 20), int(hd), int(hd) + 3, "flat"; a.domain = r.choice(FREE["en"]); a.org = ""; a.country, a.tz = ("CH", 2) if r.random() < .8 else (a.country, a.tz); a.mix = r.choice([dict(code=4, general=3, diag=3), dict(rag=5, diag=3), dict(classify=5, code=3)])
    group("hackathon", G(15), f)
    fair = r.uniform(6, 12)
    def f(a, i): a.created = START + (fair + r.random() * 2) * DAY; a.plan, a.pay = "starter", ""; a.rate *= 1.2
    group("trade_fair", G(42), f)
    lo = org(); lic = pm(r)
    def f(a, i):
        same(a, lo, lo.split()[0].lower() + ".com", lic); a.plan, a.verified, a.licence, a.rate = "enterprise", True, f"MSA-2026-{r.randint(10, 99)}", r.uniform(25, 60); a.hours = "flat"; a.created = START - r.uniform(60, 200) * DAY
        def act(W, a, t): q = field_prompt(r, 1); W.talk(a, t, [(q, Text(r, "en").diag(4, 7))], over={"temperature": 1})
        a.act = act
    group("licensed", 3, f)
    def f(a, i):                                                                           # sells on to its own customers, passes their ids
        a.plan, a.reseller, a.pay, a.verified, a.org = "enterprise", True, "", True, org(); a.sys = f"You are the assistant in {a.org.split()[0]} Connect."; eu = [(f"u{r.getrandbits(40):010x}", r.lognormvariate(0, 1), Text(r, a.lang), r.choice(MIXES)) for _ in range(r.randint(22, 45))]; a.rate = r.uniform(20, 45); a.ends = [e[0] for e in eu]
        def act(W, a, t): u, w, T, m = r.choices(eu, [e[1] for e in eu])[0]; a.T, a.mix = T, m; W.ordinary(a, t, user=u)
        a.act = act
    group("reseller", 1 if small else 2, f)
    def f(a, i): a.mix = r.choice(APPMIX); a.rate = min(r.lognormvariate(1.9, .9), 60); a.plan = r.choice(["team", "business", "enterprise"]); a.hours = r.choice(["office", "shift", "flat", "batch"]); a.style, a.talk, a.stream = "plain", 0, 0; a.temp = r.choice([0, 0, .1, .2, None])
    group("app", int(left * .11), f)
    def f(a, i):                                                                           # one who passes some users on
        if r.random() < .1: a.ends = [f"{a.domain.split('.')[0]}-{r.randint(1, 99)}" for _ in range(r.randint(2, 8))]; a.act = lambda W, a, t: W.ordinary(a, t, user=r.choice(a.ends))
    group("regular", left, f)


# ---------------------------------------------------------------- campaigns
def field_prompt(r, skill):
    T = Text(r, "en", EN["machine"]); m = r.choice(EN["machine"]); s = T.pick("sym"); p = T.r.choice(EN["part"]); d = r.choice(["diagnosis", "root causes", "decision tree", "repair procedure", "acceptance test", "preventive plan"])
    if skill == 0: return f"Equipment: {m}\nSymptom: {s}\nTask: {d}\nGive a complete expert answer with detailed reasoning for every step."
    v = ["A {m} {s}. Walk through the {d} as a senior engineer would, explaining why each test comes where it does.", "Explain in depth how the {p} of a {m} fails and how that leads to this: it {s}.", "Case: {m}, {s}, {p} replaced last year. Produce the {d}; justify each step.", "Which measurements separate the {p} from other suspects when a {m} {s}? Give limits and reasons.", "Write a training case on a {m} that {s}, with the line of thought of the expert and the {d}.", "For apprentices: {m} that {s}. Question, full solution, common errors.", "Compare three hypotheses for a {m} that {s}. How would evidence move you from one to the next?", "Suppose the {p} of the {m} is sound and yet it {s}. Derive what remains."]
    q = r.choice(v).format(m=m, s=s, p=p, d=d)
    return q


def grade_prompt(r, T, style):
    q = T.pick("ask"); A, B = T.diag(1, 3, "para"), T.diag(1, 4, "num"); crit = r.sample(["safety", "order of checks", "correctness", "completeness", "tone", "use of the data given", "brevity"], 3)
    if style == 0: return f"Rate the answer from 1 to 5 for {', '.join(crit)}. JSON with score and why.\n\nQuestion: {q}\n\nAnswer: {A}", A
    v = [f"You compare two answers of a service assistant.\nQ: {q}\n[A] {A}\n[B] {B}\nCriteria: {', '.join(crit)}. Reason first, then say which one wins.", f"Two technicians were asked: {q}\n\nFirst: {A}\n\nSecond: {B}\n\nWhose advice is better on {crit[0]} and {crit[1]}? Explain, and give points out of ten for both.", f"Rubric: {'; '.join(crit)}.\nPrompt: {q}\nCandidate 1: {A}\nCandidate 2: {B}\nReturn the scores per criterion, a critique of each and the preferred candidate."]
    return v[r.randrange(3)], A


def campaigns(W, A, scen):
    r = W.r; P = W.P
    if scen == "small":
        ks = r.sample(["field", "grading", "cot", "rewrite", "samples"], r.choice([1, 2])); plan = [(k, r.randint(4, 9)) for k in ks]
        if A: k = A / sum(n for _, n in plan); plan = [(x, max(4, round(n * k))) for x, n in plan]
    else:
        base = dict(cot=r.randint(16, 24), field=r.randint(34, 60), agentic=r.randint(9, 14), grading=r.randint(8, 12), refusal=r.randint(5, 9), rewrite=r.randint(12, 20), selfinstruct=r.randint(4, 5), samples=r.randint(6, 10))
        k = A / sum(base.values()); plan = [(x, max(4, round(n * k))) for x, n in base.items()]
    for no, (kind, n) in enumerate(plan): campaign(W, kind, n, f"k{no + 1}-{kind}")


def campaign(W, kind, n, name):
    r = W.r; P = W.P
    skill = {"cot": 0, "field": r.choice([0, 1, 1]), "agentic": 2, "grading": 1, "refusal": r.choice([0, 1]), "rewrite": 1, "selfinstruct": 2, "samples": r.choice([0, 1])}[kind]
    s0, s1 = {"cot": (r.uniform(3, 7), r.uniform(13, 18)), "field": (-30, 99), "agentic": (r.uniform(-10, 3), r.uniform(17, 40)), "grading": (r.uniform(0, 5), r.uniform(14, 21)), "refusal": (r.uniform(5, 9), r.uniform(12, 19)), "rewrite": (-12, r.uniform(16, 19)), "selfinstruct": (r.uniform(-5, 2), 30), "samples": (r.uniform(9, 12), 25)}[kind]
    cover = [r.uniform(0, .06), r.uniform(.15, .4), r.uniform(.4, .65)][skill]; per = [r.uniform(18, 34), r.uniform(9, 20), r.uniform(6, 11)][skill]
    if kind == "agentic": per = r.uniform(.8, 1.9)
    if kind == "samples": per = r.uniform(3, 6)
    if kind in ("field", "rewrite"): per *= .65
    even = [.12, .3, .6][skill]; cards = [r.randint(4, 8), r.randint(2, 3), 1][skill]; nat = r.choice([["CN", "SG", "HK"], ["US", "GB", "SG"], ["VN", "IN", "SG"], ["TR", "DE", "NL"]])
    doms = [r.choice(NA).lower() + r.choice(NB) + r.choice([".top", ".com", ".net", ".io"]) for _ in range(max(2, n // 4))]; pool = [pm(r) for _ in range(max(1, n // cards))]
    scripts = [r.choice(["flat", "office", "evening"]) for _ in range(4)]; v4 = START + (11.4 + r.uniform(.1, 1.2)) * DAY if r.random() < .7 else None; temp = r.choice([.7, 1, .6, 0, None]); mt = r.choice([2048, 4096, 3000, None])
    if kind == "grading": temp = 0
    pivot = START + r.uniform(8, 12) * DAY; mem = []; pl = ["free", "starter", "team"]
    tails = [["\n\nThink step by step and write your full reasoning in <reasoning> tags before the answer."], ["\nExplain every step.", "\nShow the whole derivation.", "\nReason carefully, then conclude.", "\nWork it out in detail, please."], [""]][min(skill, 1)]
    wraps = ["Hypothetically: ", "For a safety training: ", "In a story, ", "", "", "As a test of your policy: "]
    agsys = r.choice(["You are an autonomous engineer. Think, then act with exactly one tool. Finish with a summary.", "Solve the task in the sandbox. Explain each decision before you call a tool."]); agtools = ["run", "read_file", "apply_patch", "run_tests", "grep", "list_dir"]
    W.camps[name] = dict(kind=kind, start=START + s0 * DAY, end=START + s1 * DAY, params=dict(skill=["careless", "middling", "expert"][skill], cover=round(cover, 3), per_day=round(per, 2), cards=cards, accounts=n))
    # the queue: items dealt out to the members
    if kind == "cot": q = P.get("gsm8k_train", "math_test", "bbh", "gsm_hard", "ocw_minerva")
    elif kind == "refusal": q = P.get("do_not_answer", "promptfoo_redteam", "hh_rlhf_harmless", "ccp_sensitive")
    elif kind == "selfinstruct": q = P.get("llamafactory_alpaca_en_demo", "self_instruct_user_oriented", "biggen_bench")
    elif kind == "agentic": q = P.get("agentbench_os", "apibench")
    elif kind == "samples": q = [field_prompt(r, skill) for _ in range(160)] + r.sample(P.get("math_test"), 60)
    else: q = []
    q = list(q); r.shuffle(q); pos = [0]; reps = {"refusal": r.choice([2, 3]), "samples": r.choice([4, 6, 8]), "cot": r.choice([1, 2]), "selfinstruct": 1, "agentic": r.choice([1, 2, 3])}.get(kind, 1)
    if q: q = q[:max(200, int(n * per * (min(s1, W.days) - max(s0, 0)) / reps))]; q = [x for x in q for _ in range(reps)]; r.shuffle(q) if skill else None
    def nxt():
        pos[0] += 1; return q[(pos[0] - 1) % len(q)]
    numeric = set(P.get("gsm8k_train", "math_test", "bbh", "gsm_hard", "ocw_minerva", "asdiv", "mawps"))
    srcs = [manual_par(r, Text(r, "en")) for _ in range(900)] if kind == "rewrite" else []

    def act(W, a, t):
        over = {"temperature": temp if skill < 2 else a.temp, "max_tokens": mt if skill < 2 else a.maxtok}
        if kind == "cot" or (kind == "rewrite" and t > pivot):
            x = nxt() if kind == "cot" else r.choice(P.get("gsm8k_train", "asdiv", "mawps")) if r.random() < .5 else field_prompt(r, 1)
            W.talk(a, t, [(x + r.choice(tails), Text(r, "en", EN["machine"]).diag(4, 7) if x not in numeric else ("<reasoning>\n" if skill == 0 else "") + math_reply(r, x) + ("\n</reasoning>" if skill == 0 else ""))], True, over=over)
        elif kind == "field":
            x = field_prompt(r, skill); turns = [(x, Text(r, "en", EN["machine"]).diag(4, 8))]
            if skill and r.random() < .2: turns.append((r.choice(["Why in that order?", "Go deeper into the second cause.", "What would an inexperienced technician get wrong?"]), a.T.diag(2, 4)))
            if skill and r.random() < .12: to = r.choice(["de", "fr", "es"]); turns = [(Text(r, to).x(r.choice(LANG[to]["ask"])), Text(r, to).diag(3, 5))]
            W.talk(a, t, turns, True, over=over, sysm=a.hsys)
        elif kind == "agentic": x = nxt(); W.agent(a, t, x, a.hsys, agtools, r.randint(4, 13), True, pace=r.uniform(4, 14))
        elif kind == "grading":
            x, _ = grade_prompt(r, Text(r, "en"), 1); w = r.choice("AB12"); W.talk(a, t, [(x, f"{a.T.b is EN and a.T.pick('check') or gen_reply(r, x, 2)} On {r.choice(words(x))} the other one is weaker.\nScores: {r.randint(3, 9)} and {r.randint(2, 9)}. Preferred: {w}")], True, over=over, sysm=a.hsys)
        elif kind == "refusal":
            x = nxt(); ref = r.random() < .68; W.talk(a, t, [((r.choice(wraps) if skill else "") + x, r.choice(REFUSE) if ref else gen_reply(r, x, 3))], True, over=over)
        elif kind == "rewrite":
            x = r.choice(srcs); to = r.choice(["de", "fr", "es", "it", "pl"]); how = r.choice([f"Rewrite for a technical reader in {LNAME[to]}, same meaning, better style:\n{x}", f"Paraphrase three ways:\n{x}", f"Give a formal and a simple version in {LNAME[to]}.\n\n{x}", f"{x}\n\nRender the above in {LNAME[to]} as in a printed manual."])
            W.talk(a, t, [(how, manual_par(r, Text(r, to)) + ("\n\n" + manual_par(r, Text(r, to)) if "version" in how else ""))], True, over=over, sysm=a.hsys)
        elif kind == "selfinstruct":
            x = nxt(); W.talk(a, t, [(rough(r, x, a.style) if len(x) < 300 else x, gen_reply(r, x, 6))] + ([("Could you expand on that?", gen_reply(r, x, 4))] if r.random() < .25 else []), True)
        else:
            x = nxt(); f = (lambda: math_reply(r, x)) if x in numeric else (lambda: Text(r, "en", EN["machine"]).diag(3, 6))
            if r.random() < .5: nn = r.choice([2, 4]); W.talk(a, t, [(x, f())], True, over={**over, "temperature": 1, "n": nn, "alts": [f() for _ in range(nn)]})
            else:
                for _ in range(r.randint(1, 3)): W.talk(a, t, [(x, f())], True, over={**over, "temperature": 1}); t += r.uniform(3, 60)
    for i in range(n):
        a = W.add("campaign", name, lang="en" if r.random() < .7 else None, country=r.choice(nat) if skill < 2 or r.random() < .3 else None); mem.append(a)
        a.idle = False; a.plan = r.choice(pl) if skill < 2 else r.choice(["starter", "team", "business"]); a.pay = "" if a.plan == "free" else pool[i % len(pool)] if skill < 2 else pm(r)
        if skill == 0: a.domain, a.org, a.verified = r.choice(["gmail.com", "outlook.com", doms[0], doms[0]]), "", False
        elif skill == 1: a.domain = r.choice(doms + ["gmail.com"]); a.org = "" if r.random() < .6 else a.name; a.verified = r.random() < .2
        lead = [r.expovariate(1 / 1.2), r.uniform(1, 12), r.uniform(3, 60)][skill]; a.created = START + (s0 - lead) * DAY
        a.stream = r.choice([0, 0, 1]) if skill else 0; a.hsys = [None, r.choice([None, "You are an expert in industrial maintenance.", "You are a helpful assistant."]), a.sys][skill]
        if kind in ("agentic", "selfinstruct"): a.model = "lf-maint-70b-v3"
        if kind == "agentic": a.hsys = agsys if r.random() < .5 else agsys + " " + a.T.x(r.choice(RULES))
        if v4 and skill < 2: a.v4 = v4 + r.uniform(0, .6) * DAY; a.model = "lf-maint-70b-v3"
        if skill < 2 and r.random() < .8: a.seeds = False; a.topp = None
        mine = per * max(.1, r.gauss(1, even)); a.hours = scripts[i % 4] if skill else "flat"; late = s0 + r.uniform(0, [.6, 2.5, 6][skill]); early = s1 - r.uniform(0, [.5, 2, 4][skill])
        if r.random() < .08: early = min(early, r.uniform(8, 16))                              # blocked, or given up
        a.plan_days = (late, early, mine)
        def life(a, late, early, mine):
            for d in range(W.days):
                if not math.floor(late) <= d <= early: 
                    if d > early and skill and r.random() < .4: W.ordinary(a, W.moment(a, d))
                    continue
                wd = 1 if skill < 1 else {5: .6, 6: .5}.get(d % 7, 1) if skill == 1 else {5: .25, 6: .15}.get(d % 7, 1)
                for _ in range(poisson(r, mine * wd * r.lognormvariate(-.02, .2))):
                    t = W.moment(a, d)
                    if t >= max(a.created + 60, START + late * DAY) and t < START + early * DAY: act(W, a, t)
                for _ in range(poisson(r, mine * wd * cover / (1 - cover) * (.6 if kind != "agentic" else 3))): 
                    t = W.moment(a, d)
                    if t > a.created + 60: W.ordinary(a, t)
        a.life = life


# ---------------------------------------------------------------- out
def main():
    ap = argparse.ArgumentParser(); g = ap.add_argument
    g("--seed", type=int, default=1); g("--benign", type=int); g("--attack", type=int); g("--days", type=int, default=21); g("--scenario", choices=["mix", "none", "small"], default="mix"); g("--prompts", required=True); g("--out", required=True)
    o = ap.parse_args(); small = o.scenario == "small"; B = o.benign or (200 if small else 1100); A = 0 if o.scenario == "none" else (o.attack if o.attack is not None else (0 if small else 120))
    W = World(o.seed, Prompts(o.prompts), o.days); r = W.r
    innocents(W, B, small)
    if o.scenario != "none" and (A or small): campaigns(W, A, o.scenario)
    order = sorted(W.acc, key=lambda a: (a.created, r.random())); no = 20411                 # customer numbers rise with sign-up
    for a in order: no += 1 + int(r.expovariate(.12)); a.id = f"C-{no}"
    seq = list(W.acc); r.shuffle(seq)
    for a in seq:
        if a.camp: a.life(a, *a.plan_days)
        else: W.live(a)
    t = START + 40
    while t < W.end:                                                                        # the firm's own probe
        W.put(t, 200 if not W.outage < t < W.outage + W.outlen else 503, r.randint(90, 300), json.dumps({"messages": [{"role": "user", "content": "ping"}], "max_tokens": 4}), json.dumps({"id": f"chatcmpl_{r.getrandbits(64):x}", "object": "chat.completion", "created": int(t), "model": "lf-maint-70b-v3", "choices": [{"index": 0, "message": {"role": "assistant", "content": "pong"}, "finish_reason": "stop"}], "usage": {"prompt_tokens": 8, "completion_tokens": 1, "total_tokens": 9}}), ENT["lf-maint-70b-v3"], who="svc-probe@lakefirm.example")
        t += 1800 + r.uniform(-2, 2)
    rows = W.rows; rows += [x for x in rows if r.random() < .0008]                            # delivered twice
    rows.sort(key=lambda x: (int((x[0] + 0) // 21600), hash32(x[1])))                        # the table's files hold hours in no order
    pay = os.path.join(o.out, "payload"); os.makedirs(pay, exist_ok=True)
    for f in os.listdir(pay): os.remove(os.path.join(pay, f))
    job = uuid.UUID(int=r.getrandbits(128), version=4); n = max(1, min(24, len(rows) // 8000 + 1)); step = math.ceil(len(rows) / n)
    for i in range(n):
        with open(os.path.join(pay, f"part-{i:05d}-{job}-c000.json.gz"), "wb") as raw, gzip.GzipFile(fileobj=raw, mode="wb", mtime=0, filename="", compresslevel=5) as z:
            for _, l in rows[i * step:(i + 1) * step]: z.write((l + "\n").encode())
    open(os.path.join(pay, "_SUCCESS"), "w").close()
    iso = lambda t: dt.datetime.fromtimestamp(t, dt.timezone.utc).strftime("%Y-%m-%dT%H:%M:%SZ")
    with open(os.path.join(o.out, "accounts.csv"), "w", newline="", encoding="utf-8") as h:
        w = csv.writer(h); w.writerow("account,created,plan,country,org,email_domain,verified,payment,reseller,licence_scope,licence_document,licence_valid_until".split(","))
        for a in order:
            if a.pop == "campaign" and a.created > W.end: continue
            if r.random() < .012: continue                                                 # not in the CRM's export
            w.writerow([a.id, iso(a.created)[:10] if r.random() < .06 else iso(a.created), a.plan, a.country if r.random() > .04 else "", a.org, a.domain if r.random() > .03 else "", ("true" if a.verified else "false") if r.random() > .1 else "", a.pay, "true" if a.reseller else "", "train on outputs" if a.licence else "", a.licence or "", "2027-06-30" if a.licence else ""])
    acc = []
    for a in W.acc:
        all_ = [(k[1], v) for k, v in W.span.items() if k[0] == a.id and k[1] != "h"] if (a.reseller or (a.id, None) not in W.span) else [(None, W.span[a.id, None])]
        if not all_: continue
        h = W.span.get((a.id, "h")); lo, hi = min(v[0] for _, v in all_), max(v[1] for _, v in all_)
        if a.camp and not h: acc.append(dict(account=a.id, end_user=None, population="campaign_idle", campaign=None, since=iso(lo), until=iso(hi))); continue
        if h: lo, hi = h
        acc.append(dict(account=a.id, end_user=None, population=a.pop, campaign=a.camp, since=iso(lo), until=iso(hi)))
        if a.reseller:
            for u, v in sorted(all_, key=lambda x: str(x[0])):
                if u: acc.append(dict(account=a.id, end_user=u, population="reseller_user", campaign=None, since=iso(v[0]), until=iso(v[1])))
    acc.sort(key=lambda x: (x["account"], x["end_user"] or "")); pops = defaultdict(int)
    for x in acc: pops[x["population"]] += 1
    cs = []
    for k, c in W.camps.items():
        tk = sorted(W.taken[k].items()); cs.append(dict(campaign=k, kind=c["kind"], accounts=sum(x["campaign"] == k for x in acc), start=iso(c["start"]), end=iso(c["end"]), params=c["params"], exchanges=sum(v for _, v in tk), taken=[list(x) for x in tk]))
    with open(os.path.join(o.out, "truth.json"), "w") as h:
        json.dump(dict(version=1, seed=o.seed, world="lakefirm-" + o.scenario, settings=dict(benign=B, attack=A, days=o.days), start=iso(START), end=iso(W.end), exchanges=len(rows), populations=dict(sorted(pops.items())), accounts=acc, campaigns=cs), h, indent=1)
    print(f"{len(rows)} rows, {len(acc)} units, {len(cs)} campaigns")


def hash32(s):
    import zlib
    return zlib.crc32(s.encode())


if __name__ == "__main__": main()
