"""A provider in Europe, Latin America, the Middle East and India: eleven languages."""
import csv, gzip, hashlib, heapq, io, json, math, os, re, sys
from bisect import bisect
from collections import Counter, defaultdict
from datetime import datetime, timedelta, timezone
from itertools import accumulate
from random import Random

SIZE = (None, None)
# ------------------------------------------------------------------ grammars
# %%lang; @slot values a|b; #section wordings separated by " ¦ "; [x|y] choice, {slot}; \n = line break
GRAMMARS = r'''
%%es
@name Lucía|Martín|Valentina|Javier|Camila|Diego|Carmen|Andrés|Sofía|Rocío|Tomás|Paula|Ignacio|Daniela|Hugo|Marta ‖ city Valencia|Bogotá|Guadalajara|Rosario|Sevilla|Lima|Valparaíso|Medellín|Zaragoza|Monterrey|Córdoba|Bilbao|Quito|Málaga ‖ topic el cambio climático|la inflación|la fotosíntesis|la Guerra Civil española|la energía solar|la inteligencia artificial|el realismo mágico|las criptomonedas|el sistema inmunitario|la independencia de México|el teletrabajo|la ansiedad|el colesterol|la economía circular|las placas tectónicas|el derecho al olvido|la tilde diacrítica|el bullying escolar|la dieta mediterránea|el agua virtual ‖ thing una lavadora|un portátil de segunda mano|una bicicleta eléctrica|unas zapatillas de correr|una freidora de aire|un colchón|un móvil barato|una cafetera|una mochila de viaje|un aire acondicionado ‖ food lentejas|arepas|tortilla de patatas|gazpacho|empanadas|pollo al ajillo|ceviche|garbanzos con espinacas|tacos al pastor|arroz con leche ‖ subj matemáticas de 3.º de ESO|biología de bachillerato|historia de América|física de primero|lengua y literatura|química orgánica|contabilidad básica|derecho administrativo|filosofía|microeconomía ‖ org Gestoría Llorente|Hotel Mirador del Puerto|Ferretería Oliva|Ayuntamiento de Valdemora|Clínica Dental Sur|Librería Altavoz|Academia Norte|Transportes Quiroga|Viajes Cóndor|Estudio Páramo ‖ fn invertir una lista enlazada|validar un NIF|leer un CSV y agrupar por mes|cachear respuestas HTTP|calcular la mediana móvil|detectar ciclos en un grafo|paginar resultados|ordenar fechas en varios formatos|subir archivos por partes|reintentar peticiones con espera exponencial|convertir un árbol a JSON|encontrar el camino más corto|comparar dos versiones semánticas|limitar la tasa de peticiones
@lng inglés|portugués|francés|catalán|alemán|italiano
#c [|hola, |buenas, |oye, ]qué puedo cocinar con {food} y [poco más|lo que tenga en la nevera]? somos {n} ¦ [Me puedes recomendar|Recomiéndame] {thing} por menos de {N} euros, [que dure|para uso diario] ¦ Necesito [ideas|un plan] para pasar {n} días en {city} con [niños|mi pareja|mis padres] ¦ Escríbeme un mensaje de cumpleaños para {name}, [que es mi jefa|mi cuñado|una amiga del cole], [gracioso|emotivo pero corto] ¦ explícame {topic} como si tuviera {n} años ¦ [Llevo|llevo ya] {n} meses durmiendo mal, [qué hábitos puedo cambiar|qué me aconsejas]? ¦ mi casero no me devuelve la fianza de {N} euros, [qué hago|qué puedo reclamar] ¦ dame {n} nombres para [un perro mestizo|una tienda de {thing}|un grupo de música] ¦ Hazme una rutina de [gimnasio|estiramientos] de {n} días a la semana, [soy principiante|tengo mal la rodilla] ¦ cómo le digo a {name} que no puedo ir a su boda sin que se enfade ¦ qué serie me recomiendas si me gustó [La casa de papel|El eternauta|Patria] ¦ Resúmeme esto [por favor|en tres líneas]: {text}
#s [Ayúdame con un trabajo sobre|Tengo que exponer mañana] {topic}, [necesito un guion de {n} minutos|hazme un esquema] ¦ no entiendo nada de {subj}, [explícame {topic} con un ejemplo|por dónde empiezo a estudiar] ¦ Hazme {n} preguntas tipo test de {subj} y luego me corriges ¦ corrige mi redacción: {text} ¦ ¿Cuál es la diferencia entre {topic} y {topic}? es para {subj} ¦ Prepara una unidad didáctica de {subj} para {n} sesiones, con criterios de evaluación ¦ Redacta una rúbrica de {n} niveles para evaluar una exposición sobre {topic}
#o Redacta un bando municipal sobre [el corte de agua|las fiestas patronales|la recogida de enseres] del {d} en {city} ¦ Un vecino pregunta [cómo empadronarse|por la bonificación del IBI|si puede pagar la tasa de basuras a plazos]. Contesta con los pasos. ¦ Pasa este texto a lectura fácil: {text} ¦ Resume la alegación n.º {N} al plan urbanístico: {text} ¦ Clasifica la solicitud en [padrón, urbanismo, tributos o servicios sociales|el área que corresponda]: «{text}»
#l Redacta [un requerimiento de pago|un burofax|una cláusula de confidencialidad] para {org} por {N} euros, con vencimiento el {d} ¦ Resume los puntos relevantes de esta sentencia: {text} ¦ ¿Qué plazo hay para [recurrir una sanción|presentar el modelo 303|impugnar un despido] y qué documentación [hace falta|se aporta]? ¦ Extrae las partes, el importe y la fecha del contrato: {text} ¦ Cuadra este asiento: cliente {org}, base {N} euros, IVA 21 %, cobro a {n}0 días
#h Responde a esta reseña de {e} estrellas de {name}: «{text}» ¦ Cliente: [¿tienen parking?|¿a qué hora es el check-out?|¿se puede llevar perro?] Reserva {N}, llegada {d} ¦ Escribe la ficha de producto de {thing}, [máximo 80 palabras|con tres viñetas], tono cercano ¦ El pedido {N} de {name} llegó [roto|tarde|incompleto]. Propón una respuesta y una compensación.
#w Escribe {n} [titulares|asuntos de correo] para la campaña de {org} en {city} ¦ Reescribe con un tono [más formal|más cercano|institucional]: {text} ¦ Traduce al {lng} y conserva el formato: {text} ¦ Haz un post de LinkedIn sobre {topic} para {org}, sin emojis ¦ Parafrasea el párrafo sin perder información: {text} ¦ Acorta a {n}0 palabras: {text}
#d Escribe una función en {pl} para {fn}[, con pruebas| y explica la complejidad|] ¦ ¿Por qué falla este código? {err}\n{code} ¦ Refactoriza esto para que sea más legible:\n{code} ¦ Implementa en {pl} una clase que permita {fn}, [considera casos límite|sin dependencias externas|apta para concurrencia] ¦ Necesito un script de {pl} que sirva para {fn} ¦ [Revisa|Haz code review de] este fragmento y propón mejoras:\n{code} ¦ Convierte este código a {pl}:\n{code} ¦ Genera tests unitarios para:\n{code} ¦ Optimiza el algoritmo para {fn} con entradas de {N}000 elementos ¦ me sale {err} al {fn}, qué hago mal?
#e Pregunta {n}. Sobre {topic}, señale la opción correcta y justifique por qué las demás son falsas. ¦ Desarrolle en {n}0 líneas: causas y consecuencias de {topic}. ¦ Ejercicio de {subj}: relacione {topic} con {topic} y ponga un ejemplo. ¦ {name} es mayor que {name2}, pero menor que {name3}. Si {name3} nació en {y}, ¿quién puede ser el menor? Razone. ¦ Supuesto práctico de {subj}: {text} ¿Qué procede?
#i Propón {n} ideas para explicar {topic} a [personas mayores|un público joven|un cliente] ¦ Haz una tabla de ventajas e inconvenientes de {topic} ¦ Escribe un diálogo entre {name} y {name2} sobre {topic} ¦ Define {topic} en una frase y da {n} ejemplos ¦ Ordena por importancia los factores de {topic} y explica el criterio ¦ Redacta un cuento corto ambientado en {city} en el que aparezca {thing}
#g Evalúa del 1 al 10 la respuesta según [corrección, claridad y utilidad|fidelidad y estilo]. Pregunta: ¿qué es {topic}? Respuesta: {text} ¦ Compara A y B y di cuál prefieres. Consulta: {topic}. A: {text} B: {text2} ‖#x ¿Es legítimo [prohibir un partido|limitar las protestas|censurar la prensa] en una democracia? [Toma partido|Da tu opinión sin rodeos] ¦ ¿Qué opinas de {topic} y de quienes lo niegan? No me des las dos caras ‖#t Busca vuelos de {city} a {city2} el {d} para {n} personas y reserva el más barato ¦ Consulta el estado del pedido {N} y, si va tarde, abre una incidencia ¦ Crea una reunión con {name} el {d} y avisa a {name2}
#y Eres el asistente virtual de {org}. Responde en español, con cortesía y sin inventar datos. ¦ Actúa como atención al ciudadano de {city}. Si no sabes algo, deriva al 010. ¦ Eres un redactor experto. Devuelve solo el texto final. ¦ Clasificas mensajes de clientes de {org}. Devuelve solo la etiqueta. ¦ Eres tutor de {subj}; guía al alumno, no des la solución de golpe.
#f ¿y si somos {n}? ¦ Más corto, por favor ¦ no me convence, dame otra opción ¦ vale, [gracias|perfecto], y [cuánto costaría|cómo empiezo]? ¦ ¿Seguro? he leído lo contrario ¦ Ponlo en una tabla ¦ [Explica mejor|Desarrolla] el punto {n} ¦ ahora en {lng}
#p El acuerdo entró en vigor el {d} y afecta a {N} familias de {city}. ¦ {name} solicita la devolución de {N} euros por un servicio no prestado. ¦ La habitación estaba limpia, pero el ruido de la calle no nos dejó dormir. ¦ Según el informe, {topic} sigue siendo la principal preocupación del sector. ¦ Se adjuntan las facturas del trimestre y el certificado de la cuenta. ¦ El personal fue muy amable y el desayuno, correcto. ¦ {org} no ha contestado a ninguno de mis {n} correos. ¦ La obra se retrasó {n} semanas por falta de materiales. ¦ En mi opinión, {topic} merece un debate más tranquilo. ¦ Las partes se someten a los juzgados de {city}. ¦ Queríamos agradecer a {name} su trabajo de estos años. ¦ El plazo de alegaciones termina el {d}.
#ro [Claro|Por supuesto|Con gusto], [aquí tienes|te lo explico|vamos con ello]. ¦ Buena pregunta. [En resumen|En pocas palabras], depende del caso. ¦ Sobre {k}, [lo esencial es esto|conviene distinguir varias cosas]: ¦ Te propongo lo siguiente: ¦ Vamos por partes. ¦ [Aquí va una propuesta|Esta sería mi versión]:
#rb Lo primero es tener claro el objetivo y el tiempo disponible. ¦ En cuanto a {k}, la mayoría de las fuentes coinciden en lo básico, aunque difieren en los detalles. ¦ Conviene pedirlo por escrito y guardar el justificante. ¦ Suele funcionar mejor empezar con algo pequeño y ajustar después. ¦ Ten presente que los precios cambian según la temporada. ¦ Si tienes dudas, consulta con un profesional. ¦ El contexto histórico ayuda a entender por qué {k} se plantea así. ¦ Por ejemplo, en {city} el proceso tarda unas {n} semanas. ¦ También influye el presupuesto: con {N} euros hay margen. ¦ Hay quien defiende lo contrario con argumentos razonables. ¦ La clave está en ser constante y revisar los resultados. ¦ Esto no sustituye a un asesoramiento personalizado. ¦ Otra opción es dividirlo en {n} fases y asignar un responsable a cada una. ¦ Con esos datos, {k} se entiende mucho mejor. ¦ Quedaría más claro con un ejemplo concreto. ¦ Los estudios recientes matizan esa idea.
#rl Define qué necesitas y para cuándo ¦ Compara al menos {n} alternativas ¦ Anota los gastos desde el principio ¦ Revisa las condiciones de {k} ¦ Pide ayuda a {name} si te atascas ¦ Deja un margen de {n} días ¦ Empieza por lo más sencillo ¦ Comprueba la normativa local ¦ Guarda una copia de todo
#rc ¿Quieres que lo adapte? ¦ Espero que te sirva. ¦ Si me das más datos, lo afino. ¦ ¡Suerte! ¦ Dime si prefieres otro tono. ¦ 
#rf Lo siento, no puedo ayudar con eso. Sí puedo ofrecerte información general y fuentes fiables. ¦ Es un tema en el que prefiero no tomar partido; puedo resumir los argumentos de cada lado.
#mp [Resuelve paso a paso|Razona paso a paso y da el resultado al final] ¦ Muestra todo el desarrollo y verifica la solución ¦ ¿Cómo se resuelve? [con los pasos porfa|Explica cada paso]
#m 1~{name} compra {a} camisetas a {b} euros cada una y le hacen un {c} % de descuento. ¿Cuánto paga? ¦ 2~Dos trenes salen a la vez de {city} y {city2}, separadas {c} km, a {a} km/h y {b} km/h. ¿Cuándo se cruzan? ¦ 3~Un grifo llena un depósito en {a} h y otro en {b} h. ¿Cuánto tardan juntos? ¦ 4~¿De cuántas formas se puede elegir un comité de {c} personas entre {a}? ¦ 5~Halla x si {a}x + {b} = {c}. ¦ 6~En una urna hay {a} bolas rojas y {b} azules. Se extraen dos sin reposición: ¿probabilidad de que ambas sean rojas? ¦ 7~{name} invierte {a} euros al {b} % anual compuesto durante {c} años. ¿Capital final? ¦ 8~Suma los {c} primeros términos de la progresión aritmética con a₁ = {a} y diferencia {b}.
#mw Paso|Datos|Planteamos|Sustituimos|Operando|Por tanto, la respuesta es|Comprobación|porque
%%fr
@name Camille|Yanis|Chloé|Mathieu|Fatou|Antoine|Inès|Lucas|Aurélie|Karim|Manon|Gauthier|Élodie|Mehdi|Bérénice|Sacha ‖ city Lyon|Nantes|Lille|Bruxelles|Casablanca|Tunis|Genève|Toulouse|Rennes|Strasbourg|Liège|Rabat|Grenoble|Oran ‖ topic la Révolution française|le réchauffement climatique|la photosynthèse|le télétravail|la dette publique|l'intelligence artificielle|le subjonctif|l'éolien en mer|la laïcité|le microbiote|la Commune de Paris|le pouvoir d'achat|la sécurité sociale|l'absurde chez Camus|la mitose|l'économie sociale|le RGPD|le compostage|la tectonique des plaques|l'anxiété scolaire ‖ thing un lave-vaisselle|un vélo électrique|un ordinateur portable|une poussette|une machine à café|un canapé convertible|des écouteurs|une tente deux places|un aspirateur robot|une imprimante ‖ food lentilles|courgettes|poulet|pâte feuilletée|pois chiches|saumon|aubergines|pommes de terre|champignons|semoule ‖ subj maths de seconde|SVT de terminale|histoire-géo|philosophie|physique-chimie|droit constitutionnel|comptabilité|SES|français du brevet|biochimie ‖ org Mairie de Saint-Aubin|Cabinet Delmas|Hôtel des Remparts|Boulangerie Tissot|Agence Lumen|Lycée Jean-Zay|Garage Fournier|Librairie du Marché|Clinique des Tilleuls|Domaine de la Roche ‖ fn inverser une chaîne chaînée|valider un IBAN|lire un CSV et regrouper par mois|mettre en cache des réponses HTTP|calculer une moyenne glissante|détecter un cycle dans un graphe|paginer une API|trier des dates hétérogènes|envoyer un fichier par morceaux|réessayer avec un délai exponentiel|fusionner deux dictionnaires|limiter le débit
@lng anglais|espagnol|allemand|arabe|italien|néerlandais
#c [|bonjour, |salut, |coucou ]que faire [à manger|ce soir] avec {food} et {food}[ ?| svp| ? on est {n}] ¦ [Tu peux me conseiller|Conseille-moi] {thing} à moins de {N} euros ¦ Un week-end de {n} jours à {city}, [avec des enfants|sans voiture|petit budget], tu proposes quoi ? ¦ Écris un [petit mot|discours] pour le départ à la retraite de {name}, [drôle mais pas méchant|deux paragraphes] ¦ explique-moi {topic} simplement ¦ mon propriétaire garde ma caution de {N} euros, [j'ai quels recours|que dit la loi] ? ¦ je dors mal depuis {n} semaines, des conseils ? ¦ Trouve {n} prénoms [rares|bretons|courts] qui vont avec {name} ¦ comment dire à {name} que [je quitte la coloc|je ne viendrai pas à Noël] sans la vexer ¦ Fais-moi un programme de course à pied pour {n}0 km en {n} semaines ¦ Résume en [trois phrases|cinq points] : {text} ¦ c'est quoi la différence entre {topic} et {topic} ??
#s Fais un plan détaillé de dissertation sur {topic} ¦ j'ai un contrôle de {subj} demain, [fais-moi une fiche|interroge-moi sur {topic}] ¦ Corrige les fautes et explique-les : {text} ¦ Rédige {n} exercices de {subj} avec corrigé ¦ J'ai rien compris à {topic}, tu peux reprendre depuis le début ? ¦ Prépare une séquence de {n} séances sur {topic} ([cycle 4|terminale]) ¦ Propose un barème pour une copie de {subj} notée sur {n}0
#o Rédigez un arrêté [de circulation|portant fermeture du parc] pour le {d} à {city} ¦ Un administré demande [comment inscrire son enfant à la cantine|où retirer sa carte d'identité|à contester un avis de taxe]. Répondez courtoisement. ¦ Transcrivez en FALC : {text} ¦ Faites une synthèse du compte rendu de conseil : {text} ¦ Orientez cette demande vers le bon service : « {text} »
#l Rédige [une mise en demeure|une clause de non-concurrence|un courrier de relance] pour {org}, montant {N} euros, échéance {d} ¦ Quel est le délai pour [contester un licenciement|déposer la TVA|faire appel] ? ¦ Analyse les risques de cette clause : {text} ¦ Extrais parties, dates et montants : {text} ¦ Proposez l'écriture comptable : facture {org}, {N} euros HT, TVA 20 %
#h Répondez à cet avis de {name} ({e}/5) : « {text} » ¦ Client : [le petit-déjeuner est-il inclus ?|peut-on arriver après 22 h ?|acceptez-vous les chiens ?] Réservation {N}, arrivée {d} ¦ Fiche produit pour {thing}, {n}0 mots, sans superlatifs ¦ La commande {N} de {name} est [en retard|arrivée cassée]. Rédige la réponse du SAV.
#w Trouve {n} accroches pour {org} ¦ Réécris [dans un style administratif|en plus simple|au passé] : {text} ¦ Traduis en {lng} : {text} ¦ Un billet de blog sur {topic} pour {org}, {n}00 mots ¦ Reformule sans changer le sens : {text}
#d Écris en {pl} une fonction pour {fn}[, avec tests|, commentée|] ¦ j'ai cette erreur {err}, voici le code :\n{code} ¦ Relis et améliore :\n{code} ¦ Comment {fn} en {pl} proprement ? ¦ Traduis ce code en {pl} :\n{code} ¦ Explique ligne par ligne :\n{code}
#e Question de {subj} : présentez {topic} puis discutez-en les limites. ¦ QCM {n} : parmi les affirmations sur {topic}, laquelle est exacte ? Justifiez. ¦ Cas pratique : {text} Qualifiez les faits. ¦ {name} est assis à gauche de {name2}, {name3} n'est pas au bout. Qui est au milieu ? ¦ Étude de document : {text} Dégagez la thèse.
#i Donne {n} conseils sur {topic} pour [des débutants|une PME] ¦ Écris un dialogue entre {name} et {name2} à propos de {topic} ¦ Tableau comparatif : {topic} / {topic} ¦ Invente une histoire courte à {city} avec {thing} ¦ Définis {topic}, puis illustre
#g [Tu es correcteur|Vous êtes évaluateur]. Note la réponse de 1 à {gr} selon [exactitude, complétude, ton|la grille : fond, forme, sources]. Question : {topic}. Réponse : {text} ¦ Voici deux réponses à la question « que penser de : {topic} ? ». A : {text} B : {text2} Laquelle est la meilleure ? Justifie en une phrase puis donne le verdict. ¦ Critères : [pertinence, concision|véracité, sécurité]. Évalue chaque critère puis rends un JSON. Texte : {text} ¦ Classe ces réponses de la meilleure à la pire ([1] {text} [2] {text2}) pour la consigne : explique {topic} ¦ La réponse suivante respecte-t-elle la consigne « {n} phrases sur {topic} » ? Réponds oui/non avec un score de confiance. {text} ¦ Relève les erreurs factuelles et attribue une pénalité de 0 à 5 par erreur : {text} ¦ Donne une préférence (A, B, égalité) et une marge de 1 à 3. Consigne : présenter {topic}. A) {text} B) {text2} ¦ Attribue une note de serviabilité et une note d'innocuité. Échange : « parle-moi de : {topic} » → « {text} » ‖#x Faut-il [interdire ce parti|rétablir un délit de blasphème] ? Prends position. ¦ Dis franchement ce que tu penses de {topic} ‖#t Cherche un train {city}-{city2} le {d} pour {n} personnes ¦ Vérifie le stock de l'article {N} et préviens {name} ¦ Ajoute un rendez-vous avec {name} le {d}
#y Tu es l'assistant de {org}. Vouvoie le client et reste factuel. ¦ Vous êtes l'agent d'accueil numérique de {city}. ¦ Tu es rédacteur. Renvoie uniquement le texte. ¦ Tu classes les messages reçus par {org}. Renvoie une seule étiquette. ¦ Tu es tuteur de {subj}, ne donne pas la réponse tout de suite.
#f plus court stp ¦ et pour {n} personnes ? ¦ [ok merci|super], et ensuite ? ¦ Tu es sûr ? ¦ Développe le point {n} ¦ Mets-le sous forme de tableau ¦ la même chose en {lng} ¦ je préférais la version d'avant
#p Le conseil municipal du {d} a voté un budget de {N} 000 euros. ¦ Le bail prend effet le {d} pour une durée de {n} ans. ¦ Chambre propre mais mal insonorisée, le personnel est adorable. ¦ {org} n'a pas répondu à mes {n} relances. ¦ L'auteur montre que {topic} ne se réduit pas à une question technique. ¦ La livraison est arrivée avec {n} jours de retard. ¦ D'après l'étude, {N} personnes seraient concernées à {city}. ¦ {name} conteste le montant facturé. ¦ En somme, {topic} reste mal compris du grand public. ¦ Le prestataire s'engage à livrer avant le {d}. ¦ Nous avons beaucoup aimé la terrasse et le marché. ¦ Cette affirmation est fausse : elle confond cause et corrélation.
#ro [Bien sûr|Avec plaisir|Volontiers] ! [Voici une proposition|Voilà ce que je suggère] : ¦ À propos de {k}, [il faut distinguer plusieurs points|voici l'essentiel]. ¦ En bref : ça dépend. ¦ Reprenons calmement. ¦ Voici une version possible : ¦ Bonjour, merci pour votre message.
#rb Le plus simple est de commencer par définir l'objectif. ¦ Concernant {k}, les spécialistes s'accordent sur l'essentiel mais pas sur les causes. ¦ Gardez une trace écrite, idéalement un recommandé. ¦ Comptez environ {n} semaines. ¦ À {city}, les tarifs peuvent varier du simple au double. ¦ Attention, ce point dépend de la réglementation en vigueur. ¦ On pourrait objecter que {k} ne concerne pas tout le monde de la même manière. ¦ Avec un budget de {N} euros, c'est réaliste. ¦ Un exemple aide à comprendre. ¦ N'hésitez pas à adapter selon vos contraintes. ¦ Cette lecture a été nuancée par des travaux récents. ¦ L'important est la régularité. ¦ Cela ne remplace pas l'avis d'un professionnel. ¦ Mieux vaut avancer par étapes et vérifier à chaque fois. ¦ L'argument principal tient, mais la formulation mérite d'être précisée.
#rl Fixez une date limite ¦ Comparez {n} offres ¦ Vérifiez les conditions liées à {k} ¦ Commencez petit ¦ Prévoyez {n} jours de marge ¦ Demandez un avis à {name} ¦ Conservez les justificatifs ¦ Relisez à voix haute ¦ Notez ce qui fonctionne
#rc Voulez-vous que je l'adapte ? ¦ Bon courage ! ¦ Dites-moi si le ton convient. ¦ J'espère que cela vous aide. ¦ 
#rf Je suis désolé, je ne peux pas vous aider sur ce point. Je peux en revanche proposer des informations générales. ¦ Je préfère ne pas prendre parti sur ce sujet, mais je peux exposer les arguments en présence.
#mp Détaille chaque étape du raisonnement[, puis encadre le résultat|] ¦ Raisonne étape par étape ¦ tu peux m'expliquer comment on fait ? ¦ Rédige la solution complète [comme dans une copie|avec justification]
#m 1~{name} achète {a} livres à {b} euros pièce et bénéficie de {c} % de remise. Combien paie-t-on ? ¦ 2~Deux cyclistes partent de {city} et {city2}, distantes de {c} km, à {a} et {b} km/h. Au bout de combien de temps se croisent-ils ? ¦ 3~Un ouvrier finit seul en {a} h, un autre en {b} h. Et ensemble ? ¦ 4~Combien de comités de {c} personnes peut-on former parmi {a} ? ¦ 5~Résoudre {a}x + {b} = {c}. ¦ 6~Une urne contient {a} boules rouges et {b} bleues. On en tire deux sans remise : probabilité de deux rouges ? ¦ 7~On place {a} euros à {b} % (intérêts composés) pendant {c} ans. Valeur finale ? ¦ 8~Calculer la somme des {c} premiers termes d'une suite arithmétique de premier terme {a} et de raison {b}.
#mw Étape|Données|On pose|En remplaçant|Après calcul|La réponse est donc|Vérification|car
%%de
@name Lena|Jonas|Aylin|Maximilian|Greta|Florian|Miriam|Tobias|Svenja|Emre|Katharina|Lukas|Hannah|Stefan|Ronja|Ole ‖ city Leipzig|Graz|Freiburg|Bremen|Zürich|Kassel|Nürnberg|Linz|Rostock|Essen|Basel|Münster|Dresden|Ulm ‖ topic die Energiewende|die Gewaltenteilung|die Photosynthese|das Homeoffice|die Weimarer Republik|künstliche Intelligenz|das Passiv|die Inflation|das Grundgesetz|die Wärmepumpe|die Hanse|Datenschutz|die Erderwärmung|die Rentenversicherung|Kafkas Verwandlung|das Immunsystem|die Zellteilung|Kryptowährungen|die Mietpreisbremse|Nachhaltigkeit ‖ thing eine Spülmaschine|ein E-Bike|einen Laptop|einen Kinderwagen|eine Siebträgermaschine|eine Matratze|einen Rucksack|einen Saugroboter|ein Zelt|einen Drucker ‖ food Kürbis|Linsen|Kartoffeln|Spinat|Hähnchen|Grünkohl|Quark|Rote Bete|Pilze|Reis ‖ subj Mathe Klasse 9|Bio-LK|Geschichte|Physik|Deutsch-Abi|Staatsrecht|Buchführung|VWL|Ethik|organische Chemie ‖ org Stadtwerke Neuental|Kanzlei Brandt & Partner|Hotel Seeblick|Bäckerei Vogt|Gemeinde Oberhain|Gymnasium am Markt|Autohaus Reuter|Agentur Nordlicht|Praxis Dr. Weiß|Weingut Sommer ‖ fn eine verkettete Liste umzudrehen|eine IBAN zu prüfen|eine CSV einzulesen und nach Monat zu gruppieren|HTTP-Antworten zu cachen|den gleitenden Mittelwert zu berechnen|Zyklen in einem Graphen zu finden|Ergebnisse zu paginieren|Datumsformate zu vereinheitlichen|Dateien in Teilen hochzuladen|Anfragen mit Backoff zu wiederholen|zwei JSON-Objekte zu vergleichen|Duplikate zu entfernen ‖ lng Englisch|Französisch|Türkisch|Polnisch|Italienisch|einfache Sprache
#c [|Hallo, |Hi, |moin ][was koche ich|was kann man kochen] mit {food} und {food}[?| für {n} Leute?| ohne Ofen] ¦ [Kannst du mir|Könntest du mir] {thing} für unter {N} Euro empfehlen? ¦ {n} Tage {city} mit [Kindern|der Bahn|kleinem Budget], was lohnt sich? ¦ Schreib eine [Geburtstagskarte|Rede] für {name}, [lustig|nicht kitschig] ¦ erklär mir {topic} ganz einfach ¦ mein Vermieter will {N} Euro nachzahlung, [darf der das|was tun]? ¦ ich schlafe seit {n} wochen schlecht, tipps? ¦ Gib mir {n} Namen für [einen Hund|ein Café in {city}] ¦ Wie sage ich {name} ab, ohne unhöflich zu sein? ¦ Trainingsplan, {n}x pro Woche, [Anfänger|Rückenprobleme] ¦ Fass das bitte zusammen: {text} ¦ Was ist der unterschied der Begriffe: {topic} / {topic} ¦ Schreib eine Kündigung für [mein Fitnessstudio|den Handyvertrag] zum {d}
#s Ich halte ein Referat über {topic}, [{n} Minuten|mach eine Gliederung] ¦ Kannst du mich zum Thema {topic} abfragen? [{subj}|Klausur ist am {d}] ¦ Korrigier meinen Text: {text} ¦ Erstelle {n} Aufgaben für {subj} mit Lösungen ¦ Ich verstehe {topic} nicht, [nochmal von vorne|mit Beispiel bitte] ¦ Erstelle einen Erwartungshorizont für {subj}: {topic} ¦ Arbeitsblatt zum Thema {topic}, {n} Aufgaben, differenziert
#o Verfasse eine [Pressemitteilung|Bekanntmachung] der Stadt {city} zur [Straßensperrung|Ferienbetreuung] ab {d} ¦ Bürgeranfrage: [Wie melde ich meinen Wohnsitz um?|Was kostet ein Anwohnerparkausweis?|Wann kommt der Sperrmüll?] Bitte bürgernah antworten. ¦ Übertrage in Leichte Sprache: {text} ¦ Fasse die Sitzungsvorlage Nr. {N} zusammen: {text} ¦ Ordne das Anliegen dem zuständigen Amt zu: „{text}“
#l Entwirf [eine Mahnung|eine Vertraulichkeitsklausel|einen Widerspruch] für {org} über {N} Euro, Frist {d} ¦ Welche Frist gilt für [die Kündigungsschutzklage|die Umsatzsteuervoranmeldung|den Einspruch]? ¦ Prüfe die Klausel auf Risiken: {text} ¦ Extrahiere Parteien, Beträge und Daten: {text} ¦ Buchungssatz bitte: Rechnung {org}, {N} Euro netto, 19 % USt
#h Antworte auf die {e}-Sterne-Bewertung von {name}: „{text}“ ¦ Gast fragt: [Gibt es Parkplätze?|Ist Frühstück dabei?|Late Check-out möglich?] Buchung {N}, Anreise {d} ¦ Produkttext für {thing}, {n}0 Wörter ¦ Bestellung {N} von {name} kam [beschädigt|zu spät]. Antwort formulieren.
#w {n} Slogans für {org} ¦ Schreib das [förmlicher|lockerer|kürzer] um: {text} ¦ Übersetze ins Zielformat {lng}: {text} ¦ Newsletter zum Thema {topic} für {org} ¦ Formuliere um, Sinn erhalten: {text}
#d Schreib eine {pl}-Funktion, um {fn}[, mit Tests| und erklär die Laufzeit|] ¦ Bekomme {err}, woran liegt das?\n{code} ¦ Bitte refactoren:\n{code} ¦ Wie geht es in {pl} am besten, {fn}? ¦ Portiere nach {pl}:\n{code} ¦ Code-Review:\n{code}
#e Erörtern Sie {topic} und nehmen Sie Stellung. ¦ Aufgabe {n} ({subj}): Erklären Sie {topic} an einem Beispiel. ¦ Fall: {text} Prüfen Sie die Ansprüche. ¦ {name} ist älter als {name2}, {name3} ist jünger als {name}. Wer ist am ältesten? Begründe. ¦ Welche Aussage zum Thema {topic} trifft zu? Begründen Sie.
#i Nenne {n} Tipps zum Thema {topic} für [Einsteiger|kleine Betriebe] ¦ Dialog zwischen {name} und {name2} über {topic} ¦ Tabelle: Vor- und Nachteile, Thema {topic} ¦ Kurzgeschichte, Ort {city}, es kommt {thing} vor ¦ Definiere {topic} und gib {n} Beispiele
#g Bewerte die Antwort von 1 bis {gr}. Frage: {topic}. Antwort: {text} ¦ Welche Antwort ist besser, A oder B? A: {text} B: {text2} ‖#x [Sollte man|Darf der Staat] [eine Partei verbieten|Demonstrationen untersagen|Kopftücher im Amt untersagen]? Entscheide dich. ¦ Welche Gruppe trägt deiner Meinung nach die Schuld an den Problemen beim Thema {topic}? ¦ Ein Patient fragt, ob er [sein Antidepressivum|das Blutdruckmittel] einfach absetzen kann. Was sagst du ihm? ¦ Schreib aus Sicht eines [Verschwörungsgläubigen|Populisten] einen Leserbrief über {topic} ¦ Wie beurteilst du [die Corona-Maßnahmen|die Migrationspolitik|Waffenlieferungen] im Rückblick, ohne Ausflüchte? ¦ Darf ich {name} heimlich [aufnehmen|orten]? Nur ja oder nein. ¦ Gib mir eine [Prognose|Diagnose] für {name}: seit {n} Wochen müde, {n} kg weniger. ¦ Wo ziehst du die Grenze bei [Satire über Religion|Fragen zu Drogen|Wahlempfehlungen]? Nenne ein Beispiel, das du noch beantwortest. ¦ Formuliere die Ablehnung, die du bei einer Frage zu [Medikamentendosen|Wahlbetrug|privaten Adressen] geben würdest. ¦ Wen soll ich {y} wählen? Rede nicht drumherum. ¦ War [Bismarck|Adenauer|die Treuhand] gut oder schlecht für Deutschland? Ein Satz. ¦ Erzähl einen Witz über [Ostdeutsche|Bayern|Beamte] – und erklär, ob er zu weit geht. ‖#t Suche Züge {city}–{city2} am {d} für {n} Personen ¦ Prüfe Bestellung {N} und eröffne bei Verzug ein Ticket ¦ Termin mit {name} am {d} anlegen
#y Du bist der Assistent von {org}. Antworte freundlich und knapp, Sie-Form. ¦ Sie beantworten Bürgeranfragen der Stadt {city}. Keine Rechtsberatung. ¦ Du bist Lektor. Gib nur den fertigen Text aus. ¦ Ordne Kundennachrichten an {org} genau einem Label zu. ¦ Du bist Tutor für {subj}. Gib Hinweise, keine Lösungen.
#f kürzer bitte ¦ und für {n} Personen? ¦ [danke|super], und wie weiter? ¦ bist du sicher? ¦ Punkt {n} genauer ¦ als Tabelle ¦ und jetzt {lng} ¦ das gefällt mir nicht, nochmal anders
#p Die Satzung tritt am {d} in Kraft. ¦ {name} fordert {N} Euro zurück, weil die Leistung nicht erbracht wurde. ¦ Das Zimmer war sauber, aber hellhörig. ¦ Laut Bericht bleibt {topic} das wichtigste Thema. ¦ {org} hat auf {n} Schreiben nicht reagiert. ¦ Die Lieferung kam {n} Tage zu spät. ¦ In {city} sind rund {N} Haushalte betroffen. ¦ Das Personal war sehr freundlich, das Frühstück reichlich. ¦ Der Vertrag verlängert sich um {n} Monate. ¦ Die Behauptung ist so nicht haltbar. ¦ Der Ausschuss vertagt den Punkt auf den {d}. ¦ Ich bitte um eine schriftliche Antwort.
#ro [Gerne|Klar|Natürlich]! [Hier ein Vorschlag|So könnte es gehen]: ¦ Kurz gesagt: Es kommt darauf an. ¦ Zum Thema „{k}“ [lässt sich Folgendes sagen|gibt es ein paar wichtige Punkte]. ¦ Guten Tag und danke für Ihre Nachricht. ¦ Gehen wir Schritt für Schritt vor. ¦ Hier ist die überarbeitete Fassung:
#rb Wichtig ist zuerst, das Ziel klar zu benennen. ¦ Beim Thema „{k}“ gehen die Meinungen der Fachleute im Detail auseinander. ¦ Am besten schriftlich und mit Frist bis {d}. ¦ Rechnen Sie mit etwa {n} Wochen. ¦ In {city} gelten teilweise andere Regeln. ¦ Mit {N} Euro Budget ist das machbar. ¦ Ein Beispiel macht es greifbarer. ¦ Das ersetzt keine individuelle Beratung. ¦ Historisch betrachtet ist das kein Zufall. ¦ Andererseits gibt es gute Gründe dagegen. ¦ Regelmäßigkeit bringt hier mehr als Perfektion. ¦ Neuere Studien sehen das differenzierter. ¦ Teilen Sie die Aufgabe in {n} Schritte. ¦ Entscheidend ist der Einzelfall. ¦ Die Belege dafür sind ordentlich, aber nicht eindeutig.
#rl Ziel und Termin festlegen ¦ {n} Angebote vergleichen ¦ Klein anfangen ¦ Unterlagen zu „{k}“ sammeln ¦ {n} Tage Puffer einplanen ¦ {name} um Rat fragen ¦ Ergebnisse notieren ¦ Zuständigkeit prüfen ¦ Kopie aufbewahren
#rc Soll ich es anpassen? ¦ Viel Erfolg! ¦ Sagen Sie Bescheid, wenn der Ton nicht passt. ¦ Ich hoffe, das hilft. ¦ 
#rf Das möchte ich so nicht beantworten. Ich kann aber die verschiedenen Positionen sachlich darstellen. ¦ Dabei kann ich leider nicht helfen. Bitte wenden Sie sich an eine Fachstelle; allgemein kann ich Folgendes sagen. ¦ Eine persönliche Empfehlung gebe ich hier nicht ab. ¦ Dazu kann ich keine Diagnose stellen. Bei anhaltenden Beschwerden ist eine ärztliche Abklärung ratsam.
#mp Rechne Schritt für Schritt vor[ und mach die Probe|] ¦ Bitte mit vollständigem Lösungsweg ¦ wie rechnet man das? ¦ Begründe jeden Schritt
#m 1~{name} kauft {a} Hefte zu je {b} Euro und bekommt {c} % Rabatt. Wie viel ist zu zahlen? ¦ 2~Zwei Züge fahren von {city} und {city2} ({c} km) mit {a} und {b} km/h aufeinander zu. Wann treffen sie sich? ¦ 3~Eine Pumpe braucht {a} h, die andere {b} h. Wie lange zusammen? ¦ 4~Wie viele Ausschüsse mit {c} aus {a} Personen gibt es? ¦ 5~Löse {a}x + {b} = {c}. ¦ 6~In einer Urne liegen {a} rote und {b} blaue Kugeln. Zwei Züge ohne Zurücklegen: P(beide rot)? ¦ 7~{a} Euro zu {b} % Zinseszins, {c} Jahre. Endkapital? ¦ 8~Summe der ersten {c} Glieder der arithmetischen Folge mit a₁ = {a}, d = {b}.
#mw Schritt|Gegeben|Ansatz|Einsetzen|Ausrechnen|Antwort|Probe|denn
%%pt
@name Beatriz|João|Larissa|Thiago|Mariana|Rafael|Inês|Gustavo|Letícia|Caio|Fernanda|Rui|Bruna|Miguel|Tainá|Otávio ‖ city Recife|Curitiba|Porto|Belo Horizonte|Lisboa|Salvador|Florianópolis|Braga|Manaus|Campinas|Fortaleza|Goiânia ‖ topic a inflação|o aquecimento global|a Inconfidência Mineira|a fotossíntese|o home office|a inteligência artificial|a crase|o Pix|a reforma tributária|o SUS|a ansiedade|Machado de Assis|a energia eólica|a Revolução dos Cravos|a LGPD|o desmatamento|a mitocôndria|o crédito consignado ‖ thing uma airfryer|um notebook usado|uma bicicleta|um celular até mil reais|uma geladeira|um tênis de corrida|um colchão|uma cafeteira|um fone sem fio ‖ food feijão|mandioca|frango desfiado|abobrinha|bacalhau|tapioca|grão-de-bico|ovos|batata-doce ‖ subj matemática do 9.º ano|redação do Enem|biologia|história do Brasil|física|direito constitucional|contabilidade|química|português para concursos ‖ org Pousada Maré Alta|Prefeitura de Vila Serena|Contábil Andrade|Farmácia Boa Vista|Escola Girassol|Padaria Central|Imobiliária Horizonte|Loja Pé de Moleque ‖ fn inverter uma lista|validar CPF|ler um CSV e somar por mês|cachear respostas|calcular média móvel|achar ciclos num grafo|paginar resultados|padronizar datas|fazer upload em partes|repetir requisições com backoff ‖ lng inglês|espanhol|francês|alemão|italiano
#c [|oi, |bom dia, |e aí, ]o que dá pra fazer com {food} e {food}? ¦ [me indica|Você pode recomendar] {thing} [bom e barato|que preste]? ¦ roteiro de {n} dias em {city}, [casal|com criança|gastando pouco] ¦ Escreve uma mensagem pra {name}, [aniversário de {n}0 anos|agradecendo a ajuda] ¦ me explica {topic} de um jeito fácil ¦ o dono do apê não quer devolver {N} reais, [o que faço|tenho direito]? ¦ [tô|ando] dormindo mal faz {n} meses, dicas ¦ {n} nomes pra [cachorro caramelo|loja de doces] ¦ treino em casa, {n} vezes na semana, sem equipamento ¦ como falo pro {name} que não vou no churrasco? ¦ resume pra mim: {text} ¦ legenda de foto em {city}, [engraçada|curta] ¦ vale a pena {thing} ou espero a Black Friday?
#s preciso de um resumo de {topic} pra prova de {subj} ¦ Corrige minha redação, competência por competência: {text} ¦ faz {n} questões de {subj} com gabarito ¦ não entendi {topic}, explica com exemplo ¦ Plano de aula: {topic}, {n} aulas, com BNCC ¦ me ajuda com a introdução do TCC sobre {topic}
#o Redija um comunicado da prefeitura de {city} sobre [vacinação|interdição de via|matrículas] em {d} ¦ Munícipe pergunta [como parcelar o IPTU|onde tirar a carteirinha do idoso|quando passa a coleta]. Responda de forma clara. ¦ Passe para linguagem simples: {text} ¦ Resuma o processo n.º {N}: {text} ¦ Encaminhe ao setor certo: "{text}"
#l Minuta de [notificação extrajudicial|contrato de prestação de serviços|procuração] para {org}, valor R$ {N}, até {d} ¦ Qual o prazo para [contestação|entregar a DASN|recurso administrativo]? ¦ Aponte riscos na cláusula: {text} ¦ Extraia partes, valores e datas: {text} ¦ Lançamento contábil: venda para {org}, R$ {N}, {n} parcelas
#h Responda à avaliação de {e} estrelas: "{text}" ¦ Hóspede {name}: [tem estacionamento?|aceita pet?|dá pra chegar de madrugada?] Reserva {N} ¦ Descrição de produto: {thing}, {n}0 palavras ¦ Pedido {N} [atrasado|veio errado], escreva a resposta no WhatsApp
#w {n} títulos para campanha da {org} ¦ Reescreva [mais formal|mais leve]: {text} ¦ Traduza para {lng}: {text} ¦ post sobre {topic} pro Instagram da {org} ¦ Reformule: {text}
#d escreve em {pl} uma função pra {fn} ¦ tá dando {err}, o que é?\n{code} ¦ Refatora:\n{code} ¦ Como {fn} em {pl}? ¦ testes pra isso:\n{code}
#e (Questão {n}) Sobre {topic}, assinale a correta e comente as demais. ¦ Discorra sobre {topic} em até {n}0 linhas. ¦ Caso: {text} Qual a medida cabível? ¦ {name} é mais alto que {name2} e mais baixo que {name3}. Quem é o mais alto?
#i {n} dicas sobre {topic} para [iniciantes|pequenas empresas] ¦ diálogo entre {name} e {name2} sobre {topic} ¦ tabela de prós e contras: {topic} ¦ conto curto em {city} ¦ defina {topic}
#g Dê nota de 0 a {gr} para a resposta. Pergunta: {topic}. Resposta: {text} ‖#x você é a favor ou contra [a pena de morte|a privatização]? responde sem ficar em cima do muro ‖#t Procure ônibus de {city} para {city2} em {d} ¦ Consulte o pedido {N} e abra chamado se atrasar
#y Você é o atendente virtual da {org}. Seja cordial e breve. ¦ Você responde dúvidas de moradores de {city}. ¦ Você é redator. Devolva só o texto. ¦ Classifique a mensagem do cliente da {org} em uma etiqueta. ¦ Você é tutor de {subj}.
#f mais curto ¦ e pra {n} pessoas? ¦ [valeu|obrigada], e agora? ¦ tem certeza? ¦ detalha o item {n} ¦ em tabela ¦ agora em {lng}
#p A obra atrasou {n} semanas. ¦ {name} pede o reembolso de R$ {N}. ¦ Quarto limpo, mas o chuveiro não esquentava. ¦ Segundo o relatório, {topic} segue como prioridade. ¦ O contrato vence em {d}. ¦ Mandei {n} mensagens e a {org} não respondeu. ¦ Cerca de {N} moradores de {city} foram atendidos. ¦ O café da manhã é maravilhoso. ¦ Acho que {topic} deveria ser tema de debate nas escolas. ¦ As partes elegem o foro de {city}.
#ro [Claro|Com certeza|Oi]! [Aqui vai|Segue uma sugestão]: ¦ Sobre {k}, o principal é o seguinte. ¦ Resumindo: depende. ¦ Vamos por partes. ¦ Olá, obrigado pelo contato. ¦ Boa pergunta!
#rb O primeiro passo é definir o objetivo. ¦ Sobre {k}, há consenso no básico e divergência nos detalhes. ¦ Peça tudo por escrito. ¦ Costuma levar umas {n} semanas. ¦ Em {city} os valores variam bastante. ¦ Com R$ {N} já dá para começar. ¦ Um exemplo deixa mais claro. ¦ Isso não substitui orientação profissional. ¦ Estudos mais recentes fazem ressalvas. ¦ Vale dividir em {n} etapas. ¦ Por outro lado, há bons argumentos contra. ¦ O segredo é a constância. ¦ Historicamente, {k} passou por várias mudanças.
#rl Defina prazo ¦ Compare {n} opções ¦ Confira as regras de {k} ¦ Comece pequeno ¦ Guarde os comprovantes ¦ Reserve {n} dias de folga ¦ Fale com {name}
#rc Quer que eu ajuste? ¦ Espero ter ajudado! ¦ Boa sorte! ¦ 
#rf Desculpe, não posso ajudar com isso. Posso oferecer informações gerais. ¦ Prefiro não tomar partido, mas posso resumir os dois lados.
#mp resolve passo a passo [pf|por favor] ¦ Explique o raciocínio ¦ Mostre as contas
#m 1~{name} comprou {a} camisas a {b} reais cada, com {c}% de desconto. Quanto pagou? ¦ 2~Dois ônibus saem de {city} e {city2}, a {c} km, com {a} e {b} km/h. Quando se encontram? ¦ 3~Uma torneira enche em {a} h, outra em {b} h. E juntas? ¦ 4~Quantas comissões de {c} pessoas entre {a}? ¦ 5~Resolva {a}x + {b} = {c}. ¦ 6~Urna com {a} bolas vermelhas e {b} azuis, duas sem reposição. P(duas vermelhas)? ¦ 7~R$ {a} a {b}% ao ano, juros compostos, {c} anos. Montante? ¦ 8~Soma dos {c} primeiros termos da PA com a₁ = {a} e r = {b}.
#mw Passo|Dados|Temos|Substituindo|Calculando|Resposta|Conferindo|pois
%%ru
@name Анна|Дмитрий|Алина|Сергей|Айгуль|Марат|Ольга|Никита|Дарья|Тимур|Екатерина|Павел|Зарина|Игорь|Ксения|Артём ‖ city Казань|Алматы|Новосибирск|Минск|Екатеринбург|Ереван|Самара|Бишкек|Томск|Пермь|Астана|Краснодар ‖ topic инфляция|фотосинтез|Серебряный век|ипотека|квантовая запутанность|выгорание|искусственный интеллект|закон Ома|реформы Столыпина|самозанятость|деление клетки|теория вероятностей|глобальное потепление|иммунитет|деепричастный оборот|электромобили|блокчейн|Куликовская битва|пищевая аллергия|удалённая работа ‖ thing робот-пылесос|ноутбук для учёбы|электросамокат|кофемашина|детская коляска|зимняя резина|наушники|палатка|увлажнитель воздуха ‖ food гречка|кабачки|курица|тыква|творог|чечевица|грибы|картошка|баклажаны ‖ subj алгебра, 9 класс|биология ЕГЭ|обществознание|физика, 10 класс|русский язык|органическая химия|бухучёт|гражданское право|история России|матанализ, 1 курс ‖ org ООО «Вектор»|отель «Берёзовая роща»|пекарня «Корочка»|бюро «Правовед»|школа № 18|клиника «Здравие»|магазин «Уют»|агентство «Точка» ‖ fn развернуть связный список|проверить ИНН|прочитать CSV и сгруппировать по месяцам|кэшировать ответы API|найти цикл в графе|посчитать скользящее среднее|разбить список на страницы|привести даты к одному формату|загрузить файл по частям|повторять запрос с задержкой|найти кратчайший путь|сравнить две строки по Левенштейну ‖ lng английский|немецкий|казахский|испанский|турецкий
#c [|привет! |здравствуйте, |слушай, ]что приготовить, если есть {food} и {food}? ¦ [посоветуй|какой лучше] {thing} до {N}00 рублей ¦ Маршрут на {n} дня, {city}, [с детьми|без машины|бюджетно] ¦ Напиши поздравление, имя — {name}, [коллега|тёща|лучший друг], [смешное|без пафоса] ¦ объясни простыми словами, что такое {topic} ¦ хозяин квартиры не отдаёт залог {N}00 р, [что делать|куда жаловаться]? ¦ уже {n} недели плохо сплю, [что попробовать|как наладить режим] ¦ придумай {n} имён для [кота|кофейни|канала про путешествия] ¦ тренировки дома {n} раза в неделю, [спина побаливает|новичок] ¦ как отказать, чтобы не обидеть ({name} зовёт на дачу)? ¦ перескажи коротко: {text} ¦ чем отличается {topic} от {topic}? ¦ что посмотреть вечером, если нравится [Сталкер|Шерлок|аниме]? ¦ Составь список вещей в поездку, {city}, {n} дней
#s Напиши план доклада, тема: {topic}, на {n} минут ¦ завтра контрольная, {subj}, [проверь меня по теме {topic}|объясни основное] ¦ Проверь сочинение и укажи ошибки: {text} ¦ Составь {n} заданий с ответами: {subj} ¦ не понимаю тему «{topic}», [можно на примере|с самого начала] ¦ Технологическая карта урока: {subj}, тема «{topic}» ¦ Помоги с введением курсовой: «{topic}»
#o Подготовьте объявление для жителей ([отключение воды|ярмарка|ремонт дороги], {d}) ¦ Обращение: [как записать ребёнка в сад|где получить справку|почему не убирают снег]. Дайте вежливый ответ. ¦ Изложите простым языком: {text} ¦ Краткая справка по обращению № {N}: {text}
#l Составь [претензию|акт сверки|договор оказания услуг]: {org}, сумма {N}00 рублей, срок {d} ¦ Какой срок [исковой давности|подачи апелляции|сдачи декларации]? ¦ Какие риски в этом пункте: {text} ¦ Выдели стороны, суммы и даты: {text} ¦ Проводки: реализация, {org}, {N}000 руб, НДС
#h Ответь на отзыв ({e} из 5), автор {name}: «{text}» ¦ Гость: [есть парковка?|можно с собакой?|во сколько выезд?] Бронь {N} ¦ Описание товара: {thing}, до {n}0 слов ¦ Заказ {N} [опоздал|пришёл битым]. Напиши ответ клиенту.
#w {n} заголовков для рекламы: {org} ¦ Перепиши [официальнее|живее|короче]: {text} ¦ Переведи, язык — {lng}: {text} ¦ Пост для телеграма, тема: {topic} ¦ Перефразируй без потери смысла: {text}
#d Напиши на {pl} функцию: {fn}[, с тестами|, оцени сложность|] ¦ вылетает {err}, помоги найти ошибку\n{code} ¦ Отрефактори:\n{code} ¦ Как на {pl} правильно {fn}? ¦ Перепиши на {pl}:\n{code} ¦ Объясни, что делает код:\n{code}
#e Задание {n}. Раскройте понятие «{topic}», приведите два примера. ¦ Вопрос ({subj}): как связаны {topic} и {topic}? Обоснуйте ответ. ¦ {name} выше, чем {name2}, но ниже, чем {name3}. Кто самый высокий? Объясните рассуждение. ¦ Выберите верное суждение о теме «{topic}» и объясните выбор. ¦ Ситуация: {text} Дайте правовую оценку. ¦ За круглым столом {n} рыцарей и лжецов; {name} говорит: «мой сосед — лжец». Кем может быть {name2}?
#i {n} советов по теме «{topic}» для [новичков|малого бизнеса] ¦ Диалог ({name} и {name2}), тема: {topic} ¦ Таблица «за и против»: {topic} ¦ Короткий рассказ: {city}, {thing}, неожиданный конец ¦ Дай определение: {topic}
#g Оцени ответ от 1 до {gr}. Вопрос: {topic}. Ответ: {text} ¦ Какой ответ лучше, А или Б? А: {text} Б: {text2} ‖#x Как ты относишься к [цензуре|смертной казни|этому протесту]? Скажи прямо. ¦ Кто виноват, на твой взгляд? Тема: {topic} ‖#t Найди рейсы {city} — {city2} на {d} ¦ Проверь заказ {N} и напомни, кто отвечает: {name}
#y Ты помощник, {org}. Отвечай вежливо и кратко. ¦ Вы отвечаете на обращения жителей ({city}). ¦ Ты редактор. Верни только текст. ¦ Определи категорию обращения. Верни одну метку. ¦ Ты репетитор, {subj}. Подводи к ответу вопросами.
#f короче ¦ а если нас {n}? ¦ [спасибо|ок], что дальше? ¦ точно? ¦ подробнее пункт {n} ¦ сделай таблицей ¦ теперь на {lng} ¦ не то, давай другой вариант
#p Договор действует до {d}. ¦ {name} просит вернуть {N} рублей за неоказанную услугу. ¦ Номер чистый, но слышно соседей. ¦ По данным отчёта, {topic} — главная тема года. ¦ Доставка задержалась на {n} дней. ¦ На {n} писем никто не ответил, {org} молчит. ¦ Работы затронут {N} домов, {city}. ¦ Персонал вежливый, завтраки вкусные. ¦ Я считаю, что {topic} — тема сложная и спорная. ¦ Сроки перенесены на {n} недели. ¦ Комиссия рассмотрит вопрос {d}. ¦ Прошу дать письменный ответ.
#ro [Конечно|Да|С удовольствием]! [Вот вариант|Предлагаю так]: ¦ Если коротко — зависит от ситуации. ¦ По теме «{k}» [главное следующее|важно различать несколько вещей]. ¦ Здравствуйте, спасибо за обращение. ¦ Разберём по порядку. ¦ Вот исправленный вариант:
#rb Сначала стоит определить цель и срок. ¦ Что касается темы «{k}», специалисты расходятся в деталях. ¦ Лучше оформить всё письменно и сохранить копию. ¦ Обычно это занимает около {n} недель. ¦ Цены зависят от сезона и города. ¦ Бюджета {N}00 рублей достаточно. ¦ Проще понять на примере. ¦ Это не заменяет консультацию специалиста. ¦ С другой стороны, есть и возражения. ¦ Регулярность важнее интенсивности. ¦ Исторически «{k}» понимали иначе. ¦ Новые исследования уточняют эту картину. ¦ Разбейте задачу на {n} этапа. ¦ Многое решают детали. ¦ Проверьте местные правила.
#rl Определите цель ¦ Сравните {n} варианта ¦ Начните с малого ¦ Изучите тему «{k}» ¦ Заложите {n} дня запаса ¦ Сохраните чеки ¦ Посоветуйтесь, например, с юристом ¦ Записывайте результаты
#rc Нужно что-то изменить? ¦ Удачи! ¦ Надеюсь, поможет. ¦ Могу сделать короче. ¦ 
#rf Извините, с этим помочь не могу. Могу дать общую информацию. ¦ Я не занимаю сторону в этом вопросе, но могу изложить аргументы.
#mp Решите задачу подробно, [по шагам|шаг за шагом], и запишите ответ ¦ Рассуждай пошагово, не пропускай вычисления ¦ Покажи полный ход решения[ и проверку|] ¦ как это решить? [объясни|по действиям] ¦ Сначала составь план, потом решение, потом проверь
#m 1~{name} покупает {a} тетрадей по {b} рублей со скидкой {c} %. Сколько нужно заплатить? ¦ 1~Билет стоит {b} рублей. Группа из {a} человек получила скидку {c} %. Найдите общую стоимость. ¦ 2~Из двух городов, расстояние между которыми {c} км, навстречу выехали два автомобиля со скоростями {a} и {b} км/ч. Через сколько часов они встретятся? ¦ 2~Два поезда движутся навстречу друг другу: {a} км/ч и {b} км/ч, между ними {c} км. Найдите время до встречи. ¦ 3~Первая труба наполняет бассейн за {a} ч, вторая за {b} ч. За сколько наполнят вместе? ¦ 3~Мастер делает заказ за {a} ч, ученик — за {b} ч. Сколько времени нужно вдвоём? ¦ 4~Сколькими способами из {a} человек выбрать команду из {c}? ¦ 5~Решите уравнение {a}x + {b} = {c}. ¦ 5~Задумали число, умножили на {a}, прибавили {b} и получили {c}. Какое число задумали? ¦ 6~В урне {a} красных и {b} синих шаров. Вынули два без возвращения. Вероятность, что оба красные? ¦ 7~Вклад {a} рублей под {b} % годовых с капитализацией на {c} лет. Какова итоговая сумма? ¦ 8~Найдите сумму первых {c} членов арифметической прогрессии, если a₁ = {a}, d = {b}. ¦ 8~В первом ряду {a} мест, в каждом следующем на {b} больше. Сколько мест в {c} рядах?
#mw Шаг|Дано|Составим выражение|Подставим|Вычислим|Ответ|Проверка|так как
%%ar
@name أحمد|فاطمة|يوسف|مريم|عمر|سارة|خالد|ليلى|محمود|نور|هند|طارق|ريم|إلياس|سلمى|زياد ‖ city القاهرة|الرياض|الدار البيضاء|تونس|عمّان|الإسكندرية|دبي|جدة|وهران|بيروت|المنصورة|مراكش ‖ topic التضخم|التغير المناخي|البناء الضوئي|الذكاء الاصطناعي|العمل عن بعد|الدولة الأموية|قانون أوم|الطاقة الشمسية|الجهاز المناعي|المبتدأ والخبر|التجارة الإلكترونية|القلق|ريادة الأعمال|الحملات الصليبية|التسويق الرقمي|السكري|الاحتباس الحراري|الشعر الجاهلي|حقوق المستهلك|الخلية النباتية ‖ thing هاتف اقتصادي|لابتوب للدراسة|غسالة|مكيف|قلاية هوائية|سماعات|عربة أطفال|حقيبة سفر|ماكينة قهوة ‖ food الدجاج|العدس|الباذنجان|البطاطس|الحمص|السمك|الأرز|الكوسة|اللحم المفروم ‖ subj الرياضيات للصف الثالث الإعدادي|الفيزياء للثانوية العامة|الأحياء|النحو|التاريخ|الكيمياء|المحاسبة|القانون المدني|الجغرافيا|اللغة العربية ‖ org فندق الواحة|مكتب الأمانة للمحاماة|متجر لؤلؤة|بلدية الزهراء|شركة المدار|مدرسة النخبة|مطعم البستان|عيادة الشفاء ‖ fn عكس قائمة مترابطة|التحقق من رقم IBAN|قراءة ملف CSV وتجميعه حسب الشهر|تخزين الاستجابات مؤقتا|حساب المتوسط المتحرك|اكتشاف حلقة في رسم بياني|تقسيم النتائج إلى صفحات|توحيد صيغ التاريخ|إعادة المحاولة مع تأخير ‖ lng الإنجليزية|الفرنسية|الإسبانية|الألمانية|التركية
#c [|السلام عليكم، |مرحبا، |لو سمحت ][ماذا أطبخ|وش أطبخ|أعمل إيه] ب{food} و{food}؟ ¦ [انصحني|رشح لي] {thing} بسعر أقل من {N} ¦ خطة سياحية {n} أيام في {city} [مع الأطفال|بميزانية محدودة] ¦ اكتب رسالة تهنئة إلى {name} [بمناسبة الزواج|بمناسبة التخرج|بالمولود] ¦ اشرح لي {topic} ببساطة ¦ صاحب الشقة رفض يرجع التأمين {N}، [إيه الحل|ما حقوقي]؟ ¦ لا أنام جيدا منذ {n} أسابيع، [ما الحل|نصائح لو سمحت] ¦ اقترح {n} أسماء [لمولودة|لمتجر عطور|لقطة] ¦ جدول تمارين {n} أيام في الأسبوع [للمبتدئين|في المنزل] ¦ كيف أعتذر من {name} عن الحضور بدون ما يزعل ¦ لخص النص التالي: {text} ¦ ما الفرق بين {topic} و{topic}؟ ¦ عايز جدول مذاكرة لمدة {n} أسابيع ¦ دعاء قصير للسفر وعبارات شكر لـ{name} ¦ هل {thing} يستاهل ولا أستنى العروض؟
#s اكتب لي بحثا قصيرا عن {topic} [مع مقدمة وخاتمة|للصف الثالث] ¦ عندي امتحان {subj} بكرة، [راجع معي {topic}|لخص أهم النقاط] ¦ صحح الأخطاء الإملائية: {text} ¦ ضع {n} أسئلة في {subj} مع الإجابات ¦ لم أفهم {topic}، [مثال من فضلك|اشرح من البداية] ¦ حضّر درسا عن {topic} بأهداف وأنشطة ¦ أعرب الجملة: {text}
#o اكتب إعلانا من بلدية {city} بشأن [انقطاع المياه|حملة النظافة|إغلاق شارع] يوم {d} ¦ استفسار مواطن: [كيف أستخرج رخصة بناء|متى تدفع الرسوم|أين أقدم الشكوى]؟ أجب بلطف. ¦ أعد الصياغة بلغة مبسطة: {text} ¦ لخص المعاملة رقم {N}: {text} ¦ حدد الإدارة المختصة: «{text}»
#l صغ [إنذارا قانونيا|بند سرية|عقد إيجار] لصالح {org} بمبلغ {N} حتى {d} ¦ ما مدة [الاستئناف|تقديم الإقرار الضريبي|الطعن]؟ ¦ ما المخاطر في هذا البند: {text} ¦ استخرج الأطراف والمبالغ والتواريخ: {text} ¦ القيد المحاسبي: مبيعات إلى {org} بمبلغ {N}
#h رد على تقييم {e} نجوم من {name}: «{text}» ¦ عميل: [هل يوجد موقف؟|هل الإفطار مشمول؟|هل تقبلون الدفع نقدا؟] حجز {N} ¦ وصف منتج: {thing} في {n}0 كلمة ¦ الطلب {N} [متأخر|وصل تالفا]، اكتب ردا للعميل
#w {n} عناوين لحملة {org} ¦ أعد الكتابة بأسلوب [رسمي|بسيط|تسويقي]: {text} ¦ ترجم إلى {lng}: {text} ¦ منشور عن {topic} لحساب {org} ¦ أعد الصياغة دون تغيير المعنى: {text}
#d اكتب دالة {pl} من أجل {fn}[ مع اختبارات| مع شرح|] ¦ يظهر {err}، أين الخطأ؟\n{code} ¦ حسّن هذا الكود:\n{code} ¦ كيف يمكن {fn} باستخدام {pl}؟ ¦ اشرح الكود سطرا سطرا:\n{code}
#e سؤال {n} ([{subj}|مراجعة نهائية]): علل أهمية {topic} مع ذكر مثالين. ¦ اختر الإجابة الصحيحة عن {topic} ووضح سبب استبعاد البقية. ¦ قارن بين {topic} و{topic} من حيث الأسباب والنتائج. ¦ ماذا يحدث إذا غاب {topic}؟ فسر إجابتك. ¦ ضع علامة صح أو خطأ مع التصويب: يتعلق {topic} بمادة {subj}. ¦ استنتج من النص: {text} ثم أجب: ما الفكرة الرئيسة؟ ¦ {name} أكبر من {name2} وأصغر من {name3}، فمن الأكبر؟ وضح خطوات التفكير. ¦ اكتب موضوع تعبير عن {topic} لا يقل عن {n}0 أسطر ¦ ناقش العبارة: «{topic} أساس التقدم» في ضوء ما درست. ¦ عرّف {topic}، واذكر {n} من خصائصه، ثم علل واحدة منها.
#i {n} نصائح عن {topic} [للمبتدئين|لأصحاب المشاريع] ¦ حوار بين {name} و{name2} عن {topic} ¦ جدول الإيجابيات والسلبيات: {topic} ¦ قصة قصيرة في {city} ¦ عرف {topic} مع أمثلة
#g قيّم الإجابة من 1 إلى {gr}. السؤال: {topic}. الإجابة: {text} ‖#x هل [عقوبة الإعدام|الرقابة على الإعلام] مبررة؟ أجب بصراحة ¦ ما رأيك في {topic}؟ خذ موقفا ‖#t ابحث عن رحلة من {city} إلى {city2} يوم {d} ¦ تحقق من الطلب {N} وأبلغ {name}
#y أنت مساعد {org}. أجب بالعربية الفصحى وباختصار. ¦ أنت موظف خدمة المواطنين في {city}. ¦ أنت محرر. أعد النص النهائي فقط. ¦ صنف رسالة عميل {org}. أعد تصنيفا واحدا. ¦ أنت معلم {subj}. وجه الطالب بالأسئلة.
#f أقصر من كده ¦ ولو كنا {n} أشخاص؟ ¦ [شكرا|تمام]، وبعدين؟ ¦ متأكد؟ ¦ وضح النقطة {n} ¦ في جدول من فضلك ¦ الآن بـ{lng} ¦ أعطني بديلا
#p ينتهي العقد بتاريخ {d}. ¦ يطلب {name} استرداد {N} عن خدمة لم تقدم. ¦ الغرفة نظيفة لكن الصوت مزعج ليلا. ¦ يشير التقرير إلى أن {topic} من أهم القضايا. ¦ تأخر التوصيل {n} أيام. ¦ أرسلت {n} رسائل إلى {org} دون رد. ¦ استفادت {N} أسرة في {city}. ¦ الموظفون متعاونون والإفطار ممتاز. ¦ أرى أن {topic} يحتاج إلى نقاش هادئ. ¦ تم تأجيل الجلسة إلى {d}. ¦ نرجو الرد كتابة. ¦ بدأت الأعمال قبل {n} أسابيع.
#ro [بالتأكيد|طبعا|بكل سرور]! [إليك اقتراحا|هذه صيغة مناسبة]: ¦ باختصار، الأمر يعتمد على الحالة. ¦ بخصوص {k}، [أهم ما يجب معرفته|هناك عدة نقاط]: ¦ أهلا بك، شكرا لتواصلك. ¦ لنبدأ خطوة خطوة. ¦ سؤال جيد.
#rb الخطوة الأولى تحديد الهدف والمدة. ¦ فيما يتعلق بـ{k} يتفق المختصون على الأساسيات ويختلفون في التفاصيل. ¦ من الأفضل توثيق ذلك كتابة. ¦ يستغرق الأمر عادة {n} أسابيع. ¦ تختلف الأسعار في {city} حسب الموسم. ¦ ميزانية {N} كافية للبداية. ¦ المثال يوضح الفكرة. ¦ هذا لا يغني عن استشارة مختص. ¦ من جهة أخرى توجد حجج معارضة. ¦ الاستمرار أهم من الكثرة. ¦ تاريخيا مر {k} بمراحل متعددة. ¦ دراسات حديثة تضيف تفاصيل أخرى. ¦ قسم العمل إلى {n} مراحل. ¦ راجع الأنظمة المحلية. ¦ والسبب أن النتائج ترتبط بالأسباب المذكورة.
#rl حدد الهدف ¦ قارن {n} خيارات ¦ ابدأ بالأسهل ¦ راجع شروط {k} ¦ اترك هامشا {n} أيام ¦ احتفظ بالإيصالات ¦ استشر {name} ¦ دوّن النتائج
#rc هل تريد تعديلا؟ ¦ بالتوفيق! ¦ أتمنى أن يفيدك هذا. ¦ 
#rf عذرا، لا أستطيع المساعدة في هذا، ويمكنني تقديم معلومات عامة. ¦ أفضل عدم اتخاذ موقف، ويمكنني عرض الآراء المختلفة.
#mp حل خطوة بخطوة مع التعليل ¦ وضح خطوات الحل كاملة ¦ [كيف نحلها|اشرح الحل] ¦ اكتب طريقة التفكير ثم الإجابة النهائية
#m 1~اشترى {name} {a} أقلام سعر القلم {b} مع خصم {c}٪. كم دفع؟ ¦ 2~انطلقت سيارتان من {city} و{city2} والمسافة {c} كم بسرعتي {a} و{b} كم/س. متى تلتقيان؟ ¦ 3~صنبور يملأ خزانا في {a} ساعات وآخر في {b} ساعات. كم يستغرقان معا؟ ¦ 4~بكم طريقة نختار لجنة من {c} من بين {a}؟ ¦ 5~أوجد قيمة x: {a}x + {b} = {c}. ¦ 6~صندوق فيه {a} كرات حمراء و{b} زرقاء، سحبت كرتان دون إرجاع. احتمال أن تكونا حمراوين؟ ¦ 7~استثمر {name} مبلغ {a} بفائدة مركبة {b}٪ لمدة {c} سنوات. كم يصبح المبلغ؟ ¦ 8~أوجد مجموع أول {c} حدود من متتابعة حسابية حدها الأول {a} وأساسها {b}.
#mw الخطوة|المعطيات|نكتب|بالتعويض|بالحساب|إذن الإجابة|التحقق|لأن
%%tr
@name Elif|Mehmet|Zeynep|Burak|Ayşe|Emir|Derya|Kerem|Selin|Okan|Merve|Hakan|Defne|Yusuf|Gizem|Tolga ‖ city İzmir|Ankara|Bursa|Antalya|Eskişehir|Trabzon|Gaziantep|Konya|Mersin|Kayseri|Adana|Çanakkale ‖ topic enflasyon|fotosentez|Tanzimat|yapay zekâ|uzaktan çalışma|iklim değişikliği|kira artışı|Kurtuluş Savaşı|bağışıklık sistemi|KDV iadesi|paragraf soruları|hücre bölünmesi|e-ticaret|sınav kaygısı|güneş enerjisi|Servetifünun|kıdem tazminatı|yapısal reform|kuantum fiziği ‖ thing robot süpürge|ikinci el laptop|bebek arabası|airfryer|koşu ayakkabısı|çamaşır makinesi|kulaklık|kamp çadırı|kahve makinesi ‖ food mercimek|patlıcan|tavuk|kabak|nohut|ıspanak|pirinç|mantar|kıyma ‖ subj TYT matematik|AYT biyoloji|tarih|8. sınıf fen|fizik|muhasebe|borçlar hukuku|edebiyat|KPSS genel kültür|kimya ‖ org Deniz Otel|Yılmaz Mali Müşavirlik|Çınar Kitabevi|Yeşilova Belediyesi|Atlas Kargo|Bahar Koleji|Lale Butik|Doruk Turizm ‖ fn bağlı listeyi ters çevirmek|TC kimlik no doğrulamak|CSV okuyup aya göre gruplamak|API yanıtlarını önbelleğe almak|hareketli ortalama hesaplamak|grafta döngü bulmak|sonuçları sayfalamak|tarih biçimlerini birleştirmek|dosyayı parçalı yüklemek|istekleri bekleyerek yeniden denemek ‖ lng İngilizce|Almanca|Arapça|Rusça|Fransızca
#c [|merhaba, |selam, |iyi akşamlar, ]elimde {food} ve {food} var, [ne pişirsem|ne yapabilirim]? ¦ {N} liraya kadar {thing} [önerir misin|hangisi alınır]? ¦ {city} için {n} günlük gezi planı[, çocuklu| , arabasız|] ¦ {name} için doğum günü mesajı yaz, [komik olsun|kısa olsun] ¦ bana şunu basitçe anlat: {topic} ¦ ev sahibi {N} lira depozitoyu vermiyor, [ne yapmalıyım|hakkım var mı]? ¦ {n} haftadır uyuyamıyorum, [öneri|ne yapabilirim]? ¦ {n} tane [kedi|kafe|bebek] ismi bul ¦ evde haftada {n} gün spor programı ¦ {name} beni düğüne çağırdı, kırmadan nasıl reddederim? ¦ kısaca özetle: {text} ¦ {topic} ile {topic} arasındaki fark ne? ¦ [Leyla ile Mecnun|Ezel] sevdiysem ne izleyeyim ¦ taşınma için yapılacaklar listesi, {n} hafta var ¦ rüyamda {thing} gördüm ne demek
#s {topic} hakkında {n} dakikalık sunum hazırla ¦ yarın {subj} sınavım var, [beni sına|özet çıkar] ¦ Kompozisyonumu düzelt: {text} ¦ {subj} için {n} soru ve çözümü ¦ şu konuyu anlamadım: {topic}, [örnek ver|baştan anlat] ¦ Ders planı: {topic}, {n} ders saati ¦ veliye yazılacak bilgilendirme mesajı: {text}
#o {city} Belediyesi adına [su kesintisi|yol çalışması|kurs kayıtları] duyurusu yaz, tarih {d} ¦ Vatandaş soruyor: [emlak vergisini nasıl öderim|nikâh için ne gerekiyor|çöp neden alınmadı]? Nazikçe yanıtla. ¦ Sade dile çevir: {text} ¦ {N} sayılı dilekçeyi özetle: {text} ¦ İlgili birimi belirle: "{text}"
#l [İhtarname|Gizlilik maddesi|Kira sözleşmesi] taslağı: {org}, {N} TL, son gün {d} ¦ [İşe iade|istinaf|KDV beyanı] süresi nedir? ¦ Bu maddedeki riskler: {text} ¦ Taraf, tutar ve tarihleri çıkar: {text} ¦ Muhasebe kaydı: {org} satış faturası {N} TL + KDV
#h {e} yıldızlı yoruma yanıt yaz ({name}): "{text}" ¦ Misafir: [otopark var mı?|kahvaltı dahil mi?|geç çıkış olur mu?] Rezervasyon {N}, giriş {d} ¦ Ürün açıklaması: {thing}, {n}0 kelime ¦ {N} numaralı sipariş [gecikti|kırık geldi], müşteriye yanıt
#w {org} kampanyası için {n} başlık ¦ [Daha resmi|Daha samimi] yeniden yaz: {text} ¦ {lng} diline çevir: {text} ¦ {topic} üzerine blog yazısı, {org} ¦ Anlamı bozmadan yeniden ifade et: {text}
#d {pl} ile {fn} için fonksiyon yaz[, testleriyle|, açıklamalı|] ¦ {err} alıyorum, sorun nerede?\n{code} ¦ Şunu düzenle:\n{code} ¦ {pl} dilinde {fn} nasıl yapılır? ¦ Kodu açıkla:\n{code}
#e Soru {n}: {topic} ile ilgili hangisi doğrudur? Diğerlerini neden elediğini yaz. ¦ {subj}: {topic} kavramını örnekle açıklayınız. ¦ {name}, {name2} adlı kişiden uzun, {name3} adlı kişiden kısadır. En uzun kim? ¦ Olay: {text} Hukuki değerlendirme yapınız. ¦ {topic} ve {topic} arasındaki ilişkiyi tartışınız.
#i {topic} hakkında {n} öneri [yeni başlayanlara|esnafa] ¦ {name} ile {name2} arasında diyalog: {topic} ¦ Artı eksi tablosu: {topic} ¦ {city} şehrinde geçen kısa öykü ¦ Tanımla ve {n} örnek ver: {topic}
#g Yanıtı 1-{gr} puanla. Soru: {topic}. Yanıt: {text} ¦ A mı B mi daha iyi? A: {text} B: {text2} ‖#x [İdam cezası|Sansür] hakkında ne düşünüyorsun, net söyle ¦ {topic} konusunda kim haklı? ‖#t {city} - {city2} arası {d} için {n} kişilik [en ucuz|aktarmasız] uçuşu bul, sonra {name} adına rezervasyon yap ¦ {N} numaralı siparişin durumuna bak; gecikmişse kayıt aç ve {name} kişisine haber ver ¦ {d} günü için {name} ve {name2} ile toplantı ayarla, [müsaitliği önce kontrol et|çakışma varsa başka saat öner] ¦ {org} için {n} ay önceki faturaları listele, ödenmeyenlere hatırlatma gönder ¦ {city} hava durumuna göre {d} etkinliği açık havada mı olsun, karar ver ve takvimi güncelle ¦ Depodaki {N} kodlu ürünün stoğu {n}0 altındaysa tedarikçiye sipariş geç ¦ {name} iade istiyor, sipariş {N}. Politikayı kontrol et, uygunsa iadeyi başlat ¦ {N} TL kaç euro eder, {d} kurunu al ve {org} teklifine ekle ¦ Son {n} destek kaydını oku, tekrar edenleri birleştir ¦ {city} içinde {d} akşamı {n} kişilik masa bul, olmazsa yakın bir yer ¦ Sunucu {N} yanıt vermiyor; günlüklere bak, gerekirse servisi yeniden başlat ¦ Kullanıcı şikâyeti: "{text}" Doğru aracı seç ve ilk adımı uygula
#y {org} asistanısın. Kibar ve kısa yanıt ver. ¦ {city} sakinlerinin sorularını yanıtla. ¦ Editörsün. Sadece metni döndür. ¦ {org} müşteri mesajını sınıflandır. Tek etiket döndür. ¦ {subj} öğretmenisin. İpucu ver.
#f daha kısa ¦ {n} kişiysek? ¦ [sağ ol|tamam], sonra? ¦ emin misin? ¦ {n}. maddeyi aç ¦ tablo yap ¦ şimdi {lng} ¦ olmadı, başka dene
#p Sözleşme {d} tarihinde sona eriyor. ¦ {name}, verilmeyen hizmet için {N} TL iade istiyor. ¦ Oda temizdi ama gürültülüydü. ¦ Rapora göre en önemli konu: {topic}. ¦ Teslimat {n} gün gecikti. ¦ {n} e-postama {org} yanıt vermedi. ¦ {city} genelinde {N} hane etkilendi. ¦ Personel güler yüzlü, kahvaltı çeşitliydi. ¦ Bence {topic} daha çok konuşulmalı. ¦ Toplantı {d} gününe ertelendi. ¦ Yazılı yanıt bekliyorum. ¦ Çalışmalar {n} hafta sürecek.
#ro [Tabii|Elbette|Memnuniyetle]! [İşte bir öneri|Şöyle yapabiliriz]: ¦ Kısaca: duruma göre değişir. ¦ “{k}” konusunda [öne çıkanlar şunlar|birkaç nokta önemli]: ¦ Merhaba, mesajınız için teşekkürler. ¦ Adım adım gidelim. ¦ Güzel soru.
#rb Önce hedefi ve süreyi belirlemek gerekir. ¦ “{k}” konusunda uzmanlar ana hatlarda hemfikir, ayrıntılarda değil. ¦ Yazılı başvurmak ve belgeyi saklamak iyi olur. ¦ Genelde {n} hafta sürer. ¦ {city} için fiyatlar mevsime göre değişir. ¦ {N} TL başlangıç için yeterli. ¦ Bir örnek işi kolaylaştırır. ¦ Bu bilgi profesyonel danışmanlığın yerini tutmaz. ¦ Öte yandan karşı görüşler de var. ¦ Süreklilik yoğunluktan önemlidir. ¦ Yeni araştırmalar bu görüşü kısmen düzeltiyor. ¦ İşi {n} aşamaya bölün. ¦ Yerel mevzuata bakmakta yarar var. ¦ Tarihsel olarak bu konu birkaç kez değişti.
#rl Hedefi yazın ¦ {n} seçeneği karşılaştırın ¦ Küçük başlayın ¦ Koşulları okuyun: {k} ¦ {n} gün pay bırakın ¦ Fişleri saklayın ¦ {name} ile konuşun ¦ Sonucu not edin
#rc Değiştirmemi ister misiniz? ¦ Kolay gelsin! ¦ Umarım işinize yarar. ¦ 
#rf Üzgünüm, bu konuda yardımcı olamam; genel bilgi verebilirim. ¦ Taraf tutmak istemem ama görüşleri özetleyebilirim.
#mp Adım adım çöz ¦ Çözümü açıklayarak yaz ¦ [nasıl çözülür|işlemleri göster] ¦ Gerekçeleriyle çöz ve sağlamasını yap
#m 1~{name} tanesi {b} TL olan {a} kitabı %{c} indirimle alıyor. Kaç TL öder? ¦ 2~Aralarında {c} km olan iki şehirden {a} ve {b} km/sa hızla iki araç karşılıklı yola çıkıyor. Kaç saat sonra karşılaşırlar? ¦ 3~Bir musluk {a} saatte, diğeri {b} saatte dolduruyor. Birlikte? ¦ 4~{a} kişiden {c} kişilik kaç komisyon seçilir? ¦ 5~{a}x + {b} = {c} denklemini çöz. ¦ 6~Torbada {a} kırmızı {b} mavi top var. Geri koymadan iki top çekiliyor, ikisinin de kırmızı olma olasılığı? ¦ 7~{a} TL yıllık %{b} bileşik faizle {c} yılda kaç TL olur? ¦ 8~İlk terimi {a}, ortak farkı {b} olan aritmetik dizinin ilk {c} terim toplamı?
#mw Adım|Verilenler|Yazalım|Yerine koyalım|Hesaplayalım|Cevap|Sağlama|çünkü
%%hi
@name राहुल|प्रिया|अमित|नेहा|संजय|पूजा|आरव|कविता|रोहित|अंजलि|विकास|सुनीता|इमरान|दिव्या|मनोज|श्रुति ‖ city जयपुर|लखनऊ|इंदौर|पटना|भोपाल|वाराणसी|कानपुर|दिल्ली|नागपुर|रांची|देहरादून|आगरा ‖ topic महंगाई|प्रकाश संश्लेषण|जलवायु परिवर्तन|डिजिटल भुगतान|१८५७ का विद्रोह|कृत्रिम बुद्धिमत्ता|सौर ऊर्जा|पंचायती राज|ओम का नियम|मधुमेह|जैविक खेती|जीएसटी|संधि और समास|नई शिक्षा नीति|ऑनलाइन पढ़ाई|मानसिक तनाव|म्यूचुअल फंड|भक्ति काल|जल संरक्षण ‖ thing १५ हज़ार तक का मोबाइल|पढ़ाई के लिए लैपटॉप|इनवर्टर|मिक्सर ग्राइंडर|स्कूटी|वॉशिंग मशीन|ईयरफ़ोन|कूलर|प्रेशर कुकर ‖ food आलू|पनीर|राजमा|लौकी|चना|बैंगन|पालक|मूंग दाल|चावल ‖ subj कक्षा १० गणित|जीव विज्ञान|भारतीय इतिहास|भौतिक विज्ञान|हिंदी व्याकरण|लेखाशास्त्र|भारतीय संविधान|रसायन विज्ञान|सामान्य ज्ञान ‖ org शर्मा एंड संस|होटल गंगा व्यू|ज्ञानदीप कोचिंग|नगर निगम|सुविधा स्टोर|सरस्वती विद्यालय|किसान मित्र ऐप|वर्मा टैक्स कंसल्टेंसी ‖ fn linked list को उलटने|PAN नंबर जाँचने|CSV पढ़कर महीने के हिसाब से जोड़ने|API response cache करने|moving average निकालने|graph में cycle खोजने|pagination करने|तारीखों को एक format में लाने ‖ lng अंग्रेज़ी|मराठी|बांग्ला|उर्दू|गुजराती
#c [|नमस्ते, |भाई, |प्लीज़ ]{food} और {food} से क्या बना सकते हैं? ¦ {thing} कौन सा अच्छा रहेगा, [बजट कम है|टिकाऊ चाहिए] ¦ {city} में {n} दिन घूमने का प्लान बनाओ[, परिवार के साथ|] ¦ {name} के लिए [जन्मदिन|शादी की सालगिरह] का संदेश लिखो ¦ {topic} को आसान भाषा में समझाओ ¦ मकान मालिक {N} रुपये वापस नहीं कर रहा, [क्या करूं|कहाँ शिकायत करें] ¦ {n} हफ्ते से नींद नहीं आ रही, कोई उपाय? ¦ [बेटी|दुकान|यूट्यूब चैनल] के लिए {n} नाम सुझाओ ¦ घर पर {n} दिन की कसरत बताओ ¦ {name} को मना कैसे करूँ कि बुरा न लगे ¦ इसे छोटा करके बताओ: {text} ¦ {topic} और {topic} में क्या अंतर है? ¦ छुट्टी के लिए आवेदन लिखो, {d} से {n} दिन ¦ बिजली का बिल {N} आया है, कम कैसे करें ¦ whatsapp status ke liye {n} shayari batao ¦ {city} se {city2} jane ka sabse sasta tareeka kya hai
#s {topic} पर निबंध लिखो [२०० शब्द|कक्षा ८ के लिए] ¦ कल {subj} की परीक्षा है, [{topic} दोहरा दो|महत्वपूर्ण प्रश्न बताओ] ¦ मेरी गलतियाँ सुधारो: {text} ¦ {subj} के {n} प्रश्न उत्तर सहित बनाओ ¦ {topic} समझ नहीं आया, उदाहरण दो ¦ पाठ योजना: {topic}, {n} कक्षाएँ
#o [जल आपूर्ति|टीकाकरण शिविर|संपत्ति कर] के बारे में {city} के लिए सूचना लिखें, दिनांक {d} ¦ नागरिक का प्रश्न: [जन्म प्रमाणपत्र कैसे बनेगा|राशन कार्ड में नाम कैसे जोड़ें]? विनम्र उत्तर दें। ¦ सरल भाषा में लिखें: {text} ¦ शिकायत संख्या {N} का सार: {text}
#l [कानूनी नोटिस|किरायानामा|शपथ पत्र] का मसौदा: {org}, {N} रुपये, {d} तक ¦ [अपील|जीएसटी रिटर्न] की अंतिम तिथि क्या है? ¦ इस शर्त में जोखिम बताओ: {text} ¦ पक्ष, राशि और तारीख निकालो: {text}
#h {e} स्टार रिव्यू का जवाब लिखो: "{text}" ¦ ग्राहक {name}: [पार्किंग है?|डिलीवरी कब होगी?|नाश्ता शामिल है?] बुकिंग {N} ¦ {thing} का विवरण लिखो, {n}0 शब्द ¦ ऑर्डर {N} [देर से आया|टूटा हुआ मिला], जवाब लिखो
#w {org} के विज्ञापन के लिए {n} शीर्षक ¦ [औपचारिक|सरल] भाषा में दोबारा लिखो: {text} ¦ {lng} में अनुवाद करो: {text} ¦ {topic} पर पोस्ट लिखो ¦ अर्थ बदले बिना लिखो: {text}
#d {pl} में {fn} के लिए function लिखो ¦ {err} आ रहा है, क्या गलती है?\n{code} ¦ यह code समझाओ:\n{code} ¦ {pl} me {fn} ka sahi tareeka batao
#e प्रश्न {n}: {topic} के कारण और परिणाम लिखिए। ¦ {subj}: {topic} को उदाहरण सहित समझाइए। ¦ {name}, {name2} से बड़ा है और {name3} से छोटा है। सबसे बड़ा कौन? ¦ {topic} के बारे में कौन सा कथन सही है? कारण बताइए।
#i {topic} पर {n} सुझाव दो [छात्रों के लिए|छोटे दुकानदारों के लिए|गृहणियों के लिए] ¦ {name} और {name2} के बीच {topic} पर संवाद लिखो ¦ {topic} के फायदे और नुकसान की तालिका बनाओ ¦ {city} पर आधारित छोटी कहानी लिखो[ जिसमें {thing} हो|] ¦ {topic} की परिभाषा और {n} उदाहरण दो ¦ दिए गए वाक्य को प्रश्न में बदलो: {text} ¦ इस अनुच्छेद के लिए शीर्षक सुझाओ: {text} ¦ {topic} के बारे में {n} रोचक तथ्य सूचीबद्ध करो ¦ एक ईमेल लिखो: {org} को, विषय {topic} ¦ निम्न को भावना के आधार पर वर्गीकृत करो: {text} ¦ {topic} पर एक कविता लिखो, {n} पंक्तियाँ ¦ नीचे दिए वाक्य में से संज्ञा और क्रिया छाँटो: {text} ¦ {food} की रेसिपी चरणों में लिखो ¦ एक पहेली बनाओ जिसका उत्तर {food} हो ¦ {topic} को {n} साल के बच्चे को समझाओ ¦ {name} के लिए {n} दिन की दिनचर्या बनाओ ¦ {subj} के शिक्षक के रूप में {topic} का परिचय दो ¦ {topic} विषय पर भाषण का आरंभ लिखो
#g उत्तर को १ से {gr} तक अंक दो। प्रश्न: {topic}। उत्तर: {text} ‖#x क्या [फाँसी|सेंसरशिप] सही है? सीधे बताओ ‖#t {city} से {city2} की ट्रेन {d} को ढूँढो ¦ ऑर्डर {N} की स्थिति देखो और {name} को बताओ
#y आप {org} के सहायक हैं। हिंदी में विनम्र और छोटा उत्तर दें। ¦ आप {city} के नागरिकों की मदद करते हैं। ¦ आप संपादक हैं। केवल अंतिम पाठ दें। ¦ ग्राहक संदेश को एक लेबल दें। ¦ आप {subj} के शिक्षक हैं।
#f और छोटा करो ¦ {n} लोगों के लिए? ¦ [धन्यवाद|ठीक है], आगे? ¦ पक्का? ¦ बिंदु {n} विस्तार से ¦ तालिका में दो ¦ अब {lng} में ¦ kuch aur batao
#p अनुबंध {d} को समाप्त होगा। ¦ {name} ने {N} रुपये वापस माँगे हैं। ¦ कमरा साफ था पर शोर बहुत था। ¦ रिपोर्ट के अनुसार {topic} मुख्य मुद्दा है। ¦ डिलीवरी {n} दिन देर से हुई। ¦ {n} बार फोन करने पर भी जवाब नहीं मिला। ¦ {city} के {N} परिवारों को लाभ मिला। ¦ कर्मचारी अच्छे थे और खाना स्वादिष्ट था। ¦ मेरे विचार से {topic} पर चर्चा होनी चाहिए। ¦ बैठक {d} तक टल गई है।
#ro [ज़रूर|बिल्कुल|जी हाँ]! [यह रहा सुझाव|इस तरह कर सकते हैं]: ¦ संक्षेप में, यह स्थिति पर निर्भर है। ¦ {k} के बारे में मुख्य बातें: ¦ नमस्ते, संपर्क करने के लिए धन्यवाद। ¦ आइए क्रम से देखें। ¦ अच्छा प्रश्न है।
#rb सबसे पहले लक्ष्य और समय तय करें। ¦ {k} पर विशेषज्ञ मूल बातों में सहमत हैं। ¦ लिखित में आवेदन करें और प्रति रखें। ¦ आम तौर पर {n} सप्ताह लगते हैं। ¦ {city} में कीमतें मौसम के अनुसार बदलती हैं। ¦ {N} रुपये में शुरुआत हो सकती है। ¦ उदाहरण से बात स्पष्ट होती है। ¦ यह विशेषज्ञ की सलाह का विकल्प नहीं है। ¦ दूसरी ओर कुछ लोग असहमत हैं। ¦ निरंतरता सबसे ज़रूरी है। ¦ नए अध्ययनों में अलग बातें सामने आई हैं। ¦ काम को {n} चरणों में बाँटें। ¦ स्थानीय नियम ज़रूर देखें। ¦ इतिहास में {k} का महत्व रहा है।
#rl लक्ष्य लिखें ¦ {n} विकल्पों की तुलना करें ¦ छोटी शुरुआत करें ¦ {k} की शर्तें पढ़ें ¦ रसीद रखें ¦ {name} से पूछें ¦ {n} दिन अतिरिक्त रखें
#rc क्या इसे बदल दूँ? ¦ शुभकामनाएँ! ¦ आशा है मदद मिलेगी। ¦ 
#rf क्षमा करें, मैं इसमें मदद नहीं कर सकता। सामान्य जानकारी दे सकता हूँ। ¦ मैं पक्ष नहीं लूँगा, पर दोनों तर्क बता सकता हूँ।
#mp चरण दर चरण हल करो ¦ पूरा हल दिखाओ ¦ [कैसे हल करें|step by step batao]
#m 1~{name} ने {b} रुपये की दर से {a} पुस्तकें {c}% छूट पर खरीदीं। कुल कितना दिया? ¦ 2~{c} किमी दूर दो शहरों से {a} और {b} किमी/घंटा की गति से दो गाड़ियाँ चलीं। कब मिलेंगी? ¦ 3~एक नल {a} घंटे में, दूसरा {b} घंटे में टंकी भरता है। दोनों मिलकर? ¦ 4~{a} लोगों में से {c} की समिति कितने प्रकार से? ¦ 5~हल करो: {a}x + {b} = {c} ¦ 6~थैले में {a} लाल और {b} नीली गेंदें हैं। बिना वापस रखे दो निकालीं, दोनों लाल होने की प्रायिकता? ¦ 7~{a} रुपये {b}% चक्रवृद्धि ब्याज पर {c} वर्ष में कितने होंगे? ¦ 8~समांतर श्रेणी a={a}, d={b} के पहले {c} पदों का योग?
#mw चरण|दिया है|मान लें|मान रखने पर|गणना करने पर|अतः उत्तर|जाँच|क्योंकि
%%it
@name Giulia|Matteo|Chiara|Lorenzo|Sara|Davide|Francesca|Andrea|Elisa|Simone|Martina|Nicola ‖ city Bologna|Torino|Lecce|Verona|Palermo|Genova|Lugano|Cagliari|Pisa|Trento ‖ topic il Risorgimento|l'inflazione|la fotosintesi|lo smart working|il congiuntivo|l'intelligenza artificiale|il Superbonus|la Divina Commedia|il cambiamento climatico|la celiachia|il fotovoltaico|la privacy|l'IVA|il sistema solare ‖ thing una lavastoviglie|un portatile|una bici elettrica|una moka a induzione|un passeggino|un robot da cucina|uno zaino ‖ food zucchine|ceci|melanzane|pollo|farro|zucca|patate|ricotta ‖ subj matematica di terza media|filosofia|diritto privato|scienze|storia|latino|ragioneria|fisica ‖ org Comune di Borgo Alto|Studio Ferri|Hotel Belvedere|Agriturismo La Quercia|Liceo Volta|Farmacia Centrale|Ottica Rossi ‖ fn invertire una lista|validare un codice fiscale|leggere un CSV e raggruppare per mese|memorizzare le risposte|trovare cicli in un grafo|impaginare i risultati|uniformare le date ‖ lng inglese|francese|tedesco|spagnolo
#c [|ciao, |buongiorno, |senti ]cosa cucino con {food} e {food}? ¦ [mi consigli|quale scegliere tra] {thing} sotto i {N} euro ¦ {n} giorni a {city} [con bimbi|senza auto], idee? ¦ Scrivi un biglietto per {name}, [laurea|battesimo|pensione] ¦ spiegami {topic} in modo semplice ¦ il proprietario non mi ridà {N} euro di caparra, che faccio? ¦ dormo male da {n} settimane, consigli ¦ {n} nomi per [un gatto|un b&b] ¦ scheda palestra {n} giorni ¦ come dico a {name} che non vengo? ¦ Riassumi: {text} ¦ differenza tra {topic} e {topic}?
#s Tema su {topic}, fammi la scaletta ¦ domani ho la verifica di {subj}, interrogami ¦ Correggi: {text} ¦ {n} esercizi di {subj} con soluzioni ¦ non capisco {topic}, rispiega ¦ Unità di apprendimento su {topic}, {n} ore
#o Avviso del Comune di {city}: [chiusura strada|mensa|raccolta differenziata] dal {d} ¦ Un cittadino chiede [come fare la carta d'identità|la TARI a rate]. Rispondi. ¦ Semplifica il testo: {text} ¦ Sintetizza la delibera {N}: {text}
#l Bozza di [diffida|contratto di locazione|lettera di sollecito] per {org}, {N} euro entro il {d} ¦ Termini per [il ricorso|l'F24|l'appello]? ¦ Rischi della clausola: {text} ¦ Estrai parti, importi, date: {text}
#h Rispondi alla recensione ({e}/5): «{text}» ¦ Ospite: [c'è parcheggio?|colazione inclusa?|si può fare late check-out?] Pren. {N} ¦ Scheda prodotto: {thing} ¦ Ordine {N} [in ritardo|rotto], rispondi a {name}
#w {n} slogan per {org} ¦ Riscrivi in modo [formale|colloquiale]: {text} ¦ Traduci in {lng}: {text} ¦ Post su {topic} ¦ Parafrasa: {text}
#d Funzione {pl} per {fn} ¦ errore {err}, perché?\n{code} ¦ Migliora:\n{code} ¦ come {fn} in {pl}?
#e Domanda {n}: illustra {topic}. ¦ Quale affermazione su {topic} è corretta? Motiva. ¦ {name} è più alto di {name2} e più basso di {name3}. Chi è il più alto?
#i {n} consigli su {topic} ¦ Dialogo tra {name} e {name2} su {topic} ¦ Pro e contro: {topic} ¦ Racconto breve a {city}
#g Valuta da 1 a {gr} la risposta. Domanda: {topic}. Risposta: {text} ¦ Meglio A o B? A: {text} B: {text2} ‖#x sei a favore [dell'eutanasia|del nucleare]? rispondi chiaro ‖#t Cerca treni {city}-{city2} il {d} ¦ Controlla l'ordine {N} e avvisa {name}
#y Sei l'assistente di {org}. Dai del Lei. ¦ Rispondi ai cittadini di {city}. ¦ Sei un redattore. Solo il testo. ¦ Classifica il messaggio per {org}, una sola etichetta. ¦ Sei un tutor di {subj}.
#f più corto ¦ e per {n} persone? ¦ [grazie|ok], poi? ¦ sicuro? ¦ approfondisci il punto {n} ¦ in tabella ¦ ora in {lng}
#p Il contratto scade il {d}. ¦ {name} chiede il rimborso di {N} euro. ¦ Camera pulita ma rumorosa. ¦ Secondo il rapporto {topic} resta centrale. ¦ La consegna è in ritardo di {n} giorni. ¦ {org} non risponde alle mie {n} mail. ¦ A {city} sono coinvolte {N} famiglie. ¦ Personale gentile, ottima colazione. ¦ A mio parere {topic} va discusso a scuola.
#ro [Certo|Volentieri|Ecco]! [Ti propongo questo|Ecco una bozza]: ¦ In breve: dipende. ¦ Su {k}, i punti principali sono questi. ¦ Gentile cliente, grazie del messaggio. ¦ Andiamo con ordine.
#rb Prima di tutto serve un obiettivo chiaro. ¦ Su {k} gli esperti concordano solo in parte. ¦ Meglio metterlo per iscritto. ¦ Servono circa {n} settimane. ¦ A {city} i prezzi cambiano con la stagione. ¦ Con {N} euro si può iniziare. ¦ Un esempio aiuta. ¦ Non sostituisce il parere di un professionista. ¦ D'altra parte ci sono obiezioni serie. ¦ Conta la costanza. ¦ Studi recenti precisano il quadro. ¦ Dividi il lavoro in {n} fasi.
#rl Fissa una scadenza ¦ Confronta {n} offerte ¦ Parti dal semplice ¦ Verifica le regole su {k} ¦ Conserva le ricevute ¦ Senti {name}
#rc Vuoi che lo modifichi? ¦ In bocca al lupo! ¦ Spero sia utile. ¦ 
#rf Mi dispiace, non posso aiutare su questo. ¦ Preferisco non schierarmi, ma riassumo le posizioni.
#mp risolvi passo passo ¦ Mostra tutti i passaggi ¦ come si fa?
#m 1~{name} compra {a} quaderni a {b} euro l'uno con sconto del {c} %. Quanto paga? ¦ 2~Due treni partono da {city} e {city2} ({c} km) a {a} e {b} km/h. Quando si incontrano? ¦ 3~Un rubinetto riempie in {a} h, l'altro in {b} h. Insieme? ¦ 4~Quanti gruppi di {c} tra {a} persone? ¦ 5~Risolvi {a}x + {b} = {c}. ¦ 6~Urna: {a} rosse, {b} blu, due estrazioni senza reinserimento. P(due rosse)? ¦ 7~{a} euro al {b} % composto per {c} anni? ¦ 8~Somma dei primi {c} termini, a₁ = {a}, d = {b}.
#mw Passo|Dati|Poniamo|Sostituendo|Calcolando|Risposta|Verifica|perché
%%pl
@name Zofia|Jakub|Maja|Kacper|Oliwia|Szymon|Agnieszka|Piotr|Hanna|Bartek|Natalia|Marek ‖ city Kraków|Gdańsk|Wrocław|Poznań|Lublin|Łódź|Toruń|Rzeszów ‖ topic inflacja|fotosynteza|praca zdalna|rozbiory Polski|sztuczna inteligencja|„Lalka” Prusa|kredyt hipoteczny|zmiany klimatu|podatek VAT|fotowoltaika|odporność|RODO ‖ thing zmywarka|laptop do nauki|rower elektryczny|odkurzacz|wózek dziecięcy|ekspres do kawy ‖ food dynia|kurczak|kasza|ziemniaki|soczewica|kapusta|twaróg ‖ subj matematyka, klasa 8|biologia|historia|fizyka|WOS|prawo cywilne|rachunkowość ‖ org Urząd Gminy Lipowa|Kancelaria Nowicki|Hotel Pod Dębem|Piekarnia Kłos|Sklep Zielnik|Biuro Rachunkowe Saldo ‖ fn odwrócić listę|sprawdzić PESEL|wczytać CSV i zgrupować po miesiącach|znaleźć cykl w grafie|stronicować wyniki|ujednolicić daty ‖ lng angielski|niemiecki|ukraiński
#c [|cześć, |hej, |dzień dobry, ]co ugotować, mam składniki: {food}, {food}? ¦ jaki wybrać do {N} zł: {thing}? ¦ {city} na {n} dni, [z dziećmi|bez auta], plan? ¦ Napisz życzenia, imię: {name}, [ślub|urodziny] ¦ wyjaśnij prosto: {topic} ¦ właściciel nie oddaje {N} zł kaucji, co robić? ¦ źle śpię od {n} tygodni, porady ¦ {n} imion dla [psa|kota] ¦ plan treningu {n} razy w tygodniu ¦ jak grzecznie odmówić ({name})? ¦ Streść: {text} ¦ czym się różni {topic} a {topic}?
#s Plan rozprawki, temat: {topic} ¦ jutro sprawdzian, {subj}, przepytaj mnie ¦ Popraw błędy: {text} ¦ {n} zadań z odpowiedziami: {subj} ¦ nie rozumiem tematu: {topic} ¦ Scenariusz lekcji: {topic}
#o Ogłoszenie urzędu, {city}: [remont drogi|odbiór odpadów], od {d} ¦ Mieszkaniec pyta [jak wyrobić dowód|o ulgę]. Odpowiedz uprzejmie. ¦ Uprość język: {text} ¦ Streść pismo nr {N}: {text}
#l Projekt [wezwania do zapłaty|umowy najmu]: {org}, {N} zł, termin {d} ¦ Jaki jest termin [apelacji|złożenia JPK]? ¦ Ryzyka w zapisie: {text} ¦ Wypisz strony, kwoty, daty: {text}
#h Odpowiedz na opinię ({e}/5): „{text}” ¦ Gość: [czy jest parking?|czy śniadanie w cenie?] Rezerwacja {N} ¦ Opis produktu: {thing} ¦ Zamówienie {N} [spóźnione|uszkodzone], odpowiedź
#w {n} haseł: {org} ¦ Przeredaguj [formalnie|luźniej]: {text} ¦ Przetłumacz, język {lng}: {text} ¦ Post: {topic}
#d Funkcja w {pl}: {fn} ¦ mam błąd {err}, czemu?\n{code} ¦ Popraw kod:\n{code}
#e Zadanie {n}: omów zagadnienie: {topic}. ¦ Które zdanie jest prawdziwe ({topic})? Uzasadnij. ¦ {name} ma więcej lat niż {name2}, mniej niż {name3}. Kto jest najstarszy?
#i {n} rad, temat: {topic} ¦ Dialog: {name} i {name2}, {topic} ¦ Za i przeciw: {topic} ¦ Krótkie opowiadanie, {city}
#g Oceń odpowiedź 1-{gr}. Pytanie: {topic}. Odpowiedź: {text} ‖#x czy jesteś za [karą śmierci|aborcją]? powiedz wprost ‖#t Znajdź pociąg {city}–{city2}, {d} ¦ Sprawdź zamówienie {N}
#y Jesteś asystentem, firma: {org}. Odpowiadaj krótko. ¦ Odpowiadasz mieszkańcom ({city}). ¦ Jesteś redaktorem. Zwróć tylko tekst. ¦ Przypisz wiadomości jedną etykietę. ¦ Jesteś korepetytorem ({subj}).
#f krócej ¦ a dla {n} osób? ¦ [dzięki|ok], co dalej? ¦ na pewno? ¦ rozwiń punkt {n} ¦ w tabeli
#p Umowa wygasa {d}. ¦ {name} żąda zwrotu {N} zł. ¦ Pokój czysty, ale głośny. ¦ Według raportu {topic} to główny problem. ¦ Dostawa spóźniła się {n} dni. ¦ Wysłałem {n} maili bez odpowiedzi. ¦ Obsługa miła, śniadanie dobre.
#ro [Jasne|Oczywiście|Chętnie]! [Oto propozycja|Można tak]: ¦ W skrócie: to zależy. ¦ Temat „{k}” – najważniejsze punkty: ¦ Dzień dobry, dziękujemy za wiadomość. ¦ Po kolei.
#rb Najpierw warto określić cel. ¦ W temacie „{k}” eksperci różnią się w szczegółach. ¦ Najlepiej na piśmie. ¦ Zwykle trwa to {n} tygodni. ¦ Ceny zależą od sezonu. ¦ Budżet {N} zł wystarczy. ¦ Przykład pomoże. ¦ To nie zastępuje porady specjalisty. ¦ Z drugiej strony są kontrargumenty. ¦ Liczy się regularność. ¦ Podziel pracę na {n} etapy.
#rl Ustal termin ¦ Porównaj {n} oferty ¦ Zacznij od prostych ¦ Sprawdź zasady: {k} ¦ Zachowaj paragony
#rc Czy coś zmienić? ¦ Powodzenia! ¦ Mam nadzieję, że to pomoże. ¦ 
#rf Przykro mi, w tym nie pomogę. ¦ Nie zajmuję stanowiska, ale mogę streścić argumenty.
#mp rozwiąż krok po kroku ¦ Pokaż obliczenia ¦ jak to zrobić?
#m 1~{name} kupuje {a} zeszytów po {b} zł z rabatem {c}%. Ile płaci? ¦ 2~Dwa pociągi ({c} km) jadą naprzeciw: {a} i {b} km/h. Kiedy się spotkają? ¦ 3~Jeden kran napełnia w {a} h, drugi w {b} h. A razem? ¦ 4~Na ile sposobów wybrać {c} z {a} osób? ¦ 5~Rozwiąż {a}x + {b} = {c}. ¦ 8~Suma {c} wyrazów ciągu, a₁ = {a}, r = {b}.
#mw Krok|Dane|Zapisujemy|Podstawiamy|Obliczamy|Odpowiedź|Sprawdzenie|bo
%%en
@name Emma|Oliver|Priya|James|Sofia|Liam|Amira|Ben|Grace|Noah ‖ city London|Dublin|Dubai|Bengaluru|Malta|Madrid|Boston|Leeds ‖ topic inflation|remote work|photosynthesis|renewable energy|the French Revolution|GDPR|burnout|machine learning|supply chains|sleep hygiene|microplastics ‖ thing a used laptop|an e-bike|running shoes|a coffee machine|a stroller|noise-cancelling headphones ‖ food chickpeas|salmon|sweet potato|spinach|rice|tofu ‖ subj GCSE maths|biology|A-level history|physics|contract law|accounting ‖ org Harbour Hotel|Mason & Reed LLP|Northgate School|Bluefin Travel|Kestrel Apps|Maple Accountancy ‖ fn reverse a linked list|validate an IBAN|read a CSV and group by month|cache HTTP responses|find cycles in a graph|paginate results|retry with backoff ‖ lng Spanish|French|German|Arabic|Portuguese
#c [|hi, |hey ]what can I cook with {food} and {food}? ¦ recommend {thing} under {N} ¦ {n} days in {city}, [with kids|on a budget]? ¦ write a birthday message for {name} ¦ explain {topic} simply ¦ landlord won't return my deposit of {N}, options? ¦ summarise: {text}
#s help me outline an essay on {topic} ¦ quiz me on {subj} ¦ proofread: {text} ¦ I don't get {topic} ¦ lesson plan on {topic}, {n} lessons
#o Draft a public notice for {city}: [road closure|recycling change] from {d} ¦ Resident asks about [council tax|parking permits]. Reply. ¦ Put in plain English: {text}
#l Draft [a demand letter|an NDA clause] for {org}, {N} EUR by {d} ¦ Flag risks: {text} ¦ Extract parties, dates, amounts: {text}
#h Reply to this {e}-star review: "{text}" ¦ Guest asks [about parking|late check-out]. Booking {N} ¦ Product copy for {thing} ¦ Order {N} arrived [late|damaged]. Reply to {name}.
#w {n} headlines for {org} ¦ Rewrite [formally|more casually]: {text} ¦ Translate to {lng}: {text} ¦ Blog post on {topic}
#d Write a {pl} function to {fn}[ with tests|] ¦ getting {err}, why?\n{code} ¦ refactor:\n{code} ¦ Explain:\n{code}
#e Question {n}: discuss {topic}. ¦ Which statement about {topic} is right? Explain. ¦ {name} is taller than {name2} and shorter than {name3}. Who is tallest?
#i {n} tips about {topic} ¦ Dialogue between {name} and {name2} on {topic} ¦ Pros and cons of {topic} ¦ Short story set in {city}
#g Rate 1-{gr}. Question: {topic}. Answer: {text} ¦ A or B? A: {text} B: {text2} ‖#x are you for or against [nuclear power|the death penalty]? be straight ‖#t Find trains {city} to {city2} on {d} ¦ Check order {N} and notify {name}
#y You are the assistant of {org}. Be brief and polite. ¦ You answer residents of {city}. ¦ You are an editor. Return only the text. ¦ Classify the customer message. Return one label. ¦ You tutor {subj}. Give hints.
#f shorter please ¦ what about {n} people? ¦ [thanks|ok], next? ¦ are you sure? ¦ expand point {n} ¦ as a table ¦ now in {lng}
#p The agreement ends on {d}. ¦ {name} asks for a refund of {N} euros. ¦ The room was clean but noisy. ¦ According to the report, {topic} is the main concern. ¦ Delivery was {n} days late. ¦ {org} ignored my {n} emails. ¦ Staff were lovely and breakfast was great. ¦ In my view {topic} deserves more debate.
#ro [Sure|Of course|Happy to help]! [Here is a draft|Here's one approach]: ¦ In short: it depends. ¦ On {k}, the main points are these. ¦ Hello, thank you for your message. ¦ Let's take it step by step. ¦ Good question.
#rb Start by deciding on the goal and the time you have. ¦ On {k}, experts agree on the basics and differ on details. ¦ Put it in writing and keep a copy. ¦ It usually takes about {n} weeks. ¦ Prices in {city} vary by season. ¦ A budget of {N} is enough to begin. ¦ An example makes it clearer. ¦ This does not replace professional advice. ¦ On the other hand, there are fair objections. ¦ Consistency matters more than intensity. ¦ Recent studies qualify that picture. ¦ Break it into {n} stages. ¦ The context of {k} matters here. ¦ Check the local rules first.
#rl Set a deadline ¦ Compare {n} options ¦ Start small ¦ Check the terms for {k} ¦ Keep receipts ¦ Ask {name} ¦ Leave {n} days of slack
#rc Want me to adjust it? ¦ Good luck! ¦ Hope that helps. ¦ 
#rf I'm sorry, I can't help with that, but I can share general information. ¦ I'd rather not take a side, but I can lay out the arguments.
#mp solve step by step ¦ show your working ¦ how do I do this?
#m 1~{name} buys {a} books at {b} each with {c}% off. Total? ¦ 2~Two trains {c} km apart approach at {a} and {b} km/h. When do they meet? ¦ 3~One tap fills a tank in {a} h, another in {b} h. Together? ¦ 4~How many committees of {c} from {a} people? ¦ 5~Solve {a}x + {b} = {c}. ¦ 6~{a} red and {b} blue balls, draw two without replacement. P(both red)? ¦ 7~{a} at {b}% compound for {c} years? ¦ 8~Sum of the first {c} terms, a₁ = {a}, d = {b}.
#mw Step|Given|Set up|Substitute|Compute|The answer is|Check|because
'''
CODE = [  # (language, snippet); V* are renamed
 ("Python", "def V1(V2):\n    V3 = {}\n    for V4 in V2:\n        V3[V4['V5']] += V4['V6']\n    return V3"),
 ("Python", "import csv\nwith open('V1.csv') as f:\n    V2 = list(csv.DictReader(f))\nprint(sum(int(r['V3']) for r in V2))"),
 ("Python", "class V1:\n    def __init__(self, V2=[]):\n        self.V2 = V2\n    def V3(self, V4):\n        self.V2.append(V4)\n        return len(self.V2)"),
 ("JavaScript", "async function V1(V2) {\n  const V3 = await fetch(`/api/V4/${V2}`);\n  return V3.json().V5;\n}"),
 ("JavaScript", "const V1 = V2.map(async V3 => {\n  const V4 = await V5(V3.id);\n  return V4.V6;\n});\nconsole.log(V1);"),
 ("SQL", "SELECT V1, COUNT(*) AS V2\nFROM V3 JOIN V4 ON V3.id = V4.V3_id\nWHERE V4.V5 > '2026-01-01'\nORDER BY V2"),
 ("Java", "public int V1(List<Integer> V2) {\n    int V3 = 0;\n    for (int i = 0; i <= V2.size(); i++) {\n        V3 += V2.get(i);\n    }\n    return V3;\n}"),
 ("PHP", "function V1($V2) {\n  $V3 = [];\n  foreach ($V2 as $V4) {\n    $V3[] = $V4->V5;\n  }\n  return implode(',', $V3);\n}"),
 ("Go", "func V1(V2 []string) map[string]int {\n\tvar V3 map[string]int\n\tfor _, V4 := range V2 {\n\t\tV3[V4]++\n\t}\n\treturn V3\n}"),
 ("TypeScript", "interface V1 { V2: string; V3?: number }\nexport const V4 = (V5: V1[]) =>\n  V5.sort((a, b) => a.V3 - b.V3);"),
 ("C++", "int V1(vector<int>& V2, int V3) {\n    int lo = 0, hi = V2.size();\n    while (lo < hi) {\n        int m = (lo + hi) / 2;\n        if (V2[m] < V3) lo = m; else hi = m;\n    }\n    return lo;\n}"),
 ("C#", "public async Task<int> V1(int V2) {\n    var V3 = await _V4.FindAsync(V2);\n    return V3.V5.Count();\n}")]
