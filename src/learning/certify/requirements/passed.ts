import { studyWords } from '../../../messages/study/index.ts'
import type { Missing, Record_ } from '../standing.ts'

/** Of these exercises, those that a program of the learner's has passed, and what could be passed next. */
export function passedAmong(among: readonly string[], count: number, { events }: Record_) {
  const first = new Map(
    events
      .flatMap((one) => (one.kind === 'attempt' && one.data.verdict === 'pass' ? [one] : []))
      .filter(({ slug }) => among.includes(slug))
      .reverse()
      .map((event) => [event.slug, event] as const),
  )
  const evidence = among.flatMap((slug) => first.get(slug) ?? []).sort((a, b) => a.atMs - b.atMs)
  const open = among.filter((slug) => !first.has(slug))
  const short = Math.max(0, count - evidence.length)
  const { certify } = studyWords()
  const missing: Missing[] = open.slice(0, short).map((slug) => ({
    what: short < open.length ? certify.forExample({ slug }) : slug,
    command: certify.inTurn({
      first: `compendium generate exercise ${slug} --language python`,
      second: 'compendium test',
    }),
  }))
  return { met: short === 0, done: Math.min(count, evidence.length), of: count, missing, evidence }
}
