import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { text } from 'node:stream/consumers'
import {
  type FakeDependencies,
  startFakeDependencies,
} from '../fake-dependencies/fake-dependencies.ts'

export interface Ended {
  /** `null` when a signal ended it. */
  readonly code: number | null
  readonly out: string
  readonly err: string
  readonly tookMs: number
}

export interface Drill {
  readonly fakes: FakeDependencies
  /** Runs the program as a user would, and prints how it ended on a line. */
  run(...args: string[]): Promise<Ended>
  /** The same, with the process at hand, to send it a signal. */
  start(...args: string[]): { process: ChildProcess; ended: Promise<Ended> }
  /** A fact that has to be true; the drill fails if it is not. */
  expect(what: string, isTrue: boolean): void
  /** Waits for something that takes a while; it has to come true within `withinMs`. */
  eventually(what: string, isTrue: () => boolean, withinMs?: number): Promise<void>
}

/**
 * Runs the real program against its stand-in on loopback, with a home of its own, and says whether
 * everything that the drill expects was seen. Exits with 1 when not.
 */
export async function runDrill(
  env: Record<string, string>,
  drill: (drill: Drill) => Promise<void>,
): Promise<void> {
  const home = mkdtempSync(path.join(os.tmpdir(), 'drill-'))
  const fakes = await startFakeDependencies()
  const surroundings = {
    ...process.env,
    HOME: home,
    XDG_CONFIG_HOME: home,
    XDG_STATE_HOME: home,
    ORDERS_URL: fakes.url,
    DEPENDENCY_TIMEOUT_MS: '500',
    ...env,
  }
  let failures = 0

  const self: Drill = {
    fakes,
    start(...args) {
      const startedAt = performance.now()
      const child = spawn(process.execPath, ['--import', 'tsx', 'src/main.ts', ...args], {
        env: surroundings,
        stdio: ['ignore', 'pipe', 'pipe'],
      })
      const ended = Promise.all([once(child, 'exit'), text(child.stdout), text(child.stderr)]).then(
        ([[code], out, err]): Ended => {
          const tookMs = performance.now() - startedAt
          const said = (out + err).trim().split('\n')[0]
          console.log(`  $ ${args.join(' ')}\n    exit ${code}  ${tookMs.toFixed(0)} ms  ${said}`)
          return { code: code as number | null, out, err, tookMs }
        },
      )
      return { process: child, ended }
    },
    run: (...args) => self.start(...args).ended,
    expect(what, isTrue) {
      if (!isTrue) failures += 1
      console.log(`${isTrue ? 'ok ' : '!  '} ${what}`)
    },
    async eventually(what, isTrue, withinMs = 10_000) {
      const giveUpAt = performance.now() + withinMs
      while (!isTrue() && performance.now() < giveUpAt) {
        await new Promise((resolve) => setTimeout(resolve, 5))
      }
      self.expect(what, isTrue())
    },
  }

  try {
    await drill(self)
  } finally {
    await fakes.close()
    rmSync(home, { recursive: true, force: true })
  }
  console.log(failures > 0 ? 'The drill FAILED: see the lines marked !' : 'The drill passed.')
  process.exitCode = failures > 0 ? 1 : 0
}
