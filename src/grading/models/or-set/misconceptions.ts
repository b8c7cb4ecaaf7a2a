import type { Misconception } from '../../model.ts'

/** Each entry is a switch of `OrSet` or of what it keeps. The order decides between two that predict the same. */
export const MISCONCEPTIONS = [
  {
    id: 'empty-text-ignored',
    property: 'contains-what-was-added',
    title: 'does not add the empty text, because it counts as false',
  },
  {
    id: 'remove-own-tags-only',
    property: 'remove-takes-out',
    title: 'removes only what this replica has added itself',
  },
  {
    id: 'remove-one-tag',
    property: 'remove-takes-out',
    title: 'removes one of the adds of an element that was added at several replicas, and leaves the others',
  },
  {
    id: 'remove-always-true',
    property: 'remove-takes-out',
    title: 'says that it removed an element which was not there',
  },
  {
    id: 'removed-for-ever',
    property: 'add-after-remove',
    title: 'can never add again what was removed once: it marks the element itself as removed',
  },
  {
    id: 'tags-are-reused',
    property: 'add-after-remove',
    title:
      'gives an add the tag of one that was removed, so that others, who know that tag as removed, drop the new one',
  },
  {
    id: 'elements-unsorted',
    property: 'lists-each-once-in-order',
    title: 'lists the elements in another order',
  },
  {
    id: 'elements-twice',
    property: 'lists-each-once-in-order',
    title: 'lists an element once for each add of it',
  },
  {
    id: 'merge-replaces',
    property: 'takes-in-adds',
    title: 'takes the state of the other replica in place of its own',
  },
  {
    id: 'merge-keeps-only-common',
    property: 'takes-in-adds',
    title: 'drops what it has added itself when the other has not heard of it yet',
  },
  {
    id: 'seen-before-entries',
    property: 'takes-in-adds',
    title:
      'notes what the other has seen before it compares, and so takes every new add of the other for one that it knows and has removed',
  },
  {
    id: 'merge-is-union',
    property: 'removes-travel',
    title: 'merges by the union of both sides, so that nothing that was removed stays removed',
  },
  {
    id: 'merge-ignores-removes',
    property: 'removes-travel',
    title: 'keeps elements of its own that the other has removed',
  },
  {
    id: 'seen-not-merged',
    property: 'removes-travel',
    title:
      'does not remember which adds of other replicas it has seen, and so cannot tell a removed one from a new one',
  },
  {
    id: 'removes-not-remembered',
    property: 'removes-travel',
    title:
      'applies a remove that it learns of, but does not remember it: it neither passes it on nor holds it against older states',
  },
  {
    id: 'tombstone-by-element',
    property: 'add-wins',
    title:
      'marks the element as removed, not the adds that it has seen, so that a merge removes a new add as well',
  },
  {
    id: 'merge-drops-all-tags',
    property: 'add-wins',
    title: 'takes an element out when one of its adds was removed, though another was not',
  },
  {
    id: 'lww-by-counter',
    property: 'add-wins',
    title:
      'lets the operation with the higher number win, though each replica numbers its operations by itself',
  },
  {
    id: 'lww-by-lamport-clock',
    property: 'add-wins',
    title:
      'lets the later operation by a logical clock win, so that a remove beats an add which it has not seen',
  },
  {
    id: 'add-of-present-ignored',
    property: 'each-add-is-its-own',
    title:
      'does nothing when it adds an element that it has already, so that a remove elsewhere takes it out',
  },
  {
    id: 'tags-without-replica',
    property: 'each-add-is-its-own',
    title:
      'gives adds at different replicas the same tags: the number alone, without the name of the replica',
  },
  {
    id: 'merge-brings-back',
    property: 'old-states-bring-nothing-back',
    title: 'takes in everything that an older state holds, also what it has removed since',
  },
  {
    id: 'remove-of-absent-marks',
    property: 'removes-only-what-it-saw',
    title:
      'keeps a remove of an element that it does not know, and applies it to an add that it learns of later',
  },
  {
    id: 'merge-adds-anew',
    property: 'merging-again-changes-nothing',
    title: 'counts what it learns by a merge as adds of its own, which no remove elsewhere has seen',
  },
  {
    id: 'merge-takes-the-newer',
    property: 'order-does-not-matter',
    title: 'keeps the one state that has seen more adds instead of what is in both',
  },
  {
    id: 'merge-changes-the-other',
    property: 'merge-leaves-the-other-alone',
    title: 'changes the other replica when it merges, too',
  },
  {
    id: 'merge-shares',
    property: 'merge-leaves-the-other-alone',
    title:
      'takes over the very collections of the other replica while it knows of nothing, and later writes into them',
  },
  {
    id: 'shared-set',
    property: 'replicas-share-nothing',
    title: 'keeps its elements where all sets share them',
  },
] as const satisfies readonly Misconception[]

export type Wrong = (typeof MISCONCEPTIONS)[number]['id']
