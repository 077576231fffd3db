"""Choices of whole lines: made against prices, bounded, combined."""
