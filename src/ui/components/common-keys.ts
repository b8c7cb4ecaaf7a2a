import { screenWords } from '../../messages/screens/index.ts'
import type { KeyName } from '../terminal/keys.ts'
import type { Binding } from './key-bindings.ts'

/** What a key does wherever it does anything: a screen may leave it unbound, but never bind it to something else. */
export const COMMON_KEYS: readonly { readonly keys: readonly KeyName[]; readonly does: string }[] = [
  { keys: ['?'], does: 'the keys of this screen' },
  { keys: ['q'], does: 'leave it, to where you came from' },
  { keys: ['escape'], does: 'back, one step' },
  { keys: ['enter'], does: 'open, choose, answer or go on' },
  { keys: ['up', 'down'], does: 'one up, one down' },
  { keys: ['pageup', 'pagedown'], does: 'one page up, one page down' },
  { keys: ['home', 'end'], does: 'to the start, to the end' },
  { keys: [':'], does: 'command line' },
  { keys: ['/'], does: 'search' },
]

/** What `run-program.tsx` does with keys before any screen sees them. */
export const EVERYWHERE: readonly Binding<'everywhere'>[] = [
  { keys: ['ctrl+c'], action: 'everywhere', help: () => screenWords().keys.leaveAll },
  { keys: ['ctrl+z'], action: 'everywhere', help: () => screenWords().keys.suspend },
]
