#!/usr/bin/env python3
"""A provider with a messages API and long-lived customers; tried blind by an analyst."""
import argparse, gzip, json, math, os, random, re, datetime as dt
ap = argparse.ArgumentParser()
ap.add_argument('--seed', type=int, default=1); ap.add_argument('--out', required=True)
ap.add_argument('--scenario', choices=['mix', 'none'], default='mix')
ap.add_argument('--scale', type=float, default=1.0); ap.add_argument('--prompts', required=True)
A, _ = ap.parse_known_args()
R = random.Random(f'world-{A.seed}')
DATA = A.prompts
DAYS = 21
T0 = dt.datetime(2026, 9, 7, tzinfo=dt.timezone.utc).timestamp()   # a Monday
DAY = 86400
END = T0 + DAYS * DAY
REL = T0 + 11 * DAY + 17 * 3600 + 300                # model release
OUT = [(T0 + 8*DAY + 13*3600, T0 + 8*DAY + 16.2*3600), (T0 + 15*DAY + 3*3600, T0 + 15*DAY + 3.7*3600)]
OLD, NEW, MINI = 'lumen-4-20260310', 'lumen-4-5-20260918', 'lumen-4-mini-20260310'
def load(p):
    return [json.loads(l) for l in gzip.open(f'{DATA}/{p}.jsonl.gz', 'rt')]
def texts(p): return [r['text'] for r in load(p)]
# ---------------------------------------------------------------- corpora
def half(xs, k, salt):      # stable split independent of seed order, differs by seed
    q = random.Random(f'{salt}-{A.seed}'); xs = list(xs); q.shuffle(xs); c = len(xs)//2
    return xs[:c] if k == 0 else xs[c:]
pub_chat = [t for s in ('arena_hard_v01','autoj_real_queries','vicuna_bench') for t in texts('benign/'+s) if len(t) < 1500]
personas = [t for t in texts('benign/awesome_chatgpt_prompts') if len(t) < 900]
wb = texts('benign/writingbench')
docs_src = texts('enterprise_template/spec_bench_summarization') + texts('enterprise_template/imdb_sentiment_tenant') + wb + texts('enterprise_template/t0_templates')[:2500]
SENT = []
for d in docs_src:
    d = re.sub(r'^Summarize: ', '', d)
    for s in re.split(r'(?<=[.!?])\s+', d):
        if 45 < len(s) < 230 and '{' not in s and '\n' not in s: SENT.append(s.strip())
SENT = list(dict.fromkeys(SENT)); random.Random(7).shuffle(SENT)
alp = load('distillation/llamafactory_alpaca_en_demo')
RESP = []
for a in alp:
    for s in re.split(r'(?<=[.!?])\s+', a.get('response') or ''):
        if 40 < len(s) < 260: RESP.append(s.strip())
math_all = texts('distillation/math_test'); gsm = texts('distillation/gsm8k_train'); bbh = texts('distillation/bbh')
easy = texts('distillation/asdiv') + texts('distillation/mawps') + texts('distillation/svamp')
alpaca = [a['text'] for a in alp]; biggen = [t for t in texts('distillation/biggen_bench') if len(t) < 1400]
selfi = texts('distillation/self_instruct_user_oriented'); glaive = [t for t in texts('distillation/glaive_toolcall') if len(t)<500]
apib = texts('distillation/apibench'); osb = texts('distillation/agentbench_os'); ocw = texts('distillation/ocw_minerva')
banking = [re.search(r'Customer message: "(.*)"', t).group(1) for t in texts('enterprise_template/banking77_classifier_tenant') if re.search(r'Customer message: "(.*)"', t)]
clinc = texts('enterprise_template/clinc150_raw')
sensitive = texts('refusal_boundary/ccp_sensitive')
# ---------------------------------------------------------------- slots
S = dict(
 city='Lisbon Kyoto Toronto Nairobi Austin Leeds Porto Krakow Medellin Osaka Denver Ghent Pune Lagos Busan Cork Malmo Tampere Quito Oaxaca Perth Split Lyon Bilbao Hanoi Accra Bergen Turin Rabat Tucson'.split(),
 name='Maya Tom Priya Luis Anna Kofi Yuki Sara Ben Ines Omar Chloe Raj Elena Marek Fatima Jonas Nina Diego Hana Sofia Liam Amara Victor Greta Tariq Bea Colin Ruth Paulo'.split(),
 food='lentils|chicken thighs|leftover rice|sweet potatoes|canned tomatoes|tofu|salmon|chickpeas|eggs and spinach|ground turkey|zucchini|mushrooms|black beans|halloumi|aubergine|cauliflower'.split('|'),
 hobby='film photography|bouldering|sourdough|birdwatching|chess|gardening|crochet|astronomy|trail running|watercolor|guitar|woodworking|cycling|board games|pottery|sailing|fermentation|model trains'.split('|'),
 job='nurse|warehouse manager|junior accountant|primary school teacher|UX designer|electrician|data analyst|paralegal|barista|mechanical engineer|physio|product manager|sous chef|librarian|sales rep|bus driver|pharmacist|estate agent'.split('|'),
 item='washing machine|road bike|used camera|standing desk|air fryer|e-reader|robot vacuum|winter coat|espresso machine|mattress|graphics card|tent|electric scooter|projector|dehumidifier|keyboard'.split('|'),
 animal='cat|puppy|rabbit|hamster|parrot|gecko|old labrador|kitten|budgie|goldfish'.split('|'),
 subj='photosynthesis|inflation|the French Revolution|plate tectonics|supply and demand|DNA replication|compound interest|the water cycle|black holes|vaccines|tides|electromagnetic induction|game theory|the Cold War|osmosis|relativity|natural selection|monetary policy'.split('|'),
 rel='sister|boss|landlord|roommate|mother-in-law|best friend|coworker|neighbour|ex|uncle|teenage son|client|manager|tutor'.split('|'),
 event='wedding|retirement party|job interview|40th birthday|housewarming|funeral|graduation|first date|school fair|team offsite|baby shower|moving day|christening|reunion'.split('|'),
 body='lower back|left knee|shoulder|jaw|right ankle|neck|wrist|hip'.split('|'),
 lang='Python|TypeScript|Go|Rust|Java|C#|Kotlin|PHP|Ruby|Swift|SQL|Bash'.split('|'),
 fw='FastAPI|Django|React|Next.js|Spring Boot|Rails|Laravel|Svelte|Express|Flask|Vue|Angular|Pandas|PyTorch|Terraform|Kubernetes|dbt|Airflow|Postgres|Redis|Kafka|Spark|Unity|Flutter'.split('|'),
 ent='invoice|customer|order|shipment|ticket|session|payment|user|product|sensor|booking|device|policy|claim|employee|asset|route|cart|message|report|subscription|lead|batch|vendor|refund'.split('|'),
 verb='parse|merge|validate|normalize|aggregate|cache|export|sync|retry|index|filter|archive|schedule|dedupe|render|encrypt|migrate|load|split|rank'.split('|'),
 adj='monthly|stale|pending|nested|duplicate|active|regional|raw|signed|partial|overdue|internal|legacy|bulk|remote|daily'.split('|'),
 err="KeyError: 'id'|TypeError: cannot read properties of undefined|NullPointerException|ConnectionResetError|IndexError: list index out of range|borrow checker error E0502|deadlock detected|CORS policy blocked|segmentation fault|timeout after 30000ms|UnicodeDecodeError|ECONNREFUSED 127.0.0.1:5432|ImportError: circular import|OOMKilled exit code 137|permission denied (os error 13)".split('|'),
 ind='logistics|dental clinics|retail banking|hotels|renewables|agritech|insurance|fashion e-commerce|legal services|construction|telecoms|edtech|food delivery|recruiting|real estate|pharma|gaming|automotive|travel|nonprofits'.split('|'),
 cons='partial failures|out-of-order events|strict memory limits|multi-tenant isolation|late-arriving data|clock skew|rate limits|schema evolution|idempotent retries|offline clients|GDPR deletion requests|bursty load|adversarial inputs|floating point drift|concurrent writers|cold starts'.split('|'),
 art='scheduler|rate limiter|search index|pricing engine|event pipeline|permission system|recommendation service|billing ledger|feature store|notification service|document parser|job queue|configuration loader|inventory tracker|fraud scorer|chat backend|telemetry collector|plugin system|state machine|cache layer'.split('|'),
 num=[str(x) for x in list(range(2, 60)) + [75, 90, 120, 150, 200, 350, 500, 1200, 2500]],
)
def F(r, t):
    return re.sub(r'\{(\w+)\}', lambda m: r.choice(S[m.group(1)]), t)
