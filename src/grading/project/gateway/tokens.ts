import { generateKeyPairSync, type KeyObject, sign } from 'node:crypto'
import { type LoopbackServer, serveOnLoopback } from '../../../platform/loopback-server.ts'
import type { GatewayContract } from './contract.ts'

type Claims = NonNullable<GatewayContract['gateway']['token']>

const KEY_ID = 'drill'
const VALID_S = 3600

/** Who issues tokens (JWT, RFC 7519): its public key is to be had at `url`, as a key set (RFC 7517). */
export class Issuer {
  readonly #server: LoopbackServer
  readonly #key: KeyObject

  private constructor(server: LoopbackServer, key: KeyObject) {
    this.#server = server
    this.#key = key
  }

  static async open(): Promise<Issuer> {
    const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
    const keys = [{ ...publicKey.export({ format: 'jwk' }), kid: KEY_ID, alg: 'ES256', use: 'sig' }]
    return new Issuer(await serveOnLoopback(async () => ({ status: 200, body: { keys } })), privateKey)
  }

  get url(): string {
    return `${this.#server.url}/jwks.json`
  }

  close(): Promise<void> {
    return this.#server.close()
  }

  /** A token for an hour, or one that ended an hour ago. */
  token(claims: Claims, subject: string, isOver = false): string {
    return tokenOf(claims, { subject, key: this.#key, endsInS: isOver ? -VALID_S : VALID_S })
  }
}

/** A token that says the same, signed by somebody else in the name of that key. */
export function forgedToken(claims: Claims, subject: string): string {
  const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  return tokenOf(claims, { subject, key: privateKey, endsInS: VALID_S })
}

function tokenOf(
  { issuer, audience, scope }: Claims,
  { subject, key, endsInS }: { subject: string; key: KeyObject; endsInS: number },
): string {
  const nowS = Math.floor(Date.now() / 1000)
  const head = { alg: 'ES256', typ: 'JWT', kid: KEY_ID }
  const times = { iat: nowS + Math.min(0, 2 * endsInS), exp: nowS + endsInS }
  const body = { iss: issuer, aud: audience, sub: subject, scope, ...times }
  const text = [head, body].map((part) => base64(JSON.stringify(part))).join('.')
  // JSON Web Signature wants the two numbers one after the other (RFC 7518, 3.4), not in DER.
  const signature = sign('sha256', Buffer.from(text), { key, dsaEncoding: 'ieee-p1363' })
  return `${text}.${signature.toString('base64url')}`
}

const base64 = (text: string) => Buffer.from(text).toString('base64url')
