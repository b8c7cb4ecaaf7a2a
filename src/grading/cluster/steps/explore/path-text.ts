import type { Message } from '../../wire/message.ts'
import { excerpt } from '../../wire/message.ts'
import type { Action, Bounds } from './world.ts'

/** What happened, one line for each event, in the order in which it happened. */
export function pathTexts(path: readonly Action[], nodes: readonly string[], { asks }: Bounds): string[] {
  const asked = asks.map(() => 0)
  return path.map((action) => {
    const told = toldText(action, nodes, (client) => {
      const nth = asked[client] ?? 0
      asked[client] = nth + 1
      const ask = asks[client]?.[nth]
      return ask === undefined ? '' : `${ask.f} ${JSON.stringify(ask.value)}`
    })
    if (action.isStale === true) return `${told}. It answers from the oldest state that it may`
    if (action.made === undefined) return told
    const done = action.made === 1 ? 'the first thing' : `the first ${action.made} things`
    return `${told}. It crashes when it has done ${done} of what it does about that, and starts again`
  })
}

function toldText(action: Action, nodes: readonly string[], question: (client: number) => string): string {
  switch (action.kind) {
    case 'ask':
      return `c${action.client} asks ${nodes[action.client % nodes.length]}: ${question(action.client)}`
    case 'deliver':
      return `${action.message.dest} gets from ${action.message.src}: ${bodyText(action.message)}`
    case 'drop':
      return `lost on the way from ${action.message.src} to ${action.message.dest}: ${bodyText(action.message)}`
    case 'timeout':
      return `at ${nodes[action.node]} the timer ${JSON.stringify(action.name)} is due`
    case 'crash':
      return `${nodes[action.node]} crashes, and starts again with what it saved`
  }
}

function bodyText({ body: { type, msg_id: _, ...rest } }: Message): string {
  return excerpt(Object.keys(rest).length === 0 ? type : `${type} ${JSON.stringify(rest)}`)
}
