#!/usr/bin/env python3
"""Labelled traffic of an invented prepaid, many-language LLM provider (South and South-East Asia, Africa, Latin America)."""
import argparse, bisect, calendar, csv, gzip, glob, hashlib, json, math, os, random, time as _time
from collections import defaultdict, Counter

NAMES = {
 'in': 'Ramesh Priya Anjali Suresh Kavita Imran Deepak Lakshmi Arjun Meena Sunita Farhan'.split(),
 'bd': 'Rahim Nasrin Shakib Tania Rubel Sumaiya Jahid Mitu Hasan Farzana'.split(),
 'id': 'Budi Siti Agus Dewi Rizky Putri Joko Wulan Andi Ratna'.split(),
 'ph': 'Maria Jun Angelica Rodel Kristine Paolo Liza Mark Jessa Noel'.split(),
 'af': 'Wanjiru Otieno Amina Juma Chinedu Ngozi Kwame Abena Tunde Zawadi Mamadou Fatou'.split(),
 'la': 'João Mariana Carlos Lucía Diego Valentina Pedro Camila Rafael Ximena Thiago Luz'.split()}
# lang: chat templates (c), details (d), follow-ups (f), reply sentences (r), reasoning asks (k), word problems (w), topics (t), objects (o)
L = {
'en': dict(g='af', p='Lagos,Nairobi,Accra,Manila,Kampala,Delhi,Kumasi,Cebu'.split(','),
 t='small poultry farm;solar panel for shop;scholarship letter;malaria prevention;visa interview;WAEC biology;mobile money fraud;cake recipe without oven;land dispute;cover letter;diabetes diet;motorbike repair;school fees loan;JavaScript array;photosynthesis;Excel formula'.split(';'),
 c=['How do I start with {t} in {p}?','pls explain {t} in simple words','Write me a short message to my landlord about {t}','give me 5 ideas for {t}','what is the difference between {t} and {t2}?','I need help with {t}, my brother {n} told me to ask here','Can you check this text on {t} and make it sound better?','which one is cheaper for {t}, {p} or {p2}?','is it true that {t} is banned now in {p}'],
 d=['My budget is {a}00.','It must be ready by {b} pm.','Keep it below {a} words.','{n} and I tried already {b} times.','No big grammar please.','I live near {p}.'],
 f=['ok but shorter','can you give an example','thanks, and what about {t}?','make it more polite','I dont understand the second part','how much will that cost for {a} people','put {n} as the name'],
 r=['Sure, here is what you can do.','First, make a list of what you already have.','In {p} most people begin with something small and grow over {a} months.','Keep the receipts and write down each cost.','You may need about {a} to {b} units at the start.','If something is unclear, ask at the local office.','Next, compare two or three offers before you pay.','The main reason is that {t} depends on the season.','Remember that {t2} is a different matter.','Finally, check the result once more with {n}.'],
 k=['Explain every step and then give the final answer.','Show your full working, do not skip a step.','Think carefully, write the reasoning line by line, answer last.'],
 w=['{n} sells {a} {o} every morning at {b} shillings each and pays {c} for transport. How much is left after a week?','A tank holds {a} litres. {n} draws {b} litres each day and rain adds {c} litres. After how many days is it empty?','{n} has {a} {o}. She gives {b} to each of {c} neighbours. How many remain, or how many are missing?'],
 o='oranges loaves books eggs mangoes sachets'.split()),
'hi': dict(g='in', p='पटना,लखनऊ,जयपुर,इंदौर,कानपुर,रांची,भोपाल'.split(','),
 t='आय प्रमाण पत्र;गेहूँ की खेती;प्रकाश संश्लेषण;बैंक लोन;शुगर की दवा;रेलवे भर्ती;हिंदी निबंध;मोबाइल की बैटरी;राशन कार्ड;छठ पूजा की तैयारी;गणित का सवाल;सिलाई मशीन योजना;बिजली का बिल;दूध का धंधा'.split(';'),
 c=['{t} के बारे में आसान भाषा में समझाइए','{t} के लिए आवेदन पत्र लिख दीजिए','मुझे {t} और {t2} में अंतर बताओ','{p} में {t} कैसे शुरू करें?','{t} पर {a} शब्दों में निबंध लिखो','क्या {t} के लिए आधार ज़रूरी है?','{n} को {t} के बारे में संदेश भेजना है, लिख दो','{t} में कितना खर्चा आता है'],
 d=['मेरे पास {a} हज़ार रुपये हैं।','{n} ने ऐसा बोला था।','कल तक चाहिए।','मैं {p} से हूँ।','थोड़ा छोटा रखना।','{b} साल का अनुभव है।'],
 f=['और छोटा करो','उदाहरण दो','ठीक है, अब {t} के बारे में बताओ','समझ नहीं आया, फिर से','हिंदी में ही लिखो','{n} का नाम डाल दो'],
 r=['ज़रूर, मैं आपको समझाता हूँ।','सबसे पहले ज़रूरी कागज़ इकट्ठा करें।','{p} में यह काम {a} दिन में हो जाता है।','इसके बाद नज़दीकी केंद्र पर जाकर फॉर्म भरें।','कुल खर्च लगभग {b} सौ रुपये होगा।','ध्यान रखें कि {t} अलग विषय है।','अगर कोई दिक्कत हो तो {n} से पूछ सकते हैं।','अंत में एक बार फिर जाँच लें।','इसका कारण यह है कि {t2} पर मौसम का असर पड़ता है।'],
 k=['हर कदम समझाते हुए हल करो, उत्तर अंत में लिखो।','पूरा तर्क लिखो, फिर अंतिम उत्तर दो।','चरणबद्ध तरीके से सोचकर बताओ।'],
 w=['{n} के पास {a} {o} हैं। वह {b} {o} रोज़ बेचता है और {c} नए खरीदता है। कितने दिन में सब बिक जाएँगे?','एक दुकान में {a} {o} का दाम {b} रुपये है। {c} {o} का दाम कितना होगा?','{n} साइकिल से {a} किमी जाता है, चाल {b} किमी प्रति घंटा है, रास्ते में {c} मिनट रुकता है। कुल समय बताओ।'],
 o='आम किताब अंडे संतरे कलम दीये'.split()),
'hil': dict(g='in', p='Patna,Noida,Pune,Indore,Karachi,Lahore,Surat'.split(','),
 t='resume format;UPSC strategy;jio recharge;python loop;gym diet;insta caption;shaadi card matter;GST return;love letter;physics numericals;freelancing;bike loan;makeup tutorial;diwali wishes'.split(';'),
 c=['bhai {t} kaise banau','mujhe {t} chahiye {a} lines me','{t} ke baare me simple me batao na','{t} vs {t2} kaunsa better hai','yaar {t} samajh nahi aa raha help karo','{n} ke liye {t} likh do','kya {t} se {p} me paise kama sakte hai','ek acha sa {t} do english me'],
 d=['budget {a}k hai','jaldi chahiye bhai','{n} bhi yahi bol raha tha','main {p} me rehta hu','thoda funny rakhna','{b} din bache hai bas'],
 f=['aur chota karo','ek example do','accha ab {t} ka bhi bata do','hindi me bolo','ye wala nahi dusra','{n} ka naam add karo','ok thanks'],
 r=['Haan bilkul, ye lo.','Pehle step me apni details likho.','{p} me ye {a} din me ho jata hai.','Dhyan rakho ki {t} alag cheez hai.','Isme lagbhag {b} sau rupaye lagenge.','Agar doubt ho to {n} se confirm kar lena.','Last me ek baar check zaroor karna.','Reason ye hai ki {t2} season pe depend karta hai.','Roz {a} minute practice karo.'],
 k=['step by step solve karo, answer last me','poora logic likho phir final answer','har step ka reason batao'],
 w=['{n} ke paas {a} {o} hai, roz {b} bechta hai aur {c} kharidta hai, kitne din me khatam honge?','ek train {a} km/h se chalti hai, {b} ghante baad {c} minute rukti hai, total distance?','{a} {o} ka price {b} rs hai to {c} ka kitna hoga?'],
 o='laddu notebook samosa pen mobile'.split()),
'bn': dict(g='bd', p='ঢাকা,খুলনা,সিলেট,রাজশাহী,কলকাতা,বরিশাল'.split(','),
 t='মাছ চাষ;পাসপোর্ট আবেদন;সালোকসংশ্লেষণ;বিকাশ অ্যাকাউন্ট;চাকরির দরখাস্ত;ধানের রোগ;এসএসসি রসায়ন;গর্ভাবস্থার খাবার;ফ্রিল্যান্সিং;জমির দলিল;ইংরেজি অনুচ্ছেদ;ডেঙ্গু জ্বর;দোকানের হিসাব'.split(';'),
 c=['{t} সম্পর্কে সহজ করে বলুন','{t} এর জন্য একটা দরখাস্ত লিখে দেন','{p} তে {t} কিভাবে শুরু করব?','{t} আর {t2} এর মধ্যে পার্থক্য কী','{t} নিয়ে {a} শব্দের অনুচ্ছেদ','{n} কে {t} নিয়ে কী লিখব?','{t} করতে কত টাকা লাগে'],
 d=['আমার কাছে {a} হাজার টাকা আছে।','কালকের মধ্যে লাগবে।','আমি {p} থাকি।','{n} ভাই বলেছে।','ছোট করে লিখবেন।'],
 f=['আরো ছোট করেন','একটা উদাহরণ দিন','আচ্ছা {t} নিয়েও বলেন','বুঝি নাই, আবার বলেন','{n} নাম বসান','ধন্যবাদ'],
 r=['অবশ্যই, নিচে বলছি।','প্রথমে দরকারি কাগজপত্র জোগাড় করুন।','{p} তে সাধারণত {a} দিন লাগে।','এরপর নিকটস্থ অফিসে জমা দিন।','মোট খরচ প্রায় {b} শত টাকা।','মনে রাখবেন, {t} আলাদা বিষয়।','সমস্যা হলে {n} এর সাথে কথা বলুন।','কারণ {t2} মৌসুমের উপর নির্ভর করে।','শেষে আবার যাচাই করুন।'],
 k=['ধাপে ধাপে সমাধান করুন, শেষে উত্তর লিখুন।','পুরো যুক্তি লিখে তারপর উত্তর দিন।','প্রতিটি ধাপের কারণ বলুন।'],
 w=['{n} এর কাছে {a} টি {o} আছে। সে প্রতিদিন {b} টি বিক্রি করে ও {c} টি কেনে। কত দিনে শেষ হবে?','{a} টি {o} এর দাম {b} টাকা হলে {c} টির দাম কত?','একটি নৌকা ঘণ্টায় {a} কিমি যায়, স্রোত {b} কিমি, {c} কিমি যেতে কত সময়?'],
 o='আম ডিম খাতা কলম ইলিশ'.split()),
'ta': dict(g='in', p='சென்னை,மதுரை,கோவை,திருச்சி,யாழ்ப்பாணம்'.split(','),
 t='பயிர் காப்பீடு;விடுப்பு கடிதம்;ஒளிச்சேர்க்கை;நகைக் கடன்;வேலை விண்ணப்பம்;தீபாவளி பலகாரம்;TNPSC தேர்வு;மின் கட்டணம்;சர்க்கரை நோய் உணவு;கணக்கு பாடம்'.split(';'),
 c=['{t} பற்றி எளிமையாக சொல்லுங்கள்','{t} எழுதித் தர முடியுமா?','{p} யில் {t} எப்படி செய்வது','{t} மற்றும் {t2} வேறுபாடு என்ன','{t} குறித்து {a} வரிகள் எழுதுக','{n} க்கு {t} பற்றி என்ன சொல்லலாம்'],
 d=['என்னிடம் {a} ஆயிரம் ரூபாய் உள்ளது.','நாளைக்குள் வேண்டும்.','நான் {p} யில் இருக்கிறேன்.','சுருக்கமாக எழுதவும்.'],
 f=['இன்னும் சுருக்கமாக','ஒரு உதாரணம் தரவும்','{t} பற்றியும் சொல்லுங்கள்','புரியவில்லை','நன்றி'],
 r=['நிச்சயமாக, கீழே பார்க்கவும்.','முதலில் தேவையான ஆவணங்களை சேகரிக்கவும்.','{p} யில் இதற்கு {a} நாட்கள் ஆகும்.','பிறகு அருகிலுள்ள அலுவலகத்தை அணுகவும்.','மொத்த செலவு சுமார் {b} நூறு ரூபாய்.','{t} என்பது வேறு விஷயம்.','இறுதியில் மீண்டும் சரிபார்க்கவும்.'],
 k=['படிப்படியாக விளக்கி இறுதியில் விடை தருக.','முழு காரணத்தையும் எழுதி பின் விடை எழுதுக.'],
 w=['{n} இடம் {a} {o} உள்ளன. தினமும் {b} விற்று {c} வாங்குகிறார். எத்தனை நாளில் தீரும்?','{a} {o} விலை {b} ரூபாய் எனில் {c} இன் விலை என்ன?'],
 o='மாம்பழங்கள் புத்தகங்கள் முட்டைகள் பேனாக்கள்'.split()),
'id': dict(g='id', p='Bandung,Surabaya,Medan,Makassar,Solo,Malang'.split(','),
 t='surat lamaran kerja;usaha bakso;puisi ibu;pinjaman online;fotosintesis;caption jualan;resep rendang;skripsi bab 1;rumus excel;BPJS;soal UTBK;teks pidato;ternak lele;naskah drama'.split(';'),
 c=['tolong buatkan {t} dong','jelaskan {t} dengan bahasa sederhana','apa bedanya {t} sama {t2}?','gimana cara mulai {t} di {p}','buat {t} sepanjang {a} kata','kak mau tanya soal {t}','kasih {b} ide untuk {t}','{t} buat {n} yang sopan ya'],
 d=['Modal saya {a} juta.','Buat besok pagi.','Saya di {p}.','Jangan terlalu panjang.','Kata {n} begitu.','Sudah coba {b} kali gagal.'],
 f=['lebih singkat lagi','contohnya apa','oke terus {t} gimana','kurang paham','ganti nama jadi {n}','makasih kak'],
 r=['Baik, berikut penjelasannya.','Pertama, siapkan dulu bahan yang diperlukan.','Di {p} biasanya perlu {a} hari.','Setelah itu bandingkan harga di dua tempat.','Biayanya sekitar {b} ratus ribu.','Ingat bahwa {t} itu hal lain.','Kalau ragu, tanyakan pada {n}.','Alasannya karena {t2} tergantung musim.','Terakhir, periksa sekali lagi hasilnya.'],
 k=['Jelaskan langkah demi langkah lalu tulis jawaban akhir.','Tuliskan semua cara berpikirnya, jawaban di akhir.','Uraikan alasannya tiap langkah.'],
 w=['{n} punya {a} {o}, setiap hari menjual {b} dan membeli {c}. Berapa hari sampai habis?','Harga {a} {o} adalah {b} ribu. Berapa harga {c} {o}?','Sebuah bak berisi {a} liter, bocor {b} liter per jam, diisi {c} liter per jam. Kapan kosong?'],
 o='telur mangga buku pensil roti'.split()),
'tl': dict(g='ph', p='Davao,Quezon City,Iloilo,Cavite,Cebu'.split(','),
 t='reaction paper;sari-sari store;barangay clearance;OFW application;thesis title;pautang sa gcash;lesson plan sa grade 4;love quotes;photosynthesis;resignation letter;call center interview;piggery;Noli Me Tangere buod'.split(';'),
 c=['pa help naman po sa {t}','gawan mo ko ng {t} mga {a} words','ano po pinagkaiba ng {t} at {t2}','paano mag start ng {t} dito sa {p}','explain mo nga {t} in taglish','kailangan ba ng {t} para kay {n}?','magkano kaya {t} ngayon','bigyan mo ako ng {b} examples ng {t}'],
 d=['budget ko po {a}k lang','bukas na deadline huhu','taga {p} po ako','wag masyado malalim','sabi ni {n} ganun daw','{b} beses ko na sinubukan'],
 f=['paiklian po','example po?','eh yung {t} po?','di ko gets','palitan mo ng {n} yung name','salamat po'],
 r=['Sige po, eto po ang paliwanag.','Una, ihanda ang mga requirements.','Sa {p}, mga {a} araw ang proseso.','Pagkatapos, ikumpara ang presyo sa dalawang tindahan.','Aabot ito ng {b} daang piso.','Tandaan na iba ang {t}.','Kung may tanong, kausapin si {n}.','Dahil ang {t2} ay depende sa panahon.','Panghuli, i-check ulit bago ipasa.'],
 k=['ipaliwanag step by step tapos final answer sa dulo','isulat lahat ng solution bago ang sagot','ilahad ang dahilan ng bawat hakbang'],
 w=['Si {n} ay may {a} {o}. Araw-araw nagbebenta siya ng {b} at bumibili ng {c}. Ilang araw bago maubos?','Kung ang {a} {o} ay {b} pesos, magkano ang {c}?'],
 o='itlog mangga notebook pandesal lapis'.split()),
'sw': dict(g='af', p='Nairobi,Mombasa,Dodoma,Mwanza,Kisumu,Arusha'.split(','),
 t='ufugaji wa kuku;barua ya kazi;usanisinuru;mkopo wa simu;insha ya Kiswahili;shamba la mahindi;M-Pesa;homa ya malaria;mtihani wa KCSE;biashara ya mitumba;cheti cha kuzaliwa;fasihi simulizi'.split(';'),
 c=['nieleze kuhusu {t} kwa lugha rahisi','niandikie {t} tafadhali','tofauti ya {t} na {t2} ni nini','naanzaje {t} hapa {p}?','nipe mawazo {b} ya {t}','andika insha ya maneno {a} kuhusu {t}','{t} inagharimu pesa ngapi','{n} anataka kujua {t}'],
 d=['Nina elfu {a} tu.','Nahitaji kesho asubuhi.','Niko {p}.','Iwe fupi.','{n} aliniambia hivyo.'],
 f=['fupisha kidogo','toa mfano','sawa, na {t} je?','sijaelewa','weka jina {n}','asante sana'],
 r=['Sawa, haya hapa maelezo.','Kwanza, andaa vitu unavyohitaji.','Huku {p} huchukua siku {a}.','Kisha linganisha bei za maduka mawili.','Gharama ni kama shilingi {b} mia.','Kumbuka {t} ni jambo tofauti.','Ukiwa na swali muulize {n}.','Sababu ni kwamba {t2} inategemea msimu.','Mwisho, kagua tena kazi yako.'],
 k=['Eleza hatua kwa hatua kisha andika jibu la mwisho.','Andika hoja zote kabla ya jibu.'],
 w=['{n} ana {o} {a}. Kila siku anauza {b} na kununua {c}. Zitaisha baada ya siku ngapi?','Bei ya {o} {a} ni shilingi {b}. {c} ni bei gani?'],
 o='mayai maembe vitabu kalamu machungwa'.split()),
'pcm': dict(g='af', p='Lagos,Warri,Aba,Ibadan,Jos,Port Harcourt'.split(','),
 t='POS business;JAMB form;NYSC posting;fuel price;toasting message;CV;generator repair;palm oil business;WAEC maths;light bill complaint;catering price list;apology to babe'.split(';'),
 c=['abeg how i go take start {t}','wetin be {t} sef','help me write {t} wey go sweet','between {t} and {t2} which one better','how much {t} dey go for {p} now','my guy {n} say make i ask about {t}','abeg explain {t} like say i be pikin','drop {b} ideas for {t}'],
 d=['i get only {a}k','i need am sharp sharp','na {p} i dey','no too long am','{n} don try am {b} times'],
 f=['shorten am','give example','oya wetin about {t}','i no understand that part','put {n} for the name','thanks boss'],
 r=['No wahala, see am here.','First, gather wetin you need.','For {p} e fit take {a} days.','After that, compare price for two places.','E go cost like {b} hundred naira.','Make you remember say {t} na different matter.','If e no clear, ask {n}.','Na because {t2} dey depend on season.','Last last, check am again.'],
 k=['show all the working step by step, answer for last','explain how you take reach the answer'],
 w=['{n} get {a} {o}. Every day e dey sell {b} and buy {c}. How many days e go finish?','If {a} {o} na {b} naira, how much be {c}?'],
 o='oranges eggs sachets books yams'.split()),
'pt': dict(g='la', p='Recife,Belém,Fortaleza,Goiânia,Salvador,Manaus'.split(','),
 t='redação do ENEM;currículo;bolo de pote;MEI;fotossíntese;INSS;legenda pro insta;receita de feijoada;contrato de aluguel;planilha de gastos;Revolução Francesa;conserto de celular;bolsa família;função do segundo grau'.split(';'),
 c=['me ajuda com {t}','como eu faço {t} aqui em {p}?','explica {t} de um jeito fácil','qual a diferença entre {t} e {t2}','escreve um texto sobre {t} com {a} palavras','quanto custa {t} hoje em dia','manda {b} ideias de {t} pfv','{n} pediu pra eu perguntar sobre {t}'],
 d=['Tenho só {a} reais.','É pra amanhã.','Moro em {p}.','Não precisa ser longo.','Já tentei {b} vezes.','Foi o {n} que falou.'],
 f=['mais curto','dá um exemplo','blz, e {t}?','não entendi essa parte','coloca o nome {n}','valeu!'],
 r=['Claro, veja abaixo.','Primeiro, separe os documentos necessários.','Em {p} isso leva uns {a} dias.','Depois compare os preços em dois lugares.','O custo fica perto de {b} reais.','Lembre que {t} é outro assunto.','Em caso de dúvida, fale com {n}.','Isso acontece porque {t2} depende da estação.','Por fim, confira tudo de novo.'],
 k=['Resolva passo a passo e dê a resposta no final.','Mostre todo o raciocínio antes da resposta.','Justifique cada etapa.'],
 w=['{n} tem {a} {o}. Por dia vende {b} e compra {c}. Em quantos dias acaba?','Se {a} {o} custam {b} reais, quanto custam {c}?','Uma caixa d\'água tem {a} litros, gasta {b} por dia e recebe {c}. Quando esvazia?'],
 o='ovos mangas livros pães canetas'.split()),
'es': dict(g='la', p='Puebla,Lima,Medellín,Cusco,Guadalajara,Cali'.split(','),
 t='carta de renuncia;ofrenda de muertos;puesto de tacos;fotosíntesis;crédito Infonavit;ensayo de historia;trámite de pasaporte;receta de arepas;ecuaciones lineales;currículum;mensaje para mi jefe;cultivo de café;reporte de laboratorio'.split(';'),
 c=['ayúdame con {t} porfa','cómo hago {t} en {p}?','explícame {t} fácil','cuál es la diferencia entre {t} y {t2}','hazme un texto de {a} palabras sobre {t}','cuánto cuesta {t} ahora','dame {b} ideas para {t}','{n} me dijo que preguntara por {t}'],
 d=['Tengo {a} pesos nada más.','Es para mañana.','Vivo en {p}.','Que no sea largo.','Ya lo intenté {b} veces.'],
 f=['más corto','un ejemplo?','ok y {t}?','no entendí','pon el nombre {n}','gracias'],
 r=['Claro, aquí tienes.','Primero, junta los documentos.','En {p} tarda unos {a} días.','Luego compara precios en dos lugares.','El costo ronda los {b} pesos.','Recuerda que {t} es otro tema.','Si hay dudas, habla con {n}.','Esto pasa porque {t2} depende de la temporada.','Por último, revísalo otra vez.'],
 k=['Resuélvelo paso a paso y da la respuesta al final.','Muestra todo el razonamiento antes de la respuesta.','Justifica cada paso.'],
 w=['{n} tiene {a} {o}. Cada día vende {b} y compra {c}. ¿En cuántos días se acaban?','Si {a} {o} cuestan {b} pesos, ¿cuánto cuestan {c}?','Un tanque tiene {a} litros, pierde {b} por hora y entran {c}. ¿Cuándo se vacía?'],
 o='huevos mangos libros panes plumas'.split()),
'fr': dict(g='af', p='Dakar,Thiès,Abidjan,Bouaké,Saint-Louis'.split(','),
 t='lettre de motivation;commerce de tissus;photosynthèse;Orange Money;dissertation de philosophie;élevage de moutons;acte de naissance;recette du thiéboudienne;équation du second degré;paludisme;entretien d\'embauche'.split(';'),
 c=['aide moi pour {t} stp','comment commencer {t} à {p} ?','explique {t} simplement','quelle différence entre {t} et {t2}','fais un texte de {a} mots sur {t}','c\'est combien {t} maintenant','donne {b} idées pour {t}','{n} m\'a dit de demander pour {t}'],
 d=['J\'ai seulement {a} mille francs.','C\'est pour demain.','Je suis à {p}.','Pas trop long.','J\'ai essayé {b} fois.'],
 f=['plus court','un exemple ?','ok et {t} ?','j\'ai pas compris','mets le nom {n}','merci'],
 r=['Bien sûr, voici.','D\'abord, réunissez les papiers.','À {p}, cela prend {a} jours.','Ensuite comparez deux offres.','Le coût est d\'environ {b} francs.','Notez que {t} est un autre sujet.','En cas de doute, voyez {n}.','La raison est que {t2} dépend de la saison.','Enfin, vérifiez encore.'],
 k=['Résous étape par étape, réponse à la fin.','Montre tout le raisonnement avant la réponse.'],
 w=['{n} a {a} {o}. Chaque jour il en vend {b} et en achète {c}. En combien de jours c\'est fini ?','Si {a} {o} coûtent {b} francs, combien coûtent {c} ?'],
 o='œufs mangues livres pains stylos'.split()),
}
LNAME = dict(en='English', hi='Hindi', hil='Hinglish', bn='Bengali', ta='Tamil', id='Indonesian', tl='Tagalog', sw='Swahili', pcm='Nigerian Pidgin', pt='Portuguese', es='Spanish', fr='French')
# country: tz, languages, weekend days, festival days (MM-DD: factor), mobile carriers, weight
C = {
 'IN': (5.5, 'hi hil hil ta en en bn'.split(), (6,), {'11-07': .6, '11-08': .3, '11-09': .5, '11-10': .7}, 4, 30),
 'BD': (6, 'bn bn bn en'.split(), (4, 5), {}, 3, 9), 'PK': (5, 'hil hil en'.split(), (6,), {'11-09': .7}, 3, 6),
 'ID': (7, 'id id id en'.split(), (5, 6), {}, 3, 13), 'PH': (8, 'tl tl en'.split(), (5, 6), {'11-01': .4, '11-02': .6}, 2, 9),
 'KE': (3, 'sw en en'.split(), (5, 6), {}, 2, 6), 'TZ': (3, 'sw sw en'.split(), (5, 6), {}, 2, 3), 'NG': (1, 'pcm en en'.split(), (5, 6), {}, 3, 9),
 'GH': (0, ['en', 'en', 'pcm'], (5, 6), {}, 2, 2), 'SN': (0, ['fr'], (5, 6), {}, 2, 2),
 'BR': (-3, ['pt'], (5, 6), {'11-02': .6, '11-15': .8}, 3, 12), 'MX': (-6, ['es'], (5, 6), {'11-01': .6, '11-02': .4}, 2, 6), 'CO': (-5, ['es'], (5, 6), {'11-02': .7}, 2, 3), 'PE': (-5, ['es'], (5, 6), {'11-01': .7}, 2, 2)}
