/** Membership by SWIM (Das, Gupta and Motivala 2002): who is alive, found by pings and spread along with them. */

import { type Message, Node, run } from './compendium-node.mjs'

const PERIOD_MS = 200
const PING_MS = 60
const SUSPICION_MS = 1000
const HELPERS = 2

const [ALIVE, SUSPECT, DEAD] = [0, 1, 2]

/** An incarnation of a node and what is believed of it: the larger pair holds. */
type Belief = readonly [incarnation: number, state: number]
type News = { members: Record<string, Belief> }

class Swim extends Node {
  readonly members = new Map<string, Belief>()
  /** Whom to ping before anybody is pinged again (section 4.3). */
  round: string[] = []
  target: string | undefined

  override onStart(): void {
    // A new life outdoes what was said of the one before (section 4.2).
    const incarnation = this.load('incarnation', -1) + 1
    this.save('incarnation', incarnation)
    for (const node of this.nodes) this.members.set(node, [0, ALIVE])
    this.members.set(this.id, [incarnation, ALIVE])
    this.setTimer('period', PERIOD_MS * this.random())
  }

  override onTimer(name: string): void {
    if (name === 'period') {
      this.endPeriod()
      this.beginPeriod()
    } else if (name === 'no ack') this.askHelpers()
    else if (name.startsWith('suspect ')) this.endSuspicion(name.slice('suspect '.length))
  }

  // Failure detection (section 3.1).

  beginPeriod(): void {
    this.setTimer('period', PERIOD_MS)
    // Those that are thought dead as well: it may have been the network.
    if (this.round.length === 0) this.round = this.shuffled(this.others)
    this.target = this.round.pop()
    if (this.target === undefined) return
    this.say(this.target, { type: 'ping', asked_by: this.id })
    this.setTimer('no ack', PING_MS)
  }

  /** The way to the target may be what is broken: others try theirs. */
  askHelpers(): void {
    const helpers = this.shuffled(this.others.filter((node) => node !== this.target))
    for (const node of helpers.slice(0, HELPERS)) this.say(node, { type: 'ping_req', target: this.target })
  }

  endPeriod(): void {
    if (this.target !== undefined) {
      const [incarnation, state] = this.beliefOf(this.target)
      if (state === ALIVE) this.believe(this.target, [incarnation, SUSPECT])
    }
    this.target = undefined
  }

  endSuspicion(node: string): void {
    const [incarnation, state] = this.beliefOf(node)
    if (state === SUSPECT) this.believe(node, [incarnation, DEAD])
  }

  onPing(message: Message<News & { asked_by: string }>): void {
    this.hear(message)
    this.say(message.src, { type: 'ack', of: this.id, asked_by: message.body.asked_by })
  }

  onPingReq(message: Message<News & { target: string }>): void {
    this.hear(message)
    this.say(message.body.target, { type: 'ping', asked_by: message.src })
  }

  onAck(message: Message<News & { of: string; asked_by: string }>): void {
    this.hear(message)
    const { of, asked_by } = message.body
    if (asked_by !== this.id) {
      // It was asked for another.
      this.say(asked_by, { type: 'ack', of, asked_by })
    } else if (of === this.target) {
      this.target = undefined
      this.cancelTimer('no ack')
    }
  }

  // Dissemination (section 3.2): along with every message goes what is known. The group is small; in a large one only what
  // is new goes along.

  say(node: string, body: { type: string; [field: string]: unknown }): void {
    this.send(node, { ...body, members: Object.fromEntries(this.members) })
  }

  hear({ body }: Message<News>): void {
    for (const [node, belief] of Object.entries(body.members)) this.believe(node, belief)
  }

  believe(node: string, belief: Belief): void {
    const [incarnation, state] = belief
    if (!isLarger(belief, this.beliefOf(node))) return
    if (node === this.id) {
      // It is not so: only the node itself may raise its incarnation (section 4.2).
      if (state !== ALIVE) {
        this.members.set(node, [incarnation + 1, ALIVE])
        this.save('incarnation', incarnation + 1)
      }
      return
    }
    this.members.set(node, belief)
    // It has time to say that it is not so.
    if (state === SUSPECT) this.setTimer(`suspect ${node}`, SUSPICION_MS)
    else this.cancelTimer(`suspect ${node}`)
  }

  beliefOf(node: string): Belief {
    return this.members.get(node) ?? [0, ALIVE]
  }

  onMembers(message: Message): void {
    const alive = this.nodes.filter((node) => this.beliefOf(node)[1] !== DEAD)
    this.reply(message, { type: 'members_ok', alive })
  }

  /** Fisher and Yates. */
  shuffled(nodes: readonly string[]): string[] {
    const left = [...nodes]
    const drawn: string[] = []
    while (left.length > 0) drawn.push(...left.splice(Math.floor(left.length * this.random()), 1))
    return drawn
  }
}

function isLarger([incarnation, state]: Belief, [than, other]: Belief): boolean {
  return incarnation > than || (incarnation === than && state > other)
}

run(Swim)
