import type { HomeData } from '../learning/home/home-data.ts'
import { counted } from '../lib/counted.ts'
import { standing } from './home-standing.ts'

/** What to do next, where nobody can choose from a screen: each thing with its command. */
export function homeText(data: HomeData): string {
  const { resume, reviewsDue, next } = data
  return [
    ...(resume === undefined
      ? []
      : [`Continue: ${resume.title} (${resume.step})`, `  compendium learn ${resume.slug} --interactive`]),
    ...(reviewsDue === 0 ? [] : [`Review: ${counted(reviewsDue, 'question')} due`, '  compendium review']),
    ...(next === undefined
      ? []
      : [`Next: ${next.title}. ${next.reason}`, `  compendium learn ${next.slug} --interactive`]),
    '',
    ...standing(data),
  ].join('\n')
}
