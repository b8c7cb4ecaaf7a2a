/**
 * A key-value store, each key linearizable, by Raft (Ongaro and Ousterhout 2014; figures and sections are of that paper).
 * Members are changed one at a time, as in chapter 4 of Ongaro's dissertation (2014); "D" stands before its sections.
 */

import { type Message, Node, run } from './compendium-node.mjs'

const ELECTION_MS = [300, 600] as const
const HEARTBEAT_MS = 100
const SNAPSHOT_AFTER = 200

type Role = 'follower' | 'candidate' | 'leader'
type Request = Message<
  | { msg_id: number; key: unknown; value?: unknown; from?: unknown; to?: unknown }
  | { msg_id: number; node: string }
>
type Store = Record<string, unknown>

interface Entry {
  term: number
  /** An entry without a request is that of a new leader. */
  client?: string
  request?: Request['body']
  /** Who the members are from here on. */
  members?: string[]
}

interface Snapshot {
  index: number
  term: number
  state: Store
  answered: Record<string, number>
  members: string[]
}

class Raft extends Node {
  role: Role = 'follower'
  leader: string | null = null
  // What must outlast a crash (figure 2).
  term = 0
  votedFor: string | null = null
  snapshot: Snapshot = { index: 0, term: 0, state: {}, answered: {}, members: [] }
  /** Entries by index. Those up to the snapshot's index are gone. */
  entries = new Map<number, Entry>()
  last = 0
  /** The members, each time from an index on. The latest count as soon as they are in the log (D 4.1). */
  configurations: { index: number; members: string[] }[] = []
  // What is found again from the others.
  commit = 0
  applied = 0
  state: Store = {}
  /** The last request of each client that was applied: one that arrives twice counts once (section 8). */
  answered: Record<string, number> = {}
  /** The last request of each client that was refused: another copy of it must not be done. */
  refused: Record<string, number> = {}
  /** When the leader was heard last. */
  heard = -ELECTION_MS[0]
  // Of a candidate, and of a leader.
  votes = new Set<string>()
  next = new Map<string, number>()
  match = new Map<string, number>()

  override onStart(): void {
    // Term and vote are saved as one: no crash comes between them.
    const [term, votedFor] = this.load<[number, string | null]>('vote', [0, null])
    this.term = term
    this.votedFor = votedFor
    this.snapshot = this.load('snapshot', { ...this.snapshot, members: this.nodes })
    this.configurations = [this.snapshot]
    this.last = this.snapshot.index
    for (;;) {
      const entry = this.load<Entry>(`entry ${this.last + 1}`)
      if (entry === undefined) break
      this.add(entry)
    }
    this.commit = this.applied = this.snapshot.index
    this.state = { ...this.snapshot.state }
    this.answered = { ...this.snapshot.answered }
    this.waitForLeader()
    this.show({ role: this.role, term: this.term })
  }

  /** Who the members are before the log begins, told once; without it they are all nodes. */
  onMembers(message: Message<{ members: string[] }>): void {
    this.keepSnapshot({ ...this.snapshot, members: message.body.members })
    this.leader = null
    this.becomeFollower()
    this.reply(message, { type: 'members_ok' })
  }

  get configuration(): { index: number; members: string[] } {
    return this.configurations.at(-1) ?? this.snapshot
  }

  get members(): string[] {
    return this.configuration.members
  }

  get isChanging(): boolean {
    return this.configuration.index > this.commit
  }

  // Roles.

  becomeFollower(): void {
    // Who did not lead waits on: only a leader that is heard, or a vote that is given, puts an election off (section 5.2).
    if (this.role === 'leader') {
      this.cancelTimer('heartbeat')
      this.waitForLeader()
    }
    this.role = 'follower'
    this.show({ role: this.role, term: this.term })
  }

  waitForLeader(): void {
    // Random, so that votes are seldom split again and again (section 5.2).
    const [least, most] = ELECTION_MS
    this.setTimer('election', least + (most - least) * this.random())
  }

  override onTimer(name: string): void {
    if (name === 'heartbeat') this.replicateAll()
    // A node that is removed may still have to lead until that is committed (D 4.2.2).
    else if (this.members.includes(this.id) || this.isChanging) this.becomeCandidate()
    else this.waitForLeader()
  }

