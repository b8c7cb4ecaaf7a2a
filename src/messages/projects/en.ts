import { many } from '../catalogue.ts'

/** As a word of English letters sounds. */
const article = (word: string) => (/^[aeiou]/.test(word) ? 'an' : 'a')
const files = (count: number) => many(count, 'file', 'files')

/** What is said while files are generated: questions, what was written, what comes next, and why not. The files stay English. */
export const en = {
  /** What is chosen; `none` follows "There is no". One that is not named here is shown by its id. */
  choices: {
    type: { none: 'type', known: 'Known types', which: 'Which type', the: 'The type' },
    language: { none: 'language', known: 'Known languages', which: 'Which language', the: 'The language' },
    pattern: { none: 'pattern', known: 'Known patterns', which: 'Which pattern', the: 'The pattern' },
    database: { none: 'database', known: 'Known databases', which: 'Which database', the: 'The database' },
    broker: { none: 'broker', known: 'Known brokers', which: 'Which broker', the: 'The broker' },
  },
  unknown: ({ none, typed }: { none: string; typed: string }) =>
    `There is no ${none} ${typed} to generate a project with.`,
  known: ({ known, names }: { known: string; names: string }) => `${known}: ${names}.`,

  ask: {
    name: 'Name of the project',
    patterns: ({ names }: { names: string }) => `Patterns: ${names}.`,
    whichPatterns: ({ none, proposed }: { none: string; proposed: string }) =>
      `Which, separated by commas, or ${none} [${proposed}]`,
    pick: ({ which, proposed }: { which: string; proposed: string }) =>
      `${which}, by name or number [${proposed}]`,
    leftEarly: 'Nothing was written.',
    withoutQuestions: 'The same without questions:',
    nobody: 'A project needs a name, and nobody can be asked here.',
    nameAlone: 'Only the name is needed: everything else has a default.',
  },

  /** Clauses: why something cannot be the name of a project. */
  name: {
    bad: ({ name, why }: { name: string; why: string }) => `"${name}" cannot be a project name: ${why}.`,
    form: 'Use lower-case letters, digits and single hyphens, and start with a letter.',
    forExample: ({ command }: { command: string }) => `For example: ${command}`,
    empty: 'it is empty',
    path: 'it is a path; choose the folder with --dir',
    long: ({ most }: { most: number }) => `it has more than ${most} characters`,
    start: 'it does not start with a lower-case letter',
    characters: 'it has characters that a package name may not have',
    reserved: 'that name is reserved by the system, by npm or by Node',
  },

  options: {
    none: (o: { type: string; language: string; none: string }) =>
      `A ${o.type} in ${o.language} has no choice of a ${o.none}.`,
    leaveOut: ({ flag }: { flag: string }) => `Leave ${flag} out.`,
    refused: (o: { the: string; value: string; language: string; because: string }) =>
      `${o.the} ${o.value} is not there in ${o.language}, because ${o.because}.`,
    works: ({ flags }: { flags: string }) => `What works: ${flags}.`,
    noMinimal: ({ type, language }: { type: string; language: string }) =>
      `There is no minimal form of ${article(type)} ${type} in ${language}.`,
    oneMinimal: 'There is one for --type microservice --language python.',
  },
  patterns: {
    emptyList: '--patterns names no pattern.',
    without: 'For a project without any: --patterns none.',
    defaults: 'Leave --patterns out for the defaults of the type.',
    needs: ({ slug, because }: { slug: string; because: string }) => `${slug} needs it: ${because}`,
    unfit: (p: { slug: string; type: string; fits: string }) =>
      `${p.slug} has no place in ${article(p.type)} ${p.type}; it is made for ${p.fits}.`,
    unfitBecause: (p: { slug: string; type: string; because: string; fits: string }) =>
      `${p.slug} has no place in ${article(p.type)} ${p.type}, because ${p.because}; it is made for ${p.fits}.`,
    unwritten: (p: { slug: string; language: string; others: string }) =>
      `${p.slug} is not there in ${p.language} yet; it is in ${p.others}.`,
    unwrittenBecause: (p: { slug: string; language: string; because: string; others: string }) =>
      `${p.slug} is not there in ${p.language}, because ${p.because}; it is in ${p.others}.`,
    conflict: (p: { slug: string; other: string; because: string }) =>
      `${p.slug} and ${p.other} do not go together: ${p.because}.`,
    chooseOne: 'Choose one of them.',
    nearest: ({ flag }: { flag: string }) => `Nearest that works: ${flag}`,
    chosen: ({ slug }: { slug: string }) => `Pattern: ${slug}`,
    /** By the type, or because another needs it: that is said in words of their own. */
    chosenFor: ({ slug, why }: { slug: string; why: string }) => `Pattern: ${slug} (${why})`,
    byDefault: 'default',
  },

  folder: {
    none: '--dir names no folder.',
    here: 'For the folder you are in: --dir .',
    ofName: ({ name }: { name: string }) => `Leave --dir out for a folder called ${name}.`,
    unreadable: ({ folder, said }: { folder: string; said: string }) =>
      `Cannot look into ${folder}: ${said}. Nothing was written.`,
    makeReadable: 'Make the folder readable, or choose another with --dir.',
    makeWritable: 'Make the folder writable, or choose another with --dir.',
    noFolder: ({ folder }: { folder: string }) => `${folder} is there and is not a folder.`,
    moveAway: 'Move it away, or choose another folder with --dir.',
    inTheWay: (f: { target: string; is: string; wanted: string }) =>
      `${f.target} is ${f.is}; the project has ${f.wanted} there. Nothing was written.`,
    kinds: {
      file: 'a file',
      folder: 'a folder',
      link: 'a symbolic link, which could lead outside the project',
      other: 'no file and no folder',
    },
    foreign: ({ folder }: { folder: string }) =>
      `${folder} is not empty, and what is in it is not this project. Nothing was written.`,
    chooseOther: 'Choose another folder with --dir.',
    force: 'Or add --force: files that are not part of the project are left alone.',
    wouldReplace: ({ count, folder }: { count: number; folder: string }) =>
      `${files(count)} in ${folder} would be replaced. Nothing was written.`,
    moreFiles: ({ count }: { count: number }) => `and ${count} more`,
    moreLines: ({ count }: { count: number }) => `... and ${many(count, 'line', 'lines')} more`,
    takeGenerated: ({ folder }: { folder: string }) =>
      `Add --force to take what is generated: yours is kept in ${folder}. Or choose another folder with --dir.`,
    unwritable: ({ folder, why }: { folder: string; why: string }) =>
      `Cannot write to ${folder}: ${why}. Nothing was written.`,
    halfWritten: ({ folder, why }: { folder: string; why: string }) =>
      `Cannot write to ${folder}: ${why}. These were written and could not be removed:`,
  },

  done: {
    here: 'here',
    to: ({ where }: { where: string }) => `to ${where}`,
    wouldWrite: ({ count, place }: { count: number; place: string }) =>
      `Would write ${files(count)} ${place}:`,
    wrote: ({ count, place }: { count: number; place: string }) => `Wrote ${files(count)} ${place}.`,
    unchanged: ({ where, count }: { where: string; count: number }) =>
      `${where} is unchanged: all ${files(count)} are as generated.`,
    whatIsHere: 'What is here',
    /** Beside each file of a dry run. */
    changes: {
      create: 'create',
      same: 'same',
      update: 'update',
      replace: 'replace',
      remove: 'remove',
      leave: 'leave',
    },
    replaced: ({ file }: { file: string }) => `replaced ${file}`,
    removed: ({ file }: { file: string }) => `removed ${file}`,
    left: ({ file }: { file: string }) =>
      `left, since you changed it, though no part of the project any more: ${file}`,
    kept: ({ file }: { file: string }) => `yours is kept in ${file}`,
    next: 'Next:',
    readme: 'README.md tells how to break its dependency and watch.',
    runbook: 'monitoring/RUNBOOK.md tells where they belong.',
    secrets: 'k8s/README.md tells how the secret is made.',
  },

  beside: {
    noProject: ({ folder }: { folder: string }) =>
      `${folder} holds no project: there is no Dockerfile in it.`,
    nameFolder: 'Name the folder of a project: --dir shop',
    writeOne: 'To write one: compendium generate project shop',
    nothingToDeploy: ({ name }: { name: string }) =>
      `${name} is a program that a person runs: there is nothing of it to keep running in a cluster.`,
    deployable: 'Manifests are for services, workers and stores.',
    badObjective:
      'An objective is a share above 50 % and below 100 %: at 100 % every failure would be an alarm.',
    objective: 'For example: --availability 99.9 --fast 99 --latency 0.5',
    noBucket: ({ metric, seconds }: { metric: string; seconds: number }) =>
      `${metric} has no bucket that ends at ${seconds} s, so that nobody can tell.`,
    bounds: ({ list }: { list: string }) => `Take one of its bounds: --latency ${list}`,
    addBucket: ({ file }: { file: string }) => `Or add a bucket in ${file}.`,
    noMetrics: ({ folder }: { folder: string }) =>
      `The code in ${folder} makes no metrics that could be shown.`,
    metrics: 'Metrics of prom-client (TypeScript) and prometheus_client (Python) are found.',
  },

  exercise: {
    noLanguage: ({ name }: { name: string }) =>
      `${name} has an exercise: name the language to write its starter in.`,
    forExample: ({ command }: { command: string }) => `For example: ${command}`,
    beginOne: 'To begin a new exercise for a lesson of your own, name your content folder: --dir my-content',
    /** Beside each file; a dry run says what it would do. */
    done: { create: 'wrote', replace: 'overwrote', same: 'unchanged' },
    planned: { create: 'would write', replace: 'would overwrite', same: 'unchanged' },
    next: 'Next',
  },
}

export type ProjectMessages = typeof en
