import { describe, expect, test } from 'vitest'
import { loadPattern, loadPatterns, loadTemplate } from '../../src/generation/catalog.ts'
import { choosePatterns } from '../../src/generation/choose-patterns.ts'
import { planProject } from '../../src/generation/plan.ts'
import { TEMPLATES } from './helpers.ts'

const KNOWN = await loadPatterns(TEMPLATES)

/** Text by path of the microservice in TypeScript with these patterns. */
async function shop(...wanted: string[]): Promise<ReadonlyMap<string, string>> {
  const target = { type: 'microservice', language: 'typescript' }
  const { layers, parts } = await loadTemplate(TEMPLATES, target.type, target.language)
  const all = choosePatterns(wanted, KNOWN, 'asked', target).map(({ slug }) => slug)
  const patterns = await Promise.all(
    all.map((slug) => loadPattern(TEMPLATES, slug, { ...target, all, parts })),
  )
  const files = planProject([...layers, ...patterns.flat()], { name: 'shop', patterns: '', command: '' })
  return new Map(files.map(({ path, text }) => [path, text]))
}

const tablesOf = (project: ReadonlyMap<string, string>) =>
  [...(project.get('src/database/tables.ts') ?? '').matchAll(/^ {2}(\w+): \w+$/gm)].map(([, name]) => name)

describe('where orders are kept', () => {
  test('is a table of orders, unless they are stored as events: then there is no such table', async () => {
    expect(tablesOf(await shop())).toEqual(['orders'])
    const sourced = await shop('event-sourcing')
    expect(tablesOf(sourced)).toEqual(['order_events', 'order_events_head'])
    expect([...sourced.keys()].filter((file) => /table-order-store|migrations\/orders/.test(file))).toEqual(
      [],
    )
  })

  test('is one place: the read model has a log of its own only where no event store is one', async () => {
    expect(tablesOf(await shop('cqrs'))).toContain('change_log')
    const both = await shop('cqrs', 'event-sourcing')
    expect(tablesOf(both)).not.toContain('change_log')
    expect([...both.keys()].filter((file) => file.includes('change-log'))).toEqual([])
    expect(both.get('src/patterns/cqrs/order-feed.ts')).toContain('event-store.ts')
  })
})

test('who hears of changes is named before the unit of work is made', async () => {
  const service = (await shop('cqrs', 'cache-aside', 'transactional-outbox')).get('src/service.ts') ?? ''
  const made = service.indexOf('createUnitOfWork(database, ...sinks)')
  const named = [...service.matchAll(/sinks\.push\((\w+)\.sink\)/g)].map(({ 1: name, index }) => ({
    name,
    isInTime: index < made,
  }))
  expect(named).toEqual([
    { name: 'cached', isInTime: true },
    { name: 'projection', isInTime: true },
  ])
})

test('the drills of a whole project are told of the list where there is one', async () => {
  const listOf = async (...patterns: string[]) =>
    JSON.parse((await shop(...patterns)).get('compendium.project.json') ?? '{}').orders.list
  expect(await listOf('event-sourcing')).toBeUndefined()
  expect(await listOf('cqrs')).toBe('/orders')
})
