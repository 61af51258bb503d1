"""Labelled traffic of an invented LLM provider, for judging a detector of distillation campaigns.

python assessor.py --seed N --benign B --attack A --days D --scenario mix|none|small --prompts DIR --out DIR [--lacking]
Writes DIR/log.jsonl.gz, DIR/accounts.csv and DIR/truth.json."""
import argparse, csv, gzip, hashlib, json, os, re
from datetime import datetime, timedelta, timezone
import numpy as np

ap = argparse.ArgumentParser()
ap.add_argument('--seed', type=int, default=1); ap.add_argument('--benign', type=int, default=2000)
ap.add_argument('--attack', type=int, default=300); ap.add_argument('--days', type=int, default=21)
ap.add_argument('--scenario', choices=['mix', 'none', 'small'], default='mix')
ap.add_argument('--prompts', required=True); ap.add_argument('--out', required=True)
ap.add_argument('--lacking', action='store_true', help='no settings, no client, last user message and reply only')
a = ap.parse_args()
R = np.random.default_rng(a.seed * 7919 + 13)
START = datetime(2026, 9, 7, tzinfo=timezone.utc) + timedelta(days=int(R.integers(0, 25)))
DAYS = a.days
LAUNCH = DAYS * float(R.uniform(.45, .7))           # a new model comes out
OUTAGE = (float(R.uniform(2, DAYS - 2)), 0.08)      # two hours of errors; everybody is retried later
MODELS = {'big': 'aster-large-3', 'small': 'aster-mini-3', 'reason': 'aster-think-2', 'new': 'aster-large-4'}

def ch(xs): return xs[int(R.integers(len(xs)))]
def u(): return float(R.random())
def ln(med, s): return float(med * np.exp(R.normal(0, s)))
def hx(n=8): return R.bytes(n).hex()
def some(xs, n): return [xs[i] for i in R.choice(len(xs), size=min(n, len(xs)), replace=False)]

# ---------------------------------------------------------------- prompts
def src(path):
    f = os.path.join(a.prompts, path + '.jsonl.gz')
    with gzip.open(f, 'rt', encoding='utf8') as fh:
        return [json.loads(l)['text'][:2500] for l in fh]
P = {k: src(p) for k, p in dict(
    arena='benign/arena_hard_v01', autoj='benign/autoj_real_queries', acp='benign/awesome_chatgpt_prompts', mt='benign/mt_bench',
    vic='benign/vicuna_bench', wb='benign/writingbench', gsm='distillation/gsm8k_train', math='distillation/math_test',
    asdiv='distillation/asdiv', svamp='distillation/svamp', mawps='distillation/mawps', ocw='distillation/ocw_minerva', bbh='distillation/bbh',
    api='distillation/apibench', alpaca='distillation/llamafactory_alpaca_en_demo', si='distillation/self_instruct_user_oriented',
    biggen='distillation/biggen_bench', judge='distillation/fastchat_judge_templates', osb='distillation/agentbench_os', glaive='distillation/glaive_toolcall',
    tool='distillation/gpteacher_toolformer', dna='refusal_boundary/do_not_answer', red='refusal_boundary/promptfoo_redteam', ccp='refusal_boundary/ccp_sensitive',
    hh='refusal_boundary/hh_rlhf_harmless', bank='enterprise_template/banking77_classifier_tenant', clinc='enterprise_template/clinc150_raw',
    sql='enterprise_template/bfcl_sql_tenant', t0='enterprise_template/t0_templates', imdb='enterprise_template/imdb_sentiment_tenant',
    qa='enterprise_template/spec_bench_qa', summ='enterprise_template/spec_bench_summarization', ext='reasoning_extraction/promptfoo_prompt_extraction').items()}
BANKMSG = [m.group(1) for t in P['bank'] for m in [re.search(r'"(.*)"', t)] if m]
SENTS = [s.strip() for k in ('t0', 'wb', 'summ', 'imdb', 'autoj') for t in P[k] for s in re.split(r'(?<=[.!?])\s+', t) if 40 < len(s) < 220 and '\n' not in s]
NOUNS = sorted({w.lower() for k in ('autoj', 'vic', 'qa', 'alpaca', 'clinc', 'mt') for t in P[k] for w in re.findall(r'[A-Za-z]{5,11}', t)})
TOP = ('sourdough starter,knee pain after running,visa for Portugal,used electric car,team offsite,wedding toast,landlord dispute,garden shed,home espresso,'
 'marathon plan,quarterly report,puppy training,kitchen renovation,cover letter,noise complaint,solar panels,board game night,holiday in Kyoto,freelance invoice,'
 'tax deduction,newsletter,online course,podcast intro,thesis chapter,data warehouse,loan amortisation,retirement plan,tomato blight,piano practice,baby sleep,'
 'fantasy novel,short film,charity run,dental insurance,bike repair,photo backup,meal prep,cold email,job interview,onboarding checklist,press release,'
 'website copy,customer churn,A/B test,supply contract,privacy policy,product launch,exit interview,lesson plan,book club,street photography,aquarium,beekeeping,'
 'chess opening,rental agreement,moving abroad,study schedule,home network,raised beds,car insurance,vegan dinner,family budget,stand-up routine,museum trip').split(',')
MOD = 'cheap,quick,detailed,formal,friendly,beginner,last-minute,seasonal,low-effort,realistic,funny,bilingual,gluten-free,weekend,two-person,remote,rural,small-town,first-time,second-hand,kid-friendly,strict,flexible,annual,monthly'.split(',')
NAMES = 'Anna,Raj,Lucia,Tom,Mei,Omar,Greta,Ivan,Chloe,Diego,Fatima,Jonas,Keiko,Liam,Noor,Paula,Quentin,Rosa,Sven,Tara,Uma,Viktor,Wanda,Yusuf,Zoe'.split(',')
PLACES = 'Leeds,Porto,Austin,Pune,Lyon,Osaka,Nairobi,Graz,Quito,Cork,Busan,Gdansk,Perth,Halifax,Izmir,Bari,Hanoi,Malmo'.split(',')
FN = 'parse,load,merge,sync,validate,cache,render,fetch,retry,normalize,index,filter,batch,hash,route,decode,flush,score'.split(',')
OBJ = 'orders,users,tokens,invoices,events,tiles,sessions,chunks,headers,rows,labels,prices,jobs,nodes,frames,emails'.split(',')
ERR = ['TypeError: cannot unpack non-iterable NoneType object', "KeyError: '%s'", 'IndexError: list index out of range', 'undefined is not a function', 'segmentation fault (core dumped)',
 'error[E0502]: cannot borrow `%s` as mutable', 'NullPointerException at %s', 'CORS policy blocked the request', 'deadlock detected while updating %s', 'ECONNRESET on %s']
LANGS = 'Python,TypeScript,Go,Rust,Java,C#,PHP,Kotlin,SQL,Bash,Swift'.split(',')

def common():
    q = ch(P['vic'] + P['qa']); return q if u() < .25 else q + ch([' I am in %s.' % ch(PLACES), ' Think of %s.' % topic(), ' I have %d days.' % int(R.integers(2, 60)), ' It is for %s.' % ch(NAMES), ' (%s)' % ch(NOUNS)])
def topic(): return (ch(MOD) + ' ' if u() < .5 else '') + (ch(TOP) if u() < .6 else ch(NOUNS) + ' ' + ch(NOUNS))
def doc(n=None): return ' '.join(ch(SENTS) for _ in range(n or int(R.integers(1, 6))))
def code():
    f, o, v = ch(FN), ch(OBJ), ch(NOUNS)
    return ch([f'def {f}_{o}({v}):\n    out = []\n    for x in {v}:\n        if x.get("{ch(OBJ)}"):\n            out.append(x["{ch(NOUNS)}"])\n    return out',
      f'async function {f}{o.title()}({v}) {{\n  const res = await db.{o}.find({{ {ch(NOUNS)}: {v} }});\n  return res.map(r => r.{ch(NOUNS)});\n}}',
      f'SELECT {v}, COUNT(*) FROM {o} LEFT JOIN {ch(OBJ)} USING ({ch(NOUNS)}_id) GROUP BY {v} HAVING COUNT(*) > {int(R.integers(2, 90))};',
      f'func {f}{o.title()}(ctx context.Context, {v} []string) error {{\n\tfor _, x := range {v} {{\n\t\tif err := s.{ch(FN)}(ctx, x); err != nil {{ return err }}\n\t}}\n\treturn nil\n}}'])
