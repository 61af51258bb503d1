"""Disclosed campaigns by operators who have read of them, and an analyst's false alarms."""
import bisect, csv, datetime, gzip, json, math, os, random, re

SIZE = (8000, 900)
DAY, HOUR = 86400.0, 3600.0
# ------------------------------------------------------------------------------------------------ vocabulary
def L(s):
    return [x.replace('\\n', '\n') for x in s.split('\n')]

def W(s):
    return [x.strip() for x in s.split(',') if x.strip()]

VOC = {
 'topic': W("""time management,solar panels,the French Revolution,sourdough bread,mortgage rates,sleep apnea,black holes,remote work,
 electric cars,houseplants,the stock market,photosynthesis,meditation,dog training,hiking boots,tax brackets,tea ceremonies,podcasting,
 vaccines,renting an apartment,job interviews,chess openings,the Roman Empire,plate tectonics,budget travel,home insulation,coral reefs,
 public speaking,knitting,jazz harmony,the Silk Road,inflation,carbon capture,marathon training,cloud storage,password managers,
 credit scores,fermentation,heat pumps,urban planning,bird migration,video editing,film photography,data privacy,gut bacteria,
 second-hand cars,language learning,volcanoes,lease agreements,screen time for children,school lunches,wedding speeches,gardening in clay soil,
 antique furniture,motorcycle maintenance,hearing aids,beekeeping,tides,mushroom foraging,water filters,3D printing,board games,
 stand-up comedy,night photography,cast iron pans,air quality,recycling rules,pension plans,visa applications,back pain,allergies,
 noise-cancelling headphones,smart thermostats,e-readers,origami,crossword puzzles,cycling infrastructure,espresso machines,rainwater tanks"""),
 'act': W("""learn to cook quickly,sleep better,ask for a raise,plan a surprise party,fix a dripping tap,remove wax from a carpet,choose a laptop,
 write a cover letter,train for a 10k,save for a house,teach my kid to read,start a small podcast,negotiate the rent,get rid of fruit flies,
 organise a closet,grow tomatoes,clean a suede jacket,quit coffee,stop procrastinating,plan a road trip,pick a health plan,
 return a faulty product,build a bookshelf,make friends in a new town,keep a journal,split bills fairly,learn the guitar,set up a home office,
 pack for two weeks,cook for a crowd,cancel a subscription,prepare for an exam,understand my payslip,sell old furniture,adopt a cat,
 insulate a window,write a eulogy,paint a ceiling,convert a recipe,choose running shoes,speak up in meetings,give feedback to a colleague"""),
 'circ': W("""I only have an hour a day,money is tight,I live in a small flat,my partner disagrees,it keeps raining,I have two toddlers,
 I work night shifts,I'm over sixty,I just moved here,my landlord is slow,I have a bad knee,I'm allergic to nuts,the deadline is Friday,
 English isn't my first language,I've never done it before,my budget is under $200,the shop won't answer,I get anxious,we have guests,
 my internet is slow,it's for my mother,I have no car,it has to be done by the weekend,my boss is on leave,I can't use power tools"""),
 'city': W("""Lisbon,Kyoto,Denver,Lagos,Prague,Montreal,Austin,Jakarta,Lyon,Hamburg,Seville,Mumbai,Manila,Leeds,Porto,Gdansk,Oslo,Recife,Osaka,
 Cape Town,Nairobi,Bologna,Ghent,Toronto,Perth,Hanoi,Bogota,Lima,Dublin,Zurich,Athens,Cairo,Busan,Tampere,Graz"""),
 'rel': W("my boss,my sister,a client,our landlord,a customer,my team,a recruiter,my professor,the school,a supplier,my neighbour,an old friend,the council,my manager,our investors"),
 'lang': W("Python,Python,Python,TypeScript,JavaScript,JavaScript,Go,Rust,Java,C#,SQL,Kotlin,C++,PHP,Ruby,Bash,Swift,R"),
 'comp': W("""rate limiter,LRU cache,CSV parser,websocket client,job queue,date picker,REST endpoint,OAuth callback,retry wrapper,pagination helper,
 config loader,log rotator,image resizer,search index,message bus,feature flag service,state machine,binary heap,connection pool,diff viewer,
 markdown renderer,invoice generator,file watcher,event emitter,form validator,webhook handler,scheduler,matrix class,trie,bloom filter,
 payment adapter,session store,permission check,geo lookup,currency converter,unit test suite,migration script,Dockerfile,CI pipeline,
 GraphQL resolver,tokenizer,priority queue,undo stack,graph traversal,interval tree,checksum tool,data loader,email sender,CLI parser"""),
 'issue': W("""it leaks memory under load,tests fail on Windows,it is O(n^2) and times out,there's a race condition,unicode names break it,
 it ignores time zones,it swallows exceptions,it returns duplicates,it deadlocks with two workers,the types don't check,nulls are not handled,
 the order is not stable,it breaks after the last upgrade,it is called twice,floating point errors add up,large files crash it,
 it needs to be async,we can't add dependencies,it must run on ARM,coverage is too low,the API changed in v3,it blocks the main thread"""),
 'biz': W("bakery,dental clinic,car dealer,insurance broker,furniture shop,travel agency,gym,hotel,phone carrier,pharmacy,bank,bike shop,pet store,courier,law office,florist,garden centre,ski school,optician,wine shop,energy supplier,bookshop,airline,landlord association"),
 'prod': W("oat-milk ice cream,standing desk,smart lock,trail backpack,baby monitor,noise meter,meal kit,electric scooter,scented candle,hair serum,budgeting app,language course,water bottle,yoga mat,car seat,coffee grinder,air purifier,rain jacket,dog harness,laser printer,desk lamp,e-bike battery"),
 'law': W("""a non-compete clause,an easement dispute,a late delivery penalty,a data processing agreement,a tenancy deposit,wrongful dismissal,
 a trademark opposition,an inheritance with two wills,a consumer warranty claim,a shareholder deadlock,a cross-border VAT question,
 a breach of confidentiality,force majeure,an open-source licence conflict,a building permit appeal,joint custody relocation,a product recall"""),
 'med': W("""new-onset atrial fibrillation,type 2 diabetes with CKD,a child with recurrent otitis,suspected pulmonary embolism,community-acquired pneumonia,
 statin intolerance,iron deficiency without anaemia,postpartum thyroiditis,a swollen knee after a fall,chronic migraine,hyponatraemia in an elderly patient,
 warfarin and antibiotics,asthma step-up,gestational hypertension,acute low back pain with red flags,polypharmacy review,delirium on a ward"""),
 'fin': W("""a covered call strategy,a leveraged buyout model,deferred tax assets,free cash flow to equity,hedging EUR exposure,a convertible note,
 working capital of a retailer,bond duration and convexity,a DCF with two stages,IFRS 16 leases,credit default swaps,unit economics of a SaaS firm,
 inventory write-downs,a rights issue,currency translation,portfolio rebalancing,option greeks near expiry,covenant breaches"""),
 'sci': W("""the Krebs cycle,entropy in an isolated system,Le Chatelier's principle,a double pendulum,CRISPR off-target effects,band gaps in semiconductors,
 the Doppler effect,osmosis across a membrane,orbital transfer windows,enzyme inhibition kinetics,the photoelectric effect,Mendelian crosses,
 buffer solutions,diffraction gratings,population dynamics,the ideal gas law,transformer impedance,titration curves,lens aberrations,Bayes factors,
 Markov chains,eigenvalues of symmetric matrices,projectile motion with drag,allele frequencies,Nernst potentials"""),
 'table': W("orders,customers,payments,shipments,events,sessions,invoices,employees,tickets,products,bookings,sensors,claims,visits"),
 'col': W("created_at,status,amount,country,user_id,category,score,updated_at,price,channel,region,duration,discount,priority"),
 'tone': W("friendly,formal,concise,warm,witty,neutral,persuasive,apologetic,confident,plain-spoken,professional"),
 'name': W("""Anna,Ben,Carla,Deepak,Elif,Farid,Grace,Hiro,Ines,Jonas,Kofi,Lena,Mateo,Nadia,Oscar,Priya,Quentin,Rosa,Sven,Tariq,Uma,Victor,Wei,Ximena,Yusuf,Zoe,
 Liam,Maya,Noah,Olga,Pavel,Ruth,Samir,Tess,Viktor,Aiko,Bruno,Chloe,Dario,Emma"""),
 'obj': W("table,parser,order,user,token,item,record,node,event,batch,message,price,window,chunk,route,frame,line,block,job,page,field,buffer,shard,lease"),
 'verb': W("load,merge,split,validate,update,fetch,build,flush,encode,resolve,filter,sort,group,apply,check,render,count,sync,index,trim,parse,emit"),
 'dim': W("accuracy,helpfulness,clarity,depth,tone,safety,completeness,concision,factuality,coherence,instruction following,relevance,creativity,formatting"),
 'brand': [a + b for a in W("Nor,Vel,Kan,Tri,Sol,Mar,Bel,Zen,Lum,Ora,Fin,Gal,Pix,Quo,Ver,Hal") for b in W("dia,tex,ova,lio,mark,sys,ware,point,ly,nest,gate,field,desk,labs")],
}
CHAT = L(r"""{how do i|how can I|what's the best way to|any tips to|I want to} <act>{?| when <circ>?| if <circ>?| - <circ>|, <circ>. what would you do?}
{what is|explain|tell me about|can you explain|give me a quick overview of} <topic>{| in simple terms| for a beginner| in <n3> sentences| like I'm twelve}{?|.|}
{what are|list|give me} <n1> {facts|tips|common mistakes|questions people ask|myths|pros and cons} {about|on|regarding} <topic>{?|}
{is it worth|should I consider|would you recommend} <topic> {in <city>|for a family of <n1>|on a budget of $<n4>|if <circ>}?
{compare|what's the difference between} <topic> and <topic>{| for someone in <city>|. short answer please|?}
{plan|suggest|draft} a <n1>-day {itinerary|trip|weekend} {in|around} <city> for {<n1> people|me and <rel>|a couple}, {budget|about} $<n4>{|, <circ>}
{my friend <name>|<name>|my partner} {says|thinks|insists} that <topic> {is|are} {overrated|a scam|the future|bad for you}. {is that true?|what do you think?|how do I respond?}
{what can I|something to} {cook|make} with {rice|eggs|lentils|leftover chicken|zucchini|a can of tuna|half a cabbage}, {tomatoes|cheese|potatoes|chickpeas} and {onions|herbs|lemon|yoghurt}?{| for <n1> people| <circ>}
{what should I|ideas what to} {buy|get} for <rel>? {they like|they are into} <topic>, {budget|up to} <n4> {dollars|euros}""")
WRITE = L(r"""{write|draft|compose} a <tone> {email|message|note|letter} to <rel> about <topic>{|, <n2> words max|. mention that <circ>|. Sign it <name>.}
{write|create|give me} {a product description|a landing page text|three taglines|an ad|a social post} for a <prod>{| made in <city>| with a <tone> tone|, <n2> words}
{write|draft} {a blog post|an article|a short essay|a newsletter} about <topic> {for|aimed at} {beginners|parents|small businesses|students|retirees}{|, around <n2> words}
{rewrite|improve|polish|shorten|proofread} {this|the following}{| so it sounds <tone>| and fix grammar}:\n\n§S
{summarise|summarize|tl;dr|give me the key points of} {this|the text below}{| in <n1> bullets| in one paragraph}:\n\n§D
{write|make up} a {short story|poem|dialogue|bedtime story|limerick} about {<name>|a <biz> owner|a detective} {in <city>|and <topic>}{|, <n2> words| with a twist}""")
CODE = L(r"""{write|implement|give me} a <comp> in <lang>{| with tests| using only the standard library|, <issue>}
{I have|here's} a <comp> in <lang> and <issue>. {how do I fix it?|what am I doing wrong?|please refactor.}\n\n```\n§C\n```
{explain|review|document|add types to|optimise} this {function|code|snippet}{|, I think <issue>}:\n\n```\n§C\n```
{why do I get|how to fix} {`TypeError: <obj> is not iterable`|`undefined is not a function`|`segmentation fault`|`IndexError at line <n2>`|`connection reset by peer`|`borrow of moved value: <obj>`} {in|when calling} `<verb>_<obj>`{| in <lang>| after upgrading|, <issue>}?
{write|give me} a {query|SQL statement} that {returns|counts|aggregates} <table> {by <col>|per <col> and <col>|where <col> changed in the last <n1> days|joined with <table>}{|, Postgres|, MySQL 8|, BigQuery}
{convert|port|translate} this to <lang>:\n\n```\n§C\n```
{unit tests|pytest cases|a benchmark|a docstring} for this please\n\n```\n§C\n```
{what's the idiomatic way to|how would you} <verb> {a|each|every} <obj> {in|with} <lang> {when|given that} <issue>?""")
DOM = {'law': """{What are the options|What should be considered|How would a court look at it} {in|when there is} <law>{| under {German|English|Californian|French} law}{, given that <circ>|}?
{Draft|Outline|Review} a {clause|memo|letter} {on|concerning} <law>{| for a <biz>}.
{Explain|Summarise} the {risks|remedies|limitation periods|burden of proof} {for|in} <law>{| when a <biz> is involved}.""".split('\n'),
 'med': """{What is the recommended work-up|What are the next steps|How would you manage|Which differentials matter} {for|in} {a <n5>-year-old with |}<med>{|, eGFR <n5>|, on <n1> other drugs}?
{Summarise|Explain} {current guidance|the evidence|contraindications} {on|for} <med>{| for a patient leaflet|}.""".split('\n'),
 'fin': """{Explain|Walk me through|How do I model} <fin>{| for a <biz>| with a <n1>% discount rate| and its effect on the balance sheet}{?|.}
{What drives|What are the pitfalls of|How sensitive is} <fin> {when|if} {rates rise by <n1>%|volumes drop <n1>%|the currency moves}?""".split('\n'),
 'sci': """{Explain|Derive|Describe} <sci>{| at {undergraduate|graduate|high-school} level}{|, with a worked example using <n2>}.
{Why does|How does} <sci> {matter|work|change} {in practice|when temperature doubles|for <topic>}?
{Give|State} {the assumptions behind|a common misconception about|an experiment that demonstrates} <sci>.""".split('\n')}
FOLLOW = L(r"""{thanks|thx|ok|great|hmm}{!|,|.} {can you make it shorter|and what about <topic>|why is that|give me an example|that is not quite what I meant}{?|}
{now|and} {in a more <tone> tone|with <n1> points|for <city>|as a table|without the intro}
{I tried that|tried it} {but|and} {it still fails|<issue>|nothing changed|<circ>}
{what if|and if} <circ>?
{are you sure|really}? {my friend says otherwise|I read something different|the book says <n2>}
{continue|go on|more please|and then?}""")
REASON_T = ["{Solve|Work through|Work out|Tackle|Answer|Please solve} {the following|this|the} {problem|question|exercise|task} {step by step|carefully, showing every step|and show the full working|, explaining each inference|with detailed reasoning}. {|Do not skip algebra.|Explain why each step holds.|State what is given first.|Check the result at the end.|Consider at least one alternative approach.}\n\n§X\n\n{|Finish with 'Answer:' and the result.|Put the final result on its own line.|Box the final answer.|Give the final answer last.}",
 "§X\n\n{Show|Write out|Give me|I need} {your complete reasoning|every intermediate step|the whole chain of thought|a full derivation|the thought process} {before|and then} {the answer|the final result|the conclusion}.",
 "{You are|Act as} {a patient teacher|an olympiad coach|a careful mathematician|a logician|an examiner writing a model solution}. {Think aloud|Reason in detail|Explain your thinking at length|Write the model solution} {on|for|about}:\n§X",
 "{Question|Problem|Q}: §X\n{Reasoning|Solution (detailed)|Let's think it through}:",
 "{How would an expert|How does one} {reason about|approach} this? {Lay out|Spell out} {the plan|each deduction|the steps}, {then carry it out|then conclude}.\n\n§X"]
MATH_PLAIN = ["§X", "§X", "§X", "{help with this one|homework|stuck on this|can u solve|how do you do this}{:|?|} §X", "§X {show work|explain pls|step by step please|i got <n2>, is that right?|what formula?}",
 "{my teacher wants|I need} {the steps|an explanation|the answer} for: §X", "{Please explain|Explain to my <n5a> year old} how to solve this: §X", "is the answer to this <n2>? §X"]
GRADE_T = ["{You are|Act as} {an impartial judge|a strict grader|a careful reviewer|an expert evaluator}. {Score|Rate|Grade} the {answer|response|reply} {below|that follows} {for|on} <dim>, <dim> and <dim> from 1 to {5|10}. {Explain your reasoning before the scores.|Justify each score, then output JSON.|Write a critique first.|Output JSON with a rationale.}\n\n[Question]\n§X\n\n[Answer]\n§A",
 "{Compare|Judge} the two {answers|responses} {with respect to|by} <dim> and <dim>. {Say which is better and why.|Think step by step, then choose A or B.|Give a verdict with reasons.}\n\nQuestion: §X\n\nA: §A\n\nB: §B",
 "{Rubric|Criteria}: 1) <dim> 2) <dim> 3) <dim>. {Apply|Use} the {rubric|criteria} to {the response|this reply} and {give points out of <n1>0|assign a grade} {with comments|with a short rationale per item}.\n\nPrompt: §X\n\nResponse: §A"]
SAFE_T = ["{Rewrite|Rephrase|Reword} the {question|request|prompt} below {so that it can be answered safely|into a version that avoids sensitive terms|so a cautious assistant could answer it}{|, then answer the new version}.\n\n§X",
 "{Give|Write} a {neutral|diplomatic|harmless|policy-compliant} {reply|answer|alternative} to: §X", "{How should|How would} {a careful|a neutral|an official} assistant {respond to|deflect|handle} this {question|message}? {Write the reply.|Explain the reasons and write it.}\n\"§X\"", "§X",
 "{User|Visitor} {asks|writes}: \"§X\". {Provide the ideal response|Write the preferred and the rejected response|Say whether to refuse and write the reply}."]
REWRITE_T = ["{Rewrite|Paraphrase|Improve|Rework} the {text|passage|instruction} {below|that follows} {to be clearer|at a higher level of difficulty|in a <tone> voice|for a different audience} {|and explain the edits|and list what you changed}.\n\n§S",
 "{Create|Write|Derive} a {new|more complex|related} {task|instruction|question} {from|inspired by} the one given, {then answer it|and solve it fully}.\n\n§X", "{Turn|Convert} {this|the passage} into {a question and a detailed answer|a dialogue|an instruction with a response|study notes}:\n\n§S"]
