/** Which path goes where; see the file. */
ROUTES_FILE: z.string().default('routes.json'),
/** Addresses in place of those of the file: `orders=http://...,customers=http://...`. */
UPSTREAMS: z
  .string()
  .regex(/^([a-z][a-z0-9-]*=https?:\/\/[^,\s]+(,(?=[a-z])|$))*$/, 'name=URL, separated by commas')
  .default(''),
/** Until an upstream begins to answer, where its route says nothing else. */
UPSTREAM_TIMEOUT_MS: milliseconds.default(2000),
/** The keys that tokens are signed with. */
JWKS_URL: z
  .url({ protocol: /^(https?|file)$/ })
  .default('http://127.0.0.1:4001/identity/jwks.json'),
TOKEN_ISSUER: z.string().default('http://identity.example'),
TOKEN_AUDIENCE: z.string().default('shop'),
