// Runs a sweep for so many seconds in one process and watches its resident set from outside: what a long sweep
// keeps, it would keep here. Prints the slope of the straight line, by least squares, through the samples after the
// first third, in which V8 sizes its heap, and how much more is resident at their end than at their beginning.
import { spawn, spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { median } from './measure.mjs'

/** More seeds than any machine runs in the time. */
const SEEDS = '1000000'
const EVERY_MS = 250
const bin = path.join(path.dirname(import.meta.dirname), 'bin', 'run.js')
const seconds = Number(process.argv[2])

const sweep = spawn(
  process.execPath,
  [bin, 'simulate', 'raft', '--seeds', SEEDS, '--jobs', '1', '--no-save', '--json'],
  { stdio: ['ignore', 'ignore', 'inherit'] },
)
process.on('exit', () => sweep.kill('SIGKILL'))
const samples = []
const startedMs = performance.now()
const timer = setInterval(() => {
  const atS = (performance.now() - startedMs) / 1000
  if (atS >= seconds) sweep.kill('SIGKILL')
  else samples.push({ atS, kib: residentKib(sweep.pid) })
}, EVERY_MS)

sweep.on('exit', (status) => {
  clearInterval(timer)
  if (status !== null) throw new Error(`the sweep was over before its time, with status ${status}`)
  const steady = samples.filter(({ atS, kib }) => atS > seconds / 3 && Number.isFinite(kib))
  process.stdout.write(JSON.stringify({ seconds, samples: steady.length, ...line(steady) }))
})

function residentKib(pid) {
  if (process.platform !== 'linux') {
    return Number.parseInt(
      spawnSync('ps', ['-o', 'rss=', '-p', String(pid)], { encoding: 'utf8' }).stdout,
      10,
    )
  }
  try {
    return Number(/^VmRSS:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1])
  } catch {
    return Number.NaN
  }
}

function line(points) {
  const mean = (of) => points.reduce((sum, point) => sum + of(point), 0) / points.length
  const meanS = mean(({ atS }) => atS)
  const meanKib = mean(({ kib }) => kib)
  const spread = mean(({ atS }) => (atS - meanS) ** 2)
  const together = mean(({ atS, kib }) => (atS - meanS) * (kib - meanKib))
  const third = Math.floor(points.length / 3)
  const typical = (some) => median(some.map(({ kib }) => kib))
  return {
    kibPerMin: (60 * together) / spread,
    growth: typical(points.slice(-third)) / typical(points.slice(0, third)),
    meanKib,
    leastKib: Math.min(...points.map(({ kib }) => kib)),
    mostKib: Math.max(...points.map(({ kib }) => kib)),
  }
}
