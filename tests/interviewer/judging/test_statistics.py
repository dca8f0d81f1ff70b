import pytest
from hypothesis import given
from hypothesis import strategies as st

from interviewer.judging import statistics
from interviewer.judging.statistics import F1

levels = st.integers(1, 5)
pairs = st.lists(st.tuples(levels, levels), min_size=3, max_size=40)


def test_kappa_of_a_worked_example() -> None:
    # Squared differences: observed 1 in 4 pairs; expected 56 over the 16 pairings of 1, 2, 3, 4 with 1, 2, 3, 5.
    assert statistics.kappa([(1, 1), (2, 2), (3, 3), (4, 5)]) == pytest.approx(1 - (1 / 4) / (56 / 16))


def test_kappa_by_its_definition_with_weights() -> None:
    found = [(1, 2), (2, 2), (3, 5), (4, 4), (5, 3), (1, 1)]
    size = len(found)
    observed = sum((a - b) ** 2 for a, b in found) / size
    expected = sum((a - b) ** 2 for a, _ in found for _, b in found) / size**2
    assert statistics.kappa(found) == pytest.approx(1 - observed / expected)


@pytest.mark.parametrize("nothing", [[], [(3, 3), (3, 3)]])
def test_kappa_is_silent_where_it_has_no_meaning(nothing: list[tuple[int, int]]) -> None:
    assert statistics.kappa(nothing) is None


@given(pairs)
def test_kappa_does_not_care_who_is_first(found: list[tuple[int, int]]) -> None:
    turned = statistics.kappa([(b, a) for a, b in found])
    assert turned == pytest.approx(statistics.kappa(found)) if turned is not None else statistics.kappa(found) is None


@given(pairs)
def test_kappa_is_at_most_one(found: list[tuple[int, int]]) -> None:
    value = statistics.kappa(found)
    assert value is None or value <= 1 + 1e-9


def test_interval_holds_the_figure_and_is_the_same_every_time() -> None:
    found = [(1, 1), (2, 3), (3, 3), (4, 4), (5, 4), (2, 2), (1, 2), (5, 5)]
    interval = statistics.bootstrap(found, statistics.kappa)
    assert interval.low is not None
    assert interval.value is not None
    assert interval.high is not None
    assert interval.low <= interval.value <= interval.high
    assert interval == statistics.bootstrap(found, statistics.kappa)


def test_shares_and_bias() -> None:
    found = [(3, 3), (2, 3), (5, 2)]
    assert statistics.share(found, 0) == pytest.approx(1 / 3)
    assert statistics.share(found, 1) == pytest.approx(2 / 3)
    assert statistics.bias(found) == pytest.approx(-2 / 3)


def test_length_only_sees_nothing_but_length() -> None:
    assert statistics.length_only([10, 20, 30, 40, 50], [1, 2, 3, 4, 5]) == [1, 2, 3, 4, 5]


def test_f1_adds_up() -> None:
    total = statistics.f1(["a", "b"], ["b", "c"]) + statistics.f1(["a"], ["a"])
    assert total == F1(2, 3, 3)
    assert total.value == pytest.approx(2 / 3)
    assert F1(0, 0, 0).value is None


def test_decisions_match_one_to_one() -> None:
    expected = ["if kappa is under 0.6 I rewrite the rubric", "the lead signs"]
    found = ["if kappa is under 0.6 I rewrite it", "kappa is under 0.6 I rewrite the rubric", "we could look"]
    assert statistics.matched(expected, found) == F1(1, 3, 2)


def test_overlap_counts_repeated_words_once_each() -> None:
    assert statistics.overlap("a a b", "a b") == pytest.approx(0.8)
    assert statistics.overlap("", "a") == 0


@pytest.mark.parametrize(
    ("errors", "span"),
    [([0, 0, 0, 0, 3], (0, 0)), ([0, 1, 0, 1, 1], (0, 1)), ([-1, 0, 1, -1, 1], (-1, 1)), ([], (0, 0))],
)
def test_span_of_most_errors(errors: list[int], span: tuple[int, int]) -> None:
    assert statistics.quantile_span(errors) == span
