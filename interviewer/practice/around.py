"""The whole sentence around a quote: what was evidence is often only a piece of it. Pure."""

from __future__ import annotations

from audio.words import Word
from interviewer.analysis.text import span_text
from interviewer.model import Quote

ENDS = (".", "!", "?")


def around(quote: Quote, words: tuple[Word, ...], characters: int) -> str:
    """The quote, continued to the full stops around it where that makes no more than so many characters.

    In: `words`, those of its turn. What was heard uncertainly is not taken in; then a sign says that the sentence goes
    on. A text has no times and stays as it is, and so does speech without marks.
    """
    first = next((at for at, word in enumerate(words) if word.start_s == quote.start_s), None)
    last = next((at for at in range(len(words) - 1, -1, -1) if words[at].end_s == quote.end_s), None)
    if quote.start_s is None or first is None or last is None or last < first:
        return quote.quote
    begin, end = first, last
    while begin and not words[begin - 1].text.endswith(ENDS):
        begin -= 1
    while end < len(words) - 1 and not words[end].text.endswith(ENDS):
        end += 1
    found = quote.quote
    for start, stop in ((begin, end), (first, end), (begin, last)):
        taken = (*words[start:first], *words[last + 1 : stop + 1])
        whole = span_text(words, start, stop)
        if len(whole) <= characters and not any(word.doubtful for word in taken):
            found = whole
            break
    marked = any(word.text.endswith(ENDS) for word in words)
    return f"{found.rstrip(',;:')} …" if marked and not found.endswith(ENDS) else found
