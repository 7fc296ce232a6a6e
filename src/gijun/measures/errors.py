"""What measures refuse, in the user's words."""


class MeasuresError(Exception):
    """A rule of measures says no; the message is translated and meant for the person."""


class NoLakeError(MeasuresError):
    """Nothing has been copied out of the log yet, or what was copied is not whole."""


class DefinitionError(ValueError):
    """A KPI file whose header does not say what it must; meant for whoever wrote it."""


class LeaseLostError(RuntimeError):
    """Another process took over because this one was silent for too long; it must not publish."""
