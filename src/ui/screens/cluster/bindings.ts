import { screenWords } from '../../../messages/screens/index.ts'
import { watchingWords } from '../../../messages/watching/index.ts'
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
  { keys: ['space'], action: 'play', help: () => watchingWords().keys.play },
  { keys: ['right', '.'], action: 'next-event', help: () => watchingWords().keys.nextEvent },
  { keys: ['left', ','], action: 'previous-event', help: () => watchingWords().keys.previousEvent },
  { keys: ['n', 'down'], action: 'next-caption', help: () => watchingWords().keys.nextCaption },
  { keys: ['p', 'N', 'up'], action: 'previous-caption', help: () => watchingWords().keys.previousCaption },
  { keys: ['g', 'home'], action: 'start', help: () => watchingWords().keys.start },
  { keys: ['G', 'end'], action: 'end', help: () => watchingWords().keys.end },
  { keys: ['+', '='], action: 'faster', help: () => watchingWords().keys.faster },
  { keys: ['-', '_'], action: 'slower', help: () => watchingWords().keys.slower },
  { keys: ['s'], action: 'story', help: () => watchingWords().keys.story },
  { keys: ['tab'], action: 'next-node', help: () => watchingWords().keys.nextNode },
  { keys: ['shift+tab'], action: 'previous-node', help: () => watchingWords().keys.previousNode },
  { keys: ['m'], action: 'mark', help: () => watchingWords().keys.mark },
  { keys: ['k'], action: 'kill', help: () => watchingWords().keys.kill },
  { keys: ['r'], action: 'restart', help: () => watchingWords().keys.restart },
  { keys: ['z'], action: 'pause', help: () => watchingWords().keys.pause },
  { keys: ['x'], action: 'partition', help: () => watchingWords().keys.partition },
  { keys: ['h'], action: 'heal', help: () => watchingWords().keys.heal },
  { keys: ['d'], action: 'delay', help: () => watchingWords().keys.delay },
  { keys: ['o'], action: 'drop', help: () => watchingWords().keys.drop },
  { keys: ['c'], action: 'load', help: () => watchingWords().keys.load },
  { keys: ['u'], action: 'undo', help: () => watchingWords().keys.undo },
  { keys: ['U'], action: 'redo', help: () => watchingWords().keys.redo },
  { keys: ['f'], action: 'fork', help: () => watchingWords().keys.fork },
  { keys: [']'], action: 'next-branch', help: () => watchingWords().keys.nextBranch },
  { keys: ['['], action: 'previous-branch', help: () => watchingWords().keys.previousBranch },
  { keys: ['b'], action: 'schedule', help: () => watchingWords().keys.schedule },
  { keys: ['!', 'enter'], action: 'violations', help: () => watchingWords().keys.violations },
  { keys: ['v'], action: 'charts', help: () => watchingWords().keys.charts },
  { keys: [':'], action: 'command', help: () => watchingWords().keys.command },
  { keys: ['escape'], action: 'dismiss', help: () => watchingWords().keys.dismiss },
  { keys: ['?'], action: 'help', help: () => watchingWords().keys.help },
  { keys: ['q'], action: 'quit', help: () => watchingWords().keys.quit },
]

export type PageAction = ScrollAction | 'close' | 'quit'

export const PAGE_BINDINGS: readonly Binding<PageAction>[] = [
  { keys: ['j', 'down'], action: 'line-down', help: () => screenWords().reader.keys.lineDown },
  { keys: ['k', 'up'], action: 'line-up', help: () => screenWords().reader.keys.lineUp },
  { keys: ['space', 'pagedown'], action: 'page-down', help: () => screenWords().reader.keys.pageDown },
  { keys: ['b', 'pageup'], action: 'page-up', help: () => screenWords().reader.keys.pageUp },
  { keys: ['g', 'home'], action: 'first', help: () => screenWords().reader.keys.first },
  { keys: ['G', 'end'], action: 'last', help: () => screenWords().reader.keys.last },
  { keys: ['escape', 'enter', '?', '!'], action: 'close', help: () => screenWords().keys.back },
  { keys: ['q'], action: 'quit', help: () => screenWords().keys.quit },
]
