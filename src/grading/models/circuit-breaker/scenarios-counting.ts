import type { Scenario } from '../../model.ts'
import {
  advance,
  begin,
  end,
  fail,
  immediate,
  ok,
  RESET_MS,
  raising,
  sequence,
  shows,
  slow,
  state,
  value,
} from './steps.ts'

/** What is passed through, what opens it, and how long it stays open. */
export const COUNTING: readonly Scenario[] = [
  // Values and errors, also those that a program may take for something else.
  shows('passes-results-through', {}, ok, fail, ok),
  shows(
    'passes-results-through',
    { failure_threshold: 1 },
    value('nothing'),
    value('zero'),
    value('false'),
    value('empty'),
    value('error'),
    ok,
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
  // Whatever fn raises is a failure.
  shows('opens-after-threshold', { failure_threshold: 2 }, raising('builtin'), raising('builtin'), ok, state),
  shows('opens-after-threshold', { failure_threshold: 2 }, fail, raising('builtin'), ok, state),
  shows('opens-after-threshold', { failure_threshold: 1 }, raising('rejection'), ok, state),
  ...(['nothing', 'zero', 'false', 'empty'] as const).map((kind) =>
    shows('opens-after-threshold', { failure_threshold: 1 }, { ...fail(), value: kind }, ok, state),
  ),

  shows('success-resets-count', { failure_threshold: 3 }, fail, fail, ok, fail, fail, ok),
  shows('success-resets-count', { failure_threshold: 2 }, begin(1), fail, end(1, 'ok'), fail, ok),

  shows('open-fails-fast', { failure_threshold: 1 }, fail, ok, advance(RESET_MS - 1), ok, fail, state),

  {
    property: 'open-fails-fast',
    sequence: sequence({ failure_threshold: 1 }, [fail, ok, state], 0),
  },
  {
    property: 'open-fails-fast',
    sequence: sequence({ failure_threshold: 1 }, [fail, ok, state], -1),
  },

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
  {
    property: 'trial-at-reset-timeout',
    sequence: sequence({ failure_threshold: 1 }, [fail, ok, advance(RESET_MS), ok], -1),
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
]
