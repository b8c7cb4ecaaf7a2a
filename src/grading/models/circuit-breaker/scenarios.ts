import type { Scenario } from '../../model.ts'
import type { Operation, Outcome, Sequence } from '../../sequence.ts'

const RESET_MS = 1000

/** One sequence for each thing that a property can mean. The first of a property is its plainest. */
export const SCENARIOS: readonly Scenario[] = [
  // Values and errors, also those that a program may take for something else.
  shows('passes-results-through', {}, ok, fail, ok),
  shows(
    'passes-results-through',
    { failure_threshold: 1 },
    value('nothing'),
    value('zero'),
    value('false'),
    value('empty'),
  ),
  shows('passes-results-through', {}, immediate('ok'), immediate('error'), ok),
  shows('passes-results-through', { failure_threshold: 2 }, immediate('error'), immediate('error'), ok),

  shows('opens-after-threshold', { failure_threshold: 3 }, fail, fail, fail, ok),
  shows('opens-after-threshold', { failure_threshold: 3 }, fail, fail, ok, state),
  shows('opens-after-threshold', { failure_threshold: 1 }, fail, ok, state),
  shows(
    'opens-after-threshold',
    { failure_threshold: 2 },
    begin(1),
    begin(2),
    end(1, 'error'),
    end(2, 'error'),
    ok,
  ),

  shows('opens-after-threshold', { failure_threshold: 1 }, immediate('error'), ok, state),

  shows('success-resets-count', { failure_threshold: 3 }, fail, fail, ok, fail, fail, ok),
  shows('success-resets-count', { failure_threshold: 2 }, begin(1), fail, end(1, 'ok'), fail, ok),

  shows('open-fails-fast', { failure_threshold: 1 }, fail, ok, advance(RESET_MS - 1), ok, fail, state),

  shows('trial-at-reset-timeout', { failure_threshold: 1 }, fail, advance(RESET_MS), ok),
  shows('trial-at-reset-timeout', { failure_threshold: 1 }, fail, advance(RESET_MS + 1), ok),
  shows('trial-at-reset-timeout', { failure_threshold: 1 }, fail, advance(RESET_MS * 1000), ok),
  shows(
    'trial-at-reset-timeout',
    { failure_threshold: 2 },
    fail,
    advance(400),
    fail,
    advance(600),
    ok,
    advance(400),
    ok,
  ),
  shows(
    'trial-at-reset-timeout',
    { failure_threshold: 1 },
    slow('error', 300),
    advance(700),
    ok,
    advance(300),
    ok,
  ),
  {
    property: 'trial-at-reset-timeout',
    sequence: sequence({ failure_threshold: 1 }, [fail, advance(RESET_MS), ok], 0),
  },

  shows('rejections-change-nothing', { failure_threshold: 1 }, fail, advance(600), ok, advance(400), ok),
  shows(
    'rejections-change-nothing',
    { failure_threshold: 1 },
    fail,
    advance(RESET_MS),
    begin(1),
    ok,
    end(1, 'ok'),
    state,
    ok,
  ),
  shows(
    'rejections-change-nothing',
    { failure_threshold: 1, success_threshold: 2 },
    fail,
    advance(RESET_MS),
    ok,
    begin(1),
    ok,
    end(1, 'ok'),
    state,
  ),

  // Enough calls to tell one too many from no limit at all.
  shows('limits-trials', { failure_threshold: 1 }, fail, advance(RESET_MS), begin(1), ok),
  shows('limits-trials', { failure_threshold: 1 }, fail, advance(RESET_MS), begin(1), begin(2), begin(3)),
  shows(
    'limits-trials',
    { failure_threshold: 1, half_open_max_calls: 2 },
    fail,
    advance(RESET_MS),
    begin(1),
    begin(2),
    begin(3),
    begin(4),
  ),
  // The half-open stampede: calls that begin before any of them has awaited anything.
  shows('limits-trials', { failure_threshold: 1 }, fail, advance(RESET_MS), begin(1), together(2), together(3)),
  shows(
    'limits-trials',
    { failure_threshold: 1, half_open_max_calls: 2, success_threshold: 3 },
    fail,
    advance(RESET_MS),
    ok,
    begin(1),
    together(2),
    together(3),
    end(1, 'ok'),
    state,
  ),
  shows(
    'limits-trials',
    { failure_threshold: 1, half_open_max_calls: 2 },
    fail,
    advance(RESET_MS),
    begin(1),
    begin(2),
    ok,
  ),
  shows(
    'limits-trials',
    { failure_threshold: 1, success_threshold: 3 },
    fail,
    advance(RESET_MS),
    ok,
    ok,
    ok,
    fail,
    ok,
  ),
  shows(
    'limits-trials',
    { failure_threshold: 1 },
    fail,
    advance(RESET_MS),
    fail,
    advance(RESET_MS),
    ok,
    state,
  ),

  shows(
    'closes-after-successes',
    { failure_threshold: 2, success_threshold: 2 },
    fail,
    fail,
    advance(RESET_MS),
    ok,
    state,
    ok,
    state,
  ),
  shows('closes-after-successes', { failure_threshold: 2 }, fail, fail, advance(RESET_MS), ok, fail, ok),
  shows(
    'closes-after-successes',
    { failure_threshold: 1, success_threshold: 2 },
    fail,
    advance(RESET_MS),
    ok,
    fail,
    advance(RESET_MS),
    ok,
    state,
  ),

  shows('failed-trial-reopens', { failure_threshold: 2 }, fail, fail, advance(RESET_MS), fail, ok, state),
  shows(
    'failed-trial-reopens',
    { failure_threshold: 1 },
    fail,
    advance(RESET_MS),
    ok,
    advance(400),
    fail,
    advance(600),
    ok,
    advance(400),
    ok,
  ),
  shows(
    'failed-trial-reopens',
    { failure_threshold: 1 },
    fail,
    advance(RESET_MS),
    fail,
    advance(RESET_MS - 1),
    ok,
    advance(1),
    ok,
  ),

  shows(
    'late-results-ignored',
    { failure_threshold: 1 },
    begin(1),
    fail,
    advance(RESET_MS),
    begin(2),
    end(1, 'ok'),
    state,
    end(2, 'ok'),
  ),
  shows(
    'late-results-ignored',
    { failure_threshold: 1 },
    begin(1),
    fail,
    advance(RESET_MS),
    begin(2),
    end(1, 'error'),
    state,
    end(2, 'ok'),
    state,
  ),
  shows(
    'late-results-ignored',
    { failure_threshold: 1 },
    begin(1),
    fail,
    advance(600),
    end(1, 'error'),
    advance(400),
    ok,
  ),
  shows(
    'late-results-ignored',
    { failure_threshold: 1 },
    begin(1),
    fail,
    advance(600),
    end(1, 'ok'),
    state,
    ok,
  ),
  shows(
    'late-results-ignored',
    { failure_threshold: 1, half_open_max_calls: 2 },
    fail,
    advance(RESET_MS),
    begin(1),
    begin(2),
    end(1, 'error'),
    advance(RESET_MS),
    begin(3),
    end(2, 'ok'),
    state,
  ),
  shows(
    'late-results-ignored',
    { failure_threshold: 1, half_open_max_calls: 2 },
    fail,
    advance(RESET_MS),
    begin(1),
    begin(2),
    end(1, 'ok'),
    end(2, 'error'),
    ok,
  ),

  {
    property: 'instances-share-nothing',
    sequence: sequence({ failure_threshold: 1 }, [fail, { ...ok(), on: 1 }, { op: 'state', on: 1 }], 5000, 2),
  },
  {
    property: 'instances-share-nothing',
    sequence: sequence({ failure_threshold: 1 }, [fail, fail, fail, { ...ok(), on: 1 }], 5000, 2),
  },
  // Their failures interleave: together they make up the threshold, each alone does not.
  two({ failure_threshold: 2 }, fail, on2(fail), state, on2(state), ok, on2(ok)),
  two({ failure_threshold: 3 }, fail, on2(fail), fail, on2(ok), fail, ok),
  two({ failure_threshold: 1 }, fail, on2(fail), advance(RESET_MS), begin(1), on2(begin(2)), end(2, 'ok'), ok),
  two({ failure_threshold: 1 }, fail, advance(600), on2(fail), advance(400), ok, on2(ok), advance(600), on2(ok)),
  two(
    { failure_threshold: 1, success_threshold: 2 },
    fail,
    on2(fail),
    advance(RESET_MS),
    ok,
    on2(ok),
    state,
    on2(state),
  ),

  shows(
    'state-is-true',
    { failure_threshold: 1 },
    state,
    fail,
    state,
    advance(RESET_MS),
    begin(1),
    state,
    end(1, 'ok'),
    state,
  ),
  shows('state-is-true', { failure_threshold: 2 }, fail, fail, advance(RESET_MS), state, fail, ok),

  {
    property: 'uses-the-given-clock',
    sequence: { ...sequence({ failure_threshold: 1 }, [fail, advance(RESET_MS), ok]), systemClock: 'frozen' },
  },
  {
    property: 'uses-the-given-clock',
    sequence: {
      ...sequence({ failure_threshold: 1 }, [fail, fail, advance(RESET_MS + 1), begin(1)]),
      systemClock: 'frozen',
    },
  },

  { property: 'has-the-stated-defaults', sequence: bare([fail, fail, fail, fail, fail, ok]) },
  { property: 'has-the-stated-defaults', sequence: bare([fail, fail, fail, fail, ok, state]) },
  {
    property: 'has-the-stated-defaults',
    sequence: bare([
      fail,
      fail,
      fail,
      fail,
      fail,
      advance(29_999),
      ok,
      advance(1),
      begin(1),
      ok,
      end(1, 'ok'),
      state,
    ]),
  },

  // Last, because a call that waits for ever ends the process under test.
  shows('calls-run-side-by-side', {}, begin(1), begin(2), end(2, 'ok'), end(1, 'ok')),
  shows('calls-run-side-by-side', {}, begin(1), ok, end(1, 'ok')),
]

