"""Last words that mostly promise more ("also", "those", "in") and close a sentence now and then: by the parse."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.tokens import Token

FEWEST = 4  # words of a sentence that says something before its last
SUBJECTS = ("nsubj", "nsubjpass", "expl")
VERBS = ("VERB", "AUX")
_AFTERTHOUGHTS = ("also", "anyway", "anyhow", "basically", "actually", "then", "though", "too")
_WITHOUT_MORE = ("no", "nothing", "not", "any", "much", "little", "once", "even")
_WEIGHS = ("weigh", "matter", "cost", "hurt", "count", "profit", "complain", "help", "pay", "earn", "fail")
_TAKE_AN_OBJECT = ("need", "want", "have", "get", "find", "see", "use", "take", "add", "be", "do", "make", "mean")
_POINTING = ("those", "these", "each", "both", "some", "any", "most", "another", "others", "either", "neither", "all")
_OBJECTS = ("dobj", "pobj", "obj", "attr", "appos", "conj", "npadvmod", "dep", "dative")
_OPINIONS = ("think", "guess", "suppose", "believe", "reckon")
_SLUICES = ("why", "which")
_ASKING = ("say", "ask", "explain", "see", "know", "understand", "tell", "note", "down", "record", "check", "look")
_FIXED = (
    "and so on",
    "less so",
    "as is",
    "as it is",
    "as they are",
    "as we are",
    "where we are",
    "where it is",
    "where they are",
    "now and then",
    "for the time being",
    "which is which",
    "like for like",
)
_PLACES = ("in", "on", "out", "up", "down", "off", "over", "back", "through")
_COMPARED = ("than", "as", "what", "whatever", "whichever", "wherever")
_TIMED = ("when", "until", "where", "whether", "once", "or", "while")
_NOT = ("n't", "not")


def ends_whole(tokens: list[Token]) -> bool:
    """Whether the last word ends the sentence of these tokens, though by itself it would promise more."""
    last, before = tokens[-1], tokens[-2]
    lower = [token.lower_ for token in tokens]
    if any(lower[-len(phrase.split()) :] == phrase.split() for phrase in _FIXED):
        return True
    if len(tokens) < FEWEST:
        return False
    said = has_clause(tokens[:-1])
    word = lower[-1]
    paused = before.nbor().is_punct
    return (
        (word in _AFTERTHOUGHTS and said and _closes(before) and not paused)
        or (word in ("more", "less") and _is_more(before, said))
        or (word in _POINTING and has_clause(tokens) and _points(last, before) and not paused)
        or (word in _OPINIONS and _is_opinion(tokens))
        or (word in _SLUICES and said and _is_asked(before, lower[-3]))
        or (word == "so" and before.lower_ == "or" and any(token.pos_ == "NUM" for token in tokens[-4:-2]))
        or (word == "cause" and before.tag_ in ("DT", "JJ", "NN", "IN", "PRP$"))
        or (word in _PLACES and (_is_place(last, before) or (before.lower_ == "back" and said)))
        or (last.tag_ == "IN" and _is_left(before))
        or (word in _NOT and _is_denied(tokens))
        or (last.pos_ in VERBS and _is_compared(tokens))
        or (last.pos_ in ("NOUN", "PROPN", "NUM") and _is_fronted(tokens))
    )


def _closes(before: Token) -> bool:
    """A word that can end a sentence stands before it: no joint, no auxiliary, no subject."""
    if before.pos_ == "VERB" and before.lemma_ in _TAKE_AN_OBJECT:
        return False
    return before.pos_ in ("NOUN", "PROPN", "NUM", "ADJ", "ADV", "VERB", "PRON") and not (
        before.dep_ in SUBJECTS or before.dep_ in ("aux", "auxpass", "cc", "mark", "det") or before.tag_ in ("DT", "CC")
    )


def _is_more(before: Token, said: bool) -> bool:
    """ "... nothing more", "the breach weighs more"; not "we need more"."""
    if before.lower_ in _WITHOUT_MORE:
        return True
    return said and (before.lemma_ in _WEIGHS or (before.pos_ == "PRON" and before.dep_ in _OBJECTS))


def _points(last: Token, before: Token) -> bool:
    """ "... score those", "on both", "two days each"; not "and those", "we think those"."""
    if last.dep_ in SUBJECTS or last.dep_ in ("det", "amod", "preconj"):
        return last.lower_ == "each" and before.pos_ == "NOUN"
    if last.lower_ == "each":
        return before.pos_ == "NOUN" or before.tag_ == "IN"
    if last.lower_ == "another" and not any(token.lower_ == "one" for token in last.doc[: last.i]):
        return False
    return last.dep_ in _OBJECTS and (before.pos_ in VERBS or before.tag_ in ("IN", "PDT") or before.lower_ == "all")


def _is_opinion(tokens: list[Token]) -> bool:
    """ "... so fifty is enough, I think"; not "and then I think"."""
    if tokens[-2].lower_ not in ("i", "we"):
        return False
    joint = tokens[-3]
    goes_on = joint.pos_ in ("CCONJ", "SCONJ", "ADP", "DET", "AUX") or joint.lower_ in ("so", "then", "what")
    return has_clause(tokens[:-2]) and not goes_on


def _is_asked(before: Token, second: str) -> bool:
    """ "... and write down why", "which is which"; not "and that is why", "on which"."""
    return before.lemma_ in _ASKING or (before.pos_ == "PRON" and second in ("tell", "tells", "ask", "asks"))


def _is_place(last: Token, before: Token) -> bool:
    """ "... goes back in", "that it is in", "while it is on"; not "we put in"."""
    verb = last.head
    if verb.pos_ not in VERBS or verb.i >= last.i or (verb.dep_ == "relcl" and verb.lemma_ != "be"):
        return False
    subject = next((child for child in verb.children if child.dep_ in SUBJECTS and child.i < verb.i), None)
    if verb.lemma_ == "be":
        below = verb.dep_ in ("ccomp", "advcl", "relcl") and verb.lower_ in ("is", "are", "was", "were")
        return below and before == verb and subject is not None and subject.tag_ == "PRP"
    objects = any(child.dep_ in ("dobj", "nsubjpass") and child.i < last.i for child in verb.children)
    return last.tag_ in ("RP", "RB") and (objects or verb.lemma_ in ("go", "come", "move", "carry", "pass", "scroll"))


def _is_left(before: Token) -> bool:
    """ "something to compare", "the office to go" before its preposition: what it is done with stands before it."""
    verb = before
    to = any(child.lower_ == "to" and child.i < verb.i for child in verb.children)
    return verb.tag_ == "VB" and to and verb.dep_ in ("relcl", "acl")


def _is_denied(tokens: list[Token]) -> bool:
    """ "... and baby food isn't", "until they aren't", "otherwise not"; not "so we would not"."""
    before = tokens[-2]
    if before.lower_ in ("otherwise", "rather", "why", "better", "whether"):
        return True
    if before.pos_ != "AUX":
        return False
    subject = next((child for child in before.children if child.dep_ in SUBJECTS and child.i < before.i), None)
    if subject is None:
        return False
    begun = min(token.i for token in subject.subtree)
    earlier = [token for token in tokens if token.i < begun]
    return bool(earlier) and has_clause(earlier) and earlier[-1].lower_ in _TIMED


def _is_compared(tokens: list[Token]) -> bool:
    """ "... than they did", "however lively it is", "as careful as people are", "what the other one does"."""
    last = tokens[-1]
    if last.lower_.startswith(("'", "’")) or last.lemma_ not in ("be", "do", "have", "can", "could", "must", "will"):
        return False
    subject = next((child for child in last.children if child.dep_ in SUBJECTS and child.i < last.i), None)
    if subject is None or any(child.dep_ == "aux" for child in last.children):
        return False
    earlier = [token for token in tokens if token.i < min(token.i for token in subject.subtree)]
    joints = [token.lower_ for token in earlier[-2:]]
    compared = joints[-1:] and (joints[-1] in _COMPARED or joints[0] == "however")
    compared = compared or (joints[-1:] == ["whether"] and last.lemma_ == "do")
    return bool(compared) and has_clause(earlier)


def _is_fronted(tokens: list[Token]) -> bool:
    """ "After launch customers can report problems", "if handlers complain they have a mailbox": the rest is there."""
    first = next((token for token in tokens if token.pos_ not in ("CCONJ", "INTJ") and token.lower_ != "so"), tokens[0])
    root = next((token for token in tokens if token.head == token), None)
    if root is None or root.i <= first.i or root.pos_ not in VERBS:
        return False
    subject = next((child for child in root.children if child.dep_ in SUBJECTS and child.i < root.i), None)
    if subject is None or (first.head == root and first.dep_ != "prep"):
        return False
    above = first if first.dep_ == "prep" else first.head
    if above.head != root or above.dep_ not in ("prep", "advcl"):
        return False
    return max(token.i for token in above.subtree) < min(token.i for token in subject.subtree)


def has_clause(tokens: list[Token]) -> bool:
    """Whether somebody does something in it."""
    return any(token.dep_ in SUBJECTS for token in tokens) and any(token.pos_ in VERBS for token in tokens)
