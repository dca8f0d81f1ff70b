"""Who acts in a sentence: people by name, people held against a machine, a machine that makes things up.

English syntax only; what is made, or owned, is for lists to say.
"""

from __future__ import annotations

from collections.abc import Sequence

from interviewer.analysis.tokens import Token, wordset

MORE = wordset("more less better faster cheaper fewer sooner worse")
MARKERS = wordset(
    """people human humans person man woman staff expert specialist colleague agent nurse professional linguist
    interpreter technician clerk native annotator crowd student everyone everybody anyone anybody hand eye"""
)
CALLINGS = ("ers", "er", "ors", "ists", "ist", "ians", "ian")
NO_CALLING = wordset(
    """other number answer error paper order customer user server letter counter computer router matter layer folder
    header offer corner quarter winner drawer danger water paper dinner later sooner figure consumer parameter"""
)
DOING = wordset(
    """own carry keep hold sign decide say approve run maintain pull stop veto look mind tend open lock guard review
    handle chair lead manage steer release answer take put switch get make read clear"""
)
MACHINES = wordset("model llm gpt chatgpt claude gemini machine ai generator bot")
ORDERS = wordset("ask have let get use prompt tell")
MAKING = wordset(
    "write produce create make invent generate think come compose draft dream imagine synthesize synthesise simulate"
)
APART = wordset("that which who when if because after since where i we they people")
OFFICE = wordset("from in at on")
COMPARED = 6  # words between "better" and its "than", and between "than" and whom it names


def outdoes(own: Sequence[Token]) -> bool:
    """ "Sees more than a tired reviewer", "is better than most of the teachers": something is put above people."""
    for index, token in enumerate(own):
        if not (token.tag in ("JJR", "RBR") or token.lower in MORE):
            continue
        for at in range(index + 1, min(index + COMPARED, len(own))):
            if own[at].lower == "than":
                held_against = own[at + 1 : at + COMPARED]
                return any(map(is_marker, held_against)) and not any(t.numeric for t in held_against)
    return False


def is_marker(token: Token) -> bool:
    """Whether the word names people who could mark an answer."""
    if token.pos not in ("NOUN", "PROPN"):
        return False
    return token.lemma in MARKERS or (token.lower.endswith(CALLINGS) and token.lemma not in NO_CALLING)


def named(own: Sequence[Token], terms: frozenset[int]) -> bool:
    """ "Mira from support keeps it", "Julia, the lead teacher, can pull it": a person with a name owns or decides.

    `terms`: places of the field's own terms and products among `own`; they are nobody's name.
    """
    for index, token in enumerate(own):
        if token.tag not in ("NNP", "NN") or index in terms or not token.text[0].isupper() or token.text.isupper():
            continue
        if index and (token.tag == "NN" or own[index - 1].tag in ("NNP", "DT", "PRP$", "JJ")):
            continue
        after = own[index + 1].lower if index + 2 < len(own) else ""
        placed = (after in OFFICE and not token.comma) or (token.comma and after in ("the", "our", "my", "who"))
        if (placed or token.tag == "NNP") and _does(own, index) in DOING:
            return True
    return False


def _does(own: Sequence[Token], index: int) -> str:
    """What the one named at `index` does: next to the name, after where he works, or after what he is."""
    at = index + 1
    if at < len(own) and own[at].lower in OFFICE:
        at += 2
    elif own[index].comma:
        while at < len(own) and not own[at].comma and at - index <= 5:
            at += 1
        at += 1
    while at < len(own) and at - index <= 8:
        if own[at].pos == "VERB" or (own[at].tag == "NNS" and own[at].lemma in DOING):
            return "" if own[at].tag in ("VBD", "VBG") else own[at].lemma
        if own[at].pos not in ("AUX", "ADV", "NOUN") and own[at].tag != "MD":
            return ""
        at += 1
    return ""


def machine_makes(own: Sequence[Token]) -> bool:
    """ "Ask a model to write them", "GPT comes up with them", "made by a script": a machine makes something up."""
    for index, token in enumerate(own):
        if token.lemma in ORDERS and any(t.lemma in MACHINES for t in own[index + 1 : index + 4]):
            ahead = own[index + 1 : index + 6]
            if token.lemma == "ask" and any(t.lower == "for" for t in ahead) and not _asks_back(ahead):
                return True
        if token.lemma not in MAKING or token.pos != "VERB":
            continue
        before = own[max(0, index - 5) : index]
        for place, one in enumerate(before):
            between = {t.lower for t in before[place:]}
            if one.lemma in MACHINES and token.tag in ("VB", "VBZ", "VBP") and not between & APART:
                return True
        carried = any(t.lower == "it" for t in before[-3:]) and token.tag in ("VB", "VBZ")
        if carried and any(t.lemma in MACHINES for t in own[:index]):
            return True
        if token.tag == "VBN" and any(
            one.lower in ("by", "with", "from") and any(t.lemma in MACHINES for t in own[at + 1 : at + 4])
            for at, one in enumerate(own[index + 1 : index + 4], index + 1)
        ):
            return True
    return False


def _asks_back(ahead: Sequence[Token]) -> bool:
    """Whether what is asked for is a mark, not material."""
    return any(
        t.lemma in ("grade", "mark", "score", "rating", "opinion", "verdict", "judgement", "label") for t in ahead
    )
