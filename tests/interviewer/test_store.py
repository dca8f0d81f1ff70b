from __future__ import annotations

import subprocess
import sys
import textwrap
from datetime import datetime
from pathlib import Path

import pytest

from audio.words import Word
from interviewer.errors import StoreError, UsageFailure
from interviewer.model import Assessment, Interview, Judge, Turn
from interviewer.store import Store


def interview(name: str = "2026-01-02-030405-q01-ab12", **changes: object) -> Interview:
    values = {
        "id": name,
        "pack": "llm_evals",
        "question": "q01",
        "kind": "practice",
        "box_s": 1200.0,
        "started_at": "2026-01-02T03:04:05",
        "turns": (Turn(0, words=(Word("hello", 0.1, 0.4, 0.9), Word("there.", 0.5, 0.9, 0.8, doubtful=True))),),
        **changes,
    }
    return Interview(**values)  # type: ignore[arg-type]


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store(tmp_path)


def test_what_is_saved_comes_back_with_its_words(store: Store) -> None:
    one = interview()
    store.create(one)
    store.save_words(one.id, one.turns[0])
    assert store.open(one.id) == one


def test_the_state_file_holds_no_words(store: Store) -> None:
    folder = store.create(interview())
    assert "hello" not in (folder / "interview.json").read_text()


def test_everything_is_private_to_the_user(store: Store) -> None:
    one = interview()
    folder = store.create(one)
    store.append_words(one.id, 0, one.turns[0].words)
    assert folder.stat().st_mode & 0o077 == 0
    assert [path.name for path in folder.iterdir() if path.stat().st_mode & 0o077] == []


def test_a_words_line_cut_short_loses_only_itself(store: Store) -> None:
    one = interview()
    folder = store.create(one)
    store.append_words(one.id, 0, one.turns[0].words)
    path = folder / "turn-00.words.jsonl"
    path.write_bytes(path.read_bytes()[:-9])
    assert [word.text for word in store.open(one.id).turns[0].words] == ["hello"]


def test_find_takes_the_latest_or_a_part(store: Store) -> None:
    store.create(interview("2026-01-02-030405-q01-ab12"))
    store.create(interview("2026-01-03-030405-q02-cd34"))
    assert store.find() == "2026-01-03-030405-q02-cd34"
    assert store.find("q01") == "2026-01-02-030405-q01-ab12"
    with pytest.raises(UsageFailure, match="could be 2"):
        store.find("2026")
    with pytest.raises(UsageFailure, match="no interview 'q09'"):
        store.find("q09")


@pytest.mark.parametrize("name", ["../elsewhere", "", ".hidden"])
def test_a_name_never_leaves_the_folder(store: Store, name: str) -> None:
    with pytest.raises(UsageFailure):
        store.folder(name)


def test_rows_are_oldest_first_and_pass_over_what_is_broken(store: Store) -> None:
    judge = Judge("rules", "rules", "1")
    store.create(interview("2026-01-03-030405-q02-cd34", assessment=Assessment(3, "", judge)))
    store.create(interview("2026-01-02-030405-q01-ab12"))
    (store.create(interview("2026-01-04-030405-q03-ef56")) / "interview.json").write_text("{")
    assert [(row.id[:10], row.overall) for row in store.rows()] == [("2026-01-02", None), ("2026-01-03", 3)]


def test_a_second_writer_is_refused_while_the_first_lives(store: Store, tmp_path: Path) -> None:
    one = interview()
    store.create(one)
    code = textwrap.dedent(f"""
        import sys
        from pathlib import Path
        from interviewer.errors import StoreError
        from interviewer.store import Store
        try:
            Store(Path({str(tmp_path)!r})).lock({one.id!r})
        except StoreError as error:
            sys.exit(str(error))
    """)
    refused = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert "Another interviewer is working" in refused.stderr
    store.unlock(one.id)
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_delete_removes_everything(store: Store) -> None:
    folder = store.create(interview())
    store.delete(interview().id)
    assert not folder.exists()
    with pytest.raises(UsageFailure):
        store.delete(interview().id)


def test_a_full_disk_is_one_line(tmp_path: Path) -> None:
    (tmp_path / "interviews").write_text("a file where a folder should be")
    with pytest.raises(StoreError, match="cannot be written"):
        Store(tmp_path).create(interview())


def test_new_ids_sort_by_time(store: Store) -> None:
    early, late = (store.new_id("q01", datetime(2026, 1, day)) for day in (2, 11))
    assert early < late


def test_delete_leaves_alone_what_another_process_works_in(store: Store, tmp_path: Path) -> None:
    folder = store.create(interview())
    other = Store(tmp_path)
    with pytest.raises(StoreError, match="Another interviewer is working in"):
        other.delete(interview().id)
    assert (folder / "interview.json").is_file()
    store.unlock(interview().id)
    other.delete(interview().id)
    assert not folder.exists()


def test_words_after_a_torn_line_are_kept(store: Store) -> None:
    one = interview()
    path = store.create(one) / "turn-00.words.jsonl"
    store.append_words(one.id, 0, one.turns[0].words)
    path.write_bytes(path.read_bytes()[:-9])
    store.append_words(one.id, 0, (Word("later"),))
    assert [word.text for word in store.open(one.id).turns[0].words] == ["hello", "later"]


def test_what_cannot_be_read_is_named(store: Store) -> None:
    store.create(interview())
    broken = interview("2026-01-04-030405-q03-ef56")
    (store.create(broken) / "interview.json").write_text("{")
    assert store.unreadable() == [broken.id]


def test_a_data_folder_that_cannot_be_listed_is_one_line(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    store.create(interview())

    def refuse(folder: Path) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "iterdir", refuse)  # a mode would not stop the superuser
    with pytest.raises(StoreError, match="cannot be read: Permission denied"):
        store.ids()


def test_the_folders_above_are_private_too(tmp_path: Path) -> None:
    Store(tmp_path / "home" / "data").create(interview())
    assert [p for p in (tmp_path / "home", tmp_path / "home" / "data") if p.stat().st_mode & 0o077] == []
