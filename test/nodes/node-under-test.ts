import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process'
import { once } from 'node:events'
import path from 'node:path'
import { type NodeMode, type PreparedNode, prepareNode } from '../../src/grading/cluster/real/prepare-node.ts'
import { isFault } from '../../src/grading/fault.ts'
import { languageById } from '../../src/grading/languages.ts'

export type LanguageName = 'python' | 'javascript' | 'typescript' | 'go' | 'java'

const FILES: Readonly<Record<LanguageName, string>> = {
  python: 'node.py',
  javascript: 'node.mjs',
  typescript: 'node.ts',
  go: 'main.go',
  java: 'SdkNode.java',
}

export const fixture = (language: LanguageName): string =>
  path.resolve(import.meta.dirname, '../fixtures/sdk-nodes', language, FILES[language])

/** What starts the node of the language, or of another file in it. */
export async function prepared(
  name: LanguageName,
  mode: NodeMode,
  file = fixture(name),
): Promise<PreparedNode> {
  const language = languageById(name)
  if (language === undefined) throw new Error(`there is no ${name}`)
  const made = await prepareNode(file, language, mode)
  if (isFault(made)) throw new Error(`${file}: ${JSON.stringify(made)}`)
  return made
}

export interface Body {
  readonly type: string
  readonly [field: string]: unknown
}

export interface Message {
  readonly src: string
  readonly dest: string
  readonly body: Body
}

/** A process of a node, spoken to line by line. */
export class Running {
  readonly lines: string[] = []
  readonly child: ChildProcessWithoutNullStreams
  errors = ''
  #rest = ''
  #wake = (): void => {}
  #ended = false

  constructor({ program }: PreparedNode, env: Readonly<Record<string, string>>) {
    const [command = '', ...args] = program.command
    this.child = spawn(command, args, { cwd: program.cwd, env: { ...process.env, ...program.env, ...env } })
    this.child.stdout.setEncoding('utf8').on('data', (text: string) => this.#take(text))
    this.child.stderr.setEncoding('utf8').on('data', (text: string) => {
      this.errors += text
    })
    this.child.stdin.on('error', () => {})
    this.child.once('close', () => {
      this.#ended = true
      this.#wake()
    })
  }

  write(text: string): void {
    this.child.stdin.write(`${text}\n`)
  }

  /** The next line. @throws Error when there is none. */
  async line(): Promise<string> {
    while (this.lines.length === 0) {
      if (this.#ended) throw new Error(`the node has ended: ${this.errors}`)
      await new Promise<void>((resolve) => {
        this.#wake = resolve
      })
    }
    return this.lines.shift() ?? ''
  }

  async ask(line: unknown): Promise<unknown> {
    this.write(JSON.stringify(line))
    return JSON.parse(await this.line())
  }

  /** Closes its input and waits: its exit code. */
  async end(): Promise<number | null> {
    this.child.stdin.end()
    return this.ended()
  }

  async ended(): Promise<number | null> {
    if (!this.#ended) await once(this.child, 'close')
    return this.child.exitCode
  }

  kill(): void {
    this.child.kill('SIGKILL')
  }

  #take(text: string): void {
    const lines = (this.#rest + text).split('\n')
    this.#rest = lines.pop() ?? ''
    this.lines.push(...lines)
    this.#wake()
  }
}

export const NODES = ['n0', 'n1', 'n2']

export const initMessage: Message = {
  src: 'c0',
  dest: 'n0',
  body: { type: 'init', msg_id: 1, node_id: 'n0', node_ids: NODES },
}

export const initOk = { src: 'n0', dest: 'c0', body: { type: 'init_ok', in_reply_to: 1 } }

export const to = (body: Body, src = 'c1'): Message => ({ src, dest: 'n0', body })

interface Life {
  readonly seed?: number
  readonly life?: number
  readonly saved?: Readonly<Record<string, unknown>>
}

/** A node in virtual time. */
export class Stepped extends Running {
  constructor(made: PreparedNode) {
    super(made, { COMPENDIUM_NODE: 'steps' })
  }

  async begin({ seed = 7, life = 0, saved = {} }: Life = {}): Promise<unknown> {
    this.write(JSON.stringify({ begin: { seed, life, saved } }))
    return this.step({ now: 0, message: initMessage })
  }

  async step(event: Readonly<Record<string, unknown>>): Promise<unknown> {
    return ((await this.ask(event)) as { readonly did: unknown }).did
  }

  tell(body: Body, src = 'c1', now = 1000): Promise<unknown> {
    return this.step({ now, message: to(body, src) })
  }

  /** The bodies that it sends on being told this. */
  async bodies(body: Body): Promise<readonly Body[]> {
    return sentIn(await this.tell(body)).map((message) => message.body)
  }

  /** Ends this life; the next begins without waiting for the answer. */
  async nextLife(life: Life = {}): Promise<unknown> {
    this.write('{"end":true}')
    this.write(JSON.stringify({ begin: { seed: 7, life: 1, saved: {}, ...life } }))
    this.write(JSON.stringify({ now: 0, message: initMessage }))
    if ((await this.line()) !== '{"ended":true}') throw new Error('it does not say that it has ended')
    return (JSON.parse(await this.line()) as { readonly did: unknown }).did
  }
}

export function sentIn(did: unknown): readonly Message[] {
  return (did as readonly { readonly send?: Message }[]).flatMap(({ send }) => (send ? [send] : []))
}
