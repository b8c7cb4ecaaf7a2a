import type { Misconception } from '../../model.ts'

/** Each entry is a switch of `Estimator`. The order decides between two that predict the same. */
export const MISCONCEPTIONS = [
  {
    id: 'counts-repetitions',
    property: 'counts-different-keys',
    title: 'counts a key again each time that it comes',
  },
  {
    id: 'no-correction-for-small',
    property: 'small-numbers-are-nearly-exact',
    title: 'uses the same formula for small numbers, so that it tells hundreds where there are none',
  },
  {
    id: 'forgets-alpha',
    property: 'stays-within-its-error',
    title: 'leaves the constant alpha out, and estimates too much by two fifths',
  },
  {
    id: 'rank-from-zero',
    property: 'stays-within-its-error',
    title: 'counts the zeros of a hash without adding 1, and so estimates half',
  },
  {
    id: 'same-bits-twice',
    property: 'stays-within-its-error',
    title:
      'takes the rank from the bits that have chosen the register already, and cannot count far beyond their number',
  },
  {
    id: 'keeps-the-last',
    property: 'same-keys-same-estimate',
    title: 'overwrites a register with the last rank instead of keeping the largest',
  },
  {
    id: 'keeps-the-keys',
    property: 'holds-registers-not-keys',
    title: 'never errs: it keeps the keys themselves, which takes the memory that registers save',
  },
  {
    id: 'add-all-adds-one',
    property: 'lists-are-keys-one-by-one',
    title: 'adds only the first key of a list',
  },
  {
    id: 'merge-takes-smaller',
    property: 'merge-is-the-union',
    title: 'keeps the smaller of two registers when it merges, instead of the larger',
  },
  {
    id: 'merge-by-or',
    property: 'merge-is-the-union',
    title: 'merges registers bit by bit with OR, which makes some larger than either was',
  },
  {
    id: 'merge-replaces',
    property: 'merge-is-the-union',
    title: 'loses its own keys when another estimator is merged into it',
  },
  {
    id: 'merge-ignored',
    property: 'merge-is-the-union',
    title: 'does not change when another estimator is merged into it',
  },
  {
    id: 'merge-changes-other',
    property: 'merge-is-the-union',
    title: 'changes the estimator that is merged into it as well',
  },
  {
    id: 'merge-unchecked',
    property: 'merge-needs-equal-precision',
    title: 'merges estimators of different precision, whose registers mean different things',
  },
  {
    id: 'tells-precision',
    property: 'has-the-stated-registers',
    title: 'tells its precision where the number of its registers is asked for',
  },
  {
    id: 'shared-registers',
    property: 'instances-share-nothing',
    title: 'keeps its registers where all estimators share them',
  },
  { id: 'default-precision', property: 'has-the-stated-defaults', title: 'has another default precision' },
] as const satisfies readonly Misconception[]

export type Wrong = (typeof MISCONCEPTIONS)[number]['id']
