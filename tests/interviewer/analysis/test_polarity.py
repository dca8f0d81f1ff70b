import pytest


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("I would trust the average score.", True),
        ("I would never trust the average score.", False),
        ("We look at cases instead of the average score.", False),
        ("The average score is not enough.", False),
        ("It is not a small thing, so we report the average score.", True),
        ("I would not ship because the average score is low.", True),
    ],
)
def test_what_is_named_only_to_be_refused_is_denied(text, said, reading):
    units = reading(text).units
    assert any("aggregate" in unit.said for unit in units) is said


def test_nothing_without_means_with(reading):
    assert "roles" in reading("Nothing ships without a signature from the legal team.").units[0].said


def test_who_decides_nothing_does_not_decide(reading):
    assert "judge_truth" not in reading("The judge decides nothing before it agrees with the nurses.").units[0].said
    assert "judge_truth" in reading("The judge decides, nothing else counts.").units[0].said
