import { loadIndex } from '../corpus/corpus.ts'
import { backupProgress } from '../learning/backup.ts'
import { type EventRow, fromRow } from '../learning/event-row.ts'
import { removeFrom, rowsOfStore } from '../learning/local-store.ts'
import { progressFile } from '../learning/progress-store.ts'
import { someOf } from '../lib/some-of.ts'
import { doctorWords } from '../messages/doctor/index.ts'
import { lookAtDatabase } from '../platform/database-look.ts'
import { localDate } from '../platform/local-day.ts'
import { found, type Looked, type Mendable, type Surroundings, together, well } from './finding.ts'

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
    well('events', doctorWords().events.well({ count: rows.length })),
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
  const { events, fix, mended } = doctorWords()
  return found({
    id: 'events-broken',
    severity: 'error',
    what: events.broken({ count: rows.length }),
    where: file,
    next: mended.broken({ fix }),
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
  const words = doctorWords().events
  const about = { severity: 'warning', where: file, next: words.kept } as const
  const what = words.unknown({ count: unknown.length, kinds: kinds.join(', ') })
  const findings: readonly Mendable[] = [
    ...(unknown.length > 0 ? [{ ...about, id: 'events-unknown', what }] : []),
    ...(odd.length > 0 ? [{ ...about, id: 'events-odd', what: words.odd({ count: odd.length }) }] : []),
  ]
  return found(...findings)
}

function checkTopics(file: string, rows: readonly EventRow[]): Looked {
  const { items, clusters } = loadIndex()
  const known = new Set([...items.map(({ slug }) => slug), ...clusters.map(({ id }) => id)])
  const lost = rows.filter(({ kind, slug }) => ABOUT_TOPICS.includes(kind) && !known.has(slug))
  if (lost.length === 0) return found()
  const slugs = [...new Set(lost.map(({ slug }) => slug))].sort()
  const words = doctorWords().events
  return found({
    id: 'events-lost-topic',
    severity: 'info',
    what: words.lostTopic({ count: lost.length, slugs: someOf(slugs, 5) }),
    where: file,
    next: words.comeBack,
  })
}

function checkClock(file: string, rows: readonly EventRow[], nowMs: number): Looked {
  const { clock, events, thisClock } = doctorWords()
  if (nowMs < YOUNGEST_CLOCK_MS) {
    return found({
      id: 'clock-past',
      severity: 'warning',
      what: clock.past({ day: localDate(nowMs) }),
      where: thisClock,
      next: clock.set,
    })
  }
  const ahead = rows.filter(({ at_ms: atMs }) => atMs > nowMs + DAY_MS)
  if (ahead.length === 0) return found()
  const newest = Math.max(...ahead.map(({ at_ms: atMs }) => atMs))
  return found({
    id: 'clock-future',
    severity: 'warning',
    what: events.future({ count: ahead.length, day: localDate(newest) }),
    where: file,
    next: events.untilThen,
  })
}
