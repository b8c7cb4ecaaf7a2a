import type { Misconception } from '../../model.ts'

/** Each entry is a switch of `EarlyCache`. The order decides between two that predict the same. */
export const MISCONCEPTIONS = [
  { id: 'load-without-key', property: 'loads-what-is-missing', title: 'does not hand the key to load' },
  { id: 'loads-every-time', property: 'serves-what-is-there', title: 'loads at every get' },
  {
    id: 'falsy-is-a-miss',
    property: 'serves-what-is-there',
    title: 'takes a stored 0, false or empty text for a miss, and loads again',
  },
  {
    id: 'expires-late',
    property: 'expires-at-its-age',
    title: 'still serves an entry at the moment of its expiry (> where >= is meant)',
  },
  { id: 'ttl-in-seconds', property: 'expires-at-its-age', title: 'takes lifetimes for seconds' },
  {
    id: 'reading-prolongs',
    property: 'expires-at-its-age',
    title: 'lets an entry live longer whenever it is read',
  },
  { id: 'never-early', property: 'recomputes-early', title: 'never recomputes before the expiry' },
  {
    id: 'wrong-sign',
    property: 'recomputes-early',
    title: 'has the sign of the logarithm wrong: entries live longer than they should, instead of shorter',
  },
  {
    id: 'draws-evenly',
    property: 'recomputes-early',
    title: 'multiplies by the number drawn instead of by its logarithm',
  },
  {
    id: 'base-ten',
    property: 'recomputes-early',
    title: 'takes the logarithm to base 10 instead of the natural one',
  },
  {
    id: 'complement',
    property: 'recomputes-early',
    title: 'takes the logarithm of 1 - random() instead of that of random()',
  },
  {
    id: 'gives-the-old',
    property: 'recomputes-early',
    title: 'gives the old value after it has recomputed early',
  },
  { id: 'no-beta', property: 'beta-scales-the-chance', title: 'leaves beta out' },
  {
    id: 'divides-by-beta',
    property: 'beta-scales-the-chance',
    title: 'divides by beta instead of multiplying',
  },
  {
    id: 'first-delta',
    property: 'delta-is-the-last-load',
    title: 'keeps the time that the first load of a key took, though later ones take another',
  },
  {
    id: 'delta-of-any-key',
    property: 'delta-is-the-last-load',
    title: 'keeps one load time for all keys',
  },
  { id: 'delta-in-seconds', property: 'delta-is-the-last-load', title: 'measures the load in seconds' },
  {
    id: 'delta-of-failures',
    property: 'delta-is-the-last-load',
    title: 'takes the time of a load that failed for that of the value',
  },
  {
    id: 'one-draw',
    property: 'draws-for-each-get',
    title: 'draws once and uses the same number for ever',
  },
  {
    id: 'one-draw-an-entry',
    property: 'draws-for-each-get',
    title: 'draws when it stores an entry instead of at each get',
  },
  {
    id: 'draws-without-entry',
    property: 'draws-for-each-get',
    title: 'draws a number also when there is no entry',
  },
  {
    id: 'zero-is-skipped',
    property: 'a-draw-of-zero-recomputes',
    title: 'does not recompute when 0 is drawn, to avoid the logarithm of 0',
  },
  {
    id: 'zero-times-infinity',
    property: 'a-draw-of-zero-recomputes',
    title: 'recomputes at a draw of 0 also what took no time to load: 0 times infinity is not a number',
  },
  {
    id: 'early-failure-late',
    property: 'an-early-failure-serves-the-old',
    title: 'lets the error of an early load out if the value has expired meanwhile',
  },
  {
    id: 'early-failure-comes-out',
    property: 'an-early-failure-serves-the-old',
    title: 'lets the error of an early load out, though it still has a value',
  },
  {
    id: 'early-failure-gives-nothing',
    property: 'an-early-failure-serves-the-old',
    title: 'gives nothing when an early load fails, though it still has a value',
  },
  {
    id: 'early-failure-drops',
    property: 'an-early-failure-serves-the-old',
    title: 'throws the entry away when an early load fails',
  },
  {
    id: 'early-failure-prolongs',
    property: 'an-early-failure-serves-the-old',
    title: 'starts the life of the old entry again when an early load fails',
  },
  {
    id: 'failure-serves-expired',
    property: 'a-failed-load-comes-out',
    title: 'serves an expired value when the load fails',
  },
  {
    id: 'failure-gives-nothing',
    property: 'a-failed-load-comes-out',
    title: 'gives nothing when a load fails and there is no value, instead of letting the error out',
  },
  {
    id: 'failure-is-stored',
    property: 'a-failed-load-comes-out',
    title: 'stores a failed load as a result of nothing',
  },
  {
    id: 'nothing-lives-as-long',
    property: 'nothing-has-its-own-life',
    title: 'keeps a result of nothing for ttl_ms, as any other',
  },
  {
    id: 'nothing-is-not-stored',
    property: 'nothing-has-its-own-life',
    title: 'does not store a result of nothing',
  },
  {
    id: 'falsy-is-nothing',
    property: 'nothing-has-its-own-life',
    title: 'takes 0, false and an empty text for a result of nothing',
  },
  {
    id: 'life-from-the-start',
    property: 'life-begins-after-the-load',
    title: 'counts the life of an entry from before its load',
  },
  { id: 'invalidate-keeps', property: 'invalidate-takes-out', title: 'serves an entry that was invalidated' },
  {
    id: 'invalidate-tells-expired',
    property: 'invalidate-takes-out',
    title: 'tells that it took out an entry that had expired already',
  },
  {
    id: 'invalidate-tells-true',
    property: 'invalidate-takes-out',
    title: 'tells that it took an entry out though there was none',
  },
  {
    id: 'system-clock',
    property: 'uses-the-given-clock',
    title: 'reads the system clock instead of the one that it was given',
  },
  {
    id: 'measures-by-the-system',
    property: 'uses-the-given-clock',
    title: 'measures loads by the system clock',
  },
  {
    id: 'shared-entries',
    property: 'instances-share-nothing',
    title: 'keeps its entries where all caches share them',
  },
  { id: 'default-ttl', property: 'has-the-stated-defaults', title: 'has another default for ttl_ms' },
  {
    id: 'default-negative-ttl',
    property: 'has-the-stated-defaults',
    title: 'has another default for negative_ttl_ms',
  },
  { id: 'default-beta', property: 'has-the-stated-defaults', title: 'has another default for beta' },
] as const satisfies readonly Misconception[]

export type Wrong = (typeof MISCONCEPTIONS)[number]['id']
