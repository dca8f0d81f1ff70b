import pytest

from interviewer.analysis.expressions import holds, names

FACTS = {"A1": True, "B2": False, "R8": True}


@pytest.mark.parametrize(
    ("expression", "expected"),
    [
        ("A1", True),
        ("not A1", False),
        ("A1 and B2", False),
        ("A1 or B2 and B2", True),  # "and" binds more closely
        ("(A1 or B2) and B2", False),
        ("R8 and not B2", True),
        ("not not A1", True),
        ("", True),
    ],
)
def test_holds(expression, expected):
    assert holds(expression, FACTS) is expected


def test_names_each_once_in_order():
    assert names("B2 or (A1 and not B2)") == ("B2", "A1")


@pytest.mark.parametrize(
    ("expression", "position"),
    [("A1 and", "end"), ("A1 B2", "position 4"), ("(A1", "end"), ("A1 & B2", "position 4"), ("or A1", "position 1")],
)
def test_bad_syntax_tells_the_position(expression, position):
    with pytest.raises(ValueError, match=position):
        holds(expression, FACTS)


def test_unknown_name_tells_the_position():
    with pytest.raises(ValueError, match="unknown name 'Z9' at position 8"):
        holds("A1 and Z9", FACTS)
