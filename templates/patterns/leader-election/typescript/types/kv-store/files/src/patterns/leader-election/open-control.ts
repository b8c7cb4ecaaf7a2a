import { setTimeout as sleep } from 'node:timers/promises'
import { type Database, openDatabase } from '../../database/database.ts'

const GIVE_UP_MS = 10_000
const PAUSE_MS = 100

/** Nodes that start together all want to make the tables. Whoever finds the file busy tries again. */
export async function openControl(url: string): Promise<Database> {
  const giveUpAtMs = performance.now() + GIVE_UP_MS
  for (;;) {
    try {
      return await openDatabase(url)
    } catch (cause) {
      if (performance.now() >= giveUpAtMs) {
        throw new Error('CONTROL_DATABASE_URL: cannot be opened', { cause })
      }
    }
    await sleep(PAUSE_MS)
  }
}
