import path from 'node:path'
import process from 'node:process'
import type { NodeSource, PreparedNode } from './prepared.ts'
import { sdkOf } from './sdk.ts'

/** Python looks into the file's own folder first, so that a copy of the SDK which lies there wins. */
export async function preparePython({ file, mode, found }: NodeSource): Promise<PreparedNode> {
  const { PYTHONPATH: own } = process.env
  const env = {
    PYTHONPATH: [...(own ? [own] : []), sdkOf('python').folder].join(path.delimiter),
    // Our own folder is no place for compiled files.
    PYTHONDONTWRITEBYTECODE: '1',
    // Else sets of texts are walked in another order in every process.
    ...(mode === 'steps' ? { PYTHONHASHSEED: '0' } : {}),
  }
  return {
    program: { command: [...found, '-u', file], cwd: path.dirname(file), env },
    dispose: () => {},
  }
}
