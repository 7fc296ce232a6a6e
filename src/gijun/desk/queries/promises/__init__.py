"""What is owed to customers, their page, what they think of it: reads."""
