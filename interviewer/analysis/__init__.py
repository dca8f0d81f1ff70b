"""Pure: turns in, sentences, decisions, nouns and delivery out. No files, clock, threads or network."""
