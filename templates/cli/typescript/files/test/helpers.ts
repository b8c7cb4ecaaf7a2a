import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { onTestFinished } from 'vitest'
import { run } from '../src/program.ts'
import {
  type FakeDependencies,
  startFakeDependencies,
} from '../tools/fake-dependencies/fake-dependencies.ts'

export const PLACE = ['place', '--item', 'tea', '--amount', '350']

/** A stand-in for the orders service; gone when the test is over. */
export async function startFakes(): Promise<FakeDependencies> {
  const fakes = await startFakeDependencies()
  onTestFinished(() => fakes.close())
  return fakes
}

/** A folder that is gone when the test is over. */
export async function emptyFolder(): Promise<string> {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'orders-'))
  onTestFinished(() => rm(folder, { recursive: true, force: true }))
  return folder
}

/** A file of a test; its path. */
export async function fileOf(text: string, name = 'orders.jsonl'): Promise<string> {
  const file = path.join(await emptyFolder(), name)
  await writeFile(file, text)
  return file
}

interface World {
  readonly env?: Record<string, string>
  readonly isWatched?: boolean
  readonly signal?: AbortSignal
}

/** Command lines of one user, who has a home of their own, against the stand-in. */
export async function openHome(fakes: FakeDependencies) {
  const home = await emptyFolder()
  return async (argv: readonly string[], { env = {}, isWatched = false, signal }: World = {}) => {
    let out = ''
    let err = ''
    const code = await run(argv, {
      env: {
        XDG_CONFIG_HOME: home,
        XDG_STATE_HOME: home,
        ORDERS_URL: fakes.url,
        LOG_LEVEL: 'silent',
        POLL_MS: '5',
        // compendium:slot test-config
        ...env,
      },
      out: (text) => {
        out += text
      },
      err: (text) => {
        err += text
      },
      isWatched,
      signal: signal ?? new AbortController().signal,
    })
    return { code, out, err }
  }
}
