import { execFileSync } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import type { Interfaces } from '@oclif/core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { completionPlaces } from '../../../src/cli/completion/entries.ts'
import { completionScript } from '../../../src/cli/completion/script.ts'
import { loadIndex } from '../../../src/corpus/corpus.ts'
import { readBuiltJson } from '../../../src/platform/corpus-dir.ts'
import { askBash, askFish, askZsh, hasShell } from './helpers.ts'

const root = path.resolve(import.meta.dirname, '../../..')
const program = path.join(root, 'bin', 'run.js')
const scriptFor = (shell: string) =>
  execFileSync(process.execPath, [program, 'completion', shell], { encoding: 'utf8' })
const manifest = readBuiltJson(path.join(root, 'oclif.manifest.json')) as Interfaces.Manifest

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'compendium-completion-'))
  for (const name of ['raft.py', 'my node.py']) await writeFile(path.join(folder, name), '')
})
afterAll(() => rm(folder, { recursive: true, force: true }))

const topics = loadIndex().items.map(({ slug }) => slug)
const starting = (words: readonly string[], start: string) =>
  words.filter((word) => word.startsWith(start)).sort()

/** What is typed, the part of the last word that is there already, and what must be offered. */
const CASES: readonly (readonly [line: string, typed: string, offered: readonly string[]])[] = [
  ['compendium le', 'le', ['learn']],
  ['compendium generate p', 'p', ['pattern', 'project']],
  ['compendium generate exercise raf', 'raf', ['raft']],
  ['compendium learn con', 'con', starting(topics, 'con')],
  ['compendium learn --interactive con', 'con', starting(topics, 'con')],
  ['compendium progress ac', 'ac', ['achievements']],
  ['compendium test x.py --pattern raf', 'raf', ['raft']],
  ['compendium test --pattern raft my', 'my', ['my node.py']],
  ['compendium test -w lin-kv', 'lin-kv', ['lin-kv', 'lin-kv-members']],
  ['compendium test --pattern raft --time v', 'v', ['virtual']],
  ['compendium test --latency-d', '--latency-d', ['--latency-dist']],
  ['compendium generate exercise raft --language ja', 'ja', ['java', 'javascript']],
  ['compendium simulate raft --faults sw', 'sw', ['swarm']],
  ['compendium simulate circuit', 'circuit', ['circuit-breaker']],
  ['compendium completion ', '', ['bash', 'fish', 'powershell', 'zsh']],
  ['compendium test --pattern raft -- raf', 'raf', ['raft.py']],
  ['compendium check h.edn --model cas', 'cas', ['cas-register']],
  ['compendium --v', '--v', ['--version']],
  ['compendium nothing ', '', []],
]

describe('in bash', () => {
  const script = scriptFor('bash')

  it.each(CASES)('"%s" is completed', (line, _, offered) => {
    expect(askBash(script, line, folder)).toEqual(offered)
  })

  it('a value is completed after = as after a space', () => {
    expect(askBash(script, 'compendium progress --section=da', folder)).toEqual(['days'])
    expect(askBash(script, 'compendium progress --section=', folder)).toContain('recall')
    const whole = `${script}\nCOMP_WORDS=(compendium progress --section=da); COMP_CWORD=2; _compendium; echo "\${COMPREPLY[@]}"`
    expect(execFileSync('bash', ['-c', whole], { encoding: 'utf8' })).toBe('--section=days\n')
  })

  it('nothing that was typed runs, is expanded or is an error', () => {
    for (const word of ['$(touch broken)', '`touch broken`', '*', "'", '"', '$HOME', '\\', '[', '-*'])
      expect(askBash(script, `compendium learn ${word}`, folder), word).toEqual([])
    expect(askBash(script, 'compendium test --pattern $(touch\tbroken) raf', folder)).toEqual(['raft.py'])
    expect(askBash(script, 'compendium test bro', folder)).toEqual([])
  })

  it('a key is answered in less than 100 ms, the start of bash included', () => {
    const loop = `${script}\nCOMP_WORDS=(compendium test x.py --pattern raf); COMP_CWORD=4
for ((n = 0; n < 20; n++)); do _compendium; done; echo "\${COMPREPLY[@]}"`
    const started = performance.now()
    expect(execFileSync('bash', ['--norc', '-c', loop], { encoding: 'utf8' })).toBe('raft\n')
    expect((performance.now() - started) / 20).toBeLessThan(100)
  })
})

