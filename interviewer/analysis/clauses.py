"""Where the clauses of a sentence begin, and which word ties each to the rest; `predicates` says who does what in one.

Spoken text has few marks and a small model's parse of it errs often, so that clauses are found from what is most
reliable: conjunctions, pronouns, and finite verbs as the tagger saw them.
"""

from __future__ import annotations

from collections.abc import Sequence

from interviewer.analysis.predicates import (
    CONDITIONAL,
    OURS,
    RELATIVE,
    SIDE,
    STARTERS,
    Clause,
    clause,
    is_finite,
    mistagged,
    skip,
)
from interviewer.analysis.sentences import ANY_OF, DETERMINERS, LINKS, SAYING, SUBJECTS
from interviewer.analysis.tokens import Token, wordset

REASONS = wordset("because since cause cuz")
CADENCE = wordset("a an per every each in")
PLACES = wordset("under below over above up down in out off on through")


def clauses(tokens: Sequence[Token], first: int, last: int, cuts: frozenset[int] = frozenset()) -> tuple[Clause, ...]:
    """The clauses of the stretch first..last in order, covering it. `cuts`: where sentences are known to begin."""
    out: list[Clause] = []
    start, at = first, skip(tokens, first, last)
    opener = "if" if _inverted(tokens, at, last) else _opener(tokens, at, last)
    for index in range(first + 1, last + 1):
        if index <= skip(tokens, start, last):
            continue
        after = _begins(tokens, start, index, last, opener)
        if after is None and index in cuts and not _describes(tokens, index):
            after = _opener(tokens, skip(tokens, index, last), last)
        if after is not None:
            out.append(clause(tokens, start, index - 1, opener, out))
            start, opener = index, after
    out.append(clause(tokens, start, last, opener, out))
    return tuple(out)


def _opener(tokens: Sequence[Token], at: int, last: int) -> str:
    """The conjunction at `at`, where it opens a clause; "" where it does not."""
    word = tokens[at].lower
    after = [token.lower for token in tokens[at + 1 : min(at + 4, last + 1)]]
    if not after:
        return ""
    if word == "given" and after[0] == "that":
        return "since"
    if (word == "in" and after[0] == "case") or after[:2] in (["soon", "as"], ["long", "as"]):
        return "if"
    if word in ("every", "each") and after[0] == "time" and at + 2 <= last and begins(tokens, at + 2, last):
        return "whenever"
    if word == "so":  # "so that nobody tunes on it", "so no opinion is needed": what it is good for
        return "so" if after[0] in ("that", "nobody", "no") or _aim(tokens, at + 1, last) else ""
    if word in ("whatever", "whoever", "whichever"):  # "whatever breaks lands in the set" is a rule about all cases
        return word if at > 0 and not tokens[at - 1].stop else ""
    if word in ("once", "since", "after", "before", "as", "cause"):
        if (word == "once" and after[0] in CADENCE) or (word == "as" and _as_what(tokens, at, last)):
            return ""
        why = word == "since" and tokens[at + 1].tag != "CD" and any(t.finite for t in tokens[at + 2 : at + 7])
        return word if why or begins(tokens, at + 1, last) or after[0] == "there" else ""
    return word if word in SIDE else ""


def _as_what(tokens: Sequence[Token], at: int, last: int) -> bool:
    """Whether the "as" at `at` says what something is taken for ("what she reports as wrong becomes a test")."""
    verdict = tokens[at + 1].pos == "ADJ" or tokens[at + 1].lower in ("wrong", "right", "bad", "correct")
    return at + 2 <= last and verdict and tokens[at + 2].finite


def _aim(tokens: Sequence[Token], at: int, last: int) -> bool:
    """Whether "so" is followed by what comes of it, and not by what is done ("so it does not page anybody")."""
    ahead = tokens[at : min(at + 5, last + 1)]
    if at < 2 or tokens[at - 2].stop or not begins(tokens, at, last):
        return False
    if tokens[at].lower in OURS:
        return any(t.lemma in ("get", "know", "see", "have", "can") for t in ahead[1:3])
    return any(t.lower in ("not", "n't", "can", "cannot") for t in ahead)


