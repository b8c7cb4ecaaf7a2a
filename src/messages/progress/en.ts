import { many } from '../catalogue.ts'

/** What is said about progress: the dashboard and its sections. */
export const en = {
  status: { new: 'new', reading: 'reading', read: 'read', quizzed: 'quizzed', passed: 'passed' },
  months: 'Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec',
  weekdays: 'Mon Tue Wed Thu Fri Sat Sun',
  columns: {
    topic: 'Topic',
    status: 'Status',
    quiz: 'Quiz',
    attempts: 'Attempts',
    lastOn: 'Last on',
    pattern: 'Pattern',
    languages: 'Passed in',
    exercise: 'Exercise',
    stages: 'Stages',
    day: 'Day',
    events: 'Deeds',
    time: 'Time',
    days: 'Days',
    answers: 'Answers',
    right: 'Right',
    concept: 'Concept',
    mastery: 'Mastery',
    path: 'Path',
    done: 'Done',
  },
  labels: {
    topics: 'Topics',
    concepts: 'Concepts',
    patterns: 'Patterns',
    clusters: 'Clusters',
    recall: 'Remembered',
    paths: 'Paths',
    achievements: 'Achievements',
  },

  empty: 'Nothing here yet. What you read, answer and solve will be listed here.',
  begin: ({ command }: { command: string }) => `Begin with: ${command}`,
  next: ({ command }: { command: string }) => `Next: ${command}`,
  review: ({ count, command }: { count: number; command: string }) =>
    `${many(count, 'card', 'cards')} to review: ${command}`,
  more: ({ sections }: { sections: string }) => `More, with --section: ${sections}`,

  streak: ({ days, longest }: { days: number; longest: number }) =>
    `${many(days, 'day', 'days')} in a row (longest: ${longest})`,
  time: ({ total, week }: { total: string; week: string }) => `${total} in all, ${week} in the last 7 days`,
  howTimed: 'Time counts from one deed to the next, where that took at most ten minutes: it is the least.',
  topics: (t: { begun: number; total: number; read: number; quizzed: number; passed: number }) =>
    `${t.begun} of ${t.total} begun, ${t.read} read, ${t.quizzed} quizzed, ${t.passed} passed`,
  patterns: ({ implemented, total }: { implemented: number; total: number }) =>
    `${implemented} of ${total} implemented`,
  byLanguage: ({ counts }: { counts: string }) => `By language: ${counts}`,
  stages: ({ passed, total }: { passed: number; total: number }) => `${passed} of ${total} stages`,
  concepts: ({ mastered, total }: { mastered: number; total: number }) => `${mastered} of ${total} mastered`,
  paths: ({ done, total }: { done: number; total: number }) => `${done} of ${total} items done`,
  achievements: ({ earned, total }: { earned: number; total: number }) => `${earned} of ${total} earned`,
  cards: ({ share, count }: { share: string; count: number }) =>
    `${share} of ${many(count, 'card', 'cards')}, by FSRS`,

  noTopics: 'No topic was begun yet.',
  noPatterns: 'No program of yours has passed yet. What there is to build: compendium exercise list',
  noClusters: 'There are no exercises on clusters here.',
  noCards: 'Nothing to remember yet. Questions that you answer are asked again: compendium quiz TOPIC',
  noConcepts: 'Nothing is known about concepts here.',
  noPaths: 'Nothing is known about paths here.',
  noAchievements: 'There are no achievements here.',

  earnedOn: ({ date, evidence }: { date: string; evidence: string }) => `Earned on ${date}: ${evidence}`,
  evidenceCount: ({ count }: { count: number }) => many(count, 'event', 'events'),
  haveOf: ({ have, need }: { have: number; need: number }) => `${have} of ${need}`,
  stillOpen: 'Still to be earned:',

  legend: ({ signs }: { signs: string }) => `${signs}  1, 5, 10, 20 deeds or more on a day`,
  predicted: 'Share of cards remembered, by FSRS, on each of the next 30 days without a review',
  today: 'today',
  ahead: ({ days }: { days: number }) => `in ${many(days, 'day', 'days')}`,
  measured: 'What was right when it was asked again, by days since the last answer',
  noMeasured: 'No question has come back yet.',
  dayRange: ({ from, to }: { from: number; to: number }) => (from === to ? `${from}` : `${from} to ${to}`),
  daysAndMore: ({ from }: { from: number }) => `${from} or more`,

  plainDays: ({ active, weeks }: { active: number; weeks: number }) =>
    `In the last ${weeks} weeks something was done on ${many(active, 'day', 'days')}.`,
  plainDay: ({ date, events, time }: { date: string; events: number; time: string }) =>
    `${date}: ${many(events, 'deed', 'deeds')}, ${time}.`,
  plainTopic: (t: { topic: string; status: string; quiz: string; attempts: number; date: string }) =>
    `${t.topic}: ${t.status}, quiz ${t.quiz}, ${many(t.attempts, 'attempt', 'attempts')}, last on ${t.date}.`,
  plainQuiz: ({ correct, total }: { correct: number; total: number }) => `${correct} of ${total} right`,
  plainNoQuiz: 'not answered',
  plainPattern: ({ pattern, languages }: { pattern: string; languages: string }) =>
    `${pattern}: passed in ${languages}.`,
  plainCluster: (c: { exercise: string; passed: number; total: number; attempts: number }) =>
    `${c.exercise}: ${c.passed} of ${c.total} stages, ${many(c.attempts, 'attempt', 'attempts')}.`,
  plainPredicted: ({ count }: { count: number }) =>
    `By FSRS, of ${many(count, 'card', 'cards')} without a review are remembered:`,
  plainShare: ({ when, share }: { when: string; share: string }) => `${when}: ${share}.`,
  plainMeasured: ({ days, share, answers }: { days: string; share: string; answers: number }) =>
    `After ${days} ${days === '1' ? 'day' : 'days'}: ${share} of ${many(answers, 'answer', 'answers')} right.`,
  plainDone: ({ name, done, total }: { name: string; done: number; total: number }) =>
    `${name}: ${done} of ${total} done.`,
  plainMastery: ({ concept, share, status }: { concept: string; share: string; status: string }) =>
    `${concept}: ${share}, ${status}.`,
  mastered: 'mastered',
  notMastered: 'not mastered yet',
}

export type ProgressMessages = typeof en