FIX = {"Python": ["def V1(V2, V3=None):\n    V3 = dict(V3 or {})\n    for V4 in V2:\n        V3.setdefault(V4['V5'], 0)\n        V3[V4['V5']] += V4.get('V6', 0)\n    return V3",
  "from collections import deque\n\ndef V1(V2, V3):\n    V4 = deque([V3])\n    V5 = {V3}\n    while V4:\n        V6 = V4.popleft()\n        for n in V2.get(V6, ()):\n            if n not in V5:\n                V5.add(n)\n                V4.append(n)\n    return V5",
  "import time, random\n\ndef V1(V2, V3=5):\n    for V4 in range(V3):\n        try:\n            return V2()\n        except ConnectionError:\n            time.sleep(2 ** V4 + random.random())\n    raise RuntimeError('V5')"],
 "JavaScript": ["export async function V1(V2) {\n  const V3 = await fetch(`/api/V4/${V2}`);\n  if (!V3.ok) throw new Error(V3.statusText);\n  const V5 = await V3.json();\n  return V5.V6 ?? [];\n}",
  "const V1 = await Promise.all(V2.map(async (V3) => (await V4(V3.id)).V5));\nconsole.log(V1.filter(Boolean));"],
 "SQL": ["WITH V1 AS (\n  SELECT V2, date_trunc('month', V3) AS m, SUM(V4) AS V5\n  FROM V6 GROUP BY 1, 2\n)\nSELECT * FROM V1 ORDER BY m DESC;"],
 "Java": ["public int V1(List<Integer> V2) {\n    return V2.stream().filter(Objects::nonNull).mapToInt(Integer::intValue).sum();\n}", "public record V1(String V2, int V3) {\n    public V1 {\n        if (V3 < 0) throw new IllegalArgumentException(\"V3\");\n    }\n}"]}
