"""What an English sentence promises, in the terms of the Korean ones: the same acts, measures and bounds."""

from gijun.standards.rules.english.promises import saying_of

__all__ = ["saying_of"]
