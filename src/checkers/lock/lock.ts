import type { Operation, Value } from '../../history/operation.ts'
import { counted } from '../../lib/counted.ts'
import { conclude, forClients } from '../conclude.ts'
import { by, field, integer, keyOf, misshapen } from '../evidence.ts'
import type { Finding } from '../verdict.ts'

const MODEL = 'lock'

/** A lock that was granted. */
interface Grant {
  readonly operation: Operation
  readonly token: number | undefined
  /** When it was certainly held, as positions in the history ... */
  readonly from: number
  readonly to: number
  /** ... and until when by its lease, in nanoseconds of the history. */
  readonly leaseEndNs: number
}

/** A write that reached a store with the token of its writer. */
interface Fenced {
  readonly operation: Operation
  readonly token: number
}

const tokenIn = (value: Value) => integer(field(value, 'token')) ?? integer(value)

const lockOf = (one: Operation) =>
  keyOf(field(one.input, 'lock', 'key') ?? field(one.output, 'lock', 'key') ?? null)

const leaseMs = (one: Operation) =>
  integer(field(one.output, 'lease-ms', 'lease_ms')) ?? integer(field(one.input, 'lease-ms', 'lease_ms'))

function groups(operations: readonly Operation[], nameOf: (one: Operation) => unknown) {
  const all = new Map<unknown, Operation[]>()
  for (const one of operations) {
    const name = nameOf(one)
    const group = all.get(name)
    if (group) group.push(one)
    else all.set(name, [one])
  }
  return all
}

const byLock = (operations: readonly Operation[]) => [...groups(operations, lockOf).values()]

const byProcess = (operations: readonly Operation[]) => groups(operations, (one) => one.process)

/** Held for certain from when the grant arrived until its release is asked for, or its lease, counted from the call, is over. */
function grantsOf(operations: readonly Operation[]): Grant[] {
  const releases = byProcess(operations.filter((one) => one.f === 'release'))
  return operations
    .filter((one) => one.f === 'acquire' && one.outcome === 'ok')
    .map((operation) => {
      const next = releases.get(operation.process)?.find((one) => one.call > operation.return)
      const lease = leaseMs(operation)
      const hasEnd = lease !== undefined && operation.callNs !== undefined
      return {
        operation,
        token: tokenIn(operation.output),
        from: operation.return,
        // A lease without times tells no end that could be compared: then the grant alone is certain.
        to: next?.call ?? (lease !== undefined && !hasEnd ? operation.return : Number.POSITIVE_INFINITY),
        leaseEndNs: hasEnd ? (operation.callNs ?? 0) + lease * 1e6 : Number.POSITIVE_INFINITY,
      }
    })
}

const holdsTogether = (first: Grant, second: Grant) =>
  second.from < first.to && (second.operation.returnNs ?? Number.NEGATIVE_INFINITY) < first.leaseEndNs

/** Whoever is granted the lock while another certainly holds it; the later grant may itself be at its end already. */
function twoHolders(grants: readonly Grant[]): Finding[] {
  const inOrder = [...grants].sort((a, b) => a.from - b.from)
  const findings: Finding[] = []
  let holders: Grant[] = []
  for (const grant of inOrder) {
    holders = holders.filter((one) => holdsTogether(one, grant))
    const before = holders[0]
    if (before && isLasting(grant)) {
      findings.push({
        kind: 'two-holders',
        text: `${by(grant.operation)} was granted the lock while ${by(before.operation)} held it${until(before)}`,
        operations: [before.operation, grant.operation],
      })
    }
    holders.push(grant)
  }
  return findings
}

/** A grant whose lease was over before it arrived was never a hold. */
const isLasting = (one: Grant) => (one.operation.returnNs ?? Number.NEGATIVE_INFINITY) < one.leaseEndNs

const until = (one: Grant) =>
  one.leaseEndNs === Number.POSITIVE_INFINITY
    ? ' and had not released it'
    : ` by a lease until ${(one.leaseEndNs / 1e9).toFixed(3)} s`

/** Of operations by call, each with the largest token among those that had ended before it began. */
function afterLargest(
  items: readonly Fenced[],
  report: (one: Fenced, larger: Fenced) => Finding | undefined,
): Finding[] {
  const byReturn = [...items].sort((a, b) => a.operation.return - b.operation.return)
  let [ended, largest]: [number, Fenced | undefined] = [0, undefined]
  return items.flatMap((one) => {
    for (
      let next = byReturn[ended];
      next && next.operation.return < one.operation.call;
      next = byReturn[ended]
    ) {
      if (!largest || next.token > largest.token) largest = next
      ended += 1
    }
    const finding = largest && report(one, largest)
    return finding ? [finding] : []
  })
}

const tokens = (grants: readonly Grant[]): Fenced[] =>
  grants.flatMap(({ operation, token }) => (token === undefined ? [] : [{ operation, token }]))

const notIncreasing = (grants: readonly Grant[]): Finding[] =>
  afterLargest(tokens(grants), (one, larger) =>
    larger.token < one.token
      ? undefined
      : {
          kind: larger.token === one.token ? 'token-reused' : 'token-not-increasing',
          text: `${by(one.operation)} was given the token ${one.token}, although ${by(larger.operation)} had been given ${larger.token} before: tokens must grow`,
          operations: [larger.operation, one.operation],
        },
  )

