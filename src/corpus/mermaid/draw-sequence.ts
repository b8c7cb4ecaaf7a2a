import stringWidth from 'string-width'
import { Canvas } from './canvas.ts'
import type { Sequence, SequenceEvent } from './parse-sequence.ts'

type Message = SequenceEvent & { type: 'message' }
type Note = SequenceEvent & { type: 'note' }

/** Draws who says what to whom, from the top down. */
export function drawSequence(sequence: Sequence): string {
  return new SequenceDrawing(sequence).draw()
}

class SequenceDrawing {
  private readonly canvas = new Canvas()
  private readonly sequence: Sequence
  /** The column of each lifeline. */
  private readonly columns: number[]
  private readonly right: number
  private row = 0
  private depth = 0

  constructor(sequence: Sequence) {
    this.sequence = sequence
    this.columns = placeColumns(sequence)
    this.right = rightEdge(sequence, this.columns) + 2 * frameDepth(sequence)
  }

  draw(): string {
    this.drawHeads('top')
    const first = this.row
    for (const event of this.sequence.events) this.drawEvent(event)
    this.row++
    for (const x of this.columns) this.canvas.line(x, first - 1, x, this.row)
    this.drawHeads('bottom')
    return this.canvas.toString()
  }

  private drawHeads(end: 'top' | 'bottom'): void {
    for (const [index, { label }] of this.sequence.participants.entries()) {
      const x = this.columns[index] ?? 0
      const width = headWidth(label)
      const left = x - Math.floor(width / 2)
      const joint = x - left - 1
      const line = (mark: string) => '─'.repeat(joint) + mark + '─'.repeat(width - joint - 3)
      this.canvas.write(left, this.row, `┌${line(end === 'bottom' ? '┴' : '─')}┐`)
      this.canvas.write(left, this.row + 1, `│ ${label} │`)
      this.canvas.write(left, this.row + 2, `└${line(end === 'top' ? '┬' : '─')}┘`)
    }
    this.row += 3
  }

  private drawEvent(event: SequenceEvent): void {
    switch (event.type) {
      case 'message':
        this.drawMessage(event)
        break
      case 'note':
        this.drawNote(event)
        break
      case 'open':
        this.drawFrameTop(event.label)
        break
      case 'divide':
        this.drawFrameLine(event.label)
        break
      case 'close':
        this.drawFrameEnd()
        break
    }
  }

  private drawMessage(message: Message): void {
    if (message.from === message.to) {
      this.drawSelf(message)
      return
    }
    const from = this.columns[message.from] ?? 0
    const to = this.columns[message.to] ?? 0
    const [left, right] = [Math.min(from, to), Math.max(from, to)]
    const room = right - left - 1
    this.canvas.write(
      left + 1 + Math.max(0, Math.floor((room - stringWidth(message.label)) / 2)),
      this.row,
      message.label,
    )
    this.canvas.write(left + 1, this.row + 1, (message.dashed ? '╌' : '─').repeat(room))
    const head = to > from ? HEADS.right : HEADS.left
    if (message.head !== 'none')
      this.canvas.write(to > from ? to - 1 : to + 1, this.row + 1, head[message.head])
    this.step(2)
  }

  private drawSelf({ from, label, head }: Message): void {
    const x = this.columns[from] ?? 0
    this.canvas.write(x + 1, this.row, '──┐')
    this.canvas.write(x + 5, this.row, label)
    this.canvas.write(x + 1, this.row + 1, `${head === 'none' ? '─' : HEADS.left[head]}─┘`)
    this.step(2)
  }

  private drawNote(note: Note): void {
    const { left, width } = noteBox(note, this.columns)
    this.canvas.write(left, this.row, `┌${'─'.repeat(width - 2)}┐`)
    for (const [index, text] of note.text.entries()) {
      const space = width - 2 - stringWidth(text)
      const before = Math.floor(space / 2)
      this.canvas.write(
        left,
        this.row + 1 + index,
        `│${' '.repeat(before)}${text}${' '.repeat(space - before)}│`,
      )
    }
    this.canvas.write(left, this.row + 1 + note.text.length, `└${'─'.repeat(width - 2)}┘`)
    this.step(note.text.length + 2)
  }

  private drawFrameTop(label: string): void {
    const { left, right } = this.frame()
    this.canvas.line(left, this.row, right, this.row)
    this.canvas.line(left, this.row, left, this.row + 1)
    this.canvas.line(right, this.row, right, this.row + 1)
    this.canvas.write(left + 2, this.row, ` ${label} `)
    this.depth++
    this.step(1)
  }

