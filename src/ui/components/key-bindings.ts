import { screenWords } from '../../messages/screens/index.ts'
import type { KeyName } from '../terminal/keys.ts'

/** One thing that keys do. The help screens are drawn from these tables, so they cannot drift. */
export interface Binding<Action extends string = string> {
  readonly keys: readonly KeyName[]
  readonly action: Action
  /** In words, lower case, without full stop; empty for what need not be told. A function where it has several languages. */
  readonly help: string | (() => string)
}

/** The action bound to `key`, if any. Where nothing is bound to the wheel it does what the arrow keys do. */
export function actionFor<Action extends string>(
  bindings: readonly Binding<Action>[],
  key: KeyName,
): Action | undefined {
  const bound = (name: KeyName) => bindings.find(({ keys }) => keys.includes(name))?.action
  return bound(key) ?? bound(WHEEL[key] ?? key)
}

const WHEEL: Readonly<Record<KeyName, KeyName>> = { wheelup: 'up', wheeldown: 'down' }

/** What is written on keys everywhere. */
const SIGNS: Readonly<Record<string, string>> = { enter: 'Enter', escape: 'Esc', tab: 'Tab' }
const ARROWS: Readonly<Record<string, string>> = { up: '↑', down: '↓', left: '←', right: '→' }

/** How a key is called in help: `Ctrl-C`, `PgDn`, `j`. */
export function keyLabel(key: KeyName, unicode: boolean): string {
  if (key.startsWith('ctrl+')) return `Ctrl-${key.slice('ctrl+'.length).toUpperCase()}`
  const names: Readonly<Record<string, string>> = screenWords().keyNames
  return SIGNS[key] ?? (unicode ? ARROWS[key] : undefined) ?? names[key] ?? key
}

/** One line for each binding: the keys, then what they do. */
export function helpLines(bindings: readonly Binding[], unicode: boolean): string[] {
  const rows = bindings
    .map(({ keys, help }) => ({
      keys: keys.map((key) => keyLabel(key, unicode)).join(' '),
      help: typeof help === 'string' ? help : help(),
    }))
    .filter(({ help }) => help !== '')
  const width = Math.max(...rows.map(({ keys }) => keys.length))
  return rows.map(({ keys, help }) => `${keys.padEnd(width)}   ${help}`)
}
