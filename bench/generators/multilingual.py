#!/usr/bin/env python3
"""A labelled world of traffic to a language-model API, seen from outside the English-speaking countries.

Customers in some thirty countries write in fifteen languages, keep local hours, weekends and holidays, sit behind local
carriers (many behind carrier-grade NAT) and pay the way people pay there (top-up agents, school cards, invoices). Hidden
among them run harvesting campaigns that collect model outputs to train on. The script writes the exchange log, an account
table with resellers and licences, and the truth.

    python multilingual.py --seed N --benign 8000 --attack 900 --days 21 --scenario mix|none|small --prompts DIR --out DIR

Layout: 1 phrase banks, 2 places and calendars, 3 text makers, 4 identities and networks, 5 schedules, 6 conversation styles,
7 innocent populations, 8 campaigns, 9 rendering and truth. Equal seed and options give equal bytes.
"""
import argparse, csv, datetime, gzip, hashlib, json, math, os, random, re, sys, zlib
import numpy as np

# ------------------------------------------------------------------------------------------------ 1 phrase banks
# One block per language. Slots: {t} {u} topics, {g} thing, {c} city, {p} person, {n} {m} {k} numbers, {o} order, {L} language.
BANKS = r"""
@en
langs: English|Spanish|Portuguese|French|German|Turkish|Russian|Arabic|Hindi|Chinese|Japanese|Korean|Vietnamese|Indonesian|Swahili ;; topics: photosynthesis|compound interest|the water cycle|supply and demand|the Industrial Revolution|electric circuits|plate tectonics|probability|the human heart|linear equations|renewable energy|food safety|public transport ;; goods: phone charger|rice cooker|running shoes|school bag|wireless earbuds|desk lamp|winter jacket|water filter ;; cities: Lagos|Manila|Nairobi|Leeds|Houston|Accra ;; names: Amara|Chidi|Grace|Tom|Maria|Jomar|Ruth|Daniel ;; open: Hi there,|Hello!|Quick question:|Please help. ;; ask: Can you explain {t} to a beginner?|What is the difference between {t} and {u}?|Give me three everyday examples of {t}.|I have to write {n} lines about {t}, where do I begin?|Which books on {t} do you recommend?|How is {t} taught in {c}?|Make a short study plan for {t}, I have {n} days.
chat: My neighbour {p} plays loud music every night, how do I write a polite note?|I have {n} eggs, some rice and an onion. What can I cook?|Plan a weekend in {c} with two children and little money.|I am nervous about my interview at a shop that sells {g}.|Is a {g} a good gift for my cousin {p}? ;; follow: Can you make it shorter?|Give me another example please.|I don't get the second part.|And what would it cost?|Write it more politely.|Now as a table.|Thanks! What about {t}? ;; math: {p} has {n} boxes with {m} {g}s each and sells {k} of them. How many are left?|A bus leaves {c} with {n} passengers; {k} get off and {m} get on. How many are on board?|{p} saves {n} a week for a {g} that costs {m}00. After how many weeks can {p} buy it?|A rectangle is {n} cm long and {m} cm wide. What are its area and perimeter? ;; cot: Solve this and explain every step of your reasoning.|Think it through carefully step by step before you answer.|Show the complete chain of reasoning, including what you rule out.|Work it out line by line and justify each line.|Write down all intermediate thoughts, then conclude. ;; fmt: Put the final answer on the last line.|Return JSON with keys "reasoning" and "answer".|Number each step.|Do not skip any calculation. ;; call: My order {o} for a {g} has not arrived in {c}.|I was charged twice for the {g}, {n} dollars each.|I want to change the address of order {o}.|The {g} broke after {n} days, I want a refund.|How do I reset the password of my account?|The agent {p} promised to call back and never did.
admin: I request a copy of the birth certificate of {p}, born in {c}.|My application {o} for housing support was refused; I wish to object.|Please tell me which papers I need to register a small business selling {g}.|The street light in front of number {n} in {c} has been broken for {k} weeks. ;; game: The guard blocks the gate: "Where is your {g}, stranger?"|I attack the wolf with my {g} and roll {n}.|Tell me, old {p}, what lies beneath {c}?|I offer the merchant {n} coins for the map. ;; say: The main idea behind {t} is easier to see with a small example.|First of all, separate what is known from what is asked.|In {c} this was tried for {n} months with mixed results.|A common mistake is to confuse {t} with {u}.|It therefore follows that the result depends on both quantities.|You could start with {n} minutes a day and increase slowly.|For a {g}, price and warranty matter more than the brand.|The report of {p} lists {n} cases and {m} exceptions.|If that does not work, check the second condition again.|In short, keep the plan simple and review it every week.|The office in {c} is open until {k} in the afternoon.|Let me know whether you need more detail on {t}. ;; trans: Translate the following text into {L}. Keep numbers and names.|Give a faithful {L} version of this text, without comments. ;; rewrite: Rewrite the text in plain language a twelve-year-old understands.|Rewrite this so that it sounds neutral and suits any audience.|Paraphrase the passage; keep the meaning, change the wording.|Turn this into a friendly message of about {n} words. ;; grade: Compare answer A and answer B to the question. Score each from 1 to 10 for correctness, helpfulness and tone, then name the better one.|You are a strict examiner. Say which of the two replies is better and why; end with [[A]] or [[B]]. ;; synth: Read the document and write {k} instructions that a user could ask about it, each with a full answer.|From this text create {k} question and answer pairs of rising difficulty.|Invent {k} new tasks in the style of the text and solve them. ;; note: read the settings|skip empty rows|total per month, tax included|TODO: handle late payments|cache for {n} minutes|list of customers in {c} ;; sys: You are a friendly assistant. Answer briefly.|You help customers of a shop. Be polite and precise.|You are a patient tutor. ;; refuse: I can't help with that request.|Sorry, I won't provide this, but I can offer safer information.
@es
langs: inglés|español|portugués|francés|alemán|turco|ruso|árabe|hindi|chino|japonés|coreano|vietnamita|indonesio|suajili ;; topics: la fotosíntesis|el interés compuesto|el ciclo del agua|la oferta y la demanda|la Revolución mexicana|los circuitos eléctricos|las placas tectónicas|la probabilidad|el sistema circulatorio|las ecuaciones lineales|la energía solar|la ortografía|el transporte público ;; goods: cargador|licuadora|mochila|par de zapatillas|ventilador|lámpara|chamarra|filtro de agua ;; cities: Guadalajara|Bogotá|Sevilla|Rosario|Medellín|Puebla ;; names: Lucía|Mateo|Valentina|Santiago|Camila|Andrés|Ximena|Javier ;; open: Hola,|Buenos días:|Una duda:|Por favor, ayuda. ;; ask: ¿Me puedes explicar {t} como si tuviera doce años?|¿Qué diferencia hay entre {t} y {u}?|Dame tres ejemplos cotidianos sobre {t}.|Tengo que escribir {n} renglones sobre {t}, ¿por dónde empiezo?|¿Qué libros recomiendas para aprender sobre {t}?|¿Cómo se enseña {t} en las escuelas de {c}?|Hazme un plan de estudio de {n} días sobre {t}.
chat: Mi vecina {p} pone música hasta tarde, ¿cómo le escribo sin pelearnos?|Tengo {n} huevos, arroz y una cebolla, ¿qué cocino?|Planea un fin de semana en {c} con niños y poco dinero.|Estoy nerviosa por una entrevista en una tienda de {c}.|¿Un {g} es buen regalo para mi primo {p}? ;; follow: ¿Lo puedes hacer más corto?|Dame otro ejemplo, porfa.|No entendí la segunda parte.|¿Y cuánto costaría?|Más formal, por favor.|Ponlo en una tabla.|Gracias, ¿y sobre {t}? ;; math: {p} tiene {n} cajas con {m} lápices cada una y regala {k}. ¿Cuántos le quedan?|Un camión sale de {c} con {n} pasajeros; bajan {k} y suben {m}. ¿Cuántos van ahora?|{p} ahorra {n} pesos por semana para un {g} de {m}00 pesos. ¿En cuántas semanas lo compra?|Un terreno mide {n} metros de largo y {m} de ancho. Calcula el área y el perímetro. ;; cot: Resuelve y explica cada paso de tu razonamiento.|Piensa paso a paso antes de responder.|Muestra la cadena completa de razonamiento, también lo que descartas.|Desarróllalo línea por línea y justifica cada una.|Escribe todos los pensamientos intermedios y luego concluye. ;; fmt: Pon la respuesta final en la última línea.|Devuelve un JSON con "razonamiento" y "respuesta".|Numera los pasos.|No omitas ningún cálculo. ;; call: Mi pedido {o} del {g} no ha llegado a {c}.|Me cobraron dos veces el {g}, {n} pesos cada vez.|Quiero cambiar la dirección del pedido {o}.|El {g} se descompuso a los {n} días, quiero mi dinero.|¿Cómo recupero la contraseña de mi cuenta?|El asesor {p} quedó en llamarme y nunca lo hizo.
admin: Solicito copia del acta de nacimiento de {p}, nacido en {c}.|Me negaron la ayuda de vivienda, expediente {o}, y quiero recurrir.|¿Qué documentos necesito para abrir un pequeño negocio en {c}?|La farola frente al número {n} lleva {k} semanas fundida. ;; game: El guardia cierra el paso: «¿Y tu {g}, forastero?»|Ataco al lobo y saco un {n}.|Dime, anciano {p}, ¿qué hay bajo {c}?|Le ofrezco {n} monedas al mercader por el mapa. ;; say: La idea principal de {t} se ve mejor con un ejemplo pequeño.|Primero conviene separar los datos de lo que se pregunta.|En {c} se probó durante {n} meses con resultados desiguales.|Un error frecuente es confundir {t} con {u}.|Por lo tanto, el resultado depende de las dos cantidades.|Puedes empezar con {n} minutos al día y subir poco a poco.|En un {g} importan más el precio y la garantía que la marca.|El informe de {p} recoge {n} casos y {m} excepciones.|Si no funciona, revisa de nuevo la segunda condición.|En resumen, mantén el plan sencillo y revísalo cada semana.|La oficina de {c} atiende hasta las {k} de la tarde.|Avísame si quieres más detalle sobre {t}. ;; trans: Traduce el siguiente texto al {L}. Conserva cifras y nombres.|Da una versión fiel en {L}, sin comentarios. ;; rewrite: Reescribe el texto en lenguaje claro para un niño de doce años.|Reescríbelo de forma neutral y apta para cualquier público.|Parafrasea el fragmento sin cambiar el sentido.|Conviértelo en un mensaje amable de unas {n} palabras. ;; grade: Compara la respuesta A y la respuesta B. Puntúa cada una del 1 al 10 en corrección, utilidad y tono, y di cuál es mejor.|Eres un examinador estricto. Di cuál de las dos respuestas es mejor y por qué; termina con [[A]] o [[B]]. ;; synth: Lee el documento y escribe {k} instrucciones que haría un usuario, cada una con su respuesta completa.|A partir de este texto crea {k} preguntas con respuesta, de dificultad creciente.|Inventa {k} tareas nuevas al estilo del texto y resuélvelas. ;; note: lee la configuración|salta las filas vacías|total por mes con IVA|PENDIENTE: pagos atrasados|guardar en caché {n} minutos|clientes de {c} ;; sys: Eres un asistente amable. Responde breve.|Atiendes a clientes de una tienda. Sé cortés y preciso.|Eres un profesor paciente. ;; refuse: No puedo ayudarte con eso.|Lo siento, no daré esa información, pero puedo orientarte de forma segura.
@pt
langs: inglês|espanhol|português|francês|alemão|turco|russo|árabe|hindi|chinês|japonês|coreano|vietnamita|indonésio|suaíli ;; topics: a fotossíntese|os juros compostos|o ciclo da água|a oferta e a procura|a Independência do Brasil|os circuitos elétricos|as placas tectônicas|a probabilidade|o coração humano|as equações do primeiro grau|a energia eólica|a crase|o transporte público ;; goods: carregador|liquidificador|tênis|mochila|fone sem fio|abajur|casaco|filtro de água ;; cities: Recife|Curitiba|Manaus|Porto|Campinas|Belém ;; names: Ana|João|Beatriz|Pedro|Larissa|Thiago|Fernanda|Rafael ;; open: Oi,|Bom dia!|Dúvida rápida:|Me ajuda, por favor. ;; ask: Você pode explicar {t} para quem está começando?|Qual a diferença entre {t} e {u}?|Me dê três exemplos do dia a dia sobre {t}.|Preciso escrever {n} linhas sobre {t}, por onde começo?|Que livros você indica sobre {t}?|Como se ensina {t} nas escolas de {c}?|Monte um plano de estudos de {n} dias sobre {t}.
chat: Meu vizinho {p} faz barulho toda noite, como escrevo um bilhete educado?|Tenho {n} ovos, arroz e uma cebola, o que faço de jantar?|Monte um fim de semana em {c} com crianças e pouco dinheiro.|Estou nervosa com a entrevista numa loja em {c}.|Um {g} é um bom presente para minha prima {p}? ;; follow: Dá para encurtar?|Me dá outro exemplo?|Não entendi a segunda parte.|E quanto custaria?|Deixa mais formal.|Coloca numa tabela.|Valeu! E sobre {t}? ;; math: {p} tem {n} caixas com {m} lápis cada e dá {k} de presente. Quantos sobram?|Um ônibus sai de {c} com {n} passageiros; descem {k} e sobem {m}. Quantos ficam?|{p} guarda {n} reais por semana para um {g} de {m}00 reais. Em quantas semanas compra?|Um terreno tem {n} metros por {m} metros. Calcule a área e o perímetro. ;; cot: Resolva e explique cada passo do raciocínio.|Pense passo a passo antes de responder.|Mostre toda a cadeia de raciocínio, inclusive o que descarta.|Desenvolva linha por linha e justifique cada uma.|Escreva todos os pensamentos intermediários e depois conclua. ;; fmt: Coloque a resposta final na última linha.|Devolva um JSON com "raciocinio" e "resposta".|Numere os passos.|Não pule nenhuma conta. ;; call: Meu pedido {o} do {g} não chegou em {c}.|Cobraram duas vezes no Pix, {n} reais cada.|Quero mudar o endereço do pedido {o}.|O {g} quebrou em {n} dias, quero o reembolso.|Como recupero a senha da minha conta?|O atendente {p} prometeu retornar e não ligou.
admin: Solicito a segunda via da certidão de nascimento de {p}, de {c}.|Meu pedido {o} de auxílio foi negado e quero recorrer.|Quais documentos preciso para abrir um MEI em {c}?|O poste em frente ao número {n} está apagado há {k} semanas. ;; game: O guarda fecha o portão: "Cadê o seu {g}, forasteiro?"|Ataco o lobo e tiro {n} no dado.|Diga, velho {p}, o que existe embaixo de {c}?|Ofereço {n} moedas ao mercador pelo mapa. ;; say: A ideia central sobre {t} fica clara com um exemplo pequeno.|Primeiro, separe os dados do que se pede.|Em {c} isso foi testado por {n} meses, com resultados variados.|Um erro comum é confundir {t} com {u}.|Logo, o resultado depende das duas quantidades.|Comece com {n} minutos por dia e aumente aos poucos.|Num {g}, preço e garantia valem mais que a marca.|O relatório de {p} traz {n} casos e {m} exceções.|Se não funcionar, confira de novo a segunda condição.|Em resumo, mantenha o plano simples e revise toda semana.|O balcão de {c} atende até as {k} da tarde.|Me avise se quiser mais detalhes sobre {t}. ;; trans: Traduza o texto a seguir para {L}. Mantenha números e nomes.|Faça uma versão fiel em {L}, sem comentários. ;; rewrite: Reescreva o texto em linguagem simples para uma criança de doze anos.|Reescreva de forma neutra e adequada a qualquer público.|Parafraseie o trecho sem mudar o sentido.|Transforme numa mensagem simpática de umas {n} palavras. ;; grade: Compare a resposta A e a resposta B. Dê nota de 1 a 10 em correção, utilidade e tom, e diga qual é melhor.|Você é um avaliador rigoroso. Diga qual das duas respostas é melhor e por quê; termine com [[A]] ou [[B]]. ;; synth: Leia o documento e escreva {k} instruções que um usuário faria, cada uma com resposta completa.|Com base no texto crie {k} perguntas com resposta, da mais fácil à mais difícil.|Invente {k} tarefas novas no estilo do texto e resolva. ;; note: lê a configuração|pula linhas vazias|total por mês com imposto|FAZER: pagamentos atrasados|cache de {n} minutos|clientes de {c} ;; sys: Você é um assistente simpático. Responda de forma breve.|Você atende clientes de uma loja. Seja cordial e preciso.|Você é um professor paciente. ;; refuse: Não posso ajudar com isso.|Desculpe, não vou fornecer isso, mas posso sugerir algo mais seguro.
@fr
langs: anglais|espagnol|portugais|français|allemand|turc|russe|arabe|hindi|chinois|japonais|coréen|vietnamien|indonésien|swahili ;; topics: la photosynthèse|les intérêts composés|le cycle de l'eau|l'offre et la demande|la Révolution française|les circuits électriques|la tectonique des plaques|les probabilités|le cœur humain|les équations linéaires|l'énergie solaire|l'accord du participe passé|les transports en commun ;; goods: chargeur|mixeur|cartable|casque sans fil|ventilateur|manteau|filtre à eau|vélo d'occasion ;; cities: Lyon|Dakar|Casablanca|Abidjan|Nantes|Lille ;; names: Aminata|Hugo|Léa|Moussa|Camille|Youssef|Inès|Baptiste ;; open: Bonjour,|Salut !|Petite question :|J'ai besoin d'aide. ;; ask: Peux-tu m'expliquer {t} simplement ?|Quelle est la différence entre {t} et {u} ?|Donne-moi trois exemples concrets sur {t}.|Je dois rédiger {n} lignes sur {t}, par où commencer ?|Quels livres conseilles-tu sur {t} ?|Comment enseigne-t-on {t} à {c} ?|Fais-moi un planning de révision de {n} jours sur {t}.
chat: Mon voisin {p} met la musique trop fort, comment lui écrire poliment ?|J'ai {n} œufs, du riz et un oignon, que cuisiner ?|Organise un week-end à {c} avec des enfants et peu d'argent.|Je stresse pour un entretien dans un magasin à {c}.|Un {g}, c'est un bon cadeau pour ma cousine {p} ? ;; follow: Tu peux raccourcir ?|Un autre exemple s'il te plaît.|Je n'ai pas compris la deuxième partie.|Et combien ça coûterait ?|Plus formel, merci.|Mets-le dans un tableau.|Merci ! Et pour {t} ? ;; math: {p} a {n} boîtes de {m} crayons et en donne {k}. Combien en reste-t-il ?|Un car quitte {c} avec {n} passagers ; {k} descendent et {m} montent. Combien sont à bord ?|{p} épargne {n} euros par semaine pour un {g} à {m}00 euros. Au bout de combien de semaines peut-on l'acheter ?|Un terrain mesure {n} m sur {m} m. Calcule l'aire et le périmètre. ;; cot: Résous et explique chaque étape de ton raisonnement.|Réfléchis étape par étape avant de répondre.|Montre toute la chaîne de raisonnement, y compris les pistes écartées.|Détaille ligne par ligne et justifie chaque ligne.|Écris toutes les réflexions intermédiaires puis conclus. ;; fmt: Mets la réponse finale à la dernière ligne.|Renvoie un JSON avec "raisonnement" et "reponse".|Numérote les étapes.|Ne saute aucun calcul. ;; call: Ma commande {o} pour un {g} n'est pas arrivée à {c}.|J'ai été débité deux fois, {n} euros à chaque fois.|Je veux changer l'adresse de la commande {o}.|Le {g} est tombé en panne au bout de {n} jours, je veux être remboursé.|Comment réinitialiser mon mot de passe ?|Le conseiller {p} devait me rappeler et ne l'a jamais fait.
admin: Je demande une copie de l'acte de naissance de {p}, né à {c}.|Mon dossier {o} d'aide au logement a été refusé, je souhaite faire un recours.|Quelles pièces faut-il pour ouvrir un petit commerce à {c} ?|Le lampadaire devant le numéro {n} est en panne depuis {k} semaines. ;; game: Le garde barre la porte : « Où est ton {g}, étranger ? »|J'attaque le loup et je fais {n}.|Dis-moi, vieux {p}, que cache {c} ?|Je propose {n} pièces au marchand pour la carte. ;; say: L'idée derrière {t} se voit mieux avec un petit exemple.|Il faut d'abord séparer les données de ce qui est demandé.|À {c}, on l'a testé pendant {n} mois avec des résultats inégaux.|Une erreur fréquente est de confondre {t} et {u}.|Le résultat dépend donc des deux quantités.|Tu peux commencer par {n} minutes par jour et augmenter doucement.|Pour un {g}, le prix et la garantie comptent plus que la marque.|Le rapport de {p} recense {n} cas et {m} exceptions.|Si cela ne marche pas, vérifie de nouveau la seconde condition.|En bref, garde un plan simple et revois-le chaque semaine.|Le guichet de {c} est ouvert jusqu'à {k} heures.|Dis-moi si tu veux plus de détails sur {t}. ;; trans: Traduis le texte suivant en {L}. Garde les chiffres et les noms.|Donne une version fidèle en {L}, sans commentaire. ;; rewrite: Réécris le texte en langage clair pour un enfant de douze ans.|Réécris ce passage de façon neutre, pour tout public.|Paraphrase l'extrait sans changer le sens.|Transforme-le en message aimable d'environ {n} mots. ;; grade: Compare la réponse A et la réponse B. Note chacune de 1 à 10 (exactitude, utilité, ton) et dis laquelle est meilleure.|Tu es un examinateur strict. Dis quelle réponse est la meilleure et pourquoi ; termine par [[A]] ou [[B]]. ;; synth: Lis le document et écris {k} consignes qu'un utilisateur pourrait donner, chacune avec sa réponse complète.|À partir de ce texte, crée {k} questions-réponses de difficulté croissante.|Invente {k} nouvelles tâches dans le style du texte et résous-les. ;; note: lit la configuration|ignore les lignes vides|total mensuel TTC|À FAIRE : retards de paiement|cache de {n} minutes|clients de {c} ;; sys: Tu es un assistant sympathique. Réponds brièvement.|Tu aides les clients d'une boutique. Sois poli et précis.|Tu es un professeur patient. ;; refuse: Je ne peux pas aider sur ce point.|Désolé, je ne donnerai pas cela, mais je peux proposer une information plus sûre.
@de
langs: Englisch|Spanisch|Portugiesisch|Französisch|Deutsch|Türkisch|Russisch|Arabisch|Hindi|Chinesisch|Japanisch|Koreanisch|Vietnamesisch|Indonesisch|Swahili ;; topics: Photosynthese|Zinseszins|der Wasserkreislauf|Angebot und Nachfrage|die Märzrevolution|Stromkreise|Plattentektonik|Wahrscheinlichkeit|das menschliche Herz|lineare Gleichungen|Windkraft|Kommasetzung|Nahverkehr ;; goods: Ladegerät|Mixer|Schulranzen|Kopfhörer|Ventilator|Wintermantel|Wasserfilter|Fahrrad ;; cities: Leipzig|Graz|Bremen|Zürich|Kassel|Dortmund ;; names: Jonas|Mia|Emre|Lena|Felix|Aylin|Greta|Paul ;; open: Hallo,|Guten Tag,|Kurze Frage:|Bitte um Hilfe. ;; ask: Kannst du mir das Thema „{t}“ einfach erklären?|Was ist der Unterschied: {t} oder {u}?|Nenne drei Beispiele aus dem Alltag zum Thema {t}.|Ich soll {n} Zeilen über „{t}“ schreiben, wie fange ich an?|Welche Bücher zum Thema {t} empfiehlst du?|Wie wird „{t}“ in {c} unterrichtet?|Erstelle einen Lernplan für {n} Tage: {t}.
chat: Mein Nachbar {p} hört nachts laut Musik, wie schreibe ich ihm höflich?|Ich habe {n} Eier, Reis und eine Zwiebel. Was kann ich kochen?|Plane ein Wochenende in {c} mit Kindern und wenig Geld.|Ich bin nervös wegen eines Vorstellungsgesprächs in {c}.|Ist so ein {g} ein gutes Geschenk für {p}? ;; follow: Geht das kürzer?|Noch ein Beispiel bitte.|Den zweiten Teil verstehe ich nicht.|Und was würde das kosten?|Bitte förmlicher.|Als Tabelle bitte.|Danke! Und zum Thema {t}? ;; math: {p} hat {n} Kisten mit je {m} Stiften und verschenkt {k}. Wie viele bleiben?|Ein Bus fährt mit {n} Fahrgästen in {c} ab; {k} steigen aus, {m} steigen ein. Wie viele sind es nun?|{p} spart {n} Euro pro Woche für ein Gerät zu {m}00 Euro. Nach wie vielen Wochen reicht es?|Ein Grundstück ist {n} m lang und {m} m breit. Berechne Fläche und Umfang. ;; cot: Löse die Aufgabe und erkläre jeden Denkschritt.|Denke Schritt für Schritt, bevor du antwortest.|Zeige die ganze Gedankenkette, auch verworfene Wege.|Rechne Zeile für Zeile und begründe jede Zeile.|Schreibe alle Zwischengedanken auf und schließe dann. ;; fmt: Die Endantwort kommt in die letzte Zeile.|Gib JSON mit "begruendung" und "antwort" zurück.|Nummeriere die Schritte.|Lass keine Rechnung aus. ;; call: Meine Bestellung {o} ({g}) ist in {c} nicht angekommen.|Mir wurden zweimal {n} Euro abgebucht.|Ich möchte die Adresse der Bestellung {o} ändern.|Das Gerät war nach {n} Tagen kaputt, ich will mein Geld zurück.|Wie setze ich mein Passwort zurück?|Der Mitarbeiter {p} wollte zurückrufen und hat es nie getan.
admin: Ich bitte um eine Abschrift der Geburtsurkunde von {p}, geboren in {c}.|Mein Antrag {o} auf Wohngeld wurde abgelehnt, ich lege Widerspruch ein.|Welche Unterlagen brauche ich für eine Gewerbeanmeldung in {c}?|Die Laterne vor Hausnummer {n} ist seit {k} Wochen defekt. ;; game: Die Wache versperrt das Tor: „Wo ist dein {g}, Fremder?“|Ich greife den Wolf an und würfle {n}.|Sag, alter {p}, was liegt unter {c}?|Ich biete dem Händler {n} Münzen für die Karte. ;; say: Der Kern des Themas „{t}“ wird an einem kleinen Beispiel klar.|Trenne zuerst das Gegebene vom Gesuchten.|In {c} wurde das {n} Monate lang erprobt, mit gemischtem Ergebnis.|Oft wird „{t}“ mit „{u}“ verwechselt.|Also hängt das Ergebnis von beiden Größen ab.|Beginne mit {n} Minuten am Tag und steigere langsam.|Bei einem Kauf wie {g} zählen Preis und Garantie mehr als die Marke.|Der Bericht von {p} nennt {n} Fälle und {m} Ausnahmen.|Falls das nicht klappt, prüfe die zweite Bedingung noch einmal.|Kurz: Halte den Plan einfach und prüfe ihn jede Woche.|Das Amt in {c} hat bis {k} Uhr geöffnet.|Sag Bescheid, wenn du mehr zum Thema {t} brauchst. ;; trans: Übersetze den folgenden Text ins {L}e. Zahlen und Namen bleiben.|Gib eine treue Fassung auf {L}, ohne Kommentar. ;; rewrite: Schreibe den Text in Leichte Sprache um.|Formuliere das neutral und für jedes Publikum geeignet um.|Umschreibe den Abschnitt, ohne den Sinn zu ändern.|Mach daraus eine freundliche Nachricht mit etwa {n} Wörtern. ;; grade: Vergleiche Antwort A und Antwort B. Bewerte beide von 1 bis 10 nach Richtigkeit, Nutzen und Ton und nenne die bessere.|Du bist ein strenger Prüfer. Sage, welche Antwort besser ist und warum; schließe mit [[A]] oder [[B]]. ;; synth: Lies das Dokument und schreibe {k} Anweisungen, die ein Nutzer stellen könnte, jede mit vollständiger Antwort.|Erstelle aus dem Text {k} Fragen mit Antworten, von leicht bis schwer.|Erfinde {k} neue Aufgaben im Stil des Textes und löse sie. ;; note: Konfiguration lesen|leere Zeilen überspringen|Summe pro Monat inkl. MwSt.|OFFEN: Zahlungsverzug|{n} Minuten zwischenspeichern|Kunden aus {c} ;; sys: Du bist ein freundlicher Assistent. Antworte knapp.|Du betreust Kunden eines Shops. Sei höflich und genau.|Du bist ein geduldiger Nachhilfelehrer. ;; refuse: Dabei kann ich nicht helfen.|Das gebe ich leider nicht heraus, kann aber Unbedenkliches anbieten.
@tr
langs: İngilizce|İspanyolca|Portekizce|Fransızca|Almanca|Türkçe|Rusça|Arapça|Hintçe|Çince|Japonca|Korece|Vietnamca|Endonezce|Svahili ;; topics: fotosentez|bileşik faiz|su döngüsü|arz ve talep|Tanzimat dönemi|elektrik devreleri|levha hareketleri|olasılık|kalp ve dolaşım|birinci dereceden denklemler|güneş enerjisi|yazım kuralları|toplu taşıma ;; goods: şarj aleti|blender|okul çantası|kulaklık|vantilatör|mont|su arıtıcı|bisiklet ;; cities: Konya|İzmir|Trabzon|Gaziantep|Bursa|Van ;; names: Elif|Mehmet|Zeynep|Ahmet|Defne|Kerem|Ayşe|Murat ;; open: Merhaba,|İyi günler,|Kısa bir soru:|Yardım eder misin? ;; ask: "{t}" konusunu basitçe anlatır mısın?|"{t}" ile "{u}" arasındaki fark nedir?|"{t}" için günlük hayattan üç örnek ver.|"{t}" hakkında {n} satır yazmam gerekiyor, nereden başlayayım?|"{t}" için hangi kitapları önerirsin?|"{t}" konusu {c} okullarında nasıl işleniyor?|"{t}" için {n} günlük çalışma planı yap.
chat: Komşum {p} her gece müzik açıyor, kibarca nasıl yazarım?|Evde {n} yumurta, pirinç ve soğan var, ne pişireyim?|{c} için çocuklu ve ucuz bir hafta sonu planla.|Yarın {c} şehrinde iş görüşmem var, çok heyecanlıyım.|Kuzenim {p} için {g} iyi bir hediye mi? ;; follow: Kısaltır mısın?|Bir örnek daha ver.|İkinci kısmı anlamadım.|Peki fiyatı ne olur?|Daha resmi yaz.|Tablo yap lütfen.|Teşekkürler, peki ya "{t}"? ;; math: {p} adlı öğrencinin {n} kutuda {m} kalemi var, {k} tanesini dağıtıyor. Kaç kalem kalır?|{c} terminalinden {n} yolcuyla kalkan otobüsten {k} kişi iniyor, {m} kişi biniyor. Kaç yolcu olur?|{p} haftada {n} lira biriktiriyor, {g} {m}00 lira. Kaç haftada alır?|Uzunluğu {n} m, eni {m} m olan bahçenin alanı ve çevresi kaçtır? ;; cot: Çöz ve her adımı açıkla.|Cevaplamadan önce adım adım düşün.|Elediğin yollar dahil bütün akıl yürütmeyi göster.|Satır satır çöz ve her satırı gerekçelendir.|Bütün ara düşünceleri yaz, sonra sonuca var. ;; fmt: Son cevabı son satıra yaz.|"gerekce" ve "cevap" alanlı JSON döndür.|Adımları numaralandır.|Hiçbir işlemi atlama. ;; call: {o} numaralı {g} siparişim {c} adresine gelmedi.|Kartımdan iki kez {n} lira çekildi.|{o} siparişinin adresini değiştirmek istiyorum.|{g} {n} gün sonra bozuldu, iade istiyorum.|Şifremi nasıl yenilerim?|Temsilci {p} arayacaktı, hiç aramadı.
admin: {c} doğumlu {p} için doğum belgesi örneği talep ediyorum.|{o} sayılı yardım başvurum reddedildi, itiraz ediyorum.|{c} ilçesinde küçük dükkân açmak için hangi belgeler gerekir?|{n} numaranın önündeki sokak lambası {k} haftadır yanmıyor. ;; game: Muhafız kapıyı kesti: "{g} nerede, yabancı?"|Kurda saldırıyorum, zar {n}.|Söyle ihtiyar {p}, {c} altında ne var?|Tüccara harita için {n} altın öneriyorum. ;; say: "{t}" konusunun özü küçük bir örnekle daha iyi görülür.|Önce verilenleri ve isteneni ayıralım.|{c} ilinde bu yöntem {n} ay denendi, sonuçlar karışıktı.|Sık yapılan hata "{t}" ile "{u}" konusunu karıştırmaktır.|Demek ki sonuç iki büyüklüğe de bağlıdır.|Günde {n} dakika ile başlayıp yavaşça artırabilirsin.|{g} alırken marka değil fiyat ve garanti önemlidir.|{p} tarafından yazılan raporda {n} olay ve {m} istisna var.|Olmazsa ikinci koşulu yeniden kontrol et.|Kısacası planı sade tut ve her hafta gözden geçir.|{c} bürosu saat {k} olana kadar açıktır.|"{t}" için daha fazla ayrıntı istersen söyle. ;; trans: Aşağıdaki metni {L} diline çevir. Sayıları ve adları koru.|Yorum eklemeden sadık bir {L} çeviri ver. ;; rewrite: Metni on iki yaşındaki bir çocuğun anlayacağı dille yeniden yaz.|Tarafsız ve herkese uygun biçimde yeniden yaz.|Anlamı değiştirmeden başka sözcüklerle anlat.|Yaklaşık {n} kelimelik nazik bir mesaja dönüştür. ;; grade: A ve B yanıtlarını karşılaştır. Doğruluk, yarar ve üslup için 1-10 puan ver, iyisini söyle.|Titiz bir sınav görevlisisin. Hangi yanıt daha iyi, neden? [[A]] veya [[B]] ile bitir. ;; synth: Belgeyi oku, kullanıcıların sorabileceği {k} yönerge yaz ve her birini tam yanıtla.|Bu metinden kolaydan zora {k} soru-cevap üret.|Metnin tarzında {k} yeni görev uydur ve çöz. ;; note: ayarları oku|boş satırları atla|KDV dahil aylık toplam|YAPILACAK: geciken ödemeler|{n} dakika önbellek|{c} müşterileri ;; sys: Sen güler yüzlü bir yardımcısın. Kısa yanıt ver.|Bir mağazanın müşterilerine yardım ediyorsun. Kibar ve net ol.|Sabırlı bir öğretmensin. ;; refuse: Bu konuda yardımcı olamam.|Üzgünüm, bunu veremem ama daha güvenli bilgi önerebilirim.
@ru
langs: английский|испанский|португальский|французский|немецкий|турецкий|русский|арабский|хинди|китайский|японский|корейский|вьетнамский|индонезийский|суахили ;; topics: фотосинтез|сложные проценты|круговорот воды|спрос и предложение|реформы Петра I|электрические цепи|движение плит|теория вероятностей|строение сердца|линейные уравнения|солнечная энергия|причастный оборот|общественный транспорт ;; goods: зарядное устройство|блендер|рюкзак|наушники|вентилятор|пуховик|фильтр для воды|велосипед ;; cities: Казань|Новосибирск|Алматы|Самара|Томск|Минск ;; names: Анна|Дмитрий|Айгуль|Сергей|Мария|Тимур|Ольга|Иван ;; open: Здравствуйте,|Привет!|Короткий вопрос:|Помогите, пожалуйста. ;; ask: Объясни простыми словами тему «{t}».|Чем отличаются «{t}» и «{u}»?|Приведи три бытовых примера по теме «{t}».|Нужно написать {n} строк на тему «{t}», с чего начать?|Какие книги посоветуешь по теме «{t}»?|Как преподают тему «{t}» в городе {c}?|Составь план на {n} дней по теме «{t}».
chat: Сосед {p} шумит по ночам, как вежливо написать ему?|Есть {n} яиц, рис и лук. Что приготовить?|Спланируй недорогие выходные с детьми: {c}.|Завтра собеседование, город {c}, очень волнуюсь.|Хороший ли подарок для брата — {g}? ;; follow: Можно короче?|Ещё один пример, пожалуйста.|Не понял вторую часть.|А сколько это стоит?|Сделай официальнее.|Оформи таблицей.|Спасибо! А про «{t}»? ;; math: У школьника по имени {p} {n} коробок по {m} карандашей, {k} он отдал. Сколько осталось?|Автобус выехал из города {c} с {n} пассажирами; вышло {k}, вошло {m}. Сколько едет дальше?|{p} откладывает {n} рублей в неделю, {g} стоит {m}00 рублей. Через сколько недель хватит?|Участок {n} м на {m} м. Найдите площадь и периметр. ;; cot: Реши и объясни каждый шаг рассуждения.|Подумай пошагово, прежде чем отвечать.|Покажи всю цепочку рассуждений, включая отброшенные варианты.|Распиши построчно и обоснуй каждую строку.|Запиши все промежуточные мысли, потом сделай вывод. ;; fmt: Ответ дай в последней строке.|Верни JSON с полями "ход" и "ответ".|Пронумеруй шаги.|Не пропускай вычисления. ;; call: Заказ {o} ({g}) не пришёл, город {c}.|С карты дважды списали {n} рублей.|Хочу изменить адрес заказа {o}.|Товар ({g}) сломался через {n} дней, верните деньги.|Как восстановить пароль?|Оператор {p} обещал перезвонить и не перезвонил.
admin: Прошу выдать копию свидетельства о рождении: {p}, место рождения {c}.|В пособии по делу {o} отказано, хочу обжаловать.|Какие документы нужны, чтобы открыть лавку в городе {c}?|Фонарь у дома {n} не горит уже {k} недель. ;; game: Стражник преградил путь: «Где твой {g}, чужак?»|Атакую волка, на кубике {n}.|Скажи, старик {p}, что под городом {c}?|Предлагаю купцу {n} монет за карту. ;; say: Суть темы «{t}» проще увидеть на маленьком примере.|Сначала отделим данные от вопроса.|В городе {c} это пробовали {n} месяцев, итог неоднозначный.|Частая ошибка — путать «{t}» и «{u}».|Следовательно, результат зависит от обеих величин.|Начните с {n} минут в день и понемногу увеличивайте.|При выборе товара ({g}) цена и гарантия важнее марки.|В отчёте, который составил(а) {p}, {n} случаев и {m} исключений.|Если не выходит, проверьте второе условие ещё раз.|Короче говоря, держите план простым и пересматривайте его каждую неделю.|Отделение ({c}) работает до {k} часов.|Скажите, если нужно подробнее про «{t}». ;; trans: Переведи следующий текст на {L}. Числа и имена сохрани.|Дай точный перевод на {L} без комментариев. ;; rewrite: Перепиши текст простым языком для двенадцатилетнего.|Перепиши нейтрально, чтобы подходило любой аудитории.|Перефразируй отрывок, не меняя смысла.|Сделай дружелюбное сообщение примерно из {n} слов. ;; grade: Сравни ответ A и ответ B. Оцени от 1 до 10 точность, пользу и тон, назови лучший.|Ты строгий экзаменатор. Какой ответ лучше и почему? В конце [[A]] или [[B]]. ;; synth: Прочитай документ и напиши {k} заданий от лица пользователя с полными ответами.|По тексту составь {k} вопросов с ответами, от простых к сложным.|Придумай {k} новых задач в стиле текста и реши их. ;; note: читаем настройки|пропускаем пустые строки|итог за месяц с НДС|СДЕЛАТЬ: просрочки|кэш на {n} минут|клиенты, город {c} ;; sys: Ты дружелюбный помощник. Отвечай кратко.|Ты отвечаешь клиентам магазина. Будь вежлив и точен.|Ты терпеливый репетитор. ;; refuse: С этим я помочь не могу.|Извините, этого не дам, но могу предложить безопасную информацию.
@ar
langs: الإنجليزية|الإسبانية|البرتغالية|الفرنسية|الألمانية|التركية|الروسية|العربية|الهندية|الصينية|اليابانية|الكورية|الفيتنامية|الإندونيسية|السواحيلية ;; topics: التمثيل الضوئي|الفائدة المركبة|دورة الماء|العرض والطلب|الحضارة الفرعونية|الدوائر الكهربائية|الصفائح التكتونية|الاحتمالات|القلب والدورة الدموية|المعادلات الخطية|الطاقة الشمسية|همزة الوصل|النقل العام ;; goods: شاحن|خلاط|حقيبة مدرسية|سماعة|مروحة|معطف|فلتر ماء|دراجة ;; cities: القاهرة|جدة|دبي|الدار البيضاء|عمّان|أسوان ;; names: أحمد|فاطمة|خالد|مريم|يوسف|نورة|سارة|عمر ;; open: السلام عليكم،|مرحبا،|سؤال سريع:|أرجو المساعدة. ;; ask: اشرح لي {t} بطريقة بسيطة.|ما الفرق بين {t} و{u}؟|أعطني ثلاثة أمثلة من الحياة اليومية عن {t}.|عليّ أن أكتب {n} سطرا عن {t}، من أين أبدأ؟|ما الكتب التي تنصح بها عن {t}؟|كيف يدرّس موضوع {t} في مدارس {c}؟|ضع لي خطة دراسة لمدة {n} يوما عن {t}.
chat: جاري {p} يرفع صوت الموسيقى ليلا، كيف أكتب له بأدب؟|عندي {n} بيضات وأرز وبصل، ماذا أطبخ؟|خطط لعطلة نهاية أسبوع رخيصة مع الأطفال في {c}.|لدي مقابلة عمل غدا في {c} وأنا متوتر.|هل {g} هدية مناسبة لابن عمي {p}؟ ;; follow: هل يمكن أن تختصر؟|أعطني مثالا آخر.|لم أفهم الجزء الثاني.|وكم يكلف ذلك؟|اجعله رسميا أكثر.|ضعه في جدول من فضلك.|شكرا، وماذا عن {t}؟ ;; math: لدى {p} {n} علب في كل منها {m} قلما، وأعطى {k} منها. كم بقي؟|غادرت حافلة {c} وفيها {n} راكبا، نزل {k} وصعد {m}. كم راكبا الآن؟|يوفر {p} {n} ريالا كل أسبوع، وثمن {g} {m}00 ريال. بعد كم أسبوعا يشتريه؟|قطعة أرض طولها {n} مترا وعرضها {m} مترا. احسب المساحة والمحيط. ;; cot: حل المسألة واشرح كل خطوة من تفكيرك.|فكر خطوة بخطوة قبل أن تجيب.|أظهر سلسلة الاستدلال كاملة مع ما استبعدته.|اكتب الحل سطرا سطرا وعلل كل سطر.|دوّن كل الأفكار الوسيطة ثم استنتج. ;; fmt: اكتب الجواب النهائي في السطر الأخير.|أعد JSON فيه "reasoning" و"answer".|رقّم الخطوات.|لا تتخط أي عملية حسابية. ;; call: طلبي رقم {o} ({g}) لم يصل إلى {c}.|خصم مني المبلغ مرتين، {n} في كل مرة.|أريد تغيير عنوان الطلب {o}.|تعطل {g} بعد {n} أيام وأريد استرداد المال.|كيف أستعيد كلمة المرور؟|الموظف {p} وعد بالاتصال ولم يتصل.
admin: أطلب نسخة من شهادة ميلاد {p}، مواليد {c}.|رُفض طلبي رقم {o} للدعم السكني وأرغب في التظلم.|ما الأوراق المطلوبة لفتح محل صغير في {c}؟|عمود الإنارة أمام المنزل رقم {n} معطل منذ {k} أسابيع. ;; game: الحارس يسد البوابة: «أين {g} يا غريب؟»|أهاجم الذئب والنرد {n}.|قل لي يا شيخ {p}، ماذا تحت {c}؟|أعرض على التاجر {n} قطعة ذهبية مقابل الخريطة. ;; say: تتضح فكرة {t} أكثر بمثال صغير.|أولا نفصل المعطيات عن المطلوب.|جُرّب هذا في {c} مدة {n} أشهر وكانت النتائج متفاوتة.|من الأخطاء الشائعة الخلط بين {t} و{u}.|إذن تعتمد النتيجة على الكميتين معا.|ابدأ بـ {n} دقيقة يوميا وزد تدريجيا.|عند شراء {g} فالسعر والضمان أهم من الماركة.|يذكر تقرير {p} {n} حالة و{m} استثناء.|إن لم ينجح ذلك فتحقق من الشرط الثاني مجددا.|باختصار، أبق الخطة بسيطة وراجعها كل أسبوع.|المكتب في {c} مفتوح حتى الساعة {k}.|أخبرني إن أردت تفاصيل أكثر عن {t}. ;; trans: ترجم النص التالي إلى {L} مع الحفاظ على الأرقام والأسماء.|قدم ترجمة أمينة إلى {L} دون تعليق. ;; rewrite: أعد كتابة النص بلغة سهلة يفهمها طفل في الثانية عشرة.|أعد صياغته بشكل محايد يناسب كل القراء.|أعد صياغة المقطع دون تغيير المعنى.|حوّله إلى رسالة لطيفة من نحو {n} كلمة. ;; grade: قارن بين الإجابة A والإجابة B. أعط كلا منهما درجة من 1 إلى 10 للدقة والفائدة والأسلوب واذكر الأفضل.|أنت مصحح صارم. أي الإجابتين أفضل ولماذا؟ اختم بـ [[A]] أو [[B]]. ;; synth: اقرأ المستند واكتب {k} تعليمات قد يطلبها مستخدم مع إجابة كاملة لكل منها.|أنشئ من هذا النص {k} أسئلة وأجوبة متدرجة الصعوبة.|ابتكر {k} مهام جديدة على غرار النص وحلها. ;; note: قراءة الإعدادات|تجاهل الصفوف الفارغة|المجموع الشهري مع الضريبة|لاحقا: المدفوعات المتأخرة|تخزين مؤقت {n} دقيقة|عملاء {c} ;; sys: أنت مساعد ودود. أجب بإيجاز.|أنت تساعد عملاء متجر. كن مهذبا ودقيقا.|أنت معلم صبور. ;; refuse: لا أستطيع المساعدة في ذلك.|عذرا، لن أقدم هذا لكن يمكنني عرض معلومات آمنة.
@hi
langs: अंग्रेज़ी|स्पेनिश|पुर्तगाली|फ़्रेंच|जर्मन|तुर्की|रूसी|अरबी|हिन्दी|चीनी|जापानी|कोरियाई|वियतनामी|इंडोनेशियाई|स्वाहिली ;; topics: प्रकाश संश्लेषण|चक्रवृद्धि ब्याज|जल चक्र|माँग और आपूर्ति|1857 का विद्रोह|विद्युत परिपथ|प्लेट विवर्तनिकी|प्रायिकता|मानव हृदय|रैखिक समीकरण|सौर ऊर्जा|संधि और समास|सार्वजनिक परिवहन ;; goods: चार्जर|मिक्सर|स्कूल बैग|ईयरफ़ोन|पंखा|जैकेट|पानी का फ़िल्टर|साइकिल ;; cities: जयपुर|पटना|लखनऊ|इंदौर|भोपाल|वाराणसी ;; names: राहुल|प्रिया|अंजलि|विकास|सुनीता|अमित|नेहा|रवि ;; open: नमस्ते,|सर,|एक छोटा सवाल:|कृपया मदद करें। ;; ask: {t} को आसान भाषा में समझाइए।|{t} और {u} में क्या अंतर है?|{t} के तीन रोज़मर्रा के उदाहरण दीजिए।|मुझे {t} पर {n} पंक्तियाँ लिखनी हैं, कहाँ से शुरू करूँ?|{t} के लिए कौन सी किताबें अच्छी हैं?|{c} के स्कूलों में {t} कैसे पढ़ाया जाता है?|{t} के लिए {n} दिन की पढ़ाई योजना बनाओ।
chat: पड़ोसी {p} रात को तेज़ गाना बजाता है, विनम्र संदेश कैसे लिखूँ?|घर में {n} अंडे, चावल और प्याज़ हैं, क्या बनाऊँ?|{c} में बच्चों के साथ सस्ता वीकेंड प्लान करो।|कल {c} में इंटरव्यू है, बहुत घबराहट है।|क्या {g} मेरे भाई {p} के लिए अच्छा तोहफ़ा है? ;; follow: थोड़ा छोटा कर दो।|एक और उदाहरण दीजिए।|दूसरा भाग समझ नहीं आया।|और इसका खर्च कितना होगा?|ज़्यादा औपचारिक लिखो।|टेबल बना दो।|धन्यवाद! और {t} के बारे में? ;; math: {p} के पास {n} डिब्बे हैं, हर एक में {m} पेंसिल, उसने {k} दे दीं। कितनी बचीं?|{c} से बस {n} यात्रियों के साथ चली; {k} उतरे और {m} चढ़े। अब कितने हैं?|{p} हर हफ़्ते {n} रुपये बचाता है, {g} {m}00 रुपये का है। कितने हफ़्ते लगेंगे?|एक खेत {n} मीटर लंबा और {m} मीटर चौड़ा है। क्षेत्रफल और परिमाप निकालिए। ;; cot: हल कीजिए और तर्क का हर चरण समझाइए।|उत्तर देने से पहले चरण दर चरण सोचिए।|पूरा तर्क दिखाइए, छोड़े गए विकल्प भी।|पंक्ति दर पंक्ति हल करें और हर पंक्ति का कारण दें।|बीच के सारे विचार लिखें, फिर निष्कर्ष दें। ;; fmt: अंतिम उत्तर आख़िरी पंक्ति में लिखें।|"reasoning" और "answer" वाला JSON दें।|चरणों को क्रमांक दें।|कोई गणना न छोड़ें। ;; call: मेरा ऑर्डर {o} ({g}) {c} नहीं पहुँचा।|UPI से दो बार {n} रुपये कट गए।|ऑर्डर {o} का पता बदलना है।|{g} {n} दिन में ख़राब हो गया, पैसे वापस चाहिए।|पासवर्ड कैसे बदलूँ?|एजेंट {p} ने कॉल का वादा किया था, पर नहीं किया।
admin: {c} में जन्मे {p} के जन्म प्रमाण पत्र की प्रति चाहिए।|आवास सहायता का मेरा आवेदन {o} अस्वीकार हुआ, मैं अपील करना चाहता हूँ।|{c} में छोटी दुकान खोलने के लिए कौन से काग़ज़ चाहिए?|मकान {n} के सामने की बत्ती {k} हफ़्ते से बंद है। ;; game: पहरेदार ने रास्ता रोका: "तुम्हारा {g} कहाँ है?"|मैं भेड़िये पर हमला करता हूँ, पासा {n}।|बताओ बूढ़े {p}, {c} के नीचे क्या है?|नक्शे के लिए व्यापारी को {n} सिक्के देता हूँ। ;; say: {t} का मूल विचार छोटे उदाहरण से साफ़ दिखता है।|पहले दी गई और पूछी गई बातें अलग करें।|{c} में यह {n} महीने आज़माया गया, नतीजे मिले-जुले रहे।|अक्सर लोग {t} और {u} को मिला देते हैं।|इसलिए परिणाम दोनों राशियों पर निर्भर है।|रोज़ {n} मिनट से शुरू करें और धीरे-धीरे बढ़ाएँ।|{g} में ब्रांड से ज़्यादा दाम और वारंटी मायने रखते हैं।|{p} की रिपोर्ट में {n} मामले और {m} अपवाद हैं।|काम न करे तो दूसरी शर्त फिर जाँचें।|संक्षेप में, योजना सरल रखें और हर हफ़्ते देखें।|{c} का दफ़्तर {k} बजे तक खुला है।|{t} पर और जानकारी चाहिए तो बताएँ। ;; trans: इस पाठ का {L} में अनुवाद करें। संख्याएँ और नाम वैसे ही रखें।|बिना टिप्पणी के {L} में सटीक अनुवाद दें। ;; rewrite: पाठ को बारह साल के बच्चे की भाषा में लिखें।|इसे तटस्थ और सबके लिए उपयुक्त बनाकर लिखें।|अर्थ बदले बिना दूसरे शब्दों में लिखें।|लगभग {n} शब्दों का मित्रवत संदेश बनाएँ। ;; grade: उत्तर A और उत्तर B की तुलना करें। शुद्धता, उपयोगिता और लहजे पर 1 से 10 अंक दें और बेहतर बताएँ।|आप सख़्त परीक्षक हैं। कौन सा उत्तर बेहतर है और क्यों? अंत में [[A]] या [[B]] लिखें। ;; synth: दस्तावेज़ पढ़कर {k} निर्देश लिखें जो उपयोगकर्ता पूछ सकता है, हर एक का पूरा उत्तर दें।|इस पाठ से {k} प्रश्नोत्तर बनाएँ, आसान से कठिन।|पाठ की शैली में {k} नए कार्य बनाएँ और हल करें। ;; note: सेटिंग पढ़ें|खाली पंक्तियाँ छोड़ें|GST सहित मासिक योग|बाक़ी: देर से भुगतान|{n} मिनट कैश|{c} के ग्राहक ;; sys: आप मिलनसार सहायक हैं। संक्षेप में उत्तर दें।|आप दुकान के ग्राहकों की मदद करते हैं। विनम्र रहें।|आप धैर्यवान शिक्षक हैं। ;; refuse: मैं इसमें मदद नहीं कर सकता।|क्षमा करें, यह नहीं दूँगा, पर सुरक्षित जानकारी दे सकता हूँ।
@zh
langs: 英语|西班牙语|葡萄牙语|法语|德语|土耳其语|俄语|阿拉伯语|印地语|中文|日语|韩语|越南语|印尼语|斯瓦希里语 ;; topics: 光合作用|复利|水循环|供给与需求|辛亥革命|电路|板块构造|概率|心脏结构|一元一次方程|太阳能|文言文虚词|公共交通 ;; goods: 充电器|电饭煲|书包|蓝牙耳机|电风扇|羽绒服|净水器|自行车 ;; cities: 成都|武汉|西安|台北|广州|昆明 ;; names: 小明|李娜|王芳|张伟|陈静|刘洋|赵磊|小红 ;; open: 你好，|请问，|麻烦问一下：|求助。 ;; ask: 能用简单的话解释一下{t}吗？|{t}和{u}有什么区别？|举三个生活中关于{t}的例子。|我要写{n}行关于{t}的文章，怎么开头？|学习{t}推荐看什么书？|{c}的学校怎么教{t}？|帮我做一个{n}天的{t}学习计划。
chat: 邻居{p}晚上放音乐很吵，怎么写一张客气的纸条？|家里有{n}个鸡蛋、米饭和洋葱，能做什么？|带孩子去{c}过周末，预算不多，怎么安排？|明天在{c}面试，很紧张。|送表弟{p}一个{g}合适吗？ ;; follow: 能短一点吗？|再举个例子。|第二部分没看懂。|那大概要多少钱？|写得正式一些。|做成表格。|谢谢！那{t}呢？ ;; math: {p}有{n}盒铅笔，每盒{m}支，送出{k}支，还剩多少支？|一辆公交车从{c}出发，车上{n}人，下车{k}人，上车{m}人，现在多少人？|{p}每周存{n}元，想买{m}00元的{g}，需要几周？|一块地长{n}米，宽{m}米，求面积和周长。 ;; cot: 请解答并说明每一步推理。|先一步一步思考再回答。|请展示完整的思维链，包括排除的思路。|逐行推导，并说明每一行的理由。|写出全部中间思考过程，最后给结论。 ;; fmt: 最后一行写最终答案。|返回包含"推理"和"答案"的JSON。|给步骤编号。|不要省略任何计算。 ;; call: 我的订单{o}（{g}）还没送到{c}。|支付宝扣了两次款，每次{n}元。|我要修改订单{o}的地址。|{g}用了{n}天就坏了，要退款。|忘记密码怎么办？|客服{p}说会回电，一直没有。
admin: 申请补办{p}的出生证明，出生地{c}。|住房补贴申请{o}被驳回，我要申诉。|在{c}开小店需要哪些材料？|{n}号门前的路灯坏了{k}周了。 ;; game: 守卫拦住城门：“陌生人，你的{g}呢？”|我攻击狼，骰子点数{n}。|老{p}，{c}地下有什么？|我出{n}枚金币向商人买地图。 ;; say: 用一个小例子更容易看懂{t}的核心。|首先把已知条件和所求分开。|{c}试行了{n}个月，结果有好有坏。|常见的错误是把{t}和{u}混为一谈。|因此结果取决于这两个量。|可以从每天{n}分钟开始，慢慢增加。|买{g}时价格和保修比牌子重要。|{p}的报告列出{n}个案例和{m}个例外。|如果不行，再检查一次第二个条件。|总之，计划要简单，每周回顾一次。|{c}的窗口开到下午{k}点。|如果想进一步了解{t}，请告诉我。 ;; trans: 把下面的文字翻译成{L}，数字和人名保持不变。|给出忠实的{L}译文，不要评论。 ;; rewrite: 用十二岁孩子能懂的话改写。|改写成中立、适合所有读者的表述。|换一种说法，不改变意思。|改成一条大约{n}个字的友好消息。 ;; grade: 比较回答A和回答B，从正确性、有用性、语气各打1到10分，并指出更好的一个。|你是严格的评审，哪个回答更好，为什么？最后写[[A]]或[[B]]。 ;; synth: 阅读文档，写出{k}条用户可能提出的指令，并给出完整回答。|根据这段文字编写{k}个由易到难的问答对。|仿照文本风格编{k}个新任务并解答。 ;; note: 读取配置|跳过空行|含税月度合计|待办：逾期付款|缓存{n}分钟|{c}的客户 ;; sys: 你是友好的助手，回答简短。|你为网店客户服务，要礼貌准确。|你是耐心的老师。 ;; refuse: 这个请求我无法协助。|抱歉，不能提供，但可以给出安全的信息。
@ja
langs: 英語|スペイン語|ポルトガル語|フランス語|ドイツ語|トルコ語|ロシア語|アラビア語|ヒンディー語|中国語|日本語|韓国語|ベトナム語|インドネシア語|スワヒリ語 ;; topics: 光合成|複利|水の循環|需要と供給|明治維新|電気回路|プレートテクトニクス|確率|心臓のしくみ|一次方程式|太陽光発電|敬語の使い方|公共交通 ;; goods: 充電器|炊飯器|ランドセル|イヤホン|扇風機|コート|浄水器|自転車 ;; cities: 札幌|福岡|名古屋|仙台|京都|那覇 ;; names: さくら|健太|美咲|翔|陽菜|大輔|由美|拓也 ;; open: こんにちは。|すみません、|ちょっと質問です。|お願いします。 ;; ask: {t}を初心者向けに説明してください。|{t}と{u}の違いは何ですか？|{t}の身近な例を三つ教えて。|{t}について{n}行書かないといけません。どう始めればいい？|{t}のおすすめの本はありますか？|{c}の学校では{t}をどう教えていますか？|{t}の{n}日間の学習計画を作って。
chat: 隣の{p}さんが夜うるさいです。丁寧な手紙の書き方は？|卵が{n}個とご飯と玉ねぎがあります。何が作れますか？|子ども連れで安く{c}の週末を計画して。|明日{c}で面接があって緊張しています。|いとこの{p}に{g}を贈るのはどうですか？ ;; follow: もっと短くできますか？|別の例をお願いします。|後半がわかりません。|費用はいくらくらい？|もっと丁寧にしてください。|表にしてください。|ありがとう！{t}についてはどう？ ;; math: {p}さんは{m}本入りの鉛筆を{n}箱持っていて、{k}本あげました。残りは何本ですか。|{c}を{n}人乗せて出たバスで{k}人降りて{m}人乗りました。今何人ですか。|{p}さんは毎週{n}円貯めます。{m}00円の{g}を買うには何週間かかりますか。|縦{n}m、横{m}mの土地の面積と周の長さを求めなさい。 ;; cot: 解いて、推論の各段階を説明してください。|答える前に一歩ずつ考えてください。|除外した案も含めて思考の流れをすべて示して。|一行ずつ展開し、それぞれ理由を書いてください。|途中の考えをすべて書き、最後に結論を出して。 ;; fmt: 最終行に答えを書いてください。|"reasoning"と"answer"を持つJSONで返して。|手順に番号を付けて。|計算を省略しないで。 ;; call: 注文{o}の{g}が{c}に届きません。|コンビニ払いなのに{n}円が二回請求されました。|注文{o}の住所を変更したいです。|{g}が{n}日で壊れました。返金してください。|パスワードを忘れました。|担当の{p}さんから折り返しがありません。
admin: {c}生まれの{p}の住民票の写しをお願いします。|住宅手当の申請{o}が却下されました。不服を申し立てます。|{c}で小さな店を開くのに必要な書類は？|{n}番地前の街灯が{k}週間切れています。 ;; game: 門番が立ちはだかる。「旅人よ、{g}はどこだ？」|狼を攻撃する。サイコロは{n}。|{p}じいさん、{c}の地下には何がある？|商人に地図の代わりに金貨{n}枚を出す。 ;; say: {t}の要点は小さな例で見ると分かりやすいです。|まず条件と求めるものを分けます。|{c}では{n}か月試され、結果はまちまちでした。|{t}と{u}を混同する間違いがよくあります。|したがって結果は両方の量によって決まります。|一日{n}分から始めて少しずつ増やしましょう。|{g}は銘柄より値段と保証が大切です。|{p}さんの報告には{n}件の事例と{m}件の例外があります。|うまくいかなければ二つ目の条件を確認してください。|要するに計画は簡単にして毎週見直すことです。|{c}の窓口は{k}時まで開いています。|{t}をもっと知りたければ教えてください。 ;; trans: 次の文章を{L}に翻訳してください。数字と名前はそのままで。|注釈なしで忠実な{L}訳をお願いします。 ;; rewrite: 十二歳の子に分かるやさしい日本語に書き換えて。|中立的で誰にでも適した表現に直して。|意味を変えずに言い換えてください。|{n}字くらいの親しみやすいメッセージにして。 ;; grade: 回答Aと回答Bを比べ、正確さ、有用さ、口調を1から10で採点し、良い方を示してください。|厳しい試験官として、どちらの回答が良いか理由とともに述べ、最後に[[A]]か[[B]]と書いて。 ;; synth: 文書を読み、利用者が尋ねそうな指示を{k}個と完全な回答を書いて。|この文章から易しい順に{k}組の質問と答えを作って。|文章の文体で新しい課題を{k}個作り、解いて。 ;; note: 設定を読む|空行を飛ばす|税込みの月計|未対応: 支払い遅延|{n}分キャッシュ|{c}の顧客 ;; sys: あなたは親しみやすい助手です。短く答えてください。|店の顧客対応をします。丁寧で正確に。|あなたは根気強い先生です。 ;; refuse: そのご依頼にはお答えできません。|申し訳ありませんが提供できません。安全な情報ならご案内できます。
@ko
langs: 영어|스페인어|포르투갈어|프랑스어|독일어|터키어|러시아어|아랍어|힌디어|중국어|일본어|한국어|베트남어|인도네시아어|스와힐리어 ;; topics: 광합성|복리|물의 순환|수요와 공급|갑오개혁|전기 회로|판 구조론|확률|심장의 구조|일차방정식|태양광 발전|맞춤법|대중교통 ;; goods: 충전기|전기밥솥|책가방|이어폰|선풍기|패딩|정수기|자전거 ;; cities: 부산|대구|광주|대전|제주|수원 ;; names: 민준|서연|지우|하준|수빈|현우|은지|도윤 ;; open: 안녕하세요.|저기요,|간단한 질문인데요.|도와주세요. ;; ask: {t} 개념을 쉽게 설명해 줘.|{t} 그리고 {u} 차이가 뭐예요?|{t} 관련 일상 예시 세 가지 알려 줘.|{t} 주제로 {n}줄을 써야 하는데 어떻게 시작하지?|{t} 공부에 좋은 책 추천해 주세요.|{c} 학교에서는 {t} 단원을 어떻게 가르치나요?|{t} {n}일 공부 계획 짜 줘.
chat: 옆집 {p} 씨가 밤마다 시끄러운데 정중하게 쪽지를 어떻게 쓰죠?|달걀 {n}개, 밥, 양파가 있는데 뭐 해 먹지?|아이들과 {c} 주말 여행을 싸게 짜 줘.|내일 {c}에서 면접인데 너무 떨려요.|사촌 {p}에게 {g} 선물 괜찮을까? ;; follow: 더 짧게 해 줘.|예시 하나 더요.|두 번째 부분이 이해가 안 돼요.|비용은 얼마나 들까?|더 공손하게 써 주세요.|표로 만들어 줘.|고마워! 그럼 {t} 쪽은? ;; math: {p}이는 연필이 {m}자루씩 든 상자 {n}개가 있고 {k}자루를 나눠 줬다. 몇 자루 남았을까?|{c}에서 {n}명을 태운 버스에서 {k}명이 내리고 {m}명이 탔다. 지금 몇 명인가?|{p}는 매주 {n}원을 모은다. {m}00원짜리 {g}를 사려면 몇 주가 걸리나?|가로 {n}m, 세로 {m}m 땅의 넓이와 둘레를 구하시오. ;; cot: 풀고 추론의 각 단계를 설명해 줘.|답하기 전에 한 단계씩 생각해.|버린 가능성까지 포함해 전체 사고 과정을 보여 줘.|한 줄씩 전개하고 이유를 써 줘.|중간 생각을 모두 적고 결론을 내. ;; fmt: 마지막 줄에 최종 답을 써.|"reasoning"과 "answer"가 있는 JSON으로 줘.|단계에 번호를 붙여.|계산을 생략하지 마. ;; call: 주문 {o} {g}가 {c}에 아직 안 왔어요.|{n}원이 두 번 결제됐어요.|주문 {o} 주소를 바꾸고 싶어요.|{g}가 {n}일 만에 고장 났어요. 환불해 주세요.|비밀번호를 잊었어요.|상담원 {p} 님이 전화 준다더니 안 왔어요.
admin: {c} 출생 {p}의 가족관계증명서를 신청합니다.|주거 지원 신청 {o}이 거절되어 이의를 제기합니다.|{c}에서 작은 가게를 열려면 어떤 서류가 필요한가요?|{n}번지 앞 가로등이 {k}주째 꺼져 있습니다. ;; game: 경비병이 막아선다. "낯선 자여, {g}는 어디 있지?"|늑대를 공격한다. 주사위 {n}.|{p} 영감님, {c} 아래엔 뭐가 있나요?|상인에게 지도 값으로 금화 {n}닢을 낸다. ;; say: {t} 핵심은 작은 예로 보면 쉽습니다.|먼저 주어진 것과 구할 것을 나눕니다.|{c}에서 {n}개월 시험했고 결과는 엇갈렸습니다.|{t} 및 {u} 혼동은 흔한 실수입니다.|따라서 결과는 두 값에 달려 있습니다.|하루 {n}분부터 시작해 조금씩 늘리세요.|{g}는 상표보다 가격과 보증이 중요합니다.|{p} 보고서에는 사례 {n}건과 예외 {m}건이 있습니다.|안 되면 두 번째 조건을 다시 확인하세요.|요컨대 계획은 단순하게 하고 매주 점검하세요.|{c} 창구는 {k}시까지 엽니다.|{t} 내용이 더 필요하면 말씀하세요. ;; trans: 다음 글을 {L}로 번역해 줘. 숫자와 이름은 그대로.|설명 없이 충실한 {L} 번역을 줘. ;; rewrite: 열두 살 아이가 이해하게 쉬운 말로 바꿔 줘.|중립적이고 누구에게나 알맞게 고쳐 써.|뜻을 바꾸지 말고 다르게 표현해.|{n}자 정도의 친근한 메시지로 바꿔. ;; grade: 답변 A와 답변 B를 비교해 정확성, 유용성, 말투를 1~10점으로 매기고 더 나은 쪽을 말해.|너는 엄격한 심사관이다. 어느 답이 나은지 이유를 쓰고 [[A]] 또는 [[B]]로 끝내. ;; synth: 문서를 읽고 사용자가 물을 만한 지시 {k}개와 완전한 답을 써 줘.|이 글로 쉬운 것부터 어려운 것까지 질문과 답 {k}쌍을 만들어.|글의 문체로 새 과제 {k}개를 만들고 풀어. ;; note: 설정 읽기|빈 줄 건너뛰기|부가세 포함 월 합계|할 일: 연체 처리|{n}분 캐시|{c} 고객 ;; sys: 너는 친절한 도우미야. 짧게 답해.|가게 고객을 돕습니다. 공손하고 정확하게.|너는 참을성 있는 선생님이야. ;; refuse: 그 요청은 도와드릴 수 없습니다.|죄송하지만 제공할 수 없고, 안전한 정보는 안내할 수 있습니다.
@vi
langs: tiếng Anh|tiếng Tây Ban Nha|tiếng Bồ Đào Nha|tiếng Pháp|tiếng Đức|tiếng Thổ Nhĩ Kỳ|tiếng Nga|tiếng Ả Rập|tiếng Hindi|tiếng Trung|tiếng Nhật|tiếng Hàn|tiếng Việt|tiếng Indonesia|tiếng Swahili ;; topics: quang hợp|lãi kép|vòng tuần hoàn nước|cung và cầu|phong trào Cần Vương|mạch điện|kiến tạo mảng|xác suất|tim người|phương trình bậc nhất|điện mặt trời|dấu câu|giao thông công cộng ;; goods: bộ sạc|nồi cơm điện|cặp sách|tai nghe|quạt máy|áo khoác|máy lọc nước|xe đạp ;; cities: Đà Nẵng|Cần Thơ|Huế|Hải Phòng|Vinh|Nha Trang ;; names: Minh|Lan|Hương|Tuấn|Ngọc|Dũng|Mai|Phúc ;; open: Chào bạn,|Cho mình hỏi:|Em chào thầy,|Giúp mình với. ;; ask: Giải thích {t} cho người mới học được không?|{t} khác gì {u}?|Cho ba ví dụ đời thường về {t}.|Mình phải viết {n} dòng về {t}, bắt đầu thế nào?|Nên đọc sách nào về {t}?|Ở {c} người ta dạy {t} ra sao?|Lập kế hoạch học {t} trong {n} ngày.
chat: Hàng xóm {p} hay mở nhạc to buổi tối, viết giấy nhắc lịch sự thế nào?|Nhà có {n} quả trứng, cơm và hành, nấu gì?|Lên kế hoạch cuối tuần rẻ ở {c} cùng bọn trẻ.|Mai em phỏng vấn ở {c}, hồi hộp quá.|Tặng em họ {p} một {g} có ổn không? ;; follow: Ngắn hơn được không?|Cho thêm ví dụ.|Mình chưa hiểu phần hai.|Thế giá bao nhiêu?|Viết trang trọng hơn.|Làm thành bảng nhé.|Cảm ơn! Còn {t} thì sao? ;; math: {p} có {n} hộp, mỗi hộp {m} bút chì, cho bạn {k} cây. Còn lại bao nhiêu?|Xe buýt rời {c} với {n} khách; {k} người xuống, {m} người lên. Trên xe có mấy người?|{p} tiết kiệm {n} nghìn mỗi tuần để mua {g} giá {m}00 nghìn. Mất mấy tuần?|Mảnh đất dài {n} m, rộng {m} m. Tính diện tích và chu vi. ;; cot: Giải và nêu rõ từng bước lập luận.|Hãy suy nghĩ từng bước rồi mới trả lời.|Trình bày toàn bộ chuỗi suy luận, cả hướng bị loại.|Viết từng dòng và nêu lý do cho mỗi dòng.|Ghi hết suy nghĩ trung gian rồi kết luận. ;; fmt: Ghi đáp án ở dòng cuối.|Trả về JSON có "reasoning" và "answer".|Đánh số các bước.|Không bỏ qua phép tính nào. ;; call: Đơn {o} ({g}) chưa giao tới {c}.|Tôi bị trừ tiền hai lần, mỗi lần {n} nghìn.|Tôi muốn đổi địa chỉ đơn {o}.|{g} hỏng sau {n} ngày, tôi muốn hoàn tiền.|Quên mật khẩu thì làm sao?|Nhân viên {p} hứa gọi lại mà không gọi.
admin: Xin cấp bản sao giấy khai sinh của {p}, sinh tại {c}.|Hồ sơ {o} xin hỗ trợ nhà ở bị từ chối, tôi muốn khiếu nại.|Mở cửa hàng nhỏ ở {c} cần giấy tờ gì?|Đèn đường trước số nhà {n} hỏng {k} tuần nay. ;; game: Lính gác chặn cổng: "{g} của ngươi đâu, kẻ lạ?"|Tôi đánh con sói, xúc xắc ra {n}.|Nói đi lão {p}, dưới {c} có gì?|Tôi trả lái buôn {n} đồng vàng để lấy bản đồ. ;; say: Ý chính của {t} dễ thấy hơn qua ví dụ nhỏ.|Trước hết tách dữ kiện và điều cần tìm.|Ở {c} đã thử {n} tháng, kết quả không đều.|Lỗi thường gặp là nhầm {t} với {u}.|Vì vậy kết quả phụ thuộc cả hai đại lượng.|Bắt đầu {n} phút mỗi ngày rồi tăng dần.|Khi mua {g}, giá và bảo hành quan trọng hơn nhãn hiệu.|Báo cáo của {p} nêu {n} trường hợp và {m} ngoại lệ.|Nếu không được, hãy xem lại điều kiện thứ hai.|Tóm lại, giữ kế hoạch đơn giản và xem lại mỗi tuần.|Phòng một cửa ở {c} mở đến {k} giờ chiều.|Cho tôi biết nếu cần thêm về {t}. ;; trans: Dịch đoạn sau sang {L}, giữ nguyên số và tên.|Cho bản dịch {L} trung thành, không bình luận. ;; rewrite: Viết lại cho trẻ mười hai tuổi dễ hiểu.|Viết lại trung tính, phù hợp mọi người đọc.|Diễn đạt lại, không đổi ý.|Chuyển thành tin nhắn thân thiện khoảng {n} từ. ;; grade: So sánh câu trả lời A và B. Chấm 1-10 về độ đúng, hữu ích, giọng điệu và chọn câu tốt hơn.|Bạn là giám khảo nghiêm khắc. Câu nào tốt hơn, vì sao? Kết thúc bằng [[A]] hoặc [[B]]. ;; synth: Đọc tài liệu và viết {k} yêu cầu người dùng có thể hỏi, kèm câu trả lời đầy đủ.|Từ đoạn này tạo {k} cặp hỏi đáp từ dễ đến khó.|Nghĩ {k} nhiệm vụ mới theo văn phong đoạn này và giải. ;; note: đọc cấu hình|bỏ dòng trống|tổng tháng gồm VAT|CẦN LÀM: trả chậm|lưu tạm {n} phút|khách ở {c} ;; sys: Bạn là trợ lý thân thiện. Trả lời ngắn.|Bạn hỗ trợ khách của cửa hàng. Lịch sự, chính xác.|Bạn là gia sư kiên nhẫn. ;; refuse: Tôi không thể giúp việc này.|Xin lỗi, tôi không cung cấp, nhưng có thể đưa thông tin an toàn.
@id
langs: Inggris|Spanyol|Portugis|Prancis|Jerman|Turki|Rusia|Arab|Hindi|Mandarin|Jepang|Korea|Vietnam|Indonesia|Swahili ;; topics: fotosintesis|bunga majemuk|siklus air|penawaran dan permintaan|Sumpah Pemuda|rangkaian listrik|lempeng tektonik|peluang|jantung manusia|persamaan linear|energi surya|kata baku|angkutan umum ;; goods: pengisi daya|penanak nasi|tas sekolah|earphone|kipas angin|jaket|penyaring air|sepeda ;; cities: Surabaya|Medan|Makassar|Bandung|Yogyakarta|Padang ;; names: Budi|Siti|Dewi|Agus|Putri|Rizky|Wayan|Ayu ;; open: Halo,|Selamat pagi,|Mau tanya:|Tolong bantu ya. ;; ask: Bisa jelaskan {t} untuk pemula?|Apa bedanya {t} dan {u}?|Beri tiga contoh sehari-hari tentang {t}.|Saya harus menulis {n} baris tentang {t}, mulai dari mana?|Buku apa yang bagus tentang {t}?|Bagaimana {t} diajarkan di {c}?|Buatkan rencana belajar {t} selama {n} hari.
chat: Tetangga saya {p} berisik tiap malam, cara menulis pesan sopan?|Ada {n} telur, nasi dan bawang, masak apa ya?|Rencanakan akhir pekan murah di {c} bersama anak.|Besok wawancara di {c}, saya gugup.|Apakah {g} cocok jadi kado untuk {p}? ;; follow: Bisa lebih singkat?|Contoh lain dong.|Bagian kedua belum paham.|Biayanya berapa?|Lebih formal ya.|Buat jadi tabel.|Makasih! Kalau {t}? ;; math: {p} punya {n} kotak berisi {m} pensil dan memberi {k}. Berapa sisanya?|Bus dari {c} membawa {n} penumpang; {k} turun dan {m} naik. Berapa sekarang?|{p} menabung {n} ribu per minggu untuk {g} seharga {m}00 ribu. Berapa minggu?|Tanah panjangnya {n} m dan lebarnya {m} m. Hitung luas dan keliling. ;; cot: Selesaikan dan jelaskan tiap langkah penalaran.|Pikirkan langkah demi langkah sebelum menjawab.|Tunjukkan seluruh rantai penalaran termasuk yang dibuang.|Uraikan baris demi baris beserta alasannya.|Tulis semua pemikiran antara lalu simpulkan. ;; fmt: Tulis jawaban akhir di baris terakhir.|Kembalikan JSON dengan "reasoning" dan "answer".|Beri nomor tiap langkah.|Jangan lewati hitungan. ;; call: Pesanan {o} ({g}) belum sampai di {c}.|Saldo GoPay terpotong dua kali, {n} ribu.|Saya mau ganti alamat pesanan {o}.|{g} rusak setelah {n} hari, minta uang kembali.|Lupa kata sandi, bagaimana?|Petugas {p} janji menelepon tapi tidak.
admin: Mohon salinan akta lahir {p}, lahir di {c}.|Permohonan bantuan {o} ditolak, saya keberatan.|Dokumen apa untuk buka warung di {c}?|Lampu jalan depan nomor {n} mati {k} minggu. ;; game: Penjaga menghadang: "Mana {g}-mu, orang asing?"|Aku serang serigala, dadu {n}.|Katakan, kakek {p}, ada apa di bawah {c}?|Kutawar peta itu {n} keping emas. ;; say: Inti {t} lebih jelas lewat contoh kecil.|Pertama pisahkan yang diketahui dan yang ditanya.|Di {c} cara ini dicoba {n} bulan, hasilnya beragam.|Kesalahan umum ialah menyamakan {t} dengan {u}.|Jadi hasilnya bergantung pada kedua besaran.|Mulai {n} menit sehari lalu tambah perlahan.|Untuk {g}, harga dan garansi lebih penting daripada merek.|Laporan {p} memuat {n} kasus dan {m} pengecualian.|Bila gagal, periksa lagi syarat kedua.|Singkatnya, buat rencana sederhana dan tinjau tiap minggu.|Loket di {c} buka sampai jam {k}.|Kabari jika perlu rincian tentang {t}. ;; trans: Terjemahkan teks berikut ke bahasa {L}. Angka dan nama tetap.|Beri terjemahan bahasa {L} yang setia tanpa komentar. ;; rewrite: Tulis ulang agar dipahami anak dua belas tahun.|Tulis ulang secara netral untuk semua pembaca.|Parafrasekan tanpa mengubah makna.|Jadikan pesan ramah sekitar {n} kata. ;; grade: Bandingkan jawaban A dan B. Nilai 1-10 untuk ketepatan, manfaat, nada, lalu sebut yang lebih baik.|Kamu penguji ketat. Jawaban mana lebih baik dan mengapa? Akhiri dengan [[A]] atau [[B]]. ;; synth: Baca dokumen dan tulis {k} perintah yang mungkin ditanyakan beserta jawaban lengkap.|Dari teks ini buat {k} tanya jawab dari mudah ke sulit.|Karang {k} tugas baru bergaya teks ini dan selesaikan. ;; note: baca konfigurasi|lewati baris kosong|total bulanan termasuk PPN|TODO: telat bayar|simpan {n} menit|pelanggan di {c} ;; sys: Kamu asisten ramah. Jawab singkat.|Kamu membantu pelanggan toko. Sopan dan tepat.|Kamu guru yang sabar. ;; refuse: Saya tidak bisa membantu itu.|Maaf, itu tidak saya berikan, tetapi ada informasi yang aman.
@sw
langs: Kiingereza|Kihispania|Kireno|Kifaransa|Kijerumani|Kituruki|Kirusi|Kiarabu|Kihindi|Kichina|Kijapani|Kikorea|Kivietinamu|Kiindonesia|Kiswahili ;; topics: usanisinuru|riba ya mchanganyiko|mzunguko wa maji|ugavi na mahitaji|vita vya Maji Maji|saketi za umeme|mabamba ya dunia|uwezekano|moyo wa binadamu|milinganyo sahili|nishati ya jua|ngeli za nomino|usafiri wa umma ;; goods: chaja|blenda|mkoba wa shule|spika za masikio|feni|koti|chujio la maji|baiskeli ;; cities: Mombasa|Arusha|Dodoma|Kisumu|Mwanza|Nakuru ;; names: Juma|Asha|Wanjiru|Baraka|Neema|Otieno|Zawadi|Hamisi ;; open: Habari,|Jambo,|Swali dogo:|Naomba msaada. ;; ask: Nieleze {t} kwa lugha rahisi.|Kuna tofauti gani kati ya {t} na {u}?|Nipe mifano mitatu ya kila siku kuhusu {t}.|Natakiwa kuandika mistari {n} kuhusu {t}, nianzie wapi?|Vitabu gani vizuri kuhusu {t}?|Shule za {c} hufundishaje {t}?|Nitengenezee ratiba ya siku {n} ya kusoma {t}.
chat: Jirani yangu {p} hupiga muziki usiku, nimwandikieje kwa heshima?|Nina mayai {n}, wali na kitunguu, nipike nini?|Panga wikendi ya bei nafuu {c} na watoto.|Kesho nina usaili {c}, nina wasiwasi.|Je, {g} ni zawadi nzuri kwa {p}? ;; follow: Fupisha kidogo.|Toa mfano mwingine.|Sijaelewa sehemu ya pili.|Itagharimu kiasi gani?|Iwe rasmi zaidi.|Weka kwenye jedwali.|Asante! Na {t} je? ;; math: {p} ana maboksi {n} yenye penseli {m} kila moja, akatoa {k}. Zimebaki ngapi?|Basi liliondoka {c} na abiria {n}; {k} wakashuka, {m} wakapanda. Wako wangapi?|{p} huweka akiba shilingi {n} kwa wiki; {g} ni shilingi {m}00. Itachukua wiki ngapi?|Shamba lina urefu wa mita {n} na upana wa mita {m}. Tafuta eneo na mzingo. ;; cot: Tatua na ueleze kila hatua ya hoja zako.|Fikiri hatua kwa hatua kabla ya kujibu.|Onyesha mlolongo wote wa fikra, hata ulizokataa.|Andika mstari kwa mstari na utoe sababu.|Andika mawazo yote ya kati kisha hitimisha. ;; fmt: Weka jibu la mwisho mstari wa mwisho.|Rudisha JSON yenye "reasoning" na "answer".|Weka namba kwa kila hatua.|Usiruke hesabu yoyote. ;; call: Agizo langu {o} la {g} halijafika {c}.|Nimekatwa mara mbili kwa M-Pesa, shilingi {n}.|Nataka kubadili anwani ya agizo {o}.|{g} imeharibika baada ya siku {n}, nataka pesa zangu.|Nimesahau nenosiri, nifanyeje?|Mhudumu {p} aliahidi kunipigia lakini hakupiga.
admin: Naomba nakala ya cheti cha kuzaliwa cha {p}, {c}.|Ombi langu {o} la msaada lilikataliwa, nataka kukata rufaa.|Nahitaji hati gani kufungua duka dogo {c}?|Taa ya barabarani mbele ya nyumba {n} imezimika wiki {k}. ;; game: Mlinzi anazuia lango: "{g} yako iko wapi, mgeni?"|Namshambulia mbwamwitu, dadu {n}.|Niambie mzee {p}, chini ya {c} kuna nini?|Nampa mfanyabiashara sarafu {n} kwa ramani. ;; say: Kiini cha {t} huonekana vizuri kwa mfano mdogo.|Kwanza tenganisha yaliyotolewa na yanayoulizwa.|Huko {c} ilijaribiwa miezi {n}, matokeo yalitofautiana.|Kosa la kawaida ni kuchanganya {t} na {u}.|Kwa hiyo matokeo hutegemea viwango vyote viwili.|Anza na dakika {n} kwa siku kisha ongeza polepole.|Kwa {g}, bei na dhamana ni muhimu kuliko chapa.|Ripoti ya {p} ina visa {n} na vighairi {m}.|Isipofanya kazi, kagua sharti la pili tena.|Kwa ufupi, weka mpango rahisi na uupitie kila wiki.|Ofisi ya {c} hufunguliwa hadi saa {k}.|Niambie ukihitaji zaidi kuhusu {t}. ;; trans: Tafsiri maandishi haya kwa {L}. Acha namba na majina.|Toa tafsiri sahihi kwa {L} bila maoni. ;; rewrite: Andika upya kwa lugha rahisi ya mtoto wa miaka kumi na miwili.|Andika upya bila upendeleo, ifae kila msomaji.|Eleza kwa maneno mengine bila kubadili maana.|Geuza kuwa ujumbe wa kirafiki wa maneno {n}. ;; grade: Linganisha jibu A na jibu B. Toa alama 1-10 kwa usahihi, manufaa na lugha, kisha taja bora.|Wewe ni mtahini mkali. Jibu lipi bora na kwa nini? Maliza na [[A]] au [[B]]. ;; synth: Soma hati na uandike maagizo {k} ambayo mtumiaji angeuliza, kila moja na jibu kamili.|Kutokana na maandishi haya tunga maswali na majibu {k}, rahisi hadi magumu.|Buni kazi mpya {k} kwa mtindo huu na uzitatue. ;; note: soma mipangilio|ruka mistari mitupu|jumla ya mwezi na kodi|BADO: malipo ya kuchelewa|hifadhi dakika {n}|wateja wa {c} ;; sys: Wewe ni msaidizi mkarimu. Jibu kwa ufupi.|Unahudumia wateja wa duka. Kuwa na adabu.|Wewe ni mwalimu mvumilivu. ;; refuse: Siwezi kusaidia katika hilo.|Samahani, sitatoa hilo, ila naweza kutoa taarifa salama.
"""
LANGS = "en es pt fr de tr ru ar hi zh ja ko vi id sw".split()
CHARS_PER_TOKEN = dict(en=4.2, es=3.9, pt=3.9, fr=3.9, de=3.9, tr=3.2, ru=2.9, ar=2.4, hi=2.1, zh=1.3, ja=1.3, ko=1.6, vi=3.0, id=3.8, sw=3.2)
pick = lambda r, seq: seq[int(r.random() * len(seq))]
q = json.encoder.encode_basestring

