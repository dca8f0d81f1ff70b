"""Is the last sentence whole? What the word lists of the endings cannot see: clauses whose object stands before them.

"The set we test against" is finished and "we test against" is not: the parse knows. It is asked only when the parser is
already loaded; an answer that is not certain is None, and the word lists decide.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from audio.language import last_sentence
from interviewer import nlp
from interviewer.dialogue.endings import SUBJECTS, VERBS, ends_whole, has_clause

if TYPE_CHECKING:
    from spacy.tokens import Token

REACH_WORDS = 40  # of the end; a parse of so many takes some 5 ms
ELLIPSIS_REACH = 6  # "more than the careful reviewers do"
_WH = ("WP", "WDT", "WRB")
_OBJECTS = ("what", "which", "who", "whom", "where", "that")
_BE = ("is", "are", "was", "were", "be")
_ELLIPTIC = ("do", "does", "did", "can", "could", "would", "should", "will", "must", "have", "has", "had")
_OWNING = ("have", "has", "had", "need", "needs", "want", "wants")
_WANTING = ("have", "need", "want", "had", "has", "needs", "wants", "like")
_CONDITIONS = ("if", "when", "whenever", "unless", "once", "although")
_ARTICLES = ("a", "an", "the")
_NOUNLIKE = (
    "same",
    "other",
    "latter",
    "former",
    "opposite",
    "first",
    "second",
    "third",
    "last",
    "best",
    "worst",
    "mean",
)


def is_whole(text: str) -> bool | None:
    """Whether the last sentence of `text` is whole: True, False, or None where the parse does not tell.

    A full stop of the recogniser is no sentence end: what is unclear alone is read once more with the sentence before.
    """
    last = last_sentence(text)
    try:
        told = _of(last)
        if told is None and (before := text.strip()[: -len(last)].strip()):
            joined = f"{last_sentence(before).rstrip('.!?')} {last[:1].lower()}{last[1:]}"
            told = _of(joined, joined=True) or None
    except _NotNow:
        return None
    return told


class _NotNow(Exception):
    """There is no parser yet, or it is busy."""


@lru_cache(maxsize=32)
def _of(sentence: str, joined: bool = False) -> bool | None:
    doc = nlp.glance(" ".join(sentence.split()[-REACH_WORDS:]).rstrip(".!"))
    if doc is None:
        raise _NotNow
    tokens = [token for token in doc if not token.is_punct and not token.is_space]
    told = _told(tokens)
    return told if told is not None or joined or len(tokens) < 3 else ends_whole(tokens) or None


def _told(tokens: list[Token]) -> bool | None:
    if len(tokens) < 3:
        return None
    last = tokens[-1].lower_
    if _is_open(tokens):
        return False
    whole = (
        (tokens[-1].tag_ in ("IN", "TO", "RP") and _is_stranded(tokens[-1]))
        or (last in _BE and _asks_indirectly(tokens))
        or (last in _ELLIPTIC and _is_ellipsis(tokens))
        or (last in _OWNING and _has_object_before(tokens[-1]))
        or (last == "to" and tokens[-2].lower_ in _WANTING and _is_aside(tokens[:-2]))
        or (last == "both" and tokens[-2].pos_ in VERBS and tokens[-2].lower_ not in _BE)
        or (last == "though" and len(tokens) > 4 and has_clause(tokens[:-1]) and tokens[-2].tag_ not in ("IN", "DT"))
        or _is_closed(tokens)
        or (last == "then" and tokens[-2].tag_ == "VB" and any(token.tag_ == "MD" for token in tokens))
    )
    return True if whole else None


def _is_closed(tokens: list[Token]) -> bool:
    """ "... or they don't", "... is still going on", "... the people either", "... and the mean", "it says so"."""
    last, before = tokens[-1], tokens[-2]
    if len(tokens) < 5:
        return False
    if last.lower_ in ("n't", "not"):
        return before.pos_ == "AUX" and tokens[-4].lower_ == "or" and has_clause(tokens[:-4])
    if last.lower_ in ("either", "anymore"):
        return before.tag_ not in ("IN", "DT", "CC") and has_clause(tokens[:-1])
    if last.lower_ == "on":
        return last.tag_ == "RP" and before.lower_ in ("going", "goes", "went", "go") and has_clause(tokens[:-1])
    if last.lower_ == "so":
        return before.lower_ in ("says", "say", "said", "think", "do") and has_clause(tokens[:-1])
    return last.lower_ == "mean" and before.lower_ in (*_ARTICLES, "its", "their")


def _is_open(tokens: list[Token]) -> bool:
    """ "I think the main", "the prompts that people", "to know how common", "if we have to roll back"."""
    last, before, second = tokens[-1], tokens[-2], tokens[-3]
    described = last.tag_ in ("JJ", "RB") and last.lower_ not in _NOUNLIKE
    if described and (before.lower_ in _ARTICLES or (second.lower_ in _ARTICLES and before.tag_ == "RB")):
        return True
    if last.tag_ == "WDT" or (last.tag_ == "JJ" and before.lower_ == "how"):
        return True
    if last.lemma_ in ("want", "need") and before.tag_ == "MD" and not _has_object_before(last):
        return True
    joint = second if before.tag_ == "DT" else before
    if last.pos_ in ("NOUN", "PRON") and joint.lower_ == "that" and joint.tag_ in ("WDT", "IN"):
        return True
    root = next((token for token in tokens if token.head == token), None)
    return root is not None and any(
        child.lower_ in _CONDITIONS and child.i < root.i and child.dep_ in _opening(child) for child in root.children
    )


def _opening(word: Token) -> tuple[str, ...]:
    """How a word that opens a condition hangs on its verb; "once a year" and "although, I mean" open none."""
    if word.lower_ == "once" or word.nbor().is_punct:
        return ("mark",) if word.lower_ == "once" else ()
    return ("mark", "advmod")


def _is_stranded(last: Token) -> bool:
    """The last preposition's object stands before its clause, and that clause is no open subject."""
    before = last.nbor(-1)
    verb = before if before.dep_ == "relcl" else last.head
    if verb.pos_ not in VERBS:
        return False
    while verb.dep_ == "xcomp" and verb.head.pos_ in VERBS:
        verb = verb.head
    return _has_object_before(verb)


