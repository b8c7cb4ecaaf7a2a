import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { gradeFile } from '../../src/grading/grade.ts'
import { contractOf, solutionOf } from './contracts.ts'
import { fileWith } from './helpers.ts'

const contract = contractOf('bulkhead')
const solution = solutionOf('bulkhead', 'python').text

/** The solution with a pool of its own. */
function pooled(workers: number, edits: readonly (readonly [string, string])[]): string {
  const all: readonly (readonly [string, string])[] = [
    ['import collections\n', 'import collections\nfrom concurrent.futures import ThreadPoolExecutor\n'],
    [
      '        self._running = 0\n',
      `        self._running = 0\n        self._pool = ThreadPoolExecutor(max_workers=${workers})\n`,
    ],
    ...edits,
  ]
  return all.reduce((text, [find, replace]) => {
    expect(text.split(find)).toHaveLength(2)
    return text.replace(find, replace)
  }, solution)
}

const WHOLE = [
  '    def run(self, operation):\n',
  '    def run(self, operation):\n        return self._pool.submit(self._run, operation).result()\n\n    def _run(self, operation):\n',
] as const
const INNER = ['return operation()', 'return self._pool.submit(operation).result()'] as const

async function causes(text: string): Promise<readonly string[] | undefined> {
  const file = await fileWith('bulkhead.py', text)
  const options = { file, cwd: path.dirname(file), pattern: 'bulkhead', contract }
  const grade = await gradeFile({ ...options, timeout: 30, now: () => performance.now() })
  return grade.verdict === 'fail' ? grade.diagnosis?.ids : [grade.verdict]
}

describe('a Python program with a pool of threads of its own', { timeout: 30_000 }, () => {
  it.each([
    ['for its calls', [WHOLE], 'one-thread-for-calls'],
    ['for what it is handed', [INNER], 'one-thread-for-functions'],
    ['for both, one within the other', [WHOLE, INNER], 'waits-for-itself'],
  ] as const)('that has one thread %s is told so', async (_, edits, cause) => {
    expect(await causes(pooled(1, edits))).toEqual([cause])
  })

  it.each([[[WHOLE]], [[INNER]]] as const)('that has enough of them passes', async (edits) => {
    expect(await causes(pooled(50, edits))).toEqual(['pass'])
  })
})

describe('threads of a Python program whose sequence is over', { timeout: 120_000 }, () => {
  it('clean up, with locks if they must, and are gone: more than a thousand sequences find room', async () => {
    const file = await fileWith('hedger.py', solutionOf('request-hedging', 'python').text)
    const options = { file, cwd: path.dirname(file), pattern: 'request-hedging' }
    const hedging = contractOf('request-hedging')
    const grade = await gradeFile({
      ...{ ...options, contract: hedging, seeds: 25, timeout: 60 },
      now: () => performance.now(),
    })
    expect(grade.verdict).toBe('pass')
  })

  it('are not kept by Python itself either, though some never came to run', async () => {
    const { text } = solutionOf('request-hedging', 'python')
    const kept = "        if threading._limbo:\n            raise RuntimeError('kept')\n"
    const first = '        self._max_attempts = max_attempts\n'
    const watching = text.replace(first, kept + first)
    expect(watching).not.toBe(text)
    const file = await fileWith('hedger.py', watching)
    const contract = contractOf('request-hedging')
    const options = { file, cwd: path.dirname(file), pattern: 'request-hedging', contract }
    const grade = await gradeFile({ ...options, timeout: 60, now: () => performance.now() })
    expect(grade.checks.filter(({ verdict }) => verdict !== 'pass')).toEqual([])
  })
})
