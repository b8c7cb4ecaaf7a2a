import { shellLine } from '../../lib/shell-words.ts'
import { type ClusterOptions, DEFAULTS, VIRTUAL_DEFAULTS } from './options.ts'

/** The call that runs the same again: same seed, same faults, same questions. */
export function replayLine(
  subject: { readonly file: string; readonly command?: readonly string[] },
  options: ClusterOptions,
): string {
  const flags: string[] = ['--workload', options.workload, '--seed', String(options.seed)]
  const add = (flag: string, value: string | number, usual: string | number) => {
    if (value !== usual) flags.push(flag, String(value))
  }
  const usual = options.time === 'virtual' ? VIRTUAL_DEFAULTS : DEFAULTS
  if (options.time === 'virtual') flags.push('--time', 'virtual')
  add('--seeds', options.seeds, usual.seeds)
  if (options.explore !== undefined) flags.push('--explore', String(options.explore))
  if (options.nodeNames === undefined) add('--node-count', options.nodeCount, DEFAULTS.nodeCount)
  else flags.push('--nodes', options.nodeNames.join(','))
  add('--time-limit', options.timeLimitMs / 1000, DEFAULTS.timeLimitMs / 1000)
  add('--rate', options.rate, DEFAULTS.rate)
  add('--latency', options.latency.meanMs, usual.latency.meanMs)
  add('--latency-dist', options.latency.distribution, usual.latency.distribution)
  add('--loss', options.loss, DEFAULTS.loss)
  add('--duplicate', options.duplication, DEFAULTS.duplication)
  add('--nemesis', options.nemesis.join(','), '')
  add('--nemesis-interval', options.nemesisIntervalMs / 1000, DEFAULTS.nemesisIntervalMs / 1000)
  add('--topology', options.topology, DEFAULTS.topology)
  add('--settle', options.settleMs / 1000, DEFAULTS.settleMs / 1000)
  if (options.concurrency !== undefined) flags.push('--concurrency', String(options.concurrency))
  add('--max-txn-length', options.maxTxnLength, DEFAULTS.maxTxnLength)
  add('--max-writes-per-key', options.maxWritesPerKey, DEFAULTS.maxWritesPerKey)
  if (options.keyCount !== undefined) flags.push('--key-count', String(options.keyCount))
  if (options.availability !== undefined) flags.push('--availability', String(options.availability))
  if (options.consistency !== undefined) flags.push('--consistency-models', options.consistency)
  const { file, command } = subject
  const words = command === undefined ? [file, ...flags] : [...flags, '--', ...command]
  return `compendium test ${shellLine(words)}`
}
