import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import * as fc from 'fast-check'
import { expect, onTestFinished, test } from 'vitest'
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

test('is what patch needs to make the one text into the other', () => {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'diff-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  const file = path.join(folder, 'x')
  fc.assert(
    fc.property(text, text, (one, other) => {
      const [before, after] = [one, other].map((lines) => `${lines.join('\n')}\n`) as [string, string]
      writeFileSync(file, before)
      const input = `${unifiedDiff('x', before, after).join('\n')}\n`
      if (before !== after) {
        expect(spawnSync('patch', ['-s', '-p1', file], { input, encoding: 'utf8' }).status).toBe(0)
      }
      expect(readFileSync(file, 'utf8')).toBe(after)
    }),
    { numRuns: 40, seed: 8 },
  )
})
