import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { MODELS } from '../../../src/checkers/registry.ts'
import type { CheckResult } from '../../../src/checkers/verdict.ts'
import { pairOperations } from '../../../src/history/pair.ts'
import { readHistory } from '../../../src/history/read-history.ts'

const GOLDEN =
  process.env['COMPENDIUM_GOLDEN'] ?? path.resolve(import.meta.dirname, '../../../../shared/golden')

async function judge(file: string, model: string): Promise<CheckResult> {
  const { events } = readHistory(readFileSync(path.join(GOLDEN, file), 'utf8'))
  const check = await MODELS[model]?.load('linearizable')
  if (!check) throw new Error(model)
  return check(pairOperations(events))
}

function rows(folder: string): string[][] {
  const text = readFileSync(path.join(GOLDEN, folder, 'INDEX.tsv'), 'utf8')
  return text
    .trim()
    .split('\n')
    .slice(1)
    .map((line) => line.split('\t'))
}

/** Runs in which no read, no cas and nothing else that tells of the register ended well: we do not call these valid. */
const NOTHING_TOLD = new Set(
  [
    ['20220425T111126', [0, 1, 2, 3, 4, 5, 6, 7]],
    ['20220425T111218', [0, 1, 2, 4, 5, 6, 7, 8, 9]],
    ['20220425T111433', [0, 1, 3, 4]],
    ['20220425T111604', [0, 4]],
    ['20220425T111708', [0, 2, 3, 4, 5]],
    ['20220425T112030', [0, 1, 2, 3, 4]],
    ['20220425T112342', [0]],
  ].flatMap(([run, keys]) => (keys as number[]).map((key) => `141Hash+TF__lin-kv__${run}.000+0100__k${key}`)),
)

describe.skipIf(!existsSync(path.join(GOLDEN, 'porcupine')))("Porcupine's histories", () => {
  it('get the verdicts that Porcupine gives them, all 108', async () => {
    const all = rows('porcupine')
    const wrong: string[] = []
    for (const [file = '', model = '', verdict] of all) {
      const { valid } = await judge(path.join('porcupine', file), model)
      if (valid !== (verdict === 'ok')) wrong.push(`${file}: ${valid}`)
    }
    expect(wrong).toEqual([])
    expect(all).toHaveLength(108)
  })

  it('are refuted by a part in which no operation can be left out', async () => {
    const { counterexample = [], reason } = await judge('porcupine/kv/c10-bad.txt', 'kv')
    expect(counterexample.map(({ process, f, line }) => [process, f, line])).toEqual([
      [4, 'append', 2],
      [3, 'append', 7],
      [3, 'append', 22],
      [1, 'get', 48],
      [9, 'get', 90],
    ])
    expect(reason).toContain('process 9, line 90')
  })
})

describe.skipIf(!existsSync(path.join(GOLDEN, 'maelstrom')))("Maelstrom's lin-kv histories", () => {
  it('get the verdicts that Knossos gives them, but unknown where nothing was told', async () => {
    const wrong: string[] = []
    for (const [file = '', workload, , , verdict] of rows('maelstrom')) {
      if (workload !== 'lin-kv') continue
      const { valid } = await judge(path.join('maelstrom', `${file}.history.edn`), 'cas-register')
      const expected = NOTHING_TOLD.has(file) ? 'unknown' : verdict
      if (String(valid) !== expected) wrong.push(`${file}: ${valid}, officially ${verdict}`)
    }
    expect(wrong).toEqual([])
  })
})
