/** Transactions that all participants commit, or all abort. */

import { type Message, Node, run } from './compendium-node.mjs'

class TwoPhaseCommit extends Node {
  readonly states: Record<string, 'prepared' | 'commit' | 'abort'> = {}

  onTransact(message: Message<{ txn: string; votes: Record<string, boolean> }>): void {
    // Decided here, and no participant is told.
    const decision = Object.values(message.body.votes).every((vote) => vote) ? 'commit' : 'abort'
    this.reply(message, { type: 'transact_ok', decision })
  }

  onRead(message: Message): void {
    this.reply(message, { type: 'read_ok', states: this.states })
  }
}

run(TwoPhaseCommit)