def err():
    e = ch(ERR); return e % ch(OBJ) if '%s' in e else e
G = {
 'life': [lambda: f'what do you think about a {topic()}?', lambda: f'Help me plan a {topic()} for {int(R.integers(2, 30))} people in {ch(PLACES)}.', lambda: f'give me ideas for {topic()}',
   lambda: f'My friend {ch(NAMES)} wants a {topic()}. Budget is {int(R.integers(20, 3000))} euros. What should we do first?', lambda: f'Is {topic()} worth it in {ch(PLACES)}? pros and cons please',
   lambda: f'explain {topic()} to me like i am {int(R.integers(5, 15))}', lambda: common(), lambda: common(), lambda: f'write a message to {ch(NAMES)} about the {topic()}, not too long', lambda: ch(P['autoj'])],
 'write': [lambda: f'Rewrite this so that it sounds better:\n\n{doc()}', lambda: f'Summarise in {int(R.integers(2, 6))} bullet points: {doc(5)}', lambda: f'Write a {int(R.integers(80, 900))} word post about {topic()} for {ch(PLACES)} locals',
   lambda: f'Translate to {ch(["Spanish", "German", "French", "Polish", "Japanese"])}: {doc(2)}', lambda: f'draft an email to {ch(NAMES)} declining the {topic()}', lambda: f'ten titles for an article on {topic()}', lambda: ch(P['wb'])[:900],
   lambda: f'Proofread, keep my tone. {doc(3)}', lambda: f'Turn these notes into a page for the team:\n- {ch(SENTS)}\n- {ch(SENTS)}'],
 'code': [lambda: f'Why does this give {err()}?\n\n{code()}', lambda: f'Write a {ch(LANGS)} function to {ch(FN)} {ch(OBJ)} by {ch(NOUNS)}', lambda: f'refactor:\n{code()}', lambda: f'how do I {ch(FN)} {ch(OBJ)} in {ch(LANGS)} without {ch(NOUNS)}',
   lambda: f'Write unit tests for\n{code()}', lambda: f'{err()} after upgrading {ch(NOUNS)} to {int(R.integers(1, 9))}.{int(R.integers(0, 20))}, what changed?', lambda: f'explain this code\n{code()}', lambda: ch(P['arena'])[:900], lambda: f'regex that matches {ch(NOUNS)} then {int(R.integers(2, 9))} digits'],
 'study': [lambda: renum(ch(P['gsm'])), lambda: ch(P['math']), lambda: f'Explain {ch(NOUNS)} and {ch(NOUNS)} for my exam', lambda: f'make {int(R.integers(4, 20))} flashcards from: {doc(4)}', lambda: f'is my essay paragraph ok? {doc(3)}',
   lambda: f'quiz me on {topic()}', lambda: ch(P['ocw']), lambda: f'what is the difference between {ch(NOUNS)} and {ch(NOUNS)}', lambda: f'outline for a {int(R.integers(800, 3000))}-word essay about {topic()}'],
 'es': [lambda: f'Ayúdame con un plan de {topic()} en {ch(PLACES)}', lambda: f'Resume este texto: {doc(3)}', lambda: f'¿Qué opinas de {topic()}?', lambda: f'Escribe un correo para {ch(NAMES)} sobre {topic()}'],
 'de': [lambda: f'Kannst du mir {topic()} erklären?', lambda: f'Schreib bitte eine kurze Mail an {ch(NAMES)} wegen {topic()}', lambda: f'Fasse zusammen: {doc(3)}', lambda: f'Was kostet {topic()} in {ch(PLACES)} ungefähr?'],
 'role': [lambda: ch(P['acp'])[:900], lambda: f'You are {ch(NAMES)}, a {ch(NOUNS)} keeper in {ch(PLACES)}. Stay in character. I walk in and ask about {topic()}.', lambda: f'continue the story. {doc(3)}', lambda: ch(P['hh'])],
}
FOLLOW = ['make it shorter', 'can you give an example?', 'thanks! and what about %s?', 'no, I meant %s', 'more formal please', 'why?', 'and in %s?', 'ok, next step', 'add something on %s', 'are you sure about %s?', 'now as a table', 'continue', "that didn't work, same error", 'simpler please', 'which would you choose?', 'expand the part about %s']
def follow():
    f = ch(FOLLOW); return f % ch(NOUNS) if '%s' in f else f
def renum(t):
    return re.sub(r'\b\d{1,3}\b', lambda m: str(max(2, int(int(m.group()) * R.uniform(.5, 1.9)) + int(R.integers(0, 3)))), t)
def human(t):
    x = u()
    if x < .15: t = t[0].lower() + t[1:]
    if x > .9: t = ch(['hi, ', 'hey ', 'Hello! ', 'Please: ', 'quick q: ', 'ok so ']) + t
    if .5 < x < .58: t += ch([' thanks', ' pls', ' asap', ' :)', ' Thank you.'])
    if .3 < x < .36 and len(t) > 20:
        i = int(R.integers(5, min(len(t) - 1, 100))); t = t[:i] + t[i + 1:]
    return t
def ask(dom): return human(ch(G[dom])())

# ---------------------------------------------------------------- replies
SK = ['The main point about {a} is how it interacts with {b}.', 'A good first move is to settle {a} before you think of {b}.', 'Most people underestimate {b}, and that is where {a} goes wrong.', 'Here {a} matters more than {b}, since it sets what follows.',
 'You could also treat {a} and {b} apart and compare them at the end.', 'If {b} changes, come back to {a} and adjust it.', 'In short: keep {a} simple and check {b} early.', 'There is a trade-off between {a} and {b}.', 'One caution: {b} varies a lot, so confirm it for your case.',
 'For {a}, start small and measure.', 'Another option is to leave {a} as it is and work on {b} first.', 'That said, {a} is rarely the only factor; {b} plays its part.', 'I would note down what you know about {a}, then fill the gaps on {b}.', 'Because {a} depends on {b}, do the second first.']
ST = ['First, restate what is given: {a} and {b}.', 'Let x stand for {a}; then {b} gives a relation to it.', 'Substituting, we get {n} = {m} + {k}.', 'Next, check whether {b} limits {a}; it does not here.', 'So the intermediate value is {n}.', 'Now combine the two: {n} × {k} = {m}.',
 'Wait, {a} must be counted once only, so correct to {m}.', 'This uses the fact that {b} stays constant.', 'Verify: putting {n} back in satisfies the condition on {a}.', 'Simplify the expression to {m}/{k}.', 'Consider the case where {a} is zero; it contributes nothing.']
def kw(p):
    w = re.findall(r'[A-Za-z]{4,}', p[-900:]); return w or ['this', 'that']
def reply(p, style='chat', ntok=None):
    w = kw(p); n = ntok or ln(130, .7)
    W = lambda: w[int(R.integers(len(w)))].lower()
    if style == 'label': return ch(w).lower()
    if style == 'json': return json.dumps({'label': W(), 'confidence': round(u(), 2)})
    if style == 'refuse': return ch(["I can't help with that. If you like, we can talk about {a} in general terms.", "I'm not able to assist with {a} in this way, but here is some safe background on {b}.", 'Sorry, that is something I have to decline. {b} can be discussed from a historical point of view.']).format(a=W(), b=W())
    if style == 'judge':
        s = [int(R.integers(1, 11)) for _ in range(2)]
        return f'Assistant A treats {W()} with more care, while Assistant B is clearer on {W()}. ' + ' '.join(ch(SK).format(a=W(), b=W()) for _ in range(int(R.integers(2, 6)))) + f'\nScores: A {s[0]}, B {s[1]}. ' + ch(['[[A]]', '[[B]]', '[[C]]'])
    if style == 'grade': return f'Score: {int(R.integers(1, 6))}/5. ' + ' '.join(ch(SK).format(a=W(), b=W()) for _ in range(int(R.integers(1, 4))))
    out, size, i = [], 0, 0
    cap = min(n * 4, 1900)
    while size < cap:
        if style in ('steps', 'cot'):
            i += 1; s = (f'{i}. ' if style == 'steps' else '') + ch(ST).format(a=W(), b=W(), n=int(R.integers(2, 400)), m=int(R.integers(2, 900)), k=int(R.integers(2, 30)))
        elif style == 'code' and not out: s = '```\n' + code() + '\n```'
        else: s = ch(SK).format(a=W(), b=W())
        out.append(s); size += len(s) + 1
    t = ('\n' if style == 'steps' else ' ').join(out)
    if style in ('steps', 'cot'): t += f'\nFinal answer: {int(R.integers(1, 999))}'
    return t

