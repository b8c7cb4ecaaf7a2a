import { UserError } from '../lib/user-error.ts'
import type { HistoryEvent, Operation, Process } from './operation.ts'

const where = (event: HistoryEvent, position: number) =>
  event.line === undefined ? `event ${position}` : `line ${event.line}`

const operation = (call: HistoryEvent, callAt: number, end?: HistoryEvent, endAt?: number): Operation => ({
  process: call.process,
  f: call.f,
  input: call.value,
  output: end === undefined ? call.value : end.value,
  outcome: end === undefined || end.type === 'invoke' ? 'info' : end.type,
  call: callAt,
  return: end === undefined || end.type === 'info' || endAt === undefined ? Number.POSITIVE_INFINITY : endAt,
  ...(call.timeNs === undefined ? {} : { callNs: call.timeNs }),
  ...(end?.timeNs === undefined ? {} : { returnNs: end.timeNs }),
  ...(end?.error === undefined ? {} : { error: end.error }),
  ...(call.final || end?.final ? { final: true } : {}),
  ...(call.line === undefined ? {} : { line: call.line }),
})

/**
 * Joins each invocation with its completion. Operations come in the order of their invocations; one that never
 * completes is `info`. Throws a `UserError` for a completion without an invocation, and for a process that begins
 * a second operation before its first has ended: such a history is truncated or mixed from two.
 */
export function pairOperations(events: readonly HistoryEvent[]): Operation[] {
  const operations: (Operation | undefined)[] = []
  const open = new Map<Process, { event: HistoryEvent; at: number; slot: number }>()
  events.forEach((event, at) => {
    const begun = open.get(event.process)
    if (event.type === 'invoke') {
      if (begun) {
        throw new UserError(
          `${where(event, at)}: process ${event.process} invokes ${event.f} before its ${begun.event.f} of ${where(begun.event, begun.at)} has ended`,
          {
            code: 'overlapping-operations',
            next: ['Give each process one operation at a time, or check whether two histories were mixed.'],
          },
        )
      }
      open.set(event.process, { event, at, slot: operations.length })
      operations.push(undefined)
      return
    }
    if (!begun || begun.event.f !== event.f) {
      throw new UserError(
        `${where(event, at)}: process ${event.process} completes ${event.f}, which it has not invoked`,
        {
          code: 'completion-without-invocation',
          next: ['Check whether the beginning of the history is missing.'],
        },
      )
    }
    operations[begun.slot] = operation(begun.event, begun.at, event, at)
    open.delete(event.process)
  })
  for (const { event, at, slot } of open.values()) operations[slot] = operation(event, at)
  return operations.filter((one) => one !== undefined)
}
