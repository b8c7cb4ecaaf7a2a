"""The notifications service as we see it."""

from urllib.parse import quote

from service.http_client.http_client import HttpClient, HttpRequest


class Notifications:
    def __init__(self, call: HttpClient) -> None:
        self._call = call

    async def send(self, key: str, customer: str, text: str) -> None:
        """Once for each key. Raises `DependencyUnavailable` when there was no answer."""
        path = f"messages/{quote(key, safe='')}"
        answer = await self._call(HttpRequest("PUT", path, {"customer": customer, "text": text}))
        if answer.status not in (200, 201):
            raise RuntimeError(f"notifications refused our message with {answer.status}")
