"""Decisions about words: what a template says, which one fits, how a procedure runs."""
