from interviewer.analysis import analyse
from interviewer.analysis.text import turns_from_text

SALAD = (
    "On the metrics side there is BLEU, ROUGE, METEOR, BERTScore, exact match and perplexity. We have RAGAS "
    "for faithfulness, G-Eval as an LLM judge, LangSmith for tracing and toxicity classifiers. There are "
    "guardrails, golden datasets, drift detection, canary releases, CSAT, Cohen's kappa and confidence "
    "intervals. All of this gives a holistic view of the quality of the system over the whole lifecycle."
)
INVENTED = SALAD + " Faithfulness came out at 0.873, recall at 0.914, precision at 0.841 and kappa was 0.74."
PLAIN = (
    "If it shows somebody else's account we do not go live. I'd take two hundred old chats and two people read each. "
    "If they disagree on more than ten, we fix the guide first. Maria's team runs it every Monday and says yes or no."
)
DENSE = (
    "Two experts label 250 items, and if Cohen's kappa is under 0.65 I rewrite the rubric. The LLM judge enters only "
    "at kappa 0.7; otherwise people keep grading. One privacy leak on the holdout blocks the launch. If the recontact "
    "rate rises by two points we roll back the canary. Each quarter we retire stale golden cases. The QA lead signs."
)


def flagged(text, pack, parse):
    return analyse(turns_from_text(text), pack, parse).noun_heavy


def test_noun_salad_is_flagged_with_its_reason_and_worst_stretch(pack, parse):
    found = analyse(turns_from_text(SALAD), pack, parse)
    assert found.noun_heavy
    assert "things named" in found.noun_heavy_reason
    assert "BLEU" in found.worst_stretch.quote
    assert found.worst_stretch.quote in SALAD
    assert len(found.orphans) > 10


def test_invented_numbers_save_nothing(pack, parse):
    assert flagged(INVENTED, pack, parse)


def test_plain_decisions_and_dense_decisions_are_not_flagged(pack, parse):
    assert not flagged(PLAIN, pack, parse)
    assert not flagged(DENSE, pack, parse)


def test_terms_on_which_a_decision_depends_are_used(pack, parse):
    found = analyse(turns_from_text(DENSE), pack, parse)
    assert "kappa" in found.nouns_used
    assert "kappa" not in found.orphans


def test_saying_it_twice_changes_nothing(pack, parse):
    assert flagged(SALAD + " " + SALAD, pack, parse)
    assert not flagged(DENSE + " " + DENSE, pack, parse)


def test_terms_are_told_in_the_words_in_which_they_were_said(pack, parse):
    found = analyse(turns_from_text("There is relevance, red teaming, BLEU, ROUGE and toxicity."), pack, parse)
    assert {"relevance", "red teaming", "BLEU"} <= set(found.orphans)
