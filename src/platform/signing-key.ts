import { createPrivateKey, generateKeyPairSync, type KeyObject } from 'node:crypto'
import path from 'node:path'
import { UserError } from '../lib/user-error.ts'
import { troubleWords } from '../messages/trouble/index.ts'
import { whyNotWritten } from './file-error.ts'
import { writeFileNew } from './files.ts'
import { dataDir } from './paths.ts'
import { readTextFile } from './text-file.ts'

/** Nobody but its owner may read it. */
const MODE = 0o600

export function signingKeyFile(): string {
  return path.join(dataDir(), 'signing-key.pem')
}

/** The key that this learner signs with; undefined while there is none. @throws UserError when the file holds something else. */
export async function readSigningKey(file = signingKeyFile()): Promise<KeyObject | undefined> {
  const text = await readTextFile(file)
  if (text === undefined) return undefined
  try {
    const key = createPrivateKey(text)
    if (key.asymmetricKeyType === 'ed25519') return key
  } catch {
    // Told below: whatever it is, it is not the key.
  }
  throw new UserError(troubleWords().key.bad({ file }), {
    code: 'bad-signing-key',
    next: [troubleWords().key.putBack],
  })
}

/** The same; the first time one is made. A key that is there is never replaced, also not by two at once. */
export async function requireSigningKey(file = signingKeyFile()): Promise<KeyObject> {
  const known = await readSigningKey(file)
  if (known !== undefined) return known
  const { privateKey } = generateKeyPairSync('ed25519')
  const text = privateKey.export({ type: 'pkcs8', format: 'pem' }).toString()
  try {
    if (await writeFileNew(file, text, MODE)) return privateKey
  } catch (error) {
    throw new UserError(troubleWords().key.notKept({ file, why: whyNotWritten(error) }), {
      code: 'no-signing-key',
      next: [troubleWords().key.setHome],
      cause: error,
    })
  }
  return (await readSigningKey(file)) ?? privateKey
}
