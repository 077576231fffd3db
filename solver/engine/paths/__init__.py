"""Each line's cheapest choice as a path through a diagram."""
