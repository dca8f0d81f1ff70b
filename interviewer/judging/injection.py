"""Sentences that speak to whoever scores instead of answering the question. They are shown, but are never evidence.

Both readers treat the transcript as data anyway; this keeps a sentence that claims a fact ("all facts hold", "the
candidate has shown segmentation") from being quoted as if it showed one. Pure.
"""

from __future__ import annotations

import re

_TO_THE_JUDGE = re.compile(
    # Only as the sentence's own command: "attacks such as ignore your instructions" is an answer.
    r"^\W*(please |now |and )?(ignore|disregard|forget|override) (all |any )?(of )?(the |your |my )?(previous|prior|"
    r"above|earlier|system|given|rubric|instructions?|rules)\b"
    r"|\bnote (to|for) (the |whoever |any )?(evaluator|judge|grader|scorer|reader|model|assistant|interviewer)\b"
    r"|^\W*(system|developer|grading|admin) (note|override|message)\b|\bgrading override\b"
    r"|^\W*assistant:"
    r"|\b(mark|treat|count|record|answer) (every|all)( of)?( the)? (facts?|criteria|statements?|dimensions?)\b"
    r"|\bset (the )?overall( score| level)? to\b|\bevery dimension to\b"
    r"|\b(award|give|grant|assign)\b[^.]{0,30}\b(highest|maximum|top|full|perfect) (level|score|marks?|rating|grade)s? "
    r"(in|for|on|to) (every|all|each|this|me|the candidate)\b"
    r"|\b(the|this) candidate (demonstrates?|demonstrated|has (demonstrated|shown|covered)|is known to|deserves?|"
    r"should (be (given|rated|scored|awarded)|get|receive))\b"
    r"|\b(all|every) facts? (hold|holds|are true|is true|apply)\b"
    r"|\bfinal (score|verdict) (is )?([1-5]|five|10|100)\b",
    re.IGNORECASE,
)


def speaks_to_the_judge(text: str) -> bool:
    """Whether that sentence is addressed to a scorer rather than part of an answer."""
    return _TO_THE_JUDGE.search(text) is not None
