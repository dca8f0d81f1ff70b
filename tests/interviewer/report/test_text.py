from __future__ import annotations

from dataclasses import replace

import pytest

from interviewer.model import Assessment, Interview, Judge
from interviewer.report import text
from tests.interviewer.report import example


def lines(interview: Interview, **more: object) -> list[str]:
    return text.lines(interview, example.pack(), example.question(), **more)  # type: ignore[arg-type]


def test_the_verdict_the_flag_and_the_one_change_are_said() -> None:
    said = "\n".join(lines(example.interview(None), report="/tmp/report.html"))
    assert "OVERALL 2 of 5 (likely 2 to 3)" in said
    assert "TOO MANY NOUNS, NOT ENOUGH DECISIONS" in said
    assert "BLEU, ROUGE, BERTScore" in said
    assert "Decisions: 3" in said
    assert "ONE THING TO CHANGE" in said
    assert "This objection was wrong, because" in " ".join(said.split())
    assert "not measured" in said
    assert said.endswith("/tmp/report.html")


@pytest.mark.parametrize("columns", [40, 80, 100, 400])
def test_no_line_is_wider_than_asked_for_or_than_a_hundred(columns: int) -> None:
    assert max(map(len, lines(example.interview(None), columns=columns))) <= min(columns, 100)


def test_nothing_to_judge_gets_a_plain_sentence_and_no_number() -> None:
    empty = Assessment(None, "almost nothing was said", Judge("rules", "rules", "1"))
    said = "\n".join(lines(replace(example.interview(None), assessment=empty)))
    assert "No verdict. Almost nothing was said." in said
    assert "of 5" not in said
    assert "DECISIONS" not in said


def test_an_interview_that_was_not_assessed_says_so() -> None:
    assert "has not been assessed" in "\n".join(lines(replace(example.interview(None), assessment=None)))


def test_what_was_said_cannot_steer_the_terminal() -> None:
    interview = example.interview(None)
    assert interview.assessment is not None
    nasty = replace(interview.assessment, orphans=("\x1b[2Jgone", "a\nb"))
    said = lines(replace(interview, assessment=nasty))
    assert not any("\x1b" in line for line in said)
