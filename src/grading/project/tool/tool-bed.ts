import path from 'node:path'
import { findExecutable } from '../../../platform/find-program.ts'
import { makeTemporaryFolder } from '../../../platform/temporary-folder.ts'
import type { Bed, BedOptions } from '../drills/drill.ts'
import { filled, filledIn } from '../program-contract.ts'
import { CannotStart } from '../service.ts'
import type { CommandName, ToolContract } from './contract.ts'
import { type Asked, type Manner, mayComeTwice, StandIn } from './stand-in.ts'
import { type Ended, runTool, type ToolRun } from './tool-run.ts'

/** What a busy machine may take longer than the tool said. */
export const SLACK_MS = 3000

export interface Call {
  readonly command: CommandName
  /** As another call had it, to ask for the same once more; by default one that nobody has used yet. */
  readonly id?: string
  /** In the place of those of the contract. */
  readonly arguments?: readonly string[]
  /** Behind those of the contract. */
  readonly more?: readonly string[]
  /** Beside that of the contract. */
  readonly environment?: Readonly<Record<string, string>>
  /** How the n-th request is treated, from 0. */
  readonly manner?: (n: number) => Manner
  readonly latencyMs?: number
  /** Nobody is there: whoever connects is refused. */
  readonly isDown?: boolean
  readonly isUnread?: boolean
  readonly looksForOrphans?: boolean
}

/** A call that was made, and what came of it. */
export interface Made {
  readonly id: string
  /** What stands in the answer, and nobody could know before. */
  readonly word: string
  /** The requests that the contract speaks of. */
  readonly asked: readonly Asked[]
  /** Other requests. */
  readonly others: readonly Asked[]
  readonly ended: Ended
  /** From the start of the program to its first request; undefined without one. */
  readonly startUpMs: number | undefined
}

export interface Underway {
  readonly standIn: StandIn
  readonly run: ToolRun
  readonly made: Promise<Made>
}

/** A folder of data, in which a tool is run for one command after another; each calls a stand-in of its own. */
export class ToolBed implements Bed {
  readonly contract: ToolContract
  /** How long the program may take beside what it is given, to start say. */
  readonly patienceMs: number
  readonly #folder: string
  readonly #data: string
  readonly #prefix: string
  readonly #end: () => void
  readonly #draw: () => string
  #ids = 0

  private constructor(
    folder: string,
    contract: ToolContract,
    { prefix, patienceMs }: BedOptions,
    data: { readonly folder: string; remove(): void },
  ) {
    this.contract = contract
    this.patienceMs = patienceMs
    this.#folder = folder
    this.#data = data.folder
    this.#prefix = prefix
    this.#end = () => data.remove()
    this.#draw = wordsOf(prefix)
  }

  static async open(folder: string, contract: ToolContract, options: BedOptions): Promise<ToolBed> {
    return new ToolBed(folder, contract, options, await makeTemporaryFolder())
  }

  async start(): Promise<void> {
    const [program = ''] = this.contract.start
    const place = program.includes('/') ? path.resolve(this.#folder, program) : program
    if (findExecutable(place) === undefined) throw new CannotStart(`There is no program ${program}`, '')
  }

  async close(): Promise<void> {
    this.#end()
  }

  /** What changes nothing, where there is such a command. */
  get usual(): CommandName {
    return this.contract.tool.read === undefined ? 'write' : 'read'
  }

  get commands(): readonly CommandName[] {
    const { read, write } = this.contract.tool
    return [...(read ? ['read' as const] : []), ...(write ? ['write' as const] : [])]
  }

  fresh(): string {
    this.#ids += 1
    return `${this.#prefix}-${String(this.#ids).padStart(4, '0')}`
  }

  async make(call: Call): Promise<Made> {
    return (await this.begin(call)).made
  }

  /** Runs the tool, which goes on meanwhile. */
  async begin(call: Call): Promise<Underway> {
    const { command, id = this.fresh(), manner = () => 'well' as const, isDown = false } = call
    const said = this.contract.tool[command]
    if (said === undefined) throw new Error(`The contract names no ${command}`)
    const word = this.#draw()
    const standIn = new StandIn({
      ...{ asks: filled(said.asks, { id }), answer: filledIn(said.answer, { id, word }), manner },
      ...(call.latencyMs === undefined ? {} : { latencyMs: call.latencyMs }),
    })
    const dependency = await standIn.open()
    if (isDown) await standIn.close()
    const run = await this.#run(call, said.arguments, { id, dependency, data: this.#data })
    const made = run.ended
      .finally(() => standIn.close())
      .then((ended): Made => {
        const asked = standIn.meant()
        const others = standIn.asked.filter(({ isMeant }) => !isMeant)
        const [first] = asked
        const startUpMs = first === undefined ? undefined : first.headAtMs - run.startedAtMs
        return { id, word, asked, others, ended, startUpMs }
      })
    return { standIn, run, made }
  }

  #run(call: Call, usual: readonly string[], values: Readonly<Record<string, string>>): Promise<ToolRun> {
    const { start, environment, tool } = this.contract
    const { arguments: given = usual, more = [], isUnread = false, looksForOrphans = false } = call
    return runTool({
      folder: this.#folder,
      command: [...start, ...filledIn([...given, ...more], values)],
      env: filledIn({ ...environment, ...call.environment }, values),
      withinMs: tool.endsInMs + this.patienceMs,
      ...{ isUnread, looksForOrphans },
    })
  }

  /** What tells a command how long it may take. */
  within(ms: number): Pick<Call, 'more' | 'environment'> {
    const { arguments: more = [], environment = {} } = this.contract.tool.deadline ?? {}
    const values = { ms: String(ms), seconds: String(ms / 1000) }
    return { more: filledIn(more, values), environment: filledIn(environment, values) }
  }

  /** A command whose request may come twice, so that it may be tried again. */
  async repeatable(): Promise<CommandName | undefined> {
    for (const command of this.commands) {
      const [method = ''] = this.contract.tool[command]?.asks.split(' ') ?? []
      if (method !== 'POST' && method !== 'PATCH') return command
      const { asked } = await this.make({ command })
      if (asked.some((one) => mayComeTwice(one, this.contract.tool.key))) return command
    }
    return undefined
  }
}

/** Words that stand in an answer alone; for the same seed the same ones. */
function wordsOf(prefix: string): () => string {
  let n = 0
  return () => {
    n += 1
    return `w${n}${[...`${prefix}${n}`].reduce((sum, one) => (sum * 31 + one.charCodeAt(0)) % 2 ** 30, n).toString(36)}`
  }
}
