import type { LinkTarget } from './spans.ts'
import type { DrawnLine } from './wrap.ts'

export interface DrawnHeading {
  /** Index in `lines`. */
  readonly line: number
  readonly level: number
  readonly text: string
  readonly id: string
}

export interface DrawnLink {
  /** Index in `lines`. */
  readonly line: number
  readonly href: string
  readonly text: string
}

interface Margin {
  readonly first: string
  readonly rest: string
  readonly width: number
  started: boolean
}

/** Collects lines from the top down, and puts the margins of lists, quotes and callouts before them. */
export class Page {
  readonly lines: string[] = []
  readonly headings: DrawnHeading[] = []
  readonly links: DrawnLink[] = []
  private readonly margins: Margin[] = []
  private readonly fullWidth: number

  constructor(width: number) {
    this.fullWidth = width
  }

  /** Columns left for text inside the margins. */
  get width(): number {
    const taken = this.margins.reduce((sum, { width }) => sum + width, 0)
    return Math.max(8, this.fullWidth - taken)
  }

  line(text: string, links: readonly LinkTarget[] = []): void {
    for (const { href, text } of links) this.links.push({ line: this.lines.length, href, text })
    const margin = this.margin()
    this.lines.push(text === '' ? margin.trimEnd() : margin + text)
  }

  drawn(lines: readonly DrawnLine[]): void {
    for (const { text, links } of lines) this.line(text, links)
  }

  heading(heading: Omit<DrawnHeading, 'line'>): void {
    this.headings.push({ line: this.lines.length, ...heading })
  }

  /** An empty line, except at the top and after another one. */
  gap(): void {
    if (this.margins.some(({ started }) => !started)) return
    const blank = this.margin().trimEnd()
    if (this.lines.length > 0 && this.lines.at(-1) !== blank) this.lines.push(blank)
  }

  /** What `draw` adds gets `first` before its first line and `rest` before all others. */
  within(margin: { first: string; rest: string; width: number }, draw: () => void): void {
    this.margins.push({ ...margin, started: false })
    draw()
    this.margins.pop()
  }

  private margin(): string {
    let text = ''
    for (const margin of this.margins) {
      text += margin.started ? margin.rest : margin.first
      margin.started = true
    }
    return text
  }
}
