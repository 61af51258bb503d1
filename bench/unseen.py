"""How well campaigns are found in traffic by authors that no model was fitted on.

    python bench/unseen.py --prompts DIR                   # the committed page
    python bench/unseen.py --prompts DIR --seeds 1 --no-record
    python bench/unseen.py --prompts DIR --seeds 1 --only-mix --size 3000 360 \
        --without settings --without client --without signup --without repeats \
        --without settings usage signup history --name unseen_lacking
    python bench/unseen.py --prompts DIR --authors logistician underwriter curator \
        --seeds 61 62 --size 3000 360 --name unseen_met
    python bench/unseen.py --prompts DIR --authors logistician underwriter curator \
        --seeds 61 --size 3000 360 --only-mix --without start --name unseen_cut
    python bench/unseen.py --prompts DIR --authors heron lexara devshop \
        --seeds 3 4 --only-mix --name analysts
    python bench/unseen.py --prompts DIR --authors orion lumen \
        --seeds 5 6 --only-mix --name analysts_two
    python bench/unseen.py --prompts DIR --authors agentia \
        --seeds 4 5 --only-mix --size 3000 360 --name agents_met
    python bench/unseen.py --prompts DIR --authors assessor finetuner trustdesk \
        --seeds 61 62 --size 0 0 --name judges
    python bench/unseen.py --prompts DIR --authors prepaid toolsmith witness \
        --seeds 61 62 --size 0 0 --name judges_two
    python bench/unseen.py --prompts DIR --authors national disclosure vertical \
        --seeds 61 62 --size 0 0 --name judges_three
    python bench/unseen.py --prompts DIR --authors boutique codeagent \
        --seeds 61 62 --size 0 0 --name judges_four
    python bench/unseen.py --prompts DIR --authors searchhost generalist \
        --seeds 61 62 --size 0 0 --name judges_five
    python bench/unseen.py --prompts DIR --authors litefirm freetier \
        --seeds 61 62 --size 0 0 --name judges_six
    python bench/unseen.py --prompts DIR --authors tracefirm ownhouse \
        --seeds 61 62 --size 0 0 --name judges_seven
    python bench/unseen.py --prompts DIR --authors lakefirm \
        --seeds 61 62 --size 0 0 --name judges_eight
    python bench/unseen.py --prompts DIR --authors batchhost \
        --seeds 61 62 --size 0 0 --name judges_nine
    python bench/unseen.py --prompts DIR --authors honestfirm \
        --seeds 61 62 --size 0 0 --name judges_ten
    python bench/unseen.py --prompts DIR --authors eastfirm westfirm \
        --seeds 63 64 --none-seeds 13 --size 0 0 --name unseen_languages
    python bench/unseen.py --prompts DIR --seeds 3 4 --none-seeds 14 15 --name unseen_again
    python bench/unseen.py --prompts DIR --authors evaluator evaluator_two aggregator casework \
        specialist trainer agentia national disclosure vertical \
        --seeds 71 72 --size 400 45 --size 1200 120 --name midsize

`DIR` is a folder of prompts as `bench/generators` take it. Worlds and audits are kept in
`out/unseen` and used again while the code behind them is the same. Nothing may be changed for what
these worlds show.
"""

from __future__ import annotations

import argparse
import json
import shlex
import sys
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict
from functools import partial
from itertools import pairwise, product
from math import exp, inf
from pathlib import Path
from statistics import fmean
from typing import Any

import numpy as np
import numpy.typing as npt
from _cases import ROOT, Foreign
from _record import record
from _tables import percent, table
from scipy.special import expit

from stillwatch.score.audit import read_audit
from stillwatch.score.compute import score
from stillwatch.score.intervals import lower_bound, upper_bound
from stillwatch.score.matching import Matched, match, owner
from stillwatch.score.truth import Truth, read_truth

PAGES = ROOT / "docs" / "results"
AUTHORS = ("evaluator", "evaluator_two", "aggregator", "casework", "specialist", "trainer")
ANALYSTS = frozenset({"heron", "lexara", "devshop"})
TWO = frozenset({"orion", "lumen"})
"""Whose firms are of one size."""
JUDGES = frozenset({"assessor", "finetuner", "trustdesk"})
"""Whose firms have a size of their own, and no small one."""
JUDGES_TOO = frozenset({"prepaid", "toolsmith", "witness"})
JUDGES_THREE = frozenset({"national", "disclosure", "vertical"})
JUDGES_FOUR = frozenset({"boutique", "codeagent"})
JUDGES_FIVE = frozenset({"searchhost", "generalist"})
JUDGES_SIX = frozenset({"litefirm", "freetier"})
JUDGES_SEVEN = frozenset({"tracefirm", "ownhouse"})
JUDGES_EIGHT = frozenset({"lakefirm"})
JUDGES_NINE = frozenset({"batchhost"})
JUDGES_TEN = frozenset({"honestfirm"})
LANGUAGES = frozenset({"eastfirm", "westfirm"})
BENIGN, ATTACK = 8000, 900
SIZED = {400: "400 accounts, ", 1200: "1,200 accounts, "}
"""What is said of a world whose size differs from that of others on its page."""
NAMES = {"mix": "all kinds", "none": "no campaign", "small": "small firm"}
NONE, SMALL = 11, 5
"""Seeds of the worlds without a campaign, and of the small firms."""

