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
  { keys: ['space'], action: 'play', help: 'pause and go on' },
  { keys: ['+', '=', 'right'], action: 'faster', help: 'faster' },
  { keys: ['-', '_', 'left'], action: 'slower', help: 'slower' },
  { keys: ['.'], action: 'step', help: 'one step' },
  { keys: ['G', 'end'], action: 'end', help: 'to the end' },
  { keys: ['r', 'g', 'home'], action: 'restart', help: 'from the start' },
  { keys: ['tab', 'j', 'down'], action: 'charts', help: 'the next charts' },
  { keys: ['?'], action: 'help', help: 'this help' },
  { keys: ['q', 'escape', 'enter'], action: 'quit', help: 'quit (Enter only at the end)' },
]
