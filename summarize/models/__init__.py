"""The models: their registry, where their files live, and the engines that run them."""
