import { describe, expect, it } from 'vitest'
import { judge } from '../../src/grading/evidence.ts'
import { requireLanguage } from '../../src/grading/language-choice.ts'
import { loadModel } from '../../src/grading/models/registry.ts'
import { randomSequences } from '../../src/grading/random-sequences.ts'
import { wireText } from '../../src/grading/wire.ts'
import { contract } from './helpers.ts'

describe('what gradings of the same exercise share', () => {
  it('is the sequences of a seed, which are the same as those of another grading', async () => {
    const [shared, other] = [await randomSequences(contract), await randomSequences(contract)]
    expect(shared(3)).toBe(shared(3))
    expect(other(3)).toEqual(shared(3))
    expect(shared(4)).not.toEqual(shared(3))
  })

  it('is never the judgement on what another program showed', async () => {
    const model = await loadModel(contract.model)
    const [sequence] = (await randomSequences(contract))(1)
    if (sequence === undefined) throw new Error('there is no sequence')
    const right = model.predict(sequence, contract, new Set(), []).map(({ accept }) => accept[0] ?? null)
    const first = judge(sequence, right, model, contract)
    expect(first.divergence).toBeUndefined()
    expect(judge(sequence, [...right], model, contract)).toEqual(first)
    const at = right.findIndex((seen) => seen !== null)
    expect(judge(sequence, right.with(at, 'neither'), model, contract).divergence).toBe(at)
  })

  it('is the text of a sequence, which is the same the third time as the first', async () => {
    const [sequence] = (await randomSequences(contract))(1)
    if (sequence === undefined) throw new Error('there is no sequence')
    const texts = ['python', 'python', 'python', 'typescript'].map((id) =>
      wireText(sequence, requireLanguage(id), undefined),
    )
    expect(new Set(texts.slice(0, 3)).size).toBe(1)
    expect(wireText(sequence, requireLanguage('python'), () => [1, 2, 3])).toContain('"events":1')
  })
})
