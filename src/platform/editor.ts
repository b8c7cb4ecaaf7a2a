import { spawn } from 'node:child_process'

/** The editor that the environment names, as one would type it; undefined when it names none. */
export function editorOf(
  env: Readonly<Record<string, string | undefined>> = process.env,
): string | undefined {
  const named = [env['VISUAL'], env['EDITOR']].find((one) => one !== undefined && one.trim() !== '')
  return named?.trim()
}

/**
 * Opens the file in the editor, on this terminal, and resolves when the editor has ended: to why it could not be started, if it
 * could not. The name of an editor may have arguments of its own (`code --wait`), so that a shell reads it.
 */
export function edit(editor: string, file: string): Promise<string | undefined> {
  const editing = spawn('sh', ['-c', `${editor} "$1"`, 'sh', file], { stdio: 'inherit' })
  return new Promise((resolve) => {
    editing.once('error', ({ message }) => resolve(message))
    editing.once('exit', (code) => resolve(code === 127 ? `there is no program ${editor}` : undefined))
  })
}
