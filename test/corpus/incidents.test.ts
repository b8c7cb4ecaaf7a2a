import { beforeAll, describe, expect, test } from 'vitest'
import { compileCorpus, writeCorpus } from '../../src/corpus/compile/compile-corpus.ts'
import { loadIncidents } from '../../src/corpus/corpus.ts'
import { INCIDENT_CATEGORIES, type Incident, LAWS } from '../../src/corpus/incident.ts'
import { lintContent } from '../../src/corpus/lint/lint-content.ts'
import { contentFolder, type Files, temporaryFolder } from './fixture.ts'
import { shippedIncidents } from './shipped-incidents.ts'

const file = 'incidents/shop-2019.yaml'

/** Takes lines 1 to 13. */
const SHOP = `id: shop-2019
company: Shop
date: "2019-05"
title: The till stood still
categories: [capacity, retry-storm]
happened: Customers came back.
cause: They tried again at once.
impact: It took 2 hours.
lessons: ["Wait a little."]
patterns: [timeout]
laws: [Emergent Chaos]
source: https://example.org/till
source_title: The till
read: full
`

const replaced = (from: string, to: string): Files => {
  if (!SHOP.includes(from)) throw new Error(`the fixture does not hold "${from}"`)
  return { [file]: SHOP.replace(from, to) }
}

async function lint(files: Files, today = '2026-11-22') {
  return lintContent(await contentFolder(files), { today })
}

describe('content lint on incidents', () => {
  test('finds nothing in one in which nothing is wrong', async () => {
    expect(await lint({ [file]: SHOP })).toMatchObject({ incidents: 1, errors: [], warnings: [] })
  })

  test('takes one of which only the cause is known', async () => {
    const short = SHOP.replace(/^(?:happened|impact|lessons|patterns|laws): .*\n/gm, '')
    expect(short.split('\n')).toHaveLength(10)
    expect(await lint({ [file]: short })).toMatchObject({ incidents: 1, errors: [] })
  })

  test.each<[string, Files, number | undefined, string, string]>([
    ['no source', replaced('source: https://example.org/till\n', ''), 1, 'incident', 'source'],
    [
      'a source that is no address',
      replaced('https://example.org/till', 'till'),
      12,
      'incident',
      'web address',
    ],
    ['no title of the source', replaced('source_title: The till\n', ''), 1, 'incident', 'source_title'],
    ['no cause', replaced('cause: They tried again at once.\n', ''), 1, 'incident', 'cause'],
    ['a category that there is not', replaced('[capacity,', '[bad-luck,'), 5, 'incident', 'categories.0'],
    ['no category', replaced('[capacity, retry-storm]', '[]'), 5, 'incident', 'at least one'],
    ['a law that there is not', replaced('Emergent Chaos', 'Murphy'), 11, 'incident', 'laws.0'],
    ['a day that there is not', replaced('"2019-05"', '"2019-02-30"'), 3, 'incident', 'no such day'],
    ['a date in words', replaced('"2019-05"', '"May 2019"'), 3, 'incident', '2018-10'],
    ['a date ahead', replaced('"2019-05"', '"2026-11-23"'), 3, 'future-date', '2026-11-22'],
    ['a pattern that there is not', replaced('[timeout]', '[tmeout]'), 10, 'unknown-pattern', '"tmeout"'],
    ['a category twice', replaced('retry-storm]', 'capacity]'), 5, 'repeated-word', '"capacity"'],
    ['another file name', replaced('id: shop-2019', 'id: shop-2020'), 1, 'incident-file', 'shop-2020.yaml'],
    ['a summary without its address', replaced('read: full', 'read: summary'), undefined, 'incident', 'via'],
    ['an unknown key', replaced('happened:', 'hapened:'), 6, 'incident', 'hapened'],
    ['an escape code', replaced('came back', 'came \u001b[31mback'), 6, 'control-character', 'U+001B'],
    ['YAML that does not parse', replaced('title: The till', 'title: "The till'), 4, 'yaml', 'quote'],
  ])('reports %s', async (_, files, line, rule, words) => {
    const { errors } = await lint(files)
    const found = errors.filter((error) => error.rule === rule && error.message.includes(words))
    expect(found, JSON.stringify(errors, null, 1)).toHaveLength(1)
    expect(found[0]).toMatchObject(line === undefined ? { file } : { file, line })
  })

  test('reports one id in two files', async () => {
    const { errors } = await lint({ [file]: SHOP, 'incidents/shop.yaml': SHOP })
    expect(errors.map(({ file: name, rule }) => `${name} ${rule}`)).toEqual([
      'incidents/shop.yaml duplicate-incident',
      'incidents/shop.yaml incident-file',
    ])
  })

  test('reports a file that nothing reads', async () => {
    const { errors } = await lint({ 'incidents/notes.txt': 'x' })
    expect(errors).toMatchObject([{ file: 'incidents/notes.txt', rule: 'unexpected-file' }])
  })

  test('knows patterns from the list as well as from lessons', async () => {
    const files = replaced('[timeout]', '[timeout, saga]')
    expect((await lint({ ...files, 'pattern-slugs.txt': 'paxos\nsaga\n' })).errors).toEqual([])
    expect((await lint(files)).errors).toMatchObject([{ rule: 'unknown-pattern' }])
  })
})

