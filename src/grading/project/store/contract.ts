import * as z from 'zod'
import { place, programFields } from '../program-contract.ts'

/** A key-value store of several nodes. Any node serves any key, and a minority of them may be gone. */
export const storeContract = z.strictObject({
  kind: z.literal('store'),
  /** Of the environment, `{node}`, `{nodes}` and `{shared}`, a folder that all nodes have, are filled in, too. */
  ...programFields,
  store: z.strictObject({
    /** How many nodes are started. */
    nodes: z.int().min(3).max(9).default(3),
    /** How many of them keep each key. */
    copies: z.int().min(1).max(7).default(3),
    /** How `{nodes}` tells of one of them; there are `{node}`, `{url}` and `{port}`. */
    peer: z.string().default('{node}={url}'),
    /** What stands between two of them. */
    separator: z.string().default(','),
    put: z.strictObject({
      method: z.enum(['PUT', 'POST']).default('PUT'),
      path: place.default('/entries/{key}'),
      headers: z.record(z.string(), z.string()).default({}),
      body: z.record(z.string(), z.json()).default({ value: '{value}' }),
    }),
    /** 404 where there is no such key. */
    get: place.default('/entries/{key}'),
    /** The field of that answer that holds the value. */
    value: z.string().default('value'),
    /** The keys that the node which is asked keeps: an array, or an object that holds one. */
    keys: place.optional(),
    /** What the leader writes where all nodes see it, again and again. */
    leader: z
      .strictObject({
        /** The last of that; 404 before the first. */
        record: place,
        /** The fencing token it was written with: a number that rises with each leader. */
        token: z.string().default('token'),
        /** The node that wrote it. */
        holder: z.string().default('holder'),
      })
      .optional(),
  }),
})

export type StoreContract = z.infer<typeof storeContract>
