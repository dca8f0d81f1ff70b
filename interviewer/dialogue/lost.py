"""What a clause lost when it was cut out of its sentence, by the parse: a condition, a warning, or an object. Pure."""

from __future__ import annotations

from collections.abc import Sequence

from interviewer.analysis.predicates import Clause
from interviewer.analysis.tokens import Token
from interviewer.dialogue import words

_BEHIND = words.as_set("if unless until only except")
_BEFORE = words.as_set("if unless when whenever once where wherever provided suppose supposing")
_ASKED = words.as_set("see check ask know look tell wonder find test decide say")  # "see if" sets no condition
_ON = words.as_set("and or then so")
_FRONTED = words.as_set("what whatever whoever whichever")
_DONE_TO = words.as_set(
    "read check mark label compare use take put test measure count score keep review find need replace sample draw"
    " pull block write give show send sort"
)
"""Verbs that say little where nothing is said of what they are done to."""
_LACK = words.as_set("compare use take put label replace keep find measure need give show send")
"""And those that need it also where something else follows: "compare with last year" (what?)."""
_OBJECTS = words.as_set("dobj obj dative oprd")
_CARRYING = words.as_set("DET SCONJ VERB AUX")
_POINTING = words.as_set("WP WRB TO JJR")
_BEFALLS = words.as_set("have be lose get end miss waste burn")
_NOTHING = words.as_set("not n't never no nothing nobody none")
_MEANS_TO = words.as_set("would 'd will 'll should must shall")
_OURS = words.as_set("i we")
_CONDEMNS = words.as_set(
    "worst mistake disaster wrong crazy madness fatal stupid silly useless pointless dangerous trap cheating nonsense"
)
_WARNS = words.as_set("danger risk worry worries fear problem trouble afraid scared catch worried scares bothers")
_THINGS = words.as_set("NOUN PROPN PRON NUM SYM")


def condition(tokens: Sequence[Token], inside: range, whole: Sequence[Clause]) -> str:
    """Why it means more alone than it meant: a condition of it was left out. Empty: none was.

    In: tokens of a section, those of the clause among them, and the clauses of the sentence around it.
    """
    first, end = inside[0], inside[-1]
    ahead = [] if tokens[end].stop else [token.lower for token in tokens[end + 1 : end + 4]]
    ahead = ahead[1:] if ahead[:1] and ahead[0] in ("and", "but", "or") else ahead
    behind = [] if tokens[end].stop else [part for part in whole if part.first > end]
    mains = [part for part in behind if not part.side and part.verb is not None]
    if ahead and ahead[0] in _BEHIND and (ahead[0] != "if" or not mains):
        return "its condition stands behind it"
    if behind and behind[0].opener in ("if", "unless") and _sets(tokens, behind[0]) and not mains:
        return "its condition stands behind it"
    if _hangs_on(tokens, first):
        return "what it follows from stands before it"
    at = next((number for number, part in enumerate(whole) if part.first <= first <= part.last), 0)
    if whole[at].opener:
        return ""
    while at:  # "if it fails and nobody knows why, we stop and the lead is told"
        before = whole[at - 1]
        if _sets(tokens, before) and before.last < first:
            return "its condition stands before it"
        begins = tokens[whole[at].first]
        goes_on = begins.lower in _ON or (tokens[whole[at].first - 1].comma and begins.lower != "but")
        if not (goes_on or before.side) or tokens[whole[at].first - 1].stop:
            return ""
        at -= 1
    return ""


def warning(tokens: Sequence[Token], inside: range, whole: Sequence[Clause]) -> str:
    """Why it is no position but what is warned of: "..., then you've got two changes". Empty: it is not.

    What the speaker means to do stands all the same: "One average would be a mistake, I'd split it."
    """
    first = inside[0]
    begins = whole[0].first if whole else first
    if tokens[first].lower in _OURS and _means_to(tokens, first, inside[-1]):
        return ""
    for at in range(first - 1, begins - 1, -1):
        word = tokens[at].lower
        if word in ("otherwise", "else") and (word != "else" or tokens[at - 1].lower == "or"):
            return f"it is what '{word}' happens"
        if word == "then" and _befalls(tokens, at + 1, inside[-1]):
            return "it is what would come of something"
    before = tokens[begins:first]
    if any(token.lower in _WARNS for token in before):
        return "it is what is feared"
    if any(token.lower in _CONDEMNS for token in before) and not any(token.lower in _NOTHING for token in before):
        return "it is what is spoken against"
    return ""


