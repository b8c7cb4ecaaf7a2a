import { Chalk, type ChalkInstance } from 'chalk'
import wrapAnsi from 'wrap-ansi'
import type { Check, Counterexample, Grade, Rate, Speed, Step, Verdict } from '../grading/verdict.ts'

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
  const title = isJudged ? check.title : `${check.title}  (not judged)`
  const [first = '', ...rest] = pen
    .wrapped(title, 4)
    .map((line) => line.replace('  (not judged)', pen.dim('  (not judged)')))
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
  const due = `${' '.repeat(margin)}${pen.verdict('fail', `✘ expected: ${step.expected}`)}`
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

function footer(grade: Grade, pen: Pen): string[] {
  const rows: (readonly [string, string])[] = []
  if (grade.fault === undefined && grade.checks.some((check) => check.verdict === 'inconclusive')) {
    rows.push(['Note', 'A check is not judged when every sequence that would show it goes wrong before.'])
  }
  if (grade.diagnosis !== undefined) rows.push(['Cause', grade.diagnosis.message])
  if (grade.verdict === 'fail' && grade.fault === undefined)
    rows.push(['Hint', `compendium hint ${grade.pattern}`])
  if (grade.speed !== undefined) rows.push(['Speed', speedText(grade.speed)])
  const remarks = grade.verdict === 'fail' ? [] : (grade.code?.remarks ?? [])
  if (remarks.length > 0) rows.push(['Code', remarks.join(' ')])
  const keptText = keptLine(grade)
  if (keptText !== undefined) rows.push(['Kept', keptText])
  if (grade.sandbox !== undefined) rows.push(['Fences', fencesText(grade.sandbox)])
  rows.push(['Replay', grade.replay])
  const verdict = pen.verdict(grade.verdict, pen.bold(grade.verdict.toUpperCase()))
  return [`${verdict}  ${summary(grade)}`, ...rows.flatMap(([name, text]) => row(name, text, pen))]
}

function speedText(speed: Speed | Rate): string {
  const { operationsPerSecond, reference } = speed
  const share = Math.round((operationsPerSecond / reference.operationsPerSecond) * 100)
  if (!('entries' in speed)) {
    return `${operationsPerSecond} operations a second, ${share} % of the reference's rate.`
  }
  return growthText(speed, share)
}

function growthText(
  { operationsPerSecond, growth, entries, reference, growsWithSize, unfinished }: Speed,
  share: number,
): string {
  const most = unfinished ? 'It was stopped before it got through: at most ' : ''
  const rate = `${most}${operationsPerSecond} operations a second with ${entries[1]} entries, ${share} % of the reference's rate.`
  const rise = `An operation costs ${unfinished ? 'at least ' : ''}${growth} times what it costs with ${entries[0]} (reference: ${reference.growth}).`
  const call = 'The cost grows with what it holds: something is searched or copied one by one.'
  return growsWithSize ? `${rate} ${rise} ${call}` : `${rate} ${rise}`
}

function keptLine({ kept, verdict, fault }: Grade): string | undefined {
  if (kept === undefined || fault !== undefined) return undefined
  if (kept.problem !== undefined) return `This failure could not be kept in .compendium: ${kept.problem}.`
  if (verdict === 'fail' && kept.added === 0) return undefined
  if (verdict === 'fail') return 'This failure is kept in .compendium and tried first next time.'
  if (kept.tried === 0) return undefined
  return kept.tried === 1
    ? 'What failed before was tried first, and holds now.'
    : `${kept.tried} sequences that failed before were tried first, and hold now.`
}

function fencesText({ problem }: NonNullable<Grade['sandbox']>): string {
  return problem === undefined
    ? 'Ran in a sandbox: no network, and no files to write but in its own folder.'
    : `Not in a sandbox: ${problem}. The limits of time, memory, processes and output held all the same.`
}

function row(name: string, text: string, pen: Pen): string[] {
  if (name === 'Replay' || name === 'Hint') return [`${name.padEnd(6)}  ${text}`]
  const [first = '', ...rest] = pen.wrapped(text, 8)
  return [`${name.padEnd(6)}  ${first.trimStart()}`, ...rest]
}

function summary({ checks, seed, seeds, sequences }: Grade): string {
  const count = (verdict: Verdict): number => checks.filter((check) => check.verdict === verdict).length
  const parts = [
    `${count('pass')} of ${checks.length} checks passed`,
    ...(count('fail') > 0 ? [`${count('fail')} failed`] : []),
    ...(count('weak') > 0 ? [`${count('weak')} weak`] : []),
    ...(count('inconclusive') > 0 ? [`${count('inconclusive')} not judged`] : []),
  ]
  const tried = seeds > 1 ? `${seeds} seeds` : `seed ${seed}`
  return `${parts.join(', ')} · ${sequences} ${sequences === 1 ? 'sequence' : 'sequences'} · ${tried}`
}
