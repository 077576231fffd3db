"""Batches: documents read, their items made jobs bit by bit, and what they came to as tables and pictures."""
