"""Asking: from the ticket, and the pages of those who answer."""
