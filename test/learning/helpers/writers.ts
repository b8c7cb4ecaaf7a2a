import { type ChildProcess, type SpawnOptions, spawn } from 'node:child_process'
import { chmod, cp, mkdtemp } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'

const ROOT = fileURLToPath(new URL('../../..', import.meta.url))
const NATIVE = ['libsql', '@libsql', '@neon-rs', 'detect-libc']

export interface Ended {
  readonly code: number | null
  readonly signal: NodeJS.Signals | null
  /** Seeds that were acknowledged. */
  readonly acknowledged: readonly string[]
  readonly warnings: readonly string[]
}

/** A temporary folder that every user of the machine may look into. */
export async function openFolder(): Promise<string> {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'compendium-test-'))
  await chmod(folder, 0o755)
  return folder
}

/** Bundles `writer.ts` with what it needs into `folder`, so that any user can run it. */
export async function buildWriter(folder: string): Promise<string> {
  const outfile = path.join(folder, 'writer.cjs')
  await build({
    entryPoints: [path.join(ROOT, 'test/learning/helpers/writer.ts')],
    bundle: true,
    platform: 'node',
    format: 'cjs',
    external: ['libsql'],
    outfile,
  })
  for (const name of NATIVE) {
    await cp(path.join(ROOT, 'node_modules', name), path.join(folder, 'node_modules', name), {
      recursive: true,
    })
  }
  return outfile
}

export function startWriter(
  command: readonly [string, ...string[]],
  home: string,
  options: SpawnOptions = {},
): { readonly child: ChildProcess; readonly ended: Promise<Ended> } {
  const [file, ...args] = command
  const env = { PATH: process.env['PATH'], COMPENDIUM_HOME: home }
  const child = spawn(file, args, { ...options, env, stdio: ['ignore', 'pipe', 'pipe'] })
  const out = collect(child.stdout)
  const err = collect(child.stderr)
  const ended = new Promise<Ended>((resolve, reject) => {
    child.on('error', reject)
    child.on('close', (code, signal) => resolve({ code, signal, acknowledged: out(), warnings: err() }))
  })
  return { child, ended }
}

/** Whole lines only: one that was cut by a kill was not said. */
function collect(stream: NodeJS.ReadableStream | null): () => string[] {
  let text = ''
  stream?.setEncoding('utf8').on('data', (chunk: string) => {
    text += chunk
  })
  return () => text.split('\n').slice(0, -1)
}
