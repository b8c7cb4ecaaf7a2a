import { spawnSync } from 'node:child_process'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { TestTerminal } from '../helpers/terminal.ts'

const BIN = path.join(import.meta.dirname, '..', '..', '..', 'bin', 'run.js')
let folder = ''
let terminal: TestTerminal | undefined

beforeEach(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'cluster-'))
})

afterEach(async () => {
  await terminal?.close()
  terminal = undefined
  await rm(folder, { recursive: true })
})

function simulate(env: Record<string, string>, ...words: string[]): TestTerminal {
  const command = [process.execPath, BIN, 'simulate', ...words]
  terminal = new TestTerminal(command, { env: { COMPENDIUM_HOME: folder, ...env } })
  return terminal
}

describe('a cluster on a terminal', () => {
  it('is broken by hand, saved, and replayed without a screen to the same hash', async () => {
    const file = path.join(folder, 'run.json')
    const screen = simulate({ TERM: 'xterm' }, 'raft', '--interactive', '--set', 'duration_ms=5s')
    await screen.shows('You make the faults')
    screen.send(':goto 2s\r')
    await screen.shows('2.0000 s')
    screen.send(':kill leader\r')
    await screen.shows(/✗ \d down/)
    screen.send(':run 1s\r')
    await screen.shows(/★ \d leader/)
    await screen.shows('3.0000 s')
    screen.send(`:save ${file}\r`)
    await screen.shows(/Saved\./)
    screen.send('q')
    expect(await screen.ended).toEqual({ code: 0, restored: true })
    const saved = JSON.parse(await readFile(file, 'utf8'))
    expect(saved.faults).toMatchObject([{ kind: 'crash', atUs: 2_000_001 }])
    const again = spawnSync(process.execPath, [BIN, 'simulate', '--replay', file, '--json'], {
      encoding: 'utf8',
    })
    expect(JSON.parse(again.stdout)).toMatchObject({
      traceHash: saved.expected.traceHash,
      replayed: { sameTrace: true },
    })
    expect(screen.screen().join('\n')).toContain(saved.expected.traceHash)
  })

  it('is broken in Spanish: keys, commands, refusals, and what is left on the terminal', async () => {
    const screen = simulate({ COMPENDIUM_LANG: 'es' }, 'raft', '--interactive', '--set', 'duration_ms=5s')
    await screen.shows('Los fallos los provocas tú')
    screen.send(':kil 0\r')
    await screen.shows('no existe la orden «kil»')
    screen.send('r')
    await screen.shows('server 0 no está caído. Con k, o :kill 0, se mata.')
    screen.send('k')
    await screen.shows('Matar server 0, a los 0.0000 s. Con u se deshace.')
    await screen.shows(/✗ 0 caído/)
    await screen.shows('semilla 1, 1 acción')
    screen.send('?')
    await screen.shows('seguir y pausar')
    screen.send('q')
    expect(await screen.ended).toEqual({ code: 0, restored: true })
    const left = screen.screen().join('\n')
    expect(left).toContain('No se ha incumplido ninguna regla.\nHash de la traza: ')
  })

  it('writes nothing while nothing moves, and colours nothing when told so', async () => {
    const screen = simulate({ NO_COLOR: '1' }, 'raft', '--interactive', '--set', 'duration_ms=5s')
    await screen.shows('You make the faults')
    await screen.shows(/of 5 s|─ 5 s/)
    const before = screen.output().length
    await new Promise((resolve) => setTimeout(resolve, 400))
    expect(screen.output().length).toBe(before)
    expect(screen.output()).not.toMatch(/\[3\dm/)
    screen.resize(120, 40)
    await screen.shows('mean latency')
    screen.send('\u0003')
    expect(await screen.ended).toEqual({ code: 130, restored: true })
  })
})
