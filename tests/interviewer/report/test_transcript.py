from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from audio.frames import Gap
from audio.words import Word
from interviewer.model import Aside, Decision, Quote, Turn
from interviewer.report.transcript import blocks, span


def words(*timed: tuple[str, float, float]) -> tuple[Word, ...]:
    return tuple(Word(*one) for one in timed)


@given(st.lists(st.tuples(st.text("ab.?", min_size=1, max_size=3), st.floats(0, 6)), max_size=150))
def test_every_word_is_shown_once_and_in_order(said: list[tuple[str, float]]) -> None:
    at, spoken = 0.0, []
    for text, silence in said:
        spoken.append(Word(text, at + silence, at + silence + 0.2))
        at += silence + 0.2
    shown = [token.word for block in blocks(Turn(0, words=tuple(spoken))) for token in block.tokens]
    assert shown == spoken


def test_silence_lost_sound_and_asides_stand_where_they_were() -> None:
    turn = Turn(
        0,
        words=words(("one", 0.0, 0.3), ("two", 2.0, 2.3), ("three", 7.0, 7.3)),
        gaps=(Gap(1.0, 0.4),),
        asides=(Aside(9.0, "how many", "nine thousand"),),
    )
    assert [block.kind for block in blocks(turn)] == ["words", "gap", "words", "pause", "words", "aside"]
    assert blocks(turn)[3].text == "5 s of silence"


def test_an_aside_without_a_reply_was_said_by_the_interviewer() -> None:
    asides = (Aside(1.0, "How many users?", "Two million."), Aside(3.0, "Anything to add?", ""))
    asked, prompt = blocks(Turn(0, asides=asides))
    assert asked.exchange == (("You asked", "How many users?"), ("Interviewer", "Two million."))
    assert prompt.exchange == (("Interviewer", "Anything to add?"),)


def test_a_quote_is_found_by_time_and_without_times_by_its_words() -> None:
    timed = words(("a", 0.0, 0.2), ("b", 0.2, 0.4), ("c", 0.4, 0.6))
    assert span(timed, Quote("b c", 0, 0.2, 0.6)) == range(1, 3)
    untimed = (Word("So,"), Word("we"), Word("block."), Word("we"), Word("ship"))
    assert span(untimed, Quote("we ship", 0)) == range(3, 5)
    assert span(untimed, Quote("nobody said this", 0)) == range(0)
    assert span(untimed, Quote("", 0)) == range(0)


def test_words_of_a_decision_of_this_turn_are_marked() -> None:
    turn = Turn(1, words=words(("we", 0.0, 0.2), ("block", 0.2, 0.5), ("yes", 0.6, 0.8)))
    decision = Decision("we block", "block", "", "", "", "gate", 1, 0.0, 0.5)
    other = Decision("yes", "yes", "", "", "", "gate", 0, 0.6, 0.8)
    marked = [token.decision for token in blocks(turn, (decision, other))[0].tokens]
    assert marked == [True, True, False]
