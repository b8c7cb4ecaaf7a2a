/** A diagram that is no Mermaid, or that uses what we do not draw. `line` counts from 1 in its source. */
export class MermaidError extends Error {
  readonly line: number

  constructor(message: string, line: number) {
    super(message)
    this.name = 'MermaidError'
    this.line = line
  }
}
