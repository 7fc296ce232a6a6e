"""Decisions about tags, fields and splits."""
