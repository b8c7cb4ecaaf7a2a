import { mkdtemp, rm } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { execa } from 'execa'
import { writeCorpus } from '../../src/corpus/compile/compile-corpus.ts'
import { packageRoot } from '../../src/platform/package-root.ts'

export interface Ran {
  readonly status: number | undefined
  readonly stdout: string
  readonly stderr: string
}

export interface Program {
  /** An empty folder, which is where it runs. */
  readonly folder: string
  readonly env: Readonly<Record<string, string>>
  run(args: readonly string[], env?: Readonly<Record<string, string>>): Promise<Ran>
  remove(): Promise<void>
}

export const RUN = path.join(packageRoot(), 'bin', 'run.js')

/** The built program over the corpus as it stands, with an empty home and without a terminal. */
export async function gradingProgram(): Promise<Program> {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'compendium-test-'))
  const corpus = path.join(folder, '.corpus')
  await writeCorpus(path.join(packageRoot(), 'content'), corpus)
  const env = {
    PATH: process.env['PATH'] ?? '',
    COMPENDIUM_CORPUS: corpus,
    COMPENDIUM_HOME: path.join(folder, '.home'),
  }
  return {
    folder,
    env,
    run: async (args, more = {}) => {
      const options = {
        cwd: folder,
        env: { ...env, ...more },
        extendEnv: false,
        stdin: 'ignore',
        reject: false,
      } as const
      const { exitCode, stdout, stderr } = await execa(process.execPath, [RUN, ...args], options)
      return { status: exitCode, stdout, stderr }
    },
    remove: () => rm(folder, { recursive: true, force: true }),
  }
}
