"""Fills a wording with what was said, and checks any follow-up, ours or a model's, before it may be spoken."""

from __future__ import annotations

import random
import re
import unicodedata
from collections.abc import Mapping
from functools import lru_cache
from string import Formatter

from interviewer.dialogue import manners, words
from interviewer.dialogue.quoting import spoken_numbers
from interviewer.dialogue.situation import Situation
from interviewer.model import Interview

MOST_WORDS = 35
OTHER = 0.35  # how often what was said is picked up without "You said"
_OPENING = "You said "
SAME = 0.6  # share of common words above which two follow-ups are the same one
_ASKS = "what|which|who|whom|whose|where|when|why|how|do|does|did|is|are|was|were|can|could|would|will|should"
_SCENE = re.compile(r"(?:suppose|say|imagine|take|let's say)\b", re.IGNORECASE)
_OPENERS = re.compile(rf"^(?:(?:and|so|but|or|then) )?(?:{_ASKS})(?:'s|'d|'re)? (?!ever )", re.IGNORECASE)
_CLAUSE = "what|which|who|whom|where|when|why|how"
_SUBJECTS = "you|we|they|i|it|he|she|the|a|an|this|that|these|those|your|our|their|its|people|somebody|nobody|everybody"
_STATES = re.compile(  # "When it fails, you stop." and "What you describe needs two weeks.": nobody is asked
    rf"^(?:(?:and|so|but|or|then) )?(?:when [^,]+, |(?:{_CLAUSE}) (?:{_SUBJECTS})(?:'\w+)? )", re.IGNORECASE
)
_ASKED = re.compile(r", you(?:'ve| have)? (?:said|asked|wondered)\.?$", re.IGNORECASE)  # "Is it a story, you asked."
_MARKUP = re.compile(r"[*_#`|<>=/\[\]{}~^\\]|https?:|\n|(?:^|[:;.])\s*[-•]\s", re.IGNORECASE)
_AUX = "would|do|does|did|is|are|was|were|will|can|could|should|has|have"
_JOINED = re.compile(
    rf"(?:(?:, |(?<=\w) )(?:and|or)(?: then| also)?(?: (?:at|by|to|with|for|from|on|over))? (?:{_CLAUSE}|whose)\b"
    rf"(?: [\w']+){{0,2}}? (?:{_AUX}|makes|decides|owns|signs)\b"
    rf"|(?:, (?:and|or)|\band also|, and (?:at|by|for|over|from|in)) (?:{_CLAUSE}|whose)\b"
    rf"|(?:, and (?:{_AUX}) \w+|, or (?:{_AUX}) (?:{_SUBJECTS}|there)|\band (?:{_AUX}) you)\b"
    r"|(?:^|, )(?:what|which|who|why|how)\b[^?]*, (?:why|what|how)\b)"
)
"""Two questions in one sentence: "Who owns it, and what happens then?", "..., or would you wait?"."""
_LISTED = re.compile(
    rf"\bfirst(?:[,:]| (?:{_CLAUSE})\b)[^?]*\bsecond\b|[\w']+, [\w' ]+,? and [\w' ]+: ?(?:{_CLAUSE})\b"
    r"|(?:, (?:and |or )?(?:the |an? )?[\w']+(?: [\w']+)?){4}\?$"
    r"|: ?(?:[\w']+ ){0,5}[\w']+(?:, (?:[\w']+ ){0,5}[\w']+){2,}\?$"  # ": this, that or a third?"
    rf"|[\w']+(?:, (?:[\w']+ ){{0,2}}[\w']+){{2,}}: ?(?:{_CLAUSE})\b"
    r"|\b(?:these|the following|the)(?: (?:two|three|four))? (?:points|questions|aspects|topics)\b"
)
_ORDERS = re.compile(r"^(?:please\b|(?:tell|give) me\b|go through\b|list\b|describe\b|explain\b)")
_BACK = re.compile(r"^it\b|\b(?:that|this|those|these|then|yours|there(?!'s))\b", re.IGNORECASE)
"""What may point at words said back: "what would you release on the strength of that?"."""
_ARTICLE = re.compile(r"\b(same|the|these|those|your|their) a (?=hundred\b)")  # "the same hundred and fifty"
_STOPWORDS = words.as_set(
    """
    the a an of to and or but that is are was were be in on at by for with from it its you your i we they this
    what which who how do does would if as not then so said me my
    """
)


def placeholders(text: str) -> frozenset[str]:
    """Names in braces."""
    return frozenset(name for _, name, _, _ in Formatter().parse(text) if name)


def fill(text: str, slots: Mapping[str, str]) -> str:
    """The wording with its slots filled, ready to be spoken; an empty string where one has nothing to hold."""
    if any(not slots.get(name) for name in placeholders(text)):
        return ""
    filled = _ARTICLE.sub(r"\1 ", spoken_numbers(text.format(**slots)))
    return re.sub(r"(^|[.?!] )([a-z])", lambda match: match.group(1) + match.group(2).upper(), filled)


def without_own_words(text: str) -> str:
    """A wording that says something back, without that; empty where the rest would point at nothing."""
    rest = text.removeprefix(f"{_OPENING}{{said}}. ")
    return "" if rest == text or placeholders(rest) or _BACK.search(rest) or rest.startswith("But ") else rest


