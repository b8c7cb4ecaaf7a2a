import { lastLines } from '../real/ending-text.ts'
import type { Slip } from '../slips.ts'
import { type Body, excerpt, type Message } from '../wire/message.ts'

/** What is known of a node that did not answer `init` as it must. */
export type InitFacts = { readonly reply: Message } | SilentFacts

export interface SilentFacts {
  /** What came in place of the answer. */
  readonly stray?: Message
  readonly client: string
  readonly unfinished: string
  readonly log: string
  /** What its language calls flushing; undefined where it need not be done. */
  readonly flush: string | undefined
}

type Said = Pick<Slip, 'kind' | 'text' | 'excerpt'>

/** What is wrong with how a node answered `init`; undefined when nothing is. */
export function initSlip(name: string, facts: InitFacts): Said | undefined {
  if ('reply' in facts) {
    const { body } = facts.reply
    if (body.type === 'init_ok') return undefined
    const text = `${name} answered init by ${JSON.stringify(body.type)}, and should have by "init_ok"`
    return { kind: 'no-init-ok', text, excerpt: excerpt(JSON.stringify(facts.reply)) }
  }
  const { stray, unfinished, log, client, flush } = facts
  if (unfinished !== '') {
    return { kind: 'no-newline', text: `${name}${unfinishedText(unfinished)}`, excerpt: excerpt(unfinished) }
  }
  if (stray !== undefined) {
    const text = `${name}${stray.dest === client ? strayText(stray.body, 1) : misdirected(stray, client)}`
    return { kind: 'no-init-ok', text, excerpt: excerpt(JSON.stringify(stray)) }
  }
  const text = `${name} has read init, answered nothing, and waits for its next message. It must write {"type": "init_ok", "in_reply_to": 1} as the body of a message to ${client}, in a line of its own${flush === undefined ? '' : `, and flush it (${flush})`}`
  return { kind: 'no-init-ok', text, excerpt: lastLines(log) }
}

/** After the name of the node. */
export function unfinishedText(line: string): string {
  return ` wrote ${line.endsWith('}') ? 'a message' : 'the beginning of a line'} without a newline after it, and waits for its next message. Every message ends with a newline`
}

/** A reply that names no request, or another. After the name of the node. */
export function strayText({ type, in_reply_to: id }: Body, asked: number): string {
  const found = id === undefined ? 'without in_reply_to' : `with in_reply_to ${id}`
  return ` wrote ${type} ${found}, and should have with ${asked}: in_reply_to is the msg_id of the request that is answered`
}

function misdirected({ src, dest, body }: Message, client: string): string {
  return ` wrote ${body.type} from ${JSON.stringify(src)} to ${JSON.stringify(dest)}, and ${client} had asked: in a reply src is the node, and dest whoever asked`
}
