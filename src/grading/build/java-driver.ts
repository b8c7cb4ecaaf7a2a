import { createHash } from 'node:crypto'
import path from 'node:path'
import { cachedFolder } from '../../platform/build-cache.ts'
import { packageRoot } from '../../platform/package-root.ts'
import { readTextFile } from '../../platform/text-file.ts'

export interface JavaDriver {
  readonly javac: string
  readonly java: string
  readonly jar: string
  readonly archive?: string
  readonly compilerArchive?: string
}

export async function javaDriver(compiler: readonly string[]): Promise<JavaDriver> {
  const [javac = 'javac'] = compiler
  const sources = path.join(packageRoot(), 'src', 'grading', 'drivers', 'java')
  const text = (await readTextFile(path.join(sources, 'Driver.java'))) ?? ''
  const key = createHash('sha256').update(text).digest('hex').slice(0, 16)
  const folder = await cachedFolder('java', key, async () => {})
  return { javac, java: 'java', jar: path.join(folder, 'driver.jar') }
}
