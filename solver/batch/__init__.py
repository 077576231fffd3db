"""Batches: many scenarios as one question, and what their outcomes say together."""
