"""The direction of the arrows: who may import whom."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
PURE = {"os", "io", "pathlib", "time", "datetime", "threading", "queue", "socket", "subprocess", "logging", "random"}
HEAVY = {"numpy", "spacy", "faster_whisper", "sounddevice", "openai", "textual", "jinja2", "pyttsx3", "soxr", "rich"}
RUNG = {  # a room may import rooms of a lower rung of `interviewer` only
    "model": 0, "errors": 0, "usage": 0,
    "events": 1, "config": 1, "shelf": 1, "weights": 1,
    "encoder": 2,
    "packs": 3,
    "analysis": 4, "nlp": 4, "language": 4, "store": 4, "correction": 4,
    "judging": 5,
    "dialogue": 6, "practice": 6,
    "report": 7, "session": 7, "soundcheck": 7, "authoring": 7,
    "doctor": 8, "screen": 8,
    "cli": 9,
}  # fmt: skip


def modules(folder: str) -> list[Path]:
    return sorted((ROOT / folder).rglob("*.py"))


def imports(path: Path, top_level_only: bool = False) -> Iterator[str]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    nodes = tree.body if top_level_only else ast.walk(tree)
    for node in nodes:
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: imports are absolute here"
            yield node.module or ""
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def room(module: str) -> str:
    return module.split(".")[1] if module.count(".") else ""


@pytest.mark.parametrize("path", modules("audio"), ids=lambda path: path.stem)
def test_audio_knows_nothing_of_interviews(path: Path) -> None:
    assert not [name for name in imports(path) if name.split(".")[0] in {"interviewer", "prompts"}]


@pytest.mark.parametrize("path", modules("prompts"), ids=lambda path: path.stem)
def test_prompts_import_nothing_of_ours(path: Path) -> None:
    assert not [name for name in imports(path) if name.split(".")[0] in {"audio", "interviewer"}]


@pytest.mark.parametrize("path", modules("interviewer/analysis"), ids=lambda path: path.stem)
def test_analysis_is_pure(path: Path) -> None:
    names = set(imports(path))
    assert not {name for name in names if name.split(".")[0] in PURE}
    ours = {room(name) for name in names if name.startswith("interviewer.")}
    assert ours <= {"analysis", "model", "packs", "weights", "errors"}, ours
    assert {name.split(".")[1] for name in names if name.startswith("audio.")} <= {"words", "frames"}


@pytest.mark.parametrize("path", modules("interviewer"), ids=lambda path: str(path.relative_to(ROOT / "interviewer")))
def test_rooms_import_downwards_only(path: Path) -> None:
    parts = path.relative_to(ROOT / "interviewer").with_suffix("").parts
    here = parts[0]
    if here in {"__init__", "__main__"}:
        return
    for name in imports(path):
        there = room(name) if name.startswith("interviewer.") else here
        assert there in RUNG, f"{name} has no rung: give it one"
        assert there == here or RUNG[there] < RUNG[here], f"{path.name} imports {name} against the arrows"


@pytest.mark.parametrize("path", modules("interviewer/cli"), ids=lambda path: path.stem)
def test_the_command_line_imports_heavy_libraries_late(path: Path) -> None:
    names = list(imports(path, top_level_only=True))
    assert not [name for name in names if name.split(".")[0] in HEAVY]


def test_no_file_holds_two_rooms() -> None:
    long = [
        f"{path.relative_to(ROOT)}: {lines}"
        for folder in ("audio", "interviewer", "prompts", "tests", "benchmarks")
        for path in modules(folder)
        if (lines := len(path.read_text(encoding="utf-8").splitlines())) > 400
    ]
    assert not long
