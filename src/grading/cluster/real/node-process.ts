import {
  type Ending,
  type ProcessLimits,
  type RunningProcess,
  startProcess,
} from '../../../platform/process.ts'
import type { Slip } from '../slips.ts'
import { excerpt, isProblem, type Message, readMessage } from '../wire/message.ts'

export interface NodeProgram {
  readonly command: readonly string[]
  readonly cwd: string
}

export interface NodeOptions {
  readonly name: string
  readonly program: NodeProgram
  readonly limits: ProcessLimits
  readonly nowUs: () => number
  readonly onMessage: (message: Message) => void
  readonly onSlip: (slip: Slip) => void
}

/** Processes and memory are looked at so often: there may be 25 nodes. */
const POLL_MS = 250
const LAST_LINES = 12

const HINTS: Readonly<Record<string, string>> = {
  'not-json':
    'Standard output is for messages, one JSON object a line; print everything else to standard error',
  'not-utf8': 'Write messages in UTF-8',
  'not-a-message': 'A message is {"src": ..., "dest": ..., "body": {"type": ...}}',
  'unknown-key': 'Put what is your own into the body',
}

/** One node: a process of the learner's program, which hears messages on stdin and says its own on stdout. */
export class NodeProcess {
  readonly name: string
  readonly #options: NodeOptions
  readonly #running: RunningProcess
  /** Fulfilled when it is gone, whoever ended it. */
  readonly ended: Promise<void>
  #isStopping = false

  private constructor(options: NodeOptions, running: RunningProcess) {
    this.name = options.name
    this.#options = options
    this.#running = running
    this.ended = running.ended.then((ending) => this.#ended(ending))
  }

  static async start(options: NodeOptions): Promise<NodeProcess> {
    const [command = '', ...args] = options.program.command
    let read = (_line: string): void => {}
    const running = await startProcess({
      command,
      args,
      cwd: options.program.cwd,
      limits: options.limits,
      channel: 'standard',
      pollMs: POLL_MS,
      onLine: (line) => read(line),
    })
    const node = new NodeProcess(options, running)
    read = (line) => node.#read(line)
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

  /** What it wrote to stderr. */
  log(): string {
    return this.#running.output()
  }

  /** Kills it with all that it started. */
  async kill(): Promise<void> {
    this.#isStopping = true
    await this.#running.stop()
  }

  #read(line: string): void {
    if (this.#isStopping) return
    const read = readMessage(line)
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
    const last = this.log().trimEnd().split('\n').slice(-LAST_LINES).join('\n')
    const kind =
      ending.cause === 'output' || ending.cause === 'memory' || ending.cause === 'processes'
        ? 'too-much'
        : 'ended'
    this.#slip(kind, `${this.name} ${endingText(ending)}`, last)
  }

  #slip(kind: Slip['kind'], text: string, shown: string): void {
    this.#options.onSlip({ kind, node: this.name, atUs: this.#options.nowUs(), text, excerpt: shown })
  }
}

function endingText({ cause, exitCode, signal, detail }: Ending): string {
  switch (cause) {
    case 'exit':
      return `ended by itself with exit code ${exitCode}, though nobody killed it`
    case 'signal':
      return `was ended by ${signal}, though nobody killed it`
    case 'memory':
      return 'used more memory than it may, and was ended'
    case 'processes':
      return 'started more processes than it may, and was ended'
    case 'output':
      return 'wrote a line, or a log, longer than it may, and was ended'
    case 'not-found':
      return 'could not be started: there is no such program'
    case 'not-started':
      return `could not be started: ${detail}`
    case 'stopped':
      return 'was stopped'
  }
}