CONS = '''what can i make with {food} and {food}? i have about {num} minutes
Plan a {num}-day trip to {city} with my {rel}, we like {hobby} and good coffee
my {animal} won't eat since yesterday, should I worry?
Write a short toast for my {rel}'s {event}. We both work as a {job}.
How do I tell my {rel} that I can't come to the {event}?
Is {num} euros a fair price for a {item}, {num} months old?
explain {subj} like i'm {num}
I work as a {job} and want to move into {hobby} teaching. where do I start
give me {num} name ideas for a {animal} owned by a {job}
My {body} hurts after {hobby}, what stretches could help
Compare living in {city} and {city} for a {job} on a modest budget
Rewrite this email to my {rel} so it sounds less angry: {doc}
proofread please: {doc}
Summarize this in {num} bullet points: {doc} {doc} {doc}
What's the difference between {subj} and {subj}? exam on friday
Help me write a cover letter as a {job} applying in {city}. I have {num} years of experience and I love {hobby}.
which {item} should i buy if i live in {city} and have a {animal}
Make a weekly meal plan around {food}, {food} and {food} for {num} people
Can you write a poem about {hobby} for {name}?
my landlord in {city} wants to keep my deposit because of the {item}. what are my rights
how many calories in {food} with {food}
Draft a polite review for a {item} that broke after {num} days
I need a bedtime story about a {animal} named {name} who goes to {city}
gift ideas for my {rel}, into {hobby}, budget {num}
Is it normal that my {rel} never calls back? we fell out at the {event}
Translate to {langname}: {doc}
What does this sentence mean? {doc}
Quiz me on {subj}, one question at a time
What should I wear to a {event} in {city} in november
my {item} makes a clicking noise, i already cleaned it. {doc}
Suggest {num} {hobby} podcasts or books for beginners
how much should a {job} earn in {city}?
Write a linkedin post about my first year as a {job}
Turn these notes into meeting minutes: {doc} {doc}
help me study {subj}: make flashcards from this: {doc} {doc}
I have {num} tasks and {num} hours: {event} planning, {item} repair, {hobby}. Make a schedule.
Is it ok to freeze {food} cooked with {food}?
come up with a training plan for {hobby}, I can do {num} minutes a day
what's a good answer to "why do you want to be a {job}"
Explain the rules of {hobby} to my {rel}
why is {subj} important in daily life
Help me name a small business selling {food} in {city}
What visa does a {job} need to work in {city}
{name} said "{doc}" - is that passive aggressive?'''.split('\n')
S['langname'] = 'Spanish|German|Polish|Japanese|French|Portuguese|Korean|Dutch'.split('|')
L = {
'es': '''¿Qué puedo cocinar con {food} en {num} minutos?|Escribe un mensaje para {name}, no podré ir el sábado a {city}|Explícame {subj} de forma sencilla, tengo examen mañana|Necesito un plan de {num} días en {city} con niños|¿Cómo pido un aumento? Trabajo de {job} desde hace {num} años|Corrige este texto: {doc}|¿Cuál es la diferencia entre alquilar y comprar piso en {city}?|mi {animal} no quiere comer, qué hago''',
'pt': '''o que dá pra fazer com {food} e {num} reais?|Me ajuda a escrever um email pro meu chefe, sou {job}|Explica {subj} com um exemplo do dia a dia|Roteiro de {num} dias em {city}, gosto de {hobby}|Quanto custa morar em {city} sendo {job}?|Resume esse texto em português: {doc} {doc}|ideias de presente pra {name}, até {num} reais|Como começar em {hobby}?''',
'de': '''Was kann ich mit {food} kochen, habe {num} Minuten|Schreib eine kurze Nachricht an {name}, dass ich am {num}. nicht nach {city} komme|Erkläre mir {subj} einfach|Wie kündige ich meinen Mietvertrag in {city}?|Formuliere das höflicher: {doc}|Trainingsplan für {hobby}, {num} Minuten am Tag|Was verdient man als {job} in {city}?|Mein {item} ist kaputt, lohnt sich Reparatur nach {num} Monaten?''',
'fr': '''Que cuisiner avec {food} pour {num} personnes ?|Rédige un mail à mon propriétaire à {city} pour une fuite d'eau|Explique-moi {subj} simplement|Un itinéraire de {num} jours à {city} ?|Corrige les fautes : {doc}|Idées cadeau pour {name}, budget {num} euros|Je suis {job}, comment me reconvertir vers {hobby} ?|Résume ce texte : {doc} {doc}''',
'ja': '''{food}を使った{num}分でできるレシピを教えて|{city}の{num}日間の旅行プランを作ってください|{subj}をわかりやすく説明して|{name}さんへのお礼メールを書いてください|{hobby}を始めたいのですが何を買えばいいですか|次の文章を自然な日本語に訳して: {doc}|{job}の面接でよく聞かれる質問は?|{item}の選び方を教えてください 予算{num}千円''',
'zh': '''用{food}可以做什么菜？只有{num}分钟|帮我写一封给{name}的感谢信|请简单解释一下{subj}|{city}{num}天旅游攻略|把这段话翻译成中文：{doc}|我是{job}，怎么准备面试|{item}怎么选，预算{num}00元|帮我润色：{doc}''',
'ko': '''{food}로 {num}분 안에 만들 수 있는 요리 추천해줘|{city} {num}일 여행 일정 짜줘|{subj} 쉽게 설명해줘|{name}에게 보낼 사과 메시지 써줘|{hobby} 입문하려면 뭐부터 해야 해?|이 문장 번역해줘: {doc}|{job} 자기소개서 첫 문단 써줘|{item} 추천해줘 예산 {num}만원''',
'ru': '''Что приготовить из {food} за {num} минут?|Составь план поездки в {city} на {num} дней|Объясни простыми словами: {subj}|Напиши поздравление для {name}|Как начать заниматься {hobby}?|Переведи на русский: {doc}|Сколько зарабатывает {job} в {city}?|Исправь ошибки: {doc}''',
'hi': '''{food} से {num} मिनट में क्या बना सकते हैं?|{city} में {num} दिन की यात्रा की योजना बनाओ|{subj} को आसान भाषा में समझाओ|{name} के लिए जन्मदिन का संदेश लिखो|{job} की नौकरी के लिए इंटरव्यू की तैयारी कैसे करूँ|इसका हिंदी अनुवाद करो: {doc}|{num} हजार में अच्छा {item} बताओ|{hobby} कैसे शुरू करें''',
'ar': '''ماذا أطبخ بـ {food} خلال {num} دقيقة؟|خطة سفر إلى {city} لمدة {num} أيام|اشرح لي {subj} ببساطة|اكتب رسالة اعتذار إلى {name}|كيف أبدأ في {hobby}؟|ترجم إلى العربية: {doc}|ما راتب {job} في {city}؟|أفضل {item} بميزانية {num}؟''',
}
L = {k: v.split('|') for k, v in L.items()}
FOLLOW = 'make it shorter|can you make it a bit more formal|thanks! what about {food} instead?|and for {num} people?|why?|give me another option|ok but I live in {city}|can you put that in a table|hmm not quite, focus on the {item}|what would {name} think of that|give me sources|what if it rains|continue|in simpler words please|more like a {job} would say|ok, and the second point?|add something about {hobby}|no, I meant {subj}|that is too expensive, max {num}|perfect, now write it as an email'.split('|')
FOLLOWX = {'es':['más corto por favor','¿y si son {num} personas?','gracias, otra opción'],'pt':['mais curto','e para {num} pessoas?','outra opção'],'de':['Kürzer bitte','und für {num} Personen?','noch eine Variante'],'fr':['plus court stp','et pour {num} personnes ?','une autre idée ?'],'ja':['もっと短く','{num}人分だと?','別の案もお願い'],'zh':['短一点','如果是{num}个人呢？','再来一个'],'ko':['더 짧게','{num}명이면?','다른 것도'],'ru':['покороче','а на {num} человек?','ещё вариант'],'hi':['थोड़ा छोटा करो','{num} लोगों के लिए?'],'ar':['أقصر من فضلك','ولعدد {num}؟']}
def doc(r, n=1): 
    i = r.randrange(len(SENT) - n); return ' '.join(SENT[i:i+n])
def fill(r, t):
    while '{doc}' in t: t = t.replace('{doc}', doc(r), 1)
    return F(r, t)
NAMESET = set(S['name'])
def mutate(r, t):           # numbers and names replaced
    t = re.sub(r'(?<![\w.])(\d{1,3})(?![\w.])', lambda m: str(max(1, int(int(m.group(1)) * r.uniform(.6, 1.7)))) if r.random() < .7 else m.group(1), t)
    m = re.match(r'^([A-Z][a-z]{2,9})\b', t)
    return t
def ident(r): return f"{r.choice(S['verb'])}_{r.choice(S['adj'])}_{r.choice(S['ent'])}"
def code(r, lg=None, n=1):
    out = []
    for _ in range(n):
        e, v, a = r.choice(S['ent']), r.choice(S['verb']), r.choice(S['adj']); k = r.choice(S['num'])
        l = lg or r.choice(['py','js','go','sql','rs'])
        out.append({
        'py': f"def {v}_{e}s({e}s, limit={k}):\n    out = {{}}\n    for x in {e}s:\n        if x['{a}'] and x.get('{r.choice(S['ent'])}_id'):\n            out.setdefault(x['{r.choice(S['ent'])}'], []).append(x)\n    return sorted(out.items())[:limit]",
        'js': f"export async function {v}{e.title()}s(db, opts) {{\n  const rows = await db.{e}s.find({{ {a}: true }}).limit({k});\n  return rows.map(r => ({{ ...r, {r.choice(S['ent'])}: opts.{r.choice(S['adj'])} }}));\n}}",
        'go': f"func {v.title()}{e.title()}(ctx context.Context, in []{e.title()}) (int, error) {{\n\tn := 0\n\tfor _, x := range in {{\n\t\tif x.{a.title()} > {k} {{ n++ }}\n\t}}\n\treturn n, ctx.Err()\n}}",
        'sql': f"SELECT {e}.id, COUNT({r.choice(S['ent'])}_id) AS n FROM {e} LEFT JOIN {r.choice(S['ent'])}s USING ({e}_id) WHERE {e}.{a}_at > now() - interval '{k} days' GROUP BY 1 HAVING COUNT(*) > {r.choice(S['num'])};",
        'rs': f"fn {v}_{e}(items: &[{e.title()}]) -> Option<usize> {{\n    items.iter().filter(|i| i.{a}).map(|i| i.{r.choice(S['ent'])}.len()).max()\n}}"}[l])
    return '\n\n'.join(out)
DEV = '''why does this give {err}?\n\n{code}
{fw}: how do i {verb} {adj} {ent}s without blocking?
Write a {lang} function to {verb} {adj} {ent}s by {ent}. Handle {cons}.
review this\n\n{code}
Convert this to {lang}:\n\n{code}
add tests for\n{code}
I'm getting {err} in {fw} after upgrading. {doc}
What's the idiomatic way in {lang} to {verb} a list of {ent}s?
how to model {ent} -> {ent} in {fw} if an {ent} can be {adj}
regex to match {adj} {ent} ids like {ent}-{num}
explain this query and make it faster\n{code}
docker compose for {fw} + {fw}, port {num}00
git: I committed {adj} {ent} secrets, how to remove from history
Our {art} needs to cope with {cons}. Any simple design for a team of {num}?
{code}\n\nrename things, it's ugly
{fw} vs {fw} for a {art}?
write a github action that runs {fw} tests nightly
type error on line {num}: {err}\n{code}'''.split('\n')
DEV = [d.replace('\\n', '\n') for d in DEV]
def devq(r):
    t = r.choice(DEV)
    if '{code}' in t: return fill(r, t.replace('{code}', '\0')).replace('\0', code(r, n=r.choice([1,1,2])))
    return fill(r, t)
def consq(r, lang='en'):
    if lang != 'en' and r.random() < .85: return fill(r, r.choice(L[lang]))
    if r.random() < .10: return mutate(r, r.choice(PUBC))
    return fill(r, r.choice(CONS))
PUBC = half(pub_chat, 0, 'pubc'); PUBC2 = half(pub_chat, 1, 'pubc')
OPEN = ["Sure! ","Here's one way to do it.\n\n","Great question. ","","","Of course. ","Short answer: it depends. ","Let's look at this. ","",]
def resp(r, prompt, n, kind='text'):
    w = [x for x in re.findall(r"[A-Za-z]{4,}", prompt[-400:])]
    out = r.choice(OPEN)
    if w: out += f"For {r.choice(w)} and {r.choice(w)}, "
    while len(out) < n: out += (r.choice(RESP) if r.random() < .6 else doc(r)) + (' ' if r.random() < .8 else '\n\n')
    out = out[:int(n*1.3)].strip()
    if kind == 'code': out += '\n\n```\n' + code(r, n=1 if n < 500 else 2) + '\n```'
    return out
def think(r, prompt, n):
    w = re.findall(r"[A-Za-z0-9]{3,}", prompt[-300:]) or ['it']
    out = 'The user asks about ' + ' '.join(w[:6]) + '. '
    st = ['Let me check','So','First','Then','Wait,','That gives','Hmm,','If','Next','Therefore']
    while len(out) < n: out += f"{r.choice(st)} {r.choice(w)} {r.choice(['equals','needs','is','with','minus','over'])} {r.choice(w)} {r.choice(S['num'])}. "
    return out
