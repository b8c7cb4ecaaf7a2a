import { writeFileSync } from 'node:fs'
import path from 'node:path'
import { measure, typical } from './measure.mjs'

const root = path.dirname(import.meta.dirname)
const bin = path.join(root, 'bin', 'run.js')
const PROGRAM = 'import requests\n\n\ndef load(url):\n    return requests.get(url)\n\n\n'

/**
 * What a question costs on the whole corpus that ships, over a command that looks nothing up (`learn --json`): reading the
 * index, ranking, and the passages. Time of the processor, which other work on the machine disturbs least.
 * @returns {import('./rows.mjs').Row[]}
 */
export function questions(home) {
  const file = path.join(home, 'load.py')
  writeFileSync(file, PROGRAM.repeat(200))
  const env = { COMPENDIUM_HOME: home }
  const ask = (name, ...args) => ({ name, argv: [process.execPath, bin, ...args, '--json'], env })
  const results = measure(
    [
      ask('start', 'learn'),
      ask('search', 'search', 'retry', 'storm'),
      ask('explain', 'explain', 'etcdserver: leader changed, request timed out after 10000ms'),
      ask('code', 'explain', file),
    ],
    { warmups: 2, runs: 11 },
  )
  const over = (name) => typical(results, name, 'cpuMs') - typical(results, 'start', 'cpuMs')
  return [
    row('search WORDS, over the start', over('search'), 60),
    row('explain TEXT, over the start', over('explain'), 60),
    row('explain FILE of 1,400 lines of Python, over the start', over('code'), 400),
  ]
}

function row(name, value, limit) {
  return { row: name, value, limit, unit: 'ms', ok: value <= limit }
}