type Step = Operation | (() => Operation)
type Given = Readonly<Record<string, number>>

function shows(property: string, options: Given, ...steps: readonly Step[]): Scenario {
  return { property, sequence: sequence(options, steps) }
}

function sequence(options: Given, steps: readonly Step[], startMs = 5000, subjects = 1): Sequence {
  const all = {
    failure_threshold: 3,
    reset_timeout_ms: RESET_MS,
    half_open_max_calls: 1,
    success_threshold: 1,
  }
  return { startMs, subjects, options: { ...all, ...options }, ops: steps.map(build) }
}

function two(options: Given, ...steps: readonly Step[]): Scenario {
  return { property: 'instances-share-nothing', sequence: sequence(options, steps, 5000, 2) }
}

/** The same on the second breaker. */
function on2(step: Step): Operation {
  const op = build(step)
  return 'on' in op ? { ...op, on: 1 } : op
}

function bare(steps: readonly Step[]): Sequence {
  return { startMs: 5000, subjects: 1, options: {}, ops: steps.map(build) }
}

function build(step: Step): Operation {
  return typeof step === 'function' ? step() : step
}

function ok(): Operation & { op: 'call' } {
  return { op: 'call', on: 0, outcome: 'ok', durationMs: 0 }
}

function fail(): Operation {
  return { op: 'call', on: 0, outcome: 'error', durationMs: 0 }
}

function slow(outcome: Outcome, durationMs: number): Operation {
  return { op: 'call', on: 0, outcome, durationMs }
}

function value(kind: 'nothing' | 'zero' | 'false' | 'empty'): Operation {
  return { ...ok(), value: kind }
}

function immediate(outcome: Outcome): Operation {
  return { ...ok(), outcome, immediate: true }
}

function begin(id: number): Operation {
  return { op: 'begin', on: 0, id }
}

function together(id: number): Operation {
  return { op: 'begin', on: 0, id, together: true }
}

function end(id: number, outcome: Outcome): Operation {
  return { op: 'end', id, outcome }
}

function advance(ms: number): Operation {
  return { op: 'advance', ms }
}

function state(): Operation {
  return { op: 'state', on: 0 }
}
