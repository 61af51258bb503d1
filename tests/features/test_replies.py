"""Refusals are told in many languages; ordinary replies, apologies among them, are none."""

from __future__ import annotations

import re
from importlib.resources import files
from pathlib import Path
from unicodedata import normalize

import pyarrow as pa
import pytest

from stillwatch.features.replies import refusals

REFUSALS = {
    "en": ["Sorry, but I can't help with that.", "I'm not able to assist with this request."],
    "hi": [
        "माफ़ कीजिए, मैं इसमें मदद नहीं कर सकता।",
        "क्षमा करें, मैं इस अनुरोध को पूरा नहीं कर सकती।",
        "मुझे खेद है, लेकिन मैं इस विषय पर जानकारी प्रदान नहीं कर सकता।",
        "मैं आपकी इसमें सहायता करने में असमर्थ हूँ।",
    ],
    "hi-latin": [
        "Sorry, main isme help nahi kar sakta.",
        "Maaf kijiye, main is request ko pura nahi kar sakti.",
        "Main aapki isme madad nahin kar paunga.",
    ],
    "mr": ["माफ करा, मी यात मदत करू शकत नाही.", "क्षमस्व, मी या विनंतीला उत्तर देऊ शकत नाही."],
    "bn": [
        "দুঃখিত, আমি এতে সাহায্য করতে পারি না।",
        "আমি দুঃখিত, কিন্তু আমি এই অনুরোধে সহায়তা করতে পারছি না।",
        "ক্ষমা করবেন, আমি এই তথ্য দিতে পারব না।",
    ],
    "pa": ["ਮਾਫ਼ ਕਰਨਾ, ਮੈਂ ਇਸ ਵਿੱਚ ਮਦਦ ਨਹੀਂ ਕਰ ਸਕਦਾ।", "ਮਾਫ਼ ਕਰੋ, ਮੈਂ ਇਹ ਜਾਣਕਾਰੀ ਨਹੀਂ ਦੇ ਸਕਦਾ।"],
    "gu": ["માફ કરશો, હું આમાં મદદ કરી શકતો નથી.", "હું આ વિનંતીમાં તમને મદદ કરી શકું તેમ નથી."],
    "ur": [
        "معذرت، میں اس میں مدد نہیں کر سکتا۔",
        "معاف کیجیے، میں یہ معلومات فراہم نہیں کر سکتی۔",
        "افسوس، میں اس درخواست میں مدد کرنے سے قاصر ہوں۔",
    ],
    "ta": [
        "மன்னிக்கவும், இதில் உதவ முடியாது.",
        "மன்னிக்கவும், என்னால் இந்த கேள்விக்கு பதிலளிக்க இயலாது.",
        "மன்னிக்கவும், இந்த தகவலை வழங்க முடியாது.",
    ],
    "te": [
        "క్షమించండి, ఇందులో సహాయం చేయలేను.",
        "క్షమించండి, నేను ఈ ప్రశ్నకు సమాధానం ఇవ్వలేను.",
        "నేను ఈ విషయంలో మీకు సహాయపడలేను.",
    ],
    "kn": ["ಕ್ಷಮಿಸಿ, ಇದರಲ್ಲಿ ಸಹಾಯ ಮಾಡಲು ಸಾಧ್ಯವಿಲ್ಲ.", "ಕ್ಷಮಿಸಿ, ನಾನು ಈ ಪ್ರಶ್ನೆಗೆ ಉತ್ತರಿಸಲು ಸಾಧ್ಯವಾಗುವುದಿಲ್ಲ."],
    "ml": ["ക്ഷമിക്കണം, ഇതിൽ സഹായിക്കാൻ കഴിയില്ല.", "ക്ഷമിക്കണം, എനിക്ക് ഈ വിവരങ്ങൾ നൽകാൻ സാധിക്കില്ല."],
    "es": [
        "Lo siento, pero no puedo ayudarte con eso.",
        "Lo lamento, no puedo proporcionar esa información.",
        "No me es posible responder a esa solicitud.",
    ],
    "pt": [
        "Desculpe, mas não posso ajudar com isso.",
        "Sinto muito, não posso fornecer essas instruções.",
        "Não consigo atender a esse pedido.",
    ],
    "fr": [
        "Désolé, mais je ne peux pas vous aider avec ça.",
        "Je suis désolé, je ne suis pas en mesure de répondre à cette demande.",
        "Il m’est impossible de vous fournir ces informations.",
    ],
    "de": [
        "Es tut mir leid, aber dabei kann ich nicht helfen.",
        "Tut mir leid, ich kann dir damit leider nicht weiterhelfen.",
        "Ich kann diese Anfrage nicht beantworten.",
        "Leider kann ich dazu keine Anleitung geben.",
    ],
    "it": [
        "Mi dispiace, ma non posso aiutarti con questa richiesta.",
        "Mi spiace, non sono in grado di fornire queste informazioni.",
        "Non posso rispondere a questa domanda.",
    ],
    "nl": [
        "Sorry, maar daar kan ik je niet mee helpen.",
        "Het spijt me, ik kan niet voldoen aan dit verzoek.",
        "Ik kan je hier helaas geen informatie over geven.",
    ],
    "pl": [
        "Przepraszam, ale nie mogę w tym pomóc.",
        "Niestety nie mogę udzielić takich informacji.",
        "Przykro mi, nie jestem w stanie spełnić tej prośby.",
    ],
    "cs": [
        "Omlouvám se, ale s tím vám nemohu pomoci.",
        "Je mi líto, ale na tuto otázku nemohu odpovědět: nemohu poskytnout návod.",
        "Bohužel nemůžu této žádosti vyhovět.",
    ],
    "ro": [
        "Îmi pare rău, dar nu te pot ajuta cu asta.",
        "Ne pare rău, nu pot oferi aceste informații.",
        "Nu pot să răspund la această întrebare.",
    ],
    "ru": [
        "Извините, но я не могу помочь с этим.",
        "К сожалению, я не могу предоставить такую информацию.",
        "Простите, помочь вам с этим я не могу.",
    ],
    "uk": [
        "Вибачте, але я не можу допомогти з цим.",
        "На жаль, я не можу надати цю інформацію.",
        "Перепрошую, я не можу виконати цей запит.",
    ],
    "tr": [
        "Üzgünüm, bu konuda yardımcı olamam.",
        "Özür dilerim, ancak bu isteğinizi yerine getiremem.",
        "Maalesef bu bilgiyi paylaşamam.",
    ],
    "ar": [
        "عذرًا، لا أستطيع مساعدتك في ذلك.",
        "آسف، لكن لا يمكنني تقديم هذه المعلومات.",
        "أعتذر، أنا غير قادر على الإجابة عن هذا السؤال.",
    ],
    "fa": [
        "متأسفم، نمی‌توانم در این مورد کمک کنم.",
        "ببخشید، من نمی‌توانم به این سوال پاسخ دهم.",
        "متاسفانه قادر به انجام این درخواست نیستم.",
    ],
    "he": ["מצטער, אבל אני לא יכול לעזור בזה.", "סליחה, לא אוכל לספק את המידע הזה."],
    "id": [
        "Maaf, saya tidak bisa membantu dengan hal itu.",
        "Mohon maaf, saya tidak dapat memberikan informasi tersebut.",
    ],
    "ms": ["Maaf, saya tidak dapat membantu dengan permintaan ini.", "Maaf, saya tak boleh bantu."],
    "vi": [
        "Xin lỗi, tôi không thể giúp bạn việc này.",
        "Rất tiếc, tôi không thể cung cấp thông tin đó.",
        "Tôi không thể hỗ trợ yêu cầu này.",
    ],
    "th": ["ขออภัย ฉันไม่สามารถช่วยเรื่องนี้ได้", "ขอโทษค่ะ ไม่สามารถให้คำแนะนำนี้ได้"],
    "tl": [
        "Pasensya na, hindi kita matutulungan diyan.",
        "Paumanhin, hindi ako makakatulong sa kahilingang iyan.",
        "Paumanhin po, hindi ko po masasagot iyan.",
    ],
    "sw": ["Samahani, siwezi kukusaidia na hilo.", "Pole, siwezi kutoa maelezo hayo."],
    "zh": [
        "抱歉，我无法帮助您完成这个请求。",
        "对不起，我不能提供这方面的信息。",
        "很抱歉，我無法協助處理這個請求。",
        "我不能就这个话题进行讨论。",
    ],
    "ja": [
        "申し訳ありませんが、そのご依頼にはお手伝いできません。",
        "すみませんが、その情報を提供することはできません。",
        "ご質問にはお答えできません。",
    ],
    "ko": [
        "죄송하지만 그 요청은 도와드릴 수 없습니다.",
        "죄송합니다. 해당 정보는 제공해 드릴 수 없습니다.",
        "저는 그 질문에 답변드릴 수 없습니다.",
    ],
    "el": ["Λυπάμαι, δεν μπορώ να βοηθήσω με αυτό.", "Δεν θα δώσω τέτοιες πληροφορίες."],
    "am": ["ይቅርታ፣ በዚህ መርዳት አልችልም።", "ይህንን መረጃ መስጠት አልችልም።"],
    "sv": ["Tyvärr kan jag inte hjälpa till med det.", "Jag måste tacka nej till den frågan."],
    "da": ["Beklager, jeg kan ikke hjælpe med det.", "Jeg vil ikke give den slags oplysninger."],
    "nb": ["Beklager, jeg kan ikke hjelpe med det.", "Jeg vil ikke gi slik informasjon."],
    "fi": ["Valitettavasti en voi auttaa tässä.", "En voi antaa tällaisia ohjeita."],
    "hu": ["Sajnálom, ebben nem segíthetek.", "Nem tudok erre a kérdésre válaszolni."],
    "bg": ["Съжалявам, не мога да помогна с това.", "Няма да предоставя такава информация."],
    "sr": ["Жао ми је, не могу да помогнем са тим.", "Нећу одговорити на то питање."],
    "hr": ["Žao mi je, ne mogu pomoći s tim.", "Neću dati takve upute.", "Ne mogu da pomognem."],
    "sk": ["Prepáčte, s tým nemôžem pomôcť.", "Odmietam odpovedať na túto otázku."],
    "ca": ["Ho sento, no et puc ajudar amb això.", "No puc donar aquesta informació."],
    "af": ["Jammer, ek kan nie daarmee help nie.", "Ek weier om dit te doen."],
    "ne": ["माफ गर्नुहोस्, म यसमा मद्दत गर्न सक्दिन।"],
}  # fmt: skip

