"""Operating modes: what each changes, and when one is suggested."""
