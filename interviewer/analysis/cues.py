"""The closed set of cues: generic things a sentence does, whatever the topic. Packs build their rules from these.

A sentence's cues are found from its tokens and from the shared lists of `prompts/common/signals/`. The
cues of the whole answer are in `whole`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from interviewer.analysis.actors import MACHINES, is_marker, machine_makes, named, outdoes
from interviewer.analysis.address import told_of_work
from interviewer.analysis.criteria import criterion
from interviewer.analysis.lexicon import Span
from interviewer.analysis.quantities import allotted, bar_first, numbers, one_case
from interviewer.analysis.tokens import Token, wordset

CUES = {
    "allotted": "a number of things is put first and given to something: sixty where they wrote twice",
    "alternatives": "two or more things that may be: either ... or, it may be ... or",
    "amount": "ten or more of something",
    "branched": "the ledger has a decision with its condition in it (known to the reader only)",
    "breakdown": "by kind, per language, for each group, aisle by aisle",
    "action": "says that something is done: a verb of doing in the present, the future or the imperative",
    "bar_set": "the ledger has a gate in it (known to the reader only)",
    "beside": "belongs to what speaks to the judge, and does not do so itself",
    "block": "something stops, is refused or fails",
    "choice": "takes one thing and not another",
    "commit": "the speaker binds himself: I would, we will, must, imperative, a rule in the present tense",
    "comparison": "more than, at least, below ...",
    "condition": "if, unless, until, whenever ...",
    "criterion": "says what makes an output right or wrong (see `criteria`)",
    "ended": "the ledger has a release or a stop in it (known to the reader only)",
    "fail": "drops, misses, gets worse",
    "first_person": "I or we",
    "flagged": "shows a red flag (known to the reader only)",
    "gate": "names a bar, a limit, a condition for passing",
    "hedged": "could, maybe, it depends",
    "injection": "speaks to the judge instead of answering",
    "listing": "names many terms of the field and does nothing with them",
    "machine_makes": "a model writes or makes up something",
    "named": "a person with a name owns or decides",
    "negated": "not, never, nobody",
    "number": "a number",
    "outdoes": "something is put above people: better, faster, sees more than they",
    "owner": "owning, signing, deciding",
    "past": "tells what was, in the past tense, and not what the speaker did",
    "percent": "a percentage or a rate such as nine in ten",
    "purpose": "to find out, so that, for comparing",
    "quantity": "a number of things",
    "question": "asks",
    "reason": "because, since, so that",
    "release": "ships, launches, goes live",
    "reported": "what others say or did",
    "restrict": "goes on in part, or with a human",
    "role": "a person or a team",
    "risk": "speaks of one of the question's own risks (known to the reader only)",
    "rollback": "goes back, switches off",
    "schedule": "a cadence or a date",
    "told": "tells what was or what was done, in the past tense",
    "threshold": "a number that something is held against",
    "zero_tolerance": "not even one",
}

# Lists that the cues are made from; a pack (or the shared signals) must have them all.
LISTS = wordset(
    """block choice comparators condition_words describe dont_know exclusive fail_words gate_words hedges injection
    owner_verbs reason release reported restrict roles rollback schedule topic zero_words"""
)

ASKING = wordset("see check know say tell ask wonder test find look show matter decide measure learn understand")
SINGLES = wordset(
    """one answer item explanation question call chat person label reply sample run side step bit word line token
    request booking hundred thousand million letter model summary script agent story file meeting text page document
    chapter paragraph conversation ticket"""
)
LOOKING = wordset("look report show count track watch see measure")
PER_TIME = wordset(
    "week month day quarter year hour minute second release night run item example case label cent person"
)
BY_MEANS = wordset(
    """hand code chance default law name mistake far email accident itself himself people human humans machine judge
    someone somebody definition design luck month week now then nature myself themselves more less half most two three
    person schema script majority mail phone post teacher reviewer expert"""
)
BY_AMOUNT = wordset("weight weigh sample sampling rise fall drop increase decrease go improve multiply divide follow")
GROUPS = wordset(
    """language intent category kind type group class topic segment bucket region market country step tool product
    customer tier level area aisle city store team page article language risk corner drawer pile channel model version
    dimension trade sort part function field"""
)
# What befalls people, told by "we": no deed.
BEFELL = wordset(
    """lose miss realise realize discover receive grow struggle fail forget join win hit face inherit use run see find
    hear notice learn watch get come go start work talk tell say look try remember"""
)
GO_ON = wordset("and also plus he she they it all every mark score rate set")
LISTED = 5  # terms of the field in one sentence
STATIVE = wordset("be have think know guess mean like seem feel believe understand suppose exist need want")
MODALS = wordset("would will must shall should")


def cues(
    tokens: Sequence[Token],
    first: int,
    last: int,
    said: Mapping[str, Sequence[Span]],
    denied: Mapping[str, Sequence[Span]],
    terms: Mapping[str, Sequence[Span]],
    hedged: frozenset[int],
    after_injection: bool,
) -> frozenset[str]:
    """The cues of the sentence first..last."""
    own = tokens[first : last + 1]
    found = {name for name, lists in BY_LIST.items() if any(name in said for name in lists)}
    said = {**said, "comparators": (*said.get("comparators", ()), *denied.get("comparators", ()))}
    if said["comparators"]:
        found.add("comparison")  # "they don't see the same in eight of ten": a bar, whatever is said of it
    if "release" in denied or "gate_words" in denied:
        found.add("block" if "release" in denied else "gate")
    found |= {name for name in ("hedged",) if "hedges" in said or hedged}
    found |= numbers(own, said)
    if (own[-1].stop == "?" or _inverted(own)) and not _own_plan(own):
        found.add("question")
    if any(t.lower in ("i", "we", "my", "our", "us", "me") for t in own):
        found.add("first_person")
    if any(t.lower in ("not", "never", "nobody", "nothing", "none", "no", "without", "nor") for t in own):
        found.add("negated")
    if any(
        not told_of_work(own, replace(span, first=span.first - first, last=span.last - first))
        for spans in (said, denied)
        for span in spans.get("injection", ())
    ) or (
        after_injection
        and "first_person" not in found
        and (own[0].lower in GO_ON or own[0].tag in ("VB", "VBZ", "VBP"))
    ):
        found.add("injection")
    found |= _doing(own, first, hedged, found)
    if "condition" in found and not _conditional(own, said["condition_words"], first):
        found.discard("condition")
    if "zero_words" in said and all(_from_zero(own, span.first - first) for span in said["zero_words"]):
        found.discard("zero_tolerance")
    if "block" in said and all(_waits_its_turn(own, span.first - first) for span in said["block"]):
        found.discard("block")
    if found & {"block", "rollback", "restrict"} and one_case(own):
        found.add("zero_tolerance")
    if _breaks_down(own):
        found.add("breakdown")
    if bar_first(own, said.get("comparators", ()), first) or _supposed(own):
        found.add("condition")
    if allotted(own):
        found.add("allotted")
    if _alternatives(own):
        found.add("alternatives")
    if _purpose(own):
        found.add("purpose")
    if criterion(own):
        found.add("criterion")
    if machine_makes(own):
        found.add("machine_makes")
    if outdoes(own):
        found.add("outdoes")
    if named(own, frozenset(i - first for spans in terms.values() for s in spans for i in range(s.first, s.last + 1))):
        found.add("named")
    verbs = sum(1 for t in own if t.pos == "VERB" and t.tag != "VBN")
    idle = not found & {"condition", "threshold", "zero_tolerance", "reason", "block", "rollback"}
    plan = {"amount", "commit", "first_person"} <= found and len(terms) < 2 * LISTED  # "I'd start with 400 cases: ..."
    if len(terms) >= 3 and idle and not plan and (len(terms) >= LISTED or len(terms) >= 2 * verbs + 1):
        found.add("listing")
    if len(terms) >= LISTED and not plan and len(terms) >= 4 * verbs and 4 * len(terms) >= len(own):
        found.add("listing")  # even with "rollback" or "because" somewhere among them
    if len(terms) > LISTED and not plan and 3 * len(terms) >= len(own):
        found.add("listing")  # so many that the verbs among them are nouns, taken for verbs
    return frozenset(found)


BY_LIST = {
    "block": ("block",),
    "choice": ("choice",),
    "comparison": ("comparators",),
    "condition": ("condition_words",),
    "fail": ("fail_words",),
    "gate": ("gate_words",),
    "owner": ("owner_verbs",),
    "reason": ("reason",),
    "release": ("release",),
    "reported": ("reported",),
    "restrict": ("restrict",),
    "role": ("roles",),
    "rollback": ("rollback",),
    "schedule": ("schedule",),
    "zero_tolerance": ("zero_words",),
}


def _conditional(own: Sequence[Token], spans: Sequence[Span], first: int) -> bool:
    """Whether some condition is one: the "if" of "to see if it works" asks, it sets no condition."""
    for span in spans:
        at = span.first - first
        before = own[at - 1].lemma if at else ""
        if not (span.entry == "if" and (before in ASKING or before in ("even", "as"))):
            return True
    return False


def _waits_its_turn(own: Sequence[Token], at: int) -> bool:
    """ "Today they wait forty seconds": a queue, not a launch that waits."""
    return own[at].lemma == "wait" and any(t.lemma in ("second", "minute") for t in own[at + 1 : at + 4])


def _from_zero(own: Sequence[Token], at: int) -> bool:
    """ "Zero to four points", "zero point seven", "zero shot": a scale or a figure, nothing that may not happen."""
    return own[at].lower == "zero" and at + 1 < len(own) and own[at + 1].lower in ("to", "point", "shot", "retention")


def _supposed(own: Sequence[Token]) -> bool:
    """ "Say it catches fewer than nine, then it may not ...": a condition said as an order to suppose it."""
    return own[0].lower in ("say", "suppose", "assume", "imagine") and any(t.lower == "then" for t in own[2:])


def _breaks_down(own: Sequence[Token]) -> bool:
    """ "by intent", "per language", "for each group", "aisle by aisle"; not "by hand", "per week", "by two people"."""
    for index, token in enumerate(own[:-1]):
        after = own[index + 1]
        before = own[index - 1].lemma if index else ""
        alone = after.lower in PER_TIME or after.lemma in SINGLES
        if token.lower == "per" and not alone and before != "as":
            return True
        if token.lower == "by" and before == after.lemma:
            if not alone:
                return True
        elif (
            token.lower == "by"
            and after.tag in ("NN", "NNP", "JJ")
            and not (after.lower in BY_MEANS or before in BY_AMOUNT or _by_somebody(own, index + 1))
        ):
            return True
        if token.lower in ("no", "any") and any(t.lemma in GROUPS for t in own[index + 1 : index + 3]):
            return True
        each = token.lower in ("each", "every", "which", "any")
        if each and after.lemma in GROUPS and (index == 0 or own[index - 1].lower in ("for", "in", "of", "on", "at")):
            return True
        if token.lemma in GROUPS and any(
            t.lower in ("separately", "apart") or (t.lower in ("itself", "themselves") and own[place - 1].lower == "by")
            for place, t in enumerate(own[index:], index)
        ):
            return True
    return _looked_at_apart(own)


def _by_somebody(own: Sequence[Token], at: int) -> bool:
    """ "Checked by a strict pharmacist", "done by GPT": who did it, no way of sorting."""
    noun = own[at + 1] if own[at].tag == "JJ" and at + 1 < len(own) else own[at]
    return is_marker(noun) or noun.lemma.lower() in MACHINES


def _looked_at_apart(own: Sequence[Token]) -> bool:
    """ "Unlocking I report apart", "I'd look at the noisy ones by themselves", "these I count alone"."""
    words = [t.lower for t in own]
    for index, token in enumerate(own):
        if token.lemma not in LOOKING or not {"i", "we"} & set(words[max(0, index - 3) : index]):
            continue
        for place in range(index + 1, len(own)):
            after = words[place]
            alone = after in ("itself", "themselves") and words[place - 1] == "by"
            own_way = after == "own" and words[place - 2] == "on"
            if after in ("separately", "separate", "apart", "alone") or alone or own_way:
                return True
    return False


def _alternatives(own: Sequence[Token]) -> bool:
    if own[-1].stop == "?" and any(t.lower == "or" for t in own[1:]):
        return True
    maybe = sum(1 for t in own if t.lower in ("may", "might", "could", "maybe", "perhaps", "possibly"))
    ors = sum(1 for t in own if t.lower in ("or", "either", "whether"))
    return maybe >= 2 or (maybe >= 1 and ors >= 1) or ("either" in {t.lower for t in own} and ors >= 2)


def _own_plan(own: Sequence[Token]) -> bool:
    """ "I'd look per group: is it length, or taste?": a plan with a question in it."""
    for index, token in enumerate(own[:-2]):
        if token.lower in ("i", "we") and own[index + 1].lower in ("would", "will"):
            return own[index + 2].tag == "VB" and own[index + 2].lemma not in ("ask", "know", "like", "want", "be")
    return False


def _inverted(own: Sequence[Token]) -> bool:
    """Whether it begins as a question does: a question word or modal, then the verb before its subject."""
    if own[0].tag not in ("WP", "WRB", "MD") or own[0].lower in ("when", "whenever", "whatever", "wherever"):
        return False
    if own[-1].stop == ".":
        return False
    if own[0].tag == "MD":
        return len(own) > 2 and own[1].lower in ("i", "we", "it", "you", "they", "the", "this")
    return len(own) > 2 and (own[1].pos == "AUX" or own[1].tag == "MD")


def _doing(own: Sequence[Token], first: int, hedged: frozenset[int], found: set[str]) -> set[str]:
    """action and commit, or past."""
    out: set[str] = set()
    past = deeds = present = 0
    for index, token in enumerate(own):
        if token.tag == "VBD" and token.pos != "AUX":
            told = token.lower != token.lemma  # "put", "read", "cut" are the same in both tenses
            if told and not _deed(own, index):
                past += 1
                continue
            deeds += told
            present += 1
            out |= {"action", "commit"} if first + index not in hedged else {"action"}
        if token.pos not in ("VERB", "AUX"):
            continue
        before = [t.lower for t in own[max(0, index - 3) : index]]
        modal = any(word in MODALS for word in before)
        if token.lower in MODALS and index == len(own) - 1:
            continue
        if token.tag in ("VB", "VBP", "VBZ") and token.lemma not in STATIVE:
            present += 1
            out.add("action")
            if first + index not in hedged:
                out.add("commit")
        elif token.tag == "VBN" and any(word in ("is", "are", "gets", "get", "be", "being") for word in before):
            present += 1
            out |= {"action", "commit"} if first + index not in hedged else {"action"}
        elif modal and token.tag == "VB" and first + index not in hedged:
            out.add("commit")
    if past + deeds > present - deeds:
        out.add("told")
    if past and past > present:
        out.add("past")
        out.discard("commit")
    if "question" in found:
        out.discard("commit")
    return out


def _deed(own: Sequence[Token], at: int) -> bool:
    """Whether what is told is something that the speaker did: "we held it back", "I took the average off the page"."""
    before = [t.lower for t in own[max(0, at - 3) : at]]
    return own[at].lemma not in STATIVE | BEFELL and ("i" in before or "we" in before)


def _purpose(own: Sequence[Token]) -> bool:
    words = [t.lower for t in own]
    for index, token in enumerate(own):
        if token.lower == "to" and index + 1 < len(own) and own[index + 1].tag == "VB" and token.tag == "TO":
            before = words[index - 1] if index else ""
            if before not in ("want", "have", "has", "need", "needs", "going", "like", "used", "able", "try", "ought"):
                return True
        if token.lower == "for" and index + 1 < len(own) and own[index + 1].tag == "VBG":
            return True
    return "so" in words and "that" in words
