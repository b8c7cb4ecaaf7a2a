import type { Scenario } from '../../model.ts'
import type { Operation, Outcome, Sequence } from '../../sequence.ts'

export const RESET_MS = 1000

type Step = Operation | (() => Operation)
type Given = Readonly<Record<string, number>>

export function shows(property: string, options: Given, ...steps: readonly Step[]): Scenario {
  return { property, sequence: sequence(options, steps) }
}

export function sequence(options: Given, steps: readonly Step[], startMs = 5000, subjects = 1): Sequence {
  const all = {
    failure_threshold: 3,
    reset_timeout_ms: RESET_MS,
    half_open_max_calls: 1,
    success_threshold: 1,
  }
  return { startMs, subjects, options: { ...all, ...options }, ops: steps.map(build) }
}

export function two(options: Given, ...steps: readonly Step[]): Scenario {
  return { property: 'instances-share-nothing', sequence: sequence(options, steps, 5000, 2) }
}

/** The same on the second breaker. */
export function on2(step: Step): Operation {
  const op = build(step)
  return 'on' in op ? { ...op, on: 1 } : op
}

export function bare(steps: readonly Step[]): Sequence {
  return { startMs: 5000, subjects: 1, options: {}, ops: steps.map(build) }
}

export function times(count: number, step: Step): Step[] {
  return Array.from({ length: count }, () => step)
}

function build(step: Step): Operation {
  return typeof step === 'function' ? step() : step
}

export function ok(): Operation & { op: 'call' } {
  return { op: 'call', on: 0, outcome: 'ok', durationMs: 0 }
}

export function fail(): Operation & { op: 'call' } {
  return { op: 'call', on: 0, outcome: 'error', durationMs: 0 }
}

export function slow(outcome: Outcome, durationMs: number): Operation {
  return { op: 'call', on: 0, outcome, durationMs }
}

export function raising(raises: 'rejection' | 'builtin'): Operation {
  return { ...fail(), raises }
}

export function value(kind: 'nothing' | 'zero' | 'false' | 'empty' | 'error'): Operation {
  return { ...ok(), value: kind }
}

export function immediate(outcome: Outcome): Operation {
  return { ...ok(), outcome, immediate: true }
}

export function begin(id: number): Operation {
  return { op: 'begin', on: 0, id }
}

export function together(id: number): Operation {
  return { op: 'begin', on: 0, id, together: true }
}

export function end(id: number, outcome: Outcome): Operation {
  return { op: 'end', id, outcome }
}

export function advance(ms: number): Operation {
  return { op: 'advance', ms }
}

export function state(): Operation {
  return { op: 'state', on: 0 }
}
