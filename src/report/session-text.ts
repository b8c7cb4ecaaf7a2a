import type { ColorLevel } from '../cli/color.ts'
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
  const what = [`seed ${seed}`, ...(mutant === undefined ? [] : [`mutant ${mutant}`]), countOf(faults.length)]
  const lines = [
    `${paint.strong(options.title)}: ${what.join(', ')}`,
    ...branch.controls.map(({ atUs, text }) => `  ${(atUs / 1e6).toFixed(4)} s  ${text}`),
    '',
    ...told,
    ...verdictLines(run, paint.caution, paint.tip),
    `Trace hash: ${result.traceHash}`,
    ...(options.replay === undefined ? [] : [`Run it again: ${paint.code(options.replay)}`]),
  ]
  return lines.map(spell).join('\n')
}

function countOf(faults: number): string {
  return faults === 1 ? '1 fault' : `${faults} faults`
}

function verdictLines({ result }: BranchRun, bad: (text: string) => string, good: (text: string) => string) {
  if (result.violations.length === 0) return [good('No rule was broken.')]
  return result.violations.flatMap(({ invariant, story }) => [
    bad(`Broken: ${invariant}`),
    ...story.map((line) => `  ${line}`),
  ])
}
