import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { Ajv2020 } from 'ajv/dist/2020.js'
import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import {
  buildEditorSchemas,
  editorSchemas,
  saveEditorSchemas,
} from '../../src/authoring/schemas/json-schema.ts'
import { FILE_KINDS, kindOfFile } from '../../src/authoring/schemas/kinds.ts'
import { packageRoot } from '../../src/platform/package-root.ts'
import { readTree } from '../../src/platform/tree.ts'
import { temporaryFolder } from '../corpus/fixture.ts'

const ajv = new Ajv2020({ strict: true, allErrors: true, validateFormats: false, allowUnionTypes: true })
const validators = new Map(editorSchemas().map(({ kind, schema }) => [kind, ajv.compile(schema)]))

/** What another program than ours, a validator of JSON Schema, says about data of a kind. */
function errorsOf(kind: string, data: unknown): string[] {
  const validate = validators.get(kind)
  if (validate === undefined) throw new Error(`there is no kind ${kind}`)
  validate(data)
  return (validate.errors ?? []).map(
    ({ instancePath, message, params }) => `${instancePath} ${message} ${JSON.stringify(params)}`,
  )
}

function dataOf(file: string, text: string): unknown {
  return parse(file.endsWith('.md') ? (/^---\n([\s\S]*?)\n---\n/.exec(text)?.[1] ?? '') : text)
}

describe('the JSON Schemas for editors', () => {
  test('accept every file of the content that ships, and there is one of every kind', async () => {
    const files = await readTree(path.join(packageRoot(), 'content'))
    const seen = new Set<string>()
    const faults: string[] = []
    for (const { path: file, text } of files) {
      const kind = kindOfFile(file)?.kind
      if (kind === undefined) continue
      seen.add(kind)
      faults.push(...errorsOf(kind, dataOf(file, text)).map((fault) => `${file}: ${fault}`))
    }
    expect(faults).toEqual([])
    expect([...seen].sort()).toEqual(FILE_KINDS.map(({ kind }) => kind).sort())
  })

  test.each([
    ['incident', { id: 'a-2020' }, 'must have required property'],
    ['incident', { id: 'a-2020', date: '20 May' }, 'must match pattern'],
    ['quiz', { questions: [{ id: 'a', type: 'guess' }] }, '/questions/0'],
    ['path', { title: 'A', by: 'mood' }, 'must be equal to one of the allowed values'],
    ['lesson', { titel: 'Timeout' }, 'must NOT have additional properties'],
    ['signatures', { signatures: [{ id: 'a', match: [] }] }, 'must NOT have fewer than 1 items'],
  ])('refuse a broken %s', (kind, data, words) => {
    expect(errorsOf(kind, data).join('\n')).toContain(words)
  })

  test('do not ask for what has a default', () => {
    const [concepts] = editorSchemas('concepts')
    expect(errorsOf('concepts', { area: 'A', concepts: [{ id: 'a', title: 'a' }] })).toEqual([])
    expect(concepts?.schema).toMatchObject({
      $schema: 'https://json-schema.org/draft/2020-12/schema',
      title: concepts?.title,
    })
  })

  test('an unknown kind is answered with the nearest', () => {
    expect(() => editorSchemas('incidnet')).toThrow(
      expect.objectContaining({ code: 'unknown-kind', exitCode: 2 }),
    )
  })

  test('are written where nothing else stands; what does stays as it is', async () => {
    const folder = await temporaryFolder()
    await mkdir(folder, { recursive: true })
    await writeFile(path.join(folder, 'quiz.schema.json'), 'mine')
    await expect(saveEditorSchemas(folder, editorSchemas(), { force: false })).rejects.toMatchObject({
      code: 'exists',
    })
    expect(await readdir(folder)).toEqual(['quiz.schema.json'])
    expect(await readFile(path.join(folder, 'quiz.schema.json'), 'utf8')).toBe('mine')
    await saveEditorSchemas(folder, editorSchemas('quiz'), { force: true })
    expect(JSON.parse(await readFile(path.join(folder, 'quiz.schema.json'), 'utf8'))).toMatchObject({
      title: 'Questions of a lesson',
    })
    expect(await saveEditorSchemas(folder, editorSchemas('quiz'), { force: false })).toEqual([
      'quiz.schema.json',
    ])
  })

  test('the build removes those of kinds that are no more', async () => {
    const folder = await temporaryFolder()
    await writeFile(path.join(folder, 'old.schema.json'), '{}')
    expect(await buildEditorSchemas(folder)).toBe(FILE_KINDS.length)
    expect(await readdir(folder)).not.toContain('old.schema.json')
  })
})
