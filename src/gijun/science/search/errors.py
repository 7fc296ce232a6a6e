"""What can be wrong with a file of an index."""


class IndexFileError(Exception):
    """A file is no index of this version, or not whole; building the index anew puts it right."""
