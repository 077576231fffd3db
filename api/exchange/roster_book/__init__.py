"""The roster as a workbook: written to hang on the wall and to look things up in, read back after edits by hand."""
