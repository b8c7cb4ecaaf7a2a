import { type ChildProcess, spawn } from 'node:child_process'
import { createInterface } from 'node:readline'
import { setTimeout as sleep } from 'node:timers/promises'

const START_MS = 60_000
const STOP_MS = 20_000
const KEPT_LINES = 20

export interface StartedServer {
  readonly child: ChildProcess
  readonly url: string
  /** What it has said so far, on both streams. */
  readonly lines: readonly string[]
}

const started = new Set<ChildProcess>()

process.on('exit', killAll)
process.on('SIGINT', () => process.exit(130))
process.on('SIGTERM', () => process.exit(143))

/**
 * Starts a command, split at blanks, as none of ours quotes anything, in a process group of its own, and waits until it says at which
 * address of the loopback it listens. Undefined when it ended with 0 instead. Throws when it ends otherwise, or says none in time.
 */
export function startServer(
  command: string,
  { cwd, env = {} }: { readonly cwd: string; readonly env?: Readonly<Record<string, string>> },
): Promise<StartedServer | undefined> {
  const [file = '', ...args] = command.split(' ')
  const child = spawn(file, args, {
    ...{ cwd, env: { ...process.env, ...env }, detached: true },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  started.add(child)
  const lines: string[] = []
  return new Promise((resolve, reject) => {
    const fail = (why: string) =>
      reject(new Error(`${command} ${why}\n${lines.slice(-KEPT_LINES).join('\n')}`))
    const timer = setTimeout(() => fail(`says no address in ${START_MS / 1000} s`), START_MS)
    for (const input of [child.stdout, child.stderr]) {
      createInterface({ input }).on('line', (line) => {
        lines.push(line)
        const [url] = /http:\/\/127\.0\.0\.1:\d+/.exec(line) ?? []
        if (url === undefined) return
        clearTimeout(timer)
        resolve({ child, url, lines })
      })
    }
    child.once('error', (error) => fail(error.message))
    child.once('exit', (code) => {
      clearTimeout(timer)
      if (code === 0) resolve(undefined)
      else fail(`ended with ${code}`)
    })
  })
}

/** What a terminal does on Ctrl-C: the signal goes to everything that was started. Throws when some of it does not end. */
export async function interrupt(child: ChildProcess): Promise<void> {
  signalGroup(child, 'SIGINT')
  for (const endMs = performance.now() + STOP_MS; signalGroup(child, 0); await sleep(20)) {
    if (performance.now() > endMs) throw new Error(`something still runs ${STOP_MS / 1000} s after Ctrl-C`)
  }
  started.delete(child)
}

/** Ends at once whatever was started and not interrupted. */
export function killAll(): void {
  for (const child of started) signalGroup(child, 'SIGKILL')
  started.clear()
}

/** False when no process of the group is left. */
function signalGroup({ pid }: ChildProcess, signal: NodeJS.Signals | 0): boolean {
  try {
    return pid !== undefined && process.kill(-pid, signal)
  } catch {
    return false
  }
}
