import { randomUUID } from 'node:crypto'
import process from 'node:process'
import type { Readable, Writable } from 'node:stream'
import { StringDecoder } from 'node:string_decoder'
import { underKeeper } from './keeper.ts'
import type { Running } from './own-time.ts'
import { guard } from './process-guard.ts'
import { ProcessTree } from './process-tree.ts'

export interface ProcessLimits {
  /** Resident memory of the whole tree. */
  readonly memoryBytes: number
  readonly processes: number
  /** Bytes on stdout, stderr and the reply channel together. */
  readonly outputBytes: number
}

export const DEFAULT_LIMITS: ProcessLimits = {
  memoryBytes: 1024 ** 3,
  processes: 64,
  outputBytes: 16 * 1024 ** 2,
}

export type EndingCause =
  | 'exit'
  | 'signal'
  | 'stopped'
  | 'memory'
  | 'processes'
  | 'output'
  | 'not-found'
  | 'not-started'

export interface Ending {
  readonly cause: EndingCause
  readonly exitCode?: number
  readonly signal?: string
  /** Why it could not be started, as the system says it; of `output` what was too long. */
  readonly detail?: string
}

export interface ProcessOptions {
  readonly command: string
  readonly args: readonly string[]
  readonly cwd: string
  readonly env?: Readonly<Record<string, string>>
  readonly limits?: ProcessLimits
  /** Where requests and replies travel: descriptors 3 and 4, or stdin and stdout. */
  readonly channel?: 'own' | 'standard'
  /** How often memory and processes are looked at, milliseconds. */
  readonly pollMs?: number
  /** Each line that the process replies; `isUtf8` is false of a line in which bytes that are none stand as U+FFFD. */
  readonly onLine: (line: string, isUtf8: boolean) => void
  /** What it writes beside its replies, as it comes, and where; all of it, also what `output()` does not keep. */
  readonly onOutput?: (chunk: Buffer, from: 'stdout' | 'stderr') => void
}

export interface RunningProcess extends Running {
  readonly ended: Promise<Ending>
  /** Writes a request. What an ended process can no longer read is dropped. */
  send(text: string): void
  /** The first 64 KiB of stdout and stderr, as they came; of stderr alone where stdout holds the replies. */
  output(): string
  /** What it has replied since its last newline, the first of it. */
  unfinished(): string
  /** Whether it certainly does nothing more until it is sent something. False where nobody can tell. */
  waitsForInput(): boolean
  /** Stops all of it where it stands, until `resume`. */
  pause(): void
  resume(): void
  /** Asks it to end (SIGTERM), as a container is stopped; `ended` tells when it has. */
  terminate(): void
  /** Asks all of it to end as Ctrl-C does (SIGINT): a terminal tells the program and what that has started. */
  interrupt(): void
  /** How many processes of it there are, whoever their parent is by now; undefined where nobody can tell. */
  countAlive(): number | undefined
  /** Kills the whole tree and waits until it is gone. */
  stop(): Promise<Ending>
}

const POLL_MS = 50
/** What a process wrote before it ended arrives within this time. */
const DRAIN_MS = 500
const KEPT_OUTPUT = 64 * 1024
const KEPT_OF_LINE = 1024
/** So that what the learner's program starts is found again even if it leaves group and parents. */
const MARKER = 'COMPENDIUM_RUN'

const STDIO = {
  own: ['ignore', 'pipe', 'pipe', 'pipe', 'pipe'],
  standard: ['pipe', 'pipe', 'pipe'],
} as const

/**
 * Starts a program in a process group of its own: stdin closed, requests on descriptor 3, replies
 * on 4, stdout and stderr free for its own use; or, by the standard channel, requests on stdin and replies on
 * stdout. Nothing of it outlives `ended`.
 */
export async function startProcess(options: ProcessOptions): Promise<RunningProcess> {
  const { execa } = await import('execa')
  const { limits = DEFAULT_LIMITS, channel = 'own', pollMs = POLL_MS } = options
  const marker = `${MARKER}=${randomUUID()}`
  const { command, args, isKept } = underKeeper(options, options.env ?? {})
  const child = execa(command, [...args], {
    cwd: options.cwd,
    env: { ...options.env, [MARKER]: marker.slice(MARKER.length + 1) },
    stdio: STDIO[channel],
    detached: process.platform !== 'win32',
    windowsHide: true,
    buffer: false,
    reject: false,
    cleanup: false,
  })
  const tree = child.pid === undefined ? undefined : new ProcessTree(child.pid, marker, isKept)
  const watch = new Watch(tree, limits, pollMs)
  const kept = new KeptOutput()
  const streams = child.stdio as readonly unknown[] as readonly (Readable & Writable)[]
  const [requests, replies] = channel === 'own' ? [streams[3], streams[4]] : [streams[0], streams[1]]
  for (const stream of [streams[1], streams[2]]) {
    if (stream === replies) continue
    stream?.on('data', (chunk: Buffer) => {
      if (!watch.count(chunk.length)) return
      kept.add(chunk)
      options.onOutput?.(chunk, stream === streams[1] ? 'stdout' : 'stderr')
    })
    stream?.on('error', ignore)
  }
  requests?.on('error', ignore)
  const reader = new LineReader(watch, limits.outputBytes, options.onLine)
  if (replies !== undefined) reader.read(replies)
  // A grandchild that holds our pipes open, and that we cannot find, must not keep `child` from settling.
  child.once('exit', () => {
    watch.end()
    setTimeout(() => destroyAll(child.stdio), DRAIN_MS).unref()
  })
  const ended = child.then((result) => {
    watch.end()
    return watch.ending ?? endingOf(result)
  })
  return {
    ended,
    send: (text) => void (requests?.writable && requests.write(text)),
    output: () => kept.text(),
    unfinished: () => reader.unfinished,
    waitsForInput: () => tree?.waitsForInput() === true,
    pause: () => tree?.pause(),
    resume: () => tree?.resume(),
    terminate: () => tree?.terminate(),
    interrupt: () => tree?.interrupt(),
    countAlive: () => tree?.countAlive(),
    usedMs: () => watch.usedMs,
    isReady: () => tree?.isReady() === true,
    stop: () => {
      watch.kill('stopped')
      return ended
    },
  }
}

