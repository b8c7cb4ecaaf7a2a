import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import { exportJWK, generateKeyPair, SignJWT } from 'jose'
import { expect, onTestFinished, test } from 'vitest'
import { checkTokens } from '../src/gateway/tokens.ts'

const WHO = { issuer: 'http://identity.example', audience: 'shop' }

async function createKey(kid: string) {
  const { publicKey, privateKey } = await generateKeyPair('ES256')
  const token = new SignJWT({ sub: 'ada' })
    .setProtectedHeader({ alg: 'ES256', kid })
    .setIssuer(WHO.issuer)
    .setAudience(WHO.audience)
    .setExpirationTime('1h')
  return {
    publicKey: { ...(await exportJWK(publicKey)), kid, alg: 'ES256' },
    bearer: `Bearer ${await token.sign(privateKey)}`,
  }
}

function keyFile() {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'keys-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  const file = path.join(folder, 'jwks.json')
  return { write: (text: string) => writeFileSync(file, text), jwksUrl: pathToFileURL(file).href }
}

test('a key that was taken out of the file is not believed for ever, and a new one is found', async () => {
  const { write, jwksUrl } = keyFile()
  const [old, next] = [await createKey('old'), await createKey('next')]
  write(JSON.stringify({ keys: [old.publicKey] }))
  const checkToken = checkTokens({ ...WHO, jwksUrl, fileFreshMs: 0 })
  expect(await checkToken(old.bearer)).toMatchObject({ userId: 'ada' })
  write(JSON.stringify({ keys: [next.publicKey] }))
  await expect(checkToken(old.bearer)).rejects.toMatchObject({ status: 401 })
  expect(await checkToken(next.bearer)).toMatchObject({ userId: 'ada' })
})

test('keys that are known hold while the file cannot be read', async () => {
  const { write, jwksUrl } = keyFile()
  const key = await createKey('one')
  const checkToken = checkTokens({ ...WHO, jwksUrl, fileFreshMs: 0 })
  await expect(checkToken(key.bearer)).rejects.toMatchObject({ status: 503 })
  write(JSON.stringify({ keys: [key.publicKey] }))
  expect(await checkToken(key.bearer)).toMatchObject({ userId: 'ada' })
  write('{"keys": [')
  expect(await checkToken(key.bearer)).toMatchObject({ userId: 'ada' })
})
