import {
  type Ending,
  type ProcessLimits,
  type RunningProcess,
  startProcess,
} from '../../../platform/process.ts'
import type { LanguageStyle } from '../../languages.ts'
import type { ClusterNode, NodeEvents } from '../node.ts'
import type { Slip } from '../slips.ts'
import { excerpt, isProblem, type LineProblem, type Message, readMessage } from '../wire/message.ts'
import { crashReason } from './crash-reason.ts'
import { endingKind, endingText, lastLines } from './ending-text.ts'
import { LogLines } from './log-lines.ts'

export interface NodeProgram {
  readonly command: readonly string[]
  readonly cwd: string
  readonly env?: Readonly<Record<string, string>>
  /** How its language starts programs, where that is known. */
  readonly style?: LanguageStyle
}

export interface NodeOptions extends NodeEvents {
  readonly name: string
  readonly program: NodeProgram
  readonly limits: ProcessLimits
  readonly nowUs: () => number
  /** Told each line that it writes to stderr. */
  readonly onLog?: (line: string) => void
}

/** Processes and memory are looked at so often: there may be 25 nodes. */
const POLL_MS = 250
/** What it may write in one life: what its receivers do not read is held by us. */
const MOST_WRITTEN = 256 * 1024 ** 2

const HINTS: Readonly<Record<string, string>> = {
  'not-json':
    'Standard output is for messages, one JSON object a line; print everything else to standard error',
  'not-utf8': 'Write messages in UTF-8',
  'not-a-message': 'A message is {"src": ..., "dest": ..., "body": {"type": ...}}',
  'unknown-key': 'Put what is your own into the body',
}

/** One node: a process of the learner's program, which hears messages on stdin and says its own on stdout. */
export class NodeProcess implements ClusterNode {
  readonly name: string
  readonly #options: NodeOptions
  readonly #running: RunningProcess
  readonly ended: Promise<void>
  #isStopping = false
  #usedMs = 0
  #written = 0

  private constructor(options: NodeOptions, running: RunningProcess) {
    this.name = options.name
    this.#options = options
    this.#running = running
    this.ended = running.ended.then((ending) => this.#ended(ending))
  }

  static async start(options: NodeOptions): Promise<NodeProcess> {
    const [command = '', ...args] = options.program.command
    let read = (_line: string, _isUtf8: boolean): void => {}
    const log = options.onLog === undefined ? undefined : new LogLines(options.onLog)
    const running = await startProcess({
      command,
      args,
      cwd: options.program.cwd,
      env: options.program.env ?? {},
      limits: options.limits,
      channel: 'standard',
      pollMs: POLL_MS,
      onLine: (line, isUtf8) => read(line, isUtf8),
      ...(log && { onOutput: (chunk: Buffer) => log.add(chunk) }),
    })
    if (log !== undefined) void running.ended.then(() => log.end())
    const node = new NodeProcess(options, running)
    read = (line, isUtf8) => node.#read(line, isUtf8)
    return node
  }

  deliver(message: Message): void {
    this.#running.send(`${JSON.stringify(message)}\n`)
  }

  pause(): void {
    this.#running.pause()
  }

  resume(): void {
    this.#running.resume()
  }

  log(): string {
    return this.#running.output()
  }

  isBusy(): boolean {
    const usedMs = this.#running.usedMs()
    const hasWorked = usedMs > this.#usedMs
    this.#usedMs = usedMs
    return hasWorked || this.#running.isReady()
  }

  /** Whether it certainly does nothing more until it is told something. */
  isIdle(): boolean {
    return this.#running.waitsForInput()
  }

  unfinished(): string {
    return this.#running.unfinished()
  }

  async kill(): Promise<void> {
    this.#isStopping = true
    await this.#running.stop()
  }

  #read(line: string, isUtf8: boolean): void {
    if (this.#isStopping) return
    this.#written += line.length
    if (this.#written > MOST_WRITTEN) {
      this.#isStopping = true
      this.#slip('too-much', `${this.name} wrote more than 256 MB of messages, and was ended`, excerpt(line))
      void this.#running.stop()
      return
    }
    const read: Message | LineProblem = isUtf8
      ? readMessage(line)
      : { kind: 'not-utf8', text: 'it holds bytes that are not UTF-8' }
    if (!isProblem(read)) {
      this.#options.onMessage(read)
      return
    }
    const text = `${this.name} wrote a line to standard output that is no message: ${read.text}. ${HINTS[read.kind]}`
    this.#slip(read.kind, text, excerpt(line))
  }

  #ended(ending: Ending): void {
    if (this.#isStopping) return
    this.#isStopping = true
    const last = lastLines(this.log())
    const kind = endingKind(ending)
    const reason = crashReason({ ending, log: this.log(), command: this.#options.program.command })
    this.#slip(kind, `${this.name} ${endingText(ending)}${reason === undefined ? '' : `: ${reason}`}`, last)
  }

  #slip(kind: Slip['kind'], text: string, shown: string): void {
    this.#options.onSlip({ kind, node: this.name, atUs: this.#options.nowUs(), text, excerpt: shown })
  }
}
