import { Flags } from '@oclif/core'

/** Of all commands that count what is due. */
export const retentionFlag = Flags.string({
  helpValue: 'SHARE',
  env: 'COMPENDIUM_RETENTION',
  description: 'share of due questions that you want to know still (default: 0.9)',
})
