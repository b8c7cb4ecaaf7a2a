import type { Outcome, Value } from '../../../history/operation.ts'
import { errorName, isDefinite } from '../wire/error-codes.ts'
import type { Body } from '../wire/message.ts'
import { replyProblem } from '../wire/read-reply.ts'
import type { Ask, Workload } from '../workloads/workload.ts'
import type { Answer } from './client.ts'

/** What an answer makes of an operation. */
export interface Ended {
  readonly outcome: Outcome
  readonly value: Value
  readonly error?: Value
  /** What was wrong with the reply. */
  readonly problem?: { readonly kind: 'bad-reply' | 'bad-error'; readonly text: string }
}

/**
 * Without an answer nobody knows whether the operation happened (`info`), nor after an indefinite error. A read that
 * failed so changed nothing, and counts as not happened. A malformed reply tells nothing. Maelstrom, client.clj.
 */
export function endingOf(workload: Workload, ask: Ask, request: Body, answer: Answer): Ended {
  const unknown: Outcome = workload.reads.has(ask.f) ? 'fail' : 'info'
  if (answer.kind === 'timeout') return { outcome: unknown, value: ask.value, error: 'timeout' }
  const { body } = answer
  if (body.type === 'error') {
    const said = workload.errorAnswer?.(ask, Number(body['code']))
    return said === undefined ? errorOf(ask, body, unknown) : { outcome: 'ok', value: said }
  }
  const rpc = workload.rpcs[request.type]
  const problem = rpc === undefined ? undefined : replyProblem(request, body, rpc)
  if (problem === undefined) return { outcome: 'ok', value: workload.answer(ask, body) }
  return {
    outcome: unknown,
    value: ask.value,
    error: 'malformed-reply',
    problem: { kind: 'bad-reply', text: problem },
  }
}

function errorOf(ask: Ask, { code, text }: Body, unknown: Outcome): Ended {
  if (typeof code !== 'number' || !Number.isSafeInteger(code)) {
    const problem = { kind: 'bad-error', text: 'an error must have a "code" that is a whole number' } as const
    return { outcome: unknown, value: ask.value, error: 'malformed-error', problem }
  }
  const said: Value = typeof text === 'string' ? [errorName(code), text] : errorName(code)
  return { outcome: isDefinite(code) ? 'fail' : unknown, value: ask.value, error: said }
}
