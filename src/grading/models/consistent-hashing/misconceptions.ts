import type { Misconception } from '../../model.ts'

/** Each entry is a switch of `Ring` or `Placement`. The order decides between two that predict the same. */
export const MISCONCEPTIONS = [
  {
    id: 'counts-from-one',
    property: 'places-points-by-the-hash',
    title: 'numbers the points of a node from 1 instead of 0',
  },
  {
    id: 'no-separator',
    property: 'places-points-by-the-hash',
    title: 'leaves out the `#` between the name of a node and the number of its point',
  },
  {
    id: 'strictly-after',
    property: 'next-point-owns',
    title: 'passes over a point that lies at the very place of the key (> where >= is meant)',
  },
  {
    id: 'previous-point',
    property: 'next-point-owns',
    title: 'goes round the other way: a key belongs to the point before it',
  },
  {
    id: 'sorted-as-text',
    property: 'next-point-owns',
    title: 'sorts places as text, so that 1000 comes before 200',
  },
  {
    id: 'nothing-past-the-end',
    property: 'wraps-around',
    title: 'finds no owner for a key that lies after the last point',
  },
  {
    id: 'last-past-the-end',
    property: 'wraps-around',
    title: 'gives a key that lies after the last point to that point, not to the first',
  },
  {
    id: 'empty-text',
    property: 'empty-ring',
    title: 'gives an empty name as the owner when it has no nodes',
  },
  { id: 'keeps-the-last-node', property: 'empty-ring', title: 'does not let its last node go' },
  {
    id: 'last-added-wins',
    property: 'same-place-smaller-name',
    title: 'lets the node that was added last have a place that two nodes share, so that two rings differ',
  },
  {
    id: 'first-added-wins',
    property: 'same-place-smaller-name',
    title: 'lets the node that was added first have a place that two nodes share, so that two rings differ',
  },
  {
    id: 'larger-name-wins',
    property: 'same-place-smaller-name',
    title: 'lets the larger name have a place that two nodes share',
  },
  {
    id: 'one-node-a-place',
    property: 'same-place-smaller-name',
    title:
      'keeps one node for each place: a second one overwrites the first, and takes its point along when it leaves',
  },
  {
    id: 'one-point-per-node',
    property: 'spreads-virtual-nodes',
    title: 'has a single point for each node, whatever `virtual_nodes` says',
  },
  {
    id: 'points-in-a-row',
    property: 'spreads-virtual-nodes',
    title: 'puts all points of a node side by side, so that they work like one',
  },
  {
    id: 'ignores-weight',
    property: 'weighs-nodes',
    title: 'gives each node the same number of points, whatever its weight',
  },
  {
    id: 'weight-is-points',
    property: 'weighs-nodes',
    title: 'takes the weight for the number of points, instead of multiplying',
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
    title: 'places a node by its number in the list, so that others move when one comes or goes',
  },
  {
    id: 'remembers-owners',
    property: 'moves-as-little-as-possible',
    title: 'remembers the owner of a key, and does not look again when a node has come that should have it',
  },
  {
    id: 'adds-twice',
    property: 'adding-again-sets-the-weight',
    title:
      'puts the points of a node that is there already on the ring a second time, and leaves them when it goes',
  },
  {
    id: 'surplus-stays',
    property: 'adding-again-sets-the-weight',
    title: 'leaves the points on the ring that a node loses when its weight becomes smaller',
  },
  {
    id: 'keeps-old-weight',
    property: 'adding-again-sets-the-weight',
    title: 'ignores the weight when the node is there already',
  },
  {
    id: 'add-always-true',
    property: 'adding-again-sets-the-weight',
    title: 'says that it added a node that was there already',
  },
  {
    id: 'removes-one-point',
    property: 'removes-all-of-a-node',
    title: 'takes only the first point of a node away',
  },
  {
    id: 'removes-unweighted',
    property: 'removes-all-of-a-node',
    title: 'forgets the weight when it takes the points of a node away',
  },
  {
    id: 'remove-always-true',
    property: 'removes-all-of-a-node',
    title: 'says that it removed a node that was not there',
  },
  {
    id: 'owners-repeat',
    property: 'owners-are-distinct',
    title: 'takes the next points for the next owners: one node comes several times, and its copies with it',
  },
  {
    id: 'owners-looks-at-few',
    property: 'owners-are-distinct',
    title: 'looks at as many points as owners are asked for, and has too few when two belong to one node',
  },
  {
    id: 'owners-by-name',
    property: 'owners-are-distinct',
    title: 'lists the other owners by name instead of in the order of the ring',
  },
  {
    id: 'owners-stop-at-the-end',
    property: 'owners-are-distinct',
    title: 'stops at the end of the ring when it looks for more owners',
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
    id: 'nodes-by-points',
    property: 'lists-its-nodes',
    title: 'lists a node once for each of its points',
  },
  {
    id: 'shared-points',
    property: 'instances-share-nothing',
    title: 'keeps its points where all rings share them',
  },
  {
    id: 'default-virtual-nodes',
    property: 'has-the-stated-defaults',
    title: 'has another default for `virtual_nodes`',
  },
] as const satisfies readonly Misconception[]

export type Wrong = (typeof MISCONCEPTIONS)[number]['id']
