import type { Block, Inline } from '../../corpus/blocks.ts'
import type { ParsedTopic } from '../../corpus/compile/parse-topic.ts'
import { countWords } from '../../corpus/inline-text.ts'
import { LESSON_PARTS } from '../../corpus/topic.ts'
import { headsIn, type LessonSection, lessonSections } from '../sections.ts'
import { visualsOf, withInner } from '../visuals.ts'
import type { AuditShape, KindShape } from './shape.ts'

/** Something that a whole lesson has and this one has not. */
export interface Gap {
  /** Which part it belongs to: one of the eight, in small letters. */
  readonly part: string
  /** What is missing, stable: `how-it-works-inside/tuning`, `diagrams`, `questions`. */
  readonly what: string
  readonly message: string
}

export interface AuditedPart {
  readonly part: string
  /** Words of prose; a part that holds only code or a diagram has 0 and is not empty. */
  readonly words: number
  readonly isEmpty: boolean
}

export interface AuditedItem {
  readonly slug: string
  readonly kind: string
  readonly title: string
  /** Nothing is missing. */
  readonly whole: boolean
  readonly parts: readonly AuditedPart[]
  readonly missing: readonly Gap[]
}

/** What is missing in one lesson, by the shape of its kind. */
export function auditLesson(parsed: ParsedTopic, shape: AuditShape): AuditedItem {
  const { slug, kind, title, blocks } = parsed.topic
  const sections = lessonSections(blocks)
  const wanted = shape.kinds[kind] ?? shape.kinds.other
  const parts = LESSON_PARTS.map((name) => auditPart(name.toLowerCase(), sections))
  const missing = [
    ...parts.filter(({ isEmpty }) => isEmpty).map(({ part }) => gap(part, part, 'the part is empty')),
    ...wanted.sections.flatMap((one) => sectionGaps(one, sections, shape.heads)),
    ...countGaps(parsed, wanted, sections),
  ]
  return { slug, kind, title, whole: missing.length === 0, parts, missing }
}

function auditPart(part: string, sections: readonly LessonSection[]): AuditedPart {
  const own = sections.find(({ id, level }) => level === 2 && id === part)?.blocks ?? []
  const isEmpty = own.every(({ type }) => type === 'heading')
  return { part, words: isEmpty ? 0 : countWords(own), isEmpty }
}

function sectionGaps(
  { id, part, heads }: KindShape['sections'][number],
  sections: readonly LessonSection[],
  names: AuditShape['heads'],
): Gap[] {
  const within = sections.find((one) => one.id === part && one.level === 2)?.blocks ?? []
  const found = lessonSections(within).find((one) => one.id === id)
  if (found === undefined) return [gap(part, id, `no section with the anchor #${id} in this part`)]
  if (countWords(found.blocks) === 0) return [gap(part, id, `the section #${id} is empty`)]
  const said = headsIn(found.blocks)
  return heads
    .filter((head) => !isSaid(names[head] ?? [head], said))
    .map((head) => {
      const example = names[head]?.[0] ?? head
      return gap(part, `${id}/${head}`, `#${id} says nothing under a head "${example}"`)
    })
}

/** A head may go on after the name: "Tuning, and what it costs". */
function isSaid(names: readonly string[], said: readonly string[]): boolean {
  return names.some((name) => said.some((head) => head === name || /^[ ,:(]/.test(rest(head, name))))
}

function rest(head: string, name: string): string {
  return head.startsWith(name) ? head.slice(name.length) : ''
}

function countGaps(parsed: ParsedTopic, wanted: KindShape, sections: readonly LessonSection[]): Gap[] {
  const { diagrams, tables } = visualsOf(parsed.topic.blocks)
  const examples = sections.find(({ id, level }) => level === 2 && id === 'examples')?.blocks ?? []
  const checks: readonly (readonly [part: string, what: string, noun: string, has: number, least: number])[] =
    [
      ['theory', 'diagrams', 'Mermaid diagrams', diagrams, wanted.diagrams],
      ['practice', 'tables', 'tables', tables, wanted.tables],
      ['examples', 'example-sources', 'sources cited', citedIn(examples).size, wanted.example_sources],
      ['quiz', 'questions', 'questions', parsed.quiz?.data.questions.length ?? 0, wanted.questions],
      ['resources', 'insights', 'key insights', parsed.keyInsights?.size ?? 0, wanted.insights],
    ]
  return checks
    .filter(([, , , has, least]) => has < least)
    .map(([part, what, noun, has, least]) => gap(part, what, `${has} ${noun}, of at least ${least}`))
}

function citedIn(blocks: readonly Block[]): ReadonlySet<string> {
  const runs = withInner(blocks).flatMap((block): (readonly Inline[])[] => {
    if (block.type === 'paragraph') return [block.children]
    return block.type === 'table' ? [...block.header, ...block.rows.flat()] : []
  })
  return new Set(runs.flatMap(citesOf))
}

function citesOf(inlines: readonly Inline[]): string[] {
  return inlines.flatMap((inline) => {
    if (inline.type === 'cite') return [inline.id]
    return 'children' in inline ? citesOf(inline.children) : []
  })
}

function gap(part: string, what: string, message: string): Gap {
  return { part, what, message }
}
