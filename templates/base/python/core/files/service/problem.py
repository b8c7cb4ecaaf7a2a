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


def words_of(error: BaseException) -> str:
    """What went wrong and why, in one line: an error and its causes."""
    # Many an error has no words of its own.
    words = str(error) or repr(error)
    return words if error.__cause__ is None else f"{words}: {words_of(error.__cause__)}"
