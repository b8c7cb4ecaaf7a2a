import { lineOf, type Nodes, type RootContent } from '../compile/markdown.ts'
import type { Rule } from './rule.ts'

/**
 * `figure-source`: a number that says something about the world needs a citation in its paragraph,
 * list item or table. To raise few false alarms it looks only for numbers that can hardly be
 * anything else: money, millions and billions, years, percentages and "ten times". It skips
 *
 * - the parts in which the learner works (Exercises, Quiz, Projects), code, and headings;
 * - sentences that make something up to reason about it ("Suppose ...", "If 1 % fail ..."), and
 *   paragraphs that start so;
 * - the block after a comment `<!-- computed -->`, for arithmetic that the reader can check;
 * - the year of the last review, and tables that follow a paragraph with a citation.
 *
 * Money, magnitudes and years are errors; percentages and multiples, which are often part of an
 * explanation, are warnings.
 */
export const sourcedFigures: Rule = ({ tree, lessonFile, frontMatter }, problems) => {
  const reviewed = frontMatter.data.last_reviewed.slice(0, 4)
  for (const { text, line } of claims(tree.children)) {
    const figure = figureIn(text, reviewed)
    if (figure === undefined) continue
    const message = `"${figure.text}" has no [@source] in its paragraph`
    if (figure.isStrong) problems.error(lessonFile, line, 'figure-source', message)
    else problems.warning(lessonFile, line, 'figure-source', message)
  }
}

/** A number of a paragraph that needs a source and has none; `known` may stand there without. */
export function figureIn(
  text: string,
  known = '',
): { readonly text: string; readonly isStrong: boolean } | undefined {
  if (CITED.test(text) || HYPOTHESIS.test(text)) return undefined
  const sentences = text.split(/(?<=[.!?:;])\s+/).filter((sentence) => !HYPOTHESIS.test(sentence))
  const claimed = sentences.join(' ').replaceAll(known, '')
  const strong = STRONG.exec(claimed)?.[0]
  const figure = strong ?? WEAK.exec(claimed)?.[0]
  return figure === undefined ? undefined : { text: figure.trim(), isStrong: strong !== undefined }
}

const CITED = /\[@[\w-]+\]/
/** A sentence, or a whole paragraph, that starts by making something up. */
const HYPOTHESIS = /^\s*(?:Suppose|Imagine|Assume|Say|Take an?|Spread|If|By hand)\b/
const STRONG =
  /(?:US)?[$€£] ?\d[\d.,]*|\b\d[\d.,]* ?(?:dollars|euros?|USD|EUR)\b|\b\d[\d.,]* ?(?:thousand|million|billion|trillion)\b|\b(?:19[5-9]|20[0-4])\d\b(?! ?(?:ms|s|MB|KB|GB|requests|calls|ports?)\b)/
const WEAK =
  /\b\d[\d.,]* ?%(?!\w)|\b\d[\d.,]*(?:x|×| times)\b(?= (?:faster|slower|more|less|the|as|higher|lower))/

interface Claim {
  readonly text: string
  readonly line: number | undefined
}

const SKIPPED_PARTS = new Set(['exercises', 'quiz', 'projects'])

function claims(nodes: readonly RootContent[]): Claim[] {
  const found: Claim[] = []
  let part = ''
  for (const [index, node] of nodes.entries()) {
    if (node.type === 'heading' && node.depth === 2) part = textOf(node).toLowerCase()
    if (SKIPPED_PARTS.has(part) || isComputed(nodes[index - 1])) continue
    const before = nodes[index - 1]
    const introduced = node.type === 'table' && before?.type === 'paragraph' && CITED.test(textOf(before))
    if (!introduced) found.push(...claimsOf(node))
  }
  return found
}

function isComputed(node: RootContent | undefined): boolean {
  return node?.type === 'html' && /^<!--\s*computed\b/.test(node.value)
}

/** Paragraphs, items and quotes each answer for themselves; a table answers as a whole. */
function claimsOf(node: RootContent): Claim[] {
  if (node.type === 'paragraph' || node.type === 'table') return [{ text: textOf(node), line: lineOf(node) }]
  if (node.type === 'list' || node.type === 'listItem')
    return node.children.flatMap((child) => claimsOf(child))
  return node.type === 'blockquote' ? claims(node.children) : []
}

function textOf(node: Nodes): string {
  if (node.type === 'text') return node.value
  if (node.type === 'inlineCode' || node.type === 'html') return ''
  return 'children' in node
    ? node.children.map(textOf).join(node.type === 'table' || node.type === 'tableRow' ? ' ' : '')
    : ''
}
