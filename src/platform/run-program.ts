import { DEFAULT_LIMITS, type Ending, startProcess } from './process.ts'

export interface Finished {
  readonly ending: Ending
  /** The first 64 KiB of stdout and stderr, as they came. */
  readonly output: string
  readonly timedOut: boolean
}

export interface RunOptions {
  readonly command: readonly string[]
  readonly cwd: string
  readonly timeoutMs: number
  readonly env?: Readonly<Record<string, string>>
}

/** Runs a tool such as a compiler to its end, or until its time is over. Nothing of it is left behind. */
export async function runProgram({ command, cwd, timeoutMs, env = {} }: RunOptions): Promise<Finished> {
  const [program = '', ...args] = command
  const limits = { ...DEFAULT_LIMITS, memoryBytes: 2 * DEFAULT_LIMITS.memoryBytes }
  const running = await startProcess({ command: program, args, cwd, env, limits, onLine: () => {} })
  let timedOut = false
  const timer = setTimeout(() => {
    timedOut = true
    void running.stop()
  }, timeoutMs)
  const ending = await running.ended
  clearTimeout(timer)
  return { ending, output: running.output(), timedOut }
}
