from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from audio.phrasing import Phraser
from interviewer import language

BREATHS = language.load().breaths
LONG = "If the sample of last week comes back worse, which number makes you stop?"


@pytest.mark.parametrize(
    ("sentence", "pieces"),
    [
        (LONG, ["If the sample of last week comes back worse,", "which number makes you stop?"]),
        ("Which number makes you stop?", ["Which number makes you stop?"]),
        (
            "Which single number on the locked set makes you take the whole release back?",
            ["Which single number,", "on the locked set makes you take the whole release back?"],
        ),
        (
            "One two three four five six seven eight nine ten eleven, twelve thirteen fourteen?",
            ["One two three four five six seven eight nine ten eleven,", "twelve thirteen fourteen?"],
        ),
        ("One two three four five six seven eight nine ten eleven?",) * 2,
    ],
    ids=["at a comma", "short", "before a word", "late", "nowhere"],
)
def test_a_long_sentence_is_cut_once(sentence: str, pieces: list[str] | str) -> None:
    assert Phraser(9, BREATHS).push(sentence) == ([pieces] if isinstance(pieces, str) else pieces)


def test_a_sentence_behind_a_long_one_is_made_meanwhile() -> None:
    phraser = Phraser(8, BREATHS)
    assert len(phraser.push("I follow.")) == 1
    assert len(phraser.push(f"Well {LONG}")) == 1  # 15 words: two are heard before them, so 16 may come at once
    assert len(phraser.push(f"{LONG} {LONG}")) == 1
    assert len(Phraser(8, BREATHS).push(LONG)) == 2


def test_a_fast_voice_says_sentences_whole() -> None:
    assert Phraser(0, BREATHS).push(LONG) == [LONG]


@given(
    st.lists(st.sampled_from(["if", "the", "case,", "number", "which"]), max_size=30),
    st.integers(0, 12),
    st.integers(0, 30),
)
def test_what_is_begun_is_how_it_goes_on(words: list[str], most: int, known: int) -> None:
    begun = Phraser(most, BREATHS).begun(" ".join(words[:known]))
    assert not begun or begun == Phraser(most, BREATHS).push(" ".join(words))[:1]


@given(st.lists(st.sampled_from(["if", "the", "case,", "number", "which"]), max_size=30), st.integers(0, 12))
def test_no_word_is_lost(words: list[str], most: int) -> None:
    pieces = Phraser(most, BREATHS).push(" ".join(words))
    assert " ".join(pieces).replace(",", "").split() == " ".join(words).replace(",", "").split()
    assert len(pieces) <= 2
