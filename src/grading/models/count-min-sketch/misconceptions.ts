import type { Misconception } from '../../model.ts'

/** Each entry is a switch of `Sketch`. The order decides between two that predict the same. */
export const MISCONCEPTIONS = [
  {
    id: 'adds-to-one-row',
    property: 'never-below',
    title: 'adds to the counter of one row alone, so that the least of all rows is 0',
  },
  {
    id: 'keeps-the-largest',
    property: 'never-below',
    title: 'raises a counter to the largest count that came in, instead of adding it up',
  },
  {
    id: 'ignores-the-count',
    property: 'adds-the-given-count',
    title: 'adds 1, whatever count it is given',
  },
  {
    id: 'wraps-at-32-bits',
    property: 'counts-beyond-32-bits',
    title: 'keeps its counters in 32 bits, where they wrap round',
  },
  {
    id: 'takes-the-largest',
    property: 'takes-the-least',
    title: 'estimates by the largest of the counters of a key, instead of the least',
  },
  {
    id: 'sums-the-rows',
    property: 'takes-the-least',
    title: 'adds the counters of all rows up, and so counts everything once for each row',
  },
  {
    id: 'one-hash-for-all-rows',
    property: 'stays-within-its-error',
    title: 'uses the same column in every row, so that keys that meet in one row meet in all',
  },
  {
    id: 'keeps-the-keys',
    property: 'holds-counters-not-keys',
    title: 'never errs: it keeps the keys themselves, which takes the memory that a sketch saves',
  },
  {
    id: 'total-counts-additions',
    property: 'total-is-exact',
    title: 'tells how often something was added instead of how much',
  },
  {
    id: 'total-counts-rows',
    property: 'total-is-exact',
    title: 'adds to its total once for each row',
  },
  {
    id: 'total-forgets-merges',
    property: 'total-is-exact',
    title: 'forgets in its total what came by merging',
  },
  {
    id: 'accepts-any-count',
    property: 'refuses-counts-below-one',
    title: 'takes counts below 1, and may then estimate too low',
  },
  {
    id: 'accepts-zero',
    property: 'refuses-counts-below-one',
    title: 'refuses negative counts but takes 0',
  },
  {
    id: 'counts-what-it-refuses',
    property: 'refuses-counts-below-one',
    title: 'adds a count to its total before it refuses it',
  },
  { id: 'asking-adds', property: 'asking-changes-nothing', title: 'counts a key when it is asked for it' },
  {
    id: 'list-counts-once',
    property: 'lists-are-keys-one-by-one',
    title: 'counts a key that stands in a list several times only once',
  },
  {
    id: 'list-sorted',
    property: 'lists-are-keys-one-by-one',
    title: 'gives the estimates of a list from the least to the largest, not in its order',
  },
  {
    id: 'merge-takes-larger',
    property: 'merge-adds-up',
    title: 'merges by taking the larger counter of the two, instead of their sum',
  },
  {
    id: 'merge-replaces',
    property: 'merge-adds-up',
    title: 'loses its own counters when another sketch is merged into it',
  },
  {
    id: 'merge-ignored',
    property: 'merge-adds-up',
    title: 'does not change when another sketch is merged into it',
  },
  {
    id: 'merge-changes-other',
    property: 'merge-adds-up',
    title: 'changes the sketch that is merged into it as well',
  },
  {
    id: 'merge-unchecked',
    property: 'merge-needs-equal-shape',
    title: 'merges sketches of different shapes',
  },
  {
    id: 'merge-compares-size',
    property: 'merge-needs-equal-shape',
    title: 'compares only the number of counters, and merges sketches of different width',
  },
  {
    id: 'shared-counters',
    property: 'instances-share-nothing',
    title: 'keeps its counters where all sketches share them',
  },
  { id: 'default-width', property: 'has-the-stated-defaults', title: 'has another default width' },
  { id: 'default-depth', property: 'has-the-stated-defaults', title: 'has another default depth' },
] as const satisfies readonly Misconception[]

export type Wrong = (typeof MISCONCEPTIONS)[number]['id']
