import pytest

from audio.words import Word
from interviewer.analysis import analyse
from interviewer.analysis.text import turns_from_text
from interviewer.model import Turn

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


OTHER_FIELDS = [
    "For the backend there is Kafka, RabbitMQ, Redis, Memcached, Cassandra and Postgres. Then Kubernetes, Helm, Istio, "
    "Envoy and Terraform. For observability Prometheus, Grafana, Loki, Jaeger and OpenTelemetry. Also gRPC, GraphQL, "
    "REST and WebSockets. All of these are modern building blocks of a scalable platform.",
    "there is braising poaching steaming grilling and sous vide then there are stocks sauces emulsions reductions and "
    "purees and of course knives pans ovens thermometers and scales and herbs spices oils vinegars and salts all of "
    "that is part of a modern kitchen and of good cooking in general",
    "Leadership is about vision, empathy, trust, ownership, communication, feedback, coaching and delegation. There is "
    "servant leadership, situational leadership, Scrum, Kanban, OKRs, KPIs and retrospectives. Culture, values, "
    "diversity, inclusion, transparency and alignment are key elements as well.",
]
OTHER_PLAIN = [
    "If the primary dies we promote the follower within a minute. I'd keep two copies in another building, because one "
    "fire took ours. Nobody deploys on Fridays. The person on call decides about the rollback.",
    "My colleague and I disagreed about the date. I asked him to show me what was missing, we made a list, and I told "
    "our boss that we would be two weeks late. She was not happy, but the customers got something that worked.",
]


@pytest.mark.parametrize("text", OTHER_FIELDS, ids=["backend", "kitchen", "behavioural"])
def test_a_salad_of_any_field_is_flagged(text, pack, parse):
    assert flagged(text, pack, parse)


@pytest.mark.parametrize("text", OTHER_PLAIN, ids=["backend", "story"])
def test_plain_talk_of_any_field_is_not(text, pack, parse):
    assert not flagged(text, pack, parse)


def test_the_worst_stretch_can_be_listened_to_at_once(pack, parse):
    words, at_s = [], 0.0
    for part in (PLAIN + " " + SALAD).split():
        words.append(Word(part, at_s, at_s + 0.3, 0.9))
        at_s += 0.4
    worst = analyse((Turn(0, words=tuple(words)),), pack, parse).worst_stretch
    assert 4 <= worst.end_s - worst.start_s <= 10
    heard = [word.text for word in words if worst.start_s <= word.start_s and word.end_s <= worst.end_s]
    assert " ".join(heard) == worst.quote
    assert worst.quote in SALAD


def test_what_is_told_as_the_speakers_own_story_needs_no_decision(pack, parse):
    text = (
        "I led a team with twenty raters. In my last job we ran A/B tests and I presented kappa and drift every month."
    )
    assert analyse(turns_from_text(text), pack, parse).orphans == ()


def test_two_decisions_save_no_catalogue(pack, parse):
    catalogue = (
        "The toolbox holds nDCG, MRR, recall, precision, hit rate, faithfulness, toxicity, fluency and coherence. "
        "Judges come as GPT, Claude, Gemini, Llama, Mistral, Qwen and Prometheus. Then there are dashboards, tracing, "
        "guardrails, golden sets, canaries, drift alarms, embeddings and vector stores. On the people side: "
        "guidelines, adjudication, kappa, alpha, gold questions and onboarding. "
    )
    decided = "If kappa is under 0.6 we rewrite the guide. The head of care signs."
    assert flagged(catalogue + decided, pack, parse)


def test_some_terms_in_vague_talk_are_no_list(pack, parse):
    vague = (
        "Hallucination is a difficult topic, honestly. Some people like an LLM judge for it and others don't. Then "
        "there is precision, which matters too. I have read that drift can happen later on. A dashboard would be nice "
        "to have. And the embeddings may play a part in it, who knows, it is hard to say from the outside."
    )
    assert not flagged(vague, pack, parse)


def test_figures_alone_are_no_nouns(pack, parse):
    weights = (
        "You take taste at 0.31, looks at 0.27, smell at 0.22 and the price at 0.2, and that is your accuracy. Last "
        "spring we had 71.4 with it and then 73.9 after the new recipe, 75.2 in May and 76.8 in June, and the boss was "
        "pleased with the latency of 3.1 and 2.7. In the canteen it was 66.8, which is a little lower, in the kiosk "
        "69.3 and on the stairs 61.7. So there is one number for everybody to look at."
    )
    assert not flagged(weights, pack, parse)
