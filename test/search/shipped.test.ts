import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { evaluate } from '../../bench/search/evaluate.ts'
import { readQuestions } from '../../bench/search/questions.ts'
import { Problems } from '../../src/corpus/compile/problem.ts'
import { LAWS } from '../../src/corpus/incident.ts'
import { readTroubles } from '../../src/search/compile/troubles.ts'
import { explain } from '../../src/search/explain.ts'
import { search } from '../../src/search/search.ts'
import { type ShippedSearch, shippedSearch } from './helpers/search-data.ts'

let shipped: ShippedSearch
beforeAll(async () => {
  shipped = await shippedSearch()
}, 300_000)
afterAll(() => shipped.remove())

const found = (words: string, limit = 5) =>
  search(words, { limit }, shipped.data).results.map(({ item }) => item.slug)
const explained = (text: string) =>
  explain(text, shipped.data, { limit: 10 }).patterns.map(({ item }) => item.slug)

describe('what ships to be searched', () => {
  it('has no problems, and names at least 120 signatures and 100 short entries', () => {
    const { problems, signatures } = shipped.written
    expect(problems).toEqual([])
    expect(signatures).toBeGreaterThanOrEqual(120)
    const short = shipped.data.index.items.filter((item) => item.short)
    expect(short.length).toBeGreaterThanOrEqual(100)
    expect(short.every(({ kind }) => kind === 'pattern')).toBe(true)
  })

  it('finds every pattern by its own title within the first three', () => {
    const patterns = shipped.data.index.items.filter(({ kind }) => kind === 'pattern')
    expect(patterns.length).toBeGreaterThan(250)
    const lost = patterns.filter(({ slug, title }) => !found(title, 3).includes(slug))
    expect(lost.map(({ slug }) => slug)).toEqual([])
  })

  it('puts what bears a name first where nothing but the name is asked', () => {
    for (const slug of ['timeout', 'throttling', 'aggregator', 'broadcast'])
      expect(found(slug, 1)).toEqual([slug])
  })

  it('puts first what one common word mostly means', () => {
    expect(found('lock', 1)).toEqual(['distributed-lock'])
    expect(found('cache', 1)).toEqual(['cache-aside'])
    expect(found('split', 1)).toEqual(['sharding'])
  })

  it('finds every principle by its title, and leads from a law to the patterns that answer it', () => {
    const principles = shipped.corpus.topics.filter(({ kind }) => kind !== 'pattern')
    expect(principles).toHaveLength(20)
    const lost = principles.filter(({ slug, title }) => !found(title, 3).includes(slug))
    expect(lost.map(({ slug }) => slug)).toEqual([])
    expect(found('correlated failure', 1)).toEqual(['law-correlated-failure'])
    const [law] = search('correlated failure', { kind: 'law', limit: 1 }, shipped.data).results
    expect(law?.item).toMatchObject({ slug: 'law-correlated-failure', open: expect.any(String) })
    expect(law?.item.related).toContain('bulkhead')
    expect(law?.passage?.anchor).toBeDefined()
  })

  it('maps every principle to others, with the names that incidents use, and every pattern to some', () => {
    const { topics } = shipped.corpus
    const laws = topics.filter(({ kind }) => kind === 'law')
    expect(laws.map(({ title }) => title.replace('Law of ', ''))).toEqual(LAWS)
    for (const { kind, slug, ties, quiz, insights = [] } of topics) {
      const others = kind === 'law' || kind === 'pattern' ? ties?.pillars : ties?.laws
      expect(others?.length, slug).toBeGreaterThan(0)
      if (kind === 'pattern') continue
      expect(ties?.patterns.length, slug).toBeGreaterThan(1)
      expect(quiz.length, slug).toBeGreaterThanOrEqual(5)
      expect(insights.length, slug).toBeGreaterThanOrEqual(3)
    }
  })

  it('finds every exercise on a cluster by its title among exercises', () => {
    for (const { id, title } of shipped.corpus.clusters) {
      const slugs = search(title, { kind: 'exercise', limit: 3 }, shipped.data).results.map(
        ({ item }) => item.slug,
      )
      expect(slugs, title).toContain(id)
    }
  })

  it('recognises every signature by each of its own literal texts', () => {
    const lost: string[] = []
    for (const { id, match } of shipped.data.signatures) {
      for (const text of match.filter((one) => !one.startsWith('/'))) {
        const { causes } = explain(`at 12:00 ${text} happened`, shipped.data, { limit: 1 })
        if (causes.length === 0) lost.push(`${id}: ${text}`)
      }
    }
    expect(lost).toEqual([])
  })

  it('answers real questions of the tuning half as well as it did', () => {
    const questions = readQuestions('tuning')
    expect(questions.length).toBeGreaterThanOrEqual(120)
    const { recallAt5, mrr } = evaluate(questions, explained)
    expect(recallAt5).toBeGreaterThanOrEqual(0.92)
    expect(mrr).toBeGreaterThanOrEqual(0.94)
    expect(evaluate(questions, (text) => found(text)).recallAt5).toBeGreaterThanOrEqual(0.92)
  })

  it('answers those of the second collection as well as it did', () => {
    const { recallAt5, mrr } = evaluate(readQuestions('tuning-2'), explained)
    expect(recallAt5).toBeGreaterThanOrEqual(0.9)
    expect(mrr).toBeGreaterThanOrEqual(0.9)
  })

  it('answers troubles of strangers, which nothing was made from, as well as it did', () => {
    const questions = readQuestions('strangers')
    expect(questions.length).toBeGreaterThanOrEqual(400)
    const { hitAt5, recallAt5 } = evaluate(questions, explained)
    expect(hitAt5).toBeGreaterThanOrEqual(0.87)
    expect(recallAt5).toBeGreaterThanOrEqual(0.69)
  })

  it('learns from no thread by which it is measured', async () => {
    const measured = new Set(
      (['held-out', 'held-out-2', 'held-out-3', 'held-out-4', 'strangers'] as const).flatMap((half) =>
        readQuestions(half).map(({ source }) => source),
      ),
    )
    const slugs = new Set(shipped.data.index.items.map(({ slug }) => slug))
    const troubles = await readTroubles(shipped.contentDir, slugs, new Problems())
    expect(troubles.filter(({ source }) => source !== undefined).length).toBeGreaterThan(10_000)
    expect(troubles.filter(({ source = '' }) => measured.has(source))).toEqual([])
  })

  it('holds questions out whose answers exist, none of them in both halves', () => {
    const slugs = new Set(shipped.data.index.items.map(({ slug }) => slug))
    const tuned = [...readQuestions('tuning'), ...readQuestions('tuning-2')]
    const tuning = new Set(tuned.map(({ source }) => source))
    const heldOut = [...readQuestions('held-out'), ...readQuestions('held-out-2')]
    expect(heldOut.length).toBeGreaterThanOrEqual(100)
    for (const { answers, source } of heldOut) {
      expect(
        answers.filter((slug) => !slugs.has(slug)),
        source,
      ).toEqual([])
      expect(tuning.has(source), source).toBe(false)
    }
  })

  it('finds what is mistyped, and says what it took it for', () => {
    const { results, corrections } = search('retrry strom', { limit: 3 }, shipped.data)
    expect(results[0]?.item.slug).toBe('retry-backoff-jitter')
    expect(corrections).toEqual([
      { typed: 'retrry', meant: 'retry' },
      { typed: 'strom', meant: 'storm' },
    ])
  })

  it('filters by kind, difficulty and category, and shows questions only when they are asked for', () => {
    const only = search('lock', { kind: 'question', limit: 50 }, shipped.data).results
    expect(only.length).toBeGreaterThan(0)
    expect(only.every(({ item }) => item.kind === 'question')).toBe(true)
    const all = search('lock', { limit: 100 }, shipped.data).results
    expect(all.some(({ item }) => item.kind === 'question')).toBe(false)
    const hard = search('replication', { difficulty: 'advanced', limit: 20 }, shipped.data).results
    expect(hard.length).toBeGreaterThan(0)
    expect(hard.every(({ item }) => item.difficulty === 'advanced')).toBe(true)
    const scaling = search('cache', { category: 'scaling', limit: 20 }, shipped.data).results
    expect(scaling.every(({ item }) => item.category === 'scaling')).toBe(true)
  })

  it('leaves out what is found only by kind until a kind is asked for, and scores the rest alike', () => {
    const { index, whole } = shipped.data
    expect(index.items.some(({ onlyByKind }) => onlyByKind)).toBe(false)
    expect(whole.items.slice(0, index.items.length)).toEqual(index.items)
    expect(whole.items.filter(({ kind }) => kind === 'question').length).toBeGreaterThan(500)
    expect([index.count, whole.count]).toEqual([whole.items.length, whole.items.length])
    const scores = (kind?: string) =>
      search('retry storm', { ...(kind ? { kind } : {}), limit: 50 }, shipped.data)
        .results.filter(({ item }) => item.kind === 'pattern')
        .map(({ item, score }) => [item.slug, score])
    const unasked = scores()
    expect(unasked.length).toBeGreaterThan(3)
    expect(scores('pattern').slice(0, unasked.length)).toEqual(unasked)
  })

  it('cites a section that is in the lesson', () => {
    const { patterns } = explain('circuit breaker stuck open', shipped.data, { limit: 1 })
    const passage = patterns[0]?.passage
    const topic = shipped.corpus.topics.find(({ slug }) => slug === patterns[0]?.item.slug)
    const anchors = topic?.blocks.flatMap((block) => (block.type === 'heading' ? block.id : []))
    expect(anchors).toContain(passage?.anchor)
    expect(passage?.text).not.toBe('')
  })

  it('says when it is not sure, and still shows the nearest', () => {
    const { confident, causes } = explain('how do I centre a div in css', shipped.data, { limit: 3 })
    expect([confident, causes]).toEqual([false, []])
    expect(explain('etcdserver: leader changed', shipped.data, { limit: 3 }).confident).toBe(true)
  })

  it.each([
    "KeyError: 'name'",
    "ModuleNotFoundError: No module named 'numpy'",
    'error[E0502]: cannot borrow `v` as mutable because it is also borrowed as immutable',
    "main.c:5:10: error: expected ';' before 'return'",
    'npm ERR! code ERESOLVE\nnpm ERR! ERESOLVE unable to resolve dependency tree',
    "Access to fetch at 'https://api.x.com' from origin 'http://localhost' has been blocked by CORS policy",
    'how to reverse a linked list in C++',
    'lock screen not working on android phone',
    'CSS transition duration is ignored on hover',
  ])('says of %s that it is not sure', (text) => {
    const { confident, causes } = explain(text, shipped.data, { limit: 3 })
    expect([confident, causes]).toEqual([false, []])
  })

  it.each([
    ['LOADING Redis is loading the dataset in memory', 'redis-loading'],
    ['memory resource limit alarm set on node rabbit@host.', 'rabbit-alarm'],
    ['requested WAL segment 000000010000000A000000D2 has already been removed', 'wal-removed'],
    ['MongoServerSelectionError: Server selection timed out after 30000 ms', 'mongo-selection'],
    ['[CRITICAL] WORKER TIMEOUT (pid:23)', 'web-worker-timeout'],
    ['0/3 nodes are available: 3 Insufficient cpu.', 'k8s-unschedulable'],
    ['org.apache.kafka.common.errors.TimeoutException: Expiring 1 record(s) for orders-0', 'kafka-expiring'],
    ['closing AMQP connection <0.6.0>: missed heartbeats from client, timeout: 60s', 'rabbit-heartbeat'],
    ['prepared statement "s1" does not exist', 'pooler-prepared-statement'],
  ])('recognises %s', (text, id) => {
    expect(explain(text, shipped.data, { limit: 3 }).causes[0]?.id).toBe(id)
  })

  it('has nothing for text without a word', () => {
    expect(explain('!!! ??? ...', shipped.data, { limit: 3 }).patterns).toEqual([])
  })

  it('bears any text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (text) => {
        const { patterns } = explain(text, shipped.data, { limit: 2 })
        expect(patterns.every(({ score }) => Number.isFinite(score))).toBe(true)
        search(text, { limit: 2 }, shipped.data)
      }),
      { numRuns: 30, seed: 7 },
    )
  })

  it('takes words that objects have by nature for words', () => {
    expect(() =>
      search('constructor toString __proto__ hasOwnProperty', { limit: 3 }, shipped.data),
    ).not.toThrow()
  })
})
