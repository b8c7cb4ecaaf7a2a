import * as z from 'zod'
import { commandFields, environment } from '../program-contract.ts'

const words = z.array(z.string())

/** Something that the tool can be told to do, by one request to what it depends on. */
const commandFieldsOf = {
  /** Behind `start`. `{id}` is filled in, a name that nobody has used yet. */
  arguments: words,
  /** The request that it makes, however often. `*` stands for any part of a path. */
  asks: z
    .string()
    .regex(/^(GET|HEAD|POST|PUT|PATCH|DELETE) \/\S*$/, 'a method and a path, such as "GET /orders/{id}"'),
  /** What it is answered when all is well. */
  answer: z.strictObject({
    status: z.int().min(200).max(299).default(200),
    body: z.json().refine((body) => JSON.stringify(body).includes('{word}'), {
      error: 'there is no {word} in it, by which the answer is known again on standard output',
    }),
  }),
}

const read = z.strictObject(commandFieldsOf)

const write = z.strictObject({
  ...commandFieldsOf,
  arguments: words.refine((all) => all.some((one) => one.includes('{id}')), {
    error: 'there is no {id} in it, by which two writes differ',
  }),
  /** Asks for the same write once more, when the first time nobody knows what became of it. */
  again: words.optional(),
})

const deadline = z
  .strictObject({
    /** The header that says how many milliseconds the tool still waits. */
    header: z.string().min(1).optional(),
    /** Behind those of a command: `{ms}` or `{seconds}` is filled in. */
    arguments: words.default([]),
    /** Likewise, beside or in the place of that of the program. */
    environment: environment.default({}),
  })
  .refine((said) => /\{(ms|seconds)\}/.test(JSON.stringify(said)), {
    error: 'neither its arguments nor its environment hold {ms} or {seconds}',
  })

/** A program that is run for one command, and calls another service for it. */
export const toolContract = z.strictObject({
  kind: z.literal('tool'),
  /** Of the environment, `{dependency}`, where the other service is, is filled in, too. */
  ...commandFields,
  tool: z
    .strictObject({
      /** A command that changes nothing. */
      read: read.optional(),
      /** A command that has an effect. */
      write: write.optional(),
      /** Arguments that make standard output one JSON value, also where it fails. */
      json: words.optional(),
      /** In which a command ends, whatever the other service does. */
      endsInMs: z.int().min(100).max(60_000).default(10_000),
      /** The header by which the other service knows a request again. */
      key: z.string().min(1).default('Idempotency-Key'),
      /** How a command is told how long it may take. */
      deadline: deadline.optional(),
      /** It waits as long as `Retry-After` says. */
      retryAfter: z.literal(true).optional(),
    })
    .refine(({ read, write }) => read !== undefined || write !== undefined, {
      error: 'it names neither a read nor a write',
    }),
})

export type ToolContract = z.infer<typeof toolContract>
export type CommandName = 'read' | 'write'
