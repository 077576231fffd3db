"""Batches as documents: read, laid out as tables and pictures."""
