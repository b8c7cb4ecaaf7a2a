import type { Passed } from '../network/network.ts'
import { excerpt } from '../wire/message.ts'
import type { StepRun } from './run-steps.ts'

/** Where two runs of the same schedule part, in words; undefined when they do not. */
export function firstDifference(first: StepRun, second: StepRun): string | undefined {
  if (first.traceHash === second.traceHash) return undefined
  const length = Math.max(first.passed.length, second.passed.length)
  for (let at = 0; at < length; at += 1) {
    const [one, other] = [first.passed[at], second.passed[at]]
    if (one !== undefined && other !== undefined && text(one) === text(other)) continue
    const atUs = one?.atUs ?? other?.atUs ?? 0
    return `at ${(atUs / 1e6).toFixed(3)} s: first ${said(one)}, then ${said(other)}`
  }
  return 'after the messages that are kept'
}

function text({ what, atUs, message }: Passed): string {
  return `${what} ${atUs} ${JSON.stringify(message)}`
}

function said(passed: Passed | undefined): string {
  if (passed === undefined) return 'nothing'
  const { src, dest, body } = passed.message
  return `${src} to ${dest}: ${excerpt(JSON.stringify(body))}`
}
