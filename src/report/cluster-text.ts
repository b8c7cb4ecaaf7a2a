import { Chalk, type ChalkInstance } from 'chalk'
import wrapAnsi from 'wrap-ansi'
import type { ClusterGrade } from '../grading/cluster/grade-cluster.ts'
import type { Fault } from '../grading/fault.ts'
import type { Check, Verdict } from '../grading/verdict.ts'
import type { GradingMessages } from '../messages/grading/en.ts'
import { gradingWords } from '../messages/grading/index.ts'
import { storyLines } from './cluster/story-text.ts'
import { historyTimeline } from './history-timeline.ts'

const MARKS: Readonly<Record<Verdict, string>> = { pass: '✔', weak: '~', fail: '✘', inconclusive: '?' }
const MOST_WIDTH = 100
/** Of a run that passed: the verdict has to stay in sight on 24 lines. */
const MOST_FAULTS = 4

/** What a line of facts is about. */
type Label = keyof GradingMessages['cluster']['labels']
type Row = (label: Label, text: string) => string[]

function labelled(label: Label): string {
  const { labels } = gradingWords().cluster
  return labels[label].padEnd(Math.max(...Object.values(labels).map((one) => one.length)) + 1)
}

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
    ...(grade.watch === undefined ? [] : [page.line('watch', grade.watch)]),
    page.line('replay', grade.replay),
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

  row(label: Label, text: string): string[] {
    const start = labelled(label)
    const [first = '', ...rest] = this.wrapped(text, start.length)
    return [start + first.trimStart(), ...rest]
  }

  /** What is to be copied, which is never broken. */
  line(label: Label, text: string): string {
    return labelled(label) + text
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
    const row: Row = (label, text) => this.row(label, text)
    return [
      ...(explored === undefined ? [] : this.row('scope', scopeText(explored))),
      ...(virtual === undefined ? [] : virtualRows(virtual, row)),
      ...(stats === undefined ? [] : this.row('figures', figures(grade))),
      ...(faultTexts.length === 0 ? [] : this.row('faults', faultsText(grade))),
      ...(story === undefined ? [] : teachingRows(story.teaching, row)),
      ...(store === undefined ? [] : this.row('store', store)),
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

/** Every fault behind a failure, which are few once it was cut down; some of those that did no harm. */
function faultsText({ verdict, faultTexts }: ClusterGrade): string {
  const more = verdict === 'pass' ? faultTexts.length - MOST_FAULTS : 0
  if (more <= 1) return faultTexts.join('; ')
  const rest = gradingWords().cluster.moreFaults({ count: more })
  return [...faultTexts.slice(0, MOST_FAULTS), rest].join('; ')
}

function teachingRows(
  { lessons, incident }: NonNullable<ClusterGrade['story']>['teaching'],
  row: Row,
): string[] {
  const [first, ...others] = lessons
  const lesson = `compendium learn ${first}`
  const all =
    others.length === 0 ? lesson : gradingWords().cluster.also({ lesson, others: others.join(', ') })
  const seen = incident === undefined ? [] : row('like', likeText(incident))
  return [...(first === undefined ? [] : row('lesson', all)), ...seen]
}

function likeText({
  title,
  text,
  lesson,
  id,
}: NonNullable<NonNullable<ClusterGrade['story']>['teaching']['incident']>) {
  const learn = `compendium learn ${lesson}`
  const ways = id === undefined ? [learn] : [learn, `compendium incidents show ${id}`]
  return `${title}: ${text} (${ways.join(', ')})`
}

function scopeText({ scope, localStates }: NonNullable<ClusterGrade['explored']>): string {
  return gradingWords().cluster.scope({ ...scope, states: localStates })
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
  row: Row,
): string[] {
  const { cluster } = gradingWords()
  const took = cluster.took({ runs, seconds: (simulatedMs / 1000).toFixed(0), steps })
  const failed = (seed: number) => (wasKept ? cluster.failedAgain : cluster.failed({ seed, passed }))
  const told = failedSeed === undefined ? cluster.passed({ count: seeds }) : failed(failedSeed)
  return [
    ...row('seeds', `${told}; ${took}`),
    ...(shrunk?.isRepeatable ? row('smaller', smallerText(shrunk)) : []),
    ...(shrunk?.isRepeatable === false ? row('note', cluster.notAgain) : []),
    ...(difference === undefined ? [] : row('note', cluster.differs({ difference }))),
  ]
}

type Shrunk = NonNullable<NonNullable<ClusterGrade['virtual']>['shrunk']>

function smallerText({ operations, faults, runs }: Shrunk): string {
  return gradingWords().cluster.smaller({
    ...{ operations: operations[0], left: operations[1] },
    ...{ faults: faults[0], faultsLeft: faults[1], runs },
  })
}

function figures({ stats, nodes }: ClusterGrade): string {
  if (stats === undefined) return ''
  const { operations, messages, messagesPerOperation, latencyMs } = stats
  const asked = operations.ok + operations.fail + operations.info
  const { cluster } = gradingWords()
  return [
    cluster.asked({ nodes: nodes.length, operations: asked }),
    cluster.messages({ count: messages.servers, each: messagesPerOperation }),
    cluster.latency(latencyMs),
  ].join('; ')
}
