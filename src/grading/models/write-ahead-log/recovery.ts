import type { Json } from '../../sequence.ts'
import { canonical } from '../../value.ts'
import { type Read, readRecords } from './form.ts'
import { type Has, MISCONCEPTIONS } from './misconceptions.ts'

/** What recovery makes of a file. */
export interface Recovery {
  /** All that was read, also what is not kept. */
  readonly records: readonly Read[]
  /** What stays in the file. */
  readonly kept: readonly Read[]
  readonly isGap: boolean
  readonly payloads: readonly string[]
}

export function recovery(contents: string, checkpoint: number, has: Has): Recovery {
  const records = readRecords(contents, has, checkpoint)
  return {
    records,
    kept: keptOf(records, checkpoint, has),
    isGap: isRefused(records[0]?.lsn, checkpoint, has),
    payloads: payloadsOf(records, checkpoint, has),
  }
}

/** The property that the payloads hang on: that of a fault which gives just these, if there is one. */
export function ruleOfPayloads(contents: string, checkpoint: number, seen: Json | undefined): string {
  const isGiven = (id: string): boolean =>
    canonical([...recovery(contents, checkpoint, (one) => one === id).payloads]) === canonical(seen ?? null)
  const end = readRecords(contents, () => false).at(-1)?.end ?? 0
  const likely = end < contents.length ? 'stops-at-the-first-bad-record' : 'replays-committed-transactions'
  const replays = MISCONCEPTIONS.filter(({ property }) => property.startsWith('replays-'))
  return replays.find(({ id }) => isGiven(id))?.property ?? likely
}

function isRefused(first: number | undefined, checkpoint: number, has: Has): boolean {
  if (first === undefined) return false
  if (first <= checkpoint) return has('gap-if-not-next')
  if (first === checkpoint + 1) return has('gap-one-too-soon')
  return !has('gap-unseen') && !(checkpoint === 0 && has('gap-unseen-at-first'))
}

function keptOf(records: readonly Read[], checkpoint: number, has: Has): readonly Read[] {
  const whole = records.slice(0, records.findLastIndex(({ kind }) => kind === 'C') + 1)
  const kept = has('keeps-the-uncommitted') ? records : whole
  const last = whole.at(-1)?.lsn ?? 0
  const isShort = last < checkpoint && !has('keeps-what-ends-too-soon')
  return isShort || (last === checkpoint && has('cuts-at-the-checkpoint')) ? [] : kept
}

function payloadsOf(records: readonly Read[], checkpoint: number, has: Has): string[] {
  const found: string[] = []
  let transaction: Read[] = []
  for (const record of records) {
    transaction.push(record)
    if (record.kind === 'D') continue
    found.push(...transaction.filter((one) => isGiven(one, record.lsn, checkpoint, has)).map(payloadOf))
    transaction = []
  }
  if (has('replays-the-uncommitted')) {
    const splits = has('splits-at-the-checkpoint')
    found.push(...transaction.filter(({ lsn }) => lsn > checkpoint || !splits).map(payloadOf))
  }
  const all = has('drops-empty-payloads') ? found.filter((one) => one !== '') : found
  return has('replays-newest-first') ? all.reverse() : all
}

function isGiven({ kind, lsn }: Read, commit: number, checkpoint: number, has: Has): boolean {
  if (kind === 'C' && !has('replays-commit-records')) return false
  if (has('ignores-the-checkpoint')) return true
  if (has('splits-at-the-checkpoint')) return lsn > checkpoint
  return commit > checkpoint || (commit === checkpoint && has('checkpoint-inclusive'))
}

function payloadOf({ payload }: Read): string {
  return payload
}
