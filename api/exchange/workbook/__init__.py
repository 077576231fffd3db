"""A station's facts as a workbook: read from what people type, written back, and the template to begin with."""
