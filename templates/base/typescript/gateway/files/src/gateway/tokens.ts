import { readFile } from 'node:fs/promises'
import {
  createLocalJWKSet,
  createRemoteJWKSet,
  errors,
  type JSONWebKeySet,
  type JWTVerifyGetKey,
  jwtVerify,
} from 'jose'
import { Problem } from '../problem.ts'

/** Whom a token names, and what it allows. */
export interface Caller {
  readonly userId: string
  readonly scopes: ReadonlySet<string>
}

/** Reads `Authorization`. Throws `Problem`: 401 for a token that is none, 503 while keys are out of reach. */
export type CheckToken = (authorization: string | undefined) => Promise<Caller>

export interface TokenOptions {
  /** Of the key set (RFC 7517): `https:`, or `file:` for a copy of it. */
  readonly jwksUrl: string
  readonly issuer: string
  readonly audience: string
}

/** Only keys that cannot be told from a public half: with HS256 whoever can check could sign, too. */
const ALGORITHMS = ['ES256', 'EdDSA', 'RS256', 'PS256']
/** They say that the key set could not be had, not that the token is wrong. */
const NO_FAULT_OF_THE_TOKEN = new Set(['ERR_JWKS_TIMEOUT', 'ERR_JWKS_INVALID', 'ERR_JOSE_GENERIC'])

/** Checks signed tokens (JWT, RFC 7519). Keys are fetched when first needed, and again for a new key id. */
export function checkTokens({ jwksUrl, issuer, audience }: TokenOptions): CheckToken {
  const keys = keysOf(new URL(jwksUrl))
  return async (authorization) => {
    const [, token] = /^Bearer +([^ ]+)$/i.exec(authorization ?? '') ?? []
    if (token === undefined) throw unauthorized('this needs a token: Authorization: Bearer ...')
    const requiredClaims = ['exp', 'sub']
    const options = { issuer, audience, algorithms: ALGORITHMS, requiredClaims }
    try {
      const { payload } = await jwtVerify(token, keys, options)
      const scope = typeof payload.scope === 'string' ? payload.scope : ''
      return { userId: String(payload.sub), scopes: new Set(scope.split(' ')) }
    } catch (cause) {
      throw refusal(cause)
    }
  }
}

/** Throws `Problem` 403 when the token does not allow it. */
export function requireScope({ scopes }: Caller, scope: string | undefined): void {
  if (scope === undefined || scopes.has(scope)) return
  throw new Problem(`the token does not allow ${scope}`, { status: 403, code: 'forbidden' })
}

function keysOf(url: URL): JWTVerifyGetKey {
  if (url.protocol !== 'file:') return createRemoteJWKSet(url, { cooldownDuration: 5000 })
  let keys: JWTVerifyGetKey | undefined
  return async (header, token) => {
    keys ??= createLocalJWKSet(JSON.parse(await readFile(url, 'utf8')) as JSONWebKeySet)
    return keys(header, token)
  }
}

function refusal(cause: unknown): Problem {
  if (cause instanceof errors.JOSEError && !NO_FAULT_OF_THE_TOKEN.has(cause.code)) {
    return unauthorized('the token is not valid', cause)
  }
  const message = 'tokens cannot be checked at the moment'
  return new Problem(message, { status: 503, code: 'keys-unavailable', retryAfterMs: 1000, cause })
}

function unauthorized(message: string, cause?: unknown): Problem {
  return new Problem(message, { status: 401, code: 'unauthorized', cause })
}
