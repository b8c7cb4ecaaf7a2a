import type { Misconception } from '../../model.ts'

/** Each entry is a switch of `LwwRegister` or of its writes. The order decides between two that predict the same. */
export const MISCONCEPTIONS = [
  {
    id: 'begins-with-empty-text',
    property: 'begins-empty',
    title: 'gives the empty text before anything was written',
  },
  {
    id: 'stamped-when-made',
    property: 'begins-empty',
    title:
      'is stamped when it is made, so that an empty new replica wins over values that are older than itself',
  },
  {
    id: 'empty-text-is-nothing',
    property: 'holds-what-was-set',
    title: 'takes the empty text for no value',
  },
  {
    id: 'counts-without-the-clock',
    property: 'stamps-by-the-clock',
    title: 'numbers its writes without a look at the clock',
  },
  {
    id: 'always-adds-one',
    property: 'stamps-by-the-clock',
    title: 'adds one to the clock, too, and not only to the largest stamp that it has seen',
  },
  {
    id: 'stamps-by-the-clock-alone',
    property: 'stamps-grow',
    title: 'stamps by the clock alone, which may stand still or run backwards',
  },
  {
    id: 'later-writes-are-dropped',
    property: 'stamps-grow',
    title: 'stamps by the clock alone, and drops a write of its own when that is not beyond the latest stamp',
  },
  {
    id: 'stamp-not-below',
    property: 'stamps-grow',
    title: 'gives the largest stamp that it has seen once more, and not one more than that',
  },
  {
    id: 'gives-the-time',
    property: 'stamps-grow',
    title: 'gives the time of the clock instead of the stamp that the write has got',
  },
  {
    id: 'same-value-is-no-write',
    property: 'stamps-grow',
    title: 'does nothing when it sets the value that is there already',
  },
  {
    id: 'own-stamps-only',
    property: 'stamps-after-what-it-saw',
    title: 'remembers the largest of its own stamps, and not those that came by merging',
  },
  {
    id: 'merge-takes-the-other',
    property: 'later-stamp-wins',
    title: 'takes the write of the other replica whatever its stamp',
  },
  {
    id: 'merge-keeps-its-own',
    property: 'later-stamp-wins',
    title: 'takes nothing over once it holds a write',
  },
  {
    id: 'smaller-stamp-wins',
    property: 'later-stamp-wins',
    title: 'keeps the write with the smaller stamp',
  },
  {
    id: 'stamps-as-text',
    property: 'later-stamp-wins',
    title: 'compares stamps as text, so that 9999 is larger than 10000',
  },
  {
    id: 'names-before-stamps',
    property: 'later-stamp-wins',
    title: 'compares the names before the stamps, so that one replica always wins',
  },
  {
    id: 'unwritten-wins',
    property: 'later-stamp-wins',
    title: 'loses its value when it merges a register that was never written',
  },
  {
    id: 'smaller-name-wins',
    property: 'ties-by-replica',
    title: 'lets the smaller name win when stamps are equal',
  },
  {
    id: 'ties-ignore-case',
    property: 'ties-by-replica',
    title: 'compares names as a dictionary does, not by their characters, so that "B" is larger than "a"',
  },
  {
    id: 'ties-by-number',
    property: 'ties-by-replica',
    title: 'takes numbers in names for numbers, so that "n10" is larger than "n2"',
  },
  {
    id: 'ties-by-value',
    property: 'ties-by-replica',
    title: 'lets the larger value win when stamps are equal, and not the larger name',
  },
  {
    id: 'ties-by-who-merges',
    property: 'ties-by-replica',
    title: 'compares the names of the two replicas that merge, and not those of the authors',
  },
  {
    id: 'clearing-wins-ties',
    property: 'ties-by-replica',
    title: 'lets a clearing win when stamps are equal, whatever the names',
  },
  {
    id: 'ties-keep-its-own',
    property: 'same-writes-same-value',
    title: 'keeps what it has when stamps are equal, so that replicas differ for ever',
  },
  {
    id: 'ties-take-the-other',
    property: 'same-writes-same-value',
    title: 'takes what the other has when stamps are equal, so that replicas swap values without end',
  },
  {
    id: 'clear-forgets',
    property: 'clearing-is-a-write',
    title: 'forgets the stamp when it clears, so that any older value comes back',
  },
  {
    id: 'clear-keeps-the-old-stamp',
    property: 'clearing-is-a-write',
    title: 'clears under the stamp of the value that it takes away, so that nobody else learns of it',
  },
  {
    id: 'cleared-never-wins',
    property: 'clearing-is-a-write',
    title: 'merges nothing from a register that has no value, so that a clearing never reaches it',
  },
  {
    id: 'clear-of-empty-ignored',
    property: 'clearing-is-a-write',
    title: 'does nothing when it clears a register that has no value',
  },
  {
    id: 'clear-leaves-empty-text',
    property: 'clearing-is-a-write',
    title: 'holds the empty text after it was cleared',
  },
  {
    id: 'clear-hides-its-stamp',
    property: 'clearing-is-a-write',
    title: 'tells no stamp and no author when the latest write is a clearing',
  },
  {
    id: 'merge-stamps-anew',
    property: 'merging-is-no-write',
    title: 'stamps what it takes over as a write of its own',
  },
  {
    id: 'merge-takes-authorship',
    property: 'merging-is-no-write',
    title: 'takes itself for the author of what it has merged',
  },
  {
    id: 'merge-counts',
    property: 'merging-again-changes-nothing',
    title: 'counts each merge as an event, so that the next stamp is too large',
  },
  {
    id: 'merge-changes-the-other',
    property: 'merge-leaves-the-other-alone',
    title: 'changes the other replica when it merges, too',
  },
  {
    id: 'merge-shares',
    property: 'merge-leaves-the-other-alone',
    title: 'takes over the very record of the other replica, and later writes into it',
  },
  {
    id: 'system-clock',
    property: 'uses-the-given-clock',
    title: 'reads the system clock instead of the one that it was given',
  },
  {
    id: 'shared-register',
    property: 'replicas-share-nothing',
    title: 'keeps its value where all registers share it',
  },
] as const satisfies readonly Misconception[]

export type Wrong = (typeof MISCONCEPTIONS)[number]['id']
