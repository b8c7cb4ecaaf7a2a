import { mkdtempSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { onTestFinished } from 'vitest'
// compendium:slot test-database-imports

/** The URL of an empty database for one test. */
export async function testDatabase(): Promise<string> {
  // compendium:slot test-database
  return 'sqlite::memory:'
}

/** The same for one that outlives the service: what a restart finds. */
export async function lastingTestDatabase(): Promise<string> {
  // compendium:slot test-database
  const folder = mkdtempSync(path.join(os.tmpdir(), 'test-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  return `sqlite:${path.join(folder, 'test.db')}`
}