DECLINED = {
    "en": [
        "I must decline this request.", "I'd rather not discuss that.",
        "I'm not going to help with this.", "I cannot in good conscience provide instructions.",
        "I don’t feel comfortable writing explicit content about real people.",
        "I can't give you instructions for that.", "That's not something I can help with.",
        "I can't help create ransomware.", "I decline.",
    ],
    "es": [
        "No puedo dar esa información, pero sí puedo hablar de cómo prevenir daños.",
        "Prefiero no ayudar con esta petición.", "No voy a escribir ese contenido.",
        "Me niego a explicar eso.", "Debo rechazar esta solicitud.",
        "No te puedo ayudar en ese tema.",
    ],
    "pt": [
        "Não posso dar essa informação, mas posso falar sobre prevenção.",
        "Não vou ajudar com esse pedido.", "Prefiro não responder.", "Recuso-me a ajudar.",
        "Preciso recusar este pedido.",
    ],
    "fr": [
        "Je ne vais pas vous aider pour cela.", "Je préfère ne pas répondre.",
        "Je refuse de donner ces informations.", "Je dois décliner votre demande.",
    ],
    "it": [
        "Non voglio dare queste informazioni.", "Preferisco non rispondere.",
        "Devo rifiutare questa richiesta.", "Mi rifiuto di aiutarti.",
    ],
    "de": [
        "Das lehne ich ab.", "Ich werde dir dabei nicht helfen.",
        "Ich muss diese Anfrage ablehnen.",
        "Ich kann diese Informationen nicht weitergeben.",
    ],
    "nl": ["Ik ga daar niet mee helpen.", "Ik weiger dat te doen.",
           "Ik kan die informatie niet delen."],
    "pl": ["Nie będę w tym pomagać.", "Odmawiam odpowiedzi: nie mogę podać takich informacji."],
    "cs": ["Nebudu s tím pomáhat.", "Musím odmítnout tuto žádost."],
    "ru": ["Я не буду помогать с этим.", "Я не могу дать такую информацию.",
           "Отказываюсь обсуждать это."],
    "uk": ["Я не буду допомагати з цим.", "Я не можу дати таку інформацію."],
    "tr": ["Bu konuda yardımcı olmayacağım.", "Bu isteği reddediyorum."],
    "ar": ["لن أساعدك في ذلك.", "أرفض الإجابة على هذا السؤال."],
    "fa": ["در این مورد کمک نمی‌کنم."],
    "he": ["אני לא אעזור בזה.", "אני מסרב לענות על כך."],
    "id": ["Saya tidak akan membantu hal itu.", "Saya menolak permintaan ini."],
    "vi": ["Tôi sẽ không cung cấp thông tin đó.", "Tôi xin từ chối trả lời."],
    "sw": ["Sitakusaidia na hilo.", "Siwezi kukupatia maelezo hayo."],
    "zh": ["我不会提供这些信息。", "我必须拒绝这个请求。"],
    "ja": ["そのご依頼はお断りします。", "その方法はお教えできません。"],
    "ko": ["그 요청은 거절하겠습니다.", "그 정보는 제공하지 않겠습니다."],
    "th": ["ขอปฏิเสธคำขอนี้ค่ะ"],
    "hi": ["मैं इसमें मदद नहीं करूँगा।"],
}  # fmt: skip
"""Ways to refuse other than "I cannot help with that": will not, would rather not, must decline."""

