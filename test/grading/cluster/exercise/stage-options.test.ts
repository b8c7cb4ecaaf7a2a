import { describe, expect, it } from 'vitest'
import type { ClusterStage } from '../../../../src/corpus/cluster-exercise-schema.ts'
import { stageOptions } from '../../../../src/grading/cluster/exercise/stage-options.ts'
import type { Evidence } from '../../../../src/grading/cluster/judge.ts'
import { VIRTUAL_DEFAULTS } from '../../../../src/grading/cluster/options.ts'
import { targetsCheck } from '../../../../src/grading/cluster/targets.ts'

const RUN = { time: 'virtual', seed: 7, seeds: 3 } as const

function stage(options: ClusterStage['options'], targets?: ClusterStage['targets']): ClusterStage {
  const words = { id: 'one', title: 'One', statement: 'It holds.', workload: 'echo', seeds: 20 }
  return { ...words, options, ...(targets === undefined ? {} : { targets }) }
}

describe('the options of a stage', () => {
  it('are the defaults of virtual time where nothing is said', () => {
    expect(stageOptions(stage({}), RUN)).toEqual({ ...VIRTUAL_DEFAULTS, ...RUN, workload: 'echo' })
  })

  it('say times in seconds, as flags do', () => {
    const options = stageOptions(stage({ time_limit: 4, nemesis_interval: 0.5, settle: 0 }), RUN)
    expect(options).toMatchObject({ timeLimitMs: 4000, nemesisIntervalMs: 500, settleMs: 0 })
  })

  it('count clients for each node where they say so', () => {
    expect(stageOptions(stage({ node_count: 3, concurrency: '2n' }), RUN).concurrency).toBe(6)
    expect(stageOptions(stage({ concurrency: 4 }), RUN).concurrency).toBe(4)
  })

  it('keep the latency in real time', () => {
    const { latency, time } = stageOptions(stage({}), { ...RUN, time: 'real' })
    expect({ latency, time }).toEqual({ latency: { meanMs: 10, distribution: 'exponential' }, time: 'real' })
  })

  it('have everything that can be said', () => {
    const said = stageOptions(
      stage({
        ...{ node_count: 25, rate: 100, latency: 100, latency_dist: 'constant', loss: 0.1, duplicate: 0.2 },
        ...{
          nemesis: ['kill'],
          topology: 'tree4',
          availability: 'total',
          consistency_models: 'serializable',
        },
        ...{ key_count: 2, max_txn_length: 3, max_writes_per_key: 5 },
      }),
      RUN,
    )
    expect(said).toEqual({
      ...{ ...VIRTUAL_DEFAULTS, ...RUN, workload: 'echo', nodeCount: 25, rate: 100 },
      ...{
        latency: { meanMs: 100, distribution: 'constant' },
        loss: 0.1,
        duplication: 0.2,
        nemesis: ['kill'],
      },
      ...{ topology: 'tree4', availability: 1, consistency: 'serializable' },
      ...{ keyCount: 2, maxTxnLength: 3, maxWritesPerKey: 5 },
    })
  })
})

describe('the targets of a stage', () => {
  const judged = (
    targets: ClusterStage['targets'],
    spent: number,
    figures: Record<string, number> | undefined,
  ) => {
    const evidence = {
      options: stageOptions(stage({}, targets), RUN),
      stats: { messagesPerOperation: spent },
      operations: [{}],
      result: { stats: figures },
    }
    return targetsCheck(evidence as unknown as Evidence)[0]
  }

  it('are no check where none is set', () => {
    expect(judged(undefined, 9, {})).toBeUndefined()
  })

  it('are met by as many messages as are allowed, and missed by one more', () => {
    expect(judged({ messages_per_operation: 20 }, 20, {})?.verdict).toBe('pass')
    expect(judged({ messages_per_operation: 20 }, 20.01, {})).toMatchObject({
      verdict: 'fail',
      message: '20.01 messages between nodes for each operation (at most 20).',
    })
  })

  it('hold half of the elements to one time, and all to another', () => {
    const targets = { stable_latency_ms: { p50: 400, max: 600 } }
    const figures = (half: number, all: number) => ({
      'stable-latency-ms-0.5': half,
      'stable-latency-ms-1': all,
    })
    expect(judged(targets, 1, figures(400, 600))?.verdict).toBe('pass')
    expect(judged(targets, 1, figures(401, 600))?.message).toBe(
      'half of the elements were seen by all within 401 ms (at most 400 ms).',
    )
    expect(judged(targets, 1, figures(400, 601))?.message).toBe(
      'every element was seen by all within 601 ms (at most 600 ms).',
    )
  })

  it('leave a doubt where nothing was seen by all', () => {
    expect(judged({ stable_latency_ms: { max: 600 } }, 1, {})?.verdict).toBe('weak')
    expect(judged({ stable_latency_ms: { max: 600 } }, 1, undefined)?.verdict).toBe('weak')
  })
})
