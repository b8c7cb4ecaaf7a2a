import { stripVTControlCharacters } from 'node:util'

export interface Heading {
  /** Index into `lines`. */
  readonly line: number
  readonly level: number
  readonly text: string
  readonly id: string
}

/** What the lesson's renderer gives for one width. */
export interface Link {
  /** Index into `lines`. */
  readonly line: number
  readonly href: string
  readonly text: string
}

export interface Drawing {
  readonly lines: readonly string[]
  readonly headings: readonly Heading[]
  /** In the order of their lines. */
  readonly links: readonly Link[]
}

/** A lesson drawn for one width, with the invitation that follows its last line. */
export interface ReaderDocument extends Drawing {
  /** How many of `lines` are the lesson itself; endless while only its beginning is drawn. */
  readonly lessonLength: number
  readonly isWhole: boolean
}

/** The beginning of a lesson, whose end is not drawn yet. */
export function beginDocument(drawing: Drawing): ReaderDocument {
  return { ...drawing, lessonLength: Number.POSITIVE_INFINITY, isWhole: false }
}

export function createDocument(drawing: Drawing, closing: readonly string[]): ReaderDocument {
  return {
    lines: [...drawing.lines, ...closing],
    headings: drawing.headings,
    links: drawing.links,
    lessonLength: drawing.lines.length,
    isWhole: true,
  }
}

/** The heading under which `line` stands. */
export function headingAt(document: Drawing, line: number): Heading | undefined {
  return document.headings.findLast((heading) => heading.line <= line)
}

export function headingAfter(document: Drawing, line: number): Heading | undefined {
  return document.headings.find((heading) => heading.line > line)
}

export function headingBefore(document: Drawing, line: number): Heading | undefined {
  return document.headings.findLast((heading) => heading.line < line)
}

/**
 * The line of `after` that shows what `line` of `before` shows, when the same lesson is drawn at
 * another width: the one with as many letters of the section before it.
 */
export function relocate(before: ReaderDocument, after: ReaderDocument, line: number): number {
  const section = before.headings.findLastIndex((heading) => heading.line <= line)
  const read = letterCounts(sectionLines(before, section).slice(0, line - startOf(before, section)))
  let rest = read.reduce((sum, count) => sum + count, 0)
  const row = letterCounts(sectionLines(after, section)).findIndex((count) => {
    rest -= count
    return rest < 0
  })
  return startOf(after, section) + Math.max(0, row)
}

/** Section -1 is what comes before the first heading. */
function startOf({ headings }: ReaderDocument, section: number): number {
  return headings[section]?.line ?? 0
}

function sectionLines(document: ReaderDocument, section: number): readonly string[] {
  const end = document.headings[section + 1]?.line ?? document.lines.length
  return plainText(document.lines).slice(startOf(document, section), end)
}

/** Letters and digits alone: spaces, borders and rules change with the width. */
function letterCounts(lines: readonly string[]): number[] {
  return lines.map((line) => line.replace(/[^\p{L}\p{N}]/gu, '').length)
}

const plainLines = new WeakMap<readonly string[], readonly string[]>()

/** The lines without colour and links, as a reader would say them. Computed when first asked for. */
export function plainText(lines: readonly string[]): readonly string[] {
  const known = plainLines.get(lines)
  if (known !== undefined) return known
  const plain = lines.map((line) => stripVTControlCharacters(line))
  plainLines.set(lines, plain)
  return plain
}
