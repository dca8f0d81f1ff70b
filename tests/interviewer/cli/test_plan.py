"""`interviewer plan` under a fake clock, by what it prints."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Callable
from datetime import date, datetime, time, timedelta, timezone
from pathlib import Path
from typing import Any, NamedTuple

import click
import pytest
from click.testing import CliRunner, Result

from interviewer.cli import cli, menu
from interviewer.config import Paths
from interviewer.errors import UsageFailure
from interviewer.model import Interview
from interviewer.practice import writing
from interviewer.practice.plan import load
from interviewer.store import Store
from prompts import ROOT

START = datetime(2026, 5, 13, 9, 0, tzinfo=timezone(timedelta(hours=2)))


class Desk:
    """The command line with a clock that the test moves."""

    def __init__(self) -> None:
        self.now = START

    def run(self, *words: str) -> Result:
        return CliRunner().invoke(cli, ["plan", *words], obj=lambda: self.now, catch_exceptions=False)

    def json(self, *words: str) -> Any:
        return json.loads(self.run(*words, "--json").stdout)

    def tomorrow(self, days: int = 1) -> None:
        self.now += timedelta(days=days)

    def keep(self, question: str, kind: str = "practice") -> None:
        store = Store(Paths.from_env().data)
        made = store.new_id(question, self.now)
        store.create(Interview(made, "llm_evals", question, kind, 60.0, self.now.isoformat(), state="done"))
        store.unlock(made)


@pytest.fixture
def desk(home: Path) -> Desk:
    return Desk()


def do(desk: Desk, task: dict[str, Any], tmp_path: Path) -> None:
    """Do the task as far as the history can tell."""
    if task["do"] == "write":
        piece = load().writing[task["what"]]
        text = "".join(
            f"{line}mine\n" if line.endswith(": ") else f"{line}\n" for line in writing.template(piece).split("\n")
        )
        (tmp_path / "piece.txt").write_text(text)
        assert desk.json("write", task["what"], "--answer", str(tmp_path / "piece.txt"))["whole"]
    elif task["do"] in ("decisions", "sheet"):
        desk.run("done", task["id"])
    else:
        kind = {"question": "practice", "redo": "redo", "drill": "drill", "story": "story"}[task["do"]]
        desk.keep(task["what"] or "story", kind)


def worth(tasks: list[dict[str, Any]]) -> int:
    return sum(task["worth"] for task in tasks)


def test_start_miss_two_days_and_finish(desk: Desk, tmp_path: Path) -> None:
    plan = desk.json("start", "--date", "2026-05-20")
    assert (plan["days_left"], plan["phase"], plan["dropped"]) == (7, "week", [])
    for task in plan["tasks"]:
        do(desk, task, tmp_path)
    assert desk.json("today")["tasks"] == []
    assert "Today's work is done" in desk.run("today").stdout
    desk.tomorrow(3)
    plan = desk.json("today")
    assert plan["missed_days"] == [2, 3]
    assert plan["moved"]
    shown = " ".join(desk.run("today").stdout.split())
    assert "Something was left of day 2 and day 3" in shown
    for gone in plan["dropped"]:
        assert gone["title"] in shown
    while plan["phase"] == "week":
        assert plan["minutes"] <= load().day_minutes
        for task in plan["tasks"]:
            do(desk, task, tmp_path)
        dropped = plan["dropped"]
        desk.tomorrow()
        plan = desk.json("today")
        assert worth(plan["dropped"]) <= worth(dropped)  # who keeps up loses nothing more
    assert plan["phase"] == "evening"
    assert "interviewer plan evening" in desk.run("today").stdout
    for task in plan["tasks"]:
        do(desk, task, tmp_path)
    plan = desk.json("show")
    assert plan["days"] == []
    assert "[ ]" not in desk.run("show").stdout
    desk.tomorrow(2)
    assert "The interview was on" in desk.run("today").stdout
    assert "The interview was on" not in desk.run("start").stdout


def test_a_date_in_the_past_is_refused_and_today_is_not(desk: Desk) -> None:
    with pytest.raises(UsageFailure, match="2026-05-12 is in the past"):
        desk.run("start", "--date", "2026-05-12")
    assert desk.json("start", "--date", "2026-05-13")["phase"] == "evening"


@pytest.mark.parametrize("written", ["20.5.2026", "2026-02-30", "20260520", "soon"])
def test_what_is_no_date_is_wrong_usage(desk: Desk, written: str) -> None:
    assert desk.run("start", "--date", written).exit_code == 2


def test_a_late_plan_says_what_it_drops(desk: Desk) -> None:
    shown = desk.run("start", "--date", "2026-05-15").stdout
    plan = desk.json("today")
    assert "There is no time left for everything" in shown
    assert plan["missed_days"] == []
    assert all(task["title"] in " ".join(shown.split()) for task in plan["dropped"])
    assert plan["dropped"]


def test_another_date_keeps_what_was_done_and_what_was_picked(desk: Desk) -> None:
    first = desk.json("start", "--date", "2026-05-20")
    desk.keep("q15")
    moved = desk.json("start", "--date", "2026-05-27")
    assert moved["phase"] == "before"
    assert [task["id"] for task in moved["done"]] == ["live"]
    back = desk.json("start", "--date", "2026-05-20")
    assert [task for task in first["tasks"] if task["id"] != "live"] == back["tasks"]


def test_a_second_start_changes_nothing_unasked(desk: Desk) -> None:
    desk.run("start")
    with pytest.raises(UsageFailure, match="There is a plan already, for 2026-05-20"):
        desk.run("start")


def test_without_a_plan_the_next_step_is_named(desk: Desk) -> None:
    for words in (["today"], ["show"], ["done"], ["done", "risks"]):
        with pytest.raises(UsageFailure, match="plan start --date") as refused:
            desk.run(*words)
        shown = re.search(r"--date (\S+)`", str(refused.value.next_step))
        assert shown
    assert desk.json("start", "--date", shown.group(1))  # the example is a date that is taken


def test_it_is_the_day_where_the_user_is(desk: Desk) -> None:
    desk.json("start", "--date", "2026-05-14")
    late = datetime(2026, 5, 15, 1, 0, tzinfo=timezone.utc)
    zones: list[Callable[[], datetime]] = [
        lambda hours=hours: late.astimezone(timezone(timedelta(hours=hours))) for hours in (-8, 9)
    ]
    phases = []
    for zone in zones:
        desk.now = zone()
        phases.append(desk.json("today")["phase"])
    assert phases == ["evening", "over"]


class Wall(NamedTuple):
    """A place's clock around the moment (UTC) in which it is put forward or back, in hours from UTC."""

    place: str
    change: datetime
    before: int
    after: int

    def at(self, moment: datetime) -> datetime:
        """That moment as a computer there tells it."""
        hours = self.before if moment < self.change else self.after
        return moment.astimezone(timezone(timedelta(hours=hours)))

    def morning(self, day: date) -> datetime:
        """Nine o'clock of a day before the change."""
        return datetime.combine(day, time(9), timezone(timedelta(hours=self.before)))


