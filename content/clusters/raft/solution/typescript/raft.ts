/** A key-value store, each key linearizable, by Raft (Ongaro and Ousterhout 2014; figures and sections are of that paper). */

import { type Message, Node, run } from './compendium-node.mjs'

const ELECTION_MS = [150, 300] as const
const HEARTBEAT_MS = 50
const SNAPSHOT_AFTER = 400

type Role = 'follower' | 'candidate' | 'leader'
type Request = Message<{ msg_id: number; key: unknown; value?: unknown; from?: unknown; to?: unknown }>
type Store = Record<string, unknown>

interface Entry {
  term: number
  /** An entry without a request is that of a new leader. */
  client?: string
  request?: Request['body']
}

interface Snapshot {
  index: number
  term: number
  state: Store
  answered: Record<string, number>
}

class Raft extends Node {
  role: Role = 'follower'
  leader: string | null = null
  // What must outlast a crash (figure 2).
  term = 0
  votedFor: string | null = null
  snapshot: Snapshot = { index: 0, term: 0, state: {}, answered: {} }
  /** Entries by index. Those up to the snapshot's index are gone. */
  entries = new Map<number, Entry>()
  last = 0
  // What is found again from the others.
  commit = 0
  applied = 0
  state: Store = {}
  /** The last request of each client that was applied: one that arrives twice counts once (section 8). */
  answered: Record<string, number> = {}
  // Of a candidate, and of a leader.
  votes = new Set<string>()
  next = new Map<string, number>()
  match = new Map<string, number>()

  override onStart(): void {
    // Term and vote are saved as one: no crash comes between them.
    const [term, votedFor] = this.load<[number, string | null]>('vote', [0, null])
    this.term = term
    this.votedFor = votedFor
    this.snapshot = this.load('snapshot', this.snapshot)
    this.last = this.snapshot.index
    for (;;) {
      const entry = this.load<Entry>(`entry ${this.last + 1}`)
      if (entry === undefined) break
      this.last += 1
      this.entries.set(this.last, entry)
    }
    this.commit = this.applied = this.snapshot.index
    this.state = { ...this.snapshot.state }
    this.answered = { ...this.snapshot.answered }
    this.becomeFollower()
  }

  // Roles.

  becomeFollower(): void {
    this.role = 'follower'
    this.cancelTimer('heartbeat')
    this.waitForLeader()
    this.show({ role: this.role, term: this.term })
  }

  waitForLeader(): void {
    // Random, so that votes are seldom split again and again (section 5.2).
    const [least, most] = ELECTION_MS
    this.setTimer('election', least + (most - least) * this.random())
  }

  override onTimer(name: string): void {
    if (name === 'election') this.becomeCandidate()
    else if (name === 'heartbeat') this.replicateAll()
  }

  becomeCandidate(): void {
    this.role = 'candidate'
    this.leader = null
    this.vote(this.term + 1, this.id)
    this.votes = new Set([this.id])
    this.show({ role: this.role, term: this.term })
    this.waitForLeader()
    const asked = { term: this.term, last: this.last, last_term: this.termAt(this.last) }
    for (const node of this.others) this.send(node, { type: 'request_vote', ...asked })
    this.countVotes()
  }

  becomeLeader(): void {
    this.role = 'leader'
    this.leader = this.id
    this.cancelTimer('election')
    this.next = new Map(this.others.map((node) => [node, this.last + 1]))
    this.match = new Map(this.others.map((node) => [node, 0]))
    this.show({ role: this.role, term: this.term })
    // Entries of earlier terms are committed only along with one of this term (sections 5.4.2 and 8).
    this.append({ term: this.term })
    this.every('heartbeat', HEARTBEAT_MS)
    this.replicateAll()
  }

  vote(term: number, votedFor: string | null): void {
    this.term = term
    this.votedFor = votedFor
    this.save('vote', [term, votedFor])
  }

  /** Whoever hears of a later term follows (section 5.1). */
  seeTerm(term: number): void {
    if (term <= this.term) return
    this.leader = null
    this.vote(term, null)
    this.becomeFollower()
  }

  // Elections (section 5.2).