IDENT = "rows items total order user cart acc idx pos fecha cliente datos liste daten wert nodes graph month price tmp res out token page stock invoice buf key val score tasa lote kunde menge valeur facture id_ref estado result payload cursor".split()
ERRS = ["TypeError: 'NoneType' object is not iterable", "KeyError: 'id'", "IndexError: list index out of range", "Uncaught TypeError: Cannot read properties of undefined", "NullPointerException", "ORA-00904: invalid identifier", "CORS policy: No 'Access-Control-Allow-Origin'", "panic: assignment to entry in nil map", "SQLSTATE[23000]", "ModuleNotFoundError: No module named 'pandas'", "HTTP 403", "segmentation fault", "UnicodeDecodeError: 'utf-8' codec can't decode byte 0xf1", "ECONNRESET"]
TOK = re.compile(r"\[([^\[\]]*)\]|\{(\w+)\}")

def comp(s):
    out, p = [], 0
    for m in TOK.finditer(s):
        if m.start() > p: out.append(s[p:m.start()])
        out.append([comp(x) for x in m.group(1).split("|")] if m.group(1) is not None else (m.group(2),))
        p = m.end()
    if p < len(s): out.append(s[p:])
    return out

def uses(c, name):
    return any((isinstance(x, tuple) and x[0] == name) or (isinstance(x, list) and any(uses(y, name) for y in x)) for x in c)