def begins(tokens: Sequence[Token], at: int, last: int) -> bool:
    """Whether a subject stands at `at` and its verb soon after."""
    token = tokens[at]
    if token.lower in SUBJECTS:
        return any(t.finite for t in tokens[at + 1 : min(at + 4, last + 1)])
    if not (token.lower in DETERMINERS or token.numeric or token.pos in ("NOUN", "PROPN", "ADJ", "NUM")):
        return False
    for index in range(at + 1, min(at + 7, last + 1)):
        here = tokens[index]
        if is_finite(tokens, index, at):
            return True
        if here.lower in SUBJECTS | LINKS or here.lower in ("and", "but", "so") or tokens[index - 1].comma:
            return False
    return False


def _describes(tokens: Sequence[Token], at: int) -> bool:
    """Whether a "that" or "who" describes the noun before it."""
    before = tokens[at - 1]
    return (
        tokens[at].lower in RELATIVE and before.pos in ("NOUN", "PROPN", "PRON") and not (before.comma or before.stop)
    )


def _inverted(tokens: Sequence[Token], at: int, last: int) -> bool:
    """ "Should the queue grow, we ...": a condition without its "if"."""
    return (
        tokens[at].lower == "should"
        and at < last
        and tokens[at + 1].pos in ("DET", "NOUN", "PROPN", "PRON")
        and tokens[at + 1].lower not in OURS
        and tokens[last].stop != "?"
        and any(begins(tokens, index, last) for index in range(at + 3, last))
    )


def _begins(tokens: Sequence[Token], start: int, index: int, last: int, opener: str) -> str | None:
    """The opener of a clause that begins at `index`, "" for a main one, or None where none begins."""
    token, before = tokens[index], tokens[index - 1]
    if token.numeric and not before.comma and (before.numeric or before.lower == "point"):
        return None  # "zero point six"
    if token.lower == "and" and before.lower in ("hundred", "thousand") and index < last and tokens[index + 1].numeric:
        return None  # "a hundred and twenty"
    if index > 1 and tokens[index - 2].lower == "how" and before.pos in ("ADV", "ADJ"):
        return None  # "how often anything happens"
    if before.lower == "then" and index > 1 and tokens[index - 2].lower in ("until", "till"):
        return "" if begins(tokens, index, last) else None  # "until then people answer"
    lead = token.lower in STARTERS
    if _describes(tokens, index) or (before.lower in REASONS and index - 1 <= skip(tokens, start, last)):
        return None  # "because otherwise we argue for weeks"
    if before.lower not in STARTERS | LINKS:
        found = _opener(tokens, index, last) or _opener(tokens, skip(tokens, index, last), last)
        if found and not (found in ("where", "if", "when") and before.lower in ("know", "see", "like")):
            return found
    at = index
    while at < last and tokens[at].lower in STARTERS:
        at += 1
    verb = any(is_finite(tokens, i, start) for i in range(start, index))
    if not verb and opener in CONDITIONAL and token.lower in OURS and index - start > 2:
        verb = index < last and tokens[index + 1].pos == "AUX"  # "if only one moves I don't": a verb taken for a noun
    if before.stop and index - start > 1:
        return ""
    if before.comma or lead:
        if begins(tokens, at, last) and (verb or before.comma or tokens[at].lower in OURS):
            return ""
        waiting = opener in CONDITIONAL and before.comma and verb and not lead
        if waiting and mistagged(tokens, index, last) is not None:
            return ""
        same = opener and not before.comma and token.lower != "then"
        if verb and not same and tokens[at].tag in ("VB", "VBP") and _governs(tokens, at, last):
            return ""
        return "" if verb and lead and not same and tokens[at].tag in ("VBZ", "MD") else None
    if not verb or before.lower in LINKS | {"that"} or not begins(tokens, index, last):
        return None
    if token.lower in OURS:
        relative = (before.pos in ("NOUN", "PROPN") and not opener) or before.lower in ANY_OF
        return None if relative or (before.tag in ("IN", "MD", "TO", "DT") and before.lower not in PLACES) else ""
    if not opener or token.lower in LINKS or before.pos in ("DET", "ADJ", "NUM", "AUX", "PART"):
        return None
    if before.pos == "ADP" and before.lower not in PLACES:
        return None
    return "" if before.lemma not in SAYING and not (before.pos == "NOUN" and token.pos == "NOUN") else None


def _governs(tokens: Sequence[Token], at: int, last: int) -> bool:
    return at < last and tokens[at + 1].pos in ("DET", "NOUN", "PROPN", "PRON", "NUM", "ADJ", "ADP", "ADV", "PART")
