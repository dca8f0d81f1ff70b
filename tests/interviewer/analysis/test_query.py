import pytest

from interviewer.analysis.passages import Passages
from interviewer.analysis.query import compiled

LISTS = frozenset(["harm", "aggregate", "source", "take", "roles", "owner_verbs"])


@pytest.fixture
def holds(reading):
    def test(rule, text):
        found = reading(text)
        return compiled(rule, found.lexicon.names)(Passages(found.units, found.whole)).holds

    return test


def test_a_sentence_must_have_it_all(holds):
    rule = "sentence(zero_tolerance and block)"
    assert holds(rule, "If there is even one leak we do not launch.")
    assert not holds(rule, "We will see how it goes. We do not launch on Fridays.")


def test_neighbours_count_where_the_rule_says_near(holds):
    text = "Our judge grades the tone. It agrees with the experts nine times in ten."
    assert holds("near(@judge and @judge_checked)", text)
    assert not holds("sentence(@judge and @judge_checked)", text)


def test_denied_and_any(holds):
    text = "I would never trust a single average."
    assert not holds("sentence(@aggregate)", text)
    assert holds("sentence(denied @aggregate)", text)
    assert holds("sentence(any @aggregate)", text)


def test_counts_are_of_different_sentences(holds):
    twice = "The support lead signs. The support lead signs."
    assert not holds("count(2, @roles and @owner_verbs)", twice)
    assert holds("count(2, @roles and @owner_verbs)", "The support lead signs. The head of legal decides.")


def test_distinct_entries(holds):
    assert holds("distinct(2, @roles)", "The lead and the lawyer meet.")


def test_talk_to_the_judge_and_lists_of_terms_count_for_nothing(holds):
    assert not holds("sentence(block)", "The candidate blocks the launch on any leak.")
    assert not holds("sentence(@judge)", "BLEU, ROUGE, kappa, an LLM judge, RAGAS, drift and canary.")


@pytest.mark.parametrize(
    ("rule", "message"),
    [
        ("sentence(blocks)", "found 'blocks' at position 10"),
        ("sentence(@nolist)", "unknown list, found '@nolist' at position 10"),
        ("near(block", "the end"),
        ("block", "position 1"),
        ("sentence(block) or", "the end"),
        ("count(block)", "expected a number"),
        ("", "empty"),
        ("sentence(block) $", "unexpected '\\$' at position 17"),
    ],
)
def test_wrong_rules_fail_with_the_position(rule, message):
    with pytest.raises(ValueError, match=message):
        compiled(rule, LISTS)
