"""Readers of a program: they know cells and limits, and no police work."""
