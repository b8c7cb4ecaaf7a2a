/** The bully election (Garcia-Molina 1982): of all nodes that are up, the one of the highest rank leads. */

import { type Message, Node, run } from './compendium-node.mjs'

// The algorithm rests on these: a message takes at most LATENCY_MS, and whoever is up reacts at once (section 2).
const LATENCY_MS = 30
const HEARTBEAT_MS = 50
const ANSWER_MS = 2 * LATENCY_MS
const SILENCE_MS = HEARTBEAT_MS + 2 * LATENCY_MS

type Heard = Message<{ highest: number }>

class Bully extends Node {
  rank = 0
  /** The term in which it follows, or leads, and the highest that it has heard of. */
  term = 0
  highest = 0
  leader: string | null = null

  override onStart(): void {
    this.rank = this.nodes.indexOf(this.id)
    this.highest = this.load('highest', 0)
    // Whoever comes up does not know whether it is the highest now: it asks (section 4).
    this.setTimer('silence', SILENCE_MS * this.random())
  }

  get higher(): string[] {
    return this.nodes.slice(this.rank + 1)
  }

  override onTimer(name: string): void {
    if (name === 'silence') this.elect()
    else if (name === 'answer') this.lead()
    else if (name === 'heartbeat') this.tellAll()
  }

  // An election.

  elect(): void {
    this.leader = null
    this.cancelTimer('heartbeat')
    for (const node of this.higher) this.send(node, { type: 'election', highest: this.highest })
    // Nobody of higher rank answers in time: none of them is up.
    this.setTimer('answer', ANSWER_MS)
    this.show({ role: 'candidate', term: this.highest })
  }

  onElection({ src, body }: Heard): void {
    this.hearOf(body.highest)
    this.send(src, { type: 'answer', highest: this.highest })
    // It bullies: whoever is of higher rank takes over the election. One that leads says so at once.
    if (this.leader === this.id) this.tellAll()
    else if (this.leader === null || !this.isAbove(this.leader)) this.elect()
  }

  onAnswer({ body }: Heard): void {
    this.hearOf(body.highest)
    if (this.leader !== null) return
    // One of higher rank is up and will lead. It may fail before it does: then there is silence.
    this.cancelTimer('answer')
    this.setTimer('silence', ANSWER_MS + SILENCE_MS)
  }

  lead(): void {
    // Nobody else ever takes a term of this rank: so a term has one leader, even when the assumptions fail.
    const count = this.nodes.length
    this.hearOf((Math.floor(this.highest / count) + 1) * count + this.rank)
    this.term = this.highest
    this.leader = this.id
    this.cancelTimer('silence')
    this.every('heartbeat', HEARTBEAT_MS)
    this.tellAll()
    this.show({ role: 'leader', term: this.term })
  }

  hearOf(term: number): void {
    if (term <= this.highest) return
    this.highest = term
    this.save('highest', term)
  }

  // The leader.

  tellAll(): void {
    for (const node of this.others) this.send(node, { type: 'coordinator', term: this.term })
  }

  onCoordinator({ src, body: { term } }: Message<{ term: number }>): void {
    if (term < this.highest) {
      // It does not know what has happened since it led, or came up: it has to choose a later term.
      this.send(src, { type: 'outdated', highest: this.highest })
      return
    }
    this.hearOf(term)
    if (!this.isAbove(src)) {
      // The one that leads did not hear of this node: it bullies.
      if (this.leader !== null) this.elect()
      return
    }
    this.leader = src
    this.term = term
    this.cancelTimer('answer')
    this.cancelTimer('heartbeat')
    this.setTimer('silence', SILENCE_MS)
    this.show({ role: 'follower', term })
  }

  onOutdated({ body }: Heard): void {
    this.hearOf(body.highest)
    if (this.leader === this.id && this.term < this.highest) this.elect()
  }

  isAbove(node: string): boolean {
    return this.nodes.indexOf(node) > this.rank
  }

  onLeader(message: Message): void {
    this.reply(message, { type: 'leader_ok', leader: this.leader, term: this.term })
  }
}

run(Bully)
