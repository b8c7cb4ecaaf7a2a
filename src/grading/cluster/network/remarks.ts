import { isClient, type Passed, senderOf } from './network.ts'

/** A request that a node was handed, and it has answered no client since. */
export interface Silence {
  readonly node: string
  readonly sinceUs: number
  readonly type: string
  /** Messages that it has written to others since. */
  readonly written: number
}

/** Whoever writes as much and answers nobody is not at work but in a loop. */
const FLOOD = 10_000

interface Counted {
  count: number
  /** Of the first. */
  readonly text: string
}

const US_PER_S = 1_000_000
const seconds = (us: number): string => `${(us / US_PER_S).toFixed(3)} s`

/** Looks at what passes for what no rule forbids and a learner should know: late answers, other names, silence. */
export class Remarks {
  readonly #nodes: ReadonlySet<string>
  readonly #patienceUs: number
  /** When each request was sent, until it is answered. */
  readonly #asked = new Map<string, number>()
  readonly #silent = new Map<string, { -readonly [Key in keyof Silence]: Silence[Key] }>()
  #late: Counted | undefined
  #named: Counted | undefined

  /** An answer is late after `patienceMs`. */
  constructor(nodes: readonly string[], patienceMs: number) {
    this.#nodes = new Set(nodes)
    this.#patienceUs = patienceMs * 1000
  }

  observe(passed: Passed): void {
    const { what, atUs, message, from = message.src } = passed
    const { src, dest, body } = message
    if (what === 'sent' && this.#nodes.has(from)) {
      const silence = this.#silent.get(from)
      if (isClient(dest)) this.#silent.delete(from)
      else if (silence !== undefined) silence.written += 1
      if (src !== from) this.#names(passed, from)
    }
    if (what === 'sent' && isClient(from) && body.type !== 'init')
      this.#asked.set(`${src} ${body.msg_id}`, atUs)
    if (what !== 'received') return
    if (isClient(dest)) this.#answered(passed)
    else if (isClient(senderOf(passed)) && !this.#silent.has(dest)) {
      this.#silent.set(dest, { node: dest, sinceUs: atUs, type: body.type, written: 0 })
    }
  }

  /** Nodes that were asked and for longer than a client waits have said nothing, or very much to others. */
  silent(nowUs: number): readonly Silence[] {
    return [...this.#silent.values()].filter(
      ({ node, sinceUs, written }) =>
        this.#nodes.has(node) && nowUs - sinceUs >= this.#patienceUs && (written === 0 || written > FLOOD),
    )
  }

  get texts(): readonly string[] {
    const named = this.#named
    const late = this.#late
    return [
      ...(named === undefined
        ? []
        : [
            `${times(named.count, 'message named', 'messages named')} another sender than the node that wrote it, first ${named.text}; the protocol allows it.`,
          ]),
      ...(late === undefined
        ? []
        : [`${times(late.count, 'answer', 'answers')} came too late for the client, first ${late.text}.`]),
    ]
  }

  /** A request that is handed on keeps the name of its client: then the answer goes to the right place. */
  #names({ atUs, message: { src, dest, body } }: Passed, from: string): void {
    if (isClient(src) && !isClient(dest)) return
    const text = `${from}, as ${JSON.stringify(src)}, in ${body.type} to ${dest} at ${seconds(atUs)}`
    this.#named ??= { count: 0, text }
    this.#named.count += 1
  }

  #answered({ atUs, message: { src, dest, body } }: Passed): void {
    const key = `${dest} ${body.in_reply_to}`
    const askedUs = this.#asked.get(key)
    this.#asked.delete(key)
    if (askedUs === undefined || atUs - askedUs <= this.#patienceUs) return
    const text = `${body.type} of ${src} at ${seconds(atUs)}, ${seconds(atUs - askedUs)} after the request`
    this.#late ??= { count: 0, text }
    this.#late.count += 1
  }
}

function times(count: number, one: string, many: string): string {
  return `${count} ${count === 1 ? one : many}`
}
