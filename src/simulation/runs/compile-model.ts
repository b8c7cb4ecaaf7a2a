import path from 'node:path'
import type * as Esbuild from 'esbuild'
import { UserError } from '../../lib/user-error.ts'
import { type TemporaryFile, writeTemporary } from '../../platform/temporary-folder.ts'
import { type DataFile, readGiven } from './read-data.ts'

/** One file of plain JavaScript, with all that the model imports. @throws UserError (exit 2) with the place that is wrong. */
export async function compileModel(given: DataFile): Promise<TemporaryFile> {
  const { path: file, name } = given
  await readGiven(given)
  const esbuild = await import('esbuild')
  try {
    const { outputFiles } = await esbuild.build({
      entryPoints: [file],
      absWorkingDir: path.dirname(file),
      bundle: true,
      write: false,
      format: 'cjs',
      platform: 'node',
      target: 'node20',
      sourcemap: 'inline',
      keepNames: true,
      logLevel: 'silent',
      // The user's own settings are for their own programs.
      tsconfigRaw: {},
    })
    return await writeTemporary('model.cjs', outputFiles[0]?.text ?? '')
  } catch (error) {
    const [first] = (error as Partial<Esbuild.BuildFailure>).errors ?? []
    if (first === undefined) throw error
    throw new UserError(`${name} cannot be compiled: ${placeOf(first)}${first.text}`, {
      code: 'model-not-compiled',
      next: ['Name a TypeScript or JavaScript file whose default export is a model.'],
      cause: error,
    })
  } finally {
    await esbuild.stop()
  }
}

function placeOf({ location }: Esbuild.Message): string {
  return location === null ? '' : `${location.file}:${location.line}:${location.column + 1}: `
}
