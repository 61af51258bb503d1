"""Honest groups who act alike; some campaigns pose as such."""
import bisect, csv, glob, gzip, hashlib, json, math, os, random, re, datetime as dt

SIZE = (None, None)
START = dt.datetime(2026, 10, 5, tzinfo=dt.timezone.utc)          # a Monday
T0 = START.timestamp()
DAY = 86400.0
LAUNCH = 9.4 * DAY                                                 # corvus-2.1
OUTAGE = (13.55 * DAY, 13.66 * DAY)

# ------------------------------------------------------------------ words
STOP = set("about above after again their there these those which while would could should where other being before between under write please given following answer question response using based provide provides make makes need needs your into from with that this have what when will each more than then they them some such only also does just like very most many over same text input output instruction explain summarise rewrite write give short please think".split())
EN_S = """The short version is that {k} depends mostly on {k2}.
In practice, teams treat {k} as {a} and revisit it every {n} weeks.
There are {s} points worth separating here: {k}, {k2} and the way they interact.
A common mistake is to start with {k2} before {k} is settled.
If {k} matters to you, check {k2} first, since it is the {a} part.
Historically, {k} was handled quite differently, and some of that survives in {k2}.
You can think of {k} as a {a} version of {k2}.
For most readers a {a} example helps: imagine {k} with roughly {n} cases a day.
The evidence on {k2} is mixed; the larger studies report changes of about {n} percent.
It is worth noting that {k} rarely fails on its own.
To keep it {a}, limit {k} to what {k2} really requires.
One option is to split {k} into {s} smaller steps and review each.
That said, the cost of {k2} is easy to underestimate.
A {a} way to begin is a list of everything that touches {k}.
Where {k} and {k2} conflict, I would favour the {a} one and write down why.
Some people prefer {k2}; it is {a}, though harder to explain.
Finally, measure {k} again after {n} days, and compare.
I left {k2} out of the main plan because it adds little.
Keep the tone {a} and let {k} carry the argument.
The last {s} items can be merged if you are short of time.
None of this needs special tools beyond what {k} already uses.
Ask yourself whether {k2} would still hold if {k} doubled.
Two things tend to surprise people: how {a} {k} is, and how slowly {k2} moves.
As a rule of thumb, spend a third of the effort on {k}.
With {k} in place, {k2} becomes almost {a}.""".split("\n")
ADJ = "careful practical narrow broad modest robust plain early gradual formal friendly concrete simple subtle expensive reliable cautious fair clear odd lively strict flexible familiar technical routine".split()
NUMW = ["two", "three", "four", "five", "several"]
L = {
 "de": dict(q=["Wie funktioniert {t} in der Praxis, wenn man nur {n} Stunden pro Woche hat?", "Schreib mir bitte eine kurze E-Mail an {p} wegen {t}.", "Was sind Vor- und Nachteile von {t} für {p}?", "Kannst du mir {t} so erklären, dass {p} es versteht?", "Mach mir eine Liste mit {n} Ideen zu {t}.", "Ich brauche einen Plan für {t} bis Ende {m}.", "Formuliere den folgenden Absatz über {t} höflicher: Wir haben {n} Mal nachgefragt und von {p} keine Antwort.", "Was kostet {t} ungefähr und worauf muss ich achten?"],
  t="die Steuererklärung|eine Wärmepumpe|den Mietvertrag|Homeoffice im Ausland|den Garten im Herbst|eine Bewerbung|Photovoltaik auf dem Balkon|die Elternzeit|einen Vereinsausflug|Datenschutz im Betrieb|Excel-Pivottabellen|das Protokoll der Sitzung|eine Kündigung|Deutschprüfungen".split("|"),
  p="meine Chefin|einen Kunden|die Hausverwaltung|Anfänger|das Team|die Schule|den Vermieter|Kollegen".split("|"), m="Oktober|November|des Quartals|des Jahres".split("|"),
  r=["Bei {t} kommt es vor allem auf eine saubere Vorbereitung an.", "Planen Sie etwa {n} Tage ein und klären Sie vorab die Zuständigkeiten.", "Ein häufiger Fehler ist, zu spät anzufangen.", "Für {p} würde ich einen sachlichen Ton wählen.", "Erstens sollten die Unterlagen vollständig sein.", "Zweitens hilft ein kurzes Gespräch, bevor etwas schriftlich wird.", "Die Kosten liegen erfahrungsgemäß zwischen {n}0 und {n}00 Euro.", "Wenn Sie unsicher sind, lassen Sie {t} von jemandem gegenlesen.", "Am Ende zählt, dass {p} weiß, was zu tun ist.", "Hier ein Vorschlag, den Sie anpassen können:", "Mit freundlichen Grüßen", "Das lässt sich gut in {n} Schritte teilen."],
  cot="Löse die Aufgabe Schritt für Schritt und begründe jeden Schritt"),
 "fr": dict(q=["Comment expliquer {t} à {p} en moins de {n} minutes ?", "Rédige un courriel pour {p} au sujet de {t}.", "Quels sont les avantages de {t} ?", "Donne-moi {n} idées pour {t}.", "Je dois préparer {t} avant fin {m}, par où commencer ?", "Corrige ce paragraphe : « nous avons parler de {t} avec {p} il y a {n} jours ».", "Résume en {n} points ce qu'il faut savoir sur {t}."],
  t="la déclaration d'impôts|un contrat de location|la rénovation d'une cuisine|le télétravail|une lettre de motivation|un voyage scolaire|les panneaux solaires|la gestion d'une association|le RGPD|un bilan comptable|une recette de saison|l'examen du bac".split("|"),
  p="mon équipe|un client|la mairie|des débutants|le propriétaire|les parents|ma collègue".split("|"), m="octobre|novembre|l'année|du trimestre".split("|"),
  r=["Pour {t}, tout dépend d'abord du délai.", "Comptez environ {n} jours pour réunir les pièces.", "L'erreur la plus fréquente est de négliger les détails.", "Avec {p}, restez factuel et bref.", "Premièrement, vérifiez les documents.", "Ensuite, fixez une date et tenez-la.", "Le coût varie de {n}0 à {n}00 euros selon les régions.", "Voici une proposition que vous pourrez adapter :", "Enfin, relisez le tout à voix haute.", "Cordialement,", "On peut découper cela en {n} étapes simples."],
  cot="Résous le problème pas à pas en justifiant chaque étape"),
 "es": dict(q=["¿Cómo le explico {t} a {p} en {n} minutos?", "Escribe un correo para {p} sobre {t}.", "Dame {n} ideas para {t}.", "¿Qué ventajas tiene {t}?", "Necesito organizar {t} antes de que acabe {m}.", "Resume en {n} puntos lo esencial de {t}.", "Corrige: «habemos hablado de {t} con {p} hace {n} días»."],
  t="la declaración de la renta|un contrato de alquiler|la reforma del baño|una carta de presentación|un viaje en familia|la factura electrónica|un plan de estudios|las redes sociales de la tienda|una receta con garbanzos|el inventario|una reclamación".split("|"),
  p="mi jefe|un cliente|el ayuntamiento|principiantes|los padres|mi compañera".split("|"), m="octubre|noviembre|el trimestre|el año".split("|"),
  r=["Lo primero con {t} es fijar el objetivo.", "Calcula unos {n} días para reunir la documentación.", "El error más común es dejarlo para el final.", "Con {p} conviene ser breve y claro.", "Después, revisa los números dos veces.", "El precio suele ir de {n}0 a {n}00 euros.", "Aquí tienes una propuesta que puedes adaptar:", "Por último, pide a alguien que lo lea.", "Un saludo,", "Puede dividirse en {n} pasos sencillos."],
  cot="Resuelve el problema paso a paso y justifica cada paso"),
 "pt": dict(q=["Como explicar {t} para {p} em {n} minutos?", "Escreva um e-mail para {p} sobre {t}.", "Me dê {n} ideias para {t}.", "Quais as vantagens de {t}?", "Preciso planejar {t} até o fim de {m}.", "Resuma {t} em {n} tópicos."],
  t="o imposto de renda|uma reforma|o contrato de aluguel|um plano de aula|o estoque da loja|uma carta de apresentação|uma campanha no Instagram|a nota fiscal|um almoço de domingo|a reunião de condomínio".split("|"),
  p="meu chefe|um cliente|os alunos|iniciantes|o síndico|a equipe".split("|"), m="outubro|novembro|ano|trimestre".split("|"),
  r=["O principal em {t} é começar pelo prazo.", "Reserve uns {n} dias para juntar os documentos.", "O erro mais comum é pular a revisão.", "Com {p}, seja direto e cordial.", "Depois, confira os valores.", "O custo fica entre R$ {n}0 e R$ {n}00.", "Segue uma sugestão para adaptar:", "Por fim, peça uma segunda opinião.", "Atenciosamente,", "Dá para dividir em {n} etapas."],
  cot="Resolva o problema passo a passo e justifique cada passo"),
 "zh": dict(q=["请用{n}句话解释{t}。", "帮我给{p}写一封关于{t}的邮件。", "列出{n}个关于{t}的建议。", "{t}有什么优缺点？", "我要在{m}之前完成{t}，怎么安排？", "把下面这句话改得更正式：我们跟{p}说了{n}次{t}，还没有结果。"],
  t="年终总结|租房合同|跨境电商选品|考研复习|小红书文案|项目周报|数据透视表|家庭装修|面试准备|客户投诉|产品说明书|会议纪要".split("|"), p="老板|客户|房东|新手|团队|家长".split("|"), m="十月底|下周五|年底|双十一".split("|"),
  r=["关于{t}，首先要明确目标。", "建议预留{n}天左右准备材料。", "最常见的问题是开始得太晚。", "跟{p}沟通时尽量简洁。", "其次，核对数字和日期。", "费用大约在{n}00到{n}000元之间。", "下面是一个可以直接修改的版本：", "最后，请同事再看一遍。", "可以拆成{n}个小步骤来做。", "此致敬礼"],
  cot="请一步一步解题，并说明每一步的理由"),
 "ja": dict(q=["{t}について{n}点で説明してください。", "{p}に{t}の件でメールを書いてください。", "{t}のアイデアを{n}個ください。", "{t}のメリットとデメリットは何ですか。", "{m}までに{t}を終わらせたいです。計画を立ててください。"],
  t="議事録|確定申告|引っ越しの手続き|新商品の紹介文|部活の合宿|履歴書|在庫管理|英語の勉強|社内研修|お礼状".split("|"), p="上司|取引先|大家さん|初心者|チーム".split("|"), m="月末|来週|年末|十一月".split("|"),
  r=["{t}では、まず目的をはっきりさせることが大切です。", "準備には{n}日ほど見ておくとよいでしょう。", "よくある失敗は、確認を後回しにすることです。", "{p}には簡潔に伝えてください。", "次に、日付と数字を確認します。", "費用の目安は{n}千円程度です。", "以下に案を示します。", "最後に、もう一度読み直してください。", "よろしくお願いいたします。"],
  cot="順を追って考え、各ステップの理由を書いてください"),
 "pl": dict(q=["Jak wyjaśnić {t} dla {p} w {n} minut?", "Napisz maila do {p} w sprawie: {t}.", "Podaj {n} pomysłów na {t}.", "Jakie są zalety i wady: {t}?", "Streść {t} w {n} punktach."],
  t="umowa najmu|rozliczenie podatku|remont łazienki|list motywacyjny|plan lekcji|reklamacja|faktura korygująca|wycieczka szkolna".split("|"), p="szefa|klienta|początkujących|rodziców|zespołu".split("|"), m="października|listopada|roku".split("|"),
  r=["W temacie {t} najważniejszy jest termin.", "Zarezerwuj około {n} dni na dokumenty.", "Częsty błąd to brak sprawdzenia danych.", "Pisząc do {p}, zachowaj spokojny ton.", "Następnie porównaj liczby.", "Koszt wynosi zwykle od {n}0 do {n}00 zł.", "Oto propozycja do dopasowania:", "Z poważaniem", "Można to podzielić na {n} kroków."],
  cot="Rozwiąż zadanie krok po kroku i uzasadnij każdy krok"),
}
TOPICS = "sourdough starter|a marathon in spring|my landlord|a used hybrid car|the quarterly report|a toddler who will not sleep|a Raspberry Pi weather station|garden drainage|a wedding speech|moving to Lisbon|a hiring plan|a podcast about rivers|the school board|a leaking dishwasher|tax on freelance income|my thesis outline|a pull request review|an apology to a client|learning the cello|a fantasy map|Kubernetes ingress|an onboarding checklist|cat food allergies|a newsletter for bakers|night shifts|Postgres indexes|a charity run|meal plans for two|a board game rule book|old family letters|a trip along the Danube|home insulation|a small claims case|React state bugs|a grant application".split("|")
ENQ = ["how do i deal with {t}, i have about {n} {u}", "Can you help me plan {t}? Budget is {n}0 {c}.", "Write a short message about {t} to {p}.", "Give me {n} ideas for {t}", "what's the best way to explain {t} to {p}?", "I'm stuck on {t}. Last time I tried, {p} said it was too {a}. What would you change?", "Draft an outline about {t}, {n} sections, {a} tone", "pros and cons of {t} for {p}", "Make this better: we talked about {t} with {p} for {n} {u} and it was {a}", "Explain {t} like I'm {n}", "quick question - {t}, is it normal that it takes {n} {u}?", "Turn my notes into a paragraph: {t}; {p}; {n} {u}; {a}; no budget", "Summarise what a {a} person should know on {t}."]
PEOPLE = "my boss|a neighbour|the team|my sister|a new hire|the council|students|a supplier|my ex|the editor|an investor|my dad|volunteers".split("|")
SYN = {"important": "essential", "help": "support", "use": "rely on", "show": "demonstrate", "people": "individuals", "big": "considerable", "small": "modest", "said": "stated", "get": "obtain", "good": "sound", "many": "numerous", "also": "in addition", "but": "however", "because": "since", "new": "recent", "made": "produced", "need": "require", "start": "begin", "about": "regarding", "will": "is going to", "can": "is able to", "said,": "noted,"}
SURN = "Okafor Lindqvist Marchetti Brandt Nowak Sato Herrera Duarte Kim Vogel Petit Ahmed Costa Larsen Novak Ruiz Ito Meyer Dubois Rossi Silva Chen Patel Kaya Horvat Walsh Mbeki Adler Fontaine Bianchi Torres Weiss".split()
FIRMW = "North Harbor Blue Copper Lumen Atlas Cedar Vertex Maple Orbit Delta Granite Sierra Pixel Signal Harvest River Beacon Quill Ember Falcon Juniper Tidal Onyx Willow Prism Summit Argo Nimbus Kite".split()
FIRME = "Labs Systems Group Digital Media Partners Software Analytics Consulting Works Studio Logistics Health Foods Retail Energy Robotics Finance".split()
FREE = [("gmail.com", 50), ("outlook.com", 16), ("icloud.com", 7), ("yahoo.com", 5), ("proton.me", 5), ("gmx.de", 4), ("qq.com", 5), ("163.com", 3), ("hotmail.com", 4), ("web.de", 2), ("orange.fr", 1), ("naver.com", 1), ("mail.ru", 1)]
CTRY = [("US", 30), ("DE", 11), ("GB", 8), ("FR", 7), ("IN", 8), ("BR", 5), ("ES", 4), ("JP", 4), ("CA", 4), ("NL", 3), ("PL", 3), ("SG", 2), ("HK", 2), ("MX", 2), ("IT", 3), ("TR", 1), ("VN", 2), ("AU", 2), ("KE", 1), ("SE", 1)]
TZ = dict(US=-6, DE=2, GB=1, FR=2, IN=5.5, BR=-3, ES=2, JP=9, CA=-5, NL=2, PL=2, SG=8, HK=8, MX=-6, IT=2, TR=3, VN=7, AU=10, KE=3, SE=2)
CLANG = dict(DE="de", FR="fr", BR="pt", ES="es", MX="es", JP="ja", HK="zh", SG="zh", PL="pl")
ISP = dict(US=[7922, 7018, 701, 20115, 21928], DE=[3320, 3209, 6805, 8881], GB=[2856, 5089, 5607], FR=[3215, 12322, 15557], IN=[55836, 24560, 9829], BR=[28573, 26599, 27699], ES=[3352, 12479], JP=[2516, 4713, 17676], CA=[812, 577], NL=[1136, 33915], PL=[5617, 12741], SG=[9506, 3758], HK=[9304, 4760], MX=[8151, 28403], IT=[3269, 30722], TR=[9121, 34984], VN=[45899, 7552], AU=[1221, 4804], KE=[33771], SE=[3301, 1257])
CLOUD = {16509: ("US", "3.{}"), 396982: ("US", "34.{}"), 8075: ("US", "20.{}"), 24940: ("DE", "88.{}"), 16276: ("FR", "51.{}"), 14061: ("US", "159.{}"), 45102: ("SG", "47.{}"), 20473: ("US", "45.{}")}
VPN = {9009: "185.{}", 212238: "156.{}", 39351: "193.{}", 60068: "89.{}"}
UAS = [("OpenAI/Python {}", 34), ("openai-node/{}", 16), ("python-requests/{}", 9), ("langchain/{}", 7), ("axios/{}", 6), ("Mozilla/5.0 (playground {})", 12), ("curl/{}", 3), ("okhttp/{}", 3), ("Go-http-client/{}", 4), ("LiteLLM/{}", 3), ("n8n/{}", 2), ("vercel-ai/{}", 4), ("httpx/{}", 4)]
VERS = ["1.40.0", "1.51.2", "1.54.4", "1.61.0", "1.99.1", "2.3.0", "2.32.3", "0.27.0", "0.28.1", "4.0.31", "1.7.9", "2.0"]

