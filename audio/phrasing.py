"""A long sentence in two breaths, for a slow voice: the first is heard while the second is being made."""

from __future__ import annotations

from collections.abc import Set

FEWEST_WORDS = 3  # on either side of a cut
AHEAD = 4  # words that a voice makes while one is heard: Piper on one busy core; on an idle one it is eight
_MARKS = (",", ";", ":", "–", "—")


class Phraser:
    """Sentences in, pieces to be made one after the other out; state is only how much is heard before the next.

    In: `most_words` of a piece that nothing is heard before, 0 for no limit; `breaths`, words before which a sentence
    may be cut where it has no punctuation.
    """

    def __init__(self, most_words: int, breaths: Set[str] = frozenset()) -> None:
        self._most_words = most_words
        self._breaths = breaths
        self._heard_words = 0

    def push(self, sentence: str) -> list[str]:
        """The sentence, or its two pieces where what is heard before it does not last until it is made."""
        most = self._most_words + AHEAD * self._heard_words
        words = sentence.split()
        self._heard_words += len(words)
        cut = self._place(words, most) if self._most_words and len(words) > most else 0
        if not cut:
            return [sentence]
        first = " ".join(words[:cut])
        return [first if first.endswith(_MARKS) else f"{first},", " ".join(words[cut:])]

    def begun(self, words: str) -> list[str]:
        """The first piece of a sentence that begins with these words, where no more words can change it; or none."""
        most = self._most_words + AHEAD * self._heard_words
        if not self._most_words or len(words.split()) - FEWEST_WORDS < most:
            return []
        pieces = Phraser(most, self._breaths).push(words)
        return pieces[:1] if len(pieces) > 1 else []

    def _place(self, words: list[str], most: int) -> int:
        """How many words come before the cut: the last punctuation within `most`, else the last breath; 0: no cut.

        Where there is neither, the first one behind it: better late than not at all.
        """
        marked = [at for at in range(FEWEST_WORDS, len(words) - FEWEST_WORDS + 1) if words[at - 1].endswith(_MARKS)]
        breath = [at for at in range(FEWEST_WORDS, len(words) - FEWEST_WORDS + 1) if words[at].lower() in self._breaths]
        for places in (marked, breath):
            if within := [at for at in places if at <= most]:
                return within[-1]
        return min([*marked, *breath], default=0)
