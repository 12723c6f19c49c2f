"""The facts of a text: finding, naming, matching and checking them."""
