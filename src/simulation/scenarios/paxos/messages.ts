/** What proposers propose: the command of a client, and the server that the client asked. */
export interface Value {
  /** Client operation; -1 for the no-op that fills a gap. */
  readonly operation: number
  readonly origin: number
}

export const NO_OP: Value = { operation: -1, origin: -1 }

/** A value for a slot of the log under a ballot number (the paper's "proposal"). */
export interface Proposal {
  readonly slot: number
  readonly ballot: number
  readonly value: Value
}

/** The messages of Lamport, "Paxos Made Simple" (2001), section 2.2, and what a log needs besides (section 3). */
export type PaxosMessage =
  /** Phase 1a for all slots from `from` on at once. */
  | { readonly type: 'Prepare'; readonly ballot: number; readonly from: number }
  /** Phase 1b: no lower ballot any more, and what was accepted so far. */
  | { readonly type: 'Promise'; readonly ballot: number; readonly accepted: readonly Proposal[] }
  /** Phase 2a. */
  | ({ readonly type: 'Accept' } & Proposal)
  /** Phase 2b. */
  | { readonly type: 'Accepted'; readonly ballot: number; readonly slot: number }
  /** In place of 1b or 2b: a higher ballot was promised. */
  | { readonly type: 'Refusal'; readonly ballot: number; readonly promised: number }
  /** The values of the slots from `slot` on. */
  | { readonly type: 'Chosen'; readonly slot: number; readonly values: readonly Value[] }
  /** The leader of this ballot is alive; all slots below `next` are chosen. */
  | { readonly type: 'Heartbeat'; readonly ballot: number; readonly next: number }
  | { readonly type: 'Ask'; readonly from: number }
  | { readonly type: 'Forward'; readonly value: Value }

export type MessageOf<Type extends PaxosMessage['type']> = Extract<PaxosMessage, { type: Type }>

export function describeMessage(message: PaxosMessage): string {
  switch (message.type) {
    case 'Prepare':
      return `prepare ballot ${message.ballot} from slot ${message.from}`
    case 'Promise':
      return `promise ballot ${message.ballot}, ${message.accepted.length} accepted`
    case 'Accept':
      return `accept slot ${message.slot} ballot ${message.ballot}: ${valueText(message.value)}`
    case 'Accepted':
      return `accepted slot ${message.slot} ballot ${message.ballot}`
    case 'Refusal':
      return `refuses ballot ${message.ballot}, promised ${message.promised}`
    case 'Chosen':
      return `chosen from slot ${message.slot}: ${message.values.map(valueText).join(' ')}`
    case 'Heartbeat':
      return `heartbeat ballot ${message.ballot}, next slot ${message.next}`
    case 'Ask':
      return `asks for slots from ${message.from}`
    case 'Forward':
      return `forwards ${valueText(message.value)}`
  }
}

export function valueText({ operation }: Value): string {
  return operation < 0 ? 'no-op' : `operation ${operation}`
}
