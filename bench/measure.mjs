import { spawnSync } from 'node:child_process'
import path from 'node:path'

/**
 * @typedef {{ name: string, argv: string[], env?: Record<string, string>, until?: string }} Case
 * @typedef {{ cpuMs: number, wallMs: number, status: number | null }} Sample
 */

/**
 * Runs the cases in turns, so that whatever else the machine does falls on all of them.
 * @param {Case[]} cases
 * @param {{ warmups: number, runs: number }} turns
 * @returns {Map<string, Sample[]>}
 */
export function measure(cases, turns) {
  const input = JSON.stringify({ ...turns, cases })
  const helper = path.join(import.meta.dirname, 'measure.py')
  const { status, stdout, stderr, error } = spawnSync('python3', [helper], {
    input,
    encoding: 'utf8',
    maxBuffer: 1 << 28,
  })
  if (error) throw new Error(`the measurements need python3: ${error.message}`)
  if (status !== 0) throw new Error(`bench/measure.py failed:\n${stderr}`)
  return new Map(Object.entries(JSON.parse(stdout)))
}

/** @param {number[]} numbers */
export function median(numbers) {
  const sorted = [...numbers].sort((a, b) => a - b)
  const middle = sorted.length >> 1
  return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2
}

/**
 * The median of one measure over runs that all ended as they should.
 * @param {Map<string, Sample[]>} results
 * @param {string} name
 * @param {'cpuMs' | 'wallMs'} field
 */
export function typical(results, name, field, expectedStatus = 0) {
  const samples = results.get(name) ?? []
  const wrong = samples.find(({ status }) => status !== expectedStatus)
  if (wrong) throw new Error(`${name} ended with ${wrong.status}, not ${expectedStatus}`)
  return median(samples.map((sample) => sample[field]))
}
