"""What was said already of what a follow-up is after, read more generously than for a verdict. Pure.

A fact that the rules did not read is not always missing: "I'd burn the old set" answers "What do you do with that
set?", whatever facts it shows. To ask that all the same annoys more than to ask something else.
"""

from __future__ import annotations

import re

from interviewer.dialogue import matching, words
from interviewer.dialogue.situation import Situation
from interviewer.packs import Probing

SHARED = 2  # telling words that a decision shares with what a question asks about, or it is about something else
_BAR = re.compile(
    r"\b(?:above|below|under|over|at least|at most|than|within|beyond|until|till|reach\w*|up to)"
    r"(?=((?: [\w'%.-]+){1,3}))"
)
_MEASURED = re.compile(
    r"\b(?:than|over|within|until|till) (?:\w+ )?(?:\w+ )?(?:years?|months?|weeks?|days?|hours?|minutes?)\b"
)
_WANTED = re.compile(
    r"\b(?:want|wants|need|needs|accept|allow|aim for|must be|has to be|should be)((?: [\w'%-]+){1,3})"
    r"(?=[.,;]|$| in a | out of )"
)
_ONCE = re.compile(r"\b(?:when|if|once|until|unless|as soon as) (?:[\w']+ ){1,6}?((?:[\w'-]+ )?[\w'-]+) percent\b")
"""The condition of a step: "when it agrees in ninety percent I believe it"."""
_NOT_ONE = re.compile(
    r"\b(?:even once|even (?:a single )?one|not (?:even )?one|not a single|zero"
    r"|a single (?:one|leak|case|miss|error|mistake)|more than one \w+ and"
    r"|one of (?:the|those|these|them)(?: \w+)?(?: (?:is|goes|comes out|turns out))?"
    r" (?:wrong|missing|bad|fails|leaks))\b"
)


def answered(probing: Probing, situation: Situation, *, of_gaps: bool = True) -> bool:
    """Whether what it asks for has been said in other words: decided, named as a bar, or by one of its `unless`."""
    said = words.plain(situation.all_said)
    if any(re.search(rf"(?<![\w']){re.escape(start)}", said) for start in probing.unless):
        return True
    if not of_gaps:
        return False
    if probing.kind == "threshold" and bar_named(said):
        return True
    about = matching.telling(probing.text) - matching.GENERIC
    about -= matching.telling(f"{situation.question.title} let people somebody suppose case result")
    return any(
        len(about & (matching.telling(one.quote) - matching.GENERIC)) >= SHARED for one in situation.analysis.decisions
    )


def bar_named(said: str) -> bool:
    """Whether a number is held against something: "above one in eight", "I want ten.", "not even once".

    How long something takes is no bar.
    """
    plain = _MEASURED.sub(" ", words.plain(said))
    found = [*_BAR.finditer(plain), *_WANTED.finditer(plain), *_ONCE.finditer(plain)]
    return any(words.holds_number(match[1]) for match in found) or _NOT_ONE.search(plain) is not None
