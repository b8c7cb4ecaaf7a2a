import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { unifiedDiff } from '../../src/generation/unified-diff.ts'

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

/** What `patch` does: hunk by hunk, each where its header says, the last one first. */
function applied(before: readonly string[], diff: readonly string[]): string[] {
  const heads = diff.flatMap((line, at) => (line.startsWith('@@ ') ? [at] : []))
  return heads.reduceRight((lines: readonly string[], head, n) => {
    const [, from = 0, length = 0] = (/^@@ -(\d+),(\d+) /.exec(diff[head] ?? '') ?? []).map(Number)
    const hunk = diff.slice(head + 1, heads[n + 1])
    const side = (sign: string) => hunk.filter((line) => line[0] !== sign).map((line) => line.slice(1))
    expect(side('+')).toEqual(before.slice(from - 1, from - 1 + length))
    return [...lines.slice(0, from - 1), ...side('-'), ...lines.slice(from - 1 + length)]
  }, before) as string[]
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
