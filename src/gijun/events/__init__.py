"""The append-only log: one fact after another, readers that never miss one, and replay."""
