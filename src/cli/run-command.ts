import type { Program } from './program.ts'
import { ProgramConfig } from './program-config.ts'

/** Loads the module of one command and runs it. Errors are the command's own to show. */
export async function runCommand(program: Program, id: string, argv: readonly string[]): Promise<void> {
  const { default: Found } = await program.load(id)
  Found.id = id
  const command = new Found([...argv], new ProgramConfig(program))
  // The static `run` would throw our configuration away and search the disk for one.
  await command['_run']()
}
