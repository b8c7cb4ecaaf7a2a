import { loadIndex } from '../corpus/corpus.ts'
import { backupProgress } from '../learning/backup.ts'
import { type EventRow, fromRow } from '../learning/event-row.ts'
import { removeFrom, rowsOfStore } from '../learning/local-store.ts'
import { progressFile } from '../learning/progress-store.ts'
import { counted } from '../lib/counted.ts'
import { someOf } from '../lib/some-of.ts'
import { lookAtDatabase } from '../platform/database-look.ts'
import { localDate } from '../platform/local-day.ts'
import {
  FIX,
  type Finding,
  found,
  type Looked,
  type Mendable,
  type Surroundings,
  together,
  well,
} from './finding.ts'

const DAY_MS = 86_400_000
/** The clock of a machine that was never set stands at 1970 or when it was made; this program is younger than that. */
const YOUNGEST_CLOCK_MS = Date.UTC(2025, 0, 1)
/** Kinds whose slug is a topic of the corpus, or an exercise on a cluster. */
const ABOUT_TOPICS = ['read', 'quiz', 'review', 'bury', 'attempt', 'hint', 'solution']

type Parsed = { readonly row: EventRow; readonly event: unknown }

/** The events themselves: what cannot be read, what is not known here, and what lies in the future. */
export async function checkEvents(surroundings: Surroundings): Promise<Looked> {
  const file = progressFile()
  if ((await lookAtDatabase(file)).state !== 'sound') return found()
  const rows = await rowsOfStore(file).catch(() => [])
  const all = rows.map((row): Parsed => ({ row, event: parsed(row) }))
  const broken = all.filter(({ event }) => event === undefined).map(({ row }) => row)
  const readable = all.filter(({ event }) => event !== undefined)
  return together([
    well('events', `${counted(rows.length, 'event')} in the store`),
    checkBroken(file, broken, surroundings),
    await checkKnown(file, readable),
    checkTopics(
      file,
      readable.map(({ row }) => row),
    ),
    checkClock(file, rows, surroundings.nowMs),
  ])
}

function parsed(row: EventRow): unknown {
  try {
    return fromRow(row)
  } catch {
    return undefined
  }
}

/** One such row keeps every command from reading any. */
function checkBroken(file: string, rows: readonly EventRow[], surroundings: Surroundings): Looked {
  if (rows.length === 0) return found()
  return found({
    id: 'events-broken',
    severity: 'error',
    what: `${counted(rows.length, 'event')} cannot be read, and because of that none can.`,
    where: file,
    next: `${FIX} (the store is backed up first, then these are taken out)`,
    mend: async () => {
      await backupProgress(undefined, { ...surroundings, local: true })
      const ids = rows.map(({ id }) => id)
      await removeFrom(file, ids, surroundings.warn)
    },
  })
}

async function checkKnown(file: string, all: readonly Parsed[]): Promise<Looked> {
  const { EVENT_KINDS, parseEvent } = await import('../learning/event-schema.ts')
  const unknown = all.filter(({ row }) => !EVENT_KINDS.includes(row.kind))
  const odd = all.filter(
    ({ row, event }) => EVENT_KINDS.includes(row.kind) && parseEvent(event) === undefined,
  )
  const kinds = [...new Set(unknown.map(({ row }) => row.kind))].sort()
  const next = 'If a newer compendium wrote them, update this one. They are kept.'
  return found(
    ...some(unknown, `of kinds that this compendium does not know: ${kinds.join(', ')}`, {
      id: 'events-unknown',
      next,
    }),
    ...some(odd, 'with something else in them than events of their kind have here', {
      id: 'events-odd',
      next,
    }),
  )

  function some(those: readonly Parsed[], what: string, rest: Pick<Finding, 'id' | 'next'>): Mendable[] {
    if (those.length === 0) return []
    return [{ ...rest, severity: 'warning', where: file, what: `${counted(those.length, 'event')} ${what}.` }]
  }
}

function checkTopics(file: string, rows: readonly EventRow[]): Looked {
  const { items, clusters } = loadIndex()
  const known = new Set([...items.map(({ slug }) => slug), ...clusters.map(({ id }) => id)])
  const lost = rows.filter(({ kind, slug }) => ABOUT_TOPICS.includes(kind) && !known.has(slug))
  if (lost.length === 0) return found()
  const slugs = [...new Set(lost.map(({ slug }) => slug))].sort()
  return found({
    id: 'events-lost-topic',
    severity: 'info',
    what: `${counted(lost.length, 'event')} about topics that this corpus does not have: ${someOf(slugs, 5)}.`,
    where: file,
    next: 'They are kept, and count again when the topic is back.',
  })
}

function checkClock(file: string, rows: readonly EventRow[], nowMs: number): Looked {
  if (nowMs < YOUNGEST_CLOCK_MS) {
    return found({
      id: 'clock-past',
      severity: 'warning',
      what: `The clock says ${localDate(nowMs)}: what you do now will stand before what you did.`,
      where: 'the clock of this machine',
      next: 'Set the clock.',
    })
  }
  const ahead = rows.filter(({ at_ms: atMs }) => atMs > nowMs + DAY_MS)
  if (ahead.length === 0) return found()
  const newest = Math.max(...ahead.map(({ at_ms: atMs }) => atMs))
  return found({
    id: 'clock-future',
    severity: 'warning',
    what: `${counted(ahead.length, 'event')} in the future, up to ${localDate(newest)}: the clock was wrong then, or is now.`,
    where: file,
    next: 'Set the clock. Until that day they count as the newest.',
  })
}
