"""People, the team tree, roles, authority, working calendars, audit."""
