import * as z from 'zod'
import { place, programFields } from '../program-contract.ts'

const METHODS = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE'] as const

const upstreamName = z.string().regex(/^[a-z][a-z0-9]*$/, 'lower-case letters and digits')

const idPlace = place.includes('{id}', { error: 'there is no {id} in it' })

const route = z.strictObject({
  /** Who answers; where it is stands in braces in the environment. */
  upstream: upstreamName,
  /** Where clients ask. */
  path: idPlace,
  /** Where the upstream is asked, if elsewhere. */
  to: idPlace.optional(),
  methods: z.array(z.enum(METHODS)).min(1),
  /** What POST, PUT and PATCH send. */
  body: z.record(z.string(), z.json()).default({ note: '{id}' }),
})

/** One door to several services, whom it passes requests on to. */
export const gatewayContract = z.strictObject({
  kind: z.literal('gateway'),
  /** Of the environment, `{jwks}` and the upstreams by their names are filled in, too. */
  ...programFields,
  gateway: z.strictObject({
    routes: z
      .array(route)
      .min(1)
      .superRefine((routes, context) => {
        const isRead = (name: string) =>
          routes.some(({ upstream, methods }) => upstream === name && methods.includes('GET'))
        const unread = routes.find(({ upstream }) => !isRead(upstream))
        if (unread === undefined) return
        context.addIssue({ code: 'custom', message: `${unread.upstream} has no route with GET` })
      }),
    /** Of every request. `{token}` is filled in. */
    headers: z.record(z.string(), z.string()).default({}),
    /** What tokens have to say; they are signed with ES256 by the key at `{jwks}`. */
    token: z
      .strictObject({ issuer: z.string(), audience: z.string(), scope: z.string().default('') })
      .optional(),
    /** In which every request has an answer, whatever upstreams do. */
    answersInMs: z.int().min(100).max(60_000).default(5000),
    /** How many requests one client may make. */
    limit: z
      .strictObject({ requests: z.int().min(1).max(10_000), perSeconds: z.number().positive() })
      .optional(),
    /** The header that says how many milliseconds the caller still waits. */
    deadline: z.string().min(1).optional(),
    /** The upstream of which there are two instances, `{orders_1}` and `{orders_2}` for `orders`. */
    discovery: upstreamName.optional(),
  }),
})

export type GatewayContract = z.infer<typeof gatewayContract>
export type GatewayRoute = GatewayContract['gateway']['routes'][number]
export type Method = (typeof METHODS)[number]
