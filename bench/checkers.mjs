import path from 'node:path'
import { node, output } from './simulation.mjs'

/** @typedef {import('./rows.mjs').Row} Row */

/** Real histories with their verdicts, which are not part of the project. */
const GOLDEN =
  process.env.COMPENDIUM_GOLDEN ?? path.resolve(import.meta.dirname, '..', '..', 'shared', 'golden')
const LARGE = '--max-old-space-size=6000'

/**
 * Checkers of histories: CPU time of a warm search, reading the file not counted, and of one whole check of a million.
 * @returns {Row[]}
 */
export function checkers(home) {
  const ask = (...args) => {
    const [command, ...argv] = node(home, 'checkers.ts', ...args)
    return output([command, '--expose-gc', LARGE, ...argv])
  }
  return [
    ...golden(ask('golden', path.join(GOLDEN, 'porcupine'))),
    ...slowest('registers with 20 to 30 clients, the slowest', ask('wide')),
    ...slowest('registers of which operations were lost, the slowest', ask('crashes')),
    ...million('operations on 100,000 registers', ask('keys'), 10_000),
    ...million('list-append transactions', ask('appends'), 3_000),
    ...['register', 'queue', 'set', 'counter'].flatMap((object) => growth(object, ask('growth', object))),
  ]
}

function golden({ files, plainMs }) {
  if (files.length === 0) {
    const row = "Porcupine's histories"
    return [
      { row, value: undefined, limit: undefined, unit: 'ms', ok: true, skipped: 'COMPENDIUM_GOLDEN=DIR' },
    ]
  }
  const of = (model) => files.filter((one) => one.model === model)
  const sum = (some) => some.reduce((total, { ms }) => total + ms, 0)
  const [registers, stores] = [of('cas-register'), of('kv')]
  const wrong = files.filter(({ right }) => !right).length
  return [
    atMost(`Porcupine's ${files.length} histories, wrong verdicts`, wrong, 0, 'of them'),
    atMost(`its ${registers.length} etcd files together`, 1000 * sum(registers), 1_000, 'us'),
    atMost(`its ${stores.length} kv files together`, 1000 * sum(stores), 1_500, 'us'),
    atLeast('the etcd files, against plain Wing and Gong', plainMs / sum(registers), 40),
  ]
}

const slowest = (row, { ms, wrong }) => [
  { ...atMost(row, ms, 100, 'ms'), ok: ms <= 100 && wrong.length === 0 },
]

const million = (what, { ms, valid, peakMiB }, limitMs) => [
  { ...atMost(`1,000,000 ${what}`, ms, limitMs, 'ms'), ok: ms <= limitMs && valid === true },
  atMost(`1,000,000 ${what}, resident at most`, peakMiB, 2_048, 'MiB'),
]

const growth = (object, measured) => [
  { ...atMost(`an operation on a ${object}`, measured.nsPerOperation, undefined, 'ns'), ok: true },
  atMost(`an operation on a ${object}, of 200,000 against 20,000`, measured.growth, 2, 'times'),
]

const atMost = (row, value, limit, unit) => ({ row, value, limit, unit, ok: value <= limit })
const atLeast = (row, value, limit) => ({
  row,
  value,
  limit,
  unit: 'times',
  bound: 'least',
  ok: value >= limit,
})
