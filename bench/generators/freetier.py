#!/usr/bin/env python3
"""Labelled traffic of an invented South Asian model provider with a big free tier ("Vaani"). Standard library only."""
import argparse, itertools, bisect, csv, datetime as dt, gzip, hashlib, json, math, os, random, glob
UTC = dt.timezone.utc
START = int(dt.datetime(2026, 10, 25, 18, 30, tzinfo=UTC).timestamp())   # 26 Oct 2026 00:00 IST, a Monday
DAY = 86400
RELEASE_DAY = 9            # vaani-3 is released
FEST = (12, 13, 14)        # festival days
EXAMS = (15, 16, 17, 18)   # half-yearly exams
VIRAL = (6, 7, 8)

# ------------------------------------------------------------------ words of our own
L = {
'hi': dict(
 name="रमेश सुनीता अमित पूजा राहुल नेहा विकास कविता मोहन गीता सलमान रेखा अर्जुन मीना दीपक अंजलि".split(),
 place="लखनऊ पटना जयपुर भोपाल इंदौर कानपुर वाराणसी रांची आगरा मेरठ नागपुर गया".split(),
 thing="आम|केले|किताबें|पेन|लड्डू|बकरियाँ|ईंटें|टिकट|साड़ियाँ|मोबाइल कवर|दीये|अंडे".split('|'),
 ill="सिर दर्द|खाँसी|पेट दर्द|कमर दर्द|बुखार|गैस|नींद न आना|बाल झड़ना|शुगर|दाँत दर्द".split('|'),
 food="आलू पराठा|खीर|दाल मखनी|पोहा|गुलाब जामुन|पनीर टिक्का|खिचड़ी|समोसा|बिरयानी|लिट्टी चोखा".split('|'),
 crop="गेहूँ|धान|सरसों|आलू|टमाटर|गन्ना|मक्का|प्याज|चना|मिर्च".split('|'),
 topic="प्रकाश संश्लेषण|पानीपत की लड़ाई|मौलिक अधिकार|गुरुत्वाकर्षण|मुद्रास्फीति|मानसून|संधि और समास|न्यूटन के नियम|हड़प्पा सभ्यता|पंचायती राज|अम्ल और क्षार|ओम का नियम|हरित क्रांति|संसद|विद्युत धारा".split('|'),
 job="रेलवे ग्रुप डी|एसएससी|पुलिस भर्ती|बैंक क्लर्क|शिक्षक भर्ती|पटवारी".split('|'),
 fest="दिवाली|छठ पूजा|भाई दूज|धनतेरस".split('|'),
 q=["{ill} का घरेलू इलाज बताओ","{food} कैसे बनाते हैं","{topic} क्या है","{topic} पर निबंध लिखो","{place} में घूमने की जगह बताओ","{job} की तैयारी कैसे करें","{fest} की शुभकामना संदेश लिखो","{name} नाम का मतलब क्या है","{crop} में कौन सी खाद डालें","मेरी फसल {crop} में कीड़े लग गए हैं क्या करूँ","{name} के लिए जन्मदिन की शायरी लिखो","{topic} को आसान भाषा में समझाओ","{n} रुपये की ईएमआई {k} साल की कितनी होगी","{place} से {place} ट्रेन कितने घंटे","छुट्टी के लिए प्रधानाचार्य को पत्र लिखो, नाम {name}, कारण {ill}","बैंक मैनेजर को पासबुक खोने का आवेदन लिखो","गर्लफ्रेंड नाराज है कैसे मनाऊँ","{topic} के {k} प्रश्न उत्तर दो","पीएम किसान की किस्त कब आएगी","{food} में कितनी कैलोरी होती है"],
 follow=["और बताओ","थोड़ा छोटा करो","आसान शब्दों में","उदाहरण दो","धन्यवाद","हिंदी में लिखो","और अच्छा लिखो","ये गलत है फिर से","{name} की जगह {name} लिखो","इसके फायदे बताओ"],
 rep=["{topic} एक महत्वपूर्ण विषय है जिसे समझना ज़रूरी है।","सबसे पहले {thing} को अलग रख लें।","इसके लिए रोज़ {k} बार ध्यान दें और पानी अधिक पिएँ।","{place} में यह काफी प्रचलित है।","अगर तकलीफ़ {k} दिन से ज़्यादा रहे तो डॉक्टर से मिलें।","{crop} के लिए मिट्टी की जाँच करा लेना अच्छा रहता है।","आप चाहें तो इसे {name} के नाम से लिख सकते हैं।","कुल मिलाकर लगभग {n} रुपये का खर्च आएगा।","ध्यान रखें कि समय पर आवेदन करना है।","मैं आपकी और किस तरह मदद कर सकता हूँ?","यह नियम {k} भागों में बँटा हुआ है।","उम्मीद है इससे {topic} साफ़ हुआ होगा।"],
 math=["{name} के पास {n} {thing} हैं। वह {m} {thing} {name2} को देता है और फिर {k} गुना और खरीदता है। अब कितने {thing} हैं?","एक दुकानदार {n} रुपये के {thing} खरीदकर {k}% लाभ पर बेचता है। विक्रय मूल्य क्या होगा?","{place} से {place2} की दूरी {n} किमी है। {name} {k} घंटे में पहुँचता है और लौटते समय {m} मिनट रुकता है। औसत चाल बताइए।","{name} और {name2} मिलकर एक काम {k} दिन में करते हैं। {name} अकेला {m} दिन में करता है। {name2} अकेला कितने दिन लेगा?","{n} {thing} को {k} बच्चों में {name} इस तरह बाँटता है कि हर अगले को {m} अधिक मिले। पहले को कितने मिले?"],
 cot=["कदम दर कदम हल करो और हर कदम का कारण बताओ","पूरा हल विस्तार से लिखो, बीच का कोई कदम मत छोड़ो","पहले सोचो, फिर तर्क सहित उत्तर दो","सोचने की प्रक्रिया पूरी दिखाओ फिर अंत में उत्तर"],
 style=["गाँव के बुज़ुर्ग की तरह","कॉलेज के लड़के की बोली में","भोजपुरी मिली हिंदी में","टीवी एंकर के अंदाज़ में","दादी की कहानी की तरह","रेडियो जॉकी की तरह","सरकारी बाबू की भाषा में"],
 ask=["{style} समझाओ कि {topic} का {place} के {job} वाले छात्र के लिए क्या मतलब है","दो लोगों {name} और {name2} की बातचीत लिखो, {style}, विषय {topic}","{name} को {ill} है; {style} सलाह दो और बताओ यही सलाह क्यों","{style} एक तर्क दो कि {place} में {crop} के बदले {topic2} पर खर्च क्यों हो, फिर उसका खंडन करो"],
 trans="इस वाक्य का {tl} में अनुवाद करो: "),
'hg': dict(
 name="Ramesh Sunita Amit Pooja Rahul Neha Vikas Kavita Mohan Aarti Imran Rekha Sahil Meena Deepak Anjali".split(),
 place="Lucknow Patna Jaipur Bhopal Indore Kanpur Delhi Ranchi Agra Pune Mumbai Surat".split(),
 thing="aam|kele|copies|pen|laddu|bakri|eent|ticket|saree|phone cover|diye|ande".split('|'),
 ill="sar dard|khansi|pet dard|kamar dard|bukhar|gas|neend nahi aana|hair fall|sugar|pimple".split('|'),
 food="maggi|kheer|dal makhani|poha|gulab jamun|paneer tikka|khichdi|chole bhature|biryani|momos".split('|'),
 crop="gehu|dhaan|sarso|aloo|tamatar|ganna|makka|pyaaz".split('|'),
 topic="photosynthesis|panipat ki ladai|fundamental rights|gravity|inflation|share market|python loops|newton laws|crypto|SIP|GST|blockchain|ohm law|operating system|insta reels".split('|'),
 job="railway group d|ssc cgl|police bharti|bank po|data entry|call center".split('|'),
 fest="diwali|chhath|bhai dooj|dhanteras".split('|'),
 q=["bhai {ill} ka ilaj bata","{food} kaise banate hai","{topic} kya hota hai","{topic} simple me samjhao","{job} ki taiyari kaise kare","insta ke liye {fest} caption do","{place} me sasta hotel batao","gf ko {fest} pe kya gift du {n} ke andar","mera phone hang ho raha hai kya karu","resume bana do {job} ke liye naam {name} {place} se","{name} ke liye attitude shayari","{n} ka loan {k} saal emi kitni","{topic} pe {k} mcq do answer ke sath","dream11 team bana do aaj ke match ki","ghar baithe paise kaise kamaye","{name} aur {name2} ka love percentage","{topic} project file ke liye likho","boss ko {ill} ki leave ka mail likh do","sapne me saanp dekhna matlab","{place} se {place2} bus timing"],
 follow=["aur batao","short me","ok thanks bhai","hindi me","example do","aur acha likho","galat hai","emoji lagao","{name} ki jagah {name2}","english me karo"],
 rep=["{topic} basically ek simple concept hai jo daily life me kaam aata hai.","Sabse pehle {k} cheezein ready rakhein.","Agar {ill} {k} din se zyada rahe to doctor ko dikhayein.","{place} me ye kaafi popular hai.","Total kharcha lagbhag {n} rupaye aayega.","Aap chahein to {name} ka naam change kar sakte hain.","Ye rahe kuch options jo aapke kaam aa sakte hain.","Time management par focus karein aur roz {k} ghante padhein.","Note: official website par date check kar lein.","Aur kuch help chahiye to batayein!","Is topic ke {k} main points hain.","All the best!"],
 math=["{name} ke paas {n} {thing} the, usne {m} {name2} ko diye aur baaki ko {k} dabbo me barabar rakha. Har dabbe me kitne?","Ek train {n} km {k} ghante me jaati hai, {m} minute rukti hai. Average speed?","{n} rupaye par {k}% simple interest {m} mahine ka kitna hoga?"],
 cot=["step by step solve karo reason ke sath","pura solution detail me do koi step mat chhodo","pehle socho phir logic ke sath answer do"],
 style=["chai wale uncle ki tarah","delhi ke launde ki tarah","corporate HR ki tarah","strict teacher ki tarah","standup comedian ki tarah","mummy ki tarah"],
 ask=["{style} samjhao ki {topic} se {job} wale ko kya fayda","{name} aur {name2} ki whatsapp chat likho {style}, topic {topic}","{style} argue karo ki {place} best hai {place2} se, reasons ke sath, phir ulta argue karo","{name} ko {ill} hai, {style} salah do aur kyun wo bhi"],
 trans="isko {tl} me translate karo: "),
'bn': dict(
 name="রহিম করিম সুমি মিতা অনিক তানিয়া রাজু শিউলি আরিফ নাসরিন সৌরভ পিয়ালী".split(),
 place="ঢাকা কলকাতা চট্টগ্রাম সিলেট খুলনা রাজশাহী হাওড়া বরিশাল শিলিগুড়ি".split(),
 thing="আম|কলা|বই|কলম|রসগোল্লা|ছাগল|ইট|টিকিট|শাড়ি|ডিম".split('|'),
 ill="মাথা ব্যথা|কাশি|পেট ব্যথা|জ্বর|গ্যাস্ট্রিক|চুল পড়া|ঘুম না হওয়া|দাঁত ব্যথা".split('|'),
 food="ইলিশ ভাপা|বিরিয়ানি|পায়েস|খিচুড়ি|লুচি|চিংড়ি মালাই|ভুনা মাংস|পিঠা".split('|'),
 crop="ধান|পাট|আলু|সরিষা|বেগুন|টমেটো|মরিচ".split('|'),
 topic="সালোকসংশ্লেষণ|মুক্তিযুদ্ধ|মাধ্যাকর্ষণ|মুদ্রাস্ফীতি|ভাষা আন্দোলন|জলবায়ু পরিবর্তন|সন্ধি|কারক|নিউটনের সূত্র|পলাশীর যুদ্ধ|ফ্রিল্যান্সিং|সংবিধান".split('|'),
 job="বিসিএস|ব্যাংক নিয়োগ|প্রাইমারি শিক্ষক|পুলিশ|রেলওয়ে".split('|'),
 fest="কালীপূজা|ভাইফোঁটা|ঈদ|দীপাবলি".split('|'),
 q=["{ill} হলে কী করব","{food} রান্নার রেসিপি দাও","{topic} কী","{topic} নিয়ে রচনা লেখো","{job} এর প্রস্তুতি কীভাবে নেব","{fest} এর শুভেচ্ছা বার্তা লেখো","{crop} গাছে পোকা লেগেছে কী দেব","{name} নামের অর্থ কী","{place} থেকে {place2} যেতে কত সময় লাগে","{topic} সহজ ভাষায় বোঝাও","ছুটির জন্য প্রধান শিক্ষকের কাছে আবেদন, নাম {name}","{topic} থেকে {k}টি এমসিকিউ দাও","ফেসবুক ক্যাপশন দাও {fest} নিয়ে","{name} কে নিয়ে প্রেমের কবিতা লেখো"],
 follow=["আরও বলো","ছোট করে লেখো","উদাহরণ দাও","ধন্যবাদ","আবার লেখো","সহজ করে"],
 rep=["{topic} একটি গুরুত্বপূর্ণ বিষয়।","প্রথমে {thing} আলাদা করে নিন।","{k} দিনের বেশি থাকলে ডাক্তার দেখান।","{place} এ এটি খুব পরিচিত।","মোট খরচ প্রায় {n} টাকা।","আপনি চাইলে {name} এর নামে লিখতে পারেন।","এর {k}টি প্রধান দিক আছে।","আশা করি বিষয়টি পরিষ্কার হয়েছে।","নিয়মিত অনুশীলন করলে ভালো ফল পাবেন।","আর কিছু জানতে চাইলে বলুন।"],
 math=["{name} এর কাছে {n}টি {thing} আছে। সে {m}টি {name2} কে দিল এবং বাকি {k} জনের মধ্যে ভাগ করল। প্রত্যেকে কয়টি পেল?","একটি দোকানে {n} টাকার {thing} {k}% লাভে বিক্রি হলো। বিক্রয়মূল্য কত?","{place} থেকে {place2} {n} কিমি, {name} {k} ঘণ্টায় যায়। গতি কত?"],
 cot=["ধাপে ধাপে সমাধান করো এবং কারণ লেখো","পুরো যুক্তি দেখাও তারপর উত্তর","প্রতিটি ধাপ ব্যাখ্যা করো"],
 style=["গ্রামের দাদুর মতো","পুরান ঢাকার ভাষায়","কলকাতার আড্ডার ঢঙে","সংবাদ পাঠকের মতো","স্কুলের দিদিমণির মতো"],
 ask=["{style} বোঝাও {topic} কেন {place} এর মানুষের জন্য জরুরি","{name} ও {name2} এর সংলাপ লেখো {style}, বিষয় {topic}","{name} এর {ill}; {style} পরামর্শ দাও এবং কেন তা বলো"],
 trans="এটি {tl} এ অনুবাদ করো: "),
'ta': dict(
 name="குமார் லட்சுமி முருகன் கவிதா அருண் மீனா செல்வம் பிரியா கார்த்திக் தேவி".split(),
 place="சென்னை மதுரை கோவை திருச்சி சேலம் யாழ்ப்பாணம் நெல்லை தஞ்சை".split(),
 thing="மாம்பழம்|வாழைப்பழம்|புத்தகம்|பேனா|லட்டு|ஆடு|செங்கல்|முட்டை".split('|'),
 ill="தலைவலி|இருமல்|வயிற்று வலி|காய்ச்சல்|முடி உதிர்வு|தூக்கமின்மை|பல் வலி".split('|'),
 food="சாம்பார்|இட்லி|பொங்கல்|பிரியாணி|ரசம்|வடை|பாயசம்".split('|'),
 crop="நெல்|கரும்பு|தக்காளி|மிளகாய்|வாழை|வேர்க்கடலை".split('|'),
 topic="ஒளிச்சேர்க்கை|திருக்குறள்|புவியீர்ப்பு|பணவீக்கம்|சோழர் ஆட்சி|நியூட்டன் விதிகள்|அடிப்படை உரிமைகள்|காலநிலை மாற்றம்|சங்க இலக்கியம்".split('|'),
 job="டிஎன்பிஎஸ்சி|வங்கி தேர்வு|ரயில்வே|காவலர் தேர்வு|ஆசிரியர் தேர்வு".split('|'),
 fest="தீபாவளி|பொங்கல்|கார்த்திகை".split('|'),
 q=["{ill} வீட்டு வைத்தியம் சொல்லு","{food} செய்வது எப்படி","{topic} என்றால் என்ன","{topic} பற்றி கட்டுரை எழுது","{job} தயார் செய்வது எப்படி","{fest} வாழ்த்து கவிதை","{crop} பயிரில் பூச்சி என்ன மருந்து","{name} பெயரின் அர்த்தம்","{topic} எளிமையாக விளக்கு","விடுமுறை கடிதம் எழுது பெயர் {name}","{topic} {k} கேள்வி பதில்","{place} சுற்றுலா இடங்கள்"],
 follow=["இன்னும் சொல்லு","சுருக்கமாக","நன்றி","உதாரணம் கொடு","மறுபடி எழுது"],
 rep=["{topic} முக்கியமான ஒரு பகுதி.","முதலில் {thing} தனியாக வைக்கவும்.","{k} நாட்களுக்கு மேல் இருந்தால் மருத்துவரை பார்க்கவும்.","{place} பகுதியில் இது பிரபலம்.","மொத்தம் சுமார் {n} ரூபாய் ஆகும்.","{name} பெயரில் எழுதலாம்.","இதில் {k} முக்கிய பகுதிகள் உள்ளன.","மேலும் உதவி வேண்டுமா?","தினமும் பயிற்சி செய்தால் நல்லது."],
 math=["{name} இடம் {n} {thing} உள்ளன. {m} ஐ {name2} க்கு கொடுத்து மீதியை {k} பேருக்கு சமமாக பிரித்தான். ஒவ்வொருவருக்கும் எத்தனை?","{place} முதல் {place2} வரை {n} கிமீ. {name} {k} மணி நேரத்தில் சென்றால் வேகம் என்ன?","{n} ரூபாய்க்கு வாங்கிய {thing} {k}% லாபத்தில் விற்றால் விலை என்ன?"],
 cot=["படிப்படியாக காரணத்துடன் தீர்க்கவும்","முழு விளக்கத்துடன் பதில் அளி","முதலில் யோசித்து பின் விடை சொல்"],
 style=["கிராமத்து பாட்டி போல","மதுரை பேச்சு வழக்கில்","சென்னை தமிழில்","செய்தி வாசிப்பாளர் போல","ஆசிரியர் போல"],
 ask=["{style} {topic} ஏன் {place} மக்களுக்கு முக்கியம் என விளக்கு","{name} மற்றும் {name2} உரையாடல் {style}, தலைப்பு {topic}","{name} க்கு {ill}; {style} ஆலோசனை சொல், ஏன் என்றும் சொல்"],
 trans="இதை {tl} மொழியில் மொழிபெயர்: "),
'te': dict(
 name="రాజు లక్ష్మి సురేష్ పద్మ వెంకట్ అనిత కిరణ్ స్వాతి రమణ దివ్య".split(),
 place="హైదరాబాద్ విజయవాడ గుంటూరు విశాఖ వరంగల్ తిరుపతి నెల్లూరు కర్నూలు".split(),
 thing="మామిడి పండ్లు|అరటి పండ్లు|పుస్తకాలు|పెన్నులు|లడ్డూలు|మేకలు|ఇటుకలు|గుడ్లు".split('|'),
 ill="తలనొప్పి|దగ్గు|కడుపు నొప్పి|జ్వరం|జుట్టు రాలడం|నిద్ర పట్టకపోవడం".split('|'),
 food="పులిహోర|గోంగూర పచ్చడి|బిర్యానీ|ఉప్మా|పెసరట్టు|పాయసం".split('|'),
 crop="వరి|మిర్చి|పత్తి|టమాటా|వేరుశనగ|మొక్కజొన్న".split('|'),
 topic="కిరణజన్య సంయోగక్రియ|కాకతీయులు|గురుత్వాకర్షణ|ద్రవ్యోల్బణం|ప్రాథమిక హక్కులు|న్యూటన్ నియమాలు|ఛందస్సు|పంచాయతీ రాజ్".split('|'),
 job="గ్రూప్ 2|బ్యాంక్ పరీక్ష|రైల్వే|కానిస్టేబుల్|డీఎస్సీ".split('|'),
 fest="దీపావళి|సంక్రాంతి|నాగుల చవితి".split('|'),
 q=["{ill} తగ్గాలంటే ఏం చేయాలి","{food} ఎలా చేయాలి","{topic} అంటే ఏమిటి","{topic} గురించి వ్యాసం రాయి","{job} కి ఎలా ప్రిపేర్ అవ్వాలి","{fest} శుభాకాంక్షలు","{crop} పంటకు పురుగు పట్టింది ఏ మందు కొట్టాలి","{name} పేరు అర్థం","{topic} సులభంగా చెప్పు","సెలవు చీటీ రాయి పేరు {name}","{topic} {k} ప్రశ్నలు జవాబులు"],
 follow=["ఇంకా చెప్పు","చిన్నగా","థాంక్స్","ఉదాహరణ ఇవ్వు","మళ్ళీ రాయి"],
 rep=["{topic} ఒక ముఖ్యమైన విషయం.","ముందుగా {thing} పక్కన పెట్టండి.","{k} రోజుల కంటే ఎక్కువ ఉంటే డాక్టర్‌ను కలవండి.","{place} లో ఇది బాగా ప్రసిద్ధి.","మొత్తం సుమారు {n} రూపాయలు అవుతుంది.","{name} పేరుతో రాయవచ్చు.","ఇందులో {k} ముఖ్య భాగాలు ఉన్నాయి.","ఇంకేమైనా సహాయం కావాలా?"],
 math=["{name} దగ్గర {n} {thing} ఉన్నాయి. {m} {name2} కి ఇచ్చి మిగతావి {k} మందికి సమానంగా పంచాడు. ఒక్కొక్కరికి ఎన్ని?","{place} నుండి {place2} {n} కి.మీ. {name} {k} గంటల్లో వెళ్తే వేగం ఎంత?","{n} రూపాయలకు కొన్న {thing} {k}% లాభానికి అమ్మితే అమ్మకపు ధర?"],
 cot=["అంచెలంచెలుగా కారణాలతో చెయ్యి","పూర్తి వివరణతో సమాధానం ఇవ్వు","ముందు ఆలోచించి తర్వాత జవాబు చెప్పు"],
 style=["పల్లెటూరి తాత లాగా","తెలంగాణ యాసలో","గోదావరి యాసలో","న్యూస్ రీడర్ లాగా","టీచర్ లాగా"],
 ask=["{style} {topic} {place} ప్రజలకు ఎందుకు ముఖ్యమో చెప్పు","{name} {name2} సంభాషణ {style}, విషయం {topic}","{name} కి {ill}; {style} సలహా ఇవ్వు, ఎందుకో కూడా చెప్పు"],
 trans="దీన్ని {tl} లోకి అనువదించు: "),
'ur': dict(
 name="احمد فاطمہ علی عائشہ بلال زینب حسن مریم عمران صبا".split(),
 place="لاہور کراچی پشاور ملتان فیصل‌آباد کوئٹہ حیدرآباد لکھنؤ".split(),
 thing="آم|کیلے|کتابیں|قلم|لڈو|بکریاں|اینٹیں|انڈے".split('|'),
 ill="سر درد|کھانسی|پیٹ درد|بخار|نیند نہ آنا|بال گرنا".split('|'),
 food="بریانی|نہاری|حلیم|کھیر|کڑاہی|پلاؤ".split('|'),
 crop="گندم|چاول|کپاس|گنا|مکئی".split('|'),
 topic="کشش ثقل|افراط زر|تحریک پاکستان|ضیائی تالیف|آئین|نیوٹن کے قوانین|اقبال کی شاعری|موسمی تبدیلی".split('|'),
 job="سی ایس ایس|پولیس|بینک|استاد|نادرا".split('|'),
 fest="عید|جشن آزادی|میلاد".split('|'),
 q=["{ill} کا علاج بتائیں","{food} بنانے کا طریقہ","{topic} کیا ہے","{topic} پر مضمون لکھیں","{job} کی تیاری کیسے کریں","{fest} مبارک کا پیغام لکھیں","{name} نام کا مطلب","{topic} آسان الفاظ میں سمجھائیں","چھٹی کی درخواست لکھیں نام {name}","{crop} کی فصل میں کیڑا لگ گیا ہے"],
 follow=["اور بتائیں","مختصر کریں","شکریہ","مثال دیں","دوبارہ لکھیں"],
 rep=["{topic} ایک اہم موضوع ہے۔","پہلے {thing} الگ رکھیں۔","اگر {k} دن سے زیادہ رہے تو ڈاکٹر سے ملیں۔","{place} میں یہ عام ہے۔","کل خرچ تقریباً {n} روپے ہوگا۔","اس کے {k} اہم حصے ہیں۔","کیا آپ کو مزید مدد چاہیے؟"],
 math=["{name} کے پاس {n} {thing} ہیں، اس نے {m} {name2} کو دیے اور باقی {k} بچوں میں برابر بانٹے۔ ہر ایک کو کتنے ملے؟","{place} سے {place2} کا فاصلہ {n} کلومیٹر ہے، {name} {k} گھنٹے میں پہنچا۔ رفتار بتائیں۔"],
 cot=["قدم بہ قدم حل کریں اور وجہ بتائیں","مکمل دلیل کے ساتھ جواب دیں"],
 style=["دادا جان کے انداز میں","لاہوری لہجے میں","نیوز اینکر کی طرح","لکھنوی انداز میں"],
 ask=["{style} سمجھائیں کہ {topic} {place} کے لوگوں کے لیے کیوں اہم ہے","{name} اور {name2} کا مکالمہ لکھیں {style}، موضوع {topic}","{name} کو {ill} ہے؛ {style} مشورہ دیں اور وجہ بھی"],
 trans="اس کا {tl} میں ترجمہ کریں: "),
'en': dict(
 name="Ravi Priya Arjun Sneha Karthik Fatima Nimal Tashi Joseph Divya Farhan Shreya".split(),
 place="Bengaluru Chennai Colombo Dhaka Kathmandu Kochi Hyderabad Pune Guwahati Chandigarh".split(),
 thing="mangoes|notebooks|pens|laddus|tickets|sarees|bricks|eggs|diyas|coconuts".split('|'),
 ill="headache|cough|back pain|acidity|fever|hair fall|insomnia|cold".split('|'),
 food="masala dosa|biryani|rajma|kheer|momos|fish curry|upma|paneer butter masala".split('|'),
 crop="paddy|tea|cotton|chilli|turmeric|potato".split('|'),
 topic="photosynthesis|the French Revolution|inflation|linked lists|DBMS normalization|Kirchhoff's laws|GST|the Indian Constitution|machine learning|thermodynamics|React hooks|TCP handshake|trial balance|monsoon".split('|'),
 job="TCS NQT|UPSC|IELTS|GATE|software tester|data analyst|bank PO".split('|'),
 fest="Diwali|Eid|Onam|Durga Puja|Christmas".split('|'),
 q=["explain {topic} in simple words","write an essay on {topic}","how to prepare for {job}","home remedy for {ill}","write a leave letter to HR because of {ill}, name {name}","{fest} wishes for boss","caption for {fest} photo","give me {k} mcqs on {topic}","make a resume for {job}, fresher from {place}","how to make {food}","difference between {topic} and {topic2}","{place} 3 day trip under {n}","correct the grammar: my self {name} i am from {place} i have did my graduation in {topic}","interview questions for {job}","viva questions on {topic}","write a linkedin post on {topic}"],
 follow=["continue","make it short","thanks","give example","in points","rewrite more formally","explain again like i am 10","add a table"],
 rep=["{topic} is easier to follow when you break it into {k} parts.","First, set aside the {thing} you need.","If the {ill} lasts more than {k} days, please see a doctor.","This is quite common around {place}.","You can expect to spend about {n} rupees.","Here is a version you can use, with {name} as the name.","Practise for {k} hours a day and review past papers.","In short, {topic} matters because it affects everyday decisions.","Please check the official notification for dates.","Let me know if you would like a shorter version.","A typical example comes from {place}."],
 math=["{name} has {n} {thing}, gives {m} to {name2} and packs the rest in {k} boxes equally. How many in each box?","A shopkeeper buys {thing} for Rs {n} and sells at {k}% profit. Find the selling price.","A bus covers {n} km in {k} hours with a halt of {m} minutes. Find its average speed."],
 cot=["solve step by step with reasons","show the complete working","think it through first and then give the final answer"],
 style=["like a village elder","like a cricket commentator","like a strict tuition sir","like an auto driver from {place}","like a news anchor"],
 ask=["{style}, explain why {topic} matters to a {job} aspirant in {place}","write a dialogue between {name} and {name2} {style} about {topic}","{name} has {ill}; advise {style} and say why"],
 trans="Translate to {tl}: "),
}
TL = ["Hindi","English","Tamil","Bengali","Telugu","Urdu","Marathi"]

