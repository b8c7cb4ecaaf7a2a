import type { ClusterStages } from '../../learning/dashboard/exercises.ts'
import { statusPaint } from '../status-paint.ts'
import { type TextColumn, textTable } from '../text-table.ts'
import { bar, type Drawing, duration, percent } from './look.ts'

/** One row for each topic that was begun. */
export function topicsSection(drawing: Drawing): string[] {
  const { progress, theme, words, plain, date } = drawing
  const { columns, status } = words
  const topics = Object.entries(progress.topics)
  if (topics.length === 0) return [words.noTopics]
  if (plain) return topics.map(([slug]) => topicSentence(slug, drawing))
  const heads: TextColumn[] = [
    { title: columns.topic, paint: theme.paint.strong },
    { title: columns.status, paint: statusPaint(theme, status) },
    { title: columns.quiz, align: 'right' },
    { title: columns.attempts, align: 'right' },
    { title: columns.lastOn, align: 'left' },
  ]
  const rows = topics.map(([slug, topic]) => {
    const quiz = progress.quizzes[slug]
    const answered = quiz === undefined ? '-' : `${quiz.correct}/${quiz.total}`
    return [slug, status[topic.status], answered, String(topic.attempts), date(topic.lastAtMs)]
  })
  return textTable(heads, rows, theme.paint.muted)
}

function topicSentence(topic: string, { progress, words, date }: Drawing): string {
  const { status = 'new', attempts = 0, lastAtMs = 0 } = progress.topics[topic] ?? {}
  const tally = progress.quizzes[topic]
  const quiz = tally === undefined ? words.plainNoQuiz : words.plainQuiz(tally)
  return words.plainTopic({ topic, status: words.status[status], quiz, attempts, date: date(lastAtMs) })
}

/** The patterns of which a program passed, and how many in each language. */
export function patternsSection({ dashboard, theme, words, plain }: Drawing): string[] {
  const { implemented, total } = dashboard.patterns
  if (implemented.length === 0) return [words.noPatterns]
  const used = implemented.flatMap(({ languages }) => languages)
  const counts = [...new Set(used)].map(
    (language) => `${language} ${used.filter((one) => one === language).length}`,
  )
  const rows = implemented.map(({ slug, languages }) => [slug, languages.join(', ')] as const)
  const heads = [
    { title: words.columns.pattern, paint: theme.paint.strong },
    { title: words.columns.languages },
  ]
  return [
    words.patterns({ implemented: implemented.length, total }),
    words.byLanguage({ counts: counts.join(', ') }),
    '',
    ...(plain
      ? rows.map(([pattern, languages]) => words.plainPattern({ pattern, languages }))
      : textTable(heads, rows, theme.paint.muted)),
  ]
}

/** Every exercise on clusters, with the stages that the best attempt passed. */
export function clustersSection(drawing: Drawing): string[] {
  const { dashboard, theme, words, plain } = drawing
  const { clusters } = dashboard
  if (clusters.length === 0) return [words.noClusters]
  const of = (one: ClusterStages) => ({ passed: one.stagesPassed, total: one.stages, attempts: one.attempts })
  if (plain) return clusters.map((one) => words.plainCluster({ exercise: one.id, ...of(one) }))
  const heads: TextColumn[] = [
    { title: words.columns.exercise, paint: theme.paint.strong },
    { title: words.columns.stages },
    { title: '', align: 'right' },
    { title: words.columns.attempts, align: 'right' },
  ]
  const rows = clusters.map(({ id, stagesPassed, stages, attempts }) => [
    ...[id, bar(stagesPassed / stages, drawing), `${stagesPassed}/${stages}`],
    String(attempts),
  ])
  return textTable(heads, rows, theme.paint.muted)
}

/** How well each concept is known, best last, so that what is to do stands at the top. */
export function conceptsSection(drawing: Drawing): string[] {
  const { dashboard, theme, words, plain } = drawing
  const mastery = [...(dashboard.mastery ?? [])].sort((a, b) => a.mastery - b.mastery)
  if (mastery.length === 0) return [words.noConcepts]
  const status = (mastered: boolean) => (mastered ? words.mastered : words.notMastered)
  if (plain)
    return mastery.map((one) =>
      words.plainMastery({
        ...{ concept: one.concept, share: percent(one.mastery), status: status(one.mastered) },
      }),
    )
  const heads: TextColumn[] = [
    { title: words.columns.concept, paint: theme.paint.strong },
    { title: words.columns.mastery },
    { title: '', align: 'right' },
    { title: words.columns.status },
  ]
  const rows = mastery.map((one) => [
    ...[one.concept, bar(one.mastery, drawing), percent(one.mastery), status(one.mastered)],
  ])
  return textTable(heads, rows, theme.paint.muted)
}

/** How far each path is. */
export function pathsSection(drawing: Drawing): string[] {
  const { dashboard, theme, words, plain } = drawing
  const paths = dashboard.paths ?? []
  if (paths.length === 0) return [words.noPaths]
  if (plain) return paths.map(({ title, done, total }) => words.plainDone({ name: title, done, total }))
  const heads: TextColumn[] = [
    { title: words.columns.path, paint: theme.paint.strong },
    { title: words.columns.done },
    { title: '', align: 'right' },
  ]
  const rows = paths.map(({ title, done, total }) => [
    ...[title, bar(total === 0 ? 0 : done / total, drawing), `${done}/${total}`],
  ])
  return textTable(heads, rows, theme.paint.muted)
}

/** `1 day in a row (longest: 3), 5 h 20 min in all, ...` */
export function streakLines({ dashboard, words }: Drawing): string[] {
  const { streak, time } = dashboard
  const spent = words.time({ total: duration(time.totalMs), week: duration(time.last7DaysMs) })
  return [`${words.streak(streak)}, ${spent}`]
}
