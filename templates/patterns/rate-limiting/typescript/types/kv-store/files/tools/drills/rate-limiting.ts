import { runDrill } from './drill.ts'

const LIMITS = { RATE_LIMIT_MAX: '3', RATE_LIMIT_WINDOW_MS: '60000' }

/** A client sends more than its share to one node: the rest is refused, and what nodes send each other is not. */
await runDrill({ env: LIMITS }, async ({ put, send, expect }) => {
  console.log('# 3 requests a minute are allowed, and 10 come')
  const answers: number[] = []
  for (let at = 1; at <= 10; at++) answers.push((await put('node-1', `key-${at}`, at)).status)
  expect('3 writes are acknowledged', answers.filter((status) => status === 201).length === 3)
  expect('7 are refused', answers.filter((status) => status === 429).length === 7)
  const copies = await Promise.all(
    ['node-1', 'node-2', 'node-3'].map((name) => send(name, 'GET', '/replica/keys?limit=100')),
  )
  expect(
    'no refused write is on any node',
    copies.every(({ body }) => (body as { keys: string[] }).keys.length <= 3),
  )
})
