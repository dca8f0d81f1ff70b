import pytest

from audio.words import Word
from interviewer.analysis import analyse
from interviewer.analysis.delivery import delivery
from interviewer.analysis.text import turns_from_text
from interviewer.model import Turn


def spoken(text, pause_s=0.0, after=""):
    words, at_s = [], 1.0
    for part in text.split():
        words.append(Word(part, at_s, at_s + 0.4, 0.9))
        at_s += 0.5 + (pause_s if part == after else 0)
    return (Turn(0, words=tuple(words)),)


def test_pace_pauses_and_fillers():
    found = delivery(spoken("um we block the launch uh today", 4.0, "launch"), ())
    assert found.words == 7
    assert found.fillers_at_least == 2
    assert found.words_per_minute == pytest.approx(60 * 7 / found.speech_s, abs=0.1)
    assert [pause.end_s - pause.start_s for pause in found.long_pauses] == [pytest.approx(4.1)]


def test_a_pause_under_three_seconds_is_none():
    assert not delivery(spoken("we block it", 2.5, "block"), ()).long_pauses


def test_text_has_no_rates():
    found = delivery(turns_from_text("um we block it"), ())
    assert (found.words, found.speech_s, found.words_per_minute, found.fillers_at_least) == (4, None, None, 1)


def test_when_the_first_decision_came(pack, parse):
    turns = spoken("The product is a bot. If it leaks data we do not launch.")
    assert analyse(turns, pack, parse).delivery.first_decision_s == pytest.approx(3.5)
