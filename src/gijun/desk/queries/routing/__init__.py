"""What routing reads: policies, the floor now, and what its screens show."""
