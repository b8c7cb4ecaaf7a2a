export type NodeShape = 'box' | 'round' | 'diamond' | 'store' | 'dot'

export interface GraphNode {
  readonly id: string
  readonly label: readonly string[]
  readonly shape: NodeShape
}

export interface GraphEdge {
  readonly from: string
  readonly to: string
  readonly label: string
  readonly dashed: boolean
  readonly arrow: boolean
  /** Also an arrow at `from`. */
  readonly arrowBack: boolean
}

export interface Graph {
  /** The way it flows: down the page or across it. */
  readonly direction: 'down' | 'right'
  readonly nodes: readonly GraphNode[]
  readonly edges: readonly GraphEdge[]
}