describe('the compiled incidents', () => {
  test('are read back as they were written, newest first', async () => {
    const corpus = await temporaryFolder()
    const later = SHOP.replaceAll('shop-2019', 'shop-2021').replace('2019-05', '2021')
    const { problems } = await writeCorpus(
      await contentFolder({ [file]: SHOP, 'incidents/shop-2021.yaml': later }),
      corpus,
    )
    expect(problems).toEqual([])
    expect(loadIncidents(corpus).map(({ id, date }) => [id, date])).toEqual([
      ['shop-2021', '2021'],
      ['shop-2019', '2019-05'],
    ])
    expect(loadIncidents(corpus)[1]).toEqual({
      id: 'shop-2019',
      company: 'Shop',
      date: '2019-05',
      dateOf: 'event',
      title: 'The till stood still',
      categories: ['capacity', 'retry-storm'],
      happened: 'Customers came back.',
      cause: 'They tried again at once.',
      impact: 'It took 2 hours.',
      lessons: ['Wait a little.'],
      patterns: ['timeout'],
      laws: ['Emergent Chaos'],
      source: 'https://example.org/till',
      sourceTitle: 'The till',
      read: 'full',
    })
  })

  test('are none where there is no folder of them', async () => {
    expect((await compileCorpus(await contentFolder())).incidents).toEqual([])
  })
})

describe('the incidents that ship', () => {
  let incidents: readonly Incident[] = []
  beforeAll(async () => {
    incidents = await shippedIncidents()
  })

  test('are at least 150, most of them of several categories', () => {
    expect(incidents.length).toBeGreaterThanOrEqual(150)
    const several = incidents.filter(({ categories }) => categories.length > 1)
    expect(several.length / incidents.length).toBeGreaterThan(0.8)
  })

  test('use every category and, between them, most laws', () => {
    const used = new Set(incidents.flatMap(({ categories }) => categories))
    expect([...used].sort()).toEqual([...INCIDENT_CATEGORIES].sort())
    expect(new Set(incidents.flatMap(({ laws }) => laws)).size).toBeGreaterThanOrEqual(LAWS.length - 1)
  })

  test('each name their report, and a summary where the report itself was not read', () => {
    for (const { id, source, sourceTitle, read, via } of incidents) {
      expect(source, id).toMatch(/^https?:\/\/\S+$/)
      expect(sourceTitle.length, id).toBeGreaterThan(3)
      expect(via === undefined, id).toBe(read !== 'summary')
    }
  })

  test('are told by no two in the same words', () => {
    const causes = incidents.map(({ cause }) => cause)
    expect(new Set(causes).size).toBe(causes.length)
  })
})
