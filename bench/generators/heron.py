"""Thirty days of 'Heron Labs', a mid-size company that serves one fine-tuned model family behind an API.
Written from the schema alone. Of one size: --benign, --attack, --days and --scenario are passed over."""
import argparse
import gzip, json, math, random, sys, hashlib, datetime as dt
from pathlib import Path
ASK = argparse.ArgumentParser(); ASK.add_argument('--seed', type=int, default=7); ASK.add_argument('--prompts', type=Path, required=True); ASK.add_argument('--out', type=Path, required=True)
ASKED, _ = ASK.parse_known_args(); OUT, SEED = ASKED.out, ASKED.seed
R = random.Random(SEED)
D = ASKED.prompts
T0 = dt.datetime(2026, 9, 1, tzinfo=dt.timezone.utc).timestamp(); DAY = 86400; DAYS = 30
LAUNCH = T0 + 18 * DAY + 15 * 3600            # heron-3 opens on the 19th, 15:00 UTC
def load(p, cap=1100, lo=0):
    rows = [json.loads(l) for l in gzip.open(D / p, 'rt')]
    return [r['text'][:cap] for r in rows if len(r['text']) > lo]
benign = sum((load('benign/%s.jsonl.gz' % s, 700) for s in ('arena_hard_v01','autoj_real_queries','awesome_chatgpt_prompts','mt_bench','vicuna_bench','writingbench')), [])
maths = sum((load('distillation/%s.jsonl.gz' % s) for s in ('gsm8k_train','math_test','asdiv','svamp')), [])
evalsets = {s: load('distillation/%s.jsonl.gz' % s) for s in ('gsm8k_train','math_test','bbh','gsm_hard','ocw_minerva','mawps')}
general = sum((load('distillation/%s.jsonl.gz' % s, 800) for s in ('llamafactory_alpaca_en_demo','self_instruct_user_oriented','biggen_bench')), [])
code = sum((load('distillation/%s.jsonl.gz' % s, 800) for s in ('agentbench_os','apibench')), []) + load('enterprise_template/bfcl_sql_tenant.jsonl.gz')
tools_talk = load('distillation/glaive_toolcall.jsonl.gz', 500)
t0 = load('enterprise_template/t0_templates.jsonl.gz', 600)
clinc = load('enterprise_template/clinc150_raw.jsonl.gz')
bank = [x.split('\n')[-1] for x in load('enterprise_template/banking77_classifier_tenant.jsonl.gz')]
summ = load('enterprise_template/spec_bench_summarization.jsonl.gz', 900)
sens = load('refusal_boundary/ccp_sensitive.jsonl.gz')
resp_pool = [json.loads(l).get('response') or '' for l in gzip.open(D/'distillation/llamafactory_alpaca_en_demo.jsonl.gz','rt')]
resp_pool = [r for r in resp_pool if len(r) > 40]
TOPICS = '''sourdough starter|landlord deposit|marathon training plan|Postgres index bloat|my sister's wedding toast|used Honda Civic|vegan lasagna|visa interview|tax residency|kubernetes ingress|a D&D one-shot|knee pain after running|cover letter for a barista job|GDPR cookie banner|raised garden beds|Excel pivot table|python asyncio timeout|a breakup text|newborn sleep schedule|quarterly OKRs|roof insulation|mortgage refinancing|a haiku about rain|React form validation|puppy crate training|Lisbon in three days|a sci-fi short story|budget for a couple|terraform drift|job resignation letter|board game night|chess opening for beginners|docker image size|learning Portuguese|a product hunt launch|stoic philosophy|dental implants|office lease renewal|LinkedIn summary|camping stove|regex for phone numbers|home espresso|an apology to a customer|fantasy map names|retirement savings|photography in low light|wedding seating chart|bike brakes squeal|a podcast intro|sleep apnea mask|Swift Combine publisher|rust lifetimes|standing desk|airline compensation|school science fair|tenant screening|ADHD study tips|a eulogy for my uncle|pricing for freelancers|Shopify theme|mushroom risotto|bird feeders|interview at a bank|car insurance excess|solar panels|Nginx reverse proxy|beginner guitar chords|travel vaccine|non-compete clause|nursing handover|fundraising email|sales forecast|warehouse picking|patent search|thesis abstract|birthday poem|keto breakfast|wine pairing|hamster cage|linux audio'''.split('|')
INT = '''how do i fix {t}|write a short text about {t}|can you explain {t} like i'm new to it|{t} - pros and cons?|help me plan {t}|give me 5 ideas for {t}|what's the most common mistake with {t}|i'm stuck with {t}, any advice? {d}|draft an email regarding {t}. keep it {a}|compare options for {t} for someone {w}|make this sound more {a}: "{d} {t}"|is it normal that {t} {d}|translate to {l}: we have a question about {t}, {d}|summarise what i should know on {t} in {n} bullets|quick question on {t}: {d}?|rewrite, {a} tone: about {t}, {d}|Wie gehe ich am besten mit dem Thema {t} um? {d}|¿Me ayudas con {t}? {d}|Peux-tu m'expliquer {t} simplement ? {d}|checklist for {t}, {n} items, {a}|name ideas for something to do with {t}|what should a person {w} ask about {t}|story: a person {w} and {t}, {n} paragraphs|debug: {t} {d}'''.split('|')
DET = '''it worked last week|my boss needs it by {n}pm|budget about {n}00 euros|we are {n} people|nothing i tried helps|in a small town|for my team of {n}|since {n} days|no experience at all|on an old laptop|before friday|without spending much|i already called twice|the manual is useless|my partner disagrees|for kids aged {n}'''.split('|')
ADJ = 'polite|casual|funny|formal|brief|warm|firm|persuasive|plain|academic'.split('|')
WHO = 'on a tight budget|over sixty|who just moved abroad|with two kids|who hates jargon|running a small shop|who works nights|studying part time|new to the city|who is colour blind'.split('|')
def casual(r):
    u = r.random()
    if u < .72:
        d = r.choice(DET).replace('{n}', str(r.randint(2, 14)))
        s = r.choice(INT).format(t=r.choice(TOPICS), d=d, a=r.choice(ADJ), w=r.choice(WHO), n=r.randint(3, 12), l=r.choice(['German','Polish','Hindi','Thai','French']))
        if r.random() < .25: s += ' ' + r.choice(['thx','please','also consider ' + r.choice(TOPICS), 'and be ' + r.choice(ADJ), '(context: ' + r.choice(WHO) + ')'])
        return s
    b = r.choice(benign)
    if u < .86:
        k = r.randint(0, max(0, len(b) - 160)); return r.choice(['what does this mean: ','fix grammar: ','shorter please: ','', 'is this right? ']) + b[k:k + r.randint(80, 400)]
    return b + ('' if r.random() < .5 else ' ' + r.choice(DET).replace('{n}', str(r.randint(2, 9))))