def wpick(r, pairs):
    x = r.random() * sum(w for _, w in pairs)
    for v, w in pairs:
        x -= w
        if x < 0: return v
    return pairs[-1][0]

def keys(text, r, k=6):
    ws = sorted({w.lower() for w in re.findall(r"[A-Za-z][a-z]{4,13}", text[:1500])} - STOP)
    return r.sample(ws, min(k, len(ws))) if len(ws) > 1 else ws + ["the plan", "the details"]

def prose(r, src, n):
    ks, out = keys(src, r, 9), []
    for s in r.sample(EN_S, min(n, len(EN_S))):
        out.append(s.format(**dict(zip(("k", "k2"), r.sample(ks, 2))), a=r.choice(ADJ), n=r.randint(2, 90), s=r.choice(NUMW)))
    style = r.random()
    if style < .3 and n > 3: return out[0] + "\n\n" + "\n".join(("- " if style < .15 else f"{i + 1}. ") + o for i, o in enumerate(out[1:-1])) + "\n\n" + out[-1]
    if style < .45 and n > 5: return f"## {r.choice(ks).title()}\n\n" + " ".join(out[:n // 2]) + f"\n\n## {r.choice(ks).title()}\n\n" + " ".join(out[n // 2:])
    return " ".join(out[:n // 2 + 1]) + ("\n\n" if n > 4 else " ") + " ".join(out[n // 2 + 1:])

def lang_q(r, lg):
    d = L[lg]
    return r.choice(d["q"]).format(t=r.choice(d["t"]), p=r.choice(d["p"]), m=r.choice(d["m"]), n=r.randint(2, 12))

def lang_r(r, lg, n):
    d = L[lg]; t = r.choice(d["t"]); p = r.choice(d["p"])
    return (" " if lg not in ("zh", "ja") else "").join(s.format(t=t, p=p, n=r.randint(2, 9)) for s in r.sample(d["r"], min(n, len(d["r"]))))

def solve(r, q, lg=None, long=False):
    ns = [float(x.replace(",", "")) for x in re.findall(r"\d[\d,]*\.?\d*", q)[:7] if x.replace(",", "").replace(".", "").isdigit()] or [r.randint(2, 30), r.randint(2, 30)]
    head = {None: ["Let's work through this.", "First, collect what is given.", "We start with the quantities in the problem.", "Here is the working.", "Okay, let me set this up."], "de": ["Zuerst die gegebenen Werte."], "fr": ["Commençons par les données."], "es": ["Empecemos con los datos."], "pt": ["Vamos aos dados."], "zh": ["先列出已知条件。"], "ja": ["まず与えられた値を整理します。"], "pl": ["Najpierw dane."]}[lg]
    out, acc = [r.choice(head)], ns[0]
    lab = {None: ["Step {}: ", "{}. ", "", "Next, "], "de": ["Schritt {}: "], "fr": ["Étape {} : "], "es": ["Paso {}: "], "pt": ["Passo {}: "], "zh": ["第{}步："], "ja": ["ステップ{}："], "pl": ["Krok {}: "]}[lg]
    lb = r.choice(lab); ks = keys(q, r, 5)
    for i, x in enumerate(ns[1:] or [r.randint(2, 9)], 1):
        op = r.choice("+-*/" if x else "+-")
        new = acc + x if op == "+" else acc - x if op == "-" else acc * x if op == "*" else acc / x
        why = "" if lg else r.choice([f"for the {r.choice(ks)}, ", "", f"since {r.choice(ks)} and {r.choice(ks)} go together, ", "so "])
        out.append(f"{lb.format(i)}{why}{acc:g} {'×' if op == '*' else '÷' if op == '/' else op} {x:g} = {new:g}.")
        if long and not lg: out.append(r.choice([f"We use {acc:g} because the {r.choice(ks)} is counted once.", f"A check: {new:g} is plausible given {x:g}.", f"An alternative would be to treat the {r.choice(ks)} separately, but it gives the same total."]))
        acc = new
    end = {None: r.choice(["#### {:g}", "The answer is {:g}.", "\\boxed{{{:g}}}", "So the final answer is **{:g}**."]), "zh": "答案是 {:g}。", "ja": "答えは {:g} です。", "de": "Die Antwort lautet {:g}.", "fr": "La réponse est {:g}.", "es": "La respuesta es {:g}.", "pt": "A resposta é {:g}.", "pl": "Odpowiedź: {:g}."}[lg]
    return "\n".join(out + [end.format(acc)])

def code(r, q):
    k = [re.sub(r"\W", "", w) for w in keys(q, r, 5)]; a, b = k[0] or "item", k[-1] or "value"
    n = r.randint(2, 60)
    body = r.choice([f"def {a}_{b}(rows, limit={n}):\n    out = {{}}\n    for row in rows[:limit]:\n        out.setdefault(row['{a}'], []).append(row['{b}'])\n    return out", f"SELECT {a}, count(*) AS n\nFROM {b}s\nWHERE created_at > now() - interval '{n} days'\nGROUP BY {a}\nORDER BY n DESC;", f"export function {a}({b}: string[]): number {{\n  return {b}.filter((x) => x.length > {n}).length;\n}}", f"class {a.title()}:\n    def __init__(self, {b}=None):\n        self.{b} = {b} or []\n\n    def add(self, x):\n        if len(self.{b}) < {n}:\n            self.{b}.append(x)", f"#!/bin/sh\nfor f in *.{a[:3]}; do\n  [ $(wc -l < \"$f\") -gt {n} ] && echo \"$f {b}\"\ndone"])
    return prose(r, q, r.randint(1, 2)) + f"\n\n```\n{body}\n```\n\n" + prose(r, q, r.randint(1, 3))

def rewrite(r, text):
    ws = text.split(" ")
    out = " ".join(SYN.get(w, w) if r.random() < .7 else w for w in ws)
    ss = re.split(r"(?<=[.!?])\s+", out)
    if len(ss) > 3 and r.random() < .6:
        i = r.randrange(len(ss) - 1); ss[i], ss[i + 1] = ss[i + 1], ss[i]
    return r.choice(["", "", "In short: ", "Here is the revised version:\n\n"]) + " ".join(ss)

def refuse(r):
    return r.choice(["I can't help with that.", "Sorry, but I'm not able to assist with this request.", "I won't provide that, though I can talk about {} in general terms.", "That's not something I can do. If you are worried about {}, I can point to resources.", "I can't share details on this. What I can do is explain the law around {} at a high level."]).format(r.choice(["safety", "privacy", "this topic", "prevention", "the background"]))

def answer(r, q, kind=None, lg=None, size=1.0):
    if kind is None: kind = "code" if re.search(r"\b(code|function|python|sql|javascript|bash|script|API|regex|class)\b", q) else "math" if re.search(r"[Hh]ow (many|much)|\$.*\$|[Cc]alculate|[Ff]ind the", q) and re.search(r"\d", q) else "prose"
    if lg and kind == "prose": return lang_r(r, lg, r.randint(3, 10))
    n = max(2, int(r.lognormvariate(1.8, .5) * size))
    return {"code": lambda: code(r, q), "math": lambda: solve(r, q, lg), "cot": lambda: solve(r, q, lg, True) if r.random() < .85 else prose(r, q, n + 2), "prose": lambda: prose(r, q, min(n, 18)), "refuse": lambda: refuse(r)}[kind]()

# ------------------------------------------------------------------ own grammars
PARTY = "the Supplier|the Customer|the Licensee|the Contractor|the Lessor|the Distributor|the Agent".split("|")
CLA = {"en": ["{p} may terminate this Agreement on {n} days' written notice if {q} fails to remedy a material breach.", "The aggregate liability of {p} shall not exceed EUR {m},000 in any contract year, save for wilful misconduct.", "{p} shall keep all Confidential Information secret for {n} months following expiry.", "Fees fall due {n} days after receipt of invoice; late payment bears interest at {s} % above the base rate.", "{q} assigns to {p} all foreground intellectual property arising under Schedule {s}.", "Neither party shall solicit employees of the other for {n} weeks.", "Any dispute shall be referred to arbitration seated in {c}, in the English language.", "{p} shall indemnify {q} against third-party claims up to EUR {m},000.", "This lease renews for {s} years unless {q} objects {n} days before its end."],
 "de": ["Der Vertrag kann mit einer Frist von {n} Tagen zum Quartalsende gekündigt werden.", "Die Haftung ist auf EUR {m}.000 je Schadensfall begrenzt, ausgenommen Vorsatz.", "Der Auftragnehmer überträgt sämtliche Nutzungsrechte nach Anlage {s}.", "Rechnungen sind binnen {n} Tagen zahlbar; danach gelten {s} % Verzugszinsen.", "Gerichtsstand ist {c}.", "Nebenabreden bedürfen der Schriftform, Ziffer {s} bleibt unberührt."],
 "fr": ["Le contrat peut être résilié moyennant un préavis de {n} jours.", "La responsabilité est plafonnée à {m} 000 euros par an.", "Le prestataire cède l'ensemble des droits visés à l'annexe {s}.", "Tout litige relève des tribunaux de {c}.", "Les factures sont payables à {n} jours, avec {s} % de pénalités."],
 "es": ["El contrato podrá resolverse con un preaviso de {n} días.", "La responsabilidad se limita a {m}.000 euros anuales.", "El proveedor cede los derechos descritos en el anexo {s}.", "Las partes se someten a los juzgados de {c}.", "Las facturas vencen a {n} días con un interés del {s} %."]}
CITY = "Rotterdam Vienna Lyon Madrid Hamburg Dublin Geneva Oslo Milan Warsaw Porto Antwerp Leeds Osaka Austin Toronto".split()
def clause(r, lg="en", k=2):
    return " ".join(f"{r.randint(2, 24)}.{r.randint(1, 9)} " + s.format(p=r.choice(PARTY).capitalize() if s.startswith("{p}") else r.choice(PARTY), q=r.choice(PARTY), n=r.choice([7, 10, 14, 21, 30, 45, 60, 90, 120]), m=r.choice([50, 100, 250, 300, 500, 750, 900]), s=r.randint(1, 9), c=r.choice(CITY)) for s in r.sample(CLA[lg], k))
def lexr(r, cl, lg="en", long=False):
    ns = re.findall(r"\d+", cl) or ["30"]
    w = {"en": ["The clause is enforceable in principle, but the period of {n} days is short.", "Risk: {a}. The cap of {n} is below market practice.", "One reading is that notice must be received; another that dispatch is enough. The first fits the wording better.", "Compare the exception for wilful misconduct, which here narrows clause {n}.", "Recommendation: ask for mutual wording and a cure period.", "Conclusion: {a} risk for the weaker party."], "de": ["Die Klausel ist grundsätzlich wirksam, die Frist von {n} Tagen jedoch knapp.", "Risiko: mittel. Die Grenze von {n} liegt unter dem Üblichen.", "Nach der Gegenansicht genügt die Absendung; der Wortlaut spricht dagegen.", "Empfehlung: gegenseitige Fassung vereinbaren."], "fr": ["La clause est valable, mais le délai de {n} jours est court.", "Risque : moyen ; le plafond de {n} est bas.", "Une autre lecture est possible, mais le texte s'y oppose.", "Recommandation : prévoir une réciprocité."], "es": ["La cláusula es válida, aunque el plazo de {n} días es breve.", "Riesgo: medio; el límite de {n} es bajo.", "Cabe otra lectura, pero el texto no la apoya.", "Recomendación: pactar reciprocidad."]}[lg]
    ss = [s.format(n=r.choice(ns), a=r.choice(["low", "medium", "high", "moderate"])) for s in r.sample(w, len(w) if long else r.randint(2, len(w) - 1))]
    return "\n".join(f"{i + 1}. {s}" for i, s in enumerate(ss)) if r.random() < .4 else " ".join(ss)
PROD = "scarf|espresso machine|trail shoe|office chair|bike lamp|phone case|ceramic mug|rain jacket|desk lamp|yoga mat|backpack|garden hose|steel bottle|wool blanket".split("|")
ISSUE = "arrived with a scratch|never arrived|was charged twice|does not switch on|has the wrong colour|smells of glue|came without the manual|broke after {n} days|is too small|cannot be returned on the site".split("|")
def ticket(r): return r.choice(["Hello, ", "hi ", "Dear team, ", "", "URGENT: "]) + f"my {r.choice(PROD)} (order {r.randint(10000, 99999)}) " + r.choice(ISSUE).format(n=r.randint(2, 40)) + r.choice([". Please advise.", ", what now?", ". I have written {} times already.".format(r.randint(2, 5)), ". I want my money back!", " and i need it by friday"])
def car(r): return f"{r.randint(2014, 2026)} {r.choice(['estate', 'hatchback', 'van', 'coupé', 'SUV', 'saloon'])}, {r.randint(8, 190)},000 km, {r.choice(['petrol', 'diesel', 'hybrid', 'electric'])}, {r.choice(['one owner', 'two owners', 'ex-lease'])}, {', '.join(r.sample(['heated seats', 'tow bar', 'new brakes', 'panorama roof', 'winter tyres', 'reversing camera', 'leather', 'small dent rear left', 'full service book'], 3))}, {r.randint(39, 420)}90 {r.choice(['EUR', 'GBP'])}"
def npc(r): return f"NPC: {r.choice(SURN)} the {r.choice(['smith', 'ferryman', 'herbalist', 'guard', 'innkeeper', 'smuggler', 'archivist', 'beggar'])}. Mood: {r.choice(ADJ)}. Quest state: {r.choice(['not started', 'accepted', 'item found', 'failed', 'done'])}. Player said: \"{r.choice(['Where is the old bridge?', 'Got any work?', 'I found your ring.', 'Who lit the beacon?', 'Sell me a rope.', 'The river took it.', 'Tell me about the king.'])}\" Region: {r.choice(FIRMW)} {r.choice(['Vale', 'Marsh', 'Keep', 'Hollow'])}. Lines: {r.randint(1, 4)}"
def letter_de(r): return f"Sehr geehrte {r.choice(['Frau', 'Herr'])} {r.choice(SURN)}, in der Angelegenheit {r.choice(['Grundsteuer', 'Wohngeld', 'Bauantrag', 'Kita-Platz', 'Hundesteuer', 'Gewerbeanmeldung', 'Straßenreinigung', 'Anwohnerparken'])} (Az. {r.randint(100, 999)}/{r.randint(1, 60)}) " + " ".join(r.sample(["wird Ihnen gemäß § {} der Satzung mitgeteilt, dass die eingereichten Unterlagen unvollständig sind.".format(r.randint(2, 48)), "sind die fehlenden Nachweise binnen {} Tagen vorzulegen.".format(r.choice([7, 10, 14, 21, 30])), "ergeht hiermit ein Bescheid über {},{} EUR.".format(r.randint(12, 900), r.choice(["00", "50", "80"])), "kann gegen diesen Bescheid innerhalb eines Monats Widerspruch eingelegt werden.", "wurde die Anhörung auf den {}. des Folgemonats anberaumt.".format(r.randint(1, 28))], 2))
MOD = "auth billing parser cache scheduler export invoice webhook session router uploader mailer search importer metrics".split()
def devtask(r):
    m, m2 = r.sample(MOD, 2)
    return r.choice([f"The test test_{m}_{r.choice(['timeout', 'empty', 'unicode', 'retry', 'order'])} fails since the last merge. Find out why and fix it.", f"Add a --{r.choice(['dry-run', 'since', 'limit', 'json', 'quiet'])} option to the {m} command and cover it with a test.", f"Refactor {m}.py so that {m2} no longer imports it.", f"We get a KeyError '{r.choice(['id', 'user', 'total', 'ts'])}' in {m} about {r.randint(2, 40)} times a day. Track it down.", f"Migrate {m} from requests to httpx, keep the retry behaviour.", f"Write a script that compares {m}.log of {r.randint(2, 9)} hosts and prints lines that differ.", f"Upgrade {m} to pydantic 2 and run the tests", f"make {m} {r.randint(2, 9)}x faster, profile first", f"Review the diff in {m}/ and {m2}/ for race conditions."])
CLI_SYS = "You are kestrel, an open-source coding agent in the user's terminal. Work in small steps. Read before you edit. Run the tests after a change. Never touch files outside the repository. Answer briefly when done."
CLI_TOOLS = ["read_file", "grep", "apply_patch", "run_shell"]
def agent(r, task, sys, tools, steps=None):
    """A tool trajectory: list of (messages, content, output)."""
    m = re.search(r"([a-z_/]+)(?:\.py|\.log|/)", task); f = (m.group(1) if m else r.choice(MOD)).strip("/") + ".py"
    msgs, out = [{"role": "system", "content": sys}, {"role": "user", "content": task}], []
    for i in range(steps or r.choice([2, 3, 3, 4, 5, 6, 8])):
        tl = tools[min(i, len(tools) - 1)] if r.random() < .5 else r.choice(tools)
        arg = {"read_file": {"path": f"src/{f}", "start": r.randint(1, 200)}, "grep": {"pattern": r.choice(["def ", "raise", "import", r.choice(MOD)]), "path": "src"}, "apply_patch": {"path": f"src/{f}", "patch": f"@@ -{r.randint(4, 300)},2 @@\n-    return {r.choice(MOD)}\n+    return {r.choice(MOD)} or None"}, "run_shell": {"cmd": r.choice(["pytest -q", f"pytest -q tests/test_{f}", "git diff --stat", "ls -la", "wc -l src/*.py"])}}.get(tl, {"query": r.choice(keys(task, r))})
        say = r.choice(["", "", "Let me look at the code first.", "I will check where this is used.", f"The failure seems to come from {f}.", "Now run the tests.", prose(r, task, 1)])
        cid = "call_%010x" % r.getrandbits(40)
        out.append(([*msgs], say, [{"type": "function_call", "call_id": cid, "name": tl, "arguments": json.dumps(arg)}]))
        res = r.choice([f"{r.randint(1, 60)} passed, {r.randint(0, 3)} failed in {r.random() * 20:.2f}s", f"src/{f}:{r.randint(1, 400)}: def {r.choice(MOD)}(self, {r.choice(MOD)}):", "ok", f"File \"src/{f}\", line {r.randint(3, 300)}, in {r.choice(MOD)}\nValueError: {r.choice(ADJ)} value", f"{r.randint(1, 5)} files changed, {r.randint(1, 80)} insertions(+)", code(r, task)[-260:]])
        msgs += [{"role": "assistant", "content": say or None, "tool_calls": [{"id": cid, "type": "function", "function": {"name": tl, "arguments": json.dumps(arg)}}]}, {"role": "tool", "tool_call_id": cid, "content": res}]
    out.append(([*msgs], f"Done. I changed src/{f}: " + prose(r, task, r.randint(1, 3)), None))
    return out

# ------------------------------------------------------------------ the world
class Acc: pass

class World:
    def __init__(s, seed, days, prompts, scale):
        s.r = random.Random(f"corvus/{seed}"); s.days, s.scale, s.lines, s.accs, s.camps = days, scale, [], [], []
        s.P = {}
        for f in sorted(glob.glob(os.path.join(prompts, "*", "*.jsonl.gz"))):
            kind, src = f.split(os.sep)[-2:]
            with gzip.open(f, "rt", encoding="utf-8") as h:
                rows = [x["text"] for x in map(json.loads, h) if x.get("text")]
            if rows: s.P[f"{kind}/{src[:-9]}"] = [t[:3800] for t in rows]
        s.ids = set(); s.vpn = {a: [p.format(f"{s.r.randint(0, 255)}.{s.r.randint(0, 255)}.") + str(s.r.randint(2, 250)) for _ in range(60)] for a, p in VPN.items()}
        s.prefix = {}

    def pool(s, *names):
        out = [t for n in names for k in sorted(s.P) if k.startswith(n) for t in s.P[k]]
        return out or [t for k in sorted(s.P) for t in s.P[k]]

    def hx(s, n): return "%0*x" % (n, s.r.getrandbits(4 * n))

    # networks: functions of (session number, time) -> ip, asn, country
    def isp_ip(s, c):
        a = s.r.choice(ISP[c])
        pf = s.prefix.setdefault(a, [f"{s.r.randint(24, 217)}.{s.r.randint(0, 255)}" for _ in range(5)])
        return f"{s.r.choice(pf)}.{s.r.randint(0, 255)}.{s.r.randint(1, 254)}", a, c
    def home(s, c):
        cur, mob = [s.isp_ip(c)], s.r.random() < .35
        other = s.isp_ip(c)
        def f(t):
            if s.r.random() < (.3 if mob else .02): cur[0] = s.isp_ip(c)
            return other if s.r.random() < .12 else cur[0]
        return f
    def cloud(s, asn=None, k=2):
        asn = asn or s.r.choice(list(CLOUD)); c, p = CLOUD[asn]
        ips = [(p.format(f"{s.r.randint(0, 255)}.{s.r.randint(0, 255)}.{s.r.randint(1, 254)}"), asn, c) for _ in range(k)]
        return lambda t: s.r.choice(ips)
    def office(s, c, k=2):
        ips = [s.isp_ip(c) for _ in range(k)]; return lambda t: s.r.choice(ips)
    def vpnnet(s, asn=None):
        asn = asn or s.r.choice(list(VPN)); c = s.r.choice(["US", "NL", "DE", "SG", "GB"]); cur = [s.r.choice(s.vpn[asn])]
        def f(t):
            if s.r.random() < .15: cur[0] = s.r.choice(s.vpn[asn])
            return cur[0], asn, c
        return f
    def resi(s, cs):
        "Homes for hire, and privacy relays: another address after some minutes."
        cur, last = [s.isp_ip(s.r.choice(cs))], [0]; hold = s.r.choice([300, 900, 3600])
        def f(t):
            if abs(t - last[0]) > hold or s.r.random() < .03: cur[0], last[0] = s.isp_ip(s.r.choice(cs)), t
            return cur[0]
        return f
    def mixnet(s, a, b, p): return lambda t: (a if s.r.random() < p else b)(t)

    def ua(s):
        f = wpick(s.r, UAS); return f.format(s.r.choice(VERS))
    def ja4(s, ua):
        h = hashlib.sha256((ua.split("/")[0].split(" ")[0] + str(len(ua) % 3)).encode()).hexdigest()
        return f"t13d{15 + int(h[0], 16) % 4:02d}{10 + int(h[1], 16) % 7}h{1 + int(h[2], 16) % 2}_{h[3:15]}_{h[20:32]}"
    def firm(s):
        while True:
            x = s.r.choice([s.r.choice(FIRMW), s.r.choice(SURN), s.r.choice(FIRMW) + s.r.choice(["", "field", "line", "worth", "gate"]), s.r.choice(SURN) + " & " + s.r.choice(SURN)]) + " " + s.r.choice(FIRME)
            if x not in s.ids: s.ids.add(x); return x
    def dom(s, name, tld=None): return re.sub(r"[^a-z]", "", name.lower())[:26] + "." + (tld or s.r.choice(["com", "io", "ai", "net", "co"]))
    def card(s): return "pm_" + s.hx(16)
    def when(s, lo, hi): return T0 + s.r.uniform(lo, hi) * DAY

    def acc(s, pop, **k):
        r, a = s.r, Acc()
        while True:
            a.id = "acct_" + s.hx(12)
            if a.id not in s.ids: break
        s.ids.add(a.id)
        a.pop, a.camp = pop, None
        a.country = k.get("country") or wpick(r, CTRY)
        a.created = k.get("created") or (T0 + r.uniform(-.5, s.days * .95) * DAY if r.random() < .16 else T0 - r.expovariate(1 / 150.0) * DAY)
        a.created = min(a.created, T0 + (s.days - 1) * DAY)
        a.plan = k.get("plan") or wpick(r, [("free", 34), ("payg", 48), ("team", 14), ("enterprise", 4)])
        a.org, a.legal = k.get("org"), k.get("legal")
        a.dom = k.get("dom") or wpick(r, FREE)
        a.pay = k["pay"] if "pay" in k else (None if a.plan == "free" or (a.plan == "enterprise" and r.random() < .7) else s.card())
        a.ver = k.get("ver", r.random() < (.75 if a.plan in ("team", "enterprise") else .25))
        a.net = k.get("net") or s.home(a.country)
        a.ua = k.get("ua") or s.ua(); a.tls = s.ja4(a.ua) if r.random() < .9 else None
        a.keys = ["sk_" + s.hx(8) for _ in range(k.get("nkeys", 1 if r.random() < .8 else 2))]
        a.tz = k.get("tz", TZ[a.country]); a.adopt = k.get("adopt", r.choice([None, None, r.expovariate(1 / 3.0), r.random()]))
        a.temp = k["temp"] if "temp" in k else r.choice([None, None, None, .7, .7, 1, 0, .2, .3, .5])
        a.maxt = k["maxt"] if "maxt" in k else r.choice([None, None, None, 512, 1024, 2048, 4096, 1000])
        a.stream = k.get("stream", r.random() < .45); a.ep = k.get("ep") or r.choice(["chat.completions"] * 4 + ["responses", "messages"])
        a.licence = a.allow = None; a.reseller = False; a.lang = k.get("lang", CLANG.get(a.country) if r.random() < .75 else None)
        a.model = k.get("model") or wpick(r, [("corvus-2", 86), ("corvus-lex", 5), ("corvus-edu", 9)])
        a.zdr = k.get("zdr", r.random() < (.25 if a.plan == "enterprise" else .006))
        a.n = 0; a.h = []; a.first = a.last = None; a.eu = {}
        s.accs.append(a); return a

    def times(s, a, rate, lo=0, hi=None, rhythm="day", burst=.35, disp=1.0, weekend=.45):
        """Starts of conversations: a day factor, an hour profile, bursts."""
        r, hi = s.r, s.days if hi is None else hi
        lo = max(lo, (a.created - T0) / DAY, 0)
        prof = {"day": [1, 1, 1, 1, 1, 1, 2, 4, 8, 11, 12, 11, 8, 10, 11, 10, 9, 7, 5, 4, 4, 3, 2, 1], "eve": [3, 1, 1, 0, 0, 0, 1, 2, 3, 3, 3, 3, 4, 4, 5, 6, 7, 8, 10, 12, 12, 11, 8, 5], "flat": [1] * 24, "shift": [0] * 6 + [2, 8, 10, 10, 10, 9, 5, 9, 10, 10, 9, 4, 1] + [0] * 5, "night": [12, 14, 10, 4, 1] + [0] * 17 + [2, 6]}[rhythm]
        out = []
        for d in range(int(lo), int(math.ceil(hi))):
            wd = (d + 0) % 7
            w = 1 if rhythm in ("flat", "night") else (weekend if wd >= 5 else 1.0)
            lam = rate * w * (r.gammavariate(disp, 1 / disp) if disp < 50 else 1)
            k = 0; x = r.expovariate(1)
            while x < lam and k < 900: k += 1; x += r.expovariate(1)
            last = None
            for _ in range(k):
                if last is not None and r.random() < burst: t = last + r.expovariate(1 / 300.0)
                else:
                    h = r.choices(range(24), prof)[0]; t = d * DAY + ((h - a.tz) % 24) * 3600 + r.random() * 3600
                last = t
                if lo * DAY <= t < hi * DAY: out.append(t)
        return sorted(out)

    # one exchange
    def emit(s, a, t, msgs, reply, output=None, sess=None, eu=None, model=None, tools=None, harvest=False, p=None, tries=0, net=None):
        r = s.r
        if not 0 <= t < s.days * DAY: return t
        m = model or a.model
        if m == "corvus-2" and a.adopt is not None and t > LAUNCH + a.adopt * DAY: m = "corvus-2.1"
        status, fin = 200, "stop"
        x = r.random()
        if OUTAGE[0] < t < OUTAGE[1] and x < .7: status = r.choice([503, 503, 500, 529])
        elif x < .006: status = 429
        elif x < .010: status = 500
        elif x < .0115: status = 400
        ip = (net or a.net)(t)
        req = {"endpoint": a.ep, "model": m, "messages": msgs}
        p = p or {}
        tp = p.get("temperature", a.temp); mt = p.get("max_tokens", a.maxt)
        if tp is not None: req["temperature"] = tp
        if mt: req["max_tokens"] = mt
        if p.get("n", 1) > 1: req["n"] = p["n"]
        if "reasoning" in p: req["reasoning"] = p["reasoning"]
        if "batch" in p: req["endpoint"], req["batch_id"] = "batch", p["batch"]
        if "top_p" in p: req["top_p"] = p["top_p"]
        if a.stream and "batch" not in p: req["stream"] = True
        if tools: req["tools"] = [{"type": "function", "function": {"name": x}} for x in tools]
        it = sum(len(x["content"] or "") for x in msgs if isinstance(x.get("content"), (str, type(None)))) // 4 + 8 + 30 * len(tools or [])
        rs = {"model": m, "status": status}
        if status == 200:
            if mt and len(reply) / 3.9 > mt: reply, fin = reply[:int(mt * 3.9)], "length"
            elif r.random() < .006 and len(reply) > 200: reply, fin = reply[:r.randint(40, len(reply) - 20)], r.choice(["length", "length", None])
            elif r.random() < .002: reply, fin, output = refuse(r), "content_filter", None
            ot = len(reply) // 4 + 1 + (40 if output else 0); ot *= p.get("n", 1)
            if output: fin = "tool_calls"
            rs.update(finish_reason=fin, latency_ms=int(200 + ot * r.uniform(9, 28)))
            if reply or not output: rs["content"] = reply
            if output: rs["output"] = output
            us = {"input_tokens": it, "output_tokens": ot}
            if "reasoning" in p: us["reasoning_tokens"] = int(ot * r.uniform(.5, 3))
        else: rs["latency_ms"] = int(r.uniform(20, 900)); us = {"input_tokens": it if status != 429 else 0, "output_tokens": 0}
        o = {"account": {"id": a.id, "key": r.choice(a.keys)}, "client": {"ip": ip[0], "asn": ip[1], "country": ip[2], "user_agent": a.ua}, "request": req, "response": rs, "usage": us}
        if a.tls and r.random() < .97: o["client"]["ja4"] = a.tls
        if eu: o["account"]["end_user"] = eu
        if sess: o["session"] = sess
        if a.zdr: req.pop("messages"); rs.pop("content", None); rs.pop("output", None); o["content_state"] = "absent"
        s.lines.append((t, json.dumps(o, ensure_ascii=False).encode())); a.n += 1
        a.first = t if a.first is None else min(a.first, t); a.last = t if a.last is None else max(a.last, t)
        if eu: e = a.eu.setdefault(eu, [t, t, 0]); e[0] = min(e[0], t); e[1] = max(e[1], t); e[2] += 1
        if harvest: a.h.append(t)
        if status in (429, 500, 503, 529) and tries < 3 and r.random() < .65:
            return s.emit(a, t + 2 ** tries * r.uniform(.8, 3), msgs, reply, output, sess, eu, model, tools, harvest, p, tries + 1, net)
        return t + rs["latency_ms"] / 1000

    def talk(s, a, t, sys, turns, harvest=False, p=None, eu=None, model=None, keep=None, net=None):
        """A conversation: turns = [(user, reply)], the history is sent again."""
        msgs = [{"role": "system", "content": sys}] if sys else []
        sess = "s_" + s.hx(10) if (keep if keep is not None else (len(turns) > 1 and s.r.random() < .6)) else None
        for u, v in turns:
            msgs = msgs + [{"role": "user", "content": u}]
            t = s.emit(a, t, msgs, v, None, sess, eu, model, None, harvest, p, net=net)
            msgs = msgs + [{"role": "assistant", "content": v}]
            t += s.r.lognormvariate(3.6, .9)
        return t

    def run_agent(s, a, t, task, sys, tools, harvest=False, steps=None, p=None):
        sess = "s_" + s.hx(10) if s.r.random() < .8 else None
        for msgs, say, out in agent(s.r, task, sys, tools, steps):
            t = s.emit(a, t, msgs, say, out, sess, tools=tools, harvest=harvest, p=p) + s.r.lognormvariate(1.2, .8)

    # ordinary use ------------------------------------------------------
    def chat(s, a, t, eu=None, lang=None, harvest=False, net=None):
        r = s.r; lg = lang if lang is not None else a.lang
        turns = []
        for i in range(min(9, 1 + int(r.expovariate(.9)))):
            if lg and r.random() < .8: u, v = lang_q(r, lg), lang_r(r, lg, r.randint(3, 10))
            else:
                x = r.random()
                if i and x < .5: u = r.choice(["shorter please", "can you make it more {a}?", "thanks, and {t}?", "Give another example with {n} {u}.", "why?", "translate that to german", "Now as a table", "no, i meant {t}", "continue", "ok what about {p}"]).format(a=r.choice(ADJ), t=r.choice(TOPICS), n=r.randint(2, 30), u=r.choice(["days", "people", "pages"]), p=r.choice(PEOPLE))
                elif x < .72: u = r.choice(ENQ).format(t=r.choice(TOPICS), n=r.randint(2, 40), u=r.choice(["days", "hours", "weeks", "people"]), c=r.choice(["euros", "dollars", "pounds"]), p=r.choice(PEOPLE), a=r.choice(ADJ))
                elif x < .80: u = r.choice(s.pool("enterprise_template/clinc150_raw"))
                elif x < .84: u = devtask(r)
                else: u = r.choice(s.pool("benign/"))
                v = answer(r, u) if not (i == 0 and r.random() < .006) else refuse(r)
            turns.append((u, v))
        return s.talk(a, t, getattr(a, "sys", None), turns, harvest=harvest, eu=eu, net=net)

    def app(s, a):
        """The one product of an ordinary business: (system, builder)."""
        r = s.r; k = r.randrange(9); nm = s.firm()
        if k == 0: return f"You are the support assistant of {nm}. Be {r.choice(ADJ)}. Offer a refund only within {r.randint(7, 60)} days.", lambda: (ticket(r), prose(r, "order refund parcel delivery return", r.randint(2, 5)))
        if k == 1: return f"Write a product text of about {r.randint(40, 150)} words for {nm}. No superlatives.", lambda: ((x := r.choice(PROD)) + f"; {r.choice(ADJ)}; {r.randint(5, 300)} EUR; {r.choice(['cotton', 'steel', 'oak', 'nylon'])}; SKU {r.randint(1000, 99999)}", prose(r, x + " material colour everyday durable", r.randint(3, 6)))
        if k == 2:
            pl = s.pool("enterprise_template/" + r.choice(["banking77", "clinc150_router"])); return None, lambda: (r.choice(pl), r.choice(["card_arrival", "lost_or_stolen_card", "top_up_failed", "exchange_rate", '{"skill": "weather", "confidence": 0.9}', '{"skill": "transfer", "confidence": 0.7}']))
        if k == 3: pl = s.pool("enterprise_template/bfcl_sql"); return None, lambda: (r.choice(pl), code(r, "orders customers total region month").split("```")[1])
        if k == 4: pl = s.pool("enterprise_template/t0"); return f"Tag the article for the archive of {nm}. JSON only.", lambda: ((x := r.choice(pl)), json.dumps({"topic": r.choice(["world", "sport", "business", "tech"]), "keywords": keys(x, r, 4)}))
        if k == 5: pl = s.pool("enterprise_template/spec_bench_summ"); return None, lambda: ((x := r.choice(pl)), rewrite(r, " ".join(x.split(". ")[1:4])))
        if k == 6: return f"Du bist der Assistent von {nm}. Antworte knapp.", lambda: (lang_q(r, "de"), lang_r(r, "de", 4))
        if k == 7: return f"Extract parties, term and amounts as JSON. Client: {nm}", lambda: ((x := clause(r, "en", 3)), json.dumps({"amounts": re.findall(r"EUR [\d,]+", x), "days": re.findall(r"(\d+) days", x)}))
        return f"Clean up the dictated note for {nm}: fix grammar, keep names.", lambda: ((x := " um ".join(ENQ_fill(r) for _ in range(3))), rewrite(r, x.replace(" um ", ". ")))

    def singles(s, n):
        r = s.r
        for _ in range(n):
            biz = r.random() < .3
            if biz:
                nm = s.firm() if r.random() < .8 else None
                a = s.acc("business", plan=r.choice(["payg", "payg", "team", "enterprise"]), org=nm if r.random() < .5 else None, dom=s.dom(nm) if nm and r.random() < .75 else None)
                a.net = s.cloud() if r.random() < .6 else a.net
                sys, mk = s.app(a); rate = min(70, r.lognormvariate(.3, 1.3))
                ts = s.times(a, rate, rhythm=r.choice(["day", "day", "flat", "eve"]), disp=r.choice([1, 3, 8]))
                for t in ts:
                    if r.random() < .06: s.chat(a, t)
                    else: s.talk(a, t, sys, [mk()])
            else:
                a = s.acc("individual"); z = r.random(); v = r.random()
                if v < .06: a.net = s.mixnet(s.vpnnet(), a.net, r.uniform(.3, 1))
                elif v < .10: a.net = s.resi([a.country])
                if r.random() < .012:                              # runs a benchmark for a blog or a thesis, alone
                    qs = s.pool(r.choice(["distillation/gsm8k", "distillation/bbh", "distillation/svamp"])); t = r.uniform(1, s.days - 2) * DAY; tp = r.choice(["{}\nThink step by step.", "Q: {}\nA:", "{}\nAnswer with a number only."])
                    for q in r.sample(qs, r.randint(60, 200)): t = s.emit(a, t + r.expovariate(1 / 20), [{"role": "user", "content": tp.format(q)}], solve(r, q), p={"temperature": 0})
                if z < .12: a.sys = r.choice(s.pool("benign/awesome"))
                dev, stud = z > .86, .78 < z <= .86
                lo = 0 if r.random() < .7 else r.uniform(0, s.days * .8); hi = s.days if r.random() < .75 else r.uniform(lo, s.days)
                for t in s.times(a, min(40, r.lognormvariate(-.3, 1.15)), lo, hi, rhythm=r.choice(["day", "eve", "eve"]), disp=r.choice([.5, 1, 2]), weekend=r.uniform(.4, 1.3)):
                    if dev and r.random() < .6:
                        if r.random() < .35: s.run_agent(a, t, devtask(r), r.choice([CLI_SYS, "You are a coding assistant."]), CLI_TOOLS, steps=r.choice([1, 2, 3, 4]))
                        else: s.talk(a, t, None, [((q := devtask(r)), code(r, q))])
                    elif stud and r.random() < .6:
                        q = r.choice(s.pool("distillation/gsm8k", "distillation/math_test", "distillation/ocw")); s.talk(a, t, None, [(q + r.choice(["", " explain please", " show steps", "\n\nI got a different answer, why?"]), solve(r, q, a.lang if r.random() < .3 else None))])
                    else: s.chat(a, t)

def ENQ_fill(r): return r.choice(ENQ).format(t=r.choice(TOPICS), n=r.randint(2, 40), u=r.choice(["days", "hours", "weeks"]), c=r.choice(["euros", "dollars"]), p=r.choice(PEOPLE), a=r.choice(ADJ))

# ------------------------------------------------------------------ honest groups
class Honest(World):
    def news(s):
        if not hasattr(s, "_news"): s._news = [x for x in s.pool("enterprise_template/t0") if "?" not in x and "uestion" not in x and len(x) > 120] or s.pool("enterprise_template/t0")
        return s._news

    def some(s, p, v): return v if s.r.random() < p else None

    def g_migrated_startup(s, n):
        "A start-up leaves a competitor with all its keys; one firm card, created in an afternoon; replays its regression set for two days, then serves."
        r, nm = s.r, s.firm(); d0 = r.uniform(2, 8); pay, net, dom = s.card(), s.cloud(16509, 3), s.dom(nm, "ai")
        qs = [r.choice(s.pool("benign/arena", "benign/mt", "distillation/biggen")) for _ in range(70)]; sys = f"You are {nm.split()[0]}, a study and research companion. Think carefully, cite what you use, answer in Markdown."
        for i in range(n):
            a = s.acc("migrated_startup", created=T0 + (d0 + r.random() * .15) * DAY, plan="payg", pay=pay, dom=dom, org=s.some(.5, nm), net=net, ua="LiteLLM/1.61.0", temp=.3, country="US", model="corvus-2", lang=None)
            for t in s.times(a, 60 if i < 3 else 15, d0, d0 + 2, "flat", .7): q = r.choice(qs); s.talk(a, t, sys, [(q, answer(r, q, size=1.3))])
            for t in s.times(a, r.lognormvariate(1.6, .8), d0 + 2, rhythm="eve"): q = r.choice(s.pool("benign/autoj", "distillation/self")); s.talk(a, t, sys, [(q, answer(r, q))])

    def g_franchise(s, n):
        "Car dealers of a franchise; each branch signed up itself and pays itself; one vendor's product in the vendor's cloud."
        r = s.r; ven = s.cloud(8075, 4); tpl = "Write a listing for this used car for our website. Honest about defects, at most {} words, end with the branch phone number.\n\n{}"
        brand = r.choice(FIRMW)
        for i in range(n):
            c = r.choice(["DE", "NL", "GB", "FR"]); city = r.choice(CITY); o = r.random() < .35
            a = s.acc("franchise_branch", country=c, created=s.when(-160, 14) if r.random() < .6 else s.when(-92, -88), plan="payg", dom=f"{r.choice(SURN).lower()}-auto.{c.lower()}" if r.random() < .8 else None, org=f"{brand} Autohaus {city}" if o else None, net=ven, ua="AutoDesk-Listing/3.2", temp=.6, maxt=400, stream=False, lang=None, ver=r.random() < .5, ep="chat.completions", model="corvus-2")
            for t in s.times(a, r.lognormvariate(.7, .6), rhythm="day", burst=.5): x = car(r); s.talk(a, t, None, [(tpl.format(120, x), prose(r, x, 4) + f" Call 0{r.randint(20, 99)} {r.randint(100000, 999999)}.")])

    def g_agency(s, n):
        "A marketing agency has an account for each client on one card, one VPN; declares nobody."
        r = s.r; pay, net, dom = s.card(), s.vpnnet(), s.dom(s.firm(), "agency")
        for i in range(n):
            cl = s.firm(); a = s.acc("agency_client", country="GB", created=s.when(-300, 10), plan="payg", pay=pay, dom=dom, net=net, ua="Mozilla/5.0 (playground 2.0)", temp=.8, lang=None)
            for t in s.times(a, r.lognormvariate(.8, .7), rhythm="day", burst=.6):
                u = r.choice(["Rewrite this post for LinkedIn, keep the facts", "Three ad headlines, max 40 characters", "SEO meta description", "Turn it into a newsletter intro"]) + f" ({cl}): " + (x := r.choice(s.news())[:900]); s.talk(a, t, None, [(u, rewrite(r, x[:700]))])

    def g_eval_lab(s, n):
        "An evaluation laboratory: public benchmarks at temperature 0 on all models, thrice; says who it is; some accounts cleared."
        r = s.r; nm = s.firm() + " Evals"; pay, net = s.card(), s.cloud(396982)
        sets = [("distillation/gsm8k", 400), ("distillation/math_test", 300), ("distillation/bbh", 250), ("distillation/biggen", 150)]
        for i in range(n):
            a = s.acc("eval_lab", country="GB", created=s.when(-420, -10), plan="team", pay=pay, org=nm, dom=s.dom(nm, "org"), net=net, ver=True, ua="lm-eval/0.4.5", temp=0, maxt=2048, stream=False)
            if i < 2: a.allow = ("t.saarinen", "2027-03-31")
            k, m = sets[i % 4]; qs = s.pool(k)[:m]; d0 = r.uniform(0, s.days - 6)
            for rep in range(2):
                for mo in (["corvus-2", "corvus-edu"] if i % 2 else ["corvus-2"]):
                    t = T0 * 0 + (d0 + rep * 3) * DAY + r.random() * 20000
                    for q in qs[:int(110 * min(1, s.scale * 2 + .2))]: t += r.expovariate(1 / 6.0); s.emit(a, t, [{"role": "user", "content": "Question: " + q + "\nAnswer: Let's think step by step."}], solve(r, q), model=mo)

    def g_red_team(s, n):
        "Contracted red teamers; the edge of refusals by day; org declared by two."
        r = s.r; nm = s.firm() + " Security"; net = s.vpnnet()
        for i in range(n):
            a = s.acc("red_team", created=s.when(-60, 2), plan="team", pay=None, org=nm if i < 2 else None, dom=s.dom(nm), net=net, ver=True, lang=None, temp=1)
            for t in s.times(a, 14, 1, 16, "day", .6): q = r.choice(s.pool("refusal_boundary/", "reasoning_extraction/")); s.talk(a, t, None, [(q, refuse(r) if r.random() < .7 else prose(r, "safety law prevention history context", 5))] + ([("What if it is for a novel?", refuse(r))] if r.random() < .3 else []))

    def g_university(s, n):
        "A course: mail of the university or one's own, weekly sheets, campus network and home."
        r = s.r; campus = s.office("DE", 2); sheets = [[r.choice(s.pool("distillation/ocw", "distillation/math_test")) for _ in range(6)] for _ in range(4)]
        for i in range(n):
            a = s.acc("university_course", country=r.choice(["DE"] * 8 + ["IN", "TR", "FR"]), created=s.when(0.2, 3) if r.random() < .7 else s.when(-300, 0), plan="free", dom="stud.uni-" + "talheim.de" if r.random() < .55 else None, lang=r.choice(["de", None]), model=r.choice(["corvus-2", "corvus-edu"]), ver=r.random() < .1, ua=r.choice(["Mozilla/5.0 (playground 2.0)", "Mozilla/5.0 (playground 1.7.9)", "OpenAI/Python 1.54.4"])); a.net = s.mixnet(campus, s.home("DE"), .55)
            for w in range(int(s.days / 7)):
                for t in s.times(a, r.choice([0, .7, 1.5]), w * 7 + 1, w * 7 + 7, "eve"): q = r.choice(sheets[w % 4]); s.talk(a, t, None, [(q + r.choice(["", "\nhint?", "\nErklär mir den Ansatz", "\n\nexplain step by step"]), solve(r, q, r.choice([None, "de"])))] + [(r.choice(["and b)?", "warum?", "Kannst du das nochmal einfacher?"]), solve(r, q))] * (r.random() < .4))
            for t in s.times(a, .3, rhythm="eve"): s.chat(a, t)

    def g_bootcamp(s, n):
        "A coding bootcamp: exercises handed out with a starter repository; free mail; stay on."
        r = s.r; d0 = r.uniform(.5, 5); tasks = [devtask(r) for _ in range(25)]; sys = "You are a patient coding tutor. Guide the student to the solution and explain each step."
        for i in range(n):
            a = s.acc("bootcamp", country=r.choice(["BR", "BR", "BR", "MX", "ES"]), created=T0 + (d0 + min(2, r.expovariate(2))) * DAY, plan=r.choice(["free", "payg"]), ua="openai-node/4.0.31", temp=.2, lang=None, model="corvus-2", maxt=1000)
            for t in s.times(a, r.lognormvariate(.8, .6), d0, rhythm="eve"):
                if r.random() < .75: q = tasks[min(24, int((t / DAY - d0) * 1.6) + r.randint(0, 3)) % 25]; s.talk(a, t, sys, [(q, code(r, q))] + ([("it still fails: " + r.choice(["TypeError", "undefined", "404", "CORS"]), code(r, q))] if r.random() < .5 else []))
                else: s.chat(a, t)

    def g_hackathon(s, n):
        "A weekend: one voucher, one hall's network, one starter kit, many ideas."
        r = s.r; d0 = 11.7; hall = s.office("PL", 2); v = s.card()
        for i in range(n):
            a = s.acc("hackathon", country=r.choice(["PL", "PL", "DE", "GB"]), created=T0 + (d0 + r.random() * .3) * DAY, plan="payg", pay=v if r.random() < .9 else s.card(), net=s.mixnet(hall, s.home("PL"), .9), ua="vercel-ai/4.0.31", temp=.7, lang=None, model="corvus-2")
            idea = r.choice(TOPICS); sys = f"You are an assistant for an app about {idea}. Use the tools when needed."
            for t in s.times(a, r.lognormvariate(2.6, .7), d0, d0 + 1.9, "flat", .7, weekend=1):
                if r.random() < .3: s.run_agent(a, t, devtask(r), CLI_SYS, CLI_TOOLS, steps=3)
                else: u = ENQ_fill(r) + " " + idea; s.talk(a, t, sys, [(u, answer(r, u))], p={})
            if r.random() < .2:
                for t in s.times(a, .5, d0 + 2): s.chat(a, t)

    def g_labelling(s, n):
        "Annotators of a labelling firm pre-grade answers with a rubric, in shifts, behind one VPN; the firm's mail, nobody declares."
        r = s.r; nm = s.firm(); pay, net, dom = s.card(), s.office("KE", 3), s.dom(nm, "co.ke")
        for i in range(n):
            a = s.acc("labelling_firm", country="KE", created=s.when(-200, -3) if r.random() < .8 else s.when(0, 9), plan="payg", pay=pay, dom=dom, net=net, ua="httpx/0.27.0", temp=0, maxt=512, lang=None, model="corvus-2", adopt=None, stream=False)
            for t in s.times(a, 7, rhythm="shift", burst=.6, disp=6, weekend=0):
                q = r.choice(s.pool("benign/autoj", "distillation/llamafactory")); v = prose(r, q, 4); g = r.randint(1, 5)
                s.talk(a, t, "You assist annotators. Check the answer against the guideline. Scale 1-5 for accuracy, tone, completeness. JSON.", [(f"PROMPT: {q[:900]}\nANSWER: {v}", json.dumps({"accuracy": g, "tone": r.randint(2, 5), "completeness": r.randint(1, 5), "note": prose(r, q, 1)}))])

    def g_translators(s, n):
        "Freelance translators of one agency with its CAT plug-in, own cards, own homes, own mail."
        r = s.r; gl = ", ".join(f"{r.choice(ADJ)}={r.choice(ADJ)}" for _ in range(5))
        for i in range(n):
            c = r.choice(["DE", "FR", "ES", "PL", "BR", "JP"]); lg = CLANG[c]
            a = s.acc("translator", country=c, created=s.when(-500, 8), plan="payg", ua="MemoCAT-plugin/5.1", temp=.2, maxt=1024, lang=lg, model="corvus-2")
            for t in s.times(a, r.lognormvariate(2.0, .6), rhythm="day", burst=.8, weekend=.2): x = ". ".join(r.choice(s.news() if r.random() < .7 else s.pool("enterprise_template/spec_bench_summ")).replace("Summarize: ", "").split(". ")[:3])[:600]; s.talk(a, t, f"Translate the segment from English to {lg}. Keep tags. Glossary: {gl}", [(x, lang_r(r, lg, 4))])

    def g_licensed_lab(s, n):
        "Generates training data under a licence; the row of one account was forgotten."
        r = s.r; nm = s.firm(); pay, net = s.card(), s.cloud(24940)
        items = s.pool("distillation/gsm8k", "distillation/self", "distillation/biggen")
        for i in range(n):
            a = s.acc("licensed", country="DE", created=s.when(-250, -100), plan="enterprise", pay=pay, org=nm, dom=s.dom(nm, "de"), net=net, ver=True, ua="OpenAI/Python 1.61.0", temp=1, lang=None, model="corvus-2", zdr=False)
            if i < max(1, n - 1): a.licence = ("train on outputs", "MSA-2026-%d" % r.randint(10, 99), "2027-06-30")
            for t in s.times(a, 30, rhythm="flat", disp=20): q = r.choice(items); s.talk(a, t, "Solve and explain in detail, then write a similar problem.", [(q, answer(r, q, "cot"))])

    def g_test_data(s, n):
        "A QA department writes synthetic tickets and contracts to load-test its own software; says nothing of it."
        r = s.r; nm = s.firm(); pay, net = s.card(), s.cloud(8075)
        for i in range(n):
            a = s.acc("synthetic_test_data", country="US", created=s.when(-30, 4), plan="payg", pay=pay, dom=s.dom(nm), org=s.some(.4, nm), net=net, ua="OpenAI/Python 1.99.1", temp=1.0, lang=None, model="corvus-2")
            for t in s.times(a, 34, 5, 13, "day", .85): k = r.randint(5, 30); lgn = r.choice(["English", "German", "French", "Spanish"]); s.talk(a, t, None, [(f"Generate {k} realistic {r.choice(['complaints', 'refund requests', 'lease clauses', 'chat logs', 'invoices'])} in {lgn} about {r.choice(PROD)}. One per line, vary tone, include typos. Seed {r.randint(1, 99999)}.", "\n".join(ticket(r) for _ in range(min(k, 10))))], p={"temperature": 1.1, "top_p": .95})

    def g_ci_fleet(s, n):
        "Service accounts of one company; the same prompt suite at each push and each night."
        r = s.r; nm = s.firm(); net = s.cloud(8075, 8); suite = [(r.choice(s.pool("benign/arena", "enterprise_template/clinc150_raw"))) for _ in range(18)]
        for i in range(n):
            a = s.acc("ci_fleet", country="US", created=s.when(-380, -5), plan="team", pay=None, dom=s.dom(nm), org=nm if i % 3 else None, net=net, ua="promptfoo/0.94", temp=0, maxt=512, lang=None, stream=False, zdr=False)
            for d in range(s.days):
                for t0 in [d * DAY + 2.2 * 3600 + i * 40 + r.random() * 60] + [d * DAY + r.uniform(8, 18) * 3600 for _ in range(r.choice([0, 0, 1, 2]) if d % 7 < 5 else 0)]:
                    t = t0
                    for q in (suite if r.random() < .25 else r.sample(suite, 4)): t = s.emit(a, t + r.random(), [{"role": "system", "content": f"{nm} concierge v{r.randint(40, 44)}"}, {"role": "user", "content": q}], answer(r, q, size=.6))

    def g_lowcode(s, n):
        "An automation template gone viral: a voice note becomes a CRM entry; nobody knows anybody."
        r = s.r; plat = s.cloud(24940, 6); sys = "Extract from the transcript: contact, company, next step, deadline, mood. Return JSON. Then write a two-sentence summary in the language of the note."
        for i in range(n):
            a = s.acc("viral_template", created=T0 + (6 + min(11, r.expovariate(1 / 1.8))) * DAY if r.random() < .75 else s.when(-200, 0), plan="payg", net=plat if r.random() < .7 else None, ua="n8n/1.7.9", temp=.3, maxt=1000, stream=False, model="corvus-2"); end = 6 + min(15, r.expovariate(1 / 9.0) + 1); lg = a.lang or "en"
            for t in s.times(a, r.lognormvariate(.9, .9), 6, end, "day"): x = lang_q(r, lg) if lg != "en" else ENQ_fill(r) + " " + ENQ_fill(r); s.talk(a, t, sys, [(f"Transcript: {r.choice(SURN)} {x}", json.dumps({"contact": r.choice(SURN), "next": r.choice(["call", "mail", "visit"]), "deadline": f"{r.randint(1, 28)}.11."}) + "\n" + (lang_r(r, lg, 2) if lg != "en" else prose(r, x, 2)))])
            if r.random() < .4:
                for t in s.times(a, .6): s.chat(a, t)

    def g_reseller(s, n):
        "A declared reseller that passes on its users; n users on one account; ordinary use."
        r = s.r; nm = s.firm(); a = s.acc("reseller", plan="enterprise", org=nm, dom=s.dom(nm), net=s.cloud(16276, 4), ver=True, country="FR", zdr=False, model="corvus-2"); a.reseller = True; a.adopt = .3
        for i in range(n):
            eu = "u" + s.hx(10); lg = r.choice(["fr", "fr", "es", None])
            for t in s.times(a, r.lognormvariate(-1.2, .9), r.choice([0, r.uniform(0, 15)]), rhythm="eve"): s.chat(a, t, eu=eu, lang=lg or "")

    def g_subaccounts(s, n):
        "A small reseller who does not say so: one card, an account for each customer."
        r = s.r; pay, net = s.card(), s.cloud(14061, 2)
        for i in range(n):
            a = s.acc("undeclared_reseller", country="SG", created=s.when(-90, 14), plan="payg", pay=pay, dom="gmail.com", net=net, ua="axios/1.7.9"); a.lang = r.choice(["zh", None, "ja"])
            for t in s.times(a, r.lognormvariate(.6, .9), rhythm=r.choice(["day", "eve"])): s.chat(a, t)

    def g_replication(s, n):
        "Researchers of three universities replicate a paper: a public benchmark, its prompt, its repository, five samples."
        r = s.r; d0 = r.uniform(4, 7); doms = ["cs.bluefield.edu", "ens-orval.fr", "nagare-u.ac.jp"]; qs = s.pool("distillation/gsm8k")[1000:1200]
        for i in range(n):
            c = ["US", "FR", "JP"][i % 3]; a = s.acc("replication", country=c, created=s.when(-200, d0), plan="payg", dom=doms[i % 3] if r.random() < .7 else None, org=s.some(.3, doms[i % 3].split(".")[-2]), net=s.mixnet(s.office(c, 1), s.home(c), .7), ua="OpenAI/Python 1.54.4", temp=.7, maxt=1024, lang=None, model="corvus-2", stream=False)
            for t in s.times(a, 16, d0 + r.random() * 3, d0 + 9 + r.random() * 3, r.choice(["day", "night"]), .9): q = r.choice(qs); s.talk(a, t, None, [("Q: " + q + "\nA: Let's think step by step.", solve(r, q))], p={"n": r.choice([1, 5])})

    def g_subsidiaries(s, n):
        "A concern with subsidiaries: central purchase, own domains, contract review by one template of the head office."
        r = s.r; nm = r.choice(FIRMW) + " Holding"; pay = s.card(); prox = s.office("DE", 3)
        for i in range(n):
            c = r.choice(["DE", "FR", "ES", "GB", "US"]); lg = {"DE": "de", "FR": "fr", "ES": "es"}.get(c, "en"); sub = nm.split()[0] + " " + r.choice(FIRME)
            a = s.acc("subsidiary", country=c, created=s.when(-40, -36) if r.random() < .6 else s.when(-36, 12), plan="enterprise", pay=pay if r.random() < .7 else None, dom=s.dom(sub, c.lower()), org=r.choice([sub, nm, None]), legal=sub + r.choice([" GmbH", " SA", " Ltd"]) if r.random() < .5 else None, net=s.mixnet(prox, s.office(c), .8), ver=r.random() < .6, ua="Go-http-client/2.0", temp=.1, model="corvus-lex", zdr=False)
            for t in s.times(a, r.lognormvariate(1.0, .6), rhythm="day", weekend=.05): x = clause(r, lg, 3); s.talk(a, t, f"You review contracts for {nm}. For each clause give the risk (low, medium, high), the reason and a counter-proposal, per playbook 4.", [(x, lexr(r, x, lg))])

    def g_shared_key(s, n):
        "Student co-ops and clubs: one key each, ten people behind it."
        r = s.r
        for i in range(n):
            a = s.acc("shared_key", country=r.choice(["IN", "US", "VN", "BR"]), created=s.when(-100, 3), plan="payg"); ppl = [(s.home(a.country), r.choice(["", a.lang or ""])) for _ in range(r.randint(6, 14))]
            for t in s.times(a, 14, rhythm="eve", weekend=1): nt, lg = r.choice(ppl); s.chat(a, t, lang=lg, net=nt)

    def g_tutor_app(s, n):
        "A tutoring app: production, regions, staging; step-by-step mathematics for children, all day, in four languages."
        r = s.r; nm = "Mathlet"; pay = s.card(); net = s.cloud(396982, 5); qs = s.pool("distillation/asdiv", "distillation/svamp", "distillation/mawps", "distillation/gsm8k")
        for i in range(n):
            lg = [None, "es", "fr", "de", "pt"][i % 5]; a = s.acc("tutor_app", country="ES", created=s.when(-400, -20), plan="team", pay=pay, org=nm if i != 3 else None, dom="mathlet.app", net=net, ua="openai-node/4.0.31", temp=.2, maxt=800, lang=lg, model="corvus-edu")
            for t in s.times(a, [90, 45, 30, 20, 8, 12][i % 6], rhythm="eve", weekend=.7): q = r.choice(qs); s.talk(a, t, "You are Mathlet. Explain step by step for a ten-year-old. Never give the result before the steps." + (f" Language: {lg}." if lg else ""), [(q, solve(r, q, lg, True))] + ([("i dont get step 2", solve(r, q, lg))] if r.random() < .35 else []), keep=True)

    def g_tutors(s, n):
        "Independent tutors with the same worksheet plug-in; own cards; a wave after a conference."
        r = s.r; qs = s.pool("distillation/math_test", "distillation/gsm8k")
        for i in range(n):
            a = s.acc("independent_tutor", country=r.choice(["US", "CA", "GB", "IN", "AU"]), created=s.when(3, 5) if r.random() < .5 else s.when(-150, 10), plan="payg", ua="WorksheetPro/1.3", temp=.4, maxt=2048, lang=None, model=r.choice(["corvus-edu", "corvus-edu", "corvus-2"]))
            for t in s.times(a, r.lognormvariate(1.1, .6), rhythm="eve", burst=.75): q = r.choice(qs); s.talk(a, t, "Create a worked solution for a worksheet. Number the steps, give the reasoning for each, finish with a similar exercise.", [(q, solve(r, q, None, True) + "\n\nExercise: " + r.choice(qs)[:200])])

    def g_newsroom(s, n):
        "Journalists: headlines and rewrites, one domain, breaking news."
        r = s.r; net = s.office("FR", 2); pl = s.news(); hot = [r.choice(pl) for _ in range(9)]; pay = s.card()
        for i in range(n):
            a = s.acc("newsroom", country="FR", created=s.when(-260, 10), plan="team", pay=pay, dom="lacourante.fr", org=s.some(.6, "La Courante"), net=s.mixnet(net, s.home("FR"), .7), ua="Mozilla/5.0 (playground 2.0)", lang="fr", temp=.7)
            for t in s.times(a, r.lognormvariate(1.0, .6), rhythm="day", weekend=.7):
                x = (hot[int(t / DAY) % 9] if r.random() < .5 else r.choice(pl))[:800]; s.talk(a, t, None, [(r.choice(["Cinq titres, 60 signes max :\n", "Traduis et réécris pour le site :\n", "Chapo de deux phrases :\n"]) + x, lang_r(r, "fr", 4))])

    def g_games(s, n):
        "A games studio in crunch: lines of characters by a batch script."
        r = s.r; pay, net = s.card(), s.office("SE", 1); nm = s.firm()
        for i in range(n):
            a = s.acc("games_studio", country="SE", created=s.when(-150, 2), plan="payg", pay=pay, dom=s.dom(nm, "games"), org=s.some(.3, nm), net=net, ua="python-requests/2.32.3", temp=1, maxt=300, lang=None)
            for t in s.times(a, 14, rhythm="day", burst=.9, disp=.6): x = npc(r); s.talk(a, t, "Write dialogue for our game. JSON list of lines. Stay in the world. No modern words.", [(x, json.dumps([prose(r, x, 2)[:160] for _ in range(int(x[-1]))]))])

    def g_municipal(s, n):
        "Clerks of towns rewrite letters into plain German; one data centre, a common course, some declare their town."
        r = s.r; net = s.office("DE", 2)
        for i in range(n):
            town = "stadt-" + r.choice(["birkenau", "elsdorf", "moorbach", "lindheim", "altwerder"]); a = s.acc("municipality", country="DE", created=s.when(-21, -17) if r.random() < .5 else s.when(-120, 14), plan=r.choice(["free", "payg"]), pay=None, dom=town + ".de" if r.random() < .8 else "web.de", org=s.some(.45, town.title()), net=net if r.random() < .85 else s.home("DE"), ua="Mozilla/5.0 (playground 2.0)", lang="de", temp=None)
            for t in s.times(a, r.lognormvariate(.7, .5), rhythm="day", weekend=0): x = letter_de(r); s.talk(a, t, None, [("Schreibe den Brief in einfacher Sprache (B1), behalte Aktenzeichen und Fristen:\n\n" + x, "Guten Tag, " + rewrite(r, x) + " " + lang_r(r, "de", 2))])

    def g_dev_team(s, n):
        "Developers of one company with a coding agent on the company's card."
        r = s.r; pay, net, nm = s.card(), s.office("NL", 2), s.firm()
        for i in range(n):
            a = s.acc("dev_team", country="NL", created=s.when(-120, 12), plan="team", pay=pay, dom=s.dom(nm), org=s.some(.5, nm), net=s.mixnet(net, s.home("NL"), .6), ua="kestrel-cli/0.9.4", temp=0, lang=None, ep="responses", model="corvus-2", stream=True)
            for t in s.times(a, r.lognormvariate(.5, .5), rhythm="day", weekend=.1): s.run_agent(a, t, devtask(r), CLI_SYS + f" Conventions of {nm}: small commits.", CLI_TOOLS + ["ticket_lookup"])

    def g_oss_cli(s, n):
        "Strangers who use the same open-source coding agent."
        r = s.r
        for i in range(n):
            a = s.acc("oss_cli_user", created=s.when(-120, 16), plan="payg", ua=r.choice(["kestrel-cli/0.9.4", "kestrel-cli/0.9.3", "kestrel-cli/0.9.5"]), temp=0, lang=None, ep="responses", model="corvus-2", stream=True, dom=None if r.random() < .8 else s.dom(s.firm()))
            for t in s.times(a, r.lognormvariate(-.3, .9), rhythm="eve", weekend=1): s.run_agent(a, t, devtask(r), CLI_SYS, CLI_TOOLS)

    def g_law_review(s, n):
        "Contract attorneys review one matter's documents for nine days; their own mail, the firm's VPN, one protocol."
        r = s.r; net = s.vpnnet(9009); d0 = r.uniform(3, 8)
        for i in range(n):
            a = s.acc("law_review", country="US", created=T0 + (d0 - r.random() * 1.5) * DAY, plan="payg", pay=None if i % 2 else s.card(), net=net, ua="ReviewDesk/7", temp=0, maxt=600, lang=None, model="corvus-lex", stream=False, dom=None if r.random() < .6 else "hale-osgood.com")
            for t in s.times(a, 15, d0, d0 + 9, "shift", .6, 9, weekend=.3): x = clause(r, "en", 3); s.talk(a, t, "Protocol: is the document responsive (y/n), privileged (y/n)? Name the clause, explain your reasoning in numbered steps.", [(x, f"Responsive: {r.choice('yn')}. Privileged: {r.choice('nnny')}.\n" + lexr(r, x, "en", True))])

    def g_insurer_qa(s, n):
        "Testers of an insurer's chatbot grade its answers by rubric before launch."
        r = s.r; net, pay = s.office("IT", 1), s.card()
        for i in range(n):
            a = s.acc("insurer_qa", country="IT", created=s.when(-15, 3), plan="enterprise", pay=pay, dom="assicurabene.it", org=s.some(.5, "AssicuraBene"), net=net, ver=True, ua="httpx/0.28.1", temp=0, lang=None, zdr=False)
            for t in s.times(a, 16, 4, 15, "day", .7): q = ticket(r); s.talk(a, t, "Rate the reply of our bot from 0 to 10 for correctness, empathy, policy. Explain before you score.", [(f"Customer: {q}\nBot: {prose(r, q + ' policy claim damage', 3)}", prose(r, q, 2) + f" Score: {r.randint(2, 10)}/10")])

    def g_exam_crowd(s, n):
        "Pupils in a chat group share a prompt before an exam, then leave."
        r = s.r; ph = "Explain step by step like a strict teacher, then give me a similar problem:"; qs = s.pool("distillation/math_test", "distillation/asdiv")[:400]
        for i in range(n):
            a = s.acc("exam_crowd", country="IN", created=T0 + (9 + r.expovariate(.5)) * DAY, plan="free", lang=None, ua="Mozilla/5.0 (playground 2.0)", model=r.choice(["corvus-edu", "corvus-2"]))
            for t in s.times(a, r.lognormvariate(1.0, .6), 9, 16.5, "eve", .6, weekend=1.4): q = r.choice(qs); s.talk(a, t, None, [(ph + " " + q if r.random() < .8 else q, solve(r, q, None, True))])

    def g_easy_language(s, n):
        "Volunteers of a charity put web pages into easy language in several tongues: sign-up day, VPN advised, no organisation."
        r = s.r
        for i in range(n):
            lg = r.choice(["de", "fr", "es", "pl"]); a = s.acc("charity_volunteers", country={"de": "DE", "fr": "FR", "es": "ES", "pl": "PL"}[lg], created=s.when(1, 2.2), plan="free", lang=lg, net=s.vpnnet(39351) if r.random() < .5 else None, ua="Mozilla/5.0 (playground 2.0)")
            for t in s.times(a, r.lognormvariate(1.2, .5), 1, rhythm="eve", burst=.7): x = " ".join(lang_r(r, lg, 3) for _ in range(2)); s.talk(a, t, None, [(f"Easy language ({lg}), short sentences, explain hard words:\n{x}", lang_r(r, lg, 7))])

    GROUPS = [("migrated_startup", 7), ("franchise", 84), ("agency", 14), ("eval_lab", 6), ("red_team", 5), ("university", 100), ("bootcamp", 35), ("hackathon", 28), ("labelling", 22), ("translators", 18), ("licensed_lab", 5), ("test_data", 5), ("ci_fleet", 12), ("lowcode", 66), ("reseller", 60), ("subaccounts", 20), ("replication", 7), ("subsidiaries", 30), ("shared_key", 6), ("tutor_app", 6), ("tutors", 24), ("newsroom", 22), ("games", 9), ("municipal", 40), ("dev_team", 16), ("oss_cli", 58), ("law_review", 19), ("insurer_qa", 6), ("exam_crowd", 32), ("easy_language", 11)]

# ------------------------------------------------------------------ campaigns
class Corvus(Honest):
    def queue(s, items, k):
        """Each item asked k times in the mean, spread over a window, as planned sampling is."""
        r, q = s.r, []
        for i, x in enumerate(items): q += [(i + r.random() * 40, x) for _ in range(k if r.random() < .8 else max(1, k - 1))]
        return [x for _, x in sorted(q, key=lambda p: p[0])]

    def camp(s, kind, n, mk, items, rate, lo, hi, k=1, cover=0.0, skill="middling", rhythm="flat", disp=20, pace=None, send=None, replace=False, **params):
        r = s.r; name = "c_" + kind; acs = [mk(i) for i in range(n)]
        for a in acs: a.camp, a.pop = name, "campaign"
        slots = []
        for i, a in enumerate(acs):
            l, h = lo + r.random() * .8, hi - r.random() * .6
            if replace: l, h = (lo, lo + (hi - lo) * r.uniform(.4, .6)) if i % 2 else (lo + (hi - lo) * r.uniform(.4, .55), hi)
            slots += [(t, i) for t in s.times(a, rate * r.lognormvariate(0, .15 if skill == "careless" else .45), l, h, rhythm, .3, disp, weekend=pace or .9)]
        slots.sort(); q = s.queue(items, k); j = r.randrange(len(q))
        for t, i in slots:
            send(acs[i], t, q[j % len(q)]); j += 1
        for a in acs:
            cr = cover * rate / (1 - cover) / 1.9 if cover else (r.random() < .15) * .2
            for t in s.times(a, cr, max(0, lo - 3), hi, r.choice(["day", "eve"])): s.chat(a, t)
        s.camps.append((name, kind, acs, lo, hi, dict(skill=skill, rate=rate, cover=cover, repeats=k, **params)))

    def shuf(s, items): items = list(items); s.r.shuffle(items); return items

    def c_careless_cot(s, n):
        "Careless: one template, two sign-up waves, one client, three clouds, five cards."
        r = s.r; cards = [s.card() for _ in range(max(2, n // 5))]; nets = [s.cloud(45102, 6), s.cloud(20473, 4)]
        tpl = r.choice(["{}\n\nThink step by step and show your full reasoning before the final answer. Put the final answer after ####.", "Solve the problem. Write out every intermediate thought, then the answer on its own line.\n\n{}"])
        s.camp("careless_cot", n, lambda i: s.acc("campaign", country=r.choice(["HK", "SG", "US"]), created=T0 + (r.choice([1.2, 4.1]) + r.random() * .2) * DAY, plan="payg", pay=r.choice(cards), net=r.choice(nets), ua="OpenAI/Python 1.51.2", temp=.7, maxt=2048, lang=None, stream=False, model="corvus-2", ver=False), s.shuf(s.pool("distillation/gsm8k", "distillation/math_test")), 22, 4.5, 18, 2, 0, "careless", send=lambda a, t, x: s.talk(a, t, None, [(tpl.format(x), solve(r, x, None, True))], True))

    def c_grading_mimic(s, n):
        "Looks like a labelling firm: shifts, an invented organisation for some, one mail domain, VPN; the rubric grades of pairs feed a reward model."
        r = s.r; nm = s.firm(); dom = s.dom(nm, "co"); cards = [s.card() for _ in range(2)]; net = s.vpnnet(); base = s.shuf(s.pool("distillation/biggen", "benign/arena", "distillation/llamafactory"))
        rub = ["correctness", "helpfulness", "depth", "safety", "style", "reasoning"]
        def send(a, t, x):
            ru = r.sample(rub, 3); u = r.choice(["Compare the two answers to the task", "Two assistants answered", "Act as a referee for these replies"]) + f". Criteria: {', '.join(ru)}. Justify each criterion, then state the verdict [[A]], [[B]] or [[C]].\n\n[Task]\n{x[:1100]}\n\n[A]\n{prose(r, x, 4)}\n\n[B]\n{prose(r, x, 4)}"
            s.talk(a, t, None, [(u, " ".join(f"On {c}, answer {r.choice('AB')} is {r.choice(ADJ)}: " + prose(r, x, 1) for c in ru) + f" [[{r.choice('AABBC')}]]")], True)
        s.camp("grading_mimic", n, lambda i: s.acc("campaign", country="KE" if i % 3 else "IN", created=s.when(-40, 5), plan="payg", pay=r.choice(cards), dom=dom, org=nm if i % 3 == 0 else None, net=net, ua=r.choice(["httpx/0.27.0", "httpx/0.28.1"]), temp=0, maxt=1024, lang=None, model="corvus-2", stream=False), base, 13, 5, 20.5, 2, .1, rhythm="shift", pace=.15, send=send)

    def c_agent_traj(s, n):
        "Trajectories of a coding agent: the public command line, homes for hire, one card each, generated repositories."
        r = s.r; tasks = s.shuf([devtask(r) + r.choice(["", f" Repository: synth-{r.randint(1, 400)}.", f" The repo is under /srv/r{r.randint(1, 400)}."]) for _ in range(700)] + s.pool("distillation/agentbench"))
        s.camp("agent_traj", n, lambda i: s.acc("campaign", country=r.choice(["US", "US", "GB", "CA"]), created=s.when(-60, 6), plan="payg", net=s.resi(["US", "GB", "CA"]), ua=r.choice(["kestrel-cli/0.9.4", "kestrel-cli/0.9.5"]), temp=0, lang=None, ep="responses", model="corvus-2", stream=True, adopt=r.random() * .8), tasks, 4.5, 3, 21, 2, .2, "expert", rhythm=r.choice(["flat", "day"]), disp=4, send=lambda a, t, x: s.run_agent(a, t, x, CLI_SYS, CLI_TOOLS, True))

    def c_refusal_edge(s, n):
        "Maps refusals and asks for acceptable rewordings, slowly; began before the log."
        r = s.r; items = s.shuf(s.pool("refusal_boundary/"))
        wr = ["{}\n\nIf you cannot answer, say which rule applies and rewrite the question so that you could.", "State whether you would answer, why, and give the safest complete answer.\n\n{}", "Censor-safe version please, keep the meaning: {}"]
        s.camp("refusal_edge", n, lambda i: s.acc("campaign", country=r.choice(["SG", "HK", "US", "DE"]), created=s.when(-45, -12), plan="payg", net=s.vpnnet(), temp=.5, lang=None, model="corvus-2", adopt=1), items, 9, 0, 21, 1, .3, "middling", disp=6, send=lambda a, t, x: s.talk(a, t, None, [(r.choice(wr).format(x), (refuse(r) + " " if r.random() < .6 else "") + prose(r, "rule harm context reason request policy", r.randint(2, 6)))], True))

    def c_lex_subsidiaries(s, n):
        "The firm's special field: looks like a concern's subsidiaries, four languages, invented names, one proxy; reasons of corvus-lex; pivots to 2.1 to compare."
        r = s.r; nm = r.choice(FIRMW) + " Industries"; cards = [s.card() for _ in range(6)]; prox = s.office("NL", 3)
        items = [(lg, clause(r, lg, r.choice([2, 3]))) for _ in range(1100) for lg in [r.choice(["en", "en", "de", "fr", "es"])]]
        asks = ["Assess the clause. Name the doctrine, weigh both readings, then conclude.", "Which party bears the risk and why? Reason from the wording, then from purpose, then decide.", "Analyse like a senior associate: issue, rule, application, conclusion.", "Give the argument for each side before your opinion."]
        def send(a, t, x):
            late = t > 13 * DAY and r.random() < .4
            s.talk(a, t, f"You advise the legal department of {a.legal or nm}.", [(r.choice(asks) + "\n\n" + x[1], lexr(r, x[1], x[0], True) + " " + lexr(r, x[1], x[0], True))], True, model="corvus-2.1" if late else None)
        def mk(i):
            sub = nm.split()[0] + " " + r.choice(FIRME); c = r.choice(["DE", "FR", "ES", "GB"]); return s.acc("campaign", country=c, created=s.when(-70, 6), plan=r.choice(["team", "payg", "enterprise"]), pay=r.choice(cards), dom=s.dom(sub), org=r.choice([sub, nm, None, None]), legal=sub + " Ltd" if r.random() < .3 else None, net=s.mixnet(prox, s.office(c), .5), ua=r.choice(["Go-http-client/2.0", "OpenAI/Python 1.61.0", "axios/1.7.9"]), temp=.2, model="corvus-lex", ver=r.random() < .3, zdr=False)
        s.camp("lex_subsidiaries", n, mk, items, 7, 2, 21, 1, .15, "expert", rhythm="day", disp=4, pace=.1, send=send)

    def c_rewrite_hydra(s, n):
        "Rewriting and translation at scale: sixty patient accounts, six a day, homes for hire, own cards, own mail, phrases that vary."
        r = s.r; para = [". ".join(p.split(". ")[i:i + 3])[:700] for p in s.pool("enterprise_template/spec_bench_summ") + s.news() + s.pool("benign/autoj") for i in (1, 4, 7, 0) if len(". ".join(p.split(". ")[i:i + 3])) > 120]
        a1, a2, a3 = ["Rewrite", "Paraphrase", "Rephrase", "Put into other words", "Restate"], ["in a natural style", "as an encyclopedia would", "for a general reader", "more fluently", "in a formal register", "with the same facts"], ["", " Keep the length.", " Do not drop details.", " One paragraph.", " Then the same in German.", " Then the same in Chinese."]
        s.camp("rewrite_hydra", n, lambda i: s.acc("campaign", created=s.when(-150, 12), plan=r.choice(["free", "payg", "payg"]), net=s.resi(["US", "BR", "VN", "IN", "MX"]), lang=None, model="corvus-2"), s.shuf(para), 6, 0, 21, 1, .25, "expert", rhythm="day", disp=3, send=lambda a, t, x: s.talk(a, t, None, [(f"{r.choice(a1)} {r.choice(a2)}.{r.choice(a3)}\n\n{x}", rewrite(r, x) + r.choice(["", "", " " + lang_r(r, "de", 3), " " + lang_r(r, "zh", 4)]))], True))

    def c_tutor_mimic(s, n):
        "Reasoning under the cloak of tutors: the words of a worksheet plug-in, several languages, few cards, VPN."
        r = s.r; cards = [s.card() for _ in range(5)]; items = s.shuf(s.pool("distillation/math_test", "distillation/ocw", "distillation/bbh", "distillation/gsm_hard"))
        def send(a, t, x): lg = r.choice([None, None, "de", "es", "zh", "fr"]); s.talk(a, t, r.choice(["Create a worked solution for a worksheet. Number the steps and give the reasoning for each.", "You are a tutor. Show each step and why it is taken."]), [(x + (f"\n\n({L[lg]['cot']})" if lg else ""), solve(r, x, lg, True))], True)
        s.camp("tutor_mimic", n, lambda i: s.acc("campaign", country=r.choice(["GB", "CA", "IN", "AU"]), created=s.when(-20, 8), plan="payg", pay=r.choice(cards), net=s.vpnnet(), ua=r.choice(["WorksheetPro/1.3", "OpenAI/Python 1.54.4"]), temp=.4, maxt=2048, lang=None, model=r.choice(["corvus-edu", "corvus-2"])), items, 12, 6, 21, 3, .1, rhythm="eve", disp=8, send=send)

    def c_proxy_hydra(s, n):
        "A proxy that mixes strangers' traffic with its own harvest; began before the log; three quarters are cover; moves to 2.1 in a day."
        r = s.r; cards = [s.card() for _ in range(max(3, n // 3))]; nets = [s.cloud(20473, 8), s.cloud(14061, 6), s.vpnnet(60068)]
        items = s.shuf(s.pool("distillation/self", "distillation/llamafactory", "distillation/biggen", "distillation/apibench", "distillation/glaive"))
        sfx = ["", " Explain your reasoning.", " Be thorough.", " Give a complete, detailed answer.", " Think before you answer."]
        s.camp("proxy_hydra", n, lambda i: s.acc("campaign", created=s.when(-120, -2) if r.random() < .7 else s.when(0, 9), plan="payg", pay=r.choice(cards), net=r.choice(nets), ua=r.choice(["axios/1.7.9", "okhttp/4.0.31", "Go-http-client/2.0"]), temp=.7, model="corvus-2", adopt=r.random() * .9), items, 4, 0, 21, 2, .72, "expert", rhythm="flat", disp=3, send=lambda a, t, x: s.talk(a, t, None, [(x + r.choice(sfx), answer(r, x, size=1.5))], True))

    def c_quiet_four(s, n):
        "Four careful accounts of an invented start-up: many samples of each answer."
        r = s.r; nm = s.firm(); dom = s.dom(nm, "ai"); net = s.cloud(16509, 2); items = s.shuf(s.pool("distillation/biggen", "benign/arena", "distillation/ocw"))
        s.camp("quiet_four", n, lambda i: s.acc("campaign", country="US", created=s.when(-25, -2), plan="team", dom=dom, org=nm if i < 2 else None, net=net, ua="OpenAI/Python 1.99.1", temp=1, maxt=4096, lang=None, model="corvus-2", adopt=.5, zdr=False), items, 40, 3, 21, 1, 0, "expert", rhythm="day", disp=5, pace=.3, send=lambda a, t, x: s.talk(a, t, "You are the assistant in our product. Think in detail before you answer and write the thoughts down.", [(x, answer(r, x, "cot" if re.search(r"\d", x) else None, size=1.8))], True, p={"n": r.choice([4, 4, 8]), "top_p": .95}))

    def c_polyglot_cot(s, n):
        "Coaxes reasoning in many languages with bought, aged accounts; half are replaced midway; a break."
        r = s.r; base = s.pool("distillation/math_test", "distillation/bbh", "distillation/svamp", "distillation/ocw"); items = [(lg, x) for x in s.shuf(base)[:1600] for lg in r.sample(list(L), 2)]
        f = ["{c}.\n\n{x}", "{x}\n\n{c}!", "{c}: {x}"]
        s.camp("polyglot_cot", n, lambda i: s.acc("campaign", created=s.when(-500, -40), plan=r.choice(["payg", "free"]), net=s.mixnet(s.resi(["VN", "IN", "BR", "TR"]), s.vpnnet(), .6), lang=None, model="corvus-2", adopt=r.random()), items, 15, 4, 19, 1, .12, "middling", rhythm="flat", disp=5, replace=True, send=lambda a, t, x: None if 11 < t / DAY < 12.3 else s.talk(a, t, None, [(r.choice(f).format(c=L[x[0]]["cot"], x=x[1]), solve(r, x[1], x[0]))], True))

    def c_test_data_mimic(s, n):
        "Says 'test data for our QA'; makes the company's domain instructions and their answers, five accounts of one card and one cloud each week anew."
        r = s.r; cards = [s.card() for _ in range(3)]; fields = s.shuf([(d, t) for d in ["contract law", "tax advice", "physics homework", "python debugging", "medical triage", "logic puzzles", "SQL design", "essay critique", "chemistry", "negotiation"] for t in range(60)])
        s.camp("selfinstruct_qa", n, lambda i: s.acc("campaign", country=r.choice(["US", "SG"]), created=T0 + (7 * (i % 3) + r.random()) * DAY, plan="payg", pay=r.choice(cards), net=s.cloud(None, 2), ua="OpenAI/Python 1.99.1", temp=1, lang=None, model="corvus-2"), fields, 20, 0.3, 21, 1, .05, rhythm="day", disp=4, send=lambda a, t, x: s.talk(a, t, None, [(f"Generate {r.randint(5, 20)} diverse user requests on {x[0]} for QA fixtures, each with an expert answer that explains the reasoning. Avoid duplicates of batch {x[1]}.", "\n".join(f"{i + 1}. " + ENQ_fill(r) + "\n   " + prose(r, x[0] + " example question answer", 2) for i in range(r.randint(3, 7))))], True))

    CAMPS = [("careless_cot", 22), ("grading_mimic", 12), ("agent_traj", 18), ("refusal_edge", 8), ("lex_subsidiaries", 26), ("rewrite_hydra", 56), ("tutor_mimic", 14), ("proxy_hydra", 40), ("quiet_four", 4), ("polyglot_cot", 24), ("test_data_mimic", 9)]

def iso(t): return dt.datetime.fromtimestamp(t, dt.timezone.utc).strftime("%Y-%m-%dT%H:%M:%S.") + "%03dZ" % int(t % 1 * 1000)

def main(o):
    small = o.scenario == "small"
    B = o.benign or (200 if small else 2300); A = (o.attack if o.attack is not None else (8 if small else 233)) * (o.scenario != "none")
    w = Corvus(o.seed, o.days, o.prompts, min(1, B / 2300)); r = w.r
    if small:
        gs = [(g, max(3, min(14, int(n * .2)))) for g, n in r.sample(Corvus.GROUPS, 9)]
        cs = r.sample([("quiet_four", 4), ("careless_cot", 5), ("refusal_edge", 4), ("test_data_mimic", 4), ("tutor_mimic", 5), ("grading_mimic", 4)], 2) if A > 5 else [("quiet_four", A)] if A else []
    else:
        gs = [(g, max(3, round(n * r.uniform(.75, 1.2) * min(1.0, B / 2300)))) for g, n in Corvus.GROUPS]
        f = A / sum(n for _, n in Corvus.CAMPS); cs = [(c, max(3, round(n * f))) for c, n in Corvus.CAMPS] if A else []
    jobs = [("g_" + g, n) for g, n in gs] + [("c_" + c, n) for c, n in cs]; r.shuffle(jobs)
    for j, n in jobs: getattr(w, j)(n)
    w.singles(max(20, B - sum(1 if g == "reseller" else n for g, n in gs)))
    os.makedirs(o.out, exist_ok=True)
    for f in glob.glob(os.path.join(o.out, "log-*.jsonl.gz")): os.remove(f)
    w.lines.sort(key=lambda x: x[0]); n = 0; h = None; day = None; dup = None
    for t, b in w.lines:
        d = int(t // DAY)
        if d != day:
            if h: h.close(); raw.close()
            raw = open(os.path.join(o.out, f"log-{(START + dt.timedelta(days=d)):%Y-%m-%d}.jsonl.gz"), "wb"); h = gzip.GzipFile(fileobj=raw, mode="wb", mtime=0, compresslevel=4, filename=""); day = d
        line = b'{"id":"req_%s","time":"%s",' % (w.hx(20).encode(), iso(T0 + t).encode()) + b[1:] + b"\n"; h.write(line); n += 1
        if r.random() < .0004: h.write(line)                       # the shipper sends again
    if h: h.close(); raw.close()
    # the account table: what sales, billing and sign-up know, with gaps; in order of sign-up
    acs = sorted(w.accs, key=lambda a: a.created)
    with open(os.path.join(o.out, "accounts.csv"), "w", newline="", encoding="utf-8") as fh:
        c = csv.writer(fh); c.writerow("account created country plan verified payment email_domain org legal_name reseller licence_scope licence_document licence_valid_until allow_by allow_until".split())
        for a in acs:
            if r.random() < .012: continue                         # never came over from the old billing
            c.writerow([a.id, iso(a.created), a.country if r.random() > .05 else "", a.plan, str(a.ver).lower(), a.pay or "", a.dom, a.org or "", a.legal or "", "true" if a.reseller else "", *(a.licence or ("", "", "")), *(a.allow or ("", ""))])
    rows = []
    for a in acs:
        if not a.n: continue
        fl = (min(a.h), max(a.h)) if a.h else (a.first, a.last)
        pop = a.pop if not a.camp or a.h else "campaign_idle"
        row = dict(account=a.id, end_user=None, population=pop, campaign=a.camp if a.h else None, since=iso(T0 + fl[0]), until=iso(T0 + fl[1]))
        if pop == "licensed": row["licensed"] = True
        rows.append(row)
        rows += [dict(account=a.id, end_user=e, population="reseller_user", campaign=None, since=iso(T0 + x[0]), until=iso(T0 + x[1])) for e, x in a.eu.items()]
    cps = []
    for name, kind, m, lo, hi, par in w.camps:
        tk = {}
        for a in m:
            for t in a.h: tk[int((T0 + t) // 3600)] = tk.get(int((T0 + t) // 3600), 0) + 1
        if tk: cps.append(dict(campaign=name, kind=kind, accounts=sum(1 for a in m if a.h), start=iso(T0 + lo * DAY), end=iso(T0 + min(hi, o.days) * DAY), params=par, exchanges=sum(tk.values()), taken=sorted(map(list, tk.items()))))
    json.dump(dict(version=1, seed=o.seed, world=o.scenario, settings={**vars(o), "prompts": str(o.prompts), "out": str(o.out)}, start=iso(T0), end=iso(T0 + o.days * DAY), exchanges=n, populations={p: sum(x["population"] == p for x in rows) for p in sorted({x["population"] for x in rows})}, accounts=rows, campaigns=cps), open(os.path.join(o.out, "truth.json"), "w"), indent=1)
