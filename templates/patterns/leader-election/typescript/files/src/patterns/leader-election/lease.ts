/** Whose turn it is. Two that are equal are the same lease, not renewed since. */
export interface Lease {
  /** `NOBODY` when it was given back. */
  readonly holder: string
  /** The fencing token: one more each time that the lease is taken. */
  readonly token: number
  /** Counts up each time that its holder says that it is still there. */
  readonly renewals: number
}

export const NOBODY = ''

/** Where the lease is kept. Each change is a compare-and-set: of two that try at once one gets it. */
export interface LeaseStore {
  read(): Promise<Lease | undefined>
  /** Takes it if it is still as it was seen; `undefined` when somebody was faster. */
  take(seen: Lease | undefined, holder: string): Promise<Lease | undefined>
  /** `undefined` when somebody else has taken it. */
  renew(held: Lease): Promise<Lease | undefined>
  /** Gives it back, so that nobody has to wait for its end. */
  release(held: Lease): Promise<void>
}