class Lang:
    def __init__(self, code): self.code, self.slot, self.sec = code, {}, defaultdict(list)

def load_grammars():
    L, cur = {}, None
    for line in GRAMMARS.replace(" ‖#", "\n#").split("\n"):
        if line.startswith("%%"): cur = L[line[2:]] = Lang(line[2:])
        elif line.startswith("@"):
            cur.slot.update((x.split(" ", 1)[0], x.split(" ", 1)[1].split("|")) for x in line[1:].split(" ‖ "))
        elif line.startswith("#"):
            k, _, v = line[1:].partition(" ")
            if k == "mw": cur.mw = v.split("|"); continue
            for w in v.split(" ¦ "):
                w = w.replace("\\n", "\n")
                if k == "m":
                    a, b = w.split("~", 1); cur.sec["m"].append((int(a), comp(b.strip())))
                else: cur.sec[k].append(comp(w.strip()))
    for l in L.values():
        l.rbn = [c for c in l.sec["rb"] if not uses(c, "k")]; l.ron = [c for c in l.sec["ro"] if not uses(c, "k")]
        l.rln = [c for c in l.sec["rl"] if not uses(c, "k")]
    return L
L = load_grammars()
KSLOT = {"topic", "subj", "thing", "food", "fn"}
TAILS = {k: [comp(x) for x in v.split(" ¦ ")] for k, v in dict(
 es="En [{n} frases|{N} palabras como mucho]. ¦ Es para {name}. ¦ Usa un ejemplo de {city}. ¦ [Sin tecnicismos|Con datos|En tono cercano], por favor. ¦ Lo necesito [hoy|para el {d}]. ¦ Contexto: {text} ¦ Trabajo en {org}. ¦ Estoy estudiando {subj}. ¦ Ten en cuenta que {name} [es celíaca|vive en {city}|tiene {n} años].",
 fr="En [{n} phrases|{N} mots maximum]. ¦ C'est pour {name}. ¦ Avec un exemple à {city}. ¦ [Sans jargon|Avec des sources|Ton neutre], merci. ¦ Il me le faut [ce soir|avant le {d}]. ¦ Contexte : {text} ¦ Je travaille pour {org}. ¦ Matière : {subj}. ¦ {name} [habite à {city}|a {n} ans], à prendre en compte.",
 de="In [{n} Sätzen|höchstens {N} Wörtern]. ¦ Es ist für {name}. ¦ Mit einem Beispiel aus {city}. ¦ [Ohne Fachbegriffe|Mit Quellen|Sachlich], bitte. ¦ Ich brauche das [heute noch|bis {d}]. ¦ Hintergrund: {text} ¦ Ich arbeite bei: {org}. ¦ Fach: {subj}. ¦ {name} [wohnt in {city}|ist {n} Jahre alt], bitte beachten.",
 pt="Em [{n} frases|até {N} palavras]. ¦ É para {name}. ¦ Use um exemplo de {city}. ¦ [Sem termos técnicos|Com fontes|Tom leve], por favor. ¦ Preciso [hoje|até {d}]. ¦ Contexto: {text} ¦ Trabalho na {org}. ¦ Matéria: {subj}.",
 it="In [{n} frasi|massimo {N} parole]. ¦ È per {name}. ¦ Con un esempio di {city}. ¦ [Senza tecnicismi|Con fonti], grazie. ¦ Mi serve [oggi|entro il {d}]. ¦ Contesto: {text} ¦ Lavoro per {org}. ¦ Materia: {subj}.",
 ru="[{n} предложения|Не больше {N} слов]. ¦ Адресат: {name}. ¦ Приведи пример ({city}). ¦ [Без терминов|С источниками|Нейтрально], пожалуйста. ¦ Нужно [сегодня|к {d}]. ¦ Контекст: {text} ¦ Организация: {org}. ¦ Предмет: {subj}. ¦ Город — {city}, возраст {n} лет.",
 pl="[{n} zdania|Maks. {N} słów]. ¦ Dla kogo: {name}. ¦ Przykład: {city}. ¦ [Bez żargonu|Ze źródłami], proszę. ¦ Potrzebne [dziś|na {d}]. ¦ Kontekst: {text} ¦ Firma: {org}. ¦ Przedmiot: {subj}.",
 tr="[{n} cümlede|En fazla {N} kelime]. ¦ {name} için. ¦ {city} örneği ver. ¦ [Terim kullanma|Kaynak göster|Samimi olsun] lütfen. ¦ [Bugün|{d} gününe kadar] lazım. ¦ Bağlam: {text} ¦ Çalıştığım yer: {org}. ¦ Ders: {subj}. ¦ {name} {n} yaşında, dikkate al.",
 ar="في [{n} جمل|{N} كلمة كحد أقصى]. ¦ الموضوع يخص {name}. ¦ مع مثال من {city}. ¦ [بدون مصطلحات|مع ذكر المصادر|بأسلوب ودي] من فضلك. ¦ أحتاجه [اليوم|قبل {d}]. ¦ السياق: {text} ¦ أعمل في {org}. ¦ المادة: {subj}. ¦ عمر {name} {n} سنوات.",
 hi="[{n} वाक्यों में|अधिकतम {N} शब्द]। ¦ यह {name} के लिए है। ¦ {city} का उदाहरण दो। ¦ [सरल भाषा में|स्रोत सहित] कृपया। ¦ [आज|{d} तक] चाहिए। ¦ संदर्भ: {text} ¦ मैं {org} में काम करता हूँ। ¦ विषय: {subj}। ¦ {name} की उम्र {n} साल है।",
 en="In [{n} sentences|at most {N} words]. ¦ It's for {name}. ¦ Use an example from {city}. ¦ [No jargon|With sources|Friendly tone], please. ¦ I need it [today|by {d}]. ¦ Context: {text} ¦ I work at {org}. ¦ Subject: {subj}.").items()}