# ---------------------------------------------------------------- network, clients
CLOUD = {16509:'US',14618:'US',15169:'US',396982:'US',8075:'US',24940:'DE',14061:'US',16276:'FR',13335:'US',31898:'US'}
RES = {'US':[7922,701,20115,7018,21928],'GB':[2856,5089,5607],'DE':[3320,3209,6805],'FR':[3215,12322,15557],'ES':[3352,12479],'BR':[28573,26599,18881],'JP':[2516,17676,4713],'KR':[4766,9318],'IN':[55836,24560,9829],'TW':[3462,9924],'SG':[9506,4657],'HK':[9304,4760],'RU':[12389,8402],'PL':[5617,12741],'MX':[8151,13999],'AE':[5384,15802],'CA':[812,577],'NG':[37148,29465],'NL':[1136,33915],'ID':[7713,23693],'VN':[7552,45899],'TR':[9121,47331],'UA':[15895,13188]}
VPN = [9009,212238,20473,60068]
CTRY = ['US']*34+['GB']*8+['DE']*8+['FR']*6+['ES']*4+['BR']*6+['JP']*6+['KR']*4+['IN']*9+['TW']*2+['SG']*2+['HK']+['PL']*2+['MX']*3+['AE']+['CA']*4+['NG']+['NL']*2+['ID']*2+['VN']+['TR']+['UA']
CLANG = {'ES':'es','MX':'es','BR':'pt','DE':'de','FR':'fr','JP':'ja','KR':'ko','TW':'zh','HK':'zh','AE':'ar','IN':'hi'}
TZ = {'US':-6,'GB':0,'DE':2,'FR':2,'ES':2,'BR':-3,'JP':9,'KR':9,'IN':5,'TW':8,'SG':8,'HK':8,'RU':3,'PL':2,'MX':-6,'AE':4,'CA':-5,'NG':1,'NL':2,'ID':7,'VN':7,'TR':3,'UA':3}
def ip(r, asn, pool=None):
    q = random.Random(f'asn{asn}'); b = [(q.randrange(11, 220), q.randrange(256)) for _ in range(6)]
    a, c = r.choice(b); return f'{a}.{c}.{r.randrange(pool or 256)}.{r.randrange(1, 255)}'
PAAS = [(ip(R, a), a) for a in (16509, 16509, 15169, 13335) for _ in range(12)]
CGN = {c: [(ip(R, v[-1]), v[-1]) for _ in range(14)] for c, v in RES.items()}
VPNX = [(ip(R, a), a) for a in VPN for _ in range(25)]
J = lambda s: random.Random('ja4'+s).choice(['t13d1516h2','t13d1715h2','t13d311100','t13d1812h1','t13d4907h2']) + '_' + '%012x' % random.Random('a'+s).getrandbits(48) + '_' + '%012x' % random.Random('b'+s).getrandbits(48)
SDK = [('lumen-python/0.71.0 httpx/0.28.1','py1'),('lumen-python/0.68.2 httpx/0.27.2','py1'),('lumen-python/0.49.0 httpx/0.27.0','py2'),('lumen-node/0.62.0 node/22.4','nd1'),('lumen-node/0.54.1 node/20.11','nd2'),('lumen-go/1.9.0','go1'),('lumen-java/2.1.0 okhttp/4.12','ok1'),('python-requests/2.32.3','rq'),('curl/8.7.1','cu'),('langchain-lumen/0.3.18','py1'),('litellm/1.74.0','py1'),('ai-sdk/5.0.11 node/22.4','nd1')]
SDKW = [14,9,5,12,7,4,3,5,2,6,5,5]
APPS = [('Mozilla/5.0 (Windows NT 10.0; Win64; x64) Chrome/139.0','chr'),('Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) Chrome/139.0','chr'),('Mozilla/5.0 (Macintosh) Version/18.5 Safari/605','saf'),('Mozilla/5.0 (X11; Linux) Firefox/141.0','ff'),('BoltChat/3.2 (ios)','ios'),('OpenDesk/1.14.2 electron','chr'),('TypeMate/2.9 android','and')]
# ---------------------------------------------------------------- accounts
ACC = {}; TRUTH = {'campaigns': {}, 'innocent': {}, 'meta': {}}; OUTX = []
hx = lambda r, n: '%0*x' % (n, r.getrandbits(4*n))
MAILC = ['gmail.com']*46+['outlook.com']*12+['icloud.com']*9+['yahoo.com']*6+['proton.me']*6+['hotmail.com']*5+['qq.com']*2+['163.com']*2+['naver.com']*2+['gmx.de']*2+['web.de']+['fastmail.com']*2+['mail.ru']+['duck.com']*2
def company(r): return r.choice('north blue quick iron clear bright stone river pixel metro alto nova terra vera green apex swift lumo delta kite'.split()) + r.choice('field ware labs path desk point soft works grid loop mark wise flow base care ly bit stack hub line'.split()) + r.choice(['.com','.io','.co','.ai','.de','.co.uk','.fr','.app'])
def account(r, cls, country=None, age=None, plan=None, verified=None, pay=None, mail=None, org=None, created=None):
    c = country or r.choice(CTRY)
    a = dict(id='acct_' + hx(r, 12), created=None, country=c, plan=plan or r.choice(['payg']*6+['prepaid']*3+['credits']*2), verified=verified if verified is not None else r.random() < .35,
             email_domain=mail or r.choice(MAILC), payment=pay)
    if created is None: created = T0 - (age if age is not None else r.expovariate(1/140)) * DAY
    a['created'] = created
    if a['payment'] is None and a['plan'] not in ('credits', 'edu'): a['payment'] = 'pm_' + hx(r, 16)
    a['org'] = org
    a['_cls'] = cls; a['_keys'] = ['key_' + hx(r, 10) for _ in range(1 if r.random() < .75 else r.randint(2, 4))]
    a['_sw'] = math.inf; u = r.random()
    if u < .14: a['_sw'] = REL + r.expovariate(1/(.35*DAY))
    elif u < .5: a['_sw'] = REL + r.expovariate(1/(4*DAY))
    a['_old'] = OLD if r.random() < .72 else MINI
    ACC[a['id']] = a
    return a
def endpoints(r, kind, c):
    """list of (ip, asn, country) an account is seen from"""
    if kind == 'home':
        o = [(ip(r, a := r.choice(RES[c])), a, c) for _ in range(r.choice([1,1,2,3]))]
        if r.random() < .3: x = r.choice(CGN[c]); o += [(x[0], x[1], c)]
        if r.random() < .10: x = r.choice(VPNX); o += [(x[0], x[1], r.choice(['US','NL','SG','DE']))]*2
        return o
    if kind == 'paas': return [(x[0], x[1], 'US') for x in r.sample(PAAS, r.randint(2, 8))]
    if kind == 'cloud':
        a = r.choice(list(CLOUD)); return [(ip(r, a), a, CLOUD[a]) for _ in range(r.choice([1,1,1,2,4]))]
    if kind == 'office': a = RES[c][0]; return [(ip(r, a), a, c)]
def sdk(r): return r.choices(SDK, SDKW)[0]
def diurnal(r, c, mode):
    tz = TZ[c]
    if mode == 'work': h = min(23.9, max(0, r.gauss(13.2, 2.9)))
    elif mode == 'even': h = r.gauss(19.5, 3.4) % 24 if r.random() < .7 else r.uniform(8, 24)
    elif mode == 'night': h = r.gauss(2, .6) % 24
    else: h = r.uniform(0, 24)
    return (h - tz) * 3600
def daytime(r, c, mode, lo=0, hi=DAYS, grow=False):
    for _ in range(50):
        d = r.uniform(lo, hi)
        wd = int(d) % 7
        if mode == 'work' and wd >= 5 and r.random() < .82: continue
        t = T0 + int(d)*DAY + diurnal(r, c, mode)
        if T0 + lo*DAY <= t < T0 + hi*DAY: return t
    return T0 + r.uniform(lo, hi)*DAY
def pois(r, m):
    if m > 40: return max(0, int(r.gauss(m, math.sqrt(m))))
    l, k, p = math.exp(-m), 0, 1.0
    while True:
        p *= r.random()
        if p < l: return k
        k += 1
