import { spawn } from 'node:child_process'
import process from 'node:process'

interface OwnRunOptions {
  readonly cwd: string
  readonly env: Readonly<Record<string, string>>
  /** Hears what the program is at, as it tells by `tellParent`; undefined when it is at nothing more. */
  readonly onPhase?: (text: string | undefined) => void
}

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

/** Says what is going on to the run of our own that started this one, if one did. */
export function tellParent(phase: string | undefined): void {
  process.send?.({ phase }, undefined, {}, () => {
    // Who asked may be gone, and then nobody wants to know.
  })
}

/** Runs a command of this very program, as somebody would who types it; its output is that of both streams. */
export function runOwn(words: readonly string[], { cwd, env, onPhase = () => {} }: OwnRunOptions): OwnRun {
  const [program = '', ...args] = ownCommand()
  const child = spawn(program, [...args, ...words], {
    cwd,
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  })
  let output = ''
  const keep = (text: Buffer) => {
    output += text.toString()
  }
  child.stdout?.on('data', keep)
  child.stderr?.on('data', keep)
  child.on('message', (message) => onPhase((message as { phase?: string }).phase))
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
