import { drawGraph, widthOf } from './draw-graph.ts'
import { drawSequence } from './draw-sequence.ts'
import { MermaidError } from './mermaid-error.ts'
import { parseFlowchart } from './parse-flowchart.ts'
import { parseSequence } from './parse-sequence.ts'
import { parseState } from './parse-state.ts'
import { readMermaid } from './statements.ts'

export interface MermaidDrawing {
  /** Lines of box characters, without spaces at their ends. */
  readonly text: string
  /** Columns that it takes. */
  readonly width: number
  /** What it shows in words: its `accDescr`. */
  readonly description: string | undefined
}

/**
 * Draws Mermaid source as text. Flowcharts, state diagrams and sequence diagrams are drawn, with
 * the parts of Mermaid's grammar that a lesson needs; anything else throws a `MermaidError` that
 * says so, because a diagram drawn wrongly teaches something wrong.
 */
export function drawMermaid(source: string, maxWidth: number): MermaidDrawing {
  const mermaid = readMermaid(source)
  const text = draw(mermaid, maxWidth)
  return { text, width: widthOf(text), description: mermaid.description }
}

function draw(mermaid: ReturnType<typeof readMermaid>, maxWidth: number): string {
  switch (mermaid.kind) {
    case 'flowchart':
    case 'graph':
      return drawGraph(parseFlowchart(mermaid), maxWidth)
    case 'stateDiagram':
    case 'stateDiagram-v2':
      return drawGraph(parseState(mermaid), maxWidth)
    case 'sequenceDiagram':
      return drawSequence(parseSequence(mermaid))
    default:
      throw new MermaidError(
        `"${mermaid.kind}" is not drawn: use flowchart, stateDiagram-v2 or sequenceDiagram`,
        1,
      )
  }
}
