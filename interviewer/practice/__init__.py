"""Drills and second takes."""
