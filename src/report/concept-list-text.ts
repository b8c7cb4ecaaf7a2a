import type { GlossaryEntry } from '../corpus/glossary/glossary.ts'
import { counted } from '../lib/counted.ts'
import { lessonTheme, type ThemeOptions } from './lesson/theme.ts'
import { indented } from './search-text.ts'

interface Look extends ThemeOptions {
  readonly width: number
}

/** All terms, area by area. */
export function conceptListText(entries: readonly GlossaryEntry[], look: Look): string {
  if (entries.length === 0) return 'There are no concepts yet.'
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
    `${counted(entries.length, 'concept')}. What one means: compendium concept ${entries[0]?.id}`,
    `One area with definitions: compendium concept --area ${areas[0]?.split(' ')[0]?.toLowerCase()}`,
  ].join('\n')
}

/** The terms of an area and what they mean. */
export function areaText(area: string, entries: readonly GlossaryEntry[], look: Look): string {
  const { paint, spell } = lessonTheme(look)
  return [
    paint.title(`${area}: ${counted(entries.length, 'concept')}`),
    ...entries.flatMap(({ title, definition }) => [
      '',
      paint.strong(spell(title)),
      ...(definition === '' ? [] : indented(spell(definition), look)),
    ]),
  ].join('\n')
}
