import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { startFakes, startService } from './helpers.ts'

/** What the customer of an order reads, with so much of the flag rolled out. */
async function textAt(rollout: number): Promise<string | undefined> {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'flags-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  const flags = JSON.parse(await readFile('flags.json', 'utf8'))
  flags['thank-customers'].rollout = rollout
  const file = path.join(folder, 'flags.json')
  writeFileSync(file, JSON.stringify(flags))
  const fakes = await startFakes()
  const service = await startService(fakes, { FLAGS_FILE: file })
  await service.put('a1')
  await expect.poll(() => fakes.sent.has('a1-paid'), { timeout: 5000 }).toBe(true)
  return fakes.sent.get('a1-paid')
}

test('a customer is thanked while the flag is on, and told as before while it is not', async () => {
  expect(await textAt(100)).toBe('Thank you! Your order of tea is on its way.')
  expect(await textAt(0)).toBe('Your order is on its way.')
})
