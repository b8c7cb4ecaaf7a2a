import type { Graph, GraphEdge, GraphNode } from './graph.ts'
import { MermaidError } from './mermaid-error.ts'
import { directionOf } from './parse-flowchart.ts'
import { labelLines, type MermaidSource, type Statement } from './statements.ts'

/** `stateDiagram-v2`: states with descriptions and labelled transitions, `[*]` at start and end. */
export function parseState(source: MermaidSource): Graph {
  const nodes = new Map<string, GraphNode>()
  const edges: GraphEdge[] = []
  let direction: Graph['direction'] = 'down'
  for (const statement of source.statements) {
    const turned = /^direction\s+(\w+)$/.exec(statement.text)
    if (turned) direction = directionOf(turned[1] ?? '', statement.line)
    else readState(statement, nodes, edges)
  }
  if (nodes.size === 0) throw new MermaidError('the state diagram has no states', 1)
  return { direction, nodes: [...nodes.values()], edges }
}

const ID = String.raw`(?:\[\*\]|[\p{L}\p{N}_]+(?:-[\p{L}\p{N}_]+)*)`
const TRANSITION = new RegExp(`^(${ID})\\s*-->\\s*(${ID})\\s*(?::\\s*(.*))?$`, 'u')
const NAMED = new RegExp(`^state\\s+"([^"]*)"\\s+as\\s+(${ID})$`, 'u')
const DESCRIBED = new RegExp(`^(${ID})\\s*:\\s*(.+)$`, 'u')
const BARE = new RegExp(`^(?:state\\s+)?(${ID})$`, 'u')

function readState({ text, line }: Statement, nodes: Map<string, GraphNode>, edges: GraphEdge[]): void {
  const transition = TRANSITION.exec(text)
  if (transition) {
    const from = endpoint(transition[1] ?? '', 'start', nodes)
    const to = endpoint(transition[2] ?? '', 'end', nodes)
    const label = labelLines(transition[3] ?? '').join(' ')
    edges.push({ from, to, label, dashed: false, arrow: true, arrowBack: false })
    return
  }
  const named = NAMED.exec(text)
  const described = named ? undefined : DESCRIBED.exec(text)
  const bare = BARE.exec(text)
  const id = named?.[2] ?? described?.[1] ?? bare?.[1]
  if (id === undefined) throw new MermaidError(`not drawn in a state diagram: "${text}"`, line)
  const label = labelLines(named?.[1] ?? described?.[2] ?? id)
  if (!bare || !nodes.has(id)) nodes.set(id, { id, label, shape: 'round' })
}

/** `[*]` stands for the start on the left of an arrow and for the end on its right. */
function endpoint(id: string, role: 'start' | 'end', nodes: Map<string, GraphNode>): string {
  const key = id === '[*]' ? `[*] ${role}` : id
  if (!nodes.has(key)) {
    const node: GraphNode =
      id === '[*]'
        ? { id: key, label: [role === 'start' ? '●' : '◉'], shape: 'dot' }
        : { id, label: [id], shape: 'round' }
    nodes.set(key, node)
  }
  return key
}
