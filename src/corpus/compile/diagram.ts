import type { Block } from '../blocks.ts'
import { drawMermaid, type MermaidDrawing } from '../mermaid/draw-mermaid.ts'
import { MermaidError } from '../mermaid/mermaid-error.ts'
import type { NodeOf } from './markdown.ts'
import type { Problems } from './problem.ts'

/** A terminal of 80 columns, less the margin that a list or a callout around the diagram takes. */
export const DIAGRAM_WIDTH = 76

/** A fenced `mermaid` block as a drawing with its description; what cannot be drawn stays as code. */
export function compileDiagram(
  node: NodeOf<'code'>,
  { file, problems }: { file: string; problems: Problems },
): Block {
  const fence = node.position?.start.line ?? 1
  try {
    const drawing = drawMermaid(node.value, DIAGRAM_WIDTH)
    check(drawing, file, fence, problems)
    return { type: 'diagram', source: node.value, text: drawing.text, alt: drawing.description ?? '' }
  } catch (error) {
    if (!(error instanceof MermaidError)) throw error
    problems.error(file, fence + error.line, 'diagram', error.message)
    return { type: 'code', language: 'mermaid', text: node.value }
  }
}

function check(drawing: MermaidDrawing, file: string, line: number, problems: Problems): void {
  if (drawing.description === undefined) {
    problems.error(
      file,
      line,
      'diagram-words',
      'say what the diagram shows in a line "accDescr: ..." inside it',
    )
  }
  if (drawing.width > DIAGRAM_WIDTH) {
    const message = `the diagram is ${drawing.width} columns wide, more than ${DIAGRAM_WIDTH}: shorten labels or split it`
    problems.error(file, line, 'diagram-width', message)
  }
}
