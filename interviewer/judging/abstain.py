"""When to give no verdict at all: nothing was said, or nothing that can be judged. Pure.

An accent is no reason: recognised speech is English words however it was pronounced, and grammar is not looked at.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from audio.words import Word

# Fewer words than this hold at most one remark. Chosen, not measured.
FEWEST_WORDS = 15
# English prose has about half of its words in this list, a spoken list of product names and metrics still a sixth;
# German, French, Spanish and Italian stay under a twentieth.
FEWEST_COMMON = 0.1
# A bare heap of terms ("schema validation, argument matching") has fewer; a seventh of it ends like this, and next to
# nothing of the other languages.
FEWEST_ENDINGS = 0.08
ENDINGS = ("ing", "ness", "ly", "ed", "ity", "cy")
COMMON = frozenset(
    """the a an and or but if then so of to in on for with from by at as is are was were be been it its this that these
    those there i i'd i'm i'll we we'd they you he she my our your their not no yes do does did have has had would
    will can could should what which who when where how why because than more one two all any some up out just also
    about into over after before like get make use""".split()  # noqa: SIM905 - prose reads better than ninety quoted words
)
# Said as the whole answer, or nearly: three words around them decide nothing either.
NOTHING_TO_SAY = re.compile(
    r"\b(i (really )?(don'?t|do not) (really )?know|no idea|(i )?have no (idea|clue)|(i )?can'?t answer|"
    r"not sure (what|how|i know))"
    r"|\b(i (don'?t|do not) think i can (say|answer)|i (can'?t|cannot|couldn'?t) (say|think of) anything"
    r"|nothing (useful )?comes to mind|my mind('s| is| has gone| went)? (gone )?blank|(i'?m )?draw(ing|n)? a blank"
    r"|i('ve| have) (got )?nothing (to say|useful)|i give up|i('ll| will|'d)? have to give up)\b"
    # "Pass." and "can we skip this one", but not "pass at k" or "the easy cases pass".
    r"|(\b(let'?s|can (we|i)( maybe| please)?|i|i'd( like to)?|i'll|i would) |(^|[.!?] )\W*(u[hm]+,? |er,? )*)"
    r"((skip|pass)( on)?( this| that| it| the)?|(go|move) on( to)?( the)?( next)?|(take|have)( the)? (next|other))"
    r"( one| question)?(?=\W*$|[.!?]|, )",
    re.IGNORECASE,
)
SHORT_ANSWER_WORDS = 80
# Nor is what is said of the line, the screen and the headset; people go on about those a little longer.
LINE = re.compile(
    r"\b(can you (still )?hear me|i can (still |hardly )?hear you|is this (thing )?(on|recording)(?=\W*$|[.?!,])"
    r"|(you'?re|i'?m) (on mute|muted|breaking up)|(dial|call) (back )?in again|i lost you"
    r"|(connection|headset) (dropped|keeps dropping|is gone|cut out))\b",
    re.IGNORECASE,
)
LINE_WORDS = 100


def reason(words: Sequence[Word], decisions: int) -> str:
    """One plain sentence why there is nothing to judge, or an empty string.

    `words` are those of all answers together; `decisions` is how many commitments were found in them.
    """
    if not words:
        return "Nothing was said, so there is nothing to judge."
    sure = [word for word in words if not word.doubtful or word.corrected]
    if len(sure) < len(words) / 2:
        return "Most of the words could not be made out, so there is nothing to judge: correct them, or answer again."
    if len(words) < FEWEST_WORDS:
        said = "one word" if len(words) == 1 else f"{len(words)} words"
        return f"The answer has {said}: too little to judge."
    if not decisions and _foreign(words):
        return "The answer does not seem to be in English, the only language that is judged here."
    text = " ".join(word.text for word in words)
    if not decisions and len(words) <= SHORT_ANSWER_WORDS and NOTHING_TO_SAY.search(text.replace("’", "'")):
        return "By its own words this is no answer, so there is nothing to judge."
    if not decisions and len(words) <= LINE_WORDS and LINE.search(text.replace("’", "'")):
        return "It speaks of the line and the microphone, so there is nothing to judge."
    return ""


def _foreign(words: Sequence[Word]) -> bool:
    plain = [word.text.lower().replace("’", "'").strip(".,;:!?\"'()") for word in words]
    common, ended = sum(word in COMMON for word in plain), sum(word.endswith(ENDINGS) for word in plain)
    return common < FEWEST_COMMON * len(plain) and ended < FEWEST_ENDINGS * len(plain)
