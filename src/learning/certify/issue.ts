import { UserError } from '../../lib/user-error.ts'
import { troubleWords } from '../../messages/trouble/index.ts'
import { whyNotWritten } from '../../platform/file-error.ts'
import { writeFileNew } from '../../platform/files.ts'
import { requireSigningKey } from '../../platform/signing-key.ts'
import { type Certificate, fingerprint, issue } from './certificate.ts'
import type { Standing } from './standing.ts'

/**
 * Writes a certificate to a file that is not there yet, signed with the learner's key, which is made the first time.
 * @throws UserError when something is there, or it cannot be written.
 */
export async function issueTo(
  file: string,
  about: Parameters<typeof issue>[0],
  standings: readonly Standing[],
  nowMs: number,
): Promise<{ readonly fingerprint: string; readonly issuedAt: string }> {
  const certificate = issue(about, standings, nowMs, await requireSigningKey())
  if (await written(file, certificate)) {
    return { fingerprint: fingerprint(certificate.publicKey), issuedAt: certificate.issuedAt }
  }
  throw new UserError(troubleWords().exists({ file }), {
    code: 'file-exists',
    next: [troubleWords().certify.nameOut],
  })
}

async function written(file: string, certificate: Certificate): Promise<boolean> {
  try {
    return await writeFileNew(file, `${JSON.stringify(certificate, null, 2)}\n`)
  } catch (error) {
    throw new UserError(troubleWords().notWritten({ file, why: whyNotWritten(error) }), {
      code: 'issue-failed',
      next: [troubleWords().certify.nameOut],
      cause: error,
    })
  }
}
