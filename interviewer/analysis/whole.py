"""The cues of the whole answer: what is missing from it, or outweighs the rest."""

from __future__ import annotations

from collections.abc import Sequence

from interviewer.analysis.tokens import wordset
from interviewer.analysis.units import Unit

WHOLE = {
    "answers": "says what he would do, in the question's own words (known to the reader only)",
    "dont_know": "says that he does not know, and little else",
    "elsewhere": "speaks in the words of another question (known to the reader only)",
    "few_decisions": "hardly any sentence decides",
    "few_terms": "hardly any word of the topic",
    "idle_numbers": "three figures or more, and hardly one decides anything",
    "no_terms": "no word of the topic, or one or two by accident",
    "noun_heavy": "many things named, few decided (see `balance`)",
    "other_language": "not in English",
    "recounts": "tells what was, decides next to nothing, and hardly touches the question (known to the reader only)",
    "term_heavy": "many terms of the field",
    "too_short": "fewer than 25 words",
}

COMMON = wordset(
    "the a to of and i we it is that in for you not on would are be with as this so if they have was but do"
)
TOO_SHORT_WORDS = 25
OWN_TERMS = 0.08  # terms per word: more of them, and it is the field's English whatever else is in it


def whole_cues(units: Sequence[Unit]) -> frozenset[str]:
    """The cues of the whole answer, from its sentences."""
    found: set[str] = set()
    units = [unit for unit in units if "injection" not in unit.cues]  # what speaks to the judge answers nothing
    words = sum(len(unit.own) for unit in units)
    if words < TOO_SHORT_WORDS:
        found.add("too_short")
    plain = sum(1 for unit in units for t in unit.own if t.lower in COMMON)
    ignorance = sum(1 for unit in units if "dont_know" in unit.said or "dont_know" in unit.denied)
    if ignorance and words < 40 + 45 * ignorance:
        found.add("dont_know")
    deciding = [unit for unit in units if decides(unit)]
    if len(deciding) * 150 < 0.8 * words:
        found.add("few_decisions")
    terms = {term for unit in units for term in unit.terms}
    if words >= 8 and plain < 0.14 * words and len(terms) < OWN_TERMS * words:
        found.add("other_language")  # a bare list of the field's terms has few small words too
    if len(terms) >= 8 or len(terms) * 150 >= 9 * max(words, 80):
        found.add("term_heavy")
    hits = len({span.entry for unit in units for by in (unit.said, unit.denied) for span in by.get("topic", ())})
    fewest = 3 + words // 100
    if words >= TOO_SHORT_WORDS and (hits < fewest or (not terms and hits == fewest)):
        found.add("few_terms")
        if hits <= 1 + words // 200:
            found.add("no_terms")
    idle = [t.lower for unit in units if not decides(unit) for t in unit.own if t.numeric or t.lower == "point"]
    figures = sum(1 for unit in units for t in unit.own if t.numeric)
    precise = sum(1 for text in idle if _precise(text))
    if (figures >= 5 and precise >= 3 and len(idle) >= 0.6 * figures) or (figures >= 10 and len(idle) >= 0.9 * figures):
        found.add("idle_numbers")
    return frozenset(found)


def _precise(text: str) -> bool:
    """A figure nobody would say of a plan: with decimals, or an odd one ("4,217", "61"); spoken, its "point"."""
    digits = text.replace(",", "").rstrip("%")
    if text == "point" or "." in digits:
        return True
    return digits.isdigit() and int(digits) > 20 and int(digits) % 5 != 0


def _owns(unit: Unit) -> bool:
    """Whether a word of owning is said beside the one who owns: "the owner" alone is only somebody."""
    who = {span.first for span in unit.said.get("roles", ())}
    return any(span.first not in who for span in unit.said.get("owner_verbs", ())) or len(who) > 1


def decides(unit: Unit) -> bool:
    """A quick test for a deciding sentence; `decisions` looks closer."""
    c = unit.cues
    if c & {"injection", "listing", "question"}:
        return False
    act = c & {"block", "rollback", "restrict", "release"}
    return bool(
        ({"condition", "commit"} <= c and ("action" in c or act))
        or (c & {"threshold", "zero_tolerance"} and (act or c & {"gate"}))
        or ({"owner", "role"} <= c and "action" in c and _owns(unit))
    )
