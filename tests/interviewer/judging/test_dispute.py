from __future__ import annotations

import json
from dataclasses import replace

import pytest
from click.testing import CliRunner

from interviewer import packs
from interviewer.cli import cli
from interviewer.config import Paths
from interviewer.errors import UsageFailure
from interviewer.judging import figures
from interviewer.judging.dispute import counted_again, dispute, rate, slice_of
from interviewer.judging.scoring import score
from interviewer.model import Assessment, DimensionScore, Dispute, Finding, Interview, Judge, Quote
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


def test_a_dimension_takes_a_level_and_moves_nothing_else() -> None:
    interview = judged(STRONG[:6])
    assert interview.assessment is not None
    scores = {"measurement": DimensionScore(2), "analysis": DimensionScore(None)}
    interview = replace(interview, assessment=replace(interview.assessment, dimensions=scores))
    rated = dispute(rate(interview, PACK, "measurement", 4, "two raters"), PACK, "X1", says=True)
    own, fact = rated.disputes
    assert (own.fact, own.judged, own.with_yours, own.level) == ("measurement", 2, 4, 4)
    assert fact.with_yours == dispute(interview, PACK, "X1", says=True).disputes[0].with_yours
    assert [one.level for one in rate(rated, PACK, "measurement", 3).disputes] == [None, 3]
    assert [one.level for one in counted_again(rated, PACK).disputes] == [4, None]
    with pytest.raises(UsageFailure, match="no level for analysis"):
        rate(interview, PACK, "analysis", 4)


def test_disputes_are_a_slice_of_their_own() -> None:
    found = slice_of(
        [
            (Dispute("R1", False, judged=2, with_yours=3), Dispute("measurement", True, judged=2, level=4)),
            (Dispute("R1", True, judged=4, with_yours=4),),
            (),
        ]
    )
    assert found["interviews"] == 2
    assert found["facts"] == {"R1": {"yes": 1, "no": 1}}
    assert found["dimensions"] == {"measurement": {"disputed": 1, "bias": 2.0}}
    assert (found["exact"], found["within_one"], found["bias"]) == (0.5, 1.0, 0.5)
    assert any("none of the figures above: 2 interviews" in line for line in figures.disputed(found))
    assert figures.disputed(slice_of([()])) == []


def test_the_command_rates_a_dimension_and_refuses_a_mixture() -> None:
    store = Store(Paths.from_env().data)
    interview = judged(STRONG)
    assert interview.assessment is not None
    assessment = replace(interview.assessment, dimensions={"measurement": DimensionScore(3)})
    store.create(replace(interview, assessment=assessment))
    store.unlock(interview.id)
    shown = CliRunner().invoke(cli, ["dispute", interview.id, "measurement", "5"], catch_exceptions=False)
    assert "judge 3, you say 5" in shown.stdout
    assert "you say 5" in (store.folder(interview.id) / "report.html").read_text()
    for fact, says in (("measurement", "yes"), ("X1", "4")):
        with pytest.raises(UsageFailure, match="cannot be"):
            CliRunner().invoke(cli, ["dispute", interview.id, fact, says], catch_exceptions=False)
