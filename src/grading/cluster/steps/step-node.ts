import type { Json } from '../../sequence.ts'
import type { ClusterNode, NodeEvents } from '../node.ts'
import type { Message } from '../wire/message.ts'
import type { Sight } from './sight.ts'
import type { StepHost, StepProblem } from './step-host.ts'
import type { Deed, StepEvent } from './step-lines.ts'
import type { VirtualTime } from './virtual-time.ts'

export interface StepNodeOptions extends NodeEvents {
  readonly name: string
  readonly host: StepHost
  readonly time: VirtualTime
  /** What it and its earlier lives saved. */
  readonly disk: Map<string, Json>
  readonly onStep: () => void
  readonly onSight: (sight: Sight) => void
}

/** One life of a node in virtual time: takes one event after the other to its host, and does what that says. */
export class StepNode implements ClusterNode {
  readonly name: string
  /** It ends when it is killed, or with its host. */
  readonly ended: Promise<void>
  readonly #options: StepNodeOptions
  readonly #timers = new Map<string, () => void>()
  #end = (): void => {}
  #isOver = false
  /** What is to be told when it goes on. */
  #stood: (() => void)[] | undefined
  #crash: { readonly share: number; readonly crashed: () => void } | undefined

  constructor(options: StepNodeOptions, seed: number, life: number) {
    this.name = options.name
    this.#options = options
    this.ended = new Promise((resolve) => {
      this.#end = resolve
    })
    options.host.begin(seed, life, options.disk)
    options.onSight({ kind: 'status', status: 'up' })
  }

  deliver(message: Message): void {
    this.#tell(() => this.#step({ now: this.#options.time.nowUs(), message }))
  }

  pause(): void {
    this.#stood ??= []
    this.#options.onSight({ kind: 'status', status: 'paused' })
  }

  resume(): void {
    const stood = this.#stood ?? []
    this.#stood = undefined
    this.#options.onSight({ kind: 'status', status: 'up' })
    // One after the other: each is a step of its own.
    for (const tell of stood) this.#options.time.after(0, () => this.#tell(tell))
  }

  crashWithin(share: number, crashed: () => void): void {
    this.#crash = share === 0 ? undefined : { share, crashed }
  }

  /** Its host keeps one log for all lives. */
  log(): string {
    return ''
  }

  kill(): Promise<void> {
    if (!this.#isOver) {
      this.#over()
      this.#options.host.end()
    }
    return Promise.resolve()
  }

  #over(): void {
    this.#isOver = true
    this.#options.onSight({ kind: 'status', status: 'down' })
    for (const cancel of this.#timers.values()) cancel()
    this.#end()
  }

  #tell(step: () => void): void {
    if (this.#isOver) return
    if (this.#stood === undefined) step()
    else this.#stood.push(step)
  }

  #step(event: StepEvent): void {
    const { host, time, onStep } = this.#options
    onStep()
    time.hold(host.step(event).then((done) => this.#take(done)))
  }

  #take(done: readonly Deed[] | StepProblem): void {
    if ('kind' in done) {
      this.#fail(done)
      return
    }
    const crash = this.#crash
    if (crash === undefined || !done.some(({ kind }) => kind === 'save')) {
      for (const deed of done) this.#do(deed)
      return
    }
    this.#crash = undefined
    // Never before the first deed, seldom after the last: what is between them is what tells orders apart.
    const made = 1 + Math.floor(crash.share * (done.length - 1))
    for (const deed of done.slice(0, made)) this.#do(deed)
    crash.crashed()
  }

  #do(deed: Deed): void {
    const { disk, onMessage, onSight } = this.#options
    switch (deed.kind) {
      case 'send':
        onMessage(deed.message)
        break
      case 'timer':
        this.#setTimer(deed.name, deed.afterUs)
        break
      case 'cancel':
        this.#timers.get(deed.name)?.()
        this.#timers.delete(deed.name)
        break
      case 'save':
        if (deed.value === null) disk.delete(deed.key)
        else disk.set(deed.key, deed.value)
        onSight(deed)
        break
      case 'show':
        onSight(deed)
        break
    }
  }

  #setTimer(name: string, afterUs: number): void {
    const { time } = this.#options
    this.#timers.get(name)?.()
    const cancel = time.after(afterUs, () => {
      this.#tell(() => {
        // While it stood still the timer may have been set again, by a message that came before it.
        if (this.#timers.get(name) !== cancel) return
        this.#timers.delete(name)
        this.#step({ now: time.nowUs(), timer: name })
      })
    })
    this.#timers.set(name, cancel)
  }

  #fail({ kind, text, excerpt }: StepProblem): void {
    if (this.#isOver) return
    const { time, onSlip } = this.#options
    this.#over()
    onSlip({ kind, node: this.name, atUs: time.nowUs(), text: `${this.name} ${text}`, excerpt })
  }
}
