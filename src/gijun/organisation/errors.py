"""What the organisation refuses, in the user's words."""


class OrganisationError(Exception):
    """A rule of the organisation says no; the message is translated and meant for the person."""