  becomeCandidate(): void {
    this.role = 'candidate'
    this.leader = null
    this.vote(this.term + 1, this.id)
    this.votes = new Set([this.id])
    this.show({ role: this.role, term: this.term })
    this.waitForLeader()
    const asked = { term: this.term, last: this.last, last_term: this.termAt(this.last) }
    for (const node of this.otherMembers()) this.send(node, { type: 'request_vote', ...asked })
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

  otherMembers(): string[] {
    return this.members.filter((node) => node !== this.id)
  }

  // Elections (section 5.2).

  onRequestVote({ src, body }: Message<{ term: number; last: number; last_term: number }>): void {
    // Who was removed and does not know must not disturb those who hear their leader (D 4.2.3).
    if (this.role === 'leader' || this.nowMs() - this.heard < ELECTION_MS[0]) return
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
    // Whoever asks, and whoever is asked, may be no member (D 4.1): only members count.
    const votes = this.members.filter((node) => this.votes.has(node))
    if (votes.length > this.members.length / 2) this.becomeLeader()
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
    this.add(entry)
    this.save(`entry ${this.last}`, entry)
  }

  add(entry: Entry): void {
    this.last += 1
    this.entries.set(this.last, entry)
    const { members } = entry
    if (members !== undefined) this.configurations.push({ index: this.last, members })
  }

  /** Removes this entry and all after it, the last one first: a crash leaves no gap. */
  cut(index: number): void {
    while (this.last >= index) {
      this.save(`entry ${this.last}`, null)
      this.entries.delete(this.last)
      this.last -= 1
    }
    // What was changed by them never was.
    while (this.configuration.index > this.last) this.configurations.pop()
  }

  replicateAll(): void {
    // Whoever is sent something now needs no heartbeat for a while (section 5.2: "during idle periods").
    this.setTimer('heartbeat', HEARTBEAT_MS)
    for (const node of this.otherMembers()) this.replicate(node)
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
    this.heard = this.nowMs()
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
    // A leader that is being removed does not count itself (D 4.2.2).
    const heldBy = (node: string) => (node === this.id ? this.last : (this.match.get(node) ?? 0))
    const held = this.members.map(heldBy).sort((a, b) => a - b)
    const byMajority = held[Math.floor((held.length - 1) / 2)] ?? 0
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
    if (this.role === 'leader' && !this.members.includes(this.id) && !this.isChanging) {
      // It has led until it was out (D 4.2.2).
      this.leader = null
      this.becomeFollower()
    }
    if (this.applied - this.snapshot.index >= SNAPSHOT_AFTER) this.takeSnapshot()
  }

  // Snapshots (section 7).

  takeSnapshot(): void {
    const applied = this.configurations.filter(({ index }) => index <= this.applied)
    this.keepSnapshot({
      index: this.applied,
      term: this.termAt(this.applied),
      state: { ...this.state },
      answered: { ...this.answered },
      members: applied.at(-1)?.members ?? this.snapshot.members,
    })
  }

  keepSnapshot(snapshot: Snapshot): void {
    const before = this.snapshot.index
    this.snapshot = snapshot
    this.save('snapshot', snapshot)
    this.configurations = [snapshot, ...this.configurations.filter(({ index }) => index > snapshot.index)]
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
    if ('node' in request) return { type: `${request.type}_ok` }
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
    const { src: client, body: request } = message
    if (this.role === 'leader') this.propose(client, request)
    else if (this.leader !== null) this.send(this.leader, { type: 'handed_on', client, request })
    else this.error(message, 11, 'there is no leader')
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

  onAddMember(message: Request): void {
    this.onRequest(message)
  }

  onRemoveMember(message: Request): void {
    this.onRequest(message)
  }

  onHandedOn({ body }: Message<{ client: string; request: Request['body'] }>): void {
    // Who does not lead any more must not refuse it: there may be another copy, which was or will be done.
    if (this.role === 'leader') this.propose(body.client, body.request)
  }

  propose(client: string, request: Request['body']): void {
    // It may come for the second time.
    if (request.msg_id <= Math.max(this.answered[client] ?? 0, this.refused[client] ?? 0)) return
    // Reads go through the log as well: a leader cannot know that it still leads (section 8).
    const entry: Entry = { term: this.term, client, request }
    if ('node' in request) {
      if (!this.mayChange()) {
        this.refused[client] = request.msg_id
        const refusal = { type: 'error', code: 11, text: 'another change is under way' }
        this.send(client, { ...refusal, in_reply_to: request.msg_id })
        return
      }
      const others = this.members.filter((node) => node !== request.node)
      entry.members = request.type === 'add_member' ? [...others, request.node] : others
    }
    this.append(entry)
    this.replicateAll()
  }

  /** By one member at a time, so that majorities of before and after have a node in common (D 4.1). */
  mayChange(): boolean {
    // Nor before an entry of its own term is committed (Ongaro, raft-dev, July 2015).
    return !this.isChanging && this.termAt(this.commit) === this.term
  }

  onLeader(message: Message): void {
    this.reply(message, { type: 'leader_ok', leader: this.leader, term: this.term })
  }
}

run(Raft)
