"""Cuts a turn into sentences: at punctuation, at pauses and between complete clauses.

A recogniser's full stops are not sentence ends (it puts one wherever a segment was cut), and speech may come without
any. So a full stop or a pause is only a proposal, refused where either side could not stand alone; and a stretch in
which one complete clause follows another is cut between them, with or without punctuation.
"""

from __future__ import annotations

from collections.abc import Sequence

from interviewer.analysis.tokens import Token, wordset

PAUSE_S = 0.9  # shorter silences lie inside clauses of ordinary speech
LONG_TOKENS = 26  # a stretch without any stop longer than this is cut even where no conjunction marks the place
MIN_CLAUSE = 4
BAR_TOKENS = 16  # "one leaked account or one made-up refund in the money pile and ...": so long is one case at most
ANY_OF = wordset("ones anything everything something nothing stuff")  # what follows with a subject says which

# Nothing ends after these; after those of OPEN_MAYBE ("what I look for", "than we are") something may.
OPEN_ENDS = wordset(
    """a an the of if and or but because when than which whose we i they my our your their its every each any
    between into onto per whether while unless until although though like via plus versus"""
)
OPEN_MAYBE = wordset(
    """to with for from is are was were be at by in on as that who would will can could must should may might under over
    below above about where without against am has have do does did so least most"""
)
SUBORDINATORS = wordset("if when whenever unless because once while although though since before after until")
SUPPOSING = wordset("say suppose assume imagine")  # "Say it misses two, then it waits"
LEADS = wordset("and but so or then also now next first second third finally well okay ok yeah yes no plus")
CONDITIONS = wordset("if when whenever unless")
ORDINALS = wordset("next second third finally")
SAYING = wordset(
    "think say know believe mean guess hope see tell ensure assume want decide check show suppose feel find doubt"
)
SURE = wordset("sure unsure certain uncertain convinced confident afraid")  # "I'm not sure we can say that"
CONJUNCTIONS = wordset("and but so then also plus otherwise finally next second third")
SUBJECTS = wordset(
    """i we you they it he she this that there these those nobody nothing anyone anything everyone everything everybody
    somebody someone none"""
)
DETERMINERS = wordset("the a an any each every no our my their both all some")
LINKS = SUBORDINATORS | wordset("that which who whom whose what where how why as than whether")
PREPOSITIONS = wordset("for in on at after before with below above under over from by")
GO_ON = wordset("of for with by per in on at from into than which including especially such like because and or")


def cut(tokens: Sequence[Token]) -> list[tuple[int, int]]:
    """The sentences as (first, last) token indices, inclusive, covering all tokens in order."""
    if not tokens:
        return []
    stops = _stops(tokens)
    out: list[tuple[int, int]] = []
    first = 0
    for end in [*stops, len(tokens) - 1]:
        if end >= first:
            out += _clauses(tokens, first, end)
            first = end + 1
    return _whole(tokens, out)


