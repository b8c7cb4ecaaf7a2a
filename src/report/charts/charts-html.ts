import { formatQuantity } from '../../lib/quantity.ts'
import type { Metric, RunResult, Scenario } from '../../simulation/kernel/scenario.ts'
import { escapeXml } from '../escape-xml.ts'
import { type HtmlPage, htmlPage } from '../html-page.ts'
import { baseMetrics } from '../simulation-metrics.ts'
import { chartPanels } from './chart-panels.ts'
import { chartsSvg } from './charts-svg.ts'

type Told = Pick<Scenario, 'variants' | 'metrics'>
type Run = Pick<RunResult, 'series' | 'spans' | 'captions' | 'metrics' | 'endUs'>

const STEPS = 1000

/**
 * A line through all charts at one time, with the values there: under the pointer, or where the
 * slider stands.
 */
const SCRIPT = `
const {endUs,steps,panels}=JSON.parse(document.getElementById('data').textContent)
const groups=[...document.querySelectorAll('g.panel')],slider=document.getElementById('at'),clock=document.getElementById('clock'),items=[...document.querySelectorAll('ol li')]
const ns='http://www.w3.org/2000/svg'
const marks=groups.map(g=>{
const {left,top,width,height}=Object.fromEntries(Object.entries(g.dataset).map(([k,v])=>[k,Number(v)]))
const line=g.appendChild(document.createElementNS(ns,'line')),text=g.appendChild(document.createElementNS(ns,'text'))
line.setAttribute('class','axis');line.setAttribute('y1',top);line.setAttribute('y2',top+height)
text.setAttribute('class','ink');text.setAttribute('text-anchor','end');text.setAttribute('x',left+width);text.setAttribute('y',top-24)
return{left,width,line,text}})
function show(us){slider.value=us/endUs*steps;clock.textContent=(us/1e6).toFixed(1)+' s'
marks.forEach(({left,width,line,text},i)=>{const{bucketUs,values}=panels[i],x=left+Math.min(1,us/(bucketUs*values.length))*width
line.setAttribute('x1',x);line.setAttribute('x2',x);text.textContent=values[Math.min(values.length-1,Math.floor(us/bucketUs))]??''})
const past=items.findLastIndex(li=>Number(li.dataset.us)<=us);items.forEach((li,i)=>li.setAttribute('aria-current',String(i===past)))}
slider.oninput=()=>show(slider.value/steps*endUs)
items.forEach(li=>li.querySelector('button').onclick=()=>show(Number(li.dataset.us)))
groups.forEach((g,i)=>{const svg=g.ownerSVGElement,{left,width}=marks[i],{bucketUs,values}=panels[i]
const area=g.appendChild(document.createElementNS(ns,'rect'));area.setAttribute('x',left);area.setAttribute('y',g.dataset.top);area.setAttribute('width',width);area.setAttribute('height',g.dataset.height);area.setAttribute('fill','transparent')
area.onpointermove=e=>{const p=new DOMPoint(e.clientX,e.clientY).matrixTransform(svg.getScreenCTM().inverse());show(Math.max(0,Math.min(1,(p.x-left)/width))*bucketUs*values.length)}})
show(endUs)`

/** A page with the charts of a run, what happened when, and all its numbers. */
export function chartsHtml(
  scenario: Told,
  result: Run,
  { title, facts, stories }: Pick<HtmlPage, 'title' | 'facts' | 'stories'>,
): string {
  const panels = chartPanels(scenario, result).flatMap((group) =>
    group.panels.map(({ series: { bucketUs, values } }) => ({
      bucketUs,
      values: values.map((value) => formatQuantity(value, group.unit)),
    })),
  )
  const slider = `<div class="bar"><output id="clock"></output><input id="at" type="range" min="0" max="${STEPS}" aria-label="time"></div>`
  const body = `<h2>Over time</h2>
${panels.length === 0 ? '' : slider}
<div class="diagram">${chartsSvg(scenario, result, { title, told: [] })}</div>
<h2>What happened</h2>
${result.captions.length === 0 ? '<p>Nothing was told.</p>' : `<ol>${captions(scenario, result)}</ol>`}
<h2>The numbers</h2>
${metricsTable(scenario, result)}`
  const data = { endUs: Math.max(1, result.endUs), steps: STEPS, panels }
  return htmlPage({ title, facts, stories, body, data, script: panels.length === 0 ? '' : SCRIPT })
}

function captions({ variants }: Told, run: Run): string {
  const titles = new Map(variants.map(({ prefix, title }) => [prefix, title]))
  return run.captions
    .map(({ atUs, text, variant }) => {
      const who = variants.length > 1 ? `${titles.get(variant) ?? ''}: ` : ''
      const words = `${(atUs / 1e6).toFixed(1)} s  ${who}${text}`
      return `<li data-us="${atUs}"><button type="button">${escapeXml(words)}</button></li>`
    })
    .join('\n')
}

/** A row for each metric, a column for each variant. */
function metricsTable(scenario: Told, { metrics }: Run): string {
  const { variants } = scenario
  const heads = variants.length > 1 ? variants.map(({ title }) => title) : ['value']
  const row = ({ id, unit, description }: Metric) => {
    const cells = variants.map(({ prefix }) => {
      const value = metrics[prefix + id]
      return `<td>${value === undefined ? '' : escapeXml(formatQuantity(value, unit))}</td>`
    })
    return `<tr><td>${escapeXml(id)}</td>${cells.join('')}<td>${escapeXml(description)}</td></tr>`
  }
  const head = ['', ...heads, ''].map((title) => `<th>${escapeXml(title)}</th>`).join('')
  return `<div class="diagram"><table><thead><tr>${head}</tr></thead>
<tbody>${baseMetrics(scenario).map(row).join('\n')}</tbody></table></div>`
}
