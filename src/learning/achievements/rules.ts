import type { Rule } from '../../corpus/achievement-schema.ts'
import type { ProgressEvent } from '../events.ts'
import { matches } from './matches.ts'

const DAY_MS = 86_400_000

export type DayOf = (atMs: number) => number

/** How far the log meets a rule. It is met when there are as many parts as needed. */
export interface Met {
  readonly need: number
  /** The events that show each part, in the order in which the parts were complete; never more parts than needed. */
  readonly parts: readonly (readonly ProgressEvent[])[]
}

type QuizEvent = Extract<ProgressEvent, { kind: 'quiz' }>
type OfKind<Key extends string> = Extract<Rule, Readonly<Record<Key, unknown>>>

/**
 * Looks for what a rule asks for. More events can only make more parts, or the same sooner: every part is a reason by itself, and
 * no event speaks against one. `events` are ordered by time, then id.
 */
export function meet(rule: Rule, events: readonly ProgressEvent[], dayOf: DayOf): Met {
  if ('where' in rule) return count(rule, events, dayOf)
  if ('first' in rule) return pairs(rule, events)
  if ('days_in_row' in rule) return daysInRow(rule.days_in_row, events, dayOf)
  return quizzesRight(rule.quizzes_right, events)
}

function count(
  { count: need, each, within, where }: OfKind<'where'>,
  events: readonly ProgressEvent[],
  dayOf: DayOf,
): Met {
  const groups = new Map<string, Map<string | number, ProgressEvent>>()
  let best: ReadonlyMap<string | number, ProgressEvent> = new Map()
  for (const event of events) {
    if (!matches(event, where)) continue
    const name = within === undefined ? '' : event.slug
    const group = groups.get(name) ?? new Map<string | number, ProgressEvent>()
    groups.set(name, group)
    const key = keyOf(event, each, dayOf)
    if (!group.has(key) && group.size < need) group.set(key, event)
    if (group.size > best.size) best = group
    if (best.size === need) break
  }
  return { need, parts: [...best.values()].map((event) => [event]) }
}

function keyOf(event: ProgressEvent, each: OfKind<'where'>['each'], dayOf: DayOf): string | number {
  if (each === 'topic') return event.slug
  if (each === 'day') return dayOf(event.atMs)
  return each === 'language' && event.kind === 'attempt' ? event.data.language : event.id
}

function pairs(
  { first, later, days, same, count: need }: OfKind<'first'>,
  events: readonly ProgressEvent[],
): Met {
  const firsts = new Map<string, ProgressEvent>()
  const found = new Map<string, readonly ProgressEvent[]>()
  for (const event of events) {
    const key = same === 'topic' ? event.slug : questionOf(event)
    if (key === undefined) continue
    const before = firsts.get(key)
    const isLater = before !== undefined && event.atMs - before.atMs >= days * DAY_MS && matches(event, later)
    if (isLater && !found.has(key) && found.size < need) found.set(key, [before, event])
    if (before === undefined && matches(event, first)) firsts.set(key, event)
  }
  return { need, parts: [...found.values()] }
}

function questionOf(event: ProgressEvent): string | undefined {
  return event.kind === 'quiz' || event.kind === 'review' ? `${event.slug}/${event.data.question}` : undefined
}

/** The first run of days that is long enough, else the longest. */
function daysInRow(need: number, events: readonly ProgressEvent[], dayOf: DayOf): Met {
  const firsts = new Map<number, ProgressEvent>()
  for (const event of events) if (!firsts.has(dayOf(event.atMs))) firsts.set(dayOf(event.atMs), event)
  let run: ProgressEvent[] = []
  let best: readonly ProgressEvent[] = []
  for (const day of [...firsts.keys()].sort((a, b) => a - b)) {
    const event = firsts.get(day)
    if (event === undefined) continue
    run = firsts.has(day - 1) ? [...run, event] : [event]
    if (run.length > best.length) best = run
    if (best.length === need) break
  }
  return { need, parts: best.map((event) => [event]) }
}

/** A quiz has as many questions as an answer to it says; of several numbers, after an edition, the least counts. */
function quizzesRight(need: number, events: readonly ProgressEvent[]): Met {
  const open = new Map<string, { least: QuizEvent; right: Map<string, QuizEvent> }>()
  const found = new Map<string, readonly ProgressEvent[]>()
  for (const event of events) {
    if (event.kind !== 'quiz' || found.size === need) continue
    const { slug, data } = event
    const quiz = open.get(slug) ?? { least: event, right: new Map<string, QuizEvent>() }
    open.set(slug, quiz)
    if (data.questions < quiz.least.data.questions) quiz.least = event
    if (data.correct && !quiz.right.has(data.question)) quiz.right.set(data.question, event)
    const isWhole = quiz.right.size >= Math.max(1, quiz.least.data.questions)
    if (isWhole && !found.has(slug)) found.set(slug, [quiz.least, ...quiz.right.values()])
  }
  return { need, parts: [...found.values()] }
}
