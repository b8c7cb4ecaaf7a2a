from tests.conftest import Shop
from tests.eventually import eventually


async def test_a_service_alone_leads_and_says_so(shop: Shop) -> None:
    async def leads() -> bool:
        return await shop.metric("leader_election_leading") == 1

    await eventually(leads)
    parts = (await shop.get("/health/ready")).json()["parts"]
    assert parts["leadership"].startswith("leads (")
