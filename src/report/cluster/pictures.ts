import type { ClusterGrade } from '../../grading/cluster/grade-cluster.ts'
import type { RunPicture } from '../../grading/cluster/story/picture.ts'
import { historyHtml } from '../history/history-html.ts'
import { spaceTimeSvg } from '../trace/space-time-svg.ts'

/** What is drawn of a run of a cluster, by the names of the files: its messages, and its operations in time. */
export function drawRun(picture: RunPicture, grade: ClusterGrade): ReadonlyMap<string, string> {
  const title = `${grade.workload}, ${grade.nodes.length} nodes, seed ${grade.seed}`
  const { messages, messageCount, story } = picture
  const part = messages.messages.length
  const which = part < messageCount ? `${part} of ${messageCount} messages` : `${messageCount} messages`
  const window = { fromUs: Math.max(0, (messages.messages[0]?.sentUs ?? 0) - 1), toUs: messages.endUs }
  const svg = spaceTimeSvg(messages, { title: `${title}: ${which}`, window, spacing: 'order', labels: true })
  const diagram =
    story === undefined
      ? ''
      : `<h2>Messages of the failure</h2><div class="diagram">${spaceTimeSvg(story.diagram, { title: `${title}: the failure`, window: windowOf(story.diagram), spacing: 'order', labels: true })}</div>`
  const html = historyHtml(picture, {
    title,
    facts: factsOf(grade),
    stories: storiesOf(grade),
    more: diagram,
  })
  return new Map([
    ['messages.svg', svg],
    ['timeline.html', html],
  ])
}

type Trace = RunPicture['messages']

const windowOf = ({ messages, endUs }: Trace) => ({
  fromUs: Math.max(0, (messages[0]?.sentUs ?? 0) - 1),
  toUs: endUs,
})

function factsOf({ verdict, checks, replay, story }: ClusterGrade): string[] {
  const failed = checks
    .filter((one) => one.verdict !== 'pass')
    .map(({ title, message }) => `${title}: ${message}`)
  return [
    verdict.toUpperCase(),
    ...(story === undefined ? [] : [story.headline]),
    ...failed,
    `Run it again: ${replay}`,
  ]
}

function storiesOf({ story }: ClusterGrade): string[][] {
  if (story === undefined) return []
  return [story.lines.map(({ atUs, text }) => `${(atUs / 1e6).toFixed(3).padStart(8)} s  ${text}`)]
}
