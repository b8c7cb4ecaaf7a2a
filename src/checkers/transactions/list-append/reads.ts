import type { Value } from '../../../history/operation.ts'
import { sameValue } from '../interning.ts'
import { checkLostUpdates } from '../lost-updates.ts'
import type { Report } from '../report.ts'
import { keyName, showValue } from '../show.ts'
import { FAIL, OK, type Transactions, writtenValue } from '../transactions.ts'
import { type AppendOrder, agreement, isFailed, type List, listOf } from './order.ts'

/** Reports what reads show to be wrong without regard to any order of transactions. */
export function checkReads(all: Transactions, order: AppendOrder, report: Report): void {
  checkOrders(all, order, report)
  checkElements(all, order, report)
  checkDirtyUpdates(all, order, report)
  checkIntermediateReads(all, order, report)
  checkLostUpdates(all, report, (read) => {
    const { length } = listOf(all.readValue[read] as Value)
    return length <= (order.trusted[all.readKey.get(read)] as number) ? length : undefined
  })
}

/** `duplicate-elements` and `incompatible-order`. */
function checkOrders(all: Transactions, order: AppendOrder, report: Report): void {
  for (let key = 0; key < order.longest.length; key += 1) {
    const read = order.longest[key] as number
    const length = (order.first[key + 1] as number) - (order.first[key] as number)
    if (read < 0 || order.trusted[key] === length) continue
    const list = listOf(all.readValue[read] as Value)
    const twice = list.find((value, at) => list.findIndex((other) => sameValue(other, value)) < at)
    if (twice === undefined) continue
    report.add('duplicate-elements', () => ({
      transactions: [all.readTxn.get(read)],
      text: `T1 read ${keyName(all, key)} as ${showValue(list)}, in which ${showValue(twice)} stands twice; it was appended once`,
    }))
  }
  for (const { key, read, other } of order.conflicts) {
    report.add('incompatible-order', () => {
      const value = (one: number) => showValue(all.readValue[one] as Value)
      return {
        transactions: [all.readTxn.get(read), all.readTxn.get(other)],
        text: `T1 read ${keyName(all, key)} as ${value(read)}, T2 as ${value(other)}: neither is a beginning of the other, so they cannot be states of one list`,
      }
    })
  }
}

/** `thin-air-read` and `G1a`: elements that nobody appended, or only a transaction that failed. */
function checkElements(all: Transactions, order: AppendOrder, report: Report): void {
  const firstBad = new Int32Array(order.longest.length).fill(0x7fffffff)
  let anyBad = false
  for (let key = 0; key < order.longest.length; key += 1) {
    const first = order.first[key] as number
    for (let at = first; at < (order.first[key + 1] as number); at += 1) {
      const write = order.elements[at] as number
      if (write >= 0 && !isFailed(all, write)) continue
      firstBad[key] = at - first
      anyBad = true
      break
    }
  }
  for (const { key } of order.conflicts) {
    firstBad[key] = Math.min(firstBad[key] as number, order.trusted[key] as number)
    anyBad = true
  }
  if (!anyBad) return
  for (let read = 0; read < all.readValue.length; read += 1) {
    const list = listOf(all.readValue[read] as Value)
    if (list.length > (firstBad[all.readKey.get(read)] as number)) checkList(all, read, list, report)
  }
}

function checkList(all: Transactions, read: number, list: List, report: Report): void {
  const key = all.readKey.get(read)
  const reader = all.readTxn.get(read)
  for (const value of list) {
    const write = all.writes.find(key, all.values.code(value))
    if (write < 0) {
      report.add('thin-air-read', () => ({
        transactions: [reader],
        text: `T1 read ${keyName(all, key)} as ${showValue(list)}, but nobody appended ${showValue(value)} to it`,
      }))
      return
    }
    if (isFailed(all, write)) {
      report.add('G1a', () => ({
        transactions: [reader, all.writeTxn.get(write)],
        text: `T1 read ${keyName(all, key)} as ${showValue(list)}; ${showValue(value)} is of T2, which failed`,
      }))
      return
    }
  }
}

/** `dirty-update`: a transaction that failed left an append, and one that committed came on top of it. */
function checkDirtyUpdates(all: Transactions, order: AppendOrder, report: Report): void {
  for (let key = 0; key < order.longest.length; key += 1) {
    const first = order.first[key] as number
    let failed = -1
    for (let at = first; at < first + (order.trusted[key] as number); at += 1) {
      const write = order.elements[at] as number
      if (write < 0) continue
      const outcome = all.outcome[all.writeTxn.get(write)]
      if (outcome === FAIL) failed = write
      else if (outcome === OK && failed >= 0) {
        const dirty = failed
        report.add('dirty-update', () => ({
          transactions: [
            all.writeTxn.get(dirty),
            all.writeTxn.get(write),
            all.readTxn.get(order.longest[key] as number),
          ],
          text: `T1 failed, yet its append of ${showValue(writtenValue(all, dirty))} to ${keyName(all, key)} stayed, and T2 appended ${showValue(writtenValue(all, write))} after it; T3 read both`,
        }))
        failed = -1
      }
    }
  }
}

