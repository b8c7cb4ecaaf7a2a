import type { ClusterNode, Context, Operation } from '../../kernel/cluster/model.ts'
import type { NodeView } from '../../kernel/trace.ts'
import { label } from './label.ts'
import type { Entry, RaftMessage } from './messages.ts'
import type { Mistake } from './mutants.ts'
import { says } from './says.ts'

export type Role = 'follower' | 'candidate' | 'leader'

export interface RaftSettings {
  readonly servers: number
  readonly heartbeatUs: number
  readonly electionUs: number
  readonly mistake: Mistake | undefined
}

type MessageOf<Type extends RaftMessage['type']> = Extract<RaftMessage, { type: Type }>

const ELECTION = 0
const HEARTBEAT = 1
const NO_ONE = -1
const MOST_ENTRIES = 64
const NEVER = 0x7fffffff
const NO_ENTRIES: readonly Entry[] = []

/**
 * A server of Raft as in Ongaro and Ousterhout, "In Search of an Understandable Consensus Algorithm"
 * (USENIX ATC 2014), Figure 2; the numbers of its rules stand in the comments. Indexes count from 1.
 */
export class RaftNode implements ClusterNode<RaftMessage> {
  role: Role = 'follower'
  term: number
  votedFor: number
  leader = NO_ONE
  commitIndex = 0
  readonly log: readonly Entry[]
  readonly #context: Context<RaftMessage>
  readonly #settings: RaftSettings
  readonly #mistake: Mistake | undefined
  readonly #majority: number
  #votes = 0
  #answered = 0
  #lastSent: readonly Entry[] = NO_ENTRIES
  readonly #nextIndex: Int32Array
  readonly #matchIndex: Int32Array
  /** From where the last refused attempt went out; NEVER after a success. */
  readonly #refusedAt: Int32Array

  constructor(context: Context<RaftMessage>, settings: RaftSettings) {
    const { disk } = context
    this.#context = context
    this.#settings = settings
    this.#mistake = settings.mistake
    this.#majority = (settings.servers >> 1) + 1
    this.term = disk.read<number>('term') ?? 0
    this.votedFor = disk.read<number>('vote') ?? NO_ONE
    this.log = disk.list<Entry>('log')
    this.#nextIndex = new Int32Array(settings.servers)
    this.#matchIndex = new Int32Array(settings.servers)
    this.#refusedAt = new Int32Array(settings.servers)
  }

  onStart(): void {
    this.#awaitLeader()
  }

  onTimer(timer: number): void {
    if (timer === HEARTBEAT) this.#appendToAll()
    else this.#standForElection()
  }

  onMessage(from: number, message: RaftMessage): void {
    switch (message.type) {
      case 'AppendEntries':
        this.#onAppend(from, message)
        break
      case 'Appended':
        this.#onAppended(from, message)
        break
      case 'RequestVote':
        this.#onRequestVote(from, message)
        break
      case 'Vote':
        this.#onVote(from, message)
        break
      case 'Forward':
        this.#take(message.operation, message.origin)
        break
      case 'Answer':
        this.#context.reply(message.operation, 'ok', message.index)
    }
  }

  onRequest(operation: Operation): void {
    const { id, name } = operation
    if (this.role === 'leader') {
      if (this.#mistake === 'reads-without-quorum' && name === 'read') {
        this.#context.reply(id, 'ok', this.commitIndex)
      } else this.#take(id, this.#context.id)
    } else if (this.leader === NO_ONE) this.#context.reply(id, 'fail', 'no leader is known')
    else this.#context.send(this.leader, { type: 'Forward', operation: id, origin: this.#context.id })
  }

  view(): NodeView {
    return {
      role: this.role,
      fields: { term: this.term, log: this.log.length, committed: this.commitIndex },
      log: this.log.map(label),
    }
  }

  /** As a leader: up to which entry it takes this server to have its log. */
  counts(server: number): number {
    return this.#matchIndex[server] as number
  }

  // Elections (sections 5.2 and 5.4.1).

  #standForElection(): void {
    const context = this.#context
    this.role = 'candidate'
    this.leader = NO_ONE
    this.#setTerm(this.term + 1, context.id)
    this.#votes = 1
    if (context.telling) context.tell(says.stands(this.term))
    this.#awaitLeader()
    const last = this.log.length
    this.#sendToAll({ type: 'RequestVote', term: this.term, lastIndex: last, lastTerm: this.#termAt(last) })
    if (this.#majority === 1) this.#lead()
  }

  #onRequestVote(from: number, message: MessageOf<'RequestVote'>): void {
    this.#notice(message.term)
    const granted = message.term === this.term && this.#mayVote(from) && this.#upToDate(message)
    if (granted) {
      this.#setTerm(this.term, from)
      this.#awaitLeader()
      this.#context.moment('vote-granted')
      if (this.#context.telling) this.#context.tell(says.votes(from, this.term))
    }
    this.#context.send(from, { type: 'Vote', term: this.term, granted })
  }

