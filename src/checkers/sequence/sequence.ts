import type { Operation } from '../../history/operation.ts'
import { counted } from '../../lib/counted.ts'
import { conclude, forClients } from '../conclude.ts'
import { by, show } from '../evidence.ts'
import type { Finding } from '../verdict.ts'
import { type Before, type Element, MODEL, type Reading, readEdits, type SequenceHistory } from './edits.ts'
import { cycleOf } from './order.ts'

const evidenceOf = (...operations: (Operation | undefined)[]) => operations.filter((one) => one !== undefined)

/** Values that no list may show where this read showed them. */
function impossible({ elements, reads }: SequenceHistory): Finding[] {
  return reads.flatMap(({ operation, seen }) => {
    const before = new Set<number>()
    return seen.flatMap((at): Finding[] => {
      const element = elements[at]
      const isAgain = before.has(at)
      before.add(at)
      const why =
        element && (isAgain ? (['duplicated', ' twice in one read'] as const) : strange(element, operation))
      if (!element || !why) return []
      return [
        {
          kind: why[0],
          text: `${by(operation)} saw ${show(element.value)}${why[1]}`,
          operations: evidenceOf(element.insert, operation),
        },
      ]
    })
  })
}

function strange({ insert }: Element, read: Operation): readonly [kind: string, text: string] | undefined {
  if (!insert) return ['never-inserted', ', which nobody tried to insert']
  if (insert.outcome === 'fail') {
    return ['failed-insert', `, although ${by(insert)} was told that inserting it had failed`]
  }
  if (insert.call > read.return) return ['seen-before-inserted', ` before ${by(insert)} began to insert it`]
  return undefined
}

/** The last final read of each process, with the call of its first. */
function lastReads(reads: readonly Reading[]): (Reading & { readonly fromCall: number })[] {
  const last = new Map<unknown, Reading & { readonly fromCall: number }>()
  for (const one of reads) {
    const { process, final, call } = one.operation
    if (final) last.set(process, { ...one, fromCall: last.get(process)?.fromCall ?? call })
  }
  return [...last.values()]
}

/** Who first knew that an element is in the list: by an answer, or by a read. */
function firstKnown({ elements, reads }: SequenceHistory): (Operation | undefined)[] {
  const known = elements.map(({ insert }) => (insert?.outcome === 'ok' ? insert : undefined))
  for (const { operation, seen } of reads) {
    for (const at of seen) {
      const before = known[at]
      if (!before || operation.return < before.return) known[at] = operation
    }
  }
  return known
}

/** In the end every copy has what was known and never deleted, and nothing of what was. */
function atTheEnd(history: SequenceHistory): Finding[] {
  const known = firstKnown(history)
  return lastReads(history.reads).flatMap(({ operation, seen, fromCall }) => {
    const there = new Set(seen)
    return history.elements.flatMap(({ value, deletes }, at): Finding[] => {
      const first = known[at]
      const gone = deletes.find((one) => one.outcome === 'ok' && one.return < fromCall)
      if (there.has(at) && gone) {
        return [
          {
            kind: 'not-deleted',
            text: `the final read of ${by(operation)} still has ${show(value)}, although ${by(gone)} was told that it was deleted`,
            operations: [gone, operation],
          },
        ]
      }
      if (there.has(at) || !first || deletes.length > 0 || first.return >= fromCall) return []
      const how = first.f === 'insert' ? 'was told that it was inserted' : 'had seen it'
      return [
        {
          kind: 'lost',
          text: `the final read of ${by(operation)} does not have ${show(value)}, although ${by(first)} ${how} and nobody tried to delete it: lost`,
          operations: [first, operation],
        },
      ]
    })
  })
}

function noOrder(history: SequenceHistory): Finding[] {
  const cycle = cycleOf(history)
  if (!cycle) return []
  const name = (at: number) => show(history.elements[at]?.value ?? null)
  const step = ({ from, to, operation }: Before) =>
    operation.f === 'insert'
      ? `${by(operation)} asked for ${name(from)} before ${name(to)}`
      : `${by(operation)} saw ${name(from)} before ${name(to)}`
  return [
    {
      kind: 'no-common-order',
      text: `${cycle.map(step).join(', ')}: no order of the list has it so`,
      operations: cycle.map((one) => one.operation),
    },
  ]
}

/** Pairs of elements that reads of at least two processes show. */
function sharedPairs(reads: readonly Reading[]): boolean {
  const firstSeenBy = new Map<number, unknown>()
  const shared = new Set<number>()
  for (const { operation, seen } of reads) {
    for (const at of seen) {
      if (!firstSeenBy.has(at)) firstSeenBy.set(at, operation.process)
      else if (firstSeenBy.get(at) !== operation.process) shared.add(at)
    }
  }
  return shared.size > 1
}

function whatIsMissing(history: SequenceHistory): string | undefined {
  if (!sharedPairs(history.reads)) {
    return 'no two elements were seen by two processes: there is no order to compare'
  }
  const last = lastReads(history.reads)
  return last.length > 1
    ? undefined
    : 'fewer than two processes read in the end: whether the copies agree is unknown'
}

/**
 * A list that is edited at several copies at once (Attiya, Burckhardt, Gotsman, Morrison, Yang and Zawirski,
 * "Specification and complexity of collaborative text editing", PODC 2016: the strong list specification). `insert` of
 * `{value, after, before}` between two values that the client saw as neighbours, nil for the ends; `delete` of a value;
 * `read` of all values in order. Values are inserted once, so that they name elements.
 *
 * One order of all elements, deleted ones too, explains every read and every insert: this is decided completely. No value
 * twice in a read, none that nobody inserted, or whose insert failed or had not begun. In the last final read of
 * each process: all that was known before its final reads and that nobody tried to delete, and nothing whose delete had
 * been acknowledged. Left open: inserts between elements that somebody may have deleted bind nothing;
 * elements of unknown fate may be there or not; when a copy learns of an edit.
 *
 * Without two elements that two processes saw, or final reads of two, the verdict is `unknown`. Linear in the size of
 * the reads, and elements x final reads. Throws a `UserError` for operations of another shape.
 */
export const checkSequence = forClients((operations) => {
  const history = readEdits(operations)
  const deleted = history.elements.filter((one) => one.deletes.length > 0).length
  return conclude({
    model: MODEL,
    operations,
    findings: [...noOrder(history), ...atTheEnd(history), ...impossible(history)],
    missing: whatIsMissing(history),
    right: `${counted(history.elements.length, 'element')} in one order in ${counted(history.reads.length, 'read')}; all that were not deleted are there in the end`,
    stats: {
      'element-count': history.elements.length,
      'deleted-count': deleted,
      'read-count': history.reads.length,
      'final-read-count': lastReads(history.reads).length,
    },
  })
})
