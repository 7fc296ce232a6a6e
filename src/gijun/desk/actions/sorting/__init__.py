"""Tags, memos, fields, causes, wrapping up, splitting."""
