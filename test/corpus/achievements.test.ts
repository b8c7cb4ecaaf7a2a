import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { expect, test } from 'vitest'
import { compileCorpus, writeCorpus } from '../../src/corpus/compile/compile-corpus.ts'
import { lintContent } from '../../src/corpus/lint/lint-content.ts'
import { contentFolder } from './fixture.ts'

const rule = '{ count: 1, each: event, where: { kind: read } }'
const one = (id: string, text = rule) => `- { id: ${id}, title: T, how: Do it., rule: ${text} }\n`
const problems = async (files: Readonly<Record<string, string>>) => {
  const folder = await contentFolder(files)
  const found = (await compileCorpus(folder)).problems.filter(({ rule: name }) => name === 'achievements')
  const { errors } = await lintContent(folder)
  expect(errors.filter(({ rule: name }) => name === 'achievements').length).toBe(found.length)
  return found.map(({ file, line, message }) => `${file}:${line} ${message}`)
}

test('a name that the corpus does not have is an error where it stands', async () => {
  const where = (text: string) => `{ count: all, each: topic, where: { kind: ${text} } }`
  expect(
    await problems({
      'achievements.yaml':
        one('a', where('read, of: [load-sheding]')) +
        one('b', where('attempt, of: [raft-of-all]')) +
        one('c', '{ count: all, each: day, where: { kind: read } }') +
        one('a'),
    }),
  ).toEqual([
    'achievements.yaml:1 there is no topic "load-sheding"',
    'achievements.yaml:2 there is no exercise "raft-of-all"',
    'achievements.yaml:3 all is a number only of topics that are named',
    'achievements.yaml:4 "a" is there twice',
  ])
})

test('a rule that says what must be missing cannot be written', async () => {
  const found = await problems({ 'achievements.yaml': one('a', '{ none: { kind: hint } }') })
  expect(found.length).toBeGreaterThan(0)
})

test('a translation of what there is not is an error, and one that is missing is none', async () => {
  const files = { 'achievements.yaml': one('a') + one('b') }
  expect(await problems(files)).toEqual([])
  expect(
    await problems({
      ...files,
      'achievements.es.yaml': 'a: { title: A, how: A. }\nx: { title: X, how: X. }\n',
    }),
  ).toEqual(['achievements.es.yaml:2 there is no achievement "x"'])
})

test('what is compiled is a list, and the texts of each language by id', async () => {
  const content = await contentFolder({
    'achievements.yaml': one('a'),
    'achievements.es.yaml': 'a: { title: Á, how: Haz. }\n',
  })
  await writeCorpus(content, path.join(content, 'out'))
  const read = async (name: string) => JSON.parse(await readFile(path.join(content, 'out', name), 'utf8'))
  expect(await read('achievements.json')).toMatchObject([{ id: 'a', rule: { count: 1 } }])
  expect(await read('achievements.es.json')).toEqual({ a: { title: 'Á', how: 'Haz.' } })
})
