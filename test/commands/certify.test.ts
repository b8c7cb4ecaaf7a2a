import { mkdir, readFile, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { Certification } from '../../src/corpus/certificate.ts'
import { type Learner, newLearner } from '../learning/helpers/cli.ts'

const BASICS: Certification = {
  id: 'basics',
  title: 'Basics',
  summary: 'A start.',
  requirements: [
    { type: 'study', topics: ['bulkhead'], share: 0.8 },
    { type: 'exam', topics: ['bulkhead'], questions: 2, minutes: 10, share: 0.8 },
    {
      type: 'case-study',
      sections: [{ heading: 'System', words: 3, asks: 'What it does.' }],
      criteria: ['It is mine'],
    },
  ],
}

let learner: Learner
beforeEach(async () => {
  learner = await newLearner()
  const corpus = path.join(learner.folder, 'corpus')
  const index = JSON.parse(await readFile(path.join(corpus, 'index.json'), 'utf8'))
  const { id, title, summary } = BASICS
  const certificates = [{ id, title, summary }]
  await writeFile(path.join(corpus, 'index.json'), JSON.stringify({ ...index, certificates }))
  await mkdir(path.join(corpus, 'certificates'))
  await writeFile(path.join(corpus, 'certificates', 'basics.json'), JSON.stringify(BASICS))
})
afterEach(() => learner.remove())

const RIGHT = ['--answer', 'bulkhead/why=b', '--answer', 'bulkhead/which=a,c']
const exam = (...args: readonly string[]) => learner.run(['certify', 'basics', '--exam', ...args])

/** Everything but the exam, as another machine would hand it over. */
async function study(): Promise<void> {
  await learner.run(['quiz', 'bulkhead', '--answer', 'why=b', '--answer', 'which=a,c'])
  const read = { id: '01890000-0000-7000-8000-000000000000', atMs: 1, kind: 'read', slug: 'bulkhead' }
  const log = { schemaVersion: 1, events: [{ ...read, data: { finished: true } }] }
  await writeFile(path.join(learner.folder, 'log.json'), JSON.stringify(log))
  expect(await learner.run(['progress', 'import', 'log.json'])).toMatchObject({ status: 0 })
  const text = '## System\nIt keeps orders.\n## Self-assessment\n- [x] It is mine\n'
  await writeFile(path.join(learner.folder, 'study.md'), text)
  expect(await learner.run(['certify', 'basics', '--case-study', 'study.md'])).toMatchObject({ status: 0 })
}

test('a certificate says what is missing, with the command for it', async () => {
  const { requirements, met } = await learner.json(['certify', 'Basics'])
  expect(met).toBe(false)
  expect(requirements).toMatchObject([
    {
      type: 'study',
      met: false,
      missing: [{ command: 'compendium learn bulkhead' }, { command: 'compendium quiz bulkhead' }],
    },
    { type: 'exam', met: false, missing: [{ command: 'compendium certify basics --exam' }] },
    { type: 'case-study', met: false },
  ])
  expect(await learner.json(['certify'])).toMatchObject({ certificates: [{ id: 'basics' }] })
})

test('all met is issued, signed, verified, and never written over', async () => {
  await study()
  expect(await learner.run(['certify', 'basics', '--issue'])).toMatchObject({ status: 1 })
  expect(await exam('--seed', '1', '--json')).toMatchObject({ status: 0 })
  expect(await exam(...RIGHT)).toMatchObject({ status: 0, stdout: expect.stringContaining('Passed: 2 of 2') })
  const issue = ['certify', 'basics', '--issue', '--holder', 'Ada', '--out', 'ada.json']
  expect(await learner.json(issue)).toMatchObject({ issued: true, file: 'ada.json' })
  expect(await learner.run(issue)).toMatchObject({
    status: 2,
    stderr: expect.stringContaining('not touched'),
  })

  const verified = await learner.json(['certify', 'verify', 'ada.json'])
  expect(verified).toMatchObject({ valid: true, isOwnKey: true, body: { holder: 'Ada' } })
  expect(verified).toMatchObject({ evidence: { missing: [], changed: [] } })
  const elsewhere = await learner.json(['certify', 'verify', 'ada.json'], 'elsewhere')
  expect(elsewhere).toMatchObject({ valid: true, isOwnKey: false })
  expect(elsewhere).not.toHaveProperty('evidence')

  const print = String(verified['fingerprint'])
  const demand = async (key: string) =>
    (await learner.run(['certify', 'verify', 'ada.json', '--key', key])).status
  expect([await demand(print), await demand(print.slice(0, 16))]).toEqual([0, 0])
  expect([await demand('0'.repeat(16)), await demand('short')]).toEqual([1, 2])

  const file = path.join(learner.folder, 'ada.json')
  await writeFile(file, (await readFile(file, 'utf8')).replace('"Ada"', '"Eve"'))
  expect(await learner.run(['certify', 'verify', 'ada.json'])).toMatchObject({
    status: 1,
    stdout: expect.stringContaining('NOT VALID'),
  })
}, 30_000)

test('what is no good certificate is told so, each in its own words', async () => {
  await study()
  await exam('--seed', '1', '--json')
  await exam(...RIGHT)
  await learner.json(['certify', 'basics', '--issue', '--holder', 'Ada', '--out', 'ada.json'])
  const text = await readFile(path.join(learner.folder, 'ada.json'), 'utf8')
  const check = async (bad: string, ...flags: readonly string[]) => {
    await writeFile(path.join(learner.folder, 'bad.json'), bad)
    const { status, stdout, stderr } = await learner.run(['certify', 'verify', 'bad.json', ...flags])
    return `${status} ${stdout}${stderr}`
  }
  expect(await check(text.replace('"Ada"', '"Eve"'))).toMatch(/^1 NOT VALID\.\nThe signature does not fit/)
  expect(await check(text, '--key', '0'.repeat(16))).toMatch(/^1 NOT VALID\.\nIt was signed by another key/)
  expect(await check(text.slice(0, -40))).toMatch(/^2 .*bad\.json is not JSON/s)
  expect(await check('')).toMatch(/^2 .*bad\.json is not JSON/s)
  expect(await check('{"a": 1}')).toMatch(/^1 NOT VALID\.\nIt has not the fields of a certificate/)
  const later = text.replace('"schemaVersion": 1', '"schemaVersion": 2')
  expect(later).not.toBe(text)
  expect(await check(later)).toMatch(/^1 NOT VALID\.\nIt has the format 2, which a later compendium wrote/)
}, 30_000)

test('an exam goes on where it was left, and tells nothing about answers before its end', async () => {
  const first = JSON.parse((await exam('--seed', '7', '--json')).stdout)
  expect(first).toMatchObject({ isNew: true, total: 2, answered: 0, minutes: 10, seed: '7' })
  expect(JSON.stringify(first)).not.toContain('explanation')
  const on = JSON.parse((await exam('--answer', 'bulkhead/why=a', '--json')).stdout)
  expect(on).toMatchObject({
    isNew: false,
    exam: first.exam,
    answered: 1,
    questions: [{ id: 'bulkhead/which' }],
  })
  expect(JSON.stringify(on)).not.toContain('correct')
  const over = await exam('--finish', '--json')
  expect([over.status, JSON.parse(over.stdout)]).toMatchObject([
    1,
    { isOver: true, passed: false, score: { correct: 0, answered: 1, total: 2 }, readAgain: ['bulkhead'] },
  ])
}, 30_000)

test.each([
  [['--finish'], /No exam for basics is going on/],
  [['--answer', 'bulkhead/why=b'], /No exam for basics is going on/],
])('exam %j without an exam is refused', async (args, message) => {
  const { status, stderr } = await exam(...args)
  expect([status, message.test(stderr)]).toEqual([2, true])
})

test('an exam with an answer that names nothing, a known seed, or a second seed is refused', async () => {
  await exam('--seed', '7')
  expect(await exam('--answer', 'bulkhead/why=z')).toMatchObject({ status: 2 })
  expect(await exam('--seed', '8')).toMatchObject({
    status: 2,
    stderr: expect.stringContaining('another seed'),
  })
  await exam('--finish')
  expect(await exam('--seed', '7')).toMatchObject({
    status: 2,
    stderr: expect.stringContaining('taken before'),
  })
}, 30_000)

test('a case study that lacks something is not handed in', async () => {
  await writeFile(path.join(learner.folder, 'empty.md'), '')
  const { status, stdout } = await learner.run(['certify', 'basics', '--case-study', 'empty.md'])
  expect([status, stdout.includes('no section "## System"')]).toEqual([1, true])
  expect(await learner.run(['certify', 'basics', '--case-study', 'nowhere.md'])).toMatchObject({ status: 2 })
  const { stdout: rubric } = await learner.run(['certify', 'basics', '--rubric'])
  expect(rubric).toContain('- [ ] It is mine')
})
