import type { Misconception } from '../../model.ts'

/** Each entry is a switch of `Filter`. The order decides between two that predict the same. */
export const MISCONCEPTIONS = [
  {
    id: 'asks-other-positions',
    property: 'no-false-negatives',
    title: 'looks at one position more than it sets, so that keys that were added are denied',
  },
  {
    id: 'says-yes-always',
    property: 'empty-contains-nothing',
    title: 'says that any key might be there, even when nothing was added',
  },
  {
    id: 'one-position',
    property: 'false-positives-within-the-rate',
    title: 'derives all positions of a key from one, so that it works like a filter with a single hash',
  },
  {
    id: 'any-position',
    property: 'false-positives-within-the-rate',
    title: 'says yes as soon as one position of the key is set, instead of all',
  },
  {
    id: 'wraps-at-32',
    property: 'false-positives-within-the-rate',
    title: 'has only 32 bits behind its positions: a shift wraps round',
  },
  {
    id: 'keeps-the-keys',
    property: 'holds-bits-not-keys',
    title:
      'never says yes in error: it keeps the keys themselves, which takes the memory that a filter saves',
  },
  {
    id: 'bits-without-square',
    property: 'takes-the-bits-it-needs',
    title: 'divides by ln 2 once instead of by its square, and takes too few bits',
  },
  {
    id: 'bits-by-decimal-log',
    property: 'takes-the-bits-it-needs',
    title: 'uses the decimal logarithm for the natural one, and takes too few bits',
  },
  {
    id: 'bits-rounded-down',
    property: 'takes-the-bits-it-needs',
    title: 'rounds the number of bits down',
  },
  {
    id: 'bits-in-bytes',
    property: 'takes-the-bits-it-needs',
    title: 'tells its size in bytes',
  },
  {
    id: 'ignores-the-rate',
    property: 'takes-the-bits-it-needs',
    title: 'takes ten bits for each key, whatever rate is asked for',
  },
  {
    id: 'hashes-rounded-down',
    property: 'takes-the-hashes-it-needs',
    title: 'rounds the number of positions down instead of to the nearest',
  },
  {
    id: 'hashes-rounded-up',
    property: 'takes-the-hashes-it-needs',
    title: 'rounds the number of positions up instead of to the nearest',
  },
  {
    id: 'hashes-without-ln2',
    property: 'takes-the-hashes-it-needs',
    title: 'forgets the factor ln 2 in the number of positions',
  },
  {
    id: 'hashes-by-natural-log',
    property: 'takes-the-hashes-it-needs',
    title: 'takes the natural logarithm of the rate for the binary one in the number of positions',
  },
  {
    id: 'ignores-beyond-capacity',
    property: 'goes-on-beyond-capacity',
    title: 'takes no more keys when it has reached its capacity, and then denies them',
  },
  {
    id: 'clears-at-capacity',
    property: 'goes-on-beyond-capacity',
    title: 'starts again empty when it has reached its capacity',
  },
  { id: 'asking-adds', property: 'asking-changes-nothing', title: 'adds a key when it is asked for it' },
  {
    id: 'add-all-adds-one',
    property: 'lists-are-keys-one-by-one',
    title: 'adds only the first key of a list',
  },
  {
    id: 'filter-stops',
    property: 'lists-are-keys-one-by-one',
    title: 'stops filtering a list at the first key that is not there',
  },
  {
    id: 'filter-inverts',
    property: 'lists-are-keys-one-by-one',
    title: 'gives those keys of a list that are not there',
  },
  {
    id: 'filter-drops-repeats',
    property: 'lists-are-keys-one-by-one',
    title: 'gives a key that stands twice in a list only once',
  },
  {
    id: 'merge-intersects',
    property: 'merge-takes-over-all',
    title: 'merges by AND: it keeps only what both filters have',
  },
  {
    id: 'merge-toggles',
    property: 'merge-takes-over-all',
    title: 'merges by XOR: what both filters have is gone',
  },
  {
    id: 'merge-replaces',
    property: 'merge-takes-over-all',
    title: 'loses its own keys when another filter is merged into it',
  },
  {
    id: 'merge-ignored',
    property: 'merge-takes-over-all',
    title: 'does not change when another filter is merged into it',
  },
  {
    id: 'merge-changes-other',
    property: 'merge-takes-over-all',
    title: 'changes the filter that is merged into it as well',
  },
  {
    id: 'merge-unchecked',
    property: 'merge-needs-equal-sizes',
    title: 'merges filters of different sizes, whose positions mean different things',
  },
  {
    id: 'shared-bits',
    property: 'instances-share-nothing',
    title: 'keeps its bits where all filters share them',
  },
  { id: 'default-capacity', property: 'has-the-stated-defaults', title: 'has another default capacity' },
  { id: 'default-rate', property: 'has-the-stated-defaults', title: 'has another default rate' },
] as const satisfies readonly Misconception[]

export type Wrong = (typeof MISCONCEPTIONS)[number]['id']
