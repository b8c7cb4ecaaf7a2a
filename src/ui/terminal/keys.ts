import type { Key as InkKey } from 'ink'
import { mouseKeys } from './mouse.ts'

/**
 * The name of one key press: the character itself (`j`, `G`, `/`, also pasted letters), or `up`,
 * `down`, `left`, `right`, `pageup`, `pagedown`, `home`, `end`, `enter`, `escape`, `tab`,
 * `shift+tab`, `backspace`, `space`, `wheelup`, `wheeldown`, or `ctrl+` and a letter.
 */
export type KeyName = string

/** Ink hands over what arrived at once: one special key, or several typed or pasted characters. */
export function keyNames(input: string, key: InkKey): KeyName[] {
  const mouse = mouseKeys(input)
  if (mouse !== undefined) return [...mouse]
  const special = specialName(key)
  if (special !== undefined) return [special]
  if (key.ctrl) return input === '' ? [] : [`ctrl+${input}`]
  const typed = [...input].map(characterName).filter((name) => name !== '')
  // Escape and a letter in quick succession look like Alt and the letter, which nothing is bound to.
  return key.meta ? ['escape', ...typed] : typed
}

function specialName(key: InkKey): KeyName | undefined {
  if (key.upArrow) return 'up'
  if (key.downArrow) return 'down'
  if (key.leftArrow) return 'left'
  if (key.rightArrow) return 'right'
  if (key.pageUp) return 'pageup'
  if (key.pageDown) return 'pagedown'
  if (key.home) return 'home'
  if (key.end) return 'end'
  if (key.return) return 'enter'
  if (key.escape) return 'escape'
  if (key.tab) return key.shift ? 'shift+tab' : 'tab'
  // Ink calls the backspace key of most terminals (0x7f) delete.
  if (key.backspace || key.delete) return 'backspace'
  return undefined
}

function characterName(character: string): KeyName {
  if (character === ' ') return 'space'
  if (character === '\r' || character === '\n') return 'enter'
  if (character === '\u007F' || character === '\b') return 'backspace'
  if (character === '\u0003') return 'ctrl+c'
  return character < ' ' ? '' : character
}

/** What the key adds to a line of text, if anything. */
export function typedText(key: KeyName): string {
  if (key === 'space') return ' '
  return [...key].length === 1 ? key : ''
}
