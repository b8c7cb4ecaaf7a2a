import type { Misconception } from '../../model.ts'

/** Each entry is a switch of `GCounter`. The order decides between two that predict the same. */
export const MISCONCEPTIONS = [
  { id: 'starts-at-one', property: 'starts-at-zero', title: 'starts with a count of 1 for its own replica' },
  { id: 'adds-one', property: 'adds-to-its-own-slot', title: 'adds one, whatever the amount is' },
  {
    id: 'zero-counts-one',
    property: 'adds-to-its-own-slot',
    title: 'takes an amount of 0 for one that was left out, and adds 1',
  },
  {
    id: 'value-is-its-own',
    property: 'value-is-the-sum',
    title: 'tells only what its own replica has counted',
  },
  {
    id: 'value-is-the-largest',
    property: 'value-is-the-sum',
    title: 'tells the largest of the counts instead of their sum',
  },
  {
    id: 'value-counts-replicas',
    property: 'value-is-the-sum',
    title: 'tells how many replicas have counted, not how much',
  },
  {
    id: 'merge-adds',
    property: 'merging-again-changes-nothing',
    title:
      'adds the counts of a state that it merges to its own, so that a state which comes twice counts twice',
  },
  {
    id: 'merge-adds-the-value',
    property: 'merging-again-changes-nothing',
    title: 'adds the whole value of a state that it merges to its own count',
  },
  {
    id: 'merge-replaces',
    property: 'keeps-what-one-side-lacks',
    title: 'takes the state that it merges in place of its own, and forgets what it has counted itself',
  },
  {
    id: 'merge-overwrites-slots',
    property: 'never-goes-down',
    title: 'takes over every count of a state that it merges, also one that is older than its own',
  },
  {
    id: 'merge-keeps-own-slots',
    property: 'takes-the-larger',
    title: 'keeps the first count that it learned of a replica, and takes over no later one',
  },
  {
    id: 'merge-takes-the-smaller',
    property: 'takes-the-larger',
    title: 'takes the smaller of two counts when it merges',
  },
  {
    id: 'merge-takes-the-larger-total',
    property: 'order-does-not-matter',
    title: 'keeps the one state whose sum is larger instead of the larger count of each replica',
  },
  {
    id: 'merge-only-known',
    property: 'keeps-what-one-side-lacks',
    title: 'merges only the counts of replicas that it knows already',
  },
  {
    id: 'merge-only-theirs',
    property: 'keeps-what-one-side-lacks',
    title: 'forgets the counts of replicas that the merged state does not name',
  },
  {
    id: 'merge-skips-own',
    property: 'goes-on-after-a-restart',
    title: 'never takes over the count of its own replica: after a restart it counts from 0 again',
  },
  {
    id: 'state-tells-its-own',
    property: 'passes-on-what-it-learned',
    title: 'puts only its own count into its state, and does not pass on what it learned from others',
  },
  {
    id: 'negative-accepted',
    property: 'refuses-negative-amounts',
    title: 'takes a negative amount and counts down',
  },
  {
    id: 'negative-ignored',
    property: 'refuses-negative-amounts',
    title: 'ignores a negative amount without an error',
  },
  {
    id: 'negative-counts-then-raises',
    property: 'refuses-negative-amounts',
    title: 'counts a negative amount first and refuses it then',
  },
  { id: 'zero-raises', property: 'refuses-negative-amounts', title: 'refuses the amount 0 as well' },
  {
    id: 'state-is-live',
    property: 'states-are-copies',
    title: 'gives out its own counts instead of a copy: a state on its way changes with every later count',
  },
  {
    id: 'merge-keeps-the-state',
    property: 'states-are-copies',
    title: 'takes the state that it merges for its own counts while it has none, and later writes into it',
  },
  {
    id: 'merge-changes-the-state',
    property: 'states-are-copies',
    title: 'writes the result of a merge into the state that it was handed',
  },
  {
    id: 'shared-counts',
    property: 'instances-share-nothing',
    title: 'keeps its counts where all counters share them',
  },
] as const satisfies readonly Misconception[]

export type Wrong = (typeof MISCONCEPTIONS)[number]['id']
