"""The session: events in, events out. Owns the state of a running interview and knows nothing of screens."""
