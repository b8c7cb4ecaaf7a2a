import type { OrdersContract, ProjectContract } from './contract.ts'
import type { Bed, BedOptions, Draw, Drill, Finding } from './drills/drill.ts'
import { DRILLS } from './drills/registry.ts'
import type { GatewayContract } from './gateway/contract.ts'
import { GATEWAY_DRILLS } from './gateway/drills/registry.ts'
import { GatewayBed } from './gateway/gateway-bed.ts'
import type { StoreContract } from './store/contract.ts'
import { STORE_DRILLS } from './store/drills/registry.ts'
import { StoreBed } from './store/store-bed.ts'
import { TestBed } from './test-bed.ts'
import type { ToolContract } from './tool/contract.ts'
import { TOOL_DRILLS } from './tool/drills/registry.ts'
import { ToolBed } from './tool/tool-bed.ts'

type DrillFacts = Omit<Drill, 'run'>

/** What all projects of one kind are held to, and how. */
export interface Kind {
  readonly drills: readonly DrillFacts[]
  /** What of it the contract does not name. */
  missing(drill: DrillFacts, contract: ProjectContract): string[]
  /** Whether the contract promises what the drill is about. */
  isPromised(drill: DrillFacts, contract: ProjectContract): boolean
  /** Starts a project, holds the drill, and ends the project. @throws CannotStart */
  hold(drill: DrillFacts, at: Place, draw: Draw): Promise<Finding>
}

interface Place extends BedOptions {
  /** Absolute, of the project. */
  readonly folder: string
  readonly contract: ProjectContract
}

interface KindParts<C extends ProjectContract, B extends Bed> {
  readonly drills: readonly Drill<B>[]
  /** Whether the contract names what a drill needs. */
  has(contract: C, need: string): boolean
  open(folder: string, contract: C, options: BedOptions): Promise<B>
}

/** The contract of a kind and its drills are chosen together, by the name of the kind. */
function kind<C extends ProjectContract, B extends Bed>({ drills, has, open }: KindParts<C, B>): Kind {
  return {
    drills,
    missing: ({ needs = [] }, contract) => needs.filter((need) => !has(contract as C, need)),
    isPromised: ({ onlyWith = [] }, contract) => onlyWith.every((need) => has(contract as C, need)),
    async hold({ id }, { folder, contract, ...options }, draw) {
      const bed = await open(folder, contract as C, options)
      try {
        await bed.start()
        return await (drills.find((drill) => drill.id === id) as Drill<B>).run(bed, draw)
      } finally {
        await bed.close()
      }
    },
  }
}

function ordersHave({ orders, dependencies }: OrdersContract, need: string): boolean {
  if (need === 'varies') return orders.place.varies !== undefined
  return { ...orders, ...dependencies }[need] !== undefined
}

function toolHas({ tool }: ToolContract, need: string): boolean {
  return { ...tool.write, ...tool }[need] !== undefined
}

export const KINDS: Readonly<Record<ProjectContract['kind'], Kind>> = {
  orders: kind({ drills: DRILLS, has: ordersHave, open: TestBed.open }),
  store: kind({
    drills: STORE_DRILLS,
    has: ({ store }: StoreContract, need) => need in store,
    open: StoreBed.open,
  }),
  gateway: kind({
    drills: GATEWAY_DRILLS,
    has: ({ gateway }: GatewayContract, need) => need in gateway,
    open: GatewayBed.open,
  }),
  tool: kind({ drills: TOOL_DRILLS, has: toolHas, open: ToolBed.open }),
}

/** Those of all kinds; no two have one id. */
export const ALL_DRILLS: readonly DrillFacts[] = Object.values(KINDS).flatMap(({ drills }) => drills)

/** Patterns that a drill is for. */
export function drilledPatterns(drills: readonly DrillFacts[]): readonly string[] {
  return [...new Set(drills.flatMap(({ patterns }) => (patterns === 'all' ? [] : patterns)))].sort()
}
