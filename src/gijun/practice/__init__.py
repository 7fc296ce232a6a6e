"""The practice centre: live commerce and education, built by the same actions real use takes."""