class Bank:
    """Phrases of one language: lists of templates, filled from slots with a random source."""

    def __init__(self, code, lines, r):
        self.code, self.tok, self.sep = code, CHARS_PER_TOKEN[code], "" if code in ("zh", "ja") else " "
        self.slots = {}
        for line in "\n".join(lines).replace(" ;; ", "\n").split("\n"):
            key, rest = line.split(":", 1)
            self.slots[key.strip()] = [re.split(r"\{(\w)\}", x) for x in rest.strip().split("|")]
        self.name = dict(zip(LANGS, (x[0] for x in self.slots["langs"])))
        self.lex = self.invent(r)
        self.pool = [self.one("say", r) + (self.detail(r) if r.random() < .35 else "") for _ in range(1200)]

    def invent(self, r):
        """Made-up words of the language's own letters: family names, firms, places nobody shares."""
        text = " ".join(p for key in ("ask", "say", "call", "topics", "cities", "names") for parts in self.slots[key] for p in parts[::2])
        words = re.findall(r"[^\W\d_]+(?:[\u0900-\u0963]+)?", text)
        if self.sep == "":
            signs = [x for w in words for x in w]
            return ["".join(r.choices(signs, k=r.choice([2, 2, 3]))) for _ in range(4000)]
        head, tail = [w[:1 + (len(w) + 1) // 2] for w in words if len(w) > 3], [w[len(w) // 2:] for w in words if len(w) > 3]
        return [(pick(r, head) + pick(r, tail)).capitalize() for _ in range(4000)]

    def word(self, r):
        return self.lex[int(len(self.lex) * r.random() ** 1.4)]

    def detail(self, r):
        """A particular: a name, a sum, a date, a number."""
        x = r.random()
        if x < .35:
            return " (%s %s)" % (self.word(r), self.word(r))
        if x < .6:
            return " %s, %d.%02d" % (self.word(r), r.random() * 5000, r.random() * 100)
        return " %s %02d.%02d.%d" % (self.word(r), 1 + r.random() * 28, 1 + r.random() * 12, 2019 + r.random() * 8) if x < .8 else " [%s/%d]" % (self.word(r), r.random() * 9999)

    def fill(self, parts, r, lang=None):
        if len(parts) == 1:
            return parts[0]
        out = []
        for i, p in enumerate(parts):
            if not i & 1:
                out.append(p)
            elif p in "nm":
                out.append(str(3 + int(r.random() * r.random() * 95)))
            elif p == "k":
                out.append(str(2 + int(r.random() * 8)))
            elif p in "tu":
                out.append(pick(r, self.slots["topics"])[0])
            elif p == "g":
                g = pick(r, self.slots["goods"])[0]
                out.append(g if r.random() < .8 else g + " " + pick(r, BRANDS) + "-" + str(int(r.random() * 900 + 100)))
            elif p == "c":
                out.append(pick(r, self.slots["cities"])[0])
            elif p == "p":
                out.append(pick(r, self.slots["names"])[0] + (" " + self.word(r) if r.random() < .4 else ""))
            elif p == "o":
                out.append(pick(r, "ABEKMTX") + pick(r, "ABEKMTX") + "-" + str(int(r.random() * 9e5 + 1e5)))
            else:
                out.append(self.name[lang or "en"])
        return "".join(out)

    def one(self, key, r, lang=None):
        return self.fill(pick(r, self.slots[key]), r, lang)

    def prose(self, r, k):
        """k sentences, mostly from a pool, the first one fresh."""
        return self.sep.join([self.one("say", r)] + r.choices(self.pool, k=k - 1)) if k > 1 else self.one("say", r)

BRANDS = "Velo Nami Tasca Orlo Kivo Zento Maru Bexa Lumo Dara Suri Poko".split()
WORDS = ("factura pedido kunde fatura zakaz uriage dingdan juso hoadon pesanan malipo talib rechnung commande klient siparis okyaku "
         "yonghu gogaek khach pelanggan mteja amil grahak stok lager envio frete livraison teslimat dostavka haisou").split()
VERBS = "calc load merge sync parse export check split send hesapla lire suchen guardar poisk keisan tinh hitung".split()
CODE = [
    "def {f}(rows):\n    # {a}\n    total = 0\n    for row in rows:\n        if not row:  # {b}\n            continue\n        total += row['{v}'] * {n}\n    return total",
    "async function {f}({v}) {{\n  // {a}\n  const res = await fetch(`/api/{w}/${{{v}.id}}`);\n  if (!res.ok) throw new Error('{w} ' + res.status); // {b}\n  return (await res.json()).slice(0, {n});\n}}",
    "public List<String> {f}(Map<String, Integer> {v}) {{\n    // {a}\n    return {v}.entrySet().stream().filter(e -> e.getValue() > {n}) // {b}\n        .map(Map.Entry::getKey).collect(Collectors.toList());\n}}",
    "func {f}({v} []int) (int, error) {{\n\t// {a}\n\tif len({v}) == 0 {{\n\t\treturn 0, errors.New(\"{w}\") // {b}\n\t}}\n\treturn {v}[len({v})-1] % {n}, nil\n}}",
    "-- {a}\nSELECT {v}.id, SUM({w}) AS total FROM {v}\nJOIN {w}_log l ON l.{v}_id = {v}.id\nWHERE l.created > now() - interval '{n} days' -- {b}\nGROUP BY 1 ORDER BY 2 DESC;",
    "<?php\n// {a}\nfunction {f}(array ${v}): array {{\n    return array_filter(${v}, fn($x) => $x['{w}'] >= {n}); // {b}\n}}",
    "class {w}Repo:\n    \"\"\"{a}\"\"\"\n    def {f}(self, {v}_id):\n        with self.db.cursor() as cur:  # {b}\n            cur.execute('select * from {v} where id=%s limit {n}', ({v}_id,))\n            return cur.fetchall()",
]
ERRORS = ["TypeError: 'NoneType' object is not subscriptable", "KeyError: '{v}'", "undefined is not a function ({f})", "UnicodeDecodeError: 'utf-8' codec can't decode byte 0x{n}f",
          "deadlock detected on relation \"{v}\"", "java.lang.NullPointerException at {f}", "AssertionError: expected {n}, got 0", "CORS error for /api/{w}", "segmentation fault in {f}"]

# ------------------------------------------------------------------------------------------------ 2 places and calendars
# country: (hours east, daylight rule, languages, fixed carriers, mobile carriers, mail domains, weekend, top-up agents' share, weight)
PLACES = {
    "ES": (1, "eu", "es", [3352, 12479], [12430, 3352], "gmail.com hotmail.com yahoo.es", (5, 6), .01, 4),
    "MX": (-6, "", "es", [8151, 13999], [28403, 8151], "gmail.com hotmail.com outlook.com", (5, 6), .05, 5),
    "AR": (-3, "", "es", [7303, 10481], [11664, 22927], "gmail.com yahoo.com.ar hotmail.com", (5, 6), .10, 3),
    "CO": (-5, "", "es", [10620, 19429], [27831, 10620], "gmail.com hotmail.com", (5, 6), .05, 3),
    "BR": (-3, "", "pt", [28573, 18881], [26599, 26615], "gmail.com uol.com.br hotmail.com bol.com.br", (5, 6), .03, 8),
    "PT": (0, "eu", "pt", [2860, 3243], [12353], "gmail.com sapo.pt", (5, 6), .01, 2),
    "FR": (1, "eu", "fr", [3215, 12322], [5410, 15557], "gmail.com orange.fr free.fr laposte.net", (5, 6), .01, 5),
    "MA": (1, "", "fr ar", [36903, 6713], [36925], "gmail.com hotmail.fr", (5, 6), .08, 2),
    "SN": (0, "", "fr", [8346], [37649, 8346], "gmail.com yahoo.fr", (5, 6), .12, 1),
    "DE": (1, "eu", "de", [3320, 3209], [6805, 3209], "gmail.com web.de gmx.de t-online.de", (5, 6), .01, 6),
    "AT": (1, "eu", "de", [8447, 8412], [8447], "gmail.com gmx.at", (5, 6), .01, 1),
    "TR": (3, "", "tr", [9121, 47331], [16135, 15897], "gmail.com hotmail.com", (5, 6), .06, 6),
    "RU": (3, "", "ru", [12389, 3216], [8359, 25159], "mail.ru yandex.ru gmail.com", (5, 6), .35, 5),
    "KZ": (5, "", "ru", [9198], [29355, 21299], "mail.ru gmail.com", (5, 6), .15, 1),
    "SA": (3, "", "ar", [25019, 35819], [39891, 43766], "gmail.com hotmail.com", (4, 5), .04, 3),
    "EG": (2, "", "ar", [8452, 24835], [36992, 24835], "gmail.com yahoo.com", (4, 5), .12, 3),
    "AE": (4, "", "ar en", [5384, 15802], [5384, 15802], "gmail.com hotmail.com", (5, 6), .02, 2),
    "IN": (5.5, "", "hi en", [24560, 9829], [55836, 45609], "gmail.com rediffmail.com yahoo.co.in", (6, 6), .05, 9),
    "CN": (8, "", "zh", [4134, 4837], [9808, 4837], "qq.com 163.com outlook.com foxmail.com", (5, 6), .30, 7),
    "TW": (8, "", "zh", [3462, 9924], [24158, 17421], "gmail.com yahoo.com.tw", (5, 6), .02, 2),
    "JP": (9, "", "ja", [4713, 2516], [9605, 17676], "gmail.com yahoo.co.jp docomo.ne.jp", (5, 6), .01, 7),
    "KR": (9, "", "ko", [4766, 9318], [3786, 9644], "naver.com gmail.com daum.net", (5, 6), .01, 5),
    "VN": (7, "", "vi", [45899, 18403], [7552, 131429], "gmail.com", (5, 6), .10, 5),
    "ID": (7, "", "id", [7713, 17451], [23693, 4761], "gmail.com yahoo.co.id", (5, 6), .08, 6),
    "KE": (3, "", "sw en", [37061, 15399], [33771, 36926], "gmail.com yahoo.com", (5, 6), .10, 2),
    "TZ": (3, "", "sw", [33765], [36908, 37133], "gmail.com", (5, 6), .12, 1),
    "NG": (1, "", "en", [37148], [29465, 36873], "gmail.com yahoo.com", (5, 6), .10, 2),
    "PH": (8, "", "en", [9299, 6648], [132199, 4775], "gmail.com yahoo.com", (5, 6), .08, 2),
    "US": (-6, "us", "en es", [7922, 20115], [21928, 6167], "gmail.com outlook.com icloud.com", (5, 6), .0, 5),
    "SG": (8, "", "en zh", [4657, 9506], [45143], "gmail.com", (5, 6), .01, 1),
}
# holidays of 2026: (countries, month, day, length); a few great ones, enough to shift traffic
HOLIDAYS = [("CN", 2, 15, 9), ("TW", 2, 14, 8), ("VN", 2, 14, 9), ("KR", 2, 16, 3), ("SG", 2, 17, 2), ("BR", 2, 14, 4), ("JP", 2, 11, 1), ("KR", 3, 1, 2),
            ("TR SA EG AE MA SN ID", 3, 19, 4), ("SA AE", 3, 23, 2), ("IN", 3, 4, 1), ("IN", 1, 26, 1), ("ES MX CO BR PT DE AR", 4, 3, 1), ("DE AT FR ES", 4, 6, 1),
            ("JP", 4, 29, 1), ("JP", 5, 3, 4), ("CN", 5, 1, 5), ("VN", 4, 30, 2), ("ES MX FR DE AT BR PT TR RU KZ AR CO KE TZ ID KR", 5, 1, 1), ("RU KZ", 5, 9, 3), ("FR", 5, 8, 1),
            ("DE AT FR", 5, 25, 1), ("TR SA EG AE MA SN ID", 5, 26, 5), ("KE", 6, 1, 1), ("CN TW", 6, 19, 3), ("RU", 6, 12, 3), ("PT", 6, 10, 1), ("FR", 7, 14, 1), ("CO", 7, 20, 1),
            ("AR", 7, 9, 2), ("US", 7, 3, 3), ("JP", 8, 11, 6), ("ID", 8, 17, 1), ("IN KR", 8, 15, 2), ("ES FR PT", 8, 10, 6), ("TR", 8, 30, 1), ("VN", 9, 2, 1), ("BR", 9, 7, 1),
            ("MX", 9, 16, 1), ("SA", 9, 23, 1), ("KR", 9, 24, 3), ("CN", 9, 25, 3), ("CN", 10, 1, 7), ("JP", 9, 19, 5), ("DE", 10, 3, 1), ("NG", 10, 1, 1), ("ES CO AR BR", 10, 12, 1), ("KE", 10, 20, 1),
            ("TR", 10, 28, 2), ("IN SG", 11, 8, 2), ("RU", 11, 4, 1), ("FR", 11, 11, 1), ("BR", 11, 20, 1), ("US", 11, 26, 2), ("MX", 11, 16, 1), ("PH", 11, 1, 2), ("JP", 11, 3, 1)]
MUSLIM = {"TR", "SA", "EG", "AE", "MA", "SN", "ID"}
LATE = {"ES", "AR", "EG", "SA", "AE", "MX"}  # people up and online later
PROFILES = {
    "evening": [2, 1, .6, .4, .3, .4, 1, 2, 2.5, 3, 3, 3.5, 4, 3.5, 3, 3.2, 3.6, 4.2, 5, 6, 7, 7, 5.5, 3.5],
    "office": [.1, .05, .05, .05, .05, .1, .4, 1.5, 4, 6.5, 7, 6.5, 3.4, 4.5, 6.5, 6.5, 6, 4.5, 2, .8, .5, .4, .3, .2],
    "student": [2, 1, .5, .3, .2, .2, .5, 1, 1.5, 2, 2.5, 2.5, 2.5, 3, 3.5, 4, 5, 5, 5, 6, 7, 7.5, 6.5, 4],
    "dev": [1.5, 1, .6, .4, .3, .3, .5, 1, 2.5, 4.5, 5.5, 5.5, 4, 4.5, 5.5, 5.5, 5, 4, 3, 3, 3.5, 3.5, 3, 2.2],
    "call": [.6, .4, .3, .3, .3, .5, 1, 3, 5, 6.5, 7, 7, 6, 6, 6.5, 6.5, 6.5, 6.5, 6, 5, 4, 3, 2, 1],
    "web": [2, 1.4, 1, .8, .8, 1, 1.6, 2.6, 3.6, 4.4, 4.8, 5, 5, 4.8, 4.6, 4.6, 4.8, 5, 5.2, 5.6, 6, 5.6, 4.6, 3.2],
    "gamer": [4, 3, 2, 1, .5, .3, .4, .6, 1, 1.5, 2, 2.5, 3, 3, 3, 3.5, 4, 4.5, 5, 6, 7, 8, 8, 6],
    "flat": [1] * 24,
}
CLOUDS = [(16509, "JP"), (16509, "SG"), (16509, "BR"), (16509, "DE"), (16509, "IN"), (396982, "TW"), (396982, "ID"), (8075, "FR"), (8075, "AE"), (24940, "DE"), (16276, "FR"), (14061, "SG"),
          (45102, "CN"), (45102, "ID"), (132203, "CN"), (132203, "SG"), (23576, "KR"), (9371, "JP"), (200350, "RU"), (31898, "SA"), (20473, "JP"), (27715, "BR"), (17451, "ID"), (45899, "VN"), (9121, "TR"), (36914, "KE")]
VPNS = [(9009, "DE"), (212238, "SG"), (60068, "FR"), (39351, "SE"), (9009, "US"), (212238, "JP"), (60068, "NL"), (136787, "TW")]
AWAY = dict(SE=1, NL=1)

# clients: group -> [(user agent with {v}, versions, tls family, endpoint)]
CLIENTS = {
    "py": [("OpenAI/Python {v}", "1.51.0 1.54.3 1.58.1 1.61.0 1.65.4 1.70.0", "httpx", "chat.completions"), ("OpenAI/Python {v}", "1.66.2 1.70.0 1.75.0", "httpx", "responses"),
           ("Anthropic/Python {v}", "0.39.0 0.42.0 0.49.0", "httpx", "messages"), ("python-requests/{v}", "2.28.2 2.31.0 2.32.3", "requests", "chat.completions"),
           ("Python/3.11 aiohttp/{v}", "3.9.5 3.10.11 3.11.13", "aiohttp", "chat.completions"), ("litellm/{v}", "1.52.8 1.59.0 1.63.2", "httpx", "chat.completions")],
    "js": [("OpenAI/JS {v}", "4.68.4 4.77.0 4.85.1 4.90.0", "node", "chat.completions"), ("OpenAI/JS {v}", "4.85.1 4.90.0", "node", "responses"), ("axios/{v}", "1.6.8 1.7.9 1.8.1", "node", "chat.completions"),
           ("ai-sdk/{v} node-fetch", "3.4.7 4.1.0", "undici", "chat.completions")],
    "jvm": [("Java-http-client/{v}", "17.0.9 21.0.2", "java", "chat.completions"), ("okhttp/{v}", "4.11.0 4.12.0", "okhttp", "chat.completions"), ("Apache-HttpClient/{v}", "5.2.1 5.3", "java", "chat.completions")],
    "misc": [("Go-http-client/{v}", "1.1 2.0", "go", "chat.completions"), ("GuzzleHttp/{v}", "7", "curl", "chat.completions"), ("curl/{v}", "7.88.1 8.5.0", "curl", "chat.completions"), ("Ruby/{v}", "3.2.2", "ruby", "chat.completions")],
    "chat": [("ChatBox/{v} (Windows NT 10.0)", "1.9.8 1.10.4", "chrome", "chat.completions"), ("CherryStudio/{v} Electron/31", "0.9.21 1.0.1", "chrome", "chat.completions"), ("LibreChat/{v}", "0.7.5 0.7.6", "undici", "chat.completions"),
             ("open-webui/{v}", "0.4.8 0.5.20", "aiohttp", "chat.completions"), ("LobeHub/{v}", "1.53.0 1.70.2", "undici", "responses"), ("NextChat/{v} Mobile", "2.15.8 2.16.0", "okhttp", "chat.completions"),
             ("Dart/{v} (dart:io)", "3.4 3.5 3.6", "dart", "chat.completions"), ("TelegramBot aiohttp/{v}", "3.9.5", "aiohttp", "chat.completions"), ("Mozilla/5.0 (Linux; Android 14) Chrome/{v} Mobile", "126 129 131 133", "chrome", "chat.completions"),
             ("Mozilla/5.0 (Windows NT 10.0; Win64; x64) Chrome/{v}", "128 131 133", "chrome", "responses"), ("Mozilla/5.0 (iPhone; CPU iPhone OS 17_5) Safari/{v}", "604.1 605.1", "safari", "responses")],
    "agent": [("kodo-cli/{v} node", "0.8.2 0.9.0 0.9.4", "node", "responses"), ("pairhelm/{v}", "2.1.0 2.3.1", "httpx", "messages"), ("opencrab/{v} (bun)", "1.4.2 1.5.0", "bun", "chat.completions")],
    "cat": [("LinguaDesk/{v} .NET", "11.2 11.4", "dotnet", "chat.completions"), ("SegMate-plugin/{v} Java", "5.0.1 5.1.0", "java", "chat.completions")],
}

def hexid(r, n):
    return "%0*x" % (n, r.getrandbits(4 * n))

def tls(family, version):
    h = hashlib.sha256((family + version).encode()).hexdigest()
    return "t13d%s%s_%s_%s" % (15 + int(h[0], 16) % 3, "16h2" if int(h[1], 16) > 6 else "12h1", h[2:14], h[14:26])

# ------------------------------------------------------------------------------------------------ 3 text makers
def question(b, r):
    """A short request of a person in their language."""
    x = r.random()
    s = b.one("ask" if x < .55 else "chat", r)
    if r.random() < .35:
        s = b.one("open", r) + " " + s
    if r.random() < .3:
        s += b.detail(r)
    if r.random() < .25:
        s += b.sep + b.one("say", r)
    if r.random() < .15:
        s += b.sep + b.one("fmt" if r.random() < .3 else "follow", r)
    return s

def reply(b, r, chars):
    return b.prose(r, max(1, int(chars / (24 if b.sep == "" else 68))))

def document(b, r, k):
    """Paragraphs: heading, prose, now and then a list."""
    out = [b.one("admin", r) if r.random() < .3 else b.word(r) + " " + b.word(r) + b.detail(r)]
    while k > 0:
        m = 2 + int(r.random() * 4)
        out.append(b.prose(r, m) + b.detail(r) if r.random() < .85 else "\n".join("- " + s for s in r.choices(b.pool, k=m)))
        k -= m
    return "\n\n".join(out)

def code(b, r, k=1):
    """k snippets whose comments are in the author's language."""
    out = []
    for _ in range(k):
        v, w = pick(r, WORDS), pick(r, WORDS)
        out.append(pick(r, CODE).format(f=pick(r, VERBS) + "_" + w, v=v, w=w, n=2 + int(r.random() * 90), a=b.one("note", r), b=b.one("note", r)))
    return "\n\n".join(out)

def error(r):
    return pick(r, ERRORS).format(f=pick(r, VERBS) + "_" + pick(r, WORDS), v=pick(r, WORDS), w=pick(r, WORDS), n=2 + int(r.random() * 90))

def steps(b, r, k):
    """An answer in numbered steps with some sums."""
    out = []
    for i in range(k):
        x, y = 2 + int(r.random() * 90), 2 + int(r.random() * 12)
        out.append("%d. %s %d × %d = %d" % (i + 1, pick(r, b.pool), x, y, x * y) if r.random() < .6 else "%d. %s" % (i + 1, pick(r, b.pool)))
    return "\n".join(out) + "\n" + pick(r, ["= ", "→ ", "**", "#### "]) + str(int(r.random() * 900))

def transcript(b, r, k):
    return "\n".join(("A: " if i & 1 else "C: ") + (b.one("call", r) + (b.detail(r) if r.random() < .4 else "") if not i & 1 else pick(r, b.pool)) for i in range(k))

def json_reply(r, keys):
    return json.dumps({k: (round(r.random(), 2) if r.random() < .4 else pick(r, WORDS)) for k in keys})

# ------------------------------------------------------------------------------------------------ 4 identities and networks
def block(asn, salt):
    h = zlib.crc32(("%d/%d" % (asn, salt)).encode())
    a = 23 + h % 196
    return "%d.%d" % (a if a not in (100, 127, 169, 172, 192, 198) else a + 1, h >> 8 & 255)

def frag(ip, asn, country):
    return '"ip":"%s","asn":%d,"country":"%s"' % (ip, asn, country)

def home_ip(r, country, asn):
    if r.random() < .1:
        return frag("2%03x:%x:%x:%x::%x" % (zlib.crc32(str(asn).encode()) % 0xfff, asn % 65536, r.getrandbits(16), r.getrandbits(8), r.getrandbits(16)), asn, country)
    return frag("%s.%d.%d" % (block(asn, r.getrandbits(2)), r.getrandbits(8), 1 + int(r.random() * 253)), asn, country)

class Home:
    """A household line whose address changes at the end of a lease."""

    def __init__(self, r, country):
        self.country, self.asn, self.lease, self.now, self.ip = country, pick(r, PLACES[country][3]), pick(r, [1, 3, 7, 14, 60, 60]) * 86400, None, None

    def pick(self, r, t):
        k = int(t // self.lease)
        if k != self.now:
            self.now, self.ip = k, home_ip(r, self.country, self.asn)
        return self.ip

class Mobile:
    """A phone behind carrier-grade NAT: few public addresses for many people."""

    def __init__(self, r, country, size=40):
        self.country, self.asn, self.size = country, pick(r, PLACES[country][4]), size

    def pick(self, r, t):
        k = int(r.random() * self.size)
        return frag("%s.%d.%d" % (block(self.asn, 9), 64 + k // 32, 8 + k % 32), self.asn, self.country)

class Pool:
    """A fixed set of addresses: servers, an office or school gateway, VPN exits."""

    def __init__(self, frags):
        self.frags = frags

    def pick(self, r, t):
        return pick(r, self.frags)

class Blend:
    """Home most of the time, the phone or the office else."""

    def __init__(self, nets, weights):
        self.nets, self.weights = nets, weights

    def pick(self, r, t):
        return r.choices(self.nets, self.weights)[0].pick(r, t)

class Rotate:
    """A bought proxy network: another household line in one of some countries each time."""

    def __init__(self, countries, mobile=.3):
        self.countries, self.mobile = countries, mobile

    def pick(self, r, t):
        c = pick(r, self.countries)
        return Mobile(r, c).pick(r, t) if r.random() < self.mobile else home_ip(r, c, pick(r, PLACES[c][3]))

def cloud(r, k, where=None):
    """k server addresses at a hosting firm."""
    asn, country = pick(r, [x for x in CLOUDS if x[1] == where] or CLOUDS)
    base, d = block(asn, r.getrandbits(3)), r.getrandbits(8)
    return [frag("%s.%d.%d" % (base, d if r.random() < .7 else r.getrandbits(8), 2 + int(r.random() * 250)), asn, country) for _ in range(k)]

def gateway(r, country, k=1):
    """Public addresses of an office, a school, a ministry."""
    asn = pick(r, PLACES[country][3])
    base, d, e = block(asn, 12 + r.getrandbits(2)), r.getrandbits(8), 2 + int(r.random() * 240)
    return [frag("%s.%d.%d" % (base, d, e + i), asn, country) for i in range(k)]

def client(r, *groups):
    """(json piece, endpoint) of a client program out of the groups."""
    ua, versions, family, endpoint = pick(r, CLIENTS[pick(r, groups)])
    v = pick(r, versions.split())
    return '"user_agent":%s,"ja4":"%s"' % (q(ua.format(v=v)), tls(family, v.split(".")[0])), endpoint

class Cust:
    """One row of the truth: an account, or an end user of a reseller; how it writes, from where, when."""
    __slots__ = ("acc", "eu", "pop", "camp", "lang", "b", "country", "style", "harv", "net", "hnet", "cli", "endpoint", "r", "t", "sid", "flag", "model", "new_at",
                 "piece", "absent", "open", "n", "t0", "t1", "h0", "h1", "nh", "x", "sess", "rotates", "retry")

class World:
    """Everything drawn once for a seed: calendar, banks, prompts, models, payment agents, shared tools."""

    def __init__(self, seed, days, prompts):
        self.r = r = random.Random("world %d" % seed)
        self.days, self.start = days, int(datetime.datetime(2026, 1, 12, tzinfo=datetime.timezone.utc).timestamp()) + 86400 * r.randrange(282)
        self.end = self.start + 86400 * days
        self.ids, self.used = random.Random("ids %d" % seed), set()
        blocks = re.split(r"^@(\w\w)\n", BANKS.strip() + "\n", flags=re.M)[1:]
        self.banks = {c: Bank(c, body.strip().split("\n"), r) for c, body in zip(blocks[::2], blocks[1::2])}
        self.prompts = self.load(prompts)
        self.lengths, self.shapes = self.traces(prompts, r)
        brand = pick(r, ["corvus", "halcyon", "meridian", "tessera", "anemone", "boreal"])
        a = r.randint(2, 5)
        self.models = ["%s-%d" % (brand, a), "%s-%d-mini" % (brand, a), "%s-%d-think" % (brand, a), "%s-%d.5" % (brand, a - 1)]
        self.fresh = "%s-%d.5" % (brand, a)
        self.release = self.start + days * 86400 * r.uniform(.3, .65) // 3600 * 3600 + r.choice([0, 1800])
        self.agents_pay, self.calendars, self.tables = {}, {}, {}
        self.popular = [self.agent_tool(r, i) for i in range(3)]
        self.vpn = [[frag("%s.%d.%d" % (block(asn, 5), r.getrandbits(8), 2 + i), asn, c) for i in range(14)] for asn, c in VPNS]
        self.serverless = {c: [frag("%s.%d.%d" % (block(16509, 30 + i % 3), 10 + i, r.getrandbits(8) or 1), 16509, c) for i in range(24)] for c in ("DE", "BR", "SG", "JP", "US")}
        self.weights = [PLACES[c][8] * r.lognormvariate(0, .35) for c in PLACES]
        self.weights = [w if c not in ("NG", "PH", "US", "SG") else w * .7 for c, w in zip(PLACES, self.weights)]

    @staticmethod
    def load(folder):
        """Texts by source and by kind; anything missing is left out."""
        out = {}
        for kind in ("benign", "distillation", "enterprise_template", "refusal_boundary", "reasoning_extraction"):
            d = os.path.join(folder or "", kind)
            for name in sorted(os.listdir(d)) if folder and os.path.isdir(d) else ():
                if name.endswith(".jsonl.gz"):
                    with gzip.open(os.path.join(d, name), "rt", encoding="utf-8") as f:
                        texts = [json.loads(line)["text"][:2600] for line in f]
                    out[name[:-9]] = texts
                    out.setdefault("*" + kind, []).extend(texts)
        return out

    @staticmethod
    def traces(folder, r):
        """Reply lengths (tokens) and burst shapes of real traffic, where the traces are there."""
        lengths, shapes = [int(r.lognormvariate(5.2, 1)) + 3 for _ in range(2000)], [r.uniform(.2, 1.1) for _ in range(400)]
        d = os.path.join(folder or "", "traces")
        try:
            with gzip.open(os.path.join(d, "mooncake_conversation_trace_slim.jsonl.gz"), "rt") as f:
                lengths = [json.loads(x)["output_length"] for x in f][:8000]
            with gzip.open(os.path.join(d, "language_m-small.csv.gz"), "rt") as f:
                shapes = [min(2.5, max(.12, float(x["arg1"]))) for x in csv.DictReader(f)][::17]
        except (OSError, ValueError, KeyError):
            pass
        return lengths, shapes

    def text(self, source, r, b=None):
        """A prompt of a source ("*kind" for all of a kind), or a question of the bank where it is missing."""
        have = self.prompts.get(source)
        return pick(r, have) if have else question(b or self.banks["en"], r)

    def agent_tool(self, r, i):
        """System prompt and tools of a coding agent that many people have installed."""
        names = [["read_file", "write_file", "run_shell", "grep"], ["view", "str_replace", "bash", "todo"], ["open", "edit", "exec", "search_code", "finish"]][i]
        name = ["kodo", "pairhelm", "opencrab"][i]
        rules = r.sample(["Make small edits and run the tests after each.", "Never touch files outside the workspace.", "Answer in the language of the user.", "Plan first, then act; call one tool at a time.",
                          "Prefer the existing helpers of the repository.", "Keep comments in the language the file uses.", "Stop when the tests pass.", "Ask before deleting anything."], 5)
        tools = "[" + ",".join('{"type":"function","function":{"name":"%s"}}' % n for n in names) + "]"
        return "You are %s, a coding agent in a terminal.\n" % name + "\n".join("- " + x for x in rules), tools, names, i

    def where(self, r, lang=None):
        """A country, by weight; one that speaks the language if given."""
        if lang:
            c = [x for x in PLACES if lang in PLACES[x][2].split()]
            return r.choices(c, [PLACES[x][8] for x in c])[0]
        return r.choices(list(PLACES), self.weights)[0]

    def offset(self, country):
        """Hours east of UTC at the world's start."""
        if country not in PLACES:
            return AWAY.get(country, 0)
        h, rule = PLACES[country][:2]
        d = datetime.datetime.fromtimestamp(self.start, datetime.timezone.utc)
        k = (d.month, d.day)
        return h + (rule == "eu" and (3, 29) <= k < (10, 25)) + (rule == "us" and (3, 8) <= k < (11, 1))

    def calendar(self, country):
        """Per local day: 0 working day, 1 weekend, 2 holiday."""
        if country not in self.calendars:
            d0 = datetime.datetime.fromtimestamp(self.start, datetime.timezone.utc).date()
            out = []
            for i in range(-1, self.days + 1):
                d = d0 + datetime.timedelta(i)
                kind = 1 if d.weekday() in PLACES[country][6] else 0
                for who, m, day, n in HOLIDAYS:
                    if country in who.split() and 0 <= (d - datetime.date(2026, m, day)).days < n:
                        kind = 2
                out.append(kind)
            self.calendars[country] = np.array(out)
        return self.calendars[country]

    def hours(self, country, profile):
        """Shares of the 24 local hours; later evenings in some countries, nights in Ramadan."""
        key = country, profile
        if key not in self.tables:
            p = np.array(PROFILES[profile], float)
            if profile not in ("flat", "office") and country in LATE:
                p = .5 * p + .5 * np.roll(p, 1)
            mid = datetime.datetime.fromtimestamp(self.start + self.days * 43200, datetime.timezone.utc).date()
            if country in MUSLIM and profile != "flat" and datetime.date(2026, 2, 18) <= mid <= datetime.date(2026, 3, 19):
                p = .7 * p + .3 * np.roll(p, 4)
                p[17:19] *= .5
            self.tables[key] = p / p.sum()
        return self.tables[key]

    def unique(self, prefix, n):
        while True:
            x = prefix + hexid(self.ids, n)
            if x not in self.used:
                self.used.add(x)
                return x

    def payment(self, r, country):
        """How one pays there: mostly an own instrument; top-up agents and relatives pay for some."""
        share = PLACES[country][7]
        if r.random() < share:
            agents = self.agents_pay.setdefault(country, [])
            if not agents or r.random() < .04:
                agents.append("pm_" + hexid(r, 14))
            return agents[int(len(agents) * r.random() ** 1.5)]
        return "pm_" + hexid(r, 14)

    def account(self, r, country, org=None, plan=None, domain=None, pay="own", age=None, verified=None):
        """The account's own fields, as a firm keeps them."""
        plan = plan or r.choices(["free", "payg", "pro", "team"], [30, 50, 14, 6])[0]
        if age is None:
            age = r.expovariate(1 / 190) if r.random() > .12 else r.uniform(0, 25)
        if pay == "own":
            pay = self.payment(r, country) if plan != "free" else None
        elif pay == "none":
            pay = None
        made = max(min(self.start + self.days * 43200 - age * 86400, self.end), 1672531200 + r.random() * 1e6)
        a = {"id": self.unique("acct_", 14), "org": org or ("org_" + hexid(r, 12) if r.random() < .55 else None), "key": "key_" + hexid(r, 10), "created": made, "country": country if r.random() < .97 else None,
             "plan": plan, "verified": (r.random() < (.12 if plan == "free" else .45)) if verified is None else verified, "payment": pay, "email_domain": domain or pick(r, PLACES[country][5].split())}
        if a["verified"] and r.random() < .3:
            a["verified"] = None if r.random() < .3 else True
        return a

    def cust(self, acc, pop, lang, country, style, net, cli, times, r, eu=None, model=None, mover=.25, absent=False, x=None):
        """Assemble a customer; `times` is (t, sid)."""
        c = Cust()
        c.acc, c.eu, c.pop, c.camp, c.lang, c.country, c.style, c.harv, c.net, c.hnet = acc, eu, pop, None, lang, country, style, None, net, None
        c.b, (c.cli, c.endpoint), c.r, c.absent, c.open, c.x = self.banks[lang], cli, r, absent, {}, {} if x is None else x
        c.t, c.sid = times
        c.flag = np.zeros(len(c.t), np.int8)
        c.model = model or r.choices(self.models, [45, 35, 14, 6])[0]
        c.new_at = float("inf")
        if r.random() < mover:
            c.new_at = self.release + (r.expovariate(1 / 5e5) if r.random() > .12 else r.uniform(0, 86400))
        c.n, c.nh, c.t0, c.t1, c.h0, c.h1 = 0, 0, None, None, None, None
        c.sess, c.rotates, c.retry = r.random() < .45, False, r.uniform(.3, 1)
        return c

# ------------------------------------------------------------------------------------------------ 5 schedules
def grow(g, starts, k, gap, spread=.8):
    """Expand session starts into exchanges: k turns each, log-normal pauses around `gap` seconds."""
    n = int(k.sum())
    sid = np.repeat(np.arange(len(k)), k)
    pause = np.exp(g.normal(math.log(gap), spread, n))
    first = np.cumsum(k) - k
    pause[first] = 0
    total = np.cumsum(pause)
    return np.repeat(starts, k) + total - np.repeat(total[first], k), sid

def humans(W, g, country, per_day, turns, profile, wk=.6, hol=.4, a=0, b=None, gap=75, shape=None):
    """Sessions of a person: local hours, weekends and holidays, several turns each."""
    cal = W.calendar(country)
    w = np.array([1, wk, hol])[cal]
    day = np.arange(-1, W.days + 1)
    w = w * ((day >= a) & (day < (b if b is not None else W.days + 1)))
    if shape is not None:
        w = w * np.interp(day, np.arange(len(shape)), shape)
    n = g.poisson(per_day / turns * w)
    s = int(n.sum())
    if not s:
        return np.zeros(0), np.zeros(0, int)
    hour = g.choice(24, s, p=W.hours(country, profile)) + g.random(s)
    start = np.sort(W.start + np.repeat(day, n) * 86400. + (hour - W.offset(country)) * 3600)
    return grow(g, start, np.minimum(g.geometric(1 / turns, s), 30), gap)

def server(W, g, country, per_day, profile="web", shape=.7, wk=.8, hol=.8, a=0, b=None, turns=1, gap=8):
    """Machine traffic: a gamma renewal process (bursty for small shapes) warped by the daily rhythm."""
    cal = np.array([1, wk, hol])[W.calendar(country)]
    p = np.concatenate([W.hours(country, profile) * w for w in cal])
    t = W.start + (np.arange(len(p) + 1) - 24 - W.offset(country)) * 3600.
    lo, hi = W.start + a * 86400, W.start + (W.days if b is None else b) * 86400
    mid = (t[:-1] + t[1:]) / 2
    p = np.where((mid >= lo) & (mid < hi), p, 0)
    total = p.sum() * per_day / turns
    n = int(g.poisson(max(total, 0)))
    if not n or not p.sum():
        return np.zeros(0), np.zeros(0, int)
    u = np.cumsum(g.gamma(shape, 1, n + 1) + 1e-9)
    start = np.interp(u[:-1] / u[-1], np.concatenate([[0], np.cumsum(p)]) / p.sum(), t)
    if turns == 1:
        return start, np.arange(n)
    return grow(g, start, np.minimum(g.geometric(1 / turns, n), 40), gap, .6)

def batches(W, g, country, hour, size, chance, pace, a=0, b=None, wk=1., sid_per="item"):
    """Jobs at a fixed local hour on some days: `size` items, one every `pace` seconds or so."""
    cal, out, sid = W.calendar(country), [], []
    for d in range(a, W.days if b is None else b):
        if g.random() < chance * (wk if cal[d + 1] else 1):
            m = max(1, int(size * g.lognormal(0, .4)))
            out.append(W.start + d * 86400 + (hour - W.offset(country)) * 3600 + g.uniform(0, 240) + np.cumsum(g.exponential(pace, m)))
            sid.append(np.full(m, d))
    if not out:
        return np.zeros(0), np.zeros(0, int)
    t = np.concatenate(out)
    return t, (np.arange(len(t)) if sid_per == "item" else np.concatenate(sid))

def heavy(r, median, sigma=1.0, top=60):
    """A rate a day with a heavy tail, scaled by the population's tempo in this world."""
    return min(top, median * getattr(r, "tempo", 1) * r.lognormvariate(0, sigma))

# ------------------------------------------------------------------------------------------------ 6 conversation styles
# A style is a generator, one per session: first a Head (system, tools, settings, history kept, endpoint), then turns
# (role, text, answer, extra); extra is None, ("tool", name, args), ("reason", text), ("n", choices) or ("refuse",).
DEV = dict(
    en="Why does this fail?|Write unit tests for this.|Refactor this function, please.|Add error handling and explain.|How do I make this faster?", es="¿Por qué falla esto?|Escribe pruebas unitarias.|Refactoriza esta función.|Agrega manejo de errores.|¿Cómo lo hago más rápido?",
    pt="Por que isso falha?|Escreva testes unitários.|Refatore esta função.|Trate os erros e explique.|Como deixo mais rápido?", fr="Pourquoi ça plante ?|Écris des tests unitaires.|Refactorise cette fonction.|Ajoute la gestion des erreurs.|Comment accélérer ça ?",
    de="Warum schlägt das fehl?|Schreibe Unit-Tests dafür.|Bitte diese Funktion aufräumen.|Fehlerbehandlung ergänzen.|Wie wird das schneller?", tr="Bu neden hata veriyor?|Bunun için birim testi yaz.|Bu fonksiyonu sadeleştir.|Hata yönetimi ekle.|Nasıl hızlandırırım?",
    ru="Почему падает?|Напиши модульные тесты.|Отрефактори функцию.|Добавь обработку ошибок.|Как ускорить?", ar="لماذا يفشل هذا؟|اكتب اختبارات لهذه الدالة.|أعد هيكلة هذه الدالة.|أضف معالجة الأخطاء.|كيف أجعلها أسرع؟",
    hi="यह क्यों फेल हो रहा है?|इसके लिए यूनिट टेस्ट लिखो।|इस फ़ंक्शन को सुधारो।|एरर हैंडलिंग जोड़ो।|इसे तेज़ कैसे करूँ?", zh="为什么报错？|给它写单元测试。|重构这个函数。|加上错误处理并说明。|怎么提速？",
    ja="なぜ失敗しますか？|単体テストを書いて。|この関数をリファクタして。|エラー処理を追加して。|高速化するには？", ko="왜 실패하나요?|단위 테스트를 작성해 줘.|이 함수를 리팩터링해 줘.|오류 처리를 추가해 줘.|어떻게 더 빠르게 하죠?",
    vi="Sao chỗ này lỗi?|Viết unit test cho hàm này.|Tái cấu trúc hàm này.|Thêm xử lý lỗi.|Làm sao nhanh hơn?", id="Kenapa ini gagal?|Tulis unit test.|Rapikan fungsi ini.|Tambahkan penanganan error.|Bagaimana agar lebih cepat?",
    sw="Kwa nini inashindwa?|Andika majaribio ya hii.|Boresha kazi hii.|Ongeza ushughulikiaji wa makosa.|Niifanyeje iwe haraka?")
DEV = {k: v.split("|") for k, v in DEV.items()}

def settings(c, r, temps=(None, None, .7, 1, .3, 0), maxes=(None, None, 1024, 2048, 4096), stream=.5):
    """The client's own request settings, the same every time."""
    if "par" not in c.x:
        p, t, m = [], pick(r, temps), pick(r, maxes)
        if t is not None:
            p.append('"temperature":%s' % t)
        if t and r.random() < .15:
            p.append('"top_p":%s' % pick(r, [.9, .95, 1]))
        if m:
            p.append('"max_tokens":%d' % m)
        if r.random() < .85:
            p.append('"stream":true' if r.random() < stream else '"stream":false')
        c.x["par"] = ",".join(p)
    return c.x["par"]

def size(W, c, r, f=.6):
    return min(1300, max(20, pick(r, W.lengths) * c.b.tok * f))

def pasted(c, r, W):
    """A public prompt, in a non-English account mostly with a request around it."""
    s = W.text("*benign", r, c.b)
    if c.lang == "en" or r.random() < .3:
        return s
    return pick(r, [c.b.one("trans", r, c.lang), c.b.one("rewrite", r), c.b.one("follow", r)]) + "\n\n" + s[:1500]

def s_chat(c, r, W):
    if "sys" not in c.x:
        c.x["sys"] = c.b.one("sys", r) if r.random() < .3 else W.text("awesome_chatgpt_prompts", r, c.b)[:900] if r.random() < .12 else None
    yield c.x["sys"], None, settings(c, r), 24, None
    share = .4 if c.lang == "en" else .1
    while True:
        s = pasted(c, r, W) if r.random() < share else question(c.b, r)
        yield "user", s, reply(c.b, r, size(W, c, r)), None
        while r.random() < .75:
            yield "user", c.b.one("follow", r) if r.random() < .7 else question(c.b, r), reply(c.b, r, size(W, c, r)), None

def s_dev(c, r, W):
    yield (pick(r, ["You are a senior developer.", c.b.one("sys", r)]) if r.random() < .4 else None), None, settings(c, r, (None, 0, .2, .2, .7)), 16, None
    while True:
        k = 1 + int(r.random() * 3)
        s = pick(r, DEV[c.lang]) + "\n\n" + code(c.b, r, k) if r.random() < .7 else W.text("arena_hard_v01", r, c.b) if r.random() < .5 else error(r) + "\n" + pick(r, DEV[c.lang])
        if r.random() < .25:
            s += "\n\n" + error(r)
        yield "user", s, reply(c.b, r, 200) + "\n```\n" + code(c.b, r, k) + "\n```", None

def agent_loop(c, r, W, sysprompt, tools, names, task, par, note=""):
    """One task of a coding agent: the task, then tool results, over many turns."""
    yield sysprompt, tools, par, 40, None
    first = True
    while True:
        role, text = ("user", task + note) if first else ("tool", pick(r, [code(c.b, r, 2 + int(r.expovariate(.2))), error(r) + "\n" + "%d passed, %d failed" % (int(r.random() * 40), int(r.random() * 3)), document(c.b, r, 12),
                                                                         "\n".join("src/%s/%s.py:%d" % (pick(r, WORDS), pick(r, WORDS), int(r.random() * 300)) for _ in range(25))]))
        first = False
        if r.random() < .85:
            yield role, text, pick(r, c.b.pool), ("tool", pick(r, names), json.dumps({"path": "src/%s.py" % pick(r, WORDS), "arg": pick(r, WORDS)}))
        else:
            yield role, text, reply(c.b, r, 300), None
            task, first = pick(r, DEV[c.lang]) + " " + pick(r, WORDS) + "/" + pick(r, WORDS), True

def s_agent(c, r, W):
    sysprompt, tools, names, _ = c.x["tool"]
    task = pick(r, DEV[c.lang]) + " " + error(r) + "\n" + (code(c.b, r, 1) if r.random() < .5 else c.b.one("note", r))
    return agent_loop(c, r, W, sysprompt, tools, names, task, settings(c, r, (None, 0), (4096, 8192), .9))

def s_office(c, r, W):
    """Letters, minutes, translations; texts from half a page to several pages."""
    yield c.x.get("sys"), None, settings(c, r), 10, None
    while True:
        d = document(c.b, r, 4 + int(r.expovariate(1 / 9)))
        s = pick(r, [c.b.one("rewrite", r), c.b.one("trans", r, pick(r, LANGS)), c.b.one("follow", r), c.b.one("synth", r) if r.random() < .15 else c.b.one("rewrite", r)]) + "\n\n" + d
        yield "user", s, reply(c.b, r, size(W, c, r, .8)), None
        if r.random() < .5:
            yield "user", c.b.one("follow", r), reply(c.b, r, size(W, c, r)), None

def s_template(c, r, W):
    """A back end with one fixed template and a small item."""
    x = c.x
    if "tpl" not in x:
        x["what"] = pick(r, ["intent", "reply", "review", "product", "moderate", "sql"])
        x["keys"] = r.sample(["label", "score", "lang", "topic", "urgent", "reason", "price"], 3)
        x["tpl"] = c.b.one("sys", r) + " " + (c.b.one("rewrite", r) if x["what"] in ("reply", "product") else "JSON: " + ", ".join(x["keys"]))
        x["src"] = pick(r, ["banking77_classifier_tenant", "clinc150_router_tenant", "bfcl_sql_tenant", "imdb_sentiment_tenant"]) if c.lang == "en" else None
    yield x["tpl"], None, settings(c, r, (0, 0, .2, .7), (64, 256, 512), .1), 0, None
    while True:
        s = W.text(x["src"], r, c.b) if x["src"] else c.b.one("call", r) if x["what"] != "product" else c.b.one("say", r) + c.b.sep + pick(r, c.b.slots["goods"])[0] + " %d" % (r.random() * 900)
        if r.random() < .3 and not x["src"]:
            s += c.b.sep + c.b.one("call", r)
        yield "user", s, json_reply(r, x["keys"]) if x["what"] not in ("reply", "product") else reply(c.b, r, 260), None

def s_callqa(c, r, W):
    """A call centre marks its agents' calls against a rubric, or sums the call up."""
    yield c.x["tpl"], None, settings(c, r, (0, 0, .2), (512, 800), .05), 0, None
    while True:
        s = "#%d %s\n" % (r.random() * 9e6, pick(r, c.b.slots["names"])[0]) + transcript(c.b, r, 4 + int(r.random() * 10))
        yield "user", s, reply(c.b, r, 300) + "\n" + json_reply(r, ["greeting", "solution", "tone", "total"]), None

def s_cat(c, r, W):
    """A translator's editor sends segment after segment of a document, with the segments before as context."""
    target = c.x.setdefault("target", pick(r, [x for x in LANGS if x != c.lang]))
    target = target if r.random() < .8 else pick(r, LANGS)
    inst = c.x.setdefault("tpl", "%s plug-in. " % pick(r, ["LinguaDesk", "SegMate"]) + c.b.fill(c.b.slots["trans"][0], r, target))
    yield inst, None, settings(c, r, (0, .2), (512,), .1), 4, None
    while True:
        yield "user", c.b.one(pick(r, ["say", "admin", "call", "say"]), r), W.banks[target].one("say", r), None

def homework(b, r, W):
    x = r.random()
    return b.one("math", r) if x < .55 else b.one("ask", r) if x < .8 else W.text(pick(r, ["gsm8k_train", "svamp", "math_test", "asdiv"]), r, b)

def s_class(c, r, W):
    """A student of a class: the sheet's questions, pasted or half retold."""
    yield None, None, settings(c, r), 16, None
    while True:
        s, x = pick(r, c.x["sheet"]), r.random()
        if x < .35:
            s = s + "\n" + c.b.one("cot", r)
        elif x < .55:
            s = c.b.one("open", r) + " " + s
        elif x < .65:
            s = s[:int(len(s) * r.uniform(.6, 1))]
        yield "user", s, steps(c.b, r, 3 + int(r.random() * 5)), None
        while r.random() < .4:
            yield "user", c.b.one("follow", r), reply(c.b, r, size(W, c, r)), None

def s_exam(c, r, W):
    """A revision app with the learner's own key: one template for all its users, reasoning in one or two languages."""
    yield c.x["app"], None, '"temperature":0.3,"max_tokens":1500,"stream":true', 6, None
    while True:
        s = homework(c.b, r, W)
        if c.x["two"]:
            s += "\n(%s + %s)" % (c.b.name[c.lang], c.b.name["en"])
        yield "user", s, steps(c.b, r, 4 + int(r.random() * 5)), None
        if r.random() < .35:
            yield "user", c.b.one("follow", r), reply(c.b, r, 400), None

def s_admin(c, r, W):
    """A town hall: letters answered, decisions put into plain language with one national template."""
    yield c.x["tpl"], None, settings(c, r, (.2, .3), (1500, 2000), .2), 4, None
    while True:
        yield "user", c.b.one("admin", r) + "\n" + document(c.b, r, 3 + int(r.expovariate(1 / 6))), reply(c.b, r, 700), None

def s_npc(c, r, W):
    """A game server: a figure with a persona, a player's lines, the talk so far."""
    who, town = pick(r, c.b.slots["names"])[0], pick(r, c.b.slots["cities"])[0]
    yield "%s\n[NPC] %s / %s / %s" % (c.x["tpl"], who, town, pick(r, WORDS)), None, '"temperature":0.9,"max_tokens":160,"stream":true', 14, None
    while True:
        yield "user", c.b.one("game" if r.random() < .75 else "chat", r), reply(c.b, r, 90), None

def s_batch(c, r, W):
    """A nightly job over records: fields out of a document."""
    if "tpl" not in c.x:
        c.x["keys"] = r.sample(["date", "sum", "party", "risk", "title", "summary", "topics"], 4)
        c.x["tpl"] = c.b.one("rewrite", r) + " JSON: " + ", ".join(c.x["keys"])
    yield c.x["tpl"], None, '"temperature":0,"max_tokens":600', 0, "batch" if c.x.get("batch") else None
    while True:
        s = W.text("spec_bench_summarization", r, c.b) if c.lang == "en" and r.random() < .4 else document(c.b, r, 4 + int(r.expovariate(1 / 8)))
        yield "user", "ID %d\n" % (r.random() * 9e7) + s, json_reply(r, c.x["keys"]) if r.random() < .5 else reply(c.b, r, 350), None

HARNESS = ["Question: {s}\nAnswer:", "{s}\n\nLet's think step by step.", "{s}\n\n{cot}", "{cot}\n\n{s}\n\n{fmt}", "Q: {s}\nA: {cot}", "Solve the problem. {s}\n{fmt}"]

def s_bench(c, r, W):
    """An evaluation lab runs a public benchmark, or its translation, with a fixed harness and repeats."""
    x = c.x
    sysp = W.prompts["fastchat_judge_templates"][0] if x["judge"] and "fastchat_judge_templates" in W.prompts else x.get("sys")
    yield sysp, None, x["bpar"], 0, None
    while True:
        b = W.banks[pick(r, x["langs"])]
        if x["left"] <= 0:
            x["item"], x["left"] = (b.one("math", r) if r.random() < x["local"] else W.text(pick(r, x["sources"]), r, b)), x["k"]
        x["left"] -= 1
        s = x["harness"].format(s=x["item"], cot=b.fill(b.slots["cot"][x["v"]], r), fmt=b.fill(b.slots["fmt"][0], r))
        if x["judge"]:
            s += "\n\n[A] %s\n\n[B] %s" % (reply(b, r, 200), reply(b, r, 200))
        yield "user", s, b.one("refuse", r) if x["red"] and r.random() < .6 else steps(b, r, 3 + int(r.random() * 5)), ("n", [steps(b, r, 4) for _ in range(x["n"] - 1)]) if x["n"] > 1 else None

def s_hack(c, r, W):
    """A hackathon team on the organiser's starter kit."""
    yield c.x["kit"], c.x["tools"], '"temperature":0.7,"stream":true', 8, None
    while True:
        s = question(c.b, r) if r.random() < .5 else pick(r, DEV[c.lang]) + "\n" + code(c.b, r, 1)
        yield "user", s, reply(c.b, r, size(W, c, r)), None

def s_teacher(c, r, W):
    """A teacher fills a worksheet template from a teachers' forum: exercises with worked solutions."""
    yield None, None, settings(c, r), 6, None
    while True:
        s = c.x["form"] + "\n" + pick(r, c.b.slots["topics"])[0] + " / %d\n" % (1 + r.random() * 12) + (c.b.one("math", r) if r.random() < .6 else c.b.prose(r, 4))
        yield "user", s, steps(c.b, r, 5 + int(r.random() * 6)), None
        if r.random() < .4:
            yield "user", c.b.one("follow", r), steps(c.b, r, 5), None

def s_longdoc(c, r, W):
    """Somebody with a long document and many questions on it."""
    d = W.text("writingbench", r, c.b) if r.random() < (.7 if c.lang == "en" else .15) else document(c.b, r, 25 + int(r.random() * 30))
    yield None, None, settings(c, r), 14, None
    yield "user", d[:5000] + "\n\n" + c.b.one("follow", r), reply(c.b, r, 700), None
    while True:
        yield "user", c.b.one("ask" if r.random() < .5 else "follow", r), reply(c.b, r, size(W, c, r)), None

def s_support(c, r, W):
    """A support bot: persona, short customer turns."""
    yield c.x["tpl"], c.x.get("tools"), settings(c, r, (.2, .3), (300, 500), .4), 10, None
    while True:
        yield "user", c.b.one("call", r) if r.random() < .7 else c.b.one("follow", r), reply(c.b, r, 220), None

def s_dataset(c, r, W):
    """A researcher or a localisation team writes test utterances and examples for a small language or a bot of theirs."""
    yield c.x["tpl"], None, settings(c, r, (.7, .9, 1), (1500, 2000), .1), 2, None
    while True:
        yield "user", c.b.one("synth", r) + "\n\n" + (c.b.one("call", r) + "\n" + c.b.one("call", r) if c.x["bot"] else document(c.b, r, 4)), steps(c.b, r, 4 + int(r.random() * 5)), None

# harvest styles: c.x["op"] is the operation that hands out the tasks
def h_translate(c, r, W):
    op = c.x["op"]
    yield op.system, None, op.par, 0, op.endpoint
    while True:
        s, _ = op.take(r)
        target = pick(r, op.langs)
        yield "user", op.template.format(L=op.b.name[target], s=s), W.banks[target].prose(r, 2) + "\n" + steps(W.banks[target], r, 3 + int(r.random() * 6)), None

def paraphrase(b, r):
    """An instruction built anew from parts, so that no two are alike."""
    parts = [b.one("cot", r)]
    if r.random() < .5:
        parts.insert(0, b.one("open", r))
    if r.random() < .6:
        parts.append(b.one("fmt", r))
    if r.random() < .25:
        parts.append(b.one("cot", r))
    return b.sep.join(parts)

def lay(inst, s, r):
    return pick(r, ["{i}\n\n{s}", "{s}\n\n{i}", "{i}\n{s}", "### \n{s}\n### \n{i}", '{i} "{s}"', "{s} {i}", "<task>{s}</task>\n{i}"]).replace("{i}", inst).replace("{s}", s)

def h_rationale(c, r, W):
    op = c.x["op"]
    yield (W.banks[pick(r, op.langs)].one("sys", r) if r.random() < .3 else None), None, op.settings(c, r), 0, None
    while True:
        s, lang = op.take(r)
        b = W.banks[lang or pick(r, op.langs)]
        body = steps(b, r, 4 + int(r.random() * 7))
        yield "user", lay(paraphrase(b, r), s, r), body, ("reason", reply(b, r, 500)) if op.reason else None

def h_docinst(c, r, W):
    op = c.x["op"]
    yield op.system, None, op.settings(c, r), 0, None
    while True:
        b = W.banks[pick(r, op.langs)]
        d = document(b, r, 5 + int(r.random() * 14)) if r.random() < op.local else op.take(r)[0]
        inst = op.template.format(L=op.b.name[b.code], s="") if op.shared else b.one("synth", r)
        yield "user", inst + "\n\n" + d if r.random() < .7 or op.shared else d + "\n\n" + inst, steps(b, r, 5 + int(r.random() * 6)), None

def h_rewrite(c, r, W):
    op = c.x["op"]
    yield op.system if op.shared else None, None, op.settings(c, r), 0, None
    while True:
        s, lang = op.take(r)
        b = W.banks[lang or pick(r, op.langs)]
        s = s if r.random() > op.local else document(b, r, 3 + int(r.random() * 5))
        yield "user", lay(b.one("rewrite", r) + (b.sep + b.one("open", r) if r.random() < .2 else ""), s, r), reply(b, r, 600), None

def h_pairs(c, r, W):
    op = c.x["op"]
    yield op.system if op.shared else None, None, op.settings(c, r), 0, op.endpoint
    while True:
        s, lang = op.take(r)
        b = W.banks[lang or pick(r, op.langs)]
        inst = b.fill(b.slots["grade"][0], r) if op.shared else b.one("grade", r)
        m = pick(r, [("A", "B"), ("1", "2"), ("[A]", "[B]"), ("Response 1", "Response 2")]) if not op.shared else ("A", "B")
        text = "%s\n\nQ: %s\n\n%s: %s\n\n%s: %s" % (inst, s, m[0], steps(b, r, 2 + int(r.random() * 3)), m[1], reply(b, r, 250))
        yield "user", text, reply(b, r, 280) + "\n" + pick(r, ["[[A]]", "[[B]]", "A: %d B: %d" % (1 + r.random() * 10, 1 + r.random() * 10)]), None

def h_agentic(c, r, W):
    """Trajectories of a tool-using agent on tasks of the operation; the plan is asked for aloud."""
    op = c.x["op"]
    sysprompt, tools, names, _ = c.x["tool"]
    s, lang = op.take(r)
    b = W.banks[lang or c.lang]
    task = s if r.random() > op.local else pick(r, DEV[b.code]) + " " + error(r) + "\n" + code(b, r, 2)
    note = "\n" + (op.suffix if op.shared else b.one("cot", r)) if r.random() < .8 else ""
    return agent_loop(c, r, W, sysprompt, tools, names, task, settings(c, r, (None, 0, .7), (4096, 8192), .6), note)

def h_samples(c, r, W):
    op = c.x["op"]
    yield (op.system if op.shared else None), None, op.par, 0, None
    while True:
        s, lang = op.take(r)
        b = W.banks[lang or pick(r, op.langs)]
        text = s + "\n" + op.suffix if op.shared else lay(b.one("cot", r), s, r)
        yield "user", text, steps(b, r, 4 + int(r.random() * 5)), ("n", [steps(b, r, 4) for _ in range(op.nn - 1)]) if op.nn > 1 else None

def h_refusal(c, r, W):
    """Looks for the boundary of refusals: one request in several languages and wordings, some pressed on."""
    op = c.x["op"]
    yield (op.system if op.shared else None), None, op.settings(c, r), 6, None
    while True:
        s, _ = op.take(r)
        b = W.banks[pick(r, op.langs)]
        if b.code != "en":
            s = pick(r, [b.name[b.code] + ": " + s, s + "\n" + b.one("fmt", r), b.one("trans", r, b.code) + "\n" + s])
        yield "user", s, *((b.one("refuse", r), ("refuse",)) if r.random() < .65 else (reply(b, r, 500), None))
        while r.random() < .3:
            yield "user", b.one("rewrite", r), *((b.one("refuse", r), ("refuse",)) if r.random() < .5 else (reply(b, r, 500), None))

def h_dialogue(c, r, W):
    """Another model plays the user, over many turns: a dialogue set."""
    op = c.x["op"]
    b = W.banks[pick(r, op.langs)]
    yield (b.one("sys", r) if r.random() < .6 else None), None, op.settings(c, r), 20, None
    while True:
        s, _ = op.take(r)
        yield "user", s if r.random() > op.local else question(b, r), reply(b, r, 700), None
        while r.random() < .85:
            yield "user", b.one("follow", r) + (b.sep + b.one("ask", r) if r.random() < .4 else ""), reply(b, r, 600), None

def h_code(c, r, W):
    op = c.x["op"]
    yield op.system if op.shared else None, None, op.settings(c, r), 2, None
    while True:
        s, lang = op.take(r)
        b = W.banks[lang or pick(r, op.langs)]
        if r.random() < op.local:
            s = pick(r, DEV[b.code]) + "\n\n" + code(b, r, 2)
        yield "user", lay(b.one("cot", r), s, r), reply(b, r, 400) + "\n```\n" + code(b, r, 2) + "\n```", ("reason", reply(b, r, 400)) if op.reason else None

def h_mosaic(c, r, W):
    """Each request in the member's own words and language: nothing to match but what is wanted."""
    op = c.x["op"]
    yield c.x.get("sys"), None, settings(c, r), 8, None
    while True:
        s, x = op.take(r)[0], r.random()
        b = c.b
        if x < .3:
            s = b.one("math", r) + b.sep + b.one("cot", r)
        elif x < .5:
            s = question(b, r) + b.sep + b.one("cot", r)
        elif x < .6:
            s = pick(r, DEV[b.code]) + "\n" + code(b, r, 1) + "\n" + b.one("cot", r)
        elif x < .7:
            s = b.one("synth", r) + "\n" + document(b, r, 5)
        yield "user", s, steps(b, r, 4 + int(r.random() * 6)), None
        if r.random() < .3:
            yield "user", b.one("follow", r), reply(b, r, 500), None

# ------------------------------------------------------------------------------------------------ 7 innocent populations
def person_net(W, r, country):
    x = r.random()
    if x < .3:
        return Mobile(r, country)
    if x < .55:
        return Home(r, country)
    return Blend([Home(r, country), Mobile(r, country)], [.65, .35])

def server_net(W, r, country):
    """Where a small firm's program runs: own servers, a serverless platform shared by many, or the office."""
    x = r.random()
    if x < .6:
        return Pool(cloud(r, 1 + int(r.random() * 3), country if r.random() < .5 else None))
    if x < .85:
        return Pool(W.serverless[pick(r, sorted(W.serverless))])
    return Pool(gateway(r, country))

def speak(W, r, country):
    langs = PLACES[country][2].split()
    return langs[0] if len(langs) == 1 or r.random() < .6 else langs[1]

def place(W, r):
    """A country, the language spoken there, its bank."""
    k = W.where(r)
    lang = speak(W, r, k)
    return k, lang, W.banks[lang]

def groups(n, draw):
    """Sizes of groups until n is used up."""
    while n > 0:
        m = min(n, draw())
        n -= m
        yield m

def firm(r):
    return "%s%s.%s" % (pick(r, WORDS), pick(r, WORDS)[:4] + ("" if r.random() < .5 else str(int(r.random() * 99))), pick(r, "com com net io co app org".split()))

def p_hobby(W, r, g, n):
    for _ in range(n):
        k, lang, _ = place(W, r)
        t = humans(W, g, k, heavy(r, .9), r.uniform(2, 4.5), "evening", r.uniform(.8, 1.6), r.uniform(.5, 1.4))
        yield W.cust(W.account(r, k), "hobby_chat", lang, k, s_chat, person_net(W, r, k), client(r, "chat", "chat", "py", "js"), t, r)

def p_dev(W, r, g, n):
    for _ in range(n):
        k = W.where(r)
        t = humans(W, g, k, heavy(r, 1.3), r.uniform(1.5, 4), "dev", r.uniform(.2, .8), r.uniform(.1, .6), gap=50)
        net = Blend([person_net(W, r, k), Pool(gateway(r, k)), Pool(cloud(r, 1))], [.6, .25, .15])
        yield W.cust(W.account(r, k, domain=firm(r) if r.random() < .2 else None), "dev_sdk", speak(W, r, k), k, s_dev if r.random() < .8 else s_support, net, client(r, "py", "js", "jvm", "misc"), t, r,
                     x={"tpl": W.banks["en"].one("sys", r)})

def p_agents(W, r, g, n):
    for _ in range(n):
        k = W.where(r)
        tool = r.choices(W.popular, [5, 3, 2])[0]
        t = humans(W, g, k, heavy(r, 2.6, .9), r.uniform(5, 12), "dev", .4, .3, gap=14)
        ua, vs, fam, ep = CLIENTS["agent"][tool[3]]
        v = pick(r, vs.split())
        yield W.cust(W.account(r, k, plan=r.choices(["payg", "pro", "team"], [5, 4, 1])[0]), "code_agents", speak(W, r, k), k, s_agent, Blend([person_net(W, r, k), Pool(gateway(r, k))], [.7, .3]),
                     ('"user_agent":%s,"ja4":"%s"' % (q(ua.format(v=v)), tls(fam, v.split(".")[0])), ep), t, r, x={"tool": tool}, mover=.5)

def p_enterprise(W, r, g, n):
    for m in groups(n, lambda: 6 + int(r.expovariate(1 / 18))):
        k = W.where(r)
        org, dom, exits, cli, absent = "org_" + hexid(r, 12), firm(r), gateway(r, k, 1 + int(r.random() * 2)), client(r, "js", "jvm", "chat"), r.random() < .15
        age, sysp, rate, lang = r.uniform(20, 500), (W.banks[speak(W, r, k)].one("sys", r) if r.random() < .5 else None), r.uniform(.7, 2), speak(W, r, k)
        for _ in range(m):
            t = humans(W, g, k, heavy(r, rate, .9), 2, "office", .04, .03)
            net = Blend([Pool(exits), Home(r, k)], [.85, .15]) if r.random() < .4 else Pool(exits)
            yield W.cust(W.account(r, k, org, "enterprise", dom, None, max(1, age + r.uniform(-15, 15)), True), "enterprise_seats", lang, k, s_office, net, cli, t, r, absent=absent, x={"sys": sysp}, mover=.1)

def p_saas(W, r, g, n):
    for _ in range(n):
        k = W.where(r)
        t = server(W, g, k, heavy(r, 3.2, 1.1, 90), "web", pick(r, W.shapes), r.uniform(.6, 1.2), r.uniform(.5, 1.2))
        yield W.cust(W.account(r, k, plan=pick(r, ["payg", "team", "pro"]), domain=firm(r)), "saas_tenants", speak(W, r, k), k, s_template, server_net(W, r, k), client(r, "py", "js", "jvm", "misc"), t, r, mover=.06, absent=r.random() < .05)

def p_call(W, r, g, n):
    """Call centres: one outsourcer serves many brands, each with its own account, all with the outsourcer's rubric."""
    for m in groups(n, lambda: 3 + int(r.expovariate(1 / 9))):
        k, lang, _ = place(W, r)
        b, net, cli, same = W.banks[lang], Pool(gateway(r, k, 2) if r.random() < .6 else cloud(r, 2, k)), client(r, "py", "jvm", "misc"), r.random() < .5
        tpl, pay = b.one("sys", r) + " " + b.fill(b.slots["grade"][1], r).replace("[[A]]", "PASS").replace("[[B]]", "FAIL") + " " + b.one("fmt", r), "pm_" + hexid(r, 14)
        org = "org_" + hexid(r, 12)
        for _ in range(m):
            t = server(W, g, k, heavy(r, 4, .8, 60), "call", r.uniform(.5, 1.1), .6, .5)
            yield W.cust(W.account(r, k, org if same else None, "team", firm(r), pay if same else "own"), "call_centres", lang, k, s_callqa, net, cli, t, r, x={"tpl": tpl}, mover=.08, absent=False)

def p_translate(W, r, g, n):
    for _ in range(n):
        k = W.where(r)
        t = humans(W, g, k, heavy(r, 3, .9), r.uniform(8, 20), "office", .4, .3, gap=35)
        yield W.cust(W.account(r, k, plan=pick(r, ["payg", "pro"])), "translators", speak(W, r, k), k, s_cat, person_net(W, r, k), client(r, "cat"), t, r, mover=.15)

def p_class(W, r, g, n):
    """Students of one class: the same sheet, a school gateway, all near the deadline; some accounts bought by the school."""
    for m in groups(n, lambda: 12 + int(r.random() * 35)):
        k, lang, _ = place(W, r)
        b, school = W.banks[lang], gateway(r, k, 1)
        sheet = [homework(b, r, W) for _ in range(4 + int(r.random() * 6))]
        due, fresh, card, dom = r.uniform(3, W.days), r.random() < .4, "pm_" + hexid(r, 14), (firm(r).split(".")[0] + ".edu" if r.random() < .5 else None)
        shape = np.exp(-np.maximum(due - np.arange(W.days + 2), 0) / r.uniform(.8, 2.5)) * (np.arange(W.days + 2) <= due) + .02
        one_client = client(r, "chat") if r.random() < .5 else None
        for _ in range(m):
            t = humans(W, g, k, heavy(r, 5, .6), 3, "student", 1.1, .8, shape=shape)
            acc = W.account(r, k, plan="team" if fresh else None, domain=dom, pay=card if fresh else "own", age=(W.days / 2 - due + r.uniform(4, 12)) if fresh else None, verified=None)
            yield W.cust(acc, "class_deadline", lang, k, s_class, Blend([Pool(school), person_net(W, r, k)], [.4, .6]), one_client or client(r, "chat"), t, r, x={"sheet": sheet})

def p_exam(W, r, g, n):
    apps = {}
    for _ in range(n):
        k, lang, b = place(W, r)
        app = apps.setdefault((lang, int(r.random() * 2)), (b.fill(b.slots["sys"][2], r) + " " + b.one("cot", r) + " " + b.one("fmt", r), client(r, "chat", "js")))
        t = humans(W, g, k, heavy(r, 1.6), r.uniform(3, 7), "student", 1.3, 1, gap=110)
        yield W.cust(W.account(r, k), "exam_prep", lang, k, s_exam, person_net(W, r, k), app[1] if r.random() < .7 else client(r, "chat"), t, r, x={"app": app[0], "two": lang != "en" and r.random() < .35}, mover=.1)

def p_admin(W, r, g, n):
    forms = {}
    for m in groups(n, lambda: 4 + int(r.random() * 14)):
        k = W.where(r)
        lang = PLACES[k][2].split()[0]
        b = W.banks[lang]
        tpl = forms.setdefault(k, b.fill(b.slots["rewrite"][0], r) + " " + b.one("sys", r))
        exits, cli, org, absent = gateway(r, k, 2), client(r, "jvm", "js", "misc"), "org_" + hexid(r, 12), r.random() < .25
        for _ in range(m):
            t = humans(W, g, k, heavy(r, 1.5, .8), 1.4, "office", .01, .01, gap=200)
            yield W.cust(W.account(r, k, org, "enterprise", firm(r).split(".")[0] + ".gov." + k.lower(), None, None, True), "public_administration", lang, k, s_admin, Pool(exits), cli, t, r, x={"tpl": tpl}, mover=.02, absent=absent)

def p_game(W, r, g, n):
    for m in groups(n, lambda: 1 + int(r.expovariate(1 / 2.5))):
        k, lang, _ = place(W, r)
        net, cli, tpl, rate, org, dom = Pool(cloud(r, 3)), client(r, "misc", "js", "jvm"), W.banks[lang].one("game", r), heavy(r, 5, .7, 40), "org_" + hexid(r, 12), firm(r)
        for _ in range(m):
            t = server(W, g, k, rate * r.uniform(.8, 1.2), "gamer", r.uniform(.6, 1.2), 1.4, 1.5, turns=r.uniform(4, 10), gap=25)
            yield W.cust(W.account(r, k, org, "payg", dom), "game_servers", lang, k, s_npc, net, cli, t, r, x={"tpl": tpl}, mover=.05)

def p_nightly(W, r, g, n):
    for _ in range(n):
        k = W.where(r)
        t = batches(W, g, k, r.choice([0, 1, 2, 3, 4, 22, 23]) + r.random(), heavy(r, 12, .8, 120), r.uniform(.3, .95), r.uniform(2, 40), wk=r.choice([1, 1, .1]))
        yield W.cust(W.account(r, k, plan=pick(r, ["payg", "team"]), domain=firm(r)), "nightly_batches", speak(W, r, k), k, s_batch, server_net(W, r, k), client(r, "py", "jvm", "misc"), t, r, x={"batch": r.random() < .4}, mover=.08)

BENCH = "gsm8k_train math_test bbh svamp asdiv gsm_hard ocw_minerva biggen_bench mt_bench arena_hard_v01 apibench do_not_answer hh_rlhf_harmless agentbench_os".split()

def p_labs(W, r, g, n):
    """Evaluation labs: public benchmarks in many languages, repeats, the new model on its first day; a few audit safety."""
    for m in groups(n, lambda: 1 + int(r.expovariate(1 / 1.2))):
        k = W.where(r)
        red = r.random() < .2
        langs = r.sample(LANGS, r.randint(1, 6)) if r.random() < .7 else [speak(W, r, k)]
        x = {"langs": langs, "sources": (["do_not_answer", "hh_rlhf_harmless", "promptfoo_redteam"] if red else r.sample(BENCH, r.randint(1, 3))), "harness": pick(r, HARNESS), "v": r.randrange(5), "k": r.choice([1, 1, 1, 3, 5, 8]),
             "local": 0 if red else r.choice([0, 0, .3, .8]), "judge": not red and r.random() < .2, "red": red, "left": 0, "item": "", "sys": None,
             "n": (nn := r.choice([1, 1, 1, 1, 2, 4])), "bpar": ('"n":%d,' % nn if nn > 1 else "") + '"temperature":%s,"max_tokens":%d' % (pick(r, [0, 0, .6, .7, 1]), pick(r, [512, 1024, 2048])) + (',"seed":%d' % (r.random() * 99) if r.random() < .4 else "") + (',"logprobs":true' if r.random() < .15 else "")}
        net, cli, org, dom = Pool(cloud(r, 2) if r.random() < .6 else gateway(r, k)), client(r, "py"), "org_" + hexid(r, 12), firm(r)
        for _ in range(m):
            t, s = batches(W, g, k, r.uniform(8, 20), heavy(r, 45, .8, 260), r.uniform(.08, .3), r.uniform(3, 60))
            c = W.cust(W.account(r, k, org, "payg", dom), "evaluation_labs", langs[0], k, s_bench, net, cli, (t, s), r, x=dict(x), mover=0)
            if r.random() < .65:  # the new model gets its own run within a day
                t2 = W.release + r.uniform(1, 22) * 3600 + np.cumsum(g.exponential(r.uniform(2, 30), int(heavy(r, 90, .5, 300))))
                c.t, c.sid = np.concatenate([t, t2]), np.arange(len(t) + len(t2))
                c.new_at = float(t2[0]) - 1
            c.flag = np.zeros(len(c.t), np.int8)
            yield c

def p_hackathon(W, r, g, n):
    for m in groups(n, lambda: 30 + int(r.random() * 90)):
        k = W.where(r)
        lang, a = speak(W, r, k), r.uniform(2, max(2.1, W.days - 3))
        b, venue, coupon, cli = W.banks[lang], gateway(r, k, 2), "pm_" + hexid(r, 14), client(r, "py", "js")
        kit = "Starter kit %s Hack %d. " % (pick(r, BRANDS), 2026) + b.one("sys", r)
        tools = None if r.random() < .5 else '[{"type":"function","function":{"name":"search_%s"}},{"type":"function","function":{"name":"send_mail"}}]' % pick(r, WORDS)
        shape = np.interp(np.arange(W.days + 2), [a - 1.01, a - 1, a + 1, a + 1.01, a + 4], [.02, 1, 1, .05, .01])
        for _ in range(m):
            t = humans(W, g, k, heavy(r, 16, .7, 90), 4, "dev", 1, 1, shape=shape, gap=45)
            acc = W.account(r, k, plan="payg", pay=coupon if r.random() < .7 else "own", age=W.days / 2 - a + r.uniform(0, 3), verified=False)
            yield W.cust(acc, "hackathons", lang, k, s_hack, Blend([Pool(venue), Mobile(r, k)], [.8, .2]), cli if r.random() < .7 else client(r, "py", "js"), t, r, x={"kit": kit, "tools": tools})

def p_vpn(W, r, g, n):
    """People behind a VPN: exits shared by strangers, countries that do not match."""
    for _ in range(n):
        k = W.where(r, pick(r, ["ru", "zh", "zh", "tr", "ar", "ru", "vi", "de", "en"]))
        exits = Blend([Pool(pick(r, W.vpn)), person_net(W, r, k)], [.8, .2]) if r.random() < .5 else Blend([Pool(pick(r, W.vpn)), Pool(pick(r, W.vpn))], [.7, .3])
        t = humans(W, g, k, heavy(r, 1.4), 3, "evening", 1.2, 1)
        yield W.cust(W.account(r, k, pay="own"), "vpn_users", speak(W, r, k), k, s_chat if r.random() < .7 else s_dev, exits, client(r, "chat", "py", "js"), t, r)

def p_fleet(W, r, g, n):
    """One firm's fleet: a balancer spreads the load evenly over its accounts, day and night."""
    for m in groups(n, lambda: 4 + int(r.random() * 9)):
        k, lang, _ = place(W, r)
        b, net, cli, org, pay, dom, rate = W.banks[lang], Pool(cloud(r, 4)), client(r, "py", "js", "misc"), "org_" + hexid(r, 12), "pm_" + hexid(r, 14), firm(r), r.uniform(6, 26)
        tpl = b.one("sys", r) + " " + b.one("rewrite", r)
        style = pick(r, [s_support, s_batch, s_template])
        for _ in range(m):
            t = server(W, g, k, rate, "flat", 1.5, 1, 1, turns=3 if style is s_support else 1, gap=40)
            yield W.cust(W.account(r, k, org, "team", dom, pay), "even_fleets", lang, k, style, net, cli, t, r, x={"tpl": tpl, "what": "reply", "keys": ["label", "score", "reason"], "src": None}, mover=0)

def p_teachers(W, r, g, n):
    forms = {}
    for _ in range(n):
        k, lang, b = place(W, r)
        form = forms.setdefault((lang, int(r.random() * 2)), b.one("synth", r) + " " + b.one("cot", r))
        t = humans(W, g, k, heavy(r, 1), 2.2, "evening", 1.2, .5)
        yield W.cust(W.account(r, k), "teachers", lang, k, s_teacher, person_net(W, r, k), client(r, "chat"), t, r, x={"form": form if r.random() < .7 else b.one("synth", r)})

def p_longdoc(W, r, g, n):
    for _ in range(n):
        k = W.where(r)
        t = humans(W, g, k, heavy(r, .8), r.uniform(3, 6), "dev", .5, .4, gap=140)
        yield W.cust(W.account(r, k), "long_documents", speak(W, r, k), k, s_longdoc, person_net(W, r, k), client(r, "chat", "py"), t, r)

def p_dataset(W, r, g, n):
    for _ in range(n):
        k, lang, _ = place(W, r)
        a = r.uniform(0, W.days * .6)
        t = server(W, g, k, heavy(r, 6, .8, 50), pick(r, ["office", "dev", "flat"]), pick(r, W.shapes), .5, .4, a, a + r.uniform(3, 10))
        yield W.cust(W.account(r, k, plan="payg", domain=firm(r) if r.random() < .5 else None), "dataset_makers", lang, k, s_dataset, server_net(W, r, k) if r.random() < .5 else person_net(W, r, k), client(r, "py"), t, r,
                     x={"tpl": W.banks[lang].one("sys", r), "bot": r.random() < .5})

def reseller(W, r, users, g):
    """One reseller's account and servers: (account, net, client, id form, country, its app's system prompt by language)."""
    k = W.where(r)
    acc = W.account(r, k, "org_" + hexid(r, 12), "enterprise", firm(r), "pm_" + hexid(r, 14), r.uniform(80, 500), True)
    return acc, Pool(cloud(r, 3, k)), client(r, "py", "js", "misc"), r.choice(["u%d", "hex", "mail", "uuid"]), k, {}

def end_user_id(W, r, form):
    if form == "u%d":
        return W.unique("u", 7)
    return W.unique("", 16) if form == "hex" else W.unique("usr_", 20) if form == "mail" else W.unique("", 8) + "-" + hexid(r, 4) + "-" + hexid(r, 12)

def p_resold(W, r, g, n):
    """End users of resellers: apps, schools and portals that sell access on and pass their users' ids."""
    W.resellers = []
    count = max(1, min(7, round(n / 90)))
    shares = np.array([r.uniform(.5, 2) for _ in range(count)])
    for i, m in enumerate((shares / shares.sum() * (n - count)).astype(int)):
        W.resellers.append(rs := reseller(W, r, m, g))
        acc, net, cli, form, home, apptpl = rs
        t = server(W, g, home, r.uniform(.3, 2), "office", .8, .3, .2)
        own = W.cust(acc, "reseller", speak(W, r, home), home, s_support, net, cli, t, r, x={"tpl": W.banks["en"].one("sys", r)}, mover=.5)
        yield own
        for _ in range(int(m)):
            k = W.where(r, speak(W, r, home)) if r.random() < .8 else W.where(r)
            lang = speak(W, r, k)
            t = humans(W, g, k, heavy(r, 1), 3, "evening", 1.1, 1)
            x = {"sys": apptpl.setdefault(lang, W.banks[lang].one("sys", r))}
            yield W.cust(acc, "reseller_end_users", lang, k, pick(r, [s_chat, s_chat, s_office, s_dev]), net, cli, t, r, eu=end_user_id(W, r, form), x=x, model=own.model, mover=.2)

POPULATIONS = [(p_hobby, 23), (p_dev, 12), (p_agents, 5), (p_enterprise, 9), (p_saas, 7), (p_call, 4.5), (p_translate, 4), (p_class, 6), (p_exam, 5), (p_admin, 4), (p_game, 2), (p_nightly, 2.5), (p_labs, 1), (p_hackathon, 2),
               (p_vpn, 4), (p_resold, 6), (p_fleet, .8), (p_teachers, 2), (p_longdoc, 1.2), (p_dataset, .9)]

# ------------------------------------------------------------------------------------------------ 8 campaigns
MATHS = "gsm8k_train math_test asdiv svamp mawps gsm_hard ocw_minerva".split()
GENERAL = "bbh biggen_bench llamafactory_alpaca_en_demo self_instruct_user_oriented t0_templates autoj_real_queries".split()
AGENTIC = "agentbench_os apibench glaive_toolcall gpteacher_toolformer".split()
REFUSALS = "do_not_answer promptfoo_redteam ccp_sensitive hh_rlhf_harmless".split()

class Op:
    """An operation that hands tasks to its accounts: seeds, languages, wording, settings; all drawn."""

    def __init__(self, W, r, kind, style, sources, shared, k=1, local=None, turns=1):
        self.W, self.kind, self.style, self.shared, self.k, self.turns = W, kind, style, shared, k, turns
        self.langs = r.sample(LANGS, r.randint(3, 8)) if r.random() < .75 else r.sample(LANGS, 2)
        self.b = W.banks[pick(r, ["en", "en", "zh", "ru", pick(r, LANGS)])]
        self.local = r.uniform(.1, .6) if local is None else local
        self.sources = r.sample(sources, min(len(sources), r.randint(2, 4)))
        self.seeds = [s for x in self.sources for s in W.prompts.get(x, [])]
        r.shuffle(self.seeds)
        self.at, self.waiting, self.nn = 0, [], 1
        self.reason, self.r = r.random() < .35, r
        b = self.b
        self.system = b.one("sys", r) + " " + b.one("fmt", r) if r.random() < .7 else None
        self.suffix = b.fill(pick(r, b.slots["cot"]), r) + " " + b.one("fmt", r)
        core = {h_translate: pick(r, b.slots["trans"]), h_docinst: pick(r, b.slots["synth"])}.get(style, pick(r, b.slots["cot"]))
        frozen = "".join(p if not i & 1 else "{L}" if p == "L" else str(r.randint(3, 8)) for i, p in enumerate(core))
        frozen = frozen.replace('{"', "(").replace('"}', ")")
        self.template = frozen + (" " + b.one("cot", r) if r.random() < .6 else "") + ("" if "{L}" in frozen else " ({L})") + pick(r, ["\n\n{s}", "\n---\n{s}\n---", " ### {s}", "\n<text>{s}</text>"])
        self.par = '"temperature":%s,"max_tokens":%d' % (pick(r, [0, .3, .7, 1, 1]), pick(r, [1024, 2048, 4096])) + ("" if r.random() < .5 else ',"stream":false') + (',"seed":%d' % r.randrange(99) if r.random() < .12 else "") + (',"logprobs":true' if r.random() < .08 else "")
        self.endpoint = "batch" if shared and k == 1 and r.random() < .2 else None
        if k > 1:
            self.par, self.nn = '"temperature":%s,"max_tokens":2048' % pick(r, [.8, 1, 1]), 1 if r.random() < .7 else r.choice([2, 4])
            if self.nn > 1:
                self.par += ',"n":%d' % self.nn

    def settings(self, c, r):
        return self.par if self.shared else settings(c, r)

    def seed(self, r):
        """The next seed: (text, language if it is written in one)."""
        if not self.seeds or r.random() < self.local and self.style not in (h_refusal, h_agentic, h_docinst):
            lang = pick(r, self.langs)
            b = self.W.banks[lang]
            return (b.one("math", r) if r.random() < .7 else question(b, r)), lang
        self.at += 1
        return self.seeds[self.at % len(self.seeds)], None

    def take(self, r):
        if self.k == 1:
            return self.seed(r)
        if not self.waiting:
            self.waiting = [s for s in [self.seed(r) for _ in range(40)] for _ in range(self.k)]
            r.shuffle(self.waiting)
        return self.waiting.pop()

# recipe: kind, style, sources, shared wording, network, schedule, rate, turns, cover share, extra
RECIPES = [
    ("seed_set_translation", h_translate, MATHS + GENERAL, True, "servers", "queue", (14, 40), 1, (0, .1), ()),
    ("multilingual_rationales_reworded", h_rationale, MATHS + ["bbh"], False, "mixed", "shift", (10, 30), 1, (0, .15), ()),
    ("document_to_instructions", h_docinst, ["t0_templates", "spec_bench_summarization", "imdb_sentiment_tenant", "writingbench"], False, "residential", "mimic", (6, 18), 1, (0, .2), ()),
    ("corpus_rewriting_under_cover", h_rewrite, GENERAL + ["ccp_sensitive"], False, "hydra", "even", (6, 16), 1, (.4, .8), ()),
    ("relayed_accounts", h_rationale, MATHS + GENERAL, True, "mixed", "even", (18, 45), 1, (0, .1), ("relay",)),
    ("release_chasers", h_code, ["arena_hard_v01", "apibench", "bbh", "math_test"], False, "servers", "queue", (10, 28), 1.4, (0, .3), ("move",)),
    ("k_samples", h_samples, MATHS, True, "mixed", "even", (12, 34), 1, (0, .1), ("k",)),
    ("behind_a_reseller", h_dialogue, GENERAL + ["vicuna_bench", "mt_bench"], False, "reseller", "mimic", (8, 24), 6, (0, .3), ("reseller",)),
    ("agent_trajectories", h_agentic, AGENTIC, False, "mixed", "shift", (10, 30), 9, (0, .2), ()),
    ("preference_grading", h_pairs, GENERAL + ["mt_bench", "vicuna_bench"], True, "servers", "shift", (10, 30), 1, (0, .1), ()),
    ("refusal_boundary", h_refusal, REFUSALS, False, "residential", "shift", (5, 16), 1.5, (0, .3), ()),
    ("quiet_mosaic", h_mosaic, GENERAL + ["autoj_real_queries", "arena_hard_v01", "mt_bench"], False, "residential", "mimic", (1, 4), 1.6, (.6, .85), ()),
]
FOLD = {"relayed_accounts": ("multilingual_rationales_reworded", "relay"), "release_chasers": ("agent_trajectories", "move"), "document_to_instructions": ("refusal_boundary", ""), "k_samples": ("preference_grading", "k")}

def budget(r, n, m):
    """Split n accounts over m campaigns, unevenly, at least four each."""
    w = np.array([r.lognormvariate(0, .7) for _ in range(m)])
    k = np.maximum((w / w.sum() * n).astype(int), min(4, max(1, n // m)))
    while k.sum() != n:
        k[int(np.argmax(k))] += 1 if k.sum() < n else -1
    return [int(x) for x in k]

def member_times(W, g, r, sched, country, rate, turns, lo, hi, queue, tz):
    """Harvest times of one account between two days of the world."""
    if sched == "mimic":
        return humans(W, g, country, rate, max(turns, 1.5), "evening", 1, .8, int(lo), int(math.ceil(hi)), gap=60)
    if sched == "shift":
        return server(W, g, tz, rate * 1.2, "office", .6, .25, .15, lo, hi, turns, 12)
    if sched == "even":
        return server(W, g, country, rate, "flat", r.uniform(.8, 1.6), 1, 1, lo, hi, turns, 12)
    n = g.poisson(rate * (hi - lo) / turns)  # queue: jobs run on all accounts at once
    jobs = queue[(queue[:, 0] > W.start + lo * 86400) & (queue[:, 0] < W.start + hi * 86400)]
    if not len(jobs) or not n:
        return np.zeros(0), np.zeros(0, int)
    j = jobs[g.integers(0, len(jobs), n)]
    start = np.sort(j[:, 0] + g.random(n) * j[:, 1])
    return grow(g, start, g.geometric(1 / turns, n), 15, .6) if turns > 1 else (start, np.arange(n))

def campaign(W, r, g, recipe, n, ident, licensed=False):
    """The accounts of one operation: (customers, its parameters)."""
    kind, style, sources, shared, infra, sched, rate, turns, cover, flags = recipe
    op = Op(W, r, kind, style, sources, shared, k=r.choice([3, 4, 5, 8]) if "k" in flags else 1, turns=turns)
    rate_c, cov = r.uniform(*rate) * (r.choice([1, 1, .45]) if rate[0] > 4 else 1), r.uniform(*cover)
    a, b = r.uniform(0, W.days * .35), W.days - r.uniform(0, W.days * .3)
    if "move" in flags:
        a, b = min(a, W.days * .2), max(b, (W.release - W.start) / 86400 + W.days * .15)
    home = W.where(r, pick(r, ["zh", "ru", "en", "ko", "hi", "ar", "fr"]))
    jobs, t = [], W.start + a * 86400
    while t < W.start + b * 86400:
        t += g.exponential(86400 / r.uniform(2, 7))
        jobs.append((t, 1200 + g.random() * 6000))
    queue = np.array(jobs)
    life = r.uniform(3, 6) if "relay" in flags else None
    countries = r.sample(list(PLACES), r.randint(2, 5)) if infra in ("mixed", "hydra") else list(PLACES)
    cards, org_size, clouds = r.choice([1, 1, 3, 8, 20]), r.choice([1, 1, 1, 6]), [cloud(r, 1)[0] for _ in range(max(2, n // r.choice([3, 6, 12])))]
    kits = [client(r, "py", "js", "misc") for _ in range(r.choice([1, 1, 2, 4]))] if infra in ("servers", "mixed") else None
    hydra, warm, aged = [cloud(r, 1)[0] if r.random() < .7 else pick(r, pick(r, W.vpn)) for _ in range(r.randint(6, 20))], r.random() < .4, r.random() < .4
    model, idle, dom = W.models[2] if op.reason else r.choices(W.models, [55, 10, 30, 5])[0], r.choice([0, 0, .03]), (firm(r) if r.random() < .15 else None)
    sellers = r.sample(W.resellers, min(len(W.resellers), r.choice([1, 2, 3]))) if infra == "reseller" and W.resellers else []
    if style is h_agentic:
        tool = pick(r, W.popular) if r.random() < .6 else W.agent_tool(r, r.randrange(3))
    wave = [] if life is None else list(np.arange(a, b - 1, life))
    spread, out, pm, org = r.uniform(.2, .6), [], None, None
    for i in range(n):
        k = home if r.random() < (.5 if infra == "servers" else .2) and home in countries else pick(r, countries)
        k = W.where(r) if infra == "residential" else k
        lang = speak(W, r, k)
        lo, hi = (a + r.uniform(0, (b - a) * .25), b - r.uniform(0, (b - a) * .2))
        if wave:
            lo = wave[i % len(wave)] + r.uniform(-.5, 1)
            hi = lo + life * r.uniform(.7, 1.2)
        lo, hi = max(0, lo), min(W.days, hi)
        if i % cards == 0:
            pm = W.payment(r, k)
        if i % org_size == 0:
            org = "org_" + hexid(r, 12) if r.random() < .6 else None
        age = W.days / 2 - lo + r.uniform(.2, 6) if (wave or not aged or r.random() < .3) else r.uniform(30, 400)
        acc = W.account(r, k, org, "payg" if r.random() < .7 else None, dom if dom and r.random() < .5 else None, pm if cards > 1 or r.random() < .9 else "none", age, True if licensed else r.random() < .2)
        per_day = rate_c * r.lognormvariate(0, spread)
        ht, hs = member_times(W, g, r, sched, k, per_day, turns, lo, hi, queue, home)
        if r.random() < idle and not licensed:
            ht, hs = ht[:0], hs[:0]
        elif not len(ht):
            ht, hs = np.array([W.start + r.uniform(lo, hi) * 86400 * .999]), np.array([0])
        # cover: an ordinary customer's life on the same account
        base, x = pick(r, [s_chat, s_chat, s_dev, s_office, s_support]), {"op": op}
        if op.reason:
            x["effort"], x["shown"] = "high", True
        x["tpl"] = x["sys"] = W.banks[lang].one("sys", r) if r.random() < .4 else None
        x["tpl"] = x["tpl"] or W.banks[lang].one("sys", r)
        share = min(cover[1], max(0, r.gauss(cov, .07))) if cover[1] >= .4 else (cov if r.random() < .6 else 0)
        want = len(ht) * share / (1 - share) + (r.uniform(2, 8) if warm or not len(ht) else 0)
        c0 = max(0, lo - (r.uniform(1, 6) if warm else 0))
        ct, cs = humans(W, g, k, want / max(hi - c0, .5), r.uniform(2, 4), "evening", 1, 1, int(c0), int(math.ceil(hi))) if want > .5 else (ht[:0], hs[:0])
        if len(ct) > want:  # whole days make it a little more than asked: thin out sessions
            keep = (g.random(int(cs.max()) + 1) < want / len(ct))[cs]
            ct, cs = ct[keep], cs[keep]
        if infra == "servers":
            net = Pool(r.sample(clouds, min(len(clouds), r.choice([1, 2, 4]))))
        elif infra == "hydra":
            net = Pool(r.sample(hydra, min(len(hydra), 4)))
        elif infra == "residential":
            net = Rotate([k, k, k, pick(r, list(PLACES))]) if r.random() < .4 else person_net(W, r, k)
        elif infra == "mixed":
            net = pick(r, [Rotate(countries), Mobile(r, k), Pool(r.sample(clouds, 1)), Pool(pick(r, W.vpn)), Home(r, k)])
        else:
            net = person_net(W, r, k)
        cli, eu = (pick(r, kits) if kits else client(r, "chat", "py", "js", "jvm")), None
        if style is h_agentic:
            x["tool"] = tool if r.random() < .7 else pick(r, W.popular)
        if sellers:
            resell = pick(r, sellers)
            acc, net, cli, eu = resell[0], resell[1], resell[2], end_user_id(W, r, resell[3])
            x["sys"] = x["tpl"] = resell[5].setdefault(lang, W.banks[lang].one("sys", r))
        c = W.cust(acc, "licensed" if licensed else "campaign", lang, k, base, net, cli, (np.concatenate([ct, ht]), np.concatenate([cs, hs + 100000])), r, eu=eu, model=model if r.random() < .85 else None, mover=.4, x=x)
        c.flag = np.concatenate([np.zeros(len(ct), np.int8), np.ones(len(ht), np.int8)])
        c.harv, c.rotates = style, isinstance(net, Rotate) and r.random() < .5
        c.camp = None if licensed else ident
        if "move" in flags:
            c.new_at = W.release + r.uniform(.5, 23) * 3600 if r.random() < .9 else c.new_at
        out.append(c)
    params = {"style": style.__name__[2:], "shared_wording": shared, "network": infra, "schedule": sched, "rate_a_day": round(rate_c, 2), "turns": turns, "cover": round(cov, 3), "languages": op.langs, "sources": op.sources,
              "local_seeds": round(op.local, 2), "k": op.k, "n": op.nn, "account_life_days": round(life, 2) if life else None, "moves_to_new_model": "move" in flags, "accounts_a_card": cards, "warm_up": warm,
              "days": [round(a, 2), round(b, 2)], "resellers": [x[0]["id"] for x in sellers], "operator_country": home, "shared_client_kits": len(kits) if kits else 0, "aged_accounts": aged}
    return out, params

def plan_campaigns(W, r, g, n, scenario):
    """8 to 12 campaigns that cover every kind; with fewer of them, one carries the trait of another."""
    recipes = [list(x) for x in RECIPES]
    if scenario == "small":
        names = r.sample(["seed_set_translation", "multilingual_rationales_reworded", "agent_trajectories", "preference_grading", "document_to_instructions", "corpus_rewriting_under_cover", "quiet_mosaic", "refusal_boundary"], 3)
        recipes, sizes = [x for x in recipes if x[0] in names], r.sample([1, 3, 5], 3)
    else:
        for name in r.sample(sorted(FOLD), r.randint(0, 4)):
            into, trait = FOLD[name]
            recipes = [x for x in recipes if x[0] != name]
            if not any(x[0] == into for x in recipes):
                continue
            for x in recipes:
                if x[0] == into and trait:
                    x[9] = x[9] + (trait,)
        r.shuffle(recipes)
        sizes = budget(r, n, len(recipes))
        i = max(range(len(sizes)), key=lambda j: sizes[j])  # the largest is not the agentic one or the quiet one
        heavy_kinds = [j for j, x in enumerate(recipes) if x[0] in ("agent_trajectories", "quiet_mosaic", "behind_a_reseller")]
        if i in heavy_kinds:
            j = next(j for j in range(len(sizes)) if j not in heavy_kinds)
            sizes[i], sizes[j] = sizes[j], sizes[i]
    out = []
    for i, (recipe, m) in enumerate(zip(recipes, sizes)):
        members, params = campaign(W, r, g, tuple(recipe), m, "c%02d" % (i + 1))
        out.append((("c%02d" % (i + 1)), recipe[0], members, params))
    return out

def licensed_groups(W, r, g, n):
    """Customers with a licence to train on outputs: they work just like a campaign."""
    out = []
    choices = [x for x in RECIPES if x[4] in ("servers", "mixed", "hydra") and "relay" not in x[9]]
    groups = min(len(choices), max(1, min(4, n // 8)))
    for recipe, m in zip(r.sample(choices, groups), budget(r, n, groups)):
        out += campaign(W, r, g, recipe, m, None, licensed=True)[0]
    return out

# ------------------------------------------------------------------------------------------------ 9 rendering and truth
def stamp(t):
    """RFC 3339 with milliseconds."""
    s, ms = divmod(int(t * 1000), 1000)
    d, s = divmod(s, 86400)
    day = DAYS.get(d)
    if day is None:
        day = DAYS[d] = (datetime.date(1970, 1, 1) + datetime.timedelta(d)).isoformat()
    return "%sT%02d:%02d:%02d.%03dZ" % (day, s // 3600, s // 60 % 60, s % 60, ms)

DAYS = {}

class Writer:
    """Compressed log, written in chunks; the same bytes for the same lines."""

    def __init__(self, path):
        self.raw = open(path, "wb")
        self.gz = gzip.GzipFile("", "wb", 1, self.raw, mtime=0)
        self.lines, self.count = [], 0

    def add(self, line):
        self.lines.append(line)
        self.count += 1
        if len(self.lines) >= 1000:
            self.flush()

    def flush(self):
        if self.lines:
            self.gz.write(("\n".join(self.lines) + "\n").encode("utf-8"))
            self.lines = []

    def close(self):
        self.flush()
        self.gz.close()
        self.raw.close()

def piece(c):
    """The account part of an exchange as JSON, made once."""
    a = {"id": c.acc["id"]}
    if c.eu:
        a["end_user"] = c.eu
    for k in ("org", "key", "created", "country", "plan", "verified", "payment", "email_domain"):
        v = c.acc[k]
        if v is not None:
            a[k] = stamp(v)[:19] + "Z" if k == "created" else v
    return json.dumps(a, ensure_ascii=False, separators=(",", ":"))

class Session:
    __slots__ = ("gen", "sys", "tools", "par", "keep", "endpoint", "hist", "ident", "ip", "prev", "held")

    def __init__(self, W, c, flag, t):
        r = c.r
        self.gen = (c.harv if flag else c.style)(c, r, W)
        sys_, self.tools, self.par, self.keep, ep = next(self.gen)
        self.sys = None if not sys_ else ('{"role":"system","content":%s}' % q(sys_), len(sys_))
        self.endpoint, self.hist, self.held, self.prev = ep or c.endpoint, [], 0, None
        self.ident = hexid(r, 24) if c.sess and self.keep else None
        self.ip = c.net.pick(r, t)

def emit(W, c, t, sid, flag, last, out, taken):
    """Write one exchange (and, after a failure, its retry)."""
    s = c.open.get(sid)
    r = c.r
    if s is None:
        s = Session(W, c, flag, t)
        if not last:
            c.open[sid] = s
    elif last:
        del c.open[sid]
    if c.rotates:
        s.ip = c.net.pick(r, t)
    role, text, answer, extra = next(s.gen)
    new = ('{"role":"%s","content":%s}' % (role, q(text)), len(text))
    server_held = s.endpoint == "responses" and s.keep and c.x.setdefault("held", r.random() < .5)
    msgs = [] if server_held or not s.keep else list(s.hist)
    total, i = sum(m[1] for m in msgs), 0
    while total > (22000 if s.keep >= 40 else 8000) and i < len(msgs) - 2:
        total -= msgs[i][1] + msgs[i + 1][1]
        i += 2
    msgs = msgs[i:]
    old = total + (s.sys[1] if s.sys else 0)
    if s.sys:
        msgs.insert(0, s.sys)
    msgs.append(new)
    tok = c.b.tok
    n_in = int((old + len(text) + (s.held if server_held else 0)) / tok * r.uniform(.92, 1.08)) + 4 * len(msgs) + (60 * s.tools.count("name") if s.tools else 0)
    model = W.fresh if t >= c.new_at else c.model
    effort = (model.endswith("-think") or model == W.fresh) and c.x.setdefault("effort", pick(r, ["low", "medium", "high", None]))
    body = '"endpoint":"%s","model":"%s"' % (s.endpoint, model)
    if not c.absent:
        body += ',"messages":[' + ",".join(m[0] for m in msgs) + "]"
    if s.par:
        body += "," + s.par
    if s.tools:
        body += ',"tools":' + s.tools
    if effort:
        body += ',"reasoning":{"effort":"%s"}' % effort
    if s.endpoint == "batch":
        body += ',"batch_id":"batch_%08x"' % zlib.crc32(("%s %d" % (c.acc["key"], t // 43200)).encode())
    if server_held and s.prev:
        body += ',"previous_response_id":"%s"' % s.prev
    front = ',"account":%s,"client":{%s,%s}' % (c.piece, s.ip, c.cli) + (',"session":"%s"' % s.ident if s.ident else "") + (',"content_state":"absent"' if c.absent else "") + ',"request":{%s},"response":' % body

    def write(t, rest):
        out.add('{"id":"%s","time":"%s"' % (W.unique("ex_", 20), stamp(t)) + front + rest + "}")
        c.n += 1
        c.t0, c.t1 = min(c.t0 or t, t), max(c.t1 or t, t)
        if flag:
            c.nh += 1
            c.h0, c.h1 = min(c.h0 or t, t), max(c.h1 or t, t)
            if c.camp:
                h = taken.setdefault(c.camp, {})
                h[int(t // 3600)] = h.get(int(t // 3600), 0) + 1

    if r.random() < .012:
        write(t, '{"status":%d,"latency_ms":%d},"usage":{"input_tokens":%d,"output_tokens":0}' % (r.choices([429, 500, 529, 408], [5, 2, 3, 1])[0], 60 + r.random() * 900, n_in))
        t += 1 + r.expovariate(1 / 8)
        if r.random() > c.retry or t >= W.end:
            return
    n_out = int(len(answer) / tok * r.uniform(.92, 1.08)) + 2
    kind, rest, think = extra[0] if extra else None, "", 0
    if kind == "tool":
        rest = ',"output":[{"type":"tool_call","name":"%s","arguments":%s}]' % (extra[1], q(extra[2]))
        n_out += 24
    elif kind == "n":
        rest = ',"output":[' + ",".join('{"index":%d,"content":%s}' % (i, q(x)) for i, x in enumerate([answer] + extra[1])) + "]"
        n_out += int(sum(map(len, extra[1])) / tok)
    if effort and c.x.setdefault("shown", r.random() < .4):
        rest += ',"reasoning":' + q(extra[1] if kind == "reason" else reply(c.b, r, 400))
    if effort:
        think = int(n_out * r.uniform(.5, 4))
    finish = "tool_calls" if kind == "tool" else "length" if r.random() < .015 else "content_filter" if kind == "refuse" and r.random() < .1 else "stop"
    rid = "resp_" + hexid(r, 16)
    resp = '{"id":"%s","model":"%s","status":200,"finish_reason":"%s","latency_ms":%d' % (rid, model, finish, 250 + (n_out + think) * 11 * r.lognormvariate(0, .35))
    if not c.absent:
        resp += ',"content":%s' % q(answer) + rest
    use = '"input_tokens":%d,"output_tokens":%d' % (n_in, n_out + think)
    if think:
        use += ',"reasoning_tokens":%d' % think
    if len(msgs) > 3 and old / tok > 700:
        use += ',"cache_read_input_tokens":%d' % (min(int(old / tok), n_in) // 128 * 128)
    write(t, resp + '},"usage":{%s}' % use)
    if s.keep:
        s.hist += [new, ('{"role":"assistant","content":%s}' % q(answer), len(answer))]
        del s.hist[:-s.keep]
        s.held, s.prev = min(60000, s.held + len(text) + len(answer)), rid

def build(args):
    """All customers of the world, in a drawn order, and the campaigns' plans."""
    W = World(args.seed, args.days, args.prompts)
    W.resellers, customers = [], []
    r0 = random.Random("mix %d" % args.seed)
    benign, attack = (200, 9) if args.scenario == "small" else (args.benign, 0 if args.scenario == "none" else args.attack)
    n_lic = max(3, int(benign * r0.uniform(.005, .011)))
    w = np.array([share * r0.lognormvariate(0, .25) for _, share in POPULATIONS])
    counts = np.maximum(1, (w / w.sum() * (benign - n_lic)).astype(int))
    counts[0] += benign - n_lic - counts.sum()
    for i, ((make, _), n) in enumerate(zip(POPULATIONS, counts)):
        r, g = random.Random("pop %d %d" % (args.seed, i)), np.random.default_rng([args.seed, i])
        r.tempo = r.lognormvariate(.15, .2)
        customers += make(W, r, g, int(n))
    customers += licensed_groups(W, random.Random("lic %d" % args.seed), np.random.default_rng([args.seed, 900]), n_lic)
    plans = plan_campaigns(W, random.Random("ops %d" % args.seed), np.random.default_rng([args.seed, 901]), attack, args.scenario) if attack else []
    for _, _, members, _ in plans:
        customers += members
    r0.shuffle(customers)
    return W, customers, plans

def timeline(W, customers):
    """Every exchange of the world in order of time: (time, customer, session, harvest?, last of its session?)."""
    rng = np.random.default_rng(W.r.getrandbits(60))
    ts, ci, ss, fs, ls = [], [], [], [], []
    for i, c in enumerate(customers):
        ok = (c.t >= max(W.start, c.acc["created"])) & (c.t < W.end)
        t, sid, f = c.t[ok], c.sid[ok], c.flag[ok]
        if not len(t):  # everyone in the world has been seen at least once
            t, sid, f = np.array([rng.uniform(max(W.start, min(c.acc["created"], W.end - 7200)), W.end)]), np.zeros(1, int), np.zeros(1, np.int8)
        order = np.argsort(t, kind="stable")
        t, sid, f = t[order], sid[order], f[order]
        last = np.zeros(len(t), bool)
        last[len(t) - 1 - np.unique(sid[::-1], return_index=True)[1]] = True
        ts.append(t), ci.append(np.full(len(t), i, np.int32)), ss.append(sid.astype(np.int32)), fs.append(f), ls.append(last)
        c.t = c.sid = c.flag = None
        c.piece = piece(c)
    t = np.concatenate(ts)
    order = np.argsort(t, kind="stable")
    return [np.concatenate(x)[order] for x in (ts, ci, ss, fs, ls)]

def truth_of(W, args, customers, plans, taken, lines):
    rows, pops, licences, resellers = [], {}, {}, {}
    for c in customers:
        if not c.n:
            continue
        pop, camp, t0, t1 = c.pop, c.camp, c.t0, c.t1
        if pop == "campaign":
            if c.nh:
                t0, t1 = c.h0, c.h1
            else:
                pop, camp = "campaign_idle", None
        if pop == "licensed":
            licences[c.acc["id"]] = c
        if pop == "reseller":
            resellers[c.acc["id"]] = c
        pops[pop] = pops.get(pop, 0) + 1
        rows.append({"account": c.acc["id"], "end_user": c.eu, "population": pop, "campaign": camp, "since": stamp(t0), "until": stamp(t1)})
    rows.sort(key=lambda x: (x["account"], x["end_user"] or ""))
    camps = []
    for ident, kind, members, params in plans:
        live = [c for c in members if c.nh]
        if live:
            camps.append({"campaign": ident, "kind": kind, "accounts": len(live), "start": stamp(min(c.h0 for c in live)), "end": stamp(max(c.h1 for c in live)), "params": params,
                          "exchanges": sum(c.nh for c in live), "taken": [[h, n] for h, n in sorted(taken.get(ident, {}).items())]})
    truth = {"version": 1, "seed": args.seed, "world": args.scenario, "start": stamp(W.start), "end": stamp(W.end), "exchanges": lines, "populations": dict(sorted(pops.items())), "accounts": rows, "campaigns": camps,
             "new_model": {"model": W.fresh, "released": stamp(W.release)}}
    return truth, licences, resellers

def main():
    p = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    p.add_argument("--seed", type=int, required=True)
    p.add_argument("--benign", type=int, default=8000)
    p.add_argument("--attack", type=int, default=900)
    p.add_argument("--days", type=int, default=21)
    p.add_argument("--scenario", choices=["mix", "none", "small"], default="mix")
    p.add_argument("--prompts", default="")
    p.add_argument("--out", required=True)
    args = p.parse_args()
    os.makedirs(args.out, exist_ok=True)
    W, customers, plans = build(args)
    out, taken = Writer(os.path.join(args.out, "log.jsonl.gz")), {}
    for t, i, sid, flag, last in zip(*timeline(W, customers)):
        emit(W, customers[i], float(t), int(sid), bool(flag), bool(last), out, taken)
    out.close()
    truth, licences, resellers = truth_of(W, args, customers, plans, taken, out.count)
    with open(os.path.join(args.out, "truth.json"), "w", encoding="utf-8") as f:
        json.dump(truth, f, ensure_ascii=False, indent=0)
    r = random.Random("csv %d" % args.seed)
    with open(os.path.join(args.out, "accounts.csv"), "w", newline="", encoding="utf-8") as f:
        w = csv.writer(f, lineterminator="\n")
        w.writerow("account reseller licence_scope licence_document licence_valid_until".split())
        for a in sorted(list(licences) + list(resellers)):
            if a in resellers:
                w.writerow([a, "true", "", "", ""])
            else:
                w.writerow([a, "false", "train_on_outputs", "LIC-%d-%04d" % (2025 + r.randrange(2), r.randrange(10000)), stamp(W.end + 86400 * r.randrange(40, 700))[:10] + "T00:00:00Z"])
    print("%d exchanges, %d rows, %d campaigns" % (out.count, len(truth["accounts"]), len(truth["campaigns"])), file=sys.stderr)

if __name__ == "__main__":
    main()