  private drawFrameLine(label: string): void {
    this.depth--
    const { left, right } = this.frame()
    this.depth++
    this.canvas.line(left, this.row, right, this.row, true)
    this.canvas.line(left, this.row, left, this.row + 1)
    this.canvas.line(right, this.row, right, this.row + 1)
    if (label !== '') this.canvas.write(left + 2, this.row, ` ${label} `)
    this.step(1)
  }

  private drawFrameEnd(): void {
    this.depth--
    const { left, right } = this.frame()
    this.canvas.line(left, this.row, right, this.row)
    this.step(1)
  }

  private frame(): { left: number; right: number } {
    return { left: this.depth * 2, right: this.right - this.depth * 2 }
  }

  /** Goes down, and takes the sides of all open frames along. */
  private step(rows: number): void {
    for (let depth = 0; depth < this.depth; depth++) {
      for (const x of [depth * 2, this.right - depth * 2]) this.canvas.line(x, this.row, x, this.row + rows)
    }
    this.row += rows
  }
}

const HEADS = {
  right: { arrow: '►', open: '>', cross: '×' },
  left: { arrow: '◄', open: '<', cross: '×' },
} as const

function headWidth(label: string): number {
  return stringWidth(label) + 4
}

function frameDepth({ events }: Sequence): number {
  let depth = 0
  let deepest = 0
  for (const { type } of events) {
    depth += type === 'open' ? 1 : type === 'close' ? -1 : 0
    deepest = Math.max(deepest, depth)
  }
  return deepest
}

/** Columns as close together as names, messages and notes allow. */
function placeColumns(sequence: Sequence): number[] {
  const { participants, events } = sequence
  const columns: number[] = []
  for (const [index, { label }] of participants.entries()) {
    const half = Math.floor(headWidth(label) / 2)
    const before = participants[index - 1]
    const beforeHalf = before ? Math.ceil(headWidth(before.label) / 2) : 0
    let column = before ? (columns[index - 1] ?? 0) + beforeHalf + half + 2 : 2 * frameDepth(sequence) + half
    for (const event of events) column = Math.max(column, leastColumn(event, index, columns))
    columns.push(column)
  }
  const overhang = Math.min(...events.map((event) => leftEdge(event, columns, 2 * frameDepth(sequence))), 0)
  return columns.map((column) => column - overhang)
}

/** Where lifeline `index` must at least be so that the event fits between it and those before it. */
function leastColumn(event: SequenceEvent, index: number, columns: readonly number[]): number {
  if (event.type === 'message') {
    const [low, high] = [Math.min(event.from, event.to), Math.max(event.from, event.to)]
    const room = stringWidth(event.label) + (low === high ? 6 : 3)
    if (low === high && index === low + 1) return (columns[low] ?? 0) + room + 1
    return high === index && low < index ? (columns[low] ?? 0) + room : 0
  }
  if (event.type !== 'note') return 0
  const width = noteWidth(event)
  if (event.side === 'right' && index === event.last + 1) return (columns[event.last] ?? 0) + width + 4
  if (event.side === 'left' && index === event.first && index > 0)
    return (columns[index - 1] ?? 0) + width + 4
  if (event.side === 'over' && event.first === event.last) {
    const half = Math.ceil(width / 2)
    if (index === event.first && index > 0) return (columns[index - 1] ?? 0) + half + 2
    if (index === event.first + 1) return (columns[event.first] ?? 0) + half + 2
  }
  return 0
}

function noteWidth(note: Note): number {
  return Math.max(...note.text.map((line) => stringWidth(line))) + 4
}

function noteBox(note: Note, columns: readonly number[]): { left: number; width: number } {
  const [first, last] = [columns[note.first] ?? 0, columns[note.last] ?? 0]
  const width = Math.max(noteWidth(note), note.side === 'over' ? last - first + 5 : 0)
  if (note.side === 'left') return { left: first - width - 1, width }
  if (note.side === 'right') return { left: last + 2, width }
  return {
    left: Math.floor((first + last) / 2) - Math.floor(width / 2),
    width: note.first === note.last ? noteWidth(note) : width,
  }
}

function leftEdge(event: SequenceEvent, columns: readonly number[], margin: number): number {
  return event.type === 'note' ? noteBox(event, columns).left - margin : 0
}

function rightEdge({ participants, events }: Sequence, columns: readonly number[]): number {
  const heads = participants.map(
    ({ label }, index) => (columns[index] ?? 0) + Math.ceil(headWidth(label) / 2) - 1,
  )
  const others = events.map((event) => {
    if (event.type === 'note') {
      const { left, width } = noteBox(event, columns)
      return left + width - 1
    }
    const self = event.type === 'message' && event.from === event.to
    return self ? (columns[event.from] ?? 0) + 5 + stringWidth(event.label) : 0
  })
  return Math.max(...heads, ...others)
}
