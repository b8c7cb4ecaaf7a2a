/** More than any operation's number. */
const REQUESTS = 2 ** 21

/**
 * Versions of writes as one number: a counter above all versions that the writer has seen, as in
 * Lamport, "Time, Clocks, and the Ordering of Events" (1978), and the number of the request, which
 * settles ties and makes every version unique, also after a crash that forgot the counter.
 */
export function versionAbove(seen: number, request: number): number {
  return versionAt(counterOf(seen) + 1, request)
}

export function versionAt(counter: number, request: number): number {
  return counter * REQUESTS + request
}

export function counterOf(version: number): number {
  return Math.floor(version / REQUESTS)
}

/** `3.17`: counter 3, request 17. */
export function spellVersion(version: number): string {
  return version === 0 ? '0' : `${counterOf(version)}.${version % REQUESTS}`
}
