import type { RunResult, Scenario, Series } from '../../../src/simulation/kernel/scenario.ts'

const SECOND_US = 1_000_000

function series(id: string, title: string, values: readonly number[]): Series {
  return { id, title, unit: 'count', bucketUs: SECOND_US, values }
}

/** A run of ten seconds with two charts in two variants. */
export function sampleRun(): { scenario: Pick<Scenario, 'title' | 'variants'>; result: RunResult } {
  const scenario = {
    title: 'A sample run',
    variants: [
      { prefix: '', title: 'with breaker' },
      { prefix: 'without.', title: 'without' },
    ],
  }
  const result: RunResult = {
    seed: 1,
    traceHash: '0',
    events: 100,
    endUs: 10 * SECOND_US,
    violations: [],
    metrics: {},
    series: [
      series('latency', 'latency', [1, 1, 1, 2, 2, 2, 1, 1, 1, 1]),
      series('calls', 'calls', [9, 9, 9, 0, 0, 0, 9, 9, 9, 9]),
      series('without.latency', 'latency', [1, 1, 1, 8, 8, 8, 8, 4, 1, 1]),
      series('without.calls', 'calls', [9, 9, 9, 9, 9, 9, 9, 9, 9, 9]),
    ],
    captions: [
      { atUs: 3 * SECOND_US, text: 'the breaker opens', variant: '' },
      { atUs: 7 * SECOND_US, text: 'the breaker closes', variant: '' },
    ],
    spans: [{ fromUs: 3 * SECOND_US, toUs: 6 * SECOND_US, text: 'outage' }],
    coverage: {},
    faults: [],
    operations: 0,
    end: 'done',
  }
  return { scenario, result }
}
