"""What next: weak dimensions first, what was done lately last, scores fade."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone

import pytest

from interviewer.packs import Pack, load
from interviewer.practice.choice import asked_dimensions, next_question, standings
from interviewer.store import By, Level, Row, Verdict

NOW = datetime(2026, 5, 20, 18, 0, tzinfo=timezone(timedelta(hours=2)))
BY = By("rules", "rules", "1")


@pytest.fixture(scope="module")
def pack() -> Pack:
    return load("llm_evals")


def row(question: str, days_ago: float, levels: dict[str, int] | None = None, **changes: object) -> Row:
    verdict = Verdict(3, BY, {name: Level(score) for name, score in (levels or {}).items()}) if levels else None
    values = {
        "id": f"{question}-{days_ago}", "question": question, "kind": "practice", "state": "done",
        "started_at": (NOW - timedelta(days=days_ago)).isoformat(), "pack": "llm_evals", "assessment": verdict,
        **changes,
    }  # fmt: skip
    return Row(**values)  # type: ignore[arg-type]


def all_at(pack: Pack, level: int, **other: int) -> dict[str, int]:
    return {one.id: other.get(one.id, level) for one in pack.rubric.dimension}


def test_without_a_history_the_first_comes_first(pack: Pack) -> None:
    question, why = next_question(pack, [], NOW)
    assert question.id == pack.questions[0].id
    assert "not practised it yet" in why


@pytest.mark.parametrize("weak", ["dataset_design", "measurement", "decision_making"])
def test_the_choice_asks_more_for_a_weak_dimension_than_the_questions_do_on_average(pack: Pack, weak: str) -> None:
    question, why = next_question(pack, [row("q01", 5, all_at(pack, 5, **{weak: 1}))], NOW)

    def share(one: str) -> float:
        asked = asked_dimensions(pack.question(one), pack)
        return asked[weak] / sum(asked.values())

    assert share(question.id) > sum(share(one.id) for one in pack.questions) / len(pack.questions)
    assert "your weakest" in why


def test_what_was_done_lately_comes_last_whatever_its_weakness(pack: Pack) -> None:
    rows = [row(one.id, 0.5 + number / 100, all_at(pack, 1)) for number, one in enumerate(pack.questions[:-1])]
    assert next_question(pack, rows, NOW)[0].id == pack.questions[-1].id


def test_when_all_were_done_lately_the_oldest_of_them_is_next(pack: Pack) -> None:
    rows = [row(one.id, 1.5 - number / 100) for number, one in enumerate(pack.questions)]
    assert next_question(pack, rows, NOW)[0].id == pack.questions[0].id


def test_scores_fade_towards_unknown(pack: Pack) -> None:
    levels = [standings(pack, [row("q01", days, all_at(pack, 5))], NOW)["analysis"].level for days in (0, 14, 140)]
    assert levels[0] > levels[1] > levels[2] > 2.4


def test_scores_of_another_judge_rubric_or_pack_and_a_simulated_candidates_do_not_count(pack: Pack) -> None:
    mine = row("q01", 1, all_at(pack, 4))
    verdict = mine.assessment
    assert verdict is not None
    strange = [
        row("q02", 2, all_at(pack, 1), assessment=Verdict(1, By("llm", "x", "1"), verdict.dimensions)),
        row("q02", 2, all_at(pack, 1), assessment=Verdict(1, By("rules", "rules", "0"), verdict.dimensions)),
        row("q02", 2, all_at(pack, 1), pack="elsewhere"),
        row("q02", 2, all_at(pack, 1), kind="demo"),
    ]
    assert standings(pack, [*strange, mine], NOW) == standings(pack, [mine], NOW)


def test_the_kind_and_the_candidates_named_are_kept_to(pack: Pack) -> None:
    assert next_question(pack, [], NOW, "judgement")[0].kind == "judgement"
    assert next_question(pack, [], NOW, among=("q09", "q14"))[0].id == "q09"
    assert next_question(pack, [], NOW, among=("nowhere",))[0].id == pack.questions[0].id


def test_moments_that_cannot_be_read_or_lie_ahead_are_no_trouble(pack: Pack) -> None:
    rows = [row("q01", -3, all_at(pack, 2)), row("q02", 1, all_at(pack, 2), started_at="some day")]
    assert next_question(pack, rows, NOW)[0].id != "q01"
