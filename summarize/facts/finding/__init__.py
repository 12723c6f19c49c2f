"""Finders of one kind of fact each."""
