import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { gradeProject } from '../../../src/grading/project/grade-project.ts'
import { drilledPatterns } from '../../../src/grading/project/kinds.ts'
import { TOOL_DRILLS } from '../../../src/grading/project/tool/drills/registry.ts'
import { listProcesses } from '../../../src/platform/process-tree.ts'

const TOOL = path.join(import.meta.dirname, '../../fixtures/tool')
const PATTERNS = drilledPatterns(TOOL_DRILLS)
const work = mkdtempSync(path.join(tmpdir(), 'compendium-tool-'))
afterAll(() => rmSync(work, { recursive: true, force: true }))

interface Contract {
  environment: Record<string, string>
  start: string[]
  tool: Record<string, unknown> & { write: Record<string, unknown> }
}

let tools = 0

/** The tool with other surroundings, and another contract. */
function toolWith(environment: object, change: (contract: Contract) => void = () => {}) {
  const folder = path.join(work, String(tools++))
  cpSync(TOOL, folder, { recursive: true })
  const file = path.join(folder, 'compendium.project.json')
  const contract = JSON.parse(readFileSync(file, 'utf8'))
  Object.assign(contract.environment, environment)
  change(contract)
  writeFileSync(file, JSON.stringify(contract))
  return folder
}

/** What is wrong with the tool, and the drill that must say so. */
const BUGS: readonly (readonly [string, string])[] = [
  ['prints-on-stderr', 'prints-result'],
  ['talks-on-stdout', 'prints-result'],
  ['asks-again', 'takes-refusals'],
  ['silent', 'takes-refusals'],
  ['says-0', 'takes-refusals'],
  ['throws', 'dependency-down'],
  ['waits-for-ever', 'dependency-hangs'],
  ['deaf', 'interrupted'],
  ['ends-with-1', 'interrupted'],
  ['leaves-helper', 'interrupted'],
  ['breaks-with-pipe', 'unread-output'],
  ['gives-up', 'gets-over-a-failure'],
  ['no-end', 'ends-its-tries'],
  ['does-not-wait', 'waits-as-told'],
  ['new-keys', 'lost-answer'],
  ['no-key', 'a-key-for-each-write'],
  ['one-key', 'a-key-for-each-write'],
  ['forgets', 'asked-again'],
  ['ignores-deadline', 'gives-up-in-time'],
  ['no-deadline', 'tells-what-is-left'],
  ['same-deadline', 'tells-what-is-left'],
]

const TIMEOUT_MS = 120_000

const gradeOne = (folder: string, drill: string, patienceMs?: number) =>
  gradeProject({
    ...{ folder, cwd: work, patterns: PATTERNS, seed: 1, drills: [drill] },
    ...(patienceMs === undefined ? {} : { patienceMs }),
  })

const seenIn = async (folder: string, drill: string) =>
  (await gradeOne(folder, drill)).checks.map(({ verdict, message }) => [verdict, message])

// They mostly wait, so several go on at a time; of pauses nobody can tell while others are at work.
const CALM = TOOL_DRILLS.filter(({ id }) => id !== 'spaces-its-tries').map(({ id }) => id)

describe.concurrent('a tool that is right', () => {
  it.each(CALM)(
    'passes %s',
    async (id) => expect(await seenIn(TOOL, id)).toMatchObject([['pass', {}]]),
    TIMEOUT_MS,
  )

  it.each(['few-tries', 'writes-once'])(
    'in another way (%s) passes what is about trying again',
    async (MANNER) => {
      for (const id of ['gets-over-a-failure', 'ends-its-tries', 'lost-answer'])
        expect(await seenIn(toolWith({ MANNER }), id)).toMatchObject([['pass', {}]])
    },
    TIMEOUT_MS,
  )

  it(
    'without tries of its own is not blamed for them, as its patterns are others',
    async () => {
      const folder = toolWith({ BUG: 'gives-up' })
      const patterns = ['idempotency-key']
      const { checks } = await gradeProject({ folder, cwd: work, patterns, seed: 1 })
      expect(checks.filter(({ verdict }) => verdict !== 'pass')).toEqual([])
    },
    TIMEOUT_MS,
  )
})

