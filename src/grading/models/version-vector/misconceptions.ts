import type { Misconception } from '../../model.ts'

/** Each entry is a switch of `VersionedValue`. The order decides between two that predict the same. */
export const MISCONCEPTIONS = [
  {
    id: 'begins-with-a-write',
    property: 'begins-empty',
    title: 'counts its own making as a write',
  },
  {
    id: 'last-write-wins',
    property: 'unseen-stays-as-a-sibling',
    title: 'lets every write replace everything, whether its author has seen it or not',
  },
  {
    id: 'replaces-its-own-node',
    property: 'unseen-stays-as-a-sibling',
    title:
      'takes two writes at the same replica for one after the other, so that a blind write replaces what its author never saw',
  },
  {
    id: 'plain-version-vectors',
    property: 'unseen-stays-as-a-sibling',
    title:
      'stamps versions with vectors that have no dots, so that a blind write looks as if its author had seen all earlier ones of that replica',
  },
  {
    id: 'keeps-everything',
    property: 'replaces-what-was-seen',
    title: 'keeps versions that the author of a write had seen',
  },
  {
    id: 'replaces-only-older',
    property: 'replaces-what-was-seen',
    title: 'keeps the newest version that the author had seen of each node (< where <= is meant)',
  },
  {
    id: 'replaces-all-or-nothing',
    property: 'replaces-only-what-was-seen',
    title: 'replaces nothing unless the author had seen everything, so that siblings multiply',
  },
  {
    id: 'any-context-replaces-all',
    property: 'replaces-only-what-was-seen',
    title: 'replaces all versions as soon as the write has any context at all',
  },
  {
    id: 'counts-from-the-context',
    property: 'context-covers-all-it-saw',
    title:
      'numbers a write from the context of its author, so that two writes of one replica get the same number',
  },
  {
    id: 'counts-from-the-context-in-a-map',
    property: 'context-covers-all-it-saw',
    title:
      'numbers a write from the context of its author, so that a write takes the number of another and overwrites it',
  },
  {
    id: 'forgets-what-the-writer-saw',
    property: 'context-covers-all-it-saw',
    title: 'does not note what the author of a write had seen elsewhere',
  },
  {
    id: 'context-forgets-the-replaced',
    property: 'context-covers-all-it-saw',
    title: 'gives a context of the versions that it still has, without those that they replaced',
  },
  {
    id: 'context-lags',
    property: 'context-covers-all-it-saw',
    title: 'gives a context that lacks the latest write of its own',
  },
  {
    id: 'merge-takes-nothing',
    property: 'merging-takes-what-is-new',
    title: 'does not take over versions of the other replica when it merges',
  },
  {
    id: 'merge-replaces',
    property: 'merging-takes-what-is-new',
    title: "takes the other replica's versions instead of its own when it merges",
  },
  {
    id: 'merge-is-a-union',
    property: 'merging-drops-what-was-replaced',
    title: 'keeps the versions of both replicas when it merges, replaced ones as well',
  },
  {
    id: 'merge-keeps-its-replaced',
    property: 'merging-drops-what-was-replaced',
    title: 'keeps versions that the other replica has seen replaced',
  },
  {
    id: 'merge-brings-back',
    property: 'merging-drops-what-was-replaced',
    title: 'takes versions back from the other replica that it has seen replaced itself',
  },
  {
    id: 'merge-keeps-its-context',
    property: 'context-covers-all-it-saw',
    title:
      "takes the other replica's versions without what it has seen, so that its context does not cover them",
  },
  {
    id: 'merge-repeats',
    property: 'merging-again-changes-nothing',
    title: 'takes versions that it has already, once more with every merge',
  },
  {
    id: 'merge-counts',
    property: 'merging-again-changes-nothing',
    title: 'counts a merge as a write',
  },
  {
    id: 'merge-changes-both',
    property: 'merging-leaves-the-other',
    title: 'changes the other replica when it merges',
  },
  {
    id: 'tells-equal-values-once',
    property: 'every-sibling-is-told',
    title: 'tells two siblings of the same value as one',
  },
  {
    id: 'tells-in-order-of-writing',
    property: 'values-are-sorted',
    title: 'tells siblings in the order in which they came, which differs from replica to replica',
  },
  {
    id: 'reading-settles',
    property: 'reading-changes-nothing',
    title: 'drops siblings when it is read',
  },
  {
    id: 'hands-out-its-own',
    property: 'what-it-gave-stays',
    title: 'hands out the very map in which it goes on counting, so that a context changes after it was read',
  },
  {
    id: 'shared-versions',
    property: 'replicas-share-nothing',
    title: 'keeps its versions where all replicas share them',
  },
] as const satisfies readonly Misconception[]

export type Wrong = (typeof MISCONCEPTIONS)[number]['id']
