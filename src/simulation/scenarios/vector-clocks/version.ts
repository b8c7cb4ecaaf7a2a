import type { Mistake } from './mutants.ts'

/** By server: how many writes that it took were seen. */
export type Clock = Int32Array

/**
 * A value with its dotted version vector (Preguiça, Baquero, Almeida, Fonte and Gonçalves, "Dotted
 * Version Vectors: Logical Clocks for Optimistic Replication", arXiv:1011.5808, 2010): write number
 * `counter` of `server`, made by a client that had seen what `seen` says. A plain vector could not
 * tell apart two clients that write through one server without knowing of each other.
 */
export interface Version {
  /** The operation that wrote it: the value. */
  readonly operation: number
  readonly server: number
  readonly counter: number
  readonly seen: Clock
  /** A Lamport timestamp (1978), for comparison: it orders all writes, also those that are concurrent. */
  readonly stamp: number
}

/** All that a server has of one key: the versions side by side, and which writes it knows of. Never changed. */
export interface Siblings {
  readonly versions: readonly Version[]
  readonly clock: Clock
}

export function noVersions(servers: number): Siblings {
  return { versions: [], clock: new Int32Array(servers) }
}

/** Whoever wrote `b` had seen `a`. */
export function precedes(a: Version, b: Version, mistake: Mistake | undefined): boolean {
  if (mistake === 'compares-by-sum') return sumOf(a) < sumOf(b)
  return a.counter <= (b.seen[a.server] as number)
}

function sumOf({ seen, server, counter }: Version): number {
  return seen.reduce((sum, entry, at) => sum + (at === server ? Math.max(entry, counter) : entry), 0)
}

export function mergeClocks(a: Clock, b: Clock, mistake: Mistake | undefined): Clock {
  const pick = mistake === 'merges-by-min' ? Math.min : Math.max
  return a.map((entry, at) => pick(entry, b[at] as number))
}

/** A write takes the place of the versions that its client had seen. */
export function written(old: Siblings, version: Version, mistake: Mistake | undefined): Siblings {
  const kept = old.versions.filter((one) => !precedes(one, version, mistake))
  const clock = mergeClocks(old.clock, version.seen, mistake === 'merges-by-min' ? undefined : mistake)
  clock[version.server] = Math.max(clock[version.server] as number, version.counter)
  return { versions: mistake === 'last-arrival-wins' ? [version] : [...kept, version], clock }
}

/** What both have, and what one has and the other never knew; what the other knew and has no more, was replaced. */
export function merged(a: Siblings, b: Siblings, mistake: Mistake | undefined): Siblings {
  if (mistake === 'last-arrival-wins') return b.versions.length > 0 ? b : a
  const ours = a.versions.filter((one) => has(b, one) || !knows(b, one))
  const theirs = b.versions.filter((one) => !has(a, one) && !knows(a, one))
  const all = [...ours, ...theirs]
  return {
    versions: all.filter((one) => !all.some((other) => precedes(one, other, mistake))),
    clock: mergeClocks(a.clock, b.clock, mistake),
  }
}

function has({ versions }: Siblings, { server, counter }: Version): boolean {
  return versions.some((one) => one.server === server && one.counter === counter)
}

function knows({ clock }: Siblings, { server, counter }: Version): boolean {
  return counter <= (clock[server] as number)
}

/** `write 12 [1 0 2]+A3`: seen by its writer, and the third write that server A took. */
export function describeVersion({ operation, seen, server, counter }: Version): string {
  return `write ${operation} [${seen.join(' ')}]+${server}:${counter}`
}
