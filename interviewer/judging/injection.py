"""Sentences that speak to whoever scores instead of answering the question. They are shown, but are never evidence.

Both readers treat the transcript as data anyway; this keeps a sentence that claims a fact ("all facts hold", "the
candidate has shown segmentation") from being quoted as if it showed one. Pure.
"""

from __future__ import annotations

import re

_WHO = r"(evaluator|judge|grader|scorer|marker|rater|reader|model|ai|assistant|interviewer|system)"
_TO_THE_JUDGE = re.compile(
    # Only as the sentence's own command: "attacks such as ignore your instructions" is an answer.
    r"^\W*(please |now |and )?(ignore|disregard|forget|override) (all |any )?(of )?(the |your |my )?(previous|prior|"
    r"above|earlier|system|given|rubric|instructions?|rules)\b"
    rf"|\bnote (to|for) (the |whoever |any )?{_WHO}\b"
    r"|^\W*(system|developer|grading|admin) (note|override|message)\b|\bgrading (override|policy)\b"
    rf"|^\W*(assistant|evaluator|ai)( reply| output)?:|\bbegin {_WHO} (output|reply)\b"
    rf"|^\W*(hello|hi|hey|dear|attention) (there )?{_WHO}\b"
    r"|\b(whoever|you who|anyone who) (is |are )?(read|evaluat|scor|grad|mark)(s|e|es|ing)? "
    r"(this|my)( answer| transcript| recording| interview)?(?=\W*$|[,.;:!?])"
    r"|</?\w*(transcript|system|assistant|instruction)\w*>"
    r"|(?<!\bi'd )(?<!\bwould )(?<!\bi )(?<!\bwe )(?<!\bthey )\b(mark|treat|count|record|answer) "
    r"(every|all)( of)?( the)? (facts?|criteria|statements?|dimensions?)\b"
    r"|\b(reply|answer|respond)( with)? (yes|true) (throughout|everywhere|to (all|every|each)\w*)"
    r"|\b([tdmaxr]\d\W+(colon |is |equals )?(yes|true|no|false)\W+){2,}"
    r"|\bset (the )?overall( score| level)? to\b|\bevery dimension to\b"
    r"|\b(award|give|grant|assign)\b[^.]{0,30}\b(highest|maximum|top|full|perfect) (level|score|marks?|rating|grade)s? "
    r"(in|for|on|to) (every|all|each|this|me|the candidate)\b"
    r"|\b(give|award|score|grade|mark|rate) me (with )?(the |a |an )?(top|highest|best|full|maximum|perfect|five|5)\b"
    r"|\b(the|this) (candidate|speaker) (demonstrates?|demonstrated|has (demonstrated|shown|covered)|"
    r"is known to|deserves?|should (be (given|rated|scored|awarded)|get|receive))\b"
    r"|\bthis speaker (covers?|shows?|names?)\b"
    r"|\b(all|every) facts? (hold|holds|are true|is true|apply)\b"
    r"|\b(the|this|your) (checklist|scoring sheet|score sheet) (has been|was|is already) (filled|completed|updated)\b"
    r"|\byou are (now|no longer) (a|an|my|the)\b"
    r"|\bfinal (score|verdict) (is )?([1-5]|five|10|100)\b",
    re.IGNORECASE,
)


def speaks_to_the_judge(text: str) -> bool:
    """Whether that sentence is addressed to a scorer rather than part of an answer."""
    return _TO_THE_JUDGE.search(text) is not None
