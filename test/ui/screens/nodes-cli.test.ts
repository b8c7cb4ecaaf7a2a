import { spawnSync } from 'node:child_process'
import { copyFile, mkdtemp, readFile, rm } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { TestTerminal } from '../helpers/terminal.ts'

const BIN = path.resolve('bin/run.js')
const RAFT = path.resolve('content/clusters/raft/solution/python/raft.py')
let folder = ''
let terminal: TestTerminal | undefined

beforeEach(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'nodes-'))
  await copyFile(RAFT, path.join(folder, 'my_raft.py'))
})

afterEach(async () => {
  await terminal?.close()
  terminal = undefined
  await rm(folder, { recursive: true })
})

const WORDS = [
  'simulate',
  'raft',
  '--with',
  'my_raft.py',
  '--stage',
  'replication',
  '--set',
  'time_limit=3s',
  '--set',
  'rate=100',
]
const NODES = /^\s+\d+ .*my_raft\.py$/m

function watch(env: Record<string, string>, ...words: string[]): TestTerminal {
  const shell = 'cd "$1" && shift && exec "$@"'
  const command = ['sh', '-c', shell, 'sh', folder, process.execPath, BIN, ...WORDS, ...words]
  terminal = new TestTerminal(command, { env: { COMPENDIUM_HOME: folder, TERM: 'xterm', ...env } })
  return terminal
}

function simulate(...words: string[]) {
  return spawnSync(process.execPath, [BIN, 'simulate', ...words], {
    ...{ cwd: folder, encoding: 'utf8', env: { ...process.env, COMPENDIUM_HOME: folder } },
  })
}

/** Processes of nodes that are still there. */
function left(): string[] {
  const { stdout } = spawnSync('ps', ['-eo', 'pid,args'], { encoding: 'utf8' })
  return stdout.split('\n').filter((line) => line.includes(folder) && NODES.test(line))
}

describe("the learner's own nodes on a terminal", () => {
  it('are killed by hand, and the run is written so that it can be had again', async () => {
    const screen = watch({})
    await screen.shows('You make the faults')
    await screen.shows('follower')
    screen.send(':goto 2s\r')
    await screen.shows(/★ \d leader/)
    screen.send(':kill leader\r')
    await screen.shows(/✗ \d down/)
    screen.send('q')
    expect(await screen.ended).toEqual({ code: 0, restored: true })
    const text = screen.screen().join('\n')
    const [, hash] = /Trace hash: (\w+)/.exec(text) ?? []
    const [file] = /\.compendium\/raft-1-\w+\.json/.exec(text.replaceAll('\n', '')) ?? []
    const { schedules } = JSON.parse(await readFile(path.join(folder, file ?? ''), 'utf8'))
    expect(schedules).toMatchObject([{ plan: { faults: [{ kind: 'kill', fromMs: 2000.001 }] } }])
    expect(file).toContain(hash?.slice(0, 8))
    const again = simulate('raft', '--with', 'my_raft.py', '--replay', file ?? '', '--json')
    expect([again.status, again.stderr]).toEqual([0, ''])
    expect(JSON.parse(again.stdout)).toMatchObject({
      verdict: 'pass',
      faults: [{ kind: 'kill', fromMs: 2000.001 }],
    })
    expect(left()).toEqual([])
  })

  it('leave the terminal and no process when it is interrupted amid a run', async () => {
    const screen = watch({ NO_COLOR: '1' })
    await screen.shows('running')
    screen.send('\u0003')
    expect(await screen.ended).toEqual({ code: 130, restored: true })
    expect(left()).toEqual([])
  })

  it('are told in lines, where nothing may move the cursor', async () => {
    const screen = watch({ TERM: 'dumb' })
    await screen.shows('You make the faults')
    screen.send('goto 2s\r')
    await screen.shows(/leader, term \d/)
    screen.send('quit\r')
    expect(await screen.ended).toMatchObject({ code: 0 })
  })
})

describe("the learner's own nodes without a screen", () => {
  it('are graded on the seeds that are asked for', () => {
    const { status, stdout } = simulate(...WORDS.slice(1), '--seeds', '3..4', '--json')
    expect(status).toBe(0)
    const grade = JSON.parse(stdout)
    expect(grade).toMatchObject({ verdict: 'pass', workload: 'lin-kv', virtual: { seeds: 2 } })
    expect(grade.replay).toContain('--seed 3')
  })

  it.each([
    [['raft', '--with', 'nope.py'], /no file nope\.py/],
    [['--with', 'my_raft.py'], /What are the nodes/],
    [['raff', '--with', 'my_raft.py'], /Did you mean raft/],
    [['raft', '--with', 'my_raft.py', '--mutant', 'x'], /--mutant is for models/],
    [['raft', '--with', 'my_raft.py', '--stage', 'electon'], /Did you mean election/],
    [['raft', '--with', 'my_raft.py', '--replay', 'my_raft.py'], /holds no run of nodes/],
    [['raft', '--stage', 'election'], /--with/],
  ])('refuses %j in plain words', (words, message) => {
    const { status, stdout, stderr } = simulate(...words)
    expect([status, stdout]).toEqual([2, ''])
    expect(stderr).toMatch(message)
  })
})
