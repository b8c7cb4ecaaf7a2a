import type { Log } from '../../observability/log.ts'
import { type Lease, type LeaseStore, NOBODY } from './lease.ts'

export interface ElectionOptions {
  readonly store: LeaseStore
  /** Who this is, for people who read logs. */
  readonly holder: string
  readonly leaseMs: number
  readonly log: Log
  /** A clock that nobody sets, in milliseconds. */
  readonly now?: () => number
}

export interface Election {
  /** The fencing token while this process may take itself for the leader. */
  token(): number | undefined
  /** Renews the lease, or takes it when nobody has it. To be called several times in each `leaseMs`. */
  campaign(): Promise<void>
  resign(): Promise<void>
}

/**
 * Elects one leader among all who share the store. No clocks are compared: a leader counts its time from before it asked
 * for the lease, the others count theirs from when they saw it, which is later. A process that is paused finds out
 * too late all the same; that is what the token is for. See docs/adr/leader-election.md.
 */
export function createElection(options: ElectionOptions): Election {
  const { store, holder, leaseMs, log, now = () => performance.now() } = options
  let held: { lease: Lease; untilMs: number } | undefined
  let seen: { lease: Lease; sinceMs: number } | undefined

  const hold = (lease: Lease, askedAtMs: number): void => {
    if (held?.lease.token !== lease.token) log.info({ token: lease.token, holder }, 'leads')
    held = { lease, untilMs: askedAtMs + leaseMs }
  }

  /** True of a lease that was given back, or not renewed for as long as it lasts, by our own watch. */
  const isOver = (lease: Lease): boolean => {
    if (lease.holder === NOBODY) return true
    if (seen !== undefined && isSame(seen.lease, lease)) return now() - seen.sinceMs >= leaseMs
    seen = { lease, sinceMs: now() }
    return false
  }

  return {
    token: () => (held !== undefined && now() < held.untilMs ? held.lease.token : undefined),

    async campaign() {
      const askedAtMs = now()
      if (held !== undefined) {
        const renewed = await store.renew(held.lease)
        if (renewed !== undefined) return hold(renewed, askedAtMs)
        log.warn({ token: held.lease.token, holder }, 'leads no more: somebody took the lease')
        held = undefined
        return
      }
      const lease = await store.read()
      if (lease !== undefined && !isOver(lease)) return
      const taken = await store.take(lease, holder)
      if (taken !== undefined) hold(taken, askedAtMs)
    },

    async resign() {
      if (held === undefined) return
      const { lease } = held
      held = undefined
      await store.release(lease)
      log.info({ token: lease.token, holder }, 'gave the lease back')
    },
  }
}

const isSame = (a: Lease, b: Lease): boolean => a.token === b.token && a.renewals === b.renewals
