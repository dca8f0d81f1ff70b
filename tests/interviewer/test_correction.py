"""Words set right: counted, aligned, and what had been heard kept."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from audio.words import Word
from interviewer.correction import correct, doubtful, find
from interviewer.errors import UsageFailure
from interviewer.model import Turn


def turn(text: str, *, unsure: tuple[int, ...] = ()) -> Turn:
    words = tuple(
        Word(said, float(index), index + 0.8, 0.9, doubtful=index in unsure) for index, said in enumerate(text.split())
    )
    return Turn(0, words=words)


def test_uncertain_words_come_in_stretches() -> None:
    assert doubtful(turn("a b c d e", unsure=(1, 2, 4)).words) == [range(1, 3), range(4, 5)]


def test_a_corrected_word_is_not_uncertain_any_more_and_remembers_what_was_heard() -> None:
    mended = correct(turn("we use cap a there", unsure=(2, 3)), range(2, 4), "kappa")
    assert [word.text for word in mended.words] == ["we", "use", "kappa", "there"]
    (word,) = [word for word in mended.words if word.corrected]
    assert (word.heard, word.start_s, word.end_s, word.doubtful) == ("cap a", 2.0, 3.8, False)
    assert mended.revision == 1
    assert doubtful(mended.words) == []


def test_a_second_correction_still_knows_what_was_heard_first() -> None:
    again = correct(correct(turn("one too three"), range(1, 2), "to"), range(1, 2), "two")
    assert (again.words[1].text, again.words[1].heard, again.revision) == ("two", "too", 2)


@given(st.integers(0, 5), st.integers(1, 3), st.lists(st.sampled_from(["x", "yes", "k2"]), min_size=1, max_size=5))
def test_the_words_around_stay_and_times_never_run_backwards(first: int, length: int, said: list[str]) -> None:
    before = turn("a b c d e f g h i")
    after = correct(before, range(first, first + length), " ".join(said))
    assert after.words[:first] == before.words[:first]
    assert after.words[first + len(said) :] == before.words[first + length :]
    edges = [edge for word in after.words for edge in (word.start_s, word.end_s) if edge is not None]
    assert edges == sorted(edges)


def test_a_word_is_found_by_text_or_time_or_both() -> None:
    said = turn("the judge and the Judge.")
    assert find(said, at_s=1.2) == range(1, 2)
    assert find(said, "judge", 4.0) == range(4, 5)
    assert find(said, "judge and") == range(1, 3)
    for heard, at_s, says in (
        ("judge", None, "2 times"),
        ("jury", None, "no word"),
        ("", 60.0, "no word"),
        ("", None, "Which"),
    ):
        with pytest.raises(UsageFailure, match=says):
            find(said, heard, at_s)


def test_words_without_times_are_found_by_their_text() -> None:
    said = Turn(0, words=(Word("cap"), Word("a")))
    assert [word.text for word in correct(said, find(said, "cap a"), "kappa").words] == ["kappa"]


def test_nothing_is_no_correction() -> None:
    with pytest.raises(UsageFailure, match="needs a word"):
        correct(turn("a b"), range(0, 1), " ... ")
