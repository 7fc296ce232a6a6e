"""Pure numpy and the standard library: no Django, no database, no clock."""
