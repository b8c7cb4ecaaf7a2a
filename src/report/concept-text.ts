import type { ConceptPage } from '../corpus/glossary/concept-page.ts'
import { glossaryWords } from '../messages/glossary/index.ts'
import { type LessonTheme, lessonTheme, type ThemeOptions } from './lesson/theme.ts'
import { indented } from './search-text.ts'

interface Look extends ThemeOptions {
  readonly width: number
}

const PERCENT = 100
const PAPERS_NAMED = 3

/** One concept: what it is, what comes before and after, and where to go on. */
export function conceptText(page: ConceptPage, mastery: number | null, look: Look): string {
  const theme = lessonTheme(look)
  const { concept, prerequisites, chain, leadsTo } = page
  const { page: say } = glossaryWords()
  const titles = (list: readonly { readonly title: string }[]) => list.map(({ title }) => title).join(', ')
  const behind = chain.length > prerequisites.length ? chain : []
  const part = (name: string, text: string) =>
    text === '' ? [] : ['', theme.paint.part(name), ...indented(text, look)]
  return [
    theme.paint.title(concept.title),
    ...indented(traits(page, mastery), look, '').map(theme.paint.muted),
    ...(concept.definition === '' ? [] : ['', ...indented(concept.definition, look, '')]),
    ...part(say.buildsOn, titles(prerequisites)),
    ...part(say.chain, titles(behind)),
    ...part(say.leadsTo, titles(leadsTo)),
    ...ways(page, theme),
    ...part(say.goesWith, page.patterns.join(', ')),
    ...readings(page, theme, look),
  ]
    .map(theme.spell)
    .join('\n')
}

function traits({ concept }: ConceptPage, mastery: number | null): string {
  const { page: say } = glossaryWords()
  const also = concept.aliases.length === 0 ? [] : [say.also({ names: concept.aliases.join(', ') })]
  const percent = Math.round((mastery ?? 0) * PERCENT)
  const known = mastery === null || mastery === 0 ? [] : [say.known({ percent })]
  return [concept.area, ...also, ...known].join('; ')
}

/** Commands stand whole on lines of their own, so that they can be copied. */
function ways({ concept, lessons, quizzes, simulations, exercises }: ConceptPage, theme: LessonTheme) {
  const taught = lessons.filter(({ use }) => use === 'teaches').map(({ id }) => `compendium learn ${id}`)
  const using = lessons.filter(({ use }) => use === 'needs').map(({ id }) => `compendium learn ${id}`)
  const practice = [
    ...quizzes.map((slug) => `compendium quiz ${slug}`),
    ...simulations.map((id) => `compendium simulate ${id}`),
    ...exercises.map((id) => `compendium exercise show ${id}`),
  ]
  const { page: say } = glossaryWords()
  const list = (name: string, commands: readonly string[]) =>
    commands.length === 0 ? [] : ['', theme.paint.part(name), ...commands.map((line) => `  ${line}`)]
  return [
    ...list(say.taughtBy, taught),
    ...list(say.practisedBy, practice),
    ...list(say.usedIn, using),
    ...list(say.drawn, [`compendium concept graph ${concept.id}`]),
  ]
}

/** The work that the definition belongs to is the first. */
function readings({ papers }: ConceptPage, theme: LessonTheme, look: Look): string[] {
  if (papers.length === 0) return []
  const lines = papers
    .slice(0, PAPERS_NAMED)
    .flatMap(({ title, year, url }) => [
      ...indented(`${title} (${year})`, look),
      ...(url === undefined ? [] : [`    ${theme.paint.link(url)}`]),
    ])
  return ['', theme.paint.part(glossaryWords().page.read), ...lines]
}
