import { Chalk, type ChalkInstance } from 'chalk'
import wrapAnsi from 'wrap-ansi'
import type { Check, Counterexample, Grade, Rate, Speed, Step, Verdict } from '../grading/verdict.ts'
import type { GradingMessages } from '../messages/grading/en.ts'
import { gradingWords } from '../messages/grading/index.ts'

export interface VerdictTextOptions {
  /** chalk's colour level. */
  readonly color: 0 | 1 | 2 | 3
  /** Columns; text is wrapped to it, code never. */
  readonly width: number
}

const MARKS: Readonly<Record<Verdict, string>> = { pass: '✔', weak: '~', fail: '✘', inconclusive: '?' }
const MOST_WIDTH = 100

/** A grade as lines of text: a row for each check, what went wrong below it, the verdict and the way on last. */
export function verdictLines(grade: Grade, { color, width }: VerdictTextOptions): string[] {
  const pen = new Pen(new Chalk({ level: color }), Math.min(width, MOST_WIDTH))
  const { fault } = grade
  const body =
    fault === undefined ? grade.checks.flatMap((check) => checkLines(check, pen)) : faultLines(grade, pen)
  return [
    `${pen.bold(grade.pattern)} · ${grade.language} · ${grade.file}`,
    '',
    ...body,
    '',
    ...footer(grade, pen),
  ]
}

class Pen {
  readonly #chalk: ChalkInstance
  readonly #width: number

  constructor(chalk: ChalkInstance, width: number) {
    this.#chalk = chalk
    this.#width = width
  }

  bold(text: string): string {
    return this.#chalk.bold(text)
  }

  dim(text: string): string {
    return this.#chalk.dim(text)
  }

  verdict(verdict: Verdict, text: string): string {
    const { green, yellow, red } = this.#chalk
    return { pass: green, weak: yellow, fail: red, inconclusive: yellow }[verdict](text)
  }