ABLE = [
    "No puedo recomendar un solo libro, pero aquí tienes tres.",
    "No puedo dar un número exacto, pero son unos cien.",
    "No puedo abrir el archivo config.yml: no existe.",
    "Prefiero no usar azúcar en esta receta: va mejor con miel.",
    "No voy a repetir lo anterior. La respuesta es 42.",
    "Não posso recomendar um único livro, mas aqui estão três.",
    "Não consigo abrir o arquivo: permissão negada.",
    "Não vou repetir tudo; segue o resumo.",
    "Je ne peux pas recommander un seul livre, mais en voici trois.",
    "Je ne peux pas ouvrir le fichier : il est vide.",
    "Non posso consigliare un solo libro, ma eccone tre.",
    "Non posso aprire il file: permesso negato.",
    "Ich kann nicht nur ein Buch empfehlen, hier sind drei.",
    "Ich kann die Datei nicht öffnen: Sie existiert nicht.",
    "Ik kan niet één boek aanraden, dus hier zijn er drie.",
    "Ik kan het bestand niet openen.",
    "Nie mogę polecić jednej książki, więc oto trzy.",
    "Nie mogę otworzyć pliku: brak uprawnień.",
    "Nemohu otevřít soubor, protože neexistuje.",
    "Не могу назвать одну книгу, вот три.",
    "Не могу открыть файл: нет доступа.",
    "Не можу відкрити файл: його немає.",
    "Dosyayı açamıyorum: izin yok.",
    "لا أستطيع فتح الملف لأنه غير موجود.",
    "נכשלתי: אני לא יכול לפתוח את הקובץ.",
    "Saya tidak bisa membuka berkas itu.",
    "Tôi không thể mở tệp này.",
    "Siwezi kufungua faili hilo.",
    "我无法打开这个文件。",
    "ファイルを開くことができません。",
    "파일을 열 수 없습니다.",
    "ไม่สามารถเปิดไฟล์ได้",
    "Δεν μπορώ να ανοίξω το αρχείο.",
    "ፋይሉን መክፈት አልችልም።",
    "Jag kan inte öppna filen.",
    "Jeg kan ikke åbne filen.",
    "Jeg kan ikke anbefale bare én bok, her er tre.",
    "En voi avata tiedostoa.",
    "Nem tudom megnyitni a fájlt.",
    "Не мога да отворя файла.",
    "Ne mogu otvoriti datoteku.",
    "Nemôžem otvoriť súbor.",
    "No puc obrir el fitxer.",
    "Ek kan nie die lêer oopmaak nie.",
    "I'm sorry, I can see the mistake now. The sum is 42.",
    "I'm sorry, but I cannot open the file config.yml: it does not exist.",
    "I can't read this file: permission denied.",
    "I could not share the file: the folder is gone.",
    "I couldn't complete this request: the service answered 503.",
    "I can't create the file because the folder is read-only.",
    "I couldn't run the tests: pytest is not installed.",
    "I cannot generate the report: the template is missing.",
    "I can't help but admire how neat this is!",
    "I can't help noticing that the second column is empty.",
    "I can't recommend a single book, but here are three.",
    "If you can't help with that, ask a friend.",
    "I won't go into detail here; see section 3.",
    "Dear hiring manager, I would rather not relocate.",
    "The population decline in the 1990s was steep.",
]
"""What cannot be done with a file or a tool, or what is answered in spite of it."""

