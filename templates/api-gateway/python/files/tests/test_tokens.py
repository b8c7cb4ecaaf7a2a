import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import httpx
import jwt
import pytest
from cryptography.hazmat.primitives.asymmetric import rsa

from tests.conftest import Door, StartDoor
from tools.fake_dependencies import FakeDependencies
from tools.identity import Identity


async def with_token(door: Door, token: str) -> httpx.Response:
    return await door.get("/orders", {"authorization": f"Bearer {token}"})


async def test_a_token_says_to_the_upstream_who_asks(door: Door, fakes: FakeDependencies) -> None:
    token = fakes.identity.token(sub="grace")
    assert (await with_token(door, token)).status_code == 200
    assert fakes.last_headers["orders"]["x-user-id"] == "grace"


async def test_a_token_is_not_needed_where_the_route_says_so(door: Door) -> None:
    assert (await door.get("/catalogue/tea", {"authorization": ""})).status_code == 200


async def test_a_token_has_to_hold_the_scope_that_the_route_asks_for(
    door: Door, fakes: FakeDependencies
) -> None:
    headers = {"authorization": f"Bearer {fakes.identity.token(scope='orders:read')}"}
    assert (await door.put("a1", {"item": "tea"}, headers)).status_code == 403
    assert fakes.requests["orders"] == 0


def signed_by_another_kind_of_key(identity: Identity) -> str:
    """It names a key of the set, and says that it is used otherwise than that one is."""
    key: Any = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    kid = identity.key_set["keys"][0]["kid"]
    claims = jwt.decode(identity.token(), options={"verify_signature": False})
    return jwt.encode(claims, key, algorithm="RS256", headers={"kid": kid})


@pytest.mark.parametrize(
    "make",
    [
        pytest.param(lambda _: "", id="none"),
        pytest.param(lambda _: "abc", id="nonsense"),
        pytest.param(lambda identity: identity.token(-1), id="expired"),
        pytest.param(lambda identity: identity.token(aud="bank"), id="for somebody else"),
        pytest.param(lambda identity: identity.token(iss="http://evil.example"), id="another issuer"),
        pytest.param(lambda _: Identity().token(), id="another key"),
        pytest.param(lambda _: jwt.encode({"sub": "ada"}, "", algorithm="none"), id="not signed"),
        pytest.param(signed_by_another_kind_of_key, id="another algorithm"),
    ],
)
async def test_a_token_that_is_none_does_not_let_in(
    make: Callable[[Identity], str], door: Door, fakes: FakeDependencies
) -> None:
    answer = await with_token(door, make(fakes.identity))
    assert answer.status_code == 401
    assert answer.headers["www-authenticate"] == "Bearer"
    assert fakes.requests["orders"] == 0


async def test_a_token_that_cannot_be_checked_is_no_fault_of_the_client(
    start_door: StartDoor,
) -> None:
    cut_off = await start_door(JWKS_URL="http://127.0.0.1:1/jwks.json")
    answer = await cut_off.get("/orders")
    assert (answer.status_code, answer.json()["error"]["code"]) == (503, "keys-unavailable")


async def test_a_token_can_be_checked_with_keys_from_a_file(
    start_door: StartDoor, fakes: FakeDependencies, tmp_path: Path
) -> None:
    file = tmp_path / "jwks.json"
    file.write_text(json.dumps(fakes.identity.key_set))
    local = await start_door(JWKS_URL=file.as_uri())
    assert (await local.get("/orders")).status_code == 200


async def test_made_up_key_ids_do_not_have_the_keys_fetched_each_time(
    door: Door, fakes: FakeDependencies
) -> None:
    for _ in range(3):
        assert (await with_token(door, Identity().token())).status_code == 401
    assert (await with_token(door, fakes.identity.token())).status_code == 200
    assert fakes.key_fetches == 1