def _whole(tokens: Sequence[Token], bounds: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """The same sentences with no number cut in two: "the judge to eighty | eight percent" ends after the percent."""
    out: list[tuple[int, int]] = []
    for first, last in bounds:
        at = first
        while out and at <= last and _goes_on(tokens, at):
            at += 1
        if at > first and at <= last and tokens[at].lower == "percent":
            at += 1
        if at > first:
            out[-1] = (out[-1][0], at - 1)
        if at <= last:
            out.append((at, last))
    return out


def _goes_on(tokens: Sequence[Token], at: int) -> bool:
    """Whether the word at `at` belongs to the number before it, or is what it counts ("four thousand | boxes")."""
    before, word = tokens[at - 1], tokens[at]
    if before.stop or before.comma:
        return False
    if any(token.lower == "point" for token in tokens[max(0, at - 2) : at]):
        return word.numeric or word.lower == "one"
    if word.pos == "NOUN" and before.numeric and at + 1 < len(tokens):
        return tokens[at + 1].pos in ("PRON", "ADV", "CCONJ", "DET", "SCONJ")
    return word.numeric and (before.lower in ("hundred", "thousand") or (before.numeric and before.lower[-2:] == "ty"))


def _stops(tokens: Sequence[Token]) -> list[int]:
    """Indices of the tokens after which a stop or a pause is believed."""
    proposals = [index for index, token in enumerate(tokens[:-1]) if token.stop or token.pause_s >= PAUSE_S]
    cased = sum(1 for i in proposals if tokens[i + 1].text[0].isupper()) * 2 > len(proposals)
    out: list[int] = []
    first = 0
    for place, index in enumerate(proposals):
        after = proposals[place + 1] if place + 1 < len(proposals) else len(tokens) - 1
        if _closed(tokens, first, index, after) and not _hangs(tokens, index + 1, after, tokens[index].stop, cased):
            out.append(index)
            first = index + 1
    return out


def _closed(tokens: Sequence[Token], first: int, last: int, after: int) -> bool:
    """Whether first..last could stand alone, given what follows up to `after`."""
    if tokens[last].stop in ("?", "!"):
        return True
    if tokens[last].lower in OPEN_ENDS and tokens[last].tag not in ("RP", "NN"):
        return False
    if tokens[last].lower in OPEN_MAYBE and (not tokens[last].stop or _verbs(tokens, last + 1, after) == 0):
        return False
    start = first
    while start < last and tokens[start].lower in LEADS:
        start += 1
    if tokens[start].lower in SUBORDINATORS and tokens[start].lower != "because":
        return _verbs(tokens, start, last) >= 2 or any(t.comma for t in tokens[start:last]) or last - start > 14
    return last - first >= 1


def _hangs(tokens: Sequence[Token], first: int, last: int, stop: str, cased: bool) -> bool:
    """Whether first..last only continues what came before it."""
    opening = tokens[first]
    if stop in ("?", "!"):
        return False
    if not stop and opening.lower not in CONJUNCTIONS | SUBJECTS | DETERMINERS | SUBORDINATORS:
        return True  # a pause alone ends a sentence only before something that opens one
    if stop and stop != ";" and cased and opening.text[0].islower():
        return True
    return opening.lower in GO_ON and _verbs(tokens, first, last) == 0 and last - first <= 8


def _verbs(tokens: Sequence[Token], first: int, last: int) -> int:
    """How many clauses: finite verbs, a modal and its verb counted once; imperatives opening the stretch too."""
    count = 0
    before = -9
    for index in range(first, last + 1):
        token = tokens[index]
        if token.finite or (token.tag == "VB" and (index == first or tokens[index - 1].lower in ("then", "and", "so"))):
            if index - before > 2 or not (tokens[before].tag == "MD" or tokens[before].pos == "AUX"):
                count += 1
            before = index
    return count


def _opens(tokens: Sequence[Token], at: int, last: int) -> bool:
    """Whether a clause with its own subject and finite verb begins at `at`."""
    token = tokens[at]
    if token.lower in SUBJECTS:
        return any(tokens[i].finite for i in range(at + 1, min(at + 4, last + 1)))
    if token.lower in ("if", "when", "whenever", "unless", "otherwise"):
        return at + 3 <= last
    if token.lower in PREPOSITIONS:  # "for refunds I want ..."
        for index in range(at + 2, min(at + 7, last)):
            if tokens[index].lower in ("i", "we") and tokens[index - 1].lower not in LINKS:
                return _opens(tokens, index, last)
            if tokens[index].finite or tokens[index].lower in LEADS:
                return False
        return False
    if token.pos == "ADJ" and not token.numeric and token.lower not in DETERMINERS:
        return at < last and tokens[at + 1].tag == "MD"  # "legal must say yes"
    if token.lower in DETERMINERS or token.numeric or token.pos in ("NOUN", "PROPN"):
        for index in range(at + 1, min(at + 6, last + 1)):
            if tokens[index].finite:
                return True
            if tokens[index].lower in ("that", "who") and tokens[index - 1].pos == "NOUN":
                ahead = tokens[index + 1 : min(index + 8, last + 1)]  # "a family that is worse gets only the link"
                return sum(t.finite for t in ahead) >= 2 and not any(t.lower in LEADS or t.comma for t in ahead[:4])
            if tokens[index].lower in LINKS | LEADS or tokens[index].comma:
                return False
    return False


def _clauses(tokens: Sequence[Token], first: int, last: int) -> list[tuple[int, int]]:
    """first..last cut between complete clauses, each of at least MIN_CLAUSE tokens."""
    out: list[tuple[int, int]] = []
    start = first
    for index in range(first + MIN_CLAUSE, last - MIN_CLAUSE + 2):
        if index - start < MIN_CLAUSE or not _cuts(tokens, start, index, first, last):
            continue
        out.append((start, index - 1))
        start = index
    out.append((start, last))
    return out


def _cuts(tokens: Sequence[Token], start: int, index: int, first: int, last: int) -> bool:
    token, before = tokens[index], tokens[index - 1]
    if token.lower in ("okay", "ok") and tokens[index + 1].lower == "so":
        return True  # so one begins, whatever was left unfinished
    if (
        (before.lower == "not" and token.tag == "DT" and tokens[index - 2].lower not in ("or", "if", "why"))
        or not _complete(tokens, start, index - 1)
        or before.lower in LINKS | OPEN_ENDS | OPEN_MAYBE
    ):
        return False
    if not _finished(tokens, start, index):
        return False
    if "then" in (token.lower, before.lower) and _subordinate(tokens, start, index):
        return False
    if last - first >= LONG_TOKENS and _bar_opens(tokens, index, last):
        return before.tag not in ("IN", "TO", "DT", "MD", "CC", "CD")
    if token.lower in CONJUNCTIONS:
        if any(_bar_opens(tokens, at, last) for at in range(max(start, index - 4), index)):
            return False  # "one leak and we stop"
        if (
            tokens[start].tag == "VB"
            and any(t.numeric or t.lower in ("a", "one", "any") for t in tokens[start + 1 : start + 3])
            and index - start <= 8
        ):
            return False  # "lose one form and we are back on paper"
        after = index + 1
        if token.lower in ORDINALS and tokens[after].lower not in SUBJECTS | DETERMINERS:
            return False  # "next quarter", "second reviewer"
        while after < last and tokens[after].lower in CONJUNCTIONS:
            after += 1
        return _opens(tokens, after, last)
    open_end = before.tag in ("IN", "TO", "DT", "MD", "CC") and before.dep != "prt"  # "handed out" may end there
    if last - first < LONG_TOKENS or index - start < 5 or open_end:
        return False
    if token.lower in CONDITIONS:
        return before.lemma not in SAYING and _leads(tokens, index, last)
    holds_it = before.lower in SURE or (before.pos in ("VERB", "AUX") and before.lemma in SAYING)
    if holds_it or _waits(tokens, start, index):
        return False
    if before.lower in ANY_OF and token.tag == "PRP":
        return False  # "the ones it isn't sure about"
    if token.lower in SUBJECTS:
        ties = token.lower == "that" and token.tag in ("IN", "WDT")  # "a type that drops", "tell them that it is"
        return not ties and _opens(tokens, index, last)
    noun = token.numeric or token.tag in ("DT", "PDT") or (token.tag == "NNS" and not before.numeric)
    open_verb = (before.pos in ("AUX", "ADP") and before.dep != "prt") or (before.pos == "VERB" and before.tag != "VBN")
    return noun and not open_verb and _opens(tokens, index, last)


def _bar_opens(tokens: Sequence[Token], at: int, last: int) -> bool:
    """Whether "one leak and we stop" begins at `at`: a bar without a verb, "and", and the clause that it governs."""
    if not (tokens[at].numeric or tokens[at].lower in ("one", "any", "even")):
        return False
    case = tokens[at].lower in ("one", "any", "even") and tokens[at + 1].pos in ("NOUN", "ADJ", "VERB", "PROPN")
    for index in range(at + 2, min(at + (BAR_TOKENS if case else 5), last)):
        if tokens[index].lower == "and" and (tokens[index + 1].lower in SUBJECTS or not case):
            subject = tokens[index + 1].lower in SUBJECTS
            return subject and tokens[index - 1].pos == "NOUN" and _opens(tokens, index + 1, last)
        which = any(token.lower in ("that", "who", "which") for token in tokens[max(at, index - 2) : index])
        if tokens[index].finite and not (case and which):
            return False
    return False


def _waits(tokens: Sequence[Token], start: int, end: int) -> bool:
    """Whether the last clause before `end` is an "if" that still waits for what it governs."""
    for at in range(end - 1, start, -1):
        if tokens[at].lower in CONDITIONS:
            return _verbs(tokens, at + 1, end - 1) <= 1
    return False


def _finished(tokens: Sequence[Token], start: int, end: int) -> bool:
    """Whether the last subordinate clause before `end` has its verb ("because price" has not)."""
    for at in range(end - 1, start, -1):
        if tokens[at].lower in LINKS and tokens[at].lower not in ("as", "than"):
            return _verbs(tokens, at + 1, end - 1) > 0
    return True


def _subordinate(tokens: Sequence[Token], start: int, end: int) -> bool:
    at = start
    while at < end and tokens[at].lower in LEADS:
        at += 1
    return tokens[at].lower in SUBORDINATORS | SUPPOSING


def _leads(tokens: Sequence[Token], index: int, last: int) -> bool:
    """Whether the "if" at `index` begins a sentence of its own: its clause is followed by the one it governs."""
    for at in range(index + 3, min(index + 18, last)):
        if tokens[at].lower == "then":
            return True
        if tokens[at - 1].lower in LINKS | LEADS or not _opens(tokens, at, last):
            continue
        if tokens[at].lower in SUBJECTS:
            return True
        if tokens[at].tag == "DT" and tokens[at - 1].pos not in ("VERB", "AUX", "ADP") and at > index + 3:
            return True
    return False


def _complete(tokens: Sequence[Token], start: int, end: int) -> bool:
    """Whether start..end holds a main clause: a verb, and one more where it begins with a subordinate one."""
    at = start
    while at < end and tokens[at].lower in LEADS:
        at += 1
    need = 2 if tokens[at].lower in SUBORDINATORS else 1
    return _verbs(tokens, at, end) >= need
