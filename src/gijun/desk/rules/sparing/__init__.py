"""Withdrawn replies, automatic answers, risk and the right to end: the decisions."""