WALLS = [
    Wall("Berlin, spring", datetime(2026, 3, 29, 1, tzinfo=timezone.utc), 1, 2),
    Wall("Berlin, autumn", datetime(2026, 10, 25, 1, tzinfo=timezone.utc), 2, 1),
    Wall("New York, spring", datetime(2026, 3, 8, 7, tzinfo=timezone.utc), -5, -4),
    Wall("New York, autumn", datetime(2026, 11, 1, 6, tzinfo=timezone.utc), -4, -5),
]
each_wall = pytest.mark.parametrize("wall", WALLS, ids=lambda wall: wall.place)


@pytest.mark.parametrize("after", [0, 1, 3], ids=lambda days: f"interview {days} days later")
@each_wall
def test_no_day_is_lost_or_doubled_where_the_clocks_change(desk: Desk, wall: Wall, after: int) -> None:
    interview = wall.at(wall.change).date() + timedelta(days=after)
    at = wall.morning(interview - timedelta(days=7))
    desk.now = wall.at(at)
    desk.json("start", "--date", str(interview))
    seen: dict[tuple[str, int, str], None] = {}
    while wall.at(at).date() <= interview:
        desk.now = wall.at(at)
        plan = desk.json("today")
        seen[plan["today"], plan["days_left"], plan["phase"]] = None
        at += timedelta(hours=3)
    week = [(str(interview - timedelta(days=left)), left, "week") for left in range(7, 1, -1)]
    assert list(seen) == [*week, *((str(interview - timedelta(days=left)), left, "evening") for left in (1, 0))]


@each_wall
def test_what_is_done_around_the_change_counts_for_its_day(desk: Desk, wall: Wall) -> None:
    day = wall.at(wall.change).date()
    desk.now = wall.at(wall.change - timedelta(minutes=50))
    desk.run("start", "--date", str(day + timedelta(days=7)))
    for minutes, question in ((-40, "q15"), (20, "q05")):  # in autumn the wall shows the same hour twice
        desk.now = wall.at(wall.change + timedelta(minutes=minutes))
        desk.keep(question)
    done = {task["id"]: task["on"] for task in desk.json("done")["done"]}
    assert done == {"live": str(day), "labels": str(day)}


