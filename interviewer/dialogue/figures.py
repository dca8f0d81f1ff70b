"""The numbers of a disagreement between a judge and people, all from one generated table so that they fit one another.

Cohen's kappa: J. Cohen, "A coefficient of agreement for nominal scales", Educational and Psychological Measurement
20 (1960), (observed - expected) / (1 - expected).
"""

from __future__ import annotations

import math
import random
import re
from dataclasses import dataclass

from interviewer.dialogue import words
from interviewer.model import SIDES, Figures

ITEMS = (200, 300, 400)  # multiples of 100: with cells in whole percent, every spoken rate is exact
FEWEST_APART = 4  # cases; on fewer nobody falls out
COARSEST = 5  # percent; cells of fewer cases than that give no believable table


@dataclass(frozen=True)
class Dealt:
    """What an answer did with a disagreement.

    classified   asked which way it goes or what kind it is
    by_category  took it apart by category
    humans       looked whether the people agree with each other
    decided      said what happens now
    """

    classified: bool
    by_category: bool
    humans: bool
    decided: bool

    @property
    def count(self) -> int:
        """How many of the four, 0..4."""
        return self.classified + self.by_category + self.humans + self.decided


def items(figures: Figures) -> int:
    """Cases in the table."""
    return figures.both_pass + figures.judge_only + figures.human_only + figures.both_fail


def judge_rate(figures: Figures) -> float:
    """Share that the judge passes, 0..1."""
    return (figures.both_pass + figures.judge_only) / items(figures)


def human_rate(figures: Figures) -> float:
    """Share that the people pass, 0..1."""
    return (figures.both_pass + figures.human_only) / items(figures)


def agreement(figures: Figures) -> float:
    """Share on which they give the same verdict, 0..1."""
    return (figures.both_pass + figures.both_fail) / items(figures)


def kappa(figures: Figures) -> float:
    """Cohen's kappa of the table; 0 where chance alone explains everything."""
    judge, human = judge_rate(figures), human_rate(figures)
    expected = judge * human + (1 - judge) * (1 - human)
    return 0.0 if expected == 1 else (agreement(figures) - expected) / (1 - expected)


def step(n_items: int) -> int:
    """The smallest share of so many cases that is a whole number of cases and of percent; 0 where it is too coarse."""
    share = 100 // math.gcd(n_items, 100)
    return share if share <= COARSEST else 0


def generate(
    seed: int, categories: tuple[str, ...], own: int = 0, sides: tuple[str, str] = SIDES, most_apart: float = 1.0
) -> Figures:
    """A believable table: a judge that is lenient or harsh, kappa poor to fair, most of it in one of `categories`.

    The same seed and categories give the same table. In: `own`, the candidate's number of cases, or 0; `sides`, who
    stands where the judge and the reviewers do; `most_apart`, the share on which they differ stays below that,
    since there is a rule for it. Where `step` of the number is 0 its rates are no whole percent.
    """
    dice = random.Random(seed)
    n_items = dice.choice(ITEMS)
    many, few, both_fail = dice.randint(12, 20), dice.randint(2, 5), dice.randint(6, 12)
    if own:
        n_items, share = own, step(own) or 1
    capped = most_apart * n_items < (many + few) * n_items / 100 + 1 and most_apart * n_items > FEWEST_APART
    if own and not capped:
        many, few, both_fail = (share * max(1, round(cell / share)) for cell in (many, few, both_fail))
    many, few, both_fail = (max(1, round(cell * n_items / 100)) for cell in (many, few, both_fail))
    if capped:
        apart = math.ceil(most_apart * n_items) - 1
        few = max(1, apart // 5)
        many = apart - few
    both_pass = n_items - many - few - both_fail
    disagreeing = many + few
    in_category = round(disagreeing * dice.uniform(0.55, 0.8))
    where = dice.choice(categories) if categories else "one kind of case"
    judge_only, human_only = (many, few) if dice.random() < 0.5 else (few, many)
    return Figures(
        both_pass=both_pass,
        judge_only=judge_only,
        human_only=human_only,
        both_fail=both_fail,
        category=where,
        category_share=in_category / disagreeing,
        sides=sides,
    )


def percent(share: float) -> str:
    """0.87 -> "eighty-seven"."""
    return number(round(share * 100))


def number(value: int) -> str:
    """150 -> "a hundred and fifty", as it is said."""
    from num2words import num2words

    return re.sub(r"^one (?=hundred)", "a ", str(num2words(value)).replace(",", ""))


def decimal(value: float) -> str:
    """0.31 -> "point three one"; 0.3 -> "point three"."""
    digits = f"{abs(value):.2f}".split(".")[1].rstrip("0")
    spoken = " ".join(number(int(digit)) for digit in digits)
    whole = number(int(round(abs(value), 2))) if abs(value) >= 0.995 else ""
    text = " ".join(part for part in (whole, f"point {spoken}" if spoken else "") if part) or "zero"
    return f"minus {text}" if value <= -0.005 else text


def spoken(figures: Figures) -> dict[str, str]:
    """The table as words, keyed as the wordings' placeholders are; rates that are no whole percent are empty."""
    total, apart = items(figures), figures.judge_only + figures.human_only
    rates = {
        "judge": judge_rate(figures),
        "human": human_rate(figures),
        "both": figures.both_pass / total,
        "agree": agreement(figures),
    }
    whole = all(math.isclose(rate * 100, round(rate * 100)) for rate in rates.values())
    return {
        "items": number(total),
        **{name: percent(rate) if step(total) and whole else "" for name, rate in rates.items()},
        "kappa": decimal(kappa(figures)),
        "apart": number(apart),
        "inside": number(round(figures.category_share * apart)),
        "share": percent(figures.category_share),
        "category": figures.category,
    }


def repeated(figures: Figures) -> str:
    """All of them, as an answer to "the figures again, please"."""
    told, (one, other) = spoken(figures), figures.sides
    rates = f"{one[0].upper()}{one[1:]} passes {told['judge']} percent, {other} {told['human']}. They agree on "
    rates = f"{rates}{told['agree']} percent and" if told["judge"] else "They"
    return (
        f"{told['items']} cases. {rates} differ on {told['apart']}, kappa is {told['kappa']}, "
        f"and {told['share']} percent of the disagreement is about {told['category']}."
    )


def dealt(figures: Figures, answer: str, decisions: int) -> Dealt:
    """What `answer`, the words said after the probe, did with it; `decisions`: how many were found in that answer."""
    cues = words.load().disagreement
    text = re.sub(r"\s+", " ", answer.lower())
    category = figures.category.lower()

    def said(name: str) -> bool:
        return words.holds_any(text, tuple(cue.replace("{category}", category) for cue in cues[name]))

    return Dealt(
        classified=said("classified"),
        by_category=said("by_category"),
        humans=said("humans"),
        decided=decisions > 0 or said("decided"),
    )