  #mayVote(candidate: number): boolean {
    if (this.#mistake === 'votes-twice') return this.role !== 'leader'
    return this.votedFor === NO_ONE || this.votedFor === candidate
  }

  /** A log that ends in a later term is newer; in the same term the longer one (5.4.1). */
  #upToDate({ lastIndex, lastTerm }: MessageOf<'RequestVote'>): boolean {
    if (this.#mistake === 'ignores-log-in-vote') return true
    const ownTerm = this.#termAt(this.log.length)
    return lastTerm > ownTerm || (lastTerm === ownTerm && lastIndex >= this.log.length)
  }

  #onVote(from: number, { term, granted }: MessageOf<'Vote'>): void {
    this.#notice(term)
    if (this.role !== 'candidate' || term !== this.term || !granted) return
    this.#votes |= 1 << (from + 1)
    const enough = this.#mistake === 'wrong-majority' ? Math.min(2, this.#majority) : this.#majority
    if (bits(this.#votes) >= enough) this.#lead()
  }

  #lead(): void {
    const context = this.#context
    this.role = 'leader'
    this.leader = context.id
    context.clearTimer(ELECTION)
    this.#nextIndex.fill(this.log.length + 1)
    if (this.#mistake !== 'keeps-match-index') this.#matchIndex.fill(0)
    this.#refusedAt.fill(NEVER)
    context.moment('leader-elected')
    if (this.commitIndex < this.log.length) context.moment('leads-with-uncommitted')
    if (context.telling) context.tell(says.leads(this.term, this.log.length))
    // An entry of its own term, so that those before it can be committed too (extended version, section 8).
    if (this.#mistake !== 'commits-old-terms') this.#append(-1, context.id)
    this.#appendToAll()
  }

  /** A follower or candidate that hears nothing for a random time stands for election. */
  #awaitLeader(): void {
    const { electionUs } = this.#settings
    this.#context.setTimer(ELECTION, electionUs + this.#context.random.integer(electionUs + 1))
  }

  /** Any message of a later term makes a server a follower of that term (5.1). */
  #notice(term: number): void {
    if (term <= this.term) return
    this.#setTerm(term, NO_ONE)
    this.#follow(NO_ONE)
  }