GEN_T = ["§X", "§X", "{Answer|Respond} {thoroughly|in detail|as an expert|with examples}: §X", "§X\n\n{Be thorough.|Give a complete answer.|Use examples.|Explain your choices.|Write at least <n2> words.}"]
DOM_T = ["§X", "§X {Cite the governing rule.|Explain the reasoning.|Give a structured answer.|Mention exceptions.|List caveats.}", "{As|You are} {a specialist|a senior consultant|a professor in the field}. {Answer|Advise}: §X"]
VIS_T = ["{Describe|Analyse|Explain} {the image|this picture|the chart|the figure} {in detail|step by step|and list every object|and read all text}.", "{What is|Which} {shown|the highest value|wrong|the trend|written} {here|in this image|in the chart|on the label}? {Explain how you see it.|Reason step by step.|}", "{Extract|Read|Transcribe} {all fields|the table|the total|the text|the date and amount} {from|on} {this receipt|the scan|the form|the invoice}{| as JSON}.",
 "{Write|Generate} {<n1> questions with answers|a detailed caption|alt text|the HTML} {about|for} {this image|this screenshot|the diagram}."]
PERSONA = "{I'm|I am} {a teacher|preparing for an exam|building a quiz|writing lecture notes|checking homework|new to this|reviewing a colleague's work|a hobby programmer|writing documentation|helping <name>|working on a side project|a second-year student}{. | in <city>. | and a bit stuck. |, so please be precise. }"
LANGS = {
 'es': ["Resuelve paso a paso y explica tu razonamiento:\n§X", "Responde en español con todo detalle: §X", "¿Puedes explicarme esto? §X"],
 'fr': ["Résous ce problème étape par étape, en détaillant le raisonnement :\n§X", "Réponds en français, en expliquant : §X", "Peux-tu m'expliquer ceci ? §X"],
 'de': ["Löse die Aufgabe Schritt für Schritt und begründe jeden Schritt:\n§X", "Bitte ausführlich auf Deutsch beantworten: §X", "Kannst du mir das erklären? §X"],
 'pt': ["Resolva passo a passo e explique o raciocínio:\n§X", "Responda em português, com detalhes: §X", "Pode me explicar isto? §X"],
 'zh': ["请逐步解答下面的问题，并写出完整的推理过程：\n§X", "请用中文详细回答：§X", "帮我解释一下：§X"],
 'ja': ["次の問題を段階的に解き、推論の過程をすべて書いてください：\n§X", "日本語で詳しく答えてください：§X", "これを説明してもらえますか：§X"],
 'ko': ["다음 문제를 단계별로 풀고 추론 과정을 모두 적어 주세요:\n§X", "한국어로 자세히 답해 주세요: §X", "이것 좀 설명해 줄래요? §X"],
 'ru': ["Реши задачу по шагам и подробно объясни ход рассуждений:\n§X", "Ответь подробно по-русски: §X", "Можешь объяснить это? §X"],
 'tr': ["Soruyu adım adım çöz ve akıl yürütmeni açıkla:\n§X", "Türkçe ayrıntılı yanıtla: §X", "Bunu açıklar mısın? §X"],
 'id': ["Selesaikan langkah demi langkah dan jelaskan alasannya:\n§X", "Jawab dalam bahasa Indonesia dengan rinci: §X", "Tolong jelaskan ini: §X"],
 'vi': ["Hãy giải từng bước và trình bày lập luận:\n§X", "Trả lời chi tiết bằng tiếng Việt: §X", "Giải thích giúp tôi: §X"],
 'ar': ["حل المسألة خطوة بخطوة مع شرح التفكير:\n§X", "أجب بالعربية بالتفصيل: §X", "هل يمكنك شرح هذا؟ §X"],
}
CLANG = {'ES': 'es', 'MX': 'es', 'CO': 'es', 'AR': 'es', 'FR': 'fr', 'DE': 'de', 'AT': 'de', 'CH': 'de', 'BR': 'pt', 'PT': 'pt', 'CN': 'zh', 'TW': 'zh', 'HK': 'zh', 'JP': 'ja', 'KR': 'ko',
         'RU': 'ru', 'TR': 'tr', 'ID': 'id', 'VN': 'vi', 'EG': 'ar', 'SA': 'ar'}
# country: (weight, offset of time zone, isps, mobile)
CC = {'US': (26, -6, (7922, 20115, 22773, 701), (21928, 20057)), 'GB': (7, 0, (2856, 5089, 5607), (12576,)), 'DE': (6, 1, (3320, 3209, 8881), (6805,)), 'FR': (5, 1, (3215, 12322, 15557), (51207,)),
      'IN': (10, 5.5, (24560, 9829, 17488), (55836, 45609)), 'BR': (5, -3, (28573, 27699, 18881), (26599,)), 'CA': (4, -5, (812, 577), (852,)), 'JP': (4, 9, (4713, 17676), (9605,)), 'KR': (3, 9, (4766, 9318), (9644,)),
      'AU': (2.5, 10, (1221, 7545), (133612,)), 'ES': (2.5, 1, (3352, 12479), (12430,)), 'IT': (2.5, 1, (3269, 30722), (24608,)), 'NL': (2.5, 1, (1136, 33915), (31615,)), 'PL': (2, 1, (5617, 12741), (8374,)),
      'MX': (2, -6, (8151, 13999), (28403,)), 'ID': (2.5, 7, (7713, 23700), (23693,)), 'VN': (2, 7, (45899, 18403), (7552,)), 'PH': (1.5, 8, (9299, 6648), (132199,)), 'SG': (1.5, 8, (4773, 9506), (3758,)),
      'HK': (1.2, 8, (4760, 9269), (9231,)), 'TW': (1.2, 8, (3462, 9924), (9674,)), 'TR': (1.5, 3, (47331, 34984), (16135,)), 'NG': (1, 1, (37148, 29465), (36873,)), 'EG': (.8, 2, (8452, 24863), (36992,)),
      'RU': (1, 3, (12389, 8402), (8359,)), 'UA': (.8, 2, (15895, 6849), (21497,)), 'PT': (.7, 0, (2860, 3243), (12353,)), 'SE': (.9, 1, (3301, 1257), (44034,)), 'CH': (.8, 1, (3303, 6730), (15796,)),
      'AR': (1, -3, (7303, 22927), (10318,)), 'CO': (.8, -5, (10620, 3816), (26611,)), 'PK': (1, 5, (17557, 23674), (45669,)), 'BD': (.8, 6, (17494, 45245), (24389,)), 'IL': (.7, 2, (8551, 1680), (12400,)),
      'SA': (.5, 3, (25019, 39891), (35819,)), 'CN': (1.2, 8, (4134, 4837), (9808,))}
CLOUD = {16509: 'US', 396982: 'US', 8075: 'US', 24940: 'DE', 16276: 'FR', 14061: 'US', 63949: 'US', 45102: 'SG', 132203: 'SG', 20473: 'US', 13335: 'US', 31898: 'US'}
VPNASN = {9009: 'GB', 212238: 'US', 60068: 'GB', 136787: 'HK', 62240: 'US', 39351: 'SE', 46562: 'US', 206092: 'NL'}
BIZASN = (3549, 174, 6939, 3356, 1299, 5511, 2914, 6453)
FREE = [('gmail.com', 48), ('outlook.com', 11), ('hotmail.com', 6), ('yahoo.com', 5), ('icloud.com', 5), ('proton.me', 4), ('qq.com', 2), ('163.com', 1.3), ('gmx.net', 1.5), ('web.de', 1), ('naver.com', 1.3), ('mail.ru', .8), ('live.com', 1.5), ('duck.com', .5), ('fastmail.com', .7), ('zoho.com', .8)]

def wpick(r, items):
    ks = [k for k, _ in items]
    return r.choices(ks, [w for _, w in items])[0]

def ex(r, s):
    while True:
        i = s.rfind('{')
        if i < 0:
            return s
        j = s.index('}', i)
        s = s[:i] + r.choice(s[i + 1:j].split('|')) + s[j + 1:]

_SLOT = re.compile(r'<(\w+)>')
def fill(r, s):
    def f(m):
        k = m.group(1)
        v = VOC.get(k)
        if v: return r.choice(v)
        if k == 'n1': return str(r.randint(2, 9))
        if k == 'n2': return str(r.choice((12, 15, 24, 36, 48, 50, 72, 80, 100, 120, 150, 200, 250, 300, 400, 500)))
        if k == 'n3': return str(r.randint(2, 6))
        if k == 'n4': return str(r.randint(2, 90) * 50)
        if k == 'n5a': return str(r.randint(7, 14))
        return str(r.randint(19, 88))
    return _SLOT.sub(f, s)