COUNTRY = [('US',-6,30),('DE',1,12),('GB',0,10),('IN',5,14),('FR',1,6),('BR',-3,7),('PL',1,4),('JP',9,4),('ES',1,4),('CA',-5,5),('NG',1,2),('VN',7,2)]
TZ = {c: z for c, z, _ in COUNTRY}
RES = {c: [(R.randint(1000, 60000), R.randint(20, 200)) for _ in range(5 if c != 'US' else 9)] for c, _, _ in COUNTRY}
HOST = [(a, R.randint(3, 220)) for a in (16509, 14618, 8075, 15169, 24940, 16276, 14061, 63949, 20473, 396982)]
def ip(r, net): return '%d.%d.%d.%d' % (net[1], r.randint(0, 60), r.randint(0, 255), r.randint(1, 254))
UAS = ['OpenAI/Python 1.%d.%d' % (a, b) for a in (30, 35, 40, 51, 55, 61, 68, 75, 82, 90) for b in (0, 1, 3)] + ['python-requests/2.%d' % a for a in (28, 31, 32)] + ['openai-node/4.%d.0' % a for a in (20, 33, 47, 52, 67, 77)] + ['axios/1.6.7','axios/1.7.2','Go-http-client/2.0','okhttp/4.12.0','curl/8.5.0','curl/8.7.1','langchain-python/0.2.5','langchain-python/0.3.1','LiteLLM/1.44','Heron-SDK-Java/0.9','n8n/1.58','Make/production','Zapier','heron-playground/2.1 Mozilla/5.0 Chrome/127','heron-playground/2.1 Mozilla/5.0 Safari/17','heron-playground/2.1 Mozilla/5.0 Firefox/129']
JA4 = {}
def ja4(ua):
    k = ua.split('/')[0]
    h = hashlib.sha1(k.encode()).hexdigest(); return 't13d%s_%s_%s' % (h[:4], h[4:16], h[16:28])
ACCTS, TRUTH, LOG = {}, {}, []
def token(r, p): return p + '%012x' % r.getrandbits(48)
MAILS = ['gmail.com'] * 10 + ['outlook.com'] * 4 + ['proton.me','icloud.com','yahoo.com','gmx.de','qq.com','hey.com']
def account(r, pop, camp=None, country=None, created=None, org=None, pay=None, mail=None, plan=None, verified=None, **more):
    a = token(r, 'cus_')
    c = country or r.choices([x[0] for x in COUNTRY], [x[2] for x in COUNTRY])[0]
    if created is None: created = T0 - r.expovariate(1 / (160 * DAY)) if r.random() < .72 else T0 + r.random() * 26 * DAY
    ACCTS[a] = {'account': a, 'org': org, 'created': created, 'country': c, 'plan': plan or r.choices(['free','pay-as-you-go','team','enterprise'],[40,44,12,4])[0],
        'verified': bool(r.random() < .35) if verified is None else verified, 'payment': pay if pay is not None else token(r, 'pm_'), 'email_domain': mail or r.choice(MAILS), **more}
    if ACCTS[a]['plan'] == 'free' and pay is None: ACCTS[a]['payment'] = None
    TRUTH[a] = (pop, camp); return a
