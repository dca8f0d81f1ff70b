"""What hangs loose in a clause that was cut out of an answer, by the parse of the answer. Pure.

What is said back must be whole and must mean what it meant: it has its subject, its verb and what that verb is about,
no condition of it stays behind, and it points at nothing that is not in it. A small model's parse of spoken text errs,
so what is refused is not always loose: then something else is said back, or nothing.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from interviewer.analysis.clauses import clauses
from interviewer.analysis.predicates import SIDE, TIMES, Clause
from interviewer.analysis.sentences import SAYING
from interviewer.analysis.tokens import Token
from interviewer.dialogue import lost, words

AROUND = 30  # tokens of a sentence that are looked at before and behind a clause
NEXT = 3  # tokens behind a clause that one of its own may lean on
REACH = 8  # tokens between a subject and its verb
_OPEN = words.as_set("DT PRP$ TO MD CC WDT WP WRB")
_BETWEEN = words.as_set("between among against")
_NEEDED = words.as_set("dobj attr acomp ccomp xcomp pcomp pobj oprd dative prt neg nummod")
"""What belongs behind its head: cut off, "each text gets" and "plus fifty" say nothing."""
_LOOSER = words.as_set("ccomp xcomp attr")  # behind a comma they are often another sentence
_FILLS = words.as_set("dobj attr acomp prep advmod oprd xcomp ccomp prt dative")
_INTO = words.as_set("with to into of against at")
_SUBJECTS = words.as_set("nsubj nsubjpass expl csubj")
_LEANING = words.as_set("det amod compound nummod poss aux auxpass mark nsubj nsubjpass expl quantmod prep npadvmod")
_JOINTS = words.as_set("and but or so then because that which who if when unless until")
_ASKING = words.as_set("is are was were do does did can could has will would should")
_PAIRING = words.as_set("both between either")
_TEAM = words.as_set("team staff group company family crowd public board everybody everyone anybody somebody nobody")
_PRONOUNS = words.as_set("it they he she i we you this that these those there")
_SIDE = words.as_set("relcl advcl acl csubj pcomp")
_COMPARED = words.as_set("more less fewer better worse higher lower rather same other as longer shorter")
_DEMONSTRATIVES = words.as_set("this that these those such")
_MANY = words.as_set("these those they them")
_PERSONS = words.as_set("they them he she him")
_HOLLOW = words.as_set(
    "one ones two three both some all many any most other others rest either neither first second third latter former"
)
_TALK = words.as_set("say mention tell commit imagine admit wonder explain talk guess describe")
_OPINES = words.as_set("say think claim want believe promise insist swear argue suggest recommend prefer tell")
_OURS = words.as_set("i we")
_THINKING = words.as_set("think guess mean suppose reckon believe")
_ORDINALS = words.as_set("first second third fourth next last")
_NAMING = words.as_set("DET NOUN ADJ NUM PRON PROPN CCONJ")
_SOMEBODY = words.as_set("somebody someone nobody everybody they he she")
_SPARED = words.as_set("way time day week month year moment hour evening morning night")  # "stopped that evening"


def fault(tokens: Sequence[Token], first: int, last: int) -> str:
    """Why tokens first..last of a section cannot be said back alone; empty: they can."""
    inside = range(first, last + 1)
    begins, ends = _bounds(tokens, first, last)
    parts = clauses(tokens, first, last)
    whole = clauses(tokens, begins, ends)
    for found in (
        _hangs(tokens, inside, parts),
        _runs_on(tokens, inside, parts),
        _cut_off(tokens, inside, ends),
        lost.condition(tokens, inside, whole),
        lost.warning(tokens, inside, whole),
        lost.object_of(tokens, inside, whole),
        _points_out(tokens, inside, parts),
        _talk(tokens, parts),
        _garbled(tokens, inside),
    ):
        if found:
            return found
    return ""


def _bounds(tokens: Sequence[Token], first: int, last: int) -> tuple[int, int]:
    """First and last token of the sentence around them, at most AROUND tokens away."""
    begins, ends = first, last
    while begins > 0 and not tokens[begins - 1].stop and first - begins < AROUND:
        begins -= 1
    while ends < len(tokens) - 1 and not tokens[ends].stop and ends - last < AROUND:
        ends += 1
    return begins, ends


def _hangs(tokens: Sequence[Token], inside: range, parts: Sequence[Clause]) -> str:
    """No main clause: two readings of it are asked, since either misses some."""
    if tokens[inside[0]].lower in ("which", "who") or (
        tokens[inside[0]].lower == "that" and tokens[inside[0]].tag != "DT"
    ):
        return "it only describes"
    verbs = [tokens[at] for at in inside if tokens[at].dep in _SUBJECTS and tokens[at].head in inside]
    if verbs and all(tokens[token.head].dep == "relcl" for token in verbs):
        return "it only describes"
    for part in parts:
        if part.verb is not None and not part.side and (part.subject != "none" or part.verb == inside[0]):
            return ""
    for at in inside:
        head = tokens[at].head
        finite = any(token.finite for token in (tokens[head], *tokens[at + 1 : head]))
        if finite and tokens[at].dep in _SUBJECTS and head in inside and not _aside(tokens, head, inside[0]):
            return ""
    return "no main clause"


def _aside(tokens: Sequence[Token], verb: int, first: int) -> bool:
    """Whether a verb carries a side clause, or goes on with one."""
    while tokens[verb].dep == "conj" and first <= tokens[verb].head < verb:
        verb = tokens[verb].head
    marked = any(
        token.head == verb and token.dep in ("mark", "advmod") and token.lower in SIDE for token in tokens[first:verb]
    )
    return marked or tokens[verb].dep in _SIDE


def _runs_on(tokens: Sequence[Token], inside: range, parts: Sequence[Clause]) -> str:
    """Two sentences in one, with nothing between them; or a question."""
    for before, part in pairwise(parts):
        around = tokens[max(before.last - 1, 0) : part.first + 1]
        joined = any(token.lower in _JOINTS for token in around) or any(token.comma for token in around[:-1])
        if not joined and before.verb is not None and not before.side and not part.side and part.subject != "none":
            return f"a second sentence begins with '{tokens[part.first].lower}'"
    for part in parts[-1:]:
        if part.opener in ("if", "when", "unless") and part.verb is None:
            return f"'{part.opener}' without a verb"
        joining = {token.lower for token in tokens[part.first - 1 : part.first + 1]} - {part.opener}
        if part.opener in ("if", "when", "unless") and part.first > inside[0] and joining & _JOINTS:
            return f"'{part.opener}' and nothing behind it"
    for at in inside[:-1]:
        word, after = tokens[at], tokens[at + 1]
        if word.tag == "VBZ" and word.dep == "ccomp" and tokens[at - 1].pos == "NOUN" and not _has_subject(tokens, at):
            return f"'{word.lower}' without a subject"  # "I'm checking bit makes it feel ..."
        if word.lower == "that" and after.lower == "if" and not any(token.comma for token in tokens[at : inside[-1]]):
            return "'if' and nothing behind it"
        asked = word.lower in _ASKING and after.lower in _PRONOUNS | _SOMEBODY and after.tag not in ("DT", "IN")
        lead = tokens[at - 1].lower if at > inside[0] else ""
        own = at > inside[0] and not tokens[at - 1].comma  # "my guess is you see none"
        own = own and any(t.dep in _SUBJECTS and t.head in (at, word.head) for t in tokens[inside[0] : at])
        if asked and not own and lead not in ("so", "nor", "neither", "then"):
            return "a question in it"
        if word.lower in ("if", "when") and after.pos == "AUX":
            return f"'{word.lower}' without a subject"
    return ""


def _has_subject(tokens: Sequence[Token], verb: int) -> bool:
    return any(token.head == verb and token.dep in _SUBJECTS for token in tokens[max(0, verb - REACH) : verb + REACH])


def _cut_off(tokens: Sequence[Token], inside: range, ends: int) -> str:
    """Something that its words need stands behind it."""
    end = inside[-1]
    last = tokens[end]
    if last.lemma in SAYING and last.pos == "VERB":
        return f"ends in '{last.lower}'"
    cut = last.pos == "ADV" and tokens[end - 1].pos == "CCONJ"  # "the grader gets the guide and maybe"
    if cut or (last.pos == "AUX" and last.lemma == "be"):
        return f"ends in '{last.lower}'"
    for at in inside[1:]:
        alone = tokens[at].lower == "not" and tokens[at - 1].lower in _ASKING
        if alone and (at == end or tokens[at].comma):
            return "a verb is left out"  # "I didn't, because ..."
    if last.lower in _BETWEEN:
        return f"ends in '{last.lower}'"
    if last.tag in _OPEN and last.lower not in _HOLLOW | {"each"}:
        return f"ends in '{last.lower}'"
    for at in range(end + 1, ends + 1):
        token = tokens[at]
        if token.head not in inside:
            continue
        head = tokens[token.head]
        if token.head == end and last.tag == "IN" and not last.comma:
            return f"ends in '{last.lower}'"
        adverb = last.pos == "ADV" and token.dep == "prep"  # "goes straight to a person"
        if token.head == end and not last.comma and (adverb or (last.pos == "ADJ" and token.dep == "conj")):
            return f"'{last.lower} ... {token.lower}' is cut"
        if token.dep in _NEEDED and not (last.comma and token.dep in _LOOSER):
            return f"{token.dep} '{token.lower}' of '{head.lower}' is cut"
        if token.dep == "prep" and token.lower in ("than", "as") and head.lower in _COMPARED:
            return f"'{head.lower} {token.lower}' is cut"
        if token.dep in ("relcl", "acl", "prep") and (head.lower in _HOLLOW or head.numeric) and not last.comma:
            return f"'{head.lower}' is described behind"
        paired = tokens[end + 1].lower in ("and", "or") and {head.pos, token.pos} <= {"NOUN", "PROPN"}
        if token.dep == "conj" and token.head == end and paired and not last.comma:
            return f"'{last.lower} and {token.lower}' is cut"
        if token.dep == "relcl" and token.head == end and not last.comma:
            return f"what '{last.lower}' are stands behind it"
        if token.dep == "conj" and head.pos in ("NOUN", "PROPN", "ADJ") and last.comma and token.head == end:
            return f"a list is cut behind '{head.lower}'"
        if token.dep == "prep" and not last.comma and head.pos == "VERB" and not _full(tokens, token.head, end):
            return f"'{head.lower} {token.lower}' is cut"
    for at in inside:
        if end < tokens[at].head <= end + NEXT and tokens[at].dep in _LEANING:
            return f"'{tokens[at].lower}' leans on '{tokens[tokens[at].head].lower}'"
        goes_on = not last.comma and {"and", "or"} & {token.lower for token in tokens[end + 1 : end + NEXT]}
        if tokens[at].lower in _PAIRING and goes_on and not {"and", "or"} & {t.lower for t in tokens[at:end]}:
            return f"'{tokens[at].lower}' one thing"
    begins = tokens[inside[0]]
    if begins.dep in ("conj", "pobj", "dobj", "appos") and begins.head < inside[0]:
        return f"'{begins.lower}' belongs to what stands before it"
    for at in range(max(0, inside[0] - REACH), inside[0]):
        token = tokens[at]
        shared = any(other.dep in _SUBJECTS and other.head == token.head for other in tokens[inside[0] : end + 1])
        if token.dep in _SUBJECTS and token.head in inside and tokens[token.head].dep != "relcl" and not shared:
            return f"its subject '{token.lower}' stands before it"
    return ""


def _full(tokens: Sequence[Token], verb: int, end: int) -> bool:
    """Whether a verb says something without what stands behind `end`: it has an object, or is done to something."""
    if tokens[verb].tag == "VBN":
        return verb < end or tokens[end + 1].lower not in _INTO
    return any(token.head == verb and token.dep in _FILLS for token in tokens[verb + 1 : end + 1])


def _points_out(tokens: Sequence[Token], inside: range, parts: Sequence[Clause]) -> str:
    """It points at something that is not in it."""
    named = several = False
    conditional = bool(parts) and parts[0].side
    for at in inside:
        token = tokens[at]
        after = tokens[at + 1] if at < inside[-1] else None
        if at == inside[0] and token.lower == "it":
            return "'it' begins it"
        if at == inside[0] and token.lower == "there" and after is not None and after.lower in ("was", "were"):
            return "it only sets a scene"
        loose = token.lower == "that" and (after is None or after.pos in ("ADP", "ADV", "SCONJ"))
        meant = named and (several or token.lower not in _MANY)
        if meant or (not loose and (token.dep in ("mark", "advmod") or token.tag in ("IN", "WDT", "WP"))):
            pass
        elif token.lower in _DEMONSTRATIVES:
            if after is None or token.dep not in ("det", "amod", "predet") or after.lemma not in _SPARED:
                return f"'{token.lower}' points out of it"
        elif token.lower in _PERSONS or (token.lower == "her" and token.dep in ("dative", "dobj", "pobj")):
            return f"'{token.lower}' points out of it"
        elif (
            token.lower in _HOLLOW
            and (token.dep in _SUBJECTS or token.lower in ("others", "rest"))
            and token.tag != "DT"
            and not conditional
        ):
            behind = [other.lower for other in tokens[at + 1 : at + 3]]
            before = tokens[at - 1] if at > inside[0] else None
            described = before is not None and (before.pos in ("ADJ", "NOUN") or before.lower in ("how", "which"))
            if not described and (behind[:1] != ["of"] or behind[1] in _DEMONSTRATIVES | _PERSONS):
                return f"'{token.lower}': of what?"
        several = several or token.tag in ("NNS", "NNPS") or token.numeric or token.lemma in _TEAM
        named = named or (token.pos in ("NOUN", "PROPN") and token.lower not in _HOLLOW)
    return ""


def _talk(tokens: Sequence[Token], parts: Sequence[Clause]) -> str:
    for part in parts[:2]:
        if part.verb is not None and _of_others(tokens, part):
            return "what others say"
        if part.verb is None or part.subject != "ours":
            continue
        behind = tokens[part.verb + 1 : part.last + 1]
        if any(token.lower == "you" and token.dep in ("dative", "dobj", "pobj") for token in behind):
            return "it speaks to the interviewer"
        asks = any(token.head == part.verb and token.dep == "ccomp" for token in behind)
        if tokens[part.verb].lemma in _TALK and not asks:
            return "talk about talking"
    return ""


def _of_others(tokens: Sequence[Token], part: Clause) -> bool:
    """Whether it is what somebody else thinks: "my old chief would say take the average"."""
    if part.subject not in ("other", "all") or part.side or part.verb is None or tokens[part.verb].lemma not in _OPINES:
        return False
    return not {"you", "i", "we"} & {token.lower for token in tokens[part.first : part.verb]}


def _garbled(tokens: Sequence[Token], inside: range) -> str:
    """Words in an order that no listener would say again."""
    for at in inside[1:]:
        if tokens[at].lower == "not" and tokens[at - 1].pos == "VERB" and tokens[at - 1].lemma not in ("do", "have"):
            ahead = tokens[at + 1].lower if at < inside[-1] else ""
            if ahead not in ("to", "only", "just"):
                return "a misplaced 'not'"
        thinks = tokens[at].lower in _OURS and at < inside[-1] and tokens[at + 1].lemma in _THINKING
        if thinks and tokens[at - 1].pos in ("VERB", "INTJ", "ADV"):
            return "a thought in the middle"  # "I got, um, I think it was forty"
    counted = tokens[inside[0]].lower in _ORDINALS and tokens[inside[0]].dep == "amod"
    if counted and tokens[inside[1]].lemma not in TIMES | _SPARED | {"thing"}:
        return "a number of a list"
    for at in inside[1:8]:
        fronted = tokens[inside[0] : at]
        if any(token.pos not in _NAMING or token.lower in _OURS for token in fronted) or fronted[0].lower == "what":
            break
        ours = tokens[at].lower in _OURS | _SOMEBODY and tokens[at - 1].pos != "CCONJ"
        if ours and fronted[-1].lemma not in TIMES | _SPARED:
            finite = sum(token.finite for token in tokens[at : inside[-1] + 1])
            return "" if finite > 1 else "something stands before it and belongs behind it"
        if fronted[-1].comma and not any(token.dep in _SUBJECTS for token in fronted):
            return "a heading stands before it"
    return ""
