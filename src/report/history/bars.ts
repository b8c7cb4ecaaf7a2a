import type { Operation, Process } from '../../history/operation.ts'
import { printable } from '../../lib/printable.ts'

/** A history as it is drawn, by itself or with what is known of its run. */
export interface HistoryPicture {
  readonly operations: readonly Operation[]
  /** Positions of calls that are marked: the contradiction lies in them. */
  readonly focus?: readonly number[]
  /** Which node each process asks. */
  readonly nodeOf?: ReadonlyMap<Process, string>
  /** Microseconds on the clock of the operations. */
  readonly faults?: readonly { readonly fromUs: number; readonly toUs: number; readonly text: string }[]
}

/** An operation from its call to its return, as shares of the whole stretch. */
export interface Bar {
  readonly operation: Operation
  readonly row: number
  readonly from: number
  readonly to: number
  readonly isFocus: boolean
}

export interface Bars {
  readonly rows: readonly string[]
  readonly bars: readonly Bar[]
  readonly bands: readonly { readonly from: number; readonly to: number; readonly text: string }[]
  /** Seconds at the left and right edge; undefined where the history has no times, and bars stand in order. */
  readonly spanS: readonly [from: number, to: number] | undefined
}

/**
 * Places operations: a row for each process, those of one node together. By time, or by the order of calls and returns
 * where times are missing or there are so few that order can be read better.
 */
export function layBars(
  { operations, focus = [], nodeOf, faults = [] }: HistoryPicture,
  by: 'time' | 'order',
): Bars {
  const processes = [...new Set(operations.map(({ process }) => process))].sort(byNode(nodeOf))
  const row = new Map(processes.map((process, at) => [process, at]))
  const isTimed = by === 'time' && operations.every(({ callNs }) => callNs !== undefined)
  const place = isTimed ? timed(operations) : ordered(operations)
  return {
    rows: processes.map((process) => rowName(process, nodeOf)),
    bars: operations.map((operation) => ({
      operation,
      row: row.get(operation.process) ?? 0,
      ...place.span(operation),
      isFocus: focus.includes(operation.call),
    })),
    bands: isTimed ? faults.flatMap((fault) => bandOf(fault, place.spanNs)) : [],
    spanS: isTimed ? [place.spanNs[0] / 1e9, place.spanNs[1] / 1e9] : undefined,
  }
}

function byNode(nodeOf: HistoryPicture['nodeOf']) {
  const key = (process: Process) => nodeOf?.get(process) ?? ''
  return (a: Process, b: Process) =>
    key(a).localeCompare(key(b), 'en', { numeric: true }) || order(a) - order(b)
}

const order = (process: Process) => (typeof process === 'number' ? process : Number.MAX_SAFE_INTEGER)

function rowName(process: Process, nodeOf: HistoryPicture['nodeOf']): string {
  const node = nodeOf?.get(process)
  return node === undefined ? `process ${process}` : `${node}, process ${process}`
}

interface Places {
  readonly spanNs: readonly [number, number]
  span(operation: Operation): { readonly from: number; readonly to: number }
}

function timed(operations: readonly Operation[]): Places {
  const calls = operations.map(({ callNs = 0 }) => callNs)
  const ends = operations.map(({ returnNs = 0 }) => returnNs)
  const first = calls.reduce((least, ns) => Math.min(least, ns), Number.POSITIVE_INFINITY)
  const last = [...calls, ...ends].reduce((most, ns) => Math.max(most, ns), 0)
  const share = (ns: number) => (ns - first) / Math.max(1, last - first)
  return {
    spanNs: [Number.isFinite(first) ? first : 0, last],
    // What was never answered may go on for ever.
    span: ({ callNs = 0, returnNs = last }) => ({ from: share(callNs), to: share(returnNs) }),
  }
}

function ordered(operations: readonly Operation[]): Places {
  const moments = operations
    .flatMap((one) => [one.call, ...(Number.isFinite(one.return) ? [one.return] : [])])
    .sort((a, b) => a - b)
  const place = new Map(moments.map((moment, at) => [moment, at]))
  const share = (moment: number) => (place.get(moment) ?? moments.length) / Math.max(1, moments.length)
  return {
    spanNs: [0, 0],
    span: (one) => ({
      from: share(one.call),
      to: Number.isFinite(one.return) ? share(one.return) + 0.5 / moments.length : 1,
    }),
  }
}

type Fault = NonNullable<HistoryPicture['faults']>[number]

function bandOf({ fromUs, toUs, text }: Fault, [first, last]: readonly [number, number]): Bars['bands'] {
  const share = (us: number) => Math.min(1, Math.max(0, (us * 1000 - first) / Math.max(1, last - first)))
  const [from, to] = [share(fromUs), share(toUs)]
  const until = Number.isFinite(toUs) ? `${(toUs / 1e6).toFixed(3)} s` : 'the end'
  const time = `${(fromUs / 1e6).toFixed(3)} s to ${until}`
  return to > from ? [{ from, to, text: `${text}, ${time}` }] : []
}

const OUTCOMES = { ok: 'done', fail: 'failed', info: 'unknown' } as const

/** All that is known of an operation, in one line. */
export function barText({ operation }: Bar, name: string): string {
  const { process, outcome, callNs, returnNs, line, error } = operation
  const ended = outcome === 'info' ? 'given up' : 'answered'
  const seconds = (ns: number) => `${(ns / 1e9).toFixed(3)} s`
  const when =
    callNs === undefined
      ? ''
      : `, asked at ${seconds(callNs)}${returnNs === undefined ? '' : `, ${ended} at ${seconds(returnNs)}`}`
  const where = line === undefined ? '' : `, line ${line}`
  const why =
    error === undefined ? '' : ` (${printable(typeof error === 'string' ? error : JSON.stringify(error))})`
  return `${name}: ${OUTCOMES[outcome]}${why}, process ${process}${when}${where}`
}
