from __future__ import annotations

import json

import pytest
from click.testing import CliRunner

from interviewer import packs
from interviewer.cli import cli
from interviewer.config import Paths
from interviewer.errors import UsageFailure
from interviewer.judging.dispute import dispute
from interviewer.judging.scoring import score
from interviewer.model import Assessment, Finding, Interview, Judge, Quote
from interviewer.store import Store

PACK = packs.load()
QUESTION = PACK.question("q01")
STRONG = [fact for fact in QUESTION.asks if fact != "X1"]


def judged(facts: list[str]) -> Interview:
    findings = {fact: Finding(fact in facts, (Quote("said", 0),) if fact in facts else ()) for fact in PACK.facts}
    level = score(findings, PACK, QUESTION).overall
    assessment = Assessment(level, "", Judge("rules", "rules", PACK.rubric.version), facts=findings)
    return Interview("2026-01-02-q01", PACK.id, "q01", "practice", 60.0, "2026", state="done", assessment=assessment)


def test_a_red_flag_that_is_disputed_lifts_its_cap() -> None:
    interview = judged([*STRONG, "X1", "R1"])
    (last,) = dispute(interview, PACK, "R1", says=False, why="I said we hold").disputes
    assert last.judged == 2
    assert last.with_yours is not None
    assert last.with_yours > 2


def test_disputes_add_up_and_a_later_one_replaces_the_earlier() -> None:
    interview = judged(STRONG[:3])
    for fact in STRONG[3:]:
        interview = dispute(interview, PACK, fact, says=True)
    assert interview.disputes[-1].with_yours == score({f: Finding(True) for f in STRONG}, PACK, QUESTION).overall
    again = dispute(interview, PACK, STRONG[3], says=False)
    assert len(again.disputes) == len(interview.disputes)


def test_the_judges_own_verdict_stays() -> None:
    interview = judged(STRONG)
    assert dispute(interview, PACK, "T1", says=False).assessment == interview.assessment


def test_what_cannot_be_disputed() -> None:
    with pytest.raises(UsageFailure, match="no fact 'Z9'"):
        dispute(judged(STRONG), PACK, "Z9", says=True)
    with pytest.raises(UsageFailure, match="no verdict"):
        dispute(Interview("id", PACK.id, "q01", "practice", 60.0, "2026"), PACK, "X1", says=True)


def test_the_command_keeps_both() -> None:
    store = Store(Paths.from_env().data)
    interview = judged([*STRONG, "X1", "R1"])
    store.create(interview)
    store.unlock(interview.id)
    words = ["dispute", "latest", "R1", "no", "--at", "3:12", "--json"]
    shown = json.loads(CliRunner().invoke(cli, words, catch_exceptions=False).stdout)
    assert shown["judge"] == 2
    (kept,) = store.open(interview.id).disputes
    assert (kept.at_s, kept.with_yours) == (192.0, shown["with_yours"])
