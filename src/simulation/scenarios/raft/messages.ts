/** A command of the state machine and the term in which a leader took it. Never changed once made. */
export interface Entry {
  readonly term: number
  /** Client operation; -1 for the empty entry with which a leader begins its term. */
  readonly operation: number
  /** The server that the client asked. */
  readonly origin: number
}

/** The two RPCs of the Raft paper (Figure 2), each as a request and an answer, and the way of a client's command. */
export type RaftMessage =
  | {
      readonly type: 'RequestVote'
      readonly term: number
      readonly lastIndex: number
      readonly lastTerm: number
    }
  | { readonly type: 'Vote'; readonly term: number; readonly granted: boolean }
  | {
      readonly type: 'AppendEntries'
      readonly term: number
      readonly prevIndex: number
      readonly prevTerm: number
      readonly entries: readonly Entry[]
      readonly commit: number
    }
  | {
      readonly type: 'Appended'
      readonly term: number
      readonly success: boolean
      /** Up to here the follower's log is like the leader's; after a refusal, where to try next. */
      readonly match: number
    }
  | { readonly type: 'Forward'; readonly operation: number; readonly origin: number }
  | { readonly type: 'Answer'; readonly operation: number; readonly index: number }

export function describeMessage(message: RaftMessage): string {
  switch (message.type) {
    case 'RequestVote':
      return `RequestVote term ${message.term}, log ${message.lastIndex}`
    case 'Vote':
      return `${message.granted ? 'vote' : 'no vote'}, term ${message.term}`
    case 'AppendEntries':
      return message.entries.length === 0
        ? `heartbeat term ${message.term}`
        : `append ${message.prevIndex + 1}${message.entries.length > 1 ? `..${message.prevIndex + message.entries.length}` : ''} term ${message.term}`
    case 'Appended':
      return message.success ? `has ${message.match}` : `refuses, try ${message.match}`
    case 'Forward':
      return `forwards operation ${message.operation}`
    case 'Answer':
      return `operation ${message.operation} is at ${message.index}`
  }
}
