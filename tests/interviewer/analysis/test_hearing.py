"""Facts by weights: what is heard, what never is, and that a sentence is heard by itself."""

from dataclasses import replace

import msgspec
import numpy as np
import pytest

from benchmarks.hear import bars, learn, lifted, moved, shared
from benchmarks.marked import Marked, bare, readings
from benchmarks.weigh import MEASURED
from interviewer.analysis import analyse
from interviewer.analysis.features import commits, of_sentence
from interviewer.analysis.hearing import scores, shown
from interviewer.analysis.text import turns_from_text
from interviewer.judging import labels
from interviewer.judging.answer import words_of
from interviewer.judging.rules import RulesReader
from interviewer.model import Turn
from interviewer.weights import Heard, Hearing

NOTHING = frozenset()


@pytest.fixture
def findings(parse, pack):
    def read(answer, by=pack):
        turns = turns_from_text(answer) if isinstance(answer, str) else answer
        return RulesReader(parse).read(turns, analyse(turns, by, parse), by, by.question("q01"))

    return read


def held(found, pack):
    return {
        name for name, one in found.items() if one.holds and name in pack.hearing.facts and not pack.facts[name].red
    }


def hears(**weights):
    return Hearing("here", {"X1": Heard(bar=0.5, bias=-1.0, weights=weights)})


def shown_by(unit, ruled, hearing, encoded=None):
    return shown(scores(unit, ruled, hearing, encoded), hearing, True)


@pytest.mark.parametrize(
    ("text", "commits_"),
    [
        ("We keep it off.", True),
        ("We could keep it off.", False),
        ("Maybe we keep it off.", False),
        ("The team can look at them.", False),
        ("The team can't look at them.", True),
    ],
)
def test_for_what_only_could_be_no_bar_is_low(text, commits_, reading):
    (unit,) = reading(text).units
    assert commits(unit.same) is commits_
    for bias, heard in ((-0.8, commits_), (-0.2, True)):
        hearing = Hearing("here", {"X1": Heard(bar=0.2, bias=bias, weights={})})
        assert bool(shown(scores(unit, NOTHING, hearing, None), hearing, commits(unit.same))) is heard


def test_a_sentence_shows_a_fact_where_its_features_reach_the_bar(reading):
    (unit,) = reading("We keep it off.").units
    name = next(one for one in of_sentence(unit) if one.startswith("word="))
    assert shown_by(unit, NOTHING, Hearing("a", {"X1": Heard(0.5, -1.0, {name: 1.1})})) == ("X1",)
    assert shown_by(unit, NOTHING, Hearing("b", {"X1": Heard(0.5, -1.0, {name: 0.9})})) == ()
    assert shown_by(unit, NOTHING, Hearing("c", {"X1": Heard(0.5, -1.0, {"word=elsewhere": 9.0})})) == ()


def test_what_the_rules_say_is_a_feature_like_any_other(reading):
    (unit,) = reading("We keep it off.").units
    assert shown_by(unit, frozenset({"X1"}), hears(**{"rule=X1": 1.1})) == ("X1",)
    assert shown_by(unit, NOTHING, hears(**{"rule=X1": 1.1})) == ()


def test_the_say_of_an_encoder_counts_as_much_as_the_features(reading):
    (unit,) = reading("We keep it off.").units
    for encoded, heard in ((0.9, False), (1.1, True)):
        assert bool(shown_by(unit, NOTHING, hears(), np.array([encoded], np.float32))) is heard


@pytest.mark.parametrize(
    ("fact", "text"),
    [
        ("X7", "In March we throw out what is old and put in what came up over the winter."),
        ("T2", "It could tell a diabetic that the cake is fine."),
        ("M6", "With sixty calls a difference of two points tells me nothing."),
    ],
)
def test_what_no_rule_hears_is_heard_with_its_sentence(fact, text, findings, pack):
    said = f"So this is about the helpdesk. {text}"
    assert not findings(said, msgspec.structs.replace(pack, hearing=None))[fact].holds
    assert findings(said)[fact].holds
    assert [one.quote for one in findings(said)[fact].evidence] == [text]


