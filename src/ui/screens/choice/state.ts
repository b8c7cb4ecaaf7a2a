import { actionFor } from '../../components/key-bindings.ts'
import type { KeyName } from '../../terminal/keys.ts'
import type { ScreenEvent } from '../../terminal/program.ts'
import type { Size } from '../../terminal/screen-options.ts'
import { CHOICE_BINDINGS, type ChoiceAction } from './bindings.ts'

export interface ChoiceState {
  readonly size: Size
  readonly count: number
  readonly selected: number
  readonly left: 'chosen' | 'quit' | 'interrupted' | undefined
}

export function startChoice(size: Size, count: number, selected = 0): ChoiceState {
  return { size, count, selected, left: undefined }
}

export function updateChoice(state: ChoiceState, event: ScreenEvent): ChoiceState {
  switch (event.type) {
    case 'interrupt':
      return { ...state, left: 'interrupted' }
    case 'resize':
      return { ...state, size: event.size }
    case 'key':
      return press(state, event.key)
    case 'tick':
      return state
  }
}

function press(state: ChoiceState, key: KeyName): ChoiceState {
  const action = actionFor(CHOICE_BINDINGS, key)
  return action === undefined ? state : ACTIONS[action](state)
}

const ACTIONS: Readonly<Record<ChoiceAction, (state: ChoiceState) => ChoiceState>> = {
  down: (state) => select(state, state.selected + 1),
  up: (state) => select(state, state.selected - 1),
  first: (state) => select(state, 0),
  last: (state) => select(state, state.count - 1),
  choose: (state) => (state.count === 0 ? state : { ...state, left: 'chosen' }),
  quit: (state) => ({ ...state, left: 'quit' }),
}

function select(state: ChoiceState, index: number): ChoiceState {
  return { ...state, selected: Math.min(state.count - 1, Math.max(0, index)) }
}
