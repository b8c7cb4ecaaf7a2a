import type { Misconception } from '../../model.ts'

/** Each entry is a switch of `Hasher`. The order decides between two that predict the same. */
export const MISCONCEPTIONS = [
  {
    id: 'counts-from-one',
    property: 'scores-by-the-hash',
    title: 'numbers the tickets of a node from 1 instead of 0',
  },
  {
    id: 'no-separator',
    property: 'scores-by-the-hash',
    title: 'leaves out the `#` between node, ticket and key',
  },
  {
    id: 'key-first',
    property: 'scores-by-the-hash',
    title: 'puts the key before the node in the text that it hashes',
  },
  {
    id: 'lowest-wins',
    property: 'highest-score-owns',
    title: 'takes the lowest score instead of the highest',
  },
  {
    id: 'scores-as-text',
    property: 'highest-score-owns',
    title: 'compares scores as text, so that 900 is more than 1000',
  },
  {
    id: 'signed-scores',
    property: 'highest-score-owns',
    title: 'takes the 32 bits of the hash for a signed number, so that large scores are negative',
  },
  {
    id: 'empty-text',
    property: 'no-nodes',
    title: 'gives an empty name as the owner when there are no nodes',
  },
  { id: 'keeps-the-last-node', property: 'no-nodes', title: 'does not let its last node go' },
  {
    id: 'last-added-wins',
    property: 'same-score-smaller-name',
    title: 'prefers the node that was added last when scores are equal, so that two programs differ',
  },
  {
    id: 'first-added-wins',
    property: 'same-score-smaller-name',
    title: 'prefers the node that was added first when scores are equal, so that two programs differ',
  },
  {
    id: 'larger-name-wins',
    property: 'same-score-smaller-name',
    title: 'prefers the larger name when scores are equal',
  },
  {
    id: 'adds-hashes',
    property: 'spreads-keys',
    title: 'hashes node and key apart and adds the two, so that all keys agree on who is next',
  },
  {
    id: 'xors-hashes',
    property: 'spreads-keys',
    title: 'hashes node and key apart and takes the exclusive or of the two, so that shares are uneven',
  },
  {
    id: 'ignores-the-key',
    property: 'spreads-keys',
    title: 'leaves the key out of the hash: one node owns everything',
  },
  {
    id: 'ignores-weight',
    property: 'weighs-nodes',
    title: 'gives each node one ticket, whatever its weight',
  },
  {
    id: 'multiplies-by-weight',
    property: 'weighs-nodes',
    title: 'multiplies the score by the weight, which gives heavy nodes far more than their share',
  },
  {
    id: 'adds-tickets',
    property: 'weighs-nodes',
    title: 'adds the scores of the tickets up instead of taking the highest',
  },
  {
    id: 'modulo',
    property: 'moves-as-little-as-possible',
    title:
      'takes the hash of the key modulo the number of nodes, so that nearly all keys move when one comes or goes',
  },
  {
    id: 'numbered-nodes',
    property: 'moves-as-little-as-possible',
    title: 'scores a node by its number in the list, so that others move when one comes or goes',
  },
  {
    id: 'remembers-owners',
    property: 'moves-as-little-as-possible',
    title: 'remembers the owner of a key, and does not look again when a node has come that should have it',
  },
  {
    id: 'keeps-old-weight',
    property: 'adding-again-sets-the-weight',
    title: 'ignores the weight when the node is there already',
  },
  {
    id: 'weights-add-up',
    property: 'adding-again-sets-the-weight',
    title: 'adds the weight to that which the node has already',
  },
  {
    id: 'add-always-true',
    property: 'adding-again-sets-the-weight',
    title: 'says that it added a node that was there already',
  },
  {
    id: 'removes-one-ticket',
    property: 'removes-all-of-a-node',
    title: 'takes one ticket of a node away and leaves the others',
  },
  {
    id: 'remove-always-true',
    property: 'removes-all-of-a-node',
    title: 'says that it removed a node that was not there',
  },
  {
    id: 'owners-repeat',
    property: 'owners-are-distinct',
    title: 'takes the best tickets for the best nodes: a node with several comes several times',
  },
  {
    id: 'owners-by-name',
    property: 'owners-are-distinct',
    title: 'lists the other owners by name instead of by score',
  },
  {
    id: 'owners-lowest-first',
    property: 'owners-are-distinct',
    title: 'lists the owners from the lowest of their scores to the highest',
  },
  {
    id: 'owners-empty-when-short',
    property: 'owners-are-distinct',
    title: 'gives no owners at all when more are asked for than there are nodes',
  },
  {
    id: 'owners-at-least-one',
    property: 'owners-are-distinct',
    title: 'gives one owner when 0 are asked for',
  },
  {
    id: 'nodes-in-order-of-adding',
    property: 'lists-its-nodes',
    title: 'lists the nodes in the order in which they were added',
  },
  {
    id: 'shared-nodes',
    property: 'instances-share-nothing',
    title: 'keeps its nodes where all instances share them',
  },
] as const satisfies readonly Misconception[]

export type Wrong = (typeof MISCONCEPTIONS)[number]['id']
