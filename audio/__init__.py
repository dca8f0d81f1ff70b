"""Sound in, sound out: devices, frames, segments, words. Knows nothing of interviews."""
