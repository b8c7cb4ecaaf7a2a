import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { connect, DependencyUnavailable, type HttpPolicy } from '../src/http-client/http-client.ts'

let server: Server
let url: string
interface Answer {
  readonly status: number
  readonly body: string
  readonly headers?: Record<string, string>
}
const answers = new Map<string, Answer>()

beforeEach(async () => {
  answers.clear()
  server = createServer((request, response) => {
    const answer = answers.get(request.url ?? '')
    if (answer !== undefined) response.writeHead(answer.status, answer.headers).end(answer.body)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/base`
})
afterEach(async () => {
  server.closeAllConnections()
  await new Promise((resolve) => server.close(resolve))
})

const client = (timeoutMs = 1000, policies: HttpPolicy[] = []) =>
  connect({ name: 'other', url, timeoutMs }, policies)

describe('a call to another service', () => {
  test('gives status and parsed body, below the path of its URL', async () => {
    answers.set('/base/things', { status: 404, body: '{"a":1}' })
    const answer = await client()({ method: 'GET', path: 'things' })
    expect(answer).toEqual({ status: 404, body: { a: 1 } })
  })

  test('gives no body where there is no JSON', async () => {
    answers.set('/base/things', { status: 200, body: '<html>' })
    expect((await client()({ method: 'GET', path: 'things' })).body).toBeUndefined()
  })

  test.each([500, 503, 429])('that is answered %i was in vain', async (status) => {
    answers.set('/base/things', { status, body: '' })
    const failed = client()({ method: 'GET', path: 'things' })
    await expect(failed).rejects.toThrow(`other: answered ${status}`)
  })

  test.each([
    ['30', 30_000],
    ['999999999', 3_600_000],
    ['Wed, 21 Oct 2037 07:28:00 GMT', 1000],
  ])('passes on when to come again: Retry-After: %s', async (said, retryAfterMs) => {
    answers.set('/base/things', { status: 503, body: '', headers: { 'retry-after': said } })
    const failed = client()({ method: 'GET', path: 'things' })
    await expect(failed).rejects.toMatchObject({ retryAfterMs })
  })

  test('that is never answered ends with its time limit', async () => {
    const failed = client(50)({ method: 'GET', path: 'never' })
    await expect(failed).rejects.toThrow('no answer within 50 ms')
    await expect(failed).rejects.toBeInstanceOf(DependencyUnavailable)
  })

  test('that is given up by its caller ends with the reason of the caller', async () => {
    const caller = new AbortController()
    const failed = client()({ method: 'GET', path: 'never', signal: caller.signal })
    caller.abort(new Error('no longer wanted'))
    await expect(failed).rejects.toThrow('no longer wanted')
  })

  test('goes through its policies, the last one first', async () => {
    answers.set('/base/things', { status: 200, body: '1' })
    const seen: string[] = []
    const note =
      (name: string): HttpPolicy =>
      (_, next) =>
      (request) => {
        seen.push(name)
        return next(request)
      }
    await client(1000, [note('near'), note('far')])({ method: 'GET', path: 'things' })
    expect(seen).toEqual(['far', 'near'])
  })
})
