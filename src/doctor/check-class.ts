import path from 'node:path'
import { inClass } from '../learning/classroom/class-store.ts'
import { learnerId } from '../learning/classroom/learner.ts'
import { unsentFile } from '../learning/classroom/unsent.ts'
import { rowsOfFile } from '../learning/local-store.ts'
import { appendEvents } from '../learning/progress-store.ts'
import { isUserError } from '../lib/user-error.ts'
import { doctorWords } from '../messages/doctor/index.ts'
import { classPlace, classUrl } from '../platform/class-url.ts'
import { dataDir } from '../platform/paths.ts'
import { listFolder, pathKind } from '../platform/tree.ts'
import { found, type Looked, type Surroundings, together, well } from './finding.ts'

/** The database of the class, where one is named, and what waits to be sent to it. */
export async function checkClass({ env, warn }: Surroundings): Promise<Looked> {
  const url = classUrl(env)
  if (url === undefined) return checkWaiting(undefined, warn)
  try {
    const learner = learnerId()
    await inClass((tables) => tables.selectFrom('learner').select('id').limit(1).execute())
    const reached = well('class', doctorWords().class.well({ place: classPlace(url), learner }))
    return together([reached, await checkWaiting(unsentFile(), warn)])
  } catch (error) {
    if (!isUserError(error)) throw error
    // What is wrong with a variable is said where variables are looked at.
    if (error.code !== 'class-database') return found()
    return found({
      id: 'class-unreachable',
      severity: 'error',
      what: error.message,
      where: 'COMPENDIUM_DATABASE_URL',
      next: doctorWords().class.keptHere,
    })
  }
}

/** `mine` is the file that can be sent now. */
async function checkWaiting(mine: string | undefined, warn: (message: string) => void): Promise<Looked> {
  const folder = dataDir()
  if ((await pathKind(folder)) !== 'folder') return found()
  const names = (await listFolder(folder)).filter((name) => /^unsent-.*\.db$/.test(name))
  const files = names.map((name) => path.join(folder, name))
  return together(await Promise.all(files.map((file) => waiting(file, file === mine, warn))))
}

async function waiting(file: string, canBeSent: boolean, warn: (message: string) => void): Promise<Looked> {
  const { length } = await rowsOfFile(file).catch(() => [])
  if (length === 0) return found()
  const words = doctorWords()
  return found({
    id: 'class-unsent',
    severity: 'warning',
    what: words.class.unsent({ count: length }),
    where: file,
    next: canBeSent ? words.fix : words.class.sentThen,
    ...(canBeSent ? { mend: async () => void (await appendEvents([], warn)) } : {}),
  })
}
