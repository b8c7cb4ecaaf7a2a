import { many } from '../catalogue.ts'

/** What is printed about learning: what to do next, reviews, quizzes, paths, certificates, the look of a lesson. */
export const en = {
  status: { new: 'new', reading: 'reading', read: 'read', quizzed: 'quizzed', passed: 'passed' },
  kinds: { lesson: 'lesson', quiz: 'quiz', simulation: 'simulation', exercise: 'exercise' },
  /** As the object of a sentence: `Next: Consensus, the lesson`. */
  theKinds: {
    lesson: 'the lesson',
    quiz: 'the quiz',
    simulation: 'the simulation',
    exercise: 'the exercise',
  },
  steps: {
    lesson: 'lesson',
    diagram: 'diagram',
    simulation: 'simulation',
    quiz: 'quiz',
    exercise: 'exercise',
  },
  states: { done: 'done', recommended: 'recommended', ready: 'ready', locked: 'locked' },
  difficulty: {
    beginner: 'beginner',
    intermediate: 'intermediate',
    advanced: 'advanced',
    expert: 'expert',
  },
  topicKinds: { pattern: 'pattern', axiom: 'axiom', law: 'law', pillar: 'pillar' },
  /** Of the corpus; one that is not named here is shown by its id. */
  categories: {
    architecture: 'architecture',
    communication: 'communication',
    coordination: 'coordination',
    cost: 'cost',
    'data-management': 'data-management',
    deployment: 'deployment',
    ml: 'machine learning',
    observability: 'observability',
    principles: 'principles',
    resilience: 'resilience',
    scaling: 'scaling',
    security: 'security',
  },

  days: ({ count }: { count: number }) => many(count, 'day', 'days'),
  months: ({ count }: { count: number }) => many(count, 'month', 'months'),
  years: ({ count }: { count: number }) => many(count, 'year', 'years'),
  and: ({ before, last }: { before: string; last: string }) => `${before} and ${last}`,
  someMore: ({ count }: { count: number }) => `${count} more`,

  due: {
    questions: ({ count }: { count: number }) => many(count, 'question', 'questions'),
    insights: ({ count }: { count: number }) => many(count, 'insight', 'insights'),
    /** Of the two above, or of one of them. */
    are: ({ what }: { what: string }) => `${what} due`,
  },

  home: {
    continue: ({ title, step }: { title: string; step: string }) => `Continue: ${title} (${step})`,
    review: ({ what }: { what: string }) => `Review: ${what}`,
    next: ({ title, reason }: { title: string; reason: string }) => `Next: ${title}. ${reason}`,
    lessons: ({ done, total }: { done: number; total: number }) => `Lessons: ${done} of ${total} read.`,
    exercises: ({ done, total }: { done: number; total: number }) => `Exercises: ${done} of ${total} passed.`,
    streak: ({ streak }: { streak: string }) => `Streak: ${streak}.`,
    nothingToday: 'nothing today yet',
    inARow: ({ days }: { days: number }) => `${many(days, 'day', 'days')} in a row`,
  },

  topics: {
    none: 'There are no topics yet.',
    principles: 'Principles',
    patterns: 'Patterns',
    columns: {
      topic: 'Topic',
      kind: 'Kind',
      difficulty: 'Difficulty',
      minutes: 'Minutes',
      status: 'Status',
    },
    plain: (t: { slug: string; kind: string; difficulty: string; minutes: number; status: string }) =>
      `${t.slug}: ${t.kind}, ${t.difficulty}, ${t.minutes} min, ${t.status}.`,
    readOne: ({ command }: { command: string }) => `Read one: ${command}`,
  },

  lesson: {
    callouts: { note: 'NOTE', tip: 'TIP', important: 'IMPORTANT', warning: 'WARNING', caution: 'CAUTION' },
    knowFirst: ({ list }: { list: string }) => `Know first: ${list}.`,
    afterwards: 'After this lesson you can:',
    sources: 'Sources',
    tooWide: ({ width, page }: { width: number; page: number }) =>
      `(A diagram stands here that needs ${width} columns; this page has ${page}. In words:)`,
    notTranslated: ({ title }: { title: string }) => `${title} is told in English.`,
    partlyTranslated: ({ title }: { title: string }) => `Parts of ${title} are told in English.`,
  },

  needs: (n: { title: string; list: string; command: string }) =>
    `${n.title} builds on what you have not learned here yet: ${n.list}. The way there: ${n.command}`,

  quiz: {
    wanted: {
      one: 'one choice',
      many: 'all choices that are right',
      order: 'all steps in their order',
      words: 'a few words',
      number: {
        ms: 'a number, such as 250 ms or 1.5 s',
        ratio: 'a number, such as 25 % or 0.25',
        count: 'a number',
        per_s: 'a number each second, such as 100/s',
      },
    },
    predict: ({ wanted }: { wanted: string }) => `predict: ${wanted}`,
    answer: ({ command }: { command: string }) => `Answer: ${command}`,
    examEnds: ({ endsAt }: { endsAt: string }) =>
      `The exam ends at ${endsAt}; what is not answered then is wrong.`,
    handIn: ({ command }: { command: string }) => `Hand it in: ${command}`,
    seeIt: ({ command }: { command: string }) => `See it: ${command}`,
    source: ({ title }: { title: string }) => `Source: ${title}, `,
    score: ({ correct, answered }: { correct: number; answered: number }) =>
      `${correct} of ${answered} right.`,
    scoreSoFar: (s: { correct: number; answered: number; left: number }) =>
      `${s.correct} of ${s.answered} right, ${s.left} of the quiz not answered.`,
    right: 'right',
    wrong: 'wrong',
    chose: ({ given }: { given: string }) => `you chose ${given}`,
    said: ({ given }: { given: string }) => `you said ${given}`,
    rightIs: ({ right }: { right: string }) => `; right is ${right}`,
    typeFirst: 'type an answer first',
    tooLong: ({ most }: { most: number }) => `an answer has at most ${most} characters`,
    takesOne: ({ question, count }: { question: string; count: number }) =>
      `"${question}" takes one choice, and ${count} were given.`,
    noChoice: ({ question, choice }: { question: string; choice: string }) =>
      `"${question}" has no choice "${choice}".`,
    choices: ({ list }: { list: string }) => `Its choices: ${list}`,
    eachOnce: ({ question }: { question: string }) => `"${question}" has each of its steps once.`,
    allSteps: ({ question, steps, given }: { question: string; steps: number; given: number }) =>
      `"${question}" has ${steps} steps, and ${given} were put in order.`,
  },

  review: {
    none: 'Nothing is due. Questions that you answer and insights of lessons that you read come back here when you are about to forget them.',
    columns: { card: 'Card', known: 'Known', question: 'Question' },
    new: 'new',
    known: 'Known: the chance that you still know it.',
    plainNew: ({ id, prompt }: { id: string; prompt: string }) => `${id}, new: ${prompt}`,
    plainKnown: (c: { id: string; share: string; prompt: string }) =>
      `${c.id}, known with ${c.share}: ${c.prompt}`,
    answerOne: ({ command }: { command: string }) => `Answer one: ${command}`,
    seeInsight: ({ command }: { command: string }) => `See an insight: ${command}`,
    rateIt: ({ command }: { command: string }) => `Then rate it: ${command}`,
    buried: ({ card }: { card: string }) => `${card} is not asked again today.`,
    nothingToUndo: 'There is nothing to undo.',
    undoneAnswer: ({ card }: { card: string }) => `Undone: the last answer of ${card}.`,
    undoneBury: ({ card }: { card: string }) => `Undone: the last putting off of ${card}.`,
    labels: { cards: 'Cards', answers: 'Answers', remembered: 'Remembered', due: 'Due' },
    cards: (c: { cards: number; learned: number; mature: number }) =>
      `${c.cards}, ${c.learned} of them learned, ${c.mature} for three weeks or longer`,
    notMeasured: ({ target }: { target: string }) =>
      `not known yet: no card has come back after days (aimed at: ${target})`,
    measured: (m: { share: string; answers: number; target: string }) =>
      `${m.share} of ${m.answers} answers to cards that had been learned (aimed at: ${m.target})`,
    ahead: ({ today, later }: { today: number; later: string }) =>
      `${today} today, then ${later} on the days after`,
  },

  recommend: {
    nothing: 'Nothing is left to recommend: all there is is done.',
    nothingFits: ({ minutes }: { minutes: string }) => `Nothing that is ready takes ${minutes} or less.`,
    withoutLimit: ({ command }: { command: string }) => `Without a limit: ${command}`,
    review: ({ title }: { title: string }) => `Review: ${title}`,
    reviewMore: ({ title }: { title: string }) => `Review: ${title} and more`,
    /** Some of them may never have been asked, so that there is nothing yet to forget. */
    due: ({ what, count }: { what: string; count: number }) =>
      `${what} ${count === 1 ? 'is' : 'are'} due for review.`,
    onTheWay: ({ goal }: { goal: string }) => `On the way to ${goal}.`,
    onPath: ({ path }: { path: string }) => `Next on your path ${path}.`,
    simulation: 'You have read it; now see it happen, and break it.',
    exercise: 'You know what it takes; building it is the proof.',
    atOnce: 'You can begin with it right away.',
    knows: ({ list }: { list: string }) => `You know what it builds on: ${list}.`,
    quizNew: 'You have read it; its quiz shows what you know.',
    quizSome: ({ right, questions }: { right: number; questions: number }) =>
      `${right} of its ${questions} questions are right so far; each answer is explained.`,
    oneWaits: ({ first }: { first: string }) => `${first} waits for it.`,
    twoWait: ({ list }: { list: string }) => `${list} wait for it.`,
    moreWait: ({ first, others }: { first: string; others: number }) =>
      `${first} and ${others} more wait for it.`,
  },

  path: {
    none: 'There are no paths yet.',
    columns: { path: 'Path', for: 'For', takes: 'Takes', done: 'Done' },
    followed: 'followed',
    plain: (p: { id: string; title: string; takes: string; done: number; total: number }) =>
      `${p.id}: ${p.title}. Takes ${p.takes}, ${p.done} of ${p.total} done.`,
    plainFollowed: 'You follow it.',
    seeOne: ({ command }: { command: string }) => `See one: ${command}`,
    followOne: ({ command }: { command: string }) => `Follow one: ${command}`,
    progress: (p: { done: number; total: number; all: string; left: string }) =>
      `${p.done} of ${p.total} done. ${p.all} in all, ${p.left} left.`,
    pace: ({ months, weekly }: { months: number; weekly: string }) =>
      `In ${months} months: ${weekly} a week.`,
    next: ({ title, kind }: { title: string; kind: string }) => `Next: ${title}, ${kind}`,
    inThisTime: 'What is best done in this time',
    wayTo: ({ goal }: { goal: string }) => `The way to ${goal}`,
    behindYou: ({ count }: { count: number }) =>
      `${count} more ${count === 1 ? 'is' : 'are'} behind you; --all shows them.`,
    total: ({ items, minutes }: { items: number; minutes: string }) =>
      `${many(items, 'item', 'items')}, ${minutes}.`,
    totalOf: (t: { items: number; minutes: string; all: string }) =>
      `${many(t.items, 'item', 'items')}, ${t.minutes} of ${t.all}.`,
    later: 'Later',
    nothingFits: 'Nothing that is ready fits into it.',
    thereAlready: 'You are there: all that leads to it is done or mastered. --all shows it.',
    isDone: 'done',
    builds: ({ title, concept }: { title: string; concept: string }) => `${title} builds on ${concept}`,
    before: ({ kind }: { kind: string }) => `comes before ${kind}`,
    goalIts: {
      lesson: 'the goal: its lesson',
      quiz: 'the goal: its quiz',
      simulation: 'the goal: its simulation',
      exercise: 'the goal: its exercise',
    },
    goalOn: (g: { goal: string; kind: string; title: string }) =>
      `the goal ${g.goal}: ${g.kind} on ${g.title}`,
    followsNone: ({ command }: { command: string }) => `You follow no path. See them: ${command}`,
    follows: ({ title }: { title: string }) => `You follow ${title}.`,
    whatIsNext: ({ command }: { command: string }) => `What is next: ${command}`,
    allOfIt: ({ command }: { command: string }) => `All of it: ${command}`,
  },

  certify: {
    whatOne: ({ command }: { command: string }) => `What one asks for: ${command}`,
    doneOf: ({ done, of }: { done: number; of: number }) => `(${done} of ${of})`,
    more: ({ count }: { count: number }) => `and ${count} more`,
    allMet: ({ command }: { command: string }) => `All met. Have it written: ${command}`,
    passed: ({ score }: { score: string }) => `Passed: ${score}`,
    notPassed: ({ score }: { score: string }) => `Not passed: ${score}`,
    score: (s: { correct: number; total: number; unanswered: number; needed: number }) =>
      `${s.correct} of ${s.total} right${s.unanswered === 0 ? '' : `, ${s.unanswered} not answered`}, ${s.needed} needed.`,
    readAgain: 'Read again:',
    goesOn: ({ command }: { command: string }) => `The time goes on. Go on with it: ${command}`,
    section: (s: { heading: string; words: number; needed: number }) =>
      `${s.heading}: ${s.words} of ${s.needed} words`,
    handedIn: ({ words }: { words: number }) =>
      `Handed in: ${words} words. Sections and length are checked; how good it is, you have judged yourself.`,
    notHandedIn: 'Not handed in:',
    written: ({ file, key }: { file: string; key: string }) =>
      `Written to ${file}, signed with the key ${key}`,
    check: ({ command }: { command: string }) => `Check it: ${command}`,
    issued: (c: { title: string; holder: string; at: string; version: string }) =>
      `${c.title}, held by ${c.holder}, issued ${c.at} by compendium ${c.version}`,
    rests: ({ text, count }: { text: string; count: number }) =>
      `${text} (${many(count, 'event', 'events')})`,
    key: ({ key }: { key: string }) => `Key ${key}`,
    ownKey: ({ key }: { key: string }) => `Key ${key}, which is yours`,
    noLog: 'Evidence: not checked, there is no log here.',
    evidence: (e: { matching: number; missing: number; changed: number }) =>
      `Evidence: ${e.matching} events are in the log here, ${e.missing} are not, ${e.changed} differ.`,
    valid: 'Valid: nothing in it was changed.',
    notValid: 'NOT VALID.',
    notItsFields: 'It has not the fields of a certificate, or others besides.',
    later: ({ version }: { version: number }) =>
      `It has the format ${version}, which a later compendium wrote; this one knows 1.`,
    badSignature: 'The signature does not fit: something was changed after it was signed.',
    noFingerprint: ({ text }: { text: string }) => `"${text}" is no fingerprint.`,
    howFingerprint: 'It is 64 hexadecimal digits, of which the first 16 will do.',
    otherKey: ({ key }: { key: string }) => `It was signed by another key: ${key}`,
    otherEvent: ({ event }: { event: string }) => `The event ${event} is another one in the log here.`,
    study: ({ lessons, percent }: { lessons: number; percent: number }) =>
      `Read ${lessons} lessons and have ${percent} % of each quiz right`,
    notRead: ({ slug }: { slug: string }) => `${slug}: not read to its end`,
    quizRight: (q: { slug: string; right: number; questions: number; needed: number }) =>
      `${q.slug}: ${q.right} of ${q.questions} right, ${q.needed} needed`,
    patterns: ({ count }: { count: number }) => `Implement ${count} patterns, graded PASS`,
    patternsOf: ({ count, list }: { count: number; list: string }) =>
      `Implement ${count} patterns, graded PASS, of: ${list}`,
    capstone: ({ count, list }: { count: number; list: string }) =>
      `Capstone: ${count === 1 ? 'one exercise' : `${count} exercises`} on a cluster, graded PASS, of: ${list}`,
    forExample: ({ slug }: { slug: string }) => `${slug}, for example`,
    inTurn: ({ first, second }: { first: string; second: string }) => `${first}, then ${second}`,
    exam: (e: { questions: number; minutes: number; needed: number }) =>
      `Pass the exam: ${e.questions} questions in ${e.minutes} min, ${e.needed} right`,
    noExam: 'no exam taken yet',
    best: ({ exams, right }: { exams: number; right: number }) => `best of ${exams} so far: ${right} right`,
    caseStudy: ({ sections, criteria }: { sections: number; criteria: number }) =>
      `Case study with ${sections} sections, self-assessed by ${criteria} criteria`,
    noCaseStudy: 'no case study handed in yet',
  },

  doctor: {
    severities: { error: 'error', warning: 'warning', info: 'info' },
    fixed: 'fixed',
    well: 'ok',
    where: 'where',
    next: 'next',
    allWorks: 'All works.',
    someDoesNot: 'Something does not work.',
    counts: (c: { errors: number; warnings: number; notes: number }) =>
      `${many(c.errors, 'error', 'errors')}, ${many(c.warnings, 'warning', 'warnings')}, ${many(c.notes, 'note', 'notes')}`,
    fixedToo: ({ count }: { count: number }) => `, ${count} fixed`,
  },
}

export type StudyMessages = typeof en