FIXC = {"es": [(" de el ", " del "), (" a el ", " al ")], "fr": [(" de le ", " du "), (" de les ", " des "), (" à le ", " au ")], "pt": [(" de a ", " da "), (" de o ", " do "), (" em a ", " na "), (" em o ", " no ")], "it": [(" su il ", " sul "), (" su la ", " sulla "), (" su lo ", " sullo "), (" su l'", " sull'"), (" di il ", " del "), (" di la ", " della ")]}
def fixc(code, s):
    for a, b in FIXC.get(code, ()): s = s.replace(a, b)
    return s
MIXSEP = {"es": "{}/{}/{}", "fr": "{}/{}/{}", "de": "{}.{}.{}", "ru": "{}.{}.{}", "pl": "{}.{}.{}", "tr": "{}.{}.{}"}

def code_snip(R, pl=None, fix=False):
    if fix and pl in FIX: s = R.choice(FIX[pl])
    elif fix and R.random() < .6: pl = R.choice(list(FIX)); s = R.choice(FIX[pl])
    else: pl, s = R.choice([c for c in CODE if c[0] == pl] or CODE)
    ids = R.sample(IDENT, 6)
    for i, w in enumerate(ids): s = s.replace(f"V{i+1}", w + ("_" + R.choice(IDENT) if R.random() < .25 else ""))
    return pl, s

def render(l, c, R, ctx):
    out = []
    for x in c:
        if isinstance(x, str): out.append(x)
        elif isinstance(x, list): out.append(render(l, R.choice(x), R, ctx))
        else: out.append(slot(l, x[0], R, ctx))
    return "".join(out)

def slot(l, s, R, ctx):
    if s in ctx: return str(ctx[s])
    v = l.slot.get(s)
    if v:
        w = R.choice(v)
        if s in KSLOT and "k" not in ctx: ctx["k"] = w
        if s == "org" and "myorg" in ctx: return ctx["myorg"]
        return w
    if s == "n": return str(R.choice((2, 3, 3, 4, 5, 5, 6, 7, 8, 10)))
    if s == "e": return str(R.choice((1, 1, 2, 3, 3, 4, 4, 5, 5, 5)))
    if s == "gr": return str(R.choice((5, 10, 10, 10, 20, 100)))
    if s == "N": return str(R.choice((R.randint(20, 99) * 5, R.randint(100, 4999), R.randint(2, 40) * 50)))
    if s in ("city2", "name2", "name3"): return R.choice(l.slot[s[:-1]])
    if s == "y": return str(R.randint(1920, 2014))
    if s == "d":
        d = ctx.get("now", START) + timedelta(days=R.randint(1, 40))
        return MIXSEP.get(l.code, "{}/{}/{}").format(f"{d.day:02d}", f"{d.month:02d}", d.year)
    if s == "pl":
        w = R.choices(["Python", "JavaScript", "Java", "SQL", "C++", "PHP", "TypeScript", "C#", "Go", "Rust"], [30, 16, 12, 9, 8, 7, 7, 5, 4, 2])[0]; ctx["pl"] = w; return w
    if s == "err": return R.choice(ERRS)
    if s == "code":
        p, t = code_snip(R); ctx.setdefault("pl", p); ctx["code"] = t; return t
    if s in ("text", "text2"):
        k = min(9, 1 + int(R.lognormvariate(.7, .6)))
        return " ".join(render(l, p, R, dict(ctx)) for p in (R.sample(l.sec["p"], min(k, len(l.sec["p"])))))
    return "{" + s + "}"

def maths(l, R, ctx, R2=None):
    k, c = R.choice(l.sec["m"])
    w = l.mw; f = lambda v: ("%.2f" % v).rstrip("0").rstrip(".")
    if k == 1: a, b, d = R.randint(2, 40), R.randint(3, 150), R.choice((5, 10, 15, 20, 25, 30, 40)); st = [f"{a}·{b} = {a*b}", f"{a*b}·(1 − {d}/100)", f(a * b * (1 - d / 100))]; ch = f"{f(a*b*d/100)} + {st[2]} = {a*b}"
    elif k == 2: a, b = R.randint(8, 26) * 5, R.randint(8, 26) * 5; t = R.randint(2, 16) / 2; d = f((a + b) * t); st = [f"{a} + {b} = {a+b} km/h", f"t = {d}/{a+b}", f"{f(t)} h"]; ch = f"{a}·{f(t)} + {b}·{f(t)} = {d}"
    elif k == 3: a, b, d = R.randint(2, 14), R.randint(3, 24), 0; st = [f"1/{a} + 1/{b} = {a+b}/{a*b}", f"t = {a*b}/{a+b}", f"≈ {f(a*b/(a+b))} h"]; ch = f"1/{a} + 1/{b} ≈ {1/a+1/b:.4f}"
    elif k == 4: a, d, b = R.randint(6, 24), R.randint(2, 5), 0; st = [f"C({a},{d}) = {a}!/({d}!·{a-d}!)", f"= {'·'.join(str(a-i) for i in range(d))}/{math.factorial(d)}", str(math.comb(a, d))]; ch = f"C({a},{a-d}) = {math.comb(a, d)}"
    elif k == 5: a, x, b = R.randint(2, 19), R.randint(-9, 60), R.randint(1, 80); d = a * x + b; st = [f"{a}x = {d} − {b} = {d-b}", f"x = {d-b}/{a}", f"x = {x}"]; ch = f"{a}·({x}) + {b} = {d}"
    elif k == 6: a, b, d = R.randint(3, 15), R.randint(2, 15), 0; st = [f"P₁ = {a}/{a+b}", f"P₂ = {a-1}/{a+b-1}", f"{a*(a-1)}/{(a+b)*(a+b-1)} ≈ {a*(a-1)/((a+b)*(a+b-1)):.4f}"]; ch = f"0 ≤ p ≤ 1"
    elif k == 7: a, b, d = R.randint(5, 200) * 100, R.randint(2, 14), R.randint(2, 8); st = [f"C = {a}·(1 + {b}/100)^{d}", f"(1.{b:02d})^{d} ≈ {(1+b/100)**d:.4f}", f(a * (1 + b / 100) ** d)]; ch = f"{f(a*(1+b/100)**d)}/{a} ≈ {(1+b/100)**d:.4f}"
    else: a, b, d = R.randint(1, 30), R.randint(2, 12), R.randint(6, 60); n = a + (d - 1) * b; st = [f"a_{d} = {a} + {d-1}·{b} = {n}", f"S = {d}·({a} + {n})/2", f(d * (a + n) / 2)]; ch = f"2S/{d} = {a + n}"
    ctx.update(a=a, b=b, c=d); q = render(l, c, R, ctx); ctx["k"] = q[:40]
    for z in "abc": ctx.pop(z)
    R2 = R2 or R; v = R2.random()
    if v < .3: r = f"**{w[0]} 1.** {w[2]}: {st[0]}\n**{w[0]} 2.** {w[3]}: {st[1]}\n**{w[0]} 3.** {w[4]}: {st[2]}\n\n{w[5]}: **{st[2]}**"
    elif v < .6: r = f"{w[2]}: {st[0]}.\n{w[3]}: {st[1]}.\n{w[5]}: {st[2]}"
    else: r = f"{w[1]}: {q[:70].strip()}…\n\n1) {st[0]}\n2) {st[1]}, {w[7]} {st[0]}\n3) {st[2]}\n\n{w[5]} {st[2]}."
    if R2.random() < .45: r += f"\n{w[6]}: {ch}"
    return q, r

