"""A stand-in for the identity provider."""

import base64
import time
from typing import Any
from uuid import uuid4

import jwt
from cryptography.hazmat.primitives.asymmetric import ec


class Identity:
    """Signs tokens with a key that is made anew each time and never leaves the memory."""

    def __init__(self) -> None:
        key = ec.generate_private_key(ec.SECP256R1())
        # The types of older versions of PyJWT know keys as text alone.
        self._key: Any = key
        self._key_id = str(uuid4())
        numbers = key.public_key().public_numbers()
        point = {"x": base64url(numbers.x), "y": base64url(numbers.y)}
        about = {"kty": "EC", "crv": "P-256", "kid": self._key_id, "alg": "ES256", "use": "sig"}
        # The public half.
        self.key_set: dict[str, Any] = {"keys": [{**about, **point}]}

    def token(self, expires_in_s: int = 3600, **claims: Any) -> str:
        """One that the gateway takes, unless the claims or its time say otherwise."""
        now = int(time.time())
        usual = {
            "iss": "http://identity.example",
            "aud": "shop",
            "sub": "ada",
            "scope": "orders:write",
            "iat": now,
            "exp": now + expires_in_s,
        }
        headers = {"kid": self._key_id}
        return jwt.encode({**usual, **claims}, self._key, algorithm="ES256", headers=headers)


def base64url(number: int) -> str:
    return base64.urlsafe_b64encode(number.to_bytes(32, "big")).rstrip(b"=").decode()