describe.skipIf(!hasShell('fish'))('in fish', () => {
  const script = scriptFor('fish')

  it.each(CASES)('"%s" is completed', (line, _, offered) => {
    // Fish marks a space in a name as one would type it.
    const names = askFish(script, line, folder).map((name) => name.replaceAll('\\ ', ' '))
    expect(names.sort()).toEqual(offered)
  })

  it('a value is completed after = as after a space', () => {
    expect(askFish(script, 'compendium progress --section=da', folder)).toEqual(['--section=days'])
  })
})

describe.skipIf(!hasShell('zsh'))('in zsh', () => {
  const script = scriptFor('zsh')

  it.each(CASES)('"%s" is completed', (line, typed, offered) => {
    expect(starting(askZsh(script, line, folder), typed)).toEqual(offered)
  })

  it('a value is completed after = as after a space', () => {
    expect(askZsh(script, 'compendium progress --section=da', folder)).toContain('days')
  })
})

describe('in every shell', () => {
  const hazard = {
    ...manifest,
    commands: {
      odd: {
        ...{ id: 'odd', summary: `it's "a" $(touch x) \`b\` \\ %s: odd`, aliases: [], args: {}, flags: {} },
        ...{ hidden: false, hiddenAliases: [], strict: true },
      },
    },
  } as unknown as Interfaces.Manifest
  const odd = completionPlaces(hazard, {})

  it.each([
    ['bash', 'compendium o'],
    ['zsh', 'compendium o'],
    ['fish', 'compendium o'],
  ] as const)('%s takes a description for what it is, whatever signs it has', (shell, line) => {
    if (!hasShell(shell)) return
    const ask = { bash: askBash, zsh: askZsh, fish: askFish }[shell]
    expect(ask(completionScript(shell, odd), line, folder)).toEqual(['odd'])
  })

  it('PowerShell gets its quotes doubled, and all places', () => {
    const script = completionScript('powershell', odd)
    expect(script).toContain(`,@('odd', 'it''s "a" $(touch x) \`b\` \\ %s: odd')`)
    const places = completionPlaces(manifest, { topic: topics })
    const whole = completionScript('powershell', places)
    for (const key of places.keys()) expect(whole).toContain(`$script:CompendiumWords['${key}'] = @(`)
    expect(whole.split('\n').filter((one) => one.includes("'consensus'")).length).toBeGreaterThan(0)
  })

  it('a word that a shell would not leave alone is refused when the script is written', () => {
    expect(() => completionPlaces(manifest, { topic: ['a$(b)'] })).toThrow('cannot be completed safely')
  })

  it('every flag and command of the manifest is there', () => {
    const places = completionPlaces(manifest, {})
    for (const { id, flags } of Object.values(manifest.commands)) {
      const words = places.get(`flags:${id.replaceAll(':', ' ')}`)?.choices.map(({ word }) => word)
      expect(words, id).toEqual(expect.arrayContaining(Object.keys(flags).map((name) => `--${name}`)))
      expect(new Set(words).size, id).toBe(words?.length)
    }
  })

  it('an unknown shell is refused with the names of those there are', () => {
    expect(() =>
      execFileSync(process.execPath, [program, 'completion', 'tcsh'], { encoding: 'utf8', stdio: 'pipe' }),
    ).toThrow(/bash, zsh, fish, powershell/)
  })

  it('--json has the script as data', () => {
    const args = [program, 'completion', 'bash', '--json']
    const { shell, script } = JSON.parse(execFileSync(process.execPath, args, { encoding: 'utf8' }))
    expect([shell, `${script.trimEnd()}\n`]).toEqual(['bash', scriptFor('bash')])
  })
})
