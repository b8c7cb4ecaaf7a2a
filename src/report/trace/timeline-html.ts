import type { Trace } from '../../simulation/kernel/trace.ts'
import { escapeXml } from '../escape-xml.ts'
import { type HtmlPage, htmlPage } from '../html-page.ts'
import { spaceTimeSvg } from './space-time-svg.ts'
import { traceFrame } from './trace-frame.ts'
import { readableWindow, seconds, spokenNote, type TraceWindow } from './window.ts'

export interface TimelineOptions extends Pick<HtmlPage, 'title' | 'facts' | 'stories'> {
  readonly window?: TraceWindow
}

const COLUMNS = 110
const ROWS = 40

/** Steps through frames that were drawn before. */
const SCRIPT = `
const frames=JSON.parse(document.getElementById('data').textContent)
const screen=document.getElementById('screen'),slider=document.getElementById('at'),items=[...document.querySelectorAll('ol li')]
let timer
function show(n){slider.value=n;screen.textContent=frames[n];items.forEach((li,i)=>li.setAttribute('aria-current',String(i===n)))}
function stop(){clearInterval(timer);timer=undefined;play.textContent='Play'}
const play=document.getElementById('play')
play.onclick=()=>{if(timer){stop();return}play.textContent='Stop';timer=setInterval(()=>{const n=Number(slider.value)+1;if(n>=frames.length)stop();else show(n)},900)}
slider.oninput=()=>{stop();show(Number(slider.value))}
items.forEach((li,i)=>li.querySelector('button').onclick=()=>{stop();show(i)})
show(0)`

/** A page with the story, every state step by step, and the space-time diagram. */
export function timelineHtml(trace: Trace, options: TimelineOptions): string {
  const { title, facts, stories, window = readableWindow(trace) } = options
  const notes = trace.notes.filter(({ atUs }) => atUs >= window.fromUs && atUs <= window.toUs)
  const frames = notes.map(({ atUs }) =>
    traceFrame(trace, atUs, { title, columns: COLUMNS, rows: ROWS }).join('\n'),
  )
  const lines = notes.map(
    (note) =>
      `<li><button type="button">${seconds(note.atUs)}  ${escapeXml(spokenNote(trace, note))}</button></li>`,
  )
  const body = `<h2>Step by step</h2>
${frames.length === 0 ? '<p>Nothing was told in this stretch.</p>' : stepper(frames.length)}
<ol>${lines.join('\n')}</ol>
<h2>Space and time</h2>
<div class="diagram">${spaceTimeSvg(trace, { title, window })}</div>`
  return htmlPage({ title, facts, stories, body, data: frames, script: frames.length === 0 ? '' : SCRIPT })
}

function stepper(frames: number): string {
  return `<div class="bar"><button id="play" type="button">Play</button><input id="at" type="range" min="0" max="${frames - 1}" value="0" aria-label="step"></div>
<pre id="screen"></pre>`
}
