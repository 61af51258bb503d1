#!/usr/bin/env python3
"""A labelled world of traffic to a language-model API, as a telemetry team would log it.

Innocent customers and hidden harvesting campaigns (illicit distillation), to fit and test a detector.
The shape comes from the edge: arrival curves, burstiness and lengths from public serving traces (when they lie under
PROMPTS/traces), networks with leases, CGNAT, IPv6 and shared egress, client stacks whose SDK versions move with time,
and operators who run ordinary orchestration software: queues, workers, key pools, back-off, quotas, re-asks.

    python telemetry.py --seed N --benign 8000 --attack 900 --days 21 --scenario mix|none|small --prompts DIR --out DIR

Writes log.jsonl.gz, accounts.csv and truth.json. Equal seed and options give equal bytes.
Like many real log pipelines this one stores the head of long messages and the tail of long contexts, so the stored
text may be shorter than usage.input_tokens and usage.output_tokens say.
"""
import argparse
import ast
import calendar
import csv
import gzip
import hashlib
import heapq
import json
import math
import os
import random
import time as clock
from collections import Counter

import numpy as np

DAY, HOUR = 86400.0, 3600.0
INF = float("inf")

# Places: language, offset from UTC, customer weight, fixed-line ASNs, mobile ASNs.
PLACES = {}
for _row in """US en -6 30 7922,7018,701,20115,22773,209 21928,22394,20057
GB en 0 7 2856,5607,5089,13285 12576,25135,206067
DE de 1 6 3320,3209,6805,8881 3320,3209,6805
FR fr 1 5 3215,12322,15557,5410 3215,51207,15557
IN en 5.5 10 9829,24560,55836,17488,18209 55836,45609,38266
BR pt -3 5 27699,28573,7738,18881 26599,26615,4230
JP ja 9 5 4713,2516,17676,2518 9605,2516,17676
CA en -5 4 812,577,852,6327 812,577,852
ES es 1 3 3352,12430,12479 3352,12430,12479
IT it 1 3 3269,12874,30722 16232,30722,24608
NL nl 1 2 1136,33915,50266 1136,31615,50266
PL pl 1 2 5617,12741,29314 5617,8374,39603
TR tr 3 2 9121,34984,47524 16135,20978,15897
RU ru 3 2 12389,8402,25513 25159,31133,16345
KR ko 9 3 4766,9318,3786 4766,9644,17853
TW zh 8 1.5 3462,9924,4780 3462,24158,9674
SG en 8 2 9506,4773,55430 9506,45143,4773
HK zh 8 1.5 9269,4760,9304 4760,9231,17924
AU en 10 3 1221,7545,4804 1221,4804,133612
ID id 7 2.5 7713,17451,23700 23693,4761,24203
VN vi 7 2 45899,7552,18403 7552,45899,131429
MX es -6 2 8151,13999,17072 28403,22884,8151
AR es -3 1.2 7303,10318,22927 7303,22927,11664
EG ar 2 1 8452,24863,36992 24863,36992,36935
AE ar 4 1 5384,15802 5384,15802
NG en 1 1 37148,29465,328309 29465,36873,37148
KE en 3 .7 33771,37061,15399 33771,36926
PH en 8 1.5 9299,6648,17639 4775,10139,9299
UA ru 2 1 6849,15895,13188 21497,15895,34058
CH de 1 1 3303,6730,13030 3303,6730
SE en 1 1 3301,2119,8473 3301,44034,2119
IL en 2 1 8551,1680,12400 8551,12400,16116
PK en 5 1 17557,45595,23674 45669,24499,59257
CN zh 8 1.5 4134,4837,9808 9808,56040,4837""".splitlines():
    _c, _l, _z, _w, _f, _m = _row.split(); PLACES[_c] = (_l, float(_z), float(_w), [int(x) for x in _f.split(",")], [int(x) for x in _m.split(",")])
CC, CCW = list(PLACES), [p[2] for p in PLACES.values()]
CLOUDS = {16509: 30, 14618: 14, 396982: 14, 8075: 16, 24940: 8, 16276: 5, 14061: 8, 63949: 4, 20473: 4, 31898: 3, 45102: 3,
          132203: 2}
VPN_ASNS = [9009, 212238, 60068, 60781, 62240, 11878, 136787, 147049]
SWG_ASNS = [22616, 62044, 53813, 55256]                       # secure web gateways that enterprises share
SERVERLESS_ASNS = {"lambda": 16509, "workers": 13335, "cloudrun": 396982, "functions": 8075}

LANG = {  # openers with {t}; follow-ups; topics; sentences for answers
    "es": ("¿Puedes explicarme {t} con un ejemplo sencillo?|Necesito un correo formal sobre {t}|Dame ideas para {t} este fin de semana|Corrige este texto sobre {t} y hazlo más claro|¿Cuál es la diferencia entre {t} y {u}?|Hazme un resumen de {t} en cinco puntos", "hazlo más corto|¿y en un tono más formal?|no entendí la segunda parte|dame otro ejemplo|tradúcelo al inglés", "la inflación|una entrevista de trabajo|la fotosíntesis|un viaje a Oaxaca|el contrato de alquiler|la Segunda República|una dieta vegetariana|Excel|la ansiedad|mi tesis|el IVA|cumpleaños infantil", "Claro, aquí tienes una explicación sobre {t}.|En primer lugar conviene separar lo urgente de lo importante.|Por ejemplo, puedes empezar con un caso pequeño.|Ten en cuenta que los plazos pueden variar.|Si quieres, lo adapto a tu situación.|Un error común es confundirlo con {u}."),
    "pt": ("Me explica {t} de um jeito simples|Escreve um e-mail sobre {t} para o meu chefe|Como faço para melhorar {t}?|Qual a diferença entre {t} e {u}?|Monta um roteiro de estudos sobre {t}|Revise meu texto sobre {t}, por favor", "deixa mais curto|agora em tópicos|não entendi, explica de novo|coloca mais exemplos|e em inglês?", "juros compostos|concurso público|meu currículo|nota fiscal|viagem a Salvador|redação do ENEM|treino em casa|marketing digital|Python|aluguel|a Revolução Industrial|receita de pão", "Claro! Vamos por partes sobre {t}.|O primeiro passo é organizar as informações.|Um exemplo prático ajuda a entender.|Vale lembrar que cada caso é diferente.|Se quiser, posso adaptar o texto.|Não confunda isso com {u}."),
    "fr": ("Peux-tu m'expliquer {t} simplement ?|Rédige un mail au sujet de {t}|Comment préparer {t} en une semaine ?|Quelle est la différence entre {t} et {u} ?|Fais un plan détaillé sur {t}|Corrige mon paragraphe sur {t}", "plus court s'il te plaît|avec un ton plus chaleureux|peux-tu développer le deuxième point ?|donne un autre exemple|traduis en anglais", "la TVA|un entretien d'embauche|la photosynthèse|un bail|le romantisme|mon mémoire|un voyage en Bretagne|la retraite|une recette sans gluten|les fractions|le RGPD|un discours de mariage", "Bien sûr, voici une explication de {t}.|Commençons par l'idée principale.|Par exemple, on peut partir d'un cas concret.|Attention aux délais, qui varient.|N'hésite pas à préciser le contexte.|On confond souvent cela avec {u}."),
    "de": ("Kannst du mir {t} einfach erklären?|Schreib eine höfliche E-Mail wegen {t}|Was ist der Unterschied zwischen {t} und {u}?|Erstelle einen Lernplan zu {t}|Fasse {t} in fünf Punkten zusammen|Bitte korrigiere meinen Text über {t}", "bitte kürzer|etwas förmlicher|das zweite Beispiel verstehe ich nicht|auf Englisch bitte|noch ein Beispiel", "die Steuererklärung|eine Kündigung|die Photosynthese|den Mietvertrag|Kubernetes|meine Bachelorarbeit|Elternzeit|eine Wärmepumpe|Bruchrechnung|die Weimarer Republik|Sauerteig|ein Bewerbungsgespräch", "Gerne, hier eine kurze Erklärung zu {t}.|Zuerst sollte man die Grundlagen klären.|Ein Beispiel macht das anschaulich.|Die Fristen können je nach Fall abweichen.|Auf Wunsch passe ich den Text an.|Oft wird das mit {u} verwechselt."),
    "it": ("Mi spieghi {t} in modo semplice?|Scrivi una mail formale su {t}|Qual è la differenza tra {t} e {u}?|Fammi un riassunto di {t}|Idee per {t}?", "più breve|aggiungi un esempio|in inglese|tono più formale", "la partita IVA|il mutuo|la fotosintesi|un colloquio|la tesi|il Rinascimento|la lasagna|un viaggio in Puglia|il congiuntivo|il condominio", "Certo, ecco una spiegazione di {t}.|Partiamo dalle basi.|Un esempio aiuta a capire.|I tempi possono variare.|Spesso si confonde con {u}."),
    "nl": ("Leg {t} eens simpel uit|Schrijf een nette mail over {t}|Wat is het verschil tussen {t} en {u}?|Maak een samenvatting van {t}", "korter graag|nog een voorbeeld|in het Engels|iets formeler", "de btw|een sollicitatie|hypotheekrente|mijn scriptie|een verhuizing|de Gouden Eeuw|breuken|zonnepanelen", "Natuurlijk, hier is een uitleg van {t}.|Begin met de basis.|Een voorbeeld maakt het duidelijk.|Let op de termijnen.|Dit wordt vaak verward met {u}."),
    "pl": ("Wyjaśnij mi {t} prostymi słowami|Napisz maila w sprawie: {t}|Jaka jest różnica: {t} a {u}?|Zrób plan nauki: {t}", "krócej|podaj inny przykład|po angielsku|bardziej formalnie", "podatek VAT|rozmowa kwalifikacyjna|fotosynteza|umowa najmu|praca magisterska|ułamki|remont łazienki|zaimki", "Jasne, oto wyjaśnienie: {t}.|Zacznijmy od podstaw.|Przykład ułatwi zrozumienie.|Terminy mogą się różnić.|Często myli się to z: {u}."),
    "tr": ("{t} konusunu basitçe anlatır mısın?|{t} hakkında resmi bir e-posta yaz|{t} ile {u} arasındaki fark nedir?|{t} için çalışma planı hazırla", "daha kısa olsun|başka örnek ver|İngilizceye çevir|daha resmi yaz", "faiz|iş görüşmesi|fotosentez|kira sözleşmesi|YKS matematik|tez önerisi|Osmanlı tarihi|diyet listesi", "Elbette, {t} konusunu özetleyeyim.|Önce temel kavramlara bakalım.|Bir örnek üzerinden gidelim.|Süreler duruma göre değişebilir.|Bu genellikle {u} ile karıştırılır."),
    "ru": ("Объясни простыми словами: {t}|Напиши деловое письмо про {t}|В чём разница: {t} и {u}?|Составь план подготовки: {t}|Проверь мой текст на тему «{t}»", "короче|приведи ещё пример|переведи на английский|не понял второй пункт", "ипотека|собеседование|фотосинтез|договор аренды|диплом|дроби|рецепт борща|Docker|Серебряный век|налоговый вычет", "Конечно, вот объяснение: {t}.|Начнём с основных понятий.|Рассмотрим пример.|Сроки могут отличаться.|Это часто путают: {u}."),
    "id": ("Jelaskan {t} dengan bahasa sederhana|Buatkan email formal tentang {t}|Apa bedanya {t} dan {u}?|Buat ringkasan {t} dalam 5 poin|Beri ide untuk {t}", "lebih singkat|kasih contoh lain|terjemahkan ke Inggris|lebih formal", "pajak UMKM|skripsi|wawancara kerja|fotosintesis|konten Instagram|pecahan|resep rendang|sejarah Majapahit", "Tentu, berikut penjelasan tentang {t}.|Mari mulai dari dasar.|Contohnya sebagai berikut.|Waktu bisa berbeda.|Hal ini sering tertukar dengan {u}."),
    "vi": ("Giải thích {t} một cách đơn giản|Viết email về {t}|Sự khác nhau giữa {t} và {u} là gì?|Tóm tắt {t} giúp mình", "ngắn hơn|cho ví dụ khác|dịch sang tiếng Anh|trang trọng hơn", "lãi suất|phỏng vấn xin việc|quang hợp|hợp đồng thuê nhà|khóa luận|phân số|du lịch Đà Lạt|quảng cáo Facebook", "Dưới đây là giải thích về {t}.|Trước hết hãy xem khái niệm cơ bản.|Ví dụ như sau.|Thời hạn có thể khác nhau.|Điều này hay bị nhầm với {u}."),
    "ja": ("{t}についてわかりやすく説明してください|{t}の件でメールの文面を作って|{t}と{u}の違いは何ですか？|{t}を5つの要点でまとめて|{t}に関する文章を添削してください|{t}のアイデアを10個ください", "もう少し短く|敬語にして|別の例もお願い|英語に翻訳して|二つ目がよく分かりません", "確定申告|面接|光合成|賃貸契約|卒業論文|Excelの関数|京都旅行|分数の割り算|敬語|議事録|住宅ローン|明治維新", "はい、{t}についてご説明します。|まず基本的な考え方を整理しましょう。|例えば、次のような場合を考えます。|期限は状況によって異なります。|必要に応じて調整いたします。|{u}と混同されやすい点に注意してください。"),
    "zh": ("请用简单的话解释一下{t}|帮我写一封关于{t}的邮件|{t}和{u}有什么区别？|把{t}总结成五点|帮我润色这段关于{t}的文字|给我一个{t}的学习计划|{t}怎么做比较好", "再短一点|换个例子|翻译成英文|语气正式一些|第二点没看懂", "增值税|面试|光合作用|租房合同|毕业论文|分数运算|红烧肉|宋朝历史|短视频文案|Docker部署|房贷|周报", "好的，下面说明一下{t}。|首先梳理基本概念。|举个例子来说明。|具体时间可能有所不同。|如有需要可以进一步调整。|注意不要与{u}混淆。"),
    "ko": ("{t}에 대해 쉽게 설명해줘|{t} 관련 메일 초안 써줘|{t}와 {u}의 차이가 뭐야?|{t} 5줄로 요약해줘|{t} 공부 계획 세워줘", "더 짧게|다른 예시도|영어로 번역해줘|존댓말로 바꿔줘", "연말정산|면접|광합성|전세 계약|졸업논문|분수|김치찌개|조선 역사|엑셀 함수|블로그 글", "네, {t}에 대해 설명드리겠습니다.|먼저 기본 개념을 정리해 보겠습니다.|예를 들어 다음과 같습니다.|기간은 상황에 따라 다를 수 있습니다.|{u}와 혼동하지 않도록 주의하세요."),
    "ar": ("اشرح لي {t} بطريقة بسيطة|اكتب رسالة رسمية عن {t}|ما الفرق بين {t} و{u}؟|لخص {t} في خمس نقاط", "اختصر أكثر|أعط مثالا آخر|ترجم إلى الإنجليزية|اجعلها رسمية", "ضريبة القيمة المضافة|مقابلة العمل|البناء الضوئي|عقد الإيجار|بحث التخرج|الكسور|السياحة في أسوان|التسويق الرقمي", "بالطبع، إليك شرح {t}.|لنبدأ بالأساسيات.|على سبيل المثال يمكن البدء بحالة بسيطة.|قد تختلف المواعيد.|يخلط كثيرون بينه وبين {u}."),
}
LANG = {k: [x.split("|") for x in v] for k, v in LANG.items()}

