import type { Mutant } from '../../kernel/scenario.ts'

export const mutants = [
  {
    id: 'keys-in-memory',
    title: 'the server keeps the keys in memory only, so that a restart forgets what it has done',
    breaks: ['exactly-one-effect', 'key-with-effect', 'at-most-once'],
  },
  {
    id: 'key-first',
    title: 'the key is recorded in a transaction of its own before the effect',
    breaks: ['key-with-effect', 'exactly-one-effect'],
  },
  {
    id: 'effect-first',
    title: 'the key is recorded in a transaction of its own after the effect',
    breaks: ['key-with-effect', 'exactly-one-effect'],
  },
  {
    id: 'short-memory',
    title: 'the server drops a key after a tenth of the time for which clients retry',
    breaks: ['exactly-one-effect'],
    budget: 50,
  },
  {
    id: 'key-per-attempt',
    title: 'the client makes a new key for every attempt instead of one for the request',
    breaks: ['exactly-one-effect'],
  },
  {
    id: 'ignores-body',
    title:
      'the server answers a key that it knows with the old result, although another request came with it',
    breaks: ['own-answer', 'exactly-one-effect'],
  },
  {
    id: 'checks-only-at-arrival',
    title: 'the server looks for the key when the request arrives and not again when it records it',
    breaks: ['exactly-one-effect', 'refused-has-none'],
    budget: 50,
  },
  {
    id: 'never-prolongs',
    title:
      'the server drops a key that it refused a request for, while copies of that request may still come',
    breaks: ['refusal-lasts', 'refused-has-none'],
    budget: 100,
  },
  {
    id: 'forgets-prolonging',
    title:
      'after a restart the server keeps a key no longer than for its first request, whatever it refused since',
    breaks: ['refusal-lasts', 'refused-has-none'],
    budget: 100,
  },
  {
    id: 'answers-first',
    title: 'at least once: the server answers when the request arrives and works on it afterwards',
    breaks: ['at-least-once'],
  },
  {
    id: 'never-retries',
    title: 'the client sends its request once and waits',
    breaks: ['recovers'],
  },
] as const satisfies readonly Mutant[]

export type Mistake = (typeof mutants)[number]['id']
