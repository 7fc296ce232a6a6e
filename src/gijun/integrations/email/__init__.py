"""Mail: taken in by an own listener and from mailboxes, read, threaded, and answered."""
