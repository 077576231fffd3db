"""Invented stations of any size, built from the norms of staffing and duty."""