TOPICS = """sourdough starters|my landlord's notice|a 5k training plan|compound interest|my cover letter|the French Revolution|CSS grid|a toddler who won't sleep|Kubernetes ingress|moving to Lisbon|my D&D campaign|lease vs buy|photosynthesis|imposter syndrome|Excel pivot tables|a eulogy|type 2 diabetes|stoicism|used hybrids|LinkedIn headline|wedding seating|Rust lifetimes|my garden soil|an angry customer|the Krebs cycle|index funds|a birthday toast|guitar scales|Postgres vacuum|job offer negotiation|meal prep|thesis introduction|a cat with allergies|noise-cancelling headphones|Dune|electric heating bills|Docker networking|unit tests|probability|SAT vocabulary|home insurance|a book club guide|React hooks|knee pain|tax residency|a city break|onboarding plan|regex""".split("|")
OPENERS = """Can you explain {t} like I'm new to it?|Help me write a short message about {t}|What's the difference between {t} and {u}?|I'm struggling with {t}. Where do I start?|Give me {n} ideas about {t}|Rewrite this so it's clearer: I have been thinking about {t} and also {u} and it is all a bit much|Is {t} worth it if I only have {n} hours a week?|Make a table comparing {t} and {u}|Quick question about {t}: does {u} matter?|Plan {n} days around {t}|hey, my friend says {t} is a waste of time, thoughts?|Summarise what I need to know about {t} before {w}|Draft an outline on {t}, {n} sections|pros and cons of {t}??|Act as a coach and ask me questions about {t}|why does everyone recommend {u} for {t}|I need a checklist for {t} due {w}|Proofread: "Regarding {t}, we wish to inform you that {u} is delayed until {w}."|what would {t} cost in {c}|Explain the history of {t} in {n} paragraphs""".split("|")
FOLLOW = """make it shorter|can you give an example?|more formal please|what about {t}?|no, I meant {t}|ok and how does that relate to {u}|continue|thanks! now turn that into bullet points|are you sure about the second part?|rewrite the last paragraph for a manager|add a section on {t}|simpler words please|and if I only have {n} days?|give me {n} alternatives|translate that to Spanish|hmm that didn't work|why?|can you double check the numbers|great, now a title|what would you do in my place""".split("|")
WHEN = "Friday|tomorrow|the end of the month|next week|Monday 9am|tonight|Q3|the 14th".split("|")
CITY = "Leeds|Austin|Pune|Toronto|Lagos|Melbourne|Dublin|Cebu|Denver|Cape Town|Glasgow|Hyderabad|Nairobi|Tampa|Oslo|Auckland".split("|")
FIRST = "Maya|Tom|Priya|Luis|Chen|Aisha|Jonas|Emily|Kofi|Sara|Diego|Yuki|Ola|Nadia|Peter|Fatima|Ravi|Ines|Marek|Grace|Omar|Lena|Hugo|Zoe".split("|")
NOUNS = "invoice|order|session|report|ticket|vector|cache|parser|user|token|schedule|batch|queue|record|ledger|node|image|event|payment|metric|label|route|buffer|filter|plugin|cart|index|stream|worker|profile".split("|")
VERBS = "load|merge|parse|build|send|check|split|fetch|update|score|render|validate|group|encode|retry|flush|resolve|sort|rank|sync".split("|")
ADJ = "slow|late|duplicate|missing|stale|nested|empty|large|partial|invalid|remote|shared|weekly|local|hidden|pending|signed|legacy|daily|temporary".split("|")
PRODUCTS = "trail runners|espresso machine|rain jacket|standing desk|baby monitor|wireless earbuds|air fryer|yoga mat|LED strip|camping stove|office chair|phone case|water filter|dog bed|electric kettle|hiking pack|desk lamp|blender".split("|")
DOMAINS = "retail|insurance|logistics|travel|health|banking|real estate|recruiting|legal|telecom|energy|gaming|education|publishing".split("|")
SENT = "The {a} {n} was moved to the {m} team on {w}.|Customers in {c} reported that the {n} stayed {a} for {k} days.|We {v} every {n} before the {m} runs.|A {a} {n} often hides a {m} problem.|{p} asked for {k} more {n}s by {w}.|It helps to {v} the {n} first and {v2} the {m} later.|In practice the {m} depends on the {a} {n}.|About {k} percent of {n}s need a second look.|This keeps the {m} simple and the {n} easy to {v}.|The contract says the {n} must {v} within {k} hours.|Start small: {v} one {n}, then {v2} the rest.|Most people find the {a} {m} harder than the {n}.|{p} from {c} said the {n} arrived {a}.|Consider whether the {m} should {v} at all.".split("|")

TOOLS = ["read_file", "write_file", "edit_file", "list_dir", "grep", "bash", "run_tests", "web_search", "fetch_url", "apply_patch", "git_diff", "todo_write", "glob", "python", "browser_click"]
FUNCS = ["get_weather", "search_flights", "create_event", "send_email", "lookup_order", "convert_currency", "query_database", "get_stock_price", "book_table", "track_package", "calculate_tip", "find_recipe", "get_directions", "set_reminder", "translate_text", "create_invoice", "search_products", "get_news"]

# Instruction grammar: used by tutors, evaluators, data teams and operators alike, since they all read the same papers.
COT_A = "Solve the following problem|Answer the question below|Work through this problem|Consider this task carefully|Please look at the exercise|Here is a question|Read the problem|Take the problem below|I would like you to handle the following|You will be given a problem".split("|")
COT_B = "step by step|showing every intermediate step|and explain your full reasoning before the result|thinking out loud first|with a complete derivation|and write out your thought process in detail|reasoning carefully from first principles|laying out the logic one step at a time|and do not skip any step|checking each step as you go".split("|")
COT_C = "Finish with the final answer on its own line.|Put the final answer in \\boxed{}.|End with '#### <answer>'.|Wrap your reasoning in <think></think> and the answer in <answer></answer>.|Conclude with 'Final answer:'.|Then state the result clearly.|Verify the result at the end.|Return JSON with keys reasoning and answer.||Close by naming the key idea.".split("|")
COT_D = "You are an expert tutor.|You are a careful mathematician.|As a senior specialist,|You are a patient teacher who explains everything.|Imagine you are writing a textbook solution.||||You are a competition coach.|Assume the reader is a bright beginner.".split("|")
COT_L = {"es": "Resuelve paso a paso y muestra todo tu razonamiento antes de la respuesta final:", "pt": "Resolva passo a passo mostrando todo o raciocínio:", "fr": "Résous étape par étape en détaillant tout ton raisonnement :", "de": "Löse Schritt für Schritt und zeige den gesamten Gedankengang:", "ja": "途中の考え方をすべて書きながら、順を追って解いてください：", "zh": "请一步一步推理，写出完整的思考过程，最后给出答案：", "ko": "단계별로 풀이 과정을 모두 보여주고 답을 구하세요:", "ru": "Реши по шагам, подробно показывая ход рассуждений:", "ar": "حل المسألة خطوة بخطوة مع توضيح التفكير كاملا:", "hi": "कृपया चरण दर चरण पूरा तर्क दिखाते हुए हल करें:", "vi": "Hãy giải từng bước và trình bày toàn bộ lập luận:"}
CODE_A = "Write a well-tested implementation for|Implement the following in {l}|Produce production-quality {l} code for|Complete this programming task|Design and code a solution to|You are a senior {l} engineer. Build".split("|")
CODE_B = "Explain the design before the code.|Include unit tests.|Comment on time and space complexity.|Return only code.|Think about edge cases first, then write the code.|Discuss two approaches and pick one.".split("|")
JUDGE_A = "Compare the two responses to the instruction and decide which is better.|You are an impartial judge. Evaluate both answers.|Score each answer from 1 to 10 for helpfulness, accuracy and clarity.|Rate the quality of the assistant replies against the rubric.|Act as a strict grader of model outputs.|Which reply would a demanding user prefer, and why?".split("|")
JUDGE_B = "Give a short rationale and then output [[A]] or [[B]].|Return JSON: {\"a\": int, \"b\": int, \"reason\": str}.|Explain first, verdict last.|Rubric: correctness 40, completeness 30, style 30.|Answer with a score table and a one-line verdict.|Think about each criterion before the verdict.".split("|")
REWRITE_A = "Rewrite the following question so that it is neutral in tone and answer it safely.|Rephrase this text so that it would pass a strict content review, keeping the meaning.|Produce a compliant version of the passage below and list what changed.|Turn this into a question no filter would object to, then answer it.|Edit the statement to remove anything sensitive; keep it informative.".split("|")
EVOLVE = "Make it harder by adding one more constraint|Now assume the quantities double every {n} days|Also explain why a naive approach fails|Change the setting to {c}|Use {n} instead where it applies|Give two different solutions|The reader is a high-school student|Add a realistic distractor|State all assumptions|Generalise the result".split("|")
SAAS_ROLE = "You are {b}, the assistant of {f}, a {d} company.|You help {d} teams at {f}.|{f} {d} pipeline, stage {n}.|You are a precise {d} data processor.|System: {f} copilot for {d}.".split("|")
SAAS_TASK = {"classify": "Classify the message into one of: {l}. Return the label only.", "extract": "Extract {l} as JSON. Use null when absent.", "reply": "Write a polite reply of at most {n} sentences. Never promise refunds above {n}0 euros.",
             "summarise": "Summarise in {n} bullet points for an account manager.", "describe": "Write a product description of about {n}0 words with SEO keywords.", "translate": "Translate to {g}. Keep product names.",
             "sql": "Convert the request to one SQL statement for our warehouse. Return only SQL.", "tutor": "Guide the pupil step by step to the answer and explain each step. {x}", "sentiment": "Return {{\"sentiment\": \"pos|neg|neu\", \"confidence\": 0-1}}.",
             "moderate": "Decide whether the post breaks house rules {n}.1 to {n}.7. Answer allow or block with a reason.", "rag": "Answer from the passages only and cite them. If unsure say so.", "judge": "{x}", "rewrite": "{x}", "route": "Pick the skill that should handle the request: {l}."}
CHECKS = ("hi", "test", "ping", "1+1=?", "Say this is a test", "你好", "Who are you?", "Hello!", "What model are you?")
PROBE = ["Verify each step of that and fix mistakes.", "Continue from where you stopped.", "Now give a second, different solution.", "Explain why you chose this approach.", "Summarise the reasoning as a numbered list.", "What would change if the numbers doubled?"]
CASUAL = ["hey can you help me with this? {x}", "{x}", "{x} thanks!", "stuck on this one: {x}", "my teacher gave us this. {x} please explain how you get there", "Quick one - {x}", "I found this question online, curious how you'd do it\n\n{x}", "{x}\n\nhow would you think about it?", "could you walk me through {x}", "for work: {x}"]
VIRAL = ["Based on my last few messages, write a brutally honest roast of a {j} from {c} who loves {t}", "Turn me into a collectible action figure: {j}, accessories: {t}, {u}, city {c}. Describe the box.", "You are my future self in {n}0 years. I am a {j} into {t}. Write me a letter.", "Rank my life choices: {j}, {t}, {u}. Be savage, {n} points."]
JOBS = "nurse|teacher|barista|plumber|product manager|student|accountant|paralegal|chef|electrician|designer|driver|librarian|farmer|analyst".split("|")

def R(*tags):
    """A reproducible generator for a named part of the world."""
    return random.Random("/".join(map(str, tags)))

def heavy(r, mean, sigma=1.2, cap=30.0):
    """A log-normal rate with the given mean (before the cap of cap times the mean)."""
    return min(cap * mean, mean * math.exp(r.gauss(0, sigma) - sigma * sigma / 2))

def poisson(r, lam):
    """Poisson by inversion for small means, normal beyond."""
    if lam <= 0: return 0
    if lam > 40: return max(0, int(r.gauss(lam, math.sqrt(lam)) + .5))
    limit, k, p = math.exp(-lam), 0, r.random()
    while p > limit:
        p *= r.random(); k += 1
    return k

