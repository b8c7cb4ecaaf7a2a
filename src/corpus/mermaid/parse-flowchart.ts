import type { Graph, GraphEdge, GraphNode, NodeShape } from './graph.ts'
import { MermaidError } from './mermaid-error.ts'
import { labelLines, type MermaidSource, type Statement } from './statements.ts'

/** `flowchart` and `graph`: nodes of the common shapes, chains, `&`, and labelled links. */
export function parseFlowchart(source: MermaidSource): Graph {
  const direction = directionOf(source.argument.split(' ')[0] ?? '', 1)
  const nodes = new Map<string, GraphNode>()
  const edges: GraphEdge[] = []
  for (const statement of source.statements) new FlowLine(statement, nodes, edges).read()
  if (nodes.size === 0) throw new MermaidError('the flowchart has no nodes', 1)
  return { direction, nodes: [...nodes.values()], edges }
}

export function directionOf(word: string, line: number): Graph['direction'] {
  if (word === 'LR' || word === 'RL') return 'right'
  if (word === '' || word === 'TD' || word === 'TB' || word === 'BT') return 'down'
  throw new MermaidError(`"${word}" is no direction: use TD or LR`, line)
}

const SHAPES: readonly (readonly [RegExp, NodeShape])[] = [
  [/^\[\(([^\]]*?)\)\]/, 'store'],
  [/^\(\[([^\]]*?)\]\)/, 'round'],
  [/^\(\((.*?)\)\)/, 'round'],
  [/^\[\[(.*?)\]\]/, 'box'],
  [/^\{\{(.*?)\}\}/, 'diamond'],
  [/^\["([^"]*)"\]/, 'box'],
  [/^\("([^"]*)"\)/, 'round'],
  [/^\{"([^"]*)"\}/, 'diamond'],
  [/^\[([^\]]*)\]/, 'box'],
  [/^\(([^)]*)\)/, 'round'],
  [/^\{([^}]*)\}/, 'diamond'],
]

const LINK =
  /^(?<back><)?(?:--\s*(?<a>[^|>=.\s-][^|>]*?)\s*--+>|-\.\s*(?<b>[^|>.\s-][^|>]*?)\s*\.-+>|==\s*(?<c>[^|>=.\s-][^|>]*?)\s*==+>|(?<dots>-\.+-)|(?<line>--+(?=>)|==+(?=>)|---+|===+))(?<head>>)?(?:\s*\|(?<d>[^|]*)\|)?/

/** Reads one statement from left to right: nodes, a link, nodes, a link ... */
class FlowLine {
  private rest: string
  private readonly line: number
  private readonly nodes: Map<string, GraphNode>
  private readonly edges: GraphEdge[]

  constructor({ text, line }: Statement, nodes: Map<string, GraphNode>, edges: GraphEdge[]) {
    this.rest = text
    this.line = line
    this.nodes = nodes
    this.edges = edges
  }

  read(): void {
    if (/^(subgraph|direction)\b|^end$/.test(this.rest)) throw this.error('subgraphs are not drawn')
    let from = this.readNodes()
    while (this.rest !== '') {
      const link = this.readLink()
      const to = this.readNodes()
      for (const a of from) for (const b of to) this.edges.push({ ...link, from: a, to: b })
      from = to
    }
  }

  private readNodes(): string[] {
    const ids = [this.readNode()]
    while (this.take(/^&/)) ids.push(this.readNode())
    return ids
  }

  private readNode(): string {
    const id = this.take(/^[\p{L}\p{N}_]+(?:-[\p{L}\p{N}_]+)*/u)?.[0]
    if (id === undefined) throw this.error(`expected a node at "${this.rest}"`)
    for (const [pattern, shape] of SHAPES) {
      const found = this.take(pattern)
      if (!found) continue
      this.nodes.set(id, { id, label: labelLines(found[1] ?? ''), shape })
      break
    }
    if (!this.nodes.has(id)) this.nodes.set(id, { id, label: [id], shape: 'box' })
    this.take(/^:::\w+/)
    return id
  }

  private readLink(): Omit<GraphEdge, 'from' | 'to'> {
    const groups = this.take(LINK)?.groups
    if (!groups) throw this.error(`expected a link such as --> at "${this.rest}"`)
    const inline = groups['a'] ?? groups['b'] ?? groups['c']
    const label = labelLines(inline ?? groups['d'] ?? '').join(' ')
    return {
      label,
      dashed: groups['b'] !== undefined || groups['dots'] !== undefined,
      arrow: inline !== undefined || groups['head'] !== undefined,
      arrowBack: groups['back'] !== undefined,
    }
  }

  private take(pattern: RegExp): RegExpExecArray | undefined {
    const found = pattern.exec(this.rest)
    if (!found) return undefined
    this.rest = this.rest.slice(found[0].length).trimStart()
    return found
  }

  private error(message: string): MermaidError {
    return new MermaidError(message, this.line)
  }
}
