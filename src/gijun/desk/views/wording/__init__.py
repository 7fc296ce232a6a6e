"""Templates, flags and procedures: from the ticket, and the pages of those who write them."""