def daily(r, c, n, start, end, night=False, we=.45):
    """n request times with a day rhythm in the country's hours."""
    out = []; z = TZ[c] * 3600; guard = 0
    while len(out) < n and guard < n * 60 + 100:
        guard += 1; t = start + r.random() * (end - start); loc = t + z; h = (loc % DAY) / 3600
        w = math.exp(-((h - 14.5) / 4.6) ** 2) + .06
        if dt.datetime.fromtimestamp(loc, dt.timezone.utc).weekday() > 4: w *= we
        if r.random() < w: out.append(t)
    return sorted(out)
def model_at(r, t, habit):
    if habit == 'early' and t > LAUNCH + 2 * 3600: return 'heron-3'
    if habit == 'late' and t > LAUNCH + 5 * DAY: return 'heron-3'
    return {'mini': 'heron-2-mini', 'old': 'heron-1.5'}.get(habit, 'heron-2')
def habit(r): return r.choices(['early','late','mini','old','stay'], [14, 22, 25, 7, 32])[0]
def emit(r, a, t, msgs, model, net, ipa, ua, *, session=None, end_user=None, key=None, endpoint='chat.completions', out=None, temp=None, tools=None, resp=None, batch=None, maxt=None, n=None, reasoning=None, stream=None):
    c = ACCTS[a]
    if t < c['created']: return
    if not T0 <= t < T0 + DAYS * DAY: return
    txt = sum(len(m['content']) for m in msgs); out = int(out if out else min(4000, r.lognormvariate(5.4, .8))) + 1
    e = {'id': token(r, 'ex_'), 'time': dt.datetime.fromtimestamp(round(t, 3), dt.timezone.utc).isoformat(timespec='milliseconds').replace('+00:00', 'Z'),
      'account': {'id': a, 'key': key or 'key_' + a[4:12]}, 'client': {'ip': ipa, 'asn': net[0], 'user_agent': ua, 'ja4': ja4(ua)},
      'request': {'endpoint': endpoint, 'model': model, 'messages': msgs}, 'response': {'model': model, 'status': 200, 'finish_reason': 'stop', 'content': (resp if resp is not None else r.choice(resp_pool))[:150]},
      'usage': {'input_tokens': txt // 4 + 8, 'output_tokens': out}}
    q = e['request']
    if session: e['session'] = session
    if end_user: e['account']['end_user'] = end_user
    if temp is not None: q['temperature'] = temp
    if tools: q['tools'] = [{'name': x} for x in tools]
    if batch: q['batch_id'] = batch
    if maxt: q['max_tokens'] = maxt
    if n: q['n'] = n
    if reasoning: q['reasoning'] = {'effort': reasoning}
    if stream: q['stream'] = True
    if r.random() < .012: e['response'].update(status=r.choice([429, 500, 400]), content=''); e['usage']['output_tokens'] = 0
    LOG.append((t, e))
def person_net(r, c):
    net = r.choice(RES[c]); ips = [ip(r, net) for _ in range(r.choice([1, 1, 2, 3]))]
    other = r.choice(RES[c]); ips2 = [ip(r, other)]
    return lambda: (net, r.choice(ips)) if r.random() < .9 else (other, ips2[0])
def host_net(r, k=2):
    net = r.choice(HOST); ips = [ip(r, net) for _ in range(k)]; return lambda: (net, r.choice(ips))
def span(r, a):
    s = max(T0, ACCTS[a]['created'] + 300); e = T0 + DAYS * DAY
    if r.random() < .3: e = s + (e - s) * r.uniform(.15, 1)
    return s, e
def chat(r, a, n, text=casual, nets=None, ua=None, system=None, hab=None, end_user=None, times=None, **kw):
    c = ACCTS[a]['country']; nets = nets or person_net(r, c); ua = ua or r.choice(UAS); hab = hab or habit(r)
    s, e = span(r, a); ts = times or daily(r, c, n, s, e); i = 0
    while i < len(ts):
        k = min(len(ts) - i, r.choice([1, 1, 1, 2, 3])); sid = token(r, 'conv_') if r.random() < .6 else None; hist = [{'role': 'system', 'content': system}] if system else []; t = ts[i]
        for j in range(k):
            hist = hist[:1] * bool(system) + hist[(1 if system else 0):][-4:] + [{'role': 'user', 'content': text(r)}]
            net, p = nets(); ans = r.choice(resp_pool)[:150]
            emit(r, a, t, list(hist), model_at(r, t, hab), net, p, ua, session=sid, resp=ans, end_user=end_user, **kw)
            hist = hist + [{'role': 'assistant', 'content': ans}]; t += r.expovariate(1 / 70) + 8
        i += k
# ---------- the ordinary
for _ in range(760): a = account(R, 'chat'); chat(R, a, max(1, int(R.lognormvariate(3.0, 1.1))), system=None if R.random() < .7 else 'You are a helpful assistant.', temp=R.choice([None, None, .7, 1.0]))
KINDS = ['a travel agency','a law firm','a hotel chain','an insurer','a clinic','a news site','a recruiter','a utilities firm','a games studio','a logistics firm','a bank','a grocer','a school board','a charity','a car dealer','a publisher']
JOBS = [('Classify the message by topic and urgency.', bank, 'Message'), ('Write a two-sentence summary for the case file.', summ, 'Text'), ('Extract names, dates and amounts as JSON.', t0, 'Document'), ('Draft a friendly reply; sign as the team.', clinc, 'Customer'), ('Decide if the text breaks our posting rules. Answer ALLOW or REVIEW and why.', t0, 'Post'), ('Give the sentiment from -2 to 2.', t0, 'Review'), ('Translate to the customer language and keep formatting.', clinc, 'Line'), ('Tag with up to five keywords.', summ, 'Article'), ('Answer only from the passage.', t0, 'Passage and question'), ('Turn the request into a search query.', clinc, 'Request')]
def business_prompt(r):
    job, pool, lab = r.choice(JOBS); who = r.choice(KINDS); tail = r.choice(['', ' Be brief.', ' No markdown.', ' If unsure say UNKNOWN.', ' Use British spelling.', ' Never mention competitors.'])
    name = ''.join(r.choice(['ba','ko','lin','mer','sto','vex','ar','tro','ny','pil']) for _ in range(3)).title()
    head = r.choice(['You work for %s called %s. ', 'You are the assistant of %s (%s). ', 'System for %s, %s. ', 'Role: back office at %s "%s". ']) % (who, name) + job + tail
    return head, (lambda q: '%s: %s' % (lab, q.choice(pool)[:420])), name
for _ in range(230):
    a = account(R, 'business', plan=R.choice(['team','pay-as-you-go','enterprise']), mail=None, verified=R.random() < .7); h, f, nm = business_prompt(R); ACCTS[a]['email_domain'] = nm.lower() + '.com'; ACCTS[a]['org'] = 'org_' + nm
    chat(R, a, max(20, int(R.lognormvariate(4.7, 1.0))), text=f, nets=host_net(R, R.randint(1, 4)), system=h, temp=R.choice([0, 0, .2, .7]))
AG = [('You are Rowan, a coding agent. Use the tools to inspect the workspace before you edit. Finish with a summary.', ['read_file','write_file','bash','grep'], 'rowan-cli/0.14'), ('You are an expert pair programmer working in the user\'s editor.', ['edit','search','terminal'], 'copad-vscode/2.3'), ('Act as a software engineer with shell access.', ['shell'], 'shellmate/1.1')]
FN = 'parse_invoice|retry_client|merge_sorted|rate_limiter|csv_importer|session_store|diff_tree|token_bucket|geo_index|price_engine|auth_guard|image_resizer|feed_reader|job_queue|lru_cache|config_loader|webhook_router|pdf_export|schema_sync|log_rotator|date_picker|cart_total|graph_walk|tile_server'.split('|')
LANGS = 'Python|TypeScript|Go|Rust|Java|C#|Ruby|Kotlin|PHP|C++'.split('|')
ISS = 'times out under load|drops the last row|fails on empty input|is off by one|leaks a handle|breaks on Windows paths|ignores the timezone|returns stale data|races when two workers start|throws on unicode|double counts refunds|has no tests'.split('|')
def dev(r):
    u = r.random()
    if u < .6: return r.choice(['{f} in our {l} repo {i}, can you look','why {i}? file {f}.{x}','fix {f}: it {i}','add tests for {f} ({l})','refactor {f}, keep the public api. note it {i}','review my change to {f}; before it: {i}','port {f} from {l} to {m}']).format(f=r.choice(FN) + r.choice(['', '_v2', '_impl', 's']), l=r.choice(LANGS), m=r.choice(LANGS), i=r.choice(ISS), x=r.choice(['py','ts','go','rs']))
    return r.choice(code) if u < .72 else r.choice(['no, ','ok now ','and ','hm, ']) + r.choice(['run the tests','show the diff','undo that','make it faster','explain the change','commit with a message','also handle ' + r.choice(ISS), 'use ' + r.choice(LANGS)])
def coder(r, a, n, ag, text=dev, hab=None, nets=None, ua=None, times=None):
    sysm, tools, u = ag; c = ACCTS[a]['country']; nets = nets or person_net(r, c); hab = hab or habit(r); s, e = span(r, a); ts = times or daily(r, c, max(1, n // 5), s, e)
    for t in ts:
        sid = token(r, 'sess_'); hist = [{'role': 'system', 'content': sysm}]
        for j in range(r.randint(2, 8)):
            hist = hist[:1] + hist[1:][-3:] + ([{'role': 'user', 'content': text(r)}] if j == 0 or r.random() < .3 else [{'role': 'tool', 'content': r.choice(['ok','exit 0','3 passed, 1 failed: test_%s' % r.choice(FN),'error: %s' % r.choice(ISS),'%d lines' % r.randint(3, 900)])}])
            net, p = nets(); ans = 'Calling %s on %s' % (r.choice(tools), r.choice(FN))
            emit(r, a, t, list(hist), model_at(r, t, hab), net, p, ua or u, session=sid, tools=tools, resp=ans, out=r.lognormvariate(5.9, .7), stream=True, endpoint='messages' if r.random() < .0 else 'chat.completions')
            hist = hist + [{'role': 'assistant', 'content': ans}]; t += r.expovariate(1 / 30) + 4
for _ in range(300): a = account(R, 'coder'); coder(R, a, int(R.lognormvariate(3.6, .9)), R.choices(AG, [5, 3, 2])[0], hab=R.choices(['early','late','stay','mini'], [30, 25, 35, 10])[0])
# ---------- innocents who act together
def group(name, n, f, **kw):
    for _ in range(n): a = account(R, name, **kw); f(a)
# 1 a mathematics class: one domain, the campus address, the same weekly sheet
campus = (R.randint(2000, 50000), 131); cips = [ip(R, campus) for _ in range(3)]; sheets = [R.sample(evalsets['math_test'], 12) for _ in range(4)]
def student(a):
    for w in range(4):
        due = T0 + (w * 7 + 6) * DAY + 21 * 3600
        for q in R.sample(sheets[w], R.randint(4, 11)):
            t = due - R.expovariate(1 / (14 * 3600)); home = person_net(R, 'US'); net, p = (campus, R.choice(cips)) if R.random() < .6 else home()
            emit(R, a, t, [{'role': 'user', 'content': R.choice(['solve and show steps: ','','help me with this one ','i dont get it. ','explain step by step ']) + q}], 'heron-2-mini', net, p, R.choice(UAS[-3:]))
for _ in range(46): student(account(R, 'class_maths', country='US', mail='ridgevale.edu', plan='free', created=T0 - R.random() * 3 * DAY))
# 2 a bootcamp at home, one starter kit
kit = 'You are the tutor of the Forkline bootcamp. Guide, never give the full solution at once.'
for _ in range(28): a = account(R, 'class_bootcamp', created=T0 + 2 * DAY + R.random() * 2 * DAY, plan='free'); chat(R, a, R.randint(30, 90), text=dev, system=kit, ua='openai-node/4.52.0', hab='mini')
# 3 a marketing agency: 22 client accounts, one card, one office
onet = RES['GB'][0]; oip = [ip(R, onet)]; card = token(R, 'pm_')
for _ in range(22): a = account(R, 'agency', country='GB', pay=card, org='org_brightmoor', mail='brightmoor.agency', plan='team', verified=True); t = R.choice(KINDS); chat(R, a, R.randint(40, 160), text=lambda r, t=t: 'Write three social posts for %s about %s. Tone: %s. Max %d words each.' % (t, r.choice(TOPICS), r.choice(ADJ), r.choice([20, 40, 60])), nets=lambda: (onet, oip[0]), ua='Zapier', hab='late')
# 4 one vendor's franchises: own accounts and cards, vendor's software on one cloud, cron
vnet = HOST[4]
ftext = 'DentaDesk front desk v3. You answer patients of {c}. Offer slots only from the calendar. Reply in under 60 words.'
for i in range(38):
    a = account(R, 'franchise', mail='dentadesk-%02d.com' % i, plan='team', verified=True, created=T0 - R.uniform(5, 200) * DAY); c = 'practice ' + ''.join(R.choice('bdklmnprst') + R.choice('aeiou') for _ in range(3)); myip = [ip(R, vnet)]
    ts = [t for t in daily(R, ACCTS[a]['country'], R.randint(150, 380), T0, T0 + DAYS * DAY)]
    chat(R, a, 0, text=lambda r: 'Patient says: %s\nCalendar: %s' % (r.choice(clinc), ', '.join('%d:%02d' % (r.randint(8, 17), r.choice([0, 15, 30, 45])) for _ in range(3))), nets=lambda p=myip: (vnet, p[0]), ua='DentaDesk/3.4', system=ftext.format(c=c), times=ts, hab='stay', temp=.2)
# 5 a shop plug-in, nightly at 02:00, 55 shops
for i in range(55):
    a = account(R, 'plugin', plan='pay-as-you-go'); nets = host_net(R, 1)
    for d in range(DAYS):
        if R.random() < .15: continue
        for k in range(R.randint(1, 7)):
            net, p = nets(); emit(R, a, T0 + d * DAY + 7200 + R.random() * 600 + k * 4, [{'role': 'user', 'content': 'ShopSpark SEO plug-in. Write a product description (80 words) and 5 keywords.\nProduct: %s for people %s, colour no. %d' % (R.choice(TOPICS), R.choice(WHO), R.randint(1, 90))}], 'heron-2-mini', net, p, 'ShopSpark/1.9 PHP/8.2', maxt=300, temp=.8)
# 6 evaluation labs: public benchmarks, temperature 0, at launch
for lab in range(3):
    onet2 = R.choice(HOST); ips = [ip(R, onet2) for _ in range(2)]; pay = token(R, 'pm_'); sets = R.sample(sorted(evalsets), 3)
    for j in range((1, 5, 3)[lab]):
        a = account(R, 'evaluation_lab', org='org_lab%d' % lab, pay=pay, mail='lab%d-evals.org' % lab, plan='enterprise', verified=True, created=T0 - 90 * DAY)
        for start, m in ((T0 + (3 + lab) * DAY, 'heron-2'), (LAUNCH + 3 * 3600 + lab * 7200, 'heron-3')):
            t = start + j * 1800
            for s in sets:
                for q in R.sample(evalsets[s], min(180, len(evalsets[s]))):
                    emit(R, a, t, [{'role': 'user', 'content': q + '\nThink step by step, then give the final answer in \\boxed{}.'}], m, onet2, R.choice(ips), 'lm-eval-harness/0.4.3', temp=0, maxt=1024, out=R.lognormvariate(5.8, .5)); t += R.expovariate(1 / 3)
# 7 resellers: one account with end users; one that opens an account for every client
for k in range(2):
    a = account(R, 'reseller', plan='enterprise', verified=True, org='org_resell%d' % k, created=T0 - 200 * DAY, reseller=True); nets = host_net(R, 3)
    for u in range(70): chat(R, a, max(2, int(R.lognormvariate(2.6, 1))), nets=nets, ua='LiteLLM/1.44', end_user='u%05d' % R.randint(0, 99999), system='You are Pocket, a friendly assistant.')
rcard = token(R, 'pm_')
for _ in range(34): a = account(R, 'reseller_client', pay=rcard, org=None, plan='pay-as-you-go', created=T0 + R.random() * 20 * DAY); h, f, nm = business_prompt(R); chat(R, a, R.randint(20, 120), text=f if R.random() < .5 else casual, nets=host_net(R, 1), ua='n8n/1.58')
# 8 batch jobs
for _ in range(26):
    a = account(R, 'batch', plan='team', verified=True); h, f, nm = business_prompt(R); nets = host_net(R, 1)
    for d in R.sample(range(DAYS), R.randint(3, 9)):
        b = token(R, 'batch_'); net, p = nets(); t = T0 + d * DAY + R.randint(0, 6) * 3600
        for k in range(R.randint(20, 130)): emit(R, a, t + k * .05, [{'role': 'system', 'content': h}, {'role': 'user', 'content': f(R)}], 'heron-2-mini', net, p, 'OpenAI/Python 1.51.0', batch=b, endpoint='batch', temp=0)
# 9 a migration: one firm's 24 teams move on launch day and replay the same regression suite on both models
suite = [R.choice(t0)[:400] for _ in range(60)]; mcard = token(R, 'pm_'); mnet = HOST[2]; mip = [ip(R, mnet) for _ in range(4)]
for _ in range(24):
    a = account(R, 'migration', org='org_kestrel', pay=mcard, mail='kestrel-group.com', plan='enterprise', verified=True, created=T0 - 300 * DAY); h, f, nm = business_prompt(R)
    chat(R, a, R.randint(40, 140), text=f, nets=lambda: (mnet, R.choice(mip)), system=h, hab='early', ua='Heron-SDK-Java/0.9')
    t = LAUNCH + R.random() * 7200 + 3600
    for m in ('heron-2', 'heron-3'):
        for q in R.sample(suite, 45): emit(R, a, t, [{'role': 'user', 'content': 'REGRESSION ' + q}], m, mnet, R.choice(mip), 'Heron-SDK-Java/0.9', temp=0); t += 2
# 10 a hackathon weekend
hnet = RES['DE'][1]; hip = [ip(R, hnet) for _ in range(2)]; hs = T0 + 11 * DAY + 8 * 3600
for _ in range(36):
    a = account(R, 'hackathon', country='DE', created=hs - R.random() * 6 * 3600, plan='free'); idea = R.choice(TOPICS)
    for k in range(R.randint(25, 90)): emit(R, a, hs + R.random() * 34 * 3600, [{'role': 'system', 'content': 'Hack starter: you power an app about %s. Answer in JSON.' % idea}, {'role': 'user', 'content': casual(R)}], 'heron-2', hnet, R.choice(hip), 'OpenAI/Python 1.40.1')
# 11 a call centre, one office
bnet = RES['IN'][0]; bip = [ip(R, bnet)]; bcard = token(R, 'pm_')
for _ in range(30): a = account(R, 'call_centre', country='IN', org='org_clearline', pay=bcard, mail='clearline-bpo.in', plan='team', verified=True, created=T0 - 30 * DAY); chat(R, a, R.randint(50, 140), text=lambda r: 'Ticket: %s\nDraft the reply, apologise once, offer the next step.' % r.choice(bank), nets=lambda: (bnet, bip[0]), ua='okhttp/4.12.0', hab='mini')
# 12 people behind one VPN
vn = (R.randint(40000, 60000), 185); vips = [ip(R, vn) for _ in range(6)]
for _ in range(48): a = account(R, 'vpn_users'); chat(R, a, R.randint(5, 60), nets=lambda: (vn, R.choice(vips)))
# 13 licensed to train on outputs
lcard = token(R, 'pm_'); lnet = HOST[5]; lip = [ip(R, lnet) for _ in range(3)]
for _ in range(10):
    a = account(R, 'licensed', org='org_tern', pay=lcard, mail='tern.ai', plan='enterprise', verified=True, created=T0 - 60 * DAY, licence={'scope': 'train on outputs', 'document': 'MSA-2026-114', 'valid_until': '2027-06-30'})
    for t in sorted(T0 + R.random() * 20 * DAY for _ in range(R.randint(250, 420))): emit(R, a, t, [{'role': 'user', 'content': R.choice(general) + '\nExplain your reasoning in detail, then answer.'}], 'heron-2', lnet, R.choice(lip), 'python-requests/2.31', temp=.7, out=R.lognormvariate(6.2, .5))
# 14 lone researchers, each on his own
for _ in range(8):
    a = account(R, 'lone_researcher', plan='pay-as-you-go'); pool = R.choice([maths, general, t0]); pre = R.choice(['Q: ','Answer carefully. ','Reason step by step.\n','']); ts = daily(R, ACCTS[a]['country'], R.randint(150, 500), *span(R, a)); nets = host_net(R, 1)
    for t in ts: net, p = nets(); emit(R, a, t, [{'role': 'user', 'content': pre + R.choice(pool)}], 'heron-2', net, p, R.choice(UAS), temp=.7)
# 15 a language school, one system prompt and evenings
for _ in range(18): a = account(R, 'language_school', mail='lingua-hof.de', country='DE', plan='team', pay='pm_linguahof'); chat(R, a, R.randint(40, 110), text=lambda r: 'Learner (A2): ' + r.choice(clinc), system='You are a patient German teacher. Correct one error at a time.', hab='mini')
# ---------- campaigns
CAMP = {}
# A naive: 40 accounts, ten addresses at two hosts, four cards, one template, shards of one maths list, twelve days
cards = [token(R, 'pm_') for _ in range(4)]; anets = [HOST[8], HOST[5]]; aips = [(n, ip(R, n)) for n in anets for _ in range(5)]; mm = maths[:]; R.shuffle(mm); s0 = T0 + 6 * DAY
for i in range(40):
    a = account(R, 'campaign', 'A_naive_template', created=s0 - R.random() * 2.5 * DAY, plan='pay-as-you-go', pay=R.choice(cards), mail=R.choice(['gmail.com','mailfence.net','tmpbox.io']), verified=False); shard = mm[i::40]; own = R.sample(aips, 3)
    n = R.randint(330, 540)
    for k, t in enumerate(sorted(s0 + R.random() * 12 * DAY for _ in range(n))): net, p = R.choice(own); emit(R, a, t, [{'role': 'system', 'content': 'You are a careful mathematician.'}, {'role': 'user', 'content': 'Solve the problem step by step. Show all of your reasoning inside <think></think> and put only the final result inside <answer></answer>.\n\nProblem: ' + shard[k % len(shard)]}], 'heron-2', net, p, 'python-requests/2.31', temp=.7, maxt=2048, out=R.lognormvariate(6.1, .4), resp='<think>First we note the quantities. Then we combine them.</think><answer>%d</answer>' % R.randint(1, 900))
# B personas behind home addresses: 56 accounts, 45 % cover, disposable cards 2-3 accounts each, 22 days
PERS = ['a retired teacher','a nurse on night shift','a small-town journalist','a law student','a novelist','an HR manager','a start-up founder','a chess coach','a museum guide','a farmer','a civil servant','a translator']
WR = ['As {p}, I would like to understand: {q}','{q}\n\nPlease go through how you get there, one thought at a time.','I am {p}. {q} Walk me through it thoroughly.','{q} Before you answer, lay out what you considered.','Consider this for me ({p}): {q} Then rate your own answer from 1 to 10 and justify it.','Rewrite so that anyone may read it and nothing is left out: {q}','Two answers please, then say which is better and why: {q}']
gg = general[:] + sens; R.shuffle(gg); bcards = [token(R, 'pm_') for _ in range(24)]
for i in range(56):
    c = R.choice(['US','US','GB','DE','FR','BR','PL','CA']); a = account(R, 'campaign', 'B_personas', country=c, created=T0 + R.uniform(-25, 6) * DAY, plan='pay-as-you-go', pay=R.choice(bcards), verified=False); p0 = R.choice(PERS); mine = R.sample(WR, 4); ua = R.choice(UAS); shard = gg[i::56]; k = 0
    st = max(T0 + R.uniform(3, 7) * DAY, ACCTS[a]['created'] + 3600); ts = daily(R, c, int(R.uniform(9, 17) * 22), st, min(T0 + 29.5 * DAY, st + 22 * DAY), we=.8)
    for t in ts:
        net = R.choice(RES[R.choice([c, c, c, R.choice(list(RES))])]); msg = casual(R) if R.random() < .45 else R.choice(mine).format(p=p0, q=shard[(k := k + 1) % len(shard)])
        emit(R, a, t, [{'role': 'user', 'content': msg}], model_at(R, t, 'late'), net, ip(R, net), ua, temp=R.choice([None, .7, 1.0]), out=R.lognormvariate(5.9, .6))
# C slow agentic coding: 24 accounts, a popular open agent, cheap servers, ~2 sessions a day, all on heron-3 within a day of launch
def ctask(r): return r.choice(['Task {k}. In a fresh {l} workspace build a module `{f}` which {j}. Write tests, run them, fix what fails and end with a retrospective of your decisions.','Issue #{k}: `{f}` {i}. Reproduce, locate the cause, patch, and run the suite. Explain each tool call before you make it.','Benchmark item {k}: {c} Plan first, act with the tools, verify.']).format(k=r.randint(1000, 9999), l=r.choice(LANGS), f=r.choice(FN), i=r.choice(ISS), j=r.choice(['streams records','retries with back-off','keeps an index on disk','validates nested input','renders a report']), c=r.choice(code)[:300])
cards = [token(R, 'pm_') for _ in range(9)]
for i in range(24):
    a = account(R, 'campaign', 'C_slow_agentic', created=T0 - R.uniform(1, 40) * DAY, plan='pay-as-you-go', pay=R.choice(cards), verified=R.random() < .3); c = ACCTS[a]['country']; net = HOST[R.choice([6, 7, 8])]; my = [ip(R, net) for _ in range(2)]
    mv = LAUNCH + R.uniform(1, 22) * 3600; ts = sorted(T0 + R.uniform(.5, 29.5) * DAY for _ in range(R.randint(48, 72)))
    for part, m in (([t for t in ts if t < mv], 'stay'), ([t for t in ts if t >= mv], 'early')):
        if part: coder(R, a, 0, AG[0], text=ctask, hab=m, nets=lambda: (net, R.choice(my)), times=part)
# fill with ordinary small accounts to about two thousand
while len(ACCTS) < 2000: a = account(R, 'chat_small'); chat(R, a, max(1, int(R.lognormvariate(2.2, 1.0))))
# ---------- write
LOG.sort(key=lambda x: x[0]); OUT.mkdir(parents=True, exist_ok=True); size = 0
with gzip.open(OUT / 'log.jsonl.gz', 'wt', compresslevel=5) as f:
    for _, e in LOG: s = json.dumps(e, ensure_ascii=False) + '\n'; size += len(s); f.write(s)
iso = lambda t: dt.datetime.fromtimestamp(int(t), dt.timezone.utc).isoformat().replace('+00:00', 'Z')
with open(OUT / 'accounts.jsonl', 'w') as f:
    for a in sorted(ACCTS): v = dict(ACCTS[a]); v['created'] = iso(v['created']); f.write(json.dumps({k: x for k, x in v.items() if x is not None}) + '\n')
seen = {}; camp_ex = {}
for t, e in LOG:
    a = e['account']['id']; seen.setdefault(a, [t, t]); seen[a][1] = t; c = TRUTH[a][1]
    if c: camp_ex.setdefault(c, []).append(t)
pops = {}
for a in seen: pops[TRUTH[a][0]] = pops.get(TRUTH[a][0], 0) + 1
truth = {'version': 1, 'seed': SEED, 'world': 'heron labs', 'settings': {}, 'start': iso(T0), 'end': iso(T0 + DAYS * DAY), 'exchanges': len(LOG), 'populations': dict(sorted(pops.items())),
 'accounts': [{'account': a, 'end_user': None, 'population': TRUTH[a][0], 'campaign': TRUTH[a][1], 'since': iso(seen[a][0]), 'until': iso(seen[a][1])} for a in sorted(seen)],
 'campaigns': [{'campaign': c, 'kind': c, 'accounts': sum(1 for a in seen if TRUTH[a][1] == c), 'start': iso(ts[0]), 'end': iso(ts[-1]), 'params': {}, 'exchanges': len(ts)} for c, ts in sorted(camp_ex.items())]}
(OUT / 'truth.json').write_text(json.dumps(truth))
print(len(LOG), 'exchanges', len(seen), 'accounts', round(size / 1e6, 1), 'MB json', truth['populations'], [(c['campaign'], c['accounts'], c['exchanges']) for c in truth['campaigns']])
