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
  /** For so long the keys of a file are not read again. */
  readonly fileFreshMs?: number
}

/** Only keys that cannot be told from a public half: with HS256 whoever can check could sign, too. */
const ALGORITHMS = ['ES256', 'EdDSA', 'RS256', 'PS256']
/** They say that the key set could not be had, not that the token is wrong. */
const NO_FAULT_OF_THE_TOKEN = new Set(['ERR_JWKS_TIMEOUT', 'ERR_JWKS_INVALID', 'ERR_JOSE_GENERIC'])

/**
 * Checks signed tokens (JWT, RFC 7519). Keys are fetched when first needed, again for a new key id, and from time to time,
 * so that one that was withdrawn is not believed for ever.
 */
export function checkTokens(options: TokenOptions): CheckToken {
  const { issuer, audience } = options
  const keys = keysOf(options)
  return async (authorization) => {
    const [, token] = /^Bearer +([^ ]+)$/i.exec(authorization ?? '') ?? []
    if (token === undefined) throw unauthorized('this needs a token: Authorization: Bearer ...')
    const requiredClaims = ['exp', 'sub']
    const wanted = { issuer, audience, algorithms: ALGORITHMS, requiredClaims }
    try {
      const { payload } = await jwtVerify(token, keys, wanted)
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

function keysOf({ jwksUrl, fileFreshMs = 5000 }: TokenOptions): JWTVerifyGetKey {
  const url = new URL(jwksUrl)
  if (url.protocol === 'file:') return keysOfFile(url, fileFreshMs)
  return createRemoteJWKSet(url, { cooldownDuration: 5000 })
}

/** Those that are known hold while the file cannot be read. */
function keysOfFile(url: URL, freshMs: number): JWTVerifyGetKey {
  let keys: JWTVerifyGetKey | undefined
  let readAtMs = 0
  return async (header, token) => {
    if (keys === undefined || performance.now() - readAtMs >= freshMs) {
      readAtMs = performance.now()
      const known = keys
      keys = await readKeys(url).catch((error: unknown) => {
        if (known === undefined) throw error
        return known
      })
    }
    return keys(header, token)
  }
}

async function readKeys(url: URL): Promise<JWTVerifyGetKey> {
  return createLocalJWKSet(JSON.parse(await readFile(url, 'utf8')) as JSONWebKeySet)
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