/** `G1b`: the last element read is not the last that its transaction appended to the key. */
function checkIntermediateReads(all: Transactions, order: AppendOrder, report: Report): void {
  for (let read = 0; read < all.readValue.length; read += 1) {
    const list = listOf(all.readValue[read] as Value)
    if (list.length === 0) continue
    const key = all.readKey.get(read)
    const write =
      list.length <= (order.trusted[key] as number)
        ? (order.elements[(order.first[key] as number) + list.length - 1] as number)
        : all.writes.find(key, all.values.code(list.at(-1) as Value))
    if (write < 0 || all.writeFinal.get(write) === 1 || isFailed(all, write)) continue
    const reader = all.readTxn.get(read)
    const writer = all.writeTxn.get(write)
    if (reader === writer) continue
    report.add('G1b', () => ({
      transactions: [reader, writer],
      text: `T1 read ${keyName(all, key)} up to ${showValue(list.at(-1) as Value)}, but T2, which appended that, appended more to ${keyName(all, key)}: T1 saw the middle of T2`,
    }))
  }
}

/** `internal` and `future-read`: a transaction disagrees with itself (Cerone, Bernardi and Gotsman's axiom INT). */
export function checkInternal(all: Transactions, report: Report): void {
  for (let at = 0; at < all.repeating.length; at += 1) {
    const txn = all.repeating.get(at)
    if (all.outcome[txn] === OK) checkWithin(all, txn, report)
  }
}

function checkWithin(all: Transactions, txn: number, report: Report): void {
  const end = all.start[txn + 1] as number
  for (let at = all.start[txn] as number; at < end; at += 1) {
    const read = ~all.micro.get(at)
    if (read < 0) continue
    const list = listOf(all.readValue[read] as Value)
    if (all.readExternal.get(read) === 0) checkRepeated(all, txn, at, list, report)
    checkFuture(all, txn, at, list, report)
  }
}

/** A read of a key to which the transaction has done something before. */
function checkRepeated(all: Transactions, txn: number, at: number, list: List, report: Report): void {
  let expectedEnd = list.length
  for (let earlier = at - 1; earlier >= (all.start[txn] as number); earlier -= 1) {
    if (all.microKey.get(earlier) !== all.microKey.get(at)) continue
    const micro = all.micro.get(earlier)
    if (micro < 0) {
      const before = listOf(all.readValue[~micro] as Value)
      if (before.length !== expectedEnd || agreement(before, list) < expectedEnd) break
      return
    }
    expectedEnd -= 1
    if (expectedEnd < 0 || !sameValue(list[expectedEnd] as Value, writtenValue(all, micro))) break
    if (earlier === all.start[txn]) return
  }
  reportInternal(all, txn, at, list, report)
}

function reportInternal(all: Transactions, txn: number, at: number, list: List, report: Report): void {
  const { before, appended } = soFar(all, txn, at)
  if (!before && sameList(appended, list.slice(Math.max(0, list.length - appended.length)))) return
  report.add('internal', () => {
    const expected = before
      ? showValue([...before, ...appended])
      : `a list that ends in ${showValue(appended)}`
    return {
      transactions: [txn],
      text: `T1 read ${keyName(all, all.microKey.get(at))} as ${showValue(list)}, where by what it had read and appended itself it should have read ${expected}`,
    }
  })
}

function checkFuture(all: Transactions, txn: number, at: number, list: List, report: Report): void {
  for (let later = at + 1; later < (all.start[txn + 1] as number); later += 1) {
    const write = all.micro.get(later)
    if (write < 0 || all.microKey.get(later) !== all.microKey.get(at)) continue
    const value = writtenValue(all, write)
    if (!list.some((one) => sameValue(one, value))) continue
    report.add('future-read', () => ({
      transactions: [txn],
      text: `T1 read ${keyName(all, all.microKey.get(at))} as ${showValue(list)}, with the ${showValue(value)} that it appended only afterwards`,
    }))
    return
  }
}

const sameList = (a: List, b: List) =>
  a.length === b.length && a.every((value, at) => sameValue(value, b[at] as Value))

/** What a transaction knows of the key of the micro-operation at `at`: its last read of it, and its appends since. */
function soFar(all: Transactions, txn: number, at: number): { before: List | undefined; appended: Value[] } {
  const appended: Value[] = []
  for (let earlier = at - 1; earlier >= (all.start[txn] as number); earlier -= 1) {
    if (all.microKey.get(earlier) !== all.microKey.get(at)) continue
    const micro = all.micro.get(earlier)
    if (micro < 0) return { before: listOf(all.readValue[~micro] as Value), appended }
    appended.unshift(writtenValue(all, micro))
  }
  return { before: undefined, appended }
}
