import { formatQuantity, type Unit } from '../../../lib/quantity.ts'
import type { Parameters, RunResult } from '../../kernel/scenario.ts'

/** What happened, for somebody who has not read the table. Every number comes from the run. */
export function tell({ metrics }: RunResult, values: Parameters): string[] {
  const shown = (id: string, unit: Unit) => formatQuantity(metrics[id] ?? Number.NaN, unit)
  const peak = (id: string) => shown(`${id}expiry_peak`, 'count')
  const flushPeak = (id: string) => shown(`${id}flush_peak`, 'count')
  const fetches = (id: string) => shown(`${id}fetches`, 'count')
  const p99 = (id: string) => shown(`${id}p99`, 'ms')
  const ttl = formatQuantity(values['ttl_ms'] ?? Number.NaN, 'ms')
  const flushed = (values['flush_at_ms'] ?? 0) < (values['duration_ms'] ?? 0)
  return [
    `All values are stored at the start and expire ${ttl} later; the origin can work on ${values['origin_slots']} fetches at once.`,
    `Without protection everyone who finds a value expired has it fetched: ${fetches('none.')} fetches, ${shown('none.duplicates', 'ratio')} of them for a key that was being fetched already, ${peak('none.')} at once, p99 ${p99('none.')}.`,
    `Coalescing in each process: ${fetches('')} fetches, ${peak('')} at once, p99 ${p99('')}. A lock in the shared cache: ${fetches('lock.')}, ${peak('lock.')}, ${p99('lock.')}; who finds it taken waits and looks again.`,
    `TTL jitter spreads the expiries (${peak('jitter.')} at once) and early expiration fetches before them (${peak('early.')}); stale values make nobody wait for an expiry (p99 ${p99('stale.')}) and are up to ${shown('stale.stale_ms', 'ms')} past their TTL.`,
    ...(flushed
      ? [
          `When the cache is flushed, spreading and staleness have nothing to work with: ${flushPeak('none.')} fetches at once without protection, ${flushPeak('jitter.')} with TTL jitter, ${flushPeak('early.')} with early expiration, ${flushPeak('stale.')} with stale values; ${flushPeak('')} with coalescing and ${flushPeak('lock.')} with a lock.`,
        ]
      : []),
  ]
}