  onRequestVote({ src, body }: Message<{ term: number; last: number; last_term: number }>): void {
    this.seeTerm(body.term)
    const isFree = this.votedFor === null || this.votedFor === src
    // The candidate's log must be at least as up to date as mine (section 5.4.1).
    const lastTerm = this.termAt(this.last)
    const isUpToDate = body.last_term > lastTerm || (body.last_term === lastTerm && body.last >= this.last)
    const granted = body.term === this.term && isFree && isUpToDate
    if (granted) {
      this.vote(this.term, src)
      this.waitForLeader()
    }
    this.send(src, { type: 'vote', term: this.term, granted })
  }

  onVote({ src, body }: Message<{ term: number; granted: boolean }>): void {
    this.seeTerm(body.term)
    if (this.role !== 'candidate' || body.term !== this.term || !body.granted) return
    this.votes.add(src)
    this.countVotes()
  }

  countVotes(): void {
    if (this.votes.size > this.nodes.length / 2) this.becomeLeader()
  }

  // The log (section 5.3).

  termAt(index: number): number {
    if (index === this.snapshot.index) return this.snapshot.term
    return this.entryAt(index).term
  }

  entryAt(index: number): Entry {
    const entry = this.entries.get(index)
    if (entry === undefined) throw new Error(`there is no entry ${index}`)
    return entry
  }

  append(entry: Entry): void {
    this.last += 1
    this.entries.set(this.last, entry)
    this.save(`entry ${this.last}`, entry)
  }

  /** Removes this entry and all after it, the last one first: a crash leaves no gap. */
  cut(index: number): void {
    while (this.last >= index) {
      this.save(`entry ${this.last}`, null)
      this.entries.delete(this.last)
      this.last -= 1
    }
  }

  replicateAll(): void {
    for (const node of this.others) this.replicate(node)
    this.advanceCommit()
  }

  replicate(node: string): void {
    const before = (this.next.get(node) ?? 1) - 1
    if (before < this.snapshot.index) {
      this.send(node, { type: 'install', term: this.term, snapshot: this.snapshot })
      return
    }
    const entries: Entry[] = []
    for (let index = before + 1; index <= this.last; index += 1) entries.push(this.entryAt(index))
    this.send(node, {
      type: 'append',
      term: this.term,
      before,
      before_term: this.termAt(before),
      entries,
      commit: this.commit,
    })
  }

  /** Whether the message is of the leader of this term; if so, it is followed. */
  follow({ src, body }: Message<{ term: number }>): boolean {
    this.seeTerm(body.term)
    if (body.term < this.term) {
      this.refuse(src)
      return false
    }
    if (this.role !== 'follower') this.becomeFollower()
    this.leader = src
    this.waitForLeader()
    return true
  }

  onAppend(
    message: Message<{ term: number; before: number; before_term: number; entries: Entry[]; commit: number }>,
  ): void {
    if (!this.follow(message)) return
    const { before, before_term: beforeTerm, entries, commit } = message.body
    // Up to its snapshot its log is the leader's: both are committed.
    const isHere = before <= this.last
    const isSame = isHere && (before < this.snapshot.index || this.termAt(before) === beforeTerm)
    if (!isSame) {
      this.refuse(message.src)
      return
    }
    entries.forEach((entry, at) => {
      const index = before + 1 + at
      if (index <= this.snapshot.index) return
      // Only what differs is cut: a message that was overtaken must not take away what came later.
      if (index <= this.last && this.termAt(index) !== entry.term) this.cut(index)
      if (index > this.last) this.append(entry)
    })
    const upto = before + entries.length
    this.commit = Math.max(this.commit, Math.min(commit, upto))
    this.apply()
    this.send(message.src, { type: 'appended', term: this.term, upto })
  }

  refuse(leader: string): void {
    this.send(leader, { type: 'refused', term: this.term, last: this.last })
  }

  onAppended({ src: node, body }: Message<{ term: number; upto: number }>): void {
    this.seeTerm(body.term)
    if (this.role !== 'leader' || body.term !== this.term) return
    this.match.set(node, Math.max(this.match.get(node) ?? 0, body.upto))
    this.next.set(node, Math.max(this.next.get(node) ?? 1, body.upto + 1))
    this.advanceCommit()
  }

