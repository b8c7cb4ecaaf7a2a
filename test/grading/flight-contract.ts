import type { ExerciseContract, LanguageId } from '../../src/corpus/exercise-schema.ts'
import { handing, wait } from '../../src/grading/models/steps.ts'
import type { Deed, Json, Observation, Operation, Sequence } from '../../src/grading/sequence.ts'
import { invoke, method, shape, valueContract } from './value-contract.ts'

type Method = ExerciseContract['methods'][number]

const meaning = 'x'
const BOTH = ['LateError', 'FullError']

function overlapping(one: Method): Method {
  return { ...one, overlaps: true }
}

/** A contract whose calls may be in flight side by side: what a driver has to carry of them. */
export function flightContract(language: LanguageId, fileName: string): ExerciseContract {
  return {
    ...valueContract(language, fileName, []),
    type: 'Crowd',
    options: [{ name: 'limit', type: 'int', default: 2, meaning }],
    given: [
      { name: 'clock', kind: 'clock', meaning },
      { name: 'schedule', kind: 'schedule', meaning },
      { name: 'load', kind: 'function', function: shape(['string'], 'int'), meaning },
    ],
    methods: [
      overlapping(method('run', [shape([], 'int')], 'int', BOTH)),
      overlapping(method('timed', [shape([], 'int'), 'int'], 'int', BOTH)),
      overlapping(method('shared', ['string'], 'int', BOTH)),
      overlapping(method('both', ['string', 'string'], 'int', BOTH)),
      overlapping(method('laps', ['int', 'int'], 'nothing', BOTH)),
      overlapping(method('slept', ['int'], 'int')),
      /** Runs it until it gives something else than 0. */
      overlapping(method('until', [shape([], 'int')], 'int')),
      method('inside', [], 'int'),
      overlapping(method('odd', ['string'], 'int')),
    ],
    errors: [
      { name: 'LateError', meaning },
      { name: 'FullError', meaning },
    ],
  }
}

export function start(id: number, name: string, ...args: readonly Json[]): Operation {
  return { op: 'start', id, on: 0, method: name, args }
}

function finish(of: number | string, run: number, does: Deed = {}): Operation {
  return { op: 'finish', of, run, does }
}

const HOLDS: Deed = { holds: true }
const held = handing('operation', [HOLDS])

/** How many events the operations show that come to this. */
export function eventsOf(seen: readonly Observation[]): number[] {
  return seen.map((one) => {
    if (typeof one !== 'string') return 0
    return one.split('\n').filter((line) => line !== 'quiet' && !/^[=!]/.test(line)).length
  })
}

interface FlightCase {
  readonly steps: readonly (readonly [op: Operation, seen: string])[]
  readonly more?: Partial<Sequence>
}

const loads = { given: { load: { does: [HOLDS] } } }

