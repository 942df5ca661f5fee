"""Data: TH SarabunPSK with its licence, and what each glyph stands for."""
