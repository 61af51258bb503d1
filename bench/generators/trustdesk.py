# -*- coding: utf-8 -*-
"""A provider of language models: thousands of accounts and, in 'mix', 8 or 9 distillation campaigns. Written blind."""
import argparse, csv, gzip, hashlib, json, math, os, random, sys
from datetime import datetime, timezone, timedelta
sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
# -*- coding: utf-8 -*-
# text banks: language -> topics, ask templates ({t} topic, {n} number), follow-ups ({w} word from reply), reply sentences
L = {}
L['en'] = dict(
 topics="sourdough starter|my old Honda Civic|a resume gap|tomato blight|moving to Lisbon|half marathon training|a toddler who won't sleep|sleep apnea masks|D&D one-shot|index funds|a leaking dishwasher|home espresso|learning the cello|wedding speech for my sister|cat that scratches the sofa|LinkedIn post|solar panels on a flat roof|tenant deposit dispute|knee pain after running|mechanical keyboards|learning Norwegian|bonsai juniper|stock photo licensing|a board game about beavers|my thesis introduction|budget trip to Japan|garden pond algae|vintage synths|neighbour noise complaint|vegan lasagne|small bakery pricing|a eulogy|crochet blanket|chess openings for club players|freelance contract|podcast script on lighthouses|homeschool week plan|fantasy map naming|camping stove|3D printing overhangs|tax on side income|dog with separation anxiety|history of the potato|watercolour paper|speech therapy exercises|a cover letter for a warehouse job|birthday party for a 6 year old|fixing drywall|pension options|allotment rotation".split('|'),
 asks="can you help me with {t}|what should I know about {t}|explain {t} like I am new to it|I have a question about {t}: is {n} enough or too much?|write a short text about {t}|give me {n} ideas for {t}|what went wrong? I tried {t} {n} times and it still fails|compare two ways to handle {t}|make a plan for {t} over {n} weeks|is it worth paying {n} for {t}|rewrite this so it sounds friendlier: we need to talk about {t} before the {n}th|draft an email about {t}|pros and cons of {t}?|my partner and I disagree on {t}, who is right|make a checklist for {t}|tell me something surprising about {t}|how do people usually start with {t}|what are common mistakes with {t}|turn these notes into a paragraph: {t}, {n} items, late, cheap, ask Ben|quick question on {t}|I wrote this about {t}, be honest about the tone|summarise what matters most in {t}|budget {n} euro, {t}, what would you do|can {t} be done in {n} days".split('|'),
 fu="what about the {w} part?|shorter please|I don't have {w}, alternatives?|ok and how much would that cost|you said {w}, are you sure?|make it less formal|can you add something on {w}|thanks, that helps. one more thing: when should I start|no, I meant without {w}|give me the second option in more detail|and if it rains|put it in a table|I tried the {w} thing already, did nothing|why {w}?|lol ok. and for two people?".split('|'),
 rep="Start with {w}, since it decides most of the rest.|A reasonable first step is to check {w} before you spend money.|Many people find that {w} matters less than they expect.|If that does not work, try a smaller amount for about {n} days.|Here is a version that keeps your tone.|The main risk is rushing {w}.|I would leave {w} for later and focus on the basics.|In short: keep it simple, and write down what you change.|You could also ask someone local, because rules differ.|That usually takes {n} to {n} minutes.|Good question, and it depends on {w}.|For most cases the cheaper option is fine.|Keep a note of the date and the result.|Avoid doing both at once, or you will not know which helped.".split('|'))
L['es'] = dict(topics="la paella de mi abuela|un contrato de alquiler|mi perro mayor|oposiciones de auxiliar|una carta de reclamación|el huerto en la terraza|un viaje a Oaxaca|clases de guitarra|una factura de autónomo|el trabajo de fin de grado|la dieta sin gluten|un poema para mi madre|la lavadora|un resumen de Borges|el seguro del coche|una fiesta de quince años|el examen de química|ahorrar para una casa".split('|'),
 asks="ayúdame con {t}|qué me recomiendas para {t}|escribe un texto corto sobre {t}|tengo una duda sobre {t}|dame {n} ideas sobre {t}|cómo empiezo con {t} si solo tengo {n} días|corrige esto: necesito hablar de {t} antes del día {n}|explícame {t} de forma sencilla|cuánto cuesta {t} más o menos|hazme una lista para {t}".split('|'),
 fu="y lo de {w}?|más corto|gracias, y si no tengo {w}?|ponlo más formal|no entiendo la parte de {w}|dame un ejemplo".split('|'),
 rep="Lo primero es revisar {w} con calma.|En general conviene empezar por {w}.|Puedes hacerlo en unos {n} días.|Aquí tienes una versión más clara.|Ten cuidado con {w}, porque suele dar problemas.|Si no funciona, prueba otra opción más barata.|Guarda siempre una copia por escrito.|Depende mucho de {w}.".split('|'))
L['pt'] = dict(topics="o meu TCC|um currículo para estágio|bolo de cenoura|imposto de renda|viagem para Salvador|o cachorro que late|um contrato de MEI|treino em casa|a prova do ENEM|uma mensagem para o síndico|curso de violão|café coado|dívida no cartão|uma redação sobre água|horta no apartamento|festa junina".split('|'),
 asks="me ajuda com {t}|o que você acha de {t}|escreve um texto sobre {t}|tenho uma dúvida sobre {t}|me dá {n} ideias para {t}|como faço {t} em {n} dias|explica {t} de um jeito simples|quanto custa {t}|faz uma lista para {t}|corrige: preciso falar de {t} até o dia {n}".split('|'),
 fu="e a parte de {w}?|mais curto|obrigado! e se eu não tiver {w}?|deixa mais formal|não entendi {w}|me dá um exemplo".split('|'),
 rep="O primeiro passo é olhar {w} com calma.|Em geral vale a pena começar por {w}.|Isso leva uns {n} dias.|Segue uma versão mais clara.|Cuidado com {w}.|Se não der certo, tente a opção mais barata.|Depende bastante de {w}.|Anote tudo para comparar depois.".split('|'))
L['fr'] = dict(topics="ma lettre de motivation|un gâteau au yaourt|le bail de mon appartement|un exposé sur Zola|la randonnée dans le Vercors|mon chat qui miaule|la micro-entreprise|un discours de mariage|le potager|une recette de ratatouille|le bac de philo|ma chaudière|un voyage au Québec|des exercices de conjugaison|une réclamation à la SNCF".split('|'),
 asks="aide-moi pour {t}|que penses-tu de {t}|écris un petit texte sur {t}|j'ai une question sur {t}|donne-moi {n} idées pour {t}|comment faire {t} en {n} jours|explique {t} simplement|combien coûte {t}|fais une liste pour {t}|corrige : il faut parler de {t} avant le {n}".split('|'),
 fu="et pour {w} ?|plus court|merci, et sans {w} ?|plus formel s'il te plaît|je ne comprends pas {w}|un exemple ?".split('|'),
 rep="Commence par regarder {w} de près.|En général, il vaut mieux traiter {w} d'abord.|Compte environ {n} jours.|Voici une version plus claire.|Attention à {w}.|Si cela ne marche pas, essaie plus simple.|Tout dépend de {w}.|Garde une trace écrite.".split('|'))
L['de'] = dict(topics="meine Steuererklärung|ein Arbeitszeugnis|Balkonkraftwerk|Sauerteigbrot|die Kündigung der Wohnung|ein Referat über Kafka|Wanderung im Harz|mein alter Golf|eine Hochzeitsrede|die Heizung|Hausarbeit in Soziologie|Hund aus dem Tierheim|ein Schrebergarten|Nebenkosten|Klavier lernen|Physik Klausur".split('|'),
 asks="hilf mir bei: {t}|was muss ich zu {t} wissen|schreib einen kurzen Text über {t}|ich habe eine Frage zu {t}|gib mir {n} Ideen zu {t}|wie schaffe ich {t} in {n} Tagen|erklär mir {t} einfach|was kostet {t} ungefähr|mach mir eine Liste für {t}|formuliere höflicher: wir müssen bis zum {n}. über {t} sprechen".split('|'),
 fu="und was ist mit {w}?|kürzer bitte|danke, und ohne {w}?|bitte förmlicher|{w} verstehe ich nicht|hast du ein Beispiel".split('|'),
 rep="Prüfe zuerst {w} in Ruhe.|Meist lohnt es sich, mit {w} anzufangen.|Rechne mit etwa {n} Tagen.|Hier ist eine klarere Fassung.|Achte auf {w}.|Wenn das nicht klappt, nimm die einfachere Lösung.|Das hängt von {w} ab.|Halte alles schriftlich fest.".split('|'))
L['ru'] = dict(topics="курсовая по экономике|рецепт борща|ремонт ванной|договор аренды|стих на день рождения|тренировки дома|поездка в Казань|мой кот|резюме сварщика|огород на даче|подготовка к ЕГЭ|жалоба в управляющую компанию|старая Лада|изложение по Чехову|ипотека".split('|'),
 asks="помоги: {t}|что посоветуешь, {t}|напиши короткий текст: {t}|вопрос про {t}|дай {n} идей, тема {t}|как успеть за {n} дней: {t}|объясни простыми словами: {t}|сколько примерно стоит {t}|составь список: {t}|исправь ошибки: надо обсудить {t} до {n} числа".split('|'),
 fu="а что насчёт {w}?|короче|спасибо, а если нет {w}?|сделай официальнее|не понял про {w}|пример можно?".split('|'),
 rep="Сначала спокойно проверьте {w}.|Обычно лучше начать с {w}.|Это займёт около {n} дней.|Вот более ясный вариант.|Осторожнее с {w}.|Если не выйдет, попробуйте проще.|Всё зависит от {w}.|Запишите результат.".split('|'))
L['zh'] = dict(topics="毕业论文开题|红烧肉的做法|租房合同|考研英语|孩子写作业拖拉|年终总结|去云南旅游|小红书文案|电动车续航|高中物理电磁感应|公众号标题|失眠怎么办|简历修改|婚礼致辞|股票定投|养猫新手".split('|'),
 asks="帮我看看{t}|{t}有什么建议|写一段关于{t}的文字|请问{t}怎么弄|给我{n}个关于{t}的点子|{n}天内搞定{t}可以吗|通俗解释一下{t}|{t}大概要花多少钱|列一个{t}的清单|帮我润色:关于{t},请在{n}号前回复".split('|'),
 fu="那{w}呢|短一点|谢谢,没有{w}怎么办|正式一点|{w}没看懂|举个例子".split('|'),
 rep="先把{w}弄清楚。|一般建议从{w}开始。|大概需要{n}天。|下面是更清楚的版本。|要注意{w}。|如果不行,可以试试更简单的办法。|这取决于{w}。|最好做个记录。".split('|'))
L['ja'] = dict(topics="転職の志望動機|肉じゃがの作り方|賃貸の退去費用|卒論のテーマ|子どもの夜泣き|沖縄旅行の計画|ビジネスメール|筋トレの頻度|確定申告|英検の面接|読書感想文|猫の爪とぎ|同窓会の挨拶|家庭菜園のトマト".split('|'),
 asks="{t}について教えて|{t}を手伝ってください|{t}の短い文章を書いて|{t}のアイデアを{n}個ください|{n}日で{t}はできますか|{t}を簡単に説明して|{t}の費用はどのくらい|{t}のリストを作って|丁寧に直して:{t}の件、{n}日までにお願いします".split('|'),
 fu="{w}はどうですか|もっと短く|ありがとう、{w}がない場合は?|もう少し丁寧に|{w}の部分がわかりません|例をください".split('|'),
 rep="まず{w}を確認しましょう。|一般的には{w}から始めるのがよいです。|{n}日ほどかかります。|こちらがわかりやすい版です。|{w}に注意してください。|うまくいかない場合は簡単な方法を試してください。|{w}によって変わります。|記録を残すと安心です。".split('|'))
L['ko'] = dict(topics="자기소개서|김치찌개|전세 계약|토익 공부|아이 수면|제주도 여행|졸업 논문|블로그 글|헬스 루틴|중고차|회사 회식 인사말|고양이 사료".split('|'),
 asks="{t} 도와줘|{t} 추천해줘|{t}에 대해 짧게 써줘|{t} 질문이 있어요|{t} 아이디어 {n}개|{n}일 안에 {t} 가능할까|{t} 쉽게 설명해줘|{t} 비용이 얼마나 들어|{t} 체크리스트 만들어줘".split('|'),
 fu="{w}는 어때?|더 짧게|고마워, {w} 없으면?|더 정중하게|{w} 부분 이해 안 돼|예시 하나".split('|'),
 rep="먼저 {w}부터 확인하세요.|보통은 {w}부터 시작하는 게 좋습니다.|약 {n}일 걸립니다.|더 분명하게 고쳤습니다.|{w}에 주의하세요.|안 되면 더 간단한 방법을 써 보세요.|{w}에 따라 다릅니다.".split('|'))
L['ar'] = dict(topics="رسالة تغطية|طبخ الكبسة|عقد إيجار|بحث التخرج|تعلم الإنجليزية|رحلة إلى عمان|خطة دراسة|قصيدة لأمي|تمارين منزلية|مشروع صغير|نوم الطفل".split('|'),
 asks="ساعدني في {t}|ما رأيك في {t}|اكتب نصا قصيرا عن {t}|عندي سؤال عن {t}|أعطني {n} أفكار عن {t}|كيف أنجز {t} خلال {n} أيام|اشرح {t} ببساطة|كم تكلفة {t}|أعد قائمة من أجل {t}".split('|'),
 fu="وماذا عن {w}؟|أقصر من فضلك|شكرا، وإذا لم يوجد {w}؟|اجعله رسميا|لم أفهم {w}|أعطني مثالا".split('|'),
 rep="ابدأ بمراجعة {w}.|عادة من الأفضل البدء بـ {w}.|يحتاج ذلك نحو {n} أيام.|هذه صياغة أوضح.|انتبه إلى {w}.|إن لم ينجح جرب حلا أبسط.|يعتمد ذلك على {w}.".split('|'))
L['hi'] = dict(topics="नौकरी का आवेदन|दाल मखनी|किराये का समझौता|UPSC की तैयारी|बच्चे की पढ़ाई|शादी का भाषण|जयपुर यात्रा|छोटा व्यवसाय|हिंदी निबंध|वज़न कम करना".split('|'),
 asks="{t} में मदद करो|{t} के बारे में बताओ|{t} पर छोटा लेख लिखो|{t} के {n} विचार दो|{n} दिन में {t} कैसे करें|{t} आसान भाषा में समझाओ|{t} का खर्च कितना|{t} के लिए सूची बनाओ".split('|'),
 fu="{w} का क्या?|छोटा करो|धन्यवाद, {w} न हो तो?|औपचारिक बनाओ|{w} समझ नहीं आया|उदाहरण दो".split('|'),
 rep="पहले {w} देखिए।|आम तौर पर {w} से शुरू करना ठीक है।|लगभग {n} दिन लगेंगे।|यह साफ़ रूप है।|{w} का ध्यान रखें।|न हो तो आसान तरीका अपनाएँ।|यह {w} पर निर्भर है।".split('|'))
L['id'] = dict(topics="skripsi bab dua|resep rendang|surat lamaran kerja|usaha kopi kecil|liburan ke Lombok|belajar bahasa Inggris|kontrak kos|caption Instagram|jadwal olahraga|pidato kelulusan|motor yang mogok".split('|'),
 asks="bantu saya soal {t}|apa saran untuk {t}|tulis teks pendek tentang {t}|saya mau tanya {t}|beri {n} ide tentang {t}|bisa {t} dalam {n} hari?|jelaskan {t} dengan sederhana|berapa biaya {t}|buat daftar untuk {t}".split('|'),
 fu="bagaimana dengan {w}?|lebih pendek|makasih, kalau tidak ada {w}?|lebih formal|bagian {w} belum paham|contohnya?".split('|'),
 rep="Pertama, periksa {w} dulu.|Biasanya lebih baik mulai dari {w}.|Butuh sekitar {n} hari.|Ini versi yang lebih jelas.|Hati-hati dengan {w}.|Kalau gagal, coba cara lebih mudah.|Tergantung pada {w}.".split('|'))
