"""The cheat sheet as one page to print, on A4 or Letter."""

from __future__ import annotations

from dataclasses import astuple
from datetime import date
from pathlib import Path

from interviewer.practice.sheet import Sheet

HERE = Path(__file__).parent
# Points of type, by how many characters there are to set: tried in Chromium with every place on the page filled.
SIZES = ((1300, 11.0), (2000, 10.0), (2400, 9.2), (2800, 8.6), (3600, 7.8))
SMALLEST = 7.2


def page(sheet: Sheet, made: date, interview: date | None) -> str:
    """The page's text. In: `made`, today; `interview`, its date where a plan has one."""
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    environment = Environment(
        loader=FileSystemLoader(HERE), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    size = next((size for most, size in SIZES if _characters(astuple(sheet)) <= most), SMALLEST)
    return environment.get_template("sheet.html.j2").render(sheet=sheet, made=made, interview=interview, size=size)


def _characters(value: object) -> int:
    if isinstance(value, tuple):
        return sum(map(_characters, value))
    return len(value) if isinstance(value, str) else 0
