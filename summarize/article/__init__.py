"""From a file or pasted text to a clean `Article`."""
