/** What one participant does for a transaction: the account moves by so much. */
export interface Change {
  readonly account: number
  readonly by: number
}

/** The messages of two-phase commit and of its termination protocol. */
export type TwoPhaseMessage =
  | {
      readonly type: 'VoteRequest'
      readonly tx: number
      readonly change: Change
      /** All of them, so that one in doubt knows whom to ask. */
      readonly participants: readonly number[]
    }
  | { readonly type: 'Vote'; readonly tx: number; readonly yes: boolean }
  | { readonly type: 'Decision'; readonly tx: number; readonly commit: boolean }
  | { readonly type: 'Ack'; readonly tx: number }
  | { readonly type: 'DecisionRequest'; readonly tx: number }

/** A record of a node's distributed transaction log. */
export interface LogRecord {
  readonly kind: 'start' | 'prepared' | 'committed' | 'aborted' | 'end'
  readonly tx: number
  readonly change?: Change
  readonly participants?: readonly number[]
}

export function describeMessage(message: TwoPhaseMessage): string {
  const { tx } = message
  switch (message.type) {
    case 'VoteRequest':
      return `vote on ${tx}?`
    case 'Vote':
      return `${message.yes ? 'yes' : 'no'} to ${tx}`
    case 'Decision':
      return `${message.commit ? 'commit' : 'abort'} ${tx}`
    case 'Ack':
      return `has ${tx}`
    case 'DecisionRequest':
      return `what of ${tx}?`
  }
}
