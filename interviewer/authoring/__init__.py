"""Packs of one's own: a skeleton to begin with, and a check that says file, line and reason."""
