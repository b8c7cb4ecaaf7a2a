# Which path goes where; see the file.
routes_file: str = "routes.json"
# Addresses in place of those of the file: `orders=http://...,customers=http://...`.
upstreams: str = matching(r"[a-z][a-z0-9-]*=https?://[^,\s]+(,[a-z][a-z0-9-]*=https?://[^,\s]+)*", "")
# Until an upstream begins to answer, where its route says nothing else.
upstream_timeout_ms: int = milliseconds(2000)
# The keys that tokens are signed with.
jwks_url: str = matching(r"(https?|file)://\S+", "http://127.0.0.1:4001/identity/jwks.json")
token_issuer: str = "http://identity.example"
token_audience: str = "shop"