def test_who_flies_over_the_date_line_loses_nothing(desk: Desk) -> None:
    tokyo, honolulu = (timezone(timedelta(hours=hours)) for hours in (9, -10))
    desk.now = datetime(2026, 5, 14, 8, 0, tzinfo=tokyo)
    assert desk.json("start", "--date", "2026-05-21")["days_left"] == 7
    desk.now = (desk.now + timedelta(hours=9)).astimezone(honolulu)
    assert desk.now.date() == date(2026, 5, 13)  # the day before the plan was made, and later all the same
    desk.keep("q15")
    plan = desk.json("today")
    assert (plan["phase"], plan["missed_days"], plan["days_left"]) == ("before", [], 8)
    assert [task["id"] for task in plan["done"]] == ["live"]
    moved = desk.json("start", "--date", "2026-05-20")
    assert (moved["phase"], moved["days_left"]) == ("week", 7)
    assert [task["id"] for task in moved["done"]] == ["live"]
    with pytest.raises(UsageFailure, match="2026-05-12 is in the past: today is 2026-05-13"):
        desk.run("start", "--date", "2026-05-12")


def test_marks_by_hand_can_be_taken_back(desk: Desk) -> None:
    desk.run("start")
    assert [task["id"] for task in desk.json("done", "risks")["done"]] == ["risks"]
    assert desk.json("done", "risks", "--undo")["done"] == []
    with pytest.raises(UsageFailure, match="no task 'nothing'"):
        desk.run("done", "nothing")
    assert "Nothing is done yet" in desk.run("done").stdout


def test_a_drill_that_had_next_to_nothing_is_to_be_done_again(desk: Desk, tmp_path: Path) -> None:
    desk.run("start", "--date", "2026-05-20")
    (tmp_path / "answer.txt").write_text("Well, it depends.")
    said = ["drill", "product", "--answer", str(tmp_path / "answer.txt")]
    CliRunner().invoke(cli, said, obj=lambda: desk.now, catch_exceptions=False)
    assert desk.json("done")["done"] == []
    assert "(0 of 4 the last time: again)" in desk.run("today").stdout
    assert "(0 of 4 the last time: again)" in desk.run("show").stdout


def test_a_piece_that_is_not_whole_is_kept_but_not_ticked_off(desk: Desk, tmp_path: Path) -> None:
    desk.run("start")
    (tmp_path / "mine.txt").write_text("Support\n1: leaks another customer's address\n")
    shown = desk.run("write", "risks", "--answer", str(tmp_path / "mine.txt")).stdout
    assert "Support: 1 of 5" in shown
    assert "Not whole yet" in shown
    assert "leaks another" in writing.path_of(Paths.from_env().data, "risks").read_text()
    assert desk.json("done")["done"] == []
    with pytest.raises(UsageFailure, match="no terminal"):
        desk.run("write", "risks")
    with pytest.raises(UsageFailure, match="no piece 'poem'"):
        desk.run("write", "poem")


def test_every_task_names_a_command_that_there_is(desk: Desk) -> None:
    plan = desk.json("start", "--date", "2026-05-20")
    for task in [task for day in plan["days"] for task in day["tasks"]]:
        program, *words = task["command"].split()
        assert program == "interviewer"
        assert CliRunner().invoke(cli, [*words, "--help"]).exit_code == 0, task["command"]


def test_a_pack_with_other_kinds_tags_and_questions_has_its_week_too(desk: Desk) -> None:
    folder = Paths.from_env().packs / "other"
    shutil.copytree(ROOT / "packs" / "llm_evals", folder, ignore=shutil.ignore_patterns("labels"))
    changes = {
        'id = "llm_evals"': 'id = "other"', '\nid = "q': '\nid = "b', "\ntags =": "\n# tags =",
        "\ndesign =": "\nlong =", "\njudgement =": "\nshort =",
        'kind = "design"': 'kind = "long"', 'kind = "judgement"': 'kind = "short"',
    }  # fmt: skip
    for path in [folder / "pack.toml", *(folder / "questions").iterdir()]:
        text = "\n" + path.read_text(encoding="utf-8")
        for mine, its in changes.items():
            text = text.replace(mine, its)
        path.write_text(text, encoding="utf-8")
    plan = desk.json("start", "--date", "2026-05-20", "--pack", "other")
    assert plan["pack"] == "other"
    assert plan["dropped"] == []
    asked = [task for day in plan["days"] for task in day["tasks"] if task["do"] == "question"]
    assert all("--pack other" in task["command"] for task in asked)
    assert {task["minutes"] for task in asked if task["day"] == 5} == {20.0}


def test_the_menu_reminds_of_the_plan(desk: Desk) -> None:
    @click.command()
    @click.pass_context
    def offer(ctx: click.Context) -> None:
        menu._offer(ctx)

    def shown() -> str:
        return CliRunner().invoke(offer, input="", obj=lambda: desk.now).stdout

    assert "plan today" not in shown()
    desk.run("start", "--date", "2026-05-20")
    assert "Your interview is on Wed 20 May. What is due: interviewer plan today" in shown()
