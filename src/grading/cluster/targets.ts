import type { Check } from '../verdict.ts'
import type { Evidence } from './judge.ts'
import type { LatencyShare } from './options.ts'

/** By which name the checker of sets tells how late elements were seen by all. */
const FIGURE: Readonly<Record<LatencyShare, string>> = {
  p50: 'stable-latency-ms-0.5',
  p95: 'stable-latency-ms-0.95',
  p99: 'stable-latency-ms-0.99',
  max: 'stable-latency-ms-1',
}

const SHARE: Readonly<Record<LatencyShare, string>> = {
  p50: 'half of the elements were',
  p95: '95 % of the elements were',
  p99: '99 % of the elements were',
  max: 'every element was',
}

interface Reading {
  readonly text: string
  readonly isMet: boolean | undefined
}

/** Whether the run cost no more than its targets allow; none where none is set. */
export function targetsCheck({ options: { targets }, stats, operations, result }: Evidence): Check[] {
  if (targets === undefined || operations.length === 0) return []
  const { messagesPerOperation: most, stableLatencyMs = {} } = targets
  const spent = stats.messagesPerOperation
  const messages: Reading[] =
    most === undefined
      ? []
      : [
          {
            text: `${spent} messages between nodes for each operation (at most ${most})`,
            isMet: spent <= most,
          },
        ]
  const latencies = Object.entries(stableLatencyMs).map(([share, limit]) =>
    latency(share as LatencyShare, limit, result?.stats?.[FIGURE[share as LatencyShare]]),
  )
  const readings = [...messages, ...latencies]
  const missed = readings.filter(({ isMet }) => isMet === false)
  const unknown = readings.filter(({ isMet }) => isMet === undefined)
  const shown = missed.length > 0 ? missed : unknown.length > 0 ? unknown : readings
  const verdict = missed.length > 0 ? 'fail' : unknown.length > 0 ? 'weak' : 'pass'
  const message = `${shown.map(({ text }) => text).join('; ')}.`
  return [{ id: 'targets', title: 'costs no more than it may', verdict, message }]
}

function latency(share: LatencyShare, limit: number, found: number | undefined): Reading {
  if (found === undefined)
    return { text: 'no element was seen by all, so nothing is known of how late', isMet: undefined }
  return {
    text: `${SHARE[share]} seen by all within ${found} ms (at most ${limit} ms)`,
    isMet: found <= limit,
  }
}
