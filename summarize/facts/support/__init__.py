"""Whether an article supports a sentence about it."""
