import { Chalk } from 'chalk'
import wrapAnsi from 'wrap-ansi'
import type { CheckResult } from '../checkers/verdict.ts'
import { counted } from '../lib/counted.ts'
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
  const others = findings.filter((finding) => finding.text !== result.reason)
  return [
    `${word[String(result.valid) as 'true' | 'false' | 'unknown']}  ${result.model}, ${counted(result.operations, 'operation')}`,
    '',
    ...fill(result.reason),
    ...section(
      'Also found:',
      others.slice(0, FINDINGS_SHOWN).flatMap(({ kind, text }) => fill(`${chalk.bold(kind)}: ${text}`)),
    ),
    ...(others.length > FINDINGS_SHOWN
      ? [`... and ${others.length - FINDINGS_SHOWN} more (--json has them all).`]
      : []),
    ...section(
      `The smallest part of the history that shows it, ${counted(counterexample.length, 'operation')}, in time from left to right:`,
      counterexample.length === 0
        ? []
        : historyTimeline(counterexample.slice(-DRAWN), { width: Math.min(width, 160), ascii }),
    ),
    ...section('An order that explains the history, by position:', orderText(witness, fill)),
  ]
}

const section = (title: string, lines: readonly string[]) =>
  lines.length === 0 ? [] : ['', title, '', ...lines]

function orderText(witness: readonly number[], fill: (text: string) => string[]): string[] {
  const more = witness.length > ORDER_SHOWN ? ` ... (${witness.length - ORDER_SHOWN} more)` : ''
  return witness.length === 0 ? [] : fill(witness.slice(0, ORDER_SHOWN).join(' ') + more)
}
