import { functionName, literal } from './idiom.ts'
import type { Language } from './languages.ts'
import { deedText, failureText, runText } from './script-text.ts'
import { isFunction, type Operation } from './sequence.ts'
import { givenValue } from './value.ts'

/** "call 3 starts when call 1 has come back": what stands before the method and its arguments. */
export function startText({ id, after }: Operation & { op: 'start' }): string {
  return after === undefined ? `call ${id}` : `call ${id}, as soon as call ${after} is back`
}

/** "operation of call 1 fails with ...": a run that was in flight ends. */
export function finishText(
  { of, run, does }: Operation & { op: 'finish' },
  ops: readonly Operation[],
  language: Language,
): string {
  const which = run === 1 ? '' : `run ${run} of `
  return `${which}${functionOf(of, ops, language)} ${deedText(does, language)}`
}

function functionOf(of: number | string, ops: readonly Operation[], language: Language): string {
  if (typeof of === 'string') return functionName(of, language)
  const started = ops.find((op) => op.op === 'start' && op.id === of)
  const handed = started?.op === 'start' ? started.args.find(isFunction) : undefined
  return `${handed === undefined ? 'the function' : functionName(handed.$function, language)} of call ${of}`
}

/** One event of a call in flight, in words; undefined when the line tells of none. */
export function eventText(line: string, language: Language): string | undefined {
  if (line === 'quiet') return 'nothing happens'
  const [, id, mark, rest = ''] = /^(\d+)([ =!])(.*)$/s.exec(line) ?? []
  if (id === undefined) return undefined
  if (mark === ' ') return `call ${id} runs ${runText(rest, language)}`
  if (mark === '!') return `call ${id} ends with ${failureText(rest, language)}`
  const value = givenValue(`=${rest}`)
  return `call ${id} gives ${value === undefined ? rest : literal(value, language)}`
}

/** In which order the functions ran that calls side by side were handed. */
export function runsTogetherText(runs: readonly string[], language: Language): string {
  if (runs.length === 0) return 'nothing is run'
  return runs
    .map((line) => {
      const [, id = line.slice(1), run] = /^\+(\d+) (.*)$/s.exec(line) ?? []
      return run === undefined ? `that of call ${id} ends` : `call ${id} runs ${runText(run, language)}`
    })
    .join(', ')
}
