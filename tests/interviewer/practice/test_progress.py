"""What counts as a change over the sessions, and what does not."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta, timezone

import pytest

from interviewer.packs import Pack, load
from interviewer.practice.progress import Challenged, Counted, Judged, Measure, Progress, Session, Spoken, progress
from interviewer.store import By, Level

NOW = datetime(2026, 5, 20, tzinfo=timezone.utc)
BY = By("rules", "rules", "1")


@pytest.fixture(scope="module")
def pack() -> Pack:
    return load("llm_evals")


def session(number: int, overall: int | None = 3, **changes: object) -> Session:
    assessed = {
        "overall": overall, "judge": BY, "likely_range": (overall, overall) if overall else None,
        "dimensions": {"analysis": Level(overall)}, "delivery": Spoken(150, 60.0, 150.0, 20.0),
    }  # fmt: skip
    kept = {name: changes.pop(name) for name in list(changes) if name in Session.__struct_fields__}
    values = {
        "id": f"s{number}", "pack": "llm_evals", "question": "q01", "kind": "practice",
        "started_at": (NOW + timedelta(days=number)).isoformat(),
        "assessment": Judged(**{**assessed, **changes}),  # type: ignore[arg-type]
        **kept,
    }  # fmt: skip
    return Session(**values)  # type: ignore[arg-type]


def measure(found: Progress, name: str) -> Measure:
    return next(one for one in found.measures if one.id == name)


def change(sessions: Sequence[Session], pack: Pack, name: str) -> str:
    return measure(progress(sessions, pack, NOW), name).change


def test_nothing_and_one_session_claim_nothing(pack: Pack) -> None:
    assert "No judged session" in progress([], pack, NOW).sentence
    one = progress([session(0)], pack, NOW)
    assert "One session" in one.sentence
    assert {found.change for found in one.measures} == {"too few"}


def test_a_change_within_the_likely_range_is_no_clear_change(pack: Pack) -> None:
    near = [session(0, 2, likely_range=(2, 3)), session(1, 3, likely_range=(2, 4))]
    far = [session(0, 1, likely_range=(1, 2)), session(1, 4, likely_range=(3, 5))]
    for name in ("overall", "analysis"):
        assert change(near, pack, name) == "no clear change"
        assert change(far, pack, name) == "better"
        assert change([session(0, 4), session(1, 2)], pack, name) == "worse"


def test_where_no_range_was_measured_one_level_is_within_it(pack: Pack) -> None:
    assert (
        change([session(0, 2, likely_range=None), session(1, 3, likely_range=None)], pack, "overall")
        == "no clear change"
    )
    assert change([session(0, 2, likely_range=None), session(1, 5, likely_range=None)], pack, "overall") == "better"


@pytest.mark.parametrize(
    "strange",
    [
        {"judge": By("llm", "m", "1")},
        {"judge": By("rules", "rules", "0")},
        {"pack": "elsewhere"},
        {"kind": "demo"},
        {"kind": "drill"},
        {"overall": None},
    ],
    ids=str,
)
def test_only_scores_of_one_judge_rubric_and_pack_are_compared(pack: Pack, strange: dict[str, object]) -> None:
    mine = [session(1, 3), session(2, 3)]
    odd = session(0, **{"overall": 1, **strange})  # type: ignore[arg-type]
    found = progress([odd, *mine], pack, NOW)
    assert [one.id for one in found.sessions] == ["s1", "s2"]
    assert found.left_out == ("judge" in strange)
    assert found.sentence == progress(mine, pack, NOW).sentence


def test_a_pack_without_levels_still_has_its_other_figures(pack: Pack) -> None:
    sessions = [session(at, None, without_levels=True, decisions=(Counted(),) * (1 + 3 * at)) for at in range(2)]
    found = progress(sessions, pack, NOW)
    assert measure(found, "overall").values == (None, None)
    assert measure(found, "decisions_per_minute").change == "better"


def test_the_latest_judge_is_the_one_that_is_followed_whatever_the_order(pack: Pack) -> None:
    found = progress([session(5, judge=By("llm", "m", "1")), session(0), session(1)], pack, NOW)
    assert found.judge == By("llm", "m", "1")
    assert found.left_out == 2


def test_more_decisions_sooner_with_fewer_orphans_is_better(pack: Pack) -> None:
    poor = session(0, decisions=(Counted(),), orphans=("kappa", "BLEU"), delivery=Spoken(150, 60.0, 150.0, None))
    rich = session(1, decisions=(Counted(),) * 4, orphans=(), delivery=Spoken(240, 60.0, 240.0, 9.0))
    found = progress([poor, rich], pack, NOW)
    for name in ("decisions_per_minute", "first_decision_s", "orphans"):
        assert measure(found, name).change == "better"
    assert measure(found, "words_per_minute").change == "more"
    assert measure(found, "decisions_per_minute").values == (1.0, 4.0)
    assert "better in decisions a minute" in found.sentence
    back = progress([session(0, **vars_of(rich)), session(1, **vars_of(poor))], pack, NOW)
    for name in ("decisions_per_minute", "first_decision_s", "orphans"):
        assert measure(back, name).change == "worse"


def vars_of(one: Session) -> dict[str, object]:
    assert one.assessment is not None
    return {name: getattr(one.assessment, name) for name in ("decisions", "orphans", "delivery")}


def test_a_text_has_decisions_a_minute_but_no_time_of_the_first(pack: Pack) -> None:
    texts = [session(number, decisions=(Counted(),), delivery=Spoken(150)) for number in range(2)]
    found = progress(texts, pack, NOW)
    assert measure(found, "decisions_per_minute").values == (1.0, 1.0)
    assert measure(found, "first_decision_s").change == "too few"


@pytest.mark.parametrize(
    ("stance", "sound", "right"),
    [
        ("held_with_reason", False, True),
        ("held_with_reason", True, False),
        ("updated_with_reason", True, True),
        ("caved", False, False),
        ("dodged", True, False),
    ],
)
def test_a_challenge_is_met_rightly_by_holding_or_moving_with_a_reason(stance: str, sound: bool, right: bool) -> None:
    assert Challenged(stance, sound).right is right  # type: ignore[arg-type]


def test_what_challenges_came_to_is_counted(pack: Pack) -> None:
    met = (Challenged("caved", False), Challenged("held_with_reason", False))
    found = progress([session(0, stances=met), session(1, stances=met[:1]), session(2)], pack, NOW)
    assert found.outcomes == {"caved": 2, "held_with_reason": 1}
    assert measure(found, "stances_right").values == (0.5, 0.0, None)


def test_a_rating_nearer_to_the_judges_is_better(pack: Pack) -> None:
    sessions = [session(0, 2, self_rating=5), session(1, 3, self_rating=3)]
    found = measure(progress(sessions, pack, NOW), "self_rating_gap")
    assert (found.values, found.change) == ((3.0, 0.0), "better")


def test_the_first_three_are_set_beside_the_latest_three(pack: Pack) -> None:
    levels = [1, 1, 1, 5, 5, 5, 1, 1, 1]
    found = progress([session(number, level) for number, level in enumerate(levels)], pack, NOW)
    assert (measure(found, "overall").earlier, measure(found, "overall").lately) == (1.0, 1.0)
    assert found.sentence == "Over 9 sessions: no clear change."
