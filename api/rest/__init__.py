"""The REST door: solves by HTTP, as jobs."""
