"""Days and moments as the user lives them. Pure: whoever asks brings the present moment, with its time zone."""

from __future__ import annotations

from datetime import date, datetime


def moment(text: str, now: datetime) -> datetime | None:
    """The ISO moment `text`, in the zone of `now` where it names none; None where it is no moment."""
    try:
        found = datetime.fromisoformat(text)
    except ValueError:
        return None
    return found if found.tzinfo is not None else found.replace(tzinfo=now.tzinfo)


def day_of(text: str) -> date | None:
    """The date on the user's own calendar at the ISO moment `text`: travelling later does not move it."""
    try:
        return datetime.fromisoformat(text).date()
    except ValueError:
        return None


def not_before(text: str, since: str) -> bool:
    """Whether the ISO moment `text` is `since` or later, wherever both were; False where one names no zone."""
    try:
        return datetime.fromisoformat(text) >= datetime.fromisoformat(since)
    except (ValueError, TypeError):
        return False


def spoken(day: date) -> str:
    """ "Tue 10 March"."""
    return f"{day:%a} {day.day} {day:%B}"
