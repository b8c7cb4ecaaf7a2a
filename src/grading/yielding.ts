import type { Prepared } from './prepare.ts'
import { Runner, type RunnerOptions } from './runner.ts'

type Made = Awaited<ReturnType<NonNullable<Prepared['yielding']>>>

/** What runs a program with its calls interleaved: the runner there is, unless that takes another build. */
export class Yielding {
  readonly #build: Prepared['yielding']
  #made: Promise<Made> | undefined

  constructor({ yielding }: Prepared) {
    this.#build = yielding
  }

  /** Begins the build, where one is needed, while something else goes on. */
  begin(): void {
    if (this.#build === undefined || this.#made !== undefined) return
    this.#made = this.#build()
    // Whoever asks for what was made is told.
    this.#made.catch(() => {})
  }

  /** Hands on what runs the program; undefined where there can be none. */
  async run<Result>(
    runner: Runner,
    options: RunnerOptions,
    fence: (command: readonly string[]) => Promise<readonly string[]>,
    use: (runner: Runner | undefined) => Promise<Result>,
  ): Promise<Result> {
    if (this.#build === undefined) return use(runner)
    this.begin()
    const made = await this.#made
    if (made === undefined) return use(undefined)
    const other = new Runner({ ...options, command: await fence(made.command) })
    try {
      return await use(other)
    } finally {
      await other.stop()
    }
  }

  /** Removes what was built. */
  async dispose(): Promise<void> {
    const made = await this.#made?.catch(() => undefined)
    made?.dispose()
  }
}
