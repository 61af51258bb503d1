"""A firm that sells a model for medical coding behind a LiteLLM proxy, in its log format."""
import csv, gzip, hashlib, json, math, os, random, re
import pyarrow as pa
from datetime import datetime, timezone, timedelta

SIZE = (900, 110)


def main(A):
    if A.scenario == "small": A.benign = min(A.benign, 195)
    R = random.Random(f"litefirm-{A.seed}-{A.scenario}")
    ch, rnd, ri = R.choice, R.random, R.randint
    T0 = datetime(2026, 9, 14, tzinfo=timezone.utc).timestamp(); DAY = 86400.0; END = T0 + A.days * DAY

    def hx(*a, n=64): return hashlib.sha256(("|".join(map(str, a)) + f"#{A.seed}{A.scenario}").encode()).hexdigest()[:n]
    def uid(): 
        h = f"{R.getrandbits(128):032x}"; return f"{h[:8]}-{h[8:12]}-4{h[13:16]}-a{h[17:20]}-{h[20:]}"
    def wch(pairs):
        s = sum(w for _, w in pairs); x = rnd() * s
        for v, w in pairs:
            x -= w
            if x < 0: return v
        return pairs[-1][0]

    # ---------------------------------------------------------------- prompts of others
    def load(kind, src, lo, hi):
        p = os.path.join(A.prompts, kind, src + ".jsonl.gz")
        if not os.path.exists(p): return []
        with gzip.open(p, "rt") as f: return [t for t in (json.loads(l).get("text", "") for l in f) if lo < len(t) < hi]
    OFFICE = load("benign", "writingbench", 40, 900) + load("benign", "mt_bench", 30, 500) + load("benign", "vicuna_bench", 20, 300) + load("benign", "arena_hard_v01", 20, 700) + load("benign", "autoj_real_queries", 20, 700)
    CALC = load("distillation", "gsm8k_train", 60, 400) + load("distillation", "asdiv", 50, 300)
    CLASSIFY = load("enterprise_template", "clinc150_raw", 10, 200) + load("enterprise_template", "banking77_classifier_tenant", 20, 400)
    SUMM = load("enterprise_template", "spec_bench_summarization", 300, 2500)
    if not OFFICE: OFFICE = ["Write a short note to the team about Friday."]
    if not CALC: CALC = ["A clinic bills 40 visits at 120 dollars. What is the total?"]
    if not CLASSIFY: CLASSIFY = ["I want to change my address"]
    if not SUMM: SUMM = ["The meeting was moved to Monday because of the audit."]

    # ---------------------------------------------------------------- the trade
    COND = [l.split("|") for l in """type 2 diabetes with diabetic nephropathy|E11.21|metformin 1000 mg BID|eGFR 48
type 2 diabetes with hyperglycemia|E11.65|insulin glargine 22 units|A1c 10.4
type 1 diabetes with ketoacidosis|E10.10|insulin drip|anion gap 24
essential hypertension|I10|lisinopril 20 mg daily|BP 148/92
hypertensive heart disease with heart failure|I11.0|carvedilol 12.5 mg BID|BNP 840
acute on chronic systolic heart failure|I50.23|furosemide 40 mg IV|EF 28 percent
paroxysmal atrial fibrillation|I48.0|apixaban 5 mg BID|irregular rhythm on monitor
NSTEMI|I21.4|heparin drip|troponin 0.82
STEMI of the LAD|I21.02|ticagrelor load|ST elevation V2 to V4
COPD with acute exacerbation|J44.1|prednisone 40 mg|wheeze bilaterally
moderate persistent asthma|J45.40|budesonide formoterol|FEV1 68 percent
community acquired pneumonia|J18.9|ceftriaxone and azithromycin|right lower lobe infiltrate
acute hypoxic respiratory failure|J96.01|high flow oxygen|SpO2 84 on room air
sepsis due to E. coli|A41.51|piperacillin tazobactam|lactate 3.9
urinary tract infection|N39.0|nitrofurantoin|nitrite positive
acute kidney injury|N17.9|IV fluids|creatinine 2.8
chronic kidney disease stage 4|N18.4|sevelamer|GFR 22
end stage renal disease on dialysis|N18.6|epoetin|dialysis MWF
calculus of ureter|N20.1|tamsulosin|6 mm stone on CT
closed fracture of left distal radius|S52.502A|sugar tong splint|dorsal angulation
displaced femoral neck fracture right|S72.001A|hip precautions|shortened and externally rotated leg
lumbar radiculopathy|M54.16|gabapentin 300 mg TID|positive straight leg raise
primary osteoarthritis of right knee|M17.11|meloxicam 15 mg|crepitus
rotator cuff tear left shoulder|M75.122|naproxen|weak abduction
carpal tunnel syndrome right|G56.01|wrist brace|Tinel positive
migraine without aura intractable|G43.019|sumatriptan|photophobia
cerebral infarction of left MCA|I63.512|alteplase|right sided weakness
seizure disorder|G40.909|levetiracetam 750 mg BID|postictal confusion
major depressive disorder recurrent moderate|F33.1|sertraline 100 mg|PHQ-9 of 16
generalized anxiety disorder|F41.1|escitalopram 10 mg|GAD-7 of 14
alcohol dependence with withdrawal|F10.230|lorazepam taper|CIWA 15
opioid use disorder on maintenance|F11.20|buprenorphine naloxone|UDS consistent
morbid obesity with BMI 43|E66.01|semaglutide|weight 289 lb
hypothyroidism|E03.9|levothyroxine 88 mcg|TSH 7.9
iron deficiency anemia|D50.9|ferrous sulfate|Hgb 8.7
neutropenia due to chemotherapy|D70.1|filgrastim|ANC 480
malignant neoplasm of upper outer quadrant right breast|C50.411|anastrozole|3 cm mass
malignant neoplasm of sigmoid colon|C18.7|FOLFOX cycle 4|CEA 18
secondary malignant neoplasm of liver|C78.7|capecitabine|two hepatic lesions
squamous cell carcinoma of skin of scalp|C44.42|Mohs layer one|1.4 cm lesion
acute appendicitis with localized peritonitis|K35.30|cefoxitin|appendicolith
cholelithiasis with acute cholecystitis|K80.00|ketorolac|Murphy sign
GERD with esophagitis|K21.00|pantoprazole 40 mg|LA grade B
alcoholic cirrhosis with ascites|K70.31|spironolactone|paracentesis 4 L
Crohn disease of small intestine with fistula|K50.013|infliximab|fecal calprotectin 610
diverticulitis without perforation|K57.32|amoxicillin clavulanate|LLQ tenderness
gestational diabetes diet controlled|O24.410|diet log|28 weeks
preeclampsia severe third trimester|O14.13|magnesium sulfate|proteinuria 3 plus
normal delivery at term|O80|oxytocin|40w2d
pressure ulcer of sacral region stage 3|L89.153|wound vac|4 by 3 cm
cellulitis of left lower limb|L03.116|cephalexin|erythema to mid calf
atopic dermatitis|L20.9|triamcinolone ointment|lichenified plaques
primary open angle glaucoma bilateral moderate|H40.1132|latanoprost|IOP 26 OD
age related nuclear cataract left eye|H25.12|preop drops|BCVA 20/70
otitis media acute right ear|H66.91|amoxicillin|bulging TM
obstructive sleep apnea|G47.33|CPAP 10 cm|AHI 31
Parkinson disease|G20.A1|carbidopa levodopa|resting tremor
Alzheimer disease late onset|G30.1|donepezil|MoCA 14
rheumatoid arthritis seropositive multiple sites|M05.79|methotrexate 15 mg weekly|RF 88
systemic lupus with nephritis|M32.14|hydroxychloroquine|proteinuria 1.9 g
deep vein thrombosis of right femoral vein|I82.411|rivaroxaban|noncompressible vein
pulmonary embolism without cor pulmonale|I26.99|enoxaparin|segmental filling defect
peripheral vascular disease with ulcer of left foot|I70.245|clopidogrel|ABI 0.5
concussion without loss of consciousness|S06.0X0A|rest|headache after fall
laceration of right forearm|S51.811A|4-0 nylon|5 cm linear wound
adverse effect of anticoagulant|T45.515A|vitamin K|INR 7.1""".split("\n")]
    PROC = [l.split("|") for l in """office visit established moderate|99214
office visit established low|99213
office visit new patient high|99205
initial hospital care high|99223
subsequent hospital care|99232
emergency department visit high|99285
critical care first hour|99291
laparoscopic cholecystectomy|47562
laparoscopic appendectomy|44970
colonoscopy with snare polypectomy|45385
EGD with biopsy|43239
total knee arthroplasty|27447
hip hemiarthroplasty|27236
arthroscopic rotator cuff repair|29827
arthrocentesis major joint with ultrasound|20611
carpal tunnel release|64721
lumbar transforaminal epidural|64483
left heart catheterization with ventriculography|93458
drug eluting stent single vessel|92928
transthoracic echo complete|93306
twelve lead ECG|93000
CT abdomen and pelvis with contrast|74177
MRI brain without and with contrast|70553
chest x-ray two views|71046
screening mammography bilateral|77067
Mohs first stage head|17311
shave removal trunk 0.6 to 1.0 cm|11301
simple repair forearm 5 cm|12002
intermediate repair scalp 3 cm|12032
negative pressure wound therapy|97605
hemodialysis single evaluation|90935
chemotherapy infusion first hour|96413
therapeutic injection|96372
psychotherapy 45 minutes|90834
psychiatric diagnostic evaluation|90791
cataract extraction with IOL|66984
intravitreal injection|67028
vaginal delivery with postpartum|59410
cesarean with postpartum|59515
polysomnography with CPAP|95811
nerve conduction 7 to 8 studies|95910
advance care planning 30 minutes|99497
smoking cessation counseling|99406
annual wellness visit subsequent|G0439
transitional care high complexity|99496""".split("\n")]
    SPEC = "cardiology,orthopedics,family medicine,internal medicine,general surgery,emergency medicine,oncology,dermatology,ophthalmology,gastroenterology,OB/GYN,psychiatry,nephrology,pulmonology,urgent care,wound care,pain management,neurology".split(",")
    PAYER = "Medicare Part B,Medicare Advantage,state Medicaid,BlueRiver PPO,Unity Health HMO,Northgate Commercial,Tri-County Workers Comp,Harbor Auto Liability,Granite Mutual,Lakeside TPA,Veterans community care".split(",")
    DENY = [l.split("|") for l in """CO-97|bundled into another service
CO-50|not deemed a medical necessity
CO-16|lacks information
CO-11|diagnosis inconsistent with procedure
CO-4|modifier missing or inconsistent
CO-197|authorization absent
CO-29|timely filing
CO-18|exact duplicate
CO-22|covered by another payer
CO-151|frequency not supported
PR-204|not covered under the plan
CO-236|NCCI edit conflict""".split("\n")]
    MODS = ["25", "59", "XS", "XU", "26", "TC", "50", "RT", "LT", "51", "57", "78", "79", "24", "76", "KX", "GA", "JW", "95"]
    SETTING = ["inpatient", "outpatient", "observation", "ED", "ASC", "skilled nursing", "telehealth", "rural health clinic", "home health"]
    NEG = ["denies chest pain", "no fever", "no focal deficit", "denies suicidal ideation", "no recent travel", "denies melena", "no known drug allergies", "no edema", "denies dysuria", "no calf tenderness", "ROS otherwise negative", "no shortness of breath at rest"]
    SOC = ["former smoker 20 pack years", "lives with spouse", "drinks socially", "works in a warehouse", "retired teacher", "long haul driver", "lives alone, daughter helps", "never smoker", "resident of assisted living", "college student", "farm worker", "on disability"]
    PLAN = ["return in {n} weeks", "repeat labs in {n} days", "refer to {sp}", "continue current regimen", "discussed risks and benefits, patient agrees", "time spent {m} minutes", "reviewed outside records from {sp}", "independent interpretation of imaging", "social work consult", "hold anticoagulation {n} days", "PT and OT evaluation", "discharge planning started"]
    AMB = ["the note says 'history of' although treatment goes on", "laterality is not stated", "the causal link is not documented", "the op note and the path report disagree", "two providers document conflicting stages", "a probable diagnosis at discharge", "the global period of an earlier surgery applies", "a resident saw the patient first", "the implant was wasted in part", "the service was split between two facilities", "the encounter crossed midnight", "the patient left before the procedure was finished"]

    def fill(s): return s.replace("{n}", str(ri(1, 12))).replace("{m}", str(ri(12, 75))).replace("{sp}", ch(SPEC))
    def case(k=None, hard=False):
        k = k or (ri(3, 5) if hard else wch([(1, 3), (2, 4), (3, 3), (4, 1)]))
        return {"c": R.sample(COND, k), "p": R.sample(PROC, ri(2, 3) if hard else ri(0, 2)), "age": ri(1, 94), "sex": ch("MF"), "set": ch(SETTING), "sp": ch(SPEC), "pay": ch(PAYER), "amb": R.sample(AMB, 2 if hard else (1 if rnd() < .25 else 0))}
    def note(c, style):
        cs, sx = c["c"], ("man" if c["sex"] == "M" else "woman")
        d = "; ".join(f"{x[0]} ({x[3]})" for x in cs); meds = ", ".join(x[2] for x in cs); pr = ", ".join(p[0] for p in c["p"])
        neg = ", ".join(R.sample(NEG, ri(1, 4))); pl = ". ".join(fill(x) for x in R.sample(PLAN, ri(1, 4)))
        am = (" Note that " + " and ".join(c["amb"]) + ".") if c["amb"] else ""
        vit = f"T {ri(970,1030)/10} HR {ri(54,132)} RR {ri(12,30)} SpO2 {ri(86,100)}"
        if style == 0: return f"SUBJECTIVE: {c['age']} yo {c['sex']} seen in {c['set']} by {c['sp']}. {neg}. {ch(SOC)}.\nOBJECTIVE: {vit}. Findings: {d}.\nASSESSMENT: {'; '.join(x[0] for x in cs)}.{am}\nPLAN: {meds}. {('Performed: ' + pr + '. ') if pr else ''}{pl}."
        if style == 1: return f"{c['age']}{c['sex']} {c['set']}. Dx {d}. Rx {meds}. {('Proc ' + pr + '.') if pr else ''} {neg}. {vit}.{am} {pl}"
        if style == 2: return f"This is a {c['age']} year old {sx}, {ch(SOC)}, who presents to {c['sp']} with {cs[0][0]}. " + (f"The history includes {', '.join(x[0] for x in cs[1:])}. " if len(cs) > 1 else "") + f"The patient {neg}. On examination {vit}; {', '.join(x[3] for x in cs)}. " + (f"We then performed {pr} without complication. " if pr else "") + f"I started {meds}. {pl}.{am}"
        if style == 3: return f"ENC:{ri(10**6,10**7)}\nAGE:{c['age']}\nSEX:{c['sex']}\nPOS:{c['set']}\nPAYER:{c['pay']}\nDX_TEXT:{' / '.join(x[0] for x in cs)}\nFINDINGS:{'; '.join(x[3] for x in cs)}\nMEDS:{meds}\nPROC_TEXT:{pr or 'none'}\nCOMMENT:{pl}.{am}"
        if style == 4: return f"DISCHARGE SUMMARY. Admitted {ri(1,9)} days ago ({c['set']}, {c['sp']}). Principal problem: {cs[0][0]}, {cs[0][3]}. Secondary: {'; '.join(x[0] + ', ' + x[3] for x in cs[1:]) or 'none'}. Course: treated with {meds}. {('Procedures: ' + pr + '. ') if pr else ''}{neg}. Disposition: {ch(['home', 'SNF', 'rehab', 'AMA', 'hospice'])}. {pl}.{am}"
        return f"PID|{ri(10**5,10**6)}||{c['age']}|{c['sex']}\nPV1|{c['set']}|{c['sp']}\n" + "\n".join(f"DG1|{i+1}|{x[0]}|{x[3]}" for i, x in enumerate(cs)) + ("\n" + "\n".join(f"PR1|{i+1}|{p[0]}" for i, p in enumerate(c["p"])) if c["p"] else "") + f"\nNTE|{pl}.{am}"
    RAT = ["{x} is documented with {f}, which supports {k}", "{k} is assigned because the provider documents {x}", "Per the guidelines, {x} maps to {k} as {f} shows", "Code {k}: {x}, treated in this encounter", "{f} and active treatment meet MEAT for {k}"]
    SEQ = ["Sequence the principal diagnosis first.", "The remaining conditions are secondary.", "Check the Excludes1 note.", "Query the provider where the link isn't stated.", "No NCCI conflict was found.", "Append modifier {m} to the second line.", "Medical decision making is {lv}.", "This pair needs an authorization with the payer."]
    def lev(): return ch(["low", "moderate", "high", "straightforward"])
    def rat(x): return ch(RAT).replace("{x}", x[0]).replace("{k}", x[1]).replace("{f}", x[3])
    def seqs(n): return " ".join(s.replace("{m}", ch(MODS)).replace("{lv}", lev()) for s in R.sample(SEQ, n))
    def reply_codes(c, fmt, long=False):
        if fmt == "json": return json.dumps({"icd10": [x[1] for x in c["c"]], "cpt": [p[1] for p in c["p"]], "mdm": lev(), "confidence": round(.6 + .4 * rnd(), 2), **({"rationale": [rat(x) for x in c["c"]]} if rnd() < .3 else {})})
        s = "\n".join(f"- {x[1]} {x[0]}" + (f": {rat(x)}" if long or rnd() < .4 else "") for x in c["c"]) + "".join(f"\n- CPT {p[1]} {p[0]}" for p in c["p"])
        return ("Codes:\n" + s + "\n" + seqs(2)) if not long else ("Step by step.\n" + " ".join(f"{i+1}. {rat(x)}." for i, x in enumerate(c["c"])) + " " + seqs(4) + "\nFinal:\n" + s)
    def line_items(c):
        ps = c["p"] or [ch(PROC)]
        return "\n".join(f"{i+1}, {ri(1,28):02d}, {p[1]}, {('' if rnd()<.6 else ch(MODS))}, {ri(1,3)}, {ri(40,4800)}.{ri(0,99):02d}, {'/'.join(x[1] for x in R.sample(c['c'], min(len(c['c']), 2)))}" for i, p in enumerate(ps))

    QA = ["Can we bill {p1} with {p2} on the same day for {pay}?", "What modifier do we need for {p1} when {amb}?", "Is {x1} a valid primary diagnosis for {p1}?", "{pay} denied {p1} with {d}, {dr}. What should we check first?", "How do I code {x1} when {amb}?", "Does {x1} risk adjust, and in which HCC?", "Difference between {k1} and {k2}?", "patient has {x1} and {x2}, which goes first?", "how many units of {p1} can be billed per day {pay}", "Is documentation of {f1} enough for {x1}?", "What is the global period of {p1}, and does {p2} fall within it?", "Which DRG would {x1} with {x2} as MCC land in?", "need the LCD rule for {p1} in short", "Do we query the doctor if {amb} and the chart has {x1}?", "{set} claim, place of service for {p1}?"]
    def qa(c=None):
        c = c or case(2); p = c["p"] + R.sample(PROC, 2); d = ch(DENY); x = c["c"] + [ch(COND)]
        s = ch(QA)
        for a, b in (("{p1}", p[0][0]), ("{p2}", p[1][0]), ("{pay}", c["pay"]), ("{amb}", ch(AMB)), ("{x1}", x[0][0]), ("{x2}", x[1][0]), ("{k1}", x[0][1]), ("{k2}", x[1][1]), ("{f1}", x[0][3]), ("{dr}", d[1]), ("{d}", d[0]), ("{set}", c["set"])): s = s.replace(a, b)
        if rnd() < .3: s = s.lower().rstrip("?")
        if rnd() < .2: s = ch(["Hi, ", "Quick one: ", "thanks. ", "Another question. ", "Pls help, ", "For the audit: "]) + s
        return s, c
    FOLLOW = ["and with modifier {m}?", "are you sure? the payer says no", "What if it is {set}?", "Where is that written?", "ok and for {pay}?", "Give me it in one sentence for the doctor.", "Please make the wording more formal.", "what about {x}?", "Shorter please.", "Does that change for a patient of {n} years?", "And the documentation needed?", "Can you write the query to the provider?"]
    def follow(): return ch(FOLLOW).replace("{m}", ch(MODS)).replace("{set}", ch(SETTING)).replace("{pay}", ch(PAYER)).replace("{x}", ch(COND)[0]).replace("{n}", str(ri(2, 90)))
    def reply_qa(c): return ch(["Yes, ", "No, ", "It depends. ", "In general ", "For this payer "]) + " ".join(rat(x) + "." for x in c["c"]) + " " + seqs(ri(1, 4))
    def appeal_ask(c):
        d = ch(DENY); p = (c["p"] or [ch(PROC)])[0]
        return ch(["Draft an appeal to {pay}: claim {id} for {p} ({pc}) was denied {d}, {dr}. Patient facts: {n}", "Write a level {l} appeal letter. Payer {pay}. Denial {d} ({dr}). Service {pc} {p}. Chart: {n}", "{pay} / claim {id} / {pc} / {d}. Please write the reconsideration request. Use this from the chart: {n}"]).replace("{pay}", c["pay"]).replace("{id}", str(ri(10**8, 10**9))).replace("{pc}", p[1]).replace("{p}", p[0]).replace("{dr}", d[1]).replace("{d}", d[0]).replace("{l}", str(ri(1, 2))).replace("{n}", note(c, ch([1, 2, 2])))
    def reply_appeal(c): return f"To the appeals department of {c['pay']}:\n\nWe ask for reconsideration. " + " ".join(rat(x) + "." for x in c["c"]) + f" The {c['age']} year old patient had {', '.join(x[3] for x in c['c'])}. " + " ".join(fill(x) + "." for x in R.sample(PLAN, 3)) + " " + seqs(3) + "\n\nSincerely,\nBilling office"
    def wrap_office(t):
        return ch(["{t}", "{t}", "{t}\n\nKeep it fit for a medical office.", "For our practice newsletter: {t}", "(not coding) {t}"]).replace("{t}", t)

    # system prompts by a grammar: one a customer
    S1 = ["You are a certified coder at {f}.", "You code {sp} encounters for {f}.", "Role: senior {sp} coder.", "You assist the billing team of {f}.", "Act as the coding engine behind {f}.", "You review charts for {f} ({sp}).", "System: {f} autocoder.", ""]
    S2 = ["Assign ICD-10-CM and CPT codes to the note.", "Return every reportable diagnosis and procedure.", "Extract codes that the documentation supports.", "Give codes for the encounter below.", "Find the HCC relevant diagnoses.", "Check the claim lines against NCCI edits.", "Level the E/M service by the 2023 rules.", "Suggest codes; a person decides."]
    S3 = ["Answer in JSON with keys icd10, cpt, mdm, confidence.", "One code per line.", "Output a table.", "Answer briefly.", "Give a short rationale for each code for our audit file.", "No explanations.", "Explain each code in one sentence.", "If unsure, say QUERY.", "Reply in plain text."]
    S4 = ["Never code from 'rule out'.", "Ignore copied forward text.", "Our payers are mostly {pay}.", "Use FY2026 codes.", "Prefer the most specific code.", "Do not invent documentation.", "Mark anything that needs a modifier.", "Protected data is masked.", "Follow Coding Clinic.", ""]
    def sysprompt(f, sp): return " ".join(s.replace("{f}", f).replace("{sp}", sp).replace("{pay}", ch(PAYER)) for s in (ch(S1), ch(S2), ch(S3), *R.sample(S4, ri(1, 3))) if s)
    TOOLS = {n: {"type": "function", "function": {"name": n, "description": n.replace("_", " "), "parameters": {"type": "object", "properties": {"q": {"type": "string"}}}}} for n in
             "lookup_icd10 lookup_cpt check_ncci get_lcd get_fee_schedule search_policy get_patient_claims submit_claim get_eligibility write_note open_ticket validate_modifier fetch_chart group_drg hcc_map search_coding_clinic run_scrubber post_adjustment list_denials".split()}

    # ---------------------------------------------------------------- customers, keys
    UAS = [("OpenAI/Python 1.{}.0", 40), ("OpenAI/Python 2.{}.0", 18), ("OpenAI/JS 4.{}.1", 12), ("OpenAI/JS 5.{}.0", 8), ("axios/1.7.{}", 6), ("python-requests/2.32.{}", 6), ("okhttp/4.12.{}", 4), ("Go-http-client/1.1", 4), ("n8n", 2), ("python-httpx/0.27.{}", 5), ("Java/21.0.{}", 3), ("Mozilla/5.0 (Windows NT 10.0; Win64; x64) OpenWebUI", 5), (None, 6)]
    def new_ua():
        u = wch(UAS)
        if not u: return None
        return u.replace("{}", str(ri(1, 6) if "1.7" in u or "2.32" in u or "4.12" in u or "0.27" in u or "21.0" in u else ri(10, 99)))
    W1 = "Blue,Cedar,North,Summit,River,Apex,Harbor,Clear,Prime,Valley,Lake,Stone,Pine,True,Bright,Union,Grand,West,Iron,Oak,Silver,Metro,Coast,Golden,Red,Key,First,Nova,Delta,Sun".split(",")
    W2 = "stone,view,field,bridge,point,crest,gate,wood,path,line,well,spring,ridge,port,mark,haven,dale,brook".split(",")
    CLOUD = [f"{a}.{b}" for a, b in ((3, 91), (18, 220), (34, 199), (52, 14), (20, 42), (35, 188), (44, 201), (54, 85))]
    def cloud_ip(): return f"{ch(CLOUD)}.{ri(0,255)}.{ri(1,254)}"
    def res_ip(): return f"{ch([24, 47, 66, 67, 68, 71, 73, 75, 76, 96, 98, 99, 107, 108, 172, 174])}.{ri(32,250)}.{ri(0,255)}.{ri(1,254)}"
    names = set()
    def firm(kind):
        while True:
            n = ch(W1) + ch(W2) + " " + {"rcm": ch(["Billing", "RCM", "Revenue Partners"]), "clinic": ch(["Clinic", "Family Care", "Orthopedics", "Medical Group"]), "hosp": ch(["Hospital", "Health System"]), "ehr": ch(["EHR", "Charting", "Practice Cloud"]), "payer": ch(["Health Plan", "Audit Services"]), "law": ch(["Patient Advocates", "Law"]), "start": ch(["AI", "Labs", "Health Tech", "Data"]), "trial": ch(["Consulting", "Coding", "LLC", "Health", "Solutions", "Medical"])}[kind]
            if n not in names: names.add(n); return n
    class O: pass
    TEAMS, KEYS, REDACT = [], [], set()
    def team(kind, size_hint=2, plan=None, created=None):
        t = O(); t.kind = kind; t.name = firm(kind); t.id = "team_" + uid() if False else uid(); t.i = len(TEAMS)
        t.plan = plan or {"rcm": ch(["growth", "scale"]), "clinic": "starter", "hosp": "enterprise", "ehr": "platform", "payer": "enterprise", "law": "starter", "start": ch(["starter", "growth"]), "trial": "trial"}[kind]
        t.created = created if created else T0 - DAY * (ri(5, 900) if rnd() < .9 else ri(-15, 5))
        t.dom = re.sub(r"[^a-z]", "", t.name.lower()) + ch([".com", ".com", ".health", ".net", ".org", ".io"])
        t.pay = "pm_" + hx("pay", t.id, n=16) if t.plan != "trial" or rnd() < .3 else None
        t.country = wch([("US", 92), ("IN", 3), ("PH", 3), ("CA", 2)]); t.tz = wch([(-4, 48), (-5, 30), (-6, 6), (-7, 16)])
        t.sp = ch(SPEC); t.sys = sysprompt(t.name, t.sp); t.style = ch(range(6)); t.fmt = "json" if "JSON" in t.sys else "text"
        t.net = [f"{ri(12,199)}.{ri(1,250)}.{ri(0,255)}"]; t.cloud = cloud_ip(); t.ua = new_ua(); t.org = None; t.declared = True
        t.temp = wch([(None, 30), (0, 28), (0.0, 4), (0.1, 9), (0.2, 14), (0.3, 6), (0.7, 6), (1, 3)]); t.maxt = wch([(None, 38), (512, 9), (800, 5), (1000, 9), (1024, 13), (1500, 5), (2000, 8), (2048, 6), (4096, 7)])
        t.tools = R.sample(list(TOOLS), ri(2, 6)); t.verified = rnd() < (.95 if t.plan not in ("trial", "starter") else .5)
        t.legal = t.name + ch([" Inc", " LLC", " LLC", " PC", ""]); t.email = None
        if rnd() < .07: REDACT.add(t.id)
        TEAMS.append(t); return t
    def key(t, role, pop, alias=None, created=None):
        k = O(); k.t = t; k.role = role; k.pop = pop; k.camp = None; k.n = len(KEYS); k.hash = hx("key", k.n, t.id)
        k.alias = alias or ch(["prod", "staging", "svc", "etl", "dev", "ops", "coder", "appeals", "notebook"]) + "-" + ch(["main", "east", str(ri(1, 40)), ch(W2), ch(["amy", "raj", "luis", "kim", "omar", "beth", "dan", "mei", "tess", "ivan"])])
        k.user = uid() if role == "person" or rnd() < .4 else None
        k.created = created or max(t.created, T0 - DAY * ri(1, 400)); k.ip = None
        k.ips = ([f"{t.net[0]}.{ri(2,250)}"] + ([res_ip()] if rnd() < .45 else [])) if role == "person" else [t.cloud if rnd() < .7 else cloud_ip()]
        k.ua = new_ua() if role == "person" or rnd() < .25 else t.ua; k.temp, k.maxt = t.temp, t.maxt
        if role == "person" and rnd() < .5: k.temp, k.maxt = None, None
        k.rate = 0; k.mix = None; k.sys = t.sys; k.style = t.style; k.vote = 1; k.eu = None; k.tags = ([] if rnd() < .7 else [ch(["prod", "billing", "phase2", "team-" + ch(W2), "batch", "poc"])]); k.hours = None; k.stream = role == "person" and rnd() < .5
        k.fail = ch([.003, .005, .01, .02]); k.new = rnd() < .45; k.reason = None
        KEYS.append(k); return k
    EV = []  # (t, n, key, task, item, sess, extra)
    def ev(t, k, task, item=None, sess=None, camp=None, **x):
        if T0 <= t < END: EV.append((t, len(EV), k, task, item, sess, camp, x))
    def local(t, day, k_hours):
        """moment of a working day in local time"""
        lo, hi = k_hours; h = R.betavariate(2.2, 2.0) * (hi - lo) + lo
        return T0 + day * DAY + (h - t.tz) * 3600 + rnd() * 600
    def wk(day): return datetime.fromtimestamp(T0 + day * DAY, timezone.utc).weekday()

    MIXP = {"rcm": [("code", 30), ("qa", 25), ("appeal", 20), ("scrub", 10), ("office", 9), ("calc", 2)], "clinic": [("code", 40), ("qa", 30), ("appeal", 12), ("office", 14), ("summ", 3)], "hosp": [("code", 35), ("qa", 25), ("hcc", 12), ("appeal", 12), ("office", 8), ("summ", 4)], "payer": [("hcc", 30), ("qa", 25), ("audit", 30), ("office", 8)], "law": [("appeal", 60), ("qa", 25), ("office", 15)], "start": [("code", 35), ("tool", 25), ("qa", 20), ("grade", 6), ("office", 8)], "ehr": [("code", 60), ("qa", 30), ("office", 8)], "trial": [("code", 40), ("qa", 40), ("office", 15), ("appeal", 5)]}
    MIXS = {"rcm": [("code", 45), ("scrub", 35), ("tool", 8), ("appeal", 8), ("classify", 4)], "clinic": [("code", 80), ("summ", 10), ("classify", 10)], "hosp": [("code", 50), ("hcc", 30), ("scrub", 10), ("summ", 10)], "payer": [("audit", 55), ("hcc", 40), ("grade", 5)], "law": [("appeal", 100)], "start": [("code", 50), ("tool", 40), ("grade", 10)], "ehr": [("code", 70), ("qa", 20), ("scrub", 10)], "trial": [("code", 100)]}
    RT = {"person": lambda: R.lognormvariate(1.25, .85), "svc": lambda: R.lognormvariate(2.3, .9)}
    def ordinary(k, d0=0, d1=None, scale=1.0):
        d1 = A.days if d1 is None else d1
        t = k.t; mix = k.mix or (MIXP if k.role == "person" else MIXS)[t.kind]
        rate = k.rate or RT[k.role]() * scale; rate = min(rate, 110)
        start = max(d0, int(math.ceil((k.created - T0) / DAY))) if k.created > T0 else d0
        hrs = k.hours or ((7.5, 18.5) if k.role == "person" else (ch([0, 2, 6]), ch([20, 24])))
        nightly = k.role == "svc" and rnd() < .3; nh = ri(0, 7)
        quiet = set(R.sample(range(A.days), min(A.days, ri(0, 6)))) if k.role == "person" else set()
        for day in range(start, d1):
            if day in quiet: continue
            f = (.12 if k.role == "person" else .45) if wk(day) > 4 else 1.0
            n = int(rate * f * R.gammavariate(3, 1 / 3) + rnd())
            while n > 0:
                task = wch(mix); ts = T0 + day * DAY + (nh - t.tz) * 3600 + R.expovariate(1 / 1500) if nightly else local(t, day, hrs)
                turns = 1
                if k.role == "person" and task in ("qa", "office", "appeal", "code", "hcc"): turns = wch([(1, 50), (2, 22), (3, 14), (4, 8), (6, 6)])
                if task == "tool": turns = ri(2, 5)
                sess = {"m": [], "id": uid(), "sys": None, "c": None} if turns > 1 else None
                eu = None
                if k.eu: eu = ch(k.eu)
                for i in range(turns):
                    for v in range(k.vote if i == 0 else 1): ev(ts + v * .4, k, task if i == 0 or task == "tool" else "follow", None if k.vote == 1 else ("vote", ts), sess, None, **({"eu": eu} if eu else {}))
                    ts += R.lognormvariate(3.9, .8) if task != "tool" else R.lognormvariate(1.5, .5); n -= 1

    B, ATT = A.benign, (0 if A.scenario == "none" else A.attack)
    sm = A.scenario == "small"
    def grp(n): return max(1, round(n * B / 900)) if not sm else 0
    # innocents who act together
    def students():
        t = team("trial", plan="education"); t.name += " Coding School"; book = [(f"Exercise {i+1}. " + note(case(), ch([0, 2, 4])) + ch(["\nAssign the codes and explain your choice.", "\nWhat is coded first, and why?", "\nCode this case."])) for i in range(60)]
        for i in range(grp(24)):
            k = key(t, "person", "class_one_team", alias=f"student-{i+1:02d}", created=T0 - DAY * ri(8, 20)); k.ips = [f"{t.net[0]}.{ri(2,60)}"] if rnd() < .5 else [res_ip()]; k.sys = None
            for w in range(A.days // 7):
                sheet = book[w * 18:(w + 1) * 18]
                for q in R.sample(sheet, ri(8, min(16, len(sheet)))):
                    ts = T0 + (w * 7 + wch([(1, 1), (2, 1), (3, 3), (4, 5)])) * DAY + (ri(17, 23) - t.tz) * 3600 + rnd() * 3600
                    s = {"m": [], "id": uid(), "sys": None, "c": None}; ev(ts, k, "text", q, s)
                    if rnd() < .4: ev(ts + R.lognormvariate(4.2, .7), k, "follow", None, s)
    def class_trial():
        book = [ch(["Q: ", "Workbook: ", ""]) + note(case(), ch([1, 2, 0])) + ch([" Explain step by step how to code it.", " Which codes, and why?", " Give me the reasoning like in the exam."]) for _ in range(40)]; d = 5
        for i in range(grp(18)):
            t = team("trial", created=T0 + DAY * d + (ri(14, 26)) * 3600); t.dom = ch(["gmail.com", "gmail.com", "outlook.com", "stateu.edu", "stateu.edu", "stateu.edu"]); t.pay = None; k = key(t, "person", "class_trials", created=t.created); k.sys = None
            k.ips = [res_ip()] + ([f"129.186.{ri(10,14)}.{ri(2,250)}"] if rnd() < .7 else [])
            for q in R.sample(book, ri(14, 32)):
                s = {"m": [], "id": uid(), "sys": None, "c": None}; ts = T0 + (d + R.betavariate(1.5, 1.5) * 10) * DAY + rnd() * 3600; ts = max(ts, t.created + 600)
                ev(ts, k, "text", q, s)
                if rnd() < .45: ev(ts + R.lognormvariate(4.2, .7), k, "follow", None, s)
    def evalfirm():
        tests = [note(case(hard=rnd() < .5), ch([0, 4, 3])) for _ in range(120)]
        hosts = [team("hosp") for _ in range(5)]
        ua = "OpenAI/Python 1.68.0"; ip = cloud_ip()
        for i, t in enumerate(hosts):
            k = key(t, "svc", "evaluation", alias="vendor-eval"); k.ips = [ip]; k.ua = ua; k.temp = 0; k.maxt = 2000; d0 = 2 + 3 * i + rnd()
            for rep in range(3):
                for j, q in enumerate(tests): ev(T0 + (d0 + rep * .6) * DAY + j * 14 + rnd() * 6, k, "text", "Code this record. Give ICD-10-CM, CPT and your reasons.\n" + q, None)
            for _ in range(3): ordinary(key(t, "person", "hospital"))
    def fy_update():
        rows = [f"FY2026 {x[1]} {x[0]} -> FY2027? State whether the code is kept, revised or replaced, and what to watch." for x in COND] + [f"Does the FY2027 addenda change how {x[0]} is sequenced with {y[0]}?" for x, y in zip(COND, COND[7:])]
        for i in range(grp(26)):
            t = ch([t for t in TEAMS if t.kind in ("rcm", "hosp", "clinic")]); k = key(t, "svc", "fy_update", alias=f"fy27-{i}")
            ordinary(k, scale=.5); d = wch([(14, 2), (15, 3), (16, 6), (17, 5), (18, 2)]) + rnd()
            pre = ch(["", t.name + " code update check. ", "Annual update. ", "As of Oct 1: "])
            for q in R.sample(rows, ri(25, 90)): ev(T0 + d * DAY + rnd() * 9 * 3600, k, "text", pre + q, None)
    def plugin():
        sp = "You are ChartAssist, an open source coding helper. Return ICD-10-CM and CPT codes with one line of reasoning each. Do not guess."
        for i in range(grp(26)):
            t = team("clinic"); k = key(t, "svc", "plugin"); k.sys = sp; k.ua = "ChartAssist/0.9." + str(ri(2, 4)); k.temp = .2; k.maxt = 1200; k.mix = [("code", 100)]; k.hours = (8, 18); k.ips = [f"{t.net[0]}.{ri(2,250)}"]; k.tags = ["chartassist"]; ordinary(k, scale=.8)
    def bpo():
        ips = [f"103.{ri(20,90)}.{ri(0,250)}.{i}" for i in range(2, 12)]
        for i in range(grp(20)):
            t = ch([t for t in TEAMS if t.kind in ("rcm", "hosp")]); k = key(t, "person", "bpo", alias=f"offshore-{i}"); k.ips = R.sample(ips, 3); k.hours = (21, 30); k.rate = 10 + 12 * rnd(); k.mix = [("code", 70), ("scrub", 20), ("qa", 10)]; ordinary(k)
    def hackathon():
        d = 11; th = ["denial triage", "prior auth drafting", "patient friendly bills", "E/M leveling", "HCC gaps"]
        for i in range(grp(14)):
            t = team("trial", created=T0 + DAY * (d - 1) + ri(10, 30) * 3600); t.dom = ch(["gmail.com", "hackmed.org", "outlook.com"]); t.pay = None; k = key(t, "person", "hackathon", created=t.created); k.ips = [f"198.51.{ri(100,101)}.{ri(2,250)}", res_ip()]; k.maxt = ch([None, 1024]); x = ch(th)
            k.sys = ch([f"You power an app for {x}.", None, f"{x} assistant. Answer in JSON."])
            for _ in range(ri(40, 150)): ev(T0 + (d + .55 + 2 * R.betavariate(1.2, 1.2)) * DAY, k, wch([("code", 4), ("appeal", 3), ("qa", 3), ("tool", 2)]), None, {"m": [], "id": uid(), "sys": None, "c": None})
    def licensed():
        t = team("payer", plan="research"); t.name = "Prairie University Health NLP"; t.lic = True
        for i in range(5):
            k = key(t, "svc", "licensed", alias=f"nlp-{i}"); k.temp = .8; k.maxt = 2048; k.reason = "medium"
            for day in range(1, A.days):
                for _ in range(ri(20, 70)): ev(T0 + day * DAY + rnd() * DAY, k, "text", note(case(), ch([0, 2, 4])) + "\n\nThink it through step by step, then give the codes with a full rationale.", None)
    def voter():
        t = team("rcm")
        for i in range(3):
            k = key(t, "svc", "voter"); k.vote = 3; k.temp = .7; k.rate = 25; k.mix = [("code", 70), ("hcc", 30)]; ordinary(k)
    def reseller(n_users, declared=True):
        t = team("ehr"); t.reseller = True; t.declared = declared
        ks = [key(t, "svc", "reseller", alias=a) for a in R.sample(["prod-api", "web", "mobile", "batch"], ri(1, 2))]
        us = [f"{ch(W2)}-{ri(100,999)}:{hx('eu', t.id, i, n=8)}" for i in range(n_users)]
        w = [R.paretovariate(1.2) for _ in us]; pool = [u for u, x in zip(us, w) for _ in range(min(20, max(1, int(x))))]
        for k in ks: k.eu = pool; k.rate = min(100, n_users * .55); k.hours = (6, 20); k.ips = [t.cloud]; ordinary(k)
        t.ks = ks; t.us = us; return t
    if not sm:
        for _ in range(4): students() if _ == 0 else None
        class_trial(); evalfirm(); plugin(); hackathon(); licensed(); voter()
        RES = [reseller(n, i != 3) for i, n in enumerate([160, 110, 70, 45, 30, 25])]
    else:
        RES = [reseller(40)]
        w = ch(["students", "plugin", "none"])
    while len(KEYS) < B - (0 if sm else grp(26) + grp(20)):
        kd = wch([("rcm", 26), ("clinic", 34), ("hosp", 12), ("payer", 5), ("law", 7), ("start", 6), ("trial", 10)])
        t = team(kd, created=(T0 + DAY * (rnd() * 26 - 8)) if kd == "trial" else None)
        n = {"rcm": ri(2, 9), "clinic": ri(1, 2), "hosp": ri(3, 12), "payer": ri(2, 5), "law": ri(1, 2), "start": ri(1, 4), "trial": 1}[kd]
        for i in range(n):
            if len(KEYS) >= B: break
            role = "person" if rnd() < (.6 if kd != "start" else .4) else "svc"
            k = key(t, role, {"rcm": "billing", "hosp": "hospital", "start": "startup"}.get(kd, kd))
            d0, d1 = 0, A.days
            if rnd() < .08: d1 = ri(3, A.days)
            if kd == "trial": d1 = min(A.days, int((t.created - T0) / DAY) + ri(1, 14))
            if d1 > 0: ordinary(k, d0, d1)
    if not sm: fy_update(); bpo()
    # monitors and health checks of the firm itself
    t = team("start", plan="internal"); t.name = "codamed internal"; mon = key(t, "svc", "internal", alias="synthetic-monitor"); mon.ips = ["10.20.4.17"]; mon.sys = None
    CAN = [note(case(), 0) for _ in range(6)]
    for i in range(int(A.days * 96)): ev(T0 + i * 900 + rnd() * 5, mon, "text", CAN[i % 6], None)
    hc = key(t, "svc", "internal", alias="litellm-internal-health-check"); hc.hash = "litellm-internal-health-check"; hc.ips = [None]; hc.ua = None; hc.sys = None
    for i in range(int(A.days * 24)):
        for j in range(3): ev(T0 + i * 3600 + j * .2, hc, "text", "test from litellm", None)

    # ---------------------------------------------------------------- campaigns
    CAMPS = {}
    def camp(kind, plan): CAMPS[kind] = {"kind": kind, "members": {}, "plan": plan}; return kind
    def member(k, c): k.camp = c; k.pop = "campaign"
    def cover(k, rate, d0, d1): k.rate = rate; k.mix = MIXP["clinic"]; ordinary(k, d0, d1); k.rate = 0
    def queue(n, f): return [f() for _ in range(n)]
    def spread(k, c, items, d0, d1, task="text", clock=None, gap=0, **x):
        """work off items between d0 and d1; clock(day) gives the moment"""
        for it in items:
            for _ in range(40):
                ts = clock() if clock else T0 + (d0 + (d1 - d0) * rnd()) * DAY
                if T0 + d0 * DAY <= ts < T0 + d1 * DAY: break
            ev(ts, k, task, it, None, c, **x)
    SHELL = ["{n}\n\nWalk through the documentation line by line, state which guideline applies, weigh the alternatives, and only then list codes.", "Here is an encounter.\n{n}\nReason about every candidate code, say why the rejected ones are rejected, then answer.", "{n}\nShow your full chain of reasoning before the codes."]
    def rival(n):
        c = camp("rival_startup", {"days": [3, 17]}); a = [f"{ri(40,190)}.{ri(1,250)}.{ri(0,255)}" for _ in range(2)]; ts_ = []
        for i in range(n):
            if i % 2 == 0: ts_.append(team("start", created=T0 - DAY * (ri(1, 12)))); ts_[-1].pay = ts_[0].pay if i == 2 else ts_[-1].pay
            k = key(ts_[-1], "svc", "x", created=ts_[-1].created); member(k, c); k.ips = [f"{ch(a)}.{ri(2,250)}" for _ in range(2)]; k.sys = None; k.temp = .7; k.maxt = 3000; k.ua = "OpenAI/Python 1.82.0"
            cover(k, 2, 0, A.days); it = queue(int(55 * 14 * R.uniform(.85, 1.15)), lambda: ch(SHELL).replace("{n}", note(case(), ch([0, 2]))))
            spread(k, c, it, 3 + rnd() * .6, 17 + rnd())
    def trials(n):
        c = camp("trial_signups", {"days": [4, 18]}); doms = [ch(W1).lower() + ch(W2) + ch([".io", ".co", ".xyz"]) for _ in range(9)]; cards = ["pm_" + hx("vc", i, n=16) for i in range(6)]; dc = [f"{ri(80,195)}.{ri(1,250)}.{ri(0,255)}" for _ in range(3)]
        ask = ["{p} for a {age} year old {sex} in the {set} setting, {x} with {y}: which codes, which order, and why?", "Explain how a coder should handle {x} when {y} is present ({set}, payer {pay}).", "Write a realistic {sp} note for {x} and {y}, then code it and explain.", "List the documentation that {p} needs when the patient has {x}. Then give a worked example for {set}.", "Make a hard exam question about {x} and {p}, with the answer and the explanation."]
        def item():
            q = case(2); return ch(ask).replace("{p}", ch(PROC)[0]).replace("{age}", str(q["age"])).replace("{sex}", q["sex"]).replace("{set}", q["set"]).replace("{x}", q["c"][0][0]).replace("{y}", q["c"][1][0]).replace("{pay}", q["pay"]).replace("{sp}", q["sp"])
        for i in range(n):
            d0 = 3 + 6 * rnd(); t = team("trial", created=T0 + DAY * d0); t.dom = ch(doms); t.pay = ch(cards) if rnd() < .5 else None; k = key(t, "person", "x", created=t.created); member(k, c); k.sys = None; k.ips = [f"{ch(dc)}.{ri(2,250)}" if rnd() < .3 else res_ip()] + ([res_ip()] if rnd() < .5 else []); k.ua = ch(["python-httpx/0.27.2", "OpenAI/Python 1.82.0", "OpenAI/JS 4.77.1", "Mozilla/5.0 (Windows NT 10.0; Win64; x64) OpenWebUI"]); k.temp = ch([None, .7, 1]); k.maxt = ch([None, 2048]); k.stream = rnd() < .5
            dur = ri(7, 12); cover(k, .8, math.ceil(d0), min(A.days, int(d0 + dur))); spread(k, c, queue(ri(12, 26) * dur, item), d0 + .05, d0 + dur)
    def excust(n):
        c = camp("ex_customer", {"days": [6, 20]}); old = team("rcm", created=T0 - DAY * 600); shadow = [team("clinic", created=T0 - DAY * 9), team("trial", created=T0 + DAY * 4)]
        for i in range(n):
            t = old if i < n - 2 else shadow[(i - n + 2) % 2]; k = key(t, "svc", "x", created=t.created); member(k, c); k.sys = old.sys; k.ua = old.ua; k.temp = old.temp; k.maxt = 2500; k.ips = [old.cloud if t is old else cloud_ip()]
            if t is old: k.rate = 9; k.mix = MIXS["rcm"]; ordinary(k); k.rate = 0
            d0 = 6 if t is old else 8
            it = queue(int(48 * (20 - d0) * R.uniform(.8, 1.2)), lambda: note(case(), old.style) + "\n\nRATIONALE: for each code, quote the words of the note and name the rule. Also list codes considered and dropped.")
            hrs = ri(1, 5); spread(k, c, it, d0, 20, clock=lambda: T0 + ri(d0, 19) * DAY + (hrs + R.betavariate(2, 3) * 6 - old.tz) * 3600)
    def contractor(n):
        c = camp("contractor", {"days": [1, 20]}); hosts = [team("hosp"), team("rcm"), team("clinic")]; ip = res_ip(); ua = "python-requests/2.31.0"
        for i in range(n):
            t = hosts[i % 3]; k = key(t, "person", "x"); member(k, c); d1 = A.days
            k.rate = 5; k.mix = MIXP["hosp"]; ordinary(k); k.rate = 0
            it = queue(int(24 * 19 * R.uniform(.7, 1.3)), lambda: ch(["Explain in detail: ", "Detailed reasoning please. ", "Teach me the logic: ", "", "For training material: "]) + (qa()[0] if rnd() < .35 else note(case(), ch([1, 2])) + ch([" Which codes and why, all steps?", " Derive the codes stepwise.", " Code it, and justify each against the guidelines."])))
            spread(k, c, it, 1, 20, clock=lambda: T0 + ri(1, 19) * DAY + (20.5 + R.betavariate(1.5, 2) * 6 + 4) * 3600, ip=ip, ua=ua, nosys=1)
    def inreseller(n):
        c = camp("in_reseller", {"days": [2, 19]}); t = RES[0]; k = t.ks[0]; CAMPS[c]["eu_key"] = k
        for i in range(n):
            u = f"{ch(W2)}-{ri(100,999)}:{hx('eux', i, n=8)}"
            for it in queue(ri(130, 260), lambda: note(case(), ch([1, 2, 4])) + ch(["\nGive the codes. Justify each code and each one you left out.", "\nFull explanation of the coding decision, please.", "\nCodes with detailed reasoning and guideline section."])):
                ev(T0 + (2 + ri(0, 16)) * DAY + (6 + 16 * rnd() + 4) * 3600, k, "text", it, None, c, eu=u, usys=1)
            for _ in range(ri(15, 50)): ev(local(t, ri(2, 18), (7, 19)), k, wch(MIXP["ehr"]), None, None, None, eu=u)
    def hardest(n):
        c = camp("hardest_repeated", {"days": [5, 19]}); items = queue(90 * n, lambda: ch(["Resolve this dispute between two coders. ", "Board level case. ", "", "An auditor rejected our coding. "]) + note(case(hard=True), ch([0, 2, 4])) + ch([" Decide the principal diagnosis, the DRG, all modifiers.", " Which codes survive an audit?", " What is the correct claim, line by line?"]))
        ks = []
        for i in range(n):
            t = team(ch(["start", "rcm", "clinic"]), created=T0 - DAY * ri(3, 120)); k = key(t, "svc", "x", created=t.created); member(k, c); k.sys = None; k.temp = ch([.8, .9, 1]); k.reason = "high"; k.ips = [cloud_ip(), cloud_ip()]; cover(k, 3, 0, A.days); ks.append(k)
        for it in items:
            t0 = 5 + 13 * rnd(); 
            for r in range(4): ev(T0 + (t0 + r * .12 * rnd() * 3) * DAY, ch(ks), "text", it, None, c)
    def grader(n):
        c = camp("grader", {"days": [4, 19]})
        rub = ["Score from 1 to 10 for accuracy, completeness, sequencing. Return only JSON with a reason.", "Which of the two coders is better? Explain in three sentences, then the verdict A or B.", "Grade the coding below against the chart. Give points for each code, then a total of 100."]
        for i in range(n):
            t = team(ch(["start", "clinic", "trial"]), created=T0 - DAY * ri(1, 40)); k = key(t, "svc", "x", created=t.created); member(k, c); k.sys = ch([None, "You are a strict coding auditor.", "You compare coding results."]); k.temp = ch([0, 0, .2]); k.maxt = ch([300, 400, 512]); k.ips = [cloud_ip()] if rnd() < .6 else [res_ip()]; cover(k, 2, 0, A.days)
            def it():
                q = case(); return ch(rub) + "\nCHART\n" + note(q, ch([0, 1, 2])) + "\nA\n" + ", ".join(x[1] for x in q["c"]) + "\nB\n" + ", ".join(x[1] for x in R.sample(q["c"] + [ch(COND)], len(q["c"])))
            spread(k, c, queue(int(36 * 15 * R.uniform(.7, 1.3)), it), 4, 19)
    def agent(n):
        c = camp("agent_traces", {"days": [7, 20]})
        for i in range(n):
            t = team(ch(["start", "rcm"]), created=T0 - DAY * ri(2, 60)); k = key(t, "svc", "x", created=t.created); member(k, c); k.temp = ch([.6, .7, 1]); k.ips = [cloud_ip()]; cover(k, 2, 0, A.days); k.sys = None
            for _ in range(int(11 * 13 * R.uniform(.8, 1.2))):
                ts = T0 + (7 + 13 * rnd()) * DAY; s = {"m": [], "id": uid(), "sys": None, "c": None}; tl = R.sample(list(TOOLS), ri(3, 6))
                for j in range(ri(3, 6)): ev(ts, k, "tool", None, s, c, tools=tl); ts += R.lognormvariate(1.6, .5)
    def slow(n):
        c = camp("slow_dispersed", {"days": [1, 20]}); card = ["pm_" + hx("slow", i, n=16) for i in range(max(1, n // 3))]
        for i in range(n):
            t = team(ch(["clinic", "rcm", "law", "trial"]), created=T0 - DAY * ri(1, 150)); t.pay = ch(card) if rnd() < .45 else t.pay; k = key(t, "person", "x", created=t.created); member(k, c); k.ips = [res_ip(), res_ip()]; cover(k, 7, 0, A.days); own = ch([None, t.sys])
            k.sys = own; end = ["why these codes?", "Please explain the choice of each code.", "And your reasoning?", "Say what rule decides.", "Explain like to a new coder.", "Give codes plus rationale."]; mine = R.sample(end, 3)
            it = queue(int(8 * 18 * R.uniform(.6, 1.4)), lambda: note(case(), t.style) + " " + ch(mine)); spread(k, c, it, 1, 20, clock=lambda: local(t, ri(1, 19), (7, 21)))
    if ATT and not sm:
        f = ATT / 110
        for fn, n in ((rival, 5), (trials, 40), (excust, 6), (contractor, 6), (inreseller, 14), (hardest, 8), (grader, 7), (agent, 6), (slow, 18)): fn(max(3, round(n * f)))
    elif sm:
        fn = [trials, rival, hardest, contractor, grader, excust][A.seed % 6]; fn({rival: ri(3, 6), hardest: ri(5, 9), contractor: ri(4, 6), grader: ri(5, 9), excust: ri(4, 6), trials: ri(8, 12)}[fn])

    # ---------------------------------------------------------------- render
    EV.sort(key=lambda e: (e[0], e[1])); os.makedirs(A.out, exist_ok=True)
    DEPL = [hx("dep", i, n=64) for i in range(4)]; BASES = ["http://vllm-a.codamed.internal:8000/v1", "http://vllm-b.codamed.internal:8000/v1", "https://codamed-eus2.infer.example/v1", "http://vllm-c.codamed.internal:8000/v1"]
    NEWM = T0 + 10.5 * DAY
    def render_item(k, task, item, sess, x):
        """-> user text, reply, reasoning, tool_calls"""
        if task == "text":
            c = case(3, hard=k.reason == "high"); long = ("why" in item or "eason" in item or "ationale" in item or "xplain" in item or "ustify" in item or "stepwise" in item)
            if x.get("fmt") == "grade" or item.startswith(("Score", "Which of the two", "Grade")): return item, json.dumps({"accuracy": ri(2, 10), "completeness": ri(2, 10), "sequencing": ri(2, 10), "reason": rat(c["c"][0])}), c
            return item, reply_codes(c, "text", long), c
        if task == "code":
            c = case(); q = note(c, k.style if rnd() < .8 else ri(0, 5)); return (ch(["", "", "", "Code this: ", "Encounter:\n", "please code\n"]) if k.role == "person" else "") + q, reply_codes(c, k.t.fmt), c
        if task == "hcc": c = case(3); return ch(["Which HCCs are supported? ", "Risk adjustment review. ", "Find unsupported HCCs. "]) + note(c, k.style), reply_codes(c, k.t.fmt), c
        if task == "audit": c = case(3); return ch(["Billed: ", "Claim codes "]) + ", ".join(y[1] for y in c["c"]) + " / " + ", ".join(p[1] for p in c["p"]) + ch(["\nDoes the record support them?\n", "\nVerify against the chart:\n"]) + note(c, k.style), reply_codes(c, k.t.fmt, rnd() < .4), c
        if task == "appeal": c = case(); return appeal_ask(c), reply_appeal(c), c
        if task == "scrub": c = case(); return ch(["Scrub: line, day, cpt, mod, units, charge, dx\n", "Claim lines\n", "Check edits:\n"]) + line_items(c) + f"\nPayer {c['pay']}, {c['set']}", reply_codes(c, "json") if k.t.fmt == "json" else seqs(3), c
        if task == "grade": c = case(2); return "Our coder wrote " + ", ".join(y[1] for y in c["c"]) + ". Rate the coding, 0 to 5. " + note(c, k.style), f"Rating {ri(1,5)}. " + rat(c["c"][0]), c
        if task == "office": return wrap_office(ch(OFFICE)), " ".join(fill(p) + "." for p in R.sample(PLAN, 5)) + " " + seqs(2), case(1)
        if task == "calc": return ch(CALC), f"The total is {ri(3, 4000)}. " + seqs(1), case(1)
        if task == "summ": return "Summarize for the file:\n" + ch(SUMM), " ".join(fill(p) + "." for p in R.sample(PLAN, 4)), case(1)
        if task == "classify": return "Route this patient message: " + ch(CLASSIFY), ch(["billing", "scheduling", "records", "other", "insurance"]), case(1)
        if task == "follow": c = (sess and sess["c"]) or case(1); return follow(), reply_qa(c), c
        q, c = qa(); return q, reply_qa(c), c
    VOTES = {}
    writer, curday, rows, total = None, None, None, 0
    out_counts, first, last, harv, harvest_count = {}, {}, {}, {}, {}
    def flush():
        nonlocal writer
        if writer: writer.close()
    def emit(ts, rec):
        nonlocal writer, curday, total
        d = int((ts - T0) // DAY)
        if d != curday:
            flush(); curday = d
            writer = pa.CompressedOutputStream(os.path.join(A.out, "litellm-" + datetime.fromtimestamp(T0 + d * DAY, timezone.utc).strftime("%Y-%m-%d") + ".jsonl.zst"), "zstd")
        writer.write(json.dumps(rec, separators=(",", ":")).encode() + b"\n"); total += 1
    def acct(k, eu): return (k.hash, eu)
    for ts, n, k, task, item, sess, camp_, x in EV:
        t = k.t; eu = x.get("eu")
        if not eu and k.pop not in ("campaign",) and k.role == "svc" and False: pass
        tools = None; calls = None
        if task == "tool":
            s = sess or {"m": [], "id": uid(), "c": None}
            tools = [TOOLS[z] for z in (x.get("tools") or t.tools)]
            if not s["m"]:
                c = case(); s["c"] = c
                if k.sys and not x.get("nosys"): s["m"].append({"role": "system", "content": k.sys})
                s["m"].append({"role": "user", "content": ch(["Work this claim to the end: ", "Denied claim, find out why and fix it. ", "Prepare the claim. ", "Use the tools. "]) + note(c, ch([0, 1, 2, 3]))})
            elif s["m"][-1]["role"] == "assistant":
                for cl in (s["m"][-1].get("tool_calls") or [])[:1]:
                    y = ch(s["c"]["c"]); s["m"].append({"role": "tool", "tool_call_id": cl["id"], "content": json.dumps({"code": y[1], "desc": y[0], "status": ch(["ok", "ok", "excluded", "needs auth"]), "n": ri(1, 900)})})
                if s["m"][-1]["role"] == "assistant": s["m"].append({"role": "user", "content": follow()})
            msgs = list(s["m"]); c = s["c"]
            if len(msgs) < 9 and rnd() < .8: calls = [{"id": "call_" + f"{R.getrandbits(80):020x}", "type": "function", "function": {"name": ch(tools)["function"]["name"], "arguments": json.dumps({"q": ch(c["c"])[1]})}}]; rep = "" if rnd() < .6 else "I check " + ch(c["c"])[0] + "."
            else: rep = reply_codes(c, "text", True)
            s["m"].append({"role": "assistant", "content": rep or None, **({"tool_calls": calls} if calls else {})})
        else:
            if isinstance(item, tuple):
                kk = (k.n, item)
                if kk not in VOTES: VOTES[kk] = render_item(k, task, None, sess, x)
                q, rep, c = VOTES[kk]
            else: q, rep, c = render_item(k, task, item, sess, x)
            sysm = None if (x.get("nosys") or x.get("usys") and rnd() < .5) else k.sys
            if k.pop == "campaign" and not camp_ and not sysm: sysm = t.sys if k.role == "svc" else None
            if sess is None: msgs = ([{"role": "system", "content": sysm}] if sysm else []) + [{"role": "user", "content": q}]
            else:
                if not sess["m"] and sysm: sess["m"].append({"role": "system", "content": sysm})
                sess["m"].append({"role": "user", "content": q}); msgs = list(sess["m"]); sess["m"].append({"role": "assistant", "content": rep}); sess["c"] = c
        ua = x.get("ua", k.ua); ip = x.get("ip") or ch(k.ips); stream = k.stream
        ptok = sum(len(m.get("content") or "") for m in msgs) // 4 + 9 + (60 * len(tools) if tools else 0)
        reasoning = (" ".join(rat(y) + "." for y in c["c"]) + " " + seqs(4)) if (k.reason or rnd() < .04) and not calls else None
        ctok = len(rep) // 4 + 3 + (30 if calls else 0); rtok = len(reasoning) // 4 if reasoning else 0
        newm = ts > NEWM and (k.new if not camp_ else True); group = "codamed-2.1" if newm else "codamed-2"; di = 3 if newm else ri(0, 2); di = ch([2, 3]) if newm else di
        fail = rnd() < (k.fail if k is not hc else .001); cache = (not fail) and (task == "text" and k in (mon,) and rnd() < .5 or rnd() < .004)
        finish = "tool_calls" if calls else ("length" if k.maxt and ctok > k.maxt or rnd() < .01 else "stop")
        mp = {}
        if k.temp is not None and not (k.pop == "campaign" and not camp_ and rnd() < .3): mp["temperature"] = k.temp
        if k.maxt: mp["max_tokens"] = k.maxt
        if stream: mp["stream"] = True; mp["stream_options"] = {"include_usage": True}
        if eu: mp["user"] = eu
        if tools: mp["tools"] = tools; mp["tool_choice"] = "auto"
        if t.fmt == "json" and task in ("code", "hcc", "scrub"): mp["response_format"] = {"type": "json_object"}
        if k.reason: mp["reasoning_effort"] = k.reason
        lat = .2 + (ctok + rtok) / R.uniform(45, 95) if not cache else .02; trace = sess["id"] if sess else uid(); cid = "chatcmpl-" + f"{R.getrandbits(128):032x}"
        red = t.id in REDACT and not camp_ and k.pop != "campaign"
        tags = list(k.tags) + ([f"User-Agent: {ua.split('/')[0]}", f"User-Agent: {ua}"] if ua else [])
        def rec(ok, tstart, tend, rid, trace, attempt):
            usage = {"completion_tokens": ctok + rtok, "prompt_tokens": ptok, "total_tokens": ptok + ctok + rtok, "completion_tokens_details": {"reasoning_tokens": rtok} if rtok else None, "prompt_tokens_details": None} if ok else {"completion_tokens": 0, "prompt_tokens": 0, "total_tokens": 0}
            msg = {"content": ("redacted-by-litellm" if red else (rep or None)), "role": "assistant", "tool_calls": calls, "function_call": None}
            if reasoning and not red: msg["reasoning_content"] = reasoning
            meta = {"user_api_key_hash": k.hash, "user_api_key_alias": k.alias, "user_api_key_spend": round(len(k.alias) * 3.17 + (ts - T0) / 9e4, 6), "user_api_key_max_budget": None, "user_api_key_budget_reset_at": None, "user_api_key_org_id": t.org, "user_api_key_team_id": t.id, "user_api_key_project_id": None, "user_api_key_user_id": k.user or "default_user_id", "user_api_key_user_email": None, "user_api_key_team_alias": t.name, "user_api_key_end_user_id": eu, "user_api_key_request_route": "/v1/chat/completions", "user_api_key_auth_metadata": {}, "spend_logs_metadata": None, "requester_ip_address": ip, "user_agent": ua, "requester_metadata": {}, "requester_custom_headers": ({"x-stainless-lang": "python"} if ua and "Python" in ua else {}), "prompt_management_metadata": None, "mcp_tool_call_metadata": None, "vector_store_request_metadata": None, "applied_guardrails": [], "usage_object": usage if ok else None, "cold_storage_object_key": None}
            return {"id": rid, "trace_id": trace, "call_type": "acompletion", "stream": stream, "response_cost": round((ptok * 1.1 + ctok * 4.4) / 1e6, 8) if ok and not cache else 0.0, "cost_breakdown": None, "response_cost_failure_debug_info": None, "status": "success" if ok else "failure", "status_fields": {"llm_api_status": "success" if ok else "failure", "guardrail_status": "not_run"}, "custom_llm_provider": "hosted_vllm", "saved_cache_cost": 0.0, "startTime": round(tstart, 6), "endTime": round(tend, 6), "completionStartTime": round(tstart + (tend - tstart) * .2 if stream else tend, 6), "response_time": round((tend - tstart) * (.2 if stream else 1), 6), "model": "hosted_vllm/codamed-2-20b" if not newm else "hosted_vllm/codamed-2.1-24b", "metadata": meta, "cache_key": None, "cache_hit": cache if cache else None, "total_tokens": usage["total_tokens"], "prompt_tokens": usage["prompt_tokens"], "completion_tokens": usage["completion_tokens"], "request_tags": tags, "end_user": eu or "", "api_base": BASES[di], "model_group": group, "model_id": DEPL[di], "requester_ip_address": ip, "user_agent": ua, "messages": [{"role": "user", "content": "redacted-by-litellm"}] if red else msgs,
                    "response": ({"id": rid, "created": int(tend), "model": group, "object": "chat.completion", "system_fingerprint": None, "choices": [{"finish_reason": finish, "index": 0, "message": msg}], "usage": usage} if ok else {}), "model_parameters": mp, "hidden_params": {"model_id": DEPL[di], "cache_key": None, "api_base": BASES[di], "response_cost": None, "litellm_overhead_time_ms": round(3 + 6 * ((tstart * 1e3) % 1), 3), "additional_headers": {}, "batch_models": None, "litellm_model_name": None, "usage_object": None}, "model_map_information": {"model_map_key": "codamed", "model_map_value": None}, "error_str": None if ok else "litellm.APIConnectionError: hosted_vllm upstream", "error_information": {"error_code": "" if ok else ch_err, "error_class": "" if ok else "RateLimitError" if ch_err == "429" else "InternalServerError", "llm_provider": "" if ok else "hosted_vllm", "traceback": "", "error_message": "" if ok else "upstream"}, "guardrail_information": None, "standard_built_in_tools_params": {"web_search_options": None, "file_search": None}}
        tt = ts
        if fail:
            ch_err = ch(["429", "500", "503", "408"]); emit(ts, rec(False, ts, ts + .5, uid(), trace, 0)); tt = ts + 1.2
            retry = rnd() < .8
        if not fail or retry:
            tt = min(tt, T0 + (int((ts - T0) // DAY) + 1) * DAY - .001); emit(ts, rec(True, tt, tt + lat, cid + (f"_cache_hit{tt}" if cache else ""), trace, 1))
        if task == "code" and rnd() < .03 and k.role == "svc":   # an embedding beside it: no model call that is judged
            e = rec(True, tt, tt + .05, uid(), uid(), 1); e["call_type"] = "aembedding"; e["model_group"] = "text-embed"; e["response"] = {"object": "list", "data": []}; e["messages"] = [] ; emit(ts, e)
        who = (k.hash, eu if eu else None)
        if camp_ is None and who not in first: first.setdefault(who, ts)
        first.setdefault(who, ts); last[who] = ts
        if eu: first.setdefault((k.hash, None), ts); last[(k.hash, None)] = ts
        if camp_:
            h = harv.setdefault(camp_, {}); h[int(ts // 3600)] = h.get(int(ts // 3600), 0) + 1
            m = CAMPS[camp_]["members"].setdefault(who, [ts, ts, 0]); m[1] = ts; m[2] += 1
    flush()

    # ---------------------------------------------------------------- truth and billing table
    iso = lambda s: datetime.fromtimestamp(s, timezone.utc).strftime("%Y-%m-%dT%H:%M:%SZ")
    byhash = {k.hash: k for k in KEYS}; who2camp = {w: c for c, v in CAMPS.items() for w in v["members"]}
    acc = []
    for w in sorted(first, key=lambda w: (w[0], w[1] or "")):
        k = byhash[w[0]]; c = who2camp.get(w)
        pop = "campaign" if c else ("reseller_user" if w[1] else ("campaign_idle" if k.pop == "campaign" else k.pop))
        m = CAMPS[c]["members"][w] if c else (first[w], last[w])
        acc.append({"account": w[0], "end_user": w[1], "population": pop, "campaign": c, "since": iso(m[0]), "until": iso(m[1])})
    pops = {}
    for a in acc: pops[a["population"]] = pops.get(a["population"], 0) + 1
    truth = {"version": 1, "seed": A.seed, "world": A.scenario, "settings": {"benign": A.benign, "attack": A.attack, "days": A.days}, "start": iso(T0), "end": iso(END), "exchanges": total, "populations": pops, "accounts": acc,
             "campaigns": [{"campaign": c, "kind": v["kind"], "accounts": len(v["members"]), "start": iso(min(m[0] for m in v["members"].values())), "end": iso(max(m[1] for m in v["members"].values())), "params": v["plan"], "exchanges": sum(harv[c].values()), "taken": [[h, n] for h, n in sorted(harv[c].items())]} for c, v in CAMPS.items() if v["members"]]}
    with open(os.path.join(A.out, "truth.json"), "w") as f: json.dump(truth, f, indent=1)
    with open(os.path.join(A.out, "accounts.csv"), "w", newline="") as f:
        wr = csv.writer(f); wr.writerow("account,org,created,country,plan,verified,payment,email_domain,legal_name,reseller,licence_scope,licence_document,licence_valid_until".split(","))
        seen = {w[0] for w in first}; lic = 0
        for k in KEYS:
            t = k.t
            if k.hash not in seen or k is hc: continue
            is_lic = getattr(t, "lic", False); lic += is_lic
            if rnd() < .11 and not is_lic and not getattr(t, "reseller", False): continue          # a hole in the billing
            if is_lic and lic == 5: continue                                                       # the licence that nobody entered for the fifth key
            cr = t.created
            if rnd() < .02: cr = min(END, cr + DAY * 365)                                          # a wrong year
            cr = datetime.fromtimestamp(cr, timezone.utc).strftime("%Y-%m-%d")
            dom = "" if rnd() < .05 else t.dom; pay = "" if not t.pay or rnd() < .04 else t.pay
            wr.writerow([k.hash, t.id, cr if rnd() > .03 else "", t.country, t.plan, "" if rnd() < .08 else str(t.verified).lower(), pay, dom, t.legal, "true" if getattr(t, "reseller", False) and t.declared else "", "train on outputs" if is_lic else "", "MSA-2025-31" if is_lic else "", "2027-06-30" if is_lic else ""])