class W:  # the world
    pass

def fill(r, lang, t):
    d = L[lang]
    c = r.choice
    while '{style}' in t: t = t.replace('{style}', c(d['style']), 1)
    if '{name}' in t: t = t.replace('{name}', c(d['name']), 1).replace('{name}', c(d['name']))
    if '{name2}' in t: t = t.replace('{name2}', c(d['name']))
    if '{place}' in t: t = t.replace('{place}', c(d['place']), 1).replace('{place}', c(d['place']))
    if '{place2}' in t: t = t.replace('{place2}', c(d['place']))
    if '{topic}' in t: t = t.replace('{topic}', c(d['topic']))
    if '{topic2}' in t: t = t.replace('{topic2}', c(d['topic']))
    for k in ('thing','ill','food','crop','job','fest'):
        if '{'+k+'}' in t: t = t.replace('{'+k+'}', c(d[k]))
    if '{n}' in t: t = t.replace('{n}', str(r.randint(12, 99)*c((1, 5, 10, 100))))
    if '{m}' in t: t = t.replace('{m}', str(r.randint(3, 45)))
    if '{k}' in t: t = t.replace('{k}', str(r.randint(2, 12)))
    if '{tl}' in t: t = t.replace('{tl}', c(TL))
    return t

def zipf(r, n, a=1.1):  # heavy-tailed index
    x = int(n ** r.random() ** (1.0/a)) - 1
    return min(max(x, 0), n-1)

