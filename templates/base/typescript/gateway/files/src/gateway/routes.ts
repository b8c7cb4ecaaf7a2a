import { readFile } from 'node:fs/promises'
import * as z from 'zod'

const name = z.string().regex(/^[a-z][a-z0-9-]*$/, 'lower-case letters, digits and hyphens')

const route = z.strictObject({
  /** As the router writes it: `/orders/:id`, or `/orders/*` for all below. */
  path: z.string().startsWith('/'),
  methods: z.array(z.enum(['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE'])).min(1),
  /** Who answers; its URL is put in front of the path. */
  upstream: name,
  /** What is open to everybody says so; all else needs a token. */
  auth: z.enum(['token', 'none']).default('token'),
  /** A word that the `scope` of the token has to hold. */
  scope: z.string().min(1).optional(),
  /** Until the upstream begins to answer, and between two pieces of its answer. */
  timeoutMs: z.int().min(1).max(300_000).optional(),
  bodyLimitBytes: z
    .int()
    .min(0)
    .max(64 * 1024 * 1024)
    .default(64 * 1024),
})

const routesFile = z
  .strictObject({
    upstreams: z.record(name, z.url({ protocol: /^https?$/ })),
    routes: z.array(route).min(1),
  })
  .superRefine(({ upstreams, routes }, context) => {
    const seen = new Set<string>()
    for (const [at, { path, methods, upstream }] of routes.entries()) {
      if (!Object.hasOwn(upstreams, upstream)) {
        const message = `${upstream} is none of the upstreams`
        context.addIssue({ code: 'custom', path: ['routes', at, 'upstream'], message })
      }
      for (const method of methods) {
        const key = `${method} ${path}`
        if (seen.has(key)) {
          const message = `${key} has a route already`
          context.addIssue({ code: 'custom', path: ['routes', at], message })
        }
        seen.add(key)
      }
    }
  })

export type Route = z.infer<typeof route>
export type Routes = z.infer<typeof routesFile>

/** Checks the text of a routes file. Throws an Error that names each place at fault. */
export function parseRoutes(text: string, where: string): Routes {
  const result = routesFile.safeParse(parseJson(text, where))
  if (result.success) return result.data
  const problems = result.error.issues.map(
    (issue) => `${issue.path.join('.') || 'the file'}: ${issue.message}`,
  )
  throw new Error(`${where}: ${problems.join('; ')}`)
}

/**
 * The routes of `file`, with the addresses of `UPSTREAMS` (`orders=http://...,customers=http://...`)
 * in place of its own: routes are the same everywhere, addresses are not.
 */
export async function readRoutes(file: string, addresses: string): Promise<Routes> {
  const { upstreams, routes } = parseRoutes(await readFile(file, 'utf8'), file)
  const given = addresses.split(',').filter((pair) => pair !== '')
  for (const pair of given) {
    const [upstream = '', ...url] = pair.split('=')
    if (!Object.hasOwn(upstreams, upstream)) {
      throw new Error(`UPSTREAMS: ${file} has no upstream ${upstream}`)
    }
    upstreams[upstream] = url.join('=')
  }
  return { upstreams, routes }
}

function parseJson(text: string, where: string): unknown {
  try {
    return JSON.parse(text)
  } catch (cause) {
    throw new Error(`${where} is no JSON`, { cause })
  }
}
