from __future__ import annotations

from pathlib import Path

from audio.spool import Spool
from audio.words import Word
from interviewer.cli.rereading import Rereading
from interviewer.events import PhaseChanged
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
    rereading = Rereading(tmp_path, Second("the kappa is really low"), "")
    rereading.start(lambda: heard)
    rereading.hear(PhaseChanged("speaking"))
    (turn,) = rereading.finish(heard).turns
    assert [word.text for word in turn.words] == ["the", "kappa", "is", "really", "low"]
    assert turn.revision == 1


def test_an_answer_without_doubt_stays_as_it_is(tmp_path: Path) -> None:
    heard = interview(said("the kappa is low"), tmp_path)
    rereading = Rereading(tmp_path, Second("something else altogether now"), "", patient=True)
    rereading.start(lambda: heard)
    assert rereading.finish(heard) == heard


def test_an_answer_that_went_on_keeps_its_words(tmp_path: Path) -> None:
    heard = interview(DOUBTFUL, tmp_path)
    rereading = Rereading(tmp_path, Second("the kappa is really low"), "")
    rereading.start(lambda: heard)
    rereading.hear(PhaseChanged("speaking"))
    longer = interview((*DOUBTFUL, *said("and so on", 3.0)), tmp_path)
    assert rereading.finish(longer) == longer


def test_sound_that_is_gone_costs_nothing_but_the_second_reading(tmp_path: Path) -> None:
    heard = interview(DOUBTFUL, tmp_path)
    (tmp_path / "turn-00.wav").unlink()
    rereading = Rereading(tmp_path, Second("the kappa is really low"), "")
    rereading.start(lambda: heard)
    assert rereading.finish(heard) == heard