def chatq(r, lang):
    return fill(r, lang, r.choice(L[lang]['q']))
def mathq(r, lang):
    return fill(r, lang, r.choice(L[lang]['math']))

def typo(r, s, p=0.02):
    if r.random() > 0.5 or len(s) < 8: return s
    b = list(s)
    for _ in range(max(1, int(len(b)*p))):
        i = r.randrange(len(b)-1)
        if r.random() < .5: b[i], b[i+1] = b[i+1], b[i]
        else: b[i] = ''
    return ''.join(b)

def reply(r, lang, kind='chat'):
    d = L[lang]
    if kind == 'short': return r.choice(("A","B","C","D","positive","negative","billing","refund","order_status","7","8","6/10","ok","haan","नहीं","yes"))
    if kind == 'code':
        v = r.choice(("total","rows","df","users","count","node")); n = r.randint(2, 99)
        body = ["```python", f"def solve_{v}({v}, limit={n}):", f"    out = []", f"    for i, x in enumerate({v}):", f"        if i >= limit: break", f"        out.append(x * {r.randint(2,9)})", "    return out", "```"]
        return fill(r, 'en', r.choice(L['en']['rep'])) + "\n" + "\n".join(body[:r.randint(5, 8)]) + '\n' + ' '.join(fill(r, 'en', r.choice(L['en']['rep'])) for _ in range(r.randint(1, 5))) + f"\nThis runs in O(n); adjust `limit` ({n}) if needed."
    k = {'chat': r.randint(3, 9), 'long': r.randint(10, 20), 'reason': r.randint(5, 11), 'story': r.randint(8, 16)}[kind]
    s = [fill(r, lang, r.choice(d['rep'])) for _ in range(k)]
    if kind == 'reason':
        x = r.randint(5, 400)
        for i in range(len(s)):
            y = x + r.randint(1, 90)
            s[i] = f"{i+1}. {s[i]} {x} + {y-x} = {y}"; x = y
        s.append(f"= {x}")
        return "\n".join(s)
    return " ".join(s)

def refuse_reply(r, lang):
    return {'hi': "माफ़ कीजिए, मैं इसमें मदद नहीं कर सकता। ", 'bn': "দুঃখিত, আমি এতে সাহায্য করতে পারি না। ", 'ta': "மன்னிக்கவும், இதில் உதவ முடியாது. ", 'te': "క్షమించండి, ఇందులో సహాయం చేయలేను. ", 'ur': "معذرت، میں اس میں مدد نہیں کر سکتا۔ ", 'hg': "Sorry, main isme help nahi kar sakta. "}.get(lang, "Sorry, I can't help with that. ") + fill(r, lang, r.choice(L[lang]['rep']))

# ------------------------------------------------------------------ network
CARR = [('IN', 55836, '49.36', 26, .40), ('IN', 45609, '106.195', 22, .24), ('IN', 38266, '42.106', 12, .10), ('BD', 24389, '103.230', 8, .09), ('PK', 45669, '39.45', 8, .07), ('LK', 18001, '112.134', 5, .05), ('NP', 17501, '27.34', 4, .05)]
BB = [('IN', 24560, '122.161'), ('IN', 9829, '117.201'), ('IN', 17488, '183.82'), ('BD', 17806, '103.112'), ('PK', 9541, '119.160'), ('LK', 9329, '124.43'), ('NP', 4007, '110.44')]
LANGC = {'IN': (['hi','hg','bn','ta','te','en','ur'], [28, 30, 8, 10, 10, 13, 1]), 'BD': (['bn','en'], [85, 15]), 'PK': (['ur','hg','en'], [60, 25, 15]), 'LK': (['ta','en'], [55, 45]), 'NP': (['hi','en','hg'], [35, 45, 20])}
PHONES = ["Redmi Note 12","Redmi 9A","realme C55","SM-A145F","SM-M146B","vivo Y16","OPPO A57","TECNO KG5k","Infinix X6525","moto g54","JioPhone Next","Redmi 13C","realme narzo 60","itel A665L","POCO C55","SM-A057F"]

