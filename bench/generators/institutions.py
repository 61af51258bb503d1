"""Labelled synthetic API traffic: institutions and people at work.

Ordinary traffic: individuals, and many innocent groups that really are coordinated (courses before a
deadline, school lessons on one address, hackathons, evaluation and annotation firms, translation
bureaus, newsrooms, legal and medical offices, administrations, gig workers who paste what they are
given, tutoring companies, prompt courses, families on one card, labs with and without a licence).
Campaigns pose as these institutions, or recruit gig workers and students who sell a few prompts a day.

    python institutions.py --seed N --benign 8000 --attack 900 --days 21 \
        --scenario mix|none|small --prompts DIR --out DIR
"""
import argparse
import datetime as dt
import glob
import gzip
import json
import math
import os
import random
import re

import numpy as np

DAY = 86400.0

# ---------------------------------------------------------------- places and networks
CC = {  # country: (hours from UTC, language, access networks, mobile network, research network)
    'US': (-5, 'en', [7922, 701, 7018, 20115, 22773], 21928, 11537), 'CA': (-5, 'en', [812, 577, 6327], 6167, 6509),
    'GB': (0, 'en', [2856, 5089, 5607], 12576, 786), 'DE': (1, 'de', [3320, 3209, 8881, 31334], 6805, 680),
    'AT': (1, 'de', [8447, 8412], 25255, 1853), 'FR': (1, 'fr', [3215, 12322, 15557], 5410, 2200),
    'NL': (1, 'en', [1136, 33915], 15480, 1103), 'ES': (1, 'es', [3352, 12479], 12430, 766),
    'IT': (1, 'es', [3269, 1267], 30722, 137), 'PL': (1, 'pl', [5617, 12741, 5588], 8374, 8501),
    'PT': (0, 'pt', [3243, 2860], 12353, 1930), 'BR': (-3, 'pt', [28573, 26599, 18881], 26615, 1916),
    'MX': (-6, 'es', [8151, 13999], 28403, 18592), 'AR': (-3, 'es', [7303, 22927], 11664, 4270),
    'CO': (-5, 'es', [10620, 3816], 26611, 27817), 'IN': (5.5, 'en', [24560, 9829, 55410], 55836, 55824),
    'PK': (5, 'en', [45595, 9541], 59257, 45773), 'BD': (6, 'en', [63526, 17494], 24389, 63961),
    'PH': (8, 'en', [9299, 4775], 10139, 9821), 'VN': (7, 'vi', [45899, 7552, 18403], 24086, 24175),
    'ID': (7, 'id', [17974, 7713], 23693, 45292), 'TR': (3, 'tr', [9121, 47331, 34984], 16135, 8517),
    'RU': (3, 'ru', [12389, 8402, 42610], 31133, 3267), 'UA': (2, 'ru', [15895, 13188], 21497, 3255),
    'KZ': (5, 'ru', [9198, 21299], 29555, 59713), 'JP': (9, 'ja', [2516, 4713, 17676], 9605, 2907),
    'KR': (9, 'ko', [4766, 9318], 17858, 9459), 'TW': (8, 'zh', [3462, 9924], 24158, 1659),
    'SG': (8, 'zh', [9506, 4773], 45143, 3758), 'HK': (8, 'zh', [9304, 4760], 9231, 3662),
    'NG': (1, 'en', [37148, 36873], 29465, 37080), 'KE': (3, 'en', [33771, 36866], 33771, 36914),
    'ZA': (2, 'en', [37457, 3741], 29975, 2018), 'AU': (10, 'en', [1221, 4804], 133612, 7575),
}
CLOUDS = [(16509, 'US'), (16509, 'DE'), (396982, 'US'), (8075, 'NL'), (14061, 'SG'), (24940, 'DE'),
          (16276, 'FR'), (45102, 'SG'), (132203, 'HK'), (20473, 'JP'), (31898, 'US')]
VPNS = [(9009, 'NL'), (212238, 'US'), (60068, 'GB'), (9009, 'SG'), (136787, 'HK')]
PROFILE = {  # weight of each local hour
    'office': [0, 0, 0, 0, 0, 0, .2, 1, 5, 9, 10, 9, 5, 7, 9, 8, 7, 4, 1.5, .6, .4, .3, .2, .1],
    'consumer': [2, 1, .6, .3, .3, .5, 1, 2, 3, 4, 4, 4, 4, 4, 4, 4, 5, 5, 6, 7, 8, 8, 6, 4],
    'student': [5, 3, 2, 1, .4, .2, .3, 1, 2, 4, 5, 5, 4, 5, 6, 6, 6, 5, 6, 7, 9, 10, 10, 8],
    'evening': [2, 1, .3, .1, .1, .1, .3, .6, .6, .5, .5, .5, 1, 1, 1, 1, 2, 4, 7, 9, 10, 10, 7, 4],
    'flat': [1] * 24,
    'gig': [4, 3, 2, 2, 2, 2, 3, 3, 5, 6, 6, 6, 5, 6, 6, 6, 5, 5, 5, 6, 7, 7, 6, 5],
}
CUM = {k: list(np.cumsum(v)) for k, v in PROFILE.items()}

# ---------------------------------------------------------------- words of several languages
L = {}
L['en'] = dict(
    top=['photosynthesis', 'the French Revolution', 'compound interest', 'supply and demand', 'a tenancy agreement',
         'type 2 diabetes', 'recursion', 'the water cycle', 'Bayes theorem', 'a works council', 'data protection',
         'iron deficiency', 'our quarterly figures', 'the new bus timetable', 'hash tables', 'plate tectonics'],
    ask=['Explain {t} to a {n}-year-old.', 'Can you summarise {t} in {n} bullet points?', 'What are common mistakes about {t}?',
         'Write an email of {n} lines about {t} to {w}.', 'Give me {n} exam questions on {t} with answers.',
         'why is {t} important, short answer please', 'Compare {t} and {u}.', 'I have to present {t} on {d}. Make an outline.',
         'quick question: how does {t} relate to {u}?', 'Draft a note on {t} for {w}, max {n}0 words.'],
    fu=['shorter please', 'Can you give an example?', 'Now as a table.', 'Are you sure about the second point?', 'thanks! and in plainer words?',
        'Make it friendlier.', 'go on', 'And what about {t}?', 'Put that in an email to {w}.'],
    who=['my supervisor', 'Ms Okafor', 'the parents', 'a client', 'Tom', 'the committee', 'my landlord', 'Dr Patel'],
    day=['Monday', 'Tuesday', 'Thursday', 'Friday', 'Sunday'],
    wp=['{w} buys {a} boxes with {b} pens each and gives away {c}. How many pens are left?',
        'A train covers {a} km in {b} hours, then {c} km in 2 hours. What is its mean speed?',
        'A shop cuts a price of {a}0 by {b}% and then adds {c}% tax. What is the final price?',
        'Find all x with x^2 - {a}x + {b} = 0.', 'An urn holds {a} red and {b} blue balls. Two are drawn. P(both red)?'],
    cot=['Think step by step.', 'Show every step of your reasoning before the answer.', 'Reason carefully and write out your full working.',
         'Explain in detail how you get there, then give the result.', 'First list what is known, then derive the solution line by line.'],
    fin=['End with "Answer: <value>".', 'Put the final answer in \\boxed{}.', 'Last line: FINAL = ...', 'Finish with the answer alone on a line.', ''],
    gr=['Grade the answer from 1 to {n} using the rubric and justify each criterion.', 'You are an examiner. Score the response on accuracy, clarity and completeness (0-{n}).',
        'Assess the following answer. Give a score out of {n} and one sentence of feedback.'],
    pair=['Which of the two answers is better? Reply A, B or tie with reasons.', 'Compare response 1 and response 2; state the preferred one and why.'],
    tr=['Translate into {l}, keep the tone:', 'Translate the segment to {l}. Use the glossary.', 'Give a fluent {l} version of:'],
    rw=['Rewrite so that it reads naturally:', 'Rephrase in plain language for citizens:', 'Rewrite in a neutral tone, same length:', 'Tighten this paragraph:'],
    me=['I am in year {n}.', 'This is for {w}.', 'Due {d}.', 'Please keep it under {n}0 words.', '', '', ''])
L['de'] = dict(
    top=['die Photosynthese', 'den Zinseszins', 'die Weimarer Republik', 'den Mietvertrag', 'Bluthochdruck', 'die Elternzeit', 'den Satz des Pythagoras', 'die Bauvoranfrage', 'Datenschutz im Verein', 'die Abgabefrist'],
    ask=['Erkläre mir {t} in {n} Sätzen.', 'Schreibe eine E-Mail über {t} an {w}.', 'Was muss ich über {t} wissen?', 'Fasse {t} in {n} Punkten zusammen.', 'Erstelle {n} Prüfungsfragen über {t}.', 'Vergleiche {t} und {u}.'],
    fu=['Bitte kürzer.', 'Hast du ein Beispiel?', 'Und jetzt als Tabelle.', 'Formuliere es höflicher.', 'Stimmt das wirklich?'],
    who=['meine Chefin', 'Herrn Yilmaz', 'das Bürgeramt', 'die Klasse 9b', 'unsere Mandantin'], day=['Montag', 'Mittwoch', 'Freitag'],
    wp=['{w} kauft {a} Kisten mit je {b} Flaschen und gibt {c} ab. Wie viele bleiben?', 'Ein Zug fährt {a} km in {b} Stunden und dann {c} km in 2 Stunden. Wie hoch ist die mittlere Geschwindigkeit?', 'Löse x^2 - {a}x + {b} = 0.'],
    cot=['Denke Schritt für Schritt.', 'Zeige den vollständigen Rechenweg.', 'Begründe jeden Schritt ausführlich, bevor du antwortest.'], fin=['Endergebnis in der letzten Zeile.', 'Antwort: ...', ''],
    gr=['Bewerte die Antwort anhand der Kriterien mit 0 bis {n} Punkten und begründe.', 'Korrigiere die Aufgabe und gib eine Note von 1 bis 6.'], pair=['Welche der beiden Antworten ist besser? Begründe.'],
    tr=['Übersetze ins {l}:', 'Bitte ins {l} übertragen, Stil beibehalten:'], rw=['Schreibe den Text in Leichter Sprache um:', 'Formuliere bürgernah um:', 'Bitte flüssiger formulieren:'], me=['Abgabe am {d}.', 'Ich bin in Klasse {n}.', '', ''])
L['fr'] = dict(
    top=['la photosynthèse', 'les intérêts composés', 'la Révolution française', 'le bail commercial', "l'hypertension", 'le théorème de Thalès', 'le compte rendu', 'la carte grise', 'le budget communal'],
    ask=['Explique-moi {t} en {n} phrases.', 'Rédige un courriel à {w} sur {t}.', 'Résume {t} en {n} points.', 'Quelles erreurs éviter avec {t} ?', 'Prépare {n} questions d’examen sur {t}.', 'Compare {t} et {u}.'],
    fu=['Plus court, merci.', 'Un exemple ?', 'Sous forme de tableau.', 'Es-tu sûr ?', 'Dans un ton plus formel.'], who=['la mairie', 'Mme Dubois', 'mon professeur', 'le client', 'la rédaction'], day=['lundi', 'jeudi', 'vendredi'],
    wp=['{w} achète {a} boîtes de {b} stylos et en donne {c}. Combien en reste-t-il ?', 'Résoudre x^2 - {a}x + {b} = 0.', 'Un train parcourt {a} km en {b} h puis {c} km en 2 h. Vitesse moyenne ?'],
    cot=['Raisonne étape par étape.', 'Détaille tout le raisonnement.', 'Écris chaque étape avant de conclure.'], fin=['Réponse finale à la dernière ligne.', ''],
    gr=['Note la réponse sur {n} selon le barème et justifie.', 'Corrige cette copie et donne une appréciation.'], pair=['Laquelle des deux réponses est la meilleure ? Justifie.'],
    tr=['Traduis en {l} :', 'Traduction vers le {l}, registre soutenu :'], rw=['Réécris plus simplement :', 'Reformule ce paragraphe :', 'Réécris dans un ton neutre :'], me=['À rendre {d}.', '', ''])
L['es'] = dict(
    top=['la fotosíntesis', 'el interés compuesto', 'la Guerra Civil', 'el contrato de alquiler', 'la anemia', 'la recursividad', 'el padrón municipal', 'las oposiciones', 'la nota de prensa'],
    ask=['Explícame {t} en {n} frases.', 'Escribe un correo a {w} sobre {t}.', 'Resume {t} en {n} puntos.', '¿Qué errores hay que evitar con {t}?', 'Hazme {n} preguntas de examen sobre {t}.', 'Compara {t} y {u}.'],
    fu=['más corto por favor', '¿Un ejemplo?', 'Ponlo en una tabla.', '¿Seguro?', 'En tono más formal.'], who=['el ayuntamiento', 'la profesora', 'mi jefe', 'el cliente', 'Lucía'], day=['lunes', 'jueves', 'domingo'],
    wp=['{w} compra {a} cajas de {b} lápices y regala {c}. ¿Cuántos quedan?', 'Resuelve x^2 - {a}x + {b} = 0.', 'Un tren recorre {a} km en {b} h y {c} km en 2 h. ¿Velocidad media?'],
    cot=['Piensa paso a paso.', 'Muestra todo el desarrollo.', 'Razona con detalle cada paso antes de responder.'], fin=['Respuesta final: ...', ''],
    gr=['Califica la respuesta de 0 a {n} según la rúbrica y justifica.', 'Corrige el ejercicio y da retroalimentación.'], pair=['¿Cuál de las dos respuestas es mejor y por qué?'],
    tr=['Traduce al {l}:', 'Traduce este segmento al {l} sin cambiar el tono:'], rw=['Reescribe con lenguaje claro:', 'Reformula este párrafo:', 'Mejora la redacción:'], me=['Es para el {d}.', '', ''])
