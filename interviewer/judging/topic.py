"""Whether an answer speaks about what was asked: its words held against those of every question of the pack. Pure.

An answer that only shares the field's words ("in my thesis we had a holdout and a kappa of 0.64") says many terms and
next to nothing of the product that the question is about. Plain words are safe: the question's own nouns come up in any
answer to it.
"""

from __future__ import annotations

from collections import Counter
from functools import lru_cache

from interviewer.analysis.reading import Reading
from interviewer.analysis.tokens import stem, wordset
from interviewer.analysis.units import Unit
from interviewer.analysis.verbs import VAGUE
from interviewer.analysis.whole import decides
from interviewer.packs import Pack, Question

# Chosen on 96 labelled answers, each also held against the eighteen questions that it does not answer: none of the
# right pairs is called astray, 48 % of the wrong ones are (the longer the answer, the more).
OWN_FEWEST = 3
TWICE_AND = 4
COMMON_SHARE = 0.25  # a word that more than a quarter of the questions use tells nothing
STORY_SHARE = 0.35  # sentences that tell what was
STORY_OWN = 4
STORY_WORDS = 60
ANSWERS_OWN = 2  # of the question's own words, beside a plan: chosen, not measured

EMPTY = wordset(
    """about above after again against also been being both could does doing down each else even ever every from gets
    give have having into itself just like made make many more most much must only onto other others over same says
    should some such sure take tells than that their them then there these they this those though through under until
    upon very want were what when where which while will with without would your user users customer customers answer
    answers model somebody someone question questions"""
)
# In a question's own words these tell nothing either; in its risks, where few words stand, they may.
PALE = frozenset(
    map(
        stem,
        wordset(
            """because before between always never nobody everybody something anything nothing thing things first second
            third last next later early today tonight yesterday week weeks month months year years hour hours minute
            minutes time times twelve twenty thirty forty fifty sixty seventy eighty ninety hundred thousand half
            mostly still already almost around another different difference right wrong good better best worse worst
            long longer short shorter high higher lower little large small come comes coming goes going gone keep keeps
            kept look looks looked need needs needed know known find found tell told asks asked asking give gives given
            work works worked used uses using need show shows shown move moved drop drops dropped fall falls rise case
            cases people person page pages part parts part point points side real exist exists stop stops start starts
            within whether human humans judge score scores scored percent rate rates average cost costs read reads
            write writes written call calls called change changes changed leave leaves left back line lines"""
        ),
    )
)


def content(text: str) -> frozenset[str]:
    """Stems of the words that carry meaning."""
    words = "".join(c if c.isalnum() else " " for c in text.lower()).split()
    return frozenset(stem(word) for word in words if len(word) > 3 and word not in EMPTY)


@lru_cache(maxsize=8)
def _own_words(texts: tuple[tuple[str, ...], ...]) -> tuple[frozenset[str], ...]:
    """For each question the stems that few other questions use."""
    words = [frozenset[str]().union(*map(content, one)) - PALE for one in texts]
    used = Counter(word for one in words for word in one)
    return tuple(frozenset(word for word in one if used[word] <= COMMON_SHARE * len(texts) + 0.25) for one in words)


def _texts(question: Question) -> tuple[str, ...]:
    q = question
    return (q.prompt, q.title, *q.risks, *q.categories, *q.vocabulary)


def _plans(unit: Unit) -> bool:
    """Whether the speaker says what he would do: then the story was only told on the way to it.

    "I'd go every week if I could" is a wish.
    """
    own = unit.own
    wish = any(one.lower == "if" and three.lower == "could" for one, three in zip(own, own[2:], strict=False))
    return not wish and any(
        one.lower in ("i", "we")
        and two.lower in ("would", "will", "'d", "'ll")
        and three.tag == "VB"
        and three.lemma not in VAGUE
        for one, two, three in zip(own, own[1:], own[2:], strict=False)
    )


def _hits(reading: Reading, pack: Pack) -> dict[str, int]:
    """Question id -> how many of its own words are said."""
    said = {key for unit in reading.units for token in unit.own for key in token.keys}
    return {
        one.id: len(words & said)
        for one, words in zip(pack.questions, _own_words(tuple(map(_texts, pack.questions))), strict=True)
    }


def _answering(reading: Reading) -> list[Unit]:
    return [unit for unit in reading.distinct if not unit.cues & {"injection", "listing"}]


def answers(reading: Reading, question: Question, pack: Pack) -> bool:
    """Whether the speaker says what he would do, in the question's own words: plain ones need no term of the field."""
    return _hits(reading, pack).get(question.id, 0) >= ANSWERS_OWN and any(map(_plans, _answering(reading)))


def astray(reading: Reading, question: Question, pack: Pack) -> frozenset[str]:
    """`elsewhere` and `recounts` (see `whole.WHOLE`), where they hold."""
    hits = _hits(reading, pack)
    own = hits.pop(question.id, 0)
    found = set()
    if hits and own <= OWN_FEWEST and max(hits.values()) >= 2 * own + TWICE_AND:
        found.add("elsewhere")
    units = _answering(reading)
    past = 0 if any(map(_plans, units)) else sum("told" in unit.cues for unit in units)
    if (
        reading.words >= STORY_WORDS
        and own <= STORY_OWN
        and past >= STORY_SHARE * len(units)
        and sum(map(decides, units)) <= 1
    ):
        found.add("recounts")
    return frozenset(found)
