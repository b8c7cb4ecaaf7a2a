import type { Stored } from './messages.ts'

/** A write that no majority has acknowledged yet. */
export interface OpenWrite {
  readonly stored: Stored
  readonly origin: number
  acks: number
}
