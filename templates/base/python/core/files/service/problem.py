"""A request that cannot be served."""


class Problem(Exception):
    """Why a request cannot be served, in words that the caller may read."""

    def __init__(
        self, message: str, *, status: int, code: str, retry_after_s: float | None = None
    ) -> None:
        super().__init__(message)
        # The HTTP status that says it best.
        self.status = status
        # Stable, kebab-case, for programs.
        self.code = code
        # When it makes sense to try again, if anybody knows.
        self.retry_after_s = retry_after_s
