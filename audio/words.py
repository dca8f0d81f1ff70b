"""Words with their place in the sound."""

from __future__ import annotations

from dataclasses import dataclass, replace


@dataclass(frozen=True, slots=True)  # an hour has ten thousand
class Word:
    """One recognised word.

    text         as recognised, without surrounding spaces, punctuation attached ("launch.")
    start_s      position in the turn's audio file; None where the input was text
    end_s        likewise
    probability  the recogniser's own, 0..1; None where the input was text
    doubtful     marked by cleanup (low probability, repetition loop, text on silence): never evidence
    corrected    the user has set it right: counts, whatever its probability
    heard        what the recogniser had in its place; empty where it was not corrected
    """

    text: str
    start_s: float | None = None
    end_s: float | None = None
    probability: float | None = None
    doubtful: bool = False
    corrected: bool = False
    heard: str = ""

    def later(self, offset_s: float) -> Word:
        """The same word, timed, in a recording that began so much earlier."""
        start_s, end_s = (round(offset_s + (at_s or 0.0), 3) for at_s in (self.start_s, self.end_s))
        return replace(self, start_s=start_s, end_s=end_s)
