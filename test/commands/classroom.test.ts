import { existsSync } from 'node:fs'
import { readdir } from 'node:fs/promises'
import path from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { type Learner, newLearner, type Ran } from '../learning/helpers/cli.ts'
import { PASSWORD, type Postgres, postgresFolder, startPostgres } from '../learning/helpers/postgres.ts'

const ROOT = path.resolve(import.meta.dirname, '../..')
/** The real corpus: the exercises are there. */
const CORPUS = path.join(ROOT, 'dist/corpus')
const bin = postgresFolder()

let learner: Learner
beforeEach(async () => {
  learner = await newLearner()
})
afterEach(() => learner.remove())

// Each test starts many processes, some of them at once.
describe.skipIf(bin === undefined)('compendium classroom, on a real server', { timeout: 120_000 }, () => {
  let postgres: Postgres
  let url: string
  beforeAll(async () => {
    postgres = await startPostgres(bin as string)
  })
  afterAll(() => postgres?.stop())
  beforeEach(async () => {
    url = await postgres.newDatabase()
  })

  const as = (who: string, args: readonly string[], input = ''): Promise<Ran> =>
    learner.run(args, {
      input,
      home: `home-${who}`,
      env: { COMPENDIUM_DATABASE_URL: url, COMPENDIUM_LEARNER: who, COMPENDIUM_CORPUS: CORPUS },
    })
  const json = async (who: string, ...args: readonly string[]) =>
    JSON.parse((await as(who, [...args, '--json'])).stdout)
  const teach = (...args: readonly string[]) => as('teacher', ['classroom', ...args])

  /** Attempts as they would have been recorded, at a time of ours. */
  async function attempted(
    who: string,
    ...attempts: readonly (readonly [day: string, verdict: string, passed?: number])[]
  ) {
    const events = attempts.map(([day, verdict, checksPassed = 4], place) => ({
      id: `00000000-0000-7000-8000-0000000000${10 + place}`,
      atMs: Date.parse(`${day}T12:00:00`),
      kind: 'attempt',
      slug: 'circuit-breaker',
      data: { language: 'python', verdict, seed: '1', checksPassed, checksTotal: 4 },
    }))
    await as(who, ['progress', 'import', '-'], JSON.stringify({ schemaVersion: 1, events }))
  }

  it('keeps the progress of each learner apart, in the order of SQLite', async () => {
    await as('ada', ['quiz', 'circuit-breaker', '--answer', 'late-success=a'])
    await as('grace', ['learn', 'bulkhead'])
    expect(await json('ada', 'progress')).toMatchObject({
      quizzes: { 'circuit-breaker': { answered: 1 } },
      read: [],
    })
    expect(await json('grace', 'progress')).toMatchObject({ quizzes: {}, read: ['bulkhead'] })
    expect(existsSync(path.join(learner.folder, 'home-ada', 'progress.db'))).toBe(false)
    const events = ['b', 'B', 'a', '_'].map((last, place) => ({
      id: `00000000-0000-7000-8000-00000000000${'0a1f'[place]}`,
      atMs: 5,
      kind: 'hint',
      slug: `x-${last === '_' ? 'u' : last.toLowerCase()}`,
      data: { level: place },
    }))
    const log = JSON.stringify({ schemaVersion: 1, events })
    await as('lin', ['progress', 'import', '-'], log)
    await learner.run(['progress', 'import', '-'], { input: log })
    expect((await as('lin', ['progress', 'export'])).stdout).toBe(
      (await learner.run(['progress', 'export'])).stdout,
    )
  })

  it('makes its tables once, however many begin at the same moment, and loses nothing', async () => {
    const names = Array.from({ length: 12 }, (_, place) => `learner${place}`)
    const all = await Promise.all(names.map((who) => as(who, ['learn', 'bulkhead'])))
    expect(all.map(({ status, stderr }) => [status, stderr])).toEqual(names.map(() => [0, '']))
    expect(await postgres.query(url, 'select count(*) from compendium.event')).toEqual([{ count: '12' }])
    expect(await postgres.query(url, 'select version from compendium.schema_version')).toEqual([
      { version: 1 },
    ])
  })

  it('grades what was set: in time, late, tried, and never', async () => {
    for (const who of ['ada', 'grace', 'lin', 'mo'])
      await teach('roster', 'add', who, '--name', `${who} of the class`)
    const assigned = await teach('assign', 'Circuit Breaker', '--due', '2026-03-10')
    expect(assigned.stdout).toBe(
      'Assignment 1: circuit-breaker, due 2026-03-10 23:59, set to all on the roster.\n',
    )
    await teach('assign', 'raft', '--due', '2026-04-01T18:00', '--to', 'ada')
    await attempted('ada', ['2026-03-09', 'fail', 3], ['2026-03-10', 'pass'])
    await attempted('grace', ['2026-03-10', 'fail', 1], ['2026-03-11', 'pass'])
    await attempted('lin', ['2026-03-01', 'weak', 4])
    const { results } = await json('teacher', 'classroom', 'results')
    expect(results).toMatchObject([
      { assignment: 1, learner: 'ada', name: 'ada of the class', status: 'passed', points: 100, attempts: 2 },
      { assignment: 1, learner: 'grace', status: 'late', points: 25, attempts: 2 },
      { assignment: 1, learner: 'lin', status: 'tried', points: 99, attempts: 1 },
      { assignment: 1, learner: 'mo', status: 'missing', points: 0, attempts: 0 },
      { assignment: 2, learner: 'ada', status: 'missing' },
    ])
    expect(results[1].passedAtMs).toBe(Date.parse('2026-03-11T12:00:00'))
    const text = (await teach('results', '--assignment', '1')).stdout
    expect(text).toContain('1  circuit-breaker, due 2026-03-10 23:59, set to all: 1 of 4 passed in time')
    expect(text).toMatch(/grace +grace of the class +late +25 +2 +2026-03-11 12:00/)
    expect((await teach('results', '--assignment', '9')).status).toBe(2)
    expect((await teach('unassign', '2')).status).toBe(0)
    expect((await json('teacher', 'classroom', 'results')).assignments).toHaveLength(1)
  })

  it('writes a gradebook that a spreadsheet takes for text and numbers, and for no formula', async () => {
    await teach('roster', 'add', 'ada', '--name', 'Lovelace, "Ada"')
    await teach('roster', 'add', 'eve', '--name', '=HYPERLINK("http://x")')
    await teach('assign', 'circuit-breaker', '--due', '2026-03-10')
    await teach('assign', 'raft', '--due', '2026-03-11', '--to', 'ada')
    await attempted('ada', ['2026-03-09', 'fail', 3])
    expect((await teach('gradebook', '--csv')).stdout).toBe(
      [
        'Student,ID,SIS User ID,SIS Login ID,Section,circuit-breaker (#1),raft (#2)',
        '"    Points Possible",,,,,100,100',
        '"Lovelace, ""Ada""",,,ada,,75,0',
        '"\'=HYPERLINK(""http://x"")",,,eve,,0,',
        '',
      ].join('\r\n'),
    )
    expect(await json('teacher', 'classroom', 'gradebook')).toMatchObject({
      rows: [
        { learner: 'ada', points: [75, 0] },
        { learner: 'eve', points: [0, null] },
      ],
    })
    expect((await teach('gradebook')).stdout).toMatch(/eve +=HYPERLINK\("http:\/\/x"\) +0 +-/)
  })

  it('a program that is really graded shows up in the results', async () => {
    await teach('roster', 'add', 'ada')
    await teach('assign', 'circuit-breaker', '--due', '2099-01-01')
    const solution = path.join(
      ROOT,
      'content/patterns/circuit-breaker/exercise/solution/python/circuit_breaker.py',
    )
    expect((await as('ada', ['test', solution, '--pattern', 'circuit-breaker'])).status).toBe(0)
    const { results } = await json('teacher', 'classroom', 'results')
    expect(results).toMatchObject([{ status: 'passed', points: 100, attempts: 1 }])
    expect(Math.abs(results[0].receivedAtMs - results[0].lastAtMs)).toBeLessThan(60_000)
  })

  it('refuses what names nobody, nothing or no day, and changes nothing', async () => {
    await teach('roster', 'add', 'ada')
    const refused = async (...args: readonly string[]) => {
      const { status, stderr } = await teach(...args)
      expect(status).toBe(2)
      return stderr
    }
    expect(await refused('assign', 'raft', '--due', '2026-02-30')).toContain('"2026-02-30" is no date')
    expect(await refused('assign', 'circuit-braker', '--due', '2026-03-01')).toContain('circuit-breaker')
    expect(await refused('assign', 'raft', '--due', '2026-03-01', '--to', 'bob')).toContain('roster add bob')
    expect(await refused('roster', 'add', '../x')).toContain("cannot be a learner's identity")
    expect(await refused('roster', 'remove', 'bob')).toContain('bob is not on the roster')
    expect(await refused('export', 'bob')).toContain('knows nothing of bob')
    expect((await json('teacher', 'classroom', 'results')).assignments).toEqual([])
  })

  it('names who records something and is not on the roster', async () => {
    await teach('roster', 'add', 'ada')
    await as('adda', ['learn', 'bulkhead'])
    expect((await teach('roster', 'list')).stdout).toContain('compendium classroom roster add adda')
    expect(await json('teacher', 'classroom', 'roster', 'list')).toMatchObject({
      learners: [{ id: 'ada', name: 'ada' }],
      strangers: ['adda'],
    })
  })

  it('gives a learner all that it holds of them, and after erasing them holds nothing', async () => {
    for (const who of ['ada', 'grace']) {
      await teach('roster', 'add', who, '--name', `Name of ${who}`)
      await attempted(who, ['2026-03-09', 'pass'])
    }
    await teach('assign', 'raft', '--due', '2026-03-10', '--to', 'ada')
    await teach('assign', 'raft', '--due', '2026-03-10', '--to', 'ada', '--to', 'grace')
    const own = JSON.parse((await teach('export', 'ada')).stdout)
    expect(own).toMatchObject({
      learner: 'ada',
      onRoster: { name: 'Name of ada' },
      assignments: [{ id: 1 }, { id: 2 }],
      events: [{ kind: 'attempt', slug: 'circuit-breaker' }],
    })
    const unsure = await teach('erase', 'ada')
    expect([unsure.status, unsure.stderr]).toEqual([2, expect.stringContaining('--yes')])
    expect((await json('teacher', 'classroom', 'export', 'ada')).events).toHaveLength(1)
    expect(await json('teacher', 'classroom', 'erase', 'ada', '--yes')).toMatchObject({
      events: 1,
      assignments: 1,
    })
    expect(await wholeDatabase()).not.toMatch(/\bada\b/)
    expect(await wholeDatabase()).toMatch(/\bgrace\b/)
    expect((await teach('export', 'ada')).status).toBe(2)
  })

  /** Every row of every table of ours, as text. */
  async function wholeDatabase(): Promise<string> {
    const tables = await postgres.query(
      url,
      "select tablename from pg_tables where schemaname = 'compendium'",
    )
    expect(tables).toHaveLength(5)
    const rows = tables.map(({ tablename }) => postgres.query(url, `select * from compendium.${tablename}`))
    return JSON.stringify(await Promise.all(rows))
  }

  it('what was done while the server was away is sent with what is done next, once', async () => {
    const away = {
      COMPENDIUM_DATABASE_URL: url.replace(`:${postgres.port}/`, ':1/'),
      COMPENDIUM_LEARNER: 'ada',
    }
    const first = await learner.run(['learn', 'bulkhead'], { env: away })
    expect([first.status, first.stderr]).toEqual([0, expect.stringContaining('kept in')])
    const home = path.join(learner.folder, 'home')
    const [unsent] = (await readdir(home)).filter((name) => name.startsWith('unsent-'))
    // The same class at another port is another place: as if the address had come back, we give the file its name.
    const here = { COMPENDIUM_DATABASE_URL: url, COMPENDIUM_LEARNER: 'ada' }
    const { createHash } = await import('node:crypto')
    const { rename } = await import('node:fs/promises')
    const place = url.replace(/:[^/:@]*@/, '@')
    const hash = createHash('sha256').update(place).digest('hex').slice(0, 8)
    await rename(path.join(home, unsent as string), path.join(home, `unsent-ada-${hash}.db`))
    const read = await learner.json(['progress'])
    expect(read).toMatchObject({ read: [] })
    const seen = JSON.parse((await learner.run(['progress', '--json'], { env: here })).stdout)
    expect(seen).toMatchObject({ read: ['bulkhead'] })
    for (let time = 0; time < 2; time += 1) await learner.run(['learn', 'bulkhead'], { env: here })
    expect(await postgres.query(url, 'select count(*) from compendium.event')).toEqual([{ count: '3' }])
  })

  it("backs up and resets what is the learner's own, and restores it", async () => {
    await as('ada', ['learn', 'bulkhead'])
    await as('grace', ['learn', 'bulkhead'])
    const { backup, removed } = await json('ada', 'progress', 'reset', '--yes')
    expect(removed).toBe(1)
    expect(await json('ada', 'progress')).toMatchObject({ read: [] })
    expect(await json('grace', 'progress')).toMatchObject({ read: ['bulkhead'] })
    expect(await json('ada', 'progress', 'import', backup)).toMatchObject({ total: 1, added: 1 })
    expect(await json('ada', 'progress')).toMatchObject({ read: ['bulkhead'] })
  })

  it('a wrong password, an unknown database and tables of a newer compendium are told, and work goes on', async () => {
    await teach('roster', 'add', 'ada')
    const results = (env: string) =>
      learner.run(['classroom', 'results'], {
        env: { COMPENDIUM_DATABASE_URL: env, COMPENDIUM_LEARNER: 'ada' },
      })
    const wrong = await results(postgres.address('class_1', 'not the password'))
    expect(wrong).toMatchObject({
      status: 2,
      stderr: expect.stringContaining('does not take that user name and password'),
    })
    expect((await results(postgres.address('nowhere'))).stderr).toContain(
      'the server has no database of that name',
    )
    const bare = `postgresql://teacher@127.0.0.1:${postgres.port}/class_1`
    expect((await results(bare)).stderr).toContain('wants a password')
    await postgres.query(url, 'update compendium.schema_version set version = 99')
    const newer = await as('ada', ['learn', 'bulkhead'])
    expect(newer).toMatchObject({ status: 0, stderr: expect.stringContaining('is of a newer compendium') })
    for (const ran of [wrong, newer])
      expect(ran.stderr).not.toMatch(new RegExp(`not the password|${PASSWORD.replace('?', '\\?')}`))
  })
})
