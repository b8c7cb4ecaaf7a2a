import path from 'node:path'
import type { ExerciseContract } from '../corpus/exercise-schema.ts'
import { UserError } from '../lib/user-error.ts'
import { findProgram } from '../platform/find-program.ts'
import { packageRoot } from '../platform/package-root.ts'
import { inspectFile } from '../platform/source-file.ts'
import type { BuildRequest } from './build/build.ts'
import type { BuildError } from './build/build-error.ts'
import { bundle } from './build/bundle.ts'
import type { Fault } from './fault.ts'
import { buildFault, interpreterFault } from './faults.ts'
import { requireLanguage } from './language-choice.ts'
import { LANGUAGES, type Language, languageByExtension, OTHER_LANGUAGE } from './languages.ts'
import type { Program } from './session.ts'

/** The language that was asked for, else the one of the file's extension. @throws UserError, exit 2. */
export function chooseLanguage(file: string, asked: string | undefined): Language {
  const extension = path.extname(file)
  const known = languageByExtension(extension)
  const chosen = asked === undefined ? known : requireLanguage(asked)
  if (chosen === undefined) {
    throw new UserError(`Cannot tell the language of ${file} from its extension "${extension}".`, {
      code: 'unknown-extension',
      next: [
        `Extensions: ${LANGUAGES.flatMap((one) => one.extensions).join(' ')}`,
        'Or say it: --language python',
        `In another language, write what starts it after --, as in: -- perl ${file}`,
      ],
    })
  }
  if (known !== undefined && known.id !== chosen.id) {
    throw new UserError(`${file} is a ${known.title} file, not ${chosen.title}.`, {
      code: 'wrong-language',
      next: [`Leave out --language, or name a file that ends in ${chosen.extensions.join(', ')}`],
    })
  }
  return chosen
}

/** Refuses what cannot be a program at all. @throws UserError, exit 2. */
export async function checkFile(file: string, shown: string, pattern: string): Promise<void> {
  const found = await inspectFile(file)
  const problems: Record<Exclude<typeof found, 'text'>, readonly [string, string]> = {
    missing: [
      `There is no file ${shown}.`,
      `To start one: compendium generate exercise ${pattern} --language python`,
    ],
    directory: [`${shown} is a directory, not a file.`, 'Name the file that holds your program.'],
    empty: [
      `${shown} is empty.`,
      `To start from the contract: compendium generate exercise ${pattern} --language python`,
    ],
    unreadable: [`${shown} cannot be read.`, 'Check its permissions.'],
    binary: [`${shown} is not a text file.`, 'Name the source file of your program.'],
    'not-a-file': [`${shown} is not a regular file.`, 'Name the file that holds your program.'],
  }
  if (found === 'text') return
  const [message, next] = problems[found]
  throw new UserError(message, {
    code: found === 'not-a-file' ? found : `${found}-file`,
    next: [next],
  })
}

export interface Prepared {
  readonly program: Program
  /** What starts the driver, without its own arguments. */
  readonly command: readonly string[]
  /**
   * The same program built so that its steps can be interleaved, where that takes another build; undefined
   * when it cannot be built so.
   */
  readonly yielding?: () => Promise<Yielding | undefined>
  /** Removes what was built. */
  dispose(): void
}

type Yielding = Pick<Prepared, 'command' | 'dispose'>

/** Finds the interpreter or compiler, and bundles or builds what has to be. */
export async function prepare(
  file: string,
  language: Language,
  contract: ExerciseContract,
): Promise<Prepared | Fault> {
  const interpreter = findProgram(language.interpreters)
  if (interpreter === undefined) return interpreterFault(language)
  if (language.build === 'go' || language.build === 'java') {
    const request = { file, contract, compiler: interpreter, language }
    const compiled =
      language.build === 'go'
        ? await preparedGo(request)
        : await (await import('./build/java.ts')).build(request)
    return 'text' in compiled ? buildFault(compiled, file) : { program: { file, language }, ...compiled }
  }
  const command = [...interpreter, path.join(packageRoot(), 'src', 'grading', 'drivers', language.driver)]
  const dispose = (): void => {}
  if (language.build === 'none') return { program: { file, language }, command, dispose }
  const bundled = await bundle(file)
  if ('text' in bundled) return buildFault(bundled, file)
  return { program: { file, language, bundle: bundled }, command, dispose }
}

async function preparedGo(request: BuildRequest): Promise<Omit<Prepared, 'program'> | BuildError> {
  const { build, buildYielding } = await import('./build/go.ts')
  const built = await build(request)
  if ('text' in built) return built
  const yielding = async (): Promise<Yielding | undefined> => {
    const made = await buildYielding(request)
    return 'text' in made ? undefined : made
  }
  return { ...built, yielding }
}

/** A program that is started by a command of the user's and speaks lines of JSON. @throws UserError, exit 2. */
export function prepareCommand(words: readonly string[], cwd: string): Prepared {
  const [name = '', ...rest] = words
  const found = findProgram([[path.resolve(cwd, name)], [name]])
  if (found === undefined) {
    throw new UserError(`There is no program ${name}.`, {
      code: 'missing-program',
      next: ['Write what starts your program after --, as you would type it in this folder.'],
    })
  }
  const language = OTHER_LANGUAGE
  const interpreter = findProgram(language.interpreters) ?? []
  return {
    program: { file: path.join(cwd, path.basename(name)), language, command: [...found, ...rest] },
    command: [...interpreter, path.join(packageRoot(), 'src', 'grading', 'drivers', language.driver)],
    dispose: () => {},
  }
}
