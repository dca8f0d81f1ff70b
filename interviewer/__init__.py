"""The interview: session, dialogue, analysis, judging, practice, store, report, screen, command line."""
