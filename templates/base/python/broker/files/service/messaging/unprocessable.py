"""What no further attempt can handle."""


class Unprocessable(Exception):
    """A message is not what it should be, and will not change."""