def _means_to(tokens: Sequence[Token], first: int, last: int) -> bool:
    """Whether somebody would do it, and not fail to: "I'd split it", not "I'd never know"."""
    ahead = [token.lower for token in tokens[first + 1 : min(first + 4, last + 1)]]
    return bool(ahead) and ahead[0] in _MEANS_TO and not _NOTHING & set(ahead)


def _befalls(tokens: Sequence[Token], first: int, last: int) -> bool:
    """Whether what stands there happens to people rather than is done by them: "you've got two, you never know"."""
    if tokens[first].lower not in _OURS | {"you", "nobody", "it", "they"}:
        return False
    ahead = tokens[first + 1 : min(first + 5, last + 1)]
    if any(token.lower in _NOTHING for token in tokens[first : min(first + 5, last + 1)]):
        return True
    return (bool(ahead) and ahead[0].lemma in _BEFALLS) or (ahead[:1] != [] and ahead[0].lower in ("'ve", "'re", "'m"))


def _hangs_on(tokens: Sequence[Token], first: int) -> bool:
    """Whether "and" joins it to something that is no sentence: "one more of those and the launch moves"."""
    at = first - 1
    if at < 1 or tokens[at].lower != "and":
        return False
    begins = at
    while begins > 0 and not (tokens[begins - 1].stop or tokens[begins - 1].comma):
        begins -= 1
    return begins < at and not any(token.finite for token in tokens[begins:at])


def _sets(tokens: Sequence[Token], part: Clause) -> bool:
    """Whether a clause is a condition: "if it fails", and not "see if it fails"."""
    lead = tokens[part.first - 1].lemma if part.first else ""
    return part.opener in _BEFORE and lead not in _ASKED | {"even"}


def object_of(tokens: Sequence[Token], inside: range, whole: Sequence[Clause]) -> str:
    """Why nobody knows what it is about: that was said before it, or not at all. Empty: it is known."""
    first = inside[0]
    begins = whole[0].first if whole else first
    fronted = [token.lower for token in tokens[begins:first] if token.lower not in _ON]
    finite = sum(tokens[at].finite for at in inside)
    if tokens[first].lower in _FRONTED and finite < 2:
        return "it only names something"
    if fronted[:1] and fronted[0] in _FRONTED and tokens[first - 1].comma:
        return "what it is about stands before it"
    for at in range(begins, first):
        token = tokens[at]
        if token.dep in _OBJECTS and token.head in inside and tokens[token.head].pos == "VERB":
            return f"'{token.lower}' stands before it"
    for at in inside:
        if tokens[at].lemma in _DONE_TO and tokens[at].pos == "VERB" and _bare(tokens, at, inside):
            return f"'{tokens[at].lower}' what?"
    return ""


def _bare(tokens: Sequence[Token], verb: int, inside: range) -> bool:
    """Whether nothing in the clause is what the verb is done to, though it is done by somebody."""
    before = tokens[max(inside[0], verb - 3) : verb]
    if tokens[verb].tag in ("VBN", "VBG") or any(token.dep in _OBJECTS for token in before):
        return False
    if any(token.lower in ("that", "which", "who", "what", "how") for token in tokens[inside[0] : verb]):
        return False  # "the cases that they mark"
    for at in range(verb + 1, inside[-1] + 1):
        token = tokens[at]
        if token.pos in _THINGS | _CARRYING or token.tag in _POINTING:
            return False
        if token.pos == "ADP" and token.dep != "prt":
            return tokens[verb].lemma in _LACK
    return True
