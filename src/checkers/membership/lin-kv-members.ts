import type { Operation } from '../../history/operation.ts'
import { counted } from '../../lib/counted.ts'
import { conclude, inAll } from '../conclude.ts'
import { by, clientOperations, field, keyOf, sequence, show } from '../evidence.ts'
import { linearizableChecker } from '../linearizable/models.ts'
import type { Checker } from '../registry.ts'
import type { Finding } from '../verdict.ts'

const MODEL = 'lin-kv-members'
const KV: ReadonlySet<string> = new Set(['read', 'write', 'cas'])
const CHANGES: ReadonlySet<string> = new Set(['add_member', 'remove_member'])

const isDone = ({ outcome }: Operation): boolean => outcome === 'ok'
const name = ({ f, input }: Operation): string => `${f} ${show(input)}`

function groups(
  operations: readonly Operation[],
  keyFor: (one: Operation) => unknown,
): readonly (readonly Operation[])[] {
  const found = new Map<unknown, Operation[]>()
  for (const one of operations) {
    const group = found.get(keyFor(one))
    if (group) group.push(one)
    else found.set(keyFor(one), [one])
  }
  return [...found.values()]
}

/** A change of the end that was asked for again and again, and never made. */
function neverChanged(finals: readonly Operation[]): Finding[] {
  const asked = groups(
    finals.filter(({ f }) => CHANGES.has(f)),
    (one) => `${one.f} ${String(keyOf(one.input))}`,
  )
  return asked.flatMap((tries): Finding[] => {
    const last = tries[tries.length - 1]
    if (last === undefined || tries.some(isDone)) return []
    const text = `${name(last)} was asked for ${counted(tries.length, 'time')} when all faults were over (last by ${by(last)}), and was never acknowledged`
    return [{ kind: 'never-changed', text, operations: [last] }]
  })
}

/** A client of a member whose reads got no answer, once all who had been removed were gone. */
function unanswered(finals: readonly Operation[], isolation: Operation): Finding[] {
  const reads = finals.filter(({ f, call }) => f === 'read' && call > isolation.return)
  const gone = [field(isolation.input, 'node') ?? isolation.input].flatMap((one) => sequence(one) ?? [one])
  return groups(reads, ({ process }) => process).flatMap((tries): Finding[] => {
    const last = tries[tries.length - 1]
    if (last === undefined || tries.some(isDone)) return []
    const text = `no read by ${by(last)} was answered, of ${counted(tries.length, 'read')}, after ${gone.map(show).join(', ')}, who were no members any more, had been cut off (${by(isolation)})`
    return [{ kind: 'unanswered', text, operations: [isolation, last] }]
  })
}

function whatIsMissing(
  operations: readonly Operation[],
  isolation: Operation | undefined,
): string | undefined {
  for (const f of CHANGES) {
    const tries = operations.filter((one) => one.f === f)
    if (!tries.some(isDone)) return `no ${f} was ever acknowledged, so that nothing is known of such a change`
  }
  if (isolation === undefined) {
    return 'those who are no members any more were never cut off: whether the others can do without them is unknown'
  }
  return undefined
}

/**
 * Registers of a cluster whose members change: `read`, `write` and `cas` of keys, `add_member` and `remove_member` of a
 * node, and `isolate` of `{node, from}`, when the tester has cut off who is no member any more, for good.
 *
 * Each key is linearizable, as in `cas-register`. When all faults are over, every change that is asked for must be
 * acknowledged in the end; and when those who are no members are cut off, every client that reads must be answered.
 * Left open: when changes are made before, and in which order. Without a change of either kind, or an `isolate`, the verdict is
 * `unknown`. Costs what linearizability costs.
 */
export const checkLinKvMembers: Checker = (operations, options) => {
  const kv = operations.filter(({ f }) => KV.has(f))
  const registers = linearizableChecker('cas-register')(kv, { ...options, keyed: true })
  const clients = clientOperations(operations)
  const whole = { ...registers, model: MODEL, operations: clients.length }
  if (registers.valid !== true) return whole
  const finals = clients.filter((one) => one.final === true)
  const isolation = finals.find((one) => one.f === 'isolate' && isDone(one))
  const result = conclude({
    model: MODEL,
    operations: clients,
    findings: [...neverChanged(finals), ...(isolation === undefined ? [] : unanswered(finals, isolation))],
    missing: whatIsMissing(clients, isolation),
    right: `${registers.reason} ${counted(clients.filter((one) => CHANGES.has(one.f) && isDone(one)).length, 'change')} of members were made`,
  })
  return result.valid === true ? { ...inAll(whole, kv, operations), reason: result.reason } : result
}