function destroyAll(streams: readonly unknown[]): void {
  for (const stream of streams) (stream as Readable | null | undefined)?.destroy()
}

function ignore(): void {
  // A pipe of a process that has gone; its end is reported by `ended`.
}

/** Cuts what a process replies into lines. */
class LineReader {
  readonly #watch: Watch
  readonly #most: number
  readonly #onLine: ProcessOptions['onLine']
  readonly #decoder = new StringDecoder('utf8')
  #rest = ''
  #isUtf8 = true
  #isOver = false

  constructor(watch: Watch, most: number, onLine: ProcessOptions['onLine']) {
    this.#watch = watch
    this.#most = most
    this.#onLine = onLine
  }

  /** The beginning of a line that has not ended. */
  get unfinished(): string {
    return this.#rest.slice(0, KEPT_OF_LINE)
  }

  read(stream: Readable): void {
    stream.on('error', ignore)
    stream.on('data', (chunk: Buffer) => this.#add(this.#decoder.write(chunk), chunk))
    stream.on('end', () => this.#rest !== '' && this.#onLine(this.#rest, this.#isUtf8))
  }

  #add(text: string, chunk: Buffer): void {
    if (this.#isOver) return
    if (text.includes(UNKNOWN) && !hasAsMany(text, chunk)) this.#isUtf8 = false
    // A long line comes in many pieces: it is searched as a whole only once it has ended.
    const lines = text.includes('\n') ? (this.#rest + text).split('\n') : [this.#rest + text]
    this.#rest = lines.pop() ?? ''
    for (const line of lines) this.#onLine(line, this.#isUtf8 || !line.includes(UNKNOWN))
    if (lines.length > 0 && !this.#rest.includes(UNKNOWN)) this.#isUtf8 = true
    if (this.#rest.length <= this.#most) return
    this.#isOver = true
    this.#rest = ''
    this.#watch.kill('output', 'a line')
  }
}

/** What stands for bytes that are no UTF-8, and may have been written as such. */
const UNKNOWN = '\ufffd'

function hasAsMany(text: string, chunk: Buffer): boolean {
  return chunk.toString('latin1').split('\u00ef\u00bf\u00bd').length === text.split(UNKNOWN).length
}

interface ExecaResult {
  readonly exitCode?: number | undefined
  readonly signal?: string | undefined
  readonly code?: string | undefined
  readonly originalMessage?: string | undefined
}

function endingOf({ exitCode, signal, code, originalMessage }: ExecaResult): Ending {
  if (code === 'ENOENT') return { cause: 'not-found' }
  if (exitCode !== undefined) return { cause: 'exit', exitCode }
  if (signal !== undefined) return { cause: 'signal', signal }
  return { cause: 'not-started', detail: originalMessage ?? code ?? 'unknown reason' }
}

/** Keeps the process within its limits and remembers why it was killed, if it was. */
class Watch {
  ending: Ending | undefined
  /** Processor time at the last look. */
  usedMs = 0
  #bytes = 0
  #isKilled = false
  #isOver = false
  readonly #tree: ProcessTree | undefined
  readonly #limits: ProcessLimits
  readonly #poll: NodeJS.Timeout
  readonly #unguard: () => void

  constructor(tree: ProcessTree | undefined, limits: ProcessLimits, pollMs: number) {
    this.#tree = tree
    this.#limits = limits
    this.#poll = setInterval(() => this.#look(), pollMs)
    this.#unguard = guard(() => tree?.kill())
  }

  /** False when it is too much; the process is then on its way out. */
  count(bytes: number): boolean {
    this.#bytes += bytes
    if (this.#bytes <= this.#limits.outputBytes) return true
    this.kill('output', 'a log')
    return false
  }

  kill(cause: EndingCause, detail?: string): void {
    this.ending ??= detail === undefined ? { cause } : { cause, detail }
    this.#isKilled = this.#tree?.kill() === true
  }

  /** The leader has ended; whoever it left behind goes too. */
  end(): void {
    if (this.#isOver) return
    this.#isOver = true
    clearInterval(this.#poll)
    if (!this.#isKilled) this.#tree?.kill()
    this.#tree?.bury()
    this.#unguard()
  }

  #look(): void {
    const members = this.#tree?.descendants() ?? []
    this.usedMs = members.reduce((sum, one) => sum + one.usedMs, 0)
    const bytes = members.reduce((sum, one) => sum + one.residentBytes, 0)
    if (members.length > this.#limits.processes) this.kill('processes')
    else if (bytes > this.#limits.memoryBytes) this.kill('memory')
  }
}

class KeptOutput {
  readonly #chunks: Buffer[] = []
  #length = 0

  add(chunk: Buffer): void {
    if (this.#length >= KEPT_OUTPUT) return
    this.#chunks.push(chunk.subarray(0, KEPT_OUTPUT - this.#length))
    this.#length += chunk.length
  }

  text(): string {
    return Buffer.concat(this.#chunks).toString('utf8')
  }
}
