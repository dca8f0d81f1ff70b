"""How many cases the candidate would mark, and what they call them, for figures that fit. Pure text."""

from __future__ import annotations

import re
from collections.abc import Iterator

from interviewer.analysis.consistency import number
from interviewer.dialogue import matching, words
from interviewer.dialogue.situation import Situation
from interviewer.model import Turn

FEWEST, MOST = 20, 1000  # with fewer a table says nothing, with more nobody reads them all
CASUAL = 50  # below that only where they are said to be marked
NEAR = 60  # letters
FAR = 120  # letters in which a number may come after what it counts
COLLECTED = 2  # how sure it is where they are said to be fetched
MARKED = 3  # how sure it is where they are said to be marked
INPUTS = words.as_set("letters meetings recordings emails inputs requests files")  # they do not pass or fail
PLANNING = words.as_set(
    "missing_part dodged clarify so_what segment new_constraint release_decision owner cost_tradeoff"
)
"""What is said in reply to another kind is about its scene: "I'd read fifty of those refunds"."""
_THINGS = (
    "adverts|annotations|answers?|bookings|calls|cases?|chats|claims|clauses|comments|contracts|conversations|dialogues|documents|emails"
    "|entries|examples|explanations|files|inputs|items|labels|letters|meetings|messages|pages|pairs|posts|prompts|questions"
    "|recordings|ratings|records|replies|reports|requests|responses|runs|samples|scenarios|scripts|sentences|statements|stories"
    "|changes|incidents|migrations|orders|summaries|swaps|tasks|texts|things|threads|tickets|transcripts|trips|turns|verdicts"
)
_TENS = "ten|fifteen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety"
_COUNT = (
    rf"(?:\d[\d,]*|(?:a )?(?:couple|few|several)(?: of)? hundred|(?:(?:a|one|two|three|four|five|six|seven|eight|nine"
    rf"|twelve|{_TENS}|hundred|thousand|and)[ -])*(?:{_TENS}|hundred|thousand)"
    r"(?:[ -](?:one|two|three|four|five|six|seven|eight|nine))?)"
)
_ASKED = ("questions", "prompts")  # nobody marks those: what is marked is what comes back
_THOSE = "those"  # what "thirty of those" counts
_VAGUE = {"couple": 200, "few": 300, "several": 400}
_COUNTED = re.compile(
    rf"\b(?P<count>{_COUNT})(?: or so| odd)?(?: (?:(?:of|from) (?:the |these |those |my |our |them,? )?)?"
    rf"(?:(?!percent|thousand|million|out|in|from|to|seconds?|minutes?|days?|weeks?)[\w'-]+ ){{0,3}}?"
    rf"(?P<thing>{_THINGS})\b"
    r"| of (?:those|these|them|each)\b| (?:of the [\w'-]+ )?ones\b"
    r"|(?P<loose> each\b| (?:a|per|every) \w+\b|(?=[,.;](?!\d)|$)))"
)
_APPOSED = re.compile(
    rf"\b(?:take|get|pull|draw|collect|sample|pick|use) (?:[\w'-]+ ){{0,4}}(?P<thing>{_THINGS})\b[^.;!?]{{0,60}}, "
    r"(?:(?:about|around|roughly|some|maybe|say|like|perhaps) )+$"
)
"""What a number belongs to that comes after it: "take the questions of real installers, about a hundred and fifty"."""
_SHARE = re.compile(r"\b(?:out of|than|under|over|below|above|if|at least|at most|until|after|euros?) (?:a )?$")
_ALL_BY_SEVERAL = re.compile(
    r"\b(?:both|separately|independently|each (?:alone|on their own)|twice|double|all (?:two|three|four|five|six)"
    r"|without seeing|overlap\w*|same ones|two of (?:them|us|you|the|my|our|your)|everybody|each of (?:them|the|us))\b"
)
_BOTH_DO = re.compile(r"\bboth (?:of them )?(?:do|get|see|have|list)\b")  # "sixty letters they both do"
_HELD_AGAINST = re.compile(
    r"\b(?:judge|model|grader|machine)\b(?=.*\b(?:see|check|compare|agree\w*|against|match\w*|trust|crazy|right)\b)"
    r"|\b(?:see|check|compare|agree\w*|against|match\w*)\b.*\b(?:judge|model|grader|machine)\b"
)
"""Why people mark some of what a model has marked: "a nurse looks at fifty to see that the judge isn't crazy"."""
_SUM = re.compile(rf"\b(?P<count>{_COUNT}) (?:[\w'-]+ ){{0,2}}?(?:labels|annotations|ratings|judgements|marks)\b")
_BARE = re.compile(
    rf"\b(?<!in )(?<!in a )(?<!than )(?<!of )(?P<count>{_COUNT})\b(?! (?:percent|minutes|hours|euros|in|out)\b)"
)
_IN = re.compile(r"\b(?:in|from) $")  # "five in a hundred"
_OF = re.compile(
    r"\b(?!(?:set|sample|pile|batch|collection|total|pool|list|draw|selection|subset|stack|bunch|mix|each|every) of )"
    r"[\w'-]+ of (?:a )?$"
)
_COLLECTS = matching.telling("take get pull draw collect sample write replay run use build pick test set play label")
_MARKS = matching.telling("mark label read check recheck review rate grade judge score look go goes tick")


