import pytest

from audio.words import Word
from interviewer.judging import abstain
from interviewer.judging.answer import words_of

ENGLISH = (
    "I would take two hundred real tickets from the last month and two people read each of them until they agree "
    "about what is right and what is wrong"
)


@pytest.mark.parametrize(
    ("text", "part"),
    [
        ("", "Nothing was said"),
        ("Metrics.", "one word"),
        ("I would use accuracy and F1.", "6 words"),
        (
            "Vor jedem Wechsel würde ich eine feste Sammlung von Fällen laufen lassen und die Ergebnisse je Thema "
            "vergleichen, nicht im Durchschnitt.",
            "English",
        ),
        (
            "Antes de cada cambio me gustaría ejecutar una colección fija de casos y comparar los resultados por tema "
            "con el modelo anterior.",
            "English",
        ),
        ("Hmm, to be honest I don't know, I've never done that before, so can we skip this one please?", "no answer"),
        ("Heat pumps, hm, that is far away from what I do every day at work. Pass.", "no answer"),
        (
            "Well, that is a good question and I thought about it for a while now, but let's skip it, sorry.",
            "no answer",
        ),
        (
            "Museum guides, hm. Sorry, I had a thought and it is gone. I don't think I can say anything. Can we go on?",
            "no answer",
        ),
        (
            "So the insurance one, my mind has gone completely blank here, sorry about that. Let's take the next one.",
            "no answer",
        ),
        ("Sorry, can you hear me? I think it's switched to the other headset again, hang on, just one second.", "line"),
        ("I’m not sure what that means, I have really no idea about any of this, sorry about that one.", "no answer"),
    ],
)
def test_no_verdict_with_a_plain_reason(text: str, part: str) -> None:
    assert part in abstain.reason(words_of(text), decisions=0)


@pytest.mark.parametrize(
    "text",
    [
        ENGLISH,
        "First, I no know exact numbers, but bot must not say dose. Doctor check all the refuse, two people each one.",
        "I don't know the exact number yet, but " + ENGLISH + ". " + ENGLISH + ". " + ENGLISH,
        "There is accuracy, recall, pass at k, F1, latency, trajectory score and an LLM judge, and tools for all that.",
        "In the end the good ones pass, the bad ones don't pass, and then the team can skip the manual part of it.",
        "Tool use: argument matching, schema validation, trajectory scoring, function calling accuracy, efficiency, "
        "reliability, latency, toxicity, groundedness, faithfulness.",
        "A visitor asks whether there's an echo in the hall, and is this on the second floor, answered from the plan.",
        "I'd go on to the next group only when the first one is clean, and the refunds people can hear me on that one.",
        "There is BLEU, ROUGE, METEOR, BERTScore, exact match, F1, perplexity, Elo, DeepEval and RAGAS for all of it.",
    ],
)
def test_a_real_answer_is_judged(text: str) -> None:
    assert abstain.reason(words_of(text), decisions=0) == ""


def test_one_decision_outweighs_i_do_not_know() -> None:
    text = "I don't know the usual number, but if one customer sees another's bill then we do not launch at all."
    assert abstain.reason(words_of(text), decisions=1) == ""


def test_doubtful_words_are_not_judged_unless_corrected() -> None:
    doubtful = tuple(Word(word.text, 0.0, 0.1, 0.2, doubtful=True) for word in words_of(ENGLISH))
    assert "made out" in abstain.reason(doubtful, 0)
    corrected = tuple(Word(word.text, 0.0, 0.1, 0.2, doubtful=True, corrected=True) for word in doubtful)
    assert abstain.reason(corrected, 0) == ""
