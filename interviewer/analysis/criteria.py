"""Whether a sentence says what an output has to be, so that two people would pass the same ones. English syntax only.

Heard as one: what a checker asks ("is the rule right, can a beginner follow it"), what an output must be or hold
("each claim must point to a passage"), what makes it fail ("a wrong fact is just a fail", "counts as invented"), and
what it is held against ("the right account and the right fee", "what the traveller asked for").
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from interviewer.analysis.tokens import Token, wordset

ASKING = wordset("whether did does is are was has can do")
OBJECTS = wordset("it they he she the this that these those a an each every any all")
MARKING = wordset(
    """check mark score look see ask compare measure grade say decide judge write verify read tell test question line
    point rate count list answer"""
)
DUTY = wordset("must should needs need has have")
STATES = wordset(
    """have be contain name say state point match give cite quote come include fit mention show tell carry list leave
    agree equal end lead hold stand refer rest follow warn explain send hand offer keep use find run apply ask trace"""
)
PEOPLE = wordset(
    """i we you one people person team reviewer rater expert human judge model supplier somebody someone nobody
    everybody who doctor lawyer engineer teacher user customer agent grader colleague manager lead accuracy agreement
    kappa score number rate average set gate threshold bar evaluation eval version release which that there what they
    he she"""
)
FIRM = wordset("same equal identical in from on backed supported grounded quoted cited traceable exactly")
VERDICTS = wordset("fail failure miss pass error defect zero fault hit")
RIGHT = wordset("right correct same exact wrong missing")
PASSED = wordset("pass passes correct right wrong good acceptable complete supported grounded fails fine done invented")
GOOD = wordset("good right correct proper acceptable useful safe decent complete helpful fair sound wrong bad")
OKAY = wordset("good right correct acceptable fine ok okay complete safe done wrong bad supported valid")
NOT_OUTPUTS = wordset(
    """thing idea way question reason point result time sign practice signal news person start judge model eval
    evaluation set sample metric number score side part step place case person team grader example approach plan
    direction test"""
)
EMPTY = wordset("important necessary crucial key essential possible hard difficult it that this")
BE = wordset("is are 's ’s")
OUT = wordset("out wrong invented made-up fail fails failed fault miss error zero unsupported rejected")
LOST = wordset("wrong missing invented lost dropped")
NO_LACK = wordset(
    "problem idea budget worry need matter doubt question chance way wonder money time person one discussion"
)
WISHED = wordset("ask order want request need expect mean promise book say write intend look")


def criterion(own: Sequence[Token]) -> bool:
    """Whether the sentence (its tokens) says what makes an output right or wrong."""
    asked = _asked(own)
    marks = any(t.lemma in MARKING for t in own)
    if asked >= 2 or (asked and marks):
        return True
    return (
        _verdict(own) or _described(own) or _duty(own) or _held_against(own, marks) or _lacking(own) or _one_wrong(own)
    )


def _asked(own: Sequence[Token]) -> int:
    """How many yes/no questions about a third party stand in the sentence."""
    count = 0
    for index, token in enumerate(own[:-2]):
        after = own[index + 1]
        if token.lower not in ASKING or after.lower not in OBJECTS:
            continue
        before = own[index - 1].lower if index else ""
        if token.lower == "whether":
            count += any(t.finite or t.tag.startswith("VB") for t in own[index + 2 : index + 8])
        elif before not in ("that", "what", "which", "who", "it", "this", "there", "how", "where", "why", "when"):
            verb = any(t.tag in ("VB", "JJ", "VBN", "VBG", "RB") for t in own[index + 2 : index + 6])
            subject = own[index - 1].pos in ("NOUN", "PROPN", "PRON") and not own[index - 1].comma if index else False
            count += verb and not subject
    return count


def _described(own: Sequence[Token]) -> bool:
    """ "A good swap is one that ...", "a proper reply names the office", "a call is right if", "fails at once if"."""
    for index, token in enumerate(own[:-2]):
        after = own[index + 1 : index + 9]
        if (
            token.lower in GOOD
            and token.pos == "ADJ"
            and index
            and own[index - 1].lower in ("a", "the", "any", "every")
        ):
            thing = after[0]
            if (thing.pos == "NOUN" or thing.lower == "one") and thing.lemma not in NOT_OUTPUTS:
                verb = next((t for t in after[1:] if t.finite or (t.tag == "NNS" and t.lemma in STATES)), None)
                states = verb is not None and verb.tag in ("VBZ", "NNS", "MD")
                if verb is not None and states and verb.lower not in ("would", "could", "might"):
                    return not _vague(own[own.index(verb) + 1 :])
        at = index + 1 + (own[index + 1].pos == "ADV")
        follows = own[at].lower in ("if", "when", "unless") and at + 2 < len(own)
        if follows and token.lower in ("fails", "passes") and token.tag == "VBZ":
            return True
        ahead = [t.lower for t in own[index + 1 : index + 4]]
        follows = follows or ahead == ["as", "soon", "as"] or ahead[:2] == ["the", "moment"]
        called = token.lower in OKAY or token.lower == "out"
        if follows and called and index and (own[index - 1].lower in BE or own[index - 1].lower == "as"):
            subject = next((t for t in own[:index] if t.dep.startswith("nsubj")), None)
            if subject is not None and (subject.pos == "NOUN" and subject.lemma not in PEOPLE):
                return True
        if token.lower in ("what", "things", "points", "facts", "items") and any(
            a.lower in ("must", "has", "have") and b.lower in ("to", "be", "have") for a, b in pairwise(after)
        ):
            subject = next((t for t in after if t.pos == "PRON" and t.lower in ("i", "we", "you", "they")), None)
            if subject is None:
                return True
    return False


def _vague(rest: Sequence[Token]) -> bool:
    """Whether what follows says nothing that could be checked: "is important", "is the goal"."""
    return not rest or rest[-1].lower in EMPTY or (len(rest) <= 2 and rest[-1].pos in ("ADJ", "NOUN"))


def _verdict(own: Sequence[Token]) -> bool:
    """ "A wrong fact is just a fail", "counts as invented", "correct means ...", "passes only if ..."."""
    for index, token in enumerate(own):
        rest = own[index + 1 : index + 5]
        words = [t.lower for t in rest]
        if token.lemma == "count" and token.pos == "VERB" and words[:1] == ["as"] and len(words) > 1:
            return True
        if (token.lower in BE or token.lemma == "mean") and "a" in words[:3] and _kind(rest) in VERDICTS:
            return True
        if token.lower in ("scores", "gets", "score", "get") and "zero" in words[:2]:
            return True
        if token.lower in PASSED and words[:1] in (["means"], ["mean"]):
            return True
        if token.lower in PASSED and words[words[:1] == ["only"] :][:1] in (["if"], ["when"]):
            return token.pos in ("ADJ", "VERB", "ADV") and bool(index)
        if token.lower == "what" and words[:1] in (["counts"], ["count"]):
            return True
    return False


def _lacking(own: Sequence[Token]) -> bool:
    """ "No line in the manual, it's invented", "no page means a miss": what is not there, and what it then is."""
    for index, token in enumerate(own[:-3]):
        if token.lower != "no" or own[index + 1].pos != "NOUN" or own[index + 1].lemma in NO_LACK:
            continue
        if index and not own[index - 1].comma:
            continue
        for at in range(index + 1, min(index + 6, len(own) - 1)):
            words = [t.lower for t in own[at + 1 : at + 7]]
            if (own[at].comma or words[0] in ("means", "and", "then")) and (
                not OUT.isdisjoint(words) or words[:2] == ["no", "pass"]
            ):
                return True
    return False


def _one_wrong(own: Sequence[Token]) -> bool:
    """ "One wrong fact means it's not recorded", "any wrong sum and the answer is out": what sinks an output."""
    for index, token in enumerate(own[:-4]):
        if token.lower not in ("one", "a", "any", "each", "every") or own[index + 1].lower not in LOST:
            continue
        if own[index + 2].pos != "NOUN" or own[index + 2].lemma in NOT_OUTPUTS or own[index + 2].lemma == "decision":
            continue
        for at in range(index + 2, min(index + 12, len(own) - 2)):
            words = [t.lower for t in own[at + 1 : at + 6]]
            if words[0] == "means" and not {"not", "n't", "no"}.isdisjoint(words):
                return True
            if (own[at].comma or words[0] in ("and", "means")) and "it" in words and not OUT.isdisjoint(words):
                return True
    return False


def _kind(rest: Sequence[Token]) -> str:
    """The noun that "a ..." names."""
    for index, token in enumerate(rest):
        if token.lower == "a":
            return next((t.lemma for t in rest[index + 1 :] if t.pos in ("NOUN", "VERB")), "")
    return ""


def _duty(own: Sequence[Token]) -> bool:
    """ "Each claim must point to a passage": what is said of a thing, not of people or of figures."""
    if any(t.numeric for t in own):
        return False
    for index, token in enumerate(own[:-1]):
        if token.lower not in DUTY or not index:
            continue
        after = own[index + 1 : index + 5]
        if token.lower in ("need", "needs", "has", "have") and after[0].lower != "to":
            continue
        verb = next((t for t in after if t.tag == "VB"), None)
        if verb is None or verb.lemma not in STATES:
            continue
        before = own[max(0, index - 5) : index]
        subject = next((t for t in before if t.dep.startswith("nsubj")), own[index - 1])
        if subject.pos not in ("NOUN", "PROPN"):
            continue
        if verb.lemma == "be" and not any(t.lower in FIRM for t in after[after.index(verb) + 1 :]):
            continue  # "should be clear" tells nobody what passes
        if subject.lemma not in PEOPLE and not subject.lemma.endswith(("er", "or", "ist", "ian")):
            return True
    return False


def _held_against(own: Sequence[Token], marks: bool) -> bool:
    """ "The right account and the right fee"; "what the traveller asked for", beside a word of checking."""
    pairs = {
        own[index + 1].lemma
        for index, token in enumerate(own[:-1])
        if token.lower in RIGHT and own[index + 1].pos in ("NOUN", "PROPN")
    }
    if len(pairs) >= 2 and (marks or len(pairs) >= 3 or any(t.lower in ("right", "correct") for t in own)):
        return True
    for index, token in enumerate(own[:-2]):
        after = own[index + 1 : index + 6]
        if token.lower in ("what", "as") and any(t.lemma in WISHED and t.tag in ("VBD", "VBN") for t in after):
            if any(t.lower in ("i", "we", "you") for t in after):
                continue
            return marks or any(t.lemma in ("be", "do", "end", "same", "match", "right") for t in own[:index])
    return False
