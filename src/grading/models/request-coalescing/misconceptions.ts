import type { Misconception } from '../../model.ts'

/** Each entry is a switch of `Coalescer`. The order decides between two that predict the same. */
export const MISCONCEPTIONS = [
  {
    id: 'passes-no-key',
    property: 'loads-when-none-is-in-flight',
    title: 'runs the load without its key',
  },
  {
    id: 'loads-for-everybody',
    property: 'shares-a-load',
    title: 'loads for each caller, whether the same key is being loaded or not',
  },
  {
    id: 'joiners-get-nothing',
    property: 'all-get-the-value',
    title: 'gives the value to the caller that loaded it, and nothing to those who waited for it',
  },
  {
    id: 'falsy-values-load-again',
    property: 'all-get-the-value',
    title: 'loads again for each who waited when the value is 0, false, empty or nothing',
  },
  {
    id: 'wakes-one',
    property: 'all-get-the-value',
    title: 'wakes only one of those who wait; the others wait for ever',
  },
  {
    id: 'joiners-not-told-of-errors',
    property: 'all-get-the-error',
    title: 'lets those who wait go on waiting when the load fails',
  },
  {
    id: 'joiners-get-nothing-on-failure',
    property: 'all-get-the-error',
    title: 'gives nothing, instead of the error, to those who waited for a load that failed',
  },
  {
    id: 'joiners-load-after-failure',
    property: 'all-get-the-error',
    title: 'lets each who waited load for itself when the load has failed',
  },
  {
    id: 'keeps-the-value',
    property: 'keeps-nothing',
    title: 'keeps the value, and gives it to later callers',
  },
  {
    id: 'keeps-the-failure',
    property: 'a-failure-is-forgotten',
    title: 'keeps a failed load, and gives its error to later callers',
  },
  {
    id: 'failure-blocks-the-key',
    property: 'a-failure-is-forgotten',
    title: 'takes a failed load for one that is still in flight: all who ask for that key wait for ever',
  },
  {
    id: 'removes-too-late',
    property: 'starts-anew-at-once',
    title: 'forgets a load only after its callers have come back: who asks again at once gets the old value',
  },
  {
    id: 'one-lock-for-all',
    property: 'keys-are-independent',
    title: 'holds its lock while it loads, so that one load is in flight at a time, whatever the key',
  },
  {
    id: 'one-flight-for-all',
    property: 'keys-are-independent',
    title: 'joins whatever is being loaded, also for another key',
  },
  {
    id: 'forget-does-nothing',
    property: 'forgets-when-told-to',
    title: 'does not forget the load that it is told to forget',
  },
  {
    id: 'forget-drops-the-joined',
    property: 'forgets-when-told-to',
    title: 'never answers those who wait for a load that was forgotten',
  },
  {
    id: 'forgotten-removes-the-new',
    property: 'a-forgotten-load-leaves-the-new-one',
    title: 'takes the newer load of a key away when one ends that was forgotten before',
  },
  {
    id: 'empty-key-not-shared',
    property: 'any-text-is-a-key',
    title: 'takes an empty key for none, and does not share its load',
  },
  {
    id: 'keys-ignore-case',
    property: 'any-text-is-a-key',
    title: 'takes keys that differ in case alone for the same',
  },
  {
    id: 'in-flight-counts-callers',
    property: 'tells-loads-in-flight',
    title: 'counts callers as in flight instead of loads',
  },
  {
    id: 'in-flight-counts-the-forgotten',
    property: 'tells-loads-in-flight',
    title: 'counts loads as in flight that nobody can join any more',
  },
  {
    id: 'shared-flights',
    property: 'instances-share-nothing',
    title: 'keeps its loads where all coalescers share them',
  },
] as const satisfies readonly Misconception[]

export type Wrong = (typeof MISCONCEPTIONS)[number]['id']
