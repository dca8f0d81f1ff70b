from __future__ import annotations

import queue
from dataclasses import replace
from pathlib import Path

import pytest

from audio.spool import Spool
from audio.words import Word
from interviewer.cli.rereading import Rereading
from interviewer.events import CaughtUp, PhaseChanged
from interviewer.model import Interview, Turn
from tests.audio.doubles import tone
from tests.audio.test_reread import Second, said

DOUBTFUL = said("the cap a is low", doubtful=True)


def interview(words: tuple[Word, ...], path: Path, closed_by: str | None = "key") -> Interview:
    with Spool(path / "turn-00.wav") as spool:
        spool.write(tone(3.0))
    turn = Turn(0, words=words, duration_s=3.0, closed_by=closed_by, audio="turn-00.wav")  # type: ignore[arg-type]
    return Interview("one", "llm_evals", "q01", "practice", 60.0, "", turns=(turn,))


def test_a_finished_answer_is_bettered_and_counts_as_a_revision(tmp_path: Path) -> None:
    heard = interview(DOUBTFUL, tmp_path)
    rereading = Rereading(tmp_path, Second((0.0, "the kappa is really low")), "")
    rereading.start(lambda: heard)
    rereading.hear(PhaseChanged("speaking"))
    (turn,) = rereading.finish(heard).turns
    assert [word.text for word in turn.words] == ["the", "kappa", "is", "really", "low"]
    assert turn.revision == 1


def test_an_answer_that_reads_the_same_stays_as_it_is(tmp_path: Path) -> None:
    heard = interview(said("the kappa is low"), tmp_path)
    rereading = Rereading(tmp_path, Second((0.0, "the kappa is low")), "", patient=True)
    rereading.start(lambda: heard)
    assert rereading.finish(heard) == heard


def test_an_open_answer_is_followed_window_by_window(tmp_path: Path) -> None:
    second = Second((0.0, "word " * 44))
    longer = interview(said("word " * 130), tmp_path)
    with Spool(tmp_path / "turn-00.wav") as spool:
        spool.write(tone(70.0))
    longer = replace(longer, turns=(replace(longer.turns[0], duration_s=70.0),))
    rereading = Rereading(tmp_path, second, "")
    now = [replace(longer, turns=(replace(longer.turns[0], words=(), closed_by=None),), state="running")]
    rereading.start(lambda: now[0])
    for n_words in (30, 65):
        rereading.hear(PhaseChanged("listening"))
        rereading.hear(CaughtUp(0, said("word " * n_words)))
    assert second.came.wait(30)
    now[0] = longer
    rereading.finish(longer)
    assert [seconds for seconds, _ in second.heard] == pytest.approx([28.2, 28.5, 9.0], abs=0.5)


def test_in_a_pause_the_listener_is_told_what_was_read(tmp_path: Path) -> None:
    live = said("the cap a is")
    heard = interview(live, tmp_path, None)
    rereading = Rereading(tmp_path, Second((0.0, "the kappa is low")), "")
    revised: queue.SimpleQueue[tuple[int, tuple[Word, ...]]] = queue.SimpleQueue()
    rereading.revise = lambda turn, better: revised.put((turn, better(live)))
    rereading.start(lambda: heard)
    rereading.hear(CaughtUp(0, live, silent=True))
    turn, words = revised.get(timeout=30)
    assert turn == 0
    assert [word.text for word in words] == ["the", "kappa", "is", "low"]
    rereading.stop()


def test_what_is_read_better_counts_at_once_where_the_follow_up_is_chosen(tmp_path: Path) -> None:
    live = said("the cap a is low now " * 9)
    heard = interview(live, tmp_path, None)
    rereading = Rereading(tmp_path, second := Second((0.0, "the kappa is quite low now " * 9)), "")
    rereading.start(lambda: heard)
    rereading.hear(CaughtUp(0, live, lag_s=5.0, silent=True))
    assert not second.came.is_set()  # live words are late: no time to spare
    rereading.hear(CaughtUp(0, live, silent=True))
    assert second.came.wait(30)
    (turn,) = rereading.finish(heard).turns
    assert rereading.so_far(heard).turns[0].words == turn.words
    assert "kappa" in [word.text for word in turn.words]
    assert rereading.so_far(heard).turns[0].revision == 0


def test_while_a_follow_up_is_chosen_nothing_is_read(tmp_path: Path) -> None:
    live = said("the cap a is low now " * 9)
    heard = interview(live, tmp_path)
    rereading = Rereading(tmp_path, second := Second((0.0, "the kappa is quite low now " * 9)), "")
    rereading.hear(CaughtUp(0, live, silent=True))
    rereading.hear(PhaseChanged("thinking"))  # the answer is closed: what was not begun waits
    rereading.hear(CaughtUp(0, live, silent=True))
    rereading.start(lambda: heard)
    assert not second.came.wait(0.1)  # reads within milliseconds where it is let
    rereading.hear(PhaseChanged("speaking"))
    assert second.came.wait(30)
    rereading.stop()


def test_text_has_no_second_reading(tmp_path: Path) -> None:
    heard = interview(DOUBTFUL, tmp_path)
    (tmp_path / "turn-00.wav").unlink()
    rereading = Rereading(tmp_path, Second((0.0, "the kappa is really low")), "")
    rereading.start(lambda: heard)
    assert rereading.finish(heard) == heard
