import { pino } from 'pino'
import { expect, test } from 'vitest'
import { createHealth } from '../src/http/health.ts'
import { createServer } from '../src/http/server.ts'
import { createMetrics } from '../src/observability/metrics.ts'

async function addressSeen(trustedProxies: string | undefined, from: string): Promise<string> {
  const log = pino({ level: 'silent' })
  const parts = { log, metrics: createMetrics(), health: createHealth() }
  const server = createServer({ ...parts, trustedProxies })
  server.get('/who', async ({ ip }) => ip)
  const headers = { 'x-forwarded-for': '203.0.113.7' }
  const answer = await server.inject({ url: '/who', remoteAddress: from, headers })
  await server.close()
  return answer.body
}

test('a client is taken for what a trusted proxy says, and for nothing that others say', async () => {
  expect(await addressSeen('172.16.0.0/12', '172.16.2.3')).toBe('203.0.113.7')
  expect(await addressSeen('172.16.0.0/12', '192.0.2.1')).toBe('192.0.2.1')
  expect(await addressSeen(undefined, '172.16.2.3')).toBe('172.16.2.3')
})
