import { describe, expect, test } from 'vitest'
import { listLanguages, listTypes, loadPatterns, loadTemplate } from '../../src/generation/catalog.ts'
import { choosePatterns, fittingPatterns } from '../../src/generation/choose-patterns.ts'
import { planProject } from '../../src/generation/plan.ts'
import { addedLayers } from '../../src/generation/project-layers.ts'
import { TEMPLATES } from './helpers.ts'

const KNOWN = await loadPatterns(TEMPLATES)
const VARIABLES = { name: 'shop', patterns: '', command: '' }

const TYPES: string[] = []
for (const type of await listTypes(TEMPLATES)) {
  if ((await listLanguages(TEMPLATES, type)).includes('python')) TYPES.push(type)
}

/** Text by path of a Python project with these patterns. */
async function project(type: string, wanted: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const target = { type, language: 'python' }
  const template = await loadTemplate(TEMPLATES, type, 'python')
  const patterns = choosePatterns(wanted, KNOWN, 'asked', target).map(({ slug }) => slug)
  const added = await addedLayers(TEMPLATES, template, { patterns, known: KNOWN, options: {} })
  const files = planProject([...template.layers, ...added], VARIABLES)
  return new Map(files.map(({ path, text }) => [path, text]))
}

describe.each(TYPES)('the %s in Python', (type) => {
  const written = fittingPatterns(KNOWN, { type, language: 'python' })

  test('has a place for each pattern that fits it', () => {
    const wanted = [...KNOWN.values()].filter(({ fits }) => fits.includes(type)).map(({ slug }) => slug)
    expect(wanted.filter((slug) => !written.includes(slug))).toEqual([])
  })

  test('shows each pattern at work: a module, a test, a decision record and a drill come with it', async () => {
    const plain = await project(type, [])
    for (const slug of written) {
      const files = await project(type, [slug])
      const own = [...files.keys()].filter((path) => !plain.has(path))
      expect(own, slug).toContain(`docs/adr/${slug}.md`)
      expect(own, slug).toContain(`tools/drills/${slug.replaceAll('-', '_')}.py`)
      expect(own.filter((path) => path.startsWith('tests/test_')).length, slug).toBeGreaterThan(0)
      expect(own.filter((path) => /^(service|cli|gateway)\//.test(path)).length, slug).toBeGreaterThan(0)
      expect(files.get('Makefile'), slug).toContain(`\ndrill-${slug}:`)
    }
  })
})

describe('where orders of the microservice are kept', () => {
  const migrationsOf = (files: ReadonlyMap<string, string>) =>
    [...(files.get('service/database/migrations.py') ?? '').matchAll(/^ {4}"(\w+)":/gm)].map(
      ([, name]) => name,
    )

  test('is a table of orders, unless they are stored as events: then there is no such table', async () => {
    expect(migrationsOf(await project('microservice', []))).toEqual(['orders'])
    const sourced = await project('microservice', ['event-sourcing'])
    expect(migrationsOf(sourced)).toEqual(['order_events'])
    expect([...sourced.keys()].filter((path) => /table_order_store|tables\/orders/.test(path))).toEqual([])
  })

  test('is one place: the read model has a log of its own only where no event store is one', async () => {
    expect(migrationsOf(await project('microservice', ['cqrs']))).toContain('change_log')
    const both = await project('microservice', ['cqrs', 'event-sourcing'])
    expect(migrationsOf(both)).not.toContain('change_log')
    expect([...both.keys()].filter((path) => path.includes('change_log'))).toEqual([])
    expect(both.get('service/patterns/cqrs/order_feed.py')).toContain('event_store')
  })
})

test.each(['microservice', 'event-driven'])(
  'who hears of changes of the %s is named before its unit of work is made',
  async (type) => {
    const app =
      (await project(type, ['cqrs', 'cache-aside', 'transactional-outbox'])).get('service/app.py') ?? ''
    const made = app.indexOf('UnitOfWork(database, *sinks)')
    const named = [...app.matchAll(/sinks\.append\((\w+)\)/g)]
    expect(named.map(([, name]) => name)).toEqual(['cached', 'projection'])
    for (const { index } of named) expect(index).toBeLessThan(made)
  },
)