def make_world(a):
    w = W(); w.r = random.Random(f"freetier-{a.seed}-{a.scenario}"); r = w.r
    w.args = a; w.acc = []; w.ev = []; w.rows = {}; w.tbl = []; w.taken = {}; w.camp = {}
    w.end = START + a.days*DAY; w.used = set()
    P = {}
    for f in sorted(glob.glob(os.path.join(a.prompts, '*', '*.jsonl.gz'))):
        k = os.path.basename(os.path.dirname(f)); s = os.path.basename(f)[:-9]
        if k == 'traces': continue
        with gzip.open(f, 'rt', encoding='utf-8') as h:
            P[s] = [json.loads(l)['text'][:2500] for l in h]
    # a campaign's part of a source, and what anybody may use
    rr = random.Random(f"split-{a.seed}")
    w.P = {}; w.H = {}
    for s, t in P.items():
        t = list(t); rr.shuffle(t); c = len(t)*3//5
        w.H[s] = t[:c]; w.P[s] = t[c-len(t)//10:]
    w.viral = ["Mere kundli ke hisab se 2027 me meri life kaisi hogi? savage mode me batao, roast karo, 5 points, emoji ke sath",
               "Act as my future self from 2040 and write me a letter in Hinglish about what I did wrong this year. Make me cry.",
               "इस नाम का राज़ खोलो: {name}। स्वभाव, प्यार, पैसा, दुश्मन, और 2027 की भविष्यवाणी, मज़ेदार अंदाज़ में",
               "Describe me as a 90s Bollywood villain based on my name {name} and city {place}"]
    w.mask = lambda: None
    return w

def hx(r, n): return '%0*x' % (n, r.getrandbits(4*n))

def carrier(r, cc=None):
    cs = [c for c in CARR if cc is None or c[0] == cc]
    return r.choices(cs, [c[4] for c in cs])[0]

class IPmob:   # CGNAT: a few public addresses of the carrier's region
    def __init__(s, r, cc=None):
        s.c = carrier(r, cc); s.reg = r.sample(range(s.c[3]), min(3, s.c[3]))
    def __call__(s, r):
        k = r.choice(s.reg) if r.random() < .9 else r.randrange(s.c[3])
        return (f"{s.c[2]}.{10+k//4}.{17+k*9%200}", s.c[1], s.c[0])
class IPbb:    # home broadband, address changes every few days
    def __init__(s, r, cc=None):
        bs = [b for b in BB if cc is None or b[0] == cc] or BB
        s.b = r.choice(bs); s.new(r)
    def new(s, r): s.ip = f"{s.b[2]}.{r.randint(1,254)}.{r.randint(1,254)}"
    def __call__(s, r):
        if r.random() < .02: s.new(r)
        return (s.ip, s.b[1], s.b[0])
class IPfix:
    def __init__(s, ips): s.ips = ips
    def __call__(s, r): return r.choice(s.ips)
class IPmix:
    def __init__(s, *p): s.p = p   # (prob, source)…
    def __call__(s, r):
        x = r.random()
        for q, f in s.p:
            if x < q: return f(r)
            x -= q
        return s.p[-1][1](r)
def office(r, cc='IN'):
    b = r.choice([b for b in BB if b[0] == cc]); return (f"{b[2]}.{r.randint(1,254)}.{r.randint(1,254)}", b[1], cc)
def dc(r, n, asn=None):
    asn, pre, cc = asn or r.choice([(14061, '139.59', 'IN'), (16276, '51.79', 'SG'), (24940, '65.108', 'FI'), (63949, '172.105', 'IN'), (136557, '103.69', 'SG')])
    return [(f"{pre}.{r.randint(1,254)}.{r.randint(1,254)}", asn, cc) for _ in range(n)]

JA = {k: f"t13d{n}h2_{hashlib.md5(k.encode()).hexdigest()[:12]}_{hashlib.sha1(k.encode()).hexdigest()[:12]}" for k, n in (('okhttp', 1411), ('chrome', 1516), ('python', 1812), ('node', 1913), ('go', 1311), ('ios', 2014), ('curl', 3012))}
def ua_app(r): return (f"VaaniApp/4.{r.choice((8,9,10,11,11,12,12,12))} (Android {r.choice((10,11,12,13,13,14))}; {r.choice(PHONES)})", JA['okhttp'])
def ua_web(r): return (f"Mozilla/5.0 ({r.choice(('Windows NT 10.0; Win64; x64','Windows NT 10.0; Win64; x64','X11; Linux x86_64','Linux; Android 10; K'))}) AppleWebKit/537.36 Chrome/{r.choice((138,139,140,141,141))}.0.0.0", JA['chrome'])
def ua_py(r): return (r.choice(("vaani-python/1.14.2","vaani-python/1.14.2","vaani-python/1.13.0","OpenAI/Python 1.99.1","OpenAI/Python 2.3.0","python-requests/2.31.0")), JA['python'])
def ua_node(r): return (r.choice(("OpenAI/JS 4.77.0","OpenAI/JS 5.8.2","node-fetch/3.3","axios/1.7.2")), JA['node'])
def ua_kit(pkg): return lambda r: (f"vaani-kit/2.3.1 okhttp/4.10 ({pkg})", JA['okhttp'])

class Acc: pass
def account(w, pop, created, lang=None, cc=None, plan='free', ip=None, ua=None, org=None, pay=None, mail=None, verified=None, camp=None, end_user=None, key=None, rid=None):
    r = w.r; x = Acc()
    x.id = rid or "u" + hx(r, 11)
    x.pop = pop; x.camp = camp; x.eu = end_user
    x.ip = ip or IPmob(r, cc)
    x.cc = cc or getattr(getattr(x.ip, 'c', None) or getattr(x.ip, 'b', None) or ('IN',), '__getitem__')(0)
    x.lang = lang or r.choices(*LANGC[x.cc])[0]
    x.ua, x.ja = ua or ua_app(r)
    x.created = int(min(created, w.end-3600))
    x.plan = plan; x.ver = verified if verified is not None else (plan != 'free' and r.random() < .8)
    x.pay = pay; x.org = org; x.mail = mail
    x.key = key or "vk-" + hx(r, 8); x.cap = None
    w.acc.append(x)
    return x

HOURS = {
 'consumer': [2,1,.6,.4,.4,.7,1.4,2.4,3.2,4,4.4,4.6,4.5,4.2,4,4.2,4.5,5,5.6,6.4,7.4,8,7,4.2],
 'student':  [2,1,.5,.3,.3,.8,1.5,2,1.5,1.5,1.5,1.5,2,2,2.5,4,6,7.5,8,8,8.5,8,6,4],
 'office':   [0,0,0,0,0,0,0,.2,.8,4,8,9,8,3,7,9,9,8,4,1.5,.8,.5,.3,0],
 'night':    [8,8,7,5,3,1,.5,.3,.5,1,1,1,1,1,1,1,1,1,1.5,2,3,4,6,7],
 'flat':     [1]*24,
 'bot':      [.4,.3,.2,.2,.3,.8,2,4,6,7,8,8,7,7,7,7,7,8,8,7,6,4,2,1],
 'dev':      [3,2,1.4,.7,.4,.3,.5,.8,1.5,3.5,5.5,6,5.5,4.5,5,6,6,6,5,4.5,5,6,6,4.5],
 'even':     [1.4,1.2,.6,.5,.6,.9,2,3,4,4.4,4.6,4.6,4.4,4.4,4.4,4.5,4.6,4.8,5,5.2,5.4,5.2,4,2.6],
}
CUM = {}
for k, v in HOURS.items():
    s = 0; c = []
    for h in v: s += h; c.append(s)
    CUM[k] = c
def hour(r, prof):
    c = CUM[prof]; x = r.random()*c[-1]; h = bisect.bisect_left(c, x)
    return (h + r.random())*3600
def pois(r, lam):
    if lam > 40: return max(0, int(r.gauss(lam, math.sqrt(lam))+.5))
    l = math.exp(-lam); k = 0; p = r.random()
    while p > l: k += 1; p *= r.random()
    return k

def tok(s): return max(1, int(len(s.encode())/ (4.2 if s.isascii() else 6.5)))

def emit(w, x, t, msgs, rep, model, sess=None, harvest=False, end_user=None, status='ok', **p):
    r = w.r
    if t >= w.end or t < START or t < x.created: return False
    d = int((t-START)//DAY)
    if x.cap:
        if x.capc.get(d, 0) >= x.cap: return False
        x.capc[d] = x.capc.get(d, 0)+1
    ip = x.cur if getattr(x, 'cur', None) and r.random() < .97 and sess and getattr(x, 'cursess', None) == sess else x.ip(r)
    x.cur = ip; x.cursess = sess
    ac = {"id": x.id, "key": x.key, "created": iso(x.created), "country": x.cc, "plan": x.plan, "verified": x.ver}
    if x.pay: ac["payment"] = x.pay
    if x.org: ac["org"] = x.org
    if x.mail: ac["email_domain"] = x.mail
    if end_user: ac["end_user"] = end_user
    rq = {"endpoint": p.pop('endpoint', "chat.completions"), "model": model, "messages": msgs}
    tools = p.pop('tools', None); out = p.pop('output', None); reason = p.pop('reasoning_text', None)
    rq.update({k: v for k, v in p.items() if v is not None})
    if tools: rq["tools"] = [{"type": "function", "function": {"name": n}} for n in tools]
    it = sum(tok(m['content']) for m in msgs); ot = tok(rep)
    rs = {"id": "r_"+hx(r, 10), "model": model, "status": status, "finish_reason": "tool_calls" if out else "stop", "latency_ms": int(300 + ot*r.uniform(9, 22)), "content": rep}
    if out: rs["output"] = out
    us = {"input_tokens": it, "output_tokens": ot}
    if reason: rs["reasoning"] = reason; us["reasoning_tokens"] = tok(reason); us["output_tokens"] += us["reasoning_tokens"]
    mt = rq.get('max_tokens')
    if mt and us["output_tokens"] > mt: rs["finish_reason"] = "length"; us["output_tokens"] = mt
    if status != 'ok': rs["content"] = ""; us["output_tokens"] = 0
    o = {"id": "x_"+hx(r, 14), "time": iso(t, True), "account": ac, "client": {"ip": ip[0], "asn": ip[1], "country": ip[2], "user_agent": x.ua, "ja4": x.ja}, "request": rq, "response": rs, "usage": us, "content_state": "full"}
    if sess: o["session"] = sess
    w.ev.append((t, json.dumps(o, ensure_ascii=False, separators=(',', ':'))))
    if end_user:
        z = w.rows.setdefault((x.id, None), [x.pop, x.camp, t, t, None, None]); z[2] = min(z[2], t); z[3] = max(z[3], t)
    k = (x.id, end_user)
    row = w.rows.get(k)
    if row is None: row = w.rows[k] = [x.pop if not end_user else x.pop_eu, x.camp if not end_user else None, t, t, None, None]
    row[2] = min(row[2], t); row[3] = max(row[3], t)
    if harvest:
        row[4] = t if row[4] is None else min(row[4], t); row[5] = t if row[5] is None else max(row[5], t)
        h = int(t//3600); c = w.taken.setdefault(x.camp, {}); c[h] = c.get(h, 0)+1
    return True

def iso(t, ms=False):
    d = dt.datetime.fromtimestamp(t, UTC)
    return d.strftime('%Y-%m-%dT%H:%M:%S') + (('.%03dZ' % (d.microsecond//1000)) if ms else 'Z')

def setcap(x, n): x.cap = n; x.capc = {}

def convo(w, x, t, first, turns, lang, model, sys=None, kind='chat', harvest=False, follow=None, gap=50, maxhist=8, end_user=None, **p):
    """One conversation; each turn repeats the history. Returns time of its end."""
    r = w.r; sess = "s" + hx(r, 12)
    ms = [{"role": "system", "content": sys}] if sys else []
    q = first
    for i in range(turns):
        ms = ms + [{"role": "user", "content": q}]
        a = reply(r, lang, kind if i == 0 or kind in ('code', 'reason') else 'chat')
        ok = emit(w, x, t, ms, a, model, sess, harvest=harvest, end_user=end_user, **dict(p))
        if not ok: return t
        ms = ms + [{"role": "assistant", "content": a}]
        if len(ms) > maxhist+1: break
        q = follow(r) if follow else fill(r, lang, r.choice(L[lang]['follow'])) if r.random() < .6 else chatq(r, lang)
        t += 8 + r.lognormvariate(math.log(gap), .8)
    return t

def days(w, x, p, frm=0, to=None):
    r = w.r
    for d in range(frm, to if to is not None else w.args.days):
        if START + (d+1)*DAY <= x.created: continue
        if r.random() < (p(d) if callable(p) else p): yield d

def old(r, lo=5, hi=400): return START - int(DAY*(lo + (hi-lo)*r.random()**1.6))
def joined(w, lo=5, hi=400, new=.25):
    r = w.r
    if r.random() < new: return START + int(r.random()*w.args.days*.95)*DAY + int(hour(r, 'consumer'))
    return old(r, lo, hi)
def appmodel(w, x, d): return "vaani-mini" if d < RELEASE_DAY+getattr(x, 'lag', 2) else "vaani-3-mini"
def promodel(w, x, d):
    return "vaani-3" if d >= RELEASE_DAY + getattr(x, 'lag', 3) else "vaani-2-pro"

# ------------------------------------------------------------------ honest populations
def consumer(w, n, pop='consumer', created=None):
    r = w.r; out = []
    agents = ["upi_"+hx(r, 10) for _ in range(max(2, n//90))]   # kirana shops which top up for the neighbourhood
    for _ in range(n):
        paid = r.random() < .16
        web = r.random() < .16
        ip = IPmix((.75, IPmob(r)), (.25, IPbb(r))) if r.random() < .35 else None
        x = account(w, pop, created() if created else joined(w), plan='prepaid' if paid else 'free', ip=ip, ua=ua_web(r) if web else None,
                    pay=(r.choice(agents) if r.random() < .45 else "upi_"+hx(r, 10)) if paid else None, mail=r.choice(("gmail.com","gmail.com","yahoo.com","rediffmail.com")) if web else None)
        if x.cc == 'IN' and ip: x.lang = r.choices(*LANGC['IN'])[0]
        x.lag = r.randint(0, 9); setcap(x, 40 if not paid else 200)
        pa = min(.95, r.betavariate(.7, 1.9)); lam = r.lognormvariate(-.1, .8)
        prof = r.choice(('consumer','consumer','consumer','student','night'))
        fav = chatq(r, x.lang); saves = [fav]
        for d in days(w, x, pa):
            k = 1 + pois(r, lam)
            if d in FEST and r.random() < .5: k += 1
            for _ in range(k):
                l = x.lang if r.random() < .88 else 'en'
                u = r.random()
                if d in VIRAL and u < .3: q = fill(r, 'hg', r.choice(w.viral)) if r.random() < .7 else fill(r, 'hi', w.viral[2])
                elif d in EXAMS and prof == 'student' and u < .5: q = r.choice(w.pyq) + ("" if r.random() < .6 else "\n" + r.choice(L[l]['cot']))
                elif d in FEST and u < .4: q = fill(r, l, r.choice([z for z in L[l]['q'] if '{fest}' in z] or L[l]['q']))
                elif u < .08: q = fill(r, l, L[l]['trans']) + chatq(r, r.choice(('en', 'hi', l)))
                elif u < .16: q = r.choice(saves)
                elif u < .20 and l in ('en', 'hg'): q = r.choice(w.P[r.choice(('autoj_real_queries','vicuna_bench','awesome_chatgpt_prompts','self_instruct_user_oriented','arena_hard_v01'))])
                elif u < .26: q = mathq(r, l)
                else: q = chatq(r, l)
                if r.random() < .3: q = typo(r, q)
                if len(saves) < 6: saves.append(q)
                convo(w, x, START + d*DAY + hour(r, prof), q, 1 + min(5, pois(r, 1.0)), l, appmodel(w, x, d), stream=True, endpoint="chat.completions")
        out.append(x)
    return out

APPS = [
 ("com.kundlistar.app", "You are Pandit Ji, a friendly astrologer in the KundliStar app. Reply in the user's language in under 120 words. Never predict death.", ["aaj ka rashifal {z}", "mera bhagya kaisa hai rashi {z}", "{name} aur {name2} ki kundli milan", "shaadi kab hogi", "naukri kab lagegi", "lucky number batao {z}"], 'hg', .7, 300),
 ("in.shiksha.quiz", "You are Shiksha Guru, tutor in the Shiksha Quiz app for class 8 to 12. Explain the answer to the question briefly for a student, then ask one practice question.", None, 'mix', .4, 600),
 ("app.englishbolo", "You are an English speaking partner. Correct the user's sentence, explain the mistake in Hindi, and ask a follow-up question.", ["i am go to {place} yesterday", "she don't likes {food}", "my hobby is play cricket with {name}", "tell me today's conversation topic", "how to introduce myself in interview", "what is meaning of {topic}"], 'en', .6, 256),
 ("com.statusking.shayari", "Write short shayari or status lines for WhatsApp. 4 lines at most, use emojis.", ["{name} ke liye love shayari", "attitude status", "sad shayari dard bhari", "{fest} status", "good morning quotes", "dosti shayari {name}"], 'hg', .9, 200),
 ("org.kisanmitra.app", "You are Kisan Mitra. Give farmers practical advice on crops, weather and prices in simple local language. Do not name brands.", None, 'farm', .3, 400),
 ("com.maasi.rasoi", "You are Rasoi Maasi, cook of the Maasi Rasoi app. Give recipes as a list of ingredients and numbered steps, in the language of the user.", None, 'food', .5, 700),
]
def studio_text(w, r, a, x):
    if a[3] == 'mix':
        l = x.lang; u = r.random()
        if u < .45: return r.choice(w.quizbank), l
        if u < .65: return mathq(r, l), l
        return fill(r, l, r.choice([q for q in L[l]['q'] if '{topic}' in q])), l
    if a[3] == 'farm': return fill(r, x.lang, r.choice([q for q in L[x.lang]['q'] if '{crop}' in q] or L[x.lang]['q'])), x.lang
    if a[3] == 'food': return fill(r, x.lang, r.choice([q for q in L[x.lang]['q'] if '{food}' in q] or L[x.lang]['q'])), x.lang
    l = a[3]; t = r.choice(a[2]).replace('{z}', r.choice("mesh vrishabh mithun kark singh kanya tula vrishchik dhanu makar kumbh meen".split()))
    return fill(r, l, t), l
def studios(w, n):
    r = w.r; per = [.16, .27, .15, .14, .15, .13]
    for a, f in zip(APPS, per):
        k = int(n*f+.5)
        for _ in range(k):
            x = account(w, 'studio_app', joined(w, 3, 160, .4), ua=ua_kit(a[0])(r), org=None)
            setcap(x, 40)
            pa = r.betavariate(.9, 2.2); lam = r.lognormvariate(.2, .7)
            prof = 'student' if a[3] == 'mix' else 'consumer'
            for d in days(w, x, pa):
                for _ in range(1 + pois(r, lam)):
                    q, l = studio_text(w, r, a, x)
                    convo(w, x, START+d*DAY+hour(r, prof), q, 1 + (r.random() < .35) + (r.random() < .12), l, "vaani-mini", sys=a[1], kind='reason' if a[3] == 'mix' and r.random() < .5 else 'chat', temperature=a[4], max_tokens=a[5], stream=True)

def coaching(w, n):
    r = w.r; k = 5; left = n
    for c in range(k):
        m = n//k; ip0 = [office(r) for _ in range(r.choice((1, 1, 2)))]; l0 = r.choice(('hi','hg','en','te','bn'))
        base = START + r.choice((-60, -30, -8, 1, 3))*DAY
        # worksheets given by the teacher; every pupil copies questions of it
        sheets = []
        for s in range(8):
            src = r.choice(('asdiv','svamp','mawps','gsm8k_train','math_test','ocw_minerva'))
            sheets.append([r.choice(w.P[src]) if r.random() < .5 else mathq(r, l0) for _ in range(r.randint(12, 30))])
        tip = r.choice((None, r.choice(L[l0]['cot']), "Solve with full steps, JEE level: "))
        for _ in range(m):
            x = account(w, 'coaching', base + int(r.expovariate(1/(2.5*DAY))) + int(hour(r, 'student'))-DAY, lang=l0 if r.random() < .8 else None, cc='IN', ip=IPmix((.45, IPfix(ip0)), (.55, IPmob(r, 'IN'))), ua=ua_app(r) if r.random() < .8 else ua_web(r))
            setcap(x, 40); hard = r.random(); x.lag = r.randint(0, 6)
            for d in days(w, x, lambda d: (.2 + .5*hard) * (1.5 if d in EXAMS else 1)*(.4 if d in FEST else 1)):
                sh = sheets[min(7, d*8//max(1, w.args.days))]
                # tuition hour, or evening
                for _ in range(1+pois(r, 1.2)):
                    t = START + d*DAY + (hour(r, 'student') if r.random() < .6 else 17*3600 + r.random()*5400)
                    for q in r.sample(sh, min(len(sh), 1+pois(r, 2.2))):
                        q2 = (q + "\n" + tip) if tip and r.random() < .6 else q if r.random() < .8 else q + "\n" + r.choice(L[x.lang]['cot'])
                        t = convo(w, x, t, q2, 1+(r.random() < .3), x.lang, appmodel(w, x, d), kind='reason', stream=True) + 60 + r.expovariate(1/90)
                if r.random() < .4:
                    convo(w, x, START+d*DAY+hour(r, 'student'), chatq(r, x.lang), 1+pois(r, .8), x.lang, appmodel(w, x, d), stream=True)

def cafes(w, n):
    r = w.r; k = max(1, n//14)
    for c in range(k):
        ip = [office(r)]; ua = ua_web(r); l0 = r.choice(('hi','hg','en','bn','ta')); own = "upi_"+hx(r, 10)
        forms = [fill(r, l0, q) for q in r.sample(L[l0]['q'], 5)] + ["Make resume: name {name}, place {place}, 12th pass, {job}, computer course", "ration card correction application to block office, name {name}, village {place}", "scholarship form statement of purpose for {name}"]
        for _ in range(n//k):
            paid = r.random() < .4
            x = account(w, 'cyber_cafe', joined(w, 5, 300, .35), lang=l0, cc='IN', ip=IPmix((.8, IPfix(ip)), (.2, IPmob(r, 'IN'))), ua=ua, plan='prepaid' if paid else 'free', pay=own if paid else None, mail="gmail.com")
            setcap(x, 40); x.lag = 3
            for d in days(w, x, r.betavariate(1, 2.5)):
                for _ in range(1+pois(r, .8)):
                    q = fill(r, 'en', r.choice(forms)) if r.random() < .6 else chatq(r, l0)
                    convo(w, x, START+d*DAY+hour(r, 'office'), q, 1+pois(r, 1.2), l0, appmodel(w, x, d), stream=True)

def labelling_ok(w, n):   # an honest data-labelling firm: catalogue and transcripts for its own clients
    r = w.r; org = "org_"+hx(r, 8); ips = [office(r), office(r)]; pay = "card_"+hx(r, 10)
    tasks = ["Give 5 attributes (colour, material, size, type, use) of this product: ", "Is this review positive, negative or neutral? Answer in one word and one reason: ", "Correct spelling in this call transcript, keep the language: ", "Write a 2 line product title in Hindi and English for: ", "Which category: fashion, grocery, mobile, home, toys? Item: "]
    adj = "cotton steel plastic printed blue red golden 2kg 500ml set-of-6 kids ladies gents handmade".split()
    for _ in range(n):
        wfh = r.random() < .25
        x = account(w, 'labelling_firm', START - int(DAY*r.choice((200, 120, 45, 44, 43))) + int(hour(r, 'office')), lang=r.choice(('hg','hi','en')), cc='IN', plan='prepaid', pay=pay, org=org, mail="annotatewell.in", verified=True, ip=IPmix((.15 if wfh else .95, IPfix(ips)), (1, IPbb(r, 'IN'))), ua=ua_web(r))
        speed = r.uniform(18, 55); x.lag = 4
        for d in days(w, x, .88):
            if d % 7 == 6 or d in FEST[:2]: continue
            task = tasks[(d//2 + r.randint(0, 1)) % 5]
            for _ in range(pois(r, speed*.5)):
                item = f"{r.choice(adj)} {r.choice(L['en']['thing'])} {r.choice(adj)} {r.choice(L['hg']['name'])} brand {r.randint(1,999)}" if 'transcript' not in task else fill(r, 'hg', r.choice(L['hg']['q'])+" "+r.choice(L['hg']['rep']))
                convo(w, x, START+d*DAY+hour(r, 'office'), task+item, 1+(r.random() < .15), x.lang, "vaani-2", kind='short' if 'one word' in task or 'category' in task else 'chat', stream=True)

def translators(w, n):
    r = w.r; agencies = [("Translate from {a} to {b}. Keep numbers, names and formatting. Glossary: loan=ऋण, branch=शाखा, customer=ग्राहक. Text:\n", "org_"+hx(r, 8)), ("You are a court translator. {a} to {b}, formal register, no additions.\n", None), (None, None)]
    for _ in range(n):
        g = r.choice(agencies); pair = (r.choice(TL), r.choice(TL)); l = r.choice(('hi','bn','ta','te','en','ur'))
        x = account(w, 'translator', old(r, 10, 300), lang=l, cc='IN', plan='prepaid', pay="upi_"+hx(r, 10), org=g[1], ip=IPbb(r, 'IN'), ua=ua_web(r) if r.random() < .7 else ua_py(r), mail="gmail.com")
        lam = r.lognormvariate(1.2, .8); x.lag = r.randint(0, 9)
        for d in days(w, x, r.uniform(.2, .85)):
            t = START+d*DAY+hour(r, r.choice(('office','consumer','night')))
            for _ in range(min(40, pois(r, lam)+1)):
                head = g[0].format(a=pair[0], b=pair[1]) if g[0] and r.random() < .8 else fill(r, l, L[l]['trans'])
                body = " ".join(fill(r, l, r.choice(L[l]['rep'])) for _ in range(r.randint(2, 8))) if r.random() < .8 else r.choice(w.P['spec_bench_summarization'])[:900]
                t = convo(w, x, t, head+body, 1+(r.random() < .12), r.choice(('en', l)), "vaani-2" if d < RELEASE_DAY+x.lag else "vaani-3", kind='long', temperature=.2 if r.random() < .5 else None)+r.expovariate(1/150)

def devs(w, n):
    r = w.r
    for _ in range(n):
        py = r.random() < .6
        x = account(w, 'developer', joined(w, 5, 400, .2), lang='en', plan=r.choice(('prepaid','prepaid','free')), ip=IPmix((.5, IPbb(r)), (.5, IPfix(dc(r, 1)))) if r.random() < .5 else IPbb(r), ua=ua_py(r) if py else ua_node(r), mail=r.choice(("gmail.com","gmail.com","outlook.com",f"{hx(r,5)}.in")))
        if x.plan == 'prepaid': x.pay = "upi_"+hx(r, 10)
        else: setcap(x, 40)
        kind = r.choices(('app','batchy','play','agent','eval'), (35, 18, 27, 14, 6))[0]; x.lag = int(r.expovariate(1/4))
        sysm = r.choice((None, "You are a helpful assistant.", f"You are {r.choice(L['en']['name'])}, support bot of {r.choice(L['en']['place'])} {r.choice(('Travels','Mart','Clinic','Tuition'))}. Answer in at most 80 words.", "Extract JSON with keys name, amount, date.", "Summarise the text in 3 bullets in the language of the text."))
        src = r.choice(('t0_templates','clinc150_raw','imdb_sentiment_tenant','bfcl_sql_tenant','spec_bench_qa','autoj_real_queries','arena_hard_v01','llamafactory_alpaca_en_demo','apibench','glaive_toolcall','biggen_bench'))
        temp = r.choice((None, 0, .2, .7, .7, 1)); mt = r.choice((None, 256, 512, 1024, 1024, 2048, 4096))
        lam = r.lognormvariate(1.3, 1); pa = r.betavariate(1.2, 2)
        tl = r.sample(("search_web","get_weather","run_sql","read_file","write_file","run_shell","send_whatsapp","upi_status","get_order","book_ticket"), r.randint(2, 5))
        for d in days(w, x, pa):
            m = promodel(w, x, d) if r.random() < .5 else appmodel(w, x, d)
            if kind == 'agent':
                for _ in range(1+pois(r, lam*.15)):
                    agent_run(w, x, START+d*DAY+hour(r, 'dev'), r.choice(w.P['agentbench_os'] + w.P['apibench']) if r.random() < .3 else devtask(r), tl if x.ua[:4] != 'kode' else KODE, m, False)
            elif kind == 'batchy':
                t = START+d*DAY+(hour(r, 'dev') if r.random() < .6 else 2*3600+r.random()*600)
                for _ in range(min(120, pois(r, lam*3)+1)):
                    q = r.choice(w.P[src]); t += r.expovariate(1/6)+.5
                    emit(w, x, t, ([{"role": "system", "content": sysm}] if sysm else [])+[{"role": "user", "content": q}], reply(r, 'en', r.choice(('short','chat','chat'))), m, temperature=temp, max_tokens=mt)
            else:
                for _ in range(min(60, pois(r, lam)+1)):
                    q = r.choice(w.P[src]) if r.random() < .5 else devtask(r) if r.random() < .5 else chatq(r, 'en')
                    convo(w, x, START+d*DAY+hour(r, 'dev'), q, 1+(r.random() < .2), 'en', m, sys=sysm, kind='code' if r.random() < .4 else 'chat', temperature=temp, max_tokens=mt)

KODE = ["read_file", "edit_file", "run_shell", "grep", "list_dir"]
LIBS = "django flask react express fastapi laravel android-kotlin flutter pandas numpy sqlite opencv firebase razorpay".split()
THINGS = "login page|cart total|invoice pdf|attendance table|otp retry|bus seat map|fees report|csv import|image resize|cron job|unit tests|rate limiter|search box|payment webhook|cache|pagination".split('|')
BUGS = "returns wrong total when discount is {m}%|fails with KeyError 'user_{m}'|is slow for {n} rows|crashes after {m} minutes|shows duplicate rows|ignores timezone|breaks on Hindi text|leaks memory|fails {k} of {n} tests".split('|')
def devtask(r):
    u = r.random(); f = r.choice(THINGS); l = r.choice(LIBS)
    if u < .4: return fill(r, 'en', f"fix: {f} in my {l} project {r.choice(BUGS)}")
    if u < .7: return f"write {l} code for {f}" + r.choice(("", " with comments", " for college project", " no external library"))
    return f"how to do {f} in {l}? error line {r.randint(3,400)}"
def agent_run(w, x, t, task, tools, model, harvest, steps=None, sysm=None, **p):
    r = w.r; sess = "s"+hx(r, 12); n = steps or 2+pois(r, 2.5)
    ms = [{"role": "system", "content": sysm or "You are a coding agent. Use the tools. Work in small steps and stop when done."}, {"role": "user", "content": task}]
    for i in range(n):
        last = i == n-1
        tn = r.choice(tools); arg = f"src/{r.choice(THINGS).split()[0]}_{r.randint(1,60)}.py"
        a = reply(r, 'en', 'code') if last else f"I'll {r.choice(('look at','check','update','run'))} {arg} next."
        out = None if last else [{"type": "function_call", "name": tn, "arguments": json.dumps({"path": arg})}]
        if not emit(w, x, t, ms, a, model, sess, harvest=harvest, tools=tools, output=out, **dict(p)): return
        ms = ms + [{"role": "assistant", "content": a}]
        if not last:
            ms = ms + [{"role": "tool", "content": f"{arg}: {r.randint(10,300)} lines\n" + "\n".join(f"{j}: {r.choice(('def','if','for','return','x ='))} {r.choice(THINGS)}" for j in range(r.randint(1, 6)))}]
        t += 3 + r.lognormvariate(math.log(12), .6)

def hackathon(w, n):
    r = w.r; d0 = 4; ips = [office(r), office(r)]; kit = "You are a helpful assistant for Bharat Hack 2026. Answer in JSON with keys answer and language."
    for _ in range(n):
        x = account(w, 'hackathon', START+(d0-1)*DAY+int(hour(r, 'dev'))+r.choice((0, 0, DAY//2)), lang='en', cc='IN', ip=IPmix((.8, IPfix(ips)), (.2, IPmob(r, 'IN'))), ua=(r.choice(("vaani-python/1.14.2","OpenAI/JS 5.8.2","vaani-python/1.14.2")), JA['python']), mail=r.choice(("gmail.com","nitk.edu.in","gmail.com")))
        setcap(x, 120); inten = r.lognormvariate(2.3, .7)
        for d in (d0, d0+1):
            for _ in range(pois(r, inten)):
                q = r.choice(w.P['apibench']) if r.random() < .15 else r.choice(w.P['glaive_toolcall']) if r.random() < .1 else devtask(r) if r.random() < .6 else chatq(r, r.choice(('hi','ta','en','hg')))
                convo(w, x, START+d*DAY+hour(r, 'dev'), q, 1, 'en', "vaani-2-pro", sys=kit if r.random() < .7 else None, kind='code', temperature=.7, max_tokens=1024)
        if r.random() < .2:
            for d in days(w, x, .2, d0+3): convo(w, x, START+d*DAY+hour(r, 'dev'), devtask(r), 2, 'en', "vaani-2-pro", kind='code')

def shopbots(w, n):
    r = w.r; kits = ["WaBot: You are the WhatsApp assistant of {s}. Classify the customer message as order, complaint, price, location or other and reply in the customer's language in one or two lines.", "You answer for {s} in {p}. Timings 10-8. Delivery Rs 40. Do not talk about other topics."]
    gw = dc(r, 3)
    for _ in range(n):
        s = f"{r.choice(L['hg']['name'])} {r.choice(('Sweets','Mobile','Saree Centre','Tailors','Kirana','Electricals','Pathology','Travels'))}"
        x = account(w, 'shop_bot', joined(w, 10, 300, .15), plan='prepaid', cc='IN', lang=r.choice(('hg','hi','ta','te','bn')), pay="upi_"+hx(r, 10), verified=True, ip=IPfix(gw), ua=("wabot-builder/3.2", JA['node']), mail="gmail.com")
        sysm = r.choice(kits).format(s=s, p=r.choice(L['en']['place'])); lam = r.lognormvariate(1.1, .9)
        for d in days(w, x, .9):
            for _ in range(min(60, pois(r, lam*(2 if d in FEST else 1)))):
                u = r.random()
                q = r.choice(w.P['clinc150_raw']) if u < .1 else r.choice(w.P['banking77_classifier_tenant'])[-120:] if u < .15 else fill(r, x.lang, r.choice(("{thing} ka rate kya hai","delivery {place} me hoga?","order kab aayega","shop open?","{thing} available?","hi","price","location bhejo","{n} wala {thing} do","cancel karo")))
                convo(w, x, START+d*DAY+hour(r, 'bot'), q, 1+(r.random() < .3), x.lang, "vaani-mini", sys=sysm, kind=r.choice(('short','chat')), temperature=.3, max_tokens=200)

def content_farm(w, n):
    r = w.r
    for g in range(2):
        org = "org_"+hx(r, 8); ip = [office(r)]; pay = "card_"+hx(r, 10); l = ('hi', 'bn')[g]
        tpl = ("नीचे दी गई खबर को {n} शब्दों में नए सिरे से लिखो, SEO शीर्षक और 5 टैग दो:\n", "নিচের খবরটি নতুন করে {n} শব্দে লেখো, শিরোনাম ও ৫টি ট্যাগ দাও:\n")[g]
        for _ in range(n//2):
            x = account(w, 'content_farm', old(r, 20, 200), lang=l, cc='IN', plan='prepaid', org=org if g == 0 else None, pay=pay if r.random() < .7 else "upi_"+hx(r, 10), ip=IPmix((.7, IPfix(ip)), (.3, IPbb(r, 'IN'))), ua=ua_web(r) if g else ua_py(r), mail="gmail.com"); x.lag = 2
            for d in days(w, x, .8):
                t = START+d*DAY+hour(r, 'night' if g == 0 else 'office')
                for _ in range(pois(r, 8)+2):
                    q = tpl.format(n=r.choice((300, 400, 600))) + " ".join(fill(r, l, r.choice(L[l]['rep'])) for _ in range(r.randint(5, 10)))
                    t = convo(w, x, t, q, 1+(r.random() < .2), l, "vaani-2" if d < RELEASE_DAY+2 else "vaani-3", kind='long', temperature=.8 if g == 0 else None) + r.expovariate(1/120)

def bpo(w, n):
    r = w.r; org = "org_"+hx(r, 8); ips = [office(r)]; pay = "card_"+hx(r, 10)
    for _ in range(n):
        x = account(w, 'bpo', START-90*DAY+int(hour(r, 'office')), lang='en', cc='IN', plan='prepaid', org=org, pay=pay, mail="sevacall.co.in", verified=True, ip=IPfix(ips), ua=ua_web(r)); x.lag = 5
        for d in days(w, x, .7):
            for _ in range(pois(r, 9)):
                q = r.choice(("Rewrite politely for customer: ", "Make this reply empathetic and short: ", "Translate to Hindi politely: ")) + fill(r, 'hg', r.choice(L['hg']['rep'])+" "+r.choice(L['hg']['rep']))
                convo(w, x, START+d*DAY+hour(r, 'office'), q, 1, 'en', appmodel(w, x, d), temperature=.4)

def tg_reseller(w, n):   # honest resellers of "unlimited AI" by Telegram: one account, hundreds of customers, no end users passed on
    r = w.r; eg = dc(r, 4)
    for _ in range(n):
        x = account(w, 'tg_reseller', joined(w, 5, 120, .2), plan='prepaid', cc=r.choice(('IN','BD','PK')), lang='hg', pay="upi_"+hx(r, 10), ip=IPfix([r.choice(eg) for _ in range(2)]), ua=r.choice((("node-fetch/3.3", JA['node']), ("telegraf/4.16", JA['node']))), mail="gmail.com")
        lam = r.lognormvariate(3.2, .5); x.lag = 1
        for d in days(w, x, .95):
            for _ in range(min(120, pois(r, lam))): reseller_one(w, x, d)
def reseller_one(w, x, d):
    r = w.r; l = r.choices(*LANGC['IN'])[0]
    q = mathq(r, l) + ("\n"+r.choice(L[l]['cot']) if r.random() < .4 else "") if r.random() < .15 else devtask(r) if r.random() < .15 else r.choice(w.P['awesome_chatgpt_prompts']+w.P['autoj_real_queries']) if r.random() < .1 else fill(r, 'hg', r.choice(w.viral)) if d in VIRAL and r.random() < .15 else chatq(r, l)
    convo(w, x, START+d*DAY+hour(r, 'consumer'), q, 1+pois(r, .7), l, promodel(w, x, d) if r.random() < .4 else appmodel(w, x, d), stream=True)

def edugrade(w, n):      # an ed-tech firm that grades pupils' essays with a rubric
    r = w.r; org = "org_"+hx(r, 8); pay = "card_"+hx(r, 10); eg = dc(r, 2)
    for i in range(n):
        x = account(w, 'edugrade', START-150*DAY+i*7*DAY, lang='en', cc='IN', plan='prepaid', org=org, pay=pay, mail="pariksha.ai", verified=True, ip=IPfix(eg), ua=("vaani-python/1.14.2", JA['python'])); x.lag = 3
        rub = f"Grade the pupil's answer from 0 to {r.choice((5,10))} for content, grammar and handwriting-free presentation. Return JSON score and one line of feedback in {r.choice(('Hindi','English','Tamil'))}."
        for d in days(w, x, lambda d: .95 if d in EXAMS else .45):
            for _ in range(pois(r, 40 if d in EXAMS else 14)):
                l = r.choice(('en','hi','ta'))
                q = f"Question: {fill(r, l, r.choice([z for z in L[l]['q'] if '{topic}' in z]))}\nAnswer: " + typo(r, " ".join(fill(r, l, r.choice(L[l]['rep'])) for _ in range(r.randint(2, 6))))
                emit(w, x, START+d*DAY+hour(r, 'bot'), [{"role": "system", "content": rub}, {"role": "user", "content": q}], '{"score": %d, "feedback": "%s"}' % (r.randint(1, 9), fill(r, l, r.choice(L[l]['rep']))), "vaani-2", temperature=0, max_tokens=200)

def uni_eval(w, n):      # a university group that evaluates models on local-language benchmarks, once per model
    r = w.r; ip = [office(r)]; items = [r.choice(w.P['gsm_hard']+w.P['bbh']+w.P['svamp']) for _ in range(260)]
    for i in range(n):
        x = account(w, 'uni_eval', START+int(r.uniform(-40, 2)*DAY), lang='hi', cc='IN', plan='free' if r.random() < .6 else 'prepaid', mail="iitx.ac.in", ip=IPfix(ip), ua=("vaani-python/1.14.2", JA['python']))
        setcap(x, 300)
        for d, m in ((3, "vaani-2"), (5, "vaani-2-pro"), (10, "vaani-3"), (11, "vaani-3-mini")):
            part = items[i::n] if r.random() < .7 else items[(i+1) % n::n]; t = START+d*DAY+11*3600+r.random()*3*3600
            l = r.choice(('hi','ta','bn'))
            for q in part:
                t += r.expovariate(1/8)+1
                emit(w, x, t, [{"role": "user", "content": q+"\n"+L[l]['cot'][0]+"\nFinal answer after ####"}], reply(r, l, 'reason'), m, temperature=0, max_tokens=512)

def factcheck(w, n):     # newsroom and trust-and-safety NGO: sensitive questions
    r = w.r; ip = [office(r)]
    for i in range(n):
        x = account(w, 'fact_check', old(r, 30, 200), cc='IN', plan='prepaid', pay="upi_"+hx(r, 10), mail="satyanews.in" if r.random() < .7 else "gmail.com", ip=IPmix((.6, IPfix(ip)), (.4, IPmob(r, 'IN'))), ua=ua_web(r)); x.lag = 2
        for d in days(w, x, .6):
            for _ in range(1+pois(r, 3)):
                q = r.choice(w.P['ccp_sensitive']+w.P['do_not_answer']) if r.random() < .35 else "is this whatsapp forward true: "+fill(r, 'hg', r.choice(L['hg']['rep']))
                convo(w, x, START+d*DAY+hour(r, 'office'), q, 1+(r.random() < .3), x.lang, "vaani-2", kind='chat')

def licensed(w, n):      # a partner which may train on outputs
    r = w.r; org = "org_"+hx(r, 8); eg = dc(r, 3); pay = "card_"+hx(r, 10)
    for i in range(n):
        x = account(w, 'licensed', START-200*DAY, lang='hi', cc='IN', plan='prepaid', org=org, pay=pay, mail="bhashacorp.in", verified=True, ip=IPfix(eg), ua=("vaani-python/1.14.2", JA['python']))
        w.tbl.append((x.id, {"licence_scope": "train on outputs", "licence_document": "MSA-2026-31", "licence_valid_until": "2027-03-31"}))
        for d in days(w, x, .95):
            for _ in range(pois(r, 45)):
                l = r.choice(('hi','ta','te','bn')); q = fill(r, l, r.choice(L[l]['ask'])) if r.random() < .6 else mathq(r, l)+"\n"+r.choice(L[l]['cot'])
                emit(w, x, START+d*DAY+hour(r, 'flat'), [{"role": "user", "content": q}], reply(r, l, 'long'), "vaani-3" if d >= RELEASE_DAY else "vaani-2-pro", temperature=1.0, max_tokens=2048)

def studio_server(w, n): # a story and chat companion app which passes its users on
    r = w.r; eg = dc(r, 2)
    x = account(w, 'studio_server', START-170*DAY, lang='hg', cc='IN', plan='prepaid', org="org_"+hx(r, 8), pay="card_"+hx(r, 10), mail="dostai.app", verified=True, ip=IPfix(eg), ua=("OpenAI/JS 5.8.2", JA['node'])); x.pop_eu = 'studio_user'
    w.tbl.append((x.id, {"reseller": "true"}))
    s = "You are Riya, a caring friend in the DostAI app. Talk in Hinglish, short, warm, never romantic with minors."
    for _ in range(n):
        eu = "d"+hx(r, 8); pa = r.betavariate(1, 2); st = r.choice((0, 0, 0, r.randint(0, 18)))
        for d in days(w, x, pa, st):
            for _ in range(1+pois(r, .5)):
                convo(w, x, START+d*DAY+hour(r, 'night'), r.choice(("hi riya","kya kar rahi ho","aaj mood off hai","khana khaya?","bore ho raha hu", chatq(r, 'hg'))), 1+pois(r, 2), 'hg', "vaani-mini", sys=s, end_user=eu, temperature=.9, max_tokens=150, stream=True)

# ------------------------------------------------------------------ campaigns
def camp(w, kind, n, d0, d1, **params):
    cid = f"c{len(w.camp)+1:02d}_{kind}"
    w.camp[cid] = dict(kind=kind, start=START+d0*DAY, end=START+d1*DAY, params=params, planned=n)
    return cid

def unused(w, n, created, **f):
    for _ in range(n):
        w.tbl.append(("u"+hx(w.r, 11), dict(created=iso(created()), country='IN', plan='free', verified='false', **f)))

def c_farm(w, n):        # low skill: bulk numbers, one script
    r = w.r; cid = camp(w, 'bulk_farm', n, 4, 13, skill='low'); hosts = dc(r, 6, (24940, '65.108', 'FI')); nights = [START+1*DAY, START+2*DAY]
    cr = lambda: r.choice(nights) + int(2.2*3600 + r.random()*2.5*3600)
    unused(w, int(n*1.5), cr)
    tpl = ["Question: {q}\nThink step by step and explain every step in Hindi and English, then write the final answer.", "{q}\n\nGive detailed reasoning first. Then answer after 'Answer:'.", "प्रश्न: {q}\nकदम दर कदम पूरा हल हिंदी में लिखो, फिर अंतिम उत्तर।"]
    q0 = list(w.H['gsm8k_train']+w.H['math_test']); r.shuffle(q0); q0 = itertools.cycle(q0)
    for _ in range(n):
        x = account(w, 'campaign', cr(), lang='hi', cc='IN', ip=IPmix((.6, IPfix(hosts)), (.4, IPmob(r, 'IN'))), ua=("python-requests/2.31.0", JA['python']), camp=cid)
        setcap(x, 40); st = 4 + r.choice((0, 0, 0, 1)); en = 13 - r.choice((0, 0, 1, 3))
        for d in range(st, en):
            t = START+d*DAY+r.random()*3600*2
            for _ in range(r.randint(34, 44) if r.random() < .9 else 0):
                t += r.uniform(300, 2600)
                emit(w, x, t, [{"role": "user", "content": r.choices(tpl, (6, 3, 2))[0].format(q=next(q0))}], reply(r, 'hi', 'reason'), "vaani-2-pro" if d < RELEASE_DAY else "vaani-3", harvest=True, temperature=.7, max_tokens=2048)

def lab_text(w, r, i, l):
    rr = random.Random(f"lab{w.args.seed}-{i}")   # seed item i: the same ask, in varied dress
    k = rr.random()
    q = fill(rr, l, rr.choice(L[l]['ask'])) if k < .6 else mathq(rr, l) if k < .85 else rr.choice(w.H['bbh'])
    if k >= .6: q = (q+"\n"+r.choice(L[l]['cot'])) if r.random() < .8 else r.choice(L[l]['cot'])+": "+q
    if r.random() < .25: q = r.choice({'hi': ("भाई, ", "कृपया ", "सुनो, "), 'hg': ("bhai ", "please ", "yaar "), 'bn': ("দয়া করে ", "ভাই, "), 'ta': ("தயவு செய்து ",), 'te': ("దయచేసి ",), 'ur': ("براہ کرم ",)}.get(l, ("please ",)))+q
    return q
def c_lab(w, n):         # high skill: aged accounts, carrier addresses, spoofed app, cover traffic, items asked twice
    r = w.r; cid = camp(w, 'lab_local_speech', n, 1, 20, skill='high', cover=.28); langs = ('hi','hg','bn','ta','te','ur')
    N = 2600; queue = [(i, langs[i % 6]) for i in range(N) for _ in range(2)]; r.shuffle(queue); qi = itertools.cycle(queue)
    for j in range(n):
        x = account(w, 'campaign', old(r, 12, 150), cc='IN', lang=r.choice(langs), ip=IPmob(r, 'IN'), ua=ua_app(r), camp=cid)
        if j % 2: x.ja = JA['go']         # the automation's own TLS stack, half of the phones
        setcap(x, 40); x.lag = 0; rate = r.uniform(11, 19)
        for d in range(1+r.choice((0, 0, 1, 2, 4)), 20-r.choice((0, 0, 1, 3))):
            if r.random() < .1: continue
            for _ in range(max(3, int(r.gauss(rate, 2.2)))):
                t = START+d*DAY+hour(r, 'even')
                if r.random() < .28: convo(w, x, t, chatq(r, x.lang), 1+pois(r, .8), x.lang, appmodel(w, x, d), stream=True)
                else:
                    i, l = next(qi); m = "vaani-2-pro" if d < RELEASE_DAY else "vaani-3"
                    convo(w, x, t, lab_text(w, r, i, l), 1+(r.random() < .15), l, m, kind='reason' if r.random() < .5 else 'long', harvest=True, stream=True)

def c_labellers(w, n):   # people of a labelling firm type tasks and grade answers for somebody else's model
    r = w.r; cid = camp(w, 'human_graders', n, 2, 20, skill='medium'); ip = [office(r)]; pays = ["upi_"+hx(r, 10) for _ in range(3)]
    items = [(r.choice(('hi','hg','en')), r.random()) for _ in range(4000)]; texts = {}
    def item(i):
        if i not in texts:
            l, u = items[i]; rr = random.Random(f"hg{w.args.seed}-{i}")
            texts[i] = (l, rr.choice(w.H['llamafactory_alpaca_en_demo']+w.H['self_instruct_user_oriented']+w.H['vicuna_bench'])[:500] if l == 'en' else fill(rr, l, rr.choice(L[l]['ask']+L[l]['q'][:4])))
        return texts[i]
    ptr = [0]
    def nxt():
        ptr[0] += 1; return (ptr[0]//3) % 4000     # three people for each item
    for j in range(n):
        home = r.random() < .3
        x = account(w, 'campaign', START-int(r.choice((20, 19, 19, 12, 3))*DAY)+int(hour(r, 'office')), lang='hg', cc='IN', plan='prepaid', pay=r.choice(pays), ip=IPmix((.25 if home else .9, IPfix(ip)), (1, IPmob(r, 'IN'))), ua=ua_web(r), mail="gmail.com", camp=cid)
        pace = r.uniform(22, 42); x.lag = 1
        w.later.append((x, cid, pace))
    for d in range(2, 20):
        if d % 7 == 6 or d in FEST[:2]: continue
        for x, c, pace in w.later:
            if c != cid or r.random() > .92 or START+d*DAY < x.created: continue
            times = sorted(hour(r, 'office') for _ in range(pois(r, pace)))
            for h in times:
                l, q = item(nxt()); u = r.random(); t = START+d*DAY+h
                if r.random() < .03: q = f"HN-{r.randint(100,999)}: "+q
                m = "vaani-2-pro" if d < RELEASE_DAY+1 else "vaani-3"
                if u < .55: convo(w, x, t, typo(r, q), 1+(r.random() < .4), l, m, kind='long', harvest=True, stream=True, gap=100, follow=lambda r: r.choice(("why did you choose this answer, explain your thinking","iska reason batao","ab isse better version likho","rate your own answer out of 10 and say what is missing","kya ye sahi hai? check karo")))
                elif u < .92:
                    a, b = reply(r, l, 'chat'), reply(r, l, 'chat')
                    convo(w, x, t, typo(r, f"{q}\n\nAnswer A: {a}\n\nAnswer B: {b}\n\n" + r.choice(("which is better and why? score both 1-5","konsa better hai? dono ko 5 me se number do, reason ke sath","compare A and B for correctness and politeness, give marks"))), 1+(r.random() < .2), l, m, kind='chat', harvest=True, stream=True, gap=100)
                else: convo(w, x, t, chatq(r, 'hg'), 1+pois(r, .5), 'hg', m, stream=True)

def c_agentic(w, n):     # agentic coding over several accounts, each task run several times
    r = w.r; cid = camp(w, 'agentic_coding', n, 5, 20, skill='medium'); hosts = dc(r, 5, (136557, '103.69', 'SG')); pays = ["upi_"+hx(r, 10) for _ in range(max(2, n//4))]
    tasks = []
    for i in range(170):
        base = r.choice(w.H['agentbench_os']) if r.random() < .35 else fill(r, 'en', f"In repo {r.choice(LIBS)}-{r.choice(('crm','lms','pos','hms','erp'))}-{i}: the {r.choice(THINGS)} {r.choice(BUGS)}. Find the cause, patch it, run the tests and explain each step you took.")
        tools = KODE if r.random() < .65 else ["read_file", f"{r.choice(('query','fetch','update','list','sync'))}_{r.choice(THINGS).replace(' ', '_')}", "run_shell", f"get_{r.choice(LIBS).replace('-', '_')}_state"]
        tasks.append((base, tools))
    q = [t for t in tasks for _ in range(5)]; r.shuffle(q); q = itertools.cycle(q)
    for _ in range(n):
        x = account(w, 'campaign', START+int(r.uniform(-9, 4.5)*DAY), lang='en', cc=r.choice(('IN','IN','NP')), plan='prepaid', pay=r.choice(pays), ip=IPfix(r.sample(hosts, 2)), ua=("kode-agent/0.9.4", JA['node']), mail=r.choice(("gmail.com","proton.me","outlook.com")), camp=cid)
        for d in range(5, 20):
            if r.random() < .08: continue
            for _ in range(max(1, pois(r, 5.5))):
                t, tl = next(q)
                agent_run(w, x, START+d*DAY+hour(r, 'dev' if r.random() < .5 else 'flat'), t, tl, "vaani-2-pro" if d < RELEASE_DAY else "vaani-3", True, temperature=1.0, max_tokens=4096)

def c_patient(w, n):     # few, old, paid accounts, little a day
    r = w.r; cid = camp(w, 'patient_few', n, 0, 21, skill='high'); q = list(w.H['math_test']+w.H['ocw_minerva']); r.shuffle(q); q = itertools.cycle(q)
    for _ in range(n):
        x = account(w, 'campaign', old(r, 150, 420), lang='en', cc='IN', plan='prepaid', pay="upi_"+hx(r, 10), ip=IPbb(r, 'IN'), ua=(r.choice(("OpenAI/Python 2.3.0","OpenAI/Python 1.99.1","vaani-python/1.14.2")), JA['python']), mail=r.choice(("gmail.com","outlook.com")), camp=cid)
        wrap = r.choice(("{q}", "Solve: {q}", "{q}\n\nPlease reason carefully before the final answer.", "Problem:\n{q}\n\nSolution:", "{q} Explain fully.")); rate = r.uniform(22, 34); x.lag = 1
        for d in days(w, x, .9):
            for _ in range(max(4, int(r.gauss(rate, 4)))):
                if r.random() < .12: convo(w, x, START+d*DAY+hour(r, 'dev'), devtask(r), 1+(r.random() < .3), 'en', promodel(w, x, d), kind='code')
                else: convo(w, x, START+d*DAY+hour(r, 'dev'), wrap.format(q=next(q)), 1, 'en', promodel(w, x, d), kind='reason', harvest=True, max_tokens=4096, reasoning={"effort": "high"}, reasoning_text=reply(r, 'en', 'long'))

def c_rotate(w, n):      # each account lives for a day
    r = w.r; D = w.args.days-1; cid = camp(w, 'daily_rotation', n, 1, D+1, skill='medium'); langs = ('hi','hg','en','bn','te')
    q = list(w.H['llamafactory_alpaca_en_demo']+w.H['self_instruct_user_oriented']+w.H['biggen_bench']+w.H['autoj_real_queries']); r.shuffle(q); q = itertools.cycle(q); prox = [IPmob(r, 'IN') for _ in range(4)]
    heads = {'hi': ("इसका विस्तार से उत्तर हिंदी में दो, कारण सहित: ", "हिंदी में पूरा जवाब: "), 'hg': ("hinglish me detail me answer do: ", "pura samjha ke hindi english mix me: "), 'en': ("", "Answer in detail: "), 'bn': ("বাংলায় বিস্তারিত উত্তর দাও: ",), 'te': ("తెలుగులో వివరంగా సమాధానం ఇవ్వు: ",)}
    unused(w, n//2, lambda: START+int(r.random()*D)*DAY+int(1.2*3600+r.random()*2*3600))
    for j in range(n):
        d = 1 + j*D//n if n > D else 1 + int(j*D/n)
        x = account(w, 'campaign', START+d*DAY+int(1.2*3600+r.random()*1.8*3600) if r.random() < .8 else START+(d-1)*DAY+int(r.uniform(20, 24)*3600), lang=r.choice(langs), cc='IN', ip=r.choice(prox), ua=ua_app(r), camp=cid)
        setcap(x, 40); t = START+d*DAY+6*3600+r.random()*4*3600; nx = 40 if r.random() < .8 else r.randint(12, 38)
        for _ in range(nx):
            l = x.lang if r.random() < .7 else r.choice(langs)
            convo(w, x, t, r.choice(heads[l])+next(q), 1, l, "vaani-2" if d < RELEASE_DAY else "vaani-3", kind='long', harvest=True, stream=True)
            t += r.uniform(240, 1700)

def c_apphide(w, n):     # installs of a studio's app that no pupil ever opened
    r = w.r; a = APPS[1]; cid = camp(w, 'in_studio_app', n, 3, 19, skill='medium-high', cover=.35); ips = [IPbb(r, 'IN') for _ in range(max(2, n//6))]
    src = list(w.H['bbh']+w.H['gsm8k_train']+w.H['asdiv']); r.shuffle(src); q = itertools.cycle(src)
    for _ in range(n):
        x = account(w, 'campaign', START+int(r.uniform(-4, 3)*DAY), cc='IN', lang=r.choice(('hi','hg','en','ta')), ip=IPmix((.8, r.choice(ips)), (.2, IPmob(r, 'IN'))), ua=ua_kit(a[0])(r), camp=cid)
        setcap(x, 40); rate = r.uniform(13, 24)
        for d in range(3+r.choice((0, 0, 1)), 19-r.choice((0, 1))):
            for _ in range(pois(r, rate)):
                t = START+d*DAY+hour(r, 'even')
                if r.random() < .35:
                    s, l = studio_text(w, r, a, x); convo(w, x, t, s, 1+(r.random() < .2), l, "vaani-mini", sys=a[1], kind='reason', temperature=a[4], max_tokens=a[5], stream=True)
                else: convo(w, x, t, next(q)+("\n"+r.choice(L[x.lang]['cot']) if r.random() < .6 else ""), 1, x.lang, "vaani-mini" if d < RELEASE_DAY else "vaani-3-mini", sys=a[1], kind='reason', harvest=True, temperature=a[4], max_tokens=a[5], stream=True)

def c_refusal(w, n):     # where do refusals begin, by language
    r = w.r; cid = camp(w, 'refusal_probe', n, 9, 17, skill='medium'); vpn = dc(r, 4, (16276, '51.79', 'SG')); langs = ('hi','hg','bn','ta','te','ur')
    head = {'hi': "हिंदी में जवाब दो: ", 'hg': "hindi me bata: ", 'bn': "বাংলায় বলো: ", 'ta': "தமிழில் பதில்: ", 'te': "తెలుగులో చెప్పు: ", 'ur': "اردو میں بتائیں: "}
    why = {'hi': "क्यों मना किया? कौन सा नियम? सुरक्षित ढंग से दोबारा लिखो", 'hg': "mana kyu kiya? rule batao aur safe version likho", 'bn': "কেন না বললে? নিরাপদভাবে আবার লেখো", 'ta': "ஏன் மறுத்தாய்? பாதுகாப்பாக மாற்றி எழுது", 'te': "ఎందుకు కాదన్నావు? సురక్షితంగా తిరిగి రాయి", 'ur': "انکار کیوں کیا؟ محفوظ انداز میں دوبارہ لکھیں"}
    items = w.H['do_not_answer']+w.H['ccp_sensitive'][:200]+w.H['hh_rlhf_harmless'][:250]; q = [(i, l) for i in items for l in r.sample(langs, 3)]; r.shuffle(q); q = itertools.cycle(q)
    for _ in range(n):
        x = account(w, 'campaign', START+int(r.uniform(-14, 8)*DAY), cc=r.choice(('IN','BD')), lang=r.choice(langs), ip=IPmix((.55, IPfix(vpn)), (.45, IPmob(r))), ua=ua_web(r) if r.random() < .6 else ua_app(r), camp=cid, mail=None)
        setcap(x, 60); x.lag = 0
        for d in range(9, 17):
            if r.random() < .15: continue
            for _ in range(pois(r, 17)):
                i, l = next(q); t = START+d*DAY+hour(r, 'even'); s = "s"+hx(r, 12); m1 = [{"role": "user", "content": (head[l]+i) if r.random() < .8 else i}]
                ref = r.random() < .6; a = refuse_reply(r, l) if ref else reply(r, l)
                emit(w, x, t, m1, a, "vaani-3", s, harvest=True, stream=True)
                if ref and r.random() < .5: emit(w, x, t+20+r.expovariate(1/30), m1+[{"role": "assistant", "content": a}, {"role": "user", "content": why[l]}], reply(r, l), "vaani-3", s, harvest=True, stream=True)

def c_hydra(w, n):       # a reseller that mixes its customers' traffic with a harvest
    r = w.r; cid = camp(w, 'reseller_hydra', n, 2, 20, skill='high', cover=.62); eg = dc(r, 5)
    src = list(w.H['bbh']+w.H['apibench']+w.H['arena_hard_v01']+w.H['glaive_toolcall']+w.H['biggen_bench']); r.shuffle(src); q = itertools.cycle(src)
    for _ in range(n):
        x = account(w, 'campaign', old(r, 8, 110), plan='prepaid', cc=r.choice(('IN','BD','PK')), lang='hg', pay="upi_"+hx(r, 10), ip=IPfix(r.sample(eg, 2)), ua=r.choice((("node-fetch/3.3", JA['node']), ("telegraf/4.16", JA['node']))), mail="gmail.com", camp=cid); x.lag = 0
        lam = r.lognormvariate(2.9, .35); hv = lam*.6
        for d in range(0, w.args.days):
            for _ in range(min(90, pois(r, lam))): reseller_one(w, x, d)
            if 2 <= d < 20:
                for _ in range(max(2, int(r.gauss(hv, 2)))):
                    convo(w, x, START+d*DAY+hour(r, 'consumer'), next(q)+r.choice(("", "", "\nExplain your reasoning.", "\nshow full working")), 1, 'en', "vaani-2-pro" if d < RELEASE_DAY else "vaani-3", kind=r.choice(('reason','code','long')), harvest=True, stream=True)

def c_judge(w, n):       # grades pairs for a reward model
    r = w.r; cid = camp(w, 'reward_judge', n, 6, 18, skill='medium'); hosts = dc(r, 3)
    rubs = ["You are an impartial judge. Compare the two responses for helpfulness, honesty and fluency in {l}. Output JSON {{\"winner\":\"A|B\",\"score_a\":1-10,\"score_b\":1-10,\"why\":\"...\"}}.", "Rate each response from 1 to 10 on: correctness, natural {l}, tone. Reason first, then scores.", "निर्णायक बनो। नीचे के दो उत्तरों में बेहतर चुनो, 10 में से अंक दो और कारण लिखो। भाषा: {l}"]
    items = [r.choice(w.H['llamafactory_alpaca_en_demo']+w.H['biggen_bench'])[:600] for _ in range(1500)]
    for _ in range(n):
        x = account(w, 'campaign', START+int(r.uniform(-30, 5)*DAY), lang='en', cc='IN', plan='prepaid', pay="upi_"+hx(r, 10), ip=IPfix(r.sample(hosts, 1+(r.random() < .5))), ua=(r.choice(("vaani-python/1.14.2","OpenAI/Python 2.3.0")), JA['python']), mail="gmail.com", camp=cid)
        rb = r.sample(rubs, 2)
        for d in range(6, 18):
            if r.random() < .08: continue
            for _ in range(int(r.gauss(52, 7))):
                l = r.choice(('hi','hg','ta','bn','en')); it = r.choice(items) if r.random() < .5 else fill(r, l, r.choice(L[l]['ask']))
                q = f"Prompt: {it}\n\n[A]\n{reply(r, l)}\n\n[B]\n{reply(r, l)}"
                emit(w, x, START+d*DAY+hour(r, 'flat'), [{"role": "system", "content": r.choice(rb).format(l={'hi': 'Hindi', 'hg': 'Hinglish', 'ta': 'Tamil', 'bn': 'Bengali', 'en': 'English'}[l])}, {"role": "user", "content": q}], '{"winner":"%s","score_a":%d,"score_b":%d,"why":"%s"}' % (r.choice('AB'), r.randint(2, 9), r.randint(2, 9), reply(r, 'en')), "vaani-2-pro" if d < RELEASE_DAY else "vaani-3", harvest=True, temperature=0, max_tokens=r.choice((512, 512, 1024)))

def c_corpus(w, n):      # a synthetic corpus of small stories, keyword triples
    r = w.r; cid = camp(w, 'story_corpus', n, 7, 21, skill='low-medium'); colab = dc(r, 4, (15169, '34.93', 'US'))
    st = {'te': "{a}, {b}, {c} పదాలతో చిన్న పిల్లల కథ రాయి. {k} వాక్యాలు.", 'ta': "{a}, {b}, {c} சொற்களைக் கொண்டு குழந்தைகளுக்கு ஒரு சிறுகதை எழுது. {k} வாக்கியங்கள்.", 'bn': "{a}, {b}, {c} শব্দ দিয়ে শিশুদের জন্য ছোট গল্প লেখো। {k} বাক্য।", 'hi': "{a}, {b}, {c} शब्दों से बच्चों की छोटी कहानी लिखो। {k} वाक्य।"}
    for _ in range(n):
        l = r.choice(tuple(st)); x = account(w, 'campaign', START+int(r.uniform(-60, 6)*DAY), lang=l, cc='IN', plan=r.choice(('free','prepaid')), ip=IPmix((.5, IPfix(colab)), (.5, IPbb(r, 'IN'))), ua=(r.choice(("vaani-python/1.14.2","vaani-python/1.13.0")), JA['python']), mail="gmail.com", camp=cid)
        if x.plan == 'prepaid': x.pay = "upi_"+hx(r, 10)
        setcap(x, 40 if x.plan == 'free' else 90)
        for d in days(w, x, .85, 7):
            t = START+d*DAY+hour(r, 'night')
            for _ in range(r.randint(35, 80)):
                D = L[l]; t += 4+r.expovariate(1/15)
                emit(w, x, t, [{"role": "user", "content": st[l].format(a=r.choice(D['thing']), b=r.choice(D['place']), c=r.choice(D['food']+D['crop']), k=r.choice((5, 8, 10)))}], reply(r, l, 'story'), "vaani-mini" if d < RELEASE_DAY else "vaani-3-mini", harvest=True, temperature=1.0, max_tokens=800)

PLAN = [(c_farm, 46), (c_lab, 40), (c_labellers, 24), (c_agentic, 12), (c_patient, 5), (c_rotate, 57), (c_apphide, 20), (c_refusal, 12), (c_hydra, 12), (c_judge, 6), (c_corpus, 8)]

def main():
    ap = argparse.ArgumentParser()
    ap.add_argument('--seed', type=int, default=1); ap.add_argument('--benign', type=int); ap.add_argument('--attack', type=int)
    ap.add_argument('--days', type=int, default=21); ap.add_argument('--scenario', choices=('mix', 'none', 'small'), default='mix')
    ap.add_argument('--prompts', required=True); ap.add_argument('--out', required=True)
    a = ap.parse_args()
    if a.benign is None: a.benign = 200 if a.scenario == 'small' else 2200
    w = make_world(a); r = w.r
    if a.attack is None: a.attack = {'mix': 240, 'none': 0, 'small': r.randint(3, 12)}[a.scenario]
    w.later = []
    w.pyq = [mathq(r, l) if r.random() < .5 else fill(r, l, r.choice([q for q in L[l]['q'] if '{topic}' in q])) for l in ('hi','hg','en','bn') for _ in range(14)]
    w.quizbank = [r.choice(w.P[s]) for s in ('asdiv','mawps','svamp') for _ in range(60)] + [mathq(r, l) for l in ('hi','hg','en','ta') for _ in range(40)]
    B = a.benign; f = B/2200
    g = lambda n, least=1: max(least, int(n*f+.5))
    vn = lambda: START + r.choice(VIRAL)*DAY + int(hour(r, 'consumer'))
    if a.scenario == 'small':
        n = {}
        consumer(w, int(B*.46)); studios(w, int(B*.14)); coaching(w, 20); cafes(w, 10); shopbots(w, 12); translators(w, 8); devs(w, int(B*.14)); tg_reseller(w, 2); bpo(w, 6); factcheck(w, 2); edugrade(w, 2)
        kinds = [c_lab, c_agentic, c_patient, c_apphide, c_judge, c_labellers, c_rotate, c_refusal, c_corpus, c_farm]
        if a.attack: r.choice(kinds)(w, a.attack)
    else:
        consumer(w, g(820)); consumer(w, g(110), 'viral_newcomer', vn); studios(w, g(280)); coaching(w, g(175)); cafes(w, g(140)); labelling_ok(w, g(55)); translators(w, g(80)); devs(w, g(190)); hackathon(w, g(75)); shopbots(w, g(95)); content_farm(w, g(30)); bpo(w, g(40)); tg_reseller(w, g(12)); edugrade(w, g(8)); uni_eval(w, g(7)); factcheck(w, g(8)); licensed(w, g(6)); studio_server(w, g(70, 25))
        if a.scenario == 'mix' and a.attack:
            tot = sum(n for _, n in PLAN)
            for c, n in PLAN: c(w, max(3, int(n*a.attack/tot+.5)))
    unused(w, g(260, 20), lambda: joined(w, 3, 300, .3))
    # outages: a few requests fail for anybody
    w.ev.sort(key=lambda e: (e[0], e[1][:40]))
    os.makedirs(a.out, exist_ok=True)
    with gzip.GzipFile(os.path.join(a.out, 'log-0001.jsonl.gz'), 'wb', compresslevel=1, mtime=0) as h:
        buf = []
        for _, s in w.ev:
            buf.append(s)
            if len(buf) >= 2000: h.write(("\n".join(buf)+"\n").encode()); buf = []
        if buf: h.write(("\n".join(buf)+"\n").encode())
    cols = ['account','created','country','plan','verified','reseller','licence_scope','licence_document','licence_valid_until']
    seen = {k[0] for k in w.rows}; rows = {}
    for x in w.acc: rows[x.id] = dict(created=iso(x.created), country=x.cc, plan=x.plan, verified=str(x.ver).lower())
    for i, f_ in w.tbl: rows.setdefault(i, {}).update(f_)
    with open(os.path.join(a.out, 'accounts.csv'), 'w', newline='') as h:
        c = csv.DictWriter(h, cols); c.writeheader()
        for i in sorted(rows): c.writerow({'account': i, **rows[i]})
    ac = []; pops = {}
    for (i, eu), (pop, cp, s, u, hs, hu) in sorted(w.rows.items(), key=lambda z: (z[0][0], z[0][1] or '')):
        if cp and hs is None: pop, cp = 'campaign_idle', None
        pops[pop] = pops.get(pop, 0)+1
        ac.append(dict(account=i, end_user=eu, population=pop, campaign=cp, since=iso(hs if cp else s), until=iso(hu if cp else u)))
    cs = []
    for cid, c in w.camp.items():
        tk = sorted(w.taken.get(cid, {}).items())
        cs.append(dict(campaign=cid, kind=c['kind'], accounts=sum(z['campaign'] == cid for z in ac), start=iso(c['start']), end=iso(c['end']), params=c['params'], exchanges=sum(v for _, v in tk), taken=[list(z) for z in tk]))
    truth = dict(version=1, seed=a.seed, world=f"freetier:{a.scenario}", settings=dict(accounts=a.benign, campaign_accounts=a.attack, days=a.days), start=iso(START), end=iso(w.end), exchanges=len(w.ev), populations=pops, accounts=ac, campaigns=cs)
    json.dump(truth, open(os.path.join(a.out, 'truth.json'), 'w'), indent=1)
    print(len(w.ev), 'exchanges', len(seen), 'accounts', pops, [(c['campaign'], c['accounts'], c['exchanges']) for c in cs])

if __name__ == '__main__': main()
