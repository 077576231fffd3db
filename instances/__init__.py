"""Data that ships with Paiqin: calendars, policies and demonstration scenarios."""
