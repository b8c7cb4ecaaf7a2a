import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { checkCorpus } from '../../src/doctor/check-corpus.ts'
import { checkNode, OLDEST_NODE } from '../../src/doctor/check-machine.ts'
import { checkTerminal } from '../../src/doctor/check-terminal.ts'
import { checkVariables, VARIABLES } from '../../src/doctor/check-variables.ts'
import { bulkhead, writeTopics } from '../learning/helpers/corpus.ts'

const ROOT = path.resolve(import.meta.dirname, '../..')
let folder: string
beforeEach(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'compendium-test-'))
})
afterEach(() => rm(folder, { recursive: true, force: true }))

const surroundings = (env: Record<string, string>) => ({ nowMs: 0, warn: () => {}, version: '1.2.3', env })
const ids = ({ findings }: { readonly findings: readonly { readonly id: string }[] }) =>
  findings.map(({ id }) => id)

describe('Node.js', () => {
  it('is held to what package.json asks for', async () => {
    const { engines } = JSON.parse(await readFile(path.join(ROOT, 'package.json'), 'utf8'))
    expect(engines.node).toBe(`>=${OLDEST_NODE.join('.')}`)
  })

  it.each([
    ['20.19.0', []],
    ['24.1.0', []],
    ['20.18.3', ['node-old']],
    ['18.20.1', ['node-old']],
  ])('%s', (version, expected) => {
    expect(ids(checkNode(version))).toEqual(expected)
  })
})

describe('the corpus', () => {
  const look = () => checkCorpus(surroundings({ COMPENDIUM_CORPUS: folder }))

  it('is well when all of it is there and made for this version', async () => {
    await writeTopics(folder, [bulkhead])
    await writeFile(path.join(folder, 'version.json'), '{"version":"1.2.3"}')
    expect(look()).toEqual({
      findings: [],
      facts: [{ id: 'corpus', what: '1 topic, 0 exercises on clusters' }],
    })
  })

  it('of another version, without a topic, or not there is told', async () => {
    expect(ids(look())).toEqual(['corpus-broken'])
    await writeTopics(folder, [bulkhead])
    expect(look().findings).toMatchObject([{ id: 'corpus-version', severity: 'warning' }])
    await writeFile(path.join(folder, 'version.json'), '{"version":"1.2.2"}')
    expect(look().findings[0]?.what).toContain('1.2.2')
    await rm(path.join(folder, 'topics', 'bulkhead.json'))
    expect(look().findings).toMatchObject([{ id: 'corpus-broken', severity: 'error' }])
    await writeFile(path.join(folder, 'topics', 'bulkhead.json'), '{')
    expect(ids(look())).toEqual(['corpus-broken'])
  })
})

describe('the terminal', () => {
  const terminal = {
    isInteractive: true,
    columns: 80,
    rows: 24,
    shape: { width: 80, unicode: true },
    color: 1,
    kind: 'xterm',
  }

  it('of 80 by 24 is well, and what is less is a note', () => {
    expect(checkTerminal(terminal)).toEqual({
      findings: [],
      facts: [{ id: 'terminal', what: '80x24, 16 colours, UTF-8' }],
    })
    const poor = { ...terminal, columns: 79, color: 0, kind: 'dumb', shape: { width: 79, unicode: false } }
    const { findings } = checkTerminal(poor)
    expect(findings.map(({ id, severity }) => `${id} ${severity}`)).toEqual([
      'terminal-small info',
      'terminal-dumb info',
      'terminal-ascii info',
    ])
    expect(ids(checkTerminal({ ...poor, isInteractive: false }))).toEqual([])
  })
})

describe('variables', () => {
  const look = async (env: Record<string, string>) => (await checkVariables(surroundings(env))).findings

  it('that are unknown or hold what they may not are told, and a password is not', async () => {
    const file = path.join(folder, 'file')
    await writeFile(file, '')
    const found = await look({
      COMPENDIUM_HOEM: '/x',
      COMPENDIUM_RETENTION: '2',
      COMPENDIUM_HOME: file,
      COMPENDIUM_LEARNER: '../x',
      COMPENDIUM_DATABASE_URL: 'mysql://u:hunter2@h/d',
    })
    expect(found.map(({ where, severity }) => `${where} ${severity}`).sort()).toEqual([
      'COMPENDIUM_DATABASE_URL error',
      'COMPENDIUM_HOEM warning',
      'COMPENDIUM_HOME error',
      'COMPENDIUM_LEARNER error',
      'COMPENDIUM_RETENTION error',
    ])
    expect(found.find(({ where }) => where === 'COMPENDIUM_HOEM')?.next).toBe('Did you mean COMPENDIUM_HOME?')
    expect(JSON.stringify(found)).not.toContain('hunter2')
  })

  it('that are set to something sensible, to nothing, or not ours are well', async () => {
    await mkdir(path.join(folder, 'home'))
    const env = {
      COMPENDIUM_HOME: path.join(folder, 'home'),
      COMPENDIUM_RETENTION: '0.85',
      COMPENDIUM_LANG: '',
      OTHER: 'x',
    }
    expect(await look(env)).toEqual([])
  })

  it('are all in the list: what the sources name, doctor knows', async () => {
    const names = new Set<string>()
    for (const room of ['src', 'commands', 'bin']) {
      for (const name of await readdir(path.join(ROOT, room), { recursive: true })) {
        if (!/\.(ts|tsx|js|mjs)$/.test(name)) continue
        const text = await readFile(path.join(ROOT, room, name), 'utf8')
        for (const [word] of text.matchAll(/\bCOMPENDIUM_[A-Z_]+/g)) names.add(word)
      }
    }
    expect(names.size).toBeGreaterThan(5)
    expect([...names].filter((name) => !VARIABLES.includes(name))).toEqual([])
  })
})