L['tr'] = dict(topics="özgeçmiş|mercimek çorbası|kira sözleşmesi|YKS çalışma planı|Kapadokya gezisi|kedi maması|düğün konuşması|eski Fiat|tez konusu|spor programı".split('|'),
 asks="{t} konusunda yardım et|{t} için ne önerirsin|{t} hakkında kısa yazı yaz|{t} için {n} fikir ver|{n} günde {t} olur mu|{t} basitçe anlat|{t} ne kadar tutar|{t} için liste yap".split('|'),
 fu="peki {w}?|daha kısa|teşekkürler, {w} yoksa?|daha resmi|{w} kısmını anlamadım|örnek ver".split('|'),
 rep="Önce {w} kontrol edin.|Genelde {w} ile başlamak iyidir.|Yaklaşık {n} gün sürer.|İşte daha açık hali.|{w} konusuna dikkat edin.|Olmazsa daha kolay yolu deneyin.|Bu {w} durumuna bağlı.".split('|'))
L['vi'] = dict(topics="luận văn tốt nghiệp|món bún bò|hợp đồng thuê nhà|học tiếng Anh|du lịch Đà Lạt|viết CV|bài phát biểu|chăm con nhỏ|kinh doanh trà sữa|ôn thi toán".split('|'),
 asks="giúp tôi {t}|gợi ý về {t}|viết đoạn ngắn về {t}|cho tôi {n} ý tưởng {t}|{t} trong {n} ngày được không|giải thích {t} đơn giản|{t} tốn bao nhiêu|lập danh sách cho {t}".split('|'),
 fu="còn {w}?|ngắn hơn|cảm ơn, nếu không có {w}?|trang trọng hơn|phần {w} chưa hiểu|ví dụ đi".split('|'),
 rep="Trước hết hãy xem {w}.|Thường nên bắt đầu từ {w}.|Mất khoảng {n} ngày.|Đây là bản rõ hơn.|Chú ý {w}.|Nếu không được, thử cách đơn giản.|Tùy vào {w}.".split('|'))
L['pl'] = dict(topics="list motywacyjny|pierogi|umowa najmu|praca magisterska|wyjazd w Bieszczady|stary Passat|matura z fizyki|przemowa weselna|ogródek działkowy|reklamacja butów".split('|'),
 asks="pomóż mi: {t}|co radzisz, {t}|napisz krótki tekst: {t}|podaj {n} pomysłów: {t}|czy w {n} dni się uda: {t}|wyjaśnij prosto: {t}|ile kosztuje {t}|zrób listę: {t}".split('|'),
 fu="a co z {w}?|krócej|dzięki, a bez {w}?|bardziej oficjalnie|nie rozumiem {w}|daj przykład".split('|'),
 rep="Najpierw sprawdź {w}.|Zwykle warto zacząć od {w}.|To zajmie około {n} dni.|Oto jaśniejsza wersja.|Uważaj na {w}.|Jeśli się nie uda, spróbuj prościej.|To zależy od {w}.".split('|'))

WORDS = "harbor ledger beacon cargo meadow prism sensor invoice tenant quota parcel shuttle voucher ticket crop tariff roster kiosk depot canvas orbit ferry lantern quarry socket widget courier pantry trellis buffer cursor mesh token replica shard grid pulse anchor basket cohort draft fleet glossary hanger inlet journal kettle locker margin nozzle outlet pocket quiver ribbon saddle tunnel umbrella valve wagon yard zipper".split()
VERBS = "load parse merge split sync check build fetch apply render prune index cache route encode validate resolve flush retry rank schedule normalize patch".split()
LIBS = "pandas numpy fastapi django react express spring sqlalchemy redis celery pytest jest terraform docker kafka postgres flask vue svelte tokio axum gin rails laravel".split()
ERRS = "TypeError: 'NoneType' object is not subscriptable|KeyError: '{w}'|IndexError: list index out of range|ECONNREFUSED 127.0.0.1:{n}|cannot borrow `{w}` as mutable|undefined is not a function ({w})|IntegrityError: duplicate key value violates unique constraint \"{w}_pkey\"|AssertionError: {n} != {n}|Segmentation fault (core dumped)|ModuleNotFoundError: No module named '{w}'|504 Gateway Time-out|NullPointerException at {w}Service.java:{n}".split('|')
ap = argparse.ArgumentParser()
ap.add_argument('--prompts', required=True); ap.add_argument('--seed', type=int, default=1)
ap.add_argument('--benign', type=int, default=3000); ap.add_argument('--attack', type=int, default=360)
ap.add_argument('--days', type=int, default=21); ap.add_argument('--scenario', choices=['mix', 'none'], default='mix')
ap.add_argument('--out', required=True)
A = ap.parse_args()
R = random.Random(A.seed * 7919 + 13)
DAYS = A.days
T0 = datetime(2026, 10, 5, tzinfo=timezone.utc).timestamp()      # a Monday
END = T0 + DAYS * 86400
LAUNCH = T0 + int(DAYS * 0.57) * 86400 + 16 * 3600               # new model
OUT0, OUT1 = T0 + 8 * 86400 + 13 * 3600, T0 + 8 * 86400 + 15.5 * 3600
OLD, MINI, NEW = 'aster-4-large', 'aster-4-mini', 'aster-5-large'
def P(sub, name):
    with gzip.open(os.path.join(A.prompts, sub, name + '.jsonl.gz'), 'rt', encoding='utf-8') as f:
        return [json.loads(x) for x in f]
def T(sub, name, mx=2500): return [r['text'][:mx] for r in P(sub, name)]
CHATP = T('benign', 'arena_hard_v01') + T('benign', 'autoj_real_queries') + T('benign', 'mt_bench') + T('benign', 'vicuna_bench') + T('distillation', 'self_instruct_user_oriented')
AWES = T('benign', 'awesome_chatgpt_prompts', 1500); WRIT = T('benign', 'writingbench')
GSM = T('distillation', 'gsm8k_train'); MATH = T('distillation', 'math_test'); ASDIV = T('distillation', 'asdiv'); SVAMP = T('distillation', 'svamp'); MAWPS = T('distillation', 'mawps')
OCW = T('distillation', 'ocw_minerva'); BBH = T('distillation', 'bbh'); API = T('distillation', 'apibench'); TOOLF = T('distillation', 'gpteacher_toolformer'); ALP = T('distillation', 'llamafactory_alpaca_en_demo')
BIG = T('distillation', 'biggen_bench'); JUDGE = T('distillation', 'fastchat_judge_templates', 4000); AOS = T('distillation', 'agentbench_os'); GSMH = T('distillation', 'gsm_hard')
GLAIVE = {}
for r in P('distillation', 'glaive_toolcall'): GLAIVE.setdefault(r['meta']['session_id'], []).append((r['text'], r['meta']['tools']))
GLAIVE = list(GLAIVE.values())
REF = T('refusal_boundary', 'do_not_answer') + T('refusal_boundary', 'hh_rlhf_harmless') + T('refusal_boundary', 'promptfoo_redteam') + T('refusal_boundary', 'ccp_sensitive')
DNA = T('refusal_boundary', 'do_not_answer')
CL = T('enterprise_template', 'clinc150_raw'); BANK = T('enterprise_template', 'banking77_classifier_tenant'); ROUT = T('enterprise_template', 'clinc150_router_tenant'); T0P = T('enterprise_template', 't0_templates'); SQL = T('enterprise_template', 'bfcl_sql_tenant'); SENT = T('enterprise_template', 'imdb_sentiment_tenant'); SUMM = T('enterprise_template', 'spec_bench_summarization', 3000)

# ---------------------------------------------------------------- geography and clients
GEO = {  # country: (weight, tz, lang, residential asns)
 'US': (24, -5, 'en', [7922, 701, 7018, 20115, 21928, 22773]), 'GB': (6, 1, 'en', [2856, 5089, 5607, 12576]), 'IN': (8, 5.5, 'en', [55836, 24560, 9829, 45609]),
 'CA': (3, -5, 'en', [812, 577, 852]), 'AU': (2, 10, 'en', [1221, 4804]), 'NG': (2, 1, 'en', [29465, 37148]), 'PH': (2, 8, 'en', [9299, 4775]), 'DE': (5, 2, 'de', [3320, 3209, 6805]),
 'FR': (4, 2, 'fr', [3215, 12322, 15557]), 'ES': (3, 2, 'es', [3352, 12479]), 'MX': (3, -6, 'es', [8151, 28403]), 'AR': (2, -3, 'es', [7303, 10318]), 'BR': (6, -3, 'pt', [28573, 18881, 27699]), 'PT': (1, 1, 'pt', [3243, 2860]),
 'RU': (2, 3, 'ru', [12389, 8402, 25513]), 'CN': (3, 8, 'zh', [4134, 4837, 9808]), 'TW': (2, 8, 'zh', [3462, 9924]), 'JP': (4, 9, 'ja', [4713, 2516, 17676]), 'KR': (3, 9, 'ko', [4766, 3786]), 'EG': (1, 3, 'ar', [8452, 24863]), 'SA': (1, 3, 'ar', [39891, 25019]),
 'ID': (3, 7, 'id', [7713, 17974]), 'TR': (2, 3, 'tr', [9121, 47331]), 'VN': (2, 7, 'vi', [45899, 7552]), 'PL': (2, 2, 'pl', [5617, 12741]), 'HK': (1, 8, 'zh', [4760, 9269]), 'SG': (1, 8, 'en', [4773, 9506])}
CS = list(GEO); CW = [GEO[c][0] for c in CS]
DC = {16509: 'US', 14618: 'US', 396982: 'US', 8075: 'US', 24940: 'DE', 16276: 'FR', 14061: 'NL', 63949: 'SG', 20473: 'US', 13335: 'US'}
VPN = [9009, 60068, 212238, 136787, 62240, 51167, 40021, 399629]
def hx(n): return '%0*x' % (n, R.getrandbits(4 * n))
def ip_in(asn, k=None):
    b = random.Random(asn * 31 + (k if k is not None else R.randrange(400)))
    return '%d.%d.%d.%d' % (b.choice([23, 31, 45, 62, 77, 81, 89, 92, 103, 112, 121, 139, 151, 176, 186, 189, 201, 212]), b.randrange(256), b.randrange(256) if k is None else b.randrange(256), R.randrange(1, 255))
def prefix(asn):
    return '%d.%d.%d' % (R.choice([3, 18, 34, 45, 51, 65, 88, 95, 138, 144, 157, 167, 185, 193, 194, 195]), R.randrange(256), R.randrange(256))
UAS = {'openai-py': ['OpenAI/Python 1.%d.%d' % (a, b) for a in (35, 40, 51, 55, 61, 66, 78, 82, 99, 106, 109) for b in (0, 1, 2)], 'openai-js': ['OpenAI/JS 4.%d.0' % a for a in (52, 63, 77, 89, 96, 103)] + ['OpenAI/JS 5.%d.1' % a for a in (0, 8, 12)],
 'anthropic-py': ['Anthropic/Python 0.%d.0' % a for a in (34, 39, 42, 49, 52, 60, 68, 71)], 'web': ['Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/%d.0.0.0 Safari/537.36' % v for v in range(128, 142)] + ['Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/%s Safari/605.1.15' % v for v in ('17.4', '17.6', '18.1', '18.5')] + ['Mozilla/5.0 (iPhone; CPU iPhone OS 18_%d like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Mobile/15E148' % v for v in (0, 2, 5)],
 'curl': ['curl/8.5.0', 'curl/7.88.1'], 'httpx': ['python-httpx/0.27.0', 'python-httpx/0.28.1', 'python-requests/2.31.0', 'python-requests/2.32.3', 'aiohttp/3.9.5', 'aiohttp/3.11.2'], 'go': ['Go-http-client/2.0', 'go-resty/2.13.1'], 'java': ['okhttp/4.12.0', 'Java-http-client/17.0.9', 'langchain4j-openai'], 'lang': ['langchain-openai/0.2.3', 'litellm/1.51.0', 'LlamaIndex/0.11']}
def ja4_of(ua):
    h = hashlib.sha256(ua.split('/')[0].encode() + ua[-4:-2].encode()).hexdigest()
    return 't13d%02d%02dh%d_%s_%s' % (int(h[0], 16) + 10, int(h[1], 16) + 4, 1 + int(h[2], 16) % 2, h[3:15], h[15:27])
MAILS = ['gmail.com'] * 55 + ['outlook.com'] * 10 + ['hotmail.com'] * 6 + ['icloud.com'] * 6 + ['yahoo.com'] * 6 + ['proton.me'] * 5
MAILC = {'CN': ['qq.com', '163.com', '126.com'], 'RU': ['yandex.ru', 'mail.ru'], 'DE': ['gmx.de', 'web.de'], 'FR': ['orange.fr', 'laposte.net'], 'KR': ['naver.com'], 'BR': ['uol.com.br'], 'PL': ['wp.pl'], 'JP': ['docomo.ne.jp']}
SYL = 'ba be bo da de do fa fi ga ka ko la le li lo ma mi mo na ne no pa po ra re ri ro sa se so ta te ti to va vi wa ya yo za zu'.split()
def name(n=3): return ''.join(R.choice(SYL) for _ in range(n))
def domain(): return name(R.choice([2, 3])) + R.choice(['', 'soft', 'labs', 'works', 'hq', 'data', 'group']) + R.choice(['.com', '.io', '.ai', '.co', '.net', '.de', '.in'])
FN = 'Ana Ben Chloe Dmitri Elif Farid Grace Hugo Ines Jonas Kemi Liam Mei Noor Omar Priya Quinn Rosa Sam Tariq Uma Viktor Wen Ximena Yuki Zoe Aarav Bella Carlos Dana'.split()

class Acct: pass
ACC, TRUTH, LOG, SEEN, EU, EUSEEN = [], [], [], set(), {}, set()
def mk(pop, country=None, created=None, home=None, ua=None, card='own', mail=None, org=None, plan=None, campaign=None, style=None, model=None, net='res', verified=None):
    a = Acct(); a.id = 'acct_' + hx(10); a.pop = pop; a.campaign = campaign
    a.country = country or R.choices(CS, CW)[0]; _, a.tz, a.lang, asns = GEO[a.country]
    a.tz += R.choice([0, 0, -1, -2, -3]) if a.country == 'US' else 0
    if created is None:
        created = T0 - R.expovariate(1 / 220) * 86400 if R.random() < .8 else T0 + R.random() * DAYS * .8 * 86400
    a.created = created
    a.start = max(T0, created + R.random() * 3600); a.stop = END if R.random() < .8 else a.start + R.expovariate(1 / 8) * 86400
    kind = style or R.choices(['openai', 'anthropic', 'responses', 'completions'], [55, 27, 15, 3])[0]
    a.style = kind; a.parts = R.random() < .25
    a.ua = ua if ua is not None else R.choice(UAS['anthropic-py' if kind == 'anthropic' else R.choice(['openai-py', 'openai-py', 'openai-js', 'httpx', 'lang', 'go', 'java', 'curl'])])
    a.ja4 = ja4_of(a.ua); a.noja4 = R.random() < .15; a.nosess = R.random() < .45; a.noua = R.random() < .03
    a.asn = R.choice(asns); a.cc = a.country
    if net == 'dc': a.asn = R.choice(list(DC)); a.cc = DC[a.asn]
    pf = prefix(a.asn)
    a.ips = home or [(pf + '.' + str(R.randrange(1, 255)), a.asn, a.cc)] + [(prefix(0) + '.' + str(R.randrange(1, 255)), R.choice(asns), a.country) for _ in range(R.choice([0, 0, 1, 2]) if net == 'res' else 0)]
    a.ipw = [6] + [1] * (len(a.ips) - 1)
    a.payment = ('pm_' + hx(12)) if card == 'own' else card
    if card == 'own' and R.random() < .12: a.payment = None
    a.mail = mail or R.choice(MAILC.get(a.country, MAILS) if R.random() < .5 else MAILS)
    a.org = org; a.plan = plan or R.choices(['free', 'payg', 'pro', 'team', 'enterprise'], [18, 50, 20, 9, 3])[0]
    a.verified = verified if verified is not None else R.random() < .45
    a.keys = ['key_' + hx(8) for _ in range(R.choice([1, 1, 1, 2, 3]))]
    a.model = model or R.choices([OLD, MINI], [60, 40])[0]
    lag = R.expovariate(1 / 4) * 86400; a.newat = LAUNCH + lag if R.random() < .4 else END + 1
    a.temp = R.choices([None, 0, .2, .3, .7, 1.0], [50, 12, 8, 6, 16, 8])[0]; a.topp = R.choices([None, .9, .95, 1], [80, 5, 8, 7])[0]
    a.maxt = R.choices([None, 512, 1000, 1024, 2048, 4000, 4096, 8192], [35, 5, 6, 10, 12, 6, 16, 10])[0]
    a.stream = R.random() < .5; a.reason = R.choices([None, 'low', 'medium', 'high'], [75, 6, 12, 7])[0]
    a.redact = R.random() < .015; a.drift = R.random(); a.meta_missing = R.random() < .05
    ACC.append(a); TRUTH.append({'account': a.id, 'end_user': None, 'population': pop, 'campaign': campaign})
    return a
