"""Pages of tags, memos, fields, wrapping up, splits and customers' records."""
