import { closest } from '../../../lib/closest.ts'
import { parseQuantity } from '../../../lib/quantity.ts'
import { isUserError, UserError } from '../../../lib/user-error.ts'
import { watchingWords } from '../../../messages/watching/index.ts'
import type { DiskAfterCrash, NodeId } from '../../../simulation/kernel/fault.ts'
import { resolveParameters } from '../../../simulation/kernel/parameters.ts'
import { alter, fork, goToBranch, redo, type Setup, undo } from '../../../simulation/session/session.ts'
import { COMMANDS, type CommandLine, type CommandName } from './commands.ts'
import * as controls from './controls.ts'
import * as moves from './moves.ts'
import { branchOf, type ClusterState, complain, SPEEDS, say } from './state.ts'

/** Carries a command line out. What is wrong with it is said on the screen. */
export function runCommand(state: ClusterState, line: CommandLine): ClusterState {
  if (line.do === 'nothing') return state
  if (line.do === 'complain') return complain(state, line.message)
  return attempt(state, () => RUN[line.do](state, new Words(line.do, line.words)))
}

/** A refusal is no crash: the state stays, and says what to do instead. */
export function attempt(state: ClusterState, change: () => ClusterState): ClusterState {
  try {
    return change()
  } catch (error) {
    if (!isUserError(error)) throw error
    return complain(state, sentences(error))
  }
}

/** What went wrong and what to do, in one line. */
export function sentences({ message, next }: UserError): string {
  return [message, ...next].map((text) => (/[.:!?]$/.test(text) ? text : `${text}.`)).join(' ')
}

/** The words after a command, taken one by one. */
class Words {
  readonly #name: CommandName
  readonly #words: string[]

  constructor(name: CommandName, words: readonly string[]) {
    this.#name = name
    this.#words = [...words]
  }

  next(): string {
    return this.#words.shift() ?? this.wrong()
  }

  peek(): string | undefined {
    return this.#words[0]
  }

