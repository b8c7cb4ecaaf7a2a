import asyncio
import base64
import json
from pathlib import Path
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric import ec

from service.gateway import key_set
from service.gateway.key_set import KeySet
from tests.eventually import eventually


def base64url(number: int) -> str:
    return base64.urlsafe_b64encode(number.to_bytes(32, "big")).rstrip(b"=").decode()


def key_named(name: str) -> dict[str, Any]:
    numbers = ec.generate_private_key(ec.SECP256R1()).public_key().public_numbers()
    point = {"x": base64url(numbers.x), "y": base64url(numbers.y)}
    return {"kty": "EC", "crv": "P-256", "kid": name, "alg": "ES256", "use": "sig", **point}


def text_of(*names: str) -> str:
    return json.dumps({"keys": [key_named(name) for name in names]})


async def test_a_key_that_was_withdrawn_is_not_believed_for_ever(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(key_set, "FRESH_S", 0.05)
    monkeypatch.setattr(key_set, "COOLDOWN_S", 0)
    file = tmp_path / "jwks.json"
    file.write_text(text_of("old", "new"))
    keys = KeySet(file.as_uri())
    assert await keys.find("old") is not None
    file.write_text(text_of("new"))

    async def is_gone() -> bool:
        return await keys.find("old") is None

    await eventually(is_gone)
    assert await keys.find("new") is not None


async def test_keys_that_are_known_hold_while_the_set_is_out_of_reach(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(key_set, "FRESH_S", 0)
    monkeypatch.setattr(key_set, "COOLDOWN_S", 0)
    file = tmp_path / "jwks.json"
    file.write_text(text_of("one"))
    keys = KeySet(file.as_uri())
    assert await keys.find("one") is not None
    file.unlink()
    for _ in range(3):
        assert await keys.find("one") is not None
        await asyncio.sleep(0.01)


async def test_who_has_a_known_key_does_not_wait_while_another_is_looked_for(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(key_set, "COOLDOWN_S", 0)
    body = text_of("one").encode()
    asked = 0

    async def answer_once(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        nonlocal asked
        asked += 1
        if asked == 1:
            await reader.readuntil(b"\r\n\r\n")
            head = f"HTTP/1.1 200 OK\r\ncontent-length: {len(body)}\r\nconnection: close\r\n\r\n"
            writer.write(head.encode() + body)
            writer.close()
        else:
            await reader.read()
            writer.close()

    server = await asyncio.start_server(answer_once, "127.0.0.1", 0)
    keys = KeySet(f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}/")
    assert await keys.find("one") is not None
    looking = asyncio.create_task(keys.find("made-up"))
    await eventually(lambda: asked == 2)
    async with asyncio.timeout(0.5):
        assert await keys.find("one") is not None
    assert not looking.done()
    looking.cancel()
    await asyncio.wait([looking])
    server.close()
