import { Chalk } from 'chalk'
import wrapAnsi from 'wrap-ansi'
import type { ClusterGrade } from '../grading/cluster/grade-cluster.ts'
import type { Check, Verdict } from '../grading/verdict.ts'
import { storyLines } from './cluster/story-text.ts'
import { historyTimeline } from './history-timeline.ts'

const MARKS: Readonly<Record<Verdict, string>> = { pass: '✔', weak: '~', fail: '✘', inconclusive: '?' }
const MOST_WIDTH = 100

export interface ClusterTextOptions {
  /** chalk's colour level. */
  readonly color: 0 | 1 | 2 | 3
  readonly width: number
  /** False where box characters would come out as question marks. */
  readonly unicode?: boolean
}

/** A run of a cluster as lines of text: its checks, what shows the fault, figures, the way to do it again. */
export function clusterLines(
  grade: ClusterGrade,
  { color, width, unicode = true }: ClusterTextOptions,
): string[] {
  const chalk = new Chalk({ level: color })
  const columns = Math.max(40, Math.min(width, MOST_WIDTH))
  const paint = { pass: chalk.green, weak: chalk.yellow, fail: chalk.red, inconclusive: chalk.yellow }
  const wrapped = (text: string, indent: number) =>
    text
      .split('\n')
      .flatMap((line) => wrapAnsi(line, columns - indent, { trim: false, hard: true }).split('\n'))
      .map((line) => `${' '.repeat(indent)}${line}`)
  const checkLines = ({ title, verdict, message }: Check) => [
    `  ${paint[verdict](MARKS[verdict])} ${title}`,
    ...wrapped(message, 6).map((line) => (verdict === 'pass' ? chalk.dim(line) : line)),
  ]
  const row = (name: string, text: string) => {
    const [first = '', ...rest] = wrapped(text, 8)
    return [`${name.padEnd(8)}${first.trimStart()}`, ...rest]
  }
  const faultLines =
    grade.fault === undefined
      ? []
      : [
          ...wrapped(`${MARKS[grade.verdict]} ${grade.fault.message}`, 2),
          ...(grade.fault.excerpt ?? []).map((line) => `      ${line}`),
          ...grade.fault.next.flatMap((next) => wrapped(next, 4)),
        ]
  const ascii = !unicode
  const { story, counterexample = [] } = grade
  const shown =
    story === undefined
      ? historyTimeline(counterexample, { width: columns, ascii })
      : storyLines(story, { width: columns, ascii, color })
  return [
    `${chalk.bold(grade.workload)} · ${grade.language} · ${grade.file}`,
    '',
    ...faultLines,
    ...grade.checks.flatMap(checkLines),
    ...(shown.length === 0 ? [] : ['', ...shown]),
    '',
    paint[grade.verdict](chalk.bold(grade.verdict.toUpperCase())),
    ...(grade.stats === undefined ? [] : row('Figures', figures(grade))),
    ...(grade.faultTexts.length === 0 ? [] : row('Faults', grade.faultTexts.join('; '))),
    ...(story === undefined ? [] : teachingRows(story.teaching, row)),
    ...(grade.store === undefined ? [] : row('Store', grade.store)),
    ...row('Replay', grade.replay),
  ]
}

function teachingRows(
  { lessons, incident }: NonNullable<ClusterGrade['story']>['teaching'],
  row: (name: string, text: string) => string[],
): string[] {
  const learn = lessons.map((slug) => `compendium learn ${slug}`).join(', ')
  const seen =
    incident === undefined
      ? []
      : row('Like', `${incident.title}: ${incident.text} (compendium learn ${incident.lesson})`)
  return [...(learn === '' ? [] : row('Lesson', learn)), ...seen]
}

function figures({ stats, nodes }: ClusterGrade): string {
  if (stats === undefined) return ''
  const { operations, messages, messagesPerOperation, latencyMs } = stats
  const asked = operations.ok + operations.fail + operations.info
  return [
    `${nodes.length} nodes, ${asked} operations`,
    `${messages.servers} messages between nodes (${messagesPerOperation} an operation)`,
    `latency p50 ${latencyMs.p50} ms, p99 ${latencyMs.p99} ms, max ${latencyMs.max} ms`,
  ].join('; ')
}
