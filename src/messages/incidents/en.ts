import { many } from '../catalogue.ts'

/** What is said of what went wrong elsewhere. The incidents themselves are told in the corpus. */
export const en = {
  /** What each category of the corpus means. */
  meanings: {
    automation: 'a program that was to tidy up or scale did harm',
    capacity: 'more was asked for than there was room for',
    'cascading-failure': 'the failure of one part made others fail',
    certificate: 'a certificate or key had run out, or was wrong',
    clock: 'time, or what a program made of it, was wrong',
    concurrency: 'an order of events that nobody had thought of',
    'configuration-error': 'a setting was wrong',
    consistency: 'clients saw what the system promises to rule out',
    'data-corruption': 'what was stored or sent became wrong',
    'data-loss': 'what had been stored was gone',
    defect: 'a mistake in a program, brought out by an input',
    dependency: 'something that it relied on failed',
    deployment: 'a new version or its roll-out broke something',
    dns: 'names were not resolved, or wrongly',
    failover: 'the switch to a standby failed or did harm',
    hardware: 'power, cooling, a disk or a device failed',
    'human-error': 'somebody did something other than they meant to',
    limit: 'a bound, a range of numbers or a quota ran out',
    monitoring: 'signals were missing or said something false',
    'network-partition': 'parts that ran could not reach each other',
    replication: 'copies of the data fell behind or fell apart',
    'retry-storm': 'repeated attempts made it worse',
    routing: 'packets were sent the wrong way, or nowhere',
    security: 'an attack, a leak, or the defence against one',
    slowdown: 'it still answered, but too slowly to be of use',
    'split-brain': 'two sides each acted as the only one',
    'thundering-herd': 'many did the same thing at the same moment',
  },
  columns: { category: 'Category', number: 'Number', meaning: 'What it means' },
  overview: ({ total, companies }: { total: number; companies: number }) =>
    `${many(total, 'incident', 'incidents')} at ${many(companies, 'company', 'companies')}. Most are of several categories.`,
  lookForSome: ({ command }: { command: string }) => `Look for some: ${command}`,
  yearByYear: ({ command }: { command: string }) => `Year by year: ${command}`,
  count: ({ count }: { count: number }) => many(count, 'incident', 'incidents'),
  nothing: 'No incident fits.',
  nothingFor: 'No incident fits. Take fewer words or filters away.',
  whatThereIs: 'What there is: compendium incidents',
  more: ({ count, limit }: { count: number; limit: number }) => `${count} more: --limit ${limit}`,
  readOne: ({ command }: { command: string }) => `Read one: ${command}`,
  reported: ({ date }: { date: string }) => `reported ${date}`,

  parts: {
    happened: 'What happened',
    cause: 'Cause',
    impact: 'Impact',
    lessons: 'Lessons',
    laws: 'Laws',
    patterns: 'Patterns',
    source: 'Source',
  },
  noLesson: ({ patterns }: { patterns: string }) => `no lesson of their own yet: ${patterns}`,
  /** How much of the source was read. */
  read: {
    full: '(read in full)',
    excerpt: '(read in part)',
    summary: '(not read itself, but a summary of it:)',
  },

  unknown: ({ id }: { id: string }) => `There is no incident "${id}".`,
  lookForOne: 'Look for one: compendium incidents search WORDS',
  badDate: ({ flag, text }: { flag: string; text: string }) =>
    `--${flag} cannot be "${text}": it must be a day, a month or a year.`,
  writeDate: ({ flag }: { flag: string }) => `Write it like 2018, 2018-10 or 2018-10-21: --${flag} 2018-10`,
  noneHas: {
    category: ({ name }: { name: string }) => `No incident has the category "${name}".`,
    pattern: ({ name }: { name: string }) => `No incident has the pattern "${name}".`,
  },
  categories: 'Categories: compendium incidents',
}

export type IncidentMessages = typeof en
