"""A pack's own drills: every sort of mistake with its line."""

from __future__ import annotations

from pathlib import Path

import pytest

from interviewer.authoring.check import check, skeleton

DRILL = """[lists]
loud = ["loud", "bang"]

[[drill]]
id = "noise"
title = "Noise"
minutes = 1
prompt = "Make a noise about {thing}."

[drill.draw]
thing = ["rain", "bread"]

[[drill.item]]
id = "loud"
says = "a loud word"
gap = "Say it about {thing}, louder."
rule = "sentence(@loud)"
mentions = ["thing"]
"""
MISTAKES = {  # what is wrong: (what stands there, what is put instead, the line it is told at, a part of the reason)
    "list": ("sentence(@loud)", "sentence(@quiet)", 'rule = "sentence(@quiet)"', "unknown list"),
    "cue": ("sentence(@loud)", "sentence(louder)", 'rule = "sentence(louder)"', "louder"),
    "drawn": ("about {thing}.", "about {stuff}.", 'prompt = "Make', "'{stuff}'"),
    "gap": ("about {thing}, louder", "about {stuff}, louder", "gap =", "'{stuff}'"),
    "counts": ('mentions = ["thing"]', 'counts = "sheep"', 'counts = "sheep"', "'sheep'"),
    "section": ('mentions = ["thing"]', 'section = "@soft"', 'section = "@soft"', "'@soft'"),
    "brace": ("about {thing}.", "about {thing.", "prompt =", "brace stands alone"),
    "nothing to draw": ('thing = ["rain", "bread"]', "thing = []", "thing = []", "nothing to draw for 'thing'"),
    "minutes": ("minutes = 1", "minutes = 0", "minutes = 0", "minutes above 0"),
    "least": ('mentions = ["thing"]', "least = 0", "least = 0", "at least 1"),
    "id": ('id = "noise"', 'id = "a noise"', 'id = "a noise"', "letters, digits"),
    "no prompt": ('prompt = "Make a noise about {thing}."', 'prompt = ""', 'prompt = ""', "prompt is empty"),
    "key": ("minutes = 1", "minute = 1", "minute = 1", "unknown field `minute`"),
}


def faults(folder: Path, text: str) -> list[tuple[int, str]]:
    skeleton("mine", folder / "mine")
    (folder / "mine" / "drills.toml").write_text(text)
    return [(fault.line, fault.reason) for fault in check(folder / "mine") if fault.file.endswith("drills.toml")]


def test_a_drill_of_ones_own_is_in_order(tmp_path: Path) -> None:
    assert faults(tmp_path, DRILL) == []


@pytest.mark.parametrize("mistake", MISTAKES)
def test_a_mistake_is_told_with_its_line(tmp_path: Path, mistake: str) -> None:
    there, instead, where, reason = MISTAKES[mistake]
    text = DRILL.replace(there, instead, 1)
    told = faults(tmp_path, text)
    line = next(number for number, one in enumerate(text.splitlines(), 1) if where in one)
    assert any(at == line and reason in said for at, said in told), told


def test_two_drills_of_one_name(tmp_path: Path) -> None:
    assert any("comes twice" in said for _line, said in faults(tmp_path, DRILL + DRILL.partition("\n\n")[2]))
