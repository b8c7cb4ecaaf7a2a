import type { Json } from './sequence.ts'

/**
 * One text for each value, whatever the order of its keys and whether a whole number was written as a
 * float: what is compared.
 */
export function canonical(value: Json): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`
  if (typeof value !== 'object' || value === null) return JSON.stringify(value)
  const pairs = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1))
  return `{${pairs.map(([key, one]) => `${JSON.stringify(key)}:${canonical(one as Json)}`).join(',')}}`
}

/** The observation of an operation that gave this value. */
export function giving(value: Json): string {
  return `=${canonical(value)}`
}

/** The observation of an operation that raised this error of the contract. */
export function raising(error: string): string {
  return `!${error}`
}

/** The value that an observation tells of; undefined when it tells of none. */
export function givenValue(observation: string): Json | undefined {
  const line = observation.slice(observation.lastIndexOf('\n') + 1)
  if (!line.startsWith('=')) return undefined
  try {
    return JSON.parse(line.slice(1)) as Json
  } catch {
    return undefined
  }
}

/** The line that tells of one run of a function that the program was handed. */
export function ran(name: string, args: readonly Json[]): string {
  return `${name}(${args.map(canonical).join(',')})`
}

/** The lines before the value or error: what was done on the way. */
export function effectsOf(observation: string): string[] {
  return observation.split('\n').slice(0, -1)
}

/** The observation of an operation in which nothing happened, where calls may be in flight side by side. */
export const QUIET = 'quiet'

/** Of call 2: `2 load("a")`, the function that it was handed began to run; `2=5`, it came back; `2!timeout`. */
const EVENT = /^(\d+)([ =!])(.*)$/s

/** Events in the order in which they are compared: runs of given functions, then call by call, a run before what came back. */
export function eventsText(lines: readonly string[]): string {
  return lines.length === 0 ? QUIET : [...lines].sort(byCall).join('\n')
}

function byCall(one: string, other: string): number {
  const difference = callOf(one) - callOf(other)
  if (difference !== 0) return difference
  if (one === other) return 0
  return one < other ? -1 : 1
}

/** Which call an event is of; 0 for a given function. */
export function callOf(line: string): number {
  return Number(EVENT.exec(line)?.[1] ?? 0)
}

/** The observation of calls side by side, from what each of them showed, and from how the functions ran that they were handed. */
export function together(calls: readonly string[], runs?: readonly string[]): string {
  return `&${JSON.stringify(runs === undefined ? calls : { runs, calls })}`
}

/** What each call of some side by side showed; undefined when the observation is not of such. */
export function answersTogether(observation: string): readonly string[] | undefined {
  const told = toldTogether(observation)
  return told !== undefined && 'calls' in told ? told.calls : told
}

/** In which order the functions ran that calls side by side were handed; undefined where they were handed none. */
export function runsTogether(observation: string): readonly string[] | undefined {
  const told = toldTogether(observation)
  return told !== undefined && 'calls' in told ? told.runs : undefined
}

type Together = readonly string[] | { readonly runs: readonly string[]; readonly calls: readonly string[] }

function toldTogether(observation: string): Together | undefined {
  return observation.startsWith('&') ? (JSON.parse(observation.slice(1)) as Together) : undefined
}

/** As a driver wrote it, made canonical. */
export function normalized(observation: string): string {
  const answers = answersTogether(observation)
  if (answers !== undefined) {
    return together(answers.map(normalized), runsTogether(observation)?.map(normalizedRun))
  }
  const lines = observation.split('\n')
  const isOfValues = /^[=!]/.test(lines.at(-1) ?? '')
  if (isOfValues ? !lines.some(isEvent) : !lines.some((line) => line.endsWith(')') || isEvent(line))) {
    return normalizedInTurn(observation)
  }
  const own = lines.filter((line) => line.startsWith('=') || line.startsWith('!'))
  const events = lines.filter((line) => !own.includes(line)).map(normalizedEvent)
  return [eventsText(events), ...own.map(normalizedInTurn)].join('\n')
}

/** `+1 load("a")`: that which call 1 was handed begins. */
function normalizedRun(line: string): string {
  const [, id, run = ''] = /^(\+\d+ )(.*)$/s.exec(line) ?? []
  return id === undefined ? line : `${id}${canonicalRun(run)}`
}

function isEvent(line: string): boolean {
  return EVENT.test(line)
}

function normalizedEvent(line: string): string {
  const [, id, mark, rest = ''] = EVENT.exec(line) ?? []
  if (id === undefined) return canonicalRun(line)
  if (mark === ' ') return `${id} ${canonicalRun(rest)}`
  return mark === '=' ? `${id}${normalizedInTurn(`=${rest}`)}` : line
}

function normalizedInTurn(observation: string): string {
  const value = givenValue(observation)
  const last = value === undefined ? observation.slice(observation.lastIndexOf('\n') + 1) : giving(value)
  return [...effectsOf(observation).map(canonicalRun), last].join('\n')
}

function canonicalRun(line: string): string {
  const [, name = '', args = ''] = /^(\w+)\((.*)\)$/.exec(line) ?? []
  try {
    return name === '' ? line : ran(name, JSON.parse(`[${args}]`) as Json[])
  } catch {
    return line
  }
}
