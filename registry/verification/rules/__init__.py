"""Rules: what each finding of a verification says, step by step."""
