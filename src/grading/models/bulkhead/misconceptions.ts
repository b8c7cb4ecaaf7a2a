import type { Misconception } from '../../model.ts'

/** Each entry is a switch of `Bulkhead`. The order decides between two that predict the same. */
export const MISCONCEPTIONS = [
  {
    id: 'one-at-a-time',
    property: 'runs-up-to-the-limit',
    title:
      'holds its lock while an operation runs, so that one runs at a time and everybody else waits for the lock',
  },
  {
    id: 'limit-one-too-low',
    property: 'runs-up-to-the-limit',
    title: 'lets one operation fewer run than `max_concurrent`',
  },
  { id: 'no-limit', property: 'never-above-the-limit', title: 'lets any number of operations run' },
  {
    id: 'limit-one-too-high',
    property: 'never-above-the-limit',
    title: 'lets one operation more run than `max_concurrent` (> where >= is meant)',
  },
  {
    id: 'wakes-everybody',
    property: 'never-above-the-limit',
    title: 'lets all who wait go on when one place becomes free',
  },
  {
    id: 'gives-back-what-it-had-not',
    property: 'never-above-the-limit',
    title:
      'gives a place back also for calls that never had one: those that it rejects, and those that give up',
  },
  {
    id: 'loses-the-value',
    property: 'gives-what-the-operation-gives',
    title: 'does not give what the operation gave',
  },
  {
    id: 'failure-keeps-the-place',
    property: 'failure-gives-the-place-back',
    title: 'never gives the place back when the operation fails',
  },
  {
    id: 'failure-wakes-nobody',
    property: 'failure-gives-the-place-back',
    title: 'wakes nobody when the operation fails: the place is free, and those who wait do not learn of it',
  },
  {
    id: 'never-waits',
    property: 'waits-in-line',
    title: 'rejects every call that finds no free place, and lets none wait',
  },
  {
    id: 'wakes-nobody',
    property: 'waits-in-line',
    title: 'wakes nobody when a place becomes free: whoever waits gives up in the end',
  },
  { id: 'last-come-first', property: 'first-come-first-served', title: 'serves the last who came first' },
  {
    id: 'newcomers-overtake',
    property: 'first-come-first-served',
    title: 'frees the place before it wakes the next in line, so that a call that comes just then takes it',
  },
  { id: 'endless-line', property: 'rejects-when-the-line-is-full', title: 'lets any number of calls wait' },
  {
    id: 'line-one-too-long',
    property: 'rejects-when-the-line-is-full',
    title: 'lets one call more wait than `max_waiting`',
  },
  {
    id: 'line-one-too-short',
    property: 'rejects-when-the-line-is-full',
    title: 'lets one call fewer wait than `max_waiting`',
  },
  {
    id: 'line-counts-the-running',
    property: 'rejects-when-the-line-is-full',
    title: 'counts the operations that run among those that wait, so that the line is full too soon',
  },
  {
    id: 'timeout-error-for-full',
    property: 'rejects-when-the-line-is-full',
    title: 'raises WaitTimeoutError where the line is full',
  },
  { id: 'never-gives-up', property: 'gives-up-in-time', title: 'lets calls wait for ever' },
  {
    id: 'gives-up-too-early',
    property: 'gives-up-in-time',
    title: 'gives up a thousand times too early: it takes milliseconds for seconds',
  },
  {
    id: 'wait-starts-again',
    property: 'gives-up-in-time',
    title: 'starts the wait of everybody in line again whenever the line moves',
  },
  {
    id: 'full-error-for-timeout',
    property: 'gives-up-in-time',
    title: 'raises BulkheadFullError where a call has waited too long',
  },
  {
    id: 'hands-places-to-the-gone',
    property: 'who-gives-up-is-gone',
    title: 'leaves a call that has given up in the line: the place that it is handed there is lost',
  },
  {
    id: 'runs-for-the-gone',
    property: 'who-gives-up-is-gone',
    title: 'runs the operation of a call that has given up, when its turn comes',
  },
  {
    id: 'gone-still-counted',
    property: 'who-gives-up-is-gone',
    title: 'counts calls that have given up among those that wait, so that the line stays full',
  },
  {
    id: 'limit-covers-the-operation',
    property: 'the-limit-is-on-the-wait',
    title: 'counts the time of the operation as well: the call ends while its operation runs',
  },
  {
    id: 'in-flight-counts-the-waiting',
    property: 'tells-how-full-it-is',
    title: 'counts those that wait as in flight',
  },
  {
    id: 'waiting-counts-the-running',
    property: 'tells-how-full-it-is',
    title: 'counts the operations that run as waiting',
  },
  {
    id: 'system-timers',
    property: 'waits-by-the-given-scheduler',
    title: "waits by the system's timers instead of the scheduler that it was given",
  },
  {
    id: 'shared-places',
    property: 'instances-share-nothing',
    title: 'keeps its places and its line where all bulkheads share them',
  },
  {
    id: 'default-concurrent',
    property: 'has-the-stated-defaults',
    title: 'has another default for max_concurrent',
  },
  {
    id: 'default-waiting',
    property: 'has-the-stated-defaults',
    title: 'has another default for max_waiting',
  },
  { id: 'default-wait', property: 'has-the-stated-defaults', title: 'has another default for max_wait_ms' },
] as const satisfies readonly Misconception[]

export type Wrong = (typeof MISCONCEPTIONS)[number]['id']
