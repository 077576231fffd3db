"""Batches: documents read, and their items made jobs bit by bit."""