L['pt'] = dict(
    top=['a fotossíntese', 'juros compostos', 'o contrato de aluguel', 'a pressão alta', 'o vestibular', 'a Constituição', 'a ata da reunião', 'algoritmos de ordenação'],
    ask=['Explique {t} em {n} frases.', 'Escreva um e-mail para {w} sobre {t}.', 'Resuma {t} em {n} tópicos.', 'Crie {n} questões sobre {t}.', 'Compare {t} e {u}.'],
    fu=['mais curto', 'um exemplo?', 'em tabela', 'tem certeza?', 'mais formal, por favor'], who=['a prefeitura', 'o professor', 'o cliente', 'Ana'], day=['segunda', 'quinta', 'domingo'],
    wp=['{w} compra {a} caixas com {b} canetas e dá {c}. Quantas sobram?', 'Resolva x^2 - {a}x + {b} = 0.'],
    cot=['Pense passo a passo.', 'Mostre todo o raciocínio antes da resposta.'], fin=['Resposta final: ...', ''], gr=['Avalie a resposta de 0 a {n} e justifique.'], pair=['Qual das duas respostas é melhor? Por quê?'],
    tr=['Traduza para {l}:'], rw=['Reescreva em linguagem simples:', 'Melhore este texto:'], me=['Entrega na {d}.', '', ''])
L['zh'] = dict(
    top=['光合作用', '复利', '供需关系', '租赁合同', '高血压', '递归', '贝叶斯定理', '工作总结', '会议纪要', '民法典第五百条'],
    ask=['请用{n}句话解释{t}。', '写一封关于{t}的邮件给{w}。', '把{t}总结成{n}点。', '出{n}道关于{t}的考试题并附答案。', '比较{t}和{u}。', '{t}常见的误区有哪些？'],
    fu=['短一点', '举个例子', '做成表格', '你确定吗？', '语气再正式一些'], who=['导师', '王经理', '客户', '家长', '评审组'], day=['周一', '周四', '周五'],
    wp=['{w}买了{a}盒笔，每盒{b}支，送出{c}支，还剩多少支？', '解方程 x^2 - {a}x + {b} = 0。', '一列火车{b}小时行驶{a}公里，再用2小时行驶{c}公里，平均速度是多少？'],
    cot=['请一步一步思考。', '请写出完整的推理过程，再给出答案。', '先分析已知条件，再逐步推导。', '请详细说明每一步的依据。'], fin=['最后一行写“答案：”。', '最终答案放在\\boxed{}中。', ''],
    gr=['请根据评分标准给回答打分（1-{n}分）并说明理由。', '你是阅卷老师，请逐项评分，满分{n}。'], pair=['两个回答哪个更好？请说明理由。'], tr=['请翻译成{l}：', '翻译为{l}，保持语气：'], rw=['请改写得更自然：', '请润色下面这段话：', '换一种中性的说法：'], me=['{d}要交。', '', ''])
L['ru'] = dict(
    top=['фотосинтез', 'сложный процент', 'договор аренды', 'гипертонию', 'рекурсию', 'отчёт за квартал', 'теорему Байеса', 'налоговый вычет'],
    ask=['Объясни {t} в {n} предложениях.', 'Напиши письмо про {t} для {w}.', 'Кратко изложи {t}, {n} пунктов.', 'Составь {n} вопросов про {t}.', 'Сравни {t} и {u}.'],
    fu=['короче', 'приведи пример', 'сделай таблицу', 'точно?', 'более официально'], who=['клиента', 'Анны Сергеевны', 'кафедры', 'родителей'], day=['понедельник', 'четверг'],
    wp=['{w}: {a} коробок по {b} ручек, отдали {c}. Сколько осталось?', 'Решите x^2 - {a}x + {b} = 0.'], cot=['Рассуждай шаг за шагом.', 'Покажи полное решение с пояснениями.', 'Сначала подробно рассуждай, потом дай ответ.'], fin=['Ответ: ...', ''],
    gr=['Оцени ответ от 0 до {n} по критериям и обоснуй.'], pair=['Какой из двух ответов лучше и почему?'], tr=['Переведи на {l}:'], rw=['Перепиши проще:', 'Отредактируй текст:'], me=['Сдать в {d}.', '', ''])
L['tr'] = dict(
    top=['fotosentez', 'bileşik faiz', 'kira sözleşmesi', 'tansiyon', 'özyineleme', 'dilekçe', 'Osmanlı reformları'],
    ask=['{t} konusunu {n} cümleyle açıkla.', '{w} için {t} hakkında e-posta yaz.', '{t} konusunu {n} maddede özetle.', '{t} hakkında {n} sınav sorusu hazırla.', '{t} ile {u} arasındaki fark nedir?'],
    fu=['daha kısa', 'örnek ver', 'tablo yap', 'emin misin?'], who=['müdürüm', 'Ayşe Hanım', 'belediye', 'veliler'], day=['pazartesi', 'cuma'],
    wp=['{w} her birinde {b} kalem olan {a} kutu alıyor, {c} tanesini veriyor. Kaç kalem kalır?', 'x^2 - {a}x + {b} = 0 denklemini çöz.'], cot=['Adım adım düşün.', 'Bütün çözüm adımlarını göster.'], fin=['Sonuç: ...', ''],
    gr=['Cevabı ölçütlere göre 0-{n} arasında puanla ve gerekçelendir.'], pair=['Hangi cevap daha iyi? Neden?'], tr=['{l} diline çevir:'], rw=['Daha sade yaz:', 'Metni düzelt:'], me=['', ''])
L['vi'] = dict(
    top=['quang hợp', 'lãi kép', 'hợp đồng thuê nhà', 'cao huyết áp', 'đệ quy', 'báo cáo quý', 'định lý Bayes'],
    ask=['Giải thích {t} trong {n} câu.', 'Viết email cho {w} về {t}.', 'Tóm tắt {t} thành {n} ý.', 'Soạn {n} câu hỏi kiểm tra về {t}.', 'So sánh {t} và {u}.'],
    fu=['ngắn hơn', 'cho ví dụ', 'làm thành bảng', 'chắc không?'], who=['thầy Minh', 'khách hàng', 'phụ huynh', 'sếp'], day=['thứ hai', 'thứ sáu'],
    wp=['{w} mua {a} hộp, mỗi hộp {b} cây bút, cho đi {c} cây. Còn lại bao nhiêu?', 'Giải phương trình x^2 - {a}x + {b} = 0.'], cot=['Hãy suy nghĩ từng bước.', 'Trình bày đầy đủ lời giải từng bước.'], fin=['Đáp số: ...', ''],
    gr=['Chấm điểm câu trả lời từ 0 đến {n} và giải thích.'], pair=['Câu trả lời nào tốt hơn? Vì sao?'], tr=['Dịch sang {l}:'], rw=['Viết lại cho tự nhiên:', 'Sửa đoạn văn này:'], me=['', ''])
L['pl'] = dict(
    top=['fotosyntezę', 'procent składany', 'umowę najmu', 'nadciśnienie', 'rekurencję', 'uchwałę rady gminy', 'powstanie listopadowe'],
    ask=['Wyjaśnij {t} w {n} zdaniach.', 'Napisz e-mail o treści: {t}, odbiorca: {w}.', 'Streść {t} w {n} punktach.', 'Przygotuj {n} pytań: {t}.', 'Porównaj {t} i {u}.'],
    fu=['krócej', 'podaj przykład', 'zrób tabelę', 'na pewno?'], who=['pani Nowak', 'urząd gminy', 'klient', 'klasa 7a'], day=['poniedziałek', 'piątek'],
    wp=['{w} kupuje {a} pudełek po {b} długopisów i oddaje {c}. Ile zostało?', 'Rozwiąż x^2 - {a}x + {b} = 0.'], cot=['Myśl krok po kroku.', 'Pokaż pełne rozwiązanie.'], fin=['Odpowiedź: ...', ''],
    gr=['Oceń odpowiedź w skali 0-{n} i uzasadnij.'], pair=['Która odpowiedź jest lepsza i dlaczego?'], tr=['Przetłumacz na {l}:'], rw=['Przepisz prostszym językiem:', 'Popraw styl:'], me=['Na {d}.', '', ''])
L['id'] = dict(
    top=['fotosintesis', 'bunga majemuk', 'perjanjian sewa', 'hipertensi', 'rekursi', 'laporan bulanan'],
    ask=['Jelaskan {t} dalam {n} kalimat.', 'Tulis email ke {w} tentang {t}.', 'Ringkas {t} jadi {n} poin.', 'Buat {n} soal ujian tentang {t}.', 'Bandingkan {t} dan {u}.'],
    fu=['lebih singkat', 'beri contoh', 'jadikan tabel', 'yakin?'], who=['Bu Sari', 'klien', 'dosen', 'orang tua murid'], day=['Senin', 'Jumat'],
    wp=['{w} membeli {a} kotak berisi {b} pulpen dan memberikan {c}. Berapa sisanya?', 'Selesaikan x^2 - {a}x + {b} = 0.'], cot=['Pikirkan langkah demi langkah.', 'Tunjukkan semua langkah penyelesaian.'], fin=['Jawaban akhir: ...', ''],
    gr=['Nilai jawaban berikut 0-{n} dan beri alasan.'], pair=['Jawaban mana yang lebih baik? Mengapa?'], tr=['Terjemahkan ke {l}:'], rw=['Tulis ulang agar lebih jelas:'], me=['', ''])
L['ja'] = dict(
    top=['光合成', '複利', '賃貸契約', '高血圧', '再帰', '議事録', '源氏物語'], ask=['{t}を{n}文で説明してください。', '{w}へ{t}についてのメールを書いて。', '{t}を{n}点に要約して。', '{t}の試験問題を{n}問作って。', '{t}と{u}を比較して。'],
    fu=['もっと短く', '例をください', '表にして', '本当ですか？'], who=['田中先生', '取引先', '保護者', '部長'], day=['月曜', '金曜'],
    wp=['{w}は1箱{b}本入りのペンを{a}箱買い、{c}本あげた。残りは何本？', 'x^2 - {a}x + {b} = 0 を解け。'], cot=['段階的に考えてください。', '途中の推論をすべて書いてください。'], fin=['最後に「答え：」と書いてください。', ''],
    gr=['採点基準に従って{n}点満点で採点し、理由を述べてください。'], pair=['どちらの回答が優れていますか。理由も。'], tr=['{l}に翻訳してください：'], rw=['自然な文に書き直して：', 'やさしい日本語にして：'], me=['', ''])
L['ko'] = dict(
    top=['광합성', '복리', '임대차 계약', '고혈압', '재귀', '회의록'], ask=['{t}을(를) {n}문장으로 설명해 줘.', '{w}에게 {t} 관련 이메일을 써 줘.', '{t}을(를) {n}가지로 요약해 줘.', '{t} 시험 문제 {n}개 만들어 줘.', '{t}와(과) {u} 비교해 줘.'],
    fu=['더 짧게', '예를 들어 줘', '표로 만들어 줘', '확실해?'], who=['교수님', '고객', '학부모', '팀장님'], day=['월요일', '금요일'],
    wp=['{w}은(는) {b}자루씩 든 상자 {a}개를 사고 {c}자루를 주었다. 남은 것은?', 'x^2 - {a}x + {b} = 0 을 풀어라.'], cot=['단계별로 생각해 줘.', '풀이 과정을 모두 써 줘.'], fin=['최종 답: ...', ''],
    gr=['기준에 따라 {n}점 만점으로 채점하고 이유를 써 줘.'], pair=['두 답변 중 어느 것이 더 나은가? 이유는?'], tr=['{l}로 번역해 줘:'], rw=['자연스럽게 고쳐 써 줘:'], me=['', ''])
LNAME = {'en': 'English', 'de': 'German', 'fr': 'French', 'es': 'Spanish', 'pt': 'Portuguese', 'zh': 'Chinese', 'ru': 'Russian', 'tr': 'Turkish',
         'vi': 'Vietnamese', 'pl': 'Polish', 'id': 'Indonesian', 'ja': 'Japanese', 'ko': 'Korean'}
PREP = {'en': ['for', 'at', 'from', 'about', 'with'], 'de': ['für', 'bei', 'von', 'mit'], 'fr': ['pour', 'chez', 'avec', 'à'], 'es': ['para', 'en', 'de', 'con'], 'pt': ['para', 'em', 'com'], 'zh': ['对象：', '关于', '单位：'],
        'ru': ['для', 'из', 'про'], 'tr': ['için:', 'ile', 'kurum:'], 'vi': ['cho', 'với', 'tại'], 'pl': ['dla', 'z', 'od'], 'id': ['untuk', 'di', 'dengan'], 'ja': ['対象：', '会社：'], 'ko': ['대상:', '회사:']}
SYL = ['ka', 'lo', 'mi', 'ber', 'stra', 'ven', 'nor', 'tal', 'hel', 'qui', 'dor', 'an', 'se', 'ru', 'bo', 'thi', 'ga', 'pel', 'osh', 'yu', 'ming', 'dra', 'fen', 'zi', 'wal', 'ki', 'mo', 'jen', 'ter', 'al']
NUM = re.compile(r'\d+')
CODE = ['Write a {p} function that {x}.', 'My {p} code throws an error when it {x}. What is wrong?', 'Refactor this {p} module so that it {x}.',
        'Add tests for the {p} class that {x}.', 'implement an endpoint in {p} which {x}', 'Fix the failing test: the {p} helper {x}.', 'Review this pull request: it {x} ({p}).']
