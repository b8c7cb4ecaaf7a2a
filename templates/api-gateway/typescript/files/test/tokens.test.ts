import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import { UnsecuredJWT } from 'jose'
import { beforeEach, describe, expect, onTestFinished, test } from 'vitest'
import type { FakeDependencies } from '../tools/fake-dependencies/fake-dependencies.ts'
import { createIdentity } from '../tools/fake-dependencies/identity.ts'
import { startFakes, startService } from './helpers.ts'

let fakes: FakeDependencies
let service: Awaited<ReturnType<typeof startService>>

beforeEach(async () => {
  fakes = await startFakes()
  service = await startService(fakes)
})

const withToken = async (token: string | Promise<string>, url = '/orders') =>
  service.get(url, { authorization: `Bearer ${await token}` })

describe('a token', () => {
  test('says to the upstream who asks', async () => {
    const token = fakes.identity.token({ sub: 'grace' })
    expect((await withToken(token)).statusCode).toBe(200)
    expect(fakes.lastHeaders.orders?.['x-user-id']).toBe('grace')
  })

  test('says it as UTF-8, in any script', async () => {
    const token = fakes.identity.token({ sub: '李' })
    expect((await withToken(token)).statusCode).toBe(200)
    const seen = String(fakes.lastHeaders.orders?.['x-user-id'])
    expect(Buffer.from(seen, 'latin1').toString()).toBe('李')
  })

  test('is not needed where the route says so', async () => {
    const answer = await service.get('/catalogue/tea', { authorization: '' })
    expect(answer.statusCode).toBe(200)
  })

  test('has to hold the scope that the route asks for', async () => {
    const token = await fakes.identity.token({ scope: 'orders:read' })
    const headers = { authorization: `Bearer ${token}` }
    expect((await service.put('a1', { item: 'tea' }, headers)).statusCode).toBe(403)
    expect(fakes.requests.orders).toBe(0)
  })

  test.each<[string, (fakes: FakeDependencies) => string | Promise<string>]>([
    ['none', () => ''],
    ['nonsense', () => 'abc'],
    ['one that has expired', ({ identity }) => identity.token({}, '-1s')],
    ['one for somebody else', ({ identity }) => identity.token({ aud: 'bank' })],
    ['one of another issuer', ({ identity }) => identity.token({ iss: 'http://evil.example' })],
    ['one of another key', async () => (await createIdentity()).token()],
    ['one without a signature', () => new UnsecuredJWT({ sub: 'ada' }).encode()],
  ])('(%s) does not let in', async (_, make) => {
    const answer = await withToken(make(fakes))
    expect(answer.statusCode).toBe(401)
    expect(answer.headers['www-authenticate']).toBe('Bearer')
    expect(fakes.requests.orders).toBe(0)
  })

  test('that cannot be checked is no fault of the client', async () => {
    const token = await fakes.identity.token()
    const JWKS_URL = 'http://127.0.0.1:1/jwks.json'
    const cutOff = await startService(fakes, { JWKS_URL })
    const answer = await cutOff.get('/orders', { authorization: `Bearer ${token}` })
    expect(answer.statusCode).toBe(503)
    expect(answer.json()).toMatchObject({ error: { code: 'keys-unavailable' } })
  })

  test('can be checked with keys from a file', async () => {
    const folder = await mkdtemp(path.join(os.tmpdir(), 'keys-'))
    onTestFinished(() => rm(folder, { recursive: true }))
    const file = path.join(folder, 'jwks.json')
    await writeFile(file, JSON.stringify(fakes.identity.keySet))
    const local = await startService(fakes, { JWKS_URL: pathToFileURL(file).href })
    expect((await local.get('/orders')).statusCode).toBe(200)
  })
})
