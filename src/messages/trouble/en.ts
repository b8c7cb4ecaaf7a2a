/** What went wrong while learning, and what to do next. What follows a colon or stands in the middle of a sentence is a clause. */
export const en = {
  didYouMean: ({ names }: { names: string }) => `Did you mean ${names}?`,
  or: ', or ',
  exists: ({ file }: { file: string }) => `${file} is there already, and was not touched.`,
  notWritten: ({ file, why }: { file: string; why: string }) => `${file} cannot be written: ${why}.`,

  corpus: {
    noTopic: ({ name }: { name: string }) => `There is no topic "${name}".`,
    topics: 'List them all: compendium learn',
    noCertificate: ({ name }: { name: string }) => `There is no certificate "${name}".`,
    certificates: 'List them all: compendium certify',
    missing: ({ file }: { file: string }) =>
      `COMPENDIUM_CORPUS names no compiled corpus: ${file} is not there.`,
    unset: 'Unset COMPENDIUM_CORPUS, and the corpus of the package is used.',
  },
  store: {
    notRead: ({ why }: { why: string }) => `progress could not be read: ${why}`,
    notSaved: ({ why }: { why: string }) => `progress was not saved: ${why}`,
    keptForLater: ({ why, file }: { why: string; file: string }) =>
      `${why}. What you did is kept in ${file}, and sent with what you do next`,
    mend: 'Look what is wrong, and mend it: compendium doctor --fix',
    busy: ({ file }: { file: string }) =>
      `another program has kept ${file} busy for too long; try again when it has ended`,
    full: ({ file }: { file: string }) => `no space is left on the disk of ${file}; free some`,
    readOnly: ({ file }: { file: string }) =>
      `${file} may not be written; change its permissions or point COMPENDIUM_HOME at a folder of yours`,
    unopenable: ({ file }: { file: string }) =>
      `${file} cannot be opened; is it a file, in a folder that you may write? Else point COMPENDIUM_HOME at one`,
    newer: ({ file, said }: { file: string; said: string }) =>
      `${file} was written by a newer compendium (${said}); update this one`,
    disk: ({ file, said }: { file: string; said: string }) =>
      `the disk did not read or write ${file} (${said})`,
    corrupt: ({ file }: { file: string }) => `${file} is damaged; compendium doctor --fix mends it`,
  },
  backup: {
    failed: 'No backup was made',
    nameNone: 'Name another file, or none to have one named for you.',
    nameOther: 'Name another file: compendium progress backup FILE',
  },
  exchange: {
    notExported: 'Progress was not exported',
    nameNone: 'Name another file, or none to print to standard output.',
    force: 'Name another file, or replace this one with --force.',
    notImported: 'Nothing was imported',
    standardInput: 'standard input',
    newer: ({ file, said }: { file: string; said: string }) => `${file} is of a newer compendium: ${said}.`,
    noBackup: ({ file, said }: { file: string; said: string }) =>
      `${file} is no backup of progress: ${said}.`,
    unknownLog: ({ file, said }: { file: string; said: string }) =>
      `${file} is not a log that this compendium knows: ${said}.`,
    noLog: ({ file, said }: { file: string; said: string }) => `${file} is no exported progress: ${said}.`,
    update: 'If a newer compendium wrote it, update this one first.',
    empty: ({ file }: { file: string }) => `${file} is empty.`,
    noJson: ({ file, said }: { file: string; said: string }) => `${file} is not JSON: ${said}.`,
    top: 'the top',
    more: ({ count }: { count: number }) => `and ${count} more`,
    whatToImport:
      'Nothing was imported. A file to import is what "compendium progress export" or "backup" writes.',
  },
  reset: {
    failed: 'Nothing was reset',
    failedAfterBackup: ({ file }: { file: string }) => `Nothing was reset, and the backup stays in ${file}`,
  },

  exercise: {
    unwritable: ({ folder, why }: { folder: string; why: string }) => `Cannot write to ${folder}: ${why}.`,
    makeWritable: 'Make the folder writable, or choose another with --dir.',
    wouldOverwrite: ({ names, folder }: { names: string; folder: string }) =>
      `${names} would be overwritten in ${folder}. Nothing was written.`,
    otherFolder: 'Choose another folder: --dir FOLDER',
    overwrite: 'Or overwrite what is there: --force',
    none: ({ slug }: { slug: string }) => `${slug} has no exercise.`,
    teaches: ({ names }: { names: string }) => `It teaches: ${names}`,
    unknown: ({ name }: { name: string }) => `There is no exercise "${name}".`,
    listAll: 'List them all: compendium exercise list',
    noThreads: ({ slug }: { slug: string }) => `The contract of ${slug} says nothing of threads.`,
    withoutThreads: 'Run the test without --threads.',
  },
  quiz: {
    none: ({ topic }: { topic: string }) => `${topic} has no quiz.`,
    read: ({ topic }: { topic: string }) => `Read it: compendium learn ${topic}`,
    twice: ({ question }: { question: string }) => `"${question}" is answered twice`,
    noAnswer: ({ text }: { text: string }) =>
      `"${text}" is not an answer: it lacks QUESTION= before the choice.`,
    noQuestion: ({ topic, question }: { topic: string; question: string }) =>
      `The quiz on ${topic} has no question "${question}".`,
    questions: ({ ids }: { ids: string }) => `Its questions: ${ids}`,
    notGraded: ({ command }: { command: string }) => `Nothing was graded. See the questions: ${command}`,
  },
  card: {
    none: ({ text }: { text: string }) => `"${text}" is no card.`,
    how: 'Write TOPIC/QUESTION, as compendium review --list does.',
    unknown: ({ topic, id }: { topic: string; id: string }) =>
      `${topic} has no question and no insight "${id}".`,
    has: ({ ids }: { ids: string }) => `It has: ${ids}`,
    unrated: ({ card }: { card: string }) =>
      `${card} is an insight: it is not graded, you say how well you knew it.`,
    see: ({ card }: { card: string }) => `See it: compendium review --show ${card}`,
    rate: ({ card }: { card: string }) =>
      `Then rate it: compendium review --answer ${card} --rating again|hard|good|easy`,
    retention: ({ text }: { text: string }) => `A retention of ${text} cannot be aimed at.`,
    retentions: (r: { least: number; most: number; usual: number }) =>
      `It may be ${r.least} to ${r.most}: the share of due cards that you still know. Default: ${r.usual}`,
  },
  path: {
    which: 'Which path? You follow none.',
    list: 'List them: compendium path list',
    listAll: 'List them all: compendium path list',
    follow: 'Follow one: compendium path follow ID',
    stopTakesNone: '--stop takes no path: it leaves the one that you follow.',
    unknown: ({ name }: { name: string }) => `There is no path "${name}".`,
    noGoal: ({ name }: { name: string }) => `There is no goal "${name}".`,
    whatIsAGoal:
      'A goal is a topic, an exercise or a concept: see compendium learn and compendium exercise list',
    untaught: ({ title }: { title: string }) => `No lesson here teaches ${title}: it is taken to be known.`,
    buildsOn: ({ names }: { names: string }) => `What builds on it: ${names}`,
    topics: 'See what there is to learn: compendium learn',
    planNeeds: 'A plan needs a goal, or hours, or both.',
    planGoal: 'For example: compendium path plan --goal raft',
    planHours: 'Or: compendium path plan --hours 5',
    noHours: ({ text }: { text: string }) => `--hours cannot be "${text}".`,
    hours: ({ most }: { most: number }) => `Give a number of hours, such as 5 or 1.5, at most ${most}.`,
  },
  certify: {
    noSection: ({ heading }: { heading: string }) => `There is no section "## ${heading}".`,
    short: (s: { heading: string; words: number; needed: number }) =>
      `"${s.heading}" has ${s.words} words and needs ${s.needed}.`,
    notTicked: ({ heading, criterion }: { heading: string; criterion: string }) =>
      `Not ticked under "## ${heading}": ${criterion}`,
    nameMarkdown: 'Name a Markdown file.',
    noExam: ({ id }: { id: string }) => `No exam for ${id} is going on.`,
    timeOver: 'The time of the last one is over.',
    begin: ({ id }: { id: string }) => `Begin one: compendium certify ${id} --exam`,
    nameOut: 'Name another file with --out.',
    noJson: ({ file }: { file: string }) => `${file} is not JSON.`,
    whatIsOne: 'A certificate is what "compendium certify ID --issue" writes.',
    asksForNone: ({ id, type }: { id: string; type: string }) => `${id} asks for no ${type}.`,
    asksFor: ({ id }: { id: string }) => `What it asks for: compendium certify ${id}`,
    noneHeld: ({ why }: { why: string }) => `No exam can be held: ${why}.`,
    otherSeed: ({ id }: { id: string }) => `An exam for ${id} with another seed is going on.`,
    goOn: ({ id }: { id: string }) => `Go on with it: compendium certify ${id} --exam`,
    finish: 'Or hand it in: add --finish',
    seedTaken: ({ seed }: { seed: string }) => `The exam of the seed ${seed} was taken before.`,
    takeOther: ({ id }: { id: string }) => `Take another seed, or none: compendium certify ${id} --exam`,
  },
  class: {
    none: 'A class keeps its progress in a PostgreSQL database, and none is named here.',
    name: 'Name it: COMPENDIUM_DATABASE_URL=postgresql://USER:PASSWORD@HOST:5432/DATABASE',
    setUp: 'How to set one up: docs/classroom.md',
    nameless: 'This system does not say who you are.',
    noIdentity: ({ text }: { text: string }) => `"${text}" cannot be a learner's identity.`,
    identity:
      'An identity is a user name or an e-mail address: letters, digits and . _ @ + -, at most 100, and a letter or digit first.',
    sayWho: 'Say who you are: COMPENDIUM_LEARNER=ada',
    noDate: ({ text }: { text: string }) => `"${text}" is no date.`,
    date: 'For example 2026-12-01, which is the end of that day here, or 2026-12-01T18:00',
    noAssignment: ({ id }: { id: number }) => `There is no assignment ${id}.`,
    seeNumbers: 'See their numbers: compendium classroom results',
    missing: ({ names }: { names: string }) => `Not on the roster: ${names}. Nothing was assigned.`,
    putOn: ({ id }: { id: string }) => `Put them on it: compendium classroom roster add ${id}`,
    notOn: ({ id }: { id: string }) => `${id} is not on the roster.`,
    seeWho: 'See who is: compendium classroom roster list',
    badName: ({ most }: { most: number }) => `A name has 1 to ${most} letters, on one line.`,
    unknown: ({ learner }: { learner: string }) => `The class knows nothing of ${learner}.`,
    seeKnown: 'See who it knows: compendium classroom roster list',
  },

  /** Phrases that follow the address of a database. */
  database: {
    refused: 'takes no connections; look whether the server runs, and on this port',
    broken: 'broke the connection; look whether it is a PostgreSQL server',
    noHost: 'is on a host that nobody knows; look at its name in COMPENDIUM_DATABASE_URL',
    noLookup: 'is on a host that cannot be looked up; look whether this machine is on the network',
    noSocket: 'has no socket in that folder; look whether the server runs',
    forbiddenSocket: 'has a socket that may not be used by you',
    unreachable: 'cannot be reached from here',
    late: 'did not answer in time',
    lateHere: 'did not answer in time; look whether the server runs there',
    password: 'does not take that user name and password',
    noPassword: 'wants a password, and COMPENDIUM_DATABASE_URL has none',
    user: 'does not let that user in',
    missing: 'does not exist: the server has no database of that name',
    forbidden:
      'does not let that user do this; ask who runs it for the right to use and create in schema compendium',
    crowded: 'has too many connections just now; try again',
    full: 'has a full disk',
    starting: 'is starting up or shutting down; try again',
    readOnly: 'takes no changes: it is read-only',
    newer: ({ said }: { said: string }) => `is of a newer compendium (${said}); update this one`,
    said: ({ said }: { said: string }) => `said: ${said}`,
  },
  databaseUrl: {
    bad: ({ variable }: { variable: string }) => `${variable} is not the address of a PostgreSQL database.`,
    form: 'It looks like this: postgresql://USER:PASSWORD@HOST:5432/DATABASE',
    escape: 'In the password, write / as %2F, @ as %40, # as %23, ? as %3F and % as %25.',
  },
  key: {
    bad: ({ file }: { file: string }) => `${file} holds no Ed25519 key.`,
    putBack: 'Put the right file back, or move this one away; then a new key is made.',
    notKept: ({ file, why }: { file: string; why: string }) =>
      `The key to sign with cannot be kept in ${file}: ${why}.`,
    setHome: 'Set COMPENDIUM_HOME to a folder that you may write to.',
  },
}

export type TroubleMessages = typeof en
