import json
from pathlib import Path

import msgspec
import pytest

from interviewer import nlp
from interviewer.errors import UsageFailure
from interviewer.judging import agreement, calibration, figures
from interviewer.judging.calibration import Case
from interviewer.judging.labels import Label, Slice
from interviewer.judging.reader import Account
from interviewer.model import Assessment, Decision, DimensionScore, Judge, Quote
from tests.interviewer.judging.shared import ByKeyword, a_pack

JUDGE = Judge("rules", "rules", "7")


def case(label: int | None, verdict: int | None, trap: str = "", name: str = "a", words: int = 20) -> Case:
    return Case(
        Label(name, "soup", "word " * words, label, {"cooking": label, "shopping": None}, slice=Slice(trap=trap)),
        Assessment(verdict, "", JUDGE, dimensions={"cooking": DimensionScore(verdict), "shopping": DimensionScore(3)}),
        "dish",
    )


def test_agreement_of_a_perfect_judge() -> None:
    found = calibration.figures([case(level, level, words=20 + 7 * level) for level in (1, 2, 3, 4, 5)])
    assert found.kappa.value == 1
    assert (found.exact, found.within_one, found.bias) == (1, 1, 0)
    assert found.dimensions["cooking"].value == 1
    assert found.dimensions["shopping"].value is None  # not asked for: left out
    assert found.severe_misses == ()
    assert found.length_only_kappa == 1


def test_no_verdict_is_right_where_there_is_nothing_to_judge() -> None:
    found = calibration.figures([case(None, None), case(None, 3, name="b"), case(4, None, name="c"), case(2, 2)])
    assert (found.no_verdict.right, found.no_verdict.found, found.no_verdict.expected) == (1, 2, 2)
    assert found.severe_misses == ("b", "c")
    assert found.bias == pytest.approx((2 - 3 + 0) / 3)


@pytest.mark.parametrize(
    ("label", "verdict", "trap", "severe"),
    [
        (1, 3, "dangerous", True),
        (2, 2, "dangerous_fluent", False),
        (1, 3, "jargon", False),
        (4, 2, "", True),
        (5, 3, "", False),
    ],
)
def test_severe_misses(label: int, verdict: int, trap: str, severe: bool) -> None:
    assert bool(calibration.figures([case(label, verdict, trap)]).severe_misses) == severe


def test_patterns_parts_flag_and_decisions_are_counted() -> None:
    label = Label("a", "soup", "x", 3, {}, ("p", "q"), ("shop",), True, ("I boil it for ten minutes",))
    verdict = Assessment(
        3,
        "",
        JUDGE,
        patterns=("p",),
        covered={"shop": Quote("x", 0), "serve": Quote("x", 0)},
        noun_heavy=True,
        decisions=(Decision("then I boil it for ten minutes", "", "", "", "", "quantity", 0),),
    )
    found = calibration.figures([Case(label, verdict, "dish")])
    assert found.patterns.value == pytest.approx(2 / 3)
    assert found.by_pattern["q"].recall == 0
    assert found.parts.precision == 0.5
    assert found.noun_heavy.value == 1
    assert found.decisions.value == 1


def test_slices_and_the_worst_to_read() -> None:
    found = calibration.figures([case(1, 1), case(5, 3, name="far"), case(3, 2, name="near", trap="plain")])
    assert found.slices["level"]["5"].bias == -2
    assert found.slices["trap"]["plain"].answers == 1
    assert [one.label.id for one in found.worst] == ["far", "near"]


LABELS = (
    Label("a", "soup", "First I buy carrots at the market and onions too. Then I boil them until they are soft.", 2),
    Label("b", "soup", "I would cook something that tastes good for everybody who comes to the table tonight.", 1),
    Label("c", "soup", "I have no idea about that one, I really do not know how soups are made at all.", None),
)


def test_running_it_and_keeping_the_figure(tmp_path: Path) -> None:
    (tmp_path / "labels").mkdir()
    pack = a_pack(str(tmp_path))
    told: list[str] = []
    reader = ByKeyword()
    cases = calibration.run(LABELS, pack, reader, nlp.load(), told.append)
    assert [one.verdict.overall for one in cases] == [2, 1, None]
    assert told[-1] == "3 of 3: c"
    traps = [case(1, 3, trap="dangerous"), case(2, 2, trap="dangerous"), case(5, 2, trap="plain")]
    figures.keep(pack, reader.account, {"development": cases, "locked": cases, "traps": traps}, "two cooks")
    kept = agreement.lookup(pack, "rules", "rules")
    assert kept is not None
    assert (kept.answers, kept.kappa, kept.spread, kept.labelled_by) == (3, 1.0, (0, 0), "two cooks")
    assert kept.misled == (1, 2)


def test_a_figure_from_answers_that_were_tuned_on_is_not_kept() -> None:
    with pytest.raises(UsageFailure, match="no locked answers"):
        figures.keep(a_pack(), Account("rules", "rules"), {"development": ()}, "two cooks")


def test_figures_as_json_and_as_lines() -> None:
    counted = {"development": calibration.figures([case(1, 1), case(5, 3, name="far"), case(3, 2, name="near")])}
    who = Account("rules", "rules")
    found = json.loads(msgspec.json.encode(figures.to_json(a_pack(), who, counted)))
    one = found["sets"]["development"]
    assert set(one["overall"]) >= {"kappa", "low", "high", "exact", "within_one", "bias", "length_only_kappa"}
    assert one["worst"][0]["id"] == "far"
    assert found["not_measured"] == ["llm"]
    text = "\n".join(figures.lines(a_pack(), who, counted))
    assert "within one level 67%" in text
    assert "llm judge: not measured" in text
