"""Measuring: suites of instances, a row for each measurement, a summary and a picture of what the rows say."""
