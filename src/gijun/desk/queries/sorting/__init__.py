"""Reads of tags, memos, fields, wrapping up and the customer's timeline."""
