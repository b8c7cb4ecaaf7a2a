// `npm run bench`: what the program costs, measured in one run and compared with fixed limits.
// `-- --json` prints the same as data, `-- mm1` measures that group alone. The exit status is 1 when a limit is missed.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { chapter } from './chapter.mjs'
import { checkers } from './checkers.mjs'
import { nodes } from './nodes.mjs'
import { questions } from './questions.mjs'
import { grading, startUp, sweep } from './rows.mjs'
import { clusters, mm1, queueCurve, steady } from './simulation.mjs'

/** Each measures a few rows that belong together. */
const GROUPS = {
  startUp,
  chapter,
  grading,
  questions,
  sweep,
  mm1,
  queueCurve,
  clusters,
  checkers,
  nodes,
  steady,
}

const home = mkdtempSync(path.join(tmpdir(), 'compendium-bench-'))
try {
  const rows = chosen(process.argv.slice(2)).flatMap((group) => group(home))
  process.stdout.write(
    process.argv.includes('--json') ? `${JSON.stringify({ rows }, null, 2)}\n` : table(rows),
  )
  if (rows.some(({ ok }) => !ok)) process.exitCode = 1
} finally {
  rmSync(home, { recursive: true, force: true })
}

function table(rows) {
  const cells = [['row', 'measured', 'limit', 'ok'], ...rows.map(shown)]
  const widths = [0, 1, 2, 3].map((column) => Math.max(...cells.map((row) => row[column].length)))
  return `${cells
    .map((row) =>
      row
        .map((cell, i) => cell.padEnd(widths[i]))
        .join(' | ')
        .trimEnd(),
    )
    .join('\n')}\n`
}

function shown({ row, value, limit, bound, unit, ok, skipped }) {
  if (skipped !== undefined) return [row, 'skipped', skipped, '-']
  const allowed = limit === undefined ? 'none' : `at ${bound ?? 'most'} ${number(limit, unit)}`
  return [row, number(value, unit), allowed, ok ? 'yes' : 'NO']
}

function number(n, unit) {
  if (unit === 'ratio') return `${n.toFixed(1)}x node -e 0`
  if (unit === 'times') return `${n.toFixed(n < 10 ? 2 : 1)}x`
  return `${Math.round(n).toLocaleString('en-US')} ${unit}`
}

function chosen(args) {
  const names = args.filter((arg) => !arg.startsWith('--'))
  const unknown = names.find((name) => !Object.hasOwn(GROUPS, name))
  if (unknown) throw new Error(`no group ${unknown}; there are ${Object.keys(GROUPS).join(', ')}`)
  return (names.length === 0 ? Object.keys(GROUPS) : names).map((name) => GROUPS[name])
}
