import type { Operations } from './operations.ts'
import type { World } from './world.ts'

/** Has `kind` happen when the operation at this place in the order begins, if there is one. */
export function awaitOperation(world: World, { atUs, order }: Operations, place: number, kind: number): void {
  const operation = order[place]
  if (operation !== undefined) world.schedule((atUs[operation] as number) - world.nowUs, kind, place)
}
