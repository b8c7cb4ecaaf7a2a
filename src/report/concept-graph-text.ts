import type { AreaRow, ConceptDrawing, TreeRow } from '../corpus/glossary/draw-concepts.ts'
import { glossaryWords } from '../messages/glossary/index.ts'
import { definitionList } from './definition-list.ts'
import { lessonTheme, type ThemeOptions } from './lesson/theme.ts'

interface Look extends ThemeOptions {
  readonly width: number
}

const AREAS_NAMED = 3

/** Boxes and lines where they fit, else what is above and below as indented lists; of the whole graph its areas. */
export function conceptGraphText(drawing: ConceptDrawing, look: Look): string {
  const { paint, spell, spellBoxes } = lessonTheme(look)
  const { drawn, focus, title, areas, above, below } = drawing
  if (focus === undefined) return areaLines(areas, look).map(spell).join('\n')
  if (drawn !== undefined) return spellBoxes(drawn)
  const { graph, page } = glossaryWords()
  const list = (name: string, rows: readonly TreeRow[]) =>
    rows.length === 0 ? [] : ['', paint.part(spell(name)), ...rows.map((row) => rowText(row, look, spell))]
  return [
    paint.title(spell(title)),
    ...list(page.buildsOn, above),
    ...list(page.leadsTo, below),
    ...(above.length + below.length === 0 ? ['', graph.unlinked] : []),
  ].join('\n')
}

function rowText({ depth, title, told }: TreeRow, { width }: Look, spell: (text: string) => string) {
  const said = told === undefined ? title : glossaryWords().graph.told[told]({ title })
  const line = `${'  '.repeat(depth)}${spell(said)}`
  return line.length <= width ? line : `${line.slice(0, width - 1)}~`
}

function areaLines(areas: readonly AreaRow[], { width }: Look): string[] {
  const { graph: say } = glossaryWords()
  const rows = areas.map(({ area, concepts, buildsOn }): [string, string] => {
    const most = buildsOn.slice(0, AREAS_NAMED).map(({ area: other, links }) => `${other} (${links})`)
    return [`${area} (${concepts})`, most.length === 0 ? say.onNone : say.on({ areas: most.join(', ') })]
  })
  return [say.areas, '', ...definitionList(rows, { width, indent: 0 }), '', say.around, say.dot]
}
