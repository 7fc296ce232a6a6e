"""What agents ask: up the tree, for approval, of a department. The only writers of it."""
