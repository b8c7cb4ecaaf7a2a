import { setTimeout as sleep } from 'node:timers/promises'
import { type Database, openDatabase } from '../../database/database.ts'

const ATTEMPTS = 50
const PAUSE_MS = 100

/** Nodes that start together all want to make the tables. Whoever finds the file busy tries again. */
export async function openControl(url: string): Promise<Database> {
  for (let left = ATTEMPTS; ; left--) {
    try {
      return await openDatabase(url)
    } catch (error) {
      if (left === 0) throw new Error('CONTROL_DATABASE_URL: cannot be opened', { cause: error })
      await sleep(PAUSE_MS)
    }
  }
}
