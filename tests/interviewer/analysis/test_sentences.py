from dataclasses import replace

import pytest

from audio.words import Word
from interviewer.analysis import analyse
from interviewer.analysis.reading import read
from interviewer.analysis.text import turns_from_text
from interviewer.model import Turn


def texts(reading):
    return [unit.sentence.text for unit in reading.units]


def test_full_stops_that_end_no_sentence_are_passed_over(reading):
    assert texts(reading("If kappa is below. 0.6 we rewrite the rubric. The lead signs it.")) == [
        "If kappa is below. 0.6 we rewrite the rubric.",
        "The lead signs it.",
    ]


def test_an_if_clause_cut_off_by_a_full_stop_finds_its_consequence(reading):
    assert len(texts(reading("If one reply leaks data. We do not launch."))) == 1


def test_complete_clauses_are_cut_without_punctuation(reading):
    found = texts(reading("we take three hundred tickets from the inbox and then two people label each one of them"))
    assert found == ["we take three hundred tickets from the inbox", "and then two people label each one of them"]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        # ended by a particle of its verb
        (
            "a wet parcel stays in the shed until noon and it is not handed out",
            "the other parcels may go on the belt with the rest of the morning post",
        ),
        # a subject that is described first
        (
            "we weigh the dough in the morning before the shop opens its doors",
            "and a baker who is late gets the early shift for a month",
        ),
        # one case of several kinds, and what follows from it
        (
            "one broken seal or one missing label on the crates from the harbour and we send them back",
            "I don't mind the price of it at all",
        ),
    ],
)
def test_where_one_clause_ends_and_another_begins(first, second, reading):
    assert texts(reading(f"{first} {second}")) == [first, second]


def test_which_ones_is_no_sentence_of_its_own(reading):
    text = "I'd not let the cook choose the ones he isn't sure about because he would only taste what he knows already"
    assert texts(reading(text)) == [text]


def test_what_somebody_is_not_sure_of_stays_with_that(reading):
    text = (
        "the new oven is quick, but for the rye bread I really am not sure I can say the old oven goes, "
        "because the crust is better there"
    )
    assert not any(one.startswith("I can say") for one in texts(reading(text)))


def test_sentences_cover_all_words_in_order_and_quote_verbatim(reading):
    text = "So um I'd start with who uses it. And if it leaks, well, we stop! Does it matter? Yes it does."
    units = reading(text).units
    assert " ".join(unit.sentence.text for unit in units) == text
    assert [unit.sentence.index for unit in units] == list(range(len(units)))


def timed(text, gap_after="", gap_s=2.0):
    words, at_s = [], 0.0
    for part in text.split():
        words.append(Word(part, at_s, at_s + 0.3, 0.9))
        at_s += 0.3 + (gap_s if part == gap_after else 0.05)
    return (Turn(0, words=tuple(words)),)


def test_a_pause_ends_a_complete_clause(parse, pack):
    units = read(timed("we block the launch that day we keep the old version", "day"), pack, parse).units
    assert [unit.sentence.text for unit in units] == ["we block the launch that day", "we keep the old version"]
    assert units[1].sentence.start_s > units[0].sentence.end_s + 1.9


def test_a_pause_in_mid_clause_does_not(parse, pack):
    assert len(read(timed("we block the launch of the bot", "the"), pack, parse).units) == 1


ANSWER = (
    "The worst thing is showing somebody another customer's account. I'd pull four hundred old tickets from the inbox, "
    "with extra disputes because those are rare. Two reviewers label each one with a written guide. "
    "If they agree less than eight times in ten, we rewrite the guide. Amounts are checked by a script. "
    "If even one reply leaks data, we do not launch. The support lead signs the release. "
    "Every incident becomes a permanent test case."
)
SPLIT = ANSWER.replace(" because", ". Because").replace("ten, we", "ten. We").replace("data, we", "data. We")
BARE = ANSWER.lower().replace(".", "").replace(",", "")


@pytest.mark.parametrize("variant", [SPLIT, BARE], ids=["split", "unpunctuated"])
def test_the_same_answer_reads_the_same(variant, parse, pack):
    from interviewer.judging.rules import RulesReader

    def facts(text):
        turns = turns_from_text(text)
        found = RulesReader(parse).read(turns, analyse(turns, pack, parse), pack, pack.question("q01"))
        return {name for name, one in found.items() if one.holds}

    assert len(facts(ANSWER) ^ facts(variant)) <= 2
    numbers = [len(analyse(turns_from_text(text), pack, parse).decisions) for text in (ANSWER, variant)]
    assert abs(numbers[0] - numbers[1]) <= 2


def test_segments_do_not_matter(parse, pack):
    """Words are words: whatever segments they came in, a turn is read as one."""
    turn = turns_from_text(ANSWER)[0]
    assert (
        read((turn,), pack, parse).units[0].sentence
        == read((replace(turn, revision=1),), pack, parse).units[0].sentence
    )


def test_a_supposed_case_waits_for_its_then(reading):
    units = reading("Say it misses more than two leaks, then it isn't allowed to open the valve, and we call.").units
    assert {"condition", "threshold", "block"} <= units[0].cues
