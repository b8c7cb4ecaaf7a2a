import type { Value } from '../../../history/operation.ts'
import { sameValue } from '../interning.ts'
import { checkLostUpdates } from '../lost-updates.ts'
import type { Report } from '../report.ts'
import { keyName, showValue } from '../show.ts'
import { FAIL, OK, type Transactions, writtenValue } from '../transactions.ts'
import { THIN_AIR, type Versions } from './versions.ts'

/** Reports what reads show to be wrong without regard to any order of transactions. */
export function checkRegisterReads(all: Transactions, { seen }: Versions, report: Report): void {
  for (let read = 0; read < seen.length; read += 1) checkRead(all, read, seen[read] as number, report)
  checkLostUpdates(all, report, (read) => (seen[read] === THIN_AIR ? undefined : (seen[read] as number)))
}

/** `thin-air-read`, `G1a` and `G1b`. */
function checkRead(all: Transactions, read: number, write: number, report: Report): void {
  const reader = all.readTxn.get(read)
  const shown = () =>
    `T1 read ${keyName(all, all.readKey.get(read))} as ${showValue(all.readValue[read] as Value)}`
  if (write === THIN_AIR) {
    report.add('thin-air-read', () => ({ transactions: [reader], text: `${shown()}, which nobody wrote` }))
  }
  if (write < 0) return
  const writer = all.writeTxn.get(write)
  if (all.outcome[writer] === FAIL) {
    report.add('G1a', () => ({
      transactions: [reader, writer],
      text: `${shown()}, which T2 wrote, and T2 failed`,
    }))
  } else if (all.writeFinal.get(write) === 0 && writer !== reader) {
    report.add('G1b', () => ({
      transactions: [reader, writer],
      text: `${shown()}; T2 wrote that, but then wrote over it: T1 saw the middle of T2`,
    }))
  }
}

/** `internal` and `future-read`: a transaction disagrees with itself (Cerone, Bernardi and Gotsman's axiom INT). */
export function checkRegisterInternal(all: Transactions, report: Report): void {
  for (let at = 0; at < all.repeating.length; at += 1) {
    const txn = all.repeating.get(at)
    if (all.outcome[txn] === OK) checkWithin(all, txn, report)
  }
}

function checkWithin(all: Transactions, txn: number, report: Report): void {
  const [start, end] = [all.start[txn] as number, all.start[txn + 1] as number]
  const valueAt = (at: number) => {
    const micro = all.micro.get(at)
    return micro < 0 ? (all.readValue[~micro] as Value) : writtenValue(all, micro)
  }
  for (let at = start; at < end; at += 1) {
    if (all.micro.get(at) >= 0) continue
    const key = all.microKey.get(at)
    const shown = () => `T1 read ${keyName(all, key)} as ${showValue(valueAt(at))}`
    const sameKey = (from: number, to: number) => {
      const found: number[] = []
      for (let other = from; other < to; other += 1) if (all.microKey.get(other) === key) found.push(other)
      return found
    }
    const before = sameKey(start, at).at(-1)
    if (before !== undefined && !sameValue(valueAt(before), valueAt(at))) {
      const did = all.micro.get(before) < 0 ? 'read' : 'written'
      report.add('internal', () => ({
        transactions: [txn],
        text: `${shown()}, where it had itself ${did} ${showValue(valueAt(before))} just before`,
      }))
    }
    const later = sameKey(at + 1, end).find(
      (one) => all.micro.get(one) >= 0 && sameValue(valueAt(one), valueAt(at)),
    )
    if (later !== undefined && all.writes.find(key, all.values.code(valueAt(at))) === all.micro.get(later)) {
      report.add('future-read', () => ({
        transactions: [txn],
        text: `${shown()}, which it wrote only afterwards`,
      }))
    }
  }
}
