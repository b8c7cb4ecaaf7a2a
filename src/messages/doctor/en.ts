import { many } from '../catalogue.ts'

const events = (count: number) => many(count, 'event', 'events')

/** What the doctor looked at and found. `what` is a sentence, `next` a sentence or a command, `well` a clause. */
export const en = {
  fix: 'Mend it: compendium doctor --fix',
  thisMachine: 'this machine',
  thisTerminal: 'this terminal',
  thisClock: 'the clock of this machine',
  mended: {
    aside: ({ fix }: { fix: string }) => `${fix} (it is only read; the store is backed up first)`,
    damaged: ({ fix }: { fix: string }) =>
      `${fix} (it is kept as it is; what can still be read goes into a new one)`,
    broken: ({ fix }: { fix: string }) => `${fix} (the store is backed up first, then these are taken out)`,
    not: (n: { where: string; why: string; what: string }) =>
      `${n.where} was not mended: ${n.why} (${n.what})`,
  },
  checkFailed: {
    what: ({ why }: { why: string }) => `A check could not be made: ${why}`,
    next: 'Report it with DEBUG=1.',
  },

  store: {
    none: ({ file }: { file: string }) => `no progress yet; it will be kept in ${file}`,
    well: ({ file }: { file: string }) => `${file} is whole`,
    halfAside: 'The store is gone, and only its log is left: somebody was stopped while setting it aside.',
    damaged: ({ detail }: { detail: string }) => `The store is damaged (${detail}).`,
    unreadable: ({ detail }: { detail: string }) => `The store cannot be read (${detail}).`,
    lookAtFile: 'Look whether it is a file that you may read and write, or point COMPENDIUM_HOME elsewhere.',
    newer: ({ detail }: { detail: string }) => `The store was written by a newer compendium (${detail}).`,
    versions: (v: { theirs: number; ours: number }) =>
      `version ${v.theirs}, and this one knows up to ${v.ours}`,
    update: 'Update this compendium.',
    notWal: ({ journal }: { journal: string }) =>
      `The store is in journal mode "${journal}": programs that run at the same time wait for each other.`,
    folderReadOnly: 'The folder of the store may not be written: nothing that you do is saved.',
    readOnly: 'The store may not be written: nothing that you do is saved.',
    notYours: 'It is not yours: ask who owns it, or point COMPENDIUM_HOME at a folder of yours.',
    open: 'Others on this machine may read your progress.',
  },
  aside: {
    nothingNew: 'A damaged store was set aside here; the store has everything that can be read in it.',
    deleteIt: 'Delete it, and what begins with its name, if you do not need it.',
    unread: ({ count }: { count: number }) =>
      `A damaged store was set aside here, and ${events(count)} in it can still be read.`,
  },
  events: {
    well: ({ count }: { count: number }) => `${events(count)} in the store`,
    broken: ({ count }: { count: number }) =>
      `${events(count)} cannot be read, and because of that none can.`,
    unknown: ({ count, kinds }: { count: number; kinds: string }) =>
      `${events(count)} of kinds that this compendium does not know: ${kinds}.`,
    odd: ({ count }: { count: number }) =>
      `${events(count)} with something else in them than events of their kind have here.`,
    kept: 'If a newer compendium wrote them, update this one. They are kept.',
    lostTopic: ({ count, slugs }: { count: number; slugs: string }) =>
      `${events(count)} about topics that this corpus does not have: ${slugs}.`,
    comeBack: 'They are kept, and count again when the topic is back.',
    future: ({ count, day }: { count: number; day: string }) =>
      `${events(count)} in the future, up to ${day}: the clock was wrong then, or is now.`,
    untilThen: 'Set the clock. Until that day they count as the newest.',
  },
  clock: {
    past: ({ day }: { day: string }) =>
      `The clock says ${day}: what you do now will stand before what you did.`,
    set: 'Set the clock.',
  },
  class: {
    well: ({ place, learner }: { place: string; learner: string }) =>
      `${place} answers; you are ${learner} there`,
    keptHere: 'What you do meanwhile is kept here and sent later.',
    unsent: ({ count }: { count: number }) =>
      `Waiting to be sent to the database of a class: ${events(count)}.`,
    sentThen: 'They are sent when COMPENDIUM_DATABASE_URL and COMPENDIUM_LEARNER are what they were.',
  },

  corpus: {
    well: ({ topics, exercises }: { topics: number; exercises: number }) =>
      `${many(topics, 'topic', 'topics')}, ${many(exercises, 'exercise', 'exercises')} on clusters`,
    otherVersion: (v: { made: string; ours: string }) =>
      `The corpus was made for compendium ${v.made}, and this is ${v.ours}.`,
    unknownVersion: 'of an unknown version',
    broken: ({ why }: { why: string }) => `The corpus is not whole: ${why}`,
    unset: 'Unset COMPENDIUM_CORPUS, and the corpus of the package is used.',
    install: 'Install compendium anew; in a checkout: npm run build',
  },
  node: {
    well: ({ version }: { version: string }) =>
      `Node.js ${version}: runs compendium, and exercises in JavaScript and TypeScript`,
    old: ({ version, oldest }: { version: string; oldest: string }) =>
      `Node.js ${version} is too old: compendium needs ${oldest} or newer.`,
    install: 'Install a newer one: https://nodejs.org',
  },
  language: {
    well: (l: { program: string; version: string; title: string }) =>
      `${l.program} ${l.version}: exercises in ${l.title}`,
    missing: ({ program, title }: { program: string; title: string }) =>
      `${program} is not found: exercises in ${title} cannot be graded here.`,
    silent: ({ program, title }: { program: string; title: string }) =>
      `${program} does not say its version, so exercises in ${title} may fail.`,
    oldJava: (l: { program: string; version: string; oldest: number }) =>
      `${l.program} is of version ${l.version}: exercises in Java need ${l.oldest} or later.`,
  },
  cache: {
    well: ({ folder }: { folder: string }) => `${folder} can be written`,
    readOnly: ({ why }: { why: string }) =>
      `The cache cannot be written (${why}): compendium starts more slowly, and Go and Java are not graded.`,
    next: 'Make the folder writable, or name another: XDG_CACHE_HOME=FOLDER',
  },
  disk: {
    well: ({ free }: { free: string }) => `${free} free for progress`,
    full: ({ free }: { free: string }) => `Only ${free} are free: soon nothing more can be saved.`,
    next: 'Free some, or point COMPENDIUM_HOME at another disk.',
  },
  terminal: {
    none: 'no terminal: input or output is a file or a pipe, so no screen opens',
    colors: ['no colour', '16 colours', '256 colours', 'true colour'],
    small: (s: { columns: number; rows: number; leastColumns: number; leastRows: number }) =>
      `It has ${s.columns} columns and ${s.rows} rows; screens are made for ${s.leastColumns} by ${s.leastRows}.`,
    enlarge: 'Make the window larger.',
    dumb: 'TERM is "dumb": the cursor cannot be moved.',
    setTerm: 'Set TERM to what the terminal is, such as xterm-256color.',
    ascii: 'The locale is not UTF-8: drawings are made of ASCII.',
    setLocale: 'Set a locale with UTF-8, such as LANG=C.UTF-8.',
  },
  variables: {
    well: ({ names }: { names: string }) => `set: ${names}`,
    isFile: ({ value }: { value: string }) => `${value} is a file, and a folder is wanted.`,
    nameFolder: ({ name }: { name: string }) => `Unset ${name}, or name a folder.`,
    unknown: 'Compendium has no such variable.',
    unset: 'Unset it.',
    didYouMean: ({ name }: { name: string }) => `Did you mean ${name}?`,
  },
}

export type DoctorMessages = typeof en
