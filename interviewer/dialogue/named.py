"""Who is named in an answer as marking: people, how many, and how they are called. Pure text."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from interviewer.analysis.consistency import number
from interviewer.dialogue import matching, words

NEAR = 10  # words between those who mark and what says that they do
ALONE = 6  # words behind those who mark, in which it is said that each does so alone
FEW = (2, 12)  # so many who act are taken for it where nobody else is: "two fitters there"
LIKE = 3  # words that may describe them: "most senior database people"
_LISTED = words.as_set(
    """
    adviser advisor agent analyst annotator clinician coder colleague conservator curator dba dietitian doctor gp editor
    engineer expert handler interpreter labeler labeller lawyer librarian midwife nurse parent grandmother
    pharmacist physician planner rater referee reviewer sme specialist speaker teacher technician tester translator
    therapist pedagogue educator psychologist linguist optician dentist
    volunteer administrator admin installer auditor accountant leader manager officer supervisor clerk student
    """
)
"""They mark as a rule; whoever else acts has to be said to do so."""
PERSONS = words.as_set("people persons person men women woman guys guy folks leads lead staff lady ladies girls lads")
UNITS = words.as_set("desk team office department crew panel hotline shift")
_HOUSES = words.as_set("support compliance legal accounting finance accounts operations")  # "labelled by support"
_ACTS = re.compile(r"[a-z]{3,}(?:ists?|ians?|[eo]rs|wives)")  # "cashiers", "opticians"
_NO_PEOPLE = words.as_set(
    """
    answers numbers letters orders errors customers users members others parameters filters papers offers computers
    servers suppliers triggers headers folders layers matters characters chapters covers factors vectors indicators
    callers learners stakeholders owners sellers buyers shoppers travellers drivers employers passengers players
    lists list exists consists insists registers remembers considers refers delivers enters appears identifiers
    timers sensors monitors simulators mirrors doors colors colours graders checkers detectors classifiers simulator
    clusters quarters visitors exist yours ours hers
    """
)
_MARKS = words.as_set(
    """
    mark label rate grade score judge review read check recheck reread assess annotate look tick decide compare
    verify evaluate go sort vote code goes disagree differ agree settle bucket bucketed buckets
    """
)
_MARKING = frozenset(map(matching.stem, _MARKS))
_ELSE = matching.telling("write wrote invent collect supply bring build play phone call answer translate send complain")
_ALONE = words.as_set("independently separately blind blindly")  # "two people from the desk write it independently"
_HANDS = words.as_set("give gives show send hand shown given sent")  # "goes to an agent" is a handover
_SENT = words.as_set(
    "people him her somebody someone anybody anyone everybody everyone you users customers patients callers"
)
"""Who is sent to a doctor, so that the doctor marks nothing."""
_BOTH = _HANDS | {"go", "goes"}
_COUNTS = {"both": 2, "couple": 2, "few": 0, "several": 0}
_DETERMINERS = words.as_set("a an the our my some other another all these those each any")
_STOPS = words.as_set(
    """
    and or of to for with from by in on at that which who as than if when where is are was were have has had get let ask
    give it i we they you he she not then so but because i'd we'd i'll we'll would could should will can may must like
    only just also maybe say via until what how why while them their there him her about into over
    """
)
_IDLE = words.as_set(
    """
    good best better really very most own real different same more new at least experienced wrong right angry tired
    second first next last single whole entire actual trusted independent separate random human normal
    """
)
_TAKES = words.as_set("take takes get gets")
_SERVED = matching.telling("agent installer")
_NO = words.as_set("not never no without nor neither nobody")
_PLURALS = {"person": "people", "man": "men", "woman": "women", "midwife": "midwives", "lady": "ladies"}
_TOPMOST = words.as_set("chief head lead main principal only sole former favourite favorite")
_NOT_TOPMOST = words.as_set("honest modest guest test latest")
_MANY = frozenset(_PLURALS.values()) | {"folks", "staff", "guys"}


@dataclass(frozen=True)
class Named:
    """Somebody who marks. In words: `like` head `out`; `many`, 0 for several; `first`, `last`: places of the words."""

    head: str
    like: str
    out: str
    many: int
    marks: bool
    first: int
    last: int

    @property
    def who(self) -> str:
        """Without a number or an article."""
        return " ".join(part for part in (self.like, self.head, self.out) if part)

    @property
    def another(self) -> str:
        """What a second one would be called: "colleague" beside the oldest colleague."""
        like = [word for word in self.like.split() if not _topmost(word)]
        return " ".join(part for part in (*like, self.head, self.out) if part)

    @property
    def rank(self) -> tuple[bool, bool]:
        """Whom to take them for: who is said to mark, and who is more than a person."""
        return self.marks, bool(self.like or self.out or self.head.lower() not in PERSONS)


def markers(said: str, asked: frozenset[str]) -> tuple[Named, ...]:
    """Who marks by what was said; two where a single one is named beside another. In: stems of the question's words."""
    spoken = re.findall(r"[\w'-]+|[.,;:!?]", said.replace("’", "'"))
    served = _SERVED & asked  # what the question itself is about is not meant
    everybody = [one for one in named(spoken) if one.like or not matching.telling(one.head) & served]
    found = [one for one in everybody if one.marks or not matching.telling(one.head) & asked] or everybody
    if not found:
        return ()
    best = max(found, key=lambda one: one.rank)
    joined = ((one, other) for one in found for other in found if best in (one, other) and _joined(spoken, one, other))
    if pair := next(joined, None):
        return pair
    alike = [one.many for one in everybody if matching.stem(one.head.lower()) == matching.stem(best.head.lower())]
    more = max(*alike, 2 * _another(spoken, best), 0)
    return (replace(best, many=more if more > 1 else 0 if 0 in alike else 1),)


