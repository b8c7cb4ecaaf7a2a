import path from 'node:path'
import { output } from './simulation.mjs'

/** @typedef {import('./rows.mjs').Row} Row */

/** Not bundled: it builds nodes as the grader does, from the project's own folders. */
const MEASURE = [process.execPath, '--import', 'tsx', path.join(import.meta.dirname, 'nodes.ts')]
const LANGUAGES = ['python', 'javascript', 'typescript', 'go', 'java']

/**
 * The SDK of nodes in each language, one line at a time over the pipe.
 * @returns {Row[]}
 */
export function nodes() {
  return LANGUAGES.flatMap((language) => {
    const { missing, stepsPerS, lifeMs, repliesPerS } = output([...MEASURE, language])
    if (missing) return [{ row: `nodes in ${language}`, ok: true, skipped: 'not installed' }]
    return [
      atLeast(`steps of a node in ${language}`, stepsPerS, 8_000),
      { row: 'a new life of it', value: 1000 * lifeMs, unit: 'us', ok: true },
      atLeast('messages that it answers as a process', repliesPerS, 2_000),
    ]
  })
}

const atLeast = (row, value, limit) => ({
  row,
  value,
  limit,
  bound: 'least',
  unit: 'a second',
  ok: value >= limit,
})
