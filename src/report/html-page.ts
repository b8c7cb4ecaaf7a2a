import { escapeXml } from './escape-xml.ts'

export interface HtmlPage {
  readonly title: string
  /** Facts for the reader: verdict, seed, how to run it again. */
  readonly facts: readonly string[]
  /** Stories of what broke, each in lines. */
  readonly stories: readonly (readonly string[])[]
  readonly body: string
  /** Rules beside those that all pages share. */
  readonly style?: string
  /** For `script`, as JSON in an element with the id `data`. */
  readonly data: unknown
  /** Brings the body to life; nothing else runs. */
  readonly script: string
}

const STYLE = `
:root{color-scheme:light dark}body{font:15px/1.5 system-ui,sans-serif;margin:2rem auto;max-width:76rem;padding:0 1rem}
pre{font:13px/1.35 ui-monospace,Menlo,Consolas,monospace;overflow-x:auto;border:1px solid #8885;border-radius:6px;padding:.75rem}
.bar{display:flex;gap:.75rem;align-items:center;position:sticky;top:0;padding:.5rem 0;background:Canvas}
.bar input{flex:1}ol{padding-left:0;list-style:none;font-family:ui-monospace,Menlo,Consolas,monospace;font-size:13px}
li button{all:unset;cursor:pointer}li button:focus-visible{outline:2px solid}li[aria-current=true]{font-weight:bold}
.diagram{overflow-x:auto}output{font-variant-numeric:tabular-nums;min-width:6rem}
table{border-collapse:collapse;font-variant-numeric:tabular-nums}td,th{padding:.15rem .75rem;border-bottom:1px solid #8885;text-align:right}
td:first-child,th:first-child{text-align:left;padding-left:0}td:last-child{text-align:left;color:GrayText}`

/** One page that needs no other file and asks nobody for anything. */
export function htmlPage({ title, facts, stories, body, style = '', data, script }: HtmlPage): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'">
<title>${escapeXml(title)}</title>
<style>${STYLE}${style}</style>
</head>
<body>
<h1>${escapeXml(title)}</h1>
<ul>${facts.map((fact) => `<li>${escapeXml(fact)}</li>`).join('')}</ul>
${stories.map((story) => `<pre>${escapeXml(story.join('\n'))}</pre>`).join('\n')}
${body}
<script type="application/json" id="data">${scriptJson(data)}</script>
${script === '' ? '' : `<script>${script}</script>`}
</body>
</html>
`
}

/** No text of a model can end the script element. */
function scriptJson(value: unknown): string {
  return JSON.stringify(value)
    .replaceAll('<', '\\u003c')
    .replaceAll('\u2028', '\\u2028')
    .replaceAll('\u2029', '\\u2029')
}
