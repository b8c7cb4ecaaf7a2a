import { escapeXml } from '../escape-xml.ts'
import { operationName } from '../history-timeline.ts'
import { type HtmlPage, htmlPage } from '../html-page.ts'
import { type Bar, type Bars, barText, type HistoryPicture, layBars } from './bars.ts'

export interface HistoryPage extends Pick<HtmlPage, 'title' | 'facts' | 'stories'> {
  /** Below the timeline, as HTML. */
  readonly more?: string
}

/** A page with more elements than this is slow to open. */
const MOST = 5000

const STYLE = `
.history{display:grid;grid-template-columns:max-content 1fr;border:1px solid #8885;border-radius:6px;overflow:hidden}
.names{font:13px/28px ui-monospace,Menlo,Consolas,monospace;padding:22px .75rem 0}.scroll{overflow-x:auto}
.tracks{position:relative;width:calc(100% * var(--zoom,1));padding-top:22px;min-height:3rem}
.track{position:relative;height:28px;border-top:1px solid #8883}
.band{position:absolute;top:0;bottom:0;background:#c9820033;border-left:1px solid #c98200;font-size:12px;overflow:hidden;white-space:nowrap;padding-left:3px}
.op{all:unset;position:absolute;box-sizing:border-box;top:4px;height:20px;min-width:4px;overflow:hidden;white-space:nowrap;cursor:pointer;border:1px solid;border-radius:3px;font:12px/18px ui-monospace,Menlo,Consolas,monospace;padding:0 2px}
.ok{background:#cfe8d5;color:#0b3d1a;border-color:#1a7f37}.fail{background:#ffd8d3;color:#641009;border:1px dotted #b3261e}.info{background:#fff1c9;color:#4d3300;border:1px dashed #8a5a00}
.focus{outline:3px solid #b3261e;outline-offset:1px;z-index:1}.op:focus-visible{outline:3px solid Highlight;z-index:2}
@media (prefers-color-scheme:dark){.ok{background:#12381f;color:#b9f0c6;border-color:#56d364}.fail{background:#4a1512;color:#ffc9c3;border-color:#ff8b82}.info{background:#3b2c06;color:#ffe2a0;border-color:#e3b341}.focus{outline-color:#ff8b82}}
td:last-child{color:inherit}
#shown{min-height:1.5em;display:block}`

/** What is pointed at, tapped or reached by keyboard is told in full below. */
const SCRIPT = `
const texts=JSON.parse(document.getElementById('data').textContent)
const shown=document.getElementById('shown'),tracks=document.querySelector('.tracks'),zoom=document.getElementById('zoom')
const tell=e=>{const op=e.target.closest('.op');if(op)shown.textContent=texts[op.dataset.at]}
for(const kind of ['pointerover','focusin','click'])tracks.addEventListener(kind,tell)
const size=()=>tracks.style.setProperty('--zoom',2**zoom.value)
zoom.oninput=size;size()
document.querySelector('.op.focus')?.scrollIntoView({block:'nearest',inline:'center'})`

/** A page with the history in time: a row for each process, bars by outcome, faults as bands; all of it as a table too. */
export function historyHtml(
  picture: HistoryPicture,
  { title, facts, stories, more = '' }: HistoryPage,
): string {
  const shown = shownOf(picture)
  const bars = layBars(shown, 'time')
  const names = bars.bars.map(({ operation }) => operationName(operation))
  const texts = bars.bars.map((bar, at) => barText(bar, names[at] ?? ''))
  const left = picture.operations.length - shown.operations.length
  const body = `<h2>Operations in time</h2>
${left > 0 ? `<p>${shown.operations.length} of ${picture.operations.length} operations are drawn; history.edn has them all.</p>` : ''}
<p>${scaleText(bars)} Green with a solid edge: done; red, dotted: failed; yellow, dashed: nobody knows. A thick edge marks what the failure is told by.</p>
<div class="bar"><label for="zoom">Zoom</label><input id="zoom" type="range" min="0" max="8" step="0.25" value="${zoomFor(bars)}"></div>
<output id="shown" aria-live="polite">Point at an operation, tap it, or reach it with Tab.</output>
${timeline(bars, names, texts)}
${faultList(bars)}
<details><summary>All operations as a table</summary>${table(bars, names)}</details>
${more}`
  return htmlPage({ title, facts, stories, body, style: STYLE, data: texts, script: SCRIPT })
}

