import type { HomeData } from '../learning/home/home-data.ts'
import { studyWords } from '../messages/study/index.ts'
import { dueText } from '../messages/study/phrases.ts'
import { standing } from './home-standing.ts'

/** What to do next, where nobody can choose from a screen: each thing with its command. */
export function homeText(data: HomeData): string {
  const { home, steps } = studyWords()
  const { resume, reviewsDue, next } = data
  return [
    ...(resume === undefined
      ? []
      : [
          home.continue({ title: resume.title, step: steps[resume.step] }),
          `  compendium learn ${resume.slug} --interactive`,
        ]),
    ...(reviewsDue === 0 ? [] : [home.review({ what: dueText(data) }), '  compendium review']),
    ...(next === undefined ? [] : [home.next(next), `  compendium learn ${next.slug} --interactive`]),
    '',
    ...standing(data),
  ].join('\n')
}
