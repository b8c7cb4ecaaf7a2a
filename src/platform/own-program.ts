import { spawn } from 'node:child_process'
import process from 'node:process'

export interface OwnRun {
  /** Undefined when a signal ended it. */
  readonly ended: Promise<{ readonly exitCode: number | undefined; readonly output: string }>
  /** Ends it, with all that it has started. */
  stop(): void
}

/** The words that start this very program. */
export function ownCommand(): readonly string[] {
  const [script = ''] = process.argv.slice(1)
  return [process.execPath, ...process.execArgv, script]
}

/** Runs a command of this very program, as somebody would who types it; its output is that of both streams. */
export function runOwn(
  words: readonly string[],
  { cwd, env }: { readonly cwd: string; readonly env: Readonly<Record<string, string>> },
): OwnRun {
  const [program = '', ...args] = ownCommand()
  const child = spawn(program, [...args, ...words], {
    cwd,
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let output = ''
  const keep = (text: Buffer) => {
    output += text.toString()
  }
  child.stdout.on('data', keep)
  child.stderr.on('data', keep)
  const stop = () => void child.kill('SIGTERM')
  process.once('exit', stop)
  const ended = new Promise<{ exitCode: number | undefined; output: string }>((resolve, reject) => {
    child.once('error', reject)
    child.once('close', (code) => {
      process.off('exit', stop)
      resolve({ exitCode: code ?? undefined, output })
    })
  })
  return { ended, stop }
}
