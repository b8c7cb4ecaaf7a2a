import * as z from 'zod'
import { UserError } from '../../lib/user-error.ts'
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

/**
 * The certificate in a file; undefined when it is JSON and no certificate, which is what tampering may leave.
 * @throws UserError (exit 2) when there is no such file, or it is no JSON.
 */
export async function readCertificate(file: string): Promise<Certificate | undefined> {
  const parsed = schema.safeParse(parseJson(await read(file), file))
  return parsed.success ? parsed.data : undefined
}

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
    throw refuse(`${file} is not JSON.`)
  }
}

function refuse(message: string): UserError {
  return new UserError(message, {
    code: 'bad-certificate',
    next: ['A certificate is what "compendium certify ID --issue" writes.'],
  })
}
