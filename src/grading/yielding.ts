import type { Prepared } from './prepare.ts'
import { Runner, type RunnerOptions } from './runner.ts'

/**
 * Hands on what runs the program with its calls interleaved: the runner itself, unless that takes another
 * build, which is made now and removed after. Undefined where there can be none.
 */
export async function withYielding<Result>(
  runner: Runner,
  { yielding }: Prepared,
  options: RunnerOptions,
  fence: (command: readonly string[]) => Promise<readonly string[]>,
  use: (runner: Runner | undefined) => Promise<Result>,
): Promise<Result> {
  if (yielding === undefined) return use(runner)
  const built = await yielding()
  if (built === undefined) return use(undefined)
  const other = new Runner({ ...options, command: await fence(built.command) })
  try {
    return await use(other)
  } finally {
    await other.stop()
    built.dispose()
  }
}
