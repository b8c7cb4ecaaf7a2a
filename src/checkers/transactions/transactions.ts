import type { Operation, Value } from '../../history/operation.ts'
import { UserError } from '../../lib/user-error.ts'
import { IntList, integers } from './int-list.ts'
import { Interner, sameValue, WriteTable } from './interning.ts'

export type Workload = 'list-append' | 'rw-register'

export const OK = 0
export const INFO = 1
/** It did not happen, or is no transaction at all (a nemesis, say). */
export const FAIL = 2

/**
 * A history of transactions as columns of integers. A transaction is named by its position among the operations, a
 * write, a read and a key by their number.
 */
export interface Transactions {
  readonly workload: Workload
  readonly operations: readonly Operation[]
  readonly outcome: Uint8Array
  readonly keys: Interner
  readonly values: Interner
  /** Where the micro-operations of each transaction begin, and at the end where the last ones end. */
  readonly start: Int32Array
  readonly microKey: IntList
  /** A write as its number, a read as `~` its number. */
  readonly micro: IntList
  readonly writeTxn: IntList
  readonly writeKey: IntList
  readonly writeCode: IntList
  /** 1 of a transaction's last write to a key. */
  readonly writeFinal: IntList
  readonly writes: WriteTable
  readonly readTxn: IntList
  readonly readKey: IntList
  /** 1 of a transaction's first read of a key which it has not written before. */
  readonly readExternal: IntList
  /** What each read returned: of `list-append` a list or null. */
  readonly readValue: Value[]
  /** Transactions that do more than one thing to some key. */
  readonly repeating: IntList
  /** Transactions answered with something else than they asked. */
  readonly malformed: number[]
  /** A write of what some other write has written to the same key, where there is one: then nothing can be inferred. */
  duplicate:
    | { readonly txn: number; readonly other: number; readonly key: Value; readonly value: Value }
    | undefined
}

type MicroOperation = readonly Value[]

/** Whether this is a list of micro-operations, as invoked. */
function isTransaction(value: Value, write: string): value is readonly MicroOperation[] {
  if (!Array.isArray(value)) return false
  for (let at = 0; at < value.length; at += 1) {
    const micro = value[at] as Value
    if (!Array.isArray(micro) || micro.length < 2 || micro.length > 3) return false
    if (micro[0] !== 'r' && (micro[0] !== write || micro.length < 3)) return false
  }
  return true
}

/** Whether `output` answers just what `input` asks: the same micro-operations, with values where there were reads. */
function answers(
  input: readonly MicroOperation[],
  output: Value,
  lists: boolean,
): output is readonly MicroOperation[] {
  if (!Array.isArray(output) || input.length !== output.length) return false
  for (let at = 0; at < input.length; at += 1) {
    const asked = input[at] as MicroOperation
    const answer = output[at] as Value
    if (!Array.isArray(answer) || answer.length > 3 || asked[0] !== answer[0]) return false
    if (asked[1] !== answer[1] && !sameValue(asked[1] as Value, answer[1] as Value)) return false
    const value = (answer[2] ?? null) as Value
    if (asked[0] === 'r') {
      if (lists && value !== null && !Array.isArray(value)) return false
    } else if (asked[2] !== value && !sameValue(asked[2] as Value, value)) return false
  }
  return true
}

/**
 * Reads a history into columns, in one pass. Throws a `UserError` for an invocation that is no transaction of this
 * workload.
 */
export function readTransactions(operations: readonly Operation[], workload: Workload): Transactions {
  const count = operations.length
  // Elle's workload has 1.25 reads and as many writes a transaction.
  const expected = Math.ceil(count * 1.5)
  const writeKey = new IntList(expected)
  const writeCode = new IntList(expected)
  const all: Transactions = {
    workload,
    operations,
    outcome: new Uint8Array(count),
    keys: new Interner(),
    values: new Interner(),
    start: integers(count + 1),
    microKey: new IntList(3 * count),
    micro: new IntList(3 * count),
    writeTxn: new IntList(expected),
    writeKey,
    writeCode,
    writeFinal: new IntList(expected),
    writes: new WriteTable(writeKey, writeCode, expected),
    readTxn: new IntList(expected),
    readKey: new IntList(expected),
    readExternal: new IntList(expected),
    readValue: [],
    repeating: new IntList(),
    malformed: [],
    duplicate: undefined,
  }
  const touched = new Touched()
  for (let txn = 0; txn < count; txn += 1) {
    readTransaction(all, touched, txn, operations[txn] as Operation)
    all.start[txn + 1] = all.micro.length
  }
  return all
}

