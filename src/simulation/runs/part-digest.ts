import { TraceHash } from '../kernel/trace-hash.ts'
import type { ShardReport } from './shard-report.ts'

/** What a merge takes from the report of a part. */
export interface PartFacts {
  /** Of compendium. */
  readonly version: string
  readonly scenario: string
  readonly scenarioVersion: number
  readonly parameters: Readonly<Record<string, number>>
  readonly shard: Omit<ShardReport, 'digest'>
}

/** Of all settings and numbers, so that a part that was edited is no part any more. No protection against malice. */
export function partDigest({ version, scenario, scenarioVersion, parameters, shard }: PartFacts): string {
  const { digest: _, ...rest } = shard as ShardReport
  const text = canonical({ version, scenario, scenarioVersion, parameters, shard: rest })
  const hash = new TraceHash()
  for (let at = 0; at < text.length; at += 2) hash.add(text.charCodeAt(at), text.charCodeAt(at + 1) | 0)
  hash.addInteger(text.length)
  return hash.digest()
}

/** JSON with its keys in order: the same for what is in memory and for what was read from a file. */
function canonical(value: unknown): string {
  return JSON.stringify(value, (_key, inner: unknown) =>
    typeof inner === 'object' && inner !== null && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)))
      : inner,
  )
}
