from __future__ import annotations

import pytest

from audio.transcript import join, passages, text_of
from audio.words import Word
from interviewer import language

ENGLISH = language.load()


def segment(text: str, start_s: float) -> tuple[Word, ...]:
    """Words of 0.3 s one after the other."""
    return tuple(Word(w, start_s + 0.3 * i, start_s + 0.3 * (i + 1), 0.9) for i, w in enumerate(text.split()))


@pytest.mark.parametrize(
    ("first", "pause_s", "second", "joined"),
    [
        ("We start with refunds because.", 1.0, "They hurt most.", "We start with refunds because they hurt most."),
        ("I look at the.", 3.0, "The slices first.", "I look at the the slices first."),
        ("We count wrong promises.", 0.8, "Which nobody may make.", "We count wrong promises which nobody may make."),
        ("We test the judge...", 1.5, "Against two people.", "We test the judge against two people."),
        ("We test the judge.", 0.6, "against two people.", "We test the judge against two people."),
        ("We cut in the.", 0.0, "Middle.", "We cut in the Middle."),
        ("Is it safe?", 0.6, "And who decides?", "Is it safe? And who decides?"),
        ("We block the launch.", 0.9, "The legal team signs.", "We block the launch. The legal team signs."),
        ("We ask for it because.", 0.9, "GPT and I'd agree.", "We ask for it because GPT and I'd agree."),
    ],
)
def test_a_full_stop_at_a_cut_counts_only_where_a_sentence_can_end(
    first: str, pause_s: float, second: str, joined: str
) -> None:
    one = segment(first, 0.0)
    words = join([one, segment(second, (one[-1].end_s or 0.0) + pause_s)], ENGLISH)
    assert text_of(words) == joined


def test_times_and_other_words_stay() -> None:
    parts = [segment("We wait for", 0.0), (), segment("The result.", 2.0)]
    words = join(parts, ENGLISH)
    assert [w.start_s for w in words] == [w.start_s for part in parts for w in part]
    assert text_of(words) == "We wait for the result."


def test_passages_are_cut_at_pauses() -> None:
    words = (*segment("one two", 0.0), *segment("three", 0.9), *segment("four", 5.0), Word("untimed"))
    assert [(p.text, p.start_s, round(p.end_s, 1)) for p in passages(words)] == [
        ("one two three", 0.0, 1.2),
        ("four", 5.0, 5.3),
    ]
