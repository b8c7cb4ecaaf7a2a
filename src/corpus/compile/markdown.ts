import { fromMarkdown } from 'mdast-util-from-markdown'
import { gfmFromMarkdown } from 'mdast-util-gfm'
import { gfm } from 'micromark-extension-gfm'

export type Root = ReturnType<typeof fromMarkdown>
export type RootContent = Root['children'][number]
export type Nodes = Root | RootContent
export type NodeOf<T extends RootContent['type']> = Extract<RootContent, { type: T }>
export type PhrasingContent = NodeOf<'paragraph'>['children'][number]

/** GitHub-flavoured Markdown as a syntax tree with positions. */
export function parseMarkdown(markdown: string): Root {
  return fromMarkdown(markdown, { extensions: [gfm()], mdastExtensions: [gfmFromMarkdown()] })
}

/** The line on which a node starts. */
export function lineOf(node: Nodes): number | undefined {
  return node.position?.start.line
}
