import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import path from 'node:path'
import { buildSync } from 'esbuild'
import { median } from './measure.mjs'

/** @typedef {import('./rows.mjs').Row} Row */

const here = import.meta.dirname
const ROUNDS = 5
const SYSTEM_PYTHON = '/usr/bin/python3'
/** A folder with `node_modules/simjs`. */
const PEERS = process.env.BENCH_PEERS ?? ''

/**
 * M/M/1 by our public interface, against the same written by hand and in other simulators, in turns.
 * @returns {Row[]}
 */
export function mm1(home) {
  const cases = [
    { name: 'ours', argv: node(home, 'mm1.ts', 1_000_000) },
    { name: 'closures', argv: node(home, 'mm1-closures.ts', 1_000_000) },
    ...(simpyIsThere()
      ? [{ name: 'simpy', argv: [SYSTEM_PYTHON, path.join(here, 'mm1_simpy.py'), '100000'] }]
      : []),
    ...(simjsIsThere() ? [{ name: 'simjs', argv: node(home, 'mm1-simjs.mjs', 200_000, PEERS) }] : []),
  ]
  const rates = inTurns(cases)
  const ratio = (name) => rates.ours / rates[name]
  return [
    {
      row: 'M/M/1 with trace hash, events',
      value: rates.ours,
      limit: undefined,
      unit: 'per second',
      ok: true,
    },
    atLeast('M/M/1 against closures in a heap of objects', ratio('closures'), 1.3),
    'simpy' in rates
      ? atLeast('M/M/1 against SimPy 3 on CPython', ratio('simpy'), 60)
      : skipped('M/M/1 against SimPy 3 on CPython', 'apt-get install python3-simpy3'),
    'simjs' in rates
      ? atLeast('M/M/1 against simjs', ratio('simjs'), 12)
      : skipped('M/M/1 against simjs', 'npm install --prefix DIR simjs@2.0.3, then BENCH_PEERS=DIR'),
  ]
}

/**
 * What an event costs by how many are pending; it may grow as their logarithm, five times from 10 to 100,000.
 * @returns {Row[]}
 */
export function queueCurve(home) {
  const costs = output(node(home, 'queue-curve.ts'))
  const first = costs[0].ns
  return costs.map(({ pending, ns }) => ({
    row: `an event with ${pending.toLocaleString('en-US')} pending`,
    value: ns,
    limit: pending > 100 ? first * Math.log10(pending) : undefined,
    unit: 'ns',
    ok: pending <= 100 || ns <= first * Math.log10(pending),
  }))
}

/** The program is measured as it ships: bundled, without the loader of TypeScript. */
export function node(home, file, ...args) {
  const outfile = path.join(home, 'bench', `${path.parse(file).name}.mjs`)
  if (!existsSync(outfile)) {
    buildSync({
      entryPoints: [path.join(here, file)],
      outfile,
      bundle: true,
      format: 'esm',
      platform: 'node',
      target: 'node20',
    })
  }
  return [process.execPath, outfile, ...args.map(String)]
}

/** The median rate of each case over rounds in which every case has its turn. */
function inTurns(cases) {
  const rates = new Map(cases.map(({ name }) => [name, []]))
  for (let round = 0; round < ROUNDS; round += 1) {
    for (const { name, argv } of cases) rates.get(name).push(output(argv).eventsPerS)
  }
  return Object.fromEntries([...rates].map(([name, all]) => [name, median(all)]))
}

export function output([program, ...args]) {
  const { status, stdout, stderr } = spawnSync(program, args, { encoding: 'utf8' })
  if (status !== 0) throw new Error(`${program} ${args.join(' ')} failed:\n${stderr}`)
  return JSON.parse(stdout)
}

function simpyIsThere() {
  return (
    spawnSync(SYSTEM_PYTHON, ['-c', 'import simpy; assert simpy.__version__.startswith("3")']).status === 0
  )
}

function simjsIsThere() {
  return PEERS !== '' && existsSync(path.join(PEERS, 'node_modules', 'simjs'))
}

function atLeast(row, value, limit) {
  return { row, value, limit, unit: 'times', bound: 'least', ok: value >= limit }
}

/** A peer that is not there is neither won nor lost against. */
function skipped(row, how) {
  return { row, value: undefined, limit: undefined, unit: 'times', ok: true, skipped: how }
}

/**
 * Clusters under faults, with every invariant checked on every event.
 * @returns {Row[]}
 */
export function clusters(home) {
  const [command, ...argv] = node(home, 'clusters.ts')
  const measured = output([command, '--expose-gc', ...argv])
  const plain = (row, value, unit) => ({ row, value, limit: undefined, unit, ok: true })
  return [
    plain('Raft, five servers, no faults, messages', measured.messagesPerS, 'per second'),
    {
      ...plain('Raft under faults, seeds of 20 s', measured.seedsPerS, 'per second'),
      limit: 500,
      bound: 'least',
      ok: measured.seedsPerS >= 500,
    },
    {
      ...plain('recording a Raft run against a plain run', measured.recordingCosts, 'times'),
      limit: 1.1,
      ok: measured.recordingCosts <= 1.1,
    },
    // For information: what somebody who asks for the trace waits for, once.
    plain('messages and looks of a recorded Raft run', measured.filmMs, 'ms'),
    {
      ...plain('SWIM, 1,000 members, 60 s', measured.swimCpuS * 1000, 'ms'),
      limit: 10_000,
      ok: measured.swimCpuS <= 10,
    },
    {
      ...plain('heap after 1,200 seeds against 600', measured.heapGrowth, 'times'),
      limit: 1.1,
      ok: measured.heapGrowth <= 1.1,
    },
  ]
}

/** Seconds; ten minutes with BENCH_SWEEP_S=600. */
const SWEEP_S = Number(process.env.BENCH_SWEEP_S ?? 20)
/** A shorter one shows how V8 sizes its heap, not what the sweep keeps. */
const JUDGED_FROM_S = 60

/**
 * Whether a sweep needs more memory the longer it goes on.
 * @returns {Row[]}
 */
export function steady() {
  const argv = [path.join(here, 'steady.mjs'), String(SWEEP_S)]
  const { kibPerMin, growth } = output([process.execPath, ...argv])
  const judged = SWEEP_S >= JUDGED_FROM_S
  const row = `resident set of a sweep of ${SWEEP_S} s`
  return [
    { row: `${row}, slope`, value: kibPerMin, limit: undefined, unit: 'KiB per minute', ok: true },
    {
      row: `${row}, end against beginning`,
      value: growth,
      limit: judged ? 1.1 : undefined,
      unit: 'times',
      ok: !judged || growth <= 1.1,
    },
  ]
}
