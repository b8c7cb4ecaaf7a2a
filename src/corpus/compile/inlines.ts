import type { Inline } from '../blocks.ts'
import { type Citations, textWithCitations } from './citations.ts'
import { lineOf, type NodeOf, type PhrasingContent, parseMarkdown } from './markdown.ts'
import type { Problems } from './problem.ts'

export interface InlineContext {
  readonly file: string
  readonly problems: Problems
  readonly citations: Citations
  readonly definitions: ReadonlyMap<string, NodeOf<'definition'>>
}

export function toInlines(nodes: readonly PhrasingContent[], context: InlineContext): Inline[] {
  return nodes.flatMap((node) => toInline(node, context))
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
    case 'break':
      return [{ type: 'break' }]
    default:
      return unsupported(node, context)
  }
}

const INSTEAD: Readonly<Record<string, string>> = {
  html: 'HTML is not shown in a terminal: use Markdown',
  image: 'a picture is not shown in a terminal: use a Mermaid diagram or a table',
  imageReference: 'a picture is not shown in a terminal: use a Mermaid diagram or a table',
  delete: 'struck-out text is not shown: delete it',
  footnoteReference: 'cite a source with [@id] instead of a footnote',
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
