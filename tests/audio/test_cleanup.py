from __future__ import annotations

from dataclasses import replace

import pytest

from audio.cleanup import is_phantom, mark, without_invented_end
from audio.words import Word

PHANTOMS = frozenset({"thank you", "you"})


def said(text: str, probability: float = 0.9, step_s: float = 0.3) -> list[Word]:
    return [Word(w, i * step_s, (i + 1) * step_s, probability) for i, w in enumerate(text.split())]


def doubted(words: tuple[Word, ...]) -> str:
    return " ".join(word.text for word in words if word.doubtful)


def test_clear_words_are_believed() -> None:
    words = said("no no no we block the launch if one customer sees the data of another")
    assert mark(words, [(0.0, 10.0)]) == tuple(words)


def test_unlikely_words_are_doubtful() -> None:
    words = said("we look at the")
    words.append(Word("kappa", 1.2, 1.5, 0.2))
    assert doubted(mark(words)) == "kappa"


def test_a_loop_is_doubtful_but_for_its_first_round() -> None:
    assert doubted(mark(said("so we ship it we ship it we ship it we ship it now"))) == "we ship it " * 2 + "we ship it"
    assert doubted(mark(said("ha ha ha ha ha"))) == "ha ha ha ha"


def test_text_where_nobody_spoke_is_doubtful() -> None:
    words = [*said("we are done"), Word("Thanks", 4.0, 4.3, 0.9)]
    assert doubted(mark(words, [(0.0, 1.0)])) == "Thanks"


def test_faster_than_anybody_speaks_is_doubtful() -> None:
    assert len(doubted(mark(said("one two three four five " * 4, step_s=0.05))).split()) == 20


def test_letters_of_other_alphabets_are_doubtful() -> None:
    assert doubted(mark(said("legal 妖妾, and the café signs"))) == "妖妾,"


def test_what_the_user_has_set_right_is_never_doubtful() -> None:
    words = [replace(word, corrected=True) for word in said("low but right", probability=0.1)]
    assert mark(words, []) == tuple(words)


def test_words_without_times_and_probabilities_pass() -> None:
    words = tuple(Word(w) for w in ["this", "is", "text", "and", "not", "sound"])
    assert mark(words, [(0.0, 1.0)]) == words


def test_what_whisper_makes_of_noise_is_nothing() -> None:
    assert is_phantom([], PHANTOMS)
    assert is_phantom([Word("...", 0.0, 0.1, 0.9)], PHANTOMS)
    assert is_phantom(said("Thank you.", 0.5), PHANTOMS)
    assert not is_phantom(said("Thank you.", 0.95), PHANTOMS)
    assert not is_phantom(said("No.", 0.3), PHANTOMS)


def timed(*words: tuple[str, float, float, float]) -> tuple[Word, ...]:
    return tuple(Word(text, start_s, end_s, probability) for text, start_s, end_s, probability in words)


SPOKEN = timed(("lead", 14.22, 14.58, 0.372), ("decides.", 14.58, 15.04, 0.982))


@pytest.mark.parametrize(
    "invented",
    [
        timed(("Thank", 15.04, 15.5, 0.019), ("you.", 15.5, 15.5, 0.969)),
        timed(("This", 15.04, 15.4, 0.006), ("is", 15.4, 15.4, 0.466), ("it.", 15.4, 15.4, 0.482)),
        timed(("This", 15.04, 15.7, 0.3), ("is", 15.7, 15.7, 0.5), ("it.", 15.7, 15.7, 0.5)),
        timed(("Good", 15.04, 15.04, 0.8), ("night.", 15.04, 15.04, 0.9)),
        timed(("All", 15.04, 15.04, 0.002), ("rights", 15.04, 15.04, 0.9), ("reserved.", 15.04, 15.04, 0.9)),
    ],
)
def test_words_added_behind_the_last_spoken_one_are_dropped(invented: tuple[Word, ...]) -> None:
    assert without_invented_end(SPOKEN + invented) == SPOKEN
    assert without_invented_end(invented) == ()


@pytest.mark.parametrize(
    "spoken",
    [
        (),
        SPOKEN,
        SPOKEN + timed(("it.", 15.04, 15.04, 0.7)),  # cut off by the end of the recording
        SPOKEN + timed(("um", 15.04, 15.5, 0.03)),  # unsure, but it takes its time
        timed(("Hm", 1.0, 1.3, 0.01)) + SPOKEN,
    ],
)
def test_the_last_spoken_word_stays(spoken: tuple[Word, ...]) -> None:
    assert without_invented_end(spoken) == spoken