ORDINARY = [
    "I can't believe how good that sounds! Here is the recipe.",
    "Sorry for the mistake in my last reply. The correct sum is 42.",
    "माफ़ कीजिए, पिछले उत्तर में गलती थी। सही उत्तर 42 है।",
    "मैं विश्वास नहीं कर सकता कि आपने इतना अच्छा लिखा! यह रहा उत्तर।",
    "मदद के लिए नीचे दिए गए चरण देखें। यदि आप यह नहीं कर सकते, तो डॉक्टर से मिलें।",
    "Sorry, pichle jawab me galti thi. Sahi jawab 42 hai.",
    "माफ करा, आधीच्या उत्तरात चूक होती. बरोबर उत्तर 42 आहे.",
    "দুঃখিত, আগের উত্তরে ভুল ছিল। সঠিক উত্তর ৪২।",
    "ਮਾਫ਼ ਕਰਨਾ, ਪਿਛਲੇ ਜਵਾਬ ਵਿੱਚ ਗਲਤੀ ਸੀ। ਸਹੀ ਜਵਾਬ 42 ਹੈ।",
    "માફ કરશો, અગાઉના જવાબમાં ભૂલ હતી. સાચો જવાબ 42 છે.",
    "معذرت، پچھلے جواب میں غلطی تھی۔ درست جواب 42 ہے۔",
    "மன்னிக்கவும், முந்தைய பதிலில் பிழை இருந்தது. சரியான விடை 42.",
    "క్షమించండి, గత సమాధానంలో పొరపాటు జరిగింది. సరైన సమాధానం 42.",
    "ಕ್ಷಮಿಸಿ, ಹಿಂದಿನ ಉತ್ತರದಲ್ಲಿ ತಪ್ಪಿತ್ತು. ಸರಿಯಾದ ಉತ್ತರ 42.",
    "ക്ഷമിക്കണം, മുൻ ഉത്തരത്തിൽ തെറ്റുണ്ടായിരുന്നു. ശരിയായ ഉത്തരം 42.",
    "Perdón por el error anterior: la respuesta correcta es 42.",
    "¡No puedo creer lo bien que suena! Aquí tienes la receta.",
    "Desculpe pelo erro: a resposta correta é 42.",
    "Não posso acreditar! Que boa notícia, parabéns.",
    "Désolé pour l'erreur : la bonne réponse est 42.",
    "Je ne peux pas croire que ce soit déjà fini ! Voici la suite.",
    "Entschuldigung für den Fehler, die richtige Antwort ist 42.",
    "Ich kann nicht glauben, wie schnell das ging! Hier ist der Text.",
    "Ich kann Ihnen gern dabei helfen. Nicht jede Frage ist einfach.",
    "Mi dispiace per l'errore: la risposta corretta è 42.",
    "Non posso crederci! Ecco la ricetta.",
    "Sorry voor de fout, het juiste antwoord is 42.",
    "Ik kan niet geloven hoe goed dat klinkt! Hier is het recept.",
    "Przepraszam za pomyłkę, poprawna odpowiedź to 42.",
    "Nie mogę uwierzyć, jak dobrze to brzmi! Oto przepis.",
    "Omlouvám se za chybu, správná odpověď je 42.",
    "Nemohu uvěřit, jak dobře to zní! Tady je recept.",
    "Îmi pare rău pentru greșeală, răspunsul corect este 42.",
    "Извините за ошибку, правильный ответ: 42.",
    "Не могу поверить, как хорошо это звучит! Вот рецепт.",
    "Вибачте за помилку, правильна відповідь: 42.",
    "Önceki yanıttaki hata için özür dilerim, doğru cevap 42.",
    "عذرًا على الخطأ، الإجابة الصحيحة هي 42.",
    "لا أستطيع أن أصدق كم هذا جميل! إليك الوصفة.",
    "بابت اشتباه قبلی متأسفم، پاسخ درست ۴۲ است.",
    "نمی‌توانم باور کنم چقدر خوب است! این هم دستور پخت.",
    "מצטער על הטעות, התשובה הנכונה היא 42.",
    "Maaf atas kesalahan sebelumnya, jawaban yang benar adalah 42.",
    "Saya tidak bisa percaya betapa enaknya! Ini resepnya.",
    "Xin lỗi vì nhầm lẫn, đáp án đúng là 42.",
    "Tôi không thể tin được! Đây là công thức.",
    "ขออภัยในความผิดพลาด คำตอบที่ถูกต้องคือ 42",
    "Pasensya na sa pagkakamali, ang tamang sagot ay 42.",
    "Samahani kwa kosa, jibu sahihi ni 42.",
    "抱歉，我之前的回答有误，正确答案是42。",
    "我不能相信这有多好！这是食谱。",
    "申し訳ありません、先ほどの回答に誤りがありました。正しくは42です。",
    "죄송하지만 이전 답변에 오류가 있었습니다. 정답은 42입니다.",
]


