import { cp, readFile, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { beforeAll, describe, expect, it, test } from 'vitest'
import { writeCorpus } from '../../src/corpus/compile/compile-corpus.ts'
import { loadGraph, loadIndex, loadTopic } from '../../src/corpus/corpus.ts'
import { lintContent } from '../../src/corpus/lint/lint-content.ts'
import { temporaryFolder } from './fixture.ts'

const OWN = path.resolve('content/patterns/token-bucket')

/** A copy of the one lesson that is written in two languages, with changes to its Spanish files. */
async function content(changes: Readonly<Record<string, (text: string) => string | undefined>> = {}) {
  const folder = await temporaryFolder()
  const topic = path.join(folder, 'patterns/token-bucket')
  const isCopied = (source: string) => !source.includes('/exercise') && !(path.basename(source) in changes)
  await cp(OWN, topic, { recursive: true, filter: isCopied })
  for (const [name, change] of Object.entries(changes)) {
    const text = change(await readFile(path.join(OWN, name), 'utf8'))
    if (text !== undefined) await writeFile(path.join(topic, name), text)
  }
  return folder
}

const without = () => undefined

async function found(name: string, change: (text: string) => string): Promise<string[]> {
  const { errors } = await lintContent(await content({ [name]: change }))
  return errors
    .filter(({ rule }) => rule === 'translation')
    .map(({ file, message }) => `${path.basename(file)}: ${message}`)
}

describe('a lesson in another language', () => {
  let dir = ''
  beforeAll(async () => {
    dir = await temporaryFolder()
    await writeCorpus(await content(), dir)
  })

  it('is told in it, with the headings, sources, questions and right answers of the original', () => {
    const [english, spanish] = [loadTopic('token-bucket', dir, 'en'), loadTopic('token-bucket', dir, 'es')]
    expect([spanish.title, spanish.inEnglish]).toEqual(['Cubo de fichas', undefined])
    const ids = ({ blocks }: typeof english) =>
      blocks.flatMap((block) => (block.type === 'heading' ? [block.id] : []))
    expect(ids(spanish)).toEqual(ids(english))
    expect(ids(spanish)).toContain('theory')
    const keys = ({ quiz }: typeof english) => quiz.map(({ id, answer, source }) => [id, answer, source])
    expect(keys(spanish)).toEqual(keys(english))
    expect(spanish.quiz.map(({ prompt }) => prompt)).not.toEqual(english.quiz.map(({ prompt }) => prompt))
    expect(spanish.sources.map(({ id }) => id).sort()).toEqual(english.sources.map(({ id }) => id).sort())
    expect(spanish.insights?.map(({ id }) => id)).toEqual(english.insights?.map(({ id }) => id))
  })

  it('has its title in the index and in the graph', () => {
    expect(loadIndex(dir, 'es').items.map(({ title }) => title)).toEqual(['Cubo de fichas'])
    expect(loadGraph(dir, 'es').topics.map(({ title }) => title)).toEqual(['Cubo de fichas'])
    expect(loadIndex(dir, 'en').items.map(({ title }) => title)).toEqual(['Token Bucket'])
  })
})

test('each file falls back by itself, and the topic says so', async () => {
  const some = await temporaryFolder()
  await writeCorpus(await content({ 'quiz.es.yaml': without }), some)
  const half = loadTopic('token-bucket', some, 'es')
  expect([half.title, half.inEnglish]).toEqual(['Cubo de fichas', 'some'])
  expect(half.quiz).toEqual(loadTopic('token-bucket', some, 'en').quiz)
  const none = await temporaryFolder()
  const gone = { 'lesson.es.md': without, 'quiz.es.yaml': without, 'insights.es.yaml': without }
  await writeCorpus(await content(gone), none)
  expect(loadTopic('token-bucket', none, 'es')).toEqual({
    ...loadTopic('token-bucket', none, 'en'),
    inEnglish: 'all',
  })
})

describe('content lint', () => {
  it('finds nothing in the translation that ships', async () => {
    expect(await found('lesson.es.md', (text) => text)).toEqual([])
  })

  it.each([
    ['lesson.es.md', '100 fichas', '10 fichas', 'the figure 100 of the original is missing'],
    [
      'lesson.es.md',
      '## Teoría\n',
      '',
      'its headings are ## ### ## ### ### ## ## ## ## ##, those of the original',
    ],
    ['lesson.es.md', ' [@tbf]', '', 'it does not cite tbf, the original does'],
    ['lesson.es.md', '@tbf', '@rfc2215', 'it does not cite tbf, the original does'],
    ['quiz.es.yaml', 'answer: [d]', 'answer: [c]', '"fractions" is not the same as in the original'],
    ['quiz.es.yaml', 'source: ec2', 'source: tbf', '"impossible" is not the same as in the original'],
    ['quiz.es.yaml', 'id: refused', 'id: rechazada', '"rechazada" stands where the original has refused'],
    ['insights.es.yaml', 'insight: 2', 'insight: 3', '"most-that-passes" is not the same as in the original'],
  ])('sees in %s that "%s" became "%s"', async (name, from, to, message) => {
    const changed = (await readFile(path.join(OWN, name), 'utf8')).replace(from, to)
    expect((await found(name, () => changed)).join('\n')).toContain(`${name}: ${message}`)
  })
})
