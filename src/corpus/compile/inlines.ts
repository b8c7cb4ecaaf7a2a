import type { Inline } from '../blocks.ts'
import { type Citations, textWithCitations } from './citations.ts'
import { type Footnotes, NOTES_ID } from './footnotes.ts'
import { lineOf, type NodeOf, type PhrasingContent, parseMarkdown } from './markdown.ts'
import type { Problems } from './problem.ts'
import { TexError, texToText } from './tex.ts'

export interface InlineContext {
  readonly file: string
  readonly problems: Problems
  readonly citations: Citations
  readonly definitions: ReadonlyMap<string, NodeOf<'definition'>>
  /** Undefined where there can be none, as in a question of a quiz. */
  readonly footnotes?: Footnotes
}

export function toInlines(nodes: readonly PhrasingContent[], context: InlineContext): Inline[] {
  return withFormulas(nodes, context).flatMap((node) => toInline(node, context))
}

function toInline(node: PhrasingContent, context: InlineContext): Inline[] {
  switch (node.type) {
    case 'text':
      return textWithCitations(node.value, context.citations)
    case 'inlineCode':
      return [{ type: 'code', text: node.value }]
    case 'strong':
      return [{ type: 'strong', children: toInlines(node.children, context) }]
    case 'emphasis':
      return [{ type: 'emphasis', children: toInlines(node.children, context) }]
    case 'link':
      return [{ type: 'link', href: node.url, children: toInlines(node.children, context) }]
    case 'linkReference': {
      const href = context.definitions.get(node.identifier)?.url ?? ''
      return [{ type: 'link', href, children: toInlines(node.children, context) }]
    }
    case 'delete':
      return [{ type: 'text', text: '~' }, ...toInlines(node.children, context), { type: 'text', text: '~' }]
    case 'footnoteReference':
      return footnote(node, context)
    case 'break':
      return [{ type: 'break' }]
    default:
      return unsupported(node, context)
  }
}

function footnote(node: NodeOf<'footnoteReference'>, { footnotes, ...context }: InlineContext): Inline[] {
  if (footnotes === undefined) {
    context.problems.error(context.file, lineOf(node), 'unsupported-markdown', 'a footnote has no place here')
    return []
  }
  const sign = footnotes.signOf(node.identifier)
  return [{ type: 'link', href: `#${NOTES_ID}`, children: [{ type: 'text', text: sign }] }]
}

/** Inline formulas are written as on GitHub: code between dollars, so that Markdown leaves them alone. */
function withFormulas(nodes: readonly PhrasingContent[], context: InlineContext): PhrasingContent[] {
  const result = [...nodes]
  for (const [index, node] of nodes.entries()) {
    const [before, after] = [result[index - 1], result[index + 1]]
    const between = before?.type === 'text' && after?.type === 'text'
    if (node.type !== 'inlineCode' || !between) continue
    if (!before.value.endsWith('$') || !after.value.startsWith('$')) continue
    result[index - 1] = { ...before, value: before.value.slice(0, -1) }
    result[index] = { type: 'text', value: formula(node.value, lineOf(node), context) }
    result[index + 1] = { ...after, value: after.value.slice(1) }
  }
  return result
}

/** A formula as text; one that cannot be told so is reported, and stays as it is. */
export function formula(
  tex: string,
  line: number | undefined,
  { file, problems }: Pick<InlineContext, 'file' | 'problems'>,
): string {
  try {
    return texToText(tex)
  } catch (error) {
    if (!(error instanceof TexError)) throw error
    problems.error(file, line, 'formula', error.message)
    return tex
  }
}

const INSTEAD: Readonly<Record<string, string>> = {
  html: 'HTML is not shown in a terminal: use Markdown',
  image: 'a picture is not shown in a terminal: use a Mermaid diagram or a table',
  imageReference: 'a picture is not shown in a terminal: use a Mermaid diagram or a table',
}

function unsupported(node: PhrasingContent, { file, problems }: InlineContext): Inline[] {
  if (node.type === 'html' && node.value.startsWith('<!--')) return []
  problems.error(
    file,
    lineOf(node),
    'unsupported-markdown',
    INSTEAD[node.type] ?? `${node.type} is not supported`,
  )
  return []
}

/** The inline Markdown of a YAML value, which must be one paragraph. */
export function inlineMarkdown(text: string, line: number, context: InlineContext): Inline[] {
  const problems = context.problems
  const [paragraph, more] = parseMarkdown(text.trim()).children
  if (paragraph?.type !== 'paragraph' || more !== undefined) {
    problems.error(
      context.file,
      line,
      'inline-markdown',
      `write one paragraph of plain text: "${start(text)}"`,
    )
    return []
  }
  return toInlines(paragraph.children, context)
}

function start(text: string): string {
  const first = text.trim().split('\n')[0] ?? ''
  return first.length > 40 ? `${first.slice(0, 40)}...` : first
}