def emit(r, a, t, msgs, ep, ua, rlen=None, content=None, kind='text', session=None, user=None, tools=None, temp=None, maxtok=4096, stream=None, reasoning=None, model=None, n=None, stop=None, out=None, retry=True, endpoint='messages', topp=None, state=None, err=True):
    if not (T0 <= t < END) or t < a['created']: return
    m = model or (NEW if t >= a['_sw'] else a['_old'])
    if m == NEW and t < REL: m = OLD
    last = msgs[-1]['content']; lt = last if isinstance(last, str) else json.dumps(last)
    down = any(x <= t < y for x, y in OUT) and r.random() < .85
    rl = rlen or min(1500, max(60, r.lognormvariate(5.7, .7)))
    think_t = None
    if not down:
        if content is None: content = resp(r, lt, rl, kind)
        if reasoning: think_t = think(r, lt, min(700, rl*.9))
    inp = sum(len(x['content']) if isinstance(x['content'], str) else len(json.dumps(x['content'])) for x in msgs)//4 + 12 + (60*len(tools) if tools else 0)
    rs = {'id': 'msg_' + hx(r, 16), 'model': m, 'status': 'overloaded_error' if down else 'completed', 'finish_reason': None if down else (stop or ('max_tokens' if r.random() < .02 else 'end_turn')), 'latency_ms': int(r.lognormvariate(7.6, .6))}
    if not down:
        rs['content'] = content
        if think_t: rs['reasoning'] = think_t
        if out: rs['output'] = out
    x = {'id': 'req_' + hx(r, 20), 'time': dt.datetime.fromtimestamp(t, dt.timezone.utc).isoformat(timespec='milliseconds').replace('+00:00', 'Z'),
         'account': {'id': a['id'], 'created': iso(a['created']), 'country': a['country'], 'plan': a['plan'], 'verified': a['verified'], 'email_domain': a['email_domain'], 'key': r.choice(a['_keys'])},
         'client': {'ip': ep[0], 'asn': ep[1], 'country': ep[2], 'user_agent': ua[0], 'ja4': J(ua[1])},
         'request': {'endpoint': endpoint, 'model': m, 'messages': msgs, 'max_tokens': maxtok}, 'response': rs,
         'usage': {'input_tokens': inp, 'output_tokens': 0 if down else len(content or '')//4 + len(think_t or '')//4 + 5}}
    if a['payment']: x['account']['payment'] = a['payment']
    if a['org']: x['account']['org'] = a['org']
    if user: x['account']['end_user'] = user
    if session: x['session'] = session
    if temp is not None: x['request']['temperature'] = temp
    if topp is not None: x['request']['top_p'] = topp
    if stream is not None: x['request']['stream'] = stream
    if reasoning: x['request']['reasoning'] = reasoning
    if tools: x['request']['tools'] = [{'name': q} for q in tools]
    if state:
        x['content_state'] = state; x['request'].pop('messages'); rs.pop('content', None); rs.pop('reasoning', None)
    else: x['content_state'] = 'full'
    OUTX.append((t, x))
    if down and retry and r.random() < .6:
        y = next(y for x0, y in OUT if x0 <= t < y)
        emit(r, a, y + r.expovariate(1/400), msgs, ep, ua, rlen, None, kind, session, user, tools, temp, maxtok, stream, reasoning, model, n, stop, out, False, endpoint, topp, state)
iso = lambda t: dt.datetime.fromtimestamp(int(t), dt.timezone.utc).strftime('%Y-%m-%dT%H:%M:%SZ')
def convo(r, a, t, first, ep, ua, follow, turns, system=None, kind='text', session=True, **kw):
    sid = 'conv_' + hx(r, 12) if session else None
    msgs = [{'role': 'system', 'content': system}] if system else []
    msgs = msgs + [{'role': 'user', 'content': first}]
    for i in range(turns):
        rl = min(1100, max(60, r.lognormvariate(5.6, .6)))
        c = resp(r, msgs[-1]['content'], rl, kind if r.random() < .8 else 'text')
        emit(r, a, t, list(msgs), ep, ua, content=c, session=sid, **kw)
        if i + 1 < turns:
            msgs = msgs + [{'role': 'assistant', 'content': c[:600]}, {'role': 'user', 'content': follow(r)}]
            t += 15 + r.expovariate(1/90)
def style(r):
    u = r.random()
    if u < .3: return lambda s: s.lower() if len(s) < 300 else s
    if u < .4: return lambda s: s.rstrip('.?!')
    if u < .5: return lambda s: 'Hi! ' + s
    if u < .55: return lambda s: s + ' thx'
    return lambda s: s
def put(cls, a): TRUTH['innocent'].setdefault(cls, []).append(a['id'])
def N(x): return max(1, int(x * A.scale))
def turns(r): return 1 + min(5, int(r.expovariate(.8)))
# ---------------------------------------------------------------- benign
def chat_session(r, a, t, lang, st, ep, ua, **kw):
    fl = (lambda q: fill(q, q.choice(FOLLOW))) if lang == 'en' else (lambda q: fill(q, q.choice(FOLLOWX[lang])))
    convo(r, a, t, st(consq(r, lang)), ep, ua, fl, turns(r), **kw)
def dev_session(r, a, t, st, ep, ua, **kw):
    convo(r, a, t, st(devq(r)), ep, ua, lambda q: q.choice([devq(q), fill(q, "still getting {err}"), 'ok now add types', fill(q, 'can it also {verb} {ent}s?'), 'explain line 3', fill(q, 'use {fw} instead')]), turns(r), kind='code', **kw)
VIRAL = ["roast me based on this: I'm a {job} from {city} who loves {hobby} and owns {num} houseplants","Turn my life into a nature documentary. Facts: {job}, {city}, one {animal}, obsessed with {hobby}."]
def consumers(r):
    for i in range(N(1650)):
        cty = r.choice(CTRY); a = account(r, 'consumer', cty, created=None if r.random() < .8 else T0 + r.uniform(0, DAYS-1)*DAY)
        lang = CLANG.get(cty, 'en') if r.random() < .75 else 'en'
        if lang == 'hi' and r.random() < .7: lang = 'en'
        put('consumer', a); eps = endpoints(r, 'home', cty); ua = r.choice(APPS); st = style(r)
        sysp = r.choice(personas) if r.random() < .08 else (r.choice(['You are a helpful assistant.', 'Be concise.']) if r.random() < .25 else None)
        kw = dict(system=sysp, temp=r.choice([None, None, None, .7, 1.0]), maxtok=r.choice([4096, 4096, 8192, 1024, 2048]), stream=True if r.random() < .8 else None)
        if r.random() < .15: kw['reasoning'] = {'budget': r.choice([2048, 4096, 8000])}
        lo = max(0, (a['created'] - T0)/DAY)
        k = max(1, int(r.lognormvariate(1.6, .9)))
        for _ in range(k): chat_session(r, a, daytime(r, cty, 'even', lo), lang, st, r.choice(eps), ua, **kw)
        if r.random() < .11:   # viral prompt
            v = r.choice(VIRAL); t = T0 + 6*DAY + 10*3600 + r.expovariate(1/(.8*DAY))
            convo(r, a, t, v if r.random() < .3 and False else fill(r, v), r.choice(eps), ua, lambda q: 'lol another one', r.choice([1, 1, 2]), **kw)
def devs(r):
    for i in range(N(620)):
        cty = r.choice(CTRY); a = account(r, 'developer', cty); put('developer', a)
        eps = endpoints(r, 'home', cty) + (endpoints(r, 'cloud', cty) if r.random() < .4 else []); ua = sdk(r) if r.random() < .6 else r.choice(APPS); st = style(r)
        kw = dict(temp=r.choice([None, None, 0, .2, .7, 1.0]), maxtok=r.choice([1024, 2048, 4096, 4096, 8192]), session=r.random() < .5)
        for _ in range(max(1, int(r.lognormvariate(2.2, .9)))):
            (dev_session if r.random() < .8 else lambda r, a, t, st, e, u, **k: chat_session(r, a, t, 'en', st, e, u, **k))(r, a, daytime(r, cty, 'work'), st, r.choice(eps), ua, **kw)
FLEET = [('ForgeCode/1.8.3 node/22.4','nd1','You are Forge, an interactive agent that helps users with software engineering tasks. Use the tools to read and edit files. Keep answers short. Never commit unless asked.',['read_file','edit_file','bash','grep','glob','todo_write','web_fetch']),
         ('crabby-cli/0.44.0','go1','You are Crabby, a coding agent running in the terminal on the user machine. Work until the task is complete. Prefer rg over grep.',['shell','apply_patch','update_plan'])]
def toolresult(r, q):
    return r.choice([code(r), '\n'.join(f'src/{ident(r)}.py:{r.choice(S["num"])}: {r.choice(S["err"])}' for _ in range(3)), f'{r.choice(S["num"])} passed, {r.randint(0,4)} failed in {r.uniform(1,40):.2f}s', f'total {r.choice(S["num"])}\n' + '\n'.join(ident(r) for _ in range(5)), doc(r)])
def agent_run(r, a, t, task, sysp, tools, ep, ua, steps, gap=12, res=toolresult, **kw):
    sid = 'conv_' + hx(r, 12); msgs = [{'role': 'system', 'content': sysp}, {'role': 'user', 'content': task}]
    for i in range(steps):
        last = i == steps - 1
        if last: emit(r, a, t, list(msgs), ep, ua, kind='code', session=sid, tools=tools, rlen=r.uniform(100, 500), **kw)
        else:
            tl = r.choice(tools); tid = 'toolu_' + hx(r, 12); arg = {'path': f'src/{ident(r)}.py'} if r.random() < .5 else {'query': ident(r)}
            txt = r.choice(['Let me look.', '', "I'll check that first.", F(r, 'Looking at the {ent} code.'), F(r, 'Now the {adj} {ent}.')])
            o = [{'type': 'text', 'text': txt}, {'type': 'tool_use', 'id': tid, 'name': tl, 'input': arg}]
            emit(r, a, t, list(msgs), ep, ua, content=txt, out=o, stop='tool_use', session=sid, tools=tools, **kw)
            msgs = msgs + [{'role': 'assistant', 'content': o}, {'role': 'user', 'content': [{'type': 'tool_result', 'tool_use_id': tid, 'content': res(r, tl)[:350]}]}]
        t += 3 + r.expovariate(1/gap)
TASKS = ['fix the failing test in {ent}_{verb}','add a {adj} flag to {ent}s','why is {ent} sync slow','refactor {ent} module to use {fw}','{err} when I {verb} {ent}s','bump {fw} and fix breakage','write docs for the {art}','continue','there is a race in the {art}, find it','implement {verb}_{adj}_{ent} as in the issue: {doc}','make the {ent} page load faster','add an endpoint to {verb} {ent}s']
def fleets(r):
    for i in range(N(330)):
        f = FLEET[0] if r.random() < .7 else FLEET[1]; cty = r.choice(CTRY); a = account(r, 'agent_fleet', cty); put('agent_fleet', a)
        eps = endpoints(r, 'home', cty) if r.random() < .6 else endpoints(r, 'cloud', cty)
        cwd = f'\n\nWorking directory: /home/{r.choice(S["name"]).lower()}/{ident(r)}\nPlatform: {r.choice(["linux","darwin"])}'
        kw = dict(maxtok=r.choice([8192, 16000, 32000]), temp=1.0, stream=True)
        if r.random() < .5: kw['reasoning'] = {'budget': r.choice([4096, 16000, 31999])}
        for _ in range(max(1, int(r.lognormvariate(1.9, .8)))):
            agent_run(r, a, daytime(r, cty, 'work'), fill(r, r.choice(TASKS)), f[2] + cwd, f[3], r.choice(eps), (f[0], f[1]), 1 + min(8, int(r.expovariate(.3))), **kw)
    # cloud-hosted agents platform: same ASN, IP pool, SDK; unrelated customers
    pool = [(ip(R, 16509), 16509, 'US') for _ in range(18)]
    for i in range(N(110)):
        a = account(r, 'cloud_agents', plan='payg'); put('cloud_agents', a); job = r.choice(S['ind']); tl = r.sample(['search_web','browser_open','click','extract_table','send_email','read_sheet','write_sheet','crm_lookup','calendar_add','slack_post'], 5)
        sysp = f"You are an autonomous worker on TaskPilot. Complete the goal with the tools, then call finish.\nCustomer context: {F(r, '{ind} company in {city}')}; {doc(r)}"
        goal = r.choice(['Find {num} new leads in {city} for {ind}','Check prices of {item} at competitors','Summarise today\'s {ind} news','Update the {ent} sheet from the {adj} mail','Book a slot for {name}'])
        per = r.choice([1, 2, 4]); h = r.uniform(0, 24)
        for d in range(DAYS):
            for j in range(per):
                if r.random() < .55: agent_run(r, a, T0 + d*DAY + ((h + j*24/per) % 24)*3600 + r.uniform(0, 900), F(r, goal), sysp, tl + ['finish'], r.choice(pool), SDK[0], r.randint(1, 4), maxtok=4096, temp=None)
BIZ = [('You are a support assistant for {co}, which serves {ind}. Answer only from the policy below.\n{pol}', 'Customer: {cust}\nOrder {oid}', ['lookup_order','create_ticket']),
 ('Extract the fields as JSON: {flds}.', 'Document {oid}:\n{doc} {doc}', None),
 (None, 'Classify the message of a {ind} customer into one of: {flds}, other. Answer with the label only.\n\nMessage: {cust}', None),
 ('You write product descriptions for {co}. Tone: {tone}. Max {k} words.', 'Product: {item} {oid}. Features: {adj}, {adj}, {hobby}. Audience: {job}', None),
 (None, 'Summarise this call transcript for the {ind} CRM in three sentences.\n\n{doc} {doc} {doc}\nAgent: {name}', None),
 ('You are the search assistant of {co}. Use the passages, cite them.', 'Passages:\n[1] {doc}\n[2] {doc}\n\nQuestion: {q}', None),
 (None, 'Translate into {langname}. Keep placeholders.\n\n{doc}', None),
 ('You moderate reviews at {co}. Reply ALLOW or BLOCK with a reason.', 'Review ({num}/5): {doc}', None),
 ('You convert questions to SQL for the {co} warehouse. Tables: {flds}.', '{q} Give totals per {ent} for the last {num} days.', None),
 ('You are a tutor in the {co} learning app. Show each step and explain your reasoning to the pupil.', 'Grade {num} pupil asks: {hw}', None)]
def biz_msg(r, b):
    t = b['u']
    for k, f in (('{cust}', lambda: mutate(r, r.choice(banking)) if r.random() < .5 else F(r, r.choice(['where is my {item}? order from {city}', 'the {item} arrived broken', 'change my address to {city} please', 'how do i cancel', 'I want a refund for the {item}', 'is the {item} back in stock']))), ('{oid}', lambda: '#' + str(r.randrange(10**5, 10**6))), ('{q}', lambda: r.choice(clinc) + '?'), ('{hw}', lambda: mutate(r, r.choice(EASYB)))):
        while k in t: t = t.replace(k, f(), 1)
    return fill(r, t)
EASYB, EASYC = half(easy, 0, 'easy'), half(easy, 1, 'easy')
def mkbiz(r, co):
    s, u, tl = r.choice(BIZ); fl = ', '.join(r.sample(S['ent'], 5))
    rep = {'{co}': co, '{flds}': fl, '{tone}': r.choice(['warm', 'dry', 'premium', 'playful']), '{k}': r.choice(S['num']), '{ind}': r.choice(S['ind']), '{pol}': doc(r, 3)}
    for k, v in rep.items(): s = s.replace(k, v) if s else s; u = u.replace(k, v)
    if s: s = s + ' ' + (doc(r) if r.random() < .5 else '')
    if r.random() < .4: u = doc(r)[:60] + '\n' + u if r.random() < .3 else u
    return {'s': s, 'u': u, 'tools': tl, 'temp': r.choice([0, 0, .2, .3, None, .7, 1.0]), 'mx': r.choice([64, 256, 300, 512, 1000, 1024, 2048, 4096]), 'ua': sdk(r), 'state': 'absent' if r.random() < .05 else None, 'rl': r.choice([30, 80, 200, 400, 700])}
def biz_call(r, a, t, b, ep, user=None):
    m = ([{'role': 'system', 'content': b['s']}] if b['s'] else []) + [{'role': 'user', 'content': biz_msg(r, b)}]
    emit(r, a, t, m, ep, b['ua'], rlen=max(20, b['rl']*r.uniform(.5, 1.6)), temp=b['temp'], maxtok=b['mx'], tools=b['tools'], user=user, state=b['state'])
def businesses(r):
    for i in range(N(330)):
        co = company(r); cty = r.choice(CTRY); org = 'org_' + hx(r, 8); nseat = r.choice([1]*8 + [2, 3])
        b = mkbiz(r, co); pay = 'pm_' + hx(r, 16); mode = r.choice(['work', 'work', 'even', 'flat', 'night'])
        eps = endpoints(r, 'paas' if r.random() < .3 else 'cloud', cty); users = ['u_' + hx(r, 8) for _ in range(40)] if r.random() < .4 else None
        for s in range(nseat):
            a = account(r, 'business', cty, age=r.uniform(60, 1000), plan=r.choice(['business', 'business', 'enterprise', 'payg']), verified=r.random() < .85, pay=pay, mail=co, org=org); put('business', a)
            for _ in range(min(900, int(r.lognormvariate(4.05, .85)))): biz_call(r, a, daytime(r, cty, mode), b, r.choice(eps), r.choice(users) if users else None)
    # big firms with many seats: one assistant front-end, one system prompt, one card
    for sz in (90, 45, 30):
        co = company(r); cty = r.choice(['US', 'DE', 'GB', 'JP']); org = 'org_' + hx(r, 8); pay = 'pm_' + hx(r, 16); eps = endpoints(r, 'office', cty) + endpoints(r, 'cloud', cty)
        sysp = f'You are the internal assistant of {co}. ' + doc(r, 2); ua = r.choice(SDK[:5]); start = 0
        for s in range(N(sz)):
            a = account(r, 'seats', cty, age=r.uniform(30, 400), plan='enterprise', verified=True, pay=pay, mail=co, org=org); put('seats', a)
            for _ in range(max(1, int(r.lognormvariate(2, .8)))):
                (dev_session if r.random() < .4 else lambda r, a, t, st, e, u, **k: chat_session(r, a, t, CLANG.get(cty, 'en'), st, e, u, **k))(r, a, daytime(r, cty, 'work'), lambda x: x, r.choice(eps), ua, system=sysp, maxtok=4096, temp=.3)
    # a firm migrating: 40 accounts (one a market), one start day, backfill
    for sz, d0 in ((40, 5), (22, 12.4)):
        co = company(r); org = 'org_' + hx(r, 8); pay = ['pm_' + hx(r, 16) for _ in range(3)]; b = mkbiz(r, co); b['state'] = None; eps = endpoints(r, 'cloud', 'US') + endpoints(r, 'cloud', 'US')
        for s in range(N(sz)):
            a = account(r, 'migrating', created=T0 + (d0 - r.uniform(.2, 3))*DAY, plan='prepaid', verified=True, pay=r.choice(pay), mail=co, org=org if r.random() < .6 else None); put('migrating', a)
            for _ in range(r.randint(30, 110)): biz_call(r, a, T0 + (d0 + (r.expovariate(1/.5) if r.random() < .6 else r.uniform(0, DAYS - d0)))*DAY, b, r.choice(eps))
def classes(r):
    # university programmes: shared homework, deadline, campus NAT, credits
    kinds = [('math', 95, 'step'), ('prog', 70, 'code'), ('nlp', 50, 'prompting'), ('ling', 36, 'es')]
    for nm, sz, k in kinds:
        dom = r.choice(['uni-', 'tech-', 'state-']) + r.choice(S['city']).lower() + '.edu'; cty = r.choice(['US', 'US', 'DE', 'IN', 'KR']); nat = [(ip(r, RES[cty][0]), RES[cty][0], cty) for _ in range(3)]
        d0 = r.uniform(1, 3); probs = [mutate(r, x) for x in r.sample(half(math_all, 0, 'math') + ocw, 24)] if k == 'step' else None
        tasks = [F(r, 'Write a {lang} program to {verb} {adj} {ent}s, read input from a file, complexity must be O(n log n)') for _ in range(8)]
        few = [r.choice(EASYB) for _ in range(40)]
        for s in range(N(sz)):
            a = account(r, 'class_' + nm, cty, plan='edu', verified=r.random() < .8, mail=dom, created=T0 + (d0 - r.expovariate(1/1.5))*DAY); put('class_' + nm, a)
            eps = nat*2 + endpoints(r, 'home', cty); ua = r.choice(APPS[:4]) if k != 'prompting' else SDK[0]; st = style(r)
            for dl in (d0 + 6, d0 + 13):
                for _ in range(r.randint(1, 9)):
                    t = T0 + (dl - r.expovariate(1/1.2))*DAY
                    if t < T0: continue
                    if k == 'step': convo(r, a, t, st(r.choice(['', 'Explain step by step: ', 'how do you solve this? ', 'I get a different answer, why? ', 'Show your reasoning. ']) + r.choice(probs)), r.choice(eps), ua, lambda q: q.choice(['why?', 'can you show step 2 again', 'i dont get it', 'is there an easier way?', 'so what formula is that']), turns(r), maxtok=4096, stream=True)
                    elif k == 'code': convo(r, a, t, st(r.choice(['', 'help: ', "what's wrong?\n" + code(r, 'py') + '\n']) + r.choice(tasks)), r.choice(eps), ua, lambda q: q.choice(['it says ' + q.choice(S['err']), 'explain the loop', 'without imports']), turns(r), kind='code', maxtok=4096, stream=True)
                    elif k == 'prompting':
                        for q in r.sample(few, r.randint(4, 12)): emit(r, a, t := t + r.uniform(1, 9), [{'role': 'user', 'content': r.choice(["Q: {}\nA: Let's think step by step.", "Q: {}\nA:", "Answer with a number only.\n{}", "Think carefully, show reasoning, then answer.\n{}"]).format(q)}], r.choice(eps), ua, temp=r.choice([0, .7]), maxtok=512)
                    else: chat_session(r, a, t, 'es', st, r.choice(eps), ua, maxtok=2048, stream=True)
    # hackathon
    ven = [(ip(r, 16509), 16509, 'US')] + [(ip(r, 7922), 7922, 'US')]*3; d0 = 12.6
    for s in range(N(75)):
        a = account(r, 'hackathon', 'US', plan='credits', created=T0 + (d0 + r.uniform(-.4, .15))*DAY); put('hackathon', a); proj = F(r, '{art} for {ind}')
        for _ in range(r.randint(6, 40)): emit(r, a, T0 + (d0 + r.uniform(.1, 1.6))*DAY, [{'role': 'system', 'content': f'You are a helpful assistant built at HackNight. Project: {proj}'}, {'role': 'user', 'content': consq(r) if r.random() < .5 else devq(r)}], r.choice(ven), r.choice([SDK[0], SDK[3]]), temp=.7, maxtok=1024)
    # promo credits: newsletter sends hundreds of ordinary people with free credits on one day
    for s in range(N(160)):
        cty = r.choice(CTRY); a = account(r, 'promo_signup', cty, plan='credits', created=T0 + 9*DAY + 8*3600 + r.expovariate(1/(.6*DAY))); put('promo_signup', a); eps = endpoints(r, 'home', cty); ua = sdk(r) if r.random() < .4 else r.choice(APPS); st = style(r)
        for _ in range(max(1, int(r.lognormvariate(1.4, .8)))): (dev_session if r.random() < .4 else lambda r, a, t, st, e, u, **k: chat_session(r, a, t, CLANG.get(cty, 'en') if cty != 'IN' else 'en', st, e, u, **k))(r, a, a['created'] + 120 + r.expovariate(1/(2*DAY)), st, r.choice(eps), ua, maxtok=r.choice([1024, 4096]))
HW = {'en': "{name} has {num} apples and buys {num} boxes of {num}. How many now?", 'es': "{name} tiene {num} monedas y gasta {num} cada día. ¿Cuántos días le duran?", 'pt': "{name} comprou {num} cadernos por {num} reais cada. Quanto gastou?", 'fr': "Un train parcourt {num} km en {num} minutes. Quelle est sa vitesse moyenne ?", 'de': "Ein Rechteck ist {num} cm lang und {num} cm breit. Berechne Umfang und Fläche.", 'ja': "{num}個のりんごを{num}人で分けると1人何個で何個余りますか。", 'zh': "一辆车每小时行{num}公里，{num}小时行多少公里？", 'ko': "{num}명이 {num}개의 사탕을 똑같이 나누면 몇 개씩 가질까요?", 'hi': "एक दुकानदार ने {num} किलो चावल {num} रुपये किलो बेचे। कुल कितना मिला?", 'ar': "اشترى {name} {num} كتابا بسعر {num} للكتاب. كم دفع؟", 'ru': "В классе {num} учеников, из них {num} мальчиков. Сколько девочек?"}
def apps(r):
    # BYO-key apps: same template and client, unrelated people
    for nm, sz, sysp, mk, mx in (
      ('byok_translate', 140, 'You are PageLens. Summarise or translate the page selection for the reader. Do not add opinions.', lambda q, l: f'[{q.choice(["summary","translate","explain"])}|{l}] ' + doc(q, q.randint(1, 3)), 800),
      ('byok_homework', 120, 'You are StudyOwl, a patient tutor. Always reason step by step, show all intermediate steps, state the rule used, then give the final answer in a box.', lambda q, l: fill(q, HW[l]) if q.random() < .6 else mutate(q, q.choice(EASYB + half(gsm, 0, 'gsm'))), 2048),
      ('byok_writer', 90, 'You are InkPal inside a text editor. Continue or improve the text in the same voice.', lambda q, l: q.choice(['Continue:\n', 'Improve:\n', 'Shorter:\n']) + doc(q, q.randint(1, 3)), 1200)):
        ua = {'byok_translate': ('PageLens/2.3 chrome-extension', 'chr'), 'byok_homework': ('StudyOwl/5.1 android', 'and'), 'byok_writer': ('InkPal/0.9 electron', 'chr')}[nm]
        for s in range(N(sz)):
            cty = r.choice(CTRY); a = account(r, nm, cty); put(nm, a); eps = endpoints(r, 'home', cty); l = CLANG.get(cty, 'en')
            for _ in range(max(2, int(r.lognormvariate(2.7, .8)))): emit(r, a, daytime(r, cty, 'even'), [{'role': 'system', 'content': sysp}, {'role': 'user', 'content': mk(r, l)}], r.choice(eps), ua, temp=.4, maxtok=mx, stream=True)
    # CI eval suites: same framework's default judge prompt, nightly
    JT = 'You are grading an output according to a user-specified rubric. If the statement in the rubric is true, the output passes. Respond with JSON {{"reason": string, "pass": boolean, "score": number}}\n\n<Output>\n{o}\n</Output>\n<Rubric>\n{q}\n</Rubric>'
    for s in range(N(48)):
        co = company(r); a = account(r, 'ci_evals', age=r.uniform(40, 600), plan='business', mail=co, verified=True, org='org_' + hx(r, 8)); put('ci_evals', a); b = mkbiz(r, co); b['state'] = None; eps = endpoints(r, 'cloud', 'US'); fx = [(biz_msg(r, b), doc(r)) for _ in range(r.randint(4, 10))]
        for d in range(DAYS):
            if r.random() < .4: continue
            t = T0 + d*DAY + r.choice([2, 2, 3, 0])*3600 + r.uniform(0, 200)
            for q, rub in fx:
                ms = ([{'role': 'system', 'content': b['s']}] if b['s'] else []) + [{'role': 'user', 'content': q}]; o = resp(r, q, b['rl'])
                emit(r, a, t := t + r.uniform(.5, 4), ms, r.choice(eps), b['ua'], content=o, temp=b['temp'], maxtok=b['mx'])
                if r.random() < .6: emit(r, a, t := t + r.uniform(.5, 4), [{'role': 'user', 'content': JT.format(o=o[:400], q=rub)}], r.choice(eps), ('promptcheck/0.118.0 node/22.4', 'nd1'), content=json.dumps({'reason': doc(r), 'pass': r.random() < .8, 'score': 1}), temp=0, maxtok=1024)
    # annotation firm comparing its clients' bots; evaluation labs with public benchmarks and k samples
    RUB = 'Compare two replies of our client\'s chatbot to the customer below. Consider accuracy, tone and policy. Answer A, B or tie, with one sentence.\n\nCustomer: {c}\n\nReply A: {x}\n\nReply B: {y}'
    co = company(r); org = 'org_' + hx(r, 8); pay = 'pm_' + hx(r, 16)
    eps = endpoints(r, 'cloud', 'US')
    for s in range(N(9)):
        a = account(r, 'annotation_firm', 'IN', age=r.uniform(90, 500), plan='business', verified=True, mail=co, org=org, pay=pay); put('annotation_firm', a)
        for _ in range(r.randint(120, 300)): emit(r, a, daytime(r, 'IN', 'work'), [{'role': 'user', 'content': RUB.format(c=mutate(r, r.choice(banking)), x=doc(r), y=doc(r))}], r.choice(eps), SDK[1], rlen=90, temp=0, maxtok=300)
    for li, (sz, ks) in enumerate(((6, 1), (4, 4), (3, 8))):
        co = company(r).replace('.com', '.ai'); org = 'org_' + hx(r, 8); pay = 'pm_' + hx(r, 16); eps = endpoints(r, 'cloud', 'US'); bench = r.choice([bbh, half(gsm, 0, 'gsm')[:200], math_all[:250] + ocw])
        for s in range(sz):
            a = account(r, 'eval_lab', r.choice(['US', 'GB', 'CA']), age=r.uniform(40, 500), plan='business', verified=True, mail=co, org=org, pay=pay if r.random() < .7 else None); put('eval_lab', a)
            for run_ in range(2):
                t = (T0 + r.uniform(1, 10)*DAY) if run_ == 0 else REL + r.uniform(1, 30)*3600
                for q in r.sample(bench, 60 // ks):
                    for _ in range(ks): emit(r, a, t := t + r.expovariate(1/6), [{'role': 'user', 'content': q + '\nThink step by step and put the final answer in \\boxed{}.'}], r.choice(eps), SDK[0], temp=0 if ks == 1 else 1.0, maxtok=8192, reasoning={'budget': 8000} if li else None, model=NEW if run_ else None)
            if li == 1: a['_allow'] = 'trust-and-safety, eval partner'
    # licensed: may train on outputs
    co = company(r); org = 'org_' + hx(r, 8); pay = 'pm_' + hx(r, 16); eps = endpoints(r, 'cloud', 'US')
    for s in range(7):
        a = account(r, 'licensed', 'US', age=300, plan='enterprise', verified=True, mail=co, org=org, pay=pay); put('licensed', a); a['_lic'] = True
        for _ in range(220): emit(r, a, T0 + r.uniform(0, DAYS)*DAY, [{'role': 'user', 'content': evolved(r, 'lic') + ' Explain your reasoning in full.'}], r.choice(eps), SDK[0], temp=.9, maxtok=4096)
    # resellers
    for s in range(N(14)):
        co = company(r); a = account(r, 'reseller', age=r.uniform(60, 500), plan='business', verified=True, mail=co); put('reseller', a); a['_res'] = s % 3 != 0; eps = endpoints(r, 'paas', 'US'); us = ['u' + str(r.randrange(10**6)) for _ in range(60)]; ul = {u: r.choice(['en', 'en', 'es', 'zh', 'ja', 'pt']) for u in us}
        for _ in range(r.randint(120, 420)):
            u = r.choice(us); emit(r, a, T0 + r.uniform(0, DAYS)*DAY, [{'role': 'user', 'content': devq(r) if r.random() < .25 else consq(r, ul[u])}], r.choice(eps), SDK[10], user=u if a['_res'] else None, temp=r.choice([None, .7, 1]), maxtok=r.choice([1024, 4096]))
    # shared incubator card, uptime monitors
    pay = 'pm_' + hx(r, 16)
    for s in range(N(26)):
        co = company(r); a = account(r, 'incubator', age=r.uniform(20, 90), plan='prepaid', pay=pay, mail=co); put('incubator', a); b = mkbiz(r, co); b['state'] = None; eps = endpoints(r, 'paas', 'US')
        for _ in range(r.randint(10, 90)): biz_call(r, a, daytime(r, 'US', 'work'), b, r.choice(eps))
    for s in range(N(45)):
        a = account(r, 'uptime', age=r.uniform(30, 300), plan='payg'); put('uptime', a); e = endpoints(r, 'paas', 'US'); o = r.uniform(0, 6)*3600; step = r.choice([4, 6, 12])*3600
        for k in range(int(DAYS*DAY/step)): emit(r, a, T0 + o + k*step + r.uniform(0, 3), [{'role': 'user', 'content': 'ping, reply with pong'}], r.choice(e), SDK[4], content='pong', maxtok=10, temp=0)
    # agency-run SEO content on prepaid cards; safety red team; tool-using LangChain tutorial followers
    pays = ['pm_' + hx(r, 16) for _ in range(5)]; eps = [(x[0], x[1], 'US') for x in r.sample(VPNX, 8)]
    for s in range(N(24)):
        a = account(r, 'seo_agency', 'US', age=r.uniform(15, 200), plan='prepaid', pay=r.choice(pays), verified=False); put('seo_agency', a)
        for _ in range(r.randint(40, 160)): emit(r, a, daytime(r, 'US', 'work'), [{'role': 'user', 'content': F(r, r.choice(['Write a {num}00-word SEO article about the best {item} for a {job} in {city}. Use H2 headings and an FAQ.', 'Write meta title and description for "{item} {city}"', 'Rewrite so that it is unique: ']) ) + (doc(r, 2) if r.random() < .3 else '')}], r.choice(eps), SDK[7], temp=.8, maxtok=3000)
    co = company(r); org = 'org_' + hx(r, 8)
    for s in range(5):
        a = account(r, 'red_team', 'GB', age=200, plan='business', verified=True, mail=co, org=org); put('red_team', a)
        for q in r.sample(sensitive, 80): emit(r, a, daytime(r, 'GB', 'work'), [{'role': 'user', 'content': q}], r.choice(eps), SDK[0], temp=0, maxtok=512)
    for s in range(N(60)):
        cty = r.choice(CTRY); a = account(r, 'tutorial', cty); put('tutorial', a); e = endpoints(r, 'home', cty)
        for _ in range(r.randint(1, 9)): agent_run(r, a, daytime(r, cty, 'even'), r.choice(['What is the weather in {city}?', 'What is {num} times {num} plus {num}?', 'who is the CEO of {co}', 'search for {subj}']).replace('{co}', company(r)) .replace('{city}', r.choice(S['city'])).replace('{subj}', r.choice(S['subj'])).replace('{num}', r.choice(S['num'])), 'You are a helpful assistant with access to tools.', ['get_weather', 'calculator', 'search'], r.choice(e), SDK[9], r.randint(1, 3), maxtok=1024, temp=0, res=lambda q, t: q.choice([f'{q.randint(-5,38)} C, clear', q.choice(S['num']), doc(q)]))
    # long tail: side projects on cloud, one odd little thing each
    for s in range(N(520)):
        cty = r.choice(CTRY); a = account(r, 'side_project', cty, plan=r.choice(['payg', 'prepaid', 'prepaid', 'credits'])); put('side_project', a); b = mkbiz(r, F(r, '{name}\'s {hobby} bot')); b['state'] = None; e = endpoints(r, r.choice(['paas', 'cloud', 'home']), cty); md = r.choice(['even', 'flat', 'work'])
        for _ in range(max(2, int(r.lognormvariate(2.9, .9)))): biz_call(r, a, daytime(r, cty, md), b, r.choice(e))
# ---------------------------------------------------------------- campaigns
EVP1 = ['Design a {art} for {ind}','Outline how to {verb} {num}0000 {ent}s a day','Critique a plan to {verb} all {adj} {ent}s with {fw}','Explain to a {job} how a {art} works','Compare two ways to {verb} {adj} {ent}s','Implement a small {art} in {lang}','Write a tutorial about {subj} for a {job}','Draft an incident report about {err} in a {art}','Propose metrics for a {art} used in {ind}','Create a dataset schema linking {ent}s, {ent}s and {ent}s','Rewrite this requirement so that it can be tested: every {adj} {ent} must {verb} within {num} seconds','Invent a word problem about {food} and {item}s and solve it','Write a dialogue in which a {job} teaches {subj}','List failure modes of {fw} in {ind}','Estimate the cost to {verb} {num}000 {ent}s with {fw}']
EVP2 = [' under {cons}',' that copes with {cons} and {cons}',' when {ent}s are {adj}',' for a team of {num}',' without {fw}','',' assuming {cons}',' in a {ind} firm']
EVP3 = ['. Give a complete, self-contained answer.','. Work through the alternatives first.','. Include edge cases.','. Assume an expert reader.','. Justify each decision.','.','.',', and finish with a checklist.','. State assumptions.','. Keep it under {num}0 words.']
EVF_ = {
 'hydra': ['A {ind} platform has to {verb} {adj} {ent}s while facing {cons}. Diagnose the bottleneck and write the fix in {lang}.','Given this failing {art}: {err} whenever {cons} occurs. Find root causes and patch it.','Reason about the correctness of a {art} that must {verb} {ent}s with {cons}, then implement it in {lang}.','From {num} {ent} records with {adj} fields derive which {ent}s drive {ind} churn. Show the analysis.','Plan and carry out a migration of {ent}s from {fw} to {fw} in steps with checks.','Prove or refute: a {art} with {num} workers never loses a {ent} given {cons}.'],
 'pref': ['How would you {verb} {ent}s in {lang}?','What should a {job} know about {subj}?','Write a short story about a {job} in {city} and a {item}.','Give advice to {name}, a {job} whose {rel} dislikes {hobby}.','Is it worth learning {fw} for {ind}?','Describe {subj} with an analogy from {hobby}.','Suggest a policy on {adj} {ent}s for {ind}.','Create a recipe from {food}, {food} and {food}.','Explain {err} to a beginner.'],
 'burst': ['Write a {lang} program to {verb} {ent}s sorted by {adj} {ent}.','Given n={num} {ent}s, count the pairs whose {adj} difference is at most {num}.','Implement class {ent}Manager in {lang} with methods {verb} and {verb}.','Complete the function and explain: {verb}_{ent}s(xs, k={num}) in {lang}.'],
 'lic': ['Write an exam question on {subj} for a {job} and a model answer.','Produce a case study of {ind} firm in {city} with {cons}.','Write {num} training dialogues between a {job} and a client about a {item}.']}
def evolved(r, fam='patient'):
    if fam == 'patient': return F(r, r.choice(EVP1) + r.choice(EVP2) + r.choice(EVP3))
    return F(r, r.choice(EVF_[fam]))
def camp(name, a): TRUTH['campaigns'].setdefault(name, []).append(a['id'])
def hydra(r):
    nm = 'hydra'; n = N(130); cards = ['pm_' + hx(r, 16) for _ in range(52)]
    asns = [9009, 212238, 20473, 14061, 24940, 7552, 9304, 3462, 4657]; pool = [(ip(r, x), x, r.choice(['US', 'SG', 'NL', 'JP', 'HK', 'DE'])) for x in asns for _ in range(10)] + [(x[0], x[1], 'NL') for x in r.sample(VPNX, 12)]
    accs = []
    for i in range(n):
        a = account(r, nm, r.choice(['US', 'SG', 'HK', 'TW', 'JP', 'GB', 'DE', 'VN', 'CA', 'ID']), age=r.uniform(8, 130) if i < n*.8 else -r.uniform(0, 14), plan=r.choice(['prepaid']*4 + ['payg']), verified=r.random() < .2, pay=r.choice(cards), mail=r.choice(MAILC))
        a['_sw'] = REL + r.expovariate(1/(.7*DAY)) if r.random() < .8 else math.inf; a['_old'] = OLD
        camp(nm, a); accs.append((a, r.sample(pool, r.randint(5, 14)), r.choice([SDK[0], SDK[1], SDK[10], SDK[3], SDK[7]]), [CLANG.get(r.choice(CTRY), 'en') for _ in range(4)]))
    # resold traffic of unrelated customers, passed through
    for a, eps, ua, langs in accs:
        st = [style(r) for _ in range(5)]; lo = max(0, (a['created'] - T0)/DAY)
        for _ in range(int(r.lognormvariate(3.5, .4)*1.0*(DAYS-lo)/DAYS)):
            t = T0 + r.uniform(lo, DAYS)*DAY; u = r.random(); s = r.choice(st)
            if u < .55: chat_session(r, a, t, r.choice(langs), s, r.choice(eps), ua, maxtok=r.choice([1024, 4096, 8192]), temp=r.choice([None, .7, 1.0]))
            elif u < .85: dev_session(r, a, t, s, r.choice(eps), ua, maxtok=r.choice([1024, 4096, 8192]), temp=r.choice([None, 0, .7]))
            else: agent_run(r, a, t, fill(r, r.choice(TASKS)), FLEET[0][2], FLEET[0][3], r.choice(eps), (FLEET[0][0], 'py1'), r.randint(1, 5), maxtok=16000, temp=1.0)
    SYS = ['You are an expert {job} with deep knowledge of {ind}. Deliver insight grounded in data, with complete and transparent reasoning.','You are a senior engineer. Think through the problem fully before writing code, and record each decision.','Act as a careful problem solver. Write your full chain of thought, then the result.',None,'You review work on {ind} systems. Lay out the internal reasoning behind the final answer.','You are a methodical analyst of {ind} data.']
    bank = half(math_all, 1, 'math')
    jobs = int(n*105*A.scale/ max(A.scale, 1e-9))
    for _ in range(jobs):
        t = T0 + r.uniform(0, DAYS)*DAY; a, eps, ua, _l = r.choice(accs); u = r.random()
        q = evolved(r, 'hydra') if u < .4 else mutate(r, r.choice(bank)) if u < .62 else (F(r, 'In the repository of a {art}, ') + F(r, r.choice(TASKS[:10]).replace('{doc}', '')) + '\n\n' + code(r, n=2)) if u < .88 else mutate(r, r.choice(osb))
        s = r.choice(SYS); ms = ([{'role': 'system', 'content': F(r, s)}] if s else []) + [{'role': 'user', 'content': q}]
        emit(r, a, t, ms, r.choice(eps), ua, rlen=r.uniform(500, 1300), kind='code' if u > .62 else 'text', temp=r.choice([None, .7, 1.0]), maxtok=r.choice([8192, 8192, 16000]), reasoning={'budget': r.choice([8000, 16000])} if r.random() < .5 else None)
    TRUTH['meta'][nm] = {'start': 'before log'}
def patient(r):
    nm = 'patient'; n = N(70)
    for i in range(n):
        cty = r.choice(['US', 'US', 'GB', 'DE', 'CA', 'SG', 'TW', 'JP']); a = account(r, nm, cty, age=r.uniform(40, 320), plan=r.choice(['payg', 'payg', 'prepaid']), verified=r.random() < .3)
        if i % 6 == 0: pm = a['payment']
        elif i % 6 == 1: a['payment'] = pm
        a['_old'] = OLD; a['_sw'] = REL + r.uniform(.5, 4)*DAY; camp(nm, a)
        eps = endpoints(r, 'home', cty) + ([(x[0], x[1], 'US')]*2 if (x := r.choice(VPNX)) and r.random() < .3 else []) if r.random() < .6 else endpoints(r, 'cloud', cty)
        ua = r.choice([SDK[0], SDK[0], SDK[1], SDK[3]]); rate = r.uniform(8, 15); off = set(r.sample(range(DAYS), 3)); st = style(r)
        for d in range(DAYS):
            if d in off: continue
            for _ in range(min(24, pois(r, rate))):
                t = T0 + d*DAY + (diurnal(r, cty, r.choice(['work', 'even'])) % DAY); u = r.random()
                if u < .15: emit(r, a, t, [{'role': 'user', 'content': st(consq(r))}], r.choice(eps), ua, temp=.8, maxtok=4096); continue
                q = evolved(r) if u < .72 else mutate(r, r.choice(ALP2)) if u < .9 else mutate(r, r.choice(biggen))
                emit(r, a, t, [{'role': 'user', 'content': q}], r.choice(eps), ua, rlen=r.uniform(400, 1300), kind='code' if r.random() < .4 else 'text', temp=.8 if r.random() < .85 else None, maxtok=4096)
    TRUTH['meta'][nm] = {'start': 'before log'}
ALP2 = half(alpaca + selfi, 1, 'alp')
def burst(r):
    nm = 'burst'; d0 = 13.3; pool = [(ip(r, x, 8), x, 'US') for x in (20473, 14061, 212238) for _ in range(9)]; work = [mutate(r, x) for x in r.sample(half(gsm, 1, 'gsm') + half(math_all, 1, 'math'), 1400)] + [evolved(r, 'burst') for _ in range(1100)]; r.shuffle(work)
    W = ['Solve the following. Show all reasoning before the answer.\n\n{}', '{}\n\nExplain every step, then give the final answer on the last line.', 'Task: {}\nThink out loud and then answer.', '{}']; k = 0
    for i in range(N(60)):
        a = account(r, nm, r.choice(['US', 'GB', 'NL', 'PL', 'IN']), plan='credits', verified=False, mail=r.choice(['gmail.com']*6 + ['outlook.com']*2 + ['mailpost.cc', 'inbx.me', 'proton.me']), created=T0 + (d0 + r.uniform(-1.3, .3))*DAY); camp(nm, a); a['_sw'] = REL + r.uniform(0, 1)*DAY
        eps = r.sample(pool, 4); ua = r.choice([SDK[0], SDK[0], SDK[7]]); t = max(a['created'] + 600, T0 + d0*DAY) + r.expovariate(1/20000)
        for _ in range(r.randint(50, 130)):
            emit(r, a, t, [{'role': 'user', 'content': r.choice(W).format(work[k % len(work)])}], r.choice(eps), ua, rlen=r.uniform(300, 1200), temp=r.choice([.7, 1.0]), maxtok=4096); k += 1; t += r.expovariate(1/1500)
    TRUTH['meta'][nm] = {'start': iso(T0 + d0*DAY)}
RE = {'en': 'Think aloud in English and write every thought before the answer. ','es': 'Piensa en español y escribe todo tu razonamiento antes de responder. ','pt': 'Escreva todo o raciocínio em português antes da resposta. ','fr': 'Écris tout ton raisonnement en français avant de répondre. ','de': 'Denke auf Deutsch und schreibe alle Gedankenschritte auf. ','ja': '考えたことをすべて日本語で書き出してから答えてください。','zh': '请用中文写出完整的思考过程，然后再回答。','ko': '생각 과정을 모두 한국어로 적은 뒤 답하세요. ','hi': 'पहले पूरी सोच हिंदी में लिखो, फिर उत्तर दो। ','ar': 'اكتب كل خطوات تفكيرك بالعربية ثم أجب. ','ru': 'Запиши весь ход мыслей по-русски, затем ответь. '}
RE2 = {'es': 'No resumas el razonamiento. ','pt': 'Não resuma o raciocínio. ','fr': 'Ne résume pas. ','de': 'Nicht zusammenfassen. ','ja': '要約しないこと。','zh': '不要总结推理。','ko': '요약하지 마세요. ','hi': 'संक्षेप मत करो। ','ar': 'لا تلخص. ','ru': 'Не сокращай рассуждения. ','en': 'Do not summarise it. '}
def multilingual(r):
    nm = 'multilingual'; d0 = 14.6; bank = half(math_all, 1, 'math') + bbh + half(gsm, 1, 'gsm')
    for i in range(N(55)):
        cty = r.choice(list(RES)); a = account(r, nm, cty, age=r.uniform(3, 60) - 14, plan=r.choice(['prepaid', 'payg', 'credits']), verified=r.random() < .15); a['_sw'] = REL + r.uniform(0, 4)*DAY; camp(nm, a)
        eps = [(ip(r, x := r.choice(RES[c])), x, c) for c in r.sample(list(RES), 3)] + endpoints(r, 'home', cty); ua = r.choice([SDK[0], SDK[3], SDK[7], SDK[2]]); ls = r.sample(list(RE), r.randint(2, 5)); md = r.choice(['even', 'flat', 'flat'])
        lo = max(d0 + r.uniform(0, .8), (a['created'] - T0)/DAY)
        for _ in range(r.randint(1, 5)): chat_session(r, a, T0 + r.uniform(max(0, (a['created'] - T0)/DAY), DAYS)*DAY, CLANG.get(cty, 'en'), lambda x: x, r.choice(eps), ua, maxtok=4096)
        for _ in range(int(r.uniform(16, 30)*(DAYS - lo))):
            l = r.choice(ls); q = fill(r, HW[l]) if r.random() < .15 else mutate(r, r.choice(bank)); ins = RE[l] + (RE2[l] if r.random() < .4 else '')
            emit(r, a, daytime(r, cty, md, lo), [{'role': 'user', 'content': ins + q if r.random() < .6 else q + '\n\n' + ins.strip()}], r.choice(eps), ua, rlen=r.uniform(400, 1100), temp=r.choice([None, 1.0]), maxtok=r.choice([8192, 16000]), reasoning={'budget': r.choice([8000, 12000])} if r.random() < .6 else None)
    TRUTH['meta'][nm] = {'start': iso(T0 + d0*DAY)}
PW = ['Below are two candidate answers to a request. Score each from 1 to 10 on helpfulness, correctness and depth, explain the scores, then name the better.\n\nRequest: {q}\n\nCandidate 1: {x}\n\nCandidate 2: {y}','You will judge which response better serves the user. Write your critique first, then output [[1]] or [[2]].\n[Request]\n{q}\n[Response 1]\n{x}\n[Response 2]\n{y}','Request:\n{q}\n\nFirst:\n{x}\n\nSecond:\n{y}\n\nList strengths and flaws of both and give a preference with strength 1-5.','Rate against this rubric: follows instructions, truthful, complete, well written. JSON only.\nprompt={q}\na={x}\nb={y}']
def preference(r):
    nm = 'preference'; n = N(40); accs = []; cards = ['pm_' + hx(r, 16) for _ in range(18)]; pool = [(ip(r, x), x, CLOUD.get(x, 'US')) for x in (24940, 16276, 14061, 16509) for _ in range(8)]
    for i in range(n):
        a = account(r, nm, r.choice(['US', 'DE', 'FR', 'SG', 'CA']), age=r.uniform(20, 200), plan=r.choice(['prepaid', 'payg']), verified=r.random() < .3, pay=r.choice(cards) if r.random() < .7 else None); a['_sw'] = REL + r.uniform(.2, 3)*DAY; a['_old'] = OLD; camp(nm, a); accs.append((a, r.sample(pool, 3), r.choice([SDK[0], SDK[1], SDK[5]])))
    for a, e, ua in accs:
        for _ in range(r.randint(5, 40)): dev_session(r, a, T0 + r.uniform(0, DAYS)*DAY, style(r), r.choice(e), ua, maxtok=4096)
    for _ in range(int(n*50)):
        u = r.random(); q = evolved(r, 'pref') if u < .45 else mutate(r, r.choice(ALP2)) if u < .75 else mutate(r, r.choice(PUBC2))[:700]; t = T0 + r.uniform(0, DAYS - .3)*DAY; rs_ = []
        for k in range(4):
            a, e, ua = r.choice(accs); o = resp(r, q, r.uniform(250, 700)); rs_.append(o); qq = q if r.random() < .7 else r.choice(['{}\n', ' {}', 'Please answer: {}', '{} Thanks.']).format(q)
            emit(r, a, t + r.expovariate(1/2500), [{'role': 'user', 'content': qq}], r.choice(e), ua, content=o, temp=r.choice([.9, 1.0]), maxtok=2048)
        for k in range(2):
            a, e, ua = r.choice(accs); x, y = r.sample(rs_, 2); emit(r, a, t + 6000 + r.expovariate(1/4000), [{'role': 'user', 'content': r.choice(PW).format(q=q[:400], x=x[:380], y=y[:380])}], r.choice(e), ua, rlen=r.uniform(150, 500), temp=r.choice([0, .3]), maxtok=2048)
    TRUTH['meta'][nm] = {'start': 'before log'}
def tooluse(r):
    nm = 'tooluse'; d0 = 3.2; lib = [f'{v}_{e}' for v in ('get', 'list', 'update', 'create', 'search', 'cancel') for e in S['ent'][:22]]; pool = [(ip(r, 16509), 16509, 'US') for _ in range(14)] + [(x[0], x[1], 'US') for x in r.sample(PAAS, 6)]
    SY = ['You are an assistant for a {ind} company. Use the functions when needed. Explain why you pick each one.','You operate the {ind} back office through tools. Plan first, then act.','Solve the user request with the available functions. Reflect after every result.']
    for i in range(N(35)):
        a = account(r, nm, r.choice(['US', 'US', 'SG', 'GB', 'IN']), age=r.uniform(1, 90), plan=r.choice(['payg', 'prepaid']), verified=r.random() < .3); a['_sw'] = REL + r.uniform(0, .5)*DAY; a['_old'] = OLD; camp(nm, a); eps = r.sample(pool, 4); lo = d0 + r.uniform(0, 2)
        for _ in range(int(r.uniform(2.2, 5)*(DAYS - lo))):
            u = r.random(); task = mutate(r, r.choice(glaive)) if u < .25 else mutate(r, r.choice(apib)) if u < .4 else F(r, r.choice(['I need to {verb} the {adj} {ent} of {name} and then tell {name}.', 'Please find all {adj} {ent}s above {num} and {verb} them.', '{name} in {city} wants to change a {ent} and {verb} another {ent}. Budget {num}.', 'Which {ent}s were {adj} last week? If more than {num}, open a {ent}.']))
            agent_run(r, a, T0 + r.uniform(lo, DAYS)*DAY, task, F(r, r.choice(SY)), r.sample(lib, r.randint(3, 8)), r.choice(eps), SDK[0], r.randint(2, 6), gap=8, res=lambda q, tl: json.dumps({'status': q.choice(['ok', 'ok', 'not_found']), tl.split('_')[1]: {'id': q.randrange(10**5), q.choice(S['adj']): q.random() < .5, 'owner': q.choice(S['name'])}}), maxtok=4096, temp=r.choice([.7, 1.0]))
    TRUTH['meta'][nm] = {'start': iso(T0 + d0*DAY)}
for f in (consumers, devs, fleets, businesses, classes, apps): f(random.Random(f'{f.__name__}-{A.seed}'))
if A.scenario == 'mix':
    for f in (hydra, patient, burst, multilingual, preference, tooluse): f(random.Random(f'{f.__name__}-{A.seed}'))
OUTX.sort(key=lambda z: (z[0], z[1]['id']))
seen = {x['account']['id'] for _, x in OUTX}
os.makedirs(A.out, exist_ok=True)
with open(f'{A.out}/log.jsonl', 'w') as f:
    for _, x in OUTX: f.write(json.dumps(x, ensure_ascii=False, separators=(',', ':')) + '\n')
with open(f'{A.out}/accounts.jsonl', 'w') as f:
    for i in sorted(seen):
        a = ACC[i]; o = {'account': i, 'created': iso(a['created']), 'country': a['country'], 'plan': a['plan'], 'verified': a['verified'], 'email_domain': a['email_domain'], 'valid_from': iso(min(a['created'], T0))}
        if a['org']: o['org'] = a['org']
        if a['payment']: o['payment'] = a['payment']
        if a.get('_res'): o['reseller'] = True
        if a.get('_lic'): o['licence'] = {'scope': 'train on outputs', 'document': 'MSA-2231', 'valid_until': '2027-06-30T00:00:00Z'}
        if a.get('_allow'): o['allow'] = {'by': a['_allow'], 'until': '2027-01-31T00:00:00Z'}
        f.write(json.dumps(o) + '\n')
from collections import Counter
which = {a: (k, None) for k, v in TRUTH['innocent'].items() for a in v} | {a: (f'campaign_{k}', k) for k, v in TRUTH['campaigns'].items() for a in v}
first, last, taken = {}, {}, Counter()
for t, x in OUTX:
    a = x['account']['id']; first.setdefault(a, t); last[a] = t
    if which.get(a, ('other', None))[1]: taken[which[a][1]] += 1
told = [dict(account=a, end_user=None, population=p, campaign=c, since=iso(first[a]), until=iso(last[a])) for a in sorted(first) for p, c in [which.get(a, ('other', None))]]
camps = [dict(campaign=c, kind=c, accounts=sum(r['campaign'] == c for r in told), start=min(r['since'] for r in told if r['campaign'] == c), end=max(r['until'] for r in told if r['campaign'] == c), params={}, exchanges=n) for c, n in sorted(taken.items())]
json.dump({'version': 1, 'seed': A.seed, 'world': 'lumen', 'settings': {}, 'start': iso(T0), 'end': iso(END), 'exchanges': len(OUTX), 'populations': dict(sorted(Counter(r['population'] for r in told).items())), 'accounts': told, 'campaigns': camps}, open(f'{A.out}/truth.json', 'w'))
print(len(OUTX), 'exchanges', len(told), 'accounts', [(c['campaign'], c['accounts'], c['exchanges']) for c in camps])
