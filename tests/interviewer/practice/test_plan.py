"""The seven days: what is laid where, what goes, what ticks it off."""

from __future__ import annotations

from datetime import date, datetime, timedelta, timezone
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from interviewer.errors import StoreError
from interviewer.packs import Pack
from interviewer.packs import load as load_pack
from interviewer.practice import planbook, writing
from interviewer.practice.agenda import Agenda, Tick, agenda
from interviewer.practice.plan import DAYS, Task, date_of, evening_question, load, longest_day, picks, tasks
from interviewer.store import Checked, Counted, Row
from prompts import ROOT

DAY = date(2026, 5, 20)
NOW = datetime(2026, 5, 13, 9, 0, tzinfo=timezone.utc)
DRILLS = ("product", "sampling", "rubric", "disagreement", "regression")


@pytest.fixture(scope="module")
def pack() -> Pack:
    return load_pack("llm_evals")


@pytest.fixture(scope="module")
def all_tasks(pack: Pack) -> tuple[Task, ...]:
    return tasks(pack, {**picks(pack, [], NOW), "evening-question": "q02"}, DRILLS)


def view(
    all_tasks: tuple[Task, ...], today: date, done: dict[str, Tick] | None = None, begun: date | None = None
) -> Agenda:
    return agenda(all_tasks, done or {}, DAY, today, begun or date_of(1, DAY), load().day_minutes)


def row(question: str, on: str, kind: str = "practice", **changes: object) -> Row:
    values = {"id": f"{on}-{question}", "question": question, "kind": kind, "state": "done", "started_at": on}
    return Row(**{"pack": "llm_evals", **values, **changes})  # type: ignore[arg-type]


def test_the_plans_words_keep_their_own_limits(pack: Pack) -> None:
    words = load()
    assert len(words.day) == DAYS
    assert max(sum(task.minutes for task in day.task) for day in words.day) <= words.day_minutes
    assert sum(task.minutes for task in words.day[-1].task) <= words.evening_minutes == 25
    ids = [task.id for day in words.day for task in day.task]
    assert len(ids) == len(set(ids))
    for day in words.day:
        for task in day.task:
            assert task.do != "write" or task.what in words.writing
            assert set(task.among) <= {one.id for one in pack.questions}


def test_day_five_is_one_regulated_and_one_open_ended_design(pack: Pack, all_tasks: tuple[Task, ...]) -> None:
    fifth = [task for task in all_tasks if task.day == 5]
    assert [task.id for task in fifth] == ["regulated", "open-ended"]
    assert len({task.what for task in fifth}) == 2
    asked = [pack.question(task.what) for task in fifth]
    assert ["regulated" in asked[0].tags, "open_ended" in asked[1].tags] == [True, True]
    assert {one.kind for one in asked} == {"design"}


def test_started_in_time_every_day_has_its_own_tasks_and_nothing_is_dropped(all_tasks: tuple[Task, ...]) -> None:
    plan = view(all_tasks, DAY - timedelta(days=7))
    assert len(plan.days) == DAYS
    assert plan.dropped == plan.moved == plan.missed == ()
    for day, found in plan.days.items():
        assert {date_of(task.day, DAY) for task in found} == {day}


def test_after_two_missed_days_the_least_useful_goes_and_the_rest_still_fits(all_tasks: tuple[Task, ...]) -> None:
    plan = view(all_tasks, date_of(3, DAY))
    assert plan.missed == (1, 2)
    assert plan.dropped
    kept = [task for found in plan.days.values() for task in found]
    week = [task for task in kept if task.day < DAYS]
    worth = [sum(task.worth for task in some) / len(some) for some in (week, plan.dropped)]
    assert worth[0] > worth[1]
    assert set(plan.moved) <= set(kept)
    assert {task.id for task in (*kept, *plan.dropped)} == {task.id for task in all_tasks}


def test_a_late_plan_drops_but_has_missed_nothing(all_tasks: tuple[Task, ...]) -> None:
    today = date_of(5, DAY)
    plan = view(all_tasks, today, begun=today)
    assert plan.missed == ()
    assert plan.dropped


@pytest.mark.parametrize("today", [DAY - timedelta(days=1), DAY])
def test_within_a_day_of_the_interview_only_the_evening_is_left(all_tasks: tuple[Task, ...], today: date) -> None:
    plan = view(all_tasks, today)
    assert plan.phase == "evening"
    assert [task.do for task in plan.now] == ["question", "decisions", "sheet"]
    assert sum(task.minutes for task in plan.now) <= 25


