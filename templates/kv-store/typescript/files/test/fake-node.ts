import { once } from 'node:events'
import { createServer, type IncomingHttpHeaders } from 'node:http'
import type { AddressInfo } from 'node:net'
import { onTestFinished } from 'vitest'

export interface FakeNode {
  readonly url: string
  /** `ok` answers like a node that keeps nothing, `fail` with 500, `hang` never. */
  mode: 'ok' | 'fail' | 'hang'
  readonly requests: string[]
  lastHeaders: IncomingHttpHeaders
}

/** A node that does as a test says; gone when the test is over. */
export async function startFakeNode(mode: FakeNode['mode']): Promise<FakeNode> {
  const server = createServer((request, response) => {
    node.requests.push(request.url ?? '')
    node.lastHeaders = request.headers
    if (node.mode === 'hang') return
    const status = node.mode === 'fail' ? 500 : 200
    response.writeHead(status, { 'content-type': 'application/json' }).end('{"keys":[]}')
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const node: FakeNode = { url, mode, requests: [], lastHeaders: {} }
  onTestFinished(() => {
    server.close()
    server.closeAllConnections()
  })
  return node
}
