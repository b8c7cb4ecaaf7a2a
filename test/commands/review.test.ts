import { writeFile } from 'node:fs/promises'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type Learner, newLearner } from '../learning/helpers/cli.ts'
import { insightful, writeTopics } from '../learning/helpers/corpus.ts'

const DAY_MS = 86_400_000

let learner: Learner
beforeEach(async () => {
  learner = await newLearner()
})
afterEach(() => learner.remove())

/** Answers of three days ago, imported as somebody would who comes from another machine. */
async function answered(
  ...answers: readonly (readonly [question: string, correct: boolean])[]
): Promise<void> {
  const events = answers.map(([question, correct], place) => ({
    id: `00000000-0000-7000-8000-00000000000${place}`,
    atMs: Date.now() - 3 * DAY_MS,
    kind: 'quiz',
    slug: 'bulkhead',
    data: { question, answer: ['b'], correct, questions: 2 },
  }))
  const file = path.join(learner.folder, 'log.json')
  await writeFile(file, JSON.stringify({ schemaVersion: 1, events }))
  await learner.run(['progress', 'import', file])
}

const ids = async () =>
  ((await learner.json(['review'])) as { due: { id: string }[] }).due.map(({ id }) => id)

describe('compendium review', () => {
  it('has nothing to ask of somebody who has answered nothing', async () => {
    const { status, stdout, stderr } = await learner.run(['review'])
    expect([status, stderr]).toEqual([0, ''])
    expect(stdout).toContain('Nothing is due.')
  })

  it('lists what is due, most forgotten first, as text and as data', async () => {
    await answered(['which', true], ['why', false])
    const { due } = (await learner.json(['review'])) as { due: object[] }
    expect(due).toMatchObject([
      { id: 'bulkhead/why', slug: 'bulkhead', question: 'What is it for?', isNew: false },
      { id: 'bulkhead/which', slug: 'bulkhead' },
    ])
    const { stdout } = await learner.run(['review', '--list', '--limit', '1'])
    expect(stdout).toContain('bulkhead/why')
    expect(stdout).not.toContain('bulkhead/which')
    expect(stdout).toContain('Answer one: compendium review --answer bulkhead/why=a')
  })

  it('grades an answer, moves the card, and undoes it again', async () => {
    await answered(['why', false])
    const right = await learner.run(['review', '--answer', 'bulkhead/why=b', '--rating', 'easy'])
    expect([right.status, right.stderr]).toEqual([0, ''])
    expect(right.stdout).toContain('why: right (you chose b)')
    expect(await ids()).toEqual([])
    const undone = await learner.run(['review', '--undo'])
    expect(undone.stdout).toBe('Undone: the last answer of bulkhead/why.\n')
    expect(await ids()).toEqual(['bulkhead/why'])
    expect((await learner.run(['review', '--undo'])).stdout).toBe('There is nothing to undo.\n')
  })

  it('exits 1 on a wrong answer, which counts as not known, whatever was said', async () => {
    await answered(['why', true])
    const graded = await learner.run(['review', '--answer', 'bulkhead/why=a', '--rating', 'easy', '--json'])
    expect(graded.status).toBe(1)
    expect(JSON.parse(graded.stdout)).toMatchObject({
      rating: 'again',
      result: { correct: false, expected: ['b'] },
    })
  })

  it('puts a question off for today', async () => {
    await answered(['why', false], ['which', false])
    const { stdout } = await learner.run(['review', '--bury', 'bulkhead/why'])
    expect(stdout).toBe('bulkhead/why is not asked again today.\n')
    expect(await ids()).toEqual(['bulkhead/which'])
  })

  it('keeps the whole log: an export holds reviews, and what was undone', async () => {
    await answered(['why', false])
    await learner.run(['review', '--answer', 'bulkhead/why=b'])
    await learner.run(['review', '--undo'])
    const { events } = JSON.parse((await learner.run(['progress', 'export'])).stdout)
    expect(events.map(({ kind }: { kind: string }) => kind)).toEqual(['quiz', 'review', 'undo'])
    expect(events[2].data).toEqual({ event: events[1].id })
    const elsewhere = await learner.run(['progress', 'import', '-'], {
      home: 'other',
      input: (await learner.run(['progress', 'export'])).stdout,
    })
    expect(elsewhere.stdout).toContain('3 of 3')
  })

  it('tells how much is remembered', async () => {
    await answered(['why', true])
    const { stdout } = await learner.run(['review', '--stats'])
    expect(stdout).toContain('Cards      1, 0 of them learned')
    expect(await learner.json(['review', '--stats'])).toMatchObject({ cards: 1, target: 0.9, reviewsDue: 1 })
    expect(await learner.json(['progress'])).toMatchObject({ reviewsDue: 1 })
  })

  it.each([
    [['--answer', 'bulkhead'], /no card/],
    [['--answer', 'bulkhead/why=z'], /no choice "z"/],
    [['--answer', 'bulkhead/wy=a'], /Did you mean why/],
    [['--answer', 'bulkhed/why=a'], /Did you mean bulkhead/],
    [['--answer', 'bulkhead/why'], /lacks QUESTION=/],
    [['--bury', 'bulkhead/nothing'], /no question and no insight "nothing"/],
    [['--retention', '2'], /cannot be aimed at/],
    [['--rating', 'hard'], /--answer/],
    [['--rating', 'so-so', '--answer', 'bulkhead/why=b'], /rating/],
    [['--limit', '0'], /limit/],
  ])('refuses %j in plain words, and keeps nothing', async (words, message) => {
    const { status, stdout, stderr } = await learner.run(['review', ...words])
    expect([status, stdout]).toEqual([2, ''])
    expect(stderr).toMatch(message)
    expect(await learner.json(['progress'])).toMatchObject({ topics: {} })
  })
})

