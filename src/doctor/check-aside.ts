import path from 'node:path'
import { backupProgress } from '../learning/backup.ts'
import { type EventRow, fromRow } from '../learning/event-row.ts'
import type { ProgressEvent } from '../learning/events.ts'
import { appendTo, readFrom } from '../learning/local-store.ts'
import { progressFile } from '../learning/progress-store.ts'
import { doctorWords } from '../messages/doctor/index.ts'
import { lookAtDatabase, salvageRows } from '../platform/database-look.ts'
import { listFolder, pathKind } from '../platform/tree.ts'
import { found, type Looked, type Surroundings, together } from './finding.ts'

const EVENTS = { table: 'event', key: 'id', otherOrder: 'at_ms %, id %' }
const COMPANION = /-(wal|shm|journal)$/

/** Stores that were set aside because they were damaged: whether anything in them is missing from the store. */
export async function checkAside(surroundings: Surroundings): Promise<Looked> {
  const folder = path.dirname(progressFile())
  if ((await pathKind(folder)) !== 'folder') return found()
  const pattern = `${path.basename(progressFile())}.corrupt-`
  const names = (await listFolder(folder)).filter((name) => name.startsWith(pattern))
  const files = new Set(names.map((name) => path.join(folder, name.replace(COMPANION, ''))))
  // While the store itself is not sound, nothing can be compared with it, or added to it.
  const { state } = await lookAtDatabase(progressFile())
  if (state !== 'sound' && state !== 'missing') return found()
  return together(await Promise.all([...files].map((file) => checkOne(file, surroundings))))
}

async function checkOne(file: string, surroundings: Surroundings): Promise<Looked> {
  const { warn } = surroundings
  const rows = await salvageRows<EventRow>(file, EVENTS)
  const known = new Set((await readFrom(progressFile(), warn)).map(({ id }) => id))
  const missing = (await soundEvents(rows)).filter(({ id }) => !known.has(id))
  const { aside, fix, mended } = doctorWords()
  if (missing.length === 0) {
    return found({
      id: 'store-aside',
      severity: 'info',
      what: aside.nothingNew,
      where: file,
      next: aside.deleteIt,
    })
  }
  return found({
    id: 'store-aside-unread',
    severity: 'warning',
    what: aside.unread({ count: missing.length }),
    where: file,
    next: mended.aside({ fix }),
    mend: async () => {
      await backupProgress(undefined, { ...surroundings, local: true })
      await appendTo(progressFile(), missing, warn)
    },
  })
}

/** Those that the log would take: a row of a damaged page may be anything. */
async function soundEvents(rows: readonly EventRow[]): Promise<readonly ProgressEvent[]> {
  const { parseEvent } = await import('../learning/event-schema.ts')
  return rows.flatMap((row) => {
    try {
      return parseEvent(fromRow(row)) ?? []
    } catch {
      return []
    }
  })
}
