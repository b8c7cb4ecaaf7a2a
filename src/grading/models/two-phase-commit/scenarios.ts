import type { Scenario } from '../../model.ts'
import type { Deed, Operation, Script } from '../../sequence.ts'
import { call, callOn, shows } from '../steps.ts'

const YES: Deed = { gives: 'yes' }
const NO: Deed = { gives: 'no' }
const READ_ONLY: Deed = { gives: 'read-only' }
const OK: Deed = {}
const TIMEOUT: Deed = { fails: 'timeout' }
const DISK: Deed = { fails: 'disk' }
const some = { commit_rounds: 3, retry_ms: 10 }

const run = (txn = 't1', participants: readonly string[] = ['b', 'a', 'c']): Operation =>
  call('run', txn, participants)
const recover = (log: readonly string[]): Operation => call('recover', 't1', log)

interface Given {
  readonly prepare?: Script['by']
  readonly commit?: Script['by']
  readonly abort?: Script['by']
  readonly record?: readonly Deed[]
}

/** Everybody votes yes, and everything succeeds, but for what is said here. */
function given({ prepare = {}, commit = {}, abort = {}, record = [] }: Given): {
  given: Record<string, Script>
} {
  return {
    given: {
      prepare: { does: [YES], by: prepare },
      commit: { does: [], by: commit },
      abort: { does: [], by: abort },
      record: { does: record },
    },
  }
}

const well = given({})
const aIsSilent = given({ prepare: { a: [TIMEOUT] } })
const aRefuses = given({ prepare: { a: [NO] } })
const aNeverAcknowledges = given({ commit: { a: [TIMEOUT] } })
const aAcknowledgesLate = given({ commit: { a: [TIMEOUT, OK] } })

export const SCENARIOS: readonly Scenario[] = [
  shows('asks-each-in-order', some, [run(), run('t2', ['c', 'b'])], well),
  shows('asks-each-in-order', some, [run()], aRefuses),
  shows('asks-each-in-order', some, [run()], given({ prepare: { a: [TIMEOUT, YES] } })),
  shows('commits-only-on-yes-from-all', some, [run()], aIsSilent),
  shows('commits-only-on-yes-from-all', some, [run()], aRefuses),
  shows('commits-only-on-yes-from-all', some, [run('t1', ['a'])], aIsSilent),
  shows('commits-only-on-yes-from-all', some, [run('t1', ['a'])], aRefuses),
  shows('writes-the-decision-first', some, [run()], well),
  shows('writes-the-decision-first', some, [run('t1', ['a'])], well),
  shows('an-unwritten-decision-is-none', some, [run()], given({ record: [DISK, OK] })),
  shows('commits-until-acknowledged', some, [run()], aAcknowledgesLate),
  shows('commits-until-acknowledged', some, [run()], given({ commit: { a: [TIMEOUT, TIMEOUT, OK] } })),
  shows('commits-until-acknowledged', some, [run('t1', ['a'])], aNeverAcknowledges),
  shows('commits-until-acknowledged', { ...some, commit_rounds: 1 }, [run('t1', ['a'])], aNeverAcknowledges),
  shows('holds-nobody-up', some, [run()], given({ commit: { b: [TIMEOUT, OK] } })),
  shows('holds-nobody-up', some, [run()], given({ commit: { b: [TIMEOUT], c: [TIMEOUT, OK] } })),
  shows('holds-nobody-up', some, [run()], given({ commit: { c: [TIMEOUT, OK] } })),
  shows('never-takes-it-back', some, [run()], aNeverAcknowledges),
  shows('never-takes-it-back', { ...some, commit_rounds: 1 }, [run()], aNeverAcknowledges),
  shows('ends-when-all-have-acknowledged', some, [run()], well),
  shows('ends-when-all-have-acknowledged', some, [run()], aNeverAcknowledges),
  shows('ends-when-all-have-acknowledged', some, [run()], given({ record: [OK, DISK] })),
  shows('aborts-those-in-doubt', some, [run()], aRefuses),
  shows('aborts-those-in-doubt', some, [run()], aIsSilent),
  shows('aborts-those-in-doubt', some, [run()], given({ prepare: { c: [NO] } })),
  shows('aborts-those-in-doubt', some, [run()], given({ prepare: { b: [NO] } })),
  shows('abort-is-presumed', some, [run()], aRefuses),
  shows('abort-is-presumed', some, [run()], given({ prepare: { c: [NO] }, abort: { b: [TIMEOUT] } })),
  shows('leaves-read-only-out', some, [run()], given({ prepare: { a: [READ_ONLY] } })),
  shows(
    'leaves-read-only-out',
    some,
    [run('t1', ['a']), run('t2', [])],
    given({ prepare: { a: [READ_ONLY] } }),
  ),
  shows('leaves-read-only-out', some, [run()], given({ prepare: { b: [READ_ONLY], c: [NO] } })),
  shows('recovers-what-was-decided', some, [recover(['commit b a'])], well),
  shows('recovers-what-was-decided', some, [recover(['commit b a'])], given({ commit: { b: [TIMEOUT] } })),
  shows('recovers-what-was-decided', some, [recover(['commit b a', 'end'])], well),
  shows('presumes-abort', some, [recover([]), recover([])], well),
  shows(
    'transactions-do-not-mix',
    some,
    [run('t1', ['b', 'a']), run('t2', ['c'])],
    given({ prepare: { a: [NO] } }),
  ),
  shows('transactions-do-not-mix', some, [run('t1', ['b']), run('t2', ['c'])], well),
  shows('transactions-do-not-mix', some, [callOn(0, 'run', 't1', ['a']), callOn(1, 'run', 't2', ['b'])], {
    subjects: 2,
    ...well,
  }),
  shows('has-the-stated-defaults', {}, [run()], aNeverAcknowledges),
]
