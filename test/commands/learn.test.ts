import { spawnSync } from 'node:child_process'
import { writeFile } from 'node:fs/promises'
import path from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { type Learner, newLearner, PROGRAM } from '../learning/helpers/cli.ts'

let learner: Learner
beforeEach(async () => {
  learner = await newLearner()
})
afterEach(() => learner.remove())

test('learn lists the topics with difficulty, minutes and status', async () => {
  expect(await learner.run(['learn'])).toEqual({
    status: 0,
    stdout: [
      'Topic     Kind     Difficulty  Minutes  Status',
      'bulkhead  pattern  beginner          5  new',
      '',
      'Read one: compendium learn bulkhead',
      '',
    ].join('\n'),
    stderr: '',
  })
})

test('learn --json gives the same as data', async () => {
  expect(await learner.json(['learn'])).toEqual({
    schemaVersion: 1,
    items: [
      {
        slug: 'bulkhead',
        kind: 'pattern',
        title: 'Bulkhead',
        difficulty: 'beginner',
        minutes: 5,
        status: 'new',
      },
    ],
  })
})

test('learn TOPIC prints the lesson and notes that it was read', async () => {
  const { status, stdout, stderr } = await learner.run(['learn', 'bulkhead'])
  expect([status, stderr]).toEqual([0, ''])
  expect(stdout).toContain('A pool for each dependency.')
  expect(await learner.json(['learn'])).toMatchObject({ items: [{ status: 'read' }] })
  expect(await learner.json(['progress'])).toMatchObject({ read: ['bulkhead'], attempts: 0, passed: [] })
})

test('learn TOPIC --json gives the topic without the answers, and notes nothing', async () => {
  const topic = await learner.json(['learn', 'bulkhead'])
  expect(topic).toMatchObject({
    schemaVersion: 1,
    slug: 'bulkhead',
    difficulty: 'beginner',
    minutes: 5,
    status: 'new',
    outline: [{ level: 2, id: 'overview', text: 'Overview' }],
    quiz: [{ id: 'why', prompt: 'What is it for?', choices: [{ id: 'a', text: 'Speed' }, {}] }, {}],
  })
  expect(JSON.stringify(topic['quiz'])).not.toMatch(/answer|explanation|stay/)
  expect(await learner.json(['progress'])).toMatchObject({ read: [] })
})

test('a topic that is nearly right is suggested', async () => {
  const { status, stdout, stderr } = await learner.run(['learn', 'bulkhaed'])
  expect([status, stdout]).toEqual([2, ''])
  expect(stderr).toContain('Did you mean bulkhead?')
})

test('--interactive without a terminal says what to use instead', async () => {
  const { status, stdout, stderr } = await learner.run(['learn', 'bulkhead', '--interactive'])
  expect([status, stdout]).toEqual([2, ''])
  expect(stderr).toMatch(
    /needs a terminal[\s\S]*compendium learn bulkhead\n[\s\S]*compendium quiz bulkhead --list/,
  )
  expect((await learner.run(['learn', '--interactive'])).status).toBe(2)
})

test('a store that cannot be used is a warning beside the lesson, and --json stays one object', async () => {
  await writeFile(path.join(learner.folder, 'home'), 'a file where the home should be')
  const read = await learner.run(['learn', 'bulkhead'])
  expect([read.status, read.stderr]).toEqual([
    0,
    expect.stringMatching(/^compendium: progress was not saved/),
  ])
  expect(read.stdout).toContain('A pool for each dependency.')
  const list = await learner.run(['learn', '--json'])
  expect(list.status).toBe(0)
  expect(JSON.parse(list.stdout)).toMatchObject({ items: [{ status: 'new' }] })
})

test.runIf(process.platform !== 'win32')('a reader that goes away early is no error', () => {
  const command = '"$0" "$1" learn bulkhead | true; "$0" "$1" learn bulkhead | head -1'
  const { stdout, stderr } = spawnSync('sh', ['-c', command, process.execPath, PROGRAM], {
    env: learner.env,
    encoding: 'utf8',
  })
  expect([stdout, stderr]).toEqual(['Bulkhead\n', ''])
})