INTRO = """# Traffic that nobody tuned on

Made by `{command}`; figures, machine and versions are in
`bench/results/unseen.json`. Fifty-three generators in `bench/generators` were written by authors
who read neither the detector nor the simulator: only the log format, the reported facts and public
prompts. Eighteen of them helped to fit the trees, and with fourteen more [what is
added to these](../design/0042-what-the-trees-do-not-know.md). **Six are kept for
the figures below**, and [a provider of agents](agents_met.md). [Other seeds of these
six](unseen_again.md), which were not in view while rules were chosen, give worse ones.
Of the others three were [met once](unseen_met.md), five are firms of analysts
([three](analysts.md), [two](analysts_two.md)), and twenty are [judges](judges.md) ([three
more](judges_two.md), [a third three](judges_three.md), [two](judges_four.md), [another
two](judges_five.md), [two more](judges_six.md), [two](judges_seven.md), [one](judges_eight.md),
[one](judges_nine.md), [the last](judges_ten.md)).

What was decided with an eye on these worlds, so that they are not wholly unseen: the limit of
[0042](../design/0042-what-the-trees-do-not-know.md) on what may be added to the trees' odds was set
once audits of three of these authors had shown innocents without it, by what other authors' worlds
showed; audits of them were among those looked through for the rule on one account's end users in
[0041](../design/0041-held-and-masking.md), a campaign of `aggregator` being the one true group
that it holds; a second rule of
[0035](../design/0035-an-agents-short-reply.md) and the trees of
[0036](../design/0036-variety-left-to-choose.md) were in, and were taken out for what they did here;
an average of trees that is told there was tried here once and not taken; a bar of `likely`
of 2.4 in place of the 2.8 that other worlds had set was tried on the first two authors, and later
[on all](../design/0045-a-bar-of-2-4.md), and taken back for what it did here; so were a fit of
every weight anew and free mail left out of the odds ([0046](../design/0046-tools-of-ones-own.md));
a firm that half of a group declares became [a plain
fact](../design/0049-what-was-watched.md#what-may-be-one-customer) by a count of groups of all
authors, three of start-ups in the world of `evaluator_two` below among them, where 48 of the 50
innocents that were named before are not any more;
a limit to [what it counts that a group lasts](../design/0052-that-a-group-lasts.md) was in, and was
taken out for what it did here;
tasks that several accounts run count [only where hardly any task of an account reads like a
harvest](../design/0048-tasks-that-several-run.md#rejected) for what all six showed;
and joining cores of any size before the rules of
[0024](../design/0024-core-and-joiners.md), which four other authors' worlds had set. The rules of
[0025](../design/0025-judged-by-its-tightest-part.md), written for the disclosed size, were first
run for campaigns of every size, and with large ones kept until they were acquitted: 6 of 7,978,
101 of 7,567, 15 of 8,990, 312 of 8,641, 0 of 8,146 and 95 of 8,173 ordinary accounts were named in
the worlds of seed 1 below, and in those without a campaign 0 of 7,980, 151 of 7,589, 0 of 8,293,
72 of 8,175, 1 of 8,361 and 180 of 8,045. For that they were confined to large campaigns, and the
last was dropped; before 0025 none of the 7,589 was named, and 11 of the 7,567.
"""
MET = """# Authors met once

Made by `{command}`; figures, machine and versions are in
`bench/results/{name}.json`. These authors read neither the detector nor the simulator, and the
trees of this page had never met their traffic. Worlds of seeds 11, 21, 22 and 51 had been looked
at; what [0042](../design/0042-what-the-trees-do-not-know.md) adds to the trees is fitted on the
first three of these, too.
"""
AGENTS = """# A provider of agents, met blind

Made by `{command}`; figures, machine and versions are in
`bench/results/{name}.json`. An author who had read the log format and the reported facts and
nothing else wrote a provider whose customers are mostly agents at work with tools and programs that
code: users of public coding agents, firms' fleets, start-ups, research agents, evaluations, vendors
of automation, a course, resellers. Of seven campaigns five are of agents or hide among them. No
model, bar, effect or rule was fitted on it or kept for what it shows. On seed 3, looked at first,
49 of 405 accounts and end users in campaigns were named, before and after
[0035](../design/0035-an-agents-short-reply.md), no innocent, and nobody in the world without a
campaign. The seeds below had not been looked at, until seed 4 was among the worlds by which it was
decided that [agents of one card are told in the queue](../design/0051-cards-of-agents.md): nobody
is named by that, so that it moves only what a reviewer is shown.

"""
JUDGED = """# Judged by strangers

Made by `{command}`; figures, machine and versions are in
`bench/results/{name}.json`. Three people who had read the log format and the reported facts, and
neither the detector nor the simulator, wrote traffic blind, to judge what an audit makes of it:
`assessor`, a provider with some 2,000 accounts; `finetuner`, a firm of 650 customers that sells a
fine-tuned model; `trustdesk`, a provider with some 3,000 accounts. By the detection of commit
`83f3670`, when met, it named 92 % of the accounts in campaigns of the first (seed 1, no innocent of
1,848; in three firms of 200 to 400 accounts 44 and 36 % of two, nobody of 293 where nobody
harvests), 51 % of the second (five worlds, none of 3,250 innocents, none of 1,300 where nobody
harvests), 87 % of the third (four worlds, none of 12,000 innocents, none of 6,000).

What the last two found wrong was mended: [whom a plain fact
holds](../design/0041-held-and-masking.md), what a report tells of what members share and of who may
be several operators, what is shown first. So **these firms are met, and no test of a new one**. The
seeds below had not been looked at.

"""
TRIED = """# Tried by analysts

Made by `{command}`; figures, machine and versions are in
`bench/results/{name}.json`. Three analysts, who had read the log format and the reported facts and
nothing else, wrote a month of a firm of their own, some 2,000 accounts each, to try the tool on:
`heron`, a mid-size company; `lexara`, for lawyers, tax and medicine; `devshop`, for developers.
What they found wrong was mended: [who shows itself](../design/0030-who-shows-itself.md), [what a
tool returns](../design/0031-tool-results.md). So **these firms are met, and no test of a new one**;
the seeds below had not been looked at. When each was met, on seeds 1 and 2 of the last two, nobody
was named wrongly, and 85, 99, 69 and 99 % of the accounts in campaigns were; on seed 7 of the first
80 %, and 55 innocents of 1,870.

"""
TRIED_TOO = """# Tried by two more analysts

Made by `{command}`; figures, machine and versions are in
`bench/results/{name}.json`. Two more analysts, who had read the log format and the reported facts
and nothing else, wrote three weeks of a firm of their own: `orion`, a general provider with some
3,600 accounts, and `lumen`, one with a messages API and some 5,400. No model, bar or effect was
changed for what they show but one rule, [0034](../design/0034-short-and-beyond-doubt.md); what
their analysts found wrong in reports was mended. When the
detection that is measured here met them for the first time, on seeds 1 and 2, it named 67 and 78 %
of the accounts and end users in campaigns of `orion` and no innocent, 87 and 89 % of those of
`lumen` and none and 13 innocents (of one firm that migrates, `confirmed` one of them); nobody at
the end of a log without a campaign, in one of which a live run would have raised seven strangers
who use one tutoring app, and withdrawn them. On seeds 3 and 4 it named 69, 79, 74 and 74 % and no
innocent, and took a burst of 60 accounts back, once it was over, that it had raised: that led to
0034, whose bar other worlds have set. The seeds below had not been looked at.

What is missed is the same twice: agents at work with tools, whose requests by themselves read like
anybody's, and rewriting and grading with few templates, which stay below the bar of `likely`.

"""
BANDS = (-inf, -0.5, 0.0, 1.0, 2.0, 2.8, 4.0, 6.0, inf)
"""Ends of bands of log odds; from 1.0 on a group is watched, from 2.8 on it may be named."""
ODDS = """## What the odds are worth

Whatever an audit tells of a group, named or not, it gives odds of a harvest against a legitimate
common cause. Of all groups that the audits above tell of as they stand, by these odds: how many
ought to be harvests, if odds mean what they say, and how many are (most of the group is of one
campaign).
Groups of one world are not independent, so that the true uncertainty is larger than the intervals.

"""
QUEUES = """## What a reviewer is shown

An audit names whom it is sure of, and lists what else a person should look at: campaigns at
`watch`, groups below that, accounts that one card pays for, accounts that stand out alone. How many
of these are of a campaign, as `stillwatch score` counts (a group is of the campaign that most of it
belongs to). *With a look*: what is named once somebody has looked at each group, found out what
most of it is, and named the groups that are of a campaign, whole. *All found*: recall once each
account of a campaign that is anywhere in the queue has been found.
"""
OUTRO = """The worlds differ a great deal: how well a campaign is told from a firm's own traffic
depends on what its author drew for it. Truth files of these generators do not all say when a
campaign took what, so that the share taken is not known.
"""
JUDGED_TOO = """# Judged by three more strangers

Made by `{command}`; figures, machine and versions are in
`bench/results/{name}.json`. Three more people who had read the log format and the reported facts,
and neither the detector nor the simulator, wrote traffic blind, to judge what an audit makes of it:
`prepaid`, a provider in South Asia, Africa and Latin America, whose customers share carriers,
vouchers and mail domains; `toolsmith`, a provider whose customers build agents; `witness`, a
statistician whom blocked customers call, with over fifteen innocent populations that act together.

By the detection of commit `09cb7bf`, when met, 64 % of 1,568 accounts in campaigns were named in
two worlds of each (49 to 80 %), and with them **257 innocents of some 12,300, nearly all students
of courses; where nobody harvests 167 of some 8,100**. So [what the trees do not
know](../design/0042-what-the-trees-do-not-know.md) joined their log odds: by a fit on other authors
alone, and before it was limited, 74 % of the same accounts were named, six innocents beside
campaigns and none elsewhere. Which effects join was decided with these worlds in view, and the
model that ships was fitted on them, too: **they are met, and no test of a new firm**. The seeds
below had not been looked at.

"""
JUDGED_THREE = """# Judged by a third three

Made by `{command}`; figures, machine and versions are in
`bench/results/{name}.json`. Again three people who had read the log format and the reported facts,
and neither the detector nor the simulator, wrote traffic blind and judged audits of it: `national`,
a publicly funded cloud whose customers are councils, schools, laboratories and start-ups with
vouchers, in several scripts; `disclosure`, a large provider, with campaigns rebuilt from what was
disclosed; `vertical`, a firm that sells models for a few professions.

By the detection of commit `f226f40`, when met, 71 % of 1,566 accounts in campaigns were named in
two worlds of each (55 to 85 %), and with them **2 innocents of 12,512; where nobody harvests none
of 6,268**. Of fifteen campaigns of 3 to 12 accounts in small firms three were. Why so few was
[found and mended](../design/0044-few-to-compare-with.md), and what they found false in reports.
No model was fitted on them. The seeds below had not been looked at.

"""
JUDGED_FOUR = """# Judged by two more strangers

Made by `{command}`; figures, machine and versions are in
`bench/results/{name}.json`. Two more people who had read the log format and the reported facts,
and neither the detector nor the simulator, wrote traffic blind and judged audits of it: `boutique`,
a firm of a few hundred customers that sells one model, for insurance claims; `codeagent`, a
provider of a coding agent, nearly all of whose traffic is agents'.

By the detection of commit `1d0e9dd`, when met, the first found 8 and 45 of 70 accounts in campaigns
and no innocent of 3,155, nor of 1,283 where nobody harvests; in eight small firms six of eight
campaigns, and three innocents. **The second found 118 and 98 of 242 and 241, and with them 34 and
33 innocents; where nobody harvests 25 and 38**: nearly all start-ups that share a kit and begin on
the day of a release. So [tools of one's own](../design/0046-tools-of-ones-own.md) speak
against a harvest now, by a weight that was fitted on both: **they are met, and no test of a new
firm**. The seeds below had not been looked at.

"""
JUDGED_FIVE = """# Judged by another two

Made by `{command}`; figures, machine and versions are in
`bench/results/{name}.json`. Another two people who had read the log format and the reported facts,
and neither the detector nor the simulator, wrote traffic blind and judged audits of it:
`searchhost`, a firm that hosts one model for search and research assistants; `generalist`, a large
provider with a chat app, an API, agents that code, companions and apps of others.

By the detection of commit `0170bda1`, when met, the first found 204 and 197 of 278 accounts in
campaigns, and with them **28 innocents of some 2,120 in either world, a law firm's reviewers, all
`confirmed`; where nobody harvests 46 of 2,135**, these and a systematic review; in two small firms
one campaign of two, and 5 innocents. The second found 73 and 75 of 260 and 263 and no innocent of
2,380, nor of 2,250 where nobody harvests; **of campaigns of agents nobody**, and in two small firms
neither campaign.

So [tasks that several accounts run](../design/0048-tasks-that-several-run.md) are marked now, which
was decided with their worlds of seeds 1, 2, 11 and 13 in view; no weight was fitted on them. The
seeds below had not been looked at then. They had been when [a firm's name with its domain or its
office](../design/0049-what-was-watched.md#what-may-be-one-customer) became a plain fact: before
that the 28 reviewers were named in each of the first's large worlds below, too, 28 of 4,381
accounts where nobody harvests and 56 of 8,983 beside campaigns.

"""
JUDGED_SIX = """# Judged by two in other surroundings

Made by `{command}`; figures, machine and versions are in
`bench/results/{name}.json`. Two more people who had read the log format and the reported facts,
and neither the detector nor the simulator, wrote traffic blind and judged audits of it: `litefirm`,
a firm that sells one fine-tuned model, for medical coding, to some 350 customers behind a LiteLLM
proxy, and has no log but that proxy's; `freetier`, a provider in South Asia with a free tier: phone
sign-ups, carriers that put thousands behind one address, eight languages, studios' apps.

By the detection of commit `1d595ea2`, when met, the first found 74 of 110 accounts in campaigns in
either world and no innocent of 1,388 and 1,497, nor of 1,577 where nobody harvests, and both small
firms' campaigns; the second 125 and 149 of 242, no innocent of 1,894 and 1,928, nor of 1,930, and
eight of ten small firms' campaigns, nobody wrongly. What is missed is typed by hand, is in
languages that the content model hardly reads, is of few accounts, or works as agents do. Nothing
that detects was changed for what they show; what they found wrong in reports was mended. The seeds
below had not been looked at.

"""
JUDGED_SEVEN = """# Judged by two whose logs are of another make

Made by `{command}`; figures, machine and versions are in
`bench/results/{name}.json`. Two strangers, who had read the documentation and neither the code nor
other authors' traffic, each wrote a firm in a format that no author before had used, to judge what
a user meets: `tracefirm`, a firm that sells one model for contracts and procurement, whose calls
are exports of Langfuse's observations; `ownhouse`, a provider in Latin America, Southern Europe and
Eastern Africa with a gateway of its own, read by a map of fields. When met, on seeds 1 and 2, 40
and 48 % of the accounts in campaigns of the first were named and 67 and 70 % of the second, and of
their small firms 64 % and none; no innocent anywhere with the map and the account table, and
without both nine people of evaluation teams who had been cleared.

What they found wrong was mended; of the detection nothing was changed for them but that [agents of
one card are told in the queue](../design/0051-cards-of-agents.md), which other worlds decided. So
**these firms are met, and no test of a new one**. The seeds below had not been looked at.
"""
JUDGED_EIGHT = """# Judged by one who serves a model on a managed platform

Made by `{command}`; figures, machine and versions are in
`bench/results/{name}.json`. A stranger, who had read the documentation and neither the code nor
other authors' traffic, wrote a firm that sells one model for industrial maintenance and serves it
on Databricks: its log is the platform's inference table, without client addresses, and a map that
comes with stillwatch reads it. When met, on seeds 1 and 2, 83 and 57 % of the accounts in campaigns
were named, of its small firm all nine, and no innocent anywhere.

The stranger's first complaint was that campaigns are withdrawn as they go on. A rule against that,
decided by other authors' worlds before this firm was known, gave 83 and 78 % there; it was [taken
back](../design/0052-that-a-group-lasts.md) for what it did elsewhere. What else was found wrong was
mended; of the detection nothing was changed. So **this firm is met, and no test of a new one**. The
seeds below had not been looked at.
"""
JUDGED_NINE = """# Judged by a host of models, live and by batch

Made by `{command}`; figures, machine and versions are in
`bench/results/{name}.json`. A stranger, who had read the documentation and neither the code nor
other authors' traffic, wrote a host of three models, live and by nightly files, whose campaigns
hide among honest batch users, data teams and people who run one public benchmark. **It is the
hardest firm of any so far: when met, on seeds 1 and 2, 14 and 15 % of the accounts in campaigns
were named**, of its small firm two in three, and no innocent anywhere.

What was missed on seed 1 had rarely the odds: of the true groups, had somebody named them, one that
is kept at `watch` and one of four accounts stood above the bar, the other six stayed below 2. The
graders at `watch` had declared three invented firms for all accounts, which is [a plain
fact](../design/0050-who-was-verified.md); without declared firms they were `confirmed`. What else
was found wrong was mended in part; of the detection nothing was changed. So **this firm is met, and
no test of a new one**. The seeds below had not been looked at.
"""
JUDGED_TEN = """# Judged by a firm of honest groups

Made by `{command}`; figures, machine and versions are in
`bench/results/{name}.json`. A stranger, who had read the documentation and neither the code nor
other authors' traffic, was asked for **honest customers who act together or alike above all**, as
hard to tell from a harvest as the world makes them: thirty kinds of them, such as start-ups that
migrate, a vendor's branches, agencies, laboratories, courses, hackathons, graders, translators,
data teams, subsidiaries, newsrooms, people who share a key or paste one viral template. Beside them
are eleven campaigns, of which some take care to look like such groups.

When met, on seeds 1 and 2, **46 and 54 % of the accounts in campaigns were named and no innocent of
4,478**, nobody of 2,225 where nobody harvests, and of its small firm both campaigns, whole. By the
rule of [0054](../design/0054-names-that-some-declare.md) as it was first written it was 41 and
49 %: campaigns that pose as a labelling firm were held for the name that a third of their accounts
declare. What all come from one pool of addresses is no customer by its name since, so that **this
firm is met**, for that one condition. The seeds below had not been looked at.
"""
ABROAD = """# Two firms of other languages

Made by `{command}`; figures, machine and versions are in
`bench/results/{name}.json`. Two authors who had read neither the tool nor each other's wrote a
provider in East and South-East Asia (Chinese, Japanese, Korean, Vietnamese, Thai, Indonesian, a
fifth English) and one in Europe, Latin America, the Middle East and India (eleven languages, a
fifth English). Campaigns ask in these languages, too.

By the code before [it was taught other languages](../design/0055-other-languages.md) the same four
worlds gave 33, 59, 74 and 76 % of the accounts in campaigns (60 % in the mean), nobody wrongly, and
61 to 83 % with all that the queue holds; as it was first taught, without caution, 59, 60, 77 and
78 %, one innocent. On seeds 61 and 62, which were in view while it was made, 62.0 % before and
61.6 % by an earlier fit of the same day, nobody wrongly either way.
"""
AGAIN = """# Traffic that nobody tuned on: other seeds

Made by `{command}`; figures, machine and versions are in
`bench/results/{name}.json`. [The page of six authors kept apart](unseen.md) has one world with
campaigns of each, and one without, and its seed was looked at again and again while rules were
chosen: its figures are what was chosen by. Here are two worlds of each with campaigns and two
without, on seeds that nobody had looked at. **These are the better guess of what a new firm may
expect: in the mean 59 % of the accounts in campaigns are named (29 to 74 % by author) and precision
is 96 %; 225 innocents are named of 100,191 beside campaigns, none `confirmed`, and 62 of 98,341
where nobody harvests**, of two authors. At any time, as a live run tells, 656 and 133 were named.
Before [other languages](../design/0055-other-languages.md) were taught it was 58 %, 97 %, 201 and
46; as they were first taught, for a day, 58 %, 92 %, 497 and 50.

Another seed of each, measured before [0054](../design/0054-names-that-some-declare.md) (seeds 2 and
12, commit `fe0d4f1`), gave 42 % and 90 %, 151 innocents of 48,933 and 34 of 49,053: six worlds are
few. That rule was made for what `evaluator_two` shows there.
"""
MIDSIZE = """# Firms of a few hundred to a thousand accounts

Made by `{command}`; figures, machine and versions are in
`bench/results/{name}.json`. Ten authors whom no model has met ([six](unseen.md), [a provider of
agents](agents_met.md), [a third three judges](judges_three.md)), at sizes for which they were not
written: three weeks of 400 ordinary accounts with 45 in campaigns, and of 1,200 with 120.

[Less is asked of a group](../design/0047-fewer-accounts.md) where there are fewer accounts. That
was decided on twenty-seven other authors' firms of these sizes, and tried on firms of `national`,
`disclosure` and `vertical` with the seeds below. How much less was changed once when all firms
below had been seen, to be more careful, for what another author's firm of 2,200 accounts showed:
then 35.0 and 43.9 % were named, innocents 7 of 10,366 and none of 27,933 beside campaigns, none of
5,572 and 18 of 13,248 where nobody harvests.

"""
EVER = """*Flagged at any time*: when the log ends or before, as a live run would have told day by
day; some of these campaigns are withdrawn later on. The other figures are of the end.
"""
INTROS = (
    (AUTHORS, INTRO), (ANALYSTS, TRIED), (TWO, TRIED_TOO), (("agentia",), AGENTS), (JUDGES, JUDGED),
    (JUDGES_TOO, JUDGED_TOO), (JUDGES_THREE, JUDGED_THREE), (JUDGES_FOUR, JUDGED_FOUR),
    (JUDGES_FIVE, JUDGED_FIVE), (JUDGES_SIX, JUDGED_SIX),
    (JUDGES_SEVEN, JUDGED_SEVEN), (JUDGES_EIGHT, JUDGED_EIGHT),
    (JUDGES_NINE, JUDGED_NINE), (JUDGES_TEN, JUDGED_TEN), (LANGUAGES, ABROAD),
)  # fmt: skip
"""Whose worlds a page is of, and what it begins with; `MET` for others."""


