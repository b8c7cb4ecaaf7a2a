/** Two-phase commit with presumed abort (Gray 1978; Mohan, Lindsay and Obermarck 1986). */

import { type Message, Node, run } from './compendium-node.mjs'

const VOTING_MS = 500
const ASK_MS = 200

type Decision = 'commit' | 'abort'
type Transact = Message<{ txn: string; votes: Record<string, boolean> }>

interface Voting {
  readonly request: Transact
  readonly missing: Set<string>
}

interface Part {
  readonly state: 'prepared' | Decision
  readonly coordinator: string
}

class TwoPhaseCommit extends Node {
  /** Transactions that this node coordinates and has not decided: those of an earlier life are presumed aborted. */
  readonly open = new Map<string, Voting>()

  override onStart(): void {
    this.every('ask', ASK_MS)
  }

  // The coordinator: whichever node the client asks.

  onTransact(message: Transact): void {
    const { txn, votes } = message.body
    this.open.set(txn, { request: message, missing: new Set(Object.keys(votes)) })
    this.setTimer(`voting ${txn}`, VOTING_MS)
    for (const [node, vote] of Object.entries(votes)) {
      // A node talks to itself as it does to any other.
      this.send(node, { type: 'prepare', txn, vote })
    }
  }

  onVote({ src, body }: Message<{ txn: string; yes: boolean }>): void {
    const voting = this.open.get(body.txn)
    if (voting === undefined) return
    if (!body.yes) {
      this.decide(body.txn, 'abort')
      return
    }
    voting.missing.delete(src)
    if (voting.missing.size === 0) this.decide(body.txn, 'commit')
  }

  decide(txn: string, decision: Decision): void {
    const voting = this.open.get(txn)
    if (voting === undefined) return
    this.open.delete(txn)
    this.cancelTimer(`voting ${txn}`)
    // The decision is made when it is on the disk, and not before anybody hears of it. An abort needs no record: of what
    // is not known, nothing else can have been decided.
    if (decision === 'commit') this.save(`committed ${txn}`, true)
    this.reply(voting.request, { type: 'transact_ok', decision })
    for (const node of Object.keys(voting.request.body.votes))
      this.send(node, { type: 'decision', txn, decision })
  }

  onAsk({ src, body: { txn } }: Message<{ txn: string }>): void {
    if (this.open.has(txn)) return
    const decision = this.load(`committed ${txn}`, false) ? 'commit' : 'abort'
    this.send(src, { type: 'decision', txn, decision })
  }

  // Participants.

  onPrepare({ src, body: { txn, vote } }: Message<{ txn: string; vote: boolean }>): void {
    if (this.partIn(txn) === undefined) {
      // Who has said yes can no longer say no: so it must still know after a crash. Who says no may abort at once.
      this.keep(txn, { state: vote ? 'prepared' : 'abort', coordinator: src })
    }
    this.send(src, { type: 'vote', txn, yes: this.partIn(txn)?.state !== 'abort' })
  }

  onDecision({ body: { txn, decision } }: Message<{ txn: string; decision: Decision }>): void {
    const part = this.partIn(txn)
    if (part?.state === 'prepared') this.keep(txn, { ...part, state: decision })
  }

  override onTimer(name: string): void {
    if (name === 'ask') this.askCoordinators()
    else if (name.startsWith('voting ')) this.decide(name.slice('voting '.length), 'abort')
  }

  /** Whoever is prepared cannot decide by itself: it waits, and asks. */
  askCoordinators(): void {
    for (const [txn, part] of this.parts()) {
      if (part.state === 'prepared') this.send(part.coordinator, { type: 'ask', txn })
    }
  }

  onRead(message: Message): void {
    const states = Object.fromEntries(this.parts().map(([txn, { state }]) => [txn, state]))
    this.reply(message, { type: 'read_ok', states })
  }

  keep(txn: string, part: Part): void {
    this.save(`state ${txn}`, part)
  }

  partIn(txn: string): Part | undefined {
    return this.load<Part>(`state ${txn}`)
  }

  parts(): [txn: string, part: Part][] {
    return this.savedKeys('state ').flatMap((key): [string, Part][] => {
      const part = this.load<Part>(key)
      return part === undefined ? [] : [[key.slice('state '.length), part]]
    })
  }
}

run(TwoPhaseCommit)
