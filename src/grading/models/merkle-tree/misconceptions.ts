import type { Misconception } from '../../model.ts'

/** Each entry is a switch of `MerkleTree` or of what it is made of. The order decides between two that predict the same. */
export const MISCONCEPTIONS = [
  {
    id: 'buckets-by-high-bits',
    property: 'buckets-by-the-hash',
    title: 'takes the bucket from the highest bits of the hash, not from what is left after division',
  },
  {
    id: 'entries-of-the-key-alone',
    property: 'buckets-by-the-hash',
    title: 'gives the key alone, and not all entries of its bucket',
  },
  {
    id: 'entries-in-order-of-coming',
    property: 'leaf-over-sorted-entries',
    title: 'hashes the entries of a bucket in the order in which they came',
  },
  {
    id: 'entries-in-order-of-hashes',
    property: 'leaf-over-sorted-entries',
    title: 'sorts the entries of a bucket by how they are written, not by their keys',
  },
  {
    id: 'entries-ignoring-case',
    property: 'leaf-over-sorted-entries',
    title: 'sorts keys as a dictionary does, not by their characters, so that "a" comes before "B"',
  },
  {
    id: 'entries-without-commas',
    property: 'leaf-over-sorted-entries',
    title: 'writes the entries of a bucket one after the other with nothing between them',
  },
  {
    id: 'values-alone',
    property: 'hashes-keys-and-values',
    title: 'hashes the values without the keys',
  },
  {
    id: 'keys-alone',
    property: 'hashes-keys-and-values',
    title: 'hashes the keys without the values',
  },
  {
    id: 'texts-are-not-hashed',
    property: 'hashes-keys-and-values',
    title:
      'writes keys and values as they are, and not their hashes, so that they can look like something else',
  },
  {
    id: 'key-and-value-run-together',
    property: 'hashes-keys-and-values',
    title: 'hashes key and value as one text, so that "ab" with "c" is the same as "a" with "bc"',
  },
  {
    id: 'nothing-tells-leaves-apart',
    property: 'hashes-pairs-upward',
    title: 'leaves the words "leaf:" and "node:" out, so that a node can be passed off as a bucket',
  },
  {
    id: 'children-are-added',
    property: 'hashes-pairs-upward',
    title: 'adds the hashes of the children up instead of writing one after the other',
  },
  {
    id: 'children-without-comma',
    property: 'hashes-pairs-upward',
    title: 'writes the hashes of the children without a comma between them',
  },
  {
    id: 'right-before-left',
    property: 'hashes-pairs-upward',
    title: 'writes the right child before the left',
  },
  {
    id: 'children-are-sorted',
    property: 'hashes-pairs-upward',
    title: 'puts the smaller hash of two children first, and so cannot tell left from right',
  },
  {
    id: 'empty-is-zero',
    property: 'empty-has-a-root',
    title: 'has the root 0 when it is empty',
  },
  {
    id: 'empty-bucket-is-zero',
    property: 'empty-has-a-root',
    title: 'gives an empty bucket the hash 0',
  },
  {
    id: 'removed-as-empty-text',
    property: 'same-content-same-root',
    title: 'keeps a removed key with an empty value',
  },
  {
    id: 'content-counts-changes',
    property: 'same-content-same-root',
    title: 'works each change into the hash of a bucket instead of hashing what is there',
  },
  {
    id: 'replacing-is-not-hashed',
    property: 'follows-every-change',
    title: 'does not compute hashes anew when it replaces a value',
  },
  {
    id: 'removing-is-not-hashed',
    property: 'follows-every-change',
    title: 'does not compute hashes anew when it removes a key',
  },
  {
    id: 'keeps-the-first-value',
    property: 'follows-every-change',
    title: 'keeps the value that a key has when another is put',
  },
  {
    id: 'empty-value-ignored',
    property: 'follows-every-change',
    title: 'does not put the empty text, because it counts as false',
  },
  {
    id: 'remove-always-true',
    property: 'follows-every-change',
    title: 'says that it removed a key which was not there',
  },
  {
    id: 'diff-of-its-own-keys',
    property: 'finds-what-differs',
    title: 'misses keys that only the other tree has',
  },
  {
    id: 'diff-of-missing-keys',
    property: 'finds-what-differs',
    title: 'misses keys that both trees have with different values',
  },
  {
    id: 'diff-of-whole-buckets',
    property: 'finds-what-differs',
    title: 'lists all keys of the buckets that differ, also those that are the same',
  },
  {
    id: 'diff-by-hashes',
    property: 'finds-what-differs',
    title: 'compares hashes of values in a bucket that differs, and not the values themselves',
  },
  {
    id: 'diff-empty-as-missing',
    property: 'finds-what-differs',
    title: 'takes an empty value for a key that is not there',
  },
  {
    id: 'follows-one-side',
    property: 'finds-what-differs',
    title: 'goes down on one side alone where both children differ',
  },
  {
    id: 'diff-by-buckets',
    property: 'finds-what-differs',
    title: 'lists the keys bucket by bucket, and not in order',
  },
  {
    id: 'goes-below-what-is-equal',
    property: 'compares-few-nodes',
    title: 'compares all nodes, also those below hashes that are equal',
  },
  {
    id: 'compares-all-buckets',
    property: 'compares-few-nodes',
    title: 'compares the buckets one by one and makes no use of the tree',
  },
  {
    id: 'looks-at-every-key',
    property: 'compares-few-nodes',
    title: 'compares the keys and values of all buckets, whatever the hashes say',
  },
  {
    id: 'counts-what-differs',
    property: 'compares-few-nodes',
    title: 'counts only the pairs that differ',
  },
  {
    id: 'equal-roots-uncounted',
    property: 'compares-few-nodes',
    title: 'counts no comparison when the roots are equal',
  },
  {
    id: 'compared-adds-up',
    property: 'compares-few-nodes',
    title: 'does not begin to count anew with each difference',
  },
  {
    id: 'other-sizes-by-keys',
    property: 'refuses-other-sizes',
    title: 'compares all keys when the other tree has another number of buckets, and raises no error',
  },
  {
    id: 'proof-from-the-top',
    property: 'proof-is-the-siblings',
    title: 'lists the hashes of a proof from the root down',
  },
  {
    id: 'proof-with-the-leaf',
    property: 'proof-is-the-siblings',
    title: 'puts the hash of the bucket itself into the proof',
  },
  {
    id: 'proof-with-the-root',
    property: 'proof-is-the-siblings',
    title: 'puts the root into the proof',
  },
  {
    id: 'proof-is-the-path',
    property: 'proof-is-the-siblings',
    title: 'gives the hashes on the way up, and not those of their neighbours',
  },
  {
    id: 'verify-takes-the-left',
    property: 'verifies-proofs',
    title: 'takes what it proves for the left child on every level',
  },
  {
    id: 'verify-its-own-root',
    property: 'verifies-proofs',
    title: 'checks against its own root, and not against the one that was given',
  },
  {
    id: 'verify-its-own-entries',
    property: 'verifies-proofs',
    title: 'checks the entries that it holds itself, and not those that were given',
  },
  {
    id: 'verify-needs-entries',
    property: 'verifies-proofs',
    title: 'refuses to verify that a bucket is empty',
  },
  {
    id: 'verify-any-length',
    property: 'verifies-proofs',
    title: 'accepts proofs that are too short or too long',
  },
  {
    id: 'verify-any-keys',
    property: 'verifies-proofs',
    title: 'accepts entries that do not belong into the bucket',
  },
  {
    id: 'shared-entries',
    property: 'trees-share-nothing',
    title: 'keeps its entries where all trees share them',
  },
  {
    id: 'default-buckets',
    property: 'has-the-stated-defaults',
    title: 'has another number of buckets than the contract states when none is given',
  },
] as const satisfies readonly Misconception[]

export type Wrong = (typeof MISCONCEPTIONS)[number]['id']
