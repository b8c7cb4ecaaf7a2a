import { expect } from 'vitest'

/** Of many random histories: fails when two answers differ, and tells the seed. Asking `expect` each time is slow. */
export function agree(seed: number, got: unknown, wanted: unknown): void {
  if (!Object.is(got, wanted)) expect({ seed, got }).toEqual({ seed, got: wanted })
}
