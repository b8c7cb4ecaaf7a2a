import path from 'node:path'
import { findProgram } from '../../../platform/find-program.ts'
import { makeTemporaryFolder } from '../../../platform/temporary-folder.ts'
import { COMPILER_MACHINE } from '../../build/java-driver.ts'
import type { Fault } from '../../fault.ts'
import { compiled } from './compiled.ts'
import type { NodeSource, PreparedNode } from './prepared.ts'
import { sdkOf } from './sdk.ts'

/** Quick to start, and content with little: there are several nodes. Reflection makes no classes for each life. */
const MACHINE = [
  '-XX:+UseSerialGC',
  '-XX:TieredStopAtLevel=1',
  '-XX:-UsePerfData',
  '-Xshare:auto',
  '-Xmx512m',
  '-Duser.language=en',
  '-Dsun.reflect.inflationThreshold=2147483647',
  '-Dstderr.encoding=UTF-8',
]

/** The compiler looks for the SDK beside the file first, so that a copy which lies there wins. */
export async function prepareJava({ file, found }: NodeSource): Promise<PreparedNode | Fault> {
  const { folder, remove } = await makeTemporaryFolder()
  const sources = [path.dirname(file), sdkOf('java').folder].join(path.delimiter)
  const flags = [
    ...COMPILER_MACHINE,
    '-proc:none',
    '-nowarn',
    '-encoding',
    'UTF-8',
    '-sourcepath',
    sources,
    '-d',
    folder,
  ]
  const [runtime = 'java'] = findProgram([['java']]) ?? []
  return compiled({
    file,
    command: [...found, ...flags, file],
    remove,
    program: [runtime, ...MACHINE, '-cp', folder, path.basename(file, '.java')],
    place: /^(.+\.java):(\d+): error: (.*)$/m,
  })
}