def judged(case: Foreign, keep: bool) -> dict[str, Any]:
    """Make, audit and score one world; its log is deleted unless it is to be kept."""
    print(case.folder.name, file=sys.stderr, flush=True)
    audit = case.audit()  # makes the truth file, too
    truth, told = read_truth(case.truth), read_audit(audit)
    found = score(truth, told)
    if not keep:
        case.drop_log()
    traits = {
        c["campaign"]: c.get("params", {}).get("traits")
        for c in json.loads(case.truth.read_text())["campaigns"]
    }
    overall = found.overall
    return {
        "author": case.author, "scenario": case.scenario, "seed": case.seed, "size": case.benign,
        "lacks": case.lacks,
        "benign": overall.benign, "harvesting": overall.harvesting,
        "precision": overall.precision, "recall": overall.recall,
        "benign_flagged": overall.benign_flagged.likely.count,
        "per_100000_upper": overall.false_positives_per_100000_upper,
        "benign_ever_flagged": overall.benign_ever_flagged.count,
        "ever_recall": overall.ever_recall,
        "ever_flagged": {
            p.population: p.ever_flagged.count for p in found.populations if p.ever_flagged.count
        },
        "campaigns": [
            {"kind": c.kind, "accounts": c.accounts, "recall": c.recall.likely.rate,
             "pieces": c.pieces, "traits": traits.get(c.campaign)} for c in found.campaigns
        ],
        "kinds": {k.kind: k.recall.likely.rate for k in found.kinds},
        "flagged": {
            p.population: [p.flagged.likely.count, p.accounts, p.flagged.confirmed.count]
            for p in found.populations if p.flagged.likely.count
        },
        "false_campaigns": [asdict(c) for c in found.false_campaigns],
        "queue": None if found.queue is None else asdict(found.queue),
        "odds": odds(audit, match(truth, told), truth),
    }  # fmt: skip


