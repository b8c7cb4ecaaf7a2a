from service.problem import words_of


def test_what_ended_the_start_is_told_with_its_causes() -> None:
    server = RuntimeError("no answer")
    server.__cause__ = TimeoutError()
    start = RuntimeError("DATABASE_URL: no tables")
    start.__cause__ = server
    assert words_of(start) == "DATABASE_URL: no tables: no answer: TimeoutError()"
