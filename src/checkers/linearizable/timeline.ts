/** What an engine says: whether there is an order, and the return that none can pass. */
export interface Search {
  readonly verdict: true | false | 'unknown'
  /** Of a history without order: the operation whose return shows it first. */
  readonly blockedAt?: number
  /** Operations that have no order by themselves, where not all are needed to show it; `blockedAt` is among them. */
  readonly core?: readonly number[]
  /** Of a history that has one: an order, where the engine finds one. */
  readonly order?: readonly number[]
  /** Set where there is no room to search for longer, whatever the budget. */
  readonly noRoom?: true
  /** Steps of search that were made; the budget counts these. */
  readonly steps: number
}

/** An interval of time; operations that never return end at `Infinity`. */
export interface Interval {
  readonly call: number
  readonly return: number
}

/**
 * The calls and returns of the operations in order of time: `i` is the call of operation i, `~i` its return. At the
 * same moment calls come first, so that operations which touch overlap. Operations must be in order of their calls.
 * Those marked in `idle` are left out.
 */
export function timeline(operations: readonly Interval[], idle?: Uint8Array): Int32Array {
  return timelineByPlace(operations, idle) ?? timelineBySorting(operations, idle)
}

/** All zero between calls. */
let places = new Int32Array(1024)

/** Places for each operation: a history of a few objects is not much wider. */
const WIDTH = 32

/**
 * Moments are mostly positions in a history, each of one event: then each event is put in its place. Undefined where
 * they are not, or far apart.
 */
function timelineByPlace(operations: readonly Interval[], idle: Uint8Array | undefined) {
  const count = operations.length
  const first = count === 0 ? 0 : (operations[0] as Interval).call
  const size = WIDTH * count
  if (places.length < size) places = new Int32Array(2 * size)
  let last = -1
  let events = 0
  for (let at = 0; at < count; at += 1) {
    if (idle?.[at] === 1) continue
    const { call, return: end } = operations[at] as Interval
    const begin = call - first
    if (places[begin] !== 0 || begin >= size) return withoutPlaces(size)
    places[begin] = at + 1
    events += 1
    if (begin > last) last = begin
    if (end === Number.POSITIVE_INFINITY) continue
    const over = end - first
    if (places[over] !== 0 || over >= size) return withoutPlaces(size)
    places[over] = ~at
    events += 1
    if (over > last) last = over
  }
  return gathered(events, last)
}

function withoutPlaces(size: number): undefined {
  places.fill(0, 0, size)
}

function gathered(count: number, last: number): Int32Array {
  const events = new Int32Array(count)
  let filled = 0
  for (let place = 0; place <= last; place += 1) {
    const mark = places[place] as number
    if (mark === 0) continue
    events[filled++] = mark > 0 ? mark - 1 : mark
    places[place] = 0
  }
  return events
}

function timelineBySorting(operations: readonly Interval[], idle: Uint8Array | undefined): Int32Array {
  const takesPart = (at: number) => idle?.[at] !== 1
  const calls: number[] = []
  const returns: number[] = []
  operations.forEach((one, at) => {
    if (!takesPart(at)) return
    calls.push(at)
    if (one.return !== Number.POSITIVE_INFINITY) returns.push(at)
  })
  returns.sort((a, b) => (operations[a] as Interval).return - (operations[b] as Interval).return)
  const events = new Int32Array(calls.length + returns.length)
  let next = 0
  let filled = 0
  for (const at of returns) {
    const { return: end } = operations[at] as Interval
    while (next < calls.length && (operations[calls[next] as number] as Interval).call <= end) {
      events[filled++] = calls[next++] as number
    }
    events[filled++] = ~at
  }
  while (next < calls.length) events[filled++] = calls[next++] as number
  return events
}