const sameToken = (grants: readonly Grant[]): Finding[] => {
  const first = new Map<number, Fenced>()
  return tokens(grants).flatMap((one): Finding[] => {
    const before = first.get(one.token)
    if (!before) {
      first.set(one.token, one)
      return []
    }
    if (before.operation.return < one.operation.call) return []
    return [
      {
        kind: 'token-reused',
        text: `${by(one.operation)} and ${by(before.operation)} were both given the token ${one.token}`,
        operations: [before.operation, one.operation],
      },
    ]
  })
}

function writesOf(operations: readonly Operation[]): Fenced[] {
  return operations
    .filter((one) => one.f === 'write' && one.outcome === 'ok')
    .map((operation) => {
      // What the store answers, a version say, is no token.
      const token = tokenIn(operation.input)
      if (token === undefined)
        throw misshapen(operation, MODEL, 'a write that carries a token, {token: 3, ...}')
      return { operation, token }
    })
}

const acceptedStale = (writes: readonly Fenced[]): Finding[] =>
  afterLargest(writes, (one, larger) =>
    larger.token <= one.token
      ? undefined
      : {
          kind: 'stale-token-accepted',
          text: `the store accepted token ${one.token} from ${by(one.operation)} after it had accepted ${larger.token} from ${by(larger.operation)}: a holder that had lost the lock wrote`,
          operations: [larger.operation, one.operation],
        },
  )

/** A client can only have a token from a grant that it was told of. */
function neverGranted(writes: readonly Fenced[], grants: readonly Grant[]): Finding[] {
  const granted = new Set(grants.map((one) => one.token))
  if (grants.length === 0) return []
  return writes
    .filter((one) => !granted.has(one.token))
    .map((one) => ({
      kind: 'token-never-granted',
      text: `the store accepted token ${one.token} from ${by(one.operation)}, which no acquire was given`,
      operations: [one.operation],
    }))
}

/** Refused to the last in the end, although every lease that was granted before had run out. */
function neverFree(operations: readonly Operation[], grants: readonly Grant[]): Finding[] {
  const asked = operations.filter((one) => one.f === 'acquire' && one.final)
  const last = asked[asked.length - 1]
  if (!last || asked.some((one) => one.outcome !== 'fail')) return []
  const isHeld = grants.some(
    (one) =>
      one.to > last.call &&
      (one.operation.returnNs ?? 0) + (leaseMs(one.operation) ?? Number.POSITIVE_INFINITY) * 1e6 >=
        (last.callNs ?? 0),
  )
  if (isHeld) return []
  return [
    {
      kind: 'never-free',
      text: `${by(last)} asked for the lock when all faults were over and was refused, ${counted(asked.length, 'time')} in all; nobody held it, and no lease lasted so long`,
      operations: [last],
    },
  ]
}

function findingsOf(operations: readonly Operation[]): Finding[] {
  const grants = grantsOf(operations)
  const writes = writesOf(operations)
  return [
    ...acceptedStale(writes),
    ...twoHolders(grants),
    ...notIncreasing(grants),
    ...sameToken(grants),
    ...neverGranted(writes, grants),
    ...neverFree(operations, grants),
  ]
}

/**
 * A lock with leases and fencing tokens (Kleppmann, "How to do distributed locking", 2016; Burrows, "The Chubby lock
 * service", OSDI 2006, section 2.4). `acquire` gives a token, or `{token, lease-ms, lock}`; `release`; `write` to the
 * resource with `{token, ...}`, `ok` when the store accepted it. Several locks are told apart by `lock` or `key`.
 *
 * A store that accepted a larger token accepts no smaller one in writes that begin later. Tokens grow from grant to
 * grant in real time, and none is given twice. No two hold the lock at once: from the arrival of a grant until the
 * call of its release, or the end of its lease counted from the call of `acquire` (it was granted no earlier). A
 * lock without lease is held until its release, as a mutex is. Final requests for a lock are not all refused when nobody
 * can hold it any more: every release has been asked for, or its lease, counted from the arrival of the grant, is over.
 *
 * Without two grants or two accepted writes of one lock the verdict is `unknown`. n log n, and grants x releases of a
 * lock. Throws a `UserError` for a write without a token.
 */
export const checkLock = forClients((operations) => {
  const locks = byLock(operations.filter((one) => ['acquire', 'release', 'write'].includes(one.f)))
  const grants = locks.map((one) => grantsOf(one).length)
  const writes = locks.map((one) => writesOf(one).length)
  const isTested = grants.some((one) => one > 1) || writes.some((one) => one > 1)
  const sum = (numbers: readonly number[]) => numbers.reduce((total, one) => total + one, 0)
  return conclude({
    model: MODEL,
    operations,
    findings: locks.flatMap(findingsOf),
    missing: isTested
      ? undefined
      : 'no lock was granted twice and no store accepted two writes: nothing excludes anything',
    right: `${counted(sum(grants), 'grant')} of ${counted(locks.length, 'lock')}, never two at once; ${counted(sum(writes), 'write')} in the order of tokens`,
    stats: { 'lock-count': locks.length, 'grant-count': sum(grants), 'write-count': sum(writes) },
  })
})