/** What every driver shows of calls in flight, by what it proves. */
export const FLIGHT_CASES: Readonly<Record<string, FlightCase>> = {
  'stay in flight, wait for each other and come back': {
    steps: [
      [start(1, 'run', held), '1 operation()'],
      [start(2, 'run', held), '2 operation()'],
      [start(3, 'run', handing('operation', [{ gives: 9 }])), 'quiet'],
      [start(4, 'run', held), 'quiet'],
      [invoke('inside'), '=2'],
      [finish(2, 1, { gives: 7 }), '2=7\n3 operation()\n3=9\n4 operation()'],
      [finish(1, 1, { fails: 'timeout' }), '1!timeout'],
      [finish(4, 1, { fails: 'FullError' }), '4!FullError'],
      [invoke('inside'), '=0'],
    ],
  },
  'show nothing where nothing is to be done': {
    steps: [
      [finish(1, 1), 'quiet'],
      [start(1, 'run', held), '1 operation()'],
      [start(1, 'run', held), 'quiet'],
      [finish(1, 2), 'quiet'],
      [finish('load', 1), 'quiet'],
      [finish(1, 1, { gives: 1 }), '1=1'],
      [finish(1, 1, { gives: 2 }), 'quiet'],
      [finish(1, 1, { gives: 3 }), 'quiet'],
      [wait(10), 'quiet'],
    ],
  },
  'are started again by the same caller as soon as they are back': {
    steps: [
      [start(1, 'run', held), '1 operation()'],
      [{ ...start(2, 'run', handing('operation', [{ gives: 4 }])), after: 1 } as Operation, 'quiet'],
      [{ ...start(3, 'run', held), after: 1 } as Operation, 'quiet'],
      [
        { ...start(4, 'run', handing('operation', [{ gives: 0 }])), after: 3 } as Operation,
        '4 operation()\n4=0',
      ],
      [finish(1, 1, { gives: 8 }), '1=8\n2 operation()\n2=4'],
      [{ ...start(5, 'run', held), after: 1 } as Operation, '5 operation()'],
    ],
  },
  'share what a given function is doing': {
    more: loads,
    steps: [
      [start(1, 'shared', 'a'), 'load("a")'],
      [start(2, 'shared', 'a'), 'quiet'],
      [start(3, 'shared', 'b'), 'load("b")'],
      [finish('load', 1, { gives: 5 }), '1=5\n2=5'],
      [start(4, 'shared', 'a'), 'load("a")'],
      [start(5, 'shared', 'b'), 'quiet'],
      [finish('load', 2, { fails: 'gone' }), '3!gone\n5!gone'],
      [finish('load', 3, { gives: 6 }), '4=6'],
    ],
  },
  'number runs that began together by their lines': {
    more: loads,
    steps: [
      [start(1, 'both', 'b', 'a'), 'load("a")\nload("b")'],
      [finish('load', 2, { gives: 20 }), 'quiet'],
      [finish('load', 1, { fails: 'broken' }), '1!broken'],
      [start(2, 'both', 'c', 'd'), 'load("c")\nload("d")'],
      [finish('load', 3, { gives: 1 }), 'quiet'],
      [finish('load', 4, { gives: 2 }), '2=12'],
      [start(3, 'both', 'f', 'e'), 'load("e")\nload("f")'],
      [finish('load', 5, { gives: 1 }), 'quiet'],
      [finish('load', 6, { gives: 2 }), '3=21'],
    ],
  },
  'give up when the given scheduler says so': {
    steps: [
      [start(1, 'run', held), '1 operation()'],
      [start(2, 'run', held), '2 operation()'],
      [start(3, 'timed', held, 50), 'quiet'],
      [start(4, 'timed', held, 20), 'quiet'],
      [wait(19), 'quiet'],
      [wait(1), '4!LateError'],
      [finish(1, 1, { gives: 1 }), '1=1\n3 operation()'],
      [wait(100), 'quiet'],
      [start(5, 'timed', held, 30), 'quiet'],
      [start(6, 'timed', held, 30), 'quiet'],
      [wait(1000), '5!LateError\n6!LateError'],
    ],
  },
  'are called back in virtual time, also while the system clocks stand still': {
    more: { systemClock: 'frozen' },
    steps: [
      [start(1, 'laps', 3, 0), '1=null'],
      [start(2, 'laps', 3, 10), 'quiet'],
      [wait(29), 'quiet'],
      [wait(1), '2=null'],
      [start(3, 'laps', 5, 7), 'quiet'],
      [wait(35), '3=null'],
    ],
  },
  'are not called back when that was cancelled': {
    steps: [
      [start(1, 'odd', 'cancel'), '1=1'],
      [wait(100), 'quiet'],
    ],
  },
  'are let go at the end though they ask again and again': {
    steps: [
      [start(1, 'until', held), '1 operation()'],
      [finish(1, 1, { gives: 0 }), '1 operation()'],
      [finish(1, 1, { gives: 3 }), 'quiet'],
    ],
  },
  'sleep in virtual time': {
    steps: [
      [start(1, 'slept', 40), 'quiet'],
      [wait(39), 'quiet'],
      [start(2, 'slept', 5), 'quiet'],
      [wait(100), '1=40\n2=5'],
    ],
  },
}