def odds(audit: Path, matched: Matched, truth: Truth) -> list[tuple[float, bool]]:
    """Log odds of each campaign and group of an audit, and whether it is of a true campaign.

    Not of groups that are watched no more, whose odds are the highest that they once were.
    """
    given = json.loads((audit / "campaigns.json").read_text())["campaigns"]
    queue = json.loads((audit / "summary.json").read_text())["review"]
    of = {one["id"]: one["guarantee"]["log_odds_harvest"] for one in given}
    groups = [one for one in queue if "group" in one and "shared" not in one]
    now = [one for one in groups if not one.get("watched_until")]
    of |= {one["group"]: one["log_odds_harvest"] for one in now}
    told = [(of[name], true is not None) for name, true in matched.owner.items()]
    return told + [
        (of[case.name], bool(case.units and owner(case.units, truth)))
        for case in matched.queue or ()
        if case.kind in ("watch", "group") and case.name in of
    ]


def page(rows: Sequence[dict[str, Any]], command: str, name: str) -> str:
    """Write what was measured as a page of the documentation."""
    authors = {row["author"] for row in rows}
    sizes = {row["size"] for row in rows if row["scenario"] != "small"}
    intro = next((text for known, text in INTROS if authors <= set(known)), MET)
    intro = AGAIN if name == "unseen_again" else MIDSIZE if len(sizes) > 1 else intro
    lines = [intro.format(command=command, name=name)]
    heads = ("world", "benign", "in campaigns", "precision at `likely`", "recall",
             "benign flagged", "95 % bound on that, per 100,000", "benign flagged at any time",
             "recall at any time")  # fmt: skip
    lines.append(table(heads, [
        (f"`{r['author']}`, {world(r)}", f"{r['benign']:,}",
         str(r["harvesting"]), percent(r["precision"]), percent(r["recall"]),
         str(r["benign_flagged"]), f"{r['per_100000_upper']:,.1f}",
         f"{r['benign_ever_flagged']:,}", percent(r["ever_recall"])) for r in rows
    ]))  # fmt: skip
    lines.append(EVER)
    if len(sizes) > 1:
        lines += by_size(rows)
    lines += queues(rows)
    for author in dict.fromkeys(r["author"] for r in rows):
        mine = [r for r in rows if r["author"] == author and r["scenario"] == "mix"]
        if not mine:
            continue
        lines.append(
            f"## `{author}`\n\nMean of its worlds with campaigns of every kind: {means(mine)}. "
            f"{wrongly(mine)}\n"
        )
        others = [r for r in rows if r["author"] == author and r["scenario"] != "mix"]
        if any(r["flagged"] for r in others):
            lines.append(f"Without a campaign, and in the small firm: {wrongly(others)}\n")
        kinds = sorted({kind for r in mine for kind in r["kinds"]})
        lines.append("By kind, recall at `likely`:\n")
        lines.append(table(
            ("kind", *(f"{SIZED.get(r['size'], '')}seed {r['seed']}" for r in mine)),
            [(kind.replace("_", " "), *(percent(r["kinds"].get(kind), 0) for r in mine))
             for kind in kinds],
        ))  # fmt: skip
    lines.append(OUTRO)
    return "\n".join(lines)


