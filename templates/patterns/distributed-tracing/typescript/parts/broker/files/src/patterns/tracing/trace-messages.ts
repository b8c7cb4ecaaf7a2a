import { SpanKind } from '@opentelemetry/api'
import type { HandlerPolicy } from '../../messaging/broker.ts'
import { contextFrom } from './trace-context.ts'
import type { Tracing } from './tracing.ts'

/** A span for each delivery, within the trace of the change that the message tells of. */
export function traceMessages(tracing: Tracing): HandlerPolicy {
  return (group, next) => (delivery) => {
    const attributes = {
      'messaging.operation.type': 'process',
      'messaging.destination.name': delivery.topic,
      'messaging.consumer.group.name': group,
      'messaging.message.id': delivery.id,
      'messaging.delivery.attempt': delivery.attempt,
    }
    const options = { kind: SpanKind.CONSUMER, attributes }
    const parent = contextFrom(delivery.headers)
    return tracing.run(`process ${delivery.topic}`, options, () => next(delivery), parent)
  }
}
