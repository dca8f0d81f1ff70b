"""Where packs are found, and in which of them a question is."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from interviewer import packs, shelf
from interviewer.errors import UsageFailure


def copy(name: str, folder: Path) -> Path:
    """The default pack under another name, as a user would have it."""
    shutil.copytree(packs.load().folder, folder)
    head = folder / "pack.toml"
    text = head.read_text(encoding="utf-8").replace(f'id = "{packs.load().id}"', f'id = "{name}"')
    head.write_text(text, encoding="utf-8")
    return folder


def test_the_default_is_the_first_bundled_pack() -> None:
    assert packs.load().id == next(iter(shelf.bundled()))


def test_a_users_pack_is_found_by_name_and_by_path(tmp_path: Path) -> None:
    folder = copy("mine", tmp_path / "packs" / "mine")
    assert packs.load("mine", tmp_path / "packs").folder == str(folder)
    assert packs.load(str(folder)).id == "mine"
    with pytest.raises(UsageFailure, match="no pack 'mine'"):
        packs.load("mine")


def test_a_pack_used_by_its_path_is_found_by_its_name_later(tmp_path: Path) -> None:
    folder = copy("elsewhere", tmp_path / "desk" / "elsewhere")
    shelf.remember("elsewhere", folder, tmp_path / "packs")
    assert packs.load("elsewhere", tmp_path / "packs").folder == str(folder)
    with pytest.raises(UsageFailure, match="another pack 'elsewhere'"):
        shelf.remember("elsewhere", tmp_path, tmp_path / "packs")


def test_a_users_pack_cannot_take_a_bundled_name(tmp_path: Path) -> None:
    name = packs.load().id
    copy(name, tmp_path / "packs" / name)
    assert shelf.known(tmp_path / "packs")[name] == shelf.bundled()[name]


def test_a_question_is_found_in_whichever_pack_has_it() -> None:
    for pack in packs.every():
        for question in pack.questions:
            assert packs.find(question.id, packs.load()) == (pack, question)
            assert packs.find(f"{pack.id}/{question.id}", packs.load()) == (pack, question)


def test_no_two_bundled_packs_share_a_question_id() -> None:
    ids = [question.id for pack in packs.every() for question in pack.questions]
    assert len(ids) == len(set(ids))


def test_the_pack_in_use_wins_and_two_others_are_asked_about(tmp_path: Path) -> None:
    copy("one", tmp_path / "one")
    copy("two", tmp_path / "two")
    mine = packs.load(str(tmp_path / "one"))
    known = mine.questions[0].id
    assert packs.find(known, mine, tmp_path)[0] is mine
    for folder in ("one", "two"):
        file = next((tmp_path / folder / "questions").glob("q02.toml"))
        file.write_text(file.read_text(encoding="utf-8").replace('id = "q02"', 'id = "zz"', 1), encoding="utf-8")
    packs.load.cache_clear()
    with pytest.raises(UsageFailure, match="'zz' is a question of one and two"):
        packs.find("zz", packs.load(), tmp_path)
    assert packs.find("two/zz", packs.load(), tmp_path)[0].id == "two"


def test_an_unknown_question_is_told() -> None:
    with pytest.raises(UsageFailure, match="no question 'zz'"):
        packs.find("zz", packs.load())
