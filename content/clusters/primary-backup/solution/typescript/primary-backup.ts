/**
 * A store with a primary and a backup (Alsberg and Day 1976). Who is which, the view, is kept in a linearizable store, as
 * in Chain Replication's master (van Renesse and Schneider 2004) and in the view service of MIT's course 6.5840.
 */

import { type Message, Node, run } from './compendium-node.mjs'

const VIEWS = 'lin-kv'
const TICK_MS = 50
const SILENCE_MS = 400

interface View {
  number: number
  primary: string | null
  backup: string | null
}

type Values = Record<string, unknown>

/** The store, with what makes it one: which update was the last, and the last request of each client. */
interface Store {
  view: number
  update: number
  values: Values
  answered: Record<string, number>
}

type Request = Message<{ msg_id: number; key: unknown; value?: unknown; from?: unknown; to?: unknown }>
type Reply = { type: string; [field: string]: unknown }

class PrimaryBackup extends Node {
  view: View = { number: 0, primary: null, backup: null }
  store: Store = { view: 0, update: 0, values: {}, answered: {} }
  /** The primary does one request after the other: the first of these is being copied to the backup. */
  requests: Request[] = []
  copying: Store | undefined
  answer: Reply | undefined
  /** When each node was heard of. */
  readonly heardMs = new Map<string, number>()

  override onStart(): void {
    this.store = this.load('store', this.store)
    this.every('tick', TICK_MS)
  }

  override onTimer(): void {
    for (const node of this.others) this.send(node, { type: 'alive' })
    this.call(VIEWS, { type: 'read', key: 'view' }, (answer) => this.onView(answer), {
      timeoutMs: 4 * TICK_MS,
    })
    this.copy()
  }

  onAlive({ src }: Message): void {
    this.heardMs.set(src, this.nowMs())
  }

  isSilent(node: string | null): boolean {
    const heardMs = node === null ? undefined : this.heardMs.get(node)
    return heardMs === undefined || this.nowMs() - heardMs >= SILENCE_MS
  }

  // Views.

  onView(answer: Message<{ value: View }> | undefined): void {
    if (answer === undefined) return
    if (answer.type === 'read_ok') this.enter(answer.body.value)
    const { number, primary, backup } = this.view
    if (number === 0) {
      if (this.id === this.nodes[0]) this.propose(null)
    } else if (this.id === primary && (backup === null || this.isSilent(backup))) {
      const spare = this.others.find((node) => node !== backup && !this.isSilent(node)) ?? null
      if (spare !== backup) this.propose(spare)
    } else if (this.id === backup && this.isSilent(primary) && this.store.view === number) {
      // Only who has all that the primary ever answered may take its place.
      this.propose(null)
    }
  }

  /** This node as primary. Of several that want to follow the same view only one does. */
  propose(backup: string | null): void {
    const from = this.view.number > 0 ? this.view : null
    const to: View = { number: this.view.number + 1, primary: this.id, backup }
    const request = { type: 'cas', key: 'view', from, to, create_if_not_exists: from === null }
    this.call(VIEWS, request, undefined, { timeoutMs: 4 * TICK_MS })
  }

  enter(view: View): void {
    if (view.number <= this.view.number) return
    this.view = view
    this.show({ role: this.role(), view: view.number })
    if (this.id !== view.primary) {
      // Nobody knows whether the backup has the one that is being copied: its client hears nothing.
      this.requests = []
      this.copying = undefined
      return
    }
    // A new backup gets everything before anything else happens.
    this.copying = { ...this.store, view: view.number }
    this.save('store', this.copying)
    this.copy()
  }

  role(): 'primary' | 'backup' | 'spare' {
    if (this.id === this.view.primary) return 'primary'
    return this.id === this.view.backup ? 'backup' : 'spare'
  }

  // The primary.

  onRequest(message: Request): void {
    if (this.role() === 'primary') {
      this.requests.push(message)
      this.next()
    } else if (this.view.primary !== null) {
      this.forward(this.view.primary, message)
    }
    // Else it is lost. Error 11 would be a promise: what was handed on may come a second time, and be done then.
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

  next(): void {
    for (
      let [request] = this.requests;
      this.copying === undefined && request !== undefined;
      [request] = this.requests
    ) {
      const { msg_id } = request.body
      // What comes twice is done once.
      if (msg_id <= (this.store.answered[request.src] ?? 0)) {
        this.requests.shift()
        continue
      }
      const [values, answer] = step(this.store.values, request.body)
      this.answer = answer
      this.copying = {
        view: this.view.number,
        update: this.store.update + 1,
        values,
        answered: { ...this.store.answered, [request.src]: msg_id },
      }
      // Before the backup has it: else a primary that comes back could give another update the same number.
      this.save('store', this.copying)
      this.copy()
    }
  }

  /**
   * Again and again, until the backup has it. Alone, the primary needs nobody. The store is small and goes as a whole; of a
   * large one only what has changed would.
   */
  copy(): void {
    if (this.copying === undefined) return
    const { backup } = this.view
    if (backup === null) this.copied(this.copying)
    else this.send(backup, { type: 'copy', store: this.copying })
  }

  onCopied({ src, body }: Message<{ view: number; update: number }>): void {
    const { copying } = this
    if (copying === undefined || src !== this.view.backup) return
    if (body.view === copying.view && body.update === copying.update) this.copied(copying)
  }

  copied(store: Store): void {
    const isRequest = store.update > this.store.update
    this.store = store
    this.copying = undefined
    const request = isRequest ? this.requests.shift() : undefined
    if (request !== undefined && this.answer !== undefined) this.reply(request, this.answer)
    this.next()
  }

  // The backup.

  onCopy({ src, body: { store } }: Message<{ store: Store }>): void {
    // The primary knows of a view that this node will hear of.
    if (store.view > this.view.number) return
    // It has been replaced: it must not answer.
    if (store.view < this.view.number || this.role() !== 'backup') return
    const { view, update } = this.store
    if (store.view > view || (store.view === view && store.update > update)) {
      this.store = store
      this.save('store', store)
    }
    this.send(src, { type: 'copied', view: store.view, update: store.update })
  }
}

/** The store after a request, and the answer. */
function step(values: Values, request: Request['body']): [values: Values, answer: Reply] {
  const key = String(request.key)
  if (request.type === 'write') return [{ ...values, [key]: request.value }, { type: 'write_ok' }]
  if (!(key in values)) return [values, { type: 'error', code: 20, text: 'no such key' }]
  if (request.type === 'read') return [values, { type: 'read_ok', value: values[key] }]
  if (values[key] !== request.from) return [values, { type: 'error', code: 22, text: `it is ${values[key]}` }]
  return [{ ...values, [key]: request.to }, { type: 'cas_ok' }]
}

run(PrimaryBackup)
