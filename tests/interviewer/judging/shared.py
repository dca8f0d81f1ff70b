"""A small pack about something else entirely, and findings for it."""

from __future__ import annotations

from collections.abc import Mapping

from interviewer.judging.reader import Account
from interviewer.model import Analysis, Finding, Quote, Turn
from interviewer.packs import (
    Dimension,
    Fact,
    Head,
    Kind,
    Pack,
    Part,
    Pattern,
    Probes,
    Question,
    Rubric,
    Scoring,
    Signals,
)

FACTS = (
    *(Fact(f"S{i}", f"names ingredient {i}", "", "shopping", f"no ingredient {i}: say it") for i in range(1, 5)),
    *(Fact(f"C{i}", f"does step {i}", "", "cooking", f"no step {i}: say it") for i in range(1, 5)),
    Fact("burns", "burns it", "", gap="it burns: watch the pan", red=True),
    Fact("nothing", "says nothing about food", "", red=True),
)
POSITIVE = tuple(fact.id for fact in FACTS if not fact.red)
RED = tuple(fact.id for fact in FACTS if fact.red)


def a_question(asks: tuple[str, ...] = POSITIVE) -> Question:
    return Question(
        id="soup",
        kind="dish",
        title="Soup",
        prompt="Cook a soup.",
        fixed={},
        fixed_cues={},
        risks=(),
        asks=asks,
        vocabulary=(),
        categories=(),
        probes=(),
        strong=(),
        weak=(),
    )


def a_pack(folder: str = "", **scoring: object) -> Pack:
    rule: dict[str, object] = {
        "bars": (2, 4, 6, 8),
        "gates": {"4": "S1 and C1"},
        "ones": ("nothing",),
        "capped_at_two": ("burns",),
        "lowers": {"cooking": {"burns": 2}},
    }
    return Pack(
        head=Head(
            id="kitchen",
            title="Cooking",
            kinds={"dish": Kind(5, 1)},
            part=(Part("shop", "Shop", "S1 or S2"), Part("serve", "Serve", "C4")),
            pattern=(
                Pattern("burner", "Burner", "burns", "Watch the pan."),
                Pattern("no_serving", "No serving", "not C4", "Say how it is served.", absence=True),
            ),
            vocabulary=(),
        ),
        checklist=FACTS,
        rubric=Rubric(
            version="7",
            dimension=(Dimension("shopping", "Shopping", {}, {}), Dimension("cooking", "Cooking", {}, {})),
            scoring=Scoring(**{**rule, **scoring}),  # type: ignore[arg-type]
            levels={},
        ),
        signals=Signals(),
        probes=Probes(),
        questions=(a_question(),),
        folder=folder,
    )


def findings(*held: str, prompted: tuple[str, ...] = ()) -> dict[str, Finding]:
    """All facts of the pack; the named ones hold, each with a quote."""
    return {
        fact.id: Finding(
            fact.id in held, (Quote(f"about {fact.id}", 0),) if fact.id in held else (), fact.id in prompted
        )
        for fact in FACTS
    }


KEYS = {
    "S1": "carrots",
    "S2": "onions",
    "C1": "boil",
    "C2": "salt",
    "C4": "bowl",
    "burns": "smoke",
    "nothing": "weather",
}


class ByKeyword:
    """A reader that any test can predict: a fact holds where its word was said in a sentence without doubtful words."""

    def __init__(self, account: Account | None = None) -> None:
        self.account = account or Account("rules", "rules")

    def read(
        self, turns: tuple[Turn, ...], analysis: Analysis, pack: Pack, question: Question
    ) -> Mapping[str, Finding]:
        found = {}
        for fact in FACTS:
            word = KEYS.get(fact.id)
            evidence = tuple(
                Quote(one.text, one.turn, one.start_s, one.end_s)
                for one in analysis.sentences
                if word and word in one.text and not one.doubtful
            )
            found[fact.id] = Finding(bool(evidence), evidence)
        return found
