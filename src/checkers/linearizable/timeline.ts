/** What an engine says: whether there is an order, and the return that none can pass. */
export interface Search {
  readonly verdict: true | false | 'unknown'
  /** Of a history without order: the operation whose return shows it first. */
  readonly blockedAt?: number
  /** Of a history that has one: an order, where the engine finds one. */
  readonly order?: readonly number[]
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
 */
export function timeline(operations: readonly Interval[]): Int32Array {
  const ending: number[] = []
  operations.forEach((one, at) => {
    if (one.return !== Number.POSITIVE_INFINITY) ending.push(at)
  })
  ending.sort((a, b) => (operations[a] as Interval).return - (operations[b] as Interval).return)
  const events = new Int32Array(operations.length + ending.length)
  let next = 0
  let filled = 0
  for (const at of ending) {
    const { return: end } = operations[at] as Interval
    while (next < operations.length && (operations[next] as Interval).call <= end) events[filled++] = next++
    events[filled++] = ~at
  }
  while (next < operations.length) events[filled++] = next++
  return events
}