PL = ['Python', 'TypeScript', 'Java', 'Go', 'Rust', 'C++', 'Kotlin', 'SQL']
DOES = ['parses a CSV with quoted newlines', 'merges overlapping intervals', 'retries with backoff', 'validates an IBAN', 'streams a large file', 'paginates the results',
        'caches per user for {n} minutes', 'computes a moving average of window {n}', 'renders an invoice', 'migrates the orders table', 'deduplicates {n} million rows',
        'watches a folder', 'schedules {n} workers', 'converts time zones', 'diffs two trees', 'locks a row', 'rotates the log every {n} hours', 'signs a request']
TOOLS = [['read_file', 'write_file', 'run_shell', 'search'], ['bash', 'str_replace_editor'], ['execute', 'browse', 'finish'], ['get_weather', 'search_flights', 'book'],
         ['sql_query', 'plot'], ['list_dir', 'open', 'apply_patch', 'run_tests'], ['retrieve', 'cite']]
TOOLOUT = ['ok\n', 'FAILED tests/test_core.py::test_case_{n} - AssertionError\n1 failed, {m} passed', 'src/app.py:{n}: def handle(req):', '{{"rows": {n}, "status": "done"}}',
           'total {n}\n-rw-r--r-- 1 app app {m} main.go\n', 'Traceback: KeyError at line {n}', 'No matches.', 'exit code 0, {n} ms']


def lu(r, a, b):
    """log-uniform"""
    return math.exp(r.uniform(math.log(a), math.log(b)))


class Acct:
    __slots__ = ('id', 'pop', 'camp', 'created', 'cc', 'tz', 'lang', 'plan', 'ver', 'pay', 'mail', 'org', 'keys', 'net', 'ua', 'models',
                 'move', 'blank', 'temp', 'ep', 'reseller', 'lic', 'mt', 'habit', 'n', 'stream', 'eus')


# networks: object with at(r, t) -> (ip, asn, country)
class Home:
    def __init__(s, w, cc, churn=None, mobile=None):
        r = w.r
        s.cc, s.asn, s.mob = cc, r.choice(CC[cc][2]), CC[cc][3]
        s.base = w.net24(s.asn)
        s.churn = churn or r.choice([1, 3, 7, 30, 999])
        s.off = r.randrange(1 << 20)
        s.p = r.choice([0, 0, .1, .3]) if mobile is None else mobile
        s.w = w

    def at(s, r, t):
        if s.p and r.random() < s.p:
            return s.w.net24(s.mob) + str(r.randrange(1, 255)), s.mob, s.cc
        k = (int(t / DAY / s.churn) * 2654435761 + s.off) % 254 + 1
        return s.base + str(k), s.asn, s.cc


class Site:
    def __init__(s, w, cc, n=1, asn=None):
        s.cc, s.asn = cc, asn or w.r.choice(CC.get(cc, CC['US'])[2])
        b = w.net24(s.asn)
        s.ips = [b + str(x) for x in w.r.sample(range(1, 255), n)]

    def at(s, r, t):
        return r.choice(s.ips), s.asn, s.cc


class Mix:
    def __init__(s, a, b, p):
        s.a, s.b, s.p = a, b, p

    def at(s, r, t):
        return (s.a if r.random() < s.p else s.b).at(r, t)


class Proxy:
    """rented residential exits, sticky for a while"""
    def __init__(s, w, ccs, sticky=3600.0, pool=None):
        s.w, s.ccs, s.sticky, s.pool, s.cur, s.until = w, ccs, sticky, pool, None, -1

    def at(s, r, t):
        if s.cur is None or t > s.until or r.random() < .02:
            if s.pool:
                s.cur = r.choice(s.pool)
            else:
                cc = r.choice(s.ccs)
                a = r.choice(CC[cc][2] + [CC[cc][3]])
                s.cur = (s.w.net24(a) + str(r.randrange(1, 255)), a, cc)
            s.until = t + s.sticky * r.uniform(.5, 1.5)
        return s.cur


