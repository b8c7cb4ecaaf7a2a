import { setTimeout as wait } from 'node:timers/promises'
import { callHttp, isAnswer } from '../../platform/http-call.ts'
import { freePort } from '../../platform/loopback-server.ts'
import { DEFAULT_LIMITS, type Ending, type RunningProcess, startProcess } from '../../platform/process.ts'
import { runProgram } from '../../platform/run-program.ts'
import { filled, type ProgramContract } from './program-contract.ts'

const BUILD_MS = 300_000
const READY_MS = 60_000
const POLL_MS = 50
const LIMITS = { ...DEFAULT_LIMITS, memoryBytes: 2 * 1024 ** 3, processes: 256, outputBytes: 256 * 1024 ** 2 }
const KEPT_LINES = 12

/** It did not get as far as being asked anything: what happened, and its last lines. */
export class CannotStart extends Error {
  override readonly name = 'CannotStart'
  readonly excerpt: readonly string[]

  constructor(message: string, output: string) {
    super(message)
    this.excerpt = output.trimEnd().split('\n').slice(-KEPT_LINES)
  }
}

/** A process of the project: started, killed and started again on the same port and the same data. */
export class Service {
  readonly url: string
  readonly #folder: string
  readonly #contract: ProgramContract
  readonly #env: Readonly<Record<string, string>>
  #running: RunningProcess | undefined

  private constructor(
    folder: string,
    contract: ProgramContract,
    port: number,
    values: Readonly<Record<string, string>>,
  ) {
    this.url = `http://127.0.0.1:${port}`
    this.#folder = folder
    this.#contract = contract
    const given = { ...values, port: String(port) }
    this.#env = Object.fromEntries(
      Object.entries(contract.environment).map(([name, text]) => [name, filled(text, given)]),
    )
  }

  /** On `port`, or any free one. `values` stand in braces in its environment. */
  static async make(
    folder: string,
    contract: ProgramContract,
    { port, values }: { readonly port?: number; readonly values: Readonly<Record<string, string>> },
  ): Promise<Service> {
    return new Service(folder, contract, port ?? (await freePort()), values)
  }

  /** Where it says that it lives. */
  get live(): string {
    return this.#contract.live
  }

  /** Waits until it answers at `until` with 200. @throws CannotStart when it ends, or does not in time. */
  async start(until = this.#contract.ready, withinMs = READY_MS): Promise<void> {
    const [command = '', ...args] = this.#contract.start
    const running = await startProcess({
      ...{ command, args, cwd: this.#folder, env: this.#env, limits: LIMITS, onLine: () => {} },
    })
    this.#running = running
    let ending: Ending | undefined
    void running.ended.then((how) => {
      ending = how
    })
    for (const endMs = performance.now() + withinMs; performance.now() < endMs; await wait(POLL_MS)) {
      if (ending !== undefined)
        throw new CannotStart(`It ended before it was ready: ${told(ending)}`, running.output())
      const answer = await callHttp({ method: 'GET', url: this.url + until, timeoutMs: 2000 })
      if (isAnswer(answer) && answer.status === 200) return
    }
    await this.kill()
    throw new CannotStart(`GET ${until} was not answered with 200 in ${withinMs / 1000} s`, running.output())
  }

  /** As SIGKILL does, and a machine that loses power: nothing is said beforehand. */
  async kill(): Promise<void> {
    await this.#running?.stop()
    this.#running = undefined
  }

  /** Stops it where it stands (SIGSTOP): its connections stay open, and nothing answers until `resume`. */
  pause(): void {
    this.#running?.pause()
  }

  resume(): void {
    this.#running?.resume()
  }

  /** Asks it to end (SIGTERM). How it ended; undefined when it had to be killed after `withinMs`. */
  async terminate(withinMs: number): Promise<Ending | undefined> {
    const running = this.#running
    if (running === undefined) return undefined
    running.terminate()
    const ending = await Promise.race([running.ended, wait(withinMs).then(() => undefined)])
    if (ending === undefined) await running.stop()
    this.#running = undefined
    return ending
  }

  /** Its last words. */
  output(): string {
    return this.#running?.output() ?? ''
  }
}

/** Runs what stands for `build` in the contract. @throws CannotStart when it fails. */
export async function buildProject(folder: string, { build }: Pick<ProgramContract, 'build'>): Promise<void> {
  if (build === undefined) return
  const { ending, output, timedOut } = await runProgram({ command: build, cwd: folder, timeoutMs: BUILD_MS })
  if (ending.cause === 'exit' && ending.exitCode === 0) return
  const why = timedOut ? `it took longer than ${BUILD_MS / 1000} s` : told(ending)
  throw new CannotStart(`\`${build.join(' ')}\` did not succeed: ${why}`, output)
}

function told({ cause, exitCode, signal, detail }: Ending): string {
  if (cause === 'exit') return `exit status ${exitCode}`
  if (cause === 'signal') return `signal ${signal}`
  if (cause === 'not-found') return 'there is no such program'
  return detail === undefined ? `it was stopped for its ${cause}` : detail
}
