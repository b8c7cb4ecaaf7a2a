import { describe, expect, it } from 'vitest'
import { checkEcho } from '../../src/checkers/echo.ts'
import { checkUniqueIds } from '../../src/checkers/unique-ids.ts'
import { inTurn, kinds } from './helpers/tell.ts'

describe('unique identifiers', () => {
  it('all differ', () => {
    const result = checkUniqueIds(
      inTurn(['ok', 0, 'generate', null, 'a-1'], ['ok', 1, 'generate', null, 'a-2']),
    )
    expect(result).toMatchObject({ valid: true, operations: 2, stats: { 'duplicated-count': 0 } })
  })

  it('names both who were given the same', () => {
    const result = checkUniqueIds(
      inTurn(
        ['ok', 0, 'generate', null, [1, 2]],
        ['ok', 1, 'generate', null, 7],
        ['ok', 2, 'generate', null, [1, 2]],
      ),
    )
    expect(kinds(result)).toEqual(['duplicated'])
    expect(result.reason).toContain('Process 2 (event 4, at 0.005 s) was given [1 2], which process 0')
    expect(result.counterexample).toHaveLength(2)
  })

  it('differ when one is a text and one a number', () => {
    expect(
      checkUniqueIds(inTurn(['ok', 0, 'generate', null, '1'], ['ok', 1, 'generate', null, 1])).valid,
    ).toBe(true)
  })

  it('are not judged by calls that failed or never came back', () => {
    const result = checkUniqueIds(
      inTurn(
        ['ok', 0, 'generate', null, 1],
        ['fail', 1, 'generate', null, 1],
        ['info', 2, 'generate', null, 1],
      ),
    )
    expect(result.valid).toBe('unknown')
  })
})

describe('echo', () => {
  it('gives back what was sent, as a body or bare', () => {
    expect(
      checkEcho(inTurn(['ok', 0, 'echo', 'hi', { type: 'echo_ok', echo: 'hi' }], ['ok', 0, 'echo', [1], [1]]))
        .valid,
    ).toBe(true)
  })

  it('names what came back instead', () => {
    const result = checkEcho(inTurn(['ok', 0, 'echo', 'Please echo 3', { echo: 'Please echo 4' }]))
    expect(kinds(result)).toEqual(['differs'])
    expect(result.reason).toContain('sent "Please echo 3" and got "Please echo 4" back')
  })

  it('is unknown when nothing came back', () => {
    expect(checkEcho(inTurn(['info', 0, 'echo', 'hi'])).valid).toBe('unknown')
  })

  it('says that a text of digits is the reason when it is', () => {
    expect(checkEcho(inTurn(['ok', 0, 'echo', 5, { echo: '5' }])).reason).toContain('"4" is not 4')
  })
})
