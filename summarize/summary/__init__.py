"""From an `Article` to a `Summary`."""
