import { spawn } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { bulkhead, writeTopics } from './corpus.ts'

export const PROGRAM = fileURLToPath(new URL('../../../bin/run.js', import.meta.url))

export interface Ran {
  readonly status: number | null
  readonly stdout: string
  readonly stderr: string
}

interface RunOptions {
  readonly input?: string
  readonly home?: string
  /** Beside that of the learner. */
  readonly env?: Readonly<Record<string, string>>
}

export interface Learner {
  readonly folder: string
  /** The environment in which the program finds the test's corpus and an empty home. */
  readonly env: Readonly<Record<string, string>>
  /** Runs the built program without a terminal. */
  run(args: readonly string[], options?: RunOptions): Promise<Ran>
  json(args: readonly string[], home?: string): Promise<Record<string, unknown>>
  remove(): Promise<void>
}

/** Somebody with an empty home, and a corpus of one topic: `bulkhead`. */
export async function newLearner(): Promise<Learner> {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'compendium-test-'))
  const corpus = path.join(folder, 'corpus')
  await writeTopics(corpus, [bulkhead])
  const env = {
    PATH: process.env['PATH'] ?? '',
    COMPENDIUM_CORPUS: corpus,
    COMPENDIUM_HOME: path.join(folder, 'home'),
  }
  const run: Learner['run'] = (args, { input = '', home, env: more = {} } = {}) => {
    const place = home === undefined ? {} : { COMPENDIUM_HOME: path.join(folder, home) }
    return start(args, folder, { ...env, ...place, ...more }, input)
  }
  return {
    folder,
    env,
    run,
    json: async (args, home) =>
      JSON.parse((await run([...args, '--json'], home === undefined ? {} : { home })).stdout),
    remove: () => rm(folder, { recursive: true, force: true }),
  }
}

/** Runs the built program in this folder and environment. It may stop reading before all of `input` is written. */
export function start(
  args: readonly string[],
  cwd: string,
  env: Readonly<Record<string, string>>,
  input: string | Buffer,
): Promise<Ran> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [PROGRAM, ...args], { cwd, env })
    let stdout = ''
    let stderr = ''
    child.stdout.setEncoding('utf8').on('data', (chunk: string) => {
      stdout += chunk
    })
    child.stderr.setEncoding('utf8').on('data', (chunk: string) => {
      stderr += chunk
    })
    child.on('error', reject)
    child.on('close', (status) => resolve({ status, stdout, stderr }))
    child.stdin.on('error', () => {})
    child.stdin.end(input)
  })
}
