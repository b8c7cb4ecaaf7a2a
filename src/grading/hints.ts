import type { Hint } from '../corpus/exercise-schema.ts'
import { UserError } from '../lib/user-error.ts'

/**
 * The hint of the level asked for, else the first that is higher than those seen, else the last.
 * @throws UserError for a level that the exercise does not have (exit 2).
 */
export function chooseHint(hints: readonly Hint[], asked: number | undefined, highestSeen: number): Hint {
  const level = asked ?? Math.min(highestSeen + 1, hints.length)
  const hint = hints.find((one) => one.level === level)
  if (hint !== undefined) return hint
  throw new UserError(`There is no hint of level ${level}.`, {
    code: 'unknown-level',
    next: [`Levels: ${hints.map((one) => one.level).join(', ')}`],
  })
}