HP = {'consumer': [1, .6, .3, .2, .2, .5, 1.2, 2, 2.5, 3, 3.2, 3.2, 3.5, 3.4, 3, 3, 3.2, 3.6, 4, 4.6, 5.4, 5.6, 4.4, 2.4],
 'student': [2, 1, .5, .2, .2, .6, 1.2, 1.5, 1.2, 1.2, 1.2, 1.4, 1.6, 1.8, 2.2, 3.2, 4.4, 5, 4.6, 5.2, 6, 6.2, 5.2, 3.4],
 'work': [.05, .03, .03, .03, .03, .1, .3, 1, 3, 5.6, 6.4, 6.2, 4.6, 3.4, 5.4, 5.8, 5.4, 4.2, 2, 1, .8, .6, .4, .2],
 'shop': [.2, .1, .1, .1, .1, .3, .8, 1.8, 3, 4.2, 5, 5.2, 4.8, 4.2, 4, 4.2, 4.6, 5.2, 5.8, 5.8, 5, 3.6, 1.8, .6],
 'cafe': [0, 0, 0, 0, 0, 0, 0, .2, 1.4, 4, 5, 5, 4.4, 4, 4.6, 5, 5, 5, 4, 2.6, 1, .2, 0, 0],
 'dev': [2, 1.4, .8, .4, .2, .2, .3, .6, 1.4, 3, 4.4, 4.6, 4, 3.4, 4.2, 4.8, 4.8, 4.4, 3.4, 3.2, 3.8, 4.2, 4, 3],
 'flat': [1] * 24, 'night': [5, 5, 5, 4, 3, 1, .3, .1, .1, .1, .1, .1, .1, .1, .1, .1, .1, .1, .2, .3, .5, 1, 3, 5]}
