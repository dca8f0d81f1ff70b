"""What to ask next: probes, time, the rules mind and the LLM mind."""
