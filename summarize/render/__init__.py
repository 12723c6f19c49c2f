"""A `Brief` as text, Markdown or JSON."""
