"""Words and phrases of a text: folding, inflection, spans, dictionaries of phrases."""