def with_own_words(text: str, said: str) -> str:
    """`text` after "You said ...", where both together are short enough; otherwise `text` alone."""
    longer = f"{_OPENING}{said}. {text}"
    return longer if said and len(longer.split()) <= MOST_WORDS else text


def sets_a_scene(text: str) -> bool:
    """Whether it begins with a scene of its own, which nothing that was said leads up to."""
    return _SCENE.match(text) is not None


def opened(text: str, interview: Interview, dice: random.Random) -> str:
    """`text` with another opening than "You said ..." now and then, and where one was opened like that before."""
    before = any(earlier.startswith(_OPENING) for earlier in asked(interview))
    other = f"So {text.removeprefix(_OPENING)}"
    if not text.startswith(_OPENING) or text.startswith(f"{_OPENING}to ") or not (before or dice.random() < OTHER):
        return text
    return text if faults(other) else other


def varied(text: str, interview: Interview, dice: random.Random) -> str:
    """`text` without an opening or a last question that a follow-up of this interview had: another one of its kind."""
    known, before = words.load().varied, asked(interview)
    *scene, last = sentences(text)
    if scene:
        begun = [_beginning(one, known.scenes) for one in before]
        scene[0] = _exchanged(scene[0], known.scenes, begun, dice)
    ended = [sentences(one)[-1] for one in before]
    last = _exchanged(last, known.endings, ended, dice)
    last = _exchanged(last, known.beginnings, [_beginning(one, known.beginnings) for one in ended], dice)
    other = " ".join([*scene, last])
    return text if faults(other) else other


def _beginning(sentence: str, among: tuple[str, ...]) -> str:
    return next((one for one in among if sentence == one or sentence.startswith((f"{one} ", f"{one}?"))), "")


def _exchanged(sentence: str, among: tuple[str, ...], used: list[str], dice: random.Random) -> str:
    """A sentence that begins with one of `among` that was used already, with one that was used least."""
    own = _beginning(sentence, among)
    if not own or own not in used:
        return sentence
    fewest = min(used.count(one) for one in among)
    return dice.choice([one for one in among if used.count(one) == fewest]) + sentence[len(own) :]


def faults(text: str, said: str = "") -> list[str]:
    """What is wrong with a follow-up as a sentence to be spoken; empty: nothing. In: `said`, the candidate's words."""
    found: list[str] = []
    count = len(text.split())
    if not text.strip():
        return ["it is empty"]
    if count > MOST_WORDS:
        found.append(f"it has {count} words, more than {MOST_WORDS}")
    if _ORDERS.match(asking(words.plain(text))):
        found.append("it must ask, not give an order")
    if "!" in text:
        found.append("an interviewer does not exclaim")
    if text.count("?") != 1 or not text.rstrip().endswith("?"):
        found.append("it must be one question, with its question mark at the end")
    elif questions(text) > 1:
        found.append("it asks more than one question")
    elif asks_twice(text):
        found.append("it asks two things: keep the first")
    if re.search(r"\d", text):
        found.append("numbers must be written as words")
    if any(unicodedata.category(letter) == "So" for letter in text):
        found.append("it must be words, without pictures")
    if _MARKUP.search(text) or _LISTED.search(words.plain(text)) or text.count(")") > text.count("("):  # "1) ..."
        found.append("it must be plain spoken text without lists or markup")
    return found + manners.faults(text, said)


def questions(text: str) -> int:
    """How many of its sentences ask."""
    parts = [part.strip() for part in re.findall(r"[^.!?;]+[.!?;]*", text) if part.strip()]
    return sum(
        part.endswith("?") or (bool(_OPENERS.match(part)) and not _STATES.match(part) and not _ASKED.search(part))
        for part in parts
    )


def asks_twice(text: str) -> bool:
    """Whether its question goes on to a second one behind "and"."""
    return _JOINED.search(asking(words.plain(text))) is not None


def asking(text: str) -> str:
    """Its last sentence, the one that asks."""
    return sentences(text)[-1]


def sentences(text: str) -> list[str]:
    """Its sentences in order; at least one, however empty."""
    return re.split(r"(?<=[.!?]) +(?=\S)", text.strip())


def first_thing(text: str) -> str:
    """A question, with what stands before it, without the second one behind "and"."""
    *before, last = sentences(text)
    second = _JOINED.search(words.plain(last))
    return " ".join([*before, last if second is None else f"{last[: second.start()].rstrip(' ,')}?"])


def check(text: str, situation: Situation) -> list[str]:
    """`faults`, and whether it was asked before in this interview; empty: it may be spoken."""
    found = faults(text, situation.all_said)
    if any(alike(text, earlier) > SAME for earlier in asked(situation.interview)):
        found.append("it was asked before")
    return found


def asked(interview: Interview) -> list[str]:
    """The texts of all follow-ups so far."""
    return [turn.probe.text for turn in interview.turns if turn.probe is not None]


def alike(one: str, other: str) -> float:
    """Share of content words in common (Jaccard), 0..1."""
    first, second = content(one), content(other)
    return len(first & second) / len(first | second) if first | second else 0.0


@lru_cache(maxsize=4096)
def content(text: str) -> frozenset[str]:
    """Its words without the ones that every sentence has."""
    return frozenset(re.findall(r"[^\W_]+", words.plain(text))) - _STOPWORDS
