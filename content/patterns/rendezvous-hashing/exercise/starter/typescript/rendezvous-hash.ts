// {{contract}}

export interface Options {
  hash?: (text: string) => number
}

export class RendezvousHash {
  constructor(options: Options = {}) {
    // TODO: keep the options, and whatever it must remember between calls.
  }

  addNode(node: string, weight: number): boolean {
    // TODO: add it; true if the node is new, else false and the new weight counts.
    throw new Error('addNode is yours to write')
  }

  removeNode(node: string): boolean {
    // TODO: take the node away; true if it was there.
    throw new Error('removeNode is yours to write')
  }

  owner(key: string): string | undefined {
    // TODO: the node with the highest score for the key; undefined without nodes.
    throw new Error('owner is yours to write')
  }

  owners(key: string, count: number): string[] {
    // TODO: the nodes with the highest scores, the owner first.
    throw new Error('owners is yours to write')
  }

  nodes(): string[] {
    // TODO: the nodes that are there, sorted.
    throw new Error('nodes is yours to write')
  }
}
