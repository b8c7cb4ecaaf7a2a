import { describe, expect, test } from 'vitest'
import { mergeJson } from '../../src/generation/merge-json.ts'
import { readContract } from '../../src/grading/project/contract.ts'
import { patternsWithDrills } from '../../src/grading/project/grade-project.ts'
import type { ToolContract } from '../../src/grading/project/tool/contract.ts'
import { emptyFolder, generateShop } from './helpers.ts'

const PATTERNS = ['deadline-propagation', 'idempotency-key', 'retry-backoff-jitter']

async function generated(language: string, patterns: readonly string[]) {
  const { dir } = await generateShop(await emptyFolder(), {
    ...{ type: 'cli', language, minimal: false, patterns: patterns.join(',') || 'none' },
  })
  return { dir, contract: (await readContract(dir)) as ToolContract }
}

describe.each(['typescript', 'python'])('the contract of a command-line client in %s', (language) => {
  test.each([[[]], ...PATTERNS.map((one) => [[one]]), [PATTERNS]])(
    'is one of a tool, and promises what its patterns (%j) promise',
    async (patterns: string[]) => {
      const { dir, contract } = await generated(language, patterns)
      expect(contract.kind).toBe('tool')
      expect(contract.tool.deadline !== undefined).toBe(patterns.includes('deadline-propagation'))
      expect(contract.tool.write?.again !== undefined).toBe(patterns.includes('idempotency-key'))
      if (patterns.length > 0) expect(await patternsWithDrills(dir, patterns)).toEqual(patterns)
    },
  )
})

test('a list of texts stands in one line where it fits, though there are braces in them', () => {
  const list = ['place', '--item', '{id}', 'a, "b" [c]']
  const printed = mergeJson('{"name":"x","a":1}', { b: list }, 'compendium.project.json')
  expect(printed).toContain('"b": ["place", "--item", "{id}", "a, \\"b\\" [c]"]\n')
  expect(JSON.parse(printed).b).toEqual(list)
})
