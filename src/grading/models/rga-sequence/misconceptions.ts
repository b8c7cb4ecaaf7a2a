import type { Misconception } from '../../model.ts'

/** Each entry is a switch of `RgaSequence` or of its elements. The order decides between two that predict the same. */
export const MISCONCEPTIONS = [
  {
    id: 'nothing-appends',
    property: 'inserts-after-its-reference',
    title: 'inserts at the end when there is no reference, and not at the beginning',
  },
  {
    id: 'inserts-before',
    property: 'inserts-after-its-reference',
    title: 'inserts before the reference',
  },
  {
    id: 'stamps-from-zero',
    property: 'ids-are-stamp-and-replica',
    title: 'begins its stamps at 0',
  },
  {
    id: 'ids-the-other-way-round',
    property: 'ids-are-stamp-and-replica',
    title: 'puts the name of the replica before the stamp in its ids',
  },
  {
    id: 'delete-takes-a-stamp',
    property: 'ids-are-stamp-and-replica',
    title: 'uses up a stamp when it deletes',
  },
  {
    id: 'own-stamps-only',
    property: 'stamps-after-what-it-saw',
    title: 'counts its own inserts alone, so that its stamps can lie behind those of what it inserts after',
  },
  {
    id: 'stamps-by-count',
    property: 'stamps-after-what-it-saw',
    title: 'takes the number of elements that it knows for the largest stamp',
  },
  {
    id: 'deleted-are-not-counted',
    property: 'stamps-after-what-it-saw',
    title: 'does not count the stamps of elements that are deleted already when they become known',
  },
  {
    id: 'delete-by-value',
    property: 'deletes-by-id',
    title: 'deletes the first element that has the same value',
  },
  {
    id: 'delete-always-true',
    property: 'deletes-by-id',
    title: 'says that it deleted what was deleted before',
  },
  {
    id: 'delete-again-raises',
    property: 'deletes-by-id',
    title: 'raises an error when it is to delete what is deleted already',
  },
  {
    id: 'ids-list-the-deleted',
    property: 'deletes-by-id',
    title: 'lists the ids of deleted elements, too',
  },
  {
    id: 'deleted-as-empty-text',
    property: 'deletes-by-id',
    title: 'lists the empty text in place of each deleted element',
  },
  {
    id: 'deleted-is-unknown',
    property: 'deleted-elements-keep-their-place',
    title: 'cannot insert after a deleted element',
  },
  {
    id: 'deleted-means-beginning',
    property: 'deleted-elements-keep-their-place',
    title: 'inserts at the beginning when the reference is deleted',
  },
  {
    id: 'deletes-what-came-after',
    property: 'deleted-elements-keep-their-place',
    title: 'deletes with an element all that was inserted after it',
  },
  {
    id: 'unknown-means-beginning',
    property: 'refuses-unknown-elements',
    title: 'inserts at the beginning when it does not know the reference',
  },
  {
    id: 'unknown-means-end',
    property: 'refuses-unknown-elements',
    title: 'inserts at the end when it does not know the reference',
  },
  {
    id: 'unknown-delete-is-false',
    property: 'refuses-unknown-elements',
    title: 'gives false, and raises no error, when it is to delete an element that it does not know',
  },
  {
    id: 'refusal-takes-a-stamp',
    property: 'refuses-unknown-elements',
    title: 'uses up a stamp for an insert that it refuses',
  },
  {
    id: 'merge-replaces',
    property: 'takes-in-inserts',
    title: 'takes the elements of the other replica in place of its own',
  },
  {
    id: 'merge-appends',
    property: 'takes-in-inserts',
    title: 'puts what it takes in at the end, wherever it was inserted',
  },
  {
    id: 'merge-ignores-deletes',
    property: 'deletes-travel',
    title: 'takes no deletes over for elements that it knows',
  },
  {
    id: 'merge-revives',
    property: 'deletes-travel',
    title: 'keeps an element that either side still has, so that deletes are undone',
  },
  {
    id: 'merge-takes-their-word',
    property: 'deletes-travel',
    title: 'takes over whether the other has deleted an element, and forgets its own delete',
  },
  {
    id: 'new-come-alive',
    property: 'deletes-travel',
    title: 'takes in elements that it did not know as if they were not deleted',
  },
  {
    id: 'places-by-arrival',
    property: 'larger-stamp-first',
    title: 'puts what it takes in right after its reference, so that the order depends on who merged first',
  },
  {
    id: 'passes-the-smaller',
    property: 'larger-stamp-first',
    title: 'passes what has a smaller stamp, where it should pass what has a larger one',
  },
  {
    id: 'older-first',
    property: 'larger-stamp-first',
    title: 'puts the smaller stamp first',
  },
  {
    id: 'passes-only-one',
    property: 'larger-stamp-first',
    title: 'passes at most one element with a larger stamp, where it should pass all',
  },
  {
    id: 'ids-as-text',
    property: 'larger-stamp-first',
    title: 'compares ids as text, so that "9@a" is larger than "10@a"',
  },
  {
    id: 'names-before-stamps',
    property: 'larger-stamp-first',
    title: 'compares the names of the replicas before the stamps',
  },
  {
    id: 'smaller-name-first',
    property: 'ties-by-replica',
    title: 'puts the smaller name first when stamps are equal',
  },
  {
    id: 'ties-by-arrival',
    property: 'ties-by-replica',
    title: 'compares the stamps alone, so that with equal ones the order depends on who merged first',
  },
  {
    id: 'ties-ignore-case',
    property: 'ties-by-replica',
    title: 'compares names as a dictionary does, not by their characters, so that "B" is larger than "a"',
  },
  {
    id: 'passes-only-siblings',
    property: 'runs-stay-together',
    title:
      'passes an element with a larger stamp, but not what was inserted after that one, and so lands within a run',
  },
  {
    id: 'larger-stamps-of-all-first',
    property: 'runs-stay-together',
    title: 'sorts all elements by their stamps, without regard to what they were inserted after',
  },
  {
    id: 'merge-takes-a-stamp',
    property: 'merging-again-changes-nothing',
    title: 'uses up a stamp at each merge',
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
      'takes over the very list of the other replica while it knows of no element, and later inserts into it',
  },
  {
    id: 'shares-elements',
    property: 'merge-leaves-the-other-alone',
    title: 'takes over the very elements of the other replica, so that a later delete shows at both',
  },
  {
    id: 'shared-sequence',
    property: 'replicas-share-nothing',
    title: 'keeps its elements where all sequences share them',
  },
] as const satisfies readonly Misconception[]

export type Wrong = (typeof MISCONCEPTIONS)[number]['id']
