import { type Entry, total, type Window } from './ledger.ts'

/** What happened in each second, in order. */
function bySecond(entries: readonly Entry[], window: Window): Map<number, Entry[]> {
  const seconds = new Map<number, Entry[]>()
  for (const entry of entries) {
    const second = window.secondOf(entry.atMs)
    seconds.set(second, [...(seconds.get(second) ?? []), entry])
  }
  return seconds
}

/** A balance to which entries are added, and from which `expire` takes a second when it has left the window. */
function running(
  entries: readonly Entry[],
  window: Window,
  nowMs: number,
  start: number,
  expire: (balance: number, gone: readonly Entry[]) => number,
  unit = 1,
): number {
  const left = [...bySecond(entries, window)]
  let balance = start
  const slide = (second: number): void => {
    for (let first = left[0]; first && first[0] + window.seconds <= second; first = left[0]) {
      balance = expire(balance, first[1])
      left.shift()
    }
  }
  for (const { atMs, units } of entries) {
    slide(window.secondOf(atMs))
    balance += units / unit
  }
  slide(window.secondOf(nowMs))
  return balance
}

/** A running balance that stops at zero when a second expires. */
export function forgiven(entries: readonly Entry[], window: Window, nowMs: number, floor: number): number {
  return running(entries, window, nowMs, floor, (balance, gone) => Math.max(0, balance - total(gone)))
}

/** A running balance of retries in floating point, from which seconds are taken as sums, or entry by entry. */
export function inFloats(
  entries: readonly Entry[],
  window: Window,
  nowMs: number,
  floor: number,
  singly: boolean,
): number {
  const expire = (balance: number, gone: readonly Entry[]): number =>
    singly
      ? gone.reduce((left, { units }) => left - units / 100, balance)
      : balance - gone.reduce((sum, { units }) => sum + units / 100, 0)
  return running(entries, window, nowMs, floor / 100, expire, 100)
}

/** A bucket that holds the floor at most, gains it evenly over the window, and forgets nothing. */
export function tokenBucket(
  entries: readonly Entry[],
  window: Window,
  nowMs: number,
  floor: number,
  startMs: number,
): number {
  const perMs = floor / (window.seconds * 1000)
  let tokens = floor
  let atMs = startMs
  for (const entry of entries) {
    tokens = Math.min(floor, tokens + (entry.atMs - atMs) * perMs)
    tokens = Math.min(floor, tokens + entry.units)
    atMs = entry.atMs
  }
  return Math.min(floor, tokens + (nowMs - atMs) * perMs)
}

/** A product in floating point for the requests, less the retries. */
export function multiplied(entries: readonly Entry[]): number {
  const requests = entries.filter(({ kind }) => kind === 'request')
  const retries = entries.length - requests.length
  return requests.length * ((requests[0]?.units ?? 0) / 100) - retries
}

/** Whole retries for each second, without its fractions. */
export function roundedBySecond(entries: readonly Entry[], window: Window): number {
  const sums = [...bySecond(entries, window).values()].map((slot) => {
    const added = total(slot.filter(({ kind }) => kind === 'request'))
    return Math.floor(added / 100) * 100 + total(slot) - added
  })
  return sums.reduce((sum, one) => sum + one, 0)
}
