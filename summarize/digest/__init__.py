"""Digests: many articles in, one briefing out."""
