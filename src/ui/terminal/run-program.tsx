import chalk from 'chalk'
import { render, useInput } from 'ink'
import type { ReactElement } from 'react'
import { HelpPage } from '../components/help-page.tsx'
import type { Binding } from '../components/key-bindings.ts'
import { type KeyName, keyNames } from './keys.ts'
import type { Program, ScreenEvent } from './program.ts'
import { type ScreenOptions, sizeOf } from './screen-options.ts'
import { enterSession } from './session.ts'
import { createSurface } from './surface.ts'

/**
 * Runs a screen until it is over and gives its last state. The terminal is as it was before when
 * the promise settles, also when it rejects because the program threw.
 */
export async function runProgram<State, Event>(
  options: ScreenOptions,
  program: Program<State, Event>,
): Promise<State> {
  chalk.level = options.color
  const errands = new Set<Promise<void>>()
  const state = await new Promise<State>((resolve, reject) => {
    startProgram(options, program, { resolve, reject, errands })
  })
  await Promise.all(errands)
  return state
}

interface Ends<State> {
  readonly resolve: (state: State) => void
  readonly reject: (error: unknown) => void
  /** What `react` started and is still under way. */
  readonly errands: Set<Promise<void>>
}

function startProgram<State, Event>(
  options: ScreenOptions,
  program: Program<State, Event>,
  { resolve, reject, errands }: Ends<State>,
): void {
  let state = program.start(sizeOf(options.stdout))
  let over = false
  let help: readonly Binding[] | undefined
  const surface = createSurface(options.stdout, () => program.cursor?.(state))
  const session = enterSession(options, {
    onInterrupt: () => send({ type: 'interrupt' }),
    onResize: () => {
      surface.forget()
      send({ type: 'resize', size: sizeOf(options.stdout) })
    },
  })
  const clock = createTicker((elapsedMs) => send({ type: 'tick', elapsedMs }))

  const close = () => {
    over = true
    clock.set(undefined)
    surface.close()
    session.leave()
  }
  const fail = (error: unknown) => {
    if (over) return
    close()
    reject(error)
  }
  function send(...events: readonly (ScreenEvent | Event)[]): void {
    if (over) return
    try {
      for (const event of events) step(event)
      show()
    } catch (error) {
      fail(error)
      ink.unmount()
    }
  }
  function step(event: ScreenEvent | Event): void {
    const before = state
    state = program.update(before, event)
    if (state !== before) track(program.react?.(before, state, send))
  }
  function track(errand: Promise<void> | undefined): void {
    if (errand === undefined) return
    errands.add(errand)
    errand.then(() => errands.delete(errand), fail)
  }
  function show(): void {
    clock.set(program.tickMs?.(state))
    if (program.isOver(state)) finish()
    else ink.rerender(root())
  }
  function finish(): void {
    close()
    ink.unmount()
    resolve(state)
  }
  const view = () => (help === undefined ? program.view(state) : helpPage(options, help))
  const root = () => <Root view={view()} onKeys={onKeys} />
  const onKeys = (keys: readonly KeyName[]) => {
    if (keys.includes('ctrl+z')) return session.suspend()
    const events: ScreenEvent[] = []
    for (const key of keys) {
      if (key === 'ctrl+c') events.push(INTERRUPT)
      else if (!isAboutHelp(key)) events.push({ type: 'key', key })
    }
    send(...events)
  }

  /** Whether the key has only to do with the help. */
  function isAboutHelp(key: KeyName): boolean {
    const before = help
    help = before === undefined && key === '?' ? program.keys?.(state) : undefined
    return before !== help
  }

  const ink = render(root(), {
    stdin: options.stdin,
    stdout: surface.stream,
    debug: true,
    exitOnCtrlC: false,
    patchConsole: false,
    isScreenReaderEnabled: false,
  })
  ink.waitUntilExit().catch(fail)
  clock.set(program.tickMs?.(state))
  track(program.react?.(undefined, state, send))
}

const INTERRUPT = { type: 'interrupt' } as const

interface RootProps {
  readonly view: ReactElement
  readonly onKeys: (keys: readonly KeyName[]) => void
}

function Root({ view, onKeys }: RootProps): ReactElement {
  useInput((input, key) => {
    const keys = keyNames(input, key)
    if (keys.length > 0) onKeys(keys)
  })
  return view
}

function helpPage({ stdout, unicode = true }: ScreenOptions, bindings: readonly Binding[]): ReactElement {
  return <HelpPage size={sizeOf(stdout)} bindings={bindings} unicode={unicode} />
}

/** Calls back at a steady pace, with the time that really passed. */
function createTicker(onTick: (elapsedMs: number) => void) {
  let timer: NodeJS.Timeout | undefined
  let paceMs: number | undefined
  let last = 0
  const tick = () => {
    const now = performance.now()
    const elapsedMs = now - last
    last = now
    onTick(elapsedMs)
  }
  return {
    set(nextMs: number | undefined): void {
      if (nextMs === paceMs) return
      clearInterval(timer)
      paceMs = nextMs
      last = performance.now()
      timer = nextMs === undefined ? undefined : setInterval(tick, nextMs)
    },
  }
}
