import { Chalk, type ChalkInstance } from 'chalk'
import wrapAnsi from 'wrap-ansi'
import type { ClusterGrade } from '../grading/cluster/grade-cluster.ts'
import type { Fault } from '../grading/fault.ts'
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
export function clusterLines(grade: ClusterGrade, options: ClusterTextOptions): string[] {
  const page = new ClusterPage(options)
  return [
    `${page.bold(grade.workload)} · ${grade.language} · ${grade.file}`,
    '',
    ...page.body(grade),
    '',
    page.verdict(grade.verdict),
    ...page.facts(grade),
    ...(grade.watch === undefined ? [] : [page.line('Watch', grade.watch)]),
    page.line('Replay', grade.replay),
  ]
}

/** The parts of a run as text, for whoever shows one run or several. */
export class ClusterPage {
  readonly #chalk: ChalkInstance
  readonly #columns: number
  readonly #options: ClusterTextOptions

  constructor(options: ClusterTextOptions) {
    this.#chalk = new Chalk({ level: options.color })
    this.#columns = Math.max(40, Math.min(options.width, MOST_WIDTH))
    this.#options = options
  }

  bold(text: string): string {
    return this.#chalk.bold(text)
  }

  dim(text: string): string {
    return this.#chalk.dim(text)
  }

  mark(verdict: Verdict): string {
    return this.#paint(verdict)(MARKS[verdict])
  }

  verdict(verdict: Verdict): string {
    return this.#paint(verdict)(this.bold(verdict.toUpperCase()))
  }

  wrapped(text: string, indent: number): string[] {
    return text
      .split('\n')
      .flatMap((line) => wrapAnsi(line, this.#columns - indent, { trim: false, hard: true }).split('\n'))
      .map((line) => `${' '.repeat(indent)}${line}`)
  }

  row(name: string, text: string): string[] {
    const [first = '', ...rest] = this.wrapped(text, 8)
    return [`${name.padEnd(8)}${first.trimStart()}`, ...rest]
  }

  /** What is to be copied, which is never broken. */
  line(name: string, text: string): string {
    return `${name.padEnd(8)}${text}`
  }

  /** Checks, and what shows the fault. */
  body(grade: ClusterGrade): string[] {
    const { story, counterexample = [] } = grade
    const { color, unicode = true } = this.#options
    const shape = { width: this.#columns, ascii: !unicode }
    const shown =
      story === undefined ? historyTimeline(counterexample, shape) : storyLines(story, { ...shape, color })
    return [
      ...(grade.fault === undefined ? [] : this.fault(grade.fault)),
      ...grade.checks.flatMap((check) => this.check(check)),
      ...(grade.explored?.path ?? []).flatMap((text, at) => this.wrapped(`${at + 1}. ${text}.`, 6)),
      ...(shown.length === 0 ? [] : ['', ...shown]),
    ]
  }

  /** Figures, what went wrong by design, what to read, where the files are. */
  facts(grade: ClusterGrade): string[] {
    const { stats, faultTexts, story, store, virtual, explored } = grade
    const row = (name: string, text: string) => this.row(name, text)
    return [
      ...(explored === undefined ? [] : this.row('Scope', scopeText(explored))),
      ...(virtual === undefined ? [] : virtualRows(virtual, row)),
      ...(stats === undefined ? [] : this.row('Figures', figures(grade))),
      ...(faultTexts.length === 0 ? [] : this.row('Faults', faultTexts.join('; '))),
      ...(story === undefined ? [] : teachingRows(story.teaching, row)),
      ...(store === undefined ? [] : this.row('Store', store)),
    ]
  }

  #paint(verdict: Verdict): (text: string) => string {
    const { green, yellow, red } = this.#chalk
    return { pass: green, weak: yellow, fail: red, inconclusive: yellow }[verdict]
  }

  check({ title, verdict, message }: Check): string[] {
    const lines = this.wrapped(message, 6)
    return [
      `  ${this.mark(verdict)} ${title}`,
      ...(verdict === 'pass' ? lines.map((line) => this.dim(line)) : lines),
    ]
  }

  fault(fault: Fault): string[] {
    return [
      ...this.wrapped(`${MARKS[fault.verdict]} ${fault.message}`, 2),
      ...(fault.excerpt ?? []).map((line) => `      ${line}`),
      ...fault.next.flatMap((next) => this.wrapped(next, 4)),
    ]
  }
}

function teachingRows(
  { lessons, incident }: NonNullable<ClusterGrade['story']>['teaching'],
  row: (name: string, text: string) => string[],
): string[] {
  const [first, ...others] = lessons
  const also = others.length === 0 ? '' : `, also ${others.join(', ')}`
  const seen = incident === undefined ? [] : row('Like', likeText(incident))
  return [...(first === undefined ? [] : row('Lesson', `compendium learn ${first}${also}`)), ...seen]
}

function likeText({
  title,
  text,
  lesson,
  id,
}: NonNullable<NonNullable<ClusterGrade['story']>['teaching']['incident']>) {
  const more = id === undefined ? '' : `, compendium incidents show ${id}`
  return `${title}: ${text} (compendium learn ${lesson}${more})`
}

function scopeText({ scope, localStates }: NonNullable<ClusterGrade['explored']>): string {
  const { questions, timeouts, drops, crashes } = scope
  return `${questions} questions, at most ${timeouts} timers, ${drops} lost messages, ${crashes} crashes; ${localStates} states of single nodes`
}

/** What runs in virtual time showed: how many there were, and what of the failing one was left when it had been made small. */
function virtualRows(
  {
    seeds,
    passed,
    failedSeed,
    wasKept,
    shrunk,
    runs,
    steps,
    simulatedMs,
    difference,
  }: NonNullable<ClusterGrade['virtual']>,
  row: (name: string, text: string) => string[],
): string[] {
  const took = `${runs} runs, ${(simulatedMs / 1000).toFixed(0)} virtual seconds, ${steps} events of nodes`
  const failed = wasKept
    ? 'failed as it did before'
    : `seed ${failedSeed} failed, after ${passed} that passed`
  const told = failedSeed === undefined ? `${seeds} passed` : failed
  const less = shrunk?.isRepeatable
    ? row(
        'Smaller',
        `${shrunk.operations[0]} operations became ${shrunk.operations[1]}, ${shrunk.faults[0]} faults ${shrunk.faults[1]}, in ${shrunk.runs} runs; this one is tried first from now on`,
      )
    : []
  const lost = 'It did not fail again when it was run again, so it cannot be made smaller.'
  const differs = `The same run twice was not the same: ${difference}. Take time and chance from the SDK alone, and visit maps and sets in a fixed order.`
  return [
    ...row('Seeds', `${told}; ${took}`),
    ...less,
    ...(shrunk?.isRepeatable === false ? row('Note', lost) : []),
    ...(difference === undefined ? [] : row('Note', differs)),
  ]
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
