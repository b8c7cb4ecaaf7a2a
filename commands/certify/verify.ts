import path from 'node:path'
import { Args, Flags } from '@oclif/core'
import { BaseCommand } from '../../src/cli/base-command.ts'
import { ExitCode } from '../../src/lib/exit-code.ts'

export default class CertifyVerify extends BaseCommand {
  static override readonly summary =
    'check a certificate: its signature, and its evidence against the log here'

  static override readonly description = [
    'Exits 0 when the signature fits every field of the file and no event that it names is another one in your log, else 1.',
    'The signature says that the file is as its issuer wrote it. Who that is you know from the fingerprint of the key, which they can tell you; --key demands it.',
  ].join(' ')

  static override readonly examples = [
    '<%= config.bin %> <%= command.id %> fundamentals.certificate.json',
    '<%= config.bin %> <%= command.id %> theirs.json --key 3f2a9c0d11e4b7a6 --json',
  ]

  static override readonly args = {
    file: Args.string({ description: 'file that certify ID --issue wrote', required: true }),
  }

  static override readonly flags = {
    key: Flags.string({
      helpValue: 'FINGERPRINT',
      description: 'fingerprint that the key must have; its first 16 digits will do',
    }),
  }

  async run(): Promise<object> {
    const { args, flags } = await this.parse(CertifyVerify)
    const { readCertificate } = await import('../../src/learning/certify/read-certificate.ts')
    const { requireFingerprint, verifyCertificate } = await import('../../src/learning/certify/verify.ts')
    const { eventsOrNone } = await import('../../src/learning/load-progress.ts')
    const { verificationText } = await import('../../src/report/certify-text.ts')
    const key = requireFingerprint(flags.key)
    const certificate = await readCertificate(path.resolve(process.cwd(), args.file))
    const events = await eventsOrNone({ nowMs: Date.now(), warn: (message) => void this.warn(message) })
    const found = await verifyCertificate(certificate, { events, key })
    this.log(verificationText(found))
    this.setExit(found.valid ? ExitCode.pass : ExitCode.fail)
    return found
  }
}
