import type { FastifyError } from 'fastify'
import * as z from 'zod'
import { Problem } from '../problem.ts'
import type { Server } from './server.ts'

interface Answer {
  readonly status: number
  readonly code: string
  readonly message: string
  readonly retryAfterMs?: number | undefined
}

/** Turns what the routes throw into answers. What we did not foresee is logged and not told. */
export function answerErrors(server: Server): void {
  server.setErrorHandler<FastifyError>((error, request, reply) => {
    const { status, code, message, retryAfterMs } = answerTo(error)
    if (retryAfterMs !== undefined) {
      reply.header('retry-after', Math.max(1, Math.ceil(retryAfterMs / 1000)))
    }
    if (error instanceof Problem && status >= 500) request.log.warn({ code }, error.message)
    else if (status >= 500) request.log.error({ err: error }, 'unexpected error')
    return reply.status(status).send({ error: { code, message } })
  })

  server.setNotFoundHandler((request, reply) =>
    reply.status(404).send({
      error: { code: 'not-found', message: `${request.method} ${request.url} is nothing here` },
    }),
  )
}

function answerTo(error: Error & { statusCode?: number }): Answer {
  if (error instanceof z.ZodError) {
    return { status: 400, code: 'invalid', message: error.issues.map(describe).join('; ') }
  }
  if (error instanceof Problem) return error
  const status = error.statusCode ?? 500
  // Fastify's own: a body that is no JSON, too long, or of another type.
  if (status < 500) return { status, code: 'invalid', message: error.message }
  return { status: 500, code: 'internal', message: 'internal error' }
}

function describe(issue: z.core.$ZodIssue): string {
  return `${issue.path.join('.') || 'body'}: ${issue.message}`
}
