from tests.conftest import StartService


async def test_a_client_beyond_its_share_is_refused_with_429_and_told_when_to_come_back(
    start_service: StartService,
) -> None:
    service = await start_service(RATE_LIMIT_MAX="3", RATE_LIMIT_WINDOW_MS="60000")
    for job_id in ("a1", "a2", "a3"):
        assert (await service.put(job_id)).status_code == 202
    refused = await service.put("a4")
    assert refused.status_code == 429
    assert refused.json()["error"]["code"] == "rate-limited"
    assert int(refused.headers["retry-after"]) > 1
    assert await service.metric("rate_limited_requests_total") == 1
    assert (await service.get("/health/ready")).status_code == 200
