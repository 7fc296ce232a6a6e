"""Promises: read out of what is written, checked before they are made, shown to customers."""
