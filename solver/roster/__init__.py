"""A station's facts to a program, and a solution back to a plan."""
