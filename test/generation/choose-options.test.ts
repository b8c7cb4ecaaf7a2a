import path from 'node:path'
import { describe, expect, test } from 'vitest'
import GenerateProject from '../../commands/generate/project.ts'
import { listLanguages, loadPatterns, loadTemplate } from '../../src/generation/catalog.ts'
import { chooseOptions } from '../../src/generation/choose-options.ts'
import { choosePatterns } from '../../src/generation/choose-patterns.ts'
import { listFolder } from '../../src/platform/tree.ts'

const TEMPLATES = path.join(import.meta.dirname, '..', '..', 'templates')

const python = await loadTemplate(TEMPLATES, 'microservice', 'python')

describe('the choices of a project', () => {
  test('are the defaults where nothing is asked for', () => {
    expect(chooseOptions(python, {})).toEqual({ database: 'sqlite', broker: 'memory' })
  })

  test('are what is asked for', () => {
    const asked = { database: 'postgres', broker: 'nats' }
    expect(chooseOptions(python, asked)).toEqual(asked)
  })

  test('that a language does not have say why, and what works instead', () => {
    const refused = [{ kind: 'broker', value: 'pigeon', because: 'nobody has come to it' }]
    expect(() => chooseOptions({ ...python, refused }, { broker: 'pigeon' })).toThrow(
      expect.objectContaining({
        code: 'broker-not-in-language',
        message: expect.stringMatching(
          /^The broker pigeon is not there in python, because nobody has come to it/,
        ),
        next: ['What works: --broker memory, --broker redis, --broker nats, --broker kafka.'],
      }),
    )
  })

  test('that nobody knows of name those that there are', () => {
    expect(() => chooseOptions(python, { broker: 'rabbit' })).toThrow(
      expect.objectContaining({ code: 'unknown-broker' }),
    )
  })

  test('are all named by the flags of the command', async () => {
    const { database, broker } = GenerateProject.flags
    const { options } = await loadTemplate(TEMPLATES, 'event-driven', 'typescript')
    expect(options.map(({ kind }) => kind)).toEqual(['database', 'broker'])
    for (const [at, { description = '' }] of [database, broker].entries())
      expect(options[at]?.values.filter((name) => !description.includes(name))).toEqual([])
  })

  test('in each language are there, or have a reason why not, wherever another language has them', async () => {
    for (const type of ['microservice', 'event-driven']) {
      const languages = await listLanguages(TEMPLATES, type)
      const templates = await Promise.all(languages.map((one) => loadTemplate(TEMPLATES, type, one)))
      for (const { kind, values } of templates.flatMap(({ options }) => options)) {
        for (const { language, options, refused } of templates) {
          const told = [...(options.find((one) => one.kind === kind)?.values ?? [])]
          told.push(...refused.filter((one) => one.kind === kind).map(({ value }) => value))
          const written = (await listFolder(path.join(TEMPLATES, 'options', kind))).filter((value) =>
            values.includes(value),
          )
          expect(told, `${kind} of a ${type} in ${language}`).toEqual(expect.arrayContaining(written))
        }
      }
    }
  })
})

test('a pattern that a language does not have says why', async () => {
  const known = await loadPatterns(TEMPLATES)
  const saga = known.get('saga')
  if (saga === undefined) throw new Error('there is no saga')
  const unwritten = [{ language: 'cobol', because: 'nobody has come to it' }]
  const told = new Map([...known, ['saga', { ...saga, unwritten }]])
  const target = { type: 'microservice', language: 'cobol' }
  expect(() => choosePatterns(['saga'], told, 'asked', target)).toThrow(
    expect.objectContaining({
      code: 'pattern-not-in-language',
      message: expect.stringContaining('because nobody has come to it'),
    }),
  )
})
