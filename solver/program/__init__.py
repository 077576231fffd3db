"""The neutral program of a roster, and how it is drafted."""
