import { MermaidError } from './mermaid-error.ts'
import { labelLines, type MermaidSource, type Statement } from './statements.ts'

interface Participant {
  readonly id: string
  readonly label: string
}

export type SequenceEvent =
  | {
      readonly type: 'message'
      readonly from: number
      readonly to: number
      readonly label: string
      readonly dashed: boolean
      readonly head: 'arrow' | 'open' | 'cross' | 'none'
    }
  | {
      readonly type: 'note'
      readonly first: number
      readonly last: number
      readonly side: Side
      readonly text: readonly string[]
    }
  | { readonly type: 'open'; readonly label: string }
  | { readonly type: 'divide'; readonly label: string }
  | { readonly type: 'close' }

type Side = 'over' | 'left' | 'right'

export interface Sequence {
  readonly participants: readonly Participant[]
  readonly events: readonly SequenceEvent[]
}

/** `sequenceDiagram`: participants, messages, notes, and frames (loop, alt, opt, par, critical, break). */
export function parseSequence(source: MermaidSource): Sequence {
  const reader = new SequenceReader()
  for (const statement of source.statements) reader.read(statement)
  return reader.finish()
}

const ID = String.raw`[\p{L}\p{N}_]+(?:[ -][\p{L}\p{N}_]+)*`
const PARTICIPANT = new RegExp(`^(?:participant|actor)\\s+(${ID}?)(?:\\s+as\\s+(.+))?$`, 'u')
const MESSAGE = new RegExp(
  `^(${ID})\\s*(<<-->>|<<->>|-->>|->>|-->|->|--x|-x|--\\)|-\\))\\s*([+-]?)\\s*(${ID})\\s*:\\s*(.*)$`,
  'u',
)
const NOTE = new RegExp(
  `^note\\s+(over|left of|right of)\\s+(${ID})(?:\\s*,\\s*(${ID}))?\\s*:\\s*(.+)$`,
  'iu',
)
const FRAME = /^(loop|alt|opt|par|critical|break)\b\s*(.*)$/
const DIVIDER = /^(else|and|option)\b\s*(.*)$/
const SILENT = /^(activate|deactivate|autonumber)\b/

class SequenceReader {
  private readonly participants: Participant[] = []
  private readonly events: SequenceEvent[] = []
  private readonly openLines: number[] = []

  read({ text, line }: Statement): void {
    const participant = PARTICIPANT.exec(text)
    const frame = FRAME.exec(text)
    const divider = DIVIDER.exec(text)
    if (participant) this.declare(participant[1] ?? '', participant[2])
    else if (SILENT.test(text)) return
    else if (frame) {
      this.openLines.push(line)
      this.events.push({ type: 'open', label: frameLabel(frame[1], frame[2]) })
    } else if (divider) this.events.push({ type: 'divide', label: frameLabel('', divider[2]) })
    else if (text === 'end') this.close(line)
    else if (!this.readNote(text) && !this.readMessage(text))
      throw new MermaidError(`not drawn in a sequence diagram: "${text}"`, line)
  }

  finish(): Sequence {
    const open = this.openLines.at(-1)
    if (open !== undefined) throw new MermaidError('this frame has no end', open)
    if (this.participants.length === 0) throw new MermaidError('the sequence diagram has no participants', 1)
    return { participants: this.participants, events: this.events }
  }

  private close(line: number): void {
    if (this.openLines.pop() === undefined) throw new MermaidError('"end" without a frame', line)
    this.events.push({ type: 'close' })
  }

  private declare(id: string, label: string | undefined): number {
    const known = this.participants.findIndex((participant) => participant.id === id)
    if (known >= 0) return known
    return this.participants.push({ id, label: labelLines(label ?? id).join(' ') }) - 1
  }

  private readNote(text: string): boolean {
    const match = NOTE.exec(text)
    if (!match) return false
    const side =
      match[1]?.toLowerCase() === 'over' ? 'over' : match[1]?.toLowerCase() === 'left of' ? 'left' : 'right'
    const ends = [match[2], match[3] ?? match[2]].map((id) => this.declare(id ?? '', undefined))
    this.events.push({
      type: 'note',
      first: Math.min(...ends),
      last: Math.max(...ends),
      side,
      text: labelLines(match[4] ?? ''),
    })
    return true
  }

  private readMessage(text: string): boolean {
    const match = MESSAGE.exec(text)
    if (!match) return false
    const arrow = match[2] ?? ''
    this.events.push({
      type: 'message',
      from: this.declare(match[1] ?? '', undefined),
      to: this.declare(match[4] ?? '', undefined),
      label: labelLines(match[5] ?? '').join(' '),
      dashed: arrow.includes('--'),
      head: arrow.endsWith('>>')
        ? 'arrow'
        : arrow.endsWith('x')
          ? 'cross'
          : arrow.endsWith(')')
            ? 'open'
            : 'none',
    })
    return true
  }
}

function frameLabel(kind = '', condition = ''): string {
  const words = labelLines(condition).join(' ')
  return [kind, words === '' ? '' : `[${words}]`].filter((part) => part !== '').join(' ')
}
