import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { unifiedDiff } from '../../src/lib/unified-diff.ts'

test('shows what went and what came, with three lines around it', () => {
  const before = 'a\nb\nc\nd\ne\nf\ng\nh\n'
  expect(unifiedDiff('x', before, before.replace('e\n', 'E\n'))).toEqual([
    '--- a/x',
    '+++ b/x',
    '@@ -2,7 +2,7 @@',
    ' b',
    ' c',
    ' d',
    '-e',
    '+E',
    ' f',
    ' g',
    ' h',
  ])
})

test('of two texts that are the same is empty', () => {
  expect(unifiedDiff('x', 'a\n', 'a\n')).toEqual([])
})

const text = fc.array(fc.constantFrom('a', 'b', 'c', 'd'), { minLength: 1, maxLength: 12 })

/** What `patch` does with one hunk. */
function applied(before: readonly string[], [, , range = '', ...hunk]: readonly string[]): string[] {
  const [, from = 0, length = 0] = (/^@@ -(\d+),(\d+) /.exec(range) ?? []).map(Number)
  const side = (sign: string) => hunk.filter((line) => line[0] !== sign).map((line) => line.slice(1))
  expect(side('+')).toEqual(before.slice(from - 1, from - 1 + length))
  return [...before.slice(0, from - 1), ...side('-'), ...before.slice(from - 1 + length)]
}

test('makes the one text into the other when it is applied', () => {
  fc.assert(
    fc.property(text, text, (one, other) => {
      const diff = unifiedDiff('x', `${one.join('\n')}\n`, `${other.join('\n')}\n`)
      expect(diff.length === 0 ? one : applied(one, diff)).toEqual(other)
    }),
    { numRuns: 200, seed: 8 },
  )
})