  #follow(leader: number): void {
    const context = this.#context
    if (this.role === 'leader') {
      context.clearTimer(HEARTBEAT)
      this.#awaitLeader()
      context.moment('leader-stepped-down')
      if (context.telling) context.tell(says.stepsDown(this.term))
    }
    this.role = 'follower'
    if (leader !== NO_ONE && leader !== this.leader && context.telling) {
      context.tell(says.follows(leader, this.term))
    }
    this.leader = leader
  }

  /** Term and vote are on disk before anybody hears of them. */
  #setTerm(term: number, votedFor: number): void {
    const { disk } = this.#context
    if (this.term !== term) disk.write('term', term)
    if (this.#mistake === 'forgets-vote') disk.write('vote', NO_ONE)
    else if (this.votedFor !== votedFor) disk.write('vote', votedFor)
    disk.sync()
    this.term = term
    this.votedFor = votedFor
  }

  // The log (sections 5.3 and 5.4.2).

  #take(operation: number, origin: number): void {
    if (this.role !== 'leader') return
    this.#append(operation, origin)
    if (this.#mistake === 'answers-before-commit') this.#answer(operation, origin, this.log.length)
    this.#appendToAll()
  }

  #append(operation: number, origin: number): void {
    const { disk } = this.#context
    disk.append('log', { term: this.term, operation, origin })
    disk.sync()
    this.#matchIndex[this.#context.id] = this.log.length
    if (this.#majority === 1) this.#commitTo(this.log.length)
  }

  #appendToAll(): void {
    this.#context.setTimer(HEARTBEAT, this.#settings.heartbeatUs)
    for (let peer = 0; peer < this.#settings.servers; peer += 1) {
      if (peer !== this.#context.id) this.#appendTo(peer)
    }
  }

  #appendTo(peer: number): void {
    const next = this.#nextIndex[peer] as number
    const prevIndex = next - 1
    const entries = this.#entriesAfter(prevIndex)
    this.#context.send(peer, {
      type: 'AppendEntries',
      term: this.term,
      prevIndex,
      prevTerm: this.#termAt(prevIndex),
      entries,
      commit: this.commitIndex,
    })
    // Optimistic: the next one goes on from here, and a refusal brings it back.
    this.#nextIndex[peer] = next + entries.length
  }

  /** Mostly all followers are sent the same, so that they get the same list. */
  #entriesAfter(prevIndex: number): readonly Entry[] {
    if (prevIndex >= this.log.length) return NO_ENTRIES
    const last = this.#lastSent
    const end = Math.min(this.log.length, prevIndex + MOST_ENTRIES)
    const same = last[0] === this.log[prevIndex] && last[last.length - 1] === this.log[end - 1]
    if (same && last.length === end - prevIndex) return last
    this.#lastSent = this.log.slice(prevIndex, end)
    return this.#lastSent
  }

  #onAppend(from: number, message: MessageOf<'AppendEntries'>): void {
    this.#notice(message.term)
    if (message.term < this.term) {
      this.#context.send(from, { type: 'Appended', term: this.term, success: false, match: 0 })
      return
    }
    this.#follow(from)
    this.#awaitLeader()
    const { prevIndex, entries } = message
    const fits = prevIndex <= this.log.length && this.#termAt(prevIndex) === message.prevTerm
    if (!fits && this.#mistake !== 'skips-consistency-check') {
      const match = Math.max(0, Math.min(prevIndex - 1, this.log.length))
      this.#context.send(from, { type: 'Appended', term: this.term, success: false, match })
      return
    }
    this.#store(prevIndex, entries)
    const match = Math.min(prevIndex + entries.length, this.log.length)
    this.#commitTo(Math.min(message.commit, match))
    this.#context.send(from, { type: 'Appended', term: this.term, success: true, match })
  }

  /** Entries that conflict make room; those that are there stay, because the message may be an old one (rules 3 and 4). */
  #store(prevIndex: number, entries: readonly Entry[]): void {
    if (this.#mistake === 'truncates-blindly') this.#truncate(prevIndex)
    let stored = 0
    for (let at = 0; at < entries.length; at += 1) {
      const entry = entries[at] as Entry
      const index = prevIndex + at + 1
      if (index <= this.log.length && this.#termAt(index) === entry.term) continue
      this.#truncate(index - 1)
      this.#context.disk.append('log', entry)
      stored += 1
    }
    if (stored === 0) return
    if (this.#mistake !== 'acknowledges-before-sync') this.#context.disk.sync()
    this.#context.moment('entries-stored')
  }

  #truncate(length: number): void {
    if (length >= this.log.length) return
    const { length: was } = this.log
    this.#context.disk.truncate('log', length)
    this.#lastSent = NO_ENTRIES
    this.#context.moment('log-truncated')
    if (this.#context.telling) this.#context.tell(says.drops(length + 1, was))
  }

  #onAppended(from: number, { term, success, match }: MessageOf<'Appended'>): void {
    this.#notice(term)
    if (this.role !== 'leader' || term !== this.term) return
    if (!success) {
      this.#goBack(from, Math.max(this.#matchIndex[from] as number, Math.min(match, this.log.length)) + 1)
      return
    }
    this.#refusedAt[from] = NEVER
    if (match <= (this.#matchIndex[from] as number)) return
    this.#matchIndex[from] = match
    if ((this.#nextIndex[from] as number) <= match) this.#nextIndex[from] = match + 1
    this.#commitWhatMostHave()
  }

  /** Tries again at once only from further back than before, so that doubled refusals cannot multiply. */
  #goBack(peer: number, next: number): void {
    this.#nextIndex[peer] = next
    if (next >= (this.#refusedAt[peer] as number)) return
    this.#refusedAt[peer] = next
    this.#appendTo(peer)
  }

  /** Only entries of its own term are committed by counting copies (5.4.2). */
  #commitWhatMostHave(): void {
    const index = this.#onMost()
    if (index <= this.commitIndex) return
    if (this.#termAt(index) !== this.term && this.#mistake !== 'commits-old-terms') return
    this.#commitTo(index)
  }

  /** The highest index above the committed that a majority has, else the committed. */
  #onMost(): number {
    const match = this.#matchIndex
    let highest = this.commitIndex
    for (let server = 0; server < match.length; server += 1) {
      const index = match[server] as number
      if (index <= highest) continue
      let copies = 0
      for (let other = 0; other < match.length; other += 1) if ((match[other] as number) >= index) copies += 1
      if (copies >= this.#majority) highest = index
    }
    return highest
  }

  #commitTo(index: number): void {
    if (index <= this.commitIndex) return
    this.commitIndex = index
    if (this.role !== 'leader') return
    if (this.#termAt(index) !== this.term || this.#answered === 0)
      this.#context.moment('leader-commits-first')
    if (this.#context.telling) this.#context.tell(says.commits(index))
    for (this.#answered = Math.max(this.#answered, 0); this.#answered < index; this.#answered += 1) {
      const { operation, origin, term } = this.log[this.#answered] as Entry
      if (operation >= 0 && term === this.term) this.#answer(operation, origin, this.#answered + 1)
    }
  }

  #answer(operation: number, origin: number, index: number): void {
    if (origin === this.#context.id) this.#context.reply(operation, 'ok', index)
    else this.#context.send(origin, { type: 'Answer', operation, index })
  }

  #sendToAll(message: RaftMessage): void {
    for (let peer = 0; peer < this.#settings.servers; peer += 1) {
      if (peer !== this.#context.id) this.#context.send(peer, message)
    }
  }

  #termAt(index: number): number {
    return index === 0 ? 0 : (this.log[index - 1]?.term ?? -1)
  }
}

function bits(word: number): number {
  let count = 0
  for (let rest = word; rest !== 0; rest &= rest - 1) count += 1
  return count
}
