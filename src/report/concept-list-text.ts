import type { GlossaryEntry } from '../corpus/glossary/glossary.ts'
import { glossaryWords } from '../messages/glossary/index.ts'
import { lessonTheme, type ThemeOptions } from './lesson/theme.ts'
import { indented } from './search-text.ts'

interface Look extends ThemeOptions {
  readonly width: number
}

/** All terms, area by area. */
export function conceptListText(entries: readonly GlossaryEntry[], look: Look): string {
  const say = glossaryWords()
  if (entries.length === 0) return say.none
  const { paint, spell } = lessonTheme(look)
  const areas = [...new Set(entries.map(({ area }) => area))]
  const lines = areas.flatMap((area) => {
    const titles = entries.filter((one) => one.area === area).map(({ title }) => title)
    return [
      `${paint.part(area)} ${paint.muted(`(${titles.length})`)}`,
      ...indented(spell(titles.join(', ')), look),
      '',
    ]
  })
  return [
    ...lines,
    say.count({ count: entries.length, command: `compendium concept ${entries[0]?.id}` }),
    say.oneArea({ command: `compendium concept --area ${areas[0]?.split(' ')[0]?.toLowerCase()}` }),
  ].join('\n')
}

/** The terms of an area and what they mean. */
export function areaText(area: string, entries: readonly GlossaryEntry[], look: Look): string {
  const { paint, spell } = lessonTheme(look)
  return [
    paint.title(glossaryWords().area({ area, count: entries.length })),
    ...entries.flatMap(({ title, definition }) => [
      '',
      paint.strong(spell(title)),
      ...(definition === '' ? [] : indented(spell(definition), look)),
    ]),
  ].join('\n')
}
