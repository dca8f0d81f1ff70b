"""What the screens say about a running interview. Pure, but for `assessment`, which reads the interview's folder."""

from __future__ import annotations

from pathlib import Path

from interviewer.errors import Failure
from interviewer.events import Assessed, Phase
from interviewer.report import phrases

PHASES: dict[Phase, str] = {
    "preparing": "Getting ready",
    "speaking": "The interviewer speaks",
    "listening": "RECORDING",
    "held": "On hold: the clock stands; it still records.",
    "thinking": "The interviewer thinks",
    "paused": "Paused: the microphone is gone",
    "assessing": "Reading your answers",
    "done": "Done",
}

OVER = "The interview is over"
ASK_RATING = "Before you see the assessment: how good was it, from 1 to 5?"
HEARD_ONLY = "Listen: this interview is heard, not read."


def going_on(text: str, heard_only: bool) -> str:
    """The closed answer to the question `text` is taken up again."""
    return "Going on with your answer." if heard_only else f"Going on with your answer to: {text}"


def time_left(elapsed_s: float, box_s: float) -> str:
    """ "3:12, 16:48 left"; after the box "20:09, time is up"."""
    left_s = box_s - elapsed_s
    rest = f"{phrases.clock(left_s)} left" if left_s > 0 else "time is up"
    return f"{phrases.clock(elapsed_s)}, {rest}"


def rating(text: str) -> int | None:
    """The rating 1..5 in what was typed; None where it is none."""
    typed = text.strip()
    return int(typed) if typed in {"1", "2", "3", "4", "5"} else None


def assessment(assessed: Assessed, columns: int = 100) -> list[str]:
    """The printed assessment of the interview in `assessed.folder`, with the path of its page.

    Where the folder or its pack cannot be read, what the event itself carries.
    """
    from interviewer import packs
    from interviewer.practice.stories import asked_in
    from interviewer.report import page, text
    from interviewer.store import Store

    folder = Path(assessed.folder)
    report = str(folder / page.NAME)
    try:
        data = folder.parent.parent
        interview = Store(data).open(folder.name)
        pack = packs.load(interview.pack, data / "packs")
        return text.lines(interview, pack, asked_in(interview, pack), report, columns)
    except Failure as failure:
        verdict = f"{assessed.assessment.overall} of 5" if assessed.assessment.overall else assessed.assessment.reason
        return [verdict, "", str(failure), "", "Report with sound:", f"  {report}"]
