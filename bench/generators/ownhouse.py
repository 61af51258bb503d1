#!/usr/bin/env python3
"""ownhouse: labelled traffic of an invented model provider (Latin America, Southern Europe, Eastern Africa).

python ownhouse.py --seed N [--benign B] [--attack A] [--days 21] [--scenario mix|none|small] --prompts DIR --out DIR
Writes log/YYYY-MM-DD.jsonl.zst (gateway's own JSON lines), accounts.csv, truth.json, fields.toml.
"""
import argparse, csv, gzip, hashlib, json, math, random, re
from datetime import datetime, timedelta, timezone
from pathlib import Path
import numpy as np
import pyarrow as pa

# ------------------------------------------------------------------ languages
# fa: statements that run parallel in all languages (so that a translation is one)
L = {}
L["es"] = dict(
 subj="la receta del ajiaco|el contrato de arriendo|la declaración de renta|un plan de entrenamiento|el riego por goteo|la vacuna contra la gripe|una carta de renuncia|el crédito de vivienda|la tarea de biología|un viaje a la costa|el motor de mi moto|los derechos del inquilino|una presentación de ventas|el menú de la semana|la huerta en casa|un logo para la panadería|la factura electrónica|las ecuaciones de segundo grado|la independencia de México|el seguro médico|mi currículum|el embarazo y el café|un cuento infantil|la plaga del tomate|el divorcio de mutuo acuerdo|las becas para maestría|la ansiedad antes de un examen|un discurso de boda|el estatuto de la junta de vecinos|el café de altura|la dieta sin gluten|el presupuesto familiar|la batería del portátil|una aplicación de domicilios|el examen de manejo|el ciclo del agua",
 q="¿Me explicas {s}?|Necesito ayuda con {s}, tengo {n} días|qué debo saber sobre {s} en {p}|Dame {n} ideas para {s}|Escríbeme un texto corto sobre {s} para {w}|¿Cuánto cuesta más o menos {s} en {p}?|cómo hago {s} paso por paso sin gastar mucho|Soy de {p} y quiero entender {s}, ¿por dónde empiezo?|{w} me dijo que {s} ya cambió este año, ¿es verdad?|Hazme una tabla con lo más importante de {s}|Compara {s} con otras opciones para una familia de {n}|Redacta un correo para {w} acerca de {s}|tengo un problema con {s}. llevo {n} semanas así y no sé qué hacer|Resume en {n} puntos: {s}",
 fu="¿y si vivo en {p}?|más corto por favor|gracias, ¿puedes agregar un ejemplo?|No entendí lo último|¿Eso vale también para {w}?|ponlo en un tono más formal|y cuánto tiempo toma?|ok, ahora hazlo para {n} personas",
 op="Claro. Sobre {s} conviene tener presente lo siguiente.|Con gusto te ayudo con {s}.|Hay varias cosas que importan en {s}:|Depende de tu caso, pero en general {s} funciona así.|Buena pregunta.",
 se="Lo primero es revisar qué necesitas de verdad antes de gastar en {s}.|En {p} los requisitos pueden variar, así que confirma en la oficina local.|Muchas personas tardan entre {n} y {m} días en terminar.|Guarda siempre una copia de los documentos y anota las fechas.|Un error común es dejar {s} para el último momento.|Si tienes dudas, consulta a un profesional que conozca tu situación.|Empieza por lo más sencillo y avanza poco a poco.|El costo suele estar entre {n}0 y {m}00, según la temporada.|También puedes pedir a {w} que lo revise contigo.|Ten a mano una lista y marca lo que ya está hecho.",
 cl="¿Quieres que lo adapte a tu caso?|Si me das más detalles, puedo ser más preciso.|Espero que te sirva.||",
 gr="hola, |Buenas, |Buenos días. |||disculpa, |oye ",
 fa="El {d} de noviembre {w} abrió una tienda en {p}.|Los vecinos de {p} pidieron {n} nuevas farolas.|La cosecha de este año fue de {n} toneladas.|El agua subió {m} centímetros en una noche.|{w} enseña matemáticas desde hace {n} años.|El autobús sale a las {n} y llega antes del mediodía.|Más de {m} familias recibieron semillas.|El puente de {p} está cerrado por obras.|El precio del pan aumentó un {n} por ciento.|La enfermera pidió que todos bebieran agua limpia.|{w} perdió su documento y debe ir a la alcaldía.|Mañana lloverá en el norte y hará calor en el sur.",
 ref="Lo siento, no puedo ayudar con eso.|No puedo dar esa información, pero sí puedo hablar de cómo prevenir daños.|Prefiero no ayudar con esta petición; si estás en peligro, llama a emergencias.",
 tr="al español")
L["pt"] = dict(
 subj="a receita de pão de queijo|o contrato de aluguel|a declaração do imposto de renda|um treino para iniciantes|a irrigação da horta|a vacina da febre amarela|uma carta de apresentação|o financiamento do carro|o trabalho de história|uma viagem ao Nordeste|o freio da bicicleta|os direitos do consumidor|um plano de negócios|a dieta da semana|o MEI|a nota fiscal|as funções do segundo grau|a Revolução dos Cravos|o plano de saúde|meu currículo|a amamentação|uma história para crianças|a ferrugem do café|o inventário da família|a bolsa de mestrado|a insônia|um discurso de formatura|a ata do condomínio|o vinho verde|o orçamento da casa|a tela do celular|um site para a padaria|a prova do ENEM|a fotossíntese",
 q="Me explica {s}?|Preciso de ajuda com {s} em {n} dias|o que preciso saber sobre {s} em {p}|Quero {n} ideias para {s}|Escreve um texto curto sobre {s} para {w}|Quanto custa {s} em {p} mais ou menos?|como fazer {s} sem gastar muito|Moro em {p} e queria entender {s}|{w} disse que {s} mudou este ano, é verdade?|Monta uma tabela com o principal sobre {s}|Compara {s} com outras opções para {n} pessoas|Escreva um e-mail para {w} sobre {s}|tô com um problema com {s} faz {n} semanas|Resuma em {n} tópicos: {s}",
 fu="e se eu morar em {p}?|mais curto, por favor|obrigado! dá um exemplo?|não entendi a última parte|Isso vale para {w} também?|deixa mais formal|quanto tempo demora?|agora faz para {n} pessoas",
 op="Claro! Sobre {s}, veja os pontos principais.|Posso ajudar com {s}, sim.|Há alguns cuidados importantes com {s}:|Depende da situação, mas em geral {s} funciona assim.|Ótima pergunta.",
 se="Antes de tudo, veja o que você realmente precisa em {s}.|Em {p} as regras podem ser diferentes; confirme no posto mais próximo.|A maioria das pessoas leva de {n} a {m} dias.|Guarde os comprovantes e anote as datas.|Um erro comum é deixar {s} para a última hora.|Se tiver dúvida, procure um profissional.|Comece pelo mais simples e avance aos poucos.|O valor costuma ficar entre {n}0 e {m}00, dependendo da época.|Você também pode pedir para {w} conferir.|Faça uma lista e risque o que já está pronto.",
 cl="Quer que eu adapte ao seu caso?|Se puder dar mais detalhes, ajudo melhor.|Espero ter ajudado.||",
 gr="oi, |Olá! |Bom dia, |||por favor, |gente, ",
 fa="No dia {d} de novembro {w} abriu uma loja em {p}.|Os moradores de {p} pediram {n} postes novos.|A colheita deste ano foi de {n} toneladas.|A água subiu {m} centímetros em uma noite.|{w} ensina matemática há {n} anos.|O ônibus sai às {n} e chega antes do meio-dia.|Mais de {m} famílias receberam sementes.|A ponte de {p} está fechada para obras.|O preço do pão subiu {n} por cento.|A enfermeira pediu que todos bebessem água limpa.|{w} perdeu o documento e precisa ir à prefeitura.|Amanhã vai chover no norte e fazer calor no sul.",
 ref="Desculpe, não posso ajudar com isso.|Não posso dar essa informação, mas posso falar sobre prevenção.|Não vou ajudar com esse pedido.",
 tr="para o português")
L["it"] = dict(
 subj="la ricetta della parmigiana|il contratto d'affitto|il modello 730|un piano di allenamento|l'orto sul balcone|il vaccino antinfluenzale|una lettera di dimissioni|il mutuo prima casa|la tesina di scienze|un viaggio in Puglia|la caldaia che perde|i diritti del condominio|una presentazione aziendale|la partita IVA|le equazioni lineari|il Risorgimento|il mio curriculum|una favola per bambini|la mosca dell'olivo|la borsa di studio|il mal di schiena|un discorso di nozze|il verbale dell'assemblea|il pecorino|il bilancio familiare|la garanzia del telefono|l'esame di guida|lo SPID",
 q="Mi spieghi {s}?|Ho bisogno di aiuto con {s}, mancano {n} giorni|cosa devo sapere su {s} a {p}|Dammi {n} idee per {s}|Scrivi un testo breve su {s} per {w}|Quanto costa più o meno {s} a {p}?|come si fa {s} senza spendere troppo|Vivo a {p} e vorrei capire {s}|{w} dice che {s} è cambiato quest'anno: è vero?|Fammi una tabella sulle cose principali: {s}|Scrivi una mail a {w} riguardo {s}|Riassumi in {n} punti: {s}",
 fu="e se abito a {p}?|più breve, grazie|puoi fare un esempio?|non ho capito l'ultima parte|vale anche per {w}?|rendilo più formale|quanto ci vuole?",
 op="Certo. Su {s} ecco i punti principali.|Volentieri: parliamo di {s}.|Ci sono alcune cose da sapere su {s}:|Dipende, ma in generale {s} funziona così.",
 se="Prima di tutto chiarisci che cosa ti serve per {s}.|A {p} le regole possono cambiare: verifica in comune.|Di solito servono da {n} a {m} giorni.|Conserva le ricevute e segna le date.|Un errore frequente è rimandare {s}.|In caso di dubbi rivolgiti a un professionista.|Comincia dalle cose semplici.|Il costo va da {n}0 a {m}00 euro secondo la stagione.|Puoi chiedere a {w} di controllare.|Prepara una lista e spunta ciò che è fatto.",
 cl="Vuoi che lo adatti al tuo caso?|Con qualche dettaglio in più posso essere più preciso.|Spero ti sia utile.||",
 gr="ciao, |Buongiorno, |Salve. |||scusa, ",
 fa="Il {d} novembre {w} ha aperto un negozio a {p}.|Gli abitanti di {p} hanno chiesto {n} nuovi lampioni.|Il raccolto di quest'anno è stato di {n} tonnellate.|L'acqua è salita di {m} centimetri in una notte.|{w} insegna matematica da {n} anni.|L'autobus parte alle {n} e arriva prima di mezzogiorno.|Più di {m} famiglie hanno ricevuto semi.|Il ponte di {p} è chiuso per lavori.|Il prezzo del pane è aumentato del {n} per cento.|L'infermiera ha chiesto a tutti di bere acqua pulita.|{w} ha perso il documento e deve andare in municipio.|Domani pioverà al nord e farà caldo al sud.",
 ref="Mi dispiace, non posso aiutarti con questo.|Non posso fornire queste informazioni.",
 tr="in italiano")
L["fr"] = dict(
 subj="la recette du mafé|le bail de mon appartement|la déclaration d'impôts|un programme de sport|le potager|le vaccin contre la rougeole|une lettre de motivation|le crédit immobilier|l'exposé d'histoire|un voyage à Djibouti|le droit du travail|une présentation commerciale|les fractions|mon CV|un conte pour enfants|la rouille du caféier|la bourse d'études|le sommeil du nourrisson|le budget du ménage|l'écran du téléphone|la photosynthèse|le permis de conduire",
 q="Tu peux m'expliquer {s} ?|J'ai besoin d'aide pour {s}, il me reste {n} jours|que faut-il savoir sur {s} à {p}|Donne-moi {n} idées pour {s}|Écris un court texte sur {s} pour {w}|Combien coûte {s} à {p} ?|J'habite à {p} et je voudrais comprendre {s}|{w} dit que {s} a changé cette année, c'est vrai ?|Rédige un mail à {w} au sujet de {s}|Résume en {n} points : {s}",
 fu="et si j'habite à {p} ?|plus court stp|merci, un exemple ?|je n'ai pas compris la fin|c'est valable aussi pour {w} ?|plus formel",
 op="Bien sûr. Voici l'essentiel sur {s}.|Avec plaisir : {s}.|Plusieurs points comptent pour {s} :|Cela dépend, mais en général {s} se passe ainsi.",
 se="Commencez par préciser ce dont vous avez besoin pour {s}.|À {p}, les règles peuvent différer.|Il faut en général de {n} à {m} jours.|Gardez les reçus et notez les dates.|Une erreur fréquente est de repousser {s}.|En cas de doute, consultez un professionnel.|Avancez pas à pas.|Le coût va de {n}0 à {m}00 selon la saison.|Demandez à {w} de relire.",
 cl="Voulez-vous que je l'adapte ?|N'hésitez pas à préciser.||",
 gr="bonjour, |salut |||svp, ",
 fa="Le {d} novembre, {w} a ouvert une boutique à {p}.|Les habitants de {p} ont demandé {n} nouveaux lampadaires.|La récolte de cette année a été de {n} tonnes.|L'eau est montée de {m} centimètres en une nuit.|{w} enseigne les mathématiques depuis {n} ans.|Le bus part à {n} heures et arrive avant midi.|Plus de {m} familles ont reçu des semences.|Le pont de {p} est fermé pour travaux.|Le prix du pain a augmenté de {n} pour cent.|L'infirmière a demandé à tous de boire de l'eau propre.|{w} a perdu son document et doit aller à la mairie.|Demain il pleuvra au nord et il fera chaud au sud.",
 ref="Désolé, je ne peux pas vous aider pour cela.|Je ne peux pas fournir cette information.",
 tr="en français")
