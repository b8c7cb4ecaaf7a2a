import type { Mutant } from './scenario.ts'

/** A mutant with what it puts in place of the right parts. */
export function mutantRow<Row extends Mutant>(
  rows: readonly Row[],
  mutant: string | undefined,
): Row | undefined {
  return rows.find(({ id }) => id === mutant)
}
