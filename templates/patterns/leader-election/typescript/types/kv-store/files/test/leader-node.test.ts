import { mkdtempSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import Sqlite from 'libsql'
import { expect, onTestFinished, test } from 'vitest'
import { startNodes } from './helpers.ts'

function controlFile(): string {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'control-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  return path.join(folder, 'control.db')
}

test('one of three nodes leads and repairs; when it goes another one does', async () => {
  const nodes = await startNodes(3, {
    CONTROL_DATABASE_URL: `sqlite:${controlFile()}`,
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

test('keys are written while a process that stands still has the lock of the shared file', async () => {
  const file = controlFile()
  const [node] = await startNodes(1, {
    CONTROL_DATABASE_URL: `sqlite:${file}`,
    LEADER_LEASE_MS: 300,
  })
  const leads = async () => (await node?.metric('leader_election_leading')) === 1
  await expect.poll(leads, { timeout: 5000 }).toBe(true)
  const other = new Sqlite(file)
  other.exec('begin immediate')
  let slowestMs = 0
  for (let key = 0; key < 15; key++) {
    const sentAtMs = performance.now()
    expect((await node?.put(`key-${key}`, key))?.status).toBe(201)
    slowestMs = Math.max(slowestMs, performance.now() - sentAtMs)
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
  expect(slowestMs).toBeLessThan(1000)
  expect(await leads()).toBe(false)
  other.exec('rollback')
  other.close()
  await expect.poll(leads, { timeout: 5000 }).toBe(true)
})
