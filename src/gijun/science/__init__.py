"""Numbers and text in, numbers and text out: no Django, no database, no clock."""
