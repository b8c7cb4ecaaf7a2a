import { spawnSync } from 'node:child_process'
import path from 'node:path'
import { measure, typical } from './measure.mjs'

const root = path.dirname(import.meta.dirname)
const bin = path.join(root, 'bin', 'run.js')
const SOLUTION = path.join(
  root,
  'content/patterns/circuit-breaker/exercise/solution/python/circuit_breaker.py',
)

/** The end of a synchronized update: the terminal now shows a whole frame. */
const FRAME_END = '\u001B[?2026l'

/**
 * The limit is the most that is allowed, or with `bound: 'least'` the least. `skipped` says what would have to be
 * there to measure it.
 * @typedef {{
 *   row: string, value: number | undefined, limit: number | undefined, bound?: 'least',
 *   unit: 'ratio' | 'times' | 'ms' | 'us' | 'ns' | 'MiB' | 'of them' | 'per second' | 'KiB per minute', ok: boolean, skipped?: string,
 * }} Row
 */

/**
 * Start-up, as ratios to a Node that does nothing. CPU time, which other work on the machine
 * disturbs least; the first frame as elapsed time, because that is what one waits for.
 * @returns {Row[]}
 */
export function startUp(home) {
  const env = { COMPENDIUM_HOME: home }
  const run = (...args) => [process.execPath, bin, ...args]
  const results = measure(
    [
      { name: 'node', argv: [process.execPath, '-e', '0'] },
      { name: '--version', argv: run('--version'), env },
      { name: '--help', argv: run('--help'), env },
      { name: 'learn --json', argv: run('learn', '--json'), env },
      { name: 'frame', argv: run('learn', 'circuit-breaker', '--interactive'), env, until: FRAME_END },
    ],
    { warmups: 3, runs: 15 },
  )
  const cpu = (name) => typical(results, name, 'cpuMs') / typical(results, 'node', 'cpuMs')
  const wall = (name) => typical(results, name, 'wallMs') / typical(results, 'node', 'wallMs')
  return [
    atMost('compendium --version', cpu('--version'), 2.6),
    atMost('compendium --help', cpu('--help'), 2.6),
    atMost('compendium learn --json', cpu('learn --json'), 4),
    atMost('first frame of the reader', wall('frame'), 8),
  ]
}

/** @returns {Row[]} */
export function grading(home) {
  const env = { COMPENDIUM_HOME: home }
  const results = measure(
    [
      { name: 'python', argv: ['python3', '-c', '0'] },
      { name: 'test', argv: [process.execPath, bin, 'test', SOLUTION, '--pattern', 'circuit-breaker'], env },
    ],
    { warmups: 1, runs: 7 },
  )
  const over = typical(results, 'test', 'wallMs') - typical(results, 'python', 'wallMs')
  return [atMost('grading the Python reference, over python3', over, 500, 'ms'), ...sequences()]
}

/** Many sequences, in each language that is here; the limit is asked of Python and JavaScript. */
function sequences() {
  const { stdout, stderr, status } = spawnSync(
    process.execPath,
    ['--import', 'tsx', path.join(import.meta.dirname, 'sequences.ts')],
    { cwd: root, encoding: 'utf8' },
  )
  if (status !== 0) throw new Error(`bench/sequences.ts failed:\n${stderr}`)
  return Object.entries(JSON.parse(stdout)).map(([language, ms]) =>
    atMost(`1,000 sequences of 50 operations, ${language}`, ms, 3000, 'ms'),
  )
}

/** @returns {Row[]} */
export function sweep(home) {
  const seeds = 100
  const argv = [process.execPath, bin, 'simulate', 'circuit-breaker', '--seeds', String(seeds), '--json']
  const results = measure(
    [
      { name: 'node', argv: [process.execPath, '-e', '0'] },
      { name: 'sweep', argv, env: { COMPENDIUM_HOME: home } },
    ],
    { warmups: 1, runs: 5 },
  )
  const sweepMs = typical(results, 'sweep', 'wallMs')
  return [
    atMost(`simulate --seeds ${seeds}`, sweepMs / typical(results, 'node', 'wallMs'), 100),
    // For information: how fast a machine is, is no fault of the program.
    {
      row: 'seeds simulated',
      value: (seeds * 1000) / sweepMs,
      limit: undefined,
      unit: 'per second',
      ok: true,
    },
  ]
}

function atMost(row, value, limit, unit = 'ratio') {
  return { row, value, limit, unit, ok: value <= limit }
}
