import { setTimeout as wait } from 'node:timers/promises'
import { monotonicMs } from '../../../platform/clock.ts'
import { DEFAULT_LIMITS, type RunningProcess, startProcess } from '../../../platform/process.ts'
import { until } from '../until.ts'

const LIMITS = { ...DEFAULT_LIMITS, memoryBytes: 2 * 1024 ** 3, processes: 256 }
/** Who is on the way out is no longer there so much later, also on a busy machine. */
const LEAVING_MS = 3000

/**
 * A shell that outlives the tool for a moment, so that it can be seen whether the tool left anything behind: it tells the
 * exit status on descriptor 4, as shells count it (128 and the number of a signal), and ends when it hears of descriptor 3.
 * Ctrl-C is for the tool.
 */
const SHELL = `trap : INT TERM
"$@" 3<&- 4>&-
code=$?
echo "$code" >&4
read -r _ <&3
exit "$code"`

/** Likewise, and whoever reads standard output has gone before the tool writes. */
const SHELL_WITHOUT_READER = `{ "$@" 3<&- 4>&-; echo "$?" >&4; } | :
read -r _ <&3`

/** How a run of the tool ended. */
export interface Ended {
  /** As a shell tells it; undefined when it had to be stopped. */
  readonly exitCode: number | undefined
  readonly stdout: string
  readonly stderr: string
  /** Since it was started. */
  readonly tookMs: number
  /** How many processes of it were still there when it had ended; undefined where nobody can tell, or nobody asked. */
  readonly left: number | undefined
}

export interface ToolRunOptions {
  readonly folder: string
  readonly command: readonly string[]
  readonly env: Readonly<Record<string, string>>
  /** After this time it is stopped, milliseconds. */
  readonly withinMs: number
  /** Whoever reads standard output has gone before it writes. */
  readonly isUnread?: boolean
  /** Looks whether it leaves processes behind. */
  readonly looksForOrphans?: boolean
}

export interface ToolRun {
  readonly startedAtMs: number
  readonly ended: Promise<Ended>
  /** Ctrl-C. */
  interrupt(): void
  /** Kills it. */
  stop(): void
}

/** Runs the tool for one command. Nothing of it outlives `ended`. */
export async function runTool(options: ToolRunOptions): Promise<ToolRun> {
  const { folder, command, env, isUnread = false } = options
  const said = { stdout: [] as Buffer[], stderr: [] as Buffer[] }
  let tell: (code: number) => void = () => {}
  const told = new Promise<number>((resolve) => {
    tell = resolve
  })
  const startedAtMs = monotonicMs()
  const running = await startProcess({
    ...{ command: 'sh', args: ['-c', isUnread ? SHELL_WITHOUT_READER : SHELL, 'sh', ...command] },
    ...{ cwd: folder, env, limits: LIMITS },
    onLine: (line) => tell(Number(line)),
    onOutput: (chunk, from) => void said[from].push(chunk),
  })
  const ended = endOf(running, told, options).then((how) => ({
    ...{ ...how, tookMs: how.endedAtMs - startedAtMs },
    ...{ stdout: textOf(said.stdout), stderr: textOf(said.stderr) },
  }))
  return {
    ...{ startedAtMs, ended },
    interrupt: () => running.interrupt(),
    stop: () => void running.stop(),
  }
}

async function endOf(
  running: RunningProcess,
  told: Promise<number>,
  { withinMs, looksForOrphans = false }: ToolRunOptions,
): Promise<{ exitCode: number | undefined; endedAtMs: number; left: number | undefined }> {
  const stop = new AbortController()
  const isOver = wait(withinMs, undefined, { signal: stop.signal }).catch(() => undefined)
  // It may have been ended from outside, for its memory say.
  const exitCode = await Promise.race([told, running.ended.then(() => undefined), isOver])
  const endedAtMs = monotonicMs()
  stop.abort()
  if (exitCode === undefined) {
    await running.stop()
    return { exitCode, endedAtMs, left: undefined }
  }
  const left = looksForOrphans ? await orphansOf(running) : undefined
  running.send('\n')
  await running.ended
  return { exitCode, endedAtMs, left }
}

/** Whoever is there beside the shell, and stays. */
async function orphansOf(running: RunningProcess): Promise<number | undefined> {
  const count = () => running.countAlive()
  await until(() => (count() ?? 1) <= 1, LEAVING_MS)
  const alive = count()
  return alive === undefined ? undefined : alive - 1
}

function textOf(chunks: readonly Buffer[]): string {
  return Buffer.concat(chunks).toString('utf8')
}