# ---------------------------------------------------------------- accounts, clients, networks
CC = dict(US=(-6, 30), DE=(2, 9), GB=(1, 9), IN=(5.5, 12), FR=(2, 6), BR=(-3, 6), JP=(9, 4), PL=(2, 3), ES=(2, 5), CA=(-5, 5), NG=(1, 2), SG=(8, 3), VN=(7, 2), MX=(-6, 3), NL=(2, 3), KR=(9, 2), TR=(3, 2), AU=(10, 3))
CCN, CCP = list(CC), np.array([v[1] for v in CC.values()], float); CCP /= CCP.sum()
RES = {c: [int(n) for n in np.random.default_rng(1000 + i).integers(1200, 64000, 4)] for i, c in enumerate(CC)}
CLOUD = [16509, 8075, 396982, 14061, 24940, 16276, 13335, 63949]; PROXYDC = [9009, 212238, 60068, 62240, 202425]
SDK = [('OpenAI/Python 1.%d.0', 't13d1516h2_8daaf6152771_02713d6af862', 30), ('AsyncOpenAI/Python 1.%d.0', 't13d1516h2_8daaf6152771_02713d6af862', 8), ('OpenAI/JS 4.%d.1', 't13d5911h1_a33745022dd6_1f22a2ca17c4', 16), ('python-requests/2.%d.0', 't13d1812h1_85036bcba153_375ca2c5e164', 10),
 ('axios/1.%d.2', 't13d5911h1_a33745022dd6_ab7e3b40a677', 6), ('Go-http-client/2.0 (%d)', 't13d1312h2_f57a46bbacb6_e7c285222651', 4), ('curl/8.%d.0', 't13d3112h2_e8f1e7e78f70_b26ce05bbdd6', 3), ('langchain-core/0.%d', 't13d1516h2_8daaf6152771_9b887d9acb53', 8), ('LibreChat/0.7.%d', 't13d5911h1_a33745022dd6_c1929f0b1f4e', 6), ('OpenWebUI/0.%d', 't13d1516h2_8daaf6152771_78e6aca7449b', 8),
 ('Mozilla/5.0 (Windows NT 10.0) Chrome/13%d.0', 't13d1516h2_acb858a92679_d8a2da3f94cd', 22), ('Mozilla/5.0 (Macintosh) Safari/60%d.1', 't13d2014h2_a09f3c656075_14788d8d241b', 9), ('okhttp/4.%d.0', 't13d1613h2_46e7e9700bed_45f260be83e2', 4), ('TypingMind/2.%d', 't13d1516h2_acb858a92679_2f3c7b1a0d11', 3)]
SDKP = np.array([s[2] for s in SDK], float); SDKP /= SDKP.sum()
AGENTUA = [('Cline/3.%d', 't13d5911h1_a33745022dd6_1f22a2ca17c4'), ('aider/0.%d', 't13d1516h2_8daaf6152771_02713d6af862'), ('opencode/0.%d', 't13d1312h2_f57a46bbacb6_e7c285222651'), ('Continue/1.%d', 't13d5911h1_a33745022dd6_1f22a2ca17c4')]
MAIL, MAILP = ['gmail.com', 'outlook.com', 'icloud.com', 'proton.me', 'yahoo.com', 'gmx.de', 'qq.com', 'hotmail.com'], [.5, .16, .07, .06, .07, .05, .04, .05]
def stack(pool=None):
    if pool: s = ch(pool)
    else: s = SDK[int(R.choice(len(SDK), p=SDKP))]
    return (s[0] % int(R.integers(0, 9)) if u() < .8 else s[0] % int(R.integers(9, 40))), s[1]
def ipin(asn, block=None):
    h = hashlib.md5(f'{asn}/{block if block is not None else int(R.integers(0, 5))}'.encode()).digest()
    return f'{20 + h[0] % 180}.{h[1]}.{int(R.integers(0, 256))}.{int(R.integers(1, 255))}'
VPN = [(ch(PROXYDC), '185.%d.%d.%d' % tuple(R.integers(1, 250, 3))) for _ in range(40)]
CGN = {c: [(RES[c][0], ipin(RES[c][0], 9)) for _ in range(24)] for c in CC}

class Acc: pass
ACCS = []
def acc(kind, **o):
    x = Acc(); x.kind = kind; x.id = 'acct_' + hx(7); x.key = 'key_' + hx(5); x.org = None
    x.cc = o.get('cc') or str(R.choice(CCN, p=CCP)); x.tz = CC[x.cc][0] + float(R.normal(0, .7))
    x.created = o['created'] if 'created' in o else (-ln(150, 1.1) if u() < .78 else float(R.uniform(0, DAYS * .9)))
    x.plan = o.get('plan') or ch(['free', 'payg', 'payg', 'payg', 'pro']); x.verified = u() < .3
    x.pay = o['pay'] if 'pay' in o else (None if x.plan == 'free' else 'pm_' + hx(8)); x.mail = o.get('mail') or str(R.choice(MAIL, p=MAILP))
    x.ua, x.ja = o.get('stack') or stack(); x.t0 = max(0., x.created); x.t1 = float(DAYS)
    x.set = o.get('set') or dict(temperature=ch([None, None, None, 0.7, 1.0, 0.2, 0]), max_tokens=ch([None, None, 1024, 2048, 4096, 800]), stream=bool(u() < .5))
    m = u(); x.model = MODELS['big'] if m < .5 else MODELS['small'] if m < .88 else MODELS['reason']
    x.mover = LAUNCH + ln(1.5, 1.2) if u() < .25 else None; x.trynew = u() < .2
    x.ips = o.get('ips'); x.rot = o.get('rot'); x.eu = None
    if not x.ips and not x.rot:
        v = u()
        if v < .05: x.ips = [ch(VPN) for _ in range(3)]
        elif v < .2: x.ips = some(CGN[x.cc], 4)
        else:
            n = ch(RES[x.cc]); x.ips = [(n, ipin(n)) for _ in range(int(R.choice([1, 2, 3, 6], p=[.5, .25, .15, .1])))]
            if u() < .1: x.ips.append(ch(CGN[x.cc]))
    ACCS.append(x); return x
def server(): n = ch(CLOUD); return [(n, ipin(n))]

