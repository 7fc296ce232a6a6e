"""What agents ask, as pages and actions read it."""
