from service.gateway.headers import Sender, answered_headers, forwarded_headers

SENDER = Sender("request-1", "10.0.0.7", "shop.example", "https")
ONE_CONNECTION = [
    (b"connection", b"keep-alive, X-Debug"),
    (b"keep-alive", b"timeout=5"),
    (b"te", b"trailers"),
    (b"upgrade", b"websocket"),
    (b"proxy-authorization", b"Basic eA=="),
    (b"x-debug", b"1"),
]
ACCEPT = (b"accept", b"application/json")


def test_headers_of_one_connection_end_here_also_those_that_connection_names() -> None:
    assert set(forwarded_headers([*ONE_CONNECTION, ACCEPT], SENDER)) == {
        "accept",
        "via",
        "x-forwarded-for",
        "x-forwarded-host",
        "x-forwarded-proto",
        "x-request-id",
    }
    answered = answered_headers([*ONE_CONNECTION, ACCEPT, (b"Transfer-Encoding", b"chunked")])
    assert answered == [ACCEPT, (b"via", b"1.1 gateway")]


def test_who_asked_is_added_to_who_asked_for_them() -> None:
    forwarded = forwarded_headers([(b"x-forwarded-for", b"192.0.2.1"), (b"via", b"1.1 edge")], SENDER)
    assert forwarded["x-forwarded-for"] == "192.0.2.1, 10.0.0.7"
    assert forwarded["x-forwarded-host"] == "shop.example"
    assert forwarded["via"] == "1.1 edge, 1.1 gateway"


def test_a_client_cannot_say_who_it_is_only_the_token_does() -> None:
    claimed = [(b"x-user-id", b"admin")]
    assert "x-user-id" not in forwarded_headers(claimed, SENDER)
    known = Sender("request-1", "10.0.0.7", "shop.example", "https", user_id="ada")
    assert forwarded_headers(claimed, known)["x-user-id"] == "ada"


def test_cookies_of_an_answer_stay_apart_and_our_server_writes_its_own_date() -> None:
    cookies = [(b"set-cookie", b"a=1"), (b"set-cookie", b"b=2")]
    answered = answered_headers([*cookies, (b"Date", b"long ago"), (b"server", b"other")])
    assert answered == [*cookies, (b"via", b"1.1 gateway")]


def test_a_client_cannot_say_it_by_a_name_that_upstreams_take_for_ours() -> None:
    claimed = [(b"X_User_Id", b"admin"), (b"x-user_id", b"admin"), ACCEPT]
    forwarded = forwarded_headers(claimed, SENDER)
    assert "accept" in forwarded
    assert not [name for name in forwarded if "user" in name]


def test_a_name_in_any_script_reaches_the_upstream_as_utf_8() -> None:
    known = Sender("request-1", "10.0.0.7", "shop.example", "https", user_id="李")
    assert forwarded_headers([], known)["x-user-id"].encode("latin-1") == "李".encode()
