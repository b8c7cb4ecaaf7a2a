import type { Scenario } from '../../model.ts'
import type { Deed, Json, Operation } from '../../sequence.ts'
import { call, callOn, handing, shows, wait } from '../steps.ts'

const tried = (...does: readonly Deed[]): Operation => call('call', handing('operation', does))
const gives = (value: Json): Deed => ({ gives: value })
const fails = (label: string, takesMs?: number): Deed =>
  takesMs === undefined ? { fails: label } : { fails: label, takesMs }
const down = fails('unavailable')
const permanent = fails('PermanentError')

const half = { random: [0.5] }
const patient = { base_ms: 64, cap_ms: 1000, budget_ms: 1_000_000 }
const four = { ...patient, max_attempts: 4 }
const seven = { ...patient, max_attempts: 7, base_ms: 100, cap_ms: 700 }
const hasty = { max_attempts: 6, base_ms: 64, cap_ms: 1000, budget_ms: 128 }
const tiny = { base_ms: 1, cap_ms: 8, budget_ms: 1_000_000 }

export const SCENARIOS: readonly Scenario[] = [
  ...[0, null, false, '', 7, 'done', [1, 2]].map((value) =>
    shows('returns-the-value', four, [tried(gives(value))], half),
  ),
  shows('returns-the-value', four, [tried(down, gives(0)), tried(down, down, gives(null))], half),
  shows('tries-up-to-max-attempts', four, [tried(down), tried(down, down, down, gives(1))], half),
  shows('tries-up-to-max-attempts', { ...patient, max_attempts: 1 }, [tried(down, gives(1))], half),
  shows('the-last-error-comes-out', four, [tried(fails('reset'), fails('refused'), fails('timeout'))], half),
  shows('the-last-error-comes-out', four, [tried(fails('reset'), permanent)], half),
  shows('permanent-errors-are-not-retried', four, [tried(permanent, gives(1))], half),
  shows('permanent-errors-are-not-retried', four, [tried(down, permanent, gives(1))], half),
  shows('permanent-errors-are-not-retried', four, [tried(down, down, down, permanent)], half),
  ...[0.5, 0.25, 0.875, 0].map((random) =>
    shows('waits-with-full-jitter', { ...four, base_ms: 90 }, [tried(down, gives(1))], { random: [random] }),
  ),
  ...[0.5, 0.75].map((random) =>
    shows('waits-with-full-jitter', { ...four, base_ms: 5 }, [tried(down)], { random: [random] }),
  ),
  shows('waits-with-full-jitter', { ...four, base_ms: 9 }, [tried(down)], { random: [0.875] }),
  shows('the-bound-doubles', { ...seven, cap_ms: 10_000 }, [tried(down)], half),
  shows('the-bound-doubles', { ...seven, cap_ms: 10_000 }, [tried(down)], { random: [0.875, 0.25, 0.75] }),
  shows('the-cap-always-holds', seven, [tried(down)], half),
  shows('the-cap-always-holds', { ...seven, cap_ms: 50 }, [tried(down)], half),
  shows('the-cap-always-holds', { ...tiny, max_attempts: 35 }, [tried(down)], half),
  shows('the-cap-always-holds', { ...tiny, max_attempts: 65 }, [tried(down)], half),
  shows('draws-for-each-wait', four, [tried(down)], { random: [0.5, 0.25, 0.875, 0.125] }),
  shows('draws-for-each-wait', seven, [tried(down)], { random: [0.75, 0, 0.5, 0.25, 0.875, 0.125] }),
  shows('sleeps-only-between-attempts', four, [tried(gives(1)), tried(down, gives(1)), tried(down)], half),
  shows('never-sleeps-past-the-budget', hasty, [tried(down)], { random: [0.875] }),
  shows('never-sleeps-past-the-budget', hasty, [tried(down)], half),
  shows('never-sleeps-past-the-budget', { ...hasty, budget_ms: 96 }, [tried(down)], half),
  shows('never-sleeps-past-the-budget', { ...hasty, budget_ms: 97 }, [tried(down)], half),
  shows('never-sleeps-past-the-budget', { ...hasty, budget_ms: 64 }, [tried(down, gives(1))], half),
  shows('the-budget-counts-everything', hasty, [tried(fails('timeout', 60))], half),
  shows('the-budget-counts-everything', hasty, [tried(fails('timeout', 128), gives(1))], { random: [0] }),
  shows('the-budget-counts-everything', hasty, [tried(fails('timeout', 500), gives(1))], half),
  shows('the-budget-counts-everything', hasty, [tried({ gives: 1, takesMs: 500 })], half),
  shows('each-call-starts-anew', four, [tried(down, gives(1)), tried(down), tried(down, gives(2))], half),
  shows('each-call-starts-anew', hasty, [wait(1000), tried(down), wait(1000), tried(down, gives(1))], half),
  shows('uses-what-it-is-given', hasty, [tried(fails('timeout', 60))], { ...half, systemClock: 'frozen' }),
  shows('uses-what-it-is-given', four, [tried(down)], half),
  shows(
    'instances-share-nothing',
    patient,
    [callOn(0, 'call', handing('operation', [down])), callOn(1, 'call', handing('operation', [down]))],
    { ...half, subjects: 2, each: [{ max_attempts: 2 }, { max_attempts: 4 }] },
  ),
  shows('has-the-stated-defaults', {}, [tried(down), tried(fails('timeout', 9900), gives(1))], half),
  shows('has-the-stated-defaults', {}, [tried(fails('timeout', 9950), gives(1))], half),
  shows('has-the-stated-defaults', { max_attempts: 9, budget_ms: 1_000_000 }, [tried(down)], half),
]
