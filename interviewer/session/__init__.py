"""The session: events in, events out. Owns the state of a running interview and knows nothing of screens."""

from interviewer.session.loop import Plan, Session

__all__ = ["Plan", "Session"]
