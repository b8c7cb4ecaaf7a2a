import { waitInOwnTime } from './own-time.ts'
import { DEFAULT_LIMITS, type Ending, type RunningProcess, startProcess } from './process.ts'

export interface Finished {
  readonly ending: Ending
  /** The first 64 KiB of stdout and stderr, as they came. */
  readonly output: string
  readonly timedOut: boolean
}

export interface RunOptions {
  readonly command: readonly string[]
  readonly cwd: string
  /** Of its own time: see `waitInOwnTime`. */
  readonly timeoutMs: number
  readonly env?: Readonly<Record<string, string>>
}

/** Runs a tool such as a compiler to its end, or until its time is over. Nothing of it is left behind. */
export async function runProgram({ command, cwd, timeoutMs, env = {} }: RunOptions): Promise<Finished> {
  const [program = '', ...args] = command
  const limits = { ...DEFAULT_LIMITS, memoryBytes: 2 * DEFAULT_LIMITS.memoryBytes }
  const running = await startProcess({ command: program, args, cwd, env, limits, onLine: () => {} })
  const how = await waitInOwnTime(timeoutMs, running, (withinMs) => ends(running, withinMs))
  const timedOut = how !== 'happened'
  const ending = await (timedOut ? running.stop() : running.ended)
  return { ending, output: running.output(), timedOut }
}

async function ends(running: RunningProcess, withinMs: number): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<false>((resolve) => {
    timer = setTimeout(() => resolve(false), withinMs)
  })
  const found = await Promise.race([running.ended.then(() => true), late])
  clearTimeout(timer)
  return found
}