  /** Takes the word if it is the next one. */
  has(word: string): boolean {
    if (this.#words[0]?.toLowerCase() !== word) return false
    this.#words.shift()
    return true
  }

  until(word: string): string[] {
    const at = this.#words.indexOf(word)
    const taken = this.#words.splice(0, at < 0 ? this.#words.length : at)
    return taken
  }

  /** A time after `for` or another word, if there is one. */
  time(word: string): { forUs?: number } {
    return this.has(word) ? { forUs: timeUs(this.next()) } : {}
  }

  count(fallback: number): number {
    const word = this.#words.shift()
    if (word === undefined) return fallback
    return /^[1-9]\d{0,5}$/.test(word) ? Number(word) : this.wrong()
  }

  onOrOff(): boolean {
    const word = this.next()
    return word === 'on' || (word !== 'off' && this.wrong())
  }

  end(): void {
    if (this.#words.length > 0) this.wrong()
  }

  wrong(): never {
    const { usage = '', example = '' } = COMMANDS.find(({ name }) => name === this.#name) ?? {}
    const { command } = watchingWords()
    throw new UserError(command.write({ form: `${this.#name} ${usage}`.trimEnd() }), {
      code: 'bad-command',
      next: [command.example({ example })],
    })
  }
}

type Runner = (state: ClusterState, words: Words) => ClusterState

/** Nothing may follow. */
const alone =
  (does: (state: ClusterState) => ClusterState): Runner =>
  (state, words) => {
    words.end()
    return does(state)
  }

const RUN: Readonly<Record<CommandName, Runner>> = {
  kill(state, words) {
    const node = controls.nodeNamed(state, words.next())
    const disk = diskOf(words)
    const time = words.time('for')
    words.end()
    return controls.kill(state, node, { ...time, ...(disk !== undefined && { disk }) })
  },
  restart: withNode((state, node) => controls.restart(state, node)),
  resume: withNode((state, node) => controls.resume(state, node)),
  pause(state, words) {
    const node = controls.nodeNamed(state, words.next())
    const { forUs } = words.time('for')
    words.end()
    return controls.pause(state, node, forUs)
  },
  partition(state, words) {
    const side = nodesNamed(state, words.until('|'))
    if (!words.has('|')) words.wrong()
    const from: NodeId[] = []
    while (words.peek() !== undefined && !/^(oneway|for)$/i.test(words.peek() ?? '')) {
      from.push(...nodesNamed(state, [words.next()]))
    }
    if (side.length === 0 || from.length === 0) words.wrong()
    const oneWay = words.has('oneway')
    const time = words.time('for')
    words.end()
    return controls.partition(state, { side, from, oneWay, ...time })
  },
  isolate(state, words) {
    const side = [controls.nodeNamed(state, words.next())]
    const oneWay = words.has('oneway')
    const time = words.time('for')
    words.end()
    return controls.partition(state, { side, oneWay, ...time })
  },
  heal: alone(controls.heal),
  delay(state, words) {
    const from = controls.nodeNamed(state, words.next())
    const to = controls.nodeNamed(state, words.next())
    const byUs = timeUs(words.next())
    const { forUs } = words.time('for')
    words.end()
    return controls.delay(state, from, to, byUs, forUs)
  },
  slow(state, words) {
    const node = controls.nodeNamed(state, words.next())
    const byUs = timeUs(words.next())
    const { forUs } = words.time('for')
    words.end()
    return controls.slow(state, node, byUs, forUs)
  },
  drop(state, words) {
    const from = controls.nodeNamed(state, words.next())
    const to = controls.nodeNamed(state, words.next())
    const count = words.count(1)
    words.end()
    return controls.drop(state, from, to, count)
  },
  load(state, words) {
    const count = words.count(50)
    const { forUs = 1e6 } = words.time('over')
    words.end()
    return controls.load(state, count, forUs)
  },
  goto(state, words) {
    const atUs = timeUs(words.next())
    words.end()
    return moves.goTo(state, atUs)
  },
  run(state, words) {
    const byUs = timeUs(words.next())
    words.end()
    return moves.goTo(state, state.atUs + byUs)
  },
  next: repeatedly((state) => moves.stepEvent(state, 1)),
  back: repeatedly((state) => moves.stepEvent(state, -1)),
  note: repeatedly((state) => moves.stepCaption(state, 1)),
  speed(state, words) {
    const word = words.next()
    const speed = SPEEDS.findIndex(({ text }) => text === word.replace(/x$/i, ''))
    const { command } = watchingWords()
    const list = SPEEDS.map(({ text }) => text).join(', ')
    if (speed < 0) return complain(state, command.speeds({ list }))
    return say({ ...state, speed }, command.speed({ speed: word }))
  },
  story: (state, words) => moves.tellStory(state, words.onOrOff()),
  seed(state, words) {
    const word = words.next()
    if (!/^\d+$/.test(word) || !Number.isSafeInteger(Number(word))) words.wrong()
    const deed = watchingWords().deeds.seed({ seed: word })
    return branchWith(state, deed, { ...branchOf(state).setup, seed: Number(word) })
  },
  set(state, words) {
    const setting = words.until('').join('')
    const [name = ''] = setting.split('=')
    const value = resolveParameters(state.subject.parameters, [setting])[name.trim()] ?? Number.NaN
    const { setup } = branchOf(state)
    return branchWith(state, setting, { ...setup, parameters: { ...setup.parameters, [name.trim()]: value } })
  },
  mutant: (state, words) => withMutant(state, words.next()),
  swarm(state, words) {
    const on = words.onOrOff()
    const { swarmOn, swarmOff } = watchingWords().deeds
    return branchWith(state, on ? swarmOn : swarmOff, {
      ...branchOf(state).setup,
      faults: on ? 'of the seed' : [],
    })
  },
  fork: alone(forkHere),
  branch(state, words) {
    const id = words.count(1)
    const session = goToBranch(state.session, id)
    if (session === undefined) return complain(state, watchingWords().command.noBranch({ id }))
    return { ...state, session }
  },
  undo: alone(undoLast),
  redo: alone(redoLast),
  save(state, words) {
    const file = words.until('').join(' ')
    return file === '' ? words.wrong() : { ...state, saving: file }
  },
  schedule: alone((state) => ({ ...state, page: 'schedule', top: 0, playing: false })),
  violations: alone(showViolations),
  help: alone((state) => ({ ...state, page: 'help', top: 0, playing: false })),
  quit: alone((state) => ({ ...state, ending: 'quit' })),
}

function withNode(does: (state: ClusterState, node: NodeId) => ClusterState): Runner {
  return (state, words) => {
    const node = controls.nodeNamed(state, words.next())
    words.end()
    return does(state, node)
  }
}

function repeatedly(does: (state: ClusterState) => ClusterState): Runner {
  return (state, words) => {
    let after = state
    for (let left = words.count(1); left > 0; left -= 1) after = does(after)
    words.end()
    return after
  }
}

function diskOf(words: Words): DiskAfterCrash | undefined {
  return (['kept', 'unsynced-lost', 'wiped'] as const).find((word) => words.has(word))
}

function nodesNamed(state: ClusterState, words: readonly string[]): NodeId[] {
  return words
    .flatMap((word) => word.split(','))
    .filter(Boolean)
    .map((word) => controls.nodeNamed(state, word))
}

function timeUs(word: string): number {
  const us = Math.round(timeMs(word) * 1000)
  if (us >= 0) return us
  throw new UserError(watchingWords().command.negative({ word }), { code: 'bad-command' })
}

function timeMs(word: string): number {
  try {
    return parseQuantity(word, 'ms', '')
  } catch (error) {
    if (!isUserError(error)) throw error
    const { noTime, example, times } = watchingWords().command
    throw new UserError(noTime({ word }), { code: error.code, next: [example({ example: times })] })
  }
}

function withMutant(state: ClusterState, id: string): ClusterState {
  const { mutant: _before, ...setup } = branchOf(state).setup
  const { deeds, command } = watchingWords()
  if (id === 'none') return branchWith(state, deeds.noMutant, setup)
  const ids = state.subject.mutants.map((one) => one.id)
  if (ids.includes(id)) return branchWith(state, deeds.mutant({ mutant: id }), { ...setup, mutant: id })
  const near = closest(id, ids).join(', ')
  const all = command.mutants({ names: ids.join(', ') || command.none })
  return complain(state, command.noMutant({ id, hint: near === '' ? all : command.near({ names: near }) }))
}

/** Everything stays but one thing, and so does the old branch. */
function branchWith(state: ClusterState, text: string, setup: Setup): ClusterState {
  const session = alter(state.session, text, setup)
  return say({ ...state, session }, watchingWords().said.branched({ id: session.current, deed: text }))
}

export function forkHere(state: ClusterState): ClusterState {
  const { deeds, said } = watchingWords()
  const session = fork(state.session, state.atUs, deeds.fork)
  return say({ ...state, session }, said.forked({ id: session.current, at: controls.seconds(state.atUs) }))
}

export function undoLast(state: ClusterState): ClusterState {
  const deed = state.session.done.at(-1)?.text ?? ''
  const session = undo(state.session)
  const { said } = watchingWords()
  return session === undefined
    ? complain(state, said.nothingToUndo)
    : say({ ...state, session }, said.undone({ deed }))
}

export function redoLast(state: ClusterState): ClusterState {
  const deed = state.session.undone.at(-1)?.text ?? ''
  const session = redo(state.session)
  const { said } = watchingWords()
  return session === undefined
    ? complain(state, said.nothingToRedo)
    : say({ ...state, session }, said.redone({ deed }))
}

export function showViolations(state: ClusterState): ClusterState {
  if (state.watched.run.result.violations.length > 0) {
    return { ...state, page: 'violations', top: 0, playing: false }
  }
  return say(state, watchingWords().said.noneBroken)
}
