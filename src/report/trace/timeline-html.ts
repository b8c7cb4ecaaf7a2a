import type { Trace } from '../../simulation/kernel/trace.ts'
import { escapeXml } from '../escape-xml.ts'
import { spaceTimeSvg } from './space-time-svg.ts'
import { traceFrame } from './trace-frame.ts'
import { readableWindow, seconds, spokenNote, type TraceWindow } from './window.ts'

export interface TimelineOptions {
  readonly title: string
  /** Facts for the reader: verdict, seed, how to run it again. */
  readonly facts: readonly string[]
  /** Stories of what broke, each in lines. */
  readonly stories: readonly (readonly string[])[]
  readonly window?: TraceWindow
}

const COLUMNS = 110
const ROWS = 40

const STYLE = `
:root{color-scheme:light dark}body{font:15px/1.5 system-ui,sans-serif;margin:2rem auto;max-width:76rem;padding:0 1rem}
pre{font:13px/1.35 ui-monospace,Menlo,Consolas,monospace;overflow-x:auto;border:1px solid #8885;border-radius:6px;padding:.75rem}
.bar{display:flex;gap:.75rem;align-items:center;position:sticky;top:0;padding:.5rem 0;background:Canvas}
.bar input{flex:1}ol{padding-left:0;list-style:none;font-family:ui-monospace,Menlo,Consolas,monospace;font-size:13px}
li button{all:unset;cursor:pointer}li button:focus-visible{outline:2px solid}li[aria-current=true]{font-weight:bold}
.diagram{overflow-x:auto}`

/** Steps through frames that were drawn before; the page asks nobody for anything. */
const SCRIPT = `
const frames=JSON.parse(document.getElementById('frames').textContent)
const screen=document.getElementById('screen'),slider=document.getElementById('at'),items=[...document.querySelectorAll('ol li')]
let timer
function show(n){slider.value=n;screen.textContent=frames[n];items.forEach((li,i)=>li.setAttribute('aria-current',String(i===n)))}
function stop(){clearInterval(timer);timer=undefined;play.textContent='Play'}
const play=document.getElementById('play')
play.onclick=()=>{if(timer){stop();return}play.textContent='Stop';timer=setInterval(()=>{const n=Number(slider.value)+1;if(n>=frames.length)stop();else show(n)},900)}
slider.oninput=()=>{stop();show(Number(slider.value))}
items.forEach((li,i)=>li.querySelector('button').onclick=()=>{stop();show(i)})
show(0)`

/** One page that needs no other file: the story, every state step by step, and the space-time diagram. */
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
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'">
<title>${escapeXml(title)}</title>
<style>${STYLE}</style>
</head>
<body>
<h1>${escapeXml(title)}</h1>
<ul>${facts.map((fact) => `<li>${escapeXml(fact)}</li>`).join('')}</ul>
${stories.map((story) => `<pre>${escapeXml(story.join('\n'))}</pre>`).join('\n')}
<h2>Step by step</h2>
${frames.length === 0 ? '<p>Nothing was told in this stretch.</p>' : stepper(frames.length)}
<ol>${lines.join('\n')}</ol>
<h2>Space and time</h2>
<div class="diagram">${spaceTimeSvg(trace, { title, window })}</div>
<script type="application/json" id="frames">${scriptJson(frames)}</script>
${frames.length === 0 ? '' : `<script>${SCRIPT}</script>`}
</body>
</html>
`
}

function stepper(frames: number): string {
  return `<div class="bar"><button id="play" type="button">Play</button><input id="at" type="range" min="0" max="${frames - 1}" value="0" aria-label="step"></div>
<pre id="screen"></pre>`
}

/** No text of a model can end the script element. */
function scriptJson(value: unknown): string {
  return JSON.stringify(value)
    .replaceAll('<', '\\u003c')
    .replaceAll('\u2028', '\\u2028')
    .replaceAll('\u2029', '\\u2029')
}
