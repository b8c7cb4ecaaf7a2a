import { describe, expect, test } from 'vitest'
import { askForProject, commandOf, type Wish } from '../../src/generation/questions.ts'
import { TEMPLATES } from './helpers.ts'

const nothing: Wish = { minimal: false, options: {} }

/** Somebody who types these lines, and then goes. */
async function answering(lines: readonly string[], wish: Wish = nothing) {
  const said: string[] = []
  const rest = [...lines]
  const answered = await askForProject(TEMPLATES, wish, {
    ask: async (question) => {
      said.push(question)
      return rest.shift()
    },
    say: (line) => void said.push(line),
  })
  return { answered, said: said.join('\n'), unread: rest }
}

const ENTER = ['', '', '', '', '']

describe('the questions about a project', () => {
  test('take the proposal for Enter, and end in a command that says the same', async () => {
    const { answered } = await answering(['shop', ...ENTER])
    expect(answered).toMatchObject({
      name: 'shop',
      type: 'microservice',
      language: 'typescript',
      patterns: 'circuit-breaker',
      options: { database: 'sqlite' },
    })
    expect(answered && commandOf(answered)).toMatch(
      /^compendium generate project shop --type microservice --patterns circuit-breaker --language typescript --database sqlite/,
    )
  })

  test('are asked again where an answer cannot be taken, and say what was wrong', async () => {
    const lines = [
      'Shop!',
      'shop',
      'microservise',
      'microservice',
      'typescript',
      'sagga',
      'saga, bulkhead',
      ...ENTER,
    ]
    const { answered, said } = await answering(lines)
    expect(answered).toMatchObject({ name: 'shop', type: 'microservice', patterns: 'saga,bulkhead' })
    for (const words of ['cannot be a project name', 'Did you mean microservice?', 'Did you mean saga?']) {
      expect(said).toContain(words)
    }
  })

  test('ask for nothing that was said already', async () => {
    const whole = {
      ...{ name: 'shop', type: 'microservice', language: 'typescript', patterns: 'none', minimal: false },
      options: { database: 'postgres', broker: 'memory' },
    }
    const { answered, said } = await answering([], whole)
    expect(answered).toEqual(whole)
    expect(said).toBe('')
  })

  test('take a number for a name', async () => {
    const wish = { ...nothing, name: 'shop', type: 'microservice', language: 'typescript', patterns: 'none' }
    const { answered } = await answering(['2', ...ENTER], wish)
    expect(answered?.options).toMatchObject({ database: 'postgres' })
  })

  test.each([0, 1, 2, 3, 4])('answer with nothing when somebody leaves after %i of them', async (count) => {
    const { answered } = await answering(['shop', ...ENTER].slice(0, count))
    expect(answered).toBeUndefined()
  })
})
