// `npm run bench`: what the program costs, measured in one run and compared with fixed limits.
// `-- --json` prints the same as data. The exit status is 1 when a limit is exceeded.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { grading, startUp, sweep } from './rows.mjs'

const home = mkdtempSync(path.join(tmpdir(), 'compendium-bench-'))
try {
  const rows = [...startUp(home), ...grading(home), ...sweep(home)]
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

function shown({ row, value, limit, unit, ok }) {
  const number = (n) => (unit === 'ratio' ? `${n.toFixed(1)}x node -e 0` : `${Math.round(n)} ${unit}`)
  const bound = limit === undefined ? 'none' : `at most ${unit === 'ratio' ? limit.toFixed(1) : limit}`
  return [row, number(value), bound, ok ? 'yes' : 'NO']
}