def reseller_user(a, pop, campaign=None):
    u = 'u_' + hx(8); EU[(a.id, u)] = 1
    TRUTH.append({'account': a.id, 'end_user': u, 'population': pop, 'campaign': campaign}); return u

# ---------------------------------------------------------------- clocks
PROF = {'eve': [1, .6, .3, .2, .2, .3, .6, 1, 1.5, 2, 2, 2.2, 2.4, 2.2, 2.2, 2.5, 2.8, 3, 3.2, 4, 5, 5, 4, 2.3], 'office': [.1, .05, .05, .05, .05, .1, .4, 1.5, 4, 6, 6.5, 6, 4, 5.5, 6.5, 6.3, 5.5, 3.5, 1.5, 1, .9, .8, .5, .2],
 'night': [5, 5, 4, 3, 1, .3, .3, .4, .6, 1, 1, 1, 1, 1, 1, 1.5, 2, 2, 3, 4, 5, 6, 6, 6], 'flat': [1] * 24, 'app': [1, .6, .5, .4, .4, .6, 1, 2, 3, 3.6, 4, 4, 4, 4, 4, 4, 4, 4, 3.8, 3.8, 3.5, 3, 2.4, 1.6], 'school': [0, 0, 0, 0, 0, 0, 0, .3, 1, 1, 1, 1, .7, 1, 1.5, 4, 6, 7, 7, 6, 5, 3, .6, .1], 'batch2': [0, 2, 8, 3] + [0] * 20}
WE = {'eve': 1.25, 'office': .12, 'night': 1.2, 'flat': 1, 'app': .85, 'school': .5, 'batch2': 1}
def times(a, per_day, prof, days=None, jitter=1.0, tz=None):
    """starts of sessions; per_day: mean a day; heavy-tailed days"""
    out = []; tz = a.tz if tz is None else tz
    for d in range(DAYS):
        if days is not None and d not in days: continue
        wd = (d) % 7
        lam = per_day * (WE[prof] if wd >= 5 else 1) * (R.gammavariate(1 / jitter, jitter) if jitter > 0 else 1)
        k = int(lam) + (R.random() < lam - int(lam))
        for _ in range(k):
            h = R.choices(range(24), PROF[prof])[0]
            t = T0 + d * 86400 + (h + R.random() - tz) * 3600
            if a.start <= t < a.stop and T0 <= t < END: out.append(t)
    return sorted(out)

# ---------------------------------------------------------------- text
def fill(s, w=None, n=None):
    while '{w}' in s: s = s.replace('{w}', w or R.choice(WORDS), 1)
    while '{n}' in s: s = s.replace('{n}', str(n or R.choice([2, 3, 4, 5, 6, 7, 8, 10, 12, 14, 15, 18, 20, 24, 25, 30, 40, 45, 60, 90, 120, 150, 200, 350])), 1)
    return s
DET = "I'm {n} and on my own|it's for my {r}|I live in {c}|deadline is {d}|no jargon please|I only have {n} euros|my {r} says it's nonsense|we are {n} people|tried it in {c} before|please no bullet points|I have {n} minutes a day|English is not my first language|for the {r}'s school|it broke on {d}".split('|')
RELS = 'sister boss mother neighbour roommate son teacher landlord coach cousin wife uncle'.split(); CITIES = 'Leeds Austin Porto Nagoya Lyon Graz Recife Pune Lagos Tartu Oslo Cork Denver Izmir Cebu Perth'.split(); DOW = 'Monday,Tuesday,Friday,the weekend,tomorrow,next month,the 14th'.split(',')
SEP = {'zh': [',', '。', ' '], 'ja': ['。', '、'], 'ar': ['، ', '. ']}
DETL = {'es': ['soy {w} y vivo solo', 'tengo {n} años', 'es para {w}', 'sin gastar más de {n} euros', 'somos {n}', 'ya lo intenté {n} veces', 'me lo dijo {w}'], 'pt': ['sou {w}', 'tenho {n} anos', 'é para {w}', 'até {n} reais', 'somos {n} pessoas', 'já tentei {n} vezes'], 'fr': ["c'est pour {w}", "j'ai {n} ans", 'budget {n} euros', 'nous sommes {n}', '{w} dit que non', 'déjà essayé {n} fois'], 'de': ['es ist für {w}', 'ich bin {n}', 'höchstens {n} Euro', 'wir sind {n} Leute', '{w} meint nein', 'schon {n} mal versucht'], 'ru': ['это для {w}', 'мне {n} лет', 'бюджет {n} тысяч', 'нас {n} человек', '{w} не согласен', 'пробовал {n} раз'], 'zh': ['我今年{n}岁', '预算{n}块', '给{w}用的', '我们{n}个人', '试过{n}次了', '{w}说不行'], 'ja': ['{w}さん用です', '{n}歳です', '予算は{n}千円', '{n}人です', 'もう{n}回試しました'], 'ko': ['{w} 줄 거야', '{n}살이야', '예산 {n}만원', '{n}명이야', '{n}번 해 봤어'], 'ar': ['هذا من أجل {w}', 'عمري {n}', 'الميزانية {n}', 'نحن {n} أشخاص', 'جربت {n} مرات'], 'hi': ['यह {w} के लिए है', 'मेरी उम्र {n} है', 'बजट {n} हज़ार', 'हम {n} लोग हैं', '{n} बार कोशिश की'], 'id': ['ini untuk {w}', 'umur saya {n}', 'budget {n} ribu', 'kami {n} orang', 'sudah coba {n} kali'], 'tr': ['{w} için', '{n} yaşındayım', 'bütçe {n} lira', '{n} kişiyiz', '{n} kez denedim'], 'vi': ['cho {w}', 'tôi {n} tuổi', 'ngân sách {n} nghìn', 'chúng tôi {n} người', 'đã thử {n} lần'], 'pl': ['to dla {w}', 'mam {n} lat', 'budżet {n} zł', 'jest nas {n}', 'próbowałem {n} razy'], 'x': ['{w} {n}']}
def words_of(txt):
    ws = [w.strip('.,:;!?()"\'*`').lower() for w in txt.split()]; ws = [w for w in ws if 4 < len(w) < 16 and w.isalpha()]
    return ws or WORDS
def persona(a, lang=None):
    a.plang = lang or a.lang
    b = L[a.plang]; a.topics = R.sample(b['topics'], min(len(b['topics']), R.choice([3, 4, 5, 7])))
    a.lower = R.random() < .35; a.hi = R.random() < .15; a.typo = R.random() < .2
    return a
def ask(a, lang=None):
    lang = lang or (a.plang if R.random() < .9 or a.plang == 'en' else 'en'); b = L[lang]
    t = R.choice(a.topics if lang == a.plang and R.random() < .75 else b['topics'])
    s = fill(R.choice(b['asks']).replace('{t}', t))
    if lang == 'en':
        for _ in range(R.choice([0, 1, 1, 2])): s += R.choice(['. ', ', ', '; ']) + R.choice(DET).replace('{n}', str(R.randrange(2, 70))).replace('{r}', R.choice(RELS)).replace('{c}', R.choice(CITIES)).replace('{d}', R.choice(DOW))
        if a.lower: s = s.lower()
        elif R.random() < .7: s = s[0].upper() + s[1:]
        if a.typo and len(s) > 20: i = R.randrange(5, len(s) - 5); s = s[:i] + s[i + 1] + s[i] + s[i + 2:]
        if a.hi and R.random() < .5: s = R.choice(['hi, ', 'Hello! ', 'hey ']) + s
    else:
        for _ in range(R.choice([0, 1, 1, 2])): s += R.choice(SEP.get(lang, ['. ', ', ', '; '])) + (fill(R.choice(L[lang]['asks']).replace('{t}', R.choice(a.topics))) if R.random() < .3 else fill(R.choice(DETL.get(lang, DETL['x'])), w=R.choice(FN), n=R.randrange(2, 99)))
    if R.random() < .08 and lang == 'en': s = R.choice(CHATP); s = s if R.random() < .4 else R.choice(['', 'please: ', 'hey. ']) + s + R.choice([' ', '\n', '. ']) + R.choice(DET).replace('{n}', str(R.randrange(2, 70))).replace('{r}', R.choice(RELS)).replace('{c}', R.choice(CITIES)).replace('{d}', R.choice(DOW))
    return s
def follow(a, rep, lang=None):
    lang = lang or a.plang; w = R.choice(words_of(rep)) if lang not in ('zh', 'ja') else R.choice(L[lang]['topics'])
    return fill(R.choice(L[lang]['fu']), w=w)
def reply(prompt, lang='en', size=1.0, kind='chat'):
    ws = words_of(prompt[:600]); n = max(1, int(R.lognormvariate(1.6, .6) * size))
    if kind == 'code': return code_reply(ws, size)
    if kind == 'math': return math_reply(prompt, size)
    b = L.get(lang, L['en'])['rep']; out = []
    for i in range(min(n, 40)):
        s = fill(R.choice(b), w=R.choice(ws) if lang not in ('zh', 'ja') else R.choice(L[lang]['topics']))
        if n > 6 and R.random() < .4: s = R.choice(['\n- ', '\n%d. ' % (i + 1), '\n\n']) + s
        out.append(s)
    return ' '.join(out)
def snip(ws=None, lg=None):
    ws = ws or WORDS; f, x, y, z = R.choice(VERBS) + '_' + R.choice(ws), R.choice(WORDS), R.choice(ws), R.choice(WORDS)
    lg = lg or R.choice(['py', 'py', 'js', 'go', 'rs', 'java', 'sql'])
    return {'py': f'def {f}({x}, {y}=None):\n    {z} = []\n    for i, item in enumerate({x}):\n        if item.get("{y}") is None:\n            continue\n        {z}.append(item["{y}"] * {R.randrange(2, 99)})\n    return {z}\n', 'js': f'export async function {f}({x}) {{\n  const {z} = await fetch(`/api/{y}/${{{x}.id}}`);\n  if (!{z}.ok) throw new Error("{y} failed");\n  return {z}.json();\n}}\n', 'go': f'func {f}({x} []string) (map[string]int, error) {{\n\t{z} := make(map[string]int)\n\tfor _, v := range {x} {{\n\t\t{z}[v] += {R.randrange(1, 9)}\n\t}}\n\treturn {z}, nil\n}}\n',
     'rs': f'fn {f}({x}: &[u32]) -> Option<u32> {{\n    let {z} = {x}.iter().filter(|v| **v > {R.randrange(5, 99)}).max();\n    {z}.copied()\n}}\n', 'java': f'public List<String> {f}(List<String> {x}) {{\n  return {x}.stream().filter(v -> v.startsWith("{y}")).map(String::trim).toList();\n}}\n', 'sql': f'SELECT {y}, count(*) AS {z}\nFROM {x}\nWHERE created_at > now() - interval \'{R.randrange(2, 60)} days\'\nGROUP BY {y} ORDER BY {z} DESC;\n'}[lg]
def code_reply(ws, size=1.0):
    s = R.choice(['Here is one way to do it:', 'The problem is the way `%s` is handled.' % R.choice(ws), 'You can fix this by checking `%s` first.' % R.choice(ws), 'Try this:'])
    for _ in range(max(1, int(R.choice([1, 1, 2, 3]) * size))): s += '\n```\n' + snip(ws if ws is not WORDS else None) + '```\n' + fill(R.choice(['This keeps `{w}` out of the loop.', 'Note that {w} must be set before the call.', 'Run it with `-k {w}` to check.', 'It takes O(n log n) because of the sort on {w}.', 'Add a test for the empty {w}.']), w=R.choice(ws))
    return s
def math_reply(p, size=1.0):
    nums = [x for x in ''.join(c if c in '0123456789' else ' ' for c in p).split()][:6] or ['3', '8']; v = int(nums[0][:5]); s = ''
    for i in range(max(2, int(R.choice([3, 4, 5, 6, 8]) * size))):
        o = int(R.choice(nums)[:5]); op = R.choice('+-*'); nv = v + o if op == '+' else v - o if op == '-' else v * max(1, o % 13)
        s += R.choice(['Step %d: ' % (i + 1), 'Then ', 'Next, ', 'So ', 'Because of this, ']) + R.choice(['we compute ', 'the amount is ', 'we get ']) + f'{v} {op} {o} = {nv}.' + R.choice(['\n', ' ']) ; v = nv
    return s + R.choice(['The answer is %d.', '\\boxed{%d}', 'Final answer: %d']) % v
def devq(a):
    lib, w, w2 = R.choice(a.libs), R.choice(a.repo), R.choice(WORDS); e = fill(R.choice(ERRS), w=w)
    q = R.choice([f'I get `{e}` when I {R.choice(VERBS)} the {w} in {lib}', f'how do I {R.choice(VERBS)} a {w} {w2} with {lib}?', f'write a {lib} function that {R.choice(VERBS)}s {w} by {w2}', f'review this:\n```\n{snip(a.repo)}```', f'why is this slow with {R.randrange(2, 900)}k rows\n```\n{snip(a.repo)}```', f'convert to {R.choice(LIBS)}:\n```\n{snip(a.repo)}```', f'unit tests for {w}_{w2} please\n```\n{snip(a.repo)}```', f'difference between {lib} {w2} and {R.choice(LIBS)} {R.choice(WORDS)}', f'{e}\n  File "{w}/{w2}.py", line {R.randrange(5, 900)}, in {R.choice(VERBS)}_{w}', f'regex to match {w} ids like {w[:2].upper()}-{R.randrange(100, 9999)}', f'name for a table that holds {w} and {w2}?', f'our {w} job in {lib} fails on {R.choice(DOW)}s only, ideas?'])
    return q
DEVFU = ["that throws {e}", "works, now do the same for {w}", "no, keep the signature of {w}", "can it be async", "same but in {l}", "you forgot {w}", "tests fail: {e}", "ok. types?", "explain line {n}", "without adding a dependency", "what if {w} is empty?"]
def devfu(a): return R.choice(DEVFU).replace('{e}', fill(R.choice(ERRS))).replace('{w}', R.choice(a.repo)).replace('{l}', R.choice(LIBS)).replace('{n}', str(R.randrange(2, 80)))
def mkdev(a): a.libs = R.sample(LIBS, 3); a.repo = R.sample(WORDS, 9); a.proj = name(2) + '-' + R.choice(WORDS)

