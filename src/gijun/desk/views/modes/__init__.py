"""The live floor, the team, one's own day, modes and broadcasts: pages."""