L["el"] = dict(
 subj="τη συνταγή για μουσακά|το μισθωτήριο|τη φορολογική δήλωση|ένα πρόγραμμα γυμναστικής|τον κήπο στο μπαλκόνι|το εμβόλιο της γρίπης|το βιογραφικό μου|το στεγαστικό δάνειο|την εργασία ιστορίας|ένα ταξίδι στην Κρήτη|τα δικαιώματα του καταναλωτή|τον δάκο της ελιάς|τις εξισώσεις|ένα παραμύθι|τον οικογενειακό προϋπολογισμό|την άδεια οδήγησης|τον πόνο στη μέση|την υποτροφία",
 q="Μπορείς να μου εξηγήσεις {s};|Χρειάζομαι βοήθεια με {s}, έχω {n} μέρες|τι πρέπει να ξέρω για {s} στην {p}|Δώσε μου {n} ιδέες για {s}|Γράψε ένα σύντομο κείμενο για {s}|Πόσο κοστίζει περίπου {s};|Γράψε ένα μέιλ στον {w} για {s}|Κάνε περίληψη σε {n} σημεία: {s}",
 fu="πιο σύντομα παρακαλώ|δώσε ένα παράδειγμα|δεν κατάλαβα το τέλος|ισχύει και για τον {w};|και πόσο καιρό παίρνει;",
 op="Βεβαίως. Για {s} ισχύουν τα εξής.|Ευχαρίστως, ας δούμε {s}.|Μερικά πράγματα έχουν σημασία:",
 se="Πρώτα σκέψου τι πραγματικά χρειάζεσαι.|Στην {p} οι κανόνες μπορεί να διαφέρουν.|Συνήθως χρειάζονται {n} έως {m} μέρες.|Κράτα τις αποδείξεις και σημείωσε τις ημερομηνίες.|Συχνό λάθος είναι η αναβολή.|Αν έχεις αμφιβολία, ρώτησε έναν ειδικό.|Ξεκίνα από τα απλά.|Το κόστος είναι από {n}0 έως {m}00 ευρώ.",
 cl="Θέλεις να το προσαρμόσω;|Ελπίζω να βοήθησα.||",
 gr="γεια, |Καλημέρα, |||",
 fa="Στις {d} Νοεμβρίου ο {w} άνοιξε ένα μαγαζί στην {p}.|Οι κάτοικοι της {p} ζήτησαν {n} νέους φανοστάτες.|Η φετινή σοδειά ήταν {n} τόνοι.|Το νερό ανέβηκε {m} εκατοστά σε μία νύχτα.|Ο {w} διδάσκει μαθηματικά εδώ και {n} χρόνια.|Το λεωφορείο φεύγει στις {n} και φτάνει πριν το μεσημέρι.|Πάνω από {m} οικογένειες πήραν σπόρους.|Η γέφυρα της {p} είναι κλειστή για έργα.|Η τιμή του ψωμιού αυξήθηκε {n} τοις εκατό.|Η νοσοκόμα ζήτησε να πίνουν όλοι καθαρό νερό.|Ο {w} έχασε το έγγραφο και πρέπει να πάει στο δημαρχείο.|Αύριο θα βρέξει στον βορρά και θα κάνει ζέστη στον νότο.",
 ref="Λυπάμαι, δεν μπορώ να βοηθήσω με αυτό.", tr="στα ελληνικά")
L["sw"] = dict(
 subj="kilimo cha mahindi|mkopo wa biashara ndogo|ugonjwa wa malaria|barua ya kuomba kazi|mapishi ya pilau|ufugaji wa kuku|leseni ya biashara|hisabati za darasa la saba|chanjo ya mtoto|M-Pesa na kodi|mbolea ya shamba la kahawa|safari ya kwenda Mombasa|haki za mpangaji|insha ya Kiswahili|umwagiliaji|bima ya afya|wadudu wa nyanya|maji safi nyumbani|simu iliyoharibika|mtihani wa KCSE",
 q="Nieleze kuhusu {s}|Nahitaji msaada na {s}, nina siku {n}|nini napaswa kujua kuhusu {s} huko {p}|Nipe mawazo {n} kuhusu {s}|Andika maandishi mafupi kuhusu {s} kwa {w}|Gharama ya {s} ni kiasi gani {p}?|Niko {p}, nataka kuelewa {s}|Andika barua pepe kwa {w} kuhusu {s}|Fupisha kwa hoja {n}: {s}|{w} alisema {s} imebadilika mwaka huu, ni kweli?",
 fu="fupisha tafadhali|nipe mfano|sijaelewa mwisho|na kama niko {p}?|asante, inachukua muda gani?",
 op="Sawa. Kuhusu {s}, haya ndiyo muhimu.|Karibu! Tuangalie {s}.|Mambo kadhaa ni muhimu kuhusu {s}:",
 se="Kwanza tambua unachohitaji katika {s}.|Huko {p} sheria zinaweza kutofautiana.|Kwa kawaida huchukua siku {n} hadi {m}.|Hifadhi risiti na uandike tarehe.|Kosa la kawaida ni kuchelewesha {s}.|Ukiwa na shaka, muulize mtaalamu.|Anza na mambo rahisi.|Gharama ni kati ya {n}0 na {m}00 kulingana na msimu.|Unaweza kumwomba {w} akusaidie.",
 cl="Ungependa nieleze zaidi?|Natumaini imesaidia.||",
 gr="habari, |Hujambo, |||tafadhali ",
 fa="Tarehe {d} Novemba {w} alifungua duka huko {p}.|Wakazi wa {p} waliomba taa mpya {n}.|Mavuno ya mwaka huu yalikuwa tani {n}.|Maji yalipanda sentimita {m} kwa usiku mmoja.|{w} amefundisha hisabati kwa miaka {n}.|Basi linaondoka saa {n} na kufika kabla ya adhuhuri.|Zaidi ya familia {m} zilipokea mbegu.|Daraja la {p} limefungwa kwa ukarabati.|Bei ya mkate imepanda kwa asilimia {n}.|Muuguzi aliwaomba wote wanywe maji safi.|{w} alipoteza hati yake na lazima aende manispaa.|Kesho mvua itanyesha kaskazini na kutakuwa na joto kusini.",
 ref="Samahani, siwezi kusaidia na hilo.", tr="kwa Kiswahili")
L["am"] = dict(
 subj="የጤፍ እርሻ|የንግድ ፈቃድ|የወባ በሽታ|የሥራ ማመልከቻ ደብዳቤ|የዶሮ ወጥ አሰራር|የቡና ተክል|የልጆች ክትባት|የሒሳብ ትምህርት|የቤት ኪራይ ውል|የመስኖ ሥራ|የግብር ክፍያ|የስኮላርሺፕ ማመልከቻ|ንጹህ ውኃ|የሞባይል ጥገና",
 q="ስለ {s} አብራራልኝ|በ{s} እርዳታ እፈልጋለሁ፣ {n} ቀን አለኝ|ስለ {s} በ{p} ምን ማወቅ አለብኝ?|ስለ {s} {n} ሀሳቦች ስጠኝ|ስለ {s} አጭር ጽሑፍ ጻፍልኝ|{s} ዋጋው ስንት ነው?|ለ{w} ስለ {s} ኢሜይል ጻፍ|በ{n} ነጥቦች አሳጥር፦ {s}",
 fu="አሳጥረው እባክህ|ምሳሌ ስጠኝ|መጨረሻው አልገባኝም|ምን ያህል ጊዜ ይወስዳል?",
 op="እሺ፣ ስለ {s} ዋናዎቹ ነጥቦች እነዚህ ናቸው።|በደስታ። {s} እንመልከት።",
 se="መጀመሪያ የሚያስፈልግህን ለይ።|በ{p} ደንቡ ሊለያይ ይችላል።|ብዙውን ጊዜ ከ{n} እስከ {m} ቀን ይወስዳል።|ደረሰኞችን አስቀምጥ፣ ቀኑንም መዝግብ።|የተለመደው ስህተት ማዘግየት ነው።|ጥርጣሬ ካለህ ባለሙያ አማክር።|ከቀላሉ ጀምር።|ዋጋው ከ{n}0 እስከ {m}00 ብር ነው።",
 cl="ተጨማሪ ላብራራ?||", gr="ሰላም፣ |||",
 fa="በኅዳር {d} ቀን {w} በ{p} ሱቅ ከፈተ።|የ{p} ነዋሪዎች {n} አዳዲስ መብራቶች ጠየቁ።|የዘንድሮው ምርት {n} ቶን ነበር።|ውኃው በአንድ ሌሊት {m} ሴንቲሜትር ጨመረ።|{w} ለ{n} ዓመታት ሒሳብ አስተምሯል።|አውቶቡሱ በ{n} ሰዓት ተነስቶ ከቀትር በፊት ይደርሳል።|ከ{m} በላይ ቤተሰቦች ዘር ተቀበሉ።|የ{p} ድልድይ ለጥገና ተዘግቷል።|የዳቦ ዋጋ በ{n} በመቶ ጨመረ።|ነርሷ ሁሉም ንጹህ ውኃ እንዲጠጡ ጠየቀች።|{w} ሰነዱን ስለጠፋበት ወደ ማዘጋጃ ቤት መሄድ አለበት።|ነገ በሰሜን ዝናብ፣ በደቡብ ሙቀት ይሆናል።",
 ref="ይቅርታ፣ በዚህ መርዳት አልችልም።", tr="ወደ አማርኛ")
L["en"] = dict(
 subj="a chapati recipe|my tenancy agreement|the VAT return|a running plan|drip irrigation|a malaria test|a cover letter|a small business loan|the biology homework|a trip to Zanzibar|consumer rights|a sales deck|simultaneous equations|the scramble for Africa|health insurance|my CV|a bedtime story|fall armyworm|a scholarship letter|exam stress|a wedding speech|coffee grading|the family budget|a cracked screen|the driving test|solar panels",
 q="Can you explain {s}?|I need help with {s}, I have {n} days|what should I know about {s} in {p}|Give me {n} ideas for {s}|Write a short text on {s} for {w}|How much does {s} cost in {p} roughly|I live in {p} and want to understand {s}|{w} told me {s} changed this year, is it true?|Make a table on {s}|Write an email to {w} about {s}|Sum up in {n} points: {s}|I've had trouble with {s} for {n} weeks",
 fu="and if I live in {p}?|shorter please|thanks, one example?|I didn't get the last part|does it hold for {w} too?|make it more formal|how long does it take",
 op="Sure. Here is what matters about {s}.|Happy to help with {s}.|A few things count for {s}:|It depends, but in general {s} works like this.|Good question.",
 se="First be clear on what you need from {s}.|In {p} the rules may differ, so check locally.|Most people take {n} to {m} days.|Keep the receipts and write down the dates.|A common mistake is to put off {s}.|If in doubt, ask a professional.|Start with the simple parts.|It usually costs between {n}0 and {m}00, by season.|You could ask {w} to look it over.|Make a list and tick off what is done.",
 cl="Shall I adapt it to your case?|With more detail I can be more exact.|Hope that helps.||", gr="hi, |Hello. |||please |hey ",
 fa="On {d} November {w} opened a shop in {p}.|The residents of {p} asked for {n} new street lights.|This year's harvest was {n} tonnes.|The water rose {m} centimetres in one night.|{w} has taught mathematics for {n} years.|The bus leaves at {n} and arrives before noon.|More than {m} families received seeds.|The bridge of {p} is closed for works.|The price of bread rose by {n} per cent.|The nurse asked everybody to drink clean water.|{w} lost the document and must go to the town hall.|Tomorrow it will rain in the north and be hot in the south.",
 ref="I'm sorry, I can't help with that.|I can't provide that, but I can talk about staying safe.|I won't assist with this request.", tr="into English")
