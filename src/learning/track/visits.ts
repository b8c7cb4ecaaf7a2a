import type { ProgressEvent } from '../events.ts'

/** What is looked at, and neither read nor answered. */
type TrackPart = 'diagram' | 'simulation'

/** What the log says of one topic beyond its status. */
export interface Visit {
  /** Parts of the track that were looked at. */
  readonly seen: ReadonlySet<TrackPart>
  /** Id of the heading at which the lesson was left before its end; undefined when it was read, or left at its start. */
  readonly place: string | undefined
}

const NEVER: Visit = { seen: new Set(), place: undefined }

/** By topic; events are ordered by time, as the store gives them. */
export function foldVisits(events: readonly ProgressEvent[]): ReadonlyMap<string, Visit> {
  const visits = new Map<string, Visit>()
  for (const event of events) {
    const before = visits.get(event.slug) ?? NEVER
    if (event.kind === 'read') visits.set(event.slug, { ...before, place: placeOf(event.data) })
    const part = partOf(event)
    if (part !== undefined) visits.set(event.slug, { ...before, seen: new Set([...before.seen, part]) })
  }
  return visits
}

export function visitOf(visits: ReadonlyMap<string, Visit>, slug: string): Visit {
  return visits.get(slug) ?? NEVER
}

/** A simulation counts wherever it was run. */
function partOf(event: ProgressEvent): TrackPart | undefined {
  if (event.kind === 'seen') return event.data.part
  return event.kind === 'simulation' ? 'simulation' : undefined
}

function placeOf({ finished, place }: Extract<ProgressEvent, { kind: 'read' }>['data']): string | undefined {
  return finished ? undefined : place
}
