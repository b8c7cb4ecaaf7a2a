import type { Binding } from '../../components/key-bindings.ts'
import type { ScrollAction } from '../../components/scroll.ts'

export type WatchAction =
  | 'play'
  | 'next-event'
  | 'previous-event'
  | 'next-caption'
  | 'previous-caption'
  | 'start'
  | 'end'
  | 'faster'
  | 'slower'
  | 'story'
  | 'next-node'
  | 'previous-node'
  | 'mark'
  | 'kill'
  | 'restart'
  | 'pause'
  | 'partition'
  | 'heal'
  | 'delay'
  | 'drop'
  | 'load'
  | 'undo'
  | 'redo'
  | 'fork'
  | 'next-branch'
  | 'previous-branch'
  | 'schedule'
  | 'violations'
  | 'charts'
  | 'command'
  | 'help'
  | 'dismiss'
  | 'quit'

/** The digits choose a node as well; they are not listed one by one. */
export const WATCH_BINDINGS: readonly Binding<WatchAction>[] = [
  { keys: ['space'], action: 'play', help: 'play and pause' },
  { keys: ['right', '.'], action: 'next-event', help: 'the next event' },
  { keys: ['left', ','], action: 'previous-event', help: 'the event before' },
  { keys: ['n', 'down'], action: 'next-caption', help: 'the next caption' },
  { keys: ['p', 'N', 'up'], action: 'previous-caption', help: 'the caption before' },
  { keys: ['g', 'home'], action: 'start', help: 'to the start' },
  { keys: ['G', 'end'], action: 'end', help: 'to the end' },
  { keys: ['+', '='], action: 'faster', help: 'faster' },
  { keys: ['-', '_'], action: 'slower', help: 'slower, down to slow motion' },
  { keys: ['s'], action: 'story', help: 'story: play stops at every caption' },
  { keys: ['tab'], action: 'next-node', help: 'choose the next node (a digit chooses it by number)' },
  { keys: ['shift+tab'], action: 'previous-node', help: 'choose the node before' },
  { keys: ['m'], action: 'mark', help: 'mark the node for one side of a partition' },
  { keys: ['k'], action: 'kill', help: 'kill the chosen node' },
  { keys: ['r'], action: 'restart', help: 'restart it' },
  { keys: ['z'], action: 'pause', help: 'pause it (it stands still), or let it go on' },
  { keys: ['x'], action: 'partition', help: 'cut the marked nodes, or the chosen one, off from the rest' },
  { keys: ['h'], action: 'heal', help: 'heal the network' },
  { keys: ['d'], action: 'delay', help: 'messages to the chosen node take 100 ms longer, for 1 s' },
  { keys: ['o'], action: 'drop', help: 'drop the next message to the chosen node' },
  { keys: ['c'], action: 'load', help: '50 more requests of clients, over 1 s' },
  { keys: ['u'], action: 'undo', help: 'undo the last change' },
  { keys: ['U'], action: 'redo', help: 'redo it' },
  { keys: ['f'], action: 'fork', help: 'fork: a branch without what was done later' },
  { keys: [']'], action: 'next-branch', help: 'the next branch' },
  { keys: ['['], action: 'previous-branch', help: 'the branch before' },
  { keys: ['b'], action: 'schedule', help: 'branches, and what was done in this one' },
  { keys: ['!', 'enter'], action: 'violations', help: 'the story of a broken rule' },
  { keys: ['v'], action: 'charts', help: 'the next chart' },
  { keys: [':'], action: 'command', help: 'command line, for example :kill leader for 2s' },
  { keys: ['escape'], action: 'dismiss', help: 'no marks, no message' },
  { keys: ['?'], action: 'help', help: 'this help' },
  { keys: ['q'], action: 'quit', help: 'quit (Ctrl-C works everywhere, Ctrl-Z suspends)' },
]

export type PageAction = ScrollAction | 'close' | 'quit'

export const PAGE_BINDINGS: readonly Binding<PageAction>[] = [
  { keys: ['j', 'down'], action: 'line-down', help: 'next line' },
  { keys: ['k', 'up'], action: 'line-up', help: 'previous line' },
  { keys: ['space', 'pagedown'], action: 'page-down', help: 'next page' },
  { keys: ['b', 'pageup'], action: 'page-up', help: 'previous page' },
  { keys: ['g', 'home'], action: 'first', help: 'start' },
  { keys: ['G', 'end'], action: 'last', help: 'end' },
  { keys: ['escape', 'enter', '?', '!'], action: 'close', help: 'back' },
  { keys: ['q'], action: 'quit', help: 'quit' },
]