/** All operations, or those about the marked ones. */
function shownOf(picture: HistoryPicture): HistoryPicture {
  const { operations, focus = [] } = picture
  if (operations.length <= MOST) return picture
  const last = operations.findIndex(({ call }) => call === focus.at(-1))
  const end = last < 0 ? MOST : Math.min(operations.length, last + MOST / 10)
  return { ...picture, operations: operations.slice(Math.max(0, end - MOST), end) }
}

function scaleText({ spanS }: Bars): string {
  if (spanS === undefined) return 'Calls and returns stand in their order, from left to right.'
  return `From ${spanS[0].toFixed(3)} s to ${spanS[1].toFixed(3)} s, from left to right.`
}

/** Powers of two by which the picture is widened at first: so many operations of a process fit side by side. */
function zoomFor({ bars, rows }: Bars): number {
  const each = bars.length / Math.max(1, rows.length)
  return Math.min(8, Math.max(0, Math.ceil(Math.log2(Math.max(1, each / 8)))))
}

function timeline({ rows, bars, bands }: Bars, names: readonly string[], texts: readonly string[]): string {
  const marks = bands.map(
    ({ from, to, text }) =>
      `<div class="band" style="left:${percent(from)};width:${percent(to - from)}" title="${escapeXml(text)}">${escapeXml(text)}</div>`,
  )
  const tracks = rows.map((name, row) => {
    const own = bars.flatMap((bar, at) =>
      bar.row === row ? [button(bar, at, names[at] ?? '', texts[at] ?? '')] : [],
    )
    return `<div class="track" role="group" aria-label="${escapeXml(name)}">${own.join('')}</div>`
  })
  const labels = rows.map((name) => `<div>${escapeXml(name)}</div>`)
  return `<div class="history"><div class="names" aria-hidden="true">${labels.join('')}</div>
<div class="scroll"><div class="tracks">${marks.join('')}${tracks.join('\n')}</div></div></div>`
}

function button({ operation, from, to, isFocus }: Bar, at: number, name: string, text: string): string {
  const kind = `op ${operation.outcome}${isFocus ? ' focus' : ''}`
  return `<button type="button" class="${kind}" data-at="${at}" style="left:${percent(from)};width:${percent(to - from)}" aria-label="${escapeXml(text)}">${escapeXml(name)}</button>`
}

function faultList({ bands }: Bars): string {
  if (bands.length === 0) return ''
  return `<h2>Faults</h2><ul>${bands.map(({ text }) => `<li>${escapeXml(text)}</li>`).join('')}</ul>`
}

const OUTCOMES = { ok: 'done', fail: 'failed', info: 'unknown' } as const

function table({ bars, rows }: Bars, names: readonly string[]): string {
  const cells = bars.map(({ operation, row }, at) => {
    const { callNs, returnNs, outcome } = operation
    const time = (ns: number | undefined) => (ns === undefined ? '' : (ns / 1e9).toFixed(3))
    const values = [rows[row] ?? '', time(callNs), time(returnNs), OUTCOMES[outcome], names[at] ?? '']
    return `<tr>${values.map((value) => `<td>${escapeXml(value)}</td>`).join('')}</tr>`
  })
  const heads = ['who', 'asked, s', 'answered, s', 'outcome', 'operation']
  return `<table><thead><tr>${heads.map((head) => `<th scope="col">${head}</th>`).join('')}</tr></thead><tbody>${cells.join('\n')}</tbody></table>`
}

const percent = (share: number) => `${Math.round(share * 1e5) / 1e3}%`
