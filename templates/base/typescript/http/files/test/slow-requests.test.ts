import { type AddressInfo, connect } from 'node:net'
import { pino } from 'pino'
import { expect, onTestFinished, test } from 'vitest'
import { createHealth } from '../src/http/health.ts'
import { createServer } from '../src/http/server.ts'
import { createMetrics } from '../src/observability/metrics.ts'

/** Sends this and no more, and tells what came back until the connection ended. */
function answerTo(port: number, sent: string): Promise<string> {
  return new Promise((resolve) => {
    let got = ''
    const socket = connect(port, '127.0.0.1', () => socket.write(sent))
    socket.setEncoding('utf8').on('data', (text) => {
      got += text
    })
    socket.on('error', () => {}).on('close', () => resolve(got))
  })
}

test('a head or a body that does not come is not waited for', async () => {
  const parts = { metrics: createMetrics(), health: createHealth(), requestMs: 200 }
  const server = createServer({ ...parts, log: pino({ level: 'silent' }) })
  server.post('/notes', async () => ({}))
  onTestFinished(() => server.close())
  await server.listen({ host: '127.0.0.1', port: 0 })
  const { port } = server.server.address() as AddressInfo
  const head = 'POST /notes HTTP/1.1\r\nhost: here\r\n'
  const more = 'content-type: application/json\r\ncontent-length: 9\r\n\r\n{'
  const answers = await Promise.all([answerTo(port, head), answerTo(port, `${head}${more}`)])
  for (const answer of answers) expect(answer).toContain(' 408 ')
}, 10_000)