/** What the transaction that is being read has done to each key. */
class Touched {
  readonly by = new IntList(1024)
  /** The last write of that transaction to the key, or -1. */
  readonly write = new IntList(1024)

  reserve(key: number): void {
    while (this.by.length <= key) {
      this.by.push(-1)
      this.write.push(-1)
    }
  }
}

function readTransaction(all: Transactions, touched: Touched, txn: number, operation: Operation): void {
  const write = all.workload === 'list-append' ? 'append' : 'w'
  const { input, output, outcome } = operation
  if (operation.process === 'nemesis') {
    all.outcome[txn] = FAIL
    return
  }
  if (!isTransaction(input, write)) throw notATransaction(operation, all.workload)
  all.outcome[txn] = outcome === 'ok' ? OK : outcome === 'info' ? INFO : FAIL
  let micros: readonly MicroOperation[] = input
  let reads = outcome === 'ok'
  if (reads) {
    if (answers(input, output, write === 'append')) micros = output
    else {
      // What it says it read is no evidence; that it wrote what it was asked to write is.
      all.malformed.push(txn)
      reads = false
    }
  }
  let repeats = false
  for (let at = 0; at < micros.length; at += 1) {
    const micro = micros[at] as MicroOperation
    const isRead = micro[0] === 'r'
    if (isRead && !reads) continue
    const key = all.keys.id(micro[1] as Value)
    touched.reserve(key)
    const again = touched.by.get(key) === txn
    repeats ||= again
    if (!again) {
      touched.by.set(key, txn)
      touched.write.set(key, -1)
    }
    all.microKey.push(key)
    if (isRead) addRead(all, txn, key, micro[2] ?? null, again)
    else addWrite(all, touched, txn, key, micro[2] ?? null)
  }
  if (repeats) all.repeating.push(txn)
}

function addRead(all: Transactions, txn: number, key: number, value: Value, again: boolean): void {
  all.micro.push(~all.readTxn.length)
  all.readTxn.push(txn)
  all.readKey.push(key)
  all.readExternal.push(again ? 0 : 1)
  all.readValue.push(value)
}

function addWrite(all: Transactions, touched: Touched, txn: number, key: number, value: Value): void {
  const write = all.writeTxn.length
  const code = all.values.code(value)
  const before = touched.write.get(key)
  if (before >= 0) all.writeFinal.set(before, 0)
  touched.write.set(key, write)
  all.micro.push(write)
  all.writeTxn.push(txn)
  all.writeKey.push(key)
  all.writeCode.push(code)
  all.writeFinal.push(1)
  const other = all.writes.add(write)
  if (other >= 0)
    all.duplicate ??= { txn, other: all.writeTxn.get(other), key: all.keys.values[key] as Value, value }
}

function notATransaction({ process, line, f }: Operation, workload: Workload): UserError {
  const form =
    workload === 'list-append'
      ? '[["append", key, value], ["r", key, null]]'
      : '[["w", key, value], ["r", key, null]]'
  return new UserError(
    `${line === undefined ? '' : `line ${line}: `}the ${f} of process ${process} is not a transaction of ${workload}`,
    {
      code: 'not-a-transaction',
      next: [`Give each transaction as a list of micro-operations: ${form}.`, 'Or choose another model.'],
    },
  )
}

/** The reads of a transaction, in turn. */
export function readsOf(all: Transactions, txn: number): number[] {
  const micros = all.micro.view().subarray(all.start[txn], all.start[txn + 1])
  return [...micros].filter((micro) => micro < 0).map((micro) => ~micro)
}

/** The value of a write, as the history gave it. */
export function writtenValue(all: Transactions, write: number): Value {
  const code = all.writeCode.get(write)
  return code > -(1 << 29) ? code : (all.values.values[-(1 << 29) - 1 - code] as Value)
}