class World:
    def __init__(w, o):
        w.o = o
        w.r = random.Random(o.seed * 7919 + 17)
        r = w.r
        w.np = np.random.default_rng(o.seed + 5)
        w.days = o.days
        base = dt.datetime(2025, 9, 1, tzinfo=dt.timezone.utc) + dt.timedelta(days=7 * r.randrange(0, 55) + r.choice([0, 0, 0, 2, 4]))
        w.t0 = base.timestamp()
        w.t1 = w.t0 + w.days * DAY
        w.wd0 = base.weekday()
        fam = r.choice(['atlas', 'opal', 'heron', 'lumen', 'quill'])
        w.m = {'big': fam + '-4', 'small': fam + '-4-mini', 'new': fam + '-4.5', 'old': fam + '-3', 'code': fam + '-4-code'}
        w.release = w.t0 + w.days * DAY * r.uniform(.25, .85) if r.random() < .75 else None
        w.has = {k: r.random() < p for k, p in dict(ja4=.85, pay=.92, mail=.92, created=.96, session=.8, resp=.75, ver=.8, ua=.96).items()}
        w.acc, w.ev, w.seen, w.camps, w.base = [], [], set(), [], {}
        w.pfx = {}
        w.load(o.prompts)
        w.uas = w.clients()
        w.vpnpools = [[(w.net24(a) + str(r.randrange(1, 255)), a, c) for _ in range(r.randrange(8, 40))] for a, c in VPNS]
        # shared ups and downs of demand: an outage, a fad day, a holiday
        w.outage = (w.t0 + r.uniform(.1, .9) * w.days * DAY, r.uniform(1200, 9000)) if r.random() < .6 else None
        w.holiday = {cc: r.randrange(w.days) for cc in r.sample(sorted(CC), 8)}

    def load(w, d):
        w.P, w.R = {}, []
        for f in sorted(glob.glob(os.path.join(d, '*', '*.jsonl.gz'))):
            kind, src = f.split(os.sep)[-2], os.path.basename(f)[:-9]
            if kind == 'traces':
                continue
            out = []
            with gzip.open(f, 'rt', encoding='utf-8') as h:
                for line in h:
                    try:
                        j = json.loads(line)
                    except ValueError:
                        continue
                    t = j.get('text')
                    if t:
                        out.append(t if len(t) < 1800 else t[:1800])
                    if j.get('response') and len(w.R) < 600:
                        w.R.append(j['response'])
            if out:
                w.P[src] = out
        w.any = [x for k in ('arena_hard_v01', 'autoj_real_queries', 'vicuna_bench', 'writingbench') for x in w.P.get(k, [])] or [x for v in w.P.values() for x in v] or ['Hello, can you help me?']
        r = w.r
        w.RT = {'prose': ' '.join(w.R) if w.R else 'Here is a short answer. ' * 300}
        w.RT['cot'] = ' '.join(f'Step {i % 7 + 1}: we have {r.randrange(2, 90)} and multiply by {r.randrange(2, 30)}, which gives {r.randrange(9, 3000)}. ' + r.choice(['Hence ', 'So ', 'Now check: ', 'Therefore ']) + r.choice(['the sum is consistent.', 'we continue with the next part.', 'the second case is excluded.']) for i in range(900))
        w.RT['code'] = '\n'.join(f'def step_{i}(x, n={r.randrange(9)}):\n    if x is None:\n        return {r.randrange(99)}\n    return x + {r.randrange(99)}\n' for i in range(500))
        w.RT['grade'] = ' '.join(f'Score: {r.randrange(1, 11)}. The answer is {r.choice(["accurate", "partly right", "incomplete", "clear", "too long"])} and {r.choice(["cites the key fact", "misses one case", "shows its working", "ignores the format"])}.' for i in range(900))
        w.RT['json'] = ' '.join('{"label": "%s", "confidence": 0.%d}' % (r.choice(['yes', 'no', 'other', 'spam', 'positive', 'refund', 'billing']), r.randrange(40, 99)) for i in range(600))
        w.RT['refuse'] = "I can't help with that request, but I can offer general information and point you to support. " * 40
        for k in L:
            w.RT['t_' + k] = ' '.join(w.say(k, r) for _ in range(300))

    def get(w, *srcs):
        return [x for s in srcs for x in w.P.get(s, [])] or w.any

    def net24(w, asn):
        if asn not in w.pfx:
            q = random.Random(asn * 31 + w.o.seed)
            w.pfx[asn] = [f'{q.choice([23, 31, 37, 45, 62, 77, 81, 89, 94, 101, 103, 109, 113, 121, 138, 151, 177, 186, 189, 196, 203, 212])}.{q.randrange(256)}.' for _ in range(4)]
        return w.r.choice(w.pfx[asn]) + str(w.r.randrange(256)) + '.'

    def clients(w):
        r = w.r
        def j(s):
            q = random.Random(s)
            return 't13d%02d%02dh2_%012x_%012x' % (q.randrange(10, 20), q.randrange(7, 16), q.getrandbits(48), q.getrandbits(48))
        u = {'web': [], 'sdk': [], 'ide': [], 'gw': [], 'raw': []}
        for v in range(r.randrange(128, 138), 144):
            for osn in ('Windows NT 10.0; Win64; x64', 'Macintosh; Intel Mac OS X 10_15_7', 'X11; Linux x86_64', 'Linux; Android 14; Mobile'):
                u['web'].append((f'Mozilla/5.0 ({osn}) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/{v}.0.0.0 Safari/537.36', j('chrome%d' % (v // 4))))
        u['web'] += [(f'Mozilla/5.0 (iPhone; CPU iPhone OS 18_{i} like Mac OS X) Mobile/15E148 ChatApp/{r.randrange(3, 6)}.{i}', j('ios')) for i in range(5)]
        for v in range(8):
            u['sdk'] += [(f'OpenAI/Python 1.{90 + v}.0', j('py%d' % (v % 3))), (f'OpenAI/JS 5.{v}.1', j('node%d' % (v % 2)))]
            u['gw'] += [(f'litellm/1.{60 + v}.2', j('py%d' % (v % 3))), (f'langchain-openai/0.3.{v}', j('py%d' % (v % 3)))]
            u['ide'] += [(f'code-agent/{1 + v % 2}.{v}.0 (vscode)', j('electron%d' % (v % 2)))]
        u['raw'] = [('python-requests/2.32.3', j('py1')), ('Go-http-client/2.0', j('go')), ('curl/8.7.1', j('curl')), ('aiohttp/3.10', j('py2')), ('okhttp/4.12.0', j('okhttp')), ('axios/1.7.7', j('node1'))]
        return u

    def pick(w, cls, k=1):
        return [w.r.choice(w.uas[cls]) for _ in range(k)]

    def hexs(w, n):
        return '%0*x' % (n, w.r.getrandbits(4 * n))

    # ------------------------------------------------------------ text
    def say(w, lang, r=None, key='ask'):
        r = r or w.r
        d = L[lang]
        s = r.choice(d[key]).format(t=r.choice(d['top']), u=r.choice(d['top']), n=r.randrange(2, 13), w=r.choice(d['who']), d=r.choice(d['day']))
        if key == 'ask':
            m = r.choice(d['me'])
            if m:
                s += ' ' + m.format(n=r.randrange(2, 13), w=r.choice(d['who']), d=r.choice(d['day']))
            x = r.random()
            if x < .35:
                s += ' ' + r.choice(PREP[lang]) + ' ' + w.name() + r.choice(['.', '', ' & %s.' % w.name(), ' %d' % r.randrange(2, 2030)])
            elif x < .5:
                s = w.name() + r.choice([' / ', ': ', ' %d: ' % r.randrange(99), ' - ']) + s
        return s

    def name(w):
        r = w.r
        return ''.join(r.choice(SYL) for _ in range(r.randrange(2, 4))).capitalize()

    def vary(w, x, lang='en'):
        """nobody types a prompt exactly as the next person does"""
        r = w.r
        if r.random() < .2:
            return x
        if r.random() < .25 and len(x) > 200:
            x = '. '.join(x.split('. ')[:r.randrange(1, 4)])
        if r.random() < .5:
            x = NUM.sub(lambda m: str(max(1, int(m.group()) + r.randrange(-3, 12))) if len(m.group()) < 4 else m.group(), x)
        y = r.random()
        if y < .35:
            x += ' ' + r.choice(PREP[lang]) + ' ' + w.name() + r.choice(['', '.', ' %d' % r.randrange(1, 99)])
        elif y < .5:
            x = w.say(lang) + '\n' + x
        elif y < .6:
            x = r.choice(['hi, ', 'Hello! ', 'hey ', '@' + w.name() + ' ', 'ok. ']) + x
        return w.typo(x)

    def typo(w, x):
        r = w.r
        y = r.random()
        if y < .12:
            x = x.lower()
        elif y < .2:
            x = x.rstrip('.?!')
        elif y < .34 and len(x) > 12:
            i = r.randrange(len(x) - 2)
            x = x[:i] + x[i + 1] + x[i] + x[i + 2:]
        return x

    def wordp(w, lang):
        r, d = w.r, L[lang]
        return r.choice(d['wp']).format(w=r.choice(d['who']), a=r.randrange(3, 90), b=r.randrange(2, 40), c=r.randrange(2, 30))

    def code(w):
        r = w.r
        s = r.choice(CODE).format(p=r.choice(PL), x=r.choice(DOES).format(n=r.randrange(2, 40)))
        if r.random() < .7:
            s += r.choice([' The class is %s.', ' See %s.py.', ' Table name: %s.', ' Keep the interface of %s.', ' Ticket %s-' + str(r.randrange(900)) + '.']) % w.name()
        if r.random() < .2:
            s += ' It also ' + r.choice(DOES).format(n=r.randrange(2, 40)) + '.'
        return s

    def para(w, lang, k=3):
        return ' '.join(w.say(lang) for _ in range(k))

    # ------------------------------------------------------------ accounts and events
    def mk(w, pop, cc=None, prof='consumer', **k):
        r, a = w.r, Acct()
        cc = cc or r.choice(sorted(CC))
        a.id = 'acct_' + w.hexs(10)
        a.pop, a.camp, a.cc, a.tz, a.lang = pop, None, cc, CC[cc][0], CC[cc][1]
        if r.random() < .12:
            a.lang = 'en'
        if r.random() < .12:
            a.created = w.t0 + r.random() * .9 * (w.t1 - w.t0)
        else:
            a.created = w.t0 - min(r.expovariate(1 / 150), 900) * DAY
        a.plan = r.choice(['free', 'free', 'plus', 'payg'])
        a.ver, a.pay, a.org = r.random() < .4, None if a.plan == 'free' else 'pm_' + w.hexs(12), None
        a.mail = r.choice(['gmail.com'] * 6 + ['outlook.com', 'yahoo.com', 'icloud.com', 'proton.me', 'hotmail.com', 'mail.' + cc.lower()])
        a.keys, a.net, a.ua = ['key_' + w.hexs(8)], None, w.pick('web')
        a.models, a.move, a.blank, a.temp, a.ep = [w.m['big']], None, None, None, 'chat.completions'
        a.reseller, a.lic, a.mt = False, None, None
        a.habit, a.n, a.stream, a.eus = prof, 0, r.random() < .5, None
        for x, v in k.items():
            setattr(a, x, v)
        if a.net is None:
            a.net = Home(w, cc)
        if w.release and a.move is None:
            x = r.random()
            a.move = w.release + (r.expovariate(1 / (4 * DAY)) if x < .35 else 1e12)
        w.acc.append(a)
        return a

    def add(w, a, t, user, kind, lang='en', sys=None, hist=None, tools=None, ses=None, out=None, eu=None, resp=None, cov=True, ua=None, net=None, tin=None):
        if not (w.t0 <= t < w.t1):
            return False
        if t < a.created:  # not opened yet
            if a.created > w.t0:
                return False
            a.created = t - w.r.uniform(60, 86000)
        if w.outage and 0 < t - w.outage[0] < w.outage[1] and w.r.random() < .9:
            t = w.outage[0] + w.outage[1] + (t - w.outage[0]) * w.r.random()
            if t >= w.t1:
                return False
        w.ev.append((t, len(w.ev), a, user, kind, lang, sys, hist, tools, ses, out, eu, resp, ua, net, tin, cov))
        a.n += 1
        return True

    def answer(w, kind, lang, ntok, r=None):
        r = r or w.r
        kind = {'math': 'cot', 'agent': 'code'}.get(kind, kind)
        k = kind if kind in w.RT else ('t_' + lang if lang != 'en' or kind == 'trans' else 'prose')
        s = w.RT[k]
        n = min(int(ntok * (1.5 if lang in ('zh', 'ja', 'ko') else 4)), 1500)
        i = r.randrange(max(1, len(s) - n))
        i = s.find(' ', i, i + 80) + 1 or i
        return s[i:i + n].strip()

    def talk(w, a, t, user, kind, turns=1, lang='en', sys=None, eu=None, cov=True, **k):
        """a conversation: messages repeat the history"""
        r, hist, ses = w.r, [], w.hexs(12)
        for i in range(turns):
            o = w.outtok(kind)
            rs = w.answer(kind, lang, o)
            if not w.add(a, t, user, kind, lang, sys, list(hist) if hist else None, ses=ses, out=o, eu=eu, resp=rs, cov=cov, **k):
                return
            hist += [{'role': 'user', 'content': user}, {'role': 'assistant', 'content': rs}]
            t += o / 60 + lu(r, 8, 400)
            if r.random() < .75:
                user = w.say(lang, key='fu')
            else:
                user, kind = w.say(lang), 'prose'

    def agent(w, a, t, goal, tools, steps, sys=None, cov=True, **k):
        r, hist, ses, user = w.r, [], w.hexs(12), goal
        for i in range(steps):
            o = w.outtok('agent')
            if not w.add(a, t, user, 'agent', 'en', sys, list(hist[-8:]) if hist else None, tools=tools, ses=ses, out=o, cov=cov, tin=900 + 260 * i, **k):
                return
            hist += [{'role': 'user' if i == 0 else 'tool', 'content': user},
                     {'role': 'assistant', 'content': r.choice(['Calling ', 'Next: ', '']) + r.choice(tools) + '(%d)' % r.randrange(99)}]
            user = r.choice(TOOLOUT).format(n=r.randrange(1, 400), m=r.randrange(3, 90))
            t += lu(r, 3, 60)

    def outtok(w, kind):
        m, s = {'prose': (300, .7), 'cot': (560, .5), 'math': (320, .5), 'code': (600, .7), 'json': (22, .5), 'grade': (200, .5), 'trans': (120, .6), 'rewrite': (170, .6),
                'refuse': (75, .4), 'agent': (150, .7), 'short': (60, .7), 'long': (1300, .5)}.get(kind, (260, .7))
        return max(2, int(m * math.exp(w.r.gauss(0, s))))

    def when(w, a, d, prof=None, tz=None):
        """one moment of day d at a local hour of the profile"""
        r, c = w.r, CUM[prof or a.habit]
        h = r.choices(range(24), cum_weights=c)[0] + r.random()
        return w.t0 + d * DAY + ((h - (a.tz if tz is None else tz)) % 24) * 3600

    def wd(w, d):
        return (w.wd0 + d) % 7

    def pois(w, lam):
        return int(w.np.poisson(lam)) if lam > 0 else 0

    # ------------------------------------------------------------ ordinary life of one account
    def habits(w, lang, flavour=None):
        r = w.r
        al = {'chat': 5, 'own': 7 if lang != 'en' else 3, 'role': .7, 'write': 1.5, 'code': 2, 'math': 1, 'trans': 1, 'rewrite': 1.5, 'sum': .7, 'voice': .6, 'ide': .6, 'grade': .3, 'odd': .15, 'alpaca': .8}
        if flavour:
            al[flavour] = al.get(flavour, 1) * 8
        ks = list(al)
        return [r.choices(ks, [al[x] for x in ks])[0] for _ in range(r.randrange(1, 5))]

    def ordinary(w, a, t, hab, cov=True, **k):
        r, h, lg = w.r, r_choice(w.r, hab), a.lang
        turns = min(1 + int(r.expovariate(.9)), 6)
        if h == 'chat':
            w.talk(a, t, w.vary(r.choice(w.any), lg), 'prose', turns, cov=cov, **k)
        elif h == 'own':
            w.talk(a, t, w.typo(w.say(lg)), 'prose', turns, lg, cov=cov, **k)
        elif h == 'role':
            w.talk(a, t, w.vary(r.choice(w.get('awesome_chatgpt_prompts')), lg), 'prose', turns, cov=cov, **k)
        elif h == 'write':
            w.talk(a, t, w.vary(r.choice(w.get('writingbench', 'mt_bench')), lg), 'long', turns, cov=cov, **k)
        elif h == 'code':
            w.talk(a, t, w.vary(w.code() if r.random() < .7 else r.choice(w.get('arena_hard_v01'))), 'code', turns, cov=cov, **k)
        elif h == 'math':
            q = w.wordp(lg) if r.random() < .6 else w.vary(r.choice(w.get('gsm8k_train', 'math_test', 'ocw_minerva')), lg)
            if r.random() < .3:
                q += ' ' + r.choice(L[lg]['cot'])
            w.talk(a, t, q, 'math', min(turns, 2), lg, cov=cov, **k)
        elif h == 'trans':
            to = LNAME[r.choice(list(L))]
            w.talk(a, t, r.choice(L[lg]['tr']).format(l=to) + '\n' + w.para(lg, r.randrange(1, 4)), 'trans', 1, lg, cov=cov, **k)
        elif h == 'rewrite':
            w.talk(a, t, r.choice(L[lg]['rw']) + '\n' + w.para(lg, r.randrange(1, 5)), 'rewrite', turns, lg, cov=cov, **k)
        elif h == 'sum':
            w.talk(a, t, w.vary(r.choice(w.get('spec_bench_summarization', 'autoj_real_queries')), lg), 'short', 1, cov=cov, **k)
        elif h == 'voice':
            w.talk(a, t, w.vary(r.choice(w.get('clinc150_raw', 'spec_bench_qa')), lg), 'short', 1, cov=cov, **k)
        elif h == 'ide':
            w.agent(a, t, w.code(), r.choice(TOOLS[:2] + TOOLS[5:6]), r.randrange(1, 6), cov=cov, **k)
        elif h == 'grade':
            w.talk(a, t, r.choice(L[lg]['gr']).format(n=10) + '\n' + w.wordp(lg) + '\n' + w.para(lg, 2), 'grade', 1, lg, cov=cov, **k)
        elif h == 'odd':
            w.talk(a, t, w.vary(r.choice(w.get('hh_rlhf_harmless', 'ccp_sensitive')), lg), 'refuse' if r.random() < .5 else 'prose', turns, cov=cov, **k)
        else:
            w.talk(a, t, w.vary(r.choice(w.get('llamafactory_alpaca_en_demo', 'self_instruct_user_oriented')), lg), 'prose', turns, cov=cov, **k)

    def live(w, a, rate, hab=None, d0=0, d1=None, wkend=1.0, cov=True, **k):
        """ordinary conversations, `rate` a day with active and idle days"""
        r = w.r
        hab = hab or w.habits(a.lang)
        act = r.uniform(.25, 1)
        for d in range(max(0, d0), d1 or w.days):
            if a.created > w.t0 + (d + 1) * DAY or r.random() > act or w.holiday.get(a.cc) == d and r.random() < .6:
                continue
            f = wkend if w.wd(d) > 4 else 1
            for _ in range(min(w.pois(rate / act * f), 40)):
                w.ordinary(a, w.when(a, d), hab, cov=cov, **k)


def r_choice(r, x):
    return x[r.randrange(len(x))]


# ================================================================ innocent populations
def individuals(w, n):
    r = w.r
    big = r.sample(sorted(CC), r.randrange(6, 14))
    for _ in range(n):
        pop = r.choices(['consumer', 'professional', 'hobby_developer', 'self_taught', 'writer', 'freelancer'], [6, 3, 2, 2, 1, 1])[0]
        cc = r.choice(big) if r.random() < .75 else r.choice(sorted(CC))
        a = w.mk(pop, cc, prof={'professional': 'office', 'self_taught': 'student', 'freelancer': 'gig'}.get(pop, r.choice(['consumer', 'evening', 'student'])))
        if r.random() < .12:
            a.net = Mix(Proxy(w, [cc], 7200, r.choice(w.vpnpools)), a.net, r.uniform(.2, .9))
        if pop == 'hobby_developer' or r.random() < .08:
            a.ua, a.plan = w.pick(r.choice(['sdk', 'ide', 'raw', 'gw'])), 'payg'
            a.pay = a.pay or 'pm_' + w.hexs(12)
            a.models = [r.choice([w.m['big'], w.m['code'], w.m['small']])]
            a.temp = r.choice([None, 0, .2, .7, 1])
            a.mt, a.ep = r.choice([None, None, 512, 1024, 2048, 4096, 8192]), r.choice(['chat.completions', 'chat.completions', 'responses', 'messages'])
        if r.random() < .25:
            a.ua = a.ua + w.pick('web')
        fl = {'hobby_developer': r.choice(['code', 'ide']), 'self_taught': 'math', 'writer': r.choice(['write', 'rewrite']), 'freelancer': r.choice(['trans', 'rewrite', 'code'])}.get(pop)
        if r.random() < .015:  # a lone bulk user: a hobby evaluation or a private batch job
            bulk(w, a)
        w.live(a, min(lu(r, .1, 3.6), 4) * (1 if a.plan != 'free' else .6), w.habits(a.lang, fl), wkend=r.choice([.4, 1, 1.3]))


def bulk(w, a):
    r = w.r
    a.pop = r.choice(['solo_benchmark', 'solo_batch'])
    a.ua = w.pick(r.choice(['sdk', 'raw']))
    src = w.get(*r.sample(['gsm8k_train', 'bbh', 'imdb_sentiment_tenant', 't0_templates', 'math_test', 'biggen_bench'], 1))
    pre = r.choice(['', '', r.choice(L['en']['cot']) + '\n'])
    for _ in range(r.randrange(1, 4)):
        t = w.when(a, r.randrange(w.days))
        for x in r.sample(src, min(len(src), r.randrange(20, 120))):
            t += lu(r, 2, 30)
            w.add(a, t, pre + x, r.choice(['math', 'json', 'short']))


def institution(w, kind, cc, n_ip, asn=None):
    """what the members of one institution may share"""
    r = w.r
    dom = {'uni': ['uni-%s.%s', 'stud.%s.%s'], 'school': ['gym-%s.%s', 'school-%s.%s'], 'gov': ['stadt-%s.%s', 'gov-%s.%s']}.get(kind, ['%s.%s', '%s-group.%s'])
    name = ''.join(r.choice(['ka', 'lo', 'mi', 'ber', 'stra', 'ven', 'nor', 'tal', 'hel', 'qui', 'dor', 'an']) for _ in range(r.randrange(2, 4)))
    tld = 'edu' if kind == 'uni' and cc == 'US' else cc.lower()
    return dict(dom=r.choice(dom) % (name, tld), site=Site(w, cc, n_ip, asn), pay='pm_' + w.hexs(12) if r.random() < .6 else None, org='org_' + w.hexs(8),
                signup=w.t0 - r.choice([-2, 1, 5, 20, 60, 200]) * DAY, ua=w.pick(r.choice(['web', 'web', 'sdk', 'gw'])), mt=r.choice([None, 512, 1024, 2048, 4096]), ep=r.choice(['chat.completions', 'chat.completions', 'responses', 'messages']), spread=r.choice([0, .2, 1, 3]))


def member(w, I, pop, cc, prof, onsite=.6, own=False, **k):
    r = w.r
    a = w.mk(pop, cc, prof, **k)
    a.net = Mix(I['site'], Home(w, cc), onsite) if onsite < 1 else I['site']
    if not own:
        a.mail, a.org, a.plan, a.pay = I['dom'], I['org'], 'team', I['pay'] or a.pay or 'pm_' + w.hexs(12)
    a.mt, a.ep = I['mt'], I['ep']
    a.created = I['signup'] + abs(r.gauss(0, I['spread'])) * DAY + r.random() * 20000
    a.created = min(a.created, w.t1 - DAY * .5)
    return a


def lang_cc(w, langs=None):
    return w.r.choice([c for c in sorted(CC) if not langs or CC[c][1] in langs])


def g_course(w, n):
    """a lecture with weekly sheets: everybody works before the same deadlines; sometimes exams"""
    r, cc = w.r, lang_cc(w)
    I = institution(w, 'uni', cc, r.randrange(2, 9), CC[cc][4])
    lg = CC[cc][1] if r.random() < .75 else 'en'
    subj = r.choice(['math', 'math', 'code', 'physics', 'stat'])
    src = {'math': ['math_test', 'gsm8k_train'], 'code': ['arena_hard_v01'], 'physics': ['ocw_minerva'], 'stat': ['bbh', 'math_test']}[subj]
    dl = [d + r.random() * .4 + .5 for d in range(r.randrange(7), w.days + 7, 7)]
    sheets = [[r.choice(w.get(*src)) if r.random() < .5 else (w.code() if subj == 'code' else w.wordp(lg)) for _ in range(r.randrange(3, 8))] for _ in dl]
    exam = r.random() < .35
    own = r.random() < .6
    tip = r.choice(L[lg]['cot'] + [''])
    for _ in range(n):
        a = member(w, I, 'exam_week' if exam else 'university_course', cc, 'student', r.uniform(.2, .8), own)
        if r.random() < .8:
            a.lang = lg
        zeal = lu(r, .2, 1.2)
        for i, d in enumerate(dl):
            for q in sheets[i]:
                if r.random() < zeal * .7:
                    t = w.t0 + (d - min(r.expovariate(1 / .8), 5)) * DAY
                    hr = (t - w.t0) / 3600 + a.tz
                    if PROFILE['student'][int(hr % 24)] < 2 and r.random() < .8:
                        t -= 6 * 3600
                    s = q
                    if r.random() < .5:
                        s = r.choice(['', 'help with: ', 'Sheet %d: ' % (i + 1), 'Ex. ', 'pls solve ']) + q
                    if tip and r.random() < .4:
                        s += ' ' + tip
                    w.talk(a, t, s, 'code' if subj == 'code' else 'math', r.choice([1, 1, 2, 3]), lg)
        if exam:
            e = r.choice(dl)
            for _ in range(w.pois(5)):
                w.talk(a, w.t0 + (e - r.expovariate(.7)) * DAY, w.say(lg), 'prose', 2, lg)
        w.live(a, r.uniform(.05, .5))


def g_school(w, n):
    """lessons: a whole class on one address within one hour, the same exercise"""
    r, cc = w.r, lang_cc(w)
    n0 = min(n, r.randrange(14, 33))
    I = institution(w, 'school', cc, 1)
    lg = CC[cc][1]
    less = [(d, 8 + r.randrange(6) + r.choice([0, .75])) for d in range(w.days) if w.wd(d) < 5 and r.random() < r.choice([.2, .4])]
    ex = [[r.choice([w.say(lg), w.wordp(lg), r.choice(L[lg]['rw']) + ' ' + w.para(lg, 2)]) for _ in range(r.randrange(2, 5))] for _ in less]
    own = r.random() < .3
    for i in range(n):
        a = member(w, I, 'school_class', cc, 'student', 1 if r.random() < .6 else .8, own)
        a.lang = lg
        for (d, h), e in zip(less, ex):
            if (i // n0 + d) % max(1, n // n0) or r.random() < .1:
                continue
            t = w.t0 + d * DAY + ((h - a.tz) % 24) * 3600
            for q in e:
                t += r.uniform(60, 800)
                w.talk(a, t, q + r.choice(['', '', ' ' + r.choice(L[lg]['cot']), '!', ' ?']), 'prose', r.choice([1, 2]), lg)
        w.live(a, .05)


def g_hackathon(w, n):
    r, cc = w.r, lang_cc(w)
    I = institution(w, 'event', cc, r.randrange(1, 3))
    sat = next((d for d in range(w.days) if w.wd(d) == 5 and r.random() < .6), w.days // 2)
    kit = 'You are the backend of team project %s. ' % w.hexs(4) + r.choice(['Answer in JSON only.', 'Use the tools. Be brief.', 'You plan trips for users with reduced mobility.'])
    coupon, ua = 'pm_' + w.hexs(12), w.pick('sdk', 2)
    tools = r.choice(TOOLS)
    for _ in range(n):
        a = member(w, I, 'hackathon', cc, 'flat', .85, True)
        a.created = w.t0 + (sat - 1 + r.random() * 1.5) * DAY
        a.plan, a.pay, a.ua = 'payg', coupon if r.random() < .9 else a.pay, r.choice([ua, w.pick('ide'), w.pick('raw')])
        for _ in range(w.pois(lu(r, 3, 18))):
            t = w.t0 + (sat + r.random() * 1.8) * DAY
            x = r.random()
            if x < .4:
                w.agent(a, t, w.code(), tools, r.randrange(1, 5), kit)
            elif x < .7:
                w.add(a, t, r.choice(w.get('clinc150_raw', 'apibench')), 'json', sys=kit, tools=tools)
            else:
                w.talk(a, t, w.code(), 'code', r.randrange(1, 4))


def g_evalfirm(w, n):
    """grades answers of client systems with fixed rubrics, office hours, several keys"""
    r, cc = w.r, lang_cc(w)
    I = institution(w, 'firm', cc, r.randrange(1, 4), r.choice([None, r.choice(CLOUDS)[0]]))
    tpl = w.get('fastchat_judge_templates') if r.random() < .4 else None
    lgs = r.sample(list(L), r.randrange(1, 4)) if r.random() < .5 else ['en']
    projects = [(r.choice(['gr', 'pair']), r.choice(lgs), r.sample(w.any, min(60, len(w.any)))) for _ in range(r.randrange(1, 5))]
    rate = lu(r, 6, 26)
    waves = [r.choice([.1, .5, 1, 2]) for _ in range(w.days)]
    for _ in range(n):
        a = member(w, I, 'evaluation_firm', cc, 'office' if r.random() < .7 else 'flat', .9)
        a.ua, a.temp, a.models = I['ua'], 0, [w.m['big']]
        kd, lg, qs = r.choice(projects)
        sys = r.choice([None, 'You are a strict evaluator.', tpl and r.choice(tpl)[:600]])
        head = r.choice(L[lg][kd]).format(n=10) if r.random() < .5 else r.choice(L['en'][kd]).format(n=5)
        for d in range(w.days):
            for _ in range(w.pois(rate * waves[d] * (.15 if w.wd(d) > 4 else 1))):
                q = r.choice(qs)[:500]
                body = f'{head}\n\n[Question]\n{q}\n\n[Answer A]\n{w.answer("prose", "en", 60)}\n'
                if kd == 'pair':
                    body += f'\n[Answer B]\n{w.answer("prose", "en", 60)}\n'
                w.add(a, w.when(a, d), body, 'grade', lg, sys)


def g_annotation(w, n):
    """shift workers who pre-label items with the model; some paste whole guidelines"""
    r = w.r
    cc = r.choice(['PH', 'KE', 'IN', 'VN', 'CO', 'PL', 'TR', 'BD'])
    I = institution(w, 'firm', cc, r.randrange(1, 5))
    jobs = []
    for _ in range(r.randrange(1, 4)):
        s = r.choice(['banking77_classifier_tenant', 'imdb_sentiment_tenant', 'clinc150_router_tenant', 't0_templates', 'cot', 'pref'])
        jobs.append((s, r.choice(L['en']['cot'] + ['Label:', 'Explain the label in one sentence.'])))
    shift = r.choice([(8, 8), (6, 8), (14, 8), (22, 8)])
    home = r.random() < .4
    rate = lu(r, 5, 22)
    for _ in range(n):
        a = member(w, I, 'annotation_firm', cc, 'office', .2 if home else 1)
        a.ua = I['ua'] if r.random() < .7 else w.pick('web')
        s, tail = r.choice(jobs)
        for d in range(w.days):
            if w.wd(d) > 4 and r.random() < .8 or r.random() < .08:
                continue
            for _ in range(w.pois(rate)):
                t = w.t0 + d * DAY + ((shift[0] + r.random() * shift[1] - a.tz) % 24) * 3600
                if s == 'cot':
                    w.add(a, t, r.choice(w.get('gsm8k_train', 'svamp', 'asdiv')) + '\n' + tail, 'cot')
                elif s == 'pref':
                    w.add(a, t, r.choice(L['en']['pair']) + '\n' + r.choice(w.any)[:400] + '\n1) ' + w.answer('prose', 'en', 40) + '\n2) ' + w.answer('prose', 'en', 40), 'grade')
                else:
                    w.add(a, t, r.choice(w.get(s)), 'json')


def g_translation(w, n):
    r, cc = w.r, lang_cc(w)
    I = institution(w, 'firm', cc, 1)
    gl = '; '.join(f'{r.choice(L["en"]["top"])} = {r.choice(L[CC[cc][1]]["top"])}' for _ in range(r.randrange(2, 9)))
    pairs = [(r.choice(list(L)), r.choice(list(L))) for _ in range(r.randrange(1, 6))]
    rush = set(r.sample(range(w.days), max(1, w.days // 5)))
    rate = lu(r, 3, 16)
    for _ in range(n):
        a = member(w, I, 'translation_bureau', cc if r.random() < .7 else lang_cc(w), r.choice(['office', 'gig']), r.choice([.9, .1]))
        f, to = r.choice(pairs)
        head = r.choice(L[r.choice([f, 'en'])]['tr']).format(l=LNAME[to])
        for d in range(w.days):
            for _ in range(w.pois(rate * (2 if d in rush else .7) * (.3 if w.wd(d) > 4 else 1))):
                w.add(a, w.when(a, d), head + '\n' + w.para(f, r.randrange(1, 5)), r.choice(['trans', 'rewrite']), to, sys=f'Glossary: {gl}' if r.random() < .8 else None)


def g_newsroom(w, n):
    r, cc = w.r, lang_cc(w)
    I = institution(w, 'firm', cc, r.randrange(1, 3))
    lg = CC[cc][1]
    style = r.choice(['House style: short sentences, no adjectives, figures as digits.', 'Style guide v%d: neutral, attribute every claim.' % r.randrange(2, 9), 'You edit copy for a regional daily.'])
    breaking = [(w.t0 + r.random() * w.days * DAY, r.choice(w.get('spec_bench_summarization'))) for _ in range(r.randrange(1, 6))]
    for _ in range(n):
        a = member(w, I, 'newsroom', cc, r.choice(['office', 'consumer']), .7)
        a.lang = lg
        for b, txt in breaking:
            for _ in range(w.pois(2)):
                w.talk(a, b + r.expovariate(1 / 5000), r.choice(['Headline options for: ', 'Summarise in 60 words: ', 'Rewrite for the app push: ', L[lg]['rw'][0] + ' ']) + txt[:900], 'rewrite', r.choice([1, 2, 3]), 'en', style)
        for d in range(w.days):
            for _ in range(w.pois(lu(r, .3, 2.5))):
                x = r.random()
                u = r.choice(w.get('spec_bench_summarization'))[:900] if x < .3 else (r.choice(L[lg]['rw']) + '\n' + w.para(lg, 4) if x < .7 else (r.choice(w.get('ccp_sensitive')) if x < .78 else w.say(lg)))
                w.talk(a, w.when(a, d), u, 'rewrite', r.choice([1, 1, 2]), lg, style)


def g_office(w, n):
    """legal or medical office; often without stored text"""
    r, cc = w.r, lang_cc(w)
    med = r.random() < .5
    I = institution(w, 'firm', cc, 1)
    lg = CC[cc][1]
    sysm = r.choice(['You draft letters for a medical practice. Never diagnose.', 'Extract findings from the report as JSON.', 'ICD coding assistant.'] if med else
                    ['You are a legal drafting assistant.', 'Check the clause against our playbook and explain the risk step by step.', 'Summarise the file for the partner.'])
    blank = r.choice([None, None, 'absent', 'redacted'])
    for _ in range(n):
        a = member(w, I, 'medical_office' if med else 'legal_office', cc, 'office', .9, ver=True, blank=blank)
        a.lang = lg
        rate = lu(r, .5, 6)
        for d in range(w.days):
            if w.wd(d) > 4 and r.random() < .9:
                continue
            for _ in range(w.pois(rate)):
                w.talk(a, w.when(a, d), r.choice([w.para(lg, 5), r.choice(L[lg]['rw']) + ' ' + w.para(lg, 3), w.say(lg)]), r.choice(['prose', 'json', 'long']), r.choice([1, 1, 2]), lg, sysm, tin=r.randrange(300, 6000))


def g_admin(w, n):
    r, cc = w.r, lang_cc(w)
    I = institution(w, 'gov', cc, r.randrange(1, 3))
    lg = CC[cc][1]
    tpls = [r.choice(L[lg]['rw']), r.choice(L[lg]['rw']) + ' (v2)', r.choice(L[lg]['tr']).format(l=LNAME[r.choice(list(L))])]
    I['spread'] = .1 if r.random() < .5 else 4
    sysm = 'Assistant of the administration, release %d.%d' % (r.randrange(1, 4), r.randrange(9)) if r.random() < .7 else None
    for _ in range(n):
        a = member(w, I, 'public_administration', cc, 'office', 1, ua=I['ua'], ver=True)
        rate = lu(r, .2, 2.5)
        for d in range(w.days):
            if w.wd(d) > 4 or w.holiday.get(cc) == d:
                continue
            for _ in range(w.pois(rate)):
                w.talk(a, w.when(a, d), r.choice(tpls) + '\n' + w.para(lg, r.randrange(1, 5)) if r.random() < .7 else w.say(lg), 'rewrite', r.choice([1, 1, 2]), lg, sysm)


def g_gig(w, n):
    """independent gig workers: the task page of the day, pasted word for word, plus their own life"""
    r = w.r
    ccs = r.sample(['PH', 'IN', 'KE', 'NG', 'BR', 'VN', 'PK', 'BD', 'US', 'CO', 'ID', 'TR'], r.randrange(2, 7))
    hits = []
    for _ in range(r.randrange(1, 5)):
        k = r.choice(['describe', 'rate', 'steps', 'safe', 'sql'])
        head = {'describe': 'Write a product description of {n} words for item ', 'rate': 'Rate the helpfulness of this reply (1-{n}) and explain your rating: ', 'steps': 'Solve and explain step by step so that a child understands: ',
                'safe': 'Is this message acceptable on a family forum? Answer and give the reason: ', 'sql': ''}[k].format(n=r.randrange(5, 60))
        src = {'describe': None, 'rate': w.any, 'steps': w.get('svamp', 'mawps', 'asdiv'), 'safe': w.get('hh_rlhf_harmless'), 'sql': w.get('bfcl_sql_tenant')}[k]
        d0 = r.randrange(w.days)
        hits.append((k, head, src, d0, d0 + r.randrange(2, 12)))
    for _ in range(n):
        a = w.mk('crowdworker', r.choice(ccs), 'gig', plan=r.choice(['free', 'plus']))
        mine = r.sample(hits, min(len(hits), r.choice([1, 1, 2])))
        for k, head, src, d0, d1 in mine:
            for d in range(d0, min(d1, w.days)):
                if r.random() < .6:
                    t = w.when(a, d)
                    for _ in range(r.randrange(1, 9)):
                        t += lu(r, 30, 500)
                        body = head + ('%s, sku %d' % (r.choice(['kettle', 'lamp', 'jacket', 'phone case', 'tent']), r.randrange(9999)) if src is None else r.choice(src)[:700])
                        w.add(a, t, body, {'rate': 'grade', 'steps': 'cot', 'sql': 'json'}.get(k, 'prose'))
        w.live(a, lu(r, .1, 1))


def g_tutoring(w, n):
    """tutoring company: tutors with accounts, or one account that passes on its pupils"""
    r, cc = w.r, lang_cc(w)
    I = institution(w, 'firm', cc, 2)
    lg = CC[cc][1]
    sysm = r.choice(['You are a patient tutor. Guide the pupil step by step and never give the answer at once.', 'Tutor mode. Explain each step. Level: grade %d.' % r.randrange(4, 12), 'Lern-Coach. ' + L[lg]['cot'][0]])
    qs = lambda: w.wordp(lg) if r.random() < .6 else r.choice(w.get('gsm8k_train', 'math_test', 'asdiv'))
    if r.random() < .5:  # one or few platform accounts with many end users
        plat = [member(w, I, 'tutoring_platform', cc, 'evening', 1, ua=w.pick('gw'), reseller=True) for _ in range(max(1, n // 40))]
        for a in plat:
            a.net, a.eus = Site(w, r.choice(CLOUDS)[1], 3, r.choice(CLOUDS)[0]), []
            for _ in range(min(n, 60)):
                e, got = 'u_' + w.hexs(8), False
                for d in range(w.days):
                    for _ in range(w.pois(lu(r, .1, 1.5))):
                        w.talk(a, w.when(a, d, 'evening'), qs(), 'math', r.randrange(1, 4), lg, sysm, eu=e)
                a.eus.append(e)
        n -= len(plat)
    for _ in range(max(n, 0)):
        a = member(w, I, 'tutoring_company', cc, 'evening', .2, lang=lg)
        for d in range(w.days):
            for _ in range(w.pois(lu(r, .2, 2.5))):
                w.talk(a, w.when(a, d), qs(), 'math', r.choice([1, 2, 3]), lg, sysm)


def g_promptcourse(w, n):
    """an online course on prompting: everyone sends the same exercises, in their own time"""
    r = w.r
    ccs = r.sample(sorted(CC), r.randrange(2, 12))
    k = max(3, w.days // 3)
    srcs = w.get('vicuna_bench', 'mt_bench', 'gsm8k_train', 'bbh', 'self_instruct_user_oriented')
    ex = []
    for i in range(k):
        q = r.choice(srcs)[:600]
        ex.append([q, q + ' ' + r.choice(L['en']['cot']), 'You are an expert. ' + q + ' ' + r.choice(L['en']['fin']), r.choice(L['en']['gr']).format(n=10) + '\n' + q])
    cohort = r.random() < .6
    d0 = r.randrange(max(1, w.days // 3))
    ua = w.pick('sdk')
    nb = r.random() < .5  # a shared notebook
    cloud = r.choice(CLOUDS)
    lg = r.choice(['en', 'en', r.choice(list(L))])
    for _ in range(n):
        cc = r.choice(ccs)
        a = w.mk('prompt_course', cc, 'evening')
        a.created = w.t0 + (d0 - 1 + abs(r.gauss(0, .7)) if cohort else r.uniform(-20, w.days * .8)) * DAY
        if nb:
            a.ua, a.net = ua, Site(w, cloud[1], 2, cloud[0])
        st = d0 if cohort else max(0, (a.created - w.t0) / DAY)
        pace = r.uniform(.5, 2.5)
        for i, e in enumerate(ex):
            if r.random() < .12:
                break
            t = w.when(a, int(min(w.days - 1, st + i * pace)))
            for q in e:
                t += lu(r, 40, 600)
                w.talk(a, t, q if r.random() < .85 else q + ' ' + w.say(lg, key='fu'), 'cot' if 'tep' in q else 'prose', r.choice([1, 1, 2]))
        w.live(a, .1)


def g_family(w, n):
    r = w.r
    while n > 0:
        k = min(n, r.randrange(2, 6))
        cc = lang_cc(w)
        h, pay, s = Home(w, cc, 30), 'pm_' + w.hexs(12), w.t0 - r.uniform(0, 500) * DAY
        for _ in range(k):
            a = w.mk('family_card', cc, r.choice(['consumer', 'evening', 'student']), net=Mix(h, Home(w, cc, mobile=.6), .7), pay=pay, plan='plus')
            a.created = s + r.random() * 3 * DAY
            w.live(a, lu(r, .2, 1.5))
        n -= k


def g_benchlab(w, n, kind=None):
    """a lab that runs benchmarks in grids, or makes synthetic data for a study"""
    r = w.r
    kind = kind or r.choice(['benchmark_lab', 'benchmark_lab', 'licensed_study', 'synthetic_study'])
    cc = lang_cc(w)
    I = institution(w, 'uni', cc, 2, CC[cc][4])
    src = r.sample(['gsm8k_train', 'bbh', 'math_test', 'biggen_bench', 'ocw_minerva', 'agentbench_os', 'do_not_answer', 'llamafactory_alpaca_en_demo', 'apibench'], r.randrange(1, 4))
    items = w.get(*src)
    items = r.sample(items, min(len(items), r.randrange(60, 500)))
    pres = ['Question: %s\n' + r.choice(L['en']['cot']) + ' ' + r.choice(L['en']['fin']), 'Q: %s\nA:', '%s']
    lg = CC[cc][1]
    if r.random() < .4:
        pres.append('%s\n' + r.choice(L[lg]['cot']))
    ua = w.pick('sdk')
    for i in range(n):
        a = member(w, I, kind, cc, 'flat', .8, ua=ua if r.random() < .7 else w.pick('raw'), temp=r.choice([0, .7, 1]))
        if r.random() < .5:
            a.net = Mix(Site(w, 'US', 1, r.choice(CLOUDS)[0]), a.net, .5)
        if kind == 'licensed_study':
            a.lic = ('train_on_outputs', 'LIC-%04d' % r.randrange(9999), dt.datetime.fromtimestamp(w.t1 + r.randrange(30, 400) * DAY, dt.timezone.utc).strftime('%Y-%m-%dT00:00:00Z'))
        for _ in range(r.randrange(1, 5)):
            pre, t = r.choice(pres), w.when(a, r.randrange(w.days), 'student')
            m = r.choice([w.m['big'], w.m['small'], w.m['old']])
            a.models = sorted({*a.models, m}) if r.random() < .5 else a.models
            gap = lu(r, 1.5, 40)
            for x in r.sample(items, min(len(items), r.randrange(15, 120))):
                t += r.expovariate(1 / gap)
                w.add(a, t, pre.replace('%s', x), 'cot' if 'tep' in pre or kind != 'benchmark_lab' else 'math')


def g_teachers(w, n):
    """a district shares one marking rubric; marking piles up after tests"""
    r, cc = w.r, lang_cc(w)
    I, lg = institution(w, 'school', cc, 2), CC[cc][1]
    rub = r.choice(L[lg]['gr']).format(n=r.choice([5, 10, 15, 20]))
    piles = [r.randrange(w.days) for _ in range(r.randrange(2, 6))]
    task = [w.wordp(lg) for _ in range(4)]
    for _ in range(n):
        a = member(w, I, 'teachers_marking', cc, 'evening', .3, r.random() < .5, lang=lg)
        for p in r.sample(piles, min(2, len(piles))):
            t, q = w.when(a, p), r.choice(task)
            for _ in range(r.randrange(5, 34)):
                t += lu(r, 30, 260)
                w.add(a, t, f'{rub}\n\n{q}\n---\n{w.para(lg, r.randrange(1, 4))}', 'grade', lg)
        w.live(a, lu(r, .1, .8))


def g_bootcamp(w, n):
    """coding bootcamp: the same repository and agent, the same assignments"""
    r, cc = w.r, lang_cc(w)
    I = institution(w, 'firm', cc, 1)
    tools, sysm = r.choice(TOOLS[:3]), 'You are a coding agent in the repository cohort-%d.' % r.randrange(99)
    tasks = [w.code() for _ in range(max(3, w.days))]
    for _ in range(n):
        a = member(w, I, 'coding_bootcamp', cc, 'office', .6, r.random() < .5, ua=w.pick('ide'))
        a.models = [w.m['code']]
        for d in range(w.days):
            if w.wd(d) < 5 and r.random() < .8:
                for _ in range(w.pois(1.1)):
                    w.agent(a, w.when(a, d), tasks[min(d, len(tasks) - 1)] if r.random() < .6 else w.code(), tools, r.randrange(1, 6), sysm)


def g_study(w, n):
    """students answer a class experiment for credit: each sends the same twenty prompts"""
    r, cc = w.r, lang_cc(w)
    I = institution(w, 'uni', cc, 3, CC[cc][4])
    lab = r.sample(w.get(r.choice(['do_not_answer', 'ccp_sensitive', 'bbh', 'vicuna_bench', 'hh_rlhf_harmless'])), 20)
    d0 = r.randrange(w.days)
    for _ in range(n):
        a = member(w, I, 'class_experiment', cc, 'student', .5, True)
        t = w.when(a, min(w.days - 1, d0 + int(r.expovariate(.5))))
        order = lab[:] if r.random() < .5 else r.sample(lab, len(lab))
        for q in order[:r.randrange(8, 21)]:
            t += lu(r, 20, 200)
            w.add(a, t, q, r.choice(['prose', 'refuse', 'short']))
        w.live(a, .2)


def g_library(w, n):
    """strangers behind one public address"""
    r, cc = w.r, lang_cc(w)
    s = Site(w, cc, 1)
    for _ in range(n):
        a = w.mk('library_wifi', cc, r.choice(['office', 'student', 'consumer']))
        a.net = Mix(s, a.net, r.uniform(.2, .9))
        w.live(a, lu(r, .1, 1.2))


def g_olympiad(w, n):
    r = w.r
    cc, ccs = lang_cc(w), None
    bank = r.sample(w.get('math_test', 'ocw_minerva'), min(len(w.get('math_test')), 120))
    lg = CC[cc][1]
    for _ in range(n):
        a = w.mk('competition_club', cc, 'evening')
        for d in range(w.days):
            if w.wd(d) in (2, 5):
                t = w.when(a, d)
                for _ in range(w.pois(3)):
                    t += lu(r, 60, 900)
                    w.talk(a, t, r.choice(bank) + ' ' + r.choice(L[lg]['cot']), 'cot', r.choice([1, 2]), lg)
        w.live(a, .2)


def g_viral(w, n):
    """a prompt from a teacher's channel goes round; strangers send it within days"""
    r = w.r
    p = r.choice(['Act as a Socratic tutor. Ask me one question at a time about {t} and grade each of my answers from 1 to 10.', 'Explain {t} three times: to a child, to a student, to an expert. Show your reasoning.', 'Make a 7-day study plan on {t}, with a test each day and full solutions.'])
    t0 = w.t0 + r.random() * w.days * DAY * .8
    for _ in range(n):
        a = w.mk('viral_exercise', None, 'consumer')
        for _ in range(1 + w.pois(1)):
            w.talk(a, t0 + r.expovariate(1 / (1.5 * DAY)), p.format(t=r.choice(L['en']['top'] if a.lang == 'en' else L[a.lang]['top'])), 'long', r.randrange(1, 5), a.lang)
        w.live(a, lu(r, .1, 1))


GROUPS = [  # function, smallest, largest, weight
    (g_course, 20, 300, 3), (g_school, 14, 90, 3), (g_hackathon, 15, 150, 1.5), (g_evalfirm, 4, 40, 2), (g_annotation, 8, 110, 2), (g_translation, 4, 40, 2), (g_newsroom, 4, 60, 1.5),
    (g_office, 3, 35, 3), (g_admin, 8, 200, 2), (g_gig, 15, 180, 2), (g_tutoring, 5, 90, 2), (g_promptcourse, 20, 300, 2), (g_family, 6, 60, 2), (g_benchlab, 3, 14, 4), (g_teachers, 5, 70, 2),
    (g_bootcamp, 10, 80, 1.5), (g_study, 15, 120, 1.5), (g_library, 8, 120, 1), (g_olympiad, 6, 40, 1), (g_viral, 20, 200, 1)]


def benign(w, n, cap=300, share=None):
    r = w.r
    quota = int(n * (share or r.uniform(.28, .5)))
    on = [g for g in GROUPS if r.random() < .78] or GROUPS
    used = 0
    for g in on:  # each active kind once, then more by weight
        if used >= quota:
            break
        k = min(int(lu(r, g[1], g[2])), cap, max(3, quota // 5), max(quota - used, 3))
        g[0](w, k)
        used += k
    while used < quota:
        g = r.choices(on, [x[3] for x in on])[0]
        k = min(int(lu(r, g[1], g[2])), cap, max(3, quota // 5), max(quota - used, 3))
        g[0](w, k)
        used += k
    individuals(w, max(0, n - len(w.acc)))


# ================================================================ campaigns
KINDS = ['fake_lab', 'fake_annotation_firm', 'fake_class', 'recruited_crowd', 'student_sellers', 'coding_farm', 'refusal_mapping', 'tutoring_front', 'bureau_front', 'tool_traces', 'hydra_reseller',
         'false_families', 'evaluator_front', 'hackathon_front', 'newsroom_front']


class Bank:
    """the operator's work list and its wording"""
    def __init__(b, w, kind, slop):
        r = b.r = w.r
        b.w, b.kind, b.slop = w, kind, slop
        g = w.get
        b.mode = {'fake_lab': ['cot', 'cot', 'mixed'], 'fake_annotation_firm': ['grade', 'pref'], 'fake_class': ['cot', 'lang'], 'recruited_crowd': ['cot', 'lang', 'general', 'pref'], 'student_sellers': ['cot', 'lang', 'code', 'general'],
                  'coding_farm': ['agent', 'code'], 'refusal_mapping': ['refuse'], 'tutoring_front': ['domain', 'cot'], 'bureau_front': ['trans', 'rewrite', 'lang'], 'tool_traces': ['tool'], 'hydra_reseller': ['cot', 'agent', 'mixed', 'general'],
                  'false_families': ['general', 'cot', 'lang'], 'evaluator_front': ['grade', 'pref', 'rubric'], 'hackathon_front': ['agent', 'tool'], 'newsroom_front': ['rewrite', 'safe']}[kind]
        b.mode = r.choice(b.mode)
        b.langs = r.sample(list(L), r.randrange(2, 8)) if b.mode == 'lang' or r.random() < .3 else [r.choice(['en', 'en', 'zh', 'en'])]
        src = {'cot': ['gsm8k_train', 'math_test', 'bbh', 'ocw_minerva', 'gsm_hard'], 'mixed': ['gsm8k_train', 'bbh', 'biggen_bench', 'arena_hard_v01'], 'grade': ['biggen_bench', 'autoj_real_queries', 'arena_hard_v01'],
               'pref': ['llamafactory_alpaca_en_demo', 'autoj_real_queries', 'self_instruct_user_oriented'], 'rubric': ['biggen_bench', 'writingbench'], 'general': ['llamafactory_alpaca_en_demo', 'self_instruct_user_oriented', 'writingbench', 't0_templates'],
               'code': ['arena_hard_v01'], 'agent': ['agentbench_os'], 'refuse': ['do_not_answer', 'promptfoo_redteam', 'ccp_sensitive', 'hh_rlhf_harmless'], 'domain': ['biggen_bench', 'ocw_minerva'], 'tool': ['glaive_toolcall', 'apibench', 'gpteacher_toolformer'],
               'safe': ['ccp_sensitive'], 'trans': ['llamafactory_alpaca_en_demo', 'spec_bench_summarization'], 'rewrite': ['llamafactory_alpaca_en_demo', 'spec_bench_summarization', 'autoj_real_queries'], 'lang': ['gsm8k_train', 'math_test']}[b.mode]
        src = r.sample(src, r.randrange(max(1, len(src) // 2), len(src) + 1))
        b.items = g(*src)[:]
        r.shuffle(b.items)
        b.i = 0
        b.rep = r.choice([1, 1, 1, 2, 4])  # asks each item again elsewhere
        nt = max(1, int(lu(r, 1, 4) if slop > .6 else lu(r, 3, 40)))
        b.tpl = [b.make() for _ in range(nt)]
        b.sys = r.choice([None, None, 'You are a helpful expert. ' + r.choice(L[b.langs[0]]['cot']), 'You are an expert data analyst striving for statistical rigour. Give complete reasoning, not summaries.', 'You are a senior engineer. Explain every decision.'])
        b.tools = r.choice(TOOLS)

    def make(b):
        r, w = b.r, b.w
        lg = r.choice(b.langs)
        d = L[lg]
        pre = r.choice(['', '', 'Question: ', 'Problem:\n', 'Task: ', '### Input\n', '[Q] ', 'Hi! ', 'Please help: '])
        sep = r.choice(['\n', '\n\n', ' ', '\n---\n'])
        m = b.mode
        if m in ('cot', 'lang', 'mixed', 'domain'):
            tail = [r.choice(d['cot']), r.choice(d['fin'])]
            if r.random() < .4:
                r.shuffle(tail)
            if r.random() < .25:
                tail.append(r.choice(['Include checks and alternatives you discard.', 'Do not skip anything.', 'Use <think> and <answer> parts.', 'Imagine and articulate the internal reasoning behind the completed answer.']))
            return pre, sep + ' '.join(tail), lg
        if m in ('grade', 'rubric'):
            return r.choice(d['gr']).format(n=r.choice([5, 7, 10])) + sep + pre, '', lg
        if m == 'pref':
            return r.choice(d['pair']) + sep + pre, '', lg
        if m == 'trans':
            return r.choice(d['tr']).format(l=LNAME[r.choice(list(L))]) + sep, '', lg
        if m in ('rewrite', 'safe'):
            return r.choice(d['rw'] + ['Rewrite so that it can be published anywhere:', 'Give a safe, non-controversial version of:']) + sep, '', lg
        if m == 'refuse':
            return r.choice(['', '', 'User message: ', 'How would you respond to: ', 'Explain whether you would answer and why: ']), '', lg
        return pre if r.random() < .5 else '', sep + r.choice(d['cot']) if r.random() < .3 else '', lg

    def next(b):
        r, w = b.r, b.w
        x = b.items[(b.i // b.rep) % len(b.items)]
        b.i += 1
        if b.mode == 'domain' and r.random() < .6:
            x = w.say(b.langs[0])
        if b.mode == 'lang':
            lg0 = r.choice(b.langs)
            x = w.wordp(lg0) if r.random() < .6 else x
        if b.mode == 'code' or b.mode == 'agent' and r.random() < .6:
            x = w.code()
        p, s, lg = r.choice(b.tpl)
        if b.mode in ('grade', 'rubric'):
            s = '\n\nAnswer: ' + w.answer('prose', 'en', 70) + s
        elif b.mode == 'pref':
            s = '\n\nA: ' + w.answer('prose', 'en', 60) + '\n\nB: ' + w.answer('prose', 'en', 60) + s
        kind = {'cot': 'cot', 'lang': 'cot', 'mixed': 'cot', 'domain': 'cot', 'grade': 'grade', 'rubric': 'grade', 'pref': 'grade', 'trans': 'trans', 'rewrite': 'rewrite', 'safe': 'rewrite', 'refuse': 'refuse', 'code': 'code', 'general': 'long', 'tool': 'agent', 'agent': 'agent'}[b.mode]
        if kind == 'refuse' and r.random() < .35:
            kind = 'prose'
        return p + x[:1500] + s, kind, lg


def campaign(w, kind, n, cid, days=None):
    r = w.r
    slop = r.random()
    bank = Bank(w, kind, slop)
    op_cc = r.choice(['SG', 'HK', 'TW', 'VN', 'RU', 'KZ', 'KR', 'US', 'AT', 'IN'])
    op_tz = CC[op_cc][0]
    human = kind in ('recruited_crowd', 'student_sellers')
    style = 'human' if human else r.choice(['cron', 'queue', 'mimic', 'shift'] if slop > .4 else ['mimic', 'mimic', 'shift', 'queue'])
    net = 'own' if human else r.choice(['cloud', 'site', 'vpn', 'resi'] if slop > .5 else ['resi', 'resi', 'isp', 'vpn'])
    if kind in ('fake_lab', 'fake_annotation_firm', 'evaluator_front', 'bureau_front', 'newsroom_front') and r.random() < .5:
        net = r.choice(['site', 'cloud', 'site'])
    ccs = r.sample(sorted(CC), r.randrange(1, 3) if slop > .7 else r.randrange(3, 12))
    cards = ['pm_' + w.hexs(12) for _ in range(max(1, int(n / (lu(r, 3, 25) if slop > .4 else lu(r, 1, 4)))))]
    I = institution(w, 'uni' if kind in ('fake_lab', 'fake_class', 'student_sellers') else 'firm', r.choice(ccs), r.randrange(1, 6), r.choice(CLOUDS)[0] if net == 'cloud' else None)
    uas = w.pick(r.choice(['sdk', 'raw', 'gw', 'sdk', 'web']), 1 if slop > .6 else r.randrange(2, 7))
    start = 0 if r.random() < .35 else r.uniform(0, w.days * .45)
    end = w.days if r.random() < .5 else min(w.days, start + max(w.days * .3, r.uniform(.3, 1) * w.days))
    pool = [Proxy(w, ccs).at(r, 0) for _ in range(max(2, int(n * r.uniform(.3, 3))))] if net in ('resi', 'isp') and r.random() < .6 else None
    rate = lu(r, 2, 7) if human else lu(r, 5, 26) * (.6 if n > 80 else 1)
    spread = r.uniform(.2, 1.1)
    cover = (r.uniform(.3, .7) if kind == 'hydra_reseller' else r.choice([0, 0, .1, .25, .4]) if slop > .4 else r.uniform(.1, .55)) if not human else r.uniform(.2, .6)
    moves = w.release and r.random() < .6
    tick = r.choice([300, 600, 900, 1800, 3600])
    hours = r.choice([(9, 9), (8, 10), (10, 12), (0, 24)])
    pauses = {r.randrange(w.days) for _ in range(r.randrange(0, 3))}
    wkend = r.choice([0, .3, 1, 1])
    waves = max(1, r.randrange(1, 4) if slop > .5 else r.randrange(1, max(2, n // 5)))
    wave_at = [w.t0 + (start - r.choice([.3, 1, 4, 15, 40]) + (end - start) * (0 if i == 0 or r.random() < .5 else r.random() * .7)) * DAY for i in range(waves)]
    maxtok = r.choice([None, 2048, 4096, 8192])
    mod = r.choice([w.m['big'], w.m['big'], w.m['code'] if bank.mode in ('agent', 'code') else w.m['big'], w.m['small']])
    temp = r.choice([None, 0, .6, .7, 1])
    accs = []
    ep = r.choice(['chat.completions', 'chat.completions', 'messages', 'responses'])
    backend = Site(w, r.choice(CLOUDS)[1], r.randrange(1, 4), r.choice(CLOUDS)[0])  # where sold keys are used
    lent = kind == 'student_sellers' and r.random() < .5
    rot = r.random() < .5
    for i in range(n):
        cc = r.choice(ccs if r.random() < .9 else sorted(CC))
        if kind == 'recruited_crowd':
            cc = r.choice(['PH', 'IN', 'KE', 'NG', 'BR', 'VN', 'PK', 'BD', 'CO', 'ID'])
        a = w.mk('campaign', cc, r.choice(['gig', 'student', 'consumer', 'office']) if human or style == 'mimic' else 'flat')
        a.camp, a.models, a.temp, a.mt, a.ep = cid, [mod], temp, maxtok, ep
        if human and not lent:
            a.mt, a.temp, a.ep = None, None, 'chat.completions'
        wa = r.choice(wave_at)
        if not (human and r.random() < .7):
            a.created = wa + abs(r.gauss(0, .15 if slop > .6 else 1.5)) * DAY
        if human:
            if kind == 'student_sellers':
                a.mail = I['dom'] if r.random() < .5 else a.mail
                a.net = Mix(I['site'], a.net, r.uniform(.2, .6)) if r.random() < .6 else a.net
            if lent:
                a.ua = a.ua + uas[:1]
        else:
            a.plan, a.pay, a.ua = r.choice(['payg', 'payg', 'plus']), r.choice(cards), [r.choice(uas)]
            if r.random() < .02 + .1 * (1 - slop):
                a.ua = w.pick('web')
            if kind == 'false_families':
                a.plan = 'plus'
                if i % 4 == 0:
                    fam = ('pm_' + w.hexs(12), cc, Home(w, cc, 30))
                a.pay, a.cc, a.tz = fam[0], fam[1], CC[fam[1]][0]
                cc = a.cc
            if kind in ('fake_lab', 'fake_annotation_firm', 'evaluator_front', 'bureau_front', 'newsroom_front', 'tutoring_front', 'fake_class', 'hackathon_front'):
                if r.random() < (.9 if slop > .4 else .5):
                    a.mail = I['dom']
                if kind != 'fake_class' and r.random() < .7:
                    a.org, a.plan = I['org'], 'team'
                a.ver = r.random() < .5
            if net in ('site', 'cloud'):
                a.net = I['site'] if r.random() < .85 else Home(w, cc)
            elif net == 'vpn':
                a.net = Proxy(w, [cc], lu(r, 900, 90000), w.vpnpools[hash_i(cid) % len(w.vpnpools)])
            elif net == 'isp':
                a.net = Home(w, cc, 999, 0)
            elif kind == 'false_families' and slop < .6:
                a.net = fam[2]
            else:
                a.net = Proxy(w, ccs, lu(r, 300, 40000), pool)
        a.move = w.release + r.random() * (DAY if r.random() < .8 else 5 * DAY) if moves else a.move if human else 1e15
        life = (start, end)
        if rot and r.random() < .6:
            s = r.uniform(start, end - .2 * (end - start))
            life = (s, min(end, s + r.uniform(.15, .6) * (end - start)))
        accs.append((a, life, lu(r, .3, 2) if spread < .4 else math.exp(r.gauss(0, spread)), w.habits(a.lang)))
    if bank.mode in ('agent', 'tool') and style != 'human':
        rate *= .6
    for a, life, load, hab in accs:
        for d in range(int(life[0]), int(math.ceil(life[1]))):
            if d in pauses or d >= w.days or a.created > w.t0 + (d + 1) * DAY:
                continue
            lam = rate * load * (1 - cover) * (wkend if w.wd(d) > 4 else 1) * (r.random() < .85 if human else 1)
            k = min(w.pois(lam), int(rate * 6) + 1)
            quota = min(k, int(rate * 1.3) + 1) if style == 'queue' else k
            if human and quota:  # a sitting: the day's prompts in one go, when the worker has time
                t = w.when(a, d)
            base = r.random()
            for j in range(quota):
                if style == 'human':
                    t += lu(r, 25, 600) if r.random() < .9 else r.uniform(0, 9000)
                    tt = t
                elif style == 'cron':
                    tt = w.t0 + d * DAY + ((hours[0] - op_tz + int(r.random() * hours[1] * 3600 / tick) * tick / 3600) % 24) * 3600 + abs(r.gauss(0, 12 if slop > .6 else 90))
                elif style == 'queue':
                    tt = w.t0 + d * DAY + ((j + base) / max(1, quota) * .96) * DAY + r.gauss(0, 200)
                elif style == 'shift':
                    tt = w.when(a, d, 'office', op_tz)
                else:
                    tt = w.when(a, d)
                x, kd, lg = bank.next()
                o = w.outtok(kd)
                if kd == 'cot':
                    o = int(o * r.uniform(1, 1.8))
                kw = {}
                if lent and r.random() < .8:
                    kw = dict(net=backend, ua=uas[0])
                if kd == 'agent':
                    w.agent(a, tt, x, bank.tools, r.randrange(1, 6), bank.sys, cov=False, **kw)
                elif human and r.random() < .08:
                    w.talk(a, tt, x, kd, 2, lg, bank.sys if lent else None, cov=False, **kw)
                else:
                    if human and not lent and r.random() < .07:
                        x = x.strip() + r.choice([' ', '\n', ' thx', '\n\nThanks'])
                    w.add(a, tt, x, kd, lg, bank.sys if not human else None, out=o, cov=False, **kw)
                    if r.random() < .01 + .03 * slop:  # a retry
                        w.add(a, tt + r.uniform(2, 40), x, kd, lg, bank.sys if not human else None, out=o, cov=False, **kw)
            if cover:
                for _ in range(w.pois(rate * load * cover * (.5 if human else .6))):
                    w.ordinary(a, w.when(a, d, 'consumer' if not human else None), hab)
        if a.n == 0:
            x, kd, lg = bank.next()
            w.add(a, w.t0 + (life[0] + .5 * (life[1] - life[0])) * DAY, x, kd, lg, bank.sys, cov=False)
    w.camps.append(dict(campaign=cid, kind=kind + '/' + bank.mode, name=f'{kind} ({style}, {net})', sloppy=round(slop, 2)))


def hash_i(s):
    return sum(ord(c) * (i + 3) for i, c in enumerate(s))


def sizes(r, total, k, lo=8, hi=150):
    v = [math.exp(r.gauss(0, .9)) for _ in range(k)]
    s = sum(v)
    v = [max(lo, min(int(hi), int(total * x / s))) for x in v]
    for _ in range(4 * total):
        dlt = total - sum(v)
        if dlt == 0:
            break
        i = r.randrange(k)
        if dlt > 0:
            v[i] += 1
        elif v[i] > lo:
            v[i] -= 1
    return v


# ================================================================ writing
def iso(t):
    return dt.datetime.fromtimestamp(int(t * 1000) / 1000, dt.timezone.utc).strftime('%Y-%m-%dT%H:%M:%S.') + '%03dZ' % (int(t * 1000) % 1000)


def write(w, out):
    r = random.Random(w.o.seed + 99)
    for a in w.acc:
        if a.n == 0:
            w.add(a, w.t0 + r.random() * w.days * DAY * .98 if a.created < w.t0 else min(a.created + 600, w.t1 - 5), w.say(a.lang), 'prose', a.lang)
            if a.n == 0:
                a.created = min(a.created, w.t1 - 4000)
                while a.n == 0:
                    w.add(a, max(a.created, w.t0) + r.random() * (w.t1 - 1 - max(a.created, w.t0)), w.say(a.lang), 'prose', a.lang)
    cap = 110 * max(len(w.acc), 100)
    ev = w.ev
    if len(ev) > cap:  # thin the heaviest users
        p = cap / len(ev)
        ev = [e for e in ev if e[2].n < 60 or r.random() < p]
    ev.sort(key=lambda e: (e[0], e[1]))
    os.makedirs(out, exist_ok=True)
    first, last, cnt, ordn = {}, {}, {}, {}
    ids = set()
    dumps = json.JSONEncoder(ensure_ascii=False, separators=(',', ':')).encode
    with open(os.path.join(out, 'log.jsonl.gz'), 'wb') as raw, gzip.GzipFile('', 'wb', 1, raw, mtime=0) as z:
        buf = []
        for (t, _, a, user, kind, lang, sys, hist, tools, ses, otok, eu, resp, ua, net, tin, cov) in ev:
            ts = iso(t)
            key = (a.id, eu)
            first.setdefault(key, ts)
            last[key] = ts
            if a.camp:
                cnt[a.camp] = cnt.get(a.camp, 0) + 1
                ordn[a.camp] = ordn.get(a.camp, 0) + (1 if cov else 0)
            ip, asn, ncc = (net or a.net).at(r, t)
            u, j = ua or r_choice(r, a.ua)
            web = u.startswith('Mozilla')
            acc = {'id': a.id, 'country': a.cc, 'plan': a.plan}
            if eu:
                acc['end_user'] = eu
            if a.org:
                acc['org'] = a.org
            if not web:
                acc['key'] = a.keys[0]
            if w.has['created']:
                acc['created'] = iso(a.created)[:19] + 'Z'
            if w.has['pay'] and a.pay and a.plan != 'free':
                acc['payment'] = a.pay
            if w.has['mail']:
                acc['email_domain'] = a.mail
            if w.has['ver']:
                acc['verified'] = a.ver
            cl = {'ip': ip, 'asn': asn, 'country': ncc}
            if w.has['ua']:
                cl['user_agent'] = u
            if w.has['ja4']:
                cl['ja4'] = j
            m = r_choice(r, a.models)
            if w.release and t > a.move and t > w.release and m in (w.m['big'], w.m['code'], w.m['old']):
                m = w.m['new']
            ms = ([{'role': 'system', 'content': sys}] if sys else []) + (hist or []) + [{'role': 'tool' if tools and hist else 'user', 'content': user}]
            req = {'endpoint': a.ep, 'model': m}
            chars = sum(len(x['content']) for x in ms)
            if not a.blank:
                req['messages'] = ms
            if a.temp is not None and not web:
                req['temperature'] = a.temp
            if a.mt and not web:
                req['max_tokens'] = a.mt
                otok = min(otok, a.mt) if otok else None
            if a.stream or web:
                req['stream'] = True
            if tools:
                req['tools'] = [{'type': 'function', 'function': {'name': x}} for x in tools]
            o = otok or w.outtok(kind)
            if otok is None and kind in ('trans', 'rewrite'):
                o = max(5, int(len(user) / (1.6 if lang in ('zh', 'ja', 'ko') else 4) * r.uniform(.8, 1.3)))
            if a.mt and not web:
                o = min(o, a.mt)
            st = 'ok' if r.random() > .004 else 'error'
            res = {'id': 'resp_%016x' % r.getrandbits(64), 'model': m, 'status': 'completed' if st == 'ok' else 'failed', 'finish_reason': ('tool_calls' if tools and r.random() < .7 else 'stop') if o < 4000 and not (a.mt and o >= a.mt) else 'length', 'latency_ms': int(300 + o * r.uniform(9, 22))}
            if w.has['resp'] and not a.blank and st == 'ok':
                res['content'] = resp or w.answer(kind, lang, o, r)
            us = {'input_tokens': (tin or 0) + int(chars / (1.6 if lang in ('zh', 'ja', 'ko') else 4.1)) + 7, 'output_tokens': o if st == 'ok' else 0}
            if kind in ('cot', 'math', 'code', 'agent') and m != w.m['small'] and st == 'ok':
                us['reasoning_tokens'] = int(o * r.uniform(0, .6))
            i = 'x%016x' % r.getrandbits(64)
            while i in ids:
                i = 'x%016x' % r.getrandbits(64)
            ids.add(i)
            e = {'id': i, 'time': ts, 'account': acc, 'client': cl, 'request': req, 'response': res, 'usage': us, 'content_state': a.blank or 'full'}
            if ses and w.has['session']:
                e['session'] = ses
            buf.append(dumps(e))
            if len(buf) == 2000:
                z.write(('\n'.join(buf) + '\n').encode())
                buf = []
        if buf:
            z.write(('\n'.join(buf) + '\n').encode())
    with open(os.path.join(out, 'accounts.csv'), 'w', newline='') as f:
        f.write('account,reseller,licence_scope,licence_document,licence_valid_until\n')
        for a in w.acc:
            f.write(','.join([a.id, 'true' if a.reseller else 'false', *(a.lic or ('', '', ''))]) + '\n')
    rows, pops = [], {}
    for a in w.acc:
        for eu in [None] + (a.eus or []):
            if (a.id, eu) not in first:
                if eu or a.eus:
                    continue
            pops[a.pop] = pops.get(a.pop, 0) + 1
            rows.append({'account': a.id, 'end_user': eu, 'population': a.pop, 'campaign': a.camp, 'since': first[(a.id, eu)], 'until': last[(a.id, eu)]})
    cs = []
    for c in w.camps:
        mine = [x for x in rows if x['campaign'] == c['campaign']]
        cs.append({**c, 'accounts': len(mine), 'exchanges': cnt.get(c['campaign'], 0), 'ordinary_exchanges': ordn.get(c['campaign'], 0), 'start': min(x['since'] for x in mine), 'end': max(x['until'] for x in mine)})
    with open(os.path.join(out, 'truth.json'), 'w') as f:
        json.dump({'version': 1, 'seed': w.o.seed, 'world': 'institutions/' + w.o.scenario, 'start': iso(w.t0), 'end': iso(w.t1), 'populations': dict(sorted(pops.items())), 'accounts': rows, 'campaigns': cs}, f, indent=1)
    return len(ev)


def main():
    p = argparse.ArgumentParser()
    p.add_argument('--seed', type=int, default=1)
    p.add_argument('--benign', type=int, default=8000)
    p.add_argument('--attack', type=int, default=900)
    p.add_argument('--days', type=int, default=21)
    p.add_argument('--scenario', choices=['mix', 'none', 'small'], default='mix')
    p.add_argument('--prompts', required=True)
    p.add_argument('--out', required=True)
    o = p.parse_args()
    w = World(o)
    r = w.r
    if o.scenario == 'small':
        n = r.randrange(170, 231)
        if r.random() < .5:  # a small provider: few institutions and their neighbours
            benign(w, n, 40, r.uniform(.35, .7))
        else:  # one institution with its departments behind one gateway
            cc = lang_cc(w)
            I = institution(w, 'firm', cc, r.randrange(1, 4))
            gs = r.sample([g_office, g_translation, g_benchlab, g_evalfirm, g_newsroom, g_admin, g_bootcamp, g_teachers], 4)
            for g in gs:
                g(w, r.randrange(4, 25))
            for a in w.acc:
                a.org, a.mail, a.pay, a.cc, a.tz = I['org'], I['dom'], I['pay'] or a.pay, cc, CC[cc][0]
                a.net = Mix(I['site'], Home(w, cc), r.choice([1, .8, .4]))
            while len(w.acc) < n:
                a = member(w, I, 'staff', cc, 'office', r.choice([1, .8, .3]))
                w.live(a, lu(r, .1, 3), wkend=.1)
        if r.random() < .5:
            campaign(w, r.choice(['student_sellers', 'fake_lab', 'evaluator_front', 'coding_farm', 'tutoring_front', 'recruited_crowd', 'bureau_front', 'refusal_mapping']), r.randrange(1, 6), 'c01')
    else:
        benign(w, o.benign)
        if o.scenario == 'mix' and o.attack > 0:
            k = max(1, min(r.randrange(6, 11), o.attack // 10))
            kinds = r.sample(KINDS, min(k, len(KINDS)))
            for i, (kd, n) in enumerate(zip(kinds, sizes(r, o.attack, k, min(8, max(1, o.attack // k)), max(150, o.attack // 5)))):
                campaign(w, kd, n, 'c%02d' % (i + 1))
    r.shuffle(w.acc)
    n = write(w, o.out)
    print(f'{n} exchanges, {len(w.acc)} accounts, {len(w.camps)} campaigns')


if __name__ == '__main__':
    main()
