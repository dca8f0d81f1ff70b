"""The clauses of a sentence: who does what, and which word ties it to the rest.

Spoken text has few marks and a small model's parse of it errs often, so that clauses are found from what is most
reliable: conjunctions, pronouns, and finite verbs as the tagger saw them. Where a clause has no verb at all ("the bot
hands over"), a word that is tagged a plural noun and stands where a verb would, is taken for it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from interviewer.analysis.sentences import DETERMINERS, LEADS, LINKS, SAYING, SUBJECTS
from interviewer.analysis.tokens import Token, wordset

CONDITIONAL = wordset("if unless when whenever until once where wherever suppose supposing provided")
SIDE = CONDITIONAL | wordset(
    "because since while although though whereas after before as so cause cuz whatever whoever"
)
REASONS = wordset("because since cause cuz")
OURS = wordset("i we")
ALL = wordset(
    "every each any all anything everything everyone everybody anyone anybody whatever whoever nothing nobody none no"
)
CHAINS = wordset("want like need try have go plan intend prefer start begin get continue")
MODALS = wordset("will would must shall should can could may might wo ca")
AUXILIARY = {"will": ("VB", "VBP"), "do": ("VB",), "have": ("VBN",), "be": ("VBN", "VBG"), "get": ("VBN",)}
RELATIVE = wordset("that who which")
CADENCE = wordset("a an per every each in")
STARTERS = wordset("and but so then or otherwise plus")
TIMES = wordset(
    """night week month day quarter year hour morning release sprint monday tuesday wednesday thursday friday weekend
    incident upgrade version deploy build change spring summer autumn round"""
)
PLACES = wordset("under below over above up down in out off on through")


@dataclass(frozen=True)
class Clause:
    """Tokens first..last of a turn, inclusive.

    opener   the word that ties it to another clause ("if", "because"), or ""
    subject  "ours" (I, we), "all" (every, any, nobody), "other", or "none" (a command, or no verb)
    verb     the index of the verb that carries the meaning ("look" in "want to look"), or None
    modal    the modal before it, or ""; past: told in the past tense; passive: something is done to the subject
    """

    first: int
    last: int
    opener: str = ""
    subject: str = "none"
    subject_first: int = -1
    verb: int | None = None
    modal: str = ""
    past: bool = False
    passive: bool = False
    negated: bool = False

    @property
    def side(self) -> bool:
        """Whether it only says when, why or which."""
        return bool(self.opener)


def clauses(tokens: Sequence[Token], first: int, last: int, cuts: frozenset[int] = frozenset()) -> tuple[Clause, ...]:
    """The clauses of the stretch first..last in order, covering it. `cuts`: where sentences are known to begin."""
    out: list[Clause] = []
    start, at = first, _skip(tokens, first, last)
    opener = "if" if _inverted(tokens, at, last) else _opener(tokens, at, last)
    for index in range(first + 1, last + 1):
        if index <= _skip(tokens, start, last):
            continue
        after = _begins(tokens, start, index, last, opener)
        if after is None and index in cuts and not _describes(tokens, index):
            after = _opener(tokens, _skip(tokens, index, last), last)
        if after is not None:
            out.append(_clause(tokens, start, index - 1, opener, out))
            start, opener = index, after
    out.append(_clause(tokens, start, last, opener, out))
    return tuple(out)


def _skip(tokens: Sequence[Token], at: int, last: int) -> int:
    """The first token from `at` on that is not "and", "so", "then" and the like."""
    while at < last and tokens[at].lower in LEADS:
        at += 1
    return at


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
    if word == "so":  # "so that nobody tunes on it", "so no opinion is needed": what it is good for
        return "so" if after[0] in ("that", "nobody", "no") or _aim(tokens, at + 1, last) else ""
    if word in ("whatever", "whoever"):  # "whatever breaks lands in the set" is a rule about all cases
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
        if _finite(tokens, index, at):
            return True
        if here.lower in SUBJECTS | LINKS or here.lower in ("and", "but", "so") or tokens[index - 1].comma:
            return False
    return False


def _finite(tokens: Sequence[Token], index: int, start: int) -> bool:
    """A finite verb, or a bare one that stands right after its subject ("two hundred go to disputes", "it become")."""
    token = tokens[index]
    if token.lower in ("cause", "cuz"):
        return False
    if token.finite:
        return True
    bare = token.tag == "VB" or (token.tag == "VBN" and token.lower in ("come", "become", "run"))  # "errors come in"
    if not bare or index <= start or tokens[index - 1].pos not in ("NUM", "NOUN", "PROPN", "PRON"):
        return False
    ahead = tokens[max(start, index - 4) : index]
    return not any(t.tag in ("MD", "TO") or t.lemma in ("let", "make", "have", "help", "see", "do") for t in ahead)


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
    lead = token.lower in STARTERS
    if _describes(tokens, index) or (before.lower in REASONS and index - 1 <= _skip(tokens, start, last)):
        return None  # "because otherwise we argue for weeks"
    if before.lower not in STARTERS | LINKS:
        found = _opener(tokens, index, last) or _opener(tokens, _skip(tokens, index, last), last)
        if found and not (found in ("where", "if", "when") and before.lower in ("know", "see", "like")):
            return found
    at = index
    while at < last and tokens[at].lower in STARTERS:
        at += 1
    verb = any(_finite(tokens, i, start) for i in range(start, index))
    if not verb and opener in CONDITIONAL and token.lower in OURS and index - start > 2:
        verb = index < last and tokens[index + 1].pos == "AUX"  # "if only one moves I don't": a verb taken for a noun
    if before.stop and index - start > 1:
        return ""
    if before.comma or lead:
        if begins(tokens, at, last) and (verb or before.comma or tokens[at].lower in OURS):
            return ""
        waiting = opener in CONDITIONAL and before.comma and verb and not lead
        if waiting and _mistagged(tokens, index, last) is not None:
            return ""
        same = opener and not before.comma and token.lower != "then"
        if verb and not same and tokens[at].tag in ("VB", "VBP") and _governs(tokens, at, last):
            return ""
        return "" if verb and lead and not same and tokens[at].tag in ("VBZ", "MD") else None
    if not verb or before.lower in LINKS | {"that"} or not begins(tokens, index, last):
        return None
    if token.lower in OURS:
        relative = before.pos in ("NOUN", "PROPN") and not opener
        return None if relative or (before.tag in ("IN", "MD", "TO", "DT") and before.lower not in PLACES) else ""
    if not opener or token.lower in LINKS or before.pos in ("DET", "ADJ", "NUM", "AUX", "PART"):
        return None
    if before.pos == "ADP" and before.lower not in PLACES:
        return None
    return "" if before.lemma not in SAYING and not (before.pos == "NOUN" and token.pos == "NOUN") else None


def _governs(tokens: Sequence[Token], at: int, last: int) -> bool:
    return at < last and tokens[at + 1].pos in ("DET", "NOUN", "PROPN", "PRON", "NUM", "ADJ", "ADP", "ADV", "PART")


def _clause(tokens: Sequence[Token], first: int, last: int, opener: str, before: Sequence[Clause]) -> Clause:
    start = _skip(tokens, first, last)
    head = _head(tokens, start, last)
    if head is None:
        return Clause(first, last, opener)
    finite, verb, modal = head
    if (at := _what_we_do(tokens, start, last)) is not None:
        finite = verb = at
    subject, subject_first = _subject(tokens, start, finite)
    if at is not None:
        subject, subject_first = "ours", start + 1
    if subject == "none" and finite > first and tokens[finite].tag in ("VBZ", "MD", "VBP", "VBD") and before:
        same = before[-1]  # "we fix the prompt and ship": the same one does both
        if same.subject != "ours" or tokens[finite].tag != "VBZ":
            subject, subject_first = same.subject, same.subject_first
    auxiliary = [token.lemma for token in tokens[finite:verb]]
    past = tokens[finite].tag == "VBD" and tokens[finite].lower != tokens[finite].lemma
    perfect = tokens[verb].tag == "VBN" and any(lemma in ("have", "'ve") for lemma in auxiliary)
    return Clause(
        first,
        last,
        opener,
        subject,
        subject_first,
        verb,
        modal,
        past or perfect,
        (tokens[verb].tag == "VBN" or (verb > finite and tokens[verb].tag == "JJ"))
        and any(lemma in ("be", "get") for lemma in auxiliary),
        any(token.lower in ("not", "n't", "never") for token in tokens[finite : verb + 1])
        or any(token.lower in ("never", "no", "nobody", "nothing", "none") for token in tokens[start:finite]),
    )


def _what_we_do(tokens: Sequence[Token], start: int, last: int) -> int | None:
    """The verb of what the speaker does in "what I'd do first is take sixty of them", or None."""
    if tokens[start].lower != "what" or start + 4 > last or tokens[start + 1].lower not in OURS:
        return None
    for index in range(start + 2, min(start + 8, last)):
        done = any(t.lemma == "do" for t in tokens[start + 2 : index])
        if tokens[index].lower in ("is", "'s") and done:
            after = index + 2 if tokens[index + 1].lower == "to" else index + 1
            return after if after <= last and tokens[after].tag in ("VB", "VBP", "NN") else None
    return None


def _head(tokens: Sequence[Token], start: int, last: int) -> tuple[int, int, str] | None:
    """(finite verb, verb that carries the meaning, modal) of the clause, or None without a verb."""
    finite = None
    for index in range(start, last + 1):
        if index == start and (tokens[index].tag == "VB" or _command(tokens, index, last)):
            finite = index
            break
        if not _finite(tokens, index, start) or (tokens[index].tag == "VBP" and tokens[index].lower in LEADS):
            continue
        if _plural(tokens, start, index, last):
            continue  # "my two team leads mark each reply"
        later = any(_finite(tokens, i, start) for i in range(index + 1, last + 1))
        if _relative(tokens, start, index) and (later or _mistagged(tokens, index + 1, last) is not None):
            continue  # "the person who signs decides", "whatever breaks lands in the set"
        finite = index
        break
    if finite is None:
        finite = _mistagged(tokens, start, last)
        return None if finite is None else (finite, finite, "")
    verb, modal = finite, tokens[finite].lower if tokens[finite].tag == "MD" else ""
    index = finite
    while index < last and not tokens[index].comma:
        step = index + 1
        while (
            step <= last
            and (tokens[step].pos in ("ADV", "PART", "PRON") and tokens[step].tag != "VB")
            and step - index < 4
        ):
            step += 1
        if step > last:
            break
        token, here = tokens[step], tokens[index]
        chained = here.lemma in CHAINS and any(t.lower == "to" for t in tokens[index + 1 : step])
        forms = AUXILIARY.get("will" if here.tag == "MD" or here.lower in MODALS else here.lemma, ())
        got = here.lemma == "get" and token.tag == "JJ" and token.lower.endswith("ed")
        goes_on = here.lemma in ("keep", "start", "continue") and token.tag == "VBG"
        if (token.tag == "VB" and chained) or goes_on or token.tag in forms or got:
            verb = index = step
        elif here.tag == "MD" and token.pos in ("NOUN", "ADJ", "ADV") and step + 1 <= last:
            verb = step  # the tagger does not know every verb ("I'd oversample disputes")
            break
        else:
            break
    return finite, verb, modal


def _plural(tokens: Sequence[Token], start: int, index: int, last: int) -> bool:
    """Whether what was taken for a verb at `index` is the plural noun before the real one."""
    token = tokens[index]
    return (
        token.tag == "VBZ"
        and token.pos == "VERB"
        and start < index < last
        and tokens[index - 1].pos in ("NOUN", "ADJ")
        and tokens[index + 1].tag in ("VBP", "VB")
        and not token.comma
    )


def _relative(tokens: Sequence[Token], start: int, index: int) -> bool:
    """Whether the verb at `index` describes a noun: "the person who signs", "whatever breaks", "any case we see"."""
    for at in range(max(start, index - 3), index):
        noun = at > start and tokens[at - 1].pos in ("NOUN", "PROPN", "PRON")
        if tokens[at].lower in ("whatever", "whoever") or (tokens[at].lower in RELATIVE and noun):
            return True
        reduced = noun and tokens[start].lower in ALL and tokens[at].lower in SUBJECTS and at == index - 1
        if reduced and tokens[at - 1].lower != "each" and tokens[at - 1].lemma not in TIMES:
            return True
    return tokens[index - 1].lower in ("anything", "everything", "something") and tokens[index].tag == "VBD"


def _command(tokens: Sequence[Token], at: int, last: int) -> bool:
    """Whether a word that was taken for a noun gives an order ("ship it read only")."""
    return tokens[at].tag in ("NN", "NNP") and at < last and tokens[at + 1].lower in ("it", "them", "him", "her")


def _mistagged(tokens: Sequence[Token], start: int, last: int) -> int | None:
    """The verb that was taken for a plural noun ("the bot hands over", "Dana labels them"), or None."""
    for index in range(start + 1, min(last + 1, len(tokens) - 1)):
        token, before, after = tokens[index], tokens[index - 1], tokens[index + 1]
        if (
            token.tag == "NNS"
            and before.tag in ("NN", "NNP", "NNS")
            and not before.comma
            and (token.comma or after.tag in ("RP", "DT", "PRP", "PRP$", "RB", "IN", "TO"))
            and (not token.comma or after.lower in SIDE | STARTERS)
        ):
            return index
    return None


def _subject(tokens: Sequence[Token], start: int, finite: int) -> tuple[str, int]:
    before = range(start, finite)
    for index in reversed(before):
        if tokens[index].lower in OURS and finite - index <= 3:
            return "ours", index
    for index in before:
        one = (
            tokens[index].lower in ("one", "single")
            and index + 1 < finite
            and tokens[index + 1].pos in ("NOUN", "ADJ", "VERB")
        )
        each_one = tokens[index].lower in ("each", "every") and tokens[index + 1].lower == "one"
        if index <= start + 1 and (tokens[index].lower in ALL or one) and not each_one:
            return "all", index
    nouns = [
        i for i in before if tokens[i].pos in ("NOUN", "PROPN", "PRON", "NUM", "DET") and tokens[i].lower not in SIDE
    ]
    return ("other", nouns[0]) if nouns else ("none", -1)
