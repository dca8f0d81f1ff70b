"""The cheat sheet is one page, whatever stands on it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from interviewer.practice.sheet import GATES, GOES_OUT, LARGE, MIDDLE, SMALL, Habit, Line, Sheet
from interviewer.report.sheet import page
from tests.interviewer.report.browser import chromium

if TYPE_CHECKING:
    from playwright.sync_api import Browser

PROSE = "we hold the release until nobody can find an invented refund policy in two hundred sampled answers and "
LONG = "Donaudampfschifffahrtsgesellschaftskapitänsmützenabzeichenhersteller" * 20


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as running:
        yield running


def full(text: str) -> Sheet:
    """A sheet with every place filled to its limit."""

    def of(characters: int) -> str:
        return (text * 9)[:characters]

    return Sheet(
        title="Evaluating LLM products",
        structure=tuple(Line(f"{number} {of(30)}", of(MIDDLE)) for number in range(6)),
        labels=("1", "3", "5", "Fails at once"),
        rubric=tuple((f"Correctness {number}", (of(SMALL),) * 4) for number in range(3)),
        decided=GOES_OUT,
        gates=(of(MIDDLE),) * GATES,
        stories=((of(35), of(LARGE), of(MIDDLE)),) * 3,
        habits=(Habit(of(40), of(90), 3, 9),) * 2,
        missing=(("your rubric", "interviewer plan write rubric"),) * 3,
    )


EMPTY = Sheet("Evaluating LLM products", tuple(Line(f"Part {n}", "") for n in range(6)), (), (), "", (), (), (), ())


PARTS = (  # what a page may lack, so that every size of type is met
    {},
    {"rubric": (), "labels": ()},
    {"stories": ()},
    {"gates": ()},
    {"rubric": (), "labels": (), "habits": ()},
    {"rubric": (), "labels": (), "gates": (), "stories": ()},
)


@pytest.mark.parametrize("sheet", [EMPTY, *(replace(full(text), **gone) for text in (PROSE, LONG) for gone in PARTS)])  # type: ignore[arg-type]
def test_it_prints_on_one_page_and_nothing_is_cut_off(browser: Browser, tmp_path: Path, sheet: Sheet) -> None:
    path = tmp_path / "sheet.html"
    path.write_text(page(sheet, date(2026, 5, 19), date(2026, 5, 20)), encoding="utf-8")
    shown = browser.new_page()
    shown.goto(path.as_uri())
    for paper in ("A4", "Letter"):
        assert len(re.findall(rb"/Type\s*/Page[^s]", shown.pdf(format=paper))) == 1
    shown.emulate_media(media="print")
    main = shown.locator("main")
    assert main.evaluate("main => main.scrollHeight <= main.clientHeight + 1")
    assert main.evaluate("main => main.scrollWidth <= main.clientWidth + 1")
    shown.emulate_media(media="screen")
    shown.set_viewport_size({"width": 360, "height": 700})
    assert shown.evaluate("document.documentElement.scrollWidth") <= 360


def test_what_was_said_is_text_and_no_markup(browser: Browser, tmp_path: Path) -> None:
    path = tmp_path / "sheet.html"
    said = "<script>document.title='broken'</script> & <b>bold</b> "
    path.write_text(page(full(said), date(2026, 5, 19), None), encoding="utf-8")
    shown = browser.new_page()
    shown.goto(path.as_uri())
    assert shown.title() == "Cheat sheet: Evaluating LLM products"
    assert "<b>bold</b>" in shown.inner_text("main")
