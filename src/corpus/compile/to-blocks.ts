import type { Alignment, Block, CalloutKind, Inline, ListItem } from '../blocks.ts'
import { inlineText } from '../inline-text.ts'
import { compileDiagram } from './diagram.ts'
import { footnotes, notesSection } from './footnotes.ts'
import { headingIds } from './heading-id.ts'
import { formula, type InlineContext, toInlines } from './inlines.ts'
import { lineOf, type NodeOf, type Root, type RootContent } from './markdown.ts'

interface BlockContext extends InlineContext {
  readonly headingId: (text: string) => string
}

/** The syntax tree of a lesson as blocks; what has no block is reported. */
export function toBlocks(root: Root, context: Omit<InlineContext, 'definitions'>): Block[] {
  const definitions = root.children.filter((node) => node.type === 'definition')
  const notes = footnotes()
  const inside: BlockContext = {
    ...context,
    footnotes: notes,
    headingId: headingIds(),
    definitions: new Map(definitions.map((node) => [node.identifier, node])),
  }
  const blocks = blocksOf(root.children, inside)
  return [...blocks, ...notesSection(notes.used(), notesIn(root), (note) => blocksOf(note.children, inside))]
}

function notesIn(root: Root): Map<string, NodeOf<'footnoteDefinition'>> {
  const notes = root.children.filter((node) => node.type === 'footnoteDefinition')
  return new Map(notes.map((node) => [node.identifier, node]))
}

function blocksOf(nodes: readonly RootContent[], context: BlockContext): Block[] {
  return nodes.flatMap((node) => blockOf(node, context) ?? [])
}

function blockOf(node: RootContent, context: BlockContext): Block | undefined {
  switch (node.type) {
    case 'heading':
      return heading(node, context)
    case 'paragraph':
      return { type: 'paragraph', children: toInlines(node.children, context) }
    case 'code':
      return code(node, context)
    case 'list':
      return list(node, context)
    case 'table':
      return table(node, context)
    case 'blockquote':
      return quote(node, context)
    case 'thematicBreak':
      return { type: 'rule' }
    case 'definition':
    case 'footnoteDefinition':
      return undefined
    default:
      return unsupported(node, context)
  }
}

function unsupported(node: RootContent, { file, problems }: BlockContext): undefined {
  if (node.type === 'html' && node.value.startsWith('<!--')) return
  const what =
    node.type === 'html' ? 'HTML is not shown in a terminal: use Markdown' : `${node.type} is not supported`
  problems.error(file, lineOf(node), 'unsupported-markdown', what)
}

function heading(node: NodeOf<'heading'>, context: BlockContext): Block {
  const children = toInlines(node.children, context)
  return { type: 'heading', level: node.depth, id: context.headingId(inlineText(children)), children }
}

function code(node: NodeOf<'code'>, context: BlockContext): Block {
  const language = node.lang?.toLowerCase() ?? ''
  if (language === 'mermaid') return compileDiagram(node, context)
  if (language === 'math') return { type: 'code', language: '', text: displayed(node, context) }
  return { type: 'code', language, text: node.value }
}

/** A formula for each line. */
function displayed(node: NodeOf<'code'>, context: BlockContext): string {
  const from = (lineOf(node) ?? 0) + 1
  return node.value
    .split('\n')
    .map((line, index) => formula(line, from + index, context))
    .join('\n')
}

function list(node: NodeOf<'list'>, context: BlockContext): Block {
  return {
    type: 'list',
    ordered: node.ordered === true,
    start: node.start ?? 1,
    tight: !node.spread && node.children.every((item) => !item.spread),
    items: node.children.map((item) => listItem(item, context)),
  }
}

function listItem(node: NodeOf<'listItem'>, context: BlockContext): ListItem {
  const children = blocksOf(node.children, context)
  return typeof node.checked === 'boolean' ? { checked: node.checked, children } : { children }
}

function table(node: NodeOf<'table'>, context: BlockContext): Block {
  const rows = node.children.map((row) => row.children.map((cell) => toInlines(cell.children, context)))
  const [header = [], ...body] = rows
  const align = header.map((_, index): Alignment => node.align?.[index] ?? 'left')
  return { type: 'table', align, header, rows: body }
}

const CALLOUT = /^\[!(NOTE|TIP|IMPORTANT|WARNING|CAUTION)\]\s*/i

/** A quote, or a callout when it starts with `[!NOTE]` or the like, as on GitHub. */
function quote(node: NodeOf<'blockquote'>, context: BlockContext): Block {
  const children = blocksOf(node.children, context)
  const [first, ...others] = children
  const opening = first?.type === 'paragraph' ? first.children[0] : undefined
  const kind = opening?.type === 'text' ? CALLOUT.exec(opening.text)?.[1] : undefined
  if (kind === undefined || first?.type !== 'paragraph') {
    const unknown = opening?.type === 'text' ? /^\[!(\w+)\]/.exec(opening.text)?.[1] : undefined
    const message = `"${unknown}" is no callout: use NOTE, TIP, IMPORTANT, WARNING or CAUTION`
    if (unknown !== undefined) context.problems.error(context.file, lineOf(node), 'callout', message)
    return { type: 'quote', children }
  }
  const rest = withoutMark(first.children)
  const body = rest.length > 0 ? [{ ...first, children: rest }, ...others] : others
  return { type: 'callout', kind: kind.toLowerCase() as CalloutKind, children: body }
}

function withoutMark([opening, ...others]: readonly Inline[]): Inline[] {
  if (opening?.type !== 'text') return others
  const text = opening.text.replace(CALLOUT, '')
  return text === '' ? others : [{ type: 'text', text }, ...others]
}
