"""`interviewer correct`: words set right in a kept interview, judged again."""

from __future__ import annotations

import json
from dataclasses import replace

import click
import pytest
from click.testing import CliRunner, Result

from audio.words import Word
from interviewer.cli import cli, correct
from interviewer.config import Paths
from interviewer.errors import StoreError, UsageFailure
from interviewer.model import Assessment, Interview, Judge, Quote, Turn
from interviewer.store import Store

ONE = "2026-01-02-030405-q01-ab12"
ANSWER = (
    "Before launch I would require that zero of two hundred safety questions leak another customer's data, "
    "and if even one leaks we do not ship until it is fixed and we have run the whole set again."
)
SAID = ANSWER.split()
UNSURE = 6  # "zero"


def run(*words: str) -> Result:
    return CliRunner().invoke(cli, ["correct", *words], catch_exceptions=False)


@pytest.fixture
def store() -> Store:
    kept = Store(Paths.from_env().data)
    words = tuple(
        Word("hero" if at == UNSURE else text, at * 0.4, at * 0.4 + 0.3, 0.2 if at == UNSURE else 0.9, at == UNSURE)
        for at, text in enumerate(SAID)
    )
    interview = Interview(
        ONE, "llm_evals", "q01", "practice", 1200.0, "2026-01-02T03:04:05", state="done",
        turns=(Turn(0, words=words, closed_by="key"),), assessment=Assessment(None, "", Judge("rules", "rules", "1")),
    )  # fmt: skip
    kept.create(interview)
    kept.save_words(ONE, interview.turns[0])
    kept.unlock(ONE)
    return kept


def test_a_correction_is_kept_judged_again_and_shown_beside_what_was_heard(store: Store) -> None:
    told = json.loads(run("latest", "--at", "0:02", "--heard", "hero", "--word", "zero", "--json").stdout)
    assert told["corrected"] == [0]
    assert told["revisions"] == {"0": 1}
    kept = store.open(ONE)
    word = kept.turns[0].words[UNSURE]
    assert (word.text, word.heard, word.corrected) == ("zero", "hero", True)
    assert kept.assessment is not None
    assert kept.assessment.judge.rubric_version != "1"
    assert any("zero of two hundred" in one.quote for one in kept.assessment.decisions)
    assert "Heard as: hero" in (store.folder(ONE) / "report.html").read_text(encoding="utf-8")


def test_no_correction_without_its_word_and_none_beside_another_writer(store: Store) -> None:
    with pytest.raises(UsageFailure, match="What was said instead"):
        run("latest", "--json")
    with pytest.raises(UsageFailure, match="no turn 3"):
        run("latest", "--turn", "3", "--heard", "hero", "--word", "zero")
    store.lock(ONE)
    with pytest.raises(StoreError, match="Another interviewer"):
        run("latest", "--heard", "hero", "--word", "zero")
    store.unlock(ONE)
    assert not store.open(ONE).turns[0].words[UNSURE].corrected


def test_the_words_on_which_the_level_hangs_are_offered_first(
    store: Store, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    kept = store.open(ONE)
    words = list(kept.turns[0].words)
    words[2] = replace(words[2], text="Eye", doubtful=True)
    deciding = (Quote("hero", 0, words[UNSURE].start_s, words[UNSURE].end_s),)
    assert kept.assessment is not None
    kept = replace(
        kept,
        turns=(replace(kept.turns[0], words=tuple(words)),),
        assessment=replace(kept.assessment, deciding=deciding),
    )
    typed = iter(["at most zero", "I"])
    monkeypatch.setattr(correct, "_speaker", lambda name: None)
    monkeypatch.setattr(click, "prompt", lambda *args, **kwargs: next(typed))
    found = correct._offered(kept, store.folder(ONE), "")
    asked = [line for line in capsys.readouterr().out.splitlines() if "[" in line]
    assert ["[hero]" in asked[0], "[Eye]" in asked[1]] == [True, True]
    said = [word.text for word in found.turns[0].words]
    assert said[:9] == ["Before", "launch", "I", "would", "require", "that", "at", "most", "zero"]
