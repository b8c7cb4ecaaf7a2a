import { Chalk } from 'chalk'
import wrapAnsi from 'wrap-ansi'
import type { CheckResult } from '../checkers/verdict.ts'
import { gradingWords } from '../messages/grading/index.ts'
import { historyTimeline } from './history-timeline.ts'

export interface CheckTextOptions {
  /** chalk's colour level. */
  readonly color: 0 | 1 | 2 | 3
  /** Columns of the terminal. */
  readonly width: number
  /** Only characters that every terminal has. */
  readonly ascii: boolean
}

const FINDINGS_SHOWN = 10
const DRAWN = 24
const ORDER_SHOWN = 40

/** The verdict on a history as lines: what was found, the counterexample in time, the order that explains it. */
export function checkText(result: CheckResult, { color, width, ascii }: CheckTextOptions): string[] {
  const chalk = new Chalk({ level: color })
  const fill = (text: string) => wrapAnsi(text, Math.min(width, 100), { trim: true }).split('\n')
  const word = { true: chalk.green('VALID'), false: chalk.red('NOT VALID'), unknown: chalk.yellow('UNKNOWN') }
  const { counterexample = [], witness = [], findings } = result
  const { history } = gradingWords()
  const others = findings.filter((finding) => finding.text !== result.reason)
  return [
    `${word[String(result.valid) as 'true' | 'false' | 'unknown']}  ${result.model}, ${history.operations({ count: result.operations })}`,
    '',
    ...fill(result.reason),
    ...section(
      history.alsoFound,
      others.slice(0, FINDINGS_SHOWN).flatMap(({ kind, text }) => fill(`${chalk.bold(kind)}: ${text}`)),
    ),
    ...(others.length > FINDINGS_SHOWN ? [history.moreFound({ count: others.length - FINDINGS_SHOWN })] : []),
    ...section(
      history.smallest({ operations: history.operations({ count: counterexample.length }) }),
      counterexample.length === 0
        ? []
        : historyTimeline(counterexample.slice(-DRAWN), { width: Math.min(width, 160), ascii }),
    ),
    ...section(history.order, orderText(witness, fill)),
  ]
}

const section = (title: string, lines: readonly string[]) =>
  lines.length === 0 ? [] : ['', title, '', ...lines]

function orderText(witness: readonly number[], fill: (text: string) => string[]): string[] {
  const left = witness.length - ORDER_SHOWN
  const more = left > 0 ? [gradingWords().history.moreOrder({ count: left })] : []
  return witness.length === 0 ? [] : fill([...witness.slice(0, ORDER_SHOWN), ...more].join(' '))
}
