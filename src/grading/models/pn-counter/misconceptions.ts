import type { Misconception } from '../../model.ts'

/** Each entry is a switch of `PNCounter`. The order decides between two that predict the same. */
export const MISCONCEPTIONS = [
  {
    id: 'starts-at-one',
    property: 'starts-at-zero',
    title: 'starts with a count of 1 for its own replica',
  },
  { id: 'adds-one', property: 'counts-in-two-maps', title: 'counts one, whatever the amount is' },
  {
    id: 'decrement-lowers-increments',
    property: 'counts-in-two-maps',
    title:
      'takes a decrement out of its increments: the next merge with an older state, being the larger, undoes it',
  },
  {
    id: 'decrement-counts-up',
    property: 'counts-in-two-maps',
    title: 'counts a decrement among the increments',
  },
  {
    id: 'value-adds-both',
    property: 'value-is-the-difference',
    title: 'adds the decrements to the increments instead of taking them off',
  },
  {
    id: 'value-is-its-own',
    property: 'value-is-the-difference',
    title: 'tells only what its own replica has counted',
  },
  { id: 'value-stops-at-zero', property: 'may-be-negative', title: 'tells 0 instead of a negative value' },
  {
    id: 'refuses-below-zero',
    property: 'may-be-negative',
    title: 'ignores a decrement that would bring the value that it knows below 0',
  },
  {
    id: 'merge-adds',
    property: 'merging-again-changes-nothing',
    title:
      'adds the counts of a state that it merges to its own, so that a state which comes twice counts twice',
  },
  {
    id: 'merge-replaces',
    property: 'keeps-what-one-side-lacks',
    title: 'takes the state that it merges in place of its own, and forgets what it has counted itself',
  },
  {
    id: 'merge-only-known',
    property: 'keeps-what-one-side-lacks',
    title: 'merges only the counts of replicas that it knows already',
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
    id: 'decrements-not-merged',
    property: 'merges-both-maps',
    title: 'merges the increments alone, and learns of no decrement',
  },
  {
    id: 'decrements-take-the-smaller',
    property: 'merges-both-maps',
    title: 'takes the smaller of two counts of decrements, as if they went down',
  },
  {
    id: 'merge-by-difference',
    property: 'merges-both-maps',
    title:
      'takes both counts of a replica from the side where their difference is larger, and so loses decrements',
  },
  {
    id: 'merge-takes-the-larger-value',
    property: 'order-does-not-matter',
    title: 'keeps the one state whose value is larger instead of the larger count of each replica',
  },
  {
    id: 'merge-skips-own',
    property: 'goes-on-after-a-restart',
    title: 'never takes over the counts of its own replica: after a restart it counts from 0 again',
  },
  {
    id: 'negative-accepted',
    property: 'refuses-negative-amounts',
    title: 'takes a negative amount, and makes a count smaller',
  },
  {
    id: 'negative-turned',
    property: 'refuses-negative-amounts',
    title: 'takes a negative increment for a decrement, and the other way round',
  },
  {
    id: 'decrement-unchecked',
    property: 'refuses-negative-amounts',
    title: 'refuses a negative amount in increments alone, not in decrements',
  },
  { id: 'zero-raises', property: 'refuses-negative-amounts', title: 'refuses the amount 0 as well' },
  {
    id: 'state-is-shallow',
    property: 'states-are-copies',
    title:
      'gives out the maps in which it goes on counting: a state on its way changes with every later count',
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