def world(row: dict[str, Any]) -> str:
    """Write which world it is of an author's."""
    return f"{SIZED.get(row['size'], '')}{NAMES[row['scenario']]}, seed {row['seed']}"


def means(rows: Sequence[dict[str, Any]]) -> str:
    """Write the mean precision and recall of some worlds."""
    named = [r["precision"] for r in rows if r["precision"] is not None]
    said = percent(fmean(named) if named else None)
    return f"precision {said}, recall {percent(fmean(r['recall'] for r in rows))}"


def by_size(rows: Sequence[dict[str, Any]]) -> list[str]:
    """Write what was found in firms of each size, with campaigns and without."""
    lines = ["Means of each size:\n"]
    for size in sorted({r["size"] for r in rows}):
        mine = [r for r in rows if r["size"] == size]
        mix, none = ([r for r in mine if r["scenario"] == s] for s in ("mix", "none"))
        ordinary, wrong = (
            [sum(r[name] for r in some) for some in (mix, none)]
            for name in ("benign", "benign_flagged")
        )
        firms = sum(bool(r["benign_flagged"]) for r in none)
        lines.append(
            f"- {size:,} ordinary accounts: {means(mix)}; innocents {wrong[0]} of {ordinary[0]:,} "
            f"beside campaigns, {wrong[1]} of {ordinary[1]:,} where nobody harvests, in {firms} of "
            f"{len(none)} firms. {wrongly(mine)}"
        )
    return [*lines, ""]