  onRefused({ src: node, body }: Message<{ term: number; last: number }>): void {
    this.seeTerm(body.term)
    if (this.role !== 'leader' || body.term !== this.term) return
    // Back by one, or to the end of its log: the end of section 5.3.
    const back = Math.min((this.next.get(node) ?? 1) - 1, body.last + 1)
    this.next.set(node, Math.max((this.match.get(node) ?? 0) + 1, back))
    this.replicate(node)
  }

  advanceCommit(): void {
    const held = [...this.match.values(), this.last].sort((a, b) => a - b)
    const byMajority = held[Math.floor((this.nodes.length - 1) / 2)] ?? 0
    if (byMajority > this.commit && this.termAt(byMajority) === this.term) {
      this.commit = byMajority
      this.apply()
    }
  }

  apply(): void {
    while (this.applied < this.commit) {
      this.applied += 1
      const { term, client, request } = this.entryAt(this.applied)
      if (client === undefined || request === undefined) continue
      const reply = this.step(client, request)
      if (reply !== undefined && this.role === 'leader' && term === this.term) {
        this.send(client, { ...reply, in_reply_to: request.msg_id })
      }
    }
    if (this.applied - this.snapshot.index >= SNAPSHOT_AFTER) this.takeSnapshot()
  }

  // Snapshots (section 7).

  takeSnapshot(): void {
    this.keepSnapshot({
      index: this.applied,
      term: this.termAt(this.applied),
      state: { ...this.state },
      answered: { ...this.answered },
    })
  }

  keepSnapshot(snapshot: Snapshot): void {
    const before = this.snapshot.index
    this.snapshot = snapshot
    this.save('snapshot', snapshot)
    for (let index = before + 1; index <= snapshot.index; index += 1) {
      this.save(`entry ${index}`, null)
      this.entries.delete(index)
    }
    this.last = Math.max(this.last, snapshot.index)
  }

  onInstall(message: Message<{ term: number; snapshot: Snapshot }>): void {
    if (!this.follow(message)) return
    const { snapshot } = message.body
    if (snapshot.index > this.commit) {
      // What follows another entry than the snapshot's last goes first: after a crash it would seem to fit.
      if (snapshot.index <= this.last && this.termAt(snapshot.index) !== snapshot.term)
        this.cut(snapshot.index)
      this.keepSnapshot(snapshot)
      this.state = { ...snapshot.state }
      this.answered = { ...snapshot.answered }
      this.commit = this.applied = snapshot.index
    }
    this.send(message.src, { type: 'appended', term: this.term, upto: snapshot.index })
  }

  // The state machine.

  step(client: string, request: Request['body']): { type: string; [field: string]: unknown } | undefined {
    if (request.msg_id <= (this.answered[client] ?? 0)) return undefined
    this.answered[client] = request.msg_id
    const key = String(request.key)
    if (request.type === 'write') {
      this.state[key] = request.value
      return { type: 'write_ok' }
    }
    if (!(key in this.state)) return { type: 'error', code: 20, text: 'no such key' }
    if (request.type === 'read') return { type: 'read_ok', value: this.state[key] }
    if (this.state[key] !== request.from) return { type: 'error', code: 22, text: `it is ${this.state[key]}` }
    this.state[key] = request.to
    return { type: 'cas_ok' }
  }

  // Clients.

  onRequest(message: Request): void {
    if (this.role === 'leader') {
      // Reads go through the log as well: a leader cannot know that it still leads (section 8).
      this.append({ term: this.term, client: message.src, request: message.body })
      this.replicateAll()
    } else if (this.leader !== null) {
      this.forward(this.leader, message)
    } else {
      this.error(message, 11, 'there is no leader')
    }
  }

  onRead(message: Request): void {
    this.onRequest(message)
  }

  onWrite(message: Request): void {
    this.onRequest(message)
  }

  onCas(message: Request): void {
    this.onRequest(message)
  }

  onLeader(message: Message): void {
    this.reply(message, { type: 'leader_ok', leader: this.leader, term: this.term })
  }
}

run(Raft)
