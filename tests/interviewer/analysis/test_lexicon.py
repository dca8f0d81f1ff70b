import pytest

from interviewer.analysis.lexicon import Lexicon
from interviewer.analysis.text import turns_from_text
from interviewer.analysis.tokens import tokens


@pytest.fixture
def found(parse):
    def find(text, **lists):
        book = Lexicon(lists, {"kappa": ("cohen kappa", "~cap a")})
        return book.find(tokens(turns_from_text(text)[0].words, parse, book.heard))

    return find


def test_entries_match_by_stem_exactly_by_prefix_and_over_a_gap(found):
    text = "We escalated it and kept a few of them locked"
    assert set(found(text, a=("escalate",), b=("=escalate",), c=("escal*",), d=("keep ... lock",))[0]) == {
        "a",
        "c",
        "d",
    }


def test_a_gap_does_not_cross_a_full_stop(found):
    assert not found("We keep it. Now lock the door.", a=("keep ... lock",))[0]


def test_suffixes_find_nouns_and_leave_out_what_they_are_told_to(found):
    assert len(found("teachers give answers", a=("*ers", "-answers"))[0]["a"]) == 1


def test_lists_take_in_lists(found):
    assert set(found("we revert", a=("@b",), b=("revert",))[0]) == {"a", "b"}


def test_terms_are_found_as_the_recogniser_writes_them(found):
    assert set(found("then cap a is low")[1]) == {"kappa"}


@pytest.mark.parametrize("lists", [{"a": ("@b",)}, {"a": ("@a",)}, {"a": ("... b",)}])
def test_wrong_lists_fail(lists):
    with pytest.raises(ValueError, match="'"):
        Lexicon(lists, {})
