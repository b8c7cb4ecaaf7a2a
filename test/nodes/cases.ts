import type { Body } from './node-under-test.ts'

/** What happens to a node, and all that it shall do about it, as docs/node-protocol.md writes that. */
export interface Happening {
  readonly tell?: Body
  readonly src?: string
  /** A timer of this name is due: in virtual time it is said so, in real time it comes by itself. */
  readonly timer?: string
  readonly did: readonly unknown[]
}

export interface Case {
  readonly fact: string
  readonly happenings: readonly Happening[]
}

const say = (body: Body, dest = 'c1') => ({ send: { src: 'n0', dest, body } })
const question = { type: 'read', msg_id: 1 }
const askTimer = { timer: 'call 1', after: 100_000 }
const odd = '"quoted" \\ back / slash \b\f\n\r\t \u0000\u001f\u007f <&> é ß 漢 \u2028\u2029 😀'
const nested = { a: [[], {}, [{ b: null }]], '': '', 'ключ 😀': [true, false], list: [1, 'x', null] }

export const CASES: readonly Case[] = [
  {
    fact: 'a handler is found by the type of the message',
    happenings: [
      { tell: { type: 'list_offsets', msg_id: 2 }, did: [say({ type: 'list_offsets_ok', in_reply_to: 2 })] },
    ],
  },
  ...[0, -1, 1.5, 1e-7, 1e21, 2 ** 53 - 1, 1 - 2 ** 53, odd, '', true, null, [], nested].map((echo) => ({
    fact: `echo gives back ${JSON.stringify(echo).slice(0, 40)}`,
    happenings: [
      { tell: { type: 'echo', msg_id: 2, echo }, did: [say({ type: 'echo_ok', echo, in_reply_to: 2 })] },
    ],
  })),
  {
    fact: 'a line of a megabyte is read and written',
    happenings: [
      {
        tell: { type: 'echo', msg_id: 2, echo: 'é😀x'.repeat(150_000) },
        did: [say({ type: 'echo_ok', echo: 'é😀x'.repeat(150_000), in_reply_to: 2 })],
      },
    ],
  },
  {
    fact: 'an unknown type is answered by error 10, and ignored where no answer is asked for',
    happenings: [
      { tell: { type: 'nonsense' }, did: [] },
      ...['nonsense', 'start', 'message', 'timer', '__class__', 'constructor', 'a b', ''].map((type) => ({
        tell: { type, msg_id: 3 },
        did: [say({ type: 'error', code: 10, text: `${type} is not supported`, in_reply_to: 3 })],
      })),
    ],
  },
  {
    fact: 'a request without msg_id gets no answer',
    happenings: [
      { tell: { type: 'echo', echo: 1 }, did: [] },
      { tell: { type: 'refuse' }, did: [] },
    ],
  },
  {
    fact: 'an error has code and text',
    happenings: [
      {
        tell: { type: 'refuse', msg_id: 0 },
        did: [say({ type: 'error', code: 22, text: 'expected another value', in_reply_to: 0 })],
      },
    ],
  },
  {
    fact: 'a node knows itself and the others',
    happenings: [
      {
        tell: { type: 'who', msg_id: 2 },
        did: [
          say({ type: 'who_ok', id: 'n0', nodes: ['n0', 'n1', 'n2'], others: ['n1', 'n2'], in_reply_to: 2 }),
        ],
      },
    ],
  },
  {
    fact: 'a forwarded request keeps its sender and its body',
    happenings: [
      {
        tell: { type: 'hand', msg_id: 9, dest: 'n2', more: [1] },
        did: [{ send: { src: 'c1', dest: 'n2', body: { type: 'hand', msg_id: 9, dest: 'n2', more: [1] } } }],
      },
    ],
  },
  {
    fact: 'a timer rings once, and is replaced by one of its name',
    happenings: [
      { tell: { type: 'later', delay_ms: 20 }, did: [{ timer: 'later', after: 20_000 }] },
      { timer: 'later', did: [say({ type: 'rang', name: 'later' })] },
      {
        tell: { type: 'twice' },
        did: [
          { timer: 'later', after: 5_000_000 },
          { timer: 'later', after: 1000 },
        ],
      },
      { timer: 'later', did: [say({ type: 'rang', name: 'later' })] },
      { tell: { type: 'later', delay_ms: 0.25 }, did: [{ timer: 'later', after: 250 }] },
      { timer: 'later', did: [say({ type: 'rang', name: 'later' })] },
      { tell: { type: 'later', delay_ms: -5 }, did: [{ timer: 'later', after: 0 }] },
      { timer: 'later', did: [say({ type: 'rang', name: 'later' })] },
    ],
  },
  {
    fact: 'a timer that repeats begins anew before its handler runs, until it is cancelled',
    happenings: [
      { tell: { type: 'tick' }, did: [{ timer: 'tick', after: 10_000 }] },
      ...[1, 2].map(() => ({
        timer: 'tick',
        did: [{ timer: 'tick', after: 10_000 }, say({ type: 'rang', name: 'tick' })],
      })),
      {
        tell: { type: 'stop', msg_id: 4 },
        did: [{ cancel: 'tick' }, say({ type: 'stop_ok', in_reply_to: 4 })],
      },
    ],
  },
  {
    fact: 'what was saved is loaded; null forgets it',
    happenings: [
      { tell: { type: 'load', key: 'a', msg_id: 1 }, did: [say(loaded('none'))] },
      ...[3, 'é😀', [1, { b: [] }], false, 0].flatMap((value) => [
        {
          tell: { type: 'save', key: 'a', value, msg_id: 2 },
          did: [{ save: 'a', value }, say({ type: 'save_ok', in_reply_to: 2 })],
        },
        { tell: { type: 'load', key: 'a', msg_id: 1 }, did: [say(loaded(value))] },
      ]),
      {
        tell: { type: 'save', key: 'a', value: null, msg_id: 2 },
        did: [{ save: 'a', value: null }, say({ type: 'save_ok', in_reply_to: 2 })],
      },
      { tell: { type: 'load', key: 'a', msg_id: 1 }, did: [say(loaded('none'))] },
    ],
  },
  {
    fact: 'saved keys are told sorted, by what they begin with',
    happenings: [
      ...['log/2', 'term', 'log/10', 'lo'].map((key) => ({
        tell: { type: 'save', key, value: 1 },
        did: [{ save: key, value: 1 }],
      })),
      {
        tell: { type: 'keys', prefix: 'log/', msg_id: 5 },
        did: [say({ type: 'keys_ok', keys: ['log/10', 'log/2'], in_reply_to: 5 })],
      },
    ],
  },
  {
    fact: 'a call is answered once, and what comes for it later is dropped',
    happenings: [
      { tell: { type: 'ask', dest: 'n1', msg_id: 2 }, did: [askTimer, say(question, 'n1')] },
      {
        tell: { type: 'read_ok', value: 5, in_reply_to: 1 },
        src: 'n1',
        did: [{ cancel: 'call 1' }, say({ type: 'ask_ok', answer: 5, in_reply_to: 2 })],
      },
      { tell: { type: 'read_ok', value: 5, in_reply_to: 1 }, src: 'n1', did: [] },
      { tell: { type: 'read_ok', value: 5, in_reply_to: 77 }, src: 'n1', did: [] },
    ],
  },
  {
    fact: 'a call that gets no answer in time is told so',
    happenings: [
      { tell: { type: 'ask', dest: 'n1', msg_id: 2 }, did: [askTimer, say(question, 'n1')] },
      { timer: 'call 1', did: [say({ type: 'ask_ok', answer: null, in_reply_to: 2 })] },
      { tell: { type: 'read_ok', value: 5, in_reply_to: 1 }, src: 'n1', did: [] },
    ],
  },
  {
    fact: 'a call without anybody to tell its answer is a call all the same',
    happenings: [
      {
        tell: { type: 'tell', dest: 'n1' },
        did: [{ timer: 'call 1', after: 1_000_000 }, say(question, 'n1')],
      },
      { tell: { type: 'read_ok', in_reply_to: 1 }, src: 'n1', did: [{ cancel: 'call 1' }] },
    ],
  },
  {
    fact: 'what is changed after it was sent or saved is sent and saved as it was',
    happenings: [
      {
        tell: { type: 'change', msg_id: 2 },
        did: [
          say({ type: 'changed', list: [1, 2] }),
          { save: 'list', value: [1, 2] },
          say({ type: 'change_ok', list: [1, 2], in_reply_to: 2 }),
        ],
      },
    ],
  },
  {
    fact: 'what a node shows is for whoever watches',
    happenings: [
      {
        tell: { type: 'show', msg_id: 2 },
        did: [{ show: { role: 'leader', term: 3 } }, say({ type: 'show_ok', in_reply_to: 2 })],
      },
    ],
  },
]

function loaded(value: unknown): Body {
  return { type: 'load_ok', value, in_reply_to: 1 }
}
