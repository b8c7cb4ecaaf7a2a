import * as z from 'zod'
import { INCIDENT_CATEGORIES, LAWS, READINGS } from '../incident.ts'

const slug = z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'write it in kebab-case')
const words = z.string().trim().min(1, 'must not be empty')
const address = z.url({ protocol: /^https?$/, message: 'must be a web address' })

/** A day, a month or a year that the calendar has. */
const date = z
  .string('write it as a quoted date: "2018-10-21", "2018-10" or "2018"')
  .regex(/^\d{4}(-\d\d(-\d\d)?)?$/, 'write it like "2018-10-21", "2018-10" or "2018"')
  .refine((text) => isDay(`${text}-01-01`.slice(0, 10)), 'there is no such day')

function isDay(text: string): boolean {
  return z.iso.date().safeParse(text).success
}

/** `content/incidents/<id>.yaml`. What no source supports is left out. */
export const incidentSchema = z
  .strictObject({
    id: slug,
    company: words,
    date,
    date_of: z.enum(['event', 'report']).default('event'),
    title: words,
    categories: z.array(z.enum(INCIDENT_CATEGORIES)).min(1, 'name at least one category'),
    happened: words.optional(),
    cause: words,
    impact: words.optional(),
    lessons: z.array(words).default([]),
    patterns: z.array(slug).default([]),
    laws: z.array(z.enum(LAWS)).default([]),
    source: address,
    source_title: words,
    read: z.enum(READINGS),
    via: address.optional(),
  })
  .refine(({ read, via }) => (read === 'summary') === (via !== undefined), {
    path: ['via'],
    message: 'read: summary needs via, the address of what was read, and nothing else has it',
  })

export type IncidentFile = z.infer<typeof incidentSchema>