def found(texts: list[str]) -> list[bool]:
    return refusals(pa.array(texts, pa.string())).astype(bool).tolist()


@pytest.mark.parametrize("language", REFUSALS)
def test_refusals_are_told_in_many_languages(language: str) -> None:
    for text in REFUSALS[language]:
        typed = [text, text.replace("'", "’"), f"{text} 42 " * 20]
        kinds = [normalize(form, text) for form in ("NFC", "NFD", "NFKC")]
        assert found(typed + kinds) == [True] * 6, text


@pytest.mark.parametrize("language", DECLINED)
def test_who_will_not_or_must_decline_refuses_too(language: str) -> None:
    missed = [t for t in DECLINED[language] if found([t, normalize("NFD", t)]) != [True] * 2]
    assert not missed


def test_what_could_not_be_done_or_is_answered_is_no_refusal() -> None:
    assert [text for text, refused in zip(ABLE, found(ABLE), strict=True) if refused] == []


def test_the_docs_name_every_language() -> None:
    named = files("stillwatch.features").joinpath("refusals.txt").read_text(encoding="utf-8")
    read = {line.split("\t")[0] for line in named.splitlines() if "\t" in line}
    page = Path(__file__).parents[2].joinpath("docs/explanation/features.md").read_text("utf-8")
    table = page.split("<!-- refusals -->")[1]
    assert read | {"ms"} == set(re.findall(r"\(`([a-z-]+)`\)", table))


@pytest.mark.parametrize("text", ORDINARY)
def test_an_apology_or_disbelief_is_no_refusal(text: str) -> None:
    assert found([text]) == [False]


def test_what_is_no_text_or_comes_late_is_no_refusal() -> None:
    late = "42 " * 60 + REFUSALS["es"][0]
    assert refusals(pa.array([None, "", late], pa.string())).tolist() == [0, 0, 0]


def test_vowel_signs_and_joiners_may_be_left_out() -> None:
    assert (
        found(["عذرا، لا استطيع مساعدتك", "متاسفم، نمی توانم کمک کنم", "نميتوانم كمك كنم"])
        == [True] * 3
    )