CUM = {k: [sum(v[:i + 1]) for i in range(24)] for k, v in HP.items()}
START = calendar.timegm((2026, 10, 26, 0, 0, 0))
RELEASE = START + 10.3 * 86400
MAIL = ['gmail.com'] * 14 + ['yahoo.com', 'outlook.com', 'hotmail.com', 'phone.kendi.example', 'phone.kendi.example', 'phone.kendi.example', 'phone.kendi.example', 'rediffmail.com', 'icloud.com']
ANDROID = ['itel A60', 'TECNO SPARK 10C', 'Redmi 9A', 'Redmi A2', 'SM-A045F', 'Infinix X6515', 'vivo 1906', 'realme C30', 'moto e13', 'OPPO A17k', 'SM-A127F', 'TECNO POP 7', 'Redmi Note 11']
CODE_T = ['pagination', 'login form', 'JWT refresh', 'CSV import', 'image upload', 'stock ledger', 'M-Pesa callback', 'UPI QR code', 'date filter', 'SQL join', 'offline sync', 'push notification', 'barcode scan', 'PDF invoice', 'role permissions', 'rate limit', 'search box', 'unit test', 'docker build', 'excel export']
CODE_S = ['Laravel', 'Flutter', 'React', 'Django', 'Node/Express', 'CodeIgniter', 'Kotlin', 'Spring Boot', 'Vue', 'FastAPI', 'plain PHP', 'Android Java']
ERR = ['undefined index', 'null pointer', 'CORS blocked', '500 on POST', 'type mismatch', 'timeout after 30s', 'duplicate key', 'cannot read property of undefined', 'RenderFlex overflowed', 'deadlock found', 'module not found']
SYLL = {'NEET biology': 'cell division;human heart;plant hormones;genetics cross;nitrogen cycle;kidney nephron;ecosystem energy;DNA replication;immunity;reproduction in flowers'.split(';'),
 'law bailable offences': 'anticipatory bail;FIR registration;dowry complaint;cheque bounce;tenant eviction;consumer forum;maintenance claim;police remand'.split(';'),
 'crop advisory': 'leaf blight in paddy;cotton bollworm;drip irrigation schedule;soil pH of maize;goat vaccination;cassava mosaic;coffee rust;onion storage;millet sowing'.split(';'),
 'accounting': 'depreciation entry;bank reconciliation;VAT return;partnership dissolution;cash flow;bad debts;trial balance;goodwill'.split(';'),
 'nursing': 'wound dressing;IV drip rate;antenatal visit;newborn jaundice;blood pressure steps;oral rehydration;insulin storage;triage'.split(';')}
LEVELS = ['a village health worker', 'a class 8 pupil', 'a first-year student', 'somebody who left school early', 'an exam candidate', 'a working adult at night school']
STYLES = ['with two wrong paths that the learner takes first', 'as a dialogue of six turns', 'with a worked example and a check question', 'with an analogy from the market', 'by asking back before telling', 'with the reason for each statement']


