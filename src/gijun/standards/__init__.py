"""Agreed standards: a versioned sentence per matter and channel, its checklist, and finding it."""
