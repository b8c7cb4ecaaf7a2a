import * as z from 'zod'
import { UserError } from '../../lib/user-error.ts'
import { studyWords } from '../../messages/study/index.ts'
import { troubleWords } from '../../messages/trouble/index.ts'
import { readText, UnreadableText } from '../../platform/read-text.ts'
import type { Certificate } from './certificate.ts'

const LIMIT_BYTES = 8 * 1024 ** 2

const evidence = z.strictObject({ event: z.string(), kind: z.string(), slug: z.string(), sha256: z.string() })

/** No other field than these: one that is not known would not be looked at. */
const schema: z.ZodType<Certificate> = z.strictObject({
  schemaVersion: z.literal(1),
  certificate: z.string(),
  title: z.string(),
  holder: z.string(),
  issuedAt: z.string(),
  compendium: z.string(),
  statement: z.string(),
  requirements: z.array(z.strictObject({ type: z.string(), text: z.string(), evidence: z.array(evidence) })),
  publicKey: z.string(),
  signature: z.string(),
})

/** JSON that is no certificate, which is what tampering may leave, and why. */
export interface NoCertificate {
  readonly problem: string
}

/** The certificate in a file. @throws UserError (exit 2) when there is no such file, or it is no JSON. */
export async function readCertificate(file: string): Promise<Certificate | NoCertificate> {
  const json = parseJson(await read(file), file)
  const parsed = schema.safeParse(json)
  if (parsed.success) return parsed.data
  const { later, notItsFields } = studyWords().certify
  const version = laterVersion.safeParse(json)
  return { problem: version.success ? later({ version: version.data.schemaVersion }) : notItsFields }
}

const laterVersion = z.looseObject({ schemaVersion: z.int().min(2) })

async function read(file: string): Promise<string> {
  try {
    return await readText(file, LIMIT_BYTES)
  } catch (error) {
    if (error instanceof UnreadableText) throw refuse(`${file} ${error.message}.`)
    throw error
  }
}

function parseJson(text: string, file: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    throw refuse(troubleWords().certify.noJson({ file }))
  }
}

function refuse(message: string): UserError {
  return new UserError(message, {
    code: 'bad-certificate',
    next: [troubleWords().certify.whatIsOne],
  })
}