class World:
    def __init__(w, seed, B, A, days, scen, prompts):
        w.R = random.Random(f'prepaid-{seed}'); w.seed, w.B, w.A, w.days, w.scen = seed, B, A, days, scen
        w.end = START + days * 86400
        w.rows, w.accts, w.camps, w.table = [], [], {}, []
        w.src = {}
        for f in sorted(glob.glob(os.path.join(prompts, '*', '*.jsonl.gz'))):
            n = os.path.basename(f)[:-9]
            with gzip.open(f, 'rt', encoding='utf8') as h:
                w.src[n] = [x for x in (json.loads(l).get('text') or '' for l in h) if 8 < len(x) < 2600]
        w.k = 0
        R = w.R
        w.asn, w.pool, w.isp = {}, {}, {}
        o = 3
        for i, c in enumerate(C):
            w.pool[c] = []
            for j in range(C[c][4]):
                asn = 36000 + i * 97 + j * 13
                pre = []
                for _ in range(R.randint(4, 7)):
                    o += 1; pre.append(f'{[101, 102, 103, 105, 106, 110, 112, 113, 114, 115, 116, 117, 119, 122, 123, 154, 156, 157, 177, 179, 181][o % 21]}.{(o * 37) % 250 + 1}.{(o * 91) % 250 + 1}')
                w.pool[c].append((asn, pre, f'2409:{4000 + i * 7 + j:x}'))
            w.isp[c] = [(45000 + i * 31 + j, f'{186 + i}.{(i * 17 + j * 53) % 240 + 2}') for j in range(3)]
        w.vps = [(14061 + j * 311, f'{64 + j * 9}.{R.randint(2, 250)}') for j in range(4)]
        w.vouch = {c: [w.hx('pay') for _ in range(max(2, int(C[c][5] * B / 4000)))] for c in C}   # market kiosks that sell vouchers
        w.outage = START + R.uniform(3, days - 2) * 86400
        w.viral = []

    def hx(w, p, n=10):
        return f'{p}_{w.R.getrandbits(n * 4):0{n}x}'

    # ------------------------------------------------------------ text
    def fill(w, l, s):
        R, b = w.R, L[l]
        return s.format(t=R.choice(b['t']), t2=R.choice(b['t']), n=R.choice(NAMES[b['g']]), p=R.choice(b['p']), p2=R.choice(b['p']), a=R.randint(12, 480), b=R.randint(2, 19), c=R.randint(3, 60), o=R.choice(b['o']))

    def chat(w, l):
        R, b = w.R, L[l]
        if l == 'en' and R.random() < .45:
            x = R.choice(w.src[R.choice(['arena_hard_v01', 'autoj_real_queries', 'autoj_real_queries', 'mt_bench', 'vicuna_bench', 'self_instruct_user_oriented'])])
            return w.typo(x[:700], .3)
        s = w.fill(l, R.choice(b['c']))
        for _ in range(R.choice([0, 0, 1, 1, 2])):
            s += ' ' + w.fill(l, R.choice(b['d']))
        return w.typo(s, .25)

    def typo(w, s, p):
        R = w.R
        if R.random() > p or len(s) < 12: return s
        m = R.random()
        if m < .35: s = s.lower()
        if m < .6: s = s.replace('please', 'pls').replace(' you ', ' u ').replace(' are ', ' r ').replace(' what ', ' wat ').replace('because', 'bcz')
        for _ in range(R.randint(1, 3)):
            i = R.randrange(1, len(s) - 2)
            s = s[:i] + (s[i + 1] + s[i] + s[i + 2:] if R.random() < .5 else s[i + 1:])
        return s

    def reply(w, l, n):
        r = L[l]['r']
        return ' '.join(w.fill(l, w.R.choice(r)) for _ in range(n))

    def wp(w, l):
        return w.fill(l, w.R.choice(L[l]['w']))

    def code(w, l='en'):
        R = w.R
        q = R.choice(['{s} {t} gives {e}, how to fix?', 'write {t} in {s} for a table with {n} columns', 'refactor this {s} code for {t}, it fails with {e} on line {n}', 'how to add {t} to my {s} project ({n} users)', '{e} in {s} when I do {t}'])
        s = q.format(s=R.choice(CODE_S), t=R.choice(CODE_T), e=R.choice(ERR), n=R.randint(2, 240))
        if R.random() < .4: s += '\n```\n' + ';\n'.join(f'{R.choice(["let", "var", "const", "$", "final"])} {R.choice("abcdefgh")}{R.randint(1, 99)} = {R.choice(["get", "load", "find", "map"])}({R.randint(0, 999)})' for _ in range(R.randint(2, 8))) + '\n```'
        return (w.fill(l, R.choice(L[l]['f'])) + ' ' if l != 'en' and R.random() < .3 else '') + s

    # ------------------------------------------------------------ accounts and networks
    def country(w):
        return w.R.choices(list(C), [C[c][5] for c in C])[0]

    def account(w, pop, c=None, lang=None, net='mobile', ua='app', created=None, pay=None, camp=None, plan=None, org=None, dom=None, site=None, think=.05):
        R = w.R; c = c or w.country(); w.k += 1
        if created is None:
            created = START - R.expovariate(1 / 110) * 86400 if R.random() < .85 else START + R.random() ** .8 * w.days * .8 * 86400
            created = max(created, START - 700 * 86400)
        a = dict(id=w.hx('k', 12), pop=pop, camp=camp, c=c, lang=lang or R.choice(C[c][1]), created=created, key=w.hx('key', 8), net=net, site=site, org=org,
                 plan=plan or R.choices(['voucher', 'wallet-daily', 'wallet-monthly', 'business'], [5, 3, 3, .4])[0], verified=R.random() < .45,
                 dom=dom or R.choice(MAIL), eu=None)
        a['pay'] = pay or (R.choice(w.vouch[c]) if R.random() < .45 else w.hx('pay'))
        a['pay2'] = (START + R.uniform(2, w.days) * 86400, R.choice(w.vouch[c])) if R.random() < .25 and not pay else None
        car = R.choice(w.pool[c]); a['car'] = car; a['home'] = R.sample(car[1], 2); isp = R.choice(w.isp[c]); a['isp'] = isp; a['ispaddr'] = f'{isp[1]}.{R.randint(0, 220)}.{R.randint(2, 250)}'
        a['v6'] = c == 'IN' and R.random() < .35; a['v6p'] = f'{car[2]}:{R.randrange(4096):x}:{R.randrange(65536):x}'
        w.client(a, ua); w.req(a, think)
        w.accts.append(a); return a

    JA = {}
    def ja4(w, name):
        h = hashlib.sha256(name.encode()).hexdigest(); return f't13d{10 + int(h[0], 16) % 8}{12 + int(h[1], 16) % 4}h{1 + int(h[2], 16) % 2}_{h[3:15]}_{h[15:27]}'

    def client(w, a, ua):
        R = w.R
        if ua == 'app': v = R.choice(['5.1.0', '5.2.1', '5.2.1', '5.2.3']); m = R.choice(ANDROID); a['ua'] = f'KendiApp/{v} (Android {R.choice([9, 10, 11, 12, 13])}; {m})'; a['ja4'] = w.ja4('okhttp4')
        elif ua == 'web': a['ua'] = R.choice(['Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/{}.0.0.0 Mobile Safari/537.36', 'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/{}.0.0.0 Safari/537.36', 'Mozilla/5.0 (Windows NT 6.1; Win64; x64; rv:109.0) Gecko/20100101 Firefox/115.0']).format(R.randint(136, 142)); a['ja4'] = w.ja4('chrome' if 'Chrome' in a['ua'] else 'ff')
        else:
            a['ua'] = {'sdk': R.choice(['okhttp/4.9.3', 'okhttp/3.12.13', 'Dart/3.2 (dart:io)', 'okhttp/4.12.0']), 'py': R.choice(['python-requests/2.31.0', 'python-requests/2.28.1', 'OpenAI/Python 1.51.0', 'OpenAI/Python 1.40.3', 'python-httpx/0.27.0']), 'node': R.choice(['axios/1.6.8', 'node-fetch/1.0', 'axios/1.7.2', 'OpenAI/JS 4.67.1']), 'php': 'GuzzleHttp/7', 'ide': R.choice(['Cline/3.2.0', 'continue/0.9.210', 'aider/0.60.1'])}[ua]
            a['ja4'] = w.ja4(a['ua'].split('/')[0])
        a['uak'] = ua

    def req(w, a, think):
        R, k = w.R, a['uak']
        m = R.choices(['kendi-2-mini', 'kendi-2', 'kendi-2-think'], [6, 4, 10 * think])[0]
        s = {}
        if k == 'app': s = dict(temperature=.7, max_tokens=1024, stream=True)
        elif k == 'web': s = dict(temperature=.7, max_tokens=2048, stream=True)
        elif k == 'ide': s = dict(temperature=0, max_tokens=R.choice([4096, 8192]), stream=True)
        else:
            if R.random() < .7: s['temperature'] = R.choice([0, .2, .3, .5, .7, .7, 1])
            if R.random() < .7: s['max_tokens'] = R.choice([256, 300, 500, 512, 800, 1000, 1024, 2048])
            if R.random() < .15: s['top_p'] = R.choice([.9, .95])
        a['eff'] = R.choice(['medium', 'medium', 'high', 'high'] if a['camp'] else ['low', 'medium', 'medium', 'medium', 'high'])
        a['model'], a['set'], a['moves'] = m, s, R.random() < .3 and R.uniform(0, 9) * 86400

    def addr(w, a, t):
        R, n = w.R, a['net']
        if n == 'site': ip, asn, c = a['site']; return ip, asn, c
        if n == 'vps': return a['vip'], a['vasn'], a['vc']
        if n == 'resi':
            c = w.country() if R.random() < .5 else a['c']
            if R.random() < .5: car = R.choice(w.pool[c]); return f'{R.choice(car[1])}.{R.randint(2, 250)}', car[0], c
            i = R.choice(w.isp[c]); return f'{i[1]}.{R.randint(0, 220)}.{R.randint(2, 250)}', i[0], c
        if n == 'fixed' or (n == 'mixed' and R.random() < .5):
            if R.random() < .06: a['ispaddr'] = f'{a["isp"][1]}.{R.randint(0, 220)}.{R.randint(2, 250)}'
            return a['ispaddr'], a['isp'][0], a['c']
        if n == 'site+mobile' and R.random() < .6: return a['site']
        if a['v6'] and R.random() < .7: return f'{a["v6p"]}:{R.randrange(1, 65536):x}:{R.randrange(65536):x}:{R.randrange(65536):x}:{R.randrange(1, 65536):x}', a['car'][0], a['c']
        return f'{a["home"][R.random() < .3]}.{R.randint(2, 250)}', a['car'][0], a['c']

    def nat(w, c):
        i = w.R.choice(w.isp[c]); return (f'{i[1]}.{w.R.randint(0, 220)}.{w.R.randint(2, 250)}', i[0], c)

    # ------------------------------------------------------------ emission
    def emit(w, a, t, turns, system=None, l=None, n=None, st=None, model=None, tools=None, harvest=False, eu=None, endpoint='chat.completions', gap=45, think=None, sess=True, keep=8):
        """turns: user texts of one conversation."""
        R = w.R; l = l or a['lang']; hist = []; ip, asn, cc = w.addr(a, t); sid = w.hx('s', 8) if sess and a['uak'] in ('app', 'web', 'ide') else None
        for i, u in enumerate(turns):
            if not START <= t < w.end: return
            if w.outage < t < w.outage + 9000 and R.random() < .93: return
            if a['net'] == 'resi': ip, asn, cc = w.addr(a, t)
            m = model or a['model']
            if m != 'kendi-2-mini' and a['moves'] and t > RELEASE + a['moves']: m = 'kendi-2.5-think' if 'think' in m else 'kendi-2.5'
            nn = n or R.choices([1, 2, 3, 4, 6, 9], [3, 3, 3, 3, 2, 1])[0]; nn = max(1, int(nn * R.uniform(.6, 1.4)))
            x = w.reply(l, nn)
            bad = R.random(); status = 'ok'
            if bad < .012: status = 'rate_limited'
            elif bad < .02: status = 'insufficient_balance'
            sys = [{'role': 'system', 'content': system}] if system else []
            msgs = sys + hist[-keep:] + [{'role': 'user', 'content': u}]
            q = dict(endpoint=endpoint, model=m, messages=msgs); q.update(a['set'])
            if st: q.update(st)
            q = {k: v for k, v in q.items() if v is not None}
            th = think if think is not None else ('think' in m)
            tot = sum(len(z['content'].encode()) for z in msgs)
            out = max(4, int(len(x.encode()) / 3.4 * R.uniform(.9, 1.15)))
            resp = dict(model=m, status=status, latency_ms=int(300 + out * R.uniform(9, 16)))
            us = dict(input_tokens=int(tot / 3.5) + 9, output_tokens=out)
            if th:
                q['reasoning'] = q.get('reasoning', {'effort': a['eff']})
            if status == 'ok':
                mt = q.get('max_tokens')
                if mt and out > mt: x = x[:int(mt * 3)]; us['output_tokens'] = mt; resp['finish_reason'] = 'length'
                else: resp['finish_reason'] = 'stop'
                resp['content'] = x
                if th: resp['reasoning'] = w.reply(l, max(1, nn // 2)); us['reasoning_tokens'] = int(out * R.uniform(.8, 3)); us['output_tokens'] += us['reasoning_tokens']
            else: us['output_tokens'] = 0
            if tools: q['tools'] = tools
            acc = dict(id=a['id'], key=a['key'], created=iso(a['created'])[:10] + 'T' + iso(a['created'])[11:19] + 'Z', country=a['c'], plan=a['plan'], verified=a['verified'], payment=a['pay2'][1] if a['pay2'] and t > a['pay2'][0] else a['pay'], email_domain=a['dom'])
            if a['org']: acc['org'] = a['org']
            if eu: acc['end_user'] = eu
            row = dict(id=w.hx('x', 14), time=iso(t), account=acc, client=dict(ip=ip, asn=asn, country=cc, user_agent=a['ua'], ja4=a['ja4']))
            if sid: row['session'] = sid
            row['request'] = q; row['response'] = resp; row['usage'] = us
            w.rows.append((t, json.dumps(row, ensure_ascii=False), a['id'], eu, harvest and a_camp(a, eu, w)))
            if status != 'ok': return
            hist += [{'role': 'user', 'content': u}, {'role': 'assistant', 'content': x}]
            t += 6 + out * .012 + R.lognormvariate(math.log(gap), .9)

    def times(w, a, rate, prof, wk=.8, act=.7, lo=None, hi=None, burst=None, fest=True):
        """start times of conversations. rate: a day when active."""
        R = w.R; tz, _, wkd, fs, _, _ = C[a['c']]; out = []
        lo = max(lo or START, a['created'] if a['created'] > START else START); hi = hi or w.end
        for d in range(w.days + 1):
            d0 = START + d * 86400 - tz * 3600
            g = _time.gmtime(START + d * 86400); f = 1.0
            if g.tm_wday in wkd: f *= wk
            if fest: f *= fs.get(f'{g.tm_mon:02}-{g.tm_mday:02}', 1)
            if burst: f *= burst(d)
            if R.random() > act * min(1, f + .25): continue
            lam = rate * f; n = min(400, pois(R, lam * R.gammavariate(2, .5)))
            for _ in range(n):
                h = bisect.bisect(CUM[prof], R.random() * CUM[prof][-1]); t = d0 + (h + R.random()) * 3600
                if lo <= t < hi: out.append(t)
        return sorted(out)

    def heavy(w, m, s=.9):
        return min(m * 12, m * w.R.lognormvariate(-s * s / 2, s))

    def chatter(w, a, rate, prof='consumer', **kw):
        R = w.R
        for t in w.times(a, rate, prof, **kw):
            l = a['lang'] if R.random() < .85 else 'en'
            v = [x for x in w.viral if x[0] <= t < x[1] and a['c'] in x[2]]
            if v and R.random() < .25: turns = [R.choice(v)[3][l] if l in v[0][3] else w.chat(l)]
            else: turns = [w.chat(l)]
            turns += [w.fill(l, R.choice(L[l]['f'])) for _ in range(min(6, pois(R, .9)))]
            w.emit(a, t, turns, l=l)

    # ------------------------------------------------------------ ordinary customers
    def ordinary(w):
        R, B = w.R, w.B; q = B / 2000; small = w.scen == 'small'
        def num(x): return max(1, round(x * q)) if not small else (1 if R.random() < max(.35, x * q) else 0)
        # viral prompts at festivals
        w.viral = [(START + 11 * 86400, START + 14 * 86400, {'IN'}, {'hil': 'mere naam ke har letter se ek diwali shayari banao aur end me happy diwali likho', 'hi': 'मेरे नाम के हर अक्षर से दीपावली की शायरी बनाओ', 'en': 'Write a Diwali wish for my family using every letter of DIWALI, with emojis'}),
                   (START + 5 * 86400, START + 8 * 86400, {'MX', 'CO', 'PE'}, {'es': 'Escribe una calaverita literaria graciosa para mi jefe con cuatro estrofas'}),
                   (START + 9 * 86400, START + 13 * 86400, {'BR'}, {'pt': 'Corrija minha redação como um corretor do ENEM, dando nota de 0 a 200 em cada competência, e explique cada desconto'})]
        used = 0
        mark = len(w.accts)
        # 1 agencies' WhatsApp-like bots
        for g in range(num(9)):
            c = w.country(); l = R.choice(C[c][1]); site = None; org = w.hx('org', 6) if R.random() < .5 else None
            vps = R.choice(w.vps); vip = f'{vps[1]}.{R.randint(0, 250)}.{R.randint(2, 250)}'; own = R.random() < .5; pay = w.hx('pay') if R.random() < .6 else None
            born = START - R.uniform(20, 300) * 86400; kind = R.choice(['clothes', 'pharmacy', 'food', 'salon', 'phone repair', 'travel', 'clinic']); sy = R.choice(['You are the friendly WhatsApp assistant of {s}, a {k} shop in {p}. Answer in {l}, at most 60 words. Prices come from the list. If unsure, ask for the phone number.', 'Role: order taker for {s} ({k}, {p}). Reply in {l}. Never promise discounts. Collect name, item, quantity, address.'])
            for _ in range(R.randint(5, 20) if not small else R.randint(4, 8)):
                a = w.account('agency_bot', c, l, 'vps' if not own else 'fixed', R.choice(['node', 'php', 'node']), created=born + R.uniform(0, 150) * 86400, pay=pay, org=org, plan='business'); a['vip'], a['vasn'], a['vc'] = vip, vps[0], 'SG'
                s = sy.format(s=R.choice(NAMES[L[l]['g']]) + ' ' + R.choice(['Store', 'Express', '& Sons', 'Point', 'Corner']), k=kind, p=R.choice(L[l]['p']), l=LNAME[l]); a['model'] = 'kendi-2-mini'
                for t in w.times(a, w.heavy(6), 'shop', wk=1.1, act=.9):
                    w.emit(a, t, [w.fill(l, R.choice(L[l]['c'] + L[l]['f']))] + [w.fill(l, R.choice(L[l]['f'])) for _ in range(pois(R, .8))], system=s, n=1.5, gap=70)
        # 2 tuition centres: sheets of maths, evening hours, one address, begin together
        for g in range(num(10)):
            c = R.choice(['IN', 'IN', 'BD', 'PK', 'KE', 'NG', 'PH', 'ID', 'BR']); l = R.choice(C[c][1]); site = w.nat(c); pay = R.choice(w.vouch[c]) if R.random() < .7 else None
            born = START + R.uniform(-60, 8) * 86400; N = R.randint(10, 30) if not small else R.randint(8, 14); sheets = {}
            days = sorted(R.sample(range(w.days), R.randint(6, 13))); ask = R.choice(L[l]['k'] + L['en']['k'])
            pub = R.random() < .5
            def item():
                return R.choice(w.src[R.choice(['gsm8k_train', 'svamp', 'asdiv', 'math_test'])]) if pub and R.random() < .8 else w.wp(l)
            for d in days: sheets[d] = [item() for _ in range(R.randint(4, 9))]
            hour = R.choice([16, 17, 18, 19])
            for _ in range(N):
                a = w.account('tuition', c, l, R.choice(['site', 'site+mobile', 'mobile']), R.choice(['app', 'app', 'web']), created=born + R.uniform(0, 5) * 86400 if R.random() < .7 else None, pay=pay if R.random() < .6 else None, site=site)
                for d in days:
                    if R.random() < .25: continue
                    t = START + d * 86400 - C[c][0] * 3600 + hour * 3600 + R.uniform(0, 7000)
                    for it in R.sample(sheets[d], min(len(sheets[d]), R.randint(2, 7))):
                        s = w.typo(it, .2) + ('\n' + (ask if R.random() < .6 else R.choice(L[l]['k'])) if R.random() < .6 else '')
                        w.emit(a, t, [s] + ([w.fill(l, R.choice(L[l]['f']))] if R.random() < .3 else []), l=l, n=5); t += R.lognormvariate(5.2, .7)
                w.chatter(a, w.heavy(.9), 'student', act=.5)
        # 3 exam candidates all over a country: past papers
        for c, peak, nm in (('BR', 12.6, 60), ('KE', 9, 40), ('NG', 12, 50), ('IN', 18, 60)):
            l0 = {'BR': 'pt', 'KE': 'en', 'NG': 'en', 'IN': 'hil'}[c]
            paper = [w.wp(l0) if R.random() < .5 else R.choice(w.src[R.choice(['asdiv', 'ocw_minerva', 'math_test'])]) for _ in range(120)]
            for _ in range(max(2, round(nm * q))):
                a = w.account('exam', c, None, R.choice(['mobile', 'mobile', 'mixed']), 'app', created=START + R.uniform(-30, peak) * 86400 if R.random() < .6 else None)
                for t in w.times(a, w.heavy(3.2), 'student', wk=1.3, act=.8, burst=lambda d: max(.15, math.exp(-((d - peak + 1.5) / 4.5) ** 2) if d <= peak else .1)):
                    x = R.choice(paper[:int(20 + 100 * R.random())]) if R.random() < .6 else w.chat(a['lang'])
                    w.emit(a, t, [w.typo(x, .2) + (' ' + R.choice(L[a['lang']]['k']) if R.random() < .35 else '')] + [w.fill(a['lang'], R.choice(L[a['lang']]['f'])) for _ in range(pois(R, .7))], n=4)
        # 4 cyber cafes
        for g in range(num(14)):
            c = w.country(); site = w.nat(c); l = R.choice(C[c][1]); pay = w.hx('pay')
            for _ in range(R.randint(3, 9)):
                a = w.account('cafe', c, l, 'site', 'web', pay=pay if R.random() < .5 else None, site=site, created=START - R.uniform(0, 250) * 86400)
                for t in w.times(a, w.heavy(4), 'cafe', wk=.8, act=.7):
                    w.emit(a, t, [w.chat(l)] + [w.fill(l, R.choice(L[l]['f'])) for _ in range(pois(R, 1.2))])
        # 5 NGOs that translate leaflets; 6 help desks; 7 graders of school networks; 8 call-centre typists
        for g in range(num(4)):
            c = R.choice(['KE', 'NG', 'BD', 'IN', 'PH', 'SN']); ls = [x for x in set(C[c][1]) | {'hi', 'bn', 'sw', 'fr'} if x != 'en']; ls.sort(); leaf = [w.reply('en', R.randint(1, 3)) for _ in range(60)]; dom = w.hx('ngo', 4) + '.org'
            ins = R.choice(['Translate into {l} for a poster, simple words:', 'Please put this health message into {l}. Keep names.', '{l} version of this leaflet text, for mothers:'])
            for _ in range(R.randint(6, 14)):
                a = w.account('ngo', c, R.choice(ls), R.choice(['mobile', 'mixed']), R.choice(['web', 'app']), dom=dom if R.random() < .7 else None, created=START - R.uniform(5, 300) * 86400)
                for t in w.times(a, w.heavy(3.5), 'work', wk=.15, act=.7):
                    w.emit(a, t, [ins.format(l=LNAME[a['lang']]) + '\n' + R.choice(leaf)] + [w.fill(a['lang'], R.choice(L[a['lang']]['f'])) for _ in range(pois(R, .5))], n=2)
        for g in range(num(3)):
            c = R.choice(['IN', 'KE', 'BR', 'ID', 'PH']); l = R.choice(C[c][1]); site = w.nat(c); org = w.hx('org', 6); s = f'Government service help desk, {c}. Classify the citizen message (certificate, pension, land, water, power, other), then draft a courteous reply in {LNAME[l]} with the office to visit. Do not give legal advice.'
            for _ in range(R.randint(8, 20)):
                a = w.account('helpdesk', c, l, 'site', 'node', org=org, site=site, dom='seva.gov.example', plan='business', created=START - R.uniform(40, 60) * 86400, pay='')
                a['pay'] = org + 'p'; a['pay2'] = None; a['set'] = dict(temperature=.2, max_tokens=500)
                for t in w.times(a, w.heavy(10, .4), 'work', wk=.02, act=.92): w.emit(a, t, [w.chat(l)], system=s, n=2)
        for g in range(num(3)):
            c = R.choice(['IN', 'PH', 'BR', 'NG']); l = R.choice(C[c][1]); s = 'You mark pupils\' answers. Rubric: content 0-4, language 0-3, structure 0-3. Give each mark with one sentence of reason, then the total, then advice to the pupil.'
            for _ in range(R.randint(6, 15)):
                a = w.account('school_marker', c, l, 'fixed', R.choice(['php', 'web']), created=START - R.uniform(10, 120) * 86400); essay = [w.fill(l, R.choice(L[l]['c'])) for _ in range(3)]
                for t in w.times(a, w.heavy(1.1), 'work', wk=.3, act=.5):
                    tt = R.choice(essay); tq = t
                    for _ in range(R.randint(4, 18)):
                        w.emit(a, tq, [f'Task: {tt}\nPupil: {w.reply(l, R.randint(3, 7))}'], system=s, n=3); tq += R.lognormvariate(4.2, .6)
        for g in range(num(2)):
            c = R.choice(['PH', 'BD', 'IN']); site = w.nat(c); shifts = [(9, 18), (14, 23), (22, 31)]; org = w.hx('org', 6) if R.random() < .5 else None
            for _ in range(R.randint(14, 26)):
                a = w.account('bpo_typist', c, 'en', 'site', 'web', org=org, site=site, created=START - R.uniform(2, 90) * 86400); sh = R.choice(shifts); pre = R.choice(['Reply to this customer politely: ', 'customer says: ', 'Draft email answer - ', 'pls write nice answer to: '])
                for d in range(w.days):
                    if R.random() < .3: continue
                    for _ in range(pois(R, 11)):
                        t = START + d * 86400 - C[c][0] * 3600 + R.uniform(sh[0], sh[1]) * 3600
                        w.emit(a, t, [w.typo(pre + R.choice(w.src['banking77_classifier_tenant'] if R.random() < .5 else w.src['clinc150_raw'])[-160:], .4)], l='en', n=2)
        # 9 university courses: one benchmark-like assignment; evaluation lab; bootcamp
        for g in range(num(2)):
            c = R.choice(['IN', 'BR', 'ID', 'KE']); site = w.nat(c); items = [R.choice(w.src[R.choice(['bbh', 'gsm8k_train', 'asdiv'])]) for _ in range(R.randint(40, 80))]; d0 = R.uniform(2, w.days - 7); ways = ['{q}', '{q}\nAnswer only.', '{q}\n' + R.choice(L['en']['k'])]
            for _ in range(R.randint(15, 32)):
                a = w.account('nlp_course', c, 'en', 'site+mobile', 'py', created=START + (d0 + R.uniform(-3, 1)) * 86400, site=site, dom='uni.edu.example'); a['set'] = dict(temperature=R.choice([0, 0, .7]), max_tokens=512)
                for _r in range(R.randint(1, 3)):
                    t = START + (d0 + R.random() * 5) * 86400
                    for it in R.sample(items, int(len(items) * R.uniform(.2, .8))): w.emit(a, t, [R.choice(ways).format(q=it)], l='en', n=3, gap=5); t += R.uniform(2, 12)
                w.chatter(a, .5, 'student', act=.3)
        for g in range(num(1)):
            c = R.choice(['BR', 'IN', 'KE']); vps = R.choice(w.vps); items = [(R.choice(L[l]['k']) + '\n' if R.random() < .5 else '') + w.wp(l) for l in ('hi', 'sw', 'pt', 'en') for _ in range(60)]
            for i in range(R.randint(3, 6)):
                a = w.account('eval_lab', c, 'en', 'vps', 'py', created=START - R.uniform(30, 200) * 86400, dom='ailab.example', plan='business'); a['vip'], a['vasn'], a['vc'] = f'{vps[1]}.7.{20 + i}', vps[0], 'SG'; a['set'] = dict(temperature=0, max_tokens=1024, seed=1)
                for d in R.sample(range(w.days), 3):
                    t = START + (d + R.random()) * 86400; m = R.choice(['kendi-2-mini', 'kendi-2', 'kendi-2-think'])
                    for it in items: w.emit(a, t, [it], model=m, l='en', n=3); t += R.uniform(1, 5)
        for g in range(num(1)):
            c = R.choice(['NG', 'KE', 'IN', 'MX']); probs = [f'{R.choice(["Given an array of", "You have a string of", "A matrix of"])} {R.randint(3, 10 ** 5)} {R.choice(["integers", "orders", "letters", "nodes"])}, {R.choice(["find the longest run", "count the pairs", "return the k-th smallest", "merge the overlaps", "rotate it"])} ({R.choice(["two pointers", "hash map", "heap", "DP", "BFS"])}, problem {i})' for i in range(70)]
            for _ in range(R.randint(20, 40)):
                a = w.account('bootcamp', c, None, R.choice(['mobile', 'fixed']), R.choice(['web', 'app', 'ide']), created=START + R.uniform(-9, 4) * 86400)
                for t in w.times(a, w.heavy(2.4, .5), 'dev', act=.8):
                    i = min(69, int(max(0, (t - START) / 86400 * 3.2 + R.gauss(0, 2)))); w.emit(a, t, [w.typo(probs[i], .3) + ' ' + R.choice(['explain step by step', 'python pls', 'give hint first', 'why O(n)?', ''])] + [w.fill('en', R.choice(L['en']['f'])) for _ in range(pois(R, .8))], l='en', n=5)
        # 10 wrapper apps that pass end users on (declared resellers)
        w.resellers = []
        for g in range(max(1, num(3))):
            c = w.country(); a = w.account('reseller', c, None, 'vps', 'node', created=START - 200 * 86400, plan='business'); v = R.choice(w.vps); a['vip'], a['vasn'], a['vc'] = f'{v[1]}.3.{9 + g}', v[0], 'SG'
            w.table.append((a['id'], 'true', '', '', '')); a['eus'] = []; w.resellers.append(a); sy = f'You are {R.choice(["Guru", "Rafiki", "Amigo", "Dost", "Kuya"])}AI, a helpful assistant.'; a['sys'] = sy
            for _ in range(max(24, round(55 * q)) if not small else 0):
                eu = w.hx('u', 8); a['eus'].append(eu); l = R.choice(C[c][1])
                for t in w.times(a, w.heavy(2.2), 'consumer', act=.5): w.emit(a, t, [w.chat(l)] + [w.fill(l, R.choice(L[l]['f'])) for _ in range(pois(R, 1))], system=sy, l=l, eu=eu)
            if small:
                for _ in range(8):
                    eu = w.hx('u', 8); a['eus'].append(eu); l = R.choice(C[c][1])
                    for t in w.times(a, w.heavy(2.2), 'consumer', act=.5): w.emit(a, t, [w.chat(l)], system=sy, l=l, eu=eu)
        # 11 licensed: a university consortium that may train on outputs
        if not small or R.random() < .3:
            for i in range(max(3, round(7 * q))):
                a = w.account('licensed', 'IN', R.choice(['hi', 'ta', 'bn']), 'fixed', 'py', created=START - R.uniform(20, 30) * 86400, dom='bhasha-consortium.example', plan='business'); w.table.append((a['id'], 'false', 'train', 'MSA-2026-031', '2027-06-30'))
                for t in w.times(a, 26, 'flat', wk=1, act=.95): w.emit(a, t, [w.wp(a['lang']) + '\n' + R.choice(L[a['lang']]['k'])], n=7)
        groups = len(w.accts) - mark
        # 12 single customers: developers, bloggers with a bought prompt, small shops' own bots, translators, heavy students, chat
        rest = max(30, B - groups)
        course = 'Act as an SEO expert. Write a {a}-word article on "{t}" for readers in {p}, with H2 headings, FAQ, meta description and a friendly tone. Avoid passive voice.'
        for _ in range(rest):
            z = R.random()
            if z < .62: a = w.account('chat', net=R.choice(['mobile', 'mobile', 'mobile', 'fixed', 'mixed']), ua=R.choice(['app', 'app', 'web'])); w.chatter(a, w.heavy(2.6), act=R.uniform(.15, .8), wk=R.choice([.7, 1, 1.2]))
            elif z < .72:
                a = w.account('student', net='mobile', ua='app'); w.chatter(a, w.heavy(1.4), 'student', act=.5); l = a['lang']
                for t in w.times(a, w.heavy(2), 'student', wk=.6, act=.45): w.emit(a, t, [w.typo(R.choice(w.src[R.choice(['gsm8k_train', 'asdiv', 'ocw_minerva'])]) if R.random() < .3 else w.wp(l), .3) + R.choice(['', '', '\n' + R.choice(L[l]['k'])])] + [w.fill(l, R.choice(L[l]['f'])) for _ in range(pois(R, .8))], n=4)
            elif z < .82:
                u = R.choice(['ide', 'web', 'py', 'sdk', 'web']); a = w.account('developer', net=R.choice(['mobile', 'fixed']), ua=u, think=.15)
                for t in w.times(a, w.heavy(3.4), 'dev', wk=.6, act=.55): w.emit(a, t, [w.code(a['lang'])] + [R.choice(['still ' + R.choice(ERR), 'now add ' + R.choice(CODE_T), 'works, thx. can you comment it', 'shorter', 'run it again with ' + str(R.randint(2, 99))]) for _ in range(pois(R, 1.6))], l='en', n=5, tools=[{'type': 'function', 'function': {'name': x}} for x in ('read_file', 'write_file', 'run')] if u == 'ide' else None)
            elif z < .87:
                a = w.account('blogger', net=R.choice(['mobile', 'fixed']), ua=R.choice(['web', 'py', 'web'])); l = R.choice([a['lang'], 'en'])
                for t in w.times(a, w.heavy(2.6), 'work', wk=.9, act=.6): w.emit(a, t, [w.fill(l, course)] + (['now in ' + LNAME[a['lang']]] if R.random() < .3 else []), l=l, n=12)
            elif z < .91:
                a = w.account('translator', net='mixed', ua=R.choice(['web', 'app'])); s, d = R.sample(sorted(L), 2); s = a['lang']
                for t in w.times(a, w.heavy(4), 'work', wk=.4, act=.6): w.emit(a, t, [R.choice(['translate to ' + LNAME[d] + ': ', LNAME[d] + ' me: ', 'Traduce/translate (' + LNAME[d] + ')\n']) + w.reply(s, R.randint(1, 4))], l=d, n=2)
            elif z < .97:
                a = w.account('own_bot', net=R.choice(['fixed', 'mobile']), ua=R.choice(['sdk', 'php', 'node', 'py'])); l = a['lang']; s = R.choice(['You answer customers of my shop in {p}. {x} Be brief. Language: {l}.', 'Tu/You are helper of {n} in {p}: {x}', '{x} answer only about our {t}. {l}']).format(p=R.choice(L[l]['p']), n=R.choice(NAMES[L[l]['g']]), x=w.fill(l, R.choice(L[l]['d'])), l=LNAME[l], t=R.choice(L[l]['t']))
                for t in w.times(a, w.heavy(8), 'shop', wk=1.1, act=.85): w.emit(a, t, [w.fill(l, R.choice(L[l]['c']))] + [w.fill(l, R.choice(L[l]['f'])) for _ in range(pois(R, .6))], system=s, n=1.6)
            else:
                a = w.account('curious', net='mobile', ua='app'); w.chatter(a, w.heavy(1.6), 'night', act=.5)
                for t in w.times(a, w.heavy(1.3), 'night', act=.4): w.emit(a, t, [w.typo(R.choice(w.src[R.choice(['do_not_answer', 'hh_rlhf_harmless', 'ccp_sensitive'])]), .4)], l='en', n=1)

    # ------------------------------------------------------------ campaigns
    def wrapgen(w):
        R = w.R
        o = R.choice(['Hi,', 'Hello ji,', 'Kindly', 'I am preparing notes.', '', 'For my class:', 'Sir/Madam,', 'Quick one.', 'Need help here -', 'Dear assistant,'])
        k = R.choice(['walk me through it from the start', 'tell the thinking behind each move', 'derive it, then conclude', 'show how an expert would get there', 'work it out in full and state what you conclude', 'give detailed solution with reasons', 'reason aloud and finish with the result', 'lay out the logic before the result'])
        f = R.choice(['Number the steps.', 'No headings.', 'End with the result on its own line.', 'Plain text only.', 'Use short paragraphs.', 'Say also how you checked it.', '', 'Mention one common mistake.'])
        pos = R.random() < .5
        return lambda q: (f'{o} {k}. {f}\n{q}' if pos else f'{q}\n\n{o} {k}. {f}').strip()

    def recruit(w, kind, n, name, **kw):
        """accounts of a campaign; sign-up style by skill."""
        R = w.R; sty = kw.pop('born', 'bought'); b0 = START + kw.pop('at', 0) * 86400; out = []
        cs = kw.pop('cs', ['IN']); nets = kw.pop('nets', ['mobile']); uas = kw.pop('uas', ['py']); langs = kw.pop('langs', None); pays = kw.pop('pays', None)
        for i in range(n):
            cr = {'bulk': b0 - R.uniform(0, 3) * 86400, 'waves': b0 - R.choice([1, 6, 12, 20]) * 86400 - R.uniform(0, 2) * 86400, 'bought': START - min(600, R.expovariate(1 / 90)) * 86400, 'mixed': b0 - R.expovariate(1 / 40) * 86400}[sty]
            a = w.account('campaign', R.choice(cs), R.choice(langs) if langs else None, R.choice(nets), R.choice(uas), created=cr, pay=R.choice(pays) if pays and R.random() < kw.get('paymix', 1) else None, camp=name, think=.5)
            v = R.choice(w.vps[:2]); a['vip'], a['vasn'], a['vc'] = f'{v[1]}.{R.randint(4, 9)}.{R.randint(2, 250)}', v[0], R.choice(['SG', 'IN'])
            out.append(a)
        w.camps[name] = dict(kind=kind, params={}, start=None, end=None)
        return out

    def deal(w, mem, items, d0, d1, perday, prof='flat', tz=5.5, sd=.15, wk=1, wkd=(6,), off=(), jit=1.0, lunch=False):
        """deals a queue: items handed out in order, one worker after another with weights near even."""
        R = w.R; wt = [R.lognormvariate(0, sd) for _ in mem]; st = [d0 + R.random() * jit for _ in mem]; en = [d1 - R.random() * jit for _ in mem]; out = []; i = 0
        for d in range(int(d0), min(w.days, int(math.ceil(d1)))):
            g = _time.gmtime(START + d * 86400); f = wk if g.tm_wday in wkd else 1
            if d in off: f *= .04
            n = pois(R, perday * len(mem) * f); ts = []
            for _ in range(n):
                h = bisect.bisect(CUM[prof], R.random() * CUM[prof][-1]); h = 14 if lunch and h == 13 else h
                ts.append(START + d * 86400 + (h + R.random() - tz) * 3600)
            for t in sorted(ts):
                live = [j for j in range(len(mem)) if st[j] <= (t - START) / 86400 < en[j] and mem[j]['created'] < t]
                if not live or i >= len(items): continue
                out.append((mem[R.choices(live, [wt[j] for j in live])[0]], t, items[i])); i += 1
        return out

    def covers(w, mem, share, per, prof='consumer', d0=0, d1=21):
        for a in mem: w.chatter(a, per * share / max(.05, 1 - share) / 1.9, prof, act=.85, lo=START + d0 * 86400, hi=START + d1 * 86400)

    def maths(w, l, pub):
        R = w.R
        return R.choice(w.src[R.choice(['gsm8k_train', 'math_test', 'svamp', 'mawps', 'gsm_hard', 'ocw_minerva'])]) if R.random() < pub else w.wp(l)

    def uniq(w, fn, n, k=1, gap=None):
        """n distinct items, each asked k times, spread."""
        R = w.R; seen = {}; tries = 0
        while len(seen) < n and tries < n * 6:
            x = fn(); tries += 1; seen[x if isinstance(x, str) else x[0]] = x
        base = list(seen.values()); R.shuffle(base)
        if k == 1: return base
        out = []
        for x in range(0, len(base), 150):
            for _ in range(k): y = base[x:x + 150]; R.shuffle(y); out += y
        return out

    def run(w, kind, n, name):
        R, D = w.R, w.days; d0 = R.uniform(.5, D * .35); d1 = min(D, d0 + R.uniform(D * .4, D * .8)); market = [R.choice(w.vouch[c]) for c in ('IN', 'ID', 'NG', 'BR')]
        P = {}; small = w.scen == 'small'
        if kind == 'bulk_cot':
            mem = w.recruit(kind, n, name, born='bulk', at=d0, cs=['IN', 'PK'], nets=['vps'], uas=['py'], pays=[w.hx('pay') for _ in range(3)], langs=['en'])
            rate = R.uniform(16, 30); tpl = R.choice(['Solve the problem. Think step by step and show complete reasoning. Write the final answer after ####.\n\n{q}', 'Question: {q}\nLet\'s think step by step, explaining every calculation, and finish with "Answer:".'])
            items = w.uniq(lambda: w.maths('en', .85), int(rate * n * (d1 - d0)))
            for a in mem: a['set'] = dict(temperature=.7, max_tokens=2048); a['model'] = 'kendi-2-think'; a['moves'] = R.uniform(.1, .6) * 86400
            for a, t, x in w.deal(mem, items, d0, d1, rate, sd=.1): w.emit(a, t, [tpl.format(q=x)], l='en', n=9, harvest=True)
        elif kind == 'sim_farm':
            ls = R.sample(['hi', 'bn', 'ta', 'id', 'sw', 'pt', 'tl', 'es'], 5); c = R.choice(['IN', 'BD', 'ID', 'NG'])
            mem = w.recruit(kind, n, name, born='waves', at=d0, cs=[c], nets=['mobile'], uas=['sdk', 'sdk', 'app'], pays=market, paymix=.7); cov = R.uniform(.1, .25); rate = R.uniform(10, 20)
            def it(): l = R.choice(ls); return (w.maths(l, .25), l)
            items = w.uniq(it, int(rate * n * (d1 - d0)))
            for a in mem: a['model'] = R.choice(['kendi-2', 'kendi-2-think']); a['moves'] = R.uniform(.2, 3) * 86400
            for a, t, (x, l) in w.deal(mem, items, d0, d1, rate, prof=R.choice(['flat', 'consumer']), tz=C[c][0], sd=.25, jit=3):
                k = R.choice(L[l]['k']); w.emit(a, t, [x + '\n' + k if R.random() < .6 else k + '\n' + x], l=l, n=8, harvest=True)
            w.covers(mem, cov, rate, d0=d0, d1=d1); P = dict(cover=cov, langs=ls)
        elif kind == 'residential':
            mem = w.recruit(kind, n, name, born='mixed', at=d0, cs=list(C), nets=['resi'], uas=['web', 'py', 'node', 'app']); cov = R.uniform(.4, .6); rate = R.uniform(6, 12)
            items = w.uniq(lambda: R.choice(w.src[R.choice(['math_test', 'bbh', 'biggen_bench', 'apibench', 'gsm_hard'])])[:1200] if R.random() < .5 else w.code() + f' (case {R.randint(1, 9999)})', int(rate * n * (d1 - d0)))
            for a in mem: a['wr'] = [w.wrapgen() for _ in range(4)]; a['model'] = R.choice(['kendi-2', 'kendi-2-think', 'kendi-2-think']); a['moves'] = R.uniform(.5, 4) * 86400
            for a, t, x in w.deal(mem, items, d0, d1, rate, prof='dev', tz=5.5, sd=.45, jit=4): w.emit(a, t, [R.choice(a['wr'])(x)], l='en', n=9, harvest=True)
            w.covers(mem, cov, rate, d0=max(0, d0 - 3), d1=d1); P = dict(cover=cov)
        elif kind == 'click_farm':
            c = R.choice(['BD', 'PH', 'KE', 'IN']); l = {'BD': 'bn', 'PH': 'tl', 'KE': 'sw', 'IN': 'hil'}[c]; k = R.choice([1, 2, 3]); rate = R.uniform(14, 24)
            mem = w.recruit(kind, n, name, born=R.choice(['waves', 'bought']), at=d0, cs=[c], nets=['mobile', 'mobile', 'mixed'], uas=['app', 'web'], langs=[l])
            dom = [(s, z) for s, v in SYLL.items() for z in v]
            def it():
                s, z = R.choice(dom); return R.choice(['What are the causes of {z}?', 'Explain {z} to {v}', 'Give {b} questions with answers on {z}', '{z}: common mistakes {v} makes', 'Compare {z} and {y}', 'A case about {z} in {p}: what should be done and why?']).format(z=z, y=R.choice(dom)[1], v=R.choice(LEVELS), b=R.randint(3, 9), p=R.choice(L[l]['p']))
            items = w.uniq(it, int(rate * n * (d1 - d0) / k), k)
            for a in mem: a['sty'] = (R.uniform(.3, .9), R.choice(['', ' ' + R.choice(L[l]['k']), ' ' + LNAME[l] + ' te', '']), pois(R, 1.3))
            off = [13] if c == 'IN' else [6, 7] if c == 'PH' else []
            for a, t, x in w.deal(mem, items, d0, d1, rate, prof='work', tz=C[c][0], sd=.2, wk=.03, wkd=C[c][2], off=off, jit=1, lunch=True):
                w.emit(a, t, [w.typo(x + a['sty'][1], a['sty'][0])] + [R.choice(L[l]['f'][:2] + ['why?', 'more detail', 'give reason for each']) for _ in range(min(3, pois(R, .4 + a['sty'][2] * .4)))], l=l, n=6, gap=90, harvest=True)
            P = dict(k=k, country=c)
        elif kind == 'pairs':
            mem = w.recruit(kind, n, name, born=R.choice(['bulk', 'waves']), at=d0, cs=['NG', 'KE', 'GH', 'IN', 'ID'], nets=['mobile', 'fixed', 'vps'], uas=['py', 'node', 'sdk'], pays=market, paymix=.5); rate = R.uniform(14, 30); tg = R.sample(['sw', 'pcm', 'ta', 'bn', 'tl', 'hi', 'fr'], 4); js = R.random() < .5
            ins = ['Translate to {l}. Output only the translation.', '{l} please:', 'Give the {l} sentence that a native would say', 'Render in everyday {l}', 'How is this said in {l}? Two variants, formal and casual.']
            def it():
                l = R.choice(tg); s = w.reply('en', R.choice([1, 1, 2])) if R.random() < .6 else R.choice(w.src[R.choice(['clinc150_raw', 'llamafactory_alpaca_en_demo'])])[:300]
                return (s + '|' + l, s, l)
            items = w.uniq(it, int(rate * n * (d1 - d0)))
            for a in mem: a['ins'] = R.sample(ins, 2); a['set'] = dict(temperature=R.choice([.3, .7, 1]), max_tokens=R.choice([256, 512]))
            for a, t, (_, s, l) in w.deal(mem, items, d0, d1, rate, prof=R.choice(['flat', 'night', 'work']), sd=.2, jit=2):
                w.emit(a, t, [(R.choice(a['ins']).format(l=LNAME[l]) + (' Return JSON {"src":..., "tgt":...}.' if js else '') + '\n' + s)], l=l, n=1.5, harvest=True)
            P = dict(langs=tg)
        elif kind == 'grading':
            mem = w.recruit(kind, n, name, born=R.choice(['mixed', 'bought']), at=d0, cs=['IN', 'ID', 'BR', 'PH'], nets=['fixed', 'mixed', 'resi'], uas=['py', 'node']); rate = R.uniform(10, 20); k = R.choice([2, 3, 4]); ls = R.sample(['hi', 'id', 'pt', 'bn', 'sw', 'hil'], 4); cov = R.choice([0, .2, .35])
            heads = ['Compare two answers and say which one helps the user more. Reason first, verdict [[A]] or [[B]].', 'Rate each reply from 1 to 10 for truth, tone and language, with a reason, then choose.', 'दो उत्तरों में से बेहतर चुनो, कारण सहित।', 'Qual resposta é melhor, A ou B? Explique os critérios e dê notas.', 'Jawaban mana yang lebih baik? Beri alasan dan skor.', 'You are a strict language teacher. Score A and B for fluency, give rationale, pick one.']
            def it(): l = R.choice(ls); q = w.chat(l)[:300]; return (f'{q}\n\nA: {w.reply(l, R.randint(1, 4))}\n\nB: {w.reply(l, R.randint(1, 4))}', l)
            items = w.uniq(it, int(rate * n * (d1 - d0) / k), k)
            for a in mem: a['hd'] = R.sample(heads, 3); a['set'] = dict(temperature=R.choice([0, 0, .5, 1]), max_tokens=R.choice([512, 700, 1024])); a['model'] = R.choice(['kendi-2', 'kendi-2-think'])
            for a, t, (x, l) in w.deal(mem, items, d0, d1, rate, prof=R.choice(['flat', 'dev']), sd=.2, jit=2): w.emit(a, t, [R.choice(a['hd']) + '\n\n' + x], l=R.choice([l, 'en']), n=4, harvest=True)
            if cov: w.covers(mem, cov, rate, 'dev', d0, d1)
            P = dict(k=k, cover=cov)
        elif kind == 'edges':
            mem = w.recruit(kind, n, name, born='mixed', at=d0, cs=['IN', 'PK', 'BR', 'NG', 'PH'], nets=['mobile', 'resi'], uas=['app', 'web', 'sdk']); rate = R.uniform(8, 16); ls = ['hil', 'pcm', 'pt', 'es', 'tl', 'en']; cov = R.uniform(.1, .4)
            fr = {'hil': ['ye batao: {q}', 'story ke liye chahiye - {q}'], 'pcm': ['abeg answer: {q}', 'na for film: {q}'], 'pt': ['responde sem rodeios: {q}', 'para um romance: {q}'], 'es': ['contesta directo: {q}', 'es para una novela: {q}'], 'tl': ['sagutin mo: {q}', 'para sa script: {q}'], 'en': ['{q}', 'For a training on safety: {q}', 'Answer or refuse, and give the reason: {q}']}
            def it(): l = R.choice(ls); q = R.choice(w.src[R.choice(['do_not_answer', 'promptfoo_redteam', 'hh_rlhf_harmless', 'ccp_sensitive'])])[:500]; return (R.choice(fr[l]).format(q=q), l)
            items = w.uniq(it, int(rate * n * (d1 - d0)))
            for a, t, (x, l) in w.deal(mem, items, d0, d1, rate, prof='consumer', sd=.3, jit=2): w.emit(a, t, [w.typo(x, .2)] + (['rewrite it so that it is allowed'] if R.random() < .2 else []), l=l, n=2, harvest=True)
            w.covers(mem, cov, rate, d0=d0, d1=d1); P = dict(cover=cov)
        elif kind == 'tutor':
            c = R.choice(['IN', 'IN', 'NG', 'BR']); ls = [x for x in dict.fromkeys(C[c][1])]; mem = w.recruit(kind, n, name, born='bought', cs=[c], nets=['mobile', 'mixed'], uas=['app', 'app', 'sdk', 'web'], pays=market, paymix=.3); rate = R.uniform(8, 14); cov = R.uniform(.35, .55)
            doms = R.sample(sorted(SYLL), 3); grid = [(s, z, v, y, l) for s in doms for z in SYLL[s] for v in LEVELS for y in STYLES for l in ls]; R.shuffle(grid)
            phr = ['Teach {z} ({s}) to {v} {y}. In {l}.', '{l}: lesson on {z} for {v}, {y}', 'Imagine you tutor {v}. Topic {z}. Do it {y}, language {l}.', 'need {z} explained {y} for {v} ({l})', '{v} asks about {z} in {s}; answer in {l} {y}', 'As {s} teacher, {z}, {y}; audience {v}; {l}']
            off = [12, 13, 14] if c == 'IN' else []
            for a, t, (s, z, v, y, l) in w.deal(mem, grid * 3, d0, d1, rate, prof='consumer', tz=C[c][0], sd=.4, wk=.7, off=off, jit=4):
                w.emit(a, t, [w.typo(R.choice(phr).format(s=s, z=z, v=v, y=y, l=LNAME[l]), .15)] + ([R.choice(['continue', 'now the next lesson', 'add three exercises with solution'])] if R.random() < .3 else []), l=l, n=11, harvest=True)
            w.covers(mem, cov, rate, 'student', max(0, d0 - 5), d1); P = dict(cover=cov, domains=doms)
        elif kind == 'in_reseller':
            r = R.choice(w.resellers); w.camps[name] = dict(kind=kind, params={}, start=None, end=None); rate = R.uniform(8, 18); mem = []
            for _ in range(n):
                m = dict(r); m['camp'] = name; m['eux'] = w.hx('u', 8); mem.append(m); w.eucamp[(r['id'], m['eux'])] = name
            def it(): l = R.choice(C[r['c']][1]); return (w.maths(l, .6), l)
            items = w.uniq(it, int(rate * n * (d1 - d0)))
            wr = [w.wrapgen() for _ in range(8)]
            for a, t, (x, l) in w.deal(mem, items, d0, d1, rate, prof='consumer', tz=C[r['c']][0], sd=.25, jit=2): w.emit(a, t, [R.choice(wr)(x)], system=r['sys'], l=l, n=8, eu=a['eux'], harvest=True)
        elif kind == 'patient':
            d0, d1 = 0.2, D; mem = w.recruit(kind, n, name, born='bought', cs=list(C), nets=['mobile', 'fixed', 'mixed'], uas=['app', 'web', 'app']); rate = R.uniform(3, 6); cov = R.uniform(.5, .7)
            items = w.uniq(lambda: w.maths('en', .7) if R.random() < .6 else R.choice(w.src['bbh'])[:900], int(rate * n * D))
            for a in mem: a['wr'] = [w.wrapgen() for _ in range(3)]
            for a, t, x in w.deal(mem, items, d0, d1, rate, prof='consumer', sd=.6, jit=8): w.emit(a, t, [w.typo(R.choice(a['wr'])(x) if R.random() < .6 else x, .2)] + ([w.fill(a['lang'], R.choice(L[a['lang']]['f']))] if R.random() < .3 else []), n=7, harvest=True)
            w.covers(mem, cov, rate, d0=0, d1=D); P = dict(cover=cov)
        elif kind == 'agent_traces':
            mem = w.recruit(kind, n, name, born=R.choice(['mixed', 'waves']), at=d0, cs=['IN', 'PK', 'NG', 'BR'], nets=['fixed', 'vps', 'resi'], uas=['py', 'node', 'ide']); rate = R.uniform(3, 7); tl = [{'type': 'function', 'function': {'name': x}} for x in ('bash', 'edit', 'search', 'submit')]
            repos = [f'{R.choice(CODE_S)} repo {R.choice("abcdefghjk")}{R.randint(10, 99)}' for _ in range(40)]
            def it(): return f'Repository: {R.choice(repos)}. Issue {R.randint(1, 4000)}: {R.choice(ERR)} in {R.choice(CODE_T)}. {R.choice(["Reproduce it, find the cause and submit a patch.", "Plan first, then act. Patch at the end.", "Fix with the smallest change, explain every command."])}'
            items = w.uniq(it, int(rate * n * (d1 - d0)))
            for a in mem: a['set'] = dict(temperature=R.choice([.7, 1, 1]), max_tokens=4096); a['model'] = R.choice(['kendi-2-think', 'kendi-2'])
            sys = R.choice(['You are an autonomous software engineer. Think before each command. One tool call a turn.', 'Agent mode. Always write THOUGHT, then ACTION.'])
            for a, t, x in w.deal(mem, items, d0, d1, rate, sd=.25, jit=2): w.emit(a, t, [x] + [f'OBSERVATION: exit {R.choice([0, 0, 1, 2])}, {R.randint(1, 400)} lines, {R.choice(ERR)} at {R.choice("abcdefgh")}{R.randint(1, 99)}.{R.choice(["php", "dart", "py", "js"])}:{R.randint(1, 900)}' for _ in range(R.randint(2, 6))], system=sys, l='en', n=5, tools=tl, gap=8, harvest=True, keep=14)
        w.camps[name].update(start=START + d0 * 86400, end=START + d1 * 86400, params=dict(P, rate=round(rate, 2)))

    def attack(w):
        R = w.R; w.eucamp = getattr(w, 'eucamp', {})
        kinds = {'bulk_cot': 36, 'sim_farm': 36, 'residential': 42, 'click_farm': 26, 'pairs': 28, 'grading': 22, 'edges': 16, 'tutor': 32, 'in_reseller': 18, 'patient': 20, 'agent_traces': 14}
        if w.scen == 'none': return
        if w.scen == 'small':
            k = R.choice(['sim_farm', 'click_farm', 'pairs', 'grading', 'tutor', 'bulk_cot', 'agent_traces', 'residential']); w.run(k, R.randint(3, 12), 'h01-' + k); return
        drop = set(R.sample(sorted(kinds), 2)); use = [k for k in kinds if k not in drop]; tot = sum(kinds[k] for k in use)
        for i, k in enumerate(use): w.run(k, max(3, round(kinds[k] * w.A / tot * R.uniform(.75, 1.3))), f'h{i + 1:02}-{k}')


def a_camp(a, eu, w):
    return w.eucamp.get((a['id'], eu)) if eu else a['camp']


def iso(t):
    s = _time.gmtime(t); return f'{s.tm_year}-{s.tm_mon:02}-{s.tm_mday:02}T{s.tm_hour:02}:{s.tm_min:02}:{s.tm_sec:02}.{int(t % 1 * 1000):03}Z'


def pois(R, lam):
    if lam <= 0: return 0
    if lam > 60: return max(0, int(R.gauss(lam, math.sqrt(lam)) + .5))
    e, k, p = math.exp(-lam), 0, R.random()
    while p > e: p *= R.random(); k += 1
    return k


def main():
    p = argparse.ArgumentParser(); p.add_argument('--seed', type=int, default=1); p.add_argument('--benign', type=int); p.add_argument('--attack', type=int); p.add_argument('--days', type=int, default=21)
    p.add_argument('--scenario', choices=['mix', 'none', 'small'], default='mix'); p.add_argument('--prompts', required=True); p.add_argument('--out', required=True)
    o = p.parse_args(); B = o.benign or (195 if o.scenario == 'small' else 2000); A = o.attack or 260
    w = World(o.seed, B, A, o.days, o.scenario, o.prompts); w.eucamp = {}
    w.ordinary(); w.attack()
    os.makedirs(o.out, exist_ok=True); w.rows.sort(key=lambda r: (r[0], r[1][:40]))
    for f in glob.glob(os.path.join(o.out, 'log-*.jsonl.gz')): os.remove(f)
    n = len(w.rows); parts = 3
    for i in range(parts):
        with open(os.path.join(o.out, f'log-{i + 1}.jsonl.gz'), 'wb') as raw, gzip.GzipFile('', 'wb', 3, raw, mtime=0) as h:
            h.write('\n'.join(r[1] for r in w.rows[i * n // parts:(i + 1) * n // parts]).encode() + b'\n')
    with open(os.path.join(o.out, 'accounts.csv'), 'w', newline='') as h:
        c = csv.writer(h); c.writerow(['account', 'reseller', 'licence_scope', 'licence_document', 'licence_valid_until']); c.writerows(w.table)
    span, hspan, taken = {}, {}, defaultdict(Counter)
    for t, _, a, eu, hv in w.rows:
        for k in ((a, None), (a, eu)) if eu else ((a, None),): s = span.setdefault(k, [t, t]); s[1] = t
        if hv: s = hspan.setdefault((a, eu), [t, t]); s[1] = t; taken[hv][int(t // 3600)] += 1
    res = {a['id'] for a in w.resellers}; rows = []
    for a in w.accts:
        k = (a['id'], None)
        if k not in span: continue
        h = hspan.get(k) if a['id'] not in res else None; pop = a['pop']; camp = a['camp']
        if camp and not h: camp, pop = None, 'campaign_idle'
        s = h or span[k]; rows.append(dict(account=a['id'], end_user=None, population=pop, campaign=camp, since=iso(s[0]), until=iso(s[1])))
    for (a, eu), s in sorted((k, v) for k, v in span.items() if k[1]):
        c = w.eucamp.get((a, eu)); h = hspan.get((a, eu)); rows.append(dict(account=a, end_user=eu, population='campaign' if c else 'reseller_user', campaign=c, since=iso((h or s)[0]), until=iso((h or s)[1])))
    camps = [dict(campaign=k, kind=v['kind'], accounts=sum(r['campaign'] == k for r in rows), start=iso(v['start']), end=iso(v['end']), params=v['params'], exchanges=sum(taken[k].values()), taken=sorted(taken[k].items())) for k, v in sorted(w.camps.items())]
    truth = dict(version=1, seed=o.seed, world=o.scenario, settings=dict(generator='prepaid', benign=B, attack=A, days=o.days), start=iso(START), end=iso(w.end), exchanges=n, populations=dict(sorted(Counter(r['population'] for r in rows).items())), accounts=rows, campaigns=camps)
    with open(os.path.join(o.out, 'truth.json'), 'w') as h: json.dump(truth, h)
    print(n, 'exchanges', len(rows), 'units', truth['populations'])
    for c in camps: print(' ', c['campaign'], c['accounts'], c['exchanges'], c['params'])


main()