def test_before_and_after_the_week_nothing_is_asked(all_tasks: tuple[Task, ...]) -> None:
    early, late = view(all_tasks, DAY - timedelta(days=30)), view(all_tasks, DAY + timedelta(days=1))
    assert (early.phase, early.now, min(early.days)) == ("before", (), date_of(1, DAY))
    assert (late.phase, late.days) == ("over", {})


@given(
    ahead=st.integers(min_value=-1, max_value=12),
    finished=st.sets(st.integers(min_value=0, max_value=24)),
    ago=st.integers(min_value=0, max_value=3),
)
def test_whatever_was_done_no_day_is_too_long_and_nothing_is_lost_or_doubled(
    all_tasks: tuple[Task, ...], ahead: int, finished: set[int], ago: int
) -> None:
    today = DAY - timedelta(days=ahead)
    done = {
        task.id: Tick(today - timedelta(days=ago), "") for number, task in enumerate(all_tasks) if number in finished
    }
    plan = view(all_tasks, today, done)
    laid = [task.id for found in plan.days.values() for task in found]
    assert len(laid) == len(set(laid))
    assert not set(laid) & set(done)
    if plan.phase != "over":
        assert {*laid, *done, *(task.id for task in plan.dropped)} == {task.id for task in all_tasks}
    for day, found in plan.days.items():
        spent = sum(task.minutes for task in all_tasks if task.id in done and done[task.id].on == day)
        assert day >= today
        assert sum(task.minutes for task in found) <= load().day_minutes
        if day == today and plan.phase == "week":
            assert sum(task.minutes for task in found) <= max(0, load().day_minutes - spent)
        assert all(date_of(task.day, DAY) <= day for task in found)


def test_ticks_come_from_what_was_really_done(all_tasks: tuple[Task, ...]) -> None:
    plan = planbook.Plan(DAY, date_of(1, DAY), "llm_evals")
    rows = [
        row("q05", "2026-05-12T10:00:00+00:00"),  # before the plan
        row("q12", "2026-05-14T10:00:00+00:00", "demo"),  # a simulated candidate's
        row("q02", "2026-05-14T10:00:00+00:00", state="stopped"),
        row("q09", "2026-05-14T10:00:00+00:00", pack="elsewhere"),
        row("rubric", "2026-05-14T11:00:00+00:00", "drill"),
        row("q15", "2026-05-14T12:00:00+00:00", "record-once"),
        row("story", "2026-01-01T12:00:00+00:00", "story"),
    ]
    found = planbook.ticks(plan, all_tasks, rows)
    assert found["rubric"] == Tick(date(2026, 5, 14), rows[4].id)
    assert set(found) == {"rubric", "live", "story-1"}  # one run ticks off one task, the second rubric stays


def test_a_drill_with_less_than_half_of_it_stays_open_and_says_so(all_tasks: tuple[Task, ...]) -> None:
    plan = planbook.Plan(DAY, date_of(1, DAY), "llm_evals")

    def ran(there: int) -> Row:
        items = tuple(Counted(int(at < there), 1) for at in range(10))
        return row("rubric", f"2026-05-14T1{there}:00:00+00:00", "drill", drill=Checked(items))

    assert "rubric" not in planbook.ticks(plan, all_tasks, [ran(0), ran(4)])
    assert planbook.tried(plan, all_tasks, [ran(0), ran(4)])["rubric"] == "4 of 10"
    assert "rubric" in planbook.ticks(plan, all_tasks, [ran(4), ran(5)])


def test_a_redo_is_what_a_review_asks_for_and_counts_for_no_other_task(all_tasks: tuple[Task, ...]) -> None:
    plan = planbook.Plan(DAY, date_of(1, DAY), "llm_evals")
    found = planbook.ticks(plan, all_tasks, [row("q10", "2026-05-14T10:00:00+00:00", "redo")])
    assert set(found) == {"review"}


def test_the_day_of_an_answer_is_the_one_on_the_candidates_own_calendar(all_tasks: tuple[Task, ...]) -> None:
    plan = planbook.Plan(DAY, date_of(1, DAY), "llm_evals")
    tokyo = row("q15", "2026-05-13T00:30:00+09:00")  # still the 12th in UTC
    assert planbook.ticks(plan, all_tasks, [tokyo])["live"].on == date(2026, 5, 13)


