"""Terms: their forms in each language, from CLDR and from glossary files."""
