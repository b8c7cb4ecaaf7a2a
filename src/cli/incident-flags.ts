import { Flags } from '@oclif/core'

/** Which incidents are looked at. */
export const incidentFlags = {
  category: Flags.string({ description: 'only this category; `incidents` lists them' }),
  company: Flags.string({ description: 'only this company; a part of its name will do' }),
  pattern: Flags.string({
    description: 'only those that this pattern has to do with, such as circuit-breaker',
  }),
  since: Flags.string({ description: 'from this day, month or year on, such as 2018-10' }),
  until: Flags.string({ description: 'up to this day, month or year' }),
}
