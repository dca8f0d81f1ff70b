import time

from interviewer.analysis import analyse
from interviewer.analysis.text import turns_from_text
from interviewer.judging.rules import RulesReader
from interviewer.model import Turn

MINUTE = (
    "So um the worst thing is that it shows somebody another customer's account. I'd pull four hundred tickets"
    " from the inbox and two reviewers label each one with a written guide. If they agree less than eight "
    "times in ten we rewrite the guide, and if even one reply leaks data we do not launch. We track the "
    "recontact rate per intent every week, the support lead signs, and each incident becomes a permanent test "
    "case because people forget. "
)


def test_nothing_said():
    assert turns_from_text("  ") == ()


def test_no_turns(pack, parse):
    assert analyse((), pack, parse).decisions == ()


def test_evidence_is_verbatim(pack, parse):
    found = analyse(turns_from_text(MINUTE), pack, parse)
    assert found.decisions
    assert all(decision.quote in MINUTE for decision in found.decisions)
    assert all(sentence.text in MINUTE for sentence in found.sentences)


def test_doubtful_words_decide_nothing(pack, parse):
    from dataclasses import replace

    turn = turns_from_text("We do not launch if even one reply leaks data.")[0]
    doubtful = replace(turn, words=tuple(replace(word, doubtful=True) for word in turn.words))
    assert analyse((turn,), pack, parse).decisions
    assert not analyse((doubtful,), pack, parse).decisions


def test_a_doubtful_word_after_a_full_stop_ends_no_sentence(pack, parse):
    from dataclasses import replace

    turn = turns_from_text("We compare it with the labels on a hundred cases. And we block the launch on any leak.")[0]
    words = tuple(replace(word, doubtful=word.text == "And") for word in turn.words)
    sentences = analyse((replace(turn, words=words),), pack, parse).sentences
    assert [one.text for one in sentences] == [
        "We compare it with the labels on a hundred cases.",
        "we block the launch on any leak.",
    ]
    assert not any(one.doubtful for one in sentences)


def test_a_twenty_minute_interview_takes_less_than_two_seconds(pack, parse):
    """About 2,800 words over four turns, spaCy loaded: analysed and read by the rules."""
    words = turns_from_text(" ".join(f"In part {n}. " + MINUTE for n in range(33)))[0].words
    size = len(words) // 4 + 1
    turns = tuple(Turn(n, words=words[n * size : (n + 1) * size]) for n in range(4))
    assert sum(len(turn.words) for turn in turns) > 2700
    parse("warm up")
    began = time.process_time()
    RulesReader(parse).read(turns, analyse(turns, pack, parse), pack, pack.question("q01"))
    took_s = time.process_time() - began
    assert took_s < 4.0, f"{took_s:.2f} s"  # 2 s is the promise; the margin is for machines that do other work too
