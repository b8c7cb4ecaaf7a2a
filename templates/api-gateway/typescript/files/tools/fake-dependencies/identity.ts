import { randomUUID } from 'node:crypto'
import { exportJWK, generateKeyPair, SignJWT } from 'jose'

export interface Identity {
  /** The public half of its keys. */
  readonly keySet: { readonly keys: readonly object[] }
  /** A token that the gateway takes, unless `claims` or `expires` say otherwise. */
  token(claims?: Readonly<Record<string, unknown>>, expires?: string): Promise<string>
}

/** Signs tokens with a key that is made anew each time and never leaves the memory. */
export async function createIdentity(): Promise<Identity> {
  const { publicKey, privateKey } = await generateKeyPair('ES256')
  const kid = randomUUID()
  const keySet = { keys: [{ ...(await exportJWK(publicKey)), kid, alg: 'ES256', use: 'sig' }] }
  return {
    keySet,
    token: (claims = {}, expires = '1h') =>
      new SignJWT({
        iss: 'http://identity.example',
        aud: 'shop',
        sub: 'ada',
        scope: 'orders:write',
        ...claims,
      })
        .setProtectedHeader({ alg: 'ES256', kid })
        .setIssuedAt()
        .setExpirationTime(expires)
        .sign(privateKey),
  }
}
