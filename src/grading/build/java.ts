import path from 'node:path'
import { makeTemporaryFolder } from '../../platform/temporary-folder.ts'
import type { BuildRequest, Built } from './build.ts'
import type { BuildError } from './build-error.ts'
import { compileLearner } from './java-compiler.ts'
import { javaDriver } from './java-driver.ts'

/**
 * What the virtual machine is started with: quick to start, enough for a correct program, and at its
 * limit before the machine is. Reflection by native accessors, because each sequence loads the classes
 * afresh and would make accessors of bytecode for each.
 */
const MACHINE = [
  '-XX:+UseSerialGC',
  '-XX:TieredStopAtLevel=1',
  '-XX:-UsePerfData',
  '-XX:-OmitStackTraceInFastThrow',
  '-XX:+IgnoreUnrecognizedVMOptions',
  '-Xshare:auto',
  '-Xlog:disable',
  '-Xlog:all=off',
  '-Xms64m',
  '-Xmx256m',
  '-Dsun.reflect.inflationThreshold=2147483647',
  '-Djdk.reflect.useNativeAccessorOnly=true',
  '-Duser.language=en',
  '-Duser.country=US',
  '-Duser.timezone=UTC',
  '-Dfile.encoding=UTF-8',
  '-Dstdout.encoding=UTF-8',
  '-Dstderr.encoding=UTF-8',
  '--add-opens=java.base/java.io=ALL-UNNAMED',
]

/** Compiles the learner's file beside the driver, which is compiled once for each JDK. */
export async function build({ file, compiler, language }: BuildRequest): Promise<Built | BuildError> {
  const driver = await javaDriver(compiler, language)
  const { folder, remove } = await makeTemporaryFolder()
  try {
    const error = await compileLearner(file, folder, driver)
    if (error !== undefined) {
      remove()
      return error
    }
  } catch (error) {
    remove()
    throw error
  }
  const classes = path.join(folder, 'classes')
  const command = [driver.java, ...MACHINE, '-cp', driver.classes, 'compendium.Driver', classes]
  return { command, dispose: remove }
}