def say(r, s): return fill(r, ex(r, s))
# ------------------------------------------------------------------------------------------------ corpora
class Corpora:
    def __init__(self, root):
        def load(p):
            with gzip.open(os.path.join(root, p + '.jsonl.gz'), 'rt', encoding='utf-8') as f:
                return [json.loads(l)['text'][:6000] for l in f]
        d = lambda n: load('distillation/' + n); b = lambda n: load('benign/' + n); e = lambda n: load('enterprise_template/' + n); q = lambda n: load('refusal_boundary/' + n)
        self.math1 = d('gsm8k_train') + d('asdiv') + d('svamp') + d('mawps') + d('gsm_hard')
        self.math2 = d('math_test') + d('ocw_minerva')
        self.logic = d('bbh')
        self.api = d('apibench'); self.glaive = [x for x in d('glaive_toolcall') if len(x) < 900]; self.osb = d('agentbench_os')
        self.alpaca = d('llamafactory_alpaca_en_demo'); self.selfi = d('self_instruct_user_oriented'); self.biggen = [x for x in d('biggen_bench') if len(x) < 2500]
        self.open = [x for x in b('arena_hard_v01') + b('autoj_real_queries') + b('mt_bench') + b('vicuna_bench') if len(x) < 2500]
        self.roles = [x[:1500] for x in b('awesome_chatgpt_prompts')]
        self.writing = b('writingbench')
        self.t0 = [x for x in e('t0_templates') if len(x) < 1800]
        self.bank = [x.split('Customer message: ')[-1].split('\nIntent')[0].strip('" ') for x in e('banking77_classifier_tenant')]
        self.clinc = e('clinc150_raw')
        self.sql = [x.split('Request: ')[-1] for x in e('bfcl_sql_tenant')]
        self.sens = q('ccp_sensitive'); self.dna = q('do_not_answer'); self.hh = [x for x in q('hh_rlhf_harmless') if len(x) > 15]; self.red = [x[:1200] for x in q('promptfoo_redteam')]
        sent = re.compile(r'(?<=[.!?])\s+')
        docs = [x for x in e('spec_bench_summarization') + self.t0 + e('imdb_sentiment_tenant') + self.writing + b('autoj_real_queries') if len(x) > 500]
        self.docs = []
        for x in docs:
            s = [y.strip() for y in sent.split(x.replace('\n', ' ')) if 25 < len(y) < 260]
            if len(s) >= 4: self.docs.append(s)
        self.sents = [y for s in self.docs for y in s if y.isascii()]
        self.zh = [x for x in self.writing if sum('\u4e00' < c < '\u9fff' for c in x[:200]) > 60]
        # traces
        def rows(p):
            with gzip.open(os.path.join(root, 'traces', p), 'rt') as f:
                yield from f
        az = [tuple(map(int, l.strip().split(',')[1:])) for i, l in enumerate(rows('AzureLLMInferenceTrace_code.csv.gz')) if i]
        self.az_out = [o for _, o in az if o > 0]; self.az_in = [i for i, _ in az]
        self.moon = [(j['input_length'], j['output_length']) for j in map(json.loads, rows('mooncake_conversation_trace_slim.jsonl.gz'))]
        per = {}
        for i, l in enumerate(rows('language_m-small.csv.gz')):
            if i:
                c, w, rate, cv = l.split(',')[:4]
                per.setdefault(c, []).append((float(w), float(rate), float(cv or 1)))
        self.svc = []
        for c in sorted(per):
            v = sorted(per[c])
            if len(v) < 250: continue
            tot, cum = 0., []
            cap = sorted(x[1] for x in v)[int(.97 * len(v))]
            for x in v:
                tot += min(x[1], cap); cum.append(tot)
            self.svc.append(([x[0] for x in v], cum, sorted(x[2] for x in v)[len(v) // 2]))
        # heavy tail of clients: ratio of each client's volume to the median, used to draw how busy services are
        vol = sorted(sum(x[1] for x in per[c]) for c in per)
        self.tail = [min(12., max(.08, (x / vol[len(vol) // 2]) ** .5)) for x in vol]

NAMES = re.compile(r'\b(Natalia|Weng|Betty|Julie|James|Mark|Ken|Joy|John|Mary|Tom|Sam|Joan|Edward|Jason|Sara|Mike|Dan|Fred|Melanie|Alice|Bob|Tim|Lisa|Emily|David|Robin|Haley|Paige|Bryan|Olivia|Jack)\b')
NUM = re.compile(r'(?<![\d.\\^_{])\d{1,4}(?![\d.}])')
def perturb(r, x):
    n = r.choice(VOC['name'])
    x = NAMES.sub(n, x)
    return NUM.sub(lambda m: str(max(2, int(int(m.group()) * r.uniform(.6, 1.7)) + r.randint(0, 3))), x)
# ------------------------------------------------------------------------------------------------ the text of prompts
class Text:
    def __init__(self, c):
        self.c = c
    def passage(self, r, n=None):
        s = r.choice(self.c.docs)
        n = n or min(len(s), 2 + int(r.paretovariate(1.1) * 2), 14)
        i = r.randrange(0, max(1, len(s) - n + 1))
        return ' '.join(s[i:i + n])
    def code(self, r):
        v, o, o2 = r.choice(VOC['verb']), r.choice(VOC['obj']), r.choice(VOC['obj'])
        k, n = r.randint(0, 4), r.randint(2, 500)
        if k == 0: return f"def {v}_{o}({o2}s, limit={n}):\n    out = []\n    for i, x in enumerate({o2}s):\n        if x.{r.choice(VOC['col'])} > limit:\n            out.append({r.choice(VOC['verb'])}(x))\n    return out" + ("" if r.random() < .5 else f"\n\nclass {o.title()}{v.title()}er:\n    def __init__(self, {o2}=None):\n        self.{o2} = {o2} or {{}}\n\n    def run(self):\n        return {v}_{o}(self.{o2})")
        if k == 1: return f"export async function {v}{o.title()}({o2}: {o2.title()}[]): Promise<number> {{\n  const seen = new Map<string, number>();\n  for (const x of {o2}) {{\n    await {r.choice(VOC['verb'])}(x.{r.choice(VOC['col'])});\n    seen.set(x.id, (seen.get(x.id) ?? 0) + {n % 7 + 1});\n  }}\n  return seen.size;\n}}"
        if k == 2: return f"func {v.title()}{o.title()}(ctx context.Context, in []{o2.title()}) (int, error) {{\n\tn := 0\n\tfor _, x := range in {{\n\t\tif err := {v}(ctx, x); err != nil {{\n\t\t\treturn n, fmt.Errorf(\"{v} {o}: %w\", err)\n\t\t}}\n\t\tn += {n % 9 + 1}\n\t}}\n\treturn n, nil\n}}"
        if k == 3: t, cl = r.choice(VOC['table']), r.choice(VOC['col']); return f"SELECT {cl}, COUNT(*) AS n\nFROM {t} a JOIN {r.choice(VOC['table'])} b ON a.id = b.{t[:-1]}_id\nWHERE a.{r.choice(VOC['col'])} > {n}\nGROUP BY {cl}\nORDER BY n DESC\nLIMIT {n};"
        return f"public {o.title()} {v}(List<{o2.title()}> xs) {{\n    int total = 0;\n    for ({o2.title()} x : xs) {{\n        total += x.get{r.choice(VOC['obj']).title()}() * {n};\n    }}\n    return new {o.title()}(total);\n}}"
    def put(self, r, s):
        if '§' not in s: return s
        if '§C' in s: s = s.replace('§C', self.code(r))
        if '§D' in s: s = s.replace('§D', self.passage(r))
        if '§S' in s: s = s.replace('§S', self.passage(r, r.randint(1, 4)))
        return s
    def from_(self, r, bank): return self.put(r, say(r, r.choice(bank)))
    # content per kind ------------------------------------------------------------------------------
    def mathq(self, r, p=.75):
        x = r.choice(self.c.math1 if r.random() < .62 else self.c.math2 if r.random() < .8 else self.c.logic)
        return perturb(r, x) if r.random() < p else x
    def base(self, r, kind):
        """the bare content of a task of some kind"""
        c = self.c
        if kind == 'reason':
            u = r.random()
            if u < .72: return self.mathq(r)
            if u < .88: return self.from_(r, DOM['sci'])
            return perturb(r, r.choice(c.logic))
        if kind == 'code': return self.from_(r, CODE)
        if kind in DOM: return self.from_(r, DOM[kind])
        if kind == 'general':
            u = r.random()
            if u < .25: return perturb(r, r.choice(c.alpaca if u < .12 else c.selfi if u < .16 else c.open))
            return self.from_(r, CHAT if u < .5 else WRITE if u < .75 else CODE if u < .85 else DOM[r.choice(('sci', 'fin', 'law', 'med'))])
        if kind == 'safe': return r.choice(c.sens if r.random() < .45 else c.dna if r.random() < .6 else c.hh)
        if kind == 'tool': return perturb(r, r.choice(c.api if r.random() < .6 else c.glaive))
        return self.from_(r, CHAT)
    def prompt(self, r, kind, lang=None):
        """an ordinary person's prompt of some kind"""
        c = self.c
        if kind == 'chat':
            u = r.random()
            x = r.choice(c.open) if u < .035 else r.choice(c.clinc) if u < .12 else self.from_(r, CHAT)
        elif kind == 'write': x = self.from_(r, WRITE)
        elif kind == 'code': x = self.from_(r, CODE) if r.random() < .97 else r.choice(c.open)
        elif kind == 'math': x = say(r, r.choice(MATH_PLAIN)).replace('§X', self.mathq(r, .85))
        elif kind in DOM: x = self.from_(r, DOM[kind])
        elif kind == 'role': x = perturb(r, r.choice(c.roles)) if r.random() < .4 else self.from_(r, CHAT)
        elif kind == 'sum': x = say(r, "{Summarise|Summarize|Key points of|tl;dr}{| in <n1> bullets}:\n\n") + self.passage(r)
        elif kind == 'translate': x = say(r, "{Translate|translate} {to|into} {German|French|Spanish|English|Italian|Polish|Japanese|Portuguese}{|, formal}: ") + self.passage(r, r.randint(1, 4))
        elif kind == 'safe': x = r.choice(c.dna if r.random() < .5 else c.hh)
        elif kind == 'vision': x = say(r, r.choice(VIS_T))
        elif kind == 'grade': x = self.grade(r, r.choice(GRADE_T))
        else: x = self.from_(r, CHAT)
        if r.random() < .07 and len(x) < 900: x = say(r, PERSONA) + x
        if lang and kind in ('chat', 'math', 'law', 'fin', 'med', 'sci') and r.random() < .45:
            x = r.choice(LANGS[lang]).replace('§X', x)
        return x
    def grade(self, r, tmpl, q=None):
        t = say(r, tmpl)
        q = q or (self.from_(r, CHAT) if r.random() < .5 else self.base(r, 'general'))[:700]
        return t.replace('§X', q).replace('§A', ' '.join(r.choices(self.c.sents, k=r.randint(1, 4)))).replace('§B', ' '.join(r.choices(self.c.sents, k=r.randint(1, 4))))

OPEN_ = ["Sure.", "Here is a way to look at it.", "Good question.", "Certainly!", "Let's go through it.", "In short:", "Here's one approach.", "It depends, but generally:", "Of course.", "Below is a draft.", "Let me break that down.", ""]
CLOSE_ = ["Let me know if you need more detail.", "Hope that helps.", "I can adapt this if you like.", "", "", "", "Would you like an example?", "Tell me if something is unclear."]
REFUSE_ = ["I'm sorry, but I can't help with that.", "I can't assist with this request.", "That is something I won't help with, but I can talk about it in general terms.", "I'm not able to provide that."]
WORD = re.compile(r"[A-Za-z]{6,14}")
class Reply:
    def __init__(self, c, tx, r):
        self.c, self.tx = c, tx
        self.scale = r.uniform(.75, 1.2)
        self.chatlen = [min(950, max(12, int(o * .62))) for _, o in c.moon]
        self.codelen = [min(900, max(15, int(o * r.uniform(3, 9)))) for o in r.sample(c.az_out, 3000)]
    def tokens(self, r, kind):
        if kind in ('label',): return r.randint(2, 14)
        if kind == 'short': return min(160, max(4, int(r.lognormvariate(3.3, .7))))
        if kind == 'translate': return max(15, int(r.lognormvariate(4.4, .6)))
        if kind in ('code',): return int((r.choice(self.codelen) + 25) * self.scale)
        if kind in ('math', 'reason'): return min(1100, max(30, int(r.lognormvariate(5.35, .55) * self.scale)))
        if kind == 'grade': return min(600, max(20, int(r.lognormvariate(4.9, .5))))
        return int(r.choice(self.chatlen) * self.scale)
    def text(self, r, kind, prompt, tok):
        n = tok * 4
        ws = WORD.findall(prompt[-900:] if len(prompt) > 900 else prompt) or ['topic']
        if kind == 'label':
            return r.choice((f'{{"label": "{r.choice(ws).lower()}", "confidence": {r.randint(51, 99) / 100}}}', r.choice(ws).lower(), r.choice(ws).lower() + '_' + r.choice(ws).lower()))
        if kind == 'safe' and r.random() < .42:
            return r.choice(REFUSE_) + (' ' + ' '.join(r.choices(self.c.sents, k=r.randint(1, 3))) if r.random() < .6 else '')
        S = self.c.sents
        out, ln = [], 0
        if kind == 'short':
            while ln < n:
                s = r.choice(S); out.append(s); ln += len(s) + 1
            return ' '.join(out)[:max(n, 12)]
        if r.random() < .7: out.append(r.choice(OPEN_))
        out.append(r.choice(("On %s:", "About %s,", "Regarding %s:", "For %s,", "Key point: %s.", "Think of %s first.")) % r.choice(ws))
        step = 0
        while ln < n:
            if kind in ('math', 'reason'):
                step += 1
                a, b = r.randint(2, 400), r.randint(2, 60)
                s = r.choice((f"\nStep {step}: {r.choice(ws)} gives {a} + {b} = {a + b}.", f"\n{step}. Multiply {a} by {b} to obtain {a * b}.", f" Since {r.choice(ws)} is {a}, subtract {b}: {a - b}.", f"\nSo the {r.choice(ws)} equals {a}/{b}.", ' ' + r.choice(S)))
            elif kind == 'code':
                step += 1
                s = '\n```\n' + self.tx.code(r) + '\n```\n' if step % 3 == 1 else r.choice(S)
            elif kind == 'grade':
                s = r.choice((f"{r.choice(VOC['dim']).capitalize()}: {r.randint(1, 10)}/10.", r.choice(S), f"The answer on {r.choice(ws)} is {r.choice(('sound', 'partial', 'unsupported', 'clear'))}."))
            else:
                u = r.random()
                s = r.choice(S)
                if u < .12: s = '\n- ' + s
                elif u < .2: s = '\n\n' + s
                elif u < .3: s = f"{r.choice(ws).capitalize()}: {s}"
            out.append(s); ln += len(s) + 1
        if r.random() < .5: out.append(r.choice(CLOSE_))
        if kind in ('math', 'reason'): out.append(f"\nAnswer: {r.randint(1, 900)}")
        return ' '.join(x for x in out if x)
# ------------------------------------------------------------------------------------------------ the world
PROFILE = {  # local-hour weights, weekday factors Mon..Sun
 'office': ([.3, .1, .1, .1, .1, .3, .8, 2, 6, 10, 11, 10, 7, 9, 11, 10, 8, 5, 3, 2, 2, 2, 1.5, .8], [1, 1.1, 1.1, 1.05, .85, .15, .12]),
 'evening': ([2, 1, .5, .3, .2, .3, .8, 2, 3, 3, 3, 3, 4, 4, 3.5, 3.5, 4, 5, 7, 9, 10, 10, 8, 5], [.95, .95, 1, 1, .95, 1.15, 1.25]),
 'dev': ([2.5, 1.5, 1, .6, .4, .3, .5, 1.5, 4, 8, 9, 9, 6, 8, 9, 9, 8, 6, 4.5, 4.5, 5, 5, 4.5, 3.5], [1, 1.1, 1.1, 1.1, .95, .45, .5]),
 'student': ([5, 3, 2, 1, .5, .3, .3, 1, 2, 4, 5, 5, 4, 5, 6, 6, 6, 6, 6, 8, 10, 11, 10, 8], [1, 1.05, 1.1, 1.1, .8, .7, 1.15]),
 'shop': ([.1, .1, .1, .1, .1, .2, .5, 2, 6, 9, 10, 11, 11, 9, 9, 9, 10, 10, 8, 5, 2, .5, .2, .1], [1, .95, .95, 1, 1.2, 1.3, .5]),
 'night': ([9, 10, 10, 9, 6, 3, 1, .5, .5, .5, .5, .5, .5, .5, .5, .5, .5, .5, .5, 1, 2, 4, 6, 8], [1, 1, 1, 1, 1, 1, 1]),
 'flat': ([1] * 24, [1] * 7)}
def cum(v):
    o, t = [], 0.
    for x in v:
        t += x; o.append(t)
    return o
TLS = {'py': ['t13d1812h1_85036bcba153_b26ce05bbdd6', 't13d1713h1_5b57614c22b0_3d5424432f57', 't13d4312h1_c7886603b240_b26ce05bbdd6', 't13d1812h2_85036bcba153_d41ae481755e'],
       'node': ['t13d5911h1_a33745022dd6_1f22a2ca17c4', 't13d1714h1_5b57614c22b0_14788d8d241b', 't13d521100_b262b3658495_8e6e362c5eac'], 'go': ['t13d131100_f57a46bbacb6_e7c285222651', 't13d1312h2_f57a46bbacb6_ef7df7f74e48'],
       'java': ['t13d301000_01455d0db58d_5ac7197df9d2', 't13d311100_e8f1e7e78f70_d339722ba4af'], 'okhttp': ['t13d1613h2_46e7e9700bed_45f260be83e2', 't13d1513h2_8daaf6152771_eca864cca44a'], 'curl': ['t13d3112h2_e8f1e7e78f70_6bebaf5329ac', 't13d4907h2_0d8feac7bc37_7395dae3b2f3'],
       'chrome': ['t13d1516h2_8daaf6152771_02713d6af862', 't13d1517h2_8daaf6152771_b0da82dd1658', 't13d1516h2_8daaf6152771_d8a2da3f94cd'], 'safari': ['t13d2014h2_a09f3c656075_14788d8d241b', 't13d2013h2_a09f3c656075_7f0f34a4126d'],
       'firefox': ['t13d1715h2_5b57614c22b0_5c2c66f702b0', 't13d1717h2_5b57614c22b0_3cbfd9057e0d'], 'dotnet': ['t13d1211h1_c6cb1b1a4c3e_5ac7197df9d2'], 'rust': ['t13d1011h2_61a7ad8aa9b6_3fcd1a44f3e3']}
class World:
    def __init__(self, seed, salt, start, days, corp, out):
        r = self.r = random.Random(f'world/{salt}'); self.salt = salt
        self.seed, self.days, self.c, self.out = seed, days, corp, out
        self.start, self.end = start, start + days * DAY
        self.wd0 = datetime.datetime.fromtimestamp(start, datetime.timezone.utc).weekday()
        self.tx = Text(corp); self.rp = Reply(corp, self.tx, r)
        fam = r.choice(('aurora', 'meridian', 'tessera', 'quill', 'halcyon', 'orbit', 'sable', 'lyra'))
        v = r.randint(2, 4)
        self.small, self.old, self.big, self.new = f'{fam}-{v}-mini', f'{fam}-{v - 1}', f'{fam}-{v}', f'{fam}-{v}.5' if r.random() < .6 else f'{fam}-{v + 1}'
        self.release = start + (r.uniform(.25, .8) * days * DAY if r.random() < .85 else 1e9)
        if self.release < self.end: self.release = start + math.floor((self.release - start) / DAY) * DAY + r.choice((15, 16, 17, 18)) * HOUR
        self.base_model = {self.small: r.uniform(.25, .5), self.old: r.uniform(.08, .25), self.big: r.uniform(.35, .6)}
        self.speed = {self.small: 140, self.old: 60, self.big: 75, self.new: 65}
        self.api = {'chat.completions': r.uniform(.3, 1), 'responses': r.uniform(.1, .7), 'messages': r.uniform(.1, .7)}
        self.idp = r.choice((('acct_', 14), ('acc-', 10), ('cus_', 16), ('org-', 12), ('a', 11)))
        self.rqp = r.choice((('req_', 20), ('chatcmpl-', 22), ('ex_', 18), ('', 24)))
        self.f_ja4, self.f_session, self.f_cc = r.random() < .85, r.random() < .9, r.random() < .85
        self.cc = [(k, max(.05, v[0] * r.lognormvariate(0, .55))) for k, v in CC.items()]
        self.prefix = {}
        self.vpn_ips = {a: [self.ip(r, a) for _ in range(r.randint(14, 60))] for a in VPNASN}
        self.ver = [(f'1.{r.randint(30, 109)}.{r.randint(0, 3)}' if r.random() < .6 else f'2.{r.randint(0, 9)}.{r.randint(0, 2)}', 1 / (i + 1) ** .8) for i in range(14)]
        self.outages = [(start + r.uniform(0, days) * DAY, r.uniform(.4, 3.5) * HOUR, r.uniform(.3, .9)) for _ in range(r.choice((0, 1, 1, 2)))]
        self.err = r.uniform(.003, .015); self.growth, self.seen, self.orgp = r.uniform(.06, .2), set(), r.uniform(.2, .95)
        ks = r.sample(list(CC), r.randint(2, 6))
        self.holiday = {(k, d) for k in ks for d0 in [r.randint(0, days - 1)] for d in range(d0, d0 + r.choice((1, 1, 2, 3)))}
        self.tools = [self.harness(r) for _ in range(5)]
        self.accts, self.rows, self.camps, self.buckets, self.n = [], [], [], [[] for _ in range(days)], 0
        self.size, self.nbuf, self.used, self.cum_h, self.cum_d = 0, 0, set(), {}, {}
        self.files = [os.path.join(out, f'.part{d:03d}') for d in range(days)]
        for f in self.files:
            if os.path.exists(f): os.unlink(f)
        self.emails = [(m, w * r.lognormvariate(0, .3)) for m, w in FREE]
        self.persona_bank = None
    # ---- names, addresses
    def hx(self, r, n): return f'{r.getrandbits(4 * n):0{n}x}'
    def uid(self, p, n):
        while True:
            x = p + self.hx(self.r, n)
            if x not in self.used:
                self.used.add(x); return x
    def ip(self, r, asn, narrow=False):
        p = self.prefix.get(asn)
        if p is None:
            q = random.Random(f'{self.salt}/{asn}')
            p = self.prefix[asn] = [(q.choice((24, 31, 37, 45, 62, 68, 77, 81, 86, 93, 98, 103, 109, 114, 122, 138, 151, 167, 176, 185, 189, 193, 201, 212, 217)), q.randint(0, 255)) for _ in range(q.randint(2, 6))]
        a, b = r.choice(p)
        return f'{a}.{b}.{r.randint(0, 3) if narrow else r.randint(0, 255)}.{r.randint(1, 254)}'
    def country(self, r): return wpick(r, self.cc)
    def domain(self, r, word=None):
        return (word or r.choice(VOC['brand'])).lower() + r.choice(('', '', '', str(r.randint(1, 99)), '-' + r.choice(('group', 'labs', 'tech', 'app', 'soft', 'media')))) + r.choice(('.com', '.com', '.io', '.co', '.ai', '.net', '.de', '.co.uk', '.fr', '.app', '.in', '.jp', '.dev'))
    def client(self, r, kind=None):
        kind = kind or wpick(r, [('py', 34), ('node', 20), ('web', 14), ('raw', 8), ('go', 4), ('java', 4), ('lc', 8), ('app', 8), ('curl', 3), ('dotnet', 2), ('rust', 1)])
        v = wpick(r, self.ver)
        if kind == 'py': return (r.choice((f'OpenAI/Python {v}', f'OpenAI/Python {v}', f'AsyncOpenAI/Python {v}', f'Anthropic/Python 0.{v.split(".")[1]}.0')), r.choice(TLS['py']))
        if kind == 'node': return (r.choice((f'OpenAI/JS {v}', f'OpenAI/JS {v}', f'axios/1.{r.randint(5, 9)}.{r.randint(0, 4)}', 'node', f'ai-sdk/openai/{v}')), r.choice(TLS['node']))
        if kind == 'raw': return (r.choice((f'python-requests/2.{r.randint(28, 32)}.{r.randint(0, 3)}', f'python-httpx/0.{r.randint(24, 28)}.0', f'aiohttp/3.{r.randint(8, 11)}.{r.randint(0, 9)}')), r.choice(TLS['py']))
        if kind == 'lc': return (r.choice((f'langchain/0.{r.randint(1, 3)}.{r.randint(0, 20)}', f'litellm/1.{r.randint(40, 75)}.{r.randint(0, 9)}', f'n8n/1.{r.randint(60, 99)}.0', f'dify/{v}')), r.choice(TLS['py'] + TLS['node']))
        if kind == 'go': return (r.choice(('Go-http-client/2.0', 'Go-http-client/1.1', f'openai-go/{v}')), r.choice(TLS['go']))
        if kind == 'java': return (r.choice((f'Java-http-client/{r.choice((17, 21))}.0.{r.randint(1, 9)}', f'okhttp/4.{r.randint(9, 12)}.0', f'spring-ai/1.0.{r.randint(0, 3)}')), r.choice(TLS['java'] + TLS['okhttp']))
        if kind == 'curl': return (f'curl/8.{r.randint(1, 11)}.{r.randint(0, 1)}', r.choice(TLS['curl']))
        if kind == 'dotnet': return (f'azsdk-net-OpenAI/{v}', TLS['dotnet'][0])
        if kind == 'rust': return (f'reqwest/0.12.{r.randint(2, 12)}', TLS['rust'][0])
        if kind == 'app': return (f"{r.choice(VOC['brand'])}/{r.randint(1, 6)}.{r.randint(0, 20)} {r.choice(('(iOS 18.1)', '(Android 14)', 'CFNetwork/1568', 'okhttp/4.12.0', 'Electron/31'))}", r.choice(TLS['okhttp'] + TLS['safari']))
        c = r.random(); n = r.randint(128, 141)
        if c < .62: return (f"Mozilla/5.0 ({r.choice(('Windows NT 10.0; Win64; x64', 'Macintosh; Intel Mac OS X 10_15_7', 'X11; Linux x86_64', 'Linux; Android 10; K'))}) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/{n}.0.0.0 Safari/537.36", r.choice(TLS['chrome']))
        if c < .85: return (f"Mozilla/5.0 (iPhone; CPU iPhone OS 18_{r.randint(0, 6)} like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.{r.randint(0, 6)} Mobile/15E148 Safari/604.1", r.choice(TLS['safari']))
        return (f'Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:{n}.0) Gecko/20100101 Firefox/{n}.0', r.choice(TLS['firefox']))
    def harness(self, r):
        """an agent program that many people use: its system prompt, tools and client"""
        nm = r.choice(VOC['brand']) + r.choice(('Code', ' Agent', ' CLI', 'Pilot'))
        tools = r.sample(['read_file', 'write_file', 'bash', 'grep', 'list_dir', 'apply_patch', 'run_tests', 'web_search', 'edit', 'glob'], r.randint(4, 7))
        sysm = f"You are {nm}, a coding agent working in the user's repository. " + say(r, "{Use tools to inspect files before editing.|Prefer small patches.} {Never invent file contents.|Run the tests after a change.} {Be brief in messages.|Explain what you did at the end.} {Ask when requirements are unclear.|Stop when the task is done.} ") + 'Tools: ' + ', '.join(tools) + '.'
        return (sysm, tools, self.client(r, r.choice(('node', 'py', 'rust', 'go'))))
    # ---- networks: functions of (random, time, account) that give (ip, asn, country)
    def home(self, r, cc):
        isp = r.choice(CC[cc][2]); days = r.choice((2, 7, 30, 90)); ips = {}
        off = r.randint(0, 89)
        def f(q, t):
            k = int((t / DAY + off) // days)
            if k not in ips: ips[k] = self.ip(q, isp)
            return ips[k], isp, cc
        return f
    def mobile(self, r, cc):
        a = r.choice(CC[cc][3]); st = [0, None]
        def f(q, t):
            if abs(t - st[0]) > 2 * HOUR or st[1] is None: st[:] = [t, self.ip(q, a, True)]
            return st[1], a, cc
        return f
    def fixed(self, r, asn, cc, n=1):
        ips = [self.ip(r, asn) for _ in range(n)]
        return lambda q, t: (ips[0] if n == 1 else q.choice(ips), asn, cc)
    def office(self, r, cc): return self.fixed(r, r.choice(BIZASN + CC[cc][2]), cc, r.choice((1, 1, 2, 3)))
    def cloud(self, r, n=None):
        a = wpick(r, [(16509, 30), (396982, 14), (8075, 14), (24940, 9), (16276, 7), (14061, 9), (63949, 4), (45102, 4), (132203, 3), (20473, 3), (13335, 5), (31898, 2)])
        cc = CLOUD[a] if r.random() < .7 else r.choice(('US', 'DE', 'SG', 'JP', 'NL', 'GB'))
        if a == 13335 or r.random() < .25:
            return lambda q, t: (self.ip(q, a, True), a, cc)
        return self.fixed(r, a, cc, n or r.choice((1, 1, 1, 2, 3, 4)))
    def vpn(self, r):
        a = r.choice(list(VPNASN)); st = [0, None]; gap = r.choice((3, 12, 72)) * HOUR
        def f(q, t):
            if abs(t - st[0]) > gap or st[1] is None: st[:] = [t, q.choice(self.vpn_ips[a])]
            return st[1], a, VPNASN[a]
        return f
    def resi(self, r, ccs, sticky):
        """residential proxies: other people's homes; sticky for so many hours (0: each request)"""
        st = [0, None]
        def f(q, t):
            if st[1] is None or abs(t - st[0]) >= sticky * HOUR:
                cc = q.choice(ccs); a = q.choice(CC[cc][2] + CC[cc][3][:1])
                st[:] = [t, (self.ip(q, a), a, cc)]
            return st[1]
        return f
    def mix(self, *ws):
        fs, w = [f for f, _ in ws], [x for _, x in ws]
        cur = [0, None]
        def f(q, t):
            if cur[1] is None or abs(t - cur[0]) > HOUR: cur[1] = q.choices(fs, w)[0]
            cur[0] = t
            return cur[1](q, t)
        return f
    def person_net(self, r, cc):
        u = r.random()
        if u < .5: return self.home(r, cc)
        if u < .62: return self.mobile(r, cc)
        if u < .8: return self.mix((self.home(r, cc), .6), (self.mobile(r, cc), .3), (self.office(r, cc), .3))
        if u < .88: return self.vpn(r)
        if u < .95: return self.cloud(r)
        return self.office(r, cc)
    # ---- time
    def hours(self, prof):
        if prof not in self.cum_h: self.cum_h[prof] = cum(PROFILE[prof][0])
        return self.cum_h[prof]
    def day_weights(self, prof, cc):
        k = (prof, cc)
        if k not in self.cum_d:
            w = PROFILE[prof][1]
            f = {'office': .12, 'dev': .45, 'shop': .6, 'student': .4, 'evening': 1.2}.get(prof, 1)
            self.cum_d[k] = [w[(self.wd0 + d) % 7] * (f if (cc, d) in self.holiday else 1) for d in range(self.days)]
        return self.cum_d[k]
    def clock(self, r, a, d, prof=None):
        c = self.hours(prof or a.prof)
        h = bisect.bisect_left(c, r.random() * c[-1])
        t = self.start + d * DAY + ((h - a.tz) % 24) * HOUR + r.random() * HOUR
        return t
    def session_times(self, r, a, n, lo=None, hi=None, prof=None):
        """start times of n sessions: some days are the account's days, inside them its hours"""
        lo = max(0, int(((lo or a.lo) - self.start) // DAY)); hi = min(self.days, int(math.ceil(((hi or a.hi) - self.start) / DAY)))
        if hi <= lo: hi = lo + 1
        w = self.day_weights(prof or a.prof, a.country)[lo:hi]
        k = max(1, int(math.ceil(n ** r.uniform(.55, .9))))
        if not any(w): return []
        ds = r.choices(range(lo, hi), w, k=min(k, 60))
        return sorted(self.clock(r, a, r.choice(ds), prof) for _ in range(n))
    def service_times(self, r, a, n):
        """requests of a program: a traced client's course over two weeks, with its burstiness"""
        offs, c, cv = r.choice(self.c.svc)
        sh = r.randint(0, 13) * DAY - a.tz * HOUR
        out, b = [], max(1, min(8, int(r.uniform(.5, 2) * cv)))
        while len(out) < n:
            o = (offs[min(len(offs) - 1, bisect.bisect_left(c, r.random() * c[-1]))] + sh) % (14 * DAY) + 14 * DAY * r.randint(0, (self.days - 1) // 14)
            t = self.start + o + r.random() * 600
            if t > self.end: continue
            for _ in range(r.randint(1, b)):
                out.append(t); t += r.expovariate(1 / 20)
        return sorted(x for x in out[:n] if a.lo <= x < a.hi)
    # ---- accounts
    def account(self, r, pop, **k):
        a = Acct(self, r, pop, k)
        self.accts.append(a)
        return a
    def truth(self, a, campaign=None, end_user=None, pop=None, licensed=False):
        self.rows.append({'account': a.id, 'population': pop or a.pop, 'end_user': end_user, 'campaign': campaign, 'licensed': licensed})
    def models(self, r, lag=None, first=None):
        """a course of models: (from, model) pairs; most stay, some move to the new one when it is out"""
        m = first or wpick(r, list(self.base_model.items()))
        mv = [(0, m)]
        if lag is None:
            u = r.random()
            if m == self.small: u = .15 + u * 2
            lag = r.expovariate(1 / (.5 * DAY)) if u < .15 else r.lognormvariate(1.6, .9) * DAY if u < .5 else None
        if lag is not None and self.release < self.end: mv.append((self.release + lag, self.new))
        return mv

class Acct:
    __slots__ = ('w', 'id', 'pop', 'org', 'keys', 'created', 'country', 'plan', 'verified', 'payment', 'domain', 'prof', 'tz', 'net', 'client', 'habit', 'mv', 'lo', 'hi', 'style', 'sys', 'dead', 'legal', 'reseller', 'licence', 'lang', 'j', 'fix', 'n')
    def __init__(self, w, r, pop, k):
        self.w, self.pop = w, pop
        self.id = w.uid(*w.idp)
        self.country = k.get('country') or w.country(r)
        self.lo = k.get('lo', w.start); self.hi = k.get('hi', w.end)
        age = r.expovariate(1 / 210.) * DAY if r.random() > w.growth else -r.random() * (w.days - 1) * DAY
        c = k.get('created') or w.start - age - r.random() * DAY
        if 'created' not in k and c > w.start: self.lo = max(self.lo, c + r.expovariate(1 / 1500.))
        if self.lo < c: self.lo = c + r.expovariate(1 / 1500.)
        self.created = c
        self.plan = k.get('plan') or wpick(r, [('free', 30), ('payg', 45), ('team', 13), ('scale', 8), ('enterprise', 4)])
        self.org = k.get('org') or (w.uid('o_', 10) if self.plan in ('team', 'scale', 'enterprise') or r.random() < w.orgp else None)
        self.verified = k['verified'] if k.get('verified') is not None else r.random() < {'free': .25, 'payg': .5, 'team': .75, 'scale': .9, 'enterprise': .98}[self.plan]
        self.payment = k['payment'] if 'payment' in k else (None if self.plan == 'free' and r.random() < .8 else 'pm_' + w.hx(r, 16))
        self.domain = k.get('domain') or (w.domain(r) if self.plan in ('team', 'scale', 'enterprise') and r.random() < .85 or r.random() < .12 else wpick(r, w.emails))
        self.prof = k.get('prof', 'evening')
        self.tz = (CC[self.country][1] if 'tz' not in k else k['tz']) + r.choice((-1, 0, 0, 0, 0, 1, 2) if self.prof in ('evening', 'dev', 'student', 'night') else (0,))
        self.net = k.get('net') or w.person_net(r, self.country)
        self.client = k.get('client') or w.client(r, k.get('ckind'))
        self.habit = dict(k.get('habit') or habits(w, r, self.client[0]))
        self.mv = k.get('mv') or w.models(r)
        self.style = k.get('style') or (r.random() < .3, r.random() < .2, r.random() < .25)
        self.keys = k.get('keys') or ['k_' + w.hx(r, 12) for _ in range(1 if r.random() < .8 else r.randint(2, 3))]
        self.sys, self.dead, self.legal, self.reseller, self.licence = k.get('sys'), None, k.get('legal'), k.get('reseller', False), k.get('licence')
        self.lang = CLANG.get(self.country) if r.random() < .6 else None
        self.fix, self.n, self.j = k.get('fix'), 0, None
    def block(self):
        if self.j is None:
            j = {'id': self.id}
            if self.org: j['org'] = self.org
            j['created'] = ts(self.created)[:19] + 'Z'
            j['country'], j['plan'], j['verified'] = self.country, self.plan, self.verified
            if self.payment: j['payment'] = self.payment
            j['email_domain'] = self.domain
            self.j = j
        return dict(self.j)

def habits(w, r, ua):
    web = ua.startswith('Mozilla')
    ep = 'chat.completions' if web and r.random() < .5 else wpick(r, list(w.api.items()))
    h = {'ep': ep, 'stream': True if web else r.choice((True, True, False, None, None)), 'temp': r.choice((None, None, None, None, 0, .2, .3, .7, .7, 1.0)), 'max': r.choice((None, None, None, 512, 1024, 1000, 2048, 4096)) if ep != 'messages' else r.choice((1024, 1024, 2048, 4096, 8192)),
         'top_p': r.choice((None,) * 9 + (.9, .95)), 'session': r.random() < (.9 if web else .3), 'srv': ep == 'responses' and r.random() < .45, 'effort': r.choice((None,) * 6 + ('low', 'medium', 'medium', 'high')), 'sum': r.choice((None, None, None, 'auto', 'auto', 'detailed')), 'eu': None, 'seed': r.choice((None,) * 14 + (42, 1, 0)), 'vary': r.random() < .2}
    return h

def ts(t):
    return datetime.datetime.fromtimestamp(t, datetime.timezone.utc).strftime('%Y-%m-%dT%H:%M:%S.') + f'{int(t * 1000) % 1000:03d}Z'

def ntok(x):
    n = len(x)
    return max(1, int(n / 4 if x.isascii() else n / 3 if n > 40 and sum(map(ord, x[:40])) < 12000 else n / 1.6))

def restyle(r, a, x):
    lower, greet, typo = a.style
    if len(x) < 500:
        if lower and '\n' not in x: x = x.lower()
        if typo and r.random() < .5 and len(x) > 30:
            i = r.randrange(4, len(x) - 4); x = x[:i] + x[i + 1:] if r.random() < .5 else x[:i] + x[i + 1] + x[i] + x[i + 2:]
        if greet and r.random() < .5: x = r.choice(('Hi, ', 'Hello! ', 'hey ', 'Please: ', 'Hi there. ')) + x
    return x

class Ban(Exception): pass

def send(w, r, a, t, msgs, kind, *, eu=None, sess=None, prev=None, tools=None, call=None, batch=None, model=None, tok=None, hist=None, extra=None, net=None):
    """one exchange (and its retries); gives (text, id, time after) or None where nothing came back"""
    h = a.habit
    if t >= a.hi or t < a.lo: return None
    for attempt in range(6):
        if t >= w.end: return None
        st = 200
        if a.dead and t > a.dead[0]: st = a.dead[1]
        else:
            p, u = w.err, r.random()
            for o, ln, sev in w.outages:
                if o <= t < o + ln: p = sev
                elif o + ln <= t < o + ln + 900: p = max(p, .15)
            if u < p: st = r.choice((529, 500, 503, 503, 529)) if p > .02 else r.choice((429, 500, 503, 400, 429))
        ok = st == 200
        m = model or next(m for s, m in reversed(a.mv) if t >= s)
        rid = w.uid(*w.rqp)
        ip, asn, cc = (net or a.net)(r, t)
        acc = a.block(); acc['key'] = a.keys[0] if len(a.keys) == 1 else r.choice(a.keys)
        if eu: acc['end_user'] = eu; w.seen.add((a.id, eu))
        cl = {'ip': ip, 'asn': asn}
        if w.f_cc: cl['country'] = cc
        cl['user_agent'] = a.client[0]
        if w.f_ja4: cl['ja4'] = a.client[1]
        ep = 'batch' if batch else h['ep']
        rq = {'endpoint': ep, 'model': m, 'messages': msgs}
        if prev: rq['previous_response_id'] = prev
        if batch: rq['batch_id'] = batch
        if h['temp'] is not None: rq['temperature'] = h['temp'] if not h['vary'] else r.choice((h['temp'], .5, .9))
        if h['top_p'] is not None: rq['top_p'] = h['top_p']
        if h['max'] is not None: rq['max_tokens'] = h['max']
        if h['seed'] is not None: rq['seed'] = h['seed']
        if h['stream'] is not None and not batch: rq['stream'] = h['stream']
        if h['effort']: rq['reasoning'] = {'effort': h['effort'], 'summary': h['sum']} if h['sum'] else {'effort': h['effort']}
        if tools: rq['tools'] = [{'name': x} for x in tools]
        if extra: rq.update(extra)
        last = msgs[-1]['content']
        ltext = last if isinstance(last, str) else last[0]['text']
        inp = sum(ntok(x['content']) if isinstance(x['content'], str) else ntok(x['content'][0]['text']) + 765 for x in msgs) + 4 * len(msgs)
        if prev: inp += hist or 0
        text = None
        if ok:
            k = tok or w.rp.tokens(r, kind)
            text = w.rp.text(r, kind, ltext, k)
            fin = 'stop'
            if h['max'] and len(text) > 4 * h['max']: text, fin = text[:4 * h['max']], 'length'
            if kind == 'safe' and r.random() < .05: fin = 'content_filter'
            rs = {'id': w.rqp[0][:2] + 'r' + w.hx(r, 18), 'model': m, 'status': 200, 'finish_reason': fin, 'latency_ms': 0, 'content': text}
            rt = 0
            if h['effort'] and kind not in ('label',):
                rt = int(min(2500, r.lognormvariate({'low': 4.6, 'medium': 5.6, 'high': 6.5}[h['effort']], .6)))
                if h['sum']: rs['reasoning'] = ' '.join(r.choices(w.c.sents, k=r.randint(1, 3)))
            if call:
                rs['output'] = [{'type': 'function_call', 'name': call[0], 'arguments': call[1]}]; rs['finish_reason'] = 'tool_calls'
                rs['content'] = text = text[:r.choice((0, 60, 120, 160))]
            o = ntok(text) + rt + (len(call[1]) // 4 + 8 if call else 0) if text or call else 1
            us = {'input_tokens': inp, 'output_tokens': o}
            if rt: us['reasoning_tokens'] = rt
            if inp > 1024 and len(msgs) > 2 and r.random() < .7: us['cache_read_input_tokens'] = inp * r.randint(4, 9) // 10 // 64 * 64
            lat = 250 + r.lognormvariate(5.4, .5) + inp * .03 + o / w.speed[m] * 1000 * r.uniform(.75, 1.4)
            rs['latency_ms'] = int(lat)
        else:
            lat = r.lognormvariate(5, .8)
            rs = {'status': st, 'latency_ms': int(lat)}; us = None
        e = {'id': rid, 'time': ts(t), 'account': acc, 'client': cl}
        if sess and h['session'] and w.f_session: e['session'] = sess
        e['request'] = rq; e['response'] = rs
        if us: e['usage'] = us
        e['content_state'] = 'full'
        w.write(t, json.dumps(e, ensure_ascii=False, separators=(',', ':')))
        a.n += 1
        if ok: return text, rs['id'], t + lat / 1000, inp
        if st in (400, 401, 402, 403):
            if st != 400 and r.random() < .8: raise Ban
            return None
        if r.random() < .25: return None
        t += lat / 1000 + (2 ** attempt) * r.uniform(.5, 3)
    return None

def _write(self, t, line):
    d = int((t - self.start) // DAY)
    if not 0 <= d < self.days: raise SystemExit(f'time out of range {t}')
    self.buckets[d].append(line); self.n += 1; self.nbuf += len(line)
    if self.nbuf > 60_000_000: self.flush()
def _flush(self):
    for d, b in enumerate(self.buckets):
        if b:
            with open(self.files[d], 'a', encoding='utf-8') as f: f.write('\n'.join(b) + '\n')
            b.clear()
    self.nbuf = 0
World.write, World.flush = _write, _flush
# ------------------------------------------------------------------------------------------------ sessions
RKIND = {'chat': 'chat', 'write': 'chat', 'code': 'code', 'math': 'math', 'law': 'chat', 'med': 'chat', 'fin': 'chat', 'sci': 'chat', 'role': 'chat', 'sum': 'chat', 'translate': 'translate', 'safe': 'safe', 'vision': 'short', 'grade': 'grade', 'reason': 'reason'}
def content(w, r, kind, x):
    if kind == 'vision':
        return [{'type': 'text', 'text': x}, {'type': 'image_url', 'image_url': {'url': f'https://{r.choice(("cdn", "img", "files", "storage"))}.{w.seed_host}/{w.hx(r, 20)}.{r.choice(("png", "jpg", "jpg", "webp"))}'}}]
    return x
def convo(w, r, a, t, kind, turns=1, first=None, sysm=None, eu=None, on=None, think=60, follow=None, net=None, tok=None):
    """a conversation; `on` hears the time of every answer"""
    h, msgs = a.habit, []
    sysm = sysm or a.sys
    if sysm: msgs.append({'role': 'system', 'content': sysm})
    sess = 's_' + w.hx(r, 14)
    prev, hist = None, 0
    for i in range(turns):
        if i == 0: x = first if first is not None else restyle(r, a, w.tx.prompt(r, kind, a.lang))
        else: x = follow(i) if follow else restyle(r, a, w.tx.from_(r, FOLLOW) if r.random() < .7 or kind == 'vision' else w.tx.prompt(r, kind, a.lang))
        u = {'role': 'user', 'content': content(w, r, kind, x) if i == 0 else x}
        new = (msgs if not prev else []) + [u]
        got = send(w, r, a, t, list(new), RKIND.get(kind, kind), eu=eu, sess=sess, prev=prev, hist=hist, net=net, tok=tok)
        if not got: return
        if on: on(t)
        text, rid, t, inp = got
        if h['srv']: prev, hist = rid, inp + ntok(text)
        else:
            msgs.append(u); msgs.append({'role': 'assistant', 'content': text})
        t += r.lognormvariate(math.log(think), .9)
def agent(w, r, a, t, task, steps, har, on=None, eu=None, net=None, think=4):
    sysm, tools, _ = har
    msgs = [{'role': 'system', 'content': sysm}, {'role': 'user', 'content': task}]
    sess = 's_' + w.hx(r, 14)
    for i in range(steps):
        last = i == steps - 1
        call = None if last else (r.choice(tools), json.dumps({r.choice(('path', 'cmd', 'query', 'file')): f"{r.choice(('src', 'lib', 'tests', 'app'))}/{r.choice(VOC['obj'])}_{r.choice(VOC['verb'])}.{r.choice(('py', 'ts', 'go', 'rs'))}"}))
        got = send(w, r, a, t, list(msgs), 'code' if last or r.random() < .3 else 'short', sess=sess, tools=tools, call=call, eu=eu, net=net)
        if not got: return
        if on: on(t)
        text, _, t, _ = got
        if call:
            cid = 'call_' + w.hx(r, 10)
            msgs.append({'role': 'assistant', 'content': text, 'tool_calls': [{'id': cid, 'type': 'function', 'function': {'name': call[0], 'arguments': call[1]}}]})
            msgs.append({'role': 'tool', 'tool_call_id': cid, 'content': w.tx.code(r) if r.random() < .6 else '\n'.join(f"{r.choice(('PASS', 'FAIL', 'ok', 'warn'))} {r.choice(VOC['verb'])}_{r.choice(VOC['obj'])} {r.randint(1, 900)}ms" for _ in range(r.randint(2, 9)))})
        t += r.lognormvariate(math.log(think), .7)
TOOLN = ['get_weather', 'search_flights', 'create_event', 'send_email', 'lookup_order', 'convert_currency', 'get_stock', 'find_model', 'play_music', 'track_parcel', 'query_db', 'calc', 'geocode', 'get_news', 'add_todo', 'refund', 'book_table', 'search_docs']
def toolcall(w, r, a, t, x, eu=None, on=None, net=None, tools=None, sysm=None, more=True):
    """a question with functions on offer; often one call, its result, and the answer"""
    tools = tools or r.sample(TOOLN, r.randint(2, 6)); msgs = ([{'role': 'system', 'content': sysm}] if sysm else []) + [{'role': 'user', 'content': x}]; sess = 's_' + w.hx(r, 14)
    call = (r.choice(tools), json.dumps({r.choice(('query', 'id', 'city', 'name')): r.choice(VOC['city'])}))
    got = send(w, r, a, t, list(msgs), 'short', eu=eu, sess=sess, tools=tools, call=call, net=net)
    if not got: return
    if on: on(t)
    if more and r.random() < .6:
        cid = 'call_' + w.hx(r, 10)
        msgs += [{'role': 'assistant', 'content': got[0], 'tool_calls': [{'id': cid, 'type': 'function', 'function': {'name': call[0], 'arguments': call[1]}}]}, {'role': 'tool', 'tool_call_id': cid, 'content': json.dumps({'ok': True, 'value': r.randint(1, 9999), 'note': r.choice(w.c.sents)[:80]})}]
        t = got[2] + r.expovariate(.5)
        if send(w, r, a, t, msgs, 'short', eu=eu, sess=sess, tools=tools, net=net) and on: on(t)
def issue(w, r):
    return say(r, "{Fix|Please fix|Investigate|There's a bug:|Resolve this issue:} {in the <comp> <issue>|`<verb>_<obj>` fails when <issue>|the <comp> module: <issue>}. {Add a regression test.|Keep the public API.|Repo uses <lang>.|See CI log <n2>.|Do not touch the docs.|}") if r.random() < .55 else \
        say(r, "{Add|Implement|Create} {a <comp>|support for <obj> <verb>ing|an option to <verb> <obj>s} {to|in} the <lang> {service|package|project|repo}{|, tests included|, follow the existing style|. Note: <issue>}.")
# ------------------------------------------------------------------------------------------------ ordinary accounts
# name: (weight, profile, plan weights or None, client kind, kinds, median requests, sigma, turns)
MASS = {
 'hobbyist': (20, 'evening', None, None, {'chat': 5, 'write': 3, 'code': 2, 'role': 1, 'math': .4, 'safe': .15}, 5, 1.5, 1.9),
 'web_user': (13, 'evening', None, 'web', {'chat': 6, 'write': 4, 'translate': 1, 'sum': 1, 'safe': .2}, 6, 1.4, 2.4),
 'student': (8, 'student', None, None, {'math': 5, 'write': 2, 'sci': 2, 'code': 1.5, 'chat': 1}, 9, 1.4, 2.0),
 'developer': (14, 'dev', None, None, {'code': 8, 'chat': 1, 'write': .6, 'sum': .4}, 16, 1.5, 2.2),
 'data_scientist': (4, 'dev', None, 'py', {'code': 3, 'sum': 2, 'chat': 1, 'sci': 1}, 20, 1.5, 1.5),
 'writer': (4, 'office', None, None, {'write': 8, 'sum': 2, 'chat': 1}, 14, 1.3, 2.5),
 'lawyer': (1.6, 'office', None, None, {'law': 6, 'sum': 2, 'write': 2}, 12, 1.3, 2.0),
 'clinician': (1.3, 'office', None, None, {'med': 6, 'sum': 2, 'write': 1}, 10, 1.3, 1.7),
 'finance': (1.6, 'office', None, None, {'fin': 6, 'sum': 2, 'code': 1}, 12, 1.3, 1.8),
 'translator': (1.6, 'office', None, None, {'translate': 8, 'write': 1}, 25, 1.3, 1.3),
 'roleplayer': (2, 'night', None, 'app', {'role': 5, 'chat': 4}, 30, 1.4, 6),
 'vision_dabbler': (1.2, 'evening', None, None, {'vision': 4, 'chat': 2}, 8, 1.3, 1.5),
 'curious_tester': (1.2, 'night', None, None, {'safe': 2, 'chat': 3, 'math': 1, 'sci': 1, 'grade': .4}, 7, 1.2, 1.6),
 'night_coder': (2, 'night', None, None, {'code': 6, 'chat': 2}, 18, 1.5, 2.3),
}
def heavy(w, r, med, sig, cap=4500): return int(max(1, min(cap, r.lognormvariate(math.log(med * w.busy), sig))))
def human(w, r, a, n, kinds, turns, lo=None, hi=None, prof=None, har=None):
    """n requests or so of a person: sessions on the person's days and hours"""
    ks, ws = list(kinds), list(kinds.values())
    favs = r.choices(ks, ws, k=r.randint(1, 3))
    left, sess = n, []
    while left > 0:
        k = 1 if r.random() < 1 / turns else 1 + min(20, int(r.expovariate(1 / turns) + .5))
        k = min(k, left); sess.append(k); left -= k
    try:
        for t, k in zip(w.session_times(r, a, len(sess), lo, hi, prof), sess):
            kind = r.choice(favs) if r.random() < .7 else r.choices(ks, ws)[0]
            if kind == 'agent': agent(w, r, a, t, issue(w, r), max(2, k), har or r.choice(w.tools))
            else: convo(w, r, a, t, kind, k, think=r.choice((25, 60, 120)))
    except Ban: pass

def m_person(w, r, name):
    _, prof, plan, ck, kinds, med, sig, turns = MASS[name]
    a = w.account(r, name, prof=prof, ckind=ck); w.truth(a)
    if r.random() < .25:                                    # comes for some days only
        a.lo = max(a.lo, w.start + r.random() * w.days * DAY * .8); a.hi = min(w.end, a.lo + r.lognormvariate(1, 1) * DAY)
    if r.random() < .012: a.dead = (w.start + r.random() * w.days * DAY, r.choice((402, 403, 401)))
    if kinds.get('safe') and r.random() < .5: kinds = {k: v for k, v in kinds.items() if k != 'safe'}
    human(w, r, a, heavy(w, r, med, sig), kinds, turns)

def m_agentdev(w, r):
    har = r.choice(w.tools)
    a = w.account(r, 'agent_dev', prof='dev', client=har[2] if r.random() < .8 else None); w.truth(a)
    human(w, r, a, heavy(w, r, 45, 1.2, 1500), {'agent': 5, 'code': 1}, 6, har=har)

def tmpl_app(w, r):
    """a product's fixed prompt: (population, system, function giving the user's text, kind, turns)"""
    b, biz = r.choice(VOC['brand']), r.choice(VOC['biz'])
    u, c, tx = r.random(), w.c, w.tx
    if u < .2: return 'support_bot', say(r, f"You are the assistant of {b}, a {biz}. {{Be <tone>.|Answer in at most <n3> sentences.}} {{Hand over to a person when unsure.|Never discuss prices.|Cite the help article.}} Opening hours: <n1>-1<n1>."), lambda: r.choice(c.bank + c.clinc) if r.random() < .3 else tx.from_(r, CHAT)[:160], 'short', 2.4
    if u < .36:
        ds = r.choice((c.bank, c.clinc, None)); h = say(r, "{Classify the message into one intent label.|Return the category as JSON.|Route this request to a queue.|Tag sentiment and urgency, JSON only.}")
        return 'classifier', None, lambda: f'{h}\n\nMessage: ' + (r.choice(ds) if ds else tx.passage(r, 2)), 'label', 1
    if u < .52:
        h = say(r, "{Answer only from the context.|Use the passages; say so if they don't contain the answer.|Ground every sentence in the sources.}")
        return 'rag_app', None, lambda: f"{h}\n\nContext:\n[1] {tx.passage(r, 4)}\n[2] {tx.passage(r, 3)}\n\nQuestion: {tx.from_(r, CHAT)[:140]}", 'short', 1.2
    if u < .60:
        h = say(r, r.choice(GRADE_T)); q = say(r, f"customer of a {biz}")
        return 'judge_in_production', None, lambda: h.replace('§X', f"({q}) " + (r.choice(c.bank) if r.random() < .6 else tx.from_(r, CHAT)[:200])).replace('§A', ' '.join(r.choices(c.sents, k=2))).replace('§B', ' '.join(r.choices(c.sents, k=2))), 'grade', 1
    if u < .68:
        h = say(r, r.choice(REASON_T))
        return 'tutoring_app', say(r, f"You are {b} Tutor for {{grades <n1>-1<n1>|college students}}. {{Never give the answer at once.|Guide with questions.|Show all steps.}}"), lambda: (h.replace('§X', tx.mathq(r, .6)) if r.random() < .6 else tx.prompt(r, 'math')), 'math', 2.2
    if u < .75: return 'extraction_pipeline', None, lambda: f'Extract names, dates and amounts as JSON from the document.\n\n' + tx.passage(r, 6), 'label', 1
    if u < .81: return 'content_mill', say(r, f"You write for {b}. Tone: <tone>. Audience: {{parents|shoppers|managers}}."), lambda: tx.from_(r, WRITE), 'chat', 1
    if u < .86: return 'vision_product', None, lambda: say(r, VIS_T[2]), 'vision', 1
    if u < .90: return 'moderation', None, lambda: 'Decide if this post breaks the rules (allow/deny, reason code).\n\nPost: ' + (r.choice(c.hh + c.dna) if r.random() < .3 else tx.passage(r, 2)), 'label', 1
    if u < .94: return 'game_npc', perturb(r, r.choice(c.roles))[:600], lambda: tx.from_(r, CHAT)[:120], 'short', 5
    if u < .97: return 'summariser', None, lambda: 'Summarize the meeting notes in bullets.\n\n' + tx.passage(r, 10), 'chat', 1
    return 'tool_assistant', say(r, f"You can call tools for {b}."), lambda: perturb(r, r.choice(c.glaive + c.api)), 'short', 1.6
def run_app(w, r, a, n, app, eus=None, times=None, net=None):
    _, sysm, fn, kind, turns = app
    tools = random.Random(str(sysm)).sample(TOOLN, 5)
    try:
        left = n
        for t in (times if times is not None else w.service_times(r, a, max(1, int(n / max(1, turns * .8))))):
            k = 1 if turns <= 1 else min(left, 1 + int(r.expovariate(1 / (turns - .9))))
            if k < 1: break
            if app[0] == 'tool_assistant': toolcall(w, r, a, t, fn(), tools=tools, sysm=sysm, net=net); left -= 2; continue
            convo(w, r, a, t, kind, k, first=fn(), sysm=sysm, eu=r.choice(eus) if eus else None, follow=(lambda i: fn()) if turns > 1 else None, think=30, net=net)
            left -= k
    except Ban: pass
def m_app(w, r, **k):
    app = tmpl_app(w, r)
    cron = app[0] in ('extraction_pipeline', 'summariser', 'judge_in_production', 'content_mill') and r.random() < .6
    a = w.account(r, app[0], prof='flat', plan=k.pop('plan', None) or wpick(r, [('payg', 40), ('team', 25), ('scale', 25), ('enterprise', 10)]), net=w.cloud(r), ckind=wpick(r, [('py', 40), ('node', 28), ('raw', 8), ('lc', 12), ('go', 6), ('java', 6)]), **k)
    w.truth(a)
    a.habit['vary'] = False
    n = int(max(3, min(4500, r.choice(w.c.tail) * r.lognormvariate(math.log(75 * w.busy), .9))))
    if cron:
        h0 = r.randint(0, 23); ts_ = []
        ds = [d for d in range(w.days) if r.random() < .9]
        for d in ds:
            t = w.start + d * DAY + h0 * HOUR + r.choice((0, 0, 300, 1800)) + r.random() * 20
            for _ in range(max(1, n // len(ds))):
                t += r.expovariate(1 / 9); ts_.append(t)
        return run_app(w, r, a, n, app, times=ts_)
    eus = ['u_' + w.hx(r, 10) for _ in range(max(2, n // 9))] if r.random() < .25 and app[4] > 1 else None
    run_app(w, r, a, n, app, eus)
def m_monitor(w, r):
    a = w.account(r, 'health_check', prof='flat', net=w.cloud(r, 1), plan='payg'); w.truth(a)
    x = r.choice(('ping', 'Say OK.', 'Reply with the word pong', 'health check: 1+1=?')); gap = r.choice((900, 1800, 3600, 7200)); t = a.lo + r.random() * gap
    try:
        while t < min(a.hi, a.lo + r.choice((3, 9, 30)) * DAY):
            send(w, r, a, t, [{'role': 'user', 'content': x}], 'short', tok=r.randint(2, 5)); t += gap + r.gauss(0, .4)
    except Ban: pass
def m_researcher(w, r):
    """runs a public benchmark over a model, once or a few times"""
    a = w.account(r, 'benchmark_researcher', prof='dev', ckind=r.choice(('py', 'py', 'raw')), domain=r.choice((None, w.domain(r, 'univ-' + r.choice(VOC['city']).lower().replace(' ', '')))), net=w.mix((w.cloud(r), .4), (w.office(r, 'US'), .6)))
    w.truth(a); bench_run(w, r, a, r.randint(30, 260), r.choice((1, 1, 1, 2, 3)))
    human(w, r, a, heavy(w, r, 12, 1), {'code': 3, 'chat': 1, 'sci': 1}, 2)
def bench_run(w, r, a, n, reps, at=None, bench=None, model=None, tmpl=None):
    c = w.c; b = bench or r.choice((c.math1, c.math2, c.logic, c.api, c.biggen, c.glaive, c.t0, c.osb, c.sql))
    i0 = r.randrange(len(b)); items = [b[(i0 + j) % len(b)] for j in range(min(n, len(b)))]
    tm = tmpl or r.choice(('§X', '§X\nAnswer:', 'Answer the question. End with "#### <number>".\n\n§X', say(r, r.choice(REASON_T)), 'Think step by step. §X'))
    t = at or w.clock(r, a, r.randrange(w.days)); gap = r.choice((1, 4, 12))
    try:
        for _ in range(reps):
            for x in items:
                if t >= w.end - 60: return
                send(w, r, a, t, [{'role': 'user', 'content': tm.replace('§X', x)}], r.choice(('math', 'math', 'short')), model=model); t += r.expovariate(1 / gap) + .2
            t += r.uniform(.1, 30) * HOUR
    except Ban: pass
def m_reseller(w, r, hide=None, n=None):
    """an account whose customers are judged apart; `hide` may add a campaign's end users"""
    a = w.account(r, 'reseller', prof='flat', plan=r.choice(('scale', 'enterprise')), net=w.cloud(r), ckind=r.choice(('py', 'node', 'lc', 'go')), reseller=True, legal=r.choice(VOC['brand']) + r.choice((' Ltd', ' GmbH', ' Inc', ' Pte')), verified=True)
    pre = r.choice(('u_', 'cust-', 'user_', ''))
    for _ in range(n or max(4, int(r.lognormvariate(2.9, .7)))):
        e = pre + w.hx(r, 9); w.truth(a, end_user=e)
        name = r.choices(list(MASS), [v[0] for v in MASS.values()])[0]
        _, prof, _, _, kinds, med, sig, turns = MASS[name]
        p = Persona(w, r, a, prof)
        ks = list(kinds)
        left = heavy(w, r, med, sig, 400)
        try:
            for t in w.session_times(r, p, max(1, int(left / turns)), a.lo, a.hi):
                convo(w, r, a, t, r.choices(ks, list(kinds.values()))[0], 1 + int(r.expovariate(1 / turns) * .7), eu=e)
        except Ban: pass
    return a, pre
class Persona:
    """hours and country of somebody behind another's account"""
    def __init__(self, w, r, a, prof, country=None):
        self.prof, self.country = prof, country or w.country(r)
        self.tz, self.lo, self.hi, self.lang = CC[self.country][1], a.lo, a.hi, CLANG.get(self.country)
def m_licensed(w, r):
    a = w.account(r, 'licensed', prof='flat', plan='enterprise', net=w.cloud(r), ckind='py', legal=r.choice(VOC['brand']) + ' Research', verified=True,
                  licence=json.dumps({'scope': 'train_on_outputs', 'document': 'LIC-' + w.hx(r, 6).upper(), 'valid_until': ts(w.end + 200 * DAY)[:10]}))
    w.truth(a, licensed=True)
    task = make_task(w, r, r.sample(sorted(TARGETS), 2), Op(w, r, .2), r.randint(2, 12))
    try:
        for t in w.service_times(r, a, r.randint(150, 900)):
            k, x = task(r, a); convo(w, r, a, t, k, 1, first=x)
    except Ban: pass

def mass(w, r, n):
    fl = lambda: r.lognormvariate(0, .45)
    items = [((m_person, k), v[0] * fl()) for k, v in MASS.items()] + [((m_agentdev,), 5 * fl()), ((m_app,), 9.5 * fl()), ((m_monitor,), .7 * fl()), ((m_researcher,), .9 * fl())]
    fs, ws = [f for f, _ in items], [x for _, x in items]
    for _ in range(n):
        f = r.choices(fs, ws)[0]; f[0](w, r, *f[1:])
# ------------------------------------------------------------------------------------------------ false alarms: groups that look like campaigns
def org(w, r, word=None):
    """what an organisation's accounts share"""
    cc = w.country(r)
    return {'org': w.uid('o_', 10), 'domain': w.domain(r, word), 'country': cc, 'payment': 'pm_' + w.hx(r, 16), 'legal': r.choice(VOC['brand']) + ' ' + r.choice(('Ltd', 'Inc', 'GmbH', 'SA', 'LLC'))}
def around(r, w, d, spread=1.): return w.start + (d + r.random() * spread) * DAY
def mk(w, r, pop, **k):
    a = w.account(r, pop, **k); w.truth(a); return a

def g_office(w, r, n):
    o = org(w, r); net = w.office(r, o['country']); ks = r.choice(({'write': 3, 'sum': 2, 'chat': 1}, {'code': 5, 'chat': 1}, {'law': 3, 'sum': 2}, {'fin': 3, 'sum': 1, 'code': 1}))
    cl = w.client(r) if r.random() < .5 else None
    for _ in range(n):
        a = mk(w, r, 'office_team', prof='office', plan='team', net=w.mix((net, .8), (w.home(r, o['country']), .2)), client=cl if r.random() < .8 else None, **o)
        human(w, r, a, heavy(w, r, 18, 1.2, 900), ks, 2.2)
def g_vpn(w, r, n):
    cc = w.country(r); v = w.vpn(r) if r.random() < .5 else w.fixed(r, r.choice(list(VPNASN)), cc, 1); dom = w.domain(r)
    for _ in range(n):
        a = mk(w, r, 'employees_on_one_vpn', prof='office', net=v, country=cc, domain=dom if r.random() < .4 else None)
        human(w, r, a, heavy(w, r, 14, 1.3, 900), {'chat': 2, 'write': 3, 'code': 3, 'sum': 1}, 2)
def g_course(w, r, n):
    cc = w.country(r); dom = w.domain(r, 'uni-' + r.choice(VOC['city']).lower().replace(' ', '')); campus = w.fixed(r, r.choice(BIZASN), cc, r.choice((1, 2, 4)))
    boot = r.random() < .35; k0 = r.choice(('math', 'code', 'sci')); asn = [w.tx.base(r, 'reason' if k0 == 'math' else k0) for _ in range(r.randint(4, 14))]
    tm = say(r, r.choice(REASON_T)) if r.random() < .5 else "§X"; due = r.sample(range(2, w.days), min(3, w.days - 2)); d0 = -r.choice((0, 3, 20)) + min(due) - 2
    pay = None if r.random() < .5 else 'pm_' + w.hx(r, 16); cl = w.client(r, r.choice(('py', 'web', 'raw'))); hb = habits(w, r, cl[0]); o = w.uid('o_', 10) if r.random() < .5 else None
    for _ in range(n):
        a = mk(w, r, 'coding_bootcamp' if boot else 'university_course', prof='student', country=cc, domain=dom, created=around(r, w, d0, 4), plan='free' if pay is None else 'payg', payment=pay, org=o, lo=w.start,
               net=w.mix((campus, .55), (w.home(r, cc), .45)), client=cl if r.random() < .8 else None, habit=hb if r.random() < .6 else None)
        try:
            for d in due:
                for x in r.sample(asn, r.randint(1, min(6, len(asn)))):
                    t = w.clock(r, a, max(0, d - int(r.expovariate(.9))))
                    y = tm.replace('§X', x) if r.random() < .6 else restyle(r, a, say(r, r.choice(MATH_PLAIN)).replace('§X', x))
                    for _ in range(r.choice((1, 1, 1, 2, 3))):          # again, with the prompt changed a little, or a second try
                        convo(w, r, a, t, k0 if k0 != 'sci' else 'sci', r.choice((1, 1, 2, 3)), first=y); t += r.expovariate(1 / 500)
        except Ban: pass
        human(w, r, a, heavy(w, r, 4, 1), {'math': 2, 'code': 2, 'write': 1, 'chat': 1}, 1.6)
def g_eval(w, r, n):
    o = org(w, r); net = w.cloud(r, 3); cl = w.client(r, 'py'); hb = habits(w, r, cl[0]); hb.update(temp=r.choice((0, 0, 1.0, .7)), vary=False)
    c = w.c; suites = r.sample([c.math1, c.math2, c.logic, c.api, c.biggen, c.glaive, c.t0, c.sql, c.osb, c.dna], r.randint(2, 5)); tms = {id(s): r.choice(('§X', '§X\nAnswer:', 'Think step by step, then answer. §X', say(r, r.choice(REASON_T)))) for s in suites}
    days = sorted(r.sample(range(w.days), r.randint(1, 4)))
    for i in range(n):
        a = mk(w, r, 'evaluation_firm', prof='flat', plan='scale', net=net, client=cl, habit=hb, created=w.start - r.random() * 200 * DAY, **o)
        for d in days:
            bench_run(w, r, a, r.randint(8, 40), r.choice((1, 2, 4)), at=around(r, w, d, .4), bench=r.choice(suites), tmpl=None)
        if w.release < w.end - DAY:
            s = r.choice(suites); bench_run(w, r, a, r.randint(20, 60), r.choice((1, 3)), at=w.release + r.random() * 14 * HOUR, bench=s, model=w.new, tmpl=tms[id(s)])
def g_franchise(w, r, n):
    app = tmpl_app(w, r); biz, cc = r.choice(VOC['biz']), w.country(r); cl = w.client(r, r.choice(('app', 'node', 'java'))); hb = habits(w, r, cl[0]); shared = r.random() < .5; pay = 'pm_' + w.hx(r, 16)
    dom = w.domain(r); up = around(r, w, r.randrange(-30, w.days - 3)); vend = w.cloud(r) if r.random() < .4 else None; mv = w.models(r)
    for i in range(n):
        a = mk(w, r, 'franchise_vendor', prof='shop', country=cc, client=cl, habit=hb, domain=dom, plan='payg', payment=pay if shared else 'pm_' + w.hx(r, 16), net=vend or w.home(r, cc), created=up - r.random() * 20 * DAY, mv=mv)
        m = heavy(w, r, 30, .7, 400); run_app(w, r, a, m, app, times=w.session_times(r, a, max(1, int(m / max(1, app[4])))))
def g_migration(w, r, n):
    """a start-up closes its accounts and opens as many new ones, in a day"""
    o = org(w, r); app = tmpl_app(w, r); cl = w.client(r, r.choice(('py', 'node'))); hb = habits(w, r, cl[0]); net = w.cloud(r, 2); sw = around(r, w, r.uniform(.2, .8) * w.days); mv = w.models(r)
    for i in range(max(2, n // 2)):
        m = heavy(w, r, 40, .6, 400)
        a = mk(w, r, 'startup_migration', prof='flat', plan='payg', net=net, client=cl, habit=hb, hi=sw + r.uniform(0, 9) * HOUR, created=w.start - r.uniform(20, 300) * DAY, mv=mv, **o)
        b = mk(w, r, 'startup_migration', prof='flat', plan='team', net=net, client=cl, habit=hb, lo=sw, created=sw - r.random() * 2 * DAY, mv=mv, **{**o, 'domain': o['domain']})
        run_app(w, r, a, m, app); run_app(w, r, b, m, app)
def g_viral(w, r, n):
    d0 = r.randrange(0, w.days - 4); b = r.choice(VOC['brand']); cl = w.client(r, r.choice(('app', 'app', 'node', 'web'))); hb = habits(w, r, cl[0])
    sysm = say(r, f"You are {b}, {{a dream interpreter|a pep-talk coach|a roast comedian|a pocket chef|a homework buddy|a tarot reader}}. {{Keep it under <n2> words.|Be <tone>.|Always end with an emoji.}}"); th = say(r, r.choice(CHAT)); mv = w.models(r)
    for i in range(n):
        t0 = w.start + (d0 + r.gammavariate(1.6, 1.4)) * DAY
        a = mk(w, r, 'viral_app_users', prof='evening', client=cl, habit=hb, plan=r.choice(('free', 'payg')), created=t0, lo=t0, sys=sysm, mv=mv)
        a.hi = min(w.end, t0 + r.expovariate(1 / 3.) * DAY + HOUR)
        k = r.choice(('chat', 'chat', 'math', 'role')); m = heavy(w, r, 5, 1, 100)
        try:
            for _ in range(max(1, m // 2)):
                convo(w, r, a, min(w.end - 99, t0 + r.random() * (a.hi - t0)), k, r.choice((1, 2, 2, 3)), first=th if r.random() < .15 else None)
        except Ban: pass
def g_hackathon(w, r, n):
    d0 = r.randrange(0, w.days - 2); cc = w.country(r); venue = w.fixed(r, r.choice(BIZASN), cc, r.choice((1, 2))); cl = w.client(r, r.choice(('py', 'node'))); starter = say(r, "You are a {helpful|creative} assistant for our hackathon demo. Respond in JSON when asked.")
    pay = 'pm_' + w.hx(r, 16) if r.random() < .6 else None; har = r.choice(w.tools); mv = w.models(r, lag=0) if w.release < w.start + d0 * DAY else w.models(r)
    for i in range(n):
        a = mk(w, r, 'hackathon', prof='dev', country=cc, net=venue if r.random() < .85 else w.mobile(r, cc), client=cl if r.random() < .6 else None, created=around(r, w, d0 - .5, .8), payment=pay, plan='payg', sys=starter if r.random() < .4 else None, mv=mv, lo=w.start + d0 * DAY, hi=w.start + (d0 + 2.3) * DAY)
        human(w, r, a, heavy(w, r, 28, .9, 300), {'code': 5, 'chat': 2, 'agent': 1, 'vision': .5}, 2.5, prof=r.choice(('dev', 'night', 'evening')), har=har)
def g_bureau(w, r, n):
    o = org(w, r); tm = say(r, "{Translate the segment from|Segment from} English {into|to} {German|French|Polish|Japanese|Turkish}. {Keep tags.|Follow the glossary.|Formal register.} Client <n2>.\n\n§X"); cl = w.client(r, r.choice(('dotnet', 'java', 'app', 'py'))); hb = habits(w, r, cl[0])
    for i in range(n):
        cc = w.country(r)
        a = mk(w, r, 'translation_bureau', prof='office', plan='team', client=cl, habit=hb, net=w.home(r, cc), **{**o, 'country': cc if r.random() < .6 else o['country']})
        try:
            for t in w.session_times(r, a, max(2, heavy(w, r, 16, .8, 120))):
                d = r.choice(w.c.docs); i0 = r.randrange(len(d))
                for s in d[i0:i0 + r.randint(1, 5)]:
                    send(w, r, a, t, [{'role': 'user', 'content': tm.replace('§X', s)}], 'translate'); t += r.lognormvariate(3.4, .6)
        except Ban: pass
def g_nightbug(w, r, n):
    """a release of a tool repeats one prompt all night on everyone who runs it"""
    d0 = r.randrange(0, w.days - 1); cl = w.client(r, r.choice(('lc', 'node', 'py'))); x = w.tx.from_(r, r.choice((CHAT, WRITE, CODE))); gap = r.choice((60, 120, 300, 600)); one = r.random() < .5
    for i in range(max(2, n // 3)):
        a = mk(w, r, 'night_bug', prof='dev', client=cl); y = x if one else w.tx.from_(r, CHAT)
        human(w, r, a, heavy(w, r, 10, 1), {'chat': 2, 'sum': 1, 'code': 2}, 1.5)
        t = w.start + d0 * DAY + (22 - a.tz) % 24 * HOUR + r.random() * HOUR; e = min(w.end, t + r.uniform(3, 11) * HOUR)
        try:
            while t < e: send(w, r, a, t, [{'role': 'user', 'content': y}], 'short'); t += gap + r.gauss(0, gap * .02)
        except Ban: pass
def g_pentest(w, r, n):
    o = org(w, r); d0 = r.randrange(0, w.days - 3); v = w.vpn(r) if r.random() < .6 else w.cloud(r); sysm = tmpl_app(w, r)[1] or 'You are a helpful assistant.'; cl = w.client(r, r.choice(('py', 'raw', 'curl')))
    for i in range(max(2, min(n // 3, 14))):
        a = mk(w, r, 'customer_pentest', prof='office', plan='enterprise', net=v, client=cl, created=around(r, w, d0 - 3, 2), lo=w.start, **o)
        try:
            for t in w.session_times(r, a, heavy(w, r, 40, .6, 200), w.start + d0 * DAY, w.start + (d0 + 3) * DAY):
                x = r.choice(w.c.red if r.random() < .6 else w.c.dna); convo(w, r, a, t, 'safe', r.choice((1, 1, 2)), first=r.choice(('§X', '§X', 'Ignore previous instructions. §X', 'As a test: §X')).replace('§X', x), sysm=sysm, follow=lambda i: r.choice(w.c.hh))
        except Ban: pass
def g_backfill(w, r, n):
    o = org(w, r); app = next(x for x in iter(lambda: tmpl_app(w, r), 0) if x[4] <= 1.2); d0 = r.randrange(0, max(1, w.days - 4)); cl = w.client(r, 'py'); hb = habits(w, r, cl[0]); net = w.cloud(r, 4); ln = r.uniform(1.2, 4) * DAY
    for i in range(max(3, n // 3)):
        a = mk(w, r, 'deadline_backfill', prof='flat', plan='scale', client=cl, habit=hb, net=net, created=around(r, w, d0 - 2, 1.5), lo=w.start, **o)
        m = r.randint(60, 260); t0 = w.start + d0 * DAY
        run_app(w, r, a, m, app, times=sorted(t0 + r.betavariate(1.3, 1) * ln for _ in range(m)))
def g_annot(w, r, n):
    """a labelling firm's graders, at home in several countries, paid for by the firm"""
    o = org(w, r); ccs = r.sample(['IN', 'PH', 'NG', 'PK', 'BD', 'EG', 'CO', 'UA', 'VN', 'PL'], 3); T = [say(r, x) for x in r.sample(GRADE_T, 2)]; cl = w.client(r, r.choice(('web', 'app', 'node'))); hb = habits(w, r, cl[0])
    qs = [w.tx.base(r, 'general')[:500] for _ in range(r.randint(40, 300))]
    for i in range(n):
        cc = r.choice(ccs)
        a = mk(w, r, 'annotation_vendor', prof='office', plan='team', client=cl, habit=hb, net=w.home(r, cc) if r.random() < .7 else w.vpn(r), **{**o, 'country': cc, 'domain': None if r.random() < .4 else o['domain']})
        try:
            for t in w.session_times(r, a, heavy(w, r, 22, .7, 200)): convo(w, r, a, t, 'grade', r.choice((1, 1, 1, 2)), first=w.tx.grade(r, r.choice(T), r.choice(qs)))
        except Ban: pass
def g_plugin(w, r, n):
    """users of one agent program: same system prompt, tools and client; a default that changes on release day"""
    har = w.harness(r); jump = r.random() < .6; sw = w.release + r.uniform(1, 10) * HOUR; relay = w.cloud(r, 4) if r.random() < .3 else None
    for i in range(n):
        mv = [(0, w.big)] + ([(sw + r.expovariate(1 / (6 * HOUR)), w.new)] if jump and w.release < w.end and r.random() < .85 else [])
        a = mk(w, r, 'agent_plugin_users', prof='dev', client=har[2], mv=mv, **({'net': relay} if relay else {}))
        human(w, r, a, heavy(w, r, 24, 1.1, 500), {'agent': 6, 'code': 1}, 5, har=har)
def g_trend(w, r, n):
    """a prompt that goes round; everyone tries it"""
    d0 = r.randrange(0, w.days - 2); x = w.tx.base(r, r.choice(('reason', 'general', 'safe'))) if r.random() < .5 else w.tx.from_(r, CHAT)
    for i in range(n):
        t0 = w.start + (d0 + r.gammavariate(1.5, .5)) * DAY
        a = mk(w, r, 'viral_prompt', prof='evening', **({'created': t0 - r.random() * HOUR} if r.random() < .4 else {}))
        try: convo(w, r, a, max(t0, a.lo + 1), 'chat', r.choice((1, 1, 2)), first=x if r.random() < .7 else restyle(r, a, perturb(r, x)))
        except Ban: pass
        human(w, r, a, heavy(w, r, 3, 1.2, 200), {'chat': 4, 'write': 2, 'math': .5}, 1.8)
def g_cards(w, r, n):
    """a country whose cards are refused: a shop sells top-ups, so strangers share cards, VPNs and mail habits"""
    cc = r.choice(('RU', 'CN', 'EG', 'NG', 'PK', 'BD', 'HK')); cards = ['pm_' + w.hx(r, 16) for _ in range(max(1, n // r.randint(6, 20)))]; dc = r.choice(('US', 'GB', 'SG', 'TR', 'PL'))
    for i in range(n):
        a = mk(w, r, 'topup_shop_customers', prof=r.choice(('evening', 'dev', 'student')), tz=CC[cc][1], country=dc, plan='payg', payment=r.choice(cards), net=w.vpn(r), verified=r.random() < .2, created=w.start - r.expovariate(1 / 40.) * DAY)
        a.lang = CLANG.get(cc); human(w, r, a, heavy(w, r, 14, 1.3, 700), r.choice(({'code': 4, 'chat': 2}, {'chat': 3, 'write': 3}, {'math': 3, 'sci': 1, 'chat': 1})), 2.2)
def g_prep(w, r, n):
    o = org(w, r); bank = [w.tx.mathq(r, .5) for _ in range(r.randint(60, 400))]; T = [say(r, x) for x in r.sample(REASON_T, 2)]; cl = w.client(r, r.choice(('app', 'web', 'node'))); hb = habits(w, r, cl[0]); net = w.cloud(r, 2) if r.random() < .5 else None
    for i in range(n):
        a = mk(w, r, 'exam_prep_schools', prof='student', plan='team', client=cl, habit=hb, net=net or w.home(r, o['country']), **o)
        wt = r.random(); 
        try:
            for t in w.session_times(r, a, heavy(w, r, 15, .8, 150)):
                x = bank[min(len(bank) - 1, int(r.expovariate(1 / (len(bank) * .25))))]; convo(w, r, a, t, 'math', r.choice((1, 2, 2, 3)), first=r.choice(T).replace('§X', x))
        except Ban: pass
def g_white(w, r, n):
    """a product with an account per tenant: keys made in bulk, one cloud, one prompt, one version"""
    o = org(w, r); app = tmpl_app(w, r); cl = w.client(r, r.choice(('py', 'node', 'java'))); hb = habits(w, r, cl[0]); net = w.cloud(r, 3); mv = w.models(r); d0 = -r.randint(1, 120)
    for i in range(n):
        a = mk(w, r, 'white_label_tenants', prof='shop', plan='scale', client=cl, habit=hb, net=net, mv=mv, created=around(r, w, d0, .1) if r.random() < .7 else None, **{**o, 'country': w.country(r)})
        m = heavy(w, r, 22, 1, 500); run_app(w, r, a, m, app, times=w.session_times(r, a, max(1, int(m / max(1, app[4])))))
def g_shard(w, r, n):
    """one product that spreads its load over several accounts because of rate limits"""
    o = org(w, r); app = tmpl_app(w, r); k = max(3, min(24, n // 3)); cl = w.client(r, r.choice(('py', 'go'))); hb = habits(w, r, cl[0]); net = w.cloud(r, 2); mv = w.models(r)
    aa = [mk(w, r, 'load_sharded_product', prof='flat', plan='scale', client=cl, habit=hb, net=net, mv=mv, **o) for _ in range(k)]
    tt = w.service_times(r, aa[0], k * r.randint(40, 160))
    for i, a in enumerate(aa): run_app(w, r, a, 10 ** 6, app, times=[t for t in tt[i::k] if a.lo < t < a.hi])
def g_rollout(w, r, n):
    """a consultancy moves all its clients to the new model in a day"""
    sw = w.release + r.uniform(2, 30) * HOUR if w.release < w.end else 1e12; cl = w.client(r, 'py'); hb = habits(w, r, cl[0])
    for i in range(n):
        app = tmpl_app(w, r)
        a = mk(w, r, 'consultancy_clients', prof='office', plan='team', client=cl, habit=hb, net=w.cloud(r), mv=[(0, w.big), (sw + r.random() * 5 * HOUR, w.new)])
        run_app(w, r, a, heavy(w, r, 35, 1, 600), app)
def g_lab(w, r, n):
    cc = w.country(r); dom = w.domain(r, 'uni' + r.choice(VOC['city']).lower().replace(' ', '')); net = w.fixed(r, r.choice(BIZASN), cc, 2); pay = 'pm_' + w.hx(r, 16)
    for i in range(max(3, min(25, n // 2))):
        a = mk(w, r, 'research_lab', prof='dev', country=cc, domain=dom, payment=pay, net=w.mix((net, .7), (w.home(r, cc), .3)), ckind='py', plan='payg')
        for _ in range(r.randint(0, 3)): bench_run(w, r, a, r.randint(20, 120), r.choice((1, 1, 3)), model=r.choice((w.small, w.big)))
        human(w, r, a, heavy(w, r, 20, 1, 400), {'code': 4, 'sci': 2, 'write': 1}, 2)
def g_agency(w, r, n):
    o = org(w, r); T = [say(r, x) for x in r.sample(WRITE, 3)]; cl = w.client(r); net = w.mix((w.office(r, o['country']), .6), (w.home(r, o['country']), .4))
    for i in range(n):
        a = mk(w, r, 'marketing_agency', prof='office', plan='payg', client=cl if r.random() < .6 else None, net=net, payment=o['payment'], domain=o['domain'] if r.random() < .6 else w.domain(r), country=o['country'])
        b = r.choice(VOC['brand'])
        try:
            for t in w.session_times(r, a, heavy(w, r, 12, .9, 200)): convo(w, r, a, t, 'write', r.choice((1, 2, 3)), first=f'Brand: {b}. ' + w.tx.put(r, r.choice(T)) if r.random() < .5 else None)
        except Ban: pass
def g_relay(w, r, n):
    """a grey relay that resells chat over rotated accounts: a hydra's look, but no harvest"""
    cc = r.choice(('CN', 'RU', 'VN', 'TR')); cl = w.client(r, r.choice(('go', 'raw', 'node'))); pool = w.cloud(r, 6) if r.random() < .5 else w.vpn(r); cards = ['pm_' + w.hx(r, 16) for _ in range(max(1, n // 8))]
    for i in range(n):
        lo = w.start + r.uniform(-5, .7 * w.days) * DAY
        a = mk(w, r, 'grey_relay', prof=r.choice(('evening', 'dev')), tz=CC[cc][1], country=w.country(r), plan='payg', payment=r.choice(cards), net=pool, client=cl, created=lo - r.random() * 3 * DAY, lo=max(lo, w.start), hi=min(w.end, max(lo, w.start) + r.uniform(2, 14) * DAY))
        a.lang = CLANG.get(cc)
        for _ in range(r.randint(2, 5)):
            nm = r.choice(list(MASS)); human(w, r, a, heavy(w, r, 12, 1, 150), MASS[nm][4], 1.8)
def g_contest(w, r, n):
    """a community's prompt-writing contest or public problem set: everyone works on the same twenty tasks"""
    tasks = [w.tx.base(r, r.choice(('reason', 'code', 'general'))) for _ in range(20)]; d0 = r.randrange(0, max(1, w.days - 6))
    for i in range(n):
        a = mk(w, r, 'puzzle_community', prof='evening')
        try:
            for x in r.sample(tasks, r.randint(2, 12)):
                t = w.clock(r, a, min(w.days - 1, d0 + r.randint(0, 5))); convo(w, r, a, t, 'reason', r.choice((1, 1, 2, 4)), first=say(r, r.choice(REASON_T + ['§X'])).replace('§X', x))
        except Ban: pass
        human(w, r, a, heavy(w, r, 4, 1), {'chat': 2, 'math': 2}, 1.6)
def g_holiday(w, r, n):
    """greetings at a holiday: short-lived accounts, all asking for the same kind of text"""
    if not w.holiday: return g_trend(w, r, n)
    cc, d0 = r.choice(sorted(w.holiday))
    for i in range(n):
        d = max(0, d0 - r.choice((0, 0, 1, 1, 2)))
        a = mk(w, r, 'holiday_greetings', prof='evening', country=cc, lo=w.start + max(0, d - 1) * DAY, **({'created': w.start + d * DAY - r.random() * 9 * HOUR} if r.random() < .5 else {}))
        try:
            for _ in range(r.randint(1, 4)): convo(w, r, a, w.clock(r, a, d), 'write', r.choice((1, 2, 2)), first=restyle(r, a, say(r, "{write|compose|make} a <tone> {greeting|card|toast|message} for the holiday to <rel>{|, mention <topic>|, <n1> lines|, in rhyme}")))
        except Ban: pass
        human(w, r, a, heavy(w, r, 2, 1.1, 100), {'chat': 3, 'write': 2}, 1.6)
def g_outage(w, r, n):
    """clients of one gateway whose queue empties at once after an outage"""
    ev = w.outages[0][0] + w.outages[0][1] if w.outages else around(r, w, r.randrange(1, w.days - 1)); cl = w.client(r, 'lc'); hb = habits(w, r, cl[0])
    for i in range(n):
        app = tmpl_app(w, r); a = mk(w, r, 'gateway_queue_flush', prof='office', client=cl, habit=hb)
        run_app(w, r, a, heavy(w, r, 14, .9, 200), app)
        k = r.randint(4, 30); run_app(w, r, a, k, app, times=[x for x in sorted(ev + r.expovariate(1 / 240.) for _ in range(k)) if x < w.end - 5])

GROUPS = [(g_office, 22, 1.0, 5), (g_vpn, 30, .7, 1.2), (g_course, 80, .5, 1.6), (g_eval, 16, .5, 1), (g_franchise, 70, .6, 1), (g_migration, 26, .6, 1), (g_viral, 160, .7, 1), (g_hackathon, 75, .5, 1), (g_bureau, 24, .5, 1),
          (g_nightbug, 36, .5, .7), (g_pentest, 24, .5, .8), (g_backfill, 30, .5, 1), (g_annot, 45, .6, 1.2), (g_plugin, 130, .7, 1.2), (g_trend, 110, .6, 1), (g_cards, 80, .6, 1), (g_prep, 45, .6, 1), (g_white, 55, .7, 1.3),
          (g_shard, 30, .5, 1), (g_rollout, 30, .6, .9), (g_lab, 24, .4, 1), (g_agency, 25, .5, 1), (g_relay, 60, .6, .5), (g_contest, 60, .6, .8), (g_holiday, 70, .6, .8), (g_outage, 40, .6, .8)]
def groups(w, r, n, benign):
    """the false alarms of this seed: about n accounts"""
    sc = min(1., (benign / 5000.) ** .55)
    order = r.sample(GROUPS, len(GROUPS)); left, i = n, 0
    while left > 2:
        g, size, sig, _ = order[i] if i < len(order) and r.random() < .85 else r.choices(GROUPS, [x[3] for x in GROUPS])[0]
        i += 1
        k = max(3, min(left, 420, int(size * sc * r.lognormvariate(0, sig))))
        before = len(w.accts); g(w, r, k); left -= max(1, len(w.accts) - before)
# ------------------------------------------------------------------------------------------------ campaigns
TARGETS = {'reasoning': REASON_T, 'multilingual': None, 'grading': GRADE_T, 'coding': None, 'agentic': None, 'tool_use': None, 'vision': VIS_T, 'censorship': SAFE_T, 'rewriting': REWRITE_T, 'domain': DOM_T, 'general': GEN_T}
CODE_T = ["§X", "§X", "{Provide|Write} {production-quality|well-commented|complete} code{ with tests| and explain each decision|}.\n\n§X", "§X\n\n{Explain the design first.|Then discuss complexity.|Include edge cases.|Return one file.}"]
SIGNS = ('ip', 'payment', 'timing', 'pattern', 'balance', 'pivot', 'client', 'creation', 'email')
class Op:
    """an operator: means, and which of the published signs it has learned to avoid"""
    def __init__(self, w, r, skill):
        self.skill = skill
        self.avoid = {s: r.random() < min(.97, max(.03, skill - .05 + r.gauss(0, .22))) for s in SIGNS}
        self.seedset = r.choice(('public', 'augmented', 'augmented', 'own', 'own'))
        self.T = None if self.avoid['pattern'] and r.random() < .6 else r.randint(8, 60) if self.avoid['pattern'] or r.random() < .35 else r.randint(1, 5)
        self.cover = 0. if r.random() > .25 + .7 * skill else r.uniform(.1, .62)
        self.follow = r.uniform(.05, .35) if self.avoid['pattern'] else r.choice((0, 0, .04))
        self.tz = r.choice((8, 8, 3, 5.5, 7, 1, -5, 9)); self.week = r.random() < .4
        self.persona = self.avoid['pattern'] and r.random() < .6
def make_task(w, r, targets, op, T=None):
    """what is asked: gives fn(random, account) -> (kind, text); every call is the next of the prompt set"""
    T = op.T if T is None else T
    ws = [r.uniform(.4, 1) for _ in targets]
    bank = {g: (CODE_T if g == 'coding' else TARGETS[g]) for g in targets}
    fixed = {g: [say(r, r.choice(b)) for _ in range(T)] for g, b in bank.items() if b and T}
    langs = r.sample(sorted(LANGS), r.randint(3, 9))
    pool = []
    if op.seedset == 'public':
        pool = list(w.c.math1 + w.c.math2 + w.c.logic); r.shuffle(pool)
    fields = r.sample(['law', 'med', 'fin', 'sci'], r.randint(1, 3))
    qset = [w.tx.base(r, 'general')[:600] for _ in range(r.randint(150, 900))]
    def fn(q, a):
        g = q.choices(targets, ws)[0]
        tm = (q.choice(fixed[g]) if g in fixed else say(q, q.choice(bank[g]))) if bank.get(g) else '§X'
        rea = lambda: pool.pop() if pool else w.tx.base(q, 'reason')
        if g == 'reasoning': k, x = 'reason', tm.replace('§X', rea())
        elif g == 'multilingual':
            l = q.choice(langs); k, x = 'reason', LANGS[l][0 if q.random() < .8 else 1].replace('§X', rea())
        elif g == 'grading': k, x = 'grade', w.tx.grade(q, tm, q.choice(qset) if q.random() < .7 else w.tx.base(q, 'general')[:600])
        elif g == 'coding': k, x = 'code', tm.replace('§X', w.tx.base(q, 'code'))
        elif g == 'agentic': k, x = 'agent', issue(w, q)
        elif g == 'tool_use': k, x = 'tool', w.tx.base(q, 'tool')
        elif g == 'vision': k, x = 'vision', fill(q, tm)
        elif g == 'censorship': k, x = 'safe', tm.replace('§X', w.tx.base(q, 'safe'))
        elif g == 'rewriting': k, x = 'chat', w.tx.put(q, tm.replace('§X', w.tx.base(q, 'general')[:500]))
        elif g == 'domain': k, x = 'chat', tm.replace('§X', w.tx.base(q, q.choice(fields)))
        else: k, x = 'chat', tm.replace('§X', w.tx.base(q, 'general'))
        if op.persona and k in ('reason', 'chat', 'code') and q.random() < .35: x = say(q, PERSONA) + x
        return k, x
    return fn

# kind: (weight, targets to choose from, how many, skill range, median requests per day and account, size factor)
CASES = {
 'hydra_proxy': (2.2, ['coding', 'agentic', 'reasoning', 'general', 'censorship', 'grading'], (2, 3), (.3, .85), 7, 2.6),
 'synchronised_farm': (1.4, ['reasoning', 'coding', 'general', 'domain'], (1, 2), (.0, .4), 11, 1.5),
 'reasoning_multilingual': (1.3, ['multilingual', 'reasoning'], (1, 2), (.2, .9), 9, 1.3),
 'reward_grading': (1.2, ['grading'], (1, 1), (.2, .9), 8, 1.0),
 'agentic_coding': (1.3, ['agentic', 'coding'], (2, 2), (.3, .95), 12, 1.4),
 'tool_use': (1., ['tool_use', 'agentic'], (1, 2), (.2, .85), 9, .8),
 'vision_tasks': (1., ['vision'], (1, 1), (.1, .9), 9, .7),
 'censorship_rewrites': (1.2, ['censorship', 'rewriting'], (1, 2), (.3, .95), 6, .9),
 'domain_experts': (1., ['domain', 'reasoning'], (1, 2), (.3, .95), 7, .8),
 'best_of_k': (1.1, ['reasoning', 'coding', 'grading'], (1, 1), (.2, .9), 9, .9),
 'reseller_hidden': (1.1, ['general', 'coding', 'reasoning', 'domain'], (1, 2), (.4, .95), 8, .7),
 'slow_few': (1., ['reasoning', 'general', 'domain', 'coding', 'rewriting'], (1, 3), (.7, 1.), 6, .2),
 'general_instruct': (1.1, ['general', 'rewriting', 'coding'], (2, 3), (.2, .9), 8, 1.0),
 'shell_companies': (1., ['domain', 'general', 'grading', 'tool_use', 'coding'], (1, 3), (.5, .95), 12, .6),
 'release_day': (1.1, ['reasoning', 'agentic', 'coding', 'grading'], (2, 3), (.2, .8), 14, 1.0),
 'sleeper_accounts': (1., ['reasoning', 'coding', 'general', 'censorship'], (1, 2), (.6, 1.), 6, .7),
}
class Member:
    __slots__ = ('a', 'eu', 'lo', 'hi', 'wt', 'who', 'net')
    def __init__(self, a, eu, lo, hi, wt, who, net=None): self.a, self.eu, self.lo, self.hi, self.wt, self.who, self.net = a, eu, lo, hi, wt, who, net

def campaign(w, r, kind, n, cid, rate=None):
    _, pool, nt, (s0, s1), med, _ = CASES[kind]
    op = Op(w, r, r.uniform(s0, s1)); av = op.avoid
    targets = r.sample(pool, min(len(pool), r.randint(*nt)))
    if kind == 'hydra_proxy': op.cover = r.uniform(.4, .8)
    if kind == 'reasoning_multilingual' and 'multilingual' not in targets: targets[0] = 'multilingual'
    if kind == 'tool_use' and 'tool_use' not in targets: targets[0] = 'tool_use'
    if kind == 'censorship_rewrites' and 'censorship' not in targets: targets[0] = 'censorship'
    k = r.choice((4, 5, 8, 10, 16)) if kind == 'best_of_k' else r.choice((1,) * 7 + (2, 3))
    # when
    days = min(w.days - .5, max(3., r.choice((r.uniform(4, 9), r.uniform(8, 21), w.days))))
    c0 = w.start + r.random() * max(.1, w.days - days) * DAY
    if kind == 'release_day' and w.release < w.end - 3 * DAY:
        c0 = w.release + r.uniform(2, 20) * HOUR
    c1 = min(w.end, c0 + days * DAY)
    perday = rate or min(22., max(1.5, r.lognormvariate(math.log(med), .45)))
    if 'agentic' in targets: perday = max(.8, perday / (1 + 3. / len(targets)))          # a session has several requests
    if 'tool_use' in targets: perday /= 1 + .5 / len(targets)
    # infrastructure of the operator
    ccs = r.sample(sorted(CC), r.randint(1, 3)) if r.random() < .4 else r.sample(['US', 'GB', 'DE', 'IN', 'BR', 'CA', 'FR', 'NL', 'SG', 'JP', 'ID', 'VN', 'MX', 'PL', 'ES'], r.randint(3, 8))
    shared_net = None
    if not av['ip']: netk = r.choice(('one_cloud', 'few_clouds', 'vpn', 'datacentre_proxies'))
    else: netk = r.choice(('residential_rotating', 'residential_sticky', 'home_like', 'home_like', 'mobile', 'mixed'))
    sticky = r.choice((0, .3, 1, 6)) if netk == 'residential_rotating' else r.choice((24, 72, 168))
    few = [w.cloud(r, r.randint(2, 8)) for _ in range(1 if netk == 'one_cloud' else r.randint(2, 6))] if netk in ('one_cloud', 'few_clouds', 'datacentre_proxies') else None
    vp = [w.vpn(r) for _ in range(r.randint(1, 5))]
    def net(cc):
        if few: return r.choice(few) if netk != 'datacentre_proxies' else w.mix(*[(f, 1) for f in few])
        if netk == 'vpn': return r.choice(vp)
        if netk == 'home_like': return w.home(r, cc) if r.random() < .8 else w.person_net(r, cc)
        if netk == 'mobile': return w.mobile(r, cc)
        if netk == 'mixed': return r.choice((w.home(r, cc), w.mobile(r, cc), w.vpn(r), w.cloud(r), w.resi(r, [cc], 12)))
        return w.resi(r, ccs if r.random() < .5 else [cc], sticky)
    nc = 1 if not av['client'] else r.choice((3, 6, 12, 0))
    har = [r.choice(w.tools) for _ in range(1 if not av['client'] else 3)]
    clients = [w.client(r, r.choice(('py', 'py', 'node', 'raw', 'go', 'lc', 'web', 'app'))) for _ in range(nc)]
    spoof = r.choice(TLS['py'] + TLS['go']) if nc != 1 and r.random() < .4 * (1.3 - op.skill) else None
    hb0 = habits(w, r, (clients or [w.client(r)])[0][0])
    rz = 'reasoning' in targets or 'multilingual' in targets
    if rz:
        if r.random() < .45: hb0['effort'], hb0['sum'] = r.choice(('medium', 'high')), r.choice(('auto', 'detailed', None))
    hb0['max'] = r.choice((None, 4096, 4096, 8192)) if hb0['ep'] != 'messages' else r.choice((4096, 8192))
    percard = r.randint(3, 25) if not av['payment'] else r.choice((1, 1, 2))
    cards = []
    doms = [w.domain(r) for _ in range(max(1, n // r.randint(6, 30)))] if not av['email'] and r.random() < .6 else None
    onemail = None if doms or av['email'] else wpick(r, w.emails)
    crea = 'staggered' if av['creation'] else 'bulk'
    if kind == 'sleeper_accounts': crea = 'aged'
    elif av['creation'] and r.random() < .3: crea = 'aged'
    b0 = c0 - r.uniform(.3, 6) * DAY
    fast = not av['pivot']; pv = r.uniform(1, 23) * HOUR; frac = r.uniform(.5, 1) if fast else r.uniform(.2, .8)
    m0 = r.choice((w.big, w.big, w.big, w.old)) if kind != 'vision_tasks' or r.random() < .8 else w.small
    def course():
        if kind == 'release_day' and w.release < w.end - 3 * DAY: return [(0, m0), (w.release, w.new)]
        mv = [(0, m0 if not av['pattern'] or r.random() < .8 else w.small)]
        if w.release < w.end and r.random() < frac: mv.append((w.release + (pv * r.uniform(.6, 1.4) if fast else r.uniform(.5, 9) * DAY), w.new))
        return mv
    orgs = []
    def fresh(lo, hi):
        """one account of this operator"""
        cc = r.choice(ccs) if r.random() < .85 else w.country(r)
        if not cards or r.random() < 1 / percard: cards.append('pm_' + w.hx(r, 16))
        cr = {'bulk': b0 + r.random() * (1.5 * DAY), 'staggered': c0 - r.uniform(.2, 60) * DAY, 'aged': c0 - r.uniform(40, 500) * DAY}[crea]
        cr = min(cr, lo - r.uniform(.2, 12) * HOUR) if lo - cr < HOUR or r.random() > .05 else cr
        if lo > c0 + 1.5 * DAY and crea != 'aged': cr = lo - r.uniform(.2, 40) * HOUR       # a replacement
        kw = dict(country=cc, payment=cards[-1] if percard > 1 or r.random() < .95 else None, created=cr, lo=max(w.start, cr + 60), net=net(cc), mv=course(), prof=r.choice(('evening', 'dev', 'student', 'office')),
                  domain=r.choice(doms) if doms else onemail, plan=wpick(r, [('free', 8), ('payg', 75), ('team', 12), ('scale', 5)]), verified=r.random() < (.1 + .5 * op.skill))
        if kw['plan'] == 'free' and r.random() < .8: kw['payment'] = None
        cl = r.choice(clients) if clients else w.client(r)
        if 'agentic' in targets and av['client'] and r.random() < .6: cl = r.choice(har)[2]
        if spoof: cl = (cl[0], spoof)
        hb = dict(hb0) if not av['client'] or r.random() < .15 else habits(w, r, cl[0])
        if hb['max'] and hb['max'] < 2048 and r.random() < .7: hb['max'] = r.choice((2048, 4096))
        if rz and hb0['effort'] and r.random() < .6: hb['effort'], hb['sum'] = hb0['effort'], hb0['sum']
        if kind == 'shell_companies':
            if not orgs or r.random() < .2:
                o = org(w, r); orgs.append((o, w.cloud(r), w.client(r, r.choice(('py', 'node', 'lc', 'java'))), say(r, f"You are the {r.choice(VOC['biz'])} assistant of {r.choice(VOC['brand'])}. {{Be <tone>.|Answer fully.|Explain your reasoning to the operator.}}") if r.random() < .6 else None))
            o, nt_, cl, sm = r.choice(orgs[-3:]); kw.update(o); kw.update(net=nt_, plan=r.choice(('team', 'scale')), sys=sm, verified=r.random() < .8)
        a = w.account(r, 'campaign', client=cl, habit=hb, **kw)
        if not av['pattern']: a.style = (False, False, False)
        a.lang = a.lang if av['pattern'] else None
        w.truth(a, campaign=cid, pop='campaign'); return a
    task = make_task(w, r, targets, op)
    members = []
    loss = r.choice((0, 0, r.uniform(.005, .06))) * (1.2 - op.skill)
    if kind == 'reseller_hidden':
        hosts = [m_reseller(w, r, n=r.randint(8, 45)) for _ in range(1 if n < 20 else r.randint(1, 3))]
        for i in range(n):
            a, pre = r.choice(hosts); e = pre + w.hx(r, 9); w.truth(a, campaign=cid, end_user=e, pop='campaign')
            lo = max(a.lo, c0 + (r.expovariate(.7) * DAY if av['creation'] else r.random() * DAY)); members.append(Member(a, e, lo, c1, 1., Persona(w, r, a, r.choice(('evening', 'dev', 'office')))))
    else:
        left = n
        while left > 0:
            left -= 1
            lo = c0 + (r.random() * .5 * (c1 - c0) if av['creation'] else r.random() * 1.2 * DAY)
            while True:
                a = fresh(lo, c1); hi = c1
                if loss:
                    d = lo + r.expovariate(loss / DAY)
                    if d < c1 - DAY and left > 0: a.dead = (d, 403); hi = d + r.uniform(.02, 3) * HOUR
                members.append(Member(a, None, max(lo, a.lo), min(hi, w.end), 1., a))
                if hi >= c1 or left <= 0: break
                left -= 1; lo = hi + r.uniform(.5, 30) * HOUR
    for m in members: m.wt = min(3.5, r.lognormvariate(-.25, .75)) if av['balance'] else r.uniform(.93, 1.07)
    # schedule
    mode = r.choice(('stream', 'waves', 'flat', 'ticks')) if not av['timing'] else r.choice(('persona', 'persona', 'stream', 'shift'))
    ev, opp = [], r.choice(('office', 'dev', 'flat')) if mode in ('stream', 'shift') else 'flat'
    class O: pass
    o = O(); o.tz, o.prof = op.tz, opp
    pause = r.randrange(w.days) if r.random() < .3 else -9
    off = [op.week and (w.wd0 + d) % 7 >= 5 or pause <= d < pause + 2 for d in range(w.days)]
    for d in range(w.days):
        if off[d]: continue
        ds = w.start + d * DAY; ramp = min(1, .25 + max(0, (ds + DAY - c0) / (3 * DAY))) if av['balance'] else 1
        act = [m for m in members if m.lo < ds + DAY and m.hi > ds]
        if not act: continue
        if mode == 'stream':
            N = int(sum(perday * m.wt * ramp * min(1, (min(m.hi, ds + DAY) - max(m.lo, ds)) / DAY) for m in act) + r.random())
            tt = sorted(w.clock(r, o, d) for _ in range(N)); i = r.randrange(len(act))
            wts = cum([m.wt for m in act])
            for t in tt:
                i += 1; m = act[i % len(act)] if not av['balance'] else act[bisect.bisect_left(wts, r.random() * wts[-1])]
                ev.append((t, m))
        elif mode == 'waves':
            nw = r.randint(3, 9); jit = r.choice((8, 60, 400))
            waves = sorted(w.clock(r, o, d) for _ in range(nw))
            for m in act:
                for _ in range(int(perday * m.wt * ramp + r.random())): ev.append((r.choice(waves) + abs(r.gauss(0, jit)) + r.expovariate(1 / 40.), m))
        else:
            for m in act:
                if av['timing'] and r.random() < .22: continue
                lam = perday * m.wt * ramp * (w.day_weights(m.who.prof, m.who.country)[d] if mode == 'persona' else 1) * (r.gammavariate(1.6, 1 / 1.6) if av['balance'] else 1)
                for _ in range(min(160, int(lam + r.random()))):
                    if mode == 'ticks': t = ds + r.randint(0, 23) * HOUR + r.choice((0, 15, 30, 45)) * 60 + abs(r.gauss(0, 6))
                    elif mode == 'flat': t = ds + r.random() * DAY
                    elif mode == 'shift': t = w.clock(r, o, d)
                    else: t = w.clock(r, m.who, d, m.who.prof)
                    ev.append((t, m))
    ev = [(t, m) for t, m in ev if max(m.lo, c0) <= t < min(m.hi, c1, w.end - 5)]
    ev.sort(key=lambda x: (x[0], x[1].a.id, x[1].eu or ''))
    taken, times = {}, []
    def on(t):
        h = int(t // 3600); taken[h] = taken.get(h, 0) + 1; times.append(t)
    q, gone = [], set()
    toolset = r.sample(TOOLN, r.randint(3, 8)) if not av['pattern'] else None
    for t, m in ev:
        key = (m.a.id, m.eu)
        if key in gone: continue
        if not q:
            for _ in range(1 if k == 1 else r.randint(3, 40)): q += [task(r, m.a)] * k
            if k > 1 and (av['pattern'] or r.random() < .5): r.shuffle(q)
        kd, x = q.pop()
        if av['pattern'] and kd in ('reason', 'chat', 'code', 'safe'): x = restyle(r, m.a, x)
        a = m.a
        try:
            if kd == 'agent': agent(w, r, a, t, x, 1 + min(7, int(r.expovariate(1 / 3.)) + 1), next((h for h in har if h[2] == a.client), har[int(a.id[-2:], 16) % len(har)]), on, eu=m.eu)
            elif kd == 'tool': toolcall(w, r, a, t, x, m.eu, on, tools=toolset, more=op.skill > .3, sysm=a.sys)
            else: convo(w, r, a, t, kd, 1 + (r.random() < op.follow) + (r.random() < op.follow * .4), first=x, eu=m.eu, on=on)
        except Ban: gone.add(key)
    # cover: unrelated traffic on the same accounts
    tot = len(times)
    if op.cover and members:
        per = op.cover / (1 - op.cover) * tot / len(members)
        for m in members:
            for _ in range(r.randint(2, 4) if kind == 'hydra_proxy' else 1):
                left = min(350., per * r.lognormvariate(-.3, .8)) / (3 if kind == 'hydra_proxy' else 1)
                if left < 1 and r.random() > left: continue
                nm = r.choices(list(MASS), [v[0] for v in MASS.values()])[0]; _, prof, _, _, kinds, _, _, turns = MASS[nm]
                p = m.who if kind != 'hydra_proxy' else Persona(w, r, m.a, prof)
                lo = m.lo if kind != 'sleeper_accounts' else max(w.start, m.a.lo)
                try:
                    for t in w.session_times(r, p, max(1, int(left / turns)), lo, m.hi):
                        if lo <= t < m.hi and (m.a.id, m.eu) not in gone:
                            kk = r.choices(list(kinds), list(kinds.values()))[0]
                            convo(w, r, m.a, t, kk, 1 + int(r.expovariate(1 / turns) * .8), eu=m.eu)
                except Ban: pass
    if not times: times = [c0]
    w.camps.append({'campaign': cid, 'kind': kind, 'start': ts(min(times)), 'end': ts(max(times)), 'accounts': len(members), 'taken': [[h, taken[h]] for h in sorted(taken)],
                    'params': {'traits': {'skill': round(op.skill, 3), 'avoids': {s: bool(v) for s, v in av.items()}, 'targets': targets, 'seedset': op.seedset, 'templates': op.T, 'cover': round(op.cover, 3), 'k': k, 'network': netk if kind not in ('shell_companies', 'reseller_hidden') else kind,
                                          'clients': nc, 'one_ja4': bool(spoof), 'accounts_per_card': percard, 'creation': crea, 'schedule': mode, 'per_day': round(perday, 2), 'loss_per_day': round(loss, 4), 'persona': bool(op.persona), 'follow': round(op.follow, 3),
                                          'models': m0, 'fast_pivot': bool(fast and w.release < c1)}}})
    return members

def campaigns(w, r, total):
    """as many cases as there is room for: about `total` accounts"""
    ks = list(CASES); r.shuffle(ks)
    if total < 10 * len(ks): ks = ks[:max(1, total // 12)]
    elif total > 700: ks += r.choices(list(CASES), [v[0] for v in CASES.values()], k=r.randint(0, 4))
    ws = [CASES[k][5] * r.lognormvariate(0, .8) for k in ks]
    spare = max(0, total - 8 * len(ks))
    for i, (k, x) in enumerate(zip(ks, ws)):
        n = 8 + int(spare * x / sum(ws)) if k != 'slow_few' else r.randint(8, 20)
        campaign(w, random.Random(f'{w.salt}/camp/{i}'), k, n, f'camp_{i + 1:02d}')
# ------------------------------------------------------------------------------------------------ main
def finish(w, args, settings):
    w.flush()
    raw = open(os.path.join(w.out, 'log.jsonl.gz'), 'wb')
    n = 0
    with gzip.GzipFile(filename='', mode='wb', fileobj=raw, compresslevel=2, mtime=0) as z:
        for f in w.files:
            if not os.path.exists(f): continue
            with open(f, encoding='utf-8', newline='\n') as fh: lines = fh.read().split('\n')[:-1]
            os.unlink(f)
            idl = len(w.rqp[0]) + w.rqp[1]
            lines.sort(key=lambda l: (l[idl + 17:idl + 41], l[7:7 + idl]))
            for i in range(0, len(lines), 2000): z.write(('\n'.join(lines[i:i + 2000]) + '\n').encode())
            n += len(lines)
    raw.close()
    live = {a.id for a in w.accts if a.n}
    rows = [x for x in w.rows if x['account'] in live and (not x['end_user'] or (x['account'], x['end_user']) in w.seen)]
    acc = sorted((a for a in w.accts if a.n), key=lambda a: a.id)
    with open(os.path.join(w.out, 'accounts.csv'), 'w', newline='', encoding='utf-8') as f:
        c = csv.writer(f, lineterminator='\n'); c.writerow(['account', 'org', 'created', 'country', 'plan', 'verified', 'payment', 'email_domain', 'legal_name', 'reseller', 'licence'])
        for a in acc: c.writerow([a.id, a.org or '', ts(a.created)[:19] + 'Z', a.country, a.plan, str(bool(a.verified)).lower(), a.payment or '', a.domain, a.legal or '', str(bool(a.reseller)).lower(), a.licence or ''])
    rows.sort(key=lambda x: (x['account'], x['end_user'] or ''))
    cnt = {}
    for x in rows:
        if x['campaign']: cnt[x['campaign']] = cnt.get(x['campaign'], 0) + 1
    for c in w.camps: c['accounts'] = cnt.get(c['campaign'], 0)
    w.camps.sort(key=lambda c: c['campaign'])
    with open(os.path.join(w.out, 'truth.json'), 'w', encoding='utf-8') as f:
        json.dump({'version': 1, 'seed': w.seed, 'world': f'casework:{args.scenario}', 'settings': settings, 'accounts': rows, 'campaigns': [c for c in w.camps if c['accounts'] and c['taken']]}, f, ensure_ascii=False, separators=(',', ':'))
    return n, len(acc)

def main(a):
    os.makedirs(a.out, exist_ok=True)
    r = random.Random(f'casework/{a.seed}/{a.scenario}')
    start = datetime.datetime(2026, 1, 5, tzinfo=datetime.timezone.utc).timestamp() + r.randint(0, 270) * DAY
    w = World(a.seed, f'{a.seed}/{a.scenario}', start, a.days, Corpora(a.prompts), a.out)
    w.seed_host = 'example-cdn.net'
    w.busy = r.lognormvariate(0, .12) * (a.days / 21.) ** .8
    small = a.scenario == 'small'
    nb = min(a.benign, r.randint(170, 230)) if small else a.benign
    share = r.uniform(.27, .45)
    nres = r.randint(0, 2) if small else max(1, int(nb * r.uniform(.0015, .004)))
    nlic = r.choice((0, 0, 1)) if small else r.randint(1, max(1, min(6, nb // 1500 + 1)))
    q = lambda s: random.Random(f'casework/{a.seed}/{a.scenario}/{s}')
    groups(w, q('groups'), int(nb * share), nb)
    for _ in range(nres): m_reseller(w, q(f'res{_}'))
    for _ in range(nlic): m_licensed(w, q(f'lic{_}'))
    mass(w, q('mass'), max(0, nb - len(w.accts)))
    if a.scenario == 'mix' and a.attack > 0: campaigns(w, q('camps'), a.attack)
    if small and r.random() > 1 / 3.:
        n = r.randint(1, 8); kind = r.choice([k for k in CASES if k not in ('reseller_hidden', 'hydra_proxy')])
        campaign(w, q('camp'), kind, n, 'camp_01', rate=r.lognormvariate(math.log(28), .6))
    n, m = finish(w, a, {'benign': a.benign, 'attack': a.attack, 'days': a.days, 'scenario': a.scenario})
