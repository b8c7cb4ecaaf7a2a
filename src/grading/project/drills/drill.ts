import type { Verdict } from '../../verdict.ts'
import type { TestBed } from '../test-bed.ts'

export interface Finding {
  readonly verdict: Verdict
  /** What was done and what was seen, in plain sentences. */
  readonly message: string
}

/** One life of a project, among what it depends on. */
export interface Bed {
  /** Starts it, and waits until it is ready. @throws CannotStart */
  start(): Promise<void>
  /** Ends what is left of it. */
  close(): Promise<void>
}

export interface BedOptions {
  /** Of the names of orders, keys and the like: letters, digits and hyphens. */
  readonly prefix: string
  /** How long it may take to settle once all is well again. */
  readonly patienceMs: number
}

/** Something is broken on purpose, and what the pattern promises must hold. */
export interface Drill<B extends Bed = TestBed> {
  readonly id: string
  readonly title: string
  /** Patterns that promise it; `all`: every project does. */
  readonly patterns: readonly string[] | 'all'
  /** What the contract must name for it. */
  readonly needs?: readonly string[]
  /** What the contract may leave out: then nothing of the kind is promised, and it is not held. */
  readonly onlyWith?: readonly string[]
  /** The project is up and well, and its dependencies are. */
  readonly run: (bed: B, draw: Draw) => Promise<Finding>
}

/** A whole number from 0 to below `bound`, from the seed. */
export type Draw = (bound: number) => number

export const pass = (message: string): Finding => ({ verdict: 'pass', message })
export const fail = (message: string): Finding => ({ verdict: 'fail', message })
/** What was broken did not meet what it was meant for, so that nothing is known. */
export const weak = (message: string): Finding => ({ verdict: 'weak', message })