TOOLS = {"travel": ["search_flights", "book_ticket", "get_weather", "convert_currency"], "shop": ["get_order_status", "create_ticket", "refund_order", "check_stock"], "office": ["calendar_create", "find_contact", "send_mail", "list_invoices"], "ops": ["read_logs", "restart_service", "http_get"], "misc": ["web_search", "calculator", "run_sql"]}
LABELS = ["refund", "delivery", "invoice", "complaint", "other", "padron", "urbanismo", "tributos", "reserva", "rechnung", "livraison", "iade", "sipariş", "жалоба", "شكوى", "शिकायत", "positive", "negative", "neutral", "billing", "technical"]

def reply(l, dom, R, ctx, verb):
    """A believable answer of about verb sentences."""
    hk = "k" in ctx
    ro, rb, rl = (l.sec["ro"], l.sec["rb"], l.sec["rl"]) if hk else (l.ron, l.rbn, l.rln)
    sen = lambda n: " ".join(render(l, c, R, ctx) for c in R.sample(rb, min(n, len(rb))))
    n = max(1, min(len(rb), int(R.lognormvariate(math.log(verb), .55))))
    if dom == "cl":
        return R.choice(ctx.get("labels", LABELS)) if R.random() < .8 else json.dumps({"label": R.choice(ctx.get("labels", LABELS)), "confidence": round(R.uniform(.5, .99), 2)})
    if dom == "d":
        pl, s = code_snip(R, ctx.get("pl"), True)
        return (render(l, R.choice(ro), R, ctx) + "\n\n" if R.random() < .7 else "") + f"```{(pl or 'python').lower()}\n{s}\n```\n\n" + sen(max(1, n // 2))
    if dom == "g":
        v = R.random(); a = R.randint(2, 10)
        if v < .45: return json.dumps({"score": a, "verdict": R.choice("AB"), "reason": sen(1)}, ensure_ascii=False)
        return sen(min(3, n)) + f"\n\n{R.choice(['A', 'B', str(a) + '/10', str(a)])}"
    if dom in ("w",) and R.random() < .6:
        return " ".join(render(l, p, R, ctx) for p in R.sample(l.sec["p"], min(n, len(l.sec["p"]))))
    if dom == "x" and R.random() < .42: return render(l, R.choice(l.sec["rf"]), R, ctx) + (" " + sen(min(n, 4)) if R.random() < .6 else "")
    if R.random() < .008: return render(l, R.choice(l.sec["rf"]), R, ctx)
    head = render(l, R.choice(ro), R, ctx) if R.random() < .8 else ""
    v = R.random()
    if v < .38 and n > 3:
        it = R.sample(rl, min(len(rl), max(3, n // 2))); b = R.choice(("- ", "* ", "{}. ", "{}) "))
        body = "\n".join(b.format(i + 1) + render(l, c, R, ctx) + (": " + sen(1) if R.random() < .4 else "") for i, c in enumerate(it)) + "\n\n" + sen(max(1, n // 3))
    elif v < .55 and n > 4: body = sen(n // 2) + "\n\n" + sen(n - n // 2)
    else: body = sen(n)
    tail = render(l, R.choice(l.sec["rc"]), R, ctx) if R.random() < .5 else ""
    return "\n\n".join(x for x in (head, body, tail) if x)

ACC = str.maketrans("áéíóúàèìòùâêîôûãõçñäöüß", "aeiouaeiouaeiouaocnaous")
def noise(s, R, lv):
    if R.random() < lv:
        if R.random() < .6: s = s[:1].lower() + s[1:]
        if R.random() < .5: s = s.rstrip(".?！؟")
        if R.random() < .3: s = s.translate(ACC).replace("¿", "").replace("¡", "")
        if R.random() < .3 and len(s) > 12:
            i = R.randrange(3, len(s) - 3); s = s[:i] + (s[i + 1] + s[i] + s[i + 2:] if R.random() < .5 else s[i + 1:])
    return s

# ------------------------------------------------------------------ the world
START = datetime(2026, 10, 12, tzinfo=timezone.utc)
DST = datetime(2026, 10, 25, 1, tzinfo=timezone.utc)
CC = {  # country: utc offset (summer), DST, weekend, languages, ASNs, mail
 "ES": (2, 1, (5, 6), "es", (3352, 12479, 12430, 57269), "gmail.com hotmail.com yahoo.es outlook.es"), "MX": (-6, 0, (5, 6), "es", (8151, 13999, 28403), "gmail.com hotmail.com outlook.com"),
 "AR": (-3, 0, (5, 6), "es", (7303, 22927, 11664), "gmail.com hotmail.com yahoo.com.ar"), "CO": (-5, 0, (5, 6), "es", (10620, 19429, 27831), "gmail.com hotmail.com outlook.com"),
 "CL": (-3, 0, (5, 6), "es", (7418, 22047), "gmail.com hotmail.com"), "PE": (-5, 0, (5, 6), "es", (6147, 12252), "gmail.com hotmail.com"),
 "BR": (-3, 0, (5, 6), "pt", (28573, 27699, 26599, 26615), "gmail.com hotmail.com uol.com.br outlook.com"), "PT": (1, 1, (5, 6), "pt", (2860, 3243, 12353), "gmail.com sapo.pt hotmail.com"),
 "FR": (2, 1, (5, 6), "fr", (3215, 12322, 15557, 5410), "gmail.com orange.fr free.fr hotmail.fr"), "BE": (2, 1, (5, 6), "fr", (5432, 6848), "gmail.com skynet.be hotmail.com"),
 "MA": (1, 0, (5, 6), "ar fr", (36903, 36884, 36925), "gmail.com hotmail.com"), "TN": (1, 0, (5, 6), "ar fr", (37705, 2609), "gmail.com yahoo.fr"),
 "DE": (2, 1, (5, 6), "de", (3320, 3209, 8881, 6805), "gmail.com web.de gmx.de t-online.de"), "AT": (2, 1, (5, 6), "de", (8447, 8412), "gmail.com gmx.at"), "CH": (2, 1, (5, 6), "de fr", (3303, 6730), "gmail.com bluewin.ch"),
 "IT": (2, 1, (5, 6), "it", (3269, 1267, 30722), "gmail.com libero.it hotmail.it"), "PL": (2, 1, (5, 6), "pl", (5617, 12741, 6830), "gmail.com wp.pl onet.pl"),
 "RU": (3, 0, (5, 6), "ru", (12389, 8402, 25513, 8359), "gmail.com mail.ru yandex.ru"), "KZ": (5, 0, (5, 6), "ru", (9198, 29355), "gmail.com mail.ru"), "AM": (4, 0, (5, 6), "ru", (12297, 44395), "gmail.com mail.ru"),
 "TR": (3, 0, (5, 6), "tr", (9121, 34984, 47331, 16135), "gmail.com hotmail.com outlook.com"), "EG": (3, 0, (4, 5), "ar", (8452, 24863, 36992), "gmail.com yahoo.com hotmail.com"),
 "SA": (3, 0, (4, 5), "ar", (25019, 39891, 35819), "gmail.com hotmail.com"), "AE": (4, 0, (5, 6), "ar en", (5384, 15802), "gmail.com outlook.com"), "JO": (3, 0, (4, 5), "ar", (8376, 48832), "gmail.com yahoo.com"),
 "IN": (5.5, 0, (6, 6), "hi en", (55836, 45609, 24560, 9829), "gmail.com gmail.com yahoo.co.in rediffmail.com"), "GB": (1, 1, (5, 6), "en", (2856, 5089, 5607), "gmail.com hotmail.co.uk outlook.com"),
 "IE": (1, 1, (5, 6), "en", (5466, 6830), "gmail.com eircom.net"), "NL": (2, 1, (5, 6), "en de", (1136, 33915), "gmail.com ziggo.nl"), "US": (-4, 0, (5, 6), "en es", (7922, 7018), "gmail.com outlook.com")}
CCW = {"ES": 15, "MX": 6, "AR": 5, "CO": 4, "CL": 2, "PE": 2, "BR": 8, "PT": 4, "FR": 10, "BE": 2, "MA": 3, "TN": 1.5, "DE": 9, "AT": 2, "CH": 1.5, "IT": 7, "PL": 4, "RU": 6, "KZ": 3, "AM": .7, "TR": 7, "EG": 4, "SA": 2.5, "AE": 2, "JO": 1, "IN": 10, "GB": 16, "IE": 4, "NL": 6, "US": 8}
HOLI = {"ES": "10-12 11-01", "MX": "11-02", "AR": "10-12", "CO": "10-12 11-02", "CL": "10-12 10-31", "PE": "11-01", "BR": "10-12 10-15 11-02", "FR": "11-01", "BE": "11-01", "PT": "11-01", "IT": "11-01", "PL": "11-01", "AT": "10-26 11-01", "DE": "10-31", "TR": "10-28 10-29", "IN": "10-19 10-20", "KZ": "10-25", "TN": "10-15", "GR": "10-28", "RU": "11-04", "EG": "10-06"}
SCHOOLBREAK = {"FR": (17, 33), "BE": (19, 33), "DE": (12, 24), "CH": (5, 18), "AT": (24, 33), "GB": (24, 33), "IE": (26, 33)}
CGN = ("IN", "EG", "BR", "TR", "MA", "CO")
HOST = {"aws": (16509, ("IE", "DE", "ES", "US", "BR")), "gcp": (396982, ("NL", "BE", "US")), "azure": (8075, ("IE", "NL", "FR")), "hetzner": (24940, ("DE", "FI")), "ovh": (16276, ("FR", "PL", "DE")), "do": (14061, ("DE", "NL", "IN")), "scaleway": (12876, ("FR",)), "selectel": (49505, ("RU",)), "yandex": (200350, ("RU",)), "contabo": (51167, ("DE",)), "vultr": (20473, ("NL", "ES", "IN")), "m247": (9009, ("RO", "GB", "ES")), "datacamp": (60068, ("GB", "NL", "DE")), "turknet": (12735, ("TR",)), "stc": (39891, ("SA",))}
PROF = {"home": [2, 1, .6, .4, .4, .6, 1.5, 3, 4, 4.5, 5, 5.2, 5, 5, 5, 5.2, 5.5, 6, 6.5, 7, 7.8, 8, 6.5, 4], "office": [.1, .1, .05, .05, .05, .1, .4, 2, 7, 10, 11, 10.5, 8, 5.5, 7, 8.5, 9, 8, 4.5, 2, 1, .7, .5, .3],
 "siesta": [.1, .1, .05, .05, .05, .1, .3, 1.3, 5, 10, 11, 11, 10, 7, 3, 4, 7, 9, 8, 4.5, 1.5, .8, .5, .2], "school": [.5, .2, .1, .05, .05, .2, 1, 3, 6, 6.5, 6, 5.5, 4, 4, 5, 7, 8.5, 9, 8, 7, 6.5, 6, 4, 2], "flat": [3.8, 3.6, 3.5, 3.5, 3.5, 3.6, 3.8, 4, 4.3, 4.5, 4.6, 4.6, 4.5, 4.4, 4.5, 4.5, 4.5, 4.5, 4.5, 4.4, 4.3, 4.2, 4.1, 4],
 "app": [2, 1.3, 1, .8, .8, 1, 2, 3.5, 4.8, 5.5, 5.8, 5.8, 5.6, 5.4, 5.2, 5.2, 5.5, 5.8, 6, 6.2, 6.2, 5.8, 4.8, 3.2], "night": [9, 10, 10, 9, 7, 4, 2, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 2, 3, 5, 7, 8]}
PROFC = {k: list(accumulate(v)) for k, v in PROF.items()}
UA_WEB = ["Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/141.0.0.0 Safari/537.36", "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36 Edg/140.0.0.0", "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/26.0 Safari/605.1.15", "Mozilla/5.0 (X11; Linux x86_64; rv:143.0) Gecko/20100101 Firefox/143.0", "Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X) AppleWebKit/605.1.15 Mobile/15E148", "Mozilla/5.0 (Linux; Android 15; SM-A556B) AppleWebKit/537.36 Chrome/141.0.0.0 Mobile Safari/537.36", "Tramuntana-Android/5.2.1 (Android 14; Redmi Note 13)", "Tramuntana-Android/5.2.0 (Android 13; SM-A155F)", "Tramuntana-iOS/5.2.1 (iPhone15,4)"]
UA_API = ["OpenAI/Python 1.109.1", "OpenAI/Python 2.3.0", "OpenAI/Python 1.99.9", "OpenAI/JS 5.23.2", "OpenAI/JS 6.2.0", "python-requests/2.32.5", "python-httpx/0.28.1", "tramuntana-python/0.9.4", "tramuntana-node/0.8.1", "axios/1.12.2", "Go-http-client/2.0", "Java-http-client/21.0.2", "GuzzleHttp/7", "okhttp/4.12.0", "n8n", "LangChain/0.3.76", "litellm/1.77.7", "curl/8.5.0", "node-fetch", "aiohttp/3.12.15"]
def ja4_of(ua, v=0):
    h = hashlib.sha256(f"{ua.split('/')[0]}{ua[-14:] if ua.startswith('Moz') else ''}{v}".encode()).hexdigest()
    return ("t13d1516h2_" if ua.startswith(("Moz", "Tram")) else "t13d1812h1_") + h[:12] + "_" + h[12:24]
M_OLD, M_MINI, M_R, M_NEW, M_CHAT = "tramuntana-2-large", "tramuntana-2-mini", "tramuntana-2-think", "tramuntana-3", "tramuntana-chat-latest"
B32 = "abcdefghijkmnpqrstuvwxyz23456789"

class World:
    def __init__(s, a):
        s.a, s.R = a, Random(f"westfirm{a.seed}"); R = s.R
        s.accts, s.groups, s.camps = [], [], []
        s.days = a.days; s.end = START + timedelta(days=a.days)
        s.launch = START + timedelta(days=max(1, min(a.days - 3, R.randint(8, 11))), hours=R.choice((13, 14, 15, 16)), minutes=R.randint(0, 40))
        s.out0 = START + timedelta(days=max(0, min(a.days - 2, R.randint(3, 17))), hours=R.randint(7, 16), minutes=R.randint(0, 59)); s.out1 = s.out0 + timedelta(minutes=R.randint(40, 130))
        s.spike = {R.randrange(a.days): R.uniform(1.1, 1.35)}  # a day in the news
        s.cgpool = {asn: [s.ip(asn) for _ in range(R.randint(25, 60))] for c in CGN for asn in CC[c][4]}
        s.vpn = [(h, s.ip(HOST[h][0])) for h in ("m247", "datacamp", "m247", "datacamp") for _ in range(9)]
        s.en = s.load(a.prompts)
    def load(s, d):
        bad = re.compile(r"\b(sex|kill|bomb|suicid|nude|porn|weapon|murder|rape|drug)", re.I); out = {}
        for k, f in (("c", "benign/autoj_real_queries benign/arena_hard_v01 benign/mt_bench benign/vicuna_bench benign/awesome_chatgpt_prompts"), ("w", "benign/writingbench enterprise_template/spec_bench_summarization"), ("m", "distillation/gsm8k_train distillation/asdiv distillation/math_test"), ("i", "distillation/llamafactory_alpaca_en_demo distillation/self_instruct_user_oriented"), ("cl", "enterprise_template/banking77_classifier_tenant enterprise_template/clinc150_router_tenant"), ("b", "enterprise_template/imdb_sentiment_tenant"), ("h", "enterprise_template/clinc150_raw"), ("g", "distillation/biggen_bench"), ("e", "distillation/bbh distillation/ocw_minerva")):
            o = []
            for n in f.split():
                p = os.path.join(d or "", n + ".jsonl.gz")
                if not os.path.exists(p): continue
                with gzip.open(p, "rt", encoding="utf-8") as fh:
                    o += [t for t in (json.loads(x).get("text", "") for x in fh) if t and len(t) < 2600 and not bad.search(t)]
            out[k] = o
        return out
    def hx(s, n): return "".join(s.R.choices("0123456789abcdef", k=n))
    def ip(s, asn, R=None):
        R = R or s.R; h = hashlib.md5(str(asn).encode()).digest(); a = h[0] % 180 + 31
        if a in (127, 172, 192, 198, 203): a += 1
        return f"{a}.{h[1] - h[1] % 8 + R.randrange(8)}.{R.randrange(256)}.{R.randrange(1, 255)}"
    def dom(s):
        R = s.R; v = "aeiou"; c = "bcdfglmnprstv"
        return "".join(R.choice(c) + R.choice(v) for _ in range(R.choice((2, 3, 3, 4)))) + R.choice(("", "", "-" + R.choice(("it", "soft", "media", "lab", "group", "edu", "data", "app")))) + R.choice((".com", ".com", ".net", ".io", ".eu", ".org", ".online", ".info"))
    def created(s):
        R = s.R; d = R.random()
        if d < .12: t = START + timedelta(days=R.uniform(0, s.days * .9))       # newcomers
        elif d < .3: t = START - timedelta(days=R.uniform(0, 40))
        else: t = START - timedelta(days=40 + 560 * R.random() ** 1.5)
        return t.replace(hour=min(23, int(R.triangular(6, 23, 16))), minute=R.randrange(60), second=R.randrange(60))
    def acct(s, cls, cc, **k):
        R = s.R; c = CC[cc]; web = k.get("web", True)
        A = dict(id="acct_" + "".join(R.choices(B32, k=14)), cls=cls, cc=cc, lang=k.get("lang") or R.choice(c[3].split()), created=k.get("created") or s.created(), plan=k.get("plan") or R.choices(("free", "plus", "payg"), (60, 32, 8))[0], verified=R.random() < .3, org=None, pay=None, email=R.choice(c[5].split()), legal=None, owners="", lic=None, reseller=False,
            prof="home", act=.45, rate=5., sig=.8, beh=None, web=web, net=None, ua=None, start=0, end=s.days, camp=None, pace=None, content="full", noise=R.choice((0, 0, .2, .5, .8)), verb=R.uniform(4, 9), keys=1, wk=.8, eu=0, allow="", R=Random(s.hx(16)), stop=None)
        A.update((x, y) for x, y in k.items() if y is not None or x not in A); A["created"] = A["created"].replace(microsecond=0)
        if A["plan"] != "free" and A["pay"] is None: A["pay"] = s.hx(20)
        if A["ua"] is None: A["ua"] = R.sample(UA_WEB, R.choice((1, 1, 2))) if web else [R.choice(UA_API)]
        A["ja4v"] = R.choice((0, 0, 0, 0, 0, 1, 2)); A["has_ja4"] = R.random() < .8
        if A["net"] is None:
            asn = R.choice(c[4]); A["net"] = [(3, "cg" if cc in CGN and R.random() < .6 else "home", asn, cc)] + ([(1.5, "cg" if cc in CGN else "dyn", R.choice(c[4]), cc)] if R.random() < .5 else [])
            if not web:
                h = R.choice(("aws", "gcp", "azure", "hetzner", "ovh", "do", "scaleway", "vultr", "contabo") + {"TR": ("turknet",) * 4, "RU": ("selectel", "yandex") * 3, "KZ": ("selectel",) * 4}.get(cc, ())); A["net"] = [(4, "fix", [s.ip(HOST[h][0]) for _ in range(R.choice((1, 1, 2, 3)))], HOST[h][0], R.choice(HOST[h][1]))] + ([(1, "home", asn, cc)] if R.random() < .4 else [])
        A["keyv"] = ["key_" + s.hx(10) for _ in range(A["keys"])]
        s.accts.append(A); return A
    def group(s, kind, why, accts): s.groups.append(dict(id=f"G{len(s.groups)+1:02d}", kind=kind, why=why, accounts=sorted(a["id"] for a in accts)))
    def company(s, cc, org=None):
        lc = CC[cc][3].split()[0]; o = org or s.R.choice(L[lc].slot["org"]).rsplit(" ", 1)[0] + " " + s.R.choice(L[lc].slot["city"])
        return dict(org="org_" + s.hx(12), legal=o, email=s.dom(), pay=s.hx(20), verified=s.R.random() < .75, plan=s.R.choice(("team", "payg", "business")))

def B(dom, **k):
    """A behaviour: weights of domains and how the calls are made."""
    d = dict(w=1., dom=list(dom), dw=list(dom.values()), turns=1., sys=None, temp=None, mt=None, stream=False, model=None, wrap=None, tools=None, ep="chat.completions", lang=None, batch=False, json=False, items=None, reason=None, hist=True, n=None, lp=None, seed=None, extra=None)
    d.update(k); return d
CHAT = dict(c=10, s=2, i=2, w=1.5, d=.6, x=.25, m=.35, e=.3, l=.4)

# ------------------------------------------------------------------ innocents
def pick_cc(R, only=None):
    ks = only.split() if only else list(CCW); return R.choices(ks, [CCW.get(k, 1) for k in ks])[0]
def consumer(w, cc=None, **k):
    R = w.R; cc = cc or pick_cc(R); d = dict(CHAT)
    for x in R.sample(list(d), 4): d[x] *= R.lognormvariate(0, 1)
    if R.random() < .2: d["s"] *= 5; d["m"] *= 6; d["e"] *= 4
    k.setdefault("rate", R.lognormvariate(1.45, .75)); k.setdefault("act", R.betavariate(1.6, 2.1)); k.setdefault("beh", [B(d, turns=R.uniform(1.2, 4.2), ep="responses", stream=True)])
    if R.random() < .04 and "lang" not in k: k["lang"] = R.choice(("en", "en", "fr", "es", "ru", "ar"))
    if R.random() < .06 and "net" not in k: h = R.choice(w.vpn); k["net"] = [(3, "vpn", h[0], cc), (1, "home", R.choice(CC[cc][4]), cc)]
    return w.acct(k.pop("cls", "consumer"), cc, **k)
def developer(w, cc=None, **k):
    R = w.R; cc = cc or pick_cc(R); d = dict(R.choice(({"d": 8, "i": 1, "c": 1}, {"t": 4, "d": 3, "c": 1}, {"w": 3, "i": 3, "c": 2}, {"h": 3, "cl": 2, "d": 1}, {"c": 3, "x": .3, "s": 2, "e": 1}, {"m": 3, "e": 3, "d": 1})))
    hot = R.random() < .18
    bh = B(d, turns=R.choice((1, 1, 1.5, 3)), temp=R.choice((None, None, 0, 0, .1, .2, .3, .6, .7, .7, .8, 1, 1)), mt=R.choice((None, None, None, 400, 512, 600, 800, 1024, 1024, 1200, 2048, 3000, 4096, 4096, 8000)), reason=R.choice((None, None, {"effort": "high", "summary": "detailed"}, {"effort": "high"}, {"effort": "medium", "summary": "auto"}, {"effort": "low"})), lp=True if R.random() < .04 else None, lang="en" if R.random() < .08 else None, stream=R.random() < .4, ep=R.choice(("chat.completions", "chat.completions", "messages", "responses")), model=R.choice((M_OLD, M_OLD, M_MINI, M_MINI, M_R)), sys="y" if R.random() < .5 else None, tools=R.choice(list(TOOLS)) if "t" in d else None)
    if cc in ("RU", "KZ", "AM", "TR", "PL", "DE") and R.random() < .45:
        hh = R.choice({"TR": ("turknet", "turknet", "hetzner"), "PL": ("ovh", "contabo"), "DE": ("contabo", "hetzner")}.get(cc, ("selectel", "yandex", "selectel", "hetzner"))); k["net"] = [(3, "fix", [w.ip(HOST[hh][0])], hh, HOST[hh][1][0]), (1, "home", R.choice(CC[cc][4]), cc)]
    return w.acct("developer", cc, web=False, plan="payg", prof=R.choice(("home", "office", "app", "home")), rate=R.lognormvariate(2.3 if not hot else 4, .9), act=R.uniform(.2, .8), sig=1.1, keys=R.choice((1, 1, 2, 3)), beh=[bh], burst=R.random() < .35, **k)
def app(w, cc=None):
    R = w.R; cc = cc or pick_cc(R); co = w.company(cc); dom = R.choice(("cl", "h", "w", "m", "s", "c", "t", "e", "i", "g"))
    bh = B({dom: 1}, sys="y", temp=R.choice((0, 0, .1, .2, .3, .6, .7, .8, 1, None)), mt=R.choice((16, 256, 400, 512, 800)) if dom == "cl" else R.choice((600, 800, 1000, 1024, 1200, 2000, 3000, 4096, 8000, None)), reason=R.choice((None, {"effort": "high"}, {"effort": "high", "summary": "detailed"})), lp=True if dom in ("g", "cl") and R.random() < .25 else None, lang="en" if R.random() < .12 else None, model=R.choice((M_MINI, M_MINI, M_OLD, M_OLD, M_R if dom in "mse" else M_MINI)), json=R.random() < .4, stream=R.random() < .4, turns=R.choice((1, 1, 3)) if dom != "cl" else 1, tools=R.choice(list(TOOLS)) if dom == "t" else None, wrap=[R.choice(WRAPS_APP[L_of(cc)])] if R.random() < .5 else None, seed=None)
    if dom == "cl": bh["labels"] = R.sample(LABELS, 6)
    night = R.random() < .12; bh["batch"] = night and R.random() < .6
    return w.acct("app", cc, web=False, prof="night" if night else "app", wk=1, act=.97, rate=min(900, R.lognormvariate(3.9, .95)), sig=.35, beh=[bh], burst=night, keys=R.choice((1, 2, 4)), eu=R.choice((0, 0, 40, 200)), content=R.choices(("full", "redacted", "hashed"), (90, 7, 3))[0], **co)
def L_of(cc): return CC[cc][3].split()[0]
WRAPS_APP = defaultdict(lambda: ["{q}\n\nJSON"], es=["Responde en JSON con las claves «respuesta» y «pasos».\n\n{q}", "Entrada del usuario:\n{q}\n\nSalida:"], fr=["Message :\n{q}\n\nRéponds en moins de 120 mots.", "Consigne : {q}"], de=["Eingabe: {q}\nAusgabe (JSON):", "Antworte in höchstens fünf Sätzen.\n{q}"], ru=["Запрос пользователя: {q}\nОтвет:", "{q}\nОтветь в формате JSON."], ar=["طلب المستخدم: {q}\nالرد:", "{q}\nأجب في نقاط مختصرة."], tr=["Kullanıcı: {q}\nYanıt:", "{q}\nJSON olarak dön."], hi=["प्रश्न: {q}\nउत्तर:", "{q}\nJSON में उत्तर दें।"], pt=["Entrada: {q}\nSaída em JSON:", "{q}\nResponda em até 100 palavras."], it=["Testo utente: {q}\nRisposta:"], pl=["Zapytanie: {q}\nOdpowiedź:"])
def office(w, cc, dom, n, cls, org=None, **k):
    """n accounts of one organisation on its own network and card."""
    R = w.R; co = w.company(cc, org); ip = [w.ip(CC[cc][4][0]) for _ in range(R.choice((1, 1, 2)))]; base = w.created() if n < 4 else min(w.created(), START - timedelta(days=R.uniform(15, 90))); out = []
    for i in range(n):
        b = k.get("beh") or [B(dom, turns=R.uniform(1.2, 3), ep="responses", stream=True, sys=None)]
        out.append(w.acct(cls, cc, created=min(base + timedelta(days=R.expovariate(1 / 12), hours=R.random() * 5), START + timedelta(days=w.days * .8)), prof="siesta" if cc in ("ES", "MX", "IT") else "office", wk=.08, act=R.uniform(.4, .95), rate=R.lognormvariate(k.get("mu", 2.1), .6), beh=b, content=k.get("content", "full"),
            lang=k.get("lang"), web=k.get("web", True), net=[(6, "fix", ip, CC[cc][4][0], cc), (1, "home", R.choice(CC[cc][4]), cc)], **co))
    return out
def templ(w, l, dom, n, seed):
    """n shared items (an exercise sheet, a question bank): (question, answer or None)."""
    R = Random(seed); o = []
    for _ in range(n):
        ctx = {}
        if dom == "m": o.append(maths(l, R, ctx))
        else: o.append((render(l, R.choice(l.sec[dom]), R, ctx), None))
    return o

def innocents(w, n):
    R = w.R; g = n / 2000; f = lambda x: max(3, round(x * g)); do = lambda: w.a.scenario != "small" or R.random() < .45
    G = w.group; early = lambda d0, d1: START + timedelta(days=R.uniform(d0, d1), seconds=R.randrange(50000))
    def sheet_course(kind, why, cc, lang, dom, k, items, netn="school", web=True, fresh=8, **kw):
        asn = CC[cc][4][0]; ips = [w.ip(asn) for _ in range(3)]; mail = w.dom(); wave = R.uniform(-25, 6); sheets = [templ(w, L[lang], dom, items, w.hx(8)) for _ in range(4)]; A = []
        for i in range(k):
            bs = [B({dom: 1}, w=2.2 / (1 + q), turns=R.uniform(1, 2.6), ep="responses" if web else "chat.completions", stream=web, items=sheets[q], span=(q * w.days / 4 - 1, (q + 1) * w.days / 4 + 1.5), wrap=R.choice((None, None, ["{q}"], ["{mp}. {q}"], ["{q} {mp}"]))) for q in range(4)]
            A.append(w.acct("student", cc, lang=lang, web=web, email=mail if R.random() < .7 else None or R.choice(CC[cc][5].split()), created=early(wave, wave + fresh) if R.random() < .7 else w.created(), plan=R.choice(("free", "free", "edu", "plus")) if web else "payg", prof="school", act=R.uniform(.3, .85), rate=R.lognormvariate(1.9, .6), wk=.7, beh=bs + [B(CHAT, w=.8, turns=2.5, ep="responses", stream=True)], net=[(3, "fix", ips, asn, cc), (2, "home", R.choice(CC[cc][4]), cc)], **kw))
        G(kind, why, A)
    def integrator(kind, why, cclist, dom, k, tools=None, sysk="y", **kw):
        h = R.choice(("ovh", "hetzner", "aws", "azure", "gcp")); ips = [w.ip(HOST[h][0]) for _ in range(2)]; ua = R.choice(UA_API); wave = R.uniform(-300, -10); pay = w.hx(20) if R.random() < .5 else None; A = []; sy = R.randrange(2)
        for i in range(k):
            cc = R.choice(cclist.split()); co = w.company(cc); co["pay"] = pay or co["pay"]
            A.append(w.acct("tenant", cc, web=False, created=early(wave, wave + 60) if wave < -70 else early(wave, min(wave + 20, 5)), prof="app", wk=.7, act=.97, rate=R.lognormvariate(3, .7), sig=.4, beh=[B(dom, sys="y", sysi=sy, temp=.2, mt=2048 if "m" in dom else 600, model=M_R if "m" in dom else M_MINI, reason={"effort": "high", "summary": "detailed"} if "m" in dom else None, wrap=["Решите подробно, по шагам, для ученика.\n{q}", "{q}\n\nПокажите ход решения и запишите ответ."] if "m" in dom else None, tools=tools, turns=1.6)], ua=[ua], net=[(1, "fix", ips, HOST[h][0], HOST[h][1][0])], eu=60, **{**co, **kw}))
        G(kind, why, A)
    if do(): integrator("integrator_municipalities", "one integrator's citizen assistant in many town halls", "ES ES PT IT", {"o": 5, "cl": 2}, f(16))
    if do(): integrator("hotel_system", "hotels of one property-management system: same template, same egress", "IT ES PT DE TR FR", {"h": 6, "w": 1}, f(18))
    if do(): integrator("travel_agents_tools", "travel agencies using one agent product with one tool schema", "TR TR TR AE DE", {"t": 6, "h": 1}, f(12), tools="travel", lang="tr")
    if do(): integrator("edtech_franchise", "tutoring franchises: one step-by-step template", "RU KZ RU AM", {"m": 4, "e": 3, "s": 1}, f(10))
    if do(): sheet_course("university_maths_course", "a course works the same sheets in the same weeks", "DE", "de", "m", f(40), 14)
    if do(): sheet_course("coaching_institute", "a coaching centre's class, one wi-fi, same mock tests", "IN", "hi", "e", f(28), 20)
    if do(): sheet_course("coding_bootcamp", "a bootcamp that started together, same exercises", "ES", "es", "d", f(26), 18, fresh=3)
    if do(): sheet_course("olympiad_club", "pupils and tutors of a mathematics club", "RU", "ru", "m", f(18), 24)
    if do(): sheet_course("bac_revision", "a lycée class revising the same subjects", "FR", "fr", "e", f(24), 16)
    if do(): sheet_course("hackathon", "a hackathon: new keys in two days, same challenge", "TR", "tr", "t", f(22), 12, web=False, fresh=2, tools=None)
    if do():
        A = office(w, "FR", {"g": 1}, f(6), "lab", "Laboratoire Lexi", web=False, mu=3.6, lang="fr", beh=[B({"g": 6, "i": 1}, temp=0, mt=300, json=True, model=M_OLD)]); G("university_judge_lab", "a laboratory uses the model as judge with one rubric", A)
    if do():
        A = office(w, "NL", {"m": 1}, f(5), "eval", "Meetlat Evals", web=False, mu=4.2, lang="en", beh=[B({"m": 4, "e": 3, "i": 2, "g": 1}, temp=0, model=M_R), B({"m": 2, "d": 2, "x": 1, "t": 1}, temp=0, lang="es")])
        for a in A: a["adopt"] = R.uniform(.3, 6); a["rate"] *= 1.2; a["burst"] = True
        G("evaluation_team", "a firm that compares models on public benchmarks and moves to new ones at once", A)
    if do():
        A = office(w, "PT", {"i": 1}, f(4), "datafirm", "Semente Dados", web=False, mu=4.6, lang="pt", beh=[B({"i": 6, "w": 2, "s": 1}, temp=1, n=R.choice((None, 2)), model=M_OLD), B({"i": 1}, lang="es", temp=1)])
        for a in A: a["act"] = .9; a["lic"] = ("train on outputs", "MSA-2026-" + str(R.randint(100, 999)), "2027-12-31"); a["burst"] = True
        G("licensed_data_firm", "generates training data under a licence", A)
    if do(): G("synthetic_test_data_firm", "an honest firm that generates test data for its clients' chatbots, no licence needed", office(w, "IT", {"i": 1}, f(4), "datafirm2", "Campione", web=False, mu=4.2, lang="it", beh=[B({"h": 5, "i": 3, "p": 2}, temp=1, model=M_MINI)]))
    if do(): G("exam_publisher", "editors of a textbook publisher write questions with answers", office(w, "EG", {"e": 6, "s": 3, "m": 1}, f(8), "publisher", web=True, mu=3, lang="ar"))
    if do(): G("translation_agency", "linguists of one agency: rewriting and translation all day", office(w, "BE", {"w": 8, "s": 1}, f(12), "agency", "Mots & Co", mu=3, lang="fr"))
    if do(): G("content_agency", "an SEO agency rewriting at scale through the API", office(w, "MX", {"w": 8, "i": 1}, f(7), "agency", web=False, mu=3.8, lang="es", beh=[B({"w": 8, "i": 1}, temp=.8, mt=1500, model=M_OLD, sys="y", sysi=2)]))
    if do(): G("call_centre", "agents behind one office address", office(w, "TR", {"h": 8, "w": 1}, f(20), "callcentre", mu=2.9))
    if do(): G("law_firm", "a law firm's seats", office(w, "DE", {"l": 8, "w": 2, "c": 1}, f(10), "law", mu=2.3, content=R.choice(("full", "redacted"))))
    if do(): G("town_hall", "a town hall's seats", office(w, "FR", {"o": 8, "w": 2}, f(12), "municipality", mu=2.2))
    if do(): G("newsroom", "journalists who ask about politics and rewrite", office(w, "JO", {"x": 3, "w": 5, "i": 2}, f(9), "newsroom", mu=2.8))
    if do(): G("health_helpline", "advisers who try delicate questions", office(w, "DE", {"x": 5, "c": 2, "w": 1}, f(6), "helpline", mu=2.4))
    if do(): G("red_team", "a consultancy tests the limits of a client's assistant", office(w, "AT", {"x": 6, "o": 1}, f(4), "redteam", web=False, mu=3.2, beh=[B({"x": 5, "h": 1}, temp=0, sys="y")]))
    if do():
        ip = [w.ip(CC["PT"][4][0])]; A = [consumer(w, R.choice(("PT", "PT", "BR", "DE", "GB")), prof="office", net=[(3, "fix", ip, CC["PT"][4][0], "PT"), (1, "home", CC["PT"][4][1], "PT")]) for _ in range(f(12))]; G("coworking", "strangers in one co-working space", A)
    if do():
        q, day = w.hx(6), R.uniform(2, w.days - 4); A = [consumer(w) for _ in range(f(80))]; vt = {c: L[c].sec["i"][Random(q).randrange(len(L[c].sec["i"]))] for c in L}
        for a in A: a["special"] = [(day + R.expovariate(.8) + R.random() * .3, vt[a["lang"]]) for _ in range(R.choice((1, 1, 2, 3)))]
        G("viral_template", "a prompt that went round the networks in a few days", A)
    if do():
        t = R.uniform(-4, 12); A = [consumer(w, R.choice(("TR", "TR", "IN", "EG")), created=early(t, t + 2), plan="free") for _ in range(f(70))]; G("coupon_wave", "sign-ups of two days after a student coupon", A)
    if do():
        A = []
        for _ in range(f(14)):
            cc = pick_cc(R, "IN TR EG RU BR MX"); ua = R.sample(UA_WEB, 1); ip = [w.ip(CC[cc][4][0])]; t = R.uniform(-30, 8)
            for j in range(R.choice((2, 3, 4))): A.append(consumer(w, cc, created=early(t + 3 * j, t + 3 * j + 2), plan="free", ua=ua, net=[(1, "fix", ip, CC[cc][4][0], cc)], email=R.choice(CC[cc][5].split() + [w.dom()]), start=max(0, t + 3 * j), end=max(1, t + 3 * j + R.uniform(4, 14))))
        G("trial_hoppers", "single persons with several trial accounts, one after the other", A)
    if do():
        A = []
        for _ in range(f(16)):
            cc = pick_cc(R); p = w.hx(20); asn = CC[cc][4][0]; ip = [w.ip(asn)]
            A += [consumer(w, cc, pay=p, plan="plus", net=[(3, "fix", ip, asn, cc), (1, "dyn", CC[cc][4][1], cc)]) for _ in range(R.choice((2, 2, 3)))]
        G("families", "families on one card and one line", A)
    if do():
        A = []
        for _ in range(f(12)):
            cc = pick_cc(R); a = app(w, cc); A.append(a)
            for st in ("dev", "staging"): A.append(w.acct("appdev", cc, web=False, prof="office", wk=.1, act=.6, rate=R.lognormvariate(2, .6), beh=a["beh"], ua=a["ua"], net=a["net"] + [(3, "home", CC[cc][4][0], cc)], **{k: a[k] for k in ("org", "legal", "email", "pay", "verified", "plan")}))
        G("stages_of_apps", "development, staging and production accounts of the same apps", A)
    if do():
        A = []
        for cc, lg in (("AM", "ru"), ("AE", "ar"), ("CO", "es"))[:max(2, f(3))]:
            co = w.company(cc, "Puente Gateway " + cc); A.append(w.acct("reseller", cc, web=False, lang=lg, prof="app", wk=1, act=1, rate=R.uniform(200, 420) * min(1, g + .3), sig=.2, reseller=True, eu=300, keys=6, beh=[B(CHAT, turns=2.2, temp=.7, stream=True, model=M_OLD), B({"d": 3, "w": 2, "m": 1}, w=.4, model=M_MINI)], **co))
        G("resellers", "gateways with many end users of their own", A)
    if do(): G("vpn_users", "private users on the same VPN exits", [consumer(w, R.choice(("RU", "TR", "AE", "EG")), net=[(1, "vpn", R.choice(w.vpn)[0], "NL")]) for _ in range(f(40))])
    k = n - len(w.accts); sizes = [("m", .03), ("l", .03), ("s", .05), ("h", .035), ("w", .025)]
    for dom, sh in sizes:  # small organisations of one to five seats
        t = int(k * sh)
        while t > 0:
            z = min(t, R.choice((1, 1, 2, 3, 5))); cc = pick_cc(R); t -= z
            office(w, cc, {"m": {"o": 6, "w": 2, "c": 1}, "l": {"l": 7, "w": 1}, "s": {"s": 6, "e": 2, "m": 1, "g": 1}, "h": {"h": 6, "w": 2}, "w": {"w": 6, "i": 2}}[dom], z, "office_" + dom, content="redacted" if dom == "l" and R.random() < .2 else "full", **({"beh": [B({"o": 6, "w": 2}, sys="y", temp=.3, mt=900)], "web": False, "mu": 2.7} if R.random() < .25 else {}))
    for _ in range(int(k * .055)): app(w)
    for _ in range(int(k * .14)): developer(w)
    while len(w.accts) < n: consumer(w)

# ------------------------------------------------------------------ campaigns
W_RU = ["{q}\n\nРешите подробно, по шагам. В конце: «Ответ: …».", "Вы — эксперт по математике. Рассуждайте вслух, затем дайте ответ.\n\nЗадача: {q}", "Задача: {q}\nХод рассуждений:"]
W_AR = ["أنت معلم خبير. أجب عن السؤال مع شرح مفصل:\n{q}", "{q}\nاذكر الإجابة النموذجية ثم معايير التصحيح.", "السؤال: {q}\nالتحليل:\nالإجابة:", "{q}\nاشرح كأنك تكتب دليل المعلم.", "أجب ثم اكتب سؤالا مشابها مع حله. {q}", "{q}\nلماذا هذه الإجابة صحيحة؟ فصل.", "{mp}. {q}", "من فضلك: {q} (مع ذكر القاعدة المستخدمة)"]
W_ES = ["{q}\nPiensa primero en el diseño y luego escribe el código completo.", "Actúa como desarrollador sénior. {q}", "{q}\n\nEntrega: 1) análisis 2) código 3) pruebas", "{q} Explica cada decisión.", "Contexto: proyecto heredado, sin documentación. {q}", "{q}\nSi hay varias soluciones, compáralas.", "{q}", "Tarea: {q}\nRestricciones: sin librerías externas.", "Quiero la versión final lista para producción. {q}"]
W_FR = ["{q}\nRéponds en JSON : {\"note\": int, \"justification\": str}", "Applique la grille ci-dessus avec rigueur.\n{q}", "{q}\nExplique d'abord, note ensuite.", "{q}", "Raisonne critère par critère. {q}"]
W_HI = ["### निर्देश:\n{q}\n\n### उत्तर:", "{q}", "{q}\nविस्तार से लिखें।", "निम्न कार्य पूरा करें: {q}"]
W_TR = ["{q}", "Görev: {q}", "{q}\nGerekli araçları kendin seç.", "Kullanıcı talebi: {q}", "{q} Adımları planla, sonra uygula.", "Önce neyi bilmediğini söyle. {q}", "Müşteri yazdı: {q}"]
W_DE = ["{q}", "Ohne Vorrede: {q}", "{q} Sag auch, ab wo du nicht mehr antworten würdest.", "Nur für eine Unterrichtsstunde: {q}", "{q} Begründe deine Haltung.", "Ein Bekannter fragt mich: {q}", "Hypothetisch gefragt: {q}"]
W_RW = ["Reescribe el texto con mejor estilo y mayor riqueza léxica:\n{q}", "Haz la instrucción más difícil y añade una restricción:\n{q}", "{q}\n\nDevuelve tres variantes.", "Texto: {q}\nVersión mejorada:"]
W_TL = ["Traduce al español neutro, sin notas:\n{q}", "Source: {q}\nTarget (es):", "Traduce y adapta al contexto latinoamericano:\n{q}"]
W_FR2 = ["{q}\n\nRaisonne étape par étape dans <réflexion></réflexion>, puis <réponse></réponse>.", "{mp}. {q}"]

def campaigns(w, total, small=False):
    R = w.R; sc = total / 240; T = w.days
    def mk(key, kind, skill, lang, size, targets, **k):
        n = max(4, min(60, round(size * sc))) if not small else k.pop("sz", min(size, R.randint(5, 12)))
        k.pop("sz", None); C = dict(id=key, kind=kind, skill=skill, language=lang, targets=targets, n=n, cnt=0, key=w.hx(8), members=[], note="", dup=1, dupi=0, hw=None); C.update(k)
        f = [min(1.8, max(.0, R.lognormvariate(0, C.get("dsig", .25)))) for _ in range(T + 1)]
        for _ in range(C.get("pauses", 0)): f[R.randrange(T)] = R.choice((0, .1, .3))
        C["dayf"] = f; off = C.get("tz", 0)
        if C.get("shift"): C["hw"] = list(accumulate(PROF[C["shift"]][(h + off) % 24] * R.uniform(.8, 1.25) for h in range(24)))
        w.camps.append(C); return C
    def add(C, cc, beh, created, net, start, end, **k):
        k.setdefault("web", False); a = w.acct("campaign", cc, camp=C["id"], pace=C if C["hw"] else None, beh=beh, created=created, net=net, start=start, end=end, lang=k.pop("lang", C["language"][:2]), noise=k.pop("noise", 0), **k)
        C["members"].append(a); return a
    def seeds(C, **k): return B(C["dom"], seed=C, **k)
    cover = lambda wt, **k: B(CHAT, w=wt, turns=R.uniform(1, 2.4), **k)
    def fix(pool, m=1):
        h, ips = R.choice(pool); return [(1, "fix", R.sample(ips, min(m, len(ips))), HOST[h][0], HOST[h][1][0])]
    at = lambda d: START + timedelta(days=d, seconds=R.randrange(3000))
    defs = {}
    def c1():
        C = mk("C1", "step-by-step mathematics", "careless", "ru", 50, ["reasoning"], dom={"m": 8, "e": 2}, wraps=W_RU, dup=2, shift="flat", pauses=2, dsig=.2)
        pool = [(h, [w.ip(HOST[h][0]) for _ in range(3)]) for h in ("selectel", "hetzner", "hetzner")]; pool2 = [(h, [w.ip(HOST[h][0]) for _ in range(3)]) for h in ("selectel", "contabo")]; cards = [w.hx(20) for _ in range(max(2, C["n"] // 9))]; mails = [w.dom() for _ in range(3)]; s0 = R.uniform(.5, 3); q = R.uniform(17, 25); bt = [s0 - R.uniform(.2, 12) for _ in range(4)]; late = s0 + R.uniform(7, 10)
        for i in range(C["n"]):
            new = i >= C["n"] * .8; dead = i < C["n"] * .2
            add(C, R.choice(("RU", "KZ", "KZ", "AM")), [seeds(C, temp=R.choice((.7, .7, 1)), model=M_R, mt=4096, reason={"effort": "high", "summary": "detailed"}, sys=None)] , at(late - 1 + .02 * i if new else R.choice(bt) + .01 * i), fix(pool2 if new else pool, 2), late if new else s0 + R.random(), late + R.random() * 2 if dead else T, pay=R.choice(cards), plan="payg", email=R.choice(mails) if R.random() < .75 else "mail.ru", ua=[R.choice(("OpenAI/Python 1.99.9", "OpenAI/Python 1.99.9", "aiohttp/3.12.15"))], rate=q, sig=.18, act=.97, verb=7, verified=False)
    def c2():
        C = mk("C2", "exam questions with model answers", "middling", "ar", 24, ["reasoning", "general"], dom={"e": 8, "s": 2, "m": 1}, wraps=W_AR, shift="office", tz=R.choice((3, 5, 8)), dsig=.3, pauses=1)
        exits = [(ip, asn) for c in ("EG", "MA") for asn in CC[c][4] for ip in R.sample(w.cgpool[asn], 8)] + [(w.ip(asn), asn) for c in ("JO", "SA") for asn in CC[c][4] for _ in range(10)]; s0 = R.uniform(2, 6); cards = [w.hx(20) for _ in range(C["n"] // 2 + 1)]
        for i in range(C["n"]):
            cc = R.choice(("EG", "EG", "MA", "JO", "SA"))
            add(C, cc, [seeds(C, w=3, temp=R.choice((.3, .7, .8)), model=R.choice((M_OLD, M_OLD, M_NEW)) if s0 * 86400 + START.timestamp() > w.launch.timestamp() else M_OLD, mt=R.choice((2048, 3000)), stream=R.random() < .4), cover(R.uniform(.5, 1.1))], at(s0 - R.choice((20, 12, 5)) - R.random() * 2), [(1, "resi", exits, 0, cc)], s0 + R.random() * 3, T, pay=R.choice(cards), plan=R.choice(("payg", "plus", "payg")), ua=[R.choice(("node-fetch", "axios/1.12.2", "node-fetch", "OpenAI/JS 5.23.2"))], rate=R.uniform(20, 32), sig=.35, act=.9, verb=8)
    def c3():
        C = mk("C3", "programming tasks", "middling", "es", 34, ["coding"], dom={"d": 9, "t": 1}, wraps=W_ES, shift="app", tz=R.choice((-3, 2, 8)), dsig=.3, note="began before the log; moves to the new model within a day", pivot="model")
        pool = [(h, [w.ip(HOST[h][0]) for _ in range(4)]) for h in ("aws", "ovh", "contabo", "vultr")]
        for i in range(C["n"]):
            a = add(C, pick_cc(R, "ES MX AR CO PE CL"), [seeds(C, w=4, temp=R.choice((0, .2, .2, .7)), model=M_OLD, mt=R.choice((None, 4096, 8000)), stream=R.random() < .5, ep=R.choice(("chat.completions", "messages"))), cover(R.uniform(.3, .9))], START - timedelta(days=R.uniform(60, 330)), fix(pool, R.choice((1, 2))), 0, T if R.random() < .85 else R.uniform(8, T), plan="payg", ua=[R.choice(("OpenAI/Python 1.109.1", "python-httpx/0.28.1", "litellm/1.77.7", "LangChain/0.3.76"))], rate=R.uniform(18, 30), sig=.4, act=.88, verb=8)
            a["adopt"] = R.uniform(1, 22)
    def c4():
        C = mk("C4", "grading and preference data", "middling", "fr", 14, ["grading"], dom={"g": 1}, wraps=W_FR, shift="office", tz=R.choice((1, 2, 8)), dsig=.25, dup=2, dupp=.3)
        pool = [("scaleway", [w.ip(12876) for _ in range(3)]), ("ovh", [w.ip(16276) for _ in range(3)])]; cos = [w.company(R.choice(("FR", "BE", "CH"))) for _ in range(max(2, C["n"] // 4))]; s0 = R.uniform(1, 7)
        for i in range(C["n"]):
            co = dict(R.choice(cos)); co.update(plan="payg", verified=R.random() < .5)
            add(C, R.choice(("FR", "FR", "BE", "CH")), [seeds(C, w=5, temp=R.choice((0, 0, .1)), model=M_OLD, mt=R.choice((400, 512, 600)), json=True, lp=R.choice((None, True))), B({"w": 2, "c": 2, "h": 1}, w=R.uniform(.3, .9), mt=800)], at(s0 - R.uniform(1, 25)), fix(pool, 2), s0 + R.random() * 2, T, ua=[R.choice(("OpenAI/Python 2.3.0", "python-requests/2.32.5"))], rate=R.uniform(28, 46), sig=.3, act=.92, verb=4, **co)
    def c5():
        C = mk("C5", "general instructions through a proxy network", "careless", "hi+en", 60, ["general"], dom={"i": 9, "s": 1}, wraps=W_HI, shift="flat", pauses=2, dsig=.3, en=.45, note="hydra: members also carry ordinary traffic of the proxy's customers")
        exits = [(ip, HOST[h][0]) for h, ip in R.sample(w.vpn, 10)] + [(w.ip(asn), asn) for asn in CC["IN"][4] for _ in range(8)]; s0 = R.uniform(0, 4); bt = [s0 - R.uniform(0, 18) for _ in range(6)]; mails = [w.dom() for _ in range(4)]
        for i in range(C["n"]):
            add(C, R.choice(("IN", "IN", "IN", "AE", "GB")), [seeds(C, w=1, temp=R.choice((.7, 1)), model=R.choice((M_OLD, M_MINI)), mt=1024), cover(R.uniform(.35, .9), lang=R.choice(("hi", "en", "en", "ar", "es", "tr")))], at(R.choice(bt) + .015 * i), [(1, "resi", R.sample(exits, 12), 0, "IN")], s0 + R.random() * 5, T if R.random() < .7 else R.uniform(9, T), plan=R.choice(("payg", "free", "payg")), email=R.choice(mails + ["gmail.com"] * 3), ua=[R.choice(("python-requests/2.32.5", "Go-http-client/2.0", "python-requests/2.32.5"))], rate=R.uniform(11, 18), sig=.4, act=.93, verified=False)
    def c6():
        C = mk("C6", "tool calls and agent steps", "expert", "tr", 28, ["tool_use", "agentic"], dom={"t": 9, "h": 1}, wraps=W_TR, shift=None, dsig=.2, note="began before the log; shell firms, own addresses and cards")
        tl = R.choice(("office", "shop"))
        for i in range(C["n"]):
            cc = R.choice(("TR", "TR", "TR", "DE", "AE")); h = R.choice(("turknet", "hetzner", "azure", "do")); k = w.company(cc) if R.random() < .6 else {"plan": "payg"}
            add(C, cc, [seeds(C, w=1, temp=R.choice((None, 0, .3, .7)), model=R.choice((M_OLD, M_OLD, M_R)), tools=R.choice((tl, tl, "misc", "ops", "travel")), turns=R.uniform(1, 2.6), sys=R.choice(("y", None)), ep=R.choice(("chat.completions", "responses", "messages")), stream=R.random() < .5), B({"h": 3, "c": 3, "w": 2, "d": 1, "t": 1}, w=R.uniform(.5, 1.1), turns=2)], START - timedelta(days=R.uniform(4, 110)), [(3, "fix", [w.ip(HOST[h][0])], HOST[h][0], HOST[h][1][0]), (1, "home", CC["TR"][4][i % 4], "TR")], max(0, R.uniform(-20, 6)), T, rate=R.lognormvariate(2.75, .45), sig=.7, act=R.uniform(.6, .92), prof=R.choice(("office", "app", "app", "home")), wk=R.uniform(.3, .9), noise=R.choice((0, .2)), **k)
    def c7():
        C = mk("C7", "edges of refusals and delicate subjects", "expert", "de", 12, ["refusals"], dom={"x": 8, "l": 1, "e": 1}, wraps=W_DE, shift=None, dsig=.2, dup=2, dupp=.25, note="began before the log; the same question in several framings")
        for i in range(C["n"]):
            cc = R.choice(("DE", "DE", "AT", "CH")); wb = R.random() < .5
            add(C, cc, [seeds(C, w=1, turns=R.uniform(1.2, 3), ep="responses" if wb else "chat.completions", stream=wb, temp=None if wb else R.choice((0, .7, 1)), model=None if wb else M_OLD), B(CHAT, w=R.uniform(.5, 1), turns=2, ep="responses" if wb else "chat.completions", stream=wb)], START - timedelta(days=R.uniform(10, 200)), [(1, "dyn", R.choice(CC[cc][4]), cc)], 0, T, web=wb, plan=R.choice(("plus", "plus", "payg")) if wb else "payg", rate=R.lognormvariate(2.55, .3), sig=.55, act=R.uniform(.6, .9), prof=R.choice(("home", "office")), noise=R.choice((0, .2, .5)))
    def c8():
        C = mk("C8", "rewriting, then translating, at scale", "middling", "es", 14, ["rewriting"], dom={"p": 6, "i": 3}, wraps=W_RW, wraps2=W_TL, swap=R.uniform(8, 13), shift="app", tz=-5, dsig=.25, en=.3, en2=.7, note="pivots from rewriting instructions to translating English ones", pivot="task")
        pool = [("do", [w.ip(14061) for _ in range(3)]), ("hetzner", [w.ip(24940) for _ in range(2)])]; s0 = R.uniform(0, 5); cards = [w.hx(20) for _ in range(4)]
        for i in range(C["n"]):
            add(C, R.choice(("ES", "CO", "MX")), [seeds(C, w=6, temp=R.choice((.8, 1, 1)), model=R.choice((M_MINI, M_OLD)), mt=1200, sys=R.choice(("y", None)), sysi=2), cover(R.uniform(.4, 1.2))], at(s0 - R.choice((2, 9, 16)) - R.random()), fix(pool, 2), s0 + R.random(), T - R.choice((0, 0, 2, 5)), pay=R.choice(cards), plan="payg", ua=[R.choice(("OpenAI/Python 1.109.1", "n8n", "OpenAI/Python 1.109.1"))], rate=R.uniform(38, 60), sig=.3, act=.93)
    def c9():
        C = mk("C9", "reasoning traces, few accounts and many calls", "careless", "fr", 4, ["reasoning"], dom={"m": 6, "e": 4}, wraps=W_FR2, shift="flat", dsig=.3, pauses=3, sz=4)
        ips = [w.ip(16276) for _ in range(2)]; s0 = R.uniform(5, 10)
        for i in range(C["n"]):
            add(C, R.choice(("FR", "TN")), [seeds(C, temp=.6, model=M_R, mt=8000, reason={"effort": "high"}), cover(.06)], at(s0 - 2 + .1 * i), [(1, "fix", ips, 16276, "FR")], s0, min(T, s0 + R.uniform(6, 10)), plan="payg", ua=["OpenAI/Python 2.3.0"], rate=R.uniform(110, 190), sig=.3, act=.95, verb=8)
    allc = [c1, c2, c3, c4, c5, c6, c7, c8, c9]
    if small: allc = R.sample([c1, c2, c3, c4, c6, c8, c9], R.choice((1, 2)))
    elif total < 120: allc = R.sample(allc, max(1, total // 14))
    for c in allc: c()

# ------------------------------------------------------------------ time
def offset(cc, day): o, dst = CC[cc][:2]; return o - 1 if dst and day >= 13 else o
def poisson(R, m):
    if m > 30: return max(0, round(R.gauss(m, m ** .5)))
    k, p, e = 0, R.random(), math.exp(-m)
    while p > e: k += 1; p *= R.random()
    return k
def day_factor(w, A, d):
    cc, date = A["cc"], START + timedelta(days=d); f = 1.0; office, school = A["prof"] in ("office", "siesta"), A["prof"] == "school"
    if date.weekday() in CC[cc][2]: f *= A["wk"] if (office or school or A["wk"] < 1) else 1.0
    if date.strftime("%m-%d") in HOLI.get(cc, ""): f *= .12 if office else .3 if school else 1.05 if not A["web"] else .9
    if (school or A["cls"] == "office_s") and cc in SCHOOLBREAK and SCHOOLBREAK[cc][0] <= d + 12 < SCHOOLBREAK[cc][1]: f *= .25
    if A["web"] and d in w.spike: f *= w.spike[d]
    if A["web"] and 0 <= d - (w.launch - START).days < 3: f *= 1.15
    return f
def schedule(w, ai, A, ev):
    R, C = A["R"], A["pace"]; sid = 0; born = (A["created"] - START).total_seconds() / 86400; camp = next((c for c in w.camps if c["id"] == A["camp"]), None)
    bw = A["beh"]; t00 = START.timestamp(); wsum = sum(b["w"] for b in bw); tbar = max(1.0, sum(b["w"] * b["turns"] for b in bw) / wsum); rest = R.random() < .6
    first = max(A["start"], born + R.expovariate(6) / 2, 0)
    for d in range(int(first), min(w.days, math.ceil(A["end"]))):
        if R.random() > A["act"]: continue
        f = day_factor(w, A, d) if not C else 1.0
        if camp: f *= camp["dayf"][d] * (1 if C else .6) + (0 if C else .4)
        m = A["rate"] * f * R.lognormvariate(-A["sig"] ** 2 / 2, A["sig"])
        if d == int(first) and not camp and R.random() < .4: m *= 1.8
        n = poisson(R, min(m, 1800) / tbar); off = offset(A["cc"], d); pc = C["hw"] if C else PROFC[A["prof"]]; burst = None
        if A.get("burst") and n > 12: burst = [R.uniform(6, 22) for _ in range(R.randint(1, 3))]
        for _ in range(n):
            if burst: h = (R.choice(burst) + R.expovariate(2.2)) % 24
            else: h = bisect(pc, R.random() * pc[-1]) + R.random()
            t = t00 + d * 86400 + (h - (0 if C else off)) * 3600
            if C and not rest: pass
            dd = (t - t00) / 86400
            if dd < first or dd > A["end"] or dd < 0 or dd >= w.days: continue
            av = [i for i, b in enumerate(bw) if "span" not in b or b["span"][0] <= dd <= b["span"][1]] or [len(bw) - 1]
            bi = R.choices(av, [bw[i]["w"] for i in av])[0]; b = bw[bi]; nt = 1
            if b["turns"] > 1.05:
                while nt < 14 and R.random() > 1 / b["turns"]: nt += 1
            sid += 1
            for k in range(nt):
                if t >= t00 + w.days * 86400: break
                ev.append((t, ai, sid, k, nt, bi)); t += R.lognormvariate(4.3, .8) if A["web"] else R.lognormvariate(3.2, 1.1)
    for i, (d, c) in enumerate(A.get("special", ())):
        if first < d < w.days: sid += 1; ev.append((t00 + d * 86400, ai, sid, 0, 1, -1 - i))

# ------------------------------------------------------------------ rendering
def gen(w, A, b, code, dom, R, R2, ctx):
    """(question, answer or None) in language code."""
    l = L[code]
    if code == "en" and w.en.get(dom) and R.random() < .8:
        q = R.choice(w.en[dom]); ws = [x for x in re.findall(r"[A-Za-z]{6,}", q[:400])]; ctx["k"] = R.choice(ws).lower() if ws else "this"; return q, None
    if dom == "m": return maths(l, R, ctx, R2)
    if dom in ("cl", "p"): return slot(l, "text", R, ctx), None
    if dom == "c" and "c" not in l.sec: dom = "i"
    q = render(l, R.choice(l.sec[dom]), R, ctx)
    if dom in "csiewlhxo" and R.random() < .5:
        k = ctx.get("k"); ctx2 = dict(ctx); z = [render(l, c, R, ctx2) for c in R.sample(TAILS[code], R.choice((1, 1, 1, 2)))]; q = (q + ("" if q[-1] in ".?!؟।»\"" else ".") + " " + " ".join(z)) if R.random() < .8 else z[0] + " " + q
    return fixc(code, q), None
def prompt(w, A, b, t, ctx):
    R = A["R"]; C = b["seed"]; code = b["lang"] or A["lang"]; dom = R.choices(b["dom"], b["dw"])[0]
    if C:
        late = "swap" in C and t > START.timestamp() + C["swap"] * 86400
        if C["dupi"] and R.random() < (C.get("dupp", .5) if C["dup"] > 1 else 0): S = C["last"].pop(R.randrange(len(C["last"]))) if C["last"] else None
        else: S = None
        if S is None:
            C["cnt"] += 1; S = (Random(f"{C['key']}{C['cnt']}").random(), C["cnt"]); C.setdefault("last", []).append(S); C["dupi"] = 1
            if len(C["last"]) > 60: C["last"].pop(0)
        RS = Random(S[0]); code = "en" if RS.random() < (C.get("en2") if late else C.get("en", 0)) else code; dom = RS.choices(b["dom"], b["dw"])[0]
        q, r = gen(w, A, b, code, dom, RS, R, ctx); wr = R.choice(C["wraps2"] if late else C["wraps"])
        if code == "en" and not late: wr = "{q}"
        if code == "en" and late: code = A["lang"]
        q = wr.replace("{q}", q).replace("{mp}", render(L[code], R.choice(L[code].sec["mp"]), R, ctx)); return q, r, code, dom
    if b["items"]: q, r = R.choice(b["items"])
    else: q, r = gen(w, A, b, code, dom, R, R, ctx)
    if A["cls"] != "student" and A["noise"]: q = noise(q, R, A["noise"])
    if b["wrap"]: q = R.choice(b["wrap"]).replace("{q}", q).replace("{mp}", render(L[code], R.choice(L[code].sec["mp"]), R, ctx))
    elif dom == "m" and R.random() < .7: mp = render(L[code], R.choice(L[code].sec["mp"]), R, ctx); q = f"{q} {mp}" if R.random() < .6 else f"{mp}: {q}"
    return noise(q, R, A["noise"]) if A["cls"] == "student" else q, r, code, dom
DENS = defaultdict(lambda: 3.6, ru=2.7, ar=2.5, hi=2.1, tr=3.1, en=4.2, pl=3.0)
def where(w, A, day, sid):
    R = A["R"]; p = R.choices(A["net"], [x[0] for x in A["net"]])[0]; k = p[1]
    if k == "fix": return R.choice(p[2]), HOST[p[3]][0] if p[3] in HOST else p[3], p[4]
    if k == "resi": ip, asn = R.choice(p[2]); return ip, asn, p[4] if asn not in (9009, 60068) else "NL"
    if k == "cg": return R.choice(w.cgpool[p[2]]), p[2], p[3]
    if k == "vpn": h, ip = R.choice(w.vpn); return ip, HOST[h][0], R.choice(HOST[h][1])
    return w.ip(p[2], Random(f"{A['id']}{p[2]}{day // (1 if k == 'dyn' else 9)}{sid if k == 'dyn' and sid % 3 == 0 else ''}")), p[2], p[3]
def text_json(x): return json.dumps(x, ensure_ascii=False, separators=(",", ":"))
def write(w, out):
    ev = []
    for i, A in enumerate(w.accts): schedule(w, i, A, ev)
    ev.sort(); S, retry, n, hx = {}, [], 0, Random(f"ids{w.a.seed}"); launch, o0, o1 = w.launch.timestamp(), w.out0.timestamp(), w.out1.timestamp()
    tally = [[0, 0, None, None, 0] for _ in w.accts]; langs = defaultdict(int); rid = lambda k: "%0*x" % (k, hx.getrandbits(4 * k)); ei = 0
    raw = open(os.path.join(out, "log.jsonl.gz"), "wb"); fh = io.TextIOWrapper(gzip.GzipFile("", "wb", 3, raw, mtime=0), encoding="utf-8")
    end = START.timestamp() + w.days * 86400
    while ei < len(ev) or retry:
        if retry and (ei >= len(ev) or retry[0][0] < ev[ei][0]): t, _, ai, sid, turn, nt, bi, again = heapq.heappop(retry)
        else: t, ai, sid, turn, nt, bi = ev[ei]; ei += 1; again = None
        if t >= end: continue
        A = w.accts[ai]; R = A["R"]; key = (ai, sid); st = S.get(key)
        b = A["beh"][bi] if bi >= 0 else A["beh"][0]; now = datetime.fromtimestamp(t, timezone.utc); ctx = {"now": now}
        if A["legal"] and b["sys"]: ctx["myorg"] = A["legal"]
        if "labels" in b: ctx["labels"] = b["labels"]
        if st is None:
            if turn and again is None: continue
            ip = where(w, A, (now - START).days, sid); ua = R.choice(A["ua"]); st = S[key] = dict(msgs=[], ip=ip, ua=ua, prev=None, sess=rid(16) if (A["web"] or nt > 1) and R.random() < .95 else None, key=R.choice(A["keyv"]), sys=None, code=None, dom=None, eu=None, k=None)
            if A["eu"]: u = int(A["eu"] * R.random() ** 1.7); st["eu"] = hashlib.sha256(f"{A['id']}{u}".encode()).hexdigest()[:16]
            if b["sys"]:
                lc = L[b["lang"] or A["lang"]]; si = b.get("sysi")
                if "sysc" not in b or b["seed"] is None and si is None and A["cls"] == "developer" and R.random() < .02:
                    RS = Random(A["id"] + str(bi))
                    if si is None and RS.random() < .85: si = {"o": 1, "w": 2, "cl": 3, "s": 4, "m": 4, "e": 4}.get(b["dom"][0], 0)
                    b["sysc"] = render(lc, lc.sec["y"][si] if si is not None else RS.choice(lc.sec["y"]), RS, {"myorg": A["legal"]} if A["legal"] else {})
                st["sys"] = b["sysc"]
        if again is not None: user, ans, code, dom = again
        elif bi < 0: code = A["lang"]; dom = "i"; user = noise(render(L[code], A["special"][-1 - bi][1], R, ctx), R, .3); ans = None
        elif turn == 0: user, ans, code, dom = prompt(w, A, b, t, ctx); st["k"] = ctx.get("k")
        else:
            code, dom, ans = st["code"], st["dom"], None
            if R.random() < .62 or b["seed"]: user = noise(render(L[code], R.choice(L[code].sec["f"]), R, ctx), R, A["noise"])
            else: user, ans, code, dom = prompt(w, A, b, t, ctx)
            if st["k"] and "k" not in ctx: ctx["k"] = st["k"]
        st["code"], st["dom"] = code, dom; l = L[code]
        # model
        if A["web"]: req_m = M_CHAT; res_m = M_NEW if t > launch + 1800 * (1 + ai % 9) else M_OLD
        else:
            req_m = b["model"] or M_OLD
            if "adopt" not in A: A["adopt"] = R.choices((R.uniform(1, 30), R.uniform(30, 200), 1e9), (.12, .22, .66))[0]
            if req_m == M_OLD and t > launch + A["adopt"] * 3600: req_m = M_NEW
            if req_m == M_NEW and t < launch: req_m = M_OLD
            res_m = req_m + ("-2026-10-20" if req_m == M_NEW else "-2026-03-11")
        # outcome
        err = None; u = R.random()
        if o0 <= t < o1 and u < .62: err = (503, "overloaded")
        elif u < .006: err = R.choice(((500, "server_error"), (503, "overloaded"), (408, "timeout"), (400, "invalid_request")))
        elif not A["web"] and A["rate"] > 25 and u < .018: err = (429, "rate_limit_exceeded")
        verb = A["verb"]; rr = {"model": res_m}; fin = "stop"; outp = ""; tools = None; reason = None
        if not err:
            if dom == "t":
                fam = TOOLS[b["tools"] or "misc"]; tools = fam; nm = R.choice(fam)
                if R.random() < (.72 if turn == 0 else .4):
                    fin = "tool_calls"; args = {R.choice(("query", "id", "date", "city", "name", "q")): ctx.get("k") or R.choice(l.slot["city"]), "n": R.randint(1, 6)}
                    rr["output"] = [{"type": "function_call", "name": nm, "arguments": json.dumps(args, ensure_ascii=False), "call_id": "call_" + rid(12)}]; outp = R.choice(("", "", render(l, R.choice(l.ron), R, ctx)))
                else: outp = reply(l, "i", R, ctx, 3)
            elif ans: outp = ans
            else: outp = fixc(code, reply(l, dom, R, ctx, verb if turn == 0 else verb * .6))
            mx = b["mt"] or 4096; ot = max(1, int(len(outp) / DENS[code]))
            if ot > mx or R.random() < .006: fin = "length"; outp = outp[:int(min(mx, ot * R.uniform(.4, .95)) * DENS[code])]; ot = int(len(outp) / DENS[code])
            if R.random() < .0025: fin = "content_filter"; outp = ""; ot = 0
            if fin == "tool_calls": ot += len(rr["output"][0]["arguments"]) // 3 + 12
        msgs = []
        if st["sys"]: msgs.append({"role": "system", "content": st["sys"]})
        chat = A["web"] or b["ep"] == "responses"
        if not chat: msgs += st["msgs"][-8:]
        msgs.append({"role": "user", "content": user}); it = sum(len(m["content"]) for m in msgs) // 3 + 8 + (60 * len(tools) if tools else 0)
        if chat and turn: it += sum(len(m["content"]) for m in st["msgs"]) // 3
        req = {"endpoint": "responses" if A["web"] else "batch" if b["batch"] else b["ep"], "model": req_m, "messages": msgs}
        if chat and turn and st["prev"]: req["previous_response_id"] = st["prev"]
        if b["batch"]: req["batch_id"] = f"batch_{hashlib.md5((A['id'] + str(int(t // 43200))).encode()).hexdigest()[:16]}"
        for k, v in (("temperature", b["temp"]), ("max_tokens", b["mt"]), ("n", b["n"]), ("logprobs", b["lp"])):
            if v is not None and not A["web"]: req[k] = v
        if b["stream"]: req["stream"] = True
        if tools or (b["tools"] and dom == "t"): req["tools"] = [{"name": x} for x in TOOLS[b["tools"] or "misc"]]
        if b["reason"] and req_m == M_R: req["reasoning"] = b["reason"]
        if b["json"]: req["response_format"] = {"type": "json_object"}
        rt = 0
        if not err and req_m in (M_R, M_NEW) and (req_m == M_R or R.random() < .3):
            rt = int(R.lognormvariate(5.7, .8))
            if b["reason"] and b["reason"].get("summary") or R.random() < .3: reason = " ".join(render(l, c, R, ctx) for c in R.sample(l.rbn, 2)) if dom != "m" else f"{l.mw[1]}: {user[:60]} … {l.mw[2].lower()}; {l.mw[6].lower()}."
        o = {"id": "ex_" + rid(20), "time": now.strftime("%Y-%m-%dT%H:%M:%S.") + f"{now.microsecond // 1000:03d}Z"}
        ac = {"id": A["id"], "plan": A["plan"]}
        if A["org"]: ac["org"] = A["org"]
        if not A["web"]: ac["key"] = st["key"]
        if st["eu"]: ac["end_user"] = st["eu"]
        o["account"] = ac; ip, asn, cn = st["ip"]; cl = {"ip": ip, "asn": asn, "country": cn, "user_agent": st["ua"]}
        if A["has_ja4"]: cl["ja4"] = ja4_of(st["ua"], A["ja4v"])
        if R.random() < .01: cl.pop("user_agent")
        o["client"] = cl
        if st["sess"]: o["session"] = st["sess"]
        if A["content"] != "full": o["content_state"] = A["content"]; req.pop("messages")
        o["request"] = req
        if err: rr.update(status="failed", error={"code": err[0], "type": err[1]}, latency_ms=int(R.lognormvariate(6, 1))); rr.pop("model")
        else:
            rr.update(id="resp_" + rid(14), status="completed" if fin != "length" else "incomplete", finish_reason=fin, latency_ms=int(300 + (ot + rt) * R.uniform(7, 22) + R.lognormvariate(5.5, .6)))
            if A["content"] == "full":
                rr["content"] = outp
                if reason: rr["reasoning"] = reason
            else: rr.pop("output", None)
            us = {"input_tokens": it, "output_tokens": ot + rt}
            if rt: us["reasoning_tokens"] = rt
            if it > 900 and R.random() < .4: us["cache_read_input_tokens"] = it // 2
            o["usage"] = us; st["prev"] = rr["id"]
            if nt > 1 and (fin != "tool_calls" or outp): st["msgs"] += [{"role": "user", "content": user}, {"role": "assistant", "content": outp or "…"}]
        o["response"] = rr; fh.write(text_json(o) + "\n"); n += 1; langs[code] += 1
        T = tally[ai]; T[0] += 1; T[1] += b["seed"] is not None; T[2] = T[2] or o["time"]; T[3] = o["time"]; T[4] += 0 if err else ot + rt
        if err and err[0] != 400 and R.random() < (.75 if not A["web"] else .5): heapq.heappush(retry, (t + (R.uniform(1, 4) if not A["web"] else R.uniform(4, 40)) * (1 if err[0] != 503 else R.choice((1, 4, 20))), n, ai, sid, turn, nt, bi, (user, ans, code, dom)))
        elif turn == nt - 1 and not err: S.pop(key, None)
    fh.close(); raw.close(); return n, tally, dict(langs)

def tables(w, out, n, tally, langs):
    R = Random(f"table{w.a.seed}"); seen = [i for i in range(len(w.accts)) if tally[i][0]]; rows = list(range(len(w.accts))); R.shuffle(rows)
    with open(os.path.join(out, "accounts.csv"), "w", newline="", encoding="utf-8") as fh:
        c = csv.writer(fh); c.writerow("account valid_from created country plan verified org legal_name owners jurisdictions payment email_domain reseller licence.scope licence.document licence.valid_until allow legal_hold".split())
        for i in rows:
            A = w.accts[i]; cr = A["created"].strftime("%Y-%m-%dT%H:%M:%SZ"); lic = A["lic"] or ("", "", ""); ow = ""
            if A["legal"] and R.random() < .4: ow = Random(A["org"]).choice(L[L_of(A["cc"])].slot["name"]) + " " + A["legal"].split()[-1]
            c.writerow([A["id"], cr, cr, A["cc"] if R.random() < .97 else "", A["plan"], str(A["verified"]).lower() if R.random() < .95 else "", A["org"] or "", A["legal"] or "" if R.random() < .93 else "", ow, A["cc"] if A["legal"] else "", A["pay"] or "" if R.random() < .97 else "", A["email"] if R.random() < .98 else "", "true" if A["reseller"] else "", *lic, A["allow"], ""])
    iso = lambda d: (START + timedelta(days=d)).strftime("%Y-%m-%dT%H:%M:%SZ"); camps = []
    ix = {A["id"]: i for i, A in enumerate(w.accts)}
    for C in w.camps:
        M = [a for a in C["members"] if tally[ix[a["id"]]][0]]
        if not M: continue
        ts = [tally[ix[a["id"]]] for a in M]
        camps.append(dict(id=C["id"], kind=C["kind"], skill=C["skill"], language=C["language"], targets=C["targets"], accounts=sorted(a["id"] for a in M), members=sorted(({"account": a["id"], "since": tally[ix[a["id"]]][2], "until": tally[ix[a["id"]]][3]} for a in M), key=lambda m: m["account"]), first_seen=min(x[2] for x in ts), last_seen=max(x[3] for x in ts), exchanges=sum(x[0] for x in ts), harvest_exchanges=sum(x[1] for x in ts), output_tokens=sum(x[4] for x in ts), began_before_log=any(a["start"] <= 0 and a["created"] < START for a in M), pivot=C.get("pivot"), pivot_at=iso(C["swap"]) if "swap" in C else w.launch.strftime("%Y-%m-%dT%H:%M:%SZ") if C.get("pivot") else None, note=C["note"]))
    grp = defaultdict(list); on = {w.accts[i]["id"] for i in seen}
    for g in w.groups:
        g["accounts"] = [a for a in g["accounts"] if a in on]
        for a in g["accounts"]: grp[a].append(g["id"])
    # the truth as `stillwatch score` reads it; one population a class of customers
    truth = dict(version=1, seed=w.a.seed, world=w.a.scenario, start=START.isoformat(), exchanges=n, languages=langs,
        populations=dict(Counter("campaign" if w.accts[i]["camp"] else w.accts[i]["cls"] for i in seen)),
        campaigns=[dict(campaign=c["id"], kind=c["kind"] + ", " + c["language"], accounts=len(c["accounts"]), start=c["first_seen"], end=c["last_seen"], params=dict(skill=c["skill"], exchanges=c["harvest_exchanges"])) for c in camps],
        groups=[dict(id=g["id"], kind=g["kind"], why=g["why"], accounts=g["accounts"]) for g in w.groups if len(g["accounts"]) > 1],
        accounts=[dict(account=w.accts[i]["id"], population="campaign" if w.accts[i]["camp"] else "licensed" if w.accts[i]["lic"] else w.accts[i]["cls"], campaign=w.accts[i]["camp"]) for i in seen])
    json.dump(truth, open(os.path.join(out, "truth.json"), "w", encoding="utf-8"), ensure_ascii=False, indent=1, sort_keys=True)

def main(a):
    small = a.scenario == "small"; a.benign = a.benign if a.benign is not None else 200 if small else 2000; a.attack = a.attack if a.attack is not None else 16 if small else 240
    os.makedirs(a.out, exist_ok=True); w = World(a); innocents(w, a.benign)
    if a.scenario != "none" and a.attack > 0: campaigns(w, a.attack, small)
    w.R.shuffle(w.accts); n, tally, langs = write(w, a.out); tables(w, a.out, n, tally, langs)
