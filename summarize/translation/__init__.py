"""Translation with guards, French typography and care for facts."""
