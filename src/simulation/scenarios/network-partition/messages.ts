import { NOTHING } from '../../kernel/register.ts'
import { spellVersion } from '../../kernel/version.ts'

/** What a replica holds. Never changed once made. */
export interface Tagged {
  readonly version: number
  /** The number of the operation that wrote it. */
  readonly value: number
}

export const EMPTY: Tagged = { version: 0, value: NOTHING }

/** `Cp...` are the two phases of the majority register; `ApState` carries a copy of the other register. */
export type PartitionMessage =
  | { readonly type: 'CpQuery'; readonly operation: number }
  | { readonly type: 'CpState'; readonly operation: number; readonly state: Tagged }
  | { readonly type: 'CpStore'; readonly operation: number; readonly state: Tagged }
  | { readonly type: 'CpStored'; readonly operation: number }
  | { readonly type: 'ApState'; readonly state: Tagged }

export function describeMessage(message: PartitionMessage): string {
  switch (message.type) {
    case 'CpQuery':
      return `CP query for operation ${message.operation}`
    case 'CpState':
      return `CP has ${spell(message.state)}`
    case 'CpStore':
      return `CP store ${spell(message.state)}`
    case 'CpStored':
      return `CP stored for operation ${message.operation}`
    case 'ApState':
      return `AP has ${spell(message.state)}`
  }
}

/** `value 17 (version 3.17)` */
export function spell({ value, version }: Tagged): string {
  return value === NOTHING ? 'nothing' : `value ${value} (version ${spellVersion(version)})`
}