L = {k: {a: b if a == "tr" else b.split("|") for a, b in v.items()} for k, v in L.items()}
# who | did what | when or how: parallel in all languages (Amharic puts the verb last)
SPT = {
"en": ("The teacher|The mayor|My sister|The driver|An old farmer|The head of the school|The engineer|Our neighbour|The shopkeeper|A young doctor", "sold the old house|repaired the water pump|lost three cows|asked for a loan|planted onions|wrote to the newspaper|won the race|closed the shop early|bought a used motorcycle|complained about the noise|found a broken pipe|came back from the city|learned to use the computer|signed the agreement|cancelled the meeting|painted the classroom", "last week|before the rains|for the second time|with help from the neighbours|without telling anyone|because fuel is expensive|near the market of {p}|after {n} months|with {w}"),
"es": ("La maestra|El alcalde|Mi hermana|El conductor|Un viejo agricultor|La directora de la escuela|La ingeniera|Nuestro vecino|El tendero|Un médico joven", "vendió la casa vieja|reparó la bomba de agua|perdió tres vacas|pidió un préstamo|sembró cebolla|escribió al periódico|ganó la carrera|cerró la tienda temprano|compró una moto usada|se quejó del ruido|encontró un tubo roto|volvió de la ciudad|aprendió a usar el computador|firmó el acuerdo|canceló la reunión|pintó el salón de clase", "la semana pasada|antes de las lluvias|por segunda vez|con ayuda de los vecinos|sin avisar a nadie|porque la gasolina está cara|cerca del mercado de {p}|después de {n} meses|con {w}"),
"pt": ("A professora|O prefeito|Minha irmã|O motorista|Um velho agricultor|A diretora da escola|A engenheira|Nosso vizinho|O lojista|Um jovem médico", "vendeu a casa velha|consertou a bomba de água|perdeu três vacas|pediu um empréstimo|plantou cebola|escreveu ao jornal|ganhou a corrida|fechou a loja cedo|comprou uma moto usada|reclamou do barulho|achou um cano quebrado|voltou da cidade|aprendeu a usar o computador|assinou o acordo|cancelou a reunião|pintou a sala de aula", "na semana passada|antes das chuvas|pela segunda vez|com ajuda dos vizinhos|sem avisar ninguém|porque a gasolina está cara|perto do mercado de {p}|depois de {n} meses|com {w}"),
"it": ("La maestra|Il sindaco|Mia sorella|L'autista|Un vecchio contadino|La preside|L'ingegnera|Il nostro vicino|Il negoziante|Un giovane medico", "ha venduto la vecchia casa|ha riparato la pompa dell'acqua|ha perso tre mucche|ha chiesto un prestito|ha piantato cipolle|ha scritto al giornale|ha vinto la corsa|ha chiuso presto il negozio|ha comprato una moto usata|si è lamentato del rumore|ha trovato un tubo rotto|è tornato dalla città|ha imparato a usare il computer|ha firmato l'accordo|ha annullato la riunione|ha dipinto l'aula", "la settimana scorsa|prima delle piogge|per la seconda volta|con l'aiuto dei vicini|senza avvisare nessuno|perché la benzina è cara|vicino al mercato di {p}|dopo {n} mesi|con {w}"),
"fr": ("La maîtresse|Le maire|Ma sœur|Le chauffeur|Un vieux paysan|La directrice de l'école|L'ingénieure|Notre voisin|Le commerçant|Un jeune médecin", "a vendu la vieille maison|a réparé la pompe à eau|a perdu trois vaches|a demandé un prêt|a planté des oignons|a écrit au journal|a gagné la course|a fermé tôt la boutique|a acheté une moto d'occasion|s'est plaint du bruit|a trouvé un tuyau cassé|est revenu de la ville|a appris à se servir de l'ordinateur|a signé l'accord|a annulé la réunion|a repeint la classe", "la semaine dernière|avant les pluies|pour la deuxième fois|avec l'aide des voisins|sans prévenir personne|car l'essence est chère|près du marché de {p}|après {n} mois|avec {w}"),
"el": ("Η δασκάλα|Ο δήμαρχος|Η αδελφή μου|Ο οδηγός|Ένας γέρος αγρότης|Η διευθύντρια του σχολείου|Η μηχανικός|Ο γείτονάς μας|Ο καταστηματάρχης|Ένας νέος γιατρός", "πούλησε το παλιό σπίτι|επισκεύασε την αντλία νερού|έχασε τρεις αγελάδες|ζήτησε δάνειο|φύτεψε κρεμμύδια|έγραψε στην εφημερίδα|κέρδισε τον αγώνα|έκλεισε νωρίς το μαγαζί|αγόρασε μεταχειρισμένη μοτοσικλέτα|παραπονέθηκε για τον θόρυβο|βρήκε έναν σπασμένο σωλήνα|γύρισε από την πόλη|έμαθε να χρησιμοποιεί τον υπολογιστή|υπέγραψε τη συμφωνία|ακύρωσε τη συνάντηση|έβαψε την τάξη", "την περασμένη εβδομάδα|πριν από τις βροχές|για δεύτερη φορά|με τη βοήθεια των γειτόνων|χωρίς να το πει σε κανέναν|επειδή η βενζίνη είναι ακριβή|κοντά στην αγορά της {p}|μετά από {n} μήνες|με τον {w}"),
"sw": ("Mwalimu|Meya|Dada yangu|Dereva|Mkulima mzee|Mkuu wa shule|Mhandisi|Jirani yetu|Mwenye duka|Daktari kijana", "aliuza nyumba ya zamani|alitengeneza pampu ya maji|alipoteza ng'ombe watatu|aliomba mkopo|alipanda vitunguu|aliandikia gazeti|alishinda mbio|alifunga duka mapema|alinunua pikipiki iliyotumika|alilalamika kuhusu kelele|alipata bomba lililovunjika|alirudi kutoka mjini|alijifunza kutumia kompyuta|alisaini makubaliano|aliahirisha mkutano|alipaka rangi darasa", "wiki iliyopita|kabla ya mvua|kwa mara ya pili|kwa msaada wa majirani|bila kumwambia mtu|kwa sababu mafuta ni ghali|karibu na soko la {p}|baada ya miezi {n}|pamoja na {w}"),
"am": ("መምህሩ|ከንቲባው|እህቴ|ሾፌሩ|አንድ አዛውንት ገበሬ|ርዕሰ መምህሯ|መሐንዲሷ|ጎረቤታችን|ባለሱቁ|አንድ ወጣት ሐኪም", "አሮጌውን ቤት ሸጠ|የውኃ ፓምፑን ጠገነ|ሦስት ላሞች ጠፉበት|ብድር ጠየቀ|ሽንኩርት ተከለ|ለጋዜጣ ጻፈ|ውድድሩን አሸነፈ|ሱቁን ቀደም ብሎ ዘጋ|ያገለገለ ሞተር ሳይክል ገዛ|ስለ ጩኸቱ አማረረ|የተሰበረ ቧንቧ አገኘ|ከከተማ ተመለሰ|ኮምፒውተር መጠቀም ተማረ|ስምምነቱን ፈረመ|ስብሰባውን ሰረዘ|ክፍሉን ቀለም ቀባ", "ባለፈው ሳምንት|ከዝናቡ በፊት|ለሁለተኛ ጊዜ|በጎረቤቶች እርዳታ|ለማንም ሳይናገር|ነዳጅ ውድ ስለሆነ|በ{p} ገበያ አጠገብ|ከ{n} ወር በኋላ|ከ{w} ጋር")}
SPT = {k: [x.split("|") for x in v] for k, v in SPT.items()}
assert all([len(x) for x in v] == [10, 16, 9] for v in SPT.values())
NAMES = "María|Lucía|João|Ana|Giulia|Marco|Nikos|Eleni|Amina|Juma|Wanjiru|Otieno|Abebe|Tigist|Carlos|Camila|Thiago|Rafaela|Paolo|Chiara|Yannis|Sofia|Baraka|Neema|Kebede|Hanna|Diego|Valentina|Bruno|Luca|Fatuma|Kofi|Jorge|Inês|Achieng|Mulu|Esteban|Pilar|don Ernesto|la señora Ruiz|Dr. Mwangi|prof. Alves".split("|")
PLACES = "Medellín|Cali|Quito|Lima|Arequipa|Córdoba|Rosario|São Paulo|Recife|Porto|Braga|Bari|Palermo|Salónica|Patras|Nairobi|Mombasa|Kisumu|Arusha|Mwanza|Kampala|Addis Abeba|Hawassa|Djibouti|Antananarivo|Valencia|Sevilla|Barranquilla|Puebla|Oaxaca|La Paz|Asunción|Salvador|Belém|Lecce|Heraklion|Dodoma|Eldoret|Bahir Dar|Maputo".split("|")
# country: (langs, utc offset, residential ASNs with first octets)
CTRY = {"CO": (["es"] * 9 + ["en"], -5, [(10620, "181.49"), (3816, "186.84"), (27831, "190.66")]),
 "MX": (["es"] * 9 + ["en"], -6, [(8151, "189.203"), (28548, "187.190")]), "AR": (["es"], -3, [(7303, "181.46"), (22927, "186.22")]),
 "PE": (["es"], -5, [(6147, "190.232"), (12252, "181.65")]), "EC": (["es"], -5, [(27947, "181.39")]), "CL": (["es"], -3, [(7418, "190.161")]),
 "BR": (["pt"] * 9 + ["en"], -3, [(28573, "177.68"), (27699, "187.10"), (26599, "191.17")]), "PT": (["pt"] * 7 + ["en"], 0, [(2860, "85.240"), (3243, "188.80")]),
 "ES": (["es"] * 8 + ["en"], 1, [(3352, "83.45"), (12479, "85.54")]), "IT": (["it"] * 9 + ["en"], 1, [(3269, "79.20"), (30722, "93.56"), (1267, "151.57")]),
 "GR": (["el"] * 6 + ["en"] * 2, 2, [(6799, "79.129"), (3329, "94.66")]), "KE": (["sw"] * 4 + ["en"] * 5, 3, [(33771, "105.160"), (37061, "41.90")]),
 "TZ": (["sw"] * 7 + ["en"] * 3, 3, [(36908, "197.250")]), "ET": (["am"] * 6 + ["en"] * 3, 3, [(24757, "196.188")]), "UG": (["en"] * 6 + ["sw"] * 2, 3, [(20294, "41.210")]),
 "DJ": (["fr"], 3, [(30990, "197.241")]), "MG": (["fr"], 3, [(37054, "154.126")])}
CW = dict(CO=20, MX=10, AR=7, PE=6, EC=4, CL=4, BR=20, PT=5, ES=8, IT=10, GR=5, KE=9, TZ=5, ET=5, UG=2, DJ=1, MG=2)
HOST = [(16509, "3.88", "US"), (14618, "54.166", "US"), (24940, "65.108", "DE"), (16276, "51.91", "FR"), (14061, "157.245", "NL"), (15169, "34.95", "BR"),
        (8075, "20.195", "BR"), (20473, "45.77", "US"), (63949, "172.104", "SG"), (45102, "47.88", "SG"), (132203, "43.153", "SG"), (12876, "51.15", "FR")]
MAILS = ["gmail.com"] * 11 + ["hotmail.com"] * 4 + ["outlook.com"] * 3 + ["yahoo.com.br", "uol.com.br", "libero.it", "yahoo.es", "icloud.com", "proton.me"]
UAS = {"py": ["openai-python/1.%d.0" % v for v in (35, 40, 51, 52, 54, 57, 61)] + ["ownhouse-python/0.%d.1" % v for v in (7, 8, 9)],
 "js": ["openai-node/4.%d.0" % v for v in (47, 56, 67, 71)] + ["axios/1.7.%d" % v for v in (2, 7, 9)] + ["node-fetch/3.3.2", "ownhouse-js/2.3.0", "ownhouse-js/2.4.1"],
 "raw": ["python-requests/2.32.3", "python-requests/2.31.0", "python-httpx/0.27.2", "aiohttp/3.10.5", "curl/8.5.0", "Go-http-client/2.0", "okhttp/4.12.0", "GuzzleHttp/7"],
 "web": ["Mozilla/5.0 (%s) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/%d.0.0.0 %sSafari/537.36" % (o, v, m) for v in (128, 130, 131, 140) for o, m in
         (("Windows NT 10.0; Win64; x64", ""), ("Linux; Android 14; SM-A155M", "Mobile "), ("Macintosh; Intel Mac OS X 10_15_7", ""), ("Linux; Android 13; TECNO KI5q", "Mobile "))]
        + ["Mozilla/5.0 (iPhone; CPU iPhone OS 17_6 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.6 Mobile/15E148 Safari/604.1"]}
MODELS = ["ibis-1-mini", "ibis-1-large", "ibis-2-mini", "ibis-2-large"]

def h(*a, n=16): return hashlib.blake2b("|".join(map(str, a)).encode(), digest_size=n).hexdigest()

class Acct: pass

