"""The session: events in, events out. Owns the state of a running interview and knows nothing of screens."""

from interviewer.session.loop import Session
from interviewer.session.parts import Lines, Plan

__all__ = ["Lines", "Plan", "Session"]
