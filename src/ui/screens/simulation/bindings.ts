import { watchingWords } from '../../../messages/watching/index.ts'
import type { Binding } from '../../components/key-bindings.ts'

export type SimulationAction =
  | 'play'
  | 'faster'
  | 'slower'
  | 'step'
  | 'end'
  | 'restart'
  | 'charts'
  | 'help'
  | 'quit'

export const SIMULATION_BINDINGS: readonly Binding<SimulationAction>[] = [
  { keys: ['space'], action: 'play', help: () => watchingWords().replay.keys.play },
  { keys: ['+', '=', 'right'], action: 'faster', help: () => watchingWords().replay.keys.faster },
  { keys: ['-', '_', 'left'], action: 'slower', help: () => watchingWords().replay.keys.slower },
  { keys: ['.'], action: 'step', help: () => watchingWords().replay.keys.step },
  { keys: ['G', 'end'], action: 'end', help: () => watchingWords().replay.keys.end },
  { keys: ['r', 'g', 'home'], action: 'restart', help: () => watchingWords().replay.keys.restart },
  { keys: ['tab', 'j', 'down'], action: 'charts', help: () => watchingWords().replay.keys.charts },
  { keys: ['?'], action: 'help', help: () => watchingWords().replay.keys.help },
  { keys: ['q', 'escape', 'enter'], action: 'quit', help: () => watchingWords().replay.keys.quit },
]
