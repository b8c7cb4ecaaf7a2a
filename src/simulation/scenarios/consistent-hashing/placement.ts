/** How the owner of a key is found from the list of members alone. */
export type Algorithm = 'ring' | 'jump' | 'bounded'

export interface Placement {
  owner(members: readonly number[], key: number): number
  /** To whom a key is handed over; the owner, if there is no mistake. */
  heir(members: readonly number[], key: number): number
}

export interface PlacementSettings {
  readonly algorithm: Algorithm
  readonly virtualNodes: number
  readonly keys: number
  /** Of bounded loads: most keys of a server over the mean. */
  readonly loadBound: number
}
