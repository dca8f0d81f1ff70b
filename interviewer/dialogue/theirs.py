"""The candidate's own people and their own number of cases, for figures that fit what they have said. Pure text."""

from __future__ import annotations

import re

from interviewer.analysis.consistency import number
from interviewer.dialogue import figures, matching, words
from interviewer.dialogue.situation import Situation

FEWEST, MOST = 40, 1000  # cases; with fewer a share says little, with more nobody reads them all
_REVIEWERS = (
    "advisers|advisors|agents|analysts|annotators|clinicians|coders|colleagues|conservators|curators|doctors?"
    "|editors|engineers|experts|handlers|interpreters|labell?ers|lawyers|librarians|native speakers|nurses?"
    "|pharmacists|physicians|planners|raters|reviewers|specialists|teachers|technicians|testers|translators"
    "|volunteers|administrators|admins|installers"
)
_PEOPLE = re.compile(rf"\b({_REVIEWERS})\b")
_CASES = (
    "adverts|answers|calls|cases|chats|conversations|dialogues|documents|emails|examples|explanations|files|items"
    "|labels|letters|meetings|messages|pairs|prompts|questions|replies|reports|requests|samples|scripts|stories|summaries"
    "|swaps|tasks|texts|tickets|transcripts|trips"
)
_COUNT = (
    r"(?:\d[\d,]*|(?:(?:a|one|two|three|four|five|six|seven|eight|nine|ten|twelve|fifteen|twenty|thirty|forty|fifty"
    r"|sixty|seventy|eighty|ninety|hundred|thousand|and)[ -])*"
    r"(?:ten|fifteen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|hundred))"
)
_NUMBERED = re.compile(
    rf"\b({_COUNT}) (?:of (?:the |these |those )?)?(?:(?!percent|thousand|million)[\w'-]+ ){{0,2}}?({_CASES})\b"
    rf"|\b({_COUNT}) of (?:those|these|them)\b"
)


def reviewers(situation: Situation) -> str:
    """Who marks, as the candidate called them first ("teachers"); empty where nobody was named.

    What the question itself is about ("billing agent") is not meant.
    """
    asked = matching.telling(f"{situation.question.title} {situation.question.prompt}")
    served = matching.telling("agent installer") & asked
    for found in _PEOPLE.finditer(words.plain(situation.all_said)):
        if not matching.telling(found[1]) & served:
            return found[1]
    return ""


def cases(situation: Situation) -> tuple[int, str]:
    """How many cases were spoken of last, and what they were called: (80, "files"); (0, "") where none fits.

    What a follow-up gave the candidate counts too: "you get a hundred and twenty labels".
    """
    turns = situation.interview.turns
    spoken = " ".join(f"{turn.probe.text if turn.probe else ''} {situation.said(turn)}" for turn in turns)
    for found in reversed(list(_NUMBERED.finditer(words.plain(spoken)))):
        count = number((found[1] or found[3]).removeprefix("a ").replace("-", " ").replace(",", "").split())
        if count is not None and FEWEST <= count <= MOST and figures.step(int(count)):
            return int(count), "cases" if found[2] in (None, "labels") else found[2]
    return 0, ""
