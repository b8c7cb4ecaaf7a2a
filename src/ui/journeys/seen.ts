import type { TrackPart } from '../../learning/events.ts'
import { recordProgress } from '../../learning/record.ts'
import { contextOf, type Sitting } from './sitting.ts'

/** Notes that this part of the track was looked at. */
export async function noteSeen(slug: string, part: TrackPart, sitting: Sitting): Promise<void> {
  await recordProgress([{ kind: 'seen', slug, data: { part } }], contextOf(sitting))
}
