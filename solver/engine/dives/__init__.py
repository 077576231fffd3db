"""Choices along paths: priced to the end, dived into plans near and far, bounded by a tree."""
