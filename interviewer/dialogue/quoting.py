"""The candidate's own words, turned round so that the interviewer can pick them up.

"So I'd take four hundred tickets, because they're rare" -> "you'd take four hundred tickets". Pure text work without a
parser, so that it costs nothing while the candidate waits.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache

from interviewer.dialogue import words
from interviewer.dialogue.figures import number
from interviewer.dialogue.tidying import FEWEST_WORDS, tidied

MOST_WORDS = 13
_SHIFTS = {
    "i": "you", "i'd": "you'd", "i'm": "you're", "i've": "you've", "i'll": "you'll", "me": "you", "my": "your",
    "mine": "yours", "myself": "yourself", "we": "you", "we'd": "you'd", "we're": "you're", "we've": "you've",
    "we'll": "you'll", "us": "you", "our": "your", "ours": "yours", "ourselves": "yourselves",
}  # fmt: skip
_COMMON = words.NUMBERS | words.as_set(
    """
    the a an any each every all one if when whenever unless before
    after below above under over zero no not nobody nothing whoever whatever anything everything people someone
    somebody anybody everybody
    it they this that these those there he she you then for with from in on at by to of my our their his her its
    most more less fewer many some half only just once until while because so and but or as first second third last what
    """
)
_CUTS = (
    " because ", " so that ", " which ", " where ", " but ", " although ", " since ", " while ", " unless ",
    " and then ", " so ",
)  # fmt: skip
_CLAUSE_CUTS = (" and ", " or ", " until ", " before ", " when ", " if ", " unless ", " once ")
_PHRASE_CUTS = (" with ", " from ", " for ", " by ", " in ", " on ", " at ", " to ")
_BAD_ENDS = words.as_set(
    """
    the a an of to and or but because so if when with from for by in on at that which who is are was were be not
    no nobody my our your their its any each every i we they i'd you'd we'd would will can could should must
    than as about even looks look into per maybe like just also very more less
    """
)
_NEVER_ENDS = words.as_set("the a an and or but because so if when my our your their like i we they who which")
_SUBORDINATE = (
    "if ",
    "when ",
    "whenever ",
    "unless ",
    "because ",
    "while ",
    "although ",
    "once ",
    "until ",
    "before ",
    "after ",
    "since ",
)
_TAKES = words.as_set("gets get makes make gives give takes take puts put say says")
_INVERTED = words.as_set("is are was were do does did has have can could would will should must not of than")
_RELATIVE = words.as_set("where which who whom whose how as like")  # half a sentence begins like that
_ACTORS = words.as_set(
    """
    i we it they he she you nobody somebody someone people that this these each every any one two no a an the my
    our if below above zero percent
    """
)
_ORDERS = words.as_set(
    "run take keep label split read check measure compare look pull draw lock ship stop block have let"
)
_ORDERED = re.compile(
    r"(?:use|write|add|ask|make|set|count|sort|put|pick|build|throw|freeze|weigh|cut|leave|try|plant|hold|give|send|mark"
    r"|test|watch) (?:the|a|an|our|my|your|their|its|it|them|every|each|all|both|no|any|out|two|three|four|five|ten)\b"
    r"|(?:go|roll|switch|turn|throw) (?:back|off|it|them)\b",
    re.IGNORECASE,
)
"""An order: what could be a noun as well has to be followed by what it is done to."""
_PEOPLE = words.as_set("i we you they")
_LISTED = words.as_set("must should can could will would is are was has have not to")
_PREPOSITIONS = words.as_set("for from in on at with of by")
_DESCRIBING = words.as_set("that which who whom")
_JOINTS = words.as_set("and or but if when until because so than as while before after from in on at for with of to by")
_TIMES = words.as_set("day week month year quarter night morning time release monday tuesday wednesday thursday friday")
_VERBS = words.as_set(
    """
    is are was were be has have had do does not can could would will must should may might go goes get gets take takes
    stop stops block blocks ship ships launch label labels run runs read reads check checks keep keeps decide decides
    sign signs own owns stay stays fail fails pass passes look looks need needs want wants use uses split splits measure
    measures compare compares make makes give gives find finds know knows think thinks agree agrees disagree disagrees
    show shows see sees hurt hurts count counts add adds cost costs mean means matter matters happen happens come comes
    say says work works drop drops fall falls rise rises catch catches miss misses win wins lose loses start starts end
    ends write writes test tests mark marks review reviews share shares cover covers move moves state states cite cites
    hand hands break breaks help helps
    """
)
_ENDS_AS_VERB = re.compile(r"^(?!hundred|indeed|speed|need)\w{2,}ed$")
_ANAPHORA = re.compile(
    r"(?:if|when) (?:not|so|(?:it|they) (?:is|isn't|does|doesn't|did|do|don't))(?:,| (?:i|we|you)\b)"
)
_POINTS_BACK = re.compile(
    r"(?:with|from|for|by|after|in|on|at|of) (?:this|that|these|those|it|them|which)"
    r"\b(?! [a-z]+[ ,](?:i|we|you|they|the)\b)"
    r"|(?:that|this|those|these)(?:'s| is| are| was| were| would| will| way)\b|me,? (?:i|we)\b|the (?:ones?|things?) "
    r"|(?:rather|better|maybe|perhaps|just|only|also|then|still) (?!than\b)[a-z]+ (?!(?:i|we|you|they|it|he|she)\b)"
)
"""A beginning that hangs on what stood before it, or has no subject: "With this I can see", "rather have it read"."""
_PAIRED = re.compile(r"\b(?:both|between|either|neither)\b")
_SPAN = re.compile(r"\bfrom [\w-]+$")  # "a score from one to ten"
_PIECE = re.compile(r",\s+(?:and |but |so |then )?|(?<!hundred)(?<!thousand)\s+(?:and|but)\s+")
_MAIN = words.as_set("i we you they it he she nobody somebody everybody people that this")
_DETERMINERS = words.as_set("the a an our my your their his her its this these those each every any no")
_PLURAL = re.compile(r"[A-Z][a-z]{3,}[^\Wsiu]s")  # hardly ever a name
_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")


def clause(quote: str, said: str = "", near: tuple[str, ...] = (), stands: Callable[[str], bool] | None = None) -> str:
    """A clause of `quote` as the interviewer would say it, at most MOST_WORDS words; empty where none fits.

    In: `said`, all that was said: a first word that occurs there in lower case is no name; `near`, beginnings of words
    of which the clause must hold one; `stands`, whether a clause means the same without what stands around it.
    """
    for short in _clauses(quote):
        if holds(short, near) and (stands is None or stands(short)):
            return spoken_numbers(_lowered(turned, said)) if (turned := _turned(short)) else ""
    return ""


@lru_cache(maxsize=4096)
def _clauses(quote: str) -> tuple[str, ...]:
    found: list[str] = []
    for sentence in words.SENTENCE.split(quote):
        text = tidied(sentence)
        if not text or "?" in text or text[0] == "'" or words.holds_any(text, words.load().heard["unquotable"]):
            continue
        shorts = [_shortened(piece) for piece in _pieces(text)]
        found += [one for one in shorts if FEWEST_WORDS <= len(one.split()) <= MOST_WORDS and _verbal(one)]
    return tuple(found)


def noun(term: str) -> str:
    """A named term, ready to be spoken."""
    return spoken_numbers(re.sub(r"\s+", " ", term).strip(" .,;:!?\"'"))


def spoken_numbers(text: str) -> str:
    """Digits as words: "95%" -> "ninety-five percent", "0.7" -> "zero point seven", "p95" -> "p ninety-five"."""
    text = text.replace("%", " percent").replace("&", " and ").replace("€", " euros ").replace("$", " dollars ")

    def say(match: re.Match[str]) -> str:
        digits = match.group(0)
        before = text[match.start() - 1] if match.start() else " "
        gap = " " if before.isalpha() else ""
        if re.fullmatch(r"\d{1,3}(,\d{3})+", digits):
            return gap + number(int(digits.replace(",", "")))
        whole, _, fraction = digits.replace(",", ".").partition(".")
        if not fraction:
            return gap + number(int(whole))
        tail = " ".join(number(int(digit)) for digit in fraction if digit.isdigit())
        return f"{gap}{number(int(whole))} point {tail}"

    return re.sub(r"\s+", " ", _NUMBER.sub(say, text)).strip()


def _pieces(text: str) -> list[str]:
    """The sentence, then what follows each comma or "and" and has a subject of its own."""
    rest = [piece.strip() for piece in _PIECE.split(text)[1:]]
    return [text, *(piece for piece in rest if piece and piece.lower().split()[0].partition("'")[0] in _ACTORS)]


def holds(text: str, near: tuple[str, ...]) -> bool:
    """Whether one of `near`, beginnings of words, stands in `text`; where there is none, always."""
    lower = f" {text.lower()} "
    return not near or any(
        re.search(rf"(?<![\w']){re.escape(start)}" if start[0] != " " else re.escape(start), lower) for start in near
    )


def _shortened(text: str) -> str:
    if _ANAPHORA.match(text.lower()) or _POINTS_BACK.match(text.lower()):
        return ""
    if text.lower().startswith(_SUBORDINATE):
        pieces = text.split(", ")
        joined = ", ".join(pieces[:2])
        if len(pieces) == 1 and not _goes_on(text.lower().split()):
            return ""  # "if hand-backs rise although the tests look fine": what then?
        complete = len(pieces) == 1 or _verbal(pieces[1])  # "if it fails, refunds, fees ..." says nothing yet
        return joined if complete and len(joined.split()) <= MOST_WORDS else ""
    first = text.split(", ")[0]
    if len(first.split()) < FEWEST_WORDS + 1 and ", " in text:
        first = ", ".join(text.split(", ")[:2])
    for cut in _CUTS:
        head = first.split(cut)[0]
        relative = cut in (" which ", " where ")
        if relative and len(first.split()) <= MOST_WORDS:
            continue  # "the labels on chats where judge and rating differ": without that it says something else
        if len(head.split()) >= FEWEST_WORDS + (3 if relative else 1):
            first = head
    if len(first.split()) > MOST_WORDS:
        first = _cut_late(first)
    spoken = first.split()
    whole = text.startswith((f"{first},", f"{first}.")) or first == text  # "... should have caught that, and"
    whole = whole or (len(spoken) > 1 and spoken[-1] == "each" and words.holds_number(spoken[-2]))  # "fifty each"
    while spoken and spoken[-1].lower().strip(",") in (_NEVER_ENDS if whole else _BAD_ENDS):
        spoken.pop()
        whole = False
    lacks = bool(spoken) and spoken[-1].lower().strip(",") in _TAKES  # "each text gets": what?
    following = text[len(first) :].lower().lstrip(" ,").split()
    if whole and following and following[0] in _LISTED & {word.lower() for word in spoken[-3:]}:
        return ""  # "must refuse, must answer, must hand over"
    return "" if lacks else " ".join(spoken).rstrip(" ,")


def _goes_on(spoken: list[str]) -> bool:
    """Whether a main clause follows a subordinate one without a comma."""
    begins = sum(f"{word} " in _SUBORDINATE for word in spoken)
    named = {at + 1 for at, word in enumerate(spoken) if word in _DETERMINERS}  # "our tests" are no verb
    acts = sum(
        at not in named and (word in _VERBS or bool(_ENDS_AS_VERB.search(word))) for at, word in enumerate(spoken)
    )
    return acts > begins or bool(_MAIN & {word.partition("'")[0] for word in spoken[2:]})


def _cut_late(text: str) -> str:
    """A long clause cut inside MOST_WORDS words: between two clauses rather than before a preposition."""
    window = " ".join(text.split()[: MOST_WORDS + 1])
    for cuts in (_CLAUSE_CUTS, _PHRASE_CUTS):
        ends = [end for cut in cuts if (end := window.rfind(cut)) > 0]
        heads = [window[:end] for end in sorted(ends, reverse=True)]
        heads = [head for head in heads if not head.endswith(("hundred", "thousand"))]  # "... and fifty"
        heads = [head for head in heads if not _SPAN.search(head)]
        fit = [head for head in heads if len(head.split()) >= FEWEST_WORDS + 2 and _verbal(head)]
        fit = [head for head in fit if not _PAIRED.search(head.lower()) or " and " in head or " or " in head]
        fit = [head for head in fit if cuts is _CLAUSE_CUTS or head.split()[-1].lower() not in _VERBS]
        if fit:
            return fit[0]
    return ""


def _turned(text: str) -> str:
    if text.lower().split()[0] in _ORDERS or _ORDERED.match(text):
        return f"to {text[0].lower()}{text[1:]}"
    out: list[str] = []
    for word in text.split():
        core = word.lower().strip(",.;:")
        if core == "let's":
            return ""
        shifted = _SHIFTS.get(core)
        if core in ("am", "was") and out and out[-1].lower() == "you":
            shifted = {"am": "are", "was": "were"}[core]
        out.append(word if shifted is None else shifted + word[len(core) :])
    return " ".join(out)


def _lowered(text: str, said: str) -> str:
    first, _, rest = text.partition(" ")
    core = first.strip(",.;:")
    if not core or core[1:] != core[1:].lower() or any(letter.isdigit() for letter in core):
        return text
    plain = re.split("['-]", core.lower())[0]  # "They've", "Thirty-five"
    elsewhere = re.search(rf"(?<![\w']){re.escape(core.lower())}(?![\w'])", said) is not None
    elsewhere = elsewhere or bool(_PLURAL.fullmatch(core))
    if plain in _COMMON or elsewhere or core.lower() in set(_SHIFTS.values()) or core.lower().endswith("ing"):
        first = first[:1].lower() + first[1:]
    return f"{first} {rest}".strip()


def _is_described(spoken: list[str]) -> bool:
    """Something with what describes it, but nothing that it does: "a locked half I open", "whatever is a number"."""
    if spoken[0] in ("whatever", "whoever"):
        return sum(_finite(word) for word in spoken) < 2
    for at in range(1, len(spoken)):
        if _finite(spoken[at - 1]) or spoken[at - 1] in _JOINTS | _TIMES:
            return False
        if spoken[at] in _DESCRIBING or (at > 1 and spoken[at].partition("'")[0] in _PEOPLE):
            subject = (spoken[at + 1 : at + 2] or [""])[0]  # "the set that we have", "that the hotline is using"
            begins = at + 2 + (subject in _MAIN) + 2 * (subject in _DETERMINERS)
            return not any(_finite(word) for word in spoken[begins:])
    return False


def _finite(word: str) -> bool:
    return word in _VERBS or ("'" in word and word.rpartition("'")[2] in {"d", "ll", "re", "ve", "m", "t"})


def _verbal(text: str) -> bool:
    """Whether it can follow "you said": somebody or something in it, and a verb, not a bare list of names."""
    spoken = [word.strip(",.") for word in text.lower().split()]
    bases = [word.partition("'")[0] for word in spoken]
    if spoken[:1] and spoken[0] in _INVERTED | _RELATIVE:
        return False
    if bases and bases[0] in _PEOPLE:
        return len(bases) > 1
    if bases and not text.lower().startswith(_SUBORDINATE) and _is_described(spoken):
        return False
    if bases and bases[0] in _PREPOSITIONS and spoken[-1] in _VERBS:
        return False  # "for the three you have"
    acts = any(_finite(word) or _ENDS_AS_VERB.search(word) for word in spoken)
    return acts and any(base in _ACTORS for base in bases)
