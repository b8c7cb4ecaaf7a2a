import type { Verdict } from '../../verdict.ts'
import type { DependencyName, ProjectContract } from '../contract.ts'
import type { TestBed } from '../test-bed.ts'

export interface Finding {
  readonly verdict: Verdict
  /** What was done and what was seen, in plain sentences. */
  readonly message: string
}

/** Something is broken on purpose, and what the pattern promises must hold. */
export interface Drill {
  readonly id: string
  readonly title: string
  /** Patterns that promise it; `all`: every project does. */
  readonly patterns: readonly string[] | 'all'
  /** What the contract must name for it. */
  readonly needs?: readonly (DependencyName | 'list' | 'limit' | 'varies')[]
  /** The project is up and well, and its dependencies are. */
  readonly run: (bed: TestBed, draw: Draw) => Promise<Finding>
}

/** A whole number from 0 to below `bound`, from the seed. */
export type Draw = (bound: number) => number

export const pass = (message: string): Finding => ({ verdict: 'pass', message })
export const fail = (message: string): Finding => ({ verdict: 'fail', message })
/** What was broken did not meet what it was meant for, so that nothing is known. */
export const weak = (message: string): Finding => ({ verdict: 'weak', message })

/** What of it the contract does not name. */
export function missingOf({ needs = [] }: Drill, contract: ProjectContract): string[] {
  return needs.filter((need) => {
    if (need === 'list') return contract.orders.list === undefined
    if (need === 'limit') return contract.orders.limit === undefined
    if (need === 'varies') return contract.orders.place.varies === undefined
    return contract.dependencies[need] === undefined
  })
}
