import pytest

from audio.words import Word
from interviewer.analysis.text import turns_from_text
from interviewer.analysis.tokens import kept, stem, tokens


def said(text, parse, heard=None):
    return [token.lower for token in tokens(turns_from_text(text)[0].words, parse, heard or {})]


@pytest.mark.parametrize(
    ("words", "root"),
    [
        (("label", "labels", "labelled", "labeling"), "label"),
        (("tune", "tunes", "tuned", "tuning"), "tune"),
        (("rate", "rates", "rated", "rating"), "rate"),
        (("compare", "compares", "compared", "comparing"), "compar"),
        (("run", "runs", "running"), "run"),
        (("pay", "pays", "paying"), "pay"),
        (("policy", "policies"), "policy"),
        (("need", "needs", "needed"), "need"),
    ],
)
def test_forms_of_a_word_share_a_stem(words, root):
    assert {stem(word) for word in words} == {root}


@pytest.mark.parametrize(
    ("one", "other"), [("note", "not"), ("pile", "pill"), ("file", "fill"), ("mine", "min"), ("care", "car")]
)
def test_other_words_do_not(one, other):
    assert stem(one) != stem(other)


def test_fillers_restarts_and_cut_off_syllables_are_left_out(parse):
    clean = said("I would block the launch", parse)
    assert said("Um I would I would uh bl- block the the launch", parse) == clean


def test_a_number_said_twice_is_kept(parse):
    assert said("five five", parse) == ["five", "five"]


def test_what_the_recogniser_mishears_is_set_right(parse):
    assert "kappa" in said("if cap a is low", parse, {("cap", "a"): "kappa"})


def test_doubtful_words_never_count_and_corrected_ones_do():
    words = (Word("zero"), Word("leaks", doubtful=True), Word("allowed", doubtful=True, corrected=True))
    assert kept(words) == [0, 2]


def test_contractions_without_apostrophe(parse):
    assert said("we dont ship", parse) == ["we", "do", "not", "ship"]