describe('compendium review of insights', () => {
  beforeEach(async () => {
    await writeTopics(path.join(learner.folder, 'corpus'), [insightful])
    const id = '00000000-0000-7000-8000-000000000000'
    const read = { id, atMs: Date.now() - DAY_MS, kind: 'read', slug: 'bulkhead', data: { finished: true } }
    const log = JSON.stringify({ schemaVersion: 1, events: [read] })
    await learner.run(['progress', 'import', '-'], { input: log })
  })

  it('asks for them once the lesson was read, by turns with its questions', async () => {
    const { due } = (await learner.json(['review'])) as { due: object[] }
    expect(due).toMatchObject([
      { id: 'bulkhead/why', slug: 'bulkhead', kind: 'question', question: 'What is it for?', isNew: true },
      { id: 'bulkhead/leak', slug: 'bulkhead', kind: 'insight', question: 'What does one leak cost?' },
      { id: 'bulkhead/which', kind: 'question' },
      { id: 'bulkhead/size', kind: 'insight', isNew: true },
    ])
    expect(JSON.stringify(due)).not.toContain('compartment')
    const { stdout } = await learner.run(['review'])
    expect(stdout).toContain('What does one leak cost?')
    expect(stdout).not.toContain('compartment')
  })

  it('shows one, takes its rating, and undoes that', async () => {
    const shown = await learner.run(['review', '--show', 'bulkhead/leak'])
    expect(shown).toMatchObject({
      status: 0,
      stdout: 'What does one leak cost?\n\nOne compartment, and no more.\n',
    })
    const known = await learner.json(['review', '--answer', 'bulkhead/leak', '--rating', 'good'])
    expect(known).toMatchObject({
      ...{ topic: 'bulkhead', kind: 'insight', rating: 'good' },
      result: { question: 'leak', answer: [], correct: true, explanation: 'One compartment, and no more.' },
    })
    expect(await ids()).not.toContain('bulkhead/leak')
    expect(await learner.json(['review', '--stats'])).toMatchObject({ cards: 1, reviews: 1 })
    expect((await learner.run(['review', '--undo'])).stdout).toBe(
      'Undone: the last answer of bulkhead/leak.\n',
    )
    expect(await ids()).toContain('bulkhead/leak')
  })

  it('exits 1 on one that was not known, and keeps that as it keeps an answer', async () => {
    const { status, stdout } = await learner.run(['review', '--answer', 'bulkhead/leak', '--rating', 'again'])
    expect([status, stdout]).toEqual([1, 'What does one leak cost?\n\nOne compartment, and no more.\n'])
    const { events } = JSON.parse((await learner.run(['progress', 'export'])).stdout)
    expect(events.at(-1)).toMatchObject({
      kind: 'review',
      data: { question: 'leak', answer: [], correct: false, rating: 'again' },
    })
  })

  it('puts one off for today', async () => {
    await learner.run(['review', '--bury', 'bulkhead/leak'])
    expect(await ids()).toEqual(['bulkhead/why', 'bulkhead/which', 'bulkhead/size'])
  })

  it.each([
    [['--answer', 'bulkhead/leak'], /--answer bulkhead\/leak --rating again\|hard\|good\|easy/],
    [['--answer', 'bulkhead/leak=a', '--rating', 'good'], /is an insight/],
    [['--show', 'bulkhead/lek'], /Did you mean leak/],
    [['--show', 'bulkhead/leak', '--undo'], /--undo/],
  ])('refuses %j in plain words, and keeps nothing', async (words, message) => {
    const { status, stdout, stderr } = await learner.run(['review', ...words])
    expect([status, stdout]).toEqual([2, ''])
    expect(stderr).toMatch(message)
    const { events } = JSON.parse((await learner.run(['progress', 'export'])).stdout)
    expect(events).toHaveLength(1)
  })
})