def named(spoken: Sequence[str]) -> list[Named]:
    """All who might mark, in order. In: words and marks of a text."""
    lower = [word.lower() for word in spoken]
    found = []
    for at, word in enumerate(lower):
        if word in _HOUSES and lower[at - 1 : at] == ["by"] and _handed(lower[max(0, at - NEAR) : at], 0):
            found.append(Named("people", "", f"from {word}", 0, True, at, at))
            continue
        if not _is_head(word) or (at + 1 < len(lower) and _is_head(lower[at + 1])):
            continue
        one = _described(spoken, lower, at)
        if one is not None:
            found.append(one)
    return found


@lru_cache(maxsize=4096)
def _is_head(word: str) -> bool:
    if word in _NO_PEOPLE:
        return False
    return word in PERSONS | UNITS or _single(word) in _LISTED or _ACTS.fullmatch(word) is not None


def _single(word: str) -> str:
    single = next((one for one, many in _PLURALS.items() if many == word), "")
    return single or word.removesuffix("s")


def _topmost(word: str) -> bool:
    """Whether only one of them can be called so: "oldest", "longest-serving", "head"."""
    first = word.lower().split("-")[0]
    return first in _TOPMOST or (re.fullmatch(r"[a-z]{2,}est", first) is not None and first not in _NOT_TOPMOST)


def plural(word: str) -> str:
    """Several of what `word` is called."""
    if word.lower() in _PLURALS:
        return _PLURALS[word.lower()]
    return word if word.endswith("s") or word.lower() in _MANY else f"{word}s"


def _described(spoken: Sequence[str], lower: Sequence[str], at: int) -> Named | None:
    """Who the head at `at` is, or None where nothing says that they mark."""
    first, like = at, list[str]()
    while first and len(like) < LIKE and re.match(r"\w", lower[first - 1]) and not _ends(lower[first - 1]):
        first -= 1
        like.insert(0, spoken[first])
    before = lower[first - 1] if first else ""
    if not _opens(before):
        first, like = at, [spoken[at - 1]] if at and lower[at - 1] == "native" else []
        before = "" if like else before
    several = lower[at].endswith("s") or lower[at] in _MANY
    many = _count(before) if before and several else 0 if several else 1
    chosen = lower[max(0, first - 3) : first - 1] in (["one", "of"], ["two", "of"], ["some", "of"])
    if chosen:
        many = 0
    last, out = _out(spoken, lower, at)
    clause = _clause(lower, first)
    if not several and before in ("a", "an") and {"each", "every"} & set(clause):
        many = 0  # "every story is read by a parent"
    if any(word in _NO or word.endswith("n't") for word in clause[-4:]) or clause[:1] == ["not"]:
        return None
    told_next = _told_next(lower, last)
    marks = _after(lower, last) or told_next or (lower[at] not in UNITS and _handed(clause, many))
    if lower[at] in ("speaker", "speakers") and "native" not in map(str.lower, like) and not (marks and several):
        return None
    known = _single(lower[at]) in _LISTED
    told = " ".join(word for word in like if word.lower() not in _IDLE)
    few = FEW[0] <= many <= FEW[1] and (lower[at] not in PERSONS or told or out)
    marks = marks or _by_them(lower, last)
    if not marks and (_single(lower[at]) == "tester" or (_single(lower[at]) == "agent" and not like)):
        return None  # a tester attacks, an agent may be a model
    marks = marks or bool(_ALONE & set(lower[last + 1 : last + ALONE]))
    if not marks and matching.stem(next(iter(lower[last + 1 : last + 2]), "")) in _ELSE:
        return None  # "the desk agents write the scenarios"
    if not (marks or (known and several) or few):
        return None
    theirs = many > 1 or chosen or before in ("our", "my") or told_next
    if lower[at] in PERSONS and (lower[at + 1 : at + 2] == ["with"] or not (out or theirs or (told and not several))):
        return None  # "other people are rating"
    if lower[at] in UNITS and not told:
        return None  # "the team decides"
    if not known and lower[at] not in PERSONS | UNITS and not theirs:
        return None  # "the corners look"
    return Named(_small(spoken[at]), _small(told), out, many, marks, first - (before != ""), last)


