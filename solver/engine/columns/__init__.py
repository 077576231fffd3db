"""Choices of whole lines that are known: relaxed together, priced, combined."""