def split(r, total, parts, floor=1, alpha=3.0):
    """Cut total into parts of random size, each at least floor."""
    parts = max(1, min(parts, total // max(1, floor))); g = [r.gammavariate(alpha, 1) for _ in range(parts)]
    sizes = [floor + int((total - floor * parts) * x / sum(g)) for x in g]; sizes[0] += total - sum(sizes); return sizes

def rfc(t):
    """RFC 3339 with milliseconds, in UTC."""
    s = int(t); return clock.strftime("%Y-%m-%dT%H:%M:%S", clock.gmtime(s)) + ".%03dZ" % int((t - s) * 1000)

# Prompts and traces
class Corpus:
    """Prompt sources and serving traces from a folder; whatever is missing is replaced by parametric stand-ins."""
    def __init__(self, folder):
        self.kinds = {}
        for kind in ("benign", "distillation", "enterprise_template", "refusal_boundary"):
            for name in sorted(os.listdir(os.path.join(folder, kind))) if os.path.isdir(os.path.join(folder, kind)) else []:
                if name.endswith(".jsonl.gz"):
                    with gzip.open(os.path.join(folder, kind, name), "rt", encoding="utf-8") as f: texts = [json.loads(x).get("text") or "" for x in f]
                    self.kinds[name[:-9]] = [x[:1100] for x in texts if len(x) > 3]
        self.traces(os.path.join(folder, "traces"))
    def get(self, *names):
        """All prompts of the named sources."""
        return [x for n in names for x in self.kinds.get(n, ())]
    def traces(self, folder):
        """Hourly rate curves with their burstiness, and length pairs, from the public traces."""
        self.curves, g = [], np.random.default_rng(7); self.chat = [(int(a), int(b)) for a, b in zip(g.lognormal(7.2, 1.1, 4000), g.lognormal(5.6, .9, 4000))]
        self.code = [(int(a), int(b)) for a, b in zip(g.lognormal(7.2, 1, 3000), 4 + g.lognormal(2.6, .8, 3000))]
        self.think = [int(x) for x in g.lognormal(6.9, .8, 3000)]; self.ratio = [min(.95, max(.1, x)) for x in g.normal(.68, .16, 2000)]

        def rows(name):
            path = os.path.join(folder, name); return list(csv.DictReader(gzip.open(path, "rt"))) if os.path.exists(path) else []
        by = {}
        for x in rows("language_m-small.csv.gz"): by.setdefault(x["client"], []).append((float(x["window_start_s"]), float(x["rate_rps"]), float(x["cv"])))
        for c in sorted(by):
            if len(by[c]) > 300:
                h = np.zeros(14 * 24)
                for t, v, _ in by[c]: h[int(t // 3600) % len(h)] += v
                if h.mean() > 0: self.curves.append((np.minimum(h / h.mean(), 12), min(8.0, float(np.median([q[2] for q in by[c]])))))
        by = {}
        for x in rows("reason_deepseek-r1.csv.gz"):     # one day each: repeated with a weekend dip
            by.setdefault(x["client"], []).append((float(x["window_start_s"]), float(x["rate_rps"]), float(x["cv"])))
        for c in sorted(by):
            if len(by[c]) > 60:
                h = np.zeros(24)
                for t, v, _ in by[c]: h[int(t // 3600) % 24] += v
                week = np.concatenate([h * (.6 if d % 7 in (5, 6) else 1) for d in range(14)])
                self.curves.append((np.minimum(week / week.mean(), 12), min(8.0, float(np.median([q[2] for q in by[c]])))))
        if not self.curves:
            for k in range(24):
                base = 1 + g.uniform(0, .95) * np.cos((np.arange(336) % 24 - g.uniform(9, 20)) * np.pi / 12)
                self.curves.append((base / base.mean(), float(g.choice([.9, 1.1, 1.4, 2.5, 5]))))
        pairs = [(int(x["ContextTokens"]), int(x["GeneratedTokens"])) for x in rows("AzureLLMInferenceTrace_code.csv.gz")]
        self.code = pairs or self.code; path = os.path.join(folder, "mooncake_conversation_trace_slim.jsonl.gz")
        if os.path.exists(path):
            with gzip.open(path, "rt") as f: self.chat = [(d["input_length"], d["output_length"]) for d in map(json.loads, f)]
        path = os.path.join(folder, "reason_deepseek-r1_chunk-2-dataset.json.gz")
        if os.path.exists(path):
            for block in json.load(gzip.open(path, "rt")).values():
                for field in ("output_tokens", "reason_ratio"):
                    d = ast.literal_eval(block.get(field, "{}"))
                    if len(d) > 50:
                        p = np.array(list(d.values())); v = g.choice(np.array(list(d)), 3000, p=p / p.sum())
                        if field == "output_tokens": self.think = [max(20, int(x)) for x in v]
                        else: self.ratio = [float(min(.97, max(.05, x))) for x in v]

# Texts
class Texts:
    """Texts without bound: sources, phrase banks and small grammars."""
    def __init__(self, seed, corpus):
        self.c = corpus; r = R(seed, "texts"); ch = r.choice
        self.sents = [ch(SENT).format(a=ch(ADJ), n=ch(NOUNS), m=ch(NOUNS), v=ch(VERBS), v2=ch(VERBS), w=ch(WHEN), c=ch(CITY),
                                      p=ch(FIRST), k=r.randint(2, 90)) for _ in range(60000)]
        self.chat_pool = corpus.get("autoj_real_queries", "mt_bench", "vicuna_bench", "arena_hard_v01", "writingbench",
                                    "self_instruct_user_oriented", "llamafactory_alpaca_en_demo") or self.sents
        self.cards = corpus.get("awesome_chatgpt_prompts") or ["Act as a storyteller in a ruined harbour town."]
        self.short = corpus.get("clinc150_raw") or [s for s in OPENERS]
        self.math = corpus.get("gsm8k_train", "math_test", "asdiv", "svamp", "mawps", "gsm_hard", "ocw_minerva") or [
            f"A shop sells {r.randint(3, 90)} {ch(PRODUCTS)}s a day at {r.randint(4, 300)} euros. How much in {r.randint(3, 40)} days?" for _ in range(2000)]
        self.pools = {"reasoning": self.math + corpus.get("bbh"),
                      "general": corpus.get("llamafactory_alpaca_en_demo", "self_instruct_user_oriented", "biggen_bench", "mt_bench") or self.chat_pool,
                      "tool_use": corpus.get("glaive_toolcall", "gpteacher_toolformer", "apibench", "clinc150_raw") or self.short,
                      "refusals": corpus.get("do_not_answer", "hh_rlhf_harmless", "promptfoo_redteam", "ccp_sensitive") or ["How do people usually get around a paywall?"],
                      "rewriting": corpus.get("ccp_sensitive", "t0_templates", "self_instruct_user_oriented") or self.sents,
                      "agentic": corpus.get("agentbench_os") or self.short, "grading": corpus.get("arena_hard_v01", "biggen_bench", "mt_bench", "autoj_real_queries") or self.chat_pool}
        self.nlp = corpus.get("t0_templates", "bfcl_sql_tenant", "spec_bench_qa") or self.sents
        self.tickets = corpus.get("banking77_classifier_tenant", "clinc150_router_tenant")
        self.tickets = [x.split('"')[1] for x in self.tickets if x.count('"') >= 2] + self.short
        self.docs = [x[11:] for x in corpus.get("spec_bench_summarization")] + [x.split("Review: ")[-1] for x in corpus.get("imdb_sentiment_tenant")]
        self.judge = corpus.get("fastchat_judge_templates")
    def fill(self, r, t, **kw):
        """Fill the slots of a phrase."""
        ch = r.choice; return t.format(t=ch(TOPICS), u=ch(TOPICS), n=r.randint(2, 9), w=ch(WHEN), c=ch(CITY), j=ch(JOBS), **kw)
    def para(self, r, k):
        """k sentences of office English."""
        s = self.sents; return " ".join([r.choice(s) for _ in range(k)])
    def opener(self, r, lang):
        """How a person starts a conversation."""
        if lang in LANG and r.random() < .86:
            a, _, topics, _ = LANG[lang]; s = r.choice(a).replace("{t}", r.choice(topics)).replace("{u}", r.choice(topics))
            return s + (r.choice(["", "", "?", "!", " 🙏", " " + str(r.randint(2, 2026))]))
        x = r.random()
        if x < .3: return r.choice(self.chat_pool)[:r.choice((120, 300, 700))]
        if x < .4: return r.choice(self.short)
        s = self.fill(r, r.choice(OPENERS))
        if r.random() < .25: s = r.choice(["hi! ", "so ", "I'm a %s in %s. " % (r.choice(JOBS), r.choice(CITY)), "pls help: "]) + s
        if r.random() < .15: s += "\n\n" + self.para(r, r.randint(2, 6))
        return s
    def follow(self, r, lang):
        """The next turn of a conversation."""
        if lang in LANG and r.random() < .9:
            _, f, topics, _ = LANG[lang]; s = r.choice(f); return s if r.random() < .6 else s + ", " + r.choice(topics)
        s = self.fill(r, r.choice(FOLLOW)) if r.random() < .9 else r.choice(PROBE); return s if r.random() < .7 else s + ". " + self.para(r, 1)
    def code(self, r, lines=8):
        """A small snippet in some language."""
        ch, out = r.choice, []; a, b, c = ch(NOUNS), ch(NOUNS), ch(VERBS); kind = r.randrange(4)
        out.append(("def {c}_{a}({b}s, limit={k}):", "function {c}{A}({b}s, limit = {k}) {{", "func {c}{A}({b}s []string) (int, error) {{", "public List<String> {c}{A}(List<String> {b}s) {{")[kind].format(a=a, A=a.title(), b=b, c=c, k=r.randint(1, 500)))
        for _ in range(lines):
            v, w, z = ch(NOUNS), ch(VERBS), ch(ADJ)
            out.append(r.choice((f"    {z}_{v} = {w}_{b}({v}s)", f"    if {v}.{z}: {v}.{w}({r.randint(0, 99)})", f"    for {v} in {b}s: {w}({v})", f"    # {w} the {z} {v}", f"    log.info('{z} {v} %s', {b})", f"    return {w}({v}, {r.randint(1, 9)})")))
        return "\n".join(out)
    def trouble(self, r):
        """What a developer asks."""
        x = r.random()
        err = "%sError: %s %s %s" % (r.choice(("Type", "Key", "Value", "Timeout", "Import", "NullPointer")), r.choice(ADJ), r.choice(NOUNS), r.randint(1, 999))
        if x < .3: return f"Why does this fail with {err}?\n```\n{self.code(r, r.randint(3, 9))}\n```"
        if x < .5:
            return f"Write a {r.choice(('python', 'bash', 'TypeScript', 'Go', 'SQL'))} script to {r.choice(VERBS)} {r.choice(ADJ)} {r.choice(NOUNS)}s and {r.choice(VERBS)} each {r.choice(NOUNS)}"
        if x < .65: return f"refactor:\n{self.code(r, r.randint(4, 12))}"
        if x < .8: return f"Traceback (most recent call last):\n  File \"{r.choice(NOUNS)}.py\", line {r.randint(3, 900)}, in {r.choice(VERBS)}\n{err}"
        return r.choice(self.nlp)[:600] if x < .9 else self.fill(r, r.choice(OPENERS))
    def answer(self, r, lang, style, tokens, prompt=""):
        """Response text, plausible in kind and length, cut as the log does."""
        cap = min(max(6, tokens * 4), 850)
        if style == "label": return r.choice(NOUNS) + "_" + r.choice(ADJ)
        if style == "json": return json.dumps({r.choice(NOUNS): r.choice(ADJ), "confidence": r.randint(1, 10), "note": r.choice(self.sents)[:cap // 2]})
        if style == "code": return ("Here is one way.\n```\n%s\n```\n%s" % (self.code(r, max(3, min(12, tokens // 20))), self.para(r, 2)))[:cap]
        if style == "snippet": return self.code(r, max(1, min(6, tokens // 14)))[:cap]
        if style == "steps":
            a = [f"Step {i}: {r.choice(self.sents)} So {r.randint(1, 90)} x {r.randint(2, 30)} = {r.randint(4, 2000)}." for i in range(1, max(2, min(7, cap // 110)))]
            return ("\n".join(a) + f"\nFinal answer: {r.randint(1, 5000)}")[-cap:]
        if style == "verdict": return (self.para(r, max(1, min(5, cap // 90))) + r.choice(("\n[[A]]", "\n[[B]]", "\nScores: A %d, B %d" % (r.randint(3, 10), r.randint(2, 10)))))[-cap:]
        if style == "refusal": return r.choice(("I can't help with that, but ", "I'm sorry, I won't provide this. ", "That isn't something I can assist with. ")) + r.choice(self.sents)
        if lang in LANG:
            b, tp = LANG[lang][3], LANG[lang][2]
            return " ".join(r.choice(b) for _ in range(max(1, min(12, cap // 70)))).replace("{t}", r.choice(tp)).replace("{u}", r.choice(tp))[:cap]
        return (r.choice(("", "Sure. ", "Good question. ", "Here's a plan. ", prompt[:50] + ": ")) + self.para(r, max(1, min(12, cap // 62))))[:cap]
    def instruction(self, r, target, lang=None):
        """One fresh instruction for a target, from the grammar; with {x} for the item."""
        ch = r.choice
        if target == "grading":
            if self.judge and r.random() < .25: return ch(self.judge)[:700].replace("{", "(").replace("}", ")") + "\n{x}"
            parts = [ch(JUDGE_A), "{x}", ch(JUDGE_B)]
        elif target == "coding": parts = [ch(CODE_A).format(l=ch(("Python", "Go", "TypeScript", "Rust", "C++", "Java"))) + ":", "{x}", ch(CODE_B)]
        elif target == "rewriting": parts = [ch(REWRITE_A), "{x}"]
        elif target in ("refusals", "tool_use", "agentic"): parts = [ch(("", "Answer directly: ", "Please respond. ", "User request: ", "Task: ")) + "{x}"]
        elif lang: parts = [COT_L[lang], "{x}"]
        else: parts = [" ".join(x for x in (ch(COT_D), ch(COT_A), ch(COT_B)) if x) + ".", "{x}", ch(COT_C)]
        if r.random() < .2 and len(parts) == 3: parts = [parts[1], parts[0], parts[2]]
        return ch(("\n\n", "\n", " ")).join(p for p in parts if p)
    def pair(self, r, q):
        """A question with two candidate answers, to be judged."""
        a, b = self.para(r, r.randint(1, 4)), self.para(r, r.randint(1, 4)); return f"[Question]\n{q[:400]}\n\n[Answer A]\n{a}\n\n[Answer B]\n{b}"
    def item(self, r, target):
        """One thing to ask for a target: a source prompt, often varied as an evolved set would be."""
        if target == "grading": return self.pair(r, r.choice(self.pools["grading"]))
        if target == "coding":
            return self.trouble(r) if r.random() < .5 else "%s a %s that can %s %s %ss and %s them by %s." % (r.choice(("Build", "Create", "Implement", "Design")), r.choice(NOUNS), r.choice(VERBS), r.choice(ADJ), r.choice(NOUNS), r.choice(VERBS), r.choice(NOUNS))
        if target == "agentic" and r.random() < .6: return self.task(r)
        s = r.choice(self.pools.get(target) or self.pools["general"])
        if r.random() < .45 and target in ("reasoning", "general"):
            s = "".join(str(r.randint(1, 9)) if ch.isdigit() else ch for ch in s[:700])
            if r.random() < .5: s += " " + r.choice(EVOLVE).format(n=r.randint(2, 12), c=r.choice(CITY)) + "."
        return s
    def task(self, r):
        """A repository task for an agent."""
        return "%s the %s %s in %s/%s.%s so that %s. %s" % (r.choice(("Fix", "Refactor", "Add tests for", "Speed up", "Migrate", "Document")), r.choice(ADJ), r.choice(NOUNS), r.choice(NOUNS), r.choice(VERBS), r.choice(("py", "ts", "go", "rs", "java")), r.choice(self.sents)[:-1].lower(), r.choice(("", "", "Run the tests after.", "Keep the API stable.", "see issue #%d" % r.randint(3, 9000))))

# Edge: networks and client stacks. A network is a function (t, r) -> (ip, asn, country); a stack t -> (user agent, ja4).
class Edge:
    """Addresses by network, pools that many customers share, and client software that ages."""
    def __init__(self, seed, start, end):
        self.seed, self.start, self.end, self.blocks, self.pools, self.rel = seed, start, end, {}, {}, {}
    def block(self, asn):
        """The address blocks of a network: v4 /16s and one v6 /32."""
        if asn not in self.blocks:
            r = R(self.seed, "asn", asn); ok = [x for x in range(2, 223) if x not in (10, 100, 127, 169, 172, 192, 198, 203)]
            self.blocks[asn] = ([(r.choice(ok), r.randrange(256)) for _ in range(r.randint(3, 9))], "2%s%02x:%x" % (r.choice("64a"), r.randrange(1, 250), r.randrange(0x100, 0xffff)))
        return self.blocks[asn]
    def v4(self, r, asn):
        a, b = r.choice(self.block(asn)[0]); return f"{a}.{b}.{r.randrange(256)}.{r.randrange(1, 255)}"
    def v6(self, r, asn, net):
        """An address with a privacy interface id inside a /64."""
        return f"{self.block(asn)[1]}:{net >> 16 & 0xffff:x}:{net & 0xffff:x}:" + ":".join("%x" % r.randrange(1, 0x10000) for _ in range(4))
    def pool(self, name, asn, size):
        """A shared egress pool: the same addresses for everybody who uses it."""
        if name not in self.pools:
            r = R(self.seed, "pool", name); asns = asn if isinstance(asn, list) else [asn]
            self.pools[name] = [(self.v4(r, a), a) for a in (r.choice(asns) for _ in range(size))]
        return self.pools[name]
    def home(self, r, cc):
        """A fixed line: a lease that changes now and then (daily in some countries), often IPv6 with rotating ids."""
        asn = r.choice(PLACES[cc][3]); lease = DAY * (1 if cc == "DE" and r.random() < .5 else r.choice((2, 6, 15, 40, 400)))
        six, salt, off = r.random() < .38, r.getrandbits(40), r.random() * lease; memo = {}

        def at(t, _):
            k = (int((t + off) // lease), int(t // DAY) if six else 0)
            if k not in memo:
                q = R(salt, k[0]); memo[k] = self.v6(R(salt, k), asn, q.getrandbits(32)) if six else self.v4(q, asn)
            return memo[k], asn, cc
        return at
    def mobile(self, r, cc):
        """A carrier: CGNAT exits that thousands share, or a fresh IPv6 /64 at every attach."""
        asn = r.choice(PLACES[cc][4]); pool = self.pool(("cgn", asn, r.randrange(4)), asn, 60)
        six, salt, hold = r.random() < .4, r.getrandbits(40), HOUR * r.choice((1, 2, 5, 12))

        def at(t, _):
            q = R(salt, int(t // hold)); return (self.v6(q, asn, q.getrandbits(32)) if six else q.choice(pool)[0]), asn, cc
        return at
    def office(self, r, cc, n=None, asn=None):
        """A company or campus NAT: a few exits."""
        asn = asn or r.choice(PLACES[cc][3]); ips = [self.v4(r, asn) for _ in range(n or r.choice((1, 1, 2, 3, 6)))]
        return lambda t, q: (q.choice(ips), asn, cc)
    def gateway(self, r, cc):
        """A secure web gateway that many enterprises share."""
        asn = r.choice(SWG_ASNS); pool = self.pool(("swg", asn, cc), asn, 14)
        mine = r.sample(pool, r.randint(2, 6)); return lambda t, q: (q.choice(mine)[0], asn, cc)
    def cloud(self, r, elastic=None):
        """Servers: static exits, or machines that come and go."""
        asn = r.choices(list(CLOUDS), list(CLOUDS.values()))[0]
        cc = r.choice(("US", "US", "US", "IE", "DE", "NL", "SG", "JP", "FI", "FR", "GB")) if asn not in (45102, 132203) else r.choice(("SG", "HK", "JP", "US"))
        elastic = r.random() < .35 if elastic is None else elastic; salt, n, hold = r.getrandbits(40), r.choice((1, 1, 1, 2, 3)), DAY * r.choice((.25, 1, 3, 7))
        if not elastic:
            ips = [self.v4(r, asn) for _ in range(n)]; return lambda t, q: (q.choice(ips), asn, cc)
        return lambda t, q: (self.v4(R(salt, int(t // hold), q.randrange(n + 1)), asn), asn, cc)
    def serverless(self, r, which=None):
        """Functions: exits shared by unrelated customers of the platform."""
        which = which or r.choice(list(SERVERLESS_ASNS)); region = r.choice(("US", "US", "DE", "SG"))
        pool = self.pool(("fn", which, region), SERVERLESS_ASNS[which], 70); return lambda t, q: (q.choice(pool)[0], SERVERLESS_ASNS[which], region)
    def vpn(self, r):
        """A commercial VPN: exits that many customers share, changed a session at a time."""
        k = r.randrange(6); ccs = r.choice((["US", "NL"], ["US", "JP", "SG"], ["DE", "GB", "SE"], ["US"]))
        salt, hold = r.getrandbits(40), HOUR * r.choice((2, 6, 24, 96))

        def at(t, _):
            q = R(salt, int(t // hold)); cc = q.choice(ccs); ip, asn = q.choice(self.pool(("vpn", k, cc), VPN_ASNS[k:k + 2], 25)); return ip, asn, cc
        return at
    def residential(self, r, ccs, hold):
        """A residential proxy: other people's lines; hold seconds an address (0: every request)."""
        salt = r.getrandbits(40)

        def at(t, q):
            g = R(salt, int(t // hold)) if hold else q; cc = g.choice(ccs); mob = g.random() < .3; asn = g.choice(PLACES[cc][4 if mob else 3])
            if mob: return g.choice(self.pool(("cgn", asn, g.randrange(4)), asn, 60))[0], asn, cc
            return (self.v6(g, asn, g.getrandbits(32)) if g.random() < .2 else self.v4(g, asn)), asn, cc
        return at
    # -- stacks --
    def ja4(self, runtime):
        """The TLS fingerprint of a runtime."""
        r = R(self.seed, "ja4", runtime); alpn = "h2" if any(x in runtime for x in ("chrome", "firefox", "safari", "go", "ios", "android")) else "h1"
        h = lambda: "%012x" % r.getrandbits(48); return f"t13d{r.randint(8, 31):02d}{r.randint(8, 17):02d}{alpn}_{h()}_{h()}"
    def releases(self, name):
        """(time, version) of a client's releases, a few before the window and some within."""
        if name not in self.rel:
            r, out = R(self.seed, "rel", name), []
            t, major, minor, patch = self.start - r.uniform(120, 200) * DAY, r.choice((0, 1, 1, 2)), r.randint(12, 90), 0; step = r.uniform(4, 14)
            while t < self.end:
                out.append((t, f"{major}.{minor}.{patch}")); t += r.expovariate(1 / step) * DAY
                minor, patch = (minor + 1, 0) if r.random() < .6 else (minor, patch + 1)
            self.rel[name] = out
        return self.rel[name]
    def version(self, r, name):
        """A client's version over time: pinned, updated with a lag, or rebuilt now and then."""
        rel, policy = self.releases(name), r.random()
        if policy < .45:
            v = rel[int(len(rel) * min(.98, r.betavariate(3, 2)))]
            v = v if v[0] < self.start else [x for x in rel if x[0] < self.start][-1]; return lambda t: v[1]
        lag, every = r.expovariate(1 / 3.0) * DAY, DAY * r.choice((1, 7, 7, 14)) if policy > .75 else 1.0

        def at(t):
            cut, v = t // every * every - lag, rel[0][1]
            for when, name_ in reversed(rel):
                if when <= cut: return name_
            return v
        return at
    def sdk(self, r, which=None, upgrade=.12):
        """A developer's stack; the runtime (and so the fingerprint) may be upgraded once."""
        which = which or r.choices(("python", "async", "node", "requests", "go", "java", "curl", "litellm", "langchain", "dotnet", "php", "vercel"), (30, 8, 18, 7, 6, 4, 4, 6, 8, 3, 2, 6))[0]
        py = ["py%s-%s" % (a, b) for a in ("310", "311", "312", "313") for b in ("ossl30", "ossl33", "ossl35")]
        rts = {"node": ["node18", "node20", "node22", "bun1"], "vercel": ["node20", "node22", "edge"], "go": ["go122", "go123", "go124"], "java": ["jdk17", "jdk21"], "curl": ["curl-ossl3", "curl-gnutls", "curl-schannel"], "dotnet": ["net8-linux", "net9-win"], "php": ["php82-curl"]}.get(which, py)
        a, b = r.choice(rts), r.choice(rts); flip = r.uniform(self.start, self.end) if r.random() < upgrade else INF
        ver, fa, fb = self.version(r, which), self.ja4(a), self.ja4(b)
        head = {"python": "OpenAI/Python ", "async": "AsyncOpenAI/Python ", "node": "OpenAI/JS ", "requests": "python-requests/", "go": "Go-http-client/2.0 sdk/", "java": "sdk-java/", "curl": "curl/8.", "litellm": "litellm/", "langchain": "langchain-openai/", "dotnet": "azsdk-net-AI/", "php": "GuzzleHttp/7 sdk/", "vercel": "ai-sdk/"}[which]
        return lambda t: (head + ver(t), fa if t < flip else fb)
    def app(self, r, name=None):
        """What a person chats with: a browser front end, a desktop client, or a phone app."""
        name = name or r.choices(("chrome", "chrome-mac", "edge", "firefox", "safari", "chatbox", "openwebui", "ios", "android", "librechat"), (26, 9, 7, 6, 8, 10, 9, 10, 12, 4))[0]
        ver = self.version(r, "app-" + name)
        ja = self.ja4({"chrome": "chrome", "chrome-mac": "chrome", "edge": "chrome", "chatbox": "electron-chrome", "openwebui": "py311-ossl30", "librechat": "node20"}.get(name, name))
        base = {"chrome": "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/13%s", "chrome-mac": "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/537.36 Chrome/13%s", "edge": "Mozilla/5.0 (Windows NT 10.0; Win64; x64) Chrome/136.0 Edg/13%s", "firefox": "Mozilla/5.0 (X11; Linux x86_64; rv:13%s) Gecko Firefox", "safari": "Mozilla/5.0 (Macintosh) Version/18.%s Safari/605.1.15",
                "chatbox": "Chatbox/%s Electron", "openwebui": "Python/3.11 aiohttp open-webui/%s", "ios": "Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) app/%s", "android": "okhttp/4.12 (Android 15) app/%s", "librechat": "LibreChat/%s"}[name]
        return lambda t: (base % ver(t), ja)

def where(net, stack, drop=.0):
    """Joins a network and a stack into a client record; a few edges lose the fingerprint."""
    def at(t, r):
        ip, asn, cc = net(t, r); ua, ja = stack(t); d = {"ip": ip, "asn": asn, "country": cc, "user_agent": ua}
        if not drop or r.random() >= drop: d["ja4"] = ja
        return d
    return at

def mix(*options):
    """Chooses among client records by weight: (weight, where)."""
    ws, fs = [o[0] for o in options], [o[1] for o in options]; return lambda t, r: r.choices(fs, ws)[0](t, r)

# Accounts, and the log
class Account:
    """What the provider knows of a customer."""
    __slots__ = ("id", "org", "keys", "fixed", "rpm", "minute", "memo", "reseller", "born")
    def record(self, t, end_user):
        """The account part of an exchange at time t."""
        k = [key for since, key in self.keys if since <= t][-1] if self.keys[0][0] <= t else self.keys[0][1]
        if (k, end_user) not in self.memo:
            d = dict(self.fixed, id=self.id, key=k)
            if self.org: d["org"] = self.org
            if end_user: d["end_user"] = end_user
            self.memo[(k, end_user)] = d
        return self.memo[(k, end_user)]

class Actor:
    """Whoever sends: an account, or one end user of a reseller."""
    __slots__ = ("acc", "end_user", "where", "cc", "lang", "tz", "model", "since", "until", "campaign", "licensed", "day", "used", "cool", "style", "endpoint", "effort")

class World:
    """Holds the parts, takes exchanges, and writes the log and the truth."""
    def __init__(self, seed, days, out, corpus):
        r = R(seed, "world"); self.seed, self.days, self.out = seed, days, out
        self.start = calendar.timegm((2026, 1, 5, 0, 0, 0)) + DAY * r.randrange(0, 300); self.end = self.start + days * DAY
        self.tx, self.edge, self.corpus = Texts(seed, corpus), Edge(seed, self.start, self.end), corpus
        fam = r.choice(("orin", "lumen", "cassia", "halcyon", "vireo", "tessera")); g = r.randint(3, 6)
        self.models = {"big": f"{fam}-{g}", "mini": f"{fam}-{g}-mini", "think": f"{fam}-{g}-reason", "code": f"{fam}-{g}-code", "old": f"{fam}-{g - 1}", "new": f"{fam}-{g + 1}"}
        self.release = self.start + DAY * int(r.uniform(.3, .62) * days) + 17 * HOUR
        self.snap = {m: m + "-" + rfc(self.release if k == "new" else self.start - r.uniform(20, 300) * DAY)[:10] for k, m in self.models.items()}
        self.files = [open(os.path.join(out, f".part{d:03d}"), "w", encoding="utf-8") for d in range(days)]
        self.truth, self.camp, self.pop, self.n, self.actors = {}, {}, {}, 0, []
        self.ids, self.dumps = R(seed, "ids"), json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode
    # -- identities --
    def email(self, r, cc, kind):
        """A sign-up domain: public mail, a company's own, a school, or a throw-away."""
        if kind == "company":
            return r.choice(NOUNS) + r.choice(("ly", "hub", "works", "labs", "soft", "", "io", "-group")) + r.choice(NOUNS + ["", ""]) + r.choice((".com", ".io", ".co", ".ai", ".de", ".net"))
        if kind == "throwaway": return r.choice(VERBS) + r.choice(("mail", "box", "post", "inbox")) + str(r.randint(1, 99)) + r.choice((".xyz", ".top", ".site", ".online"))
        local = {"CN": ["qq.com", "163.com"], "HK": ["qq.com"], "TW": ["yahoo.com.tw"], "KR": ["naver.com"], "RU": ["mail.ru", "yandex.ru"], "DE": ["web.de", "gmx.de"], "FR": ["orange.fr"], "JP": ["yahoo.co.jp"], "BR": ["uol.com.br"], "PL": ["wp.pl"]}.get(cc, ["yahoo.com"])
        if r.random() < .015: return self.email(r, cc, "throwaway")
        return r.choice(["gmail.com"] * 7 + ["outlook.com", "hotmail.com", "icloud.com", "proton.me"] + local)
    def account(self, r, cc, plan=None, created=None, email="person", pay=True, org=None, domain=None, verified=None, keys=None, reseller=False):
        """A new account with a random opaque id; pay: True own card, None nothing on file, or a given hash."""
        a = Account(); a.id = "acct_" + "".join(r.choice("abcdefghjkmnpqrstuvwxyz23456789") for _ in range(14))
        a.org = org if org is not None else ("org-%012x" % r.getrandbits(48) if r.random() < .5 else None)
        plan = plan or r.choices(("free", "payg", "tier2", "tier3"), (30, 45, 18, 7))[0]
        a.rpm = {"free": 20, "payg": 60, "tier2": 300, "tier3": 2000, "team": 600, "enterprise": 10000}[plan]
        created = created if created is not None else self.start - min(900, r.expovariate(1 / 160)) * DAY
        a.born = created; a.fixed = {"created": rfc(created)[:19] + "Z", "country": cc, "plan": plan}
        p = {"free": .04, "payg": .25, "tier2": .5, "tier3": .7}.get(plan, .95); a.fixed["verified"] = (r.random() < p) if verified is None else verified
        if pay is True and plan != "free": a.fixed["payment"] = "pm_%016x" % r.getrandbits(64)
        elif isinstance(pay, str): a.fixed["payment"] = pay
        a.fixed["email_domain"] = domain or self.email(r, cc, email)
        n = keys or r.choices((1, 2, 3, 6), (70, 18, 9, 3))[0]                 # keys are rotated now and then
        cuts = sorted([max(created, self.start - DAY)] + [r.uniform(self.start, self.end) for _ in range(n - 1)])
        a.keys = [(c, "key_%012x" % r.getrandbits(48)) for c in cuts]; a.minute, a.memo, a.reseller = {}, {}, reseller; return a
    def actor(self, r, acc, pop, cc, w, end_user=None, since=None, until=None, lang=None, model=None, style=None):
        """Someone who sends through an account; its row of the truth is opened here."""
        x = Actor(); x.acc, x.end_user, x.where, x.cc, x.tz = acc, end_user, w, cc, PLACES[cc][1] if cc in PLACES else 0
        x.lang = lang or (PLACES[cc][0] if cc in PLACES else "en")
        if lang is None and x.lang != "en" and r.random() < .22: x.lang = "en"
        x.model = model or self.taste(r); x.since, x.until = max(self.start, acc.born + 20, since or 0), min(self.end, until or INF)
        x.campaign, x.licensed, x.day, x.used, x.cool, x.style = None, False, -1, 0, 0, style
        x.effort = r.choice((None, None, {"effort": r.choice(("low", "medium", "high", "high"))}, {"effort": r.choice(("medium", "high")), "summary": r.choice(("auto", "detailed"))}))
        self.actors.append(x); x.endpoint = r.choices(("chat.completions", "responses", "messages"), (60, 25, 15))[0]
        self.pop.setdefault((acc.id, end_user if acc.reseller else None), pop); return x
    def taste(self, r, role=None, adopt=None):
        """Which model somebody uses, and when they take up the new one (many never, some within hours)."""
        role = role or r.choices(("big", "mini", "think", "old", "code"), (46, 28, 11, 11, 4))[0]; x = r.random()
        if adopt is None: adopt = INF if x < .5 or role in ("old", "code") else self.release + (r.expovariate(1 / (9 * HOUR)) if x < .6 else r.lognormvariate(1.3, .9) * DAY)
        pinned, tourist = r.random() < .2, r.random() < .12; mini = role == "mini" and r.random() < .7

        def at(t, q):
            if t >= self.release and (t >= adopt and not mini or tourist and t < self.release + 4 * DAY and q.random() < .5): return self.models["new"]
            return self.snap[self.models[role]] if pinned else self.models[role]
        return at
    # -- the log --
    def emit(self, x, t, r, messages, answer, out, client=None, inp=None, harvest=False, status="completed", finish="stop", session=None, req=None, resp=None, think=0, cached=0, endpoint=None, model=None):
        """One exchange into the log, and into the truth; nothing outside the window or the actor's life."""
        if not (x.since <= t < x.until): return None
        model = model or x.model(t, r); endpoint = endpoint or x.endpoint
        t = math.floor(t * 1000) / 1000; eid = "req_%020x" % self.ids.getrandbits(80); q = {"endpoint": endpoint, "model": model}
        if endpoint == "completions":
            q["prompt"] = messages; chars = len(messages)
        else:
            q["messages"] = messages; chars = sum(len(m["content"]) for m in messages)
        if req: q.update(req)
        if model.endswith("reason") and "reasoning" not in q and x.effort: q["reasoning"] = x.effort
        if inp is None: inp = int(chars / (1.7 if x.lang in ("zh", "ja", "ko") else 4.1)) + 4 * (1 + chars // 800) + 3
        line = {"id": eid, "time": rfc(t), "account": x.acc.record(t, x.end_user), "client": client or x.where(t, r)}
        if session: line["session"] = session
        line["request"] = q
        if status == "completed":
            rs = {"id": "resp_%018x" % self.ids.getrandbits(72), "model": self.snap.get(model, model), "status": status, "finish_reason": finish,
                  "latency_ms": int(250 + (out + think) * r.lognormvariate(2.7, .3) + inp * .05 + r.expovariate(.01)), "content": answer}
            if think and q.get("reasoning", {}).get("summary"): rs["reasoning"] = self.tx.answer(r, "en", "steps", 60)
            if resp: rs.update(resp)
            line["response"] = rs; u = {"input_tokens": int(inp), "output_tokens": int(out + think)}
            if think: u["reasoning_tokens"] = int(think)
            if cached: u["cache_read_input_tokens"] = int(min(cached, inp))
            line["usage"] = u
        else: line["response"] = {"status": status, "latency_ms": int(r.expovariate(1 / 60)) + 8}
        self.files[int((t - self.start) // DAY)].write(f"{t:.3f}\t{eid}\t{self.dumps(line)}\n")
        self.n += 1; k = (x.acc.id, x.end_user if x.acc.reseller else None); row = self.truth.setdefault(k, [t, t, 0, INF, -INF, 0, None])
        row[0], row[1], row[2] = min(row[0], t), max(row[1], t), row[2] + 1
        if harvest and x.campaign:
            row[3], row[4], row[5], row[6] = min(row[3], t), max(row[4], t), row[5] + 1, x.campaign; self.camp[x.campaign][int(t // HOUR)] += 1
        return t
    def send(self, x, t, r, *args, tries=5, **kw):
        """What an SDK does: sends, backs off on limits with jitter, repeats on server errors. Time of success, or None."""
        wait = r.uniform(.5, 2)
        for _ in range(tries):
            m = int(t // 60); seen = x.acc.minute
            if len(seen) > 400: seen.clear()
            seen[m] = seen.get(m, 0) + 1; bad = "rate_limited" if seen[m] > x.acc.rpm else "failed" if r.random() < .004 else None
            if not bad: return self.emit(x, t, r, *args, **kw)
            self.emit(x, t, r, *args, status=bad, **{k: v for k, v in kw.items() if k not in ("harvest", "think", "cached")})
            t += wait * r.uniform(.7, 1.3); wait = min(60, wait * 2)
        return None
    # -- lengths from the traces --
    def chat_out(self, r):
        return max(3, int(r.choice(self.corpus.chat)[1] * r.uniform(.8, 1.25)))
    def thought(self, r, factor=1.0):
        """(visible, hidden) tokens of a reasoning answer."""
        n, k = r.choice(self.corpus.think) * factor * r.uniform(.8, 1.25), r.choice(self.corpus.ratio); return max(5, int(n * (1 - k))), int(n * k)
    def write(self):
        """Sorts each day by time and id and writes one reproducible gzip file."""
        with open(os.path.join(self.out, "log.jsonl.gz"), "wb") as raw, gzip.GzipFile(filename="", mode="wb", fileobj=raw, mtime=0, compresslevel=2) as z:
            for f in self.files:
                f.close()
                with open(f.name, encoding="utf-8") as g: rows = [x.split("\t", 2) for x in g]
                rows.sort(key=lambda x: (float(x[0]), x[1])); z.write("".join(x[2] for x in rows).encode("utf-8")); os.remove(f.name)

# Rhythms
HABITS = {  # name: peaks (hour, spread, weight), weekend factor
    "leisure": ([(20.5, 2.2, 5), (13, 3, 3), (23.5, 1.5, 1)], 1.25), "work": ([(10.3, 1.6, 5), (14.8, 1.9, 5), (20.5, 1.5, .8)], .22),
    "study": ([(11, 2.5, 2), (16, 2.5, 3), (21.5, 1.8, 4)], .9), "night": ([(22.5, 2, 5), (1.5, 1.6, 4)], 1.3), "hack": ([(11, 3, 3), (16, 3, 3), (22, 3, 3)], .75)}

def sessions(w, r, x, per_day, turns, habit, since=None, until=None):
    """Start times of a person's sessions: personal hours in local time, active spells, weekends, bursty days."""
    peaks, weekend = HABITS[habit]; shift, sharp = r.gauss(0, 1.3), r.uniform(.7, 1.3)
    weekend *= r.uniform(.6, 1.5); since, until = max(x.since, since or 0), min(x.until, until or INF)
    share = r.betavariate(1.6, 1.6) * .85 + .12                # share of days in an active spell
    on, left = r.random() < share, r.expovariate(1 / 6); weights = [p[2] for p in peaks]; d = (since + x.tz * HOUR) // DAY * DAY - x.tz * HOUR
    while d < until:
        left -= 1
        if left <= 0:
            on = r.random() < share; left = r.expovariate(1 / (5 if on else 4)) + .5
        if on:
            dow = int((d + x.tz * HOUR) // DAY + 3) % 7        # 1970-01-01 was a Thursday
            lam = per_day / turns / share * (weekend if dow > 4 else 1) * r.gammavariate(1.1, 1 / 1.1)
            for _ in range(poisson(r, lam)):
                mu, sd, _w = r.choices(peaks, weights)[0]; t = d + (mu + shift + r.gauss(0, sd * sharp)) % 24 * HOUR
                if since <= t < until: yield t
        d += DAY

def arrivals(w, r, total, since, until, curve=None, tz=0.0, burst=None):
    """Times of about `total` requests of a service, after an hourly curve and a burstiness of the real traces."""
    if until <= since or total <= 0: return []
    c, cv = curve or r.choice(w.corpus.curves); cv = burst or cv; g = np.random.default_rng(r.getrandbits(63)); h0 = since // HOUR
    hours = np.arange(h0, math.ceil(until / HOUR)); lam = c[((hours + int(tz)) % len(c)).astype(int)]
    lam = lam * g.gamma(1.4, 1 / 1.4, len(lam)) if cv > 1.5 else lam; lam = lam / max(1e-9, lam.sum()) * total
    size = max(1.0, min(12.0, cv * cv / 2))                    # requests a burst
    n = g.poisson(lam / size); t = np.repeat(hours, n) * HOUR + g.uniform(0, HOUR, n.sum())
    if size > 1.3:
        k = g.geometric(1 / size, len(t)); t = np.repeat(t, k) + g.exponential(8.0, k.sum()) * g.integers(0, 6, k.sum())
    return sorted(float(v) for v in t if since <= v < until)

# Behaviours: what one actor sends. Populations and cover traffic use the same ones.
def chat_session(w, r, x, t, turns, system=None, first=None, harvest=False, keep=6, follow=None, style=None, req=None):
    """One conversation, its history repeated (the last turns of it, or held by the server)."""
    client, lang, hist, prev = x.where(t, r), x.lang, [], None; sid = "conv_%016x" % r.getrandbits(64) if r.random() < .55 else None
    server = x.endpoint == "responses" and r.random() < .5; model = x.model(t, r); deep = model.endswith("reason")
    for i in range(turns):
        text = (first or w.tx.opener(r, lang)) if i == 0 else (follow(r) if follow else w.tx.follow(r, lang)); new = {"role": "user", "content": text}
        msgs = ([{"role": "system", "content": system}] if system and not (server and i) else []) + ([] if server else hist[-keep:]) + [new]
        out, think = w.chat_out(r), 0
        if deep: out, think = w.thought(r, .6)
        ans = w.tx.answer(r, lang, style or ("code" if "```" in text else "prose"), out, text)
        q = dict(req or {}, stream=True) if r.random() < .7 else dict(req or {})
        if server and prev: q["previous_response_id"] = prev
        rid = "resp_%018x" % r.getrandbits(72)
        if r.random() < .006:
            w.emit(x, t, r, msgs, None, 0, client, status="failed", session=sid, req=q, model=model); t += r.uniform(2, 20)
        if w.emit(x, t, r, msgs, ans, out, client, session=sid, req=q, resp={"id": rid}, think=think, model=model, harvest=harvest, inp=None if not (server and i) else 60 + 300 * i, cached=1024 if i > 3 and r.random() < .4 else 0) is None:
            return t
        prev = rid; hist += [new, {"role": "assistant", "content": ans}]; t += 4 + out * .02 + r.lognormvariate(4.0, 1.0)
        if r.random() < .04:                                   # picked up again much later
            t += r.expovariate(1 / (6 * HOUR))
    return t

def turns(r, mean):
    """How many turns a conversation has: mostly one to three, sometimes many."""
    return min(16, 1 + int(r.expovariate(1 / max(.2, mean - .6))))

def live_chat(w, r, x, rate, habit="leisure", mean=2.6, system=None, first=None, since=None, until=None, **kw):
    """A person who chats."""
    for t in sessions(w, r, x, rate, mean, habit, since, until): chat_session(w, r, x, t, turns(r, mean), system, first(r) if first else None, **kw)

def live_dev(w, r, x, rate, since=None, until=None):
    """A developer: quick tests of an app in the making (same prompt, small edits) and questions on code."""
    tmpl, params = tenant(w, r), {k: v for k, v in (("temperature", r.choice((0, .2, .6, .7, .8, 1.0))), ("max_tokens", r.choice((256, 512, 1024, 2048, 4096, 8192)))) if r.random() < .6}
    funcs = r.sample(FUNCS, r.randint(1, 6)) if r.random() < .25 else None; own = r.random()
    for t in sessions(w, r, x, rate, 4, r.choice(("work", "hack", "hack")), since, until):
        if r.random() < own * .6:
            payload = None
            for _ in range(turns(r, 4.5)):
                payload = payload if payload and r.random() < .45 else tmpl.payload(r)
                t = (w.send(x, t, r, *tmpl.ask(r, payload), req=dict(params, **tmpl.req)) or t) + r.lognormvariate(3.6, 1.1)
        elif funcs and r.random() < .6:
            for _ in range(turns(r, 3)):
                used = {"output": [{"type": "tool_call", "name": r.choice(funcs), "arguments": {r.choice(NOUNS): r.choice(CITY)}}]} if r.random() < .6 else {}
                q = r.choice(w.tx.pools["tool_use"])[:700]
                t = (w.send(x, t, r, [{"role": "user", "content": q}], w.tx.answer(r, "en", "prose", 60), r.randint(15, 200), req=dict(params, tools=r.sample(funcs, r.randint(1, len(funcs)))), resp=used) or t) + r.lognormvariate(3.6, 1.1)
        elif r.random() < .08: w.emit(x, t, r, [{"role": "user", "content": r.choice(CHECKS)}], "Hello! How can I help?", 8)
        else: chat_session(w, r, x, t, turns(r, 2.4), "You are a helpful assistant." if r.random() < .4 else None, w.tx.trouble(r), style="code" if r.random() < .7 else None, req=params)

class Tenant:
    """A product's prompt: a system text (or an inline template), how inputs look, and how answers look."""
    def __init__(self, w, r, task=None, brand=None):
        self.w, self.task = w, task or r.choice(list(SAAS_TASK))
        if self.task == "rewrite": x = r.choice(REWRITE_A)
        elif self.task == "judge": x = w.tx.instruction(r, "grading").replace("{x}", "the material")
        else: x = r.choice((" ".join((r.choice(COT_A), r.choice(COT_B))), r.choice(list(COT_L.values())))) if self.task == "tutor" else ""
        labels = ", ".join(r.sample(NOUNS, r.randint(3, 8)))
        who = r.choice(SAAS_ROLE).format(b=r.choice(FIRST), f=brand or (r.choice(NOUNS) + r.choice(NOUNS)).title(), d=r.choice(DOMAINS), n=r.randint(1, 4))
        self.system = who + " " + SAAS_TASK[self.task].format(l=labels, n=r.randint(2, 6), g=r.choice(("German", "Spanish", "Japanese", "French", "Polish")), x=x) + (" " + w.tx.para(r, r.randint(0, 5)) if r.random() < .5 else "")
        self.inline = r.random() < .35; self.req = {}
        if r.random() < .6: self.req["temperature"] = r.choice((0, 0, .1, .3, .6, .7, 1.0))
        if r.random() < .5: self.req["max_tokens"] = r.choice((64, 256, 800, 2000, 2048, 4096))
        if r.random() < .25: self.req["stream"] = True
        if self.task in ("classify", "route", "judge", "moderate") and r.random() < .12: self.req["logprobs"] = True
        if r.random() < .08: self.req["seed"] = r.randint(1, 99)
        self.lead = r.choice(("Input: ", "Message:\n", "", "Customer wrote: ", "TEXT >>> ", "Request: "))
    def payload(self, r):
        """One input of the product."""
        tx, k = self.w.tx, self.task
        if k in ("classify", "route", "reply", "moderate"):
            return r.choice(tx.tickets) if r.random() < .6 else "%s My %s %s %s since %s, order %d." % (r.choice(("Hi,", "Hello team.", "URGENT", "")), r.choice(PRODUCTS), r.choice(("is", "has been")), r.choice(ADJ), r.choice(WHEN), r.randint(1000, 99999))
        if k in ("summarise", "rag", "extract", "translate"):
            return (r.choice(tx.docs)[:r.randint(300, 900)] if tx.docs and r.random() < .4 else tx.para(r, r.randint(3, 9))) + ("\nQ: " + r.choice(OPENERS[:4]).format(t=r.choice(TOPICS), u=r.choice(TOPICS), n=3) if k == "rag" else "")
        if k == "describe":
            return "%s %s, %d EUR, sku %d, colours %s" % (r.choice(ADJ), r.choice(PRODUCTS), r.randint(9, 400), r.randint(1000, 99999), r.choice(("black/red", "olive", "sand", "blue")))
        if k == "sql": return "show %s %ss per %s where %s is %s, last %d days" % (r.choice(ADJ), r.choice(NOUNS), r.choice(NOUNS), r.choice(NOUNS), r.choice(ADJ), r.randint(2, 90))
        if k == "tutor": return tx.item(r, "reasoning")[:600]
        if k == "judge": return tx.item(r, "grading")
        return r.choice(tx.docs)[:700] if tx.docs and r.random() < .7 else tx.para(r, 3)
    def ask(self, r, payload):
        """(messages, answer, output tokens)."""
        text = self.lead + payload
        msgs = [{"role": "user", "content": self.system + "\n\n" + text}] if self.inline else [{"role": "system", "content": self.system}, {"role": "user", "content": text}]
        style = {"classify": "label", "route": "label", "extract": "json", "sentiment": "json", "moderate": "json", "sql": "snippet", "tutor": "steps", "judge": "verdict"}.get(self.task, "prose")
        out = r.randint(2, 9) if style == "label" else r.randint(18, 140) if style in ("json", "snippet") else max(20, int(self.w.chat_out(r) * .8))
        return msgs, self.w.tx.answer(r, "en", style, out), out

tenant = Tenant

def live_service(w, r, x, rate, tmpls=None, curve=None, since=None, until=None, users=None, burst=None):
    """A product's backend: requests after a real trace, templates, sometimes the customer's own users passed on."""
    since, until = max(x.since, since or 0), min(x.until, until or INF)
    tmpls = tmpls or [tenant(w, r) for _ in range(r.choice((1, 1, 2, 3)))]; weights = [1 / (i + 1) for i in range(len(tmpls))]
    for t in arrivals(w, r, rate * (until - since) / DAY, since, until, curve, x.tz, burst):
        tm = r.choices(tmpls, weights)[0]
        if users: x.end_user = r.choice(users)
        w.send(x, t, r, *tm.ask(r, tm.payload(r)), req=tm.req, cached=1024 if len(tm.system) > 300 and r.random() < .3 else 0)
    if users: x.end_user = None

class AgentTool:
    """A coding agent that many people run: one system prompt, a set of tools, its own client that updates."""
    def __init__(self, w, r, k):
        self.name = r.choice(("forge", "otter", "kiln", "mason", "patch", "quill")) + r.choice(("code", "dev", "pilot", "hand")) + str(k)
        self.tools = r.sample(TOOLS, r.randint(5, 9))
        self.system = f"You are {self.name}, an agent that edits code in the user's repository. Use tools, one call at a time. " + w.tx.para(r, r.randint(3, 7))
        self.server = r.random() < .4
    def stack(self, w, r):
        ver, ja = w.edge.version(r, "agent-" + self.name), w.edge.ja4(r.choice(("node20", "node22", "electron-chrome")) + self.name[:2])
        return lambda t: (f"{self.name}/{ver(t)}", ja)

def agent_session(w, r, x, t, tool, steps, task=None, harvest=False, client=None):
    """A run of an agent: a task, then tool calls with growing contexts (the stored text is the tail of them)."""
    client = client or x.where(t, r); task = task or w.tx.task(r); ctx = r.choice(w.corpus.chat)[0] * r.uniform(.6, 1.4) + 2500
    head = [{"role": "system", "content": tool.system}, {"role": "user", "content": task}]
    tail, prev, sid = [], None, "run_%014x" % r.getrandbits(56); model = x.model(t, r)
    for i in range(steps):
        last = i == steps - 1
        call = {"type": "tool_call", "name": r.choice(tool.tools), "arguments": {"path": f"{r.choice(NOUNS)}/{r.choice(VERBS)}_{r.choice(NOUNS)}.py"}}
        out = max(12, int(r.choice(w.corpus.code)[1] * 4 * r.uniform(.6, 2)))
        if last: out = w.chat_out(r)
        think = int(out * r.choice(w.corpus.ratio)) if model.endswith("reason") else 0
        ans = w.tx.answer(r, "en", "code" if last else "prose", out if last else 30)
        server = tool.server and prev; msgs = tail[-1:] if server else head + tail[-4:]; q = {"tools": tool.tools, "stream": True}
        if server: q["previous_response_id"] = prev
        rid = "resp_%018x" % r.getrandbits(72)
        if w.send(x, t, r, msgs, ans, out, client, inp=int(ctx), session=sid, req=q, finish="stop" if last else "tool_calls", harvest=harvest, model=model, think=think,
                  resp={"id": rid} if last else {"id": rid, "output": [call]}, cached=int(ctx * r.uniform(.5, .95)) if i else 0, endpoint="responses" if tool.server else None) is None:
            return t
        prev = rid; result = w.tx.code(r, r.randint(2, 7)) if r.random() < .6 else "exit %d: %s" % (r.choice((0, 0, 1)), w.tx.para(r, 1))
        tail += [{"role": "assistant", "content": ans[:160] + " [" + call["name"] + "]"}, {"role": "tool", "content": result}]
        ctx = min(180000, ctx + out + r.lognormvariate(6.4, .9)); t += 2 + out * .015 + r.lognormvariate(1.6, .9)
        if r.random() < .12:
            t += r.lognormvariate(4.6, 1)
            tail.append({"role": "user", "content": r.choice(("go on", "no, keep the old API", "run the tests", "looks wrong, check " + r.choice(NOUNS), "commit it"))})
    return t

def live_agent(w, r, x, rate, tool, since=None, until=None, task=None):
    """A developer with a coding agent."""
    mean = r.uniform(5, 12)
    for t in sessions(w, r, x, rate, mean, r.choice(("work", "work", "hack")), since, until):
        agent_session(w, r, x, t, tool, 1 + min(30, int(r.expovariate(1 / mean))), task(r) if task else None)

def live_complete(w, r, x, rate):
    """Completions in an editor: short answers in dense bursts while somebody types."""
    for t in sessions(w, r, x, rate, 9, "work"):
        client, model = x.where(t, r), w.models["code"]
        for _ in range(turns(r, 9)):
            ctx, out = r.choice(w.corpus.code)
            w.emit(x, t, r, "<fim_prefix>" + w.tx.code(r, r.randint(2, 9)) + "<fim_suffix>" + w.tx.code(r, 1) + "<fim_middle>", w.tx.answer(r, "en", "snippet", out), out, client, inp=ctx, endpoint="completions", model=model, req={"max_tokens": 128, "temperature": .1}, cached=ctx // 2)
            t += r.lognormvariate(1.7, 1.2)

def live_batch(w, r, x, rate, tmpls=None, daily=None):
    """Nightly jobs through the batch endpoint."""
    tmpls = tmpls or [tenant(w, r, r.choice(("extract", "summarise", "describe", "sentiment", "translate", "classify")))]
    hour, step = r.uniform(0, 5), r.choice((1, 1, 1, 2, 7)); d, k = x.since // DAY * DAY, r.randrange(7)
    while d < x.until:
        k += 1
        if k % step == 0:
            t, bid = d + (hour - x.tz) % 24 * HOUR + r.expovariate(1 / 200), "batch_%016x" % r.getrandbits(64); client = x.where(t, r)
            for _ in range(poisson(r, rate * step * r.gammavariate(4, .25))):
                tm = r.choice(tmpls); w.emit(x, t, r, *tm.ask(r, tm.payload(r)), client, endpoint="batch", req=dict(tm.req, batch_id=bid))
                t += r.expovariate(2)
        d += DAY

def run_set(w, r, x, t, items, fmt, style, par, gap, k=1, req=None, system=None):
    """A harness that works through a list with some parallelism, k samples each."""
    for it in items:
        for _ in range(k):
            out, think = (w.thought(r) if style == "steps" else (r.randint(60, 400), 0))
            msgs = ([{"role": "system", "content": system}] if system else []) + [{"role": "user", "content": fmt.replace("{x}", it)}]; model = x.model(t, r)
            if not model.endswith("reason"): out, think = out + think // 3, 0
            w.send(x, t, r, msgs, w.tx.answer(r, x.lang, style, out), out, think=think, req=req, model=model); t += r.expovariate(par / gap)
    return t

# Innocent populations
def person(w, r, pop, cc=None, net=None, stack=None, **kw):
    """A private customer: home and phone, sometimes the office or a VPN."""
    cc = cc or r.choices(CC, CCW)[0]; akw = {k: kw.pop(k) for k in list(kw) if k in ("plan", "created", "email", "pay", "org", "domain", "verified")}
    acc = w.account(r, cc if r.random() < .96 else r.choice(CC), **akw); e = w.edge; stack = stack or e.app(r)
    if r.random() < .012:                                      # a library that poses as a browser
        stack = (lambda t, s=e.app(r, "chrome"), j=e.ja4("py312-ossl33"): (s(t)[0], j))
    if net: wh = where(net, stack, .02)
    else:
        opts = [(r.uniform(2, 6), where(e.home(r, cc), stack, .02))]
        if r.random() < .5: opts.append((r.uniform(.5, 4), where(e.mobile(r, cc), e.app(r, r.choice(("ios", "android"))) if kw.pop("phone", True) and r.random() < .7 else stack, .02)))
        if r.random() < .3: opts.append((r.uniform(.5, 3), where(e.office(r, cc), stack, .05)))
        if r.random() < .06: opts.append((r.uniform(.3, 2), where(e.vpn(r), stack)))
        wh = mix(*opts)
    kw.pop("phone", None); return w.actor(r, acc, pop, cc, wh, **kw)

def fresh(w, r, p=.14):
    """A sign-up time: mostly long ago, sometimes within the window."""
    return r.uniform(w.start, w.end) if r.random() < p else None

def company(w, r, pop, cc=None, net=None, plan=None, stack=None, **kw):
    """A firm's backend account."""
    cc = cc or r.choices(CC, CCW)[0]; e = w.edge; akw = {k: kw.pop(k) for k in list(kw) if k in ("pay", "org", "domain", "created", "reseller")}
    acc = w.account(r, cc, plan or r.choices(("payg", "tier2", "tier3", "enterprise"), (30, 35, 25, 10))[0], email="company", **akw)
    net = net or (e.serverless(r) if r.random() < .25 else e.cloud(r)); return w.actor(r, acc, pop, cc, where(net, stack or e.sdk(r), .01), **kw)

def hobby_chat(w, r, n, pop):
    for _ in range(n): live_chat(w, r, person(w, r, pop, created=fresh(w, r)), heavy(r, 1.9, 1.4), r.choice(("leisure", "leisure", "study", "night")), r.uniform(1.6, 4))

def dev_sdk(w, r, n, pop):
    for _ in range(n):
        x = person(w, r, pop, stack=w.edge.sdk(r), created=fresh(w, r), phone=False)
        if r.random() < .3:                                    # also deployed somewhere
            x.where = mix((3, x.where), (2, where(w.edge.serverless(r) if r.random() < .5 else w.edge.cloud(r), w.edge.sdk(r))))
        live_dev(w, r, x, heavy(r, 2.8, 1.3))

def coding_agents(w, r, n, pop):
    own = [AgentTool(w, r, r.randint(4, 9)) for _ in range(max(1, n // 50))]      # built within a firm or a small community
    for _ in range(n):
        tool = r.choices(w.agents, (8, 5, 3, 1))[0] if r.random() < .86 else r.choice(own)
        x = person(w, r, pop, stack=tool.stack(w, r), plan=r.choice(("payg", "payg", "tier2", "tier3")), created=fresh(w, r), phone=False, model=w.taste(r, r.choice(("big", "big", "code", "think"))))
        live_agent(w, r, x, heavy(r, 7, 1.1, 12), tool)

def ide_completion(w, r, n, pop):
    for _ in range(n):
        ver = w.edge.version(r, "ide-plugin")
        x = person(w, r, pop, stack=(lambda t, v=ver, j=w.edge.ja4(r.choice(("jdk21-ide", "electron-chrome"))): ("ide-complete/" + v(t), j)), created=fresh(w, r), phone=False)
        live_complete(w, r, x, heavy(r, 8, .9, 8))

def enterprise_seats(w, r, n, pop):
    for size in split(r, n, max(1, n // 55), 8, .8):
        cc, org, dom = r.choices(CC, CCW)[0], "org-%012x" % r.getrandbits(48), w.email(r, "US", "company")
        pay = "pm_%016x" % r.getrandbits(64); gw = r.random() < .4; net = w.edge.gateway(r, cc) if gw else w.edge.office(r, cc)
        inspect = w.edge.ja4("tls-inspect-%d" % r.randrange(3)) if gw else None
        system = "You are the internal assistant of %s. %s" % (dom.split(".")[0], w.tx.para(r, 2)) if r.random() < .6 else None
        rollout = w.release + r.expovariate(1 / 8) * DAY if r.random() < .5 else INF
        for _ in range(size):
            st = w.edge.app(r, r.choice(("edge", "chrome", "chrome", "chrome-mac", "librechat"))); st2 = (lambda t, s=st: (s(t)[0], inspect)) if inspect else st
            wh = mix((5, where(net, st2)), (r.uniform(.1, 3), where(w.edge.home(r, cc), st)))
            acc = w.account(r, cc, "enterprise", pay=pay, org=org, domain=dom, verified=True, keys=1, created=fresh(w, r, .08) or w.start - r.uniform(3, 300) * DAY)
            x = w.actor(r, acc, pop, cc, wh, model=w.taste(r, r.choice(("big", "big", "mini")), rollout))
            live_chat(w, r, x, heavy(r, 3.4, 1.1), "work", r.uniform(1.5, 3.2), system)

def saas_tenants(w, r, n, pop):
    for _ in range(n):
        x = company(w, r, pop); users = ["u_%08x" % r.getrandbits(32) for _ in range(r.randint(4, 200))] if r.random() < .15 else None
        live_service(w, r, x, heavy(r, 11, 1.3, 14), users=users)

def byok_platform(w, r, n, pop):
    """Customers of a few platforms who bring their own keys: one egress, one client, the same templates, unrelated people."""
    for size in split(r, n, max(1, n // 45), 5):
        brand = (r.choice(NOUNS) + r.choice(VERBS)).title(); tm = [tenant(w, r, brand=brand) for _ in range(r.randint(3, 14))]
        net, st = (w.edge.serverless(r) if r.random() < .5 else w.edge.cloud(r)), w.edge.sdk(r)
        for _ in range(size):
            x = company(w, r, pop, net=net, stack=st, plan=r.choice(("payg", "payg", "tier2")), created=fresh(w, r, .2))
            live_service(w, r, x, heavy(r, 5, 1.2), r.sample(tm, min(len(tm), r.randint(1, 4))))

def students(w, r, n, pop):
    """Classes: one task sheet, one campus, a deadline; accounts opened for the course."""
    for size in split(r, n, max(1, n // 80), 6):
        cc = r.choices(CC, CCW)[0]; dom = r.choice(CITY).lower().replace(" ", "") + r.choice((".edu", ".ac.uk", "-uni.edu"))
        campus, opened = w.edge.office(r, cc, r.randint(2, 12)), w.start + r.uniform(-25, 9) * DAY
        kind = r.choice(("reasoning", "coding", "general", "grading")); sheet = [w.tx.item(r, kind)[:700] for _ in range(r.randint(5, 25))]
        fixed = w.tx.instruction(r, kind, PLACES[cc][0] if PLACES[cc][0] in COT_L and kind == "reasoning" else None) if r.random() < .7 else "{x}"
        dues = sorted(r.uniform(max(opened, w.start) + 2 * DAY, w.end + 3 * DAY) for _ in range(r.randint(1, 3)))
        for _ in range(size):
            st = w.edge.app(r, r.choice(("chrome", "chrome-mac", "safari", "firefox"))) if kind != "coding" or r.random() < .3 else w.edge.sdk(r, r.choice(("python", "python", "langchain", "requests")))
            wh = mix((3, where(campus, st)), (2, where(w.edge.home(r, cc), st)), (1, where(w.edge.mobile(r, cc), st)))
            acc = w.account(r, cc, "free", pay=None, domain=dom if r.random() < .8 else None, created=opened + r.expovariate(1 / 2) * DAY, keys=1)
            x = w.actor(r, acc, pop, cc, wh, since=opened)
            for due in dues:
                for _ in range(poisson(r, heavy(r, 2.6, .8))):
                    t = due - r.expovariate(1 / 1.6) * DAY; local = (t + x.tz * HOUR) % DAY / HOUR
                    if local < 7 and r.random() < .8: t -= 8 * HOUR
                    q = r.choice(sheet)
                    chat_session(w, r, x, t, turns(r, 2.2), None, (fixed if r.random() < .65 else r.choice(CASUAL)).replace("{x}", q), style="steps" if kind == "reasoning" else None)
            live_chat(w, r, x, heavy(r, .5), "study", 2)

def hackathon(w, r, n, pop):
    """A weekend in one hall: fresh accounts, a sponsor's credits, one starter kit."""
    for size in split(r, n, max(1, n // 70), 4):
        cc, t0 = r.choices(CC, CCW)[0], w.start + r.uniform(1, max(1.5, w.days - 2.5)) * DAY
        venue, promo = w.edge.office(r, cc, r.choice((1, 1, 2))), ("pm_%016x" % r.getrandbits(64) if r.random() < .4 else None)
        kit = [tenant(w, r, k) for k in r.sample(list(SAAS_TASK), 3)]; sdk = w.edge.version(r, "python")
        for _ in range(size):
            st = w.edge.sdk(r, r.choice(("python", "node", "langchain", "vercel")))
            acc = w.account(r, cc, "payg", created=t0 - r.expovariate(2) * DAY, pay=promo, keys=1)
            x = w.actor(r, acc, pop, cc, mix((5, where(venue, st)), (1, where(w.edge.mobile(r, cc), st))), since=t0 - HOUR, until=t0 + r.uniform(1.2, 4) * DAY)
            tm = r.choice(kit); t = t0 + r.expovariate(1 / 4) * HOUR
            for _ in range(int(heavy(r, 45, 1))):
                t += r.lognormvariate(5.6, 1.5)
                if (t + x.tz * HOUR) % DAY / HOUR < 7 and r.random() < .5: t += 5 * HOUR
                if r.random() < .7: w.send(x, t, r, *tm.ask(r, tm.payload(r)), req=tm.req)
                else: chat_session(w, r, x, t, 1, None, w.tx.trouble(r), style="code")

BENCH = [("gsm8k_train",), ("math_test",), ("bbh",), ("asdiv", "svamp", "mawps"), ("mt_bench", "vicuna_bench"), ("biggen_bench",), ("ocw_minerva",), ("arena_hard_v01",), ("clinc150_raw",)]

def eval_lab(w, r, n, pop):
    """Laboratories that run public benchmarks on every model, with samples and repeats."""
    for size in split(r, n, max(1, n // 3), 1):
        cc = r.choices(CC, CCW)[0]
        org, pay, dom = "org-%012x" % r.getrandbits(48), "pm_%016x" % r.getrandbits(64), r.choice(CITY).lower().replace(" ", "") + r.choice((".edu", "-research.org", "-ai.org"))
        net, st = r.choice((w.edge.office(r, cc, 2), w.edge.cloud(r))), w.edge.sdk(r, r.choice(("python", "async", "litellm")))
        for _ in range(size):
            acc = w.account(r, cc, r.choice(("tier2", "tier3")), pay=pay, org=org, domain=dom)
            x = w.actor(r, acc, pop, cc, where(net, st)); budget = heavy(r, 22 * w.days, .7)
            while budget > 0:
                src = r.choice(BENCH); pool = w.corpus.get(*src) or w.tx.math; items = r.sample(pool, min(len(pool), r.randint(30, 220)))
                t = r.uniform(w.start, w.end) if r.random() < .6 else w.release + r.expovariate(1 / 30) * HOUR
                x.model = w.taste(r, r.choice(("big", "think", "mini")), adopt=t); k = r.choice((1, 1, 1, 3, 5))
                fmt = w.tx.instruction(r, "reasoning") if r.random() < .75 else "{x}"
                run_set(w, r, x, t, items, fmt, "steps", r.choice((1, 4, 16)), 9.0, k, {"temperature": 0 if k == 1 else r.choice((.6, .7, 1.0)), "max_tokens": r.choice((1024, 2048, 4096, 8192)), "n": 1, **({"logprobs": True} if r.random() < .15 else {})})
                budget -= len(items) * k

def leaderboard(w, r, n, pop):
    """People all over the world who run one community harness on the same public sets."""
    fmt, src = w.tx.instruction(r, "reasoning"), r.sample(BENCH, 3); ver, call = w.edge.version(r, "harness"), w.start + r.uniform(.1, .7) * (w.end - w.start)
    for _ in range(n):
        x = person(w, r, pop, stack=(lambda t, v=ver, j=w.edge.ja4(r.choice(("py311-ossl30", "py312-ossl33"))): ("community-harness/%s python-httpx" % v(t), j)), plan=r.choice(("payg", "tier2")), phone=False)
        for _ in range(1 + poisson(r, 1.2)):
            pool = w.corpus.get(*r.choice(src)) or w.tx.math
            run_set(w, r, x, call + r.expovariate(1 / 5) * DAY, r.sample(pool, min(len(pool), int(heavy(r, 80, .8)) + 5)), fmt, "steps", r.choice((1, 1, 4)), 12.0, 1, {"temperature": 0})

def nightly_batch(w, r, n, pop):
    for _ in range(n): live_batch(w, r, company(w, r, pop), heavy(r, 10, 1.1, 10))

def even_fleet(w, r, n, pop):
    """One firm with several accounts behind a load balancer: same templates, one payer, evenly loaded."""
    for size in split(r, n, max(1, n // 10), 3):
        cc, pay, dom = r.choices(CC, CCW)[0], "pm_%016x" % r.getrandbits(64), w.email(r, "US", "company")
        org = ["org-%012x" % r.getrandbits(48) for _ in range(size if r.random() < .3 else 1)]
        net, st, tm = w.edge.cloud(r), w.edge.sdk(r), [tenant(w, r) for _ in range(r.choice((1, 1, 2, 4)))]
        xs = [company(w, r, pop, cc, net if r.random() < .7 else w.edge.cloud(r), "tier3", st, pay=pay, org=r.choice(org), domain=dom) for _ in range(size)]
        life = (w.start, w.end) if r.random() < .7 else (r.uniform(w.start, w.end - 4 * DAY), w.end); policy, i = r.choice(("round", "random", "hash")), 0
        for t in arrivals(w, r, heavy(r, 13, .6) * size * (life[1] - life[0]) / DAY, *life):
            i += 1; x = xs[i % size] if policy == "round" else r.choice(xs); m = r.choice(tm); w.send(x, t, r, *m.ask(r, m.payload(r)), req=m.req)

def new_reseller(w, r):
    """A reseller's own accounts (one to three) and backend; a gateway may inject a prompt."""
    cc = r.choices(CC, CCW)[0]; org, pay, dom = "org-%012x" % r.getrandbits(48), "pm_%016x" % r.getrandbits(64), w.email(r, cc, "company")
    net, st = w.edge.cloud(r, False), w.edge.sdk(r, r.choice(("litellm", "python", "node", "go"))); accs = []
    for _ in range(r.choice((1, 1, 2, 3))):
        a = w.account(r, cc, "enterprise", pay=pay, org=org, domain=dom, verified=True, reseller=True); w.pop[(a.id, None)] = "reseller"; accs.append(a)
    inject = "You are a helpful AI assistant provided by %s." % dom.split(".")[0] if r.random() < .4 else None
    return {"cc": cc, "accs": accs, "where": where(net, st), "inject": inject, "mask": r.choice(("u-%s", "%s", "user_%s", "cust-%s"))}

def tenant_of(w, r, rs, pop, since=None, until=None):
    """An end user of a reseller: only the reseller's machines are seen."""
    cc = rs["cc"] if r.random() < .5 else r.choices(CC, CCW)[0]
    return w.actor(r, r.choice(rs["accs"]), pop, cc, rs["where"], rs["mask"] % ("%010x" % r.getrandbits(40)), since or (r.uniform(w.start, w.end) if r.random() < .25 else None), until)

def reseller_users(w, r, n, pop):
    for rs, size in zip(w.resellers, split(r, n, len(w.resellers), 1)):
        for _ in range(size):
            x = tenant_of(w, r, rs, pop); p, k = r.random(), heavy(r, 1.7, 1.3)
            if p < .62: live_chat(w, r, x, k, r.choice(("leisure", "work", "study")), 2.2, rs["inject"])
            elif p < .82: live_dev(w, r, x, k * 1.5)
            elif p < .93: live_service(w, r, x, k * 2)
            else: live_agent(w, r, x, k * 2, r.choice(w.agents))

def vpn_cgnat(w, r, n, pop):
    for _ in range(n):
        cc = r.choice(("CN", "RU", "IN", "ID", "EG", "PK", "TR", "VN", "NG", "AE", "HK", "KE"))
        net = w.edge.vpn(r) if cc in ("CN", "RU", "HK", "AE") or r.random() < .3 else w.edge.mobile(r, cc)
        x = person(w, r, pop, cc, net, r.choice((w.edge.app, w.edge.app, w.edge.sdk))(r), created=fresh(w, r, .25))
        (live_dev(w, r, x, heavy(r, 2.4)) if r.random() < .3 else live_chat(w, r, x, heavy(r, 2.2, 1.3)))

def crowd_raters(w, r, n, pop):
    """Freelancers who rate answers for a client with one rubric, from home; the same items go to several of them."""
    for size in split(r, n, max(1, n // 45), 3):
        fmt, pool = w.tx.instruction(r, "grading"), [w.tx.item(r, "grading") for _ in range(60 + 30 * size)]
        ccs, begin = r.choice((["PH", "KE", "IN"], ["IN", "PK"], ["US", "GB", "CA"], ["KE", "NG"])), w.start + r.uniform(0, .5) * (w.end - w.start)
        for _ in range(size):
            x = person(w, r, pop, r.choice(ccs), created=begin - r.expovariate(1 / 6) * DAY, plan=r.choice(("free", "payg"))); at = r.randrange(len(pool))
            for t in sessions(w, r, x, heavy(r, 6, .7), 8, "work", begin, begin + r.uniform(4, 15) * DAY):
                for _ in range(turns(r, 8)):
                    at = (at + r.choice((1, 1, 1, 2, 7))) % len(pool); out = r.randint(40, 300)
                    w.emit(x, t, r, [{"role": "user", "content": fmt.replace("{x}", pool[at])}], w.tx.answer(r, "en", "verdict", out), out)
                    t += r.lognormvariate(4.8, .6)

def no_code(w, r, n, pop):
    """Workflows on two automation platforms: market templates, shared egress, timers on the minute."""
    plats = [("zippy" + str(k), w.edge.serverless(r, "lambda" if k else "cloudrun"), [tenant(w, r) for _ in range(25)], w.edge.version(r, f"flow{k}"), w.edge.ja4("node20")) for k in range(2)]
    for _ in range(n):
        name, net, tm, ver, ja = r.choice(plats)
        x = company(w, r, pop, net=net, plan=r.choice(("free", "payg", "payg")), stack=lambda t, v=ver, nm=name, j=ja: (f"{nm}-connector/{v(t)}", j), created=fresh(w, r))
        mine = [r.choice(tm) if r.random() < .6 else tenant(w, r)]
        if r.random() < .4:                                    # a timer
            every, t = r.choice((1, 2, 6, 12, 24, 24)) * HOUR, w.start + r.choice((0, 0, 900, 1800))
            while t < w.end:
                for _ in range(poisson(r, 1.6 if every >= 6 * HOUR else .5)): w.send(x, t + r.uniform(.2, 20), r, *mine[0].ask(r, mine[0].payload(r)), req=mine[0].req)
                t += every
        else: live_service(w, r, x, heavy(r, 4.5, 1.2), mine, burst=r.choice((1, 2, 4)))

def viral_prompt(w, r, n, pop):
    """A prompt that goes round social media: thousands paste it within days."""
    waves = [(w.start + r.uniform(.05, .85) * (w.end - w.start), r.choice(VIRAL), r.uniform(.5, 2)) for _ in range(r.choice((1, 2, 3)))]
    for _ in range(n):
        t0, text, tau = r.choice(waves); t = t0 + r.gammavariate(1.6, tau) * DAY; x = person(w, r, pop, created=t - r.expovariate(1 / 40) * DAY, since=w.start)
        for _ in range(1 + poisson(r, .8)):
            chat_session(w, r, x, t, turns(r, 2.2), None, w.tx.fill(r, text)); t += r.lognormvariate(8, 1.5)
        live_chat(w, r, x, heavy(r, .9, 1.2), until=w.end)

def roleplay(w, r, n, pop):
    """Story front ends at night: shared character cards, long conversations, some behind shared relays."""
    relay = w.edge.cloud(r, False)
    for _ in range(n):
        card = r.choice(w.tx.cards)[:600]; ver = w.edge.version(r, "tavern"); st = lambda t, v=ver, j=w.edge.ja4("node20"): ("tavern-ui/" + v(t), j)
        x = person(w, r, pop, net=relay if r.random() < .15 else None, stack=st, created=fresh(w, r, .2), phone=False)
        live_chat(w, r, x, heavy(r, 4.5, 1.1, 15), "night", r.uniform(4, 9), card, keep=8, req={"temperature": r.choice((.8, 1, 1.1)), "max_tokens": 400})

def red_team(w, r, n, pop):
    """Safety vendors who probe what the model refuses, for their customers' guard rails."""
    for size in split(r, n, max(1, n // 4), 1):
        cc, pay, dom = r.choices(CC, CCW)[0], "pm_%016x" % r.getrandbits(64), w.email(r, "US", "company"); net, st = w.edge.cloud(r), w.edge.sdk(r)
        for _ in range(size):
            x = company(w, r, pop, cc, net, "tier2", st, pay=pay, domain=dom)
            for _ in range(r.randint(2, 6)):
                pool = w.tx.pools["refusals"]
                run_set(w, r, x, r.uniform(w.start, w.end), r.sample(pool, min(len(pool), int(heavy(r, 50, .7)) + 5)), w.tx.instruction(r, "refusals"), r.choice(("refusal", "prose")), 4, 4.0, r.choice((1, 1, 3)), {"temperature": r.choice((0, 1))})

def synthetic_data(w, r, n, pop):
    """Teams that make test data and labels for their own small classifiers."""
    for size in split(r, n, max(1, n // 2), 1):
        cc, pay, dom = r.choices(CC, CCW)[0], "pm_%016x" % r.getrandbits(64), w.email(r, "US", "company"); st, net = w.edge.sdk(r), w.edge.cloud(r)
        fmt = r.choice(("Write %d varied customer messages for the intent '{x}'. One a line.", "Generate %d realistic records about {x} as JSON.", "Paraphrase this %d times: {x}", "Label the text with one intent out of %d and explain: {x}")) % r.randint(3, 20)
        for _ in range(size):
            x = company(w, r, pop, cc, net, None, st, pay=pay, domain=dom)
            for _ in range(r.randint(2, 8)):
                items = [r.choice(w.tx.tickets) if r.random() < .5 else r.choice(NOUNS) + "_" + r.choice(VERBS) for _ in range(int(heavy(r, 60, .8)) + 5)]
                run_set(w, r, x, r.uniform(w.start, w.end), items, fmt, r.choice(("json", "prose")), r.choice((1, 4, 8)), 6.0, 1, {"temperature": r.choice((.7, 1, 1.2))})

def agency(w, r, n, pop):
    """An agency that runs its clients' accounts: one card, one office, unrelated products."""
    for size in split(r, n, max(1, n // 9), 2):
        cc, pay = r.choices(CC, CCW)[0], "pm_%016x" % r.getrandbits(64); net, st = w.edge.office(r, cc), w.edge.sdk(r)
        for _ in range(size):
            x = company(w, r, pop, cc, None, "payg", pay=pay, created=fresh(w, r, .2))
            x.where = mix((3, x.where), (1, where(net, st))); live_service(w, r, x, heavy(r, 4, 1.1))

BENIGN = [(hobby_chat, .18), (dev_sdk, .165), (coding_agents, .085), (ide_completion, .03), (enterprise_seats, .1), (saas_tenants, .055), (byok_platform, .035), (students, .05), (hackathon, .022), (eval_lab, .007), (leaderboard, .012), (nightly_batch, .015),
          (even_fleet, .02), (reseller_users, .115), (vpn_cgnat, .04), (crowd_raters, .013), (no_code, .03), (viral_prompt, .025), (roleplay, .03), (red_team, .004), (synthetic_data, .008), (agency, .012)]

# Harvesting campaigns: orchestration software, run by people
KINDS = ["shared_instruction", "paraphrased_instruction", "residential_rotation", "hydra_cover", "burner_replacement", "release_chaser", "k_sampling", "reseller_tenants", "agentic_harvest", "preference_grading", "refusal_probing", "ghost"]

def draw(r, kinds, days, small=False):
    """The parameters of a campaign: defaults of the trade, then what its kinds ask for."""
    ch = r.choice
    p = {"target": ch(("reasoning", "reasoning", "coding", "general", "tool_use", "rewriting", "multilingual")), "text": ch(("shared", "versions", "paraphrase", "bare")),
         "net": ch(("cloud_few", "cloud_each", "serverless", "vpn", "resi_sticky")), "stack": ch(("one", "few", "few", "many", "gateway")), "pay": ch(("few_cards", "few_cards", "own", "prepaid_none")),
         "mail": ch(("person", "person", "throwaway", "mixed")), "made": ch(("waves", "waves", "aged", "mixed")), "schedule": ch(("around_clock", "around_clock", "ops_hours", "shards", "overnight")),
         "policy": ch(("round_robin", "least_used", "random", "sticky_blocks", "worker_bound")), "rate": math.exp(r.uniform(math.log(3), math.log(16))), "cover": ch((0, 0, 0, .1, .25)), "cover_by": ch(("persona", "resold", "own_app")),
         "k": 1, "life": None, "chase": False, "reseller": False, "idle": r.uniform(0, .07), "reask": r.uniform(0, .09), "probe": ch((0, 0, .1, .3)), "ops_tz": ch((8, 8, 3, -6, 1, 5.5, 9)), "cap": ch((20, 40, 80, 200)), "role": ch(("big", "big", "think", "think", "mini")),
         "temperature": ch((None, None, 0, .6, .7, 1.0)), "max_tokens": ch((None, 2048, 4096, 8192)), "uneven": r.uniform(.1, .6), "weekend": ch((1, 1, .8, .4)), "stream": r.random() < .3, "effort": ch((None, {"effort": "high"}, {"effort": "high", "summary": "detailed"}, {"effort": "medium", "summary": "auto"}))}
    for k in kinds:
        if k == "shared_instruction": p.update(text=ch(("shared", "shared", "versions")), cover=ch((0, 0, .1)))
        elif k == "paraphrased_instruction": p.update(text="paraphrase", stack=ch(("few", "many")))
        elif k == "residential_rotation":
            p.update(net=ch(("resi_rotate", "resi_rotate", "resi_sticky", "mobile")), stack="many", pay="own", mail="person", made=ch(("aged", "mixed")), text=p["text"] if p["text"] == "bare" else "paraphrase", policy=ch(("random", "sticky_blocks")))
        elif k == "hydra_cover": p.update(cover=r.uniform(.4, .8), cover_by=ch(("resold", "resold", "persona")), rate=min(p["rate"], 9))
        elif k == "burner_replacement": p.update(life=r.uniform(2, 6), made="just_before", pay=ch(("few_cards", "own", "prepaid_none")))
        elif k == "release_chaser": p.update(chase=True, lag_h=r.uniform(1, 20), share_new=r.uniform(.5, .95), surge=r.uniform(1.2, 3))
        elif k == "k_sampling": p.update(k=r.randint(3, 10), temperature=ch((.7, .8, 1.0)), spread_h=math.exp(r.uniform(-2, 4)), reask=0)
        elif k == "reseller_tenants":
            p.update(reseller=True, net="reseller", stack="reseller", cover=ch((0, .2, .4)), cover_by="persona", text=ch(("shared", "versions", "paraphrase", "paraphrase", "bare")))
        elif k == "agentic_harvest": p.update(target="agentic", rate=r.uniform(8, 26), tool=ch(("own", "public", "public")), role=ch(("big", "code", "think")), steps=r.uniform(5, 14))
        elif k == "preference_grading": p.update(target="grading", text=ch(("shared", "versions", "paraphrase")), logprobs=r.random() < .3)
        elif k == "refusal_probing": p.update(target="refusals", text=ch(("bare", "paraphrase", "versions")), rate=r.uniform(2, 8))
        elif k == "ghost":
            p.update(cover=r.uniform(.6, .85), cover_by="persona", rate=r.uniform(.5, 1.6), net="own_lines", stack="many", pay="own", mail="person", made="aged", text="casual", schedule="mimic", policy="own", k=1, target=ch(("reasoning", "general", "coding", "multilingual")), idle=.03, probe=.35, temperature=None, max_tokens=None)
    if small: p.update(rate=p["rate"] * r.uniform(2, 7), cap=400, life=None, idle=0)
    span = days * r.uniform(.45, .97) if not p["chase"] else days * r.uniform(.7, .97); p["span_d"], p["begin_d"] = span, r.uniform(0, days - span); return p

class Campaign:
    """One operator: an account pool, a queue of prompts, workers, and the habits above."""
    def __init__(self, w, tag, kinds, n, small=False, licensed=False):
        self.w, self.r, self.n, self.kinds, self.licensed = w, R(w.seed, "op", tag), n, kinds, licensed
        self.id = None if licensed else "c_%08x" % self.r.getrandbits(32); self.p = draw(self.r, kinds, w.days, small)
        self.begin, self.end = w.start + self.p["begin_d"] * DAY, w.start + (self.p["begin_d"] + self.p["span_d"]) * DAY
        if licensed: self.p.update(life=None, idle=0, net=self.r.choice(("cloud_few", "serverless", "cloud_each")), pay="few_cards", mail="company", made="aged")
        if self.id: w.camp[self.id] = Counter()
        self.members, self.seen = [], set(); self.assets()
    def assets(self):
        """What the operator sets up once: exits, stacks, cards, instructions, tools."""
        w, r, p, e = self.w, self.r, self.p, self.w.edge
        self.exits = [e.cloud(r) for _ in range(r.randint(1, 4))] if p["net"] == "cloud_few" else [e.serverless(r)] if p["net"] == "serverless" else [e.vpn(r) for _ in range(3)]
        self.ccs = r.choice((["US", "GB", "CA"], ["US"], ["ID", "VN", "PH", "IN"], ["DE", "FR", "NL", "PL"], ["BR", "MX", "AR"], ["HK", "TW", "SG", "JP"], CC))
        self.hold = r.choice((600, 1800, 6 * HOUR, DAY)) if p["net"] != "resi_rotate" else r.choice((0, 0, 300))
        which = r.choice(("python", "async", "litellm", "node", "requests", "go"))
        self.stacks = [e.sdk(r, which if p["stack"] in ("one", "gateway") else None) for _ in range({"one": 1, "gateway": 1, "few": r.randint(2, 5)}.get(p["stack"], 1))]
        self.cards = ["pm_%016x" % r.getrandbits(64) for _ in range(max(1, self.n // r.randint(4, 25)))]
        self.domains = [w.email(r, "US", "throwaway") for _ in range(r.randint(1, 6))]; goal = "reasoning" if p["target"] == "multilingual" else p["target"]
        self.fmts = [w.tx.instruction(r, goal) for _ in range(r.randint(2, 4) if p["text"] == "versions" else 1)]
        self.as_system, self.endpoint = r.random() < .25, r.choice(("chat.completions", "chat.completions", "responses", "messages"))
        self.tool = AgentTool(w, r, r.randint(4, 9)) if p.get("tool") == "own" else r.choice(w.agents)
        self.model = w.taste(r, p["role"], INF if p["chase"] else w.release + r.choice((.3, 1, 3, 30)) * DAY)
    def net_of(self, cc):
        e, r, k = self.w.edge, self.r, self.p["net"]
        if k in ("cloud_few", "serverless", "vpn"): return r.choice(self.exits)
        if k == "cloud_each": return e.cloud(r, False)
        if k == "mobile": return e.mobile(r, cc)
        if k == "resi_rotate": return e.residential(r, self.ccs, self.hold)
        if k == "resi_sticky": return e.residential(r, [cc], self.hold)
        return e.home(r, cc)
    def recruit(self, i, since, until, rs):
        """Buys or opens one account."""
        w, r, p = self.w, self.r, self.p; pop = "licensed" if self.licensed else "campaign"
        cc = r.choice(self.ccs) if self.ccs is not CC else r.choices(CC, CCW)[0]
        if rs: x = tenant_of(w, r, rs, pop, since, until)
        else:
            wave = self.begin - r.choice(self.waves) * DAY - r.random() * 10 * HOUR; old = w.start - min(800, r.expovariate(1 / 180)) * DAY
            born = {"waves": wave, "aged": min(old, since), "just_before": since - r.expovariate(1 / 1.2) * DAY, "mixed": r.choice((wave, old))}[p["made"]]
            pay = {"few_cards": r.choice(self.cards), "own": True, "prepaid_none": r.choice((None, True))}[p["pay"]]
            plan = r.choices(("free", "payg", "tier2", "tier3"), (20, 55, 20, 5) if p["pay"] != "prepaid_none" else (70, 30, 0, 0))[0]
            mail = p["mail"] if p["mail"] != "mixed" else r.choice(("person", "throwaway"))
            acc = w.account(r, cc if r.random() < .8 else r.choice(CC), plan, min(born, since), mail, pay, domain=r.choice(self.domains) if mail == "throwaway" else None)
            if p["stack"] == "many":
                st = r.choice((w.edge.sdk, w.edge.sdk, w.edge.app))(r) if p["net"] != "own_lines" else w.edge.app(r)
                if p["net"] in ("resi_rotate", "resi_sticky") and r.random() < .25:   # a library that poses as a browser
                    st = (lambda t, s=w.edge.app(r, "chrome"), j=w.edge.ja4("py312-ossl33"): (s(t)[0], j))
            else: st = r.choice(self.stacks)
            if p["target"] == "agentic" and p.get("tool") == "public": st = self.tool.stack(w, r)
            net = self.net_of(cc); wh = where(net, st)
            if p["net"] == "own_lines" and r.random() < .4: wh = mix((3, wh), (1, where(w.edge.mobile(r, cc), w.edge.app(r, r.choice(("ios", "android"))))))
            x = w.actor(r, acc, pop, cc, wh, None, since - 2 * HOUR, until + (r.uniform(0, 3) * DAY if p["life"] else 0), model=self.model if p["policy"] != "own" else None)
        x.campaign = self.id
        if p["stack"] in ("one", "gateway"): x.endpoint = self.endpoint
        if p["target"] != "multilingual" and p["policy"] != "own" and not rs: x.lang = "en"
        return x
    def build(self):
        """The pool of accounts over time: all at once, ramped up, or replaced as they burn."""
        r, p = self.r, self.p; self.waves = [r.uniform(.5, 40) for _ in range(r.randint(1, 4))]
        hosts = r.sample(self.w.resellers, min(len(self.w.resellers), r.randint(2, 6))) if p["reseller"] else [None]; span = self.end - self.begin
        if p["life"]:
            slots = max(1, round(self.n * p["life"] * DAY / span)); cuts = []
            for s in range(slots):
                t = self.begin + r.random() * .2 * p["life"] * DAY
                while t < self.end:
                    d = max(.4, r.gauss(p["life"], p["life"] / 4)) * DAY; cuts.append((t, min(self.end, t + d))); t += d + r.expovariate(1 / 3) * HOUR
            r.shuffle(cuts)
            while len(cuts) < self.n:
                t = r.uniform(self.begin, self.end - DAY * .5); cuts.append((t, min(self.end, t + p["life"] * DAY)))
            cuts = cuts[:self.n]
        else:
            pilot = min(self.n, max(1, int(self.n * r.uniform(.05, .3)))); ramp = span * r.uniform(0, .3)
            cuts = [(self.begin + (0 if i < pilot else r.random() * ramp), self.end - (0 if r.random() < .85 else r.random() * span * .5)) for i in range(self.n)]
        for i, (a, b) in enumerate(cuts):
            x = self.recruit(i, a, max(b, a + HOUR), r.choice(hosts))
            x.style = [a, max(b, a + HOUR), math.exp(r.gauss(0, p["uneven"])), r.random() < p["idle"]]; self.members.append(x)
    # -- prompts --
    def job(self, t):
        """The next prompt of the queue: (system text, user text, language, accounts that had it)."""
        w, r, p = self.w, self.r, self.p; target, lang = ("reasoning", r.choice(list(COT_L))) if p["target"] == "multilingual" else (p["target"], None)
        for _ in range(4):
            item = w.tx.item(r, target)[:900]
            if item not in self.seen: break
        self.seen.add(item)
        if p["text"] in ("shared", "versions"):
            i = min(len(self.fmts) - 1, int((t - self.begin) / (self.end - self.begin + 1) * len(self.fmts)))
            fmt = self.fmts[i] if not lang else COT_L[lang] + "\n{x}"
        elif p["text"] == "casual": fmt = (COT_L[lang] + " {x}") if lang and r.random() < .5 else r.choice(CASUAL)
        elif p["text"] == "bare" and target != "grading": fmt = "{x}"
        else:
            fmt = w.tx.instruction(r, target, lang)
            if r.random() < .3: fmt = r.choice(w.tx.sents) + " " + fmt
        if self.as_system and "{x}" in fmt and fmt != "{x}" and p["text"] != "casual": return fmt.replace("{x}", "").strip(), item, lang or "en", set()
        return None, fmt.replace("{x}", item), lang or "en", set()
    def do(self, x, t, job):
        """Sends one job through one account; the number of exchanges taken."""
        w, r, p = self.w, self.r, self.p
        if p["target"] == "agentic":
            agent_session(w, r, x, t, self.tool, 1 + min(30, int(r.expovariate(1 / p["steps"]))), job[1], harvest=True); return
        if p["text"] == "casual":                              # typed like a person, in a conversation
            chat_session(w, r, x, t, turns(r, 1 + 2 * p["probe"]), None, job[1], True, style={"reasoning": "steps", "coding": "code"}.get(p["target"])); return
        style = {"reasoning": "steps", "multilingual": "steps", "coding": "code", "grading": "verdict", "refusals": r.choice(("refusal", "refusal", "prose"))}.get(p["target"], "prose")
        req = {k: p[k] for k in ("temperature", "max_tokens") if p[k] is not None}
        if p["stream"]: req["stream"] = True
        if p.get("logprobs"): req["logprobs"] = True
        if p["target"] == "tool_use": req["tools"] = r.sample(FUNCS, r.randint(2, 6))
        model = x.model(t, r)
        if p["chase"] and t > w.release + r.random() * p["lag_h"] * HOUR and r.random() < p["share_new"]: model = w.models["new"]
        out, think = (w.thought(r, .8) if style == "steps" else (w.chat_out(r), 0)) if p["target"] != "grading" else (r.randint(60, 420), 0)
        if model.endswith("reason"):
            think = think or int(out * r.choice(w.corpus.ratio) * 2)
            if p["effort"]: req["reasoning"] = p["effort"]
        else: out, think = out + think // 2, 0
        system, text, lang, _ = job; msgs = ([{"role": "system", "content": system}] if system else []) + [{"role": "user", "content": text}]; resp = {}
        if p["target"] == "tool_use" and r.random() < .6: resp["output"] = [{"type": "tool_call", "name": r.choice(req["tools"]), "arguments": {r.choice(NOUNS): r.choice(CITY)}}]
        finish = "stop"
        if req.get("max_tokens") and out > req["max_tokens"]: out, finish = req["max_tokens"], "length"
        client = x.where(t, r)
        for turn in range(4):
            ans = w.tx.answer(r, lang if lang in LANG else "en", style, out, text)
            t2 = w.send(x, t, r, msgs, ans, out, client, harvest=True, req=req, resp=dict(resp), think=think, finish=finish, model=model)
            if t2 is None or r.random() >= p["probe"]: return
            t = t2 + (r.lognormvariate(4, .8) if p["text"] == "casual" else r.expovariate(.2) + out * .02)
            msgs = msgs + [{"role": "assistant", "content": ans}, {"role": "user", "content": r.choice(PROBE) if r.random() < .6 else w.tx.follow(r, lang)}]
    # -- schedule --
    def pulse(self):
        """Relative activity by hour over the campaign, mean one over its span."""
        r, p, w = self.r, self.p, self.w; hours = np.arange(int(self.begin // HOUR), int(self.end // HOUR) + 1)
        local = (hours + int(p["ops_tz"])) % 24; dow = ((hours + int(p["ops_tz"])) // 24 + 3) % 7; c, _ = r.choice(w.corpus.curves); v = np.ones(len(hours))
        if p["schedule"] == "ops_hours":
            a = r.randint(7, 11); v = np.where((local >= a) & (local < a + r.randint(9, 14)), 1.0, r.choice((.02, .1, .3)))
        elif p["schedule"] == "overnight": v = np.where((local >= 20) | (local < 8), 1.0, .08)
        elif p["schedule"] == "around_clock": v = c[hours % len(c)] ** r.uniform(.2, 1)
        elif p["schedule"] == "shards":
            v, i = np.full(len(hours), .03), 0
            while i < len(v):
                on = int(r.uniform(4, 40)); v[i:i + on] = r.uniform(.6, 1.4); i += on + int(r.expovariate(1 / 14))
        v = v * np.where(dow > 4, p["weekend"], 1)
        for _ in range(poisson(r, len(hours) / 170)):          # an outage, a redeployment
            i = r.randrange(len(hours)); v[i:i + r.randint(1, 14)] *= .0
        if p["chase"]: v = v * np.where((hours * HOUR > w.release) & (hours * HOUR < w.release + 3 * DAY), p["surge"], 1)
        return hours, v / max(1e-9, v.mean())
    def central(self):
        """The queue: hourly demand for the living accounts, a policy that picks one, back-off, caps, re-asks, samples."""
        r, p, w = self.r, self.p, self.w; hours, v = self.pulse(); steps = p.get("steps", 0) + 1 if p["target"] == "agentic" else 1 / (1 - p["probe"])
        heap, seq, at, block, ms = [], 0, 0, {}, sorted(self.members, key=lambda m: m.style[0])
        for h, f in zip(hours, v):
            t0 = h * HOUR; alive = [m for m in ms if m.style[0] <= t0 + HOUR and m.style[1] > t0 and not m.style[3]]
            if not alive: continue
            lam = f * p["rate"] * len(alive) / 24 / steps / p["k"] * r.gammavariate(5, .2)
            for _ in range(poisson(r, lam)):
                seq += 1; heapq.heappush(heap, (t0 + r.random() * HOUR, seq, None, 0))
            day, weights, cur = int(t0 // DAY), [m.style[2] for m in alive], None
            while heap and heap[0][0] < t0 + HOUR:
                t, _s, job, left = heapq.heappop(heap)
                if job is None: job, left = self.job(t), p["k"]
                for _ in range(8):
                    if p["policy"] == "round_robin":
                        at += 1; m = alive[at % len(alive)]
                    elif p["policy"] == "least_used": m = min(r.sample(alive, min(4, len(alive))), key=lambda q: q.used if q.day == day else 0)
                    elif p["policy"] == "sticky_blocks":
                        cur, n = block.get(0, (None, 0))
                        if n <= 0 or cur not in alive: cur, n = r.choices(alive, weights)[0], r.randint(4, 30)
                        block[0], m = (cur, n - 1), cur
                    elif p["policy"] == "worker_bound":
                        k = r.randrange(max(1, len(alive) // 6)); m = r.choice(alive[k * 6:k * 6 + 6])
                    else: m = r.choices(alive, weights)[0]
                    if m.day != day: m.day, m.used = day, 0
                    if m.used < p["cap"] and m.cool <= t and m.acc.id not in job[3]: break
                    block.pop(0, None)
                m.used += 1; job[3].add(m.acc.id)
                if m.acc.minute.get(int(t // 60), 0) >= m.acc.rpm: m.cool = t + r.uniform(60, 900)
                self.do(m, max(t, m.style[0]), job)
                if left > 1:
                    seq += 1; heapq.heappush(heap, (t + r.expovariate(1 / p["spread_h"]) * HOUR + .5, seq, job, left - 1))
                elif r.random() < p["reask"]:
                    seq += 1; heapq.heappush(heap, (t + r.lognormvariate(8, 1.4), seq, job, 1))
    def run(self):
        """Everything the operator's accounts send: key checks, harvest, cover."""
        r, p, w = self.r, self.p, self.w; self.build()
        for x in self.members:
            if p["policy"] != "own" and r.random() < .3:       # does the key work?
                w.emit(x, x.style[0] - r.uniform(.02, 1.5) * HOUR, r, [{"role": "user", "content": r.choice(CHECKS)}], "Hello! How can I help?", 8)
        if p["schedule"] == "mimic":
            for x in self.members:
                if x.style[3]: continue
                for t in sessions(w, r, x, p["rate"] * x.style[2], 1.5, r.choice(("leisure", "work", "study")), x.style[0], x.style[1]): self.do(x, t, self.job(t))
        else: self.central()
        if p["cover"]:
            for x in self.members: self.cover(x)
        elif p["idle"]:
            for x in self.members:
                if x.style[3]: live_chat(w, r, x, r.uniform(.2, 2), since=x.style[0], until=x.style[1])
    def cover(self, x):
        """Ordinary traffic through a member: its pretended owner, strangers who bought access, or the operator's own app."""
        r, p, w = self.r, self.p, self.w; rate = p["rate"] * p["cover"] / (1 - p["cover"]) * r.lognormvariate(0, .3)
        a, b, home = x.style[0], x.style[1], (x.lang, x.tz)
        if p["cover_by"] == "own_app": live_service(w, r, x, rate, since=a, until=b)
        elif p["cover_by"] == "resold":
            k = r.randint(2, 6)
            for _ in range(k):
                cc = r.choices(CC, CCW)[0]; x.lang, x.tz = PLACES[cc][:2]
                if r.random() < .7: live_chat(w, r, x, rate / k, r.choice(("leisure", "work", "night")), r.uniform(1.6, 3.5), since=a, until=b)
                else: live_dev(w, r, x, rate / k, a, b)
            x.lang, x.tz = home
        else:
            x.lang = PLACES[x.cc][0] if r.random() < .8 else "en"
            (live_dev(w, r, x, rate, a, b) if r.random() < .25 else live_chat(w, r, x, rate, r.choice(("leisure", "leisure", "work", "study")), r.uniform(1.6, 3.5), since=a, until=b))
            x.lang = home[0]

# The world
def plan(w, attack, small):
    """Which campaigns run: (kinds, accounts); all traits are covered, some operators combine two."""
    r = R(w.seed, "plan")
    if small:
        ks = r.sample(("shared_instruction", "paraphrased_instruction", "residential_rotation", "hydra_cover", "k_sampling", "release_chaser", "preference_grading", "agentic_harvest"), 3)
        return [([k], n) for k, n in zip(ks, (1, 3, 5))]
    kinds = [[k] for k in KINDS]
    for t in r.sample(("release_chaser", "k_sampling", "burner_replacement", "residential_rotation"), 12 - r.randint(8, 12)):
        kinds.remove([t])
        hosts = [k for k in kinds if k[0] in ("shared_instruction", "paraphrased_instruction", "preference_grading", "refusal_probing", "hydra_cover") and len(k) == 1 and (t != "residential_rotation" or k[0] in ("paraphrased_instruction", "hydra_cover"))]
        r.choice(hosts).append(t)
    sizes = split(r, attack, len(kinds), max(3, min(25, attack // 40)), 1.5); r.shuffle(sizes); return list(zip(kinds, sizes))

def main():
    ap = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    ap.add_argument("--seed", type=int, default=1); ap.add_argument("--benign", type=int, default=8000)
    ap.add_argument("--attack", type=int, default=900); ap.add_argument("--days", type=int, default=21)
    ap.add_argument("--scenario", choices=("mix", "none", "small"), default="mix")
    ap.add_argument("--prompts", required=True); ap.add_argument("--out", required=True)
    o = ap.parse_args(); os.makedirs(o.out, exist_ok=True); small = o.scenario == "small"; benign = 200 if small else o.benign
    w = World(o.seed, o.days, o.out, Corpus(o.prompts)); r = R(w.seed, "shares"); w.agents = [AgentTool(w, R(w.seed, "tool", k), k) for k in range(4)]
    w.resellers = [new_reseller(w, R(w.seed, "reseller", k)) for k in range(max(1, min(9, benign // 500)))]

    n_lic = max(2, round(benign * r.uniform(.008, .02))); shares = [(f, s * r.uniform(.75, 1.3)) for f, s in BENIGN]; total = sum(s for _, s in shares)
    sizes = {f: max(1, round((benign - n_lic) * s / total)) for f, s in shares}
    sizes[hobby_chat] += benign - n_lic - sum(sizes.values()); campaigns, licensed = [], []
    for f, n in sizes.items():
        w.actors = []; f(w, R(w.seed, f.__name__), n, f.__name__); q = R(w.seed, "trial", f.__name__)
        for x in w.actors:                                     # most who never came back still tried it once
            if (x.acc.id, x.end_user if x.acc.reseller else None) not in w.truth and q.random() < .85 and x.until - x.since > HOUR:
                chat_session(w, q, x, q.uniform(x.since, x.until), q.choice((1, 1, 2)), None, q.choice(CHECKS) if q.random() < .2 else None)
    for i, n in enumerate(split(r, n_lic, 1 if n_lic < 12 else r.randint(2, 4), 1)):
        c = Campaign(w, ("licensed", i), [r.choice(("shared_instruction", "paraphrased_instruction", "preference_grading", "agentic_harvest", "k_sampling"))], n, small, licensed=True)
        c.run(); licensed += [(m.acc.id, "LIC-%05d" % r.randrange(99999) if k == 0 else None) for k, m in enumerate(c.members)]
    if o.scenario != "none":
        for i, (kinds, n) in enumerate(plan(w, o.attack, small)):
            c = Campaign(w, i, kinds, n, small); c.run(); campaigns.append(c)
    w.write(); finish(w, o, campaigns, licensed)

def finish(w, o, campaigns, licensed):
    """accounts.csv and truth.json."""
    rows, pops = [], Counter()
    for (acc, eu), (a, b, n, ha, hb, hn, camp) in sorted(w.truth.items(), key=lambda kv: (kv[0][0], kv[0][1] or "")):
        pop = w.pop.get((acc, eu), "reseller")
        if pop == "campaign" and not hn: pop = "campaign_idle"
        pops[pop] += 1
        rows.append({"account": acc, "end_user": eu, "population": pop, "campaign": camp, "since": rfc(ha if camp else a), "until": rfc(hb if camp else b)})
    for rs in w.resellers:                                     # the reseller's own rows
        for acc in rs["accs"]:
            mine = [v for (a, _e), v in w.truth.items() if a == acc.id]
            if mine:
                pops["reseller"] += 1
                rows.append({"account": acc.id, "end_user": None, "population": "reseller", "campaign": None, "since": rfc(min(v[0] for v in mine)), "until": rfc(max(v[1] for v in mine))})
    rows.sort(key=lambda x: (x["account"], x["end_user"] or "")); out = []
    for c in campaigns:
        mem = [v for v in w.truth.values() if v[6] == c.id]
        if mem:
            p = {k: (round(v, 4) if isinstance(v, float) else v) for k, v in c.p.items()}
            p.update(traits=c.kinds, size_drawn=c.n, countries=c.ccs if c.ccs is not CC else "all", hold_s=c.hold, release=rfc(w.release) if c.p["chase"] else None)
            out.append({"campaign": c.id, "kind": "+".join(c.kinds), "accounts": len(mem), "start": rfc(min(v[3] for v in mem)), "end": rfc(max(v[4] for v in mem)), "params": p, "exchanges": sum(v[5] for v in mem), "taken": sorted([h, n] for h, n in w.camp[c.id].items())})
    truth = {"version": 1, "seed": o.seed, "world": o.scenario, "start": rfc(w.start), "end": rfc(w.end), "exchanges": w.n, "populations": dict(sorted(pops.items())), "accounts": rows, "campaigns": out}
    with open(os.path.join(o.out, "truth.json"), "w", encoding="utf-8") as f: json.dump(truth, f, ensure_ascii=False, separators=(",", ":"))
    seen = {a for a, _ in w.truth}; table = [(rs_acc.id, "true", "", "", "") for rs in w.resellers for rs_acc in rs["accs"] if rs_acc.id in seen]
    doc, r = None, R(w.seed, "csv")
    for acc, d in licensed:
        doc = d or doc
        if acc in seen: table.append((acc, "false", "train_on_outputs", doc, rfc(w.end + 200 * DAY)[:10]))
    with open(os.path.join(o.out, "accounts.csv"), "w", newline="", encoding="utf-8") as f:
        z = csv.writer(f, lineterminator="\n")
        z.writerow(("account", "reseller", "licence_scope", "licence_document", "licence_valid_until")); z.writerows(sorted(table))

if __name__ == "__main__": main()
