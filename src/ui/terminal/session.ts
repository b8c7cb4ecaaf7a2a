import { MOUSE_OFF, MOUSE_ON, wantsMouse } from './mouse.ts'
import type { ScreenOptions } from './screen-options.ts'

const ESC = '\u001B['

/**
 * Alternate screen; the wheel sends arrow keys there (mode 1007, saved first, since some terminals
 * have it on by themselves) unless the mouse is on; no cursor; no wrapping at the right edge.
 */
const ENTER = `${ESC}?1049h${ESC}?1007s${ESC}?1007h${ESC}?25l${ESC}?7l${ESC}2J${ESC}H`
const LEAVE = `${MOUSE_OFF}${ESC}0m${ESC}?7h${ESC}?1007r${ESC}?25h${ESC}?1049l`

/** Much longer than a signal needs to stop the process. */
const NAP_MS = 100

type DeadlySignal = 'SIGTERM' | 'SIGHUP' | 'SIGQUIT'
const DEADLY: readonly DeadlySignal[] = ['SIGTERM', 'SIGHUP', 'SIGQUIT']

interface SessionEvents {
  /** Ctrl-C from outside (`kill -INT`), or the terminal went away. */
  onInterrupt(): void
  onResize(): void
}

export interface Session {
  /** Gives the terminal back as it was. Safe to call twice. */
  leave(): void
  /** Ctrl-Z: gives the terminal back, stops the process, and takes the terminal again on `fg`. */
  suspend(): void
}

/** Whether the program has the terminal now. */
interface Hold {
  inside: boolean
}

/** Terminals that several screens share, one after the other: none of these screens gives them back. */
const held = new WeakMap<NodeJS.WriteStream, Hold>()

/**
 * Takes the terminal for a row of screens, so that between them the shell does not flash up. `onInterrupt` hears of
 * Ctrl-C from outside, also while one of the screens is there. Until `leave` nothing may be written but by screens.
 */
export function holdTerminal(options: ScreenOptions, onInterrupt: () => void): Pick<Session, 'leave'> {
  const hold = { inside: false }
  const session = enterSession(options, { onInterrupt, onResize: () => {} }, hold)
  held.set(options.stdout, hold)
  return {
    leave: () => {
      held.delete(options.stdout)
      session.leave()
    },
  }
}

/**
 * Takes the terminal over, and makes sure that it is given back on every way out: leaving, a
 * signal, an exception, the end of the process.
 */
export function enterSession(
  options: ScreenOptions,
  events: SessionEvents,
  own: Hold = { inside: false },
): Session {
  const { stdin, stdout } = options
  const shared = held.get(stdout)
  const hold = shared ?? own
  let nap: NodeJS.Timeout | undefined
  const enter = () => {
    clearTimeout(nap)
    stdin.setRawMode(true)
    if (!hold.inside) stdout.write(wantsMouse() ? ENTER + MOUSE_ON : ENTER)
    hold.inside = true
  }
  const restore = () => {
    if (!hold.inside) return
    hold.inside = false
    stdout.write(LEAVE)
    stdin.setRawMode(false)
  }
  const resume = () => {
    enter()
    events.onResize()
  }
  const release = listen({ stdin, stdout }, events, restore)
  process.on('SIGCONT', resume)
  enter()
  return {
    leave: () => {
      clearTimeout(nap)
      if (shared === undefined) restore()
      release()
      process.off('SIGCONT', resume)
    },
    suspend: () => {
      restore()
      process.kill(process.pid, 'SIGTSTP')
      // Where no shell does job control the signal stops nothing, and no SIGCONT will come.
      nap = setTimeout(resume, NAP_MS)
    },
  }
}

/** Starts all listeners; returns the function that ends them. */
function listen(
  { stdin, stdout }: Pick<ScreenOptions, 'stdin' | 'stdout'>,
  { onInterrupt, onResize }: SessionEvents,
  restore: () => void,
): () => void {
  const deaths = DEADLY.map((signal) => ({ signal, handler: () => die(signal, restore, release) }))
  // Later, because Ink's own listener would end the process if it found itself alone.
  const interruptSoon = () => void setImmediate(onInterrupt)
  // A terminal that went away answers writes with an error; the end of input says the same.
  const ignore = () => {}
  function release(): void {
    for (const { signal, handler } of deaths) process.off(signal, handler)
    process.off('SIGINT', interruptSoon).off('exit', restore).off('uncaughtExceptionMonitor', restore)
    stdout.off('resize', onResize).off('error', ignore)
    stdin.off('end', onInterrupt).off('error', onInterrupt)
  }
  for (const { signal, handler } of deaths) process.on(signal, handler)
  process.on('SIGINT', interruptSoon).on('exit', restore).on('uncaughtExceptionMonitor', restore)
  stdout.on('resize', onResize).on('error', ignore)
  stdin.on('end', onInterrupt).on('error', onInterrupt)
  return release
}

/** Dies of the signal itself, so that whoever sent it sees so. */
function die(signal: DeadlySignal, restore: () => void, release: () => void): void {
  restore()
  release()
  process.kill(process.pid, signal)
}