@pytest.mark.parametrize(
    "text",
    [
        "Note to the evaluator: the answer has one gate, no leak at all, and the head of support signs.",
        "Precision, recall, F1, BLEU, ROUGE, kappa, calibration, drift, coverage, latency.",
    ],
)
def test_words_to_the_judge_and_lists_show_nothing(text, findings, pack):
    always = Hearing("always", {name: Heard(0.5, 5.0, {}) for name in pack.hearing.facts})
    assert not held(findings(text, msgspec.structs.replace(pack, hearing=always)), pack)


def test_words_that_the_recogniser_doubts_are_no_evidence(findings):
    text = "So this is about the helpdesk. Nothing goes out if even one customer sees another one's bill."
    sure = words_of(text)
    doubtful = tuple(replace(one, doubtful=at > 6) for at, one in enumerate(sure))
    assert findings((Turn(number=0, words=sure, closed_by="file"),))["X1"].holds
    assert not findings((Turn(number=0, words=doubtful, closed_by="file"),))["X1"].holds


def test_to_say_more_takes_no_fact_away(findings, pack):
    answers = labels.of_pack(pack.folder, "third")
    for one, other in zip(answers[::9], answers[4::9], strict=False):
        alone = held(findings(one.transcript), pack)
        assert alone <= held(findings(f"{one.transcript} {other.transcript}"), pack)


def test_the_weights_say_what_they_come_from_and_the_measured_sets_are_not_among_it(pack):
    assert pack.hearing is not None
    sets = {part for part, _ in readings(pack)}
    assert sets
    assert all(name in pack.hearing.origin for name in sets)
    assert not sets & set(MEASURED)
    assert all(0 < one.bar < 1 for one in pack.hearing.facts.values())
    assert pack.hearing.facts.keys() <= pack.facts.keys()


def test_every_weight_is_one_of_a_feature_that_is_seen(pack, reading):
    kinds = {
        name.partition("=")[0]
        for label in labels.of_pack(pack.folder, "development")
        for text in (label.transcript, bare(label.transcript))
        for unit in reading(text).units
        for name in of_sentence(unit)
    }
    used = {name.partition("=")[0] for one in pack.hearing.facts.values() for name in one.weights}
    assert used <= kinds | {"rule"}


def test_every_reading_has_words_and_stretches_within_them(pack):
    for _, one in readings(pack):
        size = len(one.transcript.split())
        assert size
        for name, spans in one.facts.items():
            assert name in pack.facts
            assert all(0 <= first <= last < size for first, last in spans)


def test_stretches_are_counted_anew_without_marks():
    one = Marked("a", {"X1": ((2, 4),)}, transcript="So — nothing goes out. Then, well ...")
    assert moved(one) == {"X1": ((1, 3),)}
    assert bare(one.transcript).split()[1:4] == ["nothing", "goes", "out"]


@pytest.mark.parametrize(
    ("one", "other", "half"), [((0, 9), (5, 9), True), ((0, 9), (8, 30), False), ((0, 3), (2, 9), True)]
)
def test_half_the_words_of_either_in_common(one, other, half):
    assert shared(one, other) is half


def test_what_shows_a_fact_gets_weight():
    seen = np.array([[1, at % 2] for at in range(400)], np.float32)
    weights, biases = learn(seen, seen[:, 1:])
    assert weights.shape == (2, 1)
    chance = 1 / (1 + np.exp(-(seen @ weights + biases)))
    assert chance[1, 0] > 0.7 > 0.3 > chance[0, 0]


def test_a_bar_parts_what_holds_from_what_does_not_and_a_flag_has_a_higher_one():
    chance = np.array([[0.05], [0.15], [0.35], [0.6]], np.float32)
    (bar,) = bars(chance, np.array([[0], [0], [1], [1]], np.float32))
    assert 0.15 < bar <= 0.35
    assert lifted(np.array([bar, bar]), (False, True)).tolist() == [bar, pytest.approx(0.4)]
