import { isLinear, type ScreenOptions } from '../terminal/screen-options.ts'
import { holdTerminal } from '../terminal/session.ts'
import type { Sitting, Way } from './sitting.ts'

/** One sitting at the terminal: screen after screen without the shell flashing up between them. */
export async function sit(
  about: Omit<Sitting, 'aside' | 'warnings'>,
  visit: (sitting: Sitting) => Promise<Way>,
): Promise<{ readonly way: Way; readonly warnings: readonly string[] }> {
  const warnings = new Set<string>()
  const terminal = isLinear(about.screen) ? PLAIN : heldTerminal(about.screen)
  try {
    const way = await visit({ ...about, warnings, aside: terminal.aside })
    return { way: terminal.isInterrupted() ? 'interrupted' : way, warnings: [...warnings] }
  } finally {
    terminal.leave()
  }
}

/** Where nothing moves the cursor there is nothing to hold. */
const PLAIN = {
  isInterrupted: () => false,
  aside: <T>(run: () => Promise<T>) => run(),
  leave: () => {},
}

function heldTerminal(screen: ScreenOptions): typeof PLAIN {
  let interrupted = false
  let away = false
  // While an editor has the terminal, Ctrl-C is for the editor.
  const onInterrupt = () => {
    if (!away) interrupted = true
  }
  const hold = () => holdTerminal(screen, onInterrupt)
  let terminal = hold()
  return {
    isInterrupted: () => interrupted,
    leave: () => terminal.leave(),
    aside: async (run) => {
      away = true
      terminal.leave()
      screen.stdin.pause()
      const off = () => {}
      process.on('SIGINT', off)
      try {
        return await run()
      } finally {
        terminal = hold()
        process.off('SIGINT', off)
        away = false
      }
    },
  }
}
