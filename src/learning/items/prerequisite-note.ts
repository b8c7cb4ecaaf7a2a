import { studyWords } from '../../messages/study/index.ts'
import { listed } from '../../messages/study/phrases.ts'
import type { RecordContext } from '../record.ts'
import { itemId } from './items.ts'
import { loadStanding } from './load-standing.ts'
import { unmet } from './standing.ts'

const MOST_NAMED = 3

/** One sentence on what a lesson builds on and is not known yet, and where the way is shown; undefined when all is known. */
export async function prerequisiteNote(slug: string, context: RecordContext): Promise<string | undefined> {
  const { standing } = await loadStanding(context)
  const lesson = standing.items.find(({ id }) => id === itemId('lesson', slug))
  if (lesson === undefined || standing.done.has(lesson.id)) return undefined
  const titles = new Map(standing.graph.concepts.map(({ id, title }) => [id, title]))
  const names = unmet(lesson, standing.mastery).map((id) => titles.get(id) ?? id)
  if (names.length === 0) return undefined
  const more = names.length - MOST_NAMED
  const { needs, someMore } = studyWords()
  const shown = more > 0 ? [...names.slice(0, MOST_NAMED), someMore({ count: more })] : names
  const command = `compendium path plan --goal ${slug}`
  return needs({ title: lesson.title, list: listed(shown), command })
}
