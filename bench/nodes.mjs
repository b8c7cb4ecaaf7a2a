import path from 'node:path'
import { output } from './simulation.mjs'

/** @typedef {import('./rows.mjs').Row} Row */

/** Not bundled: it builds nodes as the grader does, from the project's own folders. */
const measured = (script) => [process.execPath, '--import', 'tsx', path.join(import.meta.dirname, script)]
const LANGUAGES = ['python', 'javascript', 'typescript', 'go', 'java']

/**
 * The SDK of nodes in each language, one line at a time over the pipe; and whole clusters.
 * @returns {Row[]}
 */
export function nodes() {
  return [...languages(), ...wholeClusters()]
}

function wholeClusters() {
  const raft = output([...measured('clusters-of-nodes.ts'), 'raft'])
  const seeds = output([...measured('clusters-of-nodes.ts'), 'seeds'])
  const echo = output([...measured('clusters-of-nodes.ts'), 'echo'])
  const [alone, together] = [seeds.alone.simulatedSPerMin, seeds.together.simulatedSPerMin]
  return [
    atLeast(
      `simulated seconds a minute of Raft, five nodes in Python, ${seeds.cores} cores`,
      together,
      3_000,
    ),
    { row: 'the same on one core', value: alone, unit: 'a second', ok: true },
    atLeast('events of its nodes', raft.stepsPerS, 8_000),
    atMostUs('an answer at 2,000 messages a second in real time, median', echo.latencyMs.p50),
    { row: 'the same, 99 of 100', value: 1000 * echo.latencyMs.p99, unit: 'us', ok: true },
  ]
}

function languages() {
  return LANGUAGES.flatMap((language) => {
    const { missing, stepsPerS, lifeMs, repliesPerS } = output([...measured('nodes.ts'), language])
    if (missing) return [{ row: `nodes in ${language}`, ok: true, skipped: 'not installed' }]
    return [
      atLeast(`steps of a node in ${language}`, stepsPerS, 8_000),
      { row: 'a new life of it', value: 1000 * lifeMs, unit: 'us', ok: true },
      atLeast('messages that it answers as a process', repliesPerS, 2_000),
    ]
  })
}

const atMostUs = (row, ms) => ({ row, value: 1000 * ms, limit: 1_000, unit: 'us', ok: ms <= 1 })

const atLeast = (row, value, limit) => ({
  row,
  value,
  limit,
  bound: 'least',
  unit: 'a second',
  ok: value >= limit,
})