def planned(situation: Situation) -> list[Turn]:
    """The answers that tell of the plan itself, not of a scene that a follow-up brought in."""
    return [turn for turn in situation.interview.turns if turn.probe is None or turn.probe.kind in PLANNING]


def cases(situation: Situation, heads: frozenset[str] = frozenset()) -> tuple[int, str]:
    """How many cases they would mark, and what those are called: (80, "files"); (0, "cases") where nobody has said.

    What a follow-up has set counts, where it came later: "you get a hundred and twenty labels". In: stems of what those
    are called who mark, whose own number goes before all others.
    """
    best, most, things = 0, 0, "cases"
    for count, named, worth in _found(words.plain(situation.question.prompt), heads):
        best, most, things = (count, worth, named) if count >= CASUAL and worth >= MARKED else (best, most, things)
    for turn in planned(situation):
        settled, later = best > 0, turn.probe is not None
        if turn.probe is not None and turn.probe.kind == "new_constraint":
            imposed = [count for count, _, _ in _found(words.plain(turn.probe.text), heads) if count >= FEWEST]
            best, most = (imposed[-1], 9) if imposed else (best, most)
        for count, named, worth in _found(words.plain(situation.said(turn)), heads):
            if settled or worth <= most or (later and named == _THOSE):  # "I'd look at thirty of those"
                continue
            if count >= CASUAL or (count >= FEWEST and worth >= COLLECTED):
                best, most, things = count, worth, named
    if things in ("cases", _THOSE):
        asked = words.plain(situation.question.prompt).split()
        things = next((word for word in (one.strip(".,?") for one in asked) if word == "letters"), "cases")
    return best, "answers" if things in _ASKED else things


def shared(situation: Situation, total: int) -> int:
    """How many of `total` cases more than one would mark: those said to be, those that people mark to check a model, or
    half of so many labels; 0: all."""
    plans = [words.plain(situation.said(turn)) for turn in planned(situation)]
    for marks, several in ((r"[.;!?,]", _ALL_BY_SEVERAL), (r"[.;!?]", _HELD_AGAINST)):
        for piece in (piece for plan in plans for piece in re.split(marks, plan) if several.search(piece)):
            if not ({matching.stem(word) for word in piece.split()} & _MARKS or _BOTH_DO.search(piece)):
                continue
            counts = [_value(found["count"]) for found in _BARE.finditer(piece)]
            if fit := [count for count in counts if FEWEST <= count <= MOST]:
                return fit[0]
    said = words.plain(f"{situation.question.prompt} {' '.join(map(situation.said, planned(situation)))}")
    labels = any(_value(found["count"]) == total for found in _SUM.finditer(said))
    return total // 20 * 10 if labels and total >= 2 * FEWEST else 0


def _found(said: str, heads: frozenset[str]) -> Iterator[tuple[int, str, int]]:
    """(how many, of what, how surely they are marked: 1 to 4) in order."""
    for found in _COUNTED.finditer(said):
        before = said[max(0, found.start() - FAR) : found.start()]
        count = _value(found["count"])
        if (
            not count
            or count > MOST
            or _SHARE.search(before)
            or _OF.search(before)
            or (count == 100 and _IN.search(before))
        ):
            continue
        behind = _APPOSED.search(before) if found["loose"] == "" else None
        each = found["loose"] == " each" and _near(before, "", heads)
        if found["loose"] is not None and not (each or behind) and not _near(before[-NEAR // 2 :], "", _COLLECTS):
            continue  # "two hundred a month": of what?
        after = said[found.end() : found.end() + NEAR]
        worth = COLLECTED if behind or _near(before, "", _COLLECTS) else 1
        if each or _near(before, after, _MARKS):
            worth = MARKED + _near(before, "", heads)
        apposed = behind["thing"] if behind else ""
        thing = found["thing"] or apposed or ("cases" if found["loose"] is not None else _THOSE)
        if thing in ("labels", "annotations", "ratings", "verdicts", "things"):
            thing = "cases"
        yield count, thing if thing.endswith("s") or thing == _THOSE else f"{thing}s", worth


def _near(before: str, after: str, stems: frozenset[str]) -> bool:
    beside = re.split(r"[.;!?]", before[-NEAR:])[-1] + " " + re.split(r"[.;!?]", after[:NEAR])[0]
    return any(matching.stem(word) in stems for word in re.findall(r"[^\W\d_]+", beside))


def _value(counted: str) -> int:
    vague = next((value for word, value in _VAGUE.items() if word in counted), 0)
    exact = number(counted.removeprefix("a ").replace("-", " ").replace(",", "").split())
    return vague or int(exact or 0)