describe.concurrent('a tool that is wrong', () => {
  it.each(BUGS)(
    '%s fails %s',
    async (BUG, drill) => {
      const { checks } = await gradeOne(toolWith({ BUG }), drill, 10_000)
      expect(checks).toMatchObject([{ id: drill, verdict: 'fail' }])
    },
    TIMEOUT_MS,
  )
})

describe.concurrent('the pauses of a tool', () => {
  it.each(['', 'equal-jitter', 'decorrelated'])(
    'that are drawn by chance (%s) are never blamed',
    async (MANNER) => {
      const { checks } = await gradeOne(toolWith({ MANNER }), 'spaces-its-tries')
      expect(['pass', 'weak']).toContain(checks[0]?.verdict)
    },
    TIMEOUT_MS,
  )

  it.each(['in-step', 'no-pause'])(
    'that are %s never pass, though a busy machine may hide it',
    async (BUG) => {
      const { checks } = await gradeOne(toolWith({ BUG }), 'spaces-its-tries')
      expect(['fail', 'weak']).toContain(checks[0]?.verdict)
    },
    TIMEOUT_MS,
  )
})

describe('the contract of a tool', () => {
  it('that does not promise to heed Retry-After is not held to it', async () => {
    const folder = toolWith({}, ({ tool }) => delete tool['retryAfter'])
    expect((await gradeOne(folder, 'waits-as-told')).checks).toEqual([])
  })

  it('that names no deadline leaves its drills untried', async () => {
    const folder = toolWith({}, ({ tool }) => delete tool['deadline'])
    expect(await seenIn(folder, 'gives-up-in-time')).toEqual([
      ['weak', 'It could not be tried: the contract names no deadline.'],
    ])
  })

  it('of which the only command may not come twice leaves tries unknown', async () => {
    const folder = toolWith({ BUG: 'no-key' }, ({ tool }) => delete tool['read'])
    for (const id of ['gets-over-a-failure', 'ends-its-tries', 'spaces-its-tries'])
      expect(await seenIn(folder, id)).toMatchObject([['weak', expect.stringContaining('names no read')]])
  })

  it(
    'under which a write is sent once leaves unknown whether its key would be the same',
    async () => {
      const folder = toolWith({ MANNER: 'writes-once' }, ({ tool }) => delete tool.write['again'])
      expect(await seenIn(folder, 'lost-answer')).toMatchObject([['weak', {}]])
    },
    TIMEOUT_MS,
  )

  it('that names a program that is not there is told so', async () => {
    const folder = toolWith({}, (contract) => Object.assign(contract, { start: ['no-such-program'] }))
    expect((await gradeOne(folder, 'prints-result')).fault).toMatchObject({
      code: 'project-not-started',
      message: 'There is no program no-such-program',
    })
  })

  it.each([
    [{ read: undefined, write: undefined }, 'neither a read nor a write'],
    [{ deadline: { header: 'x-deadline-ms' } }, 'hold {ms} or {seconds}'],
    [{ read: { arguments: ['x'], asks: 'GET /', answer: { body: {} } } }, 'no {word} in it'],
    [{ write: { arguments: ['x'], asks: 'POST /', answer: { body: ['{word}'] } } }, 'no {id} in it'],
  ])('with %j is refused', async (tool, message) => {
    const folder = toolWith({}, (contract) => Object.assign(contract.tool, tool))
    await expect(gradeOne(folder, 'prints-result')).rejects.toMatchObject({
      code: 'bad-project-contract',
      message: expect.stringContaining(message),
    })
  })
})

it('a tool that was graded leaves no process behind', async () => {
  const before = new Set(listProcesses().map(({ pid }) => pid))
  await gradeOne(toolWith({ BUG: 'leaves-helper' }), 'interrupted')
  const isOurs = ({ pid, parent }: { pid: number; parent: number }) =>
    !before.has(pid) && (parent === process.pid || parent === 1)
  expect(listProcesses().filter(isOurs)).toEqual([])
}, 60_000)
