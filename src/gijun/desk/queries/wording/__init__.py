"""Reads of templates, flags, procedures and their runs."""
