import type { Scenario } from '../../model.ts'
import type { Deed, Operation, Script } from '../../sequence.ts'
import { call, callOn, shows } from '../steps.ts'

const STEPS = ['reserve', 'charge', 'ship order']
const TIMEOUT: Deed = { fails: 'timeout' }
const REFUSED: Deed = { fails: 'StepRefusedError' }
const DISK: Deed = { fails: 'disk' }
const OK: Deed = {}
const some = { step_attempts: 2, compensation_attempts: 2 }
const once = { step_attempts: 1, compensation_attempts: 1 }

const run = (saga: string, steps: readonly string[] = STEPS): Operation => call('run', saga, steps)
const resume = (saga: string, log: readonly string[], steps: readonly string[] = STEPS): Operation =>
  call('resume', saga, steps, log)

/** A function whose runs for a step follow a list of their own. */
function byStep(by: Script['by'] = {}): Script {
  return { does: [], by }
}

interface Given {
  readonly act?: Script['by']
  readonly compensate?: Script['by']
  readonly record?: readonly Deed[]
}

function scripted(given: Given): { given: Record<string, Script> } {
  return {
    given: {
      act: byStep(given.act),
      compensate: byStep(given.compensate),
      record: { does: given.record ?? [] },
    },
  }
}

/** The log of a saga whose first step is done, and whose second was begun. */
const BEGUN = ['doing reserve', 'done reserve', 'doing charge']
const GOING_BACK = [...BEGUN, 'unknown charge']
const ALL_DONE = [...BEGUN, 'done charge', 'doing ship order', 'done ship order']
const failsAt = (write: number): readonly Deed[] => [...Array.from({ length: write - 1 }, () => OK), DISK, OK]

