import { type KeyName, typedText } from '../terminal/keys.ts'

/** A line that is being typed. `cursor` counts characters (code points) before it. */
export interface LineEdit {
  readonly text: string
  readonly cursor: number
}

export const EMPTY_LINE: LineEdit = { text: '', cursor: 0 }

/** The line after a key press; the same object when the key means nothing here. */
export function editLine(line: LineEdit, key: KeyName): LineEdit {
  const characters = [...line.text]
  switch (key) {
    case 'left':
      return moveTo(line, line.cursor - 1)
    case 'right':
      return moveTo(line, line.cursor + 1)
    case 'home':
    case 'ctrl+a':
      return moveTo(line, 0)
    case 'end':
    case 'ctrl+e':
      return moveTo(line, characters.length)
    case 'backspace':
      return splice(line, line.cursor - 1, line.cursor, '')
    case 'ctrl+u':
      return splice(line, 0, line.cursor, '')
    case 'ctrl+w':
      return splice(line, wordStart(characters, line.cursor), line.cursor, '')
    default:
      return splice(line, line.cursor, line.cursor, typedText(key))
  }
}

function moveTo(line: LineEdit, cursor: number): LineEdit {
  return { ...line, cursor: Math.min([...line.text].length, Math.max(0, cursor)) }
}

function splice(line: LineEdit, from: number, to: number, added: string): LineEdit {
  const start = Math.max(0, from)
  if (start === to && added === '') return line
  const characters = [...line.text]
  const before = characters.slice(0, start).join('') + added
  return { text: before + characters.slice(to).join(''), cursor: [...before].length }
}

function wordStart(characters: readonly string[], cursor: number): number {
  let start = cursor
  while (start > 0 && characters[start - 1] === ' ') start -= 1
  while (start > 0 && characters[start - 1] !== ' ') start -= 1
  return start
}
