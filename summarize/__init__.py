"""Offline, faithful news briefs in English, French and Bambara."""

__version__ = "0.1.0"