export const SCENARIOS: readonly Scenario[] = [
  shows('runs-the-steps-in-order', some, [run('s1'), run('s2', ['b', 'a'])]),
  shows('runs-the-steps-in-order', some, [run('s1', []), run('s2', ['a'])]),
  shows('runs-the-steps-in-order', some, [run('s1')], scripted({ act: { charge: [REFUSED] } })),
  shows('records-before-it-acts', some, [run('s1', ['a', 'b'])]),
  shows('records-before-it-acts', some, [run('s1', ['a'])], scripted({ record: [DISK] })),
  shows('stops-when-the-log-fails', some, [run('s1')], scripted({ record: failsAt(1) })),
  shows('stops-when-the-log-fails', some, [run('s1')], scripted({ record: failsAt(2) })),
  shows('stops-when-the-log-fails', some, [run('s1')], scripted({ record: failsAt(3) })),
  shows(
    'stops-when-the-log-fails',
    some,
    [run('s1')],
    scripted({ act: { charge: [REFUSED] }, record: failsAt(4) }),
  ),
  shows(
    'stops-when-the-log-fails',
    some,
    [run('s1')],
    scripted({ act: { 'ship order': [REFUSED] }, record: failsAt(7) }),
  ),
  shows('goes-back-in-reverse-order', some, [run('s1')], scripted({ act: { 'ship order': [REFUSED] } })),
  shows(
    'goes-back-in-reverse-order',
    some,
    [run('s1', ['a', 'b', 'c', 'd'])],
    scripted({ act: { d: [REFUSED] } }),
  ),
  shows('leaves-a-refused-step-alone', some, [run('s1')], scripted({ act: { charge: [REFUSED] } })),
  shows('leaves-a-refused-step-alone', some, [run('s1')], scripted({ act: { reserve: [REFUSED] } })),
  shows('undoes-what-may-have-happened', some, [run('s1')], scripted({ act: { charge: [TIMEOUT] } })),
  shows('undoes-what-may-have-happened', some, [run('s1')], scripted({ act: { reserve: [TIMEOUT] } })),
  shows(
    'undoes-what-may-have-happened',
    some,
    [run('s1')],
    scripted({ act: { charge: [TIMEOUT, REFUSED] } }),
  ),
  shows('tries-an-unknown-step-again', some, [run('s1')], scripted({ act: { charge: [TIMEOUT, OK] } })),
  shows(
    'tries-an-unknown-step-again',
    some,
    [run('s1')],
    scripted({ act: { reserve: [TIMEOUT, OK], charge: [TIMEOUT, OK] } }),
  ),
  shows('tries-an-unknown-step-again', once, [run('s1')], scripted({ act: { charge: [TIMEOUT, OK] } })),
  shows('records-the-way-back', some, [run('s1')], scripted({ act: { 'ship order': [REFUSED] } })),
  shows('records-the-way-back', some, [run('s1')], scripted({ act: { 'ship order': [TIMEOUT] } })),
  shows(
    'tries-compensations-again',
    some,
    [run('s1')],
    scripted({ act: { charge: [REFUSED] }, compensate: { reserve: [TIMEOUT, OK] } }),
  ),
  shows(
    'tries-compensations-again',
    some,
    [run('s1')],
    scripted({ act: { charge: [TIMEOUT] }, compensate: { charge: [TIMEOUT, OK], reserve: [TIMEOUT, OK] } }),
  ),
  shows(
    'tries-compensations-again',
    some,
    [run('s1')],
    scripted({ act: { charge: [REFUSED] }, compensate: { reserve: [REFUSED, OK] } }),
  ),
  shows(
    'tries-compensations-again',
    some,
    [run('s1')],
    scripted({ act: { charge: [REFUSED] }, compensate: { reserve: [TIMEOUT, TIMEOUT, OK] } }),
  ),
  shows(
    'stops-when-stuck',
    some,
    [run('s1')],
    scripted({ act: { 'ship order': [REFUSED] }, compensate: { charge: [TIMEOUT] } }),
  ),
  shows(
    'stops-when-stuck',
    some,
    [run('s1')],
    scripted({ act: { charge: [REFUSED] }, compensate: { reserve: [TIMEOUT] } }),
  ),
  shows('resumes-where-the-log-ends', some, [resume('s1', BEGUN)]),
  shows('resumes-where-the-log-ends', some, [resume('s1', BEGUN.slice(0, 2)), resume('s1', [])]),
  shows('resumes-where-the-log-ends', some, [resume('s1', ALL_DONE), resume('s1', ALL_DONE)]),
  shows('resumes-where-the-log-ends', some, [resume('s1', BEGUN)], scripted({ act: { charge: [REFUSED] } })),
  shows(
    'resumes-where-the-log-ends',
    some,
    [resume('s1', [...BEGUN, 'done charge', 'doing ship order'])],
    scripted({ act: { 'ship order': [TIMEOUT, OK] } }),
  ),
  shows('resumes-the-way-back', some, [resume('s1', GOING_BACK)]),
  shows('resumes-the-way-back', some, [resume('s1', [...BEGUN, 'refused charge'])]),
  shows('resumes-the-way-back', some, [resume('s1', [...GOING_BACK, 'undone charge'])]),
  shows('resumes-the-way-back', some, [resume('s1', [...GOING_BACK, 'stuck charge'])]),
  shows('resumes-the-way-back', some, [resume('s1', [...GOING_BACK, 'undone charge', 'undone reserve'])]),
  shows(
    'resumes-the-way-back',
    some,
    [resume('s1', [...GOING_BACK, 'stuck charge'])],
    scripted({ compensate: { charge: [TIMEOUT] } }),
  ),
  shows('sagas-do-not-mix', some, [run('s1', ['a']), run('s2')], scripted({ act: { charge: [REFUSED] } })),
  shows('sagas-do-not-mix', some, [run('s1'), run('s1')], scripted({ act: { 'ship order': [OK, REFUSED] } })),
  shows('sagas-do-not-mix', some, [callOn(0, 'run', 's1', ['a']), callOn(1, 'run', 's2', STEPS)], {
    subjects: 2,
    ...scripted({ act: { charge: [REFUSED] } }),
  }),
  shows('has-the-stated-defaults', {}, [run('s1')], scripted({ act: { charge: [TIMEOUT] } })),
  shows(
    'has-the-stated-defaults',
    {},
    [run('s1')],
    scripted({ act: { charge: [REFUSED] }, compensate: { reserve: [TIMEOUT] } }),
  ),
]
