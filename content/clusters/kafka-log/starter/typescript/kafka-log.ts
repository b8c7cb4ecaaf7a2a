/** Logs to which many append and which many read. */

import { type Message, Node, run } from './compendium-node.mjs'

type Offsets = Record<string, number>

class KafkaLog extends Node {
  onSend(message: Message<{ key: string; msg: unknown }>): void {
    // Append body.msg to the log of body.key, and tell its offset.
    this.reply(message, { type: 'send_ok', offset: 0 })
  }

  onPoll(message: Message<{ offsets: Offsets }>): void {
    // body.offsets has for each key the offset to begin with: pairs of offset and message.
    this.reply(message, { type: 'poll_ok', msgs: {} })
  }

  onCommitOffsets(message: Message<{ offsets: Offsets }>): void {
    // body.offsets has for each key the last offset that was dealt with.
    this.reply(message, { type: 'commit_offsets_ok' })
  }

  onListCommittedOffsets(message: Message<{ keys: string[] }>): void {
    // Of the keys in body.keys those that somebody committed.
    this.reply(message, { type: 'list_committed_offsets_ok', offsets: {} })
  }
}

run(KafkaLog)
