import type { Parameters } from '../../kernel/scenario.ts'
import { quorumsMeet, settingsOf } from './parameters.ts'

export function tell(metrics: Readonly<Record<string, number>>, values: Parameters): readonly string[] {
  const settings = settingsOf(values, undefined)
  const { n, r, w, sloppy } = settings
  const meet = quorumsMeet(settings)
    ? `R + W = ${r + w} > N = ${n}: every read meets every write`
    : sloppy
      ? 'the quorum is sloppy, so that a read may miss a write'
      : `R + W = ${r + w} is not above N = ${n}, so that a read may miss a write`
  return [
    `With N = ${n}, R = ${r}, W = ${w} ${meet}.`,
    `${percent(metrics['stale_reads'])} of the reads were stale, ${percent(metrics['availability'])} of all operations succeeded; ${metrics['inversions']} reads saw an older value than one before them.`,
    `Replicas caught up by ${metrics['read_repairs']} read repairs and ${metrics['hints_stored']} hints, of which ${metrics['hints_pending']} are still to be delivered.`,
  ]
}

function percent(share = Number.NaN): string {
  return Number.isNaN(share) ? 'none' : `${(share * 100).toFixed(1)} %`
}
