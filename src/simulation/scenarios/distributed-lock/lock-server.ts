import type { ClusterNode, Context } from '../../kernel/cluster/model.ts'
import type { NodeView } from '../../kernel/trace.ts'
import type { Claim, LockMessage, MessageOf } from './messages.ts'
import type { LockSettings } from './settings.ts'

/** Who may hold the lock, by the clock of the server that granted it. Never changed once made. */
export interface Lease extends Claim {
  readonly holder: number
  readonly untilUs: number
}

const NO_ONE = -1
const NOBODYS: Lease = { holder: NO_ONE, attempt: 0, token: 0, untilUs: 0 }

/**
 * One of several servers of the lock. A lease (Gray and Cheriton, "Leases", SOSP 1989) is over by
 * itself; the token that goes with it only rises (Burrows, "The Chubby lock service", OSDI 2006,
 * section 2.4, calls it a sequencer).
 */
export class LockServer implements ClusterNode<LockMessage> {
  lease: Lease
  readonly #context: Context<LockMessage>
  readonly #settings: LockSettings

  constructor(context: Context<LockMessage>, settings: LockSettings) {
    this.#context = context
    this.#settings = settings
    this.lease = context.disk.read<Lease>('lease') ?? NOBODYS
  }

  /** No client can still believe that it holds the lock. */
  get free(): boolean {
    if (this.lease.holder === NO_ONE) return true
    if (this.#settings.mistake === 'never-expires') return false
    return this.#context.clockUs() >= this.lease.untilUs
  }

  onStart(): void {}

  onTimer(): void {}

  onMessage(from: number, message: LockMessage): void {
    switch (message.type) {
      case 'Query':
        this.#context.send(from, {
          type: 'Offer',
          attempt: message.attempt,
          token: this.lease.token,
          free: this.free,
        })
        break
      case 'Acquire':
        this.#onAcquire(from, message)
        break
      case 'Renew':
        this.#onRenew(from, message)
        break
      case 'Release':
        this.#onRelease(from, message)
    }
  }

  view(): NodeView {
    const { holder, token } = this.lease
    const held = !this.free
    return { role: held ? 'locked' : 'free', fields: { token, ...(held && { holder: this.#name(holder) }) } }
  }

  #onAcquire(from: number, { attempt, token }: MessageOf<'Acquire'>): void {
    const context = this.#context
    const again = !this.free && this.#isHeldBy(from, attempt)
    const rises = token > this.lease.token || this.#settings.mistake === 'token-not-raised'
    if (!again && !(this.free && rises)) {
      context.send(from, { type: 'Denied', attempt, token })
      return
    }
    if (!again) {
      this.#grant(from, { attempt, token })
      context.moment('granted')
      if (context.telling) context.tell(`grants the lock to ${this.#name(from)} with token ${token}`)
    }
    context.send(from, { type: 'Granted', attempt, token })
  }

  #onRenew(from: number, { attempt, token, round }: MessageOf<'Renew'>): void {
    const held = !this.free && this.#isHeldBy(from, attempt)
    if (held || this.#settings.mistake === 'renews-for-anyone') {
      this.#grant(from, { attempt, token })
      this.#context.send(from, { type: 'Renewed', attempt, token, round })
    } else this.#context.send(from, { type: 'Denied', attempt, token })
  }

  #onRelease(from: number, { attempt }: MessageOf<'Release'>): void {
    const anyone = this.#settings.mistake === 'releases-for-anyone'
    if (!this.#isHeldBy(from, attempt) && !anyone) return
    if (this.#context.telling && !this.free) {
      this.#context.tell(`frees the lock, which ${this.#name(from)} releases`)
    }
    this.#keep({ ...this.lease, holder: NO_ONE })
  }

  #isHeldBy(client: number, attempt: number): boolean {
    return this.lease.holder === client && this.lease.attempt === attempt
  }

  /**
   * The client counts from when it asked, by its own clock, which may lose the bound meanwhile; this
   * clock may gain as much. So nobody believes in the lease any more when it is over here.
   */
  #grant(holder: number, { attempt, token }: Claim): void {
    const { leaseUs, clockBoundUs } = this.#settings
    const untilUs = this.#context.clockUs() + leaseUs + 2 * clockBoundUs
    this.#keep({ holder, attempt, token, untilUs })
  }

  /** On disk before anybody hears of it: a restarted server must not grant what it has granted. */
  #keep(lease: Lease): void {
    const { disk } = this.#context
    if (this.#settings.mistake !== 'forgets-on-restart') {
      disk.write('lease', lease)
      disk.sync()
    }
    this.lease = lease
  }

  #name(node: number): string {
    return `client ${node - this.#settings.storage - 1}`
  }
}