def test_the_last_evening_wants_its_own_marks(all_tasks: tuple[Task, ...]) -> None:
    plan = planbook.marked(
        planbook.Plan(DAY, date_of(1, DAY), "llm_evals"), "evening-sheet", Tick(DAY - timedelta(5), "")
    )
    assert "evening-sheet" not in planbook.ticks(plan, all_tasks, [])
    plan = planbook.marked(plan, "evening-sheet", Tick(date_of(DAYS, DAY), ""))
    assert "evening-sheet" in planbook.ticks(plan, all_tasks, [])


def test_picks_stay_and_no_question_is_asked_twice(pack: Pack) -> None:
    chosen = picks(pack, [], NOW)
    assert len(set(chosen.values())) == len(chosen)
    later = [row(question, "2026-05-12T10:00:00+00:00") for question in chosen.values()]
    assert picks(pack, later, NOW, chosen) == chosen
    assert picks(pack, later, NOW, {**chosen, "live": "gone"})["live"] in {one.id for one in pack.questions}


def test_the_evenings_question_is_one_that_is_known(pack: Pack) -> None:
    assert evening_question(pack, [row("q14", "2026-05-10T10:00:00+00:00")], NOW) == "q14"
    assert pack.question(evening_question(pack, [], NOW)).kind == "judgement"


def test_a_pack_without_these_drills_and_questions_still_has_a_week(pack: Pack) -> None:
    found = tasks(pack, picks(pack, [], NOW), ("other",))
    assert {task.what for task in found if task.do == "drill"} == {"other"}
    assert not [task for task in tasks(pack, picks(pack, [], NOW), ()) if task.do == "drill"]


def test_what_is_kept_comes_back_and_a_broken_file_is_one_line(tmp_path: Path) -> None:
    assert planbook.load(tmp_path) is None
    plan = planbook.Plan(DAY, NOW.date(), "llm_evals", {"live": "q15"}, {"risks": Tick(NOW.date(), "your mark")})
    planbook.save(tmp_path, plan)
    assert planbook.load(tmp_path) == plan
    assert (tmp_path / planbook.NAME).stat().st_mode & 0o077 == 0
    (tmp_path / planbook.NAME).write_text("{")
    with pytest.raises(StoreError, match="start the plan again"):
        planbook.load(tmp_path)


@pytest.mark.parametrize("name", ["risks", "rubric"])
def test_a_written_piece_is_checked_line_by_line(name: str) -> None:
    piece = load().writing[name]
    empty = writing.template(piece)
    assert len(writing.missing(piece, empty)) == len(piece.headings)
    whole = "\n".join(line + "something" if line.endswith(": ") else line for line in empty.splitlines())
    assert writing.missing(piece, whole) == []
    partly = whole.replace(f"{piece.labels[-1]}: something", f"{piece.labels[-1]}: ", 1)
    assert writing.missing(piece, partly) == [
        f"{piece.headings[0]}: {len(piece.labels) - 1} of {len(piece.labels)}, missing {piece.labels[-1]}"
    ]


def test_lines_without_labels_and_lists_are_read_too() -> None:
    piece = load().writing["risks"]
    text = "## Support:\n- leaks an address\n- promises money\n\nCoding\n1. drops a table\n2) ships a secret\n"
    support, coding = (writing.read(piece, text)[number] for number in (0, 2))
    assert support.lines == {"1": "leaks an address", "2": "promises money"}
    assert coding.lines == {"1": "drops a table", "2": "ships a secret"}


@pytest.mark.parametrize("name", sorted(path.parent.name for path in (ROOT / "packs").glob("*/pack.toml")))
def test_every_pack_has_a_week_in_which_no_question_comes_twice(name: str) -> None:
    pack = load_pack(name)
    chosen = picks(pack, [], NOW)
    assert len(set(chosen.values())) == len(chosen)
    assert {"regulated", "open-ended"} <= chosen.keys()
    found = tasks(pack, {**chosen, "evening-question": evening_question(pack, [], NOW)}, DRILLS)
    plan = agenda(found, {}, DAY, date_of(1, DAY), date_of(1, DAY), longest_day(found))
    assert plan.dropped == ()
