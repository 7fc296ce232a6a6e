"""Gijun runs a customer service centre on agreed standards."""
