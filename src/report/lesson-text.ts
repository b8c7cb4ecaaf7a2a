import type { Block } from '../corpus/blocks.ts'
import type { Source, Topic } from '../corpus/topic.ts'
import { studyWords } from '../messages/study/index.ts'
import { drawBlocks } from './lesson/draw-blocks.ts'
import { type DrawnHeading, type DrawnLink, Page } from './lesson/page.ts'
import type { SpanContext } from './lesson/spans.ts'
import { lessonTheme, type ThemeOptions } from './lesson/theme.ts'
import { wrapSpans } from './lesson/wrap.ts'

export interface DrawOptions extends ThemeOptions {
  /** Columns to fill; no line is wider, except where a single glyph is. */
  readonly width: number
}

export interface DrawnLesson {
  /** Each line stands alone: styles opened on it are closed on it. */
  readonly lines: readonly string[]
  /** In order; `line` is an index in `lines`. */
  readonly headings: readonly DrawnHeading[]
  readonly links: readonly DrawnLink[]
}

/**
 * Draws a topic (title, lesson, sources) or bare blocks (a quiz prompt, a hint) as lines of text.
 * The one renderer: what is printed and what the reader on screen shows are the same lines.
 */
export function drawLesson(lesson: Topic | readonly Block[], options: DrawOptions): DrawnLesson {
  const page = new Page(Math.max(20, Math.floor(options.width)))
  const topic = isTopic(lesson) ? lesson : undefined
  const urls = new Map(topic?.sources.map(({ id, url }) => [id, url]))
  const context = { theme: lessonTheme(options), sourceUrl: (id: string) => urls.get(id) }
  if (topic) drawTitle(page, topic, context)
  drawBlocks(page, isTopic(lesson) ? lesson.blocks : lesson, context)
  if (topic && topic.sources.length > 0) drawSources(page, topic.sources, context)
  return { lines: page.lines, headings: page.headings, links: page.links }
}

function isTopic(lesson: Topic | readonly Block[]): lesson is Topic {
  return !Array.isArray(lesson)
}

function drawTitle(page: Page, topic: Topic, context: SpanContext): void {
  const { paint, glyphs, hyperlinks } = context.theme
  const title: Block = {
    type: 'heading',
    level: 1,
    id: topic.slug,
    children: [{ type: 'text', text: topic.title }],
  }
  drawBlocks(page, [title], context)
  const { topicKinds, categories, difficulty } = studyWords()
  const category = (categories as Readonly<Record<string, string>>)[topic.category] ?? topic.category
  const facts = [topicKinds[topic.kind], category, difficulty[topic.difficulty], `${topic.minutes} min`]
  const line = { text: facts.join(` ${glyphs.dot} `), paint: paint.muted }
  page.drawn(wrapSpans([line], page.width, hyperlinks))
  page.gap()
  const note = englishNote(topic)
  if (note !== undefined) {
    page.drawn(wrapSpans([{ text: note, paint: paint.muted }], page.width, hyperlinks))
    page.gap()
  }
  drawBlocks(page, introduction(topic), context)
  page.gap()
}

export interface MaybeEnglish {
  readonly title: string
  readonly inEnglish?: Topic['inEnglish'] | undefined
}

/** One line for whoever wanted another language. */
export function englishNote({ title, inEnglish }: MaybeEnglish): string | undefined {
  const { lesson } = studyWords()
  if (inEnglish === undefined) return undefined
  return (inEnglish === 'all' ? lesson.notTranslated : lesson.partlyTranslated)({ title })
}

/** What the front matter says to the reader: what this is, what to know first, what it is good for. */
function introduction({ description, metadata }: Topic): Block[] {
  const { concepts, patterns } = metadata.prerequisites
  const before = [...new Set([...concepts, ...patterns])]
  const { lesson } = studyWords()
  const known = lesson.knowFirst({ list: before.join(', ') })
  return [
    paragraph(description),
    ...(before.length > 0 ? [paragraph(known)] : []),
    paragraph(lesson.afterwards),
    {
      ...{ type: 'list', ordered: false, start: 1, tight: true },
      items: metadata.learningOutcomes.map((outcome) => ({ children: [paragraph(outcome)] })),
    },
  ]
}

function paragraph(text: string): Block {
  return { type: 'paragraph', children: [{ type: 'text', text }] }
}

function drawSources(page: Page, sources: readonly Source[], context: SpanContext): void {
  page.gap()
  const heading: Block = {
    type: 'heading',
    level: 3,
    id: 'sources',
    children: [{ type: 'text', text: studyWords().lesson.sources }],
  }
  drawBlocks(page, [heading], context)
  page.gap()
  const margin = String(sources.length).length + 3
  for (const source of sources) drawSource(page, source, margin, context)
}

function drawSource(page: Page, source: Source, margin: number, context: SpanContext): void {
  const { theme } = context
  const mark = `[${source.number}] `.padStart(margin)
  const authors = source.authors.length > 0 ? `${source.authors.join(', ')}. ` : ''
  const details = [source.year, source.locator].filter((detail) => detail !== undefined).join(', ')
  const link = { href: source.url, text: source.title }
  const spans = [
    { text: theme.spell(authors), paint: theme.paint.muted },
    { text: theme.spell(source.title), paint: theme.paint.strong, link },
    { text: theme.spell(details === '' ? '. ' : `, ${details}. `), paint: theme.paint.muted },
    { text: source.url, paint: theme.paint.link, link },
  ]
  page.within({ first: mark, rest: ' '.repeat(margin), width: margin }, () =>
    page.drawn(wrapSpans(spans, page.width, theme.hyperlinks)),
  )
}
