import json
from pathlib import Path

import pytest

from interviewer import packs
from interviewer.errors import UsageFailure
from interviewer.judging import labels
from prompts import ROOT

FOLDER = ROOT / "packs" / "llm_evals"
HEAD = packs.read(FOLDER / "pack.toml", packs.Head)


@pytest.mark.parametrize("part", ["development", "locked", "second", "third", "fourth", "fifth", "sixth"])
def test_every_label_is_sound(part: str) -> None:
    found = labels.of_pack(str(FOLDER), part)
    assert len({one.id for one in found}) == len(found)
    for one in found:
        assert one.overall is None or 1 <= one.overall <= 5
        assert all(level is None or 1 <= level <= 5 for level in one.dimensions.values())
        assert set(one.patterns) <= {pattern.id for pattern in HEAD.pattern}
        assert set(one.covered) <= {part.id for part in HEAD.part}
        assert all(quote in one.transcript for quote in one.decisions)
        assert one.overall is not None or not (one.patterns or one.covered or one.decisions)


def test_enough_answers_and_a_third_is_locked() -> None:
    development = labels.of_pack(str(FOLDER), "development")
    locked = labels.of_pack(str(FOLDER), "locked")
    assert len(development) >= 40
    assert 3 * len(locked) >= len(development) + len(locked)
    for part in (development, locked):
        assert {one.question_id for one in part} == {f"q{number:02d}" for number in range(1, 16)}
        assert {one.overall for one in part} == {None, 1, 2, 3, 4, 5}


def test_a_pack_without_labels_has_none(tmp_path: Path) -> None:
    assert labels.of_pack(str(tmp_path), "locked") == ()


@pytest.mark.parametrize(
    ("text", "part"),
    [
        ("", "no labelled answer"),
        ('{"id": "a"}\n', "line 1"),
        (json.dumps({"id": "a", "question_id": "q01", "transcript": "x", "overall": 3}) + "\nnonsense\n", "line 2"),
    ],
)
def test_bad_file_is_told_with_its_line(tmp_path: Path, text: str, part: str) -> None:
    path = tmp_path / "labels.jsonl"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(UsageFailure, match=part):
        labels.read(path)


def test_missing_file(tmp_path: Path) -> None:
    with pytest.raises(UsageFailure, match="cannot be read"):
        labels.read(tmp_path / "nowhere.jsonl")
