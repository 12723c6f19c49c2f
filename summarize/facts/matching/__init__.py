"""How values and names are written in another language."""
