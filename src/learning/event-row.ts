import type { ProgressEvent } from './events.ts'

/** One row for each event; `data` is the event's `data` as JSON with its keys in order. */
export interface EventRow {
  readonly id: string
  readonly at_ms: number
  readonly kind: string
  readonly slug: string
  readonly data: string
}

export function toRow({ id, atMs, kind, slug, data }: ProgressEvent): EventRow {
  return { id, at_ms: atMs, kind, slug, data: JSON.stringify(data, Object.keys(data).sort()) }
}

export function fromRow({ id, at_ms: atMs, kind, slug, data }: EventRow): ProgressEvent {
  return { id, atMs, kind, slug, data: JSON.parse(data) } as ProgressEvent
}
