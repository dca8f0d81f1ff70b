"""One clause: who does what in it, with which modal, in which tense.

A small model's tags of spoken text err, so that a verb taken for a plural noun ("the bot hands over"), a plural noun
taken for a verb ("my two team leads mark each reply") and an order taken for a noun ("ship it") are set right here.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from interviewer.analysis.cues import BEFELL
from interviewer.analysis.sentences import LEADS, SUBJECTS
from interviewer.analysis.tokens import Token, wordset

CONDITIONAL = wordset("if unless when whenever until once where wherever suppose supposing provided")
SIDE = CONDITIONAL | wordset(
    "because since while although though whereas after before as so cause cuz whatever whoever whichever"
)
OURS = wordset("i we")
ALL = wordset(
    """every each any all anything everything everyone everybody anyone anybody whatever whoever whichever nothing
    nobody none no neither"""
)
CHAINS = wordset("want like need try have go plan intend prefer start begin get continue")
MODALS = wordset("will would must shall should can could may might wo ca")
AUXILIARY = {"will": ("VB", "VBP"), "do": ("VB",), "have": ("VBN",), "be": ("VBN", "VBG"), "get": ("VBN",)}
ASKED = wordset("whether which how why what")
RELATIVE = wordset("that who which")
ENTERING = wordset("go come land move stay")  # "every call that went wrong went in"
STARTERS = wordset("and but so then or otherwise plus")
TIMES = wordset(
    """night week month day quarter year hour morning release sprint monday tuesday wednesday thursday friday weekend
    incident upgrade version deploy build change spring summer autumn round"""
)


@dataclass(frozen=True)
class Clause:
    """Tokens first..last of a turn, inclusive.

    opener   the word that ties it to another clause ("if", "because"), or ""
    subject  "ours" (I, we), "all" (every, any, nobody), "other", or "none" (a command, or no verb)
    verb     the index of the verb that carries the meaning ("look" in "want to look"), or None
    modal    the modal before it, or ""; passive: something is done to the subject
    told     in the past tense; past: told, and nothing that the speaker or his people did ("it was slow")
    """

    first: int
    last: int
    opener: str = ""
    subject: str = "none"
    subject_first: int = -1
    verb: int | None = None
    modal: str = ""
    told: bool = False
    past: bool = False
    passive: bool = False
    negated: bool = False

    @property
    def side(self) -> bool:
        """Whether it only says when, why or which."""
        return bool(self.opener)


def clause(tokens: Sequence[Token], first: int, last: int, opener: str, before: Sequence[Clause]) -> Clause:
    """The clause that tokens first..last are; `before`: those before it, whose subject it may share."""
    start = skip(tokens, first, last)
    head = _head(tokens, start, last)
    if head is None:
        return Clause(first, last, opener)
    finite, verb, modal = head
    if (at := _what_we_do(tokens, start, last)) is not None:
        finite = verb = at
    subject, subject_first = _subject(tokens, start, finite)
    if at is not None:
        subject, subject_first = "ours", start + 1
    bare = (
        tokens[finite].tag == "VB"
        and tokens[first].lower in ("and", "then")
        and before
        and before[-1].subject == "ours"
    )
    if subject == "none" and finite > first and before and (bare or tokens[finite].tag in ("VBZ", "MD", "VBP", "VBD")):
        same = before[-1]  # "we fix the prompt and ship": the same one does both
        if same.subject != "ours" or tokens[finite].tag != "VBZ":
            subject, subject_first = same.subject, same.subject_first
    auxiliary = [_auxiliary(token) for token in tokens[finite:verb]]
    past = tokens[finite].tag == "VBD" and tokens[finite].lower != tokens[finite].lemma
    due = any(token.tag == "TO" for token in tokens[finite:verb])  # "has to be swapped" is still to be done
    perfect = tokens[verb].tag == "VBN" and not due and any(lemma in ("have", "'ve") for lemma in auxiliary)
    passive = (tokens[verb].tag == "VBN" or (verb > finite and tokens[verb].tag == "JJ")) and any(
        lemma in ("be", "get") for lemma in auxiliary
    )
    told = past or perfect
    return Clause(
        first,
        last,
        opener,
        subject,
        subject_first,
        verb,
        modal,
        told,
        told and (perfect or not _deed(tokens, subject, verb, last, passive)),
        passive,
        any(token.lower in ("not", "n't", "never") for token in tokens[finite : verb + 1])
        or any(
            token.lower in ("never", "no", "nobody", "nothing", "none", "neither") for token in tokens[start:finite]
        ),
    )


def _deed(tokens: Sequence[Token], subject: str, verb: int, last: int, passive: bool) -> bool:
    """Whether what is told was done by the speaker, by everyone or with everything: it could be told as a rule too."""
    lemma = tokens[verb].lemma
    if subject == "ours":
        if lemma == "have":  # "we had two teachers read four hundred"
            return any(
                token.tag == "VB" or token.lower == "read" for token in tokens[verb + 2 : min(verb + 7, last + 1)]
            )
        return lemma not in BEFELL and lemma not in ("be", "have")
    return passive or (subject == "all" and lemma in ENTERING)


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
    finite = _before_question(tokens, start, last)
    for index in range(start, last + 1) if finite is None else ():
        if index == start and (tokens[index].tag == "VB" or _command(tokens, index, last)):
            finite = index
            break
        if not is_finite(tokens, index, start) or (tokens[index].tag == "VBP" and tokens[index].lower in LEADS):
            continue
        if _plural(tokens, start, index, last):
            continue  # "my two team leads mark each reply"
        later = any(is_finite(tokens, i, start) for i in range(index + 1, last + 1))
        if _relative(tokens, start, index) and (later or mistagged(tokens, index + 1, last) is not None):
            continue  # "the person who signs decides", "whatever breaks lands in the set"
        finite = index
        break
    if finite is None:
        finite = mistagged(tokens, start, last)
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
        forms = AUXILIARY.get("will" if here.tag == "MD" or here.lower in MODALS else _auxiliary(here), ())
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


def _auxiliary(token: Token) -> str:
    """The lemma; that of "'re" and "'m" is their full form."""
    return "be" if token.lower in ("are", "am") else token.lemma


def _before_question(tokens: Sequence[Token], start: int, last: int) -> int | None:
    """The verb taken for a plural noun before what is asked or said: "an adviser checks that they are no easier"."""
    for index in range(start + 1, last - 1):
        if tokens[index].finite:
            return None
        noun = tokens[index - 1].pos in ("NOUN", "PROPN", "PRON")
        if noun and tokens[index].tag == "NNS" and not tokens[index].comma and tokens[index + 1].lower in ASKED:
            return index
    return None


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
        if tokens[at].lower in ("whatever", "whoever", "whichever") or (tokens[at].lower in RELATIVE and noun):
            return True
        reduced = noun and tokens[start].lower in ALL and tokens[at].lower in SUBJECTS and at == index - 1
        if reduced and tokens[at - 1].lower != "each" and tokens[at - 1].lemma not in TIMES:
            return True
    return tokens[index - 1].lower in ("anything", "everything", "something") and tokens[index].tag == "VBD"


def _command(tokens: Sequence[Token], at: int, last: int) -> bool:
    """Whether a word that was taken for a noun gives an order ("ship it read only")."""
    return tokens[at].tag in ("NN", "NNP") and at < last and tokens[at + 1].lower in ("it", "them", "him", "her")


def mistagged(tokens: Sequence[Token], start: int, last: int) -> int | None:
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
    if start and tokens[start - 1].lower == "no" and not tokens[start - 1].comma and tokens[start].pos != "PRON":
        return "all", start  # "no supplier wins with such an error"
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


def is_finite(tokens: Sequence[Token], index: int, start: int) -> bool:
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


def skip(tokens: Sequence[Token], at: int, last: int) -> int:
    """The first token from `at` on that is not "and", "so", "then" and the like."""
    while at < last and tokens[at].lower in LEADS:
        at += 1
    return at