def queues(rows: Sequence[dict[str, Any]]) -> list[str]:
    """Write what the review queues of some worlds hold, and what looking at them finds."""
    told = [row for row in rows if row["queue"]]
    if not told:
        return []
    heads = ("world", "groups at `watch`", "groups below", "accounts of one card",
             "accounts alone", "with a look: precision", "recall", "all found")  # fmt: skip
    kinds = ("watch", "groups", "shared", "accounts")
    total = {kind: [0, 0] for kind in kinds}
    lines = []
    for row in told:
        cells = []
        for kind in kinds:
            cases = row["queue"][kind]
            total[kind] = [total[kind][0] + cases["cases"], total[kind][1] + cases["true"]]
            cells.append(f"{cases['true']} of {cases['cases']}")
        after = [percent(row["queue"][name]) for name in ("precision", "recall", "reach")]
        lines.append((f"`{row['author']}`, {world(row)}", *cells, *after))
    mixed = [row for row in told if row["scenario"] == "mix"]
    said = ", ".join(
        f"{true} of {cases} {what}"
        for (cases, true), what in zip(
            total.values(),
            ("groups at `watch`", "groups below", "rows of one card", "accounts alone"),
            strict=True,
        )
    )  # fmt: skip
    before, after = (
        [fmean(value for row in mixed if (value := of(row)[name]) is not None) or 0.0
         for name in ("precision", "recall")]
        for of in (lambda row: row, lambda row: row["queue"])
    )  # fmt: skip
    return [*meant(told), QUEUES, table(heads, lines), (
        f"Of a campaign are {said}. Mean of the worlds of all kinds, with a look: precision "
        f"{percent(after[0])}, recall {percent(after[1])}; what is named without one: "
        f"{percent(before[0])} and {percent(before[1])}.\n"
    )]  # fmt: skip


