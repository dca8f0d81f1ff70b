"""What sort of thing a question asks for, a number or a person, and whether a reply has none of that. Pure text.

"How many?" - "Clearly more" is an answer by half: on the subject, and without what was asked for.
"""

from __future__ import annotations

import re
from typing import Literal

from interviewer.dialogue import wording, words

_WHO = re.compile(r"^(?:(?:and|so|then) )?(?:on [^,?]*, )?who(?:se)?\b(?! exactly)")
_SOMEBODY = re.compile(
    r"\b(?:i|me|myself|mine)\b(?! (?:think|guess|mean|suppose|know|don't|say|wouldn't|can't|couldn't|would say)\b)"
    r"(?!'d (?:say|think|want|guess)\b)"
    r"|\b(?:lead|leader|head|manager|owner|officer|engineer|chief|boss|director|administrator|dba|on-call|on call|nurse"
    r"|doctor|pharmacist|teacher|author|editor|lawyer|planner|adviser|advisor|curator|supervisor|cto|ceo|person|man|woman"
    r"|somebody|someone|colleague|technician|handler|analyst|founder|president|chair|board)\b"
)
_SPREADS = re.compile(
    r"\b(?:typically|generally|usually|normally|federated|shared (?:responsibility|ownership)|collectively"
    r"|cross-functional|everyone|everybody|whole team|as a team|governance|stakeholders|the organi[sz]ation)\b"
)
_OPENS = (
    r"(?:(?:well|so|oh|um|hm|yeah|i think|i guess|probably|in the end|of course|that's|that would be|it's|just),? )*"
)
_NOBODY = re.compile(
    rf"^{_OPENS}(?:(?:the|our|my) (?:(?:whole|entire|project|product) )?team|we(?: all)?(?: (?:do|would|decide|can))?"
    r"|all of us|both|together)(?:,? (?:together|decides?|does|do|of course|as always|i think|i guess|really))*[.,]?$"
    rf"|^{_OPENS}(?:the |our )?(?:results?|data|numbers?|figures?|dashboards?|metrics?|scores?|process|tests?|evidence"
    r"|rules?|thresholds?|bar)\b"
)
"""The whole reply: "The team.", "We all do, together."; or one that begins with a thing: "The data decides." """
_NUMBER = re.compile(
    r"\bhow (?:many|often|long|soon|late)\b|\bhow much (?:better|worse|more|less|longer|higher|lower|cheaper|changed)\b"
    r"|\b(?:how|when is (?:[\w-]+ ){1,5}?) ?(?:close|large|big|good|high|low|far|small) (?:[\w-]+ ){0,5}?enough\b"
    r"|\b(?:what|which|a) (?:number|figure|share|percentage)s?\b(?! (?:tells|that))"
)
_HELD_AGAINST = re.compile(
    r"\b(?:than|as (?:good|bad|many|much|often|long|soon) as) (?:the |our |my |its |it |what |a "
    r"|before\b|now\b|today\b|last\b)"
)
"""A bar without a number: "no worse than the old one", "as often as people do"."""

_AS_FEW = re.compile(
    r"\bas (?:few|little|low|high|many|much|good|close|close to \w+|fast|short|often|rarely|soon|small)"
    r" as (?:we|you|i|one|they|possible|it gets|reasonably)\b|\bnot any really\b"
)
"""A wish in place of a number: "as few as we can", "as low as possible"."""


def wanted(asked: str) -> Literal["number", "person", ""]:
    """What a follow-up asks for; empty: something that cannot be told by its words."""
    asking = words.plain(wording.asking(asked))
    if _WHO.search(asking):
        return "person"
    return "number" if _NUMBER.search(asking) else ""


def person(said: str, *, off: bool) -> bool:
    """Whether "who?" was answered without a person, a job or "I": "ownership is typically federated", "The team."

    In: `off`, whether the reply puts off.
    """
    plain = words.plain(said)
    if _SOMEBODY.search(plain):
        return False
    if _NOBODY.match(plain):
        return True
    names = re.findall(r"(?<=[a-z,] )[A-Z][a-z]{2,}\b", said)
    return not names and (off or _SPREADS.search(plain) is not None)


def number(said: str) -> bool:
    """Whether "how many?" was answered without a number, a quantity, a time or something to hold it against."""
    if words.holds_number(said):
        return False
    if _AS_FEW.search(words.plain(said)):
        return True
    if words.holds_any(said, words.load().heard["amounts"]):
        return False
    return _HELD_AGAINST.search(words.plain(said)) is None
