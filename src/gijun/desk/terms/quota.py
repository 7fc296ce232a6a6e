"""Contacts that people who are no agents answer themselves, every day."""

LEAST, MOST = 10, 20  # a day
LEARNED_LENGTH = 500
