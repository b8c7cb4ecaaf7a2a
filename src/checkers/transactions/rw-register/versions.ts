import type { Value } from '../../../history/operation.ts'
import { INFO, OK, type Transactions } from '../transactions.ts'

/** A read of the initial state. */
export const INITIAL = -1
/** A read of what nobody wrote. */
export const THIN_AIR = -2

/** What is known of the versions of registers: which write each read saw. Writes are unique, so a value tells. */
export interface Versions {
  /** Of each read the write that it saw, `INITIAL` or `THIN_AIR`. */
  readonly seen: Int32Array
  /** 1 of transactions that surely committed: they said so, or somebody read what they wrote. */
  readonly committed: Uint8Array
}

export function versionsOf(all: Transactions): Versions {
  const seen = new Int32Array(all.readValue.length)
  const committed = all.outcome.map((outcome) => (outcome === OK ? 1 : 0))
  for (let read = 0; read < seen.length; read += 1) {
    const value = all.readValue[read] as Value
    const write = value === null ? INITIAL : all.writes.find(all.readKey.get(read), all.values.code(value))
    seen[read] = write < 0 && value !== null ? THIN_AIR : write
    if (write >= 0 && all.outcome[all.writeTxn.get(write)] === INFO) committed[all.writeTxn.get(write)] = 1
  }
  return { seen, committed }
}
