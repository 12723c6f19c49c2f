"""Many rows in, a folder of parts out: briefs of a corpus that outgrows one machine."""