# ---------------------------------------------------------------- emission
NEX = [0]
def toks(s): return max(1, int(len(s) / (1.7 if s and ord(s[len(s) // 2]) > 0x3000 else 3.9)))
def emit(a, t, msgs, out, user=None, session=None, tools=None, calls=None, model=None, reason_text=None, fin=None, extra=None, prev=None, tmp=None, nn=None, retry=0, ip=None, maxt=0, effort=0, newtools=None):
    if t >= END or t < T0: return None
    m = model or (NEW if t > a.newat else a.model)
    if m == NEW and t < LAUNCH: m = OLD
    status, err = 'completed', None
    if OUT0 <= t < OUT1:
        if R.random() < .65: return None
        if R.random() < .8: err = 529
    elif R.random() < .008: err = R.choice([429, 500, 529])
    style = a.style
    ipx = ip or R.choices(a.ips, a.ipw)[0]
    d = {'id': 'req_' + hx(16), 'time': datetime.fromtimestamp(t, timezone.utc).isoformat(timespec='milliseconds').replace('+00:00', 'Z')}
    ac = {'id': a.id, 'key': a.keys[0] if R.random() < .8 else R.choice(a.keys), 'created': datetime.fromtimestamp(a.created, timezone.utc).strftime('%Y-%m-%dT%H:%M:%SZ'), 'country': a.country, 'plan': a.plan, 'verified': a.verified, 'email_domain': a.mail}
    if a.payment: ac['payment'] = a.payment
    if a.org: ac['org'] = a.org
    if user: ac['end_user'] = user; EUSEEN.add((a.id, user))
    d['account'] = ac
    c = {'ip': ipx[0], 'asn': ipx[1], 'country': ipx[2]}
    if not a.noua: c['user_agent'] = a.ua
    if not a.noja4: c['ja4'] = a.ja4
    if R.random() > .004: d['client'] = c
    if session and not a.nosess: d['session'] = session
    q = {'endpoint': {'openai': 'chat.completions', 'anthropic': 'messages', 'responses': 'responses', 'completions': 'completions'}[style], 'model': m, 'stream': a.stream}
    if style == 'completions' and not tools:
        q['prompt'] = '\n\n'.join(x['content'] if isinstance(x['content'], str) else json.dumps(x['content']) for x in msgs)
    else:
        q['messages'] = [dict(x, content=[{'type': 'text', 'text': x['content']}]) if a.parts and x['role'] == 'user' and isinstance(x['content'], str) else x for x in msgs]
        if style == 'completions': q['endpoint'] = 'chat.completions'
    if prev and style == 'responses': q['previous_response_id'] = prev; q['messages'] = q['messages'][-1:] if q.get('messages') else q.get('messages')
    tt = a.temp if tmp is None else tmp
    if tt is not None: q['temperature'] = tt
    if a.topp is not None: q['top_p'] = a.topp
    mt = maxt or a.maxt
    if mt: q['max_tokens'] = mt
    if nn: q['n'] = nn
    ef = effort or a.reason
    if ef: q['reasoning'] = {'effort': ef} if style != 'anthropic' else {'budget': {'low': 2000, 'medium': 8000, 'high': 24000}[ef]}
    if tools: q['tools'] = [{'type': 'function', 'function': {'name': x}} if style != 'anthropic' else {'name': x} for x in tools]
    if extra: q.update(extra)
    d['request'] = q; rid = 'resp_' + hx(12); r = {'id': rid, 'model': m}
    itok = sum(toks(x['content'] if isinstance(x['content'], str) else json.dumps(x['content'])) for x in msgs)
    if err:
        r.update(status='error', finish_reason='error', latency_ms=R.randrange(40, 2000)); d['response'] = r; d['usage'] = {'input_tokens': itok, 'output_tokens': 0}
    else:
        ot = toks(out) + (60 * len(calls) if calls else 0); rt = int(ot * R.uniform(.5, 3)) if ef else 0
        r.update(status='completed', finish_reason=fin or ('tool_calls' if calls else 'length' if mt and ot > mt else 'stop'), latency_ms=int(300 + (ot + rt) * R.uniform(8, 22)))
        if out: r['content'] = out
        if calls: r['output'] = [{'type': 'function_call', 'name': n, 'arguments': json.dumps(ar, ensure_ascii=False)} for n, ar in calls]
        if nn: r['output'] = [{'type': 'message', 'content': reply_alt(out)} for _ in range(nn)]
        if reason_text: r['reasoning'] = reason_text
        u = {'input_tokens': itok, 'output_tokens': ot + rt}
        if rt: u['reasoning_tokens'] = rt
        if itok > 1500 and R.random() < .5: u['cache_read_input_tokens'] = int(itok * .8)
        if R.random() > .01: d['usage'] = u
        d['response'] = r
    if a.redact:
        d['content_state'] = 'redacted'; q.pop('messages', None); q.pop('prompt', None); [r.pop(k, None) for k in ('content', 'reasoning', 'output')]
    else: d['content_state'] = 'full'
    if a.meta_missing: [q.pop(k, None) for k in ('temperature', 'top_p', 'max_tokens', 'stream')]
    LOG.append((t, json.dumps(d, ensure_ascii=False))); SEEN.add(a.id); NEX[0] += 1
    if err and retry < 2 and R.random() < .7:
        return emit(a, t + R.uniform(1, 40) * (retry + 1), msgs, out, user, session, tools, calls, model, reason_text, fin, extra, prev, tmp, nn, retry + 1, ipx, maxt, effort)
    return rid
def reply_alt(s): return s if R.random() < .1 else s[: int(len(s) * R.uniform(.7, 1))]
def conv(a, t, first, fu, n, kind='chat', lang='en', sys=None, user=None, gap=90, size=1.0, **kw):
    """a conversation of n user turns"""
    s = 'sess_' + hx(10); hist = [{'role': 'system', 'content': sys}] if sys else []; ip = R.choices(a.ips, a.ipw)[0]; prev = None; u = first
    for i in range(n):
        hist.append({'role': 'user', 'content': u}); ev = hist if len(hist) < 13 else hist[:1 if sys else 0] + hist[-11:]
        out = reply(u, lang, size, kind if not callable(kind) else kind(u))
        prev = emit(a, t, [dict(x) for x in ev], out, user=user, session=s, prev=prev, ip=ip, **kw)
        hist.append({'role': 'assistant', 'content': out}); t += R.lognormvariate(math.log(gap), .9)
        if i + 1 < n: u = fu(out)
    return t
def chat_day(a, t, user=None, sys=None, n=None):
    lang = a.plang if R.random() < .9 else 'en'; n = n or min(14, 1 + int(R.expovariate(1 / 1.6)))
    conv(a, t, ask(a, lang), lambda r: follow(a, r, lang), n, 'chat', lang, sys, user)
def agent(a, t, task, cwd, ws, sysp, tools, style='edit', steps=None, gap=6, final_fu=None, user=None, files=None, **kw):
    s = 'sess_' + hx(10); hist = [{'role': 'system', 'content': sysp}, {'role': 'user', 'content': task}]; ip = R.choices(a.ips, a.ipw)[0]
    k = steps or max(2, min(14, int(R.lognormvariate(1.5, .5)))); rd, ed, sh = tools[0], tools[1], tools[2]
    for i in range(k):
        f = R.choice(files or [f'{R.choice(ws)}/{R.choice(ws)}.py' for _ in range(4)])
        tool, args, res = R.choice([(rd, {'path': f'{cwd}/{f}'}, snip(ws, 'py') * R.choice([1, 2])), (sh, {'command': R.choice([f'pytest -x {f}', f'grep -rn {R.choice(ws)} {cwd}', 'git diff --stat', f'ls {cwd}', f'python -m pytest -k {R.choice(ws)}'])}, R.choice([f'{R.randrange(1, 40)} passed, {R.randrange(0, 4)} failed in {R.uniform(.2, 30):.2f}s', f'{f}:{R.randrange(3, 400)}: {fill(R.choice(ERRS))}', f'{f} | {R.randrange(1, 60)} +++--', 'total %d\n%s' % (R.randrange(4, 90), '\n'.join(R.choice(ws) + '.py' for _ in range(4)))])), (ed, {'path': f'{cwd}/{f}', 'old': snip(ws, 'py')[:120], 'new': snip(ws, 'py')}, R.choice(['ok', 'File updated.', f'Applied 1 edit to {f}', 'error: old text not found']))])
        say = R.choice(['', f'Let me look at {f}.', f'The {R.choice(ws)} check is wrong, I will change it.', 'Running the tests now.', f'I see {fill(R.choice(ERRS))}; looking for the caller.'])
        last = i == k - 1
        ev = hist if len(hist) < 16 else hist[:2] + hist[-12:]
        if last:
            out = f'Done. I changed {f}: ' + reply(task, 'en', .5); emit(a, t, [dict(x) for x in ev], out, session=s, tools=tools, ip=ip, user=user, **kw); hist.append({'role': 'assistant', 'content': out})
            break
        emit(a, t, [dict(x) for x in ev], say, session=s, tools=tools, calls=[(tool, args)], ip=ip, user=user, **kw)
        if a.style == 'anthropic':
            cid = 'toolu_' + hx(8); hist.append({'role': 'assistant', 'content': ([{'type': 'text', 'text': say}] if say else []) + [{'type': 'tool_use', 'id': cid, 'name': tool, 'input': args}]}); hist.append({'role': 'user', 'content': [{'type': 'tool_result', 'tool_use_id': cid, 'content': res}]})
        else:
            cid = 'call_' + hx(8); hist.append({'role': 'assistant', 'content': say, 'tool_calls': [{'id': cid, 'type': 'function', 'function': {'name': tool, 'arguments': json.dumps(args)}}]}); hist.append({'role': 'tool', 'tool_call_id': cid, 'content': res})
        t += R.lognormvariate(math.log(gap), .6)
    if final_fu and R.random() < .5:
        hist.append({'role': 'user', 'content': final_fu()}); t += R.lognormvariate(5, .8); emit(a, t, [dict(x) for x in (hist if len(hist) < 16 else hist[:2] + hist[-12:])], 'Changed as asked. ' + reply(task, 'en', .4), session=s, tools=tools, ip=ip, user=user, **kw)
    return t
# -*- coding: utf-8 -*-
# ================================================================ innocent customers
N = A.benign; S = N / 3000.0
def cnt_(x): return max(1, int(round(x * S)))
def rate(med, sig=1.0, cap=60): return min(cap, R.lognormvariate(math.log(med), sig))
TASKS_AG = "fix the failing {w} test|add a {w} endpoint that returns {w2}|refactor {w} into its own module|the {w} page shows a blank screen after login|upgrade {l} and repair what breaks|write a migration that adds {w2} to {w}|why does {w} get called twice|add retries to the {w} client|make {w} configurable by env var|remove the dead code around {w2}|type the {w} helpers|the docker build takes {n} minutes, speed it up|write a script that imports {w} from csv|add a dark mode toggle to the {w} view|{w} times out after {n}s in production".split('|')
def agtask(a): return R.choice(TASKS_AG).replace('{w2}', R.choice(a.repo)).replace('{w}', R.choice(a.repo)).replace('{l}', R.choice(a.libs)).replace('{n}', str(R.randrange(3, 60))) + R.choice(['', '', ', keep it minimal', '. see ' + R.choice(a.repo) + '/' + R.choice(a.repo) + '.py', ' and add a test'])
AGENTS = {  # open-source or commercial coding agents, used by many
 'kestrel': ("You are Kestrel, an interactive command line agent for software engineering. Keep answers short. Use the tools to inspect the repository before you change it. Never commit unless the user asks for it. Prefer editing existing files. When you are done, state what changed in one or two sentences.\n\nWorking directory: {cwd}\nPlatform: {os}\nToday: {d}", ['Read', 'Edit', 'Bash', 'Grep', 'Glob', 'TodoWrite'], 'kestrel-cli/1.{v}.0 (external)'),
 'openpilot': ("You are an autonomous programming assistant working in the user's editor. You have tools to read files, apply diffs and execute commands. Work step by step, one tool per message, and wait for the result of each use.\n\nCurrent workspace: {cwd}\nShell: {os}", ['read_file', 'apply_diff', 'execute_command', 'list_files', 'ask_followup_question', 'attempt_completion'], 'OpenPilotCode/3.{v}.1 vscode'),
 'swift-hand': ("Act as an expert software developer. Always use best practices. Take requests for changes to the supplied code. Only edit files you were given. Repo map follows for {cwd}.", ['view', 'str_replace', 'shell'], 'handy-chat/0.{v}.2')}
def mkagent(a, which=None):
    mkdev(a); k = which or R.choice(list(AGENTS)); sp, a.tools, ua = AGENTS[k]; a.cwd = R.choice(['/home/%s/%s', '/Users/%s/code/%s', '/Users/%s/%s', 'C:/dev/%s/%s']) % (R.choice(FN).lower(), a.proj); a.sp = sp.replace('{cwd}', a.cwd).replace('{os}', R.choice(['linux zsh', 'darwin zsh', 'linux bash', 'win32 powershell'])); a.ua = ua.replace('{v}', str(R.randrange(0, 30))); a.ja4 = ja4_of(a.ua)
    a.files = ['%s/%s.%s' % (R.choice(a.repo), R.choice(a.repo), R.choice(['py', 'py', 'ts', 'go'])) for _ in range(14)]; a.model = OLD; a.maxt = R.choice([4096, 8192, 16000, None]); a.temp = R.choice([None, 0, 0])
def run_agent(a, t, **kw): agent(a, t, agtask(a), a.cwd, a.repo, a.sp.replace('{d}', datetime.fromtimestamp(t, timezone.utc).strftime('%Y-%m-%d')), a.tools, final_fu=lambda: devfu(a), files=a.files, **kw)
TAXES = {'medicine': ('atrial fibrillation|iron deficiency|gout|migraine|asthma in children|hypothyroidism|kidney stones|psoriasis|type 2 diabetes|hip fracture|otitis media|glaucoma|pre-eclampsia|COPD|depression|epilepsy|hepatitis C|endometriosis|sepsis|celiac disease|Parkinson disease|anaphylaxis|DVT|pneumonia|osteoporosis|sciatica|eczema|appendicitis|anorexia|Lyme disease'.split('|'), 'first-line treatment|differential diagnosis|red flags|dose adjustment in renal failure|what to ask in the history|when to refer|interpretation of the usual tests|contraindications|follow-up plan|management in pregnancy|common errors|how to explain it to the patient|prognosis|prevention|interactions'.split('|')),
 'law': ('unfair dismissal|tenancy deposits|trade marks|data breaches|cartel agreements|product liability|wills|custody|insolvency|public procurement|libel|extradition|planning permission|software licences|building defects|agency contracts|carriage of goods|shareholder disputes|patent claims|consumer credit|overtime pay|asylum appeals|set-off|force majeure|adverse possession'.split('|'), 'elements to prove|limitation periods|leading defences|remedies|burden of proof|drafting of a clause|common errors|procedure at first instance|differences between two legal systems|interim measures|costs|a worked case|which documents to collect|settlement strategy|appeal'.split('|')),
 'finance': ('interest rate swaps|convertible bonds|IFRS 16 leases|goodwill impairment|credit default swaps|working capital|factoring|hedge accounting|inflation-linked bonds|merger arbitrage|REITs|transfer pricing|covered bonds|stress tests|repo|fund fees|option greeks|revenue recognition|deferred tax|LBO models|pension liabilities|FX forwards|VaR|microcredit|securitisation'.split('|'), 'valuation|accounting entries|main risks|regulation|a worked example|tax treatment|common errors|how an analyst adjusts for it|disclosure|stress scenario|history|data sources|pricing model|comparison with alternatives|interview questions'.split('|'))}
def codeprob(r):
    w, w2, w3 = r.sample(WORDS, 3); n = r.choice(['10^5', '2*10^5', '1000', '5000'])
    return r.choice([f"There are n {w}s in a row, the i-th has {w2} a_i. In one move you may {r.choice(VERBS)} two adjacent {w}s whose sum is divisible by {r.randrange(2, 9)}. Find the minimal number of moves such that no {w3} exceeds {r.randrange(5, 60)}. 1 <= n <= {n}.", f"You are given a tree with n {w}s. Each edge has a {w2} cost c. For each query (u, v, x) count the {w3}s on the path from u to v whose cost is at least x, modulo {r.choice([998244353, 1000000007])}. n, q <= {n}.", f"A string s over {r.randrange(2, 6)} letters describes a {w}. Call a substring {w2}-good if each letter appears an even number of times or exactly {r.randrange(3, 9)} times. Count {w2}-good substrings. |s| <= {n}.", f"Implement a class {w.title()}{w2.title()} with operations insert(key, {w3}), remove(key) and kth(k) in O(log n), and iterate over all keys in [lo, hi]. Up to {n} operations.", f"Given an m x k grid with {w}s and obstacles, a {w2} moves right or down and may break at most {r.randrange(1, 6)} obstacles. Return the number of distinct paths that collect every {w3}."])
WHO = 'my aunt|a client of ours|a 54 year old|someone I know|a friend|a case in class|a small firm|a 31 year old|our team|a reader of my blog'.split('|')
SITES = 'a flight booking site|a municipal form|an online pharmacy|a CRM|a spreadsheet|a webmail|a job board|a bank demo portal|a course catalogue|a ticket shop'.split('|')
# --- hobbyists
for _ in range(cnt_(700)):
    a = persona(mk('hobbyist'))
    if R.random() < .05: va = R.choice(VPN); a.ips = [(prefix(va) + '.%d' % R.randrange(255), va, R.choice(['US', 'NL', 'SG', 'DE'])) for _ in range(3)]; a.ipw = [1] * 3
    pass; a.maxt = R.choice([None, None, 1024, 2048, 4096]); sysm = R.choice([None, None, 'You are a helpful assistant.', 'You are a helpful assistant.', 'Answer briefly.', 'You are a friendly assistant who answers in %s.' % a.plang, 'My name is %s. Be direct.' % R.choice(FN)])
    if R.random() < .4: a.ua = R.choice(UAS['web']); a.ja4 = ja4_of(a.ua)
    for t in times(a, rate(.35, 1.0, 6), 'eve', jitter=1.5): chat_day(a, t, sys=sysm)
# --- students
for _ in range(cnt_(260)):
    a = persona(mk('student', plan=R.choice(['free', 'payg']))); pool = R.choice([MATH, ASDIV + GSM, OCW, ALP, CHATP])
    for t in times(a, rate(.4, .9, 5), 'eve', jitter=1.5):
        if R.random() < .35:
            p = R.choice(pool); kd = 'math' if pool is not ALP and pool is not CHATP else 'chat'
            conv(a, t, R.choice(['', 'hw question: ', 'can u explain ', 'solve pls: ', 'I got a different answer. ', 'Step by step please. ']) + p, lambda r: R.choice(['why', 'I do not get step 2', 'so what is the formula', 'my teacher got another number', 'ok next', 'check my answer: %d' % R.randrange(1, 400)]), R.choice([1, 1, 2, 3]), kd)
        else: chat_day(a, t)
# --- developers chat
for _ in range(cnt_(330)):
    a = persona(mk('developer'), 'en'); mkdev(a); sysm = R.choice([None, 'You are a senior engineer. Code only.', 'You are a helpful coding assistant.', 'You are an expert in %s.' % a.libs[0]])
    for t in times(a, rate(.6, .9, 8), 'office' if R.random() < .6 else 'night', jitter=1.3):
        conv(a, t, devq(a), lambda r: devfu(a), min(9, 1 + int(R.expovariate(1 / 1.4))), 'code', 'en', sysm)
# --- coding agent users (many on the same open tools)
for _ in range(cnt_(190)):
    a = mk('coding_agent_user', net='res'); mkagent(a)
    for t in times(a, rate(.45, .9, 4), 'office' if R.random() < .6 else 'night', jitter=1.5): run_agent(a, t)
# --- role players
ARCH = 'a retired smuggler|an elven archivist|a sarcastic barista|a starship medic|a vampire landlord|a shy mechanic|a court jester|a rival detective|a village witch|an android butler'.split('|')
RP = ["*leans on the {w}* So. You never told me about the {w2}.", "*laughs* and you think the {w} will hold?", "I take the {w} and walk to the {w2} without a word.", "\"You lied about the {w},\" I whisper.", "*checks the {w2}* we have {n} minutes.", "I sit down next to {c}. Tell me about the {w}.", "(ooc: slower please, and keep {c} in character)", "*hides behind the {w}*", "I offer {c} my {w2}. \"Trade?\""]
for _ in range(cnt_(150)):
    a = persona(mk('role_player'), 'en'); nm = name(2).title(); card = f"{nm} is {R.choice(ARCH)} who lives near the {R.choice(WORDS)} {R.choice(WORDS)}. {nm} speaks in {R.choice(['short', 'flowery', 'dry', 'teasing'])} sentences and never breaks character. {{{{user}}}} is {R.choice(ARCH)}. Write {nm}'s next reply in a never-ending roleplay. Use *asterisks* for actions." ; a.temp = R.choice([.8, .9, 1.0, 1.1]); a.maxt = R.choice([300, 350, 512, 800])
    line = lambda r=None: (R.choice(RP) + ' ' + R.choice(RP) + R.choice(['', ' ' + R.choice(RP)])).replace('{w2}', R.choice(WORDS)).replace('{w}', R.choice(WORDS)).replace('{n}', str(R.randrange(2, 30))).replace('{c}', nm)
    for t in times(a, rate(.5, .9, 4), 'night', jitter=1.6): conv(a, t, line(), line, min(30, 4 + int(R.expovariate(1 / 7))), 'chat', 'en', card, gap=60)
# --- writers
for _ in range(cnt_(150)):
    a = persona(mk('writer'))
    for t in times(a, rate(.35, .9, 4), 'app', jitter=1.4):
        if R.random() < .3: conv(a, t, R.choice(WRIT + AWES), lambda r: follow(a, r), R.choice([1, 2, 3]), 'chat', 'en', size=2)
        else: chat_day(a, t)
# --- translators
for _ in range(cnt_(70)):
    a = persona(mk('translator')); to = R.choice([x for x in L if x != a.plang]); sysm = R.choice([None, f'Translate from {a.plang} to {to}. Keep formatting.', f'You are a professional {to} translator.'])
    for t in times(a, rate(.9, .8, 8), 'office', jitter=1.2):
        conv(a, t, R.choice([f'Translate to {to}: ', f'{to}: ', '', f'how would a native say in {to}: ']) + fill(' '.join(R.choice(L[a.plang]['rep']) for _ in range(R.choice([1, 2, 4]))), w=R.choice(a.topics)), lambda r: R.choice(['more formal', 'British spelling', 'shorter', 'alternative for the second sentence?']), R.choice([1, 1, 1, 2, 3]), 'chat', to, sysm)
# --- researchers: own synthetic data and probes, alone
for _ in range(cnt_(50)):
    a = mk('researcher', mail=R.choice(['cs.%s.edu' % name(2), 'uni-%s.de' % name(2), '%s.ac.uk' % name(2)])); pool = R.choice([BBH, ALP, T0P, GSM, MATH, REF, CL]); tpl = R.choice(['{p}', 'Q: {p}\nA:', 'Read the item and label it as A, B or C, then justify.\n\n{p}', 'Answer and give your confidence from 0 to 100.\n{p}']); a.temp = R.choice([0, .7, 1.0]); k = R.choice([1, 1, 3])
    for d in R.sample(range(DAYS), R.choice([1, 2, 3, 5])):
        for t in times(a, 1.0, 'office', days=[d], jitter=0):
            for p in R.sample(pool, min(len(pool), R.choice([20, 40, 80]))):
                for _ in range(k): emit(a, t, [{'role': 'user', 'content': tpl.replace('{p}', p)}], reply(p, 'en', .6, 'math' if pool in (GSM, MATH) else 'chat')); t += R.expovariate(1 / 4)
# --- start-ups: each its own product
IND = 'dental clinics|bike rental|vineyards|pet insurance|gym chains|property managers|used cars|parents|recruiters|florists|accountants|hotels|farm shops|lawyers|game studios|museums|logistics firms|schools|podcasters|event planners'.split('|'); FUNC = 'answers customer questions|turns notes into a report|writes product descriptions|extracts fields as JSON|suggests replies to reviews|summarises calls|classifies tickets|writes follow-up mails|checks contracts for missing clauses'.split('|')
for _ in range(cnt_(150)):
    dm = domain(); a = persona(mk('startup', mail=dm, org='org_' + hx(5), plan=R.choice(['payg', 'team', 'pro']), net='dc', created=T0 - R.uniform(5, 500) * 86400), 'en'); a.stop = END
    w = R.sample(WORDS, 12); sysm = f"You are the assistant of {dm.split('.')[0].title()}, a service for {R.choice(IND)} that {R.choice(FUNC)}. {R.choice(['Be concise.', 'Never mention competitors.', 'Answer in JSON.', 'Use the tone of the brand: warm and plain.'])} {R.choice(['If unsure, say so.', 'Do not give legal advice.', 'Keep it under 80 words.', 'Sign as the team.'])}"
    kinds = R.choice(['chat', 'extract', 'mail']); a.maxt = R.choice([256, 400, 512, 1024]); pas = R.random() < .3
    for t in times(a, rate(2.5, 1.1, 45), 'app', jitter=.6):
        x = {'chat': lambda: ask(a), 'extract': lambda: f"{R.choice(FN)} {name(2).title()}, {R.choice(CITIES)}, order {R.randrange(1000, 99999)}: {R.choice(w)} {R.choice(['broken', 'late', 'missing', 'fine', 'wrong colour'])}, wants {R.choice(['refund', 'call', 'replacement', 'nothing'])}. Note: {R.choice(w)} {R.choice(VERBS)}.", 'mail': lambda: f"Write to {R.choice(FN)} about the {R.choice(w)} on {R.choice(DOW)}; mention {R.choice(w)} and {R.randrange(2, 40)}% off."}[kinds]()
        conv(a, t, x, lambda r: follow(a, r), R.choice([1, 1, 2, 3]) if kinds == 'chat' else 1, 'chat', 'en', sysm, user=('cust%d' % R.randrange(200)) if pas else None, gap=40, size=.6)
# --- enterprises
for pool, nm in ((BANK, 'bank'), (ROUT, 'voice'), (T0P, 'media'), (SQL, 'warehouse'), (SENT, 'reviews'), (SUMM, 'news')):
    org = 'org_' + hx(5); dm = domain()
    for _ in range(cnt_(7)):
        a = mk('enterprise', mail=dm, org=org, plan='enterprise', card='pm_' + hashlib.sha256(org.encode()).hexdigest()[:12], net='dc', created=T0 - R.uniform(60, 700) * 86400, verified=True); a.stop = END; a.temp = 0; a.maxt = 64 if nm in ('bank', 'voice') else 512; pre = R.choice(['', 'Context: production. ', '[%s] ' % name(2)])
        for t in times(a, rate(7, .7, 30), 'app', jitter=.4): p = R.choice(pool); emit(a, t, [{'role': 'user', 'content': pre + p}], reply(p, 'en', .3))
for _ in range(2):   # corporate egress: employees behind one gateway address
    org = 'org_' + hx(5); dm = domain(); eg = [(prefix(0) + '.7', 7018, 'US'), (prefix(0) + '.8', 7018, 'US')]
    for _ in range(cnt_(24)):
        a = persona(mk('corporate_egress', country='US', mail=dm, org=org, plan='enterprise', card='pm_' + org, home=eg, created=T0 - R.uniform(20, 40) * 86400), 'en'); mkdev(a)
        for t in times(a, rate(.6, .8, 5), 'office', jitter=1.2):
            if R.random() < .5: chat_day(a, t)
            else: conv(a, t, devq(a), lambda r: devfu(a), R.choice([1, 2, 3]), 'code')
# --- university NAT
nat = [('131.%d.%d.%d' % (R.randrange(255), R.randrange(255), R.randrange(255)), 680, 'DE') for _ in range(2)]
for _ in range(cnt_(60)):
    a = persona(mk('university_nat', country='DE', home=nat + [(ip_in(3320), 3320, 'DE')], mail=R.choice(['stud.uni-%s.de' % 'harl', 'gmail.com', 'web.de'])))
    for t in times(a, rate(.5, .9, 4), 'app', jitter=1.3): chat_day(a, t)
# --- courses with a task sheet
for cidx in range(3):
    subj = R.sample(WORDS, 5); ctry = R.choice(['US', 'IN', 'GB', 'BR', 'CN', 'ES']); cn = [(prefix(0) + '.20', 2200, ctry)]; dl = [R.choice([3, 4]), R.choice([10, 11]), R.choice([17, 18])]
    kindc = ['ml', 'stats', 'essay'][cidx]
    sheet = {w: ([f"Task {w + 1}.{i + 1}: Implement a function `{R.choice(VERBS)}_{R.choice(subj)}` that takes a list of {R.choice(WORDS)} and returns the {R.choice(['median', 'top 3', 'running mean', 'inverted index'])} by {R.choice(WORDS)}. State the complexity." for i in range(5)] if kindc == 'ml' else [f"Exercise {w + 1}{'abcde'[i]}) A {R.choice(WORDS)} holds {R.randrange(5, 90)} {R.choice(WORDS)}s of which {R.randrange(2, 5)} are faulty. Find the probability that a sample of {R.randrange(2, 6)} has at most one faulty item, and explain each step." for i in range(5)] if kindc == 'stats' else [f"Question {w + 1}.{i + 1}: Discuss in 300 words how the {R.choice(WORDS)} changed the {R.choice(WORDS)} in {R.choice(CITIES)} and evaluate two sources." for i in range(4)]) for w in range(3)}
    for _ in range(cnt_(R.choice([22, 28, 36]))):
        a = persona(mk('course', country=ctry, home=None if R.random() < .5 else cn + [(ip_in(1), 7922, ctry)], created=T0 - R.uniform(-3, 30) * 86400 if R.random() < .6 else None), 'en'); mkdev(a); a.stop = END
        for w in range(3):
            if R.random() < .2: continue
            for task in sheet[w]:
                if R.random() < .35: continue
                d = dl[w] - int(R.expovariate(1 / 1.2)); ts = times(a, 1, 'eve', days=[max(0, d)], jitter=0)
                for t in ts[:1]:
                    p = task if R.random() < .6 else task.split(': ')[-1].lower(); p = R.choice(['', '', 'help me with this: ', 'my attempt is wrong, why? ', 'just a hint pls ']) + p
                    conv(a, t, p, lambda r: devfu(a) if kindc == 'ml' else follow(a, r, 'en'), R.choice([1, 2, 2, 4]), 'code' if kindc == 'ml' else 'math' if kindc == 'stats' else 'chat', 'en')
        for t in times(a, rate(.2, .8, 2), 'eve'): chat_day(a, t)
# --- cram schools: tablets that solve exercises
for _ in range(2):
    dm = domain(); org = 'org_' + hx(5); ctry = R.choice(['KR', 'JP', 'IN', 'TR']); sysm = R.choice(["You are a patient tutor. Solve the problem step by step so that a {g} grader can follow, then give the answer on its own line.", "Solve the exercise. Show every step and name the rule used. Finish with Answer: <value>"]).replace('{g}', str(R.randrange(5, 11))); book = R.sample(MATH + GSM + ASDIV, 260); branch = [[(prefix(0) + '.11', GEO[ctry][3][0], ctry)] for _ in range(3)]
    for i in range(cnt_(14)):
        a = mk('cram_school', country=ctry, home=branch[i % 3], mail=dm, org=org, card='pm_' + org, created=T0 - R.uniform(30, 34) * 86400, ua='okhttp/4.12.0', plan='team'); a.stop = END; a.temp = .2; a.maxt = 1024; pos = R.randrange(30)
        for t in times(a, rate(4, .4, 12), 'school', jitter=.8):
            wk = int((t - T0) / 604800); p = book[(wk * 80 + pos + R.randrange(60)) % 260]; conv(a, t, p, lambda r: R.choice(['why?', 'explain step 2', 'similar exercise please', 'can you use a drawing']), R.choice([1, 1, 1, 2]), 'math', 'en', sysm)
# --- hackathon
hv = [(prefix(0) + '.%d' % x, 7922, 'US') for x in (2, 3, 4)]; hd = R.choice([5, 12]); hsys = "You are the backend of a hackathon prototype built with the BuildFest starter kit. Follow the JSON schema given by the team. Be brief."
for _ in range(cnt_(45)):
    a = persona(mk('hackathon', country='US', home=hv if R.random() < .8 else None, created=T0 + (hd - R.choice([0, 1, 1, 2]) + R.random() * .5) * 86400, card=None if R.random() < .7 else 'own', plan='free'), 'en'); mkagent(a) if R.random() < .35 else mkdev(a); a.stop = T0 + (hd + 2.2) * 86400 if R.random() < .8 else END; idea = R.sample(WORDS, 4)
    for t in times(a, R.choice([4, 7, 10]), 'flat', days=[hd, hd + 1], jitter=.5):
        if hasattr(a, 'sp') and R.random() < .5: run_agent(a, t)
        elif R.random() < .5: conv(a, t, devq(a), lambda r: devfu(a), R.choice([1, 2, 3]), 'code')
        else: conv(a, t, f"user: {ask(a)} | app: {idea[0]}-{idea[1]} | return {{{idea[2]}, {idea[3]}}}", lambda r: follow(a, r), R.choice([1, 1, 2]), 'chat', 'en', hsys)
# --- viral prompts: among hobbyists
VIR = ["Based on everything you know about me, write the most brutally honest roast of my life choices in 5 sentences.", "Pretend you are a museum guide in the year 3000 and explain my desk to visitors. Items: "]
cand = [a for a in ACC if a.pop in ('hobbyist', 'student')]; R.shuffle(cand)
for a in cand[:cnt_(90)]:
    v = R.choice(VIR); a.stop = END
    for t in times(a, 1, 'eve', days=[R.choice([9, 9, 10, 10, 11, 12])], jitter=0)[:1]: conv(a, t, v + (', '.join(R.sample(WORDS, 3)) if v.endswith(': ') else ''), lambda r: R.choice(['lol', 'meaner', 'again but about my job: ' + R.choice(IND)]), R.choice([1, 2, 3]), 'chat', 'en')
# --- open-source tools with a default prompt
OST = [("commit-helper", "Write a conventional commit message for the following diff. Reply with the message only, no explanation.", lambda a: 'diff --git a/%s b/%s\n+%s' % (a.proj, a.proj, snip(a.repo))), ("notes-plugin", "Summarize the note below in three bullet points and suggest up to five tags. Keep the language of the note.", lambda a: ' '.join(fill(R.choice(L[a.plang]['rep']), w=R.choice(a.topics)) for _ in range(R.choice([3, 6, 9])))), ("subtrans", "You translate subtitle lines. Keep numbering and timing. Translate into natural English. Think about context before translating.", lambda a: '\n'.join('%d\n00:%02d:%02d --> 00:%02d:%02d\n%s' % (i, i, R.randrange(60), i, R.randrange(60), fill(R.choice(L[a.plang]['rep']), w=R.choice(a.topics))) for i in range(R.choice([3, 6])))), ("askmydb", "You are AskMyDB. Given the schema and a question, think step by step and return one SQL query inside a code block.", lambda a: 'schema: %s\nquestion: %s' % (', '.join('%s(%s)' % (w, R.choice(WORDS)) for w in a.repo[:4]), 'how many %s per %s since %d' % (R.choice(a.repo), R.choice(a.repo), R.randrange(2015, 2026))))]
for nm, sp, g in OST:
    for _ in range(cnt_(30)):
        a = persona(mk('oss_tool_' + nm, ua=R.choice(['%s/%d.%d' % (nm, 1 + (R.random() < .3), R.randrange(9))]))); mkdev(a); a.temp = .3; a.maxt = 800
        for t in times(a, rate(.8, .9, 8), R.choice(['office', 'night', 'eve']), jitter=1.4): x = g(a); emit(a, t, [{'role': 'system', 'content': sp}, {'role': 'user', 'content': x}], reply(x, 'en', .4, 'code' if nm == 'askmydb' else 'chat'))
# --- CI agents: one popular action, runners of one cloud
ci = [(prefix(8075) + '.%d' % R.randrange(255), 8075, 'US') for _ in range(40)]
for _ in range(cnt_(34)):
    a = mk('ci_agent', home=R.sample(ci, 8), ua='review-action/2.%d node/20' % R.randrange(6), mail=domain(), plan=R.choice(['payg', 'team'])); mkdev(a); a.ipw = [1] * 8; a.stop = END; a.temp = 0; a.maxt = 4096
    for t in times(a, rate(1.2, .8, 8), 'office', jitter=1.3):
        if R.random() < .6: x = f"PR #{R.randrange(3, 4000)} in {a.proj}: {agtask(a)}\n```diff\n+{snip(a.repo)}-{snip(a.repo)}```"; emit(a, t, [{'role': 'system', 'content': 'You review pull requests. List bugs first with file and line, then risks, then nits. If there are none, say LGTM. Respond in JSON: {"bugs":[],"risks":[],"nits":[]}'}, {'role': 'user', 'content': x}], reply(x, 'en', .6))
        else: agent(a, t, f"Resolve issue #{R.randrange(3, 4000)}: {agtask(a)}", '/github/workspace', a.repo, 'You are an automated engineer that runs in a CI job. There is no human to ask. Finish by opening a pull request.', ['read_file', 'write_file', 'run', 'open_pr'], files=['%s/%s.py' % (R.choice(a.repo), R.choice(a.repo)) for _ in range(8)])
# --- evaluation labs: public benchmarks with k samples
for li in range(3):
    org = 'org_' + hx(5); dm = domain(); pool = [MATH[:700], BBH, GSM[:900]][li]; tpl = ['{p}\nPlease reason step by step, and put your final answer within \\boxed{}.', 'Q: {p}\nA: Let\'s think step by step.', 'Solve the problem. End with #### <answer>.\n\n{p}'][li]; k = [4, 1, 8][li]; ho = [(prefix(0) + '.50', 14061, 'US'), (prefix(0) + '.51', 14061, 'US')]
    accs = [mk('eval_lab', home=ho, mail=dm, org=org, card='pm_' + org, ua='lm-eval/0.4.%d' % li, created=T0 - R.uniform(50, 300) * 86400, plan='team', style='openai') for _ in range(R.choice([3, 4, 5]))]
    for mdl, d0 in ((OLD, 2), (NEW, int(DAYS * .57) + 1)):
        items = R.sample(pool, 150)
        for i, p in enumerate(items):
            a = accs[i % len(accs)]; a.stop = END; t = T0 + (d0 + R.random() * .5) * 86400 + 9 * 3600
            for _ in range(k): emit(a, t, [{'role': 'user', 'content': tpl.replace('{p}', p)}], reply(p, 'en', 1, 'math'), model=mdl, tmp=.8 if k > 1 else 0, maxt=2048); t += R.expovariate(1 / 20)
# --- safety evaluators: refusal sets, licensed red team vendor
org = 'org_' + hx(5); acc = [mk('safety_lab', mail=domain(), org=org, card='pm_' + org, created=T0 - 90 * 86400, plan='enterprise', verified=True) for _ in range(4)]
for d in R.sample(range(DAYS), 5):
    for p in R.sample(REF, 90): a = R.choice(acc); a.stop = END; emit(a, T0 + d * 86400 + R.uniform(8, 18) * 3600, [{'role': 'user', 'content': p}], R.choice(["I can't help with that. If you are worried about safety, there are people you can talk to.", reply(p, 'en', .6)]))
# --- annotation vendors grading their own calls
RUB = ["Grade the support call below on greeting, empathy, resolution and compliance from 1 to 5 each. Quote the line that decided each grade. Return JSON.", "You are a quality reviewer. Score the agent's answer against the checklist (0, 1 or 2 points per item), explain each score and give a total."]
for vi in range(2):
    org = 'org_' + hx(5); dm = domain(); ctry = R.choice(['PH', 'IN', 'PL']); of = [(prefix(0) + '.33', GEO[ctry][3][0], ctry), (prefix(0) + '.34', GEO[ctry][3][1], ctry)]
    for _ in range(cnt_(11)):
        a = mk('annotation_vendor', country=ctry, home=of, mail=dm, org=org, card='pm_' + org, created=T0 - R.uniform(100, 130) * 86400, plan='team'); a.stop = END; a.temp = 0; a.maxt = 700; w = R.sample(WORDS, 8)
        for t in times(a, rate(6, .5, 18), 'office', jitter=.7):
            x = '\n'.join(R.choice(['AGENT', 'CALLER']) + ': ' + fill(R.choice(["thanks for calling about the {w}", "my {w} arrived broken on the {n}th", "can I have your number please, {n}?", "I will send a {w} today", "that is not good enough", "let me check the {w}", "is there anything else"]), w=R.choice(w)) for _ in range(R.choice([6, 9, 12])))
            emit(a, t, [{'role': 'system', 'content': RUB[vi]}, {'role': 'user', 'content': x}], '{"greeting": %d, "empathy": %d, "resolution": %d} ' % tuple(R.randrange(1, 6) for _ in range(3)) + reply(x, 'en', .4))
# --- agency with client accounts: one card, one office
card = 'pm_' + hx(12); of = [(prefix(0) + '.90', 3215, 'FR')]
for _ in range(cnt_(15)):
    cl = name(2).title(); a = persona(mk('agency_client', country='FR', home=of, card=card, mail=domain(), created=T0 - R.uniform(10, 300) * 86400, ua='OpenAI/JS 4.77.0'), R.choice(['fr', 'en'])); a.stop = END; ind = R.choice(IND)
    for t in times(a, rate(1.5, .7, 7), 'office', jitter=1): x = f"Client: {cl} ({ind}). Write {R.choice(['3 ad headlines', 'an Instagram caption', 'a newsletter intro', 'a landing page paragraph', 'meta descriptions'])} about {R.choice(a.topics)}. Tone: {R.choice(['bold', 'calm', 'premium', 'young'])}. {R.choice(['', 'Avoid exclamation marks.', 'Max %d characters.' % R.randrange(60, 300)])}"; conv(a, t, x, lambda r: follow(a, r), R.choice([1, 1, 2, 3]), 'chat', a.plang)
# --- franchises with a nightly job
for fi in range(2):
    dm = domain(); sysm = ["You prepare the morning briefing of a restaurant of the group. Summarise sales, stock and guest comments, list three actions for the shift leader.", "You are the assistant of a gym branch. From the day's log, write a report to head office: visits, incidents, cancellations and their reasons."][fi]; cre = T0 - R.uniform(3, 60) * 86400
    for _ in range(cnt_(20)):
        a = mk('franchise', country=R.choice(['DE', 'PL', 'FR']) if fi else 'US', mail=dm, card='pm_' + dm, created=cre + R.random() * 5 * 86400, ua='python-requests/2.31.0', plan='team', home=[(prefix(0) + '.%d' % R.randrange(255), R.choice([16509, 3320]), 'DE')] if fi else None); a.stop = END; a.temp = .2; a.maxt = 900; br = name(2).title()
        for t in times(a, R.choice([1, 2]), 'batch2', jitter=0): x = f"Branch {br}, {datetime.fromtimestamp(t, timezone.utc):%Y-%m-%d}. " + '; '.join(f"{R.choice(WORDS)} {R.randrange(1, 400)}" for _ in range(8)) + '. Comments: ' + ' / '.join(fill(R.choice(["the {w} was cold", "nice {w}", "waited {n} minutes", "{w} out of stock"])) for _ in range(4)); emit(a, t, [{'role': 'system', 'content': sysm}, {'role': 'user', 'content': x}], reply(x, 'en', .8))
# --- an app's users behind their own keys
for nm, sp in (('MathPal', "You are MathPal, a tutor in an app. Work through the photo's problem step by step, explain why each step holds and ask one check question at the end."), ('LinguaDesk', "You are LinguaDesk, a conversation partner. Correct mistakes after each message and explain them in the learner's language.")):
    for _ in range(cnt_(48)):
        a = persona(mk('byok_app', ua='%s/%d.%d (iOS)' % (nm, R.choice([3, 4]), R.randrange(9)))); a.maxt = 1200; a.temp = .5
        for t in times(a, rate(.6, .9, 5), 'eve', jitter=1.5):
            if nm == 'MathPal': conv(a, t, R.choice(MATH + GSM + SVAMP) if R.random() < .6 else f"{R.randrange(2, 99)}x + {R.randrange(2, 99)} = {R.randrange(100, 999)}", lambda r: R.choice(['why', 'ok', 'is it %d?' % R.randrange(99), 'next one', 'I do not understand']), R.choice([1, 2, 3]), 'math', 'en', sp)
            else: conv(a, t, ask(a, R.choice(['en', 'es', 'fr', 'de'])), lambda r: follow(a, r, 'en'), R.choice([3, 5, 8]), 'chat', 'en', sp)
# --- AI judges in production and promptfoo users (unrelated), multilingual community, misc. heavy tails
for _ in range(cnt_(26)):
    a = persona(mk('judge_in_ci', mail=domain(), net='dc'), 'en'); tp = R.choice(JUDGE + ['Score the following answer from 1 to 10 for helpfulness and explain.\nQ: {question}\nA: {answer}'] * 3); prod = R.sample(WORDS, 5); a.temp = 0
    for t in times(a, rate(2.2, .8, 12), 'office', jitter=1.5): q = f"{R.choice(VERBS)} my {R.choice(prod)} {R.choice(WORDS)}?"; x = tp.replace('{question}', q).replace('{answer}', reply(q, 'en', .3)).replace('{answer_a}', reply(q, 'en', .3)).replace('{answer_b}', reply(q, 'en', .3)); emit(a, t, [{'role': 'user', 'content': x}], 'Rating: [[%d]] ' % R.randrange(1, 10) + reply(q, 'en', .3))
# --- professionals and students of a field, competitive programmers, browser agents, functions in products
for _ in range(cnt_(60)):
    a = persona(mk('domain_professional')); tx = TAXES[R.choice(list(TAXES))]; mine = R.sample(tx[0], 6)
    for t in times(a, rate(.8, .8, 6), R.choice(['office', 'eve']), jitter=1.3):
        x, y = R.choice(mine), R.choice(tx[1]); conv(a, t, R.choice([f"{y} in {x}?", f"I have a case of {x}, {R.choice(WHO)}. What about {y}? Think it through.", f"summarise {y} of {x} for my notes", f"quiz me on {x} ({y}) and explain the answers", f"is this right for {x}: {fill(R.choice(L['en']['rep']))} I am unsure on {y}"]), lambda r: follow(a, r, 'en'), R.choice([1, 2, 3, 4]), 'chat', 'en', size=1.6)
for _ in range(cnt_(40)):
    a = persona(mk('competitive_programmer'), 'en'); mkdev(a); a.reason = R.choice(['high', 'medium', None]); rr = random.Random(R.randrange(1 << 30))
    for t in times(a, rate(.7, .8, 6), 'night', jitter=1.4): conv(a, t, R.choice(['', 'TLE on test %d. ' % R.randrange(3, 60), 'hint only: ', 'prove the greedy. ', 'full reasoning please. ']) + codeprob(rr) + R.choice(['', '\n```\n' + snip(None, 'py') + '```']), lambda r: R.choice(['WA on test %d' % R.randrange(2, 40), 'why is that O(n log n)?', 'can you do it in C++', 'counterexample?']), R.choice([1, 2, 3, 5]), 'code')
for _ in range(cnt_(26)):
    a = mk('browser_agent_user', ua='webhand/0.%d' % R.randrange(1, 9)); a.maxt = 4096
    for t in times(a, rate(.7, .9, 5), 'app', jitter=1.4):
        h = [{'role': 'system', 'content': 'You are WebHand, a browser assistant. Look at the page, think, then choose one action.'}, {'role': 'user', 'content': f"{R.choice(['book', 'find', 'fill in', 'compare', 'cancel'])} {R.choice(WORDS)} on {R.choice(SITES)} for {R.choice(FN)}, {R.choice(DOW)}"}]; ip = R.choice(a.ips)
        for s_ in range(R.choice([3, 4, 6, 9])):
            o = f"The page shows {R.choice(WORDS)}; I will use {R.choice(WORDS)}."; emit(a, t, [dict(z) for z in h], o, tools=['click', 'type', 'scroll', 'back', 'done'], calls=[(R.choice(['click', 'type', 'scroll']), {'ref': 'e%d' % R.randrange(90)})], ip=ip); h += [{'role': 'assistant', 'content': o}, {'role': 'user', 'content': 'page: ' + ' | '.join(R.sample(WORDS, 6))}]; t += R.lognormvariate(2, .4)
for _ in range(cnt_(30)):
    dm = domain(); a = persona(mk('startup_tools', mail=dm, net='dc', created=T0 - R.uniform(20, 400) * 86400, plan='team'), 'en'); a.stop = END; tl = [R.choice(VERBS) + '_' + R.choice(WORDS) for _ in range(R.choice([2, 4, 6]))]; w = R.sample(WORDS, 8)
    for t in times(a, rate(1.8, .9, 15), 'app', jitter=.7):
        u = f"{R.choice(['where is my', 'change my', 'cancel the', 'what does the', 'add a'])} {R.choice(w)} {R.choice(w)}{R.choice(['', ' please', ' asap'])} {R.choice(['', '#%d' % R.randrange(9999)])}"; h = [{'role': 'system', 'content': f"Assistant of {dm}. Use functions for account data. Confirm before changes."}, {'role': 'user', 'content': u}]; tn = R.choice(tl)
        emit(a, t, [dict(z) for z in h], '', tools=tl, calls=[(tn, {'q': R.choice(w)})]); h += [{'role': 'assistant', 'content': '', 'tool_calls': [{'id': 'call_1', 'type': 'function', 'function': {'name': tn, 'arguments': '{}'}}]}, {'role': 'tool', 'tool_call_id': 'call_1', 'content': json.dumps({R.choice(w): R.randrange(999), 'status': R.choice(['ok', 'open', 'late'])})}]; emit(a, t + 3, [dict(z) for z in h], reply(u, 'en', .4), tools=tl)
# --- resellers and aggregators
RES = []
for ri in range(max(3, cnt_(6))):
    dm = domain(); a = persona(mk('reseller', mail=dm, org='org_' + hx(5), plan='enterprise', net='dc', created=T0 - R.uniform(60, 500) * 86400, verified=True, style=R.choice(['openai', 'openai', 'anthropic'])), 'en'); a.stop = END; a.redact = False; a.newat = LAUNCH + 3600 * 5; RES.append(a); a.maxt = 4096; a.nosess = ri % 2 == 0
    for _ in range(cnt_(R.choice([30, 45, 60]))):
        u = reseller_user(a, 'reseller_user'); p = Acct(); p.lang = R.choices(CS, CW)[0]; p.tz = GEO[p.lang][1]; p.lang = GEO[p.lang][2]; persona(p); mkdev(p); p.start, p.stop = (T0, END) if R.random() < .6 else (T0 + R.random() * DAYS * 86400 * .7, END); dv = R.random() < .3
        for t in times(p, rate(.35, .9, 3), R.choice(['eve', 'office', 'night']), jitter=1.4):
            if dv: conv(a, t, devq(p), lambda r: devfu(p), R.choice([1, 1, 2, 4]), 'code', 'en', None, u)
            else:
                lg = p.plang; conv(a, t, ask(p, lg), lambda r: follow(p, r, lg), min(8, 1 + int(R.expovariate(1 / 1.6))), 'chat', lg, None, u)
# fill to N with casual accounts (little traffic: most of a provider's accounts)
while len([1 for x in TRUTH if x['end_user'] is None]) < N:
    a = persona(mk('casual'))
    if R.random() < .3: mkdev(a)
    for t in times(a, rate(.12, 1.1, 3), R.choice(['eve', 'office', 'night', 'app']), jitter=2):
        if hasattr(a, 'repo') and R.random() < .6: conv(a, t, devq(a), lambda r: devfu(a), R.choice([1, 2]), 'code')
        else: chat_day(a, t)

CAMP = []
if A.scenario == 'mix':
    # -*- coding: utf-8 -*-
    # ================================================================ campaigns
    K = A.attack / 360.0; CAMP = []
    def rfc(t): return datetime.fromtimestamp(t, timezone.utc).strftime('%Y-%m-%dT%H:%M:%SZ')
    def operator(cid, pop, n, skill, day0, day1, ctry=None):
        """the accounts of one operator: what they share depends on the skill"""
        out = []; d0, d1 = T0 + day0 * 86400, T0 + day1 * 86400
        cards = ['pm_' + hx(12) for _ in range({'sloppy': max(1, n // 40), 'middling': max(3, n // 5), 'expert': 1}[skill])]
        vp = [(prefix(x) + '.%d' % R.randrange(255), x, R.choice(['US', 'NL', 'SG', 'DE', 'JP'])) for x in R.sample(VPN + list(DC), 5) for _ in range(6)]
        dcn = R.choice([24940, 63949, 20473, 14061]); dpf = prefix(dcn); dom = domain()
        uas = R.sample(UAS['httpx'] + UAS['openai-py'] + UAS['openai-js'], 4)
        for i in range(n):
            if skill == 'sloppy':
                a = mk(pop, country=ctry or R.choice(['US', 'SG', 'HK']), created=d0 - R.uniform(.2, 2.2) * 86400, home=[(dpf + '.%d' % R.randrange(1, 60), dcn, DC[dcn])], ua=uas[0], card=R.choice(cards), mail=dom if R.random() < .7 else 'outlook.com', campaign=cid, style='openai', verified=False, plan='payg', model=OLD)
                a.temp, a.topp, a.maxt, a.stream, a.reason, a.parts, a.noja4 = .7, None, 8192, False, None, False, False
            elif skill == 'middling':
                a = mk(pop, country=R.choice(['US', 'US', 'GB', 'SG', 'JP', 'DE', 'CA', 'VN', 'ID']), created=d0 - R.uniform(0.5, 12) * 86400, home=R.sample(vp, R.choice([2, 3, 4])), ua=R.choice(uas), card=R.choice(cards), mail=R.choice(['outlook.com', 'gmail.com', 'hotmail.com', 'proton.me', dom]), campaign=cid, style=R.choice(['openai', 'openai', 'openai', 'anthropic']), verified=R.random() < .1, plan=R.choice(['payg', 'payg', 'pro']), model=OLD)
                a.temp = R.choice([.6, .7, 1.0]); a.topp = R.choice([None, .95]); a.maxt = R.choice([4096, 8192, 8192, 16000]); a.reason = R.choice([None, 'high', 'medium']); a.ipw = [1] * len(a.ips)
            else:
                a = mk(pop, campaign=cid, created=d0 - R.lognormvariate(math.log(50), .6) * 86400, model=OLD, plan=R.choice(['payg', 'pro', 'payg', 'team']), verified=R.random() < .35)
                a.maxt = R.choice([None, 4096, 4096, 8192, 8192, 16000]); a.reason = R.choice([None, 'medium', 'high', 'high']); a.redact = False
                if R.random() < .5: a.ips = [(prefix(0) + '.%d' % R.randrange(1, 255), R.choice(GEO[a.country][3]), a.country) for _ in range(R.choice([3, 5, 8]))]; a.ipw = [1] * len(a.ips)
            a.redact = False; a.meta_missing = False; persona(a); mkdev(a); a.skill = skill
            a.h0 = d0 + (0 if skill == 'sloppy' else R.expovariate(1 / 1.2) * 86400 * (1 if skill == 'middling' else 1.6)); a.h1 = d1
            if R.random() < {'sloppy': .15, 'middling': .25, 'expert': .08}[skill]:           # lost or banned and replaced
                if R.random() < .5: a.h1 = min(d1, a.h0 + R.uniform(2, 6) * 86400)
                else: a.h0 = d0 + R.uniform(.25, .6) * (d1 - d0); a.created = max(a.created, a.h0 - 86400 * 2) if skill != 'expert' else a.created
            a.start = max(T0, a.created); a.stop = a.h1 if skill != 'expert' else END; a.newat = END + 1
            out.append(a)
        return out
    def slots(a, per_day, prof):
        ts = times(a, per_day, prof, jitter=.35); return [t for t in ts if a.h0 <= t < a.h1 and not (a.pause[0] <= t < a.pause[1])]
    def cover(a, t):
        if a.skill == 'expert': (chat_day(a, t) if R.random() < .7 else conv(a, t, devq(a), lambda r: devfu(a), R.choice([1, 2, 3]), 'code'))
        else:                                                                                   # the proxy's other customers
            p = Acct(); p.lang = GEO[R.choices(CS, CW)[0]][2]; persona(p); mkdev(p)
            if R.random() < .3: conv(a, t, devq(p), lambda r: devfu(p), R.choice([1, 2, 3]), 'code')
            else: lg = p.plang; conv(a, t, ask(p, lg), lambda r: follow(p, r, lg), R.choice([1, 1, 2, 4]), 'chat', lg)
    def queue(items, k):
        q = [x for x in items for _ in range(k)]
        q = [q[i] for i in sorted(range(len(q)), key=lambda i: (i // k) + R.uniform(0, 60))]   # in order of the list, copies apart
        st = [0]
        def nxt():
            x = q[st[0] % len(q)]; st[0] += 1; return x
        return nxt
    def campaign(cid, kind, skill, accs, per_day, prof, work, day0, day1, share_cover, pivot=None, note=None):
        CAMP.append({'id': cid, 'campaign': cid, 'kind': kind, 'skill': skill, 'start': rfc(T0 + day0 * 86400), 'end': rfc(T0 + day1 * 86400), 'size': len(accs)})
        pd = T0 + R.uniform(day0 + 2, max(day0 + 3, day1 - 2)) * 86400; ev = []
        for a in accs:
            a.pause = (pd, pd + R.uniform(.3, .9) * 86400)                                        # operator's breakdown
            m = per_day * R.lognormvariate(0, .25 if skill == 'sloppy' else .45)
            for t in slots(a, m, prof): ev.append((t, a, 'w'))
            if share_cover:
                tm = times(a, m * share_cover / 2.2, 'eve' if skill == 'expert' else 'flat', jitter=1)
                for t in tm:
                    if skill == 'expert' or a.h0 <= t < a.h1: ev.append((t, a, 'c'))
        ev.sort(key=lambda x: x[0])
        for t, a, k in ev:
            if pivot and t > LAUNCH + pivot * 3600 and R.random() < a.drift + .35: a.model = NEW
            if k == 'w': work(a, t)
            else: cover(a, t)
    def sz(b): return max(8, int(round(b * K * R.uniform(.85, 1.15))))
    LGN = {'en': 'English', 'es': 'Spanish', 'pt': 'Portuguese', 'fr': 'French', 'de': 'German', 'ru': 'Russian', 'zh': 'Chinese', 'ja': 'Japanese', 'ko': 'Korean', 'ar': 'Arabic', 'hi': 'Hindi', 'id': 'Indonesian', 'tr': 'Turkish', 'vi': 'Vietnamese', 'pl': 'Polish'}
    rq = random.Random(R.randrange(1 << 30))
    # 1 --- chain of thought of maths and code: sloppy, large
    d0, d1 = 4, 15; accs = operator('c1_cot_math_code', 'campaign', sz(98), 'sloppy', d0, d1)
    TPL1 = R.choice(["Solve the following problem. First write your complete chain of thought inside <think> and </think>, without skipping any step. Then give the final result after 'Answer:'.\n\n{p}", "You will be given a task. Think step by step in as much detail as you can before answering, and show the whole reasoning process. Put the final answer in \\boxed{}.\n\nTask: {p}"])
    nx = queue(R.sample(GSM, 1500) + R.sample(MATH, 1200) + [codeprob(rq) for _ in range(700)], 3)
    def w1(a, t):
        p = nx(); emit(a, t, [{'role': 'user', 'content': TPL1.replace('{p}', p)}], ('<think>' if '<think>' in TPL1 else '') + reply(p, 'en', 2.5, 'math' if 'n <=' not in p else 'code') + ('</think>\nAnswer: see above' if '<think>' in TPL1 else ''))
    campaign('c1_cot_math_code', 'chain-of-thought of maths and code', 'sloppy', accs, 9, 'flat', w1, d0, d1, 0, pivot=20)
    # 2 --- grading and preference data: middling
    d0, d1 = 2, 16; accs = operator('c2_grading', 'campaign', sz(45), 'middling', d0, d1)
    CR = ['helpfulness', 'factual accuracy', 'depth', 'clarity', 'instruction following', 'harmlessness', 'coherence', 'conciseness', 'completeness']
    def w2(a, t, nx=queue(R.sample(BIG, 500) + R.sample(ALP, 600) + R.sample(CHATP, 500), 2)):
        p = nx()[:1200]; x, y = reply(p, 'en', R.uniform(.5, 1.3)), reply(p, 'en', R.uniform(.5, 1.3)); cs = ', '.join(R.sample(CR, R.choice([3, 4, 5])))
        s = R.choice(["Compare the two candidate replies below. For each of {c} give a score from 1 to 10 with a justification of at least two sentences, then name the better reply.", "You are an expert evaluator. Rate Response 1 and Response 2 on {c}. Explain your thinking before each score. End with the verdict as JSON: {\"chosen\": 1 or 2, \"margin\": 0-3}.", "Which answer would a careful reader prefer? Consider {c}. Write the critique first, then the scores, then the preference.", "Act as a judge. Derive a rubric for the instruction ({c}), grade both outputs against it and state which wins.", "Please assess A and B with respect to {c}; be strict, list concrete flaws, and give numbers."]).replace('{c}', cs)
        lab = R.choice([('[Response 1]', '[Response 2]'), ('A:', 'B:'), ('### Candidate 1', '### Candidate 2'), ('<reply_a>', '<reply_b>')]); body = f"{R.choice(['Instruction', 'Question', 'Prompt', 'User request'])}: {p}\n\n{lab[0]}\n{x}\n\n{lab[1]}\n{y}"
        m = [{'role': 'user', 'content': R.choice([s + '\n\n' + body, body + '\n\n' + s])}] if R.random() < .6 else [{'role': 'system', 'content': s}, {'role': 'user', 'content': body}]
        emit(a, t, m, f"{cs.split(', ')[0].title()}: {R.randrange(3, 10)} and {R.randrange(3, 10)}. " + reply(p, 'en', 1) + ' {"chosen": %d, "margin": %d}' % (R.randrange(1, 3), R.randrange(4)), tmp=0.2 if R.random() < .7 else None)
    campaign('c2_grading', 'grading and preference data', 'middling', accs, 8, 'app', w2, d0, d1, .25)
    # 3 --- agentic coding trajectories: middling or expert by seed
    sk = ['expert', 'middling'][A.seed % 2]; d0, d1 = 5, DAYS; accs = operator('c3_agentic_coding', 'campaign', sz(64), sk, d0, d1)
    REPOS = [(name(2) + R.choice(['py', 'kit', 'lib', '-' + R.choice(WORDS)]), R.sample(WORDS, 10)) for _ in range(70)]
    SP3 = ["You are a software engineering agent in a sandbox. The repository is at {cwd}. Solve the issue. Think out loud before each command, run the tests, and submit when they pass.", "You can use the tools to change the code base in {cwd}. Explain the reason for each action. Make the failing tests pass without changing the tests.", AGENTS['openpilot'][0], AGENTS['kestrel'][0]]
    TL3 = [['read_file', 'apply_diff', 'execute_command', 'submit'], ['view', 'str_replace_editor', 'bash', 'finish'], AGENTS['openpilot'][1], AGENTS['kestrel'][1]]
    def issue(r):
        n, ws = r.choice(REPOS); w, w_ = r.sample(ws, 2)
        return (n, ws, r.choice([f"{w}.{r.choice(VERBS)}() ignores `{w_}` when the value is {r.choice(['None', '0', 'an empty list', 'negative'])}", f"{fill(r.choice(ERRS), w=w)} raised by {n} {r.randrange(0, 4)}.{r.randrange(20)}.{r.randrange(9)} when {w_} is nested", f"Add support for {w_} in {w}", f"Regression: {w} output is not stable between runs", f"Wrong {w_} reported by `{n} {w} --{r.choice(VERBS)}`"]) + f"\n\nSteps to reproduce:\n```\n{snip(ws, 'py')}```\nExpected: {w_} is kept. Actual: {r.choice(['exception', 'silently dropped', 'wrong order', 'duplicate'])}.")
    def w3(a, t, nx=queue([issue(rq) for _ in range(2600)], 2)):
        n, ws, txt = nx(); i = a.h3; cwd = ['/testbed', '/workspace/' + n, '/repo', '/home' + '/dev/' + n][i] if sk == 'middling' else a.cwd3 % n
        files = [f'{n}/{R.choice(ws)}.py' for _ in range(5)] + [f'tests/test_{R.choice(ws)}.py']
        agent(a, t, R.choice(['', 'Fix this issue:\n', '<issue>\n']) + txt, cwd, ws, SP3[i].replace('{cwd}', cwd).replace('{os}', 'linux bash').replace('{d}', datetime.fromtimestamp(t, timezone.utc).strftime('%Y-%m-%d')), TL3[i], files=files, steps=max(3, min(16, int(R.lognormvariate(1.75, .4)))), gap=5)
    for a in accs:
        a.h3 = R.randrange(4) if sk == 'middling' else R.choice([2, 3, 3]); a.cwd3 = R.choice(['/home/%s/', '/Users/%s/code/']) % R.choice(FN).lower() + '%s'
        if a.h3 >= 2: a.ua = AGENTS['openpilot' if a.h3 == 2 else 'kestrel'][2].replace('{v}', str(R.randrange(30))); a.ja4 = ja4_of(a.ua)
    campaign('c3_agentic_coding', 'agentic coding trajectories', sk, accs, 1.3, 'flat' if sk == 'middling' else 'office', w3, d0, d1, .4 if sk == 'middling' else .5, pivot=8)
    # 4 --- tool use and computer use: middling
    d0, d1 = 7, 18; accs = operator('c4_tool_use', 'campaign', sz(30), 'middling', d0, d1)
    cu = [f"On {rq.choice(SITES)}: {rq.choice(['find the cheapest', 'filter by', 'export the list of', 'change the', 'cancel the', 'compare two'])} {rq.choice(WORDS)} {rq.choice(['for ' + rq.choice(CITIES), 'from last week', 'above %d euro' % rq.randrange(20, 900), 'and save it as csv', 'then send a confirmation'])}" for _ in range(900)]
    def w4(a, t, nx=queue([('api', x) for x in R.sample(API, 500)] + [('gl', x) for x in GLAIVE] + [('tf', x) for x in R.sample(TOOLF, 250)] + [('cu', x) for x in cu], 2)):
        k, x = nx()
        if k == 'gl':
            tl = sorted({y for _, ts in x for y in ts}) or ['search']; h = [{'role': 'system', 'content': R.choice(['Use the functions when they help. Think before you call one.', 'You have access to functions. Plan first, then call.'])}]; ip = R.choice(a.ips)
            for u, _ in x[:4]: h.append({'role': 'user', 'content': u}); o = reply(u, 'en', .4); emit(a, t, [dict(z) for z in h], o, tools=tl, calls=[(tl[0], {'query': R.choice(words_of(u))})] if R.random() < .5 else None, ip=ip); h.append({'role': 'assistant', 'content': o}); t += R.lognormvariate(2, .4)
        elif k == 'cu':
            h = [{'role': 'system', 'content': R.choice(['You control a browser. At each step describe what you see, reason about the next action and emit exactly one action.', 'Computer use. Screen 1280x800. Explain why before each click.'])}, {'role': 'user', 'content': x}]; ip = R.choice(a.ips)
            for s in range(R.choice([3, 4, 5, 7])):
                act = R.choice([('click', {'x': R.randrange(1280), 'y': R.randrange(800)}), ('type', {'text': R.choice(WORDS)}), ('scroll', {'dy': 400}), ('screenshot', {})]); o = f"I see the {R.choice(WORDS)} panel; {R.choice(['next I open', 'I need', 'I select'])} {R.choice(WORDS)}."
                emit(a, t, [dict(z) for z in h], o, tools=['click', 'type', 'scroll', 'screenshot', 'done'], calls=[act], ip=ip); h.append({'role': 'assistant', 'content': o}); h.append({'role': 'user', 'content': [{'type': 'text', 'text': 'screenshot %d' % (s + 1)}, {'type': 'image_url', 'image_url': {'url': 'data:image/png;base64,omitted'}}]}); t += R.lognormvariate(2, .3)
        else:
            emit(a, t, [{'role': 'user', 'content': R.choice(['', 'Pick the right API and write the call, with your reasoning. ', 'Which tool, which arguments, and why? ', 'Plan, then call: ']) + x}], reply(x, 'en', .8, 'code'))
    campaign('c4_tool_use', 'tool use and computer use', 'middling', accs, 4, 'app', w4, d0, d1, .25)
    # 5 --- refusal edges: small, sloppy or middling
    sk = ['middling', 'sloppy'][A.seed % 2]; d0, d1 = 9, 16; accs = operator('c5_refusals', 'campaign', sz(13), sk, d0, d1)
    def w5(a, t, nx=queue(R.sample(REF, min(len(REF), 1800)), 1)):
        p = nx(); f = R.choice(["{p}", "{p}", "Say whether you would answer the following and why, then answer as far as you can: {p}", "Rewrite this request so that it can be answered within policy, then answer it: {p}", "{p}\nIf you decline, explain which rule applies."])
        emit(a, t, [{'role': 'user', 'content': f.replace('{p}', p)}], R.choice(["I can't help with that. ", "I won't give instructions for this, but here is what is safe to say. ", '']) + reply(p, 'en', .7))
    campaign('c5_refusals', 'refusal edges', sk, accs, 15, 'app', w5, d0, d1, .1 if sk == 'middling' else 0)
    # 6 --- a domain covered systematically: expert
    DOM = ['finance', 'law', 'medicine'][A.seed % 3]
    TAX = TAXES[DOM]
    grid = [(x, y) for x in TAX[0] for y in TAX[1]]; rq.shuffle(grid)
    def w6(a, t, nx=queue(grid, 4)):
        x, y = nx(); wh = R.choice(WHO)
        s = R.choice([f"I'm reading up on {x}. Can you take me through {y}, and how you get there?", f"{y} for {x}: what would a specialist consider, in what order, and why", f"Question about {wh}: {x}. I mostly want to understand {y}. Reason it through please.", f"explain {y} ({x}) with the reasoning, not only the result", f"Suppose {wh} has to deal with {x}. Work out {y} carefully and say where you are unsure.", f"Write me a detailed note on {x}, section: {y}", f"{x} - {y}? think it through", f"how would you teach {y} in {x} to a junior? include the why of each step", f"Give me a hard exam question on {x} that tests {y}, then a model answer with full reasoning."])
        if a.lower: s = s.lower()
        if R.random() < .25: conv(a, t, s, lambda r: follow(a, r, 'en'), 2, 'chat', 'en', None, size=2.5)
        else: emit(a, t, [{'role': 'user', 'content': s}], reply(s, 'en', 3), session='sess_' + hx(10))
    d0, d1 = 3, 19; accs = operator('c6_domain', 'campaign', sz(36), 'expert', d0, d1)
    campaign('c6_domain', 'a domain covered systematically (%s)' % DOM, 'expert', accs, 5, 'eve', w6, d0, d1, .45)
    # 7 --- reasoning traces in many languages: middling
    NAT = {'es': "{a} tiene {x} cajas con {y} {w} cada una y regala {z}. ¿Cuántas quedan?", 'fr': "{a} achète {x} lots de {y} {w} et en perd {z}. Combien en reste-t-il ?", 'de': "{a} hat {x} Kisten mit je {y} {w} und gibt {z} ab. Wie viele bleiben?", 'ru': "У {a} есть {x} коробок по {y} {w}, отдано {z}. Сколько осталось?", 'zh': "{a}有{x}箱{w},每箱{y}个,送出{z}个,还剩多少?", 'ja': "{a}は{w}を{y}個ずつ{x}箱持っていて、{z}個あげました。残りはいくつ?", 'ko': "{a}는 {w}가 {y}개씩 든 상자 {x}개가 있고 {z}개를 주었다. 남은 개수는?", 'pt': "{a} tem {x} caixas com {y} {w} e doa {z}. Quantas sobram?", 'ar': "لدى {a} {x} صناديق في كل منها {y} {w} وأعطى {z}. كم بقي؟", 'hi': "{a} के पास {x} डिब्बे हैं, हर एक में {y} {w}, {z} दे दिए। कितने बचे?", 'id': "{a} punya {x} kotak berisi {y} {w} dan memberi {z}. Berapa sisanya?", 'vi': "{a} có {x} hộp, mỗi hộp {y} {w}, cho đi {z}. Còn lại bao nhiêu?", 'tr': "{a} {x} kutuda {y} {w} tutuyor ve {z} veriyor. Kaç kalır?"}
    INS = {'es': 'Razona paso a paso en español antes de responder.', 'fr': 'Raisonne étape par étape en français avant de répondre.', 'de': 'Denke Schritt für Schritt auf Deutsch.', 'ru': 'Рассуждай по шагам на русском языке.', 'zh': '请用中文一步一步思考,再给出答案。', 'ja': '日本語で順を追って考えてから答えてください。', 'ko': '한국어로 단계별로 생각한 뒤 답하세요.', 'pt': 'Pense passo a passo em português.', 'ar': 'فكر خطوة بخطوة باللغة العربية.', 'hi': 'हिंदी में कदम दर कदम सोचकर उत्तर दें।', 'id': 'Pikirkan langkah demi langkah dalam bahasa Indonesia.', 'vi': 'Hãy suy nghĩ từng bước bằng tiếng Việt.', 'tr': 'Türkçe adım adım düşün.'}
    it7 = []
    for _ in range(2200):
        lg = rq.choice(list(NAT)); it7.append((lg, NAT[lg].format(a=rq.choice(FN), x=rq.randrange(3, 40), y=rq.randrange(3, 60), z=rq.randrange(2, 90), w=rq.choice(WORDS)) if rq.random() < .6 else (rq.choice([f'({LGN[lg]}) ', f'Answer in {LGN[lg]}: ', f'Translate to {LGN[lg]} and solve there: ']) + rq.choice(GSM + BBH + ALP))))
    def w7(a, t, nx=queue(it7, 2)):
        lg, p = nx(); i = R.choice([INS[lg], INS[lg], f'The language of your reasoning must be {LGN[lg]} only.', f'Keep thinking and answer in the language of the user ({LGN[lg]}).'])
        m = [{'role': 'user', 'content': R.choice([p + '\n' + i, i + '\n' + p])}] if R.random() < .5 else [{'role': 'system', 'content': i}, {'role': 'user', 'content': p}]
        emit(a, t, m, reply(p, lg, 2) + math_reply(p)[:300])
    d0, d1 = 6, 17; accs = operator('c7_multilingual', 'campaign', sz(34), 'middling', d0, d1)
    campaign('c7_multilingual', 'reasoning traces in many languages', 'middling', accs, 8, 'flat', w7, d0, d1, .2, pivot=16)
    # 8 --- among the end users of a reseller
    rs = RES[0]; d0, d1 = 6, 16; n8 = sz(24); us = [reseller_user(rs, 'campaign', 'c8_reseller') for _ in range(n8)]
    EVO = ["Make the task below harder by adding one constraint, then solve the harder task in full.", "Rewrite this instruction so that it needs multi-step reasoning, and answer it.", "Answer in detail. Begin with your reasoning.", "Give an expert answer with all intermediate reasoning, then a one line summary.", "Write the ideal answer to this instruction."]
    nx8 = queue(R.sample(ALP, 700) + R.sample(BBH, 400) + R.sample(OCW, 200) + [codeprob(rq) for _ in range(300)], 1)
    CAMP.append({'id': 'c8_reseller', 'campaign': 'c8_reseller', 'kind': 'general instructions, among the end users of a reseller', 'skill': 'middling', 'start': rfc(T0 + d0 * 86400), 'end': rfc(T0 + d1 * 86400), 'size': n8})
    for u in us:
        p = Acct(); p.lang = 'en'; p.tz = 8; persona(p, R.choice(['en', 'zh', 'es'])); mkdev(p); p.start, p.stop = T0 + (d0 + R.random() * 1.5) * 86400, T0 + d1 * 86400
        for t in times(p, 8 * R.lognormvariate(0, .3), 'app', jitter=.3, tz=8): x = nx8(); emit(rs, t, [{'role': 'user', 'content': R.choice(EVO) + '\n\n' + x if R.random() < .8 else x + '\n\n' + R.choice(EVO)}], reply(x, 'en', 1.8), user=u)
        for t in times(p, 2, 'eve', tz=8): conv(rs, t, ask(p, p.plang), lambda r: follow(p, r, p.plang), R.choice([1, 2]), 'chat', p.plang, None, u)
    # 9 --- waits for the new model: expert, small
    lday = (LAUNCH - T0) / 86400; d0, d1 = lday + .05, DAYS; accs = operator('c9_launch_pivot', 'campaign', sz(18), 'expert', d0, d1)
    P9 = ["{p}\n\nDerive it properly, I want to see where each step comes from.", "please reason carefully about this: {p}", "{p} -- full working, then check your own result", "Here is something hard. Think for as long as you need.\n{p}", "{p}\nwhat are two different ways to solve this? work both out", "I need to understand this deeply: {p}"]
    def w9(a, t, nx=queue(R.sample(OCW, 250) + [codeprob(rq) for _ in range(700)] + R.sample(MATH, 500), 2)):
        a.model = NEW; p = nx(); s = R.choice(P9).replace('{p}', p); emit(a, t, [{'role': 'user', 'content': s}], reply(p, 'en', 3, R.choice(['math', 'code'])), model=NEW, effort='high' if R.random() < .6 else 0, session='sess_' + hx(10))
    campaign('c9_launch_pivot', 'hard reasoning, starts with the new model', 'expert', accs, 9, 'eve', w9, d0, d1, .5)
    for a in accs: pass

# ---------------------------------------------------------------- write
os.makedirs(A.out, exist_ok=True); LOG.sort(key=lambda x: x[0]); n = len(LOG)
dup = [LOG[R.randrange(n)] for _ in range(int(n * .002))]; LOG += dup
for i in range(0, n, 97): j = min(n - 1, i + R.randrange(40)); LOG[i], LOG[j] = LOG[j], LOG[i]
with gzip.open(os.path.join(A.out, 'log.jsonl.gz'), 'wt', compresslevel=2, encoding='utf-8') as f:
    for _, s in LOG: f.write(s + '\n')
with open(os.path.join(A.out, 'accounts.csv'), 'w', newline='') as f:
    w = csv.writer(f); w.writerow('account valid_from created country plan verified payment email_domain org reseller'.split())
    for a in ACC:
        if a.id not in SEEN: continue
        c = datetime.fromtimestamp(a.created, timezone.utc).strftime('%Y-%m-%dT%H:%M:%SZ')
        w.writerow([a.id, c, c, a.country, a.plan, str(a.verified).lower(), a.payment or '', a.mail, a.org or '', 'true' if a.pop == 'reseller' else 'false'])
tr = [x for x in TRUTH if x['account'] in SEEN and (x['end_user'] is None or (x['account'], x['end_user']) in EUSEEN)]
json.dump({'version': 1, 'seed': A.seed, 'accounts': tr, 'campaigns': CAMP}, open(os.path.join(A.out, 'truth.json'), 'w'), indent=0)
from collections import Counter
print(len(LOG), 'exchanges', len(SEEN), 'accounts', len(tr), 'rows'); print(Counter(x['population'] for x in tr).most_common())
cnt = Counter(); 
byid = {a.id: a for a in ACC}
for _, s in LOG: cnt[byid[s[s.index('"id": "acct_') + 7:][:15]].pop] += 1
print(cnt.most_common()); print(json.dumps(CAMP))
