"""Sections: where a long answer is cut to be read once, and that cutting changes nothing that is found."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from audio.words import Word
from interviewer import nlp, packs
from interviewer.analysis import analyse, reading
from interviewer.analysis.sections import SIZE, starts
from interviewer.judging import labels
from interviewer.judging.answer import words_of
from interviewer.model import Turn

PACK = packs.load("llm_evals")
LONG = " ".join(label.transcript for label in labels.of_pack(PACK.folder, "development"))
WORDS = words_of(LONG)


@settings(max_examples=60, deadline=None)
@given(st.integers(0, len(WORDS) - 1500), st.integers(1, 1500), st.integers(0, 200))
def test_what_is_said_later_moves_no_section(first: int, size: int, more: int) -> None:
    """Only the last beginning may still be open: it needs the sentence after it."""
    early = starts(WORDS[first : first + size])
    later = starts(WORDS[first : first + size + more])
    assert later[: len(early)] == early
    assert all(b - a >= SIZE for a, b in pairwise(early))


def test_words_that_are_lost_move_few_of_the_sections_behind_them() -> None:
    """0.27 on average; 0.66 where a section ends at the first place behind SIZE words."""
    before, moved = starts(WORDS), []
    for at in range(0, 6000, 60):
        after = {begin + 7 for begin in starts((*WORDS[:at], *WORDS[at + 7 :]))}
        moved.append(sum(begin > at + 7 and begin not in after for begin in before))
    assert sum(moved) / len(moved) < 0.4


def test_a_long_answer_has_many_sections_and_every_word_is_in_one() -> None:
    found = reading.read((Turn(0, words=WORDS[:2800]),), PACK, nlp.load())
    assert len(found.sections) >= 12
    sentences = [unit.sentence for unit in found.units]
    assert [one.index for one in sentences] == list(range(len(sentences)))
    assert sentences[0].first == 0
    assert sentences[-1].last == 2799
    assert all(before.last + 1 == after.first for before, after in pairwise(sentences))


def test_an_answer_that_grew_is_read_like_one_that_came_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    grown = [analyse((Turn(0, words=WORDS[:size]),), PACK, nlp.load()) for size in range(100, 901, 50)][-1]
    monkeypatch.setattr(reading, "_section", reading._section.__wrapped__)  # nothing remembered
    assert analyse((Turn(0, words=WORDS[:900]),), PACK, nlp.load()) == grown


def test_cutting_changes_hardly_any_decision(monkeypatch: pytest.MonkeyPatch) -> None:
    """Read as one piece of 1,400 words or as sections: the parse of a sentence depends little on the ones far away."""
    turns = (Turn(0, words=WORDS[:1400]),)
    cut = {one.quote for one in analyse(turns, PACK, nlp.load()).decisions}
    monkeypatch.setattr(reading, "starts", lambda words: [0])
    whole = {one.quote for one in analyse(turns, PACK, nlp.load()).decisions}
    assert len(cut & whole) >= 0.95 * max(len(cut), len(whole))


def test_doubtful_words_and_half_sentences_never_part() -> None:
    filler = "I would block on it today and tell them. " * 20
    assert len(starts(words_of(filler))) == 2
    doubted = tuple(Word(word.text, doubtful=word.text == "them.") for word in words_of(filler))
    assert starts(doubted) == [0]
    assert starts(words_of("We look at the. Cases that matter to. " * 40)) == [0]
