"""The progress as lines and as a page, and the command over stored interviews."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from interviewer.cli import cli
from interviewer.config import Paths
from interviewer.model import Assessment, Decision, Delivery, DimensionScore, Interview, Judge
from interviewer.store import Store
from tests.interviewer.report.browser import chromium


def keep(number: int, overall: int, decisions: int) -> None:
    store = Store(Paths.from_env().data)
    decision = Decision("we block", "block", "", "", "", "release", 0, 1.0, 2.0)
    made = Assessment(
        overall, "", Judge("rules", "rules", "1"), (overall, overall), {"analysis": DimensionScore(overall)},
        decisions=(decision,) * decisions, delivery=Delivery(150, 60.0, 150.0, first_decision_s=30.0),
    )  # fmt: skip
    name = f"2026-05-{number:02d}-100000-q01-ab{number:02d}"
    store.create(
        Interview(name, "llm_evals", "q01", "practice", 60.0, f"2026-05-{number:02d}T10:00:00+00:00", state="done",
                  assessment=made, self_rating=3)
    )  # fmt: skip
    store.unlock(name)


def run(*words: str) -> Result:
    return CliRunner().invoke(cli, ["progress", *words], catch_exceptions=False)


@pytest.fixture
def better(home: Path) -> Path:
    for number in range(1, 7):
        keep(number, 1 if number < 4 else 4, number)
    return Paths.from_env().data / "progress.html"


def test_without_sessions_it_says_what_to_do(home: Path) -> None:
    assert "interviewer practice" in run().stdout
    shown = json.loads(run("--json").stdout)
    assert (shown["sessions"], shown["page"]) == ([], None)


def test_lines_are_plain_and_name_what_changed(better: Path) -> None:
    shown = run().stdout
    assert shown.isascii()
    assert "better in overall, analysis, decisions a minute and your rating" in shown
    assert "4 |   ***" in shown
    assert "1 |***" in shown
    assert "Rules judge, rubric 1" in shown


def test_as_json_every_measure_has_a_value_for_each_session(better: Path) -> None:
    shown = json.loads(run("--json").stdout)
    assert len(shown["sessions"]) == 6
    assert {len(one["values"]) for one in shown["measures"]} == {6}
    assert {"overall", "analysis", "decisions_per_minute", "stances_right"} <= {one["id"] for one in shown["measures"]}


def test_the_page_draws_every_session_and_asks_nothing_of_the_network(better: Path) -> None:
    run()
    assert better.stat().st_mode & 0o077 == 0
    with chromium() as browser:
        page = browser.new_page(viewport={"width": 390, "height": 800})
        asked: list[str] = []
        page.on("request", lambda request: asked.append(request.url))
        page.goto(better.as_uri())
        assert asked == [better.as_uri()]
        overall = page.locator("figure", has_text="Overall")
        assert overall.locator("circle").count() == 6
        assert "better" in overall.locator("figcaption").inner_text()
        assert page.evaluate("document.documentElement.scrollWidth") <= 390