def meant(rows: Sequence[dict[str, Any]]) -> list[str]:
    """Write how often groups of like odds are harvests."""
    every = np.array([pair for row in rows for pair in row["odds"]], dtype=np.float64)
    return [ODDS, *reliability(every)] if len(every) else []


def reliability(every: npt.NDArray[np.float64]) -> list[str]:
    """Tabulate how often groups of like odds are harvests: log odds and truth, (groups, 2)."""
    lines = []
    for low, high in pairwise(BANDS):
        band = every[(every[:, 0] >= low) & (every[:, 0] < high)]
        if not len(band):
            continue
        true = int(band[:, 1].sum())
        ends = [bound(true, len(band), 0.975) for bound in (lower_bound, upper_bound)]
        lines.append((
            _between(low, high), str(len(band)), percent(expit(band[:, 0]).mean(), 0),
            percent(true / len(band), 0), " – ".join(percent(end, 0) for end in ends),
        ))  # fmt: skip
    heads = ("odds of a harvest", "groups", "expected", "harvests", "95 %")
    return [table(heads, lines)]


def _between(low: float, high: float) -> str:
    """Write a band of log odds as odds to 1.

    >>> _between(-inf, 0.0), _between(1.0, 2.0), _between(6.0, inf)
    ('below 1', '2.7 to 7.4', '400 and more')
    """
    first, last = (f"{float(f'{exp(min(end, 99.0)):.2g}'):g}" for end in (low, high))
    return f"below {last}" if low == -inf else (
        f"{first} and more" if high == inf else f"{first} to {last}"
    )  # fmt: skip


