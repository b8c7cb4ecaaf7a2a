import { writeFile } from 'node:fs/promises'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type Learner, newLearner } from '../learning/helpers/cli.ts'

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
    [['--bury', 'bulkhead/nothing'], /no question "nothing"/],
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
