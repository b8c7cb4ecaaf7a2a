import type * as FastCheck from 'fast-check'
import type { Deed } from '../sequence.ts'

/**
 * What a given function does run after run: at most so many deeds, of which one in `every` fails with one of
 * these errors. An empty list always succeeds. Shrinks without its history.
 */
export function deeds(
  fc: typeof FastCheck,
  failures: readonly string[],
  { every, most }: { readonly every: number; readonly most: number },
): FastCheck.Arbitrary<Deed[]> {
  const deed: FastCheck.Arbitrary<Deed> = fc.oneof(
    { weight: every - 1, arbitrary: fc.record({}) },
    { weight: 1, arbitrary: fc.record({ fails: fc.constantFrom(...failures) }) },
  )
  return fc.array(deed, { maxLength: most, size: 'max' })
}

/** Just these texts, in a list that shrinks without its history. */
export function texts(fc: typeof FastCheck, list: readonly string[]): FastCheck.Arbitrary<string[]> {
  return fc.tuple(...list.map((text) => fc.constant(text)))
}