def _clause(lower: Sequence[str], first: int) -> Sequence[str]:
    """What stands before a word in its sentence, as far as it matters."""
    begins = max(0, first - 2 * NEAR)
    ends = [place for place in range(begins, first) if lower[place] in ".;!?"]
    return lower[max([begins, *(place + 1 for place in ends)]) : first]


def _small(word: str) -> str:
    """Without the capital that a sentence begins with."""
    return word if word[1:] != word[1:].lower() or word[1:] == "" else word[:1].lower() + word[1:]


def _ends(word: str) -> bool:
    return word in _STOPS or _opens(word) or word in _NO or "'" in word


def _opens(word: str) -> bool:
    return word in _DETERMINERS or word in _COUNTS or number([word]) is not None


def _count(word: str) -> int:
    counted = _COUNTS.get(word, number([word]) if word else None)
    return int(counted) if counted is not None and counted < 100 else 0


def _out(spoken: Sequence[str], lower: Sequence[str], at: int) -> tuple[int, str]:
    """Where they come from: "from the support team". Gives the place of its last word too."""
    joints = ("from", "of", "in", "at", "on") if lower[at] in PERSONS else ("from",)
    if lower[at + 1 : at + 2] and lower[at + 1] in joints and lower[at] not in UNITS:
        begins = at + 2
        article = lower[begins : begins + 1] in (["the"], ["our"], ["my"])
        begins += article
        ends = begins + 1 + (lower[begins + 1 : begins + 2] != [] and lower[begins + 1] in UNITS)
        if not article and lower[at + 1] != "from":
            return at, ""
        place = spoken[begins:ends]
        if place and re.match(r"[a-z]", place[0].lower()) and not _opens(place[0].lower()):
            return ends - 1, " ".join([spoken[at + 1], *(["the"] if article else []), *place])
    return at, ""


def _after(lower: Sequence[str], last: int) -> bool:
    """Whether a word of marking follows before the sentence ends or somebody else acts."""
    joined = lower[last + 1 : last + 2] == ["and"]
    for place, word in enumerate(lower[last + 1 : last + 1 + NEAR]):
        if word in (".", "!", "?", ";", "i", "i'd", "we", "we'd"):
            return False
        if joined and place <= LIKE and _is_head(word):
            continue  # "a GP and a nurse read"
        if word == "," and lower[last + 2 + place : last + 3 + place] in (["the"], ["a"], ["an"]):
            return False  # "the parent pays, the kid decides"
        if (_is_head(word) and word not in PERSONS | UNITS) or word in _NO or word.endswith(("n't", "not")):
            return False
        following = lower[last + 2 + place : last + 5 + place]
        if word in _TAKES and any(number(one.split("-")) is not None for one in following):
            return True  # "takes fifty of those"
        if matching.stem(word) in _MARKING and not word.endswith("ment"):
            return True
    return False


def _by_them(lower: Sequence[str], last: int) -> bool:
    """Whether something is marked by some "of them": "Our people write eighty, each is read by two of them"."""
    ahead = lower[last + 1 : last + 2 * NEAR]
    them = [at for at, word in enumerate(ahead) if word == "by" and list(ahead[at + 2 : at + 4]) == ["of", "them"]]
    between = ahead[: them[0]] if them else ()
    return any(matching.stem(one) in _MARKING for one in between) and not any(map(_is_head, between))


def _told_next(lower: Sequence[str], last: int) -> bool:
    """Whether the next sentence says it of them: "There's a lady in collections. She'd read a hundred." """
    ahead = range(last + 1, min(last + 2 * NEAR, len(lower) - 1))
    ends = next((at for at in ahead if lower[at] in ".;!?"), None)
    if ends is None or any(_is_head(word) for word in lower[last + 1 : ends]):
        return False
    subject, *acts = (word.partition("'")[0] for word in lower[ends + 1 : ends + 4])
    return subject in ("she", "he", "they") and any(matching.stem(word) in _MARKING or word == "say" for word in acts)


def _handed(clause: Sequence[str], many: int) -> bool:
    """Whether something is given to them, or marked by them: what stands before names them."""
    near = [word for word in clause if not _opens(word)][-NEAR:]
    if not near:
        return False
    by = near[-1] == "by" or (near[-1] in (",", "person") and "by" in near)
    if by and any(matching.stem(word) in _MARKING for word in near):
        return True
    if near[-1] != "to":
        return False
    gives = [at for at, word in enumerate(near) if word in (_HANDS if many == 1 else _BOTH)]
    return bool(gives) and not _SENT & set(near[gives[-1] :])


def _joined(spoken: Sequence[str], one: Named, other: Named) -> bool:
    """ "a retired GP and a nurse" """
    return one.many == other.many == 1 and [word.lower() for word in spoken[one.last + 1 : other.first]] == ["and"]


def _another(spoken: Sequence[str], one: Named) -> bool:
    text = " ".join(spoken[one.last : one.last + 25]).lower()
    return re.search(r"\b(?:a second|another) (?:one|person|pair)\b", text) is not None