  wrapped(text: string, indent: number): string[] {
    const margin = ' '.repeat(indent)
    return wrapAnsi(text, Math.max(20, this.#width - indent), { trim: true })
      .split('\n')
      .map((line) => `${margin}${line}`)
  }
}

function checkLines(check: Check, pen: Pen): string[] {
  const isJudged = check.verdict !== 'inconclusive'
  const doubt = `  ${gradingWords().notJudged}`
  const title = isJudged ? check.title : check.title + doubt
  const [first = '', ...rest] = pen.wrapped(title, 4).map((line) => line.replace(doubt, pen.dim(doubt)))
  const row = [`  ${pen.verdict(check.verdict, MARKS[check.verdict])} ${first.trimStart()}`, ...rest]
  if (check.verdict === 'pass' || !isJudged) return row
  const message = pen.wrapped(check.message, 6)
  if (check.verdict === 'weak') return [...row, ...message.map((line) => pen.dim(line))]
  const steps = check.counterexample === undefined ? [] : ['', ...timeline(check.counterexample, pen), '']
  return [...row, ...message, ...steps]
}

function timeline({ setup, steps }: Counterexample, pen: Pen): string[] {
  const times = steps.map((step) => `${step.atMs} ms`)
  const timeWidth = Math.max(...times.map((time) => time.length))
  const actionWidth = Math.max(...steps.map((step) => step.action.length))
  const rows = steps.flatMap((step, index) => {
    const time = (times[index] ?? '').padStart(timeWidth)
    return stepLines(step, `      ${pen.dim(time)}  ${step.action.padEnd(actionWidth)}`, timeWidth + 8, pen)
  })
  return [...pen.wrapped(setup, 6), ...rows]
}

function stepLines(step: Step, start: string, margin: number, pen: Pen): string[] {
  const printed = (step.printed ?? '').split('\n').filter((line) => line !== '')
  const said = printed.slice(0, 6).map((line) => `${' '.repeat(margin)}${pen.dim(`| ${line}`)}`)
  if (step.expected === undefined) return [`${start}  ${step.happened}`.trimEnd(), ...said]
  const due = `${' '.repeat(margin)}${pen.verdict('fail', `✘ ${gradingWords().expected({ what: step.expected })}`)}`
  return [`${start}  ${pen.verdict('fail', step.happened)}`, due, ...said]
}

function faultLines({ fault, verdict }: Grade, pen: Pen): string[] {
  if (fault === undefined) return []
  const excerpt = (fault.excerpt ?? []).map((line) => `      ${line}`)
  const [first = '', ...rest] = pen.wrapped(fault.message, 4)
  return [
    `  ${pen.verdict(verdict, MARKS[verdict])} ${first.trimStart()}`,
    ...rest,
    ...(excerpt.length > 0 ? ['', ...excerpt] : []),
    '',
    ...fault.next.flatMap((step) => pen.wrapped(step, 4)),
  ]
}

type Label = keyof GradingMessages['labels']

function footer(grade: Grade, pen: Pen): string[] {
  const rows: (readonly [Label, string])[] = []
  if (grade.fault === undefined && grade.checks.some((check) => check.verdict === 'inconclusive')) {
    rows.push(['note', gradingWords().whyNotJudged])
  }
  if (grade.diagnosis !== undefined) rows.push(['cause', grade.diagnosis.message])
  if (grade.verdict === 'fail' && grade.fault === undefined)
    rows.push(['hint', `compendium hint ${grade.pattern}`])
  if (grade.speed !== undefined) rows.push(['speed', speedText(grade.speed)])
  const remarks = grade.verdict === 'fail' ? [] : (grade.code?.remarks ?? [])
  if (remarks.length > 0) rows.push(['code', remarks.join(' ')])
  const keptText = keptLine(grade)
  if (keptText !== undefined) rows.push(['kept', keptText])
  if (grade.sandbox !== undefined) rows.push(['fences', fencesText(grade.sandbox)])
  rows.push(['replay', grade.replay])
  const verdict = pen.verdict(grade.verdict, pen.bold(grade.verdict.toUpperCase()))
  return [`${verdict}  ${summary(grade)}`, ...rows.flatMap(([name, text]) => row(name, text, pen))]
}

function speedText(speed: Speed | Rate): string {
  const { operationsPerSecond, reference } = speed
  const share = Math.round((operationsPerSecond / reference.operationsPerSecond) * 100)
  if (!('entries' in speed)) {
    return gradingWords().speed.rate({ rate: operationsPerSecond, share })
  }
  return growthText(speed, share)
}

function growthText(
  { operationsPerSecond, growth, entries, reference, growsWithSize, unfinished }: Speed,
  share: number,
): string {
  const { rateWith, stopped, costs, costsAtLeast, grows } = gradingWords().speed
  const rate = { rate: operationsPerSecond, share, entries: entries[1] }
  const rise = { growth, entries: entries[0], reference: reference.growth }
  const told = unfinished ? [stopped(rate), costsAtLeast(rise)] : [rateWith(rate), costs(rise)]
  return (growsWithSize ? [...told, grows] : told).join(' ')
}

function keptLine({ kept, verdict, fault }: Grade): string | undefined {
  if (kept === undefined || fault !== undefined) return undefined
  const words = gradingWords().kept
  if (kept.problem !== undefined) return words.not({ why: kept.problem })
  if (verdict === 'fail' && kept.added === 0) return undefined
  if (verdict === 'fail') return words.added
  if (kept.tried === 0) return undefined
  return kept.tried === 1 ? words.holds : words.hold({ count: kept.tried })
}

function fencesText({ problem }: NonNullable<Grade['sandbox']>): string {
  const { inside, none } = gradingWords().sandbox
  return problem === undefined ? inside : none({ why: problem })
}

/** What is to be copied is never broken. */
function row(label: Label, text: string, pen: Pen): string[] {
  const { labels } = gradingWords()
  const width = Math.max(...Object.values(labels).map((one) => one.length))
  const start = `${labels[label].padEnd(width)}  `
  if (label === 'replay' || label === 'hint') return [start + text]
  const [first = '', ...rest] = pen.wrapped(text, start.length)
  return [start + first.trimStart(), ...rest]
}

function summary({ checks, seed, seeds, sequences }: Grade): string {
  const count = (verdict: Verdict): number => checks.filter((check) => check.verdict === verdict).length
  const words = gradingWords()
  const parts = [
    words.checksPassed({ passed: count('pass'), total: checks.length }),
    ...(count('fail') > 0 ? [words.failed({ count: count('fail') })] : []),
    ...(count('weak') > 0 ? [words.weak({ count: count('weak') })] : []),
    ...(count('inconclusive') > 0 ? [words.unjudged({ count: count('inconclusive') })] : []),
  ]
  const tried = seeds > 1 ? words.seeds({ count: seeds }) : words.seed({ seed })
  return `${parts.join(', ')} · ${words.sequences({ count: sequences })} · ${tried}`
}
