import type { Operation, Value } from '../../history/operation.ts'
import { field, keyOf, misshapen, sequence } from '../evidence.ts'

export const MODEL = 'sequence'

/** One value of the list: each is inserted once. */
export interface Element {
  readonly value: Value
  readonly insert: Operation | undefined
  /** Attempts to delete it that may have taken effect. */
  readonly deletes: Operation[]
}

/** The list as one read showed it: elements by their number. */
export interface Reading {
  readonly operation: Operation
  readonly seen: readonly number[]
}

/** One element comes before another, and what shows it. */
export interface Before {
  readonly from: number
  readonly to: number
  readonly operation: Operation
}

export interface SequenceHistory {
  readonly elements: readonly Element[]
  readonly reads: readonly Reading[]
  /** Which neighbours each insert was asked to go between. */
  readonly asked: readonly Before[]
}

const INSERT = 'insert of {value, after, before}, where after and before are values or nil'

class Edits {
  readonly elements: Element[] = []
  readonly #index = new Map<unknown, number>()

  insert(operation: Operation): void {
    const value = field(operation.input, 'value')
    if (value === undefined) throw misshapen(operation, MODEL, INSERT)
    if (this.#index.has(keyOf(value))) throw misshapen(operation, MODEL, 'each value to be inserted once')
    this.#add(value, operation)
  }

  delete(operation: Operation): void {
    if (operation.outcome !== 'fail') this.elements[this.at(operation.input)]?.deletes.push(operation)
  }

  /** The number of an element; of one that nobody inserted as well. */
  at(value: Value): number {
    return this.#index.get(keyOf(value)) ?? this.#add(value, undefined)
  }

  #add(value: Value, insert: Operation | undefined): number {
    this.#index.set(keyOf(value), this.elements.length)
    return this.elements.push({ value, insert, deletes: [] }) - 1
  }
}

/**
 * What inserts ask for: to go behind one element and before another, which the client saw as neighbours. An element that
 * somebody may have deleted meanwhile binds nothing: a copy that no longer has it cannot know where it was.
 */
function askedOf(edits: Edits, inserts: readonly Operation[]): Before[] {
  return inserts.flatMap((operation) => {
    if (operation.outcome === 'fail') return []
    const value = edits.at(field(operation.input, 'value') ?? null)
    const bound = (name: string): number | undefined => {
      const other = field(operation.input, name) ?? null
      const at = other === null ? undefined : edits.at(other)
      const isDeleted =
        at !== undefined && edits.elements[at]?.deletes.some((one) => one.call < operation.return)
      return isDeleted ? undefined : at
    }
    const [after, before] = [bound('after'), bound('before')]
    return [
      ...(after === undefined ? [] : [{ from: after, to: value, operation }]),
      ...(before === undefined ? [] : [{ from: value, to: before, operation }]),
    ]
  })
}

/** Throws a `UserError` for operations of another shape, and for a value that is inserted twice. */
export function readEdits(operations: readonly Operation[]): SequenceHistory {
  const edits = new Edits()
  const inserts = operations.filter((one) => one.f === 'insert')
  for (const one of inserts) edits.insert(one)
  for (const one of operations) if (one.f === 'delete') edits.delete(one)
  const reads = operations
    .filter((one) => one.f === 'read' && one.outcome === 'ok')
    .map((operation): Reading => {
      const values = sequence(operation.output)
      if (!values) throw misshapen(operation, MODEL, 'a read that gives the list of values')
      return { operation, seen: values.map((value) => edits.at(value)) }
    })
  return { elements: edits.elements, reads, asked: askedOf(edits, inserts) }
}
