import wrapAnsi from 'wrap-ansi'
import { watchingWords } from '../../../messages/watching/index.ts'
import { seconds } from './controls.ts'
import { cut } from './cut.ts'
import type { Look } from './signs.ts'
import type { ClusterState } from './state.ts'
import { type Caption, captionsUntil } from './timeline.ts'

const MESSAGE_ROWS_MAX = 3
/** The pointer, the time, and two spaces. */
const LABEL = 13

/** The last captions, the newest below; at a broken rule, its story. */
export function captionRows(state: ClusterState, width: number, rows: number, look: Look): string[] {
  if (rows <= 0) return []
  const { timeline, run } = state.watched
  const broken = run.result.violations.find(({ atUs }) => atUs === state.atUs)
  if (broken !== undefined) {
    const head = look.theme.paint.caution(watchingWords().now.broken({ rule: broken.invariant }))
    const story = broken.story
      .slice(-(rows - 1))
      .map((line) => cut(look.theme.spell(line), width, look.signs.more))
    return [head, ...story].slice(0, rows)
  }
  const lines = captionsUntil(timeline, state.atUs)
    .slice(-rows)
    .flatMap((caption) => captionLines(caption, state, width, look))
    .slice(-rows)
  return [...Array.from({ length: rows - lines.length }, () => ''), ...lines]
}

/** A broken rule is read to its end; everything else has one row. */
function captionLines(caption: Caption, state: ClusterState, width: number, look: Look): string[] {
  if (caption.kind !== 'violation') return [captionRow(caption, state, width, look)]
  return wrapAnsi(look.theme.spell(caption.text), Math.max(1, width - LABEL), { hard: true })
    .split('\n')
    .map((text, nth) => {
      const label = nth === 0 ? captionLabel(caption, state, look) : ' '.repeat(LABEL)
      return look.theme.paint.caution(cut(`${label}${text}`, width))
    })
}

function captionLabel(caption: Caption, { atUs }: ClusterState, { signs }: Look): string {
  return `${caption.atUs === atUs ? signs.chosen : ' '}${seconds(caption.atUs).padStart(10)}  `
}

function captionRow(caption: Caption, state: ClusterState, width: number, look: Look): string {
  const { theme, signs } = look
  const text = cut(`${captionLabel(caption, state, look)}${theme.spell(caption.text)}`, width, signs.more)
  if (caption.kind === 'control' || caption.kind === 'fault') return theme.paint.warning(text)
  if (caption.kind === 'client') return theme.paint.muted(text)
  return caption.atUs === state.atUs ? theme.paint.strong(text) : text
}

/** What the last key or command did, wrapped. */
export function messageRows({ message }: ClusterState, width: number, { theme }: Look): string[] {
  if (message === undefined) return []
  const rows = wrapAnsi(theme.spell(message.text), width, { hard: true })
    .split('\n')
    .slice(0, MESSAGE_ROWS_MAX)
  return rows.map((row) => (message.isError ? theme.paint.caution(row) : theme.paint.note(row)))
}
