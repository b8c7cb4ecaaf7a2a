import wrapAnsi from 'wrap-ansi'
import { seconds } from './controls.ts'
import { cut } from './cut.ts'
import type { Look } from './signs.ts'
import type { ClusterState } from './state.ts'
import { type Caption, captionsUntil } from './timeline.ts'

const MESSAGE_ROWS_MAX = 3

/** The last captions, the newest below; at a broken rule, its story. */
export function captionRows(state: ClusterState, width: number, rows: number, look: Look): string[] {
  if (rows <= 0) return []
  const { timeline, run } = state.watched
  const broken = run.result.violations.find(({ atUs }) => atUs === state.atUs)
  if (broken !== undefined) {
    const head = look.theme.paint.caution(`RULE BROKEN: ${broken.invariant} (Enter: the whole story)`)
    const story = broken.story
      .slice(-(rows - 1))
      .map((line) => cut(look.theme.spell(line), width, look.signs.more))
    return [head, ...story].slice(0, rows)
  }
  const lines = captionsUntil(timeline, state.atUs)
    .slice(-rows)
    .map((caption) => captionRow(caption, state, width, look))
  return [...Array.from({ length: rows - lines.length }, () => ''), ...lines]
}

function captionRow(caption: Caption, { atUs }: ClusterState, width: number, { theme, signs }: Look): string {
  const pointer = caption.atUs === atUs ? signs.chosen : ' '
  const text = cut(
    `${pointer}${seconds(caption.atUs).padStart(10)}  ${theme.spell(caption.text)}`,
    width,
    signs.more,
  )
  if (caption.kind === 'violation') return theme.paint.caution(text)
  if (caption.kind === 'control' || caption.kind === 'fault') return theme.paint.warning(text)
  if (caption.kind === 'client') return theme.paint.muted(text)
  return caption.atUs === atUs ? theme.paint.strong(text) : text
}

/** What the last key or command did, wrapped. */
export function messageRows({ message }: ClusterState, width: number, { theme }: Look): string[] {
  if (message === undefined) return []
  const rows = wrapAnsi(theme.spell(message.text), width, { hard: true })
    .split('\n')
    .slice(0, MESSAGE_ROWS_MAX)
  return rows.map((row) => (message.isError ? theme.paint.caution(row) : theme.paint.note(row)))
}