class World:
    def __init__(s, a):
        s.a = a; s.r = random.Random(a.seed * 7919 + 13); s.g = np.random.default_rng(a.seed * 104729 + 5)
        s.t0 = datetime(2026, 11, 9, 5, tzinfo=timezone.utc).timestamp(); s.t1 = s.t0 + a.days * 86400
        s.days = [[] for _ in range(a.days + 1)]; s.accts = []; s.ends = []; s.truth = {}; s.taken = {}; s.camps = []; s.n = 0
        s.salt = s.r.getrandbits(64); s.launch = s.t0 + s.r.uniform(6.5, 9) * 86400; s.outage = s.t0 + (s.r.choice([8, 9, 11, 12, 13]) + s.r.uniform(.3, .8)) * 86400
        s.cards = []
        P = {}
        for f in sorted(Path(a.prompts).glob("*/*.jsonl.gz")):
            if f.parent.name == "traces": continue
            with gzip.open(f, "rt") as fh: P[f.name[:-9]] = [x for x in (json.loads(l)["text"] for l in fh if l.strip()) if 8 < len(x) < 2400]
            s.r.shuffle(P[f.name[:-9]])
        s.P = P; s.kinds = {f.name[:-9]: f.parent.name for f in sorted(Path(a.prompts).glob("*/*.jsonl.gz"))}
        s.bp = sum((P[k] for k in P if s.kinds[k] == "benign"), [])
        s.edge = sum((P[k] for k in P if s.kinds[k] == "refusal_boundary"), [])
        s.pool = {}

    # -------------------------------------------------- text
    def fill(s, t, lang, subj="", v=None):
        r = s.r; v = v or {}
        for k, f in (("{s}", lambda: subj), ("{p}", lambda: r.choice(PLACES)), ("{w}", lambda: r.choice(NAMES)), ("{n}", lambda: str(r.randint(2, 12))),
                     ("{m}", lambda: str(r.randint(13, 90))), ("{d}", lambda: str(r.randint(1, 30)))):
            if k in t: t = t.replace(k, v.get(k) or f())
        return t

    def keys(s, text, k=3):
        w = [x for x in re.findall(r"[^\W\d_]{5,}", text[:700]) if x.lower() not in ("about", "their", "which", "would", "there", "these", "please", "should", "following")]
        return s.r.sample(w, min(k, len(w))) or ["this"]

    def doc(s, k):
        r = s.r; out = []
        for i in [r.randrange(12) if r.random() < .3 else (r.randrange(10), r.randrange(16), r.randrange(9)) for _ in range(k)]:
            out.append((i, {"{p}": r.choice(PLACES), "{w}": r.choice(NAMES), "{n}": str(r.randint(2, 48)), "{m}": str(r.randint(50, 990)), "{d}": str(r.randint(1, 30))}))
        return out

    def one(s, i, v, lang):
        if isinstance(i, int): return s.fill(L[lang]["fa"][i], lang, v=v)
        a, b, c = SPT[lang][0][i[0]], SPT[lang][1][i[1]], SPT[lang][2][i[2]]; f = i[0] * 7 + i[1] + i[2]
        t = "%s %s %s።" % (a, c, b) if lang == "am" else "%s, %s %s." % (c[0].upper() + c[1:], a[0].lower() + a[1:] if a[1:2] != "'" else a.lower(), b) if f % 4 == 0 else "%s %s %s." % (a, b, c)
        return s.fill(t, lang, v=v)
    def say(s, doc, lang): return " ".join(s.one(i, v, lang) for i, v in doc)
    def solve(s, q, lang="en", style=0): return s.math(q, lang, style) if len(re.findall(r"\d+", q)) > 1 else s.english(q) if lang == "en" or len(q) > 500 else s.answer(lang, r.choice(s.keys(q)) if (r := s.r) else "")

    def ask(s, lang, style=0, favs=None):
        r = s.r; S = r.choice(L[lang]["subj"] if not favs or r.random() < .25 else [L[lang]["subj"][f % len(L[lang]["subj"])] for f in favs]); t = r.choice(L[lang]["gr"]) * (r.random() < .5) + s.fill(r.choice(L[lang]["q"]), lang, S)
        if r.random() < .55: d = s.say(s.doc(r.choice([1, 1, 2, 3])), lang); t = r.choice([t + " " + d, d + " " + t, d + "\n" + t])
        if style & 1: t = t.lower()
        if style & 2 and len(t) > 20:
            i = r.randrange(2, len(t) - 2); t = t[:i] + t[i + 1:]
        if style & 4: t = t.rstrip("?.;") + r.choice(["", "??", "...", " :)", " gracias" if lang == "es" else ""])
        return t, S

    def answer(s, lang, S, size=1.0):
        r = s.r; B = L[lang]; k = max(1, min(9, int(r.gauss(4.5 * size, 1.5)))); se = [s.fill(x, lang, S) for x in r.sample(B["se"], min(k, len(B["se"])))]
        if r.random() < .3: se += [s.say(s.doc(2), lang)]
        f = r.random(); op = s.fill(r.choice(B["op"]), lang, S)
        if f < .35: body = "\n".join("%d. %s" % (i + 1, x) for i, x in enumerate(se))
        elif f < .6: body = "\n".join("- **%s** %s" % tuple(x.split(" ", 1)) if " " in x and r.random() < .4 else "- " + x for x in se)
        else: body = " ".join(se)
        return (op + "\n\n" + body + "\n\n" + r.choice(B["cl"])).strip()

    def english(s, text, size=1.0):
        r = s.r; k = s.keys(text, 6); K = lambda: r.choice(k)
        se = ["%s is best seen together with %s." % (K().capitalize(), K()), "In practice %s matters more than people expect." % K(), "One example is the way %s changes once %s is taken into account." % (K(), K()),
              "There are %d points to keep apart here." % r.randint(2, 5), "Start from %s, then check whether %s still holds." % (K(), K()), "A short version: keep %s simple and write down why." % K(),
              "Critics note that %s can be misleading without context." % K(), "As for %s, sources differ by about %d per cent." % (K(), r.randint(3, 40)), "The main trade-off lies between %s and %s." % (K(), K()),
              "To finish, review %s once more with fresh eyes." % K(), "Historically, %s came first and %s followed." % (K(), K()), "If this is for an audience, open with %s." % K()]
        se = r.sample(se, max(2, min(12, int(r.gauss(6 * size, 2)))))
        if r.random() < .4: return "## %s\n\n" % " ".join(k[:3]).title() + "\n".join("- " + x for x in se)
        return " ".join(se)

    def math(s, text, lang="en", style=0):
        r = s.r; nums = [float(x.replace(",", "")) for x in re.findall(r"\d[\d,]*\.?\d*", text)[:6] if x.strip(",.")] or [r.randint(2, 9)]; k = s.keys(text, 4)
        W = {"en": ("Step", "We know", "so", "The answer is"), "es": ("Paso", "Sabemos", "entonces", "La respuesta es"), "pt": ("Passo", "Sabemos", "logo", "A resposta é"), "it": ("Passo", "Sappiamo", "quindi", "La risposta è"),
             "fr": ("Étape", "On sait", "donc", "La réponse est"), "sw": ("Hatua", "Tunajua", "hivyo", "Jibu ni"), "am": ("ደረጃ", "እናውቃለን", "ስለዚህ", "መልሱ"), "el": ("Βήμα", "Ξέρουμε", "άρα", "Η απάντηση είναι")}[lang]
        acc = nums[0]; out = []
        for i, x in enumerate(nums[1:] or [2.0]):
            op = r.choice("+-*/" if x else "+-"); op = "+" if op == "-" and x > acc else op; y = {"+": acc + x, "-": acc - x, "*": acc * x, "/": acc / x if x else acc}[op]
            out.append("%s %d: %s %s: %g %s %g = %g%s" % (W[0], i + 1, W[1], r.choice(k), acc, op, x, y, r.choice(["", ".", ", %s %s." % (W[2], r.choice(k))]))); acc = y
        if style == 1: return "<razonamiento>\n" + "\n".join(out) + "\n</razonamiento>\n\\boxed{%g}" % acc
        if style == 2: return json.dumps({"steps": out, "final": "%g" % acc}, ensure_ascii=False)
        return "\n".join(out) + "\n\n%s %g." % (W[3], acc)

    def code(s):
        r = s.r; f = r.choice("parse merge load split rank sync fetch clean total group retry cache".split()) + "_" + r.choice("orders invoices rows events users prices stock routes tickets leaves tokens dates".split())
        a, b = r.sample("items rows data values xs records batch page ctx conn limit key".split(), 2); n = r.randint(2, 500)
        return f, r.choice(["def {f}({a}, {b}={n}):\n    out = []\n    for x in {a}:\n        if x.get('{b}', 0) > {n}:\n            out.append(x)\n    return out", "async function {f}({a}, {b} = {n}) {{\n  const res = await fetch(`/api/${{{a}}}?limit=${{{b}}}`);\n  if (!res.ok) throw new Error(res.status);\n  return res.json();\n}}",
            "SELECT {a}.id, SUM({b}.amount) FROM {a}\nJOIN {b} ON {b}.{a}_id = {a}.id\nGROUP BY 1 HAVING COUNT(*) > {n};", "class {f}:\n    def __init__(self, {a}):\n        self.{a} = {a}\n\n    def run(self, {b}={n}):\n        return sorted(self.{a})[:{b}]",
            "func {f}({a} []string) (int, error) {{\n\tif len({a}) > {n} {{\n\t\treturn 0, errors.New(\"{b} too long\")\n\t}}\n\treturn len({a}), nil\n}}"]).format(f=f, a=a, b=b, n=n)

    def code_ask(s, lang):
        r = s.r; f, c = s.code(); e = r.choice(["KeyError: '%s'", "TypeError: cannot read properties of undefined (reading '%s')", "ORA-00904: \"%s\": invalid identifier", "nil pointer dereference in %s", "IndexError in %s"]) % f.split("_")[1]
        q = {"es": ["por qué falla esto con %s?", "Refactoriza esta función, por favor (%s)", "Escribe pruebas para este código; a veces da %s"], "pt": ["por que dá %s aqui?", "Refatora essa função (%s)", "Escreve testes, às vezes aparece %s"],
             "it": ["perché ottengo %s?", "Scrivi i test per questo, a volte %s"]}.get(lang, ["why do I get %s here?", "refactor this, sometimes %s", "write unit tests for it (%s)", "explain this code, then fix %s"])
        return r.choice(q) % e + "\n\n```\n" + c + "\n```", f

    def code_reply(s, f, lang):
        r = s.r; g, c = s.code()
        return r.choice({"es": ["El problema está en `%s`: falta comprobar el valor vacío.", "Aquí tienes una versión más clara de `%s`."], "pt": ["O problema está em `%s`.", "Segue uma versão melhor de `%s`."], "it": ["Il problema è in `%s`."]}.get(lang, ["The issue is in `%s`: the empty case is not handled.", "Here is a cleaner `%s`.", "Tests for `%s`:"])) % f \
            + "\n\n```\n" + c.replace(g, f) + "\n```\n" + r.choice(["", s.fill(r.choice(L[lang if lang in L else "en"]["se"]), lang, "`%s`" % f)])

    # -------------------------------------------------- accounts
    def ip(s, asn_pfx): r = s.r; return "%s.%d.%d" % (asn_pfx, r.randint(0, 255), r.randint(1, 254))
    def home(s, c):
        asn, p = s.r.choice(CTRY[c][2])
        if s.r.random() < .3: key = ("cg", asn); s.pool.setdefault(key, [s.ip(p) for _ in range(24)]); return (asn, s.r.choice(s.pool[key]), c)   # carrier NAT
        return (asn, s.ip(p), c)
    def host(s, k=None): a, p, c = k or s.r.choice(HOST); return (a, s.ip(p), c)
    def card(s): return h("card", s.salt, s.r.getrandbits(60), n=10)

    def new(s, pop, country=None, lang=None, **o):
        r = s.r; a = Acct(); a.pop = pop; a.camp = None; a.id = "ac_" + h(s.salt, "a", len(s.accts), r.getrandbits(50), n=6)
        a.country = country or r.choices(list(CW), CW.values())[0]; a.tz = CTRY[a.country][1]; a.lang = lang or r.choice(CTRY[a.country][0])
        a.key = h(s.salt, "k", a.id, n=12); a.org = None; a.org_name = ""; a.project = "prj_" + h("p", a.id, n=4)
        age = min(900, r.expovariate(1 / 160)); a.created = s.t1 - age * 86400 - 3600
        if r.random() < .12: a.created = s.t0 + r.uniform(-9, 14) * 86400     # newcomers of these weeks
        a.plan = r.choices(["free", "payg", "pro", "business"], [45, 32, 18, 5])[0]; a.verified = r.random() < (.25 if a.plan == "free" else .6)
        a.card = None if a.plan == "free" and r.random() < .8 else s.card(); a.mail = r.choice(MAILS)
        a.nets = [s.home(a.country) for _ in range(1 + (r.random() < .5) + (r.random() < .25))]
        fam = r.choices(["web", "py", "js", "raw"], [55, 20, 13, 12])[0]; a.ua = r.choice(UAS[fam]); a.fam = fam
        a.model = r.choices(MODELS, [30, 14, 40, 0])[0]; a.big = r.random() < .22; a.temp = r.choice([None, None, None, .7, 1.0, .2, 0.0, .3]) if fam != "web" else None
        a.maxt = r.choice([None, None, 256, 400, 512, 600, 1024, 1024, 2048, 3000, 4096, 300]) if fam != "web" else 1500; a.stream = fam == "web" or r.random() < .3; a.style = r.choice([0, 0, 1, 2, 3, 4, 5]); a.sys = None; a.favs = [r.randrange(36) for _ in range(r.randint(2, 7))]
        a.reseller = False; a.licence = None; a.legal = ""; a.eu = None; a.first = a.last = None; a.seen = 0
        a.effort = r.choice([None] * 9 + ["low", "medium", "high"]) if fam in ("py", "js") else None
        if pop in ("developer", "app", "plugin", "starter_kit", "campaign") and r.random() < .22: a.org = "org_" + h(s.salt, "o", a.id, n=4); a.org_name = r.choice(["", "", "%s Digital", "%s Labs", "Grupo %s", "%s & Co"]).replace("%s", r.choice(NAMES).split()[-1])
        for k, v in o.items(): setattr(a, k, v)
        a.tls = "t13d15%02dh2_%s_%s" % (int(h("ua", a.ua.split("/")[0], n=1), 16) % 20 + 6, h("ja", a.ua.split(" AppleWebKit")[0], n=6), h("jb", a.fam, r.randint(0, 1), n=6))
        s.accts.append(a); return a

    def cap(s, a, s0): a.created = min(a.created, s0 - s.r.uniform(60, 7200)); return a

    def group(s, pop, n, country, org=None, wave=None, net="office", card=None, mail=None, langs=None, spread=.2, **o):
        """n accounts that truly belong together; what they share is as such groups share it."""
        r = s.r; oid = "org_" + h(s.salt, pop, r.getrandbits(40), n=4); off = [s.home(country) if net == "office" else None for _ in range(1 + (n > 20))]; out = []
        for i in range(n):
            a = s.new(pop, country, r.choice(langs) if langs else None, **o); a.off = True
            if org and r.random() > spread: a.org, a.org_name = oid, org
            if net == "office": a.nets = [r.choice(off)] * r.choice([1, 3, 8]) + ([s.home(country)] if r.random() < .6 else [])
            if net == "host": hh = r.choice(HOST); a.nets = [s.host(hh)]
            if wave is not None: a.created = wave + r.expovariate(1 / 30000) if r.random() < .85 else a.created
            if card == "one": a.card = out[0].card if out and out[0].card else s.card()
            if mail: a.mail = mail if r.random() < .8 else a.mail
            out.append(a)
        return out

    # -------------------------------------------------- time
    def times(s, n, prof, tz, t0=None, t1=None, burst=.6):
        t0, t1 = max(s.t0, t0 or s.t0), min(s.t1, t1 or s.t1)
        if n <= 0 or t1 - t0 < 600: return []
        hh = np.arange(t0, t1, 3600.0); loc = ((hh / 3600 + tz) % 24); dow = ((hh / 86400 + 3 + tz / 24) // 1 % 7)
        W = {"human": [1, .5, .3, .2, .2, .4, 1, 2.5, 4.5, 6, 6.5, 6, 5, 5, 6, 6.5, 6, 5.5, 5, 5.5, 6.5, 7, 5, 2.5], "office": [.02] * 7 + [1.5, 6, 8, 8, 7, 3, 4, 7, 8, 7, 4, 1.5, .5, .2, .1, .05, .02],
             "student": [2, 1, .4, .2, .1, .1, .3, 1, 3, 4, 4, 3, 3, 4, 5, 5, 5, 5, 6, 8, 9, 9, 7, 4], "bot": [4] * 7 + [5, 6, 6, 6, 6, 6, 6, 6, 6, 6, 6, 5.5, 5, 5, 5, 4.5, 4], "flat": [1] * 24, "shop": [.1] * 7 + [1, 4, 6, 7, 7, 5, 4, 5, 6, 7, 7, 6, 4, 1, .3, .1, .1]}[prof]
        w = np.array(W)[loc.astype(int)] * np.where(dow >= 5, {"human": .6, "office": .06, "student": .7, "bot": .8, "flat": 1, "shop": .8}[prof], 1)
        day = ((hh - s.t0) // 86400).astype(int); w = w * s.g.gamma(1 / burst, burst, day.max() + 1)[day] * s.g.gamma(2, .5, len(hh)) + 1e-9
        return sorted((s.g.choice(hh, n, p=w / w.sum()) + s.g.uniform(0, 3600, n)).tolist())

    # -------------------------------------------------- one exchange
    def emit(s, a, t, msgs, reply, harvest=False, eu=None, tools=None, items=None, conv=None, model=None, temp="-", maxt=0, route="/v1/chat", n=None, seed=None, effort=None, think=None, retry=0):
        r = s.r
        if not (s.t0 <= t < s.t1): return False
        if t < a.created: a.created = t - r.uniform(30, 40000)
        m = model or ("ibis-2-large" if a.big and t > s.launch and (int(h(a.id, n=2), 16) / 65536 * 6 * 86400 < t - s.launch) else "ibis-1-large" if a.big else a.model)
        temp = a.temp if temp == "-" else temp; maxt = a.maxt if maxt == 0 else maxt; http, stop, text = 200, "tool_calls" if items else "stop", reply; e = r.random(); out = abs(t - s.outage) < 2400
        if e < (.62 if out else .011): http, stop, text, items = r.choice([503, 503, 502] if out else [429, 429, 429, 500, 503, 400]), None, None, None
        elif e < .018 and a.stream and text: text = text[:r.randint(0, len(text))]; stop = "client_closed"
        ot = 0 if text is None else int(len(text) / 3.6) + (40 if items else 0) + 1
        if text and maxt and ot > maxt: text = text[:int(maxt * 3.6)]; ot = maxt; stop = "length"
        it = int(sum(len(str(x.get("content") or "")) for x in msgs) / 3.7) + 9 + (len(json.dumps(tools)) // 4 if tools else 0)
        cach = it // 128 * 128 if it > 900 and r.random() < .5 else 0; lat = int(180 + (ot * r.lognormvariate(2.6, .35) if http == 200 else r.uniform(5, 4000))); net = r.choice(a.nets) if a.nets else None
        if think is None and text and "large" in m and (effort or r.random() < .3): think = "I should cover %s; the user writes about %s. %s" % (r.choice(s.keys(text)), r.choice(s.keys(str(msgs[-1].get("content") or "this"))), s.english(text, .3))
        effort = effort or a.effort
        s.n += 1; rid = "%011x%s" % (int(t * 1000), h(s.salt, s.n, r.getrandbits(40), n=7)); loc = datetime.fromtimestamp(t - 5 * 3600, timezone.utc)
        line = {"evt": "inference", "req_id": rid, "gw": "gw-%s" % ("mde" if a.country in "CO MX AR PE EC CL BR" else "lis" if a.country in "PT ES IT GR" else "nbo"), "timing": {"received": loc.strftime("%Y-%m-%d %H:%M:%S.") + "%03d" % (loc.microsecond // 1000), "done_ms": int(t * 1000) + lat, "total_ms": str(lat)},
                "tenant": {"org_id": a.org, "project_id": a.project, "acct": a.id, "key_hash": a.key, "end_user_ref": eu},
                "edge": {"addr": net[1], "as_number": "AS%d" % net[0], "geo": net[2], "ua": a.ua, "tls_fp": a.tls} if net and r.random() > .004 else {"addr": None, "as_number": None, "geo": None, "ua": a.ua, "tls_fp": None},
                "call": {"route": route, "deployment": m, "conv_ref": conv, "messages_json": json.dumps(msgs, ensure_ascii=False), "sampling": {"temp": None if temp is None else "%g" % temp, "max_out": maxt, "n": n, "seed": seed, "stream": bool(a.stream), "effort": effort},
                         "tools_json": json.dumps(tools) if tools else None},
                "completion": {"served_by": m + "-20260%d" % (10 if m == "ibis-2-large" else 6) if http == 200 else None, "http": http, "stop": stop, "text": text, "thinking": think if http == 200 else None, "items": items},
                "billing": {"in_tok": str(it), "in_cached_tok": str(cach), "out_tok": str(ot), "amount": ("%.6f" % (it * 2e-7 + ot * 9e-7)).replace(".", ","), "cur": "USD"}}
        s.days[int((t - s.t0) // 86400)].append((t + lat / 1000, json.dumps(line, ensure_ascii=False, separators=(",", ":"))))
        k = (a.id, eu); rec = s.truth.setdefault(k, {"pop": a.pop, "camp": None, "first": t, "last": t, "h0": None, "h1": None})
        rec["first"] = min(rec["first"], t); rec["last"] = max(rec["last"], t); a.seen += 1
        if harvest:
            rec["camp"] = harvest; rec["h0"] = min(rec["h0"] or t, t); rec["h1"] = max(rec["h1"] or t, t); hc = s.taken.setdefault(harvest, {}); hr = int(t // 3600); hc[hr] = hc.get(hr, 0) + 1
        if http in (429, 500, 502, 503) and retry < 3 and r.random() < (.75 if a.fam != "web" else .35):
            return s.emit(a, t + r.uniform(.8, 9) * 2 ** retry, msgs, reply, harvest, eu, tools, items, conv, model, temp, maxt, route, n, seed, effort, think, retry + 1)
        return http == 200

    def chat(s, a, t, eu=None, lang=None, first=None, turns=None):
        """one conversation as people hold them"""
        r = s.r; lang = lang or a.lang; msgs = [{"role": "system", "content": a.sys}] if a.sys else []; conv = h(a.id, t, n=6) if a.fam == "web" or r.random() < .3 else None
        for i in range(turns or min(7, 1 + int(r.expovariate(.85)))):
            if i == 0 and first: q, rep = first
            elif i == 0 and lang == "en" and r.random() < .5 or i == 0 and r.random() < .07: q = r.choice(s.bp); rep = s.english(q)
            elif i: q = s.fill(r.choice(L[lang]["fu"]), lang); rep = s.answer(lang, S if S else r.choice(s.keys(msgs[-1]["content"])), .6)
            else: q, S = s.ask(lang, a.style, a.favs); rep = s.answer(lang, S)
            if i == 0 and (first or q and 'S' not in locals()): S = None
            if r.random() < .012: rep = r.choice(L[lang]["ref"])
            msgs.append({"role": "user", "content": q}); ok = s.emit(a, t, msgs, rep, eu=eu, conv=conv)
            if not ok and r.random() < .6: return
            msgs.append({"role": "assistant", "content": rep}); t += r.lognormvariate(4.0, .9) + 4

    # -------------------------------------------------- agents
    TOOLS = [["bash", "read_file", "write_file"], ["run_shell", "edit", "grep", "ls"], ["execute_command", "apply_patch", "search_files"], ["terminal", "open", "str_replace"], ["Bash", "Read", "Edit", "Grep", "Glob"], ["exec", "fs_read", "fs_write", "tests_run"]]
    def agent(s, a, t, kit, sysm, task, steps, harvest=False, temp="-", think=False, eu=None):
        r = s.r; tools = [{"type": "function", "function": {"name": x, "parameters": {"type": "object", "properties": {"arg": {"type": "string"}}}}} for x in kit]; msgs = [{"role": "system", "content": sysm}, {"role": "user", "content": task}]; k = s.keys(task, 4)
        for i in range(steps):
            last = i == steps - 1; f, c = s.code(); name = r.choice(kit); path = "%s/%s.%s" % (r.choice(["src", "app", "lib", "tests", "pkg"]), f, r.choice(["py", "ts", "go", "java"])); arg = r.choice(["grep -rn %s src | head" % r.choice(k), "cat " + path, "pytest -q tests/test_%s.py" % f, "git diff --stat", path + "\n" + c, "ls -la " + path.split("/")[0]])
            th = "I look at %s first, since %s may depend on it; then %s." % (r.choice(k), f, r.choice(["run the tests", "patch it", "compare the output", "read the config"])) if think else None
            if last: rep, items = r.choice(["Done: `%s` now handles %s. Tests pass (%d).", "I changed `%s`; the cause was %s. %d tests green.", "Listo: `%s` corregido (%s), %d pruebas pasan."]) % (f, r.choice(k), r.randint(2, 90)), None
            else:
                rep = r.choice(["", "Let me check %s." % r.choice(k), "Now the %s part." % r.choice(k), "I'll look at `%s`." % path]); cid = "call_" + h(a.id, t, i, n=5); items = [{"type": "function_call", "call_id": cid, "name": name, "arguments": json.dumps({"arg": arg})}]
            if not s.emit(a, t, list(msgs), rep, harvest, eu, tools, items, temp=temp, think=th): return
            if not last:
                msgs.append({"role": "assistant", "content": rep, "tool_calls": [{"id": cid, "type": "function", "function": {"name": name, "arguments": json.dumps({"arg": arg})}}]})
                msgs.append({"role": "tool", "tool_call_id": cid, "content": r.choice([c, "%d passed, %d failed in %.2fs" % (r.randint(1, 40), r.randint(0, 3), r.random() * 9), "%s:%d: %s" % (path, r.randint(3, 300), c.split("\n")[0]), "(no output)", "drwxr-xr-x %d app app 4096 nov %d %s" % (r.randint(2, 9), r.randint(1, 29), f)])})
            t += r.lognormvariate(2.2, .7) + 2

    def dev_task(s):
        r = s.r; f, c = s.code()
        return r.choice(["Fix the failing test for %s", "Add pagination to %s in the %s service", "%s is slow with more than %d rows, profile and fix", "Migrate %s to async, keep the public API", "Hay un bug en %s: con %d registros devuelve vacío. Arréglalo y agrega prueba", "Implement %s with retries (%d) and logging",
            "Escreva o endpoint %s com validação, %d casos de teste", "Write a CLI for %s that reads CSV and prints top %d"]).replace("%d", str(r.randint(2, 900))).replace("%s", f, 1).replace("%s", r.choice(["billing", "catalog", "routing", "auth", "inventory"]))

    # ================================================== innocents
    def benign(s, B):
        r = s.r; used = lambda: len(s.accts); base = used()
        sc = B / 2600; G = lambda n: max(3, round(n * min(1.15, max(.35, sc)) * r.uniform(.75, 1.25)))
        run = [s.courses, s.agency, s.translators, s.newsroom, s.municipality, s.callcentre, s.pharmacy, s.ci, s.viral, s.evalteam, s.licensed, s.plugin, s.hackathon, s.kit, s.ngo, s.lawfirm, s.tutors, s.resellers, s.datateam]
        if sc < .3: run = r.sample(run, 7)
        for f in run: f(G)
        left = B - (used() - base)
        for i in range(max(0, left)):
            x = r.random()
            if x < .72: s.person()
            elif x < .88: s.dev()
            else: s.app()

    def person(s):
        r = s.r; a = s.new("individual"); n = int(min(250, r.lognormvariate(1.9, 1.15))) + 1
        for t in s.times(n, r.choice(["human", "human", "student"]), a.tz, max(s.t0, a.created)): s.chat(a, t)
    def dev(s):
        r = s.r; a = s.new("developer", plan=r.choice(["payg", "pro"])); a.lang = a.lang if a.lang in ("es", "pt", "it") else "en"; a.big |= r.random() < .4; n = int(min(400, r.lognormvariate(2.6, 1.1))) + 1; ag = r.random() < .3; kit = r.choice(s.TOOLS)
        if a.fam == "web" and ag: a.fam = "js"; a.ua = r.choice(UAS["js"])
        sysm = r.choice(["You are a coding agent working in the user's repository.", "Eres un asistente de programación. Usa las herramientas.", "You are an expert software engineer. Think before you act.", "Act as a pair programmer in a terminal.", "You help maintain the %s codebase." % s.code()[0]])
        for t in s.times(n, r.choice(["office", "human"]), a.tz, max(s.t0, a.created)):
            if ag and r.random() < .5: s.agent(a, t, kit, sysm, s.dev_task(), r.randint(2, 8), think=r.random() < .35)
            elif r.random() < .75: q, f = s.code_ask(a.lang); s.chat(a, t, first=(q, s.code_reply(f, a.lang)), turns=r.choice([1, 1, 2, 3]))
            elif r.random() < .2: q = r.choice(s.P["gsm8k_train"] + s.bp); s.emit(a, t, [{"role": "user", "content": q}], s.english(q))
            else: s.chat(a, t)
    def app(s):
        r = s.r; a = s.new("app", plan=r.choice(["payg", "pro", "business"]), temp=r.choice([0.0, .1, .3, None]), fam=r.choice(["py", "js", "raw"])); a.ua = r.choice(UAS[a.fam]); a.nets = [s.host()] + ([s.host()] if r.random() < .3 else []); a.org_name = r.choice(["", "Tienda ", "Soluciones ", "Grupo ", "Studio "]) + r.choice(NAMES).split()[-1] if r.random() < .5 else ""
        n = int(min(2500, r.lognormvariate(4.6, 1.2))) + 3; kind = r.choice(["class", "class", "sum", "bot", "tr", "extract", "src", "seo"]); lang = a.lang; src = r.choice([k for k in s.kinds if s.kinds[k] == "enterprise_template"]); T = r.choice(L[lang]["tr"].split("|")) ; to = r.choice([x for x in L if x != lang])
        sysm = s.fill(r.choice({"es": ["Eres el asistente de {w} en {p}. Responde breve.", "Clasifica el mensaje en una de {n} categorías y devuelve JSON.", "Atiendes clientes de una tienda en {p}."], "pt": ["Você é o atendente da loja de {w} em {p}.", "Classifique a mensagem e devolva JSON."]}.get(lang, ["You are the assistant of {w}, {p}. Be brief.", "Classify the message, return JSON with one of {n} labels.", "Answer customers of a shop in {p}."])), lang)
        labs = r.sample("envio pago devolucion garantia precio horario queja elogio cita factura".split(), 5)
        for t in s.times(n, r.choice(["bot", "bot", "shop", "office", "flat"]), a.tz, max(s.t0, a.created), burst=r.choice([.3, .8, 1.5])):
            if kind == "src": q = r.choice(s.P[src]); rep = json.dumps({"label": r.choice(s.keys(q)).lower(), "confidence": round(r.uniform(.5, .99), 2)}) if r.random() < .7 else s.keys(q)[0].lower()
            elif kind == "class": q, S = s.ask(lang, r.choice([0, 1, 2])); rep = json.dumps({"categoria": r.choice(labs), "urgente": r.random() < .2})
            elif kind == "sum": d = s.doc(r.randint(3, 10)); q = s.say(d, lang); rep = s.say(d[:2], lang)
            elif kind == "tr": d = s.doc(r.randint(1, 7)); q = s.say(d, lang); rep = s.say(d, to); sysm = "Translate %s. Keep numbers." % L[to]["tr"]
            elif kind == "extract": d = s.doc(3); q = s.say(d, lang); rep = json.dumps({k.strip("{}"): v for k, v in d[0][1].items()}, ensure_ascii=False)
            elif kind == "seo": S = r.choice(L[lang]["subj"]); q = "SEO: %s | %s | %d" % (S, r.choice(PLACES), r.randint(80, 300)); rep = s.answer(lang, S, 1.3)
            else: s.chat(a, t); continue
            s.emit(a, t, [{"role": "system", "content": sysm}, {"role": "user", "content": q}], rep)
    def courses(s, G):
        r = s.r
        for j in range(3):
            c = r.choice(list(CTRY)); w = s.t0 + r.uniform(-6, 8) * 86400; sheet = r.sample(s.P[r.choice(["gsm8k_train", "math_test", "asdiv", "bbh"])], 18) if j else [s.ask(r.choice(CTRY[c][0]))[0] for _ in range(16)]
            ac = s.group("course", G(26), c, org=["Universidad de %s", "Escola %s", "%s Institute"][j] % r.choice(PLACES), wave=w, mail="edu.%s" % c.lower() if j != 1 else None, plan="free"); due = w + r.uniform(4, 9) * 86400
            pre = r.choice(["", "", "Explain step by step: ", "Resuelve y explica: "])
            for a in ac:
                a.fam = "web" if j != 2 else a.fam; s.cap(a, due)
                for t in s.times(r.randint(4, 30), "student", a.tz, a.created, due + 86400):
                    if r.random() < .6: q = pre + r.choice(sheet); rep = s.solve(q, "en" if j else a.lang); s.chat(a, t, first=(q, rep), turns=r.choice([1, 2, 2, 3]))
                    else: s.chat(a, t)
                for t in s.times(r.randint(0, 6), "student", a.tz, due): s.chat(a, t)
    def agency(s, G):
        r = s.r; c = r.choice(["CO", "BR", "ES", "IT"]); lang = CTRY[c][0][0]; ac = s.group("agency", G(12), c, org="Agencia " + r.choice(NAMES), card="one", mail="agencia%d.com" % r.randint(1, 99)); brand = [r.choice(NAMES) + " " + r.choice(["Foods", "Moda", "Viajes", "Café"]) for _ in range(6)]
        sysm = s.fill("Eres redactor de la agencia. Tono cercano, {n} párrafos, sin emojis. Cliente: ", lang)
        for a in ac:
            for t in s.times(int(r.lognormvariate(3.6, .6)), "office", a.tz): S = r.choice(L[lang]["subj"]); a.sys = sysm + r.choice(brand); s.chat(a, t, lang=lang, first=("Post para redes: %s, campaña %s" % (S, r.choice(PLACES)), s.answer(lang, S)), turns=r.choice([1, 2, 3]))
    def translators(s, G):
        r = s.r; gl = "Glosario: harvest=cosecha; seed=semilla; town hall=alcaldía. Traduce con naturalidad, conserva cifras."
        for i in range(G(20)):
            a = s.new("translators"); src, to = r.choice([("en", "es"), ("en", "pt"), ("es", "it"), ("fr", "sw"), ("en", "sw"), ("pt", "es")])
            for t in s.times(int(r.lognormvariate(3.7, .7)), "office", a.tz, a.created): d = s.doc(r.randint(2, 10)); s.chat(a, t, lang=to, first=(gl + " " + L[to]["tr"] + ":\n" + s.say(d, src), s.say(d, to)), turns=r.choice([1, 1, 1, 2]))
    def newsroom(s, G):
        r = s.r; c = r.choice(["PT", "GR", "KE", "AR"]); lang = CTRY[c][0][0]; ac = s.group("newsroom", G(12), c, org="Diario de " + r.choice(PLACES), card="one")
        for a in ac:
            a.sys = {"es": "Resume el cable en tres frases y propone dos titulares.", "pt": "Resuma a notícia em três frases e proponha dois títulos.", "el": "Περίληψη σε τρεις προτάσεις και δύο τίτλοι.", "sw": "Fupisha habari kwa sentensi tatu na vichwa viwili."}[lang]
            for t in s.times(int(r.lognormvariate(3.5, .7)), "human", a.tz): d = s.doc(r.randint(5, 12)); s.chat(a, t, lang=lang, first=(s.say(d, lang), s.say(d[:3], lang) + "\n\n1) " + s.say(d[:1], lang) + "\n2) " + s.say(d[1:2], lang)), turns=r.choice([1, 1, 2]))
    def municipality(s, G):
        r = s.r; c = r.choice(["IT", "CO", "BR"]); lang = CTRY[c][0][0]; ac = s.group("municipality", G(24), c, org="Municipio de " + r.choice(PLACES), wave=s.t0 - r.uniform(10, 200) * 86400, mail="municipio.%s" % c.lower(), plan="business", verified=True)
        for a in ac:
            for t in s.times(int(r.lognormvariate(3.0, .8)), "office", a.tz): d = s.doc(2); S = r.choice(L[lang]["subj"]); s.chat(a, t, lang=lang, first=(s.fill(r.choice(L[lang]["q"]), lang, S) + "\n" + s.say(d, lang), s.answer(lang, S)))
    def callcentre(s, G):
        r = s.r; c = r.choice(["CO", "PE", "PT"]); lang = CTRY[c][0][0]; ac = s.group("callcentre", G(38), c, org="Contacto " + r.choice(PLACES), wave=s.t0 + r.choice([-40, -3, 4]) * 86400, card="one", mail="contacto.%s" % c.lower(), spread=.5, fam="js", ua="ownhouse-js/2.4.1", temp=.2, plan="business")
        for a in ac:
            a.sys = {"es": "Resume la llamada: motivo, solución, próximo paso. Formato JSON.", "pt": "Resuma a ligação: motivo, solução, próximo passo. Formato JSON."}[lang]
            for t in s.times(int(r.gauss(130, 25)), "office", a.tz, a.created): d = s.doc(r.randint(3, 8)); s.emit(a, t, [{"role": "system", "content": a.sys}, {"role": "user", "content": "Agente: " + s.fill(r.choice(L[lang]["op"]), lang, r.choice(L[lang]["subj"])) + "\nCliente: " + s.say(d, lang)}], json.dumps({"motivo": s.say(d[:1], lang), "solucion": s.fill(r.choice(L[lang]["se"]), lang, "el caso"), "paso": r.choice(["llamar", "correo", "cerrar"])}, ensure_ascii=False))
    def pharmacy(s, G):
        r = s.r; c = r.choice(["BR", "GR", "MX"]); lang = CTRY[c][0][0]; drugs = "paracetamol ibuprofeno omeprazol amoxicilina metformina losartan loratadina salbutamol levotiroxina atorvastatina".split()
        for i, a in enumerate(s.group("pharmacy", G(30), c, org="Farmacias " + r.choice(NAMES), net="home", card="one", spread=.3, fam="raw", ua="okhttp/4.12.0", temp=0.0, maxt=400, plan="business")):
            for t in s.times(int(r.lognormvariate(3.9, .5)), "shop", a.tz):
                dr = r.choice(drugs); q = {"pt": "Cliente pergunta: %s com %s, %d anos?", "el": "Ο πελάτης ρωτά: %s με %s, %d ετών;", "es": "Cliente pregunta: ¿%s con %s, %d años?"}[lang] % (dr, r.choice(drugs), r.randint(2, 88)); s.emit(a, t, [{"role": "system", "content": "POS-farmacia v3: " + L[lang]["op"][0].replace("{s}", "medicamentos")}, {"role": "user", "content": q}], s.answer(lang, dr, .7) if r.random() > .05 else r.choice(L[lang]["ref"]))
    def ci(s, G):
        r = s.r; ac = s.group("ci", 6, "BR", org="Softhaus Ltda", net="host", card="one", fam="py", temp=0.0, seed=7); tests = [(s.code_ask("en"), s.code()[0]) for _ in range(25)]
        pushes = s.times(70, "office", -3)
        for p in pushes:
            for a in r.sample(ac, 2):
                for k in r.sample(range(25), 9): (q, f), _ = tests[k]; s.emit(a, p + r.uniform(0, 300), [{"role": "user", "content": q}], s.code_reply(f, "en"), temp=0.0, seed=7, maxt=600)
    def viral(s, G):
        r = s.r; T = "Actúa como mi mentor brutalmente honesto. Analiza mi situación, dime tres verdades incómodas y un plan de 30 días. Mi situación: "; v0 = s.t0 + r.uniform(3, 14) * 86400
        for i in range(G(60)):
            a = s.new("viral", r.choice(["CO", "MX", "AR", "ES", "PE", "CL"])); st = v0 + r.expovariate(1 / 90000); s.cap(a, st)
            for t in s.times(r.randint(1, 5), "human", a.tz, st, st + 3 * 86400): q, S = s.ask("es"); s.chat(a, t, lang="es", first=(T + q, s.answer("es", S, 1.5)), turns=r.choice([1, 2, 3]))
            for t in s.times(r.randint(1, 15), "human", a.tz, a.created): s.chat(a, t)
    def evalteam(s, G):
        r = s.r; items = s.P["gsm8k_train"][-160:] + s.P["bbh"][-120:] + s.P["math_test"][-80:]
        for a in s.group("evalteam", 6, r.choice(["ES", "BR", "IT"]), org="Laboratorio de PLN, Universidad", net="host", mail="edu", fam="py", ua="openai-python/1.57.0", temp=0.0, plan="payg", spread=.3):
            for d in r.sample(range(1, s.a.days - 1), 3):
                t = s.t0 + d * 86400 + r.uniform(8, 20) * 3600; mod = r.choice(MODELS[:3] if t < s.launch else MODELS)
                for q in r.sample(items, 90): s.emit(a, t, [{"role": "user", "content": "Q: %s\nA: Let's think step by step." % q}], s.solve(q), temp=0.0, maxt=512, model=mod); t += r.expovariate(.4)
    def licensed(s, G):
        r = s.r
        for a in s.group("licensed", 5, "ES", org="Corpus Ibérico SL", net="host", card="one", fam="py", plan="business", verified=True, temp=.8, spread=0):
            a.licence = ("train on outputs", "MSA-2026-%d" % r.randint(10, 99), "2027-06-30")
            for t in s.times(420, "flat", 1): q = r.choice(s.P["llamafactory_alpaca_en_demo"]); s.emit(a, t, [{"role": "system", "content": "Responde en español neutro con detalle."}, {"role": "user", "content": q}], s.answer("es", s.keys(q)[0], 1.4))
    def plugin(s, G):
        r = s.r; sysm = "You write product descriptions for WooCommerce. Language of the shop. 80-120 words. HTML <p> only."
        for i in range(G(45)):
            a = s.new("plugin", fam="raw", ua="GuzzleHttp/7", temp=.7, maxt=400, sys=sysm, plan="payg"); hh = r.choice(HOST[2:8]); a.nets = [s.host(hh)]
            for t in s.times(int(r.lognormvariate(3.0, 1.0)), "human", a.tz, a.created, burst=2): S = r.choice(L[a.lang]["subj"]); s.emit(a, t, [{"role": "system", "content": sysm}, {"role": "user", "content": "Product: %s; SKU %d; price %d" % (S, r.randint(1000, 99999), r.randint(3, 400))}], "<p>" + s.answer(a.lang, S, .8) + "</p>")
    def hackathon(s, G):
        r = s.r; c = r.choice(["KE", "CO", "IT"]); st = s.t0 + (r.choice([4, 11, 18]) + .6) * 86400; kit = r.choice(s.TOOLS)
        for a in s.group("hackathon", G(24), c, wave=st - 30000, net="office", plan="free", big=True, verified=False):
            s.cap(a, st)
            for t in s.times(r.randint(15, 60), "flat", a.tz, st, st + 2 * 86400):
                if r.random() < .25: s.agent(a, t, kit, "You are building a hackathon prototype.", s.dev_task(), r.randint(2, 5))
                elif r.random() < .6: q, f = s.code_ask(a.lang); s.chat(a, t, first=(q, s.code_reply(f, a.lang)))
                else: s.chat(a, t)
    def kit(s, G):
        r = s.r; kit = r.choice(s.TOOLS); sysm = "You are the in-product agent of {app}. Use the tools; never reveal keys. (starter-kit v0.4)"
        for i in range(G(14)):
            a = s.new("starter_kit", fam="js", ua="ownhouse-js/2.3.0", temp=.3, plan="pro"); a.nets = [s.host(HOST[i % 4])]
            for t in s.times(int(r.lognormvariate(3.2, .7)), "human", a.tz, a.created): s.agent(a, t, kit, sysm.replace("{app}", r.choice(NAMES) + "App"), s.ask(a.lang)[0], r.randint(2, 4))
    def ngo(s, G):
        r = s.r
        for a in s.group("ngo_field", G(16), r.choice(["KE", "TZ", "ET"]), org="Shamba Bora", net="home", mail="shambabora.org", spread=.4):
            for t in s.times(int(r.lognormvariate(3.0, .6)), "office", a.tz): q, rep = s.field_q(a.lang if a.lang in ("sw", "am") else "en"); s.chat(a, t, first=(q, rep), turns=r.choice([1, 2, 3]))
    def lawfirm(s, G):
        r = s.r
        for a in s.group("lawfirm", G(9), r.choice(["ES", "IT", "BR"]), org="Bufete " + r.choice(NAMES), card="one", temp=0.0, spread=.3):
            lang = a.lang if a.lang in ("es", "it", "pt") else "es"
            for t in s.times(int(r.gauss(90, 20)), "office", a.tz): d = s.doc(r.randint(5, 12)); s.emit(a, t, [{"role": "user", "content": "Revisa la cláusula. Marca riesgo (bajo/medio/alto) y explica en dos líneas.\n\n" + s.say(d, lang)}], "Riesgo: %s. " % r.choice(["bajo", "medio", "alto"]) + s.fill(r.choice(L[lang]["se"]), lang, "la cláusula"))
    def datateam(s, G):
        """a retailer's data team labels reviews with a rubric: grading for a good cause"""
        r = s.r; rub = s.rubric()
        for a in s.group("rubric_team", 7, r.choice(["MX", "BR"]), org="Retail " + r.choice(PLACES), card="one", net="office", fam="py", temp=0.0, spread=.2):
            for t in s.times(int(r.gauss(110, 30)), "office", a.tz): d = s.doc(4); s.emit(a, t, [{"role": "user", "content": rub + "\n\nReseña: " + s.say(d, "es")}], s.grade("pt" if rub[:3] == "Ava" else "es" if rub[:2] in ("Ev", "Er") else "en"))
    def tutors(s, G):
        r = s.r; a = s.new("tutor_app", fam="js", plan="business", reseller=True); a.nets = [s.host(), s.host()]; a.sys = "Eres un tutor paciente. Explica paso a paso en el idioma del alumno."; a.org_name = "Tutorín SAS"
        for u in range(G(70)):
            eu = "u-" + h(a.id, u, n=4); lang = r.choice(["es", "es", "pt"])
            for t in s.times(int(r.lognormvariate(2.2, .8)) + 1, "student", r.choice([-5, -3])): q = r.choice(s.P["asdiv"] + s.P["svamp"]) if r.random() < .5 else s.ask(lang)[0]; s.chat(a, t, eu=eu, lang=lang, first=(q, s.solve(q, lang)), turns=r.choice([1, 2, 3]))
    def resellers(s, G):
        r = s.r; s.apps = []
        for j in range(G(9)):
            a = s.new("reseller", fam="py", plan="business", reseller=r.random() < .8, org_name=r.choice(["ChatAmigo", "Msaidizi", "Ajuda.ai", "Chiacchiera", "Parea"])); a.nets = [s.host() for _ in range(2)]; a.temp = .7; s.apps.append(a); langs = [a.lang, a.lang, r.choice(list(L))]; a.sys = s.fill("You are {w}, a friendly assistant. Reply in the user's language.", "en")
            for u in range(int(min(130, r.lognormvariate(3.6, .5))) + 12):
                eu = h(a.id, "eu", u, n=8); lang = r.choice(langs); a.style = r.choice([0, 1, 2, 4])
                for t in s.times(int(min(90, r.lognormvariate(1.6, .9))) + 1, "human", a.tz): s.chat(a, t, eu=eu, lang=lang)

    # ================================================== campaigns
    COT = ["Resuelve el siguiente problema. Piensa paso a paso dentro de <razonamiento> y termina con \\boxed{}.\n\n", "Solve the problem. Show every step of your reasoning, then the final answer as \\boxed{}.\n\nProblem: ", "Resolva passo a passo, mostrando todo o raciocínio, e dê a resposta final em \\boxed{}.\n\n",
           "Return JSON {\"steps\": [...], \"final\": ...}. Be exhaustive in the steps.\nQ: ", "You are a careful mathematician. Think aloud, verify each step, correct yourself where needed.\n\n", "Question: {q}\nFirst plan, then carry out the plan, then check. Answer:"]
    def rubric(s):
        r = s.r; asp = r.sample("exactitud|claridad|utilidad|seguridad|profundidad|estilo|coherencia|completitud".split("|"), r.randint(2, 4)); hi = r.choice([5, 10, 7, 100])
        return r.choice(["Evalúa la respuesta según %s. Nota de 1 a %d y justificación.", "Eres juez. Criterios: %s. Puntúa 1-%d y razona antes de la nota.", "Rate the answer (%s) from 1 to %d. Explain first, then give the score.", "Avalie a resposta: %s. Nota 1 a %d com justificativa.", "Score on %s, scale 1..%d; output JSON with rationale."]) % (", ".join(asp), hi)
    def grade(s, lang):
        r = s.r; return r.choice(["Nota: %d. ", "{\"score\": %d} ", "Puntuación %d/10. ", "Score: %d\n"]) % r.randint(1, 10) + " ".join(s.fill(x, lang) for x in r.sample({"es": ["La respuesta es clara, aunque omite {n} detalles.", "Falta justificar el paso {n}.", "Cumple con lo pedido y cita {m} datos.", "El tono es adecuado para {w}.", "Hay un error en la parte {n}.", "Podría ser más breve.", "No menciona {p}, que importaba."], "pt": ["A resposta é clara, mas omite {n} detalhes.", "Falta justificar o passo {n}.", "O tom é adequado.", "Há um erro na parte {n}.", "Poderia ser mais breve.", "Cita {m} dados sem fonte."],
            "en": ["The middle part drifts from the question.", "It answers the question but gives no source.", "Step {n} is not justified.", "The tone fits.", "There are {n} small slips.", "Could be shorter by {m} words."]}[lang], 3))
    CROPS = {"sw": "mahindi|kahawa|chai|nyanya|maharage|mihogo|ndizi|viazi|mpunga|alizeti".split("|"), "am": "ጤፍ|ቡና|ስንዴ|በቆሎ|ገብስ|ሽንኩርት|ድንች|ባቄላ".split("|"), "pt": "milho|café|mandioca|feijão|soja|banana|arroz|cacau".split("|"), "en": "maize|coffee|tea|tomato|beans|cassava|banana|rice".split("|")}
    PROB = {"sw": "madoa ya njano kwenye majani|wadudu wanaokula shina|mavuno kidogo|ukame|mvua nyingi|bei ya soko|aina ya mbegu|mbolea inayofaa|muda wa kupanda|uhifadhi baada ya mavuno".split("|"), "am": "ቢጫ ቅጠል|ተባይ|ዝቅተኛ ምርት|ድርቅ|ከባድ ዝናብ|የገበያ ዋጋ|የዘር ዓይነት|ማዳበሪያ|የመዝሪያ ጊዜ".split("|"),
            "pt": "manchas amarelas|broca do caule|baixa produtividade|seca|excesso de chuva|preço de mercado|escolha de sementes|adubação|época de plantio".split("|"), "en": "yellow spots|stem borer|low yield|drought|too much rain|market price|choice of seed|fertiliser|planting time".split("|")}
    def field_q(s, lang, rich=False):
        r = s.r; c = r.choice(s.CROPS[lang]); p = r.choice(s.PROB[lang]); w = r.choice(PLACES)
        q = s.fill(r.choice({"sw": ["Shamba la {c} huko {w}: {b}. Nifanye nini?", "{b} kwa {c}, eneo la {w}, ekari {n}. Ushauri?", "Mkulima wa {w} anauliza kuhusu {b} ya {c}", "Kuna tatizo la {b} kwenye {c}; tumejaribu mara {n}"], "am": ["በ{w} የ{c} እርሻ ላይ {b} አለ፣ ምን ላድርግ?", "ስለ {c} {b} ምክር ስጠኝ፣ {n} ሄክታር ነው", "የ{w} ገበሬ ስለ {c} {b} ይጠይቃል"],
             "pt": ["Lavoura de {c} em {w}: {b}. O que faço?", "{b} no {c}, {n} hectares, região de {w}. Orientação?", "Produtor de {w} pergunta sobre {b} em {c}"], "en": ["{c} plot near {w}: {b}. What to do?", "{b} in {c}, {n} acres, {w}", "A farmer from {w} asks about {b} of {c}"]}[lang]).replace("{c}", c).replace("{b}", p).replace("{w}", w), lang)
        return q, s.answer(lang, c + " (" + p + ")", 1.5 if rich else 1.0)

    def members(s, cid, n, skill, infra, signup, cards, countries, fams, ua1=None, **o):
        r = s.r; out = []; cs = [s.card() for _ in range(cards)] if cards else None; hosts = r.sample(HOST, 2 if skill < 2 else 4); ms = r.sample(MAILS, 3) + (["%s.com" % h(cid, n=3)] if skill == 0 else []); t = s.t0 + r.uniform(-8, 5) * 86400; kit = r.sample(sum((UAS[f] for f in fams), []), 1 if skill == 0 else 3 if skill == 1 else 6); ips = {k: [s.host(k) for _ in range(max(2, n // 4))] for k in hosts}
        for i in range(n):
            a = s.new("campaign", r.choice(countries), **o); a.camp = cid
            if signup == "wave": a.created = t + r.uniform(0, 1.5 if skill == 0 else 5) * 86400
            elif signup == "trickle": a.created = t - r.uniform(0, 40) * 86400
            if cards: a.card = r.choice(cs); a.plan = r.choice(["payg", "pro"])
            a.mail = r.choice(ms) if skill < 2 else a.mail; a.ua = r.choice(kit); a.fam = next(f for f in UAS if a.ua in UAS[f])
            if infra == "host": k = r.choice(hosts); a.nets = [r.choice(ips[k])] if skill == 0 else [r.choice(ips[k]), s.host(k)]
            elif infra == "resi": a.nets = [s.home(r.choice([a.country, a.country, r.choice(list(CTRY))])) for _ in range(r.randint(3, 9))]
            elif infra == "mixed": a.nets = [s.host(r.choice(hosts))] + [s.home(a.country) for _ in range(r.randint(1, 3))]
            a.tls = "t13d15%02dh2_%s_%s" % (int(h("ua", a.ua.split("/")[0], n=1), 16) % 20 + 6, h("ja", a.ua.split(" AppleWebKit")[0], n=6), h("jb", a.fam, r.randint(0, 1), n=6)); out.append(a)
        return out

    def campaign(s, kind, n, **p):
        r = s.r; cid = "c%d-%s" % (len(s.camps) + 1, kind); n = max(3, n); f = getattr(s, "k_" + kind); ac, st, en, par = f(cid, n, **p)
        s.camps.append(dict(campaign=cid, kind=kind, accounts=len(ac), st=st, en=en, params=par, members=ac))

    def deal(s, items, rep, ac, prof, tz, st, en, sd, fn, burst=.5):
        """one queue: each item `rep` times, dealt to workers by weight; fn(account, time, item)"""
        r = s.r; q = [x for x in items for _ in range(rep if isinstance(rep, int) else 1 + (r.random() < rep - 1))]; r.shuffle(q); w = [r.lognormvariate(0, sd) for _ in ac]; got = {}
        for x in q: got.setdefault(r.choices(range(len(ac)), w)[0], []).append(x)
        for i, xs in got.items():
            a = ac[i]; s.cap(a, st) if a.created > en - 86400 else None; a0 = max(st, a.created)
            for t, x in zip(s.times(len(xs), prof, tz if tz is not None else a.tz, a0, en, burst), xs): fn(a, t, x)
    def cover(s, ac, share, per):
        r = s.r
        for a in ac:
            if r.random() < share[0]:
                for t in s.times(int(per * r.lognormvariate(0, .5)), "human", a.tz, a.created): s.chat(a, t)

    def k_cot(s, cid, n, **p):
        r = s.r; ac = s.members(cid, n, 0, "host", "wave", max(2, n // 9), ["CO", "BR", "MX"], ["raw", "py"], temp=r.choice([0.0, .6, 1.0]), maxt=2048, stream=False, big=False); T = r.sample(s.COT, 2); st = s.t0 + r.uniform(1, 4) * 86400; en = min(s.t1, st + r.uniform(10, 16) * 86400); piv = st + (en - st) * r.uniform(.4, .7)
        m1 = r.choice(["ibis-1-large", "ibis-2-mini"]); per = r.uniform(130, 300); A = s.P["gsm8k_train"] + s.P["math_test"]; items = r.sample(A, min(len(A), int(n * per)))
        bb = s.P["bbh"] + s.P["ocw_minerva"]
        def go(a, t, q):
            tp = T[0] if t < piv else T[1]; q = r.choice(bb) if t > piv and r.random() < .5 else q; u = tp.replace("{q}", q) if "{q}" in tp else tp + q; s.emit(a, t, [{"role": "user", "content": u}], s.solve(q, "es" if "Resuelve" in tp else "pt" if "Resolva" in tp else "en", 1 if "razon" in tp else 2 if "JSON" in tp else 0), cid, model=m1 if t < s.launch + 20000 else "ibis-2-large")
        s.deal(items, r.choice([1, 1, 2]), ac, "flat", 0, st, en, .15, go); return ac, st, en, dict(skill=0, goal="reasoning", per=per, pivot=1)
    def k_grading(s, cid, n, **p):
        r = s.r; ac = s.members(cid, n, 1, r.choice(["resi", "mixed"]), "trickle", n // 3, ["CO", "PE", "EC", "AR", "BR"], ["py", "js"], temp=r.choice([0.0, .2]), maxt=600, big=r.random() < .5); R = [s.rubric() for _ in range(r.randint(3, 6))]; st = s.t0 + r.uniform(4, 8) * 86400; en = s.t1; per = r.uniform(70, 180); items = []; qs = s.bp + s.P["biggen_bench"] + s.P["llamafactory_alpaca_en_demo"]
        for _ in range(int(n * per / 2.2)): q = r.choice(qs); items.append((q, s.english(q, .7) if r.random() < .6 else s.answer("es", r.choice(s.keys(q)), .7)))
        def go(a, t, x):
            q, an = x; ru = r.choice(R); u = "%s\n\n[%s]\n%s\n\n[%s]\n%s" % (ru, r.choice(["Pregunta", "Prompt", "Q"]), q[:1200], r.choice(["Respuesta", "Answer"]), an); s.emit(a, t, [{"role": "user", "content": u}], s.grade("pt" if ru[:3] == "Ava" else "es" if ru[:2] in ("Ev", "Er") else "en"), cid)
        s.deal(items, 2.2, ac, "office", r.choice([8, 8, -5]), st, en, .4, go); s.cover(ac, (.5,), 12); return ac, st, en, dict(skill=1, goal="grading", per=per)
    def k_agentic(s, cid, n, **p):
        r = s.r; ac = s.members(cid, n, 2, r.choice(["mixed", "resi"]), "aged", 0, ["CO", "BR", "IT", "PT", "KE", "ES"], ["py", "js"], plan="pro", temp=r.choice([None, .7, 1.0]), maxt=4096, big=True); st = s.t0 - r.uniform(5, 40) * 86400; en = s.t1; per = r.uniform(16, 34); kits = r.sample(s.TOOLS, 3); repos = [s.code()[0] for _ in range(40)]
        sy = ["You are {n}, an autonomous software engineer. Explore, edit, test, then stop.", "You are a coding agent inside {n}. Use one tool per turn and explain why.", "Eres un agente de software en {n}. Planifica y ejecuta.", "Work on the repository {n} until the task is done. State your reasoning before each action."]
        tasks = [s.dev_task() if r.random() < .7 else r.choice(s.P["agentbench_os"]) for _ in range(int(n * per))]
        s.deal(tasks, r.choice([1, 1.5, 3]), ac, "human", None, max(st, s.t0), en, .6, lambda a, t, x: s.agent(a, t, kits[int(h(a.id, n=1), 16) % 3], r.choice(sy).replace("{n}", r.choice(repos)), x, r.randint(3, 8), cid, think=r.random() < .5)); s.cover(ac, (.8,), 14); return ac, st, en, dict(skill=2, goal="agentic", per=per)
    def k_refusals(s, cid, n, **p):
        r = s.r; ac = s.members(cid, n, 1, r.choice(["resi", "host"]), "wave", 0, ["MX", "ES", "IT", "BR"], ["raw", "py"], plan="free", temp=r.choice([1.0, .7]), maxt=r.choice([256, 400])); st = s.t0 + r.uniform(2, 9) * 86400; en = min(s.t1, st + r.uniform(8, 14) * 86400); per = r.uniform(60, 170); F = ["", "", "Responde en español: ", "[es] ", "Responda em português: ", "For a safety dataset: "]
        s.deal(r.choices(s.edge, k=int(n * per / 1.5)), 1.5, ac, "bot", -5, st, en, .35, lambda a, t, q: s.emit(a, t, [{"role": "user", "content": r.choice(F) + q}], r.choice(L[r.choice(["es", "en", "pt"])]["ref"]) if r.random() < .7 else s.answer(r.choice(["es", "en", "pt"]), s.keys(q)[0], .5), cid)); s.cover(ac, (.3,), 6); return ac, st, en, dict(skill=1, goal="refusals", per=per)
    def k_field(s, cid, n, **p):
        r = s.r; ac = s.members(cid, n, 2, "resi", "aged", 0, ["KE", "TZ", "ET", "BR", "UG"], ["py", "js", "web"], temp=None, big=True); st = s.t0 - r.uniform(10, 30) * 86400; en = s.t1; per = r.uniform(50, 110); items = [(l, *s.field_q(l, True)) for l in r.choices(["sw", "am", "pt"], [5, 3, 2], k=int(n * per))]
        suf = {"sw": [" Eleza kwa kina na sababu.", " Toa hatua kwa hatua.", ""], "am": [" በዝርዝር አስረዳ።", " በደረጃ አስቀምጥ።", ""], "pt": [" Explique em detalhe o porquê.", " Passo a passo.", ""]}
        pre = {"sw": ["Wewe ni afisa ugani. ", ""], "am": ["አንተ የግብርና ባለሙያ ነህ። ", ""], "pt": ["Você é técnico agrícola. ", ""]}
        s.deal(items, r.choice([1, 1.3, 2]), ac, "human", None, s.t0, en, .5, lambda a, t, x: s.fieldturns(a, t, r.choice(pre[x[0]]) + x[1] + r.choice(suf[x[0]]), x, cid)); s.cover(ac, (.7,), 10); return ac, st, en, dict(skill=2, goal="special field", per=per)
    def fieldturns(s, a, t, q, x, cid):
        r = s.r; m = [{"role": "user", "content": q}]; conv = h(a.id, t, n=6) if a.fam == "web" or r.random() < .2 else None; ok = s.emit(a, t, m, x[2], cid, conv=conv)
        if ok and r.random() < .25: m += [{"role": "assistant", "content": x[2]}, {"role": "user", "content": s.fill(r.choice(L[x[0]]["fu"]), x[0])}]; s.emit(a, t + r.lognormvariate(3.6, .8) + 3, m, s.answer(x[0], r.choice(s.keys(q)), .8), cid, conv=conv)
    def k_parallel(s, cid, n, **p):
        r = s.r; ac = s.members(cid, n, 1, "mixed", "trickle", n // 4, ["CO", "AR", "PE", "IT", "KE", "GR"], ["raw", "py", "js"], temp=r.choice([.3, None]), maxt=1024); st = s.t0 + r.uniform(-3, 3) * 86400; en = s.t1; per = r.uniform(80, 190); swt = s.outage; to = r.sample(["sw", "am", "el", "pt", "fr"], 3); T = ["Traduce {tr}, estilo natural:\n", "Translate {tr}. Only the translation.\n", "{tr}: ", "Rewrite the text {tr}, keep meaning, vary wording:\n", "Reescribe y traduce {tr}. Mantén nombres y cifras.\n", "Localize {tr}:\n\n"]; r.shuffle(T); T = T[:4]; seen = set()
        items = [(r.choice(["es", "en", "it"]), r.choice(to), s.doc(r.randint(2, 8))) for _ in range(int(n * per))]
        def go(a, t, x):
            if t > swt and a.id not in seen: seen.add(a.id); a.nets = [s.home(a.country) for _ in range(3)]
            s.emit(a, t, [{"role": "user", "content": r.choice(T).replace("{tr}", L[x[1]]["tr"]) + s.say(x[2], x[0])}], s.say(x[2], x[1]), cid)
        s.deal(items, 1, ac, r.choice(["bot", "flat"]), 1, st, en, .3, go); s.cover(ac, (.4,), 8); return ac, st, en, dict(skill=1, goal="rewriting/translation", per=per)
    def k_hand(s, cid, n, **p):
        r = s.r; ac = s.members(cid, n, 1, "host", "trickle", 1, [r.choice(["ES", "IT"])], ["py"], temp=.7, maxt=3000, big=True); st = s.t0 + r.uniform(2, 6) * 86400; en = min(s.t1, st + 9 * 86400); per = r.uniform(250, 420); src = s.P["ocw_minerva"] + s.P["math_test"] + s.P["apibench"]; sy = r.choice(["Reason like an expert and write the full derivation.", "Muestra el razonamiento completo antes de responder."])
        s.deal(r.choices(src, k=int(n * per / 3)), 3, ac, "office", 1, st, en, .2, lambda a, t, q: s.emit(a, t, [{"role": "system", "content": sy}, {"role": "user", "content": q}], s.solve(q), cid, effort="high", think=s.english(q, .6))); return ac, st, en, dict(skill=1, goal="reasoning", per=per)
    def k_hidden(s, cid, n, **p):
        """among the end users of a consumer app"""
        r = s.r; app = r.choice(s.apps); st = s.t0 + r.uniform(1, 6) * 86400; en = s.t1; per = r.uniform(40, 100); qs = s.P["biggen_bench"] + s.P["bbh"] + s.P["self_instruct_user_oriented"]; eus = [h(app.id, "eu", 1000 + i, r.getrandbits(30), n=8) for i in range(n)]; T = r.sample(s.COT[1:], 2); w = [r.lognormvariate(0, .4) for _ in eus]
        q = r.choices(qs, k=int(n * per)); ts = s.times(len(q), "bot", -3, st, en)
        for t, x in zip(ts, q):
            tp = r.choice(T); s.emit(app, t, [{"role": "system", "content": app.sys}, {"role": "user", "content": tp.replace("{q}", x) if "{q}" in tp else tp + x}], s.solve(x), cid, eu=r.choices(eus, w)[0])
        return eus, st, en, dict(skill=1, goal="reasoning", per=per, app=app.id)

    def attacks(s, A):
        r = s.r; sc = A / 220
        for k, n in (("cot", 40), ("grading", 28), ("agentic", 26), ("refusals", 12), ("field", 34), ("parallel", 60), ("hand", 4), ("hidden", 16)): s.campaign(k, min(60, max(4, round(n * sc * (r.uniform(.8, 1.2) if n > 4 and n < 60 else 1)))))

    # ================================================== writing
    def write(s):
        o = Path(s.a.out); (o / "log").mkdir(parents=True, exist_ok=True); r = s.r
        for d, rows in enumerate(s.days):
            if not rows: continue
            for _ in range(len(rows) // 150):
                t = s.t0 + (d + r.random()) * 86400; loc = datetime.fromtimestamp(t - 18000, timezone.utc)
                rows.append((t, json.dumps({"evt": r.choice(["embedding", "health", "health"]), "req_id": h(s.salt, "x", r.getrandbits(60), n=12), "gw": "gw-mde", "timing": {"received": loc.strftime("%Y-%m-%d %H:%M:%S.000"), "done_ms": int(t * 1000), "total_ms": "4"}})))
            rows.sort(); name = (datetime.fromtimestamp(s.t0 + d * 86400 - 18000, timezone.utc) + timedelta(hours=1)).strftime("%Y-%m-%d")
            with pa.CompressedOutputStream(str(o / "log" / (name + ".jsonl.zst")), "zstd") as f: f.write(("\n".join(x for _, x in rows) + "\n").encode())
        iso = lambda t: datetime.fromtimestamp(t, timezone.utc).strftime("%Y-%m-%dT%H:%M:%SZ"); gap = lambda p, v: "" if r.random() < p else v
        dormant = [s.new("dormant") for _ in range(len(s.accts) // 6)]; tab = list(s.accts); r.shuffle(tab)
        with open(o / "accounts.csv", "w", newline="") as f:
            w = csv.writer(f); w.writerow("account,created,plan,country,org,verified,payment,email_domain,legal_name,reseller,licence_scope,licence_document,licence_valid_until".split(","))
            for a in tab:
                if r.random() < .015 and not a.licence: continue
                li = a.licence or ("", "", ""); w.writerow([a.id, gap(.02, iso(a.created)), a.plan, gap(.04, a.country), a.org or "", gap(.03, str(a.verified).lower()), gap(.03, a.card or ""), gap(.05, a.mail), a.org_name if a.plan != "free" else gap(.5, a.org_name), "true" if a.reseller else "", *li])
        acc = []; pops = {}
        for (aid, eu), x in sorted(s.truth.items(), key=lambda k: (k[0][0], k[0][1] or "")):
            pop = x["pop"] if eu is None else "reseller_user"; pop = "campaign" if x["camp"] else "campaign_idle" if pop == "campaign" else pop; pops[pop] = pops.get(pop, 0) + 1
            acc.append(dict(account=aid, end_user=eu, population=pop, campaign=x["camp"], since=iso(x["h0"] or x["first"]), until=iso(x["h1"] or x["last"])))
        have = {x["account"] for x in acc if x["end_user"] is None}
        for aid in sorted({x["account"] for x in acc if x["end_user"]} - have):
            e = [x for x in acc if x["account"] == aid]; acc.append(dict(account=aid, end_user=None, population="reseller", campaign=None, since=min(x["since"] for x in e), until=max(x["until"] for x in e))); pops["reseller"] = pops.get("reseller", 0) + 1
        cs = []
        for c in s.camps:
            tk = sorted(s.taken.get(c["campaign"], {}).items()); k = sum(1 for x in acc if x["campaign"] == c["campaign"])
            cs.append(dict(campaign=c["campaign"], kind=c["kind"], accounts=k, start=iso(c["st"]), end=iso(c["en"]), params=c["params"], exchanges=sum(v for _, v in tk), taken=[list(x) for x in tk]))
        json.dump(dict(version=1, seed=s.a.seed, world=s.a.scenario, settings={k: str(v) for k, v in vars(s.a).items()}, start=iso(s.t0), end=iso(s.t1), exchanges=s.n, populations=pops, accounts=acc, campaigns=cs), open(o / "truth.json", "w"), indent=0)
        (o / "fields.toml").write_text(MAP)

MAP = '''[fields]
id = "req_id"
time = { path = "timing.received", zone = "America/Bogota" }
"account.id" = "tenant.acct"
"account.org" = "tenant.org_id"
"account.key" = "tenant.key_hash"
"account.end_user" = "tenant.end_user_ref"
"client.ip" = "edge.addr"
"client.asn" = "edge.as_number"
"client.country" = "edge.geo"
"client.user_agent" = "edge.ua"
"client.ja4" = "edge.tls_fp"
session = "call.conv_ref"
"request.endpoint" = { const = "chat.completions" }
"request.model" = "call.deployment"
"request.messages" = "call.messages_json"
"request.tools" = "call.tools_json"
"request.temperature" = "call.sampling.temp"
"request.max_tokens" = "call.sampling.max_out"
"request.n" = "call.sampling.n"
"request.seed" = "call.sampling.seed"
"request.stream" = "call.sampling.stream"
"request.reasoning" = "call.sampling.effort"
"response.model" = "completion.served_by"
"response.status" = "completion.http"
"response.finish_reason" = "completion.stop"
"response.content" = "completion.text"
"response.output" = "completion.items"
"response.latency_ms" = "timing.total_ms"
"usage.input_tokens" = "billing.in_tok"
"usage.output_tokens" = "billing.out_tok"

[only]
evt = ["inference"]
'''

def main():
    p = argparse.ArgumentParser(); p.add_argument("--seed", type=int, default=1); p.add_argument("--benign", type=int); p.add_argument("--attack", type=int); p.add_argument("--days", type=int, default=21)
    p.add_argument("--scenario", choices=["mix", "none", "small"], default="mix"); p.add_argument("--prompts", required=True); p.add_argument("--out", required=True); a = p.parse_args()
    a.benign = a.benign if a.benign is not None else 190 if a.scenario == "small" else 2600; a.attack = a.attack if a.attack is not None else 15 if a.scenario == "small" else 220
    w = World(a); w.benign(a.benign)
    if a.scenario == "mix": w.attacks(a.attack)
    elif a.scenario == "small":
        ks = w.r.sample(["cot", "grading", "agentic", "refusals", "field", "parallel"], 2); n1 = max(4, round(a.attack * .4))
        w.campaign(ks[0], n1); w.campaign(ks[1], max(4, a.attack - n1))
    w.write(); print(w.n, "exchanges", len(w.truth), "units")

if __name__ == "__main__": main()