def _has_object_before(verb: Token) -> bool:
    """ "the version we have", "what they split": the clause's object is what it describes, or its question word."""
    subject = _subject(verb)
    if subject is None or subject.tag_ in _WH:
        return False
    if verb.dep_ == "relcl":
        return _is_governed(verb.head)
    if verb.dep_ in ("ccomp", "pcomp"):
        asked = next((t for t in verb.subtree if t.i < subject.i and t.tag_ in _WH and t.lower_ in _OBJECTS), None)
        return asked is not None and _is_governed(asked)
    return False


def _asks_indirectly(tokens: list[Token]) -> bool:
    """ "... who the customers are", "... how common it is"; not "what they are", which goes on: "looking for"."""
    last = tokens[-1]
    subject = _subject(last)
    for at in range(len(tokens) - 2, 0, -1):
        word = tokens[at]
        if word.tag_ not in _WH:
            continue
        if subject is None or word.i >= subject.i or not _is_governed(word):
            return False
        if word.lower_ == "how":
            return tokens[at + 1].tag_ in ("JJ", "RB")
        named = subject.pos_ == "NOUN" or subject.lower_ in ("it", "this", "that")
        return word.lower_ in ("what", "who", "where", "which") and named
    return False


def _is_ellipsis(tokens: list[Token]) -> bool:
    """ "... more than the judge does", "... as early as we can", "... if we can"."""
    for at in range(len(tokens) - 2, 1, -1):
        word = tokens[at].lower_
        if len(tokens) - at - 2 > ELLIPSIS_REACH or (tokens[at].pos_ in VERBS):
            return False
        compared = word == "than" or (word == "as" and any(token.lower_ == "as" for token in tokens[:at]))
        if compared or (word == "if" and at == len(tokens) - 3):
            return at < len(tokens) - 2 and has_clause(tokens[:at])
    return False


def _is_aside(tokens: list[Token]) -> bool:
    """ "We roll back if we" before "have to": a condition with only its subject, behind a whole clause."""
    return len(tokens) > 3 and tokens[-2].lower_ in ("if", "when", "unless", "as", "than") and has_clause(tokens[:-2])


def _subject(verb: Token) -> Token | None:
    return next((child for child in verb.children if child.dep_ in SUBJECTS and child.i < verb.i), None)


def _is_governed(token: Token) -> bool:
    """It hangs below a verb that stands before it, as its object: it does not begin a sentence of its own."""
    below = token
    for above in token.ancestors:
        if above.i < token.i and above.pos_ in VERBS:
            return below.dep_ not in ("conj", "dep", *SUBJECTS)
        below = above
    return False
