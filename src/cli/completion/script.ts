import { bashScript } from './bash.ts'
import type { Places } from './entries.ts'
import { fishScript } from './fish.ts'
import { powershellScript } from './powershell.ts'
import { zshScript } from './zsh.ts'

const SCRIPTS = { bash: bashScript, zsh: zshScript, fish: fishScript, powershell: powershellScript } as const
export type Shell = keyof typeof SCRIPTS

/** All words are in the script: a shell that asks a program for each key waits for it to start. */
export function completionScript(shell: Shell, places: Places): string {
  return SCRIPTS[shell](places)
}
