import type { Wrong } from './misconceptions.ts'

/** How a saga stands, as its log has it. */
export interface Progress {
  /** In the order in which they were done. */
  readonly done: string[]
  /** Begun before a crash, and neither done nor given up. */
  readonly inDoubt: string | undefined
  /** The step that was given up, which decided that the saga goes back. */
  readonly givenUp: GivenUp | undefined
  readonly undone: ReadonlySet<string>
  readonly isStuck: boolean
}

export interface GivenUp {
  readonly step: string
  readonly as: 'refused' | 'unknown'
}

/** What a log says. An entry is a word, a blank, and the name of a step, which may have blanks itself. */
export function progressOf(log: readonly string[], has: (id: Wrong) => boolean): Progress {
  const done: string[] = []
  const undone = new Set<string>()
  let inDoubt: string | undefined
  let givenUp: GivenUp | undefined
  let isStuck = false
  for (const entry of has('starts-over') ? [] : log) {
    const { word, step } = parted(entry, has)
    if (word === 'doing') inDoubt = step
    if (word === 'done') done.push(step)
    if (word === 'done') inDoubt = undefined
    const isDecision = word === 'refused' || word === 'unknown'
    if (isDecision && !has('forward-after-the-decision')) givenUp = { step, as: word }
    if (word === 'undone' && !has('undoes-again')) undone.add(step)
    if (word === 'stuck' && has('stuck-counts-as-undone')) undone.add(step)
    isStuck = word === 'stuck'
  }
  return { done, inDoubt, givenUp, undone, isStuck }
}

function parted(entry: string, has: (id: Wrong) => boolean): { word: string; step: string } {
  const at = entry.indexOf(' ')
  const step = entry.slice(at + 1)
  return { word: entry.slice(0, at), step: has('splits-at-every-blank') ? (step.split(' ')[0] ?? '') : step }
}
