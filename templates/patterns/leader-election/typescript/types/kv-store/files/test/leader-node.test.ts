import { mkdtempSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { startNodes } from './helpers.ts'

test('one of three nodes leads and repairs; when it goes another one does', async () => {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'control-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  const nodes = await startNodes(3, {
    CONTROL_DATABASE_URL: `sqlite:${path.join(folder, 'control.db')}`,
    LEADER_LEASE_MS: 300,
    DUTY_INTERVAL_MS: 50,
  })
  const leadersAmong = async (some: typeof nodes) => {
    const leading = await Promise.all(some.map((node) => node.metric('leader_election_leading')))
    return some.filter((_, at) => leading[at] === 1)
  }
  await expect.poll(async () => (await leadersAmong(nodes)).length, { timeout: 5000 }).toBe(1)
  const [first] = await leadersAmong(nodes)
  const lastRepair = async () => (await nodes[0]?.send('GET', '/duties/repair'))?.body
  await expect.poll(lastRepair, { timeout: 5000 }).toMatchObject({ holder: first?.name, token: 1 })
  await first?.stop()
  const left = nodes.filter((node) => node !== first)
  await expect.poll(async () => (await leadersAmong(left)).length, { timeout: 5000 }).toBe(1)
  const [second] = await leadersAmong(left)
  const seen = async () => (await second?.send('GET', '/duties/repair'))?.body
  await expect.poll(seen, { timeout: 5000 }).toMatchObject({ holder: second?.name, token: 2 })
  expect((await second?.send('GET', '/duties/none'))?.status).toBe(404)
})
