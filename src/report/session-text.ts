import type { ColorLevel } from '../cli/color.ts'
import { watchingWords } from '../messages/watching/index.ts'
import type { BranchRun } from '../simulation/session/run-branch.ts'
import { lessonTheme } from './lesson/theme.ts'

export interface SessionTextOptions {
  readonly color: ColorLevel
  readonly unicode: boolean
  readonly title: string
  /** The command that runs it again; undefined when it was not saved. */
  readonly replay: string | undefined
}

/** What is left on the terminal when a cluster is left: what was done, what came of it, how to have it again. */
export function sessionText(run: BranchRun, options: SessionTextOptions): string {
  const { branch, result, told, faults } = run
  const { paint, spell } = lessonTheme(options)
  const { seed, mutant } = branch.setup
  const words = watchingWords()
  const what = [
    words.seed({ seed }),
    ...(mutant === undefined ? [] : [words.title.mutant({ mutant })]),
    words.title.faults({ count: faults.length }),
  ]
  const lines = [
    `${paint.strong(options.title)}: ${what.join(', ')}`,
    ...branch.controls.map(({ atUs, text }) => `  ${(atUs / 1e6).toFixed(4)} s  ${text}`),
    '',
    ...told,
    ...verdictLines(run, paint.caution, paint.tip),
    words.left.hash({ hash: result.traceHash }),
    ...(options.replay === undefined ? [] : [words.left.again({ command: paint.code(options.replay) })]),
  ]
  return lines.map(spell).join('\n')
}

function verdictLines({ result }: BranchRun, bad: (text: string) => string, good: (text: string) => string) {
  const { noneBroken, broken } = watchingWords().left
  if (result.violations.length === 0) return [good(noneBroken)]
  return result.violations.flatMap(({ invariant, story }) => [
    bad(broken({ rule: invariant })),
    ...story.map((line) => `  ${line}`),
  ])
}
