import { createServer, type Server } from 'node:net'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type Learner, newLearner } from '../learning/helpers/cli.ts'

let learner: Learner
beforeEach(async () => {
  learner = await newLearner()
})
afterEach(() => learner.remove())

describe('compendium classroom, where no class is named', () => {
  it.each([['roster', 'list'], ['results'], ['erase', 'ada', '--yes']])(
    '%s says what it needs',
    async (...words) => {
      const { status, stdout, stderr } = await learner.run(['classroom', ...words])
      expect([status, stdout]).toEqual([2, ''])
      expect(stderr).toContain('COMPENDIUM_DATABASE_URL=postgresql://')
    },
  )
})

describe('a class that cannot be reached', () => {
  const listeners: Server[] = []
  afterEach(() => {
    for (const listener of listeners.splice(0)) listener.close()
  })

  /** Takes connections and never says a word. */
  async function mute(): Promise<string> {
    const server = createServer((socket) => void socket.on('error', () => {}))
    listeners.push(server)
    await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve))
    return `127.0.0.1:${(server.address() as { readonly port: number }).port}`
  }

  const SECRET = 'hunter2secret'
  const withUrl = (url: string) => ({ env: { COMPENDIUM_DATABASE_URL: url, COMPENDIUM_LEARNER: 'ada' } })

  it.each([
    ['no address', SECRET, /is not the address of a PostgreSQL database/],
    ['another kind of server', `mysql://u:${SECRET}@h/d`, /is not the address of a PostgreSQL database/],
    ['a bare slash in the password', `postgresql://u:12/${SECRET}@h/d`, /%2F/],
    ['a bare question mark in the password', `postgresql://u:12?${SECRET}@h/d`, /%3F/],
    ['a bare hash in the password', `postgresql://u:12#${SECRET}@h/d`, /%23/],
    [
      'a port on which nobody listens',
      `postgresql://u:${SECRET}@127.0.0.1:1/d`,
      /u@127\.0\.0\.1:1\/d takes no connections/,
    ],
    [
      'a host that nobody knows',
      `postgresql://u:${SECRET}@host.invalid/d`,
      /u@host\.invalid\/d is on a host that/,
    ],
    [
      'a socket that is not there',
      `postgresql:///d?host=/nowhere&user=u&password=${SECRET}`,
      /postgresql:\/\/\/nowhere\/d has no socket/,
    ],
  ])('%s: is told, with what to do, and no password', async (_, url, message) => {
    const before = performance.now()
    const { status, stdout, stderr } = await learner.run(['classroom', 'results'], withUrl(url))
    expect([status, stdout]).toEqual([2, ''])
    expect(stderr).toMatch(message)
    const shown = await Promise.all([
      learner.run(['progress'], withUrl(url)),
      learner.run(['classroom', 'results', '--json'], { env: { ...withUrl(url).env, DEBUG: '1' } }),
    ])
    for (const ran of shown) expect(`${stderr}${ran.stdout}${ran.stderr}`).not.toContain(SECRET)
    expect(performance.now() - before).toBeLessThan(12_000)
  })

  it('a server that never answers is given up within five seconds, and the work goes on', async () => {
    const url = `postgresql://u:${SECRET}@${await mute()}/d`
    const before = performance.now()
    const { status, stdout, stderr } = await learner.run(
      ['quiz', 'bulkhead', '--answer', 'why=b'],
      withUrl(url),
    )
    expect(performance.now() - before).toBeLessThan(8000)
    expect([status, stdout]).toEqual([0, expect.stringContaining('why: right')])
    expect(stderr).toMatch(/did not answer in time.*What you did is kept in .*unsent-ada-\w+\.db, and sent/)
    expect(stderr).not.toContain(SECRET)
  })

  it('somebody whose name is no identity is told, and their work goes on', async () => {
    const env = { COMPENDIUM_DATABASE_URL: 'postgresql://u@127.0.0.1:1/d', COMPENDIUM_LEARNER: '=cmd()' }
    const { status, stderr } = await learner.run(['quiz', 'bulkhead', '--answer', 'why=b'], { env })
    expect([status, stderr]).toEqual([0, expect.stringContaining("cannot be a learner's identity")])
  })
})