def wrongly(rows: Sequence[dict[str, Any]]) -> str:
    """Say who was flagged wrongly in some worlds."""
    total: dict[str, list[int]] = {}
    for row in rows:
        for name, counts in row["flagged"].items():
            held = total.setdefault(name, [0, 0, 0])
            total[name] = [a + b for a, b in zip(held, counts, strict=True)]
    if not total:
        return "No benign account was flagged."
    parts = [f"{n} of {of:,} {name}" for name, (n, of, _) in
             sorted(total.items(), key=lambda item: -item[1][0])]  # fmt: skip
    sure = sum(confirmed for _, _, confirmed in total.values())
    told = ", ".join(parts)
    return f"Flagged wrongly, of populations of which any was: {told}; {sure} `confirmed`."


def main(argv: Sequence[str] | None = None) -> None:
    """Run the benchmark and write its figures and its page."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--prompts", type=Path, required=True, help="folder of prompts")
    parser.add_argument("--authors", nargs="+", default=list(AUTHORS))
    parser.add_argument("--seeds", nargs="+", type=int, default=[1, 2, 3])
    parser.add_argument("--only-mix", action="store_true", help="no worlds without campaigns")
    parser.add_argument("--none-seeds", nargs="+", type=int,
                        help="worlds without campaigns, and no small firm")  # fmt: skip
    parser.add_argument("--size", nargs=2, type=int, action="append", metavar="ACCOUNTS",
                        help="ordinary accounts and those in campaigns; again: other firms, and no "
                        "small one")  # fmt: skip
    parser.add_argument("--without", nargs="+", action="append", metavar="FIELD", default=[],
                        help="what logs lack (bench/lacking.py); again: other logs")  # fmt: skip
    parser.add_argument("--name", default="unseen", help="of the page and its figures")
    parser.add_argument("--workers", type=int, default=2, help="worlds at a time")
    parser.add_argument("--work", type=Path, default=ROOT / "out" / "unseen")
    parser.add_argument("--keep", action="store_true", help="keep the logs")
    parser.add_argument("--no-record", action="store_true", help="write no result")
    asked = parser.parse_args(argv)
    cases = []
    sizes = asked.size or [[BENIGN, ATTACK]]
    for author, wanted in product(asked.authors, sizes):
        drawn = [("mix", seed) for seed in asked.seeds]
        if not asked.only_mix:
            drawn += [("none", seed) for seed in asked.none_seeds or [NONE]]
        if not (asked.only_mix or asked.none_seeds) and author not in JUDGES and len(sizes) == 1:
            drawn.append(("small", SMALL))
        for scenario, seed in drawn:
            size = (0, 0) if scenario == "small" else tuple(wanted)
            for lacks in asked.without or [()]:
                world = (author, seed, scenario, asked.prompts, asked.work, *size)
                cases.append(Foreign(*world, lacks=tuple(lacks)))
    with ThreadPoolExecutor(asked.workers) as pool:
        rows = list(pool.map(partial(judged, keep=asked.keep), cases))
    command = shlex.join(["python", "bench/unseen.py", *(argv or sys.argv[1:])])
    command = command.replace(str(asked.prompts), "DIR")
    print(json.dumps(rows, indent=1))
    if not asked.no_record:
        record(asked.name, {"worlds": rows}, command)


if __name__ == "__main__":
    main()
