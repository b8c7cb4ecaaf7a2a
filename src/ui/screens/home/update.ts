import { screenWords } from '../../../messages/screens/index.ts'
import { actionFor } from '../../components/key-bindings.ts'
import type { KeyName } from '../../terminal/keys.ts'
import type { ScreenEvent } from '../../terminal/program.ts'
import { HOME_BINDINGS, type HomeAction, type ListAction, TOPIC_BINDINGS } from './bindings.ts'
import type { Destination } from './entries.ts'
import { type HomeState, pageRows } from './state.ts'

export function updateHome(state: HomeState, event: ScreenEvent): HomeState {
  switch (event.type) {
    case 'interrupt':
      return { ...state, ending: 'interrupted' }
    case 'resize':
      return { ...state, size: event.size }
    case 'key':
      return press({ ...state, message: undefined }, event.key)
    case 'tick':
      return state
  }
}

function press(state: HomeState, key: KeyName): HomeState {
  if (state.mode === 'topics') {
    const action = actionFor(TOPIC_BINDINGS, key)
    return action === undefined ? state : pressList(state, action)
  }
  const action = actionFor(HOME_BINDINGS, key)
  return action === undefined ? state : ACTIONS[action](state)
}

const ACTIONS: Readonly<Record<HomeAction, (state: HomeState) => HomeState>> = {
  down: (state) => select(state, state.selected + 1),
  up: (state) => select(state, state.selected - 1),
  first: (state) => select(state, 0),
  last: (state) => select(state, state.entries.length - 1),
  open: (state) => open(state, state.entries[state.selected]?.destination),
  review: (state) =>
    state.data.reviewsDue === 0
      ? { ...state, message: screenWords().home.nothingDue }
      : open(
          select(
            state,
            state.entries.findIndex(({ id }) => id === 'review'),
          ),
          { to: 'review' },
        ),
  topics: (state) => open(select(state, state.entries.length - 1), { to: 'topics' }),
  quit: (state) => ({ ...state, ending: 'quit' }),
}

function select(state: HomeState, index: number): HomeState {
  return { ...state, selected: Math.min(state.entries.length - 1, Math.max(0, index)) }
}

/** The list of topics is a page of this screen; everything else is a screen of its own. */
function open(state: HomeState, chosen: Destination | undefined): HomeState {
  return chosen?.to === 'topics' ? { ...state, mode: 'topics' } : { ...state, chosen }
}

function pressList(state: HomeState, action: ListAction): HomeState {
  if (action === 'quit') return { ...state, ending: 'quit' }
  if (action === 'close') return { ...state, mode: 'home' }
  if (action === 'open') {
    const slug = state.topics[state.topic]?.slug
    return slug === undefined ? state : open(state, { to: 'topic', slug })
  }
  const last = state.topics.length - 1
  const page = Math.max(1, pageRows(state) - 1)
  const steps = { down: 1, up: -1, 'page-down': page, 'page-up': -page, first: -last, last }
  return { ...state, topic: Math.min(last, Math.max(0, state.topic + steps[action])) }
}