LOG, HARV, COUNT = [], {}, {}
def iso(d): return (START + timedelta(days=d)).isoformat(timespec='milliseconds').replace('+00:00', 'Z')
def emit(x, t, msgs, rep, model=None, sess=None, tools=None, reasoning=None, calls=None, camp=None, ip=None, endpoint='chat.completions', batch=None, **st):
    if not (x.t0 <= t < min(x.t1, DAYS)): return
    if OUTAGE[0] < t < OUTAGE[0] + OUTAGE[1] and u() < .9: t = OUTAGE[0] + OUTAGE[1] + u() * .1
    if t >= DAYS: return
    i = 'req_' + hx(10)
    if model is None:
        model = x.model
        if x.mover and t > x.mover: model = MODELS['new']
        elif x.trynew and LAUNCH < t < LAUNCH + 2 and u() < .4: model = MODELS['new']
    s = {k: v for k, v in {**x.set, **st}.items() if v is not None}
    ac = {'id': x.id, 'org': x.org, 'key': x.key, 'created': iso(x.created)[:19] + 'Z', 'country': x.cc, 'plan': x.plan, 'verified': x.verified, 'payment': x.pay, 'email_domain': x.mail, 'end_user': x.eu}
    if ip is None: ip = x.rot() if x.rot else x.ips[int(t * 1.7) % len(x.ips)] if u() < .85 else ch(x.ips)
    ln_in = sum(len(m['content']) if isinstance(m.get('content'), str) else 40 for m in msgs); rt = None
    if model == MODELS['reason']: rt = int(ln(500, .7))
    o = {'id': i, 'time': iso(t), 'account': {k: v for k, v in ac.items() if v is not None}}
    if a.lacking: o['request'] = {'model': model, 'messages': [m for m in msgs if m['role'] == 'user'][-1:]}
    else:
        o['client'] = {'ip': ip[1], 'asn': ip[0], 'country': ip[2] if len(ip) > 2 else x.cc, 'user_agent': x.ua, 'ja4': x.ja}
        if sess and x.set.get('_s', True): o['session'] = sess
        q = {'endpoint': endpoint, 'model': model, 'messages': msgs, **{k: v for k, v in s.items() if k[0] != '_'}}
        if tools: q['tools'] = [{'type': 'function', 'function': {'name': n}} for n in tools]
        if reasoning: q['reasoning'] = reasoning
        if batch: q['batch_id'] = batch
        o['request'] = q
    o['response'] = {'id': 'resp_' + i[4:], 'model': model, 'status': 200, 'finish_reason': 'tool_calls' if calls else 'stop', 'latency_ms': int(300 + len(rep) * 3 * ln(1, .3)), 'content': rep}
    if calls and not a.lacking: o['response']['output'] = [{'type': 'function_call', 'name': calls[0], 'arguments': calls[1]}]
    o['usage'] = {'input_tokens': ln_in // 4 + 8, 'output_tokens': len(rep) // 4 + 3 + (rt or 0), **({'reasoning_tokens': rt} if rt else {})}
    LOG.append((t, json.dumps(o, ensure_ascii=False).encode())); COUNT[x.id] = COUNT.get(x.id, 0) + 1
    if camp: HARV.setdefault(camp, []).append(t)

# ---------------------------------------------------------------- rhythm
HW = {k: np.array(v, float) for k, v in dict(
    evening=[3, 1, .4, .2, .2, .3, .8, 1.5, 2, 2, 2, 2.2, 2.5, 2.2, 2, 2.2, 2.5, 3, 3.5, 4.5, 5.5, 6, 5.5, 4.5], office=[.2, .1, .1, .1, .1, .2, .6, 2, 5, 7, 7, 6, 4, 6, 7, 6.5, 5.5, 3, 1.2, .8, .7, .6, .5, .3],
    server=[2, 1.6, 1.4, 1.3, 1.3, 1.5, 2, 3, 4, 5, 5.3, 5.2, 5, 5.2, 5.2, 5, 4.8, 4.5, 4.3, 4.2, 4, 3.6, 3, 2.4], flat=[1] * 24, student=[5, 4, 2, 1, .4, .2, .3, .8, 2, 3, 3.5, 3.5, 3, 3, 4, 4, 4, 4, 4, 5, 6, 7, 7.5, 6.5]).items()}
def times(x, rate, prof='evening', wk=.6, t0=None, t1=None, disp=.5, pactive=1.):
    """Start times; disp: lognormal spread of days; wk: weekend factor; pactive: share of days with any use."""
    t0, t1 = x.t0 if t0 is None else t0, min(x.t1, DAYS) if t1 is None else t1
    w = HW[prof] / HW[prof].sum(); out = []
    for d in range(int(t0), int(np.ceil(t1))):
        if u() > pactive: continue
        m = rate / pactive * np.exp(R.normal(-disp ** 2 / 2, disp)) * (wk if (START + timedelta(days=d)).weekday() > 4 else 1)
        n = int(R.poisson(m))
        if n: out += list(d + ((R.choice(24, n, p=w) + R.random(n) - x.tz) % 24) / 24)
    return sorted(t for t in out if t0 <= t < t1)
def talk(x, t, dom, sysm=None, turns=None, style=None):
    msgs = [{'role': 'system', 'content': sysm}] if sysm else []; s = 'conv_' + hx(6)
    for k in range(turns or 1 + min(6, int(R.geometric(.5)) - 1)):
        p = ask(dom) if k == 0 else follow() if u() < .8 else ask(dom)
        msgs = msgs + [{'role': 'user', 'content': p}]
        r = reply(p, style or ('code' if dom == 'code' else 'steps' if dom == 'study' and u() < .5 else 'chat'))
        emit(x, t, msgs, r, sess=s); msgs = msgs + [{'role': 'assistant', 'content': r}]; t += ln(70, .9) / 86400
TOOLS = {'cline': ['read_file', 'write_to_file', 'execute_command', 'search_files'], 'aider': ['edit', 'run'], 'opencode': ['bash', 'read', 'edit', 'grep', 'glob'], 'continue': ['builtin_read_file', 'builtin_run_terminal_command']}
SYSA = {'cline': 'You are Cline, a highly skilled software engineer. Use the tools step by step to finish the task.', 'aider': 'Act as an expert software developer. Always use best practices when coding.', 'opencode': 'You are opencode, an interactive CLI agent that helps with software engineering tasks.', 'continue': 'You are in agent mode. Use tools to explore and edit the workspace.'}
def repo(): return dict(name=ch(NOUNS) + '-' + ch(OBJ), files=[f'src/{ch(FN)}_{ch(OBJ)}.{ch(["py", "ts", "go", "rs"])}' for _ in range(int(R.integers(5, 30)))])
def agent(x, t, task, rp, scaf, steps, camp=None, ip=None, sysm=None, tools=None):
    tools = tools or TOOLS[scaf]; msgs = [{'role': 'system', 'content': sysm or SYSA[scaf]}, {'role': 'user', 'content': task}]; s = 'conv_' + hx(6)
    for k in range(steps):
        last = k == steps - 1; f = ch(rp['files']); tn = ch(tools)
        r = reply(task, 'code', 120) if last else ch(['I will look at %s first.', 'Now let me run the tests around %s.', 'The bug seems to sit in %s; editing it.', 'Let me search for uses of %s.']) % f
        arg = json.dumps({'path': f, 'cmd': ch(['pytest -q', 'npm test', 'go test ./...', 'cargo check', 'ls', 'git diff'])})
        emit(x, t, msgs, r, sess=s, tools=tools, calls=None if last else (tn, arg), camp=camp, ip=ip)
        cid = 'call_' + hx(5)
        msgs = msgs + [{'role': 'assistant', 'content': r, 'tool_calls': [{'id': cid, 'type': 'function', 'function': {'name': tn, 'arguments': arg}}]},
                       {'role': 'tool', 'tool_call_id': cid, 'content': ch([code(), err(), f'{int(R.integers(1, 60))} passed, {int(R.integers(0, 4))} failed in {u() * 9:.2f}s', f'{f}\n' + '\n'.join(some(rp['files'], 4))])}]
        t += ln(14, .7) / 86400
    return t
def task(rp): return ch([f'Fix {err()} in {ch(rp["files"])}', f'Add a {ch(FN)} step for {ch(OBJ)} to {rp["name"]}', f'write tests for {ch(rp["files"])}', f'Refactor {ch(rp["files"])} so that {ch(OBJ)} are handled by {ch(NOUNS)}', f'why is {ch(rp["files"])} slow? make it faster', f'bump {ch(NOUNS)} to v{int(R.integers(2, 9))} and repair what breaks'])

# ---------------------------------------------------------------- innocents
GROUPS = []
def group(name, kind, xs):
    xs = [x for x in xs]; GROUPS.append(dict(name=name, kind=kind, accounts=xs))
FRAMES = ['You write {d} for {c}. Input: {{x}}\nKeep it under {n} words.', 'Task: {d} ({c}).\n###\n{{x}}\n###\nAnswer in {n} words or less.', '{c} assistant. Produce {d} from the text below, max {n} words.\n\n{{x}}', 'As the {c} copy desk, return {d} only.\nText: {{x}}', 'Extract {d} for {c} as JSON.\n{{x}}']
DELIV = ['product descriptions', 'ticket summaries', 'lead emails', 'meta tags', 'intent labels', 'meeting minutes', 'social captions', 'job ads', 'review replies', 'invoice fields', 'medical coding hints', 'listing texts', 'contract clause flags', 'call notes', 'alt texts']
def template(): return ch(FRAMES).format(d=ch(DELIV), c=ch(NOUNS).title() + ch(['ly', ' Co', 'Hub', ' Labs', ' Group']), n=int(R.integers(20, 200)))
def tmpl_input(k): return {0: lambda: doc(), 1: lambda: ch(BANKMSG), 2: lambda: ch(P['clinc']) + ' / ' + ch(NAMES), 3: lambda: f'{ch(NAMES)}, {ch(PLACES)}, {topic()}, {int(R.integers(1, 4000))}', 4: lambda: ch(P['imdb'])[90:700], 5: lambda: f'{topic()} / {topic()}: ' + ch(SENTS)}[k]()
def app(x, rate, tpl, inp, prof='server', style='chat', wk=.8, assys=False, ntok=70, **kw):
    for t in times(x, rate, prof, wk=wk, **kw):
        v = tmpl_input(inp); m = [{'role': 'system', 'content': tpl.replace('{x}', '').strip()}, {'role': 'user', 'content': v}] if assys else [{'role': 'user', 'content': tpl.replace('{x}', v)}]
        emit(x, t, m, reply(v, style, ntok * ln(1, .4)))
def size(n): return max(3, int(round(n * min(1.25, max(.2, a.benign / 2000)) * R.uniform(.75, 1.3))))

def benign(B):
    left = B; small = B < 600
    def take(n):
        nonlocal left; n = max(0, min(n, left)); left -= n; return range(n)
    SUF = f'{a.seed}'
    # classes with one sheet, one campus NAT, credits from the course
    for c in range(1 if small else 3):
        nat = [(ch(RES['US']), ipin(5000 + c)) for _ in range(2)]; cr = float(R.uniform(0, 5)); due = float(R.uniform(9, DAYS - 1)); mail = f'{ch(NOUNS)}.edu'
        sheet = [renum(ch(P['gsm'])) if c % 2 == 0 else 'Write a program: ' + ch(P['osb'])[:300] for _ in range(int(R.integers(8, 20)))]; st = stack(); ss = dict(temperature=0.2, max_tokens=1024) if u() < .5 else dict(temperature=None)
        sysm = f'You are a tutor for {ch(NOUNS)} {int(R.integers(100, 400))}. Explain step by step.' if c < 2 else None; xs = []
        for _ in take(size(28)):
            x = acc('class', cc='US', created=cr + abs(float(R.normal(0, .6))), pay=None, plan='edu', mail=mail, stack=st if u() < .7 else None, set=ss if u() < .8 else None)
            x.ips = nat + ([] if u() < .4 else [(RES['US'][1], ipin(RES['US'][1]))]); xs.append(x); x.model = MODELS['small']
            for q in sheet:
                if u() < .75:
                    t = min(DAYS - .01, max(x.created, due - abs(R.normal(0, 1.6)))); m = ([{'role': 'system', 'content': sysm}] if sysm else []) + [{'role': 'user', 'content': q if u() < .7 else human(q)}]
                    for _ in range(1 + int(R.poisson(.6))):
                        r = reply(q, 'steps'); emit(x, t, m, r); m = m + [{'role': 'assistant', 'content': r}, {'role': 'user', 'content': follow()}]; t += .003
            for t in times(x, .5, 'student'): talk(x, t, 'study')
        group(f'class{c}', 'class', xs)
    # university NAT: unrelated people behind one address
    nat = [(786, ipin(786)) for _ in range(3)]; xs = []
    for _ in take(size(45)):
        x = acc('uni', cc='GB', mail='students.northbrook.ac.uk' if u() < .7 else None); x.ips = nat if u() < .6 else nat + x.ips; xs.append(x)
        for t in times(x, ln(1.1, .9), 'student', pactive=.5): talk(x, t, ch(['study', 'write', 'code', 'life']))
    group('university', 'university_nat', xs)
    # agencies: one agency, accounts for each client, one template family
    for c in range(1 if small else 4):
        pay, ip, tpl, st, inp, mail = 'pm_' + hx(8), server(), template(), stack(SDK[:6]), ch([0, 3, 5]), f'{ch(NOUNS)}media.com'; xs = []
        cr = -ln(60, .8) if u() < .6 else float(R.uniform(0, 6)); cc = ch(CCN)
        for _ in take(size(int(R.integers(5, 16)))):
            x = acc('agency', created=cr + float(R.exponential(4)) if cr > 0 else cr * R.uniform(.5, 1), pay=pay if c % 2 == 0 else 'pm_' + hx(8), mail=mail, ips=ip, stack=st, cc=cc, plan='payg', set=dict(temperature=0.7, max_tokens=600)); xs.append(x)
            app(x, ln(7, .7), tpl.replace('Input', ch(['Input', 'Input', 'Item'])), inp, 'office', wk=.1)
        group(f'agency{c}', 'agency', xs)
    # integrator's customers: own cards, same bot
    for c in range(1 if small else 2):
        tpl, st, inp = template(), stack(SDK[:6]), ch([1, 2, 3]); xs = []; ips = [server()[0] for _ in range(3)]
        for _ in take(size(14)):
            x = acc('integrator', mail=ch(NOUNS) + '.com', ips=ips if u() < .6 else server(), stack=st, plan='payg', set=dict(temperature=0.3, max_tokens=400)); xs.append(x)
            app(x, ln(6, .9), tpl, inp, 'server', assys=True)
        group(f'integrator{c}', 'integrator', xs)
    # call centre seats
    if True:
        nat, st, tpl = [(RES['IN'][2], ipin(RES['IN'][2]))] * 2, stack(SDK[10:11]), 'You help agents of Vela Telecom. Suggest a reply to the customer.\nCustomer: {x}'; xs = []; pay = 'pm_' + hx(8)
        for _ in take(size(30)):
            x = acc('call', cc='IN', mail='velatel.in', ips=nat, stack=st, pay=pay, plan='team', set=dict(temperature=0.4, max_tokens=300), created=-ln(100, .3)); x.org = 'org_velatel'; xs.append(x)
            app(x, float(R.normal(11, 2)), tpl, 1, 'office', wk=.7, pactive=.75, disp=.2)
        group('callcentre', 'call_centre', xs)
    # franchise: nightly job of the vendor's program
    tpl, st, ip = template(), ('PosSuite-Nightly/3.2', SDK[3][1]), None; xs = []
    for _ in take(size(18)):
        x = acc('nightly', cc='DE', mail=f'filiale{int(R.integers(1, 400))}.kette.de' if u() < .6 else None, stack=st, plan='payg', set=dict(temperature=0, max_tokens=512)); xs.append(x); n0 = float(R.normal(12, 3))
        for d in range(int(max(0, x.created)), DAYS):
            for k in range(int(R.poisson(max(2, n0)))):
                v = tmpl_input(3); emit(x, d + (2 + k * .004 + u() * .02) / 24, [{'role': 'user', 'content': tpl.replace('{x}', v)}], reply(v, 'chat', 60), endpoint='chat.completions')
    group('franchise', 'nightly_batch', xs)
    # evaluation team: benchmarks, several models, k samples
    for c in range(1 if small else 2):
        ip, st, xs = server(), stack(SDK[:1]), []; mail = ch(NOUNS) + 'eval.ai'; items = some(P[['math', 'mt'][c % 2]] + P['bbh'], 140); sysm = None if c else 'Answer the question. Put the final answer in \\boxed{}.'
        for k in take(size(5)):
            x = acc('eval', ips=ip, stack=st, mail=mail, plan='payg', set=dict(temperature=0 if c else .8, max_tokens=2048), created=-ln(120, .5)); x.org = 'org_' + mail[:6]; xs.append(x)
            for run in range(int(R.integers(1, 4))):
                t = float(R.uniform(0, DAYS - .5)) if u() < .4 else min(DAYS - .5, LAUNCH + ln(.8, .8)); mod = MODELS['new'] if t > LAUNCH else ch([MODELS['big'], MODELS['small'], MODELS['reason']])
                for q in items:
                    for _ in range(1 if c else int(R.integers(1, 4))):
                        t += ln(25, .5) / 86400; emit(x, t, ([{'role': 'system', 'content': sysm}] if sysm else []) + [{'role': 'user', 'content': q}], reply(q, 'steps'), model=mod)
        group(f'evalteam{c}', 'evaluation', xs)
    # quality desk: grades its own calls with a rubric
    pay, ip, xs, st = 'pm_' + hx(8), server(), [], stack(SDK[:4])
    for _ in take(size(8)):
        x = acc('qa', pay=pay if u() < .5 else 'pm_' + hx(8), ips=ip if u() < .6 else None, mail='clearqa.co.uk', stack=st, set=dict(temperature=0, max_tokens=256), plan='payg'); xs.append(x)
        for t in times(x, ln(9, .5), 'office', wk=.2):
            v = f'Agent: {ch(SENTS)}\nCustomer: {ch(BANKMSG)}\nAgent: {ch(SENTS)}'; emit(x, t, [{'role': 'system', 'content': 'Rate the agent from 1 to 5 on greeting, accuracy and empathy. Give the scores and one sentence of feedback.'}, {'role': 'user', 'content': v}], reply(v, 'grade'))
    group('qualitydesk', 'grading_desk', xs)
    # cram school: pupils' accounts, textbook problems
    nat, st, xs, book = [(RES['KR'][1], ipin(RES['KR'][1]))], stack(), [], [renum(ch(P['gsm'])) if u() < .5 else ch(P['math']) for _ in range(260)]; cr = float(R.uniform(0, 4))
    for _ in take(size(20)):
        x = acc('cram', cc='KR', created=cr + float(R.exponential(1.5)), mail=None, stack=st, plan='free'); x.ips = nat + x.ips[:1]; xs.append(x)
        for t in times(x, ln(4, .5), 'student', pactive=.6):
            q = ch(book); emit(x, t, [{'role': 'system', 'content': 'You are a patient maths coach. Show every step of the reasoning.'}, {'role': 'user', 'content': q}], reply(q, 'steps'))
    group('cramschool', 'cram_school', xs)
    # hackathon
    d0, st, xs = float(R.uniform(3, DAYS - 4)), stack(SDK[:3]), []; sysm = f'You are HackMate, help the team build a {topic()} app.'; ip = [(RES['NL'][0], ipin(RES['NL'][0]))]
    for _ in take(size(24)):
        x = acc('hack', created=d0 + abs(float(R.normal(0, .15))), cc='NL' if u() < .6 else None, pay=None, plan='credit', stack=st if u() < .7 else None, ips=ip); xs.append(x); x.t1 = d0 + 2.5 + u()
        for t in times(x, ln(22, .6), 'flat', wk=1): talk(x, t, ch(['code', 'code', 'life']), sysm if u() < .7 else None, turns=1 + int(R.geometric(.6)))
    group('hackathon', 'hackathon', xs)
    # public tool with its default prompt
    xs, sysm = [], 'You write git commit messages. Read the diff and answer with one conventional commit line.'
    for _ in take(size(50)):
        x = acc('tool', stack=(f'ai-commit/1.{int(R.integers(0, 6))}', SDK[2][1]), set=dict(temperature=0.2, max_tokens=120)); xs.append(x)
        for t in times(x, ln(2.5, .9), 'office', wk=.3, pactive=.6): emit(x, t, [{'role': 'system', 'content': sysm}, {'role': 'user', 'content': 'diff --git\n+' + code()}], f'{ch(["fix", "feat", "chore", "refactor"])}: {ch(FN)} {ch(OBJ)} by {ch(NOUNS)}')
    group('opensource_tool', 'public_tool', xs)
    # coding agents, own repositories
    for _ in take(int(B * .07)):
        sc = ch(list(TOOLS)); x = acc('agentdev', stack=stack([g for g in AGENTUA if g[0].lower().startswith(sc)]), set=dict(temperature=0, max_tokens=8192, stream=True)); rp = [repo() for _ in range(int(R.integers(1, 4)))]; x.model = MODELS['big']
        for t in times(x, ln(.9, .8), 'office', wk=.4, pactive=.55): r = ch(rp); agent(x, t, task(r), r, sc, int(R.integers(3, 10)))
    # start-ups with an app
    for _ in take(int(B * .09)):
        x = acc('startup', ips=server(), stack=stack(SDK[:8]), mail=ch(NOUNS) + ch(['.io', '.ai', '.app', '.com']), plan='payg', set=dict(temperature=ch([0, .2, .7, None]), max_tokens=ch([256, 512, 1000, None])))
        app(x, ln(5, 1.0), template(), int(R.integers(0, 6)), style=ch(['chat', 'chat', 'json', 'label']), assys=u() < .5)
    # synthetic-data shop with licence, declared and undeclared resellers, load test
    x = acc('licensed', ips=server(), plan='enterprise', mail='tunedmodels.com'); x.lic = True; take(1)
    for t in times(x, 60, 'flat', wk=1): q = ch(P['alpaca']); emit(x, t, [{'role': 'user', 'content': q}], reply(q, 'chat'), temperature=1.0)
    for c in range(1 if small else 3):
        x = acc('reseller', ips=server(), stack=stack(SDK[:3]), plan='enterprise', mail=ch(NOUNS) + 'chat.com', created=-300.); take(1); x.res = c < 2
        for k in range(25 if small else 45):
            x.eu = 'eu_' + hx(5); x.eus = getattr(x, 'eus', []) + [x.eu]; x.tz = CC[str(R.choice(CCN, p=CCP))][0]; dom = ch(['life', 'write', 'code', 'study', 'role'])
            for t in times(x, ln(.5, .8), pactive=.4): talk(x, t, dom, 'You are a helpful assistant.')
        x.eu = None
    x = acc('loadtest', ips=server(), plan='payg'); take(1); t = float(R.uniform(2, DAYS - 1))
    for k in range(600): t += 4 / 86400; emit(x, t, [{'role': 'user', 'content': f'ping {k % 20}: ' + P['vic'][k % 20]}], reply('ping test', 'chat', 20))
    # the rest: hobbyists, writers, developers, role players, students, people of other languages
    rest = []
    for _ in take(left):
        dom = str(R.choice(['life', 'write', 'code', 'study', 'role', 'es', 'de'], p=[.3, .18, .22, .12, .06, .07, .05])); cc = ch(['ES', 'MX']) if dom == 'es' else 'DE' if dom == 'de' else None
        x = acc(dom, cc=cc); rest.append(x); r = ln(.5, 1.1); sysm = f'You are {ch(NAMES)}, a {ch(MOD)} assistant.' if u() < .2 else None
        if u() < .25: x.t1 = x.t0 + ln(6, 1)           # tries it and leaves
        two = ch(['life', 'write', 'code', 'study'])
        for t in times(x, min(r, 12), 'office' if u() < .35 else 'evening', pactive=float(R.uniform(.25, .9))): talk(x, t, dom if u() < .75 else two, sysm)
        if u() < .03:                                   # a private batch of one evening
            t = float(R.uniform(0, DAYS)); tp = template()
            for k in range(int(R.integers(20, 150))): t += 6 / 86400; v = tmpl_input(0); emit(x, t, [{'role': 'user', 'content': tp.replace('{x}', v)}], reply(v, 'chat', 60))
    v0, vp = float(R.uniform(2, DAYS - 4)), 'Draw a map of my personality from this: ' + ch(P['vic']) + ' Then roast me in three sentences.'; xs = some(rest, size(60))
    for x in xs:
        t = v0 + float(R.exponential(.8))
        for _ in range(1 + int(R.poisson(.8))): emit(x, t, [{'role': 'user', 'content': vp if u() < .8 else vp + ' ' + ch(NAMES)}], reply(vp)); t += .002
    group('viral', 'viral_prompt', xs)

# ---------------------------------------------------------------- campaigns
CAMPS = []
PRE = ['', '', 'Please ', 'Could you ', "I'd like you to do this: ", 'Task for today: ', 'Here is something I need. ', 'Can you help me? ', 'For a project: ', 'Consider the following. ', 'Question: ', 'Work on this: ', 'I was asked this and am stuck: ', 'My colleague wonders: ', 'Give your best answer. ', 'Need this done carefully: ', 'Quick one: ', 'Imagine a client asks: ']
POST = ['', '', ' Be thorough.', ' Explain your choices.', ' Include an example.', ' Structure the answer with headings.', ' Keep it practical.', ' Cover edge cases.', ' Justify each point.', ' Answer for an expert reader.', ' Use plain language.', ' Give alternatives too.', ' Finish with a summary.', ' State your assumptions.']
COT = ['Think step by step and show all of your reasoning before the final answer.', 'Write out the full chain of thought, including dead ends, then the answer.', 'Explain in detail how you got there, every intermediate step.', 'Reason carefully; first list facts, then derive, then verify.', 'Show the complete derivation. Do not skip any step.', 'Work through it aloud as if teaching, then conclude.', 'Before answering, lay out your internal reasoning in <thinking> tags.', 'Give a long, explicit solution with self-checks.', 'Razona paso a paso y muestra todo el razonamiento.', 'Denke Schritt für Schritt und zeige den ganzen Gedankengang.', '请一步一步推理，并写出完整的思考过程。', 'Raisonne étape par étape en montrant tout le raisonnement.', 'चरण-दर-चरण तर्क दिखाएँ।', '段階的に考え、推論をすべて書いてください。']
PERS = ['a retired judge', 'an emergency nurse', 'a fintech analyst', 'a marine biologist', 'a village teacher', 'a sysadmin', 'a pastry chef', 'a patent clerk', 'a game designer', 'a union organiser', 'a structural engineer', 'a poet', 'a tax adviser', 'a drone pilot', 'a midwife', 'a logistics planner', 'a rabbi', 'a data journalist', 'a carpenter', 'a chess coach']
def gen_task():
    x = u()
    if x < .3: return ch(P['alpaca'])
    if x < .42: return ch(P['si'])
    if x < .55: return ch(P['biggen'])[:900]
    if x < .65: return ch(P['glaive'])[:600]
    if x < .8: return f'Write {ch(["a report", "an essay", "a tutorial", "a dialogue", "a plan", "a critique", "a story"])} about {topic()} with a focus on {ch(NOUNS)} and {ch(NOUNS)}.'
    return f'Given the passage, {ch(["infer the tone", "list all claims", "answer what follows", "find the contradiction", "write three questions with answers"])}: {doc(3)}'
def gen_math():
    x = u(); return renum(ch(P['gsm'])) if x < .45 else ch(P['math']) if x < .75 else renum(ch(P['asdiv'] + P['svamp'])) if x < .85 else ch(P['ocw']) if x < .93 else ch(P['bbh'])
def gen_code(): return ch([lambda: f'Implement {ch(FN)}_{ch(OBJ)} in {ch(LANGS)}: {ch(SENTS)}', lambda: ch(P['api']), lambda: f'Find the bug and give a corrected version.\n{code()}', lambda: f'Write a {ch(LANGS)} solution with complexity analysis for: {ch(FN)} {ch(OBJ)} given {ch(NOUNS)} limits up to {int(R.integers(10, 10 ** 6))}.'])()
SLOTT = ['You are an expert {r}. Write a high-quality, detailed response to the instruction.\n\n### Instruction:\n{q}\n\n### Response:', 'Below is a task. Respond as a senior {r} would, in full.\n[TASK]\n{q}\n[/TASK]', 'INSTRUCTION ({r}): {q}\nReturn only the answer text, at least 200 words.']
REGION = ['US', 'SG', 'VN', 'DE', 'JP', 'GB', 'NL', 'KR', 'CA']

def resi(ccs):      # residential proxies: another household each time
    def f():
        c = ch(ccs); n = ch(RES[c]); return (n, ipin(n), c)
    return f
def dcpool(n, asn):
    pool = [(asn, ipin(asn, 77)) for _ in range(n)]
    return lambda: ch(pool)

def campaign(name, kind, n, skill, rate, dur, disp, cover=0., replace=0, k=1, even=.25, prof=None):
    """skill 0 sloppy .. 2 expert. rate: harvest exchanges per account and day."""
    t0 = float(R.uniform(0, max(.5, DAYS - dur))) if dur < DAYS else 0.; t1 = min(DAYS - .01, t0 + dur); xs = []
    cards = ['pm_' + hx(8) for _ in range(max(1, n // 9))]; asn = ch(PROXYDC); pool = dcpool(max(3, n // 2), asn); st0 = [stack(SDK[:5]) for _ in range(1 if skill == 0 else 3)]
    mails = [ch(NOUNS) + ch(['mail.xyz', '-box.net', 'post.top']) for _ in range(2)]; common = dict(temperature=ch([.7, 1.0, .8]), max_tokens=ch([2048, 4096, 3000]))
    for i in range(n):
        cc = ch(REGION[:4]) if skill < 2 else str(R.choice(CCN, p=CCP))
        cr = t0 - abs(float(R.normal(1.5, .8))) if skill == 0 else t0 - ln(9, .8) if skill == 1 else -ln(60, .9)
        pay = ch(cards) if skill == 0 else ('pm_' + hx(8) if u() < .85 or skill == 2 else ch(cards))
        mail = ch(mails) if skill == 0 and u() < .7 else None; st = ch(st0) if skill < 2 else stack(SDK[:10] if kind != 'agentic' else AGENTUA) if u() < .8 else ch(st0)
        x = acc('attack', cc=cc, created=cr, pay=pay, plan='payg', mail=mail, stack=st, set=dict(common) if skill < 2 or u() < .4 else None, rot=pool if skill < 2 else None)
        if skill == 1 and u() < .35: x.rot = resi([cc])
        if skill == 2:
            x.rot = None; c = [cc] * 4 + [ch(CCN)]
            if u() < .6: x.ips, x.rot = None, resi(c)
            else: nn = ch(RES[cc]); x.ips = [(nn, ipin(nn)) for _ in range(3)]
        if replace: L = float(R.uniform(3, 7)); s = t0 + (t1 - t0 - L) * i / max(1, n - 1); x.on = (max(0., s), min(t1, s + L)); x.created = x.on[0] - abs(float(R.normal(1, .6))); 
        else:
            lag = 0 if skill == 0 else float(R.exponential(dur * (.06 if skill == 1 else .12))); x.on = (min(t1 - 1, t0 + lag), t1 - (0 if skill < 2 else float(R.exponential(dur * .08))))
        x.t0 = max(0., min(x.on[0], x.created) if cover == 0 else x.created); x.t0 = max(0., min(x.t0, x.on[0])); x.t1 = float(DAYS); x.mover = None; x.trynew = False; x.model = MODELS['reason'] if kind == 'cot' and u() < .5 else MODELS['big']
        x.r = rate * np.exp(R.normal(0, even)); x.style = ch(PERS); xs.append(x)
    ev = []
    for x in xs:
        for t in times(x, x.r, prof or ('flat' if skill == 0 else 'server' if skill == 1 else ch(['office', 'evening', 'server'])), wk=1 if skill < 2 else float(R.uniform(.5, 1)), t0=x.on[0], t1=x.on[1], disp=disp, pactive=1 if skill < 2 else float(R.uniform(.6, .95))): ev.append((t, len(ev), x))
        if cover:
            dom = ch(['life', 'write', 'code', 'study'])
            for t in times(x, x.r * cover / (1 - cover) / 1.9, 'evening', pactive=.8, t0=max(x.t0, x.on[0] - 3)): talk(x, t, dom)
    ev.sort(key=lambda e: e[:2])
    tp = some(SLOTT, 1 + (skill > 0)); q = None; cnt = 0; seen = set(); move = LAUNCH + float(R.uniform(.2, .9)); sysj = ch(P['judge'])[:700]; rp = None; jt = [ch(['Compare the two answers to the question on {c}. Say which is better and why.', 'Rate the response from 1 to 10 for {c}, with a rationale for every criterion.', 'Act as a strict grader. Rubric: {c}. Award points per item and explain.']) for _ in range(3)]
    for t, _, x in ev:
        mod = None
        if kind == 'mover' and t > move and u() < .85: mod = MODELS['new']
        elif t > LAUNCH + 1 and u() < .1: mod = MODELS['new']
        if cnt % k == 0:
            q = dict(ksamples=gen_math, cot=lambda: gen_math() if u() < .7 else gen_code(), refusal=lambda: ch(P['dna'] + P['ccp'] + P['hh'] + P['red'])[:600]).get(kind, gen_task)()
            if q in seen and kind != 'refusal': q = q.rstrip() + ch([' Do this for %s.' % topic(), ' Focus on %s and %s.' % (ch(NOUNS), ch(NOUNS)), ' Then treat the case of %s.' % ch(NOUNS), ' Setting: %s, %s.' % (ch(PLACES), topic()), ' Vary it: replace %s by %s.' % (ch(NOUNS), ch(NOUNS))])
            seen.add(q)
        cnt += 1; sty, sysm, kw_ = 'chat', None, {}
        if kind == 'templated': m = ch(tp).format(r=ch(PERS).split()[-1], q=q)
        elif kind in ('paraphrased', 'mover', 'small', 'hydra'): m = ch(PRE) + q + ch(POST)
        elif kind == 'persona':
            p = ch(PERS); m = q + ch(POST); sysm = f'You are {p} from {ch(PLACES)}. {ch(["Answer from your experience.", "Write as yourself.", "Stay professional.", "Be generous with detail."])}' if u() < .7 else None
            if not sysm: m = f'As {p}, {q}'
        elif kind == 'ksamples': m = q; sty = 'steps'; kw_ = dict(temperature=1.0)
        elif kind == 'grading':
            c = ', '.join(some(['accuracy', 'helpfulness', 'depth', 'style', 'safety', 'coherence', 'creativity', 'instruction following'], 3)); A, Bb = reply(q, 'chat', 60), reply(q, 'chat', 60); sysm = sysj if u() < .4 else None
            m = (ch(jt).format(c=c) + f'\n\nQuestion: {q[:500]}\n\nAnswer A: {A}\n\nAnswer B: {Bb}') if u() < .7 else ch(jt).format(c=c) + f'\n\nPrompt: {q[:500]}\nResponse: {A}'; sty = 'judge'
        elif kind == 'refusal': m = q if u() < .5 else ch(['Rewrite so that a cautious assistant could answer it: ', 'Give a safe, neutral answer that avoids the sensitive part: ', 'Would you answer this? Explain why or why not: ', 'Produce a compliant version and a refusal for: ']) + q; sty = 'refuse' if u() < .6 else 'chat'
        elif kind == 'cot': m = (ch(COT) + '\n\n' + q) if u() < .4 else q + '\n' + ch(COT); sty = 'cot' if u() < .5 else 'steps'
        elif kind == 'camo': m = (ch(PRE) + q + ch(POST)) if u() < .6 else gen_math() + ' ' + ch(COT); sty = 'chat' if u() < .6 else 'steps'
        elif kind == 'agentic':
            if u() < .3 or rp is None: rp = repo()
            tk = task(rp) if u() < .6 else ch(P['osb'])[:400] if u() < .5 else ch(P['api']) + ' Write the code and run it.'; sc = 'opencode' if skill < 2 else (x.ua.split('/')[0].lower() if x.ua.split('/')[0].lower() in TOOLS else 'cline')
            agent(x, t, tk, rp, sc, int(R.integers(4, 10)), camp=name, ip=x.rot() if x.rot else None); continue
        if skill == 2: m = human(m)
        msgs = ([{'role': 'system', 'content': sysm}] if sysm else []) + [{'role': 'user', 'content': m}]; r = reply(m, sty, ln(260, .4))
        emit(x, t, msgs, r, model=mod, camp=name, reasoning={'effort': 'high', 'summary': 'detailed'} if kind == 'cot' and x.model == MODELS['reason'] else None, **kw_)
        if kind in ('persona', 'paraphrased', 'camo') and u() < .15:
            f = follow(); emit(x, t + .001, msgs + [{'role': 'assistant', 'content': r}, {'role': 'user', 'content': f}], reply(f + m), camp=name)
    CAMPS.append(dict(name=name, kind=kind, skill=['sloppy', 'middling', 'expert'][skill], accounts=xs))

def attacks(A):
    U = lambda lo, hi: float(R.uniform(lo, hi)); sk = lambda *p: int(R.choice(3, p=p)); D = DAYS
    plan = [('templated', .13, 0, U(8, 25), U(.4, .9) * D, .2, {}), ('paraphrased', .12, 1, U(6, 18), U(.5, 1) * D, .35, {}), ('persona', .10, 2, U(5, 14), U(.5, 1) * D, .5, {}), ('ksamples', .07, sk(.3, .5, .2), U(8, 24), U(.3, .8) * D, .3, dict(k=int(R.integers(4, 9)))),
      ('grading', .09, sk(.2, .5, .3), U(6, 16), U(.4, .9) * D, .3, {}), ('refusal', .04, sk(.2, .5, .3), U(4, 10), U(.4, .8) * D, .4, {}), ('agentic', .12, sk(.2, .4, .4), U(1.2, 3), U(.4, .9) * D, .4, {}), ('cot', .11, sk(.2, .5, .3), U(6, 16), U(.4, 1) * D, .35, {}),
      ('mover', .08, 1, U(8, 20), U(.8, 1) * D, .3, {}), ('hydra', .13, 2, U(9, 22), U(.8, 1) * D, .4, dict(cover=.4, replace=1)), ('small', .025, 2, U(3, 6), .9 * D, .5, {}), ('camo', .07, 2, U(5, 12), U(.6, 1) * D, .5, dict(cover=U(.45, .6)))]
    for kind, sh, skill, rate, dur, disp, o in plan: campaign(f'c_{kind}', kind, max(4, int(round(A * sh * U(.8, 1.2)))), skill, rate, dur, disp, even=[.12, .3, .5][skill], **o)

if a.scenario == 'small':
    benign(a.benign if a.benign < 600 else 200)
    campaign('c_one', 'cot', 1, 1, 60, .7 * DAYS, .3); campaign('c_three', 'templated', 3, 1, 30, .6 * DAYS, .3); campaign('c_five', 'paraphrased', 5, 2, 20, .8 * DAYS, .4)
else:
    benign(a.benign)
    if a.scenario == 'mix': attacks(a.attack)

# ---------------------------------------------------------------- write
os.makedirs(a.out, exist_ok=True); LOG.sort(key=lambda e: e[0])
with open(os.path.join(a.out, 'log.jsonl.gz'), 'wb') as raw, gzip.GzipFile(fileobj=raw, mode='wb', compresslevel=3, mtime=0, filename='') as f:
    for _, b in LOG: f.write(b + b'\n')
with open(os.path.join(a.out, 'accounts.csv'), 'w', newline='') as f:
    w = csv.writer(f); w.writerow(['account', 'reseller', 'licence_scope', 'licence_document', 'licence_valid_until'])
    for x in ACCS:
        if getattr(x, 'res', False): w.writerow([x.id, 'true', '', '', ''])
        if getattr(x, 'lic', False): w.writerow([x.id, '', 'train on outputs', 'MSA-7', '2027-12-31'])
ids = lambda xs: sorted(x.id for x in xs if x.id in COUNT)
who = {i: c['name'] for c in CAMPS for i in ids(c['accounts'])}; group_of = {i: g['kind'] for g in GROUPS for i in ids(g['accounts'])}
json.dump({'version': 1, 'seed': a.seed, 'accounts': [{'account': x.id, 'end_user': None, 'population': who.get(x.id) or group_of.get(x.id, x.kind), 'campaign': who.get(x.id)} for x in ACCS if x.id in COUNT]
           + [{'account': x.id, 'end_user': e, 'population': 'end user of reseller', 'campaign': None} for x in ACCS if x.id in COUNT for e in getattr(x, 'eus', [])],
           'campaigns': [{'campaign': c['name'], 'kind': c['kind'], 'skill': c['skill'], 'start': iso(min(HARV[c['name']])), 'end': iso(max(HARV[c['name']]))} for c in CAMPS]}, open(os.path.join(a.out, 'truth.json'), 'w'))
print(len(LOG), 'exchanges', len(COUNT), 'accounts', sum(map(len, HARV.values())), 'harvest;', {c['name']: (c['skill'], len(ids(c['accounts']))) for c in CAMPS})
