import {
  type Ending,
  type ProcessLimits,
  type RunningProcess,
  startProcess,
} from '../../../platform/process.ts'
import type { ClusterNode, NodeEvents } from '../node.ts'
import type { Slip } from '../slips.ts'
import { excerpt, isProblem, type Message, readMessage } from '../wire/message.ts'
import { endingText, LAST_LINES } from './ending-text.ts'

export interface NodeProgram {
  readonly command: readonly string[]
  readonly cwd: string
  readonly env?: Readonly<Record<string, string>>
}

export interface NodeOptions extends NodeEvents {
  readonly name: string
  readonly program: NodeProgram
  readonly limits: ProcessLimits
  readonly nowUs: () => number
}

/** Processes and memory are looked at so often: there may be 25 nodes. */
const POLL_MS = 250

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
      env: options.program.env ?? {},
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

  log(): string {
    return this.#running.output()
  }

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
